"""The parts of a notice's page that the clock changes, each for the time that it is so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, State
from site_builder.content_types.records import Link, LinkKind
from site_builder.model import Site
from site_builder.outputs import actions, addresses, ahead, listing, notice_facts, views


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands above the title."""

    state: str
    is_important: bool
    is_planned: bool
    label: str
    """Topic or type, where the state does not say it"""
    shown: ahead.Shown = ahead.ALWAYS

    @property
    def look(self) -> str:
        important = " is-important" if self.is_important else ""
        return f"top is-{self.state}{important}" if self.state else f"top{important}"


@dataclass(frozen=True, slots=True)
class Box:
    """What is said below the title of how it ended."""

    text: str
    look: str = "box"
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class Dated:
    """When something of it is: when it starts, when it ends, its last day."""

    label: str
    time: views.Time
    is_deadline: bool = False
    day: str = ""
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class Parts:
    """What the clock changes of a notice's page."""

    marks: tuple[Marks, ...]
    boxes: tuple[Box, ...]
    times: tuple[Dated, ...]
    links: tuple[actions.Action, ...]
    tickets: tuple[actions.Action, ...]
    dates: tuple[notice_facts.Date, ...]
    steps: tuple[notice_facts.Steps, ...]

    @property
    def dates_shown(self) -> ahead.Shown:
        return ahead.while_any(self.dates)


def parts_of(notice: Notice, site: Site) -> Parts:
    """Return the parts as of the site's moment."""
    link = site.get(Link, notice.link) if notice.link else None
    tickets = notice_facts.tickets_of(notice, site) if notice_facts.is_on(notice, site) else None
    return Parts(
        marks=(_marks(notice, site),),
        boxes=tuple(_boxes(notice, site)),
        times=tuple(_times(notice, site)),
        links=(_link(link, notice, site),) if link else (),
        # Where there is no other button, the last day is that of the tickets.
        tickets=(actions.action(tickets, site) if link else _link(tickets, notice, site),) if tickets else (),
        dates=tuple(notice_facts.dates_of(notice, site)),
        steps=notice_facts.steps_of(notice, site),
    )


def parts_over_time(notice: Notice, site: Site) -> Parts:
    """Return the parts as of the site's moment and at all that are ahead."""
    links = (site.get(Link, notice.link) if notice.link else None, notice_facts.tickets_of(notice, site))
    sites = ahead.course(site, (notice, *(one for one in links if one)))
    found = [parts_of(notice, one) for one in sites]
    return Parts(
        marks=ahead.over_time(sites, [one.marks for one in found]),
        boxes=ahead.over_time(sites, [one.boxes for one in found]),
        times=ahead.over_time(sites, [one.times for one in found]),
        links=ahead.over_time(sites, [one.links for one in found]),
        tickets=ahead.over_time(sites, [one.tickets for one in found]),
        dates=ahead.over_time(sites, [one.dates for one in found]),
        steps=ahead.over_time(sites, [one.steps for one in found]),
    )


def _link(link: Link, notice: Notice, site: Site) -> actions.Action:
    """Return the button of a notice; but for a page to read, it leads nowhere after the notice's own last day."""
    made, deadline = actions.action(link, site), notice.deadline
    if deadline is None or deadline.end > site.moment or link.late or link.kind is LinkKind.INFORMATION:
        return made
    if not made.is_open:
        return made
    words = addresses.words_of(site)
    return replace(made, is_open=False, when=words.say("service.deadline_was", date=words.day(deadline)), day="")


def _marks(notice: Notice, site: Site) -> Marks:
    words, found = addresses.words_of(site), notice.state(site.moment)
    state = listing.state_key(notice, site, found) or (State.PLANNED.value if found is State.PLANNED else "")
    label = words.say(f"type.{notice.kind.value}")
    if notice.topic:
        label = words.say(f"topic.{notice.topic.value}")
    elif state and label == words.say(f"state.{state}"):
        label = ""
    return Marks(state, notice.is_important(site.moment), listing.is_planned_alert(notice, site), label)


def _boxes(notice: Notice, site: Site) -> Iterator[Box]:
    if closed := closed_text(notice, site):
        yield Box(closed, "box is-resolved")
    if isinstance(notice, Gathering) and (change := notice_facts.change_text(notice, site)):
        yield Box(change, "box is-important")
    if listing.is_past_its_end(notice, site):
        yield Box(_not_closed(notice, site), "box is-danger")
    if not closed and not notice.is_current(site.moment):
        yield Box(addresses.words_of(site).say("notice.archive"))


def closed_text(notice: Notice, site: Site) -> str:
    """Return when it was resolved or called off, in words; nothing while it is open."""
    if notice.closed is None or notice.closed.end > site.moment:
        return ""
    key = "notice.all_clear_at" if notice.is_grave else "notice.resolved_at"
    words = addresses.words_of(site)
    return words.say(key, time=words.day(notice.closed))


def _not_closed(notice: Notice, site: Site) -> str:
    words = addresses.words_of(site)
    known = [when for when in (notice.confirmed, notice.changed(site.moment)) if when and when.start <= site.moment]
    last = max(known, key=lambda when: when.start, default=None)
    return words.say("notice.not_over", time=words.day(last)) if last else words.say("notice.not_over_unconfirmed")


def _times(notice: Notice, site: Site) -> Iterator[Dated]:
    words, state = addresses.words_of(site), notice.state(site.moment)
    first, last = notice_facts.times_shown(notice, site)
    if starts := views.time_of(first, words):
        yield Dated(_starts_label(notice, site), starts)
    ends = views.time_of(last, words)
    if ends and not _is_closed_before_its_end(notice, state):
        yield Dated(_ends_label(notice, state, site), ends)
    if deadline := views.time_of(notice.deadline, words):
        day = listing.day_left(notice, site)
        yield Dated(words.say("notice.deadline_label"), deadline, is_deadline=True, day=day)


def _starts_label(notice: Notice, site: Site) -> str:
    if isinstance(notice, Gathering) and notice.is_not_held(site.moment):
        return addresses.words_of(site).say("event.was_to_start")
    starts, _ = notice_facts.times_shown(notice, site)
    has_begun = starts is not None and starts.start <= site.moment
    if isinstance(notice, Gathering) and notice.repeats and not has_begun:
        return addresses.words_of(site).say("event.next")
    return addresses.words_of(site).say("notice.started" if has_begun else "notice.starts")


def _ends_label(notice: Notice, state: State, site: Site) -> str:
    words = addresses.words_of(site)
    if isinstance(notice, Gathering) and notice.is_not_held(site.moment):
        return words.say("event.was_to_end")
    # Danger goes on past its end, and a leak is mended when it is mended: there an end is what one hopes for.
    if state is State.ONGOING and (notice.kind is NoticeType.OPERATIONS or notice.is_grave):
        return words.say("notice.ends_expected")
    _, ends = notice_facts.times_shown(notice, site)
    has_ended = ends is not None and ends.end <= site.moment
    return words.say("notice.ended" if has_ended else "notice.ends")


def _is_closed_before_its_end(notice: Notice, state: State) -> bool:
    closed, ends = notice.closed, notice.ends
    return state is State.RESOLVED and closed is not None and ends is not None and closed.start < ends.end
