"""The switch between languages, by keyboard and to who listens; texts in other languages are said to be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_builder.build import Request, build
from tests import hostile
from tests.browser.serving import Served, serving
from tests.browser.test_accessibility import in_every_look
from tests.support import written
from tests.translated import TOWN


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = written(tmp_path_factory.mktemp("town"), TOWN)
    with serving(root / "output") as served:
        outcome = build(Request(root, Path(root / "output"), hostile.NOW, served.origin))
        assert outcome.written is not None, outcome.problems
        yield served


def test_a_reader_changes_language_and_stays_on_the_page(town: Served, page: Page) -> None:
    page.goto(f"{town.origin}/tjenester/barnehage/")
    page.get_by_role("navigation", name="Språk").get_by_role("link", name="English").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nursery place")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("navigation", name="Language").get_by_role("link", name="العربية").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("روضة أطفال")
    # The text of a right-to-left language begins at the right; the page around it does not.
    body = page.locator("main div[lang=ar]")
    assert body.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


def test_search_leads_to_pages_of_the_language(town: Served, page: Page) -> None:
    page.goto(f"{town.origin}/en/")
    page.get_by_role("combobox").fill("nursery")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(f"{town.origin}/en/services/barnehage/")


def test_search_finds_a_page_in_another_alphabet_and_says_its_language(town: Served, page: Page) -> None:
    page.goto(f"{town.origin}/alle/")
    for typed, language in (("أطفال", "ar"), ("садк", "uk")):
        page.get_by_role("combobox").fill(typed)
        expect(page.get_by_role("option")).to_have_count(1)
        assert page.locator("[role=option] .name").get_attribute("lang") == language
    page.get_by_role("option").click()
    expect(page).to_have_url(f"{town.origin}/uk/tjenester/barnehage/")
    # Who searches in Norwegian is led to the Norwegian page alone.
    page.goto(f"{town.origin}/alle/")
    page.get_by_role("combobox").fill("barnehageplass")
    expect(page.get_by_role("option").first).to_contain_text("Barnehageplass")
    expect(page.locator("[role=option] [lang]")).to_have_count(0)


@pytest.mark.parametrize(
    "address", ["/en/services/broyting/", "/se/", "/ar/tjenester/barnehage/", "/en/news/2026-02-16-drift-veg/"]
)
def test_pages_in_other_languages_are_accessible_in_every_look(town: Served, page: Page, address: str) -> None:
    page.goto(f"{town.origin}{address}")
    assert in_every_look(page) == {}
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
