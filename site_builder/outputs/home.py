"""The home page: blocks in the order home.yaml gives, each only when it has something to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from site_builder.content_types.events import Event
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, Severity, State, Topic
from site_builder.content_types.records import Link, LinkKind, Price
from site_builder.content_types.service import Service
from site_builder.content_types.settings import MOST_TASKS, Block, Home
from site_builder.content_types.unit import Unit
from site_builder.model import Later, Planned, Site, Sourced, index_of, remembered, timeless
from site_builder.outputs import (
    actions,
    addresses,
    ahead,
    audiences,
    cards,
    deadlines,
    listing,
    occasions,
    people,
    questions,
    search,
    street_links,
    views,
)
from site_builder.outputs.crisis_parts import PartView, in_short, next_message, next_shown, parts_of
from site_builder.outputs.effects import doing_something
from site_builder.outputs.notices import current, gravest_first
from site_builder.outputs.operations import changed, is_anything_without_topic, operations, topics_without_notice
from site_builder.outputs.shell import alerts_in_order
from site_builder.outputs.tasks import first_services, home_of, top_services

MOST_NEW = 3
MOST_DEADLINES = 5


@dataclass(frozen=True, slots=True)
class Said:
    """Something the block of operations says: when it changed, that there is nothing, how many others there are."""

    what: str
    n: int = 0
    topics: tuple[str, ...] = ()
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block that is not there all the time."""

    key: str
    shown: ahead.Shown


@dataclass(frozen=True, slots=True)
class CrisisBlock:
    """A crisis as the home page tells of it: in short what has happened and what to do, or all there is to say where
    nothing else is."""

    title: str
    href: str
    last: views.Time | None
    next: views.Time | None
    next_shown: ahead.Shown
    do: PartView | None
    lead: Markup
    shown: ahead.Shown = ahead.ALWAYS


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
    folded: tuple[str, ...]
    """In a crisis: what people may want besides, folded away"""
    crises: tuple[CrisisBlock, ...]
    operations: tuple[listing.Row, ...]
    operations_changed: views.Time | None
    """The last change of what is reported now"""
    nothing: str
    """What is said where nothing goes on"""
    quiet: tuple[str, ...]
    """Topics of which nothing is reported, where that can be said"""
    operations_href: str
    duty: tuple[people.Duty, ...]
    tasks: tuple[listing.Row, ...]
    tasks_title: str
    pinned: tuple[listing.Row, ...]
    """What the front desk lets stand first, after the search"""
    report: actions.Action | None
    report_href: str
    """The page that says who mends what, and whom to call when it cannot wait"""
    weekend: tuple[listing.Row, ...]
    events_href: str
    deadlines: tuple[listing.Row, ...]
    deadlines_href: str
    new: tuple[listing.Row, ...]
    notices_href: str
    questions: questions.AtHome | None
    questions_href: str
    ask: views.Anchor
    maps: tuple[listing.Row, ...]
    units: views.Anchor | None
    """Where schools, nurseries and other units are listed, if there are any"""
    audiences: tuple[views.Anchor, ...]
    """The ways to what is collected for somebody, new here or young"""
    search: search.SearchBox | None
    all_href: str
    services_href: str
    prices_href: str
    contact_href: str
    desk: people.Person
    promise: str
    said: tuple[Said, ...] = ()
    """Of operations, now and in time"""
    shown: tuple[ShownBlock, ...] = ()
    outdated: ahead.Shown = ahead.NEVER


def plan(site: Site) -> Iterator[Planned]:
    """Plan the home page."""
    yield Planned(index_of(addresses.HOME), "home.html", Later(partial(home_page, site)), Home.file)


