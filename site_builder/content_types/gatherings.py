"""What people come to: it has a time and a place, and may come round, be moved or be called off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Annotated

from site_builder.content_types.entry import field, moments
from site_builder.content_types.gathering_values import CALLED_OFF, OFF, CalledOff, Off, PlaceOrName
from site_builder.content_types.house import Many, When, YesNo
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import State
from site_builder.content_types.occurrences import (
    BEGINNING,
    NEAR,
    THE_END,
    Occurrence,
    day_before,
    days_around,
    moved,
    on,
)
from site_builder.content_types.repeats import RULE, Repeat
from site_builder.problems import Problem
from site_builder.text import dates

MOST_KNOWN = 500
"""Of how many moments what changes around them is kept: a preview may run for weeks"""


class Gathering(Notice):
    """Something to come to, at a time and a place."""

    repeats: Annotated[Repeat, RULE] | None = field(
        "How often it comes round, from `starts` on: `daglig`, `hver uke til 1. juni`, `annenhver tirsdag`, "
        "`den første tirsdagen i måneden`, `hver uke, 6 ganger`.",
        nb="gjentas",
        example="hver uke til 1. juni",
        default=None,
    )
    exceptions: Many[Annotated[Off, OFF]] = field(
        "Days on which it is not, of those it would come round on; with a reason in brackets the day is shown as "
        "cancelled.",
        nb="unntatt",
        en="except",
        example="2026-03-31 (påskeferie)",
        default=(),
    )
    place: PlaceOrName | None = field(
        "Where it is: the id of a place, else its name, with a capital letter.",
        nb="sted",
        example="bibliotek",
        default=None,
    )
    cancelled: Annotated[CalledOff | None, CALLED_OFF] = field(
        "That it is called off, or when that was decided; it stays in lists and calendars, marked.",
        nb="avlyst",
        example="2026-02-18 10:00",
        default=None,
    )
    postponed: YesNo = field(
        "Whether it is put off, and nobody knows until when yet.", nb="utsatt", example="ja", default=False
    )
    moved_to: When | None = field(
        "The new time, where it is moved; `starts` and `ends` stay as they were.",
        nb="flyttet_til",
        example="2026-03-06 18:00",
        default=None,
    )

    @property
    def targets(self) -> tuple[str, ...]:
        """What it concerns, and where it is: a place shows what is on there."""
        return (*self.concerns, self.place) if isinstance(self.place, str) else self.concerns

    def is_off(self, moment: datetime) -> bool:
        """Return whether all of it is known to be called off at `moment` (UTC)."""
        found = self.cancelled
        return found is not None and (found.since is None or found.since.start <= moment)

    def is_not_held(self, moment: datetime) -> bool:
        """Return whether the time that lists speak of is known at `moment` (UTC) not to be: put off, or called off
        before it began."""
        if self.postponed or not self.is_off(moment):
            return self.postponed
        since, time = self.cancelled.since if self.cancelled else None, self.shown(moment)
        return since is None or time is None or since.start <= time.starts.start

    @property
    def opens(self) -> dates.When | None:
        return self.first.starts if self.first else None

    @cached_property
    def first(self) -> Occurrence | None:
        """The first time it is, where that is known: at the new time, when it is moved."""
        if self.starts is None or self.moved_to is None:
            return self.at_first
        return Occurrence(self.moved_to, moved(self.ends, self.starts, self.moved_to))

    @property
    def at_first(self) -> Occurrence | None:
        """The first time it was to be, as it was first said, where that is known."""
        return Occurrence(self.starts, self.ends) if self.starts else None

    def time_on(self, day: date) -> Occurrence | None:
        """Return the time it would be on a day."""
        return on(day, self.first) if self.first else None

    def occurrences(self, after: datetime, before: datetime) -> Iterator[Occurrence]:
        """Yield the times it is that are not over at `after` and begin before `before` (UTC), in order; a day that it
        is not on only where there is a reason to tell."""
        first = self.first
        if first is None:
            return
        if self.repeats is None:
            yield from (first,) if first.over_at > after and first.starts.start < before else ()
            return
        day = first.starts.local.date()
        longest = (first.over_at - first.starts.start).days + 2
        off = {one.day: one.reason for one in self.exceptions}
        for one in self.repeats.days(day, max(day, day_before(after, longest))):
            found = on(one, first, off.get(one))
            if found.starts.start >= before:
                return
            if found.over_at > after and (not found.is_off or found.reason):
                yield found

    def next(self, moment: datetime) -> Occurrence | None:
        """Return the time it is that is going on or next at `moment` (UTC)."""
        return next((one for one in self.occurrences(moment, THE_END) if not one.is_off), None)

    def shown(self, moment: datetime) -> Occurrence | None:
        """Return the time that lists speak of at `moment` (UTC): the next one, else the last."""
        return self.next(moment) or self.last

    @cached_property
    def last(self) -> Occurrence | None:
        """The last time it is; None when it goes on."""
        first = self.first
        if first is None or self.repeats is None:
            return first
        begins = first.starts.local.date()
        day = self.repeats.last(begins)
        off = {one.day for one in self.exceptions}
        if day in off:
            day = max((one for one in self.repeats.days(begins, begins) if one not in off), default=day)
        return on(day, first) if day else None

    @cached_property
    def over_at(self) -> datetime | None:
        if self.is_grave or self.postponed:
            return None
        if self.starts is None:
            return super().over_at
        return self.last.over_at if self.last else None

    @cached_property
    def leaves_at(self) -> datetime | None:
        if self.repeats and self.over_at is None and not self.is_grave and not self.postponed:
            # What comes round for ever stands until somebody says otherwise.
            return self.expires.end if self.expires else None
        return super().leaves_at

    def state(self, moment: datetime) -> State:
        found = super().state(moment)
        if found is State.ONGOING and self.is_not_held(moment):
            # It never began: until its time is over it is what was to come.
            return State.PLANNED
        following = self.next(moment) if found is State.ONGOING else None
        return State.PLANNED if following and following.starts.start > moment else found

    def due_at(self, moment: datetime) -> dates.When:
        found = self.shown(moment)
        return found.starts if found else self.due

    def changed(self, moment: datetime) -> dates.When | None:
        known = super().changed(moment)
        since = self.cancelled.since if self.cancelled else None
        if since is None or since.start > moment:
            return known
        return max((one for one in (known, since) if one), key=lambda when: when.start)

    def changes(self, now: datetime) -> Iterable[datetime]:
        # Every page that it stands on asks at the same moments, and so does the next preview.
        known = self._known_changes
        if now not in known:
            if len(known) >= MOST_KNOWN:
                known.clear()
            known[now] = tuple(self._changes(now))
        return known[now]

    @cached_property
    def _known_changes(self) -> dict[datetime, tuple[datetime, ...]]:
        return {}

    def _changes(self, now: datetime) -> Iterator[datetime]:
        yield from super().changes(now)
        yield from moments(self.moved_to, self.cancelled.since if self.cancelled else None)
        if self.over_at:
            # Calendars keep what has been until the year is over.
            yield dates.midnight(date(self.over_at.astimezone(dates.OSLO).year + 1, 1, 1))
        for one in self._around(now):
            yield one.starts.start
            yield one.over_at
            yield from days_around(one, now)

    def _around(self, now: datetime) -> Iterator[Occurrence]:
        """Yield the times it is that matter around a moment: those near it, the one before and the one after."""
        if self.first is None:
            return
        if self.repeats is None:
            yield self.first
            return
        near = [*self.occurrences(now - NEAR, now + NEAR)]
        yield from near
        begin = max((one.starts.start for one in near), default=now)
        yield from self._some(self.occurrences(begin + timedelta(microseconds=1), THE_END), 2)
        yield from self._before(now)

    def _before(self, now: datetime) -> Iterator[Occurrence]:
        """Yield the last time it was that is over at a moment."""
        for back in (NEAR, timedelta(days=400), timedelta(days=4000), now - BEGINNING):
            found = [one for one in self.occurrences(max(BEGINNING, now - back), now) if one.over_at <= now]
            if found:
                yield found[-1]
                return

    @staticmethod
    def _some(found: Iterator[Occurrence], count: int) -> Iterator[Occurrence]:
        for _, one in zip(range(count), found, strict=False):
            yield one

    # --- faults

    def faults(self) -> Iterator[Problem]:
        yield from super().faults()
        yield from self._contradictions()
        is_time_known = self.is_clear("starts", "ends", "moved_to", "repeats", "exceptions")
        if is_time_known and self.deadline and self.last and self.deadline.start >= self.last.over_at:
            yield self.fault("N314", "deadline", found=self.deadline)
        if self.repeats and self.starts is None:
            yield self.fault("N286", "repeats", starts=self.name_of("starts"))
        elif self.repeats and self.starts:
            yield from self._wrong_rule(self.repeats, self.starts.local.date())
        elif self.exceptions:
            yield self.fault("N287", "exceptions", repeats=self.name_of("repeats"))

    def _contradictions(self) -> Iterator[Problem]:
        said = [name for name in ("cancelled", "postponed", "moved_to") if getattr(self, name)]
        for later in said[1:]:
            yield self.fault("N289", later, other=self.origin.word(said[0]))
        if self.moved_to is None:
            return
        if self.repeats:
            yield self.fault("N288", "moved_to", repeats=self.origin.word("repeats"), off=self.name_of("exceptions"))
        if self.starts is None or self.starts == self.moved_to:
            yield self.fault("N290", "moved_to", starts=self.name_of("starts"))

    def _wrong_rule(self, rule: Repeat, first: date) -> Iterator[Problem]:
        days = rule.days(first, first)
        begins, second = next(days, None), next(days, None)
        if begins is None or (begins == first and second is None):
            yield self.fault("N281", "repeats", found=rule.text, first=first)
        elif begins != first:
            yield self.fault("N283", "starts", found=self.starts, rule=rule.text, instead=begins)
        elif not rule.is_every_month(first):
            yield self.fault("N285", "repeats", found=rule.text, first=first)
        elif second and self.ends and self.first and self.ends.end > on(second, self.first).starts.start:
            joiner = "until" if self.is_spelt_in_english else "til"
            until = f"{self.name_of('repeats')}: {rule.alone} {joiner} {self.ends.local.date():%Y-%m-%d}"
            yield self.fault("N282", "ends", found=self.ends, second=second, line=until)
        else:
            yield from self._not_on(rule, first)
            yield from self._off_on_one_day(rule, first)

    def _off_on_one_day(self, rule: Repeat, first: date) -> Iterator[Problem]:
        """Yield that all of it is called off where the day that is said is one of its own: just that may be meant."""
        since = self.cancelled.since if self.cancelled else None
        if since is None or self.starts is None or not rule.has(since.local.date(), first):
            return
        is_its_time = since.precision is dates.Precision.DAY or since.local.time() == self.starts.local.time()
        if is_its_time and since.is_exact:
            off = [*(f"{one.day}{f' ({one.reason})' if one.reason else ''}" for one in self.exceptions)]
            days = [*off, f"{since.local.date()}"]
            line = f"{self.name_of('exceptions')}: {days[0] if not off else '[' + ', '.join(days) + ']'}"
            yield self.fault("N337", "cancelled", day=since.local.date(), line=line)

    def _not_on(self, rule: Repeat, first: date) -> Iterator[Problem]:
        for number, one in enumerate(self.exceptions):
            if one.day >= first and rule.has(one.day, first):
                continue
            near = next(rule.days(first, max(first, one.day)), None) or rule.last(first) or first
            yield self.fault("N284", "exceptions", number, found=one.day, instead=near)
