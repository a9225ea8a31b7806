"""A service: something the municipality does for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from site_builder.content_types.entry import Entry, example_of, field, metadata_of
from site_builder.content_types.house import Choice, LosWord, Many, Text, chosen
from site_builder.content_types.references import (
    CalculatorRef,
    CategoryRef,
    ContactRef,
    LinkRef,
    MapRef,
    PriceRef,
    QuestionRef,
    Ref,
    ServiceRef,
)
from site_builder.problems import Mark, Problem, problem


class Status(Choice):
    OPEN = "open", "åpen"
    LIMITED = "limited", "begrenset"
    CLOSED = "closed", "stengt"


class Service(Entry):
    """Something the municipality does for residents."""

    word: ClassVar[str] = "service"
    folder: ClassVar[str] = "content/services"
    section: ClassVar[str] = "services"
    shares_slugs: ClassVar[bool] = True

    summary: Text = field(
        "One sentence: what it is and who it is for.",
        nb="kort",
        example="Kommunal eller privat, ett felles opptak.",
        limit=200,
    )
    category: CategoryRef | None = field(
        "The service area, by id from categories.yaml.", nb="kategori", example="barnehage-og-skole", default=None
    )
    audience: Text | None = field(
        "Who can have it.",
        nb="målgruppe",
        example="Familier med barn under skolealder som bor i kommunen.",
        default=None,
    )
    apply: Many[LinkRef] = field(
        "Application links by id from links.yaml, the most used first.",
        nb="søk",
        example="sok-barnehage",
        default=(),
    )
    prices: Many[PriceRef] = field("What it costs, by id from prices.yaml.", nb="priser", example="sfo-hel", default=())
    calculator: CalculatorRef | None = field(
        "What people reckon the price with, by id from calculators.yaml.", nb="regn_ut", example="sfo", default=None
    )
    contact: ContactRef | None = field(
        "Who answers, by id from contacts.yaml; the front desk when left out.",
        nb="kontakt",
        example="servicetorget",
        default=None,
    )
    documents: Many[Text] = field(
        "What people need to have at hand.", nb="du_trenger", example="Barnets fødselsnummer", default=()
    )
    steps: Many[Text] = field(
        "What to do, step by step.", nb="slik_gjør_du", example="Logg inn og fyll ut søknaden.", default=()
    )
    processing_time: Text | None = field(
        "How long the answer takes.", nb="svartid", example="Innen fire uker etter fristen.", default=None
    )
    legal_basis: Many[Text] = field(
        "The law or local rule it rests on.", nb="hjemmel", example="Barnehageloven § 16", default=()
    )
    maps: Many[MapRef] = field("Maps that belong under it, by id.", nb="kart", example="barnehager", default=())
    related: Many[ServiceRef] = field("Other services people often want next.", nb="se_også", example="sfo", default=())
    questions: Many[QuestionRef] = field(
        "What people ask about it, by file name from questions/, in this order; those that concern it come after.",
        nb="spørsmål",
        example="hva-koster-sfo",
        default=(),
    )
    synonyms: Many[Text] = field("Words people search for.", nb="søkeord", example="førskole", default=())
    los: Many[LosWord] = field(
        "The paths of its concepts in Los, the public vocabulary; search knows it by their names too.",
        nb="los",
        example="ord/barnehageplass",
        default=(),
    )
    status: Annotated[Status, chosen(Status)] = field(
        "Whether it is open, limited or closed now.", nb="status", example="begrenset", default=Status.OPEN
    )
    status_note: Text | None = field(
        "What the status means for people.",
        nb="statusmerknad",
        example="Bare akutte saker til 1. mars.",
        default=None,
    )

    def faults(self) -> Iterator[Problem]:
        yield from super().faults()
        if self.category is None:
            info = type(self).model_fields["category"]
            values = {"example": example_of(info), "words": metadata_of(info, Ref).words}
            yield problem("F109", self.origin.path, Mark(1), category=self.name_of("category"), **values)
        for number, slug in enumerate(self.related):
            if slug == self.slug:
                yield self.fault("F161", "related", number)
        if not self.is_clear("status", "status_note"):
            return
        if self.status is not Status.OPEN and self.status_note is None:
            note = self.name_of("status_note")
            yield self.fault("F116", "status", status=self.spelt(self.status), note=note)
        if self.status is Status.OPEN and self.status_note is not None:
            yield self.fault("F130", "status_note", status=self.name_of("status"), limited=self.spelt(Status.LIMITED))
