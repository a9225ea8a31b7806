"""The file that is fetched from a register, JSON or CSV: which register it is of, and its units."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from site_builder.importing.registers import PLAIN, REGISTERS, Register
from site_builder.importing.units import Flat, Unit, is_in_use, unit_of
from site_builder.problems import WHOLE_FILE, Faults, Mark, Problem, problem
from site_builder.text.messages import Catalogue
from site_builder.text.slugs import slug_of


@dataclass(frozen=True, slots=True)
class Extract:
    """What a file has: its register, the units in use, and how many could not be told apart."""

    register: Register
    units: tuple[Unit, ...]
    nameless: int = 0
    headings: tuple[tuple[str, str], ...] = ()
    """(field of ours, heading it was read from), where the file is read by its headings alone"""


def read_extract(text: str, path: str, words: Catalogue) -> Extract:
    """Return the units of an extract, each once, in the words of the site's language. Raises Faults."""
    is_json = text.lstrip()[:1] in ("{", "[")
    table = [] if is_json else _table(text, path)
    found = list(_from_json(text, path) if is_json else _from_table(table))
    keys = {_folded(name) for name in table[0]} if table else {key for flat in found for key in flat}
    register = next((one for one in (*REGISTERS, *PLAIN) if all(keys.intersection(group) for group in one.signs)), None)
    if register is None:
        raise Faults(_unknown(keys, path, Mark(1) if table else WHOLE_FILE))
    units: dict[str, Unit] = {}
    nameless = 0
    for flat in found:
        if not is_in_use(flat, register):
            continue
        unit = unit_of(flat, register, path, words)
        if unit is None:
            nameless += 1
        else:
            units.setdefault(unit.number, unit)
    headings = tuple(_headings(keys, register, table)) if register in PLAIN else ()
    said = {what for unit in units.values() for what, _ in unit.values}
    shown = tuple(one for one in register.columns if one in said)
    return Extract(replace(register, columns=shown), tuple(units.values()), nameless, headings)


def _unknown(keys: Set[str], path: str, mark: Mark) -> Problem:
    """Return what to say of a file of no register: which headings a table lacks, where it has some of them."""
    lacking = [name for name, *_ in (one for one in PLAIN[-1].signs if not keys & set(one))]
    if mark == WHOLE_FILE or len(lacking) == len(PLAIN[-1].signs):
        return problem("I902", path, names=tuple(one.name for one in REGISTERS))
    return problem("I914", path, mark, names=tuple(lacking))


def _headings(keys: Set[str], register: Register, table: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    written = {_folded(name): name.strip() for name in table[0]} if table else {}
    for ours, theirs in register.fields.items():
        key = next((one for one in theirs if one in keys), None)
        if key is not None:
            yield ours, written.get(key, key)


# --- the file ------------------------------------------------------------------

_LISTS = ("EnhetListe", "Enheter", "features")
"""Where registers keep their units, when the file is not itself a list: NSR and NBR (v4, v3), and GeoJSON."""
_DEEPEST = 8
_NOT_BLANK = re.compile(r"[^ \t\n]")


def _from_json(text: str, path: str) -> Iterator[Flat]:
    try:
        values = list(_values(text))
    except json.JSONDecodeError as fault:
        raise Faults(problem("I901", path, Mark(fault.lineno, fault.colno, fault.colno + 1))) from None
    except (RecursionError, ValueError):
        raise Faults(problem("I901", path, Mark(1))) from None
    for one in itertools.chain.from_iterable(map(_listed, values)):
        if not isinstance(one, dict):
            continue
        properties = one.get("properties")
        unit = properties | {"geometry": one.get("geometry")} if isinstance(properties, dict) else one
        yield dict(_flattened(unit, "", 0))


def _values(text: str) -> Iterator[object]:
    """Yield one value after another: a unit to a file becomes one file when they are put together."""
    decoder, at = json.JSONDecoder(), 0
    while match := _NOT_BLANK.search(text, at):
        value, at = decoder.raw_decode(text, match.start())
        yield value


def _listed(value: object) -> Sequence[object]:
    if isinstance(value, dict):
        return next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [value])
    return value if isinstance(value, list) else []


def _flattened(value: object, key: str, depth: int) -> Iterator[tuple[str, str]]:
    inside: Sequence[tuple[str, object]] = ()
    if isinstance(value, dict):
        inside = [(str(name), one) for name, one in value.items()]
    elif isinstance(value, list):
        # A pair of coordinates has two; of longer lists (what a unit is related to) nothing is wanted.
        inside = [(str(number), one) for number, one in enumerate(value[:3])]
    if inside and depth < _DEEPEST:
        for name, one in inside:
            yield from _flattened(one, key + _folded(name), depth + 1)
    elif isinstance(value, bool):
        yield key, "ja" if value else "nei"
    else:
        yield key, str(value) if isinstance(value, str | int | float) else ""


def _table(text: str, path: str) -> list[list[str]]:
    """Return the rows of a table, the headings first."""
    header = next((line for line in text.split("\n") if line.strip() and not _is_setting(line)), "")
    delimiter = next((one for one in ";\t" if one in header), ",")
    table = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        return [row for row in table if any(cell.strip() for cell in row) and not _is_setting(row[0])]
    except csv.Error:
        raise Faults(problem("I901", path, Mark(table.line_num))) from None


def _is_setting(written: str) -> bool:
    """Return whether it is Excel's own line about the delimiter, `sep=;`."""
    return written.strip().lower().startswith("sep=")


def _from_table(table: Sequence[Sequence[str]]) -> Iterator[Flat]:
    names = [_folded(name) for name in table[0]] if table else []
    for row in table[1:]:
        yield dict(zip(names, (cell.strip() for cell in row), strict=False))


def _folded(name: str) -> str:
    return slug_of(name).replace("-", "")
