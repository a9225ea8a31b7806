"""Private data in the sources: whatever a file is, its name, its text, and what a picture's says besides its pixels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from site_builder.content_types.pictures import Picture
from site_builder.content_types.waivers import Waiver, waiver_to_paste
from site_builder.identity_numbers import WRITTEN, masked, may_hold_numbers, numbers_in
from site_builder.loading.records import free_slug
from site_builder.model import Original
from site_builder.problems import Mark, Problem, problem
from site_builder.state import Probed
from site_builder.text.private_facts import facts_in, hidden_fact, official

_LONGEST_LINE = 120
"""Characters: of a longer one, a waiver has what is masked alone"""


@dataclass(frozen=True, slots=True)
class Files:
    """What was read: the texts by their paths, the paths of pictures, and what pictures were found to be."""

    texts: Mapping[str, str]
    pictures: Sequence[str] = ()
    described: Sequence[Picture] = ()
    originals: Sequence[Original] = ()
    probed: Mapping[str, Probed] | None = None
    published: Sequence[str] = ()
    """Telephones and e-mail addresses that fields have for everybody to use"""


@dataclass(frozen=True, slots=True)
class _Finding:
    """Something private: how it is masked, and the line of the file that it stands in, masked."""

    problem: Problem
    file: str
    masked: str
    line: str
    sign: str = ""
    """Of an identity number"""


def private_problems(files: Files, waivers: Sequence[Waiver], spelling: str) -> Iterator[Problem]:
    """Yield what is private and not waived, and the waivers that are for nothing. `spelling` is that of the fields."""
    used: set[str] = set()
    slugs = {one.slug for one in waivers}
    for found in _findings(files):
        covering = {one.slug for one in waivers if one.covers(found.file, found.line, found.masked, found.sign)}
        used |= covering
        if not covering:
            line = " ".join(found.line.split("\n")).strip()
            text = line if len(line) <= _LONGEST_LINE else " ".join(found.masked.split("\n"))
            slug = free_slug("fritak", slugs)
            # Who pastes the lines of several messages has several ids.
            slugs.add(slug)
            lines = waiver_to_paste(slug, found.file, text, found.sign, is_english=spelling == "en")
            yield problem(
                found.problem.code,
                found.problem.path,
                found.problem.mark,
                **dict(found.problem.values),
                found=" ".join(found.masked.split()) if "\n" in found.masked else found.masked,
                file=Waiver.file,
                lines=lines,
            )
    for one in waivers:
        if one.slug not in used and not one.is_of_output:
            yield one.fault("P608", "text", text=one.text, target=one.path)


def _findings(files: Files) -> Iterator[_Finding]:
    known = official(files.published)
    for path, text in files.texts.items():
        yield from _in_text(path, text, known)
    for path in (*files.texts, *files.pictures):
        for number in numbers_in(path):
            yield _Finding(problem("P602", path), masked(path), number.masked, masked(path), number.sign)
    yield from _in_pictures(files)


@lru_cache(maxsize=1024)
def _in_text(path: str, text: str, known: frozenset[str]) -> tuple[_Finding, ...]:
    """Return what is private in a text. Of those who read a site again and again, most texts are as they were."""
    is_written = path.endswith(WRITTEN)
    found = []
    if may_hold_numbers(text.encode("utf-8", "replace"), is_folded=is_written):
        numbers = numbers_in(text, is_folded=is_written)
        found = [("P601", one.start, one.end, one.masked, one.sign) for one in numbers]
    # In tables of places, telephones and addresses are there to be shown.
    if is_written:
        facts = facts_in(text, known)
        found += [(one.code, one.start, one.end, hidden_fact(text[one.start : one.end]), "") for one in facts]
    if not found:
        return ()
    whole = text
    for _, start, end, mask, _ in found:
        whole = whole[:start] + mask + whole[end:]
    lines = whole.split("\n")
    findings = []
    for code, start, _, mask, sign in found:
        number, column = text.count("\n", 0, start), start - text.rfind("\n", 0, start)
        # Of one that goes on below, what stands on its first line is marked, and the lines are read as one.
        mark = Mark(number + 1, column, column + len(mask.partition("\n")[0].rstrip()))
        line = "\n".join(lines[number : number + 1 + mask.count("\n")])
        findings.append(_Finding(problem(code, path, mark), masked(path), mask, line, sign))
    return tuple(findings)


def _in_pictures(files: Files) -> Iterator[_Finding]:
    described = {one.slug: one for one in files.described}
    for original in files.originals:
        picture, known = described[original.slug], (files.probed or {}).get(original.digest)
        if known and known.identity_number:
            path = masked(f"{Picture.folder}/{picture.filename}")
            fault = picture.fault("P603", "filename", text=picture.filename)
            yield _Finding(fault, path, known.identity_number, known.identity_number, known.sign)
