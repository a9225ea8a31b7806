"""Norwegian order for lists: æ, ø, å last, aa as å, numbers by value.

The order is CLDR's for nb and nn (ä as æ, ö as ø, aa as å); `sorted()` and the system's locale both give another.
"""

from __future__ import annotations

import re
import unicodedata

_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
_PARTS = re.compile(r"\d{1,18}|\D+")


def sort_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that puts texts in Norwegian order; Å before Aa where nothing else tells them apart."""
    parts = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _PARTS.findall(_folded(text))]
    plain = unicodedata.normalize("NFC", text)
    return (*parts, (-1, len(plain), plain))


def initial(text: str) -> str:
    """Return the letter an A-Å index files the text under: a capital, or # for anything else."""
    first = _folded(text)[:1].translate(str.maketrans("{|}", "æøå"))
    return first.upper() if first.isalpha() else "#"


def _folded(text: str) -> str:
    lowered = unicodedata.normalize("NFC", text).casefold().replace("aa", "å").translate(_AFTER_Z)
    plain = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in plain if c in "{|}" or c.isalnum() or c == " ").strip()
