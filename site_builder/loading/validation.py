"""From a document to an entry: the author's keys become the model's, then the model judges the values."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from site_builder.content_types import where_names_stand
from site_builder.content_types.entry import (
    Entry,
    Model,
    Sourced,
    en_name,
    example_of,
    is_mapping,
    limit_of,
    metadata_of,
    nb_name,
    parts_of,
    written_example,
)
from site_builder.content_types.house import Choice, House
from site_builder.content_types.maps import InlinePlace
from site_builder.content_types.references import STREET, Ref, street_named
from site_builder.loading.blanks import has_blank
from site_builder.loading.days_meant import with_its_day, year_meant
from site_builder.loading.fields_in_text import fields_in_text
from site_builder.loading.kept_items import kept_items, renumbered, values_of
from site_builder.loading.lost_texts import lost_to_readers
from site_builder.loading.place_fields import strange_field
from site_builder.model import Origin
from site_builder.problems import Mark, Problem, Word, problem
from site_builder.source import Document, Loc, Value
from site_builder.text.characters import unseen_in
from site_builder.text.slugs import folded, slug_of
from site_builder.yaml_slips import quoted

Made = TypeVar("Made", bound=Model)

# What staff call things now and then, and the fields they may mean; used for the suggestion only. A word that is near
# another by its letters alone, and means nothing here, has none.
_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "overskrift": ("tittel",),
    "navn": ("tittel",),
    "sammendrag": ("kort",),
    "ingress": ("kort",),
    "beskrivelse": ("kort", "merknad"),
    "emne": ("tema", "kategori"),
    "emner": ("tema", "kategori"),
    "topic": ("category",),
    "opningstider": ("åpningstider",),
    "dato": ("publisert",),
    "oppdatert": ("endret",),
    "pris": ("priser", "satser"),
    "skjema": ("søk",),
    "lenke": ("søk", "nettadresse"),
    "lenker": ("søk", "lenke"),
    "område": ("gjelder",),
    "sted": ("gjelder", "steder"),
    "fra": ("starter", "åpner"),
    "start": ("starter", "åpner"),
    "startdato": ("starter", "åpner"),
    "tid": ("starter",),
    "til": ("slutter", "stenger"),
    "slutt": ("slutter", "stenger"),
    "sluttdato": ("slutter", "stenger"),
    "utløper": ("vises_til",),
    "mobil": ("telefon",),
    "tlf": ("telefon",),
    "status": (),
    "logo": (),
}
_NEAR = 0.76
"""How much of a word must be the same for another to be a slip of it: «tekst» is no slip of «utkast»."""


_OF_THE_BODY = ("N206",)
"""What is wrong with a text, whatever its fields are"""


@dataclass(slots=True)
class Reading:
    """The site's spelling of field names, and the problems found so far."""

    spelling: str = "nb"
    problems: list[Problem] = field(default_factory=list)
    unfit: list[Sourced] = field(default_factory=list)
    """Entries with errors, as far as they could be made without them: judged with the others, never shown"""

    def has_unfit(self, path: str) -> bool:
        """Return whether the entry read last is that of the path, with errors."""
        return bool(self.unfit) and self.unfit[-1].origin.path == path

    def name(self, python_name: str, info: FieldInfo) -> str:
        return nb_name(info) if self.spelling == "nb" else en_name(python_name, info)


