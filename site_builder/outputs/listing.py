"""Rows, and groups of them: what stands in every list of services, notices and maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from site_builder.content_types.gathering_values import Named
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.life_event import LifeEvent
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, State
from site_builder.content_types.occurrences import Occurrence
from site_builder.content_types.records import LinkKind
from site_builder.content_types.service import Service, Status
from site_builder.content_types.unit import Unit
from site_builder.model import Site, remembered
from site_builder.outputs import actions, addresses, ahead, effects, seats, views
from site_builder.outputs.effects import status_of, status_text
from site_builder.outputs.place_rows import free_on, places_on
from site_builder.outputs.rule_words import often_text
from site_builder.text import dates
from site_builder.text.foreign import joined
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Row:
    """A row is a door: all of it is a link."""

    title: str
    href: str
    why: str = ""
    label: str = ""
    state: str = ""
    """planned, ongoing, over, resolved, cancelled, postponed, moved, danger or crisis; empty for what has no state"""
    is_important: bool = False
    """Whether it is going on and says more than information"""
    is_planned: bool = False
    """Whether a danger or crisis has not begun, said beside its severity"""
    when: str = ""
    """That it is closed or limited; the last day of its form, or when it opens"""
    statuses: tuple[effects.Said, ...] = ()
    """In place of `when`, where notices will change it"""
    action: actions.Action | None = None
    day: str = ""
    """The last day that it speaks of, `2026-03-01`, while it is ahead: the script counts the days to it"""
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    anchor: str
    rows: tuple[Row, ...]
    href: str = ""
    shown: ahead.Shown = ahead.ALWAYS


class Grouping(ahead.Showable, Protocol):
    """A frozen dataclass of rows under a heading."""

    @property
    def anchor(self) -> str: ...

    @property
    def rows(self) -> tuple[Row, ...]: ...


G = TypeVar("G", bound=Grouping)


def groups_over_time(sites: Sequence[Site], lists: Sequence[tuple[G, ...]]) -> tuple[G, ...]:
    """Return the groups of every moment of a course with all their rows; their order is that of the first moment."""
    doors: dict[str, G] = {}
    order: list[str] = []
    for found in lists:
        for at, one in enumerate(found):
            if one.anchor not in doors:
                order.insert(order.index(found[at - 1].anchor) + 1 if at else 0, one.anchor)
                doors[one.anchor] = one
    return tuple(_group_over_time(sites, lists, doors[anchor]) for anchor in order)


def _group_over_time(sites: Sequence[Site], lists: Sequence[tuple[G, ...]], door: G) -> G:
    rows = [next((one.rows for one in found if one.anchor == door.anchor), ()) for found in lists]
    shown = ahead.shown(sites, [bool(one) for one in rows])
    return replace(door, rows=ahead.over_time(sites, rows), shown=shown)


def service_row(service: Service, site: Site, *, with_action: bool = False) -> Row:
    links = actions.links_of(site, service)
    status = status_text(service, site)
    row = Row(service.title, addresses.href(site, service), service.summary, when=status)
    if not with_action or status_of(service, site) is Status.CLOSED:
        return row
    made = [actions.action(link, site) for link in links]
    forms = [one for one in made if one.kind in (LinkKind.APPLICATION, LinkKind.SERVICE)]
    # The row speaks of the form it has a button for; of one that is not open, when no other is.
    shown = next((one for one in forms if one.is_open), None)
    timed = shown or next(iter(forms or made), None)
    when = joined(" · ", (status, timed.when if timed else ""))
    return replace(row, when=when, day=timed.day if timed else "", action=shown)


def door(service: Service, site: Site) -> Row:
    """Return the row of a service with what notices will do to it; without the last day of its form."""
    # Home, four lists and their embeds show every service.
    return _door(site, service)


@remembered
def _door(site: Site, service: Service) -> Row:
    return with_statuses(service_row(service, site), service, site)


def unit_row(unit: Unit, site: Site, *, with_kind: bool = False) -> Row:
    """Return the row of a unit with what notices will do to it; with what it is, where no heading says that."""
    words = addresses.words_of(site)
    place = seats.place_of(unit, site)
    why = seats.address_of(unit, site) or unit.summary or (place.summary if place else "") or ""
    label = words.say(f"unit.kind.{unit.kind.value}") if with_kind else ""
    row = Row(views.sample_title(unit, words), addresses.href(site, unit), why, label, when=status_text(unit, site))
    return with_statuses(row, unit, site)


def life_event_row(event: LifeEvent, site: Site) -> Row:
    title = views.sample_title(event, addresses.words_of(site))
    return Row(title, addresses.href(site, event), event.summary)


def with_statuses(row: Row, entry: Service | Place | Unit, site: Site) -> Row:
    found = effects.statuses_over_time(entry, site)
    return replace(row, when="", statuses=found) if found else row


def notice_row(notice: Notice, site: Site) -> Row:
    # A notice stands in many lists, at many moments of each, and what comes round many times in one.
    return _notice_row(ahead.unchanged(site, (notice,)), notice)


@remembered
def _notice_row(site: Site, notice: Notice) -> Row:
    words = addresses.words_of(site)
    state = notice.state(site.moment)
    label = words.say(f"topic.{notice.topic.value}") if notice.topic else words.say(f"type.{notice.kind.value}")
    return Row(
        title=views.sample_title(notice, words),
        href=addresses.href(site, notice),
        why=when_text(notice, site, words),
        label=label,
        state=state_key(notice, site, state),
        is_important=notice.is_important(site.moment),
        is_planned=is_planned_alert(notice, site),
        day=day_left(notice, site) if _speaks_of_deadline(notice, site) else "",
    )


def day_left(notice: Notice, site: Site) -> str:
    """Return the last day to act, `2026-03-01`, while there is time left."""
    is_ahead = notice.deadline and notice.deadline.end > site.moment and notice.is_of_use(site.moment)
    return views.day_of(notice.deadline) if is_ahead else ""


def occasion_row(event: Gathering, time: Occurrence, site: Site, *, with_day: bool = True) -> Row:
    """Return the row of one of the times that an event is; without its day, where a heading says that."""
    return _occasion_row(ahead.unchanged(site, (event,)), event, time, with_day=with_day)


@remembered
def _occasion_row(site: Site, event: Gathering, time: Occurrence, *, with_day: bool) -> Row:
    words = addresses.words_of(site)
    row = notice_row(event, site)
    has_been = State.OVER.value if time.over_at <= site.moment else ""
    parts = [time_text(time, words) if with_day else clock_text(time, words), venue_name(event, site)]
    if time.is_off:
        parts.append(words.say("event.off", reason=time.reason))
    return replace(row, why=joined(" · ", parts), state="cancelled" if time.is_off else row.state or has_been)


def time_text(time: Occurrence, words: Catalogue) -> str:
    return span_of(time.starts, time.ends, words) if time.ends else words.day(time.starts)


def clock_text(time: Occurrence, words: Catalogue) -> str:
    """Return the time of day; of what ends on another day, all of it; of what has no time of day, nothing."""
    first, last = time.days
    if first != last:
        return time_text(time, words)
    if time.starts.precision is not dates.Precision.MINUTE:
        return ""
    has_end = time.ends is not None and time.ends.precision is dates.Precision.MINUTE and time.ends != time.starts
    ends = [one for one in ((time.starts, time.ends) if has_end else (time.starts,)) if one]
    return words.say("event.clock", time=words.said(lambda words: "–".join(map(words.clock, ends))))


def venue_name(event: Gathering, site: Site) -> str:
    """Return where it is, by name; empty where that is not said, or the place is not public yet."""
    if isinstance(event.place, Named):
        return views.of_original(event.place.name, site)
    place = seats.venue_of(event.place, site) if event.place else None
    return seats.named(place, site)[0] if place else ""


def state_key(notice: Notice, site: Site, state: State | None = None) -> str:
    """Return which state's look a notice has."""
    if notice.is_alert(site.moment):
        return notice.level.value
    if isinstance(notice, Gathering) and (change := change_of(notice, site)):
        return change
    found = state or notice.state(site.moment)
    is_operational = notice.kind in (NoticeType.OPERATIONS, NoticeType.CRISIS) or notice.is_grave
    is_ended = notice.over_at is not None and notice.over_at <= site.moment
    if found is State.OVER and notice.is_archive_only and not is_ended:
        # It is out of the lists because nobody knows its day, not because it is known to be over.
        return ""
    if found is State.ONGOING and not notice.is_current(site.moment):
        # It left the lists and nobody said how it ended.
        return ""
    # "Ongoing" says nothing of news, and "planned" nothing of an event in a list: its date does.
    has_something_to_say = found in (State.OVER, State.RESOLVED) or (found is State.PLANNED and not notice.needs_a_time)
    return found.value if is_operational or has_something_to_say else ""


