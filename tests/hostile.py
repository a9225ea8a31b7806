"""A tiny site in which every field of every content type is filled, made from the models themselves."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from PIL import Image
from pydantic.fields import FieldInfo

from site_builder.content_types import NOTICE_TYPES, RECORD_TYPES
from site_builder.content_types.columns import Column
from site_builder.content_types.entry import (
    Model,
    example_of,
    is_list,
    is_mapping,
    metadata_of,
    nb_name,
    parts_of,
)
from site_builder.content_types.gathering_values import OrName
from site_builder.content_types.house import ColumnKey, House, Slug, Text
from site_builder.content_types.life_event import LifeEvent
from site_builder.content_types.maps import InlinePlace, Map
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.page import Page
from site_builder.content_types.pictures import Picture
from site_builder.content_types.question import Question
from site_builder.content_types.references import STREET, Ref, TargetRef
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Home, Settings
from site_builder.content_types.streets import Street
from site_builder.content_types.unit import Unit
from site_builder.content_types.waivers import Waiver
from site_builder.content_types.web_addresses import OldAddress
from site_builder.text.slugs import slug_of

PAYLOADS = (
    "<script>window.__x=1</script>",
    "{{ 7*7 }}",
    "{% raw %}",
    "${7*7}",
    '"><img src=x onerror=window.__x=1>',
    "javascript:window.__x=1",
    "]]>",
    "'\"--><svg onload=window.__x=1>",
    "`",
    "{{ cycler.__init__.__globals__.os.getpid() }}",
    # What ran in one place or another of a map that folium makes, build or browser.
    "</script><script>window.__x=1</script>",
    "${window.__x=1}",
    "{% 10",
    "{# bort #}",
)

NOW = datetime(2026, 2, 17, 11, 30, tzinfo=ZoneInfo("Europe/Oslo"))

Fill = Callable[[str, FieldInfo], str]
"""What stands in a field, by the name of its place (`Service.title`) and the field itself."""

Loc = tuple[str | int, ...]

_TEXT = get_args(Text)[1]
_SLUG = get_args(Slug)[1]
_OLD_ADDRESS = get_args(OldAddress)[1]
_TARGET = get_args(TargetRef)[1]
_COLUMN_KEY = get_args(ColumnKey)[1]

SLUGS = {
    "service": "tjenesten",
    "category": "temaet",
    "contact": "kontakten",
    "hours": "timene",
    "link": "lenka",
    "price": "prisen",
    "calculator": "regnestykket",
    "unit": "enheten",
    "page": "sida",
    "lifeevent": "hendelsen",
    "notice": "meldinga-nyhet",
    "question": "sporsmalet",
    "map": "kartet",
    "place": "stedet",
    "picture": "bildet",
}
"""The slug of the one entry of each kind, by the word that references use."""

BASE_MAP = "grunnkart.geojson"
OUTLINE = [[11.0, 59.9], [13.0, 59.9], [13.0, 60.5], [11.0, 60.5], [11.0, 59.9]]
"""The municipality, which is one catchment too."""


def is_text(info: FieldInfo) -> bool:
    """Return whether a field takes any text whatever: what is no id is a name."""
    return metadata_of(info, House) is _TEXT or metadata_of(info, OrName) is not None


@dataclass(slots=True)
class Sources:
    """The files of a site, and where the value of each field stands: (path, line, the author's word)."""

    files: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, int, str]] = field(default_factory=dict)

    def write(self, root: Path) -> None:
        for path, text in self.files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")
        picture = root / Picture.folder / example_of(Picture.model_fields["filename"])
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(_picture())


@cache
def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(file, "PNG")
    return file.getvalue()


def example(place: str, info: FieldInfo) -> str:
    """Return the field's own example: with it everywhere, the site is as it should be."""
    ending = " (" + place.replace(".", " ") + ")"
    limit = 80 if place.startswith("Link.") else 120
    return (example_of(info) + ending)[:limit] if is_text(info) else example_of(info)


