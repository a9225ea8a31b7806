"""Which data file belongs to which map; one that is missing, misspelt or another map's already."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.content_types.maps import Map
from site_builder.content_types.streets import Street
from site_builder.loading.folders import Folder
from site_builder.loading.geodata import READERS
from site_builder.loading.geodata.rows import MAP_BYTES, MOST_FEATURES
from site_builder.problems import Problem, problem
from site_builder.source import DATA_BYTES, MOST_NODES


@dataclass(frozen=True, slots=True)
class DataFiles:
    """The data files of all maps."""

    faults: Mapping[str, Problem]
    """What is wrong with a map's file, by the path of the map: its places are not looked for"""
    paths: frozenset[str]
    """Those that maps name, and those that they probably mean"""


def data_files(maps: Sequence[Map], folder: Folder, base_map: str | None) -> DataFiles:
    """Return the files that maps name as their data."""
    named = {_path(name) for name in (base_map, *(one.data for one in maps)) if name}
    free = [path for path in folder.under(Map.folder, *READERS) if path not in {*named, Street.file}]
    faults: dict[str, Problem] = {}
    meant: set[str] = set()
    first: dict[str, Map] = {}
    for one in maps:
        if one.data is None or one.places:
            continue
        path, mark = _path(one.data), one.origin.mark("data")
        if path not in folder.contents and (other := _of_other_case(path, folder)):
            meant.add(other)
            faults[one.origin.path] = problem("L308", other, instead=path)
        elif path not in folder.contents:
            close = difflib.get_close_matches(path, free, n=1, cutoff=0.75)
            meant.update(close)
            told = {"instead": close[0].removeprefix(f"{Map.folder}/")} if close else {}
            faults[one.origin.path] = problem("L309" if close else "M523", one.origin.path, mark, file=path, **told)
        elif path in first:
            told = {"title": first[path].title, "other": _place(first[path]), "filters": one.name_of("filters")}
            faults[one.origin.path] = problem("M610", one.origin.path, mark, file=path, **told)
        first.setdefault(path, one)
    return DataFiles(faults, frozenset(named | meant))


def _of_other_case(path: str, folder: Folder) -> str | None:
    """Return the file that differs from a path in its capitals, where its ending makes it one that nothing reads."""
    alike = (one for one in sorted(folder.contents) if one.casefold() == path.casefold())
    return next((one for one in alike if not one.endswith(tuple(READERS))), None)


def too_much_for_a_map(fault: Problem) -> Problem | None:
    """Return what to say of a map's own file that has too much in it: its places may stand in a data file."""
    if fault.code not in ("S102", "S125"):
        return None
    limits = {
        "kilobytes": DATA_BYTES // 1024,
        "fields": MOST_NODES,
        "places": MOST_FEATURES,
        "megabytes": MAP_BYTES >> 20,
    }
    stem = fault.path.removeprefix(f"{Map.folder}/").removesuffix(".yaml")
    return problem("M658", fault.path, fault.mark, file=f"{stem}.csv", **limits)


def _path(name: str) -> str:
    return f"{Map.folder}/{name}"


def _place(map_: Map) -> str:
    """Return where a map names its data."""
    return f"{map_.origin.path}:{map_.origin.mark('data').line}"
