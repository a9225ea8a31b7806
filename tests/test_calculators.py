"""What places for several children cost together: worked by hand from the prices, to the øre."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from site_builder.content_types.calculators import Calculator
from site_builder.content_types.house import percent
from site_builder.content_types.service import Service
from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs import calculators
from site_builder.outputs.calculators import CalculatorView, calculator_view
from site_builder.outputs.languages import in_language
from site_builder.outputs.reckoning import Line, Tariff, Terms, enough, reckoned, rounded, total
from site_builder.rendering.templates import compact_script
from tests.support import NOW, ROOT, SMALL_SETTINGS, built, small_site

KRONE, ORE = Terms(11), Terms(11, 1)
# SFO in 2024/25: a sibling with a whole place pays 70 % of it, one with half a place 50 % of a whole one.
FULL = Tariff(314500, 314500, second=3000, third=3000)
HALF = Tariff(225000, 314500, is_own=False, second=5000, third=5000)
FREE_HOURS = Tariff(89500, 89500)
FREE = Tariff(0, 0)
# The nursery in autumn 2019: 30 % for the second child, 50 % from the third.
NURSERY = Tariff(304000, 304000, second=3000, third=5000)
LIMITED = Tariff(304000, 304000, second=3000, third=5000, limit=600 * 10000)


def _amounts(lines: Sequence[Line]) -> list[Decimal]:
    return [Decimal(one.amount) / 100 for one in lines]


@pytest.mark.parametrize(
    ("chosen", "amounts"),
    [
        ([FULL], [3145]),
        ([HALF], [2250]),
        ([FULL, FULL], [3145, 2202]),
        ([FULL, HALF], [3145, 1573]),
        ([HALF, FULL], [1573, 3145]),
        ([HALF, HALF, FULL], [1573, 1573, 3145]),
        ([FREE_HOURS, FULL], [895, 3145]),
        ([FREE_HOURS, FREE_HOURS], [895, 895]),
        ([FREE, FREE], [0, 0]),
        ([NURSERY, NURSERY], [3040, 2128]),
        ([NURSERY, NURSERY, NURSERY, NURSERY], [3040, 2128, 1520, 1520]),
    ],
)
def test_each_child_costs_what_the_price_list_says(chosen: list[Tariff], amounts: list[int]) -> None:
    assert _amounts(reckoned(chosen, KRONE)) == amounts


def test_who_has_the_dearest_place_pays_all_of_it_whatever_the_order() -> None:
    assert total(reckoned([HALF, FULL], KRONE)) == total(reckoned([FULL, HALF], KRONE)) == 471800


def test_half_a_krone_is_rounded_up_and_less_is_not() -> None:
    assert [rounded(Fraction(one), 100) for one in (150, 149, 50, 49)] == [200, 100, 100, 0]
    assert rounded(Fraction(1, 2), 1) == 1
    assert _amounts(reckoned([FULL, FULL], ORE)) == [Decimal("3145"), Decimal("2201.5")]


@pytest.mark.parametrize(
    ("income", "amount"),
    [
        # 6 % of 300 000 is 18 000, a month of eleven 1636,36.
        (300_000, 1636),
        (0, 0),
        # 3040 times 11 is 33 440, which is 6 % of 557 333,33.
        (557_333, 3040),
        (600_000, 3040),
    ],
)
def test_a_place_costs_at_most_its_share_of_the_income(income: int, amount: int) -> None:
    assert _amounts(reckoned([LIMITED], KRONE, income * 100)) == [amount]


def test_siblings_get_their_percent_of_what_the_income_has_made_less() -> None:
    # 1636,3636 less 30 % is 1145,45, less 50 % 818,18.
    lines = reckoned([LIMITED] * 3, KRONE, 30_000_000)
    assert _amounts(lines) == [1636, 1145, 818]
    assert all(one.is_limited for one in lines)


def test_a_limit_holds_for_what_is_a_part_of_another_price() -> None:
    half = Tariff(225000, 314500, is_own=False, second=5000, third=5000, limit=600 * 5000)
    # 3 % of 400 000 is 12 000, a month of eleven 1090,91; half of 3145 is 1572,50.
    assert _amounts(reckoned([half, half], KRONE, 40_000_000)) == [1091, 1091]
    assert _amounts(reckoned([half, half], KRONE, 70_000_000)) == [1909, 1573]


def test_the_income_from_which_on_a_place_costs_its_price_is_exact() -> None:
    assert enough(LIMITED, KRONE) == 55_733_300
    assert enough(NURSERY, KRONE) is None


def test_what_comes_on_top_is_neither_less_for_siblings_nor_for_the_income() -> None:
    one = Tariff(304000, 304000, second=3000, third=5000, limit=600 * 10000, extra=33000, optional=5000)
    lines = reckoned([one, one], KRONE, 0, with_optional=True)
    assert [(line.amount, line.extra) for line in lines] == [(0, 38000), (0, 38000)]
    assert total(reckoned([one], KRONE)) == 337000


@pytest.mark.parametrize(("written", "is_meant"), [("30", "30"), ("30 %", "30"), ("12,5", "12.5"), ("6 prosent", "6")])
def test_percent_may_be_written_as_people_write_them(written: str, is_meant: str) -> None:
    assert percent(written) == Decimal(is_meant)


# --- from content to page -------------------------------------------------------------------------

PRICES = """\
hel:
  tittel: Hel plass
  enhet: per måned
  satser:
    - beløp: 3000
      fra: 2025-08-01
      år: 2025/26
    - beløp: 3200
      fra: 2026-08-01
