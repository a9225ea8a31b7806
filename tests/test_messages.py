"""Every sentence about a problem, in every language staff can have."""

from __future__ import annotations

import ast
import errno
import re
import string
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import site_builder
from site_builder.content_types.notice_words import Topic
from site_builder.problems import WARNINGS, Refusal, problem
from site_builder.text import dates
from site_builder.text.messages import MESSAGE_LANGUAGES, Plural, Written, catalogue
from tests.support import translations

PACKAGE = Path(site_builder.__file__).parent
CODE = re.compile(r"[A-Z][0-9]{3}")


@cache
def _sentences(language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for one in translations(f"problems.{language}"):
        code, _, part = str(one.id).partition(".")
        found.setdefault(code, {})[part] = str(one.string)
    return found


def _codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


@cache
def _used() -> frozenset[str]:
    return frozenset(code for path in PACKAGE.rglob("*.py") for code in _codes_in(path))


PARTS = {"message", "hint"} | {f"{of}.{part}" for of in ("answer", "option", "form") for part in ("message", "hint")}
"""What a problem has sentences for: those of a file, and of an answer where they are others"""
FILES_ONLY = {
    "nb": r"\blinj|\bfil(a|en)?\b|\{field\}:",
    "nn": r"\blinj|\bfila?\b|\{field\}:",
    "en": r"\bline|\bfile\b|\{field\}:",
}


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_of_an_answer_no_sentence_speaks_of_lines_and_files(language: str) -> None:
    said = {f"{code}.{part}": one for code, parts in _sentences(language).items() for part, one in parts.items()}
    of_answers = {key: one for key, one in said.items() if key.count(".") == 2}
    assert of_answers
    assert not {key: one for key, one in of_answers.items() if re.search(FILES_ONLY[language], one)}


def test_a_sentence_is_that_of_where_it_was_written() -> None:
    one = problem("P117", "", written="kart.png", instead="kart")
    hints = [catalogue("nb", written).hint(one) for written in Written]
    assert hints == [
        "Legg bildet i content/images, beskriv det i content/images.yaml, og skriv her: ![](bilde:kart)",
        "Legg bildet i content/images, beskriv det i content/images.yaml, og skriv her: ![](bilde:kart)",
        "Ta det bort, og si med ord hva det viser.",
    ]
    one = problem("F113", "", field="tittel", length=130, limit=120)
    said = [f"{catalogue('nb', at).message(one)} {catalogue('nb', at).hint(one)}" for at in Written]
    assert said == [
        "«tittel» er på 130 tegn. Grensen er 120. Kort ned teksten, og skriv resten lenger nede i fila.",
        *["Teksten er på 130 tegn. Grensen er 120. Skriv den kortere."] * 2,
    ]


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_a_language_has_a_sentence_for_every_code_and_no_other(language: str) -> None:
    assert set(_sentences(language)) == _used()


def test_warnings_are_codes_in_use() -> None:
    assert _used() >= WARNINGS


@pytest.mark.parametrize("language", [language for language in MESSAGE_LANGUAGES if language != "nb"])
def test_a_translation_fills_in_no_other_values(language: str) -> None:
    bokmal = _sentences("nb")
    for code, sentence in _sentences(language).items():
        ours, theirs = bokmal[code], sentence
        assert theirs.keys() == ours.keys(), code
        assert {part: _fields(said) for part, said in theirs.items()} == {
            part: _fields(said) for part, said in ours.items()
        }, code


@pytest.mark.parametrize("language", [language for language in MESSAGE_LANGUAGES if language != "nb"])
def test_a_translation_is_not_bokmal(language: str) -> None:
    bokmal = _sentences("nb")
    for code, sentence in _sentences(language).items():
        assert sentence != bokmal[code], code


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_a_sentence_is_one_plain_line(language: str) -> None:
    for code, sentence in _sentences(language).items():
        assert {"message", "hint"} <= set(sentence) <= PARTS, code
        assert sentence["message"].endswith("."), code
        for said in sentence.values():
            # Lines to paste stand on lines of their own, and a picture in a text begins with a sign.
            text = re.sub(r"\n\{(lines|column)\}\n?|!\[\]", "", said)
            assert "\n" not in text and "!" not in text and "  " not in text, code
            assert not re.search(r"front matter|\bYAML\b|\bpars|(?<!\{)\bslug|[Bb]eklager|[Ss]orry", text), code


def test_dates_in_a_message_are_written_as_the_language_writes_them() -> None:
    first = dates.parse_when("2026-05-17 18:00")
    one = problem("N202", "a.md", field="slutter", found=dates.parse_when("2026-03-01"), first=first, other="starter")
    assert catalogue("nb").message(one) == "«slutter» (1. mars 2026) er før «starter» (17. mai 2026 kl. 18.00)."
    assert catalogue("en").message(one) == "“slutter” (1 March 2026) is before “starter” (17 May 2026 at 18:00)."


def test_a_list_in_a_message_ends_in_and_where_all_are_meant() -> None:
    one = problem("M506", "a.csv", names=("navn", "type", "kort"))
    assert catalogue("nn").message(one) == "Fleire kolonnar heiter navn, type og kort."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Skriv en av disse: vann, viktig eller fare."),
        ("nn", "Skriv eitt av desse: vatn, viktig eller fare."),
        ("en", "Write one of these: vann, viktig or fare."),
    ],
)
def test_a_list_to_choose_from_ends_in_or_and_has_the_words_of_its_language(language: str, said: str) -> None:
    one = problem("D207", "a.md", field="alvor", text="x", choices=(Topic.WATER.word, "viktig", "fare"))
    assert catalogue(language).hint(one) == said


