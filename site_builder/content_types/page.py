"""A page: text that is neither a service nor dated, such as privacy and about."""

from __future__ import annotations

from typing import ClassVar

from site_builder.content_types.entry import Pictured, field
from site_builder.content_types.house import Text


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
