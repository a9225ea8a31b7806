"""What an import fetches by its address, from a server on this very machine: what it takes, and what it will not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder import cli
from site_builder.importing.fetching import fetch
from site_builder.problems import Faults
from site_builder.problems import as_text as problems_text
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
from tests.support import NOW, written

LIMIT = 2 * 1024 * 1024
FEED = (
    "<rss version='2.0'><channel><title>Nytt</title><link>https://a.example/</link><item><title>Ny bru</title>"
    "<guid>https://a.example/bru</guid><pubDate>Mon, 16 Feb 2026 09:00:00 +0100</pubDate></item></channel></rss>"
)
REDIRECTS = {
    "/on": "/feed",
    "/file": "file:///etc/passwd",
    "/ftp": "ftp://127.0.0.1/feed",
    "/data": "data:text/plain,feed",
    "/user": "http://bruker@127.0.0.1/feed",
    "/round": "/round",
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[path])
            self.end_headers()
            return
        content = {"/feed": FEED.encode(), "/large": b" " * (LIMIT + 1)}.get(path)
        self.send_response(404 if content is None else 200)
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Yield the address of a server that answers as long as it is asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


def refused(address: str, *, is_local_allowed: bool = True) -> str:
    """Return the code of what is wrong with an address; it can be told in every language."""
    with pytest.raises(Faults) as caught:
        fetch(address, LIMIT, is_local_allowed=is_local_allowed)
    (one,) = caught.value.problems
    assert one.path == address
    for language in MESSAGE_LANGUAGES:
        assert problems_text([one], {}, catalogue(language))
    return one.code


def test_what_a_server_answers_is_fetched_also_where_it_leads_on(server: str) -> None:
    for path in ("/feed", "/feed?year=2026", "/on"):
        assert fetch(f"{server}{path}", LIMIT, is_local_allowed=True) == FEED.encode()


def test_this_machine_and_its_network_are_refused_unless_asked_for(server: str) -> None:
    for address in (
        f"{server}/feed",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.1.1/",
    ):
        assert refused(address, is_local_allowed=False) == "I930"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a.example/", "http://a@b.example/", "http://intern/"])
def test_what_is_no_address_on_the_web_is_refused(address: str) -> None:
    assert refused(address) == "I929"


@pytest.mark.parametrize("path", ["/file", "/ftp", "/data", "/user"])
def test_an_address_that_leads_out_of_the_web_is_not_followed(path: str, server: str) -> None:
    assert refused(f"{server}{path}") == "I929"


def test_an_address_that_leads_back_to_itself_comes_to_an_end(server: str) -> None:
    assert refused(f"{server}/round") in ("I927", "I929")


def test_what_is_not_there_or_too_large_is_told_of(server: str) -> None:
    assert refused(f"{server}/finnes-ikke") == "I927"
    assert refused(f"{server}/large") == "I928"


def test_a_server_that_is_gone_is_told_of() -> None:
    with serving() as address:
        pass
    assert refused(f"{address}/feed") == "I926"


def test_a_feed_is_imported_from_its_address_and_the_address_is_kept_a_secret(server: str, tmp_path: Path) -> None:
    root = written(tmp_path / "site", {})
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))})
    words = ["import", "feed", f"{server}/feed?key=hemmelig", "--root", str(root), "--write"]
    done = runner.invoke(cli.cli, words)
    assert (done.exit_code, "I930" in done.output) == (1, True)
    done = runner.invoke(cli.cli, [*words, "--allow-local"])
    assert done.exit_code == 0
    (file,) = root.glob("content/notices/*.md")
    text = file.read_text(encoding="utf-8")
    assert "fra: '127.0.0.1/" in text and "hemmelig" not in text
    again = runner.invoke(cli.cli, [*words, "--allow-local"])
    assert again.output == "Nye: 0, endret: 0, avlyst: 0, uendret: 1\nIngenting nytt.\n"
