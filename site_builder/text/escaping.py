"""Plain text within Markdown that this program writes for others to show: a summary, a page of the documentation."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_\[\]<>&#|~])")


def as_markdown(text: str) -> str:
    """Return a text with each sign escaped that could mean something (CommonMark 0.31, 2.4; GitHub's ~ and |)."""
    return _SIGNS.sub(r"\\\1", text)
