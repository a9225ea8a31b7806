"""Facts kept once and referred to by id: contacts, links, prices, categories. Opening hours stand in hours.py."""

from __future__ import annotations

import calendar
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from site_builder.content_types.entry import Model, Source, Sourced, field
from site_builder.content_types.house import (
    Account,
    Amount,
    Boundary,
    Choice,
    Email,
    Height,
    LosTheme,
    Many,
    Phone,
    Text,
    When,
    YearlyOrOnce,
    chosen,
)
from site_builder.content_types.notice import SOON
from site_builder.content_types.notice_words import Topic
from site_builder.content_types.references import ContactRef, HoursRef
from site_builder.content_types.web_addresses import Url
from site_builder.problems import Problem
from site_builder.text import dates


class Record(Sourced):
    """One entry of a data file, known by its id."""

    file: ClassVar[str]

    sources: Many[Source] = field(
        "Where the facts come from.", nb="kilder", example="tittel: Kommunens prisliste", default=()
    )


class Contact(Record):
    """Somebody to turn to: a desk, a duty phone, another body. Never a person."""

    word: ClassVar[str] = "contact"
    file: ClassVar[str] = "content/contacts.yaml"

    name: Text = field("What it is called.", nb="navn", example="Servicetorget")
    phone: Phone | None = field("Telephone.", nb="telefon", example="62 87 40 00", default=None)
    email: Email | None = field("E-mail.", nb="epost", example="post@kommune.example", default=None)
    address: Text | None = field(
        "Where to go.", nb="besøksadresse", example="Rådhusplassen 3, 2212 Kongsvinger", default=None
    )
    post: Text | None = field(
        "Where to write.", nb="postadresse", example="Postboks 900, 2226 Kongsvinger", default=None
    )
    url: Url | None = field("Its own site.", nb="nettadresse", example="https://www.vannverk.example/", default=None)
    hours: HoursRef | None = field(
        "Opening hours, by id from hours.yaml.", nb="åpningstider", example="servicetorget", default=None
    )
    duty: Many[Annotated[Topic, chosen(Topic)]] = field(
        "Topics this is the number to call for when something fails.", nb="vakt", example="vann", default=()
    )
    note: Text | None = field("What people should know.", nb="merknad", example="Svarer hele døgnet.", default=None)
    accounts: Many[Account] = field(
        "Who reads changes to what it is responsible for: teams or users at GitHub or GitLab. Never published.",
        nb="kontoer",
        example="@eksempel-kommune/lia-skole",
        default=(),
    )

    def faults(self) -> Iterator[Problem]:
        if self.duty and self.phone is None and self.is_clear("phone"):
            yield self.fault("F129", "duty")


class LinkKind(Choice):
    APPLICATION = "application", "søknad"
    INFORMATION = "information", "informasjon"
    REPORT = "report", "melding"
    SERVICE = "service", "tjeneste"


class Link(Record):
    """An application link or another body's page."""

    word: ClassVar[str] = "link"
    file: ClassVar[str] = "content/links.yaml"

    title: Text = field("What the button says: a verb first.", nb="tittel", example="Søk om barnehageplass", limit=80)
    url: Url = field("The address.", nb="nettadresse", example="https://skjema.kommune.example/barnehage")
    kind: Annotated[LinkKind, chosen(LinkKind)] = field(
        "What it leads to.", nb="slag", example="søknad", default=LinkKind.APPLICATION
    )
    opens: YearlyOrOnce | None = field(
        "When it opens; without a year it means every year.", nb="åpner", example="1. januar", default=None
    )
    closes: YearlyOrOnce | None = field(
        "The last day; without a year it means every year.", nb="stenger", example="1. mars", default=None
    )
    late: Text | None = field(
        "What is said after the last day.",
        nb="etter_frist",
        example="Du kan søke hele året, men uten rett til plass.",
        default=None,
    )
    note: Text | None = field(
        "What people should know before they go on.", nb="merknad", example="Krever BankID.", default=None
    )
    height: Height = field(
        "How tall it is where a text shows it in the page itself, in pixels.", nb="høyde", example="600", default=600
    )

    def faults(self) -> Iterator[Problem]:
        opens, closes = self.opens, self.closes
        if opens and closes and opens.once and closes.once and closes.once.is_before(opens.once):
            yield self.fault("N202", "closes", found=closes.once, first=opens.once, other=self.origin.word("opens"))
        if not self.is_clear("opens", "closes", "late"):
            return
        # What comes round every year must say when it is over, or nobody can know whether it is open.
        if opens and opens.yearly and not (closes and closes.yearly):
            yield self.fault("F119", "opens", missing=self.origin.word("closes"))
        if self.late and closes is None:
            yield self.fault("F128", "late")
        if closes and closes.yearly and not (opens and opens.yearly) and self.late is None:
            yield self.fault("F120", "closes")

    def is_open(self, moment: datetime) -> bool:
        """Return whether it leads anywhere at `moment` (UTC): a page to read always does, whatever its last day."""
        return self.kind is LinkKind.INFORMATION or self.season(moment).window in (Window.OPEN, Window.LATE)

    def season(self, moment: datetime) -> Season:
        """Return where the link stands at `moment` (UTC)."""
        year = moment.astimezone(dates.OSLO).year
        openings, closings = occurrences(self.opens, year), occurrences(self.closes, year)
        opened = next((one for one in reversed(openings) if one.start <= moment), None)
        opens = next((one for one in openings if one.start > moment), None)
        if openings and opened is None:
            return Season(Window.NOT_OPEN, opens=opens)
        closed = next((one for one in reversed(closings) if one.end <= moment), None)
        closes = next((one for one in closings if one.end > moment), None)
        is_reopened = closed is None or (opened is not None and opened.start >= closed.end)
        if not is_reopened and closes and not (self.opens and self.opens.yearly):
            # Nothing says when it opens again: from half way on, people think of the next last day.
            is_reopened = moment >= _half_way(closed, closes)
        if is_reopened:
            return Season(Window.OPEN, closes=closes)
        return Season(Window.LATE if self.late else Window.CLOSED, opens=opens, closed=closed)

    def changes(self, now: datetime) -> Iterable[datetime]:
        year = now.astimezone(dates.OSLO).year
        for boundary in (self.opens, self.closes):
            for one in occurrences(boundary, year):
                yield one.start
                yield one.end
                yield one.start - SOON
                # Calendars keep what has been until the year is over.
                yield dates.midnight(date(one.local.year + 1, 1, 1))
        for earlier, later in itertools.pairwise(occurrences(self.closes, year)):
            yield _half_way(earlier, later)


