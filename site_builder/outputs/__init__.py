"""What a site becomes: one table of outputs. A new one is a module with `plan(site)` and its line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from site_builder.loading.references import references_on
from site_builder.model import Planned, Site, index_of, page_of
from site_builder.outputs import (
    calendars,
    downloads,
    embeds,
    events,
    feeds,
    home,
    map_tools,
    maps,
    notices,
    pages,
    places,
    prices,
    redirects,
    scripts,
    sitemap,
    streets,
    titles,
)

Output = Callable[[Site], Iterable[Planned]]

OUTPUTS: tuple[Output, ...] = (
    scripts.plan,
    home.plan,
    pages.plan,
    prices.plan,
    notices.plan,
    events.plan,
    calendars.plan,
    maps.plan,
    map_tools.plan,
    downloads.plan,
    places.plan,
    streets.plan,
    embeds.plan,
    feeds.plan,
    redirects.plan,
)


def plan_site(site: Site) -> list[Planned]:
    """Return every file the site is to be. The sitemap comes last: it lists what the others planned."""
    planned = [one for plan in OUTPUTS for one in plan(site)]
    return titles.told_apart([*planned, *sitemap.plan(site, planned)])


def plan_now_and_in_time(site: Site) -> tuple[list[Planned], list[Planned]]:
    """Return every file the site is to be, and every one that it will be once all that waits is published."""
    now = plan_site(site)
    if not site.unpublished:
        return now, now
    in_time = plan_site(site.with_unpublished())
    to_come = frozenset(one.path for one in in_time).difference(one.path for one in now)
    # Where texts lead depends on which files there are, but not the other way about: planned again, they are the same.
    return plan_site(replace(site, to_come=to_come)) if _is_pointed_at(to_come, site) else now, in_time


def _is_pointed_at(paths: frozenset[PurePosixPath], site: Site) -> bool:
    found = (page_of(one.target) for _, one in references_on(site) if one.kind == "address")
    return any(index_of(address) in paths for address in found)
