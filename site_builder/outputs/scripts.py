"""The scripts: ours, one file each, under names that hold a digest of what they hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from site_builder.model import Planned, Site
from site_builder.outputs import addresses
from site_builder.rendering.templates import compact_script

HOST_SCRIPT = "/embed/v1.js"
"""The script other sites load: its address is permanent, so it carries a version and no digest."""

# A page loads one script of ours at most, an embed too: that of search, of hours and of streets also tells a host the
# height.
CHILD = ("embed-child.js",)
# What comes and goes does on every page; a map's has no room for more (tests/test_map_weights.py).
TURNS = ("minutes.js", "turns.js")
CLOCK = ("clock.js", *TURNS, "hours.js", "days.js")
SEARCH = ("plain.js", "element.js", "find.js", "search.js", *CLOCK, *CHILD)
HOURS = (*CLOCK, *CHILD)
QUESTIONS = ("plain.js", "questions.js", *CLOCK)
PART = (*HOURS, "part.js")
MAP = ("plain.js", "element.js", "map.js", "map-list.js", *TURNS)
MAP_EMBED = (*MAP, *CHILD)
# What a map's script fetches when somebody asks for more, where there are many places, and with a detailed map.
MAP_EXTRA = ("map-extra.js",)
MAP_MANY = ("map-many.js",)
MAP_TILES = ("map-tiles.js",)
CALCULATOR = ("element.js", "calculator.js", *HOURS)
CALCULATOR_AND_PART = (*CALCULATOR, "part.js")
STREETS = ("plain.js", "element.js", *TURNS, "streets.js", *CHILD)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is written as it is."""

    content: bytes


def write_asset(asset: Asset) -> bytes:
    return asset.content


def hashed(name: str, ending: str, content: bytes) -> str:
    """Return the address of an asset: `/assets/<name>.<digest>.<ending>`."""
    return f"/assets/{name}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def planned_asset(address: str, content: bytes, claimed_by: str) -> Planned:
    return Planned(PurePosixPath(address.lstrip("/")), write_asset, Asset(content), claimed_by)


def _script(site: Site, *names: str) -> bytes:
    return "".join(compact_script(site.theme.files[name]) for name in names).encode()


def page_script_address(site: Site) -> str:
    """Return where the script for pages with a search box stands."""
    return hashed("sok", "js", _script(site, *SEARCH))


def clock_script_address(site: Site) -> str:
    """Return where the script stands that says what is true now; it tells a host page the height too."""
    return hashed("klokka", "js", _script(site, *HOURS))


def questions_script_address(site: Site) -> str:
    """Return where the script stands for the list of questions."""
    return hashed("sporsmal", "js", _script(site, *QUESTIONS))


def part_script_address(site: Site) -> str:
    """Return where the script of a page stands that shows a part of somebody else's."""
    return hashed("klokka-og-del", "js", _script(site, *PART))


def map_script_address(site: Site) -> str:
    """Return where the script of a map's page stands."""
    return hashed("kart", "js", _script(site, *MAP))


def map_embed_script_address(site: Site) -> str:
    """Return where the script of a map's embed stands: it tells a host page the height too."""
    return hashed("kart-innbygd", "js", _script(site, *MAP_EMBED))


def map_extra_address(site: Site) -> str:
    return hashed("kart-mer", "js", _extra_script(site))


def _extra_script(site: Site) -> bytes:
    return f"Kart.words={json.dumps(_extra_words(site), ensure_ascii=False)};\n".encode() + _script(site, *MAP_EXTRA)


def _extra_words(site: Site) -> dict[str, str]:
    """Return what that script says, by the names it has for it: with it, since most readers never ask for it, and each
    page would carry it."""
    words = addresses.words_of(site)
    return {
        "side": words.say("map.compare", n="{n}"),
        "rule": words.say("map.rule"),
        "full": words.say("map.full"),
        "gone": words.say("map.choice_gone", value="{value}"),
        "missing": words.say("map.compare_missing", names="{names}"),
        "most": words.say("map.compare_most"),
        "sold": words.say("availability.sold"),
        "standing": words.say("map.standing"),
        "quiet": words.say("map.quiet"),
        "address": words.say("place.address"),
        "distance": words.say("map.distance"),
        "unknown": words.say("map.unknown"),
        "nearest": words.say("map.nearest_is", name="{name}", length="{length}"),
        "away": words.say("map.away", length="{length}"),
        "asking": words.say("map.asking"),
        "lost": words.say("map.lost"),
    }


def map_many_address(site: Site) -> str:
    return hashed("kart-mange", "js", _script(site, *MAP_MANY))


def streets_script_address(site: Site) -> str:
    """Return where the script stands that answers for a street."""
    return hashed("gate", "js", _script(site, *STREETS))


def calculator_script_address(site: Site) -> str:
    """Return where the script stands that reckons prices, with that of the clock."""
    return hashed("regn-ut", "js", _script(site, *CALCULATOR))


def calculator_and_part_script_address(site: Site) -> str:
    """Return where the script stands of a page that reckons prices and shows a part of somebody else's."""
    return hashed("regn-ut-og-del", "js", _script(site, *CALCULATOR_AND_PART))


def map_tiles_address(site: Site) -> str:
    return hashed("kart-bilder", "js", _script(site, *MAP_TILES))


def plan(site: Site) -> Iterator[Planned]:
    for address, names in (
        (page_script_address(site), SEARCH),
        (clock_script_address(site), HOURS),
        (questions_script_address(site), QUESTIONS),
        (part_script_address(site), PART),
        (map_script_address(site), MAP),
        (map_embed_script_address(site), MAP_EMBED),
        (map_many_address(site), MAP_MANY),
        (map_tiles_address(site), MAP_TILES),
        (streets_script_address(site), STREETS),
        (calculator_script_address(site), CALCULATOR),
        (calculator_and_part_script_address(site), CALCULATOR_AND_PART),
        (HOST_SCRIPT, ("embed-host.js",)),
    ):
        yield planned_asset(address, _script(site, *names), f"templates/{names[0]}")
    yield planned_asset(map_extra_address(site), _extra_script(site), f"templates/{MAP_EXTRA[0]}")
