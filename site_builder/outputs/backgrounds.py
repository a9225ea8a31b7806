"""What may lie under a map besides the municipality's own outline: pictures of the ground from a public server.

They are fetched when a reader asks for them, never before: what a map needs to be read is on our own site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.content_types.maps import Background


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where pictures of the ground come from. `address` is Leaflet's pattern: zoom, row and column."""

    address: str
    origin: str
    """For the policy of the page that may show them"""
    owner: str


def _kartverket(layer: str) -> Tiles:
    # Kartverket's cache, web mercator, z/y/x; CC BY 4.0.
    origin = "https://cache.kartverket.no"
    return Tiles(f"{origin}/v1/wmts/1.0.0/{layer}/default/webmercator/{{z}}/{{y}}/{{x}}.png", origin, "Kartverket")


TILES: Mapping[Background, Tiles] = {
    Background.TOPO: _kartverket("topo"),
    Background.GREY: _kartverket("topograatone"),
}
"""The backgrounds that are fetched. The others are drawn from the site's own data, or not at all."""
