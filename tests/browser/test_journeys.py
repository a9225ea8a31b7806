"""The five things people come for most, from the home page on a phone: by touch, and with nothing but a keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.demo import Built

PHONE = {"width": 360, "height": 740}
MOST_STOPS = 120

Go = Callable[[Page, Locator], None]


def tap(page: Page, target: Locator) -> None:
    target.click()


def type_enter(page: Page, target: Locator) -> None:
    """Press Tab from where one is until the target has the focus, and is seen to have it; then Enter."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            break
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport()
    page.keyboard.press("Enter")


BOTH = pytest.mark.parametrize("go", [tap, type_enter])


@dataclass(frozen=True, slots=True)
class Town:
    """What its people meet on the way. A site that lacks the data of a task says nothing of it here."""

    site: str
    water: tuple[str, str]
    """The block of what goes on, and what it says"""
    fault: tuple[str, str] | None = None
    """What leads to who mends what, and what asks whose road it is"""
    weekend: bool = True
    """Whether anything is on"""
    nursery: tuple[str, str] | None = None
    """The task, and the form it opens"""
    school: tuple[str, str] | None = None
    """A street, and its school"""


BOKMAL = ("Hvem retter hva?", "Hvem sin veg er det?")
TOWNS = (
    Town("demo", ("Drift nå", "Vannet er borte i nedre Lia"), BOKMAL, school=("Eksempelstien", "Marikollen skole")),
    Town(
        "calm",
        ("Drift nå", "Vannet er borte"),
        nursery=("Barnehageplass", "https://skjema.smavik.example/barnehage"),
        school=("Storgata", "Småvik skole"),
    ),
    Town("gran", ("Drift nå", "Takras: fortauet ved rådhuset er stengt"), BOKMAL),
    Town("aukra", ("Drift no", "Kok vatnet på Eidskrem"), ("Kven rettar kva?", "Kven sin veg er det?")),
    Town("karasjok", ("Drift nå", "De fleste har vann igjen"), BOKMAL, weekend=False),
)


def _with(task: str) -> pytest.MarkDecorator:
    towns = [one for one in TOWNS if getattr(one, task)]
    return pytest.mark.parametrize("town", towns, ids=lambda one: one.site)


@pytest.fixture
def home(page: Page, town: Town, request: pytest.FixtureRequest) -> Page:
    built: Built = request.getfixturevalue(town.site)
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(f"{built.origin}/")
    return page


@BOTH
@_with("nursery")
def test_a_place_in_a_nursery_is_one_tap_away(home: Page, town: Town, go: Go) -> None:
    assert town.nursery is not None
    task, form = town.nursery
    row = home.locator(".tasks .row").filter(has_text=task)
    # Where it leads is another's site: that it is asked for is enough.
    home.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    with home.expect_request(lambda asked: asked.is_navigation_request() and "127.0.0.1" not in asked.url) as asked:
        go(home, row.locator("a.button:visible"))
    assert asked.value.url == form


@pytest.mark.parametrize("town", TOWNS[:1], ids=lambda one: one.site)
def test_where_no_form_is_known_the_button_says_that_there_is_only_something_to_read(home: Page) -> None:
    row = home.locator(".tasks .row").filter(has_text="Barnehageplass")
    expect(row.locator("a.button")).to_have_text(re.compile("^Informasjon: Les om barnehageplass"))
    row.locator("a.door").click()
    expect(home.locator("main")).to_contain_text("Dette er en informasjonsside fra rundt 2014, ikke et søknadsskjema.")


@_with("water")
def test_whether_the_water_is_off_is_seen_without_a_tap(home: Page, town: Town) -> None:
    name, said = town.water
    block = home.get_by_role("region", name=name)
    expect(block).to_contain_text(said)
    # It stands on the first screen, below what is grave.
    box = block.get_by_role("heading", name=name).bounding_box()
    assert box is not None and box["y"] < PHONE["height"]


@BOTH
@_with("school")
def test_which_school_is_one_tap_and_a_street_away(home: Page, town: Town, go: Go) -> None:
    assert town.school is not None
    street, school = town.school
    go(home, home.get_by_role("link", name="Hvilken skole hører vi til?").first)
    field = home.get_by_label("Skriv gata di")
    # Its script shows it: what is typed before that goes nowhere.
    expect(field).to_be_visible()
    field.focus()
    home.keyboard.type(street)
    expect(home.locator(".answer").get_by_role("link", name=school).first).to_be_visible()


@BOTH
@_with("fault")
def test_a_hole_in_the_road_is_two_taps_away_and_what_is_urgent_comes_first(home: Page, town: Town, go: Go) -> None:
    assert town.fault is not None
    who, whose = town.fault
    go(home, home.get_by_role("link", name=who))
    expect(home.get_by_role("heading", name="Meld feil", level=1)).to_be_visible()
    main = home.locator("main")
    numbers = [one.get_attribute("href") for one in main.locator("a[href^='tel:']").all()]
    assert numbers[:3] == ["tel:112", "tel:110", "tel:113"]
    expect(main.get_by_role("heading", name=whose)).to_be_visible()
    expect(main.get_by_role("link", name="175")).to_have_attribute("href", "tel:175")


@_with("fault")
def test_to_tell_of_a_hole_in_the_road_is_one_tap(home: Page) -> None:
    """A telephone, a letter or a form: something that does more than lead on to a page of ours."""
    button = home.get_by_role("region", name="Meld feil").locator("a.button").first
    expect(button).to_have_attribute("href", re.compile("^(tel:|mailto:|https://)."))


@_with("weekend")
def test_what_is_on_this_weekend_is_seen_without_a_tap(home: Page) -> None:
    block = home.get_by_role("region", name="I helga")
    expect(block.locator(".row:visible").first).to_be_visible()


@BOTH
@_with("weekend")
def test_all_that_is_on_is_one_tap_away(home: Page, go: Go) -> None:
    go(home, home.get_by_role("region", name="I helga").get_by_role("link", name="Alt som skjer"))
    expect(home.get_by_role("heading", level=1)).to_be_visible()
    assert home.url.endswith("/aktuelt/arrangement/")
