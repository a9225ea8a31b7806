"""What search knows besides what stands in its list: a file that it fetches when somebody begins to write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache

from site_builder.content_types.records import Category, LinkKind
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit
from site_builder.model import Planned, Site
from site_builder.outputs import actions, addresses
from site_builder.outputs.scripts import hashed, planned_asset
from site_builder.text import los


def plan(site: Site) -> Iterator[Planned]:
    """Plan the file of words, where there is anything to search in."""
    if bool(site.of(Service)) or bool(site.of(Unit)):
        yield planned_asset(words_address(site), _content(site), Service.folder)


def words_address(site: Site) -> str:
    """Return where the words stand, by the address of each service."""
    return hashed("sokeord", "json", _content(site))


@lru_cache(maxsize=4)
def _content(site: Site) -> bytes:
    found = {addresses.href(site, one): words_of(one, site) for one in site.of(Service)}
    found |= {addresses.href(site, unit): " ".join(_new_to_search(unit.synonyms, unit.title)) for unit in site.of(Unit)}
    kept = dict(sorted((href, words) for href, words in found.items() if words))
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def words_of(service: Service, site: Site) -> str:
    """Return what people may also search for: other names of the service, a price or a form where it has any."""
    words = addresses.words_of(site)
    found = [*service.synonyms, *_names_in_los(service, site)]
    if service.prices:
        found.append(words.say("search.price"))
    if any(link.kind is LinkKind.APPLICATION for link in actions.links_of(site, service)):
        found.append(words.say("search.form"))
    return " ".join(_new_to_search(found, service.title))


def _names_in_los(service: Service, site: Site) -> Iterator[str]:
    """Yield what the concepts of a service and of its category are called in the site's language."""
    category = site.get(Category, service.category) if service.category else None
    paths = [*service.los, *([category.los] if category and category.los else [])]
    for path in paths:
        yield from los.concepts()[path].words(addresses.settings_of(site).language)


def _new_to_search(found: Iterable[str], title: str) -> Iterator[str]:
    """Yield the words that search would not find in the title and in those before: it looks for parts of words too."""
    known = title.casefold()
    for one in found:
        if one.casefold() not in known:
            known += f" {one.casefold()}"
            yield one
