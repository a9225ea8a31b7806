"""The types of notices: a model each, and the table of them."""

from __future__ import annotations

from typing import ClassVar

from site_builder.content_types.events import Event, Meeting
from site_builder.content_types.hearing import Hearing
from site_builder.content_types.job import Job
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, Severity


class Operations(Notice):
    """Something in daily operations: water, roads, snow, waste."""

    kind: ClassVar[NoticeType] = NoticeType.OPERATIONS
    usual_severity: ClassVar[Severity] = Severity.IMPORTANT


class Crisis(Notice):
    """Danger to life, health or supply."""

    kind: ClassVar[NoticeType] = NoticeType.CRISIS
    usual_severity: ClassVar[Severity] = Severity.CRISIS


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
