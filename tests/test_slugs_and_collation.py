"""Names fit for addresses, and lists in Norwegian order."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.collation import initial, sort_key
from site_builder.text.paths import is_kept_for_a_language
from site_builder.text.slugs import (
    LONGEST,
    folded,
    is_one_slip_from,
    is_slug,
    is_too_long,
    nearest_slug,
    shortened,
    slug_of,
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Møte på Åsen ære", "mote-pa-asen-are"),
        ("17. mai 2026", "17-mai-2026"),
        ("  SFO -- hel plass!  ", "sfo-hel-plass"),
        ("Kárášjohka Čáhci Ŋuorra Đáŋŋá Ŧ", "karasjohka-cahci-nuorra-danna-t"),
        ("Straße Café", "strasse-cafe"),
        ("???", ""),
        ("", ""),
    ],
)
def test_a_slug_is_made_of_small_letters_digits_and_hyphens(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_one_name_has_one_slug_however_its_letters_are_stored() -> None:
    for text in ("Åsen", "Čáhci", "Ørje"):
        assert slug_of(unicodedata.normalize("NFD", text)) == slug_of(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("text", ["sfo", "2026-02-17-drift-vann", "1"])
def test_a_slug_is_known(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "SFO", "sfo_hel", "-sfo", "sfo-", "sfo--hel", "få", "sfo.nn", "sfo\n", "sfo/hel"])
def test_what_is_not_a_slug_is_known(text: str) -> None:
    assert not is_slug(text)


@given(st.text(max_size=40))
def test_whatever_is_made_is_a_slug_or_nothing(text: str) -> None:
    slug = slug_of(text)
    assert slug == "" or is_slug(slug)
    assert slug_of(slug) == slug


KNOWN = ["sfo", "veg", "vann", "helse", "skatt", "bytte-skole", "vika-skole", "lia-skole", "skoleplass", "kulturskole"]
KNOWN += ["legevakt", "2026-02-17-drift-vann", "sfo-hel"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # A slip of a letter or two, also in short words and in one word of several.
        ("fso", "sfo"),
        ("vei", "veg"),
        ("van", "vann"),
        ("vaan", "vann"),
        ("sfo-hell", "sfo-hel"),
        ("viken-skole", "vika-skole"),
        ("kulturskule", "kulturskole"),
        # The words in another order, a word not finished, the hyphen forgotten, another day.
        ("skole-bytte", "bytte-skole"),
        ("lege", "legevakt"),
        ("byttesskole", "bytte-skole"),
        ("2026-02-18-drift-vann", "2026-02-17-drift-vann"),
        # One word the same, and another that is not: something else is meant.
        ("bytte-fastlege", ""),
        ("bytte-navn", ""),
        ("vika-kirke", ""),
        ("skoleskyss", ""),
        ("kulturhus", ""),
        ("hest", ""),
        ("2026-02-17-nyhet-skole", ""),
        ("svommehall", ""),
    ],
)
def test_the_slug_that_was_meant_is_found_and_none_where_nothing_is_near(written: str, meant: str) -> None:
    assert nearest_slug(written, KNOWN) == meant


NORWEGIAN = ("A", "Ab", "Aurdal", "Zorro", "Ærfugl", "Ørje", "Øst", "Å", "Aa", "Årnes", "Aarnes", "Ås", "Aasen")
"""The order of CLDR's Norwegian collation."""


@pytest.mark.parametrize(
    "expected",
    [
        NORWEGIAN,
        ("vei 2", "vei 9", "vei 10"),
        ("Storgata 2", "Storgata 2 B", "Storgata 10"),
        ("Vei", "Vei 2", "Veien"),
        ("e", "é", "f"),
        ("Zebra", "Älg", "Æsj", "Öland", "Østby"),
        ("lia", "Lia", "Lie"),
    ],
)
def test_lists_are_in_norwegian_order(expected: tuple[str, ...]) -> None:
    mixed = list(expected)
    for seed in range(20):
        random.Random(seed).shuffle(mixed)  # noqa: S311 - an order, not a secret
        assert [one.casefold() for one in sorted(mixed, key=sort_key)] == [one.casefold() for one in expected]


def test_the_order_does_not_depend_on_the_order_before() -> None:
    assert sorted(["Aa", "Å"], key=sort_key) == sorted(["Å", "Aa"], key=sort_key) == ["Å", "Aa"]


