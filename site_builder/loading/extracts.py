"""A file that somebody hands over on the command line: an extract of a register, wherever it lies."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from site_builder.problems import Faults, Refusal, problem

EXTRACT_BYTES = 50 * 1024 * 1024
"""All schools of the country, each with all that a register has of it, are about a third of this."""


def read_text(file: Path) -> str:
    """Return the text of a file: UTF-8, else what spreadsheets save, UTF-16 or cp1252. Raises Faults."""
    path = file.as_posix()
    try:
        with file.open("rb") as opened:
            content = opened.read(EXTRACT_BYTES + 1)
    except OSError as fault:
        raise Faults(problem("L307", path, reason=Refusal(fault.errno))) from None
    if len(content) > EXTRACT_BYTES:
        raise Faults(problem("S102", path, size=-(-len(content) // 1024), limit=EXTRACT_BYTES // 1024))
    return unicodedata.normalize("NFC", _decoded(content).replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_source(root: Path, path: str) -> bytes:
    """Return a file of a site as it is, byte for byte. Raises Faults."""
    try:
        return (root / path).read_bytes()
    except OSError as fault:
        raise Faults(problem("L307", path, reason=Refusal(fault.errno))) from None
