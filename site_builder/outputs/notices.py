"""Notices: one page each, lists of what is current by type, and the archive by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from site_builder.content_types.entry import Publication, Sourced
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_types import NOTICE_TYPES
from site_builder.content_types.notice_words import NoticeType, Severity, State
from site_builder.content_types.records import Category, Contact, Link, Record
from site_builder.content_types.references import STREET
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit
from site_builder.loading.history import Change
from site_builder.model import Later, Planned, Site, index_of, remembered, timeless
from site_builder.outputs import (
    addresses,
    ahead,
    calendar_links,
    cards,
    deadlines,
    listing,
    notice_facts,
    occasions,
    parts,
    people,
    pictures,
    publication,
    seats,
    share,
    street_links,
    views,
)
from site_builder.outputs.feed_links import feeds_of_type, following
from site_builder.outputs.notice_parts import Parts, parts_of, parts_over_time
from site_builder.outputs.targets import names_of
from site_builder.text import dates
from site_builder.text.dates import Precision
from site_builder.text.foreign import joined

NOW = "_na"
"""Anchor of what is current on the page of a type"""
OTHERS = "_andre"
"""Anchor of last days that stand on other pages too"""


@dataclass(frozen=True, slots=True)
class NoticeView:
    head: views.Head
    title: str
    up: views.Anchor
    drill: bool
    parts: Parts
    """What the clock changes"""
    concerns: tuple[views.Anchor, ...]
    streets: tuple[views.Anchor, ...]
    """Without an address where the site has no answer for the street"""
    body: Markup
    pictures: tuple[Markup, ...]
    updates: tuple[views.UpdateView, ...]
    own: notice_facts.NoticeFacts
    """What is said for its type's sake"""
    owner: people.Person
    desk: people.Person | None
    """The front desk, where another body is responsible and has no telephone"""
    follow: views.Anchor
    share: share.Share
    facts: publication.Facts
    calendar_shown: ahead.Shown = ahead.ALWAYS
    outdated: ahead.Shown = ahead.NEVER


@dataclass(frozen=True, slots=True)
class NoticesView:
    head: views.Head
    title: str
    lead: str
    groups: tuple[listing.Group, ...]
    empty: str
    types: tuple[views.Anchor, ...]
    follow: views.Anchor | None
    up: views.Anchor | None = None
    log: views.Anchor | None = None
    """Where it says what was published, changed and removed, if that is kept"""
    ways: tuple[views.Ways, ...] = ()
    calendar: calendar_links.CalendarLink | None = None
    empty_shown: ahead.Shown = ahead.ALWAYS
    outdated: ahead.Shown = ahead.NEVER


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page of every public notice that is no crisis."""
    for notice in site.of(Notice):
        if notice.is_crisis:
            continue
        path, origin = index_of(addresses.address(site, notice)), notice.origin
        view = Later(partial(notice_page, notice, site))
        yield Planned(path, "notice.html", view, origin.path, origin.mark("title"))


def plan_lists(site: Site) -> Iterator[Planned]:
    """Plan the lists that notices stand in."""
    for address, view in list_views(site):
        yield Planned(index_of(address), "notices.html", Later(view), Notice.folder)


@remembered
def current(site: Site) -> tuple[Notice, ...]:
    """Return what stands in lists at the site's moment, by slug. Every page asks."""
    return tuple(one for one in site.of(Notice) if one.is_current(site.moment))


def newest_first(notices: Iterable[Notice]) -> list[Notice]:
    found = sorted(notices, key=lambda one: one.slug)
    return sorted(found, key=lambda one: one.begins.start, reverse=True)


def alerts_first(notices: Iterable[Notice], site: Site) -> list[Notice]:
    """Return what is a crisis, then what is a danger, then the rest, each in the order it came in."""
    return sorted(notices, key=lambda one: _alarm(one, site))


def gravest_first(notices: Iterable[Notice], site: Site) -> list[Notice]:
    """Return alerts, then what is going on and important, then the rest, each in the order it came in."""
    return alerts_first(sorted(notices, key=lambda one: not one.is_important(site.moment)), site)


