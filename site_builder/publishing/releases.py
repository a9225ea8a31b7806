"""The folder of what has been published: which releases are there, which is shown, and which was when.

build/                       the last build, which the next begins from
releases/<name>/             a site, whole; <name> is the moment in UTC and the beginning of its digest
releases/<name>.json         its manifest, written last: without it the folder is something left behind
current -> releases/<name>   what is public
journal.jsonl                what has been public, and from when; never shortened
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Literal

from site_builder.publishing.manifest import Damaged, Manifest, read_manifest

MARKER = ".site-builder-published"
LOCK = ".lock"
JOURNAL = "journal.jsonl"
_NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}(-[0-9]+)?")
Kind = Literal["publish", "rollback"]


@dataclass(frozen=True, slots=True)
class Turn:
    """From when a release was public (UTC), and what made it so."""

    moment: datetime
    release: str
    kind: Kind = "publish"


@dataclass(frozen=True, slots=True)
class Releases:
    """What lies in a publish folder. `current` is None where nothing is public yet."""

    place: Path
    names: tuple[str, ...] = ()
    """Whole releases, the oldest first"""
    leftovers: tuple[Path, ...] = ()
    """What somebody left behind when a publication was stopped"""
    current: str | None = None
    turns: tuple[Turn, ...] = ()

    def folder(self, name: str) -> Path:
        return self.place / "releases" / name

    def manifest_file(self, name: str) -> Path:
        return self.place / "releases" / f"{name}.json"

    def manifest(self, name: str) -> Manifest:
        """Return the manifest of a release. Raises Damaged, also where it cannot be read."""
        try:
            return read_manifest(self.manifest_file(name).read_bytes())
        except OSError:
            raise Damaged from None

    @property
    def previous(self) -> str | None:
        """What was public before the current release was published, as far as it is still there."""
        name, seen = self.current, set()
        while name is not None and name not in seen:
            seen.add(name)
            name = self._before(name)
            if name in self.names:
                return name
        older = [one for one in self.names if self.current is not None and one < self.current]
        return older[-1] if older else None

    def _before(self, name: str) -> str | None:
        """Return what was public when a release first came."""
        first = next((place for place, turn in enumerate(self.turns) if turn.release == name), 0)
        return self.turns[first - 1].release if first else None

    def at(self, moment: datetime) -> str | None:
        """Return what was public at a moment; it may be gone by now."""
        shown = [turn.release for turn in self.turns if turn.moment <= moment]
        return shown[-1] if shown else None


def read_releases(place: Path) -> Releases:
    """Return what there is in a folder, or nothing. A file that is not ours is not touched, nor told of."""
    names, leftovers = [], []
    for path in _inside(place / "releases"):
        name = path.name.removesuffix(".json")
        if not _NAME.fullmatch(name):
            leftovers += [path] if path.name.endswith(".site-builder-part") else []
        elif path.is_dir() and path.with_name(f"{name}.json").is_file():
            names.append(name)
        elif path.is_dir() or not path.with_name(name).is_dir():
            leftovers.append(path)
    leftovers += [path for path in _inside(place) if path.name.endswith(".site-builder-part")]
    current = _current(place)
    turns = tuple(sorted(_turns(place), key=lambda turn: turn.moment))
    if current is not None and (not turns or turns[-1].release != current):
        # It was stopped before it came to the journal: the link itself knows when it was made.
        made = datetime.fromtimestamp(int((place / "current").lstat().st_mtime), UTC)
        turns = (*turns, Turn(max(made, turns[-1].moment) if turns else made, current))
    return Releases(place, tuple(sorted(names)), tuple(leftovers), current, turns)


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _current(place: Path) -> str | None:
    link = place / "current"
    if not link.is_symlink():
        return None
    name = link.readlink().name
    return name if _NAME.fullmatch(name) else None


def _turns(place: Path) -> Iterator[Turn]:
    try:
        lines = (place / JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            row = json.loads(line)
            yield Turn(datetime.fromisoformat(row["moment"]).astimezone(UTC), str(row["release"]), row["kind"])
        except (ValueError, KeyError, TypeError):
            # The power went while it was written. The lines before it and after it hold.
            continue


def line_of(turn: Turn) -> bytes:
    """Return the line of the journal that says it."""
    row = {"moment": turn.moment.astimezone(UTC).isoformat(timespec="seconds"), "release": turn.release}
    # What a power cut left of the line before is closed by the line break in front.
    return f"\n{json.dumps({**row, 'kind': turn.kind})}\n".encode()


def name_of(moment: datetime, manifest: Manifest, taken: tuple[str, ...]) -> str:
    """Return the name of a new release."""
    name = f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}-{manifest.digest[:12]}"
    # The same site twice in a second, as somebody asked for.
    others = (f"{name}-{number}" for number in count(2))
    return next(one for one in chain((name,), others) if one not in taken)


def is_ours(place: Path) -> bool:
    """Return whether a folder may be published in: missing, empty, or with the marker of an earlier publication."""
    if not place.exists():
        return True
    return place.is_dir() and ((place / MARKER).is_file() or all(one.name == LOCK for one in place.iterdir()))
