"""An old address is a page like any other, and sends people on."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.loading import load
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


def test_it_is_not_in_the_sitemap(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out")
    assert b"barnehage.html" not in read_all(tmp_path / "out")["sitemap.xml"]
