"""A map's page stays light, however many places it has."""

from __future__ import annotations

from pathlib import Path

from tests.support import ROOT, SMALL_SETTINGS, built, map_weight, read_all

KINDS = ("Badeplass", "Lekeplass", "Ballbinge", "Skiløype", "Turmål")


def _town(root: Path, places: int) -> dict[str, bytes]:
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
    built(root / "site", root / "out")
    return read_all(root / "out")


def test_a_page_with_fifty_places_is_at_most_sixty_kilobytes(tmp_path: Path) -> None:
    files = _town(tmp_path, 50)
    page = "kart/fritid/index.html"
    assert files[page].count(b'<li id="sted-') == 50
    assert map_weight(files, page) <= 60 * 1024


def test_a_page_with_two_thousand_places_is_at_most_four_hundred_kilobytes(tmp_path: Path) -> None:
    files = _town(tmp_path, 2000)
    page = "kart/fritid/index.html"
    assert files[page].count(b'<li id="sted-') == 2000
    assert map_weight(files, page) < 400 * 1000
