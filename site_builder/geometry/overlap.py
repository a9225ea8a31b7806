"""How much areas in a plane have in common."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

from site_builder.geometry.rings import Position, Ring

Edge = tuple[Position, Position]

Area = Sequence[Ring]
"""The rings of an area in any order, outer ones and holes"""

BAND = 20.0
"""Metres: an overlap is measured along lines no further apart than this."""

LINES = 400
"""A share is measured along so many lines: some thousandths wrong at most, and quick however long the borders are."""


def overlap(one: Iterable[Ring], other: Iterable[Ring]) -> float:
    """Return about how many square metres two areas share: each is its rings, outer ones and holes, in metres.

    They are cut into bands at every corner of either, and into more where a band is tall; along the middle of each, how
    far both reach is exact. What is left out is smaller than what borders that are drawn twice differ by.
    """
    edges = [_edges(rings) for rings in (one, other)]
    if not all(edges):
        return 0.0
    low = max(min(edge[0][1] for edge in found) for found in edges)
    high = min(max(edge[1][1] for edge in found) for found in edges)
    total = 0.0
    sweeps = [_Sweep(found) for found in edges]
    for bottom, top in _bands(low, high, itertools.chain(*edges)):
        mine, theirs = (sweep.crossings((bottom + top) / 2) for sweep in sweeps)
        total += _shared(mine, theirs) * (top - bottom)
    return total


def share_outside(area: Area, others: Iterable[Area]) -> float:
    """Return which share of an area, 0 to 1, is in none of the others; all in metres."""
    edges = _edges(area)
    low, high = min((edge[0][1] for edge in edges), default=0.0), max((edge[1][1] for edge in edges), default=0.0)
    sweep, sweeps = _Sweep(edges), [_Sweep(_edges(one)) for one in others]
    whole = inside = 0.0
    for line in range(LINES):
        y = low + (high - low) * (line + 0.5) / LINES
        mine = sweep.crossings(y)
        whole += sum(mine[1::2]) - sum(mine[::2])
        inside += _shared(mine, _together(one.crossings(y) for one in sweeps))
    return 1 - inside / whole if whole else 0.0


class _Sweep:
    """The sides of an area, asked for from south to north where lines cross them."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self.waiting = sorted(edges, key=lambda edge: edge[0][1], reverse=True)
        self.active: list[Edge] = []

    def crossings(self, y: float) -> list[float]:
        while self.waiting and self.waiting[-1][0][1] <= y:
            self.active.append(self.waiting.pop())
        self.active = [edge for edge in self.active if edge[1][1] > y]
        return sorted(ax + (bx - ax) * (y - ay) / (by - ay) for (ax, ay), (bx, by) in self.active)


def _edges(rings: Iterable[Ring]) -> list[Edge]:
    """Return the sides of an area, each from its southern end; those that run straight east bound nothing."""
    sides = (pair for ring in rings for pair in itertools.pairwise(ring))
    return [(a, b) if a[1] < b[1] else (b, a) for a, b in sides if a[1] != b[1]]


def _bands(low: float, high: float, edges: Iterable[Edge]) -> Iterator[tuple[float, float]]:
    corners = {position[1] for edge in edges for position in edge if low < position[1] < high}
    for bottom, top in itertools.pairwise(sorted({low, high, *corners})) if low < high else ():
        parts = math.ceil((top - bottom) / BAND)
        for part in range(parts):
            yield bottom + (top - bottom) * part / parts, bottom + (top - bottom) * (part + 1) / parts


def _shared(one: Sequence[float], other: Sequence[float]) -> float:
    """Return how much two rows of spans (begin, end, begin, end) have in common."""
    total = 0.0
    for begin, end in zip(one[::2], one[1::2], strict=False):
        for first, last in zip(other[::2], other[1::2], strict=False):
            total += max(0.0, min(end, last) - max(begin, first))
    return total


def _together(rows: Iterable[Sequence[float]]) -> list[float]:
    """Return the spans that any of the rows has, as one row: those that overlap are one."""
    found: list[float] = []
    for begin, end in sorted(pair for row in rows for pair in zip(row[::2], row[1::2], strict=False)):
        if found and begin <= found[-1]:
            found[-1] = max(found[-1], end)
        else:
            found += [begin, end]
    return found
