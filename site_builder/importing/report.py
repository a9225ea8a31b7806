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
    is_removing: bool
    is_written: bool


def as_text(report: Report, words: Catalogue) -> str:
    """Return the difference, how many units are new, changed and gone, and which."""
    return "\n".join([*([report.difference] if report.difference else []), *_lines(report, words)]) + "\n"


def _lines(report: Report, words: Catalogue) -> Iterator[str]:
    merged = report.merged
    counts = {"new": len(merged.new), "changed": len(merged.changed), "gone": len(merged.gone)}
    yield words.say("import.count", **counts, same=merged.same)
    if merged.has_new_column:
        yield words.say("import.new_column")
    yield from _listed(words.say("import.new"), merged.new)
    yield from _listed(words.say("import.changed"), [f"{one.name}: {', '.join(one.columns)}" for one in merged.changed])
    yield from _listed(words.say("import.removed" if report.is_removing else "import.gone"), merged.gone)
    yield from _listed(words.say("import.own"), merged.own)
    yield from _listed(words.say("import.placeless"), merged.placeless)
    twins = [words.say("import.twin", name=one.name, number=one.number, other=one.other) for one in merged.twins]
    yield from _listed(words.say("import.twins"), twins)
    if report.elsewhere:
        yield words.say("import.elsewhere", n=report.elsewhere)
    if report.nameless:
        yield words.say("import.nameless", n=report.nameless)
    if not report.changed:
        yield words.say("import.as_it_is", file=report.data)


def _listed(heading: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield heading
        yield from (f"  {printable(name)}" for name in names)
