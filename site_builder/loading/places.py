"""The places of a map, from whichever source it names, judged by one set of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from site_builder.content_types.maps import UNIT_NUMBER, InlinePlace, Map, Place, Shape
from site_builder.loading import geodata
from site_builder.loading.folders import Folder
from site_builder.loading.validation import Reading, validated
from site_builder.problems import Faults, Mark, problem
from site_builder.source import Document, Loc, Value
from site_builder.text.slugs import is_slug, slug_of


def places_of(map_: Map, folder: Folder, outline: geodata.Outline, reading: Reading) -> list[Place]:
    """Return the map's places in the order of its source; what is wrong goes to `reading`."""
    before = len(reading.problems)
    if bool(map_.places) == bool(map_.data):
        code = "M501" if map_.data is None else "M521"
        reading.problems.append(problem(code, map_.origin.path, map_.origin.mark("data")))
        return []
    _undeclared(map_, reading)
    found = _inline(map_) if map_.places else _from_file(map_, folder, reading)
    checked = list(_checked(map_, found, outline, reading))
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


def _inline(map_: Map) -> list[tuple[InlinePlace, Shape | None, str, Mark]]:
    path = map_.origin.path
    return [(one, None, path, map_.origin.mark("places", number, "name")) for number, one in enumerate(map_.places)]


def _from_file(map_: Map, folder: Folder, reading: Reading) -> list[tuple[InlinePlace, Shape | None, str, Mark]]:
    path = f"maps/{map_.data}"
    if path not in folder.contents:
        reading.problems.append(problem("M523", map_.origin.path, map_.origin.mark("data"), file=path))
        return []
    read = {".csv": geodata.read_csv, ".geojson": geodata.read_geojson}.get(path[path.rindex(".") :])
    if read is None:
        reading.problems.append(problem("M524", map_.origin.path, map_.origin.mark("data"), file=path))
        return []
    try:
        rows, names = read(folder.contents[path], path)
    except Faults as fault:
        reading.problems.extend(fault.problems)
        return []
    _columns(map_, names, path, reading)
    found = []
    for row in rows:
        place = validated(InlinePlace, _place_document(row, map_), "", reading, other_models={})
        if place is not None:
            found.append((place, row.shape, path, _name_mark(row)))
    return found


def _columns(map_: Map, names: Sequence[str], path: str, reading: Reading) -> None:
    declared = {column.key for column in map_.columns}
    known = declared | geodata.KNOWN | {UNIT_NUMBER}
    strange = tuple(name for name in names if name not in known)
    if strange:
        reading.problems.append(problem("M507", path, Mark(1), names=strange))
    for number, column in enumerate(map_.columns):
        if column.key not in names:
            mark = map_.origin.mark("columns", number, "key")
            reading.problems.append(problem("M525", map_.origin.path, mark, column=column.key, file=path))


def _place_document(row: geodata.Row, map_: Map) -> Document:
    """Return a row with the keys of an inline place: declared columns under `values`, the others known or dropped."""
    declared = {column.key for column in map_.columns}
    old = row.document
    data = {key: value for key, value in old.data.items() if key in geodata.KNOWN and key not in declared}
    data |= {key: _addresses(value) for key, value in data.items() if key in geodata.OLD_ADDRESSES}
    values: dict[Loc, Mark] = {loc: mark for loc, mark in old.values.items() if loc and loc[0] in geodata.KNOWN}
    if row.shape is not None:
        lon, lat = row.shape.centre
        data |= {"lat": f"{lat:.6f}", "lon": f"{lon:.6f}"}
    data["values"] = {key: value for key, value in old.data.items() if key in declared and value}
    values[()] = old.values.get((), Mark(1))
    # No key has a place: a missing column is told of at the row, and no hint is due about a column's spelling.
    return replace(old, data=data, values=values, keys={})


_BETWEEN_ADDRESSES = re.compile(r"[\s|]+|,\s*(?=/)")


def _addresses(value: Value) -> Value:
    """Return the old addresses of one cell apart: an address holds no space as it stands in the browser."""
    return [one for one in _BETWEEN_ADDRESSES.split(value) if one] if isinstance(value, str) else value


def _name_mark(row: geodata.Row) -> Mark:
    """Return where a row's name stands: what is told of a place is told there."""
    key = "navn" if "navn" in row.document.data else "name"
    return row.document.mark((key,))


def _checked(
    map_: Map,
    found: Sequence[tuple[InlinePlace, Shape | None, str, Mark]],
    outline: geodata.Outline,
    reading: Reading,
) -> Iterator[Place]:
    seen: dict[tuple[float, float], str] = {}
    for one, drawn, path, mark in found:
        slug = one.id or slug_of(one.name)
        if not is_slug(slug):
            reading.problems.append(problem("M512", path, mark, name=one.name))
            continue
        shape = drawn or Shape("Point", (((one.lon, one.lat),),))
        fault = next(
            (
                fault
                for ring in shape.rings
                for position in ring
                if (fault := geodata.frame_problem(position, outline, path, mark, one.name))
            ),
            None,
        )
        if fault is not None:
            reading.problems.append(fault)
            continue
        if other := seen.get(shape.centre):
            reading.problems.append(problem("M514", path, mark, name=one.name, other=other))
        seen.setdefault(shape.centre, one.name)
        yield _place(one, shape, slug, map_, path, mark)


def _place(one: InlinePlace, shape: Shape, slug: str, map_: Map, path: str, mark: Mark) -> Place:
    texts = dict(one.values)
    return Place(
        slug=slug,
        name=one.name,
        shape=shape,
        map_slug=map_.slug,
        address=one.address,
        summary=one.summary,
        link=one.link,
        sample=one.sample or map_.sample,
        aliases=one.aliases,
        values=tuple((column.key, texts[column.key]) for column in map_.columns if texts.get(column.key)),
        path=path,
        mark=mark,
        published=map_.published,
    )
