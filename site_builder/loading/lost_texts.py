"""What an author wrote in a field for people to read, and they do not get as it was meant: a comment, or HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from site_builder.content_types.entry import metadata_of
from site_builder.content_types.house import DATES, House, line
from site_builder.model import Origin
from site_builder.problems import Problem, problem
from site_builder.rendering.html_codes import codes_in, without_codes
from site_builder.source import Comment, Loc
from site_builder.yaml_slips import quoted


def lost_to_readers(origin: Origin, field_at: Callable[[Loc], FieldInfo | None]) -> Iterator[Problem]:
    """Yield a problem for each comment behind a text for readers or a date, and for each such text with HTML in it."""
    document = origin.document
    for loc, mark in document.values.items():
        comment, value = document.comments.get(mark), _at(origin, loc)
        if comment is None and (not isinstance(value, str) or "<" not in value):
            continue
        info = field_at(loc)
        house = metadata_of(info, House) if info else None
        if house is None or not isinstance(value, str):
            continue
        if comment is not None and house.make in (line, *DATES):
            yield _commented(comment, house, origin.path)
        if house.make is line and (codes := codes_in(value)):
            instead = without_codes(value)
            yield problem("F245", origin.path, mark, field=origin.word(*loc), written=codes[0], instead=instead)


def _at(origin: Origin, loc: Loc) -> object:
    value: object = origin.document.data
    for part in loc:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _commented(comment: Comment, house: House, path: str) -> Problem:
    if house.make is line:
        fixed = comment.head + quoted(f"{comment.value} # {comment.said}")
        return problem("S180", path, comment.mark, fixed=fixed)
    together = f"{comment.value} {comment.said}"
    try:
        house.make(together)
    except PydanticCustomError:
        return problem("S182", path, comment.mark, value=comment.value)
    return problem("S181", path, comment.mark, fixed=comment.head + together)
