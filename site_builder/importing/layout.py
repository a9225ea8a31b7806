"""The columns of a map's table: which holds what, and how its map wants a unit written in them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.content_types.columns import Column
from site_builder.content_types.maps import UNIT_NUMBER, Map, Position, Shape
from site_builder.geometry import utm
from site_builder.importing.choices import fitted
from site_builder.importing.table import Row, Table
from site_builder.importing.units import Unit
from site_builder.loading.geodata.frame import shape_in_degrees
from site_builder.loading.geodata.tables import column_name
from site_builder.loading.geodata.wkt import shape_in
from site_builder.problems import Faults, Mark
from site_builder.text.slugs import slug_of

COLUMNS = {
    "name": ("navn", "name"),
    "id": ("id", "id"),
    "lat": ("lat", "lat"),
    "lon": ("lon", "lon"),
    "east": ("øst", "east"),
    "north": ("nord", "north"),
    "wkt": ("wkt", "wkt"),
    "address": ("adresse", "address"),
    "summary": ("kort", "summary"),
    "grades": ("trinn", "grades"),
    "owner": ("eier", "owner", "eigar"),
    "hours": ("åpningstid", "hours", "opningstid", "åpningstider", "opningstider"),
    "ages": ("alder", "ages", "age"),
    "number": (UNIT_NUMBER, UNIT_NUMBER, "organisasjonsnummer"),
}
"""What a column holds, and what it may be called: in bokmål, in English, and otherwise."""

_DEGREES = ("lon", "lat")
_METRES = ("east", "north")
_SAME = dict.fromkeys(_DEGREES, 0.000011) | dict.fromkeys(_METRES, 1.2)
"""About a metre: registers have degrees with five decimals."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table's columns hold, and what its map says of them."""

    held: Mapping[str, int]
    """In which column what we know of stands"""
    system: int | None = None
    """What metres and shapes are written in (EPSG); degrees where it is none of UTM's"""
    declared: Mapping[str, Column] = field(default_factory=dict)
    """What the map says of columns, by what they hold"""

    @property
    def numbers(self) -> tuple[str, str] | None:
        """The columns that say where a place is, (x, y). Where there are degrees, metres beside them are not read."""
        return next((pair for pair in (_DEGREES, _METRES) if all(one in self.held for one in pair)), None)

    @property
    def is_placing(self) -> bool:
        """Whether a row can say where its place is."""
        return self.numbers is not None or "wkt" in self.held

    @property
    def is_without_system(self) -> bool:
        """Whether places are in metres that nobody said what are in."""
        return self.numbers == _METRES and self.system not in utm.ZONES

    def cell(self, row: Row, what: str) -> str:
        at = self.held.get(what)
        return row.cells[at].strip() if at is not None and at < len(row.cells) else ""

    def slug(self, row: Row) -> str:
        return self.cell(row, "id") or slug_of(self.cell(row, "name"))

    def position(self, row: Row) -> Position | None:
        """Return where a row's place is (longitude, latitude); None where that cannot be read."""
        if shape := _shape(self.cell(row, "wkt")):
            return shape_in_degrees(shape, self.system).centre
        x, y = (number_in(self.cell(row, one)) for one in self.numbers or ("", ""))
        if x is None or y is None:
            return None
        system = self.system if self.numbers == _METRES else None
        return shape_in_degrees(Shape("Point", ((((x, y),),),)), system).centre

    def said(self, unit: Unit, row: Row | None = None) -> dict[str, str]:
        """Return what the register says of a unit, by column, as the map takes it in this row or in a new one."""
        texts = {what: fitted(text, self.declared.get(what)) for what, text in _texts(unit)}
        fit = {what: text for what, text in texts.items() if text}
        return {"number": unit.number} | fit | self._where(unit, "" if row is None else self.cell(row, "wkt"))

    def unfit(self, unit: Unit) -> Iterator[tuple[str, str]]:
        """Yield what the map does not take of what the register says: the column, and the register's word."""
        for what, text in _texts(unit):
            if what in self.held and fitted(text, self.declared.get(what)) is None:
                yield what, text

    def _where(self, unit: Unit, written: str) -> dict[str, str]:
        if unit.position is None:
            return {}
        is_shape = bool(written) or self.numbers is None
        zone = None if self.numbers == _DEGREES and not is_shape else utm.ZONES.get(self.system or 0)
        x, y = _rounded(utm.to_metres(*unit.position, zone), 1) if zone else _rounded(unit.position, 5)
        if is_shape:
            # A line or an area is the editor's own, and says more than the register's point.
            return {"wkt": f"POINT ({x} {y})"} if not written or _point(written) else {}
        return dict(zip(self.numbers or (), (x, y), strict=True))


def layout_of(table: Table, map_: Map | None) -> Layout:
    """Return the layout of a map's table; a map that is not made yet says nothing of its columns."""
    names = [column_name(name) for name in table.header.cells]
    lower = [name.lower() for name in names]
    held = {}
    for what, called in COLUMNS.items():
        at = next((lower.index(name) for name in called if name in lower), None)
        if at is not None:
            held[what] = at
    if map_ is None:
        return Layout(held)
    columns = {column.key: column for column in map_.columns}
    declared = {what: columns[names[at]] for what, at in held.items() if names[at] in columns}
    return Layout(held, map_.epsg, declared)


def is_same(what: str, there: str, said: str) -> bool:
    """Return whether a cell says it already: capitals, spaces and full stops are the editor's."""
    if what in _SAME:
        number = number_in(there)
        return number is not None and abs(number - float(said)) < _SAME[what]
    if what == "wkt":
        one, other = (_point(text) for text in (there, said))
        return one is not None and other is not None and _is_near(one, other)
    return _letters(there) == _letters(said)


def number_in(text: str) -> float | None:
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _texts(unit: Unit) -> Iterator[tuple[str, str]]:
    yield "address", unit.address
    yield from unit.values


def _rounded(position: Position, decimals: int) -> tuple[str, str]:
    x, y = (f"{round(number, decimals)}" for number in position)
    return x, y


def _shape(text: str) -> Shape | None:
    """Return the shape that a cell holds; None where it is empty, or cannot be read, which a check tells of."""
    try:
        return shape_in(text, "", Mark(1)) if text else None
    except Faults:
        return None


def _point(text: str) -> Position | None:
    shape = _shape(text)
    return shape.parts[0][0][0] if shape and shape.kind == "Point" else None


def _is_near(one: Position, other: Position) -> bool:
    tolerance = _SAME["lat"] if abs(one[0]) <= 180 else _SAME["east"]
    return all(abs(a - b) < tolerance for a, b in zip(one, other, strict=True))


def _letters(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())
