"""When events are: each time of each, between two moments; and the pages that lists of them stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from site_builder.content_types.events import Activity, Event
from site_builder.content_types.gathering_values import Named
from site_builder.content_types.maps import Place
from site_builder.content_types.notice import Notice, monday_before
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.occurrences import Occurrence
from site_builder.content_types.unit import Unit
from site_builder.model import Site, remembered, timeless
from site_builder.outputs import addresses, seats, views
from site_builder.text import dates
from site_builder.text.collation import sort_key
from site_builder.text.paths import path_word
from site_builder.text.slugs import LONGEST, shortened, slug_of

FIRST_MONTH = dates.midnight(date(2000, 1, 1))
"""No month before this one has a page: a slip of the pen is not to become ten thousand."""

MONTHS_AHEAD = 6
YEAR = timedelta(days=365)
"""How long months that have been keep a page for the sake of what comes round"""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event, and one of the times it is."""

    event: Event
    time: Occurrence


@dataclass(frozen=True, slots=True)
class Venue:
    """Where events are: a place on a map, or what has no more than a name."""

    slug: str
    """The last part of the address of its list"""
    name: str
    events: tuple[Event, ...]


@timeless
def events_of(site: Site) -> tuple[Event, ...]:
    """Return the events that have a time, by slug, those that are over too."""
    return tuple(
        one for one in site.of(Notice) if isinstance(one, Event) and one.starts is not None and not one.is_archive_only
    )


def between(events: Iterable[Event], after: datetime, before: datetime) -> list[Occasion]:
    """Return the times that events are between two moments (UTC), in order."""
    found = [Occasion(event, one) for event in events for one in event.occurrences(after, before)]
    return sorted(found, key=lambda one: (one.time.starts.start, one.event.slug))


def to_come(site: Site, after: datetime, before: datetime) -> list[Occasion]:
    """Return the times between two moments (UTC) that are not over, of the events that stand in lists."""
    current = [one for one in events_of(site) if one.is_current(site.moment)]
    return between(current, max(after, site.moment), before)


def today(site: Site) -> tuple[datetime, datetime]:
    """Return the first moment (UTC) of the day, and the first after it."""
    day = site.moment.astimezone(dates.OSLO).date()
    return dates.midnight(day), dates.midnight(day + timedelta(days=1))


def weekend(site: Site) -> tuple[datetime, datetime]:
    """Return the first moment (UTC) of the Friday of the week, and the first of the Monday after it."""
    monday = monday_before(site.moment.astimezone(dates.OSLO).date()).astimezone(dates.OSLO).date()
    return dates.midnight(monday + timedelta(days=4)), dates.midnight(monday + timedelta(days=7))


@remembered
def months_of(site: Site) -> tuple[date, ...]:
    """Return the first day of every month in which an event is; of what comes round, to half a year ahead."""
    found = set[date]()
    for event in events_of(site):
        shown = event.shown(site.moment)
        if shown is None:
            continue
        # From the next time, and not from the moment: so the months change only when that does.
        begin = FIRST_MONTH
        if event.repeats:
            begin = max(begin, dates.midnight(shown.starts.local.date().replace(day=1) - YEAR))
        for one in event.occurrences(begin, _months_later(shown.starts, MONTHS_AHEAD)):
            day, last = (moment.replace(day=1) for moment in one.days)
            while day <= last:
                found.add(day)
                day = month_after(day)
    return tuple(sorted(found))


def _months_later(when: dates.When, months: int) -> datetime:
    day = when.local.date()
    for _ in range(months + 1):
        day = month_after(day)
    return dates.midnight(day)


def month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def activities_of(site: Site) -> list[Activity]:
    """Return the kinds that any event is of, in the order of the table."""
    used = {one.activity for one in events_of(site)}
    return [one for one in Activity if one in used]


