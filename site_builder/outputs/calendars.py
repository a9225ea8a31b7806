"""Calendars to subscribe to, and one for each event: what stands in them; and the page that says which there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import PurePosixPath

from site_builder.content_types.events import Event
from site_builder.content_types.gathering_values import Named
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.records import Link, occurrences
from site_builder.content_types.repeats import Repeat
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit
from site_builder.model import BEGINNING, Planned, Site, index_of
from site_builder.outputs import addresses, calendar_links, deadlines, occasions, publication, seats, views
from site_builder.outputs.channels import of_unit
from site_builder.outputs.icalendar_files import CalendarFile, Entry, Rule, succession, write_calendar
from site_builder.problems import Problem, problem
from site_builder.text import dates


@dataclass(frozen=True, slots=True)
class CalendarsView:
    head: views.Head
    groups: tuple[CalendarGroup, ...]


@dataclass(frozen=True, slots=True)
class CalendarGroup:
    title: str
    calendars: tuple[calendar_links.CalendarLink, ...]


def _succession(notice: Notice, before: bytes, after: bytes, now: datetime) -> Problem | None:
    code = succession(before, after, now)
    # An event has a calendar in each language; what is wrong with them all is one thing to put right.
    return problem(code, notice.origin.path, notice.origin.mark("title"), now=dates.to_write(now)) if code else None


def plan(site: Site) -> Iterator[Planned]:
    """Plan the calendar of everything, those of types and kinds that are used, that of deadlines, and one for each."""
    for name, title, entries in _calendars(site):
        path = PurePosixPath(calendar_links.named(name).lstrip("/"))
        yield Planned(path, write_calendar, _file(site, title, entries), Notice.folder)
    for notice in _kept(site):
        path = PurePosixPath(calendar_links.named(notice.slug).lstrip("/"))
        view = _file(site, notice.title, list(_of_notice(notice, site)))
        place = notice.origin.mark("title")
        yield Planned(
            path,
            write_calendar,
            view,
            notice.origin.path,
            place,
            succession=partial(_succession, notice),
        )
    section = calendar_links.SECTION
    yield Planned(index_of(section), "calendars.html", calendars_view(site), Notice.folder)


def _calendars(site: Site) -> Iterator[tuple[str, str, list[Entry]]]:
    words, settings = addresses.words_of(site), addresses.settings_of(site)

    def title(of: str) -> str:
        return words.say("feed.type_title", name=settings.short_name, type=of)

    notices = _this_year(site)
    last_days = [one for notice in notices for one in _deadlines(notice, site)]
    last_days += [*_of_forms(site, notices), *_of_plots(site, notices)]
    times = {one.slug: list(_times(one, site)) for one in notices}
    everything = [*(one for found in times.values() for one in found), *last_days]
    yield calendar_links.everything_name(site), title(words.say("calendar.everything")), everything
    yield calendar_links.deadlines_name(site), title(words.say("calendar.deadlines")), last_days
    kinds = {one.kind for one in site.of(Notice)}
    for kind in (one for one in calendar_links.WITH_CALENDARS if one in kinds):
        found = [one for notice in notices if notice.kind is kind for one in times[notice.slug]]
        yield addresses.type_word(site, kind), title(words.say(f"types.{kind.value}")), found
    for activity in occasions.activities_of(site):
        found = [
            one
            for notice in notices
            if isinstance(notice, Event) and notice.activity is activity
            for one in times[notice.slug]
        ]
        yield calendar_links.activity_name(site, activity), title(words.say(f"activity.{activity.value}")), found
    for unit in calendar_links.units_with(site):
        found = [one for notice in of_unit(notices, unit, site) for one in _of_notice(notice, site)]
        yield calendar_links.unit_name(site, unit), title(views.sample_title(unit, words)), found


def _kept(site: Site) -> list[Notice]:
    """Return the notices that have a calendar of their own: all that have a time to be there, or a last day to act."""
    return [
        one for one in site.of(Notice) if calendar_links.is_to_attend(one) or (one.deadline and not one.is_archive_only)
    ]


def _this_year(site: Site) -> list[Notice]:
    """Return those that are not over, or were this year: a subscriber is not given the archive."""
    year = site.moment.astimezone(dates.OSLO).year
    return [one for one in _kept(site) if one.over_at is None or one.over_at.astimezone(dates.OSLO).year >= year]


def _file(site: Site, title: str, entries: Iterable[Entry]) -> CalendarFile:
    settings = addresses.settings_of(site)
    found = sorted(entries, key=lambda one: (one.starts.start, one.uid))
    return CalendarFile(title, f"-//{settings.authority}//site_builder//{settings.language.upper()}", tuple(found))


# --- entries --------------------------------------------------------------------------------------


def _of_notice(notice: Notice, site: Site) -> Iterator[Entry]:
    yield from _times(notice, site)
    yield from _deadlines(notice, site)


def _uid(site: Site, name: str) -> str:
    """Return a permanent name in all the world (RFC 7986, 5.3); it follows no change of title or address."""
    settings = addresses.settings_of(site)
    return f"{name}@{settings.year}.{settings.authority}"


def _times(notice: Notice, site: Site) -> Iterator[Entry]:
    if not isinstance(notice, Gathering) or notice.first is None:
        return
    words, first = addresses.words_of(site), notice.first
    title = views.sample_title(notice, words)
    # Where nobody knows the new time, the old one is not to stand in anybody's calendar.
    is_off = notice.is_off(site.moment) or notice.postponed
    key = "state.postponed" if notice.postponed else "state.cancelled"
    kinds = [words.say(f"type.{notice.kind.value}")]
    if isinstance(notice, Event) and notice.activity:
        kinds.append(words.say(f"activity.{notice.activity.value}"))
    yield Entry(
        uid=_uid(site, f"notice-{notice.slug}"),
        changed=_changed(notice, site),
        sequence=_sequence(notice, site),
        is_cancelled=is_off,
        title=f"{words.say(key)}: {title}" if is_off else title,
        text=_text(notice, site),
        url=site.addresses.absolute(addresses.address(site, notice)),
        starts=first.starts,
        ends=first.ends,
        is_busy=first.starts.precision is dates.Precision.MINUTE,
        rule=_rule(notice.repeats, notice) if notice.repeats else None,
        off=tuple(time.starts for one in notice.exceptions if (time := notice.time_on(one.day)) is not None),
        place=_place(notice, site),
        position=_position(notice, site),
        kinds=tuple(kinds),
    )


def _rule(repeat: Repeat, notice: Gathering) -> Rule:
    last = notice.last
    return Rule(
        repeat.frequency.value,
        repeat.interval,
        repeat.weekdays,
        repeat.nth,
        repeat.count,
        last.starts if last and not repeat.count else None,
    )


def _deadlines(notice: Notice, site: Site) -> Iterator[Entry]:
    if notice.deadline is None or notice.is_archive_only:
        return
    words = addresses.words_of(site)
    title = _deadline_title(notice.deadline, views.sample_title(notice, words), site)
    is_off = isinstance(notice, Gathering) and notice.is_off(site.moment)
    yield Entry(
        uid=_uid(site, f"deadline-{notice.slug}"),
        changed=_changed(notice, site),
        sequence=_sequence(notice, site),
        is_cancelled=is_off,
        title=f"{words.say('state.cancelled')}: {title}" if is_off else title,
        text=_text(notice, site),
        url=site.addresses.absolute(addresses.address(site, notice)),
        starts=_day_of(notice.deadline),
        kinds=(words.say("type.deadline"),),
    )


def _deadline_title(when: dates.When, title: str, site: Site) -> str:
    """Return what a day is called in a calendar; with its time of day, which the whole day does not tell."""
    words = addresses.words_of(site)
    if when.precision is not dates.Precision.MINUTE:
        return words.say("calendar.deadline", title=title)
    return words.say("calendar.deadline_at", time=words.clock(when), title=title)


def _of_forms(site: Site, notices: Iterable[Notice]) -> Iterator[Entry]:
    """Yield the last days of forms, this year and the next, that no notice speaks of."""
    words = addresses.words_of(site)
    year = site.moment.astimezone(dates.OSLO).year
    told = tuple(notices)
    seen = set[str]()
    for form in deadlines.forms(site):
        for closes in _closings(form.link, year):
            name = f"link-{form.link.slug}-{closes.local:%Y-%m-%d}"
            if name in seen or deadlines.is_told(form, closes, told, site):
                continue
            seen.add(name)
            yield Entry(
                uid=_uid(site, name),
                changed=_begun(form.of, site),
                sequence=0,
                title=_deadline_title(closes, form.link.title, site),
                text=" ".join((deadlines.said_of(form, site), words.say("calendar.more"))),
                url=site.addresses.absolute(addresses.address(site, form.of)),
                starts=_day_of(closes),
                kinds=(words.say("type.deadline"),),
            )


def _of_plots(site: Site, notices: Iterable[Notice]) -> Iterator[Entry]:
    """Yield the last days of plots, from this year on, that no notice speaks of."""
    year = site.moment.astimezone(dates.OSLO).year
    told = tuple(notices)
    for one in deadlines.plots(site):
        if not isinstance(one.of, deadlines.Plots) or one.when.local.year < year:
            continue
        if not deadlines.is_told(one.of, one.when, told, site):
            title, text = deadlines.plots_said(one.of, site)
            yield Entry(
                uid=_uid(site, f"map-{one.of.map.slug}-{one.when.local:%Y-%m-%d}"),
                changed=_begun(one.of.map, site),
                sequence=0,
                title=_deadline_title(one.when, title, site),
                text=" ".join((text, addresses.words_of(site).say("calendar.more"))),
                url=site.addresses.absolute(addresses.address(site, one.leads_to)),
                starts=_day_of(one.when),
                kinds=(addresses.words_of(site).say("type.deadline"),),
            )


def _closings(link: Link, year: int) -> Iterator[dates.When]:
    yield from (one for one in occurrences(link.closes, year) if one.local.year >= year)


def _day_of(when: dates.When) -> dates.When:
    return dates.When(dates.midnight(when.local.date()), dates.Precision.DAY)


def _changed(notice: Notice, site: Site) -> datetime:
    """Return the last dated change by the site's moment (UTC), whichever line says it: it must never go back."""
    changed = notice.changed(site.moment)
    known = [one.when.start for one in notice.updates] + [one.start for one in (changed, notice.closed) if one]
    return max((one for one in known if one <= site.moment), default=BEGINNING)


