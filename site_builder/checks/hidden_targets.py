"""What a notice concerns, or where a crisis sends people, that nobody is shown yet: until it is, no page says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from site_builder.content_types.entry import Publication, Sourced
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.references import TARGETS
from site_builder.model import Site
from site_builder.problems import Problem

_CODES = {"concerns": ("N331", "N332"), "meeting_points": ("N335", "N336"), "routes": ("N335", "N336")}
"""What is said of what a field names, where that is a draft, and where it is published later"""


def hidden_target_problems(site: Site) -> Iterator[Problem]:
    """Yield what is not shown of what notices name: now, or when the notice is published."""
    named = _named(site.with_unpublished())
    for notice in (*site.of(Notice), *site.unpublished.get(Notice, ())):
        first = max(site.moment, notice.published.start) if notice.published else site.moment
        if not notice.is_current(first):
            continue
        for field, codes in _CODES.items():
            for number, slug in enumerate(getattr(notice, field, ())):
                found = named.get(slug, [])
                # All that bear one name are meant, and one that is shown says it.
                if found and not any(_is_shown(one, first) for one in found):
                    yield _problem(notice, field, number, found, codes)


def _problem(notice: Notice, field: str, number: int, found: Iterable[Sourced], codes: tuple[str, str]) -> Problem:
    hidden = min((one for one in found if isinstance(one, Publication)), key=lambda one: one.draft)
    told = {"slug": getattr(notice, field)[number], "other": hidden.origin.path}
    if hidden.draft:
        return notice.fault(codes[0], field, number, **told, name=hidden.name_of("draft"))
    return notice.fault(codes[1], field, number, **told, name=hidden.name_of("published"), found=hidden.published)


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