def sources(text: Fill = example, other: Fill = example, body: str = "En tekst om saken.\n") -> Sources:
    """Return a site with one entry of each type and every field of it filled.

    `text` says what stands in fields that take any text, `other` in all the rest. `body` is everybody's body.
    """
    made = _Maker(text, other, body)
    made.everything()
    return made.sources


# Where a field's example would not do: its place, or its name anywhere, and the value.
_INSTEAD: Mapping[str, str] = {
    "Settings.front_desk": SLUGS["contact"],
    "Settings.base_map": BASE_MAP,
    "Settings.parts_from": "skjema.kommune.example",
    "Settings.base_url": "https://test.smavik.example/",
    "Column.type": "tekst",
    "Task.since": "januar",
    "Task.until": "desember",
    "Rate.since": "2026-01-01",
    "Link.closes": "1. desember",
    # Pages tell of the coming month.
    "OpeningException.day": "2026-03-04",
    "Unit.place": f"{SLUGS['place']}-kartet",
    "Page.serves": "den-andre-sida",
    "Service.status": "begrenset",
    "Service.related": "den-andre",
    # What comes round is over before it comes again.
    "Event.ends": "2026-02-17 15:00",
    "Street.school": f"{SLUGS['place']}-kartet",
    "Street.lower_secondary": f"{SLUGS['place']}-tabellen",
    "Street.side": "alle",
    "published": "2026-02-09 08:00",
    "expires": "2026-05-20",
    "deadline": "2026-03-01",
    "ends": "2026-03-01 15:00",
    "resolved": "2026-02-17 11:00",
    # The home page pins it, and may not pin what is put right.
    "News.resolved": "2026-02-18 11:00",
    "all_clear": "2026-02-20 12:00",
    "Crisis.meeting_points": f"{SLUGS['place']}-kartet",
    "Crisis.routes": f"{SLUGS['place']}-tabellen",
}


