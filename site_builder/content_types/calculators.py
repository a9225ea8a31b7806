"""Calculators: which prices there are to choose from, and what makes them less for some."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar, TypeVar

from site_builder.content_types.entry import Model, field, nb_name
from site_builder.content_types.house import (
    SLUG_PATTERN,
    Choice,
    Many,
    Month,
    Percent,
    Text,
    When,
    YesNo,
    chosen,
    refuse,
)
from site_builder.content_types.records import Record
from site_builder.content_types.references import Ref, reference
from site_builder.problems import Problem

MOST_OPTIONS = 6
"""The table has every combination of them: with one more it is too long to find anything in"""


def _price_id(text: str) -> str:
    if re.fullmatch(r"(?:kr\.?\s*)?\d[\d\s.,]*(?:\s*(?:kr\.?|kroner|,-))?", text.lower()):
        raise refuse("K103", text=text)
    return reference(text)


PricedRef = Annotated[str, Ref("price", make=_price_id, pattern=SLUG_PATTERN)]
"""The id of a price, where people are tempted to write an amount"""

_FOR = "Which of the choices, by the ids of their prices; all that have no rule of their own when left out."
_SINCE = "The first day of the rule; next year's is entered now and changes by itself."
_YEAR = "Which year it is known from, shown."


class Rounding(Choice):
    KRONE = "krone", "krone"
    ORE = "ore", "øre"


class Option(Model):
    """What one child may have."""

    name: Text = field("What it is called.", nb="navn", example="Hel plass", limit=60)
    price: PricedRef = field("What it costs a month, by id from prices.yaml.", nb="pris", example="sfo-hel")
    share: Percent = field(
        "How much of a whole place it is, in percent: a limit by income is as much less.",
        nb="andel",
        example="60",
        default=Decimal(100),
    )


class Rule(Model):
    """What holds for some of the choices from a day on."""

    since: When | None = field(_SINCE, nb="fra", en="from", example="2026-08-01", default=None)
    concerns: Many[PricedRef] = field(_FOR, nb="gjelder", example="sfo-halv", default=())
    year: Text | None = field(_YEAR, nb="år", example="2026", default=None)


class SiblingRule(Rule):
    """What children after the first get off."""

    second: Percent = field("Percent off for the second child.", nb="andre", example="30")
    third: Percent | None = field(
        "Percent off for the third child and those after; as for the second when left out.",
        nb="tredje",
        example="50",
        default=None,
    )
    of: PricedRef | None = field(
        "The price that the percent are taken off, by id; that of the choice when left out.",
        nb="av",
        example="sfo-hel",
        default=None,
    )


class IncomeRule(Rule):
    """What a place may cost at most."""

    percent: Percent = field("Percent of what the household earns in a year.", nb="prosent", example="6")


class Surcharge(Model):
    """What comes on top of a place each month, as food does."""

    price: PricedRef = field("What it costs a month, by id from prices.yaml.", nb="pris", example="barnehage-mat")
    optional: YesNo = field("Whether people may do without it.", nb="frivillig", example="ja", default=False)
    concerns: Many[PricedRef] = field(_FOR, nb="gjelder", example="barnehage-hel", default=())


class Calculator(Record):
    """How to reckon what children's places cost together. The amounts are those of prices.yaml."""

    word: ClassVar[str] = "calculator"
    file: ClassVar[str] = "content/calculators.yaml"

    title: Text = field("What people press: a verb first.", nb="tittel", example="Regn ut prisen", limit=80)
    question: Text | None = field(
        "What is chosen for each child.", nb="spørsmål", example="Hva slags plass?", default=None, limit=80
    )
    options: Many[Option] = field("What there is to choose from.", nb="valg", example="navn: Hel plass, pris: sfo-hel")
    siblings: Many[SiblingRule] = field(
        "What children after the first get off.", nb="søsken", example="andre: 30, tredje: 50", default=()
    )
    income: Many[IncomeRule] = field(
        "The most a place may cost, of what the household earns.", nb="inntekt", example="prosent: 6", default=()
    )
    surcharges: Many[Surcharge] = field(
        "What comes on top of each place.", nb="tillegg", example="pris: barnehage-mat", default=()
    )
    free_months: Many[Month] = field("Months that nobody pays for.", nb="betalingsfri", example="juli", default=())
    rounding: Annotated[Rounding, chosen(Rounding)] = field(
        "What each amount is rounded to: whole kroner, half up, or øre.",
        nb="avrunding",
        example="øre",
        default=Rounding.KRONE,
    )
    note: Text | None = field(
        "What people should know first.", nb="merknad", example="Dagens priser er ikke lagt inn ennå.", default=None
    )

    def faults(self) -> Iterator[Problem]:
        if len(set(self.free_months)) == 12:
            yield self.fault("K110", "free_months")
        if self.is_clear("options"):
            yield from self._faults_of_options()
            yield from self._rules_of_no_option()
        for name, rules in (("siblings", self.siblings), ("income", self.income)):
            if self.is_clear(name):
                yield from self._two_rules_from_one_day(name, rules)
        for number, rule in enumerate(self.siblings):
            if self.is_clear("siblings") and rule.third is not None and rule.third < rule.second:
                yield self.fault(
                    "K111", "siblings", number, "third", third=_said(rule.third), second=_said(rule.second)
                )

    def _faults_of_options(self) -> Iterator[Problem]:
        if not self.options:
            yield self.fault("K104", "options")
        if len(self.options) > MOST_OPTIONS:
            yield self.fault("K105", "options", MOST_OPTIONS, number=len(self.options), limit=MOST_OPTIONS)
        names, prices = set[str](), set[str]()
        for number, one in enumerate(self.options):
            # Rules know a choice by its price, and people by its name.
            if one.price in prices:
                yield self.fault("K106", "options", number, "price", slug=one.price)
            elif one.name.casefold() in names:
                yield self.fault("K107", "options", number, "name", text=one.name)
            names.add(one.name.casefold())
            prices.add(one.price)

    def _rules_of_no_option(self) -> Iterator[Problem]:
        known = {one.price for one in self.options}
        for name in ("siblings", "income", "surcharges"):
            for number, rule in enumerate(getattr(self, name) if self.is_clear(name) else ()):
                for at, slug in enumerate(rule.concerns):
                    if slug not in known:
                        names = tuple(sorted(known))
                        yield self.fault("K108", name, number, "concerns", at, slug=slug, choices=names)

    def _two_rules_from_one_day(self, name: str, rules: Sequence[Rule]) -> Iterator[Problem]:
        seen = set[tuple[When | None, str]]()
        for number, rule in enumerate(rules):
            keys = {(rule.since, slug) for slug in rule.concerns or ("",)}
            if keys & seen:
                where = ("since",) if rule.since else ()
                concerns = "concerns" if self._is_spelt_in_english else nb_name(Rule.model_fields["concerns"])
                yield self.fault("K109", name, number, *where, list=self.origin.word(name), concerns=concerns)
            seen |= keys

    def sibling_rule(self, slug: str, moment: datetime) -> SiblingRule | None:
        """Return what holds at `moment` (UTC) for the choice of that price, if anything does."""
        return _in_force(self.siblings, slug, moment)

    def income_rule(self, slug: str, moment: datetime) -> IncomeRule | None:
        """Return what holds at `moment` (UTC) for the choice of that price, if anything does."""
        return _in_force(self.income, slug, moment)

    def surcharges_on(self, slug: str) -> tuple[Surcharge, ...]:
        """Return what comes on top of the choice of that price."""
        return tuple(one for one in self.surcharges if not one.concerns or slug in one.concerns)

    @property
    def _is_spelt_in_english(self) -> bool:
        return self.origin.word("title") == "title"

    @property
    def months(self) -> int:
        """How many months of a year are paid for."""
        return 12 - len(set(self.free_months))

    @property
    def prices(self) -> tuple[str, ...]:
        """The ids of all prices it reckons with, each once."""
        own = (*(one.price for one in self.options), *(one.price for one in self.surcharges))
        return tuple(dict.fromkeys((*own, *(one.of for one in self.siblings if one.of))))

    def changes(self, now: datetime) -> Iterable[datetime]:
        return (one.since.start for one in (*self.siblings, *self.income) if one.since)


AnyRule = TypeVar("AnyRule", bound=Rule)


def _in_force(rules: Iterable[AnyRule], slug: str, moment: datetime) -> AnyRule | None:
    """Return the latest rule that has begun: of those that name the price, else of those that name none."""
    begun = [one for one in rules if one.since is None or one.since.start <= moment]
    for found in ([one for one in begun if slug in one.concerns], [one for one in begun if not one.concerns]):
        if found:
            return max(found, key=lambda one: (one.since is not None, one.since.start if one.since else moment))
    return None


def _said(percent: Decimal) -> str:
    return f"{percent:f}".replace(".", ",")
