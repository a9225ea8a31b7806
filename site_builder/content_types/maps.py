"""A map: a titled set of places, in maps/*.yaml with places inline or in a data file beside it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from site_builder.content_types.columns import MEASURED, TO_CHOOSE_BY, Column, ColumnType
from site_builder.content_types.entry import Addressed, Model, en_name, field, nb_name
from site_builder.content_types.house import Choice, ColumnKey, FileName, Many, Slug, Text, YesNo, chosen
from site_builder.content_types.positions import Both, CoordinateSystem, Degrees, Metres
from site_builder.content_types.references import LinkRef
from site_builder.content_types.web_addresses import OldAddress
from site_builder.geometry import rings
from site_builder.model import Origin
from site_builder.problems import WHOLE_FILE, Mark, Problem
from site_builder.source import Document, Loc
from site_builder.text.dates import When


class Availability(Choice):
    """Whether somebody can have a place, such as a building plot."""

    FREE = "free", "ledig"
    RESERVED = "reserved", "reservert"
    SOLD = "sold", "solgt"


class Background(Choice):
    """What lies under a map's places."""

    OWN = "own", "egen"
    TOPO = "topo", "topo"
    GREY = "grey", "gråtone"
    NONE = "none", "ingen"


class InlinePlace(Model):
    """A place written in the map's own file."""

    name: Text = field("What it is called.", nb="navn", example="Vinger kirke")
    id: Slug | None = field(
        "Its slug, when the name is not to decide it.", nb="id", example="vinger-kirke", default=None
    )
    aliases: Many[OldAddress] = field(
        "Old addresses of its page, answered with a page that sends people on.",
        nb="tidligere_adresser",
        example="/no/kirker/vinger-kirke/",
        default=(),
    )
    lat: Degrees | None = field(
        "Latitude, decimal degrees (WGS 84); every place has both this and `lon`, or both `øst` and `nord`.",
        nb="lat",
        example="60.19488",
        default=None,
    )
    lon: Degrees | None = field("Longitude, decimal degrees (WGS 84).", nb="lon", example="12.01049", default=None)
    position: Both | None = field(
        "Latitude and longitude together, instead of `lat` and `lon`: in this order, as map services show them.",
        nb="koordinat",
        example="60.19488, 12.01049",
        default=None,
    )
    wkt: Text | None = field(
        "The shape of a line or an area, or a point, as well-known text: longitude before latitude.",
        nb="wkt",
        example="LINESTRING(12.01049 60.19488, 12.01204 60.19521)",
        default=None,
    )
    east: Metres | None = field(
        "Metres east, in the map's coordinate system.", nb="øst", example="334276.31", default=None
    )
    north: Metres | None = field(
        "Metres north, in the map's coordinate system.", nb="nord", example="6676868.16", default=None
    )
    address: Text | None = field("Street and number.", nb="adresse", example="Vollgata 8", default=None)
    summary: Text | None = field("One sentence.", nb="kort", example="Kirke fra 1697.", default=None)
    link: LinkRef | None = field(
        "Where to read more, by id from links.yaml.", nb="lenke", example="museet", default=None
    )
    sample: YesNo = field("Whether it is an invented example.", nb="eksempel", example="ja", default=False)
    values: dict[str, Text] = field(
        "What stands in the declared columns.", nb="verdier", example="trinn: 1-7", default={}
    )

    @property
    def degrees(self) -> tuple[float | None, float | None]:
        """Longitude and latitude, however they are written."""
        lat, lon = self.position or (self.lat, self.lon)
        return lon, lat


WKT = "wkt"
"""The column of a data file that holds shapes, and the field of a place."""

PLACE_FIELDS = frozenset(
    name
    for key, info in InlinePlace.model_fields.items()
    if key not in ("values", "position")
    for name in (nb_name(info), en_name(key, info))
)
"""What a data file may say of a place besides the columns its map declares."""


def field_meant(name: str) -> str:
    """Return a name from a data file: as the field of a place is spelt that it names in any case, else as written."""
    return name.lower() if name.lower() in PLACE_FIELDS else name


