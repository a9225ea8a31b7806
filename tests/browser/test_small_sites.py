"""The small municipalities in a browser: a page of each, in the looks that differ most. `make audit` sees all pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.demo import Built, address_of
from tests.browser.every_page import Look, faults_in

LOOKS = (Look(360, "light"), Look(1280, "dark"))


@pytest.mark.parametrize(
    ("name", "address"), [("gran", "/"), ("aukra", "/aktuelt/2026-02-17-drift-vatn/"), ("karasjok", "/se/")]
)
def test_axe_finds_nothing_in_a_small_site(name: str, address: str, page: Page, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(name)
    (one,) = (one for one in site.planned if address_of(one) == address)
    assert faults_in(page, site, [one], LOOKS) == {}
