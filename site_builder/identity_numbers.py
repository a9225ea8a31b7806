"""National identity numbers in a text, however they are written, and the text with them masked.

How they are made up: Skatteetaten, the population register's API documentation, "Nytt fødselsnummer fra 2032", which
has today's rule, too: https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.number_labels import LONGEST_LABEL, is_of_something_else

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_ACCOUNT_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
"""Of a bank account (Bits, "Kontonummer"): those of the second check digit"""
_REMAINDERS = frozenset({0, 1, 2, 3})
"""What may be left of the first sum: nothing today, up to three of what is given out from 2032 on. The second is 0"""

_D_NUMBER = 40
"""Added to the day of those who do not live here"""
_ON_THE_MONTH = (0, 40, 80)
"""Added to the month: 40 by hospitals for whom they do not know, and of people NAV invents; 80 of Skatteetaten's"""
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_identity_number(digits: str) -> bool:
    """Return whether eleven digits are a fødselsnummer, a D-number or an invented one, by today's rule or 2032's.

    The century is not asked for: from 2032 on, nothing in the number says it.
    """
    return _is_day(int(digits[:2]), int(digits[2:4]), int(digits[4:6])) and (
        _sum(digits, _FIRST_WEIGHTS) % 11 in _REMAINDERS and _sum(digits, _SECOND_WEIGHTS) % 11 == 0
    )


def is_account_number(digits: str) -> bool:
    """Return whether eleven digits can be a bank account."""
    return _sum(digits, _ACCOUNT_WEIGHTS) % 11 == 0


def _is_day(day: int, month: int, year: int) -> bool:
    month = next((month - added for added in _ON_THE_MONTH if 1 <= month - added <= 12), 0)
    day -= _D_NUMBER if day > _D_NUMBER else 0
    is_there = month > 0 and 1 <= day <= _LONGEST_MONTHS[month - 1]
    return is_there and ((day, month) != (29, 2) or year % 4 == 0)


