"""From numbers to shapes: enough of them, closed, turned the right way, and not over themselves or each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from site_builder.content_types.maps import Part, Position, Shape
from site_builder.geometry import rings, utm
from site_builder.geometry.holes import HoleFault, hole_faults
from site_builder.geometry.parts import overlaps
from site_builder.geometry.rings import RingFault
from site_builder.problems import Faults, Mark, problem

DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""The kinds that a map can show, and how many lists stand around a position (RFC 7946, section 3.1)."""

LARGEST = 10_000_000.0
"""The largest number that anybody means: metres north in UTM."""

_DEGREES_TOLERANCE = 1e-9
_METRES_TOLERANCE = 1e-4
"""A tenth of a millimetre: what rounding does to an end, or to a corner on somebody else's edge."""


def shaped(kind: str, parts: Sequence[Sequence[Sequence[Position]]], path: str, mark: Mark) -> Shape:
    """Return a shape of numbers in degrees or metres. Raises Faults."""
    of = kind.removeprefix("Multi")
    if not parts or any(not part or any(not line for line in part) for part in parts):
        raise Faults(problem("M519", path, mark))
    if of == "LineString" and any(len(part[0]) < 2 for part in parts):
        raise Faults(problem("M519", path, mark))
    if of == "Polygon":
        areas = tuple(_area(part, path, mark) for part in parts)
        if found := [
            problem("M652", path, mark, position=_written(at)) for at in overlaps(areas, _tolerance(areas[0][0]))
        ]:
            raise Faults(*found)
        return Shape(kind, areas)
    return Shape(kind, tuple(tuple(tuple(line) for line in part) for part in parts))


# Whoever writes saves again and again, and what is on a map lies where it lay.
@lru_cache(maxsize=1024)
def square_metres(shape: Shape) -> float:
    """Return the area of a shape in degrees: its outer rings without its holes, in the UTM zone it lies in."""
    zone = utm.zone_at(shape.centre[0])
    measured = [[utm.to_metres(lon, lat, zone) for lon, lat in ring] for ring in shape.rings]
    # Outer rings run one way and holes the other.
    return sum(rings.signed_area(ring) for ring in measured)


_RING_FAULTS = {RingFault.CROSSES: "M552", RingFault.DOUBLED: "M650", RingFault.TOUCHES: "M651"}
_HOLE_FAULTS = {HoleFault.OUTSIDE: "M617", HoleFault.ACROSS: "M618", HoleFault.OVERLAP: "M619"}


def _area(part: Sequence[Sequence[Position]], path: str, mark: Mark) -> Part:
    outer, *holes = (_ring(tuple(ring), path, mark, is_outer=number == 0) for number, ring in enumerate(part))
    found = hole_faults(outer, holes, _tolerance(outer))
    if faults := [problem(_HOLE_FAULTS[fault], path, mark, position=_written(at)) for fault, at in found]:
        raise Faults(*faults)
    return outer, *holes


def _are_metres(position: Position) -> bool:
    return any(abs(number) > 1000 for number in position)


def _tolerance(ring: Sequence[Position]) -> float:
    return _METRES_TOLERANCE if _are_metres(ring[0]) else _DEGREES_TOLERANCE


def _written(position: Position) -> str:
    x, y = (f"{one:.1f}" if _are_metres(position) else f"{one:.6f}" for one in position)
    return f"{x}, {y}"


def _ring(ring: tuple[Position, ...], path: str, mark: Mark, *, is_outer: bool) -> tuple[Position, ...]:
    tolerance = _tolerance(ring)
    (ax, ay), (bx, by) = ring[0], ring[-1]
    if len(ring) < 4 or max(abs(ax - bx), abs(ay - by)) > tolerance:
        raise Faults(problem("M516", path, mark))
    ring = (*ring[:-1], ring[0])
    if fault := rings.ring_fault(ring, tolerance):
        raise Faults(problem(_RING_FAULTS[fault[0]], path, mark, position=_written(fault[1])))
    # RFC 7946, 3.1.6: outer rings counter-clockwise, holes clockwise; readers do not mind, so turned in silence.
    is_ccw = rings.signed_area(ring) > 0
    return ring if is_ccw == is_outer else ring[::-1]
