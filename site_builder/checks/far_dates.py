"""Dates so far ahead that the year is likelier a slip than meant: 2062 for 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from site_builder.content_types.entry import Model, Sourced
from site_builder.content_types.maps import Map, Place
from site_builder.model import Site
from site_builder.problems import Problem, problem
from site_builder.source import Loc
from site_builder.text.dates import When

YEARS = 10
"""Further ahead nothing is planned to the day; an archive has no end the other way."""


def far_date_problems(site: Site, now: datetime) -> Iterator[Problem]:
    """Yield the dates of all that staff wrote, published or not, that are more than ten years after `now` (aware)."""
    whole = site.with_unpublished()
    for entry in (one for one in whole.entries() if isinstance(one, Sourced)):
        for loc, when in _dates(entry, ()):
            if _is_far(when, now):
                yield entry.fault("X472", *loc, when=when, years=YEARS)
    for place in whole.of(Place):
        map_ = whole.get(Map, place.map_slug)
        if place.deadline and map_ and _is_far(place.deadline, now):
            told = {"field": map_.deadline_column, "when": place.deadline, "years": YEARS}
            yield problem("X472", place.path, place.mark, **told)


def _is_far(when: When | date, now: datetime) -> bool:
    day = when.local.date() if isinstance(when, When) else when
    return (day.year, day.month, day.day) > (now.year + YEARS, now.month, now.day)


def _dates(value: object, loc: Loc) -> Iterator[tuple[Loc, When | date]]:
    """Yield each date that a value is or holds, and where it stands."""
    if isinstance(value, When | date):
        yield loc, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in value.read_from_body:
                yield from _dates(getattr(value, name), (*loc, name))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _dates(one, (*loc, number))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _dates(one, (*loc, key))
