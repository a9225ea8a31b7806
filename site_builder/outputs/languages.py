"""The site in each of its languages: what is translated in place of its original, and pages that know each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from site_builder.content_types.entry import Model, Sourced
from site_builder.content_types.maps import Place
from site_builder.content_types.settings import Settings
from site_builder.loading.translations import is_text, texts_of
from site_builder.model import Planned, Site, index_of, remembered
from site_builder.outputs import addresses, views
from site_builder.text.foreign import Foreign
from site_builder.text.languages import language_of, name_in
from site_builder.text.paths import neutral


def shown_in(site: Site) -> tuple[str, ...]:
    """Return the languages of the interface besides the primary one: every page is there in each."""
    return addresses.settings_of(site).languages[1:]


def texts_in(site: Site) -> tuple[str, ...]:
    """Return the other languages that something is translated into: only that is there in them."""
    settings = addresses.settings_of(site)
    return tuple(one for one in sorted(site.variants) if one not in settings.languages and _pages_in(site, one))


@remembered
def of_texts(site: Site) -> tuple[Site, ...]:
    """Return the site in each language that only some of its texts are in; none where it is itself in another."""
    return () if site.primary_language else tuple(in_language(site, one) for one in texts_in(site))


@remembered
def in_language(site: Site, language: str) -> Site:
    """Return the site as it is shown in another language than its primary one; itself in that."""
    settings = addresses.settings_of(site)
    if language in ("", settings.language):
        return site
    is_whole = language in settings.languages
    translated: Mapping[tuple[str, str], Any] = {(one.word, one.slug): one for one in site.variants.get(language, ())}

    def shown(one: Any) -> Any:
        found = translated.get((getattr(one, "word", ""), getattr(one, "slug", "")))
        if isinstance(one, Settings):
            others = tuple(other for other in one.languages if other != language)
            if not is_whole:
                return one
            own = _marked(found or one, settings.language, own=False)
            return own.model_copy(update={"languages": (language, *others)})
        if found is not None:
            return _marked(found, settings.language if is_whole else language, own=not is_whole)
        if is_whole and isinstance(one, Place) and one.summary:
            return replace(one, summary=Foreign(one.summary, settings.language))
        return _marked(one, settings.language, own=False) if is_whole and isinstance(one, Sourced) else one

    def all_shown(collections: Mapping[type[Any], tuple[Any, ...]]) -> dict[type[Any], tuple[Any, ...]]:
        return {kind: tuple(map(shown, found)) for kind, found in collections.items()}

    only = None if is_whole else frozenset(_pages_in(site, language))
    return replace(
        site,
        collections=all_shown(site.collections),
        unpublished=all_shown(site.unpublished),
        drafts=all_shown(site.drafts),
        addresses=replace(site.addresses, language=language, only=only),
        primary_language=settings.language,
        to_come=frozenset(_within(path, language) for path in site.to_come) if is_whole else site.to_come,
        anchors_to_come=frozenset((_within(path, language), anchor) for path, anchor in site.anchors_to_come)
        if is_whole
        else site.anchors_to_come,
    )


def _within(path: PurePosixPath, language: str) -> PurePosixPath:
    """Return the path as the site in that language has it: files of the other languages are none of its own."""
    parts = path.parts
    return PurePosixPath(*parts[1:]) if parts[0] == language else PurePosixPath("-", *parts)


def _pages_in(site: Site, language: str) -> list[str]:
    """Return the addresses of the pages that are translated into a language, as they are in the primary one."""
    found = (site.get(_kind(site, one), one.slug) for one in site.variants.get(language, ()))
    return [addresses.address(site, one) for one in found if one is not None and one.section is not None]


def _kind(site: Site, variant: Sourced) -> type[Any]:
    return next((kind for kind in site.collections if isinstance(variant, kind)), type(variant))


def _marked(entry: Any, language: str, *, own: bool) -> Any:
    """Return the entry with texts that know their language: what a variant says itself, or what it does not say."""
    found = language_of(language)
    is_right_to_left = found.is_right_to_left if found else False

    def text(value: Any) -> Any:
        if isinstance(value, str):
            return Foreign(value, language, is_right_to_left=is_right_to_left)
        return tuple(map(text, value)) if isinstance(value, tuple) else value

    kind: type[Sourced] = type(entry)
    # Other names are shown nowhere: where an original stands in, it is found by them all the same.
    names = set(texts_of(kind).model_fields) - (set() if own else {"synonyms"})
    marked = names & entry.origin.own if own else names - entry.origin.own
    changes = {name: text(getattr(entry, name)) for name in marked if name != "updated"}
    # What stands within a field is in a variant where all of it is.
    within = {name: value for name, value in entry if (name in entry.origin.own) == own and _holds_texts(value)}
    changes |= {name: _marked_within(value, text) for name, value in within.items()}
    made = entry.model_copy(update=changes)
    made._origin = entry.origin
    return made


def _holds_texts(value: Any) -> bool:
    return isinstance(value, Model) or (isinstance(value, tuple) and any(isinstance(one, Model) for one in value))


def _marked_within(value: Any, text: Callable[[Any], Any]) -> Any:
    """Return a part of an entry with its texts, and those of its own parts, in their language."""
    if isinstance(value, tuple):
        return tuple(_marked_within(one, text) for one in value)
    if not isinstance(value, Model):
        return value
    fields = type(value).model_fields.items()
    changes = {name: text(getattr(value, name)) for name, info in fields if is_text(info)}
    changes |= {name: _marked_within(one, text) for name, one in value if _holds_texts(one)}
    return value.model_copy(update=changes)


# --- files --------------------------------------------------------------------------------------


def placed(planned: Iterable[Planned], site: Site, taken: Iterable[PurePosixPath]) -> list[Planned]:
    """Return the files of the site in one of its other languages, where they stand; without what is there already."""
    only, there = site.addresses.only, frozenset(taken)
    pages = None if only is None else {index_of(one) for one in only}
    found = []
    for one in planned:
        if pages is not None and one.path not in pages and not one.is_picture:
            continue
        path = PurePosixPath(site.addresses.placed(f"/{_folder_of(one.path)}").lstrip("/"))
        path = path / "index.html" if one.path.name == "index.html" else path
        if path not in there:
            found.append(replace(one, path=path, language=site.addresses.language))
    return found


def _folder_of(path: PurePosixPath) -> str:
    """Return the address of a file without its first slash."""
    text = path.as_posix()
    return text.removesuffix("index.html") if path.name == "index.html" else text


def told_of_each_other(planned: Sequence[Planned], site: Site) -> list[Planned]:
    """Return the files, each page with what it is in every language that it is in."""
    pages: dict[str, list[Planned]] = {}
    for one in planned:
        if (key := _key(one, site)) is not None:
            pages.setdefault(key, []).append(one)
    return [_with_head(one, pages.get(_key(one, site) or "", ()), site) for one in planned]


def _key(one: Planned, site: Site) -> str | None:
    """Return what a page is whatever its language; None for what is no page of its own."""
    head = getattr(one.view, "head", None)
    own = in_language(site, one.language)
    # An embed, and a page at an old address, bear the address of the page that they stand for.
    if not isinstance(head, views.Head) or one.path != index_of(own.addresses.placed(head.address)):
        return None
    return neutral(head.address, addresses.language_of(own))


def _with_head(one: Planned, same: Sequence[Planned], site: Site) -> Planned:
    head = getattr(one.view, "head", None)
    if not isinstance(head, views.Head):
        return one
    own = in_language(site, one.language)
    first = next((other for other in same if not other.language), one)
    is_translated = _is_translated(one, site)
    canonical = own.addresses.absolute(head.address) if one.language else ""
    untranslated = ""
    if not is_translated:
        canonical = site.addresses.absolute(first.view.head.address)
        said_in = addresses.words_of(own).language_of("language.untranslated")
        untranslated = name_in(addresses.language_of(site), said_in)
    text_in = language_of(one.language) if own.addresses.only is not None else None
    alternates = tuple(_alternate(other, one, site) for other in same) if len(same) > 1 else ()
    head = replace(head, alternates=alternates, canonical=canonical, untranslated=untranslated, text_in=text_in)
    return replace(one, view=replace(one.view, head=head))


def _alternate(other: Planned, here: Planned, site: Site) -> views.Alternate:
    shown = in_language(site, other.language)
    code = other.language or addresses.language_of(site)
    found = language_of(code)
    return views.Alternate(
        language=code,
        name=found.name if found else code,
        href=shown.addresses.href(other.view.head.address),
        absolute=shown.addresses.absolute(other.view.head.address),
        is_here=other is here,
        is_right_to_left=found.is_right_to_left if found else False,
        is_translated=_is_translated(other, site),
        is_default=not other.language,
    )


def _is_translated(one: Planned, site: Site) -> bool:
    title = one.view.head.title
    code = one.language or addresses.language_of(site)
    return not isinstance(title, Foreign) or title.language == code
