"""Feeds of notices: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, all of them and each type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import PurePosixPath
from xml.etree import ElementTree

from site_builder.content_types.notice import Notice
from site_builder.model import BEGINNING, Planned, Site
from site_builder.outputs import addresses, publication, views
from site_builder.outputs.feed_links import ATOM, FORMATS_OF_ALL, FORMATS_OF_TYPE, JSON, RSS, FeedFormat
from site_builder.outputs.notices import types_in_use
from site_builder.text import dates
from site_builder.text.paths import path_word

MOST = 50


@dataclass(frozen=True, slots=True)
class FeedItem:
    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    summary: str
    html: str
    category: str
    term: str
    sample: bool


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed before it is written in any format. Moments are aware, in UTC."""

    id: str
    title: str
    subtitle: str
    language: str
    author: str
    home: str
    self: str
    updated: datetime
    items: tuple[FeedItem, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is of, whatever its format. `list_address` is the page of the same notices, from the root."""

    name: str
    title: str
    list_address: str
    notices: tuple[Notice, ...]


def plan(site: Site) -> Iterator[Planned]:
    """Plan the feed of all notices in every format, and those of each type that has any."""
    for channel, formats in _channels(site):
        for format_ in formats:
            address = addresses.feed_address(channel.name, format_.ending)
            view = feed_view(site, channel, address)
            yield Planned(PurePosixPath(address.lstrip("/")), WRITERS[format_], view, "content/notices")


def _channels(site: Site) -> Iterator[tuple[Channel, tuple[FeedFormat, ...]]]:
    words, settings = addresses.words_of(site), addresses.settings_of(site)
    notices = tuple(one for one in site.of(Notice) if not one.is_archive_only)
    title = words.say("feed.title", name=settings.short_name)
    everything = path_word("everything", settings.language)
    yield Channel(everything, title, addresses.section(site, "notices"), notices), FORMATS_OF_ALL
    for kind in types_in_use(site):
        found = tuple(one for one in notices if one.kind is kind)
        title = words.say("feed.type_title", name=settings.short_name, type=words.say(f"types.{kind.value}"))
        channel = Channel(addresses.type_word(site, kind), title, addresses.type_address(site, kind), found)
        yield channel, FORMATS_OF_TYPE


def feed_view(site: Site, channel: Channel, address: str) -> FeedView:
    settings = addresses.settings_of(site)
    items = sorted((_item(one, site) for one in channel.notices), key=lambda item: item.id)
    items.sort(key=lambda item: item.updated, reverse=True)
    items = items[:MOST]
    return FeedView(
        id=f"tag:{settings.authority},{settings.year}:feed/{channel.name}",
        title=channel.title,
        subtitle=settings.description,
        language=settings.language,
        author=publication.publisher(site),
        home=site.addresses.absolute(channel.list_address),
        self=site.addresses.absolute(address),
        # From the content alone: an unchanged site gives the same bytes, whenever it is built.
        updated=max((item.updated for item in items), default=BEGINNING.replace(year=settings.year)),
        items=tuple(items),
    )


def _item(notice: Notice, site: Site) -> FeedItem:
    words = addresses.words_of(site)
    assert notice.published is not None, "only dated notices stand in feeds"
    changed = notice.changed(site.moment) or notice.published
    return FeedItem(
        id=addresses.tag_uri(site, notice),
        title=views.sample_title(notice, words),
        url=site.addresses.absolute(addresses.address(site, notice)),
        published=notice.published.start,
        updated=changed.start,
        summary=views.summary_of(site, notice),
        html=_with_updates(notice, site, str(views.body_html(site, notice, absolute=True))),
        category=words.say(f"type.{notice.kind.value}"),
        term=notice.kind.value,
        sample=notice.sample,
    )


def _with_updates(notice: Notice, site: Site, html: str) -> str:
    words = addresses.words_of(site)
    shown = [
        views.update_view(one, site, notice, absolute=True) for one in notice.updates if one.when.start <= site.moment
    ]
    closed = notice.closed if notice.closed and notice.closed.end <= site.moment else None
    parts = []
    if closed:
        key = "notice.all_clear_at" if notice.is_grave else "notice.resolved_at"
        parts.append(f"<p><strong>{words.say(key, time=words.day(closed))}</strong></p>\n")
    if notice.drill:
        parts.append(f"<p><strong>{words.say('notice.drill_line')}</strong></p>\n")
    if notice.sample:
        parts.append(f"<p>{words.say('sample.line')}</p>\n")
    parts.append(html)
    if shown:
        lines = "".join(f"<li>{one.time.text}: {one.html}</li>\n" for one in shown)
        parts.append(f"<h2>{words.say('notice.updates')}</h2>\n<ul>\n{lines}</ul>\n")
    return "".join(parts)


# --- formats ---------------------------------------------------------------------------------

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"


def write_atom(view: FeedView) -> bytes:
    """Return the feed as Atom (RFC 4287)."""
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": view.language})
    _add(feed, "id", view.id)
    _add(feed, "title", view.title)
    _add(feed, "subtitle", view.subtitle)
    _add(feed, "updated", dates.rfc3339(view.updated))
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": ATOM.media_type, "href": view.self})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": view.home})
    _add(ElementTree.SubElement(feed, "author"), "name", view.author)
    for item in view.items:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title)
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.url})
        _add(entry, "published", dates.rfc3339(item.published))
        _add(entry, "updated", dates.rfc3339(item.updated))
        ElementTree.SubElement(entry, "category", {"term": item.term, "label": item.category})
        _add(entry, "summary", item.summary, {"type": "text"})
        _add(entry, "content", item.html, {"type": "html"})
    return _written(feed)


def write_rss(view: FeedView) -> bytes:
    """Return the feed as RSS 2.0, with the same ids as the Atom feed."""
    rss = ElementTree.Element(
        "rss", {"version": "2.0", "xmlns:atom": _ATOM, "xmlns:content": _CONTENT, "xmlns:dc": _DC}
    )
    channel = ElementTree.SubElement(rss, "channel")
    _add(channel, "title", view.title)
    _add(channel, "link", view.home)
    _add(channel, "description", view.subtitle)
    _add(channel, "language", view.language)
    _add(channel, "lastBuildDate", _rfc822(view.updated))
    _add(channel, "ttl", "15")
    ElementTree.SubElement(channel, "atom:link", {"rel": "self", "type": RSS.media_type, "href": view.self})
    for item in view.items:
        one = ElementTree.SubElement(channel, "item")
        _add(one, "title", item.title)
        _add(one, "link", item.url)
        _add(one, "guid", item.id, {"isPermaLink": "false"})
        _add(one, "pubDate", _rfc822(item.published))
        _add(one, "atom:updated", dates.rfc3339(item.updated))
        _add(one, "dc:creator", view.author)
        _add(one, "category", item.category)
        _add(one, "description", item.summary)
        _add(one, "content:encoded", item.html)
    return _written(rss)


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(dates.OSLO))


def _add(parent: ElementTree.Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    # Characters that XML cannot hold were refused when the source was read (XML 1.0, 2.2).
    ElementTree.SubElement(parent, name, attributes or {}).text = text


def _written(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root, " ")
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def write_json(view: FeedView) -> bytes:
    """Return the feed as JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "description": view.subtitle,
        "home_page_url": view.home,
        "feed_url": view.self,
        "language": view.language,
        "authors": [{"name": view.author}],
        "items": [
            {
                "id": item.id,
                "url": item.url,
                "title": item.title,
                "summary": item.summary,
                "content_html": item.html,
                "date_published": dates.rfc3339(item.published),
                "date_modified": dates.rfc3339(item.updated),
                "tags": [item.category],
            }
            # Extensions are objects whose names begin with _ (JSON Feed 1.1, "Extensions").
            | ({"_notice": {"sample": True}} if item.sample else {})
            for item in view.items
        ],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


WRITERS = {ATOM: write_atom, RSS: write_rss, JSON: write_json}
