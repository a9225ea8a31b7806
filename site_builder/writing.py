"""Put rendered files on disk. The only module that changes anything there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MARKER = ".site-builder"
_PART = ".site-builder-part"


class ForeignFolder(Exception):
    """The output folder holds something and does not carry our marker: nothing in it is touched."""


class CannotWrite(Exception):
    """The disk refused: it is full, or the output folder may not be read or written in."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause.strerror or str(cause))
        self.errno = cause.errno or 0


@contextmanager
def _asking_the_disk() -> Iterator[None]:
    """Give what the disk refuses here a name of its own: no other OSError is about the output folder."""
    try:
        yield
    except OSError as cause:
        raise CannotWrite(cause) from cause


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output folder; paths are relative to it."""

    written: tuple[PurePosixPath, ...] = ()
    unchanged: int = 0
    removed: tuple[PurePosixPath, ...] = ()


@_asking_the_disk()
def is_ours(out: Path) -> bool:
    """Return whether the folder may be written in: missing, empty, or with our marker. Raises CannotWrite."""
    if not out.exists():
        return True
    if not out.is_dir():
        return False
    return (out / MARKER).is_file() or not any(out.iterdir())


def was_interrupted(out: Path) -> bool:
    """Return whether the last build did not end: then nothing it left may be trusted unread."""
    try:
        return bool(json.loads((out / MARKER).read_text(encoding="utf-8"))["state"] != "done")
    except (OSError, ValueError, KeyError, TypeError):
        return True


@_asking_the_disk()
def write(files: Mapping[PurePosixPath, bytes | None], out: Path) -> Written:
    """Make the folder hold exactly these files; None means that the file there already is right.

    Changed files only, each replaced at once: assets and data first, then pages, then what is stale is removed, so
    that no page ever points at what is not there. Raises ForeignFolder or CannotWrite.
    """
    if not is_ours(out):
        raise ForeignFolder(out)
    out.mkdir(parents=True, exist_ok=True)
    changed = [path for path in sorted(files, key=_order) if _is_new(files[path], out / path)]
    stale = sorted(set(_present(out)) - set(files))
    if not changed and not stale and not was_interrupted(out):
        return Written(unchanged=len(files))
    _mark(out, "writing")
    for path in changed:
        content = files[path]
        assert content is not None
        _make_room(out, path)
        _replace(out / path, content)
    for path in stale:
        target = out / path
        # What stood in the way of a new file or folder is gone already.
        if target.is_symlink() or target.is_file():
            target.unlink()
    _remove_empty(out, stale)
    _mark(out, "done")
    return Written(tuple(changed), len(files) - len(changed), tuple(one for one in stale if not _is_part(one)))


def write_state(path: Path, content: bytes) -> None:
    """Keep the state. A folder that cannot be written costs time at the next build, nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError:
        return


def _order(path: PurePosixPath) -> tuple[bool, str]:
    # Pages last: by then all they point at is there.
    return path.suffix in (".html", ".xml", ".txt", ".atom", ".rss"), path.as_posix()


def _is_new(content: bytes | None, target: Path) -> bool:
    if content is None:
        return False
    try:
        return target.is_symlink() or target.read_bytes() != content
    except OSError:
        return True


def _replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}{_PART}")
    # No fsync for each file: it makes a build of some hundred files ten times as long, and what a power cut
    # leaves has another size or time than the state says, so the next build puts it right.
    part.write_bytes(content)
    part.replace(target)


def _make_room(out: Path, path: PurePosixPath) -> None:
    """Remove what stands where a folder must be (a file, a link) or a file must be (a folder)."""
    for parent in list(path.parents)[-2::-1]:
        here = out / parent
        if here.is_symlink() or here.is_file():
            here.unlink()
    target = out / path
    if target.is_dir() and not target.is_symlink():
        for inside in sorted(target.rglob("*"), reverse=True):
            inside.rmdir() if inside.is_dir() and not inside.is_symlink() else inside.unlink()
        target.rmdir()


def _mark(out: Path, state: str) -> None:
    _replace(out / MARKER, (json.dumps({"state": state}) + "\n").encode())


def _present(out: Path) -> Iterable[PurePosixPath]:
    """Yield every file that is there, but what stands in hidden folders at the top (.git) and hidden files there."""
    for current, folders, names in os.walk(out):
        here = PurePosixPath(Path(current).relative_to(out).as_posix())
        is_top = Path(current) == out
        if is_top:
            folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(current) / name).is_symlink()]
        for name in [*names, *links]:
            if not (is_top and name.startswith(".") and not name.endswith(_PART)):
                yield here / name


def _is_part(path: PurePosixPath) -> bool:
    return path.name.endswith(_PART)


def _remove_empty(out: Path, stale: Iterable[PurePosixPath]) -> None:
    folders = {parent for path in stale for parent in path.parents if parent != PurePosixPath(".")}
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        here = out / folder
        if here.is_dir() and not any(here.iterdir()):
            here.rmdir()
