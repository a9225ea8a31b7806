"""A form filled in becomes one file below content/, checked as a build is, and a proposal to say yes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from site_builder import build
from site_builder.content_types.entry import Entry
from site_builder.content_types.house import line as one_line
from site_builder.content_types.notice import Notice
from site_builder.content_types.references import STREET, street_named
from site_builder.content_types.settings import Settings
from site_builder.content_types.streets import Street
from site_builder.editors import forms as editor_forms
from site_builder.editors.forms import TEXT
from site_builder.editors.models import choices_of
from site_builder.editors.skeleton import as_said, field_lines
from site_builder.editors.wording import field_name
from site_builder.identity_numbers import numbers_in
from site_builder.loading import Loaded, Spelling, load, spelling_of
from site_builder.phone.changes import notices_meant, update_line, with_field, with_update
from site_builder.phone.forms import Ask, Choices, Widget, choices_in, label_of
from site_builder.phone.harmless import in_comment, in_title
from site_builder.phone.issues import FilledIn, Issue, NoForm, Refused, filled_in
from site_builder.phone.names import names_in
from site_builder.problems import Problem, problem
from site_builder.starting.entries import Answers, Desk, is_dated
from site_builder.text import dates
from site_builder.text.hurried_dates import is_unknown, lacks_a_clock
from site_builder.text.messages import Catalogue, Written, catalogue
from site_builder.text.slugs import folded, slug_of
from site_builder.writing import write_sources

MOST_NAMED = 10
_MOST_SAID = 100
"""So much is said of an answer that could not be used"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be done with the file that was written, in texts for whoever reads it and for whoever asked."""

    form: str
    path: str
    branch: str
    title: str
    body: str
    comment: str
    """What to say where it is to be read first"""
    published: str
    """What to say where it goes straight out"""
    is_urgent: bool
    """Whether it is about danger or crisis"""


@dataclass(frozen=True, slots=True)
class _Change:
    """A file to be, and what must be read of it again: its title, its text or its newest update."""

    path: str
    text: str
    title: str
    said: str
    is_urgent: bool
    update: dates.When | None = None


@dataclass(frozen=True, slots=True)
class _Effect:
    """What a change brings: on how many pages it turns crisis mode on, whether the site had errors before, and what
    is to be told of the file without stopping it."""

    crisis_pages: int
    had_errors: bool
    warnings: tuple[Problem, ...]


def propose(root: Path, issue: Issue, now: datetime) -> Proposal:
    """Write the file that a form asks for. Raises Refused where nothing is written, and CannotWrite."""
    try:
        return _Handling(root, issue, now).proposal()
    except NoForm:
        raise
    except Refused as fault:
        # Whatever else is wrong, and in whichever answer it stands: it can be read until somebody takes it away.
        told = dict.fromkeys((*fault.reasons, *_numbers_told(issue.text, spelling_of(root).language)))
        raise Refused(*told) from None


def _numbers_told(text: str, language: str) -> Iterator[str]:
    """Yield what is said of each identity number in a form."""
    words = catalogue(language, Written.IN_A_FORM)
    for number in numbers_in(text):
        told = problem("P601", "", found=number.masked)
        yield f"{words.message(told)} {words.hint(told)}"


