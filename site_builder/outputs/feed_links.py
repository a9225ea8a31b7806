"""Feeds as pages announce them: what they are called, where they stand and in which format."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.content_types.notice_words import NoticeType
from site_builder.model import Site
from site_builder.outputs import addresses, views
from site_builder.text.paths import path_word


@dataclass(frozen=True, slots=True)
class FeedFormat:
    name: str
    ending: str
    media_type: str


ATOM = FeedFormat("Atom", "atom", "application/atom+xml")
RSS = FeedFormat("RSS", "rss", "application/rss+xml")
JSON = FeedFormat("JSON Feed", "json", "application/feed+json")

FORMATS_OF_ALL = (ATOM, RSS, JSON)
FORMATS_OF_TYPE = (ATOM, RSS)


def feeds_of_all(site: Site) -> tuple[views.FeedLink, ...]:
    """Return the feed of all notices in each of its formats, Atom first."""
    words = addresses.words_of(site)
    name = path_word("everything", addresses.settings_of(site).language)
    return tuple(_link(site, name, words.say("feed.all", format=one.name), one) for one in FORMATS_OF_ALL)


def feeds_of_type(site: Site, kind: NoticeType) -> tuple[views.FeedLink, ...]:
    """Return the feed of one type of notice in each of its formats, Atom first."""
    words = addresses.words_of(site)
    name, title = addresses.type_word(site, kind), words.say(f"types.{kind.value}")
    return tuple(_link(site, name, words.say("feed.type", type=title, format=one.name), one) for one in FORMATS_OF_TYPE)


def _link(site: Site, name: str, title: str, format_: FeedFormat) -> views.FeedLink:
    address = addresses.feed_address(name, format_.ending)
    return views.FeedLink(title, site.addresses.href(address), format_.media_type)
