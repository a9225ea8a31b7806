"""The drawing of a map that needs no script: the outline, place names, and the numbers of the list.

Where numbers would hide each other, the part they stand in is drawn again, larger, below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from site_builder.content_types.maps import Position, Shape
from site_builder.loading.base_map import BaseMap
from site_builder.model import Site
from site_builder.outputs.labelling import crowds, placed, spread
from site_builder.outputs.projection import (
    Box,
    Fit,
    Spot,
    box_around,
    clipped,
    fitted,
    number,
    path,
    round_length,
    simplified,
)
from site_builder.text.numbers import NO_BREAK

WIDTH = 360.0
"""Units; on a phone about as many pixels"""
ALONE = (220.0, 400.0)
"""How high the drawing may be when there is no inset"""
WITH_INSET = (200.0, 264.0)
INSET = (150.0, 200.0)
GAP = 8.0
MARGIN = 18.0
INSET_MARGIN = 28.0
RADIUS = 10.0
"""Of a number's disc"""
SPACE = 22.0
"""Between the middles of two numbers"""
NEAR = 20.0
CROWD = 3
"""So many numbers within `NEAR` of each other are moved apart; more have an inset"""
LARGER = 1.6
"""An inset is worth its room when it is so much larger"""
MOST_NUMBERED = 60
"""With more places than that, numbers would cover the map: each is a dot, and the list has the numbers."""
TOLERANCE = 0.7
LONGEST_BAR = 90.0
LEAST_SEEN = 4.0
"""Areas and lines smaller than this are no more than their number"""


