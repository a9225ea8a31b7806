"""The words of notices: their types, how serious they are, what they are about, and what a file's name says."""

from __future__ import annotations

import re

from site_builder.content_types.house import Choice
from site_builder.text.slugs import is_one_slip_from, slug_of


class NoticeType(Choice):
    OPERATIONS = "operations", "drift"
    CRISIS = "crisis", "krise"
    EVENT = "event", "arrangement"
    DEADLINE = "deadline", "frist"
    MEETING = "meeting", "møte"
    ANNOUNCEMENT = "announcement", "kunngjøring"
    HEARING = "hearing", "høring"
    JOB = "job", "jobb"
    NEWS = "news", "nyhet"
    BUSINESS = "business", "næring"
    TIP = "tip", "tips"
    STORY = "story", "historie"


class Severity(Choice):
    INFO = "info", "info"
    IMPORTANT = "important", "viktig"
    DANGER = "danger", "fare"
    CRISIS = "crisis", "krise"


class Topic(Choice):
    WATER = "water", "vann"
    ROAD = "road", "veg"
    SNOW = "snow", "brøyting"
    WASTE = "waste", "avfall"
    POWER = "power", "strøm"
    CLOSED = "closed", "stengt"
    OTHER = "other", "annet"


class Effect(Choice):
    """What a notice does to what it concerns, while it goes on."""

    NONE = "none", "ingen"
    LIMITED = "limited", "begrenset"
    CLOSED = "closed", "stengt"


class State(Choice):
    """Where a notice stands at a moment."""

    PLANNED = "planned", "planlagt"
    ONGOING = "ongoing", "pågår"
    OVER = "over", "over"
    RESOLVED = "resolved", "løst"


_PREFIXES = {word: kind for kind in (NoticeType.CRISIS, NoticeType.OPERATIONS) for word in (kind.value, kind.nb)} | {
    "krisemelding": NoticeType.CRISIS,
    "driftsmelding": NoticeType.OPERATIONS,
}
_OTHER_WORDS = _PREFIXES | {
    name: kind for kind in NoticeType for word in kind.written for name in (word, slug_of(word))
}
# The year comes first, so that files stand in the order of their days; a name with the year last is read all the same.
_DATED_NAME = re.compile(r"(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)-(\d\d?)-(\d{4}))(?:-|$)(?P<rest>.*)")


def type_from_name(stem: str) -> NoticeType:
    """Return the type a file's name gives: its prefix (after a date, if any), else news."""
    return _PREFIXES.get(first_word(stem), NoticeType.NEWS)


def type_meant_by_name(stem: str) -> NoticeType | None:
    """Return the type whose word a file's name begins with (after a date, if any), whether it decides or not."""
    return _OTHER_WORDS.get(first_word(stem))


def type_nearly_in_name(stem: str) -> NoticeType | None:
    """Return the type whose word a file's name would begin with, but for one slip, where the name decides the type."""
    word = first_word(stem)
    return next((kind for known, kind in _PREFIXES.items() if is_one_slip_from(word, known)), None)


_CRISIS = tuple(word for word, kind in _PREFIXES.items() if kind is NoticeType.CRISIS)
_ABOUT = (
    *("brann", "evakuering", "flom", "jordskred", "kvikkleire", "ras", "skred", "snoskred", "storm", "uvar"),
    *("vatn", "vei", "evacuation", "fire", "flood", "landslide"),
    *(slug_of(word) for one in Topic for word in (one.value, one.nb)),
)
# The centre for people in a crisis, and what one cost, begin with the word as well.
_CRISIS_OF = re.compile(rf"(?:krise|crisis)(?:{'|'.join(_ABOUT)})(?:en|et|e|n|a)?")


def crisis_within(stem: str) -> str:
    """Return the word of a file's name that says that it is about a crisis, wherever it stands; else nothing."""
    return next((one for one in slug_of(stem).split("-") if one in _CRISIS or _CRISIS_OF.fullmatch(one)), "")


def crisis_first_in(title: str) -> str:
    """Return the word for a crisis that a title begins with; empty for any other."""
    first = re.match(r"\W*(\w+)(?![\w-])", title)
    return first[1] if first and first[1].lower() in _CRISIS else ""


def named_as_crisis(stem: str, word: str) -> str:
    """Return a name that says that it is about a crisis, where one is known by."""
    found = crisis_within(stem)
    about = re.sub("^(?:krisemelding|krise|crisis)", "", found)
    words = (about if one == found else one for one in stem.split("-"))
    return with_first_word("-".join(filter(None, words)), word)


def first_word(stem: str) -> str:
    """Return the word a file's name begins with, after a date, if any; of a name that cannot stay, as it is to be."""
    match = _DATED_NAME.fullmatch(slug_of(stem))
    return (match["rest"] if match else slug_of(stem)).partition("-")[0]


def with_first_word(stem: str, word: str) -> str:
    """Return a name that begins with a word (after the date, if any)."""
    match = _DATED_NAME.fullmatch(stem)
    return "-".join(filter(None, (_date_in(match), word, match["rest"]) if match else (word, stem)))


def with_the_year_first(stem: str) -> str:
    """Return a name with its date as files stand in order by; one without a date, or with it so, as it is."""
    match = _DATED_NAME.fullmatch(stem)
    return "-".join(filter(None, (_date_in(match), match["rest"]))) if match else stem


def date_from_name(stem: str) -> str | None:
    """Return the date a file's name begins with, the year first."""
    match = _DATED_NAME.fullmatch(slug_of(stem))
    return _date_in(match) if match else None


def _date_in(match: re.Match[str]) -> str:
    year, *rest = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    return "-".join((year, *(one.zfill(2) for one in rest)))
