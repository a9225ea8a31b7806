"""Identity numbers are known by both rules, however they are written, and other numbers are not."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from site_builder.identity_numbers import is_identity_number, masked, may_hold_numbers, numbers_in
from tests.invented_numbers import invented, written

NUMBER = invented("010190")
EAST = invented("310190")
"""One that metres to the east may look like: those of Norway (UTM, sone 33) do not begin with 0"""


@pytest.mark.parametrize("month", [40, 80])
@pytest.mark.parametrize("remainder", [0, 1, 2, 3])
@pytest.mark.parametrize("date", ["010190", "310599", "290200", "170526", "410170", "710712"])
def test_a_number_is_known_by_todays_rule_and_by_that_of_2032(date: str, remainder: int, month: int) -> None:
    assert is_identity_number(invented(date, remainder=remainder, month=month))


@pytest.mark.parametrize("remainder", [4, 5, 6, 7, 8, 9, 10])
def test_no_rule_takes_another_remainder_of_the_first_sum(remainder: int) -> None:
    assert not is_identity_number(invented("010190", remainder=remainder))


def test_the_second_check_digit_is_one_and_no_other_by_either_rule() -> None:
    for remainder in (0, 1):
        number = invented("010190", remainder=remainder)
        others = [f"{number[:10]}{digit}" for digit in range(10)]
        assert [one for one in others if is_identity_number(one)] == [number]


@pytest.mark.parametrize("date", ["000190", "320190", "310490", "300200", "290201", "720190", "800190"])
def test_a_day_that_does_not_exist_is_in_no_number(date: str) -> None:
    assert not is_identity_number(invented(date))


@pytest.mark.parametrize("month", [13, 20, 53, 60, 79])
def test_a_month_that_does_not_exist_is_in_no_number(month: int) -> None:
    assert not is_identity_number(invented("010090", month=month))


@pytest.mark.parametrize(
    "between",
    ["", " ", ".", "-", "\u00a0", "\u2013", "\u2011", " - ", "  ", "/", " / ", "_", "** ", " **", "** **", "`"],
)
@pytest.mark.parametrize("before", ["", "**", "Nummer: ", "fnr", "(", '"', "Født 1990. ", "id_"])
def test_a_number_is_found_whatever_stands_around_and_within_it(between: str, before: str) -> None:
    number = written(NUMBER, between)
    (found,) = numbers_in(f"Første linje.\n{before}{number}, og mer.")
    assert found.written == number
    assert found.masked == f"0181xx{between}xxxxx"
    assert may_hold_numbers(f"{before}{number}".encode())


@pytest.mark.parametrize("cells", ["1,{},Lia", "Lia;{};60,19", "Lia\t{}", '{{"tekst": {}}}', "?id={}&x=1", "/{}/"])
def test_a_number_is_found_in_the_cells_of_a_table_and_in_addresses(cells: str) -> None:
    assert masked(cells.format(NUMBER)) == cells.format("0181xxxxxxx")


@pytest.mark.parametrize(
    ("groups", "between", "shown"),
    [
        ((2, 2, 2, 5), ".", "01.81.xx.xxxxx"),
        ((2, 2, 2, 5), " ", "01 81 xx xxxxx"),
        ((2, 2, 2, 5), "/", "01/81/xx/xxxxx"),
        ((6, 3, 2), " ", "0181xx xxx xx"),
        ((1,) * 11, " ", "0 1 8 1 x x x x x x x"),
        ((1,) * 11, "\u00a0", "0\u00a01\u00a08\u00a01\u00a0x\u00a0x\u00a0x\u00a0x\u00a0x\u00a0x\u00a0x"),
        ((2, 2, 2, 3, 2), " ", "01 81 xx xxx xx"),
        ((2, 3, 3, 3), " ", "01 81x xxx xxx"),
        ((2, 3, 3, 3), ".", "01.81x.xxx.xxx"),
        ((2, 3, 3, 3), "\u00a0", "01\u00a081x\u00a0xxx\u00a0xxx"),
        ((2, 2, 2, 2, 3), " ", "01 81 xx xx xxx"),
        ((3, 3, 5), " ", "018 1xx xxxxx"),
        ((3, 3, 3, 2), " ", "018 1xx xxx xx"),
        ((3, 3, 3, 2), "-", "018-1xx-xxx-xx"),
        ((2, 2, 2, 2, 2, 1), "-", "01-81-xx-xx-xx-x"),
        ((5, 6), " ", "0181x xxxxxx"),
        ((4, 7), " ", "0181 xxxxxxx"),
        ((4, 4, 3), " ", "0181 xxxx xxx"),
        ((3, 2, 3, 3), " ", "018 1x xxx xxx"),
    ],
)
def test_a_number_may_be_written_in_more_groups(groups: tuple[int, ...], between: str, shown: str) -> None:
    text = f"Nummeret er {written(NUMBER, between, groups)}."
    (found,) = numbers_in(text)
    assert found.masked == shown
    assert may_hold_numbers(text.encode())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{written(NUMBER[:6], '/', (2, 2, 2))} {NUMBER[6:]}", "01/81/xx xxxxx"),
        (f"Pers fnr. er {written(NUMBER, ' ', (4, 2, 5))}.", "Pers fnr. er 0181 xx xxxxx."),
        (f"{written(NUMBER[:6], ' ', (1,) * 6)}  {written(NUMBER[6:], ' ', (1,) * 5)}", "0 1 8 1 x x  x x x x x"),
        (f"{written(NUMBER[:6], ' ', (1,) * 6)} - {written(NUMBER[6:], ' ', (1,) * 5)}", "0 1 8 1 x x - x x x x x"),
    ],
)
def test_day_and_number_may_be_written_in_different_ways(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_several_numbers_of_a_text_are_masked_and_the_text_is_as_long_as_it_was() -> None:
    text = f"{NUMBER}, {invented('310599')} og {written(invented('170526', month=40), ' ')}."
    assert masked(text) == "0181xxxxxxx, 3185xxxxxxx og 1745xx xxxxx."


@pytest.mark.parametrize(
    "text",
    [
        "Organisasjonsnummer 974 760 673",
        "Ring 62 80 80 00 eller 62 80 80 01",
        "+47 62 80 80 00",
        f"Kontonummer: {NUMBER}",
        f"Betal til konto i Eksempel Sparebank: {NUMBER}",
        f"KID: {NUMBER}",
        f"kid-nummer {NUMBER}",
        f"Saksnr. {NUMBER}",
        f"Fakturanummer {NUMBER}",
        written(NUMBER, ".", (4, 2, 5)),
        written(NUMBER, " ", (4, 2, 5)),
        written(NUMBER, "-", (4, 2, 5)),
        f"5 {written(NUMBER, ' ', (2, 3, 3, 3))}",
        f"{written(NUMBER, ' ', (2, 3, 3, 3))} 500",
        f"{written(NUMBER, '.', (2, 3, 3, 3))}.500",
        f"{written(NUMBER, ' ', (2, 3, 3, 3))},50",
        f"M{written(NUMBER, ' ', (2, 3, 3, 3))}",
        written(NUMBER, ".", (1, 10)),
        f"[{written(NUMBER, '.', (2, 9))}, {written(EAST, '.', (2, 9))}]",
        f"{written(NUMBER, '.', (3, 8))};{written(NUMBER, '.', (8, 3))}",
        f"60.{NUMBER}",
        f"12.3456,60.{NUMBER}",
        f"Lia skole;60,{NUMBER};12,1",
        f"[{written(EAST, '.')}, 6671234.1]",
        f"[\n  {written(EAST, '.')},\n  6671234.1\n]",
        f"Lia;{written(EAST, '.')};6671234.1",
        f"6671234,1;{written(EAST, '.')};Lia",
        f"1{NUMBER}",
        f"{NUMBER}1",
        f"{NUMBER}.5",
        f"3f2a{NUMBER}bc",
        f"6ba7b810-9dad-11d1-80b4-a{NUMBER}",
        "ISBN 978-82-02-12345-6",
        "urn:oid:2.49.0.1.578.0.20260512143000.1",
        "20260512143000",
        "1767225600000",
        "2026-05-12 14.30",
        "12.05.26 kl. 14.30 og 15.45",
        f"{NUMBER[:6]}\n{NUMBER[6:]}",
        f"{NUMBER[:6]}    {NUMBER[6:]}",
        "Sak 2024/12345",
        "2021/12345-12",
        "https://eksempel.example/2024/05/12/12345",
        "Fra 01/12/2026 til 31/12/2026",
        "10/12/14 100 50",
        "Svar innen 01.12.2026 12345",
        "1 2 3 4 5 6 7 8 9 10 11",
        f"M{written(NUMBER, ' ', (1,) * 11)}",
        f"{written(NUMBER, ' ', (1,) * 11)} 5",
        f"5 {written(NUMBER, ' ', (1,) * 11)}",
        f"0.{written(NUMBER, ' ', (1,) * 11)}",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert list(numbers_in(text)) == []


PLAIN = (
    "Konto {}",
    "Kontoen er {}",
    "Konto nr. {}",
    "kontonr.: {}",
    "Kontonummeret er {}.",
    "kontonummer: '{}'",
    "Bankkonto: {}",
    "Gåvekontoen: {}",
    "Betal til konto i SpareBank 1 Østlandet: {}",
    "Betal til konto hos DNB {}",
    "Kontonummer til Lia skole: {}",
    "Konto for Bærøya IL: {}",
    "Bank account {}",
    "Account number: {}",
    "KID {}",
    "KID-nummeret er {}",
    "**KID:** {}",
    "| KID | {} |",
    "<dt>Konto:</dt><dd>{}</dd>",
    "<b>Kundenr.</b> {}",
    "?kid={}&belop=100",
    "Saksnr.: {}",
    "Sak: {}",
    "Sak nr. {}",
    "Saksnummer {}",
    "Kunde: {}",
    "Kundenummeret ditt er på fakturaen. Kundenr {}",
    "Fakturanr {}",
    "Referanse: {}",
    "Ref.nr. {}",
    "Målernummer {}",
    "Løpenummer {}",
    "Case number {}",
    "GTIN {}",
    "Sporingsnummer {} hos Posten.",
    "Sporingsnr.: {}",
    "Tracking number {}",
    "Journalnummer 2026/{}.",
    "Journalnr. 2026/{}",
    "Strekkode {}",
    "Strekkoden er {}",
    "Barcode: {}",
    "Vipps til {}",
    "Vipps: {}",
    "Telefaks: {}",
    "Faks {}",
    "Fax: {}",
    "Varenummer {}",
)
DOUBTFUL = (
    "NAV-kontoret sendte brev til {} i dag.",
    "Kontoret: Ola Nordmann {}.",
    "Kontorvakta fikk {}.",
    "På kontora: {}",
    "Kontorist {}",
    "Kontoeier {}",
    "Kontoeieren med fødselsnummer {}",
    "Kontormedarbeider: {}",
    "Legekontoret {}",
    "Kontoen til personen: {}",
    "Konto, Ola Nordmann, {}",
    "Konto: Ola Nordmann {}",
    "Kontonummer: OLA NORDMANN {}",
    "Konto Ola {}",
    "Konto i Eksempel Sparebank Ola Nordmann {}",
    "Konto NAV Ola Nordmann {}",
    "Du har en konto. Nummeret er {}.",
    "Fødselsnummer til kunde. Ref: {}",
    "Personnummeret til kunden, ref.nr. {}",
    "Fnr for kundenr. {}",
    "Vipps til Ola {}",
    "Vipps til Ola Nordmann, {}",
    "Faksimile {}",
    "Sporing av {}",
    "Journal {}",
    "Journalen til {}",
    "Konto: {} (fødselsnummer)",
    "Konto, fnr: {}",
    "Brukerkonto: {}",
    "Kunde {} har klaget",
    "Kunden: {}",
    "Kunden {}",
    "Kundenes nummer {}",
    "Sak {}",
    "Saken: {}",
    "Sak om {}",
    "Sak: Ola Nordmann {}",
    "Sak (fnr): {}",
    "Saksbehandler: {}",
    "Ref {}",
    "Refusjon: {}",
    "Ordre {}",
    "Faktura til {}",
    "Måleren {}",
    "Løper: {}",
    "The kid {}",
    "Kids: {}",
    "KID; {}",
    "ID: {}",
    "Telefon: {}",
    "Medlem nr. {}",
    "Ada{}",
    "a{}",
    "bilde-{}.jpg",
    "Lia;46,{},x;y",
    "1,46,{},Notat; mer",
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_number_that_is_plainly_of_something_else_is_none(text: str) -> None:
    assert list(numbers_in(text.format(NUMBER))) == []


@pytest.mark.parametrize("text", DOUBTFUL)
def test_a_number_is_one_unless_it_is_plainly_of_something_else(text: str) -> None:
    assert masked(text.format(NUMBER)) == text.format("0181xxxxxxx")


@pytest.mark.parametrize("text", PLAIN)
def test_no_label_excuses_a_number_that_is_written_as_nothing_but_an_identity_number_is(text: str) -> None:
    for between in (" ", "-", "/"):
        number = written(NUMBER, between)
        assert masked(text.format(number)) == text.format(f"0181xx{between}xxxxx")


@pytest.mark.parametrize(
    "text",
    ["Ola Nordmann, {}", "Ola;{};x", "[Ola, {}]", "Lia;{};12.3", "{}, 66712341", "66712341;{}", "0;{};6671234.1"],
)
def test_metres_to_the_east_stand_beside_metres_to_the_north(text: str) -> None:
    number = written(EAST, ".")
    assert len(list(numbers_in(text.format(number)))) == (0 if "6671234.1" in text else 1)
    # With a zero first it would be in the sea west of all municipalities.
    assert len(list(numbers_in(text.format(written(NUMBER, "."))))) == 1


def test_a_label_of_another_number_does_not_hide_one_that_comes_after_it() -> None:
    assert masked(f"Konto 1234.56.78903, fødselsnummer {NUMBER}") == "Konto 1234.56.78903, fødselsnummer 0181xxxxxxx"
    assert masked(f"Konto {NUMBER}\n{NUMBER}") == f"Konto {NUMBER}\n0181xxxxxxx"


@pytest.mark.parametrize("month", [40, 80])
def test_no_sentence_lets_a_number_of_any_day_through(month: int) -> None:
    sentences = [one.format("{}") for one in (*DOUBTFUL[:10], "{}", "Født: {}", "{}, Lia")]
    for day in range(1, 29):
        number = invented(f"{day:02}{day % 12 + 1:02}{day * 3:02}", individual=day * 30, month=month)
        ways = [number, *(written(number, between) for between in " .-/"), written(number, " ", (1,) * 11)]
        ways += [f"{written(number[:6], between, (2, 2, 2))} {number[6:]}" for between in " ./-"]
        for way in ways:
            text = "\n".join(one.format(way) for one in sentences)
            assert [one.written for one in numbers_in(text)] == [way] * len(sentences)


def test_no_digest_is_taken_for_a_number() -> None:
    digests = " ".join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(20_000))
    assert list(numbers_in(digests)) == []


def test_what_has_few_digits_need_not_be_looked_through() -> None:
    assert not may_hold_numbers(b"Ring 62 80 80 00, eller kom 12.05.")


HALVES = (NUMBER[:6], NUMBER[6:])
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    "apart",
    [
        "\u200b", "\u200c", "\u200d", "\u2060", "\u200a", "\u2003", "\u3000", "\ufeff", "\u00ad", "\u034f", "\u2014",
        "\u2015",
        "+", ":", ": ", ", ", "; ", "\u00b7", " \u2022 ", "|", " | ", "    |   ", "%20", "%2D", "%C2%A0", "%20%2D%20",
        "&nbsp;",
        "&#45;", "&#x2d;", "&#8203;", "&amp;nbsp;", "\\u00a0", "\\-", "** **", "~~", "\r\n ", "<br>", " personnummer ",
        ", personnummer ", ". Personnr.: ", "</td><td>", "</td>\n  <td class=\"tall\">", "</b><i>", "<wbr>", "</span>",
        "&lt;/strong&gt; ", "</strong> ", "<span class=\"x\"> </span>",
    ],
)  # fmt: skip
def test_a_number_is_found_whatever_stands_between_its_halves(apart: str) -> None:
    text = f"Ring Ola, født {apart.join(HALVES)}, i dag."
    (found,) = numbers_in(text)
    assert found.digits == NUMBER
    assert text[found.start : found.end] == found.written == apart.join(HALVES)
    assert masked(text).endswith("xxxxx, i dag.")
    assert masked(text).startswith("Ring Ola, født 0181xx")
    assert len(masked(text)) == len(text)
    assert may_hold_numbers(text.encode())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (NUMBER.translate(WIDE), "０１８１xxxxxxx"),
        (f"{HALVES[0]} ({HALVES[1]})", "0181xx (xxxxx)"),
        (written(NUMBER, " ", (2, 2, 2, 2, 2, 1)), "01 81 xx xx xx x"),
        (f"01.81.1990 {HALVES[1]}", "01.81.xxxx xxxxx"),
        (f"01.81.1990 - {HALVES[1]}", "01.81.xxxx - xxxxx"),
        (f"01.81.1990, personnummer {HALVES[1]}", "01.81.xxxx, personnummer xxxxx"),
        (f"<strong>{HALVES[0]}</strong> {HALVES[1]}", "<strong>0181xx</strong> xxxxx"),
        (f"<b>01</b>{NUMBER[2:]}", "<b>01</b>81xxxxxxx"),
        (f"**01**{NUMBER[2:]}", "**01**81xxxxxxx"),
        (f"{NUMBER[:5]}\u200d{NUMBER[5:]}", "0181x\u200dxxxxxx"),
        (f"&#48;{NUMBER[1:]}", "&#48;181xxxxxxx"),
        (f"{NUMBER[:10]}&#{ord(NUMBER[10])};", "0181xxxxxxxxxxx"),
        (f'<a href="?fnr={HALVES[0]}%2010083">'.replace("10083", HALVES[1]), '<a href="?fnr=0181xx%20xxxxx">'),
        (f"| Ola | {HALVES[0]} | {HALVES[1]} |", "| Ola | 0181xx | xxxxx |"),
        (f"<i>{NUMBER}</i>", "<i>0181xxxxxxx</i>"),
        (f"[{HALVES[0]}](https://a.example/1) {HALVES[1]}", "[0181xx](https://a.example/1) xxxxx"),
    ],
)
def test_a_number_is_masked_in_what_people_read_as_one(text: str, shown: str) -> None:
    assert may_hold_numbers(text.encode())
    assert masked(text) == shown
    (found,) = numbers_in(text)
    assert found.digits == NUMBER


@pytest.mark.parametrize(
    "text",
    [
        ">-\n  Nummer {}\n  {}\n",
        "Nummer {}\n{}",
        "> Nummer **{}**\n> {}",
        "Nummer {}  \n{}",
        "Nummer {}\\\n{}",
    ],
)
def test_a_number_over_the_end_of_a_line_is_found_where_that_is_a_space(text: str) -> None:
    text = text.format(*HALVES)
    (found,) = numbers_in(text, is_folded=True)
    assert found.digits == NUMBER
    assert masked(text, is_folded=True).count("x") >= 7
    assert list(numbers_in(text)) == []


@pytest.mark.parametrize("text", ["- {}\n- {}\n", "{}\n\n{}", "a: {}\nb: {}\n", "* {}\n* {}"])
def test_other_ends_of_lines_are_no_spaces(text: str) -> None:
    assert list(numbers_in(text.format(*HALVES), is_folded=True)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{HALVES[0]},{HALVES[1]}",
        f"{HALVES[0]};{HALVES[1]}",
        f"{HALVES[0]}\t{HALVES[1]}",
        f"<p>{HALVES[0]}</p><p>{HALVES[1]}</p>",
        f"<li>{HALVES[0]}</li>\n<li>{HALVES[1]}</li>",
        f"Møtet 01.81.1990, {HALVES[1]} kroner",
        f"4 {written(NUMBER, ' ', (2, 2, 2, 2, 2, 1))}",
        f"{written(NUMBER, ' ', (2, 2, 2, 2, 2, 1))} 12",
        f"M{written(NUMBER, ' ', (2, 2, 2, 2, 2, 1))}",
        f"<dt>Konto:</dt><dd>{NUMBER}</dd>",
        f"<p>Konto:</p> <p><b>KID:</b> {NUMBER}</p>",
    ],
)
def test_what_stands_apart_is_no_number(text: str) -> None:
    assert list(numbers_in(text)) == []


def test_the_sign_of_a_number_tells_it_from_most_others_and_many_of_a_day_share_it() -> None:
    signs = Counter(next(numbers_in(invented("010190", individual=one))).sign for one in range(900))
    # A letter that YAML takes for nothing else: n and y are no and yes.
    assert set(signs) == set("bcdfghjkmpqrstvwxz")
    assert all(30 < shared < 75 for shared in signs.values())
