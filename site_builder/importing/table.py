"""A map's CSV file as its editor left it: only rows that are changed are written anew."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.problems import Faults, Mark, problem
from site_builder.source import decoded

MAP_BYTES = 10 * 1024 * 1024
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """A line or more of the file. `written` is how it stands there; None where it is new or changed."""

    cells: tuple[str, ...]
    written: str | None = None

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file. `above` is what stands before the names of the columns: Excel's `sep=;`, and empty lines."""

    header: Row
    rows: tuple[Row, ...] = ()
    above: str = ""
    delimiter: str = ";"
    newline: str = "\n"
    has_bom: bool = False


def read_table(content: bytes, path: str) -> Table:
    """Return a map's CSV file. Raises Faults."""
    text = decoded(content, path, MAP_BYTES)
    lines = text.removesuffix("\n").split("\n")
    top = next((number for number, line in enumerate(lines) if not _is_above(line)), None)
    if top is None:
        raise Faults(problem("M504", path))
    delimiter = next((one for one in ";\t" if one in lines[top]), ",")
    newline = "\r\n" if b"\r\n" in content else "\n"
    header, *rows = _records(lines, top, delimiter, path)
    above = "".join(f"{line}\n" for line in lines[:top])
    return Table(header, tuple(rows), above, delimiter, newline, content.startswith(_BOM.encode()))


def _is_above(line: str) -> bool:
    return not line.strip(' ;,\t"') or line.strip().lower().startswith("sep=")


def _records(lines: Sequence[str], top: int, delimiter: str, path: str) -> list[Row]:
    source = [f"{line}\n" for line in lines[top:]]
    table = csv.reader(source, delimiter=delimiter, strict=True)
    found, begin = [], 0
    try:
        for cells in table:
            found.append(Row(tuple(cells), "".join(source[begin : table.line_num])))
            begin = table.line_num
    except csv.Error:
        raise Faults(problem("M526", path, Mark(top + table.line_num))) from None
    return found


def as_bytes(table: Table) -> bytes:
    """Return the file, with the delimiter, line ends and byte order mark that it had."""
    text = table.above + "".join(_written(row, table.delimiter) for row in (table.header, *table.rows))
    return ((_BOM if table.has_bom else "") + text.replace("\n", table.newline)).encode()


def _written(row: Row, delimiter: str) -> str:
    if row.written is not None:
        return row.written
    to = io.StringIO()
    csv.writer(to, delimiter=delimiter, lineterminator="\n").writerow(row.cells)
    return to.getvalue()
