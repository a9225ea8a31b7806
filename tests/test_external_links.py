"""Links to others: which there are, and whether they lead somewhere, asked of a server on this very machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder import __version__, cli
from site_builder.commands.links import ask_all
from site_builder.health.links import (
    External,
    Pace,
    as_text,
    asked_of,
    asks_as,
    broken,
    external_links,
    is_cut_off,
)
from site_builder.importing.fetching import status_of
from site_builder.loading import load
from site_builder.loading.link_answers import Answer, Answers, answers_path, as_bytes, read_answers
from site_builder.problems import Faults
from site_builder.text.messages import catalogue
from tests.support import DESK, NOW, ROOT, SMALL_SETTINGS, written

asked_for: list[tuple[str, str, str]] = []


class _Handler(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        asked_for.append(("HEAD", self.path, self.headers["User-Agent"]))
        self._answer({"/": 200, "/on": 302, "/no-head": 405, "/lies": 404}.get(self.path, 404))

    def do_GET(self) -> None:
        asked_for.append(("GET", self.path, self.headers["User-Agent"]))
        self._answer({"/no-head": 200, "/lies": 200, "/closed": 403}.get(self.path, 404))

    def _answer(self, status: int) -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Yield the address of a server that answers as long as it is asked."""
    asked_for.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


