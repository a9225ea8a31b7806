"""Maps and their data files: which belongs to which, what columns take, what both say of coordinates."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from site_builder.content_types.maps import Place
from site_builder.loading import load
from site_builder.problems import Problem
from site_builder.text.messages import catalogue
from tests.support import SMALL_SETTINGS, built

SQUARE = [[12, 60], [12.2, 60], [12.2, 60.2], [12, 60.2], [12, 60]]
TABLE = "navn;lat;lon\nVika;60.1;12.1\n"


def _feature(kind: str, coordinates: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def _collection(*features: object, **members: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features} | members)


def _crs(name: str) -> dict[str, object]:
    return {"crs": {"type": "name", "properties": {"name": name}}}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site folder with an outline and no maps."""
    (tmp_path / "content").mkdir()
    (tmp_path / "maps").mkdir()
    settings = f"{SMALL_SETTINGS}grunnkart: grunnkart.geojson\n"
    (tmp_path / "content/site.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / "content/contacts.yaml").write_text(
        "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n", encoding="utf-8"
    )
    outline = _collection(_feature("Polygon", [SQUARE], navn="Eksempel"))
    (tmp_path / "maps/grunnkart.geojson").write_text(outline, encoding="utf-8")
    return tmp_path


def _write(site: Path, **files: str) -> None:
    """Write files of maps/: `skoler_csv` is skoler.csv."""
    for name, text in files.items():
        (site / "maps" / ".".join(name.rsplit("_", 1))).write_text(text, encoding="utf-8")


def _found(site: Path) -> tuple[Problem, ...]:
    return load(site).problems


def _codes(site: Path) -> list[tuple[str, str]]:
    return [(one.code, one.path.removeprefix("maps/")) for one in _found(site)]


def _places(site: Path) -> tuple[Place, ...]:
    loaded = load(site)
    assert [one for one in loaded.problems if one.is_error] == []
    assert loaded.site is not None
    return loaded.site.of(Place)


# --- files -------------------------------------------------------------------------------


def test_three_maps_with_one_file_are_two_problems_and_none_about_their_places(site: Path) -> None:
    for name in ("a", "b", "c"):
        _write(site, **{f"{name}_yaml": f"tittel: Kart {name}\ndata: skoler.csv\n"})
    _write(site, skoler_csv=TABLE)
    assert _codes(site) == [("M610", "b.yaml"), ("M610", "c.yaml")]
    values = dict(_found(site)[1].values)
    assert (values["title"], values["other"], values["filters"]) == ("Kart a", "maps/a.yaml:2", "filtre")


def test_a_map_of_its_own_places_does_not_have_the_file_it_names(site: Path) -> None:
    places = "steder:\n  - navn: Nes\n    lat: 60.1\n    lon: 12.1\n"
    _write(site, a_yaml=f"tittel: A\ndata: skoler.csv\n{places}", b_yaml="tittel: B\ndata: skoler.csv\n")
    _write(site, skoler_csv=TABLE)
    assert _codes(site) == [("M521", "a.yaml")]


@pytest.mark.parametrize(
    ("written", "there", "codes"),
    [
        ("skolar.csv", "skoler.csv", [("L309", "kart.yaml")]),
        ("Skoler.csv", "skoler.csv", [("L309", "kart.yaml")]),
        ("barnehager.csv", "tomter.csv", [("M523", "kart.yaml"), ("L301", "tomter.csv")]),
        # What another map has is not meant, nor what is no data of a map.
        ("skolar.csv", "annet.csv", [("M523", "kart.yaml")]),
        ("street.csv", "streets.csv", [("M523", "kart.yaml")]),
        ("grunnkar.geojson", "annet.csv", [("M523", "kart.yaml")]),
    ],
)
def test_a_misspelt_file_is_told_of_once(site: Path, written: str, there: str, codes: list[tuple[str, str]]) -> None:
    _write(site, kart_yaml=f"tittel: Kart\ndata: {written}\n")
    (site / "maps" / there).write_text("gate;skole;avfall\nStorgata;;torsdag\n", encoding="utf-8")
    if there == "annet.csv":
        _write(site, annet_yaml="tittel: Annet\ndata: annet.csv\n", annet_csv=TABLE)
    assert sorted(_codes(site)) == sorted(codes)


def test_a_table_of_nothing_but_a_warning_has_no_places(site: Path) -> None:
    _write(site, kart_yaml="tittel: Kart\ndata: kart.csv\n")
    (site / "maps/kart.csv").write_bytes("navn;lat;lon;\u00e5r\n".encode("cp1252"))
    assert _codes(site) == [("M507", "kart.csv"), ("M540", "kart.csv"), ("M522", "kart.yaml")]


