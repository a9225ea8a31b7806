"""How hard a text is to read: words, sentences and long words, counted as LIX does."""

from __future__ import annotations

import pytest

from site_builder.text.readability import Readability, readability_of


def test_lix_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    # Ten words in two sentences, one of them of more than six letters: 5 + 10.
    text = "Du kan søke hele året. Fristen er den første mars."
    assert readability_of(text) == Readability(lix=15, words=10, longest=5)


def test_an_item_of_a_list_is_a_sentence_without_its_full_stop() -> None:
    found = readability_of("Ta med:\n\n- pass\n- penger og mat")
    assert found is not None
    assert (found.words, found.longest) == (6, 3)


def test_an_abbreviation_and_a_number_end_no_sentence() -> None:
    found = readability_of("Vi er her kl. 14.30, f.eks. på torget.")
    assert found is not None
    assert found.longest == found.words


def test_an_address_is_no_long_word() -> None:
    found = readability_of("Se https://www.kommune.example/tjenester/barnehageplass og post@kommune.example her.")
    assert found is not None
    assert (found.words, found.lix) == (3, 3)


def test_a_text_without_words_is_not_judged() -> None:
    assert readability_of("123 – 456") is None


@pytest.mark.parametrize(
    ("lix", "level"),
    [(29, "very_easy"), (30, "easy"), (40, "medium"), (50, "hard"), (59, "hard"), (60, "very_hard")],
)
def test_the_steps_are_bjornssons(lix: int, level: str) -> None:
    assert Readability(lix, 100, 10).level == level
