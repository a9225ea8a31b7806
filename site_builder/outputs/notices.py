"""Notices: one page each, lists of what is current by type, and the archive by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from site_builder.content_types.entry import Sourced
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, Severity, State
from site_builder.content_types.records import Category, Contact, Link, LinkKind
from site_builder.content_types.references import STREET
from site_builder.content_types.service import Service
from site_builder.loading.history import Change
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import (
    actions,
    addresses,
    calendar_links,
    deadlines,
    listing,
    notice_facts,
    occasions,
    people,
    publication,
    share,
    street_links,
    views,
)
from site_builder.outputs.feed_links import feeds_of_type, following
from site_builder.outputs.targets import names_of
from site_builder.text import dates
from site_builder.text.dates import Precision


@dataclass(frozen=True, slots=True)
class NoticeView:
    head: views.Head
    title: str
    type: str
    up: views.Anchor
    topic: str
    state: str
    is_important: bool
    """Whether it is going on and says more than information"""
    is_planned: bool
    """Whether a danger or crisis has not begun, said beside its severity"""
    drill: bool
    closed: str
    is_old: bool
    """Whether it has left the lists of what is current"""
    not_closed: str
    """Said of a danger past its end that nobody has called off"""
    starts: views.Time | None
    starts_label: str
    ends: views.Time | None
    ends_label: str
    deadline: views.Time | None
    concerns: tuple[views.Anchor, ...]
    streets: tuple[views.Anchor, ...]
    """Without an address where the site has no answer for the street"""
    body: Markup
    updates: tuple[views.UpdateView, ...]
    link: actions.Action | None
    own: notice_facts.NoticeFacts
    """What is said for its type's sake"""
    owner: people.Person
    desk: people.Person | None
    """The front desk, where another body is responsible and has no telephone"""
    follow: views.Anchor
    share: share.Share
    facts: publication.Facts


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


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page of every public notice that is no crisis, and the lists they all stand in."""
    for notice in site.of(Notice):
        if notice.is_crisis:
            continue
        path, origin = index_of(addresses.address(site, notice)), notice.origin
        yield Planned(path, "notice.html", notice_view(notice, site), origin.path, origin.mark("title"))
    for address, view in list_views(site):
        yield Planned(index_of(address), "notices.html", view, Notice.folder)


@lru_cache(maxsize=4)
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


def types_in_use(site: Site) -> list[NoticeType]:
    """Return the types that any public notice has, in the order of the type table."""
    used = {one.kind for one in site.of(Notice)}
    return [kind for kind in NoticeType if kind in used]


def notice_view(notice: Notice, site: Site) -> NoticeView:
    words = addresses.words_of(site)
    address = addresses.address(site, notice)
    state = notice.state(site.moment)
    starts, ends = notice_facts.times_shown(notice, site)
    desk = people.front_desk(site)
    owner = people.owner_of(site, notice) or desk
    link = site.get(Link, notice.link) if notice.link else None
    changed = notice.changed(site.moment)
    title = views.sample_title(notice, words)
    return NoticeView(
        head=views.Head(
            title,
            views.summary_of(site, notice),
            address,
            feeds=feeds_of_type(site, notice.kind),
            updated=f"{changed.local:%Y-%m-%d}" if changed and changed.is_exact else "",
            # Water goes more than once: the date tells the notices apart, and where it does not, the slug.
            longer=(f"{title} ({words.date(notice.published or dates.UNKNOWN)})", f"{title} ({notice.slug})"),
        ),
        title=notice.title,
        type=words.say(f"type.{notice.kind.value}"),
        up=views.Anchor(
            title_of_type(site, notice.kind), site.addresses.href(addresses.type_address(site, notice.kind))
        ),
        topic=words.say(f"topic.{notice.topic.value}") if notice.topic else "",
        state=listing.state_key(notice, site, state) or (State.PLANNED.value if state is State.PLANNED else ""),
        is_important=notice.is_important(site.moment),
        is_planned=listing.is_planned_alert(notice, site),
        drill=notice.drill,
        closed=closed_text(notice, site),
        is_old=not notice.is_current(site.moment),
        not_closed=_not_closed(notice, site),
        starts=views.time_of(starts, words),
        starts_label=_starts_label(notice, site),
        ends=None if _is_closed_before_its_end(notice, state) else views.time_of(ends, words),
        ends_label=_ends_label(notice, state, site),
        deadline=views.time_of(notice.deadline, words),
        concerns=tuple(one for slug in notice.concerns if (one := _target(slug, site)) is not None),
        streets=tuple(
            street_links.of_street(slug[len(STREET) :].strip(), site)
            for slug in notice.concerns
            if slug.startswith(STREET)
        ),
        body=views.body_html(site, notice),
        updates=tuple(views.update_view(one, site, notice) for one in notice.updates if one.when.start <= site.moment),
        link=_link(link, notice, site) if link else None,
        own=notice_facts.facts_of(notice, site),
        owner=people.person(site, owner),
        desk=None if owner.phone or owner is desk else people.person(site, desk),
        follow=way_to_follow(site, notice.kind),
        share=share.share_of(notice, site),
        facts=replace(
            publication.facts(site, notice, address), sources=publication.sources_of(notice, *([link] if link else []))
        ),
    )


def _link(link: Link, notice: Notice, site: Site) -> actions.Action:
    """Return the button of a notice; a form to apply or respond by takes nothing after the notice's last day."""
    made = actions.action(link, site)
    is_out = notice.deadline is not None and notice.deadline.end <= site.moment and not notice.is_to_attend
    return replace(made, is_open=False) if is_out and link.kind is LinkKind.APPLICATION and not link.late else made


