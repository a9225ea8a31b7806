"""The page that explains to people how to follow the municipality: feeds, accounts, warnings by SMS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.content_types.records import Link
from site_builder.content_types.settings import Settings
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import actions, addresses, calendar_links, cap, views
from site_builder.outputs.channels import Channel, groups
from site_builder.outputs.feed_links import anchor_of, following, formats_of
from site_builder.outputs.feeds import opml_address


@dataclass(frozen=True, slots=True)
class FollowRow:
    """A feed: what it is of, and where it stands in each format."""

    anchor: str
    title: str
    links: tuple[views.Anchor, ...]


@dataclass(frozen=True, slots=True)
class FollowGroup:
    anchor: str
    title: str
    rows: tuple[FollowRow, ...]


@dataclass(frozen=True, slots=True)
class FollowView:
    head: views.Head
    sms: actions.Action | None
    groups: tuple[FollowGroup, ...]
    site: str
    """The address that a reader finds the feeds at by itself"""
    opml: str
    accounts: tuple[views.Anchor, ...]
    cap: str
    """Where messages for other systems are listed, or empty"""
    is_cap_live: bool
    embedding: str
    calendars: views.Anchor
    """Where calendars to subscribe to are found"""


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page."""
    yield Planned(index_of(following(site)), "follow.html", follow_view(site), Settings.file)


def follow_view(site: Site) -> FollowView:
    words, settings, link = addresses.words_of(site), addresses.settings_of(site), site.addresses.href
    sms = site.get(Link, settings.sms) if settings.sms else None
    return FollowView(
        head=views.Head(words.say("follow.title"), words.say("follow.lead"), following(site)),
        sms=actions.action(sms, site) if sms else None,
        groups=tuple(
            FollowGroup(
                f"_etter-{group.key}",
                words.say(f"follow.by.{group.key}"),
                tuple(_row(channel, site) for channel in group.channels),
            )
            for group in groups(site)
        ),
        site=site.addresses.absolute(addresses.HOME),
        opml=link(opml_address(site)),
        accounts=tuple(views.Anchor(one.title, one.url) for one in settings.accounts),
        cap=link(cap.index_address()) if settings.cap else "",
        is_cap_live=settings.cap is not None and cap.is_live(settings.cap, site.moment, site),
        embedding=link(addresses.section(site, "embedding")),
        calendars=views.Anchor(words.say("calendar.title"), link(calendar_links.SECTION)),
    )


def _row(channel: Channel, site: Site) -> FollowRow:
    links = (
        views.Anchor(one.name, site.addresses.href(addresses.feed_address(channel.name, one.ending)))
        for one in formats_of(channel, site)
    )
    return FollowRow(anchor_of(channel.name), channel.label, tuple(links))
