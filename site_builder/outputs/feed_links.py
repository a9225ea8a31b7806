"""Feeds as pages announce them: what they are called, where they stand and in which format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.records import Category
from site_builder.content_types.unit import Unit
from site_builder.model import Site
from site_builder.outputs import addresses, views
from site_builder.outputs.channels import Channel, channels, name_of
from site_builder.text.paths import path_word


@dataclass(frozen=True, slots=True)
class FeedFormat:
    name: str
    ending: str
    media_type: str


ATOM = FeedFormat("Atom", "atom", "application/atom+xml")
RSS = FeedFormat("RSS", "rss", "application/rss+xml")
JSON = FeedFormat("JSON Feed", "json", "application/feed+json")


def formats_of(channel: Channel, site: Site) -> tuple[FeedFormat, ...]:
    """Return the formats of a feed, Atom first; JSON Feed where the settings ask for it, and always of all notices."""
    has_json = addresses.settings_of(site).feeds.json_feed or channel.name == _everything(site)
    return (ATOM, RSS, JSON) if has_json else (ATOM, RSS)


def feeds_of_all(site: Site) -> tuple[views.FeedLink, ...]:
    """Return the feed of all notices in each of its formats, Atom first."""
    return _links(site)[_everything(site)]


def feeds_of_type(site: Site, kind: NoticeType) -> tuple[views.FeedLink, ...]:
    """Return the feed of one type of notice in each of its formats, Atom first; nothing where there is none."""
    return _links(site).get(addresses.type_word(site, kind), ())


def feeds_of(site: Site, entry: Category | Map | Place | Unit) -> tuple[views.FeedLink, ...]:
    """Return the feed of what concerns an entry in each of its formats, Atom first; nothing where there is none."""
    return _links(site).get(name_of(site, entry), ())


def following(site: Site, channel: str = "") -> str:
    """Return the address of the page about following, at a feed of that name if any."""
    return addresses.section(site, "follow") + (f"#{anchor_of(channel)}" if channel else "")


def anchor_of(channel: str) -> str:
    """Return the id that a feed has on the page about following: no slug begins so."""
    return "_" + channel.replace("/", "-")


def _everything(site: Site) -> str:
    return path_word("everything", addresses.settings_of(site).language)


@lru_cache(maxsize=4)
def _links(site: Site) -> Mapping[str, tuple[views.FeedLink, ...]]:
    # Every page asks.
    return {one.name: tuple(_link(one, format_, site) for format_ in formats_of(one, site)) for one in channels(site)}


def _link(channel: Channel, format_: FeedFormat, site: Site) -> views.FeedLink:
    title = addresses.words_of(site).say("feed.type", type=channel.label, format=format_.name)
    address = addresses.feed_address(channel.name, format_.ending)
    return views.FeedLink(title, site.addresses.href(address), format_.media_type)
