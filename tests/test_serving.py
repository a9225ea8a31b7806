"""The preview: what is answered to whom, and what a browser is told when somebody saves."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import queue
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from http import HTTPStatus
from http.client import HTTPConnection, HTTPMessage, HTTPResponse
from itertools import pairwise
from pathlib import Path, PurePosixPath
from threading import Event
from urllib.parse import parse_qs

import pytest

from site_builder.build import Request, check
from site_builder.loading import load
from site_builder.loading.disk import Disk
from site_builder.loading.memory import Memory
from site_builder.loading.stamps import stamp_of, stamps_of
from site_builder.model import Later, Planned, Site
from site_builder.outputs import (
    OUTPUTS,
    Output,
    embeds,
    events,
    files_of,
    life_events,
    maps,
    notices,
    pages,
    places,
    plan_file,
    plan_site,
    questions,
    unit_pages,
)
from site_builder.outputs.unpublished import with_unpublished_marked
from site_builder.serving import garbage
from site_builder.serving.answers import answer
from site_builder.serving.dress import Dress, dressed, headers_of, opened, type_of
from site_builder.serving.hosts import is_local, is_own_page
from site_builder.serving.preview import Preview
from site_builder.serving.ranges import NotSatisfiable, content_range, part_asked_for
from site_builder.serving.server import Server, running
from site_builder.serving.told import editing
from site_builder.serving.whole import Elsewhere, Whole
from tests.support import DESK, FULL, INVALID, NOW, SMALL_SETTINGS, built, copy_of, read_all, written
from tests.translated import TOWN

# --- ranges


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (None, None),
        ("bytes=0-", slice(0, 10)),
        ("bytes=2-4", slice(2, 5)),
        ("BYTES=2-99", slice(2, 10)),
        ("bytes=-3", slice(7, 10)),
        ("bytes=-99", slice(0, 10)),
        ("bytes=4-2", None),
        ("bytes=-", None),
        ("bytes=0-1,4-5", None),
        ("lines=0-1", None),
    ],
)
def test_a_part_is_what_was_asked_for_and_what_is_none_is_the_whole(header: str | None, part: slice | None) -> None:
    assert part_asked_for(header, 10) == part


@pytest.mark.parametrize(("header", "size"), [("bytes=10-", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-1", 0)])
def test_a_part_beyond_the_end_is_refused(header: str, size: int) -> None:
    with pytest.raises(NotSatisfiable):
        part_asked_for(header, size)


def test_a_part_says_where_it_lies() -> None:
    assert content_range(slice(2, 5), 10) == "bytes 2-4/10"
    assert content_range(None, 10) == "bytes */10"


# --- who asks


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_names_of_this_machine_are_answered(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize(
    "host",
    [
        *(None, "", "example.org", "example.org:8000", "localhost.example.org", "127.0.0.1.example.org"),
        *("x@localhost", "localhost:x", "0.0.0.0:8000", "[::1"),
    ],
)
def test_no_other_name_is(host: str | None) -> None:
    assert not is_local(host)


def test_only_a_page_of_its_own_may_change_anything() -> None:
    assert is_own_page("http://localhost:8000", "localhost:8000")
    assert not is_own_page("http://localhost:9000", "localhost:8000")
    assert not is_own_page("https://example.org", "localhost:8000")
    assert not is_own_page(None, "localhost:8000")


# --- what a page gets

PAGE = b"""<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'self'; style-src 'sha256-a='; img-src data:"></head><body><p>&lt;/body&gt;</p></body></html>
"""
DRESS = Dress("localhost:8000", "page=%2F&seen=1")


def test_a_page_gets_the_bar_and_is_as_it_was_otherwise() -> None:
    found = dressed(PAGE, DRESS).decode()
    bar = '<script src="/_se/bar.js" data-watched="page=%2F&amp;seen=1" defer></script>'
    assert found.count(bar) == 1
    assert (
        found.replace(bar, "").replace(
            "style-src 'sha256-a=' http://localhost:8000/_se/; img-src data:; connect-src http://localhost:8000/_se/",
            "style-src 'sha256-a='; img-src data:",
        )
        == PAGE.decode()
    )


def test_at_another_moment_the_browsers_clock_is_set_before_anything_asks_it() -> None:
    found = dressed(PAGE, replace(DRESS, at="1771324200000")).decode()
    assert found.index('<script src="/_se/clock.js?1771324200000"></script>') < found.index("/_se/bar.js")


def test_a_policy_is_opened_for_the_bar_alone() -> None:
    own = "http://localhost:8000/_se/"
    assert opened("default-src 'none'; script-src 'self'; connect-src 'none'", own) == (
        f"default-src 'none'; script-src 'self'; connect-src {own}; style-src {own}"
    )
    whole = "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-a='; connect-src 'self'"
    assert opened(whole, own) == whole


@pytest.mark.parametrize(
    ("path", "framed", "where"),
    [
        ("index.html", "'self'", ""),
        ("embed/index.html", "*", ""),
        ("kart/skoler/index.html", "'self'", "self"),
        ("embed/kart/skoler/index.html", "*", "self"),
        ("en/maps/skoler/index.html", "'self'", "self"),
        ("embed/en/maps/skoler/index.html", "*", "self"),
        ("tjenester/kart/index.html", "'self'", ""),
    ],
)
def test_headers_are_those_of_the_guide_to_publishing(path: str, framed: str, where: str) -> None:
    headers = dict(headers_of(PurePosixPath(path)))
    assert headers["Content-Security-Policy"] == f"frame-ancestors {framed}"
    assert headers["Permissions-Policy"] == f"camera=(), microphone=(), geolocation=({where})"


def test_every_file_of_a_site_has_a_type() -> None:
    planned = plan_site(_full())
    assert [one.path for one in planned if type_of(one.path) == "application/octet-stream"] == []


# --- addresses

FILES = {
    PurePosixPath("index.html"): b"home",
    PurePosixPath("tjenester/sfo/index.html"): b"sfo",
    PurePosixPath("404.html"): b"missing",
    PurePosixPath("æ.txt"): b"letters",
}


@pytest.mark.parametrize(
    ("target", "content"),
    [("/", b"home"), ("/tjenester/sfo/", b"sfo"), ("/tjenester/sfo/?a=1", b"sfo"), ("/%C3%A6.txt", b"letters")],
)
def test_an_address_is_answered_with_its_file(target: str, content: bytes) -> None:
    found = answer(target, FILES.get)
    assert (found.status, found.content) == (HTTPStatus.OK, content)


@pytest.mark.parametrize(
    "target",
    ["/ingen/", "/../pyproject.toml", "/%2e%2e/pyproject.toml", "//etc/passwd", "/tjenester", "/.site-builder"],
)
def test_what_is_no_file_of_the_site_is_not_found(target: str) -> None:
    found = answer(target, FILES.get)
    assert (found.status, found.content) == (HTTPStatus.NOT_FOUND, b"missing")


def test_a_folder_without_its_slash_leads_to_the_one_with() -> None:
    found = answer("/tjenester/sfo", FILES.get)
    assert (found.status, dict(found.headers)["Location"]) == (HTTPStatus.FOUND, "/tjenester/sfo/")


def test_a_site_with_a_path_is_served_below_it() -> None:
    assert answer("/alt/tjenester/sfo/", FILES.get, "/alt").content == b"sfo"
    assert dict(answer("/", FILES.get, "/alt").headers)["Location"] == "/alt/"
    assert answer("/tjenester/sfo/", FILES.get, "/alt").status == HTTPStatus.NOT_FOUND


def test_an_editor_opens_a_file_at_its_line() -> None:
    assert editing("/home/a b/å.md", 3) == "vscode://file/home/a%20b/%C3%A5.md:3"
    assert editing("C:\\alt\\a.md") == "vscode://file/C:/alt/a.md"


# --- what is read and made


def _full() -> Site:
    site = load(FULL, now=NOW).site
    assert site is not None
    return site.at(NOW)


OF_MAPS = sorted(one.parent.parent for one in INVALID.glob("*/maps/*.yaml"))


@pytest.mark.parametrize(
    "root", [FULL, *sorted({*OF_MAPS[::2], *sorted(INVALID.iterdir())[::6]})], ids=lambda root: root.name
)
def test_a_site_that_is_read_again_from_memory_is_the_same(root: Path) -> None:
    memory = Memory()
    first, second = (load(root, now=NOW, memory=memory) for _ in range(2))
    assert second.problems == first.problems
    if first.site is not None and second.site is not None:
        for kind, found in first.site.collections.items():
            assert second.site.collections[kind] == found
        assert second.unread == first.unread
        assert [one.origin.path for one in second.unfit] == [one.origin.path for one in first.unfit]


def test_what_was_read_of_maps_is_forgotten_when_any_file_of_theirs_is_another(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    memory = Memory()
    load(root, now=NOW, memory=memory)
    files = sorted(one for one in (root / "maps").iterdir() if one.suffix in (".yaml", ".csv", ".geojson", ".gpx"))
    assert len(files) > 4
    for file in files:
        kept = file.read_bytes()
        file.write_bytes(kept[: len(kept) // 2])
        remembered, anew = load(root, now=NOW, memory=memory), load(root, now=NOW)
        assert remembered.problems == anew.problems != ()
        file.write_bytes(kept)
        assert load(root, now=NOW, memory=memory).problems == ()


def test_a_page_of_many_is_planned_without_the_views_of_the_others() -> None:
    site = _full()
    several: tuple[Output, ...] = (
        embeds.plan,
        events.plan,
        life_events.plan,
        maps.plan,
        notices.plan,
        notices.plan_lists,
        pages.plan,
        places.plan,
        questions.plan,
        unit_pages.plan,
    )
    for plan in several:
        planned = [one for one in plan(site) if isinstance(one.template, str)]
        assert planned and all(isinstance(one.view, Later) for one in planned)
        assert not any(isinstance(one.made().view, Later) for one in planned)
    assert not any(isinstance(one.view, Later) for one in plan_site(site))


def test_a_file_that_is_planned_alone_is_what_it_is_among_all_others_in_every_language(tmp_path: Path) -> None:
    site = load(written(tmp_path, TOWN), now=NOW).site
    assert site is not None
    site = site.at(NOW)
    whole = {one.path: one for one in plan_site(site)}
    seen = set[PurePosixPath]()
    for output in OUTPUTS:
        for path in {one.path for _, one in files_of(site, output)} - seen:
            seen.add(path)
            alone = plan_file(site, output, path)
            assert alone is not None and (alone.path, alone.language, alone.view) == (
                path,
                whole[path].language,
                whole[path].view,
            )
    # These are of all the others.
    assert {one.name for one in whole.keys() - seen} == {"robots.txt", "sitemap.xml"}
    assert plan_file(site, OUTPUTS[0], PurePosixPath("nei")) is None


def test_of_other_pages_only_that_of_another_language_is_made_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = load(written(tmp_path, TOWN), now=NOW).site
    assert site is not None
    made, make = [], Planned.made

    def noted(one: Planned) -> Planned:
        made.append(one.path.as_posix())
        return make(one)

    monkeypatch.setattr(Planned, "made", noted)
    plan_file(site.at(NOW), pages.plan, PurePosixPath("tjenester/barnehage/index.html"))
    assert sorted(made) == [
        "ar/tjenester/barnehage/index.html",
        "en/services/barnehage/index.html",
        "se/tjenester/barnehage/index.html",
        "tjenester/barnehage/index.html",
        "uk/tjenester/barnehage/index.html",
    ]


def test_stamps_tell_when_a_file_is_saved_renamed_or_removed(tmp_path: Path) -> None:
    root = written(tmp_path, _files())
    file = root / "content/services/sfo.md"
    seen = [stamps_of(root)]
    file.write_text(f"{file.read_text(encoding='utf-8')}\nMer.\n", encoding="utf-8")
    seen.append(stamps_of(root))
    file.rename(file.with_name("ny.md"))
    seen.append(stamps_of(root))
    (root / "content/.skjult.swp").write_text("x", encoding="utf-8")
    assert stamps_of(root) == seen[2]
    new = file.with_name("ny.md")
    assert stamp_of(str(new)) == seen[2][str(new)]
    new.unlink()
    assert stamp_of(str(new)) is None
    seen.append(stamps_of(root))
    assert all(a != b for a, b in pairwise(seen))


def test_this_program_rests_once_for_each_save_that_was_judged_and_not_before(tmp_path: Path) -> None:
    root, rests = written(tmp_path, _files()), Event()
    preview = Preview(Request(root, root / "output", NOW, writes=False), NOW, lambda: NOW, lambda _: None, rests.set)
    try:
        preview.read()
        assert rests.wait(60)
        assert preview.state.is_whole
    finally:
        preview.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_other_process_hears_nothing_from_its_first_moment(number: int, tmp_path: Path) -> None:
    answers: queue.Queue[Whole] = queue.Queue()
    elsewhere = Elsewhere(lambda _, whole: answers.put(whole))
    try:
        elsewhere.ask(1, Request(written(tmp_path, {}), tmp_path / "output", NOW, writes=False))
        (other,) = multiprocessing.active_children()
        assert other.pid is not None
        os.kill(other.pid, number)
        assert answers.get().crash == ""
    finally:
        elsewhere.close()


def test_what_is_asked_for_when_it_is_closed_starts_nothing(tmp_path: Path) -> None:
    elsewhere = Elsewhere(lambda _, whole: None)
    elsewhere.close()
    elsewhere.ask(1, Request(written(tmp_path, {}), tmp_path / "output", NOW, writes=False))
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="a group of processes is told at once")
@pytest.mark.parametrize("numbers", [(signal.SIGTERM, signal.SIGTERM), (signal.SIGINT, signal.SIGTERM, signal.SIGINT)])
def test_it_ends_however_often_it_is_told_to(numbers: tuple[int, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "site_builder", "serve", "--root", str(written(tmp_path, {})), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as serve:
        assert serve.stdout is not None
        while "127.0.0.1" not in serve.stdout.readline():
            pass
        for number in numbers:
            os.killpg(serve.pid, number)
        # Its end of the pipe closes when it, and what it started, have ended.
        assert serve.stdout.read().splitlines()[-1] == "Forhåndsvisningen er stanset."
        assert serve.wait() == 0


def test_garbage_is_collected_on_request_and_what_is_none_is_left_out_of_later_looks() -> None:
    thresholds, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        garbage.collect()
        assert gc.get_freeze_count() > frozen
        assert gc.get_threshold() == (*thresholds[:2], garbage.SELDOM)
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def test_drafts_and_what_is_to_come_are_shown_each_marked(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        _files()
        | {
            "content/services/b.md": "---\ntittel: B\nkort: Noe.\nkategori: a\nutkast: ja\n---\n",
            "content/notices/2026-03-05-nyhet.md": "# C\n\nTekst.\n",
        },
    )
    site = load(root, now=NOW).site
    assert site is not None
    titles = {getattr(one, "title", "") for one in with_unpublished_marked(site.at(NOW)).entries()}
    assert {"SFO", "B (utkast)", "C (vises fra 5. mars 2026)"} <= titles
    request = Request(root, root / "output", NOW, shows_unpublished=True)
    assert check(request).problems == ()


# --- a browser that listens


def _files() -> dict[str, str]:
    return {
        "content/site.yaml": SMALL_SETTINGS,
        "content/contacts.yaml": DESK,
        "content/categories.yaml": "a:\n  tittel: A\n",
        "content/services/sfo.md": "---\ntittel: SFO\nkort: Etter skolen.\nkategori: a\n---\nTekst.\n",
    }


@dataclass(frozen=True)
class Got:
    status: int
    headers: HTTPMessage
    content: bytes


@dataclass(frozen=True)
class Browser:
    """What a page does: it is fetched, and listens until it is told to come anew."""

    port: int

    def get(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Got:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(method, path, body, headers={one.replace("_", "-"): said for one, said in headers.items()})
        answer = connection.getresponse()
        got = Got(answer.status, answer.headers, answer.read())
        connection.close()
        return got

    def text(self, path: str) -> str:
        return self.get(path).content.decode()

    @contextmanager
    def listening(self, path: str) -> Iterator[Iterator[tuple[str, str]]]:
        found = re.search(r'data-watched="([^"]*)"', self.text(path))
        assert found
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", f"/_se/events?{unescape(found[1])}")
        stream = connection.getresponse()
        yield self._events(stream)
        stream.close()
        connection.close()

    def _events(self, stream: HTTPResponse) -> Iterator[tuple[str, str]]:
        name = ""
        while line := stream.readline().decode().rstrip("\n"):
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                yield name, line.removeprefix("data: ")
                stream.readline()
            elif line.startswith(("retry", ":")):
                # How soon to come again, and that nothing has happened for a while.
                stream.readline()


@contextmanager
def served(root: Path, at: datetime | None = NOW) -> Iterator[tuple[Browser, list[str]]]:
    told: list[str] = []
    request = Request(root, root / "output", NOW, writes=False)
    preview = Preview(request, at, lambda: datetime(2026, 5, 17, 10, tzinfo=UTC), told.append)
    server = Server(preview, 0)
    with running(server, preview):
        yield Browser(server.server_port), told


def save(root: Path, text: str) -> None:
    (root / "content/services/sfo.md").write_text(text, encoding="utf-8")


def service(title: str) -> str:
    return f"---\ntittel: {title}\nkort: Etter skolen.\nkategori: a\n---\nTekst.\n"


def _until(events: Iterator[tuple[str, str]], wanted: str, has_problems: bool | None = None) -> str:
    """Return what an event of a kind says; of those that tell what is wrong, of the first with or without problems."""
    return next(
        data
        for name, data in events
        if name == wanted and (has_problems is None or bool(json.loads(data)["problems"]) == has_problems)
    )


def test_a_page_comes_anew_and_stays_as_it_was_while_something_is_wrong(tmp_path: Path) -> None:
    root = written(tmp_path, _files())
    with served(root) as (browser, told):
        with browser.listening("/tjenester/sfo/") as events:
            _until(events, "told", has_problems=False)
            save(root, service("Skolefritid"))
            _until(events, "reload")
            assert "<h1>Skolefritid</h1>" in browser.text("/tjenester/sfo/")
            save(root, service("Borte").replace("kategori: a", "kategori: finnes-ikke\ntittel: To"))
            wrong = json.loads(_until(events, "told", has_problems=True))
            assert any("feil[S123] content/services/sfo.md:5" in one["text"] for one in wrong["problems"])
            assert wrong["problems"][0]["edit"].startswith("vscode://file/")
            assert "<h1>Skolefritid</h1>" in browser.text("/tjenester/sfo/")
            save(root, service("Rettet"))
            _until(events, "told", has_problems=False)
            _until(events, "reload")
            assert "<h1>Rettet</h1>" in browser.text("/tjenester/sfo/")
        assert any("feil[S123]" in one for one in told)
    assert not (root / "output").exists()
    assert not (root / ".cache").exists()


def test_what_only_the_whole_site_can_tell_takes_the_page_back(tmp_path: Path) -> None:
    root = written(tmp_path, _files())
    with served(root) as (browser, _), browser.listening("/tjenester/sfo/") as events:
        save(root, service("Galt") + "\n[Se](#ingen-slik-overskrift)\n")
        _until(events, "told", has_problems=True)
        assert "<h1>SFO</h1>" in browser.text("/tjenester/sfo/")


def test_broken_settings_and_templates_are_survived(tmp_path: Path) -> None:
    root = written(tmp_path, _files())
    with served(root) as (browser, _), browser.listening("/") as events:
        (root / "content/site.yaml").write_text("navn: [", encoding="utf-8")
        _until(events, "told", has_problems=True)
        assert browser.get("/").status == HTTPStatus.OK
        (root / "content/site.yaml").write_text(SMALL_SETTINGS, encoding="utf-8")
        _until(events, "told", has_problems=False)
        (root / "templates").mkdir()
        (root / "templates/home.html").write_text("{% if %}", encoding="utf-8")
        _until(events, "told", has_problems=True)
        (root / "templates/home.html").unlink()
        _until(events, "told", has_problems=False)
        assert browser.get("/").status == HTTPStatus.OK


def test_a_renamed_source_leaves_no_page_at_its_old_address(tmp_path: Path) -> None:
    root = written(tmp_path, _files())
    with served(root) as (browser, _), browser.listening("/tjenester/sfo/") as events:
        (root / "content/services/sfo.md").rename(root / "content/services/ny.md")
        _until(events, "reload")
        assert browser.get("/tjenester/sfo/").status == HTTPStatus.NOT_FOUND
        assert browser.get("/tjenester/ny/").status == HTTPStatus.OK


def test_a_site_that_is_wrong_from_the_start_says_so_and_comes_when_it_is_put_right(tmp_path: Path) -> None:
    root = written(tmp_path, _files() | {"content/services/sfo.md": "---\ntittel: SFO\n---\n"})
    with served(root) as (browser, _), browser.listening("/") as events:
        assert "Det er ikke noe å vise ennå" in browser.text("/")
        _until(events, "told", has_problems=True)
        save(root, service("SFO"))
        _until(events, "reload")
        assert "SFO" in browser.text("/tjenester/sfo/")


def test_the_site_can_be_seen_at_another_moment_by_its_own_pages_alone(tmp_path: Path) -> None:
    root = written(tmp_path, _files() | {"content/notices/2026-03-05-nyhet.md": "# Senere\n\nTekst.\n"})
    with served(root) as (browser, _):
        address, own = "/aktuelt/2026-03-05-nyhet/", f"http://127.0.0.1:{browser.port}"
        assert browser.get(address).status == HTTPStatus.NOT_FOUND
        refused = browser.get("/_se/moment", "POST", "2026-03-06T12:00", Origin="https://example.org")
        assert refused.status == HTTPStatus.FORBIDDEN
        assert browser.get("/_se/moment", "POST", "i morgen", Origin=own).status == HTTPStatus.BAD_REQUEST
        assert browser.get("/_se/moment", "POST", "2026-03-06T12:00", Origin=own).status == HTTPStatus.NO_CONTENT
        with browser.listening("/") as events:
            _until(events, "told")
        assert browser.get(address).status == HTTPStatus.OK
        assert "/_se/clock.js?1772794800000" in browser.text(address)
        # Without a moment of its own it is at that of the clock.
        assert browser.get("/_se/moment", "POST", "", Origin=own).status == HTTPStatus.NO_CONTENT
        assert "/_se/clock.js" not in browser.text(address)


def test_the_server_keeps_to_this_machine_and_to_http(tmp_path: Path) -> None:
    with served(written(tmp_path, _files())) as (browser, _):
        assert browser.get("/", Host="example.org").status == HTTPStatus.MISDIRECTED_REQUEST
        part = browser.get("/404.html", Range="bytes=0-14")
        assert (part.status, part.content) == (HTTPStatus.PARTIAL_CONTENT, b"<!doctype html>")
        assert part.headers["Cache-Control"] == "no-store"
        # What bears its digest in its name is asked for once.
        script = re.search(r'"(/assets/[^"]*[.]js)"', browser.text("/"))
        assert script
        assert browser.get(script[1]).headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert browser.get("/assets/nei.0123456789ab.js").headers["Cache-Control"] == "no-store"
        assert browser.get("/404.html", Range="bytes=9999999-").status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        assert browser.get("/404.html", "HEAD", Range="bytes=0-14").status == HTTPStatus.OK
        assert browser.get("/", Range="bytes=0-1", If_Range='"a"').status == HTTPStatus.OK


def test_the_bar_knows_the_source_of_a_page_and_of_its_embed(tmp_path: Path) -> None:
    root = written(tmp_path, _files() | {"content/notices/2026-02-16-nyhet.md": "# Nytt\n\nDet er nytt i dag.\n"})
    with served(root) as (browser, _):
        said = json.loads(browser.text("/_se/about?page=/aktuelt/2026-02-16-nyhet/"))
        assert said["source"] == "content/notices/2026-02-16-nyhet.md"
        assert said["readability"] == "LIX 5, svært lett å lese. 5 ord i teksten, 5 i den lengste setningen."
        assert [name for name, _ in said["texts"]] == ["SMS", "Kort tekst", "Lang tekst"]
        assert said["at"] == "2026-02-17T11:30"
        said = json.loads(browser.text("/_se/about?page=/embed/tjenester/sfo/"))
        assert said["source"] == "content/services/sfo.md"
        assert json.loads(browser.text("/_se/about?page=/kontakt/"))["source"] == ""


def test_phones_show_the_page_its_embed_and_the_home_page(tmp_path: Path) -> None:
    with served(written(tmp_path, _files())) as (browser, _):
        frames = re.findall(r'<iframe src="([^"]*)"', browser.text("/_se/?page=/tjenester/sfo/"))
        assert frames == ["/tjenester/sfo/", "/embed/tjenester/sfo/", "/", "/embed/"]
        watched = re.search(r'data-watched="([^"]*)"', browser.text("/_se/"))
        assert watched
        assert parse_qs(unescape(watched[1]))["page"] == ["/", "/embed/"]


def test_what_is_served_is_what_a_build_would_write(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    preview = Preview(Request(root, root / "output", NOW, writes=False), NOW, lambda: NOW, lambda _: None)
    try:
        state = preview.state
        preview.read()
        while state.shown is None:
            state = preview.wait(state, 120)
        assert state.shown.files is not None
        built(root, tmp_path / "output")
        written_there = read_all(tmp_path / "output")
        files = {one.as_posix(): preview.file(one) for one in state.shown.files}
        assert files.keys() == written_there.keys() - {".site-builder"}
        assert [name for name, content in files.items() if content != written_there[name]] == []
    finally:
        preview.close()


def test_what_an_output_plans_alone_is_what_it_plans_with_the_others() -> None:
    site = load(FULL, now=NOW).site
    assert site is not None
    site = site.at(NOW)
    together = {one.path: one for one in plan_site(site)}
    alone = [one for output in OUTPUTS for one in plan_site(site, (output,)) if one.path.name != "sitemap.xml"]
    assert {one.path for one in alone} == together.keys() - {PurePosixPath("sitemap.xml")}
    # But for a title that two pages share, which comes with the whole.
    assert [one.path.as_posix() for one in alone if one != together[one.path]] == [
        "aktuelt/2026-02-10-arrangement/index.html"
    ]


def test_a_file_is_not_read_again_until_it_is_another(tmp_path: Path) -> None:
    path, disk = tmp_path / "side.md", Disk()
    path.write_bytes(b"en")
    first, _ = disk.read(path, path.lstat(), 9)
    assert disk.read(path, path.lstat(), 9)[0] is first
    path.write_bytes(b"to")
    # It is as long as it was; the disk's clock may not have moved meanwhile.
    os.utime(path, ns=(1, 1))
    assert disk.read(path, path.lstat(), 9)[0] == b"to"
