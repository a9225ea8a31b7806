"""What notices concern: the names that mean an entry, and the places that a notice is about."""

from __future__ import annotations

from site_builder.content_types.entry import Sourced
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.records import Category
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit
from site_builder.model import Site
from site_builder.outputs import seats
from site_builder.outputs.place_rows import places_on, shown_on

MOST = 30
"""Places on a map that a notice may mean one by one. One that names a larger map is about all of it: then words say
what it concerns, and no hundred pins."""


def names_of(entry: Sourced | Place, site: Site) -> frozenset[str]:
    """Return the names by which a notice concerns an entry: its own, its category's or its map's, and those of what
    belongs to it: a category's services, a map's places. A unit, its place and its contact have theirs together."""
    slugs = set(seats.names_of(entry, site))
    if isinstance(entry, Service) and entry.category:
        slugs.add(entry.category)
    if isinstance(entry, Category):
        slugs |= {one.slug for one in site.of(Service) if one.category == entry.slug}
    place = seats.place_of(entry, site) if isinstance(entry, Unit) else entry
    if isinstance(place, Place):
        slugs.add(place.map_slug)
    if isinstance(entry, Map):
        slugs |= {name for one in places_on(entry, site) for name in seats.names_of(one, site)}
    return frozenset(slugs)


def places_of(notice: Notice, site: Site) -> tuple[Place, ...]:
    """Return the places that a notice names, or that stand on a map it names, each once, in the order it names them."""
    found: list[Place] = []
    for slug in notice.concerns:
        unit = site.get(Unit, slug)
        if place := site.get(Place, slug) or (seats.place_of(unit, site) if unit else None):
            found.append(place)
        elif map_ := site.get(Map, slug):
            shown = shown_on(map_, site)
            found.extend(shown if len(shown) <= MOST else ())
    return tuple(dict.fromkeys(found))
