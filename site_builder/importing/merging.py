"""A register's units into a map's table: what the register knows is brought up to date, the editor's own stays."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.content_types.maps import UNIT_NUMBER
from site_builder.importing.names import tidied
from site_builder.importing.table import Row, Table
from site_builder.importing.units import Unit
from site_builder.text.collation import sort_key
from site_builder.text.slugs import slug_of

COLUMNS = {
    "name": ("navn", "name"),
    "id": ("id", "id"),
    "lat": ("lat", "lat", "breddegrad", "latitude"),
    "lon": ("lon", "lon", "lengdegrad", "longitude"),
    "address": ("adresse", "address"),
    "summary": ("kort", "summary"),
    "grades": ("trinn", "grades"),
    "owner": ("eier", "owner", "eigar"),
    "hours": ("åpningstid", "hours", "opningstid", "åpningstider", "opningstider"),
    "ages": ("alder", "ages", "age"),
    "number": (UNIT_NUMBER, UNIT_NUMBER, "organisasjonsnummer"),
}
"""What a column holds, and what it may be called: in bokmål, in English, and otherwise."""

_OWNED = ("lat", "lon", "address", "grades", "owner", "hours", "ages", "number")
"""What the register decides. A map without a column for it does not get one, but for the number."""

NEAR = 100.0
"""Metres between a new unit and a row for which it may have come."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that was brought up to date, and the columns that were."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """A new unit where one stands that the register does not have: perhaps the same, with a new number."""

    name: str
    number: str
    other: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The table as it should be, and what was done to it; names as the map shows them."""

    table: Table
    new: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    same: int = 0
    gone: tuple[str, ...] = ()
    """Had a number that the register no longer has"""
    own: tuple[str, ...] = ()
    """Never had a number, and no unit of the register is called so; or has that of a row above"""
    placeless: tuple[str, ...] = ()
    """Units that cannot come in, for the register does not know where they are"""
    twins: tuple[Twin, ...] = ()
    has_new_column: bool = False
    """Whether every row got a cell for the number"""


def merge(before: Table, units: Sequence[Unit], taken: Iterable[str], *, is_removing: bool) -> Merged:
    """Return the table with the units in it: rows in their order, new ones last in Norwegian order.

    `taken` are the slugs that other places have. Rows the register no longer has stay, unless `is_removing`.
    """
    table = _with_number(before)
    held = _held(table)
    found = _matched(table, held, units)
    left = [row for at, row in enumerate(table.rows) if at not in found and not row.is_empty]
    gone = [row for row in left if _cell(row, held, "number") and not _is_of(row, held, units)]
    rows: list[Row] = []
    changed: list[Changed] = []
    for at, row in enumerate(table.rows):
        if at in found:
            updated, columns = _updated(row, held, found[at], table)
            rows.append(updated)
            changed += [Changed(_cell(row, held, "name"), columns)] if columns else []
        elif not (is_removing and row in gone):
            rows.append(row)
    matched = {unit.number for unit in found.values()}
    missing = sorted((unit for unit in units if unit.number not in matched), key=lambda unit: sort_key(_name(unit)))
    placed = [unit for unit in missing if unit.position]
    slugs = {*taken, *(_slug(row, held) for row in rows if not row.is_empty)}
    added = [_new(unit, held, len(table.header.cells), slugs) for unit in placed]
    return Merged(
        replace(table, rows=(*rows, *added)),
        new=tuple(_name(unit) for unit in placed),
        changed=tuple(changed),
        same=len(found) - len(changed),
        gone=tuple(_cell(row, held, "name") for row in gone),
        own=tuple(_cell(row, held, "name") for row in left if row not in gone),
        placeless=tuple(_name(unit) for unit in missing if not unit.position),
        twins=tuple(_twins(placed, left, held)),
        has_new_column=table is not before,
    )


def _name(unit: Unit) -> str:
    return tidied(unit.name)


def _with_number(table: Table) -> Table:
    """Return the table with a column for the number, the last one, where it has none."""
    if "number" in _held(table):
        return table
    rows = tuple(row if row.is_empty else _wider(row, len(table.header.cells)) for row in table.rows)
    return replace(table, header=Row((*table.header.cells, UNIT_NUMBER)), rows=rows)


def _wider(row: Row, width: int) -> Row:
    # Spreadsheets leave empty cells at the end of some rows, and none at the end of others.
    kept = row.cells[:width] if not any(row.cells[width:]) else row.cells
    return Row((*kept, ""))


def _held(table: Table) -> Mapping[str, int]:
    """Return in which column what we know of stands."""
    names = [name.strip().lower() for name in table.header.cells]
    found = {}
    for what, called in COLUMNS.items():
        at = next((names.index(name) for name in called if name in names), None)
        if at is not None:
            found[what] = at
    return found


def _cell(row: Row, held: Mapping[str, int], what: str) -> str:
    at = held.get(what)
    return row.cells[at].strip() if at is not None and at < len(row.cells) else ""


def _slug(row: Row, held: Mapping[str, int]) -> str:
    return _cell(row, held, "id") or slug_of(_cell(row, held, "name"))


# --- which row is which unit ---------------------------------------------------------


def _matched(table: Table, held: Mapping[str, int], units: Sequence[Unit]) -> dict[int, Unit]:
    """Return the unit of each row: by number, then by what it is called where only one is called so."""
    rows = [(at, row) for at, row in enumerate(table.rows) if not row.is_empty]
    by_number = {unit.number: unit for unit in units}
    found: dict[int, Unit] = {}
    for at, row in rows:
        # Two rows of one unit are two buildings, and the register knows of one place.
        unit = by_number.pop(_cell(row, held, "number").replace(" ", ""), None)
        if unit is not None:
            found[at] = unit
    rest = [(at, row) for at, row in rows if at not in found and not _is_of(row, held, units)]
    by_row = [(at, {_slug(row, held), slug_of(tidied(_cell(row, held, "name")))}) for at, row in rest]
    by_unit = [(slug_of(_name(unit)), unit) for unit in by_number.values()]
    for at, slugs in by_row:
        called = [unit for slug, unit in by_unit if slug in slugs]
        if len(called) == 1 and sum(slug_of(_name(called[0])) in others for _, others in by_row) == 1:
            found[at] = called[0]
    return found


def _is_of(row: Row, held: Mapping[str, int], units: Iterable[Unit]) -> bool:
    number = _cell(row, held, "number").replace(" ", "")
    return any(unit.number == number for unit in units)


def _twins(units: Iterable[Unit], rows: Sequence[Row], held: Mapping[str, int]) -> Iterable[Twin]:
    for unit in units:
        for row in rows:
            lat, lon = (_number(_cell(row, held, what)) for what in ("lat", "lon"))
            if unit.position and lat is not None and lon is not None and _metres(unit.position, (lon, lat)) < NEAR:
                yield Twin(_name(unit), unit.number, _cell(row, held, "name"))


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    # A flat picture, good to a per mille over a hundred metres.
    scale = 111_320.0
    squeeze = math.cos(math.radians(one[1])) * scale
    return math.hypot((one[0] - other[0]) * squeeze, (one[1] - other[1]) * scale)


# --- what a row should say -----------------------------------------------------------


def _said(unit: Unit) -> dict[str, str]:
    said = {"number": unit.number, "address": unit.address, **dict(unit.values)}
    if unit.position:
        lon, lat = unit.position
        said |= {"lat": f"{round(lat, 5)}", "lon": f"{round(lon, 5)}"}
    return said


def _updated(row: Row, held: Mapping[str, int], unit: Unit, table: Table) -> tuple[Row, tuple[str, ...]]:
    """Return the row with what the register says, and the columns in which that was something new."""
    cells, columns = list(row.cells), []
    said = _said(unit)
    for what in _OWNED:
        at, text = held.get(what), said.get(what)
        # A row with too few cells is told of when the map is checked.
        if at is None or not text or at >= len(cells) or _is_same(what, cells[at], text):
            continue
        # A number where there was none says nothing new of the place.
        is_first_number = what == "number" and not cells[at].strip()
        columns += [] if is_first_number else [table.header.cells[at].strip()]
        cells[at] = text
    return (Row(tuple(cells)) if tuple(cells) != row.cells else row), tuple(columns)


_SAME_DEGREES = 0.000011
"""About a metre: registers have five decimals."""


def _is_same(what: str, there: str, said: str) -> bool:
    """Return whether a cell says it already: capitals, spaces and full stops are the editor's."""
    if what in ("lat", "lon"):
        number = _number(there)
        return number is not None and abs(number - float(said)) < _SAME_DEGREES
    return _letters(there) == _letters(said)


def _letters(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _number(text: str) -> float | None:
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _new(unit: Unit, held: Mapping[str, int], width: int, slugs: set[str]) -> Row:
    name = _name(unit)
    slug, number = slug_of(name), 2
    while slug in slugs:
        slug, number = f"{slug_of(name)}-{number}", number + 1
    slugs.add(slug)
    said = {"name": name, "id": slug} | _said(unit)
    cells = [""] * width
    for what, at in held.items():
        cells[at] = said.get(what, "")
    return Row(tuple(cells))
