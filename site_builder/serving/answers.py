"""What is answered to an address: a file of the site, or why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from site_builder.model import index_of
from site_builder.serving.dress import headers_of, type_of

NOT_FOUND = PurePosixPath("404.html")

Files = Callable[[PurePosixPath], bytes | None]
"""Returns a file of the site, None where there is none"""


@dataclass(frozen=True, slots=True)
class Answer:
    status: HTTPStatus
    type: str
    content: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    path: PurePosixPath = field(default=PurePosixPath())
    """Which file of the site it is"""

    @property
    def is_page(self) -> bool:
        return self.path.suffix == ".html"


def plain(status: HTTPStatus, text: str = "") -> Answer:
    return Answer(status, "text/plain; charset=utf-8", f"{text or status.phrase}\n".encode())


def moved(to: str) -> Answer:
    # For now only: a browser that remembers it would go on going there.
    return Answer(HTTPStatus.FOUND, "text/plain; charset=utf-8", headers=(("Location", quote(to, safe="/%")),))


def address_in(target: str, prefix: str) -> str | None:
    """Return the address on the site that the target of a request is (RFC 9112, 3.2); None outside the site's path."""
    path = unquote(urlsplit(f"http://x{target}").path if target.startswith("/") else urlsplit(target).path)
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else None


def answer(target: str, files: Files, prefix: str = "") -> Answer:
    """Return what a web server answers that has these files (docs/publishing.md); the site may have a path.

    No file is looked for on disk: what is not among the site's files is nowhere.
    """
    address = address_in(target, prefix)
    if address is None:
        return moved(f"{prefix}/") if target == "/" else plain(HTTPStatus.NOT_FOUND)
    path = index_of(address)
    if (content := files(path)) is not None:
        return Answer(HTTPStatus.OK, type_of(path), content, headers_of(path), path)
    if not address.endswith("/") and files(index_of(f"{address}/")) is not None:
        return moved(f"{prefix}{address}/")
    missing = files(NOT_FOUND)
    if missing is None:
        return plain(HTTPStatus.NOT_FOUND)
    return Answer(HTTPStatus.NOT_FOUND, type_of(NOT_FOUND), missing, headers_of(NOT_FOUND), NOT_FOUND)
