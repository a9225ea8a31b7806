"""A register's units into a map's table: what the register knows is brought up to date, the editor's own stays."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from site_builder.content_types.maps import UNIT_NUMBER, Map, Position
from site_builder.importing.layout import Layout, is_same, layout_of
from site_builder.importing.names import tidied
from site_builder.importing.table import Row, Table
from site_builder.importing.units import Unit
from site_builder.loading.geodata.tables import column_name
from site_builder.text.collation import sort_key
from site_builder.text.slugs import slug_of

_OWNED = ("lat", "lon", "east", "north", "wkt", "address", "grades", "owner", "hours", "ages", "number")
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
class Unfit:
    """What the register says of a new place, which the map's column does not take."""

    name: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Lack:
    """A declared column, and the new places of which the register says nothing there."""

    column: str
    names: tuple[str, ...]


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
    unfit: tuple[Unfit, ...] = ()
    lack: Lack | None = None
    empty: tuple[Lack, ...] = ()
    """Other declared columns of which the register says nothing for new places"""
    has_new_column: bool = False
    """Whether every row got a cell for the number"""


def merge(before: Table, units: Sequence[Unit], map_: Map | None, taken: Iterable[str], *, is_removing: bool) -> Merged:
    """Return the table with the units in it: rows in their order, new ones last in Norwegian order.

    `taken` are the slugs that other places have. Rows the register no longer has stay, unless `is_removing`.
    """
    table = _with_number(before, layout_of(before, map_))
    layout = layout_of(table, map_)
    found = _matched(table, layout, units)
    left = [row for at, row in enumerate(table.rows) if at not in found and not row.is_empty]
    gone = [row for row in left if layout.cell(row, "number") and not _is_of(row, layout, units)]
    rows: list[Row] = []
    changed: list[Changed] = []
    for at, row in enumerate(table.rows):
        if at in found:
            updated, columns = _updated(row, layout, found[at], table)
            rows.append(updated)
            changed += [Changed(layout.cell(row, "name"), columns)] if columns else []
        elif not (is_removing and row in gone):
            rows.append(row)
    matched = {unit.number for unit in found.values()}
    missing = sorted((unit for unit in units if unit.number not in matched), key=lambda unit: sort_key(_name(unit)))
    placed = [unit for unit in missing if unit.position]
    slugs = {*taken, *(layout.slug(row) for row in rows if not row.is_empty)}
    added = [_new(unit, layout, len(table.header.cells), slugs) for unit in placed]
    return Merged(
        replace(table, rows=(*rows, *added)),
        new=tuple(_name(unit) for unit in placed),
        changed=tuple(changed),
        same=len(found) - len(changed),
        gone=tuple(layout.cell(row, "name") for row in gone),
        own=tuple(layout.cell(row, "name") for row in left if row not in gone),
        placeless=tuple(_name(unit) for unit in missing if not unit.position),
        twins=tuple(_twins(placed, left, layout)),
        unfit=tuple(_unfit(placed, layout, table)),
        lack=_lack(placed, added, map_, table),
        empty=tuple(_empty(placed, added, map_, layout, table)),
        has_new_column=table is not before,
    )


def _name(unit: Unit) -> str:
    return tidied(unit.name)


def _with_number(table: Table, layout: Layout) -> Table:
    """Return the table with a column for the number, the last one, where it has none."""
    if "number" in layout.held:
        return table
    rows = tuple(row if row.is_empty else _wider(row, len(table.header.cells)) for row in table.rows)
    return replace(table, header=Row((*table.header.cells, UNIT_NUMBER)), rows=rows)


def _wider(row: Row, width: int) -> Row:
    # Spreadsheets leave empty cells at the end of some rows, and none at the end of others.
    kept = row.cells[:width] if not any(row.cells[width:]) else row.cells
    return Row((*kept, ""))


# --- which row is which unit ---------------------------------------------------------


