"""A proposal that takes a page away, or gives it another address, is told so while it still is a proposal."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from site_builder import build
from site_builder.loading.repository import may_lose_addresses
from tests.commands import run
from tests.support import NOW, OUTLINE, SMALL_SETTINGS, notice, text_of, written

CATEGORY = {"content/categories.yaml": "skole:\n  tittel: Skole\n"}
SERVICE = "---\ntittel: SFO\nkort: Etter skolen.\nkategori: skole\n{}---\n\nSpør på skolen.\n"
OLD, NEW = "content/services/sfo.md", "content/services/skolefritid.md"
MAP = "tittel: Skoler\nsteder:\n  - navn: Lia skole\n    lat: 60.2\n    lon: 12.0\n"


def _town(root: Path, files: dict[str, str]) -> Path:
    return written(root, {**CATEGORY, **files})


def _told(before: Path, after: Path) -> str:
    """Return what is said of the site `after` where `before` is public."""
    return text_of(build.check(build.Request(after, after / "output", NOW, addresses_of=before)))


def _codes(before: Path, after: Path) -> list[tuple[str, str]]:
    problems = build.check(build.Request(after, after / "output", NOW, addresses_of=before)).problems
    return [(one.code, one.path) for one in problems]


def test_a_file_that_got_another_name_is_told_the_line_that_sends_people_on(tmp_path: Path) -> None:
    before = _town(tmp_path / "before", {OLD: SERVICE.format("")})
    after = _town(tmp_path / "after", {NEW: SERVICE.format("")})
    assert _told(before, after) == (
        "advarsel[N334] content/services/skolefritid.md:2:9\n"
        "  Siden /tjenester/sfo/ får adressen /tjenester/skolefritid/. Da fører lenker til den gamle ingen steder, de "
        "på andre nettsteder også.\n"
        "    1 | ---\n"
        "    2 | tittel: SFO\n"
        "      |         ^^^\n"
        "  Skal folk bli sendt videre, skriv denne linja øverst i fila, mellom strekene: "
        "tidligere_adresser: /tjenester/sfo/\n"
        "\n"
        "1 advarsel\n"
    )
    (after / NEW).write_text(SERVICE.format("tidligere_adresser: /tjenester/sfo/\n"), encoding="utf-8")
    assert _told(before, after) == ""


def test_a_file_that_is_gone_is_told_what_to_write_in_another(tmp_path: Path) -> None:
    before = _town(tmp_path / "before", {OLD: SERVICE.format("")})
    after = _town(tmp_path / "after", {})
    assert _told(before, after) == (
        "advarsel[N333] content/services/sfo.md\n"
        "  Siden /tjenester/sfo/ blir borte. Da fører lenker til den ingen steder, de på andre nettsteder også.\n"
        "  Skriv denne linja i fila som folk skal til i stedet: tidligere_adresser: /tjenester/sfo/. Skal ingen sendes "
        "videre, kan det bli slik.\n"
        "\n"
        "1 advarsel\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        # Another id, and another name and title for the same text.
        (SERVICE.format(""), {OLD: SERVICE.format("id: skolefritid\n")}, [("N334", OLD)]),
        (SERVICE.format(""), {NEW: SERVICE.format("").replace("SFO", "Skolefritid")}, [("N334", NEW)]),
        # A name that is another where the address is the same, or nobody has it.
        (SERVICE.format(""), {NEW: SERVICE.format("id: sfo\n")}, []),
        (SERVICE.format("utkast: ja\n"), {}, []),
        (SERVICE.format("publisert: 2026-03-01\n"), {}, []),
        (SERVICE.format("eksempel: ja\n"), {}, []),
        # What waits again is not lost.
        (SERVICE.format(""), {OLD: SERVICE.format("utkast: ja\n")}, []),
    ],
)
def test_an_address_is_lost_where_people_had_it_and_nothing_answers(
    tmp_path: Path, old: str, new: dict[str, str], told: list[tuple[str, str]]
) -> None:
    before, after = _town(tmp_path / "before", {OLD: old}), _town(tmp_path / "after", new)
    assert _codes(before, after) == told


def test_old_addresses_that_are_there_already_stand_in_the_line_too(tmp_path: Path) -> None:
    before = _town(tmp_path / "before", {OLD: SERVICE.format("")})
    after = _town(tmp_path / "after", {NEW: SERVICE.format("tidligere_adresser: /sfo/\n")})
    assert "mellom strekene: tidligere_adresser: [/sfo/, /tjenester/sfo/]\n" in _told(before, after)
    (after / NEW).write_text(SERVICE.format("tidligere_adresser: [/sfo/, /tjenester/sfo/]\n"), encoding="utf-8")
    assert _told(before, after) == ""


def test_a_map_that_is_gone_is_told_of_once_and_a_place_by_its_file(tmp_path: Path) -> None:
    settings = {
        "content/site.yaml": SMALL_SETTINGS + "grunnkart: grunnkart.geojson\n",
        "maps/grunnkart.geojson": OUTLINE,
    }
    before = written(tmp_path / "before", {**settings, "maps/skoler.yaml": MAP})
    after = written(tmp_path / "after", settings)
    assert _codes(before, after) == [("N333", "maps/skoler.yaml")]
    (after / "maps/skoler.yaml").write_text(MAP.replace("Lia skole", "Lia barneskole"), encoding="utf-8")
    assert _codes(before, after) == [("N333", "maps/skoler.yaml")]
    assert "Siden /steder/lia-skole/ blir borte." in _told(before, after)
    # A map that gets another name has its places still, but for the one that gets another name too.
    (after / "maps/skoler.yaml").rename(after / "maps/skolene.yaml")
    assert sorted(_codes(before, after)) == [("N333", "maps/skoler.yaml"), ("N334", "maps/skolene.yaml")]
    assert "Siden /steder/lia-skole/ blir borte." in _told(before, after)


def test_of_danger_that_goes_away_it_is_not_said_that_an_address_does(tmp_path: Path) -> None:
    path, text = "content/notices/2026-02-16-flom.md", notice("Flom", "alvor: fare")
    before = _town(tmp_path / "before", {path: text})
    assert "N333" not in _told(before, _town(tmp_path / "after", {}))
    renamed = _town(tmp_path / "renamed", {"content/notices/2026-02-16-flom-i-lia.md": text})
    assert _codes(before, renamed) == [("N334", "content/notices/2026-02-16-flom-i-lia.md")]
    over = _town(tmp_path / "over", {path: text.replace("fare", "fare\nfriskmeldt: 2026-02-17 10:00")})
    assert _codes(over, _town(tmp_path / "gone", {})) == [("N333", path)]


def test_where_something_has_errors_nothing_is_said_to_be_gone(tmp_path: Path) -> None:
    before = _town(tmp_path / "before", {OLD: SERVICE.format("")})
    after = _town(tmp_path / "after", {OLD: SERVICE.format("").replace("kort: Etter skolen.\n", "")})
    assert [code for code, _ in _codes(before, after)] == ["F101"]


def _git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@eksempel.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *identity, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = _town(tmp_path / "repo/sted", {OLD: SERVICE.format(""), "content/notices/2026-02-01-a.md": notice("A")})
    _git(tmp_path / "repo", "init", "-q", "-b", "main")
    _git(root, "add", ".")
    _git(root, "commit", "-q", "-m", "one")
    return root


def test_a_check_of_a_proposal_tells_of_it(repository: Path) -> None:
    check = ("check", "--root", str(repository), "--now", NOW.isoformat(), "--changed-since", "main")
    assert "N33" not in run(*check).stderr
    _git(repository, "switch", "-q", "-c", "forslag")
    _git(repository, "mv", OLD, NEW)
    _git(repository, "commit", "-q", "-m", "two")
    done = run(*check)
    assert done.returncode == 0
    assert "advarsel[N334] content/services/skolefritid.md:2:9\n" in done.stderr
    # A site that is held against another folder is told the same.
    before = repository.parent.parent / "before"
    shutil.copytree(repository, before)
    (before / NEW).rename(before / OLD)
    told = run("check", "--root", str(repository), "--now", NOW.isoformat(), "--before", str(before))
    assert "advarsel[N334] content/services/skolefritid.md:2:9\n" in told.stderr


def test_a_usual_proposal_is_asked_of_no_site_but_its_own(repository: Path) -> None:
    assert not may_lose_addresses(repository, "main", {OLD, "content/images/a.jpg"})
    (repository / OLD).write_text(SERVICE.format("").replace("Etter skolen.", "Etter skoletid."), encoding="utf-8")
    assert not may_lose_addresses(repository, "main", {OLD})
    (repository / OLD).write_text(SERVICE.format("id: fritid\n"), encoding="utf-8")
    assert may_lose_addresses(repository, "main", {OLD})
    (repository / OLD).unlink()
    assert may_lose_addresses(repository, "main", {OLD})


def test_settings_and_maps_may_lose_an_address_whatever_line_is_another(repository: Path) -> None:
    # The first of the languages, however they are written, is that of all addresses.
    assert may_lose_addresses(repository, "main", {"content/site.yaml"})
    assert may_lose_addresses(repository, "main", {"maps/skoler.csv"})
