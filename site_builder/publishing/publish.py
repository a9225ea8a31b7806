"""Publish: build, lay the whole site beside the one that is public, then let the link lead there; and go back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from site_builder import __version__, build, writing
from site_builder.loading.folders import SOURCES, git
from site_builder.outputs.standing import Turned, turned
from site_builder.publishing import releases as kept
from site_builder.publishing.changes import Changes, changes
from site_builder.publishing.consents import let_go
from site_builder.publishing.manifest import (
    Damaged,
    Manifest,
    as_bytes,
    differing,
    manifest_on_disk,
    with_consents,
)
from site_builder.publishing.releases import Releases, Turn, read_releases
from site_builder.writing import CannotWrite, ForeignFolder

KEEP = 10


class NotWhole(Exception):
    """A release is not on disk as its manifest says. `path` is the first file that is another, or missing."""

    def __init__(self, release: str, path: str) -> None:
        super().__init__(release, path)
        self.release, self.path = release, path


class NoSuchRelease(Exception):
    """There is no release of that name, or none before the current one."""


@dataclass(frozen=True, slots=True)
class Disk:
    """What a publication does to the disk. A test hands over one that stops at a step of its choice."""

    put: Callable[[Path, bytes], None] = writing.put
    settle: Callable[[], None] = writing.settle
    point: Callable[[Path, str], None] = writing.point
    append: Callable[[Path, bytes], None] = writing.append
    remove: Callable[[Path], None] = writing.remove


DISK = Disk()


@dataclass(frozen=True, slots=True)
class Request:
    """What a publication is asked for. `moment` is when it takes place (aware), whatever moment the site shows."""

    place: Path
    build: build.Request
    moment: datetime
    keep: int = KEEP
    is_forced: bool = False
    who: str = ""
    """What somebody else is told who comes meanwhile"""


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it. Without a `release`, nothing is another than before: there are errors, or there was no need."""

    built: build.Outcome
    release: str | None = None
    changes: Changes = Changes()
    removed: tuple[str, ...] = ()
    """Releases that are too old to be kept"""
    let_go: int = 0
    """How many files left earlier releases, since the consent to show them has ended"""


def build_folder(place: Path) -> Path:
    """Return where a publish folder has its own build."""
    return place / "build"


def publish(request: Request, disk: Disk = DISK) -> Published:
    """Build the site and make it public where it is another than what is.

    Until the last step but one nothing that is public is touched, and that step is one rename: whenever it is stopped,
    a whole site is shown. Raises ForeignFolder, Locked, CannotWrite, NotWhole or OutAmongSources.
    """
    place = request.place
    if not kept.is_ours(place):
        raise ForeignFolder(place)
    with _alone(place, request.who):
        disk.put(place / kept.MARKER, b"")
        # What has been published is no source, and what is taken away from here must not be in a history.
        disk.put(place / ".gitignore", b"*\n")
        there = read_releases(place)
        # Whatever else is wrong.
        gone = let_go(there, request.moment, disk.remove, disk.put)
        outcome = build.build(request.build)
        if outcome.written is None:
            return Published(outcome, let_go=gone)
        for path in there.leftovers:
            disk.remove(path)
        manifest = with_consents(manifest_on_disk(request.build.out), outcome.consents)
        manifest = replace(manifest, crises=outcome.crises)
        before = _manifest_of_current(there)
        if before is not None and before.digest == manifest.digest and not request.is_forced:
            return Published(outcome, let_go=gone)
        found = _changes(there, before, manifest, request.build.out)
        name = kept.name_of(request.moment, manifest, there.names)
        _lay(there, name, manifest, request, disk)
        _show(there, Turn(request.moment, name), disk)
        pruned = _prune(read_releases(place), request.keep, disk)
        gone += let_go(read_releases(place), request.moment, disk.remove, disk.put)
        return Published(outcome, name, found, pruned, gone)