class Map(Addressed):
    """A titled set of places."""

    word: ClassVar[str] = "map"
    folder: ClassVar[str] = "maps"
    section: ClassVar[str] = "maps"
    shares_slugs: ClassVar[bool] = True

    title: Text = field("What it is called.", nb="tittel", example="Skoler", limit=120)
    summary: Text | None = field(
        "One sentence on what it shows.", nb="kort", example="Alle skolene i kommunen.", default=None, limit=200
    )
    columns: Many[Column] = field(
        "Columns of the data that the public may see.", nb="kolonner", example="felt: trinn", default=()
    )
    places: Many[InlinePlace] = field("Places written here.", nb="steder", example="navn: Vinger kirke", default=())
    data: FileName | None = field(
        "A file beside this one with the places: .csv, .geojson or .gpx.",
        nb="data",
        example="skoler.csv",
        default=None,
    )
    epsg: CoordinateSystem | None = field(
        "What the places' coordinates are written in: 25832, 25833 or 25835 (UTM zone 32, 33, 35), 4326 or 4258 "
        "(degrees). Degrees when left out.",
        nb="koordinatsystem",
        example="25833",
        default=None,
    )
    filters: Many[ColumnKey] = field(
        "Columns people can choose by. What stands there may be several, with commas between.",
        nb="filtre",
        example="trinn",
        default=(),
    )
    availability: ColumnKey | None = field(
        "The column that says whether a place is free, reserved or sold: what is free stands first, and what is sold "
        "leaves the map and keeps its page.",
        nb="ledighet",
        example="status",
        default=None,
    )
    deadline: ColumnKey | None = field(
        "The column of dates with the last day to ask for a place: after it, what is free is no longer to be had. "
        "Without this, a column named `frist` (`deadline`), where `ledighet` is used.",
        nb="frist",
        example="svarfrist",
        default=None,
    )
    price: ColumnKey | None = field(
        "The column that says what a place costs, whatever its type: what is sold shows none. Without this, a column "
        "named `pris` (`price`), where `ledighet` is used. A column of amounts is never shown for what is sold.",
        nb="pris",
        example="kjøpesum",
        default=None,
    )
    nearest: YesNo = field("Whether people can ask for the nearest place.", nb="nærmest", example="ja", default=False)
    nearest_first: ColumnKey | None = field(
        "The column people must choose by before they ask for the nearest: a school for the right age.",
        nb="velg_først",
        example="nivå",
        default=None,
    )
    nearest_note: Text | None = field(
        "What people must know of the nearest place.",
        nb="nærmest_merknad",
        example="Den nærmeste skolen er ikke alltid den du har rett til plass på.",
        default=None,
    )
    background: Annotated[Background, chosen(Background)] = field(
        "What lies under the places: the site's own outline; a detailed map that is fetched from Kartverket when a "
        "reader asks for it; or nothing.",
        nb="bakgrunn",
        example="topo",
        default=Background.OWN,
    )
    catchment_for: ColumnKey | None = field(
        "The column with the id of the place that each area belongs to, when the map shows catchments.",
        nb="krets_for",
        example="skole",
        default=None,
    )

    def faults(self) -> Iterator[Problem]:
        yield from super().faults()
        yield from self._strange_columns()
        for name in ("nearest_first", "nearest_note"):
            if getattr(self, name) and not self.nearest and self.is_clear("nearest"):
                yield self.fault(
                    "M602", name, line=f"{self.name_of('nearest')}: {'yes' if self.is_spelt_in_english else 'ja'}"
                )
        for name in ("deadline", "price"):
            if getattr(self, name) and self.availability is None:
                yield self.fault("M630", name, missing=self.name_of("availability"))
        # A column that is not there has been told of.
        is_there = any(column.key == self.nearest_first for column in self.columns)
        if is_there and self.nearest_first not in self.filters and self.is_clear("filters"):
            yield self.fault("M603", "nearest_first", found=self.nearest_first, filters=self.name_of("filters"))
        for number, column in enumerate(self.columns):
            here = ("columns", number)
            if (own := field_meant(column.key)) in PLACE_FIELDS:
                yield self.fault("M615", *here, "key", column=own, columns=self.name_of("columns"))
            if bool(column.choices) != (column.type is ColumnType.CHOICE):
                told = {"type": f"type: {self.spelt(ColumnType.CHOICE)}", "choices": self._name_of_choices}
                yield self.fault("M548", *here, "choices" if column.choices else "type", column=column.key, **told)
            if column.unit and column.type not in MEASURED:
                yield self.fault("M549", *here, "unit", column=column.key)

    def _strange_columns(self) -> Iterator[Problem]:
        """Yield a problem for each field that names a column the map has not declared."""
        named: list[tuple[Loc, str]] = [(("filters", number), key) for number, key in enumerate(self.filters)]
        named += [((name,), key) for name in _OF_ONE_COLUMN if (key := getattr(self, name))]
        known = tuple(column.key for column in self.columns)
        for loc, key in named if self.is_clear("columns") else ():
            if key not in known:
                close = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
                told = {"instead": close[0]} if close else {"columns": self.name_of("columns")}
                yield self.fault("M600" if close else "M601", *loc, found=key, **told)
        types = {column.key: column.type for column in self.columns}
        if types.get(self.deadline or "", ColumnType.DATE) is not ColumnType.DATE:
            yield self.fault("M631", "deadline", found=self.deadline, type=f"type: {self.spelt(ColumnType.DATE)}")
        for number, column in enumerate(self.columns):
            if column.key == self.deadline_column != self.deadline and column.type is not ColumnType.DATE:
                told = {"found": column.key, "type": f"type: {self.spelt(ColumnType.DATE)}"}
                yield self.fault("M632", "columns", number, "key", **told)
        for number, key in enumerate(self.filters):
            if types.get(key, ColumnType.TEXT) not in TO_CHOOSE_BY:
                choices = tuple(self.spelt(one) for one in TO_CHOOSE_BY)
                yield self.fault("M606", "filters", number, found=key, type=self.spelt(types[key]), types=choices)

    @property
    def deadline_column(self) -> str | None:
        """The column with the last day to ask for a place; of a name that says so, where none is pointed out."""
        return self.deadline or self._column_of(DEADLINES)

    @property
    def price_column(self) -> str | None:
        """The column with what a place costs; of a name that says so, where none is pointed out."""
        return self.price or self._column_of(PRICES)

    def _column_of(self, names: tuple[str, ...]) -> str | None:
        if self.availability is None:
            return None
        return next((column.key for column in self.columns if column.key.casefold() in names), None)

    @property
    def _name_of_choices(self) -> str:
        return "choices" if self.is_spelt_in_english else nb_name(Column.model_fields["choices"])


