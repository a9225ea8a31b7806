"""Which school, which day: typed, by number, by position, from the keyboard, and as a list without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Geolocation, Page, expect

from tests.browser.demo import Built, case, opened
from tests.browser.test_accessibility import EVERY_RULE, faults_of, in_every_look
from tests.browser.test_embedding import Host, snippet, write_host

INSIDE: Geolocation = {"latitude": 60.2, "longitude": 12.0}
NEAR_A_BORDER: Geolocation = {"latitude": 60.2, "longitude": 11.98435}
"""Some twenty metres east of the border between north and west"""
OUTSIDE: Geolocation = {"latitude": 60.3, "longitude": 12.2}
UNCERTAIN: Geolocation = {"latitude": 60.2, "longitude": 12.0, "accuracy": 5000}


@pytest.fixture
def street(page: Page, demo: Built) -> Page:
    opened(page, demo, case("streets"))
    return page


def _type(page: Page, text: str) -> None:
    page.get_by_label("Skriv gata di").fill(text)


def _answer(page: Page) -> str:
    return page.locator(".street [role=status]").inner_text()


def test_a_street_that_is_typed_is_answered(street: Page) -> None:
    _type(street, "Fiktivgata")
    answer = street.locator(".street [role=status]")
    expect(answer.get_by_role("heading")).to_have_text("Fiktivgata")
    expect(answer.get_by_role("link", name="Langeland skole")).to_have_attribute(
        "href", re.compile("/steder/langeland-skole/$")
    )
    for wanted in ("EKSEMPEL", "Kongsvinger ungdomsskole (KUSK)", "annenhver mandag", "klasse 1", "Ingenting lagres"):
        assert wanted in _answer(street), wanted
    expect(street.get_by_label("Husnummer")).to_be_hidden()


def test_a_street_that_only_a_notice_names_is_answered_with_it_and_who_to_ask(street: Page) -> None:
    _type(street, "Jernbanegata")
    answer = street.locator(".street [role=status]")
    expect(answer.get_by_role("heading", level=2)).to_have_text("Jernbanegata")
    assert "Annet enn meldinger vet vi ikke om denne gata." in _answer(street)
    expect(answer.locator(".rows a").first).to_have_attribute("href", re.compile("drift-veg-jernbanegata/$"))
    expect(answer.get_by_role("link", name="Ring")).to_be_visible()
    expect(street.get_by_label("Husnummer")).to_be_hidden()


@pytest.mark.parametrize("typed", ["aaseksempelet", "Åseksempelet", "aseks", "  ÅSEKS"])
def test_a_street_is_found_without_its_letters_and_before_its_end(street: Page, typed: str) -> None:
    _type(street, typed)
    expect(street.locator(".answer h2")).to_have_text("Åseksempelet")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("Prøvegaten 3", "3"),
        ("provegate 3", "3"),
        ("proevegata 3b", "3b"),
        ("PRØVEGATA 3 B", "3 B"),
        ("Prøvegata 3, 2212 Kongsvinger", "3"),
        ("Prøvegata 3B, 2212 Kongsvinger", "3B"),
        ("Prøvegata 3 2212", "3"),
        ("Prøvegata 3 B 2212 KONGSVINGER", "3 B"),
        ("  Prøvegata   3  ,  2212  Kongsvinger ", "3"),
        ("Prøvegata 3, H0101, 2212 Kongsvinger", "3"),
        ("Prøvegata 3 Kongsvinger", "3"),
        ("Prøvegata3", "3"),
        ("Prøvegt. 3", "3"),
        ("prøvegt 3, 2212 Kongsvinger", "3"),
        ("Prøve gata 3", "3"),
        ("Prøvegata 3-5", "3"),
        ("Prøvegata 3 3", "3"),
    ],
)
def test_a_whole_address_is_understood_and_so_is_another_ending(street: Page, typed: str, number: str) -> None:
    _type(street, typed)
    expect(street.locator(".answer h2")).to_have_text("Prøvegata")
    expect(street.get_by_label("Husnummer")).to_have_value(number)
    assert "Langeland skole" in _answer(street)


@pytest.mark.parametrize(
    "typed", ["Prøvegata 2212 Kongsvinger", "Prøvegata, Kongsvinger", "Prøvegata, 2212 Kongsvinger"]
)
def test_an_address_without_a_number_asks_for_it(street: Page, typed: str) -> None:
    _type(street, typed)
    assert "Prøvegata er delt. Skriv husnummeret." in _answer(street)


@pytest.mark.parametrize(
    "typed", ["Eksempelvn. 12", "Eksempelvg 12", "eksempelveg 12", "Eksempelveien 12, 2212 Kongsvinger"]
)
def test_a_road_may_be_shortened(street: Page, typed: str) -> None:
    _type(street, typed)
    expect(street.locator(".answer h2")).to_have_text("Eksempelvegen")
    assert "Nummer 2–34, partall" in _answer(street)


def test_no_letter_on_the_way_to_a_street_loses_it(street: Page) -> None:
    for name in ("eksempelveien", "eksempelvegen", "prøvegaten", "prøvegata 12, "):
        for length in range(1, len(name) + 1):
            _type(street, name[:length])
            assert "Fant ikke gata" not in _answer(street), name[:length]


def test_veien_is_vegen(street: Page) -> None:
    _type(street, "Eksempelveien 12")
    expect(street.locator(".answer h2")).to_have_text("Eksempelvegen")
    assert "Nummer 2–34, partall" in _answer(street)


def test_a_street_that_is_split_asks_for_the_number(street: Page) -> None:
    _type(street, "eksempelvegen")
    number = street.get_by_label("Husnummer")
    expect(number).to_be_visible()
    assert "Eksempelvegen er delt. Skriv husnummeret." in _answer(street)
    for typed, school in (("35", "Langeland skole"), ("34", "Marikollen skole"), ("12B", "Marikollen skole")):
        number.fill(typed)
        assert school in _answer(street)
        expect(number).to_be_visible()
    number.fill("tolv")
    assert "Skriv husnummeret som et tall" in _answer(street)
    _type(street, "fiktivgata")
    expect(number).to_be_hidden()


def test_a_number_that_no_line_has_leads_to_the_front_desk(page: Page, full: Built) -> None:
    opened(page, full, case("streets"))
    _type(page, "Prøvegata")
    page.get_by_label("Husnummer").fill("0")
    assert "Prøvegata 0 står ikke i lista." in _answer(page)
    expect(page.locator(".answer a")).to_have_attribute("href", re.compile("^tel:"))


def test_the_notices_of_the_street_are_in_the_answer(page: Page, full: Built) -> None:
    opened(page, full, case("streets"))
    _type(page, "storgata")
    expect(page.locator(".answer .row a")).to_have_attribute("href", re.compile("/aktuelt/2026-02-17-drift-vann/$"))


@pytest.mark.parametrize(
    "number", ["", "3", "0", "tolv"], ids=["no number", "a number", "not in the table", "no digits"]
)
def test_the_notices_of_a_split_street_are_told_whatever_the_number(page: Page, split: Built, number: str) -> None:
    opened(page, split, case("streets"))
    _type(page, "prøvegata")
    page.get_by_label("Husnummer").fill(number)
    row = page.locator(".answer .row a")
    expect(row).to_have_attribute("href", re.compile("/aktuelt/2026-02-17-drift-vann/$"))
    assert number or "Prøvegata er delt. Skriv husnummeret." in _answer(page)


@pytest.mark.parametrize(("name", "day"), [("Skoleveien", "mandag"), ("Skolevegen", "tirsdag")])
def test_a_choice_between_streets_spelt_nearly_alike_is_answered(page: Page, split: Built, name: str, day: str) -> None:
    opened(page, split, case("streets"))
    _type(page, "skoleveg 3")
    page.get_by_role("button", name=name).click()
    expect(page.locator(".answer h2")).to_have_text(name)
    assert day in _answer(page)
    page.reload()
    expect(page.locator(".answer h2")).to_have_text(name)


def test_a_street_nobody_knows_is_told_of_and_leads_to_the_front_desk(street: Page) -> None:
    _type(street, "Storgata")
    assert "Fant ikke gata." in _answer(street)
    expect(street.locator(".answer a")).to_have_attribute("href", re.compile("^tel:"))
    _type(street, "")
    assert _answer(street) == ""


def test_what_is_asked_stands_in_the_address_where_no_server_sees_it(street: Page, demo: Built) -> None:
    _type(street, "prøvegata")
    street.get_by_label("Husnummer").fill("21")
    address = f"{demo.origin}/min-gate/#gate=Pr%C3%B8vegata&nr=21"
    expect(street).to_have_url(address)
    demo.served.asked.clear()
    street.goto("about:blank")
    street.goto(address)
    expect(street.locator(".answer h2")).to_have_text("Prøvegata")
    assert "Vennersberg skole" in _answer(street)
    assert not any("gate=" in one or "nr=" in one for one in demo.served.asked)
    street.locator(".answer a").first.click()
    street.wait_for_url("**/steder/**")
    street.go_back()
    expect(street.locator(".answer h2")).to_have_text("Prøvegata")


def test_an_address_with_a_question_mark_is_understood_too(page: Page, demo: Built) -> None:
    page.goto(f"{demo.origin}/min-gate/?gate=Eksempelvegen&nr=1")
    expect(page.locator(".answer h2")).to_have_text("Eksempelvegen")
    assert "Nummer 1–35, oddetall" in _answer(page)


def test_the_search_on_the_home_page_hands_a_street_on(page: Page, demo: Built) -> None:
    opened(page, demo, case("home"))
    page.get_by_role("combobox").click()
    page.keyboard.type("Prøvegata 3")
    page.get_by_text("Slå opp «Prøvegata 3» som gate").click()
    expect(page.locator(".answer h2")).to_have_text("Prøvegata")
    expect(page.get_by_label("Husnummer")).to_have_value("3")


def test_all_is_done_from_the_keyboard(street: Page) -> None:
    street.get_by_label("Skriv gata di").focus()
    street.keyboard.type("eks")
    assert "Gater som passer: 2" in _answer(street)
    street.keyboard.press("Tab")
    expect(street.get_by_role("button", name="Eksempelstien")).to_be_focused()
    street.keyboard.press("Tab")
    expect(street.get_by_role("button", name="Eksempelvegen")).to_be_focused()
    street.keyboard.press("Enter")
    expect(street.get_by_label("Husnummer")).to_be_focused()
    street.keyboard.type("36")
    expect(street.get_by_label("Husnummer")).to_be_focused()
    assert "annenhver fredag" in _answer(street)
    street.keyboard.press("Tab")
    expect(street.locator(".answer a").first).to_be_focused()


# --- position ---------------------------------------------------------------------------------


@pytest.fixture
def located(browser: Browser) -> Iterator[BrowserContext]:
    """Return a visitor whose browser says where it is."""
    context = browser.new_context(permissions=["geolocation"], geolocation=INSIDE)
    yield context
    context.close()


def _at(context: BrowserContext, demo: Built, place: Geolocation) -> Page:
    context.set_geolocation(place)
    page = context.new_page()
    opened(page, demo, case("streets"))
    page.get_by_role("button", name="Bruk posisjonen min").click()
    expect(page.locator(".answer .note")).to_be_visible()
    return page


def test_a_position_inside_a_catchment_is_answered_and_sent_nowhere(located: BrowserContext, demo: Built) -> None:
    demo.served.asked.clear()
    page = _at(located, demo, INSIDE)
    link = page.locator(".answer").get_by_role("link", name="Langeland skole")
    expect(link).to_have_attribute("href", re.compile("/steder/langeland-skole/$"))
    assert "EKSEMPEL" in _answer(page)
    fetched = [one for one in demo.served.asked if not one.endswith(("/min-gate/", ".js"))]
    assert len(fetched) == 1
    assert re.fullmatch(r"/assets/skolekretser\.[0-9a-f]{12}\.geojson", fetched[0])


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (NEAR_A_BORDER, "for nær grensa"),
        (UNCERTAIN, "for unøyaktig"),
        (OUTSIDE, "ikke i noen krets"),
    ],
    ids=["near a border", "too uncertain", "outside"],
)
def test_where_a_position_cannot_tell_the_answer_is_to_ask(
    located: BrowserContext, demo: Built, place: Geolocation, said: str
) -> None:
    page = _at(located, demo, place)
    assert said in _answer(page)
    expect(page.locator(".answer a")).to_have_attribute("href", re.compile("^tel:"))
    expect(page.locator(".answer dl")).to_have_count(0)


def test_who_will_not_say_where_they_are_is_asked_for_the_street(page: Page, demo: Built) -> None:
    opened(page, demo, case("streets"))
    page.get_by_role("button", name="Bruk posisjonen min").click()
    expect(page.locator(".answer p").first).to_have_text("Posisjonen kunne ikke brukes. Skriv gata, eller spør.")
    expect(page.locator(".answer a")).to_have_attribute("href", re.compile("^tel:"))


def test_nobody_is_asked_where_they_are_before_they_want_to_tell(located: BrowserContext, demo: Built) -> None:
    page = located.new_page()
    page.add_init_script(
        "navigator.geolocation.getCurrentPosition = () => { document.title = 'asked' };"
        "navigator.geolocation.watchPosition = () => { document.title = 'asked' };"
    )
    demo.served.asked.clear()
    opened(page, demo, case("streets"))
    _type(page, "fiktivgata")
    expect(page.locator(".answer h2")).to_have_text("Fiktivgata")
    assert page.title() != "asked"
    assert not any(one.endswith(".geojson") for one in demo.served.asked)


def test_nothing_is_stored_and_no_other_host_is_asked(located: BrowserContext, demo: Built) -> None:
    asked: list[str] = []
    located.on("request", lambda request: asked.append(request.url))
    page = _at(located, demo, INSIDE)
    _type(page, "eksempelvegen 3")
    assert "Langeland skole" in _answer(page)
    assert {one for one in asked if not one.startswith(demo.origin + "/")} == set()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert located.cookies() == []


# --- in a frame -------------------------------------------------------------------------------


def _framed(context: BrowserContext, demo: Built, host: Host, *, allow: bool) -> FrameLocator:
    """Return the frame of the streets on somebody else's page: as its snippet is, or not let to ask where one is."""
    page = context.new_page()
    code = snippet(page, demo, "embed of streets")
    assert 'allow="geolocation"' in code
    write_host(host, code if allow else code.replace('allow="geolocation"', ""))
    page.goto(host[0].origin_by_name)
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Bruk posisjonen min").click()
    return frame


