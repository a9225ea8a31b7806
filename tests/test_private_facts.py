"""What may be private is guessed from the words around it, and what an office publishes is left alone."""

from __future__ import annotations

import pytest

from site_builder.text.private_facts import facts_in, hidden_fact, official_in

ACCOUNT = "1234.56.78903"


def _codes(text: str) -> list[str]:
    return [one.code for one in facts_in(text, frozenset(official_in(text)))]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"Betal til Kari Eksempel, konto {ACCOUNT}.", ["P605"]),
        (f"Mottaker: Kari Eksempel\nkonto: {ACCOUNT}", ["P605"]),
        ("Betal til Kari Eksempel, konto 12345678903.", ["P605"]),
        ("Betal til Kari Eksempel, sak 12345678903.", []),
        ("Betal til Kari Eksempel, konto 1234.56.78904.", []),
        (f"Betal til Eksempel kommune, konto {ACCOUNT}.", []),
        (f"Betal til Lia Idrettslag, konto {ACCOUNT}.", []),
        (f"Betal til Eksempel Sparebank, konto {ACCOUNT}.", []),
        (f"Kari Eksempel svarer.\n\n\nKonto {ACCOUNT}.", []),
    ],
)
def test_an_account_is_private_beside_the_name_of_a_person(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sønnen min har allergi. Ring 400 00 000.", ["P606"]),
        ("Eleven er sjuk, ring +47 40 00 00 00.", ["P606"]),
        ("Skriv til kari@gmail.com om diagnosen din.", ["P607"]),
        ("Skriv til post@eksempel.example om diagnosen din.", []),
        ("Barnehagen har ny telefon: 400 00 000.", []),
        ("Ring vakta på 400 00 000.\n\nBarnet ditt kan bade.", []),
        ("telefon: 400 00 000\nkort: For barn. Ring 400 00 000.", []),
        ("Barn bader gratis. Sak 2026/41234567.", []),
        ("Barn bader gratis. Org.nr. 912 345 678.", []),
        ("Barn bader gratis fra 12.05.2026, kl. 10.00.", []),
        ("Barn koster 40 000 000 kroner i året.", []),
    ],
)
def test_a_mobile_or_a_private_address_is_told_near_words_of_health_and_children(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


def test_what_may_be_private_is_hidden_but_for_its_beginning() -> None:
    assert hidden_fact("400 00 000") == "40x xx xxx"
    assert hidden_fact("kari@gmail.com") == "kaxx@xxxxx.xxx"
