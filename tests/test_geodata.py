"""Places from tables and GeoJSON: read, and put where they should be."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content_types.maps import Position
from site_builder.loading.geodata import (
    NORWAY,
    Outline,
    Row,
    frame_problem,
    outline_of,
    read_csv,
    read_geojson,
    shape_of,
)
from site_builder.problems import WHOLE_FILE, Faults, Mark
from site_builder.text.characters import strange_in

SQUARE = ((12.0, 60.0), (12.2, 60.0), (12.2, 60.2), (12.0, 60.2), (12.0, 60.0))
TOWN = Outline((SQUARE,))


def _codes(read: object, content: str) -> list[str]:
    assert callable(read)
    with pytest.raises(Faults) as raised:
        read(content.encode(), "maps/a")
    return [one.code for one in raised.value.problems]


def _collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def _feature(kind: str, coordinates: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def _one(read: object, content: str) -> Row:
    assert callable(read)
    ((row,), _) = read(content.encode(), "maps/a")
    assert isinstance(row, Row)
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


def test_each_feature_is_marked_on_its_own_line() -> None:
    content = json.dumps(json.loads(_collection(*[_feature("Point", [12.1, 60.1])] * 3)), indent=1)
    rows, _ = read_geojson(content.encode(), "maps/a")
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
    with pytest.raises(Faults) as raised:
        read_geojson(content.encode(), "maps/a")
    (one,) = raised.value.problems
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
        (_collection(_feature("MultiPoint", [[12, 60]])), "M515"),
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
    assert shape_of(geometry, "maps/a", WHOLE_FILE).rings == (SQUARE, hole[::-1])


@pytest.mark.parametrize(
    ("position", "outline", "code"),
    [
        ((12.1, 60.1), TOWN, None),
        ((12.22, 60.1), TOWN, None),  # 1,1 km outside: the outline is simplified
        ((12.3, 60.1), TOWN, "M509"),
        ((60.1, 12.1), TOWN, "M508"),
        ((0.0, 0.0), TOWN, "M511"),
        ((333_000.0, 6_675_000.0), TOWN, "M510"),
        ((6_675_000.0, 333_000.0), TOWN, "M510"),
        ((120_097.0, 601_910.0), TOWN, "M527"),
        ((12.1, 60.1), NORWAY, None),
        ((60.1, 12.1), NORWAY, "M508"),
        ((2.35, 48.86), NORWAY, "M509"),
        ((15.6, 78.2), NORWAY, None),
    ],
)
def test_the_likeliest_fault_of_a_position_is_told(position: Position, outline: Outline, code: str | None) -> None:
    found = frame_problem(position, outline, "maps/a", WHOLE_FILE, "Vika")
    assert (found.code if found else None) == code


def test_swapped_numbers_are_shown_as_they_should_be_written() -> None:
    found = frame_problem((60.19105, 12.00973), TOWN, "maps/a", WHOLE_FILE, "Vika")
    assert found is not None
    assert dict(found.values) == {"name": "Vika", "lat": "12.00973", "lon": "60.19105"}


def test_a_distance_is_in_kilometres() -> None:
    found = frame_problem((12.1, 61.2), TOWN, "maps/a", WHOLE_FILE, "Vika")
    assert found is not None and dict(found.values)["distance"] == 111


def test_an_outline_is_made_of_the_areas_of_the_base_map() -> None:
    rows, _ = read_geojson(_collection(_feature("Polygon", [SQUARE]), _feature("Point", [12, 60])).encode(), "maps/a")
    assert outline_of(rows) == TOWN
    assert outline_of(rows[1:]) is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["Point", "Polygon", "LineString", "id"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "coordinates", "geometry"]), inner)
    ),
    max_leaves=12,
)


@given(st.one_of(st.binary(max_size=80), st.text(max_size=80).map(str.encode)))
def test_whatever_a_table_holds_is_read_or_told(content: bytes) -> None:
    for read in (read_csv, read_geojson):
        with contextlib.suppress(Faults):
            read(content, "maps/a")


_STRANGE = st.sampled_from("\ud800\udfff\x00\x1b\u202e\u2028\ufeff")
_ANY_TEXT = st.text(st.characters(exclude_categories=()) | _STRANGE, max_size=4)


@given(st.dictionaries(_ANY_TEXT, _ANY_TEXT, max_size=3), _ANY_TEXT)
def test_no_text_of_a_feature_holds_what_a_file_may_not_hold(properties: dict[str, str], id_: str) -> None:
    content = _collection(_feature("Point", [12, 60]) | {"properties": properties, "id": id_})
    with contextlib.suppress(Faults):
        rows, names = read_geojson(content.encode(), "maps/a")
        for text in (*names, *rows[0].document.data.values()):
            assert not list(strange_in(str(text)))


@given(st.lists(_JSON, max_size=3), st.lists(_JSON, max_size=3))
def test_whatever_a_feature_holds_is_read_or_told(features: list[object], coordinates: list[object]) -> None:
    for kind in ("Point", "LineString", "Polygon"):
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
    rows, names = read_csv(table.encode(), "maps/a.csv")
    assert names == ("navn", "lat", "lon")
    assert [row.document.data for row in rows] == [{"navn": "A", "lat": "60.1", "lon": "12.1"}]
