"""Every interface word: said in each language, with the same values, and used by somebody."""

from __future__ import annotations

import ast
import gettext
import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from jinja2 import Environment, nodes

import site_builder
from site_builder.content_types import ENTRY_TYPES
from site_builder.content_types.events import Activity
from site_builder.content_types.maps import Availability
from site_builder.content_types.notice_words import NoticeType, Severity, State, Topic
from site_builder.content_types.references import TARGETS
from site_builder.content_types.service import Status
from site_builder.content_types.settings import FeedsBy
from site_builder.content_types.unit import UnitKind
from site_builder.loading.theme import theme_root
from site_builder.outputs.findable import KINDS
from site_builder.outputs.place_rows import LATE
from site_builder.text.holidays import holidays_of
from site_builder.text.messages import Plural
from tests.support import translations

PACKAGE = Path(site_builder.__file__).parent

ENDINGS: dict[str, set[str]] = {
    "state.": {
        *(one.value for one in State),
        *(Severity.DANGER.value, Severity.CRISIS.value),
        *("cancelled", "postponed", "moved"),
    },
    "activity.": {one.value for one in Activity},
    "type.": {one.value for one in NoticeType},
    "types.": {one.value for one in NoticeType},
    "editor.title.": {*(one.value for one in NoticeType), "unit", "lifeevent"},
    "topic.": {one.value for one in Topic},
    "unit.kind.": {one.value for one in UnitKind},
    "unit.kinds.": {one.value for one in UnitKind},
    "service.status_": {one.value for one in Status} - {Status.OPEN.value},
    "availability.": {LATE, *(one.value for one in Availability)},
    "feed.severity.": {one.value for one in Severity} - {Severity.INFO.value},
    "follow.by.": {"types", "unit", *(one.value for one in FeedsBy)} - {FeedsBy.TYPE.value},
    "holiday.": {key for keys in holidays_of(2026).values() for key in keys},
    "log.": {"title", "lead", "published", "changed", "removed", *(one.word for one in ENTRY_TYPES)},
    "search.kind.": {one.key for one in KINDS},
    "web_editor.kind.": {"street", *TARGETS, "link"},
}
"""What may follow a prefix that code completes. After any other prefix, whatever bokmål has counts as used: where a
list of the content's grows, its prefix belongs here."""


@dataclass(frozen=True)
class Use:
    """One place that says a word. `values` are those it gives; None where they cannot be read off the code."""

    where: str
    key: str
    is_prefix: bool
    values: frozenset[str] | None

    @property
    def keys(self) -> set[str]:
        """The keys in bokmål that are said here, or should be there to be said."""
        if self.is_prefix and self.key in ENDINGS:
            return {self.key + ending for ending in ENDINGS[self.key]}
        if self.is_prefix:
            return {key for key in _words("nb") if key.startswith(self.key)} or {f"{self.key}…"}
        return {self.key}


