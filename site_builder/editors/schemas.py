"""JSON Schema (draft-07) of the YAML files that staff write, for the program they write them in.

A schema takes all that a check takes, in the other spelling of fields with the remark that a check has, and of what a
check refuses as much as a schema can tell while somebody writes. A value is a text to us; an editor sees numbers and
yes or no as YAML 1.2 has them, and where `#` begins a comment it sees nothing: as if the field were left empty.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, get_args

from pydantic.fields import FieldInfo

from site_builder.content_types import RECORD_TYPES, kept_in
from site_builder.content_types import house as h
from site_builder.content_types.entry import (
    Model,
    Sourced,
    example_of,
    is_list,
    is_mapping,
    limit_of,
    metadata_of,
    parts_of,
)
from site_builder.content_types.house import SLUG_PATTERN
from site_builder.content_types.maps import Map
from site_builder.content_types.positions import Both
from site_builder.content_types.settings import Home, Settings
from site_builder.editors.models import choices_of
from site_builder.editors.wording import about, field_name, hint_of, name_of, spelt
from site_builder.problems import problem
from site_builder.text import choice_words
from site_builder.text.messages import catalogue

DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Writing:
    """How a site is written: the language its staff are spoken to in, and whether fields are spelt in English."""

    language: str
    is_english: bool


_WRITTEN_IN_YAML: tuple[type[Sourced], ...] = (Settings, Home, *RECORD_TYPES, Map)
YAML_FILES: Mapping[str, type[Sourced]] = {PurePosixPath(kept_in(model)).stem: model for model in _WRITTEN_IN_YAML}
"""The models that are written in YAML, by the names of their schemas."""


def schema_files(writing: Writing) -> dict[PurePosixPath, bytes]:
    """Return the schemas as files, by their names."""
    made = {name: schema_of(model, writing) for name, model in YAML_FILES.items()}
    return {PurePosixPath(f"{name}.schema.json"): as_json(one) for name, one in made.items()}


def files_of(name: str) -> list[str]:
    """Return the patterns of the files a schema is for: originals, which translations say only some of."""
    model = YAML_FILES[name]
    return ["maps/*.yaml", "!maps/*.*.yaml"] if model is Map else [kept_in(model)]


def as_json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def schema_of(model: type[Sourced], writing: Writing) -> Schema:
    """Return the schema of a file: of fields, or of records that stand under their ids."""
    made = _Schemas(writing)
    of_one = made.fields(model)
    if model in RECORD_TYPES:
        made.definitions["record"] = of_one
        of_one = {
            # A file with nothing in it yet.
            "type": ["object", "null"],
            "propertyNames": {"pattern": SLUG_PATTERN},
            "additionalProperties": {"$ref": "#/definitions/record"},
        }
    head = {"$schema": DRAFT, "title": name_of(model, writing.language), "description": about(model, writing.language)}
    return {**head, **of_one, "definitions": dict(sorted(made.definitions.items()))}


class _Schemas:
    """Makes the schema of a model, and keeps those of the models within it."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.definitions: dict[str, Schema] = {}

    def fields(self, model: type[Model]) -> Schema:
        shown = {name: info for name, info in model.model_fields.items() if name not in model.read_from_body}
        names = {name: self._names(name, info) for name, info in shown.items()}
        made: Schema = {
            "type": "object",
            "additionalProperties": False,
            "required": [of[0] for name, of in names.items() if len(of) == 1 and shown[name].is_required()],
            "properties": {of[0]: self._field(shown[name]) for name, of in names.items()},
        }
        if not any(info.is_required() for info in shown.values()):
            # What has nothing in it yet.
            made["type"] = ["object", "null"] if issubclass(model, Sourced) else "object"
        also = {name: of for name, of in names.items() if len(of) > 1}
        made["properties"] |= {of[1]: self._in_other_words(shown[name], *of) for name, of in also.items()}
        if also:
            made["dependencies"] = {of[1]: {"properties": {of[0]: False}} for of in also.values()}
        needed = [_any_of([_there(one) for one in of]) for name, of in also.items() if shown[name].is_required()]
        if model.one_way_of:
            needed.append(
                _any_of(
                    [
                        _all_of([_any_of([_filled(one) for one in names[name]]) for name in group])
                        for group in model.one_way_of
                    ]
                )
            )
        return made | ({"allOf": needed} if needed else {})

    def _names(self, name: str, info: FieldInfo) -> list[str]:
        """Return what a field is called: on this site, then what a check takes as well, and tells of."""
        each = [field_name(name, info, is_english=is_english) for is_english in (self.writing.is_english, False, True)]
        return [*dict.fromkeys(each)]

    def _in_other_words(self, info: FieldInfo, own: str, other: str) -> Schema:
        told = problem("F105", "", found=other, instead=own)
        said = catalogue(self.writing.language).message(told)
        made = {key: one for key, one in self._field(info).items() if key != "examples"}
        # A word of the editors' own: they strike the name out and propose it to nobody.
        return made | {"description": said, "deprecationMessage": said}

    def _field(self, info: FieldInfo) -> Schema:
        made: Schema = {"description": hint_of(info, self.writing.language)}
        takes = [*self._takes(info)]
        if not info.is_required():
            # A field with nothing in it is as if it were not there.
            takes.append({"enum": [None, ""]})
        made |= takes[0] if len(takes) == 1 else {"anyOf": takes}
        if parts_of(info.annotation) is None and not is_mapping(info.annotation) and not choices_of(info.annotation):
            made["examples"] = [example_of(info, self.writing.language)]
        return made

    def _takes(self, info: FieldInfo) -> list[Schema]:
        part, annotation = parts_of(info.annotation), info.annotation
        if part is not None:
            if part.__name__ not in self.definitions:
                self.definitions[part.__name__] = {}
                self.definitions[part.__name__] = self.fields(part)
            of_part: Schema = {"$ref": f"#/definitions/{part.__name__}"}
            # Of a list that must be there, something must stand in it.
            least = {"minItems": 1} if info.is_required() else {}
            return [{"type": "array", "items": of_part, **least}] if is_list(annotation) else [of_part]
        if is_mapping(annotation):
            return [{"type": "object", "additionalProperties": {"type": _SCALAR}}]
        value = self._value(info)
        if metadata_of(info, h.House) is _TWO_DEGREES:
            return [value, {"type": "array", "items": {"type": _SCALAR}, "minItems": 2, "maxItems": 2}]
        if metadata_of(info, h.House) is _YES_NO:
            # Any way of writing it does, and one is proposed.
            return [value, {"type": "string", "pattern": _YES_OR_NO}]
        return [value, {"type": "array", "items": value}] if is_list(annotation) else [value]

    def _value(self, info: FieldInfo) -> Schema:
        """Return the schema of one value. A number is not judged by a pattern: editors see it as one."""
        if choices := choices_of(info.annotation):
            also = _in_any_case(word for one in choices for word in one.written)
            return {"anyOf": [{"enum": [*self._words(choices)]}, {"type": "string", "pattern": also}]}
        house = metadata_of(info, h.House)
        if house is _YES_NO:
            return {"enum": ["yes", "no", True, False] if self.writing.is_english else ["ja", "nei", True, False]}
        made: Schema = {"type": _SCALAR, "pattern": house.schema["pattern"]}
        limit = limit_of(info)
        return made | {"maxLength": limit} if limit else made

    def _words(self, choices: Sequence[h.Choice]) -> Iterator[str]:
        """Yield the words of a choice, first those that are proposed to whoever writes, then those that do as well."""
        is_english, language = self.writing.is_english, self.writing.language
        first = [spelt(one, is_english=is_english, language=language) for one in choices]
        yield from first
        if not is_english:
            also = dict.fromkeys(word for one in choices for word in choice_words.norwegian(one.nb))
            yield from (word for word in also if word not in first)


_SCALAR = ["string", "number"]


def _in_any_case(words: Iterable[str]) -> str:
    """Return the pattern of some words. It cannot be told to take capitals too (JSON Schema, 6.3.3)."""
    each = ("".join(_letter(one) for one in word) for word in dict.fromkeys(words))
    return f"^(?:{'|'.join(each)})$"


def _letter(letter: str) -> str:
    return f"[{letter.upper()}{letter}]" if letter.upper() != letter else re.escape(letter)


_YES_OR_NO = _in_any_case(h.YES_NO_WORDS)


def _there(name: str) -> Schema:
    return {"required": [name]}


def _filled(name: str) -> Schema:
    return {"required": [name], "properties": {name: {"type": _SCALAR, "pattern": "."}}}


def _any_of(each: list[Schema]) -> Schema:
    return each[0] if len(each) == 1 else {"anyOf": each}


def _all_of(each: list[Schema]) -> Schema:
    return each[0] if len(each) == 1 else {"allOf": each}


def _house(alias: Any) -> h.House | None:
    return next((one for one in get_args(alias) if isinstance(one, h.House)), None)


_YES_NO, _TWO_DEGREES = _house(h.YesNo), _house(Both)
