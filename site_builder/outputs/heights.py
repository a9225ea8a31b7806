"""How tall an embed is, by and large: advice for pages that strip the script which would say it exactly.

An estimate from a view alone: letters make lines, lines make blocks, blocks stand below each other. All sizes are CSS
pixels and follow templates/style.css and the templates of embeds; a browser test holds them against what is drawn.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from site_builder.outputs import actions, ahead, listing, people, prices, publication, shell, views
from site_builder.outputs.effects import Standing
from site_builder.outputs.home import CRISIS, CrisisBlock, HomeView
from site_builder.outputs.hours import Hours
from site_builder.outputs.map_tools import Tools
from site_builder.outputs.maps import MapView
from site_builder.outputs.notices import NoticesView
from site_builder.outputs.operations import OperationsView
from site_builder.outputs.pages import ListView, MapList, ServiceView
from site_builder.outputs.place_rows import PlaceRow
from site_builder.outputs.streets import StreetsView
from site_builder.outputs.units import UnitView


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide text may be where an embed stands, column by column."""

    whole: int
    main: int
    side: int
    half: int
    """Beside a map"""
    is_wide: bool


S = TypeVar("S", bound=ahead.Showable)

PHONE = Frame(320, 320, 320, 320, is_wide=False)
"""A phone of 360 pixels whose page has margins of its own"""
DESKTOP = Frame(992, 672, 272, 472, is_wide=True)
"""A column of 1000 pixels"""

LETTER = 0.52
"""Average width of a letter in its size: between the narrow fonts of phones and the wide ones of Linux"""
BOLD = 0.6
WASTE = 20
"""What the end of a line leaves empty, where the next word has no room"""
BODY, SMALL, LEAD = 17.0, 15.2, 18.4
PARAGRAPH = 16
LEGEND = 32
TOP, HEADING = 44, 51
STEP = 50


def advised(view: Any, alerts: tuple[shell.Alert, ...], whose: str) -> tuple[int, int]:
    """Return the heights to advise for a phone and a desktop, in whole steps; `whose` is the line below."""
    of_page = PAGES[type(view)]
    phone, desktop = (
        _alerts(alerts, frame) + of_page(view, frame) + 17 + _text(whose, frame.whole, SMALL)
        for frame in (PHONE, DESKTOP)
    )
    return _rounded(phone), _rounded(desktop)


def _rounded(height: float) -> int:
    return math.ceil(height / STEP) * STEP


# --- pages ----------------------------------------------------------------------------------


def _home(view: HomeView, frame: Frame) -> float:
    """Return the height of the home page: below each other on a phone, else beside and below."""

    folded = 45 if view.folded else 0

    def column(keys: tuple[str, ...], width: int) -> float:
        return sum(_home_block(key, view, frame, width) for key in keys)

    if not frame.is_wide:
        return TOP + column((*view.main, *view.side, *view.below), frame.main) + folded
    # The last ones stand by turns below the two columns.
    first = column((*view.main, *view.below[::2]), frame.main)
    return TOP + max(first, column((*view.side, *view.below[1::2]), frame.side)) + folded


def _home_block(key: str, view: HomeView, frame: Frame, width: int) -> float:
    more = 44 + PARAGRAPH
    if key == CRISIS:
        return sum(_crisis(one, width) for one in view.crises if one.shown.is_now)
    blocks: dict[str, Callable[[], float]] = {
        "search": lambda: 104,
        "operations": lambda: _operations(view, width),
        "tasks": lambda: _tasks(view.tasks, frame, width) + more,
        "report": lambda: 150 if frame.is_wide else 230,
        "weekend": lambda: _rows(view.weekend, width) + more,
        "deadlines": lambda: _rows(view.deadlines, width) + more,
        "pinned": lambda: _rows(view.pinned, width),
        "new": lambda: _rows(view.new, width) + more,
        "questions": lambda: _rows(view.questions.rows if view.questions else (), width) + more,
        "audiences": lambda: _ways(view.audiences, width),
        "maps": lambda: _rows(view.maps, width, why=False),
        "contact": lambda: _contact(view.desk, width) + _note(view.promise, width) + _duty(view.duty, width) + more,
    }
    return HEADING + blocks[key]()


def _ways(links: tuple[views.Anchor, ...], width: int) -> float:
    """Return the height of links beside each other, as many on a line as there is room for."""
    lines, taken = 1, 0.0
    for one in links:
        long = len(one.title) * BODY * LETTER + 24
        lines, taken = (lines + 1, long) if taken and taken + long > width else (lines, taken + long)
    return 44 * lines + PARAGRAPH


