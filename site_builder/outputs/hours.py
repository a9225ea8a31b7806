"""Opening hours as people read them, and as the script reads them that says whether it is open now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from site_builder.content_types.hours import AHEAD, OpeningException, OpeningHours, Period, Week
from site_builder.content_types.house import DayHours, Span
from site_builder.model import Site
from site_builder.outputs import addresses, ahead, views
from site_builder.text import dates
from site_builder.text.holidays import holidays_of
from site_builder.text.messages import Catalogue, catalogue

Row = tuple[str, str]
"""(day or days, hours)"""


@dataclass(frozen=True, slots=True)
class Differing:
    """A day, or days in a row, that differ, and why."""

    day: views.Time
    hours: str
    why: str
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class LaterHours:
    """A week that applies from another time on, with its name and when."""

    title: str
    rows: tuple[Row, ...]
    shown: ahead.Shown
    """From a month before it begins, for as long as it applies"""


@dataclass(frozen=True, slots=True)
class Hours:
    name: str
    season: str
    """The season that it is, and its last day; empty outside seasons"""
    rows: tuple[Row, ...]
    rows_shown: ahead.Shown = ahead.ALWAYS
    """While none of the later weeks applies"""
    exceptions: tuple[Differing, ...] = ()
    """Those of the coming month, each until it has been"""
    exceptions_shown: ahead.Shown = ahead.ALWAYS
    later: tuple[LaterHours, ...] = ()
    note: str = ""
    rules: Rules | None = None
    """For the script; None where pages may not say whether it is open now"""


@dataclass(frozen=True, slots=True)
class Rules:
    """What templates/hours.js reads. The times of a day are minutes after midnight, `480-690,750-930`; `-` is a day
    on which it is closed, `?` one of which nothing is known.

    They hold for at least a year after they were made, so that a page that is not built again does not go wrong.
    """

    weeks: str
    """`2026-01-01` and the times of Monday to Sunday from that day on; `;` between"""
    days: str
    """`2026-12-24 480-720`: the days that differ; `;` between"""
    last: str
    """The last day that they hold"""
    names: str
    """Of the days of the week, in the language of what the script says of them"""


def hours_of(hours: OpeningHours, site: Site) -> Hours:
    """Return the hours as of the site's moment."""
    words = addresses.words_of(site)
    today = _day_of(site)
    now, *later = hours.periods(today, years_of(site)[1])
    season = ""
    if now.season:
        season = words.say("hours.season_until", name=now.season.name, day=now.last)
    sites, others = ahead.course(site, [hours]), tuple(_next_of_each(now, later))
    is_usual = [not any(one.first <= _day_of(at) <= one.last for one in others) for at in sites]
    found = ahead.over_time(sites, [tuple(_coming_month(hours, one, words)) for one in sites])
    # What is not near yet is not on the page: its hours are in the rules of the script.
    exceptions = tuple(one for one in found if one.shown.is_now)
    return Hours(
        name=hours.name,
        season=season,
        rows=_rows(hours.week_on(today), words),
        rows_shown=ahead.shown(sites, is_usual),
        exceptions=exceptions,
        exceptions_shown=ahead.while_any(exceptions),
        later=tuple(_later(hours, others, sites)),
        note=hours.note or "",
        rules=_rules(hours, site) if hours.says_now else None,
    )


def _day_of(site: Site) -> date:
    return site.moment.astimezone(dates.OSLO).date()


def years_of(site: Site) -> tuple[date, date]:
    """Return the first and last day of what is computed: this year and the next, so that a page holds for a year."""
    year = _day_of(site).year
    return date(year, 1, 1), date(year + 1, 12, 31)


# --- for people --------------------------------------------------------------------------------


def _rows(week: Week, words: Catalogue) -> tuple[Row, ...]:
    """Return the days of a week, equal ones in a row together; what is not known is left out."""
    rows: list[tuple[int, int, DayHours]] = []
    for number, hours in enumerate(week):
        if hours is None:
            continue
        if rows and rows[-1][1] == number - 1 and rows[-1][2] == hours:
            rows[-1] = (rows[-1][0], number, hours)
        else:
            rows.append((number, number, hours))
    return tuple((_weekdays(first, last, words), hours_text(hours, words)) for first, last, hours in rows)


