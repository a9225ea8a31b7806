"""What a page gets on its way to the browser and has nowhere else: the bar's script, room for it in the page's policy,
and the headers it is published with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath

from site_builder.text.messages import LANGUAGES
from site_builder.text.paths import path_word

OWN = "/_se/"
"""Where what belongs to the preview itself stands: no slug begins like that"""

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
_MAY_ASK_WHERE = frozenset(path_word(key, language) for key in ("streets", "maps") for language in LANGUAGES)

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".gpx": "application/gpx+xml",
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".opml": "text/x-opml",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Dress:
    """What a page is told of itself."""

    host: str
    """The host that the browser asked, with its port"""
    watched: str
    """The query by which the page asks whether it has become another"""
    at: str = ""
    """The moment it is shown at (ISO 8601), where that is not now: the browser's clock is to say the same"""


def dressed(page: bytes, dress: Dress) -> bytes:
    """Return the page with what the preview needs, all else as it is."""
    text = _POLICY.sub(lambda one: one[1] + opened(one[2], f"http://{dress.host}{OWN}") + one[3], page.decode(), 1)
    # Before those that are deferred: they ask what time it is.
    clock = f'<script src="{OWN}clock.js?{escape(dress.at)}"></script>' if dress.at else ""
    bar = f'<script src="{OWN}bar.js" data-watched="{escape(dress.watched)}" defer></script>'
    before, end, after = text.rpartition("</body>")
    return (f"{before}{clock}{bar}{end}{after}" if end else f"{text}{clock}{bar}").encode()


def opened(policy: str, own: str) -> str:
    """Return a content policy that lets in what stands below `own`: the script, its style, and what it asks for."""
    rules = dict(one.strip().partition(" ")[::2] for one in policy.split(";") if one.strip())
    for name in ("script-src", "style-src", "connect-src"):
        said = rules.get(name, "").split()
        if "'self'" not in said:
            rules[name] = " ".join([*(one for one in said if one != "'none'"), own])
    return "; ".join(f"{name} {said}".rstrip() for name, said in rules.items())


def type_of(path: PurePosixPath) -> str:
    """Return the media type of a file of the site (docs/publishing.md)."""
    if path.parts[:1] == ("feeds",) and path.suffix == ".json":
        return "application/feed+json"
    if path.parts[:1] == ("cap",):
        return "application/cap+xml"
    return _TYPES.get(path.suffix, "application/octet-stream")


def headers_of(path: PurePosixPath) -> tuple[tuple[str, str], ...]:
    """Return the headers that a file is published with (docs/publishing.md), so that what they stop stops here too."""
    parts = [one for one in path.parts if one not in LANGUAGES]
    is_embed = parts[:1] == ["embed"]
    asks_where = bool(_MAY_ASK_WHERE.intersection(parts[is_embed:][:1]))
    return (
        ("Content-Security-Policy", "frame-ancestors *" if is_embed else "frame-ancestors 'self'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", f"camera=(), microphone=(), geolocation=({'self' if asks_where else ''})"),
    )
