"""Everything can be done from the keyboard, and one always sees where one is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import CASES, Built, case, draw, opened

# Visible, enabled, and a stop by nature or by its own word.
STOPS = """() => {
  const wanted = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
  const all = [...document.querySelectorAll(wanted)].filter(one =>
    one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true}));
  all.forEach((one, number) => { one.dataset.stop = number });
  return all.map(one => one.outerHTML.slice(0, 120));
}"""

HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    stop: one.dataset.stop, html: one.outerHTML.slice(0, 120), text: one.textContent.trim(),
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: box.width > 1 && box.height > 1 && style.clipPath === "none" && style.opacity !== "0",
    inView: box.bottom > 0 && box.top < innerHeight,
  };
}"""


def stops_from_the_top(page: Page, most: int) -> list[dict[str, Any]]:
    """Press Tab from the top of the page until it ends; return where one was."""
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            return found
        found.append(here)
    raise AssertionError(f"Tab does not come to an end: {found[-1]}")


ONE_EACH = [next(one.name for one in CASES if one.template == template) for template in
            dict.fromkeys(one.template for one in CASES)]  # fmt: skip


@pytest.mark.parametrize("name", ONE_EACH)
def test_tab_reaches_everything_and_shows_where_one_is(name: str, reader: Page, demo: Built, tiny: Built) -> None:
    one = case(name)
    opened(reader, one.site(demo, tiny), one)
    if one.template in ("map.html", "embed/map.html"):
        draw(reader)
        reader.evaluate("scrollTo(0, 0)")
    wanted: list[str] = reader.evaluate(STOPS)
    found = stops_from_the_top(reader, len(wanted) + 2)
    reached = {here["stop"] for here in found}
    assert [html for number, html in enumerate(wanted) if str(number) not in reached] == []
    assert [here["html"] for here in found if here["ring"] < 3 or not here["seen"] or not here["inView"]] == []


@pytest.mark.parametrize("name", ["home", "service with a form", "map", "notice of danger", "not found"])
def test_the_first_stop_leads_past_what_is_on_every_page(name: str, page: Page, demo: Built) -> None:
    opened(page, demo, case(name))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#_innhold")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main:focus")).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_map_can_be_skipped(page: Page, demo: Built) -> None:
    opened(page, demo, case("map"))
    draw(page)
    page.locator("a.skip-map").focus()
    expect(page.locator("a.skip-map")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("""() => {
      const map = document.querySelector(".leaflet-container"), here = document.activeElement;
      return !map.contains(here) && !!(map.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING);
    }""")


def test_a_place_on_a_map_is_opened_and_closed_from_the_keyboard(page: Page, demo: Built) -> None:
    opened(page, demo, case("map"))
    draw(page)
    pins = page.locator(".leaflet-marker-icon.pin")
    assert pins.count() == page.locator("ol.places > li").count()
    first = page.evaluate("""() => {
      const pins = [...document.querySelectorAll(".leaflet-marker-icon.pin")];
      pins.forEach((one, number) => { one.dataset.pin = number });
      return pins.every(one => one.tabIndex === 0 && one.getAttribute("role") === "button");
    }""")
    assert first
    pin = page.locator("[data-pin='0']")
    name = pin.inner_text().strip()
    assert name
    pin.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup")
    expect(popup).to_be_visible()
    # The focus is in the pop-up, which says what it is about.
    page.wait_for_function("document.activeElement.closest('.leaflet-popup') !== null")
    assert re.sub(r"\D.*", "", name) in (popup.get_attribute("aria-label") or "")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.leaflet-popup') !== null")
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(pin).to_be_focused()


def test_the_map_moves_and_zooms_from_the_keyboard(page: Page, demo: Built) -> None:
    opened(page, demo, case("map"))
    draw(page)
    for button in ("in", "out"):
        expect(page.locator(f".leaflet-control-zoom-{button}")).to_have_attribute("role", "button")
        assert page.locator(f".leaflet-control-zoom-{button}").get_attribute("aria-label")
    before = page.locator(".leaflet-marker-icon.pin").first.bounding_box()
    page.locator(".leaflet-control-zoom-in").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        """before => {
          const box = document.querySelector(".leaflet-marker-icon.pin").getBoundingClientRect();
          return Math.abs(box.x - before.x) + Math.abs(box.y - before.y) > 1;
        }""",
        arg=before,
    )
