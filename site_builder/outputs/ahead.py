"""What the clock alone will make of a page: what comes and goes at the change instants ahead, for templates/turns.js.

The rules stand where they stood: rows are made as of each instant, and what differs is shown from one to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Any, ClassVar, Protocol, TypeVar

from site_builder.model import Site, Sourced, timeless


@dataclass(frozen=True, slots=True)
class Shown:
    """When something on a page is there. `turns` are the minutes (since 1970, UTC) at which it comes or goes."""

    is_now: bool = True
    turns: tuple[int, ...] = ()

    @property
    def machine(self) -> str:
        """The turns as the script reads them: base 36, since every byte of a page counts."""
        return " ".join(_base_36(one) for one in self.turns)

    def is_at(self, minute: int) -> bool:
        turned = sum(one <= minute for one in self.turns)
        return self.is_now is (turned % 2 == 0)


ALWAYS = Shown()
NEVER = Shown(is_now=False)


class Showable(Protocol):
    """A frozen dataclass with a field `shown`, which is ALWAYS until this module says otherwise."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def shown(self) -> Shown: ...


T = TypeVar("T", bound=Showable)


FAR = timedelta(days=400)
"""How long a page is right without being built again, from its next change on"""
NEAR = timedelta(days=30)
"""The same of the front page, which many things change and which must be light"""
MOST = 32
"""How many changes a page knows of ahead: a busy one is built again long before them"""


def course(site: Site, things: Iterable[Sourced], limit: timedelta = FAR) -> tuple[Site, ...]:
    """Return the site now, then as it stands at each change instant ahead of things on it.

    What is not published now is on none of them: it does not leave the house before its time.
    """
    found = tuple(things)
    following = _next(site, found)
    if following is None:
        return (site,)
    # From the next change on: what changes seldom may have changed long ago, and nobody knows what time it is. So what
    # comes round is asked for its times around that too.
    instants = sorted({following, *_after(following, found)})
    return (site, *(site.as_of(one) for one in _known(instants, following + limit)))


def _known(instants: Sequence[datetime], last: datetime) -> list[datetime]:
    return [one for one in instants[:MOST] if one <= last]


def outdated(site: Site, things: Iterable[Sourced], limit: timedelta = FAR) -> Shown:
    """Return from when on a page that is not built again says that it is: from the first change ahead that its course
    does not know of."""
    found = tuple(things)
    following = _next(site, found)
    if following is None:
        return NEVER
    instants = sorted({following, *_after(following, found)})
    unknown = instants[len(_known(instants, following + limit)) :][:1]
    for one in found:
        # What comes round tells of more when it is asked later.
        told = max(_after(following, [one]), default=None)
        if told is not None:
            unknown.extend(_after(told, [one]))
    return Shown(is_now=False, turns=(_minute(min(unknown)),)) if unknown else NEVER


def _next(site: Site, things: Iterable[Sourced]) -> datetime | None:
    return min(_after(site.moment, things), default=None) if site.looks_ahead else None


def _after(moment: datetime, things: Iterable[Sourced]) -> Iterator[datetime]:
    """Yield the change instants after a moment that things tell of when they are asked at it."""
    return (instant for one in things for instant in one.changes(moment) if instant > moment)


@dataclass(slots=True)
class _Spell:
    """A time in which nothing changes: from a moment that was asked of to the next change instant, if any is left."""

    begin: datetime
    end: datetime | None
    site: Site

    def has(self, moment: datetime) -> bool:
        return self.begin <= moment and (self.end is None or moment < self.end)


_Spells = dict[tuple[int, ...], tuple[Sequence[Sourced], list[_Spell]]]
"""By the ids of things: these, which are kept so that no others get their ids, and their spells"""


def unchanged(site: Site, things: Sequence[Sourced]) -> Site:
    """Return the site as of one of the moments between which none of the things changes, this one among them; of those
    always the same. So what depends on the clock through these things alone is worked out once for all of them."""
    return _spell(_spells(site), site, things).site


def _spell(known: _Spells, site: Site, things: Sequence[Sourced]) -> _Spell:
    moment = site.moment
    _, spells = known.setdefault(tuple(map(id, things)), (things, []))
    for one in spells:
        if one.has(moment):
            return one
    if len(things) == 1:
        ends = [*_after(moment, things)]
    else:
        ends = [end for one in things if (end := _spell(known, site, (one,)).end) is not None]
    end = min(ends, default=None)
    for one in spells:
        if one.end == end:
            one.begin = moment
            return one
    spells.append(_Spell(moment, end, site))
    return spells[-1]


@timeless
def _spells(site: Site) -> _Spells:
    return {}


def over_time(sites: Sequence[Site], lists: Sequence[Sequence[T]]) -> tuple[T, ...]:
    """Return all that is in any of the lists, one for each site of a course, with when it is shown.

    What is shown at any of the moments is that moment's list, in its order.
    """
    if all(one == lists[0] for one in lists[1:]):
        return tuple(lists[0])
    # They are compared again and again, and numbers are compared sooner.
    known: dict[T, int] = {}
    found: list[tuple[int, set[int]]] = []
    for number, wanted in enumerate(lists):
        if number and wanted == lists[number - 1]:
            for _, there in found:
                if number - 1 in there:
                    there.add(number)
            continue
        found = list(_with(found, number, [known.setdefault(one, len(known)) for one in wanted]))
    things = tuple(known)
    return tuple(
        replace(things[one], shown=shown(sites, [number in there for number in range(len(sites))]))
        for one, there in found
    )


def _with(found: list[tuple[int, set[int]]], number: int, wanted: Sequence[int]) -> Iterator[tuple[int, set[int]]]:
    """Yield what is found so far and what is wanted at the moment `number`, in an order that is right for both."""
    at, wanted_at = 0, 0
    same = SequenceMatcher(None, [one for one, _ in found], wanted, autojunk=False)
    for match in same.get_matching_blocks():
        yield from found[at : match.a]
        yield from ((one, {number}) for one in wanted[wanted_at : match.b])
        at, wanted_at = match.a + match.size, match.b + match.size
        yield from ((one, there | {number}) for one, there in found[match.a : at])


def shown(sites: Sequence[Site], is_there: Sequence[bool]) -> Shown:
    """Return when something is shown that is or is not there at each moment of a course."""
    turns = (_minute(sites[at].moment) for at in range(1, len(sites)) if is_there[at] is not is_there[at - 1])
    return Shown(is_there[0], tuple(turns))


def until(moment: datetime) -> Shown:
    """Return when something is shown that is there now, and is gone at a moment (UTC)."""
    return Shown(turns=(_minute(moment),))


def while_any(found: Iterable[Showable]) -> Shown:
    """Return when at least one of them is shown."""
    all_of = [one.shown for one in found]
    turns: list[int] = []
    is_now = is_there = any(one.is_now for one in all_of)
    for minute in sorted({minute for one in all_of for minute in one.turns}):
        if any(one.is_at(minute) for one in all_of) is not is_there:
            is_there = not is_there
            turns.append(minute)
    return Shown(is_now, tuple(turns))


def otherwise(shown: Shown) -> Shown:
    """Return when something is shown that stands in for another."""
    return Shown(not shown.is_now, shown.turns)


def _minute(moment: datetime) -> int:
    # Dates have no seconds. Were there any, what is true a little later must not be said before it is. No reader's
    # clock stands before 1970: what was then has been.
    return max(1, -int(-moment.timestamp() // 60))


def _base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits
