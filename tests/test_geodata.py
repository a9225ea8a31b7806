"""Places from tables and GeoJSON: read, and put where they should be."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content_types.maps import Position, Shape
from site_builder.loading.geodata import READERS
from site_builder.loading.geodata.frame import NORWAY, Frame, Outline, in_degrees, other_system, outline_of
from site_builder.loading.geodata.geojson import read_geojson, shape_of
from site_builder.loading.geodata.gpx import read_gpx
from site_builder.loading.geodata.rows import MOST_FEATURES, Read, Row
from site_builder.loading.geodata.shapes import square_metres
from site_builder.loading.geodata.tables import read_csv
from site_builder.loading.geodata.wkt import shape_in
from site_builder.problems import WHOLE_FILE, Faults, Mark, Problem
from site_builder.text.characters import strange_in

SQUARE = ((12.0, 60.0), (12.2, 60.0), (12.2, 60.2), (12.0, 60.2), (12.0, 60.0))
TOWN = Outline((SQUARE,))


def _problems(read: object, content: str | bytes) -> tuple[Problem, ...]:
    assert callable(read)
    try:
        found = read(content if isinstance(content, bytes) else content.encode(), "maps/a.csv")
    except Faults as fault:
        return fault.problems
    assert isinstance(found, Read)
    return found.problems


def _codes(read: object, content: str | bytes) -> list[str]:
    return [one.code for one in _problems(read, content)]


def _collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def _feature(kind: str, coordinates: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def _one(read: object, content: str) -> Row:
    assert callable(read)
    found = read(content.encode(), "maps/a")
    assert isinstance(found, Read)
    assert found.problems == ()
    (row,) = found.rows
    return row


@pytest.mark.parametrize(
    "content",
    [
        "navn;lat;lon\nVika;60.1;12.1\n",
        "\ufeffnavn,lat,lon\r\nVika,60.1,12.1\r\n",
        "navn; lat ;lon\n\n Vika ;60.1;12.1",
    ],
)
def test_a_table_is_read_whatever_its_separator(content: str) -> None:
    assert _one(read_csv, content).document.data == {"navn": "Vika", "lat": "60.1", "lon": "12.1"}


def test_a_cell_has_its_place() -> None:
    document = _one(read_csv, "navn;kort;lat\nVika;Vik;60.1\n").document
    assert document.mark(("navn",)) == Mark(2, 1, 5)
    assert document.mark(("kort",)) == Mark(2, 6, 9)
    assert document.mark(("lat",)) == Mark(2, 10, 14)
    assert document.mark(("mangler",)) == Mark(2)


def test_quotation_marks_hold_a_cell_together() -> None:
    assert _one(read_csv, 'navn;kort\nVika;"Skole; og ""SFO"""\n').document.data["kort"] == 'Skole; og "SFO"'


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("", ["M504"]),
        (" \n\n", ["M504"]),
        ("navn;navn\nA;B\n", ["M506"]),
        ("navn;lat\nA\nB;60;12\n", ["M505", "M505"]),
        ('navn;lat\n"A" B;60\n', ["M526"]),
        ('navn;lat\n"A;60\n', ["M526"]),
        (f"navn;lat\n{'a' * 200_000};60\n", ["M526"]),
    ],
)
def test_a_table_that_does_not_add_up_is_told(content: str, codes: list[str]) -> None:
    assert _codes(read_csv, content) == codes


def test_features_are_read_with_their_shape_and_place() -> None:
    content = _collection(_feature("Point", [12.1, 60.1, 140], navn=" Vika ", trinn=7, ny=True, tom=None))
    row = _one(read_geojson, content)
    assert row.document.data == {"navn": "Vika", "trinn": "7", "ny": "ja"}
    assert row.shape is not None and row.shape.centre == (12.1, 60.1)
    assert row.document.mark(("navn",)).column == content.index('{"type": "Feature"') + 1


@pytest.mark.parametrize(
    ("properties", "read"),
    [
        ({"Navn": "Vika", "ADRESSE": "Vegen 1", "Trinn": "7"}, {"navn": "Vika", "adresse": "Vegen 1", "Trinn": "7"}),
        # The one that is spelt as the field is it, whichever stands first; of two that are not, the first.
        ({"NAVN": "A", "navn": "B"}, {"NAVN": "A", "navn": "B"}),
        ({"navn": "B", "NAVN": "A"}, {"navn": "B", "NAVN": "A"}),
        ({"NAVN": "A", "Navn": "B"}, {"navn": "A", "Navn": "B"}),
    ],
)
def test_a_property_names_a_field_in_any_case(properties: dict[str, str], read: dict[str, str]) -> None:
    assert _one(read_geojson, _collection(_feature("Point", [12, 60], **properties))).document.data == read


