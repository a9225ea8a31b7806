"""Fields that stand in a text since the lines of hyphens around them are missing."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import takewhile

from site_builder.problems import Mark, Problem, problem
from site_builder.source import Document

_TITLE = re.compile(r"#|=+\s*$")
_FIELD = re.compile(r"(?P<key>[^\W\d]\w*):(?:\s.*)?")


def fields_in_text(document: Document, known: Container[str], *, lacks_some: bool) -> tuple[Problem, ...]:
    """Return the problem of fields that stand in the text; of one alone only where a field is missing."""
    if document.has_fences or not document.body:
        return ()
    lines = document.body.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip() and not _TITLE.match(line)), len(lines))
    fields = (_FIELD.fullmatch(line) for line in lines[first:])
    found = list(takewhile(lambda match: match is not None and match["key"] in known, fields))
    if len(found) < (1 if lacks_some else 2):
        return ()
    mark = Mark(first + document.body_line, 1, len(lines[first].rstrip()) + 1)
    return (problem("S150", document.path, mark),)
