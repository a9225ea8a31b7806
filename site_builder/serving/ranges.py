"""Which part of a file is asked for (RFC 9110, section 14)."""

from __future__ import annotations

import re

_ASKED = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)


class NotSatisfiable(ValueError):
    """The part that is asked for lies beyond the end of the file."""


def part_asked_for(header: str | None, size: int) -> slice | None:
    """Return the part of so many bytes, None for the whole. Raises NotSatisfiable.

    What is no range of bytes, or several of them, is answered with the whole, as 14.2 lets a server do.
    """
    asked = _ASKED.fullmatch(header or "")
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if not first:
        if not int(last) or not size:
            raise NotSatisfiable(header)
        return slice(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise NotSatisfiable(header)
    return slice(int(first), min(int(last), size - 1) + 1 if last else size)


def content_range(part: slice | None, size: int) -> str:
    """Return the header that tells which part it is (14.4); None is a part that there is not."""
    return f"bytes {part.start}-{part.stop - 1}/{size}" if part else f"bytes */{size}"