class _Maker:
    def __init__(self, text: Fill, other: Fill, body: str) -> None:
        self.text = text
        self.other = other
        self.body = body
        self.sources = Sources()

    def everything(self) -> None:
        self._data(Settings, Settings.file, ())
        self._data(Home, Home.file, ())
        # No page shows a waiver, and one that is for nothing is a problem.
        for model in (one for one in RECORD_TYPES if one is not Waiver):
            self._data(model, model.file, (SLUGS[model.word],))
        self._markdown(Service, SLUGS["service"], ())
        # No service leads to itself.
        other = f"---\ntittel: Den andre\nkort: Den andre tjenesten.\nkategori: {SLUGS['category']}\n---\n"
        self.sources.files[f"{Service.folder}/den-andre.md"] = other
        self._markdown(Unit, SLUGS["unit"], ())
        self._markdown(Question, SLUGS["question"], ())
        waiting = "---\ntittel: Kommer svaret?\npublisert: 2026-02-16\n---\n"
        self.sources.files[f"{Question.folder}/ventende.md"] = waiting
        self._markdown(Page, SLUGS["page"], ())
        # No page collects for itself.
        self.sources.files[f"{Page.folder}/den-andre-sida.md"] = "---\ntittel: Den andre sida\nsamler_for: Andre\n---\n"
        self._markdown(LifeEvent, SLUGS["lifeevent"], ())
        # A page in which a part of somebody else's is shown.
        self.sources.files[f"{Page.folder}/{SLUGS['page']}.md"] += f"\n![](vis:{SLUGS['link']})\n"
        for kind, notice in NOTICE_TYPES.items():
            # A danger is closed by an all-clear and by nothing else, everything else by being resolved.
            without = ("resolved", "expires") if kind is NoticeType.CRISIS else ("all_clear",)
            self._markdown(notice, f"meldinga-{slug_of(kind.nb)}", without)
        self._map("kartet", ("data",))
        self._map("tabellen", ("places",), data="tabellen.csv")
        self._map("lageret", ("places", "epsg"), data="lageret.geojson")
        self._map("formene", ("places", "epsg"), data="formene.csv")
        self._map("sporet", ("places", "columns", "epsg"), data="sporet.gpx")
        self._table("tabellen", {})
        self._table("formene", {"wkt": "LINESTRING(12.02 60.2, 12.03 60.21)"})
        self._features("maps/lageret.geojson")
        self._waypoint("maps/sporet.gpx")
        self._typed_columns("maps/kolonnene.yaml")
        self._catchments()
        self._streets()
        self._base_map()

    # --- values

    def _value(self, model: type[Model], name: str, info: FieldInfo, where: str, slug: str) -> Any:
        part = parts_of(info.annotation)
        place = f"{where}.{name}"
        if part is not None:
            inner = self._mapping(part, place, slug)
            return [inner] if is_list(info.annotation) else inner
        if name == "labels":
            return {"en": self.text(place, info)}
        if is_mapping(info.annotation):
            return {self._column(where.partition(".")[0]): self.text(place, info)}
        leaf = self._leaf(model.__name__, name, info, place, slug)
        if metadata_of(info, House) is _TARGET:
            return [leaf, STREET + self.text(f"{place}.street", Settings.model_fields["title"])]
        return [leaf] if is_list(info.annotation) else leaf

    def _column(self, map_: str) -> str:
        part = parts_of(Map.model_fields["columns"].annotation)
        assert part is not None
        return self.text(f"{map_}.columns.key", part.model_fields["key"])

    def _leaf(self, model: str, name: str, info: FieldInfo, place: str, slug: str) -> str:
        if is_text(info):
            return self.text(place, info)
        written = self.other(place, info)
        if written == example_of(info) and metadata_of(info, House) is _COLUMN_KEY:
            return self._column(place.partition(".")[0])
        return written if written != example_of(info) else _fitting(model, name, info, slug)

    def _mapping(self, model: type[Model], where: str, slug: str, without: tuple[str, ...] = ()) -> dict[str, Any]:
        return {
            nb_name(info): self._value(model, name, info, where, slug)
            for name, info in model.model_fields.items()
            if name not in model.read_from_body and name not in (*without, *_left_out(where))
        }

    # --- files

    def _data(self, model: type[Model], path: str, above: tuple[str, ...]) -> None:
        values: dict[str, Any] = self._mapping(model, model.__name__, above[0] if above else "")
        for key in above:
            values = {key: values}
        self._write(path, list(_yaml(values)), model, 0, above)

    def _markdown(self, model: type[Any], slug: str, without: tuple[str, ...]) -> None:
        values = self._mapping(model, model.__name__, slug, without)
        path = f"{model.folder}/{slug}.md"
        self._write(path, list(_yaml(values)), model, 1, ())
        self.sources.files[path] = f"---\n{self.sources.files[path]}---\n{self.body}"

    def _map(self, slug: str, without: tuple[str, ...], data: str | None = None) -> None:
        values = self._mapping(Map, f"Map {slug}", slug, without)
        if data is not None:
            values[nb_name(Map.model_fields["data"])] = data
        self._write(f"maps/{slug}.yaml", list(_yaml(values)), Map, 0, (), name=f"Map {slug}")

    def _write(
        self,
        path: str,
        lines: list[tuple[str, Loc]],
        model: type[Model],
        above: int,
        inside: tuple[str, ...],
        name: str | None = None,
    ) -> None:
        self.sources.files[path] = "".join(line + "\n" for line, _ in lines)
        for number, (_, loc) in enumerate(lines, 1 + above):
            place = _place(model, name or model.__name__, loc[len(inside) :])
            # The first of a list stands for it: the only one, but for a street after a target.
            if place and not any(isinstance(part, int) and part > 0 for part in loc):
                words = [part for part in loc if isinstance(part, str)]
                self.sources.places[place] = (path, number, words[-1])

    def _row(self, where: str) -> dict[str, str]:
        """Return an inline place as a row of a table has it."""
        written = self._mapping(InlinePlace, where, where.partition(" ")[2], ("values",))
        made = {key: one[0] if isinstance(one, list) else one for key, one in written.items()}
        return made | {
            self._column(where.replace("Row", "Map")): self.text(f"{where}.values", InlinePlace.model_fields["values"])
        }

    def _table(self, name: str, more: dict[str, str]) -> None:
        path = f"maps/{name}.csv"
        row = self._row(f"Row {name}") | more
        out = io.StringIO()
        csv.writer(out, delimiter=";", lineterminator="\n").writerows([list(row), list(row.values())])
        self.sources.files[path] = out.getvalue()
        self._row_places(f"Row {name}", path, 2, row)

    def _features(self, path: str) -> None:
        row = self._row("Row lageret")
        feature = {
            "type": "Feature",
            "properties": row,
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[12.02, 60.2], [12.03, 60.2], [12.03, 60.21], [12.02, 60.2]]],
            },
        }
        lines = ['{"type": "FeatureCollection", "features": [', json.dumps(feature, ensure_ascii=False), "]}"]
        self.sources.files[path] = "\n".join(lines) + "\n"
        self._row_places("Row lageret", path, 2, row)

    def _waypoint(self, path: str) -> None:
        name, summary = (
            escape(self.text(f"Row sporet.{field}", InlinePlace.model_fields[field])) for field in ("name", "summary")
        )
        self.sources.files[path] = (
            f'<gpx>\n<wpt lat="60.21" lon="12.04"><name>{name}</name><desc>{summary}</desc></wpt>\n</gpx>\n'
        )

    def _typed_columns(self, path: str) -> None:
        """Write a map whose columns have what a column of any text cannot have: a unit, and choices."""
        fields = Column.model_fields
        unit, choice = (self.text(f"Map kolonnene.columns.{name}", fields[name]) for name in ("unit", "choices"))
        name = self.text("Map kolonnene.places.name", InlinePlace.model_fields["name"])
        values = {
            "tittel": "Kolonnene",
            "kolonner": [
                {"felt": "antall", "navn": "Antall", "type": "tall", "enhet": unit},
                {"felt": "status", "navn": "Status", "type": "valg", "valg": [choice]},
            ],
            "steder": [
                {
                    "navn": name,
                    "id": "hullet",
                    "lat": "60.22",
                    "lon": "12.04",
                    "verdier": {"antall": "12", "status": choice},
                }
            ],
        }
        self.sources.files[path] = "".join(line + "\n" for line, _ in _yaml(values))

    def _catchments(self) -> None:
        """Write a map whose one area, with the text as its name, belongs to a place of another."""
        label = self.text("Catchments.label", InlinePlace.model_fields["name"])
        values = {"tittel": "Kretser", "data": "kretser.geojson", "krets_for": "sted"}
        columns = [{"felt": "sted", "navn": label}]
        self.sources.files["maps/kretser.yaml"] = "".join(
            f"{line}\n" for line, _ in _yaml(values | {"kolonner": columns})
        )
        name = self.text("Catchments.name", InlinePlace.model_fields["name"])
        properties = {"navn": name, "id": "kretsen", "sted": SLUGS["place"] + "-kartet"}
        feature = {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [OUTLINE]},
        }
        self.sources.files["maps/kretser.geojson"] = json.dumps({"type": "FeatureCollection", "features": [feature]})

    def _streets(self) -> None:
        row = self._mapping(Street, "Street", "")
        out = io.StringIO()
        csv.writer(out, delimiter=";", lineterminator="\n").writerows([list(row), list(row.values())])
        self.sources.files[Street.file] = out.getvalue()
        for name, info in Street.model_fields.items():
            self.sources.places[f"Street.{name}"] = (Street.file, 2, nb_name(info))

    def _row_places(self, where: str, path: str, line: int, row: Mapping[str, str]) -> None:
        for name, info in InlinePlace.model_fields.items():
            if nb_name(info) in row:
                self.sources.places[f"{where}.{name}"] = (path, line, nb_name(info))

    def _base_map(self) -> None:
        name = self.text("BaseMap.navn", InlinePlace.model_fields["name"])
        features = [
            {
                "type": "Feature",
                "properties": {"navn": name},
                "geometry": {"type": "Polygon", "coordinates": [OUTLINE]},
            },
            {
                "type": "Feature",
                "properties": {"navn": name},
                "geometry": {"type": "Point", "coordinates": [12.015, 60.193]},
            },
        ]
        self.sources.files[f"maps/{BASE_MAP}"] = json.dumps({"type": "FeatureCollection", "features": features})