def test_in_a_frame_a_position_is_answered_where_the_page_around_lets_it(
    located: BrowserContext, demo: Built, host: Host
) -> None:
    frame = _framed(located, demo, host, allow=True)
    expect(frame.locator(".answer").get_by_role("link", name="Langeland skole")).to_be_visible()


def test_a_frame_that_may_not_ask_says_whose_choice_it_is(located: BrowserContext, demo: Built, host: Host) -> None:
    frame = _framed(located, demo, host, allow=False)
    said = "Siden som viser denne ruta, lar den ikke spørre hvor du er. Skriv gata, eller spør."
    expect(frame.locator(".answer p").first).to_have_text(said)


# --- catchments alone -------------------------------------------------------------------------


def test_without_a_street_table_a_position_is_answered(browser: Browser, unnamed: Built) -> None:
    place: Geolocation = {"latitude": 60.11, "longitude": 12.1}
    with browser.new_context(permissions=["geolocation"], geolocation=place) as context:
        page = context.new_page()
        opened(page, unnamed, case("streets"))
        expect(page.get_by_role("searchbox")).to_have_count(0)
        page.get_by_role("button", name="Bruk posisjonen min").click()
        expect(page.locator(".answer").get_by_role("link", name="Småvik skole")).to_be_visible()
        assert in_every_look(page) == {}


