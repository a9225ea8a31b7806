"""Old addresses: each is answered with a small page that sends people on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.content_types import ENTRY_TYPES
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, views


@dataclass(frozen=True, slots=True)
class RedirectView:
    head: views.Head
    href: str
    title: str
    old: str


def plan(site: Site) -> Iterator[Planned]:
    words = addresses.words_of(site)
    for kind in ENTRY_TYPES:
        for entry in site.of(kind):
            address = addresses.address(site, entry)
            for number, alias in enumerate(entry.aliases):
                # The canonical address is the new one: search engines follow it.
                title = f"{words.say('redirect.title')}: {alias}"
                head = views.Head(title, entry.title, address, is_hidden=True)
                view = RedirectView(head, site.addresses.href(address), entry.title, alias)
                origin = entry.origin
                yield Planned(index_of(alias), "redirect.html", view, origin.path, origin.mark("aliases", number))
