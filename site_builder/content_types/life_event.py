"""A life event: what somebody must do when much changes at once, with the municipality and with the state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from site_builder.content_types.entry import Entry, Model, field
from site_builder.content_types.house import LosEvent, Many, Text
from site_builder.content_types.references import LinkRef, ServiceRef
from site_builder.problems import Problem


class Step(Model):
    """One thing to do, and who to do it with."""

    title: Text = field("What to do: a verb first.", nb="tittel", example="Søk barnehageplass", limit=120)
    who: Text = field("Who it is done with: the municipality or a body of the state.", nb="hvem", example="Kommunen")
    when: Text | None = field("When it must be done.", nb="når", example="Innen 1. mars", default=None)
    service: ServiceRef | None = field(
        "The service that it leads to, by id.", nb="tjeneste", example="barnehageplass", default=None
    )
    link: LinkRef | None = field(
        "The link that it leads to, by id from links.yaml, where it is no service of ours.",
        nb="lenke",
        example="sok-barnehage",
        default=None,
    )
    note: Text | None = field(
        "What people should know.", nb="merknad", example="Du kan søke før barnet er født.", default=None
    )


class LifeEvent(Entry):
    """A checklist of one of the life events of Los."""

    word: ClassVar[str] = "lifeevent"
    folder: ClassVar[str] = "content/life-events"
    section: ClassVar[str] = "life_events"
    translated_parts: ClassVar[tuple[str, ...]] = ("steps",)

    summary: Text = field(
        "One sentence: what it is and who it is for.",
        nb="kort",
        example="Det du må ordne når du får barn.",
        limit=200,
    )
    los: LosEvent = field(
        "The path of the life event in Los, the public vocabulary; search knows it by its name too.",
        nb="los",
        example="hendelse/fa-barn",
    )
    steps: Many[Step] = field("What to do, in order.", nb="steg", example="tittel: Søk barnehageplass, hvem: Kommunen")
    synonyms: Many[Text] = field("Words people search for.", nb="søkeord", example="gravid", default=())

    def faults(self) -> Iterator[Problem]:
        yield from super().faults()
        if not self.steps and self.is_clear("steps"):
            yield self.fault("E113", "steps")
        for number, step in enumerate(self.steps):
            if step.service and step.link:
                yield self.fault("E112", "steps", number, "link", title=step.title)
