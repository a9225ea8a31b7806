"""Norwegian order for lists: æ, ø, å last, aa as å, numbers by value; and Northern Sámi order for lists in that.

The order is CLDR's for nb and nn (ä as æ, ö as ø, aa as å); `sorted()` and the system's locale both give another. In
Norwegian, Sámi letters stand with those that they are made of; in Northern Sámi each follows its own (á after a), and
æ, ø, å come after ž, as in Norway.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "đ": "d", "ŋ": "n", "ŧ": "t"})
# What comes after a letter of its own, before the next one: "a~" is after "az", and before "b".
_SAMI = str.maketrans({"á": "a~", "č": "c~", "đ": "d~", "ŋ": "n~", "š": "s~", "ŧ": "t~", "ž": "z~"})
_SAMI_CAPITALS = frozenset("ÁČĐŊŠŦŽ")
_PARTS = re.compile(r"\d{1,18}|\D+")


@lru_cache(maxsize=4096)
def sort_key(text: str, language: str = "nb") -> tuple[tuple[int, int, str], ...]:
    """Return a key that puts texts in the language's order; Å before Aa where nothing else tells them apart."""
    folded = _folded(text, language)
    parts = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _PARTS.findall(folded)]
    plain = unicodedata.normalize("NFC", text)
    return (*parts, (-1, len(plain), plain))


def initial(text: str, language: str = "nb") -> str:
    """Return the letter an index files the text under: a capital, or # for anything else."""
    own = next((one for one in unicodedata.normalize("NFC", text) if one.isalnum()), "").upper()
    if language == "se" and own in _SAMI_CAPITALS:
        return own
    first = _folded(text, language)[:1].translate(str.maketrans("{|}", "æøå"))
    return first.upper() if first.isalpha() else "#"


def _folded(text: str, language: str) -> str:
    lowered = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    if language == "se":
        lowered = lowered.translate(_SAMI)
    plain = unicodedata.normalize("NFKD", lowered.translate(_AFTER_Z))
    return "".join(c for c in plain if c in "{|}" or (c == "~" and language == "se") or c.isalnum() or c == " ").strip()
