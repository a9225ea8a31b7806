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

SAME = 0.01
"""Spots nearer than that have no direction from one to the other"""
ASIDE = 0.05
"""Radians: nearly in line with each other along an edge they would never get past"""


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
    """Return the spots moved apart until they stand `space` from each other, within the box.

    Those that stood on each other keep their order from west to east and from north to south, where there is room.
    """
    homes = [_within(spot, box) for spot in spots]
    groups = [crowd for crowd in crowds(homes, space) if len(crowd) > 1]
    found, is_at_peace = _moved_apart(homes, homes, space, box, groups)
    return found if is_at_peace else _moved_apart(found, homes, space, box, ())[0]


def _moved_apart(
    start: Sequence[Spot], homes: Sequence[Spot], space: float, box: Box, groups: Sequence[Sequence[int]]
) -> tuple[list[Spot], bool]:
    """Return the spots, and whether they have moved apart: those of each group in the order of their homes."""
    found = list(start)
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
                is_known = groups and math.dist(homes[one], homes[other]) > SAME
                between = (homes[one], homes[other]) if is_known else (found[one], found[other])
                way = _way(*between, other, 0 if is_known else ASIDE)
                by = (space - apart) / 2
                found[one] = _within((found[one][0] - by * way[0], found[one][1] - by * way[1]), box)
                found[other] = _within((found[other][0] + by * way[0], found[other][1] + by * way[1]), box)
        if not moved:
            return found, True
        for group in groups:
            xs, ys = (_in_order(*([of[one][axis] for one in group] for of in (found, homes))) for axis in (0, 1))
            for one, spot in zip(group, zip(xs, ys, strict=True), strict=True):
                found[one] = spot
    return found, False


def _in_order(values: Sequence[float], homes: Sequence[float]) -> list[float]:
    """Return the nearest values that rise where the homes do: those that do not are their mean.

    The method is that of pool adjacent violators (Ayer and others, 1955).
    """
    order = sorted(range(len(values)), key=lambda one: (homes[one], values[one]))
    pools: list[tuple[float, int]] = []
    for one in order:
        mean, count = values[one], 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    rising = itertools.chain.from_iterable(itertools.repeat(mean, count) for mean, count in pools)
    return [value for _, value in sorted(zip(order, rising, strict=True))]


def _way(a: Spot, b: Spot, turn: int, aside: float) -> Spot:
    """Return the direction from a to b, of length 1; each its own where they are the same."""
    apart = math.dist(a, b)
    angle = math.atan2(b[1] - a[1], b[0] - a[0]) + aside if apart > SAME else float(turn)
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


def beside(box: Box, half: float, taken: Sequence[Box], room: Box) -> Spot:
    """Return where a text stands that belongs to a box: beside it where that is free, else in its corner."""
    middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    for x, y in (
        (middle[0], box.top - 9),
        (middle[0], box.bottom + 9),
        (box.right + half + 4, middle[1]),
        (box.left - half - 4, middle[1]),
    ):
        area = Box(x - half, y - 6, x + half, y + 6)
        is_inside = room.holds((area.left, area.top)) and room.holds((area.right, area.bottom))
        if is_inside and not any(area.meets(other) for other in taken):
            return x, y
    return box.left + half + 3, box.top + 9