def _matched(table: Table, layout: Layout, units: Sequence[Unit]) -> dict[int, Unit]:
    """Return the unit of each row: by number, then by what it is called where only one is called so."""
    rows = [(at, row) for at, row in enumerate(table.rows) if not row.is_empty]
    by_number = {unit.number: unit for unit in units}
    found: dict[int, Unit] = {}
    for at, row in rows:
        # Two rows of one unit are two buildings, and the register knows of one place.
        unit = by_number.pop(layout.cell(row, "number").replace(" ", ""), None)
        if unit is not None:
            found[at] = unit
    rest = [(at, row) for at, row in rows if at not in found and not _is_of(row, layout, units)]
    by_row = [(at, {layout.slug(row), slug_of(tidied(layout.cell(row, "name")))}) for at, row in rest]
    by_unit = [(slug_of(_name(unit)), unit) for unit in by_number.values()]
    for at, slugs in by_row:
        called = [unit for slug, unit in by_unit if slug in slugs]
        if len(called) == 1 and sum(slug_of(_name(called[0])) in others for _, others in by_row) == 1:
            found[at] = called[0]
    return found


def _is_of(row: Row, layout: Layout, units: Iterable[Unit]) -> bool:
    number = layout.cell(row, "number").replace(" ", "")
    return any(unit.number == number for unit in units)


def _twins(units: Iterable[Unit], rows: Sequence[Row], layout: Layout) -> Iterator[Twin]:
    stand = [(layout.cell(row, "name"), position) for row in rows if (position := layout.position(row))]
    for unit in units:
        for other, position in stand:
            if unit.position and _metres(unit.position, position) < NEAR:
                yield Twin(_name(unit), unit.number, other)


def _metres(one: Position, other: Position) -> float:
    # A flat picture, good to a per mille over a hundred metres.
    scale = 111_320.0
    squeeze = math.cos(math.radians(one[1])) * scale
    return math.hypot((one[0] - other[0]) * squeeze, (one[1] - other[1]) * scale)


# --- what a row should say -----------------------------------------------------------


def _updated(row: Row, layout: Layout, unit: Unit, table: Table) -> tuple[Row, tuple[str, ...]]:
    """Return the row with what the register says, and the columns in which that was something new."""
    cells, columns = list(row.cells), []
    said = layout.said(unit, row)
    for what in _OWNED:
        at, text = layout.held.get(what), said.get(what)
        # A row with too few cells is told of when the map is checked.
        if at is None or not text or at >= len(cells) or is_same(what, cells[at], text):
            continue
        # A number where there was none says nothing new of the place.
        is_first_number = what == "number" and not cells[at].strip()
        columns += [] if is_first_number else [table.header.cells[at].strip()]
        cells[at] = text
    return (Row(tuple(cells)) if tuple(cells) != row.cells else row), tuple(columns)


def _new(unit: Unit, layout: Layout, width: int, slugs: set[str]) -> Row:
    name = _name(unit)
    slug, number = slug_of(name), 2
    while slug in slugs:
        slug, number = f"{slug_of(name)}-{number}", number + 1
    slugs.add(slug)
    said = {"name": name, "id": slug} | layout.said(unit)
    cells = [""] * width
    for what, at in layout.held.items():
        cells[at] = said.get(what, "")
    return Row(tuple(cells))


def _unfit(units: Iterable[Unit], layout: Layout, table: Table) -> Iterator[Unfit]:
    for unit in units:
        for what, text in layout.unfit(unit):
            yield Unfit(_name(unit), table.header.cells[layout.held[what]].strip(), text)


def _lack(units: Sequence[Unit], rows: Sequence[Row], map_: Map | None, table: Table) -> Lack | None:
    """Return what new places lack in the column that must say whether a place is free."""
    if map_ is None or map_.availability is None:
        return None
    return _lacking(map_.availability, units, rows, table)


def _lacking(key: str, units: Iterable[Unit], rows: Iterable[Row], table: Table) -> Lack | None:
    names = [column_name(name) for name in table.header.cells]
    if key not in names:
        return None
    at = names.index(key)
    lacking = tuple(_name(unit) for unit, row in zip(units, rows, strict=True) if not row.cells[at])
    return Lack(key, lacking) if lacking else None


def _empty(
    units: Sequence[Unit], rows: Sequence[Row], map_: Map | None, layout: Layout, table: Table
) -> Iterator[Lack]:
    """Yield the other declared columns that an editor is to fill in for new places."""
    unfit = {(one.name, column_name(one.column)) for one in _unfit(units, layout, table)}
    for column in map_.columns if map_ else ():
        lack = _lacking(column.key, units, rows, table)
        if lack is not None and column.key != (map_ and map_.availability):
            names = tuple(name for name in lack.names if (name, column.key) not in unfit)
            if names:
                yield Lack(column.key, names)
