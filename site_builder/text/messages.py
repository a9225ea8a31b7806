"""What the program says, in each language: interface words and the sentences of problems.

They stand in gettext catalogues beside this module, by names of ours (`msgid`): bokmål can be reworded and no
translation loses its place.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import PurePath

from site_builder.identity_numbers import masked
from site_builder.problems import FENCE, FieldToPaste, LinesToPaste, Problem, Refusal, Word, printable
from site_builder.text import dates, numbers
from site_builder.text.foreign import Foreign

LANGUAGES = ("nb", "nn", "en", "se")
"""Languages that the interface exists in; the others fall back to the first."""

MESSAGE_LANGUAGES = ("nb", "nn", "en")
"""Languages that staff can have messages in."""


class Written(StrEnum):
    """Where what is wrong was written, and is to be put right: of an answer, no advice says to remove a line."""

    IN_A_FILE = ""
    AS_AN_OPTION = "option"
    IN_A_FORM = "form"


_OF_ANSWERS = "answer"
"""The sentences of a problem for all who answer, on a command line or in a form"""


@dataclass(frozen=True, slots=True)
class Plural:
    """A text said of a number, by the names that CLDR has for the forms of its language: one, two, other."""

    language: str
    forms: Mapping[str, str]

    def of(self, n: object) -> str:
        """Return the form for a number; for what is to become one in the browser, that of most numbers."""
        return self.forms[_form_of(self.language)(n) if isinstance(n, int) else "other"]


class Spoken(str):
    """Words of one language that others have too, such as a date: a sentence in another says it in its own."""

    language: str
    again: Callable[[Catalogue], str]

    def __new__(cls, text: str, language: str, again: Callable[[Catalogue], str]) -> Spoken:
        made = str.__new__(cls, text)
        made.language, made.again = language, again
        return made


class Sentence:
    """An interface text, and what fills it, to be said in a language that is not known yet."""

    __slots__ = ("key", "values")

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language. A word it lacks is said in bokmål."""

    language: str
    words: Mapping[str, str | Plural]
    own: frozenset[str] = frozenset()
    """The words that are its own"""
    written: Written = Written.IN_A_FILE
    """Where that was written which its sentences of problems are about"""

    @property
    def problems(self) -> Mapping[str, tuple[str, str]]:
        """What is wrong and what to write instead, by code."""
        return _problems(self.language, self.written)

    def say(self, key: str, **values: object) -> str:
        """Return an interface text. `n` picks the form of one that has several. Raises KeyError."""
        return self._said(key, values)

    def sentence(self, one: Sentence) -> str:
        """Return a sentence in this language; a terminal must not obey what it is filled with."""
        return self._said(one.key, {name: _for_a_terminal(value) for name, value in one.values.items()})

    def _said(self, key: str, values: Mapping[str, object]) -> str:
        if key in self.own:
            return self._in_own_words(key, values)
        # Pages say so, where a word is bokmål for want of another; a date in it is bokmål too.
        return Foreign(catalogue("nb")._in_own_words(key, values), "nb")

    def _in_own_words(self, key: str, values: Mapping[str, object]) -> str:
        said = self.words[key]
        return self._filled(said.of(values["n"]) if isinstance(said, Plural) else said, values)

    def language_of(self, key: str) -> str:
        """Return the language that a text is said in."""
        return self.language if key in self.own else "nb"

    def has(self, key: str) -> bool:
        return key in self.words

    def message(self, problem: Problem) -> str:
        """Return what is wrong, in a sentence."""
        return self._told(problem, 0)

    def hint(self, problem: Problem) -> str:
        """Return what to write instead."""
        return self._told(problem, 1)

    def values(self, problem: Problem) -> Mapping[str, str]:
        """Return what the sentences of a problem are filled with."""
        return {key: self._shown_as(key, _quoted(value)) for key, value in problem.values}

    def _told(self, problem: Problem, part: int) -> str:
        return self.problems[problem.code][part].format_map(self.values(problem))

    def _filled(self, sentence: str, values: Mapping[str, object]) -> str:
        if not values:
            return sentence
        return sentence.format_map({key: self._shown_as(key, value) for key, value in values.items()})

    def _shown_as(self, key: str, value: object) -> str:
        if key in _ALTERNATIVES and isinstance(value, tuple):
            return _listed([self._shown(one) for one in value], self.say("or"))
        return self._shown(value)

    def _shown(self, value: object) -> str:
        if isinstance(value, Word):
            return value.nn if self.language == "nn" else str(value)
        if isinstance(value, Spoken):
            return value if value.language == self.language else value.again(self)
        if isinstance(value, FieldToPaste):
            line = str(_quoted(value.line))
            if value.has_fences:
                return self.say("problem.paste_a_line", line=line)
            # Not indented: whoever copies it must have it as it is to stand.
            return "\n".join((self.say("problem.paste_fences_too"), FENCE, line, FENCE))
        if isinstance(value, LinesToPaste):
            return "\n".join(str(_quoted(line)) for line in value.lines)
        if isinstance(value, Refusal):
            return self.refusal(value)
        if isinstance(value, dates.When):
            return _written(value, self.language)
        if isinstance(value, date):
            return dates.plain_day(value, self.language)
        if isinstance(value, float):
            return f"{value:.5g}" if self.language == "en" else f"{value:.5g}".replace(".", ",")
        if isinstance(value, tuple):
            return _listed([self._shown(one) for one in value], self.say("and"))
        return str(value)

    def refusal(self, refused: Refusal) -> str:
        """Return why the operating system refused; of what is rare, its own name for it."""
        code = errno.errorcode.get(refused.errno or 0)
        if code is None:
            return self.say("refusal.unknown")
        return self.say(f"refused.{code}") if self.has(f"refused.{code}") else self.say("refusal.code", code=code)

    # What templates need of a language besides its words.

    def said(self, again: Callable[[Catalogue], str]) -> str:
        """Return what it gives for this language; within a sentence in another it is what it gives for that one."""
        return Spoken(again(self), self.language, again)

    def day(self, when: dates.When) -> str:
        """Return a date as pages say it, with its weekday."""
        if when == dates.UNKNOWN:
            return self.date(when)
        return self.said(lambda words: _written(when, words.language, weekdays=True))

    def date(self, when: dates.When) -> str:
        """Return a date where there is no room for its weekday."""
        if when == dates.UNKNOWN:
            return self.say("archive.undated")
        return self.said(lambda words: _written(when, words.language))

    def month(self, number: int) -> str:
        return self.said(lambda words: dates.month_name(number, words.language))

    def clock(self, when: dates.When) -> str:
        return self.said(lambda words: dates.clock(when.start, words.language))

    def amount(self, kroner: Decimal) -> str:
        """Return an amount of money: `3 145 kr`, `12,50 kr`; in English `NOK 3,145` (CLDR). No line ends within it."""
        return self.said(lambda words: words._amount(numbers.kroner(kroner, words.language)))

    def percent(self, hundredths: float) -> str:
        """Return percent, given in hundredths of one: `12,5 %`; in English `12.5%` (CLDR)."""
        return self.said(lambda words: words._percent(numbers.percent(hundredths, words.language)))

    def forms_of_numbers(self) -> tuple[tuple[str, str], ...]:
        """Return by name what a script needs to write amounts and percent in this language; `{n}` is the number."""
        used = numbers.signs(self.language)
        signs = (("group", used.group), ("decimal", used.decimal))
        return (("amount", self._amount("{n}")), ("percent", self._percent("{n}")), *signs)

    def _amount(self, number: str) -> str:
        return numbers.unbroken(self.say("number.kroner", number=number))

    def _percent(self, number: str) -> str:
        return numbers.unbroken(self.say("number.percent", number=number))


