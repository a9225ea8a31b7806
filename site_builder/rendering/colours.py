"""The theme's colours, computed from one accent and checked for contrast (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import colorsys

Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1 (sRGB)"""

PAPER = "#ffffff"
DARK_PAPER = "#14181b"
ALARM = "#a4161a"
"""The colour of danger (templates/style.css: --danger), where no style sheet reaches"""
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


def is_readable(accent: str) -> bool:
    """Return whether the accent can carry white text and be a link on white."""
    return contrast(accent, PAPER) >= TEXT_CONTRAST


def nearest_readable(accent: str, paper: str = PAPER, least: float = TEXT_CONTRAST) -> str:
    """Return the accent itself or its nearest lightness that has at least that contrast on the paper."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parse(accent))
    candidates = sorted((step / 200 for step in range(201)), key=lambda one: abs(one - lightness))
    for one in [lightness, *candidates]:
        tried = _hex(colorsys.hls_to_rgb(hue, one, saturation))
        if contrast(tried, paper) >= least:
            return tried
    raise ValueError(f"no lightness of {accent} reads on {paper}")


def tokens(accent: str) -> str:
    """Return the custom properties that depend on the accent, light and dark."""
    dark = nearest_readable(accent, DARK_PAPER, 7.0)
    return (
        f":root{{--accent:{accent};--link:{nearest_readable(accent)}}}"
        f"@media screen and (prefers-color-scheme:dark){{{DARK_ROOT}{{--link:{dark}}}}}"
    )
