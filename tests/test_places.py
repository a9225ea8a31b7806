"""Every place has a page of its own; its map's list and every reference lead there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support import FULL, SMALL_SETTINGS, built, copy_of, read_all


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return _pages(FULL, tmp_path_factory.mktemp("places") / "out")


def _pages(root: Path, out: Path) -> dict[str, str]:
    built(root, out)
    return {path: content.decode() for path, content in read_all(out).items() if path.endswith((".html", ".xml"))}


def _main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_a_place_has_a_page_with_all_that_is_known_of_it(pages: dict[str, str]) -> None:
    page = _main(pages["steder/smavik-skole/index.html"])
    for wanted in (
        '<a href="/mini/kart/skoler/"><span aria-hidden="true">‹</span>Eksempel: Skoler</a>',
        "<h1>Småvik skole</h1>",
        "Dette er et oppdiktet eksempel.",
        '<p class="lead">Barneskole.</p>',
        "<dt>Adresse</dt><dd>Skolevegen 1</dd>",
        "<dt>Trinn</dt><dd>1.-7. trinn</dd>",
        'href="https://www.vannverk.example/"',
        'href="/mini/kart/skoler/#smavik-skole">Vis på kartet</a>',
        'href="/mini/aktuelt/2026-02-17-drift-vann/"',
        'href="/mini/tjenester/barnehageplass/"',
        "Bekreftet",
        "Nasjonalt skoleregister",
    ):
        assert wanted in page, wanted


def test_who_says_from_about_a_place_names_its_own_page(pages: dict[str, str]) -> None:
    page = pages["steder/smavik-skole/index.html"]
    assert "body=https%3A%2F%2Ftest.smavik.example%2Fmini%2Fsteder%2Fsmavik-skole%2F" in page
    assert "subject=Feil%20p%C3%A5%20siden%3A%20Sm%C3%A5vik%20skole&amp;" in page


def test_a_places_page_says_where_it_stands_and_in_the_sitemap_too(pages: dict[str, str]) -> None:
    address = "https://test.smavik.example/mini/steder/smavik-skole/"
    page = pages["steder/smavik-skole/index.html"]
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<meta property="og:url" content="{address}">' in page
    assert '<meta property="og:title" content="Eksempel: Småvik skole – Skoler">' in page
    assert f"<loc>{address}</loc>" in pages["sitemap.xml"]


def test_a_place_without_any_facts_has_a_page_that_says_what_it_is(tmp_path: Path) -> None:
    site = copy_of(FULL, tmp_path / "site")
    map_ = site / "maps/skoler.yaml"
    map_.write_text(map_.read_text(encoding="utf-8").replace("\n    verdier:\n      trinn: 8.-10. trinn", ""), "utf-8")
    page = _pages(site, tmp_path / "out")["steder/as-skole/index.html"]
    assert '<meta name="description" content="Ås skole, Skoler">' in page
    assert "<dl" not in _main(page)


def test_what_names_a_place_leads_to_its_page(pages: dict[str, str]) -> None:
    link = '<a href="/mini/steder/smavik-skole/">'
    assert link + "Småvik skole</a>" in pages["tjenester/barnehageplass/index.html"]
    # In the body, and as what the notice concerns.
    assert pages["aktuelt/2026-02-17-drift-vann/index.html"].count(link) == 2


def test_the_list_of_a_map_keeps_its_ids_and_leads_to_the_pages(pages: dict[str, str]) -> None:
    for path in ("kart/skoler/index.html", "embed/kart/skoler/index.html"):
        assert re.search(r'<li id="smavik-skole">.*<h3><a href="/mini/steder/smavik-skole/">Småvik', pages[path])


def test_all_places_stand_in_one_list_map_by_map(pages: dict[str, str]) -> None:
    page = _main(pages["steder/index.html"])
    titles = re.findall(r'<h2 id="[a-z]+"><a href="[^"]+">([^<]+)</a>', page)
    names = re.findall(r'<span class="name">([^<]+)</span>', page)
    assert titles == ["Eksempel: Ledige tomter", "Eksempel: Skolekretser", "Eksempel: Skoler", "Steder"]
    # The bath stands among the units: the two have one page.
    assert names[-3:] == ["Eksempel: Småvik skole", "Eksempel: Ås skole", "Kirka"]
    assert 'href="/mini/steder/"' in pages["kart/index.html"]


def test_a_notice_on_a_map_concerns_each_of_its_places(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/notices/2026-02-17-drift-fri.md").write_text(
        "---\ntittel: Skolene er stengt\ntype: drift\ngjelder: [skoler]\nstarter: 2026-02-17\n---\n\nDet snør.\n"
    )
    pages = _pages(root, tmp_path / "out")
    assert "Skolene er stengt" in _main(pages["steder/as-skole/index.html"])
    assert "Skolene er stengt" not in _main(pages["steder/kirka/index.html"])


def test_two_places_of_one_name_on_a_map_have_titles_of_their_own(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    table = root / "maps/steder.csv"
    table.write_text(table.read_text() + "Kirka;kirka-nord;;60.14;12.14;;;kirke\n")
    pages = _pages(root, tmp_path / "out")
    assert "<title>Kirka – Steder (kirka) – Småvik</title>" in pages["steder/kirka/index.html"]
    assert "<title>Kirka – Steder (kirka-nord) – Småvik</title>" in pages["steder/kirka-nord/index.html"]


def test_a_place_and_a_service_may_have_one_name(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/services/kirkekontoret.md").write_text(
        "---\ntittel: Kirka\nkort: Gravplass og gudstjenester.\nkategori: veg-vann\n---\n"
    )
    _pages(root, tmp_path / "out")


def test_on_a_site_in_nynorsk_places_stand_under_their_own_word(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text().replace("språk: [nb]", "språk: [nn]"))
    pages = _pages(root, tmp_path / "out")
    assert "<h1>Skular, barnehagar og andre stader</h1>" in pages["stader/index.html"]
    assert ">Vis på kartet</a>" in pages["stader/kirka/index.html"]


def test_the_data_of_a_map_has_the_contracts_keys(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out")
    # What the script needs beside the list, and what others fetch.
    (path,) = (tmp_path / "out/assets").glob("steder-skoler.*.geojson")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert features[0]["properties"] == {"id": "smavik-skole"}
    public = json.loads((tmp_path / "out/api/v1/kart/skoler.geojson").read_text(encoding="utf-8"))["features"]
    known = next(one["properties"] for one in public if one["properties"]["slug"] == "smavik-skole")
    assert (known["name"], known["address"], known["sample"]) == ("Småvik skole", "Skolevegen 1", True)
    assert known["trinn"] == "1.-7. trinn"


def test_where_all_is_sold_there_is_no_map_and_every_page_stays(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": SMALL_SETTINGS,
        "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n",
        "maps/tomter.yaml": (
            "tittel: Ledige tomter\ndata: tomter.csv\nledighet: status\nkolonner:\n  - felt: status\n    navn: Status\n"
            "  - felt: pris\n    navn: Pris\n    type: beløp\n"
        ),
        "maps/tomter.csv": "navn;id;lat;lon;status;pris\nTomt 1;tomt-1;60.1;12.1;solgt;100000\n",
    }
    for name, text in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    built(tmp_path / "site", tmp_path / "out")
    map_, place = (
        read_all(tmp_path / "out")[path].decode() for path in ("kart/tomter/index.html", "steder/tomt-1/index.html")
    )
    assert "<h1>Ledige tomter (0 av 1)</h1>" in map_
    assert "<p>Ingenting er ledig nå.</p>" in map_
    assert '<a class="tap" href="/steder/tomt-1/">Tomt 1</a>' in map_
    assert "data-map" not in map_
    assert '<strong class="state sold">solgt</strong>' in place
    assert " kr" not in place.partition("<main")[2].partition("</main>")[0]
