"""What is wrong with the content, as a value, and a list of problems as people read it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from site_builder.identity_numbers import WRITTEN, hidden, masked

# Every other code is an error: nothing is written while one stands.
WARNINGS = frozenset(
    {"B640", "B641", "B642", "B643", "B644", "B645", "F105", "F109", "F139", "F148", "F168", "F171", "H603", "H604"}
    | {"F240", "F243", "F244", "F245", "F260", "F261", "S180", "S181", "S182"}
    | {"M507", "M514", "M540", "M547", "M550", "M584", "M585", "M586", "M589", "M590", "M594", "M595", "M620"}
    | {
        "M621",
        "M632",
        "M641",
        "M653",
        "M654",
        "M657",
        "M671",
        "M675",
        "K111",
        "K113",
        "N211",
        "N212",
        "N221",
        "N223",
        "N240",
        "N250",
        "N251",
        "N260",
        "N261",
        "P112",
        "P114",
        "P115",
        "P116",
        "P605",
        "P606",
        "P607",
        "P608",
        "P660",
        "P661",
        "N311",
        "N312",
        "N320",
        "N330",
        "N331",
        "N332",
        "N333",
        "N334",
        "N335",
        "N336",
        "N337",
        "N313",
        "N314",
        "Q105",
        "Q106",
        "X472",
        "X473",
        "V105",
        "V106",
        "V109",
        "V110",
    }
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a source file. Lines and columns count from 1; `end_column` is the first column after."""

    line: int
    column: int = 0
    end_column: int = 0


HIDDEN = frozenset({"P605", "P606", "P607"})
"""Codes of what may be private where it is marked: no excerpt shows it"""

WHOLE_FILE = Mark(0)

FENCE = "---"
"""The line above and below the fields of a Markdown file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one place. `values` fill the sentence of `code` in whichever language it is shown."""

    code: str
    path: str
    mark: Mark = WHOLE_FILE
    values: tuple[tuple[str, object], ...] = ()

    @property
    def is_error(self) -> bool:
        return self.code not in WARNINGS

    @property
    def essence(self) -> tuple[object, ...]:
        """What it is the same by when something else of the site has changed: not where it stands, nor lines to paste,
        whose ids are counted among those of other problems."""
        values = tuple((key, value) for key, value in self.values if not isinstance(value, LinesToPaste))
        return self.code, self.path, values


@dataclass(frozen=True, slots=True)
class FieldToPaste:
    """A value of a sentence: a line of fields to paste at the top of a file, with fences where the file has none."""

    line: str
    has_fences: bool


@dataclass(frozen=True, slots=True)
class LinesToPaste:
    """A value of a sentence: lines to paste as they are, with the indent they are to have."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value of a sentence: why the operating system refused, by its number (errno); None when it did not say."""

    errno: int | None


class Word(str):
    """A value of a sentence: a word of a choice, in bokmål; what is said in nynorsk has its own, `nn`."""

    nn: str

    def __new__(cls, nb: str, nn: str) -> Word:
        made = str.__new__(cls, nb)
        made.nn = nn
        return made


def problem(code: str, path: str, mark: Mark | None = None, **values: object) -> Problem:
    """Return a Problem; a missing mark means the whole file."""
    return Problem(code, path, mark or WHOLE_FILE, tuple(sorted(values.items())))


class Faults(ValueError):
    """Raised inside a reader to stop at a place where going on makes no sense; carries its problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(one.code for one in problems))
        self.problems = problems


class Wording(Protocol):
    """What a language must be able to say of problems; implemented by text.messages.Catalogue."""

    @property
    def language(self) -> str: ...
    @property
    def problems(self) -> Mapping[str, tuple[str, str]]: ...
    def message(self, problem: Problem) -> str: ...
    def hint(self, problem: Problem) -> str: ...
    def say(self, key: str, **values: object) -> str: ...


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order of place, each once."""
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda one: (one.path, one.mark.line, one.mark.column, one.code, str(one.values)),
        )
    )


