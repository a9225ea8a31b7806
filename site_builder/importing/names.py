"""Registers' texts as people write them: one line, ordinary letters, no form of company."""

from __future__ import annotations

import re

from site_builder.text.characters import strange_in
from site_builder.text.slugs import UNSEEN

_COMPANY = re.compile(r"(?:\s+|,\s*)(?:A/?S|ASA|SA|BA|DA|ANS|AL)\.?$", re.IGNORECASE)
# A word that a name is made with, alone or at the end of another: «barnehage», «montessoriskole».
_COMMON = re.compile(
    r"(?:.*(?:barnehage|barnehagen|skole|skolen|skule|skulen|senter|skoler|skuler|barnehager)|avd|avdeling"
    r"|videregående|vidaregåande|privat|kommunal|offentlig|familie|natur|gård|fengsel"
    r"|barne-|ungdoms-|grunn-|og|i|på|ved|for|av|til)"
)
_CHAINS = {"fus": "FUS", "ntg": "NTG"}
"""Always in capitals"""


def one_line(text: str) -> str:
    """Return a register's text on one line, without what no text may hold and nobody sees.

    A spreadsheet runs a cell that begins with one of = + - @ (OWASP, CSV injection); no name or address does.
    """
    visible = "".join(one for one in UNSEEN.sub("", text) if one.isspace() or not any(strange_in(one)))
    return " ".join(visible.split()).lstrip("=+-@ ")


def ordinary(text: str) -> str:
    """Return a text that is all in capitals in ordinary letters; others as they are."""
    if not text.isupper():
        return text
    words = [_word(word, is_first=number == 0) for number, word in enumerate(text.lower().split(" "))]
    return " ".join(words)


def tidied(name: str) -> str:
    """Return the name to show for a unit that a register calls so."""
    short = _COMPANY.sub("", name).strip(" ,") or name
    return " ".join(_CHAINS.get(word.lower(), word) for word in ordinary(short).split(" "))


def _word(word: str, *, is_first: bool) -> str:
    if not is_first and _COMMON.fullmatch(word):
        return word
    # «SANDVIKA-BÆRUM» has two names; «1A» has none.
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
