"""Calculators on pages: the form, how it is reckoned, and the table of every combination for who has no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations_with_replacement, groupby

from site_builder.content_types.calculators import Calculator
from site_builder.content_types.records import Price
from site_builder.content_types.service import Service
from site_builder.model import Site, Sourced, timeless
from site_builder.outputs import addresses, ahead, calculator_words
from site_builder.outputs.in_text import amount_text
from site_builder.outputs.reckoning import Terms, enough, reckoned, total
from site_builder.outputs.tariffs import Priced, as_data, priced_options, terms_of
from site_builder.text.foreign import joined
from site_builder.text.messages import Catalogue

IN_THE_TABLE = 4
"""The most children of a row"""
WITH_AN_INCOME = 3
"""The most children of a row of the tables for incomes: there is one for each"""
IN_THE_FORM = 6
STEPS = (50_000, 100_000, 200_000, 500_000, 1_000_000)
"""Kroner between the incomes of examples"""
MOST_INCOMES = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen for a child."""

    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class TableRow:
    places: str
    month: str
    year: str
    """Empty where it is free"""


@dataclass(frozen=True, slots=True)
class TableGroup:
    """The rows of so many children."""

    title: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class IncomeTable:
    """What places cost a household that earns so much."""

    income: str
    groups: tuple[TableGroup, ...]


@dataclass(frozen=True, slots=True)
class Incomes:
    """What a low income makes of the prices that have a limit."""

    limits: tuple[str, ...]
    """Below what income a choice costs less, in a sentence each"""
    caption: str
    tables: tuple[IncomeTable, ...]


@dataclass(frozen=True, slots=True)
class CalculatorView:
    title: str
    note: str
    age: str
    """Which year the prices are from"""
    question: str
    choices: tuple[Choice, ...]
    """None where no price is known: then there is nothing to reckon"""
    children: tuple[int, ...]
    extras: tuple[str, ...]
    """What can be had on top, in a line each"""
    rules: tuple[str, ...]
    """How it is reckoned, in sentences"""
    unknown: tuple[str, ...]
    """That something has no price here"""
    caption: str
    groups: tuple[TableGroup, ...]
    incomes: Incomes | None
    months: int
    data: str
    """What the script reckons with"""
    forms: tuple[tuple[str, str], ...]
    """How the script writes numbers, by name: as the table does"""
    shown: ahead.Shown = ahead.ALWAYS


def of_service(site: Site, service: Service) -> Calculator | None:
    return site.get(Calculator, service.calculator) if service.calculator else None


def views_of(service: Service, site: Site) -> tuple[CalculatorView, ...]:
    """Return the calculator of a service as it is now; none where it has none."""
    found = of_service(site, service)
    return (calculator_view(found, site),) if found else ()


def over_time(service: Service, site: Site) -> tuple[CalculatorView, ...]:
    """Return the calculator of a service now, and from the days on which prices or rules become others."""
    found = of_service(site, service)
    if found is None:
        return ()
    things: list[Sourced] = [found, *(price for slug in found.prices if (price := site.get(Price, slug)))]
    sites = ahead.course(site, things)
    return ahead.over_time(sites, [views_of(service, at) for at in sites])


def calculator_view(one: Calculator, site: Site) -> CalculatorView:
    """Return what a calculator shows at the site's moment."""
    words, terms = addresses.words_of(site), terms_of(one)
    priced = tuple(priced_options(one, site))
    return CalculatorView(
        title=one.title,
        note=one.note or "",
        age=calculator_words.age_of(one, priced, site),
        question=one.question or words.say("calculator.question"),
        choices=tuple(Choice(option.name, kroner(words, tariff.price)) for option, tariff in priced),
        children=tuple(range(1, IN_THE_FORM + 1)),
        extras=calculator_words.optional_extras(one, priced, site),
        rules=tuple(calculator_words.rules_of(one, priced, site)) if priced else (),
        unknown=calculator_words.unknown_of(one, priced, site),
        caption=calculator_words.caption_of(one, priced, words),
        groups=_groups(site, priced, terms, IN_THE_TABLE),
        incomes=_incomes(site, one, priced, terms),
        months=terms.months,
        data=as_data(priced, terms),
        forms=words.forms_of_numbers(),
    )


def kroner(words: Catalogue, ore: int) -> str:
    """Return an amount in øre as people read it, or that it is free."""
    return amount_text(words, Decimal(ore) / 100)


@timeless
def _groups(
    site: Site, priced: tuple[Priced, ...], terms: Terms, most: int, income: int | None = None
) -> tuple[TableGroup, ...]:
    """Return every combination of choices, for one child and more; with an income in øre, what it makes of them."""
    words, groups = addresses.words_of(site), []
    for children in range(1, most + 1) if priced else ():
        chosen = combinations_with_replacement(priced, children)
        rows = tuple(_row(one, terms, words, income) for one in chosen)
        groups.append(TableGroup(words.say("calculator.children_in_all", n=children), rows))
    return tuple(groups)


def _row(chosen: Sequence[Priced], terms: Terms, words: Catalogue, income: int | None) -> TableRow:
    month = total(reckoned([tariff for _, tariff in chosen], terms, income))
    year = words.say("calculator.year", amount=kroner(words, month * terms.months)) if month else ""
    return TableRow(_places(chosen), kroner(words, month), year)


def _places(chosen: Sequence[Priced]) -> str:
    """Return `2 × Hel plass + Halv plass`."""
    found = ((name, len(tuple(alike))) for name, alike in groupby(option.name for option, _ in chosen))
    return joined(" + ", (joined(" × ", (str(number), name)) if number > 1 else name for name, number in found))


def _incomes(site: Site, one: Calculator, priced: tuple[Priced, ...], terms: Terms) -> Incomes | None:
    """Return below what income each choice costs less, and what all cost for some incomes; None without limits."""
    words = addresses.words_of(site)
    limited = [(option, most) for option, tariff in priced if (most := enough(tariff, terms)) and tariff.price]
    if not limited:
        return None
    limits = tuple(
        words.say("calculator.below", name=option.name, income=words.amount(Decimal(most) / 100))
        for option, most in limited
    )
    tables = tuple(
        IncomeTable(words.amount(Decimal(income)), _groups(site, priced, terms, WITH_AN_INCOME, income * 100))
        for income in _examples(max(most for _, most in limited) // 100)
    )
    return Incomes(limits, calculator_words.caption_of_incomes(one, priced, words), tables)


def _examples(highest: int) -> Iterator[int]:
    """Yield incomes in whole kroner from nothing to the last at which a price is less."""
    step = next((one for one in STEPS if highest // one < MOST_INCOMES), STEPS[-1])
    yield from range(0, min(highest, MOST_INCOMES * step), step)
