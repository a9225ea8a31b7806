"""The file of a new entry as text: fields with values, and the fields it may have besides, as comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic.fields import FieldInfo

from site_builder.content_types.entry import Pictured, Sourced, is_list, written_example
from site_builder.content_types.notice import Notice
from site_builder.editors.wording import field_name, hint_of
from site_builder.problems import FENCE
from site_builder.text.messages import Catalogue
from site_builder.yaml_slips import quoted

# A whole number that begins with zero is another number to many programs.
_PLAIN = re.compile(r"[\w§«(][^:#\n\"'{}\[\]]*[\w.!?)»%]|\w")
"""Texts that YAML takes for nothing else. Of more, quotation marks keep it from being wrong."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?")
_OF_THE_IMPORT = ("imported", "drill")


def as_value(text: str) -> str:
    """Return a text as the value of a field."""
    is_taken_for_another = text.lower() == "null" or re.fullmatch(r"0\d+", text)
    is_plain = _PLAIN.fullmatch(text) or _DATE.fullmatch(text)
    return text if is_plain and not is_taken_for_another else quoted(text)


def field_lines(name: str, value: str | Sequence[str]) -> Iterator[str]:
    """Yield the lines of a field, `name` as its author writes it."""
    if isinstance(value, str):
        yield f"{name}: {as_value(value)}"
        return
    yield f"{name}:"
    yield from (f"  - {as_value(one)}" for one in value)


def entry_text(lines: Iterable[str], rare: Iterable[str], body: str) -> str:
    """Return the file of an entry: its fields, then those it does not have, then its text."""
    comments = [*rare]
    return "\n".join([FENCE, *lines, *(["", *comments] if comments else []), FENCE, "", *([body, ""] if body else [])])


_ITEM = re.compile(r"(?P<number>\d{1,9}(?=[.)])|(?=[-+*]))(?P<sign>[.)]|[-+*])(?=[ \t]|$)")
_RULE = re.compile(r"(?:-[ \t]*){2,}|(?:=[ \t]*){1,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_BLOCK = re.compile(r"#(?=[ \t])|>|```|~~~")


def as_said(text: str) -> str:
    """Return what somebody said as Markdown that says the same: «1. mai er fin» is no list, and `---` no line.

    Items that follow each other are a list that was meant, and so are headings below the first (CommonMark 4, 5).
    """
    said = [line for line in text.strip().split("\n") if line.strip()]
    beside = iter(zip(["", *said], [*said[1:], ""], strict=False))
    return "\n".join(_as_said(line, next(beside)) if line.strip() else line for line in text.strip().split("\n"))


def _as_said(line: str, beside: Sequence[str]) -> str:
    plain = line.lstrip(" ")
    indent = line[: len(line) - len(plain)]
    if _RULE.fullmatch(plain) or _BLOCK.match(plain):
        return f"{indent}\\{plain}"
    item = _ITEM.match(plain)
    if item is None or any(_ITEM.match(one.lstrip(" ")) for one in beside):
        return line
    return f"{indent}{item['number']}\\{plain[item.start('sign') :]}"


def rare_fields(model: type[Sourced], used: Iterable[str], words: Catalogue, *, is_english: bool) -> Iterator[str]:
    """Yield a comment for each field that a model has of its own and is not used, with what it is."""
    without = {*used, *Pictured.model_fields, *model.read_from_body, *_OF_THE_IMPORT}
    own = {name: info for name, info in model.model_fields.items() if name not in without}
    if not own:
        return
    yield f"# {words.say('new.rare')}"
    for name, info in own.items():
        said = _first_part(hint_of(info, words.language))
        # What stands after the second sign is never published, whoever takes the first away.
        yield f"# {field_name(name, info, is_english=is_english)}:  # {said}{_example(info, words, is_english)}"
    yield f"# {words.say('new.more_fields', name=command_word(model))}"


def command_word(model: type[Sourced]) -> str:
    """Return what the command that shows fields calls a model."""
    return model.kind.value if issubclass(model, Notice) and hasattr(model, "kind") else model.word


def _first_part(text: str) -> str:
    """Return the first sentence: a comment is read at a glance."""
    return re.split(r"(?<=[a-zæøå)])\. |; ", text, maxsplit=1)[0].rstrip(".")


def _example(info: FieldInfo, words: Catalogue, is_english: bool) -> str:
    # Examples are in bokmål, with the names of fields that some of them have.
    if is_english:
        return ""
    example = written_example(info, words.language)
    shown = f"[{example}]" if is_list(info.annotation) and not example.startswith("[") else example
    return f". {words.say('fields.example', example=shown)}"


def named(model: type[Sourced], values: Mapping[str, str | Sequence[str]], *, is_english: bool) -> Iterator[str]:
    """Yield the lines of fields with values, by their Python names, in the site's spelling."""
    for name, value in values.items():
        yield from field_lines(field_name(name, model.model_fields[name], is_english=is_english), value)
