"""Addresses that pages had before a change and nothing has after it: links to them lead nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from site_builder.content_types import ADDRESSED_TYPES
from site_builder.content_types.entry import Addressed, Entry
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.model import Site, index_of
from site_builder.outputs import addresses
from site_builder.problems import FieldToPaste, Problem, problem


def lost_addresses(before: Site, after: Site, there: Collection[PurePosixPath]) -> Iterator[Problem]:
    """Yield the pages of `before`, the site as it stood without the change, whose addresses are not `there`."""
    whole = after.with_unpublished()
    maps = {one.slug for one in before.of(Map) if _moved(one, before, whole)}
    for kind in ADDRESSED_TYPES:
        for entry in before.of(kind):
            address = addresses.address(before, entry)
            # Nobody has a link to an example; and with its map a place is gone, too.
            if entry.sample or index_of(address) in there or (isinstance(entry, Place) and entry.map_slug not in maps):
                continue
            if isinstance(entry, Addressed) and (moved := _moved(entry, before, whole)):
                line = _line(moved, address)
                mark = moved.origin.mark("id" if moved.id else "title")
                told = {"address": address, "other": addresses.address(whole, moved), "line": line}
                yield problem("N334", moved.origin.path, mark, **told)
            elif not (isinstance(entry, Notice) and entry.is_alert(before.moment)):
                # Of danger that goes away there is more to say than this.
                named = before.get(Map, entry.map_slug) if isinstance(entry, Place) else entry
                field = named.name_of("aliases") if named else ""
                yield problem("N333", entry.origin.path, address=address, line=f"{field}: {address}")


def _moved(entry: Addressed, before: Site, after: Site) -> Addressed | None:
    """Return what an entry has become under another address: what stands in its file, or is new and says the same."""
    kind = next(one for one in ADDRESSED_TYPES if isinstance(entry, one))
    known = {one.origin.path for one in before.with_unpublished().of(kind)}
    found = [one for one in after.of(kind) if isinstance(one, Addressed)]
    of_its_file = [one for one in found if one.origin.path == entry.origin.path]
    new = [one for one in found if one.origin.path not in known]
    alike = [one for one in new if one.title == entry.title or (isinstance(one, Entry) and _is_text_of(one, entry))]
    return next(iter((*of_its_file, *alike)), None)


def _is_text_of(one: Entry, other: Addressed) -> bool:
    return bool(one.origin.document.body.strip()) and one.origin.document.body == other.origin.document.body


def _line(entry: Addressed, address: str) -> FieldToPaste | str:
    """Return the line that the file of an entry is to have: with the addresses that it has already."""
    all_ = (*entry.aliases, address)
    line = f"{entry.name_of('aliases')}: {address if len(all_) == 1 else '[' + ', '.join(all_) + ']'}"
    return FieldToPaste(line, entry.origin.document.has_fences) if isinstance(entry, Entry) else line
