"""Maps: a numbered list of places first, the map as an enhancement. folium builds the map, never the data.

No author's text is handed to folium: it compiles what it is given as a template a second time. Places travel as
GeoJSON and are drawn with textContent by our own script.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from site_builder.content_types.maps import Background, Map, Position
from site_builder.content_types.service import Service
from site_builder.loading.theme import LEAFLET
from site_builder.model import Later, Planned, Site, index_of, remembered
from site_builder.outputs import addresses, ahead, drawing, listing, publication, questions, street_links, views
from site_builder.outputs.backgrounds import TILES, Tiles
from site_builder.outputs.feed_links import feeds_of
from site_builder.outputs.map_data import base_asset, places_address, places_assets
from site_builder.outputs.map_tools import Tools, tools_of
from site_builder.outputs.notices import concerning, notices_on
from site_builder.outputs.panels import Ground
from site_builder.outputs.place_rows import PlaceRow, drawn, free_on, place_row, places_on, shown_on
from site_builder.outputs.scripts import (
    MAP,
    MAP_EMBED,
    MAP_MANY,
    MAP_TILES,
    address_of,
    hashed,
    planned_asset,
)

FEW_NOTICES = 2


@dataclass(frozen=True, slots=True)
class MapFiles:
    """Where what a browser draws the map with stands."""

    element: str
    script: str
    embed_script: str
    many: str
    """What gathers pins: fetched where there are many"""
    tiles: str
    """What lays pictures under the places: fetched when a reader asks for them"""
    leaflet: str
    style: str
    drawing: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A place that is sold: it has its page still, and its place in the page of its map."""

    slug: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Folded:
    """What the notices stand folded under: how many they are."""

    title: str
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class Notices:
    """The notices that concern a map, now and in time."""

    gravest: tuple[listing.Row, ...] = ()
    gravest_shown: ahead.Shown = ahead.NEVER
    others: tuple[listing.Row, ...] = ()
    """They stand folded: people came for the places"""
    others_shown: ahead.Shown = ahead.NEVER
    folded: tuple[Folded, ...] = ()


@dataclass(frozen=True, slots=True)
class MapView:
    head: views.Head
    title: str
    count: str
    """How many places there are; of plots, how many of them are free"""
    summary: str
    up: views.Anchor
    places: tuple[PlaceRow, ...]
    gone: tuple[Gone, ...]
    """What is sold"""
    tools: Tools
    tiles: Tiles | None
    """What can be fetched to lie under the places"""
    notices: Notices
    drawing: drawing.Drawing | None
    """What stands there without JavaScript and on paper; nothing where all places are sold"""
    files: MapFiles
    services: tuple[listing.Row, ...]
    questions: tuple[listing.Row, ...]
    streets: views.Anchor | None
    """Where the school of a street is found, on the map of schools"""
    downloads: tuple[views.Anchor, ...]
    embedding: views.Anchor
    facts: publication.Facts


@dataclass(frozen=True, slots=True)
class MapsView:
    head: views.Head
    title: str
    lead: str
    rows: tuple[listing.Row, ...]
    places: views.Anchor


@dataclass(frozen=True, slots=True)
class DrawingView:
    """What folium needs: no text of any author. Bounds are ((south, west), (north, east)), degrees."""

    element: str
    bounds: tuple[tuple[float, float], tuple[float, float]]
    places: str
    """Address of the places' GeoJSON"""
    base: str
    """Address of the base map's GeoJSON, or empty"""
    libraries: str
    """Versions of what makes the script, so that a new one makes it anew"""


def plan(site: Site) -> Iterator[Planned]:
    """Plan the pages of maps and all that draws them."""
    maps = site.of(Map)
    yield Planned(index_of(addresses.section(site, "maps")), "maps.html", Later(partial(maps_view, site)), "maps")
    for map_ in maps:
        path, origin = index_of(addresses.address(site, map_)), map_.origin
        yield Planned(path, "map.html", Later(partial(map_view, site, map_)), origin.path, origin.mark("title"))
        yield planned_asset(*places_assets(site)[map_.slug], origin.path)
        drawing = drawing_view(map_, site)
        yield Planned(PurePosixPath(drawing_address(drawing).lstrip("/")), write_drawing, drawing, origin.path)
    if maps:
        for name in LEAFLET:
            yield planned_asset(leaflet_address(name, site), site.theme.libraries[name], "Leaflet")
        if base := base_asset(site):
            yield planned_asset(*base, "maps")


def maps_view(site: Site) -> MapsView:
    words = addresses.words_of(site)
    title, lead = words.say("maps.title"), words.say("maps.lead")
    head = views.Head(title, lead, addresses.section(site, "maps"), is_hidden=not site.of(Map))
    places = views.Anchor(words.say("maps.places"), site.addresses.href(addresses.section(site, "places")))
    return MapsView(head, title, lead, listing.map_rows(site), places)


