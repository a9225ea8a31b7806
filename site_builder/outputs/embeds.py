"""Embeds: pages for other people's pages, without header and footer, under /embed; and the page that hands them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markupsafe import escape

from site_builder.content_types.maps import Map
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Home
from site_builder.content_types.unit import Unit
from site_builder.model import Later, Planned, Site, index_of
from site_builder.outputs import addresses, heights, publication, shell, street_links, views
from site_builder.outputs.home import home_page, home_view
from site_builder.outputs.maps import MapView, map_view
from site_builder.outputs.notices import (
    NOW,
    OTHERS,
    NoticesView,
    now_page,
    now_view,
    title_of_type,
    type_page,
    type_view,
    types_in_use,
    with_groups,
)
from site_builder.outputs.operations import operations_page, operations_view
from site_builder.outputs.pages import service_page, service_view, services_page, services_view
from site_builder.outputs.scripts import HOST_SCRIPT
from site_builder.outputs.streets import StreetsView, source_of, streets_view
from site_builder.outputs.units import unit_view


@dataclass(frozen=True, slots=True)
class Embed:
    """What is embedded, before it is planned. `address` is that of the page on the site."""

    address: str
    template: str
    source: str
    make: Callable[[], Any]
    """Returns the page as it is now"""
    make_in_time: Callable[[], Any] | None = None
    """Returns the page with what the clock will make of it, where it makes anything"""

    @property
    def page(self) -> Any:
        return self.make()


@dataclass(frozen=True, slots=True)
class EmbedView:
    """An embed shows the same view as the page it belongs to, with less around it."""

    head: views.Head
    page: Any
    page_href: str
    """The page on the site, absolute"""
    whose: str
    """Where the content comes from, in a sentence"""


@dataclass(frozen=True, slots=True)
class Snippet:
    anchor: str
    title: str
    code: str
    phone: int
    desktop: int
    preview: str


@dataclass(frozen=True, slots=True)
class SnippetGroup:
    title: str
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class EmbeddingView:
    head: views.Head
    groups: tuple[SnippetGroup, ...]
    units: views.Anchor | None
    """The list of units, each of which has its code on its own page: they are many"""


def plan(site: Site) -> Iterator[Planned]:
    """Plan every embed, and the page with their snippets."""
    found = tuple(embeds(site))
    for one in found:
        view = Later(partial(embed_view, site, one))
        yield Planned(index_of(addresses.EMBED + one.address), one.template, view, one.source)
    section = addresses.section(site, "embedding")
    yield Planned(index_of(section), "embedding.html", Later(partial(embedding_view, site, found)), "embed")


def embeds(site: Site) -> Iterator[Embed]:
    """Yield whole overviews, each type of notice, the streets, each map, each unit and each service."""
    home, services = partial(home_view, site), partial(services_view, site)
    yield Embed(addresses.HOME, "embed/home.html", Home.file, home, partial(home_page, site))
    address = addresses.section(site, "services")
    yield Embed(address, "embed/list.html", Service.folder, services, partial(services_page, site))
    for service in site.of(Service):
        address, source = addresses.address(site, service), service.origin.path
        now, in_time = partial(service_view, site, service), partial(service_page, site, service)
        yield Embed(address, "embed/service.html", source, now, in_time)
    address, notices = addresses.section(site, "notices"), partial(now_view, site)
    yield Embed(address, "embed/notices.html", Notice.folder, notices, partial(now_page, site))
    address, operations = addresses.type_address(site, NoticeType.OPERATIONS), partial(operations_view, site)
    yield Embed(address, "embed/operations.html", Notice.folder, operations, partial(operations_page, site))
    for kind in NoticeType:
        if kind is not NoticeType.OPERATIONS:
            of_kind, later = (partial(_only_current, view, site, kind) for view in (type_view, type_page))
            yield Embed(addresses.type_address(site, kind), "embed/notices.html", Notice.folder, of_kind, later)
    if street_links.has_page(site):
        streets = partial(streets_view, site)
        yield Embed(addresses.section(site, "streets"), "embed/street.html", source_of(site), streets)
    for unit in site.of(Unit):
        page = partial(unit_view, site, unit)
        yield Embed(addresses.address(site, unit), "embed/unit.html", unit.origin.path, page)
    for map_ in site.of(Map):
        its_map = partial(map_view, site, map_)
        yield Embed(addresses.address(site, map_), "embed/map.html", map_.origin.path, its_map)


def _only_current(view: Callable[[Site, NoticeType], NoticesView], site: Site, kind: NoticeType) -> NoticesView:
    # An archive has no place on somebody else's page.
    found = view(site, kind)
    return with_groups(found, tuple(one for one in found.groups if one.anchor in (NOW, OTHERS)))


def embed_view(site: Site, one: Embed) -> EmbedView:
    page = one.make_in_time() if one.make_in_time else one.page
    title = embed_title(site, page.head.title)
    # Told apart from others of its title, it must not be called what its page then is.
    longer = tuple(embed_title(site, other) for other in page.head.longer)
    # An embed is a frame already: what others make stands in it as a plain link.
    head = replace(page.head, title=title, longer=longer, is_hidden=True, address=one.address, frames_from=())
    return EmbedView(head, page, site.addresses.absolute(one.address), whose(site))


def whose(site: Site) -> str:
    """Return the sentence below every embed."""
    return addresses.words_of(site).say("embed.from", name=publication.publisher(site))


def embed_title(site: Site, title: str) -> str:
    """Return the title of an embed: on somebody else's page it must say whose it is."""
    settings, words = addresses.settings_of(site), addresses.words_of(site)
    name = publication.publisher(site)
    if settings.demo and title == settings.title:
        # The demonstration's own title, once.
        return words.say("embed.from_title", name=name)
    return words.say("embed.title", title=title, name=name)


