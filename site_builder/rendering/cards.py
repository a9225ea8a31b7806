"""The picture that stands beside a link where somebody shares it: a title on paper, and whose it is on a band."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import metadata, resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
"""Pixels: what those who show such pictures ask for (Open Graph)"""
_MARGIN = 72
_BAND = 132
_ROOM = WIDTH - 2 * _MARGIN
_SIZES = range(104, 43, -4)
"""Sizes of type to try for the title, in pixels, the largest first"""
_MOST_LINES = 3
_LEADING = 1.14
_INK, _MUTED, _PAPER = "#16191c", "#4a5358", "#ffffff"


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: over the title in small what it is, the title, whose it is; and its colour (#rrggbb)."""

    kicker: str
    title: str
    name: str
    colour: str
    made_by: str


@cache
def version() -> str:
    """Return what draws cards here, without importing it: another may draw other pixels."""
    return " ".join(metadata.version(one) for one in ("pillow", "font-source-sans-pro"))


@lru_cache(maxsize=512)
def draw(card: Card) -> bytes:
    """Return the card as PNG, 1200 x 630 pixels. One card is drawn once, whatever is built besides."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, HEIGHT - _BAND, WIDTH, HEIGHT), fill=card.colour)
    pen.rectangle((0, 0, 16, HEIGHT), fill=card.colour)
    name_font = _fitting(pen, card.name, 52)
    pen.text((_MARGIN, HEIGHT - _BAND / 2), card.name, font=name_font, fill=_PAPER, anchor="lm")
    top = _MARGIN
    if card.kicker:
        pen.text((_MARGIN, top), card.kicker, font=_fitting(pen, card.kicker, 44, "Semibold"), fill=_MUTED, anchor="lt")
        top += 64
    lines, font = _set_in_lines(pen, card.title)
    step = font.size * _LEADING
    room = HEIGHT - _BAND - _MARGIN / 2 - top
    first = top + (room - step * len(lines)) / 2
    for number, line in enumerate(lines):
        pen.text((_MARGIN, first + step * (number + 0.5)), line, font=font, fill=_INK, anchor="lm")
    file = io.BytesIO()
    # Few colours: an eighth of the bytes, and no eye sees it.
    image.quantize(32, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _set_in_lines(pen: ImageDraw.ImageDraw, title: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return the title in the largest type that it fits in; what fits in none ends in dots."""
    for size in _SIZES:
        font = _font("Bold", size)
        lines = _broken(pen, title, font)
        if len(lines) <= _MOST_LINES and all(pen.textlength(line, font) <= _ROOM for line in lines):
            return lines, font
    shown = lines[:_MOST_LINES]
    while pen.textlength(f"{shown[-1]} …", font) > _ROOM and " " in shown[-1]:
        shown[-1] = shown[-1].rpartition(" ")[0]
    shown[-1] += " …"
    return [_cut(pen, line, font) for line in shown], font


def _broken(pen: ImageDraw.ImageDraw, title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in title.split():
        if lines and pen.textlength(f"{lines[-1]} {word}", font) <= _ROOM:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(pen: ImageDraw.ImageDraw, line: str, font: ImageFont.FreeTypeFont) -> str:
    while pen.textlength(line, font) > _ROOM:
        line = line[:-2].rstrip() + "…"
    return line


def _fitting(pen: ImageDraw.ImageDraw, text: str, size: int, weight: str = "Bold") -> ImageFont.FreeTypeFont:
    """Return the type in the size given, or the largest below it in which the text fits on its line."""
    while size > 20 and pen.textlength(text, _font(weight, size)) > _ROOM:
        size -= 2
    return _font(weight, size)


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    path = resources.files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf"
    # Basic layout is in every Pillow, so that every machine draws the same.
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
