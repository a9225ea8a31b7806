"""A report on the health of a site: by whom it concerns and by entry, as a person reads it and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from site_builder.content_types.settings import Settings
from site_builder.health.drafts import Draft, drafts_of
from site_builder.health.found import Asked, publications
from site_builder.health.kinds import KINDS, Finding, findings
from site_builder.health.visits import FEWEST, Count, Visits
from site_builder.model import Site
from site_builder.outputs import addresses
from site_builder.problems import printable
from site_builder.text import dates
from site_builder.text.collation import sort_key
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, of how many entries, and how the site is used where a log says so."""

    site: str
    """The municipality"""
    now: datetime
    months: int
    entries: int
    findings: tuple[Finding, ...]
    drafts: tuple[Draft, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    """The address of the page of each entry that has one, by its source"""
    visits: Visits | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What was found in one entry or record."""

    path: str
    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Responsible:
    """What was found of what one is responsible for."""

    name: str
    entries: tuple[About, ...]

    @property
    def count(self) -> int:
        return sum(len(one.findings) for one in self.entries)


def report_of(site: Site, asked: Asked, visits: Visits | None = None, owner: str = "") -> Report:
    """Return the report on a site as it stands at its moment; of what one `owner` has, where that is asked for."""
    found = tuple(one for one in findings(site, asked) if owner in ("", one.found.owner))
    drafts = tuple(one for one in drafts_of(site, asked.changed) if owner in ("", one.owner))
    entries = tuple(publications(site))
    pages = {one.origin.path: site.addresses.absolute(addresses.address(site, one)) for one in entries}
    return Report(site.one(Settings).name, asked.now, asked.months, len(entries), found, drafts, pages, visits)


def by_owner(report: Report) -> tuple[Responsible, ...]:
    """Return what was found by who is responsible, then by title."""
    found: dict[str, dict[tuple[str, str], list[Finding]]] = {}
    for one in report.findings:
        about = (one.found.title, one.found.path)
        found.setdefault(one.found.owner, {}).setdefault(about, []).append(one)
    return tuple(
        Responsible(owner, tuple(_entries(found[owner])))
        for owner in sorted(found, key=lambda one: (sort_key(one), one))
    )


def _entries(found: Mapping[tuple[str, str], list[Finding]]) -> Iterator[About]:
    for title, path in sorted(found, key=lambda one: (sort_key(one[0]), *one)):
        yield About(path, title, tuple(found[title, path]))


def by_kind(report: Report) -> tuple[tuple[str, int], ...]:
    """Return how much was found of each kind there is something of, in their order."""
    counts = Counter(one.kind for one in report.findings)
    return tuple((kind, counts[kind]) for kind in KINDS if counts[kind])


# --- as text --------------------------------------------------------------------------------------


def as_text(report: Report, words: Catalogue, width: int | None = None) -> str:
    """Return what a person reads in a terminal; no line is wider than `width` characters."""
    lines = [*_summary(report, words), *_details(report, words), *_drafts(report, words)]
    if report.visits is not None:
        lines += _of_visits(report.visits, words)
    return "\n".join(_cut(line, width) for line in lines).strip() + "\n"


def _summary(report: Report, words: Catalogue) -> Iterator[str]:
    yield headline(report, words)
    kinds = [(words.say(f"health.kind.{kind}"), str(count)) for kind, count in by_kind(report)]
    owners = [(one.name, str(one.count)) for one in by_owner(report)]
    yield from _table(words.say("health.by_kind"), kinds)
    yield from _table(words.say("health.by_owner"), owners)


def headline(report: Report, words: Catalogue) -> str:
    """Return how much was found, and when."""
    count = len(report.findings)
    when = words.date(dates.When(report.now, dates.Precision.DAY))
    if not count:
        key = "health.nothing_public" if report.drafts else "health.nothing"
        return words.say(key, site=report.site, when=when)
    return words.say("health.headline", site=report.site, when=when, n=count, entries=report.entries)


def _table(heading: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    if rows:
        wide = max(len(name) for name, _ in rows)
        figures = max(len(count) for _, count in rows)
        yield from ("", heading, *(f"  {printable(name):<{wide}}  {count:>{figures}}" for name, count in rows))


def _details(report: Report, words: Catalogue) -> Iterator[str]:
    for owner in by_owner(report):
        yield from ("", f"{printable(owner.name)}:")
        for entry in owner.entries:
            yield f"  {printable(entry.path)}  {printable(entry.title)}"
            for one in entry.findings:
                place = f"{one.found.line}: " if one.found.line else ""
                yield f"    {place}{printable(one.found.sentence(words))}"


def _drafts(report: Report, words: Catalogue) -> Iterator[str]:
    if not report.drafts:
        return
    yield from ("", words.say("health.drafts", n=len(report.drafts)))
    for one in report.drafts:
        yield "  ".join(("", printable(one.path), printable(one.title), one.sentence(words))).rstrip()


def _of_visits(visits: Visits, words: Catalogue) -> Iterator[str]:
    yield from ("", words.say("visits.title"))
    for heading, counts in lists_of(visits, words):
        yield from _table(heading, [(one.name, said(one, words)) for one in counts])
    yield from ("", *left_out(visits, words))


def lists_of(visits: Visits, words: Catalogue) -> tuple[tuple[str, tuple[Count, ...]], ...]:
    """Return the lists of what was counted, each with its heading."""
    return (
        (words.say("visits.pages"), visits.pages),
        (words.say("visits.embeds"), visits.embeds),
        (words.say("visits.missing"), visits.missing),
    )


def said(count: Count, words: Catalogue) -> str:
    """Return a number as it may be said."""
    return str(count.number) if count.number is not None else words.say("visits.few", n=FEWEST)


def left_out(visits: Visits, words: Catalogue) -> Iterator[str]:
    """Yield what was left out of the lists, and why."""
    if visits.bots:
        yield words.say("visits.bots", n=visits.bots)
    if visits.dropped:
        yield words.say("visits.dropped", n=visits.dropped)
    if visits.broken:
        yield words.say("visits.broken", n=visits.broken)


def _cut(line: str, width: int | None) -> str:
    return line if width is None or len(line) <= width else line[: width - 1] + "…"


# --- as data --------------------------------------------------------------------------------------


def as_json(report: Report, words: Catalogue) -> str:
    """Return a JSON object: when it was made (RFC 3339), how much there is of each kind, every finding with its
    sentence, the drafts, the oldest first, and what was counted in a log. A number that is not said is null."""
    made = {
        "made": dates.rfc3339(report.now),
        "months": report.months,
        "entries": report.entries,
        "kinds": dict(by_kind(report)),
        "findings": [
            {
                "kind": one.kind,
                "path": one.found.path,
                "line": one.found.line or None,
                "title": one.found.title,
                "owner": one.found.owner,
                "message": one.found.sentence(words),
            }
            for one in report.findings
        ],
        "drafts": [
            {
                "path": one.path,
                "title": one.title,
                "owner": one.owner,
                "changed": dates.rfc3339(one.changed) if one.changed else None,
                "is_empty": one.is_empty,
            }
            for one in report.drafts
        ],
        "visits": _visits_as_data(report.visits) if report.visits else None,
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _visits_as_data(visits: Visits) -> dict[str, object]:
    def listed(counts: tuple[Count, ...]) -> list[dict[str, object]]:
        return [{"name": one.name, "path": one.path or None, "count": one.number} for one in counts]

    return {
        "pages": listed(visits.pages),
        "embeds": listed(visits.embeds),
        "missing": listed(visits.missing),
        "bots": visits.bots,
        "dropped": visits.dropped,
        "broken": visits.broken,
        "fewest": FEWEST,
    }
