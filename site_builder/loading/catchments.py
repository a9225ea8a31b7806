"""Maps of catchments: whether each area belongs to a place, and whether the areas can be right."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.content_types.maps import Map, Place
from site_builder.geometry import rings, utm
from site_builder.geometry.overlap import overlap
from site_builder.problems import Problem, problem

MOST_SHARED = 100.0
"""Square metres that two catchments may share: what is drawn by hand, or twice, never fits better."""


def problems_of(maps: Iterable[Map], places: Sequence[Place]) -> Iterator[Problem]:
    """Yield what is wrong with each map of catchments."""
    by_slug = {one.slug: one for one in places}
    for map_ in maps:
        if map_.catchment_for is not None:
            yield from _judged([one for one in places if one.map_slug == map_.slug], map_.catchment_for, by_slug)


def _judged(found: Sequence[Place], column: str, by_slug: Mapping[str, Place]) -> Iterator[Problem]:
    drawn = []
    for one in found:
        if one.shape.of != "Polygon":
            yield problem("M592", one.path, one.mark, name=one.name)
        elif one.catchment_of is None:
            yield problem("M593", one.path, one.mark, name=one.name, column=column)
        else:
            drawn.append(one)
    yield from _schools_outside(drawn, by_slug)
    yield from _overlaps(drawn)


def _schools_outside(drawn: Iterable[Place], by_slug: Mapping[str, Place]) -> Iterator[Problem]:
    by_school: dict[str, list[Place]] = {}
    for one in drawn:
        by_school.setdefault(one.catchment_of or "", []).append(one)
    for slug, found in by_school.items():
        school = by_slug.get(slug)
        if school and not any(rings.is_in_area(school.shape.centre, one.shape.rings) for one in found):
            yield problem("M594", found[0].path, found[0].mark, name=school.name, catchment=found[0].name)


def _overlaps(drawn: Sequence[Place]) -> Iterator[Problem]:
    # All in one zone: areas on either side of its border are measured in the same plane.
    zone = utm.zone_at(drawn[0].shape.centre[0]) if drawn else 0
    measured = [[[utm.to_metres(lon, lat, zone) for lon, lat in ring] for ring in one.shape.rings] for one in drawn]
    for (one, mine), (other, theirs) in itertools.combinations(zip(drawn, measured, strict=True), 2):
        shared = overlap(mine, theirs)
        if shared > MOST_SHARED:
            yield problem("M595", other.path, other.mark, name=other.name, other=one.name, size=round(shared))
