"""The places of a map as their author wrote them: in the map's own file, or in a data file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.content_types.maps import PLACE_FIELDS, UNIT_NUMBER, WKT, InlinePlace, Map, Shape
from site_builder.loading.folders import MAP_BYTES, Folder
from site_builder.loading.geodata import READERS
from site_builder.loading.geodata.frame import Outline, other_system
from site_builder.loading.geodata.rows import OLD_ADDRESSES, Read, Row
from site_builder.loading.geodata.wkt import shape_in, system_in
from site_builder.loading.validation import Reading, validated
from site_builder.problems import Faults, Mark, Problem, has_errors, problem
from site_builder.source import Document, Loc, Value


@dataclass(frozen=True, slots=True)
class Found:
    """A place as its author wrote it, and where."""

    fields: InlinePlace
    shape: Shape | None
    """In the numbers of the file, where it has a shape of its own"""
    system: int | None
    """What its numbers are in (EPSG)"""
    document: Document
    above: Loc = ()
    """Where its fields begin in the document"""
    is_own: bool = False
    """Whether the data themselves say what its numbers are in"""

    @property
    def path(self) -> str:
        return self.document.path

    @property
    def mark(self) -> Mark:
        """Where its name stands: what is told of a place is told there."""
        return self.mark_of_field("name", "navn")

    def mark_of_field(self, *names: str) -> Mark:
        """Where a field of its own stands, by the names it may have."""
        name = next((one for one in names if (*self.above, one) in self.document.values), names[0])
        return self.document.mark((*self.above, name))

    @property
    def written(self) -> Mapping[str, Value]:
        """Its fields as its author wrote them, by the names that its document has for them."""
        found: Value = self.document.data
        for part in self.above:
            assert isinstance(found, dict | list)
            found = found[part]  # type: ignore[index]
        assert isinstance(found, dict)
        return found

    @property
    def mark_of_position(self) -> Mark:
        """Where the first of what says where it is stands; at its name where nothing does."""
        found = (self.document.values.get((*self.above, one)) for one in _POSITION)
        marks = (mark for mark in found if mark is not None)
        return next((mark for mark in marks if mark.column), self.mark)

    def mark_of(self, column: str) -> Mark:
        """Where its value in a column stands."""
        inside = (*self.above, "values", column)
        return self.document.mark(inside if self.above else (column,))


def found_places(map_: Map, folder: Folder, outline: Outline, reading: Reading) -> list[Found]:
    """Return the map's places in the order of its source; what cannot be read goes to `reading`."""
    return list(places_in(map_, reading)) if map_.places else _from_file(map_, folder, outline, reading)


def places_in(map_: Map, reading: Reading) -> Iterator[Found]:
    """Yield the places in a map's own file; what is wrong with them goes to `reading`."""
    _undeclared(map_, reading)
    document = map_.origin.document
    for number, one in enumerate(map_.places):
        above = ("places", number)
        if one.position and (one.lat is not None or one.lon is not None):
            said = {"field": map_.origin.words.get((*above, "position"), "position")}
            beside = tuple(name for name in ("lat", "lon") if getattr(one, name) is not None)
            mark = document.mark((*above, "position"))
            reading.problems.append(problem("F170", document.path, mark, **said, names=beside))
        elif one.wkt is None:
            yield Found(one, None, map_.epsg, document, above)
        elif row := _with_shape(one.wkt, map_, document.mark((*above, WKT)), reading):
            yield Found(one, row.shape, row.system or map_.epsg, document, above, is_own=row.system is not None)


def _undeclared(map_: Map, reading: Reading) -> None:
    declared = {column.key for column in map_.columns}
    for number, place in enumerate(map_.places):
        for key in place.values:
            if key not in declared:
                mark = map_.origin.document.keys.get(("places", number, "values", key))
                reading.problems.append(problem("M507", map_.origin.path, mark, names=(key,)))


def _with_shape(text: str, map_: Map, mark: Mark, reading: Reading) -> Row | None:
    """Return the shape of a place in the map's own file, and its system where it says one itself."""
    path = map_.origin.path
    try:
        row = Row(map_.origin.document, shape_in(text, path, mark), system_in(text, path, mark))
    except Faults as fault:
        reading.problems.extend(fault.problems)
        return None
    if _differ(map_.epsg, row.system):
        reading.problems.append(_other_system(map_, row.system, path, mark))
        return None
    return row