def test_a_property_that_is_an_object_is_known_by_its_name_and_how_it_begins() -> None:
    content = _collection(
        _feature("Point", [12, 60], navn="A", trinn={"fra": 1}, eier={"navn": "B"}, lang={"a": "a" * 99})
    )
    row = _one(read_geojson, content)
    assert row.document.data == {"navn": "A"}
    long = '{"a": "' + "a" * 53
    assert row.compound == (("trinn", '{"fra": 1}'), ("eier", '{"navn": "B"}'), ("lang", long))
    assert read_geojson(content.encode(), "maps/a").names == ("navn", "trinn", "eier", "lang")


def test_each_feature_is_marked_on_its_own_line() -> None:
    content = json.dumps(json.loads(_collection(*[_feature("Point", [12.1, 60.1])] * 3)), indent=1)
    rows = read_geojson(content.encode(), "maps/a").rows
    lines = content.split("\n")
    for row in rows:
        mark = row.document.values[()]
        assert lines[mark.line - 1][mark.column - 1] == "{"
    assert len({row.document.values[()].line for row in rows}) == 3


@pytest.mark.parametrize("indent", [None, 1])
def test_an_id_of_the_feature_is_an_id_of_the_place(indent: int | None) -> None:
    content = json.dumps(json.loads(_collection(_feature("Point", [12, 60]) | {"id": "vika"})), indent=indent)
    assert _one(read_geojson, content).document.data == {"id": "vika"}


@pytest.mark.parametrize(
    ("escape", "code", "name"),
    [
        ("\\ud800", "S103", "U+D800"),
        ("\\udfff", "S103", "U+DFFF"),
        ("\\u0000", "S103", "U+0000"),
        ("\\u001b", "S103", "U+001B"),
        ("\\ufeff", "S103", "U+FEFF"),
        ("\\u2028", "S103", "U+2028"),
        ("\\u202e", "S104", "U+202E"),
        ("\\u200f", "S104", "U+200F"),
    ],
)
@pytest.mark.parametrize(
    "feature",
    [
        '"properties": {"navn": "Vika A"}',
        '"properties": {"Vika A": "navn"}',
        '"properties": {"navn": "Vika"}, "id": "A"',
        '"properties": {"Vika A": "A", "id": "A"}, "id": "A"',
    ],
)
def test_an_escape_brings_in_no_character_that_the_file_may_not_hold(
    feature: str, escape: str, code: str, name: str
) -> None:
    good = json.dumps(_feature("Point", [12, 60], navn="Brattvik"))
    bad = f'{{"type": "Feature", {feature}, "geometry": {{"type": "Point", "coordinates": [12, 60]}}}}'
    content = f'{{"type": "FeatureCollection", "features": [\n{good},\n{bad.replace("A", escape)}]}}'
    (one,) = _problems(read_geojson, content)
    assert (one.code, one.mark, dict(one.values)) == (code, Mark(3, 1, 2), {"character": name})


def test_a_pair_of_escapes_is_one_character_and_a_letter_in_two_parts_one_letter() -> None:
    content = _collection(_feature("Point", [12, 60], navn="\N{SNOWMAN}\U0001f3d4 Va\u030ar"))
    assert "\\ud83c" in content
    assert _one(read_geojson, content).document.data == {"navn": "\N{SNOWMAN}\U0001f3d4 V\u00e5r"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "M502"),
        ("{", "M502"),
        ("[" * 100_000, "M502"),
        ('{"a": NaN}', "M502"),
        ("1" * 10_000, "M502"),
        ("[]", "M503"),
        ("{}", "M503"),
        ('{"type": "FeatureCollection"}', "M503"),
        (_collection(1), "M519"),
        (_collection({"type": "Feature", "geometry": None}), "M519"),
        (_collection({"type": "Feature", "geometry": {}}), "M519"),
        (_collection({"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": []}}), "M515"),
        (_collection(_feature("MultiPoint", [12, 60])), "M519"),
        (_collection(_feature("MultiPolygon", [])), "M519"),
        (_collection(_feature("MultiLineString", [[[12, 60]]])), "M519"),
        (_collection(_feature("MultiPolygon", [[SQUARE], [SQUARE[:4]]])), "M516"),
        (_collection(_feature("Point", ["12,1", "60,1"])), "M520"),
        ('{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:3857"}}, "features": []}', "M558"),
        ('{"type": "FeatureCollection", "crs": "her", "features": []}', "M558"),
        (_collection(_feature("Point", [])), "M519"),
        (_collection(_feature("Point", [12, True])), "M519"),
        (_collection(_feature("Point", [12, 10**400])), "M519"),
        (_collection(_feature("Point", ["12", "60"])), "M520"),
        (_collection(_feature("LineString", [[12, 60]])), "M519"),
        (_collection(_feature("Polygon", [])), "M519"),
        (_collection(_feature("Polygon", [SQUARE[:3]])), "M516"),
        (_collection(_feature("Polygon", [SQUARE[:4]])), "M516"),
    ],
    ids=lambda value: value[:50],
)
def test_what_is_no_geojson_of_places_is_told(content: str, code: str) -> None:
    assert _codes(read_geojson, content) == [code]


