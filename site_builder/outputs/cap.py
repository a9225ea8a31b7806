"""Messages of danger and crisis for other systems: the Common Alerting Protocol 1.2 (OASIS), a file a message.

A notice is published, gets dated updates and is called off: each is a message that refers to all before it. What a
message says is what was known when it was sent, so that the next one changes no earlier file; telephones, and when the
next message comes, change: they stand on the page it leads to. What only its author can break is a text that is changed
without a dated update: it would change what others have fetched (`changed_after_all`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePosixPath
from xml.etree import ElementTree

from markupsafe import escape

from site_builder.content_types.maps import Map
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import Severity, Topic, date_from_name
from site_builder.content_types.references import STREET
from site_builder.content_types.settings import Cap
from site_builder.model import Planned, Site
from site_builder.outputs import addresses, publication, seats, views
from site_builder.outputs.crisis_parts import ways_said, without_steps
from site_builder.outputs.feed_formats import FeedItem, pairs, write_atom, written
from site_builder.outputs.feed_links import ATOM
from site_builder.outputs.feeds import MOST, view_of
from site_builder.outputs.targets import places_of
from site_builder.problems import WHOLE_FILE, Problem, problem
from site_builder.rendering import markdown
from site_builder.text import dates

MEDIA_TYPE = "application/cap+xml"
FOLDER = "cap"
"""Where messages stand"""

_CATEGORIES = {
    Topic.WATER: ("Health", "Infra"),
    Topic.ROAD: ("Transport",),
    Topic.SNOW: ("Transport",),
    Topic.WASTE: ("Env",),
    Topic.POWER: ("Infra",),
}
"""CAP 1.2, 3.2.2, category. Whatever has no such topic is a matter of general safety."""
_SEVERITIES = {Severity.CRISIS: "Extreme", Severity.DANGER: "Severe"}


@dataclass(frozen=True, slots=True)
class CapView:
    """A message, in CAP's own words. `sent`, `onset` and `expires` are aware, in UTC."""

    identifier: str
    sender: str
    sent: datetime
    status: str
    kind: str
    """Alert, Update or Cancel"""
    note: str
    references: str
    """`sender,identifier,sent` of each earlier message, with spaces between"""
    language: str
    categories: tuple[str, ...]
    event: str
    is_over: bool
    """Whether it is no longer dangerous"""
    urgency: str
    severity: str
    certainty: str
    onset: datetime | None
    expires: datetime | None
    whose: str
    headline: str
    description: str
    web: str
    area: str
    polygons: tuple[str, ...]
    municipality: str
    """Its number, or empty"""


def plan(site: Site) -> Iterator[Planned]:
    """Plan every message so far, and the feed of those that are not over; nothing where the settings do not ask."""
    cap = addresses.settings_of(site).cap
    if cap is None:
        return
    items: list[FeedItem] = []
    newest: set[str] = set()
    for notice in site.of(Notice):
        if not notice.is_grave or notice.is_archive_only:
            continue
        for number, view in enumerate(messages(notice, cap, site), 1):
            address, path = address_of(notice, number), notice.origin.path
            follows = partial(_changed_after_all, path, address)
            yield Planned(PurePosixPath(address.lstrip("/")), write_cap, view, path, succession=follows)
            if notice.is_current(site.moment):
                items.append(_item(notice, number, view, site))
        newest |= {one.id for one in items[-1:]}
    items.sort(key=lambda item: item.id)
    items.sort(key=lambda item: item.updated, reverse=True)
    # However many messages one danger has, the last of each is among those that there is room for.
    kept = {one.id for one in sorted(items, key=lambda item: item.id not in newest)[:MOST]}
    items = [one for one in items if one.id in kept]
    yield Planned(PurePosixPath(index_address().lstrip("/")), write_atom, _index(items, site), Notice.folder)


def _changed_after_all(path: str, address: str, before: bytes, after: bytes, now: datetime) -> Problem:
    # A message, once sent, is never another.
    return problem("N240", path, WHOLE_FILE, address=address)


def left_open(
    published: Mapping[PurePosixPath, bytes], planned: Collection[PurePosixPath], now: datetime
) -> Iterator[PurePosixPath]:
    """Yield the last message sent of each notice that has none any more, where it does not say that it is over: those
    who have it will never be told. What a build for a moment after `now` (aware) made was only looked at."""
    there, last = {one.parent for one in planned}, dict[PurePosixPath, PurePosixPath]()
    for path in sorted((one for one in published if one.parts[0] == FOLDER), key=_number):
        said = _read(published[path])
        if path.parent not in there and said is not None and said.sent <= now:
            last[path.parent] = path
            if said.is_over:
                del last[path.parent]
    yield from sorted(last.values())


@dataclass(frozen=True, slots=True)
class _Said:
    sent: datetime
    is_over: bool


def _number(path: PurePosixPath) -> tuple[str, int]:
    return path.parent.name, int(path.stem) if path.stem.isdecimal() else 0


