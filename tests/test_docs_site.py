"""The documentation as a site: all of it is there, each code has a page, and each link leads to a page of it."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest

from make import docs
from site_builder.text.messages import catalogue
from tests.support import ROOT


class _Seen(HTMLParser):
    """What of a page must fit with the others."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.levels: list[int] = []
        self.languages: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [str(given["id"])] if "id" in given else []
        self.languages += [str(given["lang"])] if "lang" in given else []
        self.links += [str(given["href"])] if tag == "a" else []
        self.fetched += [str(given[name]) for name in ("src", "srcset") if name in given]
        self.fetched += [str(given["href"])] if tag == "link" else []
        self.levels += [int(tag[1])] if re.fullmatch(r"h\d", tag) else []


@cache
def _files() -> dict[str, bytes]:
    return {str(path): content or b"" for path, content in docs.site(*docs.read(ROOT)).items()}


@cache
def _pages() -> dict[str, _Seen]:
    return {path: _Seen(content.decode()) for path, content in _files().items() if path.endswith(".html")}


def test_every_document_is_in_it() -> None:
    there = {f"docs/{one.name}" for one in (ROOT / "docs").glob("*.md")} | {"README.md", "CHANGELOG.md"}
    assert there == {one.path for one in docs.SOURCES}


def test_each_code_of_a_problem_has_a_page_of_its_own() -> None:
    assert {f"problemer/{code}/index.html" for code in catalogue("nb").problems} <= set(_pages())
    page = _files()["problemer/N240/index.html"].decode()
    assert "<h1>N240</h1>" in page and "Sett teksten tilbake" in page and "N250</h1>" not in page


def test_every_link_leads_to_a_page_of_it_and_to_a_place_on_that() -> None:
    for path, page in _pages().items():
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                assert link.startswith(("https:", "http:", "mailto:")), (path, link)
                continue
            way, _, anchor = unquote(link).partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), way)) if way else path
            there = there if there.endswith(".html") else str(PurePosixPath(there) / "index.html")
            assert there in _pages(), (path, link)
            assert not anchor or anchor in _pages()[there].ids, (path, link)


def test_nothing_is_fetched_from_elsewhere_and_what_is_fetched_is_there() -> None:
    for path, page in _pages().items():
        assert "default-src 'none'" in _files()[path].decode(), path
        for one in page.fetched:
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), one))
            assert one == "data:," or there in _files(), (path, one)


def test_a_page_has_one_title_no_level_is_left_out_and_no_id_stands_twice() -> None:
    for path, page in _pages().items():
        assert page.levels.count(1) == 1, path
        steps = zip(page.levels, page.levels[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), (path, page.levels)
        assert len(page.ids) == len(set(page.ids)), path
        assert set(page.languages) <= {"nb", "en"}


def test_editors_have_it_in_bokmal_and_developers_in_english() -> None:
    for path, page in _pages().items():
        if path.startswith(("redaktor/", "problemer/", "fjerne/")):
            assert page.languages == ["nb"], path
        if path.startswith(("publishing/", "fields/", "api/", "architecture/")):
            assert page.languages == ["en"], path


def test_the_list_to_search_has_every_page() -> None:
    ways = (link.partition("#")[0] for link in _pages()["finn/index.html"].links)
    listed = {posixpath.normpath(posixpath.join("finn", way)) for way in ways}
    assert {str(PurePosixPath(path).parent) for path in _pages()} <= listed | {"finn", "."}


def test_a_chapter_is_found_by_a_word_in_it() -> None:
    (row,) = re.findall(
        r'data-words="([^"]*)"><a href="../redaktor/nar-det-haster/">', _files()["finn/index.html"].decode()
    )
    assert "krise" in row.split() and "det" not in row.split()


def test_a_heading_within_a_chapter_is_found_from_other_documents() -> None:
    places = docs.places_of([one for source in docs.SOURCES for one in docs.chapters_of(source, _text(source.path))])
    assert places["docs/redaktor.md", "når-det-haster"] == "/redaktor/nar-det-haster/"
    assert places["docs/redaktor.md", "følg-oss"] == "/redaktor/nettstedet/#folg-oss"


def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_make_puts_it_in_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs.main(tmp_path)
    assert (tmp_path / "redaktor/kart/index.html").is_file()
    assert f"{len(_files())} filer" in capsys.readouterr().out
    assert "-m make.docs" in _text("Makefile")
