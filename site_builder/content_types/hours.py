"""Opening hours: the week, seasons, days that differ and public holidays, and what they come to on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import ClassVar

from site_builder.content_types.entry import Model, field
from site_builder.content_types.house import (
    DayHours,
    HolidayHours,
    Hours,
    Many,
    OnHolidays,
    Text,
    When,
    YearlyOrOnce,
    YesNo,
)
from site_builder.content_types.records import Record, day_in
from site_builder.problems import Problem
from site_builder.text import dates
from site_builder.text.holidays import holidays_of

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AHEAD = timedelta(days=30)
"""How long before a day that differs pages tell of it"""
NEXT_YEAR_FROM = (11, 1)
"""(month, day) from which next year's exceptions are missed"""
_DAY = timedelta(days=1)
_A_YEAR = timedelta(days=366)

Week = tuple[DayHours | None, ...]
"""The hours of Monday to Sunday; None where nothing is known"""


class DaysOfTheWeek(Model):
    """What is open on which day of the week."""

    monday: Hours | None = field("Monday.", nb="mandag", example="08.00-15.30", default=None)
    tuesday: Hours | None = field("Tuesday.", nb="tirsdag", example="08.00-11.30 og 12.30-15.30", default=None)
    wednesday: Hours | None = field("Wednesday.", nb="onsdag", example="09.00-15.30", default=None)
    thursday: Hours | None = field("Thursday.", nb="torsdag", example="08.00-15.30", default=None)
    friday: Hours | None = field("Friday.", nb="fredag", example="08.00-15.30", default=None)
    saturday: Hours | None = field("Saturday.", nb="lørdag", example="stengt", default=None)
    sunday: Hours | None = field("Sunday.", nb="søndag", example="stengt", default=None)

    def week(self) -> Week:
        return tuple(getattr(self, day) for day in WEEKDAYS)


class OpeningSeason(DaysOfTheWeek):
    """A part of the year with a week of its own."""

    name: Text = field("What it is called.", nb="navn", example="Sommertid")
    since: YearlyOrOnce = field(
        "The first day; without a year it is every year.", nb="fra", en="from", example="15. juni"
    )
    until: YearlyOrOnce = field(
        "The last day; without a year it is every year.", nb="til", en="to", example="15. august"
    )

    def occurrences(self, first: int, last: int) -> tuple[Period, ...]:
        """Return the times it comes round, in order: those that begin in the years from `first` to `last`, or the
        only one, whenever that is."""
        since, until = self.since, self.until
        if since.once and until.once:
            return (Period(since.once.local.date(), until.once.local.date(), self),)
        if since.yearly is None or until.yearly is None:
            return ()
        # From 1. oktober to 30. april it ends the year after.
        later = 1 if until.yearly < since.yearly else 0
        return tuple(
            Period(day_in(since.yearly, year), day_in(until.yearly, year + later), self)
            for year in range(first, last + 1)
        )


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row, the last one too, on which one week applies: a season's, or (None) the ordinary one."""

    first: date
    last: date
    season: OpeningSeason | None


class OpeningException(Model):
    """A day, or days in a row, that differ."""

    one_way_of: ClassVar[tuple[tuple[str, ...], ...]] = (("day",), ("since", "until"))

    day: When | None = field("The day, when it is one.", nb="dato", en="date", example="2026-12-24", default=None)
    since: When | None = field("The first of several days.", nb="fra", en="from", example="2026-12-28", default=None)
    until: When | None = field("The last of several days.", nb="til", en="to", example="2026-12-30", default=None)
    hours: Hours = field("The hours on that day, or each of them.", nb="tid", example="stengt")
    note: Text | None = field("Why.", nb="merknad", example="Julaften", default=None)

    @property
    def first(self) -> date | None:
        found = self.day or self.since
        return found.local.date() if found else None

    @property
    def last(self) -> date | None:
        found = self.day or self.until
        return found.local.date() if found else None

    def covers(self, day: date) -> bool:
        return self.first is not None and self.last is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Day:
    """What applies on one day, and what makes it differ from its weekday, if anything does."""

    day: date
    hours: DayHours | None
    exception: OpeningException | None = None
    holidays: tuple[str, ...] = ()
    """Keys of the names of the holidays it is, where they decide its hours"""
    differs: bool = False
    """Whether the hours are others than the weekday's"""


