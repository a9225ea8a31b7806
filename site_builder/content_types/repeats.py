"""How often a thing comes round: a rule in plain words, and the days it gives."""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from site_builder.content_types.house import Boundary, House, refuse
from site_builder.text import dates

LAST_YEAR = 2999
"""The last year that staff can write a date in: what goes on for ever ends with it."""


class Frequency(StrEnum):
    """What a rule counts in; the values are those of iCalendar (RFC 5545, 3.3.10)."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule. It says nothing of when the first time is: that is its notice's `starts`."""

    text: str
    """As its author wrote it"""
    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    """0 is Monday. Of a week: the days, that of the first time when empty; of a month: the one that `nth` counts"""
    nth: int | None = None
    """Which weekday of the month: 1 to 4, or -1 for the last"""
    until: Boundary | None = None
    """The last day: one date, or the first such day of the year after the first time"""
    count: int | None = None
    """How many times in all, those left out too"""

    @property
    def alone(self) -> str:
        """The author's words without what they say of an end."""
        tail = _TAIL.fullmatch(" ".join(self.text.split()))
        return tail["rule"] if tail else self.text

    @property
    def is_endless(self) -> bool:
        return self.until is None and self.count is None

    def last_day(self, first: date) -> date | None:
        """Return the last day it may fall on, where it says one."""
        if self.until is None:
            return None
        if self.until.once:
            return self.until.once.local.date()
        assert self.until.yearly
        month, day = self.until.yearly
        this_year = _of_year(first.year, month, day)
        return this_year if this_year > first else _of_year(first.year + 1, month, day)

    def days(self, first: date, since: date) -> Iterator[date]:
        """Yield the days from `since` on, in order; `first` is the first of all."""
        if since.year > LAST_YEAR:
            return
        last, number = self.last_day(first), 0
        # Where times are counted, all of them are; else those long ago need not be.
        begin = 0 if self.count else max(0, self._periods(first, since))
        for period in itertools.count(begin):
            for day in self._of_period(first, period):
                if day.year > LAST_YEAR or (last and day > last):
                    return
                if day < first:
                    continue
                number += 1
                if self.count and number > self.count:
                    return
                if day >= since:
                    yield day

    def has(self, day: date, first: date) -> bool:
        """Return whether it falls on a day."""
        return next(self.days(first, day), None) == day

    def is_every_month(self, first: date) -> bool:
        """Return whether every period has such a day: not all months have a 31st, nor all years a 29 February."""
        if self.frequency is Frequency.YEARLY:
            return (first.month, first.day) != (2, 29)
        return self.frequency is not Frequency.MONTHLY or self.nth is not None or first.day <= _SHORTEST_MONTH

    def last(self, first: date) -> date | None:
        """Return the day of the last time; None when it goes on."""
        if self.is_endless:
            return None
        last = self.last_day(first)
        # In the last 31 days of two intervals there is one, unless there is only the first.
        since = first if last is None else last - timedelta(days=_LONGEST[self.frequency] * (self.interval + 1))
        return max(self.days(first, max(first, since)), default=first)

    def _periods(self, first: date, since: date) -> int:
        """Return how many whole intervals lie before a day."""
        if self.frequency is Frequency.DAILY:
            return (since - first).days // self.interval
        if self.frequency is Frequency.WEEKLY:
            return (since - _monday(first)).days // 7 // self.interval
        if self.frequency is Frequency.MONTHLY:
            return (_months(since) - _months(first)) // self.interval
        return (since.year - first.year) // self.interval

    def _of_period(self, first: date, period: int) -> Iterator[date]:
        """Yield the days of the interval with that number, the first's being 0."""
        step = period * self.interval
        if self.frequency is Frequency.DAILY:
            yield first + timedelta(days=step)
        elif self.frequency is Frequency.WEEKLY:
            monday = _monday(first) + timedelta(weeks=step)
            yield from (monday + timedelta(days=one) for one in self.weekdays or (first.weekday(),))
        elif self.frequency is Frequency.MONTHLY:
            year, month = divmod(_months(first) + step, 12)
            day = self._day_of_month(year, month + 1, first)
            yield from (day,) if day else ()
        else:
            yield _of_year(first.year + step, first.month, first.day)

    def _day_of_month(self, year: int, month: int, first: date) -> date | None:
        length = calendar.monthrange(year, month)[1]
        if self.nth is None:
            # A month without that day is passed over (RFC 5545, 3.3.10).
            return date(year, month, first.day) if first.day <= length else None
        (weekday,) = self.weekdays
        if self.nth < 0:
            last = date(year, month, length)
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        start = date(year, month, 1)
        return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (self.nth - 1))


