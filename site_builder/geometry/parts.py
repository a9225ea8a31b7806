"""Do the parts of an area that has several lie over each other (OGC 06-103r4, 6.1.14)?

Parts may touch, as rings may, and one may lie in a hole of another: an island in a lake.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from site_builder.geometry import rings
from site_builder.geometry.rings import Position, Ring
from site_builder.geometry.sides import Sides

_Part = Sequence[Sides]
"""The outer ring first, then the holes"""


def overlaps(parts: Sequence[Sequence[Ring]], tolerance: float) -> Iterator[Position]:
    """Yield where two parts lie over each other, of each pair that does; within `tolerance` (their unit) they touch."""
    for one, other in _neighbours([[Sides(ring, tolerance) for ring in part] for part in parts]):
        found = one[0].crossing(other[0]) or _spot_on(one, other) or _spot_on(other, one)
        if found is None and one[0].lies_along(other[0]) and other[0].lies_along(one[0]):
            found = one[0].ring[0]
        if found is not None:
            yield found


def _neighbours(parts: Sequence[_Part]) -> Iterator[tuple[_Part, _Part]]:
    """Yield the pairs of parts whose boxes meet."""
    from_west = sorted(parts, key=lambda part: part[0].box)
    for number, one in enumerate(from_west):
        for other in itertools.islice(from_west, number + 1, None):
            if other[0].box[0] > one[0].box[2]:
                break
            if rings.boxes_meet(one[0].box, other[0].box):
                yield one, other


def _spot_on(one: _Part, other: _Part) -> Position | None:
    """Return a spot of one part that lies in another, and not all in one of its holes."""
    spot = one[0].spot_in(other[0])
    return None if any(_is_in_hole(one[0], hole) for hole in other[1:]) else spot


def _is_in_hole(ring: Sides, hole: Sides) -> bool:
    return rings.boxes_meet(ring.box, hole.box) and ring.crossing(hole) is None and ring.spot_outside(hole) is None
