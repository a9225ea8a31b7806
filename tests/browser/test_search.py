"""The search box: the right thing comes first; keyboard, screen readers and embeds are served."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.demo import Built, case, opened
from tests.browser.queries import AUKRA, FULL_IN_ENGLISH, GRAN, KARASJOK, KARASJOK_IN_SAMI, QUERIES
from tests.browser.serving import Served, serving
from tests.browser.test_accessibility import in_every_look
from tests.browser.test_embedding import Host, expect_no_inner_scrollbar, shown
from tests.support import NOW, built, written

FIRST = """queries => {
  const box = document.querySelector("#_sok");
  return queries.map(([query]) => {
    box.value = query;
    box.dispatchEvent(new Event("input"));
    return [query, document.querySelector("[role=option]")?.dataset.href ?? ""];
  });
}"""
"""What comes first for each query: once the index is there, the box answers at once"""


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Søk, eller skriv hva det gjelder")


def search(page: Page, text: str) -> Locator:
    """Write in the box of an opened page, and return the options when they are there."""
    box(page).click()
    page.keyboard.type(text)
    expect(page.locator("#_sok-svar")).not_to_be_empty()
    return page.get_by_role("option")


TABLES = (
    ("demo", "/", QUERIES, 200),
    ("gran", "/", GRAN, 30),
    ("aukra", "/", AUKRA, 30),
    ("karasjok", "/", KARASJOK, 25),
    ("karasjok", "/se/", KARASJOK_IN_SAMI, 5),
    ("full_in_english", "/en/all/", FULL_IN_ENGLISH, 12),
)
"""A site, a page in one of its languages that has the box (in a crisis, home has it folded away), its table, and how
many queries that has at least"""


def test_there_are_enough_queries_each_once() -> None:
    for _, _, table, least in TABLES:
        queries = [query for query, _ in table]
        assert len(queries) >= least
        assert len(set(queries)) == len(queries)


@pytest.mark.parametrize(("name", "address", "queries"), [one[:3] for one in TABLES])
def test_for_each_query_the_right_thing_comes_first(
    name: str, address: str, queries: tuple[tuple[str, str], ...], page: Page, request: pytest.FixtureRequest
) -> None:
    site: Built = request.getfixturevalue(name)
    page.goto(site.origin + address)
    page.get_by_role("combobox").click()
    page.keyboard.type("sfo barnehage")
    expect(page.locator("#_sok-svar")).not_to_be_empty()
    first = dict(page.evaluate(FIRST, [list(one) for one in queries]))
    assert {query: first[query] for query, right in queries if first[query] != right} == {}


def test_three_letters_inside_a_word_mean_nothing(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    found = search(page, "sfo")
    expect(found.first).to_contain_text("Skolefritidsordning")
    expect(found.filter(has_text="Landbruksforvaltning")).to_have_count(0)


def test_a_word_that_is_another_word_is_no_slip(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    # Child protection is not fire safety, two letters apart as they are.
    expect(search(page, "barnevern").filter(has_text="Brann")).to_have_count(0)


@pytest.mark.parametrize("text", ["¤", "zzzzzz", "z" * 300, "<zz>", "\\", "((", "🙂", "'"])
def test_what_nothing_is_called_finds_nothing_and_breaks_nothing(text: str, page: Page, demo: Built) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    opened(page, demo, case("home"))
    found = search(page, text)
    expect(found).to_have_count(0)
    expect(page.locator("#_sok-svar")).to_contain_text(f"Ingen treff på «{text}»")
    assert faults == []


# --- keyboard and screen readers ------------------------------------------------------------------


def test_all_is_done_from_the_keyboard(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    found = search(page, "barnehage")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_have_attribute("aria-selected", "true")
    assert box(page).get_attribute("aria-activedescendant") == found.nth(1).get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(found.nth(0)).to_have_attribute("aria-selected", "true")
    expect(found.nth(1)).to_have_attribute("aria-selected", "false")
    # Past the first one is in the text again, and past that at the last.
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(found.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    assert page.evaluate("document.activeElement.selectionStart") == 0
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tjenester/barnehageplass/")


def test_escape_closes_the_list_and_then_takes_away_what_was_written(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    found = search(page, "barnehage")
    page.keyboard.press("Escape")
    expect(found).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("barnehage")
    page.keyboard.press("ArrowDown")
    expect(found.first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    expect(page.locator("#_sok-svar")).to_be_empty()


def test_how_many_there_are_is_said_while_one_writes(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    status = page.locator("#_sok-svar")
    expect(status).to_have_attribute("role", "status")
    search(page, "barneh")
    first = status.inner_text()
    assert re.fullmatch(r"Treff: \d+", first)
    page.keyboard.type("ageplass")
    expect(status).not_to_have_text(first)


def test_tab_leads_on_past_the_list_which_then_closes(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    found = search(page, "barnehage")
    page.keyboard.press("Tab")
    expect(box(page)).not_to_be_focused()
    expect(found).to_have_count(0)


@pytest.mark.parametrize("text", ["barnehage", "zzzzzz"])
def test_axe_finds_nothing_in_the_open_list_or_below_it(text: str, page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    search(page, text)
    page.keyboard.press("ArrowDown")
    assert in_every_look(page) == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_every_option_is_as_high_as_a_finger_and_within_the_page(width: int, page: Page, demo: Built) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, demo, case("home"))
    for one in search(page, "barnehage").all():
        found = one.bounding_box()
        assert found is not None
        assert found["height"] >= 44
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- where it leads ---------------------------------------------------------------------------------


def test_a_click_opens_what_was_found_and_the_middle_button_a_new_tab(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    found = search(page, "barnehageplass")
    with page.expect_popup() as tab:
        found.first.click(button="middle")
    tab.value.wait_for_url("**/tjenester/barnehageplass/")
    found.first.click()
    page.wait_for_url("**/tjenester/barnehageplass/")


def test_all_that_was_found_stands_as_links_in_the_list_of_everything(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    found = search(page, "barnehage")
    expect(found).to_have_count(9)
    hits = int(page.locator("#_sok-svar").inner_text().removeprefix("Treff: "))
    expect(found.last).to_have_text(f"Vis alle treff ({hits})")
    found.last.click()
    page.wait_for_url("**/alle/#sok=barnehage")
    results = page.locator("[data-found]")
    expect(results.get_by_role("heading")).to_have_text(f"Treff for «barnehage»: {hits}")
    expect(results.get_by_role("link")).to_have_count(hits)
    expect(box(page)).to_have_value("barnehage")
    assert in_every_look(page) == {}


def test_enter_without_a_choice_shows_all_that_was_found(page: Page, demo: Built) -> None:
    opened(page, demo, case("not found"))
    search(page, "vann & avløp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/alle/#sok=vann%20%26%20avl%C3%B8p")
    results = page.locator("[data-found]")
    expect(results.get_by_role("link").first).to_contain_text("Vann og avløp")
    # Again, on the page where one is.
    box(page).fill("sykehjem")
    page.keyboard.press("Enter")
    expect(results.get_by_role("heading")).to_contain_text("Treff for «sykehjem»")
    expect(results.get_by_role("heading")).to_be_focused()
    expect(results.get_by_role("link").first).to_contain_text("Sykehjem")
    expect(page.get_by_role("option")).to_have_count(0)


def test_a_search_that_finds_nothing_says_so_and_leads_on(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    search(page, "zzzzzz")
    on = page.locator("[data-otherwise]")
    expect(on.get_by_role("link", name="Tjenester fra A til Å")).to_be_visible()
    expect(on.get_by_role("link", name="Ring")).to_be_visible()
    expect(on.get_by_role("link", name="Kontakt oss")).to_be_visible()
    # What hardly is a street is looked up as one last of all, and what is like one first.
    expect(on.get_by_role("link").last).to_have_text("Slå opp «zzzzzz» som gate")
    box(page).fill("Zzzzzzgata 3")
    expect(on.get_by_role("link").first).to_have_text("Slå opp «Zzzzzzgata 3» som gate")
    box(page).fill("sfo")
    expect(on).to_be_hidden()


def test_what_is_like_a_street_is_looked_up_as_one(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    # Where something else is found, it comes after that; where nothing is, it is a way on.
    search(page, "Jernbanegata 3")
    expect(page.get_by_role("option", name="Slå opp «Jernbanegata 3» som gate")).to_be_visible()
    box(page).fill("Storgata 3")
    page.locator("[data-otherwise]").get_by_role("link", name="Slå opp «Storgata 3» som gate").click()
    # The page takes a street it does not have out of its address again: what stays is what was asked for.
    expect(page.locator("#_gate")).to_have_value("Storgata 3")


def test_where_the_index_does_not_come_the_ways_on_are_shown(page: Page, demo: Built) -> None:
    page.route("**/sok.*.json", lambda route: route.fulfill(status=404))
    opened(page, demo, case("home"))
    search(page, "sfo")
    expect(page.locator("#_sok-svar")).to_contain_text("Søket virker ikke akkurat nå")
    expect(page.locator("[data-otherwise]").get_by_role("link", name="Tjenester fra A til Å")).to_be_visible()


def test_nothing_is_fetched_before_the_box_is_used_and_then_only_the_index(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, "hemmelig sfo")
    assert len(asked) == 1
    assert re.fullmatch(rf"{re.escape(demo.origin)}/assets/sok\.\w+\.json", asked[0])
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


# --- elsewhere --------------------------------------------------------------------------------------


def test_in_an_embed_the_frame_grows_with_the_list_and_results_open_in_the_window(
    page: Page, demo: Built, host: Host
) -> None:
    frame = shown(page, demo, host, "embed of home")
    height = "document.querySelector('iframe[data-kommune]').clientHeight"
    before = page.evaluate(height)
    inner = frame.get_by_role("combobox")
    inner.click()
    page.keyboard.type("barnehage")
    expect(frame.get_by_role("option").first).to_be_visible()
    page.wait_for_function(f"before => {height} > before + 200", arg=before)
    expect_no_inner_scrollbar(page, frame)
    frame.get_by_role("option").first.click()
    page.wait_for_url(f"{demo.origin}/tjenester/barnehageplass/")


HOSTILE = "<img src=x onerror=alert(1)> ${1} Kino"


def test_what_an_author_writes_stands_as_written(
    page: Page, host: tuple[Served, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("hostile")
    written(root, {"content/services/kino.md": f"---\ntittel: '{HOSTILE}'\nkort: '{HOSTILE}'\n---\n"})
    with serving(root / "output") as served:
        built(root, root / "output", NOW, f"{served.origin}/mini")
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        # The base address has a path, and here the server has not: the index is asked for below it.
        page.route(
            "**/mini/**", lambda route: route.fulfill(response=page.request.get(route.request.url.replace("/mini", "")))
        )
        page.goto(f"{served.origin}/mini/")
        found = search(page, "kino")
        assert found.first.locator(".name").text_content() == HOSTILE
        page.goto(f"{served.origin}/mini/alle/#sok={'%3Cb%3E'}kino")
        expect(page.locator("[data-found] h2")).to_contain_text("<b>kino")
        expect(page.locator("[data-found] .name").first).to_have_text(HOSTILE)


# --- in the band of other pages ---------------------------------------------------------------------


WIDE: ViewportSize = {"width": 1280, "height": 800}


def test_the_field_in_the_band_finds_as_the_large_one_does(page: Page, demo: Built) -> None:
    page.set_viewport_size(WIDE)
    opened(page, demo, case("service with a form"))
    found = search(page, "redusert betaling sfo")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(box(page)).to_have_attribute("aria-controls", "_sok-treff")
    page.keyboard.press("ArrowDown")
    assert box(page).get_attribute("aria-activedescendant") == found.first.get_attribute("id")
    href = found.first.get_attribute("data-href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{href}")


def test_what_the_field_in_the_band_shows_goes_when_one_goes_on(page: Page, demo: Built) -> None:
    page.set_viewport_size(WIDE)
    opened(page, demo, case("service with a form"))
    found = search(page, "barnehage")
    expect(found.first).to_be_visible()
    page.mouse.click(20, 700)
    expect(found.first).to_be_hidden()
    box(page).click()
    expect(found.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(found.first).to_be_hidden()
    page.keyboard.type(" skole")
    expect(found.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(found.first).to_be_hidden()


def test_where_nothing_is_found_in_the_band_there_are_ways_on(page: Page, demo: Built) -> None:
    page.set_viewport_size(WIDE)
    opened(page, demo, case("contact"))
    search(page, "zzzzzz")
    expect(page.locator("#_sok-svar")).to_be_visible()
    on = page.locator("[data-otherwise]")
    expect(on.get_by_role("link", name="Tjenester fra A til Å")).to_be_visible()
    expect(on.get_by_role("link", name="Ring")).to_be_visible()
    assert in_every_look(page) == {}


@pytest.mark.parametrize("lost", ["**/alle/", "**/sok-i-band.*.js"])
def test_what_was_written_in_the_band_leads_to_the_list_of_everything(lost: str, page: Page, demo: Built) -> None:
    page.set_viewport_size(WIDE)
    opened(page, demo, case("contact"))
    page.route(lost, lambda route: route.abort() if route.request.resource_type != "document" else route.continue_())
    box(page).click()
    page.keyboard.type("sfo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/alle/#sok=sfo")
    expect(page.locator("[data-found]").get_by_role("heading")).to_contain_text("Treff for «sfo»")


def test_on_a_telephone_a_word_in_the_band_leads_to_the_box_which_has_the_focus(page: Page, demo: Built) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, demo, case("service with a form"))
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.get_by_role("banner").get_by_role("link", name="Søk", exact=True).click()
    page.wait_for_url("**/alle/#_sok")
    expect(box(page)).to_be_focused()


def test_nothing_is_fetched_for_the_band_before_somebody_is_about_to_search(page: Page, demo: Built) -> None:
    page.set_viewport_size(WIDE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, demo, case("contact"))
    page.wait_for_load_state("networkidle")
    assert not [one for one in asked if "sok" in one]
    asked.clear()
    search(page, "hemmelig sfo")
    names = [re.sub(r"\.\w{12}\.", ".", one.removeprefix(demo.origin)) for one in asked]
    assert names == ["/assets/sok-i-band.js", "/alle/", "/assets/sok.json"]


def test_no_page_has_two_fields_that_search(page: Page, demo: Built) -> None:
    page.set_viewport_size(WIDE)
    for name in ("home", "A to Å", "not found", "questions", "map", "streets"):
        opened(page, demo, case(name))
        fields = page.locator("header input:visible, main search > input:visible, main search > div > input:visible")
        assert page.locator("header input:visible").count() == 0, name
        assert fields.count() <= 1, name


def test_what_is_found_in_the_band_fits_a_page_of_any_width(page: Page, demo: Built) -> None:
    for width in (800, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        opened(page, demo, case("service with a form"))
        for one in search(page, "barnehage").all():
            at = one.bounding_box()
            assert at is not None
            assert at["height"] >= 44
            assert at["x"] >= 0
            assert at["x"] + at["width"] <= width
        assert in_every_look(page) == {}
