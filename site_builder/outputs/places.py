"""A page for every place, and the list of them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from site_builder.content_types.maps import Availability, Map, Place
from site_builder.content_types.records import Link
from site_builder.content_types.unit import Unit, UnitKind
from site_builder.model import Later, Planned, Site, index_of
from site_builder.outputs import (
    actions,
    addresses,
    ahead,
    drawing,
    listing,
    people,
    publication,
    questions,
    seats,
    views,
)
from site_builder.outputs.effects import Standing, course_of, standings_over_time, status_text
from site_builder.outputs.feed_links import feeds_of
from site_builder.outputs.maps import services_of
from site_builder.outputs.notices import rows_concerning
from site_builder.outputs.pages import ListView
from site_builder.outputs.panels import DrawnPlace
from site_builder.outputs.place_rows import Known, drawn, link_of, links_over_time, places_on, values_of
from site_builder.outputs.school_streets import SchoolStreets, streets_of
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class PlaceView:
    head: views.Head
    name: str
    summary: str
    up: views.Anchor
    standings: tuple[Standing, ...]
    address: str
    values: tuple[Known, ...]
    links: tuple[actions.Action, ...]
    """The one way on, as it is now and in time"""
    drawing: drawing.Drawing
    """Where in the municipality it is"""
    on_map: str
    """Where it stands in the list of its map; empty for what is sold"""
    streets: tuple[SchoolStreets, ...]
    """The streets that belong to it, where it is a school"""
    unit: views.Anchor | None
    """Who has it, where that is a unit with a page of its own"""
    notices: tuple[listing.Row, ...]
    notices_shown: ahead.Shown
    services: tuple[listing.Row, ...]
    questions: tuple[listing.Row, ...]
    facts: publication.Facts


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page of every place, but of one whose unit has the page, and the list of all units and places."""
    yield Planned(index_of(addresses.section(site, "places")), "list.html", Later(partial(places_view, site)), "maps")
    for map_ in site.of(Map):
        for place in (one for one in places_on(map_, site) if not seats.is_one_page(one, site)):
            view = Later(partial(place_view, place, map_, site))
            address = addresses.address(site, place)
            yield Planned(index_of(address), "place.html", view, place.path, place.mark)


def place_view(place: Place, map_: Map, site: Site) -> PlaceView:
    words = addresses.words_of(site)
    address = addresses.address(site, place)
    link, unit = link_of(place, site), seats.unit_at(place, site)
    notices = rows_concerning(site, place)
    description = place.summary or f"{place.name}, {place.address or map_.title}"
    # With its map's: a place is often called what a service is called too.
    title = f"{_name(place, words)} – {map_.title}"
    return PlaceView(
        head=views.Head(
            title,
            description,
            address,
            feeds_of(site, place),
            updated=views.day_of(map_.updated),
            longer=(f"{title} ({place.slug})",),
        ),
        name=place.name,
        summary=place.summary or "",
        up=views.Anchor(views.sample_title(map_, words), addresses.href(site, map_)),
        standings=standings_over_time(place, course_of(place, site)),
        address=place.address or "",
        values=values_of(place, map_, site),
        unit=views.Anchor(views.sample_title(unit, words), addresses.href(site, unit)) if unit else None,
        links=links_over_time(place, site),
        drawing=drawing_of(place, site),
        on_map=on_map(place, site),
        streets=streets_of(place, site),
        notices=notices,
        notices_shown=ahead.while_any(notices),
        services=services_of(map_, site),
        questions=questions.rows_on(site, place),
        facts=_facts(place, map_, link, site),
    )


def drawing_of(place: Place, site: Site) -> drawing.Drawing:
    """Return where in the municipality a place is."""
    return drawing.place_drawing(drawn(place, site), _shapes_of(place.map_slug, site), drawing.ground_of(site))


def on_map(place: Place, site: Site) -> str:
    """Return where a place stands in the list of its map; empty for what is sold."""
    return "" if place.availability is Availability.SOLD else site.addresses.href(addresses.on_map(site, place))


# The page of each of them asks for all.
@lru_cache(maxsize=4)
def _shapes_of(map_slug: str, site: Site) -> tuple[DrawnPlace, ...]:
    """Return the lines and areas of a map."""
    map_ = site.get(Map, map_slug)
    found = places_on(map_, site) if map_ else ()
    return tuple(drawn(one, site) for one in found if one.shape.of != "Point")


def _name(place: Place, words: Catalogue) -> str:
    return words.say("sample.title", title=place.name) if place.sample else place.name


def _facts(place: Place, map_: Map, link: Link | None, site: Site) -> publication.Facts:
    """Return the facts of the map, which are the place's too; who says from says it of this page."""
    address = addresses.address(site, place)
    owner = people.owner_of(site, map_) or people.front_desk(site)
    report = publication.report(site, owner, place.name, address)
    sources = publication.sources_of(map_, *([link] if link else []))
    return replace(publication.facts(site, map_, address), report=report, sample=place.sample, sources=sources)


def places_view(site: Site) -> ListView:
    words = addresses.words_of(site)
    has_units = bool(site.of(Unit))
    title = words.say("units.title" if has_units else "places.title")
    lead = words.say("units.lead" if has_units else "places.lead")
    maps = tuple(_group(map_, site) for map_ in views.sorted_by_title(site.of(Map), addresses.language_of(site)))
    groups = (*_unit_groups(site), *(one for one in maps if one.rows))
    head = views.Head(title, lead, addresses.section(site, "places"), is_hidden=not groups)
    up = views.Anchor(words.say("nav.maps"), site.addresses.href(addresses.section(site, "maps")))
    return ListView(head, title, lead, groups, None if has_units else up, empty=words.say("places.empty"))


def _unit_groups(site: Site) -> Iterator[listing.Group]:
    """Yield the units of each kind, in the order of the table."""
    words = addresses.words_of(site)
    units = views.sorted_by_title(site.of(Unit), addresses.language_of(site))
    for kind in UnitKind:
        rows = tuple(listing.unit_row(unit, site) for unit in units if unit.kind is kind)
        if rows:
            one, many = words.say(f"unit.kind.{kind.value}"), words.say(f"unit.kinds.{kind.value}")
            yield listing.Group(one if len(rows) == 1 else many, f"_{kind.value}", rows)


def _group(map_: Map, site: Site) -> listing.Group:
    words = addresses.words_of(site)
    rows = tuple(
        listing.with_statuses(
            listing.Row(
                _name(one, words),
                addresses.href(site, one),
                one.address or one.summary or "",
                when=status_text(one, site),
            ),
            one,
            site,
        )
        for one in places_on(map_, site)
        if not seats.is_one_page(one, site)
    )
    return listing.Group(views.sample_title(map_, words), map_.slug, rows, addresses.href(site, map_))
