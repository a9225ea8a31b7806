"""The forms to fill in on a phone: a table of what each asks, and what a site has to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from site_builder.content_types.entry import Entry, written_example
from site_builder.content_types.maps import Place
from site_builder.content_types.notice_types import Crisis, Operations
from site_builder.content_types.question import Question as QuestionEntry
from site_builder.content_types.records import Category
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit
from site_builder.editors.forms import TEXT
from site_builder.editors.models import choices_of
from site_builder.editors.wording import hint_of, spelt
from site_builder.loading import Spelling
from site_builder.model import Site
from site_builder.text.collation import sort_key
from site_builder.text.messages import Catalogue

LABEL = "skjema"
"""The label by which a workflow knows that an issue is a form filled in"""
MOST_OFFERED = 40
"""Of more, nobody finds the right one on a phone: then it is written"""


class Widget(Enum):
    LINE = auto()
    TEXT = auto()
    ONE = auto()
    SEVERAL = auto()
    CONFIRM = auto()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of a form, and the field that has its answer. `kinds` are the types of what can be chosen."""

    name: str
    widget: Widget
    field: str = ""
    is_needed: bool = False
    kinds: tuple[type[Place | Unit | Service | Category], ...] = ()

    @property
    def keeps_lines(self) -> bool:
        """Whether it matters where the lines of an answer end: in a text, and between names."""
        return self.widget in (Widget.TEXT, Widget.CONFIRM) or self.field == "concerns"


@dataclass(frozen=True, slots=True)
class PhoneForm:
    """A form: of a new entry of a `model`, or (without one) of a notice that is there."""

    name: str
    asks: tuple[Ask, ...]
    model: type[Entry] | None = None

    def ask(self, name: str) -> Ask:
        return next(one for one in self.asks if one.name == name)


_TITLE = Ask("title", Widget.LINE, "title", is_needed=True)
_SAID = Ask("text", Widget.TEXT, TEXT, is_needed=True)
_WHERE = Ask("places", Widget.SEVERAL, "concerns", kinds=(Place, Unit))
_NOTICE = Ask("notice", Widget.LINE, is_needed=True)

FORMS = (
    PhoneForm(
        "drift",
        (
            _TITLE,
            _SAID,
            Ask("topic", Widget.ONE, "topic", is_needed=True),
            _WHERE,
            Ask("streets", Widget.LINE, "concerns"),
            Ask("ends", Widget.LINE, "ends"),
        ),
        Operations,
    ),
    PhoneForm(
        "krise",
        (
            _TITLE,
            _SAID,
            _WHERE,
            Ask("next_message", Widget.LINE, "next_message"),
            Ask("sure", Widget.CONFIRM, is_needed=True),
        ),
        Crisis,
    ),
    PhoneForm(
        "sporsmal",
        (
            _TITLE,
            Ask("text", Widget.TEXT, TEXT),
            Ask("services", Widget.SEVERAL, "concerns", kinds=(Service, Category)),
        ),
        QuestionEntry,
    ),
    PhoneForm("oppdatering", (_NOTICE, _SAID)),
    PhoneForm("slutt", (_NOTICE, Ask("text", Widget.TEXT, TEXT))),
)
"""The first label of each is its own: by it a filled-in form is known."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a site has to choose from, by the question: what people read, and what the file gets."""

    by_ask: Mapping[tuple[str, str], Mapping[str, str]]

    def of(self, form: PhoneForm, ask: Ask) -> Mapping[str, str]:
        return self.by_ask.get((form.name, ask.name), {})

    def asks(self, form: PhoneForm) -> Iterator[Ask]:
        """Yield what a form asks: not what to choose, where the site is known to have nothing."""
        yield from (ask for ask in form.asks if not ask.kinds or self.by_ask.get((form.name, ask.name)) != {})

    def shown(self, form: PhoneForm, ask: Ask) -> Sequence[str]:
        """Return what a form offers; nothing where there is too much of it, or nothing."""
        found = tuple(self.of(form, ask))
        return found if len(found) <= MOST_OFFERED or ask.widget is Widget.ONE else ()


def choices_in(site: Site | None, spelling: Spelling) -> Choices:
    """Return what can be chosen at a site; of a site that could not be read, what all sites have."""
    found: dict[tuple[str, str], Mapping[str, str]] = {}
    for form in FORMS:
        for ask in form.asks:
            if ask.widget is Widget.ONE and form.model:
                words = choices_of(form.model.model_fields[ask.field].annotation)
                written = [spelt(one, is_english=spelling.is_english, language=spelling.language) for one in words]
                found[form.name, ask.name] = {one: one for one in written}
            elif ask.kinds and site:
                found[form.name, ask.name] = dict(_named(site, ask))
    return Choices(found)


def _named(site: Site, ask: Ask) -> Iterator[tuple[str, str]]:
    """Yield the names of entries and their ids, in their order. GitHub puts commas between those that are chosen."""
    by_slug: dict[str, str] = {}
    for kind in ask.kinds:
        for one in site.of(kind):
            by_slug[one.slug] = (one.name if isinstance(one, Place) else one.title).replace(",", "")
    names = list(by_slug.values())
    for slug, name in sorted(by_slug.items(), key=lambda one: (sort_key(one[1]), one[0])):
        # "None" is GitHub's own word for no answer.
        yield (f"{name} ({slug})" if names.count(name) > 1 or name.lower() == "none" else name), slug


def label_of(form: PhoneForm, ask: Ask, words: Catalogue) -> str:
    """Return a question as people read it."""
    own = f"phone.ask.{form.name}.{ask.name}"
    return words.say(own if words.has(own) else f"phone.ask.{ask.name}")


def help_of(form: PhoneForm, ask: Ask, words: Catalogue) -> str:
    """Return what is said below a question: our own words, else those of the field, with its example."""
    own = f"phone.help.{form.name}.{ask.name}"
    key = own if words.has(own) else f"phone.help.{ask.name}"
    if words.has(key):
        return words.say(key)
    if form.model is None or ask.field not in form.model.model_fields:
        return ""
    info = form.model.model_fields[ask.field]
    said = hint_of(info, words.language)
    # Of what is chosen from a list, the list says enough.
    if ask.widget is Widget.ONE:
        return said
    return f"{said} {words.say('fields.example', example=written_example(info, words.language))}"
