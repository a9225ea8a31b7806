"""A calendar to what comes in (iCalendar, RFC 5545): what is ahead, with what is called off and moved in it."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.occurrences import Occurrence
from site_builder.importing.feeds import TITLE, address
from site_builder.importing.icalendar_times import (
    Moment,
    Unfit,
    clock_of,
    clocks_of,
    end_of,
    in_zone,
    last_of,
    moment_of,
    shifted,
    times_of,
    when_of,
    zone_of,
)
from site_builder.importing.incoming import Batch, Incoming
from site_builder.importing.plain_text import one_line, paragraphs, paragraphs_of_html, shortened, shortened_paragraphs
from site_builder.importing.rules import rule_in_words
from site_builder.problems import Faults, Mark, problem
from site_builder.text.dates import OSLO, midnight
from site_builder.text.messages import Catalogue

AHEAD = timedelta(days=366)
"""How far ahead each time is an entry, of what comes round in a way that our rules cannot say"""
_MOST = 400
_TEXT = 2000
_PLACE = 200
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")


@dataclass(slots=True)
class _Series:
    """All that a calendar has of one UID. `changed` is by the time that each would have been at."""

    main: Event | None = None
    changed: dict[Moment, Event] = field(default_factory=dict)

    def by_clock(self) -> dict[datetime, Event]:
        """Return what is changed by the clock of the place that the event itself is kept in."""
        zone = zone_of(moment_of(self.main, "DTSTART")) if self.main is not None else OSLO
        return {clock_of(in_zone(at, zone)): one for at, one in self.changed.items()}


def read_calendar(content: bytes, path: str, now: datetime, words: Catalogue) -> Batch:
    """Return what a calendar has that is not over at `now` (aware). Raises Faults."""
    if not content.strip():
        raise Faults(problem("I924", path))
    try:
        found = Calendar.from_ical(content, multiple=True)
        calendars = [one for one in found if isinstance(one, Calendar)]
        events = [event for one in calendars for event in one.walk("VEVENT") if isinstance(event, Event)]
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError):
        raise Faults(problem("I925", path, Mark(1))) from None
    if not calendars:
        raise Faults(problem("I925", path, Mark(1)))
    if not events:
        raise Faults(problem("I924", path))
    read = _Reading(now, words)
    read.all(events)
    title = next((name for one in calendars if (name := _said(one, "NAME") or _said(one, "X-WR-CALNAME"))), "")
    return Batch(
        NoticeType.EVENT, title, tuple(read.entries), frozenset(read.keys), read.nameless, read.private,
        tuple(read.unfit), frozenset(read.expanded),
    )  # fmt: skip


@dataclass(slots=True)
class _Reading:
    """What has been found so far."""

    now: datetime
    words: Catalogue
    entries: list[Incoming] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    expanded: set[str] = field(default_factory=set)
    unfit: list[str] = field(default_factory=list)
    nameless: int = 0
    private: int = 0

    def all(self, events: Sequence[Event]) -> None:
        by_uid: defaultdict[str, _Series] = defaultdict(_Series)
        for event in events:
            uid = one_line(str(event.get("UID") or ""))[:300]
            if not uid or not _title(event):
                self.nameless += 1
            elif str(event.get("CLASS") or "").upper() in ("PRIVATE", "CONFIDENTIAL"):
                # It is still there, so nobody is to be told that it is called off.
                self.keys.add(uid)
                self.private += 1
            else:
                self._sort(event, uid, by_uid)
        for uid, series in by_uid.items():
            self.keys.add(uid)
            try:
                self.entries += self._entries(uid, series)
            except (Unfit, ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError):
                self.unfit.append(_title(series.main or next(iter(series.changed.values()))))

    def _sort(self, event: Event, uid: str, by_uid: defaultdict[str, _Series]) -> None:
        """Put an event where it belongs; of two that say to be the same, the later version counts."""
        try:
            instead = moment_of(event, "RECURRENCE-ID")
        except (Unfit, AttributeError, ValueError):
            self.keys.add(uid)
            self.unfit.append(_title(event))
            return
        series = by_uid[uid]
        before = series.main if instead is None else series.changed.get(instead)
        if before is not None and _version(before) > _version(event):
            return
        if instead is None:
            series.main = event
        else:
            series.changed[instead] = event

    def _entries(self, uid: str, series: _Series) -> list[Incoming]:
        if series.main is not None and ("RRULE" in series.main or "RDATE" in series.main):
            return self._repeated(uid, series.main, series.by_clock())
        found = [_incoming(series.main, uid)] if series.main is not None else []
        found += [_incoming(one, _key(uid, at), day=at.date()) for at, one in sorted(series.by_clock().items())]
        return [one for one in found if self._is_ahead(one)]

    def _is_ahead(self, one: Incoming) -> bool:
        self.keys.add(one.key)
        assert one.starts is not None, "an event has a start"
        return Occurrence(one.starts, one.ends).over_at > self.now

    def _repeated(self, uid: str, main: Event, changed: Mapping[datetime, Event]) -> list[Incoming]:
        if "EXRULE" in main or any("RANGE" in one["RECURRENCE-ID"].params for one in changed.values()):
            raise Unfit
        left_out = set(clocks_of(main, "EXDATE"))
        by_rule = self._by_rule(uid, main, changed, left_out)
        if by_rule is not None:
            own = [_incoming(one, _key(uid, at), day=at.date()) for at, one in sorted(changed.items())]
            return [*by_rule, *(one for one in own if not one.is_cancelled and self._is_ahead(one))]
        self.expanded.add(uid)
        found = []
        for at in itertools.islice(times_of(main, self.now - AHEAD, self.now + AHEAD), _MOST):
            if at in left_out:
                continue
            one = changed.get(at)
            incoming = _incoming(one or main, _key(uid, at), None if one else at, day=at.date())
            if self._is_ahead(incoming):
                found.append(incoming)
        return found

    def _by_rule(
        self, uid: str, main: Event, changed: Mapping[datetime, Event], left_out: set[datetime]
    ) -> list[Incoming] | None:
        """Return the event as one entry with a rule, or none where it is over; None where no rule of ours says it."""
        first = _incoming(main, uid)
        rules = main.get("RRULE")
        if "RDATE" in main or isinstance(rules, list) or first.starts is None:
            return None
        clocks = list(itertools.islice(times_of(main), _MOST * 2))
        zone = zone_of(moment_of(main, "DTSTART"))
        # By the clock in Oslo it must be the same time summer and winter, as it is where it is kept.
        shown = [one.replace(tzinfo=zone).astimezone(OSLO) if zone else one for one in clocks]
        if not shown or {one.time() for one in shown} != {shown[0].time()}:
            return None
        rule = rule_in_words(rules, (one.date() for one in shown), self.words)
        if rule is None or _overlaps(first, shown):
            return None
        day_of = dict(zip(clocks, (one.date() for one in shown), strict=True))
        off = {day_of[at]: False for at in left_out | set(changed) if at in day_of}
        off |= {day_of[at]: True for at, one in changed.items() if at in day_of and _is_cancelled(one)}
        last = None if rule.is_endless else max((one for one in day_of.values() if one not in off), default=None)
        is_over = not rule.is_endless and (last is None or midnight(last + timedelta(days=1)) <= self.now)
        return [] if is_over else [_incoming(main, uid, repeats=rule.text, off=tuple(sorted(off.items())))]


# --- one event ---------------------------------------------------------------------------------------


def _incoming(event: Event, key: str, at: datetime | None = None, **more: Any) -> Incoming:
    """Return an event, at another time than its own where that is given."""
    begins, ends = moment_of(event, "DTSTART"), end_of(event)
    if begins is None:
        raise Unfit
    if at is not None:
        shift = at - clock_of(begins)
        begins, ends = shifted(begins, shift), ends if ends is None else shifted(ends, shift)
    starts = when_of(begins)
    description = _said(event, "DESCRIPTION", is_one_line=False)
    text = paragraphs_of_html(description) if _TAG.search(description) else paragraphs(description)
    return Incoming(
        key,
        _title(event),
        shortened_paragraphs(text, _TEXT),
        address(str(event.get("URL") or "")),
        starts=starts,
        ends=last_of(starts, begins, ends),
        place=shortened(_said(event, "LOCATION"), _PLACE),
        is_cancelled=_is_cancelled(event),
        **more,
    )


def _said(component: Calendar | Event, name: str, *, is_one_line: bool = True) -> str:
    value = component.get(name)
    text = str(value[0] if isinstance(value, list) and value else value or "")
    return one_line(text) if is_one_line else text


def _title(event: Event) -> str:
    return shortened(_said(event, "SUMMARY"), TITLE)


def _is_cancelled(event: Event) -> bool:
    return str(event.get("STATUS") or "").upper() == "CANCELLED"


def _version(event: Event) -> int:
    try:
        return int(event.get("SEQUENCE") or 0)
    except (ValueError, TypeError):
        return 0


def _key(uid: str, at: datetime) -> str:
    return f"{uid}#{at:%Y-%m-%dT%H:%M}"


def _overlaps(first: Incoming, clocks: Sequence[datetime]) -> bool:
    """Return whether it comes round before it is over."""
    if first.starts is None or first.ends is None or len(clocks) < 2:
        return False
    shortest = min(later - earlier for earlier, later in itertools.pairwise(clocks))
    return first.ends.end - first.starts.start > shortest
