"""The drawing in the page of a map: projected, measured, and numbered as its list, with no number on another."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.content_types.maps import Position, Shape
from site_builder.outputs import drawing, labelling, projection
from site_builder.outputs.drawing import Drawing, drawing_of, place_drawing
from site_builder.outputs.panels import RADIUS, DrawnPlace, Ground, Panel, Pin
from site_builder.outputs.projection import Box
from tests.support import FULL, built, copy_of

LAND = ((11.8, 60.0), (12.5, 60.0), (12.5, 60.4), (11.8, 60.4), (11.8, 60.0))
TOWN = (12.0, 60.19)
HALF_A_UNIT = math.sqrt(0.5)
"""How far whole units in both directions may be from where a place is"""
GROUND = Ground((LAND,), (("Byen", TOWN), ("Utkanten", (12.4, 60.35))))


def _points(*positions: Position) -> tuple[DrawnPlace, ...]:
    return tuple(DrawnPlace(Shape("Point", (((one,),),))) for one in positions)


def _plot(west: float, south: float, state: str = "") -> DrawnPlace:
    """Return a plot of some 30 by 40 metres, by its corner in the south-west (degrees)."""
    east, north = west + 0.00054, south + 0.00036
    return DrawnPlace(
        Shape("Polygon", ((((west, south), (east, south), (east, north), (west, north), (west, south)),),)), state
    )


def _around(middle: Position, count: int, degrees: float) -> tuple[DrawnPlace, ...]:
    """Return points on a circle, and none in its middle."""
    turns = [2 * math.pi * one / count for one in range(count)]
    return _points(*((middle[0] + degrees * math.cos(one), middle[1] + degrees / 2 * math.sin(one)) for one in turns))


def _panels(drawn: Drawing) -> list[Panel]:
    return [drawn.main, *(one.panel for one in drawn.insets)]


def _numbers(drawn: Drawing) -> list[int]:
    return sorted(int(pin.text) for panel in _panels(drawn) for pin in panel.pins)


def _spot(pin: Pin) -> tuple[float, float]:
    return float(pin.x), float(pin.y)


# --- projection -----------------------------------------------------------------------------------


def test_a_position_lies_where_the_guidance_note_says() -> None:
    # IOGP Guidance Note 7-2, Popular Visualisation Pseudo-Mercator: its own example.
    east, north = projection.mercator((-100.33333333, 24.38178694))
    assert (round(east, 1), round(north, 1)) == (-11169055.6, 2800000.0)


def test_every_position_lies_within_the_margin_of_a_fit() -> None:
    fit = projection.fitted(LAND, 360, (200, 400), 18)
    spots = [fit.spot(one) for one in LAND]
    assert all(fit.box.grown(-17.99).holds(spot) for spot in spots)
    around = projection.box_around(spots)
    # It fills what it may: one way or the other.
    assert round(max(around.width - 324, around.height - 364), 6) == 0


def test_a_unit_is_as_many_metres_as_it_is_on_the_ground() -> None:
    # 0.1 degrees of a parallel at 60 degrees north, on the sphere: half of what it is at the equator.
    fit = projection.fitted(((12.0, 60.0), (12.1, 60.0)), 360, (200, 400), 18)
    (left, _), (right, _) = fit.spot((12.0, 60.0)), fit.spot((12.1, 60.0))
    metres = projection.RADIUS * math.radians(0.1) / 2
    assert (right - left) * fit.metres == pytest.approx(metres, rel=1e-4)


@pytest.mark.parametrize(
    ("most", "length"), [(0.2, 1), (1, 1), (1.9, 1), (4.9, 2), (5, 5), (49, 20), (90, 50), (999, 500), (25_000, 20_000)]
)
def test_a_scale_bar_is_a_round_number(most: float, length: int) -> None:
    assert projection.round_length(most) == length


@pytest.mark.parametrize(("degrees", "text"), [(0.0005, "50\N{NO-BREAK SPACE}m"), (0.4, "5\N{NO-BREAK SPACE}km")])
def test_a_scale_bar_is_as_long_as_it_says(degrees: float, text: str) -> None:
    drawn = drawing_of(_points((12.0, 60.0), (12.0 + degrees, 60.0)), Ground())
    assert drawn.main.length.text == text
    steps = re.fullmatch(r"M[\d.]+ [\d.]+l0 5 ([\d.]+) 0 0-5", drawn.main.bar)
    assert steps
    fit = projection.fitted(((12.0, 60.0), (12.0 + degrees, 60.0)), 360, drawing.ALONE, drawing.MARGIN)
    assert float(steps[1]) * fit.metres == pytest.approx(50 if "km" not in text else 5_000, rel=0.01)


def test_a_line_keeps_the_points_that_are_seen() -> None:
    line = [(0.0, 0.0), (1.0, 0.1), (2.0, -0.1), (3.0, 5.0), (4.0, 6.0), (5.0, 7.0)]
    assert projection.simplified(line, 0.5) == [(0.0, 0.0), (2.0, -0.1), (3.0, 5.0), (5.0, 7.0)]


def test_a_ring_keeps_its_shape_when_it_is_simplified() -> None:
    ring = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    assert projection.simplified(ring, 0.5) == [ring[0], *ring[2:]]


def test_a_ring_is_cut_by_the_box() -> None:
    ring = [(-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0), (-5.0, -5.0)]
    assert set(projection.clipped(ring, Box(0, 0, 10, 10))) == {(0.0, 0.0), (5.0, 0.0), (5.0, 5.0), (0.0, 5.0)}
    assert projection.clipped(ring, Box(20, 20, 30, 30)) == []


def test_path_data_has_one_decimal_at_most_and_nothing_to_spare() -> None:
    assert projection.path([[(1.04, 2.0), (1.5, 1.52), (12.0, 2.06)]]) == "M1 2l.5-.5 10.5 .6"
    assert projection.path([[(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 0.0)]], "z") == "M0 0l9 0 0 9z"
    assert projection.path([[(1.0, 1.0), (1.01, 1.01)]]) == ""


# --- numbers ----------------------------------------------------------------------------------------


def test_numbers_that_have_room_stand_where_their_places_are() -> None:
    drawn = drawing_of(_points((11.9, 60.1), (12.4, 60.3)), GROUND)
    assert drawn.insets == ()
    assert [pin.text for pin in drawn.main.pins] == ["1", "2"]
    assert drawn.main.leaders == drawn.main.dots == ""
    fit = projection.fitted(LAND, 360, drawing.ALONE, drawing.MARGIN)
    for pin, position in zip(drawn.main.pins, ((11.9, 60.1), (12.4, 60.3)), strict=True):
        assert math.dist(_spot(pin), fit.spot(position)) <= HALF_A_UNIT


def test_three_that_stand_on_each_other_are_moved_apart_with_lines_to_where_they_belong() -> None:
    drawn = drawing_of((*_points(TOWN, TOWN, TOWN), *_points((12.4, 60.3))), GROUND)
    # Nothing tells them apart, however large it is drawn.
    assert drawn.insets == ()
    # The one in the middle stands where it belongs.
    assert len(re.findall("M", drawn.main.leaders)) == 2
    assert drawn.main.dots == ""


def test_more_than_three_that_stand_on_each_other_are_drawn_larger_in_an_inset() -> None:
    drawn = drawing_of((*_around(TOWN, 6, 0.01), *_points((12.4, 60.3))), GROUND)
    (inset,) = drawn.insets
    assert [pin.text for pin in drawn.main.pins] == ["7"]
    assert [pin.text for pin in inset.panel.pins] == ["1", "2", "3", "4", "5", "6"]
    # They have room there: none had to be moved.
    assert inset.panel.leaders == ""
    assert len(re.findall("M", drawn.main.dots)) > 1
    assert [one.text for one in drawn.main.tags] == ["A: 1–6"]
    assert [one.text for one in inset.panel.tags] == ["A"]


def test_two_neighbours_are_drawn_larger_where_they_are() -> None:
    drawn = drawing_of((_plot(12.0, 60.19), _plot(12.00056, 60.19)), GROUND)
    (inset,) = drawn.insets
    assert drawn.main.pins == ()
    (west, _), (east, _) = (_spot(pin) for pin in inset.panel.pins)
    assert west < east
    assert [one.path.count("z") for one in inset.panel.areas] == [1, 1]


def test_each_crowd_has_an_inset_with_a_letter_of_its_own_by_the_order_of_the_list() -> None:
    # The first crowd of the list stands in the east.
    east = [_plot(12.4 + one * 0.0006, 60.3) for one in range(3)]
    west = [_plot(11.95 + one * 0.0006, 60.1) for one in range(5)]
    drawn = drawing_of((*east, *west, *_points((12.2, 60.2))), GROUND)
    assert [[pin.text for pin in one.panel.pins] for one in drawn.insets] == [list("123"), list("45678")]
    assert [one.text for one in drawn.main.tags] == ["A: 1–3", "B: 4–8"]
    assert [one.panel.tags[0].text for one in drawn.insets] == ["A", "B"]
    assert [pin.text for pin in drawn.main.pins] == ["9"]
    # Side by side, the first where one reads first.
    assert [(one.at.left, one.at.top) for one in drawn.insets] == [("2", "272"), ("184", "272")]
    assert float(drawn.height) == 272 + 150 + 4


def test_of_many_crowds_the_largest_four_are_drawn_larger_and_every_number_is_in_the_drawing() -> None:
    fields = [
        [_plot(11.85 + field / 10 + one * 0.0006, 60.05 + field % 3 / 10) for one in range(field + 2)]
        for field in range(6)
    ]
    drawn = drawing_of(tuple(itertools.chain.from_iterable(fields)), GROUND)
    assert [len(one.panel.pins) for one in drawn.insets] == [4, 5, 6, 7]
    assert _numbers(drawn) == list(range(1, 28))
    box = Box(0, 0, drawing.WIDTH, float(drawn.main.height)).grown(-RADIUS)
    assert all(box.holds(_spot(pin)) for pin in drawn.main.pins)


def test_the_frame_is_what_the_inset_shows() -> None:
    shapes = (*_around(TOWN, 6, 0.02), *_points((12.4, 60.3)))
    (inset,) = drawing_of(shapes, GROUND).insets
    assert inset.of
    left, top, width, height = (float(one) for one in (inset.of.left, inset.of.top, inset.of.width, inset.of.height))
    assert width / height == pytest.approx(float(inset.at.width) / float(inset.at.height), rel=0.02)
    found = re.findall(r"M([\d.]+) ([\d.]+)h0", drawing_of(shapes, GROUND).main.dots)
    assert all(left <= float(x) <= left + width and top <= float(y) <= top + height for x, y in found)


def test_a_frame_at_the_edge_of_the_land_stays_in_the_drawing() -> None:
    ground = Ground((((11.8, 60.0), (12.5, 60.0), (12.5, 60.15), (11.8, 60.15), (11.8, 60.0)),))
    # Along the eastern border: the part around them would be as wide as it is in the inset.
    (inset,) = drawing_of(_points(*((12.49, 60.04 + one / 100) for one in range(7))), ground).insets
    assert inset.of
    assert float(inset.of.left) + float(inset.of.width) <= drawing.WIDTH


def test_an_inset_that_would_hardly_be_larger_is_not_drawn() -> None:
    drawn = drawing_of(_around((12.15, 60.2), 40, 0.2), Ground())
    assert drawn.insets == ()
    assert _numbers(drawn) == list(range(1, 41))


def test_in_an_inset_numbers_that_still_collide_are_moved_apart() -> None:
    drawn = drawing_of((*_points(*[TOWN] * 5), *_points((12.01, 60.19))), GROUND)
    (inset,) = drawn.insets
    assert drawn.main.pins == ()
    assert len(re.findall("M", inset.panel.leaders)) >= 4


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=6, unique=True))
def test_what_is_moved_apart_keeps_its_order_from_west_to_east_and_north_to_south(found: list[tuple[int, int]]) -> None:
    homes = [(150 + x / 5, 100 + y / 5) for x, y in found]
    spots = labelling.spread(homes, 22, Box(12, 12, 348, 252))
    crowded = labelling.crowds(homes, 22)
    for crowd in crowded:
        for axis, (a, b) in itertools.product((0, 1), itertools.permutations(crowd, 2)):
            if homes[a][axis] < homes[b][axis]:
                assert spots[a][axis] <= spots[b][axis] + 0.001
    assert all(math.dist(*pair) > 21.5 for pair in itertools.combinations(spots, 2))


def test_what_is_moved_apart_by_an_edge_stays_within_it() -> None:
    box = Box(12, 12, 348, 252)
    spots = labelling.spread([(346.0, 250.0), (347.0, 251.0), (347.5, 249.0)], 22, box)
    assert all(box.holds(spot) for spot in spots)
    assert all(math.dist(*pair) > 21.5 for pair in itertools.combinations(spots, 2))


@given(st.lists(st.tuples(st.floats(11.8, 12.5), st.floats(60.0, 60.4)), min_size=1, max_size=60))
def test_every_number_stands_once_and_no_two_touch(positions: list[Position]) -> None:
    drawn = drawing_of(_points(*positions), GROUND)
    assert _numbers(drawn) == list(range(1, len(positions) + 1))
    for panel in _panels(drawn):
        box = Box(0, 0, drawing.WIDTH, float(panel.height)).grown(0.1 - RADIUS)
        spots = [_spot(pin) for pin in panel.pins]
        assert all(box.holds(spot) for spot in spots)
        # Where there is room at all they are apart; where a crowd fills a corner they overlap a little at most.
        assert all(math.dist(*pair) > RADIUS for pair in itertools.combinations(spots, 2))


def test_more_places_than_can_be_numbered_are_dots_and_none_twice() -> None:
    many = _around(TOWN, 30, 0.1) * 70
    drawn = drawing_of(many, GROUND)
    assert not drawn.is_numbered
    assert drawn.insets == () and drawn.main.pins == ()
    assert len(re.findall("M", drawn.main.dots)) <= 30


def test_without_an_outline_a_single_place_has_a_neighbourhood() -> None:
    drawn = drawing_of(_points(TOWN), Ground())
    assert drawn.main.land == ""
    assert drawn.main.length.text == "50\N{NO-BREAK SPACE}m"
    assert [_spot(pin) for pin in drawn.main.pins] == [(180, float(drawn.main.height) / 2)]


def test_areas_and_lines_are_drawn_where_they_are_large_enough_to_be_seen() -> None:
    area = DrawnPlace(Shape("Polygon", ((((12.0, 60.1), (12.1, 60.1), (12.1, 60.2), (12.0, 60.1)),),)))
    speck = _plot(12.3, 60.3)
    line = DrawnPlace(Shape("LineString", ((((12.2, 60.1), (12.4, 60.1)),),)))
    drawn = drawing_of((area, speck, line), GROUND)
    assert [(one.number, one.path.count("z")) for one in drawn.main.areas] == [("1", 1)]
    assert [(one.number, one.path.count("M")) for one in drawn.main.lines] == [("3", 1)]
    assert _numbers(drawn) == [1, 2, 3]


def test_a_line_that_its_number_would_hide_is_drawn_larger() -> None:
    trail = DrawnPlace(Shape("LineString", ((((12.0, 60.2), (12.01, 60.205), (12.02, 60.2)),),)))
    drawn = drawing_of((trail, *_points((12.4, 60.3))), GROUND)
    (inset,) = drawn.insets
    assert [pin.text for pin in inset.panel.pins] == ["1"]
    steps = [float(one) for one in re.findall(r"-?[\d.]+", inset.panel.lines[0].path)]
    # As wide as the inset nearly.
    assert steps[2] + steps[4] > 280


def test_lines_come_before_areas_where_not_all_can_be_drawn_larger() -> None:
    plots = [_plot(11.9 + one / 10, 60.1 + one % 2 / 5) for one in range(5)]
    trail = DrawnPlace(Shape("LineString", ((((12.0, 60.2), (12.01, 60.205), (12.02, 60.2)),),)))
    drawn = drawing_of((*plots, trail), GROUND)
    assert [pin.text for one in drawn.insets for pin in one.panel.pins] == ["1", "2", "3", "6"]
    assert _numbers(drawn) == [1, 2, 3, 4, 5, 6]


def test_what_is_taken_has_another_mark_than_what_is_free() -> None:
    drawn = drawing_of((_plot(12.0, 60.19, "free"), _plot(12.0006, 60.19, "reserved")), GROUND)
    (inset,) = drawn.insets
    assert [pin.state for pin in inset.panel.pins] == ["free", "reserved"]
    assert [one.state for one in inset.panel.areas] == ["free", "reserved"]
    assert drawn.states == ("free", "reserved")


# --- one place --------------------------------------------------------------------------------------


def test_where_one_place_is_has_a_pin_without_a_number() -> None:
    drawn = place_drawing(_points(TOWN)[0], (), GROUND)
    assert drawn.insets == ()
    assert [pin.text for pin in drawn.main.pins] == [""]
    fit = projection.fitted(LAND, 360, drawing.WITH_INSET, drawing.MARGIN)
    assert math.dist(_spot(drawn.main.pins[0]), fit.spot(TOWN)) <= HALF_A_UNIT
    assert drawn.main.land


def test_one_plot_is_drawn_larger_with_a_scale_and_its_neighbours() -> None:
    plot, neighbour, far = _plot(12.0, 60.19, "reserved"), _plot(12.0006, 60.19, "free"), _plot(12.1, 60.3, "free")
    drawn = place_drawing(plot, (far, neighbour, plot), GROUND)
    (inset,) = drawn.insets
    assert [(one.state, one.path.count("z")) for one in inset.panel.areas] == [("reserved", 1), ("free", 1)]
    assert inset.panel.length.text == "50\N{NO-BREAK SPACE}m"
    # A pin says which of them it is.
    assert [(pin.text, pin.state) for pin in inset.panel.pins] == [("", "reserved")]
    assert drawn.states == ("free", "reserved")


def test_a_neighbour_that_is_sold_has_its_cross_and_is_drawn_whole() -> None:
    plot, sold = _plot(12.0, 60.19, "free"), _plot(12.0006, 60.19, "sold")
    (inset,) = place_drawing(plot, (plot, sold), GROUND).insets
    assert [(pin.text, pin.state) for pin in inset.panel.pins] == [("", "free"), ("\N{MULTIPLICATION SIGN}", "sold")]
    assert inset.panel.leaders == ""
    (path,) = (one.path for one in inset.panel.areas if one.state == "sold")
    assert float(path[1:].split()[0]) < float(inset.panel.width)


def test_one_trail_is_drawn_larger_unless_it_is_large_already() -> None:
    short = DrawnPlace(Shape("LineString", ((((12.0, 60.2), (12.01, 60.205), (12.02, 60.2)),),)))
    across = DrawnPlace(Shape("LineString", ((((11.9, 60.1), (12.4, 60.3)),),)))
    (inset,) = place_drawing(short, (), GROUND).insets
    assert inset.panel.lines
    drawn = place_drawing(across, (), GROUND)
    assert drawn.insets == () and drawn.main.lines


def test_one_that_is_sold_is_crossed_out() -> None:
    (pin,) = place_drawing(_plot(12.0, 60.19, "sold"), (), GROUND).main.pins
    assert (pin.text, pin.state) == ("×", "sold")


def test_the_credit_stands_below_what_shows_the_outline() -> None:
    ground = Ground((LAND,), (), "© Kartverket")
    assert place_drawing(_points(TOWN)[0], (), ground).credit == "© Kartverket"
    assert drawing_of(_points(TOWN), Ground((), (), "© Kartverket")).credit == ""


def test_the_scale_bar_stands_in_a_corner_where_no_shape_is() -> None:
    across = DrawnPlace(Shape("LineString", ((((11.9, 60.01), (12.0, 60.02)),),)))
    assert float(drawing_of(_points((12.4, 60.3)), GROUND).main.length.x) < 100
    assert float(drawing_of((across, *_points((12.4, 60.3))), GROUND).main.length.x) > 260


# --- names ----------------------------------------------------------------------------------------------


def test_a_name_stands_at_its_spot_or_beside_what_is_there() -> None:
    box = Box(0, 0, 360, 300)
    ((_, there),) = labelling.placed([("Lia", (180, 150))], [], box, 7)
    assert there == (180, 150)
    ((_, beside),) = labelling.placed([("Lia", (180, 150))], [Box(170, 140, 190, 160)], box, 7)
    assert beside == (180, 168)


def test_a_name_without_room_is_not_drawn() -> None:
    box = Box(0, 0, 360, 300)
    names = [("Lia", (180, 150)), ("Utenfor", (-50, 20))]
    assert labelling.placed(names, [box], box, 7) == []
    assert [name for name, _ in labelling.placed(names, [], box, 7)] == ["Lia"]
    assert labelling.placed([("Lia", (180, 150))] * 20, [], box, 2) != []


def test_no_more_names_than_a_handful() -> None:
    names = [(f"Bygd {one}", (100.0, 20.0 + 20 * one)) for one in range(10)]
    assert len(labelling.placed(names, [], Box(0, 0, 360, 300), 7)) == 7


def test_of_names_in_the_frame_the_first_stands_below_it() -> None:
    ground = Ground((LAND,), (("Byen", TOWN), ("Sentrum", TOWN), ("Utkanten", (12.4, 60.35))))
    drawn = drawing_of(_around(TOWN, 6, 0.01), ground)
    assert [name.text for name in drawn.main.names] == ["Byen", "Utkanten"]
    assert "Byen" in [name.text for name in drawn.insets[0].panel.names]


# --- in the page ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("drawings") / "out"
    built(FULL, out)
    found = (*out.glob("kart/*/index.html"), *out.glob("embed/kart/*/index.html"))
    texts = {path.relative_to(out).parent.as_posix(): path.read_text(encoding="utf-8") for path in found}
    return {path: text for path, text in texts.items() if 'http-equiv="refresh"' not in text}


def _drawn(page: str) -> str:
    return page[page.index('<svg class="sketch"') : page.index("</svg>\n</div>")]


def test_the_numbers_drawn_are_the_lists_on_every_map_and_its_embed(pages: dict[str, str]) -> None:
    assert len(pages) == 8
    for path, page in pages.items():
        listed = re.findall(r'<span class="pin[ a-z]*" aria-hidden="true">(\d+)</span>', page)
        pins = re.findall(r"<text>(\d+)</text>", _drawn(page))
        assert sorted(pins, key=int) == listed, path


def test_a_places_page_shows_where_it_is(full_town: Path) -> None:
    page = (full_town / "steder" / "smavik-skole" / "index.html").read_text(encoding="utf-8")
    assert "<title>Hvor Småvik skole er i kommunen</title>" in page
    assert _drawn(page).count("<circle ") == 1


def test_a_drawing_says_what_it_is_and_has_no_style_of_its_own(pages: dict[str, str]) -> None:
    for page in pages.values():
        drawn = _drawn(page)
        assert re.match(
            r'<svg class="sketch" viewBox="0 0 360 [\d.]+" role="img"><title>Kart: [^<]+</title><desc>', drawn
        )
        assert "Numrene er de samme som i lista." in drawn
        assert not re.search(r"\sstyle=|\sid=", drawn)


def test_what_is_taken_is_told_from_what_is_free_by_pattern_and_in_words(pages: dict[str, str]) -> None:
    page = pages["kart/tomter"]
    assert re.search(r'<g transform="[^"]+" class="reserved"><circle r="10"/>', _drawn(page))
    (legend,) = re.findall(r'<p class="note legend">(.*?)</p>', page)
    assert re.sub("<[^>]+>", "", legend).split() == ["ledig", "reservert"]
    # Where there is nothing to tell apart, nothing is explained.
    assert "legend" not in pages["kart/skoler"].partition("</style>")[2]


def test_whose_the_outline_is_stands_below_it_as_the_settings_say(tmp_path: Path, pages: dict[str, str]) -> None:
    assert '<p class="note" data-base>Kart: © Kartverket</p>' in pages["kart/tomter"]
    town = copy_of(FULL, tmp_path / "town")
    settings = town / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("grunnkart_kilde: © Kartverket\n", ""), encoding="utf-8")
    built(town, tmp_path / "out")
    for page in ("kart/tomter", "steder/smavik-skole"):
        text = (tmp_path / "out" / page / "index.html").read_text(encoding="utf-8")
        assert 'class="outline"' in text and "Kartverket</p>" not in text


def test_a_name_of_the_base_map_is_text(tmp_path: Path) -> None:
    town = copy_of(FULL, tmp_path / "town")
    base = town / "maps" / "grunnkart.geojson"
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace('"Vika"', '"<b>{{ 7*7 }}</b>"'), encoding="utf-8")
    built(town, tmp_path / "out")
    page = (tmp_path / "out" / "kart" / "tomter" / "index.html").read_text(encoding="utf-8")
    assert ">&lt;b&gt;{{ 7*7 }}&lt;/b&gt;</text>" in _drawn(page)
