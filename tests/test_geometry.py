"""Metres to degrees and back, and what can be said of rings."""

from __future__ import annotations

import cmath
import itertools
import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.geometry import rings, utm
from site_builder.geometry.holes import HoleFault, hole_faults
from site_builder.geometry.overlap import overlap, share_outside
from site_builder.geometry.parts import overlaps
from site_builder.geometry.rings import Position, Ring, RingFault

MILLIMETRE = 0.001


# --- UTM -------------------------------------------------------------------------


def _exactly(lon: float, lat: float, zone: int) -> Position:
    """Return (east, north) by the definition of the projection, with no series in it.

    The transverse Mercator projection is the length of the meridian as a function of the isometric latitude, continued
    into the complex plane (Karney 2011, section 2): the latitude is found by Newton's method, the length by Gauss's
    quadrature of five nodes on forty steps.
    """
    radius, flattening = 6_378_137.0, 1 / 298.257222101
    e2 = flattening * (2 - flattening)
    e = math.sqrt(e2)
    phi0 = math.radians(lat)
    isometric = math.asinh(math.tan(phi0)) - e * math.atanh(e * math.sin(phi0))
    wanted = complex(isometric, math.radians(lon - (zone * 6 - 183)))
    phi = complex(phi0)
    for _ in range(30):
        psi = cmath.atanh(cmath.sin(phi)) - e * cmath.atanh(e * cmath.sin(phi))
        phi -= (psi - wanted) * (1 - e2 * cmath.sin(phi) ** 2) * cmath.cos(phi) / (1 - e2)
    nodes = (
        (0.0, 128 / 225),
        (math.sqrt(5 - 2 * math.sqrt(10 / 7)) / 3, (322 + 13 * math.sqrt(70)) / 900),
        (math.sqrt(5 + 2 * math.sqrt(10 / 7)) / 3, (322 - 13 * math.sqrt(70)) / 900),
    )
    steps = 40
    length = 0j
    for step in range(steps):
        for node, weight in nodes:
            for at in {node, -node}:
                here = phi * (step + 0.5 + at / 2) / steps
                length += weight / (1 - e2 * cmath.sin(here) ** 2) ** 1.5
    length *= 0.9996 * radius * (1 - e2) * phi / steps / 2
    return 500_000 + length.imag, length.real


def _norway() -> Iterator[Position]:
    yield from ((lon / 2, lat / 2) for lat in range(114, 163, 3) for lon in range(9, 64, 5))


@pytest.mark.parametrize("zone", utm.ZONES.values())
def test_metres_are_what_the_definition_of_the_projection_gives(zone: int) -> None:
    for lon, lat in _norway():
        assert math.dist(utm.to_metres(lon, lat, zone), _exactly(lon, lat, zone)) < MILLIMETRE


@pytest.mark.parametrize("zone", utm.ZONES.values())
def test_there_and_back_is_the_same_place(zone: int) -> None:
    for lon, lat in _norway():
        east, north = _exactly(lon, lat, zone)
        back = utm.to_degrees(east, north, zone)
        assert math.dist(utm.to_metres(*back, zone), (east, north)) < MILLIMETRE
        assert math.dist(back, (lon, lat)) * 111_320 < MILLIMETRE


@pytest.mark.parametrize(
    ("lon", "lat", "east", "north", "zone"),
    [
        # A school in Kongsvinger, computed with pyproj to the centimetre.
        (12.01399, 60.19105, 334_446.42, 6_676_432.75, 33),
        # On a zone's own meridian north is 0.9996 times the arc from the equator, at 45 degrees 4 984 944.378 metres
        # on GRS 80 (H. Moritz, Geodetic Reference System 1980, and the usual tables of the arc).
        (15.0, 45.0, 500_000.0, 4_984_944.378 * 0.9996, 33),
        (9.0, 45.0, 500_000.0, 4_984_944.378 * 0.9996, 32),
    ],
)
def test_known_points_are_where_they_should_be(lon: float, lat: float, east: float, north: float, zone: int) -> None:
    assert math.dist(utm.to_metres(lon, lat, zone), (east, north)) < 0.01
    back = utm.to_degrees(east, north, zone)
    assert math.dist(back, (lon, lat)) * 111_320 < 0.01