def _crisis(one: CrisisBlock, width: int) -> float:
    """Return the height of what the home page says of a crisis: in short, what to do in a frame, times, a button."""
    said = _written(one.lead, width)
    if one.do:
        said += HEADING + 22 + _written(one.do.html, width - 34)
    times = f"Sist endret {one.last.text if one.last else ''} Neste melding: {one.next.text if one.next else ''}"
    return said + _paragraph(times, width) + PARAGRAPH + 48


def _operations(view: HomeView, width: int) -> float:
    ongoing = [one for one in view.operations if one.state not in ("planned", "resolved", "over")]
    rows = _rows(ongoing, width) if ongoing else 2 * 43
    folded = 45 if len(ongoing) < len(view.operations) else 0
    quiet = (
        _note(f"{', '.join(view.quiet)}: ingen melding. Det betyr ikke at alt er i orden.", width) if view.quiet else 0
    )
    return 32 + rows + quiet + folded + 44 + PARAGRAPH


def _by_topic(view: OperationsView, frame: Frame) -> float:
    """Return the height of what goes on, by topic: headings with rows, and a line for each topic without any."""
    width = frame.main
    topics = sum(HEADING + _rows(one.rows, width) + _calls(one.duty, width) for one in view.topics)
    lines = [_text(f"{one.title}: {one.said}", width) + _calls(one.duty, width) for one in view.quiet]
    quiet = HEADING + sum(lines) + PARAGRAPH if lines else 0
    unsure = _paragraph("At ingenting er meldt, betyr ikke at alt er i orden. Merker du noe, ring:", width) + 27
    return TOP + (32 if view.changed else 0) + topics + quiet + unsure


def _calls(found: tuple[people.Person, ...], width: int) -> float:
    return sum(_text(f"Ring {one.name} {one.phone}", width) + 20 for one in found)


def _tasks(rows: Iterable[listing.Row], frame: Frame, width: int) -> float:
    return _rows(rows, width, why=frame.is_wide)


def _duty(found: tuple[people.Duty, ...], width: int) -> float:
    return sum(_text(f"{one.person.name} {one.person.phone}", width) + _text(one.topics, width, SMALL) + 8
               for one in found) + (34 if found else 0)  # fmt: skip


def _list(view: ListView | NoticesView, frame: Frame) -> float:
    groups = sum(HEADING + _rows(group.rows, frame.main) for group in view.groups)
    return TOP + (groups or _paragraph(view.empty, frame.main))


def _map(view: MapView, frame: Frame) -> float:
    above = TOP + _lead(view.summary, frame.main) + (56 if view.facts.sample else 0)
    above += _rows(view.notices.gravest, frame.main)
    above += 45 if view.notices.others else 0
    below = (60 if view.tools.table else 0) + (45 if view.gone else 0)
    if view.drawing is None:
        return above + 27 + PARAGRAPH + below
    places = HEADING + _tools(view.tools) + sum(_place(one, frame.half) for one in view.places) + PARAGRAPH + below
    # The drawing's rim, and the notes below: what its marks mean, and whose the outline is.
    notes = (LEGEND + PARAGRAPH if len(view.drawing.states) > 1 else 0) + (24 + PARAGRAPH if view.drawing.credit else 0)
    drawn = HEADING + PARAGRAPH + max(288, frame.half * view.drawing.proportion) + 2 + notes
    if view.tiles:
        drawn += 65 + _text(view.tiles.owner * 8, frame.half, SMALL) + PARAGRAPH
    return above + (max(places, drawn) if frame.is_wide else places + 43 + drawn)


def _tools(tools: Tools) -> float:
    """Return the height of what a list is narrowed with: by twos, and a line that says how many are left."""
    controls = tools.has_search + len(tools.facets) + tools.has_nearest
    return 84 * math.ceil(controls / 2) + 32 if controls else 0


def _place(one: PlaceRow, width: int) -> float:
    room = width - 40
    values = " ".join(f"{known.label}: {known.text}   " for known in one.values)
    # The script adds a button.
    height = 17 + _text(one.name, room, 17.6, 1.25, BOLD) + 44
    height += _text(one.address, room) + _text(one.summary, room) + _text(values, room, SMALL)
    height += sum(_text(f"{link.title} {link.when}", room) for link in one.links if link.shown.is_now)
    return height + (22 if one.sample else 0) + _standing(one.standing, room)