def _listed(shown: Sequence[str], last: str) -> str:
    """Return a list in words, with one of them before the last of it."""
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _for_a_terminal(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_for_a_terminal(one) for one in value)
    if isinstance(value, (str, PurePath)) and not isinstance(value, (Word, Spoken)):
        return printable(str(value))
    return value


def _quoted(value: object) -> object:
    """Return an author's words fit for one line of a message."""
    if isinstance(value, tuple):
        return tuple(_quoted(one) for one in value)
    if not isinstance(value, str) or isinstance(value, Word):
        return value
    line = printable(masked(value.replace("\n", " ").replace("\t", " ")))
    line = _LONG_WORD.sub(lambda match: match[1] + "…", line)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


_ALTERNATIVES = frozenset({"choices", "endings"})
"""Values of which one is meant: a list of them ends with «or»"""
_LONGEST = 300
# No word is so long, nor an address that anybody has to write.
_LONG_WORD = re.compile(r"(\S{99})\S{21,}")


# Dates are said ten thousand times in a build, and few are different.
@lru_cache(maxsize=4096)
def _written(when: dates.When, language: str, *, weekdays: bool = False) -> str:
    """Return a moment as exact as it is known: `2018`, `september 2024`, `17. februar 2026 kl. 08.10`."""
    words, local = catalogue(language), when.local
    if when.precision is dates.Precision.UNKNOWN:
        return words.say("date.unknown")
    if when.precision is dates.Precision.YEAR:
        return str(local.year)
    if when.precision is dates.Precision.MONTH:
        return dates.month_of_year(local.date(), language)
    day = dates.long_day(local.date(), language) if weekdays else dates.plain_day(local.date(), language)
    if when.precision is dates.Precision.DAY:
        return day
    return words.say("date.at_time", date=day, time=dates.clock(when.start, language))


