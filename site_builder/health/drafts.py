"""Drafts that nobody has finished: which they are, and for how long they have lain there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from site_builder.health.found import owner_of, title_of
from site_builder.model import Site
from site_builder.overview import PUBLICATIONS
from site_builder.text import dates
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is not published."""

    path: str
    title: str
    owner: str
    is_empty: bool
    """Whether nobody has written its text"""
    changed: datetime | None = None
    """When it was last sent in (aware), where Git tells"""

    def sentence(self, words: Catalogue) -> str:
        """Return what is known of it; an empty text where that is nothing."""
        parts = [words.say("health.draft.empty")] if self.is_empty else []
        if self.changed:
            day = words.date(dates.When(self.changed.astimezone(dates.OSLO), dates.Precision.DAY))
            parts.append(words.say("health.draft.changed", when=day))
        return ", ".join(parts)


def drafts_of(site: Site, changed: Mapping[str, datetime]) -> tuple[Draft, ...]:
    """Return the drafts, the oldest first; last those of which nobody knows. `changed` has when each was sent in."""
    found = [
        Draft(path, title_of(one), owner_of(site, one), not one.origin.document.body.strip(), changed.get(path))
        for kind in PUBLICATIONS
        for one in site.drafts.get(kind, ())
        if (path := one.origin.path)
    ]
    return tuple(
        sorted(found, key=lambda one: (one.changed is None, one.changed and one.changed.timestamp(), one.path))
    )
