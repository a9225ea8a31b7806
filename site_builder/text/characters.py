"""Characters that no text may hold: those nobody sees, and those that turn the text around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# U+0085, U+2028 and U+2029 end a line in YAML and nowhere else: below one, every mark would be wrong.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_WITHIN_WORDS = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufe0e\ufe0f]")
"""What nobody sees either, and texts may hold: where a word may be divided, or letters and signs belong together"""
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Strange:
    """A character that may not stand in a text: the problem that it is, where, and its name."""

    code: str
    at: int
    name: str


def strange_in(text: str) -> Iterator[Strange]:
    """Yield the first character of each kind that may not stand in a text."""
    for pattern, code in ((_CONTROL, "S103"), (_BIDI, "S104")):
        if match := pattern.search(text):
            yield Strange(code, match.start(), f"U+{ord(match[0]):04X}")


def unseen_in(text: str) -> str:
    """Return the name of the first character in a text that nobody sees; empty where there is none."""
    match = _WITHIN_WORDS.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def without_strange(text: str) -> str:
    """Return the text without them: a line that ends in a strange way ends, the rest is gone."""
    return _BIDI.sub("", _CONTROL.sub("", _LINE_ENDS.sub("\n", text)))
