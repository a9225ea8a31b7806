"""Amounts and other numbers as people write them in each language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal

from site_builder.text.numbers import amount, number


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
@pytest.mark.parametrize("value", ["0", "7", "1040", "12.5", "1234567", "0.25"])
def test_a_number_is_grouped_as_cldr_has_it(language: str, value: str) -> None:
    assert number(Decimal(value), language) == format_decimal(Decimal(value), locale=language, group_separator=True)


@pytest.mark.parametrize("language", ["nb", "nn", "se"])
@pytest.mark.parametrize(("kroner", "written"), [("3145", "3\u00a0145\u00a0kr"), ("12.5", "12,50\u00a0kr")])
def test_an_amount_is_in_kroner_without_needless_decimals(language: str, kroner: str, written: str) -> None:
    assert amount(Decimal(kroner), language) == written


def test_an_amount_in_english_is_written_as_cldr_writes_it() -> None:
    # With the space that CLDR puts between letters and figures (currencySpacing), which Babel leaves out.
    assert amount(Decimal(3145), "en") == "NOK\u00a03,145"
    assert amount(Decimal("12.5"), "en") == "NOK\u00a012.50"
