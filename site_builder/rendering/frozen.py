"""A text of a view that is equal only for equal views: what digests are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any


def frozen(value: object) -> str:
    """Return the text. Raises TypeError for what is not a frozen plain value: no view may hold such a thing."""
    # mypy takes a class for unhashable when it knows its instances only as objects.
    return _writer(type(value))(value)  # type: ignore[arg-type]


@cache
def _writer(kind: type[Any]) -> Callable[[Any], str]:
    """Return how values of one type are written; looked up once a type, since a site has many thousand values."""
    if kind is tuple:
        return lambda value: f"({','.join(map(frozen, value))})"
    if issubclass(kind, Enum):
        return lambda value: f"{kind.__name__}.{value.name}"
    if kind is type(None) or issubclass(kind, str | int | float | bool | bytes | datetime):
        return lambda value: f"{kind.__name__}:{value!r}"
    if is_dataclass(kind) and kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        # What two values are not compared by does not make them others.
        names = tuple(one.name for one in fields(kind) if one.compare)
        return lambda value: f"{kind.__name__}({','.join(frozen(getattr(value, name)) for name in names)})"
    raise TypeError(f"{kind.__name__} may not stand in a view")
