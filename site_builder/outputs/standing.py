"""Which crises stand first on the pages of a site, and which have gone and come from one site to the next; and danger
that has gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.content_types.notice import Notice
from site_builder.identity_numbers import masked
from site_builder.model import Site
from site_builder.outputs.home import crises_of


@dataclass(frozen=True, slots=True)
class Crises:
    """The crises of a site at a moment."""

    standing: Mapping[str, str] = field(default_factory=dict)
    """Titles by the name of the file, of those that turn crisis mode on"""
    settled: frozenset[str] = frozenset()
    """Names of files of danger and crisis that do not, as somebody has said: called off, planned or less grave"""
    pages: int = 0
    """How many pages have a crisis first"""


@dataclass(frozen=True, slots=True)
class Turned:
    """Titles of the crises that stand in one of two sites alone."""

    gone: tuple[str, ...] = ()
    """Those that left without anybody's having called them off"""
    come: tuple[str, ...] = ()
    pages: int = 0
    """How many pages those that come stand first on"""


def crises_in(site: Site, pages: int = 0) -> Crises:
    """Return what stands at the moment of the site."""
    standing = {one.slug: masked(one.title) for one in crises_of(site)}
    settled = (one for one in site.of(Notice) if one.is_grave and one.slug not in standing)
    known = (one.slug for one in settled if one.closed or one.is_alert(site.moment))
    return Crises(standing, frozenset(known), pages if standing else 0)


def turned(before: Crises | None, after: Crises | None, *, is_later: bool = True) -> Turned:
    """Return what goes and comes; nothing where one of them is not known. What an earlier site (not `is_later`) calls
    off, it called off before."""
    if before is None or after is None:
        return Turned()
    settled = after.settled if is_later else frozenset[str]()
    gone = (title for slug, title in _only(before, after).items() if slug not in settled)
    return Turned(tuple(gone), tuple(_only(after, before).values()), after.pages)


def _only(here: Crises, there: Crises) -> dict[str, str]:
    """Return what stands here and not there. A file that has been given another name has the same title."""
    titles = there.standing.values()
    return {slug: title for slug, title in here.standing.items() if slug not in there.standing and title not in titles}


def danger_gone(before: Site, after: Site) -> Iterator[Notice]:
    """Yield the danger that left the pages without anybody's having called it off. Crises are told of by `turned`."""
    grave = [one for one in after.of(Notice) if one.is_grave]
    told = {one.slug for one in grave} | crises_in(before).standing.keys()
    # A file that has been given another name has the same title.
    titles = {one.title for one in grave if one.is_alert(after.moment)}
    for one in before.of(Notice):
        is_real = not (one.drill or one.sample)
        if is_real and one.is_alert(before.moment) and one.slug not in told and one.title not in titles:
            yield one
