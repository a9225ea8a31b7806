"""axe on every page of four municipalities, and on one of each kind in every look, as `make audit` runs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Page

from site_builder.model import Planned
from tests.browser.demo import Built, address_of
from tests.browser.test_accessibility import EVERY_RULE, faults_of

SITES = ("demo", "gran", "aukra", "karasjok")
PARTS = 8
"""How many tests the pages of a site are shared out on, so that two workers are done at about the same time"""


@dataclass(frozen=True, slots=True)
class Look:
    """How wide the window is, and in which colours."""

    width: int
    colours: Literal["light", "dark", "forced"]

    def __str__(self) -> str:
        return f"{self.width} {self.colours}"


LOOKS = tuple(Look(width, colours) for width in (360, 1280) for colours in ("light", "dark", "forced"))


def faults_in(page: Page, site: Built, planned: Iterable[Planned], looks: Sequence[Look]) -> dict[str, list[str]]:
    """Return what axe finds on each of the pages in each look, by address and look."""
    found = {}
    for one in planned:
        page.goto(site.origin + address_of(one))
        _draw(page)
        for look in looks:
            page.set_viewport_size({"width": look.width, "height": 800})
            page.emulate_media(
                color_scheme="dark" if look.colours == "dark" else "light",
                forced_colors="active" if look.colours == "forced" else "none",
            )
            faults = [text for text in faults_of(page, EVERY_RULE) if not _is_of_the_wall(one, text)]
            if faults:
                found[f"{address_of(one)} {look}"] = faults
    return found


def _draw(page: Page) -> None:
    """Wait until the maps of the page are drawn, if it has any."""
    for sheet in page.locator(".sheet:has(.drawing)").all():
        sheet.scroll_into_view_if_needed()
        sheet.locator(".drawing.drawn").wait_for()


def _is_of_the_wall(planned: Planned, fault: str) -> bool:
    # A screen on a wall is to fetch itself anew: nobody there reads at a pace of their own (WCAG 2.2.1).
    return planned.template == "screen.html" and fault.startswith("meta-refresh:")


def _pages(site: Built) -> list[Planned]:
    """Return the pages in order; an old address leads on at once, and is looked at among the cases."""
    found = (one for one in site.planned if one.path.suffix == ".html" and one.template != "redirect.html")
    return sorted(found, key=address_of)


def _one_of_each(site: Built) -> list[Planned]:
    """Return the first page of each template."""
    return list({str(one.template): one for one in reversed(_pages(site))}.values())


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", SITES)
def test_axe_finds_nothing_on_one_page_of_each_template(
    name: str, look: Look, page: Page, request: pytest.FixtureRequest
) -> None:
    site: Built = request.getfixturevalue(name)
    assert faults_in(page, site, _one_of_each(site), [look]) == {}


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", SITES)
def test_axe_finds_nothing_on_any_page(name: str, part: int, page: Page, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(name)
    assert faults_in(page, site, _pages(site)[part::PARTS], [Look(1280, "light")]) == {}
