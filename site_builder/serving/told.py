"""Problems as the preview shows them: in the words of the terminal, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from site_builder.problems import Problem, as_text, count
from site_builder.text.messages import catalogue


@dataclass(frozen=True, slots=True)
class Told:
    """One problem, as a person reads it. Nothing but texts and numbers: it comes from another process."""

    path: str
    line: int
    is_error: bool
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is wrong, errors first in the order of the sources, and how much it is."""

    found: tuple[Told, ...] = ()
    count: str = ""
    language: str = "nb"

    @property
    def stops(self) -> bool:
        """Whether nothing would be published."""
        return any(one.is_error for one in self.found)

    @property
    def text(self) -> str:
        """All of it as the terminal has it."""
        return "\n\n".join([*(one.text for one in self.found), self.count]) + "\n" if self.found else ""


def findings_of(problems: Iterable[Problem], sources: Mapping[str, str], language: str) -> Findings:
    problems, words = tuple(problems), catalogue(language)
    # What is said of one ends in an empty line and how many there are.
    told = (
        Told(one.path, one.mark.line, one.is_error, as_text((one,), sources, words).rpartition("\n\n")[0])
        for one in sorted(problems, key=lambda one: not one.is_error)
    )
    return Findings(tuple(told), count(problems, words), language)


def editing(path: str, line: int = 0) -> str:
    """Return the address that opens a file of this machine, by its whole path, in Visual Studio Code."""
    place = quote(path.replace("\\", "/").lstrip("/"), safe="/:")
    return f"vscode://file/{place}" + (f":{line}" if line else "")
