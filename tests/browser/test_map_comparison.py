"""Places side by side: how many is said; they are in sight where an address asks for them, on a phone too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.demo import Built

SCHOOLS = "/kart/skoler/"
TWO = "?sammenlign=langeland-skole,brandval-skole"
WIDER = "one => one.scrollWidth - one.clientWidth"


def test_how_many_can_be_compared_is_said_and_no_box_is_out_of_reach(page: Page, demo: Built) -> None:
    page.goto(demo.origin + SCHOOLS)
    ticks = page.get_by_label("Sammenlign: ")
    said = page.locator("[data-compare] [role=status]")
    ticks.nth(0).check()
    expect(said).to_have_text("Velg to til fire steder.")
    for number in (1, 2, 3):
        ticks.nth(number).check()
    full = "Du har valgt fire steder. Ta bort ett for å velge et annet."
    expect(said).to_have_text(full)
    ticks.nth(4).click()
    expect(ticks.nth(4)).not_to_be_checked()
    expect(ticks.nth(4)).to_be_enabled()
    expect(said).to_have_text(full)
    expect(page.locator("[data-compare] button")).to_have_text("Sammenlign (4)")
    ticks.nth(0).uncheck()
    expect(said).to_have_text("Velg to til fire steder.")
    ticks.nth(4).check()
    expect(said).to_have_text(full)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_comparison_that_somebody_was_sent_is_what_they_see(page: Page, demo: Built, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(demo.origin + SCHOOLS + TWO + "&f-nivå=Barneskole")
    expect(page.get_by_role("heading", name="Side om side")).to_be_focused()
    expect(page.locator(".comparison table")).to_be_in_viewport()


def test_a_comparison_in_an_embed_moves_nobody(page: Page, demo: Built) -> None:
    page.set_content(f'<p><a href="/">Vår side</a></p><iframe src="{demo.origin}/embed{SCHOOLS}{TWO}"></iframe>')
    inside = page.frame_locator("iframe")
    expect(inside.locator(".comparison table")).to_be_visible()
    expect(inside.get_by_role("heading", name="Side om side")).not_to_be_focused()


def test_two_places_have_room_beside_each_other_on_a_phone(page: Page, demo: Built) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for two in (TWO, "?sammenlign=langeland-skole,kongsvinger-ungdomsskole"):
        page.goto(demo.origin + SCHOOLS + two)
        expect(page.locator(".comparison table")).to_be_visible()
        assert page.locator(".comparison .scroll").evaluate(WIDER) == 0


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "/kart/ledige-tomter/?sammenlign=eksempeltomt-4,eksempeltomt-1",
            "Ikke med, fordi det ikke står i lista nå: Eksempeltomt 4 (oppdiktet). Velg to til fire steder.",
        ),
        (
            SCHOOLS + "?sammenlign=langeland-skole,finnesikke",
            "Ikke med, fordi det ikke står i lista nå: finnesikke. Velg to til fire steder.",
        ),
        (
            SCHOOLS + TWO + ",kongsvinger-montessoriskole,finnskogen-montessoriskole,kongsvinger-ungdomsskole",
            "Bare de fire første er med.",
        ),
    ],
)
def test_what_a_comparison_that_was_sent_leaves_out_is_said(page: Page, demo: Built, path: str, said: str) -> None:
    page.goto(demo.origin + path)
    expect(page.locator("[data-compare] [role=status]")).to_have_text(said)
    expect(page.locator("[data-compare]")).to_be_visible()


def test_who_asks_for_what_is_sold_sees_it(page: Page, demo: Built) -> None:
    page.goto(f"{demo.origin}/kart/ledige-tomter/?f-status=solgt")
    expect(page.get_by_role("link", name="Eksempeltomt 4")).to_be_visible()


@pytest.mark.parametrize(
    "path", [SCHOOLS + TWO + ",kongsvinger-montessoriskole,finnskogen-montessoriskole", SCHOOLS + "tabell/"]
)
def test_what_a_row_is_about_stays_in_sight_where_a_table_is_wider_than_the_screen(
    page: Page, demo: Built, path: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(demo.origin + path)
    area = page.locator(".scroll")
    head = area.locator("tbody th").first
    expect(head).to_be_visible()
    assert area.evaluate(WIDER) > 40
    before = _left(head)
    area.evaluate("one => { one.scrollLeft = 1000 }")
    assert _left(head) == before
    assert _left(area.locator("thead tr > *").first) == before


def _left(one: Locator) -> float:
    found = one.bounding_box()
    assert found is not None
    return found["x"]


def test_where_what_compares_cannot_be_fetched_it_says_so_beside_the_button(page: Page, demo: Built) -> None:
    page.route("**/kart-mer*", lambda route: route.abort())
    page.goto(demo.origin + SCHOOLS)
    page.get_by_label("Sammenlign: ").first.check()
    expect(page.locator("[data-compare] [role=status]")).to_have_text("Det kom ikke fram. Prøv igjen.")
    page.get_by_label("Nivå").select_option("Barneskole")
    page.get_by_role("button", name="Nærmest meg").click()
    expect(page.locator(".tools [role=status]")).to_have_text("Det kom ikke fram. Prøv igjen.")
