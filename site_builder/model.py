"""Frozen values every room shares: where an entry came from, the site, planned and rendered files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache, wraps
from pathlib import PurePosixPath
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from site_builder.problems import WHOLE_FILE, Mark, Problem
from site_builder.source import Document, Loc
from site_builder.text.dates import When

BEGINNING = datetime(1000, 1, 1, tzinfo=UTC)
"""The moment of a site on which nothing has changed yet. Not year 1: the week before it cannot be reckoned."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was read: its slug, its document with canonical (English) keys, and the author's own words."""

    slug: str
    document: Document
    words: Mapping[Loc, str] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()
    """Fields that say nothing: wrong or misspelt, or missing and filled with their example"""
    language: str = ""
    """Of a variant, the language it is in; empty for what is in the site's own"""
    original: str = ""
    """Of a variant, the path of what it is a translation of"""
    translated: When | None = None
    """Of a variant, when it was last held against its original, where it says so"""
    outdated: When | None = None
    """Of a variant that says when it was translated, when its original was changed after that"""
    own: frozenset[str] = frozenset()
    """Of a variant, the fields that it says itself, and `body` where it has one; the rest is the original's"""

    @property
    def path(self) -> str:
        return self.document.path

    def mark(self, *loc: str | int) -> Mark:
        return self.document.mark(loc)

    def word(self, *loc: str | int) -> str:
        """Return the key as the author wrote it; of an item in a list, its list's."""
        while len(loc) > 1 and isinstance(loc[-1], int):
            loc = loc[:-1]
        return self.words.get(loc, str(loc[-1]))


class Sourced(Protocol):
    """What the site must know of anything staff wrote."""

    @property
    def origin(self) -> Origin: ...

    def changes(self, now: datetime) -> Iterable[datetime]:
        """Return the change instants (UTC) that matter around `now`."""

    def is_public(self, moment: datetime) -> bool:
        """Return whether it may be seen at that moment."""


Kind = TypeVar("Kind")

_FOR_ALL_LANGUAGES = ("/assets/", "/cap/", "/feeds/cap.", "/embed/v1.js")
"""What stands at the root whatever language it is shown from: messages that never change, and files of ours"""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The one maker of addresses. An address is a path from the site's root, `/tjenester/sfo/`."""

    base_url: str
    prefix: str = ""
    """The path of `base_url`, without the last slash."""
    language: str = ""
    """Of a site that is shown in another language than its primary one: the folder that it stands in"""
    only: frozenset[str] | None = None
    """The pages that are there in that language; None where all are"""

    def href(self, address: str) -> str:
        """Return the address as a page of ours writes it: root-relative, with the site's prefix."""
        return self.prefix + self.placed(address)

    def absolute(self, address: str) -> str:
        """Return the address for canonical links, feeds and the sitemap."""
        return self.base_url.rstrip("/") + self.placed(address)

    def placed(self, address: str) -> str:
        """Return where the page of an address stands in the site's language: `/services/` is at `/en/services/`."""
        is_elsewhere = self.only is not None and page_of(address) not in self.only
        if not self.language or is_elsewhere or address.startswith(_FOR_ALL_LANGUAGES):
            return address
        if address.startswith("/embed/"):
            return f"/embed/{self.language}{address.removeprefix('/embed')}"
        return f"/{self.language}{address}"