def _service(view: ServiceView, frame: Frame) -> float:
    width = frame.main
    main = sum(_action(one, width) for one in view.actions)
    main += _section(46 * len(view.urgent)) + 46 * len(view.duty)
    main += _section(_rows(view.notices, width)) + _section(_prices(view.prices, width))
    # Folded.
    main += sum(68 for one in view.calculators if one.shown.is_now)
    main += _section(_paragraph(view.audience, width)) + _section(_items(view.steps, width, 5.6))
    main += _section(_items(view.documents, width)) + _section(_paragraph(view.processing_time, width))
    main += _written(view.body, width) + sum(_map_list(one, width) for one in view.maps)
    main += _section(_items([one.title for one in view.units], width, 13))
    main += _section(sum(21 + _text(one.title, width - 20, letter=BOLD) for one in view.questions))
    main += _paragraph(f"Finner du ikke svaret? {view.ask.title}", width)
    main += _section(_items(view.legal_basis, width)) + _section(_rows(view.related, width))
    aside = HEADING + _contact(view.contact, frame.side) + _note(view.promise, frame.side) + 27 + PARAGRAPH
    if view.done_by_other and view.owner.name != view.contact.name:
        aside += _person(view.owner, frame.side)
    status = _paragraph(view.status_note, width) + 13 if view.status else 0
    status += sum(_standing(one, width) for one in view.standings)
    both = max(main, aside) if frame.is_wide else main + aside + 33
    return TOP + _lead(view.summary, width) + status + both + _facts(view.facts, width)


def _unit(view: UnitView, frame: Frame) -> float:
    """Return the height as it is built: of what the clock brings and takes, what is there now."""
    width = frame.main
    main = (_hours(view.hours, width) if view.hours else 0) + sum(_action(one, width) for one in _now(view.actions))
    main += 72 if view.contact.phone or view.contact.email else 0
    main += sum(HEADING + _rows(_now(group.rows), width) for group in _now(view.groups))
    main += _written(view.body, width) + _section(_rows(view.services, width)) + _section(_rows(view.questions, width))
    aside = _who_answers(view, frame.side) + _where(view, frame.side) + HEADING + 43 + (60 if view.calendar else 0)
    above = _lead(view.summary or view.kind, width) + _rows(_now(view.notices), width)
    above += sum(_standing(one, width) for one in _now(view.standings))
    both = max(main, aside) if frame.is_wide else main + aside + 33
    streets = sum(45 if one.is_folded else 46 * len(one.streets) for one in view.where.streets) if view.where else 0
    return TOP + above + both + _section(streets) + _facts(view.facts, width)


def _now(found: Iterable[S]) -> list[S]:
    return [one for one in found if one.shown.is_now]


def _who_answers(view: UnitView, width: int) -> float:
    one = view.contact
    if view.is_stand_in:
        said = _paragraph("Egne numre er ikke lagt inn her. Servicetorget hjelper deg videre.", width)
    else:
        said = _person(replace(one, phone=""), width) + _note(one.note, width)
    return HEADING + 34 + said + sum(43 + _contact(role.person, width) for role in view.roles)


def _where(view: UnitView, width: int) -> float:
    if view.where is None:
        return HEADING + _paragraph(view.address, width) if view.address else 0
    where = view.where
    known = sum(8 + _text(one, width / 2) for one in (where.address, *(one.text for one in where.values)) if one)
    return HEADING + known + PARAGRAPH + width * where.drawing.proportion + 120 + (43 if where.areas else 0)


def _streets(view: StreetsView, frame: Frame) -> float:
    """Return the height with all letters folded and nothing asked for yet."""
    width = frame.main
    sample = 59 if view.is_sample else 0
    asked = (99 if view.letters else 24) + (60 if view.catchments else 0)
    schools = HEADING + 86 * len(view.schools) if view.schools else 0
    streets = HEADING + 49 * len(view.letters) if view.letters else 0
    unsure = (
        33 + _text(f"Er du usikker på hvilken skole som gjelder? {view.ask.title}", width) if view.has_schools else 0
    )
    return TOP + _lead(view.lead, width) + sample + asked + schools + streets + unsure


PAGES: dict[type, Callable[[Any, Frame], float]] = {
    HomeView: _home,
    ListView: _list,
    NoticesView: _list,
    OperationsView: _by_topic,
    MapView: _map,
    StreetsView: _streets,
    ServiceView: _service,
    UnitView: _unit,
}


# --- parts ----------------------------------------------------------------------------------


def _alerts(alerts: Iterable[shell.Alert], frame: Frame) -> float:
    height = 0.0
    for one in alerts:
        # Its state and its severity stand in the same line.
        text = f"Krise, planlagt {one.title} {one.since if frame.is_wide or one.severity == 'crisis' else ''}"
        height += (
            37 + _text(text, frame.whole, 20.4, 1.4)
            if one.severity == "crisis"
            else 18 + _text(text, frame.whole, BODY, 1.4)
        )
    return height


def _rows(rows: Iterable[listing.Row], width: int, *, why: bool = True) -> float:
    found = [_row(one, width, why) for one in rows]
    return sum(found) + 1 + PARAGRAPH if found else 0


