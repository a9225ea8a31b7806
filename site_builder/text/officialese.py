"""Words of offices, and what people say instead. The table beside this module is our own."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Stiff:
    """A word of offices in a text, as the text has it, and what to write instead."""

    written: str
    plainer: str


@cache
def plainer_words(language: str) -> Mapping[str, str]:
    """Return what to write instead of each, lower-case; nothing in a language that there is no list of."""
    text = (files("site_builder.text") / "officialese.csv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter=";")
    return {row["written"]: row["plainer"] for row in rows if row["language"] == language}


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    # The longest first: of a phrase within a phrase, the whole is told of.
    known = sorted(plainer_words(language), key=lambda one: (-len(one), one))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\b", re.IGNORECASE) if known else None


def officialese_in(text: str, language: str) -> Iterator[Stiff]:
    """Yield the words of offices in a text, in order."""
    pattern = _pattern(language)
    plain = " ".join(text.split())
    for match in pattern.finditer(plain) if pattern else ():
        yield Stiff(match[0], plainer_words(language)[match[0].lower()])
