"""What a visitor has asked the system for is respected: less motion, own colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.demo import Built, case, draw, opened

# Leaflet's words for what moves.
MOVING = ".leaflet-zoom-anim, .leaflet-pan-anim, .leaflet-fade-anim"


def _watch_motion(page: Page) -> None:
    page.evaluate("""moving => {
      window.__moved = [...document.querySelectorAll(moving)].map(one => one.className);
      new MutationObserver(() => document.querySelectorAll(moving).forEach(one => window.__moved.push(one.className)))
        .observe(document.querySelector(".leaflet-container"),
          {subtree: true, childList: true, attributes: true, attributeFilter: ["class"]});
    }""", MOVING)  # fmt: skip


def test_who_asked_for_less_motion_gets_a_map_that_stands_still(browser: Browser, demo: Built) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as context:
        page = context.new_page()
        opened(page, demo, case("map"))
        draw(page)
        _watch_motion(page)
        for action in (".leaflet-control-zoom-in", ".leaflet-control-zoom-in", ".leaflet-control-zoom-out"):
            page.locator(action).press("Enter")
        # Each pop-up that does not fit moves the map.
        for pin in page.locator(".leaflet-marker-icon.pin").all():
            pin.press("Enter")
            page.locator(".leaflet-popup").wait_for()
            page.keyboard.press("Escape")
        page.locator(".leaflet-container").focus()
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("window.__moved") == []
        assert page.evaluate("document.getAnimations().length") == 0


def test_without_that_wish_the_map_may_move(page: Page, demo: Built) -> None:
    opened(page, demo, case("map"))
    draw(page)
    _watch_motion(page)
    assert page.evaluate("window.__moved.length") > 0


@pytest.mark.parametrize("name", ["home", "notice of danger", "ongoing notice", "planned notice", "resolved notice"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_visitors_own_colours_every_state_is_a_word(name: str, scheme: str, browser: Browser, demo: Built) -> None:
    with browser.new_context(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light") as context:
        page = context.new_page()
        opened(page, demo, case(name))
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        found = page.evaluate("""() => [...document.querySelectorAll(".state")].filter(one => one.checkVisibility())
          .map(one => {
          let behind = one;
          while (behind && getComputedStyle(behind).backgroundColor.endsWith(", 0)")) behind = behind.parentElement;
          return [one.textContent.trim(), getComputedStyle(one).color,
            behind ? getComputedStyle(behind).backgroundColor : ""];
        })""")
        assert found
        for word, colour, ground in found:
            assert len(word) >= 3 and colour != ground
        # A button and an alert keep an edge where their ground is taken away.
        for one in page.locator(".button:visible, .alert:visible").all():
            assert one.evaluate("one => getComputedStyle(one).borderTopStyle") != "none"