def _from_file(map_: Map, folder: Folder, outline: Outline, reading: Reading) -> list[Found]:
    path = f"maps/{map_.data}"
    reader = READERS.get(path[path.rindex(".") :])
    if reader is None:
        values = {"file": path, "endings": tuple(READERS)}
        reading.problems.append(problem("M524", map_.origin.path, map_.origin.mark("data"), **values))
        return []
    if (size := folder.sizes.get(path, 0)) > MAP_BYTES:
        reading.problems.append(problem("M659", path, size=-(-size // 1024), limit=MAP_BYTES // 1024))
        return []
    try:
        read = reader(folder.contents[path], path)
    except Faults as fault:
        reading.problems.extend(fault.problems)
        return []
    reading.problems.extend(read.problems)
    _columns(map_, read, path, reading)
    if compound := _compound(map_, read):
        reading.problems.extend(compound)
        return []
    system = _system(map_, read, path, outline, reading)
    found = []
    for row in _agreeing(map_, read, reading):
        place = validated(InlinePlace, _place_document(row, map_, read), "", reading, other_models={})
        if place is not None:
            is_own = (row.system or read.system) is not None
            found.append(Found(place, row.shape, row.system or system, row.document, is_own=is_own))
    return found


def _columns(map_: Map, read: Read, path: str, reading: Reading) -> None:
    names = read.names
    declared = {column.key for column in map_.columns}
    known = {*_known(names), *read.stand_ins, *read.quiet, UNIT_NUMBER}
    strange = tuple(name for name in names if name not in declared | known)
    if strange:
        reading.problems.append(problem("M507", path, Mark(1), names=strange))
    if not read.rows and has_errors(read.problems):
        # Nobody knows which columns there are.
        return
    for number, column in enumerate(map_.columns):
        if column.key not in names:
            mark = map_.origin.mark("columns", number, "key")
            reading.problems.append(problem("M525", map_.origin.path, mark, column=column.key, file=path))


def _compound(map_: Map, read: Read) -> list[Problem]:
    """Return a problem for each field that should have one value and has several, where it has so first."""
    wanted = {column.key for column in map_.columns} | _known(read.names) - _NUMBERS
    first: dict[str, Problem] = {}
    for row in read.rows:
        for name, found in row.compound:
            if name in wanted and name not in first:
                told = {"field": name, "found": found}
                first[name] = problem("M616", row.document.path, row.document.mark(()), **told)
    return list(first.values())


_DEGREES = (4326, 4258)
"""The same within a metre."""


def _differ(said: int | None, own: int | None) -> bool:
    return None not in (said, own) and said != own and not (said in _DEGREES and own in _DEGREES)


def _system(map_: Map, read: Read, path: str, outline: Outline, reading: Reading) -> int | None:
    """Return what the file's numbers are in: what the map says or the file itself, which must not differ."""
    said, own = map_.epsg, read.system
    if own is None:
        return said
    shapes = [row.shape for row in read.rows if row.shape is not None]
    if fits := other_system(shapes, own, said, outline):
        reading.problems.append(problem("M611", path, read.system_mark, file=path, own=own, fits=fits))
        return fits
    if _differ(said, own):
        told = {"said": said, "own": own, "file": path, "field": map_.name_of("epsg")}
        reading.problems.append(problem("M553", map_.origin.path, map_.origin.mark("epsg"), **told))
    return own


def _agreeing(map_: Map, read: Read, reading: Reading) -> Iterator[Row]:
    """Yield the rows whose shapes do not say another system than the map; of each such system, one problem."""
    told: set[int | None] = set()
    for row in read.rows:
        if not _differ(map_.epsg, row.system):
            yield row
        elif row.system not in told:
            told.add(row.system)
            reading.problems.append(_other_system(map_, row.system, row.document.path, row.document.mark((WKT,))))


def _other_system(map_: Map, own: int | None, path: str, mark: Mark) -> Problem:
    values = {"said": map_.epsg, "own": own, "field": map_.name_of("epsg"), "file": map_.origin.path}
    return problem("M613", path, mark, **values)


_POSITION = (WKT, "position", "lat", "lon", "øst", "east", "nord", "north")
_METRES = {"øst", "nord", "east", "north"}
_NUMBERS = {"lat", "lon"} | _METRES


def _known(names: Sequence[str]) -> frozenset[str]:
    """Return the columns that are read undeclared. Registers give degrees and metres: the degrees will do."""
    return PLACE_FIELDS - _METRES if {"lat", "lon"} <= set(names) else PLACE_FIELDS


def _place_document(row: Row, map_: Map, read: Read) -> Document:
    """Return a row with the keys of an inline place: declared columns under `values`, the others known or dropped."""
    declared = {column.key for column in map_.columns}
    old = row.document
    known = _known(read.names)
    # A shape says where a place is; numbers beside it are of no use.
    known = known if row.shape is None else known - _NUMBERS - {WKT}
    data = {key: value for key, value in old.data.items() if key in known}
    stand_ins = ((key, name) for key, name in read.stand_ins.items() if key in old.data and key not in declared)
    data |= {name: old.data[key] for key, name in stand_ins if name not in data}
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
