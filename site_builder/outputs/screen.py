"""A page for screens on walls: what is going on now, in large type. It fetches itself anew, and nobody touches it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import State
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, listing, shell, views
from site_builder.outputs.crisis import Meeting, known_of, meetings_of
from site_builder.outputs.crisis_parts import PartView, next_message, parts_of
from site_builder.outputs.operations import operations
from site_builder.text.crisis_words import Part

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
    do: PartView | None
    lead: Markup
    """All there is to say, where no part says what to do"""
    go: PartView | None
    points: tuple[Meeting, ...]


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
    )


def _shown(notice: Notice, site: Site) -> Shown:
    words, parts = addresses.words_of(site), parts_of(notice, site)
    return Shown(
        title=views.title_beside_state(notice, words),
        severity=notice.level.value,
        drill=notice.drill,
        is_planned=listing.is_planned_alert(notice, site),
        begins=words.say("notice.from", time=words.day(notice.begins)),
        next=next_message(notice, site),
        do=parts.do,
        lead=parts.lead,
        go=next((one for one in known_of(notice, site) if one.key == Part.GO), None),
        points=meetings_of(notice, site)[0],
    )