def _sum(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a text: where it stands, and as it is written there."""

    start: int
    end: int
    written: str

    @property
    def masked(self) -> str:
        """The number as messages show it, as long as it is written: day and month alone."""
        return hidden(self.written, 4)


def hidden(text: str, shown: int) -> str:
    """Return the text with an x for each letter and digit but the first `shown`."""
    found = []
    for character in text:
        is_sign = not character.isalnum()
        found.append(character if is_sign or shown > 0 else "x")
        shown -= not is_sign
    return "".join(found)


_BETWEEN = "[ ./\u00a0\u00ad\u2007\u2009\u200b\u202f\u2010-\u2013\u2212-]"
"""Spaces, points, strokes and hyphens of all kinds; never the end of a line"""
_MARKS = "[*_`~]{0,3}"
"""What sets a part of a text off, as Markdown is written"""
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_NUMBER = re.compile(
    # A decimal of something is none: 60.12345678901. What stands before is looked at once there is a digit: faster so.
    # A day is written in one way: 01.01.80 and 010180, while 0101.80 begins an account.
    rf"[0-9](?<![0-9]{{2}})(?<![0-9]\.[0-9])(?:[0-9]({_BETWEEN}?)[0-9]{{2}}\1[0-9]{{2}}"
    rf"{_MARKS}{_BETWEEN}{{0,3}}{_MARKS}[0-9]{{3}}{_BETWEEN}?[0-9]{{2}}(?![0-9]|\.[0-9])"
    # Eleven digits that stand alone each, and no more of them: a drawing has such numbers behind a letter.
    rf"|(?<![\w.,-][0-9])(?<![0-9]{_SPACE}[0-9])({_SPACE})[0-9](?:\2[0-9]){{4}}"
    rf"(?:\2|{_SPACE}{{1,2}}-?{_SPACE}{{1,2}})[0-9](?:\2[0-9]){{4}}(?![\w-]|[.,]?{_SPACE}?[0-9]))"
)
_NOT_DIGIT = re.compile(r"[^0-9]")


def numbers_in(text: str) -> Iterator[Found]:
    """Yield the identity numbers of a text, in order."""
    for match in _NUMBER.finditer(text):
        digits = digits_of(match[0])
        if is_identity_number(digits) and not _is_something_else(match, digits):
            yield Found(match.start(), match.end(), match[0])


def digits_of(written: str) -> str:
    """Return the digits of a number without what stands between them."""
    return _NOT_DIGIT.sub("", written)


def digits_and_masks(text: str) -> str:
    """Return the digits of a text and what masks some of them, without what stands between."""
    return _NOT_MASKED_DIGIT.sub("", text)


_NOT_MASKED_DIGIT = re.compile(r"[^0-9x]")


_DIGITS_AS_ZEROS = bytes(ord("0") if one in b"0123456789" else one for one in range(256))
_BYTES_BETWEEN = bytes(
    sorted(set(" ./-*_`~\u00a0\u00ad\u2007\u2009\u200b\u202f\u2010\u2011\u2012\u2013\u2212".encode()))
)


def may_hold_numbers(content: bytes) -> bool:
    """Return whether a text (UTF-8) has eleven digits with no more than what may stand between them: it mostly has not,
    and this is known twenty times sooner than which they are."""
    return b"0" * 11 in content.translate(_DIGITS_AS_ZEROS, _BYTES_BETWEEN)


def masked(text: str) -> str:
    """Return the text with every identity number masked, as long as it was."""
    found = list(numbers_in(text))
    for one in reversed(found):
        text = text[: one.start] + one.masked + text[one.end :]
    return text


def _is_something_else(match: re.Match[str], digits: str) -> bool:
    text, start, end = match.string, match.start(), match.end()
    if match[0] != digits:
        return match[0][6] == "." and len(match[0]) == 12 and _is_decimal_of_data(text, start, end)
    before = text[max(0, start - LONGEST_LABEL) : start].rpartition("\n")[2]
    after = text[end : end + LONGEST_LABEL].partition("\n")[0]
    is_labelled = is_of_something_else(before, after)
    return is_labelled or _is_in_digest(text, start, end) or _is_after_decimal_comma(text, start, end)


_HEXADECIMAL = re.compile("[0-9a-f]+|[0-9A-F]+")
_SHORTEST_DIGEST = 16
_OF_UUID = re.compile("-[0-9A-Fa-f]{4}-$")


def _is_in_digest(text: str, start: int, end: int) -> bool:
    """Return whether it is part of a hexadecimal number: a digest, the end of a UUID. A name may look like one."""
    first, last = start, end
    while first > 0 and text[first - 1].isalnum():
        first -= 1
    while last < len(text) and text[last].isalnum():
        last += 1
    is_long = last - first >= _SHORTEST_DIGEST or _OF_UUID.search(text[max(0, first - 6) : first]) is not None
    return is_long and _HEXADECIMAL.fullmatch(text, first, last) is not None


_NORTHING_BEFORE = re.compile(r"(?<![0-9.,])[67][0-9]{6}(?:[.,][0-9]+)?\s*[,;\t]\s*$")
_NORTHING_AFTER = re.compile(r"\s*[,;\t]\s*[67][0-9]{6}(?![0-9])")


def _is_decimal_of_data(text: str, start: int, end: int) -> bool:
    """Return whether 323456.12345 is metres to the east with five decimals, beside metres to the north (UTM)."""
    is_beside = _NORTHING_AFTER.match(text, end) or _NORTHING_BEFORE.search(text[max(0, start - 24) : start])
    return text[start] != "0" and is_beside is not None


_DECIMAL_COMMA = re.compile(r"(?:^|[;\t\n])\s*\"?-?[0-9]{1,3},$")
_END_OF_CELL = re.compile(r"\"?\s*(?:[;\t\n]|$)")


def _is_after_decimal_comma(text: str, start: int, end: int) -> bool:
    """Return whether it is decimals in a table whose cells end in semicolons, since its numbers have commas."""
    if not _DECIMAL_COMMA.search(text[max(0, start - 12) : start]) or not _END_OF_CELL.match(text, end):
        return False
    line = text[text.rfind("\n", 0, start) + 1 : start + 400].partition("\n")[0]
    return ";" in line
