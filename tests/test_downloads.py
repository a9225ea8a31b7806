"""A map as data to download: what its page shows and nothing else, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from site_builder.content_types.columns import ColumnType
from site_builder.content_types.maps import Shape
from site_builder.outputs.downloads import MapData, PlaceData, wkt, write_csv, write_geojson
from site_builder.outputs.map_data import geometry
from site_builder.outputs.views import Anchor
from tests.support import FULL, SMALL_SETTINGS, built, copy_of, read_all

POINT = Shape("Point", ((((12.123456, 60.654321),),),))
AREA = Shape("Polygon", ((((12.0, 60.0), (12.1, 60.0), (12.1, 60.1), (12.0, 60.0)),),))


def _place(name: str = "Lia skole", shape: Shape = POINT, **known: Any) -> PlaceData:
    given = {"address": "", "summary": "", "link": "", "sample": False, "values": (), **known}
    return PlaceData("tag:alt.eksempel.example,2026:place/lia", "lia", name, "https://alt.eksempel.example/steder/lia/",
                     shape=shape, **given)  # fmt: skip


def _data(*places: PlaceData, columns: tuple[tuple[str, str], ...] = (), language: str = "nb") -> MapData:
    sources = (Anchor("Skoleregisteret (NLOD)", "https://nsr.udir.no", "2026"), Anchor("Kommunens arkiv", ""))
    url = "https://alt.eksempel.example/kart/skoler/"
    return MapData("skoler", "Skoler", url, "Eksempel kommune", sources, "", False, columns, places, language)


def _table(data: MapData) -> list[list[str]]:
    return list(csv.reader(io.StringIO(write_csv(data).decode("utf-8-sig"), newline=""), delimiter=";"))


# --- GeoJSON ----------------------------------------------------------------------------------------


def test_a_place_is_a_feature_with_all_that_the_public_may_see() -> None:
    known = _place(address="Lia 1", summary="Barneskole.", link="https://lia.example/", values=(("trinn", "1-7"),))
    (feature,) = json.loads(write_geojson(_data(known, columns=(("trinn", "Trinn"),))))["features"]
    assert feature == {
        "type": "Feature",
        "id": "tag:alt.eksempel.example,2026:place/lia",
        "geometry": {"type": "Point", "coordinates": [12.12346, 60.65432]},
        "properties": {
            "name": "Lia skole",
            "slug": "lia",
            "url": "https://alt.eksempel.example/steder/lia/",
            "address": "Lia 1",
            "summary": "Barneskole.",
            "link": "https://lia.example/",
            "trinn": "1-7",
        },
    }


def test_a_sample_says_so_in_data_too() -> None:
    (feature,) = json.loads(write_geojson(_data(_place(sample=True))))["features"]
    assert feature["properties"]["sample"] is True
    assert _table(_data(_place(sample=True)))[1][-1] == "ja"


def test_data_say_whose_they_are() -> None:
    collection = json.loads(write_geojson(_data(_place())))
    assert collection["attribution"] == "Eksempel kommune; Skoleregisteret (NLOD); Kommunens arkiv"
    assert collection["sources"] == [
        {"title": "Skoleregisteret (NLOD)", "url": "https://nsr.udir.no", "year": "2026"},
        {"title": "Kommunens arkiv"},
    ]


def test_a_column_that_bears_a_name_of_ours_keeps_what_it_holds() -> None:
    place = _place(values=(("url", "https://skole.example/"),))
    (feature,) = json.loads(write_geojson(_data(place, columns=(("url", "Nettsted"),))))["features"]
    assert feature["properties"]["url"] == "https://alt.eksempel.example/steder/lia/"
    assert feature["properties"]["url_2"] == "https://skole.example/"


def test_what_a_column_holds_is_in_the_data_whatever_the_column_is_called() -> None:
    values = (("name_2", "to"), ("name", "en"), ("name_3", "tre"), ("_own", "fire"))
    columns = tuple((key, key) for key, _ in values)
    with_all, without = json.loads(write_geojson(_data(_place(values=values), _place(), columns=columns)))["features"]
    assert list(with_all["properties"].items())[-4:] == [
        ("name_2", "to"),
        ("name_4", "en"),
        ("name_3", "tre"),
        ("_own", "fire"),
    ]
    assert with_all["properties"]["name"] == without["properties"]["name"] == "Lia skole"


def test_what_a_column_holds_has_its_type_in_geojson_and_is_as_it_was_in_csv() -> None:
    kept = {
        "number": (ColumnType.NUMBER, "12.5", 12.5),
        "integer": (ColumnType.INTEGER, "60", 60),
        "amount": (ColumnType.AMOUNT, "450000", 450000),
        "area": (ColumnType.AREA, "960", 960),
        "yes": (ColumnType.YES_NO, "ja", True),
        "no": (ColumnType.YES_NO, "nei", False),
        "day": (ColumnType.DATE, "2026-05-12", "2026-05-12"),
        "time": (ColumnType.DATE, "2026-05-12 14:30", "2026-05-12T14:30+02:00"),
        "list": (ColumnType.LIST, "natur, idrett", ["natur", "idrett"]),
        # Their zeros are not to be lost.
        "postcode": (ColumnType.POSTCODE, "0180", "0180"),
        "text": (ColumnType.TEXT, "12", "12"),
    }
    place = _place(values=tuple((key, text) for key, (_, text, _) in kept.items()))
    data = replace(
        _data(place, columns=tuple((key, key) for key in kept)),
        types=tuple((key, type_) for key, (type_, _, _) in kept.items()),
    )
    (feature,) = json.loads(write_geojson(data))["features"]
    found = {key: feature["properties"][key] for key in kept}
    assert [(key, type(value), value) for key, value in found.items()] == [
        (key, type(value), value) for key, (_, _, value) in kept.items()
    ]
    assert _table(data)[1][4:15] == [text for _, text, _ in kept.values()]


# --- CSV --------------------------------------------------------------------------------------------


def test_a_table_is_as_excel_reads_it() -> None:
    content = write_csv(_data(_place("Æra; og «Øra»", address="Linje 1")))
    assert content.startswith("\N{ZERO WIDTH NO-BREAK SPACE}Navn;Id;".encode())
    assert content.endswith(b"\r\n") and content.count(b"\n") == 2
    assert '"Æra; og «Øra»";lia;Linje 1;;60.65432;12.12346;' in content.decode()


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("nb", "Navn Id Adresse Kort Trinn Breddegrad Lengdegrad Side Lenke Eksempel"),
        ("nn", "Namn Id Adresse Kort Trinn Breiddegrad Lengdegrad Side Lenkje Døme"),
        ("en", "Name Id Address Summary Trinn Latitude Longitude Page Link Sample"),
    ],
)
def test_a_table_has_its_head_in_the_sites_language(language: str, head: str) -> None:
    assert _table(_data(_place(), columns=(("trinn", "Trinn"),), language=language))[0] == head.split()


def test_no_two_heads_of_a_table_are_alike() -> None:
    labels = ("Id", "adresse", "Trinn", "Trinn", "Trinn (2)", "Geometri (WKT)")
    columns = tuple((f"felt{number}", label) for number, label in enumerate(labels))
    head, row = _table(_data(_place(values=(("felt0", "7"), ("felt5", "rund"))), columns=columns))
    assert head[:10] == [
        *("Navn", "Id", "Adresse", "Kort"),
        *("Id (2)", "adresse (2)", "Trinn", "Trinn (2)", "Trinn (2) (2)", "Geometri (WKT) (2)"),
    ]
    assert (row[1], row[4], row[9]) == ("lia", "7", "rund")
    # Of a column the head is the same, whatever shapes there are.
    assert _table(_data(_place(shape=AREA), columns=columns))[0][:10] == head[:10]


def test_lines_and_areas_have_a_column_of_their_own() -> None:
    head, row, point = _table(_data(_place(shape=AREA), _place()))
    at = head.index("Geometri (WKT)")
    assert row[at] == "POLYGON ((12.0 60.0, 12.1 60.0, 12.1 60.1, 12.0 60.0))"
    assert point[at] == ""
    # A position to find it by.
    assert row[at - 2 : at] == ["60.03333", "12.06667"]


def test_a_line_and_a_point_are_written_as_text() -> None:
    assert wkt(geometry(Shape("LineString", ((((12.0, 60.0), (12.1, 60.1)),),)))) == "LINESTRING (12.0 60.0, 12.1 60.1)"
    assert wkt(geometry(AREA)).startswith("POLYGON ((")


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-2+3", "@SUM(A1)", '=HYPERLINK("https://x.example")', "\t=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert _table(_data(_place(cell)))[1][0] == f"'{cell}"


@pytest.mark.parametrize("cell", ["-12", "+3,5", "-0.25", "7 - 9", "a@b.example"])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert _table(_data(_place(cell)))[1][0] == cell


# --- on the site --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("downloads") / "out"
    built(FULL, out)
    return read_all(out)


def test_every_map_leads_to_its_downloads(files: dict[str, bytes]) -> None:
    for slug in ("skoler", "steder", "tomter"):
        page = files[f"kart/{slug}/index.html"].decode()
        for ending, name in (("csv", "CSV"), ("geojson", "GeoJSON")):
            assert f'<a href="/mini/api/v1/kart/{slug}.{ending}" download>Last ned {name}</a>' in page
            assert f"api/v1/kart/{slug}.{ending}" in files


def _small(root: Path, settings: str = "") -> Path:
    for name, text in {
        "content/site.yaml": SMALL_SETTINGS + settings,
        "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n  telefon: 62 00 00 00\n",
        "maps/skoler.yaml": "tittel: Skoler\ndata: skoler.csv\nkolonner:\n  - felt: trinn\n    navn: Trinn\n",
        "maps/skoler.csv": "navn;lat;lon;trinn;mobil\nÅs skole;60.1;12.1;1-7;900 00 000\nBy skole;60.2;12.2;;900 00 1",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_a_download_has_the_places_of_its_page_and_only_declared_columns(tmp_path: Path) -> None:
    built(_small(tmp_path / "town"), tmp_path / "out")
    table, collection = (
        (tmp_path / f"out/api/v1/kart/skoler.{ending}").read_text(encoding="utf-8") for ending in ("csv", "geojson")
    )
    assert [one["properties"]["name"] for one in json.loads(collection)["features"]] == ["By skole", "Ås skole"]
    assert not [text for text in (table, collection) if "900 00" in text or "mobil" in text]


def test_downloads_have_addresses_in_the_sites_language(tmp_path: Path) -> None:
    built(_small(tmp_path / "town", "språk: [en]\n"), tmp_path / "out")
    assert (tmp_path / "out/api/v1/maps/skoler.csv").is_file()


def test_what_the_page_does_not_show_of_a_plot_is_not_in_its_data(tmp_path: Path) -> None:
    town = copy_of(FULL, tmp_path / "town")
    (town / "maps" / "prove.yaml").write_text(
        "tittel: Prøve\ndata: prove.csv\nledighet: status\nkolonner:\n  - felt: status\n    navn: Status\n"
        "  - felt: pris\n    navn: Pris\n    type: beløp\n  - felt: plan\n    navn: Plan\n    type: lenke\n",
        encoding="utf-8",
    )
    rows = ("A;60.11;12.11;Ledig;100000;om-vann;om-vann", "B;60.12;12.12;solgt;200000;om-vann;om-vann")
    (town / "maps" / "prove.csv").write_text(
        "\n".join(("navn;lat;lon;status;pris;plan;lenke", *rows)), encoding="utf-8"
    )
    built(town, tmp_path / "out")
    for ending in ("csv", "geojson"):
        data = (tmp_path / "out" / "api/v1/kart" / f"prove.{ending}").read_text(encoding="utf-8-sig")
        assert "100000" in data and "200000" not in data
        # The plan of both, and the way on of what is free.
        assert data.count("https://www.vannverk.example/") == 3
        assert "om-vann" not in data
        assert "ledig" in data and "Ledig" not in data
