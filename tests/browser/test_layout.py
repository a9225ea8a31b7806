"""Everything fits: at 320 pixels (which is 1280 at 400 percent), with wider text, and without pictures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.demo import NAMES, Built, case, draw, kept, opened

# WCAG 2.1, 1.4.12.
WIDER_TEXT = """* {
  line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important;
}
p { margin-bottom: 2em !important; }"""

TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(one => {
  if (!one.checkVisibility() || one.closest(".leaflet-container, .scroll, pre")) return false;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const unseen = style.clipPath !== "none" || style.position === "absolute" && box.width <= 1;
  return !unseen && box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
}).map(one => one.tagName + "." + one.className + ": " + one.textContent.trim().slice(0, 60))"""

CUT_OFF = """() => [...document.querySelectorAll("main *, footer *, header *")].filter(one => {
  const style = getComputedStyle(one);
  if (!one.checkVisibility() || style.overflow === "visible" || style.clipPath !== "none") return false;
  if (one.closest(".leaflet-container") || ["auto", "scroll"].includes(style.overflowX)) return false;
  return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
}).map(one => one.tagName + "." + one.className)"""


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    assert page.evaluate(TOO_WIDE) == []


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    # Only with the policy out of the way can a test add a style, as a visitor's own tools do.
    with browser.new_context(viewport={"width": 320, "height": 256}, bypass_csp=True) as context:
        yield context.new_page()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_scrolls_sideways_at_320_pixels(name: str, narrow: Page, demo: Built, tiny: Built) -> None:
    one = case(name)
    with kept(narrow) as page:
        opened(page, one.site(demo, tiny), one)
        if one.template in ("map.html", "embed/map.html"):
            draw(page)
        assert_fits(page)
        page.add_style_tag(content=WIDER_TEXT)
        assert_fits(page)
        assert page.evaluate(CUT_OFF) == []


WHERE_THINGS_ARE = """() => Object.fromEntries(
  [...document.querySelectorAll("main h1, main h2, main h3, main li, footer")]
    .filter(one => one.checkVisibility() && one.offsetTop < innerHeight)
    .map((one, at) => [at, one.offsetTop]))"""


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_more_than_two_lines_when_the_scripts_come(
    name: str, reader: Page, demo: Built, tiny: Built
) -> None:
    """Who is about to press a link when a page has just come must not hit another. How long it is to a deadline, which
    only a browser knows, may take a line more: of two such, two."""
    one, page = case(name), reader
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, one.site(demo, tiny), one)
    then = page.evaluate(WHERE_THINGS_ARE)
    page.route("**/*.js", lambda route: route.abort())
    opened(page, one.site(demo, tiny), one)
    now = page.evaluate(WHERE_THINGS_ARE)
    assert {at: (top, then[at]) for at, top in now.items() if at in then and abs(top - then[at]) > 50} == {}


ARROWS_ALONE = """() => [...document.querySelectorAll("main .out")].filter(one => {
  if (!one.checkVisibility()) return false;
  const before = one.previousSibling, range = document.createRange();
  range.setStart(before, before.length - 1);
  range.setEnd(before, before.length);
  return range.getBoundingClientRect().bottom < one.getBoundingClientRect().top + 1;
}).map(one => one.parentElement.textContent)"""


def test_no_arrow_comes_on_a_line_without_the_word_it_belongs_to(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    assert page.locator("main .out").count() > 1
    for width in range(320, 460, 5):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(ARROWS_ALONE) == [], width


def test_at_400_percent_nothing_covers_what_has_the_focus(browser: Browser, demo: Built) -> None:
    with browser.new_context(viewport={"width": 320, "height": 256}) as context:
        page = context.new_page()
        for name in ("home", "map", "service with a form"):
            opened(page, demo, case(name))
            for _ in range(25):
                page.keyboard.press("Tab")
                # Whether the middle of what has the focus is its own: nothing lies over it.
                assert page.evaluate("""() => {
                  const one = document.activeElement, box = one.getClientRects()[0];
                  if (!box || one === document.body) return true;
                  const at = document.elementFromPoint(box.left + Math.min(box.width, innerWidth) / 2,
                    Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
                  return one.contains(at) || at === null || at.contains(one);
                }"""), page.evaluate("document.activeElement.outerHTML")


def test_no_page_says_anything_with_a_picture_alone(page: Page, demo: Built) -> None:
    for name in NAMES:
        if not case(name).is_tiny:
            opened(page, demo, case(name))
            assert page.locator("img:not([alt]), input[type=image]:not([alt])").count() == 0, name
            drawn = "svg:not(.leaflet-container svg, [aria-hidden=true], [aria-label], :has(> title), .sketch > svg)"
            assert page.locator(drawn).count() == 0, name


# Links in running text are as high as their line (WCAG 2.2, 2.5.8); those in attributions are the map's own.
IN_RUNNING_TEXT = ".body a, .updates a, article > dl a, .whose a, .leaflet-container a, .skip"

SMALL_LINKS = """except => [...document.querySelectorAll("a, button, summary, input")]
  .filter(one => one.checkVisibility() && !one.matches(except))
  .map(one => [one, (one.closest("label") || one).getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([one, box]) => `${one.textContent.trim().slice(0, 40)}: ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`)"""

COVERED_LINKS = """except => [...document.querySelectorAll("main a")].filter(one => {
  if (!one.checkVisibility() || one.matches(except)) return false;
  const box = one.getBoundingClientRect(), centre = box.left + Math.min(box.width / 2, 20);
  return [box.top + 4, box.bottom - 4].some(y => !one.contains(document.elementFromPoint(centre, y)));
}).map(one => one.textContent.trim().slice(0, 40))"""


@pytest.mark.parametrize("name", NAMES)
def test_what_is_to_be_pressed_alone_is_44_pixels_high_and_wide_on_a_telephone(
    name: str, reader: Page, demo: Built, tiny: Built
) -> None:
    one = case(name)
    reader.set_viewport_size({"width": 320, "height": 30000})
    opened(reader, one.site(demo, tiny), one)
    assert reader.evaluate(SMALL_LINKS, IN_RUNNING_TEXT) == []
    # The way past a map is not seen before it has the focus.
    assert reader.evaluate(COVERED_LINKS, f"{IN_RUNNING_TEXT}, .skip-map") == []


def test_on_paper_nothing_is_folded_and_nothing_counts_down(page: Page, demo: Built) -> None:
    opened(page, demo, case("service with a calculator"))
    page.emulate_media(media="print")
    assert page.locator("main details:not(.calculator, .calculator details)").count() > 0
    assert (
        page.evaluate("""() => [...document.querySelectorAll("main details")]
      .filter(one => one.checkVisibility() && [...one.children].slice(1)
        .some(inner => !inner.checkVisibility({ contentVisibilityAuto: true })
          && getComputedStyle(inner).display !== "none"))
      .map(one => one.firstChild.textContent)""")
        == []
    )
    assert not any(one.is_visible() for one in page.locator(".now, [data-day]").all())


def test_on_a_wide_screen_what_is_below_on_the_home_page_goes_on_where_its_column_ends(
    browser: Browser, demo: Built
) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        opened(page, demo, case("home"))
        gaps = page.evaluate("""() => {
          const all = what => [...document.querySelectorAll(what)].map(one => one.getBoundingClientRect());
          const above = all(".columns > div"), below = all(".below > section");
          return [0, 1].map(at => below[at].top - above[at].bottom);
        }""")
        assert all(0 <= gap < 60 for gap in gaps), gaps
