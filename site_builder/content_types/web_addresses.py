"""Types of values that are addresses: of other pages, of the site, and those that a page had before."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated
from urllib.parse import unquote, urlsplit

from site_builder.content_types.house import House, refuse
from site_builder.text.paths import OUR_FOLDERS
from site_builder.text.slugs import LONGEST


def web_address(text: str, *, is_local_taken: bool = False) -> str:
    """Return an address: https or http, a host with a domain (or localhost, where that is taken), no user name.

    Raises PydanticCustomError.
    """
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        # It is asked for alone: a port that no computer has is found out only then.
        _ = parts.port
    except ValueError:
        raise refuse("D208", text=text) from None
    has_host = ("." in host and "" not in host.removesuffix(".").split(".")) or (is_local_taken and host == "localhost")
    is_plain = not re.search(r"[\s\\<>\"{}|^`]", text)
    if parts.scheme not in ("https", "http") or not has_host or parts.username or not is_plain:
        raise refuse("D208", text=text)
    return text


def site_address(text: str, *, is_local_taken: bool = False) -> str:
    """Return the address that a site has, to which paths are added. Raises PydanticCustomError."""
    address = web_address(text, is_local_taken=is_local_taken)
    # An empty folder makes `//` of an internal address, which browsers take for another host.
    path = address.partition("://")[2].partition("/")[2].rstrip("/")
    has_odd_folder = path and not {"", ".", ".."}.isdisjoint(path.split("/"))
    if set(address) & set("?#'"):
        raise refuse("D241", text=text)
    if address.endswith("//") or has_odd_folder:
        raise refuse("X470", text=text)
    return address


_OLD_ADDRESS = re.compile(r"/(?:[\w~,()+-][\w.~,()+ -]*(?:/|$))+")


def _old_address(text: str) -> str:
    """Return an address of the site as it was: a folder, or a file that servers know for a page.

    Written as the browser showed it or as it was copied from there: /før/ and /f%C3%B8r/ are one address, and
    servers look for the first.
    """
    path, _, query = text.partition("?")
    address = unicodedata.normalize("NFC", unquote(path))
    if not _OLD_ADDRESS.fullmatch(address):
        raise refuse("D221", text=text, instead=_old_address_meant(address))
    longest = max(len(part.encode()) for part in address.split("/"))
    if longest > LONGEST:
        raise refuse("F163", length=longest, limit=LONGEST)
    _, first, *_ = address.split("/")
    if first.casefold() in OUR_FOLDERS:
        raise refuse("D243", text=text, folder=first)
    _, dot, ending = address.rpartition("/")[2].rpartition(".")
    if query or (dot and ending.lower() not in ("html", "htm")):
        # A file of any other name is not sent as a page, and what stands after a ? is not asked for at all.
        raise refuse("D242", text=text)
    return address if dot or address.endswith("/") else address + "/"


_HOST = re.compile(r"^(?:https?://[^/]*|//[^/]*\.[^/]*|www\.[^/]*)", re.IGNORECASE)
_NO_PART = re.compile(r"[^\w.~,()+ /-]+")


def _old_address_meant(written: str) -> str:
    """Return an address of the site for what is none: the path of a whole one, with a slash at each end."""
    path = _HOST.sub("", written)
    parts = [part.strip(" .") for part in _NO_PART.sub("", path).split("/")]
    instead = f"/{'/'.join(part for part in parts if part)}"
    instead += "" if instead.endswith((".html", ".htm")) else "/"
    return instead if _OLD_ADDRESS.fullmatch(instead) else _SOME_ADDRESS


_SOME_ADDRESS = "/no/barnehageplass/"
"""Of an example, where nobody can tell what was meant"""


def host_of(address: str) -> str:
    """Return the host of an address as a policy names it: small letters, and ASCII in place of others (RFC 5891)."""
    host = (urlsplit(address).hostname or "").lower()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def is_to_frame(address: str) -> bool:
    """Return whether a page may show what stands at an address: encrypted, at a host's own port (CSP 3, 2.3.1)."""
    parts = urlsplit(address)
    has_no_more = parts.netloc.lower() == (parts.hostname or "")
    return parts.scheme == "https" and has_no_more and _is_host(host_of(address))


_HOST_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")


def _is_host(text: str) -> bool:
    """Return whether a text is the name of a host with a domain: no number of one, no star, no port."""
    return _HOST_NAME.fullmatch(text) is not None and len(text) <= 253


def _host(text: str) -> str:
    """Return the name of a host, in small letters. Raises PydanticCustomError."""
    host = text.lower()
    if _is_host(host):
        return host
    address = host if "://" in host else f"https://{host}"
    try:
        meant = host_of(address)
    except ValueError:
        meant = ""
    raise refuse("E107", text=text, instead=meant if _is_host(meant) else "billett.example")


_WEB = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/]+\.\S+$"
SiteAddress = Annotated[str, House(site_address, pattern=_WEB)]
Host = Annotated[str, House(_host, pattern=r"^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$")]
Url = Annotated[str, House(web_address, pattern=_WEB)]
OldAddress = Annotated[str, House(_old_address, pattern="^/", examples=["/gammel/adresse/"])]
