"""Whatever colour a municipality has: links can be read on every ground they stand on, in light and in dark."""

from __future__ import annotations

import re

import pytest

from site_builder.rendering.colours import (
    DARK_GROUNDS,
    DARK_TONES,
    GROUNDS,
    TEXT_CONTRAST,
    TONES,
    contrast,
    is_readable,
    nearest_readable,
    tokens,
)
from tests.support import ROOT

ACCENTS = [f"#{red:02x}{green:02x}{blue:02x}" for red in range(0, 256, 51) for green in range(0, 256, 51)
           for blue in range(0, 256, 51)]  # fmt: skip


def test_links_read_on_every_ground_whatever_the_accent() -> None:
    unread = []
    for accent in [*ACCENTS, *(nearest_readable(one) for one in ("#ffd84d", "#e94e1b", "#ff6600"))]:
        light, dark = re.findall(r"--link:(#[0-9a-f]{6})", tokens(accent))
        unread += [(accent, light, one) for one in GROUNDS if contrast(light, one) < TEXT_CONTRAST]
        unread += [(accent, dark, one) for one in DARK_GROUNDS if contrast(dark, one) < TEXT_CONTRAST]
    assert unread == []


def test_what_is_advised_is_taken() -> None:
    assert [one for one in ACCENTS if not is_readable(nearest_readable(one))] == []


@pytest.mark.parametrize("accent", ["#0f4c3a", "#5b2a6e", "#00594c"])
def test_a_dark_accent_is_its_own_link(accent: str) -> None:
    assert f"--accent:{accent};--link:{accent}" in tokens(accent)


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    style = (ROOT / "templates/style.css").read_text(encoding="utf-8")
    assert re.findall(r"--ground: (#\w+);", style)[:2] == [GROUNDS[1], DARK_GROUNDS[1]]
    for name, light, dark in zip(("info", "important", "danger", "ok"), TONES, DARK_TONES, strict=True):
        assert re.findall(rf"--{name}: (#\w+);", style)[:2] == [light, dark]
    assert set(re.findall(r"var\(--tone\) (\d+)%, var\(--paper\)", style)) == {"12"}
