"""Of lists in which something is wrong, the items that are right: what they point at can be judged all the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from site_builder.content_types.entry import Model, metadata_of, parts_of
from site_builder.content_types.references import Ref
from site_builder.model import Origin
from site_builder.source import Loc, Value


def kept_items(
    model: type[Model], origin: Origin, failed: Iterable[str], wrong: Sequence[Loc]
) -> dict[str, Sequence[int]]:
    """Return the numbers of the items that are right, by the name of their field, where they point at something.

    `failed` are fields with errors, `wrong` the places of those.
    """
    found: dict[str, Sequence[int]] = {}
    for name in sorted(failed):
        value = origin.document.data.get(name)
        out = {loc[1:2] for loc in wrong if loc[:1] == (name,)}
        if isinstance(value, list) and () not in out and _points_at_something(model, name):
            found[name] = [number for number in range(len(value)) if (number,) not in out]
    return {name: numbers for name, numbers in found.items() if numbers}


def _points_at_something(model: type[Model], name: str) -> bool:
    info = model.model_fields.get(name)
    part = parts_of(info.annotation) if info else None
    fields = [info, *(part.model_fields.values() if part else ())]
    return any(one is not None and metadata_of(one, Ref) for one in fields)


def values_of(origin: Origin, kept: Mapping[str, Sequence[int]]) -> dict[str, Value]:
    """Return the items that are kept, by the name of their field."""
    found: dict[str, Value] = {}
    for name, numbers in kept.items():
        value = origin.document.data[name]
        assert isinstance(value, list), "only items of lists are kept"
        found[name] = [value[number] for number in numbers]
    return found


def renumbered(origin: Origin, kept: Mapping[str, Sequence[int]]) -> Origin:
    """Return the origin with the items that are kept, and their words and marks, each at its new number."""
    document = origin.document
    values, keys = _renumbered(document.values, kept), _renumbered(document.keys, kept)
    data = {**document.data, **values_of(origin, kept)}
    words = _renumbered(origin.words, kept)
    return replace(origin, document=replace(document, data=data, values=values, keys=keys), words=words)


Known = TypeVar("Known")


def _renumbered(of: Mapping[Loc, Known], kept: Mapping[str, Sequence[int]]) -> dict[Loc, Known]:
    """Return what is known of each place in a document, without the items that are not kept."""
    found: dict[Loc, Known] = {}
    now = {name: {number: at for at, number in enumerate(numbers)} for name, numbers in kept.items()}
    for loc, known in of.items():
        numbers = now.get(str(loc[0])) if len(loc) > 1 else None
        if numbers is None:
            found[loc] = known
        elif (number := numbers.get(int(loc[1]))) is not None:
            found[(loc[0], number, *loc[2:])] = known
    return found
