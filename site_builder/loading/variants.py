"""All that is translated in a site folder, put on its originals once those have been read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_builder.content_types import ENTRY_TYPES, RECORD_TYPES, TRANSLATED_TYPES
from site_builder.content_types.entry import Addressed, Sourced
from site_builder.content_types.maps import Map
from site_builder.content_types.settings import Settings
from site_builder.loading import entries, translations
from site_builder.loading.folders import Folder
from site_builder.loading.translations import Name
from site_builder.loading.validation import Reading
from site_builder.problems import Faults
from site_builder.source import Document, read_yaml

_RECORD_FILES = {model.file: model for model in RECORD_TYPES}
_ENDINGS = {**{model.folder: "md" for model in ENTRY_TYPES}, Map.folder: "yaml"}


def name_of_variant(path: str) -> Name | None:
    """Return what the path of a variant says; None for every other file."""
    name = translations.named(path)
    if name is None:
        return None
    folder, _, file = path.rpartition("/")
    is_text = _ENDINGS.get(folder) == file.rpartition(".")[2]
    return name if is_text or is_of_records(name) else None


def is_of_records(name: Name) -> bool:
    """Return whether it is a file of many, or of the settings, whose original is on the site even where some of it is
    not."""
    return name.original in {Settings.file, *_RECORD_FILES}


@dataclass(frozen=True, slots=True)
class Originals:
    """What has been read so far, and where to say what is wrong with its translations."""

    folder: Folder
    collections: Mapping[type[Any], tuple[Any, ...]]
    reading: Reading

    def translated(self, shown: Sequence[str]) -> dict[str, tuple[Sourced, ...]]:
        """Return the variants by language; what is wrong with them goes to the reading. `shown` are the languages that
        the site is in, its own first."""
        found: dict[str, list[Sourced]] = {}
        for name in (name for path in sorted(self.folder.contents) if (name := name_of_variant(path))):
            if fault := translations.fault_of_name(name, shown, self.folder.contents):
                self.reading.problems.append(fault)
                continue
            found.setdefault(name.language, []).extend(self._variants(name))
        self.reading.problems.extend(translations.out_of_date(found, self._texts(), self.folder))
        return {language: tuple(ones) for language, ones in sorted(found.items())}

    def _variants(self, name: Name) -> Iterator[Sourced]:
        document = self._document(name)
        if document is None:
            return
        if model := _RECORD_FILES.get(name.original):
            records = {one.slug: one for one in self.collections.get(model, ())}
            yield from translations.records_of(records, document, name, self.reading)
            return
        original = self.collections[Settings][0] if name.original == Settings.file else self._texts().get(name.original)
        # What is wrong with an original has been told of, and there is nothing to put its translation on.
        if original and (made := translations.variant_of(original, document, name.language, self.reading)):
            yield made

    def _document(self, name: Name) -> Document | None:
        content = self.folder.contents[name.path]
        if name.path.endswith(".md"):
            return entries.read_document(name.path, content, self.reading, is_variant=True)
        try:
            document = read_yaml(content, name.path)
        except Faults as fault:
            self.reading.problems.extend(fault.problems)
            return None
        self.reading.problems.extend(document.faults)
        return document

    def _texts(self) -> dict[str, Addressed]:
        return {one.origin.path: one for kind in TRANSLATED_TYPES for one in self.collections.get(kind, ())}
