"""axe finds nothing: WCAG 2.0, 2.1 and 2.2, levels A and AA."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.demo import CASES, NAMES, Built, case, draw, opened

EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# No criterion asks for it; who goes from landmark to landmark does.
BEST_PRACTICE = {"landmark-unique": {"enabled": True}}
# The dark page is the light one in other colours: only rules that look at colours can find more in it.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]

LOOKS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]


# A page has few colours, and axe reads each of them thousands of times: what it read once it remembers.
REMEMBERING = """() => {
  const Colour = axe.commons.color.Color, read = Colour.prototype.parseString, known = new Map();
  Colour.prototype.parseString = function (text) {
    if (!known.has(text)) {
      const colour = new Colour();
      read.call(colour, text);
      known.set(text, colour);
    }
    const { r, g, b, alpha } = known.get(text);
    return Object.assign(this, { r, g, b, alpha });
  };
}"""
# What is right or undecided is long to hand over, and nobody asks for it.
RUN = "async options => (await axe.run(document, options)).violations"


def faults_of(page: Page, rules: list[str]) -> list[str]:
    # No page of ours has frames.
    options: dict[str, Any] = {"runOnly": rules, "resultTypes": ["violations"], "iframes": False}
    if rules == EVERY_RULE:
        options["rules"] = BEST_PRACTICE
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(REMEMBERING)
    found: list[dict[str, Any]] = page.evaluate(RUN, options)
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def in_every_look(page: Page) -> dict[tuple[int, str], list[str]]:
    """Return what axe finds at phone and desktop width, light and dark."""
    found = {}
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found[(width, scheme)] = faults_of(page, COLOUR_RULES if scheme == "dark" else EVERY_RULE)
    return {look: faults for look, faults in found.items() if faults}


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(name: str, reader: Page, demo: Built, tiny: Built) -> None:
    one = case(name)
    opened(reader, one.site(demo, tiny), one)
    if one.template in ("map.html", "embed/map.html"):
        draw(reader)
    found = in_every_look(reader)
    if one.template == "screen.html":
        # On a wall it is to fetch itself anew: nobody there reads at a pace of their own (WCAG 2.2.1).
        found = {look: rest for look, faults in found.items() if (rest := _but_for_the_refresh(faults))}
    assert found == {}


def _but_for_the_refresh(faults: list[str]) -> list[str]:
    return [one for one in faults if not one.startswith("meta-refresh:")]


@pytest.mark.parametrize("name", ["home", "embedding", "service with prices", "service with a calculator"])
def test_axe_finds_nothing_when_all_is_unfolded(name: str, page: Page, demo: Built) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, demo, case(name))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert faults_of(page, EVERY_RULE) == []


def test_axe_finds_nothing_in_an_open_popup(page: Page, demo: Built) -> None:
    opened(page, demo, case("map"))
    draw(page)
    page.locator(".leaflet-marker-icon.pin").first.press("Enter")
    # It fades in: a half faded text has too little contrast.
    expect(page.locator(".leaflet-popup")).to_have_css("opacity", "1")
    assert in_every_look(page) == {}


PALE = """<!doctype html><html lang="nb"><title>Blekt</title><body style="background: #eef"><main>
<p style="color: #99a">Blekt.</p><p style="color: rgb(0 0 0 / 40%)">Blekt også.</p><p style="color: #112">Tydelig.</p>
<div style="background: #235; opacity: .9"><p style="color: #579">Blekt på mørkt.</p><p>Mørkt på mørkt.</p></div>"""


def test_what_axe_remembers_of_colours_is_what_it_would_have_read(page: Page) -> None:
    page.set_content(PALE)
    page.evaluate(AXE_SCRIPT)
    read = page.evaluate(RUN, {"runOnly": COLOUR_RULES})
    assert [len(one["nodes"]) for one in read] == [4]
    page.evaluate(REMEMBERING)
    for _ in range(2):
        assert page.evaluate(RUN, {"runOnly": COLOUR_RULES}) == read


def test_every_template_has_a_case(demo: Built, tiny: Built) -> None:
    planned = {one.template for site in (demo, tiny) for one in site.planned if isinstance(one.template, str)}
    assert planned == {one.template for one in CASES}
