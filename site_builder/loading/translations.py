"""Variants: what `sfo.nn.md` says in another language than `sfo.md`, and `links.nn.yaml` than `links.yaml`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from site_builder.content_types.entry import Addressed, Entry, Model, Sourced, metadata_of, parts_of
from site_builder.content_types.house import House, Many, line
from site_builder.content_types.notice import Notice
from site_builder.content_types.updates import read_updates
from site_builder.loading.entries import with_updates_apart
from site_builder.loading.folders import Folder, last_changed
from site_builder.loading.validation import Reading, field_called, sub_documents, validated
from site_builder.model import Origin
from site_builder.problems import Problem, problem
from site_builder.source import Document, Value
from site_builder.text import dates
from site_builder.text.languages import language_of

Original = TypeVar("Original", bound=Sourced)

WHEN_TRANSLATED = "updated"
"""The one field of a variant that is no text: when it was last held against its original"""

_NAME = re.compile(
    r"(?P<before>(?:.*/)?[^./]+)\.(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.(?P<ending>md|yaml)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """What the path of a variant says."""

    path: str
    original: str
    language: str


def named(path: str) -> Name | None:
    """Return what a path says where it is that of a variant."""
    match = _NAME.fullmatch(path)
    return Name(path, f"{match['before']}.{match['ending']}", match["language"]) if match else None


def fault_of_name(name: Name, shown: Sequence[str], files: Container[str]) -> Problem | None:
    """Return what is wrong with a variant before it is read: its language, or that there is nothing it translates.

    `shown` are the languages that the site is in, its own first.
    """
    main, *rest = name.language.split("-")
    code = "-".join([main.lower(), *rest])
    if language_of(code) is None:
        return problem("V102", name.path, found=name.language, choices=("nn", "se", "en", "uk"))
    # Norwegian is that of the site; and one that is spoken somewhere is told of by what it is.
    meant = shown[0] if main.lower() == "no" and shown[0] in ("nb", "nn") else main.lower()
    if meant == shown[0]:
        return problem("V103", name.path, found=name.language, original=name.original)
    if name.original not in files:
        return problem("V104", name.path, original=name.original)
    stem, _, ending = name.original.rpartition(".")
    if rest and meant in shown:
        return problem("V111", name.path, found=name.language, language=meant, file=f"{stem}.{meant}.{ending}")
    if name.language != code:
        # To a computer, and to others that read the same files, `NN` is another language than `nn`.
        return problem("V108", name.path, found=name.language, file=f"{stem}.{code}.{ending}")
    return None


def variant_of(original: Original, document: Document, language: str, reading: Reading) -> Original | None:
    """Return the original with what the document says in another language, or None with its problems in `reading`."""
    before = len(reading.problems)
    lines: tuple[tuple[int, str], ...] = ()
    if isinstance(original, Notice):
        document, lines = with_updates_apart(document, reading)
    document = _only_texts(original, document, reading)
    texts = validated(texts_of(type(original)), document, original.slug, reading, other_models={})
    if reading.has_unfit(document.path):
        reading.unfit.pop()
    if texts is None or any(one.is_error for one in reading.problems[before:]):
        return None
    said = texts.model_fields_set - {WHEN_TRANSLATED}
    changes = {name: getattr(texts, name) for name in said}
    for name in said.intersection(original.translated_parts):
        parts = _translated(getattr(original, name), changes.pop(name))
        if parts is None:
            said.remove(name)
            reading.problems.append(_uneven(original, name, texts.origin, reading))
        else:
            changes[name] = parts
    if lines and isinstance(original, Notice):
        changes["updates"], faults = read_updates(lines, original.begins, document.path)
        reading.problems.extend(faults)
    if WHEN_TRANSLATED in type(original).model_fields:
        # What has become of the original since is not in this text.
        changes[WHEN_TRANSLATED] = getattr(texts, WHEN_TRANSLATED)
    made = original.model_copy(update=changes)
    made._origin = _origin(original, texts, language, said)
    return made


def _translated(parts: Sequence[Model], texts: Sequence[Model]) -> tuple[Model, ...] | None:
    """Return the parts with the texts of a translation; None where these are not theirs, or not all of theirs."""
    made = []
    for part, said in zip(parts, texts, strict=False):
        given = {name: value for name, value in said if value is not None}
        if {name for name in type(said).model_fields if getattr(part, name)} - given.keys():
            return None
        made.append(part.model_copy(update=given))
    return tuple(made) if len(parts) == len(texts) else None


def _uneven(original: Sourced, name: str, origin: Origin, reading: Reading) -> Problem:
    fields = _texts_of_part(_part(type(original), name)).model_fields
    names = tuple(reading.name(one, info) for one, info in fields.items())
    told = {"field": origin.word(name), "original": original.origin.path, "names": names}
    return problem("V110", origin.path, origin.mark(name), **told)


def _only_texts(original: Sourced, document: Document, reading: Reading) -> Document:
    """Return the document without the fields that are the original's to say, which are told of."""
    texts = texts_of(type(original))
    kept: dict[str, Value] = {}
    for key, value in document.data.items():
        name = field_called(type(original), key)
        if name and name not in texts.model_fields:
            mark, path = document.keys.get((key,)), original.origin.path
            reading.problems.append(problem("V101", document.path, mark, field=key, original=path))
        elif name in original.translated_parts and isinstance(value, list):
            kept[key] = [_only_texts_of(one, original, (key, number), name, document, reading)
                         for number, one in enumerate(value)]  # fmt: skip
        else:
            kept[key] = value
    return replace(document, data=kept)


