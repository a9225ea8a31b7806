"""The lines of a web server's log, as it lies on the server: plain, or packed with gzip."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Protocol

from site_builder.problems import Faults, Refusal, problem

_GZIP = b"\x1f\x8b"
"""How a packed file begins (RFC 1952, 2.3.1), whatever it is called"""
_LONGEST = 64 * 1024
"""Bytes of a line that are read at once"""


class _Opened(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def lines_of(file: Path) -> Iterator[str | None]:
    """Yield the lines of a log, without their ends; None for what cannot be read. Raises Faults where none can be."""
    try:
        with file.open("rb") as opened:
            is_packed = opened.read(2) == _GZIP
            opened.seek(0)
            if is_packed:
                yield from _unpacked(opened)
            else:
                yield from _lines(opened)
    except OSError as fault:
        raise Faults(problem("L307", file.as_posix(), reason=Refusal(fault.errno))) from None


def _unpacked(packed: BufferedReader) -> Iterator[str | None]:
    with gzip.open(packed, "rb") as opened:
        try:
            yield from _lines(opened)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            # A server may be writing it still: what came before the break is right.
            yield None


def _lines(opened: _Opened) -> Iterator[str | None]:
    while line := opened.readline(_LONGEST):
        yield line.decode("utf-8", "replace").rstrip("\r\n")