def test_without_a_street_table_and_a_position_the_schools_stand_in_a_list(page: Page, unnamed: Built) -> None:
    opened(page, unnamed, case("streets"))
    page.get_by_role("button", name="Bruk posisjonen min").click()
    said = "Posisjonen kunne ikke brukes. Se lista over skolene, eller spør."
    expect(page.locator(".answer p").first).to_have_text(said)
    page.get_by_role("link", name="Småvik krets").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Småvik krets")


def test_without_a_street_table_and_javascript_the_schools_stand_in_a_list(browser: Browser, unnamed: Built) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        opened(page, unnamed, case("streets"))
        expect(page.get_by_role("button", name="Bruk posisjonen min")).to_be_hidden()
        expect(page.get_by_role("link", name="Småvik skole")).to_be_visible()


# --- for everybody ----------------------------------------------------------------------------


def test_without_javascript_every_street_has_its_answer_in_the_list(browser: Browser, demo: Built) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        opened(page, demo, case("streets"))
        expect(page.get_by_label("Skriv gata di")).to_be_hidden()
        page.get_by_text("P (1)").click()
        item = page.locator("#provegata")
        expect(item).to_be_visible()
        expect(item.locator(".part")).to_have_count(2)
        for wanted in ("Nummer 1–20", "Langeland skole", "Fra nummer 21", "Vennersberg skole", "annenhver onsdag"):
            expect(item).to_contain_text(wanted)
        page.goto("about:blank")
        page.goto(f"{demo.origin}/min-gate/#aseksempelet")
        expect(page.locator("#aseksempelet")).to_be_in_viewport()


