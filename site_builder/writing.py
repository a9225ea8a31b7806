"""Put files on disk. The only module that changes anything there."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
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
class Stamp:
    """How a file stood on disk when this build had written it, or read that it was right.

    Another build may have put its own there since; it is then another stamp, and the file is not trusted.
    """

    size: int
    modified: int
    """Nanoseconds, as the disk told"""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output folder; paths are relative to it."""

    written: tuple[PurePosixPath, ...] = ()
    unchanged: int = 0
    removed: tuple[PurePosixPath, ...] = ()
    stamps: Mapping[PurePosixPath, Stamp] = field(default_factory=dict)
    """Of each file that came with its content"""


@_asking_the_disk()
def is_ours(out: Path) -> bool:
    """Return whether the folder may be written in: missing, empty, or with our marker. Raises CannotWrite."""
    if not out.exists():
        return True
    if not out.is_dir():
        return False
    # A build that was stopped before its very first file may have left a part of the marker.
    return _marked(out) is not None or all(path.name.endswith(_PART) for path in out.iterdir())


@_asking_the_disk()
def is_trusted(out: Path) -> bool:
    """Return whether what the last build left may be left unread: it came to its end, and no folder is a link since.

    Raises CannotWrite.
    """
    return _marked(out) == "done" and not any((out / path).is_dir() for path in _links(out))


def _marked(out: Path) -> str | None:
    """Return what our marker says; None where there is none. A file that only has its name is not ours."""
    try:
        data = json.loads((out / MARKER).read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError, RecursionError):
        return None
    state = data.get("state") if isinstance(data, dict) else None
    return state if state in ("writing", "done") else None


@_asking_the_disk()
def left_there(path: PurePosixPath, out: Path) -> bytes | None:
    """Return the file that an earlier build of ours left there, None where there is none. Raises CannotWrite."""
    links = frozenset(_links(out)) if _marked(out) else frozenset((path,))
    is_there = path not in links and links.isdisjoint(path.parents) and (out / path).is_file()
    return (out / path).read_bytes() if is_there else None


@_asking_the_disk()
def left_below(folder: str, out: Path) -> dict[PurePosixPath, bytes]:
    """Return the files that an earlier build of ours left in a folder. Raises CannotWrite."""
    names = (PurePosixPath(one.relative_to(out).as_posix()) for one in (out / folder).rglob("*"))
    return {path: content for path in sorted(names) if (content := left_there(path, out)) is not None}


@_asking_the_disk()
def write(files: Mapping[PurePosixPath, bytes | None], out: Path) -> Written:
    """Make the folder hold exactly these files; None means that the file there already is right.

    Changed files only, each replaced at once: assets and data, then new pages, then changed ones, then what is stale
    is removed, so that no page that was there points at what is not there. Raises ForeignFolder or CannotWrite.
    """
    if not is_ours(out):
        raise ForeignFolder(out)
    out.mkdir(parents=True, exist_ok=True)
    links = frozenset(_links(out))
    stamps = {path: _found_right(content, out, path, links) for path, content in files.items() if content is not None}
    changed = sorted((path for path, stamp in stamps.items() if stamp is None), key=lambda path: _order(path, out))
    stale = sorted(set(_present(out)) - set(files))
    if changed or stale or _marked(out) != "done":
        _mark(out, "writing")
        for path in changed:
            content = files[path]
            assert content is not None
            _make_room(out, path)
            stamps[path] = _replace(out / path, content)
        for path in stale:
            target = out / path
            # What stood in the way of a new file or folder is gone already.
            if target.is_symlink() or target.is_file():
                target.unlink(missing_ok=True)
        _remove_empty(out, stale)
        _mark(out, "done")
    removed = tuple(one for one in stale if not one.name.endswith(_PART) and not (out / one).exists())
    known = {path: stamp for path, stamp in stamps.items() if stamp is not None}
    return Written(tuple(changed), len(files) - len(changed), removed, known)


@_asking_the_disk()
def write_sources(files: Mapping[PurePosixPath, bytes], root: Path) -> None:
    """Put files among a site's sources, each replaced whole, in their order. Raises CannotWrite."""
    for path, content in files.items():
        try:
            _put(root / path, content)
        except OSError:
            # A part left behind would be told of as a file that nothing reads.
            for left in (root / path).parent.glob(f"{path.name}.*{_PART}"):
                left.unlink(missing_ok=True)
            raise


