"""How the site is used, by the log of its web server: counts alone, no addresses of readers and no small numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from site_builder.content_types.entry import Entry
from site_builder.content_types.maps import Map
from site_builder.health.found import publications
from site_builder.identity_numbers import masked
from site_builder.model import Site
from site_builder.outputs import addresses, languages
from site_builder.problems import printable

FEWEST = 5
"""Smaller numbers than this are not said: they could be about somebody"""
_MOST_NAMES = 20_000
"""Addresses that are told apart; a log of nothing but nonsense may not fill the memory"""
_MOST_SHOWN = 200
_LONGEST_LINE = 16_384

# The combined log format of Apache httpd (mod_log_config) and nginx (ngx_http_log_module). What stands before the time,
# the reader's address and name, is passed over and never kept.
_LINE = re.compile(
    r'\S+ [^\[]*\[[^\]]*\] "(?P<method>[A-Z]{1,12}) (?P<target>[^" ]+)(?: HTTP/[\d.]+)?" (?P<status>\d{3}) (?:\d+|-) '
    r'"(?P<referer>(?:[^"\\]|\\.)*)" "(?P<agent>(?:[^"\\]|\\.)*)"'
)
_BOTS = re.compile(
    r"bot\b|bot[/_-]|crawl|spider|slurp|preview|scan|monitor|uptime|pingdom|lighthouse|headless|curl|wget|python|"
    r"java/|go-http|okhttp|libwww|httpclient|axios|node-fetch|feed|rss|facebookexternalhit|site-builder|^-?$",
    re.IGNORECASE,
)
"""Programs, by what they call themselves: what is no reader"""
_PERSONAL = re.compile(r"@|(?:\d[ .+-]?){6,}|fnr|fodselsnummer|personnummer|telefon=|navn=", re.IGNORECASE)
"""What may be a letter's address, or a number of a person, of a telephone or an account"""
_PROBES = re.compile(
    r"\.(?:php|asp|aspx|jsp|cgi|env|git|sql|bak|ini)\b|/wp-|/\.|cgi-bin|phpmyadmin|/vendor/", re.IGNORECASE
)
"""What nobody follows a link to: programs that look for holes"""
_FILES = re.compile(r"\.(?!html?$)[a-z0-9]{1,11}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was asked for. `number` is None where it is too small to be said."""

    name: str
    number: int | None
    path: str = ""
    """The source of the page, where it is the page of an entry"""


@dataclass(frozen=True, slots=True)
class Visits:
    """What a log comes to, each list with the most first."""

    pages: tuple[Count, ...] = ()
    embeds: tuple[Count, ...] = ()
    """Hosts whose pages our embeds were shown on"""
    missing: tuple[Count, ...] = ()
    """Paths that there is nothing at"""
    bots: int = 0
    """Lines of programs"""
    broken: int = 0
    """Lines that are in no format we know, or cannot be read"""
    dropped: int = 0
    """Requests for what is not there that may hold something of a person"""


@dataclass(slots=True)
class _Tally:
    pages: Counter[str] = field(default_factory=Counter)
    embeds: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    bots: int = 0
    broken: int = 0
    dropped: int = 0


def visits_of(lines: Iterable[str | None], site: Site) -> Visits:
    """Return what the lines of a log come to; None is a line that could not be read."""
    tally, prefix = _Tally(), site.addresses.prefix
    own = (urlsplit(site.addresses.base_url).hostname or "").lower()
    for line in lines:
        if line is not None and not line.strip():
            continue
        match = _LINE.match(line) if line is not None and len(line) <= _LONGEST_LINE else None
        if match is None:
            tally.broken += 1
        elif _is_bot(match["agent"]):
            tally.bots += 1
        elif match["method"] == "GET":
            _count(tally, match, prefix, own)
    named = _named(site)
    pages = _counted(_in_one_language(tally.pages, site, prefix), named)
    return Visits(pages, _counted(tally.embeds), _counted(tally.missing), tally.bots, tally.broken, tally.dropped)


@lru_cache(maxsize=4096)
def _is_bot(agent: str) -> bool:
    # A log says the same few thousands of times.
    return _BOTS.search(agent) is not None


def _count(tally: _Tally, line: re.Match[str], prefix: str, own: str) -> None:
    path = _path(line["target"], prefix)
    if path is None:
        return
    if line["status"] in ("404", "410"):
        if _PERSONAL.search(path) or len(path) > 200:
            tally.dropped += 1
        elif not _PROBES.search(path):
            _add(tally.missing, path)
    elif line["status"] in ("200", "304") and path.startswith("/embed/"):
        host = _host(line["referer"])
        if host and host != own and masked(host) == host and not _FILES.search(path):
            _add(tally.embeds, host)
    elif line["status"] in ("200", "304") and not _FILES.search(path):
        _add(tally.pages, path)


def _add(counts: Counter[str], name: str) -> None:
    if name in counts or len(counts) < _MOST_NAMES:
        counts[name] += 1


def _path(target: str, prefix: str) -> str | None:
    """Return the path on the site that was asked for, without what follows it; None outside the site."""
    try:
        path = unquote(urlsplit(target).path if "://" in target[:10] else target.partition("?")[0].partition("#")[0])
    except ValueError:
        return None
    if not path.startswith(f"{prefix}/"):
        return None
    return printable(path.removeprefix(prefix)).removesuffix("index.html")


def _host(referer: str) -> str:
    """Return the host that a reader came from; nothing for what is no name of one that others know."""
    try:
        host = (urlsplit(referer).hostname or "").lower()
    except ValueError:
        return ""
    is_known = re.fullmatch(r"(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}", host) and len(host) <= 253
    return host if is_known else ""


def _named(site: Site) -> Mapping[str, tuple[str, str]]:
    """Return the title and the source of what has a page of its own, by its address."""
    return {addresses.address(site, one): (masked(one.title), one.origin.path) for one in _pages(site)}


def _pages(site: Site) -> Iterator[Entry | Map]:
    return (one for one in publications(site.with_unpublished()) if isinstance(one, Entry | Map))


def _in_one_language(counts: Counter[str], site: Site, prefix: str) -> Counter[str]:
    """Return the counts with those of a page in other languages added to its own."""
    others = (*languages.shown_in(site), *languages.texts_in(site))
    same = {
        addresses.href(own, one).removeprefix(prefix): addresses.address(site, one)
        for own in (languages.in_language(site, other) for other in others)
        for one in _pages(site)
    }
    made: Counter[str] = Counter()
    for path, number in counts.items():
        made[same.get(path, path)] += number
    return made


def _counted(counts: Counter[str], named: Mapping[str, tuple[str, str]] | None = None) -> tuple[Count, ...]:
    # What is too small to be said is in the order of its name, or the order would say it.
    ranked = sorted(counts.items(), key=lambda one: (-one[1] if one[1] >= FEWEST else 0, one[0]))[:_MOST_SHOWN]
    found = ((name, number, (named or {}).get(name, (name, ""))) for name, number in ranked)
    return tuple(Count(title, number if number >= FEWEST else None, path) for _, number, (title, path) in found)
