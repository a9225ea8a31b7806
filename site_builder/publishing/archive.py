"""A site as one dated file to keep: every file of it, their digests, and what is another than in an earlier archive."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from site_builder import build, writing
from site_builder.publishing.changes import Changes, as_json, changes
from site_builder.publishing.manifest import Damaged, Manifest, as_bytes, manifest_on_disk, read_manifest
from site_builder.publishing.publish import about
from site_builder.text.dates import OSLO

MANIFEST = "manifest.json"
CHANGES = "endringer.json"
SITE = "nettsted"


class IsThere(Exception):
    """The file is there already: an archive is never written over."""


class NoArchive(Exception):
    """The earlier archive is not one of ours, or is not what its own manifest says."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. `build.out` is not used. `moment` is when it is made (aware)."""

    build: build.Request
    file: Path
    moment: datetime
    since: Path | None = None


@dataclass(frozen=True, slots=True)
class Archived:
    """What came of it; without a manifest there were errors, and nothing is written."""

    built: build.Outcome
    manifest: Manifest | None = None
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an archive holds."""

    manifest: Manifest
    files: Mapping[PurePosixPath, bytes]


def archive(request: Request) -> Archived:
    """Build the site and write FILE.tar.gz, and FILE.tar.gz.sha256 beside it for `sha256sum -c`.

    The same site at the same moment gives the same bytes. Raises IsThere, NoArchive or CannotWrite.
    """
    if request.file.exists():
        raise IsThere
    before = read_archive(request.since) if request.since else None
    with TemporaryDirectory(prefix="site-builder-") as folder:
        out = Path(folder) / SITE
        outcome = build.build(replace(request.build, out=out))
        if outcome.written is None:
            return Archived(outcome)
        manifest = manifest_on_disk(out)
        found = (
            changes(before.manifest, manifest, before.files.__getitem__, lambda path: (out / path).read_bytes())
            if before
            else None
        )
        facts = {**about(request.build, request.moment), "made": request.build.now.isoformat(timespec="seconds")}
        members = {MANIFEST: as_bytes(manifest, facts)}
        if found is not None:
            members[CHANGES] = as_json(found).encode()
        members |= {f"{SITE}/{one.path.as_posix()}": (out / one.path).read_bytes() for one in manifest.files}
    content = _packed(members, request.build.now)
    writing.put(request.file, content)
    digest = f"{hashlib.sha256(content).hexdigest()}  {request.file.name}\n"
    writing.put(request.file.with_name(f"{request.file.name}.sha256"), digest.encode())
    return Archived(outcome, manifest, found)


def default_name(now: datetime) -> str:
    """Return what an archive of that moment is called."""
    return f"arkiv-{now.astimezone(OSLO):%Y-%m-%d}.tar.gz"


def _packed(members: Mapping[str, bytes], now: datetime) -> bytes:
    """Return a tar (POSIX.1-2001, pax) in gzip, in which nothing is of the machine that made it."""
    whole = io.BytesIO()
    # Neither a name nor a time in the head of gzip (RFC 1952, 2.3).
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=whole, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name, content in members.items():
            # Of its own accord: owner and group 0 without names, mode 0644.
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), int(now.timestamp())
            tar.addfile(info, io.BytesIO(content))
    return whole.getvalue()


def read_archive(file: Path) -> Earlier:
    """Return what is in an archive; nothing is unpacked. Raises NoArchive."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            found = dict(_members(tar))
        manifest = read_manifest(found.pop(PurePosixPath(MANIFEST)))
    except (OSError, EOFError, KeyError, ValueError, tarfile.TarError, Damaged):
        raise NoArchive from None
    files = {path.relative_to(SITE): content for path, content in found.items() if path.parts[0] == SITE}
    for one in manifest.files:
        content = files.get(one.path)
        if content is None or hashlib.sha256(content).hexdigest() != one.sha256:
            raise NoArchive
    return Earlier(manifest, files)


def _members(tar: tarfile.TarFile) -> Iterator[tuple[PurePosixPath, bytes]]:
    for member in tar:
        opened = tar.extractfile(member) if member.isfile() else None
        if opened is not None:
            yield PurePosixPath(member.name), opened.read()
