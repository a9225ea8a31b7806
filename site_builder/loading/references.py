"""Everything that points at something: does it stand there? Slugs that are taken twice, too."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from site_builder.content_types import ENTRY_TYPES, SHARED_SLUGS, where_names_stand
from site_builder.content_types.entry import Entry, Model, Sourced, metadata_of, models_in
from site_builder.content_types.gathering_values import OrName
from site_builder.content_types.maps import Place
from site_builder.content_types.page import Page
from site_builder.content_types.records import Link
from site_builder.content_types.references import STREET, TARGETS, Ref
from site_builder.content_types.settings import Settings
from site_builder.content_types.streets import Street, street_meant
from site_builder.content_types.unit import Unit
from site_builder.model import Site
from site_builder.problems import Mark, Problem, problem
from site_builder.rendering import markdown
from site_builder.rendering.references import Reference, at_home
from site_builder.source import Loc
from site_builder.text.messages import catalogue
from site_builder.text.reference_words import LINK_WORDS
from site_builder.text.slugs import nearest_slug, slug_of


@dataclass(slots=True)
class Index:
    """What there is, by content type's word and slug."""

    found: dict[str, dict[str, Any]] = field(default_factory=dict)
    failed: set[tuple[str, str]] = field(default_factory=set)
    """(word, slug) of entries that were there but could not be read: one problem is enough."""
    unfit: dict[tuple[str, str], Any] = field(default_factory=dict)
    """Of those, the entries that could be made without what is wrong with them"""
    unread: set[str] = field(default_factory=set)
    """Words of content types of which a whole file could not be read."""

    def add(self, word: str, slug: str, entry: Any) -> None:
        self.found.setdefault(word, {})[slug] = entry

    def has(self, words: Iterable[str], slug: str) -> bool:
        return any(
            slug in self.found.get(word, {}) or (word, slug) in self.failed or word in self.unread for word in words
        )

    def get(self, word: str, slug: str) -> Any:
        return self.found.get(word, {}).get(slug)

    def has_one(self, word: str, slug: str) -> bool:
        """Return whether there is one, also where something is wrong with it."""
        return slug in self.found.get(word, {}) or (word, slug) in self.failed

    def like(self, words: Iterable[str], slug: str) -> str:
        """Return the slug that was probably meant, or an empty text."""
        known = [one for word in words for one in self.found.get(word, {})]
        close = nearest_slug(slug, known)
        # "vann" is not much like "vann-avlop", which begins with it.
        longer = [one for one in known if slug in one.split("-")]
        first = sorted(longer, key=lambda one: (not one.startswith(slug), len(one), one))
        return close or next(iter(first), "")


def reference_problems(entries: Iterable[Sourced], index: Index) -> Iterator[Problem]:
    """Yield a problem for every field that names something that is not there."""
    for entry in entries:
        for loc, ref, slug in references_of_fields(entry):
            # Of a list with errors the items that are right are kept; of anything else, what stands in is none's.
            is_kept = len(loc) > 1 and not _field(entry, loc).is_required()
            if not (entry.is_clear(str(loc[0])) or is_kept) or slug.startswith(STREET) or index.has(ref.words, slug):
                continue
            origin = entry.origin
            found = unknown(index, ref.words, slug, origin.path, origin.mark(*loc))
            yield _or_name(found, slug) if metadata_of(_field(entry, loc), OrName) else found


def _field(entry: Sourced, loc: Loc) -> FieldInfo:
    return type(entry).model_fields[str(loc[0])]


def _or_name(unknown_: Problem, slug: str) -> Problem:
    """Return the problem of a name that nothing has, where plain text may stand too."""
    values = dict(unknown_.values) | {"name": slug.replace("-", " ").capitalize()}
    return problem("N291" if values["instead"] else "N292", unknown_.path, unknown_.mark, **values)


def audience_problems(entries: Iterable[Entry], index: Index) -> Iterator[Problem]:
    """Yield a problem for each entry that is for a page which collects nothing."""
    for entry in entries:
        for number, slug in enumerate(entry.serves):
            page = index.get(Page.word, slug)
            if isinstance(page, Page) and page.collects_for is None and page.is_clear("collects_for"):
                line = f"{page.name_of('collects_for')}: {page.title[:30]}"
                told = {"slug": slug, "other": page.origin.path, "line": line}
                yield entry.fault("E110", "serves", number, **told)


def place_problems(places: Iterable[Place], index: Index) -> Iterator[Problem]:
    """Yield a problem for every place that names what is not there: a link, or whose catchment it is."""
    for place in places:
        if place.catchment_of and not index.has(("place",), place.catchment_of):
            yield unknown(index, ("place",), place.catchment_of, place.path, place.mark)
        # Places written in the map's own file are fields of the map, and judged there.
        if place.link and not place.path.endswith(".yaml") and not index.has(("link",), place.link):
            yield unknown(index, ("link",), place.link, place.path, place.mark)


def unknown(index: Index, words: tuple[str, ...], slug: str, path: str, mark: Mark) -> Problem:
    """Return the problem of a name that nothing has, with the one that was probably meant."""
    close = index.like(words, slug)
    code = "R401" if close else "R407"
    return problem(code, path, mark, slug=slug, instead=close, where=where_names_stand(words))


