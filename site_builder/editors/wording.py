"""Types and fields in the words of those who write: their names, what they are, and what a value may be."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

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
from site_builder.content_types.references import Ref
from site_builder.content_types.streets import Street
from site_builder.content_types.unit import Unit, UnitKind
from site_builder.reference import KINDS, choices_of, models, said_of, title_of
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


def has_ids(model: type[Model]) -> bool:
    return issubclass(model, Record)


def is_a_table(model: type[Model]) -> bool:
    return issubclass(model, Street)


def field_name(name: str, info: FieldInfo, *, is_english: bool) -> str:
    return en_name(name, info) if is_english else nb_name(info)


def spelt(choice: h.Choice, *, is_english: bool, language: str = "nb") -> str:
    """Return a word of a choice as staff who are spoken to in a language write it."""
    return choice.value if is_english else str(choice.nn if language == "nn" else choice.nb)


def anchor(model: type[Model], language: str) -> str:
    """Return where a page of all models has this one."""
    return name_of(model, language).lower().replace(" ", "-")


def value_of(
    name: str, info: FieldInfo, model: type[Model], words: Catalogue, *, is_english: bool, links_to_parts: bool = False
) -> str:
    """Return what may be written in a field: the kind of value, how long, whether several, what it is when left out."""
    if name in model.read_from_body:
        return words.say("fields.in_text")
    held = parts_of(info.annotation) if links_to_parts else None
    kind = f"[{name_of(held, words.language).lower()}](#{anchor(held, words.language)})" if held else ""
    parts = [kind or _kind(info, words, is_english=is_english)]
    if limit := limit_of(info):
        parts.append(words.say("fields.most", n=limit))
    if is_list(info.annotation):
        parts.append(words.say("fields.several"))
    default = info.default
    if isinstance(default, h.Choice):
        default = spelt(default, is_english=is_english, language=words.language)
    if isinstance(default, (str, int)) and not isinstance(default, bool):
        parts.append(words.say("fields.default", value=default))
    return "; ".join(parts)


def _kind(info: FieldInfo, words: Catalogue, *, is_english: bool) -> str:
    ref = metadata_of(info, Ref)
    if ref and not metadata_of(info, OrName):
        return words.say("fields.id_from", where=where_names_stand(ref.words))
    if choices := choices_of(info.annotation):
        named = tuple(spelt(one, is_english=is_english, language=words.language) for one in choices)
        return words.say("fields.one_of", choices=named)
    if part := parts_of(info.annotation):
        return words.say("fields.parts", name=name_of(part, words.language).lower())
    if is_mapping(info.annotation):
        return words.say("fields.names_and_texts")
    return described(KINDS[metadata_of(info, h.House)], words.language).replace("`", "")