_SHORTEST_MONTH = 28
_LONGEST = {Frequency.DAILY: 1, Frequency.WEEKLY: 7, Frequency.MONTHLY: 31, Frequency.YEARLY: 366}
"""Days in the longest period"""


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _of_year(year: int, month: int, day: int) -> date:
    """Return a day of the year; 29 February is the 28th in other years."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


# --- the words -------------------------------------------------------------------------------------

_UNITS = {
    "dag": Frequency.DAILY, "day": Frequency.DAILY,
    "uke": Frequency.WEEKLY, "veke": Frequency.WEEKLY, "week": Frequency.WEEKLY,
    "måned": Frequency.MONTHLY, "månad": Frequency.MONTHLY, "month": Frequency.MONTHLY,
    "år": Frequency.YEARLY, "year": Frequency.YEARLY,
}  # fmt: skip
_ADVERBS = {
    "daglig": Frequency.DAILY, "dagleg": Frequency.DAILY, "daily": Frequency.DAILY,
    "ukentlig": Frequency.WEEKLY, "vekentleg": Frequency.WEEKLY, "weekly": Frequency.WEEKLY,
    "månedlig": Frequency.MONTHLY, "månadleg": Frequency.MONTHLY, "monthly": Frequency.MONTHLY,
    "årlig": Frequency.YEARLY, "årleg": Frequency.YEARLY, "yearly": Frequency.YEARLY,
}  # fmt: skip
_WEEKDAYS = {
    "mandag": 0, "måndag": 0, "monday": 0,
    "tirsdag": 1, "tysdag": 1, "tuesday": 1,
    "onsdag": 2, "wednesday": 2,
    "torsdag": 3, "thursday": 3,
    "fredag": 4, "friday": 4,
    "lørdag": 5, "laurdag": 5, "saturday": 5,
    "søndag": 6, "sunday": 6,
}  # fmt: skip
_WORKING_DAYS = ("hverdag", "kvardag", "weekday")
_MONDAY_TO_FRIDAY = re.compile(r"(?:mandag|måndag|monday) (?:til|to) (?:fredag|friday)")
_INTERVALS = {
    "annen": 2, "annet": 2, "andre": 2, "anna": 2, "other": 2, "second": 2,
    "tredje": 3, "third": 3, "fjerde": 4, "fourth": 4,
}  # fmt: skip
_NTHS = {
    "første": 1, "fyrste": 1, "first": 1,
    "andre": 2, "second": 2, "tredje": 3, "third": 3, "fjerde": 4, "fourth": 4,
    "siste": -1, "last": -1,
}  # fmt: skip


def _one_of(*words: str) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DAY = rf"(?:{_one_of(*_WEEKDAYS, *_WORKING_DAYS)})(?:en|er|ene|ar|ane|s)?"
_DAYS = rf"{_DAY}(?:(?:, | og | and ){_DAY})*"
_EVERY = (
    r"(?:(?P<second>annenhver|annethvert|annakvar|annankvar|annakvart)"
    rf"|(?:hver|hvert|kvar|kvart|every|each|alle)(?: (?P<interval>{_one_of(*_INTERVALS)}|[1-9]\d?\.?))?)"
)
_UNIT = rf"(?P<unit>{_one_of(*_UNITS)})s?"
_NTH = rf"(?:på |on )?(?:den |the |hver |kvar |every )?(?P<nth>{_one_of(*_NTHS)}) (?P<nth_day>{_DAY})"
_OF_MONTH = r"(?:i|hver|kvar|i hver|i kvar|of|in|every|of every|of each|of the|in the)? ?(?:måned|månad|month)(?:en)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<adverb>{_one_of(*_ADVERBS)})(?:,? (?:på |on )?(?P<days>{_DAYS}))?",
        rf"{_EVERY} {_UNIT}(?:,? (?:på |on )?(?P<days>{_DAYS}))?",
        rf"{_EVERY} (?P<days>{_DAYS})",
        rf"(?P<days>{_DAYS})",
        rf"{_EVERY} {_UNIT},? {_NTH}",
        rf"(?P<adverb>{_one_of(*_ADVERBS)}),? {_NTH}",
        rf"{_NTH} {_OF_MONTH}",
    )
)
_TAIL = re.compile(
    r"(?P<rule>.*?),?"
    r"(?: (?:til og med|til|until|through) (?P<until>.+)| (?P<count>[1-9]\d{0,2}) (?:ganger|gonger|times))?"
)


def repeat(text: str) -> Repeat:
    """Return the rule that staff wrote. Raises PydanticCustomError."""
    plain = _MONDAY_TO_FRIDAY.sub(_WORKING_DAYS[0], " ".join(text.lower().split()).rstrip("."))
    tail = _TAIL.fullmatch(plain)
    assert tail is not None, "everything may stand before nothing"
    match = next((one for form in _FORMS if (one := form.fullmatch(tail["rule"]))), None)
    found = _rule(match.groupdict()) if match else None
    if found is None or tail["count"] == "1":
        raise refuse("N280", text=text)
    count = int(tail["count"]) if tail["count"] else None
    frequency, interval, weekdays, nth = found
    return Repeat(text, frequency, interval, weekdays, nth, _until(tail["until"]), count)


def _rule(said: dict[str, str | None]) -> tuple[Frequency, int, tuple[int, ...], int | None] | None:
    adverb, unit, days, nth = (said.get(key) for key in ("adverb", "unit", "days", "nth"))
    interval = 2 if said.get("second") else _interval(said.get("interval"))
    frequency = _ADVERBS[adverb] if adverb else _UNITS[unit] if unit else None
    if nth:
        # «annenhver måned den første tirsdagen», but not «hver uke den første tirsdagen»
        nth_days = _weekdays(said["nth_day"] or "")
        is_fit = frequency in (None, Frequency.MONTHLY) and len(nth_days) == 1
        return (Frequency.MONTHLY, interval, nth_days, _NTHS[nth]) if is_fit else None
    if days:
        is_fit = frequency in (None, Frequency.WEEKLY)
        return (Frequency.WEEKLY, interval, _weekdays(days), None) if is_fit else None
    return (frequency, interval, (), None) if frequency else None


def _interval(said: str | None) -> int:
    return _INTERVALS.get(said) or int(said.rstrip(".")) if said else 1


def _weekdays(text: str) -> tuple[int, ...]:
    found: set[int] = set()
    for word in re.split(r", | og | and ", text):
        if word.startswith(_WORKING_DAYS):
            found.update(range(5))
        found.update(number for name, number in _WEEKDAYS.items() if word.startswith(name))
    return tuple(sorted(found))


def _until(text: str | None) -> Boundary | None:
    if text is None:
        return None
    try:
        if yearly := dates.parse_yearly(text):
            return Boundary(yearly=yearly)
        return Boundary(once=dates.parse_when(text))
    except dates.DateFault as fault:
        raise refuse(fault.code, **fault.values) from None


RULE = House(repeat, examples=["hver uke til 1. juni", "den første tirsdagen i måneden"])
"""The type of a rule"""
