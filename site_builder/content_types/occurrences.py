"""Times that a thing is: one or many, by the clock on the wall, summer and winter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from site_builder.content_types.notice import monday_before
from site_builder.text import dates

NEAR = timedelta(days=16)
"""How far from a moment times are that lists of today and of the weekend may hold"""
BEGINNING = datetime(1000, 1, 3, tzinfo=dates.OSLO)
THE_END = datetime(3000, 1, 1, tzinfo=dates.OSLO)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a gathering is, or was to be."""

    starts: dates.When
    ends: dates.When | None = None
    is_off: bool = False
    reason: str = ""

    @property
    def over_at(self) -> datetime:
        """When it is over (UTC): at its end, else with its day."""
        return self.ends.end if self.ends else dates.When(self.starts.start, dates.Precision.DAY).end

    @property
    def days(self) -> tuple[date, date]:
        """Its first and last day in Oslo."""
        last = self.over_at - timedelta(microseconds=1)
        first = self.starts.local.date()
        return first, max(first, last.astimezone(dates.OSLO).date())


def day_before(moment: datetime, days: int) -> date:
    return (max(moment, BEGINNING + timedelta(days=days + 3)).astimezone(dates.OSLO) - timedelta(days=days)).date()


def on(day: date, first: Occurrence, reason: str | None = None) -> Occurrence:
    """Return the time it is on a day: by the clock on the wall the same as the first, summer or winter."""
    starts = _at(day, first.starts)
    return Occurrence(starts, moved(first.ends, first.starts, starts), reason is not None, reason or "")


def _at(day: date, when: dates.When) -> dates.When:
    if when.precision is not dates.Precision.MINUTE:
        return dates.When(dates.midnight(day), when.precision)
    # A time that the clock passes over is taken as before the change, one that it shows twice the first time
    # (RFC 5545, 3.3.5): so does `fold` 0.
    local = datetime.combine(day, when.local.time().replace(fold=0), dates.OSLO)
    return dates.When(local.astimezone(UTC))


def moved(ends: dates.When | None, starts: dates.When, to: dates.When) -> dates.When | None:
    """Return an end as long after the new start as it was after the old, by the clock on the wall."""
    if ends is None:
        return None
    if {starts.precision, ends.precision, to.precision} == {dates.Precision.MINUTE}:
        length = ends.local.replace(tzinfo=None) - starts.local.replace(tzinfo=None)
        local = (to.local.replace(tzinfo=None) + length).replace(tzinfo=dates.OSLO)
        return dates.When(local.astimezone(UTC))
    if to.precision is dates.Precision.DAY and starts.precision is dates.Precision.MINUTE:
        # Moved to a day, nobody has said at what time.
        days = (ends.local.date() - starts.local.date()).days
        return dates.When(dates.midnight(to.local.date() + timedelta(days=days)), dates.Precision.DAY) if days else None
    return _at(to.local.date() + (ends.local.date() - starts.local.date()), ends)


def days_around(one: Occurrence, now: datetime) -> Iterator[datetime]:
    """Yield the midnights at which lists of today, of seven days, of a weekend and of months become others for its
    sake."""
    first, last = one.days
    yield monday_before(first)
    yield monday_before(last + timedelta(days=7))
    yield dates.midnight(last + timedelta(days=1))
    yield dates.midnight((last.replace(day=1) + timedelta(days=32)).replace(day=1))
    today = now.astimezone(dates.OSLO).date()
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        if first <= day <= last:
            yield dates.midnight(day)
            yield monday_before(day)
            yield dates.midnight(day.replace(day=1))
    yield dates.midnight(first - timedelta(days=6))
    yield dates.midnight(first)
