"""Places from inline lists, CSV and GeoJSON: read, put in the right frame, and checked against the municipality."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.content_types.entry import en_name, nb_name
from site_builder.content_types.maps import InlinePlace, Position, Shape
from site_builder.problems import Faults, Mark, Problem, problem
from site_builder.source import Document, Loc, Value, decoded
from site_builder.text.characters import strange_in
from site_builder.text.slugs import UNSEEN

MAP_BYTES = 10 * 1024 * 1024
MOST_FEATURES = 20_000
NEAR = 2_000.0
"""Metres outside the (simplified) outline that still count as inside."""


_FIELDS = InlinePlace.model_fields

KNOWN = frozenset(
    name for key, info in _FIELDS.items() if key != "values" for name in (nb_name(info), en_name(key, info))
)
"""The columns a CSV file or a feature may have besides those the map declares."""

OLD_ADDRESSES = frozenset((nb_name(_FIELDS["aliases"]), en_name("aliases", _FIELDS["aliases"])))
"""The columns that may hold several values."""

_OTHER_NAMES = {"breddegrad": "lat", "lengdegrad": "lon", "latitude": "lat", "longitude": "lon"}


@dataclass(frozen=True, slots=True)
class Row:
    """One place as read, not yet judged: its fields as a document of its own, and its shape where it has one."""

    document: Document
    shape: Shape | None = None


# --- CSV -------------------------------------------------------------------


def read_csv(content: bytes, path: str) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows of a CSV file and its column names. `;` or `,`, whichever the header has. Raises Faults."""
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
    names = [_column_name(name) for name in _without_empty_end(rows[0][1], 0)]
    if len(set(names)) != len(names):
        raise Faults(problem("M506", path, Mark(rows[0][0]), names=tuple(_twice(names))))
    faults, found = [], []
    for line, cells in rows[1:]:
        row = _without_empty_end(cells, len(names))
        if len(row) != len(names):
            faults.append(problem("M505", path, Mark(line), found=len(row), wanted=len(names)))
            continue
        found.append(Row(_row_document(path, line, lines[line - 1], names, row, delimiter)))
    if faults:
        raise Faults(*faults)
    return found, tuple(names)


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


def _column_name(written: str) -> str:
    """Return a column's name: whatever the case of what we know, and without what nobody sees."""
    name = UNSEEN.sub("", written).strip()
    known = _OTHER_NAMES.get(name.lower(), name.lower())
    return known if known in KNOWN else name


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


# --- GeoJSON (RFC 7946) ------------------------------------------------------


def read_geojson(content: bytes, path: str) -> tuple[list[Row], tuple[str, ...]]:
    """Return the features of a GeoJSON file and the names of their properties. Raises Faults."""
    text = decoded(content, path, MAP_BYTES)
    features = _features(text, path)
    marks = list(_feature_marks(text))
    faults: list[Problem] = []
    rows: list[Row] = []
    names: dict[str, None] = {}
    for number, feature in enumerate(features):
        mark = marks[number] if number < len(marks) else Mark(1)
        try:
            row = _feature_row(feature, path, mark)
        except Faults as fault:
            faults.extend(fault.problems)
            continue
        rows.append(row)
        names.update(dict.fromkeys(row.document.data))
    if faults:
        raise Faults(*faults)
    return rows, tuple(names)


def _features(text: str, path: str) -> list[object]:
    try:
        data = json.loads(text, parse_constant=_not_a_number)
    except json.JSONDecodeError as fault:
        raise Faults(problem("M502", path, Mark(fault.lineno, fault.colno, fault.colno + 1))) from None
    except (RecursionError, ValueError):
        raise Faults(problem("M502", path, Mark(1))) from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise Faults(problem("M503", path, Mark(1)))
    if len(features) > MOST_FEATURES:
        raise Faults(problem("M517", path, found=len(features), limit=MOST_FEATURES))
    return features


def _not_a_number(name: str) -> float:
    raise ValueError(name)


def _feature_marks(text: str) -> Iterator[Mark]:
    """Yield where each feature begins: json gives no places, so its own decoder is led from one to the next."""
    start = re.search(r'"features"\s*:\s*\[', text)
    at = start.end() if start else len(text)
    decoder = json.JSONDecoder()
    while match := re.compile(r"[\s,]*(?=\{)").match(text, at):
        begin = match.end()
        line = text.count("\n", 0, begin) + 1
        column = begin - text.rfind("\n", 0, begin)
        yield Mark(line, column, column + 1)
        _, at = decoder.raw_decode(text, begin)


def _feature_row(feature: object, path: str, mark: Mark) -> Row:
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise Faults(problem("M519", path, mark))
    shape = shape_of(feature["geometry"], path, mark)
    properties = feature["properties"] if isinstance(feature.get("properties"), dict) else {}
    if isinstance(feature.get("id"), str):
        properties = {"id": feature["id"]} | properties
    # An escape ("\\u202E", half a pair) brings in what the file itself does not hold.
    strange = (one for text in itertools.chain(*properties.items()) for one in strange_in(str(text)))
    if faults := dict.fromkeys(problem(one.code, path, mark, character=one.name) for one in strange):
        raise Faults(*faults)
    read = {_nfc(key): _several(value) if key in OLD_ADDRESSES else _plain(value) for key, value in properties.items()}
    data: dict[str, Value] = {key: value for key, value in read.items() if value is not None}
    marks: dict[Loc, Mark] = {(): mark} | {(key,): mark for key in data}
    return Row(Document(path, data, marks, {loc: mark for loc in marks if loc}), shape)