def test_all_features_that_are_wrong_are_told_at_once() -> None:
    wrong = _feature("Point", [])
    assert _codes(read_geojson, _collection(wrong, _feature("Point", [12, 60]), wrong)) == ["M519", "M519"]


def test_rings_are_turned_as_rfc_7946_wants_them() -> None:
    hole = ((12.05, 60.05), (12.1, 60.05), (12.1, 60.1), (12.05, 60.05))
    geometry: dict[str, object] = {
        "type": "Polygon",
        "coordinates": [[list(p) for p in SQUARE[::-1]], [list(p) for p in hole]],
    }
    assert shape_of(geometry, "maps/a", WHOLE_FILE).parts == ((SQUARE, hole[::-1]),)


def test_a_ring_that_is_closed_but_for_a_rounding_is_closed() -> None:
    ring = [*SQUARE[:4], (12.0 + 1e-10, 60.0)]
    geometry: dict[str, object] = {"type": "Polygon", "coordinates": [[list(p) for p in ring]]}
    assert shape_of(geometry, "maps/a", WHOLE_FILE).parts == ((SQUARE,),)


def _fault(position: Position, outline: Outline, system: int | None = None) -> Problem | None:
    shape = Shape("Point", (((position,),),))
    return Frame(outline, system, "maps/a.yaml").fault(shape, "maps/a", WHOLE_FILE, "Vika")


@pytest.mark.parametrize(
    ("position", "outline", "code"),
    [
        ((12.1, 60.1), TOWN, None),
        ((12.22, 60.1), TOWN, None),  # 1,1 km outside: the outline is simplified
        ((12.3, 60.1), TOWN, "M509"),
        ((60.1, 12.1), TOWN, "M508"),
        ((0.0, 0.0), TOWN, "M511"),
        ((333_000.0, 6_675_000.0), TOWN, "M533"),
        ((6_675_000.0, 333_000.0), TOWN, "M533"),
        ((333_000.0, 6_475_000.0), TOWN, "M510"),
        ((333_000.0, 6_675_000.0), NORWAY, "M510"),
        ((1e300, 6_675_000.0), TOWN, "M527"),
        ((120_097.0, 601_910.0), TOWN, "M527"),
        ((12.1, 60.1), NORWAY, None),
        ((60.1, 12.1), NORWAY, "M508"),
        ((2.35, 48.86), NORWAY, "M640"),
        ((15.6, 78.2), NORWAY, None),
    ],
)
def test_the_likeliest_fault_of_a_position_is_told(position: Position, outline: Outline, code: str | None) -> None:
    found = _fault(position, outline)
    assert (found.code if found else None) == code


def test_swapped_numbers_are_shown_as_they_should_be_written() -> None:
    found = _fault((60.19105, 12.00973), TOWN)
    assert found is not None
    assert dict(found.values) == {"name": "Vika", "lat": "12.00973", "lon": "60.19105"}


def test_a_distance_is_in_kilometres() -> None:
    found = _fault((12.1, 61.2), TOWN)
    assert found is not None and dict(found.values)["distance"] == 111


def test_an_outline_is_made_of_the_areas_of_the_base_map() -> None:
    east = tuple((lon + 1, lat) for lon, lat in SQUARE)
    features = (
        _feature("Polygon", [SQUARE]),
        _feature("Point", [12, 60]),
        _feature("MultiPolygon", [[SQUARE], [east]]),
    )
    shapes = [row.shape for row in read_geojson(_collection(*features).encode(), "maps/a").rows]
    assert outline_of(shapes[:2]) == TOWN
    assert outline_of(shapes[1:2]) is None
    assert outline_of(shapes[2:]) == Outline((SQUARE, east))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["Point", "Polygon", "LineString", "id"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "coordinates", "geometry"]), inner)
    ),
    max_leaves=12,
)


