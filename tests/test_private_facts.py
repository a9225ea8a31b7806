"""What may be private is guessed from the words around it, and what an office publishes is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.text.private_facts import facts_in, hidden_fact, official
from tests.support import SMALL_SETTINGS, checked
from tests.support import written as with_files

ACCOUNT = "1234.56.78903"
EXAMPLE = "8601.11.17947"
"""The account that Norwegian documents show"""
MOBILE = "912 34 567"
NO_BREAK = "\u00a0"


def _codes(text: str, *published: str) -> list[str]:
    return [one.code for one in facts_in(text, official(published))]


@pytest.mark.parametrize(
    "text",
    [
        f"Betal til Kari Eksempel, konto {ACCOUNT}.",
        f"Mottaker: Kari Eksempel\nkonto: {ACCOUNT}",
        "Betal til Kari Eksempel, konto 12345678903.",
        "Betal til Ola Nordmann, 8601 11 17947.",
        "Betal til Ola Nordmann, 8601-11-17947.",
        "Betal til Ola Nordmann, 86011117947.",
        "Overfør til Ola Nordmann: 86011117947",
        "86011117947 er kontoen til Ola Nordmann.",
        f"Ola Nordmann {EXAMPLE.replace('.', NO_BREAK)}",
        "Ola Nordmann, NO93 8601 1117 947",
        "Ola Nordmann, NO9386011117947",
        "**8601**.11.17947 Ola Nordmann",
        f"Ola Nordmann\n\nKonto: {EXAMPLE}",
        f"## Ola Nordmann\n\nKonto: {EXAMPLE}",
        f"Konto: {EXAMPLE}\n\nOla Nordmann",
        f"Ola Nordmann\nStorgata 1\nKonto: {EXAMPLE}",
        f"| Ola Nordmann | {EXAMPLE} |",
        f"Kari Nordmann tar imot. Konto: {EXAMPLE}.",
        f"Kontonummer til Ola Nordmanns bank: {EXAMPLE}.",
        f"Spør kommunen. Ola Nordmann har konto {EXAMPLE}.",
        f"Betal til Ola Nordmann, kasserer i Lia idrettslag, konto {EXAMPLE}.",
        f"Kontonummer til kommunekassen, ved Ola Nordmann: {EXAMPLE}.",
    ],
)
def test_an_account_is_private_beside_the_name_of_a_person(text: str) -> None:
    assert _codes(text) == ["P605"]


@pytest.mark.parametrize(
    "text",
    [
        "Betal til Kari Eksempel, sak 12345678903.",
        "Betal til Kari Eksempel, KID: 86011117947.",
        "Spør Kari Eksempel om 86011117947.",
        "Betal til Kari Eksempel, konto 1234.56.78904.",
        f"Betal til Eksempel kommune, konto {ACCOUNT}.",
        f"Betal til Lia Idrettslag, konto {ACCOUNT}.",
        f"Betal til Eksempel Sparebank, konto {ACCOUNT}.",
        f"Kari Eksempel svarer.\n\n\nKonto {ACCOUNT}.",
        f"Kari Eksempel svarer på spørsmål.\n\nKonto: {EXAMPLE}",
        f"Spør Kari Nordmann. Kontonummer til kommunekassen: {EXAMPLE}.",
        f"Spør Kari Nordmann. Kontonummer til kommunen: {EXAMPLE}.",
        f"Spør Kari Nordmann. Kontoen til kemneren er {EXAMPLE}.",
        f"Spør Kari Nordmann. Kontoen til laget er {EXAMPLE}.",
        f"Spør Kari Nordmann. Kontonummeret til foreininga er {EXAMPLE}.",
        f"Spør Kari Nordmann. Kontoen for velforeningen: {EXAMPLE}.",
        f"Kommunekassen har konto {EXAMPLE}. Spør Kari Nordmann.",
        f"Lagets konto er {EXAMPLE}. Leder er Ola Nordmann.",
        f"Mottaker: Lia idrettslag\nKonto: {EXAMPLE}\nLeder: Ola Nordmann",
        f"Betal til Lia idrettslag, ved Ola Nordmann, konto {EXAMPLE[:-1]}8.",
    ],
)
def test_an_account_is_not_private_where_its_owner_is_many_or_nobody(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sønnen min har allergi. Ring 400 00 000.",
        "Eleven er sjuk, ring +47 40 00 00 00.",
        f"Ola er syk og trenger medisin.\nMobil: {MOBILE}",
        f"Ola er syk og trenger medisin.\nTelefon: {MOBILE} i dag.",
        # Inflections, genitives and compounds.
        f"Elevens mor: {MOBILE}",
        f"Elevene: {MOBILE}",
        f"Barnas mor: {MOBILE}",
        f"Datterens telefon er {MOBILE}.",
        f"Skoleelever: {MOBILE}",
        f"Barnehagebarnet Ola. Mor: {MOBILE}",
        f"Hjertesyk mann bor her. Ring {MOBILE}.",
        f"Jenta på 8 år savnes. Ring {MOBILE}.",
        f"Ung gutt, 12 år. Ring {MOBILE}.",
        f"Mor: {MOBILE}",
        f"Far til Ola: {MOBILE}",
        f"Fosterbarnas foreldre: {MOBILE}",
        f"Kreftsykes kontakt: {MOBILE}",
        f"Pasientens pårørende: {MOBILE}",
        f"Mobiltelefon til eleven: {MOBILE}",
        # Nynorsk, and English.
        f"Elevane: {MOBILE}",
        f"Mora til eleven: {MOBILE}",
        f"Guten er 12 år. Ring {MOBILE}.",
        f"Dottera sin telefon er {MOBILE}.",
        f"Borna sine føresette: {MOBILE}",
        f"Hjartesjuk mann bur her. Ring {MOBILE}.",
        f"Sonen treng medisinane sine. Ring {MOBILE}.",
        f"The child's mother: {MOBILE}",
        # The number, however it is written.
        "Eleven er syk: 912-34-567",
        "Eleven er syk: 91-23-45-67",
        "Eleven er syk: 91.23.45.67",
        "Eleven er syk: 912.34.567",
        "Eleven er syk: 9123 4567",
        "Eleven er syk: 91234567",
        "Eleven er syk: **912** 34 567",
        "Eleven er syk: *912 34 567*",
        "Eleven er syk: 912&nbsp;34&#160;567",
        "Eleven er syk: 912\\-34\\-567",
        "Eleven er syk: 912\u201134\u2011567",
        f"Eleven er syk: +47 {MOBILE}".replace(" ", NO_BREAK),
        "Eleven er syk: +47-912-34-567",
        "Eleven er syk: 0047 912 34 567",
        "Eleven er syk: 47 91 23 45 67",
        "Eleven er syk, tlf.912 34 567",
        # Somebody is called, where an office is named too.
        f"Eleven på Lia skole er syk. Ring mora på {MOBILE}.",
        f"Mor til elev ved Lia skole: {MOBILE}",
        f"Kontoret ringer mora på {MOBILE}.",
        f"Barn: vakttelefon Kari Nordmann {MOBILE}",
        f"Eleven er innlagt på avdeling 3, ring mora på {MOBILE}.",
    ],
)
def test_a_mobile_is_told_of_near_words_of_health_and_children(text: str) -> None:
    assert _codes(text) == ["P606"]


@pytest.mark.parametrize(
    "text",
    [
        "Barnehagen har ny telefon: 400 00 000.",
        f"Barneskolen har ny telefon: {MOBILE}.",
        f"Skolen, barnehagen, helsestasjonen og legevakta svarer. Ring {MOBILE}.",
        f"Sykehuset og sykehjemmet: {MOBILE}",
        f"Spillet er for personer over 18. Ring {MOBILE}.",
        f"Faren for flom er over. Ring {MOBILE}.",
        f"Hytte med innlagt vann. Ring {MOBILE}.",
        "Ring vakta på 400 00 000.\n\nBarnet ditt kan bade.",
        # Other numbers.
        "Barn bader gratis. Sak 2026/41234567.",
        "Barn bader gratis. Saksnr. 41234567.",
        "Barn bader gratis. Org.nr. 912 345 678.",
        "Barn bader gratis fra 12.05.2026, kl. 10.00.",
        "Barn, [bad](https://bad.example/41234567/)",
        "Barn koster 40 000 000 kroner i året.",
        "Vi har 912 34 567 kroner til barn.",
        "Vi har kr 91 234 567 til barn.",
        "Vi har kr. 912 34 567 til barn.",
        "Vi har NOK 91234567 til barn.",
        "Barn får 41234567,- i år.",
        "Barn under 16: 98765432 treff.",
        "Barn får 98765432 m² til å leke på.",
        "Barn i et land med 48012345 innbyggere.",
        # An office's.
        "Vakttelefon for barn og unge: 480 12 345",
        "Vakttelefonen for barn og unge er 480 12 345.",
        "Barn: ring oss på vakttelefonen 480 12 345.",
        "Sentralbord for pasienter: 480 12 345",
        "Servicetorget i Eksempel, for barn: 480 12 345",
        "Resepsjonen for pasientar: 480 12 345",
        "Avdeling for barn og unge: tlf. 480 12 345",
        "Kontor for elever: 480 12 345",
        "Skulekontoret for elevar: 480 12 345",
        "Er barnet sykt, ring barnehagen på 480 12 345.",
        "Er barnet sjukt, ring Lia skule på 480 12 345.",
        "Foreldre til barn kan ringe helsestasjonen på 480 12 345.",
        "Barnevernvakta for barn og unge: 480 12 345",
    ],
)
def test_amounts_cases_and_the_numbers_of_offices_are_no_private_mobiles(text: str) -> None:
    assert _codes(text) == []


ASKED = "Har barnet ditt blitt sykt av vannet?"


@pytest.mark.parametrize(
    "text",
    [
        f"{ASKED}\n\nMvh\nKari Eksempel\nMobil {MOBILE}",
        f"{ASKED}\n\nMvh\n\nKari Eksempel\nMobil {MOBILE}",
        f"{ASKED}\n\nMvh.\n\n\nKari Eksempel, {MOBILE}",
        f"{ASKED}\n \nMed vennlig hilsen  \nKari Eksempel  \n{MOBILE}",
        f"{ASKED}\n\nHilsen Kari Eksempel, {MOBILE}",
        f"{ASKED}\n\n**Vennlig hilsen**\n{MOBILE}",
        f"{ASKED}\nMvh\n\nKari Eksempel\n{MOBILE}",
        f"Er eleven sjuk?\n\nVenleg helsing\nKari Eksempel\n{MOBILE}",
        f"Is your child ill?\n\nKind regards,\nKari Eksempel\n{MOBILE}",
        f"Is your child ill?\n\nRegards\n\nKari Eksempel\n{MOBILE}",
    ],
)
def test_a_signature_is_read_with_what_it_signs(text: str) -> None:
    assert _codes(text) == ["P606"]
    assert _codes(text.replace(MOBILE, "kari@gmail.com")) == ["P607"]


@pytest.mark.parametrize(
    "text",
    [
        f"{ASKED}\n\nKari Eksempel\nMobil {MOBILE}",
        f"{ASKED}\n\nKok vannet.\n\nMvh\nKari Eksempel\n{MOBILE}",
        f"{ASKED}\n\nKok vannet.\n\nMvh\n\nKari Eksempel\n{MOBILE}",
        f"{ASKED}\n\nMvh\n\nKari Eksempel\n\n{MOBILE}",
        f"{ASKED} {'Kok vannet. ' * 12}\n\nMvh\nKari Eksempel\n{MOBILE}",
        f"Vannet er borte.\n\nMvh\nKari Eksempel\n{MOBILE}",
        f"{ASKED}\n\nHilsenen fra laget\n{MOBILE}",
        f"{ASKED}\n\nRegardless of that\n{MOBILE}",
        f"{ASKED}\n\nMvh\nLia skole, tlf. {MOBILE}",
    ],
)
def test_a_number_in_another_paragraph_is_not_told_of(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "kari@gmail.com",
        "kari.nordmann@hotmail.dk",
        "kari_nordmann@yahoo.co.uk",
        "kari@live.se",
        "kari@online.no",
        "kari.nordmann@gmail&#46;com",
        "kari&#64;gmail.com",
        "kari&commat;gmail.com",
        "kari (at) gmail.com",
        "kari(at)gmail.com",
        "kari [at] gmail [dot] com",
        "kari (krøllalfa) gmail (punktum) com",
        "kari krøllalfa gmail punktum com",
        "**kari**@gmail.com",
        "<kari@gmail.com>",
        "kari\\@gmail.com",
    ],
)
def test_a_private_address_is_told_of_however_it_is_written(address: str) -> None:
    assert _codes(f"Skriv til {address} om diagnosen din.") == ["P607"]


@pytest.mark.parametrize(
    "address",
    [
        "post@eksempel.example",
        "post@gmail.example.no",
        "post@start.example",
        "post (at) eksempel.example",
        "kari@@gmail",
    ],
)
def test_other_addresses_are_not_told_of(address: str) -> None:
    assert _codes(f"Skriv til {address} om diagnosen din.") == []


def test_what_is_to_be_published_is_not_told_of() -> None:
    text = f"Barnet er sykt: {MOBILE}, +47 91 23 45 67, Kari_N@gmail.com."
    assert _codes(text) == ["P606", "P606", "P607"]
    assert _codes(text, "91234567", "kari_n@gmail.com") == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Eleven er syk: **912** 34 567.", "912** 34 567"),
        ("Eleven er syk: 912 34 56&#55;.", "912 34 56&#55;"),
        ("Eleven er syk: &#57;12 34 567 *nå*.", "&#57;12 34 567"),
        ("Eleven *er syk*: kari (at) gmail.com.", "kari (at) gmail.com"),
    ],
)
def test_all_of_it_as_it_is_written_is_marked(written: str, found: str) -> None:
    (fact,) = facts_in(written)
    assert written[fact.start : fact.end] == found


def test_what_may_be_private_is_hidden_but_for_its_beginning() -> None:
    assert hidden_fact("400 00 000") == "40x xx xxx"
    assert hidden_fact("kari@gmail.com") == "kaxx@xxxxx.xxx"


REPEATED = [f"barn {MOBILE} ", f"{EXAMPLE} og ", "Ola Nordmann 8601.11.17947\n", "( at ", "9 ", "&a", "konto til "]
"""Of what long lines are made; the seconds are for benchmarks/slow_texts.py"""


@pytest.mark.parametrize(("text", "code"), list(zip(REPEATED, ("P606", "", "P605", "", "", "", ""), strict=True)))
def test_a_long_line_is_looked_through_to_its_end(text: str, code: str) -> None:
    found = list(facts_in(text * 800))
    assert {one.code for one in found} == ({code} if code else set())
    assert not found or found[-1].start > len(text) * 799


# --- on a site --------------------------------------------------------------------------------------------

PAGE = "---\ntittel: Om oss\n---\n\n{text}\n"
SICK = f"Eleven er syk. Ring mora på {MOBILE}."


def _of_site(root: Path, files: dict[str, str]) -> list[str]:
    outcome = checked(with_files(root, {"content/site.yaml": SMALL_SETTINGS, **files}))
    return [one.code for one in outcome.problems if one.code.startswith("P60")]


@pytest.mark.parametrize("label", ["Telefon: ", "- Mobil: ", "telefon: ", "phone: "])
def test_a_label_in_a_text_makes_no_number_official(tmp_path: Path, label: str) -> None:
    files = {
        "content/pages/om.md": PAGE.format(text=f"{label}{MOBILE} i dag."),
        "content/pages/syk.md": PAGE.format(text=SICK),
    }
    assert _of_site(tmp_path, files) == ["P606"]


@pytest.mark.parametrize("rest", ["", "  finnes_ikke: noe\n"])
def test_the_fields_of_a_contact_are_official_be_it_right_or_wrong(tmp_path: Path, rest: str) -> None:
    contact = f"vakta:\n  navn: Vakta for barn\n  telefon: {MOBILE}\n  epost: lia@gmail.com\n{rest}"
    text = f"{SICK} Eller skriv til lia@gmail.com."
    files = {"content/contacts.yaml": contact, "content/pages/syk.md": PAGE.format(text=text)}
    assert _of_site(tmp_path, files) == []


def test_the_address_in_the_settings_is_official(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": f"{SMALL_SETTINGS}spør_oss:\n  epost: eksempel@gmail.com\n",
        "content/pages/syk.md": PAGE.format(text="Er eleven syk? Skriv til eksempel@gmail.com."),
    }
    assert _of_site(tmp_path, files) == []
