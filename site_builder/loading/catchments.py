"""Maps of catchments: which place each area belongs to, and whether the areas can be right."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from site_builder.content_types.maps import Map, Place
from site_builder.loading import areas
from site_builder.problems import Problem, problem

MOST_SHARED = 100.0
"""Square metres that two catchments may share: what is drawn by hand, or twice, never fits better."""


def with_catchments(maps: Iterable[Map], places: Sequence[Place]) -> list[Place]:
    """Return the places, the areas of catchment maps with the slug of what each belongs to.

    People read the name of the school and not its slug, so the column says the name.
    """
    columns = {one.slug: one.catchment_for for one in maps if one.catchment_for}
    names = {one.slug: one.name for one in places}
    found = []
    for place in places:
        column = columns.get(place.map_slug)
        slug = dict(place.values).get(column) if column else None
        if slug is None:
            found.append(place)
            continue
        values = tuple((key, names.get(text, text) if key == column else text) for key, text in place.values)
        found.append(replace(place, values=values, catchment_of=slug))
    return found


def problems_of(maps: Iterable[Map], places: Sequence[Place]) -> Iterator[Problem]:
    """Yield what is wrong with each map of catchments."""
    by_slug = {one.slug: one for one in places}
    for map_ in maps:
        if map_.catchment_for is None:
            continue
        columns = [column.key for column in map_.columns]
        if map_.catchment_for not in columns:
            close = difflib.get_close_matches(map_.catchment_for, columns, n=1)
            values = {"instead": close[0]} if close else {"key": map_.catchment_for}
            code = "M599" if close else "M591"
            yield problem(code, map_.origin.path, map_.origin.mark("catchment_for"), found=map_.catchment_for, **values)
            continue
        yield from _judged([one for one in places if one.map_slug == map_.slug], map_.catchment_for, by_slug)


def _judged(found: Sequence[Place], column: str, by_slug: Mapping[str, Place]) -> Iterator[Problem]:
    drawn = []
    for one in found:
        if one.shape.kind != "Polygon":
            yield problem("M592", one.path, one.mark, name=one.name)
        elif one.catchment_of is None:
            yield problem("M593", one.path, one.mark, name=one.name, column=column)
        else:
            drawn.append(one)
    yield from _schools_outside(drawn, by_slug)
    for one, other in itertools.combinations(drawn, 2):
        shared = areas.overlap(one.shape, other.shape)
        if shared > MOST_SHARED:
            yield problem("M595", other.path, other.mark, name=other.name, other=one.name, size=round(shared))


def _schools_outside(drawn: Iterable[Place], by_slug: Mapping[str, Place]) -> Iterator[Problem]:
    by_school: dict[str, list[Place]] = {}
    for one in drawn:
        by_school.setdefault(one.catchment_of or "", []).append(one)
    for slug, found in by_school.items():
        school = by_slug.get(slug)
        if school and not any(areas.contains(one.shape, school.shape.centre) for one in found):
            yield problem("M594", found[0].path, found[0].mark, name=school.name, catchment=found[0].name)
