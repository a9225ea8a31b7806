"""The street table: read line by line, and held against itself and against the streets that notices name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from site_builder.content_types.entry import en_name, nb_name
from site_builder.content_types.notice import Notice
from site_builder.content_types.references import STREET
from site_builder.content_types.streets import Side, Street, key_of
from site_builder.loading.geodata.tables import read_csv
from site_builder.loading.validation import Reading, names_of, validated
from site_builder.problems import Faults, Mark, Problem, has_errors, problem
from site_builder.source import Document, Loc
from site_builder.text.slugs import slug_of

KNOWN = {
    name: python_name
    for python_name, info in Street.model_fields.items()
    for name in (en_name(python_name, info), nb_name(info))
}
"""The columns that are read, in either spelling."""
_EXAMPLE = "gate;fra;til;side;skole"


def streets_of(content: bytes, reading: Reading) -> list[Street]:
    """Return the lines of the table that are right, in its order; what is wrong goes to `reading`."""
    before = len(reading.problems)
    try:
        read = read_csv(content, Street.file, KNOWN, _EXAMPLE)
    except Faults as fault:
        # An empty table of places is told of in words about places.
        reading.problems += [problem("M598", Street.file) if one.code == "M504" else one for one in fault.problems]
        return []
    reading.problems += read.problems
    if not read.rows:
        if not has_errors(read.problems):
            reading.problems.append(problem("M598", Street.file))
        return []
    if not _columns(read.names, reading):
        return []
    found = []
    for number, row in enumerate(read.rows):
        street = validated(Street, _known(row.document), str(number), reading, other_models={})
        if street is not None:
            found.append(street)
    # Of lines that are wrong nothing is known: what they overlap or leave open is told once they are right.
    if not has_errors(reading.problems[before:]):
        reading.problems += _between(found)
    return found


def _columns(names: Sequence[str], reading: Reading) -> bool:
    """Tell of columns that are not read; return whether the lines can be judged."""
    read = [KNOWN[name.lower()] for name in names if name.lower() in KNOWN]
    strange = [name for name in names if name.lower() not in KNOWN]
    wanted = dict(names_of(Street, reading))
    faults = []
    if len(set(read)) != len(read):
        twice = tuple(name for name in names if read.count(KNOWN.get(name.lower(), "")) > 1)
        faults.append(problem("M506", Street.file, Mark(1), names=twice))
    missing = [name for name, python_name in wanted.items() if python_name not in read]
    meant = {name: close[0] for name in strange if (close := difflib.get_close_matches(name.lower(), missing, n=1))}
    faults += [problem("M588", Street.file, Mark(1), found=name, instead=one) for name, one in meant.items()]
    if not faults and "name" not in read:
        faults.append(problem("M587", Street.file, Mark(1), field=next(iter(wanted))))
    reading.problems += faults
    if not faults and strange:
        # It stops nothing: the line is as good without.
        reading.problems.append(problem("M586", Street.file, Mark(1), names=tuple(strange), known=tuple(wanted)))
    return not faults


def _known(document: Document) -> Document:
    """Return a line with the columns that are read. None has a key of its own: a table may be spelt either way."""
    data = {key.lower(): value for key, value in document.data.items() if key.lower() in KNOWN}
    values: dict[Loc, Mark] = {loc: mark for loc, mark in document.values.items() if not loc}
    values |= {(str(loc[0]).lower(),): mark for loc, mark in document.values.items() if loc}
    return replace(document, data=data, values=values, keys={})


# --- the lines of one street ------------------------------------------------------


def _between(streets: Iterable[Street]) -> Iterator[Problem]:
    """Yield what is wrong between lines of one street: a house has one answer, and one that is asked for has any."""
    by_key: dict[str, list[Street]] = {}
    for one in streets:
        by_key.setdefault(one.key, []).append(one)
    for found in by_key.values():
        told: set[tuple[int, int]] = set()
        gaps: list[_Gap] = []
        for side in (Side.ODD, Side.EVEN):
            yield from _on_side(found, side, told, gaps)
        yield from _holes(gaps)
        if not told:
            yield from _one_sided(found)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Numbers of one side, from the first to the last, that stand on no line above `below`."""

    below: Street
    side: Side
    first: int
    last: int


def _on_side(found: Sequence[Street], side: Side, told: set[tuple[int, int]], gaps: list[_Gap]) -> Iterator[Problem]:
    """Yield overlaps among the numbers of a side; `told` holds the pairs of lines that overlap, `gaps` what is open."""
    lines = sorted((one for one in found if one.numbers(side)), key=lambda one: (one.numbers(side)[0], _line(one)))
    reach = lines[0] if lines else None
    for one in lines[1:]:
        assert reach is not None, "there is a first"
        mine, theirs = one.numbers(side), reach.numbers(side)
        first, last = (min(_line(one), _line(reach)), max(_line(one), _line(reach)))
        if mine[0] <= theirs[-1]:
            later = one if _line(one) == last else reach
            if (first, last) not in told:
                told.add((first, last))
                number = mine[0]
                yield problem("M583", Street.file, Mark(last), name=later.name, found=number, at=first)
        elif mine[0] > theirs[-1] + 2:
            gaps.append(_Gap(one, side, theirs[-1] + 2, mine[0] - 2))
        if mine[-1] > theirs[-1]:
            reach = one


def _holes(gaps: Sequence[_Gap]) -> Iterator[Problem]:
    """Yield a problem for each hole: what is open on both sides above one line is one."""
    for line in sorted({_line(one.below) for one in gaps}):
        here = [one for one in gaps if _line(one.below) == line]
        told = {"name": here[0].below.name, "numbers": _shown(min(g.first for g in here), max(g.last for g in here))}
        if len(here) == 1:
            yield problem("M675", Street.file, Mark(line), **told, side=here[0].side.nb)
        else:
            yield problem("M584", Street.file, Mark(line), **told)


def _one_sided(found: Sequence[Street]) -> Iterator[Problem]:
    sides = [side for side in (Side.ODD, Side.EVEN) if any(one.numbers(side) for one in found)]
    if len(sides) == 1 and all(one.side is not Side.ALL for one in found):
        other = Side.EVEN if sides[0] is Side.ODD else Side.ODD
        yield problem("M585", Street.file, Mark(_line(found[-1])), name=found[0].name, side=other.nb, known=Side.ALL.nb)


def _line(street: Street) -> int:
    return street.origin.mark().line


def _shown(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


# --- what notices name --------------------------------------------------------------


def notice_problems(notices: Iterable[Notice], streets: Sequence[Street]) -> Iterator[Problem]:
    """Yield a warning for each street that a notice names and the table does not have.

    A table of examples alone says nothing of which other streets there are, but a street of it may be misspelt.
    """
    known = {one.key for one in streets}
    alike = {slug_of(one.name): one.name for one in streets}
    is_of_samples = all(one.sample for one in streets)
    for notice in notices:
        for number, target in enumerate(notice.concerns):
            name = target.removeprefix(STREET).strip()
            if not target.startswith(STREET) or key_of(name) in known:
                continue
            close = difflib.get_close_matches(slug_of(name), alike, n=1, cutoff=0.75)
            if is_of_samples and not close:
                continue
            origin = notice.origin
            instead = {"instead": f"{STREET}{alike[close[0]]}"} if close else {}
            code = "M589" if close else "M590"
            yield problem(code, origin.path, origin.mark("concerns", number), name=name, file=Street.file, **instead)
