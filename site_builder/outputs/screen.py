"""A page for screens on walls: what is going on now, in large type. It fetches itself anew, and nobody touches it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import State
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, ahead, listing, shell, views
from site_builder.outputs.crisis_parts import Meeting, PartView, in_short, known_of, meetings_of, next_message, parts_of
from site_builder.outputs.operations import operations, reported
from site_builder.text.crisis_words import Part

EVERY = 60
"""Seconds between two looks for news"""


@dataclass(frozen=True, slots=True)
class ScreenAlert:
    """An alert as a screen has it."""

    title: str
    severity: str
    drill: bool
    is_planned: bool
    begins: str
    next: views.Time | None
    do: PartView | None
    lead: Markup
    """In short what has happened; all there is to say where no part says what to do"""
    go: PartView | None
    points: tuple[Meeting, ...]
    routes: tuple[Meeting, ...]
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class ScreenView:
    head: views.Head
    style: shell.Style
    every: int
    alerts: tuple[ScreenAlert, ...]
    operations: tuple[listing.Row, ...]
    """What is going on, alerts apart"""
    planned: tuple[listing.Row, ...]
    address: str
    """Where people read more, as it is written on a wall"""
    nothing: str
    """What is said where nothing goes on"""
    operations_shown: ahead.Shown = ahead.ALWAYS
    planned_shown: ahead.Shown = ahead.ALWAYS
    nothing_shown: ahead.Shown = ahead.ALWAYS


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page for screens."""
    view = screen_page(site)
    yield Planned(index_of(view.head.address), "screen.html", view, "content/notices")


def screen_view(site: Site) -> ScreenView:
    words = addresses.words_of(site)
    title = words.say("screen.title")
    return ScreenView(
        head=views.Head(title, words.say("screen.lead"), addresses.section(site, "screen"), is_hidden=True),
        style=shell.own_style(site, "screen.css"),
        every=EVERY,
        alerts=tuple(_shown(one, site) for one in shell.alerts_in_order(site)),
        operations=_rows(site, State.ONGOING),
        planned=_rows(site, State.PLANNED),
        address=site.addresses.base_url.partition("://")[2].rstrip("/"),
        nothing=views.nothing_text(site, words.say("home.nothing")),
    )


def screen_page(site: Site) -> ScreenView:
    """Return the view with what begins and is over in time: what nobody builds anew still hangs on the wall."""
    view = screen_view(site)
    sites = ahead.course(site, [*reported(site), *shell.alerts_in_order(site)])
    alerts = ahead.over_time(sites, [tuple(_shown(one, at) for one in shell.alerts_in_order(at)) for at in sites])
    ongoing = ahead.over_time(sites, [_rows(one, State.ONGOING) for one in sites])
    planned = ahead.over_time(sites, [_rows(one, State.PLANNED) for one in sites])
    return replace(
        view,
        alerts=alerts,
        operations=ongoing,
        planned=planned,
        operations_shown=ahead.while_any(ongoing),
        planned_shown=ahead.while_any(planned),
        nothing_shown=ahead.otherwise(ahead.while_any((*alerts, *ongoing))),
    )


def _rows(site: Site, state: State) -> tuple[listing.Row, ...]:
    """Return what is reported in a state, alerts apart."""
    alerts = shell.alerts_in_order(site)
    found = [one for one in operations(site) if one not in alerts and one.state(site.moment) is state]
    return tuple(listing.notice_row(one, site) for one in found)


def _shown(notice: Notice, site: Site) -> ScreenAlert:
    words, parts = addresses.words_of(site), parts_of(notice, site)
    is_planned = listing.is_planned_alert(notice, site)
    known = () if is_planned else known_of(notice, site)
    points, routes = meetings_of(notice, site)
    return ScreenAlert(
        title=views.title_beside_state(notice, words),
        severity=notice.level.value,
        drill=notice.drill,
        is_planned=is_planned,
        begins=words.say("notice.from", time=words.day(notice.begins)),
        next=next_message(notice, site),
        # What is to be done is said when it begins: nobody on the square is to run a day early.
        do=None if is_planned else parts.do,
        lead=in_short(notice, site) if is_planned or parts.do else parts.lead,
        go=next((one for one in known if one.key == Part.GO), None),
        points=() if is_planned else points,
        routes=() if is_planned else routes,
    )
