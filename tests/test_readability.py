"""How hard a text is to read, and the words of offices in it."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from site_builder.text.officialese import Stiff, officialese_in, plainer_words
from site_builder.text.readability import Readability, lix, readability_of, sentences, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Søk innen 1. mars. Du får svar i april.", 2),
        ("Vi flagger 17. mai. Møt opp kl. 10.30 ved rådhuset.", 2),
        ("Det gjelder f.eks. ved, jf. forskriften § 3, bl.a. i bolig.", 1),
        ("Se også barnehageloven kap. 3, jf. Forvaltningsloven. Den gjelder.", 2),
        ("Skolen begynte i 2026. Den er ny.", 2),
        ("Møterommet er i 3. etasje. Ring på.", 2),
        ("1. Fyll ut skjemaet", 1),
        ("Ring 22 22 22 22. Vi svarer.", 2),
        ("Er du ny her? Velkommen! «Her bor vi.» Ja.", 4),
        ("Det koster 3.145 kroner", 1),
        ("Les på www.eksempel.no/a.b før du søker.", 1),
        ("Spør Kari N. Nilsen.", 1),
        ("…", 0),
        ("", 0),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, count: int) -> None:
    assert len(sentences(text)) == count, sentences(text)


def test_numbers_are_words_and_addresses_are_none() -> None:
    assert words("E-post: post@kommune.example, kl. 10.30, 2–3 barn, https://a.example/b.") == (
        *("E-post", "kl", "10.30", "2", "3", "barn"),
    )


def test_lix_is_words_for_each_sentence_and_long_words_for_each_hundred() -> None:
    # Eight words in two sentences, two of them of more than six letters: 8 / 2 + 100 * 2 / 8.
    assert lix(["Vi har en barnehage her. Søknaden er kort."]) == 4 + 25
    assert lix(["Vi har en barnehage her", "Søknaden er kort"]) == 4 + 25
    assert lix(["", "…"]) is None


def test_six_letters_are_not_many_and_a_hyphen_is_no_letter() -> None:
    assert lix(["skolen"]) == 1
    assert lix(["E-poster"]) == 1 + 100
    assert lix(["e-post to"]) == 2


def test_words_of_offices_are_found_whole_whatever_their_case() -> None:
    found = list(officialese_in("I henhold\ntil loven. Vedrørende foretaket.", "nb"))
    assert found == [Stiff("I henhold til", "etter"), Stiff("Vedrørende", "om")]
    assert list(officialese_in("Vedrørende", "nn")) == []
    assert list(officialese_in("Vedrørande", "nn")) == [Stiff("Vedrørande", "om")]
    assert list(officialese_in("Vedrørende", "se")) == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_plainer_word_is_on_the_list_itself(language: str) -> None:
    known = plainer_words(language)
    assert len(known) > 30
    for written, plainer in known.items():
        assert not list(officialese_in(plainer, language)), written


def test_no_word_of_offices_stands_twice() -> None:
    text = (files("site_builder.text") / "officialese.csv").read_text(encoding="utf-8")
    rows = [tuple(row[:2]) for row in csv.reader(text.splitlines()[1:], delimiter=";")]
    assert len(rows) == len(set(rows))


def test_a_whole_text_is_judged_as_its_paragraphs_are() -> None:
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