def _begun(has: Service | Unit | Place | Map | Notice, site: Site) -> datetime:
    """Return when what has a last day was changed, where that is said; else the year the site began."""
    entry = site.get(Map, has.map_slug) if isinstance(has, Place) else has
    known = [one.start for one in (entry.published, entry.updated) if one and one.start <= site.moment] if entry else []
    return max(known, default=datetime(addresses.settings_of(site).year, 1, 1, tzinfo=UTC))


def _sequence(notice: Notice, site: Site) -> int:
    """Return a number that is greater after every change of substance (RFC 5545, 3.8.7.4).

    It is the minutes from publication to the last dated change, so that it needs no memory of earlier builds and
    never goes back. A change that has no date of its own counts one.
    """
    minutes = 0
    if notice.published:
        minutes = (_changed(notice, site) - notice.published.start) // timedelta(minutes=1)
    undated = 0
    if isinstance(notice, Gathering):
        is_off = notice.cancelled is not None and notice.cancelled.since is None
        undated = sum((is_off, notice.postponed, 2 * (notice.moved_to is not None), len(notice.exceptions)))
    return max(0, minutes) + undated


def _text(notice: Notice, site: Site) -> str:
    """Return what a calendar shows of it: the beginning of its text, and where more stands."""
    words = addresses.words_of(site)
    parts = [views.summary_of(site, notice)]
    if notice.drill:
        parts.append(words.say("notice.drill_line"))
    if notice.sample:
        parts.append(words.say("sample.line"))
    parts.append(words.say("calendar.more"))
    return " ".join(parts)


