"""A letter of the week, to paste into any mail tool: what is new, closed, on, and due, as text and as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files

from site_builder.content_types.entry import Sourced
from site_builder.content_types.events import Event
from site_builder.content_types.maps import Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import Effect, NoticeType, State
from site_builder.identity_numbers import masked
from site_builder.model import Site
from site_builder.outputs import addresses, deadlines, feeds, listing, occasions, publication, views
from site_builder.problems import printable
from site_builder.rendering.templates import rendered_alone
from site_builder.text import dates
from site_builder.text.messages import Catalogue

WEEK = 7
"""Days that a letter is about, before and after it"""
_TEMPLATE = "digest.html"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tell: what it is called, when, where to read more, and a sentence of it."""

    title: str
    href: str
    when: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """All that a letter says; `href` is the front page."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    more: str
    href: str
    ending: str
    language: str


def digest_of(site: Site, now: datetime, days: int = WEEK) -> Digest:
    """Return the letter on a site as it stands at its moment. A notice is told of once; a last day, and each time of an
    event, stands where it belongs all the same."""
    words, span = addresses.words_of(site), timedelta(days=days)
    told: set[str] = set()
    sections = []
    for key, find in SECTIONS.items():
        found = [(slug, item) for slug, item in find(site, now, span) if slug not in told]
        told |= {slug for slug, _ in found}
        if found:
            sections.append(Section(words.say(f"digest.section.{key}"), tuple(_masked(item) for _, item in found)))
    home = site.addresses.absolute(addresses.HOME)
    first, last = (dates.When(one, dates.Precision.DAY) for one in (now, now + span))
    return Digest(
        title=words.say("digest.title", site=addresses.settings_of(site).name),
        lead=words.say("digest.lead", first=words.date(first), last=words.date(last)),
        sections=tuple(sections),
        more=words.say("digest.more"),
        href=home,
        ending=words.say("embed.from_title", name=publication.publisher(site)),
        language=words.language,
    )


def _masked(item: Item) -> Item:
    """Return what is said with identity numbers masked: a line may end in the midst of one."""
    return replace(item, title=masked(item.title), summary=masked(item.summary))


Found = Iterator[tuple[str, Item]]
"""Slugs of what is told, each with what is said of it"""


def _alerts(site: Site, now: datetime, span: timedelta) -> Found:
    alerts = (one for one in site.of(Notice) if one.is_alert(site.moment))
    yield from _told(alerts, site)


def _new(site: Site, now: datetime, span: timedelta) -> Found:
    """Yield what was published in the days before, the latest first. Events stand with their time further down."""
    new = [
        one
        for one in site.of(Notice)
        if one.published and now - span < one.published.start <= now and one.is_of_use(site.moment)
    ]
    shown = [one for one in new if not isinstance(one, Event) and one.kind is not NoticeType.OPERATIONS]
    yield from _told(sorted(shown, key=_latest_first), site)


def _latest_first(notice: Notice) -> tuple[float, str]:
    return -notice.begins.start.timestamp(), notice.slug


def _closed(site: Site, now: datetime, span: timedelta) -> Found:
    """Yield what is closed or does not work, or will not within the days ahead."""
    operations = [
        one
        for one in site.of(Notice)
        if one.is_of_use(site.moment) and not one.drill
        if one.kind is NoticeType.OPERATIONS or one.effect_at(site.moment) is not Effect.NONE
    ]
    near = [one for one in operations if one.state(site.moment) is State.ONGOING or one.begins.start < now + span]
    yield from _told(sorted(near, key=lambda one: (one.begins.start, one.slug)), site)


def _told(notices: Iterable[Notice], site: Site) -> Found:
    for one in notices:
        when = listing.notice_row(one, site).why
        yield one.slug, Item(feeds.title_of(one, site), _href(site, one), when, views.summary_of(site, one))


def _coming(site: Site, now: datetime, span: timedelta) -> Found:
    """Yield what is on within the days ahead, and what was to be then and is moved: people planned to come."""
    times = [*occasions.to_come(site, now, now + span), *_moved_out(site, now, now + span)]
    for one in sorted(times, key=lambda one: (one.time.starts.start, one.event.slug)):
        yield (
            f"{one.event.slug} {one.time.starts}",
            Item(feeds.title_of(one.event, site), _href(site, one.event), _when(one, site)),
        )


def _moved_out(site: Site, after: datetime, before: datetime) -> Iterator[occasions.Occasion]:
    """Yield the times between two moments (UTC) that events were to be, of those that are moved to after them."""
    for event in occasions.events_of(site):
        was, first = event.at_first, event.first
        is_out = first is not None and first.starts.start >= before and event.is_current(site.moment)
        if is_out and was and was.over_at > after and was.starts.start < before:
            yield occasions.Occasion(event, was)


def _when(one: occasions.Occasion, site: Site) -> str:
    """Return when it is; of what is put off or moved, when it was to be, too."""
    words, event = addresses.words_of(site), one.event
    change, was = listing.change_of(event, site), event.at_first
    if change == "moved" and was and event.first:
        new = listing.occasion_row(event, event.first, site).why
        return words.say("digest.moved", new=new, old=listing.time_text(was, words))
    if change == "postponed":
        return words.say("digest.postponed", old=listing.occasion_row(event, one.time, site).why)
    return listing.occasion_row(event, one.time, site).why


def _deadlines(site: Site, now: datetime, span: timedelta) -> Found:
    yield from last_days(deadlines.soon(site), site)


def last_days(found: Iterable[deadlines.Deadline], site: Site) -> Found:
    """Yield what is told of some last days."""
    for one in found:
        row = deadlines.row(one, site)
        when = row.why if isinstance(one.of, Notice) else row.when
        yield f"{one.leads_to.slug} {one.when}", Item(row.title, _href(site, one.leads_to), when)


def _href(site: Site, one: Sourced | Place) -> str:
    return site.addresses.absolute(addresses.address(site, one))


SECTIONS: dict[str, Callable[[Site, datetime, timedelta], Found]] = {
    "alerts": _alerts,
    "new": _new,
    "closed": _closed,
    "coming": _coming,
    "deadlines": _deadlines,
}
"""What a letter tells, in this order"""


# --- as text and as HTML --------------------------------------------------------------------------


def as_text(digest: Digest) -> str:
    """Return the letter as plain text."""
    lines = [digest.title, "=" * len(digest.title), "", digest.lead]
    for section in digest.sections:
        lines += ["", section.heading, "-" * len(section.heading)]
        for item in section.items:
            lines += [
                "",
                printable(item.title),
                *(printable(one) for one in (item.when, item.summary) if one),
                item.href,
            ]
    lines += ["", f"{digest.more}: {digest.href}", "", "-- ", digest.ending]
    return "\n".join(lines) + "\n"


def as_html(digest: Digest, words: Catalogue) -> str:
    """Return the letter as HTML, with its style where mail programs keep it: on the elements."""
    source = (files("site_builder.digest") / _TEMPLATE).read_text(encoding="utf-8")
    return rendered_alone(_TEMPLATE, source, digest, words)