def test_an_authors_words_are_one_short_line_in_a_message() -> None:
    one = problem("D201", "a.md", field="starter", text="a\n\x1b[2J\N{NO-BREAK SPACE}" + "b" * 1_000)
    said = catalogue("nb").message(one)
    assert said.startswith("«a \N{REPLACEMENT CHARACTER}[2J b") and len(said) < 330


def test_an_unknown_language_speaks_bokmal() -> None:
    one = problem("D201", "a.md", field="starter", text="x")
    assert catalogue("de").message(one) == catalogue("nb").message(one)


def test_numbers_and_days_are_shown_in_the_language() -> None:
    words = catalogue("nb")
    one = problem("D201", "a.md", text=1.5)
    assert words.message(one) == "«1,5» er ikke en dato."
    assert words.message(problem("D201", "a.md", text=date(2026, 5, 17))) == "«17. mai 2026» er ikke en dato."


def test_why_the_machine_refuses_is_said_in_the_language() -> None:
    words = [catalogue(language) for language in ("nb", "en")]
    assert [one.refusal(Refusal(errno.EROFS)) for one in words] == [
        "disken kan bare leses",
        "the disk can only be read",
    ]
    assert [one.refusal(Refusal(errno.ENXIO)) for one in words] == ["feilkode ENXIO", "error code ENXIO"]
    assert words[0].refusal(Refusal(None)) == words[0].refusal(Refusal(99_999)) == "maskinen sier ikke hvorfor"


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_what_a_machine_may_refuse_is_known_by_its_name(language: str) -> None:
    said = {key.partition(".")[2] for key in catalogue(language).words if key.startswith("refused.")}
    assert said <= set(errno.errorcode.values())


def test_a_number_is_said_in_the_form_that_the_language_has_for_it() -> None:
    words = catalogue("en")
    assert [words.say("map.places", n=n) for n in (0, 1, 2)] == ["0 places", "1 place", "2 places"]
    assert words.say("map.places", n="{n}") == "{n} places"
    dual = Plural("se", {"one": "{n} a", "two": "{n} b", "other": "{n} c"})
    assert [dual.of(n) for n in (0, 1, 2, 3, 21, 22)] == ["{n} c", "{n} a", "{n} b", "{n} c", "{n} c", "{n} c"]


def test_what_is_not_translated_is_said_in_bokmal_and_counted_as_bokmal_counts() -> None:
    assert catalogue("se").say("map.places", n=2) == catalogue("nb").say("map.places", n=2) == "2 steder"


@pytest.mark.parametrize("kind", ["", "problems."])
def test_each_language_quotes_as_it_is_used_to(kind: str) -> None:
    # Staff who are spoken to in English may write in Norwegian.
    norwegian = {"S162.hint"}
    for language, others in (("en", "«»"), ("nb", "“”"), ("nn", "“”")):
        said = {str(one.id): str(one.string) for one in translations(f"{kind}{language}")}
        assert [key for key, text in said.items() if key not in norwegian and set(others) & set(text)] == []


def test_what_the_models_say_in_english_quotes_as_english_does() -> None:
    assert [str(one.id) for one in translations("fields.nb") if set("«»") & set(str(one.id))] == []
