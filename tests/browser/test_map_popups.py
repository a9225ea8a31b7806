"""What a pin says when it is opened: by any key, in sight, with its links, and with the way back to the list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from site_builder.build import Request, build
from tests.browser.demo import Built, draw
from tests.browser.serving import serving
from tests.browser.test_accessibility import EVERY_RULE, faults_of
from tests.support import NOW, SMALL_SETTINGS, notice

SCHOOLS, PLOTS = "/kart/skoler/", "/kart/ledige-tomter/"


@pytest.mark.parametrize("key", [" ", "Enter"])
def test_a_pin_opens_by_the_keys_of_a_button_and_the_page_stays(page: Page, demo: Built, key: str) -> None:
    page.goto(demo.origin + SCHOOLS)
    draw(page)
    pin = page.locator(".leaflet-marker-icon.pin").nth(2)
    pin.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press(key)
    popup = page.locator(".leaflet-popup")
    expect(popup).to_be_focused()
    assert page.evaluate("scrollY") == before
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(pin).to_be_focused()


@pytest.mark.parametrize("path", [PLOTS + "#eksempeltomt-1", SCHOOLS + "#langeland-skole"])
def test_on_a_phone_a_pop_up_leaves_its_pin_in_sight(page: Page, demo: Built, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    # Nothing moves while it is measured.
    page.emulate_media(reduced_motion="reduce")
    page.goto(demo.origin + path)
    popup = page.locator(".leaflet-popup")
    expect(popup).to_be_focused()
    name = popup.locator("strong a").inner_text()
    selectors = (".sheet", ".leaflet-popup-content-wrapper", f'[title="{name}"]')
    (top, bottom), (above, below), (head, foot) = (_heights(page, one) for one in selectors)
    assert top <= above < below <= head < foot <= bottom
    assert below - above < 0.7 * (bottom - top)
    # The nearest place name would lie on the button that closes.
    expect(page.locator(".leaflet-top.leaflet-right")).to_be_hidden()
    assert faults_of(page, EVERY_RULE) == []


def _heights(page: Page, selector: str) -> tuple[float, float]:
    """Return where something begins and ends, from the top of the screen."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"], box["y"] + box["height"]


def test_a_link_in_the_list_is_a_link_in_the_pop_up_and_the_place_itself_is_one(page: Page, demo: Built) -> None:
    page.goto(demo.origin + PLOTS)
    draw(page)
    where = "all => all.map(one => [one.getAttribute('href'), one.textContent])"
    listed = page.locator("#eksempeltomt-1").locator("h3 a, .pair a, a.button").evaluate_all(where)
    assert len(listed) == 3
    page.locator("#eksempeltomt-1 .show").click()
    assert page.locator(".popup a").evaluate_all(where) == [*listed, ["#eksempeltomt-1", "Til lista"]]
    expect(page.locator(".popup .state")).to_have_text("ledig")


def test_no_link_of_another_scheme_reaches_a_pop_up(page: Page, demo: Built) -> None:
    page.goto(demo.origin + PLOTS)
    draw(page)
    page.locator("#eksempeltomt-1 a").evaluate_all(
        "all => { for (const one of all) one.href = 'javascript:window.__x=1' }"
    )
    page.locator("#eksempeltomt-1 .show").click()
    expect(page.locator(".popup")).to_contain_text("plan for feltet")
    assert page.locator(".popup a").all_inner_texts() == ["Til lista"]


def test_who_goes_back_to_the_list_is_at_the_place_and_the_pop_up_is_gone(page: Page, demo: Built) -> None:
    # From the address of the place too: then the address does not change.
    for path in (SCHOOLS, SCHOOLS + "#langeland-skole"):
        page.goto(demo.origin + path)
        draw(page)
        page.locator("#langeland-skole .show").click()
        page.get_by_role("link", name="Til lista").click()
        expect(page.locator("#langeland-skole h3 a")).to_be_focused()
        expect(page.locator("#langeland-skole")).to_be_in_viewport()
        expect(page.locator(".leaflet-popup")).to_have_count(0)
        assert page.url.endswith("#langeland-skole")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a town with three halls, of which a notice closes one."""
    root = tmp_path_factory.mktemp("closed")
    files = {
        "content/site.yaml": SMALL_SETTINGS,
        "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n",
        "content/notices/drift-ror.md": notice("Rørbrudd", "publisert: 2026-02-16", "gjelder: lia", "virkning: stengt"),
        "maps/haller.yaml": (
            "tittel: Haller\ndata: haller.csv\nkolonner:\n"
            "  - felt: eier\n    navn: Eier\n  - felt: bane\n    navn: Bane\n"
        ),
        "maps/haller.csv": (
            "navn;id;lat;lon;eier;bane\nLia hall;lia;60.1;12.1;Kommunen;20 x 40\n"
            "Vika hall;vika;60.2;12.2;Laget;20 x 40\nÅs hall;as;60.3;12.3;Laget;A-1\n"
        ),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    with serving(root / "output") as served:
        outcome = build(Request(root, root / "output", NOW, served.origin))
        assert outcome.written is not None, outcome.problems
        yield served.origin


def test_that_a_place_is_closed_is_said_on_the_map_and_side_by_side(page: Page, closed: str) -> None:
    page.goto(closed + "/kart/haller/?sammenlign=lia,vika")
    draw(page)
    rows = page.locator(".comparison tbody tr")
    expect(rows.first.locator("th")).to_have_text("Nå")
    assert [" ".join(one.split()) for one in rows.first.locator("td").all_inner_texts()] == [
        "STENGT Rørbrudd",
        "ingen melding",
    ]
    page.locator("#lia .show").click()
    popup = page.locator(".popup")
    expect(popup).to_contain_text("Stengt Rørbrudd")
    expect(popup.get_by_role("link", name="Rørbrudd")).to_have_attribute("href", "/aktuelt/drift-ror/")
    page.goto(closed + "/kart/haller/tabell/")
    expect(page.locator("tbody th").first).to_contain_text("Stengt Rørbrudd")
    page.goto(closed + "/kart/haller/?sammenlign=vika,as")
    expect(page.locator(".comparison tbody th").first).to_have_text("Eier")