@remembered
def map_view(site: Site, map_: Map) -> MapView:
    words = addresses.words_of(site)
    address = addresses.address(site, map_)
    places = shown_on(map_, site)
    rows = tuple(place_row(number, one, map_, site) for number, one in enumerate(places, 1))
    gone = [one for one in places_on(map_, site) if one not in places]
    tiles = TILES.get(map_.background)
    ground = Ground() if map_.background is Background.NONE else drawing.ground_of(site)
    return MapView(
        head=views.Head(
            views.sample_title(map_, words),
            map_.summary or words.say("map.description", title=map_.title),
            address,
            feeds_of(site, map_),
            pictures_from=tiles.origin if tiles else "",
            has_map_style=True,
        ),
        title=map_.title,
        count=_count(map_, site),
        summary=map_.summary or "",
        up=views.Anchor(words.say("nav.maps"), site.addresses.href(addresses.section(site, "maps"))),
        places=rows,
        gone=tuple(Gone(one.slug, one.name, addresses.href(site, one)) for one in gone),
        tools=tools_of(map_, rows, site.addresses.href(places_address(map_, site)), site),
        tiles=tiles,
        notices=_notices(map_, site),
        drawing=drawing.drawing_of(tuple(drawn(one, site) for one in places), ground) if places else None,
        files=map_files(map_, site),
        services=services_of(map_, site),
        questions=questions.rows_on(site, map_),
        streets=street_links.question_on_map(map_, site),
        downloads=tuple(
            views.Anchor(
                words.say("map.download", format=name), site.addresses.href(addresses.data_address(site, map_, ending))
            )
            for name, ending in (("CSV", "csv"), ("GeoJSON", "geojson"))
        ),
        embedding=views.Anchor(
            words.say("embedding.title"), site.addresses.href(f"{addresses.section(site, 'embedding')}#{map_.slug}")
        ),
        facts=publication.facts(site, map_, address),
    )


def _notices(map_: Map, site: Site) -> Notices:
    words, sites = addresses.words_of(site), ahead.course(site, notices_on(site, map_))
    rows = [tuple(listing.notice_row(notice, one) for notice in concerning(one, map_)) for one in sites]
    gravest = ahead.over_time(sites, [found[:FEW_NOTICES] for found in rows])
    others = ahead.over_time(sites, [found[FEW_NOTICES:] for found in rows])
    counts = [len(found[FEW_NOTICES:]) for found in rows]
    folded = ahead.over_time(sites, [(Folded(words.say("map.more_notices", n=n)),) if n else () for n in counts])
    return Notices(gravest, ahead.while_any(gravest), others, ahead.while_any(others), folded)


def _count(map_: Map, site: Site) -> str:
    found = places_on(map_, site)
    if map_.availability is None:
        return str(len(found))
    return addresses.words_of(site).say("map.of", n=free_on(map_, site), all=len(found))


def services_of(map_: Map, site: Site) -> tuple[listing.Row, ...]:
    """Return the services that show the map."""
    found = views.sorted_by_title(one for one in site.of(Service) if map_.slug in one.maps)
    return tuple(listing.service_row(one, site) for one in found)


def map_files(map_: Map, site: Site) -> MapFiles:
    link = site.addresses.href
    return MapFiles(
        element=element_of(map_),
        script=link(address_of(site, MAP)),
        embed_script=link(address_of(site, MAP_EMBED)),
        many=link(address_of(site, MAP_MANY)),
        tiles=link(address_of(site, MAP_TILES)),
        leaflet=link(leaflet_address("leaflet.js", site)),
        style=link(leaflet_address("leaflet.css", site)),
        drawing=link(drawing_address(drawing_view(map_, site))),
    )


def element_of(map_: Map) -> str:
    return "kart_" + map_.slug.replace("-", "_")


# --- drawing --------------------------------------------------------------------------------


def drawing_view(map_: Map, site: Site) -> DrawingView:
    base = base_asset(site) if map_.background is not Background.NONE else None
    return DrawingView(
        element=element_of(map_),
        bounds=bounds_of([position for one in shown_on(map_, site) for ring in one.shape.rings for position in ring]),
        places=site.addresses.href(places_address(map_, site)),
        base=site.addresses.href(base[0]) if base else "",
        libraries=site.theme.drawn_by,
    )


def bounds_of(positions: list[Position]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return ((south, west), (north, east)) around the positions, with a little room: at least some 200 metres."""
    if not positions:
        return (57.0, 3.0), (71.5, 32.0)
    lons, lats = [lon for lon, _ in positions], [lat for _, lat in positions]
    room = 0.001
    return (round(min(lats) - room, 5), round(min(lons) - room, 5)), (
        round(max(lats) + room, 5),
        round(max(lons) + room, 5),
    )


def drawing_address(view: DrawingView) -> str:
    """Return the address of the map's own script, named after what it is made from: known without making it."""
    digest = hashlib.sha256(repr(view).encode()).hexdigest()[:12]
    return f"/assets/{view.element.replace('_', '-')}.{digest}.js"


def write_drawing(view: DrawingView) -> bytes:
    """Return folium's script for the map: its view and options, and one call that hands our script the addresses."""
    # folium takes half a second and 50 MB to import: paid only when a map has changed.
    from site_builder.outputs.folium_maps import script_of

    return script_of(view.element, view.bounds, view.places, view.base).encode()


def leaflet_address(name: str, site: Site) -> str:
    """Return the address of a file of Leaflet's, by its name there."""
    stem, _, ending = name.rpartition(".")
    return hashed(stem, ending, site.theme.libraries[name])
