"""Where a line of fields was meant to begin, when it begins with a tab or one space off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from site_builder.problems import FENCE

_FIELD = re.compile(r"\s*(?P<signs>(?:-\s+)*)[^\W\d]\w*:(?:\s+(?P<value>\S.*)|\s*)")
_ITEM = re.compile(r"\s*-\s+\S")
_BLOCK = re.compile(r"[|>][-+\d]*\s*|#.*")
"""What says that a text stands on the lines below, or nothing but a remark"""


class _Kind(Enum):
    FIELD = auto()
    ITEM = auto()
    TEXT = auto()


def indent_of(line: str) -> str:
    """Return what a line begins with, before its first sign."""
    return line[: len(line) - len(line.lstrip())]


def _width(line: str) -> int:
    return len(indent_of(line))


def _behind(line: str) -> int:
    """Return where what an item holds begins: behind its sign."""
    match = re.match(r"\s*(?:-\s+)*", line)
    return match.end() if match else 0


def _kind(line: str) -> _Kind:
    if _ITEM.match(line):
        return _Kind.ITEM
    return _Kind.FIELD if _FIELD.fullmatch(line) else _Kind.TEXT


def without_tabs(lines: Sequence[str], number: int) -> tuple[str, ...]:
    """Return a line, and those in a row after it that begin with a tab, as they were most likely meant."""
    made, known = list(lines[:number]), dict[tuple[str, _Kind], int]()
    for line in lines[number:]:
        indent = indent_of(line)
        if "\t" not in indent:
            break
        text = line[len(indent) :].rstrip()
        # What begins alike is as deep: a field beside a field, an item beside an item.
        width = known.setdefault((indent, _kind(text)), _meant(made, text, len(indent.replace("\t", "  "))))
        made.append(f"{' ' * width}{text}" if text else "")
    return tuple(made[number:])


def _meant(above: Sequence[str], text: str, otherwise: int) -> int:
    """Return where a line begins by the lines above it; `otherwise` is two spaces for each tab."""
    before = next((one for one in reversed(above) if one.strip()), FENCE)
    kind = _kind(text)
    if before.strip() == FENCE:
        return otherwise if kind is _Kind.TEXT else 0
    if field := _FIELD.fullmatch(before):
        if _BLOCK.fullmatch(field["value"] or "|"):
            return _behind(before) + 2
        if kind is _Kind.FIELD:
            return _behind(before)
        return _nearest(above, _Kind.ITEM, _width(before), otherwise) if kind is _Kind.ITEM else otherwise
    if _kind(before) is _Kind.ITEM:
        if kind is _Kind.FIELD:
            return _nearest(above, _Kind.FIELD, _width(before) + 1, otherwise)
        return _width(before) if kind is _Kind.ITEM else otherwise
    return otherwise


def _nearest(above: Sequence[str], kind: _Kind, end: int, otherwise: int) -> int:
    """Return where the nearest line of a kind begins that begins before a column."""
    return next((_width(one) for one in reversed(above) if _kind(one) is kind and _width(one) < end), otherwise)


def one_space_off(lines: Sequence[str], number: int) -> str:
    """Return the line as it is meant, where it is one space from where a line above begins, and from no other."""
    line = lines[number]
    near, deepest = set[int](), None
    if _kind(line) is _Kind.TEXT:
        return ""
    for above in reversed([one for one in lines[:number] if one.strip()]):
        begins = _width(above)
        if deepest is not None and begins >= deepest:
            continue
        deepest = begins
        near |= {begins, _behind(above)}
    meant = [one for one in near if abs(one - _width(line)) == 1]
    return " " * meant[0] + line.strip() if len(meant) == 1 else ""
