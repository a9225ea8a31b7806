"""Opening hours for programs: all of them as a file of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.content_types.hours import WEEKDAYS, Day, OpeningHours, Period, Week
from site_builder.content_types.house import DayHours
from site_builder.content_types.records import Contact
from site_builder.content_types.unit import Unit
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, publication
from site_builder.outputs.hours import holiday_names, years_of
from site_builder.text.holidays import holidays_of
from site_builder.text.messages import Catalogue

Times = tuple[tuple[str, str], ...]
"""(opens, closes) by the clock in Oslo, `08:00`; at the end of the day `24:00`. None when it is closed"""


@dataclass(frozen=True, slots=True)
class WeekData:
    """The first and the last day that a week applies (ISO 8601), and the season's name, empty outside seasons."""

    first: str
    last: str
    season: str
    days: tuple[tuple[str, Times | None], ...]
    """(Monday to Sunday, its times); None where nothing is known"""


@dataclass(frozen=True, slots=True)
class DayData:
    """A day that differs from its weekday, and why."""

    day: str
    times: Times
    why: str
    is_holiday: bool


@dataclass(frozen=True, slots=True)
class HoursData:
    id: str
    name: str
    note: str
    contacts: tuple[str, ...]
    """Names of the contacts and units that keep these hours, each once"""
    weeks: tuple[WeekData, ...]
    days: tuple[DayData, ...]


@dataclass(frozen=True, slots=True)
class HoursFile:
    """All opening hours of a site, for the years that are computed."""

    publisher: str
    url: str
    first: str
    last: str
    holidays: tuple[tuple[str, str], ...]
    """(day, name)"""
    hours: tuple[HoursData, ...]


def plan(site: Site) -> Iterator[Planned]:
    """Plan the file of all hours. The address is permanent: programs fetch it again."""
    if site.of(OpeningHours):
        path = index_of(addresses.hours_data_address(site))
        yield Planned(path, write_hours, hours_file(site), OpeningHours.file)


def hours_file(site: Site) -> HoursFile:
    words = addresses.words_of(site)
    first, last = years_of(site)
    holidays = {day: names for year in (first.year, last.year) for day, names in holidays_of(year).items()}
    return HoursFile(
        publisher=publication.publisher(site),
        url=site.addresses.absolute(addresses.section(site, "contact")),
        first=first.isoformat(),
        last=last.isoformat(),
        holidays=tuple((day.isoformat(), holiday_names(names, words)) for day, names in holidays.items()),
        hours=tuple(hours_data(one, site) for one in site.of(OpeningHours)),
    )


def _kept_by(hours: OpeningHours, site: Site) -> Iterator[str]:
    yield from (one.name for one in site.of(Contact) if one.hours == hours.slug)
    yield from (one.title for one in site.of(Unit) if one.hours == hours.slug)


def hours_data(hours: OpeningHours, site: Site) -> HoursData:
    words = addresses.words_of(site)
    first, last = years_of(site)
    return HoursData(
        id=hours.slug,
        name=hours.name,
        note=hours.note or "",
        contacts=tuple(dict.fromkeys(_kept_by(hours, site))),
        weeks=tuple(_week(one, hours.week_on(one.first)) for one in hours.periods(first, last)),
        days=tuple(_day(one, words) for one in hours.days_that_differ(first, last)),
    )


def _week(period: Period, week: Week) -> WeekData:
    days = tuple((name, None if hours is None else _times(hours)) for name, hours in zip(WEEKDAYS, week, strict=True))
    season = period.season.name if period.season else ""
    return WeekData(period.first.isoformat(), period.last.isoformat(), season, days)


def _day(day: Day, words: Catalogue) -> DayData:
    assert day.hours is not None, "an exception or a holiday says what applies"
    names = day.holidays or holidays_of(day.day.year).get(day.day, ())
    why = (day.exception.note if day.exception else None) or holiday_names(names, words)
    return DayData(day.day.isoformat(), _times(day.hours), why, bool(names))


def _times(hours: DayHours) -> Times:
    return tuple((_clock(one.opens), _clock(one.closes)) for one in hours.spans)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


# --- the format ---------------------------------------------------------------------------------


def write_hours(view: HoursFile) -> bytes:
    """Return the JSON of all hours; docs/api.md says what each field means."""
    value = {
        "publisher": view.publisher,
        "url": view.url,
        "timezone": "Europe/Oslo",
        "from": view.first,
        "to": view.last,
        "holidays": [{"date": day, "name": name} for day, name in view.holidays],
        "hours": [_hours(one) for one in view.hours],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _hours(one: HoursData) -> Mapping[str, object]:
    days = ({"date": day.day, "hours": day.times, "reason": day.why, "holiday": day.is_holiday} for day in one.days)
    return {
        "id": one.id,
        "name": one.name,
        "note": one.note,
        "contacts": one.contacts,
        "weeks": [_week_of(week) for week in one.weeks],
        "days": list(days),
    }


def _week_of(week: WeekData) -> Mapping[str, object]:
    season = {"season": week.season} if week.season else {}
    return {"from": week.first, "to": week.last, **season, "days": dict(week.days)}
