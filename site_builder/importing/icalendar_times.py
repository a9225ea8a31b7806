"""When the events of a calendar are (RFC 5545): by the clock where each is kept, and as we have it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from dateutil import rrule
from icalendar import Event, vRecur

from site_builder.text.dates import FIRST_YEAR, LAST_YEAR, OSLO, Precision, When, midnight

Moment = date | datetime
"""A day, or a time as the calendar has it: with a zone, or by the clock wherever one is"""

_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")


class Unfit(Exception):
    """Something in an event cannot be told."""


def moment_of(event: Event, name: str) -> Moment | None:
    value = event.get(name)
    if value is None:
        return None
    found: object = value.dt
    if not isinstance(found, date) or not FIRST_YEAR < found.year < LAST_YEAR:
        raise Unfit
    return found


def end_of(event: Event) -> Moment | None:
    if (found := moment_of(event, "DTEND")) is not None:
        return found
    begins, length = moment_of(event, "DTSTART"), event.get("DURATION")
    if begins is None or length is None:
        return None
    return shifted(begins, length.dt)


def shifted(moment: Moment, by: timedelta) -> Moment:
    """Return it so much later by the clock."""
    return moment + by


def clock_of(moment: Moment) -> datetime:
    """Return what the clock shows where it is kept, midnight of a day."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None, second=0, microsecond=0)
    return datetime.combine(moment, time())


def zone_of(moment: Moment | None) -> tzinfo | None:
    return moment.tzinfo if isinstance(moment, datetime) else None


def in_zone(moment: Moment, zone: tzinfo | None) -> Moment:
    return moment.astimezone(zone) if isinstance(moment, datetime) and moment.tzinfo and zone else moment


def when_of(moment: Moment) -> When:
    """Return it as we have it; what has no zone is by the clock in Oslo."""
    if not isinstance(moment, datetime):
        return When(midnight(moment), Precision.DAY)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=OSLO)
    return When(aware.astimezone(UTC).replace(second=0, microsecond=0))


def last_of(starts: When, begins: Moment, ends: Moment | None) -> When | None:
    """Return the end, where it says more than the start. Of days it is the first one after (RFC 5545, 3.6.1)."""
    if ends is None or isinstance(begins, datetime) != isinstance(ends, datetime):
        return None
    found = when_of(ends if isinstance(ends, datetime) else ends - timedelta(days=1))
    return found if found.start > starts.start else None


def times_of(event: Event, after: datetime | None = None, before: datetime | None = None) -> Iterator[datetime]:
    """Yield the times that an event comes round, by the clock where it is kept, between two moments."""
    begins = moment_of(event, "DTSTART")
    if begins is None:
        raise Unfit
    found = rrule.rruleset(cache=False)
    rules = event.get("RRULE")
    for parts in rules if isinstance(rules, list) else [rules] if rules else []:
        found.rrule(_rule(parts, begins))
    # The start is the first time, also where the rule would not have it (RFC 5545, 3.8.5.3).
    found.rdate(clock_of(begins))
    for one in clocks_of(event, "RDATE"):
        found.rdate(one)
    for one in found:
        if one.year >= LAST_YEAR or (before and one > before.replace(tzinfo=None)):
            return
        if after is None or one >= after.replace(tzinfo=None):
            yield one


def _rule(parts: vRecur, begins: Moment) -> rrule.rrule:
    if str(parts["FREQ"][0]).upper() in _TOO_OFTEN:
        raise Unfit
    # The end is held against clocks that have no zone, so it must not have one either.
    written: bytes = parts.to_ical()  # type: ignore[no-untyped-call]
    text = ";".join(one for one in written.decode().split(";") if not one.upper().startswith("UNTIL="))
    found = rrule.rrulestr(text, dtstart=clock_of(begins))
    until = parts.get("UNTIL")
    if not until:
        return found
    last, zone = until[0], zone_of(begins)
    if not isinstance(last, datetime):
        return found.replace(until=datetime.combine(last, time(23, 59)))
    local = last.astimezone(zone or OSLO) if last.tzinfo else last
    return found.replace(until=local.replace(tzinfo=None))


def clocks_of(event: Event, name: str) -> Iterator[datetime]:
    value = event.get(name)
    zone = zone_of(moment_of(event, "DTSTART"))
    for one in value if isinstance(value, list) else [value] if value else []:
        for part in one.dts:
            found = part.dt
            if isinstance(found, tuple):
                found = found[0]
            yield clock_of(in_zone(found, zone))