_OF_ONE_COLUMN = ("availability", "deadline", "price", "catchment_for", "nearest_first")
"""Fields of a map that point out a column."""
DEADLINES = ("frist", "deadline")
PRICES = ("pris", "price")

UNIT_NUMBER = "orgnr"
"""A column of a data file that says which unit of an official register a row is. It need not be declared."""

Position = rings.Position
"""(longitude, latitude), decimal degrees, WGS 84."""

Part = tuple[tuple[Position, ...], ...]
"""One position alone, a line alone, or the rings of an area: the outer one first, then its holes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A point, line or area, or several of one kind."""

    kind: str
    """Point, LineString or Polygon, or one of them with Multi before it (RFC 7946, section 3.1)"""
    parts: tuple[Part, ...]
    """One; of a Multi as many as it has"""

    @property
    def of(self) -> str:
        """What each part is: Point, LineString or Polygon."""
        return self.kind.removeprefix("Multi")

    @property
    def rings(self) -> tuple[tuple[Position, ...], ...]:
        """Every point, line and ring of all parts."""
        return tuple(ring for part in self.parts for ring in part)

    @property
    def centre(self) -> Position:
        """A position to put a marker or a name on (longitude, latitude): on the line, or inside the area."""
        if self.of == "Point":
            lon, lat = self.parts[0][0][0]
        elif self.of == "LineString":
            longest = max((part[0] for part in self.parts), key=rings.length)
            lon, lat = rings.middle_of_line(longest)
        else:
            largest = max((part[0] for part in self.parts), key=lambda ring: abs(rings.signed_area(ring)))
            lon, lat = rings.middle_of_area(largest)
        return round(lon, 6), round(lat, 6)


@dataclass(frozen=True, slots=True)
class Place:
    """A point, line or area on a map, checked."""

    word: ClassVar[str] = "place"
    folder: ClassVar[str] = Map.folder
    section: ClassVar[str] = "places"
    shares_slugs: ClassVar[bool] = True

    slug: str
    name: str
    shape: Shape
    map_slug: str
    address: str | None = None
    summary: str | None = None
    link: str | None = None
    """id of a link"""
    sample: bool = False
    aliases: tuple[str, ...] = ()
    """Old addresses of its page"""
    values: tuple[tuple[str, str], ...] = ()
    """(key of a declared column, value as `Column.kept` gives it), in the order of the columns"""
    availability: Availability | None = None
    """Where its map says so"""
    deadline: When | None = None
    """The last day to ask for it, while it is free"""
    path: str = ""
    mark: Mark = WHOLE_FILE
    published: When | None = None
    """When its map is published"""
    draft: bool = False
    """Whether its map is a draft"""
    catchment_of: str | None = None
    """Slug of the place whose catchment the area is"""

    @property
    def origin(self) -> Origin:
        return Origin(self.slug, Document(self.path, values={(): self.mark}))

    def changes(self, now: datetime) -> Iterable[datetime]:
        return (self.deadline.end,) if self.deadline else ()

    def is_late(self, moment: datetime) -> bool:
        """Return whether it is too late to ask for it at `moment` (UTC), though nobody has it."""
        return self.deadline is not None and self.deadline.end <= moment

    def is_public(self, moment: datetime) -> bool:
        return self.published is None or self.published.start <= moment
