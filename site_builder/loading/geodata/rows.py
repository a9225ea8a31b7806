"""What every reader of places makes: rows, each with its fields as a document and its shape as written."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.content_types.entry import en_name, nb_name
from site_builder.content_types.maps import InlinePlace, Shape
from site_builder.problems import WHOLE_FILE, Mark, Problem, problem
from site_builder.source import Document, Loc, Value
from site_builder.text.characters import strange_in

MAP_BYTES = 10 * 1024 * 1024
MOST_FEATURES = 20_000

_ALIASES = InlinePlace.model_fields["aliases"]

OLD_ADDRESSES = frozenset((nb_name(_ALIASES), en_name("aliases", _ALIASES)))
"""The columns that may hold several values."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place as read, not yet judged: its fields as a document of its own, and its shape where it has one.

    The shape's numbers are (x, y) as written, in the coordinate system of the file.
    """

    document: Document
    shape: Shape | None = None
    system: int | None = None
    """EPSG code, where the shape itself says which coordinates it has"""
    compound: tuple[tuple[str, str], ...] = ()
    """(name, beginning of what is written) of fields that are lists or have fields of their own"""


@dataclass(frozen=True, slots=True)
class Read:
    """A file of places as read: the rows that could be, the names of all columns, and what was wrong."""

    rows: tuple[Row, ...]
    names: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    system: int | None = None
    """EPSG code, where the file itself says which coordinates it has"""
    system_mark: Mark = WHOLE_FILE
    """Where it says so"""
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    """Column of the file that is read as another field of a place, unless the map declares it"""
    quiet: frozenset[str] = frozenset()
    """Columns that every file of its format has, whether anybody wants them or not: left out in silence"""


def too_many(found: int, path: str) -> Problem | None:
    return problem("M517", path, found=found, limit=MOST_FEATURES) if found > MOST_FEATURES else None


def row_of(
    fields: Mapping[str, Value], shape: Shape, path: str, mark: Mark, compound: tuple[tuple[str, str], ...] = ()
) -> Row:
    """Return a row whose fields all have the same place."""
    marks: dict[Loc, Mark] = {(): mark} | {(key,): mark for key in fields}
    document = Document(path, dict(fields), marks, {loc: mark for loc in marks if loc})
    return Row(document, shape, compound=compound)


def escaped(fields: Mapping[str, object], path: str, mark: Mark) -> Iterator[Problem]:
    """Yield characters that an escape brought in and the file itself may not hold ("\\u202E", half a pair)."""
    strange = (one for text in itertools.chain(*fields.items()) for one in strange_in(str(text)))
    yield from dict.fromkeys(problem(one.code, path, mark, character=one.name) for one in strange)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
