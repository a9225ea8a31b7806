"""What people can do with the list of a map: narrow it, compare places, sort them by how near they are.

Without script the list is whole, and all that can be compared stands in one table, on a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.content_types.columns import SEVERAL, Column, ColumnType
from site_builder.content_types.maps import Map
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, publication, views
from site_builder.outputs.effects import Standing
from site_builder.outputs.place_rows import Known, PlaceRow, is_withheld, place_row, places_on
from site_builder.outputs.scripts import map_extra_address
from site_builder.text.collation import sort_key
from site_builder.text.foreign import like
from site_builder.text.paths import path_word

AT_A_GLANCE = 5
"""Among so few places nobody searches."""
WORTH_COMPARING = 2
"""So many columns are worth a table."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A column people choose by, and what there is to choose."""

    key: str
    label: str
    choices: tuple[str, ...]
    has_several: bool
    """Whether a place may have several of them"""


@dataclass(frozen=True, slots=True)
class Tools:
    has_search: bool
    facets: tuple[Facet, ...]
    has_comparison: bool
    has_nearest: bool
    level: Facet | None
    """What must be chosen before the nearest is looked for"""
    note: str
    """What is said of the nearest"""
    places: str
    """Address of the places' GeoJSON"""
    extra: str
    """Address of the script that is fetched when somebody chooses, compares or asks for the nearest"""
    table: str
    """Address of the whole table; empty where there is none"""


@dataclass(frozen=True, slots=True)
class TableRow:
    title: str
    href: str
    sample: bool
    standings: tuple[Standing, ...]
    """Whether a notice closes it, or limits it, now and in time"""
    cells: tuple[Known | None, ...]
    """One for each column; None where there is nothing to know"""


@dataclass(frozen=True, slots=True)
class TableView:
    """All that is known of the places of a map, side by side."""

    head: views.Head
    title: str
    up: views.Anchor
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    facts: publication.Facts


def plan(site: Site) -> Iterator[Planned]:
    """Plan the table of each map whose places can be compared."""
    for map_ in site.of(Map):
        if has_table(map_, site):
            path, origin = index_of(table_address(map_, site)), map_.origin
            yield Planned(path, "table.html", table_view(map_, site), origin.path, origin.mark("title"))


def tools_of(map_: Map, rows: Sequence[PlaceRow], places: str, site: Site) -> Tools:
    """Return what people can do with a list of these rows. `places` is the address of their GeoJSON."""
    words = addresses.words_of(site)
    facets = facets_of(map_, rows, words.language)
    is_table = has_table(map_, site)
    has_comparison, has_nearest = is_table and len(rows) > 1, map_.nearest and bool(rows)
    return Tools(
        has_search=len(rows) > AT_A_GLANCE,
        facets=facets,
        has_comparison=has_comparison,
        has_nearest=has_nearest,
        level=next((one for one in facets if one.key == map_.nearest_first), None),
        note=map_.nearest_note or words.say("map.nearest_note"),
        places=places,
        extra=site.addresses.href(map_extra_address(site)),
        table=site.addresses.href(table_address(map_, site)) if is_table else "",
    )


def facets_of(map_: Map, rows: Iterable[PlaceRow], language: str) -> tuple[Facet, ...]:
    """Return the columns people choose by, each with what its places say: in the order the column has declared, else
    sorted. A column of which all say the same leaves nothing to choose."""
    columns = {column.key: column for column in map_.columns}
    said: dict[str, set[str]] = {key: set() for key in map_.filters}
    for known in (known for row in rows for known in row.values if known.key in said):
        several = known.text.split(SEVERAL) if _has_several(columns[known.key]) else [known.text]
        said[known.key].update(like(one, known.text) for one in several)
    found = (
        Facet(key, columns[key].label_in(language), _in_order(texts, columns[key].choices), _has_several(columns[key]))
        for key, texts in said.items()
    )
    return tuple(one for one in found if len(one.choices) > 1)


def _has_several(column: Column) -> bool:
    # A choice that the column declares may have a comma of its own.
    return column.type in (ColumnType.TEXT, ColumnType.LIST)


def _in_order(texts: set[str], declared: Sequence[str]) -> tuple[str, ...]:
    said = {one: one for one in texts}
    first = [said[one] for one in declared if one in texts]
    return (*first, *sorted(texts.difference(first), key=lambda one: (sort_key(one), one)))


# --- the table ------------------------------------------------------------------------------------


def has_table(map_: Map, site: Site) -> bool:
    return len(map_.columns) >= WORTH_COMPARING and len(places_on(map_, site)) > 1


def table_address(map_: Map, site: Site) -> str:
    """Return where all that is known of a map's places stands in a table: `/kart/skoler/tabell/`."""
    return f"{addresses.address(site, map_)}{path_word('table', addresses.settings_of(site).language)}/"


def table_view(map_: Map, site: Site) -> TableView:
    words = addresses.words_of(site)
    rows = [place_row(number, one, map_, site) for number, one in enumerate(places_on(map_, site), 1)]
    has_address = any(row.address for row in rows)
    columns = [column for column in map_.columns if any(column.key == one.key for row in rows for one in row.values)]
    title = words.say("table.title", title=views.sample_title(map_, words))
    address = table_address(map_, site)
    return TableView(
        head=views.Head(title, words.say("table.lead"), address, updated=views.day_of(map_.updated)),
        title=title,
        up=views.Anchor(views.sample_title(map_, words), addresses.href(site, map_)),
        columns=(
            *([words.say("place.address")] if has_address else []),
            *(column.label_in(words.language) for column in columns),
        ),
        rows=tuple(_table_row(row, columns, map_, has_address=has_address) for row in rows),
        facts=publication.facts(site, map_, address),
    )


def _table_row(row: PlaceRow, columns: Iterable[Column], map_: Map, *, has_address: bool) -> TableRow:
    known = {one.key: one for one in row.values}
    cells: list[Known | None] = [Known("", "", row.address)] if has_address else []
    for column in columns:
        unknown = None if is_withheld(column, row.state, map_) else Known(column.key, "", "")
        cells.append(known.get(column.key, unknown))
    return TableRow(row.name, row.href, row.sample, row.standings, tuple(cells))
