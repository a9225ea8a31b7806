"""The files of a site folder, read once. Every byte an author wrote comes in here."""

from __future__ import annotations

import os
import stat
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from site_builder.loading.disk import Disk
from site_builder.problems import Problem, Refusal, problem

SOURCES = ("content", "maps", "templates")
"""What a site is made of, as staff write it"""
PICTURES = "content/images/"
MAP_BYTES = 10 * 1024 * 1024
_IGNORED = frozenset({".DS_Store", "Thumbs.db", ".gitkeep", "desktop.ini"})


@dataclass(slots=True)
class Folder:
    """A site folder: bytes by the path authors know, and what is wrong with the files themselves."""

    root: Path
    contents: dict[str, bytes] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    """When each file was last changed, as the disk tells: seconds since 1970."""
    sizes: dict[str, int] = field(default_factory=dict)
    """How many bytes each file has, also where they are more than were read"""
    pictures: list[str] = field(default_factory=list)
    """The paths of the files in the folder of pictures, in order. They are many bytes, and not read here"""
    in_two: dict[str, str] = field(default_factory=dict)
    """The paths on disk of pictures whose names have letters in two parts there, as a Mac sends them (Unicode, NFD)"""
    problems: list[Problem] = field(default_factory=list)
    latest: datetime | None = None
    """The moment the site is read for (aware): no file came in after it, whatever the clock of its editor says"""

    def under(self, folder: str, *endings: str) -> list[str]:
        """Return the paths directly in a folder, in order of name."""
        start = f"{folder}/"
        inside = (path for path in self.contents if path.startswith(start) and "/" not in path[len(start) :])
        return sorted(path for path in inside if path.endswith(endings))


def read_folder(root: Path, disk: Disk | None = None) -> Folder:
    """Return the files under content/ and maps/. A link to elsewhere is a problem, not a way out."""
    folder, disk = Folder(root), disk or Disk()
    for top in ("content", "maps"):
        for name in _walk(root / top, folder):
            _read(folder, name, disk)
    return folder


def read_file(root: Path, path: str) -> Folder:
    """Return the folder with one of its files alone, where that is there."""
    folder = Folder(root)
    if (root / path).is_file():
        _read(folder, path, Disk())
    return folder


def _walk(top: Path, folder: Folder) -> list[str]:
    def closed(fault: OSError) -> None:
        # A site without maps has no such folder; one that may not be opened must not pass for empty.
        if not isinstance(fault, FileNotFoundError):
            folder.problems.append(_unreadable(folder, Path(fault.filename), fault))

    found = []
    for current, folders, names in os.walk(top, onerror=closed, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(current).relative_to(folder.root).as_posix()
        # os.walk lists a linked folder among the folders and does not enter it; it must not pass unseen.
        linked = [name for name in folders if Path(current, name).is_symlink()]
        found += [f"{here}/{name}" for name in (*linked, *(one for one in sorted(names) if not is_ignored(one)))]
    return found


def is_ignored(name: str) -> bool:
    """Return whether a file is none of an author's: what programs leave beside those."""
    return name in _IGNORED or name.startswith((".", "~$")) or name.endswith(("~", ".swp", ".tmp"))


def _read(folder: Folder, name: str, disk: Disk) -> None:
    path = folder.root / name
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            folder.problems.append(problem("L305", name))
            return
        # A pipe has no end, and waits for somebody to write in it.
        if not stat.S_ISREG(found.st_mode):
            folder.problems.append(problem("X471", name))
            return
        if name.startswith(PICTURES):
            written = unicodedata.normalize("NFC", name)
            folder.pictures.append(written)
            folder.sizes[written] = found.st_size
            if written != name:
                folder.in_two[written] = name
            return
        # One byte more than any limit: the reader then says that it is too large.
        folder.contents[name], known = disk.read(path, found, MAP_BYTES + 1)
        folder.changed[name], folder.sizes[name] = int(known.st_mtime), known.st_size
    except OSError as fault:
        folder.problems.append(_unreadable(folder, path, fault))


def _unreadable(folder: Folder, path: Path, fault: OSError) -> Problem:
    return problem("L307", path.relative_to(folder.root).as_posix(), reason=Refusal(fault.errno))


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """When a file came in, and how that is known: `git` or `mtime`."""

    moment: datetime
    known_from: str


def first_seen(folder: Folder, paths: list[str]) -> dict[str, FirstSeen]:
    """Return when each file was added: the commit that added it, else the file's modification time (UTC); never after
    the moment the site is read for."""
    added = _first_commits(folder.root) if paths else {}
    found = {}
    for path in paths:
        seen = added.get(path) or datetime.fromtimestamp(folder.changed[path], UTC)
        moment = min(seen, folder.latest.astimezone(UTC)) if folder.latest else seen
        found[path] = FirstSeen(moment, "git" if path in added else "mtime")
    return found


def _first_commits(root: Path) -> dict[str, datetime]:
    # The log runs backwards: the last word about a file is its first commit.
    return dict(_commits(root, "content/notices", "--diff-filter=A"))


def last_changed(root: Path) -> dict[str, datetime]:
    """Return when each text was last changed in a commit (UTC); nothing without the whole history."""
    changed: dict[str, datetime] = {}
    for path, moment in _commits(root, "content"):
        changed.setdefault(path, moment)
    return changed


def _commits(root: Path, folder: str, *options: str) -> Iterator[tuple[str, datetime]]:
    """Yield each file of a folder with each commit of it, the latest first; nothing without the whole history."""
    if not has_whole_history(root):
        return
    shape = ("--no-renames", "--relative", "--format=%x00%ct", "--name-only", "-z")
    log = git(root, "log", *options, *shape, "--", folder)
    moment: datetime | None = None
    for part in log.replace("\n", "\0").split("\0"):
        if part.isdecimal():
            moment = datetime.fromtimestamp(int(part), UTC)
        elif part and moment:
            yield part, moment


def has_whole_history(root: Path) -> bool:
    """Return whether Git knows all that has been changed in the folder: there is Git, and no shallow clone."""
    return git(root, "rev-parse", "--is-shallow-repository").strip() == "false"


def git(root: Path, *words: str) -> str:
    """Return what Git answers; nothing where there is no Git, no history, or no answer within half a minute."""
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=30, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
