"""What is asked about a new entry, by the command that makes one: a table, read before any model is."""

from __future__ import annotations

from dataclasses import dataclass

TEXT = "text"
"""The text below the fields, which is no field"""


@dataclass(frozen=True, slots=True)
class Ask:
    """A field to ask for. `help` is said of its option, in bokmål."""

    name: str
    help: str
    is_needed: bool = False
    """Whether there is no valid file without it"""
    is_asked: bool = True
    """Whether it is asked for in a terminal; else it is only an option"""
    takes_several: bool = False

    @property
    def option(self) -> str:
        return f"--{self.name.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked about an entry of one type. `kind` is its type of notice, where that is given."""

    word: str
    help: str
    asks: tuple[Ask, ...]
    kind: str = ""

    def ask(self, name: str) -> Ask:
        return next(one for one in self.asks if one.name == name)


_CONTACT = Ask("contact", "Hvem som svarer: id fra contacts.yaml.  [servicetorget]", is_asked=False)
_STARTS = Ask("starts", "Når det begynner, for eksempel «2026-03-05 18:00».", is_asked=False)
_ENDS = Ask("ends", "Når det er slutt.", is_asked=False)
_SAID = Ask(TEXT, "Det du vil si. Du kan skrive mer i fila etterpå.", is_needed=True)

FORMS = (
    Form(
        "service",
        "Lag en tjeneste.",
        (
            Ask("title", "Hva tjenesten heter.", is_needed=True),
            Ask("summary", "Hva det er, og hvem det er for, i én setning.", is_needed=True),
            Ask("category", "Tjenesteområdet: id fra categories.yaml.", is_needed=True),
            _CONTACT,
            Ask("synonyms", "Ord folk søker med. Kan gjentas.", takes_several=True),
            Ask(TEXT, "Teksten under feltene.", is_asked=False),
        ),
    ),
    Form(
        "notice",
        "Lag en melding. Fila får dagens dato.",
        (
            Ask(
                "type",
                "Hva slags melding: drift, nyhet, frist, møte, kunngjøring, høring, jobb, tips …  "
                "[nyhet; drift med --topic]",
            ),
            Ask("title", "Overskriften.", is_needed=True),
            _SAID,
            Ask("topic", "Hva en driftsmelding handler om: vann, veg, brøyting, avfall, strøm, stengt eller annet."),
            Ask(
                "concerns",
                "Det den gjelder: id-en til en tjeneste, et sted, et kart eller en kontakt, eller gate:Storgata. "
                "Kan gjentas.  [hele kommunen]",
                takes_several=True,
            ),
            _STARTS,
            _ENDS,
            Ask("deadline", "Siste dag for å gjøre noe.", is_asked=False),
        ),
    ),
    Form(
        "event",
        "Lag et arrangement. Fila får dagens dato.",
        (
            Ask("title", "Hva arrangementet heter.", is_needed=True),
            Ask("starts", _STARTS.help, is_needed=True),
            Ask("ends", _ENDS.help),
            Ask("place", "Hvor det er: id-en til et sted, eller navnet med stor forbokstav."),
            _SAID,
        ),
        kind="event",
    ),
    Form(
        "question",
        "Lag et spørsmål, med eller uten svar.",
        (
            Ask("title", "Spørsmålet, slik folk stiller det.", is_needed=True),
            Ask(TEXT, "Svaret. Uten det står det at dere svarer senere."),
            Ask(
                "concerns",
                "Det spørsmålet gjelder: id-en til en tjeneste eller et sted. Kan gjentas.",
                takes_several=True,
            ),
        ),
    ),
    Form(
        "unit",
        "Lag en enhet: en skole, et bibliotek eller lignende.",
        (
            Ask("title", "Hva enheten heter.", is_needed=True),
            Ask("kind", "Hva slags enhet, for eksempel skole eller bibliotek.", is_needed=True),
            Ask("summary", "Hva det er, og hvem det er for, i én setning."),
            Ask("place", "Stedet på et kart: id-en til det.", is_asked=False),
            _CONTACT,
            Ask(TEXT, "Teksten under feltene.", is_asked=False),
        ),
    ),
)
