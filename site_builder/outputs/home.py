"""The home page: blocks in the order home.yaml gives, each only when it has something to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, State, Topic
from site_builder.content_types.records import LinkKind, Price
from site_builder.content_types.service import Service
from site_builder.content_types.settings import MOST_TASKS, Block, Home
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import actions, addresses, deadlines, listing, occasions, people, street_links, views
from site_builder.outputs.notices import alerts_first, current, gravest_first, in_order
from site_builder.text import dates

MOST_NEW = 3
MOST_DEADLINES = 5


@dataclass(frozen=True, slots=True)
class HomeView:
    head: views.Head
    title: str
    main: tuple[str, ...]
    """Keys of the blocks that have something to say, in order: up to the last of those people come for"""
    side: tuple[str, ...]
    """Those after them, beside them on wide screens"""
    below: tuple[str, ...]
    """Maps and contact, where they come last: below both on wide screens"""
    operations: tuple[listing.Row, ...]
    operations_changed: views.Time | None
    """The last change of what is reported now"""
    operations_href: str
    duty: tuple[people.Duty, ...]
    tasks: tuple[listing.Row, ...]
    pinned: tuple[listing.Row, ...]
    """What the front desk lets stand first, after the search"""
    report: actions.Action | None
    weekend: tuple[listing.Row, ...]
    events_href: str
    deadlines: tuple[listing.Row, ...]
    deadlines_href: str
    new: tuple[listing.Row, ...]
    notices_href: str
    maps: tuple[listing.Row, ...]
    everything: tuple[listing.Row, ...]
    all_href: str
    services_href: str
    prices_href: str
    contact_href: str
    streets: views.Anchor | None
    """Where the answer for a street is found, if there is a street table"""
    desk: people.Person
    promise: str


def plan(site: Site) -> Iterator[Planned]:
    """Plan the home page."""
    yield Planned(index_of(addresses.HOME), "home.html", home_view(site), Home.file)


def home_of(site: Site) -> Home:
    """Return the home page's settings; without home.yaml the defaults."""
    return next(iter(site.of(Home)), Home())


def home_view(site: Site) -> HomeView:
    settings = addresses.settings_of(site)
    home = home_of(site)
    notices = current(site)
    link = site.addresses.href
    fault = site.get(Service, settings.report_fault) if settings.report_fault else None
    # One that is named twice stands once.
    named = (site.get(Notice, slug) for slug in dict.fromkeys(home.pinned))
    pinned = [one for one in named if one is not None and one in notices]
    weekend = occasions.to_come(site, *occasions.weekend(site))
    soon = deadlines.soon(site)[:MOST_DEADLINES]
    # What stands in another block of the page is not told twice; what stands in none must not be lost.
    shown = {
        Block.WEEKEND: [one.event.slug for one in weekend],
        Block.DEADLINES: [one.of.slug for one in soon if isinstance(one.of, Notice)],
    }
    elsewhere = {slug for block, found in shown.items() if block in home.blocks for slug in found}
    elsewhere |= {one.slug for one in pinned}
    latest = sorted(notices, key=lambda one: one.published.start if one.published else site.moment, reverse=True)
    new = [
        one
        for one in gravest_first(latest, site)
        if one.slug not in elsewhere and not _is_operation_elsewhere(one, home)
    ]
    view = HomeView(
        head=views.Head(settings.title, settings.description, addresses.HOME),
        title=settings.title,
        main=(),
        side=(),
        below=(),
        operations=tuple(listing.notice_row(one, site) for one in operations(site)),
        operations_changed=_operations_changed(site),
        operations_href=_operations_href(site),
        duty=people.duty_of(site),
        tasks=_tasks(site, home),
        pinned=tuple(listing.notice_row(one, site) for one in pinned),
        report=_report(site, fault) if fault else None,
        weekend=tuple(listing.occasion_row(one.event, one.time, site) for one in weekend),
        events_href=link(addresses.type_address(site, NoticeType.EVENT)),
        deadlines=tuple(deadlines.row(one, site) for one in soon),
        deadlines_href=link(addresses.type_address(site, NoticeType.DEADLINE)),
        new=tuple(listing.notice_row(one, site) for one in new[:MOST_NEW]),
        notices_href=link(addresses.section(site, "notices")),
        maps=listing.map_rows(site),
        everything=tuple(listing.service_row(one, site) for one in views.sorted_by_title(site.of(Service))),
        all_href=link(addresses.section(site, "all")),
        services_href=link(addresses.section(site, "services")),
        prices_href=link(addresses.section(site, "prices")) if site.of(Price) else "",
        contact_href=link(addresses.section(site, "contact")),
        streets=street_links.question(site),
        desk=people.person(site, people.front_desk(site)),
        promise=settings.promise or "",
    )
    return _with_blocks(view, home)


