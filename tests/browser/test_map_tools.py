"""What people do with the list of a map: choose, search, compare, ask for the nearest. The map follows the list."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from site_builder.build import Request as BuildRequest
from site_builder.build import build
from tests.browser.demo import Built, draw
from tests.browser.serving import serving
from tests.browser.test_accessibility import EVERY_RULE, faults_of
from tests.browser.test_keyboard import stops_from_the_top
from tests.support import NOW, SMALL_SETTINGS

SCHOOLS, PLOTS, LEISURE = "/kart/skoler/", "/kart/ledige-tomter/", "/kart/fritid/"


def shown(page: Page) -> list[str]:
    return page.locator("ol.places > li:visible h3").all_inner_texts()


def pins(page: Page) -> list[str]:
    """Return the numbers on the map, in order."""
    found = page.locator(".drawing .pin > span").all_inner_texts()
    return sorted((one.split()[0] for one in found), key=int)


def numbers(page: Page) -> list[str]:
    """Return the numbers in the list, in order."""
    return sorted(page.locator("ol.places > li:visible > .pin").all_inner_texts(), key=int)


def test_choosing_and_searching_act_on_list_and_map_together_and_say_how_many(page: Page, demo: Built) -> None:
    page.goto(demo.origin + SCHOOLS)
    draw(page)
    everything = shown(page)
    page.get_by_label("Nivå").select_option("Ungdomsskole")
    assert len(shown(page)) == 4
    expect(page.locator(".tools [role=status]")).to_have_text(f"Viser 4 av {len(everything)} steder.")
    assert pins(page) == numbers(page)
    page.get_by_label("Søk i lista").fill("Ostmarka")
    expect(page.locator(".tools [role=status]")).to_have_text(
        "Ingen steder passer. Prøv et annet ord eller et annet valg."
    )
    page.get_by_label("Søk i lista").fill("austmarka")
    # Another school says that its pupils may choose Austmarka.
    assert shown(page) == ["Austmarka barne- og ungdomsskole", "Kongsvinger ungdomsskole (KUSK)"]
    assert pins(page) == numbers(page)
    page.get_by_label("Nivå").select_option("")
    page.get_by_label("Søk i lista").fill("")
    assert shown(page) == everything
    assert pins(page) == numbers(page)
    expect(page.locator(".tools [role=status]")).to_have_text("Viser 12 av 12 steder.")


def test_how_many_is_said_once_something_is_chosen_and_when_it_is_taken_away(page: Page, demo: Built) -> None:
    page.goto(demo.origin + SCHOOLS)
    said = page.locator(".tools [role=status]")
    expect(said).to_have_text("")
    search = page.get_by_label("Søk i lista")
    for word, count in (("s", 12), ("langeland", 1), ("", 12)):
        search.fill(word)
        expect(said).to_have_text(f"Viser {count} av 12 steder.")


def test_a_search_is_in_what_is_said_of_places_and_not_in_the_labels_that_all_have(page: Page, demo: Built) -> None:
    page.goto(demo.origin + SCHOOLS)
    search = page.get_by_label("Søk i lista")
    for label in ("Eier", "Vis i kartet", "Sammenlign"):
        search.fill(label)
        assert shown(page) == [], label
    for known in ("langelandsveg 65", "langeland skole", "offentlig barneskole"):
        search.fill(known)
        assert "Langeland skole" in shown(page), known


def test_a_place_that_the_address_names_is_in_the_list_and_on_the_map_whatever_is_chosen(
    page: Page, demo: Built
) -> None:
    page.goto(demo.origin + SCHOOLS + "?f-nivå=Ungdomsskole#langeland-skole")
    draw(page)
    assert "Langeland skole" in shown(page)
    assert len(shown(page)) == 5
    assert pins(page) == numbers(page)
    said = page.locator(".tools [role=status]")
    expect(said).to_have_text("Viser 4 av 12 steder. Viser også Langeland skole, som du fulgte en lenke til.")
    popup = page.locator(".leaflet-popup")
    expect(popup).to_contain_text("Langeland skole")
    page.locator("[data-map]").press("Escape")
    expect(popup).to_have_count(0)
    page.locator("#langeland-skole .show").click()
    expect(popup).to_contain_text("Langeland skole")
    # Who goes on choosing has left it, and so has the address.
    page.get_by_label("Eier").select_option("Privat")
    assert "Langeland skole" not in shown(page)
    assert pins(page) == numbers(page)
    assert "#" not in page.url


@pytest.mark.parametrize("prefix", ["", "/embed"])
def test_what_is_chosen_stands_in_the_address_and_comes_back_from_it(page: Page, demo: Built, prefix: str) -> None:
    page.goto(demo.origin + prefix + SCHOOLS)
    page.get_by_label("Eier").select_option("Privat")
    page.get_by_label("Søk i lista").fill("montessori")
    found = shown(page)
    assert len(found) == 2
    address = page.url
    assert address.endswith("?q=montessori&f-eier=Privat")
    page.goto(demo.origin + "/")
    page.goto(address)
    assert shown(page) == found
    draw(page)
    assert pins(page) == numbers(page)


def test_what_an_address_says_that_is_not_there_is_passed_over(page: Page, demo: Built) -> None:
    page.goto(demo.origin + SCHOOLS + "?f-eier=<img src=x onerror=window.__x=1>&sammenlign=x,y&q=")
    assert len(shown(page)) == 12
    assert page.evaluate("window.__x") is None


def test_a_choice_in_the_address_is_found_whatever_its_case_and_one_that_is_gone_is_told_of(
    page: Page, demo: Built
) -> None:
    said = page.locator(".tools [role=status]")
    page.goto(demo.origin + SCHOOLS + "?f-nivå=ungdomsskole")
    expect(page.get_by_label("Nivå")).to_have_value("Ungdomsskole")
    expect(said).to_have_text("Viser 4 av 12 steder.")
    page.goto(demo.origin + SCHOOLS + "?f-nivå=Framhaldsskole&f-målform=Nynorsk&f-eier=Privat")
    expect(said).to_contain_text("«Framhaldsskole» er ikke lenger noe du kan velge.")
    expect(said).to_contain_text("«Nynorsk» er ikke lenger noe du kan velge.")
    expect(said).to_contain_text("av 12 steder.")
    page.get_by_label("Eier").select_option("")
    expect(said).to_have_text("Viser 12 av 12 steder.")
    assert "?" not in page.url


PLACED = """() => [...document.querySelectorAll(".sketch .pins > g")]
  .filter(one => getComputedStyle(one).display !== "none")
  .map(one => [one.textContent.trim(), one.getAttribute("transform").slice(10, -1)])"""
LED = """() => [...document.querySelectorAll(".sketch :is(.thin, .dots)")]
  .flatMap(one => one.getAttribute("d").split("M")).filter(Boolean).map(one => one.split("L")[1])"""


def test_paper_has_what_is_chosen_in_list_and_drawing_and_says_so(page: Page, demo: Built) -> None:
    page.goto(demo.origin + SCHOOLS)
    draw(page)
    page.emulate_media(media="print")
    everything = page.evaluate(PLACED)
    led = page.evaluate(LED)
    assert len(everything) == 12
    for hidden in (page.get_by_label("Nivå"), page.get_by_label("Eier"), page.get_by_label("Søk i lista")):
        expect(hidden).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_label("Nivå").select_option("Ungdomsskole")
    page.locator(".sheet.chosen").wait_for()
    page.emulate_media(media="print")
    placed = page.evaluate(PLACED)
    assert sorted((number for number, _ in placed), key=int) == numbers(page)
    assert len(placed) == 4
    # A dot without a number is where one stands that the larger part numbers.
    assert set(page.evaluate(LED)) - {None} <= {spot for _, spot in placed}
    assert None in page.evaluate(LED)
    # How many numbers a frame has is said of all of them only.
    assert set(page.locator(".sketch [font-weight] text").all_text_contents()) == {"A"}
    expect(page.locator(".tools [role=status]")).to_be_visible()
    expect(page.get_by_label("Nivå")).to_be_visible()
    expect(page.get_by_label("Eier")).to_be_hidden()
    expect(page.get_by_label("Søk i lista")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_label("Nivå").select_option("")
    page.get_by_label("Søk i lista").fill("skole")
    page.emulate_media(media="print")
    expect(page.get_by_label("Søk i lista")).to_be_visible()
    assert page.evaluate(PLACED) == everything
    assert page.evaluate(LED) == led


def test_on_paper_no_plot_is_drawn_that_is_not_chosen_and_there_is_no_button(page: Page, demo: Built) -> None:
    page.goto(f"{demo.origin}{PLOTS}?f-status=reservert&sammenlign=eksempeltomt-1,eksempeltomt-2")
    page.locator(".sheet.chosen").wait_for()
    page.emulate_media(media="print")
    drawn = page.locator(".sketch .area:visible")
    assert drawn.count() > 0
    assert set(drawn.evaluate_all("all => all.map(one => one.dataset.n)")) == set(numbers(page))
    expect(page.locator(".comparison table")).to_be_visible()
    expect(page.locator("button:visible")).to_have_count(0)


def test_two_to_four_places_are_read_side_by_side(page: Page, demo: Built) -> None:
    page.goto(demo.origin + SCHOOLS)
    bar = page.locator("[data-compare] button")
    expect(bar).to_be_hidden()
    ticks = page.get_by_label("Sammenlign: ")
    ticks.nth(0).check()
    expect(bar).to_be_disabled()
    ticks.nth(1).check()
    expect(bar).to_have_text("Sammenlign (2)")
    ticks.nth(4).check()
    ticks.nth(5).check()
    bar.click()
    expect(page.get_by_role("heading", name="Side om side")).to_be_focused()
    table = page.locator(".comparison table")
    names = ["Austmarka barne- og ungdomsskole", "Brandval skole", "Kongsvinger ungdomsskole (KUSK)", "Langeland skole"]
    assert table.locator("thead th").all_inner_texts() == names
    rows = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()
    }
    assert list(rows) == ["Adresse", "Nivå", "Trinn", "Eier"]
    assert rows["Nivå"] == ["Barneskole, Ungdomsskole", "Barneskole", "Ungdomsskole", "Barneskole"]
    address = page.url
    page.locator(".comparison button").click()
    expect(page.locator(".comparison")).to_be_hidden()
    expect(bar).to_be_focused()
    page.goto(address)
    assert page.locator(".comparison thead th").all_inner_texts() == names


def test_a_link_in_the_list_is_a_link_in_the_comparison(page: Page, demo: Built) -> None:
    page.goto(demo.origin + PLOTS + "?sammenlign=eksempeltomt-1,eksempeltomt-2")
    links = page.locator(".comparison tbody td a")
    expect(links).to_have_count(2)
    where = "all => all.map(one => [one.getAttribute('href'), one.textContent])"
    listed = page.locator("ol.places > li:visible [data-key=plan] a").evaluate_all(where)
    assert links.evaluate_all(where) == listed[:2]
    # A state has its sign there too.
    assert page.locator(".comparison tbody .state").all_inner_texts() == ["LEDIG", "RESERVERT"]


def test_no_link_of_another_scheme_reaches_the_comparison(page: Page, demo: Built) -> None:
    page.goto(demo.origin + PLOTS)
    page.locator("[data-key=plan] a").evaluate_all(
        """all => ["javascript:window.__x=1", "mailto:post@kommune.example", "tel:+4762000000"].forEach(
          (href, at) => { all[at].href = href })"""
    )
    for number in range(3):
        page.get_by_label("Sammenlign: ").nth(number).check()
    page.locator("[data-compare] button").click()
    expect(page.locator(".comparison table")).to_be_visible()
    links = page.locator(".comparison tbody td a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links == ["mailto:post@kommune.example", "tel:+4762000000"]
    expect(page.locator(".comparison tbody tr").last).to_contain_text("plan", ignore_case=True)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_comparison_is_accessible(page: Page, demo: Built, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(demo.origin + SCHOOLS + "?sammenlign=brandval-skole,langeland-skole&f-eier=Offentlig")
    expect(page.locator(".comparison table")).to_be_visible()
    assert faults_of(page, EVERY_RULE) == []


def test_a_comparison_that_is_open_says_how_far_it_is_once_that_is_known(
    standing: Callable[[float, float], Page], demo: Built
) -> None:
    page = standing(60.19, 12.0)
    page.goto(demo.origin + SCHOOLS + "?sammenlign=brandval-skole,langeland-skole")
    page.get_by_label("Nivå").select_option("Barneskole")
    expect(page.locator(".comparison table")).to_be_visible()
    expect(page.locator(".comparison tbody th").first).to_have_text("Adresse")
    page.get_by_role("button", name="Nærmest meg").click()
    expect(page.locator(".comparison tbody th").first).to_have_text("I luftlinje")


def test_without_javascript_all_of_it_stands_in_one_table(browser: Browser, demo: Built) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo.origin + SCHOOLS)
    expect(page.locator(".tools")).to_be_hidden()
    listed = page.locator("ol.places h3").all_inner_texts()
    page.get_by_role("link", name="Alle i én tabell").click()
    assert page.locator("tbody th a").all_inner_texts() == listed
    assert page.locator("thead th").all_inner_texts() == ["Sted", "Adresse", "Nivå", "Trinn", "Eier"]
    context.close()


# --- the nearest ----------------------------------------------------------------------------------


@pytest.fixture
def standing(browser: Browser) -> Iterator[Callable[[float, float], Page]]:
    """Return what opens a page for somebody who stands at a latitude and longitude, and says so when asked."""
    with ExitStack() as stack:

        def stand(lat: float, lon: float) -> Page:
            context = browser.new_context(
                geolocation={"latitude": lat, "longitude": lon}, permissions=["geolocation"], locale="nb-NO"
            )
            stack.callback(context.close)
            return context.new_page()

        yield stand


def test_the_nearest_school_of_the_right_level_is_first_and_nothing_leaves_the_browser(
    standing: Callable[[float, float], Page], demo: Built
) -> None:
    page = standing(60.2, 12.0)
    asked: list[Request] = []
    page.goto(demo.origin + SCHOOLS)
    page.on("request", lambda request: asked.extend([request]))
    before = shown(page)
    near = page.get_by_role("button", name="Nærmest meg")
    near.click()
    # The level first: the nearest of all may be for others.
    expect(page.locator(".tools [role=status]")).to_have_text("Velg «Nivå» først.")
    expect(page.get_by_label("Nivå")).to_be_focused()
    page.get_by_label("Nivå").select_option("Ungdomsskole")
    near.click()
    expect(near).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".tools [role=status]")).to_have_text(
        "Viser 4 av 12 steder. Nærmest: NTG ungdomsskole Kongsvinger, 1 km i luftlinje."
    )
    assert shown(page)[0] == "NTG ungdomsskole Kongsvinger"
    expect(page.locator(".tools [data-note]")).to_contain_text("rett til plass")
    expect(page.locator("ol.places > li:visible").first).to_contain_text("1 km i luftlinje")
    assert {re.sub(r"\.[0-9a-f]{12}\.", ".", one.url) for one in asked if "assets/steder" in one.url} == {
        f"{demo.origin}/assets/steder-skoler.geojson"
    }
    assert all(one.url.startswith(demo.origin) and "60.2" not in one.url and one.post_data is None for one in asked)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    near.click()
    page.get_by_label("Nivå").select_option("")
    assert shown(page) == before


def test_who_does_not_say_where_they_are_is_told_to_search(page: Page, demo: Built) -> None:
    page.goto(demo.origin + "/kart/barnehager/")
    page.get_by_role("button", name="Nærmest meg").click()
    expect(page.locator(".tools [role=status]")).to_have_text("Vi fikk ikke vite hvor du er. Søk i lista i stedet.")
    assert len(shown(page)) == 11


# --- plots ----------------------------------------------------------------------------------------


def test_plots_say_in_words_and_pattern_whether_they_are_free_and_what_is_sold_keeps_its_page(
    page: Page, demo: Built
) -> None:
    page.goto(demo.origin + PLOTS)
    draw(page)
    expect(page.locator("h1")).to_have_text("Ledige tomter (2 av 4)")
    assert [one.split()[1] for one in shown(page)] == ["1", "3", "2"]
    assert page.locator("ol.places .state").all_inner_texts() == ["LEDIG", "LEDIG", "RESERVERT"]
    # A reserved plot has a broken edge and no fill, on the map and as a number.
    look = "one => [getComputedStyle(one).strokeDasharray, getComputedStyle(one).fillOpacity]"
    assert page.locator(".drawing .area.reserved").evaluate(look) == ["4px", "0"]
    assert page.locator(".drawing .area.free").first.evaluate(look) != ["4px", "0"]
    assert pins(page) == ["1", "2", "3"]
    page.get_by_text("Solgt (1)").click()
    page.get_by_role("link", name="Eksempeltomt 4").click()
    expect(page.locator(".known")).to_contain_text("solgt")
    expect(page.locator("main")).not_to_contain_text("kr")
    expect(page.get_by_role("link", name="Vis på kartet")).to_have_count(0)


def test_who_follows_an_old_link_to_a_plot_that_is_sold_since_sees_that_it_is(page: Page, demo: Built) -> None:
    for start in ("#eksempeltomt-1", ""):
        page.goto(demo.origin + PLOTS + start)
        page.evaluate("location.hash = 'eksempeltomt-4'")
        sold = page.locator("details[open] #eksempeltomt-4")
        expect(sold).to_be_in_viewport()
        assert sold.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
        page.goto(demo.origin + "/")
    page.goto(demo.origin + PLOTS + "#eksempeltomt-4")
    expect(page.locator("details[open] #eksempeltomt-4")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 360, 414])
def test_a_short_value_stands_beside_its_label_and_a_code_on_one_line(page: Page, demo: Built, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for path in (SCHOOLS, PLOTS):
        page.goto(demo.origin + path)
        short = "all => all.filter(one => one.textContent.length < 22).map(one => one.getBoundingClientRect().height)"
        found = page.locator("ol.places .pair").evaluate_all(short)
        assert len(found) > 5
        assert max(found) < 40


def test_a_trail_is_a_line_with_its_number_on_it_and_no_area(page: Page, demo: Built) -> None:
    page.goto(demo.origin + "/kart/turloyper/")
    draw(page)
    assert page.locator(".drawing path.track").evaluate("one => getComputedStyle(one).fill") == "none"
    expect(page.locator(".drawing .area")).to_have_count(0)
    pin = page.locator(".drawing .pin").bounding_box()
    assert pin is not None
    middle = [pin["x"] + pin["width"] / 2, pin["y"] + pin["height"] / 2]
    far = """([x, y]) => {
      const line = document.querySelector(".drawing path.track"), to = line.getScreenCTM();
      const steps = [...Array(501).keys()].map(step => line.getPointAtLength(line.getTotalLength() * step / 500));
      return Math.min(...steps.map(one => one.matrixTransform(to)).map(one => Math.hypot(one.x - x, one.y - y)));
    }"""
    assert page.evaluate(far, middle) < 4


# --- backgrounds ----------------------------------------------------------------------------------

KARTVERKET = "https://cache.kartverket.no/v1/wmts/1.0.0/topo/default/webmercator/"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.mark.parametrize("prefix", ["", "/embed"])
def test_a_detailed_map_is_fetched_when_somebody_asks_for_it_and_not_before(
    page: Page, demo: Built, prefix: str
) -> None:
    foreign: list[str] = []
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)

    def answer(route: object, request: Request) -> None:
        foreign.append(request.url)
        route.fulfill(body=PIXEL, content_type="image/png")  # type: ignore[attr-defined]

    page.route(lambda url: not url.startswith(demo.origin), answer)
    page.goto(demo.origin + prefix + LEISURE)
    draw(page)
    assert foreign == []
    ask = page.get_by_role("button", name="Vis detaljert kart (hentes fra Kartverket)")
    expect(page.locator(".detailed")).to_contain_text("IP-adressen din")
    ask.click()
    page.locator(".leaflet-tile-loaded").first.wait_for()
    assert foreign
    assert all(re.fullmatch(re.escape(KARTVERKET) + r"\d+/\d+/\d+\.png", url) for url in foreign)
    expect(page.locator(".leaflet-bottom .leaflet-control-attribution")).to_have_text("© Kartverket")
    expect(page.locator("[data-base]")).to_be_hidden()
    expect(page.locator(".detailed .note")).to_be_hidden()
    count = len(foreign)
    page.get_by_role("button", name="Skjul det detaljerte kartet").click()
    expect(ask).to_be_focused()
    expect(page.locator(".leaflet-tile")).to_have_count(0)
    expect(page.locator(".tiled")).to_have_count(0)
    expect(page.locator(".leaflet-bottom .leaflet-control-attribution")).not_to_contain_text("Kartverket")
    expect(page.locator("[data-base]")).to_be_visible()
    assert len(foreign) == count
    ask.click()
    page.locator(".leaflet-tile-loaded").first.wait_for()
    assert errors == []


@pytest.mark.parametrize("path", [SCHOOLS, PLOTS, "/", "/steder/kongsvinger-festning/"])
def test_no_other_page_may_show_pictures_of_others(page: Page, demo: Built, path: str) -> None:
    page.goto(demo.origin + path)
    assert "kartverket" not in (page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or "")


# --- many -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a town with a map of 2,000 places, on a grid of its own."""
    root = tmp_path_factory.mktemp("crowded")
    table = io.StringIO()
    rows = [
        [
            *(f"Benk {one}", f"benk-{one}", f"{60 + one // 50 / 100:.4f}", f"{12 + one % 50 / 100:.4f}"),
            *(f"Eksempelvegen {one}", ("Tre", "Stein")[one % 2], ("Kommunen", "Laget")[one % 3 // 2]),
        ]
        for one in range(2000)
    ]
    csv.writer(table, delimiter=";", lineterminator="\n").writerows(
        [["navn", "id", "lat", "lon", "adresse", "av", "eier"], *rows]
    )
    files = {
        "content/site.yaml": SMALL_SETTINGS,
        "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n",
        "maps/benker.yaml": (
            "tittel: Benker\ndata: benker.csv\nfiltre: [av, eier]\nnærmest: ja\nbakgrunn: topo\nkolonner:\n"
            "  - felt: av\n    navn: Av\n  - felt: eier\n    navn: Eier\n"
        ),
        "maps/benker.csv": table.getvalue(),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    with serving(root / "output") as served:
        assert build(BuildRequest(root, root / "output", NOW, served.origin)).written is not None
        yield served.origin


@pytest.mark.parametrize("width", [360, 1280])
def test_two_thousand_places_are_gathered_and_nobody_tabs_through_them(page: Page, crowded: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(crowded + "/kart/benker/")
    draw(page)
    page.evaluate("scrollTo(0, 0)")
    # From the top of the page to its end, header and footer too; on the way one sees that there are other keys.
    found = stops_from_the_top(page, 30)
    assert [one["html"] for one in found if one["ring"] < 3 or not one["seen"] or not one["inView"]] == []
    gathered = page.locator(".pin.many")
    assert (
        sum(
            int(one)
            for one in page.locator(".pin.many > span").evaluate_all("all => all.map(one => one.firstChild.data)")
        )
        + page.locator(".drawing .pin:not(.many)").count()
        == 2000
    )
    # A list of that length is shown part by part.
    assert len(shown(page)) == 60
    page.get_by_role("button", name="Vis flere").click()
    assert len(shown(page)) == 120
    expect(page.locator("ol.places > li:visible h3 a").nth(60)).to_be_focused()
    # By keyboard: nearer, until a place stands alone.
    for _ in range(12):
        if gathered.count() == 0:
            break
        gathered.first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-map]")).to_be_focused()
    assert page.locator(".drawing .pin:not(.many)").count() > 0
    page.get_by_label("Søk i lista").fill("benk 1999")
    assert shown(page) == ["Benk 1999"]
    assert page.locator(".drawing .pin").count() == 1


def test_of_many_places_the_map_draws_those_in_view_only_however_near_one_comes(page: Page, crowded: str) -> None:
    page.goto(crowded + "/kart/benker/")
    draw(page)
    page.locator("#benk-0 .show").click()
    expect(page.locator(".leaflet-popup")).to_contain_text("Benk 0")
    nearer = page.locator(".leaflet-control-zoom-in")
    while nearer.get_attribute("aria-disabled") != "true":
        nearer.click()
    pins = page.locator(".drawing .pin")
    expect(pins.first).to_be_attached()
    assert pins.count() < 20


def test_a_long_list_is_whole_on_paper_and_short_again_on_the_screen(page: Page, crowded: str) -> None:
    page.goto(crowded + "/kart/benker/")
    assert len(shown(page)) == 60
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("ol.places > li:not([hidden])").count() == 2000
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(shown(page)) == 60
    page.get_by_label("Søk i lista").fill("benk 19")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("ol.places > li:not([hidden])").count() == sum("19" in str(one) for one in range(2000))


def test_what_a_drawing_of_dots_cannot_say_of_a_choice_is_not_on_paper(page: Page, crowded: str) -> None:
    page.goto(crowded + "/kart/benker/")
    page.emulate_media(media="print")
    expect(page.locator(".sketch")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_label("Søk i lista").fill("benk 1999")
    page.emulate_media(media="print")
    expect(page.locator(".sketch")).to_be_hidden()
    expect(page.locator("#benk-1999")).to_be_visible()


def test_a_number_of_four_figures_stands_on_one_line(page: Page, crowded: str) -> None:
    page.goto(crowded + "/kart/benker/#benk-1999")
    lines = (
        "one => { const all = document.createRange(); all.selectNodeContents(one); return all.getClientRects().length }"
    )
    assert page.locator("#benk-1999 .pin").evaluate(lines) == 1


def test_a_place_of_many_is_shown_on_the_map(page: Page, crowded: str) -> None:
    page.goto(crowded + "/kart/benker/#benk-1020")
    popup = page.locator(".leaflet-popup")
    expect(popup).to_contain_text("Benk 1020")
    expect(popup).to_be_focused()
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)


def test_a_place_that_the_address_names_is_in_the_list_however_long_it_is(page: Page, crowded: str) -> None:
    page.goto(crowded + "/kart/benker/#benk-1999")
    expect(page.locator("#benk-1999")).to_be_in_viewport()
    page.evaluate("location.hash = 'benk-1500'")
    expect(page.locator("#benk-1500")).to_be_in_viewport()
    assert len(shown(page)) == 61


def test_who_takes_the_level_away_asks_anew_for_the_nearest(
    standing: Callable[[float, float], Page], demo: Built
) -> None:
    page = standing(60.2, 12.0)
    page.goto(demo.origin + SCHOOLS)
    before = shown(page)
    page.get_by_label("Nivå").select_option("Barneskole")
    page.get_by_role("button", name="Nærmest meg").click()
    expect(page.get_by_role("button", name="Nærmest meg")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Nivå").select_option("")
    expect(page.get_by_role("button", name="Nærmest meg")).to_have_attribute("aria-pressed", "false")
    assert shown(page) == before
    expect(page.locator("main")).not_to_contain_text("luftlinje")


def test_where_the_server_of_the_detailed_map_is_away_it_says_so(page: Page, demo: Built) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(lambda url: not url.startswith(demo.origin), lambda route: route.abort())
    page.goto(demo.origin + LEISURE)
    draw(page)
    ask = page.locator("[data-tiles]")
    ask.click()
    expect(page.locator("[data-fallback]")).to_have_text("Kartverket svarer ikke nå. Prøv igjen senere.")
    expect(ask).to_be_visible()
    expect(page.locator(".tiled")).to_have_count(0)
    assert errors == []


def test_one_picture_that_fails_takes_no_other_away(page: Page, demo: Built) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort()
        else:
            route.fulfill(body=PIXEL, content_type="image/png")

    page.route(lambda url: not url.startswith(demo.origin), answer)
    page.goto(demo.origin + LEISURE)
    draw(page)
    page.locator("[data-tiles]").click()
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile-loaded').length > 1")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".tiled")).to_have_count(1)
    assert len(asked) > 2
    assert page.locator(".leaflet-tile-loaded").count() == len(asked) - 1
    expect(page.locator("[data-fallback]")).to_be_hidden()


def test_an_embed_keeps_the_look_its_host_chose(page: Page, demo: Built) -> None:
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(demo.origin + "/embed" + LEISURE + "#_lys")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.get_by_role("link", name="Vis kartet").click()
    assert page.url.endswith("#_kartet")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_arrow_keys_go_through_a_long_list_and_its_pins_and_tab_past_them(page: Page, crowded: str) -> None:
    page.goto(crowded + "/kart/benker/")
    draw(page)
    keys = page.get_by_text("Gå fra sted til sted med piltastene.")
    assert not keys.first.is_visible()
    page.get_by_role("button", name="Nærmest meg").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "Benk 0"
    expect(keys.first).to_be_in_viewport()
    for key, name in (
        ("ArrowDown", "Benk 1"),
        ("ArrowRight", "Vis i kartet: Benk 1"),
        ("ArrowRight", ""),
        ("ArrowRight", "Benk 2"),
        ("ArrowLeft", ""),
        ("ArrowUp", "Benk 0"),
        ("ArrowUp", "Benk 0"),
        ("ArrowDown", "Benk 1"),
    ):
        page.keyboard.press(key)
        assert focused(page) == name
    page.keyboard.press("Tab")
    assert focused(page) == "Vis flere"
    # Where one was, one comes back to; what is not in the list any more is no stop.
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Benk 1"
    page.get_by_label("Søk i lista").fill("benk 199")
    page.get_by_role("button", name="Nærmest meg").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "Benk 199"
    page.get_by_label("Søk i lista").fill("")
    page.locator(".drawing.leaflet-container").focus()
    page.keyboard.press("Tab")
    pins = page.locator(".leaflet-marker-icon")
    expect(pins.nth(0)).to_be_focused()
    names = set()
    for _ in range(pins.count()):
        names.add(page.evaluate("document.activeElement.title"))
        page.keyboard.press("ArrowRight")
        expect(page.locator(".leaflet-marker-icon:focus")).to_have_count(1)
    assert len(names) > 5
    page.keyboard.press("Tab")
    expect(page.locator(".leaflet-control-zoom-in")).to_be_focused()
