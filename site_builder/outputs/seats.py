"""Which place and which contact a unit has: with them it is one and the same to whom a notice concerns."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from site_builder.content_types.entry import Sourced
from site_builder.content_types.gathering_values import Named
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.maps import Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.records import Contact
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit, UnitKind
from site_builder.model import Site, remembered
from site_builder.outputs import addresses
from site_builder.text.collation import sort_key
from site_builder.text.slugs import UNSEEN


def place_of(unit: Unit, site: Site) -> Place | None:
    """Return the place where a unit is, if it is on a map."""
    return site.get(Place, unit.place) if unit.place else None


def unit_at(place: Place, site: Site) -> Unit | None:
    """Return the unit that has a place."""
    return _by_place(site).get(place.slug)


def address_of(unit: Unit, site: Site) -> str:
    """Return where to go: the address of its place, else of the contact that is its alone; empty where nobody says."""
    place, contact = place_of(unit, site), own_contact(unit, site)
    return (place and place.address) or (contact and contact.address) or ""


def is_one_page(place: Place, site: Site) -> bool:
    """Return whether the page of a place is its unit's: the two bear one slug, which loading lets no others do."""
    return site.get(Unit, place.slug) is not None


def where_got(service: Service, site: Site) -> tuple[Unit, ...]:
    """Return the units that say people get a service there, in Norwegian order of title."""
    return _by_service(site).get(service.slug, ())


def own_contact(unit: Unit, site: Site) -> Contact | None:
    """Return the contact that is a unit's alone: no other unit names it. The front desk is only a front desk's."""
    if unit.contact is None or _named(site)[unit.contact] > 1:
        return None
    if unit.contact == addresses.settings_of(site).front_desk and unit.kind is not UnitKind.FRONT_DESK:
        return None
    return site.get(Contact, unit.contact)


def names_of(entry: Sourced | Place, site: Site) -> frozenset[str]:
    """Return the slugs that mean an entry: its own, and of a unit, its place or its contact those of all three."""
    unit = _unit_of(entry, site)
    if unit is None:
        return frozenset({entry.slug})
    contact = own_contact(unit, site)
    found = {unit.slug, entry.slug, *([unit.place] if unit.place else []), *([contact.slug] if contact else [])}
    return frozenset(found)


def is_at(notice: Notice, unit: Unit, site: Site) -> bool:
    """Return whether something happens at a unit, or at its place."""
    written = notice.place if isinstance(notice, Gathering) else None
    if isinstance(written, Named):
        venue = venue_called(written.name, site)
        return venue is not None and venue.slug in (unit.slug, unit.place)
    return written is not None and written in (unit.slug, unit.place)


def venue_called(name: str, site: Site) -> Place | Unit | None:
    """Return the place or the unit of a name; a name written as an id is that id."""
    key = name_key(name)
    return _by_name(site).get(key) or venue_of(key.replace(" ", "-"), site)


def name_key(name: str) -> str:
    """Return what two names have alike that differ only in capitals, spaces and signs; empty where there is no more."""
    plain = unicodedata.normalize("NFC", UNSEEN.sub("", name)).casefold()
    return " ".join(re.findall(r"\w+", plain))


@remembered
def _by_name(site: Site) -> Mapping[str, Place | Unit]:
    # The first of two, and places before units.
    units = {name_key(one.title): one for one in reversed(site.of(Unit))}
    return {**units, **{name_key(one.name): one for one in reversed(site.of(Place))}}


def venue_of(slug: str, site: Site) -> Place | Unit | None:
    """Return the place or the unit that something is at, while it is public."""
    return site.get(Place, slug) or site.get(Unit, slug)


def named(venue: Place | Unit, site: Site) -> tuple[str, ...]:
    """Return what a place or a unit is called, and its address where it has one."""
    name, address = (venue.title, address_of(venue, site)) if isinstance(venue, Unit) else (venue.name, venue.address)
    return (name, address) if address else (name,)


def _unit_of(entry: Sourced | Place, site: Site) -> Unit | None:
    if isinstance(entry, Unit):
        return entry
    if isinstance(entry, Place):
        return unit_at(entry, site)
    return _by_contact(site).get(entry.slug) if isinstance(entry, Contact) else None


@remembered
def _by_place(site: Site) -> Mapping[str, Unit]:
    # The first of two, as everywhere; loading has told of the other.
    return {one.place: one for one in reversed(site.of(Unit)) if one.place}


@remembered
def _by_service(site: Site) -> Mapping[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in sorted(site.of(Unit), key=lambda one: (sort_key(one.title, addresses.language_of(site)), one.slug)):
        for slug in dict.fromkeys(unit.services):
            found[slug] = (*found.get(slug, ()), unit)
    return found


@remembered
def _named(site: Site) -> Counter[str]:
    return Counter(one.contact for one in site.of(Unit) if one.contact)


@remembered
def _by_contact(site: Site) -> Mapping[str, Unit]:
    found = ((own_contact(one, site), one) for one in site.of(Unit))
    return {contact.slug: unit for contact, unit in found if contact}