@dataclass(frozen=True, eq=False, slots=True)
class Ground:
    """What lies under every map of a site: rings of land, and names with their positions (longitude, latitude).

    It equals itself alone, so that what is drawn of it can be remembered.
    """

    land: tuple[tuple[Position, ...], ...] = ()
    names: tuple[tuple[str, Position], ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A text, and where its letters have their middle, in units as SVG writes them."""

    text: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawn part of the world. Paths are path data; what there is nothing of is empty."""

    height: str
    land: str
    areas: str
    lines: str
    leaders: str
    """From numbers that were moved to where they belong"""
    dots: str
    """Lines of no length: the style makes their ends round"""
    pins: tuple[Label, ...]
    names: tuple[Label, ...]
    bar: str
    length: Label
    """What the scale bar is long on the ground"""


@dataclass(frozen=True, slots=True)
class Inset:
    panel: Panel
    top: str
    frame: tuple[str, str, str, str]
    """x, y, width and height of the part it shows, in the main panel"""


@dataclass(frozen=True, slots=True)
class Drawing:
    width: str
    height: str
    main: Panel
    inset: Inset | None
    is_numbered: bool
    proportion: float
    """Height for each unit of width"""


@lru_cache(maxsize=1)
def ground_of(site: Site) -> Ground:
    """Return the outline and place names of the site's base map; nothing where it has none."""
    base = next(iter(site.of(BaseMap)), None)
    shapes = [(row.document.data.get("navn"), row.shape) for row in base.rows if row.shape] if base else []
    return Ground(
        tuple(ring for _, shape in shapes if shape.of == "Polygon" for ring in shape.rings),
        tuple((str(name), shape.centre) for name, shape in shapes if shape.kind == "Point" and name),
    )


# Of pages, embeds and snippets, each asks for it.
@lru_cache(maxsize=512)
def drawing_of(shapes: tuple[Shape, ...], ground: Ground) -> Drawing:
    """Return the drawing of a map's places, numbered from 1 in their order."""
    everything = [*_positions(shapes), *_corners(ground)]
    alone = fitted(everything, WIDTH, ALONE, MARGIN)
    if len(shapes) > MOST_NUMBERED:
        return _drawing(_panel(alone, shapes, ground, pins=(), dots=range(len(shapes))), None)
    whole = fitted(everything, WIDTH, WITH_INSET, MARGIN)
    inset = _inset_fit(shapes, whole) if _crowd(shapes, alone) else None
    if inset is None:
        return _drawing(_panel(alone, shapes, ground, pins=range(len(shapes))), None)
    frame = inset.part_of(whole)
    # So large at least that it is seen.
    frame = frame.grown(max(0.0, (12 - frame.height) / 2))
    shown = inset.box.grown(-RADIUS)
    within = [one for one, shape in enumerate(shapes) if shown.holds(inset.spot(shape.centre))]
    others = [one for one in range(len(shapes)) if one not in within]
    main = _panel(whole, shapes, ground, pins=others, dots=within, frame=frame)
    corner = (number(frame.left), number(frame.top), number(frame.width), number(frame.height))
    return _drawing(main, Inset(_panel(inset, shapes, ground, pins=within), number(whole.height + GAP), corner))


def place_drawing(shape: Shape, ground: Ground) -> Drawing:
    """Return where one place is: a pin without a number on the whole of the municipality."""
    fit = fitted([*_positions((shape,)), *_corners(ground)], WIDTH, WITH_INSET, MARGIN)
    return _drawing(_panel(fit, (shape,), ground, pins=(0,), is_numbered=False), None)


def _drawing(main: Panel, inset: Inset | None) -> Drawing:
    height = float(main.height) + (GAP + float(inset.panel.height) + GAP / 2 if inset else 0)
    return Drawing(number(WIDTH), number(height), main, inset, bool(main.pins or inset), height / WIDTH)


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


# --- the inset --------------------------------------------------------------------------------------


def _crowd(shapes: Sequence[Shape], fit: Fit) -> list[Shape]:
    """Return the places of which more than a few would stand on each other; nothing where all have room."""
    largest = crowds([fit.spot(one.centre) for one in shapes], NEAR)[0] if shapes else []
    return [shapes[one] for one in largest] if len(largest) > CROWD else []


def _inset_fit(shapes: Sequence[Shape], whole: Fit) -> Fit | None:
    """Return the part to draw larger, or None where that would not be much larger."""
    crowd = _crowd(shapes, whole)
    if not crowd:
        return None
    # A lake of which the middle is in town does not make the town smaller.
    positions = [position for one in crowd if _extent(one, whole) <= NEAR for position in _positions((one,))]
    found = fitted([*positions, *(one.centre for one in crowd)], WIDTH, INSET, INSET_MARGIN)
    return found if found.scale >= LARGER * whole.scale else None


def _extent(shape: Shape, fit: Fit) -> float:
    box = box_around(fit.spot(position) for ring in shape.rings for position in ring)
    return max(box.width, box.height)


# --- one panel ----------------------------------------------------------------------------------------


def _panel(
    fit: Fit,
    shapes: Sequence[Shape],
    ground: Ground,
    *,
    pins: Sequence[int],
    dots: Sequence[int] = (),
    frame: Box | None = None,
    is_numbered: bool = True,
) -> Panel:
    """Return a part of the world with the places of `pins` numbered and those of `dots` dotted."""
    homes = [fit.spot(shapes[one].centre) for one in pins]
    spots = spread(homes, SPACE, fit.box.grown(-RADIUS - 2))
    # Whole units: there may be sixty of them, and nobody sees half a unit of a dot of five or a disc of twenty.
    moved = [(_whole(home), _whole(spot)) for home, spot in zip(homes, spots, strict=True) if _is_moved(home, spot)]
    taken = [Box(*spot, *spot).grown(RADIUS + 1) for spot in spots]
    if frame:
        taken.append(frame)
    at, bar = _scale_bar(fit, taken)
    names = placed(_names(fit, ground, frame), [*taken, at], fit.box.grown(-2), most=7)
    # Dots that would cover each other are one.
    dotted = {_whole(fit.spot(shapes[one].centre)) for one in dots}
    marks = [*sorted(dotted), *sorted({home for home, _ in moved})]
    return Panel(
        height=number(fit.height),
        land=_land(fit, ground),
        areas=_rings(fit, [ring for one in _seen(shapes, fit) if one.of == "Polygon" for ring in one.rings]),
        lines=_lines(fit, [line for one in _seen(shapes, fit) if one.of == "LineString" for line in one.rings]),
        # Not by steps: both ends stand elsewhere on the page too, which is then the smaller once compressed.
        leaders="".join(f"M{x} {y}L{to_x} {to_y}" for (x, y), (to_x, to_y) in moved),
        dots="".join(f"M{x} {y}h0" for x, y in marks),
        pins=tuple(
            _label(str(one + 1) if is_numbered else "", _whole(spot)) for one, spot in zip(pins, spots, strict=True)
        ),
        names=tuple(_label(name, spot) for name, spot in names),
        bar=bar,
        length=_label(_length_text(fit), ((at.left + at.right) / 2, at.bottom - 13)),
    )


def _names(fit: Fit, ground: Ground, frame: Box | None) -> list[tuple[str, Spot]]:
    """Return the place names with their spots; of those in the frame the first alone, below it."""
    names = [(name, fit.spot(position)) for name, position in ground.names]
    if frame is None:
        return names
    framed = [name for name, spot in names if frame.holds(spot)]
    below = ((frame.left + frame.right) / 2, frame.bottom + 10)
    return [*((name, below) for name in framed[:1]), *(one for one in names if one[0] not in framed)]


def _label(text: str, spot: Spot) -> Label:
    return Label(text, number(spot[0]), number(spot[1]))


def _whole(spot: Spot) -> tuple[int, int]:
    return round(spot[0]), round(spot[1])


def _is_moved(home: Spot, spot: Spot) -> bool:
    return max(abs(home[0] - spot[0]), abs(home[1] - spot[1])) > 3


def _seen(shapes: Sequence[Shape], fit: Fit) -> list[Shape]:
    return [one for one in shapes if one.of != "Point" and _extent(one, fit) >= LEAST_SEEN]


# Most maps, and the pages of all places, show the same of it.
@lru_cache(maxsize=64)
def _land(fit: Fit, ground: Ground) -> str:
    return _rings(fit, ground.land)


def _rings(fit: Fit, rings: Sequence[tuple[Position, ...]]) -> str:
    # A little outside the panel, so that its edge draws no line.
    box = fit.box.grown(4)
    return path((clipped(simplified([fit.spot(one) for one in ring], TOLERANCE), box) for ring in rings), "z")


def _lines(fit: Fit, lines: Sequence[tuple[Position, ...]]) -> str:
    drawn = ([fit.spot(one) for one in line] for line in lines)
    return path(simplified(line, TOLERANCE) for line in drawn if box_around(line).meets(fit.box))


def _length(fit: Fit) -> int:
    """Return how many metres the scale bar is."""
    return round_length(LONGEST_BAR * fit.metres)


def _length_text(fit: Fit) -> str:
    length = _length(fit)
    return f"{length}{NO_BREAK}m" if length < 1000 else f"{length // 1000}{NO_BREAK}km"


def _scale_bar(fit: Fit, taken: Sequence[Box]) -> tuple[Box, str]:
    """Return where the scale bar stands, text and all, and its path: in the first corner that is free."""
    long = _length(fit) / fit.metres
    right, bottom = fit.width - 8, fit.height - 8
    wide = max(long, 36)
    corners = (
        Box(8, bottom - 22, 8 + wide, bottom),
        Box(right - wide, bottom - 22, right, bottom),
        Box(right - wide, 8, right, 30),
        Box(8, 8, 8 + wide, 30),
    )
    at = next((one for one in corners if not any(one.meets(other) for other in taken)), corners[0])
    left = (at.left + at.right - long) / 2
    ends = ((left, at.bottom - 5), (left, at.bottom), (left + long, at.bottom), (left + long, at.bottom - 5))
    return at, path([ends])
