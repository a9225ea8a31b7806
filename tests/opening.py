"""Whether something is open at a moment, told from the model: what templates/hours.js must agree with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from site_builder.content_types.hours import OpeningHours
from site_builder.text import dates

MINUTES = 24 * 60
DAY = timedelta(days=1)
AHEAD = 400
"""Days that are looked through for the next time it opens"""


def said(hours: OpeningHours, moment: datetime) -> str:
    """Return what the page says in bokmål at `moment` (aware), or nothing where nothing is known."""
    local = moment.astimezone(dates.OSLO)
    today, minute = local.date(), local.hour * 60 + local.minute
    if hours.on(today).hours is None:
        return ""
    for opens, closes in _times(hours, today):
        if opens <= minute < closes:
            return _open(hours, today, closes)
    following = next(_later(hours, today, minute), None)
    return f"Stengt nå, åpner {_time(today, *following)}" if following else "Stengt nå"


def _times(hours: OpeningHours, day: date) -> list[tuple[int, int]]:
    found = hours.on(day).hours
    return [(span.opens, span.closes) for span in found.spans] if found else []


def _open(hours: OpeningHours, today: date, closes: int) -> str:
    day = today
    while closes == MINUTES and (times := _times(hours, day + DAY)) and times[0][0] == 0:
        day, closes = day + DAY, times[0][1]
        if day - today >= timedelta(days=7):
            return "Åpent nå"
    return f"Åpent nå, stenger {_time(today, day, closes)}"


def _later(hours: OpeningHours, today: date, minute: int) -> Iterator[tuple[date, int]]:
    for step in range(AHEAD):
        day = today + DAY * step
        if hours.on(day).hours is None:
            return
        yield from ((day, opens) for opens, _ in _times(hours, day) if step or opens > minute)


def _time(today: date, day: date, minute: int) -> str:
    clock = f"{minute // 60:02d}.{minute % 60:02d}"
    if day == today:
        return clock
    if day - today < timedelta(days=7):
        return f"{dates.weekday(day, 'nb')} {clock}"
    return f"{dates.weekday(day, 'nb')} {dates.day_of_year(day.month, day.day, 'nb')} {clock}"
