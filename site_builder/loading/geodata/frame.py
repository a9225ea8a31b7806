"""Is a place where it should be? Numbers as written become degrees, and are judged against the municipality."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from site_builder.content_types.maps import Position, Shape
from site_builder.geometry import rings, utm
from site_builder.loading.geodata.rows import Read
from site_builder.loading.geodata.shapes import LARGEST
from site_builder.problems import WHOLE_FILE, Mark, Problem, problem

NEAR = 2_000.0
"""Metres outside the (simplified) outline that still count as inside."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The municipality's boundary: outer rings of (longitude, latitude)."""

    rings: tuple[tuple[Position, ...], ...]

    def distance(self, position: Position) -> float:
        """Return metres from the outline to a position outside it; 0 inside."""
        if any(rings.is_inside(position, ring) for ring in self.rings):
            return 0.0
        return min(_metres_to(position, a, b) for ring in self.rings for a, b in itertools.pairwise(ring))

    def has(self, position: Position) -> bool:
        return self.distance(position) <= NEAR


NORWAY = Outline((((3.0, 57.0), (33.0, 57.0), (33.0, 81.5), (3.0, 81.5), (3.0, 57.0)),))
"""Used where the site has no outline of its own."""


_OF_NORWAY = {"M509": "M640", "M537": "M642"}


def _metres_to(position: Position, a: Position, b: Position) -> float:
    """Return metres from a position to the line between two others, all (longitude, latitude)."""
    # A flat picture around the position: good to a per mille over a municipality's size.
    scale = 111_320.0
    squeeze = math.cos(math.radians(position[1])) * scale
    flat = (((lon - position[0]) * squeeze, (lat - position[1]) * scale) for lon, lat in (a, b))
    return rings.to_segment((0.0, 0.0), *flat)


def outline_of(shapes: Iterable[Shape | None]) -> Outline | None:
    """Return the outline of a base map: its areas; None when it has none."""
    found = tuple(part[0] for shape in shapes if shape and shape.of == "Polygon" for part in shape.parts)
    return Outline(found) if found else None


def in_degrees(read: Read) -> Read:
    """Return what was read with its shapes in degrees, as the file itself says they are written."""
    rows = tuple(
        replace(row, shape=shape_in_degrees(row.shape, read.system) if row.shape else None) for row in read.rows
    )
    return replace(read, rows=rows)


def shape_in_degrees(shape: Shape, system: int | None) -> Shape:
    """Return a shape of numbers in a coordinate system (EPSG) as (longitude, latitude)."""
    if system not in utm.ZONES:
        return shape
    parts = tuple(tuple(tuple(_degrees(one, system) for one in ring) for ring in part) for part in shape.parts)
    return Shape(shape.kind, parts)


def _degrees(position: Position, system: int) -> Position:
    return utm.to_degrees(*position, utm.ZONES[system])


def outline_problems(read: Read, path: str) -> Iterator[Problem]:
    """Yield a problem for each shape of a base map that is not in degrees, or not in Norway, since all places would be
    outside it; and one where it has no area, since none would."""
    if not read.problems and outline_of(row.shape for row in read.rows) is None:
        yield problem("M677", path)
    for row in read.rows:
        positions = [one for ring in row.shape.rings for one in rings.extremes(ring)] if row.shape else []
        name = row.document.data.get("navn") or row.document.data.get("name") or path
        mark = row.document.mark(())
        if any(abs(lon) > 180 or abs(lat) > 90 for lon, lat in positions):
            yield problem("M527", path, mark, name=name)
        elif positions and not any(map(NORWAY.has, positions)):
            lon, lat = positions[0]
            yield problem("M676", path, mark, name=name, lat=f"{lat:.7g}", lon=f"{lon:.7g}")


def other_system(shapes: Sequence[Shape], own: int, said: int | None, outline: Outline) -> int | None:
    """Return the system (EPSG) that shapes are in where it is not `own`, which their file says; None where it may be.

    `said` is what the map says: where several would do, it decides.
    """
    if not shapes or _fit(shapes, own, outline):
        return None
    if own in utm.ZONES and all(_are_degrees(shape.parts[0][0][0]) for shape in shapes):
        return 4326
    possible = [code for code in utm.ZONES if code != own and _fit(shapes, code, outline)]
    if said in possible:
        return said
    return possible[0] if len(possible) == 1 else None


def _fit(shapes: Sequence[Shape], system: int, outline: Outline) -> bool:
    """Return whether any shape is where it should be if its numbers are in a system."""
    frame = Frame(outline, system)
    return any(frame.fault(shape, "", WHOLE_FILE, "") is None for shape in shapes)


