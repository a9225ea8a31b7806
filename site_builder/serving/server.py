"""The server: what browsers on this machine ask, and what they are told as it happens."""

from __future__ import annotations

import json
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import PurePosixPath
from threading import Event, Thread
from typing import Any, cast
from urllib.parse import parse_qs, urlencode, urlsplit

from site_builder.model import index_of
from site_builder.outputs.addresses import EMBED, HOME
from site_builder.serving.about import about, standing
from site_builder.serving.answers import Answer, address_in, answer, plain
from site_builder.serving.dress import OWN, Dress, dressed
from site_builder.serving.hosts import is_local, is_own_page
from site_builder.serving.pages import POLICY, nothing_page, phone_page, watching
from site_builder.serving.preview import Preview
from site_builder.serving.ranges import NotSatisfiable, content_range, part_asked_for
from site_builder.serving.whole import PATIENCE
from site_builder.text.dates import OSLO
from site_builder.text.messages import catalogue

LOCAL = "127.0.0.1"
PING = 15
"""Seconds of silence on a stream; what has been let go of is found by writing to it"""
FIRST = 120
"""Seconds that a site may take to be made the first time"""
_ASSETS = {"bar.js": "text/javascript", "bar.css": "text/css", "clock.js": "text/javascript", "pages.css": "text/css"}
FOR_EVER = "private, max-age=31536000, immutable"
_LONGEST = 1024
"""Bytes of what a page sends: a moment"""


class Server(ThreadingHTTPServer):
    """Serves a preview to this machine alone. Raises OSError where the port is taken."""

    daemon_threads = True

    def __init__(self, preview: Preview, port: int) -> None:
        super().__init__((LOCAL, port), partial(_Handler, preview))

    def handle_error(self, request: object, client_address: object) -> None:
        # A browser that leaves a page lets go of what it was fetching.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(cast("Any", request), client_address)


