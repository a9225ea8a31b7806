"""Whether a logo is one that can be seen in the band: neither too wide for a telephone nor white on white."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content_types.settings import Settings
from site_builder.model import Original, Site
from site_builder.problems import Problem
from site_builder.rendering.pictures import WIDEST_LOGO, is_lost_on_white


def logo_problems(site: Site) -> Iterator[Problem]:
    settings = site.one(Settings)
    original = site.get(Original, settings.logo) if settings.logo else None
    if original is None:
        return
    if original.width > WIDEST_LOGO * original.height:
        yield settings.fault("P660", "logo", text=original.slug, width=original.width, height=original.height)
    if is_lost_on_white(original):
        yield settings.fault("P661", "logo", text=original.slug)