def _alarm(notice: Notice, site: Site) -> int:
    if not notice.is_alert(site.moment):
        return 2
    return 0 if notice.level is Severity.CRISIS else 1


def concerning(site: Site, entry: Sourced | Place) -> list[Notice]:
    """Return current notices that concern the entry, the gravest first: itself, what it belongs to, or its own."""
    names = names_of(entry, site)
    return gravest_first(newest_first(one for one in current(site) if names.intersection(one.targets)), site)


def title_of_type(site: Site, kind: NoticeType) -> str:
    """Return what the page of a type is called."""
    return addresses.words_of(site).say("home.operations" if kind is NoticeType.OPERATIONS else f"types.{kind.value}")


def rows_concerning(site: Site, entry: Sourced | Place) -> tuple[listing.Row, ...]:
    """Return the rows of the notices that concern the entry, now and in time."""
    sites = ahead.course(site, notices_on(site, entry))
    found = [tuple(listing.notice_row(notice, one) for notice in concerning(one, entry)) for one in sites]
    return ahead.over_time(sites, found)


def notices_on(site: Site, entry: Sourced | Place) -> list[Notice]:
    """Return all notices that concern the entry at some moment."""
    names = names_of(entry, site)
    return [one for one in site.of(Notice) if names.intersection(one.targets)]


def types_in_use(site: Site) -> list[NoticeType]:
    """Return the types that any public notice has, in the order of the type table."""
    used = {kind for one in site.of(Notice) for kind in (one.kind, one.followed_as)}
    return [kind for kind in NoticeType if kind in used]


def notice_view(notice: Notice, site: Site) -> NoticeView:
    words = addresses.words_of(site)
    address = addresses.address(site, notice)
    desk = people.front_desk(site)
    owner = people.owner_of(site, notice) or desk
    link = site.get(Link, notice.link) if notice.link else None
    changed = notice.changed(site.moment)
    title = views.sample_title(notice, words)
    known_from: tuple[Publication | Record, ...] = (notice, *([link] if link else []), *pictures.shown_by(notice, site))
    return NoticeView(
        head=views.Head(
            title,
            views.summary_of(site, notice),
            address,
            feeds=feeds_of_type(site, notice.followed_as),
            frames_from=parts.hosts_on(site, notice),
            picture=cards.of_notice(site, notice) or pictures.beside_links(notice, site),
            updated=f"{changed.local:%Y-%m-%d}" if changed and changed.is_exact else "",
            # Water goes more than once: the date tells the notices apart, and where it does not, the slug.
            longer=(f"{title} ({words.date(notice.published or dates.UNKNOWN)})", f"{title} ({notice.slug})"),
        ),
        title=notice.title,
        up=views.Anchor(
            title_of_type(site, notice.kind), site.addresses.href(addresses.type_address(site, notice.kind))
        ),
        drill=notice.drill,
        parts=parts_of(notice, site),
        concerns=tuple(one for slug in notice.concerns if (one := target_link(slug, site)) is not None),
        streets=tuple(
            street_links.of_street(slug[len(STREET) :].strip(), site)
            for slug in notice.concerns
            if slug.startswith(STREET)
        ),
        body=views.body_html(site, notice),
        pictures=pictures.figures_of(site, notice.pictures),
        updates=tuple(views.update_view(one, site, notice) for one in notice.updates if one.when.start <= site.moment),
        own=notice_facts.facts_of(notice, site),
        owner=people.person(site, owner),
        desk=None if owner.phone or owner is desk else people.person(site, desk),
        follow=way_to_follow(site, notice.followed_as),
        share=share.share_of(notice, site),
        facts=replace(
            publication.facts(site, notice, address),
            sources=publication.sources_of(*known_from),
        ),
    )


def notice_page(notice: Notice, site: Site) -> NoticeView:
    """Return the view of a notice with what the clock will make of it."""
    sites = ahead.course(site, [notice])
    has_calendar = [notice_facts.facts_of(notice, one).calendar is not None for one in sites]
    return replace(
        notice_view(notice, site),
        parts=parts_over_time(notice, site),
        calendar_shown=ahead.shown(sites, has_calendar),
        outdated=ahead.outdated(site, [notice]),
    )


