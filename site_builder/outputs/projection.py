"""From positions to the plane of a drawing: Web Mercator fitted to a box, in no more points than can be seen.

Web Mercator is "Popular Visualisation Pseudo-Mercator", IOGP Guidance Note 7-2 (method 1024): what Leaflet draws too.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_builder.content_types.maps import Position
from site_builder.geometry import rings

RADIUS = 6_378_137.0
"""Metres: the sphere of the projection"""

Spot = tuple[float, float]
"""(x to the right, y downwards) in the units of a drawing."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a drawing, in its units."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, spot: Spot) -> bool:
        return self.left <= spot[0] <= self.right and self.top <= spot[1] <= self.bottom

    def meets(self, other: Box) -> bool:
        return not (
            self.left > other.right
            or self.right < other.left
            or self.top > other.bottom
            or self.bottom < other.top
        )  # fmt: skip

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def box_around(spots: Iterable[Spot]) -> Box:
    """Return the smallest box that holds the spots. Raises ValueError where there are none."""
    xs, ys = zip(*spots, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def mercator(position: Position) -> Spot:
    """Return metres east and north at the scale of the equator (Guidance Note 7-2, method 1024)."""
    lon, lat = position
    return RADIUS * math.radians(lon), RADIUS * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


@dataclass(frozen=True, slots=True)
class Fit:
    """How a part of the world lies in a drawing of `width` times `height` units."""

    west: float
    """Mercator metres at x = 0"""
    north: float
    """Mercator metres at y = 0"""
    scale: float
    """Units for each Mercator metre"""
    width: float
    height: float

    @property
    def box(self) -> Box:
        return Box(0, 0, self.width, self.height)

    def spot(self, position: Position) -> Spot:
        """Return where a position (longitude, latitude) lies."""
        east, north = mercator(position)
        return (east - self.west) * self.scale, (self.north - north) * self.scale

    def part_of(self, whole: Fit) -> Box:
        """Return which part of another drawing this one shows."""
        left = (self.west - whole.west) * whole.scale
        top = (whole.north - self.north) * whole.scale
        by = whole.scale / self.scale
        return Box(left, top, left + self.width * by, top + self.height * by)

    @property
    def metres(self) -> float:
        """Metres on the ground for each unit, half-way down: the projection stretches by 1/cos(latitude)."""
        north = self.north - self.height / 2 / self.scale
        return 1 / math.cosh(north / RADIUS) / self.scale


def fitted(
    positions: Sequence[Position], width: float, heights: tuple[float, float], margin: float, least: float = 200
) -> Fit:
    """Return the largest fit that shows all positions with a margin, of the width and a height between the two.

    `least` is how many metres it shows in any case: a single place is not the whole world.
    """
    around = box_around(mercator(one) for one in positions)
    middle_x, middle_y = (around.left + around.right) / 2, (around.top + around.bottom) / 2
    room = least * math.cosh(middle_y / RADIUS)
    wide, high = max(around.width, room), max(around.height, room / 2)
    scale = min((width - 2 * margin) / wide, (heights[1] - 2 * margin) / high)
    height = float(min(heights[1], max(heights[0], math.ceil(high * scale + 2 * margin))))
    return Fit(middle_x - width / 2 / scale, middle_y + height / 2 / scale, scale, width, height)


def round_length(most: float) -> int:
    """Return the greatest of 1, 2 and 5 times a power of ten that is not above `most` (at least 1)."""
    power: int = 10 ** max(0, math.floor(math.log10(max(most, 1))))
    return next(step * power for step in (5, 2, 1) if step * power <= max(most, 1))


# --- lines --------------------------------------------------------------------------------------


def simplified(line: Sequence[Spot], tolerance: float) -> list[Spot]:
    """Return a line without the points that lie within `tolerance` of it (Douglas and Peucker, 1973)."""
    kept = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        distance, at = max(
            ((rings.to_segment(line[at], line[first], line[last]), at) for at in range(first + 1, last)),
            default=(0.0, 0),
        )
        if distance > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [line[at] for at in sorted(kept)]


def clipped(ring: Sequence[Spot], box: Box) -> list[Spot]:
    """Return what of a closed ring lies in the box, closed again; nothing where none does.

    The method is Sutherland and Hodgman's (1974): the box's sides cut, one after the other.
    """
    found = list(ring[:-1])
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        before, found = found, []
        for a, b in zip(before[-1:] + before[:-1], before, strict=True):
            depths = (sign * (a[axis] - limit), sign * (b[axis] - limit))
            if (depths[0] < 0) != (depths[1] < 0):
                along = depths[0] / (depths[0] - depths[1])
                found.append((a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))
            if depths[1] >= 0:
                found.append(b)
    return [*found, found[0]] if found else []


# --- as SVG writes it -----------------------------------------------------------------------------


def number(value: float) -> str:
    """Return a coordinate with one decimal at most: `12`, `12.5`, `-.5`."""
    return _tenths(round(value * 10))


def _tenths(tenths: int) -> str:
    whole, part = divmod(abs(tenths), 10)
    text = f"{whole or ''}.{part}" if part else str(whole)
    return f"-{text}" if tenths < 0 else text


def path(lines: Iterable[Sequence[Spot]], end: str = "") -> str:
    """Return lines as path data (SVG 2, 9.3): each begins where it is and goes on by steps. `end` is `z` for rings."""
    parts = []
    for line in lines:
        tenths = [(round(x * 10), round(y * 10)) for x, y in line]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(tenths) if a != b]
        if end:
            # The way back is what `z` draws.
            steps = steps[:-1]
        if steps:
            parts.append(f"M{_pairs(tenths[:1])}l{_pairs(steps)}{end}")
    return "".join(parts)


def _pairs(pairs: Iterable[tuple[int, int]]) -> str:
    text = " ".join(_tenths(one) for pair in pairs for one in pair)
    return text.replace(" -", "-")
