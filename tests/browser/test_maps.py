"""From a place's own page to the map and back; the drawing that gives way to the map, and comes back on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.demo import ROOT, Built, case, draw, opened
from tests.browser.serving import serving
from tests.browser.test_accessibility import in_every_look
from tests.support import SMALL_SETTINGS, built, written


@pytest.mark.parametrize("width", [360, 1280])
def test_from_its_page_a_place_is_shown_on_the_map_and_from_there_in_the_list(
    page: Page, demo: Built, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    opened(page, demo, case("place on a map"))
    name = page.locator("h1").inner_text()
    slug = page.url.rstrip("/").rpartition("/")[2]
    page.locator(f"a[href$='/#{slug}']").click()
    popup = page.locator(".leaflet-popup")
    expect(popup).to_be_in_viewport()
    expect(popup).to_contain_text(name)
    popup.get_by_role("link", name="Til lista").click()
    item = page.locator(f"#{slug}")
    expect(item).to_be_in_viewport()
    item.locator("h3 a").click()
    expect(page.locator("h1")).to_have_text(name)


def test_a_map_that_nobody_asked_for_a_place_on_opens_none(page: Page, demo: Built) -> None:
    opened(page, demo, case("map"))
    page.locator(".map").scroll_into_view_if_needed()
    page.locator(".leaflet-marker-icon.pin").first.wait_for()
    expect(page.locator(".leaflet-popup")).to_have_count(0)


# --- the drawing of the page ----------------------------------------------------------------------

# How large everything in the column of the map is. A script adds buttons to the list, so the page grows.
BOXES = """() => [...document.querySelectorAll(".sheet, .sketch, .map, .map > *")]
  .map(one => { const box = one.getBoundingClientRect(); return [box.width, box.height] })"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["map", "embed of a map"])
def test_nothing_moves_when_the_map_comes(page: Page, browser: Browser, demo: Built, name: str, width: int) -> None:
    size: ViewportSize = {"width": width, "height": 800}
    with browser.new_context(java_script_enabled=False, viewport=size) as context:
        plain = context.new_page()
        opened(plain, demo, case(name))
        before = plain.evaluate(BOXES)
    page.set_viewport_size(size)
    opened(page, demo, case(name))
    draw(page)
    assert page.evaluate(BOXES) == before
    live, drawn = (page.locator(one).bounding_box() for one in ("[data-map]", ".sketch"))
    assert live == drawn


def test_only_one_of_drawing_and_map_is_seen_and_read_aloud(page: Page, demo: Built) -> None:
    # A narrow, low window: the map is far below what is seen.
    page.set_viewport_size({"width": 360, "height": 300})
    opened(page, demo, case("map"))
    expect(page.get_by_role("img", name="Kart: ")).to_be_visible()
    draw(page)
    expect(page.locator(".sketch")).to_be_hidden()
    expect(page.get_by_role("img", name="Kart: ")).to_have_count(0)
    expect(page.get_by_role("region", name="Kart: ")).to_be_visible()


@pytest.mark.parametrize("with_map", [False, True])
def test_on_paper_stand_the_drawing_and_the_list_and_not_the_map(page: Page, demo: Built, with_map: bool) -> None:
    opened(page, demo, case("map"))
    if with_map:
        draw(page)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("[data-map]")).to_be_hidden()
    expect(page.locator(".sketch")).to_be_visible()
    expect(page.locator("ol.places > li").first).to_be_visible()
    # Black on white, whatever the screen is.
    colours = page.evaluate("""() => [[".sheet", "backgroundColor"], [".outline", "fill"], [".outline", "stroke"],
      [".pins circle", "fill"], [".pins text", "fill"], ["body", "color"]]
      .map(([which, what]) => getComputedStyle(document.querySelector(which))[what])""")
    white, black = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
    assert colours == [white, white, black, white, black, black]


