"""Dated updates of a notice: lines under a heading of their own, each beginning with its time."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from site_builder.problems import Mark, Problem, problem
from site_builder.text import dates

NEAR = timedelta(days=60)
"""How far from the notice's day `14.10` before a time is still taken for 14 October and not for a time of day."""

INDENT = 2
"""How much deeper than an update a line stands to continue it, whatever it begins with."""


@dataclass(frozen=True, slots=True)
class Update:
    """One dated line under the heading of updates. `when` is aware, in UTC."""

    when: dates.When
    text: str
    line: int


# --- the heading ------------------------------------------------------------------------------------

_HEADING = re.compile(r" {0,3}#{2,6}\s*[*_]*(?:oppdatering(?:er|ar)?|updates?)[\s:*_]*#*\s*", re.IGNORECASE)
_NEXT_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_TOP_HEADING = re.compile(r" {0,3}#\s")
_HEADING_LIKE = re.compile(r" {0,3}#|\s*(?:\*\*|__).*(?:\*\*|__):?\s*$")
_ALIKE = ("oppdatering", "oppdateringer", "oppdateringar")


def without_updates(body: str, first_line: int) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the body with the lines of updates blanked (line numbers stay), and those lines with their numbers."""
    kept, taken, inside = [], [], False
    for number, line in enumerate(body.split("\n"), first_line):
        if _HEADING.fullmatch(line):
            inside = True
            kept.append("")
        elif inside and not _NEXT_HEADING.match(line):
            kept.append("")
            taken.append((number, line))
        else:
            inside = False
            kept.append(line)
    return "\n".join(kept), tuple(taken)


def heading_problems(body: str, first_line: int, path: str) -> Iterator[Problem]:
    """Yield a problem for each line left in the body that was probably meant as the heading of updates."""
    below = ""
    for number, line in reversed(list(enumerate(body.split("\n"), first_line))):
        # A second heading on the top level is a problem already.
        if not _TOP_HEADING.match(line) and _is_meant_as_heading(line, below):
            yield problem("N214", path, Mark(number, 1, len(line) + 1), text=line.strip())
        below = line.strip() or below


def _is_meant_as_heading(line: str, below: str) -> bool:
    """Return whether a line is the word itself, or a heading of updates with a time on the line below."""
    said = re.sub(r"[\s#*_:]+", " ", line).strip().casefold()
    if len(said) < 20 and difflib.get_close_matches(said, _ALIKE, n=1, cutoff=0.85):
        return True
    is_about_updates = said.startswith("siste nytt") or "oppdatering" in said
    has_a_time_below = _TIME.match(_BULLET.sub("", below)) is not None
    return is_about_updates and has_a_time_below and _HEADING_LIKE.match(line) is not None


# --- the lines --------------------------------------------------------------------------------------

_DAY = r"(?:mån|man|tirs|tys|ons|tors|fre|lør|laur|søn)dag"
_MONTH = r"(?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec)[a-zæøå]*"
_CLOCK_WORD = r"(?:kl\.?|klokk(?:a|en))"
_BULLET = re.compile(r"^[-*+•–—](?:\s+|$)")
_TIME = re.compile(
    rf"""
    (?P<emphasis> \*\*|__|[*_]|)
    (?P<written>
      (?: (?:{_DAY},?\s+)? (?:den\s+)?
          (?: (?P<date> \d{{4}}-\d{{1,2}}-\d{{1,2}} | \d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}
                     | \d{{1,2}}\.?\s+{_MONTH}\s+\d{{4}})
            | (?P<yearless> (?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.? | \d{{1,2}}\.?\s+{_MONTH}\.?))
          (?: T|,?\s+))?
      (?P<word> {_CLOCK_WORD}\s*)?
      (?P<clock> \d{{1,2}}[.:]\d{{2}} | (?(word)\d{{1,2}}|(?!)))
      (?: :\d\d(?!\d))?
      (?: \s?(?P<offset>\+\d{{2}}:?\d{{2}}))?)
    (?= [\s:,*_–—-]|$)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPAN = re.compile(
    rf"(?:\s*[-–—]\s*|\s+til\s+)(?:{_CLOCK_WORD}\s*)?\d{{1,2}}[.:]\d{{2}}(?!\d)|[-–—]\d{{1,2}}(?![\d.:])"
)
_STOP = re.compile(r"^[:,]?\s*(?:[–—-](?:\s+|(?!\d)))?")
# A time, or what may have been meant as one: then it is never glued to the line above without a word.
_BEGINS = re.compile(
    rf"[-*+•](?:\s|$)|[#>|]|[-*_=]{{3}}"
    rf"|[-–—*_(.,\s]*(?:(?:kl|klokk(?:a|en)|ca|den|i\s(?:dag|går|morgen)|{_DAY})[-–—*_(.,\s]*){{0,4}}\d",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Item:
    """An update as written: its first line, how deep that stands, and the text of the lines that continue it."""

    line: int
    written: str
    indent: int
    more: list[str] = field(default_factory=list)


def read_updates(
    lines: Iterable[tuple[int, str]], day: dates.When, path: str
) -> tuple[tuple[Update, ...], tuple[Problem, ...]]:
    """Return the updates, newest first, and what is wrong with them. A bare time is on the day of `day`."""
    read = [_read(item, day, path, is_first=number == 0) for number, item in enumerate(_items(lines))]
    updates = [one for one in read if isinstance(one, Update)]
    updates.sort(key=lambda update: (update.when.start, update.line), reverse=True)
    return tuple(updates), tuple(one for one in read if isinstance(one, Problem))


def _items(lines: Iterable[tuple[int, str]]) -> list[_Item]:
    items: list[_Item] = []
    for number, line in lines:
        text = line.strip()
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if not text:
            continue
        if items and (indent >= items[-1].indent + INDENT or not _BEGINS.match(text)):
            items[-1].more.append(text)
        else:
            items.append(_Item(number, line, indent))
    return items


def _read(item: _Item, day: dates.When, path: str, *, is_first: bool) -> Update | Problem:
    head = _BULLET.sub("", item.written.strip())
    whole = Mark(item.line, 1, len(item.written) + 1)
    match = _TIME.match(head)
    if match is None:
        if heading := re.fullmatch(r"(#{2,6})([^\s#].*)", head):
            return problem("N219", path, whole, text=head, instead=f"{heading[1]} {heading[2]}")
        return problem("N207" if is_first else "N215", path, whole, text=head)
    written = match["written"]
    column = item.written.index(written) + 1
    mark = Mark(item.line, column, column + len(written))
    if span := _SPAN.match(head, match.end()):
        return _span_problem(head, match, span, path, mark)
    try:
        when = _moment(match, day)
    except dates.DateFault as fault:
        return problem(fault.code, path, mark, **{**fault.values, "text": written})
    text = " ".join(one for one in (_text_after(match, head), *item.more) if one)
    return Update(when, text, item.line) if text else problem("N217", path, whole, text=written)


def _span_problem(head: str, match: re.Match[str], span: re.Match[str], path: str, mark: Mark) -> Problem:
    text = head[span.end() :].lstrip("*_:, ")
    line = f"{match['written']} Kl. {match['clock']}{span[0]}: {text}".rstrip(": ")
    both = Mark(mark.line, mark.column, mark.end_column + len(span[0]))
    return problem("N216", path, both, text=match["written"] + span[0], line=line)


def _text_after(match: re.Match[str], head: str) -> str:
    """Return what follows the time; emphasis around more than the time goes on around the rest."""
    rest = head[match.end() :]
    closed = re.match(rf"[:,]?{re.escape(match['emphasis'])}", rest)
    if closed is None:
        return match["emphasis"] + _STOP.sub("", rest)
    return _STOP.sub("", rest[closed.end() :])


def _moment(match: re.Match[str], base: dates.When) -> dates.When:
    """Return when an update was written. Raises DateFault."""
    if match["date"]:
        day = dates.parse_when(match["date"])
    elif not base.is_exact:
        raise dates.DateFault("D227")
    else:
        day = _nearest(match, base) if match["yearless"] else base
    clock = match["clock"] if len(match["clock"]) > len("16") else f"{match['clock']}.00"
    return dates.parse_when(f"{day.local:%Y-%m-%d} {clock}{match['offset'] or ''}")


def _nearest(match: re.Match[str], base: dates.When) -> dates.When:
    """Return a date without a year in the year that brings it nearest to the notice's day: in January, December is
    last year's. Raises DateFault."""
    day = match["yearless"].rstrip(".")
    joiner = "." if day[-1].isdigit() else " "
    found = []
    for year in (base.local.year, base.local.year - 1, base.local.year + 1):
        with suppress(dates.DateFault):
            found.append(dates.parse_when(f"{day}{joiner}{year}"))
    nearest = min(found, key=lambda when: abs(when.start - base.start), default=None)
    # Only 29 February is further off than half a year: its year has none.
    if nearest is None or abs(nearest.start - base.start) > timedelta(days=184):
        raise dates.DateFault("D202")
    may_be_a_time = re.fullmatch(r"(?:[01]?\d|2[0-3])\.\d\d", day)
    if may_be_a_time and abs(nearest.start - base.start) > NEAR:
        raise dates.DateFault("N218", clock=match["clock"], day=day, year=base.local.year)
    return nearest
