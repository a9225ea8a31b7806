"""The picture that stands beside a link where somebody shares it: a title on paper, and whose it is on a band."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import metadata, resources
from typing import TYPE_CHECKING

from site_builder.model import Original
from site_builder.rendering.pictures import Fitted, fit

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
"""Pixels: what those who show such pictures ask for (Open Graph)"""
_MARGIN = 72
_BAND = 132
_ROOM = WIDTH - 2 * _MARGIN
_AROUND = 16
"""Above and below a logo"""
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
    logo: Original | None = None
    """Stands at the end of the band"""


@cache
def version() -> str:
    """Return what draws cards here, without importing it: another may draw other pixels."""
    return " ".join(metadata.version(one) for one in ("pillow", "font-source-sans-pro"))


_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")
"""Those of the type: of another alphabet it draws boxes, and without complex layout it could not join the letters"""


def has_letters_for(text: str) -> bool:
    """Return whether the type that cards are set in has the letters of a text."""
    return all(unicodedata.name(one, "").startswith(_ALPHABETS) for one in text if unicodedata.category(one)[0] in "LM")


@lru_cache(maxsize=512)
def draw(card: Card) -> bytes:
    """Return the card as PNG, 1200 x 630 pixels. One card is drawn once, whatever is built besides."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, HEIGHT - _BAND, WIDTH, HEIGHT), fill=card.colour)
    pen.rectangle((0, 0, 16, HEIGHT), fill=card.colour)
    beside = _ROOM - (_with_logo(image, card.logo, card.made_by) if card.logo else 0)
    name_font = _fitting(pen, card.name, 52, room=beside)
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
    # A seventh fewer bytes would take six times as long, and no page of ours fetches it.
    _with_few_colours(image, card).save(file, "PNG")
    return file.getvalue()


def _with_few_colours(image: Image.Image, card: Card) -> Image.Image:
    """Return the picture with few colours: an eighth of the bytes, and no eye sees it."""
    from PIL import Image

    if card.logo:
        return image.quantize(32, dither=Image.Dither.NONE)
    few = Image.new("P", (1, 1))
    few.putpalette(_palette(card.colour))
    return image.quantize(palette=few, dither=Image.Dither.NONE)


def _palette(colour: str) -> list[int]:
    """Return what a card without a logo is drawn in, three numbers a colour: each of its inks on what is under it, and
    the steps between on the rims of letters. To find them in the picture takes longer than to draw it."""
    from PIL import ImageColor

    found: list[int] = []
    for ink, under, steps in ((_INK, _PAPER, 12), (_MUTED, _PAPER, 8), (_PAPER, colour, 12)):
        one, other = ImageColor.getrgb(ink), ImageColor.getrgb(under)
        for step in range(steps):
            found += (round(a + (b - a) * step / (steps - 1)) for a, b in zip(one, other, strict=True))
    return found


def _with_logo(image: Image.Image, logo: Original, made_by: str) -> int:
    """Put the logo at the end of the band; return how many pixels of the band it takes."""
    from PIL import Image

    height = _BAND - 2 * _AROUND
    width = min(round(logo.width * height / logo.height), _ROOM // 3)
    small = Image.open(io.BytesIO(fit(Fitted(logo, width, height, made_by))))
    image.paste(small.convert("RGB"), (WIDTH - _MARGIN - width, HEIGHT - _BAND + _AROUND))
    return width + _AROUND


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


def _fitting(
    pen: ImageDraw.ImageDraw, text: str, size: int, weight: str = "Bold", room: int = _ROOM
) -> ImageFont.FreeTypeFont:
    """Return the type in the size given, or the largest below it in which the text fits on its line."""
    while size > 20 and pen.textlength(text, _font(weight, size)) > room:
        size -= 2
    return _font(weight, size)


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    path = resources.files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf"
    # Basic layout is in every Pillow, so that every machine draws the same.
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
