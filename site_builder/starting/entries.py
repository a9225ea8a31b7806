"""A new entry from answers: what can be chosen, what is wrong with an answer, and the file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from site_builder import build
from site_builder.content_types import ENTRY_TYPES, NOTICE_TYPES, where_names_stand
from site_builder.content_types.entry import Entry, limit_of, metadata_of
from site_builder.content_types.gathering_values import OrName
from site_builder.content_types.house import Choice, House, moment
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.records import Category, Contact
from site_builder.content_types.references import STREET, TARGETS, Ref
from site_builder.content_types.service import Service
from site_builder.content_types.streets import Street, street_meant
from site_builder.content_types.unit import Unit
from site_builder.editors.forms import TEXT, Ask, Form
from site_builder.editors.models import choices_of
from site_builder.editors.skeleton import as_said, entry_text, named, rare_fields
from site_builder.editors.wording import field_name, spelt
from site_builder.loading import Loaded, Spelling, load, spelling_of
from site_builder.problems import Problem, problem
from site_builder.text import choice_words, dates
from site_builder.text.hurried_dates import moment_meant
from site_builder.text.messages import Catalogue, Written, catalogue
from site_builder.text.slugs import folded, slug_of
from site_builder.writing import write_sources

Answers = Mapping[str, str | tuple[str, ...]]

_KINDS = {kind.word: kind for kind in (Service, Category, Unit, Place, Map, Contact)}
_MADE_BY_OTHERS = (NoticeType.CRISIS, NoticeType.EVENT)
"""Types of notice that have a command of their own, by the name of the type"""
_LAST_DAYS = (NoticeType.DEADLINE, NoticeType.HEARING, NoticeType.JOB)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose: what is written, and what people call it."""

    id: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written, or (with errors) was not."""

    path: str
    slug: str
    problems: tuple[Problem, ...]
    sources: Mapping[str, str]


def is_dated(model: type[Entry], name: str) -> bool:
    """Return whether a field is a moment."""
    info = model.model_fields.get(name)
    house = metadata_of(info, House) if info else None
    return house is not None and house.make is moment


class IsThere(Exception):
    """A file of that name is there."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


_AFTER_IT_STARTS = ("ends", "deadline")


