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
    extra = _extras(one, option, site, optional=False)
    optional = _extras(one, option, site, optional=True)
    if price is None or of is None or extra is None or optional is None:
        return None
    third = (rule.second if rule.third is None else rule.third) if rule else Decimal(0)
    return Tariff(
        price,
        of,
        is_own=rule is None or rule.of in (None, option.price),
        second=hundredths(rule.second) if rule else None,
        third=hundredths(third),
        limit=hundredths(limit.percent) * hundredths(option.share) if limit else 0,
        extra=extra,
        optional=optional,
    )


def _extras(one: Calculator, option: Option, site: Site, *, optional: bool) -> int | None:
    """Return what comes on top of a choice; None where an amount of it is not known."""
    found = [ore(each.price, site) for each in one.surcharges_on(option.price) if each.optional is optional]
    known = [each for each in found if each is not None]
    return sum(known) if len(known) == len(found) else None


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
