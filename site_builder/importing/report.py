"""What an import does, or has done, as a person is told it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.importing.merging import Merged
from site_builder.problems import printable
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Report:
    """What a person wants to know of an import."""

    difference: str
    """Unified, as Git shows it; what a terminal would obey is made visible"""
    data: str
    """The path of the data"""
    changed: tuple[str, ...]
    """The paths of the files that were not as they should be"""
    merged: Merged
    elsewhere: int
    """Units of other municipalities"""
    nameless: int
    """Units without a name or an organisation number"""
    headings: tuple[tuple[str, str], ...]
    """(field of ours, heading it was read from), where the file is of no register that is known"""
    unsourced: str
    """The path of a new map that does not say where its facts are from; empty where it does"""
    is_removing: bool
    is_written: bool


def as_text(report: Report, words: Catalogue) -> str:
    """Return the difference, how many units are new, changed and gone, and which."""
    return "\n".join([*([report.difference] if report.difference else []), *_lines(report, words)]) + "\n"


def _lines(report: Report, words: Catalogue) -> Iterator[str]:
    merged = report.merged
    yield from _listed(words.say("import.plain"), _read(report.headings, words))
    counts = {"new": len(merged.new), "changed": len(merged.changed), "gone": len(merged.gone)}
    yield words.say("import.count", **counts, same=merged.same)
    if merged.has_new_column:
        yield words.say("import.new_column")
    yield from _listed(words.say("import.new"), merged.new)
    yield from _listed(words.say("import.changed"), [f"{one.name}: {', '.join(one.columns)}" for one in merged.changed])
    yield from _listed(words.say("import.removed" if report.is_removing else "import.gone"), merged.gone)
    yield from _listed(words.say("import.own"), merged.own)
    unfit = [f"{one.name}: {one.column} («{one.text}»)" for one in merged.unfit]
    yield from _listed(words.say("import.unfit"), unfit)
    empty = [f"{one.column}: {', '.join(one.names)}" for one in merged.empty]
    yield from _listed(words.say("import.empty", file=report.data), empty)
    yield from _listed(words.say("import.placeless"), merged.placeless)
    twins = [words.say("import.twin", name=one.name, number=one.number, other=one.other) for one in merged.twins]
    yield from _listed(words.say("import.twins"), twins)
    if report.elsewhere:
        yield words.say("import.elsewhere", n=report.elsewhere)
    if report.nameless:
        yield words.say("import.nameless", n=report.nameless)
    if report.unsourced:
        yield words.say("import.unsourced", file=report.unsourced)
    if not report.changed:
        yield words.say("import.as_it_is", file=report.data)


_TOLD = {
    "name": ("name",),
    "number": ("number",),
    "municipality": ("municipality",),
    "address": ("street", "postcode", "town"),
    "position": ("lat", "lon"),
    "owner": ("owner",),
    "grades": ("first", "last"),
    "ages": ("ages", "youngest", "oldest"),
    "hours": ("opens", "closes"),
}
"""What a person calls what a file is read for, by word of the catalogue."""


def _read(headings: Sequence[tuple[str, str]], words: Catalogue) -> list[str]:
    read = dict(headings)
    found = {word: [read[one] for one in fields if one in read] for word, fields in _TOLD.items()}
    return [f"{words.say(f'import.label_{word}')}: {', '.join(names)}" for word, names in found.items() if names]


def _listed(heading: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield heading
        yield from (f"  {printable(name)}" for name in names)
