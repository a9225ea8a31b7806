"""How the files of a site stand on disk, to know when somebody has saved one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from site_builder.loading.folders import is_ignored
from site_builder.loading.theme import theme_root

Stamp = tuple[int, int]
"""Nanoseconds since 1970, as the disk tells when a file was last changed, and its size"""
Stamps = Mapping[str, Stamp]
"""By path"""


def stamps_of(root: Path) -> Stamps:
    """Return the stamps of all that a site is made of: content, maps, its own templates and the program's."""
    tops = {os.fspath(one) for one in (root / "content", root / "maps", root / "templates", theme_root())}
    return dict(stamp for top in sorted(tops) for stamp in _below(top))


def stamp_of(path: str) -> Stamp | None:
    """Return the stamp of one file; None where there is none."""
    try:
        return _stamp(os.lstat(path))
    except OSError:
        return None


def _below(folder: str) -> Iterator[tuple[str, Stamp]]:
    try:
        with os.scandir(folder) as found:
            for one in found:
                if is_ignored(one.name):
                    continue
                if one.is_dir(follow_symlinks=False):
                    yield from _below(one.path)
                else:
                    yield one.path, _stamp(one.stat(follow_symlinks=False))
    except OSError:
        # Taken away while it was looked at, or closed: reading it tells of that.
        return


def _stamp(known: os.stat_result) -> Stamp:
    return known.st_mtime_ns, known.st_size
