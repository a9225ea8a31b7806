"""What a draft of a crisis leaves to fill in, `[klokkeslett]`, and its author has not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from site_builder.problems import Mark, Problem, problem
from site_builder.source import Document

# Not a link, nor what is meant as one and told of as such; `\[` is a bracket and nothing else.
_BLANK = re.compile(r"(?<![\\\]!])\[(?!\s*\])(?:\\.|[^\\\[\]])+\](?!\s*[(\[]|:)")
_FIELDS = ("tittel", "title", "sms")


def has_blank(text: str) -> bool:
    return _BLANK.search(text) is not None


def without_blanks(lines: Sequence[str]) -> list[str]:
    """Return the lines in which nothing is to be filled in, without the headings that then have nothing below them."""
    kept: list[str] = []
    is_cut = False
    for line in [*lines, "#"]:
        if line.startswith("#") and is_cut and _is_heading_alone(kept):
            del kept[_last_heading(kept) :]
        if line.startswith("#"):
            is_cut = False
        if has_blank(line):
            is_cut = True
        else:
            kept.append(line)
    return kept[:-1]


def _last_heading(lines: Sequence[str]) -> int:
    return max((number for number, line in enumerate(lines) if line.startswith("#")), default=len(lines))


def _is_heading_alone(lines: Sequence[str]) -> bool:
    return not any(line.strip() for line in lines[_last_heading(lines) + 1 :])


def without_blank_fields(document: Document) -> Document:
    """Return the document of a draft without the fields that are still to be filled in, but for its texts."""
    data = {
        key: value
        for key, value in document.data.items()
        if key in _FIELDS or not isinstance(value, str) or not has_blank(value)
    }
    return replace(document, data=data)


def blank_problems(document: Document) -> Iterator[Problem]:
    """Yield a problem for each blank in the title, the text message and the text."""
    for name in _FIELDS:
        value = document.data.get(name)
        for match in _BLANK.finditer(value) if isinstance(value, str) else ():
            yield problem("N262", document.path, document.mark((name,)), text=match[0])
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        for match in _BLANK.finditer(line):
            yield problem("N262", document.path, Mark(number, match.start() + 1, match.end() + 1), text=match[0])