def target_link(slug: str, site: Site) -> views.Anchor | None:
    """Return where a target stands; None for a street, and for what is not public yet. What had to be left out of the
    site stands nowhere, and is named."""
    place = site.get(Place, slug)
    if place is not None and not seats.is_one_page(place, site):
        return views.Anchor(place.name, addresses.href(site, place))
    entry = site.get(Service, slug) or site.get(Unit, slug) or site.get(Category, slug) or site.get(Map, slug)
    if entry is not None:
        return views.Anchor(entry.title, addresses.href(site, entry))
    contact = site.get(Contact, slug)
    section = site.addresses.href(addresses.section(site, "contact"))
    if contact is not None:
        return views.Anchor(contact.name, f"{section}#{slug}")
    name = addresses.name_left_out(slug, site)
    return views.Anchor(name, "") if name else None


def list_views(site: Site) -> Iterator[tuple[str, Callable[[], NoticesView]]]:
    """Yield the address of each list of notices with what makes its view: of all that are current, of each type but
    operations, of the archive and its years."""
    yield addresses.section(site, "notices"), partial(now_page, site)
    for kind in NoticeType:
        # What goes on now stands by topic, in operations.py.
        if kind is not NoticeType.OPERATIONS:
            yield addresses.type_address(site, kind), partial(type_page, site, kind)
    years = archive_years(site)
    yield addresses.archive_address(site), partial(_archive_view, site, years)
    for year, found in years.items():
        yield addresses.archive_address(site, year), partial(_year_page, site, year, found)


@remembered
def now_page(site: Site) -> NoticesView:
    """Return the list of what is current with what comes into it and leaves it in time."""
    return over_time(now_view(site), site, site.of(Notice), _now_groups)


@remembered
def type_page(site: Site, kind: NoticeType) -> NoticesView:
    """Return the list of a type with what comes into it and leaves it in time."""
    found: list[Sourced | Place] = [one for one in site.of(Notice) if one.is_among(kind)]
    if kind is NoticeType.DEADLINE:
        # Last days of other types and of forms stand there too.
        found = [*deadlines.things(site)]
    return over_time(type_view(site, kind), site, found, partial(_type_groups, kind=kind))


def over_time(
    view: NoticesView,
    site: Site,
    things: Iterable[Sourced | Place],
    groups_at: Callable[[Site], tuple[listing.Group, ...]],
) -> NoticesView:
    """Return the view with its groups as they are at each change instant ahead of the things in them."""
    found = tuple(things)
    sites = ahead.course(site, found)
    groups = listing.groups_over_time(sites, [groups_at(one) for one in sites])
    return replace(with_groups(view, groups), outdated=ahead.outdated(site, found))


def with_groups(view: NoticesView, groups: tuple[listing.Group, ...]) -> NoticesView:
    """Return the view with other groups, and what it says where there are none."""
    return replace(view, groups=groups, empty_shown=ahead.otherwise(ahead.while_any(groups)))


@remembered
def now_view(site: Site) -> NoticesView:
    words = addresses.words_of(site)
    title, types = words.say("notices.title"), (*_type_links(site), *archive_link(site))
    head = views.Head(title, words.say("notices.lead"), addresses.section(site, "notices"))
    groups, empty = _now_groups(site), views.nothing_text(site, words.say("notices.empty"))
    return NoticesView(head, title, words.say("notices.lead"), groups, empty, types, way_to_follow(site))


def _now_groups(site: Site) -> tuple[listing.Group, ...]:
    groups = (_type_group(ahead.unchanged(site, found), kind) for kind, found in _by_type(site).items())
    shown = sorted((one for one in groups if one), key=lambda one: one.alarm)
    return tuple(one.group for one in shown)


@timeless
def _by_type(site: Site) -> dict[NoticeType, tuple[Notice, ...]]:
    return {kind: tuple(one for one in site.of(Notice) if one.kind is kind) for kind in NoticeType}


class _TypeGroup(NamedTuple):
    alarm: int
    group: listing.Group


