"""What is shown by consent leaves the earlier releases too when that ends: nobody is to go back to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from site_builder.publishing.manifest import Damaged, Listed, Manifest, without
from site_builder.publishing.releases import Releases


def let_go(
    there: Releases, moment: datetime, remove: Callable[[Path], None], put: Callable[[Path, bytes], None]
) -> int:
    """Remove from all releases what may not be shown any more at a moment (aware): after the last day of consent, or
    where the newest release has it no more. Return how many files it was. Raises CannotWrite."""
    newest: Manifest | None = None
    with suppress(Damaged):
        newest = there.manifest(there.names[-1]) if there.names else None
    gone = 0
    for name in there.names:
        with suppress(Damaged):
            paths = tuple(one.path for one in _ended(there.manifest(name), newest, moment))
            for path in paths:
                remove(there.folder(name) / path)
            if paths:
                # After them: until it says so, whoever comes next finds what is still to be removed.
                put(there.manifest_file(name), without(there.manifest_file(name).read_bytes(), paths))
            gone += len(paths)
    return gone


def _ended(manifest: Manifest, newest: Manifest | None, moment: datetime) -> Iterator[Listed]:
    for one in manifest.files:
        if one.until is None:
            continue
        # A consent may have been renewed since, or taken back.
        last = newest.by_path.get(one.path) if newest else one
        if last is None or (last.until is not None and last.until <= moment):
            yield one
