"""What a place says of where it is in two ways: in numbers beside its shape, or in degrees and in metres."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.content_types.maps import WKT, Map, Position, Shape
from site_builder.geometry import utm
from site_builder.loading.found_places import Found
from site_builder.problems import Problem, problem

_NEAR = 10.0
"""Metres that what is said in two ways may differ by, whatever its decimals"""
_DEGREE = 111_320.0
"""Metres of a degree of latitude"""
_NORTH_IN_NORWAY = (6_400_000, 8_900_000)
"""Metres north that are of a UTM zone, and not of an older system of the country's own"""


@dataclass(frozen=True, slots=True)
class _Beside:
    """A position that is not what a place is shown by."""

    names: tuple[str, ...]
    """What its numbers are called"""
    possible: tuple[Position, ...]
    """(longitude, latitude); one for each zone that metres may be of"""
    rounding: float
    """Metres that its decimals leave open"""


def contradiction(one: Found, shape: Shape, map_: Map) -> Problem | None:
    """Return the problem of a place that is elsewhere too; None where what it says twice is the same.

    `shape` is what it is shown by, in degrees. Numbers beside a line or an area may be of any part of it.
    """
    for beside in _beside(one, map_):
        distance = min(_metres_to(shape, position) for position in beside.possible)
        if distance > max(_NEAR, beside.rounding):
            words = tuple(map_.origin.words.get((*one.above, name), name) for name in beside.names)
            told = {"first": words, "second": _shown_by(one), "distance": _written(distance)}
            return problem("M670", one.path, one.mark_of_field(beside.names[0]), name=one.fields.name, **told)
    return None


def _written(metres: float) -> str:
    return f"{metres / 1000:.0f} km" if metres >= 10_000 else f"{metres:.0f} m"


def _shown_by(one: Found) -> tuple[str, ...]:
    if one.shape is None:
        return "lat", "lon"
    return (WKT,) if one.above or (WKT,) in one.document.values else ("geometry",)


def _beside(one: Found, map_: Map) -> Iterator[_Beside]:
    lon, lat = one.fields.degrees
    if one.shape is not None and one.fields.position is not None and lon is not None and lat is not None:
        yield _Beside(("position",), ((lon, lat),), _last_decimal((str(lon), str(lat)), _FEWEST) * _DEGREE)
    elif one.shape is not None and (found := _pair(one, ("lat",), ("lon",))):
        names, texts, (lat, lon) = found
        yield _Beside(names, ((lon, lat),), _last_decimal(texts, _FEWEST) * _DEGREE)
    if found := _pair(one, ("øst", "east"), ("nord", "north")):
        names, texts, (east, north) = found
        if map_.epsg in utm.ZONES or _NORTH_IN_NORWAY[0] < north < _NORTH_IN_NORWAY[1]:
            zones = [zone for code, zone in utm.ZONES.items() if map_.epsg in (code, None, *_OF_DEGREES)]
            yield _Beside(names, tuple(utm.to_degrees(east, north, zone) for zone in zones), _last_decimal(texts, 0))


_OF_DEGREES = (4326, 4258)


_FEWEST = 3
"""Decimals of degrees that a position has at least: spreadsheets take away zeros at the end"""


def _last_decimal(texts: Iterable[str], fewest: int) -> float:
    """Return what the last decimal counts in the number that has fewer."""
    return 10.0 ** -max(fewest, min(len(text.partition(".")[2]) for text in texts))


Pair = tuple[tuple[str, ...], tuple[str, ...], tuple[float, float]]


def _pair(one: Found, first: Sequence[str], second: Sequence[str]) -> Pair | None:
    """Return the names of two numbers, how they are written, and the numbers; None where a place has not both."""
    names = tuple(next((name for name in of if one.written.get(name)), "") for of in (first, second))
    texts = tuple(str(one.written.get(name, "")).replace(",", ".") for name in names)
    try:
        x, y = (float(text) for text in texts)
    except ValueError:
        return None
    if not (math.isfinite(x) and math.isfinite(y)):
        return None
    return names, texts, (x, y)


def _metres_to(shape: Shape, position: Position) -> float:
    """Return metres from a position to the box around a shape, both (longitude, latitude); 0 inside."""
    spots = [spot for ring in shape.rings for spot in ring]
    off = [
        max(min(spot[axis] for spot in spots) - position[axis], position[axis] - max(spot[axis] for spot in spots), 0)
        for axis in (0, 1)
    ]
    return _DEGREE * math.hypot(off[0] * math.cos(math.radians(position[1])), off[1])
