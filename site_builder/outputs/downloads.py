"""Each map as data to download: GeoJSON (RFC 7946) for programs, CSV for spreadsheets. Only what its page shows too."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from site_builder.content_types.columns import MEASURED, SEVERAL, ColumnType
from site_builder.content_types.maps import Map, Place, Shape
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, publication, views
from site_builder.outputs.map_data import geometry
from site_builder.outputs.place_rows import link_of, places_on, values_of
from site_builder.text import dates
from site_builder.text.messages import catalogue


@dataclass(frozen=True, slots=True)
class PlaceData:
    """A place as data. What it has not is empty."""

    id: str
    slug: str
    name: str
    url: str
    """Of its page, absolute"""
    address: str
    summary: str
    link: str
    sample: bool
    values: tuple[tuple[str, str], ...]
    """(key of a declared column, what stands in it)"""
    shape: Shape


@dataclass(frozen=True, slots=True)
class MapData:
    """All that a download of a map is made of, whatever its format."""

    slug: str
    title: str
    url: str
    publisher: str
    sources: tuple[views.Anchor, ...]
    updated: str
    """ISO 8601, or empty"""
    sample: bool
    columns: tuple[tuple[str, str], ...]
    """(key, label), in the order of the declared columns"""
    places: tuple[PlaceData, ...]
    language: str
    """Of a table's head"""
    types: tuple[tuple[str, ColumnType], ...] = ()
    """(key of a declared column, what it holds); text where nothing is said"""


def plan(site: Site) -> Iterator[Planned]:
    """Plan every map in each format. The addresses are permanent: programs fetch them again and again."""
    for map_ in site.of(Map):
        data = map_data(map_, site)
        for ending, write in FORMATS:
            path = index_of(addresses.data_address(site, map_, ending))
            yield Planned(path, write, data, map_.origin.path)


def map_data(map_: Map, site: Site) -> MapData:
    language = addresses.settings_of(site).language
    return MapData(
        slug=map_.slug,
        title=map_.title,
        url=site.addresses.absolute(addresses.address(site, map_)),
        publisher=publication.publisher(site),
        sources=publication.sources_of(map_),
        updated=views.day_of(map_.updated),
        sample=map_.sample,
        columns=tuple((column.key, column.label_in(language)) for column in map_.columns),
        types=tuple((column.key, column.type) for column in map_.columns),
        places=tuple(_place_data(one, map_, site) for one in places_on(map_, site)),
        language=language,
    )


def _place_data(place: Place, map_: Map, site: Site) -> PlaceData:
    settings = addresses.settings_of(site)
    link = link_of(place, site)
    return PlaceData(
        # RFC 4151, as in feeds: it follows no change of address.
        id=f"tag:{settings.authority},{settings.year}:place/{place.slug}",
        slug=place.slug,
        name=place.name,
        url=site.addresses.absolute(addresses.address(site, place)),
        address=place.address or "",
        summary=place.summary or "",
        link=link.url if link and link.is_open(site.moment) else "",
        sample=place.sample,
        values=tuple(_values(place, map_, site)),
        shape=place.shape,
    )


def _values(place: Place, map_: Map, site: Site) -> Iterator[tuple[str, str]]:
    """Yield key and value of what the page shows: as it is kept, but a link as its address, and a state in its word."""
    kept = dict(place.values)
    for one in values_of(place, map_, site):
        yield one.key, one.href if one.is_out else one.text if one.state else kept[one.key]


# --- GeoJSON --------------------------------------------------------------------------------------


def write_geojson(data: MapData) -> bytes:
    """Return a FeatureCollection (RFC 7946, 3.3). Whose the data are stands in members of our own (6.1)."""
    collection: dict[str, object] = {
        "type": "FeatureCollection",
        "name": data.slug,
        "title": data.title,
        "url": data.url,
        "attribution": "; ".join((data.publisher, *(one.title for one in data.sources))),
        "sources": [_without_empty({"title": one.title, "url": one.href, "year": one.note}) for one in data.sources],
        "updated": data.updated,
        "sample": data.sample,
    }
    head = _json(_without_empty(collection)).removesuffix("}")
    # A line for each place: what changed is seen.
    names, types = _names(data), dict(data.types)
    features = ",\n".join(_json(_feature(one, names, types)) for one in data.places)
    return f'{head},"features":[\n{features}\n]}}\n'.encode()


