"""What somebody in a hurry means by `kl 16`, `i morgen kl 8` or `18. februar`, of the moment it was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from site_builder.text import dates
from site_builder.text.calendar_names import DAYS

_DAYS_AHEAD = {
    "i dag": 0, "idag": 0, "today": 0, "this afternoon": 0, "i ettermiddag": 0,
    "i kveld": 0, "ikveld": 0, "this evening": 0, "tonight": 0,
    "i morgen": 1, "imorgen": 1, "i morgon": 1, "imorgon": 1, "tomorrow": 1,
    "i overmorgen": 2, "i overmorgon": 2, "the day after tomorrow": 2,
}  # fmt: skip
_LATE = ("ettermiddag", "kveld", "afternoon", "evening", "tonight")
_NIGHT = ("i natt", "inatt")
_WEEKDAYS = {name.lower(): at for language in ("nb", "nn", "en") for at, name in enumerate(DAYS[language])}
_UNTIL = re.compile(r"(?:(?:fram |frem )?til|innen|by|until|till)\s+")
_WITHOUT_A_POINT = re.compile(r"(\b(?:klokka|klokken|kl)\.? ?\d{2})(\d{2})\b")
_CLOCK = r"(?:klokka|klokken|kl|at)?\.?\s*(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?(?:\s*(?P<half>am|pm))?"
_ALONE = re.compile(_CLOCK)
_BEHIND = re.compile(rf"(?P<day>.*?\S),?\s+(?P<clock>{_CLOCK})")
_BEFORE = re.compile(rf"(?P<clock>{_CLOCK}),?\s+(?P<day>\D.*)")
_ROUGHLY = re.compile(r"\b(?:ca\b\.?|cirka|circa|omtrent|omkring|rundt|around|about|approximately)\s*(?=\w)")
_HOUR_BEHIND = re.compile(rf"{_ROUGHLY.pattern}(?=\d{{1,2}}(?:[.:]\d{{2}})?(?:\s|$))")
_AHEAD = re.compile(r"(?:om|in)\s+(?P<count>\d{1,3}|\w+)\s+(?:(?P<hours>time|timer|timar|hours?)|minutte?r?|minutes?)")
_HALF_AN_HOUR = re.compile(r"om\s+(?:en|ein)\s+(?:halv\s*time|halvtime)|in\s+half\s+an\s+hour")
_COUNTS = {
    word: count
    for words, count in (
        ("en ein én éin a an one", 1), ("to two", 2), ("tre three", 3), ("fire four", 4), ("fem five", 5),
        ("seks six", 6), ("sju syv seven", 7), ("åtte eight", 8), ("ni nine", 9), ("ti ten", 10),
    )
    for word in words.split()
}  # fmt: skip
_UNKNOWN = re.compile(
    r"(?:(?:vi|jeg|eg|me|we|i|det er|it is)\s+)?"
    r"(?:(?:vet|veit)\s+(?:ikke|ikkje)|(?:ikke|ikkje)\s+kj?en[dt]t?|ukjent|ukjend|usikkert?|uviss?t?"
    r"|(?:do not|don't|dont)\s+know|not\s+(?:known|sure)|unknown|unsure|uncertain)"
    r"(?:\s+(?:ennå|enda|enno|når|sikkert|yet|when))?"
)
_PART_OF_DAY = re.compile(
    r"\D*\b(?:tidlig|tidleg|morgen|morgon|formiddag|ettermiddag|kveld|natt|early|morning|afternoon|evening|night)"
)
_LATELY = timedelta(days=30)
"""How long what has begun may have gone on"""


def moment_meant(text: str, said: datetime, *, is_to_come: bool) -> str:
    """Return what was meant, as parse_when reads it; the text itself where that reads it, or where nobody can tell.

    `said` is when (aware). What is to come is the first such moment after it.
    """
    try:
        dates.parse_when(text)
    except dates.DateFault:
        plain = _WITHOUT_A_POINT.sub(r"\1.\2", _UNTIL.sub("", " ".join(text.lower().split()), count=1))
        now = said.astimezone(dates.OSLO)
        read = dict.fromkeys((_HOUR_BEHIND.sub("kl ", plain), without := _ROUGHLY.sub("", plain)))
        found = (_with_clock(day, match, now, is_to_come=is_to_come) for one in read for day, match in _parts(one))
        return _ahead(without, said) or next(filter(None, found), "") or _one_meaning(plain) or text
    return text


def is_unknown(text: str) -> bool:
    """Return whether it says that nobody knows when."""
    plain = " ".join(text.casefold().replace("’", "'").split()).strip(" .!?-–")
    return not plain or _UNKNOWN.fullmatch(plain) is not None


def lacks_a_clock(text: str) -> bool:
    """Return whether it is a part of a day, which everybody begins and ends as they please: `mandag morgen`."""
    return _PART_OF_DAY.fullmatch(" ".join(text.lower().split()).rstrip(".")) is not None


def _ahead(text: str, said: datetime) -> str:
    """Return when it is in so many hours or minutes, no sooner, by whole five minutes."""
    match = _AHEAD.fullmatch(text)
    count = 30 if _HALF_AN_HOUR.fullmatch(text) else 0
    if match:
        number = int(match["count"]) if match["count"].isdecimal() else _COUNTS.get(match["count"], 0)
        count = number * (60 if match["hours"] else 1)
    if not count:
        return ""
    # By the seconds that pass, also where the clocks are changed meanwhile.
    seconds = said.timestamp() + count * 60
    return dates.to_write(datetime.fromtimestamp(-(-seconds // 300) * 300, dates.OSLO))


def _parts(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield a day and a time as they may be parted: each may be missing."""
    if text:
        yield text, None
    for match in (_ALONE.fullmatch(text), _BEHIND.fullmatch(text), _BEFORE.fullmatch(text)):
        if match and _says_time(match):
            yield match.groupdict().get("day") or "", match