@cache
def catalogue(language: str, written: Written = Written.IN_A_FILE) -> Catalogue:
    """Return the words of a language, bokmål's where it has none of its own."""
    own = _read(language) if language in LANGUAGES else {}
    base = _read("nb")
    # What is asked for in a language that is none of ours is in bokmål, and nobody is told.
    return Catalogue(language, {**base, **own}, frozenset(own if own else base), written)


def described(english: str, language: str) -> str:
    """Return what the models say of a field or a type, in a language: in bokmål where it is not said in that one."""
    if language == "en":
        return english
    own = _read(language, "fields.") if language in MESSAGE_LANGUAGES else {}
    return str({**_read("nb", "fields."), **own}.get(english, english))


def example_in(bokmal: str, language: str) -> str:
    """Return the example of a field in a language: in bokmål where it is not had in that one."""
    return str(_read("nn", "examples.").get(bokmal, bokmal)) if language == "nn" else bokmal


@cache
def _problems(language: str, written: Written) -> Mapping[str, tuple[str, str]]:
    own = _read(language, "problems.") if language in MESSAGE_LANGUAGES else {}
    said = {**_read("nb", "problems."), **own}
    codes = dict.fromkeys(key.partition(".")[0] for key in said)
    of = (f"{written}.", f"{_OF_ANSWERS}.", "") if written else ("",)

    def chosen(code: str, part: str) -> str:
        return next(str(said[key]) for one in of if (key := f"{code}.{one}{part}") in said)

    return {code: (chosen(code, "message"), chosen(code, "hint")) for code in codes}


@cache
def _read(language: str, kind: str = "") -> Mapping[str, str | Plural]:
    """Return what a catalogue says, by its names; what is not translated yet is left out."""
    from babel.messages.pofile import read_po

    with (files("site_builder.text") / f"{kind}{language}.po").open("rb") as source:
        read = read_po(source, language, abort_invalid=True)
    said: dict[str, str | Plural] = {}
    for one in read:
        forms = (one.string,) if isinstance(one.string, str) else tuple(one.string or ())
        if one.fuzzy or not one.id or not all(forms):
            continue
        if isinstance(one.id, str):
            said[one.id] = forms[0]
        else:
            said[one.id[0]] = Plural(language, dict(zip(_forms(language), forms, strict=True)))
    return said


def _forms(language: str) -> tuple[str, ...]:
    """Return the names of the forms that a language has of a word, in the order of the catalogues."""
    from babel import Locale

    has = {*Locale.parse(language).plural_form.tags, "other"}
    return tuple(one for one in ("zero", "one", "two", "few", "many", "other") if one in has)


@cache
def _form_of(language: str) -> Callable[[int], str]:
    from babel import Locale

    return Locale.parse(language).plural_form
