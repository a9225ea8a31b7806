"""How often a thing comes round: what staff may write, and the days it gives."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, YEARLY, rrule
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from site_builder.content_types.house import Boundary
from site_builder.content_types.repeats import Frequency, Repeat, repeat
from site_builder.text import dates

FIRST = date(2026, 3, 3)
"""A Tuesday, the first of its month"""

_SAID = {
    "daglig": ("DAILY", 1, (), None),
    "hver dag": ("DAILY", 1, (), None),
    "annenhver dag": ("DAILY", 2, (), None),
    "ukentlig": ("WEEKLY", 1, (), None),
    "hver uke": ("WEEKLY", 1, (), None),
    "kvar veke": ("WEEKLY", 1, (), None),
    "every week": ("WEEKLY", 1, (), None),
    "annenhver uke": ("WEEKLY", 2, (), None),
    "annakvar veke": ("WEEKLY", 2, (), None),
    "every other week": ("WEEKLY", 2, (), None),
    "hver andre uke": ("WEEKLY", 2, (), None),
    "hver tredje uke": ("WEEKLY", 3, (), None),
    "hver 6. uke": ("WEEKLY", 6, (), None),
    "tirsdager": ("WEEKLY", 1, (1,), None),
    "Hver tirsdag": ("WEEKLY", 1, (1,), None),
    "annenhver tirsdag": ("WEEKLY", 2, (1,), None),
    "hver torsdag og tirsdag": ("WEEKLY", 1, (1, 3), None),
    "hver uke på tirsdag, torsdag og lørdag": ("WEEKLY", 1, (1, 3, 5), None),
    "tysdagar og laurdagar": ("WEEKLY", 1, (1, 5), None),
    "every Tuesday and Thursday": ("WEEKLY", 1, (1, 3), None),
    "hverdager": ("WEEKLY", 1, (0, 1, 2, 3, 4), None),
    "mandag til fredag": ("WEEKLY", 1, (0, 1, 2, 3, 4), None),
    "hver måned": ("MONTHLY", 1, (), None),
    "månadleg": ("MONTHLY", 1, (), None),
    "hver måned den første tirsdagen": ("MONTHLY", 1, (1,), 1),
    "den første tirsdagen i måneden": ("MONTHLY", 1, (1,), 1),
    "første tirsdag i måneden": ("MONTHLY", 1, (1,), 1),
    "hver første tirsdag i måneden": ("MONTHLY", 1, (1,), 1),
    "den siste fredagen i hver måned": ("MONTHLY", 1, (4,), -1),
    "den andre onsdagen hver måned": ("MONTHLY", 1, (2,), 2),
    "annenhver måned den første tirsdagen": ("MONTHLY", 2, (1,), 1),
    "den siste torsdagen i månaden": ("MONTHLY", 1, (3,), -1),
    "the first Tuesday of the month": ("MONTHLY", 1, (1,), 1),
    "hvert år": ("YEARLY", 1, (), None),
    "yearly": ("YEARLY", 1, (), None),
}


@pytest.mark.parametrize("text", _SAID)
def test_a_rule_is_understood_as_people_write_it(text: str) -> None:
    found = repeat(text)
    assert (found.frequency.value, found.interval, found.weekdays, found.nth) == _SAID[text]
    assert found.is_endless
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("hver uke til 1. juni", date(2026, 5, 26)),
        ("hver uke til og med 2. juni", date(2026, 6, 2)),
        ("hver uke til 1. mars", date(2027, 2, 23)),  # the first such day after the start
        ("hver uke til 2026-04-07", date(2026, 4, 7)),
        ("hver uke, 6 ganger", date(2026, 4, 7)),
        ("kvar veke 6 gonger", date(2026, 4, 7)),
        ("every week until 7 April 2026", date(2026, 4, 7)),
        ("den siste fredagen i måneden til 1. juli", date(2026, 6, 26)),
        ("hvert år, 3 ganger", date(2028, 3, 3)),
        ("hver uke", None),
    ],
)
def test_a_rule_ends_when_it_says(text: str, last: date | None) -> None:
    assert repeat(text).last(FIRST) == last


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("av og til", "N280"),
        ("", "N280"),
        ("hver uke den første tirsdagen", "N280"),
        ("daglig på tirsdag", "N280"),
        ("den femte tirsdagen i måneden", "N280"),
        ("hver 0. uke", "N280"),
        ("hver uke 1 ganger", "N280"),
        ("hver uke til jul", "D201"),
        ("hver uke til 31. juni", "D202"),
    ],
)
def test_what_is_not_understood_is_told_of(text: str, code: str) -> None:
    with pytest.raises(PydanticCustomError) as fault:
        repeat(text)
    assert fault.value.type == code


def test_a_rule_says_itself_without_its_end() -> None:
    assert [repeat(one).alone for one in ("Hver uke til 1. juni", "hver uke, 6 ganger", "Daglig")] == [
        "Hver uke",
        "hver uke",
        "Daglig",
    ]


def test_what_goes_on_for_ever_is_found_at_once_in_any_year() -> None:
    rule = repeat("annenhver tirsdag")
    (found,) = itertools.islice(rule.days(date(1000, 1, 7), date(2026, 1, 1)), 1)
    assert (found - date(1000, 1, 7)).days % 14 == 0
    assert date(2026, 1, 1) <= found < date(2026, 1, 15)
    assert [*rule.days(FIRST, date(3000, 1, 1))] == []
    assert max(rule.days(date(2999, 1, 1), date(2999, 12, 1))) < date(3000, 1, 1)


_RRULE = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}
_DAYS = (MO, TU, WE, TH, FR, SA, SU)

_SORTS = st.one_of(
    st.tuples(st.just(Frequency.DAILY), st.just(()), st.none()),
    st.tuples(st.just(Frequency.WEEKLY), st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))), st.none()),
    st.tuples(st.just(Frequency.MONTHLY), st.just(()), st.none()),
    st.tuples(st.just(Frequency.MONTHLY), st.integers(0, 6).map(lambda day: (day,)), st.sampled_from((1, 2, 3, 4, -1))),
    st.tuples(st.just(Frequency.YEARLY), st.just(()), st.none()),
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    sort=_SORTS,
    interval=st.integers(1, 9),
    first=st.dates(date(2020, 1, 1), date(2028, 2, 28)).filter(lambda day: (day.month, day.day) != (2, 29)),
    length=st.integers(0, 900),
    count=st.none() | st.integers(2, 40),
    later=st.integers(0, 500),
)
def test_the_days_are_those_of_icalendars_rules(
    sort: tuple[Frequency, tuple[int, ...], int | None],
    interval: int,
    first: date,
    length: int,
    count: int | None,
    later: int,
) -> None:
    frequency, weekdays, nth = sort
    last = first + timedelta(days=length)
    until = None if count else Boundary(once=dates.When(dates.midnight(last), dates.Precision.DAY))
    rule = Repeat("", frequency, interval, weekdays, nth, until, count)
    start = datetime.combine(first, datetime.min.time())
    end = None if count else datetime.combine(last, datetime.min.time())
    byday = [_DAYS[one](nth) if nth else _DAYS[one] for one in weekdays] or None
    theirs = rrule(_RRULE[frequency.value], start, interval, count=count, until=end, byweekday=byday)
    expected = [one.date() for one in theirs]
    assert [*rule.days(first, first)] == expected
    since = first + timedelta(days=later)
    assert [*rule.days(first, since)] == [one for one in expected if one >= since]
    if expected:
        assert rule.last(first) == expected[-1]
    assert all(rule.has(one, first) for one in expected)
