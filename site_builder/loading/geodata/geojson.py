"""Places from GeoJSON (RFC 7946), and from its earlier form with a coordinate system of its own (GeoJSON 2008)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from site_builder.content_types.maps import Position, Shape, field_meant
from site_builder.content_types.positions import coordinate_system
from site_builder.loading.geodata.rows import MAP_BYTES, OLD_ADDRESSES, Read, Row, escaped, nfc, row_of, too_many
from site_builder.loading.geodata.shapes import DEPTHS, LARGEST, shaped
from site_builder.problems import Faults, Mark, Problem, problem
from site_builder.source import Value, decoded


def read_geojson(content: bytes, path: str) -> Read:
    """Return the features of a GeoJSON file and the names of their properties. Raises Faults."""
    text = decoded(content, path, MAP_BYTES)
    collection, features = _features(text, path)
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
        names.update(dict.fromkeys((*row.document.data, *(name for name, _ in row.compound))))
    mark = _mark_of_system(text)
    return Read(tuple(rows), tuple(names), tuple(faults), _system(collection, path, mark), mark)


def _features(text: str, path: str) -> tuple[dict[str, object], list[object]]:
    try:
        data = json.loads(text, parse_constant=_not_a_number)
    except json.JSONDecodeError as fault:
        raise Faults(problem("M502", path, Mark(fault.lineno, fault.colno, fault.colno + 1))) from None
    except RecursionError:
        raise Faults(problem("M502", path, Mark(1))) from None
    except ValueError:
        raise Faults(problem("M502", path, _mark_of_no_number(text))) from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise Faults(problem("M503", path, Mark(1)))
    if excess := too_many(len(features), path):
        raise Faults(excess)
    return data, features


_TEXT_OR_NO_NUMBER = re.compile(r'"(?:[^"\\]|\\.)*+"|(?P<found>-?Infinity|NaN|\d{4301,})')
"""RFC 8259, section 6, has no infinity; and Python reads no integer of more digits (sys.set_int_max_str_digits)."""


def _mark_of_no_number(text: str) -> Mark:
    for match in _TEXT_OR_NO_NUMBER.finditer(text):
        if match["found"]:
            column = match.start() - text.rfind("\n", 0, match.start())
            return Mark(text.count("\n", 0, match.start()) + 1, column, column + len(match["found"]))
    return Mark(1)


def _not_a_number(name: str) -> float:
    raise ValueError(name)


_CRS84 = re.compile(r".*CRS:?84", re.IGNORECASE)
_EPSG = re.compile(r"(?:urn:ogc:def:crs:)?EPSG:(?:[\d.]*:)?(\d+)", re.IGNORECASE)


def _mark_of_system(text: str) -> Mark:
    return Mark(text.count("\n", 0, max(0, text.find('"crs"'))) + 1)


def _system(collection: dict[str, object], path: str, mark: Mark) -> int | None:
    """Return the EPSG code of the member `crs` of GeoJSON 2008, section 3; RFC 7946 has none. Raises Faults."""
    crs = collection.get("crs")
    if crs is None:
        return None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name")) if isinstance(properties, dict) else str(crs)
    if _CRS84.fullmatch(name):
        return 4326
    match = _EPSG.fullmatch(name)
    try:
        return coordinate_system(match[1] if match else name)
    except PydanticCustomError:
        raise Faults(problem("M558", path, mark, text=name)) from None


def _feature_marks(text: str) -> Iterator[Mark]:
    """Yield where each feature begins: json gives no places, so its own decoder is led from one to the next."""
    start = re.search(r'"features"\s*:\s*\[', text)
    at = start.end() if start else len(text)
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    while match := re.compile(r"[\s,]*(?=\{)").match(text, at):
        begin = match.end()
        line += text.count("\n", counted, begin)
        counted = begin
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
    if faults := list(escaped(properties, path, mark)):
        raise Faults(*faults)
    named = _named(properties)
    read = {key: _several(value) if key in OLD_ADDRESSES else _plain(value) for key, value in named.items()}
    compound = ((key, value) for key, value in named.items() if read[key] is None and isinstance(value, list | dict))
    found = tuple((key, json.dumps(value, ensure_ascii=False)[:_SHOWN]) for key, value in compound)
    return row_of({key: value for key, value in read.items() if value is not None}, shape, path, mark, found)


_SHOWN = 60
"""As much of a value as says what it is."""


def _named(properties: dict[str, object]) -> dict[str, object]:
    """Return properties by the fields they name in any case; where two name the same, the one so spelt is it."""
    written = {nfc(key): value for key, value in properties.items()}
    named: dict[str, object] = {}
    for key, value in written.items():
        meant = field_meant(key)
        named[key if meant in written or meant in named else meant] = value
    return named


def _several(value: object) -> Value:
    return [_plain(one) for one in value] if isinstance(value, list) else _plain(value)


def _plain(value: object) -> Value:
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, str):
        return nfc(value).strip()
    if isinstance(value, list):
        # A list is what a text with commas is in tables.
        return ", ".join(one for one in map(_plain, value) if isinstance(one, str) and one) or None
    return str(value) if isinstance(value, int | float) else None


def shape_of(geometry: dict[str, object], path: str, mark: Mark) -> Shape:
    """Return the shape of a GeoJSON geometry, (x, y). Raises Faults."""
    kind = geometry.get("type")
    if not isinstance(kind, str):
        raise Faults(problem("M519", path, mark))
    if kind not in DEPTHS:
        raise Faults(problem("M515", path, mark, found=kind))
    coordinates = geometry.get("coordinates")
    parts = _list(coordinates, path, mark) if kind.startswith("Multi") else [coordinates]
    of = kind.removeprefix("Multi")
    if of == "Point":
        lines = [[[_position(part, path, mark)]] for part in parts]
    elif of == "LineString":
        lines = [[_positions(part, path, mark)] for part in parts]
    else:
        lines = [[_positions(ring, path, mark) for ring in _list(part, path, mark)] for part in parts]
    return shaped(kind, lines, path, mark)


def _list(value: object, path: str, mark: Mark) -> list[object]:
    if not isinstance(value, list) or not value:
        raise Faults(problem("M519", path, mark))
    return value


def _positions(value: object, path: str, mark: Mark) -> list[Position]:
    return [_position(one, path, mark) for one in _list(value, path, mark)]


def _position(value: object, path: str, mark: Mark) -> Position:
    numbers = value if isinstance(value, list) else []
    if any(isinstance(one, str) for one in numbers):
        raise Faults(problem("M520", path, mark, found=str(next(one for one in numbers if isinstance(one, str)))))
    if len(numbers) < 2 or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers):
        raise Faults(problem("M519", path, mark))
    # JSON's numbers have no end.
    if any(abs(one) > LARGEST for one in numbers):
        raise Faults(problem("M519", path, mark))
    return float(numbers[0]), float(numbers[1])
