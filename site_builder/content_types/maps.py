"""A map: a titled set of places, in maps/*.yaml with places inline, in a CSV or in a GeoJSON file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from site_builder.content_types.entry import Model, Publication, field
from site_builder.content_types.house import Degrees, FileName, LinkRef, Many, Slug, Text, YesNo
from site_builder.model import Origin
from site_builder.problems import WHOLE_FILE, Mark
from site_builder.source import Document
from site_builder.text.dates import When


class Column(Model):
    """A column that the public may see."""

    key: Text = field("The column's name in the data.", nb="felt", example="trinn")
    label: Text = field("What people read.", nb="navn", example="Trinn")


class InlinePlace(Model):
    """A place written in the map's own file."""

    name: Text = field("What it is called.", nb="navn", example="Vinger kirke")
    id: Slug | None = field(
        "Its slug, when the name is not to decide it.", nb="id", example="vinger-kirke", default=None
    )
    lat: Degrees = field("Latitude, decimal degrees (WGS 84).", nb="lat", example="60.19488")
    lon: Degrees = field("Longitude, decimal degrees (WGS 84).", nb="lon", example="12.01049")
    address: Text | None = field("Street and number.", nb="adresse", example="Vollgata 8", default=None)
    summary: Text | None = field("One sentence.", nb="kort", example="Kirke fra 1697.", default=None)
    link: LinkRef | None = field(
        "Where to read more, by id from links.yaml.", nb="lenke", example="museet", default=None
    )
    sample: YesNo = field("Whether it is an invented example.", nb="eksempel", example="ja", default=False)
    values: dict[str, Text] = field(
        "What stands in the declared columns.", nb="verdier", example="trinn: 1-7", default={}
    )


class Map(Publication):
    """A titled set of places."""

    word: ClassVar[str] = "map"
    folder: ClassVar[str] = "maps"

    summary: Text | None = field(
        "One sentence on what it shows.", nb="kort", example="Alle skolene i kommunen.", default=None, limit=200
    )
    columns: Many[Column] = field(
        "Columns of the data that the public may see.", nb="kolonner", example="felt: trinn", default=()
    )
    places: Many[InlinePlace] = field("Places written here.", nb="steder", example="navn: Vinger kirke", default=())
    data: FileName | None = field(
        "A file beside this one with the places, .csv or .geojson.", nb="data", example="skoler.csv", default=None
    )
    catchment_for: Text | None = field(
        "The column with the id of the place that each area belongs to, when the map shows catchments.",
        nb="krets_for",
        example="skole",
        default=None,
    )


Position = tuple[float, float]
"""(longitude, latitude), decimal degrees, WGS 84."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A point, line or area. `rings` holds one position, the line, or the rings of a polygon (outer first)."""

    kind: str
    """Point, LineString or Polygon (RFC 7946, section 3.1)"""
    rings: tuple[tuple[Position, ...], ...]

    @property
    def centre(self) -> Position:
        """A position to put a marker on (longitude, latitude)."""
        ring = self.rings[0][:-1] if self.kind == "Polygon" else self.rings[0]
        lon = sum(position[0] for position in ring) / len(ring)
        lat = sum(position[1] for position in ring) / len(ring)
        return round(lon, 6), round(lat, 6)


@dataclass(frozen=True, slots=True)
class Place:
    """A point, line or area on a map, checked."""

    slug: str
    name: str
    shape: Shape
    map_slug: str
    address: str | None = None
    summary: str | None = None
    link: str | None = None
    """id of a link"""
    sample: bool = False
    values: tuple[tuple[str, str], ...] = ()
    """(key of a declared column, text), in the order of the columns"""
    path: str = ""
    mark: Mark = WHOLE_FILE
    published: When | None = None
    """When its map is published"""
    catchment_of: str | None = None
    """Slug of the place whose catchment the area is"""

    @property
    def origin(self) -> Origin:
        return Origin(self.slug, Document(self.path))

    def changes(self, now: datetime) -> tuple[()]:
        return ()

    def is_public(self, moment: datetime) -> bool:
        return self.published is None or self.published.start <= moment
