"""What is left of the translations of a site that has errors: those whose original is there, and is not another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from site_builder.content_types.entry import Sourced
from site_builder.content_types.notice import Notice
from site_builder.loading import entries, translations
from site_builder.loading.plain_alerts import without_ending
from site_builder.loading.translations import Name
from site_builder.loading.validation import Reading
from site_builder.loading.variants import is_of_records, name_of_variant
from site_builder.text.languages import language_of

Variants = Mapping[str, tuple[Any, ...]]
"""What is translated, by language"""


def is_translation(path: str, paths: Collection[str], primary: str) -> bool:
    """Return whether a file of a notice is named as the translation of one, however it was saved: then it is no notice
    of its own. In the primary language, or in none that is known, it is one only beside its original."""
    name = translations.named(_as_saved(path))
    if name is None:
        return False
    is_in_another = language_of(name.language) is not None and name.language != primary
    return is_in_another or name.original in {_as_saved(one) for one in paths}


def _as_saved(path: str) -> str:
    return f"{without_ending(path)}.md"


def kept_variants(variants: Variants, kept: Iterable[Any], is_wrong: Callable[[Sourced], bool]) -> Variants:
    """Return the variants that nothing is wrong with and whose originals are kept."""
    there = {(one.origin.path, one.origin.slug) for one in kept}

    def stays(one: Sourced) -> bool:
        return (one.origin.original, one.origin.slug) in there and not is_wrong(one)

    return {language: tuple(filter(stays, found)) for language, found in variants.items()}


def with_variants_of(
    alerts: Iterable[Notice], variants: Variants, contents: Mapping[str, bytes], names: Iterable[Name], spelling: str
) -> Variants:
    """Return the variants with those of crises that are plain text: `names` are of the files that may be such."""
    originals = {one.origin.path: one for one in alerts}
    found = {language: list(ones) for language, ones in variants.items()}
    for name in names:
        if (original := originals.get(name.original)) and (made := _on(original, name, contents[name.path], spelling)):
            found.setdefault(name.language, []).append(made)
    return {language: tuple(ones) for language, ones in sorted(found.items())}


def _on(original: Notice, name: Name, content: bytes, spelling: str) -> Notice | None:
    reading = Reading(spelling)
    document = entries.read_document(name.path, content, reading, is_variant=True)
    return translations.variant_of(original, document, name.language, reading) if document else None


def unseen(contents: Mapping[str, bytes], variants: Variants, left_out: Collection[str]) -> Iterator[str]:
    """Yield the translations of texts that are not on the site, and go with these."""
    shown = {one.origin.path for found in variants.values() for one in found}
    for name in filter(None, map(name_of_variant, contents)):
        if not is_of_records(name) and name.original in left_out and name.path not in shown:
            yield name.path