def closed_text(notice: Notice, site: Site) -> str:
    """Return when it was resolved or called off, in words; nothing while it is open."""
    if notice.closed is None or notice.closed.end > site.moment:
        return ""
    key = "notice.all_clear_at" if notice.is_grave else "notice.resolved_at"
    words = addresses.words_of(site)
    return words.say(key, time=words.day(notice.closed))


def _starts_label(notice: Notice, site: Site) -> str:
    starts, _ = notice_facts.times_shown(notice, site)
    has_begun = starts is not None and starts.start <= site.moment
    if isinstance(notice, Gathering) and notice.repeats and not has_begun:
        return addresses.words_of(site).say("event.next")
    return addresses.words_of(site).say("notice.started" if has_begun else "notice.starts")


def _ends_label(notice: Notice, state: State, site: Site) -> str:
    words = addresses.words_of(site)
    # Danger goes on past its end, and a leak is mended when it is mended: there an end is what one hopes for.
    if state is State.ONGOING and (notice.kind is NoticeType.OPERATIONS or notice.is_grave):
        return words.say("notice.ends_expected")
    _, ends = notice_facts.times_shown(notice, site)
    has_ended = ends is not None and ends.end <= site.moment
    return words.say("notice.ended" if has_ended else "notice.ends")


def _is_closed_before_its_end(notice: Notice, state: State) -> bool:
    closed, ends = notice.closed, notice.ends
    return state is State.RESOLVED and closed is not None and ends is not None and closed.start < ends.end


def _not_closed(notice: Notice, site: Site) -> str:
    if not listing.is_past_its_end(notice, site):
        return ""
    words = addresses.words_of(site)
    known = [when for when in (notice.confirmed, notice.changed(site.moment)) if when and when.start <= site.moment]
    last = max(known, key=lambda when: when.start, default=None)
    return words.say("notice.not_over", time=words.day(last)) if last else words.say("notice.not_over_unconfirmed")


def _target(slug: str, site: Site) -> views.Anchor | None:
    """Return where a notice's target stands; None for a street, and for what is not public yet."""
    place = site.get(Place, slug)
    if place is not None:
        return views.Anchor(place.name, addresses.href(site, place))
    entry = site.get(Service, slug) or site.get(Category, slug) or site.get(Map, slug)
    if entry is not None:
        return views.Anchor(entry.title, addresses.href(site, entry))
    contact = site.get(Contact, slug)
    section = site.addresses.href(addresses.section(site, "contact"))
    return views.Anchor(contact.name, f"{section}#{slug}") if contact else None


def list_views(site: Site) -> Iterator[tuple[str, NoticesView]]:
    """Yield each list of notices with its address: all current, each type but operations, the archive, its years."""
    yield addresses.section(site, "notices"), now_view(site)
    for kind in NoticeType:
        # What goes on now stands by topic, in operations.py.
        if kind is not NoticeType.OPERATIONS:
            yield addresses.type_address(site, kind), type_view(site, kind)
    years = archive_years(site)
    yield addresses.archive_address(site), _archive_view(site, years)
    for year, found in years.items():
        yield addresses.archive_address(site, year), _year_view(site, year, found)


