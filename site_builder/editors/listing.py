"""The fields of a type, as the terminal shows them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from site_builder.content_types import CONTENT_TYPES, NOTICE_TYPES
from site_builder.content_types.entry import Model, written_example
from site_builder.content_types.notice import Notice
from site_builder.editors.wording import about, field_name, file_of, has_ids, is_a_table, name_of, value_of
from site_builder.reference import in_order
from site_builder.text.messages import Catalogue, described

WIDTH = 100


def types_as_text(words: Catalogue) -> str:
    """Return every type that can be asked about, with where it is written."""
    shown = [(name_of(model, words.language).lower(), file_of(model)) for model in CONTENT_TYPES]
    shown += [(name_of(model, words.language).lower(), "") for model in NOTICE_TYPES.values()]
    width = max(len(name) for name, _ in shown)
    rows = [f"  {name:<{width}}  {where}".rstrip() for name, where in shown]
    of_notices = len(CONTENT_TYPES)
    parts = [words.say("fields.types"), *rows[:of_notices], words.say("fields.types_of_notice"), *rows[of_notices:]]
    return "\n".join([*parts, words.say("fields.how")])


def fields_as_text(model: type[Model], words: Catalogue, *, is_english: bool) -> str:
    """Return the fields of a type, those that must be there first, then its own, then those that all have."""
    lines = [f"{name_of(model, words.language)}: {about(model, words.language)}", *_where(model, words), ""]
    for name, info in in_order(model).items():
        required = f"  [{words.say('fields.required')}]" if info.is_required() else ""
        lines.append(f"{field_name(name, info, is_english=is_english)}{required}")
        said = described(info.description or "", words.language).replace("`", "")
        value = value_of(name, info, model, words, is_english=is_english)
        lines += _wrapped(said) + _wrapped(words.say("fields.write", value=value))
        if not is_english:
            # Examples are in bokmål, names of fields within them too.
            lines += _wrapped(words.say("fields.example", example=written_example(info, words.language)))
    if model is Notice:
        lines += ["", words.say("fields.more_of_notices")]
    return "\n".join(lines)


def _where(model: type[Model], words: Catalogue) -> Iterator[str]:
    if not (file := file_of(model)):
        return
    if is_a_table(model):
        yield words.say("fields.one_a_line", file=file)
    else:
        yield words.say("fields.each_under_its_id", file=file) if has_ids(model) else file


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False)