def _place(notice: Gathering, site: Site) -> str:
    if isinstance(notice.place, Named):
        return notice.place.name
    place = seats.venue_of(notice.place, site) if notice.place else None
    return ", ".join(seats.named(place, site)) if place else ""


def _position(notice: Gathering, site: Site) -> tuple[float, float] | None:
    """Return (latitude, longitude) in degrees of a place on a map."""
    place = seats.venue_of(notice.place, site) if isinstance(notice.place, str) else None
    if isinstance(place, Unit):
        place = seats.place_of(place, site)
    if place is None:
        return None
    lon, lat = place.shape.centre
    return lat, lon


# --- the page -------------------------------------------------------------------------------------


def calendars_view(site: Site) -> CalendarsView:
    """Return the page that says which calendars there are, and how to subscribe."""
    words = addresses.words_of(site)
    kinds = {one.kind for one in site.of(Notice)}
    main = [calendar_links.of_everything(site)]
    main += [calendar_links.of_type(site, kind) for kind in calendar_links.WITH_CALENDARS if kind in kinds]
    main.append(calendar_links.of_deadlines(site))
    activities = tuple(calendar_links.of_activity(site, one) for one in occasions.activities_of(site))
    groups = (
        CalendarGroup(words.say("notices.kinds"), tuple(main)),
        CalendarGroup(words.say("events.what"), activities),
        CalendarGroup(
            words.say("unit.all"),
            tuple(calendar_links.of_unit(site, one) for one in calendar_links.units_with(site)),
        ),
    )
    lead = words.say("calendar.lead", name=publication.publisher(site))
    head = views.Head(words.say("calendar.title"), lead, calendar_links.SECTION)
    return CalendarsView(head, tuple(one for one in groups if one.calendars))
