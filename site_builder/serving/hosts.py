"""Who may ask: browsers on this machine, and of what changes anything the pages of this server alone."""

from __future__ import annotations

from urllib.parse import urlsplit

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def is_local(host: str | None) -> bool:
    """Return whether a Host header names this machine. A page elsewhere can have its own name lead here (DNS
    rebinding), and would then read what is not published yet; it cannot send another name than its own."""
    try:
        split = urlsplit(f"//{host or ''}")
        return split.hostname in _LOCAL and split.username is None and (split.port is None or split.port > 0)
    except ValueError:
        return False


def is_own_page(origin: str | None, host: str | None) -> bool:
    """Return whether the page that asks (its Origin header, RFC 6454) came from the host that it asks."""
    return origin is not None and origin == f"http://{host}"
