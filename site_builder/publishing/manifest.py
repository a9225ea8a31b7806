"""Which files a built site has, with the size and the digest of each: made of their bytes, and of nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from site_builder.outputs.standing import Crises
from site_builder.writing import public_files

FORMAT = 1


class Damaged(Exception):
    """A file is not a manifest of ours."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of a site; `path` is from its top, `size` in bytes."""

    path: PurePosixPath
    size: int
    sha256: str
    until: datetime | None = field(default=None, compare=False)
    """When the consent to show it ends (UTC), of what is shown by consent"""


@dataclass(frozen=True)
class Manifest:
    """Every file of a site, in order of path."""

    files: tuple[Listed, ...] = ()
    crises: Crises | None = field(default=None, compare=False)
    """Which crises stand in it, where that was kept"""

    @cached_property
    def by_path(self) -> dict[PurePosixPath, Listed]:
        return {one.path: one for one in self.files}

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the list: two sites with one digest are the same, byte for byte."""
        return hashlib.sha256(_lines(self).encode()).hexdigest()


def manifest_of(files: Iterable[tuple[PurePosixPath, bytes]]) -> Manifest:
    """Return what there is to know of files, by path and content."""
    found = (Listed(path, len(content), hashlib.sha256(content).hexdigest()) for path, content in files)
    return Manifest(tuple(sorted(found, key=lambda one: one.path.as_posix())))


def manifest_on_disk(folder: Path) -> Manifest:
    """Return the manifest of the site that lies in a folder. Raises CannotWrite where the disk cannot be read."""
    return manifest_of((path, (folder / path).read_bytes()) for path in public_files(folder))


def with_consents(manifest: Manifest, ends: Mapping[PurePosixPath, datetime]) -> Manifest:
    """Return the manifest with when the consent ends (UTC) to show what is shown by consent."""
    return replace(manifest, files=tuple(replace(one, until=ends.get(one.path)) for one in manifest.files))


def differing(wanted: Manifest, found: Manifest) -> Iterator[PurePosixPath]:
    """Yield the paths that are not the same in both, in order."""
    either = sorted({*wanted.by_path, *found.by_path}, key=PurePosixPath.as_posix)
    yield from (path for path in either if wanted.by_path.get(path) != found.by_path.get(path))


def as_bytes(manifest: Manifest, about: dict[str, str]) -> bytes:
    """Return the manifest as JSON, one file a line, with what is to be known of how it came to be."""
    rows = [_row(one) for one in manifest.files]
    said = {"format": FORMAT, **about, **_kept(manifest.crises), "digest": manifest.digest}
    head = json.dumps(said, ensure_ascii=False)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{head[:-1]}, "files": [\n{lines}\n]}}\n'.encode()


def _kept(crises: Crises | None) -> dict[str, Any]:
    if crises is None:
        return {}
    return {"crises": {**asdict(crises), "settled": sorted(crises.settled)}}


def _row(one: Listed) -> dict[str, str | int]:
    row: dict[str, str | int] = {"path": one.path.as_posix(), "size": one.size, "sha256": one.sha256}
    return {**row, "until": one.until.isoformat(timespec="seconds")} if one.until else row


def without(content: bytes, paths: Iterable[PurePosixPath]) -> bytes:
    """Return what `as_bytes` wrote, less some files. Raises Damaged."""
    kept, gone = read_manifest(content), frozenset(paths)
    about = {key: said for key, said in json.loads(content).items() if key not in _OF_THE_FILES}
    return as_bytes(Manifest(tuple(one for one in kept.files if one.path not in gone)), about)


_OF_THE_FILES = ("format", "digest", "files")


def read_manifest(content: bytes) -> Manifest:
    """Return what `as_bytes` wrote. Raises Damaged."""
    try:
        data = json.loads(content)
        found = Manifest(tuple(_listed(one) for one in data["files"]), _crises(data.get("crises")))
        is_ours = data["format"] == FORMAT and data["digest"] == found.digest
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Damaged from None
    if not is_ours:
        raise Damaged
    return found


def _crises(row: Mapping[str, Any] | None) -> Crises | None:
    return Crises(dict(row["standing"]), frozenset(row["settled"]), int(row["pages"])) if row is not None else None


def _listed(row: Mapping[str, Any]) -> Listed:
    until = datetime.fromisoformat(row["until"]) if "until" in row else None
    return Listed(PurePosixPath(row["path"]), row["size"], row["sha256"], until)


def _lines(manifest: Manifest) -> str:
    # As sha256sum writes it, and the size in front: whoever wants to can make it without us.
    return "".join(f"{one.size} {one.sha256}  {one.path.as_posix()}\n" for one in manifest.files)
