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


@dataclass(frozen=True, slots=True)
class Script:
    """A script that pages load, put together of files of the theme."""

    name: str
    files: tuple[str, ...]


# A page loads one script of ours at most, an embed too: those that embeds have also tell a host page the height.
_CHILD = ("embed-child.js",)
# What comes and goes does on every page; a map's has no room for more (tests/test_map_weights.py).
_TURNS = ("minutes.js", "turns.js")
_TIME = ("clock.js", *_TURNS, "hours.js", "days.js")
_ON_MAPS = ("plain.js", "element.js", "map.js", "map-list.js", *_TURNS)
_RECKONING = ("element.js", "calculator.js", *_TIME, *_CHILD)
_FINDING = ("plain.js", "alike.js", "element.js", "find.js", "search.js")

SEARCH = Script("sok", (*_FINDING, *_TIME, *_CHILD))
CLOCK = Script("klokka", ("band.js", *_TIME, *_CHILD))
QUESTIONS = Script("sporsmal", ("plain.js", "alike.js", "questions.js", *_TIME))
PART = Script("klokka-og-del", ("band.js", *_TIME, *_CHILD, "part.js"))
CALCULATOR = Script("regn-ut", ("band.js", *_RECKONING))
CALCULATOR_AND_PART = Script("regn-ut-og-del", ("band.js", *_RECKONING, "part.js"))
STREETS = Script("gate", ("plain.js", "element.js", *_TURNS, "streets.js", *_CHILD))
MAP = Script("kart", _ON_MAPS)
MAP_EMBED = Script("kart-innbygd", (*_ON_MAPS, *_CHILD))
# What a map's script fetches where there are many places, and with a detailed map.
MAP_MANY = Script("kart-mange", ("map-many.js",))
# What is fetched once somebody is about to search in the band.
FIND = Script("sok-i-band", (*_FINDING, "band-search.js"))
MAP_TILES = Script("kart-bilder", ("map-tiles.js",))

SCRIPTS = (
    *(SEARCH, CLOCK, QUESTIONS, PART, CALCULATOR, CALCULATOR_AND_PART),
    *(STREETS, MAP, MAP_EMBED, MAP_MANY, MAP_TILES),
    FIND,
)
"""A new script is a value here"""
_MAP_EXTRA = ("map-extra.js",)
"""What a map's script fetches when somebody asks for more; its words come with it"""


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


def address_of(site: Site, script: Script) -> str:
    """Return where a script stands."""
    return hashed(script.name, "js", _script(site, *script.files))


def map_extra_address(site: Site) -> str:
    return hashed("kart-mer", "js", _extra_script(site))


def _extra_script(site: Site) -> bytes:
    return f"Kart.words={json.dumps(_extra_words(site), ensure_ascii=False)};\n".encode() + _script(site, *_MAP_EXTRA)


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


def plan(site: Site) -> Iterator[Planned]:
    for one in SCRIPTS:
        yield planned_asset(address_of(site, one), _script(site, *one.files), f"templates/{one.files[0]}")
    yield planned_asset(map_extra_address(site), _extra_script(site), f"templates/{_MAP_EXTRA[0]}")
    yield planned_asset(HOST_SCRIPT, _script(site, "embed-host.js"), "templates/embed-host.js")