class _Handling:
    """Takes one form filled in."""

    def __init__(self, root: Path, issue: Issue, now: datetime) -> None:
        self.root, self.issue, self.now = root, issue, now.astimezone(dates.OSLO)
        self.spelling: Spelling = spelling_of(root)
        self.words: Catalogue = catalogue(self.spelling.language, Written.IN_A_FORM)
        self.filled: FilledIn = filled_in(issue.text, self.words)
        self.loaded: Loaded = load(root, now=now)
        self.left_out: tuple[Ask, ...] = ()
        self.readings: tuple[str, ...] = ()

    def proposal(self) -> Proposal:
        missing = [ask for ask in self.filled.form.asks if ask.is_needed and not self._is_answered(ask)]
        if missing:
            raise Refused(*(self.words.say("phone.no.missing", label=self._label(ask)) for ask in missing))
        change = self._new() if self.filled.form.model else self._changed()
        try:
            effect = self._checked(change)
        except Refused as fault:
            change, effect = self._with_less(fault)
        if not self._reads_as_said(change):
            raise Refused(self.words.say("phone.no.as_said"))
        write_sources({PurePosixPath(change.path): change.text.encode()}, self.root)
        return self._told(change, effect)

    def _is_answered(self, ask: Ask) -> bool:
        answer = self.filled.answers.get(ask.name, "")
        return answer.lower().startswith("- [x]") if ask.widget is Widget.CONFIRM else bool(answer)

    def _label(self, ask: Ask) -> str:
        return label_of(self.filled.form, ask, self.words)

    def _with_less(self, fault: Refused) -> tuple[_Change, _Effect]:
        """Return a crisis without an answer that stops it, else without all it does not wait for. Raises Refused."""
        spared = tuple(ask for ask in self.filled.form.asks if self._is_spared(ask))
        for left_out in dict.fromkeys((*((ask,) for ask in spared), spared)) if spared else ():
            change = self._new(left_out)
            try:
                return change, self._checked(change)
            except Refused as other:
                fault = other
        raise fault

    def _is_spared(self, ask: Ask) -> bool:
        """Return whether there is an answer that a crisis does not wait for."""
        is_answered = not ask.is_needed and ask.name in self.filled.answers
        return is_answered and self._is_urgent

    @property
    def _is_urgent(self) -> bool:
        model = self.filled.form.model
        return model is not None and issubclass(model, Notice) and model.usual_severity.value in _GRAVE

    # --- a new entry

    def _new(self, left_out: tuple[Ask, ...] = ()) -> _Change:
        """Return the entry; without some of the answers, where it is better than none. Raises Refused."""
        form, model = self.filled.form, self.filled.form.model
        assert model is not None, "the form is of a new entry"
        kind = model.kind.value if issubclass(model, Notice) else ""
        asked = editor_forms.Form("notice" if kind else model.word, "", (), kind)
        desk = Desk(self.root, asked, self.now, Written.IN_A_FORM)
        choices = choices_in(self.loaded.site, self.spelling)
        answers: dict[str, str | tuple[str, ...]] = {}
        wrong: list[str] = []
        for ask in form.asks:
            if ask in left_out:
                continue
            if self._is_not_known(ask):
                left_out = (*left_out, ask)
                continue
            try:
                for name, value in self._values(desk, ask, choices, answers):
                    answers[name] = value
            except Refused as fault:
                if self._is_spared(ask):
                    left_out = (*left_out, ask)
                else:
                    wrong += fault.reasons
        if wrong:
            raise Refused(*wrong)
        if issubclass(model, Notice):
            answers["published"] = dates.to_write(self.now)
        path, text = desk.file(answers, is_for_an_editor=False)
        if (self.root / path).exists() or (self.root / path).is_symlink():
            raise Refused(self.words.say("phone.no.is_there", file=path))
        self.left_out, self.readings = left_out, tuple(desk.readings)
        return _Change(path, text, str(answers["title"]), str(answers.get(TEXT, "")), self._is_urgent)

    def _values(
        self, desk: Desk, ask: Ask, choices: Choices, answers: Answers
    ) -> Iterator[tuple[str, str | tuple[str, ...]]]:  # fmt: skip
        """Yield the value of a field, with those it has already. Raises Refused."""
        answer = self.filled.answers.get(ask.name, "")
        if not answer or not ask.field:
            return
        if ask.field == "concerns":
            before = answers.get("concerns", ())
            found = self._targets(ask, answer, choices.of(self.filled.form, ask))
            yield "concerns", tuple(dict.fromkeys((*before, *found)))
            return
        if ask.widget is Widget.ONE:
            self._one(ask, answer, choices.of(self.filled.form, ask))
            yield ask.field, answer
            return
        if ask.field == "title" and not slug_of(answer):
            raise Refused(self.words.say("phone.no.letters", label=self._label(ask)))
        said = editor_forms.Ask(ask.field, "")
        dated = desk.dated(said, answer, answers)
        if fault := desk.fault(said, dated, answers):
            reason = f"{self.words.message(fault)} {self.words.hint(fault)}"
            if self._is_dated(ask) and lacks_a_clock(answer):
                reason = self.words.say("phone.no.clock", text=answer[:_MOST_SAID])
            raise Refused(self.words.say("phone.no.answer", label=self._label(ask), reason=reason))
        desk.note_reading(answer, dated)
        yield ask.field, dated

    def _is_not_known(self, ask: Ask) -> bool:
        """Return whether the answer to when says that nobody knows, which a notice goes out without."""
        answer = self.filled.answers.get(ask.name, "")
        return bool(answer) and not ask.is_needed and self._is_dated(ask) and is_unknown(answer)

    def _is_dated(self, ask: Ask) -> bool:
        model = self.filled.form.model
        return model is not None and is_dated(model, ask.field)

    def _targets(self, ask: Ask, answer: str, names: Mapping[str, str]) -> tuple[str, ...]:
        if not ask.kinds:
            streets = self.loaded.site.of(Street) if self.loaded.site else ()
            found = names_in(answer.replace(STREET, ""), (one.name for one in streets))
            return tuple(STREET + (street_named(one) or one) for one in found)
        return tuple(self._one(ask, one, names) for one in names_in(answer, (*names, *names.values())))

    def _one(self, ask: Ask, answer: str, names: Mapping[str, str]) -> str:
        """Return what was chosen. Raises Refused."""
        known = {folded(word): slug for name, slug in names.items() for word in (slug, name)}
        if found := known.get(folded(answer)):
            return found
        if self._is_a_word_of(ask, answer):
            return answer
        if not names:
            raise Refused(self.words.say("phone.no.choices", label=self._label(ask), text=answer[:_MOST_SAID]))
        some = ", ".join(list(names)[:MOST_NAMED])
        raise Refused(self.words.say("phone.no.choice", label=self._label(ask), text=answer[:_MOST_SAID], choices=some))

    def _is_a_word_of(self, ask: Ask, answer: str) -> bool:
        """Return whether it is a word of a choice that is not offered, but does as well."""
        model = self.filled.form.model
        choices = choices_of(model.model_fields[ask.field].annotation) if model and ask.widget is Widget.ONE else ()
        return bool(choices) and type(choices[0]).parse(answer) is not None

    # --- a notice that is there

    def _changed(self) -> _Change:
        notice = self._notice()
        said = self.filled.answers.get("text", "")
        path = notice.origin.path
        raw = (self.root / path).read_bytes().decode("utf-8", "replace")
        mark = "\ufeff" if raw.startswith("\ufeff") else ""
        newline = "\r\n" if "\r\n" in raw else "\n"
        text = raw.removeprefix(mark).replace("\r\n", "\n").replace("\r", "\n")
        moment = dates.to_write(self.now)
        if self.filled.form.name == "slutt":
            text = self._called_off(notice, text, moment)
        when = None
        if said:
            when = dates.parse_when(moment)
            text = with_update(text, update_line(moment, said), self._site_words().say("phone.updates"))
        # As it was saved: a proposal shows the lines that are new, and those alone.
        text = mark + text.replace("\n", newline)
        return _Change(path, text, notice.title, " ".join(said.split()), notice.is_grave, when)

    def _site_words(self) -> Catalogue:
        settings = self.loaded.site.one(Settings) if self.loaded.site else None
        return catalogue(settings.language) if settings else self.words

    def _notice(self) -> Notice:
        """Return the notice that is meant. Raises Refused."""
        notices = self.loaded.site.of(Notice) if self.loaded.site else ()
        written = _LINK.sub(r"\1\2", self.filled.answers["notice"])
        found = notices_meant(written, notices)
        current = [one for one in found if one.is_of_use(self.now) or one.is_alert(self.now)]
        if len(current) == 1 or len(found) == 1:
            return current[0] if len(current) == 1 else found[0]
        ahead = [one for one in notices if one.is_of_use(self.now) or one.is_alert(self.now)]
        ahead.sort(key=lambda one: (not one.is_grave, -one.begins.start.timestamp(), one.slug))
        names = "".join(f"\n  - {one.title} ({one.slug})" for one in ahead[:MOST_NAMED])
        key = "phone.no.several" if found else "phone.no.notice"
        raise Refused(self.words.say(key, text=written[:200]) + names)

    def _called_off(self, notice: Notice, text: str, moment: str) -> str:
        if notice.closed and notice.closed.end <= self.now:
            raise Refused(self.words.say("phone.no.closed", title=notice.title))
        name = "all_clear" if notice.is_grave else "resolved"
        info = type(notice).model_fields[name]
        (line,) = field_lines(field_name(name, info, is_english=self.spelling.is_english), moment)
        key = notice.origin.document.keys.get((name,))
        return with_field(text, line, key.line if key else None)

    # --- what becomes of it

    def _checked(self, change: _Change) -> _Effect:
        """Return what it brings. Raises Refused."""
        asked = build.Request(self.root, self.root / "output", self.now, instead={change.path: change.text.encode()})
        after = build.check(asked)
        errors = [one for one in after.problems if one.is_error]
        warnings = [one for one in after.problems if one.path == change.path and not one.is_error]
        if not errors and not warnings and not after.crisis_pages:
            return _Effect(0, had_errors=False, warnings=())
        before = build.check(build.Request(self.root, self.root / "output", self.now))
        known = {one.essence for one in before.problems}
        new = [one for one in errors if one.path == change.path or one.essence not in known]
        if new:
            codes = {one.code for one in new}
            # The name of the file is made of the heading, which has been told of.
            said = [one for one in new if one.code != "P602" or "P601" not in codes]
            raise Refused(*dict.fromkeys(self._said(one, change.path) for one in said))
        told = tuple(one for one in warnings if one.essence not in known)
        return _Effect(0 if before.crisis_pages else after.crisis_pages, bool(errors), told)

    def _said(self, one: Problem, path: str) -> str:
        # Who answers knows the questions, not the fields.
        labels = self._labels() if one.path == path else {}
        values = tuple(
            (key, labels.get(value, value) if isinstance(value, str) else value) for key, value in one.values
        )
        one = replace(one, values=values)
        said = f"{self.words.message(one)} {self.words.hint(one)}"
        return said if one.path == path else f"{one.path}: {said}"

    def _reads_as_said(self, change: _Change) -> bool:
        """Return whether what is loaded again is what was written in the form, letter for letter."""
        site = load(self.root, instead={change.path: change.text.encode()}, now=self.now).site
        model = self.filled.form.model or Notice
        wanted: type[Entry] = Notice if issubclass(model, Notice) else model
        entry = next((one for one in site.of(wanted) if one.origin.path == change.path), None) if site else None
        if entry is None:
            return False
        if change.update is not None:
            assert isinstance(entry, Notice), "only notices have updates"
            return any(one.when == change.update and one.text == change.said for one in entry.updates)
        if self.filled.form.model is None:
            return True
        return entry.title == one_line(change.title) and entry.origin.document.body.strip() == as_said(change.said)

    def _told(self, change: _Change, effect: _Effect) -> Proposal:
        words, form, number = self.words, self.filled.form.name, self.issue.number
        title = words.say(f"phone.title.{form}", title=" ".join(change.title.split()))
        facts = [in_comment(one) for one in (*self.readings, *map(self._without, self.left_out))]
        facts += [words.say("phone.crisis_on", n=effect.crisis_pages)] if effect.crisis_pages else []
        facts += [words.say("phone.errors_before")] if effect.had_errors else []
        told = [f"- {in_comment(self._said(one, change.path))}" for one in effect.warnings]
        facts += ["\n".join([words.say("phone.warnings"), *told])] if told else []
        body = [words.say("phone.body", file=change.path), *facts, *([f"Closes #{number}"] if number else [])]
        branch = f"skjema/{number}" if number else f"skjema/{form}-{PurePosixPath(change.path).stem}"
        comment = "\n\n".join([in_comment(words.say("phone.proposed", title=title)), *facts])
        published = "\n\n".join([in_comment(words.say("phone.published", title=title)), *facts])
        named = in_title(title)
        return Proposal(form, change.path, branch, named, "\n\n".join(body), comment, published, change.is_urgent)

    def _without(self, ask: Ask) -> str:
        answer = self.filled.answers[ask.name]
        key = "phone.unknown" if self._is_not_known(ask) else "phone.left_out"
        said = self.words.say(key, label=self._label(ask), text=answer[:_MOST_SAID])
        return f"{said} {self.words.say('phone.for_all')}" if ask.field == "concerns" else said

    def _labels(self) -> Mapping[str, str]:
        """Return the questions by the names that their fields have in files."""
        model = self.filled.form.model
        if model is None:
            return {}
        names = ((ask, model.model_fields.get(ask.field)) for ask in self.filled.form.asks)
        is_english = self.spelling.is_english
        labels = {field_name(ask.field, info, is_english=is_english): self._label(ask) for ask, info in names if info}
        # Nobody is asked when it is published: it is when they send the form.
        published = field_name("published", model.model_fields["published"], is_english=is_english)
        return {published: self.words.say("phone.now"), **labels}


_LINK = re.compile(r"<(https?://[^\s>]+)>|\[[^\]\n]*\]\((https?://[^\s)]+)\)")
"""An address as Markdown has it, alone or behind words (CommonMark 0.31.2, 6.3 and 6.5), which phones paste"""
_GRAVE = ("danger", "crisis")