class Window(StrEnum):
    """Whether an application link takes applications."""

    NOT_OPEN = "not_open"
    OPEN = "open"
    LATE = "late"
    """The last day is past, and something still applies: `late` says what"""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Season:
    """Where a link stands at a moment: when it opens next, its last day ahead while it is open, the one just past."""

    window: Window
    opens: dates.When | None = None
    closes: dates.When | None = None
    closed: dates.When | None = None


def occurrences(boundary: Boundary | None, year: int) -> tuple[dates.When, ...]:
    """Return the dates a boundary falls on in the years around `year`, in order."""
    if boundary is None:
        return ()
    if boundary.once:
        return (boundary.once,)
    assert boundary.yearly
    days = (day_in(boundary.yearly, one) for one in (year - 1, year, year + 1))
    return tuple(dates.When(dates.midnight(day), dates.Precision.DAY) for day in days)


def day_in(yearly: tuple[int, int], year: int) -> date:
    """Return the day of that year with (month, day); 29. februar is the 28th in other years."""
    month, day = yearly
    return date(year, month, day if yearly != (2, 29) or calendar.isleap(year) else 28)


def _half_way(earlier: dates.When | None, later: dates.When) -> datetime:
    """Return the first moment (UTC) of the day half way between two, in Oslo."""
    assert earlier is not None
    first, last = earlier.local.date(), later.local.date()
    return dates.midnight(first + (last - first) // 2)


class Rate(Model):
    """An amount from a date on."""

    since: When | None = field(
        "The first day of this amount; next year's is entered now and changes by itself.",
        nb="fra",
        en="from",
        example="2026-01-01",
        default=None,
    )
    amount: Amount = field("Kroner; `gratis` or 0 for nothing.", nb="beløp", example="3145")
    year: Text | None = field("The year it is known from, shown.", nb="år", example="2024/25", default=None)
    note: Text | None = field("What people should know.", nb="merknad", example="Juli er fri.", default=None)


class Price(Record):
    """What something costs."""

    word: ClassVar[str] = "price"
    file: ClassVar[str] = "content/prices.yaml"

    title: Text = field("What is paid for.", nb="tittel", example="SFO, hel plass")
    unit: Text | None = field("For how much or how long.", nb="enhet", example="per måned", default=None)
    rates: Many[Rate] = field("Amounts with the days they begin.", nb="satser", example="beløp: 3145")
    note: Text | None = field(
        "What people should know.", nb="merknad", example="Søsken betaler 70 prosent.", default=None
    )

    def faults(self) -> Iterator[Problem]:
        if not self.rates:
            yield self.fault("F117", "rates")
        seen: set[dates.When | None] = set()
        for number, rate in enumerate(self.rates):
            if rate.since in seen:
                yield self.fault("F118", "rates", number, "since")
            seen.add(rate.since)

    def rate(self, moment: datetime) -> Rate | None:
        """Return the rate in force at `moment` (UTC): the latest begun, else None."""
        begun = [one for one in self.rates if one.since is None or one.since.start <= moment]
        return max(begun, key=lambda one: one.since.start.timestamp() if one.since else _LONG_AGO, default=None)

    def coming(self, moment: datetime) -> Rate | None:
        """Return the next rate that has not begun at `moment` (UTC)."""
        later = [one for one in self.rates if one.since and one.since.start > moment]
        return min(later, key=lambda one: one.since.start if one.since else moment, default=None)

    def changes(self, now: datetime) -> Iterable[datetime]:
        return (one.since.start for one in self.rates if one.since)


_LONG_AGO = -(10.0**12)


class Category(Record):
    """A service area."""

    word: ClassVar[str] = "category"
    file: ClassVar[str] = "content/categories.yaml"
    section: ClassVar[str] = "categories"
    shares_slugs: ClassVar[bool] = True

    title: Text = field("What it is called.", nb="tittel", example="Barnehage og skole")
    summary: Text | None = field(
        "One sentence on what it holds.", nb="kort", example="Fra barnehage til voksenopplæring.", default=None
    )
    los: LosTheme | None = field(
        "The path of its concept in Los, the public vocabulary; search knows its services by the concept's names too.",
        nb="los",
        example="tema/barnehage",
        default=None,
    )
    owner: ContactRef | None = field(
        "Who is responsible for its services, by id from contacts.yaml.",
        nb="ansvar",
        example="servicetorget",
        default=None,
    )
