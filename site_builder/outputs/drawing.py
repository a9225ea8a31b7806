"""The drawing of a map that needs no script: the outline, place names, and the numbers of the list.

Where numbers would hide each other, or what they stand on, the part they stand in is drawn again, larger, below.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from site_builder.content_types.maps import Position, Shape
from site_builder.loading.base_map import BaseMap
from site_builder.model import Site
from site_builder.outputs import addresses, insets
from site_builder.outputs.insets import Part
from site_builder.outputs.panels import SOLD, DrawnPlace, Ground, Panel, extent, panel_of
from site_builder.outputs.projection import Box, Fit, box_around, fitted, number

WIDTH = 360.0
"""Units; on a phone about as many pixels"""
ALONE = (220.0, 400.0)
"""How high the drawing may be when there is no inset"""
WITH_INSET = (200.0, 264.0)
MARGIN = 18.0
MOST_NUMBERED = 60
"""With more places than that, numbers would cover the map: each is a dot, and the list has the numbers."""
ALIKE = 2.5
"""How much longer a neighbour may be that is drawn whole beside a place"""
LETTERS = "ABCD"
LONGEST_TAG = 14
"""Letters of what is said of a frame: with more numbers, its letter alone"""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle, in units as SVG writes them."""

    left: str
    top: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Inset:
    panel: Panel
    at: Frame
    """Where it stands in the drawing"""
    of: Frame | None
    """The part it shows, in the main panel"""


@dataclass(frozen=True, slots=True)
class Drawing:
    width: str
    height: str
    main: Panel
    insets: tuple[Inset, ...]
    is_numbered: bool
    proportion: float
    """Height for each unit of width"""
    states: tuple[str, ...]
    """Which states there are among its places: free, late, reserved, sold"""
    credit: str
    """Whose the outline is, where it is drawn"""


@lru_cache(maxsize=1)
def ground_of(site: Site) -> Ground:
    """Return the outline and place names of the site's base map; nothing where it has none."""
    base = next(iter(site.of(BaseMap)), None)
    shapes = [(row.document.data.get("navn"), row.shape) for row in base.rows if row.shape] if base else []
    return Ground(
        tuple(ring for _, shape in shapes if shape.of == "Polygon" for ring in shape.rings),
        tuple((str(name), shape.centre) for name, shape in shapes if shape.kind == "Point" and name),
        addresses.settings_of(site).base_map_credit or "",
    )


# Of pages, embeds and snippets, each asks for it.
@lru_cache(maxsize=512)
def drawing_of(places: tuple[DrawnPlace, ...], ground: Ground) -> Drawing:
    """Return the drawing of a map's places, numbered from 1 in their order."""
    shapes = [one.shape for one in places]
    everything = [*_positions(shapes), *_corners(ground)]
    alone = fitted(everything, WIDTH, ALONE, MARGIN)
    numbered = range(len(places))
    if len(places) > MOST_NUMBERED:
        return _drawing(panel_of(alone, places, ground, pins=(), dots=numbered, is_numbered=False), (), places, ground)
    whole = fitted(everything, WIDTH, WITH_INSET, MARGIN)
    # What has room in a higher drawing needs no inset.
    parts = insets.parts_of(shapes, whole) if insets.parts_of(shapes, alone) else ()
    within = _by_part(shapes, parts)
    inside = sorted(itertools.chain.from_iterable(within))
    frames = [part.frame(whole) for part in parts]
    tags = [_tag(letter, found) for letter, found in zip(LETTERS, within, strict=False)]
    main = panel_of(
        whole if parts else alone,
        places,
        ground,
        pins=[one for one in numbered if one not in inside],
        dots=inside,
        frames=list(zip(tags, frames, strict=True)),
    )
    drawn = [
        _inset(part, panel_of(part.fit, places, ground, pins=found, tag=letter), frame)
        for part, found, letter, frame in zip(parts, within, LETTERS, frames, strict=False)
    ]
    return _drawing(main, drawn, places, ground)


def outline_of(ground: Ground) -> tuple[Fit, Panel] | None:
    """Return the municipality alone, to point out places in, and how it lies there; None where there is no outline."""
    corners = _corners(ground)
    if not corners:
        return None
    fit = fitted(corners, WIDTH, ALONE, MARGIN)
    return fit, panel_of(fit, (), ground, pins=())


