"""The types of notices: a model each, and the table of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar

from site_builder.content_types.entry import field
from site_builder.content_types.events import Event, Meeting
from site_builder.content_types.hearing import Hearing
from site_builder.content_types.house import Many, Text, When
from site_builder.content_types.job import Job
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, Severity
from site_builder.content_types.references import PlaceRef
from site_builder.problems import Problem


class Operations(Notice):
    """Something in daily operations: water, roads, snow, waste."""

    kind: ClassVar[NoticeType] = NoticeType.OPERATIONS
    usual_severity: ClassVar[Severity] = Severity.IMPORTANT


class Crisis(Notice):
    """Danger to life, health or supply."""

    kind: ClassVar[NoticeType] = NoticeType.CRISIS
    usual_severity: ClassVar[Severity] = Severity.CRISIS

    next_message: When | None = field(
        "When people will hear from you next.", nb="neste_melding", example="2026-02-17 16:00", default=None
    )
    meeting_points: Many[PlaceRef] = field("Places to go to, by id.", nb="møtesteder", example="lia-skole", default=())
    routes: Many[PlaceRef] = field(
        "Ways to get there: lines of a map, by id.", nb="ruter", example="rundtur", default=()
    )
    sms: Text | None = field(
        "The text message, when it is to be another than the title and the address.",
        nb="sms",
        example="Kok vannet i Lia. Mer på alt.kommune.example",
        default=None,
    )

    def faults(self) -> Iterator[Problem]:
        yield from super().faults()
        yield from self.if_before("N202", "next_message", "published")

    def changes(self, now: datetime) -> Iterable[datetime]:
        yield from super().changes(now)
        if self.next_message:
            yield self.next_message.end


class Deadline(Notice):
    """A last day to act."""

    kind: ClassVar[NoticeType] = NoticeType.DEADLINE
    needs_a_time: ClassVar[bool] = True


class Announcement(Notice):
    """What the law says must be announced."""

    kind: ClassVar[NoticeType] = NoticeType.ANNOUNCEMENT


class News(Notice):
    """News."""

    kind: ClassVar[NoticeType] = NoticeType.NEWS


class Business(Notice):
    """News for businesses."""

    kind: ClassVar[NoticeType] = NoticeType.BUSINESS


class Tip(Notice):
    """Advice, recommended reading."""

    kind: ClassVar[NoticeType] = NoticeType.TIP


class Story(Notice):
    """A good local story."""

    kind: ClassVar[NoticeType] = NoticeType.STORY


NOTICE_TYPES: dict[NoticeType, type[Notice]] = {
    model.kind: model
    for model in (
        Operations,
        Crisis,
        Event,
        Deadline,
        Meeting,
        Announcement,
        Hearing,
        Job,
        News,
        Business,
        Tip,
        Story,
    )
}
