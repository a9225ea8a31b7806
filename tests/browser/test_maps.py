"""From a place's own page to the map and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import Built, case, opened


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
    popup.locator(".leaflet-popup-content a").click()
    item = page.locator(f"#{slug}")
    expect(item).to_be_in_viewport()
    item.locator("h3 a").click()
    expect(page.locator("h1")).to_have_text(name)


def test_a_map_that_nobody_asked_for_a_place_on_opens_none(page: Page, demo: Built) -> None:
    opened(page, demo, case("map"))
    page.locator(".map").scroll_into_view_if_needed()
    page.locator(".leaflet-marker-icon.pin").first.wait_for()
    expect(page.locator(".leaflet-popup")).to_have_count(0)
