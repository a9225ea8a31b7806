"""Links to others: which there are, and whether they still lead somewhere, asked politely and not too often."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from site_builder.content_types.entry import Model, Sourced
from site_builder.content_types.records import Link
from site_builder.content_types.settings import Settings
from site_builder.loading.link_answers import FAILING_DAYS, Answer, Answers
from site_builder.loading.references import references_on
from site_builder.model import Site
from site_builder.problems import printable
from site_builder.rendering.references import own_address
from site_builder.source import Loc
from site_builder.text import dates
from site_builder.text.messages import Catalogue
from site_builder.text.slugs import slug_of

PACE = timedelta(seconds=1)
"""How long after one question a host is asked the next"""
NOT_ASKED = -1
"""In place of a status: an address that we are not to ask, such as one on this very network"""
_NOT_FOR_US = (NOT_ASKED, 401, 402, 403, 405, 407, 408, 425, 429, 451, 999)
"""What servers answer programs, or those who ask too often: it says nothing of the page"""

_IS_WEB = re.compile(r"https?://[^\s]+", re.IGNORECASE)

Ask = Callable[[str], int]
"""From an address to the status of HTTP it answers with; 0 where nothing comes back"""


@dataclass(frozen=True, slots=True)
class Pace:
    """How time goes: `clock` says what time it is, `wait` waits so many seconds."""

    clock: Callable[[], datetime]
    wait: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class External:
    """An address of others, and where it stands: path and line."""

    address: str
    places: tuple[tuple[str, int], ...]


def external_links(site: Site) -> tuple[External, ...]:
    """Return the addresses that texts and data files link to elsewhere, each once, in order."""
    found: dict[str, dict[tuple[str, int], None]] = {}
    for one, address, line in links_on(site):
        found.setdefault(address, {})[one.origin.path, line] = None
    return tuple(External(address, tuple(sorted(found[address]))) for address in sorted(found))


def links_on(site: Site) -> Iterator[tuple[Sourced, str, int]]:
    """Yield what links elsewhere, the address without its place on the page, and the line it stands on."""
    for entry, reference in references_on(site):
        if reference.kind == "web" and _IS_WEB.fullmatch(reference.target):
            yield entry, reference.target.partition("#")[0], reference.mark.line
    base_url = site.one(Settings).base_url
    for one in site.entries():
        # Links of the data file have been among the others.
        if isinstance(one, Sourced) and not isinstance(one, Link):
            for loc, address in _in_fields(one):
                if loc != ("base_url",) and own_address(address, base_url) is None:
                    yield one, address.partition("#")[0], one.origin.mark(*loc).line


def _in_fields(model: Model, above: Loc = ()) -> Iterator[tuple[Loc, str]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        for number, one in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            loc = (*above, name) if number is None else (*above, name, number)
            if isinstance(one, Model):
                yield from _in_fields(one, loc)
            elif isinstance(one, str) and _IS_WEB.fullmatch(one):
                yield loc, one


def asks_as(site: Site, version: str) -> str:
    """Return what we say we are (RFC 9110, 10.1.5): servers can see who asks, and of whom to complain."""
    settings = site.one(Settings)
    return f"site-builder/{version} ({slug_of(settings.name)}; +{settings.base_url})"


def asked_of(links: Iterable[External], kept: Answers, ask: Ask, pace: Pace) -> Answers:
    """Return what all links answer: those asked today as they were then, the others asked now, one second or more
    between two questions to one host."""
    now = pace.clock()
    today = now.astimezone(dates.OSLO).date()
    known = {one.address: kept.by_address.get(one.address) for one in links}
    found = {address: answer for address, answer in known.items() if answer and answer.asked == today}
    last: dict[str, datetime] = {}
    statuses: dict[str, int] = {}
    for address in _in_turn(address for address in known if address not in found):
        host = _host(address)
        if host in last and (rest := last[host] + PACE - pace.clock()) > timedelta():
            pace.wait(min(rest, PACE).total_seconds())
        statuses[address] = ask(address)
        last[host] = pace.clock()
    if not _is_cut_off(statuses):
        found |= {address: _answer(status, known[address], today) for address, status in statuses.items()}
    else:
        # Nothing of it is their fault; what was known stays.
        found |= {address: answer for address in statuses if (answer := known[address])}
    return Answers(dict(sorted(found.items())))


def _in_turn(addresses: Iterable[str]) -> Iterator[str]:
    """Yield the addresses so that hosts take turns: then nobody waits for one."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(_host(address), []).append(address)
    ranked = [(number, host, address) for host, found in by_host.items() for number, address in enumerate(found)]
    yield from (address for _, _, address in sorted(ranked))


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").lower()


