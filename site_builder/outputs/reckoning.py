"""What places for several children cost together, by declared rules, exactly. templates/calculator.js does the same.

Amounts are whole øre a month, percent hundredths of a percent (30 % is 3000), incomes øre a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WHOLE = 10_000
"""Hundredths of a percent in a whole"""


@dataclass(frozen=True, slots=True)
class Tariff:
    """What one place costs at a moment, and what makes it less."""

    price: int
    of: int
    """What the percent for siblings are taken off"""
    is_own: bool = True
    """Whether that is its own price: then a limit by income holds before them, else for what comes of them"""
    second: int | None = None
    """Off for the second child; None for a place that is not counted among siblings"""
    third: int = 0
    """Off for the third child and those after"""
    limit: int = 0
    """The most it may cost in a year, in hundred millionths of what the household earns; 0 for no limit"""
    extra: int = 0
    """What goes with it, whatever people want"""
    optional: int = 0
    """What they may have on top"""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all places alike."""

    months: int = 12
    """How many are paid for in a year"""
    step: int = 100
    """What each amount is rounded to, half up"""


@dataclass(frozen=True, slots=True)
class Line:
    """What is paid for one child."""

    amount: int
    """For the place"""
    extra: int
    """For what comes on top"""
    off: int = 0
    """The percent that were taken off"""
    is_limited: bool = False
    """Whether the household's income makes it less"""


def reckoned(
    chosen: Sequence[Tariff], terms: Terms, income: int | None = None, *, with_optional: bool = False
) -> tuple[Line, ...]:
    """Return what is paid for each child, in the order given. Who has the dearest place is the first of siblings."""
    lines: dict[int, Line] = {}
    siblings = 0
    for at in sorted(range(len(chosen)), key=lambda at: (-chosen[at].price, at)):
        one = chosen[at]
        siblings += one.second is not None
        lines[at] = _line(one, siblings if one.second is not None else 0, terms, income, with_optional)
    return tuple(lines[at] for at in range(len(chosen)))


def _line(one: Tariff, number: int, terms: Terms, income: int | None, with_optional: bool) -> Line:
    """Return what is paid for the child of that number among siblings; 0 for one that is not counted."""
    off = 0 if number < 2 else (one.second or 0) if number == 2 else one.third
    whole = Fraction(one.of if number > 1 else one.price)
    rest = Fraction(WHOLE - off, WHOLE)
    if number > 1 and not one.is_own:
        whole, rest = whole * rest, Fraction(1)
    limit = whole
    if one.limit and income is not None:
        limit = Fraction(income * one.limit, WHOLE * WHOLE * terms.months)
    extra = one.extra + (one.optional if with_optional else 0)
    return Line(rounded(min(whole, limit) * rest, terms.step), rounded(extra, terms.step), off, limit < whole)


def total(lines: Sequence[Line]) -> int:
    """Return what is paid a month."""
    return sum(one.amount + one.extra for one in lines)


def rounded(amount: Fraction | int, step: int) -> int:
    """Return an amount in whole steps, half up."""
    return int((Fraction(amount) / step + Fraction(1, 2)) // 1) * step


def enough(one: Tariff, terms: Terms) -> int | None:
    """Return the income, in øre to the nearest krone, from which on a place costs its price; None without a limit."""
    if not one.limit:
        return None
    return rounded(Fraction(one.price * terms.months * WHOLE * WHOLE, one.limit), 100)
