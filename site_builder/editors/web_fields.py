"""Fields of the models as fields of a form in the web editor: Decap CMS 3, and `templates/editor/editor.js`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic.fields import FieldInfo

from site_builder.content_types import house as h
from site_builder.content_types.entry import (
    Entry,
    Model,
    Pictured,
    Publication,
    Sourced,
    en_name,
    example_of,
    is_list,
    is_mapping,
    limit_of,
    metadata_of,
    nb_name,
    parts_of,
)
from site_builder.content_types.gathering_values import OrName
from site_builder.content_types.notice import Imported, Notice
from site_builder.content_types.positions import Both
from site_builder.content_types.references import Ref, TargetRef
from site_builder.editors.forms import FORMS, TEXT
from site_builder.editors.models import choices_of
from site_builder.editors.wording import field_name, hint_of, name_of, spelt
from site_builder.loading.translations import texts_in
from site_builder.text import los
from site_builder.text.messages import Catalogue

Widget = dict[str, Any]
Fields = list[Widget]
FACTS = "fakta"
"""The collection of the data files, which references name"""
ID = "§"
"""What editor.js calls the id of an entry where references look for it: no field can have this name"""

_LONG = 200
"""From how many characters a text gets a box of several lines"""
_COLLECTIONS = ("service", "unit", "notice", "question", "page", "map")
"""Words of the content types that are a collection each, and of the same name"""


@dataclass(frozen=True, slots=True)
class Named:
    """What a reference may name where no collection of the editor's can list it."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Forms:
    """How a site is written: the words its staff are spoken to in, whether fields are spelt in English, and what there
    is to refer to, by the words of content types."""

    words: Catalogue
    is_english: bool
    named: Mapping[str, tuple[Named, ...]]
    lists: Mapping[str, tuple[str, str, str]]
    """Of the content types that stand in data files, by word: file, list and the field that says what one is called"""
    titles: str
    """The field that says what an entry is called"""
    options: dict[tuple[str, ...], list[dict[str, str]]] = field(default_factory=dict, compare=False)

    def fields_of(self, model: type[Model], texts: frozenset[str] = frozenset(), body: Widget | None = None) -> Fields:
        """Return the fields of a form: what is asked about a new entry, then what only some have, last what all have.

        `texts` are those that a translation may say too; `body` is the field of the text below them, if there is one.
        """
        asked = _asked(model)
        shown = [
            (_order(model, name, info, asked), self._field(name, info, is_translated=name in texts))
            for name, info in model.model_fields.items()
            if name not in model.read_from_body and parts_of(info.annotation) not in NOT_SHOWN
        ]
        if body:
            shown.append(((asked.get(TEXT, len(asked)), False, False), body))
        return [one for _, one in sorted(shown, key=lambda one: one[0])]

    def name(self, name: str, info: FieldInfo) -> str:
        return field_name(name, info, is_english=self.is_english)

    def spelt(self, choice: h.Choice) -> str:
        """Return a word of a choice as those who write the site by hand would."""
        return spelt(choice, is_english=self.is_english, language=self.words.language)

    def _field(self, name: str, info: FieldInfo, *, is_translated: bool) -> Widget:
        written = self.name(name, info)
        other = nb_name(info) if self.is_english else en_name(name, info)
        made: Widget = {"name": written, "label": written.replace("_", " ").capitalize()}
        if other != written:
            made["also"] = other
        hint = hint_of(info, self.words.language)
        kind = self._widget(name, info, is_translated=is_translated)
        if kind["widget"] == "datetime":
            hint = f"{hint} {self.words.say('web_editor.midnight')}"
        made |= {"hint": hint, "required": info.is_required(), **kind}
        if is_translated:
            made["i18n"] = True
        return made

    def _widget(self, name: str, info: FieldInfo, *, is_translated: bool) -> Widget:
        annotation = info.annotation
        if is_mapping(annotation):
            fields: Fields = [
                {"name": "key", "label": self.words.say("web_editor.key"), "widget": "string"},
                {"name": "text", "label": self.words.say("web_editor.text"), "widget": "string"},
            ]
            return {"widget": "list", "pairs": True, "fields": fields}
        if part := parts_of(annotation):
            fields = self.fields_of(part, frozenset(texts_in(part)) if is_translated else frozenset())
            if not is_list(annotation):
                return {"widget": "object", "collapsed": True, "fields": fields}
            first = fields[0]["name"]
            summary = f"{{{{fields.{first}}}}}"
            return {"widget": "list", "label_singular": name_of(part, self.words.language).lower(), "summary": summary,
                    "collapsed": True, "fields": fields}  # fmt: skip
        one = self._one(name, info)
        if not is_list(annotation):
            return one
        if one["widget"] == "relation" or (one["widget"] == "select" and metadata_of(info, Ref)):
            return {**one, "multiple": True}
        return {"widget": "list", "collapsed": False,
                "field": {"name": "verdi", "label": self.words.say("web_editor.value"), **one}}  # fmt: skip

    def _one(self, name: str, info: FieldInfo) -> Widget:
        """Return the widget of one value."""
        ref: Ref | None = metadata_of(info, Ref)
        if ref and not metadata_of(info, OrName):
            # The one reference that need not be to an entry.
            return self._reference((*ref.words, "street") if ref is _TARGET else ref.words)
        if choices := choices_of(info.annotation):
            # One spelling, which a list is filtered by; what is written otherwise becomes that.
            values = [self.spelt(one) for one in choices]
            labels = [spelt(one, is_english=False, language=self.words.language).capitalize() for one in choices]
            options = [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
            also = {
                word: value
                for one, value in zip(choices, values, strict=True)
                for word in one.written
                if word not in values
            }
            return {"widget": "select", "options": options, **({"also_values": also} if also else {})}
        house = metadata_of(info, h.House)
        if house is _YES_NO:
            yes, no = ("yes", "no") if self.is_english else ("ja", "nei")
            return {"widget": "boolean", "default": bool(info.default), "yes": yes, "no": no}
        if house in _MOMENTS:
            return {"widget": "datetime", "format": "YYYY-MM-DD HH:mm"}
        if house is _POSITION:
            return self._text(info, house) | {"widget": "position"}
        if house is _LIFE_EVENT:
            known = los.concepts()
            options = [{"label": known[one].words(self.words.language)[0], "value": one} for one in los.life_events()]
            return {"widget": "select", "options": options}
        if house is _PICTURE:
            return {"widget": "image", "folder": "/content/images", "choose_url": False}
        return self._text(info, house)

    def _text(self, info: FieldInfo, house: h.House | None) -> Widget:
        made: Widget = {"widget": "text" if (limit_of(info) or 0) >= _LONG else "string"}
        if limit := limit_of(info):
            return made | {"pattern": [rf"^[\s\S]{{0,{limit}}}$", self.words.say("web_editor.long", n=limit)]}
        pattern = house.schema.get("pattern") if house else None
        if pattern and pattern != r"\S":
            return made | {
                "pattern": [pattern, self.words.say("web_editor.like", example=example_of(info, self.words.language))]
            }
        return made

    def _reference(self, words: tuple[str, ...]) -> Widget:
        if len(words) == 1 and words[0] in self.lists:
            file, list_, title = self.lists[words[0]]
            return _relation(FACTS, f"{list_}.*.id", f"{list_}.*.{title}") | {"file": file}
        if len(words) == 1 and words[0] in _COLLECTIONS:
            return _relation(words[0], ID, self.titles)
        # One list for all fields that want it: the configuration then has it once.
        if words not in self.options:
            self.options[words] = [*self._options(words)]
        return {"widget": "select", "options": self.options[words]}

    def _options(self, words: tuple[str, ...]) -> Iterator[dict[str, str]]:
        # Two of different kinds may bear one name, and then both are meant.
        kinds: dict[str, list[str]] = {}
        titles: dict[str, str] = {}
        for word in words:
            for one in self.named.get(word, ()):
                kinds.setdefault(one.slug, []).append(self.words.say(f"web_editor.kind.{word}"))
                titles.setdefault(one.slug, one.title)
        for slug, title in titles.items():
            yield {"label": f"{title} ({', '.join(kinds[slug])})", "value": slug}


NOT_SHOWN: tuple[type[Model], ...] = (Imported,)
"""What no person writes: it is kept as it stands in the file"""


def _relation(collection: str, value: str, title: str) -> Widget:
    shown = {"value_field": value, "search_fields": [title], "display_fields": [title]}
    return {"widget": "relation", "collection": collection, **shown, "options_length": 1000}


def _asked(model: type[Model]) -> dict[str, int]:
    """Return what is asked about a new entry of that type, each with its place in the order."""
    forms = [one for one in FORMS if issubclass(model, Sourced) and one.word == model.word]
    kind = model.kind.value if isinstance(model, type) and issubclass(model, Notice) and hasattr(model, "kind") else ""
    form = next((one for one in forms if one.kind == kind), next((one for one in forms if not one.kind), None))
    return {one.name: number for number, one in enumerate(form.asks)} if form else {}


def _order(model: type[Model], name: str, info: FieldInfo, asked: Mapping[str, int]) -> tuple[int, bool, bool]:
    """Return what a field is sorted by in a form, those of a kind as the model has them."""
    everywhere = any(name in base.model_fields for base in (Publication, Entry, Pictured) if issubclass(model, base))
    first = -1 if info.is_required() else len(asked)
    return asked.get(name, first), everywhere, name in ("id", "aliases", "sources")


def _ref(alias: Any) -> Ref:
    return next(one for one in alias.__metadata__ if isinstance(one, Ref))


def _houses(*aliases: Any) -> Iterator[h.House]:
    for alias in aliases:
        yield next(one for one in alias.__metadata__ if isinstance(one, h.House))


_YES_NO, _PICTURE, _POSITION, _LIFE_EVENT = _houses(h.YesNo, h.PictureName, Both, h.LosEvent)
_MOMENTS = tuple(_houses(h.When, h.Published))
_TARGET = _ref(TargetRef)
