"""What a finding is: something in a source that somebody should look at, and who."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from site_builder.content_types.entry import Publication, Sourced
from site_builder.content_types.notice import Notice
from site_builder.identity_numbers import masked
from site_builder.loading.link_answers import Answers
from site_builder.model import Site
from site_builder.outputs import people
from site_builder.overview import PUBLICATIONS
from site_builder.problems import Problem
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to look at. `said` is the word key of its sentence, `values` fill it."""

    path: str
    title: str
    owner: str
    said: str = ""
    line: int = 0
    """0 where it is about the file as a whole"""
    values: tuple[tuple[str, object], ...] = ()
    problem: Problem | None = None
    """What a check says of it, where one does: its own words"""

    def sentence(self, words: Catalogue) -> str:
        """Return what there is to look at."""
        if self.problem is not None:
            return words.message(self.problem)
        return words.say(f"health.said.{self.said}", **dict(self.values))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is made for. `now` is aware; `months` is how long a confirmation holds; `warnings` are what the
    content was warned of when it was read; `answers` are what links to others answered when they were last asked;
    `changed` is when each source was last sent in, as far as Git tells."""

    now: datetime
    months: int = 12
    warnings: tuple[Problem, ...] = ()
    answers: Answers = field(default_factory=Answers)
    changed: Mapping[str, datetime] = field(default_factory=dict)


def about(site: Site, one: Sourced, said: str, line: int = 0, **values: object) -> Found:
    """Return a finding about an entry or a record."""
    # Of a variant, its own file is the one to mend.
    return Found(one.origin.path, title_of(one), owner_of(site, one), said, line, tuple(values.items()))


def of_problem(site: Site, problem: Problem, entries: dict[str, Sourced]) -> Found:
    """Return a finding that a check has, about whatever stands in the file. `entries` are those of the site by path."""
    entry = entries.get(problem.path)
    # A data file holds many: which one it is, the sentence says.
    is_alone = isinstance(entry, Publication)
    title = title_of(entry) if entry and is_alone else problem.path
    owner = owner_of(site, entry) if entry and is_alone else people.front_desk(site).name
    return Found(problem.path, title, owner, line=problem.mark.line, problem=problem)


def title_of(one: Sourced) -> str:
    """Return what an entry or a record is called, as messages show it; its id where it has no name."""
    return masked(str(getattr(one, "title", "") or getattr(one, "name", "") or one.slug))


def owner_of(site: Site, one: Sourced) -> str:
    """Return who is responsible; the front desk for what nobody is said to be."""
    found = people.owner_of(site, one) if isinstance(one, Publication) else None
    return (found or people.front_desk(site)).name


def publications(site: Site) -> Iterator[Publication]:
    """Yield what is published, by type and path."""
    for kind in PUBLICATIONS:
        yield from site.of(kind)


def in_use(site: Site) -> Iterator[Publication]:
    """Yield what is published, without notices that are over: nobody mends the archive."""
    return (one for one in publications(site) if not isinstance(one, Notice) or one.is_of_use(site.moment))
