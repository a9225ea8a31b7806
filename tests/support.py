"""What several tests share: the text an author sees, and sites built in a folder of their own."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Message
from babel.messages.pofile import read_po

from site_builder import build, problems
from site_builder.loading import load
from site_builder.model import Site
from site_builder.text import messages
from site_builder.text.messages import catalogue

ROOT = Path(__file__).parent.parent
SITES = Path(__file__).parent / "sites"
INVALID = SITES / "invalid"
FULL = SITES / "full"
SMALL_SETTINGS = """\
navn: Eksempel kommune
kortnavn: Eksempel
tittel: Eksempel på ett sted
beskrivelse: Tjenester og meldinger.
nettadresse: https://alt.eksempel.example/
autoritet: alt.eksempel.example
år: 2026
servicetorget: servicetorget
"""
"""site.yaml of a site with nothing but a front desk, which a test writes the contact of."""
DESK = "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n"
"""content/contacts.yaml of such a site."""
OUTLINE = """\
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"navn": "Eksempel"}, "geometry":
{"type": "Polygon", "coordinates": [[[11, 59], [13, 59], [13, 61], [11, 61], [11, 59]]]}}]}
"""
"""maps/grunnkart.geojson of a small site with places, which its settings name: `grunnkart: grunnkart.geojson`."""
NOW = datetime(2026, 2, 17, 10, 30, tzinfo=UTC)
"""The demo's moment: Tuesday 17 February 2026, 11.30 in Oslo."""


def translations(name: str) -> tuple[Message, ...]:
    """Return the entries of a catalogue of ours, `nb` or `problems.nb`, as they stand in it."""
    path = Path(messages.__file__).with_name(f"{name}.po")
    with path.open("rb") as source:
        return tuple(one for one in read_po(source, name.rpartition(".")[2], abort_invalid=True) if one.id)


def checked(root: Path) -> build.Outcome:
    """Return the outcome of checking the site in `root`, at the moment in its now.txt, if it has one."""
    own = root / "now.txt"
    now = datetime.fromisoformat(own.read_text(encoding="utf-8").strip()) if own.is_file() else NOW
    return build.check(build.Request(root, root / "output", now))


def problems_text(root: Path) -> str:
    """Return what a check of the site in `root` prints."""
    return text_of(checked(root))


def text_of(outcome: build.Outcome) -> str:
    """Return what a check prints."""
    return problems.as_text(outcome.problems, outcome.sources, catalogue(outcome.language))


def copy_of(site: Path, to: Path) -> Path:
    """Return a copy of a site folder that a test may change."""
    shutil.copytree(site, to, ignore=shutil.ignore_patterns("problems.txt", "output", ".cache"))
    return to


def built(root: Path, out: Path, now: datetime = NOW, base_url: str | None = None) -> build.Outcome:
    """Return the outcome of building the site in `root` into `out`; it has no errors."""
    outcome = build.build(build.Request(root, out, now, base_url))
    assert outcome.written is not None, problems.as_text(outcome.problems, outcome.sources, catalogue("nb"))
    return outcome


def read_all(folder: Path) -> dict[str, bytes]:
    """Return every file of a built site by its path; the marker and hidden files apart."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if not path.name.startswith(".")}


def as_built(page: str) -> str:
    """Return a page as it is shown without a script: without what the clock brings later."""
    return _LATER.sub("", page)


_LATER = re.compile(r"<(\w+)\b[^>]* hidden data-t=[^>]*>.*?</\1>", re.DOTALL)


def map_weight(files: Mapping[str, bytes], path: str) -> int:
    """Return the bytes, gzipped, of a page with a map and of all that is fetched until its map is drawn.

    What is fetched when a reader asks for more (`data-extra`) comes on top, for that reader.
    """
    page = files[path].decode()
    asked_for = {"extra", "script"}
    named = dict(re.findall(r'data-([a-z]+)="/(assets/[^"]+)"', page))
    loaded = {address for name, address in named.items() if name not in asked_for}
    loaded |= set(re.findall(r'src="/(assets/[^"]+)"', page))
    loaded |= set(re.findall(r"/(assets/[\w.-]+\.geojson)", files[named["drawing"]].decode()))
    assert {one.rpartition(".")[2] for one in loaded} == {"js", "css", "geojson"}
    return sum(len(gzip.compress(content, 9)) for content in (files[path], *(files[one] for one in loaded)))


SMALL_CONTACTS = """\
servicetorget:
  navn: Servicetorget
  telefon: 22 22 22 22
"""


def written(root: Path, files: Mapping[str, str]) -> Path:
    """Return the folder of a small site with the files given beside settings and a front desk."""
    for name, text in {"content/site.yaml": SMALL_SETTINGS, "content/contacts.yaml": SMALL_CONTACTS, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def small_site(root: Path, files: Mapping[str, str], now: datetime = NOW) -> Site:
    """Return the small site with the files given, as it stands at a moment; it has no errors."""
    loaded = load(written(root, files))
    assert loaded.site is not None
    assert not problems.has_errors(loaded.problems), [(one.code, one.path) for one in loaded.problems]
    return loaded.site.at(now)


def notice(title: str, *fields: str) -> str:
    """Return the text of a notice with that title and those lines of fields."""
    return "\n".join(("---", f"tittel: {title}", *fields, "---", "", "Noe har skjedd.", ""))
