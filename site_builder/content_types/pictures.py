"""Pictures, each described once: what it shows, whose it is, and how long it may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar

from site_builder.content_types.entry import field
from site_builder.content_types.house import PictureName, Text, When, YesNo
from site_builder.content_types.records import Record
from site_builder.problems import Problem
from site_builder.text.slugs import folded


class Picture(Record):
    """A picture in content/images/. It leaves every page when the consent to show it ends."""

    word: ClassVar[str] = "picture"
    file: ClassVar[str] = "content/images.yaml"
    folder: ClassVar[str] = "content/images"

    filename: PictureName = field("The file in content/images/.", nb="fil", en="file", example="skolegard.jpg")
    alt: Text = field(
        "What it shows, for those who do not see it.",
        nb="alt",
        example="To barn klatrer i et stativ av tau.",
        limit=250,
    )
    caption: Text | None = field(
        "What stands below it.", nb="bildetekst", example="Det nye klatrestativet ved skolen.", default=None, limit=250
    )
    credit: Text = field(
        "Who took it; of what is no photograph, what it is and a colon first: `Tegning: Eksempel skole`.",
        nb="foto",
        example="Eksempel kommune",
        limit=120,
    )
    children: YesNo = field(
        "Whether children can be recognised in it: then there must be an end to the consent.",
        nb="barn",
        example="ja",
        default=False,
    )
    consent_until: When | None = field(
        "The last day it may be shown, where somebody has consented to it.",
        nb="samtykke_til",
        example="2027-06-30",
        default=None,
    )

    def faults(self) -> Iterator[Problem]:
        if self.children and self.consent_until is None and self.is_clear("consent_until", "children"):
            yield self.fault("P110", "children", consent=self._name_of("consent_until"))
        if self.is_clear("alt", "filename") and folded(self.alt) in (folded(self.filename), folded(self._stem)):
            yield self.fault("P111", "alt", text=self.alt)

    @property
    def _stem(self) -> str:
        return self.filename.rpartition(".")[0]

    def _name_of(self, name: str) -> str:
        # Every record of them has a field of the file, whose word says how its author spells.
        is_english = self.origin.word("filename") == "file"
        return {"consent_until": "consent_until" if is_english else "samtykke_til"}[name]

    def changes(self, now: datetime) -> Iterable[datetime]:
        return (self.consent_until.end,) if self.consent_until else ()

    def is_public(self, moment: datetime) -> bool:
        return self.consent_until is None or moment < self.consent_until.end
