"""The headings by which the parts of a crisis are known, in the languages of the interface."""

from __future__ import annotations

import re
from enum import StrEnum


class Part(StrEnum):
    """A part of a crisis, in the order people need them."""

    DO = "do"
    GO = "go"
    CLOSED = "closed"
    HEALTH = "health"
    MISSING = "missing"
    HELP = "help"
    TELL = "tell"


HEADINGS = {
    Part.DO: (
        *("gjør dette", "gjør dette nå", "dette gjør du", "dette må du gjøre", "slik gjør du"),
        *("gjer dette", "gjer dette no", "dette gjer du", "dette må du gjere", "slik gjer du"),
        *("do this", "do this now", "what to do"),
    ),
    Part.GO: (
        *("dra hit", "møtested", "møtesteder", "møteplass", "møteplasser", "møtestad", "møtestader", "møteplassar"),
        *("go here", "where to go", "meeting point", "meeting points"),
    ),
    Part.CLOSED: ("stengt", "dette er stengt", "stengd", "dette er stengt no", "dette er stengt nå", "closed"),
    Part.HEALTH: ("helse", "health"),
    Part.MISSING: (
        *("savner du noen", "saknar du nokon", "pårørende", "pårørande"),
        *("are you missing someone", "are you missing somebody", "missing someone", "next of kin"),
    ),
    Part.HELP: ("vil du hjelpe", "vil du hjelpe til", "vil du hjelpa", "do you want to help", "want to help"),
    Part.TELL: ("meld fra til oss", "meld fra", "meld frå til oss", "meld frå", "sett noe", "tell us"),
}

_PARTS = {heading: part for part, headings in HEADINGS.items() for heading in headings}


def part_called(heading: str) -> Part | None:
    """Return the part that a heading is of, in whatever case and with whatever signs after it."""
    return _PARTS.get(" ".join(re.sub(r"[^\w\s]", " ", heading).casefold().split()))
