"""A page for screens on walls: what is going on now, in large type. It fetches itself anew, and nobody touches it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.content_types.notice import Notice, State
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, listing, publication, shell, views
from site_builder.outputs.crisis_parts import Parts, next_message, parts_of
from site_builder.outputs.home import operations

EVERY = 60
"""Seconds between two looks for news"""


@dataclass(frozen=True, slots=True)
class Shown:
    """An alert as a screen has it."""

    title: str
    severity: str
    drill: bool
    is_planned: bool
    begins: str
    next: views.Time | None
    parts: Parts


@dataclass(frozen=True, slots=True)
class ScreenView:
    head: views.Head
    style: shell.Style
    every: int
    alerts: tuple[Shown, ...]
    operations: tuple[listing.Row, ...]
    """What is going on, alerts apart"""
    planned: tuple[listing.Row, ...]
    address: str
    """Where people read more, as it is written on a wall"""
    whose: str


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page for screens."""
    view = screen_view(site)
    yield Planned(index_of(view.head.address), "screen.html", view, "content/notices")


def screen_view(site: Site) -> ScreenView:
    words = addresses.words_of(site)
    alerts = shell.alerts_in_order(site)
    rest = [one for one in operations(site) if one not in alerts]
    ongoing = [one for one in rest if one.state(site.moment) is State.ONGOING]
    planned = [one for one in rest if one.state(site.moment) is State.PLANNED]
    title = words.say("screen.title")
    return ScreenView(
        head=views.Head(title, words.say("screen.lead"), addresses.section(site, "screen"), is_hidden=True),
        style=shell.own_style(site, "screen.css"),
        every=EVERY,
        alerts=tuple(_shown(one, site) for one in alerts),
        operations=tuple(listing.notice_row(one, site) for one in ongoing),
        planned=tuple(listing.notice_row(one, site) for one in planned),
        address=site.addresses.base_url.partition("://")[2].rstrip("/"),
        whose=publication.publisher(site),
    )


def _shown(notice: Notice, site: Site) -> Shown:
    words = addresses.words_of(site)
    return Shown(
        title=views.sample_title(notice, words) if not notice.drill else notice.title,
        severity=notice.level.value,
        drill=notice.drill,
        is_planned=listing.is_planned_alert(notice, site),
        begins=words.say("notice.from", time=words.day(notice.begins)),
        next=next_message(notice, site),
        parts=parts_of(notice, site),
    )
