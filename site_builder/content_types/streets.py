"""The street table, maps/streets.csv: what holds for the houses of a street, one line for each part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from site_builder.content_types.entry import Sourced, field
from site_builder.content_types.house import Choice, HouseNumber, Text, YesNo, chosen
from site_builder.content_types.references import STREET, PlaceRef
from site_builder.problems import Problem
from site_builder.text.slugs import UNSEEN, slug_of


class Side(Choice):
    """Which house numbers of a stretch: all, or those of one side."""

    ALL = ("all", "alle")
    ODD = ("odd", "odde")
    EVEN = ("even", "par")


LAST = 9999
"""The number a stretch without an end reaches to: higher than any house has."""


def key_of(name: str) -> str:
    """Return what the lines of a street and the notices on it know it by: its name, case and extra spaces apart."""
    return " ".join(UNSEEN.sub("", name).split()).casefold()


_ENDS_A_STREET = ("gata", "gate", "gaten", "veg", "vegen", "vei", "veien")
"""As most names of streets do; a service whose name does is looked for first"""


def street_meant(text: str, streets: Iterable[Street]) -> str:
    """Return what to write for a street that was named without its word; an empty text where it is none, as far as the
    table and the name say."""
    key = key_of(text)
    names = (one.name for one in streets if one.key == key)
    name = next(names, text.strip() if key.endswith(_ENDS_A_STREET) else "")
    return f"{STREET}{name}" if name and "," not in name else ""


class Street(Sourced):
    """A street, or the part of it that has certain house numbers: one line of the table."""

    word: ClassVar[str] = "street"
    file: ClassVar[str] = "maps/streets.csv"

    name: Text = field("The street's name.", nb="gate", en="street", example="Prøvegata", limit=80)
    since: HouseNumber | None = field(
        "The first house number; without it from the beginning.", nb="fra", en="from", example="1", default=None
    )
    until: HouseNumber | None = field(
        "The last house number; without it to the end.", nb="til", en="to", example="35", default=None
    )
    side: Annotated[Side, chosen(Side)] = field("Which of the numbers.", nb="side", example="odde", default=Side.ALL)
    school: PlaceRef | None = field(
        "The primary school, by the id of a place.", nb="skole", example="langeland-skole", default=None
    )
    lower_secondary: PlaceRef | None = field(
        "The lower secondary school, by the id of a place.",
        nb="ungdomsskole",
        example="kongsvinger-ungdomsskole",
        default=None,
    )
    waste: Text | None = field(
        "When waste is collected.", nb="avfall", example="annenhver torsdag", default=None, limit=120
    )
    clearing: Text | None = field(
        "Which class of snow clearing.", nb="brøyting", example="klasse 2: innen kl. 8", default=None, limit=120
    )
    sample: YesNo = field("Whether it is an invented example.", nb="eksempel", example="ja", default=False)

    @property
    def key(self) -> str:
        return key_of(self.name)

    @property
    def first(self) -> int:
        return self.since or 1

    @property
    def last(self) -> int:
        return self.until or LAST

    def is_whole(self) -> bool:
        """Return whether it is all of a street."""
        return self.since is None and self.until is None and self.side is Side.ALL

    def numbers(self, side: Side) -> range:
        """Return the house numbers on the odd or the even side that the line holds for."""
        if self.side not in (Side.ALL, side):
            return range(0)
        begin = self.first + (self.first % 2 != (side is Side.ODD))
        return range(begin, self.last + 1, 2)

    def faults(self) -> Iterator[Problem]:
        """Yield what is wrong between the line's own values."""
        if not slug_of(self.name):
            yield self.fault("M580", "name", name=self.name)
        if self.first > self.last:
            yield self.fault("M581", "until", name=self.name, found=self.since, last=self.until)
        elif not self.numbers(Side.ODD) and not self.numbers(Side.EVEN):
            yield self.fault("M582", "side", name=self.name, found=self.since)
        if not any((self.school, self.lower_secondary, self.waste, self.clearing)):
            yield self.fault("M597", "name", name=self.name)


def lines_in_order(lines: Iterable[Street]) -> list[Street]:
    """Return the lines of one street by their first number, of two that begin alike the even side last."""
    return sorted(lines, key=lambda one: (one.first, one.side is Side.EVEN))
