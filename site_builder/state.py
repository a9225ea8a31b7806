"""What need not be computed again: for each output file, what it was made from and what it looked like on disk.

Damaged, foreign or missing state means a cold build and nothing worse.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

FORMAT = 6


@dataclass(frozen=True, slots=True)
class Kept:
    """One file as it was last written."""

    digest: str
    size: int
    modified: int
    """Nanoseconds, as the disk told"""
    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def is_on_disk(self, target: Path) -> bool:
        """Return whether the file is still as it was left."""
        try:
            found = target.lstat()
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (self.size, self.modified)


@dataclass(frozen=True, slots=True)
class Probed:
    """What a file of a picture was found to be: its size in pixels as it is seen, and whether it says where it was
    taken; or the code of what is wrong with it."""

    width: int = 0
    height: int = 0
    has_position: bool = False
    fault: str = ""
    identity_number: str = ""
    """An identity number that the file holds besides its pixels, masked"""
    sign: str = ""
    """What that number is known by"""


@dataclass(frozen=True, slots=True)
class State:
    files: Mapping[PurePosixPath, Kept] = field(default_factory=dict)
    probed: Mapping[str, Probed] = field(default_factory=dict)
    """What files of pictures have been found to be, by their digests"""


def state_path(root: Path, out: Path) -> Path:
    """Return where the state of building `root` into `out` is kept."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(out))).hexdigest()[:12]
    return root / ".cache" / "site-builder" / f"{name}.json"


def read_state(path: Path) -> State:
    """Return what was kept, or nothing."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            return State()
        kept = {PurePosixPath(name): _kept(one) for name, one in data["files"].items()}
        return State(kept, {digest: _probed(one) for digest, one in data["pictures"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def _kept(row: list[Any]) -> Kept:
    digest, size, modified, ids, links = row
    if not (isinstance(digest, str) and isinstance(size, int) and isinstance(modified, int)):
        raise TypeError("not a row of ours")
    return Kept(digest, size, modified, tuple(map(str, ids)), tuple(map(str, links)))


def _probed(row: list[Any]) -> Probed:
    width, height, has_position, fault, number, sign = row
    if not (isinstance(width, int) and isinstance(height, int) and (fault or width > 0 < height)):
        raise TypeError("not a row of ours")
    return Probed(width, height, bool(has_position), str(fault), str(number), str(sign))


def as_bytes(state: State) -> bytes:
    rows = {
        path.as_posix(): [one.digest, one.size, one.modified, one.ids, one.links]
        for path, one in sorted(state.files.items())
    }
    known = sorted(state.probed.items())
    pictures = {
        digest: [one.width, one.height, one.has_position, one.fault, one.identity_number, one.sign]
        for digest, one in known
    }
    whole = {"format": FORMAT, "files": rows, "pictures": pictures}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