def is_cut_off(links: Iterable[External], answers: Answers, now: datetime) -> bool:
    """Return whether links have been asked today in vain, each of them: then it is we who reach nobody."""
    today = now.astimezone(dates.OSLO).date()
    found = [answers.by_address.get(one.address) for one in links]
    return bool(found) and not any(one and one.asked == today for one in found)


def _is_cut_off(statuses: Mapping[str, int]) -> bool:
    """Return whether it is we who reach nobody: not one of several hosts has answered."""
    return len({_host(address) for address in statuses}) > 1 and not any(statuses.values())


def _answer(status: int, before: Answer | None, today: date) -> Answer:
    failed = before.failed if before else ()
    if status in _NOT_FOR_US:
        # Neither better nor worse than it was known to be.
        return Answer(status, today, failed)
    if 200 <= status < 400:
        return Answer(status, today)
    return Answer(status, today, failed if len(failed) >= FAILING_DAYS else (*failed, today))


# --- as text --------------------------------------------------------------------------------------


def as_text(links: Iterable[External], answers: Answers, words: Catalogue) -> str:
    """Return what is broken with where it stands, what could not be asked, and how many there are."""
    found = [(one, answers.by_address.get(one.address)) for one in links]
    broken = [(one, answer) for one, answer in found if answer and answer.is_broken]
    refused = [one for one, answer in found if answer and not answer.is_broken and answer.status in _NOT_FOR_US]
    failing = [one for one, answer in found if answer and answer.failed and not answer.is_broken and one not in refused]
    lines = [words.say("links.count", n=len(found))]
    for one, answer in broken:
        lines += ["", _said(one, answer, words), *(f"  {printable(path)}:{line}" for path, line in one.places)]
    for heading, some in ((words.say("links.refused"), refused), (words.say("links.failing"), failing)):
        if some:
            lines += ["", heading, *(f"  {printable(one.address)}" for one in some)]
    if never := sum(answer is None for _, answer in found):
        lines += ["", words.say("links.never_asked", n=never)]
    return "\n".join(lines) + "\n"


def _said(link: External, answer: Answer, words: Catalogue) -> str:
    since, address = answer.failed[0], printable(link.address)
    if answer.status:
        return words.say("links.broken", address=address, status=answer.status, since=since)
    return words.say("links.silent", address=address, since=since)


def as_json(links: Iterable[External], answers: Answers) -> str:
    """Return a JSON array, one object a link. `status` is that of HTTP, null where there was none."""
    return json.dumps([_as_data(one, answers) for one in links], ensure_ascii=False, indent=2) + "\n"


def _as_data(link: External, answers: Answers) -> dict[str, object]:
    answer = answers.by_address.get(link.address)
    return {
        "address": link.address,
        "places": [{"path": path, "line": line} for path, line in link.places],
        "status": answer.status if answer and answer.status > 0 else None,
        "asked": answer.asked.isoformat() if answer else None,
        "failing_since": answer.failed[0].isoformat() if answer and answer.failed else None,
        "is_broken": bool(answer and answer.is_broken),
    }


def broken(links: Iterable[External], answers: Answers) -> tuple[External, ...]:
    """Return the links that have failed on so many days that somebody must mend them."""
    found = ((one, answers.by_address.get(one.address)) for one in links)
    return tuple(one for one, answer in found if answer and answer.is_broken)
