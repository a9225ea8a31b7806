"""Files as they were last read: one that stands on disk as it stood then is not read again."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

_Stamp = tuple[int, ...]


@dataclass(slots=True)
class Disk:
    """What was read last, by path. A new one knows of nothing, and reads all there is."""

    _known: dict[Path, tuple[_Stamp, bytes, os.stat_result]] = field(default_factory=dict)

    def read(self, path: Path, found: os.stat_result, most: int) -> tuple[bytes, os.stat_result]:
        """Return the first bytes of a file, so many at most, and what the disk says of it. Raises OSError.

        `found` is what the disk said just now, of the file itself and no link to it.
        """
        known = self._known.get(path)
        if known is not None and known[0] == _stamp(found):
            return known[1], known[2]
        with path.open("rb") as file:
            # Of the file that is open, and before it is read: one that is written to meanwhile is another next time.
            said = os.fstat(file.fileno())
            # Room is made for as much as is asked for: for all that a file may be, it takes longer than to read it.
            content = file.read(min(most, said.st_size + 1))
            if len(content) > said.st_size:
                content += file.read(most - len(content))
        self._known[path] = _stamp(said), content, said
        return content, said


def _stamp(said: os.stat_result) -> _Stamp:
    return said.st_mtime_ns, said.st_ctime_ns, said.st_size, said.st_ino, said.st_dev