@given(st.one_of(st.binary(max_size=80), st.text(max_size=80).map(str.encode)))
def test_whatever_a_table_holds_is_read_or_told(content: bytes) -> None:
    for read in READERS.values():
        with contextlib.suppress(Faults):
            read(content, "maps/a")


_STRANGE = st.sampled_from("\ud800\udfff\x00\x1b\u202e\u2028\ufeff")
_ANY_TEXT = st.text(st.characters(exclude_categories=()) | _STRANGE, max_size=4)


@given(st.dictionaries(_ANY_TEXT, _ANY_TEXT, max_size=3), _ANY_TEXT)
def test_no_text_of_a_feature_holds_what_a_file_may_not_hold(properties: dict[str, str], id_: str) -> None:
    content = _collection(_feature("Point", [12, 60]) | {"properties": properties, "id": id_})
    with contextlib.suppress(Faults):
        read = read_geojson(content.encode(), "maps/a")
        for text in (*read.names, *(text for row in read.rows for text in row.document.data.values())):
            assert not list(strange_in(str(text)))


@given(st.lists(_JSON, max_size=3), st.lists(_JSON, max_size=3))
def test_whatever_a_feature_holds_is_read_or_told(features: list[object], coordinates: list[object]) -> None:
    for kind in ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"):
        with contextlib.suppress(Faults):
            read_geojson(_collection(*features, _feature(kind, coordinates)).encode(), "maps/a")


@pytest.mark.parametrize(
    "table",
    [
        "Navn;Lat;LON\nA;60.1;12.1\n",
        "navn;breddegrad;lengdegrad\nA;60.1;12.1\n",
        "navn\tlat\tlon\nA\t60.1\t12.1\n",
        "sep=;\nnavn;lat;lon\nA;60.1;12.1\n",
        "sep=,\nnavn,lat,lon\nA,60.1,12.1\n",
        "navn;lat;lon;;\nA;60.1;12.1;;\n",
        "navn;lat;lon\nA;60.1;12.1;\n",
        "\n\nnavn;lat;lon\nA;60.1;12.1\n",
        "navn\u200b;lat\u00a0;lon\nA;60.1;12.1\n",
    ],
)
def test_tables_as_spreadsheets_leave_them_are_read(table: str) -> None:
    read = read_csv(table.encode(), "maps/a.csv")
    assert read.names == ("navn", "lat", "lon")
    assert [row.document.data for row in read.rows] == [{"navn": "A", "lat": "60.1", "lon": "12.1"}]


# --- coordinate systems ------------------------------------------------------------

VIKA = (338_767.77, 6_666_086.42)
"""12.1 east and 60.1 north, in UTM zone 33."""


@pytest.mark.parametrize(
    ("position", "system", "code"),
    [
        (VIKA, 25833, None),
        (VIKA, 25832, "M537"),
        (VIKA, 25835, "M537"),
        (VIKA[::-1], 25833, "M535"),
        ((12.1, 60.1), 25833, "M536"),
        ((60.1, 12.1), 25833, "M536"),
        ((0.0, 0.0), 25833, "M511"),
        ((VIKA[0], VIKA[1] + 100_000), 25833, "M509"),
        ((9_999_999.0, 9_999_999.0), 25833, "M509"),
        ((12.1, 60.1), 4326, None),
        ((12.1, 60.1), 4258, None),
        (VIKA, 4326, "M533"),
    ],
)
def test_metres_are_judged_by_the_system_they_are_said_to_be_in(
    position: Position, system: int, code: str | None
) -> None:
    found = _fault(position, TOWN, system)
    assert (found.code if found else None) == code


def test_where_only_norway_is_known_nothing_is_said_of_the_municipality() -> None:
    shape = Shape("Point", ((((9_999_999.0, 9_999_999.0),),),))
    found = Frame(NORWAY, 25833).fault(shape, "maps/a", WHOLE_FILE, "Vika")
    assert found is not None and found.code == "M640"


def test_the_zone_that_fits_is_the_one_to_paste() -> None:
    for position, system in ((VIKA, None), (VIKA, 25832)):
        found = _fault(position, TOWN, system)
        assert found is not None and dict(found.values)["line"] == "koordinatsystem: 25833"


