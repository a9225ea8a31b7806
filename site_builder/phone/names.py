"""The names in an answer: apart by commas, lines and «og», but for what has «og» in its own name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from site_builder.content_types.streets import key_of

_LISTED = re.compile(r"[,;\n]")
_AND = re.compile(r"(\s+(?:og|and|&)\s+)", re.IGNORECASE)
_LEAD = re.compile(r"^\s*(?:[-*•]\s+|(?:og|and)\s+)?", re.IGNORECASE)


def names_in(answer: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the names, each once; of what there is, the longest name that is there."""
    keys = {key_of(name) for name in known}
    found = (name for part in _LISTED.split(answer) for name in _of_a_part(_LEAD.sub("", part).strip(), keys))
    return tuple(dict.fromkeys(found))


def _of_a_part(text: str, keys: set[str]) -> Iterator[str]:
    # Names, with what is between them.
    pieces = _AND.split(text)
    at = 0
    while at < len(pieces):
        joined = {end: "".join(pieces[at:end]) for end in range(len(pieces), at, -2)}
        end = next((end for end, name in joined.items() if key_of(name) in keys), at + 1)
        if name := joined[end].strip():
            yield name
        at = end + 1
