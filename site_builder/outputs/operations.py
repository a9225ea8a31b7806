"""What goes on now, by topic: what is reported of each, and who to call for it. It never says that all is well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, State, Topic
from site_builder.content_types.records import Contact
from site_builder.model import Later, Planned, Site, index_of, remembered, timeless
from site_builder.outputs import addresses, ahead, listing, people, views
from site_builder.outputs.feed_links import feeds_of_type
from site_builder.outputs.notices import alerts_first, archive_link, current, earlier, in_order, way_to_follow

Duties = Mapping[Topic, tuple[people.Person, ...]]
"""Who to call, by topic"""
_ORDER = {State.ONGOING: 0, State.PLANNED: 1, State.RESOLVED: 2, State.OVER: 3}


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic that something is reported of: what goes on, what is planned and what was put right since yesterday."""

    title: str
    anchor: str
    rows: tuple[listing.Row, ...]
    duty: tuple[people.Person, ...]
    """Who to call for it, if anybody is named"""
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class Quiet:
    """A topic that nothing is reported of now."""

    title: str
    said: str
    duty: tuple[people.Person, ...]
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class OperationsView:
    head: views.Head
    title: str
    lead: str
    changed: views.Time | None
    """The last change of what is reported now"""
    topics: tuple[TopicView, ...]
    quiet: tuple[Quiet, ...]
    desk: people.Person
    """Who to call for what has no telephone of its own"""
    earlier: tuple[listing.Row, ...]
    links: tuple[views.Anchor, ...]
    up: views.Anchor
    changed_shown: ahead.Shown = ahead.ALWAYS
    earlier_shown: ahead.Shown = ahead.ALWAYS
    outdated: ahead.Shown = ahead.NEVER


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page, at the address of the list of operational notices."""
    address = addresses.type_address(site, NoticeType.OPERATIONS)
    yield Planned(index_of(address), "operations.html", Later(partial(operations_page, site)), Notice.folder)


@remembered
def operations_view(site: Site) -> OperationsView:
    words = addresses.words_of(site)
    title, lead = words.say("home.operations"), words.say("operations.lead")
    notices, kind = reported(site), NoticeType.OPERATIONS
    feeds = feeds_of_type(site, kind)
    address, duty = addresses.type_address(site, kind), _duties(site)
    return OperationsView(
        head=views.Head(title, lead, address, feeds, is_hidden=not _of_kind(site) and not notices),
        title=title,
        lead=lead,
        changed=changed(notices, site),
        topics=_topics(site, duty),
        quiet=_quiet(site, duty),
        desk=people.person(site, people.front_desk(site)),
        earlier=_earlier(site),
        links=(*archive_link(site), *((way_to_follow(site, kind),) if feeds else ())),
        up=views.Anchor(words.say("nav.notices"), site.addresses.href(addresses.section(site, "notices"))),
    )


def operations_page(site: Site) -> OperationsView:
    """Return the view with what is put right, begins and leaves in time."""
    things = _operational(site)
    sites = ahead.course(site, things)
    view, duty = operations_view(site), _duties(site)
    rows = ahead.over_time(sites, [_earlier(one) for one in sites])
    return replace(
        view,
        topics=listing.groups_over_time(sites, [_topics(one, duty) for one in sites]),
        quiet=ahead.over_time(sites, [_quiet(one, duty) for one in sites]),
        earlier=rows,
        changed_shown=ahead.shown(sites, [bool(reported(one)) for one in sites]),
        earlier_shown=ahead.while_any(rows),
        outdated=ahead.outdated(site, things),
    )


def _topics(site: Site, duty: Duties) -> tuple[TopicView, ...]:
    words, notices = addresses.words_of(site), reported(site)
    found = {
        topic: in_order_of_state([one for one in notices if (one.topic or Topic.OTHER) is topic], site)
        for topic in Topic
    }
    topics = sorted((topic for topic in Topic if found[topic]), key=lambda one: _urgency(found[one][0], site))
    return tuple(
        TopicView(
            words.say(f"topic.{topic.value}"),
            f"_{topic.value}",
            tuple(listing.notice_row(one, site) for one in found[topic]),
            duty[topic],
        )
        for topic in topics
    )


def _quiet(site: Site, duty: Duties) -> tuple[Quiet, ...]:
    words = addresses.words_of(site)
    key = "operations.none_own" if is_anything_without_topic(site) else "operations.none"
    said = words.say(key if site.is_whole else "operations.not_whole")
    return tuple(Quiet(words.say(f"topic.{one.value}"), said, duty[one]) for one in topics_without_notice(site))


def _earlier(site: Site) -> tuple[listing.Row, ...]:
    return tuple(listing.notice_row(one, site) for one in earlier(_of_kind(site), site))


def _of_kind(site: Site) -> list[Notice]:
    return [one for one in site.of(Notice) if one.kind is NoticeType.OPERATIONS]


def _duties(site: Site) -> Duties:
    return {
        topic: tuple(people.person(site, one) for one in site.of(Contact) if topic in one.duty and one.phone)
        for topic in Topic
    }


def _urgency(notice: Notice, site: Site) -> tuple[bool, int]:
    return not notice.is_alert(site.moment), _ORDER[notice.state(site.moment)]


# --- what is reported -------------------------------------------------------------------


@remembered
def reported(site: Site) -> tuple[Notice, ...]:
    """Return what stands on the page: current operational notices, and danger and crisis of any type."""
    return tuple(one for one in current(site) if _is_operational(one))


def _is_operational(notice: Notice) -> bool:
    return notice.kind in (NoticeType.OPERATIONS, NoticeType.CRISIS) or notice.is_grave


def operations(site: Site) -> tuple[Notice, ...]:
    """Return what is reported: alerts, then by topic the ongoing, important and newest first, before the planned."""
    return _operations(ahead.unchanged(site, _operational(site)))


@timeless
def _operational(site: Site) -> tuple[Notice, ...]:
    return tuple(one for one in site.of(Notice) if _is_operational(one))


@remembered
def _operations(site: Site) -> tuple[Notice, ...]:
    topics = {topic: number for number, topic in enumerate(Topic)}
    found = in_order(list(reported(site)), site)
    found.sort(key=lambda one: topics[one.topic or Topic.OTHER])
    return tuple(in_order_of_state(found, site, is_sorted=True))


def in_order_of_state(notices: list[Notice], site: Site, *, is_sorted: bool = False) -> list[Notice]:
    """Return notices with alerts first, then what goes on, what is planned, and what is put right or over."""
    found = notices if is_sorted else in_order(notices, site)
    return alerts_first(sorted(found, key=lambda one: _ORDER[one.state(site.moment)]), site)


def topics_without_notice(site: Site) -> list[Topic]:
    """Return the topics of which nothing is reported."""
    known = {one.topic or Topic.OTHER for one in reported(site)}
    return [topic for topic in Topic if topic not in known]


def is_anything_without_topic(site: Site) -> bool:
    """Return whether something is reported that may be of any topic: then no page may say that nothing is."""
    return any(one.topic is None and not one.drill and one.is_of_use(site.moment) for one in reported(site))


def changed(notices: Iterable[Notice], site: Site) -> views.Time | None:
    """Return when the newest of the notices changed, where that is known to the day at least."""
    known = [when for one in notices if (when := one.changed(site.moment)) is not None and when.is_exact]
    newest = max(known, key=lambda when: when.start, default=None)
    return views.time_of(newest, addresses.words_of(site))
