"""Shapes from well-known text (OGC 06-103r4, section 7): POINT, LINESTRING, POLYGON and several of one.

What PostGIS calls extended (EWKT) is read too: `SRID=25833;POINT(...)`, SRID being an EPSG code.
"""

from __future__ import annotations

import re
from typing import NoReturn

from pydantic_core import PydanticCustomError

from site_builder.content_types.maps import Position, Shape
from site_builder.content_types.positions import coordinate_system
from site_builder.loading.geodata.shapes import DEPTHS, LARGEST, shaped
from site_builder.problems import Faults, Mark, problem

_KINDS = {kind.upper(): kind for kind in DEPTHS}
_BEGIN = re.compile(r"\s*([A-Za-z]+)\s*(?:\b(?:ZM|Z|M)\b)?\s*", re.IGNORECASE)
_DIMENSION = re.compile(r"(?:ZM|Z|M)$")
_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?=[\s,()]|$)")
_SRID = re.compile(r"\s*SRID\s*=([^;]*);", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")


def shape_in(text: str, path: str, mark: Mark) -> Shape:
    """Return the shape a text is, (x, y) without heights. `mark` is where the text stands. Raises Faults."""
    return _Reader(text, path, mark).shape()


def system_in(text: str, path: str, mark: Mark) -> int | None:
    """Return the EPSG code that a text says its shape is in, or None where it says none. Raises Faults."""
    match = _SRID.match(text)
    try:
        return coordinate_system(match[1]) if match else None
    except PydanticCustomError:
        raise Faults(problem("M558", path, mark, text=match[1].strip() if match else "")) from None


class _Reader:
    def __init__(self, text: str, path: str, mark: Mark) -> None:
        self.text = text
        self.path = path
        self.mark = mark
        srid = _SRID.match(text)
        self.at = srid.end() if srid else 0

    def shape(self) -> Shape:
        kind = self._kind()
        depth = DEPTHS[kind]
        parts: list[list[list[Position]]]
        if kind == "Point":
            self._take("(")
            parts = [[[self._position()]]]
            self._take(")")
        elif kind == "MultiPoint":
            parts = [[[one]] for one in self._points()]
        elif depth == 1:
            parts = [[self._line()]]
        elif kind == "MultiPolygon":
            parts = []
            self._take("(")
            while not parts or self._is_next(","):
                parts.append(self._lines())
            self._take(")")
        else:
            lines = self._lines()
            parts = [lines] if kind == "Polygon" else [[line] for line in lines]
        if self.text[self.at :].strip():
            self._stop()
        return shaped(kind, parts, self.path, self.mark)

    def _kind(self) -> str:
        match = _BEGIN.match(self.text, self.at)
        if match is None:
            self._stop()
        name = match[1].upper()
        kind = _KINDS.get(name) or _KINDS.get(_DIMENSION.sub("", name))
        self.at = match.end()
        if kind is None:
            raise Faults(problem("M515", self.path, self.mark, found=match[1]))
        if self.text[self.at :].strip().upper() == "EMPTY":
            raise Faults(problem("M519", self.path, self.mark))
        return kind

    def _lines(self) -> list[list[Position]]:
        self._take("(")
        found = [self._line()]
        while self._is_next(","):
            found.append(self._line())
        self._take(")")
        return found

    def _line(self) -> list[Position]:
        self._take("(")
        found = [self._position()]
        while self._is_next(","):
            found.append(self._position())
        self._take(")")
        return found

    def _points(self) -> list[Position]:
        """Return the points of a MULTIPOINT, each in brackets or not: both are written."""
        self._take("(")
        found: list[Position] = []
        while not found or self._is_next(","):
            has_brackets = self._is_next("(")
            found.append(self._position())
            if has_brackets:
                self._take(")")
        self._take(")")
        return found

    def _position(self) -> Position:
        numbers = [self._number(), self._number()]
        while len(numbers) < 4 and _NUMBER.match(self.text, self.at):
            numbers.append(self._number())
        return numbers[0], numbers[1]

    def _number(self) -> float:
        match = _NUMBER.match(self.text, self.at)
        if match is None or abs(float(match[1])) > LARGEST:
            self._stop()
        self.at = match.end()
        return float(match[1])

    def _is_next(self, sign: str) -> bool:
        """Take the sign if it comes next, and say whether it did."""
        space = _SPACE.match(self.text, self.at)
        at = space.end() if space else self.at
        if self.text[at : at + 1] != sign:
            return False
        self.at = at + 1
        return True

    def _take(self, sign: str) -> None:
        if not self._is_next(sign):
            self._stop()

    def _stop(self) -> NoReturn:
        comma = next((one for one in _DECIMAL_COMMA.finditer(self.text) if one.start() <= self.at <= one.end()), None)
        if comma:
            raise Faults(problem("M538", self.path, self._here(*comma.span()), found=comma[0]))
        space = _SPACE.match(self.text, self.at)
        at = space.end() if space else self.at
        raise Faults(problem("M554", self.path, self._here(at, at + 1), found=self.text[max(0, at - 20) : at + 1]))

    def _here(self, begin: int, end: int) -> Mark:
        if not self.mark.column:
            return self.mark
        first, last = (min(self.mark.column + at, self.mark.end_column) for at in (begin, end))
        return Mark(self.mark.line, first, max(last, first + 1))
