"""What a site becomes: one table of outputs. A new one is a module with `plan(site)` and its line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from site_builder.model import Planned, Site
from site_builder.outputs import (
    embeds,
    feeds,
    home,
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
    maps.plan,
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
