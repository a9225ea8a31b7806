"""Other people's text: HTML to plain paragraphs, and plain text to Markdown and YAML that mean nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html.parser import HTMLParser

from site_builder.text.characters import without_strange

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
])  # fmt: skip
_UNSEEN = frozenset(("script", "style", "template", "iframe", "object", "svg", "title", "noscript"))


class _Reader(HTMLParser):
    """Keeps the text of HTML, with a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            # A line end in HTML is a space.
            self.parts.append(re.sub(r"\s+", " ", data))


def paragraphs_of_html(html: str) -> tuple[str, ...]:
    """Return the text of a piece of HTML, or of plain text without tags, a paragraph for each block."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return paragraphs("".join(reader.parts))


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the lines of a plain text that say something, each fit to show."""
    lines = (one_line(line) for line in without_strange(text).split("\n"))
    return tuple(line for line in lines if line)


def one_line(text: str) -> str:
    """Return a text on one line, in NFC, without what nobody sees, and with nothing in it that asks to be filled in."""
    plain = unicodedata.normalize("NFC", without_strange(text)).translate(_BRACES)
    return " ".join(plain.split())


# Braces hold what is to be filled in ({pris:sfo}), and no sign before them says otherwise.
_BRACES = str.maketrans("{}", "()")


def shortened(text: str, limit: int) -> str:
    """Return a text of at most so many characters, cut between two words."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,.:;–-") + "…"


def shortened_paragraphs(text: Iterable[str], limit: int) -> tuple[str, ...]:
    """Return the paragraphs that there is room for, the last of them cut."""
    kept: list[str] = []
    for one in text:
        room = limit - sum(map(len, kept))
        if room < _SHORTEST and kept:
            break
        kept.append(shortened(one, room))
    return tuple(kept)


_SHORTEST = 40
"""Characters of a paragraph that are worth beginning on"""

_INLINE = re.compile(r"([\\`*_\[\]<>|~])")
_LINK_LIKE = re.compile(r"\]\s*\(")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# A mark at the beginning of a line makes it a heading, a list, a rule or a quotation.
_FIRST = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)]))")


def as_markdown(paragraph: str) -> str:
    """Return a line of plain text as Markdown that says that and nothing else (CommonMark 0.31, 2.4)."""
    # What looks like a link and is none is told of as an author's slip, so it must not look like one.
    apart = _LINK_LIKE.sub("] – (", paragraph)
    escaped = _ENTITY.sub(r"\\&", _INLINE.sub(r"\\\1", apart))
    return _FIRST.sub(lambda one: f"\\{one[1]}" if one[1] else f"{one[2]}\\{one[3]}", escaped)


def as_yaml(text: str) -> str:
    """Return a line of plain text as a value: in single quotation marks, only they mean anything (YAML 1.2, 7.3.2)."""
    return "'" + text.replace("'", "''") + "'"
