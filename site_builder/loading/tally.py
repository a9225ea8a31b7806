"""A tally that the front desk keeps of what people ask: a table (CSV) outside the content, which is never published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic_core import PydanticCustomError

from site_builder.content_types.house import count
from site_builder.loading.extracts import read_text
from site_builder.loading.geodata.rows import Read
from site_builder.loading.geodata.tables import read_csv
from site_builder.problems import Faults, Mark, Problem, has_errors, problem
from site_builder.source import Document
from site_builder.text.slugs import folded

_QUESTION = ("spørsmål", "sporsmal", "question")
_COUNT = ("antall", "antal", "spurt", "count", "asked")
_EXAMPLE = "spørsmål;antall"


@dataclass(frozen=True, slots=True)
class Tally:
    """What people ask, by its title or its slug, and how often."""

    question: str
    count: int


def read_tally(file: Path) -> tuple[Tally, ...]:
    """Return the lines of a tally, in order; without a column of numbers each line is one time. Raises Faults."""
    path = file.as_posix()
    try:
        read = read_csv(read_text(file).encode(), path, (*_QUESTION, *_COUNT), _EXAMPLE)
    except Faults as fault:
        # An empty table of places is told of in words about places.
        told = (problem("Q111", path, example=_EXAMPLE) if one.code in _EMPTY else one for one in fault.problems)
        raise Faults(*told) from None
    question, number = _column(read, _QUESTION), _column(read, _COUNT)
    if question is None:
        raise Faults(problem("Q110", path, Mark(1), example=_EXAMPLE))
    faults: list[Problem] = list(read.problems)
    found = tuple(_tallies(read, question, number, faults))
    if has_errors(faults):
        raise Faults(*faults)
    return found


_EMPTY = ("M504", "I918")


def _column(read: Read, names: tuple[str, ...]) -> str | None:
    return next((one for one in read.names if folded(one) in map(folded, names)), None)


def _tallies(read: Read, question: str, number: str | None, faults: list[Problem]) -> Iterator[Tally]:
    for row in read.rows:
        asked, often = _cell(row.document, question), _cell(row.document, number) if number else "1"
        try:
            counted = count(often or "1")
        except PydanticCustomError:
            faults.append(problem("Q101", row.document.path, row.document.mark((number or "",)), text=often))
            continue
        if not asked:
            faults.append(problem("Q112", row.document.path, row.document.mark(())))
            continue
        yield Tally(asked, counted)


def _cell(document: Document, name: str) -> str:
    return str(document.data.get(name) or "")
