"""What the browser reckons is what the build does, and what anybody gets with pencil and paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.build import Request, build
from site_builder.content_types.calculators import Calculator
from site_builder.loading import load
from site_builder.outputs.reckoning import Line, Tariff, Terms, reckoned, total
from site_builder.outputs.tariffs import priced_options, terms_of
from tests import hostile
from tests.browser.demo import Built
from tests.browser.serving import Served, serving
from tests.browser.test_accessibility import EVERY_RULE, faults_of, in_every_look
from tests.browser.test_layout import assert_fits
from tests.support import SMALL_SETTINGS, written

# The nursery's prices of autumn 2019 and its percent for siblings; half a place, the limit and the rest are made up.
PRICES = """\
hel:
  tittel: Hel plass
  enhet: per måned
  satser:
    - beløp: 3040
      år: 2019
    - beløp: 3315,50
      fra: 2026-08-01
halv:
  tittel: Halv plass
  satser:
    - beløp: 1799,50
gratis:
  tittel: Gratis kjernetid
  satser:
    - beløp: gratis
mat:
  tittel: Mat
  satser:
    - beløp: 330
bleier:
  tittel: Bleier
  satser:
    - beløp: 49,50
"""
CALCULATOR = """\
  tittel: Regn ut prisen
  valg:
    - navn: Hel plass
      pris: hel
    - navn: Halv plass
      pris: halv
      andel: 50
    - navn: Kjernetid
      pris: gratis
  søsken:
    - gjelder: hel
      andre: 30
      tredje: 50
    - gjelder: halv
      andre: 62,5
      av: hel
  inntekt:
    - prosent: 6
      gjelder: [hel, halv]
  tillegg:
    - pris: mat
      gjelder: hel
    - pris: bleier
      frivillig: ja
  betalingsfri: juli
