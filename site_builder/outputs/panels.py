"""One part of the world as it is drawn: land, shapes, place names, numbers and a scale bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from site_builder.content_types.maps import Position, Shape
from site_builder.outputs.labelling import LETTER, beside, placed, spread
from site_builder.outputs.projection import (
    Box,
    Fit,
    Spot,
    box_around,
    clipped,
    number,
    path,
    round_length,
    simplified,
)
from site_builder.text.numbers import NO_BREAK

RADIUS = 10.0
"""Of a number's disc"""
SPACE = 22.0
"""Between the middles of two numbers"""
TOLERANCE = 0.7
LONGEST_BAR = 0.25
"""Of the width of its panel"""
LEAST_SEEN = 4.0
"""Areas and lines smaller than this are no more than their number"""
MOST_NAMES = 7
DOT = 4
"""Units: of the dots in a square of this, one is seen"""


@dataclass(frozen=True, eq=False, slots=True)
class Ground:
    """What lies under every map of a site: rings of land, and names with their positions (longitude, latitude).

    It equals itself alone, so that what is drawn of it can be remembered.
    """

    land: tuple[tuple[Position, ...], ...] = ()
    names: tuple[tuple[str, Position], ...] = ()
    credit: str = ""
    """Whose it is"""


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A place as a drawing shows it."""

    shape: Shape
    state: str = ""
    """free, late, reserved or sold; empty where its map says nothing of that"""


@dataclass(frozen=True, slots=True)
class Label:
    """A text, and where its letters have their middle, in units as SVG writes them."""

    text: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Pin:
    """The disc of a place, in units as SVG writes them. One of a drawing of one place has no number."""

    text: str
    x: str
    y: str
    state: str


@dataclass(frozen=True, slots=True)
class Area:
    """Path data of an area or line; of all of one state where they have no numbers."""

    state: str
    path: str
    number: str = ""
    """By which it goes when its number does: in a list that is narrowed"""


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawn part of the world. Paths are path data; what there is nothing of is empty."""

    width: str
    height: str
    land: str
    areas: tuple[Area, ...]
    lines: tuple[Area, ...]
    leaders: str
    """From numbers that were moved to where they belong"""
    dots: str
    """Of what has no number here. The style draws the beginning of each line, and of leaders too, as a dot"""
    pins: tuple[Pin, ...]
    names: tuple[Label, ...]
    tags: tuple[Label, ...]
    """The letters of what is drawn larger"""
    bar: str
    length: Label
    """What the scale bar is long on the ground"""


def panel_of(
    fit: Fit,
    places: Sequence[DrawnPlace],
    ground: Ground,
    *,
    pins: Sequence[int],
    dots: Sequence[int] = (),
    frames: Sequence[tuple[str, Box]] = (),
    tag: str = "",
    is_numbered: bool = True,
) -> Panel:
    """Return a part of the world with the places of `pins` numbered and those of `dots` dotted.

    `frames` are what is drawn larger elsewhere, each with what is said of it; `tag` is the letter of this part.
    """
    homes = [fit.spot(places[one].shape.centre) for one in pins]
    spots = spread(homes, SPACE, fit.box.grown(-RADIUS - 2))
    # Whole units: there may be sixty of them, and nobody sees half a unit of a dot of five or a disc of twenty.
    moved = [(_whole(home), _whole(spot)) for home, spot in zip(homes, spots, strict=True) if _is_moved(home, spot)]
    taken = [Box(*spot, *spot).grown(RADIUS + 1) for spot in spots] + [frame for _, frame in frames]
    tags = [(tag, (13.0, 13.0))] if tag else _tags(frames, taken, fit.box.grown(-2))
    taken += [_around(*one) for one in tags]
    at, bar = _scale_bar(fit, taken, [_box(one.shape, fit) for one in places if _is_seen(one, fit)])
    names = placed(_names(fit, ground, frames), [*taken, at], fit.box.grown(-2), MOST_NAMES)
    # Dots that would cover each other are one; a line or area that is seen needs none.
    dotted = _dotted(fit.spot(places[one].shape.centre) for one in dots if not _is_seen(places[one], fit))
    return Panel(
        width=number(fit.width),
        height=number(fit.height),
        land=_land(fit, ground),
        areas=tuple(
            Area(state, drawn, number)
            for (state, number), rings in _by_look("Polygon", fit, places, is_numbered).items()
            if (drawn := _rings(fit, rings))
        ),
        lines=tuple(
            Area("", drawn, number)
            for (_, number), lines in _by_look("LineString", fit, places, is_numbered).items()
            if (drawn := _lines(fit, lines))
        ),
        # Not by steps: both ends stand elsewhere on the page too, which is then the smaller once compressed.
        leaders="".join(f"M{x} {y}L{to_x} {to_y}" for (x, y), (to_x, to_y) in moved),
        dots="".join(f"M{x} {y}h1" for x, y in dotted),
        pins=tuple(
            _pin(str(one + 1) if is_numbered else "", _whole(spot), places[one].state)
            for one, spot in zip(pins, spots, strict=True)
        ),
        names=tuple(_label(name, spot) for name, spot in names),
        tags=tuple(_label(text, spot) for text, spot in tags),
        bar=bar,
        length=_label(_length_text(fit), ((at.left + at.right) / 2, at.bottom - 13)),
    )


