"""What can be published of a site that has errors: all but what they are about, and a crisis as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from site_builder.content_types import RECORD_TYPES
from site_builder.content_types.entry import Sourced
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.records import Contact, Record
from site_builder.content_types.settings import Settings
from site_builder.loading import Loaded
from site_builder.loading.folders import first_seen
from site_builder.loading.plain_alerts import is_grave, may_be_notice, plain_alert
from site_builder.loading.plain_desk import plain_desk
from site_builder.loading.remaining_translations import (
    Variants,
    is_translation,
    kept_variants,
    unseen,
    with_variants_of,
)
from site_builder.loading.variants import name_of_variant
from site_builder.model import Site
from site_builder.problems import Problem
from site_builder.text import dates, paths

MENDED = frozenset(
    {"R401", "R403", "R404", "R405", "R406", "R407", "R409", "P117", "P118", "R412", "R413", "R414", "R415"}
    | {"R422", "R424", "R425", "R430", "R442", "R443", "R448"}
    | {"E101", "E102", "E104", "E105", "E106"}
    | {"B640", "B641", "B642", "B643", "B644", "B645"}
)
"""Codes of what points at something in vain, and of markup that did not take: it becomes plain text, and what it
stands in is published all the same"""


@dataclass(frozen=True, slots=True)
class Remainder:
    """The site without what is wrong, the sources of that, and the sources that are plain text in it."""

    site: Site
    left_out: tuple[str, ...]
    plain: tuple[str, ...]


def is_needed(error: Problem) -> bool:
    """Return whether nothing can be published without what the error is about: settings, templates, the disk."""
    if error.path == Settings.file:
        # What settings point at in vain, a front desk for one, is no part of them.
        return error.code not in MENDED
    return error.path.startswith("templates/") or error.code == "L307"


def remainder(loaded: Loaded, problems: Iterable[Problem]) -> Remainder | None:
    """Return what is left of the site, or None where that is no site: without settings or theme."""
    errors = [one for one in problems if one.is_error]
    if loaded.site is None or any(is_needed(one) for one in errors):
        return None
    faults = _by_path(one for one in errors if one.code not in MENDED)
    kept = _kept(loaded.site.collections, faults)
    alerts = _alerts(loaded, faults, kept)
    kept[Notice] = tuple(sorted((*kept.get(Notice, ()), *alerts), key=lambda one: one.origin.path))
    desk = kept[Settings][0].front_desk
    if all(one.slug != desk for one in kept.get(Contact, ())):
        # Every page says who answers.
        kept[Contact] = (*kept.get(Contact, ()), plain_desk(desk, loaded.folder.contents.get(Contact.file, b"")))
    drafts = _kept(loaded.site.drafts, faults)
    variants = _variants(loaded, faults, [*_every(kept), *_every(drafts)], alerts)
    site = replace(loaded.site, collections=kept, drafts=drafts, variants=variants, is_whole=False)
    plain = tuple(sorted(one.origin.path for one in alerts))
    names = {_name(one, loaded) for found in faults.values() for one in found}
    names |= {one.origin.path for one in loaded.site.of(Map) if site.get(Map, one.slug) is None}
    names |= {*unseen(loaded.folder.contents, variants, names)}
    return Remainder(site, tuple(sorted(names - set(plain))), plain)


def _by_path(errors: Iterable[Problem]) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for one in errors:
        found.setdefault(one.path, []).append(one)
    return found


# --- what is left out -----------------------------------------------------------------------------


def _kept(
    collections: Mapping[type[Any], tuple[Any, ...]], faults: Mapping[str, Sequence[Problem]]
) -> dict[type[Any], tuple[Any, ...]]:
    """Return the entries that no fault is about. A map goes whole: one that lacks places would tell untruths."""
    kept = {
        kind: tuple(one for one in found if not any(_is_about(one, fault) for fault in _faults_of(one, faults)))
        for kind, found in collections.items()
    }
    there = {one.slug for one in kept.get(Map, ())}
    kept[Place] = tuple(one for one in collections.get(Place, ()) if one.map_slug in there)
    return kept


def _every(collections: Mapping[type[Any], tuple[Any, ...]]) -> list[Any]:
    return [one for found in collections.values() for one in found if isinstance(one, Sourced)]


def _variants(
    loaded: Loaded, faults: Mapping[str, Sequence[Problem]], kept: Sequence[Any], alerts: Sequence[Notice]
) -> Variants:
    """Return the translations of what is kept, and of crises that are plain text, without those that a fault is in."""
    assert loaded.site is not None, "there is something left of it"
    plain = {one.origin.path for one in alerts}
    rest = (one for one in kept if one.origin.path not in plain)

    def is_wrong(one: Sourced) -> bool:
        return any(_is_about(one, fault) for fault in faults.get(one.origin.path, ()))

    variants = kept_variants(loaded.site.variants, rest, is_wrong)
    contents, settings = loaded.folder.contents, loaded.site.one(Settings)
    names = [name for path in sorted(contents) if path not in faults and (name := name_of_variant(path))]
    return with_variants_of(alerts, variants, contents, names, settings.field_names)


def _faults_of(entry: Any, faults: Mapping[str, Sequence[Problem]]) -> list[Problem]:
    found = [*faults.get(entry.origin.path, ())]
    if isinstance(entry, Map) and entry.data:
        found += faults.get(f"{Map.folder}/{entry.data}", ())
    return found


def _is_about(entry: Any, fault: Problem) -> bool:
    """Return whether the fault is in the entry: of a record, between its first line and its last."""
    document = entry.origin.document
    if not isinstance(entry, Record) or () not in document.keys or not fault.mark.line:
        return True
    lines = [mark.line for mark in (*document.keys.values(), *document.values.values())]
    return bool(min(lines) <= fault.mark.line <= max(lines))


_RECORD = re.compile(r"[\"']?([^\s#\"':][^:\"']*)[\"']?:")
_RECORD_FILES = frozenset(kind.file for kind in RECORD_TYPES)


def _name(fault: Problem, loaded: Loaded) -> str:
    """Return what is left out as people know it: a file, or a record of one."""
    lines = loaded.sources.get(fault.path, "").split("\n")[: fault.mark.line]
    match = next((found for line in reversed(lines) if (found := _RECORD.match(line))), None)
    return f"{fault.path}: {match[1]}" if fault.path in _RECORD_FILES and match else fault.path


# --- what goes out as plain text ------------------------------------------------------------------


def _alerts(
    loaded: Loaded, faults: Mapping[str, Sequence[Problem]], kept: Mapping[type[Any], Sequence[Any]]
) -> list[Notice]:
    contents = loaded.folder.contents
    settings = kept[Settings][0]
    named = (path for path in sorted(contents) if path in faults and may_be_notice(path))
    own = [path for path in named if not is_translation(path, contents, settings.language)]
    wanted = [path for path in own if is_grave(path, contents[path])]
    taken = {one.slug for one in kept.get(Notice, ())} | paths.reserved(Notice.section, settings.language)
    seen = first_seen(loaded.folder, wanted)
    alerts: list[Notice] = []
    for path in wanted:
        slugs = taken | {one.slug for one in alerts}
        alert = plain_alert(path, contents[path], dates.rfc3339(seen[path].moment), slugs, settings.field_names)
        if alert is not None and not alert.draft:
            alerts.append(alert)
    return alerts
