"""Amounts, telephone numbers and distances as people write them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Signs:
    """What a language writes within a number (CLDR): between groups of three figures, and before decimals."""

    group: str
    decimal: str


def signs(language: str) -> Signs:
    return Signs(",", ".") if language == "en" else Signs(NO_BREAK, ",")


def number(value: Decimal, language: str = "nb") -> str:
    """Return a number in groups: `1 040`, `12,5` (no-break spaces); in English `1,040`, `12.5` (CLDR)."""
    whole, _, decimals = f"{value:,f}".partition(".")
    used = signs(language)
    whole = whole.replace(",", used.group)
    return f"{whole}{used.decimal}{decimals}" if decimals else whole


def kroner(amount: Decimal, language: str = "nb") -> str:
    """Return an amount in kroner without its unit: `3 145`, and with øre where there are any: `12,50`."""
    whole = int(amount)
    cents = round((amount - whole) * 100)
    return number(Decimal(f"{whole}.{cents:02d}") if cents else Decimal(whole), language)


def percent(hundredths: float, language: str = "nb") -> str:
    """Return percent, given in hundredths of one, without their sign: `12,5`."""
    shown = f"{hundredths / 100:.4f}".rstrip("0").rstrip(".")
    return shown.replace(".", signs(language).decimal)


def unbroken(text: str) -> str:
    """Return a number with its unit such that no line ends within it."""
    return text.replace(" ", NO_BREAK)


def telephone(number: str) -> str:
    """Return a Norwegian number in groups: `62 87 40 00`, `913 44 006`, `02800`, `116 117`."""
    digits = "".join(filter(str.isdigit, number))
    if digits.startswith("47") and len(digits) == 10:
        digits = digits[2:]
    sizes: tuple[int, ...]
    if len(digits) == 8:
        sizes = (3, 2, 3) if digits[0] in "489" else (2, 2, 2, 2)
    elif len(digits) == 6:
        sizes = (3, 3)
    else:
        return digits
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return NO_BREAK.join(groups)


def organisation(number: str) -> str:
    """Return a number of the register of legal entities in groups of three: `944 117 784`."""
    digits = "".join(filter(str.isdigit, number))
    return NO_BREAK.join((digits[:3], digits[3:6], digits[6:])) if len(digits) == 9 else number


def dialled(number: str) -> str:
    """Return what stands after `tel:` (RFC 3966): eight digits get +47, short numbers stay local."""
    digits = "".join(filter(str.isdigit, number))
    if digits.startswith("47") and len(digits) == 10:
        return f"+{digits}"
    return f"+47{digits}" if len(digits) == 8 else digits
