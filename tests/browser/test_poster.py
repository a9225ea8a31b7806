"""The poster of the week on paper: one page of A4, whether there is little or much to tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from site_builder.digest.poster import as_html, poster_of
from site_builder.text.messages import catalogue
from tests.support import NOW, notice, small_site

HEIGHT = 277 * 96 / 25.4
"""Of A4 between the margins, in CSS pixels"""


SHORT = "Kveld med korps og venner i kulturhuset nummer"
LONG = (
    "Åpent møte om kommunedelplanen for barnehagebruksplanlegging og områdereguleringsbestemmelsene for Øvre Lia, kveld"
)


@pytest.mark.parametrize(("number", "title"), [(9, SHORT), (60, SHORT), (20, LONG)])
def test_a_poster_is_one_page_and_shows_all_that_stands_on_it(
    number: int, title: str, browser: Browser, tmp_path: Path
) -> None:
    files = {
        f"content/notices/k{at}.md": notice(
            f"{title} {at}", "type: arrangement", "publisert: 2026-02-16", "sted: Kulturhuset i Storgata",
            f"starter: 2026-02-{18 + at % 6} 18.00",
        )
        for at in range(number)
    }  # fmt: skip
    out = tmp_path / "oppslag.html"
    site = small_site(tmp_path / "site", files)
    out.write_text(as_html(poster_of(site, NOW), catalogue("nb")), encoding="utf-8")
    page = browser.new_page(viewport={"width": 695, "height": 1047})
    page.goto(out.as_uri())
    assert len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    assert page.evaluate("document.querySelector('main').scrollHeight") <= HEIGHT
    page.close()