def place_drawing(place: DrawnPlace, others: Sequence[DrawnPlace], ground: Ground) -> Drawing:
    """Return where one place is: a pin without a number on the whole of the municipality; a line or area larger, below.

    `others` are the places of its map: those beside it are drawn there too.
    """
    whole = fitted([*_positions([place.shape]), *_corners(ground)], WIDTH, WITH_INSET, MARGIN)
    main = panel_of(whole, (place,), ground, pins=(0,), is_numbered=False)
    part = insets.larger(place.shape, whole)
    if part is None:
        return _drawing(main, (), (place,), ground)
    near = [one for one in others if one.shape != place.shape and _is_beside(one.shape, part.fit)]
    # A plot beside it is drawn whole; what is much larger, such as a field, is cut by the frame.
    alike = [one.shape for one in near if one.shape.of == "Polygon" and _is_alike(one.shape, place.shape, part.fit)]
    if place.shape.of == "Polygon" and alike:
        part = insets.larger(place.shape, whole, alike) or part
    shown = (place, *near)
    # A line alone needs nothing that points it out; what is sold has its cross, as on its own page.
    pins = [one for one, other in enumerate(shown) if (other.state == SOLD if one else other.shape.of == "Polygon")]
    panel = panel_of(part.fit, shown, ground, pins=pins, is_numbered=False)
    return _drawing(main, [_inset(part, panel, None)], shown, ground)


def _is_alike(shape: Shape, other: Shape, fit: Fit) -> bool:
    return extent(shape, fit) <= ALIKE * extent(other, fit)


def _is_beside(shape: Shape, fit: Fit) -> bool:
    """Return whether a line or area is in a fit; one that is much larger than what it shows is not."""
    # There may be thousands: one corner tells of most of them.
    reach = fit.box.grown(fit.width)
    if shape.of == "Point" or not reach.holds(fit.spot(shape.parts[0][0][0])):
        return False
    return box_around(fit.spot(position) for ring in shape.rings for position in ring).meets(fit.box)


def _by_part(shapes: Sequence[Shape], parts: Sequence[Part]) -> list[list[int]]:
    """Return the places that each part numbers: those it is for, and who else stands in it."""
    found = [list(part.group) for part in parts]
    grouped = set(itertools.chain.from_iterable(found))
    for one, shape in enumerate(shapes):
        at = next((place for place, part in enumerate(parts) if part.holds(shape)), None)
        if at is not None and one not in grouped:
            found[at].append(one)
    return [sorted(one) for one in found]


def _tag(letter: str, found: Sequence[int]) -> str:
    """Return what stands beside a frame: its letter, and the numbers in it where they are few."""
    runs = [[one for _, one in run] for _, run in itertools.groupby(enumerate(found), lambda pair: pair[1] - pair[0])]
    numbers = (f"{run[0] + 1}–{run[-1] + 1}" if len(run) > 1 else str(run[0] + 1) for run in runs)
    text = f"{letter}: {', '.join(numbers)}"
    return text if len(text) <= LONGEST_TAG else letter


def _inset(part: Part, panel: Panel, frame: Box | None) -> Inset:
    at = Box(part.left, part.top, part.left + part.fit.width, part.top + part.fit.height)
    return Inset(panel, _frame(at), _frame(frame) if frame else None)


def _frame(box: Box) -> Frame:
    return Frame(number(box.left), number(box.top), number(box.width), number(box.height))


def _drawing(main: Panel, drawn: Sequence[Inset], places: Iterable[DrawnPlace], ground: Ground) -> Drawing:
    bottom = max((float(one.at.top) + float(one.at.height) + insets.GAP / 2 for one in drawn), default=0.0)
    height = bottom or float(main.height)
    return Drawing(
        width=number(WIDTH),
        height=number(height),
        main=main,
        insets=tuple(drawn),
        is_numbered=bool(main.pins or drawn),
        proportion=height / WIDTH,
        states=tuple(sorted({one.state for one in places if one.state})),
        credit=ground.credit if main.land else "",
    )


@lru_cache(maxsize=8)
def _corners(ground: Ground) -> tuple[Position, ...]:
    """Return what stands for the land where a fit is sought: its extremes."""
    positions = [position for ring in ground.land for position in ring]
    if not positions:
        return ()
    box = box_around(positions)
    return (box.left, box.top), (box.right, box.bottom)


def _positions(shapes: Sequence[Shape]) -> list[Position]:
    return [position for shape in shapes for ring in shape.rings for position in ring]