@pytest.mark.parametrize(("lon", "zone"), [(4.9, 31), (6.0, 32), (11.99, 32), (12.0, 33), (24.5, 35), (31.0, 36)])
def test_a_longitude_lies_in_a_zone(lon: float, zone: int) -> None:
    assert utm.zone_at(lon) == zone


# --- rings -----------------------------------------------------------------------

SQUARE = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0))
HORSESHOE = (
    (0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (8.0, 10.0), (8.0, 2.0), (2.0, 2.0), (2.0, 10.0), (0.0, 10.0), (0.0, 0.0),
)  # fmt: skip


def test_an_area_has_the_sign_of_its_direction() -> None:
    assert rings.signed_area(SQUARE) == 16
    assert rings.signed_area(SQUARE[::-1]) == -16


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1], HORSESHOE, HORSESHOE[::-1]])
def test_the_middle_of_an_area_lies_inside_it(ring: tuple[Position, ...]) -> None:
    assert rings.is_inside(rings.middle_of_area(ring), ring)


def test_a_position_in_a_hole_is_outside_whatever_the_order_of_the_rings() -> None:
    hole, elsewhere = _square(1, 1, 2)[::-1], _square(10, 0, 4)
    for found in itertools.permutations((SQUARE, hole, elsewhere)):
        assert rings.is_in_area((0.5, 0.5), found)
        assert rings.is_in_area((11.0, 1.0), found)
        assert not rings.is_in_area((2.0, 2.0), found)
        assert not rings.is_in_area((6.0, 1.0), found)


def test_the_middle_of_a_square_and_of_a_line_is_where_one_expects() -> None:
    assert rings.middle_of_area(SQUARE) == (2, 2)
    assert rings.middle_of_line([(0, 0), (0, 0), (3, 0), (3, 1)]) == (2, 0)
    assert rings.middle_of_line([(1, 1), (1, 1)]) == (1, 1)
    assert rings.middle_of_area([(1, 1), (2, 2), (1, 1)]) == (1, 1)


@pytest.mark.parametrize(
    ("position", "distance"),
    [((1.0, 3.0), 3.0), ((1.0, -3.0), 3.0), ((7.0, 4.0), 5.0), ((-3.0, 4.0), 5.0), ((2.0, 0.0), 0.0)],
)
def test_the_distance_to_a_line_is_measured_to_its_nearest_point_or_end(position: Position, distance: float) -> None:
    assert rings.to_segment(position, (0.0, 0.0), (4.0, 0.0)) == distance
    assert rings.to_segment(position, (4.0, 0.0), (0.0, 0.0)) == distance


def test_the_distance_to_a_line_of_no_length_is_that_to_its_point() -> None:
    assert rings.to_segment((3.0, 4.0), (0.0, 0.0), (0.0, 0.0)) == 5.0


def test_the_extremes_of_many_positions_are_four_at_most() -> None:
    assert len(rings.extremes(_coast(1_000))) == 4
    assert (99.0, 1.0) in rings.extremes([*SQUARE, (99.0, 1.0)])