# --- columns -----------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["navn", "Navn", "name", "id", "ADRESSE", "lenke", "lat", "øst", "wkt", "eksempel"])
def test_a_field_of_a_place_is_no_column(site: Path, key: str) -> None:
    _write(site, kart_yaml=f"tittel: Kart\ndata: kart.csv\nkolonner:\n  - felt: {key}\n    navn: Noe\n", kart_csv=TABLE)
    assert _codes(site) == [("M615", "kart.yaml")]


def test_properties_name_fields_in_any_case(site: Path) -> None:
    feature = _feature("Point", [12.1, 60.1], Navn="Vika", ADRESSE="Vegen 1", Trinn="1-7")
    _write(site, kart_yaml="tittel: Kart\ndata: kart.geojson\nkolonner:\n  - felt: Trinn\n    navn: Trinn\n")
    _write(site, kart_geojson=_collection(feature))
    (place,) = _places(site)
    assert (place.name, place.address, place.values) == ("Vika", "Vegen 1", (("Trinn", "1-7"),))


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        ("", [("M507", "kart.geojson")]),
        ("kolonner:\n  - felt: trinn\n    navn: Trinn\n", [("M616", "kart.geojson")]),
    ],
)
def test_an_object_is_a_mistake_where_a_column_wants_them(
    site: Path, columns: str, codes: list[tuple[str, str]]
) -> None:
    features = [_feature("Point", [12.1, lat], navn=f"Vika {lat}", trinn={"fra": 1, "til": 7}) for lat in (60.1, 60.11)]
    _write(site, kart_yaml=f"tittel: Kart\ndata: kart.geojson\n{columns}", kart_geojson=_collection(*features))
    assert _codes(site) == codes


def test_a_name_of_several_values_is_one_mistake(site: Path) -> None:
    feature = _feature("Point", [12.1, 60.1], navn={"nb": "Vika"})
    _write(site, kart_yaml="tittel: Kart\ndata: kart.geojson\n", kart_geojson=_collection(feature))
    assert _codes(site) == [("M616", "kart.geojson")]


def test_a_shape_that_stands_twice_in_a_feature_is_read_once(site: Path) -> None:
    feature = _feature("Point", [12.1, 60.1], navn="Vika", wkt="POINT(12.1 60.1)")
    _write(site, kart_yaml="tittel: Kart\ndata: kart.geojson\n", kart_geojson=_collection(feature))
    assert [place.name for place in _places(site)] == ["Vika"]


# --- GPX ---------------------------------------------------------------------------------

WAYPOINT = (
    '<gpx>\n<wpt lat="60.1" lon="12.1"><ele>140.0</ele><name>Bu</name><cmt>Nytt tak</cmt><desc>Åpen hele året.</desc>'
    '<link href="https://www.tur.example/"/><sym>Shelter</sym></wpt>\n</gpx>\n'
)


def test_what_a_waypoint_carries_is_shown_where_it_is_declared(site: Path) -> None:
    columns = "".join(f"  - felt: {key}\n    navn: {key}\n" for key in ("cmt", "desc", "sym", "href"))
    columns += "  - felt: ele\n    navn: Høyde\n    type: heltall\n    enhet: moh.\n"
    _write(site, turer_yaml=f"tittel: Turer\ndata: turer.gpx\nkolonner:\n{columns}", turer_gpx=WAYPOINT)
    assert _codes(site) == []
    (place,) = _places(site)
    assert place.summary is None
    assert dict(place.values) == {
        "cmt": "Nytt tak",
        "desc": "Åpen hele året.",
        "sym": "Shelter",
        "href": "https://www.tur.example/",
        "ele": "140",
    }


def test_what_a_waypoint_carries_is_left_out_in_silence_where_it_is_not(site: Path) -> None:
    _write(site, turer_yaml="tittel: Turer\ndata: turer.gpx\n", turer_gpx=WAYPOINT)
    assert _codes(site) == []
    (place,) = _places(site)
    assert (place.summary, place.values) == ("Åpen hele året.", ())


def test_a_waypoint_without_a_name_is_the_only_mistake(site: Path) -> None:
    _write(site, turer_yaml="tittel: Turer\ndata: turer.gpx\nkolonner:\n  - felt: cmt\n    navn: Merknad\n")
    _write(site, turer_gpx=WAYPOINT.replace("<name>Bu</name>", ""))
    assert _codes(site) == [("M614", "turer.gpx")]
    assert "<name>Gapahuken</name>" in catalogue("nb").hint(_found(site)[0])


# --- coordinates -------------------------------------------------------------------------

UTM_33 = [338_767.77, 6_666_086.42]
"""12.1 east and 60.1 north"""


