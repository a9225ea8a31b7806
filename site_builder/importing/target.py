"""The map that places are put in: its data as they are, and its own file where it is to be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.content_types.columns import Column
from site_builder.content_types.entry import Model, Source, en_name, nb_name
from site_builder.content_types.maps import Map
from site_builder.content_types.settings import FieldNames, Settings
from site_builder.importing.merging import COLUMNS
from site_builder.importing.registers import Register
from site_builder.importing.table import Row, Table, as_bytes, read_table
from site_builder.loading.extracts import read_source
from site_builder.model import Site
from site_builder.problems import Faults, problem
from site_builder.text.messages import catalogue


@dataclass(frozen=True, slots=True)
class Target:
    """A map's two files, by the paths authors know."""

    data: str
    content: bytes | None
    """The data as they are on disk"""
    table: Table
    own: str
    made: str | None
    """The map's own file, where it is missing"""

    def files(self, table: Table) -> dict[str, bytes]:
        """Return what is not on disk as it should be; the data before the file that names them."""
        content = as_bytes(table)
        files = {} if content == self.content else {self.data: content}
        return files if self.made is None else files | {self.own: self.made.encode()}


def target_of(slug: str, site: Site, sources: Mapping[str, str], root: Path, register: Register) -> Target | None:
    """Return the map `slug` with its data; None where its own file is there and could not be read. Raises Faults."""
    own, settings = f"maps/{slug}.yaml", site.of(Settings)[0]
    map_ = site.get(Map, slug)
    if map_ is None and own in sources:
        return None
    data = f"maps/{(map_ and map_.data) or f'{slug}.csv'}"
    if map_ is not None and (map_.places or not data.endswith(".csv")):
        raise Faults(problem("I908", own, map_.origin.mark("places" if map_.places else "data")))
    content = read_source(root, data) if data in sources else None
    table = _empty(register, settings) if content is None else read_table(content, data)
    made = _own_file(register, settings, data, table) if map_ is None else None
    return Target(data, content, table, own, made)


def _is_in_english(settings: Settings) -> bool:
    return settings.field_names is FieldNames.EN


def _empty(register: Register, settings: Settings) -> Table:
    columns = ("name", "id", "lat", "lon", "address", "summary", *register.columns, "number")
    return Table(Row(tuple(COLUMNS[column][_is_in_english(settings)] for column in columns)))


def _own_file(register: Register, settings: Settings, data: str, table: Table) -> str:
    """Return the file of a new map: what it is called, whose it is, what it shows and where that comes from."""
    words = catalogue(settings.language)
    title, owner, named, columns, sources = (
        _named(Map, name, settings) for name in ("title", "owner", "data", "columns", "sources")
    )
    key, label = (_named(Column, name, settings) for name in ("key", "label"))
    source, url = (_named(Source, name, settings) for name in ("title", "url"))
    there = [name.strip() for name in table.header.cells]
    lines = [
        f"{title}: {words.say(f'import.title_{register.kind}')}",
        f"{owner}: {settings.front_desk}",
        f"{named}: {data.removeprefix('maps/')}",
        f"{columns}:",
    ]
    for what in register.columns:
        for name in set(COLUMNS[what]).intersection(there):
            lines += [f"  - {key}: {name}", f"    {label}: {words.say(f'import.label_{what}')}"]
    lines += [f"{sources}:", f"  - {source}: {register.source}", f"    {url}: {register.url}"]
    return "\n".join(lines) + "\n"


def _named(model: type[Model], name: str, settings: Settings) -> str:
    info = model.model_fields[name]
    return en_name(name, info) if _is_in_english(settings) else nb_name(info)
