"""Places from GPX 1.0 and 1.1 (topografix.com/GPX/1/1): waypoints, routes and tracks, as watches and apps save them.

Only what says what a place is like is read: never when somebody was there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from pydantic_core import PydanticCustomError

from site_builder.content_types.maps import Position, Shape
from site_builder.content_types.positions import degrees
from site_builder.loading.geodata.rows import MAP_BYTES, Read, Row, escaped, nfc, row_of, too_many
from site_builder.loading.geodata.shapes import shaped
from site_builder.problems import Faults, Mark, Problem, problem
from site_builder.source import Value, decoded

_NAMESPACE = "http://www.topografix.com/GPX/"
_ENTITIES = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLACES = ("wpt", "rte", "trk")
_POINTS = ("wpt", "rtept", "trkpt")
_NAME = "navn"
_FIELDS = {
    "name": _NAME, "desc": "desc", "type": "type", "cmt": "cmt", "sym": "sym", "ele": "ele",
    # GPX 1.0 has the address of a page as text; 1.1 as an attribute of `link`.
    "url": "href",
}  # fmt: skip
"""The elements of a place that are read, and the columns they become."""


def read_gpx(content: bytes, path: str) -> Read:
    """Return the waypoints, routes and tracks of a GPX file. Raises Faults."""
    text = decoded(content, path, MAP_BYTES)
    if match := _ENTITIES.search(text):
        # What an XML file says of itself can make it grow without end, or fetch other files.
        raise Faults(problem("M555", path, Mark(text.count("\n", 0, match.start()) + 1)))
    found, faults = _Parser(text, path).places()
    if excess := too_many(len(found), path):
        raise Faults(excess)
    rows: list[Row] = []
    for one in (one for one in found if not one.is_broken):
        try:
            rows.append(_row(one, path))
        except Faults as fault:
            faults.extend(fault.problems)
    names = dict.fromkeys(name for row in rows for name in row.document.data)
    # GPX has one coordinate system: WGS 84.
    quiet = frozenset(_FIELDS.values()) - {"type"}
    return Read(tuple(rows), tuple(names), tuple(faults), 4326, stand_ins={"desc": "kort"}, quiet=quiet)


@dataclass(slots=True)
class _Place:
    """A waypoint, route or track as far as it has been read. A waypoint has one line of one position."""

    kind: str
    mark: Mark
    lines: list[list[Position]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    is_broken: bool = False
    """Whether a position has been told of already"""


def _row(one: _Place, path: str) -> Row:
    if faults := list(escaped(one.fields, path, one.mark)):
        raise Faults(*faults)
    fields: dict[str, Value] = {key: nfc(text).strip() for key, text in one.fields.items() if text.strip()}
    shape = _shape(one, path)
    if _NAME not in fields:
        raise Faults(problem("M614", path, one.mark, tag=one.kind))
    return row_of(fields, shape, path, one.mark)


def _shape(one: _Place, path: str) -> Shape:
    if one.kind == "wpt":
        return shaped("Point", [one.lines], path, one.mark)
    # A stretch of one position is what a watch leaves when it loses the satellites.
    lines = [[line] for line in one.lines if len(line) > 1]
    return shaped("LineString" if len(lines) < 2 else "MultiLineString", lines, path, one.mark)


class _Parser:
    """Follows the file from one tag to the next, so that every place knows its line."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.open: list[str] = []
        self.found: list[_Place] = []
        self.faults: list[Problem] = []
        self.expat = expat.ParserCreate(namespace_separator=" ")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._characters

    def places(self) -> tuple[list[_Place], list[Problem]]:
        try:
            self.expat.Parse(self.text, True)
        except expat.ExpatError as fault:
            line = self.text.split("\n")[fault.lineno - 1]
            column = len(line.encode()[: fault.offset].decode("utf-8", "ignore")) + 1
            raise Faults(problem("M556", self.path, Mark(fault.lineno, column, column + 1))) from None
        return self.found, self.faults

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        # An extension's own elements are nobody's business, whatever they are called.
        name = name if space.startswith(_NAMESPACE) or not space else "?"
        if not self.open and name != "gpx":
            raise Faults(problem("M557", self.path, self._mark()))
        if name in _PLACES and self.open == ["gpx"]:
            self.found.append(_Place(name, self._mark()))
        self.open.append(name)
        if name in _POINTS and self._is_in_a_place():
            self._point(attributes)
        elif name in ("trkseg", "rte") and self._is_in_a_place():
            self.found[-1].lines.append([])
        elif name == "link" and len(self.open) == 3 and self._is_in_a_place():
            self.found[-1].fields.setdefault("href", attributes.get("href", ""))

    def _is_in_a_place(self) -> bool:
        return len(self.open) > 1 and self.open[1] in _PLACES and "?" not in self.open

    def _point(self, attributes: dict[str, str]) -> None:
        place = self.found[-1]
        if not place.lines:
            place.lines.append([])
        lon, lat = (self._degrees(attributes.get(name, ""), name) for name in ("lon", "lat"))
        if lon is not None and lat is not None:
            place.lines[-1].append((lon, lat))

    def _degrees(self, text: str, name: str) -> float | None:
        try:
            return degrees(text.strip())
        except PydanticCustomError as fault:
            values = {key: value for key, value in (fault.context or {}).items() if key != "code"}
            self.faults.append(problem(fault.type, self.path, self._mark(), field=name, **values))
            self.found[-1].is_broken = True
            return None

    def _characters(self, text: str) -> None:
        if len(self.open) == 3 and self.open[2] in _FIELDS and self._is_in_a_place():
            fields, key = self.found[-1].fields, _FIELDS[self.open[2]]
            fields[key] = fields.get(key, "") + text

    def _end(self, tag: str) -> None:
        self.open.pop()

    def _mark(self) -> Mark:
        return Mark(self.expat.CurrentLineNumber)
