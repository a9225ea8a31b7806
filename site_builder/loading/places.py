"""The places of a map, from whichever source it names, judged by one set of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic_core import PydanticCustomError

from site_builder.content_types.columns import Column, ColumnType
from site_builder.content_types.maps import UNIT_NUMBER, Availability, InlinePlace, Map, Place, Shape
from site_builder.loading import references
from site_builder.loading.folders import Folder
from site_builder.loading.geodata import READERS
from site_builder.loading.geodata.frame import Frame, Outline, shape_in_degrees
from site_builder.loading.geodata.rows import KNOWN, OLD_ADDRESSES, Read, Row
from site_builder.loading.geodata.shapes import square_metres
from site_builder.loading.validation import Reading, validated
from site_builder.problems import Faults, Mark, Problem, problem
from site_builder.source import Document, Loc, Value
from site_builder.text.slugs import is_slug, slug_of


@dataclass(frozen=True, slots=True)
class _Found:
    """A place as its author wrote it, and where."""

    fields: InlinePlace
    shape: Shape | None
    """In the numbers of the file, where it has a shape of its own"""
    system: int | None
    """What its metres are in (EPSG)"""
    document: Document
    above: Loc = ()
    """Where its fields begin in the document"""

    @property
    def path(self) -> str:
        return self.document.path

    @property
    def mark(self) -> Mark:
        """Where its name stands: what is told of a place is told there."""
        key = next((one for one in ("navn", "name") if (*self.above, one) in self.document.values), "name")
        return self.document.mark((*self.above, key))

    def mark_of(self, column: str) -> Mark:
        """Where its value in a column stands."""
        inside = (*self.above, "values", column)
        return self.document.mark(inside if self.above else (column,))


def places_of(map_: Map, folder: Folder, outline: Outline, index: references.Index, reading: Reading) -> list[Place]:
    """Return the map's places in the order of its source; what is wrong goes to `reading`."""
    before = len(reading.problems)
    if bool(map_.places) == bool(map_.data):
        code = "M501" if map_.data is None else "M521"
        reading.problems.append(problem(code, map_.origin.path, map_.origin.mark("data")))
        return []
    _undeclared(map_, reading)
    found = _inline(map_) if map_.places else _from_file(map_, folder, reading)
    checked = list(_checked(map_, found, outline, index, reading))
    if not checked and len(reading.problems) == before:
        reading.problems.append(problem("M522", map_.origin.path, map_.origin.mark("data")))
    return checked


def _undeclared(map_: Map, reading: Reading) -> None:
    declared = {column.key for column in map_.columns}
    for number, place in enumerate(map_.places):
        for key in place.values:
            if key not in declared:
                mark = map_.origin.document.keys.get(("places", number, "values", key))
                reading.problems.append(problem("M507", map_.origin.path, mark, names=(key,)))


def _inline(map_: Map) -> list[_Found]:
    document = map_.origin.document
    return [_Found(one, None, map_.epsg, document, ("places", number)) for number, one in enumerate(map_.places)]


def _from_file(map_: Map, folder: Folder, reading: Reading) -> list[_Found]:
    path = f"maps/{map_.data}"
    if path not in folder.contents:
        reading.problems.append(problem("M523", map_.origin.path, map_.origin.mark("data"), file=path))
        return []
    reader = READERS.get(path[path.rindex(".") :])
    if reader is None:
        values = {"file": path, "endings": tuple(READERS)}
        reading.problems.append(problem("M524", map_.origin.path, map_.origin.mark("data"), **values))
        return []
    try:
        read = reader(folder.contents[path], path)
    except Faults as fault:
        reading.problems.extend(fault.problems)
        return []
    reading.problems.extend(read.problems)
    _columns(map_, read.names, path, reading)
    system = _system(map_, read, path, reading)
    found = []
    for row in read.rows:
        place = validated(InlinePlace, _place_document(row, map_, _known(read.names)), "", reading, other_models={})
        if place is not None:
            found.append(_Found(place, row.shape, system, row.document))
    return found


def _columns(map_: Map, names: Sequence[str], path: str, reading: Reading) -> None:
    declared = {column.key for column in map_.columns}
    known = _known(names)
    strange = tuple(name for name in names if name not in {*declared, *known, UNIT_NUMBER})
    if strange:
        reading.problems.append(problem("M507", path, Mark(1), names=strange))
    for number, column in enumerate(map_.columns):
        if column.key not in names:
            mark = map_.origin.mark("columns", number, "key")
            reading.problems.append(problem("M525", map_.origin.path, mark, column=column.key, file=path))


_DEGREES = (4326, 4258)
"""The same within a metre."""


