"""Calendars as pages announce them: what they are called, where they stand, and how to subscribe."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.content_types.events import Activity
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.unit import Unit
from site_builder.model import Site
from site_builder.outputs import addresses, channels, views
from site_builder.text.paths import path_word

SECTION = "/kalender/"
WITH_CALENDARS = (NoticeType.EVENT, NoticeType.MEETING)
"""The types that have a time to be there, and so a calendar each"""


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """A calendar: its file, and the address by which calendar programs subscribe to it."""

    title: str
    href: str
    subscribe: str
    address: str
    """The whole address of the file, to paste where a program asks for it"""
    others: str
    """The page of all calendars"""


def named(name: str) -> str:
    """Return the address of a calendar, from the root."""
    return f"{SECTION}{name}.ics"


def everything_name(site: Site) -> str:
    return path_word("everything", addresses.settings_of(site).language)


def deadlines_name(site: Site) -> str:
    return path_word("due", addresses.settings_of(site).language)


def activity_name(site: Site, activity: Activity) -> str:
    word = path_word(activity.value, addresses.settings_of(site).language)
    return f"{addresses.type_word(site, NoticeType.EVENT)}/{word}"


def link(site: Site, name: str, title: str) -> CalendarLink:
    """Return how to get the calendar of that name. `webcal` is https by a name that calendar programs open."""
    address = named(name)
    whole, others = site.addresses.absolute(address), site.addresses.href(SECTION)
    return CalendarLink(title, site.addresses.href(address), f"webcal:{whole.partition(':')[2]}", whole, others)


def of_everything(site: Site) -> CalendarLink:
    return link(site, everything_name(site), addresses.words_of(site).say("calendar.everything"))


def of_deadlines(site: Site) -> CalendarLink:
    return link(site, deadlines_name(site), addresses.words_of(site).say("calendar.deadlines"))


def of_type(site: Site, kind: NoticeType) -> CalendarLink:
    return link(site, addresses.type_word(site, kind), addresses.words_of(site).say(f"types.{kind.value}"))


def of_activity(site: Site, activity: Activity) -> CalendarLink:
    return link(site, activity_name(site, activity), addresses.words_of(site).say(f"activity.{activity.value}"))


def is_to_attend(notice: Notice) -> bool:
    """Return whether it has a time to be there: what a calendar of a unit begins with."""
    return isinstance(notice, Gathering) and notice.starts is not None and not notice.is_archive_only


def unit_name(site: Site, unit: Unit) -> str:
    """Return the name of a unit's calendar: as its page, so that it is never that of a notice or a type."""
    return addresses.address(site, unit).strip("/")


def units_with(site: Site) -> tuple[Unit, ...]:
    """Return the units that have, or ever had, anything that people come to, in Norwegian order of title."""
    notices = [one for one in site.of(Notice) if is_to_attend(one)]
    return tuple(
        one
        for one in views.sorted_by_title(site.of(Unit), addresses.language_of(site))
        if channels.of_unit(notices, one, site)
    )


def of_unit(site: Site, unit: Unit) -> CalendarLink:
    return link(site, unit_name(site, unit), unit.title)


def of_notice(site: Site, notice: Notice) -> CalendarLink:
    return link(site, notice.slug, notice.title)
