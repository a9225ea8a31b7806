"""The border of a new municipality, from whatever GeoJSON somebody has of it."""

from __future__ import annotations

import json

from site_builder.loading.geodata.frame import in_degrees, outline_problems
from site_builder.loading.geodata.geojson import read_geojson
from site_builder.problems import Faults, Problem

_ALONE = ("Polygon", "MultiPolygon", "GeometryCollection")


def as_collection(content: bytes) -> bytes:
    """Return a feature or an area as a collection of it (RFC 7946, 3.1–3.3); anything else as it is. Its lines stay."""
    try:
        text = content.decode("utf-8-sig").strip()
        found = json.loads(text)
    except (ValueError, RecursionError):
        return content
    kind = found.get("type") if isinstance(found, dict) else None
    if kind in _ALONE:
        text = f'{{"type": "Feature", "properties": {{}}, "geometry": {text}}}'
    elif kind != "Feature":
        return content
    # GeoJSON 2008 says of the whole in which coordinates it is, and so does our reader.
    system = f'"crs": {json.dumps(found["crs"])}, ' if found.get("crs") is not None else ""
    return f'{{"type": "FeatureCollection", {system}"features": [{text}]}}\n'.encode()


def faults_of(content: bytes, name: str) -> tuple[Problem, ...]:
    """Return what is wrong with a file of a border, `name` being what to call it."""
    try:
        read = in_degrees(read_geojson(content, name))
    except Faults as fault:
        return fault.problems
    return (*read.problems, *outline_problems(read, name))