def _weekdays(first: int, last: int, words: Catalogue) -> str:
    names = words.say("weekdays").split()
    if first == last:
        return names[first]
    joiner = words.say("and") if last == first + 1 else None
    return f"{names[first]} {joiner} {names[last]}" if joiner else f"{names[first]}–{names[last]}"


def hours_text(hours: DayHours, words: Catalogue) -> str:
    """Return `08.00–11.30 og 12.30–15.30`, or that it is closed."""
    *first, last = [_span_text(one, words) for one in hours.spans] or [words.say("hours.closed")]
    return f"{', '.join(first)} {words.say('and')} {last}" if first else last


def _span_text(span: Span, words: Catalogue) -> str:
    return f"{_clock(span.opens, words)}–{_clock(span.closes, words)}"


def _clock(minutes: int, words: Catalogue) -> str:
    separator = ":" if words.language == "en" else "."
    return f"{minutes // 60:02d}{separator}{minutes % 60:02d}"


def _next_of_each(now: Period, periods: Sequence[Period]) -> Iterator[Period]:
    """Yield of every other week the next time that it applies."""
    told = [now.season]
    for one in periods:
        # By identity: a season need not differ from another in what it says.
        if not any(one.season is known for known in told):
            told.append(one.season)
            yield one


def _later(hours: OpeningHours, periods: Sequence[Period], sites: Sequence[Site]) -> Iterator[LaterHours]:
    words = addresses.words_of(sites[0])
    for one in periods:
        if one.season:
            days = _days_text(one.first, one.last, words)
            title = words.say("hours.season", name=one.season.name, days=days)
        else:
            title = words.say("hours.from", day=one.first)
        is_there = [one.first <= _day_of(site) + AHEAD and _day_of(site) <= one.last for site in sites]
        yield LaterHours(title, _rows(hours.week_on(one.first), words), ahead.shown(sites, is_there))


def _coming_month(hours: OpeningHours, site: Site, words: Catalogue) -> Iterator[Differing]:
    today = _day_of(site)
    return days_that_differ(hours, today, today + AHEAD, words)


def days_that_differ(hours: OpeningHours, since: date, until: date, words: Catalogue) -> Iterator[Differing]:
    """Yield the exceptions and holidays from one day to another: a row for days that differ together."""
    found: list[tuple[date, date, DayHours, str]] = []
    for one in hours.exceptions:
        assert one.first and one.last, "an entry with faults is not shown"
        if one.last >= since and one.first <= until:
            found.append((one.first, one.last, one.hours, _why(one, words)))
    for day in hours.days_that_differ(since, until):
        if day.exception is None and day.hours is not None:
            found.append((day.day, day.day, day.hours, holiday_names(day.holidays, words)))
    for first, last, said, why in sorted(found, key=lambda row: row[:2]):
        yield Differing(_time(first, last, words), hours_text(said, words), why)


def _why(exception: OpeningException, words: Catalogue) -> str:
    if exception.note or exception.day is None or exception.first is None:
        return exception.note or ""
    return holiday_names(holidays_of(exception.first.year).get(exception.first, ()), words)


def holiday_names(keys: tuple[str, ...], words: Catalogue) -> str:
    """Return what a day is called; two holidays may fall on it."""
    return f" {words.say('and')} ".join(words.say(f"holiday.{key}") for key in keys)


def _time(first: date, last: date, words: Catalogue) -> views.Time:
    if first == last:
        return views.Time(dates.long_day(first, words.language), first.isoformat())
    # A span of days is nothing that `datetime=` can say.
    return views.Time(_days_text(first, last, words), "")


def _days_text(first: date, last: date, words: Catalogue) -> str:
    return words.said(lambda words: dates.days(first, last, words.language))


# --- for the script ----------------------------------------------------------------------------


def _rules(hours: OpeningHours, site: Site) -> Rules:
    first, last = years_of(site)
    weeks = (" ".join((str(one.first), *map(_times, hours.week_on(one.first)))) for one in hours.periods(first, last))
    days = (f"{one.day} {_times(one.hours)}" for one in hours.days_that_differ(first, last))
    words = addresses.words_of(site)
    names = catalogue(words.language_of("hours.opens")).say("weekdays")
    return Rules(";".join(weeks), ";".join(days), str(last), names)


def _times(hours: DayHours | None) -> str:
    if hours is None:
        return "?"
    return ",".join(f"{span.opens}-{span.closes}" for span in hours.spans) or "-"