def extent(shape: Shape, fit: Fit) -> float:
    """Return how wide or high a shape is, whichever is more, in units."""
    box = _box(shape, fit)
    return max(box.width, box.height)


def _box(shape: Shape, fit: Fit) -> Box:
    return box_around(fit.spot(position) for ring in shape.rings for position in ring)


def _tags(frames: Sequence[tuple[str, Box]], taken: Sequence[Box], room: Box) -> list[tuple[str, Spot]]:
    found: list[tuple[str, Spot]] = []
    for text, frame in frames:
        full = [*taken, *(_around(*one) for one in found)]
        found.append((text, beside(frame, len(text) * LETTER / 2, full, room)))
    return found


def _around(text: str, spot: Spot) -> Box:
    half = len(text) * LETTER / 2
    return Box(spot[0] - half, spot[1] - 7, spot[0] + half, spot[1] + 7)


def _names(fit: Fit, ground: Ground, frames: Sequence[tuple[str, Box]]) -> list[tuple[str, Spot]]:
    """Return the place names with their spots; of those in a frame the first alone, below it."""
    waiting = [(name, fit.spot(position)) for name, position in ground.names]
    below: list[tuple[str, Spot]] = []
    for _, frame in frames:
        framed = [one for one in waiting if frame.holds(one[1])]
        below += [(name, ((frame.left + frame.right) / 2, frame.bottom + 10)) for name, _ in framed[:1]]
        waiting = [one for one in waiting if one not in framed]
    return [*below, *waiting]


def _label(text: str, spot: Spot) -> Label:
    return Label(text, number(spot[0]), number(spot[1]))


SOLD = "sold"
CROSSED = "\N{MULTIPLICATION SIGN}"
"""What stands on a place that is sold, where a number would"""


def _pin(text: str, spot: Spot, state: str) -> Pin:
    return Pin(text or (CROSSED if state == SOLD else ""), number(spot[0]), number(spot[1]), state)


def _whole(spot: Spot) -> tuple[int, int]:
    return round(spot[0]), round(spot[1])


def _dotted(spots: Iterable[Spot]) -> list[tuple[int, int]]:
    """Return where dots stand, in whole units, none so near another that the two are one to the eye."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for spot in sorted(map(_whole, spots)):
        found.setdefault((spot[0] // DOT, spot[1] // DOT), spot)
    return list(found.values())


def _is_moved(home: Spot, spot: Spot) -> bool:
    return max(abs(home[0] - spot[0]), abs(home[1] - spot[1])) > 3


def _is_seen(place: DrawnPlace, fit: Fit) -> bool:
    return place.shape.of != "Point" and extent(place.shape, fit) >= LEAST_SEEN


def _by_look(
    kind: str, fit: Fit, places: Sequence[DrawnPlace], is_numbered: bool
) -> dict[tuple[str, str], list[tuple[Position, ...]]]:
    """Return what is drawn as one: all of a state, or each place by its number."""
    found: dict[tuple[str, str], list[tuple[Position, ...]]] = {}
    for place, one in enumerate(places, 1):
        if one.shape.of == kind and _is_seen(one, fit):
            state = one.state if kind == "Polygon" else ""
            found.setdefault((state, str(place) if is_numbered else ""), []).extend(one.shape.rings)
    return found


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
    return round_length(LONGEST_BAR * fit.width * fit.metres)


def _length_text(fit: Fit) -> str:
    length = _length(fit)
    return f"{length}{NO_BREAK}m" if length < 1000 else f"{length // 1000}{NO_BREAK}km"


def _scale_bar(fit: Fit, taken: Sequence[Box], shapes: Sequence[Box]) -> tuple[Box, str]:
    """Return where the scale bar stands, text and all, and its path: in the first corner that is free, of shapes too
    where one is."""
    long = _length(fit) / fit.metres
    right, bottom = fit.width - 8, fit.height - 8
    wide = max(long, 32)
    corners = (
        Box(8, bottom - 22, 8 + wide, bottom),
        Box(right - wide, bottom - 22, right, bottom),
        Box(right - wide, 8, right, 30),
        Box(8, 8, 8 + wide, 30),
    )
    free = [one for one in corners if not any(one.meets(other) for other in taken)]
    at = next((one for one in free if not any(one.meets(other) for other in shapes)), (*free, corners[0])[0])
    left = (at.left + at.right - long) / 2
    ends = ((left, at.bottom - 5), (left, at.bottom), (left + long, at.bottom), (left + long, at.bottom - 5))
    return at, path([ends])
