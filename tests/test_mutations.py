"""Files that went wrong somewhere between an editor and us: whatever became of them is told, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder import build
from site_builder.problems import as_text
from site_builder.reports import as_github, as_gitlab, as_json, as_sarif
from site_builder.text.messages import catalogue
from tests.support import INVALID, NOW, OUTLINE

# make audit asks for many more.
EXAMPLES = int(os.environ.get("EXAMPLES", "10"))
FILES = {
    "content/notices/2026-02-17-drift-vann.md": (
        "---\ntype: drift\ntema: vann\ngjelder: [skole, 'gate:Storgata']\nstarter: 2026-02-17 09:00\n"
        'slutter: "2026-02-18 kl. 14.30"\nlenke: sok\ntidligere_adresser:\n  - /gammel/vann.html\n'
        "kilder:\n  - tittel: Vakta\n    nettadresse: https://www.kommune.example/\n---\n"
        "# Vannet er stengt\n\nRing {telefon:servicetorget}, det koster {pris:sfo}. Se [her](tema:skole) &amp; der.\n\n"
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n## Oppdateringer\n\n10.15 Tankbil.\n"
    ),
    "content/links.yaml": (
        "sok:\n  tittel: Søk\n  nettadresse: https://www.kommune.example/sok\n  åpner: 1. januar\n  stenger: 1. mars\n"
    ),
    "content/prices.yaml": "sfo:\n  tittel: SFO\n  satser:\n    - beløp: 3145\n      fra: 2026-01-01\n",
    "content/categories.yaml": "skole:\n  tittel: Skole\n",
    "maps/skoler.yaml": "tittel: Skoler\ndata: skoler.csv\nkolonner:\n  - felt: trinn\n    navn: Trinn\n",
    "maps/skoler.csv": 'navn;lat;lon;trinn;id\nVika;60.19;12.01;1-7;vika\n"Nes; nord";60.2;12.02;"8-10";\n',
    "maps/streets.csv": (
        "gate;fra;til;side;skole;avfall;eksempel\nStorgata;1;35;odde;vika;torsdag;ja\nStorgata;2;;par;nes;;nei\n"
        "Storgata;37;;odde;nes;fredag;nei\n"
    ),
    "maps/kretser.yaml": (
        "tittel: Kretser\neksempel: ja\ndata: kretser.geojson\nkrets_for: skole\n"
        "kolonner:\n  - felt: skole\n    navn: Skole\n"
    ),
    "maps/kretser.geojson": json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"navn": "Vika krets", "skole": "vika"},
                    "geometry": {
                        "type": "Polygon",
                        "coordinates": [[[12.0, 60.1], [12.015, 60.1], [12.015, 60.3], [12.0, 60.3], [12.0, 60.1]]],
                    },
                },
            ],
        },
        indent=1,
    ),
    "maps/felt.yaml": (
        "tittel: Felt\ndata: felt.csv\nkoordinatsystem: UTM 33\nkolonner:\n"
        "  - felt: areal\n    navn: Areal\n    navn_på:\n      nn: Areal\n    type: areal\n    enhet: m²\n"
        "  - felt: pris\n    navn: Pris\n    type: beløp\n  - felt: frist\n    navn: Frist\n    type: dato\n"
        "  - felt: status\n    navn: Status\n    type: valg\n    valg: [ledig, solgt]\n"
        "  - felt: nett\n    navn: Nett\n    type: lenke\n  - felt: post\n    navn: Post\n    type: postnummer\n"
    ),
    "maps/felt.csv": (
        "navn;wkt;øst;nord;areal;pris;frist;status;nett;post\n"
        'Felt 1;"SRID=25833;POLYGON((337037 6682835, 337061 6682835, 337061 6682875, 337037 6682875, 337037 6682835))"'
        ";;;960;350 000 kr;2026-05-12;ledig;sok;2212\n"
        "Felt 2;;337100.5;6682900;1 040;gratis;12. mai 2026 kl. 14.30;solgt;;0151\n"
    ),
    "maps/turer.yaml": (
        "tittel: Turer\ndata: turer.gpx\nkolonner:\n  - felt: ele\n    navn: Høyde\n    type: tall\n"
        "  - felt: href\n    navn: Mer\n"
    ),
    "maps/turer.gpx": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">\n'
        '<wpt lat="60.1" lon="12.1"><name>Bu</name><desc>Åpen &amp; varm</desc>'
        '<ele>140.5</ele><cmt>Tak</cmt><link href="https://a.example/"><text>Bua</text></link><sym>Hut</sym></wpt>\n'
        '<rte><name>Ruta</name><rtept lat="60.1" lon="12.2"/><rtept lat="60.2" lon="12.2"/></rte>\n'
        '<trk><name>Løypa</name><trkseg><trkpt lat="60.3" lon="12.1"/><trkpt lat="60.3" lon="12.2"/></trkseg>\n'
        '<trkseg><trkpt lat="60.4" lon="12.1"/><trkpt lat="60.4" lon="12.2"/></trkseg></trk>\n</gpx>\n'
    ),
    "maps/tomter.yaml": "tittel: Tomter\ndata: tomter.geojson\nkolonner:\n  - felt: areal\n    navn: Areal\n",
    "maps/tomter.geojson": json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "id": "nes",
                    "properties": {"navn": "Nes", "areal": 812.5, "eksempel": True},
                    "geometry": {
                        "type": "Polygon",
                        "coordinates": [[[12.02, 60.2], [12.03, 60.2], [12.03, 60.21], [12.02, 60.2]]],
                    },
                },
                {
                    "type": "Feature",
                    "properties": {"navn": "Vik", "areal": None},
                    "geometry": {"type": "Point", "coordinates": [12.04, 60.2]},
                },
            ],
        },
        indent=1,
    ),
}

_PIECES = st.sampled_from(
    [
        *rb"\ud800 \udc00 \u0000 \u202e \u2028 \ufeff \" \\ \x41 &#x202E; &#0; &lrm; 1e999 NaN null true {} []".split(),
        *rb"POINT( POLYGON(( MULTI EMPTY -1e308 9,87654E+08 01.jul <!DOCTYPE &a; </name> </gpx> EPSG::25833".split(),
        *rb"{pris: {telefon:x} {{ 7*7 }} {% raw %} <script> ../../ /assets/ mailto:a@b.c?bcc=d .. --- ...".split(),
        *(bytes([one]) for one in b"\"':;,#-[]{}&*!|>%@`~?<\t\r\n\x00\x1b\x85\xff\xe5 09./"),
        "\u2028".encode(),
        "\u202e".encode(),
        "\ufeff".encode(),
        "a\u030a".encode(),
        b": ",
        b"\n  ",
        b"\n- ",
        b"\n---\n",
        b"9" * 400,
        b"[" * 200,
        b"id",
        b"type",
        b"2026-03-29 02:30",
    ]
)


_CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from([0, 0, 1, 2, 5, 40]), st.one_of(_PIECES, st.binary(max_size=3))),
    min_size=1,
    max_size=4,
)
"""Where (as a part of the file), how many bytes go, and what comes instead."""


def _changed(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, gone, piece in changes:
        at = round(where * len(content))
        content = content[:at] + piece + content[at + gone :]
    return content


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with nothing wrong in it."""
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(INVALID / "bad_date" / "content", root / "content")
    for path, text in FILES.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "maps/grunnkart.geojson").write_text(OUTLINE, encoding="utf-8")
    settings_file = root / "content/site.yaml"
    settings_file.write_text(f"{settings_file.read_text('utf-8')}grunnkart: grunnkart.geojson\n", encoding="utf-8")
    return root


def _check(site: Path) -> build.Outcome:
    outcome = build.check(build.Request(site, site / "output", NOW))
    words = catalogue(outcome.language)
    # What is printed must be possible to print, too.
    as_text(outcome.problems, outcome.sources, words).encode()
    for form in (as_json, as_github, as_gitlab, as_sarif):
        form(outcome.problems, words).encode()
    return outcome


def test_the_site_has_nothing_wrong_in_it_to_begin_with(site: Path) -> None:
    assert _check(site).problems == ()


@pytest.mark.parametrize("path", FILES)
def test_whatever_becomes_of_a_file_is_told(path: str, site: Path) -> None:
    content = FILES[path].encode()

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None)
    @given(_CHANGES)
    def told(changes: list[tuple[float, int, bytes]]) -> None:
        (site / path).write_bytes(_changed(content, changes))
        _check(site)

    try:
        told()
    finally:
        (site / path).write_bytes(content)
