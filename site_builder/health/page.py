"""The report as one HTML page that needs nothing else: no script, no file beside it, no other host."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from site_builder.health.report import About, Report, by_kind, by_owner, headline, left_out, lists_of, said
from site_builder.health.visits import Count
from site_builder.rendering.templates import rendered_alone
from site_builder.text.messages import Catalogue

_TEMPLATE = "report.html"


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a table with a plot: `share` is how much of the largest it is, from 0 to 100."""

    name: str
    number: str
    share: float
    why: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    path: str
    href: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    name: str
    anchor: str
    count: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, and what was counted under it."""

    heading: str
    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft, and what is known of it."""

    title: str
    path: str
    owner: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that the page says."""

    language: str
    title: str
    lead: str
    kinds: tuple[Bar, ...]
    by_owner: tuple[Bar, ...]
    owners: tuple[Owner, ...]
    drafts_title: str
    drafts: tuple[DraftRow, ...]
    has_visits: bool
    visits: tuple[Table, ...]
    left_out: tuple[str, ...]


def as_html(report: Report, words: Catalogue) -> str:
    """Return the page."""
    source = (files("site_builder.health") / _TEMPLATE).read_text(encoding="utf-8")
    return rendered_alone(_TEMPLATE, source, view_of(report, words), words)


def view_of(report: Report, words: Catalogue) -> ReportView:
    """Return what the page says."""
    owners = tuple(
        Owner(one.name, f"ansvar-{number}", one.count, tuple(_entry(entry, report, words) for entry in one.entries))
        for number, one in enumerate(by_owner(report), 1)
    )
    tables = lists_of(report.visits, words) if report.visits else ()
    return ReportView(
        language=words.language,
        title=words.say("health.title", site=report.site),
        lead=headline(report, words),
        kinds=_kinds(report, words),
        by_owner=_bars([(one.name, one.count, one.anchor) for one in owners]),
        owners=owners,
        drafts_title=words.say("health.drafts", n=len(report.drafts)),
        drafts=tuple(DraftRow(one.title, one.path, one.owner, one.sentence(words)) for one in report.drafts),
        has_visits=report.visits is not None,
        visits=tuple(_counted(heading, counts, words) for heading, counts in tables),
        left_out=tuple(left_out(report.visits, words)) if report.visits else (),
    )


def _entry(about: About, report: Report, words: Catalogue) -> Entry:
    lines = tuple(
        Line(words.say(f"health.kind.{one.kind}"), one.found.sentence(words), one.found.line) for one in about.findings
    )
    # A record has no page; what stands on its file's page is told of by its title alone.
    return Entry(about.title, about.path, report.pages.get(about.path, ""), lines)


def _kinds(report: Report, words: Catalogue) -> tuple[Bar, ...]:
    counts = by_kind(report)
    most = max((count for _, count in counts), default=1)
    return tuple(
        Bar(words.say(f"health.kind.{kind}"), str(count), _share(count, most), words.say(f"health.why.{kind}"))
        for kind, count in counts
    )


def _bars(rows: list[tuple[str, int, str]]) -> tuple[Bar, ...]:
    most = max((count for _, count, _ in rows), default=1)
    return tuple(Bar(name, str(count), _share(count, most), anchor=anchor) for name, count, anchor in rows)


def _counted(heading: str, counts: tuple[Count, ...], words: Catalogue) -> Table:
    most = max((one.number or 0 for one in counts), default=0) or 1
    return Table(heading, tuple(Bar(one.name, said(one, words), _share(one.number or 0, most)) for one in counts))


def _share(count: int, most: int) -> float:
    return round(100 * count / most, 1)