@pytest.mark.parametrize(
    ("positions", "own", "said", "outline", "other"),
    [
        ([VIKA], 25833, None, TOWN, None),
        ([(12.1, 60.1)], 4326, 25833, TOWN, None),
        ([(12.1, 60.1)], 25833, None, TOWN, 4326),
        # Degrees, wherever they are.
        ([(2.35, 48.86)], 25833, 25832, TOWN, 4326),
        ([VIKA], 4326, None, TOWN, 25833),
        ([VIKA], 25832, None, TOWN, 25833),
        # One that is where it should be is enough: the others are told of one by one.
        ([(12.1, 60.1), VIKA], 25833, None, TOWN, None),
        # Without an outline many zones would do, and the map decides.
        ([VIKA], 4326, 25833, NORWAY, 25833),
        ([VIKA], 4326, None, NORWAY, None),
        # Nothing fits: swapped, or elsewhere.
        ([VIKA[::-1]], 25833, 4326, TOWN, None),
        ([(60.1, 12.1)], 4326, 25833, TOWN, None),
        ([(VIKA[0], VIKA[1] + 300_000)], 25833, None, TOWN, None),
        ([], 25833, None, TOWN, None),
    ],
)
def test_a_file_that_says_another_system_than_its_numbers_are_in_is_found_out(
    positions: list[Position], own: int, said: int | None, outline: Outline, other: int | None
) -> None:
    shapes = [Shape("Point", (((position,),),)) for position in positions]
    assert other_system(shapes, own, said, outline) == other


@pytest.mark.parametrize(
    ("position", "system"), [((12.1, 60.1), 25833), (VIKA, 25832), (VIKA, 4326), ((333_000.0, 6_475_000.0), 4326)]
)
def test_where_the_data_say_their_system_nothing_is_to_be_written_in_the_map(position: Position, system: int) -> None:
    shape = Shape("Point", (((position,),),))
    found = Frame(TOWN, system, "maps/a.yaml", is_own=True).fault(shape, "maps/a", WHOLE_FILE, "Vika")
    assert found is not None
    assert (found.code, dict(found.values)) == ("M612", {"name": "Vika", "epsg": system})


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("urn:ogc:def:crs:EPSG::25833", 25833),
        ("urn:ogc:def:crs:EPSG:6.9:25832", 25832),
        ("EPSG:32635", 25835),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
        ("EPSG:4326", 4326),
    ],
)
def test_the_coordinate_system_of_an_older_geojson_is_read(name: str, system: int) -> None:
    content = json.dumps(json.loads(_collection(_feature("Point", VIKA))) | {"crs": {"properties": {"name": name}}})
    assert read_geojson(content.encode(), "maps/a").system == system


def test_what_is_in_metres_by_its_own_word_becomes_degrees() -> None:
    crs = {"crs": {"type": "name", "properties": {"name": "EPSG:25833"}}}
    content = json.dumps(json.loads(_collection(_feature("Point", VIKA))) | crs)
    (row,) = in_degrees(read_geojson(content.encode(), "maps/a")).rows
    assert row.shape is not None and row.shape.centre == (12.1, 60.1)


def test_an_area_is_measured_without_its_holes() -> None:
    # Some 5.56 by 11.14 kilometres, and a hole of a hundredth of that; UTM is 0.4 per mille small here.
    hole = tuple((12.05 + (lon - 12.0) / 10, 60.05 + (lat - 60.0) / 10) for lon, lat in SQUARE)
    whole, without = Shape("Polygon", ((SQUARE,),)), Shape("Polygon", ((SQUARE, hole[::-1]),))
    assert square_metres(whole) == pytest.approx(247.7e6, rel=0.002)
    assert square_metres(without) == pytest.approx(0.99 * square_metres(whole), rel=0.001)
    assert square_metres(Shape("MultiPolygon", ((SQUARE,), (SQUARE,)))) == pytest.approx(2 * square_metres(whole))


# --- tables that are not UTF-8, and shapes in a column ---------------------------------


def test_a_table_from_an_older_spreadsheet_is_read_with_a_warning() -> None:
    content = "navn;lat;lon\nA;60.1;12.1\nB\u00e6r\u00f8ya \u2013 s\u00f8r;60.1;12.1\n".encode("cp1252")
    read = read_csv(content, "maps/a.csv")
    assert [row.document.data["navn"] for row in read.rows] == ["A", "B\u00e6r\u00f8ya \u2013 s\u00f8r"]
    assert [(one.code, one.mark.line, one.is_error) for one in read.problems] == [("M540", 3, False)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("navn\n\u00e5\n".encode("utf-16"), "S109"),
        ("navn\n\u00e5\n".encode("utf-16-le"), "S109"),
        (b"navn\n\xe5\x81\n", "S101"),
    ],
)
def test_a_table_that_no_spreadsheet_on_windows_saves_is_told(content: bytes, code: str) -> None:
    assert _codes(read_csv, content) == [code]


@pytest.mark.parametrize("header", ["x;y", "X;Y", "\u00f8st;nord", "aust;nord", "\u00d8st;Nord"])
def test_metres_have_columns_of_their_own(header: str) -> None:
    assert set(_one(read_csv, f"navn;{header}\nA;1;2\n").document.data) == {"navn", "\u00f8st", "nord"}


