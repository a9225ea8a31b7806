"""The words of choices in nynorsk, and other ways of writing them: whoever writes one has chosen what it stands for."""

from __future__ import annotations

from collections.abc import Mapping

NYNORSK: Mapping[str, str] = {
    "annet": "anna",
    "begrenset": "avgrensa",
    "egen": "eigen",
    "enhet": "eining",
    "flom": "flaum",
    "frister": "fristar",
    "heltall": "heiltal",
    "helsetjeneste": "helseteneste",
    "høring": "høyring",
    "kok-vannet": "kok-vatnet",
    "kulturskole": "kulturskule",
    "kunngjøring": "kunngjering",
    "livshendelse": "livshending",
    "løst": "løyst",
    "marked": "marknad",
    "nyhet": "nyheit",
    "omsorgsbolig": "omsorgsbustad",
    "oppgaver": "oppgåver",
    "skole": "skule",
    "solgt": "seld",
    "sted": "stad",
    "strøm": "straum",
    "svømmehall": "symjehall",
    "sykehjem": "sjukeheim",
    "tall": "tal",
    "tjeneste": "teneste",
    "valg": "val",
    "vann": "vatn",
    "vannlekkasje": "vasslekkasje",
    "åpen": "open",
}
"""By the bokmål word; one that is not here is the same in both."""

OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "begrenset": ("avgrenset", "begrensa"),
    "foredrag": ("føredrag",),
    "lenke": ("lenkje",),
    "nyhet": ("nyhende",),
    "skred": ("ras",),
    "solgt": ("selt",),
    "stengt": ("stengd",),
    "svømmehall": ("svømjehall",),
    "sykehjem": ("sjukehjem", "sykeheim"),
    "vannlekkasje": ("vatnlekkasje",),
    "veg": ("vei",),
}
"""Spellings that are right too, or so common that nobody doubts what they mean, by the bokmål word."""


def in_nynorsk(word: str) -> str:
    """Return a bokmål word of a choice in nynorsk."""
    return NYNORSK.get(word, word)


def norwegian(word: str) -> tuple[str, ...]:
    """Return all ways of writing a bokmål word of a choice, that word first, then the nynorsk one."""
    return tuple(dict.fromkeys((word, in_nynorsk(word), *OTHERWISE.get(word, ()))))
