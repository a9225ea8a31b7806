"""What somebody asks for by its address, over HTTP. The only module that uses the network; a build never does."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import urllib.error
import urllib.request
from typing import IO
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from site_builder import __version__
from site_builder.content_types.web_addresses import web_address
from site_builder.problems import Faults, Refusal, problem

SECONDS = 20
"""How long a server may be silent"""


def fetch(address: str, limit: int, *, is_local_allowed: bool = False) -> bytes:
    """Return what an address answers with, at most `limit` bytes.

    Raises Faults, also where it leads, at once or in the end, to something that is not HTTP or is on this very network.
    """
    _judge(address, address, is_local_allowed=is_local_allowed)
    opener = _opener(address, is_local_allowed=is_local_allowed)
    request = urllib.request.Request(address, headers={"User-Agent": f"site-builder/{__version__}"})  # noqa: S310
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            content: bytes = answer.read(limit + 1)
    except Faults:
        raise
    except urllib.error.HTTPError as fault:
        fault.close()
        if target := fault.headers.get("Location") if 300 <= fault.code < 400 else None:
            raise Faults(problem("I929", address, target=target)) from None
        raise Faults(problem("I927", address, status=fault.code)) from None
    except urllib.error.URLError as fault:
        number = fault.reason.errno if isinstance(fault.reason, OSError) else None
        raise Faults(problem("I926", address, reason=Refusal(number))) from None
    except (OSError, http.client.HTTPException, ValueError) as fault:
        number = fault.errno if isinstance(fault, OSError) else None
        raise Faults(problem("I926", address, reason=Refusal(number))) from None
    if len(content) > limit:
        raise Faults(problem("I928", address, limit=limit // 1024 // 1024))
    return content


def status_of(address: str, asks_as: str, *, is_local_allowed: bool = False) -> int:
    """Return the status of HTTP that an address answers with in the end, 0 where nothing comes back.

    It is asked for its head first, and for the whole where that is refused; nothing of what comes is read. `asks_as` is
    the User-Agent. Raises Faults as `fetch` does, where we are not to ask.
    """
    _judge(address, address, is_local_allowed=is_local_allowed)
    opener = _opener(address, is_local_allowed=is_local_allowed)
    status = _status(opener, address, asks_as, "HEAD")
    # Many servers answer HEAD with whatever they like.
    return status if 200 <= status < 400 else _status(opener, address, asks_as, "GET")


def _status(opener: urllib.request.OpenerDirector, address: str, asks_as: str, method: str) -> int:
    request = urllib.request.Request(address, headers={"User-Agent": asks_as}, method=method)  # noqa: S310
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            return int(answer.status)
    except Faults:
        raise
    except urllib.error.HTTPError as fault:
        fault.close()
        return fault.code
    except (OSError, http.client.HTTPException, ValueError):
        return 0


def _judge(target: str, asked: str, *, is_local_allowed: bool) -> None:
    """Raise Faults where `target`, which `asked` led to, is not to be fetched."""
    try:
        web_address(target, is_local_taken=True)
    except PydanticCustomError:
        raise Faults(problem("I929", asked, target=target)) from None
    if not is_local_allowed and _is_local(urlsplit(target).hostname or ""):
        raise Faults(problem("I930", asked, target=target))


def _is_local(host: str) -> bool:
    """Return whether a host is this machine or one on its own network, as far as names are known here."""
    try:
        found = {str(one[4][0]).partition("%")[0] for one in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(one).is_global for one in found)


def _opener(address: str, *, is_local_allowed: bool) -> urllib.request.OpenerDirector:
    """Return what opens HTTP and nothing else: urllib's own would follow the way to a file."""
    opener = urllib.request.OpenerDirector()
    is_local = is_local_allowed and _is_local(urlsplit(address).hostname or "")
    # A proxy is for what is outside.
    handlers = [] if is_local else [urllib.request.ProxyHandler()]
    for handler in (
        *handlers,
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(address, is_local_allowed=is_local_allowed),
    ):
        opener.add_handler(handler)
    return opener


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows where a server sends us, when that may be fetched too."""

    def __init__(self, asked: str, *, is_local_allowed: bool) -> None:
        self._asked = asked
        self._is_local_allowed = is_local_allowed

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:  # fmt: skip
        try:
            _judge(newurl, self._asked, is_local_allowed=self._is_local_allowed)
        except Faults:
            fp.close()
            raise
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None and req.get_method() == "HEAD":
            # Python made a GET of it until 3.13.
            following.method = "HEAD"
        return following
