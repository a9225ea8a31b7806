"""Amounts and other numbers as people write them in each language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal, format_percent, get_decimal_symbol, get_group_symbol

from site_builder.text.messages import catalogue
from site_builder.text.numbers import number, signs


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
@pytest.mark.parametrize("value", ["0", "7", "1040", "12.5", "1234567", "0.25"])
def test_a_number_is_grouped_as_cldr_has_it(language: str, value: str) -> None:
    assert number(Decimal(value), language) == format_decimal(Decimal(value), locale=language, group_separator=True)


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
def test_the_signs_within_a_number_are_those_of_cldr(language: str) -> None:
    assert (signs(language).group, signs(language).decimal) == (
        get_group_symbol(language),
        get_decimal_symbol(language),
    )


@pytest.mark.parametrize("language", ["nb", "nn", "se"])
@pytest.mark.parametrize(("kroner", "written"), [("3145", "3\u00a0145\u00a0kr"), ("12.5", "12,50\u00a0kr")])
def test_an_amount_is_in_kroner_without_needless_decimals(language: str, kroner: str, written: str) -> None:
    assert catalogue(language).amount(Decimal(kroner)) == written


def test_an_amount_in_english_is_written_as_cldr_writes_it() -> None:
    # With the space that CLDR puts between letters and figures (currencySpacing), which Babel leaves out.
    assert catalogue("en").amount(Decimal(3145)) == "NOK\u00a03,145"
    assert catalogue("en").amount(Decimal("12.5")) == "NOK\u00a012.50"


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
@pytest.mark.parametrize("hundredths", [3000, 1250, 10000, 0, 5])
def test_percent_are_written_as_cldr_writes_them(language: str, hundredths: int) -> None:
    pattern = {"en": "#,##0.##%"}.get(language, "#,##0.##\u00a0%")
    written = format_percent(Decimal(hundredths) / 10000, pattern, locale=language)
    assert catalogue(language).percent(hundredths) == written
    assert format_percent(Decimal("0.3"), locale=language) == catalogue(language).percent(3000)


def test_an_amount_within_a_sentence_is_written_as_the_sentence_is() -> None:
    assert (
        catalogue("nb").say("calculator.year", amount=catalogue("en").amount(Decimal(3145)))
        == "3\u00a0145\u00a0kr i året"
    )
