"""What an import of a feed or a calendar does, or has done, as a person is told it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.problems import printable
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Report:
    """What a person wants to know of an import. Each entry is told of as `path: title`."""

    difference: str
    """Unified, as Git shows it"""
    files: tuple[str, ...]
    """The paths of what is to be written"""
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """As they were imported, and now another there"""
    off: tuple[str, ...] = ()
    """Called off where they come from"""
    gone: tuple[str, ...] = ()
    """Ahead, and no longer in their calendar: taken for called off"""
    edited: tuple[str, ...] = ()
    """Changed by a person, and since then where they come from: left alone"""
    otherwise: tuple[str, ...] = ()
    """In their calendar in another way now, as one time or as a rule: left alone"""
    unfit: tuple[str, ...] = ()
    """Titles of what cannot be told of"""
    same: int = 0
    old: int = 0
    nameless: int = 0
    private: int = 0
    is_written: bool = False


def as_text(report: Report, words: Catalogue) -> str:
    """Return the difference, how many entries are new, changed and called off, and which."""
    return "\n".join([*([report.difference] if report.difference else []), *_lines(report, words)]) + "\n"


def _lines(report: Report, words: Catalogue) -> Iterator[str]:
    counts = {"new": len(report.new), "changed": len(report.changed), "off": len(report.off) + len(report.gone)}
    yield words.say("import.entry_count", **counts, same=report.same)
    for heading, names in (
        ("drafts", report.new),
        ("changed", report.changed),
        ("called_off", report.off),
        ("no_longer_there", report.gone),
        ("edited", report.edited),
        ("otherwise", report.otherwise),
        ("untold", report.unfit),
    ):
        yield from _listed(words.say(f"import.entries_{heading}"), names)
    for what, number in (("old", report.old), ("keyless", report.nameless), ("not_public", report.private)):
        if number:
            yield words.say(f"import.left_{what}", n=number)
    if not report.files:
        yield words.say("import.nothing_new")


def _listed(heading: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield heading
        yield from (f"  {printable(name)}" for name in names)
