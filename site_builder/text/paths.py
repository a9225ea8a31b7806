"""The words that addresses are made of: one table a language. Permanent; change only with aliases."""

from __future__ import annotations

PATH_WORDS = {
    "nb": {
        "services": "tjenester",
        "categories": "tema",
        "notices": "aktuelt",
        "questions": "sporsmal",
        "places": "steder",
        "maps": "kart",
        "prices": "priser",
        "contact": "kontakt",
        "all": "alle",
        "embedding": "bygg-inn",
        "archive": "arkiv",
        "undated": "uten-dato",
        "everything": "alt",
        "operations": "drift",
        "crisis": "krise",
        "event": "arrangement",
        "deadline": "frist",
        "meeting": "mote",
        "announcement": "kunngjoring",
        "hearing": "horing",
        "job": "jobb",
        "news": "nyhet",
        "business": "naring",
        "tip": "tips",
        "story": "historie",
    },
    "nn": {
        "services": "tenester",
        "categories": "tema",
        "notices": "aktuelt",
        "questions": "sporsmal",
        "places": "stader",
        "maps": "kart",
        "prices": "prisar",
        "contact": "kontakt",
        "all": "alle",
        "embedding": "bygg-inn",
        "archive": "arkiv",
        "undated": "utan-dato",
        "everything": "alt",
        "operations": "drift",
        "crisis": "krise",
        "event": "arrangement",
        "deadline": "frist",
        "meeting": "mote",
        "announcement": "kunngjering",
        "hearing": "hoyring",
        "job": "jobb",
        "news": "nyhende",
        "business": "naring",
        "tip": "tips",
        "story": "historie",
    },
    "en": {
        "services": "services",
        "categories": "topics",
        "notices": "news",
        "questions": "questions",
        "places": "places",
        "maps": "maps",
        "prices": "prices",
        "contact": "contact",
        "all": "all",
        "embedding": "embedding",
        "archive": "archive",
        "undated": "undated",
        "everything": "all",
        "operations": "operations",
        "crisis": "crisis",
        "event": "events",
        "deadline": "deadlines",
        "meeting": "meetings",
        "announcement": "announcements",
        "hearing": "hearings",
        "job": "jobs",
        "news": "updates",
        "business": "business",
        "tip": "tips",
        "story": "stories",
    },
}

OUR_FOLDERS = ("embed", "feeds", "kalender", "api", "assets")
"""Folders at the root that are no path words: nothing that staff write gets an address in them."""


def path_word(key: str, language: str) -> str:
    return PATH_WORDS.get(language, PATH_WORDS["nb"])[key]


def reserved_at_root(language: str) -> frozenset[str]:
    """Return the slugs that no page may bear: path words, our own folders and language codes."""
    words = ("services", "categories", "notices", "questions", "places", "maps", "prices", "contact", "all")
    return frozenset(
        [path_word(word, language) for word in (*words, "embedding")]
        + [*OUR_FOLDERS, "index"]
        + ["nb", "nn", "no", "en", "se", "sma", "smj", "sv", "da", "fi", "uk", "ar", "pl", "so", "ti", "lt"]
    )


def reserved_notices(language: str) -> frozenset[str]:
    """Return the slugs that no notice may bear: the lists by type and the archive stand there."""
    types = ("operations", "crisis", "event", "deadline", "meeting", "announcement", "hearing", "job")
    others = ("news", "business", "tip", "story", "archive", "undated")
    return frozenset(path_word(word, language) for word in (*types, *others))
