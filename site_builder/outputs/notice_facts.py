"""What a notice of a certain type says besides what all do: an event's place and price, a hearing's outcome, a post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from site_builder.content_types.events import Event
from site_builder.content_types.gathering_values import Named
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.hearing import Hearing
from site_builder.content_types.job import Job
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import State
from site_builder.content_types.occurrences import Occurrence
from site_builder.content_types.records import Contact, Link, Price
from site_builder.model import Site
from site_builder.outputs import addresses, ahead, calendar_links, in_text, listing, seats, views
from site_builder.outputs.rule_words import often_text
from site_builder.text import dates

MOST_DATES = 8
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is known: `href` where it leads somewhere, `machine` where it is a time."""

    label: str
    text: str
    href: str = ""
    machine: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """One of the times that what comes round is."""

    time: views.Time
    off: str
    """That it is not, and why"""
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class Steps:
    """What a hearing asks of people, or that it is too late."""

    can_change: str = ""
    respond: tuple[str, ...] = ()
    is_out: bool = False
    """Whether the last day to respond is past"""
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    change: str = ""
    """That it is cancelled, postponed or moved, in a sentence"""
    rows: tuple[Fact, ...] = ()
    outcome: str = ""
    calendar: calendar_links.CalendarLink | None = None


def facts_of(notice: Notice, site: Site) -> NoticeFacts:
    """Return what the page of a notice says for its type's sake."""
    if isinstance(notice, Gathering):
        return _of_gathering(notice, site)
    is_out = notice.deadline is not None and notice.deadline.end <= site.moment
    calendar = _calendar(notice, site) if notice.deadline and not is_out else None
    if isinstance(notice, Hearing):
        return NoticeFacts(outcome=notice.outcome or "", calendar=calendar)
    rows = tuple(_of_job(notice, site)) if isinstance(notice, Job) else ()
    return NoticeFacts(rows=rows, calendar=calendar)


def steps_of(notice: Notice, site: Site) -> tuple[Steps, ...]:
    """Return what a hearing asks of people until its last day."""
    if not isinstance(notice, Hearing):
        return ()
    if notice.deadline is not None and notice.deadline.end <= site.moment:
        return (Steps(is_out=True),)
    return (Steps(notice.can_change or "", notice.respond),)


def times_shown(notice: Notice, site: Site) -> tuple[dates.When | None, dates.When | None]:
    """Return the start and end that the page of a notice shows: of what comes round, those of the next time."""
    time = notice.shown(site.moment) if isinstance(notice, Gathering) else None
    return (time.starts, time.ends) if time else (notice.starts, notice.ends)


def _of_gathering(notice: Gathering, site: Site) -> NoticeFacts:
    return NoticeFacts(
        change=change_text(notice, site),
        rows=tuple(_rows(notice, site)),
        calendar=_calendar(notice, site) if notice.starts and notice.state(site.moment) is not State.OVER else None,
    )


def _calendar(notice: Notice, site: Site) -> calendar_links.CalendarLink | None:
    return None if notice.is_archive_only else calendar_links.of_notice(site, notice)


def change_text(notice: Gathering, site: Site) -> str:
    """Return that it is cancelled, postponed or moved, in a sentence; nothing of what goes as it was first said."""
    words = addresses.words_of(site)
    if notice.is_off(site.moment):
        since = notice.cancelled.since if notice.cancelled else None
        return words.say("event.cancelled_since", time=words.day(since)) if since else words.say("event.cancelled")
    if notice.postponed:
        return words.say("event.postponed")
    if notice.moved_to and notice.starts and notice.first:
        old = listing.time_text(Occurrence(notice.starts, notice.ends), words)
        return words.say("event.moved", old=old, new=listing.time_text(notice.first, words))
    return ""


def _rows(notice: Gathering, site: Site) -> Iterator[Fact]:
    words = addresses.words_of(site)
    if notice.repeats:
        yield Fact(words.say("event.repeats"), often_text(notice.repeats, site))
    yield from _venue(words.say("event.place"), notice.place, site)
    if isinstance(notice, Event):
        if notice.activity:
            yield Fact(words.say("events.what"), words.say(f"activity.{notice.activity.value}"))
        if notice.price is not None:
            yield from _price(notice.price, site)
        yield from _organiser(notice, site)


def _venue(label: str, place: str | Named | None, site: Site) -> Iterator[Fact]:
    if isinstance(place, Named):
        yield Fact(label, views.of_original(place.name, site))
    elif place and (found := seats.venue_of(place, site)) is None:
        if name := addresses.name_left_out(place, site):
            yield Fact(label, name)
    elif place and found is not None:
        yield Fact(label, ", ".join(seats.named(found, site)), addresses.href(site, found))


def _price(price: str | Named | Decimal, site: Site) -> Iterator[Fact]:
    words = addresses.words_of(site)
    if isinstance(price, Named):
        text: str | None = views.of_original(price.name, site)
    elif isinstance(price, Decimal):
        text = in_text.amount_text(words, price)
    else:
        text = in_text.price(words, site.get(Price, price), site.moment).text
    yield Fact(words.say("price.title"), text or "")


def _organiser(notice: Event, site: Site) -> Iterator[Fact]:
    label = addresses.words_of(site).say("event.organiser")
    if isinstance(notice.organiser, Named):
        yield Fact(label, notice.organiser.name)
    elif notice.organiser and (found := site.get(Contact, notice.organiser)) is not None:
        yield Fact(label, found.name, found.url or "")


def _of_job(notice: Job, site: Site) -> Iterator[Fact]:
    words = addresses.words_of(site)
    if notice.position:
        yield Fact(words.say("job.position"), notice.position)
    yield from _venue(words.say("job.place"), notice.workplace, site)


def tickets_of(notice: Notice, site: Site) -> Link | None:
    """Return where tickets to an event are, whether or not it is too late for them."""
    return site.get(Link, notice.tickets) if isinstance(notice, Event) and notice.tickets else None


def is_on(notice: Notice, site: Site) -> bool:
    """Return whether people may still come to it."""
    if not isinstance(notice, Gathering) or notice.is_off(site.moment):
        return False
    return notice.state(site.moment) is not State.OVER


def dates_of(notice: Notice, site: Site) -> Iterator[Date]:
    """Yield the next times of what comes round; days on which it is not, too, where people are to be told."""
    if not isinstance(notice, Gathering) or notice.repeats is None or not is_on(notice, site):
        return
    words = addresses.words_of(site)
    found = notice.occurrences(site.moment, site.moment + AHEAD)
    for _, one in zip(range(MOST_DATES), found, strict=False):
        off = words.say("event.off", reason=one.reason) if one.is_off else ""
        yield Date(views.Time(listing.time_text(one, words), dates.machine(one.starts)), off)