def validated(
    model: type[Made], document: Document, slug: str, reading: Reading, *, other_models: Mapping[str, type[Model]]
) -> Made | None:
    """Return the entry, or None with its problems in `reading`. A field of another model is named with that model."""
    before = len(reading.problems)
    origin, meant = _canonical(model, document, slug, reading, other_models)
    entry, errors = _made(model, origin.document.data, origin)
    # What is there, misspelt or unreadable, has been told of; that it is missing need not be.
    without = fields_in_text(document, _spellings(model), lacks_some=any(one["type"] == "missing" for one in errors))
    reading.problems.extend(without)
    is_unread = bool(document.faults or without)
    told = [one for one in errors if not (one["type"] == "missing" and (one["loc"] in meant or is_unread))]
    reading.problems.extend(_problem(error, model, origin, reading) for error in told)
    failed = frozenset(str(loc[0]) for loc in (*meant, *(one["loc"] for one in errors)) if loc)
    failed |= {name for key, (name, _) in _spellings(model).items() if key in document.unread}
    right = {name: value for name, value in origin.document.data.items() if name not in failed}
    if failed:
        wrong = [*meant, *(one["loc"] for one in errors)]
        kept = kept_items(model, origin, failed, wrong)
        rest = right | _examples(model, failed - kept.keys()) | values_of(origin, kept)
        entry, _ = _made(model, rest, replace(renumbered(origin, kept), failed=failed))
    reading.problems.extend(_too_long(model, right, origin, ()))
    reading.problems.extend(lost_to_readers(origin, lambda loc: _field(model, loc)[0]))
    if isinstance(entry, Sourced):
        # Without the fields that failed, only what stands in a field can be judged: what is missing may be one of them.
        told_of = (one for one in entry.faults() if one.mark.column or one.code in _OF_THE_BODY or not failed)
        reading.problems.extend(told_of)
    if not document.faults and not any(one.is_error for one in reading.problems[before:]):
        return entry
    if isinstance(entry, Sourced):
        reading.unfit.append(entry)
    return None


def _made(model: type[Made], data: Mapping[str, Value], origin: Origin) -> tuple[Made | None, list[ErrorDetails]]:
    try:
        return model.model_validate(data, context=origin), []
    except ValidationError as fault:
        return None, fault.errors(include_url=False)


def _examples(model: type[Model], names: Iterable[str]) -> dict[str, Value]:
    """Return the examples of the required fields among `names`, to stand in for them."""
    fields = ((name, model.model_fields.get(name)) for name in names)
    return {name: example_of(info) for name, info in fields if info is not None and info.is_required()}