@dataclass(frozen=True, eq=False)
class Site:
    """All that staff wrote, checked. `moment` is the latest change instant not after now: the only time there is.

    A site equals itself alone, so that what is asked of it often can be remembered.
    """

    collections: Mapping[type[Any], tuple[Any, ...]]
    addresses: Addresses
    theme: Theme
    moment: datetime = BEGINNING
    unpublished: Mapping[type[Any], tuple[Any, ...]] = field(default_factory=dict)
    """What may not be seen yet at that moment: nothing shows it, but a link to it is no fault"""
    drafts: Mapping[type[Any], tuple[Any, ...]] = field(default_factory=dict)
    """What is not to be seen at any moment, until its author says so: apart from that like what is unpublished"""
    to_come: frozenset[PurePosixPath] = frozenset()
    """The files that there will be once it is published, and not before: what a text says of them is no link yet"""
    anchors_to_come: frozenset[tuple[PurePosixPath, str]] = frozenset()
    """The places on a page that texts point at and that will be there then, and not before"""
    variants: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """What has been translated, by language: entries, records and settings, whole, with what they do not say themselves
    taken from the originals"""
    primary_language: str = ""
    """Of a site that is shown in another language: the one that its originals are in"""
    is_whole: bool = True
    """Whether every source is in it; if not, what a text says of a file that there is none of is no link either"""
    looks_ahead: bool = True
    """Whether its pages know what the clock alone will make of them: most of the work, where all that is asked is which
    files there are and what they are called"""

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the entries of a content type, in the order they were loaded in (by path)."""
        return self.collections.get(kind, ())

    def get(self, kind: type[Kind], slug: str) -> Kind | None:
        found: Kind | None = self._by_slug.get(kind, {}).get(slug)
        return found

    @cached_property
    def _by_slug(self) -> Mapping[type[Any], Mapping[str, Any]]:
        # The first of two that bear one slug; loading has told of the other.
        return {kind: {one.origin.slug: one for one in reversed(entries)} for kind, entries in self.collections.items()}

    def one(self, kind: type[Kind]) -> Kind:
        """Return the only entry of a content type, such as the settings. Raises ValueError."""
        (only,) = self.of(kind)
        return only

    def entries(self) -> Iterator[Sourced]:
        for kind in sorted(self.collections, key=lambda kind: kind.__name__):
            yield from self.collections[kind]

    def translated_texts(self) -> Iterator[Any]:
        """Yield the variants that have a text of their own of what is in the site."""
        there = {one.origin.path for found in self.collections.values() for one in found}
        for found in self.variants.values():
            yield from (one for one in found if "body" in one.origin.own and one.origin.original in there)

    def at(self, now: datetime) -> Site:
        """Return the site as it stands at `now`: only what is public, and `moment` set."""
        moment = max(self._instants_until(now), default=BEGINNING)
        public, waiting = {}, {}
        for kind, entries in self.collections.items():
            public[kind] = tuple(one for one in entries if one.is_public(moment))
            if len(public[kind]) < len(entries):
                waiting[kind] = tuple(one for one in entries if not one.is_public(moment))
        return replace(self, collections=public, moment=moment, unpublished=waiting)

    def as_of(self, moment: datetime) -> Site:
        """Return the site as it stands later without being built again: what waits to be published waits still. For one
        moment it is always the same site, so that what was asked of it need not be asked again."""
        found = self._as_of.get(moment)
        if found is None:
            found = self._as_of[moment] = replace(self, moment=moment)
            found.__dict__.update(_as_of=self._as_of, _by_slug=self._by_slug)
        return found

    @cached_property
    def _as_of(self) -> dict[datetime, Site]:
        return {self.moment: self}

    @cached_property
    def answers(self) -> dict[Any, Any]:
        """What was asked of it and what it answered, for `remembered`."""
        return {}

    def is_to_come(self, address: str) -> bool:
        """Return whether what an address leads to is not there yet, but will be."""
        path, anchor = index_of(page_of(address)), address.partition("#")[2]
        return path in self.to_come or (path, anchor) in self.anchors_to_come

    def with_unpublished(self) -> Site:
        """Return the site as if all that waits were published: what a later build must be able to become."""
        found = {
            kind: (*entries, *self.unpublished.get(kind, ()), *self.drafts.get(kind, ()))
            for kind, entries in self.collections.items()
        }
        return replace(self, collections=found, unpublished={}, drafts={})

    @property
    def is_all_public(self) -> bool:
        """Whether nothing waits to be published."""
        return not self.unpublished and not any(self.drafts.values())

    def next_change(self, now: datetime) -> datetime | None:
        """Return the first change instant after `now`, or None."""
        return min((one for one in self._instants(now) if one > now), default=None)

    def changed_at(self, instant: datetime, now: datetime) -> Iterator[Sourced]:
        """Yield what makes a change instant, one of those around `now`."""
        return (entry for entry in self._dated() if instant in entry.changes(now))

    def _instants_until(self, now: datetime) -> Iterator[datetime]:
        return (one for one in self._instants(now) if one <= now)

    def _instants(self, now: datetime) -> Iterator[datetime]:
        for entry in self._dated():
            yield from entry.changes(now)

    def _dated(self) -> Iterator[Sourced]:
        yield from self.entries()
        for kind in sorted(self.unpublished, key=lambda kind: kind.__name__):
            yield from self.unpublished[kind]


Answer = TypeVar("Answer")


About = ParamSpec("About")


def remembered(
    asked: Callable[Concatenate[Site, About], Answer],
) -> Callable[Concatenate[Site, About], Answer]:
    """Return the function made such that it is worked out once for a site and for what else it is asked about, and
    remembered as long as the site is."""

    @wraps(asked)
    def ask(site: Site, /, *about: About.args, **named: About.kwargs) -> Answer:
        key = (asked, about, *named.items())
        if key not in site.answers:
            site.answers[key] = asked(site, *about, **named)
        answer: Answer = site.answers[key]
        return answer

    return ask


def timeless(
    asked: Callable[Concatenate[Site, About], Answer],
) -> Callable[Concatenate[Site, About], Answer]:
    """Return the function made such that it is worked out once for a site at whatever moment, and remembered.

    It is asked of the site as of the beginning: one that looks at the clock after all is wrong at once, and always.
    """
    known = remembered(asked)

    @wraps(asked)
    def ask(site: Site, /, *about: About.args, **named: About.kwargs) -> Answer:
        return known(site.as_of(BEGINNING), *about, **named)

    return ask


@dataclass(frozen=True, slots=True)
class Theme:
    """The templates, style and scripts, by their path in `templates/`; `overridden` are the site's own."""

    files: Mapping[str, str]
    overridden: frozenset[str] = frozenset()
    libraries: Mapping[str, bytes] = field(default_factory=dict)
    """Other people's files that pages load, by name: Leaflet's"""
    drawn_by: str = ""
    """Names and versions of what makes the maps' own scripts, so that a new one makes them anew"""
    added: frozenset[str] = frozenset()
    """Of the site's own, those that stand in for none of the program's"""


