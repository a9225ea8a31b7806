"""Opening hours for programs: all of them as JSON, and those of the front desk as linked data (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.content_types.hours import WEEKDAYS, Day, OpeningHours, Period, Week
from site_builder.content_types.house import DayHours
from site_builder.content_types.records import Contact
from site_builder.content_types.unit import Unit
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, people, publication
from site_builder.outputs.hours import holiday_names, years_of
from site_builder.text import numbers
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


@dataclass(frozen=True, slots=True)
class DeskData:
    """The front desk with its hours. Empty is what is not known."""

    url: str
    name: str
    telephone: str
    email: str
    address: str
    note: str
    hours: HoursData


def plan(site: Site) -> Iterator[Planned]:
    """Plan the file of all hours, and the front desk's. The addresses are permanent: programs fetch them again."""
    if not site.of(OpeningHours):
        return
    path = index_of(addresses.hours_data_address(site))
    yield Planned(path, write_hours, hours_file(site), OpeningHours.file)
    desk = people.front_desk(site)
    hours = site.get(OpeningHours, desk.hours) if desk.hours else None
    if hours is not None:
        path = index_of(addresses.linked_data_address(site))
        yield Planned(path, write_desk, desk_data(desk, hours, site), Contact.file)


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


def desk_data(desk: Contact, hours: OpeningHours, site: Site) -> DeskData:
    words, settings = addresses.words_of(site), addresses.settings_of(site)
    return DeskData(
        url=f"{site.addresses.absolute(addresses.section(site, 'contact'))}#{desk.slug}",
        name=desk.name,
        telephone=numbers.dialled(desk.phone) if desk.phone else "",
        email=desk.email or "",
        address=desk.address or "",
        note=words.say("demo") if settings.demo else "",
        hours=hours_data(hours, site),
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


# --- formats -----------------------------------------------------------------------------------


def write_hours(view: HoursFile) -> bytes:
    """Return the JSON of all hours; docs/api.md says what each field means."""
    return _json(
        {
            "publisher": view.publisher,
            "url": view.url,
            "timezone": "Europe/Oslo",
            "from": view.first,
            "to": view.last,
            "holidays": [{"date": day, "name": name} for day, name in view.holidays],
            "hours": [_hours(one) for one in view.hours],
        }
    )


def _hours(one: HoursData) -> Mapping[str, object]:
    weeks = (
        {"from": week.first, "to": week.last, "season": week.season, "days": dict(week.days)} for week in one.weeks
    )
    days = ({"date": day.day, "hours": day.times, "reason": day.why, "holiday": day.is_holiday} for day in one.days)
    return {
        "id": one.id,
        "name": one.name,
        "note": one.note,
        "contacts": one.contacts,
        "weeks": [_without_nothing(week) for week in weeks],
        "days": list(days),
    }


def write_desk(view: DeskData) -> bytes:
    """Return JSON-LD 1.1 in the vocabulary of schema.org: a GovernmentOffice with its OpeningHoursSpecifications."""
    known = {
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "@id": view.url,
        "url": view.url,
        "name": view.name,
        "disambiguatingDescription": view.note,
        "telephone": view.telephone,
        "email": view.email,
        "address": view.address,
        "openingHoursSpecification": [one for week in view.hours.weeks for one in _specified(week, view.hours)],
        "specialOpeningHoursSpecification": [one for day in view.hours.days for one in _special(day)],
    }
    return _json(_without_nothing(known))


def _specified(week: WeekData, hours: HoursData) -> Iterator[Mapping[str, object]]:
    """Yield a specification for each span of the week, with all days it is the same on."""
    days: dict[tuple[str, str], list[str]] = {}
    for name, times in week.days:
        for span in _opening(times) if times is not None else ():
            days.setdefault(span, []).append(name.capitalize())
    # One week that always applies has no dates of its own: the last day computed is no last day of it.
    when = {"validFrom": week.first, "validThrough": week.last} if len(hours.weeks) > 1 else {}
    for (opens, closes), names in days.items():
        yield {"@type": "OpeningHoursSpecification", "dayOfWeek": names, "opens": opens, "closes": closes, **when}


def _special(day: DayData) -> Iterator[Mapping[str, object]]:
    for opens, closes in _opening(day.times):
        yield _without_nothing(
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": day.day,
                "validThrough": day.day,
                "opens": opens,
                "closes": closes,
                "description": day.why,
            }
        )


def _opening(times: Times) -> Times:
    """Return the times as search engines want them: closed is from and to midnight, and a day ends at 23:59."""
    return tuple((opens, "23:59" if closes == "24:00" else closes) for opens, closes in times) or (("00:00", "00:00"),)


def _without_nothing(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value not in ("", [], ())}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