def test_on_paper_are_the_answer_and_every_street(street: Page) -> None:
    _type(street, "fiktivgata")
    street.emulate_media(media="print")
    expect(street.locator(".answer h2")).to_be_visible()
    expect(street.get_by_label("Skriv gata di")).to_be_hidden()
    closed = "one => one.checkVisibility({contentVisibilityAuto: true}) && one.getBoundingClientRect().height > 0"
    # A street that a notice alone names comes and goes with the notice.
    there = street.locator(".streets li:not([hidden], [hidden] *)")
    seen = there.evaluate_all(f"all => all.map({closed})")
    assert seen
    assert all(seen)
    street.emulate_media(media="screen")
    assert not any(street.locator(".streets li").evaluate_all(f"all => all.map({closed})"))


def test_axe_finds_nothing_in_answers_and_in_the_list(street: Page) -> None:
    street.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    _type(street, "eks")
    assert faults_of(street, EVERY_RULE) == []
    _type(street, "eksempelvegen 12")
    assert in_every_look(street) == {}


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_answer_is_wider_than_the_window(street: Page, width: int) -> None:
    street.set_viewport_size({"width": width, "height": 740})
    street.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    _type(street, "eksempelvegen 12")
    assert street.evaluate("document.documentElement.scrollWidth <= innerWidth")
