"""What an author left out of a date, as the other fields of the entry have it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from site_builder.model import Origin
from site_builder.text import dates


def with_its_day(text: str, origin: Origin) -> str:
    """Return a time that stands alone with the day that the other fields give it; empty for anything else."""
    clock, day = dates.clock_alone(text), _day_of_the_rest(origin, ("starts", "published"))
    return f"{day:%Y-%m-%d} {clock}" if clock and day else ""


def _day_of_the_rest(origin: Origin, names: Iterable[str]) -> date | None:
    """Return the day that the first of some fields gives, of those that give any."""
    for name in names:
        try:
            return dates.parse_when(str(origin.document.data.get(name))).local.date()
        except dates.DateFault:
            continue
    return None


_LATELY = timedelta(days=30)
"""How long what is published may have gone on"""


def year_meant(day: str, name: str, origin: Origin) -> int | None:
    """Return the first year in which a day (`18. mars`) is not before what is known of the rest; None without that."""
    first = _day_of_the_rest(origin, (one for one in ("starts", "published") if one != name))
    yearly = dates.parse_yearly(day)
    if first is None or yearly is None:
        return None
    first -= _LATELY if name == "starts" else timedelta()
    return first.year + (yearly < (first.month, first.day))
