"""From disk to a checked Site: the only reader. All problems come back at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from site_builder.content_types import ENTRY_TYPES, NOTICE_TYPES, RECORD_TYPES
from site_builder.content_types.entry import Entry, Model, Sourced
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import (
    Notice,
    NoticeType,
    date_from_name,
    read_updates,
    type_from_name,
    without_updates,
)
from site_builder.content_types.page import Page
from site_builder.content_types.records import Record
from site_builder.content_types.settings import Home, Settings
from site_builder.loading import geodata, places, references
from site_builder.loading.folders import FirstSeen, Folder, first_seen, read_folder
from site_builder.loading.theme import read_theme
from site_builder.loading.validation import Reading, sub_documents, validated
from site_builder.model import Addresses, Origin, Site
from site_builder.problems import WHOLE_FILE, Faults, Mark, Problem, has_errors, ordered, problem
from site_builder.rendering.markdown import too_deep
from site_builder.source import Document, Value, read_markdown, read_yaml, shown
from site_builder.text import dates, paths
from site_builder.text.messages import LANGUAGES
from site_builder.text.slugs import is_slug, slug_of


@dataclass(frozen=True, slots=True)
class Loaded:
    """The site (None where it cannot be made at all), what is wrong, and the sources to show it in."""

    site: Site | None
    problems: tuple[Problem, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    language: str = "nb"
    """The language staff want messages in."""


def load(root: Path, base_url: str | None = None) -> Loaded:
    """Return the site in `root`. `base_url` stands in for the settings' own. Reads disk and Git, writes nothing."""
    folder = read_folder(root)
    sources = {path: shown(content) for path, content in folder.contents.items()}
    loader = _Loader(folder)
    settings = loader.settings()
    if loader.knows_spelling:
        loader.everything()
    found = ordered(loader.problems)
    if settings is None:
        return Loaded(None, found, sources, loader.language)
    site = Site(loader.collections, _addresses(base_url or settings.base_url), read_theme(root))
    return Loaded(site, found, sources, loader.language)


def _addresses(base_url: str) -> Addresses:
    plain = base_url.rstrip("/")
    return Addresses(plain, urlsplit(plain).path)


_NOT_YET = ("content/questions", "content/units", "content/images")
_RECORD_FILES = {model.file: model for model in RECORD_TYPES}