_NAMED = re.compile(r"(?:[^\W\d_]+:)?(?:.*/)?(?P<name>[^/:]+?)(?:\.(?:md|yaml))?", re.IGNORECASE)


def with_names_meant(problems: Iterable[Problem], index: Index, streets: Sequence[Street]) -> Iterator[Problem]:
    """Yield the problems; those of what is no name, with the name that follows from it, where something has it."""
    for one in problems:
        values = dict(one.values)
        words = values.pop("words", ())
        if one.code == "D229" and isinstance(words, tuple) and (match := _NAMED.fullmatch(str(values["text"]))):
            slug = slug_of(match["name"])
            is_there = any(index.get(word, slug) or index.unfit.get((word, slug)) for word in words)
            street = street_meant(str(values["text"]), streets) if words == TARGETS and not is_there else ""
            if meant := slug if slug and is_there else street or index.like(words, slug):
                yield problem("F167", one.path, one.mark, **values, instead=meant)
                continue
        yield one


def with_examples_of_the_site(problems: Iterable[Problem], index: Index, language: str) -> Iterator[Problem]:
    """Yield the problems; those that give a name as an example, with one that is there, where there is any.

    `language` is that of the site: its headings are told of as they stand on its pages.
    """
    for one in problems:
        values = dict(one.values)
        if one.code == "F109":
            values["heading"] = catalogue(language).say("category.other")
        words = values.pop("words", ())
        if one.code not in ("F101", "F109") or not isinstance(words, tuple) or not words:
            yield one
            continue
        first = next((slug for word in words for slug in index.found.get(word, {})), None)
        yield problem(one.code, one.path, one.mark, **values | ({"example": first} if first else {}))


def references_of_fields(entry: Model, loc: Loc = ()) -> Iterator[tuple[Loc, Ref, str]]:
    """Yield every reference in an entry's fields: where it stands, what it may name, and the slug."""
    for name, ref in _refs_of(type(entry)):
        value = getattr(entry, name)
        if not value:
            continue
        for number, one in _numbered(value):
            here = (*loc, name) if number is None else (*loc, name, number)
            if isinstance(one, Model):
                yield from references_of_fields(one, here)
            elif isinstance(one, str) and ref is not None:
                yield here, ref, one


@cache
def _refs_of(model: type[Model]) -> tuple[tuple[str, Ref | None], ...]:
    """Return the fields of a model that may name something, or whose parts may, each with what it may name itself."""
    found = ((name, metadata_of(info, Ref), models_in(info.annotation)) for name, info in model.model_fields.items())
    return tuple((name, ref) for name, ref, parts in found if ref or any(map(_refs_of, parts)))


def _numbered(value: object) -> Iterator[tuple[int | None, object]]:
    if isinstance(value, tuple):
        yield from enumerate(value)
    else:
        yield None, value


def slug_problems(entries: Iterable[tuple[str, str, str, Mark]]) -> Iterator[Problem]:
    """Yield a problem for each slug that two of (word, slug, path, mark) bear where slugs are unique together."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for word, slug, path, mark in entries:
        key = ("shared" if word in SHARED_SLUGS else word, slug)
        if word == Place.word and first.get(key, ("",))[0] == Unit.word:
            # A unit may bear the slug of its place; whether it does, unit_problems tells.
            key = (word, slug)
        if key in first:
            yield problem("R402", path, mark, slug=slug, other=first[key][1])
        first.setdefault(key, (word, f"{path}:{mark.line}" if mark.line > 1 else path))


def unit_problems(units: Iterable[Unit], places: Iterable[Place]) -> Iterator[Problem]:
    """Yield a problem for each unit that bears the slug of a place it does not name, and for the second of two units
    that name one place."""
    by_slug = {one.slug: one for one in places}
    first: dict[str, Unit] = {}
    for unit in units:
        place = by_slug.get(unit.slug)
        if place and unit.place != unit.slug and unit.is_clear("place"):
            mark = unit.origin.mark("place" if unit.place else "id")
            line = f"{unit.name_of('place')}: {unit.slug}"
            yield problem("R449", unit.origin.path, mark, slug=unit.slug, name=place.name, other=place.path, line=line)
        if unit.place and unit.place in by_slug:
            other = first.setdefault(unit.place, unit)
            if other is not unit:
                told = {"name": by_slug[unit.place].name, "other": other.origin.path}
                yield unit.fault("R450", "place", **told)


def body_problems(entries: Iterable[Entry], index: Index, files: Mapping[str, Entry | None]) -> Iterator[Problem]:
    """Yield what is wrong with bodies: headings, and all they point at.

    `files` are entries by path; None is a file that is there and could not be read: one problem is enough.
    """
    for entry in entries:
        document = entry.origin.document
        body = markdown.parse(document.body, document.body_line)
        lines = document.body.split("\n")
        for heading in body.headings:
            if heading.level == 1:
                written = lines[heading.line - document.body_line]
                mark = Mark(heading.line, 1, len(written) + 1)
                yield problem("F108", document.path, mark, heading=heading.text)
        for reference in _references_in(entry):
            found = _body_reference(reference, entry, body, index, files)
            if found is not None:
                yield found


def _references_in(entry: Entry | Link) -> Iterator[Reference]:
    if isinstance(entry, Link):
        if entry.is_clear("url"):
            yield Reference("web", entry.url, written=entry.url, mark=entry.origin.mark("url"))
        return
    document = entry.origin.document
    yield from markdown.parse(document.body, document.body_line).references
    for update in getattr(entry, "updates", ()):
        for found in markdown.parse(update.text, update.line).references:
            # It stands behind a time: where in its line is not known here.
            one = replace(found, mark=Mark(found.mark.line))
            # An update is a line, in which there is no room for one.
            code = {"picture": "P118", "part": "E106"}.get(one.kind)
            yield replace(one, kind="bad", code=code, instead=one.written) if code else one


def references_on(site: Site) -> Iterator[tuple[Entry | Link, Reference]]:
    """Yield what the texts of a site point at, as references_of."""
    for kind in ENTRY_TYPES:
        yield from references_of(site.of(kind), site)
    yield from references_of(site.translated_texts(), site)
    yield from references_of(site.of(Link), site)


def references_of(entries: Iterable[Entry | Link], site: Site) -> Iterator[tuple[Entry | Link, Reference]]:
    """Yield what texts point at, dated updates too, and the links of the data file, with the entry that does; the
    site's own addresses as such."""
    base_url = site.one(Settings).base_url
    for entry in entries:
        for reference in _references_in(entry):
            yield entry, at_home(reference, base_url)


