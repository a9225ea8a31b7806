"""A map's page stays light, however many places it has."""

from __future__ import annotations

import re
from collections import UserDict
from pathlib import Path

import pytest

from site_builder.build import made_alone
from site_builder.loading import load
from site_builder.outputs import plan_site
from site_builder.outputs.shell import NOT_ON_MAPS
from site_builder.rendering.templates import compact_script, without_classes
from tests.support import FULL, NOW, ROOT, SMALL_SETTINGS, built, copy_of, map_weight, read_all

KINDS = ("Badeplass", "Lekeplass", "Ballbinge", "Skiløype", "Turmål")


class _Files(UserDict[str, bytes]):
    """The files of a site, each made when it is asked for: of two thousand places nobody reads every page."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        site = load(root, now=NOW).site
        assert site is not None
        self.site = site.at(NOW)
        self.planned = {one.path.as_posix(): one for one in plan_site(self.site)}

    def __missing__(self, path: str) -> bytes:
        self[path] = made_alone(self.planned[path], self.site)
        return self[path]


def _town(root: Path, places: int) -> _Files:
    """Return the files of a town with the demo's outline, and a map of so many places, each with three columns."""
    rows = (
        f"{KINDS[one % 5]} nummer {one};sted-{one};{60.16 + one % 40 / 500:.5f};{11.97 + one * 37 % 500 / 6000:.5f}"
        f";Eksempelvegen {one};{KINDS[one % 5]};{'Kommunen' if one % 3 else 'Idrettslaget'};{2000 + one % 25}"
        for one in range(places)
    )
    files = {
        "content/site.yaml": f"{SMALL_SETTINGS}grunnkart: grunnkart.geojson\n",
        "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n",
        "maps/fritid.yaml": (
            "tittel: Fritid\ndata: fritid.csv\nfiltre: [type, eier]\nnærmest: ja\nkolonner:\n"
            "  - felt: type\n    navn: Type\n  - felt: eier\n    navn: Eier\n  - felt: fra\n    navn: Bygget\n"
        ),
        "maps/fritid.csv": "\n".join(("navn;id;lat;lon;adresse;type;eier;fra", *rows, "")),
        "maps/grunnkart.geojson": (ROOT / "maps/grunnkart.geojson").read_text(encoding="utf-8"),
    }
    for name, text in files.items():
        (root / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / name).write_text(text, encoding="utf-8")
    return _Files(root / "site")


def test_a_page_with_fifty_places_is_at_most_sixty_kilobytes(tmp_path: Path) -> None:
    files = _town(tmp_path, 50)
    page = "kart/fritid/index.html"
    assert files[page].count(b'<li id="sted-') == 50
    assert map_weight(files, page) <= 60_900


def test_a_page_with_two_thousand_places_is_at_most_four_hundred_kilobytes(tmp_path: Path) -> None:
    files = _town(tmp_path, 2000)
    page = "kart/fritid/index.html"
    assert files[page].count(b'<li id="sted-') == 2000
    assert map_weight(files, page) < 400 * 1000


# --- what makes it light --------------------------------------------------------------------------


def test_no_map_has_what_its_style_sheet_leaves_out(tmp_path: Path) -> None:
    built(copy_of(FULL, tmp_path / "site"), tmp_path / "out")
    pages = {path: page.decode() for path, page in read_all(tmp_path / "out").items() if b"data-map" in page}
    maps = {path: page for path, page in pages.items() if re.fullmatch(r"(embed/)?kart/[\w-]+/index.html", path)}
    assert len(maps) > 6
    for path, page in maps.items():
        used = {name for names in re.findall(r'class="([^"]+)"', page) for name in names.split()}
        assert used.isdisjoint(NOT_ON_MAPS), path
        assert ".door{" in page and ".do{" not in page
    # What a script makes has its class as the second that it says.
    for script in (ROOT / "templates").glob("map*.js"):
        found = re.findall(r'element\("\w+", "([^"]+)"', script.read_text(encoding="utf-8"))
        assert {name for names in found for name in names.split()}.isdisjoint(NOT_ON_MAPS), script


def test_a_map_of_a_site_with_templates_of_its_own_has_the_whole_style_sheet(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "templates").mkdir(exist_ok=True)
    own = (ROOT / "templates/map.html").read_text(encoding="utf-8").replace("<h1>", '<h1 class="eyebrow">')
    (root / "templates/map.html").write_text(own, encoding="utf-8")
    built(root, tmp_path / "out")
    style = [
        re.findall(r"<style>.*</style>", path.read_text(encoding="utf-8"))
        for path in (tmp_path / "out/index.html", *(tmp_path / "out/kart").glob("*/index.html"))
    ]
    assert all(one == style[0] for one in style)


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        (".do{a:b}.door{a:b}", ".door{a:b}"),
        (".do h2,.door,.do{a:b}", ".door{a:b}"),
        ("@media print{.do{a:b}.door{a:b}}", "@media print{.door{a:b}}"),
        (":is(.do,.door) p,.do{a:b}", ":is(.do,.door) p{a:b}"),
        (".door:not(.do){a:b}", ".door:not(.do){a:b}"),
        (".door.do{a:b}", ""),
    ],
)
def test_a_rule_stays_where_one_of_its_selectors_can_be_met_without_the_class(rules: str, kept: str) -> None:
    assert without_classes(rules, ("do", "feeds")) == kept


@pytest.mark.parametrize(
    ("script", "compact"),
    [
        ("  const a = 1;\n  // why\n  const b = [ 2, 3 ];\n", "const a=1;const b=[2,3];\n"),
        ('say("a = ( b");\nsay(1);\n', 'say("a = ( b");say(1);\n'),
        ("if (a) {\n  b();\n}\nc();\n", "if(a){b();}\nc();\n"),
        # A line that may hold a pattern, a text of another kind or a remark is left alone, and ends where it ends.
        ("a(b); // why\nc();\n", "a(b); // why\nc();\n"),
        ("a = `( b ${c}`;\nd;\n", "a = `( b ${c}`;\nd;\n"),
        ("a = /[ = ]/;\nd;\n", "a = /[ = ]/;\nd;\n"),
        ("a = b\n(c)\n", "a=b\n(c)\n"),
        ("a + +b - -c\n", "a + +b - -c\n"),
    ],
)
def test_a_script_is_the_same_without_its_spare_space(script: str, compact: str) -> None:
    assert compact_script(script) == compact
