"""The public holidays of Norway, computed: lov om helligdager og helligdagsfred § 2, and lov om 1. og 17. mai § 1."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

_FIXED = {
    (1, 1): "new_year",
    (5, 1): "labour_day",
    (5, 17): "constitution_day",
    (12, 25): "christmas_day",
    (12, 26): "second_christmas_day",
}
"""Keys by (month, day)"""

_BY_EASTER = {
    -3: "maundy_thursday",
    -2: "good_friday",
    0: "easter_sunday",
    1: "easter_monday",
    39: "ascension_day",
    49: "whit_sunday",
    50: "whit_monday",
}
"""Keys by days after Easter Sunday"""


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year: Meeus/Jones/Butcher (J. Meeus, Astronomical Algorithms, chapter 8)."""
    a = year % 19
    b, c = divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays_of(year: int) -> Mapping[date, tuple[str, ...]]:
    """Return the holidays of a year in order, with the keys of their names (`holiday.*`): two may fall on one day.

    That other Sundays are holidays too says nothing that the days of the week do not say.
    """
    found: dict[date, tuple[str, ...]] = {date(year, *when): (key,) for when, key in _FIXED.items()}
    for days, key in _BY_EASTER.items():
        day = easter(year) + timedelta(days)
        found[day] = (*found.get(day, ()), key)
    return dict(sorted(found.items()))


def is_working_day(day: date) -> bool:
    """Return whether it is neither Saturday, Sunday nor a public holiday."""
    return day.weekday() < 5 and day not in holidays_of(day.year)


def working_day_after(day: date, count: int) -> date:
    """Return the working day that is `count` working days after a day, which does not count itself."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
