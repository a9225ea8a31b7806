"""A page: text that is neither a service nor dated, such as privacy and about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from site_builder.content_types.entry import Pictured, field
from site_builder.content_types.house import Text
from site_builder.problems import Problem


class Page(Pictured):
    """A page at the root of the site."""

    word: ClassVar[str] = "page"
    folder: ClassVar[str] = "content/pages"
    section: ClassVar[str] = ""

    title: Text = field("What it is called.", nb="tittel", example="Personvern", limit=120)
    summary: Text | None = field(
        "One sentence on what it holds.",
        nb="kort",
        example="Hva vi lagrer om deg: ingenting.",
        default=None,
        limit=200,
    )
    collects_for: Text | None = field(
        "Whom it collects for, in a word or two: below its text stands all that says it is `for` this page, and the "
        "home page leads to it.",
        nb="samler_for",
        example="Ny her",
        default=None,
        limit=80,
    )

    def faults(self) -> Iterator[Problem]:
        yield from super().faults()
        if self.slug in self.serves:
            yield self.fault("E114", "serves", self.serves.index(self.slug))
