"""The places of a map, from whichever source it names, judged by one set of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from pydantic_core import PydanticCustomError

from site_builder.content_types.columns import SEVERAL, Column, ColumnType
from site_builder.content_types.entry import Sourced
from site_builder.content_types.maps import Availability, Map, Place, Shape
from site_builder.loading import references
from site_builder.loading.found_places import Found, places_in
from site_builder.loading.geodata.frame import Frame, Outline, shape_in_degrees
from site_builder.loading.geodata.shapes import square_metres
from site_builder.loading.two_positions import contradiction
from site_builder.loading.validation import Reading
from site_builder.problems import Problem, has_errors, problem
from site_builder.text import dates
from site_builder.text.slugs import LONGEST, is_slug, is_too_long, shortened, slug_of


def places_of(
    map_: Map, outline: Outline, index: references.Index, reading: Reading, find: Callable[[], Sequence[Found]]
) -> list[Place]:
    """Return the map's places in the order of its source; what is wrong goes to `reading`. `find` returns what the
    source holds."""
    before = len(reading.problems)
    if faults := list(faults_of_source(map_)):
        reading.problems.extend(faults)
        return []
    found = find()
    checked = list(_checked(map_, found, outline, index, reading))
    if not checked and not has_errors(reading.problems[before:]):
        reading.problems.append(problem("M522", map_.origin.path, map_.origin.mark("data")))
    reading.problems.extend(_unfindable(map_, checked))
    reading.problems[before:] = _without_numbers_told_of(reading.problems[before:])
    return checked


def _without_numbers_told_of(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems; not that numbers are shown nowhere, where they say that a place is elsewhere."""
    told_of = {name for one in problems if one.code == "M670" for name in _names(one, "first")}
    for one in problems:
        names = _names(one, "names") if one.code == "M507" else ()
        left = tuple(name for name in names if name not in told_of)
        if left == names:
            yield one
        elif left:
            yield problem("M507", one.path, one.mark, names=left)


def _names(one: Problem, value: str) -> tuple[str, ...]:
    names = dict(one.values)[value]
    assert isinstance(names, tuple), "told as several, be it one"
    return names


def faults_of_source(map_: Sourced) -> Iterator[Problem]:
    """Yield what is wrong where a map says nowhere, or twice, where its places are."""
    if isinstance(map_, Map) and bool(map_.places) == bool(map_.data):
        code = "M501" if map_.data is None else "M521"
        yield problem(code, map_.origin.path, map_.origin.mark("data"))


def judge_beside_wrong_ones(map_: Map, outline: Outline, index: references.Index, reading: Reading) -> None:
    """Judge the places in the file of a map with errors, where no other field has any; what is wrong goes to `reading`.

    They are on no map before all of it is right.
    """
    if map_.origin.failed <= {"places"}:
        list(_checked(map_, list(places_in(map_, reading)), outline, index, reading))


def _checked(
    map_: Map, found: Sequence[Found], outline: Outline, index: references.Index, reading: Reading
) -> Iterator[Place]:
    seen: dict[object, str] = {}
    for one in found:
        name = one.fields.name
        slug = one.fields.id or slug_of(name)
        if is_too_long(slug):
            told = {"length": len(slug), "limit": LONGEST, "instead": shortened(slug)}
            reading.problems.append(problem("F164", one.path, one.mark, **told))
            continue
        if not is_slug(slug):
            reading.problems.append(problem("M512", one.path, one.mark, name=name))
            continue
        values = tuple(_values(one, map_.columns, index, reading))
        shape = _shape(one, map_, outline, reading)
        if shape is None:
            continue
        fault = contradiction(one, shape, map_) or _availability_problem(one, map_, dict(values))
        if fault is not None:
            reading.problems.append(fault)
            continue
        reading.problems.extend(_area_problems(one, shape, values, map_))
        reading.problems.extend(_lost_zeros(one, values, map_.columns))
        spot = shape.centre if shape.kind == "Point" else shape
        if other := seen.get(spot):
            reading.problems.append(problem("M514", one.path, one.mark, name=name, other=other))
        seen.setdefault(spot, name)
        yield _place(one, shape, slug, map_, values)


def _shape(one: Found, map_: Map, outline: Outline, reading: Reading) -> Shape | None:
    """Return where a place is, in degrees; None with a problem where that cannot be so."""
    fields, path, mark = one.fields, one.path, one.mark_of_position
    degrees, metres = fields.degrees, (fields.east, fields.north)
    if one.shape is None and any(n is not None for n in degrees) and any(n is not None for n in metres):
        reading.problems.append(problem("M539", path, mark, name=fields.name))
        return None
    numbers = degrees if any(n is not None for n in degrees) else metres
    shape = one.shape
    if shape is None:
        x, y = numbers
        if x is None or y is None:
            reading.problems.append(problem("M532", path, mark, name=fields.name))
            return None
        shape = Shape("Point", ((((x, y),),),))
    in_fields = one.shape is None and numbers == degrees
    words = (map_.name_of("epsg"), *(("east", "north") if map_.is_spelt_in_english else ("øst", "nord")))
    frame = Frame(outline, None if in_fields else one.system, map_.origin.path, in_fields, one.is_own, words)
    if fault := frame.fault(shape, path, mark, fields.name):
        reading.problems.append(fault)
        return None
    return shape_in_degrees(shape, frame.system)


# --- what stands in the columns ---------------------------------------------------