def _several(value: object) -> Value:
    return [_plain(one) for one in value] if isinstance(value, list) else _plain(value)


def _plain(value: object) -> Value:
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, str):
        return _nfc(value).strip()
    return str(value) if isinstance(value, int | float) else None


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_LARGEST = 10_000_000
_DEPTHS = {"Point": 0, "LineString": 1, "Polygon": 2}


def shape_of(geometry: dict[str, object], path: str, mark: Mark) -> Shape:
    """Return the shape of a GeoJSON geometry, (longitude, latitude). Raises Faults."""
    kind = geometry.get("type")
    if not isinstance(kind, str):
        raise Faults(problem("M519", path, mark))
    if kind not in _DEPTHS:
        raise Faults(problem("M515", path, mark, found=kind))
    coordinates = geometry.get("coordinates")
    if kind == "Point":
        rings: tuple[tuple[Position, ...], ...] = ((_position(coordinates, path, mark),),)
    elif kind == "LineString":
        rings = (_positions(coordinates, path, mark),)
    else:
        rings = tuple(_positions(ring, path, mark) for ring in _list(coordinates, path, mark))
        rings = tuple(_ring(ring, path, mark, is_outer=number == 0) for number, ring in enumerate(rings))
    if kind == "LineString" and len(rings[0]) < 2:
        raise Faults(problem("M519", path, mark))
    return Shape(kind, rings)


def _list(value: object, path: str, mark: Mark) -> list[object]:
    if not isinstance(value, list) or not value:
        raise Faults(problem("M519", path, mark))
    return value


def _positions(value: object, path: str, mark: Mark) -> tuple[Position, ...]:
    return tuple(_position(one, path, mark) for one in _list(value, path, mark))


def _position(value: object, path: str, mark: Mark) -> Position:
    numbers = value if isinstance(value, list) else []
    if any(isinstance(one, str) for one in numbers):
        raise Faults(problem("M520", path, mark, found=str(next(one for one in numbers if isinstance(one, str)))))
    if len(numbers) < 2 or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers):
        raise Faults(problem("M519", path, mark))
    # JSON's numbers have no end; the largest that anybody means are UTM metres.
    if any(abs(one) > _LARGEST for one in numbers):
        raise Faults(problem("M519", path, mark))
    return float(numbers[0]), float(numbers[1])


def _ring(ring: tuple[Position, ...], path: str, mark: Mark, *, is_outer: bool) -> tuple[Position, ...]:
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise Faults(problem("M516", path, mark))
    # RFC 7946, 3.1.6: outer rings counter-clockwise, holes clockwise; readers do not mind, so turned in silence.
    is_ccw = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in itertools.pairwise(ring)) < 0
    return ring if is_ccw == is_outer else ring[::-1]


# --- the frame: is it where it should be? --------------------------------------


@dataclass(frozen=True, slots=True)
class Outline:
    """The municipality's boundary: outer rings of (longitude, latitude)."""

    rings: tuple[tuple[Position, ...], ...]

    def distance(self, position: Position) -> float:
        """Return metres from the outline to a position outside it; 0 inside."""
        if any(_is_inside(position, ring) for ring in self.rings):
            return 0.0
        return min(_to_segment(position, a, b) for ring in self.rings for a, b in itertools.pairwise(ring))


NORWAY = Outline((((3.0, 57.0), (33.0, 57.0), (33.0, 81.5), (3.0, 81.5), (3.0, 57.0)),))
"""Used where the site has no outline of its own."""


def _is_inside(position: Position, ring: Sequence[Position]) -> bool:
    x, y = position
    inside = False
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _to_segment(position: Position, a: Position, b: Position) -> float:
    # A flat picture around the position: good to a per mille over a municipality's size.
    scale = 111_320.0
    squeeze = math.cos(math.radians(position[1])) * scale
    ax, ay = (a[0] - position[0]) * squeeze, (a[1] - position[1]) * scale
    bx, by = (b[0] - position[0]) * squeeze, (b[1] - position[1]) * scale
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return math.hypot(ax + along * dx, ay + along * dy)


def frame_problem(position: Position, outline: Outline, path: str, mark: Mark, name: str) -> Problem | None:
    """Return what is wrong with where a place is said to be, tried from the likeliest fault on."""
    lon, lat = position
    if (lon, lat) == (0.0, 0.0):
        return problem("M511", path, mark, name=name)
    if abs(lat) <= 90 and abs(lon) <= 180:
        distance = outline.distance(position)
        if distance <= NEAR:
            return None
        if abs(lon) <= 90 and outline.distance((lat, lon)) <= NEAR:
            return problem("M508", path, mark, name=name, lat=f"{lat:.7g}", lon=f"{lon:.7g}")
        return problem("M509", path, mark, name=name, distance=round(distance / 1000))
    if any(6_400_000 < one < 8_900_000 for one in (lon, lat)):
        return problem("M510", path, mark, name=name)
    return problem("M527", path, mark, name=name)


def outline_of(rows: Sequence[Row]) -> Outline | None:
    """Return the outline of a base map: its polygons; None when it has none."""
    rings = tuple(row.shape.rings[0] for row in rows if row.shape and row.shape.kind == "Polygon")
    return Outline(rings) if rings else None