def rollback(place: Path, release: str | None, moment: datetime, who: str = "", disk: Disk = DISK) -> tuple[str, str]:
    """Make a release public again, the one before the current where none is named; return the current and the new.

    Raises Locked, CannotWrite, NoSuchRelease, or NotWhole where it is not what it was.
    """
    with _alone(place, who):
        there = read_releases(place)
        name = release or there.previous
        if there.current is None or name not in there.names:
            raise NoSuchRelease
        assert name is not None, "no name is among the names"
        let_go(there, moment, disk.remove, disk.put)
        _verify(there, name)
        if name != there.current:
            _show(there, Turn(moment, name, "rollback"), disk)
        return there.current, name


def crises_turned(there: Releases, before: str, after: str) -> Turned:
    """Return which crises go and come from one release to another."""
    try:
        return turned(there.manifest(before).crises, there.manifest(after).crises, is_later=after > before)
    except Damaged:
        return Turned()


def _alone(place: Path, who: str) -> AbstractContextManager[None]:
    return writing.locked(place / kept.LOCK, who)


def _manifest_of_current(there: Releases) -> Manifest | None:
    """Return what is public; None where nothing is, or where it is not known what."""
    with suppress(Damaged):
        return there.manifest(there.current) if there.current in there.names and there.current else None
    return None


def _changes(there: Releases, before: Manifest | None, after: Manifest, built: Path) -> Changes:
    current = there.folder(there.current or "")
    return changes(
        before or Manifest(),
        after,
        lambda path: (current / path).read_bytes(),
        lambda path: (built / path).read_bytes(),
    )


def _lay(there: Releases, name: str, manifest: Manifest, request: Request, disk: Disk) -> None:
    """Copy the build into a release, read it again, and say that it is whole."""
    folder = there.folder(name)
    try:
        for one in manifest.files:
            disk.put(folder / one.path, (request.build.out / one.path).read_bytes())
        disk.settle()
        _compare(name, manifest, manifest_on_disk(folder))
        disk.put(there.manifest_file(name), as_bytes(manifest, about(request.build, request.moment)))
    except (CannotWrite, NotWhole):
        # A full disk is not to stay full of what is of no use.
        with suppress(CannotWrite):
            disk.remove(there.manifest_file(name))
            disk.remove(folder)
        raise


def _show(there: Releases, turn: Turn, disk: Disk) -> None:
    disk.settle()
    disk.point(there.place / "current", f"releases/{turn.release}")
    disk.append(there.place / kept.JOURNAL, kept.line_of(turn))


def _prune(there: Releases, keep: int, disk: Disk) -> tuple[str, ...]:
    """Remove what is too old, but never what is public nor what was before it."""
    spared = {*there.names[-keep:], there.current, there.previous}
    gone = tuple(name for name in there.names if name not in spared)
    for name in gone:
        # The manifest first: what is left of a folder without one is no release, and goes next time.
        disk.remove(there.manifest_file(name))
        disk.remove(there.folder(name))
    return gone


def _verify(there: Releases, name: str) -> None:
    try:
        manifest = there.manifest(name)
    except Damaged:
        raise NotWhole(name, f"{name}.json") from None
    _compare(name, manifest, manifest_on_disk(there.folder(name)))


def _compare(name: str, wanted: Manifest, found: Manifest) -> None:
    for path in differing(wanted, found):
        raise NotWhole(name, path.as_posix())


def about(request: build.Request, moment: datetime) -> dict[str, str]:
    """Return what a manifest says of how a site came to be; `commit` is empty without Git, and where the sources are
    not as they are in a commit."""
    is_another = git(request.root, "status", "--porcelain", "--", *SOURCES)
    return {
        "made": moment.isoformat(timespec="seconds"),
        "shown_as_of": request.now.isoformat(timespec="seconds"),
        "commit": "" if is_another else git(request.root, "rev-parse", "HEAD").strip(),
        "program": __version__,
        "program_digest": build.program_digest(),
    }
