"""A file that somebody hands over on the command line: an extract of a register, wherever it lies."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from site_builder.problems import Faults, Refusal, problem

EXTRACT_BYTES = 50 * 1024 * 1024
"""All schools of the country, each with all that a register has of it, are about a third of this."""


def read_text(file: Path) -> str:
    """Return the text of a file: UTF-8, else what spreadsheets save, UTF-16 or cp1252.

    Raises Faults, also where the file is what people often have in its stead.
    """
    path, content = file.as_posix(), read_content(file, EXTRACT_BYTES)
    if code := _mistaken(content):
        raise Faults(problem(code, path))
    return unicodedata.normalize("NFC", _decoded(content).replace("\r\n", "\n").replace("\r", "\n"))


def read_content(file: Path, limit: int) -> bytes:
    """Return a file as it is, at most `limit` bytes. Raises Faults."""
    path = file.as_posix()
    try:
        with file.open("rb") as opened:
            content = opened.read(limit + 1)
    except OSError as fault:
        raise Faults(problem("L307", path, reason=Refusal(fault.errno))) from None
    if len(content) > limit:
        raise Faults(problem("S102", path, size=-(-len(content) // 1024), limit=limit // 1024))
    return content


_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def _mistaken(content: bytes) -> str | None:
    """Return the code for a file that is no table and no JSON: a workbook, a package, a web page, nothing."""
    if content.startswith(_OLD_EXCEL) or (content.startswith(_ZIP) and b"xl/" in content):
        return "I915"
    if content.startswith(_ZIP):
        return "I916"
    text = content.removeprefix(codecs.BOM_UTF8).strip()
    if text.startswith(b"<"):
        return "I917"
    return None if text else "I918"


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