class Desk:
    """Somebody at a site who makes an entry: how they write, and what the site has to choose from."""

    def __init__(self, root: Path, form: Form, now: datetime, written: Written = Written.AS_AN_OPTION) -> None:
        self.root, self.form, self.now = root, form, now.astimezone(dates.OSLO)
        self.spelling: Spelling = spelling_of(root)
        self.words: Catalogue = catalogue(self.spelling.language, written)
        self.readings: list[str] = []
        """How dates that were said in other words were read, in sentences"""
        self._loaded: Loaded | None = None

    @property
    def loaded(self) -> Loaded:
        if self._loaded is None:
            self._loaded = load(self.root, now=self.now)
        return self._loaded

    def model(self, answers: Answers) -> type[Entry]:
        """Return the model of the entry: of a notice, that of its type."""
        if self.form.word not in ("notice", "event"):
            return next(kind for kind in ENTRY_TYPES if kind.word == self.form.word)
        usual = NoticeType.OPERATIONS if answers.get("topic") else NoticeType.NEWS
        kind = NoticeType.parse(self.form.kind or str(answers.get("type") or usual))
        assert kind is not None, "what was chosen is one of them"
        return NOTICE_TYPES[kind]

    def is_needed(self, ask: Ask, answers: Answers) -> bool:
        """Return whether there is no valid file without this answer, given the earlier ones."""
        model = self.model(answers)
        if self.form.word == "notice" and issubclass(model, Notice) and model.needs_a_time:
            has_last_day = model.kind in _LAST_DAYS
            if ask.name in ("starts", "deadline") and not answers.get("starts") and not answers.get("deadline"):
                return has_last_day is (ask.name == "deadline")
        if ask.name == "category":
            return bool(self.offers(ask, answers))
        return ask.is_needed

    def is_asked(self, ask: Ask, answers: Answers) -> bool:
        """Return whether it is asked for in a terminal."""
        if ask.name == "topic" or (ask.name == "ends" and self.form.word == "notice"):
            return self.model(answers) is NOTICE_TYPES[NoticeType.OPERATIONS]
        return ask.is_asked or self.is_needed(ask, answers)

    def offers(self, ask: Ask, answers: Answers) -> tuple[Offer, ...]:
        """Return what can be chosen; nothing where everything can be written."""
        if ask.name == TEXT:
            return ()
        if ask.name == "type":
            kinds = [one for one in NoticeType if one not in _MADE_BY_OTHERS]
            return tuple(Offer(self.spelt(one)) for one in kinds)
        info = self.model(answers).model_fields[ask.name]
        if choices := choices_of(info.annotation):
            return tuple(Offer(self.spelt(one)) for one in choices)
        ref = metadata_of(info, Ref)
        return tuple(self._named(ref.words)) if ref else ()

    def spelt(self, choice: Choice) -> str:
        return spelt(choice, is_english=self.spelling.is_english, language=self.spelling.language)

    def _named(self, kinds: Sequence[str]) -> Iterator[Offer]:
        site = self.loaded.site
        for word in kinds if site else ():
            assert site is not None
            kind = _KINDS[word]
            for one in (*site.of(kind), *site.drafts.get(kind, ())):
                yield Offer(one.slug, getattr(one, "title", "") or getattr(one, "name", ""))

    def chosen(self, ask: Ask, text: str, answers: Answers) -> str | None:
        """Return the id that was written, or meant by a title; None where there is no such."""
        offers = self.offers(ask, answers)
        info = self.model(answers).model_fields.get(ask.name)
        is_open = info is None or bool(metadata_of(info, OrName)) or (text.startswith(STREET) and _takes_streets(info))
        if not offers or (is_open and ask.name != "type"):
            return text
        wanted = folded(text)
        found = (one.id for one in offers if wanted in (folded(one.id), folded(one.title)))
        return next(found, "") or self._word(ask, info, text) or self._street(info, text)

    def _word(self, ask: Ask, info: FieldInfo | None, text: str) -> str:
        """Return a word of a choice that is not offered, but does as well; an empty text for any other."""
        choices = choices_of(info.annotation) if info else ()
        found = type(choices[0]).parse(text) if choices else None
        if found is None or (ask.name == "type" and found in _MADE_BY_OTHERS):
            return ""
        is_kept = not self.spelling.is_english and text.lower() in choice_words.norwegian(found.nb)
        return text.lower() if is_kept else self.spelt(found)

    def _street(self, info: FieldInfo | None, text: str) -> str | None:
        """Return the street that was named without its word, where streets may be named; None where it is none."""
        if info is None or not _takes_streets(info):
            return None
        return street_meant(text, self.loaded.site.of(Street) if self.loaded.site else ()) or None

    def command_for(self, ask: Ask, text: str) -> str:
        """Return the command that makes what an answer asks for, where that is another one; else an empty text."""
        kind = NoticeType.parse(text) if ask.name == "type" else None
        return kind.value if kind in _MADE_BY_OTHERS and kind else ""

    def nearest(self, offers: Sequence[Offer], text: str) -> str:
        """Return the id that was probably meant, or an empty text."""
        by_name = {folded(name): one.id for one in reversed(offers) for name in (one.title, one.id) if name}
        wanted = folded(text)
        close = [one for one in by_name if wanted and one.startswith(wanted)]
        close = close or difflib.get_close_matches(wanted, by_name, n=1, cutoff=0.6)
        return by_name[close[0]] if close else ""

    def dated(self, ask: Ask, text: str, answers: Answers) -> str:
        """Return a moment as the file is to have it, of one that somebody in a hurry means; any other answer as it
        is."""
        if not is_dated(self.model(answers), ask.name):
            return text
        return moment_meant(text, self.now, is_to_come=ask.name != "starts")

    def note_reading(self, said: str, dated: str) -> None:
        """Keep what is to be told of a date that was said in other words."""
        if said != dated:
            self.readings.append(self.words.say("new.read_as", text=said, when=dates.parse_when(dated)))

    def fault(self, ask: Ask, text: str, answers: Answers) -> Problem | None:
        """Return what is wrong with an answer by itself, or after those that are given."""
        if ask.name in (TEXT, "type"):
            return None
        info = self.model(answers).model_fields[ask.name]
        name = field_name(ask.name, info, is_english=self.spelling.is_english)
        limit = limit_of(info)
        if limit and len(text) > limit:
            return problem("F113", "", field=name, length=len(text), limit=limit)
        if ask.name == "title" and not slug_of(text):
            return problem("F114", "", field=name)
        try:
            metadata_of(info, House).make(text)
        except PydanticCustomError as fault:
            told = {key: value for key, value in (fault.context or {}).items() if key != "code"}
            if ref := metadata_of(info, Ref):
                told["where"] = where_names_stand(ref.words)
            return problem(fault.type, "", field=name, **told)
        first = answers.get("starts")
        if ask.name in _AFTER_IT_STARTS and isinstance(first, str) and first:
            when, start = dates.parse_when(text), dates.parse_when(first)
            other = field_name(
                "starts", self.model(answers).model_fields["starts"], is_english=self.spelling.is_english
            )
            if when.is_before(start):
                return problem("N202", "", field=name, found=when, first=start, other=other)
        return None

    def make(self, answers: Answers) -> Made:
        """Write the file, unless a check would stop it. Raises IsThere, and CannotWrite where the disk refuses."""
        path, text = self.file(answers)
        target = self.root / path
        if target.exists() or target.is_symlink():
            raise IsThere(path)
        request = build.Request(self.root, self.root / "output", self.now, instead={path: text.encode()})
        after = build.check(request)
        brought = (*(one for one in after.problems if one.path == path), *_elsewhere(after, request, path))
        if not any(one.is_error for one in brought):
            write_sources({PurePosixPath(path): text.encode()}, self.root)
        return Made(path, PurePosixPath(path).stem, brought, after.sources)

    def file(self, answers: Answers, *, is_for_an_editor: bool = True) -> tuple[str, str]:
        """Return the path and the text of the file, for an editor with the fields it does not have as comments."""
        model, title = self.model(answers), str(answers["title"])
        slug, today = slug_of(title), f"{self.now:%Y-%m-%d}"
        values = {name: value for name, value in answers.items() if name not in ("type", TEXT) and value}
        body = as_said(str(answers.get(TEXT) or ""))
        if issubclass(model, Notice):
            slug = f"{today}-{slug_of(self.spelt(model.kind))}-{slug}"
            if model.kind is not NoticeType.OPERATIONS:
                # The name of the file says so only of operations and crises.
                values = {"title": title, "type": self.spelt(model.kind), **values}
        elif self.form.word == "question":
            values |= {"published": today, **({"answered": today} if body else {})}
        is_english = self.spelling.is_english
        used = {*values, "type"}
        rare = rare_fields(model, used, self.words, is_english=is_english) if is_for_an_editor else ()
        return f"{model.folder}/{slug}.md", entry_text(named(model, values, is_english=is_english), rare, body)


def _elsewhere(after: build.Outcome, request: build.Request, path: str) -> Iterator[Problem]:
    """Yield the errors of other files that are not there without this: two pages of one title are told of at one."""
    found = [one for one in after.problems if one.is_error and one.path != path]
    if found:
        known = {one.essence for one in build.check(replace(request, instead=None)).problems}
        yield from (one for one in found if one.essence not in known)


def _takes_streets(info: FieldInfo) -> bool:
    ref = metadata_of(info, Ref)
    return ref is not None and ref.words == TARGETS