@pytest.mark.parametrize(
    ("own", "said", "position", "codes"),
    [
        ("EPSG:25833", None, [12.1, 60.1], [("M611", "kart.geojson")]),
        ("EPSG:25833", 4326, [12.1, 60.1], [("M611", "kart.geojson")]),
        ("EPSG:25833", 25833, [12.1, 60.1], [("M611", "kart.geojson")]),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", None, UTM_33, [("M611", "kart.geojson")]),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 25833, UTM_33, [("M611", "kart.geojson")]),
        ("EPSG:25832", None, UTM_33, [("M611", "kart.geojson")]),
        ("EPSG:25833", 25832, UTM_33, [("M553", "kart.yaml")]),
        ("EPSG:25833", 4326, UTM_33, [("M553", "kart.yaml")]),
        ("EPSG:4326", 25833, [12.1, 60.1], [("M553", "kart.yaml")]),
        ("EPSG:4326", 4258, [12.1, 60.1], []),
        ("EPSG:25833", None, UTM_33, []),
    ],
)
def test_what_map_file_and_numbers_say_of_coordinates_is_told_in_one_problem(
    site: Path, own: str, said: int | None, position: list[float], codes: list[tuple[str, str]]
) -> None:
    line = f"koordinatsystem: {said}\n" if said else ""
    north = 1_000 if position == UTM_33 else 0.01
    features = [_feature("Point", [position[0], position[1] + by], navn=f"Vika {by}") for by in (0, north)]
    _write(site, kart_yaml=f"tittel: Kart\ndata: kart.geojson\n{line}")
    _write(site, kart_geojson=_collection(*features, **_crs(own)))
    assert _codes(site) == codes


@pytest.mark.parametrize(
    ("said", "shape", "codes"),
    [
        (None, "SRID=25833;POINT(338767.77 6666086.42)", []),
        (25833, "SRID=32633;POINT(338767.77 6666086.42)", []),
        (4326, "SRID=4258;POINT(12.1 60.1)", []),
        (25832, "SRID=25833;POINT(338767.77 6666086.42)", [("M613", "kart.csv")]),
        (25833, "SRID=4326;POINT(12.1 60.1)", [("M613", "kart.csv")]),
        (None, "SRID=25833;POINT(12.1 60.1)", [("M612", "kart.csv")]),
        (None, "SRID=4326;POINT(338767.77 6666086.42)", [("M612", "kart.csv")]),
        (None, "SRID=3857;POINT(1346966 8435000)", [("M558", "kart.csv")]),
    ],
)
def test_a_shape_says_its_own_system_and_must_agree_with_the_map(
    site: Path, said: int | None, shape: str, codes: list[tuple[str, str]]
) -> None:
    line = f"koordinatsystem: {said}\n" if said else ""
    _write(site, kart_yaml=f"tittel: Kart\ndata: kart.csv\n{line}", kart_csv=f'navn;wkt\nVika;"{shape}"\n')
    assert _codes(site) == codes
    if not codes:
        (place,) = _places(site)
        assert place.shape.centre == (12.1, 60.1)


def test_shapes_of_one_table_may_be_in_several_systems(site: Path) -> None:
    rows = 'Vika;"SRID=25833;POINT(338767.77 6666086.42)"\nNes;"SRID=4326;POINT(12.11 60.1)"\nLia;POINT(12.12 60.1)\n'
    _write(site, kart_yaml="tittel: Kart\ndata: kart.csv\n", kart_csv=f"navn;wkt\n{rows}")
    assert [place.shape.centre for place in _places(site)] == [(12.1, 60.1), (12.11, 60.1), (12.12, 60.1)]


# --- places in the map's own file --------------------------------------------------------


def _own(fields: str, above: str = "") -> str:
    return f"tittel: Steder\n{above}steder:\n  - navn: Vika\n    {fields}\n"


@pytest.mark.parametrize(
    "fields",
    ["koordinat: [60.1, 12.1]", "koordinat: 60.1, 12.1", 'koordinat: "60.1,12.1"', "wkt: POINT(12.1 60.1)"],
)
def test_a_place_in_the_maps_file_may_say_where_it_is_in_one_line(site: Path, fields: str) -> None:
    _write(site, steder_yaml=_own(fields))
    (place,) = _places(site)
    assert place.shape.centre == (12.1, 60.1)


def test_a_line_and_an_area_may_stand_in_the_maps_file(site: Path) -> None:
    area = '\n  - navn: Jordet\n    wkt: "POLYGON((12.1 60.1, 12.11 60.1, 12.11 60.11, 12.1 60.1))"'
    _write(site, steder_yaml=_own(f"wkt: LINESTRING(12.1 60.1, 12.11 60.12){area}"))
    assert [place.shape.kind for place in _places(site)] == ["LineString", "Polygon"]


