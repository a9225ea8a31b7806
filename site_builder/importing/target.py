"""The map that places are put in: its data as they are, and its own file where it is to be made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from site_builder.content_types.columns import Column
from site_builder.content_types.entry import Model, Source, en_name, nb_name
from site_builder.content_types.maps import UNIT_NUMBER, Map
from site_builder.content_types.page import Page
from site_builder.content_types.records import Category
from site_builder.content_types.service import Service
from site_builder.content_types.settings import FieldNames, Settings
from site_builder.content_types.streets import Street
from site_builder.importing.layout import COLUMNS, layout_of
from site_builder.importing.registers import Register
from site_builder.importing.table import Row, Table, as_bytes, read_table
from site_builder.loading import Loaded
from site_builder.loading.extracts import read_source
from site_builder.model import Site
from site_builder.problems import Faults, Mark, Problem, problem
from site_builder.text.messages import catalogue


@dataclass(frozen=True, slots=True)
class Target:
    """A map's two files, by the paths authors know."""

    map: Map | None
    """None where it is to be made"""
    data: str
    content: bytes | None
    """The data as they are on disk"""
    table: Table
    own: str
    made: str | None
    """The map's own file, where it is missing"""

    def files(self, table: Table) -> dict[str, bytes]:
        """Return what is not on disk as it should be; the data before the file that names them."""
        # A last line without an end is no reason to write.
        is_same = self.content is not None and table == self.table
        files = {} if is_same else {self.data: as_bytes(table)}
        return files if self.made is None else files | {self.own: self.made.encode()}


def target_of(slug: str, loaded: Loaded, site: Site, root: Path, register: Register) -> Target | None:
    """Return the map `slug` with its data; None where its own file is there and could not be read. Raises Faults."""
    own, settings, sources = f"maps/{slug}.yaml", site.of(Settings)[0], loaded.sources
    map_ = next((one for one in loaded.maps if one.slug == slug), None)
    if map_ is None and own in sources:
        return None
    data = f"maps/{(map_ and map_.data) or f'{slug}.csv'}"
    if data == Street.file:
        raise Faults(problem("I909", data))
    if map_ is not None and map_.catchment_for:
        raise Faults(problem("I910", own, map_.origin.mark("catchment_for")))
    if map_ is not None and (map_.places or not data.endswith(".csv")):
        raise Faults(problem("I908", own, map_.origin.mark("places" if map_.places else "data")))
    content = read_source(root, data) if data in sources else None
    table = _empty(register, settings, map_) if content is None else read_table(content, data)
    if fault := _table_problem(table, map_, data, own, settings):
        raise Faults(fault)
    made = _own_file(register, site, data, table, _title(slug, register, site)) if map_ is None else None
    return Target(map_, data, content, table, own, made)


def _table_problem(table: Table, map_: Map | None, data: str, own: str, settings: Settings) -> Problem | None:
    """Return what a map's table and its own file must say before a place can be written there."""
    layout = layout_of(table, map_)
    words = [] if "name" in layout.held else ["name"]
    words += [] if layout.is_placing else ["lat", "lon"]
    if words:
        names = tuple(COLUMNS[word][_is_in_english(settings)] for word in words)
        return problem("I911", data, Mark(table.above.count("\n") + 1), names=names)
    if layout.is_without_system:
        return problem("I912", data, file=own, line=f"{_named(Map, 'epsg', settings)}: 25833")
    return None


def _is_in_english(settings: Settings) -> bool:
    return settings.field_names is FieldNames.EN


def _empty(register: Register, settings: Settings, map_: Map | None) -> Table:
    """Return a table with no rows, and a column for what the map declares, or what a new one will."""
    columns = ("name", "id", "lat", "lon", "address", "summary", *(() if map_ else register.columns))
    names = [COLUMNS[column][_is_in_english(settings)] for column in columns]
    declared = [column.key for column in map_.columns] if map_ else []
    return Table(Row(tuple(dict.fromkeys((*names, *declared, UNIT_NUMBER)))))


def _title(slug: str, register: Register, site: Site) -> str:
    """Return what to call a new map: what it is of, or what its file is called where something else is called that."""
    usual = catalogue(site.of(Settings)[0].language).say(f"import.title_{register.kind}")
    taken = {one.title for one in (*site.of(Service), *site.of(Page), *site.of(Map))}
    taken |= {one.title for one in site.of(Category)}
    return slug.replace("-", " ").capitalize() if usual in taken else usual


def _own_file(register: Register, site: Site, data: str, table: Table, called: str) -> str:
    """Return the file of a new map: what it is called, whose it is, what it shows and where that comes from."""
    settings = site.of(Settings)[0]
    words = catalogue(settings.language)
    title, owner, named, columns, sources = (
        _named(Map, name, settings) for name in ("title", "owner", "data", "columns", "sources")
    )
    key, label = (_named(Column, name, settings) for name in ("key", "label"))
    source, url = (_named(Source, name, settings) for name in ("title", "url"))
    there = [name.strip() for name in table.header.cells]
    lines = [
        f"{title}: {called}",
        f"{owner}: {settings.front_desk}",
        f"{named}: {data.removeprefix('maps/')}",
        *([f"{columns}:"] if register.columns else []),
    ]
    for what in register.columns:
        for name in set(COLUMNS[what]).intersection(there):
            lines += [f"  - {key}: {name}", f"    {label}: {words.say(f'import.label_{what}')}"]
    if register.source:
        lines += [f"{sources}:", f"  - {source}: {register.source}", f"    {url}: {register.url}"]
    return "\n".join(lines) + "\n"


def _named(model: type[Model], name: str, settings: Settings) -> str:
    info = model.model_fields[name]
    return en_name(name, info) if _is_in_english(settings) else nb_name(info)