def _json(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_OWN = ("name", "slug", "url", "address", "summary", "link", "sample")


def _names(data: MapData) -> dict[str, str]:
    """Return what each declared column is called, by key: one that bears a name of ours has another, in all places."""
    keys = [key for key, _ in data.columns]
    taken = {*_OWN, *keys}
    found = {}
    for key in keys:
        found[key] = _unlike(key, taken) if key in _OWN else key
        taken.add(found[key])
    return found


def _unlike(name: str, taken: Container[str]) -> str:
    """Return the name with the first number, from 2, that makes it another than those that are taken."""
    return next(one for one in (f"{name}_{number}" for number in count(2)) if one not in taken)


def _feature(place: PlaceData, names: Mapping[str, str], types: Mapping[str, ColumnType]) -> dict[str, object]:
    own: dict[str, object] = {
        "name": place.name,
        "slug": place.slug,
        "url": place.url,
        "address": place.address,
        "summary": place.summary,
        "link": place.link,
        "sample": place.sample,
    }
    columns = {names[key]: _typed(text, types.get(key, ColumnType.TEXT)) for key, text in place.values}
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": geometry(place.shape),
        "properties": _without_empty(own) | columns,
    }


_OF_NUMBERS = (*MEASURED, ColumnType.AMOUNT)


def _typed(text: str, type_: ColumnType) -> str | int | float | bool | list[str]:
    """Return a value as it is kept as JSON has it: amounts are in kroner, areas in square metres, dates ISO 8601, and a
    list is one."""
    if type_ in _OF_NUMBERS:
        return float(text) if "." in text else int(text)
    if type_ is ColumnType.YES_NO:
        return text == "ja"
    if type_ is ColumnType.LIST:
        return text.split(SEVERAL)
    return dates.machine(dates.parse_when(text)) if type_ is ColumnType.DATE else text


def _without_empty(members: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in members.items() if value}


# --- CSV ------------------------------------------------------------------------------------------


def write_csv(data: MapData) -> bytes:
    """Return a table as Excel reads it where decimals have commas: `;`, UTF-8 with a mark, CRLF (RFC 4180)."""
    words = catalogue(data.language)
    has_shapes = any(one.shape.kind != "Point" for one in data.places)
    heads = ["name", "slug", "address", "summary"], ["latitude", "longitude"], ["page", "link", "sample"]
    before, where, after = ([words.say(f"download.{key}") for key in keys] for keys in heads)
    geometry_head = words.say("download.geometry")
    labels = _labels(data, (*before, *where, geometry_head, *after))
    if has_shapes:
        where.append(geometry_head)
    rows = [[*before, *labels, *where, *after]]
    rows += [_row(one, data, words.say("download.yes"), has_shapes) for one in data.places]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _labels(data: MapData, own: Iterable[str]) -> Iterator[str]:
    """Yield the heads of the declared columns, each unlike all others: programs read a table by its heads."""
    taken = {_alike(head) for head in own}
    for _, label in data.columns:
        numbered = (f"{label} ({number})" for number in count(2))
        head = next(one for one in chain([label], numbered) if _alike(one) not in taken)
        taken.add(_alike(head))
        yield head


def _alike(head: str) -> str:
    return " ".join(head.split()).casefold()


def _row(place: PlaceData, data: MapData, yes: str, has_shapes: bool) -> list[str]:
    values = dict(place.values)
    lon, lat = place.shape.centre
    shape = [wkt(geometry(place.shape)) if place.shape.kind != "Point" else ""] if has_shapes else []
    return [
        *(place.name, place.slug, place.address, place.summary),
        *(values.get(key, "") for key, _ in data.columns),
        *(f"{lat:.5f}", f"{lon:.5f}", *shape),
        *(place.url, place.link, yes if place.sample else ""),
    ]


_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def _safe(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula (OWASP, "CSV Injection"); a number stays one."""
    is_formula = cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell


def wkt(shape: dict[str, object]) -> str:
    """Return a geometry of GeoJSON as well-known text (OGC 06-103r4, 7): longitude, then latitude."""
    coordinates = shape["coordinates"]
    assert isinstance(coordinates, Sequence)
    return f"{str(shape['type']).upper()} {_wkt(coordinates)}"


def _wkt(coordinates: Sequence[object]) -> str:
    parts = []
    for one in coordinates:
        assert isinstance(one, Sequence)
        is_position = isinstance(one[0], float | int)
        parts.append(" ".join(str(number) for number in one) if is_position else _wkt(one))
    return f"({', '.join(parts)})"


FORMATS: tuple[tuple[str, Callable[[MapData], bytes]], ...] = (("csv", write_csv), ("geojson", write_geojson))
