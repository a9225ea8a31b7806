"""The fields of a type, as the terminal shows them."""

from __future__ import annotations

import textwrap

from site_builder.content_types import CONTENT_TYPES, NOTICE_TYPES
from site_builder.content_types.entry import Model, written_example
from site_builder.content_types.notice import Notice
from site_builder.editors.models import in_order
from site_builder.editors.wording import (
    Said,
    about,
    field_name,
    file_of,
    hint_of,
    name_of,
    plain,
    spelt,
    stands_in,
    value_of,
)
from site_builder.text.messages import Catalogue

WIDTH = 80
"""Of a terminal that nobody has made wider"""


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
    said = Said(
        words,
        choice=lambda one: spelt(one, is_english=is_english, language=words.language),
        parts=lambda held: words.say("fields.parts", name=name_of(held, words.language).lower()),
    )
    lines = _wrapped(f"{name_of(model, words.language)}: {about(model, words.language)}", "")
    lines += [*_wrapped(plain(stands_in(model, words)), ""), ""]
    for name, info in in_order(model).items():
        required = f"  [{words.say('fields.required')}]" if info.is_required() else ""
        lines.append(f"{field_name(name, info, is_english=is_english)}{required}")
        value = plain(value_of(name, info, model, said))
        lines += _wrapped(hint_of(info, words.language)) + _wrapped(words.say("fields.write", value=value))
        if not is_english:
            # Examples are in bokmål, names of fields within them too.
            lines += _wrapped(words.say("fields.example", example=written_example(info, words.language)))
    if model is Notice:
        lines += ["", *_wrapped(words.say("fields.more_of_notices"), "")]
    return "\n".join(lines)


def _wrapped(text: str, indent: str = "    ") -> list[str]:
    # A word to write, such as nav-kontor, is never divided.
    wrapper = textwrap.TextWrapper(WIDTH, indent, indent, break_long_words=False, break_on_hyphens=False)
    return wrapper.wrap(text)
