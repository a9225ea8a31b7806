"""Hearings: what can still change, how to have a say, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from site_builder.content_types.entry import field
from site_builder.content_types.house import Many, Text
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType


class Hearing(Notice):
    """A plan that people can have a say in."""

    kind: ClassVar[NoticeType] = NoticeType.HEARING
    needs_a_time: ClassVar[bool] = True

    can_change: Text | None = field(
        "What can still become otherwise, and what is decided.",
        nb="kan_endres",
        example="Hvor skiltene står. At de kommer, er bestemt.",
        default=None,
    )
    respond: Many[Text] = field(
        "How people say what they mean, step by step.",
        nb="slik_svarer_du",
        example="Skriv til servicetorget, og merk brevet «skilt».",
        default=(),
    )
    outcome: Text | None = field(
        "What came of it, once that is known.",
        nb="hva_skjedde",
        example="Kommunestyret vedtok planen 12. mai. To skilt er flyttet etter innspill.",
        default=None,
    )
