"""JSON Schema as far as our schemas use it (draft-07, validation, section 6): an editor's judgement, in a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
KNOWN = {
    *("$schema", "$ref", "title", "description", "examples", "definitions", "type", "enum", "pattern", "maxLength"),
    *("required", "properties", "additionalProperties", "propertyNames", "items", "minItems", "maxItems", "anyOf"),
    *("allOf", "dependencies", "deprecationMessage"),
}


class Yaml12(yaml.SafeLoader):
    """YAML with the core schema of 1.2 (section 10.3.2), as the editors' language server reads it."""


Yaml12.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), _first)
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def read(text: str) -> Any:
    # It is the safe loader, with fewer types.
    return yaml.load(text, Yaml12)  # noqa: S506


def faults(value: Any, schema: Any, whole: dict[str, Any] | None = None, at: str = "") -> Iterator[str]:
    """Yield where a value is not as the schema says."""
    whole = whole or schema
    if schema is False:
        yield f"{at} is not to be here"
        return
    if "$ref" in schema:
        yield from faults(value, whole["definitions"][schema["$ref"].removeprefix("#/definitions/")], whole, at)
        return
    yield from _of_value(value, schema, at)
    for one in schema.get("allOf", ()):
        yield from faults(value, one, whole, at)
    if "anyOf" in schema:
        each = [[*faults(value, one, whole, at)] for one in schema["anyOf"]]
        if all(each):
            # The one that fits furthest in says what is wrong.
            yield from max(each, key=lambda found: max(one.partition(" ")[0].count("/") for one in found))
    if isinstance(value, dict):
        yield from _of_object(value, schema, whole, at)
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at} has {len(value)} items"
        for number, one in enumerate(value):
            yield from faults(one, schema.get("items", {}), whole, f"{at}/{number}")


def _of_value(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    wanted = schema.get("type", list(_TYPES))
    types = [wanted] if isinstance(wanted, str) else wanted
    is_number = isinstance(value, bool) and "boolean" not in types
    if is_number or not any(isinstance(value, _TYPES[one]) for one in types):
        yield f"{at} is {type(value).__name__}"
    if "enum" in schema and not any(value == one and type(value) is type(one) for one in schema["enum"]):
        yield f"{at} is {value!r}"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{at} is {value!r}"
        if len(value) > schema.get("maxLength", len(value)):
            yield f"{at} is {len(value)} long"


def _of_object(value: dict[Any, Any], schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at} lacks {name}"
    for name, one in schema.get("dependencies", {}).items():
        if name in value:
            yield from faults(value, one, whole, at)
    for name, one in value.items():
        if "propertyNames" in schema:
            yield from faults(str(name), schema["propertyNames"], whole, f"{at}/{name}")
        if name in schema.get("properties", {}):
            yield from faults(one, schema["properties"][name], whole, f"{at}/{name}")
        elif schema.get("additionalProperties", True) is False:
            yield f"{at}/{name} is not a field"
        elif isinstance(schema.get("additionalProperties"), dict):
            yield from faults(one, schema["additionalProperties"], whole, f"{at}/{name}")