def _body_reference(
    reference: Reference, entry: Entry, body: markdown.Body, index: Index, files: Mapping[str, Entry | None]
) -> Problem | None:
    path, mark = entry.origin.path, reference.mark
    if reference.kind in ("web", "address"):
        return None
    if reference.code == "P117":
        instead = index.like(("picture",), reference.instead) or reference.instead or "skolegard"
        return problem("P117", path, mark, written=reference.written, instead=instead)
    if reference.kind == "bad":
        return problem(reference.code, path, mark, written=reference.written, instead=reference.instead)
    if reference.kind == "anchor":
        return _anchor_problem(reference, body, entry.origin.path, path)
    if reference.kind == "file":
        named = file_target(path, reference.target)
        if named not in files:
            return _dead_file(reference, named, path, files)
        target = files[named]
        return _target_anchor(reference, target, path) if target else None
    # What is shown of others is a link's.
    kind = Link.word if reference.kind == "part" else reference.kind
    if not index.has((kind,), reference.target):
        return _of_another_type(reference, index, path) or unknown(index, (kind,), reference.target, path, mark)
    target = index.get(kind, reference.target) or index.unfit.get((kind, reference.target))
    return _target_anchor(reference, target, path) if isinstance(target, Entry) else None


def _of_another_type(reference: Reference, index: Index, path: str) -> Problem | None:
    """Return the problem of a link to what is there, but is of another type than the word before it says."""
    word = reference.written.partition(":")[0]
    if reference.kind not in LINK_WORDS.values() or word not in LINK_WORDS:
        return None
    is_own_word = word == LINK_WORDS[word]
    for other, kind in LINK_WORDS.items():
        # In the language of the word that is wrong.
        if (other == kind) == is_own_word and index.has_one(kind, reference.target):
            instead = other + reference.written.removeprefix(word)
            where = where_names_stand((kind,))
            return problem("R401", path, reference.mark, slug=reference.written, instead=instead, where=where)
    return None


def _dead_file(reference: Reference, named: str, path: str, files: Mapping[str, Entry | None]) -> Problem:
    """Return the problem of a file that is not there, with the one that was probably meant."""
    name = posixpath.basename(named)
    by_name = {posixpath.basename(one): one for one in files}
    close = difflib.get_close_matches(named, files, n=1, cutoff=0.8)
    close = close or [by_name[one] for one in difflib.get_close_matches(name, by_name, n=1, cutoff=0.8)]
    if not close:
        return problem("R403", path, reference.mark, written=reference.written)
    instead = posixpath.relpath(close[0], posixpath.dirname(path))
    return problem("R442", path, reference.mark, written=reference.written, instead=instead)


def file_target(path: str, written: str) -> str:
    """Return the path, as authors know it, of a file that another names by a relative path."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), written))


def _target_anchor(reference: Reference, target: Entry, path: str) -> Problem | None:
    if reference.anchor is None:
        return None
    document = target.origin.document
    return _anchor_problem(reference, markdown.parse(document.body, document.body_line), document.path, path)


def _anchor_problem(reference: Reference, body: markdown.Body, target_path: str, path: str) -> Problem | None:
    if reference.anchor in body.anchors:
        return None
    close = difflib.get_close_matches(reference.anchor or "", body.anchors, n=1, cutoff=0.5)
    instead = close[0] if close else ""
    code = "R404" if instead else "R409"
    return problem(code, path, reference.mark, anchor=reference.anchor, target=target_path, instead=instead)
