"""What a map's columns hold: read by type, kept in one form, shown as people write."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from site_builder.content_types.columns import Column, ColumnType
from site_builder.content_types.maps import Place
from site_builder.loading import load
from tests.support import FULL, OUTLINE, SMALL_SETTINGS, built, copy_of, written


def _column(kind: ColumnType, **more: object) -> Column:
    return Column.model_validate({"key": "verdi", "label": "Verdi", "type": kind.value, **more})


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        (ColumnType.TEXT, "1.-7. trinn", "1.-7. trinn"),
        (ColumnType.NUMBER, "12,50", "12.5"),
        (ColumnType.NUMBER, "-3", "-3"),
        (ColumnType.NUMBER, "1 040 000", "1040000"),
        (ColumnType.INTEGER, "45", "45"),
        (ColumnType.INTEGER, "45.0", "45"),
        (ColumnType.AREA, "1\N{NO-BREAK SPACE}040 m²", "1040"),
        (ColumnType.AMOUNT, "350 000 kr", "350000"),
        (ColumnType.AMOUNT, "gratis", "0"),
        (ColumnType.DATE, "12. mai 2026", "2026-05-12"),
        (ColumnType.DATE, "2026-05-12 14:30", "2026-05-12 14:30"),
        (ColumnType.YES_NO, "Ja", "ja"),
        (ColumnType.YES_NO, "no", "nei"),
        (ColumnType.LINK, "om-vann", "om-vann"),
        (ColumnType.LIST, "barneskole;ungdomsskole , SFO,", "barneskole, ungdomsskole, SFO"),
        (ColumnType.POSTCODE, "0151", "0151"),
        (ColumnType.ORGANISATION, "974 576 082", "974576082"),
    ],
)
def test_a_value_is_kept_in_one_form_however_it_was_written(kind: ColumnType, written: str, kept: str) -> None:
    assert _column(kind).kept(written) == kept


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        (ColumnType.NUMBER, "mange", "M541"),
        (ColumnType.NUMBER, "1,2,3", "M541"),
        (ColumnType.NUMBER, "inf", "M541"),
        (ColumnType.NUMBER, "9" * 400, "M541"),
        (ColumnType.NUMBER, "²", "M541"),
        (ColumnType.INTEGER, "4,5", "M542"),
        (ColumnType.AREA, "-5 m²", "M678"),
        (ColumnType.AREA, "0", "M678"),
        (ColumnType.AMOUNT, "dyrt", "D212"),
        (ColumnType.DATE, "i morgen", "D201"),
        (ColumnType.YES_NO, "kanskje", "D206"),
        (ColumnType.LINK, "https://www.kommune.example/", "D215"),
        (ColumnType.POSTCODE, "151", "M544"),
        (ColumnType.POSTCODE, "22 12", "M543"),
        (ColumnType.ORGANISATION, "974576083", "M545"),
        (ColumnType.ORGANISATION, "97457608", "M545"),
        (ColumnType.ORGANISATION, "9,74576E+08", "M546"),
        (ColumnType.TEXT, "4,7E+07", "M546"),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: ColumnType, written: str, code: str) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        _column(kind).kept(written)
    assert raised.value.type == code


def test_a_choice_is_kept_as_the_map_spells_it() -> None:
    column = _column(ColumnType.CHOICE, choices=["Ledig", "Solgt"])
    assert column.kept("LEDIG") == "Ledig"
    with pytest.raises(PydanticCustomError) as raised:
        column.kept("opptatt")
    assert raised.value.type == "D207"


@pytest.mark.parametrize("text", ["01.jul", "7.jan", "jul.07", "1-Jul", "10.des."])
def test_what_a_spreadsheet_makes_of_two_numbers_is_known(text: str) -> None:
    assert _column(ColumnType.TEXT).looks_like_a_date(text)


@pytest.mark.parametrize("text", ["1. juli", "1-7", "juli", "7.jan og 8.jan", "mai 2026"])
def test_what_a_person_writes_of_a_date_is_no_slip(text: str) -> None:
    assert not _column(ColumnType.TEXT).looks_like_a_date(text)


@given(st.sampled_from(ColumnType), st.text(max_size=12))
def test_what_is_kept_stays_as_it_is_when_read_again(kind: ColumnType, text: str) -> None:
    column = _column(kind, choices=["ledig"])
    try:
        kept = column.kept(text)
    except PydanticCustomError as fault:
        assert len(fault.type) == 4
    else:
        assert column.kept(kept) == kept


@pytest.mark.parametrize(
    ("key", "more", "size"),
    [
        ("areal", {"unit": "m²"}, ("m²", 1)),
        ("areal_m2", {}, ("m2", 1)),
        ("tomteareal", {"unit": "daa"}, ("daa", 1000)),
        ("area", {"unit": "ha"}, ("ha", 10_000)),
        ("a", {"label": "Areal (dekar)"}, ("dekar", 1000)),
        # Of what stands there, of nobody knows what, and in what nobody knows.
        ("areal bygg", {"unit": "m²"}, None),
        ("arealplan", {}, None),
        ("areal", {"unit": "plasser"}, None),
    ],
)
def test_the_size_of_a_plot_is_known_by_its_name_and_unit(key: str, more: object, size: object) -> None:
    assert isinstance(more, dict)
    assert _column(ColumnType.NUMBER, key=key, **more).square_metres == size
    assert _column(ColumnType.TEXT, key=key, **more).square_metres is None


@pytest.mark.parametrize(
    ("key", "text", "is_lost"),
    [
        ("postnr", "180", True),
        ("Kommunenummer", "301", True),
        ("postnummer", "0180", False),
        ("telefon", "180", False),
        ("verdi", "180", False),
    ],
)
def test_a_zero_is_missed_only_where_a_number_has_four_digits(key: str, text: str, *, is_lost: bool) -> None:
    assert _column(ColumnType.TEXT, key=key).has_lost_a_zero(text) is is_lost


def _site(root: Path, columns: str, row: str, header: str = "verdi") -> Path:
    files = {
        "content/site.yaml": f"{SMALL_SETTINGS}grunnkart: grunnkart.geojson\nspråk: [nb]\n",
        "content/links.yaml": (FULL / "content/links.yaml").read_text(encoding="utf-8"),
        "maps/grunnkart.geojson": OUTLINE,
        "maps/prove.yaml": f"tittel: Prøve\ndata: prove.csv\nkolonner:\n{columns}",
        "maps/prove.csv": f"navn;lat;lon;{header}\nVika;60.14;12.14;{row}\n",
    }
    return written(root, files)


@pytest.mark.parametrize(
    ("kind", "written", "shown"),
    [
        ("tall\n    enhet: plasser", "1040,5", "1\N{NO-BREAK SPACE}040,5\N{NO-BREAK SPACE}plasser"),
        ("heltall", "45", "45"),
        ("areal", "960", "960\N{NO-BREAK SPACE}m²"),
        ("beløp", "350000", "350\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr"),
        ("beløp", "0", "Gratis"),
        ("dato", "2026-05-12", "12. mai 2026"),
        ("dato", "2026-05-12 14:30", "12. mai 2026 kl. 14.30"),
        ("ja/nei", "true", "ja"),
        ("valg\n    valg: [ledig, solgt]", "Solgt", "solgt"),
        ("liste", "vinter,sommer", "vinter, sommer"),
        ("postnummer", "0151", "0151"),
        ("organisasjonsnummer", "974576082", "974\N{NO-BREAK SPACE}576\N{NO-BREAK SPACE}082"),
    ],
)
def test_a_value_is_shown_as_people_write_it(kind: str, written: str, shown: str, tmp_path: Path) -> None:
    columns = f"  - felt: verdi\n    navn: Verdi\n    type: {kind}\n"
    root = _site(tmp_path / "site", columns, written)
    built(root, tmp_path / "out")
    page = (tmp_path / "out/steder/vika/index.html").read_text(encoding="utf-8")
    assert f"<dt>Verdi</dt><dd>{shown}</dd>".lower() in page.lower()
    # In the list of its map, where pop-ups and comparisons read it.
    listed = (tmp_path / "out/kart/prove/index.html").read_text(encoding="utf-8")
    assert f'data-key="verdi">Verdi: <span>{shown}</span>'.lower() in listed.lower()


def test_a_column_of_links_leads_where_the_link_leads(tmp_path: Path) -> None:
    root = _site(tmp_path / "site", "  - felt: verdi\n    navn: Mer\n    type: lenke\n", "om-vann")
    built(root, tmp_path / "out")
    for path in ("steder/vika/index.html", "kart/prove/index.html", "embed/kart/prove/index.html"):
        assert '<a href="https://www.vannverk.example/">' in (tmp_path / "out" / path).read_text(encoding="utf-8"), path


def test_a_columns_name_is_that_of_the_sites_language(tmp_path: Path) -> None:
    columns = "  - felt: verdi\n    navn: Trinn\n    navn_på: {nn: Steg, en: Grades}\n"
    root = _site(tmp_path / "site", columns, "1-7")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("språk: [nb]", "språk: [nn]"), encoding="utf-8")
    built(root, tmp_path / "out")
    assert "<dt>Steg</dt><dd>1-7</dd>" in (tmp_path / "out/stader/vika/index.html").read_text(encoding="utf-8")


def test_what_is_wrong_in_two_columns_of_a_row_is_told_of_both(tmp_path: Path) -> None:
    columns = "".join(f"  - felt: {key}\n    navn: {key}\n    type: {key}\n" for key in ("tall", "dato"))
    root = _site(tmp_path / "site", columns, "mange;i morgen", "tall;dato")
    found = [(one.code, one.path, one.mark.line, one.mark.column) for one in load(root).problems]
    assert found == [("M541", "maps/prove.csv", 2, 18), ("D201", "maps/prove.csv", 2, 24)]


@pytest.mark.parametrize(
    ("wkt", "kind", "centre"),
    [
        ("MULTIPOINT(12.1 60.1, 12.12 60.12)", "MultiPoint", (12.1, 60.1)),
        ("MULTILINESTRING((12.1 60.1, 12.11 60.1), (12.1 60.11, 12.2 60.11))", "MultiLineString", (12.15, 60.11)),
        (
            "MULTIPOLYGON(((12.1 60.1, 12.11 60.1, 12.11 60.11, 12.1 60.1)), "
            "((12.12 60.12, 12.16 60.12, 12.16 60.16, 12.12 60.16, 12.12 60.12)))",
            "MultiPolygon",
            (12.14, 60.14),
        ),
    ],
)
def test_several_shapes_in_one_stand_in_the_maps_data_and_have_one_middle(
    wkt: str, kind: str, centre: tuple[float, float], tmp_path: Path
) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "maps/prove.yaml").write_text("tittel: Prøve\ndata: prove.csv\n", encoding="utf-8")
    (root / "maps/prove.csv").write_text(f'navn;wkt\nVika;"{wkt}"\n', encoding="utf-8")
    built(root, tmp_path / "out")
    (data,) = (tmp_path / "out/assets").glob("steder-prove.*.geojson")
    (feature,) = json.loads(data.read_text(encoding="utf-8"))["features"]
    assert feature["geometry"]["type"] == kind
    assert len(feature["geometry"]["coordinates"]) == 2
    site = load(root).site
    assert site is not None
    (place,) = (one for one in site.of(Place) if one.map_slug == "prove")
    assert place.shape.centre == centre


def test_a_list_in_geojson_is_what_a_text_with_commas_is_in_a_table(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "maps/prove.yaml").write_text(
        "tittel: Prøve\ndata: prove.geojson\nfiltre: [når, for, hva]\nkolonner:\n"
        "  - felt: når\n    navn: Når\n    type: liste\n  - felt: for\n    navn: For\n"
        "  - felt: hva\n    navn: Hva\n    type: valg\n    valg: ['ja', 'ja, delvis']\n",
        encoding="utf-8",
    )
    known = (
        {"navn": "Vika", "når": ["vinter", "sommer"], "for": "barn, voksne", "hva": "ja"},
        {"navn": "Lia", "når": "sommer;høst", "for": ["barn", None, 7], "hva": "ja, delvis"},
    )
    features = [
        {"type": "Feature", "properties": one, "geometry": {"type": "Point", "coordinates": [12.1, 60.1 + number / 10]}}
        for number, one in enumerate(known)
    ]
    (root / "maps/prove.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    built(root, tmp_path / "out")
    page = (tmp_path / "out/kart/prove/index.html").read_text(encoding="utf-8")
    assert 'data-key="når">Når: <span>vinter, sommer</span>' in page
    # Each is chosen by itself; a choice that the column declares is one, with its comma.
    found = re.findall(r'<select [^>]*name="(\w+)"( data-whole)?>(.*?)</select>', page)
    assert [(key, bool(whole), re.findall("<option>(.*?)</option>", options)) for key, whole, options in found] == [
        ("når", False, ["høst", "sommer", "vinter"]),
        ("for", False, ["7", "barn", "voksne"]),
        ("hva", True, ["ja", "ja, delvis"]),
    ]
