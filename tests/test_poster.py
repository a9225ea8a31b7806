"""A poster of the week: what is on it, that nothing comes from elsewhere, and that there is room for it on one page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder import cli
from site_builder.digest.poster import Poster, as_html, poster_of
from site_builder.model import Site
from site_builder.outputs.sheet_size import SIZES, Text, fits, lines_of
from site_builder.text.messages import catalogue
from tests.support import NOW, SMALL_SETTINGS, notice, small_site, written

FILES = {
    "content/hours.yaml": "bibliotek:\n  navn: Biblioteket\n  mandag: 10.00-16.00\n  fredag: 10.00-16.00\n  unntak:\n"
    "    - dato: 2026-02-20\n      tid: stengt\n      merknad: Planleggingsdag\n"
    "    - dato: 2026-03-20\n      tid: stengt\n",
    "content/notices/flom.md": notice("Flom", "type: krise", "publisert: 2026-02-16"),
    "content/notices/nytt.md": notice("Nye benker", "publisert: 2026-02-16"),
    "content/notices/veg.md": notice("Stengt <veg>", "type: drift", "publisert: 2026-02-16"),
    "content/notices/snart.md": notice("Snart", "type: drift", "publisert: 2026-02-16", "starter: 2026-02-20"),
    "content/notices/senere.md": notice("Senere", "type: drift", "publisert: 2026-02-16", "starter: 2026-03-20"),
    "content/notices/fest.md": notice(
        "Fest", "type: arrangement", "publisert: 2026-02-16", "starter: 2026-02-20 18.00"
    ),
    "content/notices/sok.md": notice("Søk", "type: frist", "publisert: 2026-02-01", "frist: 2026-02-23"),
    "content/notices/sok-senere.md": notice("Vent", "type: frist", "publisert: 2026-02-01", "frist: 2026-03-01"),
}


def _told(poster: Poster) -> dict[str, list[str]]:
    return {one.heading: [f"{item.title}: {item.when}" for item in one.items] for one in poster.sections}


def test_a_poster_tells_what_is_closed_other_hours_what_is_on_and_last_days_of_the_week(tmp_path: Path) -> None:
    assert _told(poster_of(small_site(tmp_path, FILES), NOW)) == {
        "Viktig nå": ["Flom: mandag 16. februar 2026"],
        "Stengt, eller virker ikke": ["Stengt <veg>: mandag 16. februar 2026", "Snart: Fra fredag 20. februar 2026"],
        "Andre åpningstider": ["Biblioteket: fredag 20. februar 2026: stengt (Planleggingsdag)"],
        "Det skjer": ["Fest: fredag 20. februar 2026 kl. 18.00"],
        "Siste frist": ["Søk: Frist mandag 23. februar 2026"],
    }


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("nn", "Denne veka i Eksempel kommune", "Andre opningstider"),
        ("en", "This week in Eksempel kommune", "Other opening hours"),
    ],
)
def test_a_poster_is_in_the_language_of_its_site(language: str, title: str, said: str, tmp_path: Path) -> None:
    settings = f"{SMALL_SETTINGS}språk: {language}\n"
    files = {"content/site.yaml": settings, "content/hours.yaml": FILES["content/hours.yaml"]}
    poster = poster_of(small_site(tmp_path, files), NOW)
    assert (poster.title, [one.heading for one in poster.sections]) == (title, [said])


@pytest.mark.parametrize(
    ("language", "days", "title"),
    [
        ("nb", 1, "1 dag i Eksempel kommune"),
        ("nb", 14, "14 dager i Eksempel kommune"),
        ("nn", 31, "31 dagar i Eksempel kommune"),
        ("en", 14, "14 days in Eksempel kommune"),
    ],
)
def test_a_poster_of_other_days_is_not_called_one_of_the_week(
    language: str, days: int, title: str, tmp_path: Path
) -> None:
    site = small_site(tmp_path, {"content/site.yaml": f"{SMALL_SETTINGS}språk: {language}\n"})
    assert poster_of(site, NOW, days).title == title


def test_a_quiet_week_says_so(tmp_path: Path) -> None:
    poster = poster_of(small_site(tmp_path, {}), NOW)
    assert (poster.sections, poster.size) == ((), SIZES[0])
    assert "Ingenting er meldt for disse dagene." in as_html(poster, catalogue("nb"))


def test_the_more_there_is_the_smaller_the_type_and_what_there_is_no_room_for_is_counted(tmp_path: Path) -> None:
    few, many = (poster_of(_concerts(tmp_path / str(number), number), NOW) for number in (3, 60))
    assert few.size > many.size == SIZES[-1]
    shown = sum(len(one.items) for one in many.sections)
    assert few.left_out == 0 and 10 < shown < 30 and shown + many.left_out == 60
    assert f"{many.left_out} ting til står på alt.eksempel.example." in as_html(many, catalogue("nb"))


def _concerts(root: Path, number: int) -> Site:
    said = ("type: arrangement", "publisert: 2026-02-16", "starter: 2026-02-20 18.00")
    names = {f"content/notices/k{at}.md": notice(f"Konsert nummer {at}", *said) for at in range(number)}
    return small_site(root, names)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 0),
        ("Kort", 1),
        # Letters for one line, but no words do: 93 at 10 points.
        (" ".join(["områdereguleringsbestemmelsene"] * 3), 1),
        (" ".join(["områdereguleringsbestemmelsenee"] * 3), 2),
        # A word is divided where no line has room for it.
        ("x" * 200, 3),
        ("Se " + "x" * 200, 4),
    ],
)
def test_words_are_not_divided_between_lines(text: str, lines: int) -> None:
    assert lines_of(text, 10, 521) == lines


def test_bold_letters_take_more_room() -> None:
    plain, bold = (Text(f"<li>{'ord ' * 22}</li>"), Text(f"<li><strong>{'ord ' * 22}</strong></li>"))
    least = next(top for top in range(786) if not fits(top, [bold], 10))
    assert fits(least, [plain], 10)


def test_what_authors_wrote_is_text_and_nothing_is_fetched(tmp_path: Path) -> None:
    page = as_html(poster_of(small_site(tmp_path, FILES), NOW), catalogue("nb"))
    assert "Stengt &lt;veg&gt;" in page
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:script|link|img|iframe)\b|src=|href=|url\(|style=", page)


def test_the_command_writes_a_page_beside_the_content_or_where_it_is_told_to(tmp_path: Path) -> None:
    root, out = written(tmp_path / "site", FILES), tmp_path / "uka.html"
    words = ["poster", "--root", str(root), "--now", "2026-02-17T11:30:00+01:00", "--out", str(out)]
    done = CliRunner().invoke(cli.cli, words)
    assert (done.exit_code, done.output) == (
        0,
        f"Oppslaget ligger i {out}. Åpne det i en nettleser, og skriv det ut på ett ark A4.\n",
    )
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
