"""What the page of a unit shows: what goes on there, how to reach it, who answers, where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from markupsafe import Markup

from site_builder.content_types.events import Event
from site_builder.content_types.hours import OpeningHours
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.records import Contact, Link
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit
from site_builder.model import Site, remembered
from site_builder.outputs import (
    actions,
    addresses,
    ahead,
    calendar_links,
    cards,
    drawing,
    listing,
    occasions,
    people,
    pictures,
    publication,
    questions,
    seats,
    street_links,
    views,
)
from site_builder.outputs.channels import name_of, of_unit
from site_builder.outputs.effects import Standing, standings_over_time
from site_builder.outputs.feed_links import feeds_of, following
from site_builder.outputs.hours import Hours, hours_of
from site_builder.outputs.maps import services_of
from site_builder.outputs.notices import current, gravest_first, newest_first
from site_builder.outputs.place_rows import Known, link_of, values_of
from site_builder.outputs.places import drawing_of, on_map
from site_builder.outputs.school_streets import SchoolStreets, streets_of
from site_builder.text import dates

DAYS = 7
"""How many days ahead, with the one it is, that events stand under a heading of their own"""


@dataclass(frozen=True, slots=True)
class Role:
    """Who answers for something: a role, and how to reach it."""

    role: str
    person: people.Person


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a unit, as the page of a place shows it."""

    name: str
    address: str
    values: tuple[Known, ...]
    drawing: drawing.Drawing
    on_map: str
    areas: tuple[views.Anchor, ...]
    """The areas that belong to it, where it is a school"""
    streets: tuple[SchoolStreets, ...]


@dataclass(frozen=True, slots=True)
class UnitView:
    head: views.Head
    title: str
    kind: str
    summary: str
    up: views.Anchor
    standings: tuple[Standing, ...]
    notices: tuple[listing.Row, ...]
    """What goes on and is reported"""
    notices_shown: ahead.Shown
    hours: Hours | None
    open_shown: ahead.Shown
    """When the clock may say that it is open"""
    actions: tuple[actions.Action, ...]
    groups: tuple[listing.Group, ...]
    """Events of the coming days, those after them, and what is new"""
    outdated: ahead.Shown
    body: Markup
    pictures: tuple[Markup, ...]
    services: tuple[listing.Row, ...]
    questions: tuple[listing.Row, ...]
    contact: people.Person
    is_stand_in: bool
    """Whether that is the front desk because nobody said who answers"""
    roles: tuple[Role, ...]
    where: Where | None
    address: str
    """Where to go, where it is on no map"""
    calendar: calendar_links.CalendarLink | None
    follow: views.Anchor
    facts: publication.Facts


@remembered
def unit_view(site: Site, unit: Unit) -> UnitView:
    """Return the view of a unit with what the clock will make of it."""
    words = addresses.words_of(site)
    address = addresses.address(site, unit)
    place = seats.place_of(unit, site)
    links = _links(unit, place, site)
    about = of_unit(site.of(Notice), unit, site)
    slugs = frozenset(one.slug for one in about)
    things = (*about, *links)
    sites = ahead.course(site, things)
    standings = standings_over_time(unit, sites)
    notices = ahead.over_time(sites, [_reported(slugs, one) for one in sites])
    hours = _hours(unit, site)
    own = seats.own_contact(unit, site)
    contact = people.person(site, people.unit_contact(site, unit))
    kind = words.say(f"unit.kind.{unit.kind.value}")
    summary = unit.summary or (place.summary if place else "") or ""
    title = views.sample_title(unit, words)
    where_to = seats.address_of(unit, site)
    return UnitView(
        head=views.Head(
            title,
            summary or ", ".join(one for one in (f"{unit.title}: {kind.lower()}", where_to) if one),
            address,
            feeds_of(site, unit),
            picture=pictures.beside_links(unit, site) or cards.of_unit(site, unit),
            updated=views.day_of(unit.updated),
            # A service may be called what the unit is called.
            longer=(f"{title} ({kind.lower()})", f"{title} ({unit.slug})"),
        ),
        title=unit.title,
        kind=kind,
        summary=summary,
        up=views.Anchor(words.say("units.title"), site.addresses.href(addresses.section(site, "places"))),
        standings=standings,
        notices=notices,
        notices_shown=ahead.while_any(notices),
        hours=_while_open(hours, standings),
        open_shown=ahead.otherwise(ahead.while_any(standings)),
        actions=ahead.over_time(sites, [tuple(actions.action(link, one) for link in links) for one in sites]),
        groups=listing.groups_over_time(sites, [_groups(slugs, one) for one in sites]),
        outdated=ahead.outdated(site, things),
        body=views.body_html(site, unit),
        pictures=pictures.figures_of(site, unit.pictures),
        services=_services(unit, place, site),
        questions=questions.rows_on(site, unit),
        # Where its own contact is, the unit is.
        contact=replace(contact, address="") if own else contact,
        is_stand_in=unit.contact is None,
        roles=tuple(_roles(unit, site)),
        where=_where(place, site) if place else None,
        address="" if place else where_to,
        calendar=calendar_links.of_unit(site, unit) if any(calendar_links.is_to_attend(one) for one in about) else None,
        follow=views.Anchor(
            words.say("unit.follow", name=unit.title),
            site.addresses.href(following(site, name_of(site, unit))),
        ),
        facts=_facts(unit, place, links, own, site),
    )