def embedding_view(site: Site, found: Iterable[Embed]) -> EmbeddingView:
    words = addresses.words_of(site)
    head = views.Head(words.say("embedding.title"), words.say("embedding.lead"), addresses.section(site, "embedding"))
    made = {one.address: one for one in found}
    general: tuple[tuple[str, str, str], ...] = (
        ("_hjem", addresses.settings_of(site).title, addresses.HOME),
        ("_tjenester", words.say("services.title"), addresses.section(site, "services")),
        ("_aktuelt", words.say("notices.title"), addresses.section(site, "notices")),
    )
    if street_links.has_page(site):
        streets = addresses.section(site, "streets")
        general += ((f"_{streets.strip('/')}", made[streets].page.title, streets),)
    types = tuple(
        (f"_{addresses.type_word(site, kind)}", title_of_type(site, kind), addresses.type_address(site, kind))
        for kind in types_in_use(site)
    )
    maps = tuple((one.slug, one.title, addresses.address(site, one)) for one in site.of(Map))
    services = views.sorted_by_title(site.of(Service), addresses.language_of(site))
    one_each = tuple((one.slug, one.title, addresses.address(site, one)) for one in services)
    groups = (
        (words.say("embedding.general"), general),
        (words.say("embedding.types"), types),
        (words.say("embedding.maps"), maps),
        (words.say("embedding.services"), one_each),
    )
    shown = tuple(
        SnippetGroup(title, tuple(snippet(site, *one, made[one[-1]].page) for one in group))
        for title, group in groups
        if group
    )
    list_of_units = views.Anchor(words.say("units.title"), site.addresses.href(addresses.section(site, "places")))
    return EmbeddingView(head, shown, list_of_units if site.of(Unit) else None)


def snippet(site: Site, anchor: str, title: str, address: str, page: Any) -> Snippet:
    """Return the code to paste for the embed of a page, with the heights to advise."""
    advised = heights.advised(page, shell.alerts_of(site), _last_line(site))
    return _snippet(site, anchor, title, address, advised, _allowed(page))


def _allowed(page: Any) -> str:
    """Return what the page around must let a frame ask for: where its reader is (Permissions Policy, W3C)."""
    asks = (isinstance(page, MapView) and page.tools.has_nearest) or (isinstance(page, StreetsView) and page.catchments)
    return "geolocation" if asks else ""


def _snippet(site: Site, anchor: str, title: str, address: str, advised: tuple[int, int], allow: str) -> Snippet:
    phone, desktop = advised
    # Most pages are light whatever their visitors prefer, and a dark frame on one is a hole.
    src = f"{site.addresses.absolute(addresses.EMBED + address)}#_lys"
    name = embed_title(site, title)
    code = snippet_code(src, name, phone, site.addresses.absolute(HOST_SCRIPT), allow)
    return Snippet(anchor, title, code, phone, desktop, src)


def _last_line(site: Site) -> str:
    words = addresses.words_of(site)
    demo = words.say("demo") if addresses.settings_of(site).demo else ""
    return f"{whose(site)} {words.say('embed.open')} {demo}"


def snippet_code(src: str, title: str, height: int, script: str, allow: str = "") -> str:
    """Return the HTML to paste; it works, at a fixed height, where a page strips scripts. `allow` is what the frame
    may ask its reader for (Permissions Policy)."""
    may = f' allow="{escape(allow)}"' if allow else ""
    # A title in another language is nothing but its letters in an attribute.
    return (
        f'<iframe src="{escape(src)}" title="{escape(str(title))}" data-kommune\n'
        f'  loading="lazy" width="100%" height="{height}" style="border:0"{may}\n'
        '  referrerpolicy="strict-origin-when-cross-origin"></iframe>\n'
        f'<script src="{escape(script)}" async></script>'
    )
