"""Rules that no single file can break alone: a function each; a table for what is planned, one for what is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from site_builder.content_types import ENTRY_TYPES
from site_builder.model import PageFacts, Planned, Site, index_of
from site_builder.problems import Problem, problem
from site_builder.rendering import markdown

Check = Callable[[Site, Sequence[Planned]], Iterable[Problem]]
OutputCheck = Callable[[Sequence["Page"], str], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered file: `facts` is None for what is not a page; `source` is who claimed its path."""

    path: PurePosixPath
    facts: PageFacts | None
    source: str


def one_path_one_claim(site: Site, planned: Sequence[Planned]) -> Iterator[Problem]:
    """Two sources may not become one file, nor one a file where another needs a folder."""
    claims: dict[str, Planned] = {}
    for one in planned:
        # Many servers and disks take A and a for the same.
        path = one.path.as_posix().casefold()
        if path in claims:
            yield problem("R411", one.claimed_by, address=_address(one.path), other=claims[path].claimed_by)
        claims.setdefault(path, one)
    for one in planned:
        for parent in one.path.parents:
            other = claims.get(parent.as_posix().casefold())
            if other is not None:
                yield problem("R411", one.claimed_by, address=_address(one.path), other=other.claimed_by)


def _address(path: PurePosixPath) -> str:
    return "/" + path.as_posix().removesuffix("index.html")


def addresses_in_text_lead_somewhere(site: Site, planned: Sequence[Planned]) -> Iterator[Problem]:
    """A link to /kontakt/ written in a text must have a page."""
    there = {one.path for one in planned}
    for kind in ENTRY_TYPES:
        for entry in site.of(kind):
            document = entry.origin.document
            for reference in markdown.parse(document.body, document.body_line).references:
                if reference.kind != "address":
                    continue
                path, _, _ = reference.target.partition("#")
                if index_of(path) not in there:
                    yield problem("R403", document.path, reference.mark, written=reference.written)


CHECKS: tuple[Check, ...] = (one_path_one_claim, addresses_in_text_lead_somewhere)


def links_lead_somewhere(pages: Sequence[Page], theme: str) -> Iterator[Problem]:
    """A theme's own links must lead to a file and an id that the site has."""
    ids = {page.path: frozenset(page.facts.ids if page.facts else ()) for page in pages}
    dead: dict[str, PurePosixPath] = {}
    for page in pages:
        for link in page.facts.links if page.facts else ():
            address, _, anchor = link.partition("#")
            target = index_of(address) if address else page.path
            if target not in ids or (anchor and anchor not in ids[target]):
                dead.setdefault(link, page.path)
    for link, path in sorted(dead.items()):
        yield problem("A601", theme, page=_address(path), link=link)


def titles_are_unique(pages: Sequence[Page], theme: str) -> Iterator[Problem]:
    """Two pages of one title cannot be told apart in tabs, bookmarks and search results."""
    first: dict[str, Page] = {}
    for page in pages:
        title = page.facts.title if page.facts else ""
        if title and title in first:
            other = first[title]
            yield problem("A602", page.source, title=title, page=_address(page.path), other=_address(other.path))
        first.setdefault(title, page)


def ids_are_unique(pages: Sequence[Page], theme: str) -> Iterator[Problem]:
    """An id stands once a page, or a link to it leads to the wrong place."""
    for page in pages:
        ids = page.facts.ids if page.facts else ()
        if len(set(ids)) != len(ids):
            double = next(one for one in ids if ids.count(one) > 1)
            yield problem("A603", theme, page=_address(page.path), id=double)


OUTPUT_CHECKS: tuple[OutputCheck, ...] = (links_lead_somewhere, titles_are_unique, ids_are_unique)
