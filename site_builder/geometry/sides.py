"""The sides of rings, found by where they are: what crosses them, what lies on them and what inside."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from site_builder.geometry import rings
from site_builder.geometry.rings import Box, Position, Ring


class Sides:
    """The sides of a ring, found by where they are."""

    def __init__(self, ring: Ring, tolerance: float) -> None:
        self.ring = ring
        self.tolerance = tolerance
        self.boxes = rings.boxes_of(ring)

    @property
    def box(self) -> Box:
        return self.boxes[1]

    def near(self, box: Box) -> Iterator[tuple[Position, Position]]:
        """Yield the sides whose boxes meet a box."""
        half, waiting = len(self.boxes) // 2, [1]
        while waiting:
            at = waiting.pop()
            if not rings.boxes_meet(self.boxes[at], box):
                continue
            if at >= half:
                yield self.ring[at - half], self.ring[at - half + 1]
            else:
                waiting += [2 * at + 1, 2 * at]

    def crossing(self, other: Sides) -> Position | None:
        """Return where two rings cross."""
        for a, b in itertools.pairwise(self.ring):
            for c, d in other.near(rings.box_around(a, b)):
                if found := rings.crossing_of(a, b, c, d, self.tolerance):
                    return found
        return None

    def touches(self, other: Sides) -> bool:
        """Return whether a corner of either ring lies on the other."""
        pairs = ((a, b, c, d) for a, b in itertools.pairwise(self.ring) for c, d in other.near(self._grown(a, b)))
        return any(
            rings.to_segment(a, c, d) <= self.tolerance or rings.to_segment(c, a, b) <= self.tolerance
            for a, b, c, d in pairs
        )

    def _grown(self, a: Position, b: Position) -> Box:
        west, south, east, north = rings.box_around(a, b)
        by = self.tolerance
        return west - by, south - by, east + by, north + by

    def has_on_it(self, spot: Position) -> bool:
        return any(rings.to_segment(spot, a, b) <= self.tolerance for a, b in self.near(self._grown(spot, spot)))

    def holds(self, spot: Position) -> bool:
        """Return whether a spot that does not lie on the ring lies inside it."""
        x, y = spot
        return rings.is_enclosed(spot, self.near((x, y, math.inf, y)))

    def spots(self) -> Iterator[Position]:
        """Yield the corners and the middle of each side."""
        for a, b in itertools.pairwise(self.ring):
            yield a
            yield (a[0] + b[0]) / 2, (a[1] + b[1]) / 2

    def clear_of(self, other: Sides) -> Iterator[Position]:
        """Yield the spots of this ring that do not lie on another, which it does not cross.

        Where it does not even touch it, all its spots lie on the same side, and one will do.
        """
        if self.touches(other):
            yield from (spot for spot in self.spots() if not other.has_on_it(spot))
        else:
            yield self.ring[0]

    def spot_in(self, other: Sides) -> Position | None:
        return next((spot for spot in self.clear_of(other) if other.holds(spot)), None)

    def spot_outside(self, other: Sides) -> Position | None:
        return next((spot for spot in self.clear_of(other) if not other.holds(spot)), None)

    def lies_along(self, other: Sides) -> bool:
        return next(self.clear_of(other), None) is None
