"""Prices: a row each, under their services, and the page of them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.content_types.records import Price
from site_builder.content_types.service import Service
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, ahead, publication, views
from site_builder.outputs.in_text import amount_text
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class PriceRow:
    title: str
    amount: str
    unit: str
    year: str
    """Which year it is from; empty where a note says so"""
    notes: tuple[str, ...]
    """What is to say of the price, then of the amount that applies now: a line each"""
    coming: str = ""
    shown: ahead.Shown = ahead.ALWAYS


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page of all prices."""
    yield Planned(index_of(addresses.section(site, "prices")), "prices.html", prices_view(site), Price.file)


def of_service(site: Site, service: Service) -> list[Price]:
    """Return what a service costs, in the order it says."""
    return [price for slug in service.prices if (price := site.get(Price, slug)) is not None]


def rows_of(prices: Sequence[Price], site: Site) -> tuple[PriceRow, ...]:
    """Return the row of each price, now and from the days on which it becomes another."""
    sites = ahead.course(site, prices)
    return ahead.over_time(sites, [tuple(price_row(one, at) for one in prices) for at in sites])


def price_row(price: Price, site: Site) -> PriceRow:
    words = addresses.words_of(site)
    rate, coming = price.rate(site.moment), price.coming(site.moment)
    shown = words.say("price.unknown")
    if rate is not None:
        shown = amount_text(words, rate.amount)
    notes = tuple(one for one in (price.note, rate.note if rate else None) if one)
    year = (rate.year or "") if rate else ""
    if year and any(_says_the_year(one, year, words) for one in notes):
        year = ""
    later = ""
    if coming and coming.since:
        later = words.say("price.coming", amount=amount_text(words, coming.amount), date=coming.since)
        later = f"{later}. {coming.note}" if coming.note else later
    return PriceRow(
        price.title, shown, (price.unit or "") if rate and rate.amount else "", year, notes, later,
    )  # fmt: skip


def _says_the_year(note: str, year: str, words: Catalogue) -> bool:
    """Return whether an author's note ends as the line that says which year a price is from."""
    return note.rstrip(". ").casefold().endswith(words.say("price.is_from", year=year).casefold())


@dataclass(frozen=True, slots=True)
class PriceGroup:
    title: str
    href: str
    rows: tuple[PriceRow, ...]


@dataclass(frozen=True, slots=True)
class PricesView:
    head: views.Head
    groups: tuple[PriceGroup, ...]
    sources: tuple[views.Anchor, ...]


def prices_view(site: Site) -> PricesView:
    words = addresses.words_of(site)
    title = words.say("prices.title")
    groups = []
    shown: set[str] = set()
    for service in views.sorted_by_title(site.of(Service), addresses.language_of(site)):
        found = of_service(site, service)
        if found:
            shown.update(price.slug for price in found)
            groups.append(PriceGroup(service.title, addresses.href(site, service), rows_of(found, site)))
    rest = [price for price in site.of(Price) if price.slug not in shown]
    if rest:
        groups.append(PriceGroup(words.say("category.other"), "", rows_of(rest, site)))
    head = views.Head(title, words.say("prices.lead"), addresses.section(site, "prices"), is_hidden=not groups)
    return PricesView(head, tuple(groups), publication.sources_of(*site.of(Price)))
