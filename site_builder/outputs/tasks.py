"""The services that most people come for: those the front desk chose, else the first that have a form."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.content_types.records import LinkKind
from site_builder.content_types.service import Service
from site_builder.content_types.settings import MOST_TASKS, Home
from site_builder.model import Site, remembered
from site_builder.outputs import actions, addresses, street_links, views
from site_builder.text import dates


def home_of(site: Site) -> Home:
    """Return the home page's settings; without home.yaml the defaults."""
    return next(iter(site.of(Home)), Home())


@remembered
def top_services(site: Site) -> tuple[Service, ...]:
    """Return the top tasks of the season at the site's moment, in order."""
    month = site.moment.astimezone(dates.OSLO).month
    wanted = [task.service for task in home_of(site).tasks if task.is_in_season(month)]
    return _services(site, wanted) if home_of(site).tasks else _with_forms(site)


@remembered
def top_services_of_the_year(site: Site) -> tuple[Service, ...]:
    """Return the top tasks of every season."""
    wanted = dict.fromkeys(task.service for task in home_of(site).tasks)
    return _services(site, list(wanted)) if wanted else _with_forms(site)


def _services(site: Site, slugs: list[str]) -> tuple[Service, ...]:
    return tuple(one for slug in slugs if (one := site.get(Service, slug)) is not None)


def first_services(site: Site) -> tuple[Service, ...]:
    """Return as many services as there is room for, by title: what a home page has where nothing is a top task."""
    return _as_many_as_fit(site.of(Service), site)


def _with_forms(site: Site) -> tuple[Service, ...]:
    return _as_many_as_fit((one for one in site.of(Service) if _has_form(site, one)), site)


def _as_many_as_fit(services: Iterable[Service], site: Site) -> tuple[Service, ...]:
    found = views.sorted_by_title(services, addresses.language_of(site))
    return tuple(found)[: MOST_TASKS - bool(street_links.question(site))]


def _has_form(site: Site, service: Service) -> bool:
    return any(link.kind is LinkKind.APPLICATION for link in actions.links_of(site, service))