def now_view(site: Site) -> NoticesView:
    words = addresses.words_of(site)
    by_type = [in_order([one for one in current(site) if one.kind is kind], site) for kind in NoticeType]
    shown = sorted((found for found in by_type if found), key=lambda found: _alarm(found[0], site))
    groups = tuple(_type_group(found, site) for found in shown)
    title = words.say("notices.title")
    head = views.Head(title, words.say("notices.lead"), addresses.section(site, "notices"))
    types = (*_type_links(site), *archive_link(site))
    return NoticesView(
        head, title, words.say("notices.lead"), groups, words.say("notices.empty"), types, way_to_follow(site)
    )


def way_to_follow(site: Site, kind: NoticeType | None = None) -> views.Anchor:
    """Return the way to the page about following, where the feed of that type stands if one is given."""
    words = addresses.words_of(site)
    if kind is None:
        return views.Anchor(words.say("follow.title"), site.addresses.href(following(site)))
    title = f"{words.say('notice.follow')}: {words.say(f'types.{kind.value}')}"
    return views.Anchor(title, site.addresses.href(following(site, addresses.type_word(site, kind))))


def _type_group(notices: list[Notice], site: Site) -> listing.Group:
    kind = notices[0].kind
    title = addresses.words_of(site).say(f"types.{kind.value}")
    rows = tuple(listing.notice_row(one, site) for one in notices)
    href = site.addresses.href(addresses.type_address(site, kind))
    return listing.Group(title, f"_{addresses.type_word(site, kind)}", rows, href)


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
        listing.Group(words.say("notices.now"), "_na", tuple(listing.notice_row(one, site) for one in found)),
        listing.Group(
            words.say("notices.earlier"),
            "_tidligere",
            tuple(listing.notice_row(one, site) for one in earlier(notices, site)),
        ),
    )
    return tuple(group for group in groups if group.rows)


def type_view(site: Site, kind: NoticeType) -> NoticesView:
    words = addresses.words_of(site)
    title = words.say(f"types.{kind.value}")
    all_of_kind = [one for one in site.of(Notice) if one.kind is kind]
    groups = now_and_earlier(all_of_kind, site)
    if kind is NoticeType.DEADLINE:
        groups = _with_other_deadlines(groups, site)
    lead = words.say("notices.type_lead", type=title)
    # A list nobody has anything for is a page to find by hand, not by search engines.
    feeds = feeds_of_type(site, kind)
    head = views.Head(title, lead, addresses.type_address(site, kind), feeds, is_hidden=not groups)
    up = views.Anchor(words.say("nav.notices"), site.addresses.href(addresses.section(site, "notices")))
    return NoticesView(
        head,
        title,
        lead,
        groups,
        words.say("notices.none_of_type"),
        archive_link(site),
        way_to_follow(site, kind) if feeds else None,
        up,
        ways=occasions.ways(site, with_past=True) if kind is NoticeType.EVENT else (),
        calendar=_calendar(kind, site) if groups else None,
    )


def _with_other_deadlines(groups: tuple[listing.Group, ...], site: Site) -> tuple[listing.Group, ...]:
    """Return the groups with one more after what is current: last days of services, hearings, posts and events."""
    others = [
        one for one in deadlines.ahead(site) if not (isinstance(one.of, Notice) and one.of.kind is NoticeType.DEADLINE)
    ]
    if not others:
        return groups
    rows = tuple(deadlines.row(one, site) for one in others)
    group = listing.Group(addresses.words_of(site).say("notices.other_deadlines"), "_andre", rows)
    now = [one for one in groups if one.anchor == "_na"]
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
    rows = tuple(listing.notice_row(one, site) for one in found)
    lead = words.say("archive.year_lead", year=name) if year else words.say("archive.undated_lead")
    head = views.Head(title, lead, addresses.archive_address(site, year))
    up = views.Anchor(words.say("archive.title"), site.addresses.href(addresses.archive_address(site)))
    return NoticesView(
        head, title, "", (listing.Group(words.say("archive.notices"), "_meldinger", rows),), "", (), None, up
    )
