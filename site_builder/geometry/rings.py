"""Lines and closed rings in a plane: area, middle, what is inside, and whether a ring keeps clear of itself."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from enum import Enum

Position = tuple[float, float]
"""(x, y): (longitude, latitude) in decimal degrees, or (east, north) in metres."""

Ring = Sequence[Position]
"""Positions of which the last is the first."""

Box = tuple[float, float, float, float]
"""West, south, east, north."""


def signed_area(ring: Ring) -> float:
    """Return the area of a ring in the square of its unit; negative when it runs clockwise."""
    # From the first corner: UTM's large numbers would cost digits.
    x0, y0 = ring[0]
    return sum((ax - x0) * (by - y0) - (bx - x0) * (ay - y0) for (ax, ay), (bx, by) in itertools.pairwise(ring)) / 2


def is_inside(position: Position, ring: Ring) -> bool:
    return is_enclosed(position, itertools.pairwise(ring))


def is_enclosed(position: Position, sides: Iterable[tuple[Position, Position]]) -> bool:
    """Return whether a line from a position to the east crosses an odd number of sides: then it lies inside them."""
    x, y = position
    inside = False
    for (ax, ay), (bx, by) in sides:
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def is_in_area(position: Position, rings: Iterable[Ring]) -> bool:
    """Return whether a position lies in an area and in none of its holes; its rings are in any order."""
    return sum(is_inside(position, ring) for ring in rings) % 2 == 1


def extremes(positions: Sequence[Position]) -> tuple[Position, ...]:
    """Return the positions furthest west, east, south and north: where one of many is astray, one of these is."""
    found = (
        min(positions, key=lambda one: one[0]),
        max(positions, key=lambda one: one[0]),
        min(positions, key=lambda one: one[1]),
        max(positions, key=lambda one: one[1]),
    )
    return tuple(dict.fromkeys(found))


def length(line: Sequence[Position]) -> float:
    """Return the length of a line in its unit."""
    return sum(math.dist(a, b) for a, b in itertools.pairwise(line))


def to_segment(position: Position, a: Position, b: Position) -> float:
    """Return how far it is from a position to the nearest on the straight line between a and b, in their unit."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((position[0] - a[0]) * dx + (position[1] - a[1]) * dy) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return math.hypot(a[0] + along * dx - position[0], a[1] + along * dy - position[1])


def middle_of_line(line: Sequence[Position]) -> Position:
    """Return the position halfway along a line."""
    left = length(line) / 2
    for a, b in itertools.pairwise(line):
        step = math.dist(a, b)
        if step and left <= step:
            part = left / step
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        left -= step
    return line[0]


def middle_of_area(ring: Ring) -> Position:
    """Return a position inside a ring: its centre of gravity, or the middle of its widest stretch beside that."""
    area = signed_area(ring)
    if not area:
        return ring[0]
    x0, y0 = ring[0]
    sum_x = sum_y = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        sum_x += (ax + bx - 2 * x0) * cross
        sum_y += (ay + by - 2 * y0) * cross
    middle = x0 + sum_x / (6 * area), y0 + sum_y / (6 * area)
    return middle if is_inside(middle, ring) else _widest_at(middle[1], ring)


def _widest_at(y: float, ring: Ring) -> Position:
    """Return the middle of the widest stretch inside a ring at a height."""
    crossed = sorted(
        (bx - ax) * (y - ay) / (by - ay) + ax for (ax, ay), (bx, by) in itertools.pairwise(ring) if (ay > y) != (by > y)
    )
    pairs = list(zip(crossed[::2], crossed[1::2], strict=False))
    if not pairs:
        return ring[0]
    west, east = max(pairs, key=lambda pair: pair[1] - pair[0])
    return (west + east) / 2, y


# --- does a ring keep clear of itself? -------------------------------------------

_MOST_COMPARISONS = 2_000_000
"""No ring of a real map comes near: some seconds at most, whatever somebody drew."""


class RingFault(Enum):
    """What may be wrong with the border of an area."""

    CROSSES = "crosses"
    """Two sides cross"""
    DOUBLED = "doubled"
    """It runs back along itself: a spike, or a way there and back"""
    TOUCHES = "touches"
    """A corner lies on another side. Where two corners meet, as two bays do, nothing is wrong"""


