"""Where the numbers and names of a drawing stand, so that none hides another."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

from site_builder.outputs.projection import Box, Spot

LETTER = 6.4
"""How wide a letter of a place name is, in units, in a wide font"""
TURNS = 200
"""Numbers that have no peace by then stand too close to each other: the drawing has no room for them."""


def crowds(spots: Sequence[Spot], near: float) -> list[list[int]]:
    """Return which spots stand within `near` of each other, in chains; the largest first, singles too."""
    waiting = list(range(len(spots)))
    found = []
    while waiting:
        crowd = [waiting.pop(0)]
        for one in crowd:
            joining = [other for other in waiting if math.dist(spots[one], spots[other]) <= near]
            crowd += joining
            waiting = [other for other in waiting if other not in joining]
        found.append(sorted(crowd))
    return sorted(found, key=lambda crowd: (-len(crowd), crowd))


def spread(spots: Sequence[Spot], space: float, box: Box) -> list[Spot]:
    """Return the spots moved apart until they stand `space` from each other, within the box."""
    found = [_within(spot, box) for spot in spots]
    for _ in range(TURNS):
        moved = False
        # From left to right: whoever is further away to the right than that is near nobody.
        order = sorted(range(len(found)), key=lambda one: (found[one], one))
        for place, one in enumerate(order):
            for other in itertools.islice(order, place + 1, None):
                if found[other][0] - found[one][0] > 2 * space:
                    break
                apart = math.dist(found[one], found[other])
                if apart > space - 0.3:
                    continue
                moved = True
                way = _way(found[one], found[other], other)
                by = (space - apart) / 2
                found[one] = _within((found[one][0] - by * way[0], found[one][1] - by * way[1]), box)
                found[other] = _within((found[other][0] + by * way[0], found[other][1] + by * way[1]), box)
        if not moved:
            break
    return found


def _way(a: Spot, b: Spot, turn: int) -> Spot:
    """Return the direction from a to b, of length 1; each its own where they are the same."""
    apart = math.dist(a, b)
    # Nearly in line with each other along an edge they would never get past: a little aside.
    angle = math.atan2(b[1] - a[1], b[0] - a[0]) + 0.05 if apart > 0.01 else float(turn)
    return math.cos(angle), math.sin(angle)


def _within(spot: Spot, box: Box) -> Spot:
    return min(max(spot[0], box.left), box.right), min(max(spot[1], box.top), box.bottom)


def placed(names: Iterable[tuple[str, Spot]], taken: Iterable[Box], box: Box, most: int) -> list[tuple[str, Spot]]:
    """Return the names that find room, each with the middle of its text: at its spot, else beside it."""
    full = list(taken)
    found: list[tuple[str, Spot]] = []
    for name, (x, y) in names:
        if len(found) == most:
            break
        half = len(name) * LETTER / 2
        aside = half + 13
        for dx, dy in ((0, 0), (0, 18), (0, -18), (aside, 0), (-aside, 0), (0, 26), (0, -26)):
            area = Box(x + dx - half, y + dy - 6, x + dx + half, y + dy + 6)
            is_free = not any(area.meets(other) for other in full)
            if is_free and box.holds((area.left, area.top)) and box.holds((area.right, area.bottom)):
                full.append(area)
                found.append((name, (x + dx, y + dy)))
                break
    return found
