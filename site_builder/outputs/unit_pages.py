"""The pages of units, each with the code that puts it inside the unit's own site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from site_builder.content_types.unit import Unit
from site_builder.model import Later, Planned, Site, index_of
from site_builder.outputs import addresses, publication, views
from site_builder.outputs.embeds import Snippet, snippet
from site_builder.outputs.units import UnitView, unit_view


@dataclass(frozen=True, slots=True)
class UnitPageView:
    """A unit's page shows the same view as its embed, with more around it."""

    head: views.Head
    page: UnitView
    facts: publication.Facts
    snippet: Snippet


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page of every unit."""
    for unit in site.of(Unit):
        path, origin = index_of(addresses.address(site, unit)), unit.origin
        yield Planned(path, "unit.html", Later(partial(unit_page, unit, site)), origin.path, origin.mark("title"))


def unit_page(unit: Unit, site: Site) -> UnitPageView:
    page = unit_view(site, unit)
    address = addresses.address(site, unit)
    return UnitPageView(page.head, page, page.facts, snippet(site, "_kode", unit.title, address, page))