def way_to_follow(site: Site, kind: NoticeType | None = None) -> views.Anchor:
    """Return the way to the page about following, where the feed of that type stands if one is given."""
    words = addresses.words_of(site)
    if kind is None:
        return views.Anchor(words.say("follow.title"), site.addresses.href(following(site)))
    title = joined(": ", (words.say("notice.follow"), words.say(f"types.{kind.value}")))
    return views.Anchor(title, site.addresses.href(following(site, addresses.type_word(site, kind))))


@remembered
def _type_group(site: Site, kind: NoticeType) -> _TypeGroup | None:
    words, notices = addresses.words_of(site), in_order([one for one in current(site) if one.kind is kind], site)
    if not notices:
        return None
    title, said = words.say(f"types.{kind.value}"), words.say(f"type.{kind.value}")
    rows = [listing.notice_row(one, site) for one in notices]
    # What the heading says is not said again; what one is about is.
    rows = [replace(one, label="") if one.label == said else one for one in rows]
    href = site.addresses.href(addresses.type_address(site, kind))
    group = listing.Group(title, f"_{addresses.type_word(site, kind)}", tuple(rows), href)
    return _TypeGroup(_alarm(notices[0], site), group)


def _type_links(site: Site) -> list[views.Anchor]:
    words = addresses.words_of(site)
    return [
        views.Anchor(words.say(f"types.{kind.value}"), site.addresses.href(addresses.type_address(site, kind)))
        for kind in types_in_use(site)
    ]


def archive_link(site: Site) -> tuple[views.Anchor, ...]:
    """Return the way to the archive, where there is anything in it."""
    title = addresses.words_of(site).say("archive.title")
    link = views.Anchor(title, site.addresses.href(addresses.archive_address(site)))
    return (link,) if site.of(Notice) else ()


def in_order(notices: list[Notice], site: Site) -> list[Notice]:
    """Return notices of one type: alerts, what is important, then what has begun newest first, then what is to come
    nearest first. What has a time of its own is in order of time, after alerts."""
    if notices and notices[0].needs_a_time:
        return alerts_first(sorted(notices, key=lambda one: (one.due_at(site.moment).start, one.slug)), site)
    ongoing = [one for one in notices if one.state(site.moment) is not State.PLANNED]
    planned = [one for one in notices if one.state(site.moment) is State.PLANNED]
    return gravest_first(newest_first(ongoing) + newest_first(planned)[::-1], site)


def earlier(notices: Iterable[Notice], site: Site) -> list[Notice]:
    """Return those that have left the lists, the newest first."""
    return newest_first(one for one in notices if not one.is_current(site.moment))


def now_and_earlier(notices: Sequence[Notice], site: Site) -> tuple[listing.Group, ...]:
    """Return notices of one type in two groups: what is current, and what has been."""
    words = addresses.words_of(site)
    found = in_order([one for one in notices if one.is_current(site.moment)], site)
    groups = (
        listing.Group(
            words.say("notices.on" if notices and isinstance(notices[0], Gathering) else "notices.now"),
            NOW,
            tuple(listing.notice_row(one, site) for one in found),
        ),
        listing.Group(
            words.say("notices.earlier"),
            "_tidligere",
            tuple(listing.notice_row(one, site) for one in earlier(notices, site)),
        ),
    )
    return tuple(group for group in groups if group.rows)


@remembered
def type_view(site: Site, kind: NoticeType) -> NoticesView:
    words = addresses.words_of(site)
    title = words.say(f"types.{kind.value}")
    is_to_come_to = issubclass(NOTICE_TYPES[kind], Gathering)
    lead = words.say("notices.on_lead" if is_to_come_to else "notices.type_lead", type=title)
    # A list nobody has anything for is a page to find by hand, not by search engines.
    feeds, groups = feeds_of_type(site, kind), _type_groups(site, kind)
    head = views.Head(title, lead, addresses.type_address(site, kind), feeds, is_hidden=not groups)
    up = views.Anchor(words.say("nav.notices"), site.addresses.href(addresses.section(site, "notices")))
    return NoticesView(
        head,
        title,
        lead,
        groups,
        views.nothing_text(site, words.say("notices.none_of_type")),
        archive_link(site),
        way_to_follow(site, kind) if feeds else None,
        up,
        ways=occasions.ways(site, with_past=True) if kind is NoticeType.EVENT else (),
        calendar=_calendar(kind, site) if groups else None,
    )


