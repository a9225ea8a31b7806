"""Mend what has one right answer in the sources, and nothing that would bring a new mistake."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

from site_builder import build as pipeline
from site_builder.fixes import FIXERS, fixed
from site_builder.identity_numbers import masked
from site_builder.loading.folders import read_folder
from site_builder.problems import Problem, printable, with_signs
from site_builder.source import line_without_utf8, shown
from site_builder.writing import write_sources

MOST_ROUNDS = 6
"""How often what is mended is read again for what could not be seen before"""
_UNMERGED = frozenset({"S140", "S141", "S142"})
_LINE_NUMBERS = frozenset({"first", "lines", "line"})


@dataclass(frozen=True, slots=True)
class Change:
    """Lines in a row of a file, as they were and as they are now."""

    path: str
    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A problem that could be mended, and what would be wrong then that is not now."""

    problem: Problem
    new: Problem


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended, what was not since it would bring a new mistake, and which files were changed meanwhile."""

    changes: tuple[Change, ...]
    files: Mapping[str, bytes]
    refused: tuple[Refused, ...]
    language: str
    changed: tuple[str, ...] = ()


def mend(request: pipeline.Request, only: Collection[str] | None = None) -> Mended:
    """Mend the files of a site, or of them only those named, and put them on disk. Raises CannotWrite."""
    request = replace(request, writes=False, stop_on_warnings=False, keeps_going=False)
    contents = read_folder(request.root).contents
    return put(mended(request, contents, only), contents, request.root)


def put(found: Mended, contents: Mapping[str, bytes], root: Path) -> Mended:
    """Put on disk what was mended of `contents`, but for files that are other than they were. Raises CannotWrite."""
    # Whoever has a file open may have saved it while this was at work.
    now = read_folder(root).contents
    kept = {path: content for path, content in found.files.items() if now.get(path) == contents[path]}
    write_sources({PurePosixPath(path): kept[path] for path in sorted(kept)}, root)
    changes = tuple(one for one in found.changes if one.path in kept)
    return replace(found, changes=changes, files=kept, changed=tuple(sorted({*found.files} - {*kept})))


def mended(request: pipeline.Request, contents: Mapping[str, bytes], only: Collection[str] | None = None) -> Mended:
    """Return what would be mended. `contents` are the files as they are on disk, by the path authors know."""
    site = _Site(request, contents, pipeline.check(request))
    files: dict[str, bytes] = {}
    refused: list[Refused] = []
    for _ in range(MOST_ROUNDS):
        tried = {one.problem.essence for one in refused}
        mends = [
            one
            for one in site.check(files).problems
            if one.code in FIXERS and one.path in contents and (only is None or one.path in only)
            if one.essence not in tried
        ]
        if site.with_mends(files, mends) == files:
            break
        chosen, others = _some_of(site, files, (), mends)
        refused += others
        files, _ = site.carried_on(files, chosen)
    kept = {path: content for path, content in files.items() if content != contents[path]}
    changes = tuple(one for path in sorted(kept) for one in _changes(path, contents[path], kept[path]))
    return Mended(changes, kept, tuple(refused), site.before.language)


def _some_of(
    site: _Site, files: Mapping[str, bytes], chosen: Sequence[Problem], mends: Sequence[Problem]
) -> tuple[Sequence[Problem], tuple[Refused, ...]]:
    """Return which mends can be made, with those chosen, and which cannot; halved until it is known."""
    _, new = site.carried_on(files, (*chosen, *mends))
    if new is None:
        return (*chosen, *mends), ()
    if len(mends) == 1:
        return chosen, (Refused(mends[0], new),)
    half = len(mends) // 2
    chosen, first = _some_of(site, files, chosen, mends[:half])
    chosen, second = _some_of(site, files, chosen, mends[half:])
    return chosen, (*first, *second)


@dataclass(frozen=True, slots=True)
class _Site:
    """A site that is mended in memory: its files, and what was wrong before."""

    request: pipeline.Request
    contents: Mapping[str, bytes]
    before: pipeline.Outcome
    known: dict[tuple[tuple[str, bytes], ...], pipeline.Outcome] = field(default_factory=dict)
    """What was found of the files that were tried: each is asked for more than once"""

    def check(self, files: Mapping[str, bytes]) -> pipeline.Outcome:
        if not files:
            return self.before
        key = tuple(sorted(files.items()))
        if key not in self.known:
            self.known[key] = pipeline.check(replace(self.request, instead=files))
        return self.known[key]

    def with_mends(self, files: Mapping[str, bytes], mends: Iterable[Problem]) -> dict[str, bytes]:
        by_path: dict[str, list[Problem]] = {}
        for one in mends:
            by_path.setdefault(one.path, []).append(one)
        now = {path: files.get(path, self.contents[path]) for path in by_path}
        new = {path: with_fixes(content, by_path[path]) for path, content in now.items()}
        return {**files, **{path: content for path, content in new.items() if content != now[path]}}

    def carried_on(
        self, files: Mapping[str, bytes], mends: Iterable[Problem]
    ) -> tuple[dict[str, bytes], Problem | None]:
        """Return the files with mends, and with what they uncover mended too; and the first new mistake in them."""
        mends = tuple(mends)
        made = self.with_mends(files, mends)
        for _ in range(MOST_ROUNDS):
            new = self._new_errors(self.check(made))
            more = self.with_mends(made, [one for one in new if one.path in made])
            if more == made:
                break
            made = more
        return made, self._mistake(made, mends)

    def _new_errors(self, after: pipeline.Outcome) -> list[Problem]:
        """Return the errors that were not there before, of whatever file. A warning may have been hidden."""
        known = Counter(_known(one) for one in self.before.problems if one.is_error)
        new = []
        for one in after.problems:
            if one.is_error:
                known[_known(one)] -= 1
                new += [one] if known[_known(one)] < 0 else []
        return new

    def _mistake(self, files: Mapping[str, bytes], mends: Iterable[Problem]) -> Problem | None:
        """Return a new error that the mends are to blame for.

        What is wrong with a value, or further down, could not be told before the line could be read. It is true then,
        and is left to its author, as long as the mended lines are fields and there are no more errors than there were.
        Of a field that was called something else, nobody knows that it was meant when it does not take the value.
        """
        after = self.check(files)
        new = self._new_errors(after)
        errors = [sum(one.is_error for one in outcome.problems) for outcome in (self.before, after)]
        is_worse = errors[1] > errors[0]
        renamed = {(one.path, dict(one.values)["instead"]) for one in mends if one.code == "F102"}
        told = (
            one
            for one in new
            if is_worse
            or one.path not in files
            or not renamed.isdisjoint((one.path, name) for name in _fields_of(one, files[one.path]))
            or self._is_of_a_mend(one, files)
        )
        return next(told, None)

    def _is_of_a_mend(self, one: Problem, files: Mapping[str, bytes]) -> bool:
        """Return whether what is wrong with a mended line says that something else was meant."""
        mended = self._lines(files, one.path)
        if _is_misread(one):
            return not mended.isdisjoint(_lines_of(one))
        line = shown(files[one.path]).split("\n")[one.mark.line - 1]
        return one.mark.line in mended and _MAY_BE_NO_TEXT.search(line) is not None

    def _lines(self, files: Mapping[str, bytes], path: str) -> set[int]:
        """Return the lines of a file that are other than they were."""
        steps = _steps(shown(self.contents[path]).split("\n"), shown(files[path]).split("\n"))
        return {line + 1 for kind, _, _, first, last in steps if kind != "equal" for line in range(first, last)}


_MAY_BE_NO_TEXT = re.compile(r"""\s#|["']\[""")
"""What is a comment or a list to YAML: a text in quotation marks was meant only where one may stand"""
_NAMES_OF_FIELDS = frozenset({"F102", "F103", "F107"})


