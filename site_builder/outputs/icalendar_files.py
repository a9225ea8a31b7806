"""Calendar files: entries to bytes (RFC 5545, RFC 7986)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from site_builder.text import dates

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True)
class Rule:
    """How often an entry comes round. `nth` counts the one weekday in the month, -1 from its end."""

    frequency: str
    interval: int
    weekdays: tuple[int, ...]
    """0 is Monday"""
    nth: int | None
    count: int | None
    last: dates.When | None
    """The start of the last time"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a calendar. `changed` is in UTC."""

    uid: str
    changed: datetime
    sequence: int
    title: str
    text: str
    url: str
    starts: dates.When
    ends: dates.When | None = None
    is_cancelled: bool = False
    is_busy: bool = False
    """Whether it takes its time from those who come"""
    rule: Rule | None = None
    off: tuple[dates.When, ...] = ()
    place: str = ""
    position: tuple[float, float] | None = None
    """(latitude, longitude) in degrees"""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarFile:
    title: str
    product: str
    entries: tuple[Entry, ...]


# Written by hand: the zones that libraries make hold lists of dates, and one much used client reads only the first
# of them and is an hour wrong all summer. The change counts in the time before it (RFC 5545, 3.6.5).
_OSLO = """\
BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_REFRESH = timedelta(hours=6)
_TOLD = {"DTSTART", "DTEND", "RRULE", "EXDATE", "STATUS", "LOCATION"}
"""What people go by"""


def write_calendar(view: CalendarFile) -> bytes:
    """Return the calendar, without METHOD: that would make it a message, and ask for an organiser (RFC 5546, 3.2.1)."""
    from icalendar import Calendar, Timezone, vDuration

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", view.product)
    calendar.add("name", view.title)
    calendar.add("x-wr-calname", view.title)
    calendar.add("x-wr-timezone", "Europe/Oslo")
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    calendar.subcomponents.append(Timezone.from_ical(_OSLO))
    calendar.subcomponents.extend(_event(one) for one in view.entries)
    written: bytes = calendar.to_ical()
    return written


def succession(before: bytes, after: bytes, now: datetime) -> str:
    """Return the code of what is wrong with a calendar for programs that have that of an earlier build."""
    if is_set_back(before, after, now):
        return "N311"
    return "N312" if is_unnumbered(before, after, now) else ""


def is_set_back(before: bytes, after: bytes, now: datetime) -> bool:
    """Return whether an entry has a lower number than in the calendar of an earlier build, so that programs that have
    that one need not take this (RFC 5545, 3.8.7.4). A build for a moment after `now` (aware) was only looked at."""
    numbers, until = _numbers(after), f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return any(
        changed <= until and numbers.get(uid, (number, ""))[0] < number
        for uid, (number, changed) in _numbers(before).items()
    )


def is_unnumbered(before: bytes, after: bytes, now: datetime) -> bool:
    """Return whether what a calendar shows of an entry has changed since an earlier build, and its number has not: then
    programs that have that one may keep it. A build for a moment after `now` (aware) was only looked at."""
    shown, until = _entries(after), f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return any(
        uid in shown
        and values.get("LAST-MODIFIED", "") <= until
        and values.get("SEQUENCE") == shown[uid].get("SEQUENCE")
        and _told(values) != _told(shown[uid])
        for uid, values in _entries(before).items()
    )


def _told(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if name.partition(";")[0] in _TOLD}


def _numbers(calendar: bytes) -> dict[str, tuple[int, str]]:
    """Return SEQUENCE and LAST-MODIFIED of each entry, by its UID."""
    return {
        uid: (int(number), values.get("LAST-MODIFIED", ""))
        for uid, values in _entries(calendar).items()
        if (number := values.get("SEQUENCE", "")).isdecimal()
    }


def _entries(calendar: bytes) -> dict[str, dict[str, str]]:
    """Return the lines of each entry, by its UID."""
    unfolded = calendar.decode(errors="replace").replace("\r\n ", "")
    found = {}
    for entry in unfolded.split("\r\nBEGIN:VEVENT\r\n")[1:]:
        values = dict(line.partition(":")[::2] for line in entry.split("\r\n"))
        found[values.get("UID", "")] = values
    return found


def _event(entry: Entry) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed)
    event.add("last-modified", entry.changed)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("url", entry.url)
    event.add("dtstart", _value(entry.starts))
    if (end := _end(entry)) is not None:
        event.add("dtend", end)
    if entry.rule:
        event.add("rrule", _written_rule(entry.rule))
    if entry.off:
        event.add("exdate", [_value(one) for one in entry.off])
    if entry.place:
        event.add("location", entry.place)
    if entry.position:
        event.add("geo", entry.position)
    if entry.kinds:
        event.add("categories", list(entry.kinds))
    event.add("transp", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    return event


def _value(when: dates.When) -> date | datetime:
    """Return a moment by the clock in Oslo, or a day."""
    return _by_the_clock(when.local) if when.precision is dates.Precision.MINUTE else when.local.date()


def _by_the_clock(local: datetime) -> datetime:
    # A time that comes twice is the first of the two, with a zone (RFC 5545, 3.3.5): the second is said in UTC.
    return local.astimezone(UTC) if local.fold else local


def _end(entry: Entry) -> date | datetime | None:
    """Return the first moment after it, or the first day; of the type that the start has (RFC 5545, 3.8.2.2)."""
    is_by_day = entry.starts.precision is not dates.Precision.MINUTE
    if entry.ends is None:
        return entry.starts.local.date() + timedelta(days=1) if is_by_day else None
    if is_by_day:
        return entry.ends.local.date() + timedelta(days=1)
    end = entry.ends.end.astimezone(dates.OSLO)
    return _by_the_clock(end) if entry.ends.end > entry.starts.start else None


def _written_rule(rule: Rule) -> dict[str, list[object]]:
    days = [f"{rule.nth or ''}{_WEEKDAYS[one]}" for one in rule.weekdays]
    parts: dict[str, list[object]] = {"FREQ": [rule.frequency]}
    if rule.interval > 1:
        parts["INTERVAL"] = [rule.interval]
    if rule.count:
        parts["COUNT"] = [rule.count]
    elif rule.last:
        # In UTC, where the start has a clock (RFC 5545, 3.3.10).
        is_by_day = rule.last.precision is not dates.Precision.MINUTE
        parts["UNTIL"] = [rule.last.local.date() if is_by_day else rule.last.start]
    if days:
        parts["BYDAY"] = [*days]
    return parts
