"""What the program says, in each language: interface words and the sentences of problems."""

from __future__ import annotations

import errno
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from site_builder.problems import FENCE, FieldToPaste, LinesToPaste, Problem, Refusal, printable
from site_builder.text import dates

LANGUAGES = ("nb", "nn", "en", "se")
"""Languages that the interface exists in; the others fall back to the first."""

MESSAGE_LANGUAGES = ("nb", "nn", "en")
"""Languages that staff can have messages in."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language. A word it lacks is said in bokmål."""

    language: str
    words: Mapping[str, str]
    problems: Mapping[str, tuple[str, str]]

    def say(self, key: str, **values: object) -> str:
        """Return an interface text. `n` picks the one/other form (`key.one`, `key.other`). Raises KeyError."""
        if "n" in values:
            form = "one" if values["n"] == 1 else "other"
            key = f"{key}.{form}" if f"{key}.{form}" in self.words else key
        return self._filled(self.words[key], values)

    def has(self, key: str) -> bool:
        return key in self.words

    def message(self, problem: Problem) -> str:
        """Return what is wrong, in a sentence."""
        return self._told(problem, 0)

    def hint(self, problem: Problem) -> str:
        """Return what to write instead."""
        return self._told(problem, 1)

    def _told(self, problem: Problem, part: int) -> str:
        values = {key: self._shown(_quoted(value)) for key, value in problem.values}
        return self.problems[problem.code][part].format_map(values)

    def _filled(self, sentence: str, values: Mapping[str, object]) -> str:
        if not values:
            return sentence
        return sentence.format_map({key: self._shown(value) for key, value in values.items()})

    def _shown(self, value: object) -> str:
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
            return dates.written(value, self.language)
        if isinstance(value, date):
            return dates.plain_day(value, self.language)
        if isinstance(value, float):
            return f"{value:.5g}" if self.language == "en" else f"{value:.5g}".replace(".", ",")
        if isinstance(value, tuple):
            return self._listed([self._shown(one) for one in value])
        return str(value)

    def refusal(self, refused: Refusal) -> str:
        """Return why the operating system refused; of what is rare, its own name for it."""
        code = errno.errorcode.get(refused.errno or 0)
        if code is None:
            return self.say("refusal.unknown")
        return self.say(f"refused.{code}") if self.has(f"refused.{code}") else self.say("refusal.code", code=code)

    def _listed(self, shown: list[str]) -> str:
        if len(shown) < 2:
            return "".join(shown)
        return f"{', '.join(shown[:-1])} {self.words['and']} {shown[-1]}"

    # What templates need of a language besides its words.

    def day(self, when: dates.When) -> str:
        """Return a date as pages say it, with its weekday."""
        return self.date(when) if when == dates.UNKNOWN else dates.written(when, self.language, weekdays=True)

    def date(self, when: dates.When) -> str:
        """Return a date where there is no room for its weekday."""
        return self.say("archive.undated") if when == dates.UNKNOWN else dates.written(when, self.language)

    def clock(self, when: dates.When) -> str:
        return dates.clock(when.start, self.language)


def _quoted(value: object) -> object:
    """Return an author's words fit for one line of a message."""
    if isinstance(value, tuple):
        return tuple(_quoted(one) for one in value)
    if not isinstance(value, str):
        return value
    line = printable(value.replace("\n", " ").replace("\t", " "))
    line = _LONG_WORD.sub(lambda match: match[1] + "…", line)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


_LONGEST = 300
# No word is so long, nor an address that anybody has to write.
_LONG_WORD = re.compile(r"(\S{99})\S{21,}")


@cache
def catalogue(language: str) -> Catalogue:
    """Return the words of a language, bokmål's where it has none of its own."""
    base = _read("nb")
    own = _read(language) if language in LANGUAGES else {}
    words = {**_flat(base.get("words", {})), **_flat(own.get("words", {}))}
    sentences = {**base.get("problems", {}), **own.get("problems", {})}
    return Catalogue(language, words, {code: (one["message"], one["hint"]) for code, one in sentences.items()})


def _read(language: str) -> dict[str, dict[str, dict[str, str]]]:
    read: dict[str, dict[str, dict[str, str]]] = {}
    for name in (f"{language}.toml", f"problems.{language}.toml"):
        source = files("site_builder.text") / name
        if source.is_file():
            read.update(tomllib.loads(source.read_text(encoding="utf-8")))
    return read


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat.update(_flat(value, f"{prefix}{key}."))
        else:
            flat[prefix + key] = str(value)
    return flat
