"""Where everything stands on the site: addresses from the root, and where references in text lead."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from site_builder.content_types import ENTRY_TYPES
from site_builder.content_types.entry import Entry, Sourced
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice, NoticeType
from site_builder.content_types.page import Page
from site_builder.content_types.records import Category, Contact, Link, Price
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Settings
from site_builder.loading.references import file_target
from site_builder.model import Site
from site_builder.rendering.markdown import Resolve, Target
from site_builder.rendering.references import Reference
from site_builder.text import numbers
from site_builder.text.messages import Catalogue, catalogue
from site_builder.text.paths import path_word

HOME = "/"
EMBED = "/embed"
DATA = "/api/v1"
NOT_FOUND = "/404.html"

_KINDS: dict[str, type[Sourced] | type[Place]] = {
    "service": Service,
    "notice": Notice,
    "page": Page,
    "map": Map,
    "place": Place,
    "category": Category,
}
_WORDS: dict[type[object], str] = {
    Service: "services",
    Notice: "notices",
    Place: "places",
    Map: "maps",
    Category: "categories",
}


def settings_of(site: Site) -> Settings:
    return site.one(Settings)


def words_of(site: Site) -> Catalogue:
    """Return the interface words of the site's primary language."""
    return catalogue(settings_of(site).language)


def section(site: Site, key: str) -> str:
    """Return the address of a list, by the key of its path word: `/tjenester/`."""
    return f"/{path_word(key, settings_of(site).language)}/"


def address(site: Site, entry: object) -> str:
    """Return the permanent address of an entry's page."""
    if isinstance(entry, Page):
        return f"/{entry.slug}/"
    word = next(word for kind, word in _WORDS.items() if isinstance(entry, kind))
    assert isinstance(entry, Sourced | Place)
    return f"{section(site, word)}{entry.slug}/"


def on_map(site: Site, place: Place) -> str:
    """Return where a place stands in the list of its map; the map's script opens it by this anchor."""
    return f"{section(site, 'maps')}{place.map_slug}/#{place.slug}"


def type_address(site: Site, kind: NoticeType) -> str:
    """Return the address of the list of one type of notice: `/aktuelt/drift/`."""
    return f"{section(site, 'notices')}{path_word(kind.value, settings_of(site).language)}/"


def type_word(site: Site, kind: NoticeType) -> str:
    """Return the word of a type in addresses and feed names."""
    return path_word(kind.value, settings_of(site).language)


def archive_address(site: Site, year: int | None = None) -> str:
    """Return the address of the archive, of one year of it, or (year 0) of what has no date."""
    base = f"{section(site, 'notices')}{path_word('archive', settings_of(site).language)}/"
    if year is None:
        return base
    return f"{base}{year or path_word('undated', settings_of(site).language)}/"


def data_address(site: Site, map_: Map, ending: str) -> str:
    """Return where a map stands as data: `/api/v1/kart/skoler.csv`. Permanent, like the address of its page."""
    return f"{DATA}{section(site, 'maps')}{map_.slug}.{ending}"


def feed_address(name: str, ending: str) -> str:
    return f"/feeds/{name}.{ending}"


def href(site: Site, entry: object) -> str:
    return site.addresses.href(address(site, entry))


def tag_uri(site: Site, entry: Entry) -> str:
    """Return the permanent id of a feed entry (RFC 4151); it follows no change of address."""
    settings = settings_of(site)
    return f"tag:{settings.authority},{settings.year}:{entry.identity}"


def resolver(site: Site, source: str, *, absolute: bool = False) -> Resolve:
    """Return what says where the references of the text in `source` lead, as of the site's moment."""
    link_to = site.addresses.absolute if absolute else site.addresses.href
    page = ""
    if absolute:
        # In a feed a fragment alone leads nowhere: it needs the page it stands on.
        own = next((one for kind in ENTRY_TYPES for one in site.of(kind) if one.origin.path == source), None)
        page = link_to(address(site, own)) if own else ""

    def resolve(reference: Reference) -> Target:
        if reference.kind == "web":
            return Target(reference.target)
        if reference.kind == "address":
            is_hidden = reference.target.partition("#")[0] in _unpublished_addresses(site)
            return Target(None if is_hidden else link_to(reference.target))
        if reference.kind == "anchor":
            return Target(f"{page}#{reference.anchor}")
        if reference.kind == "price":
            return _price(site, reference.target)
        if reference.kind == "contact":
            return _telephone(site, reference.target)
        if reference.kind == "link":
            link = site.get(Link, reference.target)
            return Target(link.url if link else None)
        entry = _entry(site, reference, source)
        if entry is None:
            # Not public at this moment: the text stands without a link.
            return Target()
        anchor = f"#{reference.anchor}" if reference.anchor else ""
        return Target(link_to(address(site, entry)) + anchor)

    return resolve


def _unpublished_addresses(site: Site) -> frozenset[str]:
    """Return the addresses that somebody has written the page of already, but nobody may see yet."""
    found: set[str] = set()
    kinds: tuple[type[Any], ...] = (*ENTRY_TYPES, Map, Place)
    for kind in kinds:
        for entry in site.unpublished.get(kind, ()):
            found |= {address(site, entry), *getattr(entry, "aliases", ())}
    return frozenset(found | {EMBED + one for one in found})


def _entry(site: Site, reference: Reference, source: str) -> object | None:
    if reference.kind == "file":
        path = file_target(source, reference.target)
        return next((one for kind in ENTRY_TYPES for one in site.of(kind) if one.origin.path == path), None)
    kind = _KINDS.get(reference.kind)
    return site.get(kind, reference.target) if kind else None


def _price(site: Site, slug: str) -> Target:
    price = site.get(Price, slug)
    rate = price.rate(site.moment) if price else None
    if price is None or rate is None:
        return Target(text=words_of(site).say("price.unknown"))
    return Target(text=price_text(words_of(site), price, site))


def amount_text(words: Catalogue, amount: Decimal) -> str:
    """Return `3 145 kr`, or that it is free."""
    return words.say("price.free") if amount == 0 else numbers.amount(amount)


def price_text(words: Catalogue, price: Price, site: Site) -> str:
    """Return an amount in running text: `3 145 kr per måned (2024/25)`."""
    rate = price.rate(site.moment)
    if rate is None:
        return words.say("price.unknown")
    shown = amount_text(words, rate.amount)
    unit = f" {price.unit}" if price.unit and rate.amount else ""
    year = f" ({rate.year})" if rate.year else ""
    return f"{shown}{unit}{year}"


def _telephone(site: Site, slug: str) -> Target:
    contact = site.get(Contact, slug)
    if contact is None or contact.phone is None:
        return Target(text=contact.name if contact else "")
    return Target(f"tel:{numbers.dialled(contact.phone)}", numbers.telephone(contact.phone))
