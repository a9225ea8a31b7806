"""A letter of the week: what it tells, once, and what it is as text and as HTML."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from site_builder import cli
from site_builder.digest import Digest, as_html, as_text, digest_of
from site_builder.digest.poster import poster_of
from site_builder.text.messages import catalogue
from tests.support import NOW, notice, small_site, written

HOME = "https://alt.eksempel.example"
FILES = {
    "content/notices/flom.md": notice("Flom", "type: krise", "publisert: 2026-02-16"),
    "content/notices/nytt.md": notice("Nye <b>benker</b>", "publisert: 2026-02-16"),
    "content/notices/gammelt.md": notice("Gamle benker", "publisert: 2026-02-01"),
    "content/notices/veg.md": notice("Stengt veg", "type: drift", "publisert: 2026-02-16"),
    "content/notices/senere.md": notice("Senere", "type: drift", "publisert: 2026-02-16", "starter: 2026-03-20"),
    "content/notices/fest.md": notice(
        "Fest", "type: arrangement", "publisert: 2026-02-16", "starter: 2026-02-20 18.00"
    ),
    "content/notices/etter.md": notice("Etter", "type: arrangement", "publisert: 2026-02-16", "starter: 2026-02-26"),
    "content/notices/sok.md": notice("Søk", "type: frist", "publisert: 2026-02-01", "frist: 2026-03-01"),
    "content/notices/ute.md": notice("Ute", "type: frist", "publisert: 2026-02-10", "frist: 2026-02-15"),
}


def _digest(to: Path, days: int = 7) -> Digest:
    return digest_of(small_site(to, FILES), NOW, days)


def _told(digest: Digest) -> dict[str, list[str]]:
    return {one.heading: [item.title for item in one.items] for one in digest.sections}


def test_a_letter_tells_what_is_new_closed_on_and_due(tmp_path: Path) -> None:
    assert _told(_digest(tmp_path)) == {
        "Viktig nå": ["Flom"],
        "Nytt": ["Nye <b>benker</b>"],
        "Stengt, eller virker ikke": ["Stengt veg"],
        "Det skjer": ["Fest"],
        "Frister": ["Søk"],
    }


def test_a_letter_of_more_days_tells_more(tmp_path: Path) -> None:
    told = _told(_digest(tmp_path, 20))
    assert told["Nytt"] == ["Nye <b>benker</b>", "Gamle benker", "Søk"]
    assert told["Det skjer"] == ["Fest", "Etter"]


def test_as_text_each_thing_stands_with_its_time_and_its_address(tmp_path: Path) -> None:
    text = as_text(_digest(tmp_path))
    assert text.startswith("Denne uka: Eksempel kommune\n===========================\n\n")
    assert "\nFest\nfredag 20. februar 2026 kl. 18.00\n" in text
    assert f"\n{HOME}/aktuelt/fest/\n" in text
    assert text.count("/aktuelt/flom/") == 1


def _event(title: str, *fields: str) -> str:
    return notice(title, "type: arrangement", "publisert: 2026-02-01", *fields)


def test_what_is_not_on_as_it_was_said_is_told_of_in_the_week_people_planned_it_for(tmp_path: Path) -> None:
    friday = "starter: 2026-02-20 18.00"
    files = {
        "content/notices/bort.md": _event("Bort", friday, "flyttet_til: 2026-03-06 18.00", "sted: Lia"),
        "content/notices/hit.md": _event("Hit", "starter: 2026-03-06 18.00", "flyttet_til: 2026-02-21 18.00"),
        "content/notices/avlyst.md": _event("Av", "starter: 2026-02-19 18.00", "avlyst: ja"),
        "content/notices/utsatt.md": _event("Ut", "starter: 2026-02-22 18.00", "utsatt: ja"),
        # What was to be before or after the week is nothing to those who planned for the week.
        "content/notices/for.md": _event("Før", "starter: 2026-02-16 18.00", "flyttet_til: 2026-03-06 18.00"),
        "content/notices/senere.md": _event("Senere", "starter: 2026-03-01", "flyttet_til: 2026-03-06 18.00"),
    }
    site = small_site(tmp_path, files)
    (section,) = digest_of(site, NOW).sections
    assert section.heading == "Det skjer"
    assert [(one.title, one.when) for one in section.items] == [
        ("Avlyst: Av", "torsdag 19. februar 2026 kl. 18.00"),
        (
            "Flyttet: Bort",
            "Ny tid: fredag 6. mars 2026 kl. 18.00 · Lia. Det skulle vært fredag 20. februar 2026 kl. 18.00.",
        ),
        (
            "Flyttet: Hit",
            "Ny tid: lørdag 21. februar 2026 kl. 18.00. Det skulle vært fredag 6. mars 2026 kl. 18.00.",
        ),
        ("Utsatt: Ut", "Det skulle vært søndag 22. februar 2026 kl. 18.00. Ny tid er ikke bestemt."),
    ]
    (poster,) = poster_of(site, NOW).sections
    assert [(one.title, one.when) for one in poster.items] == [(one.title, one.when) for one in section.items]


def test_as_html_what_authors_wrote_is_text_and_nothing_is_fetched(tmp_path: Path) -> None:
    html = as_html(_digest(tmp_path), catalogue("nb"))
    assert "Nye &lt;b&gt;benker&lt;/b&gt;" in html
    assert not re.search(r"<(?:script|link|img|style|iframe)\b|src=|url\(", html)
    assert {one.startswith(HOME) for one in re.findall(r'href="([^"]*)"', html)} == {True}


def test_the_command_prints_the_letter_or_writes_it(tmp_path: Path) -> None:
    root, out = written(tmp_path / "site", FILES), tmp_path / "brev.html"
    words = ["digest", "--root", str(root), "--now", "2026-02-17T11:30:00+01:00"]
    done = CliRunner().invoke(cli.cli, words)
    assert done.exit_code == 0
    assert done.output.startswith("Denne uka: Eksempel kommune\n")
    assert CliRunner().invoke(cli.cli, [*words, "--out", str(out)]).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "fra 1 til 31" in CliRunner().invoke(cli.cli, [*words, "--days", "40"], standalone_mode=True).output
