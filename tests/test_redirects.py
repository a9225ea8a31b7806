"""An old address is a page like any other, and sends people on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.content_types.maps import Map, Place
from site_builder.loading import load
from site_builder.outputs.addresses import address
from site_builder.outputs.redirects import RedirectView, plan
from tests.support import FULL, NOW, built, copy_of, read_all


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = copy_of(FULL, tmp_path_factory.mktemp("redirects") / "site")
    (root / "content/notices/2026-02-17-krise-flom.md").write_text("# Flom i elva\n\nGå opp fra elva.\n")
    built(root, root / "output")
    return (root / "output/barnehage.html").read_text(encoding="utf-8")


def test_it_sends_people_on_without_a_script(page: str) -> None:
    assert '<meta http-equiv="refresh" content="0; url=/mini/tjenester/barnehageplass/">' in page
    assert '<a href="/mini/tjenester/barnehageplass/">Barnehageplass</a>' in page
    assert "<script" not in page


def test_it_has_all_that_every_page_has_and_alerts_first(page: str) -> None:
    body = page[page.index("<body") :]
    parts = ('class="skip"', 'class="alerts"', "<header", "<main", "</main>", "<footer")
    assert sorted(parts, key=body.index) == list(parts)
    assert "Flom i elva" in body
    assert '<link rel="canonical" href="https://test.smavik.example/mini/tjenester/barnehageplass/">' in page
    assert '<meta property="og:title"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_its_title_is_in_its_view_and_no_other_page_has_it(page: str) -> None:
    site = load(FULL).site
    assert site is not None
    views = [one.view for one in plan(site.at(NOW))]
    assert all(isinstance(view, RedirectView) for view in views)
    titles = [view.head.title for view in views]
    assert "Siden er flyttet: /barnehage.html" in titles
    assert len(set(titles)) == len(titles)
    assert "<title>Siden er flyttet: /barnehage.html – Småvik</title>" in page


def test_it_is_not_in_the_sitemap(full_town: Path) -> None:
    assert b"barnehage.html" not in read_all(full_town)["sitemap.xml"]


def test_maps_and_places_keep_their_old_addresses_too(full_town: Path) -> None:
    pages = {path: content.decode() for path, content in read_all(full_town).items() if path.endswith(".html")}
    led = {path: re.findall(r'content="0; url=([^"]+)"', pages[path]) for path in pages}
    assert {path: found[0] for path, found in led.items() if found} == {
        "barnehage.html": "/mini/tjenester/barnehageplass/",
        "no/badet/index.html": "/mini/steder/badet-ute/",
        "no/fa-barn/index.html": "/mini/livshendelser/fa-barn/",
        "drift/vann/index.html": "/mini/aktuelt/2026-02-17-drift-vann/",
        "kart/ledige-tomter/index.html": "/mini/kart/tomter/",
        "no/barnehage/index.html": "/mini/tjenester/barnehageplass/",
        "no/bronnen/index.html": "/mini/steder/bronnen/",
        "no/kirka/index.html": "/mini/steder/kirka/",
        "no/nar-far-jeg-svar/index.html": "/mini/sporsmal/nar-far-jeg-svar/",
        "no/personvern/index.html": "/mini/personvern/",
        "no/stien/index.html": "/mini/steder/stien/",
        "no/tomter/index.html": "/mini/kart/tomter/",
        "steder/bronn.html": "/mini/steder/bronnen/",
        "steder/kirken/index.html": "/mini/steder/kirka/",
        "steder/skolen/index.html": "/mini/steder/smavik-skole/",
    }
    assert "Kirka" in pages["no/kirka/index.html"]


@pytest.mark.parametrize("cell", ["/a/ /b/", "/a | /b/", "/a/,/b/", "/a/, /b/", " /a|/b "])
def test_a_cell_may_hold_several_old_addresses(tmp_path: Path, cell: str) -> None:
    root = copy_of(FULL, tmp_path / "site")
    table = root / "maps/steder.csv"
    table.write_text(table.read_text().replace("/no/kirka/ | /steder/kirken/", cell))
    site = load(root).site
    assert site is not None
    kirka = site.get(Place, "kirka")
    assert kirka is not None
    assert kirka.aliases == ("/a/", "/b/")


def test_the_id_of_a_map_is_its_slug_and_its_address_whatever_its_file_is_called() -> None:
    site = load(FULL).site
    assert site is not None
    map_ = site.get(Map, "tomter")
    assert map_ is not None
    assert map_.origin.path == "maps/ledige-tomter.yaml"
    assert address(site, map_) == "/kart/tomter/"
    assert {one.map_slug for one in site.of(Place) if one.slug == "stien"} == {"tomter"}


def test_a_link_to_the_old_address_of_a_map_that_waits_is_plain_text(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    map_ = root / "maps/ledige-tomter.yaml"
    map_.write_text(map_.read_text() + "publisert: 2026-03-01\n")
    links = "[tomter](/no/tomter/), [brønnen](/no/bronnen/) og [kirka](/no/kirka/)"
    (root / "content/pages/om.md").write_text(f"# Om oss\n\nSe {links}.\n")
    built(root, tmp_path / "out")
    page = (tmp_path / "out/om/index.html").read_text(encoding="utf-8")
    assert 'Se tomter, brønnen og <a href="/mini/no/kirka/">kirka</a>.' in page
    assert not (tmp_path / "out/no/tomter").exists()