"""
SERVICE = "---\ntittel: {0}\nkort: En plass.\nkategori: skole\nregn_ut: {0}\n---\n\nSpør.\n"
FILES = {
    "content/site.yaml": f"{SMALL_SETTINGS}språk: [nb, nn, en]\n",
    "content/prices.yaml": PRICES,
    "content/calculators.yaml": f"kroner:\n{CALCULATOR}ore:\n{CALCULATOR}  avrunding: øre\n",
    "content/categories.yaml": "skole:\n  tittel: Skole\n",
    "content/services/kroner.md": SERVICE.format("kroner"),
    "content/services/ore.md": SERVICE.format("ore"),
}
INCOMES = (None, 0, 1, 123_456, 300_000, 399_999, 557_333, 557_334, 1_200_000)


@dataclass(frozen=True)
class Town:
    served: Served
    tariffs: tuple[Tariff, ...]
    terms: dict[str, Terms]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    root: Path = written(tmp_path_factory.mktemp("calculators"), FILES)
    with serving(root / "output") as served:
        outcome = build(Request(root, root / "output", hostile.NOW, served.origin))
        assert outcome.written is not None, outcome.problems
        loaded = load(root, served.origin).site
        assert loaded is not None
        site = loaded.at(hostile.NOW)
        tariffs = tuple(tariff for _, tariff in priced_options(site.of(Calculator)[0], site))
        yield Town(served, tariffs, {one.slug: terms_of(one) for one in site.of(Calculator)})


def _open(page: Page, town: Town, name: str = "kroner") -> None:
    page.goto(f"{town.served.origin}/tjenester/{name}/")
    page.locator("summary:visible", has_text="Regn ut prisen").click()


def _choose(page: Page, chosen: Sequence[int], income: str = "", *, with_optional: bool = False) -> None:
    form = page.locator("form:visible")
    form.get_by_label("Antall barn").select_option(str(len(chosen)))
    for number, at in enumerate(chosen, 1):
        form.get_by_label(f"Barn {number}", exact=True).select_option(str(at))
    form.get_by_label("Bleier").set_checked(with_optional)
    form.get_by_label("Husstandens inntekt").fill(income)


# Sets all at once: to do as people do for each of many cases takes long.
SET = """([chosen, income, optional]) => {
  const form = [...document.querySelectorAll("[data-reckon]")].find(one => one.checkVisibility());
  form.children_ = form.querySelector("[name=children]");
  form.children_.value = String(chosen.length);
  form.querySelectorAll("[name=place]").forEach((one, at) => { one.value = String(chosen[at] || 0); });
  form.querySelector("[name=income]").value = income;
  form.querySelector("[name=optional]").checked = optional;
  form.children_.dispatchEvent(new Event("input", { bubbles: true }));
  return [form.querySelector("output").textContent, ...[...form.querySelectorAll("li")].map(one => one.textContent)];
}"""
AMOUNT = re.compile(r"(\d[\d ]*)(?:,(\d\d))? kr|gratis|ingenting")


def _ore(text: str) -> list[int]:
    """Return the amounts in a text, in øre."""
    found = AMOUNT.finditer(text.replace("\xa0", " "))
    return [int((one[1] or "0").replace(" ", "")) * 100 + int(one[2] or 0) for one in found]


def _extra(line: str) -> int:
    return _ore(line)[-1] if "i tillegg" in line else 0


def _amount(line: str) -> int:
    return _ore(line)[-2 if "i tillegg" in line else -1]


def _cases() -> list[tuple[tuple[int, ...], int | None, bool]]:
    """Return each way to choose for one to three children with each income, and some for four to six."""
    few = [one for children in (1, 2, 3) for one in combinations_with_replacement(range(3), children)]
    many = [(1, 0, 2, 0), (0, 0, 0, 0), (2, 1, 1, 0, 0), (0, 1, 0, 1, 0, 1)]
    return [(one, income, at % 2 == 1) for at, (one, income) in enumerate(product([*few, *many], INCOMES))]


@pytest.mark.parametrize("name", ["kroner", "ore"])
def test_the_browser_and_the_build_agree(name: str, page: Page, town: Town) -> None:
    _open(page, town, name)
    cases = _cases()
    assert len(cases) >= 60
    for chosen, income, optional in cases:
        wanted = reckoned(
            [town.tariffs[at] for at in chosen],
            town.terms[name],
            None if income is None else income * 100,
            with_optional=optional,
        )
        answer, *lines = page.evaluate(SET, [chosen, "" if income is None else str(income), optional])
        assert [Line(_amount(one), _extra(one)) for one in lines] == [Line(one.amount, one.extra) for one in wanted], (
            chosen,
            income,
            lines,
        )
        month = total(wanted)
        assert _ore(answer) == ([month, month * 11] if month else [0]), (chosen, income, answer)
        assert "NaN" not in answer + "".join(lines)


@pytest.mark.parametrize(
    ("chosen", "income", "amounts"),
    [
        # 3040; with food 330 more.
        ([0], "", ["3370"]),
        # 30 % off 3040 is 2128, half of it 1520; each with food.
        ([0, 0, 0], "", ["3370", "2458", "1850"]),
        # A sibling with half a place pays 37,5 % of 3040, which is 1140.
        ([0, 1], "", ["3370", "1140"]),
        ([1, 0], "", ["1140", "3370"]),
        # 1799,50 is rounded up.
        ([1], "", ["1800"]),
        # 6 % of 300 000 over eleven months is 1636,36; less 30 % 1145,45.
        ([0, 0], "300 000", ["1966", "1475"]),
        # 3 % of it is 818,18.
        ([1], "300 000", ["818"]),
        ([2], "", ["0"]),
    ],
)
def test_the_answer_is_what_pencil_and_paper_say(
    chosen: list[int], income: str, amounts: list[str], page: Page, town: Town
) -> None:
    _open(page, town)
    _choose(page, chosen, income)
    lines = page.locator("form:visible li").all_inner_texts()
    assert [_amount(one) + _extra(one) for one in lines] == [int(Decimal(one) * 100) for one in amounts]


def test_the_calculation_is_shown_line_by_line(page: Page, town: Town) -> None:
    _open(page, town)
    _choose(page, [0, 0, 1], with_optional=True)
    form = page.locator("form:visible")
    expect(form.locator("output")).to_have_text(
        "Dere betaler 7 118 kr i måneden i 11 måneder. Det blir 78 298 kr i året."
    )
    expect(form.locator("li")).to_have_text(
        [
            "Barn 1, Hel plass: 3 040 kr, og 380 kr i tillegg",
            "Barn 2, Hel plass: 3 040 kr minus 30 % søskenmoderasjon = 2 128 kr, og 380 kr i tillegg",
            "Barn 3, Halv plass: 37,5 % av 3 040 kr = 1 140 kr, og 50 kr i tillegg",
        ]
    )
    expect(page.get_by_text("Svaret er en veiledning, ikke et vedtak. Prisene er fra 2019.").first).to_be_visible()
    expect(form.locator("output")).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize(
    ("written_", "year"),
    [
        ("450000", 450_000),
        ("450 000", 450_000),
        ("450.000", 450_000),
        ("kr 450 000,-", 450_000),
        ("450 000,50 kroner", None),
        ("0", 0),
    ],
)
def test_an_income_may_be_written_as_people_write_it(written_: str, year: int | None, page: Page, town: Town) -> None:
    _open(page, town)
    _choose(page, [0], written_)
    income = 45_000_050 if year is None else year * 100
    line = page.locator("form:visible li").inner_text()
    assert _amount(line) == reckoned([town.tariffs[0]], town.terms["kroner"], income)[0].amount
    expect(page.locator("form:visible [name=income]")).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize(
    ("written_", "said"),
    [
        ("-5", "Inntekten kan ikke være under 0 her. Skriv 0 hvis husstanden ikke tjener noe."),
        ("mye", "Vi forstår ikke «mye». Skriv inntekten med tall, for eksempel 450 000."),
        ("4.5", "Vi forstår ikke «4.5». Skriv inntekten med tall, for eksempel 450 000."),
        ("<b>1</b>", "Vi forstår ikke «<b>1</b>». Skriv inntekten med tall, for eksempel 450 000."),
        ("9" * 25, "Så høye beløp regner vi ikke med. Skriv et beløp under 1 milliard kroner."),
    ],
)
def test_an_income_that_cannot_be_is_answered_in_words(written_: str, said: str, page: Page, town: Town) -> None:
    _open(page, town)
    _choose(page, [0], written_)
    expect(page.locator("form:visible output")).to_have_text(said)
    expect(page.locator("form:visible li")).to_have_count(0)
    expect(page.locator("form:visible [name=income]")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(
    ("address", "answer", "line", "incomes"),
    [
        (
            "en/services",
            "You pay NOK 4,510 a month for 11 months. That is NOK 49,610 a year.",
            "Child 3, Halv plass: 37.5% of NOK 3,040 = NOK 1,140",
            ("150,000", "NOK 150,000", "150,000.00 kroner", "150 000 NOK", "150.000"),
        ),
        (
            "nn/tenester",
            "De betaler 4 510 kr i månaden i 11 månader. Det blir 49 610 kr i året.",
            "Barn 3, Halv plass: 37,5 % av 3 040 kr = 1 140 kr",
            ("150.000", "150 000", "kr 150 000,-", "150.000,00", "150,000"),
        ),
    ],
)
def test_the_answer_is_in_the_numbers_of_the_page_and_takes_an_income_in_them(
    address: str, answer: str, line: str, incomes: tuple[str, ...], page: Page, town: Town
) -> None:
    page.goto(f"{town.served.origin}/{address}/kroner/")
    page.locator("details.calculator:visible > summary").click()
    said, *lines = page.evaluate(SET, [[0, 2, 1], "", False])
    assert (said.replace("\xa0", " "), lines[2].replace("\xa0", " ")) == (answer, line)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    row = page.locator(
        "tr:visible", has=page.get_by_role("rowheader", name="Hel plass + Halv plass + Kjernetid", exact=True)
    ).first
    assert row.locator(".amount").inner_text() in said
    assert re.split("\xa0kr| a year", row.locator(".note").inner_text())[0] in said
    wanted = page.evaluate(SET, [[0, 2, 1], "150000", False])
    assert wanted[0] != said
    for income in incomes:
        assert page.evaluate(SET, [[0, 2, 1], income, False]) == wanted, income
    for other in ("150.00,00", "1,5,0", "1.234,567", "150 000 USD"):
        assert other in page.evaluate(SET, [[0], other, False])[0]


def test_it_is_used_from_the_keyboard_and_sends_and_stores_nothing(page: Page, town: Town) -> None:
    asked: list[str] = []
    _open(page, town)
    page.on("request", lambda request: asked.append(request.url))
    page.locator("form:visible [name=children]").focus()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Halv")
    expect(page.locator("form:visible").get_by_label("Barn 2", exact=True)).to_have_value("1")
    expect(page.locator("form:visible").get_by_label("Barn 3", exact=True)).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("300000")
    address = page.url
    page.keyboard.press("Enter")
    expect(page.locator("form:visible output")).to_contain_text("2 884 kr")
    assert page.url == address
    assert asked == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_next_years_prices_are_reckoned_with_from_their_first_day_on_a_page_built_before(
    browser: Browser, town: Town
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.clock.set_fixed_time(datetime(2026, 8, 1, 10, tzinfo=UTC))
        _open(page, town)
        expect(page.locator("form:visible")).to_have_count(1)
        expect(page.locator("form:visible li")).to_have_text(["Barn 1, Hel plass: 3 316 kr, og 330 kr i tillegg"])


def test_without_javascript_the_table_has_it_all(browser: Browser, town: Town) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        _open(page, town)
        assert page.locator("form:visible").count() == 0
        row = page.locator("tr:visible", has_text="2 × Hel plass + Halv plass").first
        # 3040 and 2128 with food, and 1140.
        expect(row).to_contain_text("6 968 kr")
        expect(
            page.get_by_text("Tjener husstanden under 557 333 kr i året, betaler dere mindre.").first
        ).to_be_visible()
        # An income of 300 000: 6 % of it over eleven months is 1636, 30 % less for the second child; with food.
        page.get_by_text("Inntekt i året: 300 000 kr").first.click()
        row = page.locator("details details details[open] tr", has_text="2 × Hel plass").first
        expect(row).to_contain_text("3 441 kr")
        assert_fits(page)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_all_of_it_fits_and_axe_finds_nothing(width: int, page: Page, town: Town) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _open(page, town)
    _choose(page, [0, 1, 2, 0, 0, 0], "-1")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert_fits(page)
    assert faults_of(page, EVERY_RULE) == []
    assert in_every_look(page) == {}


def test_it_is_in_the_embed_of_its_service_too(page: Page, demo: Built) -> None:
    page.goto(f"{demo.origin}/embed/tjenester/sfo/")
    page.get_by_text("Regn ut prisen for SFO").click()
    page.get_by_label("Antall barn").select_option("2")
    expect(page.locator("form:visible output")).to_contain_text("5 347 kr i måneden")