@pytest.mark.parametrize(
    ("ring", "where"),
    [
        (SQUARE, None),
        (HORSESHOE, None),
        (((0, 0), (2, 2), (2, 0), (0, 2), (0, 0)), (RingFault.CROSSES, (1, 1))),
        # Two areas that meet in a corner, and a corner twice.
        (((0, 0), (1, 1), (2, 0), (2, 2), (1, 1), (0, 2), (0, 0)), None),
        (((0, 0), (4, 0), (4, 0), (4, 4), (0, 4), (0, 0)), None),
        # A corner on another side.
        (((0, 0), (4, 0), (4, 4), (2, 0), (0, 4), (0, 0)), (RingFault.TOUCHES, (2, 0))),
        # A side there and back: all of it, some of it, past where it began, and with an area at its end.
        (((0, 0), (4, 0), (6, 0), (4, 0), (4, 4), (0, 4), (0, 0)), (RingFault.DOUBLED, (4, 0))),
        (((0, 0), (6, 0), (4, 0), (4, 4), (0, 4), (0, 0)), (RingFault.DOUBLED, (6, 0))),
        (((0, 0), (4, 0), (4, 6), (4, -2), (0, -2), (0, 0)), (RingFault.DOUBLED, (4, 0))),
        (
            ((0, 0), (4, 0), (4, 2), (6, 2), (6, 1), (8, 1), (8, 3), (6, 3), (6, 2), (4, 2), (4, 4), (0, 4), (0, 0)),
            (RingFault.DOUBLED, (4, 2)),
        ),
        # Two runs of the border along each other for a part of the way.
        (((0, 0), (6, 0), (6, 4), (5, 4), (5, 0), (1, 0), (1, 4), (0, 4), (0, 0)), (RingFault.DOUBLED, (5, 0))),
    ],
)
def test_a_ring_crosses_follows_or_touches_itself_and_may_meet_itself_in_corners(
    ring: tuple[Position, ...], where: tuple[RingFault, Position] | None
) -> None:
    assert rings.ring_fault(ring, 1e-9) == where


def _naive(ring: list[Position]) -> bool:
    def turn(a: Position, b: Position, c: Position) -> float:
        # In whole numbers: what lies on a line does so exactly.
        (ax, ay), (bx, by), (cx, cy) = (tuple(round(one * 10_000) for one in at) for at in (a, b, c))
        return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)

    edges = list(itertools.pairwise(ring))
    return any(
        turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
        for i, (a, b) in enumerate(edges)
        for j, (c, d) in enumerate(edges)
        if j > i + 1 and not (i == 0 and j == len(edges) - 1)
    )


_AT = st.floats(0, 1).map(lambda number: round(number, 4))


@given(st.lists(st.tuples(_AT, _AT), min_size=3, max_size=12, unique=True))
def test_every_crossing_that_comparing_all_edges_finds_is_found(points: list[Position]) -> None:
    ring = [*points, points[0]]
    fault = rings.ring_fault(ring, 1e-12)
    assert fault is not None or not _naive(ring)
    assert fault is None or fault[0] is not RingFault.CROSSES or _naive(ring)


def _coast(corners: int) -> list[Position]:
    around = [2 * math.pi * number / corners for number in range(corners)]
    points = [
        ((1 + 0.1 * math.sin(300 * at)) * math.cos(at), (1 + 0.1 * math.sin(300 * at)) * math.sin(at)) for at in around
    ]
    return [*points, points[0]]


def _comb(corners: int) -> list[Position]:
    points = [(float(number % 2), number / corners) for number in range(corners)]
    return [*points, (-1.0, 1.0), (-1.0, 0.0), points[0]]


@pytest.mark.parametrize("made", [_coast, _comb])
def test_a_ring_of_twenty_thousand_corners_is_looked_through(made: object) -> None:
    assert callable(made)
    ring = made(20_000)
    assert rings.ring_fault(ring, 1e-9) is None
    ring[5_000], ring[15_000] = ring[15_000], ring[5_000]
    assert rings.ring_fault(ring, 1e-9) is not None


