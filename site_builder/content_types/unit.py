"""A unit: a school, a library or another part of the municipality that people come to."""

from __future__ import annotations

from typing import Annotated, ClassVar

from site_builder.content_types.entry import Model, Pictured, field
from site_builder.content_types.house import Choice, Many, Text, chosen
from site_builder.content_types.references import ContactRef, HoursRef, LinkRef, PlaceRef, ServiceRef


class UnitKind(Choice):
    """What a unit is. They stand in this order in the list of all."""

    FRONT_DESK = "front-desk", "servicetorg"
    SCHOOL = "school", "skole"
    NURSERY = "nursery", "barnehage"
    LIBRARY = "library", "bibliotek"
    CINEMA = "cinema", "kino"
    CULTURE_HOUSE = "culture-house", "kulturhus"
    CULTURE_SCHOOL = "culture-school", "kulturskole"
    MUSEUM = "museum", "museum"
    POOL = "pool", "svømmehall"
    SPORT = "sport", "idrettsanlegg"
    VOLUNTEERS = "volunteers", "frivilligsentral"
    HEALTH = "health", "helsetjeneste"
    NURSING_HOME = "nursing-home", "sykehjem"
    HOUSING = "housing", "omsorgsbolig"
    NAV = "nav", "nav-kontor"
    FARM_OFFICE = "farm-office", "landbrukskontor"
    RECYCLING = "recycling", "gjenvinning"
    OTHER = "other", "annet"


class Answer(Model):
    """Who answers for what: a role, never a person."""

    role: Text = field("Which role, never a person's name.", nb="rolle", example="Rektor", limit=80)
    contact: ContactRef = field("How to reach it, by id from contacts.yaml.", nb="kontakt", example="servicetorget")


class Unit(Pictured):
    """A school, nursery, library or other part of the municipality, with a page of its own."""

    word: ClassVar[str] = "unit"
    folder: ClassVar[str] = "content/units"
    # Where places stand: a unit that bears the slug of its place has one page with it.
    section: ClassVar[str] = "places"
    translated_parts: ClassVar[tuple[str, ...]] = ("answers",)
    shares_slugs: ClassVar[bool] = True

    kind: Annotated[UnitKind, chosen(UnitKind)] = field("What it is.", nb="slag", example="skole")
    summary: Text | None = field(
        "One sentence: what it is and who it is for.", nb="kort", example="Barneskole for Lia.", default=None, limit=200
    )
    place: PlaceRef | None = field(
        "The place on a map where it is, by id; the unit may bear the same id, and then the two have one page.",
        nb="sted",
        example="lia-skole",
        default=None,
    )
    contact: ContactRef | None = field(
        "Who answers, by id from contacts.yaml; the front desk when left out.",
        nb="kontakt",
        example="bibliotek",
        default=None,
    )
    hours: HoursRef | None = field(
        "Opening hours, by id from hours.yaml; those of its contact when left out.",
        nb="åpningstider",
        example="bibliotek",
        default=None,
    )
    links: Many[LinkRef] = field(
        "Buttons by id from links.yaml, the most used first: report absence, book, apply.",
        nb="lenker",
        example="meld-fravaer",
        default=(),
    )
    services: Many[ServiceRef] = field("Services that people get there.", nb="tjenester", example="sfo", default=())
    answers: Many[Answer] = field(
        "Who answers for what, by role.", nb="svarer", example="rolle: Rektor, kontakt: servicetorget", default=()
    )
    synonyms: Many[Text] = field("Words people search for.", nb="søkeord", example="skolen i Lia", default=())
