"""Who answers, and who to call when something fails."""

from __future__ import annotations

from dataclasses import dataclass, replace

from site_builder.content_types.entry import Publication
from site_builder.content_types.hours import OpeningHours
from site_builder.content_types.records import Category, Contact
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit
from site_builder.model import Site, remembered
from site_builder.outputs import addresses, ahead
from site_builder.outputs.effects import Standing, course_of, standings_over_time
from site_builder.outputs.hours import Hours, hours_of
from site_builder.text import numbers
from site_builder.text.foreign import joined, like


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
    standings: tuple[Standing, ...] = ()
    """That a notice closes it, or limits it, for now or in time"""

    @property
    def standing(self) -> Standing | None:
        """Whether a notice closes it, or limits it, for now."""
        return next((one for one in self.standings if one.shown.is_now), None)

    @property
    def open_shown(self) -> ahead.Shown:
        """When the clock may say that it is open."""
        return ahead.otherwise(ahead.while_any(self.standings))


@dataclass(frozen=True, slots=True)
class Duty:
    """Who to call when something fails, and for what."""

    topics: str
    person: Person

    @property
    def title(self) -> str:
        """The topics as they stand alone"""
        return like(self.topics.capitalize(), self.topics)


def person(site: Site, contact: Contact) -> Person:
    standings = _standings(site, contact.slug)
    shown = _hours(site, contact.hours) if contact.hours else None
    if shown and any(one.shown == ahead.ALWAYS for one in standings):
        # The clock would say that it is open now.
        shown = replace(shown, rules=None)
    return Person(
        name=contact.name,
        phone=numbers.telephone(contact.phone) if contact.phone else "",
        dial=numbers.dialled(contact.phone) if contact.phone else "",
        email=contact.email or "",
        address=contact.address or "",
        post=contact.post or "",
        url=contact.url or "",
        note=contact.note or "",
        hours=shown,
        anchor=contact.slug,
        standings=standings,
    )


@remembered
def _standings(site: Site, slug: str) -> tuple[Standing, ...]:
    contact = site.get(Contact, slug)
    return standings_over_time(contact, course_of(contact, site)) if contact else ()


@remembered
def _hours(site: Site, slug: str) -> Hours | None:
    # They stand on the page of every service.
    hours = site.get(OpeningHours, slug)
    return hours_of(hours, site) if hours else None


def duty_of(site: Site) -> tuple[Duty, ...]:
    """Return who to call when something fails."""
    words = addresses.words_of(site)
    on_duty = [one for one in site.of(Contact) if one.duty and one.phone]
    return tuple(
        Duty(joined(", ", (words.say(f"topic.{topic.value}") for topic in one.duty)), person(site, one))
        for one in on_duty
    )


def front_desk(site: Site) -> Contact:
    settings = addresses.settings_of(site)
    desk = site.get(Contact, settings.front_desk)
    assert desk is not None, "loading has checked that the front desk is there"
    return desk


def contact_of(site: Site, service: Service) -> Contact:
    """Return who answers for a service: its contact, else the front desk."""
    found = site.get(Contact, service.contact) if service.contact else None
    return found or front_desk(site)


def unit_contact(site: Site, unit: Unit) -> Contact:
    """Return who answers for a unit: its contact, else the front desk."""
    found = site.get(Contact, unit.contact) if unit.contact else None
    return found or front_desk(site)


def owner_of(site: Site, entry: Publication) -> Contact | None:
    """Return who is responsible: the entry's owner, else its category's."""
    slug = entry.owner
    if slug is None and isinstance(entry, Service) and entry.category:
        category = site.get(Category, entry.category)
        slug = category.owner if category else None
    return site.get(Contact, slug) if slug else None
