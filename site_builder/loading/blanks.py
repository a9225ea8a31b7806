"""What a draft of a crisis leaves to fill in, `[klokkeslett]`, and its author has not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.problems import Mark, Problem, problem
from site_builder.source import Document

# Not a link, nor what is meant as one and told of as such; `\[` is a bracket and nothing else.
_BLANK = re.compile(r"(?<![\\\]!])\[(?!\s*\])(?:\\.|[^\\\[\]])+\](?!\s*[(\[]|:)")
_FIELDS = ("tittel", "title", "sms")


def blank_problems(document: Document) -> Iterator[Problem]:
    """Yield a problem for each blank in the title, the text message and the text."""
    for name in _FIELDS:
        value = document.data.get(name)
        for match in _BLANK.finditer(value) if isinstance(value, str) else ():
            yield problem("N262", document.path, document.mark((name,)), text=match[0])
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        for match in _BLANK.finditer(line):
            yield problem("N262", document.path, Mark(number, match.start() + 1, match.end() + 1), text=match[0])
