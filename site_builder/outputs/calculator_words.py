"""What a calculator says of its rules: how it is reckoned, what is in the table, and which year it is all from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.content_types.calculators import Calculator, Rounding, SiblingRule, Surcharge
from site_builder.content_types.records import Price
from site_builder.model import Site
from site_builder.outputs import addresses
from site_builder.outputs.in_text import amount_text
from site_builder.outputs.reckoning import WHOLE, Tariff
from site_builder.outputs.tariffs import Priced, rate_of
from site_builder.text.foreign import joined
from site_builder.text.messages import Catalogue


def rules_of(one: Calculator, priced: Sequence[Priced], site: Site) -> Iterator[str]:
    """Yield how it is reckoned, a sentence or two each."""
    words = addresses.words_of(site)
    yield from _siblings(one, priced, site)
    yield from _income(one, priced, site)
    for extra in _used_extras(one, priced):
        if not extra.optional:
            yield words.say("calculator.with_extra", extra=extra_text(extra, site))
    if one.free_months:
        months = tuple(words.month(number) for number in sorted(set(one.free_months)))
        yield words.say("calculator.free_months", months=months)
    yield words.say("calculator.to_krone" if one.rounding is Rounding.KRONE else "calculator.to_ore")


def _siblings(one: Calculator, priced: Sequence[Priced], site: Site) -> Iterator[str]:
    words = addresses.words_of(site)
    said: dict[str, list[str]] = {}
    for option, tariff in priced:
        rule = one.sibling_rule(option.price, site.moment)
        sentence = _sibling_rule(rule, tariff, site) if rule else words.say("calculator.no_siblings")
        if rule and rule.year:
            sentence = joined(" ", (sentence, words.say("calculator.rule_year", year=rule.year)))
        said.setdefault(sentence, []).append(option.name)
    if all(tariff.second is None for _, tariff in priced):
        return
    if len(priced) > 1:
        yield words.say("calculator.first")
    for sentence, names in said.items():
        yield sentence if len(said) == 1 else joined(" ", (words.say("calculator.for", names=tuple(names)), sentence))


def _sibling_rule(rule: SiblingRule, tariff: Tariff, site: Site) -> str:
    words = addresses.words_of(site)
    second, third = tariff.second or 0, tariff.third
    if tariff.is_own:
        if second == third:
            return words.say("calculator.off", second=words.percent(second))
        return words.say("calculator.off_more", second=words.percent(second), third=words.percent(third))
    price = _price_text(rule.of or "", site)
    if second == third:
        return words.say("calculator.pays", second=words.percent(WHOLE - second), price=price)
    return words.say(
        "calculator.pays_more", second=words.percent(WHOLE - second), third=words.percent(WHOLE - third), price=price
    )


def _income(one: Calculator, priced: Sequence[Priced], site: Site) -> Iterator[str]:
    words = addresses.words_of(site)
    said: dict[str, list[str]] = {}
    for option, tariff in priced:
        rule = one.income_rule(option.price, site.moment)
        if rule is None:
            continue
        sentence = words.say("calculator.limit", percent=words.percent(tariff.limit / WHOLE))
        if rule.year:
            sentence = joined(" ", (sentence, words.say("calculator.rule_year", year=rule.year)))
        said.setdefault(sentence, []).append(option.name)
    for sentence, names in said.items():
        is_for_all = len(names) == len(priced)
        yield sentence if is_for_all else joined(" ", (words.say("calculator.for", names=tuple(names)), sentence))


def caption_of(one: Calculator, priced: Sequence[Priced], words: Catalogue) -> str:
    """Return what is in the amounts of the table, and what is not."""
    without = [words.say("calculator.in_income")] if any(tariff.limit for _, tariff in priced) else []
    caption, within = words.say("calculator.caption"), _within(one, priced, words)
    return _caption(caption, within, [*without, *_optional(one, priced, words)], words)


def caption_of_incomes(one: Calculator, priced: Sequence[Priced], words: Catalogue) -> str:
    """Return what is in the amounts of the tables for incomes, and what is not."""
    within = [*_within(one, priced, words), words.say("calculator.in_income")]
    return _caption(words.say("calculator.caption_incomes"), within, _optional(one, priced, words), words)


def _caption(caption: str, within: Sequence[str], without: Sequence[str], words: Catalogue) -> str:
    said = [caption]
    if within:
        said.append(words.say("calculator.with", what=tuple(within)))
    if without:
        said.append(words.say("calculator.without", what=tuple(without)))
    return joined("", said)


def _within(one: Calculator, priced: Sequence[Priced], words: Catalogue) -> list[str]:
    within = []
    if any(tariff.second is not None for _, tariff in priced):
        within.append(words.say("calculator.in_siblings"))
    if any(not each.optional for each in _used_extras(one, priced)):
        within.append(words.say("calculator.in_extras"))
    return within


def _optional(one: Calculator, priced: Sequence[Priced], words: Catalogue) -> list[str]:
    is_any = any(each.optional for each in _used_extras(one, priced))
    return [words.say("calculator.in_optional")] if is_any else []


def age_of(one: Calculator, priced: Sequence[Priced], site: Site) -> str:
    """Return which year the prices are from, or since when they apply; empty where nobody says."""
    words = addresses.words_of(site)
    used = (*(option.price for option, _ in priced), *(each.price for each in _used_extras(one, priced)))
    rates = [rate for slug in used if (rate := rate_of(slug, site))]
    if years := tuple(dict.fromkeys(rate.year for rate in rates if rate.year)):
        return words.say("calculator.age", year=years)
    begun = [rate.since for rate in rates if rate.since]
    return words.say("calculator.since", date=max(begun, key=lambda one: one.start)) if begun else ""


def optional_extras(one: Calculator, priced: Sequence[Priced], site: Site) -> tuple[str, ...]:
    """Return what people may have on top of a place, with what it costs."""
    found = (each for each in _used_extras(one, priced) if each.optional and rate_of(each.price, site))
    return tuple(extra_text(each, site) for each in found)


def unknown_of(one: Calculator, priced: Sequence[Priced], site: Site) -> tuple[str, ...]:
    """Return that a choice, or what people may have on top of one, has no price here: a line each."""
    known = {option.price for option, _ in priced}
    names = [option.name for option in one.options if option.price not in known]
    unpriced = (site.get(Price, each.price) for each in one.surcharges if rate_of(each.price, site) is None)
    names += [price.title for price in unpriced if price]
    return tuple(addresses.words_of(site).say("calculator.unknown", name=name) for name in names)


def _used_extras(one: Calculator, priced: Sequence[Priced]) -> list[Surcharge]:
    on = [each for option, _ in priced for each in one.surcharges_on(option.price)]
    return [each for each in one.surcharges if each in on]


def extra_text(extra: Surcharge, site: Site) -> str:
    """Return `Mat, 330 kr per barn`."""
    return addresses.words_of(site).say("calculator.extra", price=_price_text(extra.price, site))


def _price_text(slug: str, site: Site) -> str:
    """Return `Hel plass, 3 145 kr`."""
    price, rate = site.get(Price, slug), rate_of(slug, site)
    assert price is not None and rate is not None, "what has no price is not reckoned with"
    return f"{price.title}, {amount_text(addresses.words_of(site), rate.amount)}"