def test_on_paper_no_place_is_cut_in_two_and_nothing_waits_for_a_click(page: Page, demo: Built) -> None:
    page.goto(demo.origin + "/kart/ledige-tomter/")
    page.emulate_media(media="print")
    broken = "all => all.filter(one => getComputedStyle(one).breakInside !== 'avoid').length"
    assert page.locator("ol.places > li, .row, .sheet").evaluate_all(broken) == 0
    for control in (
        "main button",
        ".up",
        ".to-map",
        ".out",
        ".facts .tap",
        "[data-tools] > :not([role=status])",
        ".more",
        ".skip-map",
    ):
        assert page.locator(control).filter(visible=True).count() == 0, control
    # What is folded on a screen is read, an address is written out, and a map has its scale.
    expect(page.get_by_role("link", name="Eksempeltomt 4")).to_be_visible()
    after = "one => getComputedStyle(one, '::after').content"
    assert "https://plan." in page.locator("[data-key=plan] a").first.evaluate(after)
    expect(page.locator(".sketch .bar").first).to_be_visible()
    expect(page.locator(".sketch .pins text").first).to_be_visible()
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4"))) <= 3


def test_where_the_map_cannot_be_fetched_the_drawing_stays(page: Page, demo: Built) -> None:
    page.route("**/assets/leaflet.*.js", lambda route: route.abort())
    opened(page, demo, case("map"))
    page.locator(".map").scroll_into_view_if_needed()
    expect(page.locator("[data-fallback]")).to_contain_text("kunne ikke hentes")
    expect(page.locator(".sketch")).to_be_visible()
    expect(page.locator("[data-map]")).to_be_hidden()


# --- fingers --------------------------------------------------------------------------------------


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Return a page on a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def _drag(page: Page, fingers: int) -> None:
    """Put fingers on the middle of the map and move them 120 pixels up, together."""
    box = page.locator("[data-map]").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)

    def touch(kind: str, up: int = 0) -> None:
        points = [{"x": x - 40 + 80 * one, "y": y - up, "id": one} for one in range(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points if kind != "touchEnd" else []})

    touch("touchStart")
    for up in range(10, 121, 10):
        touch("touchMove", up)
        # The browser and the map take a step each time they draw.
        page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    touch("touchEnd")


WHERE = """() => [scrollY, document.querySelector(".leaflet-marker-icon.pin").getBoundingClientRect().top
  - document.querySelector("[data-map]").getBoundingClientRect().top]"""


@pytest.fixture
def laptop(browser: Browser) -> Iterator[Page]:
    """Return a page on a computer with a mouse and a screen to touch."""
    context = browser.new_context(viewport={"width": 1280, "height": 740}, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def touched(phone: Page, demo: Built) -> Page:
    """Return a map on a phone, its map in the middle of the screen."""
    opened(phone, demo, case("map"))
    draw(phone)
    phone.locator("[data-map]").evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    return phone


def test_one_finger_scrolls_the_page_and_leaves_the_map(touched: Page) -> None:
    before, stood = touched.evaluate(WHERE)
    _drag(touched, 1)
    touched.wait_for_function("before => scrollY > before + 60", arg=before)
    assert touched.evaluate(WHERE)[1] == pytest.approx(stood, abs=1)


def test_two_fingers_move_the_map_and_leave_the_page(touched: Page) -> None:
    before, stood = touched.evaluate(WHERE)
    _drag(touched, 2)
    assert touched.evaluate(WHERE)[1] < stood - 60
    assert touched.evaluate(WHERE)[0] == before


def test_a_map_on_a_phone_says_that_two_fingers_move_it(touched: Page, page: Page, demo: Built) -> None:
    said = "Flytt kartet med to fingre."
    expect(touched.get_by_text(said)).to_be_visible()
    assert in_every_look(touched) == {}
    opened(page, demo, case("map"))
    draw(page)
    expect(page.get_by_text(said)).to_have_count(0)


def test_a_screen_to_touch_is_one_on_a_computer_too_and_a_mouse_drags_the_map_there(laptop: Page, demo: Built) -> None:
    opened(laptop, demo, case("map"))
    draw(laptop)
    drawing = laptop.locator("[data-map]")
    drawing.evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    expect(laptop.get_by_text("Flytt kartet med to fingre.")).to_be_visible()
    before, stood = laptop.evaluate(WHERE)
    _drag(laptop, 1)
    laptop.wait_for_function("before => scrollY > before + 60", arg=before)
    assert laptop.evaluate(WHERE)[1] == pytest.approx(stood, abs=1)
    drawing.evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    before, stood = laptop.evaluate(WHERE)
    _drag(laptop, 2)
    assert laptop.evaluate(WHERE)[1] < stood - 60
    assert laptop.evaluate(WHERE)[0] == before
    stood = laptop.evaluate(WHERE)[1]
    box = drawing.bounding_box()
    assert box is not None
    # Where no pin is under the mouse.
    laptop.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] - 60)
    laptop.mouse.down()
    laptop.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] - 180, steps=6)
    laptop.mouse.up()
    assert laptop.evaluate(WHERE)[1] < stood - 60


