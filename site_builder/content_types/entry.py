"""The base of all content types: fields that are described once, and where an entry came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr
from pydantic.fields import FieldInfo

from site_builder.content_types.house import Choice, Many, Published, Slug, Text, When, YesNo
from site_builder.content_types.references import ContactRef, PageRef, PictureRef
from site_builder.content_types.web_addresses import OldAddress, Url
from site_builder.model import Origin
from site_builder.problems import Problem, problem
from site_builder.source import Document
from site_builder.text import dates
from site_builder.text.messages import example_in


def field(
    description: str,
    *,
    nb: str,
    example: str,
    default: Any = ...,
    limit: int | None = None,
    en: str | None = None,
) -> Any:
    """Return a field: its one-line description, its bokmål name and an example in bokmål.

    `en` is the English key where Python cannot spell it (`from`); `limit` is the most characters it may have.
    """
    extra: dict[str, Any] = {"nb": nb, "en": en, "example": example, "limit": limit}
    return Field(default, description=description, json_schema_extra=extra)


def nb_name(info: FieldInfo) -> str:
    return str(_extra(info)["nb"])


def en_name(name: str, info: FieldInfo) -> str:
    return str(_extra(info)["en"] or name)


def example_of(info: FieldInfo, language: str = "nb") -> str:
    return example_in(str(_extra(info)["example"]), language)


def written_example(info: FieldInfo, language: str = "nb") -> str:
    """Return the example as a file has it, on the line of its field: fields of its own in brackets, and a text in
    quotation marks where YAML takes it for something else."""
    example = example_of(info, language)
    if parts_of(info.annotation) is not None or is_mapping(info.annotation):
        return f"[{{{example}}}]" if is_list(info.annotation) else f"{{{example}}}"
    needs_marks = example.startswith(("#", "`", "@", "&", "*", "!", "[", "{")) or ": " in example
    return f'"{example}"' if needs_marks else example


def limit_of(info: FieldInfo) -> int | None:
    limit = _extra(info)["limit"]
    return limit if isinstance(limit, int) else None


def _extra(info: FieldInfo) -> dict[str, Any]:
    extra = info.json_schema_extra
    assert isinstance(extra, dict), "every field is made by field()"
    return extra


class Model(BaseModel):
    """Fields that staff write together. Frozen; an unknown field is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    read_from_body: ClassVar[frozenset[str]] = frozenset()
    """Fields that the loader fills from the file's text; they cannot be written as keys."""
    one_way_of: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of fields that need not be there, of which one must be, whole"""

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other values in some fields. What was worked out of the old ones is left behind."""
        made = super().model_copy(update=update, deep=deep)
        for name in made.__dict__.keys() - type(made).model_fields.keys():
            del made.__dict__[name]
        return made


def parts_of(annotation: Any) -> type[Model] | None:
    """Return the Model that a field's annotation holds, if any, whether one, many or a mapping of them."""
    return next(models_in(annotation), None)


def models_in(annotation: Any) -> Iterator[type[Model]]:
    """Yield every Model that a field's annotation holds."""
    for part in _unfolded(annotation):
        if isinstance(part, type) and issubclass(part, Model):
            yield part


def is_mapping(annotation: Any) -> bool:
    return any(get_origin(part) is dict for part in _unfolded(annotation))


def is_list(annotation: Any) -> bool:
    return any(get_origin(part) is tuple for part in _unfolded(annotation))


def metadata_of(info: FieldInfo, wanted: type[Any]) -> Any:
    """Return the annotation object of that class on a field or on the items of its list."""
    annotation: Any = info.annotation
    for part in [*info.metadata, *_metadata(annotation)]:
        if isinstance(part, wanted):
            return part
    return None