class Clock:
    """A clock that goes when somebody waits, or when a question takes its time."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now, self.waited = now, list[float]()

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += timedelta(seconds=seconds)


def _links(*addresses: str) -> tuple[External, ...]:
    return tuple(External(one, (("a.md", 1),)) for one in addresses)


def _over_days(statuses: list[int], before: Answers | None = None) -> Answer:
    """Return what is known of a link that has answered so, a day each."""
    answers = before or Answers()
    for number, status in enumerate(statuses):
        clock = Clock(NOW + timedelta(days=number))
        found = {"https://a.example/": status}
        answers = asked_of(_links(*found), answers, found.__getitem__, Pace(clock, clock.wait))
    return answers.by_address["https://a.example/"]


# --- which there are ------------------------------------------------------------------------------


def test_links_are_those_of_texts_data_and_fields_each_once_without_its_place_on_the_page(tmp_path: Path) -> None:
    page = (
        "---\ntittel: A\nkort: B\nkilder: [{tittel: K, nettadresse: https://c.example/}]\n---\n"
        "[A](https://a.example/#x) [A](https://a.example/) [B](mailto:b@a.example) [Her](https://alt.eksempel.example/)\n"
    )
    links = "b:\n  tittel: B\n  nettadresse: https://b.example/\n"
    loaded = load(written(tmp_path, {"content/pages/a.md": page, "content/links.yaml": links}))
    assert loaded.site is not None
    assert external_links(loaded.site) == (
        External("https://a.example/", (("content/pages/a.md", 6),)),
        External("https://b.example/", (("content/links.yaml", 3),)),
        External("https://c.example/", (("content/pages/a.md", 4),)),
    )
    assert asks_as(loaded.site, "1.0") == "site-builder/1.0 (eksempel-kommune; +https://alt.eksempel.example/)"


# --- how they are asked ---------------------------------------------------------------------------


def test_a_host_is_asked_once_a_second_and_hosts_take_turns() -> None:
    clock, order = Clock(), list[str]()

    def ask(address: str) -> int:
        order.append(address)
        clock.now += timedelta(seconds=0.25)
        return 200

    links = _links("https://a.example/1", "https://a.example/2", "https://a.example/3", "https://b.example/1")
    asked_of(links, Answers(), ask, Pace(clock, clock.wait))
    assert order == [
        *("https://a.example/1", "https://b.example/1"),
        *("https://a.example/2", "https://a.example/3"),
    ]
    assert clock.waited == [0.75, 1.0]


def test_a_link_is_asked_once_a_day() -> None:
    kept = Answers({"https://a.example/": Answer(404, date(2026, 2, 17), (date(2026, 2, 17),))})
    clock = Clock()

    def ask(address: str) -> int:
        raise AssertionError(address)

    assert asked_of(_links("https://a.example/"), kept, ask, Pace(clock, clock.wait)) == kept


def test_what_is_linked_to_no_longer_is_forgotten() -> None:
    kept, clock = Answers({"https://b.example/": Answer(200, date(2026, 2, 1))}), Clock()
    found = asked_of(_links("https://a.example/"), kept, lambda _: 200, Pace(clock, clock.wait))
    assert list(found.by_address) == ["https://a.example/"]


@pytest.mark.parametrize("status", [404, 410, 500, 0])
def test_a_link_is_broken_when_it_has_failed_on_three_days(status: int) -> None:
    assert not _over_days([status, status]).is_broken
    found = _over_days([status] * 4)
    assert found.is_broken
    assert found.failed[0] == date(2026, 2, 17)
    assert len(found.failed) == 3


def test_a_link_that_answers_again_is_well_and_begins_anew() -> None:
    assert not _over_days([404, 404, 200, 404, 404]).is_broken


@pytest.mark.parametrize("status", [401, 403, 429, 999, -1])
def test_a_server_that_does_not_answer_programs_says_nothing_of_its_page(status: int) -> None:
    assert not _over_days([status] * 5).failed
    assert not _over_days([404, status, 404]).is_broken
    assert _over_days([404, status, 404, 404]).is_broken


def test_when_nobody_answers_it_is_we_who_are_cut_off_and_nothing_is_counted() -> None:
    links, clock = _links("https://a.example/", "https://b.example/"), Clock()
    found = asked_of(links, Answers(), lambda _: 0, Pace(clock, clock.wait))
    assert found == Answers()
    assert is_cut_off(links, found, NOW)
    assert not is_cut_off(links, asked_of(links, Answers(), lambda _: 404, Pace(clock, clock.wait)), NOW)


# --- what is said ---------------------------------------------------------------------------------


def test_what_is_broken_stands_with_its_places_and_what_could_not_be_asked_apart() -> None:
    days = (date(2026, 2, 14), date(2026, 2, 15), date(2026, 2, 16))
    answers = Answers(
        {
            "https://a.example/": Answer(404, days[2], days),
            "https://b.example/": Answer(403, days[2]),
            "https://c.example/": Answer(0, days[2], days[:1]),
            "https://d.example/": Answer(200, days[2]),
        }
    )
    links = _links(*answers.by_address, "https://e.example/")
    assert as_text(links, answers, catalogue("nb")).splitlines() == [
        "5 lenker til andre nettsteder.",
        "",
        "https://a.example/ har ikke virket siden 14. februar 2026. Svaret er 404:",
        "  a.md:1",
        "",
        "Disse svarer ikke programmer. Se på dem selv:",
        "  https://b.example/",
        "",
        "Disse virket ikke sist. De blir meldt når det er tredje dagen:",
        "  https://c.example/",
        "",
        "1 er ikke spurt ennå. Skriv «site-builder links --external» for å spørre.",
    ]
    assert [one.address for one in broken(links, answers)] == ["https://a.example/"]


# --- what is kept ---------------------------------------------------------------------------------


def test_answers_are_kept_and_read_again(tmp_path: Path) -> None:
    answers = Answers({"https://a.example/": Answer(404, date(2026, 2, 17), (date(2026, 2, 16), date(2026, 2, 17)))})
    path = answers_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(as_bytes(answers))
    assert read_answers(tmp_path) == answers


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 1, "links": {"a": {}}}', b'{"format": 0}', b"\xff"])
def test_what_is_damaged_is_as_nothing(tmp_path: Path, content: bytes) -> None:
    path = answers_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert read_answers(tmp_path) == Answers()


# --- over the network -----------------------------------------------------------------------------


def test_a_page_is_asked_for_its_head_and_for_the_whole_where_that_fails() -> None:
    with serving() as server:
        for path, status in (
            ("/", 200),
            ("/on", 200),
            ("/no-head", 200),
            ("/lies", 200),
            ("/closed", 403),
            ("/x", 404),
        ):
            assert status_of(server + path, "oss", is_local_allowed=True) == status, path
    assert asked_for == [
        *(("HEAD", "/", "oss"), ("HEAD", "/on", "oss"), ("HEAD", "/", "oss")),
        *(("HEAD", "/no-head", "oss"), ("GET", "/no-head", "oss"), ("HEAD", "/lies", "oss"), ("GET", "/lies", "oss")),
        *(("HEAD", "/closed", "oss"), ("GET", "/closed", "oss"), ("HEAD", "/x", "oss"), ("GET", "/x", "oss")),
    ]


def test_a_server_that_is_not_there_answers_nothing() -> None:
    with serving() as server:
        pass
    assert status_of(f"{server}/", "oss", is_local_allowed=True) == 0


def test_this_machine_is_not_asked_unless_somebody_says_so() -> None:
    with serving() as server, pytest.raises(Faults):
        status_of(f"{server}/", "oss")
    assert asked_for == []


def _run(*words: str, now: datetime = NOW) -> tuple[int, str]:
    done = CliRunner(env={"SOURCE_DATE_EPOCH": str(int(now.timestamp()))}).invoke(cli.cli, ["links", *words])
    return done.exit_code, done.output


def test_the_command_shows_what_was_answered_last_and_ends_with_one_when_a_link_is_broken(tmp_path: Path) -> None:
    links = "a:\n  tittel: A\n  nettadresse: https://a.example/x\n"
    root, days = written(tmp_path, {"content/links.yaml": links}), tuple(date(2026, 2, day) for day in (14, 15, 16))
    path = answers_path(root)
    path.parent.mkdir(parents=True)
    path.write_bytes(as_bytes(Answers({"https://a.example/x": Answer(404, days[2], days)})))
    code, said = _run("--root", str(root), "--format", "json")
    assert code == 1
    assert json.loads(said) == [
        {
            "address": "https://a.example/x",
            "places": [{"path": "content/links.yaml", "line": 3}],
            "status": 404,
            "asked": "2026-02-16",
            "failing_since": "2026-02-14",
            "is_broken": True,
        }
    ]


def test_what_is_answered_is_kept_for_the_next_time_and_we_say_who_asks(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, {}))
    assert loaded.site is not None
    with serving() as server:
        found = _links(f"{server}/no-head")
        answers = ask_all(found, Answers(), loaded.site, tmp_path, Clock(), is_local_allowed=True)
        refused = ask_all(found, Answers(), loaded.site, tmp_path / "b", Clock(), is_local_allowed=False)
    assert answers.by_address == {f"{server}/no-head": Answer(200, date(2026, 2, 17))}
    assert read_answers(tmp_path) == answers
    assert refused.by_address == {f"{server}/no-head": Answer(-1, date(2026, 2, 17))}
    name = f"site-builder/{__version__} (eksempel-kommune; +https://alt.eksempel.example/)"
    assert asked_for == [("HEAD", "/no-head", name), ("GET", "/no-head", name)]


def test_neither_a_build_nor_a_check_can_reach_what_asks() -> None:
    code = "import sys, site_builder.build; sys.exit(any(one.startswith('site_builder.health') for one in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# --- what a workflow says of it --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title", "closed"),
    [
        ("nb", "Lenker som ikke virker\n", "Alle lenker virker igjen.\n"),
        ("nn", "Lenkjer som ikkje verkar\n", "Alle lenkjer verkar igjen.\n"),
        ("en", "Links that do not work\n", "All links work again.\n"),
    ],
)
def test_an_issue_of_dead_links_is_in_the_language_of_the_staff(
    language: str, title: str, closed: str, tmp_path: Path
) -> None:
    settings = f"{SMALL_SETTINGS}meldingsspråk: {language}\n"
    root = written(tmp_path / "site", {"content/site.yaml": settings, "content/contacts.yaml": DESK})
    done = CliRunner().invoke(cli.cli, ["links", "--root", str(root), "--out", str(tmp_path / "issue")])
    assert done.exit_code == 0, done.output
    assert {one.name: one.read_text() for one in (tmp_path / "issue").iterdir()} == {
        "title": title,
        "closed.md": closed,
    }


def test_the_workflow_says_nothing_of_its_own_in_the_issue() -> None:
    workflow = (ROOT / ".github/workflows/links.yml").read_text(encoding="utf-8")
    assert re.findall(r"--(?:title|comment) (\S+ \S+)", workflow) == [
        '"$(cat .cache/site-builder/issue/title)"',
        '"$(cat .cache/site-builder/issue/closed.md)"',
    ]
    script = (ROOT / "site_builder/starting/files/links.sh").read_text(encoding="utf-8")
    assert "site-builder links --external --out .cache/site-builder/issue)" in script
