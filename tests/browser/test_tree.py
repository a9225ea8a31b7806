"""What assistive technology is told of the pages people come to most, kept as text: read the diff when it changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.demo import Built, Case, draw, opened
from tests.support import NOW

GOLDEN = Path(__file__).parent.parent / "golden" / "tree"
KEY_PAGES = (
    Case("home", "home.html"),
    Case("service", "service.html"),
    Case("notice", "notice.html", lambda view: view.parts.boxes or view.updates),
    Case("crisis", "crisis.html"),
    Case("map", "map.html"),
    Case("unit", "unit.html"),
    Case("questions", "questions.html"),
    Case("streets", "street.html"),
    Case("contact", "contact.html"),
    Case("embed of notices", "embed/notices.html"),
)


@pytest.mark.parametrize("one", KEY_PAGES, ids=lambda one: one.name)
def test_assistive_technology_is_told_what_it_was_told(
    one: Case, page: Page, full: Built, request: pytest.FixtureRequest
) -> None:
    page.clock.set_fixed_time(NOW)
    opened(page, full, one)
    if one.template == "map.html":
        draw(page)
    page.wait_for_load_state("networkidle")
    # Names of places come with the base map, before the pins or after them: which is chance.
    page.evaluate("document.querySelectorAll('.placename').forEach(one => { one.ariaHidden = 'true' })")
    # Where it is served is another place each time, and the address is written in more ways than one.
    told = re.sub(r"http(:|%3A)(//|%2F%2F)127\.0\.0\.1(:|%3A)\d+", r"https\1\2smavik.example", _told(page))
    kept = GOLDEN / f"{one.name}.yaml"
    if request.config.getoption("--update-golden"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(told + "\n", encoding="utf-8")
    assert told + "\n" == kept.read_text(encoding="utf-8")


def _told(page: Page) -> str:
    return page.locator("body").aria_snapshot()


def test_every_tree_that_is_kept_is_of_a_page() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {one.name for one in KEY_PAGES}
