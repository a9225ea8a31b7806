"""A question that people ask: one answer, written once, shown wherever it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar

from site_builder.content_types.entry import Entry, field
from site_builder.content_types.house import Count, Many, Text, When
from site_builder.content_types.references import ContactRef, SubjectRef
from site_builder.problems import Mark, Problem, problem
from site_builder.text import dates, holidays

WORKING_DAYS = 2
"""How soon people get an answer, where its author says nothing else"""


class Question(Entry):
    """What one person asks, more people wonder about."""

    word: ClassVar[str] = "question"
    folder: ClassVar[str] = "content/questions"
    section: ClassVar[str] = "questions"

    title: Text = field("The question, as people ask it.", nb="tittel", example="Hva koster SFO?", limit=120)
    concerns: Many[SubjectRef] = field(
        "Services, service areas, places or maps it belongs to: it stands on their pages too.",
        nb="gjelder",
        example="sfo",
        default=(),
    )
    answered_by: ContactRef | None = field(
        "Who has answered: a role, unit or other body, by id from contacts.yaml; when left out, the page names the "
        "sources, or whom to ask.",
        nb="svart_av",
        example="servicetorget",
        default=None,
    )
    answered: When | None = field("When it was answered.", nb="svart", example="2026-02-12", default=None)
    answer_by: When | None = field(
        "When there will be an answer, while there is none; two working days after it was published when left out.",
        nb="svar_innen",
        example="2026-02-19",
        default=None,
    )
    synonyms: Many[Text] = field("Words people search for.", nb="søkeord", example="pris på SFO", default=())
    asked: Count | None = field(
        "How often it has been asked. Never published: it decides what stands first, and what is listed as asked for.",
        nb="spurt",
        example="12",
        default=None,
    )

    @property
    def is_answered(self) -> bool:
        return bool(self.origin.document.body.strip())

    @property
    def due(self) -> dates.When | None:
        """When there is to be an answer; None where there is one, or where nobody can tell."""
        if self.is_answered:
            return None
        if self.answer_by or not (self.published and self.published.is_exact):
            return self.answer_by
        last = holidays.working_day_after(self.published.local.date(), WORKING_DAYS)
        return dates.When(dates.midnight(last), dates.Precision.DAY)

    def is_late(self, moment: datetime) -> bool:
        """Return whether there should have been an answer before `moment` (UTC)."""
        return self.due is not None and self.due.end <= moment

    def changes(self, now: datetime) -> Iterable[datetime]:
        yield from super().changes(now)
        if self.due:
            yield self.due.end
        if self.answered:
            yield self.answered.start

    def faults(self) -> Iterator[Problem]:
        yield from super().faults()
        yield from self.if_long_ago("answered")
        yield from self.if_before("Q103", "answer_by", "published")
        if self.is_answered:
            return
        if self.answered:
            yield self.fault("Q102", "answered", answer_by=self.name_of("answer_by"))
        elif self.due is None and self.is_clear("answer_by", "published"):
            names = {name: self.name_of(name) for name in ("answer_by", "published")}
            yield problem("Q104", self.origin.path, Mark(self.origin.document.body_line), **names)