@remembered
def venues_of(site: Site) -> tuple[Venue, ...]:
    """Return where any event is, in Norwegian order of name.

    A name is one venue whatever its capitals, spaces and signs, and as the first event has it; the name or the id of a
    place or a unit is that one, and a unit on a map is its place.
    """
    events: dict[Place | Unit | str, list[Event]] = {}
    names: dict[str, str] = {}
    for event in events_of(site):
        if isinstance(event.place, Named) and (key := seats.name_key(event.place.name)):
            names.setdefault(key, views.of_original(event.place.name, site))
            events.setdefault(_entry(seats.venue_called(event.place.name, site), site) or key, []).append(event)
        elif isinstance(event.place, str) and (entry := _entry(seats.venue_of(event.place, site), site)) is not None:
            events.setdefault(entry, []).append(event)
    known = [
        Venue(one.slug, seats.named(one, site)[0], tuple(found))
        for one, found in events.items()
        if not isinstance(one, str)
    ]
    taken = {one.slug for one in known}
    for key, name in names.items():
        if key in events:
            slug = _free_slug(name, taken, site)
            taken.add(slug)
            known.append(Venue(slug, name, tuple(events[key])))
    return tuple(sorted(known, key=lambda one: (sort_key(one.name, addresses.language_of(site)), one.slug)))


def _entry(venue: Place | Unit | None, site: Site) -> Place | Unit | None:
    return (seats.place_of(venue, site) or venue) if isinstance(venue, Unit) else venue


def _free_slug(name: str, taken: set[str], site: Site) -> str:
    """Return the slug of a name; with a number, where names that differ in no letter of an address had it first."""
    slug = slug_of(name) or _word(site, "at_place")
    slug = slug if len(slug) <= LONGEST else shortened(slug)
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(one for one in numbered if one not in taken)


# --- where the lists stand ------------------------------------------------------------------------


def _below(site: Site, *parts: str) -> str:
    return addresses.type_address(site, NoticeType.EVENT) + "".join(f"{one}/" for one in parts)


def _word(site: Site, key: str) -> str:
    return path_word(key, addresses.settings_of(site).language)


def today_address(site: Site) -> str:
    return _below(site, _word(site, "today"))


def weekend_address(site: Site) -> str:
    return _below(site, _word(site, "weekend"))


def month_address(site: Site, month: date) -> str:
    return _below(site, f"{month:%Y-%m}")


def activity_address(site: Site, activity: Activity) -> str:
    return _below(site, _word(site, activity.value))


def venue_address(site: Site, venue: Venue) -> str:
    return _below(site, _word(site, "at_place"), venue.slug)


def month_title(site: Site, month: date) -> str:
    words = addresses.words_of(site)
    return words.said(lambda words: dates.month_of_year(month, words.language))


def _begun(title: str) -> str:
    """Return a title as it stands alone: months have no capital in a sentence."""
    return title[:1].upper() + title[1:]


def ways(site: Site, *, with_past: bool = False) -> tuple[views.Ways, ...]:
    """Return how to find what is on: by time, by kind, by place; the months that have been only when asked for."""
    if not events_of(site):
        return ()
    words, link = addresses.words_of(site), site.addresses.href
    this_month = site.moment.astimezone(dates.OSLO).date().replace(day=1)
    months = [views.Anchor(_begun(month_title(site, one)), link(month_address(site, one))) for one in months_of(site)]
    ahead = [anchor for anchor, one in zip(months, months_of(site), strict=True) if one >= this_month]
    near = (
        views.Anchor(words.say("events.today"), link(today_address(site))),
        views.Anchor(words.say("events.weekend"), link(weekend_address(site))),
    )
    kinds = (
        views.Anchor(words.say(f"activity.{one.value}"), link(activity_address(site, one)))
        for one in activities_of(site)
    )
    venues = (views.Anchor(one.name, link(venue_address(site, one))) for one in venues_of(site))
    found = (
        views.Ways(words.say("events.when"), "_nar", (*near, *ahead)),
        views.Ways(words.say("events.what"), "_hva", tuple(kinds)),
        views.Ways(words.say("events.where"), "_hvor", tuple(venues)),
        views.Ways(words.say("events.past"), "_for", tuple(one for one in months if one not in ahead)),
    )
    return tuple(one for one in found if one.links and (with_past or one.anchor != "_for"))
