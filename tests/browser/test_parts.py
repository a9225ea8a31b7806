"""A part of somebody else's site: nothing is asked of them before a reader asks for it, and then the least."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.demo import Built

PLACE = "/steder/badet-ute/"
THEIRS = "https://billett.example/badet"
FORM = "<!doctype html><title>Billetter</title><form><label>Antall <input></label><button>Kjøp</button></form>"


@pytest.fixture
def asked(page: Page) -> Iterator[list[Request]]:
    """Return what the page asks of others, as it asks it; they answer with a form."""
    found: list[Request] = []
    page.route(re.compile("^https://"), lambda route: route.fulfill(body=FORM, content_type="text/html; charset=utf-8"))
    page.on("request", lambda one: found.append(one) if one.url.startswith("https://") else None)
    yield found


def test_nothing_is_asked_before_the_click_and_then_only_the_origin_is_told(
    page: Page, full: Built, asked: list[Request]
) -> None:
    page.goto(full.origin + PLACE)
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.get_by_role("button", name="Vis her").click()
    frame = page.frame_locator("iframe[title='Billetter til friluftsbadet']")
    frame.get_by_label("Antall").fill("2")
    assert [one.url for one in asked] == [THEIRS]
    assert asked[0].header_value("referer") == f"{full.origin}/"


def test_the_frame_may_do_what_a_form_needs_and_not_lead_the_page_away(
    page: Page, full: Built, asked: list[Request]
) -> None:
    page.goto(full.origin + PLACE)
    page.get_by_role("button", name="Vis her").click()
    frame = page.locator(".theirs iframe")
    allowed = (frame.get_attribute("sandbox") or "").split()
    assert allowed == [
        *("allow-forms", "allow-popups", "allow-popups-to-escape-sandbox", "allow-same-origin", "allow-scripts")
    ]
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    box = frame.bounding_box()
    assert box and box["height"] == 480


def test_it_is_put_away_again_by_the_button_that_brought_it(page: Page, full: Built, asked: list[Request]) -> None:
    page.goto(full.origin + PLACE)
    button = page.locator(".theirs button")
    button.focus()
    page.keyboard.press("Enter")
    said = page.locator(".theirs [role=status]")
    expect(said).to_have_text("Hentet fra billett.example. Ser du ingenting, bruk lenken.")
    expect(button).to_be_focused()
    # What it brought is next but for the plain link.
    page.keyboard.press("Tab")
    expect(page.locator(".theirs a")).to_be_focused()
    field = page.frame_locator(".theirs iframe").get_by_label("Antall")
    field.wait_for()
    page.keyboard.press("Tab")
    expect(field).to_be_focused()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".theirs iframe")).to_have_count(0)
    expect(said).to_have_text("")
    expect(button).to_be_focused()
    expect(button).to_have_text("Vis her")
    page.keyboard.press("Enter")
    expect(page.locator(".theirs iframe")).to_have_count(1)


def test_the_policy_lets_in_no_other_host(page: Page, full: Built, asked: list[Request]) -> None:
    page.goto(full.origin + PLACE)
    page.evaluate("document.querySelector('.theirs a').href = 'https://andre.example/'")
    with page.expect_event("console", lambda one: "Content Security Policy" in one.text):
        page.get_by_role("button", name="Vis her").click()
    assert asked == []


@pytest.mark.parametrize("address", [PLACE, f"/embed{PLACE}"])
def test_without_javascript_there_is_the_plain_link_and_no_dead_button(
    address: str, browser: Browser, full: Built
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(full.origin + address)
        link = page.get_by_role("link", name="Åpne på billett.example")
        expect(link).to_have_attribute("href", THEIRS)
        expect(page.locator(".theirs button")).to_be_hidden()


def test_an_embed_has_the_plain_link_with_javascript_too(page: Page, full: Built) -> None:
    page.goto(full.origin + "/embed" + PLACE)
    expect(page.get_by_role("link", name="Åpne på billett.example")).to_be_visible()
    expect(page.locator(".theirs button")).to_be_hidden()
