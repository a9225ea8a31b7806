"""How large the type of a sheet can be for its text to fill a page of A4, estimated as templates/sheet.css sets it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

SIZES = (24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13)
"""Points; the style sheet has a class for each. The smallest is what people read at arm's length"""
WIDTH = 521.0
"""Points between the margins"""
HEIGHT = 785.0
LETTER = 0.56
"""The mean width of a letter, of the size of its type: that of the wider among the fonts that systems have"""
BOLD_LETTER = 0.64
LINE = 1.27
BETWEEN = 0.33
"""What stands below a paragraph or a point of a list, of the size"""
_ENDS = re.compile(r"</(?:p|li|tr|h\d)>")
_BOLD = re.compile(r"</?strong>")


@dataclass(frozen=True, slots=True)
class Text:
    """A part of the sheet. `scale` is the size of its type, of that of the sheet; `inset` is what its frame and its
    numbers take of the width (points). Its heading stands in its first line, or (`is_framed`) above."""

    html: str
    scale: float = 1.0
    inset: float = 0.0
    heading: str = ""
    is_framed: bool = False


def size_of(top: float, texts: Iterable[Text]) -> int:
    """Return the size in points at which all of it fits the fewest pages, below a top of so many points."""
    found = tuple(texts)
    least = ceil((top + _height(found, SIZES[-1])) / HEIGHT)
    # Few parts are divided between two pages: what does not fit the first leaves room there.
    room = HEIGHT if least == 1 else HEIGHT * least * 0.88
    return next((size for size in SIZES if top + _height(found, size) <= room), SIZES[-1])


def fits(top: float, texts: Iterable[Text], size: int) -> bool:
    """Return whether all of it fits one page at a size in points, below a top of so many points."""
    return top + _height(tuple(texts), size) <= HEIGHT


def lines_of(text: str, size: float, width: float = WIDTH) -> int:
    """Return how many lines a text takes. Words are not divided, but those that are longer than a line."""
    return _lines_of(((word, LETTER) for word in text.split()), size, width)


def _lines_of(words: Iterable[tuple[str, float]], size: float, width: float) -> int:
    """Return how many lines words take, each with the width of its letters."""
    lines, used = 0, width
    for word, letter in words:
        wide = len(word) * size * letter
        if used + wide > width:
            lines, used = lines + 1, 0.0
        lines, used = lines + int(wide // width), used + wide % width + size * LETTER
    return lines


def _height(texts: tuple[Text, ...], size: float) -> float:
    return sum(_height_of(one, size * one.scale) for one in texts)


def _height_of(text: Text, size: float) -> float:
    first, *others = [words for one in _ENDS.split(text.html) if (words := _words(one))] or [[]]
    heading = [(word, BOLD_LETTER) for word in text.heading.split()]
    blocks = [heading, first, *others] if text.is_framed else [heading + first, *others]
    return sum((_lines_of(one, size, WIDTH - text.inset) * LINE + BETWEEN) * size for one in blocks) + 0.2 * size


def _words(html: str) -> list[tuple[str, float]]:
    """Return the words of a paragraph, each with the width of its letters."""
    plain = [Markup(one).striptags() for one in _BOLD.split(html)]  # noqa: S704 - measured, never shown
    return [(word, BOLD_LETTER if at % 2 else LETTER) for at, one in enumerate(plain) for word in one.split()]
