"""Old addresses: each is answered with a small page that sends people on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.content_types import ADDRESSED_TYPES
from site_builder.content_types.entry import Addressed
from site_builder.content_types.maps import Place
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, views


@dataclass(frozen=True, slots=True)
class RedirectView:
    head: views.Head
    href: str
    title: str
    """Of the page it leads to"""


def plan(site: Site) -> Iterator[Planned]:
    for kind in ADDRESSED_TYPES:
        for entry in site.of(kind):
            origin = entry.origin
            for number, alias in enumerate(entry.aliases):
                view = redirect_view(alias, entry, site)
                yield Planned(index_of(alias), "redirect.html", view, origin.path, origin.mark("aliases", number))


def redirect_view(alias: str, entry: Addressed | Place, site: Site) -> RedirectView:
    words = addresses.words_of(site)
    # The canonical address is the new one: search engines follow it.
    address = addresses.address(site, entry)
    name = entry.name if isinstance(entry, Place) else entry.title
    title = f"{words.say('redirect.title')}: {alias}"
    head = views.Head(title, f"{words.say('redirect.lead')} {name}", address, is_hidden=True)
    return RedirectView(head, site.addresses.href(address), name)
