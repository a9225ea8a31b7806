"""What a notice concerns that nobody is shown yet: until it is, no page says that the notice does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from site_builder.content_types.entry import Publication, Sourced
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.references import TARGETS
from site_builder.model import Site
from site_builder.problems import Problem


def hidden_target_problems(site: Site) -> Iterator[Problem]:
    """Yield what is not shown of what notices concern: now, or when the notice is published."""
    named = _named(site.with_unpublished())
    for notice in (*site.of(Notice), *site.unpublished.get(Notice, ())):
        first = max(site.moment, notice.published.start) if notice.published else site.moment
        if not notice.is_current(first):
            continue
        for number, slug in enumerate(notice.concerns):
            found = named.get(slug, [])
            # All that bear one name are meant, and one that is shown says it.
            if not found or any(_is_shown(one, first) for one in found):
                continue
            hidden = min((one for one in found if isinstance(one, Publication)), key=lambda one: one.draft)
            code, name, when = (
                ("N331", "draft", {}) if hidden.draft else ("N332", "published", {"found": hidden.published})
            )
            told = {"slug": slug, "other": hidden.origin.path, "name": hidden.name_of(name), **when}
            yield notice.fault(code, "concerns", number, **told)


def _named(site: Site) -> Mapping[str, list[Sourced]]:
    """Return what notices may concern, by slug: of a place its map, which says whether it is shown."""
    found: dict[str, list[Sourced]] = {}
    for kind, entries in site.collections.items():
        if getattr(kind, "word", None) in TARGETS:
            for one in entries:
                source = site.get(Map, one.map_slug) if isinstance(one, Place) else one
                if source is not None:
                    found.setdefault(one.slug, []).append(source)
    return found


def _is_shown(one: Sourced, moment: datetime) -> bool:
    return one.is_public(moment) and not (isinstance(one, Publication) and one.draft)
