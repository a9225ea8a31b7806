"""Mend what has one right answer in the sources, and leave every file as it was that would have a new mistake."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from site_builder import build as pipeline
from site_builder.fixes import fixed
from site_builder.loading.folders import read_folder
from site_builder.problems import Problem, printable
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
class Mended:
    """What was mended, and which files could not be: they would have a new mistake, or were changed meanwhile."""

    changes: tuple[Change, ...]
    files: Mapping[str, bytes]
    left: tuple[str, ...]
    language: str


def mend(request: pipeline.Request, only: Collection[str] | None = None) -> Mended:
    """Mend the files of a site, or of them only those named, and put them on disk. Raises CannotWrite."""
    request = replace(request, writes=False, stop_on_warnings=False, keeps_going=False)
    contents = read_folder(request.root).contents
    found = mended(request, contents, only)
    # Whoever has a file open may have saved it while this was at work.
    now = read_folder(request.root).contents
    kept = {path: content for path, content in found.files.items() if now.get(path) == contents[path]}
    write_sources({PurePosixPath(path): kept[path] for path in sorted(kept)}, request.root)
    changes = tuple(one for one in found.changes if one.path in kept)
    return replace(found, changes=changes, files=kept, left=(*found.left, *sorted({*found.files} - {*kept})))


def mended(request: pipeline.Request, contents: Mapping[str, bytes], only: Collection[str] | None = None) -> Mended:
    """Return what would be mended. `contents` are the files as they are on disk, by the path authors know."""
    before = pipeline.check(request)
    tried, after = _tried(request, before, contents, only)
    kept = {} if _is_worse(after, before) else tried
    if tried and not kept:
        # Which of them it was is found by taking in one after another.
        for path, content in tried.items():
            with_it = kept | {path: content}
            if not _is_worse(pipeline.check(replace(request, instead=with_it)), before):
                kept = with_it
    changes = tuple(one for path in sorted(kept) for one in _changes(path, contents[path], kept[path]))
    return Mended(changes, kept, tuple(sorted({*tried} - {*kept})), before.language)


def _tried(
    request: pipeline.Request, outcome: pipeline.Outcome, contents: Mapping[str, bytes], only: Collection[str] | None
) -> tuple[dict[str, bytes], pipeline.Outcome]:
    """Return the files as the fixers make them, read again after each round, and what is wrong with the site then."""
    tried: dict[str, bytes] = {}
    for _ in range(MOST_ROUNDS):
        by_path: dict[str, list[Problem]] = {}
        for one in outcome.problems:
            if one.path in contents and (only is None or one.path in only):
                by_path.setdefault(one.path, []).append(one)
        now = {path: tried.get(path, contents[path]) for path in sorted(by_path)}
        new = {path: content for path, old in now.items() if (content := with_fixes(old, by_path[path])) != old}
        if not new:
            break
        tried |= new
        outcome = pipeline.check(replace(request, instead=tried))
    return {path: content for path, content in tried.items() if content != contents[path]}, outcome


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


def _is_worse(after: pipeline.Outcome, before: pipeline.Outcome) -> bool:
    """Return whether there is an error that was not there before, of whatever file. A warning may have been hidden."""
    return bool(Counter(_known(after.problems)) - Counter(_known(before.problems)))


def _known(problems: Iterable[Problem]) -> Iterator[tuple[str, str, str]]:
    for one in problems:
        if one.is_error:
            values = [(key, value) for key, value in one.values if key not in _LINE_NUMBERS]
            yield one.code, one.path, str(values)


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
        blocks.append(f"{printable(one.path)}:{one.line}")
        blocks += (f"  - {printable(line)}".rstrip() for line in one.before)
        blocks += (f"  + {printable(line)}".rstrip() for line in one.after)
        blocks.append("")
    return "\n".join(blocks)
