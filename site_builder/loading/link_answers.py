"""What links to others answered when they were last asked: a file beside the state, and nothing is lost without it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

FORMAT = 1
FAILING_DAYS = 3
"""On how many days a link must have failed before it is told of"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address answered. `status` is that of HTTP, 0 where nothing came back."""

    status: int
    asked: date
    """The day, in Norway"""
    failed: tuple[date, ...] = ()
    """The first days, in a row of asking, on which it has not answered as it should; at most FAILING_DAYS"""

    @property
    def is_broken(self) -> bool:
        return len(self.failed) >= FAILING_DAYS


@dataclass(frozen=True, slots=True)
class Answers:
    by_address: Mapping[str, Answer] = field(default_factory=dict)


def answers_path(root: Path) -> Path:
    """Return where the answers of a site's links are kept."""
    return root / ".cache" / "site-builder" / "links.json"


def read_answers(root: Path) -> Answers:
    """Return what was kept, or nothing: what is damaged is asked anew."""
    try:
        data = json.loads(answers_path(root).read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            return Answers()
        return Answers({str(address): _answer(one) for address, one in data["links"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Answers()


def _answer(row: Mapping[str, Any]) -> Answer:
    failed = tuple(date.fromisoformat(one) for one in row["failed"])
    return Answer(int(row["status"]), date.fromisoformat(row["asked"]), failed)


def as_bytes(answers: Answers) -> bytes:
    """Return the file of the answers."""
    links = {
        address: {
            "status": one.status,
            "asked": one.asked.isoformat(),
            "failed": [day.isoformat() for day in one.failed],
        }
        for address, one in sorted(answers.by_address.items())
    }
    return (json.dumps({"format": FORMAT, "links": links}, ensure_ascii=False, indent=1) + "\n").encode()
