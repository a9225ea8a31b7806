"""What a place in a map's own file says that is no field of a place: a column's value, or what could be one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from site_builder.content_types.entry import en_name, nb_name
from site_builder.content_types.maps import InlinePlace, Map
from site_builder.problems import LinesToPaste, Problem, problem
from site_builder.source import Document, Loc, Value

_CLOSE = 0.75
"""How alike a word must be to a field of a place to be that, misspelt; `eier` is not `navn`."""
_OWN = frozenset(name for key, info in InlinePlace.model_fields.items() for name in (nb_name(info), en_name(key, info)))
_PLAIN = re.compile(r"\w(?:[\w .,/()+%-]*[\w)%+])?")


def strange_field(document: Document, loc: Loc, spelling: str) -> tuple[Problem, ...] | None:
    """Return what is to be told of a key at `loc` in a map's file; None where it is a field of a place, misspelt."""
    *above, key = loc
    place, places = _at(document, tuple(above)), _at(document, tuple(above[:-1]))
    if not isinstance(place, dict) or not isinstance(places, list) or not isinstance(key, str):
        return None
    if key in _columns(document):
        return tuple(_misplaced(place, document, loc, spelling))
    if difflib.get_close_matches(key.strip().lower(), _OWN, n=1, cutoff=_CLOSE):
        return None
    number = above[-1]
    before = places[:number] if isinstance(number, int) else []
    has_been_told = any(isinstance(other, dict) and key in other for other in before)
    return () if has_been_told else (_unknown(place, document, loc, spelling),)


def _misplaced(place: Mapping[str, Value], document: Document, loc: Loc, spelling: str) -> Iterator[Problem]:
    """Yield a problem for the first of the columns that stand beside the values of a place, with all of them."""
    columns = _columns(document)
    keys = [one for one in place if one in columns and one not in _OWN]
    if loc[-1] == keys[0]:
        told = {"found": loc[-1], "values": _name(InlinePlace, "values", spelling)}
        lines = _values(place, keys, document, loc, spelling)
        yield problem("M655", document.path, document.keys.get(loc), **told, lines=lines)


def _unknown(place: Mapping[str, Value], document: Document, loc: Loc, spelling: str) -> Problem:
    key = str(loc[-1])
    names = ("felt", "navn") if spelling == "nb" else ("key", "label")
    label = key.replace("_", " ").capitalize()
    column = LinesToPaste((f"  - {names[0]}: {_written(key)}", f"    {names[1]}: {_written(label)}"))
    told = {"found": key, "columns": _name(Map, "columns", spelling), "column": column}
    lines = _values(place, [key], document, loc, spelling)
    return problem("M656", document.path, document.keys.get(loc), **told, lines=lines)


def _at(document: Document, loc: Loc) -> Value:
    found: Value = document.data
    for part in loc:
        if isinstance(found, dict) and isinstance(part, str):
            found = found.get(part)
        elif isinstance(found, list) and isinstance(part, int):
            found = found[part]
    return found


def _columns(document: Document) -> set[str]:
    """Return the keys of the columns that the map declares, in either spelling."""
    listed = document.data.get("kolonner") or document.data.get("columns")
    columns = listed if isinstance(listed, list) else []
    keys = (column.get("felt") or column.get("key") for column in columns if isinstance(column, dict))
    return {key for key in keys if isinstance(key, str)}


def _values(
    place: Mapping[str, Value], keys: Sequence[str], document: Document, loc: Loc, spelling: str
) -> LinesToPaste:
    """Return the lines of a place's values with those of some keys among them, as they are to stand."""
    word = _name(InlinePlace, "values", spelling)
    written = place.get(word)
    values = (written if isinstance(written, dict) else {}) | {key: place[key] for key in keys}
    mark = document.keys.get(loc)
    indent = " " * (mark.column - 1 if mark and mark.column else 4)
    return LinesToPaste(
        (f"{indent}{word}:", *(f"{indent}  {_written(key)}: {_written(values[key])}" for key in values))
    )


def _written(value: Value) -> str:
    """Return a value as YAML has it, in quotation marks where it may need them."""
    if isinstance(value, list):
        value = ", ".join(one for one in value if isinstance(one, str))
    text = value if isinstance(value, str) else ""
    if not text or _PLAIN.fullmatch(text):
        return text
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def _name(model: type[InlinePlace] | type[Map], key: str, spelling: str) -> str:
    info = model.model_fields[key]
    return nb_name(info) if spelling == "nb" else en_name(key, info)