class OpeningHours(Record, DaysOfTheWeek):
    """A set of opening hours."""

    word: ClassVar[str] = "hours"
    file: ClassVar[str] = "content/hours.yaml"

    name: Text = field("What it is for.", nb="navn", example="Servicetorget")
    seasons: Many[OpeningSeason] = field(
        "Parts of the year with other hours.", nb="perioder", example="navn: Sommertid", default=()
    )
    exceptions: Many[OpeningException] = field("Days that differ.", nb="unntak", example="dato: 2026-12-24", default=())
    holidays: OnHolidays = field(
        "What applies on public holidays, which are computed; when left out it is closed.",
        nb="helligdager",
        example="stengt",
        default=HolidayHours(),
    )
    says_now: YesNo = field(
        "Whether pages may say that it is open or closed now; `nei` where the hours are uncertain.",
        nb="åpent_nå",
        en="open_now",
        example="ja",
        default=True,
    )
    note: Text | None = field(
        "What people should know.", nb="merknad", example="Telefonen er åpen hele dagen.", default=None
    )

    # --- what is wrong

    def faults(self) -> Iterator[Problem]:
        for number, season in enumerate(self.seasons):
            yield from self._faults_of_season(number, season)
        yield from self._overlapping_seasons()
        undated = []
        for number, one in enumerate(self.exceptions):
            found = tuple(self._faults_of_dates(number, one))
            yield from found
            undated += [number] if found else []
        yield from self._exceptions_twice(undated)
        for number, one in enumerate(self.exceptions):
            if number not in undated:
                yield from self._open_on_closed_days(number, one)

    def _faults_of_season(self, number: int, season: OpeningSeason) -> Iterator[Problem]:
        since, until = season.since, season.until
        dated, other = ("since", "until") if since.once else ("until", "since")
        if (since.once is None) != (until.once is None):
            place = ("seasons", number, dated)
            yield self.fault("F134", *place, other=self.origin.word("seasons", number, other))
        elif since.once and until.once and until.once.is_before(since.once):
            yield self._backwards("seasons", number, since.once, until.once)
        missing = [
            self.origin.word(day)
            for day, ordinary, own in zip(WEEKDAYS, self.week(), season.week(), strict=True)
            if ordinary is not None and own is None
        ]
        if missing:
            yield self.fault("F133", "seasons", number, "name", name=season.name, names=tuple(missing), day=missing[0])

    def _backwards(self, where: str, number: int, first: dates.When, found: dates.When) -> Problem:
        other = self.origin.word(where, number, "since")
        return self.fault("N202", where, number, "until", found=found, first=first, other=other)

    def _overlapping_seasons(self) -> Iterator[Problem]:
        years = {one.local.year for season in self.seasons for one in (season.since.once, season.until.once) if one}
        # Where none has a year of its own, all years are like these; one of them is a leap year.
        first, last = min(years, default=2024) - 1, max(years, default=2024) + 1
        for (_, earlier), (number, later) in combinations(enumerate(self.seasons), 2):
            ours, theirs = earlier.occurrences(first, last), later.occurrences(first, last)
            shared = (max(a.first, b.first) for a in ours for b in theirs if a.first <= b.last and b.first <= a.last)
            if (day := next(shared, None)) is not None:
                values = {"name": later.name, "other": earlier.name, "day": day}
                yield self.fault("F132", "seasons", number, "since", **values)

    def _faults_of_dates(self, number: int, one: OpeningException) -> Iterator[Problem]:
        place = ("exceptions", number)
        if one.day and (one.since or one.until):
            yield self.fault("F136", *place, "day", other=self._words(number, "since", "until"))
        elif one.day is None and (one.since is None or one.until is None):
            yield self.fault("F135", *place, *(("since",) if one.since else ("until",) if one.until else ("hours",)))
        elif one.since and one.until and one.until.is_before(one.since):
            yield self._backwards("exceptions", number, one.since, one.until)

    def _words(self, number: int, *names: str) -> tuple[str, ...]:
        item = self.exceptions[number]
        return tuple(self.origin.word("exceptions", number, name) for name in names if getattr(item, name))

    def _exceptions_twice(self, undated: Iterable[int]) -> Iterator[Problem]:
        known = [(number, one) for number, one in enumerate(self.exceptions) if number not in undated]
        told: set[int] = set()
        for (_, earlier), (number, later) in combinations(known, 2):
            # One day may differ from the days around it that differ together.
            if number in told or (earlier.day is None) != (later.day is None):
                continue
            assert earlier.first and later.first, "what has no dates is not here"
            day = max(earlier.first, later.first)
            if earlier.covers(day) and later.covers(day):
                told.add(number)
                yield self.fault("F121", "exceptions", number, "day" if later.day else "since", day=day)

    def _open_on_closed_days(self, number: int, one: OpeningException) -> Iterator[Problem]:
        """Days in a row have Sundays and holidays among them: what is to be open then must be said of the day."""
        if one.day or not one.hours.spans or one.first is None or one.last is None:
            return
        found: list[date] = []
        day, last = one.first, min(one.last, one.first + _A_YEAR)
        while day <= last and len(found) < 4:
            if self.on(day).exception is one and self.without_exceptions(day).hours == DayHours():
                found.append(day)
            day += _DAY
        if found:
            line = self.closed_on(found[0])
            yield self.fault("F137", "exceptions", number, "hours", found=tuple(found), line=line)

    def closed_on(self, day: date) -> str:
        """Return the line that closes a day, to paste below the other exceptions, in the words its author uses."""
        if self.origin.word("name") == "name":
            return f"- {{date: {day}, hours: closed}}"
        return f"- {{dato: {day}, tid: stengt}}"

    # --- what applies

    def on(self, day: date) -> Day:
        """Return what applies on a day: an exception before a holiday, a holiday before the week of its season."""
        ordinary = self.without_exceptions(day)
        covering = [one for one in self.exceptions if one.covers(day)]
        one = next((one for one in covering if one.day), covering[0] if covering else None)
        if one is None:
            return ordinary
        return Day(day, one.hours, exception=one, differs=one.hours != self.week_on(day)[day.weekday()])

    def without_exceptions(self, day: date) -> Day:
        """Return what would apply on a day if it were no exception."""
        usual = self.week_on(day)[day.weekday()]
        names = holidays_of(day.year).get(day, ())
        if not names or self.holidays.hours is None:
            return Day(day, usual)
        return Day(day, self.holidays.hours, holidays=names, differs=self.holidays.hours != usual)

    def week_on(self, day: date) -> Week:
        season = self.season_on(day)
        return season.week() if season else self.week()

    def season_on(self, day: date) -> OpeningSeason | None:
        return next((one.season for one in self._seasons(day, day)), None)

    def periods(self, first: date, last: date) -> tuple[Period, ...]:
        """Return the seasons from one day to another, and the ordinary week between them, without gaps."""
        periods: list[Period] = []
        day = first
        for one in self._seasons(first, last):
            if one.first > day:
                periods.append(Period(day, one.first - _DAY, None))
            periods.append(one)
            day = one.last + _DAY
        return (*periods, Period(day, last, None)) if day <= last else tuple(periods)

    def _seasons(self, first: date, last: date) -> list[Period]:
        found = [one for season in self.seasons for one in season.occurrences(first.year - 1, last.year)]
        return sorted((one for one in found if one.last >= first and one.first <= last), key=lambda one: one.first)

    def days_that_differ(self, first: date, last: date) -> Iterator[Day]:
        """Yield the days from one day to another on which exceptions or holidays decide, in order."""
        wanted = {day for year in range(first.year, last.year + 1) for day in holidays_of(year)}
        for one in self.exceptions:
            if one.first and one.last:
                start, end = max(one.first, first), min(one.last, last)
                wanted.update(start + _DAY * step for step in range((end - start).days + 1))
        yield from (self.on(day) for day in sorted(wanted) if first <= day <= last and self.on(day).differs)

    # --- time

    def changes(self, now: datetime) -> Iterable[datetime]:
        """Return the midnights at which pages say something else: seasons and days come near, begin and are over."""
        year = now.astimezone(dates.OSLO).year
        spans: set[tuple[date, date]] = set()
        for one in (year - 1, year, year + 1):
            yield dates.midnight(date(one, 1, 1))
            yield dates.midnight(date(one, *NEXT_YEAR_FROM))
            spans |= {(day, day) for day in holidays_of(one)}
        spans |= {(one.first, one.last) for each in self.seasons for one in each.occurrences(year - 1, year + 1)}
        spans |= {(one.first, one.last) for one in self.exceptions if one.first and one.last}
        for first, last in spans:
            yield dates.midnight(first - AHEAD)
            yield dates.midnight(first)
            # What comes after a season is told of as long before as the season was.
            yield dates.midnight(last + _DAY - AHEAD)
            yield dates.midnight(last + _DAY)

    def year_without_exceptions(self, moment: datetime) -> int | None:
        """Return next year where its exceptions are missed at `moment` (UTC): this one has some, and it draws near."""
        today = moment.astimezone(dates.OSLO).date()
        if (today.month, today.day) < NEXT_YEAR_FROM:
            return None
        years = {one.year for each in self.exceptions for one in (each.first, each.last) if one}
        return today.year + 1 if today.year in years and today.year + 1 not in years else None
