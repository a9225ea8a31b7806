"""What one text message holds, held against 3GPP TS 23.038."""

from __future__ import annotations

import pytest

from site_builder.text.gsm7 import counted, instead_of, spelt, strangers


def test_norwegian_letters_are_in_the_alphabet_and_count_once() -> None:
    text = "Kok vannet på Ås, Østby og i Ærlia é ü ä ö"
    assert strangers(text) == ()
    assert counted(text) == len(text)


def test_the_default_alphabet_has_128_places_less_the_escape() -> None:
    known = [chr(code) for code in range(0x3000) if not strangers(chr(code))]
    once = [one for one in known if counted(one) == 1]
    assert len(once) == 127
    assert {one for one in known if counted(one) == 2} == set("\f^{}\\[~]|€")


@pytest.mark.parametrize("sign", list("^{}\\[~]|€"))
def test_a_sign_of_the_extension_counts_twice(sign: str) -> None:
    assert counted(f"a{sign}b") == 4


def test_what_the_alphabet_lacks_is_named_once_in_order() -> None:
    assert strangers("«Kok» – «alt» č") == ("«", "»", "–", "č")


@pytest.mark.parametrize(
    ("written", "instead"),
    [("«", '"'), ("–", "-"), ("…", "..."), ("’", "'"), ("č", "c"), ("đ", "d"), ("á", "a"), ("ç", "c"), ("😀", "")],
)
def test_there_is_something_to_write_instead(written: str, instead: str) -> None:
    assert instead_of(written) == instead


def test_a_text_can_be_spelt_in_the_alphabet() -> None:
    assert spelt("Flom i «Glomma» – gå opp… 12 °C") == 'Flom i "Glomma" - gå opp... 12 C'
    assert strangers(spelt("Kárášjohka «–» Čeavetjávri")) == ()