def _only_texts_of(
    part: Value, original: Sourced, loc: tuple[str, int], name: str, document: Document, reading: Reading
) -> Value:
    """Return a part without what is not text. Who began with a copy of the original has that there as well; only what
    is another than there is told of."""
    if not isinstance(part, dict):
        return part
    model = _part(type(original), name)
    kept: dict[str, Value] = {}
    ours = original.origin.document.data.get(name)
    first = ours[loc[1]] if isinstance(ours, list) and loc[1] < len(ours) else {}
    for key, value in part.items():
        found = field_called(model, key)
        if found is None or is_text(model.model_fields[found]):
            kept[key] = value
        elif not isinstance(first, dict) or first.get(found) != value:
            mark, path = document.keys.get((*loc, key)), original.origin.path
            reading.problems.append(problem("V101", document.path, mark, field=key, original=path))
    return kept


def _origin(original: Sourced, texts: Sourced, language: str, said: set[str]) -> Origin:
    document, own = texts.origin.document, frozenset(said)
    if document.body.strip():
        own |= {"body"}
    else:
        first = original.origin.document
        document = replace(document, body=first.body, body_line=first.body_line)
    checked, changed = getattr(texts, WHEN_TRANSLATED, None), getattr(original, WHEN_TRANSLATED, None)
    return replace(
        texts.origin,
        document=document,
        language=language,
        original=original.origin.path,
        own=own,
        translated=checked,
        outdated=changed if checked and changed and checked.is_before(changed) else None,
    )


@cache
def texts_of(model: type[Sourced]) -> type[Sourced]:
    """Return the model of what a variant may say: the texts of an entry, all of which it may leave out."""
    found = {name: info for name, info in model.model_fields.items() if name == WHEN_TRANSLATED or is_text(info)}
    fields: dict[str, Any] = {name: (_annotation(info), _left_out(info)) for name, info in found.items()}
    for name in model.translated_parts:
        fields[name] = (Many[_texts_of_part(_part(model, name))], _left_out(model.model_fields[name]))  # type: ignore[misc]
    made: type[Sourced] = create_model(f"{model.__name__}Texts", __base__=Sourced, **fields)
    made.word = model.word
    return made


@cache
def _texts_of_part(part: type[Model]) -> type[Model]:
    fields: dict[str, Any] = {name: (_annotation(info), _left_out(info)) for name, info in texts_in(part).items()}
    return create_model(f"{part.__name__}Texts", __base__=Model, **fields)


def texts_in(part: type[Model]) -> dict[str, FieldInfo]:
    """Return the fields of a part that hold texts of authors."""
    return {name: info for name, info in part.model_fields.items() if is_text(info)}


def _part(model: type[Sourced], name: str) -> type[Model]:
    part = parts_of(model.model_fields[name].annotation)
    assert part is not None, "a list of parts has a model of them"
    return part


def _annotation(info: FieldInfo) -> Any:
    # Pydantic keeps apart what an annotation said and what it said it of.
    kind: Any = info.annotation
    for one in info.metadata:
        kind = Annotated[kind, one]
    return kind


def _left_out(info: FieldInfo) -> Any:
    return Field(None, description=info.description, json_schema_extra=info.json_schema_extra)


def is_text(info: FieldInfo) -> bool:
    """Return whether a field holds texts of authors, on a line each."""
    found = metadata_of(info, House)
    return isinstance(found, House) and found.make is line


def records_of(originals: Mapping[str, Sourced], document: Document, name: Name, reading: Reading) -> Iterator[Sourced]:
    """Yield the records that a data file translates. One that there is no original of is told of."""
    for slug, part, value in sub_documents(document):
        mark = document.keys.get((slug,))
        if slug not in originals:
            if not any(one.path == name.original and one.is_error for one in reading.problems):
                close = get_close_matches(slug, originals, n=1, cutoff=0.6)
                instead = close[0] if close else next(iter(originals), "barnehage")
                reading.problems.append(
                    problem("V107", name.path, mark, text=slug, original=name.original, instead=instead)
                )
        elif not isinstance(value, dict):
            names = tuple(reading.name(one, info) for one, info in texts_of(type(originals[slug])).model_fields.items())
            reading.problems.append(problem("F112", name.path, mark, field=slug, names=names))
        elif made := variant_of(originals[slug], part, name.language, reading):
            yield made


def out_of_date(
    variants: Mapping[str, Iterable[Sourced]], originals: Mapping[str, Addressed], folder: Folder
) -> Iterator[Problem]:
    """Yield a warning for each translated text whose original has been changed since: by the dates that are
    written, else by the commits that Git knows of both."""
    texts = [one for found in variants.values() for one in found if isinstance(one, Entry)]
    committed = last_changed(folder.root) if texts else {}
    for one in texts:
        origin, original = one.origin, originals[one.origin.original]
        changed = original.updated or _when(committed.get(origin.original))
        checked = origin.translated or _when(committed.get(origin.path))
        if checked and changed and checked.is_before(changed):
            word = original.name_of(WHEN_TRANSLATED)
            line = f"{word}: {changed.local:%Y-%m-%d}"
            mark = origin.mark(WHEN_TRANSLATED)
            yield problem("V105", origin.path, mark, original=origin.original, changed=changed, line=line)


def _when(moment: datetime | None) -> dates.When | None:
    return dates.When(moment) if moment else None