# --- holes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("holes", "faults"),
    [
        ([], []),
        ([((1, 1), (2, 1), (2, 2), (1, 2), (1, 1))], []),
        # It touches the border in a corner, with a corner on a side, along a side, and in every corner it has.
        ([((4, 4), (3, 3), (3, 3.5), (4, 4))], []),
        ([((0, 2), (1, 1), (1, 3), (0, 2))], []),
        ([((0, 1), (1, 1), (1, 3), (0, 3), (0, 1))], []),
        ([((0, 2), (2, 0), (4, 2), (2, 4), (0, 2))], []),
        ([((5, 1), (6, 1), (6, 2), (5, 1))], [(HoleFault.OUTSIDE, (5, 1))]),
        ([((4, 2), (5, 1), (5, 3), (4, 2))], [(HoleFault.OUTSIDE, (4, 2))]),
        ([((-1, -1), (5, -1), (5, 5), (-1, 5), (-1, -1))], [(HoleFault.OUTSIDE, (-1, -1))]),
        ([SQUARE], [(HoleFault.OUTSIDE, (0, 0))]),
        ([((3, 1), (5, 1), (5, 3), (3, 3), (3, 1))], [(HoleFault.ACROSS, (4, 1))]),
        # No side crosses a side: in and out through corners, of the hole and of the border.
        ([((2, 2), (4, 1), (6, 2), (4, 3), (2, 2))], [(HoleFault.ACROSS, (5, 1.5))]),
        ([((-1, 5), (1, 3), (3, 1), (5, -1), (6, 6), (-1, 5))], [(HoleFault.ACROSS, (-1, 5))]),
        # Two that touch, and two that do not.
        ([((1, 1), (2, 1), (2, 2), (1, 1)), ((2, 2), (3, 2), (3, 3), (2, 2))], []),
        ([((1, 1), (2, 1), (2, 2), (1, 2), (1, 1)), ((2, 1), (3, 1), (3, 2), (2, 2), (2, 1))], []),
        (
            [((1, 1), (3, 1), (3, 3), (1, 3), (1, 1)), ((2, 2), (3.5, 2), (3.5, 3.5), (2, 3.5), (2, 2))],
            [(HoleFault.OVERLAP, (3, 2))],
        ),
        (
            [((1, 1), (3, 1), (3, 3), (1, 3), (1, 1)), ((2, 2), (2.5, 2), (2.5, 2.5), (2, 2))],
            [(HoleFault.OVERLAP, (2, 2))],
        ),
        ([((1, 1), (2, 1), (2, 2), (1, 1))] * 2, [(HoleFault.OVERLAP, (1, 1))]),
        (
            [((5, 1), (6, 1), (6, 2), (5, 1)), ((7, 1), (8, 1), (8, 2), (7, 1))],
            [(HoleFault.OUTSIDE, (5, 1)), (HoleFault.OUTSIDE, (7, 1))],
        ),
    ],
)
def test_a_hole_lies_inside_its_area_and_over_no_other(
    holes: list[Ring], faults: list[tuple[HoleFault, Position]]
) -> None:
    assert list(hole_faults(SQUARE, holes, 1e-9)) == faults
    turned = list(hole_faults(SQUARE[::-1], [hole[::-1] for hole in holes], 1e-9))
    assert [fault for fault, _ in turned] == [fault for fault, _ in faults]


@given(st.tuples(_AT, _AT), st.tuples(_AT, _AT), st.tuples(_AT, _AT))
def test_a_hole_is_faulty_where_some_of_it_lies_outside(a: Position, b: Position, c: Position) -> None:
    # A horseshoe has a bay that a straight side may cross: with every spot of a side looked at, none is missed.
    horseshoe = tuple((x / 10, y / 10) for x, y in HORSESHOE)
    hole = (a, b, c, a)
    spots = [
        (x + (u - x) * part / 64, y + (v - y) * part / 64)
        for (x, y), (u, v) in itertools.pairwise(hole)
        for part in range(64)
    ]
    clear = [
        spot for spot in spots if min(rings.to_segment(spot, p, q) for p, q in itertools.pairwise(horseshoe)) > 1e-6
    ]
    if any(not rings.is_inside(spot, horseshoe) for spot in clear):
        assert list(hole_faults(horseshoe, [hole], 1e-9))


