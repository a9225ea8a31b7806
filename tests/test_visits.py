"""How the site is used, by a web server's log: counts, and nothing of anybody."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder import cli
from site_builder.health.visits import Count, Visits, visits_of
from site_builder.loading import load
from site_builder.loading.access_log import lines_of
from site_builder.model import Site
from site_builder.problems import Faults
from tests.support import NOW, SMALL_SETTINGS, written

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0"
PAGES = {"content/pages/parkering.md": "---\ntittel: Parkering\nkort: B\n---\nTekst.\n"}


def _line(target: str, status: int = 200, referer: str = "-", agent: str = BROWSER, method: str = "GET") -> str:
    when = "[17/Feb/2026:10:00:00 +0100]"
    return (
        f'198.51.100.7 - ola [nordmann] {when} "{method} {target} HTTP/1.1" {status} 512 "{referer}" "{agent}"'.replace(
            " [nordmann]", ""
        )
    )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    found = load(written(tmp_path / "site", PAGES), base_url="https://kommune.example/alt/").site
    assert found is not None
    return found.at(NOW)


def _visits(site: Site, *lines: str | None) -> Visits:
    return visits_of(lines, site)


def test_pages_are_counted_by_their_entries_whatever_follows_the_path(site: Site) -> None:
    lines = [_line("/alt/parkering/")] * 4 + [_line("/alt/parkering/?q=hemmelig#b"), _line("/alt/", 304)] * 5
    assert _visits(site, *lines).pages == (
        Count("Parkering", 9, "content/pages/parkering.md"),
        Count("/", 5),
    )


def test_a_page_is_counted_with_what_it_is_in_other_languages(tmp_path: Path) -> None:
    texts = PAGES | {"content/pages/parkering.en.md": "---\ntittel: Parking\n---\n"}
    for languages, english in (("[nb, en]", "/alt/en/parkering/"), ("[nb]", "/alt/en/parkering/")):
        files = {**texts, "content/site.yaml": f"{SMALL_SETTINGS}språk: {languages}\n"}
        site = load(written(tmp_path / languages, files), base_url="https://kommune.example/alt/").site
        assert site is not None
        lines = [_line("/alt/parkering/")] * 3 + [_line(english)] * 2
        assert _visits(site.at(NOW), *lines).pages == (Count("Parkering", 5, "content/pages/parkering.md"),)


def test_a_small_number_is_not_said_and_not_told_by_its_place(site: Site) -> None:
    lines = [_line("/alt/b/")] * 4 + [_line("/alt/a/")]
    assert _visits(site, *lines).pages == (Count("/a/", None), Count("/b/", None))


def test_what_is_no_page_of_the_site_is_not_counted(site: Site) -> None:
    lines = [
        _line("/alt/assets/a.css"),
        _line("/annet/"),
        _line("/alt/parkering/", method="POST"),
        _line("/alt/parkering/", 301),
        _line("/alt/parkering/", 500),
        _line("http://["),
    ] * 5
    assert _visits(site, *lines) == Visits()


@pytest.mark.parametrize(
    "agent",
    [
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "curl/8.5",
        "-",
        "",
        "SomeSpider",
        "Feedly/1.0",
        "site-builder/1",
    ],
)
def test_programs_are_left_out_and_told_of(site: Site, agent: str) -> None:
    assert _visits(site, *[_line("/alt/parkering/", agent=agent)] * 6) == Visits(bots=6)


def test_hosts_that_show_an_embed_are_counted_without_the_page_they_show_it_on(site: Site) -> None:
    lines = [
        _line("/alt/embed/aktuelt/", referer="https://Avisa.example/sak?navn=ola"),
        _line("/alt/embed/aktuelt/", referer="https://kommune.example/alt/"),
        _line("/alt/embed/aktuelt/", referer="http://192.0.2.1/"),
        _line("/alt/embed/aktuelt/", referer="http://intranett/"),
        _line("/alt/embed/aktuelt/", referer="http://[/"),
        _line("/alt/embed/v1.js", referer="https://avisa.example/"),
        _line("/alt/embed/aktuelt/"),
    ] * 5
    found = _visits(site, *lines)
    assert found.embeds == (Count("avisa.example", 5),)
    assert found.pages == ()


def test_what_is_not_there_is_counted_by_its_path_alone(site: Site) -> None:
    lines = [_line("/alt/gammel%20side?fnr=1", 404), _line("/alt/borte/", 410)] * 5 + [_line("/alt/wp-login.php", 404)]
    found = _visits(site, *lines)
    assert found.missing == (Count("/borte/", 5), Count("/gammel side", 5))
    assert found.dropped == 0


@pytest.mark.parametrize(
    "path", ["ola@kommune.example", "ola%40kommune.example", "01020312345", "22%2022%2022%2022", "a" * 300]
)
def test_what_may_say_something_of_a_person_is_dropped_and_only_counted(site: Site, path: str) -> None:
    found = _visits(site, *[_line(f"/alt/{path}", 404)] * 6)
    assert (found.missing, found.dropped) == ((), 6)


@pytest.mark.parametrize("line", [None, "noe rart", '1.2.3.4 - - [x] "GET', "a" * 20_000, '- - - "" 200'])
def test_a_line_that_cannot_be_read_is_counted_and_stops_nothing(site: Site, line: str | None) -> None:
    found = _visits(site, line, *[_line("/alt/parkering/")] * 5)
    assert found.broken == 1
    assert found.pages[0].number == 5


def test_what_a_terminal_would_obey_is_made_visible(site: Site) -> None:
    found = _visits(site, *[_line("/alt/%1b%5b31m", 404)] * 5)
    assert found.missing == (Count("/\N{REPLACEMENT CHARACTER}[31m", 5),)


def test_nothing_of_a_reader_is_kept(site: Site) -> None:
    lines = [
        _line("/alt/parkering/"),
        _line("/alt/borte", 404),
        _line("/alt/embed/a/", referer="https://a.example/"),
    ] * 9
    said = str(_visits(site, *lines))
    assert "198.51" not in said
    assert "ola" not in said
    assert "Firefox" not in said


# --- the file -------------------------------------------------------------------------------------


def test_a_log_is_read_plain_and_packed(tmp_path: Path) -> None:
    content = "en\r\nto\nblåbær\n".encode() + b"\xff\n"
    (tmp_path / "plain").write_bytes(content)
    (tmp_path / "packed").write_bytes(gzip.compress(content))
    wanted = ["en", "to", "blåbær", "\N{REPLACEMENT CHARACTER}"]
    assert list(lines_of(tmp_path / "plain")) == list(lines_of(tmp_path / "packed")) == wanted


def test_a_packed_log_that_ends_too_early_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "log.gz").write_bytes(gzip.compress(b"en\n" * 50_000)[:-20])
    found = list(lines_of(tmp_path / "log.gz"))
    assert found[0] == "en"
    assert found[-1] is None


def test_a_log_that_is_no_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Faults):
        list(lines_of(tmp_path))


def test_the_command_counts_several_logs_together(tmp_path: Path) -> None:
    root = written(tmp_path / "site", PAGES)
    for name in ("a.log", "b.log"):
        (tmp_path / name).write_text(f"{_line('/parkering/')}\n" * 3, encoding="utf-8")
    words = ["report", "--root", str(root)]
    words += ["--access-log", str(tmp_path / "a.log"), "--access-log", str(tmp_path / "b.log")]
    done = CliRunner().invoke(cli.cli, words)
    assert done.exit_code == 0
    assert "  Parkering  6\n" in done.output
    assert "198.51" not in done.output
