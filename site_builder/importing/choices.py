"""A register's word as a map's column takes it: one of the choices, or what the column's type may hold."""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError

from site_builder.content_types.columns import Column, ColumnType

_WORD = re.compile(r"[^\W\d_]+|\d+")
_UNSAID = frozenset(
    {"trinn", "klasse", "år", "skole", "skoler", "barnehage", "barnehager"}
    | {"steg", "skule", "skular", "barnehagar", "year", "years", "school", "schools", "nursery", "nurseries"}
)
"""Words that only say what the column or the map is about: «1.–7. trinn» is «1–7», «Private skoler» is «Private»."""
_SINGULAR = {
    "private": "privat",
    "offentlige": "offentlig",
    "offentlege": "offentleg",
    "kommunale": "kommunal",
    "fylkeskommunale": "fylkeskommunal",
    "statlige": "statlig",
    "statlege": "statleg",
}


def fitted(text: str, column: Column | None) -> str | None:
    """Return a text as a column takes it; None where it does not. Columns that are not declared take any."""
    if column is None or not text:
        return text
    if column.type is ColumnType.CHOICE:
        return _chosen(text, column.choices)
    if column.type is ColumnType.LINK:
        # The id of an entry here, which no register knows.
        return None
    try:
        column.kept(text)
    except PydanticCustomError:
        return None
    return text


def _chosen(text: str, choices: tuple[str, ...]) -> str | None:
    exact = [one for one in choices if one.casefold() == text.casefold()]
    found = exact or [one for one in choices if _words(one) and _words(one) == _words(text)]
    return found[0] if len(found) == 1 else None


def _words(text: str) -> tuple[str, ...]:
    """Return what a choice comes down to, in whatever case, number and signs it is written."""
    words = _WORD.findall(text.casefold())
    return tuple(_SINGULAR.get(one, one) for one in words if one not in _UNSAID)