class _Loader:
    """One load: what has been read so far, and what is wrong with it."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.reading = Reading(problems=list(folder.problems))
        self.language = "nb"
        self.site_language = "nb"
        self.index = references.Index()
        self.collections: dict[type[Any], tuple[Any, ...]] = {}
        self.slugs: list[tuple[str, str, str, Mark]] = []
        self.base_map: str | None = None
        self.knows_spelling = False
        """Whether site.yaml could be read: wrong as it may be, the other files can then be judged too."""

    @property
    def problems(self) -> list[Problem]:
        return self.reading.problems

    def settings(self) -> Settings | None:
        """Read site.yaml first: it says how fields are spelt and in which language staff are spoken to."""
        path = Settings.file
        if path not in self.folder.contents:
            self.problems.append(problem("L304", path))
            return None
        document = self._yaml(path)
        if document is None:
            return None
        spelling = document.data.get("feltnavn") or document.data.get("field_names")
        self.reading.spelling = "en" if spelling == "en" else "nb"
        self.knows_spelling = True
        language = document.data.get("meldingsspråk") or document.data.get("message_language")
        self.language = language if isinstance(language, str) and language in LANGUAGES else "nb"
        settings = validated(Settings, document, "site", self.reading, other_models={})
        if settings is None:
            return None
        self.site_language = settings.language
        self.base_map = settings.base_map
        self.collections[Settings] = (settings,)
        return settings

    def everything(self) -> None:
        self._home()
        for model in RECORD_TYPES:
            self._records(model)
        for entry_model in ENTRY_TYPES:
            self._entries(entry_model)
        self._maps()
        self._strangers()
        self._references()

    # --- data files

    def _yaml(self, path: str) -> Document | None:
        try:
            return read_yaml(self.folder.contents[path], path)
        except Faults as fault:
            self.problems.extend(fault.problems)
            return None

    def _home(self) -> None:
        if Home.file not in self.folder.contents:
            return
        document = self._yaml(Home.file)
        home = validated(Home, document, "home", self.reading, other_models={}) if document else None
        if home is None:
            return
        for name, most in (("tasks", 8), ("pinned", 2)):
            count = len(getattr(home, name))
            if count > most:
                word = home.origin.word(name)
                self.problems.append(
                    problem("H601", Home.file, home.origin.mark(name), field=word, found=count, limit=most)
                )
        self.collections[Home] = (home,)

    def _records(self, model: type[Record]) -> None:
        if model.file not in self.folder.contents:
            return
        document = self._yaml(model.file)
        if document is None:
            self.index.unread.add(model.word)
            return
        found = []
        for slug, part, value in sub_documents(document):
            mark = document.keys.get((slug,), Mark(1))
            self.index.failed.add((model.word, slug))
            if not is_slug(slug):
                instead = slug_of(slug) or "barnehage"
                self.problems.append(problem("D215", model.file, mark, text=slug, field="id", instead=instead))
            elif not isinstance(value, dict):
                names = tuple(self.reading.name(name, info) for name, info in model.model_fields.items())
                self.problems.append(problem("F112", model.file, mark, field=slug, names=names))
            elif record := validated(model, part, slug, self.reading, other_models={}):
                found.append(record)
                self._register(model.word, slug, model.file, mark, record)
        self.collections[model] = tuple(found)

    def _register(self, word: str, slug: str, path: str, mark: Mark, entry: object) -> None:
        self.index.add(word, slug, entry)
        self.slugs.append((word, slug, path, mark))

    # --- Markdown files

    def _entries(self, model: type[Entry]) -> None:
        paths_ = self.folder.under(model.folder, ".md")
        readings = [one for path in paths_ if (one := self._document(path, model)) is not None]
        undated: dict[str, FirstSeen] = {}
        if model is Notice:
            wanted = [document.path for document in readings if not _is_dated(document)]
            undated = first_seen(self.folder.root, wanted)
        entries = (self._entry(model, document, undated) for document in readings)
        self.collections[model] = tuple(entry for entry in entries if entry is not None)

    def _document(self, path: str, model: type[Entry]) -> Document | None:
        stem = path.rpartition("/")[2].removesuffix(".md")
        self.index.failed.add((model.word, stem))
        if re.fullmatch(r"[^.]+\.[a-z]{2,3}(?:-[A-Za-z0-9]+)*", stem):
            self.problems.append(problem("L303", path))
            return None
        if not is_slug(stem):
            self.problems.append(_unfit(path, stem, ".md"))
            return None
        try:
            return _with_title(read_markdown(self.folder.contents[path], path), self.reading)
        except Faults as fault:
            self.problems.extend(fault.problems)
            return None

    def _entry(self, model: type[Entry], document: Document, undated: Mapping[str, FirstSeen]) -> Entry | None:
        stem = document.path.rpartition("/")[2].removesuffix(".md")
        slug = document.data.get("id") or stem
        slug = slug if isinstance(slug, str) and is_slug(slug) else stem
        self.index.failed.add((model.word, slug))
        others: Mapping[str, type[Model]] = {}
        if model is Notice:
            kind = _type_of(document, stem)
            model = NOTICE_TYPES[kind]
            others = {_spelt(kind_, self.reading): other for kind_, other in NOTICE_TYPES.items()}
            document = self._dated(document, stem, undated)
            document, lines = _without_updates(document)
        entry = validated(model, document, slug, self.reading, other_models=others)
        if entry is None:
            return None
        if isinstance(entry, Notice):
            updates, faults = read_updates(lines, entry.begins, document.path)
            self.problems.extend(faults)
            entry = entry.model_copy(update={"updates": updates})
        self._reserved(entry)
        self._register(entry.word, slug, document.path, Mark(1), entry)
        return entry

    def _dated(self, document: Document, stem: str, undated: Mapping[str, FirstSeen]) -> Document:
        if _written(document, "published", "publisert"):
            return document
        day = date_from_name(stem)
        word = "publisert" if self.reading.spelling == "nb" else "published"
        if day is None:
            seen = undated[document.path]
            day = dates.rfc3339(seen.moment)[:16]
            self.problems.append(
                problem(
                    "N211" if seen.known_from == "git" else "N212",
                    document.path,
                    Mark(1),
                    line=f"{word}: {day.replace('T', ' ')}",
                )
            )
            # The clock may have been two things at that time; the offset says which.
            day = dates.rfc3339(seen.moment)
        # It stands nowhere in the file: what is wrong with it is wrong with the file's name.
        values = {**document.values, (word,): WHOLE_FILE}
        return replace(document, data=_without(document, "published", "publisert") | {word: day}, values=values)

    def _reserved(self, entry: Entry) -> None:
        reserved: frozenset[str] = frozenset()
        if isinstance(entry, Page):
            reserved = paths.reserved_at_root(self.site_language)
        elif isinstance(entry, Notice):
            reserved = paths.reserved_notices(self.site_language)
        if entry.slug in reserved:
            mark = entry.origin.mark("id") if entry.id else None
            self.problems.append(problem("N210", entry.origin.path, mark, slug=entry.slug))

    # --- maps

    def _maps(self) -> None:
        outline = self._outline()
        maps: list[Map] = []
        found: list[Place] = []
        for path in self.folder.under("maps", ".yaml"):
            slug = path.rpartition("/")[2].removesuffix(".yaml")
            self.index.failed.add(("map", slug))
            if not is_slug(slug):
                self.problems.append(_unfit(path, slug, ".yaml"))
                continue
            document = self._yaml(path)
            map_ = validated(Map, document, slug, self.reading, other_models={}) if document else None
            if map_ is None:
                self.index.unread.add("place")
                continue
            maps.append(map_)
            self._register("map", slug, path, Mark(1), map_)
            before = len(self.problems)
            found += places.places_of(map_, self.folder, outline, self.reading)
            if has_errors(self.problems[before:]):
                self.index.unread.add("place")
        for place in found:
            self._register("place", place.slug, place.path, place.mark, place)
        self.collections[Map] = tuple(maps)
        self.collections[Place] = tuple(found)

    def _outline(self) -> geodata.Outline:
        if self.base_map is None:
            return geodata.NORWAY
        path = f"maps/{self.base_map}"
        settings = self.collections[Settings][0]
        if path not in self.folder.contents:
            mark = settings.origin.mark("base_map")
            self.problems.append(problem("M518", settings.origin.path, mark, file=path))
            return geodata.NORWAY
        try:
            rows, _ = geodata.read_geojson(self.folder.contents[path], path)
        except Faults as fault:
            self.problems.extend(fault.problems)
            return geodata.NORWAY
        self.collections[BaseMap] = (BaseMap(path, tuple(rows)),)
        return geodata.outline_of(rows) or geodata.NORWAY

    # --- all together

    def _strangers(self) -> None:
        """Report files that nothing reads: a name that is nearly right is worse than none."""
        known = {Settings.file, Home.file, *_RECORD_FILES}
        data = {f"maps/{map_.data}" for map_ in self.collections.get(Map, ())} | {f"maps/{self.base_map}"}
        for path in self.folder.contents:
            folder = path.rpartition("/")[0]
            if path in known or path in data or path == "maps/SOURCES.md":
                continue
            if any(folder == one or folder.startswith(f"{one}/") for one in _NOT_YET):
                self.problems.append(problem("L302", path, folder=folder))
            elif not self._is_read(path, folder):
                close = difflib.get_close_matches(path, known, n=1, cutoff=0.9)
                self.problems.append(problem("L308", path, instead=close[0]) if close else problem("L301", path))

    def _is_read(self, path: str, folder: str) -> bool:
        if folder == "maps":
            # Data of a map that could not be read is not strange; its map's problem is enough.
            unread = len(self.folder.under("maps", ".yaml")) != len(self.collections.get(Map, ()))
            unread = unread or Settings not in self.collections
            return path.endswith(".yaml") or (unread and path.endswith((".csv", ".geojson")))
        return path.endswith(".md") and any(folder == model.folder for model in ENTRY_TYPES)

    def _references(self) -> None:
        sourced = [one for entries in self.collections.values() for one in entries if isinstance(one, Sourced)]
        entries = [one for one in sourced if isinstance(one, Entry)]
        self.problems.extend(references.slug_problems(self.slugs))
        self.problems.extend(references.reference_problems(sourced, self.index))
        self.problems.extend(references.place_problems(self.collections[Place], self.index))
        by_path = {entry.origin.path: entry for entry in entries}
        self.problems.extend(references.body_problems(entries, self.index, by_path))


@dataclass(frozen=True, slots=True)
class BaseMap:
    """The municipality's outline and place names, drawn under every map."""

    path: str
    rows: tuple[geodata.Row, ...]

    @property
    def origin(self) -> Origin:
        return Origin("", Document(self.path))

    def changes(self, now: object) -> tuple[()]:
        return ()

    def is_public(self, moment: object) -> bool:
        return True