def test_every_source_has_the_same_limit_of_places() -> None:
    rows = "A;60;12\n" * (MOST_FEATURES + 1)
    assert _codes(read_csv, f"navn;lat;lon\n{rows}") == ["M517"]
    points = '<wpt lat="60" lon="12"/>' * (MOST_FEATURES + 1)
    assert _codes(read_gpx, f"<gpx>{points}</gpx>") == ["M517"]
    for read in READERS.values():
        assert _codes(read, b" " * (10 * 1024 * 1024 + 1)) == ["S102"]


def test_a_shape_in_a_table_is_the_shape_of_its_row() -> None:
    row = _one(read_csv, "navn;WKT;kort\nVika;POINT (12.1 60.1);Vik\n")
    assert row.shape == Shape("Point", ((((12.1, 60.1),),),))
    assert row.document.data == {"navn": "Vika", "kort": "Vik"}
    assert _one(read_csv, "navn;wkt;lat;lon\nVika;;60.1;12.1\n").shape is None


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("SRID=25833;POINT(12.1 60.1)", 25833),
        (" srid = 32632 ; POINT Z (12.1 60.1 5)", 25832),
        ("SRID=4258;POINT(12.1 60.1)", 4258),
        ("SRID=4326;POINT(12.1 60.1)", 4326),
        ("POINT(12.1 60.1)", None),
    ],
)
def test_a_shape_may_say_which_system_it_is_in(text: str, system: int | None) -> None:
    row = _one(read_csv, f'navn;wkt\nVika;"{text}"\n')
    assert row.shape == Shape("Point", ((((12.1, 60.1),),),))
    assert row.system == system


@pytest.mark.parametrize("system", ["3857", "her", ""])
def test_a_system_that_is_not_ours_is_told_where_the_shape_stands(system: str) -> None:
    (one,) = _problems(read_csv, f'navn;wkt\nVika;"SRID={system};POINT(12 60)"\n')
    assert (one.code, one.mark.line, one.mark.column, dict(one.values)) == ("M558", 2, 7, {"text": system})


RING = ((12.0, 60.0), (12.2, 60.0), (12.2, 60.2), (12.0, 60.0))
HOLE = ((12.1, 60.05), (12.15, 60.1), (12.15, 60.05), (12.1, 60.05))
A_RING = "(12 60, 12.2 60, 12.2 60.2, 12 60)"
EAST = ((12.3, 60.0), (12.5, 60.0), (12.5, 60.2), (12.3, 60.0))
AN_EAST_RING = "(12.3 60, 12.5 60, 12.5 60.2, 12.3 60)"
A_HOLE = "(12.1 60.05, 12.15 60.1, 12.15 60.05, 12.1 60.05)"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("POINT(12.1 60.1)", Shape("Point", ((((12.1, 60.1),),),))),
        ("  point  ( 12.1   60.1 ) ", Shape("Point", ((((12.1, 60.1),),),))),
        ("POINT Z (12.1 60.1 140)", Shape("Point", ((((12.1, 60.1),),),))),
        ("POINTZM(12.1 60.1 140 1)", Shape("Point", ((((12.1, 60.1),),),))),
        ("POINT(1.21e1 +60.1)", Shape("Point", ((((12.1, 60.1),),),))),
        ("LINESTRING(12 60,12.2 60)", Shape("LineString", ((((12.0, 60.0), (12.2, 60.0)),),))),
        (f"POLYGON({A_RING})", Shape("Polygon", ((RING,),))),
        (f"POLYGON ({A_RING}, {A_HOLE})", Shape("Polygon", ((RING, HOLE),))),
        ("MULTIPOINT(12 60, 12.2 60)", Shape("MultiPoint", ((((12.0, 60.0),),), (((12.2, 60.0),),)))),
        ("MULTIPOINT((12 60), (12.2 60))", Shape("MultiPoint", ((((12.0, 60.0),),), (((12.2, 60.0),),)))),
        ("MULTILINESTRING((12 60,12.2 60))", Shape("MultiLineString", ((((12.0, 60.0), (12.2, 60.0)),),))),
        (f"MULTIPOLYGON(({A_RING},{A_HOLE}),({AN_EAST_RING}))", Shape("MultiPolygon", ((RING, HOLE), (EAST,)))),
    ],
)
def test_well_known_text_is_read(text: str, shape: Shape) -> None:
    assert shape_in(text, "maps/a", WHOLE_FILE) == shape


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("POINT(12.1 60.1", "M554", 26),
        ("POINT(12.1 60.1) x", "M554", 28),
        ("POINT(12.1)", "M554", 21),
        ("POINT(12.1 60.1 1 2 3)", "M554", 31),
        ("POINT(12.1 nord)", "M554", 22),
        ("POINT(1e999 60)", "M554", 17),
        ("POINT(NaN 60)", "M554", 17),
        ("12.1 60.1", "M554", 11),
        ("POINT(12,1 60,1)", "M538", 17),
        ("POINT(12.1 60,1)", "M538", 22),
        ("CIRCLE(12 60 3)", "M515", 11),
        ("GEOMETRYCOLLECTION(POINT(12 60))", "M515", 11),
        ("POINT EMPTY", "M519", 11),
        ("LINESTRING(12 60)", "M519", 11),
        ("POLYGON((12 60, 12.2 60, 12.2 60.2))", "M516", 11),
        ("POLYGON((12 60, 12.2 60.2, 12.2 60, 12 60.2, 12 60))", "M552", 11),
        ("{{ 7*7 }}", "M554", 11),
        ("SRID=25833;POINT(12.1)", "M554", 32),
        ("SRID=25833;", "M554", 22),
        ("SRID=25833;SRID=25833;POINT(12 60)", "M515", 11),
        ("POLYGON((12 60, 12.2 60, 12.2 60.2, 12 60), (13 60, 13.2 60, 13.2 60.2, 13 60))", "M617", 11),
        ("POLYGON((12 60, 12.2 60, 12.2 60.2, 12 60), (12.1 60.05, 12.3 60.06, 12.3 60.07, 12.1 60.05))", "M618", 11),
        ("((((((((((", "M554", 11),
    ],
)
def test_well_known_text_that_is_wrong_is_told_where_it_goes_wrong(text: str, code: str, column: int) -> None:
    with pytest.raises(Faults) as raised:
        shape_in(text, "maps/a", Mark(2, 11, 11 + len(text)))
    (one,) = raised.value.problems
    assert (one.code, one.mark.line, one.mark.column) == (code, 2, column)


