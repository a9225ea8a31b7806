"""Types of values of what people come to: where, whose, for how much, and on which days it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic_core import PydanticCustomError

from site_builder.content_types.house import House, amount, line, moment, yes_no
from site_builder.content_types.references import Ref
from site_builder.text import dates
from site_builder.text.slugs import is_slug


@dataclass(frozen=True, slots=True)
class Named:
    """What has no entry of its own, as its author wrote it."""

    name: str


@dataclass(frozen=True, slots=True)
class Off:
    """A day on which it is not. `reason` is why, where people are to be told."""

    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CalledOff:
    """That it is cancelled; `since` is when that was decided, where it is written."""

    since: dates.When | None = None


def slug_or_name(text: str) -> str | Named:
    """Return a slug, where it is written as one, else a name in plain text. Raises PydanticCustomError."""
    return text if is_slug(text) else Named(line(text))


def _cost(text: str) -> str | Named | Decimal:
    """Return an amount in kroner, the id of a price, or what the author says of it. Raises PydanticCustomError."""
    try:
        return amount({"free": "gratis"}.get(text.lower(), text))
    except PydanticCustomError:
        return slug_or_name(text)


def _off(text: str) -> Off:
    """Return a day, with a reason in brackets or not. Raises PydanticCustomError."""
    match = re.fullmatch(r"(.*?)\s*(?:\((.*)\))?", text, re.DOTALL)
    assert match is not None, "everything may stand before nothing"
    return Off(moment(match[1]).local.date(), " ".join((match[2] or "").split()))


def _called_off(text: str) -> CalledOff | None:
    """Return that it is called off, from a time or without one. Raises PydanticCustomError."""
    try:
        return CalledOff() if yes_no(text) else None
    except PydanticCustomError:
        return CalledOff(moment(text))


OFF = House(_off, examples=["2026-03-31", "2026-03-31 (påskeferie)"])
CALLED_OFF = House(_called_off, examples=["ja", "2026-02-18 10:00"])
COST = Ref("price", make=_cost, examples=["gratis", "150", "150 kr, barn gratis"])
VENUE = Ref("place", "unit", make=slug_or_name, examples=["bibliotek", "Lia bibliotek, møterommet"])
WHO = Ref("contact", make=slug_or_name, examples=["bibliotek", "Lia historielag"])


class OrName:
    """Marks a field that names an entry, or else says a name in plain text."""


OR_NAME = OrName()
PlaceOrName = Annotated[str | Named, VENUE, OR_NAME]
ContactOrName = Annotated[str | Named, WHO, OR_NAME]
Cost = Annotated[str | Named | Decimal, COST, OR_NAME]
