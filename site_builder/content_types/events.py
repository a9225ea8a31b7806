"""Events and meetings: what people come to."""

from __future__ import annotations

from typing import Annotated, ClassVar

from site_builder.content_types.entry import field
from site_builder.content_types.gathering_values import ContactOrName, Cost
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.house import Choice, chosen
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.references import LinkRef


class Activity(Choice):
    """What kind of event it is. Each has a page of its own and a calendar."""

    CONCERT = "concert", "konsert"
    STAGE = "stage", "scene"
    FILM = "film", "film"
    EXHIBITION = "exhibition", "utstilling"
    TALK = "talk", "foredrag"
    COURSE = "course", "kurs"
    SPORT = "sport", "idrett"
    OUTDOORS = "outdoors", "friluft"
    CHILDREN = "children", "barn"
    YOUTH = "youth", "ungdom"
    SOCIAL = "social", "treff"
    MARKET = "market", "marked"
    CELEBRATION = "celebration", "feiring"


class Event(Gathering):
    """Something to go to."""

    kind: ClassVar[NoticeType] = NoticeType.EVENT
    needs_a_time: ClassVar[bool] = True

    activity: Annotated[Activity, chosen(Activity)] | None = field(
        "What kind of event it is; it stands on the page of its kind.", nb="aktivitet", example="konsert", default=None
    )
    price: Cost | None = field(
        "What it costs: kroner, `gratis`, the id of a price, or words that begin with a capital letter or a number.",
        nb="pris",
        example="150 kr, barn gratis",
        default=None,
    )
    organiser: ContactOrName | None = field(
        "Who holds it: the id of a contact, else a name, with a capital letter.",
        nb="arrangør",
        example="Lia historielag",
        default=None,
    )
    tickets: LinkRef | None = field(
        "Where to buy a ticket or sign up, by id from links.yaml.", nb="billett", example="konsertbillett", default=None
    )


class Meeting(Gathering):
    """A political or public meeting."""

    kind: ClassVar[NoticeType] = NoticeType.MEETING
    needs_a_time: ClassVar[bool] = True