@_asking_the_disk()
def put(target: Path, content: bytes) -> None:
    """Put one file in place whole, and the folders above it. Raises CannotWrite."""
    _put(target, content)


@_asking_the_disk()
def append(target: Path, line: bytes) -> None:
    """Add a line to a file, and wait until the disk has it. Raises CannotWrite."""
    with target.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def settle() -> None:
    """Wait until the disk has all that was written: a power cut after this takes none of it."""
    os.sync()


@_asking_the_disk()
def point(link: Path, to: str) -> None:
    """Make a link lead somewhere; who follows it meanwhile comes to the old place or to the new. Raises CannotWrite."""
    part = link.with_name(f"{link.name}.{os.getpid()}{_PART}")
    part.unlink(missing_ok=True)
    part.symlink_to(to)
    part.replace(link)


@_asking_the_disk()
def remove(target: Path) -> None:
    """Remove a file, a link or a folder with all that is in it, if it is there. Raises CannotWrite."""
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)


class Locked(Exception):
    """Somebody else is at work there. `who` is what they said of themselves."""

    def __init__(self, who: str) -> None:
        super().__init__(who)
        self.who = who


@contextmanager
def locked(file: Path, who: str) -> Iterator[None]:
    """Let nobody else in meanwhile. Raises Locked or CannotWrite.

    The system itself lets go of the lock when its process ends, however it ends: it is never left behind.
    """
    import fcntl  # there is none on Windows, which builds, but does not publish

    with _asking_the_disk():
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = file.open("a+b")
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            raise Locked(handle.read(200).decode("utf-8", "replace").strip()) from None
        with _asking_the_disk():
            handle.truncate(0)
            handle.write(who.encode())
            handle.flush()
        yield


@_asking_the_disk()
def public_files(folder: Path) -> tuple[PurePosixPath, ...]:
    """Return the files of a built site, in order: without the marker and what else is hidden at its top.

    Raises CannotWrite.
    """
    return tuple(sorted(_present(folder), key=PurePosixPath.as_posix))


def write_state(path: Path, content: bytes) -> None:
    """Keep the state. A folder that cannot be written costs time at the next build, nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
        for left in path.parent.glob(f"{path.name}.*{_PART}"):
            left.unlink(missing_ok=True)
    except OSError:
        return


def _order(path: PurePosixPath, out: Path) -> tuple[bool, bool, str]:
    # Pages last, and those that are there already after the new ones they may point at.
    is_page = path.suffix in (".html", ".xml", ".txt", ".atom", ".rss", ".opml")
    return is_page, (out / path).exists(), path.as_posix()


def _found_right(content: bytes, out: Path, path: PurePosixPath, links: frozenset[PurePosixPath]) -> Stamp | None:
    """Return the stamp of the file that is there, where it is a file of our own with this content."""
    if path in links or not links.isdisjoint(path.parents):
        return None
    target = out / path
    try:
        # In this order: what another build writes in between has another stamp than the one that is kept.
        stamp = _stamp(target)
        return stamp if target.read_bytes() == content else None
    except OSError:
        return None


def _stamp(target: Path) -> Stamp:
    found = target.lstat()
    return Stamp(found.st_size, found.st_mtime_ns)


def _replace(target: Path, content: bytes) -> Stamp:
    try:
        return _put(target, content)
    except FileNotFoundError:
        # Another build that runs at the same time took the part, or the empty folder, for something left behind.
        return _put(target, content)


def _put(target: Path, content: bytes) -> Stamp:
    target.parent.mkdir(parents=True, exist_ok=True)
    # The process's own number: two builds at once must not write in each other's parts.
    part = target.with_name(f"{target.name}.{os.getpid()}{_PART}")
    # No fsync for each file: it makes a build of some hundred files ten times as long, and what a power cut
    # leaves has another size or time than the state says, so the next build puts it right.
    part.write_bytes(content)
    stamp = _stamp(part)
    part.replace(target)
    return stamp


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


def _present(out: Path) -> Iterator[PurePosixPath]:
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


def _links(out: Path) -> Iterator[PurePosixPath]:
    """Yield what points elsewhere; it is never followed."""
    return (path for path in _present(out) if (out / path).is_symlink())


def _remove_empty(out: Path, stale: Iterable[PurePosixPath]) -> None:
    folders = {parent for path in stale for parent in path.parents if parent != PurePosixPath(".")}
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        # Not empty, or another build took it: then it is not ours to remove.
        with suppress(OSError):
            (out / folder).rmdir()
