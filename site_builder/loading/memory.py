"""What files were found to hold, for those who read the same site again and again: a file that is as it was holds the
same, and the same is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from site_builder.content_types.entry import Sourced
from site_builder.loading.disk import Disk
from site_builder.loading.validation import Reading
from site_builder.problems import Problem

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Kept:
    made: Any
    problems: tuple[Problem, ...]
    unfit: tuple[Sourced, ...]


@dataclass(slots=True)
class Memory:
    """What was made of each file in the last load, and in this one."""

    disk: Disk = field(default_factory=Disk)
    _before: dict[Hashable, _Kept] = field(default_factory=dict)
    _now: dict[Hashable, _Kept] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin a load: what the last one did not need is forgotten."""
        self._before, self._now = self._now, {}

    def recall(self, key: Hashable, reading: Reading, make: Callable[[], Made]) -> Made:
        """Return what `make` makes, with its problems in `reading`; `key` names all that this depends on."""
        kept = self._before.get(key)
        if kept is None:
            problems, unfit = len(reading.problems), len(reading.unfit)
            made = make()
            kept = _Kept(made, tuple(reading.problems[problems:]), tuple(reading.unfit[unfit:]))
        else:
            reading.problems.extend(kept.problems)
            reading.unfit.extend(kept.unfit)
            made = kept.made
        self._now[key] = kept
        return made
