"""The public log: what was published, changed and removed when, from the site's own Git history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice

from site_builder.content_types import ENTRY_TYPES
from site_builder.content_types.entry import Entry
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import date_from_name, type_meant_by_name
from site_builder.loading.history import Change
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, views
from site_builder.text import dates
from site_builder.text.messages import Catalogue

MOST = 200
"""Lines on the page: what is older than that is in Git."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was done to one text on one day."""

    done: str
    type: str
    text: views.Anchor | None
    """Nothing of what has been removed: there may have been a reason"""


@dataclass(frozen=True, slots=True)
class Day:
    day: views.Time
    anchor: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LogView:
    head: views.Head
    title: str
    lead: str
    days: tuple[Day, ...]
    up: views.Anchor


@dataclass(frozen=True, slots=True)
class _Seen:
    """A change as readers saw it: of one whose time had not come, when it came."""

    moment: datetime
    change: Change
    entry: Entry | None


def plan(site: Site) -> Iterator[Planned]:
    """Plan the log, where the settings ask for it and there is a history."""
    if site.of(Change):
        yield Planned(index_of(addresses.log_address(site)), "log.html", log_view(site), "content")


def log_view(site: Site) -> LogView:
    words = addresses.words_of(site)
    title, lead = words.say("log.title"), words.say("log.lead")
    seen = islice(_once_a_day(site), MOST)
    up = views.Anchor(words.say("archive.title"), site.addresses.href(addresses.archive_address(site)))
    days = tuple(_day(list(found), site) for _, found in groupby(seen, key=lambda one: _day_of(one.moment)))
    return LogView(views.Head(title, lead, addresses.log_address(site)), title, lead, days, up)


def _day(seen: list[_Seen], site: Site) -> Day:
    words = addresses.words_of(site)
    day = dates.When(dates.midnight(seen[0].moment.astimezone(dates.OSLO).date()), dates.Precision.DAY)
    machine = dates.machine(day)
    return Day(views.Time(words.day(day), machine), f"_{machine}", tuple(_line(one, site, words) for one in seen))


def _line(seen: _Seen, site: Site, words: Catalogue) -> Line:
    entry, done = seen.entry, words.say(f"log.{seen.change.kind}")
    if entry is None or seen.change.kind == "removed":
        return Line(done, _type_of_removed(seen.change.path, words), None)
    type_ = f"type.{entry.kind.value}" if isinstance(entry, Notice) else f"log.{entry.word}"
    return Line(done, words.say(type_), views.Anchor(views.sample_title(entry, words), addresses.href(site, entry)))


def _type_of_removed(path: str, words: Catalogue) -> str:
    """Return what kind of text it was as far as its name tells, and its date where that begins with one: the rest is
    gone with it."""
    (model,) = (one for one in ENTRY_TYPES if path.startswith(f"{one.folder}/"))
    if model is not Notice:
        return words.say(f"log.{model.word}")
    meant, day = type_meant_by_name(_stem(path)), _day_in_name(path)
    kind = words.say(f"type.{meant.value}" if meant else "log.notice")
    return words.say("archive.type_and_date", type=kind, date=words.date(day)) if day else kind


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _day_in_name(path: str) -> dates.When | None:
    written = date_from_name(_stem(path))
    try:
        return dates.parse_when(written) if written else None
    except dates.DateFault:
        return None


def _once_a_day(site: Site) -> Iterator[_Seen]:
    """Yield what was done, the newest first, and each thing once a day: what came that day was not changed too."""
    came: set[tuple[str, str]] = set()
    told: set[tuple[str, str, str]] = set()
    found = sorted(_seen(site), key=lambda one: (-one.moment.timestamp(), one.change.path))
    for one in found:
        if one.change.kind == "published":
            came.add((_day_of(one.moment), one.change.path))
    for one in found:
        day, path, kind = _day_of(one.moment), one.change.path, one.change.kind
        if (day, path, kind) not in told and not (kind == "changed" and (day, path) in came):
            told.add((day, path, kind))
            yield one


def _seen(site: Site) -> Iterator[_Seen]:
    # A translation is not in the history: what it says is what became of its original.
    entries = {entry.origin.original or entry.origin.path: entry for model in ENTRY_TYPES for entry in site.of(model)}
    for change in site.of(Change):
        entry = entries.get(change.path)
        if change.kind == "removed":
            day = change.published or _day_in_name(change.path)
            # What was taken away before its day has never been seen.
            if day is None or day.start <= change.moment:
                yield _Seen(change.moment, change, entry)
            continue
        if entry is None:
            continue
        published = entry.published if entry.published and entry.published.is_exact else None
        if published is None or published.start <= change.moment:
            yield _Seen(change.moment, change, entry)
        elif change.kind == "published":
            yield _Seen(published.start, change, entry)


def _day_of(moment: datetime) -> str:
    """Return the day in Oslo (ISO 8601)."""
    return f"{moment.astimezone(dates.OSLO):%Y-%m-%d}"