def names_of(model: type[Model], reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the name of each field a key may set, in the site's spelling, with its Python name."""
    for python_name, info in model.model_fields.items():
        if python_name not in model.read_from_body:
            yield reading.name(python_name, info), python_name


def _canonical(
    model: type[Model], document: Document, slug: str, reading: Reading, others: Mapping[str, type[Model]]
) -> tuple[Origin, Collection[Loc]]:
    into = _Canonical(document, reading, others)
    data = into.mapping(model, document.data, (), ())
    canonical = replace(document, data=data, values=into.values, keys=into.keys)
    return Origin(slug, canonical, into.words), into.meant


class _Canonical:
    """Turns the author's keys into Python names, and moves marks along."""

    def __init__(self, document: Document, reading: Reading, others: Mapping[str, type[Model]]) -> None:
        self.document = document
        self.reading = reading
        self.others = others
        self.values: dict[Loc, Mark] = {loc: mark for loc, mark in document.values.items() if loc == ()}
        self.keys: dict[Loc, Mark] = {loc: mark for loc, mark in document.keys.items() if loc == ()}
        self.words: dict[Loc, str] = {}
        self.meant: dict[Loc, str] = {}
        """Fields that an unknown key was probably meant for, and that key."""

    def mapping(self, model: type[Model], data: dict[str, Value], old: Loc, new: Loc) -> dict[str, Value]:
        made: dict[str, Value] = {}
        table = _spellings(model)
        for key, value in data.items():
            found = table.get(key)
            here = (*old, key)
            if found is None:
                self._unknown(model, data, here, new)
                continue
            python_name, spelling = found
            there = (*new, python_name)
            if there in self.words:
                self._report("F104", here, first=self.words[there], second=key)
                continue
            # Keys that the loader put in itself (a date from the file's name) have no place in the source.
            if spelling not in ("both", self.reading.spelling) and here in self.document.keys:
                info = model.model_fields[python_name]
                self._report("F105", here, found=key, instead=self.reading.name(python_name, info))
            self._note(here, there, key)
            if value not in (None, ""):
                made[python_name] = self._value(model.model_fields[python_name].annotation, value, here, there)
        return made

    def _value(self, annotation: Any, value: Value, old: Loc, new: Loc) -> Value:
        part = parts_of(annotation)
        if isinstance(value, list):
            return [self._item(part, one, (*old, number), (*new, number)) for number, one in enumerate(value)]
        if isinstance(value, dict):
            if part is not None and not is_mapping(annotation):
                return self.mapping(part, value, old, new)
            for key in value:
                self._note((*old, key), (*new, key), key)
        return value

    def _item(self, part: type[Model] | None, value: Value, old: Loc, new: Loc) -> Value:
        self._note(old, new, None)
        if isinstance(value, dict) and part is None:
            for key in value:
                self._note((*old, key), (*new, key), key)
        return self.mapping(part, value, old, new) if part and isinstance(value, dict) else value

    def _note(self, old: Loc, new: Loc, word: str | None) -> None:
        if mark := self.document.values.get(old):
            self.values[new] = mark
        if mark := self.document.keys.get(old):
            self.keys[new] = mark
        if word is not None:
            self.words[new] = word

    def _unknown(self, model: type[Model], data: Mapping[str, Value], loc: Loc, new: Loc) -> None:
        """Report a key, the last part of `loc`, of some data."""
        key = str(loc[-1])
        names = [name for name, _ in names_of(model, self.reading)]
        if len(loc) == 1:
            for title, other in self.others.items():
                if key in _spellings(other):
                    self._report("F103", loc, found=key, type=title, names=tuple(names))
                    return
        if model is InlinePlace and (told := strange_field(self.document, loc, self.reading.spelling)) is not None:
            self.reading.problems.extend(told)
            return
        if len(loc) == 1 and (holder := self._holder(model, key)):
            self._report("S151", loc, field=key, holder=holder)
            return
        wanted = key.strip().lower()
        known = _spellings(model)
        meant = _meant(wanted, known)
        if meant:
            self._slip_of(known[meant][0], model, data, loc, new)
        elif not self._may_go_on(loc):
            self._report("F107", loc, found=key, choices=tuple(names))

    def _slip_of(self, name: str, model: type[Model], data: Mapping[str, Value], loc: Loc, new: Loc) -> None:
        """Report a key that a field was probably meant by, unless that stands beside it already."""
        known, key, info = _spellings(model), str(loc[-1]), model.model_fields[name]
        instead = self.reading.name(name, info)
        other = next((one for one in data if known.get(one, ("",))[0] == name), None)
        # What the loader put in itself (a date from the file's name) stands on no line.
        if other is not None and (line := self.document.mark((*loc[:-1], other)).line):
            self._report("F241", loc, found=key, other=other, line=line)
            return
        first = self.meant.setdefault((*new, name), key)
        if first != key:
            line = self.document.keys[*loc[:-1], first].line
            self._report("F241", loc, found=key, other=first, line=line)
            return
        if written := _name_in(info, data[key]):
            where = where_names_stand(metadata_of(info, Ref).words)
            self._report("F242", loc, found=key, instead=instead, where=where, fixed=f"{instead}: {written}")
        else:
            self._report("F102", loc, found=key, instead=instead)

    def _may_go_on(self, loc: Loc) -> bool:
        """Return whether a strange word may be part of what could not be read: right below that, or within a field."""
        faults, mark = self.document.faults, self.document.keys.get(loc)
        if not faults or mark is None or len(loc) > 1 or not str(loc[0]).isidentifier():
            return bool(faults)
        above = max((one.line for one in self.document.keys.values() if one.line < mark.line), default=0)
        return any(above < fault.mark.line < mark.line for fault in faults)

    def _holder(self, model: type[Model], key: str) -> str:
        """Return the field above a key that has fields of its own, where the key is one of those; empty for others."""
        keys = list(self.document.data)
        above = keys[keys.index(key) - 1] if keys[0] != key else ""
        name, _ = _spellings(model).get(above, ("", ""))
        part = parts_of(model.model_fields[name].annotation) if name else None
        return above if part is not None and key in _spellings(part) else ""

    def _report(self, code: str, loc: Loc, **values: object) -> None:
        mark = self.document.keys.get(loc) or self.document.mark(loc)
        if unseen := unseen_in(str(loc[-1])):
            code, values = "S103", {"character": unseen}
        self.reading.problems.append(problem(code, self.document.path, mark, **values))


def _meant(word: str, known: Mapping[str, object]) -> str | None:
    """Return which of the known fields an unknown word was probably meant for."""
    if word in _OTHER_WORDS:
        return next((one for one in _OTHER_WORDS[word] if one in known), None)
    # Without the letters of its own a short word is near nothing: `sok` is `søk`.
    alike = next((one for one in known if folded(one) == folded(word)), None)
    close = difflib.get_close_matches(word, known, n=1, cutoff=_NEAR)
    return alike or (close[0] if close else None)


def _name_in(info: FieldInfo, value: Value) -> str:
    """Return the name that is to stand in a field of names where a file is written, as `bilde: vei.jpg`."""
    if metadata_of(info, Ref) is None or not isinstance(value, str) or not re.search(r"[/\\.]\S", value):
        return ""
    try:
        metadata_of(info, House).make(value)
    except PydanticCustomError as fault:
        return slug_of(re.split(r"[/\\]", value)[-1].partition(".")[0]) if fault.type == "D229" else ""
    return ""


def field_called(model: type[Model], key: str) -> str | None:
    """Return the Python name of the field that a key of a file sets, in either spelling."""
    found = _spellings(model).get(key)
    return found[0] if found else None


def _spellings(model: type[Model]) -> dict[str, tuple[str, str]]:
    """Return python name and spelling (nb, en or both) for every key the model takes."""
    table: dict[str, tuple[str, str]] = {}
    for python_name, info in model.model_fields.items():
        if python_name in model.read_from_body:
            continue
        english, bokmal = en_name(python_name, info), nb_name(info)
        table[english] = (python_name, "both" if english == bokmal else "en")
        if english != bokmal:
            table[bokmal] = (python_name, "nb")
    return table


def _problem(error: Any, model: type[Model], origin: Origin, reading: Reading) -> Problem:
    loc: Loc = error["loc"]
    info, python_name, holder = _field(model, loc)
    word = origin.words.get(_named(loc)) or (reading.name(python_name, info) if info else str(loc[-1]))
    if error["type"] == "missing":
        assert info is not None
        # An empty value is marked at its key; a missing key, where the mapping it belongs in begins.
        mark = origin.document.keys.get(loc) or origin.document.mark(loc[:-1])
        example = Word(written_example(info), written_example(info, "nn"))
        if loc == ("title",) and issubclass(model, Entry) and not origin.document.has_fences:
            return problem("F250", origin.path, mark, example=example)
        ref = metadata_of(info, Ref)
        # One that is there is looked for when all is read.
        words = {"words": ref.words} if ref else {}
        return problem("F101", origin.path, mark, field=word, example=example, **words)
    code = _SHAPES.get(error["type"], error["type"])
    values = {key: value for key, value in error.get("ctx", {}).items() if key != "code"}
    if "choices" in values:
        kind = type(values["choices"][0])
        if code == "D207" and issubclass(kind, Choice) and (meant := kind.meant(values["text"])):
            # In quotation marks it is the word itself.
            is_right = kind.parse(values["text"].strip("«»‹›<>\"'")) is meant
            code, values["instead"] = "F262" if is_right else "F166", _spelt(meant, reading.spelling)
        values["choices"] = tuple(_spelt(one, reading.spelling) for one in values["choices"])
    if code == "D229":
        assert info is not None
        # What they are is not said, but the name that was meant can be looked for among them.
        words = metadata_of(info, Ref).words
        values |= {"where": where_names_stand(words), "words": words}
    if code == "F112" and holder is not None:
        values["names"] = tuple(name for name, _ in names_of(holder, reading))
    if code == "D201" and has_blank(str(values["text"])):
        code = "N262"
    if code in ("D201", "F146") and (instead := with_its_day(str(values["text"]), origin)):
        code, values["instead"] = "F169", instead
    if code == "D220" and (year := year_meant(str(values["day"]), str(loc[-1]), origin)):
        values["year"] = year
    if code == "F110" and (told := _taken_for_parts(origin, loc, word)):
        return told
    if unseen := unseen_in(str(error["input"])) if isinstance(error["input"], str) else "":
        # Whatever else is wrong with it, nobody could see it.
        code, values = "S103", {"character": unseen}
    return problem(code, origin.path, origin.document.mark(loc), field=word, **values)


def _taken_for_parts(origin: Origin, loc: Loc, word: str) -> Problem | None:
    """Return the problem of a text that YAML takes for a list or fields, for a sign that is in it; else None."""
    mark = origin.document.values.get(loc)
    if mark is None or mark == origin.document.keys.get(loc):
        # A list on lines of its own is marked at its field.
        return None
    value: Value = dict(origin.document.data)
    for part in loc:
        value = value[part] if isinstance(value, dict | list) else None  # type: ignore[index]
    if isinstance(value, dict) and (told := _with_a_colon(value, mark, origin, loc)):
        return told
    written = _flow(value)
    fixed = f'{word}: "{written}"' if '"' not in written else f"{word}: '{written}'"
    return problem("F165", origin.path, mark, field=word, character=written[:1], fixed=fixed)


def _with_a_colon(value: Mapping[str, Value], mark: Mark, origin: Origin, loc: Loc) -> Problem | None:
    """Return the problem of an item that YAML takes for a field, since there is a colon in it; None for any other."""
    (key, inner), *more = value.items() or (("", None),)
    at = origin.document.keys.get((*loc, key))
    if more or at is None or isinstance(inner, list | dict) or (at.line, at.column) != (mark.line, mark.column):
        # A bracket stands in front of its first key.
        return None
    text = f"{key}: {inner or ''}".strip()
    if loc[0] == "concerns" and (street := street_named(text)):
        return problem("S133", origin.path, at, fixed=f"- {STREET}{street}")
    return problem("S111", origin.path, at, fixed=f"- {quoted(text)}")


def _flow(value: Value) -> str:
    """Return a value as it may have been written on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        parts = (key if inner is None else f"{key}: {_flow(inner)}" for key, inner in value.items())
        return f"{{{', '.join(parts)}}}"
    return value or ""


_SHAPES = {
    "tuple_type": "F111",
    "dict_type": "F115",
    "model_type": "F112",
    "model_attributes_type": "F112",
}


def _spelt(choice: object, spelling: str) -> str:
    if isinstance(choice, Choice):
        return choice.word if spelling == "nb" else choice.value
    return str(choice)


def _named(loc: Loc) -> Loc:
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    return loc


def _field(model: type[Model], loc: Loc) -> tuple[FieldInfo | None, str, type[Model] | None]:
    """Return the field at a location, its Python name, and the model its values hold."""
    current: type[Model] | None = model
    info, name = None, ""
    for part in loc:
        if isinstance(part, str) and current is not None and part in current.model_fields:
            info, name = current.model_fields[part], part
            current = parts_of(info.annotation)
    return info, name, current


def _too_long(model: type[Model], data: Mapping[str, Value], origin: Origin, loc: Loc) -> Iterator[Problem]:
    for name, value in data.items():
        info = model.model_fields.get(name)
        if info is None:
            continue
        limit = limit_of(info)
        if limit and isinstance(value, str) and len(value) > limit:
            mark = origin.document.mark((*loc, name))
            word = origin.words.get((*loc, name), name)
            yield problem("F113", origin.path, mark, field=word, length=len(value), limit=limit)


def sub_documents(document: Document) -> Iterator[tuple[str, Document, Value]]:
    """Yield each record of a data file with its id and its own document (marks begin anew)."""
    for key, value in document.data.items():
        inner = value if isinstance(value, dict) else {}
        values, keys = _below(document.values, key), _below(document.keys, key)
        # What cannot be read in other records is nothing to this one.
        yield key, Document(document.path, inner, values, keys, comments=document.comments), value


def _below(marks: Mapping[Loc, Mark], key: str) -> dict[Loc, Mark]:
    return {loc[1:]: mark for loc, mark in marks.items() if loc and loc[0] == key}
