"""What staff write: one table of content types. A new one is a module, its line here, and a template."""

from __future__ import annotations

from site_builder.content_types.entry import Entry, Sourced
from site_builder.content_types.maps import Map
from site_builder.content_types.notice import NOTICE_TYPES, Notice
from site_builder.content_types.page import Page
from site_builder.content_types.records import Category, Contact, Link, OpeningHours, Price, Record
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Home, Settings
from site_builder.content_types.streets import Street

ENTRY_TYPES: tuple[type[Entry], ...] = (Service, Notice, Page)
"""Markdown files, one folder each."""

RECORD_TYPES: tuple[type[Record], ...] = (Contact, OpeningHours, Link, Price, Category)
"""Data files of records by id."""

CONTENT_TYPES: tuple[type[Sourced], ...] = (Settings, Home, *RECORD_TYPES, *ENTRY_TYPES, Map, Street)

__all__ = ["CONTENT_TYPES", "ENTRY_TYPES", "NOTICE_TYPES", "RECORD_TYPES"]
