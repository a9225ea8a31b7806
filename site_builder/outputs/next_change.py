"""When the site becomes another, for whoever builds it: a machine asks, and builds no sooner."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses
from site_builder.text import dates

ADDRESS = f"{addresses.DATA}/next-change.json"


@dataclass(frozen=True, slots=True)
class NextChange:
    moment: str
    """RFC 3339; empty where nothing is planned"""


def plan(site: Site) -> Iterator[Planned]:
    """Plan the file that says when the site is to be built again."""
    # What will change then is not said: it may be what nobody is to know before.
    found = site.next_change(site.moment)
    view = NextChange(dates.rfc3339(found) if found else "")
    yield Planned(index_of(ADDRESS), write_json, view, "site_builder/outputs/next_change.py")


def write_json(view: NextChange) -> bytes:
    """Return an object with the one moment, or null."""
    return json.dumps({"next_change": view.moment or None}).encode() + b"\n"