MOST_OF_A_FILE = 200
"""So many problems of one file are told: whoever has more has something to correct before the rest is of use."""


def bounded(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return ordered problems without those of a file that are too many, and how many those are; errors go first."""
    by_path: dict[str, list[Problem]] = {}
    for one in problems:
        by_path.setdefault(one.path, []).append(one)
    kept: list[Problem] = []
    for path, found in by_path.items():
        kept += sorted(found, key=lambda one: not one.is_error)[:MOST_OF_A_FILE]
        if len(found) > MOST_OF_A_FILE:
            kept.append(problem("X473", path, n=len(found) - MOST_OF_A_FILE))
    return ordered(kept)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(one.is_error for one in problems)


def has_warnings(problems: Iterable[Problem], changed: Collection[str] | None = None) -> bool:
    """Return whether there is a warning; where `changed` says which files were changed, in one of them."""
    return any(not one.is_error and (changed is None or one.path in changed) for one in problems)


def foremost(problems: Iterable[Problem], changed: Collection[str] | None) -> tuple[Problem, ...]:
    """Return the problems with those of the files that were changed first; as they stand where nobody asked (None)."""
    return tuple(sorted(problems, key=lambda one: changed is not None and one.path not in changed))


def as_text(
    problems: Iterable[Problem],
    sources: Mapping[str, str],
    wording: Wording,
    changed: Collection[str] | None = None,
) -> str:
    """Return what a person reads: each problem with its lines, then how many there are.

    Where `changed` says which files were changed, those of them come first, and the others are set apart.
    """
    found = tuple(problems)
    # The marks were made by splitting on line feeds; other separators that Python knows must not shift them.
    lines = {path: shown_lines(path, sources.get(path, "")) for path in {one.path for one in found}}
    for one in found:
        hide(one, lines[one.path])
    if changed is None:
        blocks = [_block(one, lines[one.path], wording) for one in found]
        return "\n".join([*blocks, count(found, wording)]) + "\n" if found else ""
    parts = []
    for is_changed in (True, False):
        if some := [one for one in found if (one.path in changed) == is_changed]:
            blocks = [_block(one, lines[one.path], wording) for one in some]
            said = "problem.in_changed" if is_changed else "problem.elsewhere"
            parts.append("\n".join([*blocks, wording.say(said, count=count(some, wording))]) + "\n")
    return "\n".join(parts)


def shown_lines(path: str, source: str) -> list[str]:
    """Return the lines of a source with every identity number masked, also one that goes on on the next line."""
    return masked(source, is_folded=path.endswith(WRITTEN)).split("\n")


def hide(one: Problem, lines: list[str]) -> None:
    """Put an x for all but the beginning of what may be private where a problem is marked."""
    if one.code in HIDDEN and 0 < one.mark.line <= len(lines):
        line, start, end = lines[one.mark.line - 1], one.mark.column - 1, one.mark.end_column - 1
        lines[one.mark.line - 1] = f"{line[:start]}{hidden(line[start:end], 2)}{line[end:]}"


def count(problems: Iterable[Problem], wording: Wording) -> str:
    found = tuple(problems)
    errors = sum(one.is_error for one in found)
    warnings = len(found) - errors
    parts = [wording.say("problem.errors", n=errors)] if errors else []
    parts += [wording.say("problem.warnings", n=warnings)] if warnings else []
    return ", ".join(parts)


def _block(one: Problem, source: Sequence[str], wording: Wording) -> str:
    severity = wording.say("problem.error" if one.is_error else "problem.warning")
    lines = [f"{severity}[{one.code}] {place_of(one)}", f"  {wording.message(one)}"]
    lines += excerpt(one.mark, source)
    lines += [f"  {wording.hint(one)}", ""]
    return "\n".join(lines)


def path_of(one: Problem) -> str:
    """Return its file, as everybody may read it: a name may hold an identity number."""
    return masked(one.path)


def place_of(one: Problem) -> str:
    """Return the file, and the line and column where there are any."""
    place = printable(path_of(one))
    if one.mark.line:
        place += f":{one.mark.line}"
    if one.mark.column:
        place += f":{one.mark.column}"
    return place


def excerpt(mark: Mark, lines: Sequence[str]) -> list[str]:
    """Return the line that is marked, with the one above and what is marked of it; nothing of an empty one."""
    return [line.rstrip() for line in _excerpt(mark, lines)]


def _excerpt(mark: Mark, lines: Sequence[str]) -> list[str]:
    if not 0 < mark.line <= len(lines):
        return []
    if not mark.column and lines[mark.line - 1].strip() in ("", "---", "{"):
        return []
    width = max(5, len(str(mark.line)) + 2)
    shown = []
    if mark.line > 1 and lines[mark.line - 2].strip():
        shown.append(f"{mark.line - 1:>{width}} | {_clipped(lines[mark.line - 2])}")
    line, column, end = _around(lines[mark.line - 1], mark)
    shown.append(f"{mark.line:>{width}} | {line}")
    if column:
        shown.append(f"{'':>{width}} | {' ' * (column - 1)}{'^' * max(1, end - column)}")
    return shown


def _around(line: str, mark: Mark) -> tuple[str, int, int]:
    """Return a line as it is shown, with the columns that are marked in it: of a long one the part with the mark."""
    before = max(0, mark.column - _BEFORE_THE_MARK) if mark.column >= _WIDEST - _LEAST_OF_A_MARK else 0
    if len(line) <= _WIDEST or not before:
        return _clipped(line), mark.column, min(mark.end_column, _WIDEST, max(len(line), mark.column) + 1)
    # Only what is near: a number that is cut off there is no number any longer, and would not be masked.
    start = max(0, before - _LONGEST_MASKED)
    near = masked(line[start : mark.column + _LONGEST_MASKED])[before - start :]
    moved = before - 1
    text = "…" + printable(near if len(near) < _WIDEST else near[: _WIDEST - 2] + "…")
    return text, mark.column - moved, min(mark.end_column - moved, _WIDEST)


_WIDEST = 110
_BEFORE_THE_MARK = 40
_LEAST_OF_A_MARK = 10
"""So much of what is marked in a long line must be seen, and so much of the line before it is shown otherwise"""
_LONGEST_MASKED = 4 * _WIDEST


def _clipped(line: str) -> str:
    # A terminal must never obey what an author (or an attacker) wrote in a file.
    # Only as much of it as is shown: a line of megabytes may have a problem in every word.
    # A number that is cut off is no number any longer, and would not be masked.
    line = masked(line) if len(line) <= _LONGEST_MASKED else masked(line[:_LONGEST_MASKED])
    return printable(line) if len(line) <= _WIDEST else printable(line[: _WIDEST - 1]) + "…"


def printable(text: str) -> str:
    """Return the text with one visible character for each of its own; a no-break space is a space."""
    return "".join(one if one.isprintable() else _stand_in(one) for one in text)


def with_signs(text: str) -> str:
    """Return the text as `printable` does, but with a sign for each space that is no ordinary one."""
    return printable("".join("\N{OPEN BOX}" if _is_other_space(one) else one for one in text))


def _is_other_space(character: str) -> bool:
    return character != " " and unicodedata.category(character) == "Zs"


def _stand_in(character: str) -> str:
    if unicodedata.category(character) == "Zs":
        return " "
    return "\N{RIGHTWARDS ARROW}" if character == "\t" else "\N{REPLACEMENT CHARACTER}"


def below(folder: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems with their paths as they are from a folder above; `folder` is the way down from there."""
    return tuple(replace(one, path=f"{folder}/{one.path}") if folder else one for one in problems)