def _row(one: listing.Row, width: int, why: bool) -> float:
    beside = len(one.action.title) * BODY * BOLD + 60 if one.action else 0
    # A button goes below where the text beside it would get less than its 22rem.
    is_below = width - beside < 352
    room = width - 32 - (0 if is_below else beside)
    state = "Pågår nå " if one.state else ""
    second = f"{state}{one.label} · {one.why}" if one.label else f"{state}{one.why}"
    lines = _text(one.title, room, BODY, 1.45, BOLD) + (_text(second, room, SMALL, 1.45) if why else 0)
    door = max(48, 18 + lines + _text(one.when, room, SMALL, 1.45))
    return 1 + (door + 57 if one.action and is_below else max(door, 57 if one.action else 0))


def _action(one: actions.Action, width: int) -> float:
    button = 24 + _text(f"{one.title} {one.place if one.kind == 'phone' else ''}", width - 40, BODY, 1.35) + 6
    note = f"{one.note} Du går videre til {one.place}" if one.kind != "phone" else ""
    return (
        button + 20 + sum(_text(text, width) + 6 for text in (one.when, one.late) if text) + _text(note, width, SMALL)
    )


def _prices(found: Iterable[prices.PriceRow], width: int) -> float:
    rows = []
    for one in found:
        what = _text(one.title, 0.62 * width - 12) + sum(_text(note, 0.62 * width - 12, SMALL) for note in one.notes)
        cost = _text(f"{one.amount} {one.unit}", 0.38 * width - 12) + _text(one.coming, 0.38 * width - 12, SMALL)
        rows.append(17 + max(what, cost + _text(one.year, width, SMALL)))
    return 44 + sum(rows) + PARAGRAPH if rows else 0


def _standing(one: Standing | None, width: int) -> float:
    return _paragraph(f"Begrenset {one.notice.title}", width) + 13 if one else 0


def _contact(one: people.Person, width: int) -> float:
    return (
        34
        + _standing(one.standing, width)
        + _person(one, width)
        + _note(one.note, width)
        + (_hours(one.hours, width) if one.hours else 0)
    )


def _person(one: people.Person, width: int) -> float:
    shown = [text for text in (one.phone, one.email, one.url, one.address, one.post) if text]
    return sum(24 + _text(text, width) for text in shown) + PARAGRAPH if shown else 0


def _hours(one: Hours, width: int) -> float:
    near = [later for later in one.later if later.shown.is_now]
    said = _text(f"Åpningstider: {one.season}" if one.season else "", width) or 27
    now = 27 if one.rules else 0
    weeks = said + 35 * len(one.rows) + sum(_text(later.title, width) + 35 * len(later.rows) for later in near)
    exceptions = sum(_text(f"{each.day.text}: {each.hours} ({each.why})", width, SMALL) for each in one.exceptions)
    return now + weeks + PARAGRAPH * (1 + len(near)) + (exceptions + 56 if exceptions else 0) + _note(one.note, width)


def _map_list(one: MapList, width: int) -> float:
    columns = max(1, (width + 17) // 273)
    room = width / columns - 17
    places = sum(13 + _text(place.title, room) + _text(place.note, room, SMALL) for place in one.places)
    return HEADING + places / columns + PARAGRAPH + 44 + PARAGRAPH


def _facts(one: publication.Facts, width: int) -> float:
    known = (one.published, one.updated, one.confirmed)
    text = " ".join(f"Publisert {time.text}." for time in known if time) + f" Ansvar: {one.by}."
    return 57 + (48 if one.sample else 0) + _text(text, width, SMALL) + 8 + 32 + (45 if one.sources else 0)


# Blocks of a body as rendering/markdown.py writes them; what is nested counts with what it stands in.
_BLOCK = re.compile(r"<(h[2-6]|p|li|tr|pre)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def _written(html: str, width: int) -> float:
    """Return the height of an author's text."""
    height = 0.0
    for tag, inner in _BLOCK.findall(html):
        around = {"li": 6, "tr": 17, "h2": 24}.get(tag, PARAGRAPH)
        height += around + _text(_TAG.sub("", inner).strip(), width - (40 if tag == "li" else 0))
    return height


def _section(content: float) -> float:
    """Return the height of something under a heading; nothing has none."""
    return HEADING + content if content else 0


def _items(found: Iterable[str], width: int, between: float = 0) -> float:
    items = [_text(one, width - 40) + between for one in found]
    return sum(items) + PARAGRAPH if items else 0


def _paragraph(text: str, width: float) -> float:
    return _text(text, width) + PARAGRAPH if text else 0


def _note(text: str, width: float) -> float:
    return _text(text, width, SMALL) + PARAGRAPH if text else 0


def _lead(text: str, width: float) -> float:
    return _text(text, width, LEAD) + PARAGRAPH if text else 0


def _text(text: str, width: float, size: float = BODY, leading: float = 1.6, letter: float = LETTER) -> float:
    long = len(text) * size * letter
    lines = 1 if 0 < long <= width else math.ceil(long / (width - WASTE))
    return lines * size * leading