halv:
  tittel: Halv plass
  satser:
    - beløp: 1600
      fra: 2027-01-01
mat:
  tittel: Mat
  satser:
    - beløp: 300
      fra: 2027-01-01
"""
CALCULATOR = """\
sfo:
  tittel: Regn ut prisen
  valg:
    - navn: Hel
      pris: hel
    - navn: Halv
      pris: halv
  søsken:
    - andre: 20
    - fra: 2026-08-01
      andre: 30
    - gjelder: halv
      andre: 10
  tillegg:
    - pris: mat
      frivillig: ja
  betalingsfri: [juli]
"""
SERVICE = "---\ntittel: SFO\nkort: Før og etter skolen.\nkategori: skole\npriser: hel\nregn_ut: sfo\n---\n\nSpør.\n"
FILES = {
    "content/prices.yaml": PRICES,
    "content/calculators.yaml": CALCULATOR,
    "content/categories.yaml": "skole:\n  tittel: Skole\n",
    "content/services/sfo.md": SERVICE,
}


def _view(site: Site) -> CalculatorView:
    (one,) = site.of(Calculator)
    return calculator_view(one, site)


def _row(view: CalculatorView, places: str) -> str:
    return next(row.month for group in view.groups for row in group.rows if row.places == places).replace("\xa0", " ")


def _at(tmp_path: Path, now: datetime) -> CalculatorView:
    return _view(small_site(tmp_path, FILES, now))


def test_a_choice_whose_price_has_not_begun_is_said_to_be_unknown_and_reckoned_with_nowhere(tmp_path: Path) -> None:
    view = _at(tmp_path, NOW)
    assert view.unknown == ("Halv: prisen er ikke kjent her.", "Mat: prisen er ikke kjent her.")
    assert [choice.name for choice in view.choices] == ["Hel"]
    assert view.extras == ()
    assert [row.places for group in view.groups for row in group.rows] == ["Hel", "2 × Hel", "3 × Hel", "4 × Hel"]
    assert _row(view, "2 × Hel") == "5 400 kr"
    assert view.age == "Prisene er fra 2025/26."


def test_a_calculator_of_which_no_price_has_begun_says_so(tmp_path: Path) -> None:
    view = _at(tmp_path, datetime(2024, 1, 1, tzinfo=UTC))
    assert (view.choices, view.groups, view.rules, view.incomes, view.age) == ((), (), (), None, "")
    assert len(view.unknown) == 3


def test_prices_and_rules_of_next_year_begin_by_themselves(tmp_path: Path) -> None:
    view = _at(tmp_path, datetime(2026, 8, 2, tzinfo=UTC))
    assert _row(view, "2 × Hel") == "5 440 kr"
    assert view.age == "Prisene gjelder fra 1. august 2026."
    view = _at(tmp_path, datetime(2027, 1, 2, tzinfo=UTC))
    assert (view.unknown, view.extras) == ((), ("Mat, 300\xa0kr for hvert barn",))
    assert _row(view, "Hel + Halv") == "4 640 kr"


def test_a_page_that_is_not_built_again_has_what_comes_with_the_minute_it_comes(tmp_path: Path) -> None:
    site = small_site(tmp_path, FILES)
    (service,) = site.of(Service)
    views = calculators.over_time(service, site)
    assert [_row(one, "2 × Hel") for one in views] == ["5 400 kr", "5 440 kr", "5 440 kr"]
    assert [one.shown.is_now for one in views] == [True, False, False]
    minute = int(datetime(2026, 7, 31, 22, tzinfo=UTC).timestamp()) // 60
    assert views[0].shown.turns == (minute,)
    assert views[1].shown.turns[0] == minute


def test_the_rule_that_names_a_price_holds_before_the_one_that_names_none(tmp_path: Path) -> None:
    (one,) = small_site(tmp_path, FILES).of(Calculator)
    found = [one.sibling_rule(slug, NOW) for slug in ("hel", "halv")]
    assert [rule.second for rule in found if rule] == [20, 10]


def test_a_service_without_a_calculator_has_none_and_the_usual_script(tmp_path: Path) -> None:
    files = FILES | {"content/services/veg.md": "---\ntittel: Veg\nkort: Om vegene.\nkategori: skole\n---\n\nSpør.\n"}
    root = tmp_path / "site"
    small_site(root, files)
    built(root, tmp_path / "out")
    veg, sfo = ((tmp_path / f"out/tjenester/{name}/index.html").read_text("utf-8") for name in ("veg", "sfo"))
    assert "/assets/klokka." in veg
    assert "/assets/klokka." not in sfo
    assert len(re.findall("<script", sfo)) == 1
    assert "/assets/regn-ut." in sfo


LIMITED_PRICES = {
    "content/site.yaml": f"{SMALL_SETTINGS}språk: [nb, nn, en]\n",
    "content/calculators.yaml": CALCULATOR.replace("andre: 20", "andre: 12,5") + "  inntekt:\n    - prosent: 6,5\n",
}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nn", ("3 000 kr", "61 875 kr i året", "under 507 692 kr", ("100 000 kr", "591 kr"), "12,5 %", "6,5 %")),
        (
            "en",
            ("NOK 3,000", "NOK 61,875 a year", "less than NOK 507,692", ("NOK 100,000", "NOK 591"), "12.5%", "6.5%"),
        ),
    ],
)
def test_all_numbers_of_a_calculator_are_written_as_the_language_of_its_page_writes_them(
    language: str, said: tuple[str, ...], tmp_path: Path
) -> None:
    view = _view(in_language(small_site(tmp_path, FILES | LIMITED_PRICES), language))
    assert view.incomes
    price, year, limit, income, off, most = said
    rules = " ".join(view.rules).replace("\xa0", " ")
    assert view.choices[0].amount.replace("\xa0", " ") == _row(view, "Hel") == price
    assert [row.year.replace("\xa0", " ") for group in view.groups for row in group.rows][1] == year
    assert limit in view.incomes.limits[0].replace("\xa0", " ")
    table = view.incomes.tables[1]
    found = (table.income, table.groups[0].rows[0].month)
    assert [one.replace("\xa0", " ") for one in found] == list(income)
    assert off in rules and most in rules
    assert (
        dict(view.forms)["amount"].replace("{n}", "3,000" if language == "en" else "3\xa0000") == view.choices[0].amount
    )


# --- the demo -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo() -> Site:
    site = load(ROOT).site
    assert site is not None
    return site.at(NOW)


def _of(demo: Site, slug: str) -> CalculatorView:
    found = demo.get(Calculator, slug)
    assert found is not None
    return calculator_view(found, demo)


@pytest.mark.parametrize(
    ("places", "month"),
    [
        ("Hel plass, 4. trinn", "3 145 kr"),
        ("Halv plass, 1.–3. trinn", "gratis"),
        ("2 × Hel plass, 4. trinn", "5 347 kr"),
        ("Hel plass, 4. trinn + Halv plass, 4. trinn", "4 718 kr"),
        ("Hel plass, 4. trinn + Hel plass, 1.–3. trinn", "4 040 kr"),
        ("4 × Hel plass, 1.–3. trinn", "3 580 kr"),
    ],
)
def test_the_table_of_sfo_says_what_its_price_list_does(demo: Site, places: str, month: str) -> None:
    assert _row(_of(demo, "sfo"), places) == month


def test_the_table_has_every_combination_for_one_to_four_children(demo: Site) -> None:
    # Of four choices there are 4, 10, 20 and 35 ways to choose one, two, three and four.
    assert [len(group.rows) for group in _of(demo, "sfo").groups] == [4, 10, 20, 35]


def test_the_table_of_nurseries_says_what_they_cost_in_2019_and_that_it_is_of_that_year(demo: Site) -> None:
    view = _of(demo, "barnehage")
    months = [row.month.replace("\xa0", " ") for group in view.groups for row in group.rows]
    assert months == ["3 040 kr", "5 168 kr", "6 688 kr", "8 208 kr"]
    assert view.age == "Prisene er fra 2019."
    assert "2019" in view.note


def test_no_rule_is_there_that_no_source_tells_of(demo: Site) -> None:
    told = [one for one in demo.of(Calculator) if not one.title.startswith("Eksempel: ")]
    assert len(told) == 2
    for one in told:
        assert one.income == ()
        assert one.sources


# 5 % of the income over twelve months, three fifths of that for three days; 30 % off for the second child, 50 % from
# the third.
@pytest.mark.parametrize(
    ("income", "places", "month"),
    [
        ("0 kr", "3 × Hel plass", "gratis"),
        ("200 000 kr", "Hel plass", "833 kr"),
        ("200 000 kr", "Tre dager i uka", "500 kr"),
        ("200 000 kr", "2 × Hel plass", "1 416 kr"),
        ("200 000 kr", "3 × Hel plass", "1 833 kr"),
        ("200 000 kr", "Hel plass + 2 × Tre dager i uka", "1 433 kr"),
        ("400 000 kr", "2 × Hel plass", "2 834 kr"),
    ],
)
def test_without_a_script_a_family_of_several_children_reads_what_its_income_makes_of_the_price(
    demo: Site, income: str, places: str, month: str
) -> None:
    incomes = _of(demo, "barnehage-lav-inntekt").incomes
    assert incomes is not None
    tables = {one.income.replace("\xa0", " "): one.groups for one in incomes.tables}
    rows = {row.places: row.month.replace("\xa0", " ") for group in tables[income] for row in group.rows}
    assert rows[places] == month


def test_the_tables_for_incomes_have_every_combination_for_one_to_three_children(demo: Site) -> None:
    incomes = _of(demo, "barnehage-lav-inntekt").incomes
    assert incomes is not None
    assert [one.income.replace("\xa0", " ") for one in incomes.tables] == [
        "0 kr",
        "100 000 kr",
        "200 000 kr",
        "300 000 kr",
        "400 000 kr",
    ]
    assert [[len(group.rows) for group in one.groups] for one in incomes.tables] == [[2, 3, 4]] * 5
    assert incomes.caption == "Pris for ett til tre barn, med søskenmoderasjon og reduksjon for lav inntekt"


def test_pages_with_a_calculator_and_their_script_are_light(tmp_path: Path) -> None:
    built(ROOT, tmp_path / "out")
    for name in ("sfo", "barnehage-pris", "barnehageplass", "pris-etter-inntekt"):
        page = (tmp_path / f"out/tjenester/{name}/index.html").read_bytes()
        assert len(gzip.compress(page, 9)) <= 14 * 1024, name
    script = compact_script((ROOT / "templates/calculator.js").read_text(encoding="utf-8"))
    assert len(gzip.compress(script.encode(), 9)) < 3 * 1024