def _read(message: bytes) -> _Said | None:
    """Return what an earlier build wrote; None where it is no message of ours."""
    sent = re.search(rb"<sent>([^<]*)</sent>", message)
    try:
        moment = datetime.fromisoformat(sent[1].decode()) if sent else None
    except ValueError:
        return None
    is_read = moment is not None and moment.tzinfo is not None
    return _Said(moment, b"<responseType>AllClear</responseType>" in message) if moment and is_read else None


def address_of(notice: Notice, number: int) -> str:
    """Return where a message stands, for good: `/cap/2026-02-17-krise-vann/1.xml`."""
    return f"/{FOLDER}/{notice.slug}/{number}.xml"


def index_address() -> str:
    return addresses.feed_address("cap", ATOM.ending)


def _index(items: list[FeedItem], site: Site) -> object:
    title = addresses.words_of(site).say("feed.cap_title", name=addresses.settings_of(site).short_name)
    return view_of(site, "cap", title, addresses.section(site, "notices"), index_address(), items)


def _item(notice: Notice, number: int, view: CapView, site: Site) -> FeedItem:
    words = addresses.words_of(site)
    blocks = view.description.split("\n\n")
    return FeedItem(
        id=f"{addresses.tag_uri(site, notice)}/{number}",
        title=view.headline,
        url=view.web,
        published=view.sent,
        updated=view.sent,
        summary=views.shortened(blocks[0]),
        html="\n".join(f"<p>{escape(one)}</p>" for one in blocks),
        category=words.say(f"type.{notice.kind.value}"),
        term=notice.kind.value,
        related=(site.addresses.absolute(address_of(notice, number)), MEDIA_TYPE),
    )


# --- what is said when --------------------------------------------------------------------------


def messages(notice: Notice, cap: Cap, site: Site) -> list[CapView]:
    """Return the messages of a notice by the site's moment, in the order they are sent."""
    assert notice.published is not None, "what is dangerous is dated"
    first = notice.published.start
    later = {one.when.start for one in notice.updates} | ({notice.closed.end} if notice.closed else set())
    if _begins_the_day_it_is_published(notice) and (notice.closed is None or notice.closed.end > notice.begins.start):
        # Whether it had begun when it was published, nobody knows; now it has.
        later.add(notice.begins.start)
    found: list[CapView] = []
    for sent in sorted({first, *(one for one in later if one > first)}):
        if sent <= site.moment:
            found.append(_message(notice, cap, sent, found, site))
    return found


def _begins_the_day_it_is_published(notice: Notice) -> bool:
    """Return whether it has a time to begin on a day that is all that is known of when it was published."""
    published = notice.published
    is_day = published is not None and published.precision is dates.Precision.DAY
    return is_day and published is not None and published.start < notice.begins.start < published.end


def _message(notice: Notice, cap: Cap, sent: datetime, earlier: list[CapView], site: Site) -> CapView:
    words, settings = addresses.words_of(site), addresses.settings_of(site)
    is_over = notice.closed is not None and notice.closed.end <= sent
    title = words.say("notice.all_clear_title", title=notice.title) if is_over else notice.title
    return CapView(
        identifier=_identifier(notice, len(earlier) + 1, site),
        sender=cap.sender,
        sent=sent,
        status=_status(notice, cap, sent, site),
        kind=_kind(notice, is_over, earlier),
        note=_note(notice, site),
        references=" ".join(f"{one.sender},{one.identifier},{dates.rfc3339(one.sent)}" for one in earlier),
        language=settings.language,
        categories=_CATEGORIES.get(notice.topic, ("Safety",)) if notice.topic else ("Safety",),
        event=words.say(f"topic.{notice.topic.value}" if notice.topic else f"type.{notice.kind.value}"),
        is_over=is_over,
        urgency=_urgency(notice, sent, is_over),
        severity="Minor" if is_over else _SEVERITIES[notice.level],
        certainty="Observed" if is_over or notice.begins.start <= sent else "Likely",
        onset=notice.starts.start if notice.starts else None,
        # Danger does not expire by the clock. Who hears that it is over need not be told for ever.
        expires=sent + timedelta(days=1) if is_over else None,
        whose=publication.publisher(site),
        headline=views.sample_title(notice, words, title),
        description=_description(notice, sent, site),
        web=site.addresses.absolute(addresses.address(site, notice)),
        area=_area(notice, site),
        polygons=tuple(_polygons(notice, site)),
        municipality=settings.number or "",
    )


def _identifier(notice: Notice, number: int, site: Site) -> str:
    """Return the permanent name of a message, with a date in it; it follows no change of address."""
    assert notice.published is not None, "what is dangerous is dated"
    domain = ".".join(reversed(addresses.settings_of(site).authority.split(".")))
    country = "" if domain.startswith("no.") else "no."
    day = "" if date_from_name(notice.slug) else f"{notice.published.local:%Y-%m-%d}."
    return f"{country}{domain}.{day}{notice.slug}.{number}"


def _status(notice: Notice, cap: Cap, sent: datetime, site: Site) -> str:
    if notice.sample or not is_live(cap, sent, site):
        return "Test"
    return "Exercise" if notice.drill else "Actual"