def ring_fault(ring: Ring, tolerance: float) -> tuple[RingFault, Position] | None:
    """Return what is wrong with a ring, and where, or None. What is within `tolerance` (the ring's unit) is the same.

    Boxes around runs of edges are compared, and halved where they overlap: of n edges that follow each other, some
    n log n pairs are looked at. A ring that needs more than two million is taken to be sound.
    """
    boxes = boxes_of(ring)
    waiting = [(1, 1)]
    touch = None
    for _ in range(_MOST_COMPARISONS):
        if not waiting:
            return touch
        first, second = waiting.pop()
        if first != second and not boxes_meet(boxes[first], boxes[second]):
            continue
        edges = len(boxes) // 2
        if first >= edges and second >= edges:
            found = _fault_between(ring, first - edges, second - edges, tolerance)
            # Where a spike begins, a corner lies on a side too.
            if found and found[0] is not RingFault.TOUCHES:
                return found
            touch = touch or found
        elif first == second:
            waiting += [(2 * first + 1, 2 * first + 1), (2 * first, 2 * first + 1), (2 * first, 2 * first)]
        elif second >= edges or first < second:
            waiting += [(2 * first + 1, second), (2 * first, second)]
        else:
            waiting += [(first, 2 * second + 1), (first, 2 * second)]
    return touch


_NOWHERE: Box = (math.inf, math.inf, -math.inf, -math.inf)


def boxes_of(ring: Ring) -> list[Box]:
    """Return boxes (west, south, east, north) as a tree: box i is around boxes 2i and 2i+1, and the edges come last."""
    size = 1 << max(0, len(ring) - 2).bit_length()
    leaves = [box_around(a, b) for a, b in itertools.pairwise(ring)]
    boxes = [_NOWHERE] * size + leaves + [_NOWHERE] * (size - len(leaves))
    for at in range(size - 1, 0, -1):
        a, b = boxes[2 * at], boxes[2 * at + 1]
        boxes[at] = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
    return boxes


def box_around(a: Position, b: Position) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def boxes_meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _fault_between(ring: Ring, first: int, second: int, tolerance: float) -> tuple[RingFault, Position] | None:
    if first == second:
        return None
    a, b, c, d = ring[first], ring[first + 1], ring[second], ring[second + 1]
    # A corner that stands twice in a row has no side.
    if min(math.dist(a, b), math.dist(c, d)) <= tolerance:
        return None
    if crossed := crossing_of(a, b, c, d, tolerance):
        return RingFault.CROSSES, crossed
    shared = [one for one in (a, b) if to_segment(one, c, d) <= tolerance]
    shared += [one for one in (c, d) if to_segment(one, a, b) <= tolerance]
    if any(math.dist(one, other) > tolerance for one, other in itertools.combinations(shared, 2)):
        return RingFault.DOUBLED, shared[0]
    if shared and not _is_end(shared[0], (a, b), (c, d), tolerance=tolerance):
        return RingFault.TOUCHES, shared[0]
    return None


def _is_end(position: Position, *sides: tuple[Position, Position], tolerance: float) -> bool:
    """Return whether a position is an end of every side."""
    return all(min(math.dist(position, end) for end in side) <= tolerance for side in sides)


def crossing_of(a: Position, b: Position, c: Position, d: Position, tolerance: float) -> Position | None:
    """Return where the line from a to b crosses that from c to d, or None; within `tolerance` they only touch."""
    c_side, d_side = _side(a, b, c), _side(a, b, d)
    a_side, b_side = _side(c, d, a), _side(c, d, b)
    if min(abs(one) for one in (a_side, b_side, c_side, d_side)) <= tolerance:
        return None
    if (c_side > 0) == (d_side > 0) or (a_side > 0) == (b_side > 0):
        return None
    part = a_side / (a_side - b_side)
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _side(a: Position, b: Position, position: Position) -> float:
    """Return how far left of the line from a to b a position lies; negative to the right, 0 where there is no line."""
    length = math.dist(a, b)
    if not length:
        return 0.0
    return ((b[0] - a[0]) * (position[1] - a[1]) - (b[1] - a[1]) * (position[0] - a[0])) / length
