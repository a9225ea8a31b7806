"""The five things people come for most, from the home page on a phone: by touch, and with nothing but a keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.demo import Built

PHONE = {"width": 360, "height": 740}
MOST_STOPS = 120

Go = Callable[[Page, Locator], None]


def tap(page: Page, target: Locator) -> None:
    target.click()


def type_enter(page: Page, target: Locator) -> None:
    """Press Tab from where one is until the target has the focus, and is seen to have it; then Enter."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            break
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport()
    page.keyboard.press("Enter")


BOTH = pytest.mark.parametrize("go", [tap, type_enter])


@pytest.fixture
def home(page: Page, demo: Built) -> Page:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{demo.origin}/")
    return page


@BOTH
def test_a_place_in_a_nursery_is_one_tap_away(home: Page, go: Go) -> None:
    row = home.locator(".tasks .row").filter(has_text="Barnehageplass")
    # Where it leads is another's site: that it is asked for is enough.
    home.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    with home.expect_request(lambda asked: asked.is_navigation_request() and asked.url.startswith("https://")):
        go(home, row.locator("a.button"))


def test_whether_the_water_is_off_is_seen_without_a_tap(home: Page) -> None:
    block = home.get_by_role("region", name="Drift nå")
    expect(block).to_contain_text("Vannet er borte i nedre Lia")
    # It stands on the first screen, below what is grave.
    box = block.get_by_role("heading", name="Drift nå").bounding_box()
    assert box is not None and box["y"] < PHONE["height"]


@BOTH
def test_which_school_is_one_tap_and_a_street_away(home: Page, go: Go) -> None:
    go(home, home.get_by_role("link", name="Hvilken skole hører vi til?").first)
    home.get_by_label("Skriv gata di").focus()
    home.keyboard.type("Eksempelstien")
    expect(home.locator(".answer").get_by_role("link", name="Marikollen skole")).to_be_visible()


@BOTH
def test_a_hole_in_the_road_is_two_taps_away_and_what_is_urgent_comes_first(home: Page, go: Go) -> None:
    go(home, home.get_by_role("link", name="Hvem retter hva?"))
    expect(home.get_by_role("heading", name="Meld feil", level=1)).to_be_visible()
    main = home.locator("main")
    numbers = [one.get_attribute("href") for one in main.locator("a[href^='tel:']").all()]
    assert numbers[:3] == ["tel:112", "tel:110", "tel:113"]
    expect(main.get_by_role("heading", name="Hvem sin veg er det?")).to_be_visible()
    expect(main.get_by_role("link", name="175")).to_have_attribute("href", "tel:175")


def test_what_is_on_this_weekend_is_seen_without_a_tap(home: Page) -> None:
    block = home.get_by_role("region", name="I helga")
    expect(block.locator(".row:visible")).to_have_count(3)


@BOTH
def test_all_that_is_on_is_one_tap_away(home: Page, go: Go) -> None:
    go(home, home.get_by_role("region", name="I helga").get_by_role("link", name="Alt som skjer"))
    expect(home.get_by_role("heading", level=1)).to_be_visible()
    assert home.url.endswith("/aktuelt/arrangement/")
