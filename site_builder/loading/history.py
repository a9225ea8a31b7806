"""When texts were published, changed and removed, as Git tells. Of a commit only its time is read, never its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from site_builder.content_types import ENTRY_TYPES
from site_builder.loading.folders import git, has_whole_history
from site_builder.loading.translations import named
from site_builder.model import Origin
from site_builder.source import Document
from site_builder.text import dates

_FOLDERS = tuple(model.folder for model in ENTRY_TYPES)
_FORMAT = ("--relative", "--format=%x00%ct", "-z")
_DRAFT = "^(utkast|draft) *: *[\"']?(ja|Ja|JA|yes|Yes|YES|true|True|TRUE)"
"""The line that makes a draft of a text, added or taken away (an extended regular expression, as `git log -G` has)"""
_DATE = "^(publisert|published) *:"
"""The line that says when a text is published (the same)"""
_OLD_DATE = re.compile(r"-(?:publisert|published) *: *(?P<day>.*)")
"""That line where a file is removed, as a patch has it"""
_PATCH = ("-p", "-U0", "--src-prefix=a/", "--dst-prefix=b/", "--no-ext-diff", "--no-textconv", "--no-color")
_Kind = Literal["published", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done to a text of the site."""

    path: str
    """The source: of one that has been moved since, where it is now"""
    kind: _Kind
    moment: datetime
    """When it was committed (UTC)"""
    published: dates.When | None = None
    """Of one that is removed, when it said that it was to be published, where it did"""

    @property
    def origin(self) -> Origin:
        return Origin("", Document(self.path))

    def changes(self, now: object) -> tuple[()]:
        return ()

    def is_public(self, moment: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class _Step:
    """What one commit did to one file."""

    moment: datetime
    letter: str
    """A(dded), M(odified), T(ype changed), D(eleted) or R(enamed): `git help diff`, --diff-filter"""
    path: str
    before: str
    """Where a renamed file was"""


def history_of(root: Path) -> tuple[Change, ...]:
    """Return what was done to the texts of a site up to its last commit, the newest first; nothing without the whole
    history. What was done to a draft is left out."""
    if not has_whole_history(root):
        return ()
    steps = _steps(git(root, "log", "--name-status", "-M", *_FORMAT, "--", *_FOLDERS))
    marked = _steps(git(root, "log", "--name-status", "--no-renames", "-G", _DRAFT, *_FORMAT, "--", *_FOLDERS))
    removed = git(root, "log", "--diff-filter=D", "-M", "-G", _DATE, *_PATCH, *_FORMAT[:2], "--", *_FOLDERS)
    days = dict(_days_of_removed(removed))
    found = (
        replace(one, published=days.get((one.path, one.moment))) if one.kind == "removed" else one
        for one in _without_drafts(steps, frozenset((one.path, one.moment) for one in marked))
    )
    return tuple(sorted(found, key=lambda one: (-one.moment.timestamp(), one.path, one.kind)))


def _steps(log: str) -> Iterator[_Step]:
    """Yield what a log says, the newest first: the time of a commit, then a letter and a path, or two, of each file."""
    moment = datetime.fromtimestamp(0, UTC)
    parts = iter(one for one in log.replace("\n", "\0").split("\0") if one)
    for part in parts:
        if part.isdecimal():
            moment = datetime.fromtimestamp(int(part), UTC)
            continue
        path = next(parts, "")
        before = path
        if part[0] == "R":
            path = next(parts, "")
        # A translation is no news of its own.
        if path.endswith(".md") and not named(path):
            yield _Step(moment, part[0], path, before)


def _days_of_removed(log: str) -> Iterator[tuple[tuple[str, datetime], dates.When]]:
    """Yield when texts that were removed were to be published, by their paths and the times of the commits."""
    moment, path = datetime.fromtimestamp(0, UTC), ""
    for line in log.split("\n"):
        if line.startswith("\0"):
            moment = datetime.fromtimestamp(int(line[1:]), UTC)
        elif line.startswith("diff --git a/"):
            path = line.removeprefix("diff --git a/").partition(" b/")[0]
        elif path and (match := _OLD_DATE.fullmatch(line)):
            try:
                yield (path, moment), dates.parse_when(match["day"].partition(" #")[0].strip(" \"'"))
            except dates.DateFault:
                continue
            # What stands below the fields is text.
            path = ""


def _without_drafts(steps: Iterable[_Step], drafts: frozenset[tuple[str, datetime]]) -> Iterator[Change]:
    """Yield what was done to texts that were no drafts then. `drafts` are the steps that made or unmade one."""
    is_draft: dict[str, bool] = {}
    done: dict[str, list[tuple[_Kind, datetime]]] = {}
    for step in reversed(tuple(steps)):
        was = is_draft.pop(step.before, False)
        is_marked = (step.path, step.moment) in drafts
        # What is moved stands in the other log as one file that is removed and one that is added.
        now = is_marked != was if step.letter in "MT" else is_marked
        is_draft[step.path] = now
        found = done[step.path] = done.pop(step.before, []) if step.letter == "R" else done.get(step.path, [])
        if kind := _kind(step.letter, was=was, now=now):
            found.append((kind, step.moment))
    for path, kinds in done.items():
        yield from (Change(path, kind, moment) for kind, moment in kinds)


def _kind(letter: str, *, was: bool, now: bool) -> _Kind | None:
    """Return what readers saw of a step; `was` and `now` say whether it was a draft before and is one after."""
    if letter == "D":
        return None if was else "removed"
    if now:
        return "removed" if letter != "A" and not was else None
    return "published" if was or letter == "A" else "changed"