def _values(
    one: Found, columns: Sequence[Column], index: references.Index, reading: Reading
) -> Iterator[tuple[str, str]]:
    """Yield key and value of each declared column that a place has, in the order of the columns."""
    for column in columns:
        text = one.fields.values.get(column.key)
        if not text:
            continue
        mark = one.mark_of(column.key)
        try:
            value = column.kept(text)
        except PydanticCustomError as fault:
            told = {key: value for key, value in (fault.context or {}).items() if key != "code"}
            reading.problems.append(problem(fault.type, one.path, mark, field=column.key, **told))
            continue
        if column.type is ColumnType.LINK and not index.has(("link",), value):
            reading.problems.append(references.unknown(index, ("link",), value, one.path, mark))
            continue
        if column.looks_like_a_date(text):
            reading.problems.append(problem("M547", one.path, mark, field=column.key, text=text))
        yield column.key, value


def _availability_problem(one: Found, map_: Map, values: Mapping[str, str]) -> Problem | None:
    """Return a problem where the column that must say whether a place is free says something else."""
    key = map_.availability
    text = values.get(key or "", "")
    if key is None or Availability.parse(text) is not None:
        return None
    choices = tuple(map_.spelt(choice) for choice in Availability)
    if not text:
        return problem("M605", one.path, one.mark, name=one.fields.name, field=key, choices=choices)
    return problem("M604", one.path, one.mark_of(key), field=key, text=text, choices=choices)


_LEAST_AREA = 1.0
"""Square metres"""
_OFF = 0.03
"""How much of what is written the measured area may differ by."""


def _area_problems(one: Found, shape: Shape, values: Sequence[tuple[str, str]], map_: Map) -> Iterator[Problem]:
    if shape.of != "Polygon":
        return
    name = one.fields.name
    if any(square_metres(Shape("Polygon", ((part[0],),))) < _LEAST_AREA for part in shape.parts):
        yield problem("M551", one.path, one.mark, name=name)
        return
    measured = square_metres(shape)
    written = dict(values)
    for column in map_.columns:
        unit, each = _unit_of_area(column, map_)
        if not each or column.key not in written:
            continue
        area = float(written[column.key])
        if abs(measured - area * each) > _OFF * area * each:
            told = {"name": name, "field": column.key, "written": written[column.key], "measured": round(measured)}
            if each > 1:
                told |= {"written": area, "measured": round(measured / each, 2), "unit": unit}
            yield problem("M657" if each > 1 else "M550", one.path, one.mark_of(column.key), **told)


def _unit_of_area(column: Column, map_: Map) -> tuple[str, int]:
    """Return the unit of a column with the area of a place, and how many square metres it is; 0 where it has none.

    Where places are for sale, the column of numbers that is called the area is one too.
    """
    if column.type is ColumnType.AREA:
        return "m²", 1
    found = column.square_metres if map_.availability is not None else None
    return found or ("", 0)


def _unfindable(map_: Map, found: Sequence[Place]) -> Iterator[Problem]:
    """Yield the places without what people must choose by before they ask for the nearest, where they must."""
    key = map_.nearest_first or ""
    said = [dict(place.values).get(key, "") for place in found]
    choices = {text for each in said if each for text in each.split(SEVERAL)}
    if map_.nearest and len(choices) > 1:
        for place, text in zip(found, said, strict=True):
            if not text:
                yield problem("M671", place.path, place.mark, name=place.name, field=key)


_POSTCODE = re.compile(r"(?P<street>.*,\s*)(?P<code>\d{3})(?P<town>\s+[A-ZÆØÅ][^\W\d].*)")


def _lost_zeros(one: Found, values: Sequence[tuple[str, str]], columns: Sequence[Column]) -> Iterator[Problem]:
    """Yield numbers without the zero they begin with: 180 Oslo is 0180 Oslo."""
    for column in columns:
        text = dict(values).get(column.key, "")
        if column.has_lost_a_zero(text):
            told = {"field": column.key, "text": text, "instead": f"0{text}"}
            yield problem("M653", one.path, one.mark_of(column.key), **told)
    if match := _POSTCODE.fullmatch(one.fields.address or ""):
        instead = f"{match['street']}0{match['code']}{match['town']}"
        mark = one.mark_of_field("address", "adresse")
        yield problem("M654", one.path, mark, name=one.fields.name, text=match["code"], instead=instead)


def _place(one: Found, shape: Shape, slug: str, map_: Map, values: tuple[tuple[str, str], ...]) -> Place:
    fields, written = one.fields, dict(values)
    availability = Availability.parse(written.get(map_.availability or "", ""))
    return Place(
        slug=slug,
        name=fields.name,
        shape=shape,
        map_slug=map_.slug,
        address=fields.address,
        summary=fields.summary,
        link=fields.link,
        sample=fields.sample or map_.sample,
        aliases=fields.aliases,
        values=values,
        availability=availability,
        deadline=_deadline(map_, written) if availability is Availability.FREE else None,
        catchment_of=written.get(map_.catchment_for or ""),
        path=one.path,
        mark=one.mark,
        published=map_.published,
        draft=map_.draft,
    )


def _deadline(map_: Map, values: Mapping[str, str]) -> dates.When | None:
    column = next((one for one in map_.columns if one.key == map_.deadline_column), None)
    if column is None or column.type is not ColumnType.DATE or column.key not in values:
        return None
    return dates.parse_when(values[column.key])
