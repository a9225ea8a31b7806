"""The small frozen values that pages are made of, and how each is made from the site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from site_builder.content_types.entry import Entry, Publication, Source
from site_builder.content_types.house import Span
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice, NoticeType, State
from site_builder.content_types.records import (
    Category,
    Contact,
    Link,
    LinkKind,
    OpeningHours,
    Price,
    Record,
    Season,
    Window,
)
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Settings
from site_builder.content_types.updates import Update
from site_builder.model import Site
from site_builder.outputs import addresses
from site_builder.rendering import markdown
from site_builder.text import dates, numbers
from site_builder.text.collation import sort_key
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Time:
    """A moment as people and as machines read it."""

    text: str
    machine: str


def time_of(when: dates.When | None, words: Catalogue) -> Time | None:
    return Time(words.day(when), dates.machine(when)) if when else None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: text and where it leads."""

    title: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head. `address` is the page's own, from the site's root."""

    title: str
    description: str
    address: str
    feed: Anchor | None = None
    """The feed nearest to the page"""
    is_hidden: bool = False
    """Whether search engines are asked to pass it by"""
    updated: str = ""
    """The last change of the content, for the sitemap (ISO 8601)"""
    longer: tuple[str, ...] = ()
    """What the page is called where another has its title too, the shortest first"""


@dataclass(frozen=True, slots=True)
class Action:
    """The button of a service: a form, a page of information, or a telephone."""

    title: str
    href: str
    kind: str
    """application, information, report, service or phone"""
    place: str = ""
    """Where it leads, when it leaves the site"""
    when: str = ""
    """Its last day, when it opens, or that it has closed; empty when it is always open"""
    is_open: bool = True
    """Whether there is anything to press: before the first day and after the last there is not"""
    late: str = ""
    """What applies after the last day"""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row is a door: all of it is a link."""

    title: str
    href: str
    why: str = ""
    label: str = ""
    state: str = ""
    """planned, ongoing, over, resolved, danger or crisis; empty for what has no state"""
    is_planned: bool = False
    """Whether a danger or crisis has not begun, said beside its severity"""
    when: str = ""
    """The last day of its form, or when it opens"""
    action: Action | None = None
    words: str = ""
    """What people may also search for"""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    anchor: str
    rows: tuple[Row, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to turn to (a role or a body)."""

    name: str
    phone: str = ""
    dial: str = ""
    email: str = ""
    address: str = ""
    post: str = ""
    url: str = ""
    note: str = ""
    hours: Hours | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    name: str
    rows: tuple[tuple[str, str], ...]
    """(day or days, hours)"""
    exceptions: tuple[tuple[Time, str, str], ...] = ()
    """(day, hours, why)"""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PriceRow:
    title: str
    amount: str
    unit: str
    year: str
    note: str
    coming: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Publication facts: what is known, and how to say that the page is wrong."""

    published: Time | None
    updated: Time | None
    confirmed: Time | None
    by: str
    report: Anchor
    sources: tuple[Anchor, ...]
    sample: bool


# --- people and hours ---------------------------------------------------------


def person(site: Site, contact: Contact) -> Person:
    hours = site.get(OpeningHours, contact.hours) if contact.hours else None
    return Person(
        name=contact.name,
        phone=numbers.telephone(contact.phone) if contact.phone else "",
        dial=numbers.dialled(contact.phone) if contact.phone else "",
        email=contact.email or "",
        address=contact.address or "",
        post=contact.post or "",
        url=contact.url or "",
        note=contact.note or "",
        hours=hours_of(hours, site) if hours else None,
        anchor=contact.slug,
    )


@dataclass(frozen=True, slots=True)
class Duty:
    """Who to call when something fails, and for what."""

    topics: str
    person: Person


def duty_of(site: Site) -> tuple[Duty, ...]:
    """Return who to call when something fails."""
    words = addresses.words_of(site)
    on_duty = [one for one in site.of(Contact) if one.duty and one.phone]
    return tuple(
        Duty(", ".join(words.say(f"topic.{topic.value}") for topic in one.duty), person(site, one)) for one in on_duty
    )


def front_desk(site: Site) -> Contact:
    settings = addresses.settings_of(site)
    desk = site.get(Contact, settings.front_desk)
    assert desk is not None, "loading has checked that the front desk is there"
    return desk


def hours_of(hours: OpeningHours, site: Site) -> Hours:
    """Return the hours, equal days in a row together."""
    words = addresses.words_of(site)
    rows: list[tuple[int, int, Span]] = []
    for number, span in enumerate(hours.week()):
        if span is None:
            continue
        if rows and rows[-1][1] == number - 1 and rows[-1][2] == span:
            rows[-1] = (rows[-1][0], number, span)
        else:
            rows.append((number, number, span))
    exceptions = tuple(
        (Time(words.day(one.day), dates.machine(one.day)), span_text(one.hours, words), one.note or "")
        for one in sorted(hours.exceptions, key=lambda one: one.day.start)
        if one.day.end > site.moment
    )
    shown = tuple((_days(first, last, words), span_text(span, words)) for first, last, span in rows)
    return Hours(hours.name, shown, exceptions, hours.note or "")


def _days(first: int, last: int, words: Catalogue) -> str:
    names = words.say("weekdays").split()
    if first == last:
        return names[first]
    joiner = words.say("and") if last == first + 1 else None
    return f"{names[first]} {joiner} {names[last]}" if joiner else f"{names[first]}–{names[last]}"


def span_text(span: Span, words: Catalogue) -> str:
    if span.opens is None or span.closes is None:
        return words.say("hours.closed")
    separator = ":" if words.language == "en" else "."
    (opens, past), (closes, to) = span.opens, span.closes
    return f"{opens:02d}{separator}{past:02d}–{closes:02d}{separator}{to:02d}"


# --- links and prices -----------------------------------------------------------


def actions(site: Site, service: Service) -> tuple[Action, ...]:
    """Return the buttons of a service: its forms; without any, the telephone of the one who answers."""
    links = [link for slug in service.apply if (link := site.get(Link, slug)) is not None]
    made = tuple(action(link, site) for link in links)
    if any(one.kind != LinkKind.INFORMATION for one in made):
        return made
    return (*made, *_call(site, contact_of(site, service)))


def action(link: Link, site: Site) -> Action:
    words = addresses.words_of(site)
    season = link.season(site.moment)
    is_late = season.window is Window.LATE
    late = link.late or ""
    return Action(
        title=link.title,
        href=link.url,
        kind=link.kind.value,
        place=(urlsplit(link.url).hostname or "").removeprefix("www."),
        when=_when_open(season, words),
        # A page to read is there all year, whatever the last day it tells of.
        is_open=season.window is Window.OPEN or is_late or link.kind is LinkKind.INFORMATION,
        late=late if is_late or not late else words.say("service.late", text=late),
        note=link.note or "",
    )


def _when_open(season: Season, words: Catalogue) -> str:
    """Return the line under a button: `Frist 1. mars 2026`, `Fristen var 1. mars 2026. Åpner 1. januar 2027`."""
    if season.closes:
        return words.say("service.deadline", date=words.day(season.closes))
    parts = [words.say("service.deadline_was", date=words.day(season.closed))] if season.closed else []
    if season.opens and season.window is not Window.LATE:
        parts.append(words.say("service.opens", date=words.day(season.opens)))
    return " ".join(parts)


def _call(site: Site, contact: Contact) -> tuple[Action, ...]:
    words = addresses.words_of(site)
    for one in (contact, front_desk(site)):
        if one.phone:
            title = words.say("call", name=one.name)
            return (Action(title, f"tel:{numbers.dialled(one.phone)}", "phone", numbers.telephone(one.phone)),)
    return ()


def contact_of(site: Site, service: Service) -> Contact:
    """Return who answers for a service: its contact, else the front desk."""
    found = site.get(Contact, service.contact) if service.contact else None
    return found or front_desk(site)


def owner_of(site: Site, entry: Publication) -> Contact | None:
    """Return who is responsible: the entry's owner, else its category's."""
    slug = entry.owner
    if slug is None and isinstance(entry, Service) and entry.category:
        category = site.get(Category, entry.category)
        slug = category.owner if category else None
    return site.get(Contact, slug) if slug else None


def price_row(price: Price, site: Site) -> PriceRow:
    words = addresses.words_of(site)
    rate, coming = price.rate(site.moment), price.coming(site.moment)
    shown = words.say("price.unknown")
    if rate is not None:
        shown = words.say("price.free") if rate.amount == 0 else numbers.amount(rate.amount)
    note = " ".join(one for one in (price.note, rate.note if rate else None) if one)
    later = ""
    if coming and coming.since:
        later = words.say("price.coming", amount=numbers.amount(coming.amount), date=coming.since)
    return PriceRow(
        price.title, shown, (price.unit or "") if rate and rate.amount else "", (rate.year or "") if rate else "",
        note, later, price.slug,
    )  # fmt: skip


# --- publication facts ------------------------------------------------------------


def facts(site: Site, entry: Publication, address: str) -> Facts:
    """Return the publication facts of the page at `address`."""
    words = addresses.words_of(site)
    owner = owner_of(site, entry) or front_desk(site)
    updated = entry.changed(site.moment) if isinstance(entry, Notice) else entry.updated
    return Facts(
        published=time_of(entry.published, words),
        updated=time_of(updated, words) if updated != entry.published else None,
        confirmed=time_of(entry.confirmed, words),
        by=owner.name,
        report=report(site, owner, entry.title, address),
        sources=sources_of(entry),
        sample=entry.sample,
    )


def sources_of(*written: Publication | Record) -> tuple[Anchor, ...]:
    """Return the sources of all that stands on a page, each once."""
    return tuple(dict.fromkeys(_source(source) for one in written for source in one.sources))


def _source(source: Source) -> Anchor:
    return Anchor(source.title, source.url or "", source.year or "")


def day_of(when: dates.When | None) -> str:
    """Return a day as the sitemap has it (ISO 8601), or nothing."""
    return f"{when.local:%Y-%m-%d}" if when else ""


def report(site: Site, owner: Contact, title: str, address: str) -> Anchor:
    """Return the way to say that a page is wrong: a letter that names the page, to the owner or else the front desk;
    a telephone where neither takes letters."""
    words = addresses.words_of(site)
    people = (owner, front_desk(site))
    if email := next((one.email for one in people if one.email), None):
        subject = quote(words.say("report.subject", title=title), safe="")
        body = quote(site.addresses.absolute(address), safe="")
        return Anchor(words.say("report.write"), f"mailto:{email}?subject={subject}&body={body}")
    for one in people:
        if one.phone:
            return Anchor(words.say("call", name=one.name), f"tel:{numbers.dialled(one.phone)}")
    return Anchor(words.say("contact_us"), site.addresses.href(addresses.section(site, "contact")))


# --- rows ---------------------------------------------------------------------------


def service_row(service: Service, site: Site, *, with_action: bool = False) -> Row:
    row = Row(service.title, addresses.href(site, service), service.summary, words=" ".join(service.synonyms))
    if not with_action:
        return row
    links = [link for slug in service.apply if (link := site.get(Link, slug)) is not None]
    made = [action(link, site) for link in links]
    forms = [one for one in made if one.kind == LinkKind.APPLICATION]
    # The row speaks of the form it has a button for; of one that is not open, when no other is.
    shown = next((one for one in forms if one.is_open), None)
    timed = shown or next(iter(forms or made), None)
    return replace(row, when=timed.when if timed else "", action=shown)


def notice_row(notice: Notice, site: Site) -> Row:
    words = addresses.words_of(site)
    state = notice.state(site.moment)
    label = words.say(f"topic.{notice.topic.value}") if notice.topic else words.say(f"type.{notice.kind.value}")
    return Row(
        title=sample_title(notice, words),
        href=addresses.href(site, notice),
        why=when_text(notice, site, words),
        label=label,
        state=state_key(notice, site, state),
        is_planned=is_planned_alert(notice, site),
    )


def sample_title(entry: Publication, words: Catalogue) -> str:
    title = entry.title
    if isinstance(entry, Notice) and entry.drill:
        title = words.say("notice.drill_title", title=title)
    return words.say("sample.title", title=title) if entry.sample else title


def state_key(notice: Notice, site: Site, state: State | None = None) -> str:
    """Return which state's look a notice has."""
    if notice.is_alert(site.moment):
        return notice.level.value
    found = state or notice.state(site.moment)
    is_operational = notice.kind in (NoticeType.OPERATIONS, NoticeType.CRISIS) or notice.is_grave
    if found is State.OVER and notice.is_archive_only:
        return ""
    # "Ongoing" says nothing of news or an event to come; it says all of a water leak.
    return found.value if is_operational or found in (State.OVER, State.RESOLVED) else ""


def is_planned_alert(notice: Notice, site: Site) -> bool:
    """Return whether it is a danger or crisis that has not begun."""
    return notice.is_alert(site.moment) and notice.state(site.moment) is State.PLANNED


def is_past_its_end(notice: Notice, site: Site) -> bool:
    """Return whether it is a danger past its end that nobody has called off."""
    return notice.is_alert(site.moment) and notice.ends is not None and notice.ends.end <= site.moment


def when_text(notice: Notice, site: Site, words: Catalogue) -> str:
    """Return the one line of when: start and end, deadline, or when it was published."""
    if notice.closed and notice.closed.end <= site.moment:
        key = "notice.all_clear_at" if notice.is_grave else "notice.resolved_at"
        return words.say(key, time=notice.closed)
    if is_past_its_end(notice, site):
        # Not when it was last confirmed: an update in it would then change every list.
        return words.say("notice.from_not_over", time=notice.begins)
    if notice.deadline and not notice.is_to_attend and (notice.needs_a_time or not notice.starts):
        return _deadline_text(notice, notice.deadline, site, words)
    if notice.starts and notice.ends:
        return span_of(notice.starts, notice.ends, words)
    if notice.starts:
        # Without an end, what must have a time is over with its day; the rest goes on.
        return words.day(notice.starts) if notice.needs_a_time else words.say("notice.from", time=notice.starts)
    if notice.ends and notice.published:
        return words.say("notice.until", time=notice.ends)
    return words.day(notice.published) if notice.published else ""


def _deadline_text(notice: Notice, deadline: dates.When, site: Site, words: Catalogue) -> str:
    # A post begins after the last day to apply for it, so only the deadline matters there.
    opens = notice.starts if notice.kind is not NoticeType.JOB else None
    if opens and opens.start > site.moment:
        return words.say("notice.from_deadline", time=opens, deadline=deadline)
    return words.say("notice.deadline", time=deadline)


def span_of(first: dates.When, last: dates.When, words: Catalogue) -> str:
    """Return `tirsdag 17. februar 2026 kl. 08.10–15.00`, or two days with a dash."""
    if first == last:
        return words.day(first)
    if first.local.date() == last.local.date():
        if first.precision is dates.Precision.DAY:
            return words.say("notice.until", time=last)
        if last.precision is dates.Precision.DAY:
            return words.say("notice.from", time=first)
        return f"{words.day(first)}–{words.clock(last)}"
    return f"{words.date(first)} – {words.date(last)}"


def map_row(map_: Map, site: Site, count: int) -> Row:
    words = addresses.words_of(site)
    return Row(
        title=sample_title(map_, words),
        href=addresses.href(site, map_),
        why=map_.summary or "",
        label=words.say("map.places", n=count),
    )


def map_rows(site: Site) -> tuple[Row, ...]:
    counts = {map_.slug: sum(one.map_slug == map_.slug for one in site.of(Place)) for map_ in site.of(Map)}
    return tuple(map_row(map_, site, counts[map_.slug]) for map_ in sorted_by_title(site.of(Map)))


# --- bodies ---------------------------------------------------------------------------


def body_html(site: Site, entry: Entry, *, absolute: bool = False) -> Markup:
    """Return the entry's body as HTML, its references resolved as of the site's moment."""
    document = entry.origin.document
    body = markdown.parse(document.body, document.body_line)
    return markdown.html(body, addresses.resolver(site, document.path, absolute=absolute))


def summary_of(site: Site, entry: Entry) -> str:
    """Return one or two sentences of plain text: the summary, else the first paragraph of the body."""
    written = getattr(entry, "summary", None)
    if isinstance(written, str) and written:
        return written
    document = entry.origin.document
    body = markdown.parse(document.body, document.body_line)
    return shortened(markdown.summary(body, addresses.resolver(site, document.path)) or entry.title)


def shortened(text: str, limit: int = 200) -> str:
    """Return the text cut at a word when it is too long for a description."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


Titled = TypeVar("Titled", bound=Publication)


def sorted_by_title(entries: Iterable[Titled]) -> list[Titled]:
    return sorted(entries, key=lambda one: (sort_key(one.title), one.slug))


@dataclass(frozen=True, slots=True)
class UpdateView:
    time: Time
    html: Markup


def update_view(update: Update, site: Site, notice: Notice, *, absolute: bool = False) -> UpdateView:
    words = addresses.words_of(site)
    resolve = addresses.resolver(site, notice.origin.path, absolute=absolute)
    shown = markdown.line_html(update.text, resolve)
    return UpdateView(Time(words.day(update.when), dates.machine(update.when)), shown)


def settings(site: Site) -> Settings:
    return addresses.settings_of(site)
