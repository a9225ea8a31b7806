"""What time has run from, or soon will: last days, opening hours, answers that people wait for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from site_builder.checks import (
    Plan,
    answers_come_when_promised,
    consents_last,
    next_years_exceptions_are_there,
    what_goes_on_is_looked_after,
)
from site_builder.content_types.hours import OpeningHours
from site_builder.content_types.notice import Notice
from site_builder.content_types.records import Link, LinkKind
from site_builder.health.found import Asked, Found, about, of_problem
from site_builder.health.texts import prose_of
from site_builder.model import Site
from site_builder.problems import Problem
from site_builder.text import dates

SOON = timedelta(days=60)
"""How long before hours end somebody is to say what follows"""
_LAST_DAY = re.compile(
    r"\b(?:fristen?|innen|seinest|senest|før|until|deadline|by|within)\b[^.\n]{0,30}?"
    r"\b(?P<date>\d{1,2}\. ?[a-zæøå]{3,9} \d{4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} [a-z]{3,9} \d{4})\b",
    re.IGNORECASE,
)


def closed_forms(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield forms whose last day has a year and is past: nothing says when people can use them again."""
    for one in site.of(Link):
        closes = one.closes.once if one.closes else None
        if closes and closes.end <= asked.now and one.kind is not LinkKind.INFORMATION and not one.late:
            yield about(site, one, "closed_form", one.origin.mark("closes").line, when=closes)


def last_days_in_texts(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield last days that are past and stand in the text of what stays. A notice goes out by itself."""
    for prose in prose_of(site):
        if isinstance(prose.entry, Notice):
            continue
        for paragraph in prose.paragraphs:
            for match in _LAST_DAY.finditer(paragraph.text):
                day = _day(match["date"])
                if day and day.end <= asked.now:
                    yield about(site, prose.entry, "past_day", paragraph.line, text=match[0])


def _day(text: str) -> dates.When | None:
    try:
        return dates.parse_when(text)
    except dates.DateFault:
        return None


def hours_that_end(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield seasons of one year that end within sixty days, or have, with none that follows."""
    for one in site.of(OpeningHours):
        dated = [(season.until.once, number) for number, season in enumerate(one.seasons) if season.until.once]
        if not dated:
            continue
        last, number = max(dated, key=lambda found: found[0].start)
        if last.end <= asked.now + SOON:
            line = one.origin.mark("seasons", number, "until").line
            yield about(site, one, "hours_end", line, season=one.seasons[number].name, when=last)


# --- what checks say ------------------------------------------------------------------------------


def next_years_days(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield opening hours without next year's exceptions."""
    return _as_found(site, asked, next_years_exceptions_are_there)


def late_answers(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield questions that should have had an answer."""
    return _as_found(site, asked, answers_come_when_promised)


def left_alone(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield what goes on, and nobody has said a word of for long."""
    return _as_found(site, asked, what_goes_on_is_looked_after)


def ended_consents(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield pictures that nobody may see any longer."""
    return _as_found(site, asked, consents_last)


def outdated_translations(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield translations whose original has been changed since, as reading has found."""
    return _of_problems(site, (one for one in asked.warnings if one.code == "V105"))


def _as_found(site: Site, asked: Asked, check: Callable[[Plan], Iterable[Problem]]) -> Iterator[Found]:
    return _of_problems(site, check(Plan(site, (), (), asked.now)))


def _of_problems(site: Site, problems: Iterable[Problem]) -> Iterator[Found]:
    entries = {one.origin.path: one for found in site.collections.values() for one in found}
    for variants in site.variants.values():
        entries |= {one.origin.path: one for one in variants}
    return (of_problem(site, one, entries) for one in problems)