def _system(map_: Map, read: Read, path: str, reading: Reading) -> int | None:
    """Return what the file's metres are in: what the map says or the file itself, which must not differ."""
    said, own = map_.epsg, read.system
    if said is None or own is None or said == own or (said in _DEGREES and own in _DEGREES):
        return said or own
    mark = map_.origin.mark("epsg")
    reading.problems.append(
        problem("M553", map_.origin.path, mark, said=said, own=own, file=path, field=map_.name_of("epsg"))
    )
    return own


_METRES = {"øst", "nord", "east", "north"}
_NUMBERS = {"lat", "lon"} | _METRES


def _known(names: Sequence[str]) -> frozenset[str]:
    """Return the columns that are read undeclared. Registers give degrees and metres: the degrees will do."""
    return KNOWN - _METRES if {"lat", "lon"} <= set(names) else KNOWN


def _place_document(row: Row, map_: Map, known: frozenset[str]) -> Document:
    """Return a row with the keys of an inline place: declared columns under `values`, the others known or dropped."""
    declared = {column.key for column in map_.columns}
    old = row.document
    # A shape says where a place is; numbers beside it are of no use.
    known = known if row.shape is None else known - _NUMBERS
    data = {key: value for key, value in old.data.items() if key in known and key not in declared}
    data |= {key: _addresses(value) for key, value in data.items() if key in OLD_ADDRESSES}
    values: dict[Loc, Mark] = {loc: mark for loc, mark in old.values.items() if loc and loc[0] in known}
    data["values"] = {key: value for key, value in old.data.items() if key in declared and value}
    values[()] = old.values.get((), Mark(1))
    # No key has a place: a missing column is told of at the row, and no hint is due about a column's spelling.
    return replace(old, data=data, values=values, keys={})


_BETWEEN_ADDRESSES = re.compile(r"[\s|]+|,\s*(?=/)")


def _addresses(value: Value) -> Value:
    """Return the old addresses of one cell apart: an address holds no space as it stands in the browser."""
    return [one for one in _BETWEEN_ADDRESSES.split(value) if one] if isinstance(value, str) else value


def _checked(
    map_: Map, found: Sequence[_Found], outline: Outline, index: references.Index, reading: Reading
) -> Iterator[Place]:
    seen: dict[object, str] = {}
    for one in found:
        name = one.fields.name
        slug = one.fields.id or slug_of(name)
        if not is_slug(slug):
            reading.problems.append(problem("M512", one.path, one.mark, name=name))
            continue
        values = tuple(_values(one, map_.columns, index, reading))
        shape = _shape(one, map_, outline, reading)
        if shape is None:
            continue
        if (fault := _availability_problem(one, map_, dict(values))) is not None:
            reading.problems.append(fault)
            continue
        reading.problems.extend(_area_problems(one, shape, values, map_.columns))
        spot = shape.centre if shape.kind == "Point" else shape
        if other := seen.get(spot):
            reading.problems.append(problem("M514", one.path, one.mark, name=name, other=other))
        seen.setdefault(spot, name)
        yield _place(one, shape, slug, map_, values)


def _shape(one: _Found, map_: Map, outline: Outline, reading: Reading) -> Shape | None:
    """Return where a place is, in degrees; None with a problem where that cannot be so."""
    fields, path, mark = one.fields, one.path, one.mark
    degrees, metres = (fields.lon, fields.lat), (fields.east, fields.north)
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
    frame = Frame(outline, None if in_fields else one.system, map_.origin.path, in_fields, words)
    if fault := frame.fault(shape, path, mark, fields.name):
        reading.problems.append(fault)
        return None
    return shape_in_degrees(shape, frame.system)


# --- what stands in the columns ---------------------------------------------------


def _values(
    one: _Found, columns: Sequence[Column], index: references.Index, reading: Reading
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


def _availability_problem(one: _Found, map_: Map, values: Mapping[str, str]) -> Problem | None:
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


def _area_problems(
    one: _Found, shape: Shape, values: Sequence[tuple[str, str]], columns: Sequence[Column]
) -> Iterator[Problem]:
    if shape.of != "Polygon":
        return
    name = one.fields.name
    if any(square_metres(Shape("Polygon", ((part[0],),))) < _LEAST_AREA for part in shape.parts):
        yield problem("M551", one.path, one.mark, name=name)
        return
    measured = square_metres(shape)
    written = dict(values)
    for column in columns:
        if column.type is not ColumnType.AREA or column.key not in written:
            continue
        area = float(written[column.key])
        if abs(measured - area) > _OFF * area:
            told = {"name": name, "field": column.key, "written": written[column.key], "measured": round(measured)}
            yield problem("M550", one.path, one.mark_of(column.key), **told)


def _place(one: _Found, shape: Shape, slug: str, map_: Map, values: tuple[tuple[str, str], ...]) -> Place:
    fields = one.fields
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
        availability=Availability.parse(dict(values).get(map_.availability or "", "")),
        catchment_of=dict(values).get(map_.catchment_for or ""),
        path=one.path,
        mark=one.mark,
        published=map_.published,
        draft=map_.draft,
    )