def test_a_lake_of_a_thousand_islands_is_looked_through() -> None:
    islands = [_square(10 * (number % 40), 10 * (number // 40), 9) for number in range(1_000)]
    around = [(200 + 400 * x, 125 + 400 * y) for x, y in _coast(20_000)]
    assert list(hole_faults(around, islands, 1e-9)) == []
    islands[500] = _square(105, 125, 9)
    assert {fault for fault, _ in hole_faults(around, islands, 1e-9)} == {HoleFault.OVERLAP}


# --- parts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "spots"),
    [
        ([[SQUARE]], []),
        # Apart, and beside each other with a side or a corner in common.
        ([[SQUARE], [((5, 0), (6, 0), (6, 1), (5, 0))]], []),
        ([[SQUARE], [((4, 0), (6, 0), (6, 4), (4, 4), (4, 0))]], []),
        ([[SQUARE], [((4, 4), (6, 4), (6, 6), (4, 4))]], []),
        # An island in a lake, and one that fills it.
        ([[SQUARE, ((1, 1), (1, 3), (3, 3), (3, 1), (1, 1))], [((2, 2), (2.5, 2), (2.5, 2.5), (2, 2))]], []),
        ([[SQUARE, ((1, 1), (1, 3), (3, 3), (3, 1), (1, 1))], [((1, 1), (3, 1), (3, 3), (1, 3), (1, 1))]], []),
        # An island that is larger than its lake.
        (
            [[SQUARE, ((1, 1), (1, 3), (3, 3), (3, 1), (1, 1))], [((1.5, 1.5), (3.5, 1.5), (3.5, 2.5), (1.5, 1.5))]],
            [(1.5, 1.5)],
        ),
        ([[SQUARE], [SQUARE]], [(0, 0)]),
        ([[SQUARE], [((3, 1), (5, 1), (5, 3), (3, 3), (3, 1))]], [(4, 1)]),
        ([[SQUARE], [((1, 1), (2, 1), (2, 2), (1, 1))]], [(1, 1)]),
        ([[SQUARE]] * 3, [(0, 0)] * 3),
    ],
)
def test_the_parts_of_an_area_lie_beside_each_other_or_in_a_hole(
    parts: list[list[Ring]], spots: list[Position]
) -> None:
    assert list(overlaps(parts, 1e-9)) == spots


# --- overlaps --------------------------------------------------------------------


def _square(west: float, south: float, size: float) -> Ring:
    east, north = west + size, south + size
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def test_two_areas_share_what_they_both_cover() -> None:
    one = [_square(0, 0, 1000)]
    assert overlap(one, [_square(900, 900, 1000)]) == pytest.approx(10_000)
    assert overlap(one, [_square(100, 100, 10)]) == pytest.approx(100)
    assert overlap(one, one) == pytest.approx(1_000_000)


def test_neighbours_share_nothing() -> None:
    one = [_square(0, 0, 1000)]
    assert overlap(one, [_square(1000, 0, 1000)]) == 0
    assert overlap(one, [_square(0, 2000, 1000)]) == 0
    assert overlap(one, [_square(3000, 0, 1000)]) == 0


def test_a_hole_is_not_shared_and_every_part_is() -> None:
    one = [_square(0, 0, 1000), _square(300, 300, 400)[::-1], _square(5000, 0, 100)]
    assert overlap(one, [_square(400, 400, 200)]) == 0
    assert overlap(one, [_square(0, 0, 10_000)]) == pytest.approx(1_000_000 - 160_000 + 10_000)


def test_what_is_outside_is_in_none_of_the_others_and_what_is_in_two_counts_once() -> None:
    one = [_square(0, 0, 1000)]
    half = [((0.0, 0.0), (500.0, 0.0), (500.0, 1000.0), (0.0, 1000.0), (0.0, 0.0))]
    assert share_outside(one, []) == 1
    assert share_outside(one, [one]) == pytest.approx(0)
    assert share_outside(one, [half, half]) == pytest.approx(0.5)
    assert share_outside(one, [half, [_square(250, -500, 2000)]]) == pytest.approx(0)
    assert share_outside(one, [[_square(0, 0, 1000), _square(250, 250, 500)]]) == pytest.approx(0.25)
    assert share_outside([], [one]) == 0


def test_what_two_slanting_areas_share_is_found_between_their_corners() -> None:
    # Two triangles whose sides cross half-way, where neither has a corner.
    one = ((0.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0), (0.0, 0.0))
    other = ((1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0), (1000.0, 0.0))
    assert overlap([one], [other]) == pytest.approx(250_000, rel=0.001)