def _type_groups(site: Site, kind: NoticeType) -> tuple[listing.Group, ...]:
    groups = now_and_earlier([one for one in site.of(Notice) if one.is_among(kind)], site)
    return _with_other_deadlines(groups, site) if kind is NoticeType.DEADLINE else groups


def _with_other_deadlines(groups: tuple[listing.Group, ...], site: Site) -> tuple[listing.Group, ...]:
    """Return the groups with one more after what is current: last days of services, hearings, posts and events."""
    others = [
        one for one in deadlines.ahead(site) if not (isinstance(one.of, Notice) and one.of.kind is NoticeType.DEADLINE)
    ]
    if not others:
        return groups
    rows = tuple(deadlines.row(one, site) for one in others)
    group = listing.Group(addresses.words_of(site).say("notices.other_deadlines"), OTHERS, rows)
    now = [one for one in groups if one.anchor == NOW]
    return (*now, group, *(one for one in groups if one not in now))


def _calendar(kind: NoticeType, site: Site) -> calendar_links.CalendarLink | None:
    if kind is NoticeType.DEADLINE:
        return calendar_links.of_deadlines(site)
    return calendar_links.of_type(site, kind) if kind in calendar_links.WITH_CALENDARS else None


def archive_years(site: Site) -> dict[int, list[Notice]]:
    """Return all public notices by the year they were published in, the newest year first; 0 is without date."""
    years: dict[int, list[Notice]] = {}
    for one in newest_first(site.of(Notice)):
        when = one.published or dates.UNKNOWN
        year = 0 if when.precision is Precision.UNKNOWN else when.local.year
        years.setdefault(year, []).append(one)
    return dict(sorted(years.items(), reverse=True))


def _archive_view(site: Site, years: dict[int, list[Notice]]) -> NoticesView:
    words = addresses.words_of(site)
    rows = tuple(
        listing.Row(
            title=str(year) if year else words.date(dates.UNKNOWN),
            href=site.addresses.href(addresses.archive_address(site, year)),
            why=words.say("archive.count", n=len(found)),
        )
        for year, found in years.items()
    )
    title = words.say("archive.title")
    head = views.Head(title, words.say("archive.lead"), addresses.archive_address(site), is_hidden=not rows)
    up = views.Anchor(words.say("nav.notices"), site.addresses.href(addresses.section(site, "notices")))
    groups = (listing.Group(words.say("archive.years"), "_ar", rows),) if rows else ()
    log = views.Anchor(words.say("log.title"), site.addresses.href(addresses.log_address(site)))
    return NoticesView(
        head,
        title,
        words.say("archive.lead"),
        groups,
        words.say("notices.empty"),
        (),
        None,
        up,
        log if site.of(Change) else None,
    )


def _year_view(site: Site, year: int, found: list[Notice]) -> NoticesView:
    words = addresses.words_of(site)
    name = str(year) if year else words.date(dates.UNKNOWN)
    title = words.say("archive.year", year=name)
    lead = words.say("archive.year_lead", year=name) if year else words.say("archive.undated_lead")
    head = views.Head(title, lead, addresses.archive_address(site, year))
    up = views.Anchor(words.say("archive.title"), site.addresses.href(addresses.archive_address(site)))
    return NoticesView(head, title, "", _year_groups(site, found), "", (), None, up)


def _year_page(site: Site, year: int, found: list[Notice]) -> NoticesView:
    return over_time(_year_view(site, year, found), site, found, partial(_year_groups, found=found))


def _year_groups(site: Site, found: list[Notice]) -> tuple[listing.Group, ...]:
    rows = tuple(listing.notice_row(one, site) for one in found)
    return (listing.Group(addresses.words_of(site).say("archive.notices"), "_meldinger", rows),)
