"""A web server on this machine, for the time of a test: a built site, or pages a test has written."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


@dataclass(slots=True)
class Served:
    """Where a folder is served, and the paths that were asked for since the list was last emptied."""

    port: int
    asked: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def origin_by_name(self) -> str:
        """The same server under another name: another origin to a browser."""
        return f"http://localhost:{self.port}"


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with the types a web host gives them; remembers what was asked for."""

    extensions_map: Mapping[str, str] = {  # type: ignore[assignment]
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".json": "application/json",
        ".geojson": "application/geo+json",
        ".atom": "application/atom+xml",
        ".rss": "application/rss+xml",
        ".xml": "application/xml",
        ".txt": "text/plain; charset=utf-8",
    }

    def __init__(self, *args: object, asked: list[str], directory: str) -> None:
        self.asked = asked
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()

    def end_headers(self) -> None:
        # Every request of a page is to be seen, also the second time.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        # A browser that leaves a page lets go of what it was fetching.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve a folder, which may be filled later, on a free port."""
    folder.mkdir(parents=True, exist_ok=True)
    asked: list[str] = []
    server = _Server(("127.0.0.1", 0), partial(_Handler, asked=asked, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Served(server.server_port, asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