def _says_time(match: re.Match[str]) -> bool:
    """Return whether a number is a time: `16` alone may be a day, or how many."""
    clock = match.groupdict().get("clock") or match[0]
    return not clock[0].isdigit() or bool(match["minute"] or match["half"])


def _with_clock(day: str, match: re.Match[str] | None, now: datetime, *, is_to_come: bool) -> str:
    hour, minute = (int(match["hour"]), int(match["minute"] or 0)) if match else (0, 0)
    if match and (match["half"] == "pm" or day.endswith(_LATE)) and 0 < hour <= 12:
        # Noon is 12 pm; in the evening, 12 is midnight.
        hour += 12 * (hour < 12 or not match["half"])
    elif (match and match["half"] == "am" and hour == 12) or (day in _NIGHT and hour == 12):
        hour = 0
    is_by_day = day in _NIGHT and (match is None or 6 <= hour < 18)
    if hour > 24 or minute > 59 or (hour == 24 and minute) or is_by_day:
        return ""
    written = ""
    for one in _days(day, now, is_to_come=is_to_come):
        if match is None:
            written = f"{one:%Y-%m-%d}"
        else:
            written = f"{one + timedelta(days=hour // 24):%Y-%m-%d} {hour % 24:02}:{minute:02}"
        if not is_to_come or not _is_over(written, now):
            break
    return written


def _days(text: str, now: datetime, *, is_to_come: bool) -> Iterator[date]:
    """Yield the days that are meant, the first that is possible first."""
    today = now.date()
    if not text or text in _NIGHT:
        yield from (today, today + timedelta(days=1))
    elif (ahead := _DAYS_AHEAD.get(text)) is not None:
        # Said so, it is that day and no other.
        yield today + timedelta(days=ahead)
    elif (weekday := _WEEKDAYS.get(text.removeprefix("på ").removeprefix("on "))) is not None:
        first = today + timedelta(days=(weekday - today.weekday()) % 7)
        yield from (first, first + timedelta(days=7))
    elif found := _day_of_year(text):
        month, number = found
        for year in range(today.year, today.year + 9):
            try:
                one = date(year, month, number)
            except ValueError:
                # 29 February.
                continue
            if one >= today - (timedelta() if is_to_come else _LATELY):
                yield one


def _day_of_year(text: str) -> tuple[int, int] | None:
    """Return (month, day); None for what is none."""
    try:
        return dates.parse_yearly(dates.day_of_year_meant(text) or text)
    except dates.DateFault:
        return None


def _is_over(written: str, now: datetime) -> bool:
    try:
        return dates.parse_when(written).end <= now
    except dates.DateFault:
        # A time that the clocks skip or show twice is told of by whoever reads it.
        return False


def _one_meaning(text: str) -> str:
    """Return a date that is only written in another way; empty where it may be two, with the month first."""
    return "" if dates.when_meant(dates.month_first(text)) else dates.when_meant(text)