def _is_misread(one: Problem) -> bool:
    """Return whether a line cannot be read, or is no field where it stands: what was meant was something else."""
    return one.code.startswith("S") or one.code in _NAMES_OF_FIELDS


def _fields_of(one: Problem, content: bytes) -> tuple[object, object]:
    """Return the names of the fields a mistake is said to be of, or stands on the line of."""
    lines = shown(content).split("\n")
    line = lines[one.mark.line - 1] if 0 < one.mark.line <= len(lines) else ""
    return dict(one.values).get("field"), line.partition(":")[0].lstrip(" -")


def _lines_of(one: Problem) -> tuple[int, ...]:
    """Return the lines that a mistake is made of: what is there twice is told of at the second place."""
    first = dict(one.values).get("first")
    return (one.mark.line, first) if isinstance(first, int) else (one.mark.line,)


def _known(one: Problem) -> tuple[str, str, str]:
    return one.code, one.path, str([(key, value) for key, value in one.values if key not in _LINE_NUMBERS])


def with_fixes(content: bytes, problems: Iterable[Problem]) -> bytes:
    """Return a file with its problems mended as far as they have one right answer, one of a line at a time.

    A file that is not UTF-8, or that Git left two versions in, is returned as it is.
    """
    found = sorted(problems, key=lambda one: (one.mark.line, one.mark.column), reverse=True)
    if line_without_utf8(content) or any(one.code in _UNMERGED for one in found):
        return content
    text = shown(content)
    done: set[int] = set()
    # From below: what comes above keeps its line.
    for one in found:
        if one.mark.line not in done and (new := fixed(text, one)) is not None:
            text = new
            done.add(one.mark.line)
    return _carried_over(content, text) if done else content


_LINE_END = re.compile("(\r\n|\r|\n)")


def _carried_over(content: bytes, after: str) -> bytes:
    """Return a file with its text made another; every line that is the same keeps its bytes, and its end."""
    bom = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    parts = _LINE_END.split(content.decode("utf-8-sig"))
    lines, ends = parts[::2], parts[1::2]
    usual = ends[0] if ends else "\n"
    new = after.split("\n")
    made: list[str] = []
    for kind, start, end, first, last in _steps(shown(content).split("\n"), new):
        kept = range(start, end)
        for at, line in enumerate(new[first:last]):
            own = kept[at] if at < len(kept) else None
            text = lines[own] if kind == "equal" and own is not None else line
            made.append(text + (ends[own] if own is not None and own < len(ends) else usual))
    made[-1] = _LINE_END.sub("", made[-1])
    return bom + "".join(made).encode()


def _changes(path: str, before: bytes, after: bytes) -> Iterator[Change]:
    old, new = shown(before).split("\n"), shown(after).split("\n")
    for kind, start, end, first, last in _steps(old, new):
        if kind != "equal":
            yield Change(path, start + 1, tuple(old[start:end]), tuple(new[first:last]))


def _steps(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def as_text(changes: Iterable[Change]) -> str:
    """Return each line before and after, for a person."""
    blocks = []
    for one in changes:
        blocks.append(f"{printable(masked(one.path))}:{one.line}")
        blocks += (f"  - {with_signs(masked(line))}".rstrip() for line in one.before)
        blocks += (f"  + {with_signs(masked(line))}".rstrip() for line in one.after)
        blocks.append("")
    return "\n".join(blocks)
