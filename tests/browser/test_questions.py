"""The list of questions: shown as it is without a script, and narrowed by what is typed with one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import Built, case, opened


def test_what_is_typed_leaves_the_questions_with_all_its_words(page: Page, demo: Built) -> None:
    opened(page, demo, case("questions"))
    box, rows = page.get_by_role("searchbox"), page.locator("[data-filtered] .row:visible")
    before = rows.count()
    box.fill("zzzzzz")
    expect(page.get_by_role("status")).to_have_text("Ingen treff. Prøv et annet ord, eller spør oss.")
    # Of a question's own words, its answer and what else people call it, in any order, without æ, ø and å.
    box.fill("making gata")
    expect(page.get_by_role("status")).to_have_text("Treff: 1")
    expect(rows).to_have_count(1)
    expect(page.locator("[data-filtered] section:visible")).to_have_count(1)
    box.fill("")
    expect(rows).to_have_count(before)
    expect(page.get_by_role("status")).to_have_text("")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("brøyting", "Når brøytes gata mi?"),
        ("snøbrøyting", "Når brøytes gata mi?"),
        ("når brøyter dere", "Når brøytes gata mi?"),
        ("biblotek", "Når har biblioteket åpent?"),
        ("skulerute", "Når er høstferien og vinterferien?"),
        ("opningstid", "Når har biblioteket åpent?"),
        ("vatn", "Når leses vannmåleren?"),
        ("vassmålar", "Når leses vannmåleren?"),
    ],
)
def test_a_question_is_found_by_other_forms_and_spellings(typed: str, title: str, page: Page, demo: Built) -> None:
    opened(page, demo, case("questions"))
    page.get_by_role("searchbox").fill(typed)
    expect(page.locator("[data-filtered] .row:visible", has_text=title)).to_have_count(1)
    # Found is not everything.
    assert page.locator("[data-filtered] .row:visible").count() < 10


def test_without_a_script_all_questions_stand_there_and_no_field(browser: Browser, demo: Built) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        opened(page, demo, case("questions"))
        assert page.locator("[data-filtered] .row:visible").count() >= 35
        expect(page.locator("input")).to_be_hidden()
