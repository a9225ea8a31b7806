"""A notice that concerns what nobody is shown yet is told of, where people would look for it there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import OUTLINE, SMALL_CONTACTS, SMALL_SETTINGS, checked, notice, written

CATEGORY = {"content/categories.yaml": "skole:\n  tittel: Skole\n"}
NOTICE = "content/notices/2026-02-17-drift-sfo.md"


def _service(*fields: str) -> str:
    return "\n".join(("---", "tittel: SFO", "kort: Etter skolen.", "kategori: skole", *fields, "---", "", "Spør.", ""))


def _told(root: Path) -> list[tuple[str, str, int]]:
    return [(one.code, one.path, one.mark.line) for one in checked(root).problems]


@pytest.mark.parametrize(
    ("of_the_service", "of_the_notice", "told"),
    [
        ("utkast: ja", "type: drift", ["N331"]),
        ("publisert: 2026-03-01", "type: drift", ["N332"]),
        # What is both is a draft first of all.
        ("utkast: ja\npublisert: 2026-03-01", "type: drift", ["N331"]),
        ("publisert: 2026-02-01", "type: drift", []),
        # A notice that waits is judged as of when it is shown.
        ("utkast: ja", "publisert: 2026-03-02", ["N331"]),
        ("publisert: 2026-03-01", "publisert: 2026-02-20", ["N332"]),
        ("publisert: 2026-03-01", "publisert: 2026-03-01", []),
        # Nobody looks for what is over, and a notice that is a draft itself has time.
        ("utkast: ja", "publisert: 2026-02-01\nslutter: 2026-02-02", []),
        ("utkast: ja", "utkast: ja", []),
    ],
)
def test_a_notice_is_told_of_that_nobody_finds_at_what_it_concerns(
    tmp_path: Path, of_the_service: str, of_the_notice: str, told: list[str]
) -> None:
    text = notice("SFO er stengt", "gjelder: sfo", of_the_notice)
    root = written(tmp_path, {**CATEGORY, "content/services/sfo.md": _service(of_the_service), NOTICE: text})
    assert _told(root) == [(code, NOTICE, 3) for code in told]


def test_where_a_draft_and_something_shown_bear_one_name_the_notice_is_found(tmp_path: Path) -> None:
    files = {
        **CATEGORY,
        "content/contacts.yaml": SMALL_CONTACTS + "sfo:\n  navn: SFO\n  telefon: 22 22 22 23\n",
        "content/services/sfo.md": _service("utkast: ja"),
        NOTICE: notice("SFO er stengt", "gjelder: sfo"),
    }
    assert _told(written(tmp_path, files)) == []


def test_a_place_is_hidden_with_its_map_which_is_the_file_that_is_named(tmp_path: Path) -> None:
    places = "tittel: Skoler\nutkast: ja\nsteder:\n  - navn: Lia skole\n    id: lia\n    lat: 60.2\n    lon: 12.0\n"
    files = {
        "content/site.yaml": SMALL_SETTINGS + "grunnkart: grunnkart.geojson\n",
        "maps/grunnkart.geojson": OUTLINE,
        "maps/skoler.yaml": places,
        NOTICE: notice("Skolen er stengt", "gjelder: lia"),
    }
    (one,) = checked(written(tmp_path, files)).problems
    assert (one.code, one.path, one.mark.line) == ("N331", NOTICE, 3)
    assert dict(one.values)["other"] == "maps/skoler.yaml"


@pytest.mark.parametrize(
    ("of_the_map", "of_the_crisis", "told"),
    [
        ("utkast: ja", "møtesteder: lia", [("N335", 4)]),
        ("utkast: ja", "ruter: [torget, lia]", [("N335", 4)]),
        ("publisert: 2026-03-01", "møtesteder: lia", [("N336", 4)]),
        ("publisert: 2026-02-01", "møtesteder: [lia, torget]", []),
    ],
)
def test_a_crisis_that_sends_people_where_no_map_is_shown_is_told_of(
    tmp_path: Path, of_the_map: str, of_the_crisis: str, told: list[tuple[str, int]]
) -> None:
    place = "steder:\n  - navn: {}\n    lat: 60.2\n    lon: 12.0\n"
    files = {
        "content/site.yaml": SMALL_SETTINGS + "grunnkart: grunnkart.geojson\n",
        "maps/grunnkart.geojson": OUTLINE,
        "maps/skoler.yaml": f"tittel: Skoler\n{of_the_map}\n{place.format('Lia')}",
        "maps/torg.yaml": f"tittel: Torg\n{place.format('Torget')}",
        "content/notices/2026-02-17-krise-flom.md": notice("Flom", "type: krise", of_the_crisis),
    }
    assert [(code, line) for code, _, line in _told(written(tmp_path, files))] == told
