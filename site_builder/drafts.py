"""A new notice of a crisis, made from a draft: dated, in the site's spelling, and never over one that is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from site_builder.content_types.entry import en_name, nb_name
from site_builder.content_types.notice_types import Crisis
from site_builder.content_types.settings import FieldNames, Settings
from site_builder.editors.skeleton import as_said
from site_builder.loading import load
from site_builder.loading.drafts import drafts_in, kind_of, word_of
from site_builder.text import dates
from site_builder.text.slugs import slug_of
from site_builder.writing import write_sources


@dataclass(frozen=True, slots=True)
class Request:
    """What a draft is asked for. `now` is aware; without a title the draft's own stands, to be filled in."""

    root: Path
    kind: str
    now: datetime
    title: str | None = None
    text: str | None = None
    """What is said below the fields, in place of what the draft says there"""


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of crisis that there is a draft of: the word for it, and its title as it stands in the draft."""

    word: str
    title: str


@dataclass(frozen=True, slots=True)
class Made:
    path: str
    slug: str
    language: str
    """The language staff want messages in"""
    all_clear: str
    """The name of the field that calls it off, as the site spells it"""


class UnknownKind(Exception):
    """There is no draft of that kind."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        super().__init__(*kinds)
        self.kinds = kinds


class IsThere(Exception):
    """A file of that name is there."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def offers(root: Path) -> tuple[Offer, ...]:
    """Return what there are drafts of at a site."""
    loaded = load(root)
    settings = loaded.site.one(Settings) if loaded.site else None
    language = settings.language if settings else loaded.language
    return tuple(Offer(word_of(kind, language), _title_in(text)) for kind, text in drafts_in(root, language).items())


def _title_in(draft: str) -> str:
    return next((line.partition(":")[2].strip(" \"'") for line in draft.splitlines() if line.startswith("tittel:")), "")


def new_crisis(request: Request) -> Made:
    """Write a new notice. Raises UnknownKind, IsThere, and CannotWrite where the disk refuses."""
    loaded = load(request.root)
    settings = loaded.site.one(Settings) if loaded.site else None
    language = settings.language if settings else loaded.language
    drafts = drafts_in(request.root, language)
    kind = kind_of(request.kind)
    draft = drafts.get(kind)
    if draft is None:
        raise UnknownKind(tuple(word_of(one, language) for one in drafts))
    is_english = settings is not None and settings.field_names is FieldNames.EN
    now = request.now.astimezone(dates.OSLO)
    slug = f"{now:%Y-%m-%d}-krise-{slug_of(request.title or '') or slug_of(word_of(kind, language))}"
    path = f"{Crisis.folder}/{slug}.md"
    if (request.root / path).exists():
        raise IsThere(path)
    text = filled(draft, request.title, f"{now:%Y-%m-%d %H:%M}", is_english=is_english, said=request.text)
    write_sources({PurePosixPath(path): text.encode()}, request.root)
    info = Crisis.model_fields["all_clear"]
    return Made(path, slug, loaded.language, en_name("all_clear", info) if is_english else nb_name(info))


_FIELD = re.compile(r"(?P<name>\w+):(?P<rest>.*)")


def filled(
    draft: str, title: str | None, published: str, *, is_english: bool = False, said: str | None = None
) -> str:  # fmt: skip
    """Return the draft with a title, when it is published, and what is `said` in place of its text; in English, the
    names of its fields alone."""
    names = {nb_name(info): en_name(name, info) for name, info in Crisis.model_fields.items()}
    _, fields, body = draft.split("---\n", 2)
    lines = [_titled(line, title) for line in (f"publisert: {published}", *fields.splitlines())]
    if is_english:
        lines = [_FIELD.sub(lambda one: f"{names.get(one['name'], one['name'])}:{one['rest']}", line) for line in lines]
    body = body if said is None else f"\n{as_said(said)}\n"
    return "---\n" + "\n".join(lines) + "\n---\n" + body


def _titled(line: str, title: str | None) -> str:
    if title is None or not line.startswith("tittel:"):
        return line
    # In single quotation marks, nothing but themselves means anything to YAML.
    return "tittel: '" + " ".join(title.split()).replace("'", "''") + "'"
