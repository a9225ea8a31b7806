"""What the content holds besides what is seen now: to come, over, drafts, never confirmed, asked and not answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from site_builder.content_types import ENTRY_TYPES
from site_builder.content_types.entry import Publication
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.maps import Map
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import State
from site_builder.content_types.question import Question
from site_builder.identity_numbers import masked
from site_builder.loading.tally import Tally
from site_builder.model import Site
from site_builder.outputs import people
from site_builder.problems import printable
from site_builder.text import dates
from site_builder.text.collation import sort_key
from site_builder.text.messages import Catalogue
from site_builder.text.slugs import slug_of

PUBLICATIONS: tuple[type[Publication], ...] = (*ENTRY_TYPES, Map)
MONTH = timedelta(days=30.44)


@dataclass(frozen=True, slots=True)
class Row:
    """One source in a list. `state` is the word key of what is said of it, and `when` since or until when."""

    state: str
    path: str
    title: str
    owner: str
    when: dates.When | None = None
    count: int | None = None
    """How often people have asked for it, where that is counted"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is made for. `now` is aware; `months` is how long a confirmation holds; `tallies` are what the front
    desk has counted of what people ask."""

    now: datetime
    months: int = 12
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class NextChange:
    """When the site becomes another (UTC), and the sources that make it so."""

    moment: datetime
    sources: tuple[str, ...]


def next_change(site: Site, now: datetime) -> NextChange | None:
    """Return what changes first after `now`, or None where nothing is planned."""
    moment = site.next_change(now)
    if moment is None:
        return None
    return NextChange(moment, tuple(sorted({one.origin.path for one in site.changed_at(moment, now)})))


# --- what is to come, and what is over ------------------------------------------------------------


def future(site: Site, asked: Asked) -> Iterator[Row]:
    """Yield what is not published yet, then what is shown as planned, the nearest first."""
    waiting = [(one.published, one) for one in _publications(site) if one.published and not one.is_public(asked.now)]
    yield from (_row("unpublished", one, site, when) for when, one in sorted(waiting, key=_by_time))
    planned = [(_next(one, asked.now), one) for one in site.of(Notice) if _is_planned(one, asked.now)]
    yield from (_row("planned", one, site, when) for when, one in sorted(planned, key=_by_time))


def _next(notice: Notice, now: datetime) -> dates.When:
    return notice.due_at(now) if isinstance(notice, Gathering) else notice.begins


def _is_planned(notice: Notice, now: datetime) -> bool:
    return notice.is_current(now) and notice.state(now) is State.PLANNED


def expired(site: Site, asked: Asked) -> Iterator[Row]:
    """Yield notices that have left the lists, the latest first; what is dated too loosely was never in them."""
    gone = [(dates.When(when), one) for one in site.of(Notice) if (when := one.left_at(asked.now)) is not None]
    yield from (_row("expired", one, site, when) for when, one in sorted(gone, key=_by_time, reverse=True))


def _by_time(dated: tuple[dates.When, Publication]) -> tuple[datetime, str]:
    when, entry = dated
    return when.start, entry.origin.path


# --- what somebody must look at -------------------------------------------------------------------


def drafts(site: Site, asked: Asked) -> Iterator[Row]:
    """Yield the drafts by path."""
    found = (one for kind in PUBLICATIONS for one in site.drafts.get(kind, ()))
    yield from (_row("draft", one, site) for one in sorted(found, key=lambda one: one.origin.path))


def unconfirmed(site: Site, asked: Asked) -> Iterator[Row]:
    """Yield what stays (services, pages, maps) and nobody has confirmed for so long, by who is responsible."""
    latest = asked.now - asked.months * MONTH
    found = []
    for one in _publications(site):
        if isinstance(one, Notice):
            continue
        if one.confirmed is None or one.confirmed.end <= latest:
            found.append(_row("unconfirmed" if one.confirmed else "never_confirmed", one, site, one.confirmed))
    yield from sorted(found, key=lambda row: (sort_key(row.owner), row.owner, row.path))


def questions(site: Site, asked: Asked) -> Iterator[Row]:
    """Yield what people ask and find no answer to, the most asked first: questions without an answer, those that are
    not published, and what no question is called."""
    known = [*site.of(Question), *site.drafts.get(Question, ())]
    named = {name: one for one in reversed(known) for name in (one.slug, slug_of(one.title))}
    counts = {one.origin.path: one.asked or 0 for one in known}
    strange: dict[str, list[Tally]] = {}
    for tally in asked.tallies:
        name = slug_of(tally.question)
        if name in named:
            counts[named[name].origin.path] += tally.count
        else:
            strange.setdefault(name, []).append(tally)
    unseen = [one for one in known if one.draft or not one.is_answered or not one.is_public(asked.now)]
    rows = [replace(_row("asked", one, site, one.due), count=counts[one.origin.path]) for one in unseen]
    rows += [
        Row("asked", "", masked(found[0].question), "", count=sum(one.count for one in found))
        for found in strange.values()
    ]
    yield from sorted(rows, key=lambda row: (-(row.count or 0), sort_key(row.title), row.path))


def _publications(site: Site) -> Iterator[Publication]:
    for kind in PUBLICATIONS:
        yield from site.of(kind)


def _row(state: str, entry: Publication, site: Site, when: dates.When | None = None) -> Row:
    owner = people.owner_of(site, entry) or people.front_desk(site)
    # A table may cut a title off in the midst of a number.
    return Row(state, entry.origin.path, masked(entry.title), owner.name, when)


LISTS: dict[str, Callable[[Site, Asked], Iterable[Row]]] = {
    "future": future,
    "expired": expired,
    "drafts": drafts,
    "unconfirmed": unconfirmed,
    "questions": questions,
}
"""Every list there is, by its name on the command line"""


# --- as text and as data --------------------------------------------------------------------------


def as_text(rows: Iterable[Row], words: Catalogue, width: int | None) -> str:
    """Return what a person reads: a heading for each state, and columns; a line is no wider than `width` characters."""
    by_state: dict[str, list[Row]] = {}
    for row in rows:
        by_state.setdefault(row.state, []).append(row)
    return "\n\n".join(_table(state, found, words, width) for state, found in by_state.items())


def _day_of(row: Row, words: Catalogue) -> str:
    if row.when is None:
        return ""
    return words.date(dates.until(row.when.start) if row.state == "expired" else row.when)


def _table(state: str, rows: list[Row], words: Catalogue, width: int | None) -> str:
    cells = [
        (
            "" if row.count is None else str(row.count),
            printable(row.path),
            _day_of(row, words),
            row.owner,
            row.title,
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = [words.say(f"listed.{state}")]
    for line in cells:
        shown = [f"{cell:<{wide}}" for cell, wide in zip(line, widths, strict=False) if wide]
        lines.append(_cut(f"  {'  '.join([*shown, printable(line[4])])}".rstrip(), width))
    return "\n".join(lines)


def _cut(line: str, width: int | None) -> str:
    return line if width is None or len(line) <= width else line[: width - 1] + "…"


def as_json(rows: Iterable[Row]) -> str:
    """Return a JSON array, one object a row. `when` is RFC 3339, or a month or year as it was written, or null."""
    found = [
        {
            "state": row.state,
            "path": row.path or None,
            "title": row.title,
            "owner": row.owner,
            "when": (dates.machine(row.when) or None) if row.when else None,
            "count": row.count,
        }
        for row in rows
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def change_as_text(change: NextChange | None, words: Catalogue) -> str:
    """Return the moment with its offset on a line of its own, then in words, then the sources."""
    if change is None:
        return words.say("next_change.none")
    said = words.say("next_change.at", time=words.day(dates.When(change.moment)))
    return "\n".join([dates.rfc3339(change.moment), said, *(f"  {printable(path)}" for path in change.sources)])


def change_as_json(change: NextChange | None) -> str:
    """Return a JSON object: the moment (RFC 3339) or null, and the sources."""
    moment = dates.rfc3339(change.moment) if change else None
    found = {"next_change": moment, "sources": change.sources if change else ()}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