def change_of(notice: Gathering, site: Site) -> str:
    """Return what became of a gathering that does not go as it was first said: cancelled, postponed or moved."""
    if notice.is_off(site.moment):
        return "cancelled"
    if notice.postponed:
        return "postponed"
    return "moved" if notice.moved_to and notice.state(site.moment) is State.PLANNED else ""


def is_planned_alert(notice: Notice, site: Site) -> bool:
    """Return whether it is a danger or crisis that has not begun."""
    return notice.is_alert(site.moment) and notice.state(site.moment) is State.PLANNED


def is_past_its_end(notice: Notice, site: Site) -> bool:
    """Return whether it is a danger past its end that nobody has called off."""
    return notice.is_alert(site.moment) and notice.ends is not None and notice.ends.end <= site.moment


def when_text(notice: Notice, site: Site, words: Catalogue) -> str:
    """Return the one line of when: start and end, deadline, or when it was published."""
    if notice.closed and notice.closed.end <= site.moment:
        key = "notice.all_clear_at" if notice.is_grave else "notice.resolved_at"
        return words.say(key, time=words.day(notice.closed))
    if is_past_its_end(notice, site):
        # Not when it was last confirmed: an update in it would then change every list.
        return words.say("notice.from_not_over", time=words.day(notice.begins))
    if notice.deadline and _speaks_of_deadline(notice, site):
        return _deadline_text(notice, notice.deadline, site, words)
    if isinstance(notice, Gathering) and notice.starts:
        return _gathering_text(notice, site, words)
    if notice.starts and notice.ends:
        return span_of(notice.starts, notice.ends, words)
    if notice.starts:
        # Without an end, what must have a time is over with its day; the rest goes on.
        return (
            words.day(notice.starts) if notice.needs_a_time else words.say("notice.from", time=words.day(notice.starts))
        )
    if notice.ends and notice.published:
        return words.say("notice.until", time=words.day(notice.ends))
    return words.day(notice.published) if notice.published else ""


