"""Without JavaScript all content is there, after one request."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import NAMES, Built, case, draw, kept, opened

# But for what a script brings: the drawn map, the search box, what a list is narrowed by, whether it is open now, the
# days that are left, and buttons that need it.
WORDS = """() => {
  const words = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const within = walk.currentNode.parentElement;
    if (within.closest("[data-map], [data-search], [data-filter], [data-streets], [data-tools]")) continue;
    if (within.closest(".acts, .keys, button")) continue;
    if (within.closest("[data-weeks], [data-day], [data-part] [data-note], script, style")) continue;
    if (!within.checkVisibility()) continue;
    walk.currentNode.textContent.trim().split(/\\s+/).forEach(word => word && words.add(word));
  }
  return [...words];
}"""


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


@pytest.fixture
def plain_page(plain: Page) -> Iterator[Page]:
    """Return the page of a visitor without JavaScript."""
    with kept(plain) as page:
        yield page


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_there_without_javascript(
    name: str, reader: Page, plain_page: Page, demo: Built, tiny: Built
) -> None:
    one = case(name)
    for either in (reader, plain_page):
        opened(either, one.site(demo, tiny), one)
    if one.template in ("map.html", "embed/map.html"):
        draw(reader)
    assert set(reader.evaluate(WORDS)) - set(plain_page.evaluate(WORDS)) == set()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_hidden_holds_content_that_is_nowhere_else(
    name: str, plain_page: Page, demo: Built, tiny: Built
) -> None:
    opened(plain_page, case(name).site(demo, tiny), case(name))
    # A control that needs a script may wait hidden, with its label, what it says of its answer and where that will
    # stand; and a way on that is in sight elsewhere. What comes in time is not so yet.
    hidden = plain_page.evaluate("""() => {
      const inSight = new Set([...document.querySelectorAll("a[href]")]
        .filter(link => link.getClientRects().length).map(link => link.getAttribute("href")));
      const waiting = "[hidden]:not([data-note], [data-table], [data-t]), template, noscript";
      return [...document.querySelectorAll(waiting)].map(one => {
        const copy = one.cloneNode(true);
        const controls = "label, legend, button, select, [data-note], [role=status]";
        copy.querySelectorAll(controls).forEach(control => control.remove());
        copy.querySelectorAll("a[href]").forEach(link => inSight.has(link.getAttribute("href")) && link.remove());
        return [copy.textContent.trim(), copy.querySelectorAll("a[href], img").length];
      });
    }""")
    seen = plain_page.locator("body").inner_text()
    assert [text for text, links in hidden if text not in seen or links] == []


def test_every_place_of_every_map_is_in_its_list(plain_page: Page, demo: Built) -> None:
    maps = demo.maps()
    assert maps
    for prefix in ("", "/embed"):
        for address in maps:
            slug = address.split("/")[-2]
            (data,) = (demo.out / "assets").glob(f"steder-{slug}.*.geojson")
            features = json.loads(data.read_text(encoding="utf-8"))["features"]
            plain_page.goto(demo.origin + prefix + address)
            items = plain_page.locator("ol.places > li")
            expect(items).to_have_count(len(features))
            listed = [item.get_attribute("id") for item in items.all()]
            assert listed == [feature["properties"]["id"] for feature in features]
            # The same names and addresses that the table has for whoever fetches it.
            rows = csv.reader(io.StringIO((demo.out / f"api/v1/kart/{slug}.csv").read_text("utf-8-sig")), delimiter=";")
            written = [(row[0], row[2]) for row in rows if row[1] in listed]
            for (name, street), text in zip(written, items.all_inner_texts(), strict=True):
                assert name in text and street in text


def test_every_map_is_drawn_with_the_numbers_of_its_list(plain_page: Page, demo: Built) -> None:
    for prefix in ("", "/embed"):
        for address in demo.maps():
            plain_page.goto(demo.origin + prefix + address)
            expect(plain_page.get_by_role("img", name="Kart: ")).to_be_visible()
            listed = plain_page.locator("ol.places .pin").all_inner_texts()
            drawn = plain_page.locator(".pins text").all_text_contents()
            assert sorted(drawn, key=int) == listed
            assert plain_page.locator(".names text").first.is_visible()


def test_no_number_of_a_drawing_covers_another_or_lies_outside(plain_page: Page, demo: Built) -> None:
    for width in (320, 1280):
        plain_page.set_viewport_size({"width": width, "height": 800})
        for address in demo.maps():
            plain_page.goto(demo.origin + address)
            wrong = plain_page.evaluate("""() => {
              const sheet = document.querySelector(".sheet").getBoundingClientRect();
              const discs = [...document.querySelectorAll(".pins circle")].map(one => one.getBoundingClientRect());
              return discs.filter((one, at) => one.left < sheet.left || one.right > sheet.right
                || one.top < sheet.top || one.bottom > sheet.bottom
                || discs.some((other, also) => also > at && Math.hypot(
                  one.left - other.left, one.top - other.top) < one.width - 1)).length;
            }""")
            assert wrong == 0, (address, width)


def test_the_places_under_a_service_are_listed_too(plain_page: Page, demo: Built) -> None:
    opened(plain_page, demo, case("service with a map"))
    assert plain_page.locator("ul.places > li").count() > 3


def test_search_gives_way_to_the_list_of_all_services(plain_page: Page, demo: Built) -> None:
    opened(plain_page, demo, case("home"))
    assert plain_page.get_by_role("combobox").count() == 0
    link = plain_page.locator(".search a").first
    expect(link).to_be_visible()
    link.click()
    plain_page.wait_for_url(re.compile("/alle/$"))
    opened(plain_page, demo, case("A to Å"))
    assert plain_page.get_by_role("combobox").count() == 0


def test_what_is_folded_can_be_unfolded(plain_page: Page, demo: Built) -> None:
    for name in ("home", "embedding"):
        opened(plain_page, demo, case(name))
        folded = plain_page.locator("details").first
        inside = folded.locator("> :not(summary)").first
        expect(inside).not_to_be_visible()
        folded.locator("summary").press("Enter")
        expect(inside).to_be_visible()


# --- one request ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_complete_after_one_request(name: str, plain_page: Page, demo: Built, tiny: Built) -> None:
    site = case(name).site(demo, tiny)
    site.served.asked.clear()
    opened(plain_page, site, case(name))
    # Pictures come when they come into sight.
    assert [one for one in site.served.asked if not PICTURE.search(one)] == [site.first(case(name))]


PICTURE = re.compile(r"\.(?:avif|webp|jpg|png)$")


@pytest.mark.parametrize("name", NAMES)
def test_with_javascript_a_page_asks_for_one_script_at_most(name: str, reader: Page, demo: Built, tiny: Built) -> None:
    one = case(name)
    site = one.site(demo, tiny)
    # A low window: the map is far below what is seen, and nothing of it is fetched.
    reader.set_viewport_size({"width": 360, "height": 300})
    site.served.asked.clear()
    opened(reader, site, one)
    # Two frames: what a page does when it sees what is in view, it has done by then.
    reader.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    first, *others = (asked for asked in site.served.asked if not PICTURE.search(asked))
    # An embed tells its host how tall it is, besides.
    scripts = 2 if one.template in ("embed/map.html", "embed/home.html") else 1
    assert first == site.first(one)
    assert all(re.fullmatch(r"/assets/[a-z-]+\.[0-9a-f]{12}\.js", other) for other in others)
    assert len(others) <= scripts


def test_a_map_asks_for_its_own_parts_and_nothing_else(page: Page, demo: Built) -> None:
    for address in demo.maps():
        slug = address.split("/")[-2]
        demo.served.asked.clear()
        page.goto(demo.origin + address)
        draw(page)
        page.locator(".placename").first.wait_for(state="attached")
        names = sorted(re.sub(r"\.[0-9a-f]{12}", "", path) for path in demo.served.asked[1:])
        assert names == sorted(
            f"/assets/{name}"
            for name in (
                "kart.js",
                "leaflet.css",
                "leaflet.js",
                f"kart-{slug}.js",
                f"steder-{slug}.geojson",
                "grunnkart.geojson",
            )
        )