@cache
def _forms(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return each word with its forms: one, or as many as the language has of a word that is said of a number."""
    found = {}
    for one in translations(language):
        key = one.id if isinstance(one.id, str) else one.id[0]
        found[str(key)] = (one.string,) if isinstance(one.string, str) else tuple(one.string or ())
    return found


@cache
def _words(language: str) -> Mapping[str, str]:
    return {key: forms[-1] for key, forms in _forms(language).items()}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


# --- who says what ---------------------------------------------------------------------------


def _uses_in_python() -> Iterator[Use]:
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
        # An inner function is walked after the one around it, so each node ends up with its own.
        around = {node: function for function in functions for node in ast.walk(function)}
        for call in ast.walk(tree):
            if not (isinstance(call, ast.Call) and _is_said_in_python(call.func)):
                continue
            where = f"{path.relative_to(PACKAGE.parent)}:{call.lineno}"
            assert call.args, where
            names = {one.arg for one in call.keywords}
            values = None if None in names else frozenset(name for name in names if name)
            found = list(_said_in_python(call.args[0], around.get(call, tree)))
            assert found, f"{where}: cannot tell which word is said"
            yield from (Use(where, key, is_prefix, values) for key, is_prefix in found)


def _is_said_in_python(called: ast.expr) -> bool:
    match called:
        case ast.Attribute(attr="say") | ast.Name(id="Sentence"):
            return True
    return False


def _said_in_python(said: ast.expr, around: ast.AST) -> Iterator[tuple[str, bool]]:
    match said:
        case ast.Constant(value=str(key)):
            yield key, False
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
            yield prefix, True
        case ast.IfExp():
            yield from _said_in_python(said.body, around)
            yield from _said_in_python(said.orelse, around)
        case ast.Name(id=name):
            for one in ast.walk(around):
                match one:
                    case ast.Assign(targets=[ast.Name(id=to)], value=value) if to == name:
                        yield from _said_in_python(value, around)


def _uses_in_templates() -> Iterator[Use]:
    root = theme_root()
    for path in (*sorted(root.rglob("*.html")), *sorted(PACKAGE.rglob("*.html"))):
        # Only read, never rendered.
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if not _is_saying(call.node):
                continue
            where = f"{path.relative_to(root.parent).as_posix()}:{call.lineno}"
            values = None if call.dyn_kwargs else frozenset(one.key for one in call.kwargs)
            found = list(_said_in_template(call.args[0])) if call.args else []
            assert found, f"{where}: cannot tell which word is said"
            yield from (Use(where, key, is_prefix, values) for key, is_prefix in found)


def _is_saying(called: nodes.Expr) -> bool:
    match called:
        case nodes.Name(name="t") | nodes.Getattr(attr="say"):
            return True
    return False


def _said_in_template(said: nodes.Expr) -> Iterator[tuple[str, bool]]:
    match said:
        case nodes.Const(value=str(key)):
            yield key, False
        case nodes.Concat(nodes=[nodes.Const(value=str(prefix)), *_]):
            yield prefix, True
        case nodes.CondExpr(expr1=first, expr2=nodes.Expr() as second):
            yield from _said_in_template(first)
            yield from _said_in_template(second)


@cache
def _uses() -> tuple[Use, ...]:
    return (*_uses_in_python(), *_uses_in_templates())


# --- tests -----------------------------------------------------------------------------------


def test_words_are_found_in_code_and_in_templates() -> None:
    # Were say() or t() renamed, the tests below would have nothing to look at.
    assert any(one.where.startswith("templates/") for one in _uses())
    assert any(one.where.startswith("site_builder/") for one in _uses())


@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_language_has_every_word_and_no_other(language: str) -> None:
    assert set(_words(language)) == set(_words("nb"))


def test_sami_has_only_words_that_bokmal_has() -> None:
    assert set(_words("se")) < set(_words("nb"))


@pytest.mark.parametrize("language", ["nn", "en", "se"])
def test_a_translation_fills_in_the_same_values(language: str) -> None:
    bokmal = _words("nb")
    for key, forms in _forms(language).items():
        for text in forms:
            assert _fields(text) == _fields(bokmal[key]), key


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
def test_a_word_is_one_plain_line(language: str) -> None:
    for key, forms in _forms(language).items():
        for text in forms:
            assert text == " ".join(text.split()) != "", key


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
def test_a_week_has_seven_days(language: str) -> None:
    assert len(_words(language)["weekdays"].split()) == 7


def test_what_is_said_is_in_bokmal() -> None:
    missing = {(one.where, key) for one in _uses() for key in one.keys - set(_words("nb"))}
    assert sorted(missing) == []


def test_every_word_is_said_somewhere() -> None:
    unused = set(_words("nb")) - {key for one in _uses() for key in one.keys}
    assert sorted(unused) == []


def test_whoever_says_a_word_gives_the_values_it_has_room_for() -> None:
    bokmal = _words("nb")
    for one in _uses():
        if one.values is not None:
            for key in one.keys & set(bokmal):
                assert _fields(bokmal[key]) == one.values, f"{one.where}: {key}"


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
def test_a_word_said_of_a_number_has_every_form_that_its_language_has(language: str) -> None:
    counted = {key for key, forms in _forms("nb").items() if len(forms) > 1}
    rule = Locale.parse(language).plural_form
    for key, forms in _forms(language).items():
        assert len(forms) == (len(rule.tags | {"other"}) if key in counted else 1), key


def test_one_two_and_many_are_told_apart_in_sami() -> None:
    # No source has a text of ours in all three: the catalogue is ready for whoever writes one.
    said = Plural("se", {"one": "1", "two": "2", "other": "n"})
    assert [said.of(n) for n in (0, 1, 2, 3, 11, 12, 22)] == ["n", "1", "2", "n", "n", "n", "n"]
    assert said.of("{n}") == "n"


@pytest.mark.parametrize("name", sorted(path.stem for path in (PACKAGE / "text").glob("*.po")))
def test_a_catalogue_can_be_read_by_translators_programs(name: str) -> None:
    text = (PACKAGE / "text" / f"{name}.po").read_text(encoding="utf-8")
    language = name.rpartition(".")[2]
    assert f'"Language: {language}\\n"' in text
    declared = re.search(r'"Plural-Forms: nplurals=(\d+); plural=(.+);\\n"', text)
    assert declared is not None
    rule = Locale.parse(language).plural_form
    forms = [one for one in ("one", "two", "other") if one in rule.tags | {"other"}]
    assert int(declared[1]) == len(forms)
    assert all(forms[gettext.c2py(declared[2])(n)] == rule(n) for n in range(200))
    names = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert len(names) == len(set(names)) == text.count("\nmsgid ") - (not text.startswith("msgid"))


# --- words that are in no catalogue ----------------------------------------------------------


_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_UNSEEN = re.compile(r"<(style|script)\b[^>]*>.*?</\1>|<!--.*?-->", re.DOTALL)
_SAID_IN = re.compile(r"\b(?:aria-label|aria-description|alt|title|placeholder|label)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>|&\w+;|[\w-]+=\"[^\"]*\"?|\bhidden\b")
_WORD = re.compile(r"[^\W\d_]{2,}")


def _words_in_html(text: str) -> Iterator[str]:
    """Yield the words that a template shows or says without saying one of ours."""
    # Macros that make attributes have them outside of tags.
    seen = _UNSEEN.sub(" ", _JINJA.sub(" ", text))
    for part in (_TAG.sub(" ", seen), *_SAID_IN.findall(seen)):
        yield from _WORD.findall(part)


_COMMENT_OR_TEXT = re.compile(
    r"//[^\n]*|/\*.*?\*/|(?P<text>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"
)
_NO_WORDS = {
    *("use strict", "area ", "pin ", "pin many", "note keys"),
    *("click keypress", "zoomend resize", "a, button, input", "h3 a", "px 0 0 "),
    # The symbol of a unit is the same in every language (SI).
    *(" km", " km "),
}
"""What scripts have of letters with spaces that is said to nobody: a directive, classes, events, a style"""


def _words_in_script(text: str) -> Iterator[str]:
    """Yield the texts of a script that read as words: letters with a space among them, or letters of no code."""
    for found in _COMMENT_OR_TEXT.finditer(text):
        said = re.sub(r"\\u00a0|\\n", " ", (found["text"] or "")[1:-1])
        is_plain = re.fullmatch(r"[^\W\d_][^\W_]*(?:[ ,.:!?]+[^\W_]*)*", said.strip()) is not None
        if is_plain and (" " in said or not said.isascii()) and said not in _NO_WORDS:
            yield said


def test_words_outside_of_the_catalogues_are_found() -> None:
    assert list(_words_in_html('<p class="note">{{ t("a") }} Hei<b hidden title="Du er her">')) == [
        "Hei",
        "Du",
        "er",
        "her",
    ]
    script = 'a = "Fant ingen"; // "Ikke dette"\nb = ore + "\\u00a0kr"; c = "Søk"; d = "pin many"; e = ".field + a";'
    assert list(_words_in_script(script)) == ["Fant ingen", " kr", "Søk"]


@pytest.mark.parametrize("path", sorted(theme_root().rglob("*.html")), ids=lambda path: path.name)
def test_no_word_stands_in_a_template(path: Path) -> None:
    assert list(_words_in_html(path.read_text(encoding="utf-8"))) == []


_HOW_WORDS_ARE_ALIKE = "alike.js"
"""The script that knows how words are spelt and put together: its lists are compared with, and said to nobody"""
_SCRIPTS = sorted(one for one in theme_root().rglob("*.js") if one.name != _HOW_WORDS_ARE_ALIKE)


@pytest.mark.parametrize("path", _SCRIPTS, ids=lambda path: path.name)
def test_no_words_stand_in_a_script(path: Path) -> None:
    assert list(_words_in_script(path.read_text(encoding="utf-8"))) == []
