"""What staff write: one table of content types, and what follows from it. A new one is a module and its line here."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.content_types.calculators import Calculator
from site_builder.content_types.entry import Addressed, Entry, Sourced
from site_builder.content_types.hours import OpeningHours
from site_builder.content_types.life_event import LifeEvent
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_types import NOTICE_TYPES
from site_builder.content_types.page import Page
from site_builder.content_types.pictures import Picture
from site_builder.content_types.question import Question
from site_builder.content_types.records import Category, Contact, Link, Price, Record
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Home, Settings
from site_builder.content_types.streets import Street
from site_builder.content_types.unit import Unit
from site_builder.content_types.waivers import Waiver

ENTRY_TYPES: tuple[type[Entry], ...] = (Service, Unit, Notice, Question, Page, LifeEvent)
"""Markdown files, one folder each."""

RECORD_TYPES: tuple[type[Record], ...] = (Contact, OpeningHours, Link, Price, Calculator, Category, Picture, Waiver)
"""Data files of records by id."""

CONTENT_TYPES: tuple[type[Sourced], ...] = (Settings, Home, *RECORD_TYPES, *ENTRY_TYPES, Map, Street)

# What follows from the table. A place is no content type: it is read from the data of its map.

ADDRESSED_TYPES: tuple[type[Addressed] | type[Place], ...] = (
    *(kind for kind in CONTENT_TYPES if issubclass(kind, Addressed)),
    Place,
)
"""What staff may move, or call something else: old addresses lead to the new one."""

TRANSLATED_TYPES: tuple[type[Addressed], ...] = (*ENTRY_TYPES, Map)
"""What has a file of its own, and one beside it in each language that it is translated into."""

NAMED_TYPES: tuple[type[Record] | type[Addressed] | type[Place], ...] = (*RECORD_TYPES, *ADDRESSED_TYPES)
"""What references may name: all that there can be several of."""


def kept_in(kind: type[Sourced] | type[Place]) -> str:
    """Return the file, or the folder with a slash after it, that entries of a content type stand in."""
    return getattr(kind, "file", "") or f"{getattr(kind, 'folder', '')}/"


_KEPT_IN = {kind.word: kept_in(kind) for kind in NAMED_TYPES}


def where_names_stand(words: Iterable[str]) -> tuple[str, ...]:
    """Return the files and folders of what a reference may name, by the words of its content types, each once.

    They say more than what we call such things, and in every language.
    """
    return tuple(dict.fromkeys(_KEPT_IN[word] for word in words))


SHARED_SLUGS = frozenset(kind.word for kind in NAMED_TYPES if kind.shares_slugs)
"""Words of the content types whose slugs are unique together."""

__all__ = [
    "ADDRESSED_TYPES",
    "CONTENT_TYPES",
    "ENTRY_TYPES",
    "NAMED_TYPES",
    "NOTICE_TYPES",
    "RECORD_TYPES",
    "SHARED_SLUGS",
    "TRANSLATED_TYPES",
    "kept_in",
    "where_names_stand",
]
