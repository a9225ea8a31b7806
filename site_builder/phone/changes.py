"""A notice that is there, with something new in it: the text of its file, and all else in that as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from site_builder.content_types.notice import Notice
from site_builder.content_types.updates import without_updates
from site_builder.problems import FENCE
from site_builder.text.slugs import folded, slug_of

_LEAD = re.compile(r"\s*(?:[-*+•–—]\s+)?")
"""How the lines of updates begin in a file: deeper, or as a list"""


def notices_meant(text: str, notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Return those that somebody means: by address, id, name of the file, or title."""
    # Not urlsplit: it refuses some of what people write.
    path = unquote(re.split("[?#]", text.strip(), maxsplit=1)[0]).removesuffix(".md").strip("/")
    slug = slug_of(path.rpartition("/")[2])
    by_name = tuple(one for one in notices if slug in (one.slug, slug_of(one.origin.path.rpartition("/")[2][:-3])))
    return by_name or tuple(one for one in notices if folded(one.title) == folded(text))


def with_field(text: str, line: str, at: int | None) -> str:
    """Return the file with the line of a field first among its fields, or in place of the one on line `at` (from 1)."""
    lines = text.split("\n")
    if at is not None:
        return "\n".join([*lines[: at - 1], line, *lines[at:]])
    if lines[0].rstrip() == FENCE:
        return "\n".join([lines[0], line, *lines[1:]])
    return "\n".join([FENCE, line, FENCE, "", *lines])


def with_update(text: str, update: str, heading: str) -> str:
    """Return the file with an update first below its heading of updates, which is made where there is none."""
    lines = [*text.rstrip().split("\n"), ""]
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0) if lines[0] == FENCE else -1
    _, taken = without_updates("\n".join(lines[end + 1 :]), end + 2)
    written = [(number, line) for number, line in taken if line.strip()]
    if written:
        number, line = written[0]
        lead = _LEAD.match(line)
        assert lead is not None, "it takes nothing too"
        return "\n".join([*lines[: number - 1], f"{lead[0]}{update}", *lines[number - 1 :]])
    if taken:
        # A heading with nothing below it.
        number = taken[0][0]
        return "\n".join([*lines[: number - 1], "", update, *lines[number - 1 :]])
    return "\n".join([*lines, f"## {heading}", "", update, ""])


def update_line(moment: str, text: str) -> str:
    """Return an update on one line, for what begins a line may be another update or a heading."""
    one_line = " ".join(text.split())
    # What is no letter may be taken for more of the time: 15.00, or a hyphen.
    return f"{moment}: {one_line}" if one_line[:1].isalpha() else f"{moment}: – {one_line}"