@pytest.mark.parametrize(
    ("fields", "above", "code"),
    [
        ("koordinat: [60.1]", "", "M532"),
        ("koordinat: [12.1, 60.1]", "", "M508"),
        ("koordinat: [60.1, 12.1]\n    lat: 60.1", "", "F170"),
        ("wkt: POINT(12.1 60.1", "", "M554"),
        ("wkt: SRID=25833;POINT(336088.58 6668435.4)", "koordinatsystem: 25832\n", "M613"),
        ("lat: 60.1\n    lon: 12.1\n    adrese: Vikvegen", "", "F102"),
    ],
)
def test_what_such_a_place_says_wrong_is_told(site: Path, fields: str, above: str, code: str) -> None:
    _write(site, steder_yaml=_own(fields, above))
    assert _codes(site) == [(code, "steder.yaml")]


def test_the_lines_for_values_beside_the_values_can_be_pasted(site: Path) -> None:
    columns = "kolonner:\n  - felt: eier\n    navn: Eier\n  - felt: slag\n    navn: Slag\n"
    head = f"tittel: Steder\n{columns}steder:\n  - navn: Vika\n    lat: 60.1\n    lon: 12.1\n"
    _write(site, steder_yaml=f"{head}    slag: [bad, 'strand: lang']\n    eier: Kommunen\n")
    (fault,) = _found(site)
    assert fault.code == "M655"
    _, _, lines = catalogue("nb").hint(fault).partition("\n")
    _write(site, steder_yaml=f"{head}{lines}\n")
    assert _places(site)[0].values == (("eier", "Kommunen"), ("slag", "bad, strand: lang"))


def test_the_lines_for_a_new_column_can_be_pasted(site: Path) -> None:
    place = "  - navn: Vika\n    lat: 60.1\n    lon: 12.1\n"
    _write(site, steder_yaml=f"tittel: Steder\nsteder:\n{place}    eier: Kommunen\n")
    (fault,) = _found(site)
    assert fault.code == "M656"
    lines = catalogue("nb").hint(fault).split("\n")
    column, values = "\n".join(lines[1:3]), "\n".join(lines[4:6])
    _write(site, steder_yaml=f"tittel: Steder\nkolonner:\n{column}\nsteder:\n{place}{values}\n")
    assert _places(site)[0].values == (("eier", "Kommunen"),)


# --- numbers that cannot be right ---------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("Storgata 1, 180 Eksempel", [("M654", "steder.yaml")]),
        ("Storgata 1, 0180 Eksempel", []),
        ("Storgata 180", []),
        ("Storgata 1, 180 plasser", []),
    ],
)
def test_a_postcode_in_an_address_has_four_digits(site: Path, address: str, codes: list[tuple[str, str]]) -> None:
    _write(site, steder_yaml=_own(f"lat: 60.1\n    lon: 12.1\n    adresse: {address}"))
    assert _codes(site) == codes


@pytest.mark.parametrize(
    ("fields", "written", "codes"),
    [
        ("type: tall\n    enhet: m²", "1960", ["M550"]),
        ("type: heltall\n    enhet: m²", "960", []),
        ("type: tall\n    enhet: daa", "0,96", []),
        ("type: tall\n    enhet: daa", "1,96", ["M657"]),
        ("type: tall", "1960", []),
    ],
)
def test_the_area_of_what_is_for_sale_is_measured(site: Path, fields: str, written: str, codes: list[str]) -> None:
    area = f"  - felt: areal\n    navn: Areal\n    {fields}\n"
    status = "  - felt: status\n    navn: Status\n"
    shape = "POLYGON((337037 6669835, 337061 6669835, 337061 6669875, 337037 6669875, 337037 6669835))"
    table = f'navn;areal;status;wkt\nTomt 1;{written};ledig;"{shape}"\n'
    head = f"tittel: Tomter\ndata: tomter.csv\nkoordinatsystem: 25833\nkolonner:\n{area}{status}"
    _write(site, tomter_yaml=f"{head}ledighet: status\n", tomter_csv=table)
    assert [one.code for one in _found(site)] == codes
    # Of a map where nothing is for sale, a number is a number.
    _write(site, tomter_yaml=head)
    assert _found(site) == ()


@pytest.mark.parametrize(
    ("fields", "said"), [("", "rett til plass der"), ("nærmest_merknad: Spør oss.\n", "Spør oss.")]
)
def test_who_asks_for_the_nearest_reads_what_it_does_not_mean(site: Path, fields: str, said: str) -> None:
    _write(site, steder_yaml=_own("lat: 60.1\n    lon: 12.1", f"nærmest: ja\n{fields}"))
    built(site, site / "out")
    page = (site / "out/kart/steder/index.html").read_text(encoding="utf-8")
    (note,) = re.findall(r"<p[^>]* data-note>([^<]*)</p>", page)
    assert note.endswith((said, f"{said}."))
