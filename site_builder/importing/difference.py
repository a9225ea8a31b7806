"""What an import would change, as Git shows it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from site_builder.problems import printable
from site_builder.source import shown


def differences(files: Mapping[str, bytes], sources: Mapping[str, str]) -> str:
    """Return the unified difference between what is on disk and what is to be there."""
    return "".join(_lines_of(files, sources))


def _lines_of(files: Mapping[str, bytes], sources: Mapping[str, str]) -> Iterator[str]:
    for path, content in files.items():
        before = sources.get(path)
        # As Git names a file, and one that is not there.
        name = "/dev/null" if before is None else f"a/{path}"
        for line in difflib.unified_diff(_lines(before or ""), _lines(shown(content)), name, f"b/{path}", lineterm=""):
            # A terminal must never obey what stands in a register.
            yield printable(line) + "\n"


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []
