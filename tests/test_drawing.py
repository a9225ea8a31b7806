"""The drawing in the page of a map: projected, measured, and numbered as its list, with no number on another."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content_types.maps import Position, Shape
from site_builder.outputs import drawing, labelling, projection
from site_builder.outputs.drawing import Drawing, Ground, Label, Panel, drawing_of
from site_builder.outputs.projection import Box
from tests.support import FULL, built, copy_of

LAND = ((11.8, 60.0), (12.5, 60.0), (12.5, 60.4), (11.8, 60.4), (11.8, 60.0))
TOWN = (12.0, 60.19)
HALF_A_UNIT = math.sqrt(0.5)
"""How far whole units in both directions may be from where a place is"""
GROUND = Ground((LAND,), (("Byen", TOWN), ("Utkanten", (12.4, 60.35))))


def _points(*positions: Position) -> tuple[Shape, ...]:
    return tuple(Shape("Point", (((one,),),)) for one in positions)


def _around(middle: Position, count: int, degrees: float) -> tuple[Shape, ...]:
    """Return points on a circle, and none in its middle."""
    turns = [2 * math.pi * one / count for one in range(count)]
    return _points(*((middle[0] + degrees * math.cos(one), middle[1] + degrees / 2 * math.sin(one)) for one in turns))


def _panels(drawn: Drawing) -> list[Panel]:
    return [drawn.main, *([drawn.inset.panel] if drawn.inset else [])]


def _numbers(drawn: Drawing) -> list[int]:
    return sorted(int(pin.text) for panel in _panels(drawn) for pin in panel.pins)


def _spot(pin: Label) -> tuple[float, float]:
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
    assert drawn.inset is None
    assert [pin.text for pin in drawn.main.pins] == ["1", "2"]
    assert drawn.main.leaders == drawn.main.dots == ""
    fit = projection.fitted(LAND, 360, drawing.ALONE, drawing.MARGIN)
    for pin, position in zip(drawn.main.pins, ((11.9, 60.1), (12.4, 60.3)), strict=True):
        assert math.dist(_spot(pin), fit.spot(position)) <= HALF_A_UNIT


def test_three_that_stand_on_each_other_are_moved_apart_with_lines_to_where_they_belong() -> None:
    drawn = drawing_of((*_points(TOWN, TOWN, TOWN), *_points((12.4, 60.3))), GROUND)
    assert drawn.inset is None
    # The one in the middle stands where it belongs.
    assert len(re.findall("M", drawn.main.leaders)) == 2
    assert len(re.findall("M", drawn.main.dots)) == 1


def test_more_than_three_that_stand_on_each_other_are_drawn_larger_in_an_inset() -> None:
    drawn = drawing_of((*_around(TOWN, 6, 0.01), *_points((12.4, 60.3))), GROUND)
    assert drawn.inset
    assert [pin.text for pin in drawn.main.pins] == ["7"]
    assert [pin.text for pin in drawn.inset.panel.pins] == ["1", "2", "3", "4", "5", "6"]
    # They have room there: none had to be moved.
    assert drawn.inset.panel.leaders == ""
    assert len(re.findall("M", drawn.main.dots)) > 1


def test_the_frame_is_what_the_inset_shows() -> None:
    shapes = (*_around(TOWN, 6, 0.02), *_points((12.4, 60.3)))
    drawn = drawing_of(shapes, GROUND)
    assert drawn.inset
    left, top, width, height = map(float, drawn.inset.frame)
    assert width / height == pytest.approx(drawing.WIDTH / float(drawn.inset.panel.height), rel=0.02)
    dots = [tuple(map(float, one)) for one in re.findall(r"M([\d.]+) ([\d.]+)h0", drawn.main.dots)]
    assert all(left <= x <= left + width and top <= y <= top + height for x, y in dots)


def test_an_inset_that_would_hardly_be_larger_is_not_drawn() -> None:
    drawn = drawing_of(_around((12.15, 60.2), 40, 0.2), Ground())
    assert drawn.inset is None
    assert _numbers(drawn) == list(range(1, 41))


def test_in_an_inset_numbers_that_still_collide_are_moved_apart() -> None:
    drawn = drawing_of(_points(*[TOWN] * 6), GROUND)
    assert drawn.inset and drawn.main.pins == ()
    assert len(re.findall("M", drawn.inset.panel.leaders)) >= 5


@given(st.lists(st.tuples(st.floats(11.8, 12.5), st.floats(60.0, 60.4)), min_size=1, max_size=60))
def test_every_number_stands_once_and_no_two_touch(positions: list[Position]) -> None:
    drawn = drawing_of(_points(*positions), GROUND)
    assert _numbers(drawn) == list(range(1, len(positions) + 1))
    for panel in _panels(drawn):
        box = Box(0, 0, drawing.WIDTH, float(panel.height)).grown(0.1 - drawing.RADIUS)
        spots = [_spot(pin) for pin in panel.pins]
        assert all(box.holds(spot) for spot in spots)
        # Where there is room at all they are apart; where a crowd fills a corner they overlap a little at most.
        assert all(math.dist(*pair) > drawing.RADIUS for pair in itertools.combinations(spots, 2))


def test_more_places_than_can_be_numbered_are_dots_and_none_twice() -> None:
    many = _around(TOWN, 30, 0.1) * 70
    drawn = drawing_of(many, GROUND)
    assert not drawn.is_numbered
    assert drawn.inset is None and drawn.main.pins == ()
    assert len(re.findall("M", drawn.main.dots)) <= 30


def test_without_an_outline_a_single_place_has_a_neighbourhood() -> None:
    drawn = drawing_of(_points(TOWN), Ground())
    assert drawn.main.land == ""
    assert drawn.main.length.text == "50\N{NO-BREAK SPACE}m"
    assert [_spot(pin) for pin in drawn.main.pins] == [(180, float(drawn.main.height) / 2)]


def test_areas_and_lines_are_drawn_where_they_are_large_enough_to_be_seen() -> None:
    area = Shape("Polygon", ((((12.0, 60.1), (12.1, 60.1), (12.1, 60.2), (12.0, 60.1)),),))
    speck = Shape("Polygon", ((((12.3, 60.3), (12.3001, 60.3), (12.3001, 60.3001), (12.3, 60.3)),),))
    line = Shape("LineString", ((((12.2, 60.1), (12.4, 60.1)),),))
    drawn = drawing_of((area, speck, line), GROUND)
    assert drawn.main.areas.count("z") == 1
    assert drawn.main.lines.count("M") == 1
    assert _numbers(drawn) == [1, 2, 3]


def test_where_one_place_is_has_a_pin_without_a_number() -> None:
    drawn = drawing.place_drawing(_points(TOWN)[0], GROUND)
    assert drawn.inset is None
    assert [pin.text for pin in drawn.main.pins] == [""]
    fit = projection.fitted(LAND, 360, drawing.WITH_INSET, drawing.MARGIN)
    assert math.dist(_spot(drawn.main.pins[0]), fit.spot(TOWN)) <= HALF_A_UNIT
    assert drawn.main.land


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
    assert drawn.inset
    assert "Byen" in [name.text for name in drawn.inset.panel.names]


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


def test_a_places_page_shows_where_it_is(tmp_path: Path) -> None:
    built(FULL, tmp_path)
    page = (tmp_path / "steder" / "smavik-skole" / "index.html").read_text(encoding="utf-8")
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


def test_a_name_of_the_base_map_is_text(tmp_path: Path) -> None:
    town = copy_of(FULL, tmp_path / "town")
    base = town / "maps" / "grunnkart.geojson"
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace('"Vika"', '"<b>{{ 7*7 }}</b>"'), encoding="utf-8")
    built(town, tmp_path / "out")
    page = (tmp_path / "out" / "kart" / "tomter" / "index.html").read_text(encoding="utf-8")
    assert ">&lt;b&gt;{{ 7*7 }}&lt;/b&gt;</text>" in _drawn(page)
