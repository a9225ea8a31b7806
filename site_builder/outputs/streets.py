"""The page that answers for a street, or for where somebody is: school, waste, clearing, notices; all in its lists."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.content_types.maps import Map, Place, Position, Shape
from site_builder.content_types.notice import Notice
from site_builder.content_types.references import STREET
from site_builder.content_types.streets import Side, Street, key_of, lines_in_order
from site_builder.model import Planned, Site, index_of, remembered
from site_builder.outputs import addresses, ahead, listing, people, views
from site_builder.outputs.map_data import geojson, geometry
from site_builder.outputs.notices import current, gravest_first, newest_first
from site_builder.outputs.projection import mercator, simplified
from site_builder.outputs.scripts import STREETS, address_of, hashed, planned_asset
from site_builder.outputs.street_links import (
    anchors,
    catchments,
    has_page,
    has_schools,
    level_name,
    maps_of_schools,
    named_alone,
    numbers_of,
    table_has_schools,
)
from site_builder.text.collation import initial, sort_key
from site_builder.text.foreign import joined
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
    """Nothing of a street that only notices name"""
    sample: bool


@dataclass(frozen=True, slots=True)
class StreetView:
    name: str
    anchor: str
    parts: tuple[Part, ...]
    notices: tuple[listing.Row, ...]
    """Now and in time"""
    notices_shown: ahead.Shown = ahead.NEVER
    shown: ahead.Shown = ahead.ALWAYS
    """A street that only notices name is there while one of them is"""


@dataclass(frozen=True, slots=True)
class Letter:
    """The streets that begin with a letter."""

    title: str
    streets: tuple[StreetView, ...]

    @property
    def shown(self) -> ahead.Shown:
        return ahead.while_any(self.streets)


@dataclass(frozen=True, slots=True)
class School:
    """A school with its catchments, for who finds it without saying where they are."""

    name: str
    href: str
    level: str
    areas: tuple[views.Anchor, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class StreetsView:
    head: views.Head
    title: str
    lead: str
    letters: tuple[Letter, ...]
    """Nothing where the site has catchments alone"""
    schools: tuple[School, ...]
    """Nothing where the streets say it"""
    has_schools: bool
    example: str
    """The name of a street, for the field it is typed in; empty where there are none"""
    is_sample: bool
    """Whether every street, or every catchment where there are no streets, is an invented example"""
    catchments: str
    """Address of the catchments' GeoJSON, or empty"""
    ask: views.Anchor
    """Who to ask when the table does not answer"""
    maps: tuple[views.Anchor, ...]
    """The maps that the schools stand on"""
    script: str
    embedding: views.Anchor


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page, where there is a street table or a map of catchments, and the catchments it may fetch."""
    if not has_page(site):
        return
    yield Planned(index_of(addresses.section(site, "streets")), "street.html", streets_view(site), source_of(site))
    if found := catchments_asset(site):
        yield planned_asset(*found, "maps")


def source_of(site: Site) -> str:
    """Return what the page is made from."""
    return Street.file if site.of(Street) else catchments(site)[0][0].path


@remembered
def streets_view(site: Site) -> StreetsView:
    words, address = addresses.words_of(site), addresses.section(site, "streets")
    title = words.say("streets.title" if site.of(Street) else "streets.question")
    lead = joined(" ", _lead(site, words))
    asset, letters = catchments_asset(site), _letters(site)
    link = site.addresses.href
    judged = site.of(Street) or [area for area, _ in catchments(site)]
    return StreetsView(
        head=views.Head(title, lead, address),
        title=title,
        lead=lead,
        letters=letters,
        schools=() if table_has_schools(site) else tuple(_schools(site)),
        has_schools=has_schools(site),
        example=min((one.name for one in site.of(Street)), key=sort_key, default=""),
        is_sample=all(one.sample for one in judged),
        catchments=link(asset[0]) if asset else "",
        ask=_ask(site, words),
        maps=tuple(_school_maps(site)),
        script=link(address_of(site, STREETS)),
        embedding=views.Anchor(
            words.say("embedding.title"), link(f"{addresses.section(site, 'embedding')}#_{address.strip('/')}")
        ),
    )


def _lead(site: Site, words: Catalogue) -> Iterator[str]:
    """Yield how to ask for what: by the street, and for the school by where one is, when the table has none."""
    if site.of(Street):
        yield words.say("streets.lead", what=tuple(_what(site, words)))
    if not table_has_schools(site) and catchments(site):
        yield words.say("streets.lead_position")


def _what(site: Site, words: Catalogue) -> Iterator[str]:
    """Yield what the table tells of some street at least."""
    streets = site.of(Street)
    if table_has_schools(site):
        yield words.say("streets.what.school")
    if any(one.waste for one in streets):
        yield words.say("streets.what.waste")
    if any(one.clearing for one in streets):
        yield words.say("streets.what.clearing")
    yield words.say("streets.what.notices")


def _ask(site: Site, words: Catalogue) -> views.Anchor:
    desk = people.person(site, people.front_desk(site))
    if desk.phone:
        return views.Anchor(joined(" ", (words.say("call", name=desk.name), desk.phone)), f"tel:{desk.dial}")
    return views.Anchor(words.say("contact_us"), site.addresses.href(addresses.section(site, "contact")))


def _school_maps(site: Site) -> Iterator[views.Anchor]:
    for map_ in maps_of_schools(site):
        yield views.Anchor(views.sample_title(map_, addresses.words_of(site)), addresses.href(site, map_))


# --- streets ------------------------------------------------------------------------


def _letters(site: Site) -> tuple[Letter, ...]:
    """Return every street in the language's order, under its first letter: the table's, and those notices name."""
    by_key: dict[str, list[Street]] = {}
    for one in site.of(Street):
        by_key.setdefault(one.key, []).append(one)
    notices, at = _notices_by_key(site), anchors(site)
    found: dict[str, list[StreetView]] = {}
    streets = [_street(lines, at[key], notices.get(key, ()), site) for key, lines in by_key.items()]
    streets += [_named(name, at[key], notices[key]) for key, name in named_alone(site).items()]
    language = addresses.language_of(site)
    for street in sorted(streets, key=lambda one: (sort_key(one.name, language), one.anchor)):
        found.setdefault(initial(street.name, language), []).append(street)
    return tuple(Letter(letter, tuple(under)) for letter, under in found.items())


def _notices_by_key(site: Site) -> dict[str, tuple[listing.Row, ...]]:
    """Return the notices of each street that any names, now and in time, the gravest first."""
    found: dict[str, list[Notice]] = {}
    for notice in site.of(Notice):
        for key in _streets_of(notice):
            found.setdefault(key, []).append(notice)
    return {key: _rows_over_time(key, notices, site) for key, notices in found.items()}


def _rows_over_time(key: str, notices: list[Notice], site: Site) -> tuple[listing.Row, ...]:
    sites = ahead.course(site, notices)
    return ahead.over_time(
        sites, [[listing.notice_row(notice, one) for notice in _by_street(one).get(key, ())] for one in sites]
    )


@remembered
def _by_street(site: Site) -> dict[str, list[Notice]]:
    """Return the current notices of each street that any names, the gravest first."""
    found: dict[str, list[Notice]] = {}
    for notice in gravest_first(newest_first(current(site)), site):
        for key in _streets_of(notice):
            found.setdefault(key, []).append(notice)
    return found


def _streets_of(notice: Notice) -> Iterable[str]:
    named = (one.removeprefix(STREET) for one in notice.concerns if one.startswith(STREET))
    return dict.fromkeys(key_of(name) for name in named)


def _named(name: str, anchor: str, notices: tuple[listing.Row, ...]) -> StreetView:
    shown = ahead.while_any(notices)
    return StreetView(name, anchor, (_UNKNOWN,), notices, shown, shown)


def _street(lines: Iterable[Street], anchor: str, notices: tuple[listing.Row, ...], site: Site) -> StreetView:
    ordered = lines_in_order(lines)
    parts = tuple(_part(one, site) for one in ordered)
    return StreetView(ordered[0].name, anchor, parts, notices, ahead.while_any(notices))


def _part(one: Street, site: Site) -> Part:
    words = addresses.words_of(site)
    answers = (
        _school("school", one.school, site),
        _school("lower_secondary", one.lower_secondary, site),
        Answer(words.say("streets.waste"), one.waste) if one.waste else None,
        Answer(words.say("streets.clearing"), one.clearing) if one.clearing else None,
    )
    return Part(
        numbers="" if one.is_whole() else numbers_of(one, words),
        first=str(one.since or ""),
        last=str(one.until or ""),
        side=one.side.value,
        answers=tuple(one for one in answers if one),
        sample=one.sample,
    )


_UNKNOWN = Part("", "", "", Side.ALL.value, (), sample=False)


def _school(key: str, slug: str | None, site: Site) -> Answer | None:
    place = site.get(Place, slug) if slug else None
    # A school whose map is not published yet is not shown.
    return Answer(level_name(key, addresses.words_of(site)), place.name, addresses.href(site, place)) if place else None


# --- catchments ---------------------------------------------------------------------


def _levels(site: Site) -> dict[str, str]:
    """Return what people read before the school of an area, by the area's map."""
    language = addresses.words_of(site).language
    return {
        map_.slug: column.label_in(language)
        for map_ in site.of(Map)
        for column in map_.columns
        if column.key == map_.catchment_for
    }


def _schools(site: Site) -> Iterator[School]:
    """Yield the schools that have catchments, in Norwegian order; one of two levels for each."""
    levels = _levels(site)
    found: dict[tuple[str, str], tuple[Place, list[Place]]] = {}
    for area, school in catchments(site):
        found.setdefault((levels[area.map_slug], school.slug), (school, []))[1].append(area)
    for (level, _), (school, areas) in sorted(found.items(), key=lambda one: (one[0][0], sort_key(one[1][0].name))):
        links = tuple(views.Anchor(area.name, addresses.href(site, area)) for area in areas)
        yield School(school.name, addresses.href(site, school), level, links, all(area.sample for area in areas))


def catchments_asset(site: Site) -> tuple[str, bytes] | None:
    """Return address and content of the catchments, for the script to find a position in: GeoJSON (RFC 7946).

    Longitude, latitude; 5 decimals, some 1 x 0.6 metres.
    """
    levels = _levels(site)
    features: list[dict[str, object]] = []
    for area, school in catchments(site):
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