def _is_operation_elsewhere(notice: Notice, home: Home) -> bool:
    return notice.kind is NoticeType.OPERATIONS and Block.OPERATIONS in home.blocks


PINNED = "pinned"
"""Key of the block of pinned notices: it has no place to choose, since it is what stands first"""
_MAIN = (Block.SEARCH, Block.OPERATIONS, Block.TASKS, Block.REPORT)
_LAST = (Block.MAPS, Block.CONTACT)


def _with_blocks(view: HomeView, home: Home) -> HomeView:
    has_something = {
        Block.SEARCH: bool(view.everything),
        Block.OPERATIONS: True,
        Block.REPORT: view.report is not None,
        Block.TASKS: bool(view.tasks),
        Block.WEEKEND: bool(view.weekend),
        Block.DEADLINES: bool(view.deadlines),
        Block.NEW: bool(view.new),
        Block.MAPS: bool(view.maps),
        Block.CONTACT: True,
    }
    # A block named twice stands once, where it is named first.
    blocks = tuple(block.value for block in dict.fromkeys(home.blocks) if has_something[block])
    if view.pinned:
        at = int(blocks[:1] == (Block.SEARCH,))
        blocks = (*blocks[:at], PINNED, *blocks[at:])
    main = max((at for at, block in enumerate(blocks, 1) if block in (*_MAIN, PINNED)), default=0)
    side = max((at for at, block in enumerate(blocks, 1) if block not in _LAST), default=0)
    if side == main:
        side = len(blocks)
    return replace(view, main=blocks[:main], side=blocks[main:side], below=blocks[side:])


def operations(site: Site) -> list[Notice]:
    """Return current operational notices: alerts, then by topic the ongoing, important and newest first, before the
    planned."""
    found = in_order([one for one in current(site) if one.kind is NoticeType.OPERATIONS], site)
    order = {State.ONGOING: 0, State.PLANNED: 1, State.RESOLVED: 2, State.OVER: 3}
    topics = {topic: number for number, topic in enumerate(Topic)}
    found.sort(key=lambda one: (order[one.state(site.moment)], topics.get(one.topic or Topic.OTHER, 99)))
    return alerts_first(found, site)


def _operations_href(site: Site) -> str:
    """Return where all operational notices stand, if there has been any."""
    if not any(one.kind is NoticeType.OPERATIONS for one in site.of(Notice)):
        return ""
    return site.addresses.href(addresses.type_address(site, NoticeType.OPERATIONS))


def _operations_changed(site: Site) -> views.Time | None:
    """Return when the newest operational notice changed, where that is known to the day at least."""
    known = [when for one in operations(site) if (when := one.changed(site.moment)) is not None and when.is_exact]
    newest = max(known, key=lambda when: when.start, default=None)
    return views.time_of(newest, addresses.words_of(site))


def _tasks(site: Site, home: Home) -> tuple[listing.Row, ...]:
    month = site.moment.astimezone(dates.OSLO).month
    wanted = [task for task in home.tasks if task.is_in_season(month)]
    services = [one for task in wanted if (one := site.get(Service, task.service)) is not None]
    if not home.tasks:
        services = [one for one in views.sorted_by_title(site.of(Service)) if _has_form(site, one)]
    return tuple(_task_row(one, site) for one in services[:MOST_TASKS])


def _task_row(service: Service, site: Site) -> listing.Row:
    """Return the row of a top task: one tap to its form; where none is known, to what can be read of it."""
    row = listing.service_row(service, site, with_action=True)
    if row.action is not None:
        return row
    texts = (one for one in actions.of_service(site, service) if one.kind == LinkKind.INFORMATION)
    return replace(row, action=next(texts, None))


def _has_form(site: Site, service: Service) -> bool:
    links = actions.links_of(site, service)
    return any(link.kind is LinkKind.APPLICATION for link in links)


def _report(site: Site, service: Service) -> actions.Action:
    made = actions.of_service(site, service)
    wanted = (LinkKind.REPORT, LinkKind.APPLICATION, LinkKind.SERVICE, "phone")
    for kind in wanted:
        for one in made:
            if one.kind == kind:
                return one
    return actions.Action(service.title, addresses.href(site, service), LinkKind.INFORMATION)
