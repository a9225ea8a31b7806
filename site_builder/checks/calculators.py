"""Calculators that cannot be right, or that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.content_types.calculators import Calculator
from site_builder.content_types.entry import en_name, nb_name
from site_builder.content_types.records import Price
from site_builder.content_types.service import Service
from site_builder.model import Site
from site_builder.problems import Problem, problem

_MONTHLY = re.compile(r"\b(?:måned|månad|month|mnd)", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"\b(?:dag|døgn|uke|veke|(?:halv)?time|kvarter|år|semester|gang|day|week|hour|year|term|time)\w*\b", re.IGNORECASE
)


def calculator_problems(site: Site) -> Iterator[Problem]:
    """Yield a problem for each price that is not a month's, and for each calculator that no service has."""
    used = {service.calculator for service in site.of(Service) if service.calculator}
    # A misspelt name is told of where it stands, and was meant for one of these.
    is_misspelt = any(site.get(Calculator, slug) is None for slug in used)
    for one in site.of(Calculator):
        yield from _of_no_month(one, site)
        if one.slug not in used and not is_misspelt:
            is_english = one.origin.word("title") == "title"
            info = Service.model_fields["calculator"]
            name = en_name("calculator", info) if is_english else nb_name(info)
            mark = one.origin.document.mark(())
            yield problem("K113", one.origin.path, mark, slug=one.slug, line=f"{name}: {one.slug}")


def _of_no_month(one: Calculator, site: Site) -> Iterator[Problem]:
    used = {
        "options": tuple(each.price for each in one.options),
        "surcharges": tuple(each.price for each in one.surcharges),
    }
    for name, slugs in used.items():
        for number, slug in enumerate(slugs):
            price = site.get(Price, slug)
            if price is not None and _is_of_no_month(price.unit or ""):
                yield one.fault("K112", name, number, "price", slug=slug, unit=price.unit)


def _is_of_no_month(unit: str) -> bool:
    return _OTHERWISE.search(unit) is not None and _MONTHLY.search(unit) is None
