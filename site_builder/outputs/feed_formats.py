"""Feeds as bytes: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1; the list of them as OPML 2.0.

When a notice leaves the lists stands in `dcterms:valid`, which is how Atom and RSS can say so (DCMI Period), and where
it is in GeoRSS-Simple: latitude first. JSON Feed has both under `_notice`, its places as GeoJSON: longitude first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from site_builder.content_types.maps import Position, Shape
from site_builder.outputs.feed_links import ATOM, JSON, RSS
from site_builder.outputs.map_data import geometry
from site_builder.text import dates
from site_builder.text.foreign import Foreign


@dataclass(frozen=True, slots=True)
class FeedPlace:
    name: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class FeedItem:
    """What stands in a feed. Moments are aware, in UTC; `starts`, `ends` and `deadline` as exact as written."""

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    summary: str
    html: str
    category: str
    term: str
    sample: bool = False
    drill: bool = False
    severity: str = ""
    state: str = ""
    starts: str = ""
    ends: str = ""
    deadline: str = ""
    begins: datetime | None = None
    expires: datetime | None = None
    places: tuple[FeedPlace, ...] = ()
    related: tuple[str, str] | None = None
    """(address, media type) of the same for other systems"""
    language: str = ""
    """Of its text, where that is not the feed's"""


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
class Outline:
    """A feed in the list of them; addresses are absolute."""

    title: str
    feed: str
    page: str


@dataclass(frozen=True, slots=True)
class OutlinesView:
    title: str
    owner: str
    updated: datetime
    groups: tuple[tuple[str, tuple[Outline, ...]], ...]
    """(heading, feeds)"""


_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_MORE = {"xmlns:dcterms": "http://purl.org/dc/terms/", "xmlns:georss": "http://www.georss.org/georss"}


def write_atom(view: FeedView) -> bytes:
    """Return the feed as Atom (RFC 4287)."""
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, **_MORE, "xml:lang": view.language})
    _add(feed, "id", view.id)
    _add(feed, "title", view.title, _marked(view.title))
    _add(feed, "subtitle", view.subtitle, _marked(view.subtitle))
    _add(feed, "updated", dates.rfc3339(view.updated))
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": ATOM.media_type, "href": view.self})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": view.home})
    _add(ElementTree.SubElement(feed, "author"), "name", view.author)
    for item in view.items:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title, _marked(item.title))
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.url})
        if item.related:
            href, media_type = item.related
            ElementTree.SubElement(entry, "link", {"rel": "related", "type": media_type, "href": href})
        _add(entry, "published", dates.rfc3339(item.published))
        _add(entry, "updated", dates.rfc3339(item.updated))
        category = {"term": item.term, "label": item.category, **_marked(item.category)}
        ElementTree.SubElement(entry, "category", category)
        _add(entry, "summary", item.summary, {"type": "text", **_marked(item.summary)})
        _add(entry, "content", item.html, {"type": "html"})
        _add_when_and_where(entry, item)
    return written(feed)


def write_rss(view: FeedView) -> bytes:
    """Return the feed as RSS 2.0, with the same ids as the Atom feed."""
    rss = ElementTree.Element(
        "rss", {"version": "2.0", "xmlns:atom": _ATOM, "xmlns:content": _CONTENT, "xmlns:dc": _DC, **_MORE}
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
        if item.language:
            # RSS has no language of an item; this is Dublin Core's.
            _add(one, "dc:language", item.language)
        _add(one, "category", item.category)
        _add(one, "description", item.summary)
        _add(one, "content:encoded", item.html)
        _add_when_and_where(one, item)
    return written(rss)


def _marked(text: str) -> dict[str, str]:
    """Return the attribute that says the language of a text where that is not the feed's (XML 1.0, 2.12)."""
    return {"xml:lang": text.language} if isinstance(text, Foreign) else {}


def _add_when_and_where(entry: ElementTree.Element, item: FeedItem) -> None:
    if item.expires and item.begins:
        # DCMI Period Encoding Scheme, with dates of the W3C's profile of ISO 8601.
        start, end = dates.rfc3339(item.begins), dates.rfc3339(item.expires)
        _add(entry, "dcterms:valid", f"start={start};end={end};scheme=W3C-DTF")
    for place in item.places:
        for name, text in _georss(place.shape):
            _add(entry, name, text)


def _georss(shape: Shape) -> Iterator[tuple[str, str]]:
    """Yield the parts of a shape (GeoRSS-Simple): latitude first. An area is its outer border; holes cannot be said."""
    name = {"Point": "georss:point", "LineString": "georss:line", "Polygon": "georss:polygon"}[shape.of]
    for part in shape.parts:
        yield name, pairs(part[0], " ")


def pairs(line: Sequence[Position], between: str) -> str:
    """Return positions as text, latitude first, with a space from one to the next."""
    return " ".join(f"{round(lat, 6)}{between}{round(lon, 6)}" for lon, lat in line)


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(dates.OSLO))


def _add(parent: ElementTree.Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    # Characters that XML cannot hold were refused when the source was read (XML 1.0, 2.2).
    ElementTree.SubElement(parent, name, attributes or {}).text = text


def written(root: ElementTree.Element) -> bytes:
    """Return a document of XML as bytes, a line for each element."""
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
                # Extensions are objects whose names begin with _ (JSON Feed 1.1, "Extensions").
                "_notice": _notice(item),
                **({"language": item.language} if item.language else {}),
            }
            for item in view.items
        ],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _notice(item: FeedItem) -> dict[str, object]:
    """Return what the format has no word for; what there is nothing to say of is left out."""
    found: dict[str, object] = {
        "type": item.term,
        "severity": item.severity,
        "state": item.state,
        "starts": item.starts,
        "ends": item.ends,
        "deadline": item.deadline,
        "expires": dates.rfc3339(item.expires) if item.expires else "",
        "sample": item.sample,
        "drill": item.drill,
        "places": [{"name": one.name, "geometry": geometry(one.shape)} for one in item.places],
    }
    return {key: value for key, value in found.items() if value}


WRITERS = {ATOM: write_atom, RSS: write_rss, JSON: write_json}


def write_opml(view: OutlinesView) -> bytes:
    """Return the list of feeds (OPML 2.0, "Subscription lists"): readers take a type of rss for Atom too."""
    opml = ElementTree.Element("opml", {"version": "2.0"})
    head = ElementTree.SubElement(opml, "head")
    _add(head, "title", view.title)
    _add(head, "dateModified", _rfc822(view.updated))
    _add(head, "ownerName", view.owner)
    body = ElementTree.SubElement(opml, "body")
    for title, outlines in view.groups:
        group = ElementTree.SubElement(body, "outline", {"text": title})
        for one in outlines:
            told = {"type": "rss", "text": one.title, "title": one.title, "xmlUrl": one.feed, "htmlUrl": one.page}
            ElementTree.SubElement(group, "outline", told)
    return written(opml)
