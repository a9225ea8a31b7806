"""Which parts of a drawing are drawn again, larger: where numbers would hide each other, or the shape they stand on."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_builder.content_types.maps import Position, Shape
from site_builder.outputs.labelling import crowds
from site_builder.outputs.panels import RADIUS, extent
from site_builder.outputs.projection import Box, Fit, fitted

MOST = 4
"""Insets of a drawing: what is crowded besides has lines from its numbers to where they belong"""
NEAR = 20.0
CROWD = 3
"""More numbers than that within `NEAR` of each other are drawn larger; fewer where discs cover half of each other"""
LARGER = 1.6
"""An inset is worth its room when it is so much larger"""
HIDDEN = 30.0
"""Units: a line or area that is no larger is hidden by its number"""
EDGE = 2.0
GAP = 8.0
ALONE_IN_ITS_ROW = (150.0, 200.0)
"""Heights it may have"""
IN_PAIRS = (150.0, 150.0)
MARGINS = (28.0, 22.0)
"""Of an inset alone in its row, and of one in a pair"""
AROUND = 56.0
"""The margin of one area: its neighbours are seen"""
LEAST = 100.0
"""Metres that an inset shows in any case"""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is drawn larger: the places it is for, its fit, and its corner below the whole."""

    group: tuple[int, ...]
    fit: Fit
    left: float
    top: float

    def frame(self, whole: Fit) -> Box:
        """Return the part it shows of the whole: so large at least that it is seen, and no larger than the whole."""
        frame = self.fit.part_of(whole)
        frame = frame.grown(max(0.0, (12 - frame.height) / 2))
        rim = whole.box.grown(-1)
        left, top = max(frame.left, rim.left), max(frame.top, rim.top)
        return Box(left, top, min(frame.right, rim.right), min(frame.bottom, rim.bottom))

    def holds(self, shape: Shape) -> bool:
        return self.fit.box.grown(-RADIUS).holds(self.fit.spot(shape.centre))


def parts_of(shapes: Sequence[Shape], whole: Fit) -> tuple[Part, ...]:
    """Return what to draw larger, in the order of the numbers in it."""
    groups = _crowded(shapes, whole)
    parts = _laid_out(groups[:MOST], shapes, whole)
    hidden = _hidden(shapes, whole, [one for part in parts for one in range(len(shapes)) if part.holds(shapes[one])])
    parts = _laid_out([*(part.group for part in parts), *hidden[: MOST - len(parts)]], shapes, whole)
    # In pairs each has less room than alone: what is not worth it then leaves its room to the others.
    worth = [part.group for part in parts if _is_worth_it(part.group, shapes, whole, part.fit)]
    return _laid_out(worth, shapes, whole)


def larger(shape: Shape, whole: Fit, beside: Sequence[Shape] = ()) -> Part | None:
    """Return the inset of one place, with room for those beside it, or None where its shape is large enough in the
    whole, or a point."""
    if shape.of == "Point":
        return None
    positions = [position for one in (shape, *beside) for ring in one.rings for position in ring]
    margin = AROUND if shape.of == "Polygon" else MARGINS[0]
    fit = fitted(positions, whole.width - 2 * EDGE, ALONE_IN_ITS_ROW, margin, LEAST)
    return Part((0,), fit, EDGE, whole.height + GAP) if fit.scale >= LARGER * whole.scale else None


def _crowded(shapes: Sequence[Shape], whole: Fit) -> list[tuple[int, ...]]:
    """Return the groups of places that cannot be told apart and could be in an inset; the largest first."""
    spots = [whole.spot(one.centre) for one in shapes]
    waiting = list(range(len(shapes)))
    found: list[tuple[int, ...]] = []
    # A chain of crowds that is too long to be drawn larger falls into its crowds.
    for near in (NEAR, NEAR / 2, NEAR / 4):
        for crowd in crowds([spots[one] for one in waiting], near):
            group = tuple(waiting[one] for one in crowd)
            is_crowd = len(group) > CROWD or _collisions(shapes, group, whole, RADIUS) > 0
            if is_crowd and _is_worth_it(group, shapes, whole, _fit(group, shapes, whole, is_paired=False)):
                found.append(group)
        taken = set(itertools.chain.from_iterable(found))
        waiting = [one for one in waiting if one not in taken]
    return sorted(found, key=lambda group: (-len(group), group))


def _hidden(shapes: Sequence[Shape], whole: Fit, shown: Iterable[int]) -> list[tuple[int, ...]]:
    """Return the lines and areas that only their numbers would be seen of, each alone; lines first."""
    besides = set(shown)
    found = [
        (one,)
        for one, shape in enumerate(shapes)
        if one not in besides and shape.of != "Point" and extent(shape, whole) <= HIDDEN
    ]
    return sorted(found, key=lambda group: (shapes[group[0]].of != "LineString", group))


def _collisions(shapes: Sequence[Shape], group: Sequence[int], fit: Fit, near: float) -> int:
    """Return how many pairs of the group stand nearer to each other than that."""
    spots = [fit.spot(shapes[one].centre) for one in group]
    return sum(math.dist(*pair) < near for pair in itertools.combinations(spots, 2))


def _is_worth_it(group: Sequence[int], shapes: Sequence[Shape], whole: Fit, fit: Fit) -> bool:
    """Return whether it is much larger, and tells some apart that were not."""
    if fit.scale < LARGER * whole.scale:
        return False
    return len(group) == 1 or _collisions(shapes, group, fit, NEAR) < _collisions(shapes, group, whole, NEAR)


def _fit(group: Sequence[int], shapes: Sequence[Shape], whole: Fit, *, is_paired: bool) -> Fit:
    width = (whole.width - GAP) / 2 - EDGE if is_paired else whole.width - 2 * EDGE
    # A lake of which the middle is in town does not make the town smaller.
    small = [shapes[one] for one in group if len(group) == 1 or extent(shapes[one], whole) <= NEAR]
    positions: list[Position] = [position for one in small for ring in one.rings for position in ring]
    everything = [*positions, *(shapes[one].centre for one in group)]
    return fitted(everything, width, IN_PAIRS if is_paired else ALONE_IN_ITS_ROW, MARGINS[is_paired], LEAST)


def _laid_out(groups: Iterable[tuple[int, ...]], shapes: Sequence[Shape], whole: Fit) -> tuple[Part, ...]:
    """Return the insets two by two below the whole; the last of an odd number has the row to itself."""
    found: list[Part] = []
    ordered = sorted(groups)
    top = whole.height + GAP
    for place, group in enumerate(ordered):
        is_second = place % 2 == 1
        is_paired = is_second or place + 1 < len(ordered)
        fit = _fit(group, shapes, whole, is_paired=is_paired)
        found.append(Part(group, fit, (whole.width + GAP) / 2 if is_second else EDGE, top))
        if is_second:
            top += fit.height + GAP
    return tuple(found)
