"""Are the holes of an area where holes may be? Inside its outer ring, and not over each other (OGC 06-103r4, 6.1.11.1).

Rings may touch: borders that were drawn twice often do.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from enum import Enum

from site_builder.geometry import rings
from site_builder.geometry.rings import Position, Ring
from site_builder.geometry.sides import Sides


class HoleFault(Enum):
    """What may be wrong with a hole."""

    OUTSIDE = "outside"
    ACROSS = "across"
    OVERLAP = "overlap"


def hole_faults(outer: Ring, holes: Sequence[Ring], tolerance: float) -> Iterator[tuple[HoleFault, Position]]:
    """Yield what is wrong with holes, and where. Rings that touch within `tolerance` (their unit) do not cross."""
    around, looked_at = Sides(outer, tolerance), [Sides(hole, tolerance) for hole in holes]
    sound = []
    for hole in looked_at:
        if fault := _against(hole, around):
            yield fault
        else:
            sound.append(hole)
    for one, other in _neighbours(sound):
        if (at := one.crossing(other) or one.spot_in(other) or other.spot_in(one)) is not None:
            yield HoleFault.OVERLAP, at
        elif one.lies_along(other) and other.lies_along(one):
            yield HoleFault.OVERLAP, one.ring[0]


def _against(hole: Sides, around: Sides) -> tuple[HoleFault, Position] | None:
    """Return what is wrong between a hole and the outer ring."""
    if (at := hole.crossing(around)) is not None:
        return HoleFault.ACROSS, at
    outside = hole.spot_outside(around)
    if hole.spot_in(around) is None:
        return HoleFault.OUTSIDE, hole.ring[0]
    return (HoleFault.ACROSS, outside) if outside is not None else None


def _neighbours(holes: Sequence[Sides]) -> Iterator[tuple[Sides, Sides]]:
    """Yield the pairs of holes whose boxes meet."""
    from_west = sorted(holes, key=lambda hole: hole.box)
    for number, one in enumerate(from_west):
        for other in itertools.islice(from_west, number + 1, None):
            if other.box[0] > one.box[2]:
                break
            if rings.boxes_meet(one.box, other.box):
                yield one, other