@contextmanager
def running(server: Server, preview: Preview) -> Iterator[None]:
    """Serve and watch the site for as long as the block lasts, which begins once there is something to show."""
    stop = Event()
    before = preview.state
    threads = (
        Thread(target=preview.watch, args=(stop,), daemon=True),
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True),
    )
    try:
        threads[0].start()
        preview.wait(before, FIRST)
        threads[1].start()
        yield
    finally:
        stop.set()
        if threads[1].is_alive():
            server.shutdown()
        server.server_close()
        if threads[0].is_alive():
            threads[0].join(PATIENCE)
        preview.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "site-builder", ""

    def __init__(self, preview: Preview, *others: Any) -> None:
        self.preview = preview
        super().__init__(*others)

    def do_GET(self) -> None:
        if not self._is_for_us():
            return
        own = urlsplit(self.path)
        if not own.path.startswith(OWN):
            self._send(self._site())
        elif own.path == f"{OWN}events":
            self._stream(parse_qs(own.query))
        else:
            self._send(self._own(own.path.removeprefix(OWN), parse_qs(own.query)))

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Move to another moment: the one thing that a page can change."""
        if not self._is_for_us():
            return
        length = self.headers.get("Content-Length", "")
        is_short = length.isascii() and length.isdecimal() and int(length) <= _LONGEST
        text = self.rfile.read(int(length)).decode(errors="replace") if is_short else ""
        if urlsplit(self.path).path != f"{OWN}moment" or not is_short:
            self.close_connection = True
            self._send(plain(HTTPStatus.NOT_FOUND))
        elif not is_own_page(self.headers.get("Origin"), self.headers.get("Host")):
            self._send(plain(HTTPStatus.FORBIDDEN))
        else:
            self._send(self._moved_to(text))

    def _is_for_us(self) -> bool:
        if is_local(self.headers.get("Host")):
            return True
        self.close_connection = True
        self._send(plain(HTTPStatus.MISDIRECTED_REQUEST))
        return False

    def _moved_to(self, text: str) -> Answer:
        try:
            at = datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC) if text else None
        except (ValueError, OverflowError):
            return plain(HTTPStatus.BAD_REQUEST)
        if at and not 1900 <= at.year <= 2999:
            return plain(HTTPStatus.BAD_REQUEST)
        self.preview.move_to(at)
        return Answer(HTTPStatus.NO_CONTENT, "text/plain")

    # --- answers

    def _site(self) -> Answer:
        prefix = self._prefix()
        found = answer(self.path, self.preview.file, prefix)
        if self.preview.state.shown is None:
            return self._dressed(self._page(nothing_page(self._words())), watching(HOME))
        if not found.is_page:
            return found
        return self._dressed(found, watching(address_in(self.path, prefix) or HOME))

    def _own(self, name: str, query: dict[str, list[str]]) -> Answer:
        state, at = self.preview.state, self.preview.at
        if name in _ASSETS:
            content = (files("site_builder.serving") / name).read_bytes()
            return Answer(HTTPStatus.OK, f"{_ASSETS[name]}; charset=utf-8", content)
        if name == "about":
            said = about(_asked(query), state, self.preview.root, at)
            return Answer(HTTPStatus.OK, "application/json", json.dumps(said).encode())
        if name == "":
            frames = self._frames(_asked(query))
            made = self._page(phone_page(frames, self._prefix(), self._words()))
            return self._dressed(made, watching(*(address for _, address in frames)))
        return plain(HTTPStatus.NOT_FOUND)

    def _frames(self, address: str) -> tuple[tuple[str, str], ...]:
        """Return what each is called that is shown as on a phone: a page and its embed, the home page and its."""
        words, file = self._words(), self.preview.file
        page = "/" + address.removeprefix(f"{EMBED}/").lstrip("/") if address.startswith(f"{EMBED}/") else address
        wanted = {
            page: words.say("serve.phone.page", address=page),
            f"{EMBED}{page}": words.say("serve.phone.embed", address=f"{EMBED}{page}"),
            HOME: words.say("serve.phone.page", address=HOME),
            f"{EMBED}{HOME}": words.say("serve.phone.embed", address=f"{EMBED}{HOME}"),
        }
        return tuple((name, one) for one, name in wanted.items() if file(index_of(one)) is not None)

    def _page(self, text: str) -> Answer:
        policy = (("Content-Security-Policy", POLICY), ("X-Content-Type-Options", "nosniff"))
        return Answer(HTTPStatus.OK, "text/html; charset=utf-8", text.encode(), policy)

    def _dressed(self, page: Answer, watched: str) -> Answer:
        pages = parse_qs(watched)["page"]
        seen = self.preview.digest(index_of(one) for one in pages)
        moment = self.preview.at
        dress = Dress(
            host=self.headers["Host"],
            watched=f"{watched}&{urlencode({'seen': seen})}",
            at=f"{moment.timestamp() * 1000:.0f}" if moment else "",
        )
        return replace(page, content=dressed(page.content, dress))

    def _prefix(self) -> str:
        shown = self.preview.state.shown
        return shown.site.addresses.prefix if shown else ""

    def _words(self) -> Any:
        return catalogue(self.preview.state.findings.language)

    # --- sending

    def _send(self, found: Answer) -> None:
        status, content, more = found.status, found.content, found.headers
        if status is HTTPStatus.OK:
            more = (*more, ("Accept-Ranges", "bytes"))
            try:
                # Parts are of what is got (14.2), and what If-Range names may have changed: no version here has a name.
                is_asked = self.command == "GET" and "If-Range" not in self.headers
                asked = self.headers.get("Range") if is_asked else None
                part = part_asked_for(asked, len(content))
                if part is not None:
                    more = (*more, ("Content-Range", content_range(part, len(content))))
                    status, content = HTTPStatus.PARTIAL_CONTENT, content[part]
            except NotSatisfiable:
                more = (("Content-Range", content_range(None, len(content))),)
                status, content = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b""
        self.send_response(status)
        self.send_header("Content-Type", found.type)
        if status is not HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", FOR_EVER if _is_for_ever(found) else "no-store")
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self, query: dict[str, list[str]]) -> None:
        """Tell a page, as long as it listens, when it has become another and what stops it (HTML, section 9.2)."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")
        pages = [index_of(one) for one in query.get("page", [HOME])]
        seen, told = query.get("seen", [""])[0], ""
        while True:
            state = self.preview.state
            said = json.dumps(standing(state, self.preview.root))
            if said != told:
                told = said
                self._event("told", said)
            if (digest := self.preview.digest(pages)) != seen:
                seen = digest
                self._event("reload", digest)
            if self.preview.wait(state, PING) is state:
                self.wfile.write(b":\n\n")
                self.wfile.flush()
            if self._has_left():
                return

    def _has_left(self) -> bool:
        """Return whether the page is gone: it has nothing more to say on a stream but that it ends it."""
        return bool(select.select([self.connection], [], [], 0)[0])

    def _event(self, name: str, data: str) -> None:
        self.wfile.write(f"event: {name}\ndata: {data}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for what is wrong with the site."""


def _is_for_ever(found: Answer) -> bool:
    """Return whether its name says what it holds: then a page that is shown again need not ask for it again."""
    # A picture that could not be made is missing once only.
    return found.path.parts[:1] == ("assets",) and bool(found.content)


def _asked(query: dict[str, list[str]]) -> str:
    asked = query.get("page", [HOME])[0]
    return asked if PurePosixPath(asked).is_absolute() else HOME