# --- what goes on ---------------------------------------------------------------------------------


def _current(slugs: frozenset[str], site: Site) -> list[Notice]:
    """Return those of the notices that are current, the gravest first."""
    return gravest_first(newest_first(one for one in current(site) if one.slug in slugs), site)


def _is_reported(notice: Notice, site: Site) -> bool:
    """Return whether a notice stands first on the page: what is grave, what is important, what does not work."""
    is_operational = notice.kind in (NoticeType.OPERATIONS, NoticeType.CRISIS)
    return notice.is_alert(site.moment) or is_operational or notice.is_important(site.moment)


def _reported(slugs: frozenset[str], site: Site) -> tuple[listing.Row, ...]:
    return tuple(listing.notice_row(one, site) for one in _current(slugs, site) if _is_reported(one, site))


def _groups(slugs: frozenset[str], site: Site) -> tuple[listing.Group, ...]:
    words = addresses.words_of(site)
    others = [one for one in _current(slugs, site) if not _is_reported(one, site)]
    events = [one for one in others if isinstance(one, Event) and one.starts]
    first, after = _coming_days(site)
    near = occasions.between(events, max(first, site.moment), after)
    soon = {one.event.slug for one in near}
    later = sorted((one for one in events if one.slug not in soon), key=lambda one: one.due_at(site.moment).start)
    new = [one for one in others if one not in events]
    groups = (
        listing.Group(
            words.say("unit.week"), "_uka", tuple(listing.occasion_row(one.event, one.time, site) for one in near)
        ),
        listing.Group(words.say("unit.later"), "_senere", tuple(listing.notice_row(one, site) for one in later)),
        listing.Group(words.say("unit.new"), "_nytt", tuple(listing.notice_row(one, site) for one in new)),
    )
    return tuple(one for one in groups if one.rows)


def _coming_days(site: Site) -> tuple[datetime, datetime]:
    """Return the first moment (UTC) of the day, and the first after the coming days."""
    day = site.moment.astimezone(dates.OSLO).date()
    return dates.midnight(day), dates.midnight(day + timedelta(days=DAYS))


# --- how to reach it ------------------------------------------------------------------------------


def _links(unit: Unit, place: Place | None, site: Site) -> list[Link]:
    """Return the buttons of a unit, the most used first; then its place's own."""
    found = [link for slug in unit.links if (link := site.get(Link, slug)) is not None]
    of_place = link_of(place, site) if place else None
    return [*found, of_place] if of_place and of_place not in found else found


def _hours(unit: Unit, site: Site) -> Hours | None:
    own = seats.own_contact(unit, site)
    slug = unit.hours or (own.hours if own else None)
    found = site.get(OpeningHours, slug) if slug else None
    return hours_of(found, site) if found else None


def _while_open(hours: Hours | None, standings: Sequence[Standing]) -> Hours | None:
    """Return the hours; without what says that it is open now, where a notice closes it or limits it all the time."""
    if hours and any(one.shown == ahead.ALWAYS for one in standings):
        return replace(hours, rules=None)
    return hours


def _services(unit: Unit, place: Place | None, site: Site) -> tuple[listing.Row, ...]:
    """Return the services that people get there, then those that show the map it is on."""
    own = [service for slug in unit.services if (service := site.get(Service, slug)) is not None]
    map_ = site.get(Map, place.map_slug) if place else None
    rows = (*(listing.door(one, site) for one in own), *(services_of(map_, site) if map_ else ()))
    return tuple({one.href: one for one in reversed(rows)}[href] for href in dict.fromkeys(one.href for one in rows))


def _roles(unit: Unit, site: Site) -> list[Role]:
    found = ((one.role, site.get(Contact, one.contact)) for one in unit.answers)
    return [Role(role, people.person(site, contact)) for role, contact in found if contact is not None]


def _where(place: Place, site: Site) -> Where:
    map_ = site.get(Map, place.map_slug)
    return Where(
        name=place.name,
        address=place.address or "",
        values=values_of(place, map_, site) if map_ else (),
        drawing=drawing_of(place, site),
        on_map=on_map(place, site),
        areas=tuple(
            views.Anchor(area.name, addresses.href(site, area))
            for area, school in street_links.catchments(site)
            if school.slug == place.slug
        ),
        streets=streets_of(place, site),
    )


def _facts(
    unit: Unit, place: Place | None, links: Sequence[Link], contact: Contact | None, site: Site
) -> publication.Facts:
    """Return the facts of a unit; what stands on its page of a map, a contact and hours has their sources too."""
    found = publication.facts(site, unit, addresses.address(site, unit))
    map_ = site.get(Map, place.map_slug) if place else None
    slug = unit.hours or (contact.hours if contact else None)
    hours = site.get(OpeningHours, slug) if slug else None
    written = (one for one in (unit, map_, contact, hours, *links) if one is not None)
    is_sample = unit.sample or (place is not None and place.sample)
    return replace(found, sample=is_sample, sources=publication.sources_of(*written))
