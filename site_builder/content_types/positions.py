"""Types of values that say where a place is: degrees, metres, and what the metres are in."""

from __future__ import annotations

import re
from typing import Annotated

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


Degrees = Annotated[float, House(degrees, examples=["60.19105"])]
Metres = Annotated[float, House(metres, examples=["334446.42"])]
CoordinateSystem = Annotated[int, House(coordinate_system, enum=["25832", "25833", "25835", "4326", "4258"])]
