"""Places from a table (CSV, RFC 4180), as spreadsheets and registers leave it; shapes as well-known text"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence

from site_builder.content_types.maps import PLACE_FIELDS, WKT, field_meant
from site_builder.loading.geodata.rows import MAP_BYTES, Read, Row, too_many
from site_builder.loading.geodata.wkt import shape_in, system_in
from site_builder.problems import Faults, Mark, Problem, problem
from site_builder.source import Document, Loc, Value, decoded, line_without_utf8
from site_builder.text.slugs import UNSEEN

OTHER_NAMES = {
    "breddegrad": "lat", "lengdegrad": "lon", "latitude": "lat", "longitude": "lon",
    "x": "øst", "y": "nord", "aust": "øst", "easting": "øst", "northing": "nord",
}  # fmt: skip
"""What registers call the columns of a position, and what they are with us"""

EXAMPLE = "navn;lat;lon"
"""The first line of a table of places"""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def read_csv(content: bytes, path: str, known: Collection[str] = PLACE_FIELDS, example: str = EXAMPLE) -> Read:
    """Return the rows of a CSV file and its column names. `;`, `,` or tab, whichever the header has. Raises Faults.

    `known` are the names by which a heading line is told from a line of values, and `example` is one.
    """
    text = decoded(content, path, MAP_BYTES)
    lines = text.split("\n")
    delimiter = _delimiter(lines)
    table = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    read = 0
    try:
        for row in table:
            read = table.line_num
            if any(cell.strip() for cell in row) and not _is_setting(row):
                rows.append((read, row))
    except csv.Error:
        raise Faults(problem("M526", path, _mark_of_quotes(lines, read, table.line_num, delimiter))) from None
    if not rows:
        raise Faults(problem("M504", path))
    at, written = rows[0]
    header = _without_empty_end(written, 0)
    names = [column_name(name) for name in header]
    if not any(name.lower() in known for name in names) and any(map(_NUMBER.fullmatch, names)):
        raise Faults(problem("M672", path, Mark(at), found=lines[at - 1], example=example))
    if twice := _twice(names):
        second = next(number for number, name in enumerate(names) if name in names[:number])
        mark = _marks(lines[at - 1], at, header)[second]
        raise Faults(problem("M506", path, mark, names=tuple(twice)))
    if excess := too_many(len(rows) - 1, path):
        raise Faults(excess)
    faults: list[Problem] = []
    if line := line_without_utf8(content):
        faults.append(problem("M540", path, Mark(line)))
    found = []
    for line, cells in rows[1:]:
        row = _without_empty_end(cells, len(names))
        if len(row) != len(names):
            mark = _mark_of_excess(lines[line - 1], line, row, len(names))
            faults.append(problem("M505", path, mark, found=len(row), wanted=len(names)))
            continue
        try:
            found.append(_row(_row_document(path, line, lines[line - 1], names, row)))
        except Faults as fault:
            faults.extend(fault.problems)
    return Read(tuple(found), tuple(names), tuple(faults))


def _row(document: Document) -> Row:
    written = document.data.pop(WKT, None)
    if not isinstance(written, str) or not written:
        return Row(document)
    mark = document.mark((WKT,))
    return Row(document, shape_in(written, document.path, mark), system_in(written, document.path, mark))


def _delimiter(lines: Sequence[str]) -> str:
    header = next((line for line in lines if line.strip() and not line.lower().startswith("sep=")), "")
    return next((one for one in ";\t" if one in header), ",")


def _is_setting(row: Sequence[str]) -> bool:
    """Return whether it is Excel's own line about the delimiter, `sep=;`."""
    return row[0].strip().lower() in ("sep=", "sep=;", "sep=,")


def _without_empty_end(row: Sequence[str], least: int) -> list[str]:
    """Return a row without the empty columns that spreadsheets leave at its end."""
    end = len(row)
    while end > least and not row[end - 1].strip():
        end -= 1
    return list(row[:end])


def column_name(written: str) -> str:
    """Return a column's name: whatever the case of what we know, and without what nobody sees."""
    name = UNSEEN.sub("", written).strip()
    return OTHER_NAMES.get(name.lower()) or field_meant(name)


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _row_document(path: str, line: int, source: str, names: Sequence[str], row: Sequence[str]) -> Document:
    data: dict[str, Value] = {}
    values: dict[Loc, Mark] = {(): Mark(line)}
    keys: dict[Loc, Mark] = {}
    for name, cell, mark in zip(names, row, _marks(source, line, row), strict=True):
        data[name] = cell.strip()
        values[(name,)] = mark
        keys[(name,)] = mark
    return Document(path, data, values, keys)


def _marks(source: str, line: int, row: Sequence[str]) -> list[Mark]:
    """Return where each cell of a row stands; one that is empty, or begins on a line above, where its row does."""
    found = []
    column = 0
    for cell in row:
        at = source.find(cell, column) if cell else -1
        found.append(Mark(line, at + 1, at + len(cell) + 1) if at >= 0 else Mark(line))
        column = at + len(cell) if at >= 0 else column + 1
    return found


def _mark_of_excess(source: str, line: int, row: Sequence[str], wanted: int) -> Mark:
    """Return where the cells stand that a row has too many; all of it where some are missing."""
    surplus = [mark for mark in _marks(source, line, row)[wanted:] if mark.column]
    if not surplus:
        return Mark(line, 1, len(source) + 1)
    return Mark(line, surplus[0].column, surplus[-1].end_column)


def _mark_of_quotes(lines: Sequence[str], read: int, last: int, delimiter: str) -> Mark:
    """Return where a quotation mark stands that no other ends, or that text comes after, below the lines `read`."""
    end = re.escape(delimiter)
    cell = re.compile(rf'(?:^|(?<={end}))"(?:[^"]|"")*+(?P<close>"?)(?P<rest>[^{end}\n]*)')
    for match in cell.finditer("\n".join(lines[read:last])):
        if not match["close"] or match["rest"]:
            at = match.start() if not match["close"] else match.start("rest")
            above = match.string[:at]
            column = at - (above.rfind("\n") + 1) + 1
            return Mark(read + above.count("\n") + 1, column, column + 1)
    return Mark(last)
