"""What comes in from a feed or a calendar, before it is an entry of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from site_builder.content_types.notice_words import NoticeType
from site_builder.text.dates import When

BYTES = 5 * 1024 * 1024
"""The most that a feed or a calendar may be"""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One item of a feed, or one event of a calendar. All of it is plain text."""

    key: str
    """What its source knows it by, whatever becomes of it"""
    title: str
    text: tuple[str, ...] = ()
    """Paragraphs"""
    link: str = ""
    published: When | None = None
    updated: When | None = None
    starts: When | None = None
    ends: When | None = None
    place: str = ""
    repeats: str = ""
    """The rule, in words that the field of it takes"""
    off: tuple[tuple[date, bool], ...] = ()
    """Days that the rule has and it is not on; and whether people are to be told of them"""
    is_cancelled: bool = False
    day: date | None = None
    """Which of several times of one thing it is"""


@dataclass(frozen=True, slots=True)
class Batch:
    """All that a source has, as far as it is wanted."""

    kind: NoticeType
    title: str
    """What the source calls itself; may be empty"""
    entries: tuple[Incoming, ...]
    keys: frozenset[str] = frozenset()
    """Of all that it has, what is not wanted too"""
    nameless: int = 0
    """Without a title, or anything to know them by"""
    private: int = 0
    """Not for everybody, as their author has said"""
    unfit: tuple[str, ...] = ()
    """Titles of those that come round in a way, or are at times, that cannot be told"""
    expanded: frozenset[str] = frozenset()
    """Keys of what comes round, whose times are entries of their own"""
