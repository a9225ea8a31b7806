"""What the settings want in every language, and is not there in one of them."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content_types import TRANSLATED_TYPES
from site_builder.content_types.entry import Addressed
from site_builder.content_types.notice import Notice
from site_builder.content_types.settings import Settings
from site_builder.model import Site
from site_builder.problems import Problem, problem
from site_builder.text.languages import name_in


def missing_translations(site: Site, message_language: str) -> Iterator[Problem]:
    """Yield a warning for each text that is to be in all languages and lacks one. What is over needs none."""
    settings = site.one(Settings)
    wanted = {one.value for one in settings.in_all_languages}
    for language in settings.languages[1:]:
        called = name_in(language, message_language)
        begun = {one.origin.original: one.origin.path for one in site.variants.get(language, ())}
        for one in untranslated(site, language):
            path = one.origin.path
            if _kind(one) not in wanted:
                continue
            if path in begun:
                yield problem("V109", begun[path], title=one.title, language=called)
            else:
                stem, _, ending = path.rpartition(".")
                yield problem("V106", path, title=one.title, language=called, file=f"{stem}.{language}.{ending}")


def untranslated(site: Site, language: str) -> Iterator[Addressed]:
    """Yield what is not there in a language, by type and path. What is over needs no translation."""
    there = {one.origin.original for one in site.variants.get(language, ()) if "title" in one.origin.own}
    for kind in TRANSLATED_TYPES:
        yield from (one for one in site.of(kind) if one.origin.path not in there and _is_of_use(one, site))


def _kind(entry: Addressed) -> str:
    return entry.kind.value if isinstance(entry, Notice) else entry.word


def _is_of_use(entry: Addressed, site: Site) -> bool:
    return not isinstance(entry, Notice) or entry.is_of_use(site.moment)
