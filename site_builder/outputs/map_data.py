"""The places of maps, and what lies under them, as the GeoJSON (RFC 7946) that browsers draw them from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from site_builder.content_types.maps import Map, Shape
from site_builder.loading.base_map import BaseMap
from site_builder.model import Site
from site_builder.outputs.place_rows import shown_on, state_of
from site_builder.outputs.scripts import hashed


def places_geojson(map_: Map, site: Site) -> bytes:
    """Return the places as GeoJSON (RFC 7946): longitude, latitude; 5 decimals for points, 6 for other shapes."""
    features: list[dict[str, object]] = []
    for place in shown_on(map_, site):
        # What else there is to say stands in the list of the page: the script reads it there.
        properties: dict[str, object] = {"id": place.slug}
        if place.shape.kind != "Point":
            # Where its pin stands: on the line, inside the area.
            properties["at"] = [round(one, 5) for one in place.shape.centre]
        if state := state_of(place, site):
            properties["state"] = state
        feature: dict[str, object] = {"type": "Feature", "geometry": geometry(place.shape), "properties": properties}
        features.append(feature)
    return geojson(features)


def geojson(features: list[dict[str, object]]) -> bytes:
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def geometry(shape: Shape) -> dict[str, object]:
    """Return a shape as GeoJSON has it: longitude, latitude."""
    digits = 5 if shape.of == "Point" else 6
    parts: list[object] = []
    for part in shape.parts:
        rings = [[[round(lon, digits), round(lat, digits)] for lon, lat in ring] for ring in part]
        parts.append({"Point": rings[0][0], "LineString": rings[0], "Polygon": rings}[shape.of])
    return {"type": shape.kind, "coordinates": parts[0] if shape.kind == shape.of else parts}


def places_address(map_: Map, site: Site) -> str:
    return places_assets(site)[map_.slug][0]


@lru_cache(maxsize=4)
def places_assets(site: Site) -> Mapping[str, tuple[str, bytes]]:
    """Return address and content of the places of every map. Pages, embeds and scripts ask for the address."""
    found = {}
    for map_ in site.of(Map):
        content = places_geojson(map_, site)
        found[map_.slug] = hashed(f"steder-{map_.slug}", "geojson", content), content
    return found


@lru_cache(maxsize=4)
def base_asset(site: Site) -> tuple[str, bytes] | None:
    """Return address and content of the base map: the outline and place names."""
    base = next(iter(site.of(BaseMap)), None)
    if base is None:
        return None
    features: list[dict[str, object]] = []
    for row in base.rows:
        if row.shape is None:
            continue
        name = row.document.data.get("navn")
        features.append({"type": "Feature", "geometry": geometry(row.shape), "properties": {"name": name or ""}})
    content = geojson(features)
    return hashed("grunnkart", "geojson", content), content
