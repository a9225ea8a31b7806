"""An extract of a register into a map: read, put in, checked, shown as a difference, and written where asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from site_builder import build as pipeline
from site_builder.content_types.maps import Availability, Map, Place
from site_builder.content_types.records import Category
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Settings
from site_builder.importing.difference import differences
from site_builder.importing.extract import Extract, read_extract
from site_builder.importing.merging import Lack, merge
from site_builder.importing.report import Report
from site_builder.importing.target import target_of
from site_builder.importing.units import Unit
from site_builder.loading import load
from site_builder.loading.extracts import read_text
from site_builder.model import Site
from site_builder.problems import Faults, Problem, has_errors, problem
from site_builder.text.messages import catalogue
from site_builder.writing import write_sources


@dataclass(frozen=True, slots=True)
class Request:
    """What an import is asked for. `now` is aware: the map is checked as at that moment."""

    root: Path
    file: Path
    map: str
    now: datetime
    municipality: str | None = None
    """Four digits; None means the site's own number"""
    is_writing: bool = False
    is_removing: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: problems, and a report where it came so far."""

    problems: tuple[Problem, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    language: str = "nb"
    report: Report | None = None


def import_places(request: Request) -> Outcome:
    """Put an extract into a map. Writes only where asked, and only what is without errors. Raises CannotWrite."""
    loaded = load(request.root)
    site = loaded.site
    path = request.file.as_posix()
    if site is None or any(one.path == Settings.file and one.is_error for one in loaded.problems):
        return Outcome(loaded.problems, loaded.sources, loaded.language)
    try:
        text = read_text(request.file)
    except Faults as fault:
        return Outcome(fault.problems, {}, loaded.language)
    try:
        settings = site.of(Settings)[0]
        extract = read_extract(text, path, catalogue(settings.language))
        units = _of_municipality(extract, request.municipality or settings.number, path)
        target = target_of(request.map, loaded, site, request.root, extract.register)
        if target is None:
            return Outcome(loaded.problems, loaded.sources, loaded.language)
        merged = merge(target.table, units, target.map, _taken(site, request.map), is_removing=request.is_removing)
        if target.map and merged.lack:
            raise Faults(_lack_problem(merged.lack, target.map, target.data))
    except Faults as fault:
        return Outcome(fault.problems, {**loaded.sources, path: text}, loaded.language)
    files = target.files(merged.table)
    checked = pipeline.check(pipeline.Request(request.root, request.root / "output", request.now, instead=files))
    # A warning about another file is for those who change that.
    problems = tuple(one for one in checked.problems if one.is_error or one.path in (target.data, target.own))
    is_written = request.is_writing and bool(files) and not has_errors(problems)
    if is_written:
        write_sources({PurePosixPath(name): content for name, content in files.items()}, request.root)
    return Outcome(
        problems,
        checked.sources,
        checked.language,
        Report(
            differences(files, loaded.sources),
            target.data,
            tuple(files),
            merged,
            len(extract.units) - len(units),
            extract.nameless,
            extract.headings,
            target.own if target.made and not extract.register.source else "",
            request.is_removing,
            is_written,
        ),
    )


def _of_municipality(extract: Extract, number: str | None, path: str) -> tuple[Unit, ...]:
    """Return the units of a municipality; a register that does not say where its units are has only ours. Raises."""
    found = {unit.municipality for unit in extract.units if unit.municipality}
    if number is None and len(found) > 1:
        raise Faults(problem("I903", path, found=len(found)))
    units = tuple(one for one in extract.units if number is None or one.municipality in ("", number))
    if not units:
        empty = "I919" if extract.nameless else "I907"
        raise Faults(problem("I904", path, number=number) if found else problem(empty, path))
    if not any(unit.position for unit in units):
        raise Faults(problem("I905", path))
    return units


def _lack_problem(lack: Lack, map_: Map, data: str) -> Problem:
    choices = tuple(map_.spelt(choice) for choice in Availability)
    return problem("I913", data, field=lack.column, choices=choices, names=lack.names)


def _taken(site: Site, slug: str) -> Iterator[str]:
    """Yield the slugs that a place of this map cannot have: those of all that is named beside places."""
    for entry in (*site.of(Service), *site.of(Category), *site.of(Map)):
        yield entry.origin.slug
    yield from (place.slug for place in site.of(Place) if place.map_slug != slug)