@dataclass(frozen=True, slots=True)
class Original:
    """A picture as it came, known by what it holds: its digest, and its size in pixels as it is to be seen."""

    slug: str
    digest: str
    width: int
    height: int
    read: Callable[[], bytes] = field(compare=False, repr=False)
    """Returns the bytes: they are many, and needed only where a picture is made"""
    has_position: bool = False

    @property
    def origin(self) -> Origin:
        return Origin(self.slug, Document(""))

    def changes(self, now: datetime) -> tuple[()]:
        return ()

    def is_public(self, moment: datetime) -> bool:
        return True


Writer = Callable[[Any], bytes]

Succession = Callable[[bytes, bytes, datetime], Problem | None]
"""From the file that was published before, another that is to be, and the time that it is (aware), to what is wrong
with that"""


@dataclass(frozen=True, slots=True)
class Planned:
    """A file to be: `template` names a theme template, or is a pure function from the view to bytes.

    `view` is a frozen value that holds everything the template may read. `claimed_by` is the source (or the
    output) that a person is told of when two claim one path or one title, and `claimed_at` the place in it.
    """

    path: PurePosixPath
    template: str | Writer
    view: Any
    claimed_by: str
    claimed_at: Mark = WHOLE_FILE
    language: str = ""
    """The language of a file that is not in the site's primary one"""
    is_picture: bool = False
    """Whether it is a picture: nothing can be wrong with it that was not found when its source was read, so that a
    check makes none"""
    succession: Succession | None = field(default=None, compare=False)
    """What is wrong for those who have the file that was published before, when they get this one; None where nothing
    can be"""

    def made(self) -> Planned:
        """Return the file with its view, worked out where it was left for later."""
        return replace(self, view=self.view.make()) if isinstance(self.view, Later) else self


@dataclass(frozen=True, slots=True)
class Later:
    """In the place of a view, as an output yields it: one of many pages, of which somebody may want a single one."""

    make: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site. `path` is relative to output/. `content` is None when what is on disk already is right."""

    path: PurePosixPath
    content: bytes | None
    digest: str
    facts: PageFacts | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What checks need of a rendered page when the page itself is not rendered again."""

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Internal addresses (with fragment) that the page points at."""


def page_of(address: str) -> str:
    """Return an address without what is chosen on its page: `/kart/skoler/?f-trinn=1-7#lia` is `/kart/skoler/`."""
    return address.partition("#")[0].partition("?")[0]


@lru_cache(maxsize=16384)
def index_of(address: str) -> PurePosixPath:
    """Return the file that answers an address: `/tjenester/sfo/` is `tjenester/sfo/index.html`."""
    relative = address.lstrip("/")
    return PurePosixPath(relative + "index.html" if address.endswith("/") else relative)
