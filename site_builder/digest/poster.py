"""What goes on this week on one sheet of A4, to hang on a door: large type, and a code that leads to the front page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files

from markupsafe import escape

from site_builder.content_types.hours import OpeningHours
from site_builder.digest import SECTIONS, WEEK, Found, Item, Section, last_days
from site_builder.model import Site
from site_builder.outputs import addresses, deadlines, hours, publication, sheet, shell
from site_builder.outputs.sheet_size import SIZES, Text, fits, lines_of
from site_builder.rendering.templates import rendered_alone
from site_builder.text import dates
from site_builder.text.messages import Catalogue

_TEMPLATE = "poster.html"


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on the sheet; `page` is the address of the front page as it is written on paper."""

    title: str
    lead: str
    band: str
    name: str
    sections: tuple[Section, ...]
    left_out: int
    """How many things there was no room for"""
    code: sheet.Code
    page: str
    ending: str
    style: shell.Style
    language: str
    size: int = SIZES[-1]
    """Of its type, in points: as large as there is room for"""


def poster_of(site: Site, now: datetime, days: int = WEEK) -> Poster:
    """Return the poster of a site as it stands at its moment, for the days ahead. Nothing that is over is on it."""
    words, span = addresses.words_of(site), timedelta(days=days)
    told: set[str] = set()
    sections = []
    for key, find in _SECTIONS.items():
        found = [(slug, item) for slug, item in find(site, now, span) if slug not in told]
        told |= {slug for slug, _ in found}
        if found:
            items = tuple(replace(item, summary="") for _, item in found)
            sections.append(Section(words.say(f"poster.section.{key}"), items))
    home = site.addresses.absolute(addresses.HOME)
    first, last = (dates.When(one, dates.Precision.DAY) for one in (now, now + span))
    name = addresses.settings_of(site).name
    poster = Poster(
        title=words.say("poster.title", site=name)
        if days == WEEK
        else words.say("poster.title_of_days", n=days, site=name),
        lead=words.say("poster.lead", first=words.date(first), last=words.date(last)),
        band=words.say("poster.band"),
        name=publication.publisher(site),
        sections=tuple(sections),
        left_out=0,
        code=sheet.code_of(home),
        page=home.partition("://")[2].rstrip("/"),
        ending=words.say("poster.made", day=words.date(first)),
        style=shell.own_style(site, "sheet.css"),
        language=words.language,
    )
    return _fitted(poster)


def _fitted(poster: Poster) -> Poster:
    """Return the poster with the largest type at which it fits the page; where none does, without what stands last in
    its longest sections."""
    while True:
        top, texts = _top(poster), _texts(poster)
        size = next((one for one in SIZES if fits(top, texts, one)), None)
        if size:
            return replace(poster, size=size)
        longest = max(range(len(poster.sections)), key=lambda at: len(poster.sections[at].items))
        section = poster.sections[longest]
        shorter = replace(section, items=section.items[:-1])
        kept = tuple(one for one in (*poster.sections[:longest], shorter, *poster.sections[longest + 1 :]) if one.items)
        poster = replace(poster, sections=kept, left_out=poster.left_out + 1)


def _top(poster: Poster) -> float:
    """Return how many points all takes that stands above and below the sections, whatever their size."""
    beside_code = 400
    lines = ((poster.title, 30, 33), (poster.lead, 15, 24), (poster.page + "n" * 20, 17, 22))
    return 100 + max(125, sum(lines_of(text, size, beside_code) * height for text, size, height in lines))


def _texts(poster: Poster) -> list[Text]:
    return [
        Text(
            "".join(f"<li><strong>{escape(one.title)}</strong> {escape(one.when)}</li>" for one in section.items),
            inset=30,
            heading=section.heading,
            is_framed=True,
        )
        for section in poster.sections
    ]


def _hours(site: Site, now: datetime, span: timedelta) -> Found:
    """Yield the days on which the hours are others than usual."""
    words = addresses.words_of(site)
    first, last = (one.astimezone(dates.OSLO).date() for one in (now, now + span))
    for one in site.of(OpeningHours):
        for differing in hours.days_that_differ(one, first, last, words):
            said = f"{differing.day.text}: {differing.hours}"
            when = f"{said} ({differing.why})" if differing.why else said
            yield f"{one.slug} {differing.day.text}", Item(one.name, "", when)


def _last_days(site: Site, now: datetime, span: timedelta) -> Found:
    """Yield the last days within these days alone: a letter tells of a month."""
    return last_days((one for one in deadlines.soon(site) if one.when.start < now + span), site)


_SECTIONS: dict[str, Callable[[Site, datetime, timedelta], Found]] = {
    "alerts": SECTIONS["alerts"],
    "closed": SECTIONS["closed"],
    "hours": _hours,
    "coming": SECTIONS["coming"],
    "deadlines": _last_days,
}
"""What a poster tells, in this order"""


def as_html(poster: Poster, words: Catalogue) -> str:
    """Return the sheet as a page to print. It fetches nothing."""
    source = (files("site_builder.digest") / _TEMPLATE).read_text(encoding="utf-8")
    return rendered_alone(_TEMPLATE, source, poster, words)
