"""A text in another language than the page that it stands on: HTML says so wherever it is shown."""

from __future__ import annotations

import re

from markupsafe import Markup


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


def like(text: str, model: str) -> str:
    """Return the text in the language of the model that it is made of."""
    if isinstance(model, Foreign):
        return Foreign(text, model.language, is_right_to_left=model.is_right_to_left)
    return text


# Jinja does not tell a value between two tags from one in an attribute, where no element can be. What authors wrote has
# no bare < in either.
_MARKED = re.compile(r"<span lang=([A-Za-z0-9-]+)( dir=rtl)?>([^<]*)</span>")
_PLAIN_INSIDE = re.compile(
    r"<(title|option|textarea|script|style)\b.*?</\1>|<[a-zA-Z][^<>\"]*(?:\"[^\"]*\"[^<>\"]*)+>", re.DOTALL
)


def settled(page: str) -> str:
    """Return a page with the language of each text on an element, and none where there can be no element."""
    if "<span lang=" not in page:
        return page
    page = _PLAIN_INSIDE.sub(lambda match: _MARKED.sub(r"\3", match[0]), page)
    return _MARKED.sub(_marked, page)


def _marked(found: re.Match[str]) -> str:
    direction = ' dir="rtl"' if found[2] else ""
    return f'<span lang="{found[1]}"{direction}>{found[3]}</span>'
