"""What is closed or limited for now because of a notice: services, units, places, and those who answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_builder.content_types.maps import Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import Effect
from site_builder.content_types.records import Contact
from site_builder.content_types.service import Service, Status
from site_builder.content_types.unit import Unit
from site_builder.model import Site, remembered, timeless
from site_builder.outputs import addresses, ahead, seats, views

Standable = Service | Unit | Place | Contact


@dataclass(frozen=True, slots=True)
class Standing:
    """How something stands because of a notice that goes on."""

    status: str
    """limited or closed"""
    notice: views.Anchor
    shown: ahead.Shown = ahead.ALWAYS


def standing_of(entry: Standable, site: Site) -> Standing | None:
    """Return what the gravest of the notices that go on does to an entry, the newest of two alike."""
    found = _on(entry, site)
    if not found:
        return None
    worst = next((one for one in found if one.effect_at(site.moment) is Effect.CLOSED), found[0])
    title = views.sample_title(worst, addresses.words_of(site))
    return Standing(worst.effect_at(site.moment).value, views.Anchor(title, addresses.href(site, worst)))


def standings_over_time(entry: Standable, sites: Sequence[Site]) -> tuple[Standing, ...]:
    """Return what standing_of returns at each moment of a course."""
    found = [standing_of(entry, one) for one in sites]
    return ahead.over_time(sites, [(one,) if one else () for one in found])


@dataclass(frozen=True, slots=True)
class Said:
    """In a word that something is closed or limited; nothing while it is open."""

    text: str
    shown: ahead.Shown = ahead.ALWAYS


def course_of(entry: Standable, site: Site) -> tuple[Site, ...]:
    """Return the moments ahead at which notices do something to an entry, or stop doing it."""
    return ahead.course(site, _concerning(entry, (one for one in site.of(Notice) if not one.drill), site))


def statuses_over_time(entry: Service | Place | Unit, site: Site) -> tuple[Said, ...]:
    """Return what status_text returns at each moment ahead; nothing where it is the same at all of them."""
    sites = course_of(entry, site)
    found = ahead.over_time(sites, [(Said(status_text(entry, one)),) for one in sites])
    return tuple(one for one in found if one.text) if len(found) > 1 else ()


def said_over_time(entry: Place | Unit, sites: Sequence[Site]) -> tuple[Said, ...]:
    """Return what status_text returns at each moment of a course; nothing for what is open."""
    found = [status_text(entry, one) for one in sites]
    return ahead.over_time(sites, [(Said(text),) if text else () for text in found])


def status_of(entry: Standable, site: Site) -> Status:
    """Return whether it is open at the site's moment: what a service says itself, and what a notice does to it."""
    standing = standing_of(entry, site)
    said = [entry.status if isinstance(entry, Service) else Status.OPEN]
    said += [Status(standing.status)] if standing else []
    return max(said, key=list(Status).index)


def status_text(entry: Service | Place | Unit, site: Site) -> str:
    """Return in a word that it is closed or limited; nothing of what is open."""
    status = status_of(entry, site)
    return "" if status is Status.OPEN else addresses.words_of(site).say(f"service.status_{status.value}")


def _on(entry: Standable, site: Site) -> list[Notice]:
    """Return the notices that do something to an entry, the newest first."""
    going_on = _going_on(site)
    return _concerning(entry, going_on, site) if going_on else []


def _concerning(entry: Standable, notices: Iterable[Notice], site: Site) -> list[Notice]:
    """Return those of the notices that may do something to an entry."""
    names = set(seats.names_of(entry, site))
    place = seats.place_of(entry, site) if isinstance(entry, Unit) else entry
    if isinstance(place, Place):
        names.add(place.map_slug)
    # That something in a service area is closed does not close all of it, unless its author says so.
    around = {entry.category} if isinstance(entry, Service) else set()
    return [
        one for one in notices if names.intersection(one.concerns) or (one.effect and around.intersection(one.concerns))
    ]


@remembered
def _going_on(site: Site) -> tuple[Notice, ...]:
    """Return the notices that do something at the site's moment, the newest first. Every row asks."""
    return tuple(one for one in doing_something(site) if one.effect_at(site.moment) is not Effect.NONE)


@timeless
def doing_something(site: Site) -> tuple[Notice, ...]:
    """Return the notices that do something as long as they go on, the newest first."""
    found = sorted((one for one in site.of(Notice) if one.does is not Effect.NONE), key=lambda one: one.slug)
    return tuple(sorted(found, key=lambda one: one.begins.start, reverse=True))
