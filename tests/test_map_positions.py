"""Where places are said to be: each fault is told where it stands, and a file that says two things is told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.loading import load
from site_builder.problems import Mark, Problem
from tests.support import OUTLINE, SMALL_SETTINGS, written

SETTINGS = f"{SMALL_SETTINGS}grunnkart: grunnkart.geojson\n"
CSV = "tittel: Skoler\ndata: skoler.csv\n"


def _problems(root: Path, **files: str) -> list[Problem]:
    """Return what is wrong with a small site with an outline and a map, whose file is `map` and its data `data`."""
    named = {"content/site.yaml": SETTINGS, "maps/grunnkart.geojson": OUTLINE, "maps/skoler.yaml": CSV}
    named |= {
        {"map": "maps/skoler.yaml", "data": "maps/skoler.csv"}.get(name, name): text for name, text in files.items()
    }
    return list(load(written(root, named)).problems)


def _told(root: Path, **files: str) -> list[tuple[str, Mark]]:
    return [(one.code, one.mark) for one in _problems(root, **files)]


def test_a_place_that_cannot_be_read_hides_no_fault_of_the_others(tmp_path: Path) -> None:
    places = (
        "tittel: Steder\nsteder:\n"
        "  - navn: A\n    koordinat: 60,11 12,11\n"
        "  - navn: B\n    koordinat: [12.11, 60.11]\n"
        "  - navn: C\n"
        "  - navn: D\n    koordinat: 60.1, 12.1\n    wkt: POINT(12.1 60)\n"
        "  - navn: E\n    koordinat: 60.1, 12.2\n    verdier:\n      trinn: 1\n"
    )
    assert _told(tmp_path, map=places) == [
        ("D214", Mark(4, 16, 27)),
        ("M508", Mark(6, 16, 17)),
        ("M532", Mark(7, 11, 12)),
        ("M670", Mark(9, 16, 26)),
        ("M507", Mark(14, 7, 12)),
    ]


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("  - lat: 60.1\n    lon: 12.1\n", "F101"),
        ("  - I sted\n", "F112"),
        ("  - navn: A\n    lat: x\n", "D213"),
        ("  - navn: A\n    lat: 60.1\n    lon: 12.1\n    telefonn: 1\n", "M656"),
        ("  - navn: A\n    lat: 60.1\n    lon: 12.1\n    adrese: Vika\n", "F102"),
    ],
)
def test_what_is_wrong_with_one_place_moves_and_hides_no_fault_of_another(
    first: str, told: str, tmp_path: Path
) -> None:
    rest = (
        "  - navn: N\n    lat: 12.1\n    lon: 60.1\n"
        "  - navn: B\n    lat: 60.12\n    lon: 12.11\n"
        "  - navn: C\n    koordinat: 60.1, 12.1\n    wkt: POINT(12.1 60)\n"
        "  - navn: D\n    lat: 12.2\n    lon: 60.2\n"
    )
    above = f"tittel: Steder\nsteder:\n{first}"
    lines = f"{above}{rest}".split("\n")
    found = [(one.code, lines[one.mark.line - 1].strip()) for one in _problems(tmp_path, map=f"{above}{rest}")]
    assert found[1:] == [("M508", "lat: 12.1"), ("M670", "koordinat: 60.1, 12.1"), ("M508", "lat: 12.2")]
    assert found[0][0] == told


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("navn;lat;lon\nA;60.1;\n", ("M532", Mark(2, 3, 7))),
        ("navn;lat;lon\nA;;\n", ("M532", Mark(2, 1, 2))),
        ("navn;lat;lon\nA;12.1;60.1\n", ("M508", Mark(2, 3, 7))),
        ("navn;lat;lon\nA;70.1;12.1\n", ("M509", Mark(2, 3, 7))),
        ("navn;wkt\nA;POINT(12.1 70.1)\n", ("M509", Mark(2, 3, 19))),
        ("navn;lat;lon;lat\nA;60.1;12.1;60.2\n", ("M506", Mark(1, 14, 17))),
        ("navn;lat;lon\nA;60.1;12.1;1;2\n", ("M505", Mark(2, 13, 16))),
        ("navn;lat;lon\nA;60.1\n", ("M505", Mark(2, 1, 7))),
        ('navn;lat;lon\nA;60.1;12.1\n"B;60.1;12.1\n\nC;60.1;12.1\n', ("M526", Mark(3, 1, 2))),
        ('navn;kort;lat;lon\nA;"en\n""to"" tre"x;60.1;12.1\n', ("M526", Mark(3, 12, 13))),
    ],
)
def test_what_is_wrong_in_a_table_is_marked_at_its_own_cell(table: str, told: tuple[str, Mark], tmp_path: Path) -> None:
    assert _told(tmp_path, data=table) == [told]


@pytest.mark.parametrize(
    "table",
    [
        "navn;lat;lon;wkt\nA;60.10000;12.10000;POINT(12.1 60.10005)\n",
        # Three decimals are some hundred metres; a spreadsheet takes zeros away.
        "navn;lat;lon;wkt\nA;60.1;12.1;POINT(12.1005 60.1005)\n",
        "navn;lat;lon;wkt\nA;60.1;12.1;POLYGON((12 60, 12.2 60, 12.2 60.2, 12 60))\n",
        "navn;lat;lon;wkt\nA;;;POINT(12.1 60.1)\n",
        "navn;lat;lon;wkt\nA;nan;ukjent;POINT(12.1 60.1)\n",
    ],
)
def test_what_is_said_twice_alike_is_no_contradiction(table: str, tmp_path: Path) -> None:
    assert _told(tmp_path, data=table) == []


@pytest.mark.parametrize(
    ("zone", "numbers", "codes"),
    [
        ("", "338767.8;6666086.4", ["M507"]),
        ("", "339000;6666000", ["M670"]),
        # Metres of an older system of the country's own are of no zone that we know.
        ("", "50000;220000", ["M507"]),
        ("koordinatsystem: 25833\n", "338767.8;6666086.4", ["M507"]),
        ("koordinatsystem: 25832\n", "338767.8;6666086.4", ["M670"]),
    ],
)
def test_metres_beside_degrees_are_of_the_same_place(zone: str, numbers: str, codes: list[str], tmp_path: Path) -> None:
    table = f"navn;lat;lon;øst;nord\nA;60.10000;12.10000;{numbers}\n"
    assert [code for code, _ in _told(tmp_path, map=CSV + zone, data=table)] == codes


def test_a_contradiction_in_geojson_is_told(tmp_path: Path) -> None:
    one = '{"type": "Feature", "properties": {"navn": "A", "lat": 60.5, "lon": 12.5}, "geometry": '
    features = f'{{"type": "FeatureCollection", "features": [{one}{{"type": "Point", "coordinates": [12.1, 60.1]}}}}]}}'
    (one_problem,) = _problems(
        tmp_path, map="tittel: Skoler\ndata: skoler.geojson\n", **{"maps/skoler.geojson": features}
    )
    assert (one_problem.code, dict(one_problem.values)) == (
        "M670",
        {"name": "A", "first": ("lat", "lon"), "second": ("geometry",), "distance": "50 km"},
    )


@pytest.mark.parametrize("header", ["navn;lat;lon;2024", "enhet;lat;lon", "navn;wkt"])
def test_a_heading_line_is_known_by_any_name_of_ours(header: str, tmp_path: Path) -> None:
    cells = ";".join("" for _ in header.split(";")[1:])
    assert "M672" not in [code for code, _ in _told(tmp_path, data=f"{header}\nA;{cells}\n")]


def test_a_street_table_without_a_heading_line_is_told_of_as_such(tmp_path: Path) -> None:
    (one,) = _problems(tmp_path, map="tittel: Steder\nsteder:\n  - navn: A\n    koordinat: 60.1, 12.1\n",
                       **{"maps/streets.csv": "Prøvegata;1;9;;;torsdag\n"})  # fmt: skip
    assert (one.code, dict(one.values)["example"]) == ("M672", "gate;fra;til;side;skole")


@pytest.mark.parametrize("settings", ["", SETTINGS.replace("grunnkart.geojson", "grunnkrt.geojson")])
def test_nobody_is_told_to_delete_a_base_map_that_broken_settings_do_not_name(settings: str, tmp_path: Path) -> None:
    files = {"content/site.yaml": settings, "maps/skoler.csv": "navn;lat;lon\nA;60.1;12.1\n"}
    codes = [one.code for one in _problems(tmp_path, **files)]
    assert "L301" not in codes
    assert settings == "" or codes == ["M673"]