def _unfolded(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        if not isinstance(part, str):
            yield from _unfolded(part)


@cache
def _metadata(annotation: Any) -> tuple[Any, ...]:
    return tuple(_metadata_in(annotation))


def _metadata_in(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for part in get_args(annotation):
        if not isinstance(part, str):
            yield from _metadata_in(part)


class Sourced(Model):
    """Anything with a place of its own in the sources. What other rooms must know of a content type stands here."""

    word: ClassVar[str]
    """The first part of its ids"""
    section: ClassVar[str | None] = None
    """Key of the path word (text/paths.py) that its pages stand under: none at the root, None where it has no pages"""
    shares_slugs: ClassVar[bool] = False
    """Whether its slugs are unique together with those of every other type that shares"""
    translated_parts: ClassVar[tuple[str, ...]] = ()
    """Its lists of parts whose texts a translation says too: as many, in the same order"""

    _origin: Origin = PrivateAttr(default_factory=lambda: Origin("", Document("")))

    def model_post_init(self, context: Any, /) -> None:
        if isinstance(context, Origin):
            self._origin = context

    def __hash__(self) -> int:
        # What is remembered of an entry is found by it, again and again: all its fields would be gone through each time
        # and one may be a table. Of two that are equal this is, too.
        return hash(self.slug)

    @property
    def origin(self) -> Origin:
        # pydantic looks private attributes up the long way round, and this one is asked for all the time.
        private = self.__pydantic_private__
        assert private is not None, "a model with a private attribute has them"
        origin: Origin = private["_origin"]
        return origin

    @property
    def slug(self) -> str:
        return self.origin.slug

    @property
    def identity(self) -> str:
        """`<word>/<slug>`: permanent, whatever the title becomes."""
        return f"{self.word}/{self.slug}"

    def changes(self, now: datetime) -> Iterable[datetime]:
        """Return the change instants (UTC) of this entry that matter around `now`."""
        return ()

    def is_public(self, moment: datetime) -> bool:
        """Return whether it may be seen at `moment` (UTC)."""
        return True

    def faults(self) -> Iterator[Problem]:
        """Yield what is wrong between the entry's own fields, each of which may be right alone."""
        yield from ()

    def is_clear(self, *names: str) -> bool:
        """Return whether none of these fields is wrong or misspelt: what such a field was to say, nobody knows."""
        return self.origin.failed.isdisjoint(names)

    def fault(self, code: str, *loc: str | int, **values: object) -> Problem:
        """Return a problem at one of the entry's fields."""
        return problem(code, self.origin.path, self.origin.mark(*loc), field=self.origin.word(*loc), **values)


class Source(Model):
    """Where a fact comes from."""

    title: Text = field("Who says it, or what the page is called.", nb="tittel", example="Prisliste for SFO")
    url: Url | None = field(
        "The page's address.", nb="nettadresse", example="https://www.kommune.example/sfo", default=None
    )
    year: Text | None = field("Which year it is from.", nb="år", example="2024", default=None)


_EARLIEST = 1900
"""The first year that is likelier the right one than a slip"""


class Publication(Sourced):
    """What anything that is published has."""

    title: Text = field("What it is called.", nb="tittel", example="Barnehageplass", limit=120)
    owner: ContactRef | None = field(
        "Who is responsible: a role, unit or other body, by id from contacts.yaml.",
        nb="ansvar",
        example="servicetorget",
        default=None,
    )
    published: Published | None = field(
        "When it was or will be published; in the future it is not shown at all.",
        nb="publisert",
        example="2026-01-15",
        default=None,
    )
    updated: When | None = field("The last change of substance.", nb="endret", example="2026-02-10", default=None)
    confirmed: When | None = field(
        "When somebody last said that it is still correct.", nb="bekreftet", example="2026-02-12", default=None
    )
    draft: YesNo = field("Whether it is a draft: checked, and shown nowhere.", nb="utkast", example="ja", default=False)
    sample: YesNo = field("Whether it is an invented example.", nb="eksempel", example="ja", default=False)
    sources: Many[Source] = field(
        "Where the facts come from.", nb="kilder", example="tittel: Prisliste for SFO", default=()
    )

    @property
    def is_spelt_in_english(self) -> bool:
        """Whether its author writes English names of fields, as the one that every entry has shows."""
        return self.origin.word("title") == "title"

    def name_of(self, python_name: str) -> str:
        """Return the name of a field as its author would write it."""
        info = type(self).model_fields[python_name]
        return en_name(python_name, info) if self.is_spelt_in_english else nb_name(info)

    def spelt(self, choice: Choice) -> str:
        """Return a choice as its author would write it."""
        return choice.value if self.is_spelt_in_english else choice.word

    @property
    def is_dated_by_its_author(self) -> bool:
        """Whether its author says when it was published, and not the file's own history."""
        return self.published is not None

    def faults(self) -> Iterator[Problem]:
        yield from self.if_long_ago("published")
        for later in ("updated", "confirmed"):
            yield from self.if_before("F140", later, "published")

    def if_long_ago(self, name: str) -> Iterator[Problem]:
        """Yield a problem at a field whose year may be a slip: so long ago that nobody published anything."""
        when: dates.When | None = getattr(self, name)
        if when and when is not dates.UNKNOWN and when.local.year < _EARLIEST:
            yield self.fault("F171", name, year=when.local.year)

    def if_before(self, code: str, later: str, earlier: str) -> Iterator[Problem]:
        """Yield a problem at the field `later` where it is before the field `earlier`."""
        when: dates.When | None = getattr(self, later)
        first: dates.When | None = getattr(self, earlier)
        # The date of the file or the commit may be that of a copy: it proves nothing.
        is_known = earlier != "published" or self.is_dated_by_its_author
        if when and first and is_known and when.is_before(first):
            yield self.fault(code, later, found=when, first=first, other=self.origin.word(earlier))

    def changes(self, now: datetime) -> Iterable[datetime]:
        return moments(self.published, self.updated, self.confirmed)

    def is_public(self, moment: datetime) -> bool:
        return self.published is None or self.published.start <= moment


class Addressed(Publication):
    """A file with an address of its own, that it may keep when the file gets another name. `folder` holds the files."""

    folder: ClassVar[str]
    section: ClassVar[str]

    id: Slug | None = field(
        "The last part of its id and address, when the file's name is not to decide it.",
        nb="id",
        example="barnehageplass",
        default=None,
    )
    aliases: Many[OldAddress] = field(
        "Old addresses, answered with a page that sends people on.",
        nb="tidligere_adresser",
        example="/no/emneord/barnehageplass/",
        default=(),
    )


class Entry(Addressed):
    """A Markdown file: front matter and a body."""

    serves: Many[PageRef] = field(
        "Whom it is for: the pages that collect it, by id. Such a page says so itself.",
        nb="for",
        en="for",
        example="ny-her",
        default=(),
    )


class Pictured(Entry):
    """An entry that shows pictures below its text."""

    pictures: Many[PictureRef] = field(
        "Pictures that stand below the text, by id from images.yaml.", nb="bilder", example="skolegard", default=()
    )


def moments(*written: dates.When | None) -> tuple[datetime, ...]:
    """Return the starts of those that are known."""
    return tuple(one.start for one in written if one and one.precision is not dates.Precision.UNKNOWN)