def is_live(cap: Cap, moment: datetime, site: Site) -> bool:
    """Return whether people may act on what is sent at `moment` (UTC)."""
    is_declared = cap.live_from is not None and cap.live_from.start <= moment
    return is_declared and not addresses.settings_of(site).demo


def _kind(notice: Notice, is_over: bool, earlier: list[CapView]) -> str:
    if not earlier:
        return "Alert"
    # What is called off before it begins never was; what has begun is over, and its traces may matter.
    is_called_off = is_over and notice.closed is not None and notice.closed.end <= notice.begins.start
    return "Cancel" if is_called_off else "Update"


def _note(notice: Notice, site: Site) -> str:
    words = addresses.words_of(site)
    said = [words.say("notice.drill_line")] if notice.drill else []
    said += [words.say("sample.line")] if notice.sample else []
    return " ".join(said)


def _urgency(notice: Notice, sent: datetime, is_over: bool) -> str:
    """Return how soon people should act (CAP 1.2, 3.2.2): `Expected` is within the hour."""
    if is_over:
        return "Past"
    ahead = notice.begins.start - sent
    # Where its hour of publication is not known, nobody is told that there is time.
    if ahead <= timedelta(0) or (_begins_the_day_it_is_published(notice) and sent < notice.begins.start):
        return "Immediate"
    return "Expected" if ahead <= timedelta(hours=1) else "Future"


def _description(notice: Notice, sent: datetime, site: Site) -> str:
    """Return the text, and what was known when it was sent, the newest first."""
    words, document = addresses.words_of(site), notice.origin.document
    resolve = addresses.resolver(site, document.path, absolute=True)
    closed = notice.closed if notice.closed and notice.closed.end <= sent else None
    known = [one for one in notice.updates if one.when.start <= sent]
    blocks = [words.say("notice.all_clear_line", time=words.day(closed))] if closed else []
    # What was to be done is not to be done any longer.
    body = markdown.parse(document.body, document.body_line)
    still_true = markdown.parse(without_steps(body), body.line) if closed else body
    blocks.append(markdown.text(still_true, resolve))
    blocks += ways_said(notice, site) if closed is None else ()
    for one in sorted(known, key=lambda one: one.when.start, reverse=True):
        said = markdown.text(markdown.parse(one.text, one.line), resolve)
        blocks.append(f"{words.day(one.when)}: {said}")
    return "\n\n".join(one for one in blocks if one)


def _area(notice: Notice, site: Site) -> str:
    """Return in words where it is: what it concerns that lies somewhere, and always the municipality."""
    names: list[str] = []
    for slug in notice.concerns:
        if slug.startswith(STREET):
            names.append(slug.removeprefix(STREET).strip())
        elif venue := seats.venue_of(slug, site):
            names.append(seats.named(venue, site)[0])
        elif map_ := site.get(Map, slug):
            names.append(map_.title)
    return ", ".join([*names, addresses.settings_of(site).name])


def _polygons(notice: Notice, site: Site) -> Iterator[str]:
    """Yield the outer borders of areas, `latitude,longitude` (CAP 1.2, 3.2.4). A point is where something stands, and
    says nothing of how far it is dangerous."""
    for place in places_of(notice, site):
        if place.shape.of == "Polygon":
            yield from (pairs(part[0], ",") for part in place.shape.parts)


# --- the format ---------------------------------------------------------------------------------


def write_cap(view: CapView) -> bytes:
    """Return the message; the schema decides the order of elements."""
    alert = ElementTree.Element("alert", {"xmlns": "urn:oasis:names:tc:emergency:cap:1.2"})
    _add(
        alert,
        ("identifier", view.identifier),
        ("sender", view.sender),
        ("sent", dates.rfc3339(view.sent)),
        ("status", view.status),
        ("msgType", view.kind),
        ("scope", "Public"),
        ("note", view.note),
        ("references", view.references),
    )
    info = ElementTree.SubElement(alert, "info")
    _add(
        info,
        ("language", view.language),
        *(("category", one) for one in view.categories),
        ("event", view.event),
        ("responseType", "AllClear" if view.is_over else ""),
        ("urgency", view.urgency),
        ("severity", view.severity),
        ("certainty", view.certainty),
        ("onset", dates.rfc3339(view.onset) if view.onset else ""),
        ("expires", dates.rfc3339(view.expires) if view.expires else ""),
        ("senderName", view.whose),
        ("headline", view.headline),
        ("description", view.description),
        ("web", view.web),
    )
    area = ElementTree.SubElement(info, "area")
    _add(area, ("areaDesc", view.area), *(("polygon", one) for one in view.polygons))
    if view.municipality:
        geocode = ElementTree.SubElement(area, "geocode")
        _add(geocode, ("valueName", "municipalityId"), ("value", view.municipality))
    return written(alert)


def _add(parent: ElementTree.Element, *elements: tuple[str, str]) -> None:
    """Add what there is anything to say of."""
    for name, text in elements:
        if text:
            ElementTree.SubElement(parent, name).text = text
