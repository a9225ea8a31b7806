"""The page that answers for a street: school, waste, snow clearing and notices. All of it is a list on the page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.content_types.maps import Map, Place, Position, Shape
from site_builder.content_types.references import STREET
from site_builder.content_types.streets import Side, Street, key_of
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, listing, people, views
from site_builder.outputs.maps import geojson, geometry
from site_builder.outputs.notices import current, gravest_first, newest_first
from site_builder.outputs.projection import mercator, simplified
from site_builder.outputs.scripts import hashed, planned_asset, streets_script_address
from site_builder.outputs.street_links import anchors, has_schools
from site_builder.text.collation import initial, sort_key
from site_builder.text.messages import Catalogue

TOLERANCE = 5.0
"""Metres that the border of a catchment may move when it is simplified: a sixth of what the script calls near."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that holds for a part of a street. `href` is empty for what has no page."""

    label: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The houses of a street that have one answer."""

    numbers: str
    """Which they are, in words; empty when all of the street's"""
    first: str
    """The lowest number, or empty: for the script"""
    last: str
    side: str
    answers: tuple[Answer, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class StreetView:
    name: str
    anchor: str
    parts: tuple[Part, ...]
    notices: tuple[listing.Row, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The streets that begin with a letter."""

    title: str
    streets: tuple[StreetView, ...]


@dataclass(frozen=True, slots=True)
class StreetsView:
    head: views.Head
    title: str
    lead: str
    letters: tuple[Letter, ...]
    has_schools: bool
    is_sample: bool
    """Whether every line of the table is an invented example"""
    catchments: str
    """Address of the catchments' GeoJSON, or empty"""
    ask: views.Anchor
    """Who to ask when the table does not answer"""
    maps: tuple[views.Anchor, ...]
    """The maps that the schools stand on"""
    script: str
    embedding: views.Anchor


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page, where there is a street table, and the catchments it may fetch."""
    if not site.of(Street):
        return
    yield Planned(index_of(addresses.section(site, "streets")), "street.html", streets_view(site), Street.file)
    if found := catchments_asset(site):
        yield planned_asset(*found, "maps")


def streets_view(site: Site) -> StreetsView:
    words, address = addresses.words_of(site), addresses.section(site, "streets")
    title, lead = words.say("streets.title"), words.say("streets.lead", what=tuple(_what(site, words)))
    catchments = catchments_asset(site)
    link = site.addresses.href
    return StreetsView(
        head=views.Head(title, lead, address),
        title=title,
        lead=lead,
        letters=_letters(site),
        has_schools=has_schools(site),
        is_sample=all(one.sample for one in site.of(Street)),
        catchments=link(catchments[0]) if catchments else "",
        ask=_ask(site, words),
        maps=tuple(_school_maps(site)),
        script=link(streets_script_address(site)),
        embedding=views.Anchor(
            words.say("embedding.title"), link(f"{addresses.section(site, 'embedding')}#_{address.strip('/')}")
        ),
    )


def _what(site: Site, words: Catalogue) -> Iterator[str]:
    """Yield what the table tells of some street at least."""
    streets = site.of(Street)
    if has_schools(site):
        yield words.say("streets.what.school")
    if any(one.waste for one in streets):
        yield words.say("streets.what.waste")
    if any(one.clearing for one in streets):
        yield words.say("streets.what.clearing")
    yield words.say("streets.what.notices")


def _ask(site: Site, words: Catalogue) -> views.Anchor:
    desk = people.person(site, people.front_desk(site))
    if desk.phone:
        return views.Anchor(f"{words.say('call', name=desk.name)} {desk.phone}", f"tel:{desk.dial}")
    return views.Anchor(words.say("contact_us"), site.addresses.href(addresses.section(site, "contact")))


def _school_maps(site: Site) -> Iterator[views.Anchor]:
    schools = {slug for one in site.of(Street) for slug in (one.school, one.lower_secondary) if slug}
    shown = {one.map_slug for one in site.of(Place) if one.slug in schools}
    for map_ in views.sorted_by_title(site.of(Map)):
        if map_.slug in shown or map_.catchment_for:
            yield views.Anchor(views.sample_title(map_, addresses.words_of(site)), addresses.href(site, map_))


# --- streets ------------------------------------------------------------------------


def _letters(site: Site) -> tuple[Letter, ...]:
    """Return every street in Norwegian order, under its first letter."""
    by_key: dict[str, list[Street]] = {}
    for one in site.of(Street):
        by_key.setdefault(one.key, []).append(one)
    notices, at = _notices_by_key(site), anchors(site)
    found: dict[str, list[StreetView]] = {}
    for lines in sorted(by_key.values(), key=lambda lines: sort_key(lines[0].name)):
        key = lines[0].key
        street = _street(lines, at[key], notices.get(key, ()), site)
        found.setdefault(initial(street.name), []).append(street)
    return tuple(Letter(letter, tuple(streets)) for letter, streets in found.items())


def _notices_by_key(site: Site) -> dict[str, tuple[listing.Row, ...]]:
    """Return the current notices of each street that any names, the gravest first."""
    found: dict[str, list[listing.Row]] = {}
    for notice in gravest_first(newest_first(current(site)), site):
        named = (one.removeprefix(STREET) for one in notice.concerns if one.startswith(STREET))
        for key in dict.fromkeys(key_of(name) for name in named):
            found.setdefault(key, []).append(listing.notice_row(notice, site))
    return {key: tuple(rows) for key, rows in found.items()}


def _street(lines: Iterable[Street], anchor: str, notices: tuple[listing.Row, ...], site: Site) -> StreetView:
    ordered = sorted(lines, key=lambda one: (one.first, one.side is Side.EVEN))
    return StreetView(ordered[0].name, anchor, tuple(_part(one, site) for one in ordered), notices)


def _part(one: Street, site: Site) -> Part:
    words = addresses.words_of(site)
    answers = (
        _school("school", one.school, site),
        _school("lower_secondary", one.lower_secondary, site),
        Answer(words.say("streets.waste"), one.waste) if one.waste else None,
        Answer(words.say("streets.clearing"), one.clearing) if one.clearing else None,
    )
    return Part(
        numbers="" if one.is_whole() else _numbers(one, words),
        first=str(one.since or ""),
        last=str(one.until or ""),
        side=one.side.value,
        answers=tuple(one for one in answers if one),
        sample=one.sample,
    )


def _school(key: str, slug: str | None, site: Site) -> Answer | None:
    place = site.get(Place, slug) if slug else None
    # A school whose map is not published yet is not shown.
    return Answer(_label(key, site), place.name, addresses.href(site, place)) if place else None


def _label(key: str, site: Site) -> str:
    return addresses.words_of(site).say("streets.school" if key == "school" else "streets.lower_secondary")


def _numbers(one: Street, words: Catalogue) -> str:
    if one.since and one.until:
        text = words.say("streets.numbers", first=one.since, last=one.until)
    elif one.since:
        text = words.say("streets.numbers_from", first=one.since)
    elif one.until:
        text = words.say("streets.numbers_to", last=one.until)
    else:
        text = words.say("streets.numbers_all")
    sides = {Side.ODD: words.say("streets.odd"), Side.EVEN: words.say("streets.even")}
    return f"{text}, {sides[one.side]}" if one.side in sides else text


# --- catchments ---------------------------------------------------------------------


def catchments_asset(site: Site) -> tuple[str, bytes] | None:
    """Return address and content of the catchments, for the script to find a position in: GeoJSON (RFC 7946).

    Longitude, latitude; 5 decimals, some 1 x 0.6 metres.
    """
    language = addresses.words_of(site).language
    levels = {
        map_.slug: column.label_in(language)
        for map_ in site.of(Map)
        for column in map_.columns
        if column.key == map_.catchment_for
    }
    features: list[dict[str, object]] = []
    for area in site.of(Place):
        school = site.get(Place, area.catchment_of) if area.catchment_of else None
        if school is None:
            continue
        properties = {
            "level": levels[area.map_slug],
            "name": school.name,
            "href": addresses.href(site, school),
            "sample": area.sample,
        }
        shape = geometry(_with_fewer_points(area.shape))
        features.append({"type": "Feature", "geometry": shape, "properties": properties})
    if not features:
        return None
    content = geojson(features)
    return hashed("skolekretser", "geojson", content), content


def _with_fewer_points(shape: Shape) -> Shape:
    return Shape(shape.kind, tuple(tuple(_simplified(ring) for ring in part) for part in shape.parts))


def _simplified(ring: Sequence[Position]) -> tuple[Position, ...]:
    """Return a closed ring with as few of its points as keep it within the tolerance of where it was."""
    # The plane of drawings: a metre on the ground is 1/cos(latitude) of its metres.
    spots = {mercator(one): one for one in ring}
    stretch = 1 / math.cos(math.radians(ring[0][1]))
    kept = simplified([mercator(one) for one in ring], TOLERANCE * stretch)
    # An area needs four positions (RFC 7946, section 3.1.6): a sliver stays as it is.
    found = [spots[one] for one in kept] if len(kept) > 3 else ring
    return tuple((round(lon, 5), round(lat, 5)) for lon, lat in found)
