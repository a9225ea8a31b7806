"""The front desk where its record or its file is wrong, made of the lines of it that can be read."""

from __future__ import annotations

import re

from pydantic import ValidationError

from site_builder.content_types.entry import en_name, nb_name
from site_builder.content_types.records import Contact
from site_builder.loading.plain_alerts import readable
from site_builder.model import Origin
from site_builder.source import Document

_READ = ("name", "phone", "email", "address", "post", "note")
"""What tells people how to reach it, each on a line of its own; no other field is shown."""
_SPELLINGS = {
    spelling: name
    for name, info in Contact.model_fields.items()
    if name in _READ
    for spelling in (en_name(name, info), nb_name(info))
}
_LINE = re.compile(r"\s+(?P<key>[^\W\d]\w*)\s*:(?P<value>.*)")


def plain_desk(slug: str, content: bytes) -> Contact:
    """Return the front desk with its name (its id, where there is no other) and every field that is right."""
    data = {"name": slug}
    for name, value in _fields(slug, readable(content).split("\n")).items():
        if _is_right(name, value):
            data[name] = value
    return Contact.model_validate(data, context=Origin(slug, Document(Contact.file)))


def _fields(slug: str, lines: list[str]) -> dict[str, str]:
    """Return what is written below the id, as text, until what begins at the margin again."""
    found: dict[str, str] = {}
    is_in_it = False
    for line in lines:
        if line[:1].strip() not in ("", "#"):
            is_in_it = line.partition(":")[0].strip().strip("\"'") == slug
        match = _LINE.fullmatch(line)
        name = _SPELLINGS.get(match["key"].lower()) if match and is_in_it else None
        if match and name:
            # A remark behind a value is none of it.
            found.setdefault(name, match["value"].partition(" #")[0].strip().strip("\"'").strip())
    return found


def _is_right(name: str, value: str) -> bool:
    try:
        Contact.model_validate({"name": "?", name: value})
    except ValidationError:
        return False
    return bool(value)
