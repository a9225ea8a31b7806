"""A text in another language than the page that it stands on: HTML says so wherever it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape


class Foreign(str):
    """A text that knows its language (BCP 47). Cut or put together with others it is a plain text again."""

    language: str
    is_right_to_left: bool

    def __new__(cls, text: str, language: str, *, is_right_to_left: bool = False) -> Foreign:
        made = str.__new__(cls, text)
        made.language = language
        made.is_right_to_left = is_right_to_left
        return made

    def __repr__(self) -> str:
        return f"{self.language}:{str.__repr__(self)}"

    def __html__(self) -> Markup:
        direction = Markup(" dir=rtl") if self.is_right_to_left else ""
        return Markup("<span lang={}{}>{}</span>").format(self.language, direction, str(self))


class Mixed(str):
    """A text in the language of its page, with others in it. Cut or put together it is a plain text again."""

    parts: tuple[str, ...]

    def __new__(cls, parts: Iterable[str]) -> Mixed:
        kept = tuple(one for one in parts if one)
        made = str.__new__(cls, "".join(kept))
        made.parts = kept
        return made

    def __repr__(self) -> str:
        return repr(self.parts)

    def __html__(self) -> Markup:
        return Markup("").join(map(escape, self.parts))


def like(text: str, model: str) -> str:
    """Return a text that is made of another in the language of that: of one in the page's language, words around it
    that are in another are marked alone."""
    if isinstance(model, Foreign):
        return Foreign(text, model.language, is_right_to_left=model.is_right_to_left)
    if not isinstance(text, Foreign):
        return text
    before, found, after = text.partition(str(model))
    if not found:
        return text
    inside = model.parts if isinstance(model, Mixed) else (model,)
    return Mixed((_like(before, text), *inside, _like(after, text)))


def joined(separator: str, parts: Iterable[str]) -> str:
    """Return the texts there are as one, each in its language."""
    kept = [one for one in parts if one]
    if len(kept) == 1:
        return kept[0]
    if not any(isinstance(one, Foreign | Mixed) for one in kept):
        return separator.join(kept)
    if isinstance(first := kept[0], Foreign) and {getattr(one, "language", "") for one in kept} == {first.language}:
        return _like(separator.join(kept), first)
    return Mixed([part for one in kept for part in (separator, one)][1:])


def _like(part: str, whole: Foreign) -> str:
    return Foreign(part, whole.language, is_right_to_left=whole.is_right_to_left)


# Jinja does not tell a value between two tags from one in an attribute, where no element can be. What authors wrote has
# no bare < in either.
_MARKED = re.compile(r"<span lang=([A-Za-z0-9-]+)( dir=rtl)?>([^<]*)</span>")
_PLAIN_INSIDE = re.compile(
    r"<(title|option|textarea|script|style)\b.*?</\1>|<[a-zA-Z][^<>\"]*(?:\"[^\"]*\"[^<>\"]*)+>", re.DOTALL
)
# A line stands at the side where its block begins.
_BLOCK = re.compile(r"<(h[1-6]|p|li)\b([^<>]*)><span lang=([A-Za-z0-9-]+) dir=rtl>([^<]*)</span></\1>")
# An option holds no element, but it may have a language.
_OPTION = re.compile(r"<option\b([^<>]*)><span lang=([A-Za-z0-9-]+)( dir=rtl)?>([^<]*)</span></option>")


def settled(page: str) -> str:
    """Return a page with the language of each text on an element, and none where there can be no element."""
    if "<span lang=" not in page:
        return page
    page = _OPTION.sub(r'<option\1 lang="\2"\3>\4</option>', page)
    page = _PLAIN_INSIDE.sub(lambda match: _MARKED.sub(r"\3", match[0]), page)
    page = _BLOCK.sub(r'<\1\2 lang="\3" dir="rtl">\4</\1>', page)
    return _MARKED.sub(_marked, page)


def _marked(found: re.Match[str]) -> str:
    direction = ' dir="rtl"' if found[2] else ""
    return f'<span lang="{found[1]}"{direction}>{found[3]}</span>'