# What is called off is not moved, and what comes round is not moved as a whole.
_EITHER = {
    "Event": ("postponed", "moved_to"),
    "LifeEvent.steps": ("link",),
    "Meeting": ("repeats", "exceptions", "cancelled", "postponed"),
}


def _left_out(where: str) -> tuple[str, ...]:
    """Return the fields that may not stand beside the others: a place has one pair of numbers, a text no unit."""
    if where.endswith(".columns"):
        return ("unit", "choices")
    if where == "OpeningHours.exceptions":
        # One day, or several.
        return ("since", "until")
    if where in _EITHER:
        return _EITHER[where]
    if where.startswith("Map ") and "." not in where:
        # What says whether a place is free, or which school an area belongs to, cannot say anything else; nor is there
        # a deadline or a price where nothing says it.
        return (
            "availability",
            "deadline",
            "price",
            "catchment_for",
            *(("filters", "nearest_first") if where == "Map sporet" else ()),
        )
    # Where a place is can be said in one way.
    if where in ("Row lageret", "Row formene"):
        return ("lat", "lon", "east", "north", "position", "wkt")
    if where == "Row tabellen":
        return ("lat", "lon", "position", "wkt")
    return ("east", "north", "position", "wkt") if where.endswith(".places") else ()


def _fitting(model: str, name: str, info: FieldInfo, slug: str) -> str:
    """Return a value that is right in this site, where the example would point at nothing or stand twice."""
    if (reference := metadata_of(info, Ref)) is not None:
        word = reference.words[0]
        return _INSTEAD.get(f"{model}.{name}", SLUGS[word])
    house = metadata_of(info, House)
    if house is _OLD_ADDRESS:
        return f"/gammel/{'stedet-' * (model == 'InlinePlace')}{slug}/"
    if house is _SLUG:
        return f"stedet-{slug}" if model == "InlinePlace" else slug
    if name == "type" and model != "Column":
        return next(kind.nb for kind, one in NOTICE_TYPES.items() if one.__name__ == model)
    if name == "severity":
        return "krise" if model == "Crisis" else "viktig"
    if name == "draft":
        # Nobody sees what a draft says.
        return "nei"
    if name == "lat":
        # Two places in one spot are a warning.
        return f"60.{19000 + 100 * (sum(map(ord, slug)) % 50)}"
    return _INSTEAD.get(f"{model}.{name}") or _INSTEAD.get(name) or example_of(info)


