"""A feed to what comes in: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1. Title and summary alone are taken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from pydantic_core import PydanticCustomError

from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.web_addresses import web_address
from site_builder.importing.incoming import Batch, Incoming
from site_builder.importing.plain_text import one_line, paragraphs, paragraphs_of_html, shortened, shortened_paragraphs
from site_builder.importing.xml import elements
from site_builder.problems import Faults, Mark, problem
from site_builder.text.dates import FIRST_YEAR, LAST_YEAR, When

TITLE = 120
"""Characters that the title of an entry may have"""
_SUMMARY = 600
_KEY = 300
_ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, slots=True)
class _Item:
    """An item as its format has it."""

    id: str = ""
    title: tuple[str, ...] = ()
    link: str = ""
    text: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""


def read_feed(content: bytes, path: str) -> Batch:
    """Return what a feed has, each once, in its order. Raises Faults."""
    plain = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not plain:
        raise Faults(problem("I924", path))
    if plain[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise Faults(problem("I921", path, Mark(1)))
    title, home, items = _json_feed(plain, path) if plain.startswith(b"{") else _xml_feed(content, path)
    found: dict[str, Incoming] = {}
    nameless = 0
    for item in items:
        one = _incoming(item, home)
        if one is None:
            nameless += 1
        else:
            found.setdefault(one.key, one)
    if not found:
        raise Faults(problem("I924", path))
    return Batch(NoticeType.NEWS, one_line(title), tuple(found.values()), frozenset(found), nameless)


_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_\w+)=[^&#]*&?")


def _without_tracking(link: str) -> str:
    """Return a link without what only says where a reader came from: that may differ each time a feed is made."""
    return _TRACKING.sub("", link).replace("?#", "#").rstrip("?&")


def _incoming(item: _Item, home: str) -> Incoming | None:
    link = address(item.link)
    title = shortened(" ".join(item.title), TITLE)
    key = item.id if ":" in item.id else f"{home}#{item.id}" if item.id else _without_tracking(link)
    if not key or not title:
        return None
    text = shortened_paragraphs((one for one in item.text if one != title), _SUMMARY)
    published, updated = moment(item.published), moment(item.updated)
    is_later = published and updated and published.start < updated.start
    return Incoming(
        shortened(one_line(key), _KEY), title, text, link, published or updated, updated if is_later else None
    )


def address(text: str) -> str:
    """Return an address that can be linked to; empty where it is none."""
    try:
        return web_address(text.strip())
    except PydanticCustomError:
        return ""


def moment(text: str) -> When | None:
    """Return a date of RFC 822 or RFC 3339 to the minute; None where it is neither."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    if not FIRST_YEAR < aware.year < LAST_YEAR:
        return None
    return When(aware.astimezone(UTC).replace(second=0, microsecond=0))


_Feed = tuple[str, str, Iterable[_Item]]
"""(title, address of its home or its own id, items)"""


def _xml_feed(content: bytes, path: str) -> _Feed:
    root = elements(content, path)
    if root.tag == f"{_ATOM}feed":
        title, home = _atom_text(root, "title"), _said(root, f"{_ATOM}id")
        return " ".join(title), home, [_atom_item(one) for one in root.iter(f"{_ATOM}entry")]
    channel = root.find("channel") if root.tag == "rss" else None
    if channel is None:
        raise Faults(problem("I921", path, Mark(1)))
    return _said(channel, "title"), _said(channel, "link"), [_rss_item(one) for one in channel.iter("item")]


def _said(parent: ElementTree.Element, *names: str) -> str:
    """Return the text of the first of these that has one."""
    return next((text for name in names if (text := (parent.findtext(name) or "").strip())), "")


def _rss_item(item: ElementTree.Element) -> _Item:
    guid = item.find("guid")
    is_address = guid is not None and guid.get("isPermaLink", "true") == "true"
    return _Item(
        _said(item, "guid"),
        # RSS does not say whether a title is HTML; what is, is much more often than not.
        paragraphs_of_html(_said(item, "title")),
        _said(item, "link") or (_said(item, "guid") if is_address else ""),
        paragraphs_of_html(_said(item, "description")),
        _said(item, "pubDate", "{http://purl.org/dc/elements/1.1/}date"),
        _said(item, f"{_ATOM}updated"),
    )


def _atom_item(entry: ElementTree.Element) -> _Item:
    links = [one for one in entry.iter(f"{_ATOM}link") if one.get("rel", "alternate") == "alternate"]
    return _Item(
        _said(entry, f"{_ATOM}id"),
        _atom_text(entry, "title"),
        links[0].get("href", "") if links else "",
        _atom_text(entry, "summary") or _atom_text(entry, "content"),
        _said(entry, f"{_ATOM}published"),
        _said(entry, f"{_ATOM}updated"),
    )


def _atom_text(parent: ElementTree.Element, name: str) -> tuple[str, ...]:
    """Return what a construct of text says, plain (RFC 4287, 3.1)."""
    found = parent.find(f"{_ATOM}{name}")
    if found is None:
        return ()
    kind = found.get("type", "text")
    if kind == "xhtml":
        for one in found.iter():
            one.tag = one.tag.rpartition("}")[2]
        return paragraphs_of_html(ElementTree.tostring(found, encoding="unicode"))
    return paragraphs_of_html(found.text or "") if kind == "html" else paragraphs(found.text or "")


def _json_feed(content: bytes, path: str) -> _Feed:
    try:
        feed = json.loads(content)
    except (ValueError, RecursionError):
        raise Faults(problem("I922", path, Mark(1))) from None
    if not isinstance(feed, dict) or "jsonfeed.org/version/" not in str(feed.get("version")):
        raise Faults(problem("I921", path, Mark(1)))
    items = feed.get("items")
    found = [_json_item(one) for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    return _text(feed, "title"), _text(feed, "home_page_url") or _text(feed, "feed_url"), found


def _json_item(item: Mapping[str, object]) -> _Item:
    summary = paragraphs(_text(item, "summary")) or paragraphs(_text(item, "content_text"))
    return _Item(
        _text(item, "id"),
        paragraphs(_text(item, "title")),
        _text(item, "url"),
        summary or paragraphs_of_html(_text(item, "content_html")),
        _text(item, "date_published"),
        _text(item, "date_modified"),
    )


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    # An id may be a number in old feeds (JSON Feed 1.1, "Items").
    return str(value).strip() if isinstance(value, str | int | float) else ""
