"""Areas in the plane: what lies inside, how much two share, and the same border with fewer points."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.content_types.maps import Position, Shape

DEGREE = 111_320.0
"""Metres to a degree of latitude; of longitude as many times the cosine of the latitude. Good to half a per cent."""

Point = tuple[float, float]
"""(east, north), metres"""

Edge = tuple[Point, Point]

BAND = 20.0
"""Metres: an overlap is measured along lines no further apart than this."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Flat metres around a latitude (degrees): good for distances within a municipality."""

    latitude: float

    def point(self, position: Position) -> Point:
        lon, lat = position
        return lon * DEGREE * math.cos(math.radians(self.latitude)), lat * DEGREE

    def rings(self, shape: Shape) -> tuple[tuple[Point, ...], ...]:
        return tuple(tuple(self.point(one) for one in ring) for ring in shape.rings)


def contains(shape: Shape, position: Position) -> bool:
    """Return whether the position (longitude, latitude) lies in the area and in none of its holes."""
    x, y = position
    inside = False
    for ring in shape.rings:
        for (ax, ay), (bx, by) in itertools.pairwise(ring):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


# --- overlap ----------------------------------------------------------------------


def overlap(one: Shape, other: Shape) -> float:
    """Return about how many square metres two areas share.

    They are cut into bands at every corner of either, and into more where a band is tall; along the middle of each, how
    far both reach is exact. What is left out is smaller than what borders that are drawn twice differ by.
    """
    plane = Plane(one.centre[1])
    edges = [_edges(plane.rings(shape)) for shape in (one, other)]
    if not all(edges):
        return 0.0
    low = max(min(edge[0][1] for edge in found) for found in edges)
    high = min(max(edge[1][1] for edge in found) for found in edges)
    total = 0.0
    sweeps = [_Sweep(found) for found in edges]
    for bottom, top in _bands(low, high, itertools.chain(*edges)):
        mine, theirs = (sweep.crossings((bottom + top) / 2) for sweep in sweeps)
        total += _shared(mine, theirs) * (top - bottom)
    return total


class _Sweep:
    """The sides of an area, asked for from south to north where lines cross them."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self.waiting = sorted(edges, key=lambda edge: edge[0][1], reverse=True)
        self.active: list[Edge] = []

    def crossings(self, y: float) -> list[float]:
        while self.waiting and self.waiting[-1][0][1] <= y:
            self.active.append(self.waiting.pop())
        self.active = [edge for edge in self.active if edge[1][1] > y]
        return sorted(ax + (bx - ax) * (y - ay) / (by - ay) for (ax, ay), (bx, by) in self.active)


def _edges(rings: Iterable[Sequence[Point]]) -> list[Edge]:
    """Return the sides of an area, each from its southern end; those that run straight east bound nothing."""
    sides = (pair for ring in rings for pair in itertools.pairwise(ring))
    return [(a, b) if a[1] < b[1] else (b, a) for a, b in sides if a[1] != b[1]]


def _bands(low: float, high: float, edges: Iterable[Edge]) -> Iterator[tuple[float, float]]:
    corners = {point[1] for edge in edges for point in edge if low < point[1] < high}
    for bottom, top in itertools.pairwise(sorted({low, high, *corners})) if low < high else ():
        parts = math.ceil((top - bottom) / BAND)
        for part in range(parts):
            yield bottom + (top - bottom) * part / parts, bottom + (top - bottom) * (part + 1) / parts


def _shared(one: Sequence[float], other: Sequence[float]) -> float:
    """Return how much two rows of spans (begin, end, begin, end) have in common."""
    total = 0.0
    for begin, end in zip(one[::2], one[1::2], strict=False):
        for first, last in zip(other[::2], other[1::2], strict=False):
            total += max(0.0, min(end, last) - max(begin, first))
    return total


# --- fewer points -----------------------------------------------------------------


def simplified(ring: Sequence[Position], tolerance: float) -> tuple[Position, ...]:
    """Return a closed ring with as few of its points as keep it within `tolerance` metres of where it was.

    Douglas and Peucker (1973), The Canadian Cartographer 10(2), from the first point and the one furthest from it.
    """
    plane = Plane(ring[0][1])
    points = [plane.point(one) for one in ring]
    middle = max(range(len(points)), key=lambda number: math.dist(points[number], points[0]))
    kept = {0, middle, len(points) - 1}
    waiting = [(0, middle), (middle, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, distance = first, tolerance
        for number in range(first + 1, last):
            if (found := _to_side(points[number], points[first], points[last])) > distance:
                far, distance = number, found
        if far != first:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    # An area needs four positions (RFC 7946, section 3.1.6): a sliver stays as it is.
    return tuple(ring[number] for number in sorted(kept)) if len(kept) > 3 else tuple(ring)


def _to_side(point: Point, a: Point, b: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length))
    return math.hypot(ax + along * dx - x, ay + along * dy - y)
