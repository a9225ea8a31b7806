"""One load: the files of a site folder in their order, each read, judged and held against the others."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from site_builder.content_types import ENTRY_TYPES, RECORD_TYPES
from site_builder.content_types.entry import Addressed, Entry, Sourced
from site_builder.content_types.hours import OpeningHours
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.pictures import Picture
from site_builder.content_types.records import Contact, Link, Record
from site_builder.content_types.settings import Home, Settings
from site_builder.content_types.streets import Street
from site_builder.content_types.unit import Unit
from site_builder.loading import catchments, entries, parts, pictures, places, references, streets, variants
from site_builder.loading.base_map import BaseMap
from site_builder.loading.folders import FirstSeen, Folder, first_seen
from site_builder.loading.found_places import Found, found_places
from site_builder.loading.geodata import READERS
from site_builder.loading.geodata.frame import NORWAY, Outline, in_degrees, outline_of, outline_problems
from site_builder.loading.geodata.geojson import read_geojson
from site_builder.loading.map_data import DataFiles, data_files, too_much_for_a_map
from site_builder.loading.memory import Memory
from site_builder.loading.records import fault_of_records, free_slug
from site_builder.loading.strange_files import file_meant, stranger, with_free_names
from site_builder.loading.unread import Unread
from site_builder.loading.validation import Reading, sub_documents, validated
from site_builder.model import Origin, Original
from site_builder.problems import Faults, Mark, Problem, has_errors, problem
from site_builder.source import Document, read_yaml
from site_builder.state import Probed
from site_builder.text import paths
from site_builder.text.messages import LANGUAGES, MESSAGE_LANGUAGES
from site_builder.text.slugs import LONGEST, is_slug, is_too_long, shortened, slug_of

Only = TypeVar("Only", Settings, Home)

_RECORD_FILES = {model.file: model for model in RECORD_TYPES}
_WITHOUT_ADDRESSES = {Settings.file, Home.file, Link.file, OpeningHours.file}
"""Nothing in these files makes an address or an anchor"""


class Loader:
    """One load: what has been read so far, and what is wrong with it."""

    def __init__(self, folder: Folder, probed: Mapping[str, Probed], memory: Memory) -> None:
        self.folder = folder
        self.memory = memory
        self.probed = probed
        """What files of pictures have been found to be, by their digests: before, then this time"""
        self.reading = Reading(problems=list(folder.problems))
        self.language = "nb"
        self.site_language = "nb"
        self.index = references.Index()
        self.collections: dict[type[Any], tuple[Any, ...]] = {}
        self.drafts: dict[type[Any], tuple[Any, ...]] = {}
        self.variants: dict[str, tuple[Sourced, ...]] = {}
        self.languages: tuple[str, ...] = ("nb",)
        self.slugs: list[tuple[str, str, str, Mark]] = []
        self.base_map: str | None = None
        self.maps: list[Map] = []
        self.data_files = DataFiles({}, frozenset())
        self.has_unread_map = False
        self.knows_spelling = False
        """Whether site.yaml could be read: wrong as it may be, the other files can then be judged too."""

    @property
    def problems(self) -> list[Problem]:
        return self.reading.problems

    def unread(self, sources: Mapping[str, str]) -> Unread:
        """Return what has errors: what is missing in the site may be there."""
        wrong = sorted({one.path for one in self.problems if one.is_error} - _WITHOUT_ADDRESSES)
        if any(path.startswith(f"{Map.folder}/") and path.endswith(".yaml") for path in wrong):
            # Which data belongs to a map, only the map says.
            wrong += self.folder.under(Map.folder, *READERS)
        heads = {one.origin.path: one.origin.document.body_line - 1 for one in self._texts()}
        texts = []
        for path in wrong:
            lines = sources.get(path, "").split("\n")
            texts.append("\n".join([path, *lines[: heads.get(path)]]))
        (settings,) = self.collections[Settings]
        is_folder_closed = any("." not in path.rpartition("/")[2] for path in wrong)
        is_boundless = is_folder_closed or settings.language not in LANGUAGES or not settings.is_clear("languages")
        return Unread(tuple(texts), is_boundless, settings.language)

    def _texts(self) -> list[Entry]:
        """Return the Markdown files, with those that have errors."""
        found = (one for kind in ENTRY_TYPES for one in self.collections.get(kind, ()))
        return [*found, *(one for one in self.reading.unfit if isinstance(one, Entry))]

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
        self.language = language if isinstance(language, str) and language in MESSAGE_LANGUAGES else "nb"
        settings = self._only(Settings, document, "site")
        if settings is None and self.reading.has_unfit(path):
            # Nothing will be written; all else is judged as if these were right.
            unfit = self.reading.unfit.pop()
            settings = unfit if isinstance(unfit, Settings) else None
        if settings is None:
            return None
        # No page is planned in another language that is told of as none of ours. Without the first one no address is
        # known, and none is judged.
        others = (one for one in settings.languages if one in LANGUAGES)
        known = tuple(dict.fromkeys((*settings.languages[:1], *others)))
        settings = settings if known == settings.languages else settings.model_copy(update={"languages": known})
        self.site_language = settings.language
        self.languages = settings.languages or ("nb",)
        self.base_map = settings.base_map
        self.collections[Settings] = (settings,)
        return settings

    def everything(self) -> None:
        self._home()
        for model in RECORD_TYPES:
            self._records(model)
        self._pictures()
        for entry_model in ENTRY_TYPES:
            self._entries(entry_model)
        self._maps()
        self._streets()
        self.variants = variants.Originals(self.folder, self.collections, self.reading).translated(self.languages)
        self._strangers()
        self._references()
        self._front_desk()
        self._drafts()

    # --- data files

    def _yaml(self, path: str) -> Document | None:
        content = self.folder.contents[path]
        return self.memory.recall((path, content), self.reading, partial(self._read_yaml, content, path))

    def _read_yaml(self, content: bytes, path: str) -> Document | None:
        try:
            document = read_yaml(content, path)
        except Faults as fault:
            self.problems.extend(fault.problems)
            return None
        self.problems.extend(document.faults)
        return document

    def _home(self) -> None:
        if Home.file not in self.folder.contents:
            return
        document = self._yaml(Home.file)
        home = self._only(Home, document, "home") if document else None
        if home is None:
            return
        self.collections[Home] = (home,)

    def _only(self, model: type[Only], document: Document, slug: str) -> Only | None:
        """Return the only entry of a file."""
        key = (model, self.folder.contents[document.path], self.reading.spelling)
        judge = partial(validated, model, document, slug, self.reading, other_models={})
        return self.memory.recall(key, self.reading, judge)

    def _records(self, model: type[Record]) -> None:
        if model.file not in self.folder.contents:
            return
        before = len(self.problems)
        document = self._yaml(model.file)
        self.problems[before:] = [fault_of_records(model, one, self.reading) for one in self.problems[before:]]
        if document is None:
            self.index.unread.add(model.word)
            return
        self.index.failed.update((model.word, key) for key in document.unread)
        if not all(is_slug(key) for key in document.unread):
            self.index.unread.add(model.word)
        found = []
        for slug, part, value in sub_documents(document):
            mark = document.keys.get((slug,), Mark(1))
            self.index.failed.add((model.word, slug))
            if is_too_long(slug):
                told = {"length": len(slug), "limit": LONGEST, "instead": shortened(slug)}
                self.problems.append(problem("F162", model.file, mark, field="id", **told))
            elif not is_slug(slug):
                instead = free_slug(slug_of(slug) or "barnehage", document.data)
                self.problems.append(problem("D215", model.file, mark, text=slug, field="id", instead=instead))
            elif not isinstance(value, dict):
                names = tuple(self.reading.name(name, info) for name, info in model.model_fields.items())
                self.problems.append(problem("F112", model.file, mark, field=slug, names=names))
            elif record := self._record(model, part, slug):
                found.append(record)
                self._register(model.word, slug, model.file, mark, record)
        self.collections[model] = tuple(found)

    def _record(self, model: type[Record], part: Document, slug: str) -> Record | None:
        key = (model, slug, self.folder.contents[part.path], self.reading.spelling)
        return self.memory.recall(
            key, self.reading, partial(validated, model, part, slug, self.reading, other_models={})
        )

    def _pictures(self) -> None:
        described = self.collections.get(Picture, ())
        originals, self.probed = pictures.originals_of(described, self.folder, self.probed, self.problems)
        self.collections[Original] = originals
        # What could not be read may name any file.
        if Picture.word not in self.index.unread and not self.reading.has_unfit(Picture.file):
            named, slugs = {one.filename for one in described}, {one.slug for one in described}
            # A file that is probably meant has been told of.
            named |= {str(dict(one.values)["instead"]) for one in self.problems if one.code == "P113"}
            self.problems.extend(pictures.stray(self.folder, named, slugs))

    def _register(self, word: str, slug: str, path: str, mark: Mark, entry: object) -> None:
        self.index.add(word, slug, entry)
        self.slugs.append((word, slug, path, mark))

    # --- Markdown files

    def _entries(self, model: type[Entry]) -> None:
        documents = []
        for path in self.folder.under(model.folder, ".md"):
            if variants.name_of_variant(path):
                continue
            content = self.folder.contents[path]
            read = partial(entries.read_document, path, content, self.reading)
            document = self.memory.recall((path, content, self.reading.spelling), self.reading, read)
            if document is None:
                self.index.failed.add((model.word, entries.stem_of(path)))
            else:
                documents.append(document)
        undated: Mapping[str, FirstSeen] = {}
        if model is Notice:
            wanted = [document.path for document in documents if not entries.is_dated(document)]
            undated = first_seen(self.folder, wanted)
        found = (self._entry(model, document, undated) for document in documents)
        self.collections[model] = tuple(entry for entry in found if entry is not None)

    def _entry(self, model: type[Entry], document: Document, undated: Mapping[str, FirstSeen]) -> Entry | None:
        slug = entries.slug_in(document)
        self.index.failed.add((model.word, slug))
        if "id" in document.unread:
            self.index.unread.add(model.word)
        content = self.folder.contents[document.path]
        key = (model, document.path, content, undated.get(document.path), self.reading.spelling)
        entry: Entry | None
        if model is Notice:
            judge: Callable[[], Entry | None] = partial(entries.notice_of, document, slug, self.reading, undated)
        else:
            judge = partial(validated, model, document, slug, self.reading, other_models={})
        entry = self.memory.recall(key, self.reading, judge)
        if entry is None:
            return None
        if not entries.has_fit_name(document.path):
            # Its address is not known: judged with the others, shown nowhere.
            self.index.failed.add((model.word, entries.stem_of(document.path)))
            self.reading.unfit.append(entry)
            return None
        self._reserved(entry)
        self._register(entry.word, slug, document.path, Mark(1), entry)
        return entry

    def _reserved(self, entry: Entry) -> None:
        mark = entry.origin.mark("id") if entry.id else None
        if any(entry.slug in paths.reserved(entry.section, one) for one in self.languages):
            self.problems.append(problem("N210", entry.origin.path, mark, slug=entry.slug))
        elif entry.section == "" and paths.is_kept_for_a_language(entry.slug):
            self.problems.append(problem("N222", entry.origin.path, mark, slug=entry.slug))

    # --- maps

    def _maps(self) -> None:
        outline = self._outline()
        maps: list[Map] = []
        for path in self.folder.under(Map.folder, ".yaml"):
            if variants.name_of_variant(path):
                continue
            map_ = self._map(path)
            if map_ is None:
                self.has_unread_map = True
                self.index.unread.add("place")
                self._rest_of_map(path, outline)
                continue
            is_second = self.index.get("map", map_.slug) is not None
            self._register("map", map_.slug, path, Mark(1), map_)
            if is_second:
                # Its slug has been told of: on the map that has it, its places are not looked for.
                self.index.unread.add("place")
                continue
            maps.append(map_)
        self.maps = maps
        self.data_files = data_files(maps, self.folder, self.base_map)
        read = [(map_, self._places(map_, outline)) for map_ in maps]
        # A map has places: what shows maps need not ask.
        maps = [map_ for map_, its_places in read if its_places]
        found = [place for _, its_places in read for place in its_places]
        for place in found:
            self._register("place", place.slug, place.path, place.mark, place)
        if found and self.base_map is None:
            self._unchecked()
        self.problems.extend(catchments.problems_of(maps, found, None if outline is NORWAY else outline))
        self.collections[Map] = tuple(maps)
        self.collections[Place] = tuple(found)

    def _unchecked(self) -> None:
        """Report that nothing can tell whether places are in the municipality."""
        settings = self.collections[Settings][0]
        if settings.is_clear("base_map"):
            name = self.reading.name("base_map", Settings.model_fields["base_map"])
            self.problems.append(problem("M641", Settings.file, line=f"{name}: grunnkart.geojson"))

    def _places(self, map_: Map, outline: Outline) -> Sequence[Place]:
        before = len(self.problems)
        found: Sequence[Place] = ()
        if fault := self.data_files.faults.get(map_.origin.path):
            self.problems.append(fault)
        else:
            find = partial(self._found_places, map_, outline)
            found = places.places_of(map_, outline, self.index, self.reading, find)
        if has_errors(self.problems[before:]):
            self.index.unread.add("place")
        return found

    def _found_places(self, map_: Map, outline: Outline) -> list[Found]:
        folder, path = self.folder, map_.origin.path
        read = [path, *(f"{Map.folder}/{name}" for name in (map_.data, self.base_map))]
        files = tuple((folder.contents.get(one), folder.sizes.get(one)) for one in read)
        key = (Found, path, files, self.reading.spelling)
        return self.memory.recall(key, self.reading, partial(found_places, map_, folder, outline, self.reading))

    def _rest_of_map(self, path: str, outline: Outline) -> None:
        """Judge the places that are right in a map's own file, where others are not."""
        if self.reading.has_unfit(path) and isinstance(unfit := self.reading.unfit[-1], Map):
            places.judge_beside_wrong_ones(unfit, outline, self.index, self.reading)

    def _map(self, path: str) -> Map | None:
        stem = entries.stem_of(path)
        if not is_slug(stem):
            self.problems.append(entries.unfit(path, stem, ".yaml"))
            return None
        before = len(self.problems)
        document = self._yaml(path)
        self.problems[before:] = [too_much_for_a_map(one) or one for one in self.problems[before:]]
        slug = entries.slug_in(document) if document else stem
        self.index.failed.add(("map", slug))
        found: Map | None = None
        if document:
            key = (Map, path, self.folder.contents[path], self.reading.spelling)
            judge = partial(validated, Map, document, slug, self.reading, other_models={})
            found = self.memory.recall(key, self.reading, judge)
        if found is None and self.reading.has_unfit(path) and {one.code for one in self.problems[before:]} == {"F101"}:
            # A strange field might have held its places; one that lacks its title does not.
            self.problems.extend(places.faults_of_source(self.reading.unfit[-1]))
        return found

    def _outline(self) -> Outline:
        if self.base_map is None:
            return NORWAY
        path = f"{Map.folder}/{self.base_map}"
        if path not in self.folder.contents:
            meant = self._meant_for(path)
            if meant is None:
                return NORWAY
            # Places are judged against what is meant, and it is no strange file.
            path, self.base_map = meant, meant.removeprefix(f"{Map.folder}/")
        try:
            content = self.folder.contents[path]
            read = self.memory.recall(
                ("outline", path, content), self.reading, lambda: in_degrees(read_geojson(content, path))
            )
        except Faults as fault:
            self.problems.extend(fault.problems)
            return NORWAY
        faults = [*read.problems, *outline_problems(read, path)]
        self.problems.extend(faults)
        if faults:
            return NORWAY
        self.collections[BaseMap] = (BaseMap(path, read.rows),)
        return outline_of(row.shape for row in read.rows) or NORWAY

    def _meant_for(self, path: str) -> str | None:
        """Report that there is no such base map; return the file that is probably meant."""
        origin = self.collections[Settings][0].origin
        close = difflib.get_close_matches(path, self.folder.under(Map.folder, ".geojson"), n=1, cutoff=0.75)
        told = {"instead": close[0].removeprefix(f"{Map.folder}/")} if close else {}
        self.problems.append(
            problem("M673" if close else "M518", origin.path, origin.mark("base_map"), file=path, **told)
        )
        return close[0] if close else None

    def _streets(self) -> None:
        self.collections[Street] = ()
        if Street.file not in self.folder.contents:
            return
        before = len(self.problems)
        content = self.folder.contents[Street.file]
        judge = partial(streets.streets_of, content, self.reading)
        found = self.memory.recall((Street, content, self.reading.spelling), self.reading, judge)
        self.collections[Street] = tuple(found)
        if not has_errors(self.problems[before:]):
            self.problems.extend(streets.notice_problems(self.collections[Notice], found))

    # --- all together

    def _strangers(self) -> None:
        """Report files that nothing reads: a name that is nearly right is worse than none."""
        known = {Settings.file, Home.file, Street.file, *_RECORD_FILES}
        for path in self.folder.contents:
            folder = path.rpartition("/")[0]
            if (
                path in known
                or variants.name_of_variant(path)
                or path in self.data_files.paths
                or path == f"{Map.folder}/SOURCES.md"
            ):
                continue
            if not self._is_read(path, folder):
                instead = file_meant(path, known)
                self.problems.append(problem("L308", path, instead=instead) if instead else stranger(path))
                self._is_there_as(instead)

    def _is_there_as(self, path: str) -> None:
        """Note what a misplaced file would hold, were it in its place: that it is missing need not be told."""
        self.index.unread.update(model.word for model in RECORD_TYPES if model.file == path)
        folder, stem = path.rpartition("/")[0], entries.stem_of(path)
        kinds: tuple[type[Addressed], ...] = (*ENTRY_TYPES, Map)
        self.index.failed.update((kind.word, stem) for kind in kinds if kind.folder == folder)
        if folder == Map.folder:
            self.index.unread.add("place")

    def _is_read(self, path: str, folder: str) -> bool:
        if folder == Map.folder:
            # Data of a map that could not be read is not strange; its map's problem is enough.
            unread = self.has_unread_map or self._may_name_more()
            return path.endswith(".yaml") or (unread and path.endswith(tuple(READERS)))
        return path.endswith(".md") and any(folder == model.folder for model in ENTRY_TYPES)

    def _may_name_more(self) -> bool:
        """Return whether settings with errors may be meant to name a base map."""
        has_faults = any(one.is_error and one.path == Settings.file for one in self.problems)
        return has_faults and all(one.base_map is None for one in self.collections.get(Settings, ()))

    def _references(self) -> None:
        sourced = [one for found in self.collections.values() for one in found if isinstance(one, Sourced)]
        texts = self._texts()
        self.index.unfit = {(one.word, one.slug): one for one in self.reading.unfit}
        named = references.with_names_meant(self.problems, self.index, self.collections[Street])
        self.problems[:] = references.with_examples_of_the_site(named, self.index, self.site_language)
        self.problems[:] = with_free_names(self.problems[:], self.folder.contents)
        self.problems.extend(references.slug_problems(self.slugs))
        self.problems.extend(references.unit_problems(self.collections[Unit], self.collections[Place]))
        self.problems.extend(references.reference_problems([*sourced, *self.reading.unfit], self.index))
        self.problems.extend(references.audience_problems(texts, self.index))
        self.problems.extend(references.place_problems(self.collections[Place], self.index))
        found_paths = (path for model in ENTRY_TYPES for path in self.folder.under(model.folder, ".md"))
        written = (path for path in found_paths if not variants.name_of_variant(path))
        by_path: dict[str, Entry | None] = dict.fromkeys(written)
        by_path |= {entry.origin.path: entry for entry in texts}
        setting = self.reading.name("parts_from", Settings.model_fields["parts_from"])
        self.problems.extend(parts.part_problems(texts, self.index, self.collections[Settings][0], setting))
        # A title, or a heading of updates, without its space has been told of, with what that does.
        told = {(one.path, one.mark.line) for one in self.problems}
        found = [*references.body_problems(texts, self.index, by_path), *self._faults_of_variants(by_path)]
        self.problems.extend(
            one for one in found if one.code not in ("B640", "B643") or (one.path, one.mark.line) not in told
        )

    def _faults_of_variants(self, by_path: Mapping[str, Entry | None]) -> Iterator[Problem]:
        """Yield what is wrong with texts of variants. Where an anchor leads, only the pages of their language say."""
        texts = [
            one
            for ones in self.variants.values()
            for one in ones
            if isinstance(one, Entry) and "body" in one.origin.own
        ]
        by_path = {**by_path, **{one.origin.path: one for one in texts}}
        yield from (
            one for one in references.body_problems(texts, self.index, by_path) if one.code not in ("R404", "R409")
        )

    def _front_desk(self) -> None:
        """Let a contact stand in for a front desk that is not there: every page says who answers, and all is judged."""
        for settings in self.collections.get(Settings, ()):
            desk = settings.front_desk
            found = self.index.get("contact", desk)
            if isinstance(found, Contact) and not (found.phone or found.email):
                names = {one: self.reading.name(one, Contact.model_fields[one]) for one in ("phone", "email")}
                mark = found.origin.document.keys.get(())
                self.problems.append(problem("F148", Contact.file, mark, name=found.name, slug=desk, **names))
            if found is None:
                stand_in = Contact.model_validate({"name": desk}, context=Origin(desk, Document(Contact.file)))
                self.collections[Contact] = (*self.collections.get(Contact, ()), stand_in)

    def _drafts(self) -> None:
        """Set drafts aside, once they have been judged with the others."""
        for kind, found in self.collections.items():
            self.drafts[kind] = tuple(one for one in found if getattr(one, "draft", False))
            self.collections[kind] = tuple(one for one in found if not getattr(one, "draft", False))
