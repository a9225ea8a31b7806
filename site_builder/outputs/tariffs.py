"""What the choices of a calculator cost at a moment: from records of content to whole øre."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from site_builder.content_types.calculators import Calculator, Option, Rounding
from site_builder.content_types.records import Price, Rate
from site_builder.model import Site
from site_builder.outputs.reckoning import Tariff, Terms


class Priced(NamedTuple):
    """A choice with what it costs now."""

    option: Option
    tariff: Tariff


def priced_options(one: Calculator, site: Site) -> Iterator[Priced]:
    """Yield the choices of which every amount is known at the site's moment."""
    for option in one.options:
        tariff = _tariff(one, option, site)
        if tariff is not None:
            yield Priced(option, tariff)


def terms_of(one: Calculator) -> Terms:
    return Terms(one.months, 1 if one.rounding is Rounding.ORE else 100)


def _tariff(one: Calculator, option: Option, site: Site) -> Tariff | None:
    rule, limit = one.sibling_rule(option.price, site.moment), one.income_rule(option.price, site.moment)
    price = ore(option.price, site)
    of = ore(rule.of, site) if rule and rule.of else price
    extras = [(ore(each.price, site), each.optional) for each in one.surcharges_on(option.price)]
    fixed = [amount for amount, is_optional in extras if not is_optional]
    # What nobody must have is not offered where its price is not known; all else makes the sum unknown.
    if price is None or of is None or None in fixed:
        return None
    third = (rule.second if rule.third is None else rule.third) if rule else Decimal(0)
    return Tariff(
        price,
        of,
        is_own=rule is None or rule.of in (None, option.price),
        second=hundredths(rule.second) if rule else None,
        third=hundredths(third),
        limit=hundredths(limit.percent) * hundredths(option.share) if limit else 0,
        extra=sum(amount or 0 for amount in fixed),
        optional=sum(amount or 0 for amount, is_optional in extras if is_optional),
    )


def ore(slug: str, site: Site) -> int | None:
    """Return what a price is at the site's moment, in øre; None where nobody knows."""
    rate = rate_of(slug, site)
    return int(rate.amount * 100) if rate else None


def rate_of(slug: str, site: Site) -> Rate | None:
    price = site.get(Price, slug)
    return price.rate(site.moment) if price else None


def hundredths(percent: Decimal) -> int:
    return int(percent * 100)


def as_data(priced: Sequence[Priced], terms: Terms) -> str:
    """Return what the script reckons with, as JSON: of each choice the fields of Tariff, in their order."""
    options = [
        [one.price, one.of, int(one.is_own), one.second, one.third, one.limit, one.extra, one.optional]
        for _, one in priced
    ]
    return json.dumps({"options": options, "months": terms.months, "step": terms.step}, separators=(",", ":"))
