"""How often an event of a calendar comes round, in the words of our own rules, where those say just the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from pydantic_core import PydanticCustomError

from site_builder.content_types.repeats import Repeat, repeat
from site_builder.text import dates
from site_builder.text.messages import Catalogue

_COMPARED = 500
"""How many times of an endless rule are held against ours: ten years of weeks, and more"""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST_TIMES = 999
Parts = Mapping[str, Sequence[object]]
"""An RRULE (RFC 5545, 3.3.10)"""


def rule_in_words(parts: Parts, days: Iterable[date], words: Catalogue) -> Repeat | None:
    """Return our rule for an RRULE that gives these days, the first of all first; None where we have none."""
    found = list(itertools.islice(days, _COMPARED + 1))
    if len(found) < 2:
        return None
    text = _text(parts, found, words)
    try:
        ours = repeat(text) if text else None
    except PydanticCustomError:
        return None
    if ours is None or not ours.is_every_month(found[0]):
        return None
    # The words are a guess until they give the very days.
    given = list(itertools.islice(ours.days(found[0], found[0]), _COMPARED + 1))
    return ours if given == found else None


def _text(parts: Parts, days: Sequence[date], words: Catalogue) -> str:
    by = [str(one).upper() for one in parts.get("BYDAY", ())]
    interval = _number(parts, "INTERVAL", 1)
    frequency = str(parts["FREQ"][0]).upper()
    text = ""
    if frequency == "WEEKLY":
        text = _weekly(by, interval, words)
    elif frequency == "MONTHLY" and by:
        text = _monthly(by, _number(parts, "BYSETPOS", 0), interval, words)
    elif frequency in _PLAIN and not by:
        text = _every(_PLAIN[frequency], interval, words)
    if not text:
        return ""
    if len(days) > _COMPARED:
        return text
    if "COUNT" in parts and len(days) <= _MOST_TIMES:
        return words.say("rule.count", rule=text, count=len(days))
    return words.say("rule.until", rule=text, day=days[-1].isoformat())


_PLAIN = {"DAILY": "day", "MONTHLY": "month", "YEARLY": "year"}


def _number(parts: Parts, name: str, default: int) -> int:
    found = parts.get(name)
    return int(str(found[0])) if found else default


def _every(unit: str, interval: int, words: Catalogue) -> str:
    if interval == 1:
        return words.say(f"rule.each_{unit}")
    return words.say(f"rule.every_{unit}", n=interval)


def _weekly(by: Sequence[str], interval: int, words: Catalogue) -> str:
    text = _every("week", interval, words)
    if not by:
        return text
    if not set(by) <= set(_WEEKDAYS):
        return ""
    names = [_name(one, words) for one in _WEEKDAYS if one in by]
    listed = f" {words.say('and')} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
    return words.say("rule.on", rule=text, days=listed)


def _monthly(by: Sequence[str], position: int, interval: int, words: Catalogue) -> str:
    if len(by) != 1 or by[0][-2:] not in _WEEKDAYS:
        return ""
    nth = by[0][:-2].lstrip("+") or str(position)
    if nth not in ("1", "2", "3", "4", "-1"):
        return ""
    day = words.say("rule.the_day", day=_name(by[0][-2:], words))
    which = words.say(f"rule.nth_{nth.replace('-1', 'last')}")
    if interval == 1:
        return words.say("rule.of_month", nth=which, day=day)
    return words.say("rule.of_months", n=interval, nth=which, day=day)


_A_MONDAY = date(2024, 1, 1)


def _name(day: str, words: Catalogue) -> str:
    return dates.weekday(_A_MONDAY + timedelta(days=_WEEKDAYS.index(day)), words.language).lower()
