"""Who answers, when they are open, and who to call when something fails."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.content_types.entry import Publication
from site_builder.content_types.house import Span
from site_builder.content_types.records import Category, Contact, OpeningHours
from site_builder.content_types.service import Service
from site_builder.model import Site
from site_builder.outputs import addresses, views
from site_builder.text import dates, numbers
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to turn to (a role or a body)."""

    name: str
    phone: str = ""
    dial: str = ""
    email: str = ""
    address: str = ""
    post: str = ""
    url: str = ""
    note: str = ""
    hours: Hours | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    name: str
    rows: tuple[tuple[str, str], ...]
    """(day or days, hours)"""
    exceptions: tuple[tuple[views.Time, str, str], ...] = ()
    """(day, hours, why)"""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who to call when something fails, and for what."""

    topics: str
    person: Person


def person(site: Site, contact: Contact) -> Person:
    hours = site.get(OpeningHours, contact.hours) if contact.hours else None
    return Person(
        name=contact.name,
        phone=numbers.telephone(contact.phone) if contact.phone else "",
        dial=numbers.dialled(contact.phone) if contact.phone else "",
        email=contact.email or "",
        address=contact.address or "",
        post=contact.post or "",
        url=contact.url or "",
        note=contact.note or "",
        hours=hours_of(hours, site) if hours else None,
        anchor=contact.slug,
    )


def duty_of(site: Site) -> tuple[Duty, ...]:
    """Return who to call when something fails."""
    words = addresses.words_of(site)
    on_duty = [one for one in site.of(Contact) if one.duty and one.phone]
    return tuple(
        Duty(", ".join(words.say(f"topic.{topic.value}") for topic in one.duty), person(site, one)) for one in on_duty
    )


def front_desk(site: Site) -> Contact:
    settings = addresses.settings_of(site)
    desk = site.get(Contact, settings.front_desk)
    assert desk is not None, "loading has checked that the front desk is there"
    return desk


def hours_of(hours: OpeningHours, site: Site) -> Hours:
    """Return the hours, equal days in a row together."""
    words = addresses.words_of(site)
    rows: list[tuple[int, int, Span]] = []
    for number, span in enumerate(hours.week()):
        if span is None:
            continue
        if rows and rows[-1][1] == number - 1 and rows[-1][2] == span:
            rows[-1] = (rows[-1][0], number, span)
        else:
            rows.append((number, number, span))
    exceptions = tuple(
        (views.Time(words.day(one.day), dates.machine(one.day)), span_text(one.hours, words), one.note or "")
        for one in sorted(hours.exceptions, key=lambda one: one.day.start)
        if one.day.end > site.moment
    )
    shown = tuple((_days(first, last, words), span_text(span, words)) for first, last, span in rows)
    return Hours(hours.name, shown, exceptions, hours.note or "")


def _days(first: int, last: int, words: Catalogue) -> str:
    names = words.say("weekdays").split()
    if first == last:
        return names[first]
    joiner = words.say("and") if last == first + 1 else None
    return f"{names[first]} {joiner} {names[last]}" if joiner else f"{names[first]}–{names[last]}"


def span_text(span: Span, words: Catalogue) -> str:
    if span.opens is None or span.closes is None:
        return words.say("hours.closed")
    separator = ":" if words.language == "en" else "."
    (opens, past), (closes, to) = span.opens, span.closes
    return f"{opens:02d}{separator}{past:02d}–{closes:02d}{separator}{to:02d}"


def contact_of(site: Site, service: Service) -> Contact:
    """Return who answers for a service: its contact, else the front desk."""
    found = site.get(Contact, service.contact) if service.contact else None
    return found or front_desk(site)


def owner_of(site: Site, entry: Publication) -> Contact | None:
    """Return who is responsible: the entry's owner, else its category's."""
    slug = entry.owner
    if slug is None and isinstance(entry, Service) and entry.category:
        category = site.get(Category, entry.category)
        slug = category.owner if category else None
    return site.get(Contact, slug) if slug else None
