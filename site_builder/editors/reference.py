"""The reference of fields in docs/, a page for a language: felt.md for those who write, fields.md for developers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from pydantic.fields import FieldInfo

from site_builder.content_types import CONTENT_TYPES, NOTICE_TYPES
from site_builder.content_types.entry import Model, Sourced, en_name, nb_name, written_example
from site_builder.content_types.house import Choice
from site_builder.content_types.notice import Notice
from site_builder.editors.models import in_order, models_inside
from site_builder.editors.wording import Said, about, explained, name_of, stands_in, value_of
from site_builder.text.messages import catalogue

PAGES = {"felt.md": "nb", "fields.md": "en"}
"""The pages that are made, with their languages"""

_INTRODUCTION = ("what", "made", "spelling", "markdown", "id")
_WIDTH = 120
_CODE = re.compile("`[^`]+`")
_UNBROKEN = "\N{NO-BREAK SPACE}"


def fields_page(language: str) -> str:
    """Return the page of a language. A test keeps it as it is returned here."""
    return _Page(language).text()


class _Page:
    def __init__(self, language: str) -> None:
        self.language, self.words = language, catalogue(language)
        self.said = Said(self.words, self._choice, lambda model: self._link(model, self._name(model).lower()))

    def text(self) -> str:
        parts = [f"# {self.words.say('fields.all')}\n", *self._introduction(), *self._contents()]
        parts += [*map(self._content_type, CONTENT_TYPES), *self._notices()]
        parts += [f"## {self.words.say('fields.inside')}\n", *map(self._inside, models_inside())]
        return "\n".join(parts)

    def _introduction(self) -> Iterator[str]:
        for one in _INTRODUCTION:
            # What is to be written stands on one line.
            said = _CODE.sub(lambda code: code[0].replace(" ", _UNBROKEN), self.words.say(f"fields.page.{one}"))
            lines = textwrap.fill(said, _WIDTH, break_long_words=False, break_on_hyphens=False)
            yield f"{lines.replace(_UNBROKEN, ' ')}\n"

    def _contents(self) -> Iterator[str]:
        yield self._head("type", "stands")
        yield from (f"| {self._link(one, self._name(one))} | {stands_in(one, self.words)} |" for one in CONTENT_TYPES)
        yield ""

    def _content_type(self, model: type[Sourced]) -> str:
        where = self.words.say("fields.stands_in", where=stands_in(model, self.words))
        said = f"{about(model, self.language)} {where}\n"
        return "\n".join([f"## {self._name(model)}\n", said, self._table(model, in_order(model).items())])

    def _inside(self, model: type[Model]) -> str:
        said = f"{about(model, self.language)}\n"
        return "\n".join([f"### {self._name(model)}\n", said, self._table(model, in_order(model).items())])

    def _notices(self) -> Iterator[str]:
        yield f"## {self.words.say('fields.notice_types')}\n\n{self.words.say('fields.of_notices')}\n"
        yield self._head("type", "english", "is", "severity", "needs")
        for kind, model in NOTICE_TYPES.items():
            needs = self.words.say("fields.start_or_deadline") if model.needs_a_time else ""
            cells = (f"`{kind.nb}`", f"`{kind.value}`", about(model, self.language),
                     self._choice(model.usual_severity), needs)  # fmt: skip
            yield _row(cells)
        yield ""
        besides = self.words.say("fields.besides", notices=self._link(Notice, self.words.say("fields.notices")))
        for model in NOTICE_TYPES.values():
            own = [(name, info) for name, info in model.model_fields.items() if name not in Notice.model_fields]
            if own:
                yield "\n".join([f"### {self._name(model)}\n", f"{besides}\n", self._table(model, own)])

    def _table(self, model: type[Model], fields: Iterable[tuple[str, FieldInfo]]) -> str:
        head = self._head("bokmal", "english", "required", "value", "example", "is")
        return "\n".join([head, *(_row(self._cells(name, info, model)) for name, info in fields), ""])

    def _cells(self, name: str, info: FieldInfo, model: type[Model]) -> Iterator[str]:
        yield f"`{nb_name(info)}`"
        yield f"`{en_name(name, info)}`"
        yield self.words.say("fields.yes") if info.is_required() else ""
        yield value_of(name, info, model, self.said)
        yield f"`{written_example(info, self.language)}`"
        yield explained(info, self.language)

    def _head(self, *names: str) -> str:
        return _row(self.words.say(f"fields.head.{one}") for one in names) + f"\n|{'---|' * len(names)}"

    def _name(self, model: type[Model]) -> str:
        return name_of(model, self.language)

    def _link(self, model: type[Model], text: str) -> str:
        return f"[{text}](#{self._name(model).lower().replace(' ', '-')})"

    def _choice(self, choice: Choice) -> str:
        """Return a word of a choice: to whoever reads English, as a site in bokmål writes it too."""
        own = f"`{choice.nn if self.language == 'nn' else choice.nb}`"
        return f"{own} / `{choice.value}`" if self.language == "en" and choice.nb != choice.value else own


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
