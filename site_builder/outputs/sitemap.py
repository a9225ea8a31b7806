"""The list of pages for search engines, and what they are asked to leave alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree import ElementTree

from site_builder.model import Planned, Site
from site_builder.outputs import addresses, views
from site_builder.text.foreign import Foreign


@dataclass(frozen=True, slots=True)
class SitemapView:
    rows: tuple[tuple[str, str], ...]
    """(absolute address, day of the last change or empty)"""


@dataclass(frozen=True, slots=True)
class RobotsView:
    sitemaps: tuple[str, ...]
    """One for each language"""
    demo: bool


def plan(
    site: Site, planned: Iterable[Planned], translated: Iterable[tuple[Site, Iterable[Planned]]] = ()
) -> Iterator[Planned]:
    """Plan the sitemap of what the other outputs planned: every page that is not hidden, and with them the pages that
    are `translated` into languages without a sitemap of their own."""
    # What is shown for want of a translation is its original once more.
    found = [(site, head) for head in _heads(planned) if not isinstance(head.title, Foreign)]
    for other, files in translated:
        found += [(other, head) for head in _heads(files) if head.address in (other.addresses.only or ())]
    rows = sorted((whose.addresses.absolute(head.address), head.updated) for whose, head in found)
    yield Planned(PurePosixPath("sitemap.xml"), write_sitemap, SitemapView(tuple(rows)), "sitemap.xml")
    if site.primary_language:
        return
    settings = addresses.settings_of(site)
    others = tuple(site.addresses.absolute(f"/{language}/sitemap.xml") for language in settings.languages[1:])
    robots = RobotsView((site.addresses.absolute("/sitemap.xml"), *others), settings.demo)
    yield Planned(PurePosixPath("robots.txt"), write_robots, robots, "robots.txt")


def _heads(planned: Iterable[Planned]) -> Iterator[views.Head]:
    for one in planned:
        head = getattr(one.view, "head", None)
        if isinstance(head, views.Head) and not head.is_hidden:
            yield head


def write_sitemap(view: SitemapView) -> bytes:
    """Return the sitemap (sitemaps.org, protocol 0.9)."""
    root = ElementTree.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address, day in view.rows:
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = address
        if day:
            ElementTree.SubElement(url, "lastmod").text = day
    ElementTree.indent(root, " ")
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def write_robots(view: RobotsView) -> bytes:
    """Return robots.txt (RFC 9309); a demonstration asks not to be indexed."""
    rule = "Disallow: /" if view.demo else "Disallow:"
    sitemaps = "".join(f"Sitemap: {one}\n" for one in view.sitemaps)
    return f"User-agent: *\n{rule}\n\n{sitemaps}".encode()
