"""Embeds: pages for other people's pages, without header and footer, under /embed; and the page that hands them out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import escape

from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import NoticeType
from site_builder.content_types.service import Service
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, views
from site_builder.outputs.home import home_view
from site_builder.outputs.maps import map_view
from site_builder.outputs.notices import now_view, type_view, types_in_use
from site_builder.outputs.pages import service_view, services_view
from site_builder.outputs.scripts import HOST_SCRIPT


@dataclass(frozen=True, slots=True)
class EmbedView:
    """An embed shows the same view as the page it belongs to, with less around it."""

    head: views.Head
    page: Any
    page_href: str
    """The page on the site, absolute"""


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
    host_script: str


def plan(site: Site) -> Iterator[Planned]:
    """Plan every embed, and the page with their snippets."""
    for address, template, view, source in embeds(site):
        yield Planned(index_of(addresses.EMBED + address), template, embed_view(site, view, address), source)
    section = addresses.section(site, "embedding")
    yield Planned(index_of(section), "embedding.html", embedding_view(site), "embed")


def embeds(site: Site) -> Iterator[tuple[str, str, Any, str]]:
    """Yield the address of the page, the embed's template, the page's view and its source."""
    yield addresses.HOME, "embed/home.html", home_view(site), "content/home.yaml"
    yield addresses.section(site, "services"), "embed/list.html", services_view(site), Service.folder
    for service in site.of(Service):
        yield addresses.address(site, service), "embed/service.html", service_view(service, site), service.origin.path
    yield addresses.section(site, "notices"), "embed/notices.html", now_view(site), "content/notices"
    for kind in NoticeType:
        view = type_view(site, kind)
        # Only what is current: an archive has no place on somebody else's page.
        only_current = replace(view, groups=tuple(one for one in view.groups if one.anchor == "_na"))
        yield addresses.type_address(site, kind), "embed/notices.html", only_current, "content/notices"
    for map_ in site.of(Map):
        yield addresses.address(site, map_), "embed/map.html", map_view(map_, site), map_.origin.path


def embed_view(site: Site, view: Any, address: str) -> EmbedView:
    title = embed_title(site, view.head.title)
    head = replace(view.head, title=title, is_hidden=True, address=address)
    return EmbedView(head, view, site.addresses.absolute(address))


def embed_title(site: Site, title: str) -> str:
    """Return the title of an embed: on somebody else's page it must say whose it is."""
    return addresses.words_of(site).say("embed.title", title=title, name=addresses.settings_of(site).name)


def embedding_view(site: Site) -> EmbeddingView:
    words = addresses.words_of(site)
    title = words.say("embedding.title")
    head = views.Head(title, words.say("embedding.lead"), addresses.section(site, "embedding"))
    services = views.sorted_by_title(site.of(Service))
    general = (
        _snippet(site, "_hjem", addresses.settings_of(site).title, addresses.HOME, (1900, 1100)),
        _snippet(site, "_tjenester", words.say("services.title"), addresses.section(site, "services"), (2400, 1800)),
        _snippet(site, "_aktuelt", words.say("notices.title"), addresses.section(site, "notices"), (1400, 900)),
    )
    types = tuple(
        _snippet(
            site, f"_{addresses.type_word(site, kind)}", words.say(f"types.{kind.value}"),
            addresses.type_address(site, kind), (600, 420),
        )
        for kind in types_in_use(site)
    )  # fmt: skip
    maps = tuple(
        _snippet(site, one.slug, one.title, addresses.address(site, one), _map_heights(site, one))
        for one in site.of(Map)
    )
    one_each = tuple(_snippet(site, one.slug, one.title, addresses.address(site, one), (900, 700)) for one in services)
    groups = (
        SnippetGroup(words.say("embedding.general"), general),
        SnippetGroup(words.say("embedding.types"), types),
        SnippetGroup(words.say("embedding.maps"), maps),
        SnippetGroup(words.say("embedding.services"), one_each),
    )
    shown = tuple(group for group in groups if group.snippets)
    return EmbeddingView(head, shown, site.addresses.absolute(HOST_SCRIPT))


def _map_heights(site: Site, map_: Map) -> tuple[int, int]:
    """Return advised heights for phone and desktop: the list grows with the places."""
    count = sum(one.map_slug == map_.slug for one in site.of(Place))
    return 500 + 110 * count, 480 + 90 * count


def _snippet(site: Site, anchor: str, title: str, address: str, heights: tuple[int, int]) -> Snippet:
    phone, desktop = heights
    src = site.addresses.absolute(addresses.EMBED + address)
    name = embed_title(site, title)
    return Snippet(
        anchor, title, snippet_code(src, name, phone, site.addresses.absolute(HOST_SCRIPT)), phone, desktop, src
    )


def snippet_code(src: str, title: str, height: int, script: str) -> str:
    """Return the HTML to paste; it works, at a fixed height, where a page strips scripts."""
    return (
        f'<iframe src="{escape(src)}" title="{escape(title)}" data-kommune\n'
        f'  loading="lazy" width="100%" height="{height}" style="border:0"\n'
        '  referrerpolicy="strict-origin-when-cross-origin"></iframe>\n'
        f'<script src="{escape(script)}" async></script>'
    )
