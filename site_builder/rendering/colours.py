"""The theme's colours, computed from one accent and checked for contrast (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from functools import lru_cache

Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1 (sRGB)"""

PAPER = "#ffffff"
DARK_PAPER = "#14181b"
ALARM = "#a4161a"
"""The colour of danger (templates/style.css: --danger), where no style sheet reaches"""
TONES = ("#1b5a8a", "#7a4b00", "#a4161a", "#1c6436")
DARK_TONES = ("#8cc4f0", "#f2c14e", "#ff9c98", "#8fd6a6")
"""What information, what is important, danger and what is in order are told by (templates/style.css)"""
TEXT_CONTRAST = 4.5
DARK_ROOT = ":root:not(:has(.look:is(:target,.chosen)))"
"""The root in dark mode; an embed whose host chose a light look stays light (templates/embed/base.html)"""


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(_parse(first)), _luminance(_parse(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _parse(text: str) -> Colour:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _luminance(colour: Colour) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(tone: str, paper: str) -> str:
    """Return a box's ground: an eighth, nearly, of its tone on the paper (templates/style.css: .box)."""
    red, green, blue = (0.12 * one + 0.88 * other for one, other in zip(_parse(tone), _parse(paper), strict=True))
    return _hex((red, green, blue))


GROUNDS = (PAPER, "#f3f5f4", *(_mixed(one, PAPER) for one in TONES))
DARK_GROUNDS = (DARK_PAPER, "#1d2326", *(_mixed(one, DARK_PAPER) for one in DARK_TONES))
"""All that links stand on"""


def is_readable(accent: str) -> bool:
    """Return whether the accent can carry white text, as the band does. Links have a tone of their own."""
    return contrast(accent, PAPER) >= TEXT_CONTRAST


def nearest_readable(accent: str, grounds: Sequence[str] = (PAPER,), least: float = TEXT_CONTRAST) -> str:
    """Return the accent itself or its nearest lightness that has at least that contrast on all of the grounds."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parse(accent))
    candidates = sorted((step / 200 for step in range(201)), key=lambda one: abs(one - lightness))
    for one in [lightness, *candidates]:
        tried = _hex(colorsys.hls_to_rgb(hue, one, saturation))
        if all(contrast(tried, one) >= least for one in grounds):
            return tried
    raise ValueError(f"no lightness of {accent} reads on {grounds}")


# Four style sheets of a site begin with them, and a search through two hundred tones is behind each.
@lru_cache(maxsize=64)
def tokens(accent: str) -> str:
    """Return the custom properties that depend on the accent, light and dark."""
    light, dark = nearest_readable(accent, GROUNDS), nearest_readable(accent, (DARK_PAPER,), 7.0)
    return (
        f":root{{--accent:{accent};--link:{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{{DARK_ROOT}{{--link:{dark}}}}}"
    )
