"""How hard a text is to read: LIX, by C. H. Björnsson, Läsbarhet (1968)."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG = 6
"""A word of more letters than these is long"""

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
# Before a small letter or a figure a full stop ends an abbreviation, as in «kl. 14» and «f.eks. skolen».
_END = re.compile(r"[.!?:]+[»”\")]*(?=\s+[^\sa-zæøå0-9]|\s*$)")


@dataclass(frozen=True, slots=True)
class Readability:
    """What a text of so many words comes to."""

    lix: int
    words: int
    longest: int
    """How many words the longest sentence has"""

    @property
    def level(self) -> str:
        """Return Björnsson's step: `very_easy`, `easy`, `medium`, `hard` or `very_hard`."""
        steps = ((30, "very_easy"), (40, "easy"), (50, "medium"), (60, "hard"))
        return next((name for below, name in steps if self.lix < below), "very_hard")


def readability_of(text: str) -> Readability | None:
    """Return how hard a plain text is, an empty line between its blocks; None of one without words."""
    sentences = [len(found) for one in _sentences(text) if (found := _WORD.findall(one))]
    words = [len(re.sub(r"[-’']", "", one)) for one in _WORD.findall(_ADDRESS.sub(" ", text))]
    if not words:
        return None
    # Words a sentence, and long words in a hundred.
    lix = len(words) / len(sentences) + 100 * sum(one > LONG for one in words) / len(words)
    return Readability(round(lix), len(words), max(sentences))


def _sentences(text: str) -> list[str]:
    # A heading or an item of a list is a sentence, with a full stop or without.
    lines = (line for block in text.split("\n\n") for line in re.split(r"\n(?=- )", block))
    return [one for line in lines for one in _END.split(_ADDRESS.sub(" ", line))]
