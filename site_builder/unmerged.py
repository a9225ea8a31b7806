"""Conflicts that Git left in a text: two versions it could not put together, and the lines it marked them with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.problems import Mark, Problem, problem

# gitglossary and git-merge, «How conflicts are presented»: seven signs at the beginning of a line.
_BEGINS, _BASE, _DIVIDES, _ENDS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)
_CODES = {(_BEGINS, _DIVIDES, _ENDS): "S140", (_BEGINS, _BASE, _DIVIDES, _ENDS): "S141"}


def conflicts(text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each conflict, also one that somebody has begun to mend.

    A row of equal signs alone is a line under a title (CommonMark 0.31, 4.3).
    """
    if _BEGINS not in text and _ENDS not in text:
        return
    lines = text.split("\n")
    found: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        sign = _sign(line)
        if sign == _BEGINS and found:
            yield from _conflict(found, lines, path)
            found = []
        # What begins with seven signs of a quote is one, unless there is something to end.
        is_part = sign in (_BEGINS, _DIVIDES) or bool(found)
        if sign and is_part:
            found.append((number, sign))
        if sign == _ENDS:
            yield from _conflict(found, lines, path)
            found = []
    yield from _conflict(found, lines, path)


def without_signs(text: str) -> str:
    """Return the text with all that the versions hold, and none of the lines they are marked with."""
    if not any(conflicts(text, "")):
        return text
    return "\n".join(line for line in text.split("\n") if not _sign(line))


def _sign(line: str) -> str:
    sign = line[:7]
    if sign == _DIVIDES:
        return sign if line.rstrip() == sign else ""
    is_mark = sign in (_BEGINS, _BASE, _ENDS) and line[7:8] in ("", " ", "\t")
    return sign if is_mark else ""


def _conflict(found: Sequence[tuple[int, str]], lines: Sequence[str], path: str) -> Iterator[Problem]:
    signs = tuple(sign for _, sign in found)
    if not {_BEGINS, _ENDS} & set(signs):
        return
    first = found[0][0]
    numbers = tuple(number for number, _ in found)
    mark = Mark(first, 1, len(lines[first - 1]) + 1)
    yield problem(_CODES.get(signs, "S142"), path, mark, lines=numbers)
