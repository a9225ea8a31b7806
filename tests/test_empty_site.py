"""A site on its first day: settings and a front desk, and nothing else. Every page still says something of use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import SMALL_SETTINGS, built, read_all

DESK = "servicetorget:\n  navn: Servicetorget\n"
CATEGORY = "skole:\n  tittel: Skole\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("empty") / "site"
    (root / "content").mkdir(parents=True)
    (root / "content/site.yaml").write_text(SMALL_SETTINGS)
    (root / "content/contacts.yaml").write_text(DESK + "  telefon: 22 22 22 22\n")
    (root / "content/categories.yaml").write_text(CATEGORY)
    return _pages(root)


def _pages(root: Path) -> dict[str, str]:
    built(root, root / "output")
    return {path: content.decode() for path, content in read_all(root / "output").items() if path.endswith("html")}


def _main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("tjenester", "Ingen tjenester er lagt inn ennå."),
        ("alle", "Ingen tjenester er lagt inn ennå."),
        ("tema/skole", "Ingen tjenester her ennå."),
        ("priser", "Ingen priser er lagt inn ennå."),
        ("kart", "Ingen kart er lagt inn ennå."),
        ("steder", "Ingen steder er lagt inn ennå."),
    ],
)
def test_a_list_with_nothing_says_so_and_leads_to_who_can_answer(pages: dict[str, str], path: str, said: str) -> None:
    main = _main(pages[f"{path}/index.html"])
    assert f"<p>{said}</p>" in main
    assert '<a href="/kontakt/">Kontakt oss</a>' in main
    assert "<input" not in main
    assert '<ul class="rows">' not in main


def test_no_page_leads_to_a_list_with_nothing(pages: dict[str, str]) -> None:
    empty = {
        f"/{path}/" for path in ("tjenester", "alle", "priser", "kart", "steder", "aktuelt/drift", "aktuelt/arkiv")
    }
    for path in ("index.html", "404.html", "kontakt/index.html", "aktuelt/index.html"):
        assert not empty & set(re.findall(r'href="([^"]+)"', pages[path])), path


def test_a_list_with_nothing_is_kept_from_search_engines(pages: dict[str, str]) -> None:
    for path in ("tjenester", "alle", "priser", "kart", "steder", "aktuelt/arkiv"):
        assert '<meta name="robots" content="noindex">' in pages[f"{path}/index.html"], path
    assert '<meta name="robots"' not in pages["kontakt/index.html"]


def test_opening_hours_are_promised_only_where_there_are_any(pages: dict[str, str]) -> None:
    assert "Åpningstider" not in pages["index.html"]


def test_every_page_has_a_heading_and_something_below_it(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        text = re.sub(r"<[^>]+>", " ", _main(page).split("</h1>")[1])
        assert len(text.split()) >= 3, path


def test_a_front_desk_without_a_way_to_reach_it_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text(SMALL_SETTINGS)
    (tmp_path / "content/contacts.yaml").write_text(DESK)
    assert "Telefon og adresse er ikke lagt inn ennå." in _main(_pages(tmp_path)["kontakt/index.html"])
