"""Places from a table (CSV, RFC 4180), as spreadsheets and registers leave it; shapes as well-known text"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from site_builder.content_types.maps import WKT, field_meant
from site_builder.loading.geodata.rows import MAP_BYTES, Read, Row, too_many
from site_builder.loading.geodata.wkt import shape_in, system_in
from site_builder.problems import Faults, Mark, Problem, problem
from site_builder.source import Document, Loc, Value, decoded, line_without_utf8
from site_builder.text.slugs import UNSEEN

_OTHER_NAMES = {
    "breddegrad": "lat", "lengdegrad": "lon", "latitude": "lat", "longitude": "lon",
    "x": "øst", "y": "nord", "aust": "øst", "easting": "øst", "northing": "nord",
}  # fmt: skip


def read_csv(content: bytes, path: str) -> Read:
    """Return the rows of a CSV file and its column names. `;`, `,` or tab, whichever the header has. Raises Faults."""
    text = decoded(content, path, MAP_BYTES)
    lines = text.split("\n")
    delimiter = _delimiter(lines)
    table = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        rows = [(table.line_num, row) for row in table if any(cell.strip() for cell in row) and not _is_setting(row)]
    except csv.Error:
        raise Faults(problem("M526", path, Mark(table.line_num))) from None
    if not rows:
        raise Faults(problem("M504", path))
    names = [column_name(name) for name in _without_empty_end(rows[0][1], 0)]
    if len(set(names)) != len(names):
        raise Faults(problem("M506", path, Mark(rows[0][0]), names=tuple(_twice(names))))
    if excess := too_many(len(rows) - 1, path):
        raise Faults(excess)
    faults: list[Problem] = []
    if line := line_without_utf8(content):
        faults.append(problem("M540", path, Mark(line)))
    found = []
    for line, cells in rows[1:]:
        row = _without_empty_end(cells, len(names))
        if len(row) != len(names):
            faults.append(problem("M505", path, Mark(line), found=len(row), wanted=len(names)))
            continue
        try:
            found.append(_row(_row_document(path, line, lines[line - 1], names, row, delimiter)))
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
    return _OTHER_NAMES.get(name.lower()) or field_meant(name)


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _row_document(
    path: str, line: int, source: str, names: Sequence[str], row: Sequence[str], delimiter: str
) -> Document:
    data: dict[str, Value] = {}
    values: dict[Loc, Mark] = {(): Mark(line)}
    keys: dict[Loc, Mark] = {}
    column = 0
    for name, cell in zip(names, row, strict=True):
        at = source.find(cell, column) if cell else -1
        mark = Mark(line, at + 1, at + len(cell) + 1) if at >= 0 else Mark(line)
        column = at + len(cell) if at >= 0 else column + 1
        data[name] = cell.strip()
        values[(name,)] = mark
        keys[(name,)] = mark
    return Document(path, data, values, keys)
