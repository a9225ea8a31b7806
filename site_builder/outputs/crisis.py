"""The page of a crisis: what to do first, then the rest of its parts in the order people need them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from site_builder.content_types.notice import Notice
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, ahead, publication, views
from site_builder.outputs.crisis_parts import (
    Meeting,
    Number,
    PartView,
    known_of,
    meeting_places,
    meetings_of,
    next_message,
    next_shown,
    numbers_of,
    parts_of,
)
from site_builder.outputs.drawing import Drawing, drawing_of, ground_of
from site_builder.outputs.notices import NoticeView, notice_page
from site_builder.outputs.panels import DrawnPlace


@dataclass(frozen=True, slots=True)
class CrisisView:
    head: views.Head
    notice: NoticeView
    lead: Markup
    last: views.Time | None
    """The last change, while the danger is not called off"""
    next: views.Time | None
    next_shown: ahead.Shown
    do: PartView | None
    life: tuple[Number, ...]
    doctor: Number
    parts: tuple[PartView, ...]
    """Where people are to go stands first, if its author or a field says so"""
    languages: tuple[PartView, ...]
    points: tuple[Meeting, ...]
    routes: tuple[Meeting, ...]
    drawing: Drawing | None
    """Of the points and the routes, on the municipality"""
    sheet_href: str
    facts: publication.Facts


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page of every public crisis."""
    for notice in site.of(Notice):
        if notice.is_crisis:
            path, origin = index_of(addresses.address(site, notice)), notice.origin
            yield Planned(path, "crisis.html", crisis_view(notice, site), origin.path, origin.mark("title"))


def crisis_view(notice: Notice, site: Site) -> CrisisView:
    page, parts = notice_page(notice, site), parts_of(notice, site)
    points, routes = meetings_of(notice, site)
    is_alert = notice.is_alert(site.moment)
    *life, doctor = numbers_of(site)
    changed = notice.changed(site.moment)
    return CrisisView(
        head=page.head,
        notice=page,
        lead=parts.lead,
        last=views.time_of(changed, addresses.words_of(site)) if is_alert and changed != notice.published else None,
        next=next_message(notice, site),
        next_shown=next_shown(notice, site),
        do=parts.do,
        life=tuple(life),
        doctor=doctor,
        parts=(*known_of(notice, site), *parts.others),
        languages=parts.languages,
        points=points,
        routes=routes,
        drawing=_drawing(notice, site),
        sheet_href=site.addresses.href(addresses.sheet_address(site, notice)),
        facts=page.facts,
    )


def _drawing(notice: Notice, site: Site) -> Drawing | None:
    places = meeting_places(notice, site)
    ground = ground_of(site)
    return drawing_of(tuple(DrawnPlace(one.shape) for one in places), ground) if places and ground.land else None