@given(st.text("POINTLESGYMUZ(), 0123456789.-e", max_size=60))
def test_whatever_a_shape_says_is_read_or_told(text: str) -> None:
    for start in ("", "POINT", "MULTIPOLYGON((("):
        with contextlib.suppress(Faults):
            shape_in(start + text, "maps/a", Mark(1))


# --- GPX ---------------------------------------------------------------------------------

GPX = """<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:x="urn:x">
{}
</gpx>
"""
TRACK = '<trkpt lat="60.1" lon="12.1"><time>2026-01-01T08:00:00Z</time></trkpt><trkpt lat="60.2" lon="12.2"/>'
LINE = ((12.1, 60.1), (12.2, 60.2))


@pytest.mark.parametrize(
    ("body", "data", "shape"),
    [
        (
            '<wpt lat="60.1" lon="12.1"><ele>140</ele><name> Vika </name><desc>Ved &lt;sj\u00f8en&gt;</desc></wpt>',
            {"navn": "Vika", "desc": "Ved <sj\u00f8en>", "ele": "140"},
            Shape("Point", ((((12.1, 60.1),),),)),
        ),
        (
            f"<trk><name>L\u00f8ypa</name><type>ski</type><trkseg>{TRACK}</trkseg></trk>",
            {"navn": "L\u00f8ypa", "type": "ski"},
            Shape("LineString", ((LINE,),)),
        ),
        (
            f'<trk><name>L\u00f8ypa</name><trkseg>{TRACK}</trkseg><trkseg><trkpt lat="1" lon="1"/></trkseg><trkseg/>'
            f"<trkseg>{TRACK}</trkseg></trk>",
            {"navn": "L\u00f8ypa"},
            Shape("MultiLineString", ((LINE,), (LINE,))),
        ),
        (
            '<rte><name>Ruta</name><rtept lat="60.1" lon="12.1"><name>Start</name></rtept>'
            '<rtept lat="60.2" lon="12.2"/></rte>',
            {"navn": "Ruta"},
            Shape("LineString", ((LINE,),)),
        ),
        (
            '<wpt lat="60.1" lon="12.1"><name>A</name><extensions><x:name>B</x:name><name>C</name></extensions></wpt>',
            {"navn": "A"},
            Shape("Point", ((((12.1, 60.1),),),)),
        ),
        (
            '<wpt lat="60.1" lon="12.1"><ele>140.5</ele><name>A</name><cmt>Nytt tak</cmt>'
            '<link href="https://a.example/"><text>B</text></link>'
            '<link href="https://c.example/"/><sym>Shelter</sym></wpt>',
            {"ele": "140.5", "navn": "A", "cmt": "Nytt tak", "href": "https://a.example/", "sym": "Shelter"},
            Shape("Point", ((((12.1, 60.1),),),)),
        ),
        (
            f'<trk><name>A</name><link href="https://a.example/"/><trkseg>{TRACK}</trkseg></trk>',
            {"navn": "A", "href": "https://a.example/"},
            Shape("LineString", ((LINE,),)),
        ),
        (
            '<wpt lat="60.1" lon="12.1"><name>A</name><url>https://a.example/</url></wpt>',
            {"navn": "A", "href": "https://a.example/"},
            Shape("Point", ((((12.1, 60.1),),),)),
        ),
    ],
    ids=[
        "waypoint",
        "track",
        "track with holes",
        "route",
        "extensions",
        "all of a waypoint",
        "link of a track",
        "GPX 1.0",
    ],
)
def test_gpx_is_read(body: str, data: dict[str, str], shape: Shape) -> None:
    row = _one(read_gpx, GPX.format(body))
    assert (row.document.data, row.shape, row.document.mark(("navn",))) == (data, shape, Mark(3))


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("", ["M556"]),
        ("<gpx>", ["M556"]),
        ("<kml/>", ["M557"]),
        ("<gpx><wpt/></gpx>", ["D213", "D213"]),
        ('<gpx><wpt lat="60,1" lon="12.1"/></gpx>', ["D214"]),
        ('<gpx><wpt lat="NaN" lon="12.1"/></gpx>', ["D213"]),
        ("<gpx><trk/></gpx>", ["M519"]),
        ('<gpx><wpt lat="60" lon="12"/><wpt lat="60" lon="12"><name> </name></wpt></gpx>', ["M614", "M614"]),
        ('<gpx><trk><trkseg><trkpt lat="60" lon="12"/></trkseg></trk></gpx>', ["M519"]),
        ('<!DOCTYPE gpx [<!ENTITY a "b">]><gpx/>', ["M555"]),
        ('<!doctype gpx SYSTEM "file:///etc/passwd"><gpx/>', ["M555"]),
        ('<gpx><wpt lat="60" lon="12"><name>&a;</name></wpt></gpx>', ["M556"]),
        ('<gpx><wpt lat="60" lon="12"><name>A&#x202E;B</name></wpt></gpx>', ["S104"]),
        ('<gpx><wpt lat="60" lon="12"><name>A&#x2028;B</name></wpt></gpx>', ["S103"]),
        ("<a>" * 100_000, ["M557"]),
        ("<gpx>" * 100_000, ["M556"]),
    ],
    ids=lambda value: str(value)[:50],
)
def test_gpx_that_is_wrong_is_told(content: str, codes: list[str]) -> None:
    assert _codes(read_gpx, content) == codes


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "UTF-16", "UTF-8"])
def test_gpx_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    text = GPX.format('<wpt lat="60.1" lon="12.1"><name>Åsen</name></wpt>').replace("?>", f' encoding="{encoding}"?>')
    (row,) = read_gpx(text.encode(encoding), "maps/a.gpx").rows
    assert row.document.data == {"navn": "Åsen"}