def _unfit(path: str, stem: str, ending: str) -> Problem:
    fit = slug_of(stem) or "barnehage"
    return problem("L306", path, name=stem + ending, instead=fit + ending)


_TITLE = re.compile(r"#\s+(.+?)\s*#*")


def _with_title(document: Document, reading: Reading) -> Document:
    """Move a leading `# ` line into the fields. Raises Faults when there is a title already."""
    lines = document.body.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    match = _TITLE.fullmatch(lines[first]) if first is not None else None
    if first is None or match is None:
        return document
    line = document.body_line + first
    mark = Mark(line, 1, len(lines[first]) + 1)
    for key in ("title", "tittel"):
        if document.data.get(key):
            raise Faults(problem("F106", document.path, mark, key=key, first=document.keys[(key,)].line))
    # The line stays as an empty one, so that every line below keeps its number.
    lines[first] = ""
    word = "tittel" if reading.spelling == "nb" else "title"
    return replace(
        document,
        data=_without(document, "title", "tittel") | {word: match[1]},
        values={**document.values, (word,): mark},
        body="\n".join(lines),
    )


def _without(document: Document, *keys: str) -> dict[str, Value]:
    return {key: value for key, value in document.data.items() if key not in keys}


def _written(document: Document, *keys: str) -> bool:
    return any(document.data.get(key) for key in keys)


def _is_dated(document: Document) -> bool:
    stem = document.path.rpartition("/")[2].removesuffix(".md")
    return _written(document, "published", "publisert") or date_from_name(stem) is not None


def _type_of(document: Document, stem: str) -> NoticeType:
    written = document.data.get("type")
    found = NoticeType.parse(written) if isinstance(written, str) else None
    return found or type_from_name(stem)


def _spelt(kind: NoticeType, reading: Reading) -> str:
    return kind.nb if reading.spelling == "nb" else kind.value


def _without_updates(document: Document) -> tuple[Document, tuple[tuple[int, str], ...]]:
    if too_deep(document.body, document.body_line):
        return document, ()
    body, lines = without_updates(document.body, document.body_line)
    return replace(document, body=body), lines
