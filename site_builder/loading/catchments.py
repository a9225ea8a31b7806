"""Maps of catchments: whether each area belongs to a place, and whether the areas can be right."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.content_types.maps import Map, Place
from site_builder.geometry import rings, utm
from site_builder.geometry.overlap import overlap, share_outside
from site_builder.loading.geodata.frame import Outline
from site_builder.problems import Problem, problem

MOST_SHARED = 100.0
"""Square metres that two catchments may share: what is drawn by hand, or twice, never fits better."""


MOST_OUTSIDE = 0.1
"""Share of the municipality that may be in no catchment without a word: as much as an outline with few corners differs
from a border as it is, and borders that leave out a lake or a fell."""


def problems_of(maps: Iterable[Map], places: Sequence[Place], outline: Outline | None) -> Iterator[Problem]:
    """Yield what is wrong with the maps of catchments; `outline` is the municipality's, where it is known."""
    by_slug = {one.slug: one for one in places}
    levels: dict[str, list[Map]] = {}
    for map_ in maps:
        if map_.catchment_for is not None:
            levels.setdefault(_level(map_), []).append(map_)
    for level, found in levels.items():
        drawn: list[Place] = []
        for map_ in found:
            yield from _unfit(map_, places)
            drawn += [one for one in places if one.map_slug == map_.slug and _is_catchment(one)]
        yield from _schools_outside(drawn, by_slug)
        yield from _overlaps(drawn, level, {one.slug: one for one in found})
        if outline is not None:
            yield from _left_out(found[0], level, drawn, outline)


def _level(map_: Map) -> str:
    """Return what people read before the school: maps of one level are one answer."""
    return next((one.label for one in map_.columns if one.key == map_.catchment_for), "")


def _is_catchment(place: Place) -> bool:
    return place.shape.of == "Polygon" and place.catchment_of is not None


def _unfit(map_: Map, places: Iterable[Place]) -> Iterator[Problem]:
    for one in places:
        if one.map_slug != map_.slug:
            continue
        if one.shape.of != "Polygon":
            yield problem("M592", one.path, one.mark, name=one.name)
        elif one.catchment_of is None:
            yield problem("M593", one.path, one.mark, name=one.name, column=map_.catchment_for)


def _schools_outside(drawn: Iterable[Place], by_slug: Mapping[str, Place]) -> Iterator[Problem]:
    by_school: dict[str, list[Place]] = {}
    for one in drawn:
        by_school.setdefault(one.catchment_of or "", []).append(one)
    for slug, found in by_school.items():
        school = by_slug.get(slug)
        if school and not any(rings.is_in_area(school.shape.centre, one.shape.rings) for one in found):
            yield problem("M594", found[0].path, found[0].mark, name=school.name, catchment=found[0].name)


def _overlaps(drawn: Sequence[Place], level: str, maps: Mapping[str, Map]) -> Iterator[Problem]:
    # All in one zone: areas on either side of its border are measured in the same plane.
    zone = utm.zone_at(drawn[0].shape.centre[0]) if drawn else 0
    measured = [_in_metres(one.shape.rings, zone) for one in drawn]
    told: set[tuple[str, str]] = set()
    for (one, mine), (other, theirs) in itertools.combinations(zip(drawn, measured, strict=True), 2):
        pair = (one.map_slug, other.map_slug)
        if pair in told:
            continue
        shared = overlap(mine, theirs)
        if shared > MOST_SHARED and one.map_slug == other.map_slug:
            yield problem("M595", other.path, other.mark, name=other.name, other=one.name, size=round(shared))
        elif shared > MOST_SHARED:
            # Likely two levels under one name, so that every area of one lies on some of the other: told once.
            told.add(pair)
            map_ = maps[other.map_slug]
            mark = map_.origin.mark("catchment_for")
            yield problem("M621", map_.origin.path, mark, level=level, title=map_.title, other=maps[one.map_slug].title)


def _left_out(map_: Map, level: str, drawn: Sequence[Place], outline: Outline) -> Iterator[Problem]:
    # Examples stand for no area, and of areas that are wrong enough is told.
    if all(one.sample for one in drawn):
        return
    zone = utm.zone_at(outline.rings[0][0][0])
    catchments = (_in_metres(one.shape.rings, zone) for one in drawn)
    outside = share_outside(_in_metres(outline.rings, zone), catchments)
    if outside > MOST_OUTSIDE:
        mark = map_.origin.mark("catchment_for")
        yield problem("M620", map_.origin.path, mark, level=level, share=round(outside * 100))


def _in_metres(found: Iterable[rings.Ring], zone: int) -> list[list[rings.Position]]:
    return [[utm.to_metres(lon, lat, zone) for lon, lat in ring] for ring in found]
