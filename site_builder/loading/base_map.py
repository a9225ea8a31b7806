"""What is drawn under every map."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.loading.geodata.rows import Row
from site_builder.model import Origin
from site_builder.source import Document


@dataclass(frozen=True, slots=True)
class BaseMap:
    """The municipality's outline and place names, drawn under every map."""

    path: str
    rows: tuple[Row, ...]

    @property
    def origin(self) -> Origin:
        return Origin("", Document(self.path))

    def changes(self, now: object) -> tuple[()]:
        return ()

    def is_public(self, moment: object) -> bool:
        return True
