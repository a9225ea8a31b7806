"""Say in a file that what stands there is still correct: one line of it, and every other byte as it was."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from site_builder.content_types.entry import Publication
from site_builder.loading import load
from site_builder.model import Site
from site_builder.overview import PUBLICATIONS
from site_builder.problems import FENCE, Problem
from site_builder.source import Document
from site_builder.text.slugs import folded


class NotOne(Exception):
    """A name that no entry has, or that several have: their paths. `like` is what was probably meant."""

    def __init__(self, name: str, paths: tuple[str, ...] = (), like: str = "") -> None:
        super().__init__(name)
        self.name, self.paths, self.like = name, paths, like


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files as they are to be, and those that say so already; what would be wrong with them, and then none."""

    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    same: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    by_hand: tuple[tuple[str, str], ...] = ()
    """Files that are written in a way that we do not change, and the line to write in each"""
    sources: Mapping[str, str] = field(default_factory=dict)
    language: str = "nb"
    is_loaded: bool = True
    """Whether there is a site at all"""


def confirm(root: Path, names: Iterable[str], day: date, now: datetime) -> Outcome:
    """Return the files in which the entries of these names say that they were correct on a day. Writes nothing.

    A name is a slug, a path from the site's folder or from here, an address in any of its languages, or a title. Raises
    NotOne.
    """
    before = load(root, now=now)
    if before.site is None:
        return Outcome(problems=before.problems, sources=before.sources, language=before.language, is_loaded=False)
    entries = {one.origin.path: one for one in (_entry(name, before.site, root) for name in names)}
    contents = before.folder.contents
    same = tuple(path for path in entries if _says(before.site, path, day))
    changed = {path: confirmed(contents[path], one, day) for path, one in entries.items() if path not in same}
    after = load(root, instead=changed, now=now)
    if new := tuple(_new(before.problems, after.problems)):
        return Outcome(problems=new, sources=after.sources, language=before.language)
    by_hand = tuple(
        (path, f"{entries[path].name_of('confirmed')}: {day}") for path in changed if not _says(after.site, path, day)
    )
    if by_hand:
        return Outcome(by_hand=by_hand, language=before.language)
    files = {PurePosixPath(path): content for path, content in changed.items()}
    return Outcome(files, same, language=before.language)


def _entry(name: str, site: Site, root: Path) -> Publication:
    known = _known(site)
    path = _from_the_root(name, root)
    found = [one for one in known if one.origin.path in (name, path)]
    found = found or [one for one in known if name in (one.slug, one.identity)]
    found = found or [one for one in known if _last_part(name) == one.slug or folded(name) == folded(one.title)]
    if len(found) != 1:
        # What a translation says is confirmed with what it is a translation of.
        originals = [
            one.origin.original for ones in site.variants.values() for one in ones if one.origin.path in (name, path)
        ]
        near = originals or difflib.get_close_matches(name, sorted(one.slug for one in known), n=1, cutoff=0.7)
        paths = tuple(sorted(one.origin.path for one in found))
        raise NotOne(name, paths, near[0] if near and not paths else "")
    (entry,) = found
    return entry


def _last_part(name: str) -> str:
    """Return the slug in an address, or in the name of a file without its folder; nothing of another path. Of a page in
    another language the slug is the same."""
    is_address = "://" in name or name.startswith("/")
    path = re.split("[?#]", name, maxsplit=1)[0].rstrip("/") if is_address else name
    return path.rpartition("/")[2].removesuffix(".md") if is_address or "/" not in name else ""


def _known(site: Site) -> tuple[Publication, ...]:
    return tuple(one for kind in PUBLICATIONS for one in (*site.of(kind), *site.drafts.get(kind, ())))


def _from_the_root(name: str, root: Path) -> str:
    try:
        return Path(name).resolve().relative_to(root.resolve()).as_posix()
    except (ValueError, OSError):
        return ""


def _new(before: Iterable[Problem], after: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the errors that were not there; a line more moves those that were."""
    there = Counter((one.code, one.path) for one in before)
    for one in after:
        there[one.code, one.path] -= 1
        if one.is_error and there[one.code, one.path] < 0:
            yield one


def _says(site: Site | None, path: str, day: date) -> bool:
    known = _known(site) if site else ()
    return any(one.origin.path == path and one.confirmed and one.confirmed.local.date() == day for one in known)


# --- one line -------------------------------------------------------------------------------------


_LINE = re.compile(
    rb"(?P<key>[^:#]*?(?:bekreftet|confirmed)[\"']?[ \t]*:)(?:[ \t]+[^\s#][^#\r\n]*?)?"
    rb"(?P<rest>[ \t]*(?:[ \t]#[^\r\n]*)?[\r\n]*)"
)
"""The key, the value, and what stands after it: a comment, the end of the line"""


def confirmed(content: bytes, entry: Publication, day: date) -> bytes:
    """Return the file of an entry with the day it was confirmed on, in the line that says so, else in a new one."""
    document, written = entry.origin.document, f"{day:%Y-%m-%d}".encode()
    lines = content.splitlines(keepends=True)
    key = document.keys.get(("confirmed",))
    if key is None:
        return _with_line(lines, entry, written)
    at = key.line - 1
    if match := _LINE.fullmatch(lines[at]):
        lines[at] = match["key"] + b" " + written + match["rest"]
    return b"".join(lines)


def _with_line(lines: list[bytes], entry: Publication, written: bytes) -> bytes:
    end = _line_end(lines)
    line = entry.name_of("confirmed").encode() + b": " + written + end
    document = entry.origin.document
    if entry.origin.path.endswith(".md") and not document.has_fences:
        mark = b"\xef\xbb\xbf" if lines and lines[0].startswith(b"\xef\xbb\xbf") else b""
        fence = FENCE.encode() + end
        return mark + fence + line + fence + b"".join(lines).removeprefix(mark)
    at = _place(document, lines)
    if at and not lines[at - 1].endswith((b"\n", b"\r")):
        lines[at - 1] += end
        line = line.removesuffix(end)
    return b"".join([*lines[:at], line, *lines[at:]])


def _place(document: Document, lines: list[bytes]) -> int:
    """Return how many lines stand before the new one: after what it is dated by, else the title, and before what
    follows with its comments."""
    starts = sorted(mark.line for loc, mark in document.keys.items() if len(loc) == 1)
    known = (document.keys.get((name,)) for name in ("updated", "published", "title"))
    first = next((mark.line for mark in known if mark), 1)
    last = document.body_line - 2 if document.has_fences else len(lines)
    at = next((line - 1 for line in starts if line > first), last)
    while at > first and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith(b"#")):
        at -= 1
    return at


def _line_end(lines: list[bytes]) -> bytes:
    first = lines[0] if lines else b""
    return next((end for end in (b"\r\n", b"\n", b"\r") if first.endswith(end)), b"\n")
