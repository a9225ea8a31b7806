"""The parts of a crisis, as its author wrote them under headings that we know, in the order people need them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from site_builder.content_types.maps import Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_types import Crisis
from site_builder.model import Site
from site_builder.outputs import addresses, ahead, views
from site_builder.rendering import markdown
from site_builder.text.crisis_words import Part, part_called
from site_builder.text.languages import language_called

LIFE = ("112", "110", "113")
"""Police, fire and ambulance, for danger to life"""
DOCTOR = "116117"
"""The nearest emergency doctor, for what cannot wait"""


@dataclass(frozen=True, slots=True)
class PartView:
    """`key` is the part's, or empty where the heading is one of the author's own."""

    key: str
    anchor: str
    title: Markup
    html: Markup
    language: str = ""
    """Where it is another than the page's (BCP 47)"""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    lead: Markup
    do: PartView | None
    steps: tuple[str, ...]
    """What to do, as plain text"""
    known: tuple[PartView, ...]
    others: tuple[PartView, ...]
    languages: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A place to go to, or a way there."""

    number: int
    name: str
    href: str
    address: str
    summary: str


@dataclass(frozen=True, slots=True)
class Number:
    """An emergency number, and whose it is."""

    shown: str
    dial: str
    name: str


def parts_of(notice: Notice, site: Site, *, absolute: bool = False) -> Parts:
    """Return the notice's text part by part; where it has no headings, all of it is the lead."""
    document = notice.origin.document
    body = markdown.parse(document.body, document.body_line)
    in_order = frozenset(one.anchor for one in body.headings if part_called(one.text) is Part.DO)
    resolve = addresses.resolver(site, document.path, absolute=absolute)
    lead, *sections = markdown.sections(body, resolve, in_order)
    order = {part.value: number for number, part in enumerate(Part)}
    shown = [(_part(one, notice, site), one) for one in sections]
    known = sorted((part for part, _ in shown if part.key), key=lambda part: order[part.key])
    do = known[0] if known and known[0].key == Part.DO else None
    return Parts(
        lead=views.in_its_language(lead.html, notice, site) if lead.html else lead.html,
        do=do,
        steps=next((section.lines for part, section in shown if part is do), ()),
        known=tuple(known[1:] if do else known),
        others=tuple(part for part, _ in shown if not part.key and not part.language),
        languages=tuple(part for part, _ in shown if part.language),
    )


def in_short(notice: Notice, site: Site) -> Markup:
    """Return one or two sentences of what has happened; nothing where its author begins with what to do."""
    if not parts_of(notice, site).lead:
        return Markup("")
    return Markup("<p>{}</p>").format(views.summary_of(site, notice))


def without_steps(body: markdown.Body) -> str:
    """Return the text of a notice without what it says is to be done."""
    lines = body.text.split("\n")
    cuts = [one for one in body.headings if one.level == 2]
    ends = [one.line - body.line for one in cuts[1:]] + [len(lines)]
    for heading, end in reversed(list(zip(cuts, ends, strict=False))):
        if part_called(heading.text) is Part.DO:
            del lines[heading.line - body.line : end]
    return "\n".join(lines)


def _part(section: markdown.Section, notice: Notice, site: Site) -> PartView:
    heading = section.heading
    assert heading is not None, "only what stands above the first heading has none"
    part = part_called(heading.text)
    language = None if part else language_called(heading.text)
    if language is None or language.code == addresses.settings_of(site).language:
        title = views.in_its_language(section.title, notice, site, element="span")
        return PartView(
            part.value if part else "", heading.anchor, title, views.in_its_language(section.html, notice, site)
        )
    direction = "rtl" if language.is_right_to_left else "ltr"
    return PartView("", heading.anchor, Markup.escape(language.name), section.html, language.code, direction)


def meetings_of(notice: Notice, site: Site) -> tuple[tuple[Meeting, ...], tuple[Meeting, ...]]:
    """Return where people are to go and how to get there, numbered one after the other."""
    if not isinstance(notice, Crisis):
        return (), ()
    numbered = [_meeting(number, place, site) for number, place in enumerate(meeting_places(notice, site), 1)]
    many = sum(site.get(Place, slug) is not None for slug in notice.meeting_points)
    points, ways = numbered[:many], numbered[many:]
    # What had to be left out of the site is on no map, and people must hear where to go all the same.
    for slugs, found in ((notice.meeting_points, points), (notice.routes, ways)):
        for slug in slugs:
            if site.get(Place, slug) is None and (name := addresses.name_left_out(slug, site)):
                found.append(Meeting(len(points) + len(ways) + 1, name, "", "", ""))
    return tuple(points), tuple(ways)


def meeting_places(notice: Notice, site: Site) -> list[Place]:
    """Return the places where people are to go, then the ways there."""
    if not isinstance(notice, Crisis):
        return []
    found = (site.get(Place, slug) for slug in (*notice.meeting_points, *notice.routes))
    return [one for one in found if one is not None]


def _meeting(number: int, place: Place, site: Site) -> Meeting:
    return Meeting(number, place.name, addresses.href(site, place), place.address or "", place.summary or "")


def known_of(notice: Notice, site: Site) -> tuple[PartView, ...]:
    """Return the parts we know, besides what to do; with one that says where to go if only the fields do."""
    known = parts_of(notice, site).known
    if not any(meetings_of(notice, site)) or any(one.key == Part.GO for one in known):
        return known
    title = Markup.escape(addresses.words_of(site).say("crisis.go"))
    return PartView(Part.GO.value, "_dra-hit", title, Markup("")), *known


def ways_said(notice: Notice, site: Site) -> tuple[str, ...]:
    """Return where people are to go and how to get there, a line of plain text each."""
    words = addresses.words_of(site)
    points, routes = meetings_of(notice, site)
    told = ((words.say("crisis.go"), points), (words.say("crisis.routes"), routes))
    return tuple(f"{title}: {'; '.join(map(_said, found))}" for title, found in told if found)


def _said(meeting: Meeting) -> str:
    return ", ".join(one for one in (meeting.name, meeting.address) if one)


def numbers_of(site: Site, dials: tuple[str, ...] = (*LIFE, DOCTOR)) -> tuple[Number, ...]:
    words = addresses.words_of(site)
    return tuple(Number(" ".join((one[:3], one[3:])).strip(), one, words.say(f"emergency.{one}")) for one in dials)


def next_shown(notice: Notice, site: Site) -> ahead.Shown:
    """Return how long the next message is promised, where it is now."""
    sites = ahead.course(site, [notice])
    return ahead.shown(sites, [next_message(notice, one) is not None for one in sites])


def next_message(notice: Notice, site: Site) -> views.Time | None:
    """Return when people will hear from us next: nothing once that has passed, or the danger is called off."""
    when = notice.next_message if isinstance(notice, Crisis) else None
    if when is None or when.end <= site.moment or not notice.is_alert(site.moment):
        return None
    return views.time_of(when, addresses.words_of(site))
