"""What one text message holds: the alphabet of GSM, how its characters count, and what to write instead of others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

MOST = 160
"""Characters of the GSM alphabet in one message (3GPP TS 23.038, 4)."""
MOST_OF_OTHERS = 70
"""Characters in one message where a single one is not of that alphabet: all of it is then UCS-2."""

# 3GPP TS 23.038, 6.2.1, in the order of the table; the escape to the next table is no character.
_DEFAULT = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# 3GPP TS 23.038, 6.2.1.1: each takes an escape too.
_EXTENSION = frozenset("\f^{}\\[~]|€")

_INSTEAD = {
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("«»“”„‟″", '"'),
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("•·", "-"),
    **dict.fromkeys("\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " "),
    "…": "...",
    "\N{SOFT HYPHEN}": "",
    "°": "",
    "×": "x",
    "½": "1/2",
    "đ": "d",
    "Đ": "D",
    "ŋ": "n",
    "Ŋ": "N",
    "ŧ": "t",
    "Ŧ": "T",
}


def counted(text: str) -> int:
    """Return how many of a message's 160 characters a text takes; one of no alphabet of GSM counts as one."""
    return len(text) + sum(one in _EXTENSION for one in text)


def strangers(text: str) -> tuple[str, ...]:
    """Return the characters that GSM's alphabet lacks, each once, in order."""
    return tuple(dict.fromkeys(one for one in text if one not in _DEFAULT and one not in _EXTENSION))


def instead_of(character: str) -> str:
    """Return what to write for a character that GSM's alphabet lacks: a sign like it, the letter without its accent;
    nothing where there is no such thing."""
    if character in _INSTEAD:
        return _INSTEAD[character]
    plain = unicodedata.normalize("NFD", character)[0]
    return plain if plain in _DEFAULT else ""


def spelt(text: str) -> str:
    """Return the text in GSM's alphabet."""
    return "".join(_spelt(text))


def _spelt(text: str) -> Iterator[str]:
    for one in text:
        yield one if one in _DEFAULT or one in _EXTENSION else instead_of(one)
