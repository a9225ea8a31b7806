"""The buttons of a service: its forms and when they are open; without any, a telephone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from site_builder.content_types.records import Contact, Link, LinkKind, Season, Window
from site_builder.content_types.service import Service, Status
from site_builder.model import Site
from site_builder.outputs import addresses, ahead, people, views
from site_builder.outputs.effects import status_of
from site_builder.outputs.in_text import when_open
from site_builder.text import numbers


@dataclass(frozen=True, slots=True)
class Action:
    """The button of a service: a form, a page of information, or a telephone."""

    title: str
    href: str
    kind: str
    """application, information, report, service or phone"""
    place: str = ""
    """Where it leads, when it leaves the site"""
    when: str = ""
    """Its last day, when it opens, or that it has closed; empty when it is always open"""
    is_open: bool = True
    """Whether there is anything to press: before the first day and after the last there is not"""
    late: str = ""
    """What applies after the last day"""
    note: str = ""
    day: str = ""
    """The last day, `2026-03-01`, while it is ahead"""
    shown: ahead.Shown = ahead.ALWAYS


def of_service(site: Site, service: Service) -> tuple[Action, ...]:
    """Return the buttons of a service: its forms; without any, the telephone of the one who answers."""
    made = tuple(_of_link(link, service, site) for link in links_of(site, service))
    if any(one.kind != LinkKind.INFORMATION for one in made):
        return made
    return (*made, *_call(site, people.contact_of(site, service)))


def _of_link(link: Link, service: Service, site: Site) -> Action:
    made = action(link, site)
    # A service that is closed takes no applications, whatever its form says.
    is_shut = status_of(service, site) is Status.CLOSED and link.kind is LinkKind.APPLICATION
    return replace(made, is_open=False, when="", day="", late="") if is_shut else made


def links_of(site: Site, service: Service) -> list[Link]:
    """Return the links of a service, the most used first."""
    return [link for slug in service.apply if (link := site.get(Link, slug)) is not None]


def action(link: Link, site: Site) -> Action:
    words = addresses.words_of(site)
    season = link.season(site.moment)
    is_late = season.window is Window.LATE
    late = link.late or ""
    return Action(
        # A button says what pressing it comes to: after the last day, that is something else.
        title=words.say("service.apply_late", title=link.title) if _is_applied_for_late(link, season) else link.title,
        href=link.url,
        kind=link.kind.value,
        place=(urlsplit(link.url).hostname or "").removeprefix("www."),
        when=when_open(season, words),
        is_open=link.is_open(site.moment),
        late=late if is_late or not late else words.say("service.late", text=late),
        note=link.note or "",
        day=views.day_of(season.closes),
    )


def _is_applied_for_late(link: Link, season: Season) -> bool:
    return season.window is Window.LATE and link.kind is LinkKind.APPLICATION


def _call(site: Site, contact: Contact) -> tuple[Action, ...]:
    words = addresses.words_of(site)
    for one in (contact, people.front_desk(site)):
        if one.phone:
            title = words.say("call", name=one.name)
            return (Action(title, f"tel:{numbers.dialled(one.phone)}", "phone", numbers.telephone(one.phone)),)
    return ()
