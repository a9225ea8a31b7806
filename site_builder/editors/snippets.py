"""Snippets of front matter for the program staff write in (the format of Visual Studio Code), from the models."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from site_builder.content_types import ENTRY_TYPES, NOTICE_TYPES
from site_builder.content_types import house as h
from site_builder.content_types.entry import Entry, Model, example_of, is_list, metadata_of, parts_of
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.question import Question
from site_builder.content_types.service import Service
from site_builder.editors.models import choices_of, in_order
from site_builder.editors.schemas import Writing
from site_builder.editors.wording import about, field_name, name_of, spelt
from site_builder.problems import FENCE
from site_builder.text.messages import catalogue
from site_builder.text.slugs import slug_of

_TODAY = "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}"
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")
_USUAL: dict[type[Entry], tuple[str, ...]] = {Service: ("category",), Question: ("published",)}
"""Fields that need not be there, and nearly always are"""


def snippets(writing: Writing) -> dict[str, dict[str, object]]:
    """Return a snippet for each type of Markdown file, by its name."""
    kinds: list[type[Entry]] = [one for one in ENTRY_TYPES if one is not Notice]
    made = (_snippet(model, writing) for model in (*kinds, *NOTICE_TYPES.values()))
    return dict(made)


def _snippet(model: type[Entry], writing: Writing) -> tuple[str, dict[str, object]]:
    name = name_of(model, writing.language)
    words = dict.fromkeys((name.lower(), slug_of(name)))
    return name, {
        "scope": "markdown",
        "prefix": list(words),
        "body": _Body(writing).lines(model),
        "description": about(model, writing.language),
    }


class _Body:
    """Makes the lines of a snippet, with its stops numbered from the top."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.stops = 0

    def lines(self, model: type[Entry]) -> list[str]:
        fields = [line for name, info in _shown(model) for line in self._field(name, info, model)]
        # Some text must be there in a notice; elsewhere it may wait.
        text = self._stop(catalogue(self.writing.language).say("editor.text")) if issubclass(model, Notice) else "$0"
        return [FENCE, *fields, FENCE, "", text]

    def _field(self, name: str, info: FieldInfo, model: type[Model]) -> Iterator[str]:
        named = field_name(name, info, is_english=self.writing.is_english)
        if name == "published":
            yield f"{named}: {_TODAY}"
        elif name == "type" and issubclass(model, Notice):
            yield f"{named}: {self._spelt(model.kind)}"
        elif part := parts_of(info.annotation):
            required = [(key, inner) for key, inner in part.model_fields.items() if inner.is_required()]
            inner_lines = [line for key, inner in required for line in self._field(key, inner, part)]
            yield f"{named}:"
            yield from (f"{'    ' if number else '  - '}{line}" for number, line in enumerate(inner_lines))
        else:
            yield f"{named}: {self._value(info, self._title(model) if name == 'title' else '')}"

    def _title(self, model: type[Model]) -> str:
        """Return a title that fits the type: a file is named after it. Empty where that of the field does."""
        words = catalogue(self.writing.language)
        kind = model.kind.value if issubclass(model, Notice) else getattr(model, "word", "")
        key = f"editor.title.{kind}"
        return words.say(key) if words.has(key) else ""

    def _value(self, info: FieldInfo, example: str = "") -> str:
        if choices := choices_of(info.annotation):
            self.stops += 1
            return f"${{{self.stops}|{','.join(_escaped(self._spelt(one)) for one in choices)}|}}"
        stop = self._stop(example or example_of(info, self.writing.language))
        # Quotation marks keep whatever somebody writes from being taken for something else.
        is_free = metadata_of(info, h.House) is _TEXT and not is_list(info.annotation)
        return f'"{stop}"' if is_free else stop

    def _spelt(self, choice: h.Choice) -> str:
        return spelt(choice, is_english=self.writing.is_english, language=self.writing.language)

    def _stop(self, shown: str) -> str:
        self.stops += 1
        # A day of an example is over, and a last day before the day it is written is a mistake.
        return f"${{{self.stops}:{_DAY.sub(_TODAY, _escaped(shown))}}}"


_TEXT = next(one for one in getattr(h.Text, "__metadata__", ()) if isinstance(one, h.House))


def _shown(model: type[Entry]) -> Iterator[tuple[str, FieldInfo]]:
    """Yield the fields of a snippet: those that must be there, and of a notice what makes it one."""
    wanted = {name for name, info in model.model_fields.items() if info.is_required()} | {*_USUAL.get(model, ())}
    if issubclass(model, Notice):
        wanted |= {"type", "published"}
        if model.needs_a_time:
            is_to_attend = model.kind in (NoticeType.EVENT, NoticeType.MEETING)
            wanted.add("starts" if is_to_attend else "deadline")
    yield from ((name, info) for name, info in in_order(model).items() if name in wanted)


def _escaped(text: str) -> str:
    return re.sub(r"([$}\\,|])", r"\\\1", text)
