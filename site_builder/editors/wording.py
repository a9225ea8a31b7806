"""Types and fields in the words of those who write: their names, what they are, and what a value may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import get_args

from pydantic.fields import FieldInfo

from site_builder.content_types import house as h
from site_builder.content_types import kept_in, where_names_stand
from site_builder.content_types.entry import (
    Model,
    Sourced,
    en_name,
    is_list,
    is_mapping,
    limit_of,
    metadata_of,
    nb_name,
    parts_of,
)
from site_builder.content_types.gathering_values import OrName
from site_builder.content_types.notice import Notice
from site_builder.content_types.records import Record
from site_builder.content_types.references import STREET, Ref, TargetRef
from site_builder.content_types.streets import Street
from site_builder.content_types.unit import Unit, UnitKind
from site_builder.editors.models import KINDS, choices_of, models, said_of, title_of
from site_builder.text.messages import Catalogue, described
from site_builder.text.slugs import folded


def name_of(model: type[Model], language: str) -> str:
    return described(title_of(model), language)


def about(model: type[Model], language: str) -> str:
    return described(said_of(model), language)


def model_called(word: str) -> type[Model] | None:
    """Return the model somebody means: its name in any language, the word in its ids, or the name of its file."""
    return names().get(folded(word))


def models_nearly_called(word: str) -> tuple[type[Model], ...]:
    """Return the models somebody may mean by a word that none of them is called."""
    known = names()
    # A school is a unit: what it is is a kind of something that has fields.
    kinds = {folded(str(name)): Unit for kind in UnitKind for name in (kind.nb, kind.nn, kind.value)}
    near = get_close_matches(folded(word), [*known, *kinds], n=3, cutoff=0.7)
    return tuple(dict.fromkeys(known.get(one) or kinds[one] for one in near))


def names() -> dict[str, type[Model]]:
    """Return the models by what people may call them, folded."""
    found: dict[str, type[Model]] = {}
    for model in models():
        for name in _names_of(model):
            found.setdefault(folded(name), model)
    for name, model in _names_of_fields():
        found.setdefault(folded(name), model)
    return found


def _names_of_fields() -> Iterator[tuple[str, type[Model]]]:
    """Yield the names of fields that hold fields, with the model of those, in both spellings."""
    for model in models():
        for name, info in model.model_fields.items():
            held = parts_of(info.annotation)
            if held is not None:
                yield from ((one, held) for one in (nb_name(info), en_name(name, info)))


def _names_of(model: type[Model]) -> Iterator[str]:
    yield from (name_of(model, language) for language in ("nb", "nn", "en"))
    if issubclass(model, Sourced) and not (issubclass(model, Notice) and model is not Notice):
        yield model.word
        file = kept_in(model).rstrip("/").rpartition("/")[2].partition(".")[0]
        # What stands in images.yaml is an image.
        yield from (file, file.removesuffix("s"))


def file_of(model: type[Model]) -> str:
    """Return where entries of a model are written; an empty text for one that stands within others."""
    if not issubclass(model, Sourced):
        return ""
    where = kept_in(model)
    return where if not where.endswith("/") else f"{where}…{'.yaml' if where == 'maps/' else '.md'}"


def stands_in(model: type[Model], words: Catalogue) -> str:
    """Return as Markdown where entries of a model are written, and how; empty for one that stands within others."""
    if not (where := file_of(model)):
        return ""
    file = f"`{where}`"
    if issubclass(model, Street):
        return words.say("fields.one_a_line", file=file)
    return words.say("fields.each_under_its_id", file=file) if issubclass(model, Record) else file


def field_name(name: str, info: FieldInfo, *, is_english: bool) -> str:
    return en_name(name, info) if is_english else nb_name(info)


def spelt(choice: h.Choice, *, is_english: bool, language: str = "nb") -> str:
    """Return a word of a choice as staff who are spoken to in a language write it."""
    return choice.value if is_english else str(choice.nn if language == "nn" else choice.nb)


@dataclass(frozen=True, slots=True)
class Said:
    """How what may be written is said: in which words, how one of a choice is spelt, and where the fields within a
    field are shown."""

    words: Catalogue
    choice: Callable[[h.Choice], str]
    parts: Callable[[type[Model]], str]


def hint_of(info: FieldInfo, language: str) -> str:
    """Return what a field is, for where no Markdown is read."""
    return plain(explained(info, language))


def explained(info: FieldInfo, language: str) -> str:
    """Return what a field is, as Markdown."""
    return described(info.description or "", language)


def plain(markdown: str) -> str:
    return markdown.replace("`", "")


def value_of(name: str, info: FieldInfo, model: type[Model], said: Said) -> str:
    """Return as Markdown what may be written in a field: the kind of value, how long, whether several, what it is when
    left out."""
    words = said.words
    if name in model.read_from_body:
        return words.say("fields.in_text")
    parts = [_kind(info, said)]
    if limit := limit_of(info):
        parts.append(words.say("fields.most", n=limit))
    if is_list(info.annotation):
        parts.append(words.say("fields.several"))
    default = info.default
    if isinstance(default, h.Choice):
        parts.append(words.say("fields.default", value=said.choice(default)))
    elif isinstance(default, (str, int)) and not isinstance(default, bool):
        parts.append(words.say("fields.default", value=f"`{default}`"))
    return "; ".join(parts)


def _kind(info: FieldInfo, said: Said) -> str:
    words, house, ref = said.words, metadata_of(info, h.House), metadata_of(info, Ref)
    if ref and not metadata_of(info, OrName):
        choices = tuple(f"`{one}`" for one in where_names_stand(ref.words))
        # The one reference that need not be to an entry.
        street = (words.say("fields.street", word=STREET),) if ref is _TARGET else ()
        return words.say("fields.id_from", choices=(*choices, *street))
    if choices_ := choices_of(info.annotation):
        return words.say("fields.one_of", choices=tuple(map(said.choice, choices_)))
    if part := parts_of(info.annotation):
        return said.parts(part)
    if is_mapping(info.annotation):
        return words.say("fields.names_and_texts")
    return described(KINDS[house], words.language)


_TARGET = next(one for one in get_args(TargetRef) if isinstance(one, Ref))