def _place(model: type[Model], name: str, loc: Loc) -> str | None:
    """Return the name of the place of a key, `Service.sources.title`; None for what is no field."""
    current: type[Model] | None = model
    parts = [name]
    for part in loc:
        if isinstance(part, int):
            continue
        found = [one for one, info in current.model_fields.items() if nb_name(info) == part] if current else []
        if not found or current is None:
            return None
        parts.append(found[0])
        current = parts_of(current.model_fields[found[0]].annotation)
    return ".".join(parts)


def _yaml(value: Mapping[str, Any], indent: int = 0, loc: Loc = ()) -> Iterator[tuple[str, Loc]]:
    """Yield lines of YAML with what stands on each. Texts are JSON's, which YAML reads the same."""
    pad = " " * indent
    for key, one in value.items():
        head = pad + (json.dumps(key, ensure_ascii=False) if not re.fullmatch(r"[\wæøå]+", key) else key) + ":"
        here = (*loc, key)
        if isinstance(one, Mapping):
            yield head, here
            yield from _yaml(one, indent + 2, here)
        elif isinstance(one, list):
            yield head, here
            for number, item in enumerate(one):
                yield from _item(item, indent + 2, (*here, number))
        else:
            yield f"{head} {json.dumps(one, ensure_ascii=False)}", here


def _item(item: Any, indent: int, loc: Loc) -> Iterator[tuple[str, Loc]]:
    if not isinstance(item, Mapping):
        yield f"{' ' * indent}- {json.dumps(item, ensure_ascii=False)}", loc
        return
    first = True
    for line, here in _yaml(item, indent + 2, loc):
        yield (f"{' ' * indent}- {line.lstrip()}" if first else line), here
        first = False
