"""Vacant posts: they leave lists with the last day to apply."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import ClassVar

from site_builder.content_types.entry import field
from site_builder.content_types.gathering_values import PlaceOrName
from site_builder.content_types.house import Text
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType


class Job(Notice):
    """A vacant post."""

    kind: ClassVar[NoticeType] = NoticeType.JOB
    needs_a_time: ClassVar[bool] = True

    position: Text | None = field(
        "What kind of post it is, and how much of one.", nb="stilling", example="Fast, 80 prosent", default=None
    )
    workplace: PlaceOrName | None = field(
        "Where the work is: the id of a place, else its name, with a capital letter.",
        nb="arbeidssted",
        example="Lia skole",
        default=None,
    )

    @property
    def targets(self) -> tuple[str, ...]:
        return (*self.concerns, self.workplace) if isinstance(self.workplace, str) else self.concerns

    @cached_property
    def over_at(self) -> datetime | None:
        # Whenever the work begins or ends, after the last day to apply there is nothing to apply for.
        return self.deadline.end if self.deadline and not self.is_grave else super().over_at