def _speaks_of_deadline(notice: Notice, site: Site) -> bool:
    if is_past_its_end(notice, site) or notice.deadline is None:
        return False
    return not notice.is_to_attend and (notice.needs_a_time or not notice.starts)


def _gathering_text(notice: Gathering, site: Site, words: Catalogue) -> str:
    """Return when it is next, how often it comes round, and where."""
    time = notice.shown(site.moment)
    when = time_text(time, words) if time else ""
    often = often_text(notice.repeats, site) if notice.repeats and notice.state(site.moment) is not State.OVER else ""
    return joined(" · ", (when, often, venue_name(notice, site)))


def _deadline_text(notice: Notice, deadline: dates.When, site: Site, words: Catalogue) -> str:
    # A post begins after the last day to apply for it, so only the deadline matters there.
    opens = notice.starts if notice.kind is not NoticeType.JOB else None
    if opens and opens.start > site.moment:
        return words.say("notice.from_deadline", time=words.day(opens), deadline=words.day(deadline))
    return words.say("notice.deadline", time=words.day(deadline))


def span_of(first: dates.When, last: dates.When, words: Catalogue) -> str:
    """Return `tirsdag 17. februar 2026 kl. 08.10–15.00`, or both days with a dash."""
    if first == last:
        return words.day(first)
    if first.local.date() == last.local.date():
        if first.precision is dates.Precision.DAY:
            return words.say("notice.until", time=words.day(last))
        if last.precision is dates.Precision.DAY:
            return words.say("notice.from", time=words.day(first))
        return words.said(lambda words: f"{words.day(first)}–{words.clock(last)}")
    return words.said(lambda words: f"{words.day(first)} – {words.day(last)}")


def map_rows(site: Site) -> tuple[Row, ...]:
    return tuple(map_row(map_, site) for map_ in views.sorted_by_title(site.of(Map), addresses.language_of(site)))


def map_row(map_: Map, site: Site) -> Row:
    words = addresses.words_of(site)
    return Row(
        title=views.sample_title(map_, words),
        href=addresses.href(site, map_),
        why=map_.summary or "",
        label=_count(map_, site),
    )


def _count(map_: Map, site: Site) -> str:
    """Return how many places a map has; of plots, how many of them can be had, as its page says."""
    words, all_ = addresses.words_of(site), len(places_on(map_, site))
    if map_.availability is None:
        return words.say("map.places", n=all_)
    return words.say("map.free_of", n=free_on(map_, site), all=all_)
