"""Types of values that say where a place is: degrees, metres, and what the metres are in."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator

from site_builder.content_types.house import House, refuse


def degrees(text: str) -> float:
    """Return decimal degrees. Raises PydanticCustomError."""
    if re.fullmatch(r"-?\d+,\d+", text):
        raise refuse("D214", text=text, instead=text.replace(",", "."))
    if not re.fullmatch(r"-?\d{1,8}(?:\.\d+)?", text):
        raise refuse("D213", text=text)
    return float(text)


def metres(text: str) -> float:
    """Return metres of a coordinate. Raises PydanticCustomError."""
    if re.fullmatch(r"-?\d+,\d+", text):
        raise refuse("D214", text=text, instead=text.replace(",", "."))
    if not re.fullmatch(r"-?\d{1,7}(?:\.\d+)?", text):
        raise refuse("M531", text=text)
    return float(text)


COORDINATE_SYSTEMS = {
    "25832": 25832, "utm32": 25832, "32632": 25832,
    "25833": 25833, "utm33": 25833, "32633": 25833,
    "25835": 25835, "utm35": 25835, "32635": 25835,
    "4326": 4326, "wgs84": 4326, "4258": 4258, "etrs89": 4258,
}  # fmt: skip
"""EPSG codes by what people call them. UTM on WGS 84 (326xx) is UTM on ETRS89 (258xx) within a metre."""


def coordinate_system(text: str) -> int:
    """Return an EPSG code of ours, from the code or a name (`UTM 33`). Raises PydanticCustomError."""
    plain = re.sub(r"[\s:.-]|epsg|sone|zone", "", text.lower())
    if plain not in COORDINATE_SYSTEMS:
        raise refuse("M530", text=text)
    return COORDINATE_SYSTEMS[plain]


class LatLon(NamedTuple):
    """Latitude and longitude, decimal degrees."""

    lat: float
    lon: float | None
    """None where only one number is written: its map says of which place"""


def both(text: str) -> LatLon:
    """Return two degrees, as map services show them: `60.19105, 12.00973`; of a point in GeoJSON, too, which web
    editors write, and which has longitude first (RFC 7946, 3.1.1). Raises PydanticCustomError."""
    if text.startswith("{"):
        return _of_geojson(text)
    parts = re.split(r"\s*;\s*|,?\s+|,(?=\s*\d+\.)", text)
    if any(re.fullmatch(r"-?\d+,\d+", one) for one in parts):
        raise refuse("D214", text=text, instead=", ".join(one.replace(",", ".") for one in parts))
    found = [degrees(one) for one in parts]
    if len(found) > 2:
        raise refuse("D213", text=text)
    return LatLon(found[0], found[1] if len(found) == 2 else None)


def _of_geojson(text: str) -> LatLon:
    found = _POINT.fullmatch(text)
    if found is None:
        raise refuse("D213", text=text)
    lon, lat = map(degrees, found.groups())
    return LatLon(lat, lon)


def together(value: object) -> object:
    """Take a list of two where a text of two is wanted: `[60.19105, 12.00973]`."""
    is_of_texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return ", ".join(value) if is_of_texts and isinstance(value, list) else value


_NUMBER = r"-?\d+(?:\.\d+)?"
_POINT = re.compile(
    rf'\{{\s*"type"\s*:\s*"Point"\s*,\s*"coordinates"\s*:\s*\[\s*({_NUMBER})\s*,\s*({_NUMBER})\s*\]\s*\}}'
)
Degrees = Annotated[float, House(degrees, pattern=f"^{_NUMBER}$", examples=["60.19105"])]
Both = Annotated[
    LatLon,
    House(both, pattern=rf"^(?:{_NUMBER}(?:\s*;\s*|,?\s+|,){_NUMBER}|\{{.*\}})$", examples=["60.19105, 12.00973"]),
    BeforeValidator(together),
]
Metres = Annotated[float, House(metres, pattern=f"^{_NUMBER}$", examples=["334446.42"])]
CoordinateSystem = Annotated[
    int, House(coordinate_system, pattern=r"\d", examples=["25832", "25833", "UTM 33", "4326"])
]
