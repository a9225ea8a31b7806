"""The search box, and the index that its script fetches when somebody is about to write: what can be found, by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_builder.content_types.maps import Map
from site_builder.content_types.page import Page
from site_builder.content_types.service import Service
from site_builder.content_types.streets import Street
from site_builder.content_types.unit import Unit
from site_builder.model import Planned, Site, remembered
from site_builder.outputs import addresses, street_links, views
from site_builder.outputs.findable import KINDS, Findable, Kind, translated
from site_builder.outputs.scripts import hashed, planned_asset
from site_builder.text.collation import sort_key
from site_builder.text.foreign import Foreign

SHORT = 90
"""Characters of what is said below a title: a line or two on a phone"""


@dataclass(frozen=True, slots=True)
class SearchBox:
    """What the box needs besides its words."""

    index: str
    """Where the index stands"""
    all_href: str
    """The list of everything, which also shows all the results of a search"""
    contact_href: str
    streets: views.Anchor | None
    """Where what is not found is looked up as a street, if there is a street table"""


def plan(site: Site) -> Iterator[Planned]:
    """Plan the index, where there is anything to search in."""
    if box_of(site):
        yield planned_asset(_address(site), _content(site), Service.folder)


@remembered
def box_of(site: Site) -> SearchBox | None:
    """Return the search box; none for a site that has nothing yet but a front desk."""
    if not any(site.of(kind) for kind in (Service, Page, Map, Unit)):
        return None
    link = site.addresses.href
    streets = street_links.question(site) if site.of(Street) else None
    contact = link(addresses.section(site, "contact"))
    return SearchBox(link(_address(site)), link(addresses.section(site, "all")), contact, streets)


def _address(site: Site) -> str:
    return hashed("sok", "json", _content(site))


@remembered
def _content(site: Site) -> bytes:
    words = addresses.words_of(site)
    settings = addresses.settings_of(site)
    found = [(number, one) for number, kind in enumerate(KINDS) for one in (*kind.found(site), *translated(kind, site))]
    # Of what fits equally well, the script shows them in this order.
    found.sort(key=lambda pair: (sort_key(pair[1].title, addresses.language_of(site)), pair[0], pair[1].href))
    index = {
        "ignored": f"{words.say('search.ignored')} {settings.name} {settings.short_name} {words.say('sample.short')}",
        "kinds": [
            _trimmed(words.say(f"search.kind.{one.key}"), words.say(f"search.names.{one.names}") if one.names else "")
            for one in KINDS
        ],
        "found": [_line(number, KINDS[number], one) for number, one in found],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _line(number: int, kind: Kind, one: Findable) -> list[object]:
    """Return title, address, number of the kind, weight, what is said below, the other names, and the language of the
    title and of what is below where that is not the page's."""
    names = "|".join(_new_names(one.names, one.title))
    title, short = (text.language if isinstance(text, Foreign) else "" for text in (one.title, one.short))
    weight = kind.weight + one.weight
    return _trimmed(one.title, one.href, number, weight, _shortened(one.short), names, title, short)


def _trimmed(*values: object) -> list[object]:
    """Return the values without those at the end that say nothing."""
    found = list(values)
    while found and found[-1] in ("", 0):
        found.pop()
    return found


def _shortened(text: str) -> str:
    """Return the text, cut between words where it is long."""
    if len(text) <= SHORT:
        return text
    return text[: SHORT - 1].rpartition(" ")[0].rstrip(" ,;:–") + " …"


def _new_names(names: Iterable[str], title: str) -> Iterator[str]:
    """Yield the names that are not the title, each once."""
    known = {title.casefold()}
    for one in names:
        if one.casefold() not in known:
            known.add(one.casefold())
            yield one.replace("|", " ")