@remembered
def home_view(site: Site) -> HomeView:
    settings = addresses.settings_of(site)
    link = site.addresses.href
    fault = site.get(Service, settings.report_fault) if settings.report_fault else None
    rows = _rows_of(site)
    view = HomeView(
        head=views.Head(settings.title, settings.description, addresses.HOME, picture=cards.of_home(site)),
        title=settings.title,
        main=(),
        side=(),
        below=(),
        folded=(),
        crises=tuple(_crisis(one, site) for one in crises_of(site)),
        operations=rows.operations,
        operations_changed=changed(operations(site), site),
        nothing=views.nothing_text(site, addresses.words_of(site).say("home.nothing")),
        quiet=rows.quiet,
        operations_href=_operations_href(site),
        duty=people.duty_of(site),
        tasks=rows.tasks,
        tasks_title=addresses.words_of(site).say("home.tasks" if top_services(site) else "nav.services"),
        pinned=rows.pinned,
        report=_report(site, fault) if fault else None,
        report_href=addresses.href(site, fault) if fault else "",
        weekend=rows.weekend,
        events_href=link(addresses.type_address(site, NoticeType.EVENT)),
        deadlines=rows.deadlines,
        deadlines_href=link(addresses.type_address(site, NoticeType.DEADLINE)),
        new=rows.new,
        notices_href=link(addresses.section(site, "notices")),
        questions=questions.at_home(site),
        questions_href=link(addresses.section(site, "questions")),
        ask=questions.ask_link(site),
        maps=listing.map_rows(site),
        units=_units(site),
        audiences=audiences.links(site),
        search=search.box_of(site),
        all_href=link(addresses.section(site, "all")),
        services_href=link(addresses.section(site, "services")),
        prices_href=link(addresses.section(site, "prices")) if site.of(Price) else "",
        contact_href=link(addresses.section(site, "contact")),
        desk=people.person(site, people.front_desk(site)),
        promise=settings.promise or "",
        said=tuple(_said(rows)),
    )
    return _with_blocks(view, home_of(site))


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the clock changes of the page."""

    operations: tuple[listing.Row, ...]
    is_anything_reported: bool
    is_any_crisis: bool
    are_operations_pinned: bool
    """Whether something that goes on stands among the pinned: then there is not nothing"""
    quiet: tuple[str, ...]
    tasks: tuple[listing.Row, ...]
    pinned: tuple[listing.Row, ...]
    weekend: tuple[listing.Row, ...]
    deadlines: tuple[listing.Row, ...]
    new: tuple[listing.Row, ...]


@remembered
def _rows_of(site: Site) -> _Rows:
    pinned, crises = pinned_on(site), crises_of(site)
    at_weekend = _at_weekend(ahead.unchanged(site, occasions.events_of(site)))
    weekend = [(one, row) for one, row in at_weekend if one.event not in pinned]
    soon = [(one, row) for one, row in deadlines.rows_of_soon(site) if one.of not in pinned][:MOST_DEADLINES]
    told: tuple[list[Event], list[object]] = ([one.event for one, _ in weekend], [one.of for one, _ in soon])
    reported = operations(site)
    return _Rows(
        operations=tuple(listing.notice_row(one, site) for one in reported if one not in pinned and one not in crises),
        is_anything_reported=bool(reported),
        is_any_crisis=bool(crises),
        are_operations_pinned=any(
            one.kind is NoticeType.OPERATIONS and one.state(site.moment) is State.ONGOING for one in pinned
        ),
        quiet=_quiet(site),
        tasks=_tasks(ahead.unchanged(site, _things_of_tasks(site))),
        pinned=tuple(listing.notice_row(one, site) for one in pinned),
        weekend=tuple(row for _, row in weekend),
        deadlines=tuple(row for _, row in soon),
        new=tuple(listing.notice_row(one, site) for one in _new(site, pinned, *told)),
    )


@remembered
def _at_weekend(site: Site) -> tuple[tuple[occasions.Occasion, listing.Row], ...]:
    found = occasions.to_come(site, *occasions.weekend(site))
    return tuple((one, listing.occasion_row(one.event, one.time, site)) for one in found)


def _new(site: Site, pinned: list[Notice], weekend: list[Event], soon: list[object]) -> list[Notice]:
    """Return the newest of what stands in no other block: it is not told twice; what stands in none must not be
    lost."""
    home = home_of(site)
    shown = {
        Block.WEEKEND: [one.slug for one in weekend],
        Block.DEADLINES: [one.slug for one in soon if isinstance(one, Notice)],
        Block.OPERATIONS: [one.slug for one in operations(site)],
    }
    elsewhere = {slug for block, found in shown.items() if block in home.blocks for slug in found}
    elsewhere |= {one.slug for one in pinned} | {slug for slug in home.pinned if _is_alert(slug, site)}
    latest = sorted(current(site), key=lambda one: one.published.start if one.published else site.moment, reverse=True)
    return [one for one in gravest_first(latest, site) if one.slug not in elsewhere][:MOST_NEW]


@remembered
def home_page(site: Site) -> HomeView:
    """Return the view of the home page with what the clock will make of it. The embed shows it too."""
    things = (*deadlines.things(site), *site.of(Home))
    sites = ahead.course(site, things, ahead.NEAR)
    found = [_rows_of(one) for one in sites]
    view = replace(
        home_view(site),
        crises=_crises_over_time(site, sites),
        outdated=ahead.outdated(site, things, ahead.NEAR),
        operations=ahead.over_time(sites, [one.operations for one in found]),
        said=ahead.over_time(sites, [tuple(_said(one)) for one in found]),
        tasks=ahead.over_time(sites, [one.tasks for one in found]),
        pinned=ahead.over_time(sites, [one.pinned for one in found]),
        weekend=ahead.over_time(sites, [one.weekend for one in found]),
        deadlines=ahead.over_time(sites, [one.deadlines for one in found]),
        new=ahead.over_time(sites, [one.new for one in found]),
    )
    blocks = {
        PINNED: view.pinned,
        Block.TASKS: view.tasks,
        Block.WEEKEND: view.weekend,
        Block.DEADLINES: view.deadlines,
        Block.NEW: view.new,
    }
    shown = tuple(ShownBlock(str(key), ahead.while_any(rows)) for key, rows in blocks.items())
    return _with_blocks(replace(view, shown=shown), home_of(site))


def _crises_over_time(site: Site, sites: Sequence[Site]) -> tuple[CrisisBlock, ...]:
    """Return the crises of now and of those that are planned, and when they begin and are over; what they say stands
    until the page is built again."""
    found = [crises_of(one) for one in sites]
    known = {notice.slug: notice for crises in found for notice in crises}
    return tuple(
        replace(_crisis(notice, site), shown=ahead.shown(sites, [notice in crises for crises in found]))
        for notice in known.values()
    )


def _said(rows: _Rows) -> Iterator[Said]:
    ongoing = sum(one.state not in ("planned", "resolved", "over") for one in rows.operations)
    if rows.is_anything_reported:
        yield Said("changed")
    if ongoing:
        yield Said("rows")
    elif rows.is_any_crisis:
        yield Said("crisis")
    elif rows.are_operations_pinned:
        yield Said("pinned")
    else:
        yield Said("nothing")
        yield Said("call")
    if rows.quiet:
        yield Said("quiet", topics=rows.quiet)
    if others := len(rows.operations) - ongoing:
        yield Said("others")
        yield Said("count", n=others)


def pinned_on(site: Site) -> list[Notice]:
    """Return what the front desk lets stand first. An alert does already: it is not told twice."""
    # One that is named twice stands once.
    named = (site.get(Notice, slug) for slug in dict.fromkeys(home_of(site).pinned))
    return [one for one in named if one and one.is_of_use(site.moment) and not one.is_alert(site.moment)]


def _is_alert(slug: str, site: Site) -> bool:
    notice = site.get(Notice, slug)
    return notice is not None and notice.is_alert(site.moment)


PINNED = "pinned"
"""Key of the block of pinned notices: it has no place to choose, since it is what stands first"""
CRISIS = "crisis"
"""Key of the block that comes first in a crisis"""
_LEAN = (Block.OPERATIONS, Block.TASKS, Block.CONTACT)
_MAIN = (Block.SEARCH, Block.OPERATIONS, Block.TASKS, Block.REPORT)
_LAST = (Block.MAPS, Block.CONTACT)


def _with_blocks(view: HomeView, home: Home) -> HomeView:
    has_something = {
        Block.SEARCH: view.search is not None,
        Block.OPERATIONS: True,
        Block.REPORT: view.report is not None,
        Block.TASKS: bool(view.tasks),
        Block.WEEKEND: bool(view.weekend),
        Block.DEADLINES: bool(view.deadlines),
        Block.NEW: bool(view.new),
        Block.QUESTIONS: view.questions is not None,
        Block.AUDIENCES: bool(view.audiences),
        Block.MAPS: bool(view.maps or view.units),
        Block.CONTACT: True,
    }
    # A block named twice stands once, where it is named first.
    blocks = tuple(block.value for block in dict.fromkeys(home.blocks) if has_something[block])
    if any(one.shown.is_now for one in view.crises):
        return _lean(view, blocks, has_something)
    if view.pinned:
        at = int(blocks[:1] == (Block.SEARCH,))
        blocks = (*blocks[:at], PINNED, *blocks[at:])
    if view.crises:
        # The clock puts it first when it begins. The rest stays as usual until the page is built again.
        blocks = (CRISIS, *blocks)
    main = max((at for at, block in enumerate(blocks, 1) if block in (*_MAIN, PINNED, CRISIS)), default=0)
    side = max((at for at, block in enumerate(blocks, 1) if block not in _LAST), default=0)
    if side == main:
        side = len(blocks)
    return replace(view, main=blocks[:main], side=blocks[main:side], below=blocks[side:])


def _lean(view: HomeView, blocks: tuple[str, ...], has_something: Mapping[Block, bool]) -> HomeView:
    """Return the home page of a crisis: what to do, what works, what people come for and who answers; the rest folds
    away. What home.yaml leaves out stands here too."""
    lean = tuple(block.value for block in _LEAN if has_something[block])
    pinned = (PINNED,) if view.pinned else ()
    folded = (*pinned, *(block for block in blocks if block not in lean))
    # Who answers stands beside the rest on wide screens.
    return replace(view, main=(CRISIS, *lean[:-1]), side=lean[-1:], folded=folded)


def crises_of(site: Site) -> list[Notice]:
    """Return the alerts that turn crisis mode on, in the order every page shows them in: one that is planned has its
    band, and no more, until it begins."""
    found = [one for one in alerts_in_order(site) if one.level is Severity.CRISIS]
    return [one for one in found if not listing.is_planned_alert(one, site)]


def _crisis(notice: Notice, site: Site) -> CrisisBlock:
    words, parts = addresses.words_of(site), parts_of(notice, site)
    return CrisisBlock(
        title=views.sample_title(notice, words),
        href=addresses.href(site, notice),
        last=views.time_of(notice.changed(site.moment), words),
        next=next_message(notice, site),
        next_shown=next_shown(notice, site),
        do=parts.do,
        lead=in_short(notice, site) if parts.do else parts.lead,
    )


def _quiet(site: Site) -> tuple[str, ...]:
    words = addresses.words_of(site)
    if not site.is_whole or is_anything_without_topic(site):
        return ()
    found = [topic for topic in topics_without_notice(site) if topic is not Topic.OTHER]
    names = [words.say(f"topic.{topic.value}") for topic in found]
    return tuple(name.lower() if number else name for number, name in enumerate(names))


def _operations_href(site: Site) -> str:
    """Return where all operational notices stand, if there has been any."""
    if not any(one.kind is NoticeType.OPERATIONS for one in site.of(Notice)):
        return ""
    return site.addresses.href(addresses.type_address(site, NoticeType.OPERATIONS))


@timeless
def _things_of_tasks(site: Site) -> tuple[Sourced, ...]:
    """Return what decides which services come first, whether they are open, and their forms."""
    return (*site.of(Home), *site.of(Service), *site.of(Link), *doing_something(site))


@remembered
def _tasks(site: Site) -> tuple[listing.Row, ...]:
    services, question = top_services(site) or first_services(site), street_links.question(site)
    rows = [_task_row(one, site) for one in services]
    # An author's own eight are all there is room for.
    if question and len(rows) < MOST_TASKS:
        # After what people do about schools, since it belongs there; last where no service shows them.
        maps = {one.slug for one in street_links.maps_of_schools(site)}
        after = max((at for at, one in enumerate(services, 1) if maps.intersection(one.maps)), default=len(rows))
        rows.insert(after, listing.Row(question.title, question.href))
    return tuple(rows)


def _task_row(service: Service, site: Site) -> listing.Row:
    """Return the row of a top task: one tap to its form; where none is known, to what can be read of it."""
    row = listing.service_row(service, site, with_action=True)
    if row.action is not None:
        return row
    texts = (one for one in actions.of_service(site, service) if one.kind == LinkKind.INFORMATION)
    return replace(row, action=next(texts, None))


def _units(site: Site) -> views.Anchor | None:
    title = addresses.words_of(site).say("units.title")
    link = views.Anchor(title, site.addresses.href(addresses.section(site, "places")))
    return link if site.of(Unit) else None


def _report(site: Site, service: Service) -> actions.Action:
    """Return the way to tell of a fault: a form, a telephone, else a letter."""
    made = actions.of_service(site, service)
    wanted = (LinkKind.REPORT, LinkKind.APPLICATION, LinkKind.SERVICE, "phone")
    for kind in wanted:
        for one in made:
            if one.kind == kind:
                return one
    for contact in (people.contact_of(site, service), people.front_desk(site)):
        if contact.email:
            title = addresses.words_of(site).say("unit.write", name=contact.name)
            return actions.Action(title, f"mailto:{contact.email}", "mail", contact.email)
    return actions.Action(service.title, addresses.href(site, service), LinkKind.INFORMATION)
