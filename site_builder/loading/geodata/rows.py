"""What every reader of places makes: rows, each with its fields as a document and its shape as written."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.content_types.entry import en_name, nb_name
from site_builder.content_types.maps import InlinePlace, Shape
from site_builder.problems import Mark, Problem, problem
from site_builder.source import Document, Loc, Value
from site_builder.text.characters import strange_in

MAP_BYTES = 10 * 1024 * 1024
MOST_FEATURES = 20_000

WKT = "wkt"
"""The column of a table that holds shapes."""

_FIELDS = InlinePlace.model_fields

KNOWN = frozenset(
    name for key, info in _FIELDS.items() if key != "values" for name in (nb_name(info), en_name(key, info))
) | {WKT}
"""The columns a data file may have besides those the map declares."""

OLD_ADDRESSES = frozenset((nb_name(_FIELDS["aliases"]), en_name("aliases", _FIELDS["aliases"])))
"""The columns that may hold several values."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place as read, not yet judged: its fields as a document of its own, and its shape where it has one.

    The shape's numbers are (x, y) as written, in the coordinate system of the file.
    """

    document: Document
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A file of places as read: the rows that could be, the names of all columns, and what was wrong."""

    rows: tuple[Row, ...]
    names: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    system: int | None = None
    """EPSG code, where the file itself says which coordinates it has"""


def too_many(found: int, path: str) -> Problem | None:
    return problem("M517", path, found=found, limit=MOST_FEATURES) if found > MOST_FEATURES else None


def row_of(fields: Mapping[str, Value], shape: Shape, path: str, mark: Mark) -> Row:
    """Return a row whose fields all have the same place."""
    marks: dict[Loc, Mark] = {(): mark} | {(key,): mark for key in fields}
    return Row(Document(path, dict(fields), marks, {loc: mark for loc in marks if loc}), shape)


def escaped(fields: Mapping[str, object], path: str, mark: Mark) -> Iterator[Problem]:
    """Yield characters that an escape brought in and the file itself may not hold ("\\u202E", half a pair)."""
    strange = (one for text in itertools.chain(*fields.items()) for one in strange_in(str(text)))
    yield from dict.fromkeys(problem(one.code, path, mark, character=one.name) for one in strange)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