# --- where in the world one is --------------------------------------------------------------------


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a town with a map of six plots of 30 by 55 metres, in a row, and one of them and a place
    far to the north: there they stand on each other at the lower edge."""
    corners = [(12.05, 60.25 + one * 0.00055) for one in range(6)]
    rows = "".join(
        f'Tomt {number};"POLYGON (({west} {south}, {west + 0.00054} {south}, {west + 0.00054} {south + 0.0005}, '
        f'{west} {south + 0.0005}, {west} {south}))"\n'
        for number, (west, south) in enumerate(corners, 1)
    )
    root = written(
        tmp_path_factory.mktemp("field"),
        {
            "content/site.yaml": f"{SMALL_SETTINGS}grunnkart: grunnkart.geojson\n",
            "maps/tomter.yaml": "tittel: Tomter\ndata: tomter.csv\n",
            "maps/tomter.csv": f"navn;wkt\n{rows}",
            "maps/alt.yaml": "tittel: Alt\ndata: alt.csv\n",
            "maps/alt.csv": f"navn;wkt\n{rows}Langt nord;POINT (12.05 60.34)\n".replace("Tomt", "Felt"),
            "maps/grunnkart.geojson": (ROOT / "maps/grunnkart.geojson").read_text(encoding="utf-8"),
        },
    )
    built(root, root / "out")
    with serving(root / "out") as served:
        yield f"{served.origin}/kart/"


# How far the worst of the pins is within the map, in pixels.
WITHIN = """() => {
  const map = document.querySelector("[data-map]").getBoundingClientRect();
  return Math.min(...[...document.querySelectorAll(".leaflet-marker-icon.pin")].map(one => {
    const pin = one.getBoundingClientRect();
    return Math.min(pin.left - map.left, pin.top - map.top, map.right - pin.right, map.bottom - pin.bottom);
  }));
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_pins_that_are_moved_apart_stay_in_the_frame(page: Page, field: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{field}alt/")
    draw(page)
    assert page.evaluate(WITHIN) >= 0


def test_a_map_of_empty_ground_has_its_scale_and_the_way_to_a_place_one_knows(page: Page, field: str) -> None:
    page.goto(f"{field}tomter/")
    draw(page)
    expect(page.locator(".leaflet-control-scale-line")).to_have_text(re.compile(r"^\d+ m$"))
    post = page.locator(".leaflet-top .leaflet-control-attribution")
    expect(post).to_have_text(re.compile(r"^Roverud 0,\d+ km [←↑→↓↖↗↘↙]$"))
    for _ in range(4):
        page.locator(".leaflet-control-zoom-out").click()
    # Its name is seen.
    expect(page.locator(".placename", has_text="Roverud")).to_be_visible()
    expect(post).to_be_hidden()


def test_the_buttons_of_a_dark_map_are_read_under_the_mouse(page: Page, field: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{field}tomter/")
    draw(page)
    button = page.locator(".leaflet-control-zoom-out")
    button.hover()
    assert button.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(20, 24, 27)"
