"""Prices and telephone numbers that running text asks for, `{pris:sfo-hel}`, and how that is misspelt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_builder.text.reference_words import PLACEHOLDER_WORDS
from site_builder.text.slugs import slug_of

_EXACT = re.compile(r"\{[a-zæøå]+:[^{}\s]+\}")
_BRACES = re.compile(r"\{\s*(?P<word>[^\W\d_]+)\s*:(?P<slug>[^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One, as `written` from `start` to `end` of a text; `kind` is a content type's word, empty for a word unknown."""

    written: str
    start: int
    end: int
    kind: str
    slug: str
    instead: str = ""
    """How it is to be written, when it is not written so."""


def placeholders_in(text: str) -> Iterator[Placeholder]:
    """Yield what asks to be filled in. Other braces are text: only a known word may be misspelt."""
    for match in _BRACES.finditer(text):
        word = match["word"].lower()
        kind, slug = PLACEHOLDER_WORDS.get(word, ""), match["slug"]
        place = (match[0], *match.span())
        if _EXACT.fullmatch(match[0]):
            yield Placeholder(*place, kind, slug)
        elif kind:
            meant = slug_of(slug)
            yield Placeholder(*place, kind if meant else "", slug, f"{{{word}:{meant}}}" if meant else "")


def filled(text: str, fill: Callable[[Placeholder], str]) -> str:
    """Return the text with each placeholder filled in."""
    parts, at = [], 0
    for one in placeholders_in(text):
        parts += [text[at : one.start], fill(one)]
        at = one.end
    return "".join([*parts, text[at:]])