@pytest.mark.parametrize(
    ("declared", "code"), [("ISO-8859-10", "M674"), ("KOI8-R", "M674"), ("UTF-8", "S109"), ("utf-16", "M674")]
)
def test_gpx_in_another_encoding_is_told_of_with_its_name(declared: str, code: str) -> None:
    text = GPX.format('<wpt lat="60.1" lon="12.1"><name>Åsen</name></wpt>').replace("?>", f' encoding="{declared}"?>')
    with pytest.raises(Faults) as told:
        read_gpx(text.encode("latin-1"), "maps/a.gpx")
    assert [one.code for one in told.value.problems] == [code]


def test_gpx_says_itself_that_it_is_in_degrees_whatever_it_says_of_its_letters() -> None:
    content = '<?xml version="1.0" encoding="ISO-8859-1"?><gpx><wpt lat="60" lon="12"><name>\u00c5s</name></wpt></gpx>'
    read = read_gpx(content.encode(), "maps/a")
    assert read.system == 4326
    assert read.rows[0].document.data == {"navn": "\u00c5s"}


@given(st.text('<>/="gpxwtrke seglaton0126.&;#!DOCTYPE', max_size=80))
def test_whatever_a_gpx_file_holds_is_read_or_told(text: str) -> None:
    for content in (text, GPX.format(text), GPX.format(f"<trk>{text}</trk>")):
        with contextlib.suppress(Faults):
            read_gpx(content.encode(), "maps/a")