def test_letters_count_the_same_however_they_are_stored() -> None:
    words = [unicodedata.normalize("NFD", one) for one in NORWEGIAN]
    assert [unicodedata.normalize("NFC", one) for one in sorted(words, key=sort_key)] == list(NORWEGIAN)


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Årnes", "Å"),
        ("Aarnes", "Å"),
        ("ærfugl", "Æ"),
        ("Älg", "Æ"),
        ("Öland", "Ø"),
        ("érable", "E"),
        ("112", "#"),
        ("", "#"),
        ("«Lia»", "L"),
    ],
)
def test_an_index_files_a_name_under_its_letter(text: str, letter: str) -> None:
    assert initial(text) == letter


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_texts_can_be_put_in_order(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(texts, key=sort_key) == sorted(backwards, key=sort_key)


def test_a_very_long_number_is_no_trouble() -> None:
    assert sort_key("9" * 10_000) > sort_key("1")


@pytest.mark.parametrize("slug", ["nb", "sv", "uk", "zz", "ny", "sma", "smj", "fit", "fkv"])
def test_a_slug_that_may_be_a_language_is_kept_for_it(slug: str) -> None:
    assert is_kept_for_a_language(slug)


@pytest.mark.parametrize("slug", ["om", "nav", "sfo", "om-oss", "a"])
def test_a_slug_that_staff_need_is_theirs(slug: str) -> None:
    assert not is_kept_for_a_language(slug)


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_what_nobody_sees_in_a_name_is_not_in_its_slug(unseen: str) -> None:
    assert slug_of(f"Barne{unseen}hage") == "barnehage"


@pytest.mark.parametrize(
    ("written", "word"), [("lost", "løst"), ("loest", "løst"), ("aar", "år"), ("naering", "Næring")]
)
def test_a_word_without_its_letters_is_the_same_word(written: str, word: str) -> None:
    assert folded(written) == folded(word)


@pytest.mark.parametrize("word", ["kirse", "krisse", "krse", "kriser", "krisa", "rkise"])
def test_one_slip_makes_one_word_of_another(word: str) -> None:
    assert is_one_slip_from(word, "krise")
    assert is_one_slip_from("krise", word)


@pytest.mark.parametrize("word", ["krise", "krisene", "esirk", "kirs", "krismse", ""])
def test_what_takes_none_or_more_is_another_word(word: str) -> None:
    assert not is_one_slip_from(word, "krise")


def test_a_slug_that_is_too_long_is_shortened_to_one_that_is_not() -> None:
    for long in ("skolefritid-" * 30 + "a", "a" * 300):
        assert is_too_long(long)
        assert is_slug(shortened(long))
    assert not is_too_long("a" * LONGEST)
    assert not is_too_long("A" * 300)


# Nine letters that Norwegian has not, each after the one it is made of (CLDR's order for se).
SAMI = ["Aldu", "Ánná", "Biret", "Cuoŋo", "Čáhci", "Davvi", "Đábbal", "Elle", "Niillas", "Ŋárgi", "Oula", "Sara"]
SAMI += ["Šuoŋŋá", "Tana", "Ŧuvri", "Unni", "Zakken", "Žállu", "Ære", "Øye", "Ås"]


def test_sami_letters_follow_those_they_are_made_of() -> None:
    assert sorted(set(SAMI), key=lambda one: sort_key(one, "se")) == SAMI
    assert [initial(one, "se") for one in SAMI] == list("AÁBCČDĐENŊOSŠTŦUZŽÆØÅ")


def test_a_sami_letter_within_a_word_comes_after_every_word_with_the_plain_one() -> None:
    assert sorted(["cab", "čaa", "cža", "czz"], key=lambda one: sort_key(one, "se")) == ["cab", "czz", "cža", "čaa"]


def test_in_norwegian_lists_sami_letters_stand_with_those_they_are_made_of() -> None:
    names = ["Ádde", "Anne", "Čelle", "Delle", "Đemme", "Dønna", "Nes", "Ŋilla", "Tana", "Ŧenna", "Tøa", "Ås"]
    assert sorted(set(names), key=sort_key) == names
    assert [initial(one) for one in names] == list("AACDDDNNTTTÅ")
