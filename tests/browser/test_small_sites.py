"""The small municipalities in a browser: a page of each, in the looks that differ most. `make audit` sees all pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.demo import Built, address_of
from tests.browser.every_page import SITES, Look, faults_in
from tests.browser.test_layout import assert_fits

LOOKS = (Look(360, "light"), Look(1280, "dark"))


@pytest.mark.parametrize(
    ("name", "address"), [("gran", "/"), ("aukra", "/aktuelt/2026-02-17-drift-vatn/"), ("karasjok", "/se/")]
)
def test_axe_finds_nothing_in_a_small_site(name: str, address: str, page: Page, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(name)
    (one,) = (one for one in site.planned if address_of(one) == address)
    assert faults_in(page, site, [one], LOOKS) == {}


IN_THE_BAND = """() => {
  const [brand, find, menu] = [".brand", ".find a", ".band nav"].map(one =>
    document.querySelector(one).getBoundingClientRect());
  return {
    beside: find.left >= brand.right && find.top < brand.bottom && find.bottom > brand.top,
    right: Math.round(innerWidth - find.right),
    below: menu.top >= Math.max(brand.bottom, find.bottom),
  };
}"""


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("name", SITES)
def test_on_a_telephone_the_search_stands_beside_the_name_in_letters_of_any_width(
    name: str, width: int, browser: Browser, request: pytest.FixtureRequest
) -> None:
    site: Built = request.getfixturevalue(name)
    with browser.new_context(viewport={"width": width, "height": 640}, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{site.origin}/kontakt/")
        # The second makes letters as wide as the widest system's (Verdana, DejaVu Sans), on a machine with neither.
        for spacing in ("normal", ".07em"):
            page.add_style_tag(content=f".band {{ letter-spacing: {spacing} }}")
            # What a finger meets reaches a little beyond the margin of the page.
            assert page.evaluate(IN_THE_BAND) == {"beside": True, "right": 10, "below": True}
            assert_fits(page)
