"""The coat of arms or logo beside the title of the site, and as the icon of its pages: small, and on white."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from site_builder.content_types.pictures import Picture
from site_builder.content_types.settings import Settings
from site_builder.model import Original, Planned, Site
from site_builder.outputs import addresses
from site_builder.rendering.pictures import WIDEST_LOGO, Fitted, fit, version

HEIGHT = 36
"""Pixels, on a page: what a line of the band has room for"""
_ICON = 64


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture in the band, with the room that it takes. The name stands beside it, so it has no text of its own."""

    href: str
    width: int
    height: int
    icon: str


def logo_of(site: Site) -> Logo | None:
    original = original_of(site)
    if original is None:
        return None
    band = _in_band(original)
    link = site.addresses.href
    return Logo(link(_address(band)), band.width // 2, HEIGHT, link(_address(_as_icon(original))))


def original_of(site: Site) -> Original | None:
    """Return the file of the logo; none where there is none, or where it may not be shown now."""
    slug = addresses.settings_of(site).logo
    return site.get(Original, slug) if slug and site.get(Picture, slug) else None


def plan(site: Site) -> Iterator[Planned]:
    if original := original_of(site):
        for one in (_in_band(original), _as_icon(original)):
            path = PurePosixPath(_address(one)[1:])
            yield Planned(path, fit, one, Settings.file, is_picture=True)


def _in_band(original: Original) -> Fitted:
    # Twice as many pixels: a phone's are that small.
    width = min(max(1, round(original.width * HEIGHT / original.height)), WIDEST_LOGO * HEIGHT)
    return Fitted(original, 2 * width, 2 * HEIGHT, version())


def _as_icon(original: Original) -> Fitted:
    return Fitted(original, _ICON, _ICON, version())


def _address(wanted: Fitted) -> str:
    how = f"{wanted.original.digest}\0{wanted.width}\0{wanted.height}\0{wanted.made_by}"
    return f"/assets/logo-{wanted.width}.{hashlib.sha256(how.encode()).hexdigest()[:12]}.png"
