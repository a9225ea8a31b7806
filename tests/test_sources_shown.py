"""Where facts come from stands on the pages that show them; the municipality's numbers stand where people ask."""

from __future__ import annotations

import re

import pytest

from site_builder.text.numbers import NO_BREAK, organisation
from tests.support import FULL, built, copy_of


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = copy_of(FULL, tmp_path_factory.mktemp("sources") / "site")
    service = root / "content/services/broyting.md"
    front, _, body = service.read_text(encoding="utf-8").partition("\n---\n")
    service.write_text(f"{front}\npriser: [barnehage-hel]\nkilder:\n  - tittel: Vedtak i kommunestyret\n---\n{body}")
    built(root, root / "output")
    return {
        path.parent.relative_to(root / "output").as_posix(): path.read_text(encoding="utf-8")
        for path in (root / "output").rglob("index.html")
    }


def _sources(page: str) -> list[str]:
    found = re.search(r'<details class="sources">.*?</details>', page, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", found[0]) if found else []


@pytest.mark.parametrize(
    ("path", "sources"),
    [
        ("priser", ["Vedtak i kommunestyret"]),
        ("kontakt", ['<a href="https://www.smavik.example/kontakt">Kontaktsiden</a> (2026)', "Oppslaget på døra"]),
        ("tema/barnehage-skole", ["Los"]),
        ("tema/veg-vann", []),
        (
            "tjenester/barnehageplass",
            [
                '<a href="https://www.smavik.example/barnehage">Barnehagekontoret</a> (2026)',
                "Vedtak i kommunestyret",
                "Vedtak om foreldrebetaling",
                "Barnehagekontoret",
            ],
        ),
        ("tjenester/broyting", ["Vedtak i kommunestyret"]),
    ],
)
def test_sources_stand_on_the_page_that_shows_the_facts_each_once(
    pages: dict[str, str], path: str, sources: list[str]
) -> None:
    assert _sources(pages[path]) == sources


def test_the_numbers_of_the_municipality_stand_on_the_contact_page(pages: dict[str, str]) -> None:
    assert f"<li>Organisasjonsnummer 999{NO_BREAK}999{NO_BREAK}999</li>" in pages["kontakt"]
    assert "<li>Kommunenummer 9999</li>" in pages["kontakt"]


def test_an_organisation_number_is_grouped_however_it_is_written() -> None:
    assert organisation("944117784") == organisation("944 117 784") == f"944{NO_BREAK}117{NO_BREAK}784"
    assert organisation("NO 944") == "NO 944"
