"""A crisis on a sheet of A4, to hang on doors: large type, telephone numbers, and a code that leads to the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from site_builder.content_types.notice import Notice
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, ahead, people, publication, sheet_size, shell, views
from site_builder.outputs.crisis_parts import (
    Meeting,
    Number,
    PartView,
    known_of,
    meetings_of,
    next_message,
    next_shown,
    numbers_of,
    parts_of,
)
from site_builder.outputs.listing import state_key
from site_builder.outputs.notice_parts import closed_text
from site_builder.outputs.sheet_size import Text, lines_of
from site_builder.text.crisis_words import Part

QUIET = 4
"""Modules of nothing around a QR code (ISO/IEC 18004, 6.3.8)"""
ON_THE_SHEET = (Part.GO, Part.CLOSED, Part.HEALTH, Part.MISSING)
"""What people on a doorstep need, besides what to do"""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as path data, one unit a module. `size` is its side."""

    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Band:
    """What stands across the top: how it is, and how it ended."""

    state: str
    closed: str
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class SheetView:
    head: views.Head
    style: shell.Style
    title: str
    bands: tuple[Band, ...]
    drill: bool
    sample: bool
    begins: views.Time | None
    next: views.Time | None
    next_shown: ahead.Shown
    lead: Markup
    do: PartView | None
    parts: tuple[PartView, ...]
    languages: tuple[PartView, ...]
    points: tuple[Meeting, ...]
    routes: tuple[Meeting, ...]
    numbers: tuple[Number, ...]
    answers: tuple[people.Person, ...]
    """Who can be called: who is responsible, and the front desk"""
    code: Code
    page: str
    """The address of the crisis, as it is written on paper"""
    page_href: str
    wrong: views.Anchor
    """How to say that the sheet is wrong"""
    size: int = sheet_size.SIZES[-1]
    """Of its type, in points: as large as there is room for"""


def plan(site: Site) -> Iterator[Planned]:
    """Plan the sheet of every public crisis."""
    style = shell.own_style(site, "sheet.css")
    for notice in site.of(Notice):
        if notice.is_crisis:
            view = sheet_view(notice, site, style)
            yield Planned(index_of(view.head.address), "sheet.html", view, notice.origin.path)


def sheet_view(notice: Notice, site: Site, style: shell.Style) -> SheetView:
    words, parts = addresses.words_of(site), parts_of(notice, site)
    page = addresses.address(site, notice)
    title = words.say("sheet.title", title=views.sample_title(notice, words))
    desk = people.front_desk(site)
    points, routes = meetings_of(notice, site)
    answering = list(dict.fromkeys((people.owner_of(site, notice) or desk, desk)))
    view = SheetView(
        head=views.Head(
            title,
            views.summary_of(site, notice),
            addresses.sheet_address(site, notice),
            is_hidden=True,
            longer=(f"{title} ({notice.slug})",),
        ),
        style=style,
        title=notice.title,
        bands=_bands(notice, site),
        drill=notice.drill,
        sample=notice.sample,
        begins=views.time_of(notice.begins, words),
        next=next_message(notice, site),
        next_shown=next_shown(notice, site),
        lead=parts.lead,
        do=parts.do,
        parts=tuple(one for one in known_of(notice, site) if one.key in ON_THE_SHEET),
        languages=parts.languages,
        points=points,
        routes=routes,
        numbers=numbers_of(site),
        answers=tuple(people.person(site, one) for one in answering if one.phone),
        code=code_of(site.addresses.absolute(page)),
        page=site.addresses.absolute(page).partition("://")[2].rstrip("/"),
        page_href=site.addresses.href(page),
        wrong=publication.report(site, answering[0], title, addresses.sheet_address(site, notice)),
    )
    return replace(view, size=sheet_size.size_of(_top(view), _texts(view)))


def _bands(notice: Notice, site: Site) -> tuple[Band, ...]:
    sites = ahead.course(site, [notice])
    return ahead.over_time(sites, [(Band(state_key(notice, one), closed_text(notice, one)),) for one in sites])


def _top(view: SheetView) -> float:
    """Return how many points all takes that stands above the text, whatever the size of that."""
    beside_code = 400
    numbers = "".join(f"{one.shown} {one.name}   " for one in view.numbers)
    numbers += "".join(f"{one.phone} {one.name}   " for one in view.answers)
    when = f"{view.begins.text if view.begins else ''}{view.next.text if view.next else ''}"
    lines = (
        *(
            (view.title, 30, 33),
            ("".join(one.closed for one in view.bands if one.shown.is_now), 15, 21),
            (numbers, 14, 22),
            (when + "n" * 20, 13, 18),
        ),
        *((view.page + "n" * 12, 13.5, 18), ("n" if view.drill else "", 20, 40)),
    )
    return 65 + sum(lines_of(text, size, beside_code) * height for text, size, height in lines)


def _texts(view: SheetView) -> Iterator[Text]:
    yield Text(str(view.lead), scale=1.1)
    if view.do:
        yield Text(view.do.html, scale=1.1, inset=60, heading=view.do.title, is_framed=True)
    for one in (*view.parts, *view.languages):
        yield Text(one.html, heading=one.title)
    if places := [f"<li>{one.name}, {one.address}. {one.summary}</li>" for one in (*view.points, *view.routes)]:
        yield Text("".join(places), inset=20, heading="n" if view.routes else "", is_framed=bool(view.routes))


@lru_cache(maxsize=256)
def code_of(text: str) -> Code:
    """Return the QR code of a text (ISO/IEC 18004), of which a sixth may be torn or dirty (level M)."""
    # Slow to import, and only wanted where there is a crisis.
    import segno

    matrix = segno.make_qr(text, error="m").matrix
    rows = (
        f"M{at + QUIET} {row + QUIET}h{long}v1h-{long}z" for row, line in enumerate(matrix) for at, long in _runs(line)
    )
    return Code(len(matrix) + 2 * QUIET, "".join(rows))


def _runs(line: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """Yield where each run of dark modules begins, and how long it is."""
    at = 0
    while at < len(line):
        end = at
        while end < len(line) and line[end]:
            end += 1
        if end > at:
            yield at, end - at
        at = end + 1