def _are_degrees(position: Position) -> bool:
    return all(abs(one) <= 180 for one in position)


@dataclass(frozen=True, slots=True)
class Frame:
    """What places are judged against, and what their numbers are said to be."""

    outline: Outline
    system: int | None = None
    """EPSG code; degrees where nothing is said"""
    map_path: str = ""
    """The file to say it in"""
    in_fields: bool = False
    """Whether the numbers stand in `lat` and `lon`"""
    is_own: bool = False
    """Whether the data themselves say which system they are in, so that the map need not"""
    words: tuple[str, str, str] = ("koordinatsystem", "øst", "nord")
    """What the author calls the coordinate system, east and north"""

    def _code(self, code: str) -> str:
        """Return the code of a place outside the outline: where only Norway's is known, it says Norway."""
        return _OF_NORWAY[code] if self.outline is NORWAY else code

    def _line(self, code: int) -> str:
        return f"{self.words[0]}: {code}"

    def _numbers(self, east: float, north: float) -> dict[str, str]:
        return {"east": f"{self.words[1]}: {east:.10g}", "north": f"{self.words[2]}: {north:.10g}"}

    def fault(self, shape: Shape, path: str, mark: Mark, name: str) -> Problem | None:
        """Return what is wrong with where a shape of numbers as written is said to be, or None."""
        positions = (one for ring in shape.rings for one in rings.extremes(ring))
        judge = self._metres if self.system in utm.ZONES else self._degrees
        return next((fault for one in positions if (fault := judge(one, path, mark, name))), None)

    def _degrees(self, position: Position, path: str, mark: Mark, name: str) -> Problem | None:
        """Try the likeliest fault first."""
        lon, lat = position
        if (lon, lat) == (0.0, 0.0):
            return problem("M511", path, mark, name=name)
        if abs(lat) <= 90 and abs(lon) <= 180:
            distance = self.outline.distance(position)
            if distance <= NEAR:
                return None
            if abs(lon) <= 90 and self.outline.has((lat, lon)):
                return problem("M508", path, mark, name=name, lat=f"{lat:.7g}", lon=f"{lon:.7g}")
            return problem(self._code("M509"), path, mark, name=name, distance=round(distance / 1000))
        if any(6_400_000 < one < 8_900_000 for one in position) and all(abs(one) <= LARGEST for one in position):
            return self._undeclared(position, path, mark, name)
        return problem("M527", path, mark, name=name)

    def _undeclared(self, position: Position, path: str, mark: Mark, name: str) -> Problem:
        """Return what to say of metres that nobody said were metres: the zone, where only one is possible."""
        if self.is_own:
            return problem("M612", path, mark, name=name, epsg=self.system)
        east, north = sorted(position)
        possible = [code for code in utm.ZONES if self.outline.has(_degrees((east, north), code))]
        if len(possible) != 1:
            return problem("M510", path, mark, name=name, file=self.map_path, line=self._line(25833))
        (code,) = possible
        values = {"name": name, "zone": utm.ZONES[code], "line": self._line(code), "file": self.map_path}
        if not self.in_fields:
            return problem("M533", path, mark, **values)
        return problem("M534", path, mark, **values, **self._numbers(east, north))

    def _metres(self, position: Position, path: str, mark: Mark, name: str) -> Problem | None:
        assert self.system is not None
        x, y = position
        if (x, y) == (0.0, 0.0):
            return problem("M511", path, mark, name=name)
        if _are_degrees(position) and self.is_own:
            return problem("M612", path, mark, name=name, epsg=self.system)
        if _are_degrees(position):
            values = {"name": name, "epsg": self.system, "field": self.words[0], "line": self._line(4326)}
            return problem("M536", path, mark, **values, file=self.map_path)
        distance = self.outline.distance(_degrees(position, self.system))
        if distance <= NEAR:
            return None
        if x > y and self.outline.has(_degrees((y, x), self.system)):
            return problem("M535", path, mark, name=name, **self._numbers(y, x))
        kilometres = round(distance / 1000)
        others = [code for code in utm.ZONES if code != self.system and self.outline.has(_degrees(position, code))]
        if len(others) == 1 and self.is_own:
            return problem("M612", path, mark, name=name, epsg=self.system)
        if len(others) == 1:
            values = {"name": name, "distance": kilometres, "epsg": self.system, "other": others[0]}
            code = self._code("M537")
            return problem(code, path, mark, **values, file=self.map_path, line=self._line(others[0]))
        return problem(self._code("M509"), path, mark, name=name, distance=kilometres)
