"""The words that addresses are made of: one table a language. Permanent; change only with aliases."""

from __future__ import annotations

import re

PATH_WORDS = {
    "nb": {
        "": {
            "services": "tjenester",
            "categories": "tema",
            "notices": "aktuelt",
            "questions": "sporsmal",
            "ask": "spor-oss",
            "places": "steder",
            "maps": "kart",
            "life_events": "livshendelser",
            "streets": "min-gate",
            "prices": "priser",
            "contact": "kontakt",
            "all": "alle",
            "embedding": "bygg-inn",
            "follow": "folg",
            "screen": "skjerm",
        },
        "notices": {
            "archive": "arkiv",
            "undated": "uten-dato",
            "log": "logg",
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
        "notice": {
            "sheet": "ark",
        },
        "events": {
            "today": "i-dag",
            "weekend": "i-helga",
            "at_place": "sted",
            "concert": "konsert",
            "stage": "scene",
            "film": "film",
            "exhibition": "utstilling",
            "talk": "foredrag",
            "course": "kurs",
            "sport": "idrett",
            "outdoors": "friluft",
            "children": "barn",
            "youth": "ungdom",
            "social": "treff",
            "market": "marked",
            "celebration": "feiring",
        },
        "calendar": {
            "due": "frister",
        },
        "map": {
            "table": "tabell",
        },
        "data": {
            "hours": "apningstider",
        },
        "feeds": {
            "everything": "alt",
            "severity": "alvor",
            "important": "viktig",
            "danger": "fare",
        },
    },
    "nn": {
        "": {
            "services": "tenester",
            "categories": "tema",
            "notices": "aktuelt",
            "questions": "sporsmal",
            "ask": "spor-oss",
            "places": "stader",
            "maps": "kart",
            "life_events": "livshendingar",
            "streets": "gata-mi",
            "prices": "prisar",
            "contact": "kontakt",
            "all": "alle",
            "embedding": "bygg-inn",
            "follow": "folg",
            "screen": "skjerm",
        },
        "notices": {
            "archive": "arkiv",
            "undated": "utan-dato",
            "log": "logg",
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
        "notice": {
            "sheet": "ark",
        },
        "events": {
            "today": "i-dag",
            "weekend": "i-helga",
            "at_place": "stad",
            "concert": "konsert",
            "stage": "scene",
            "film": "film",
            "exhibition": "utstilling",
            "talk": "foredrag",
            "course": "kurs",
            "sport": "idrett",
            "outdoors": "friluft",
            "children": "barn",
            "youth": "ungdom",
            "social": "treff",
            "market": "marknad",
            "celebration": "feiring",
        },
        "calendar": {
            "due": "fristar",
        },
        "map": {
            "table": "tabell",
        },
        "data": {
            "hours": "opningstider",
        },
        "feeds": {
            "everything": "alt",
            "severity": "alvor",
            "important": "viktig",
            "danger": "fare",
        },
    },
    "en": {
        "": {
            "services": "services",
            "categories": "topics",
            "notices": "news",
            "questions": "questions",
            "ask": "ask",
            "places": "places",
            "maps": "maps",
            "life_events": "life-events",
            "streets": "my-street",
            "prices": "prices",
            "contact": "contact",
            "all": "all",
            "embedding": "embedding",
            "follow": "follow",
            "screen": "screen",
        },
        "notices": {
            "archive": "archive",
            "undated": "undated",
            "log": "log",
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
        "notice": {
            "sheet": "sheet",
        },
        "events": {
            "today": "today",
            "weekend": "this-weekend",
            "at_place": "place",
            "concert": "concert",
            "stage": "stage",
            "film": "film",
            "exhibition": "exhibition",
            "talk": "talk",
            "course": "course",
            "sport": "sport",
            "outdoors": "outdoors",
            "children": "children",
            "youth": "youth",
            "social": "social",
            "market": "market",
            "celebration": "celebration",
        },
        "calendar": {
            "due": "all-deadlines",
        },
        "map": {
            "table": "table",
        },
        "data": {
            "hours": "opening-hours",
        },
        "feeds": {
            "everything": "all",
            "severity": "severity",
            "important": "important",
            "danger": "danger",
        },
    },
}
"""By language and by what the words stand under: nothing (the root), a section, the list of events, or the folder of
feeds or calendars."""

OUR_FOLDERS = ("embed", "feeds", "kalender", "cap", "api", "assets")
"""Folders at the root that are no path words: nothing that staff write gets an address in them."""

# Languages that the contract may add and that have no code of two letters (ISO 639-3): South and Lule Sámi, Kven and
# Meänkieli, the Romani of Norway, Dari, two Kurdish, and Norwegian Sign Language.
_LANGUAGES_OF_THREE_LETTERS = ("sma", "smj", "fkv", "fit", "rom", "rmg", "rmu", "prs", "ckb", "kmr", "nsl")
# Oromo's too, but above all what Norwegian staff call the page about the site. Only an Oromo front page would collide.
_ABOUT = "om"


_WORDS = {
    language: {key: word for under in table.values() for key, word in under.items()}
    for language, table in PATH_WORDS.items()
}


def path_word(key: str, language: str) -> str:
    return _WORDS.get(language, _WORDS["nb"])[key]


def is_path_word(word: str, language: str, *, is_first: bool) -> bool:
    """Return whether a part of an address is a word of ours: the first part, or one that stands under another."""
    table = PATH_WORDS.get(language, PATH_WORDS["nb"])
    root = (*table[""].values(), *OUR_FOLDERS)
    return word in root or (not is_first and word in {*_WORDS.get(language, _WORDS["nb"]).values(), "v1"})


def reserved(section: str, language: str) -> frozenset[str]:
    """Return the slugs that no entry may bear whose page stands in that section: words, and at the root our folders."""
    words = PATH_WORDS.get(language, PATH_WORDS["nb"]).get(section, {}).values()
    return frozenset((*words, *OUR_FOLDERS, "index") if section == "" else words)


def is_kept_for_a_language(slug: str) -> bool:
    """Return whether a page would stand where a language may come: any two letters, known to us or not."""
    return (len(slug) == 2 and slug != _ABOUT) or slug in _LANGUAGES_OF_THREE_LETTERS


# What the words of a table stand under, where that is no word of the table above: a slug, or nothing that has words.
_BELOW = {
    ("", "notices"): "notices",
    ("", "maps"): "maps",
    ("notices", "event"): "events",
    ("notices", "archive"): "notices",
}
_BELOW_A_SLUG = {"notices": "notice", "maps": "map"}


def neutral(address: str, language: str) -> str:
    """Return an address from the root with the keys of its path words: `/tjenester/sfo/` is `/@services/sfo/`."""
    tables = PATH_WORDS.get(language, PATH_WORDS["nb"])
    path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    found, under = [], ""
    for part in path.split("/")[1:]:
        key = next((key for key, word in tables.get(under, {}).items() if word == part), "")
        found.append(f"@{key}" if key else part)
        under = _BELOW.get((under, key), "-") if key else _BELOW_A_SLUG.get(under, "-")
    return "/" + "/".join(found) + mark + rest


def worded(neutral_address: str, language: str) -> str:
    """Return a neutral address with the path words of a language."""
    return _KEY.sub(lambda match: "/" + path_word(match[1], language), neutral_address)


_KEY = re.compile(r"/@(\w+)")
