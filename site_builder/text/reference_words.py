"""The words by which texts point at things, and the content type each means: in bokmål, and its own."""

from __future__ import annotations

LINK_WORDS = {
    "tjeneste": "service",
    "service": "service",
    "melding": "notice",
    "notice": "notice",
    "spørsmål": "question",
    "question": "question",
    "side": "page",
    "page": "page",
    "kart": "map",
    "map": "map",
    "enhet": "unit",
    "unit": "unit",
    "sted": "place",
    "place": "place",
    "tema": "category",
    "category": "category",
    "livshendelse": "lifeevent",
    "lifeevent": "lifeevent",
    "lenke": "link",
    "link": "link",
}
"""In the targets of links: `[tekst](tjeneste:sfo)`."""

PLACEHOLDER_WORDS = {"pris": "price", "price": "price", "telefon": "contact", "phone": "contact"}
"""In placeholders: `{pris:sfo-hel}`."""

TARGET_WORDS = frozenset(
    {word for word, kind in LINK_WORDS.items() if kind in ("service", "category", "unit", "place", "map")}
    | {"teneste", "eining", "stad", "kategori", "kontakt", "contact"}
)
"""What people write before a name where a name alone is enough: `gjelder: tjeneste:sfo`."""
