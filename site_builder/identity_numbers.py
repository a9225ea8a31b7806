"""National identity numbers in a text, however they are written, and the text with them masked.

How they are made up: Skatteetaten, the population register's API documentation, "Nytt fødselsnummer fra 2032", which
has today's rule, too: https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from site_builder.number_labels import LONGEST_LABEL, is_of_something_else, says_persons_number

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
    """A number in a text: where it stands, as it is written there, and its eleven digits."""

    start: int
    end: int
    written: str
    digits: str

    @property
    def masked(self) -> str:
        """The number as messages show it, as long as it is written: day and month alone."""
        left, parts, end = 4, [], 0
        for match in _SHOWN.finditer(self.written):
            count = 0 if match[0][0] in "<]" else sum(one.isdecimal() for one in _character(match[0]))
            parts.append(self.written[end : match.start()])
            parts.append("x" * len(match[0]) if count and left <= 0 else match[0])
            left -= count
            end = match.end()
        return "".join((*parts, self.written[end:]))

    @property
    def sign(self) -> str:
        """A letter that tells it from most others of that day and month, and is too little to find it by."""
        return sign_of(self.digits)


_SIGNS = "bcdfghjkmpqrstvwxz"
"""No vowels: it is no word, and nothing that YAML takes for something else"""


def sign_of(digits: str) -> str:
    """Return the sign of a number. A log shows it beside day and month, and many know the year: of the some 900 numbers
    of a day, 50 must share it."""
    digest = hashlib.sha256(f"site-builder {digits}".encode()).digest()
    return _SIGNS[digest[0] % len(_SIGNS)]


def hidden(text: str, shown: int) -> str:
    """Return the text with an x for each letter and digit but the first `shown`."""
    found = []
    for character in text:
        is_sign = not character.isalnum()
        found.append(character if is_sign or shown > 0 else "x")
        shown -= not is_sign
    return "".join(found)


# --- a text as people read it ---------------------------------------------------------------------

_CODE = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});|(?:%[0-9A-Fa-f]{2})+|\\u[0-9a-fA-F]{4}"
"""What stands for a character: in HTML, in an address, in JSON"""
_TAG = r"<[/!?A-Za-z][^<>]*>"
_LINK = r"\]\([^()\n]{0,300}\)"
"""The end of a link of Markdown"""
_INLINE = (
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|tt|u"
    r"|var|wbr)\b[^<>]*>"
)
_CODES = re.compile(_CODE)
_SHOWN = re.compile(rf"{_CODE}|{_TAG}|{_LINK}|\d")
_FOLD = r"(?<=[0-9*_`~\u200b,:;(])[ \t\\]*\n[ \t>]*(?=[0-9(]|[*_`~]{1,3}[0-9])"
"""The end of a line within a paragraph, or within a value of YAML over several lines"""
_STRIPPED = (
    # Marks of Markdown, what is not seen, and where a line of a calendar is folded (RFC 5545, 3.1)
    rf"(?P<nothing>{_INLINE}|{_LINK}|[*_`~\u200b]+|\\(?=[^\w\s])|\r\n[ \t])"
    rf"|(?P<cell></t[dh]>\s*<t[dh]\b[^<>]*>)|(?P<space><br\b[^<>]*>)|(?P<line>{_TAG})|(?P<code>{_CODE})"
)
_STANDS_FOR = {"nothing": "", "cell": "|", "space": " ", "line": "\n"}
_READ = {False: re.compile(_STRIPPED), True: re.compile(rf"(?P<fold>{_FOLD})|{_STRIPPED}")}
_DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u30fb"


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text in which some stretches are replaced: it, where others begin in it, and where these are in the text."""

    text: str
    here: Sequence[int]
    there: Sequence[int]
    ends: Sequence[int]
    """Where that which is replaced before each stretch begins, in the text"""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text that is which stands here."""
        first = bisect_right(self.here, start) - 1
        last = bisect_right(self.here, end - 1) - 1
        at = self.there[last] + end - self.here[last]
        if last + 1 < len(self.ends) and at > self.ends[last + 1]:
            # Its last character is one that stands for others.
            at = self.there[last + 1]
        return self.there[first] + start - self.here[first], at


def _reading(text: str, pattern: re.Pattern[str], stands_for: Callable[[re.Match[str]], str]) -> _Reading:
    parts: list[str] = []
    here, there, ends = [0], [0], [0]
    length = end = 0
    for match in pattern.finditer(text):
        shown = stands_for(match)
        parts += (text[end : match.start()], shown)
        length += match.start() - end + len(shown)
        end = match.end()
        here.append(length)
        there.append(end)
        ends.append(match.start())
    return _Reading("".join((*parts, text[end:])), here, there, ends)


def _character(code: str) -> str:
    """Return what a code stands for, in its plain form."""
    if code[0] == "%":
        return _plain(unquote(code))
    return _plain(chr(int(code[2:], 16)) if code[0] == "\\" else html.unescape(code))


def _stripped(match: re.Match[str]) -> str:
    kind = match.lastgroup
    return _character(match[0]) if kind == "code" else _STANDS_FOR.get(kind or "", " ")


def _plain(text: str) -> str:
    """Return the text with each space, stroke, point and digit of other kinds as that of ASCII, each in its place."""
    if text.isascii():
        return text
    return text.translate({ord(one): plain for one in set(text) if (plain := _plain_character(one))})


def _plain_character(one: str) -> str:
    if one.isdecimal():
        return str(unicodedata.decimal(one))
    match unicodedata.category(one):
        case "Zs":
            return " "
        case "Cf" | "Mn" | "Me":
            return "\u200b"
        case "Pd":
            return "-"
    return "-" if one == "\u2212" else "." if one in _DOTS else ""


# --- where a number may be ------------------------------------------------------------------------

_BETWEEN = "[ ./-]"
_WORD = (
    r"[,.]? ?(?:(?:og|and|med) )?\b(?i:(?:person|fødsels)(?:nummer|nr)|pnr|fnr|personal number)\b\.?"
    r"(?: (?:er|is))?:? {1,2}"
)
_APART = rf"(?:{_BETWEEN}{{0,3}}| ?[:+] ?| ?[,;] {{1,2}}| ?[(\[] ?| {{0,40}}\| {{0,40}}|{_WORD})"
"""What may stand between the day and the rest. A comma alone is between the cells of a table"""
_NUMBER = re.compile(
    # A decimal of something is none: 60.12345678901. What stands before is looked at once there is a digit: faster so.
    r"[0-9](?<![0-9]{2})(?<![0-9]\.[0-9])(?:"
    # A day is written in one way: 01.01.80 and 010180, while 0101.80 begins an account.
    rf"(?:[0-9]{{5}}|[0-9](?P<day>{_BETWEEN})[0-9]{{2}}(?P=day)(?P<century>1[89]|20)?[0-9]{{2}})"
    rf"(?P<apart>{_APART})[0-9]{{3}}{_BETWEEN}?[0-9]{{2}}(?![0-9]|\.[0-9])"
    # Eleven digits that stand alone each, and no more of them: a drawing has such numbers behind a letter.
    r"|(?<![\w.,-][0-9])(?<![0-9] [0-9]) [0-9](?: [0-9]){4}(?: | {1,2}-? {1,2})[0-9](?: [0-9]){4}"
    r"(?![\w-]|[.,]? ?[0-9])"
    # So do they in any groups with the same sign between: in twos, in thousands as a spreadsheet has them.
    r"|(?<![\w.,-][0-9])(?<![0-9] [0-9])[0-9]{0,9}(?P<any>[ .-])[0-9]{1,10}(?:(?P=any)[0-9]{1,10}){0,4}"
    r"(?![\w-]|[.,]? ?[0-9]))"
)
_OF_ACCOUNT = re.compile(r"[0-9]{4}([ .-])[0-9]{2}\1[0-9]{5}")
_NOT_DIGIT = re.compile(r"[^0-9]")


def numbers_in(text: str, *, is_folded: bool = False) -> Iterator[Found]:
    """Yield the identity numbers of a text, in order; `is_folded`: the end of a line within a paragraph is a space."""
    if _CODED_DIGITS.search(text):
        yield from _apart(_numbers_around(text, is_folded=is_folded))
        return
    end = 0
    for run in _RUNS[is_folded].finditer(text):
        if not _has_number(run[0]):
            continue
        start = max(0, run.start() - _AROUND)
        for one in _numbers_around(text[start : run.end() + _AROUND], is_folded=is_folded):
            begins, ends = start + one.start, start + one.end
            # What is at the edge may have been cut off, and is in another run.
            if begins >= end and begins < run.end() and ends > run.start():
                end = ends
                yield Found(begins, ends, one.written, one.digits)


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    end = 0
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


_CODED_DIGITS = re.compile(r"&#(?:0*(?:4[89]|5[0-7])|[xX]0*3[0-9]);|%3[0-9]|\\u003[0-9]")
_AROUND = 2 * LONGEST_LABEL
_RUNS = {
    is_folded: re.compile(
        rf"\d(?<!\d\d)(?:(?:\d|(?:[{narrow}]|{_CODE}|{_TAG}|{_LINK}|\\|[^\x00-\x7f\w]|\r\n){{1,8}}+\d){{10,}}"
        rf"|(?:\d{{5}}|\d[ ./-]\d\d[ ./-]\d\d(?:\d\d)?)(?!\d)"
        rf"(?:{_CODE}|{_LINK}|[,;:+|()\[\]\\{narrow}]|[^\x00-\x7f\w]|</t[dh]>\s*<|{_TAG}|(?<=<)t[dh]\b[^<>]*>"
        rf"|\b[A-Za-zø]{{2,14}}\b){{1,90}}+\d{{3}}[ ./-]?\d\d)"
    )
    for is_folded, narrow in ((False, " ./*_`~-"), (True, " ./*_`~>\n-"))
}
"""Where there may be a number: what people read as one is looked at there alone"""


def _has_number(run: str) -> bool:
    """Return whether the digits that are read in a stretch have a number among them, whatever stands between."""
    digits = digits_of(_plain(_NOT_READ.sub(" ", run)))
    starts = range(len(digits) - 10)
    return any(is_identity_number(digits[at : at + 11]) for at in starts) or any(
        digits[at + 4 : at + 6] in ("18", "19", "20")
        and is_identity_number(digits[at : at + 4] + digits[at + 6 : at + 13])
        for at in starts[:-2]
    )


_NOT_READ = re.compile(rf"{_CODE}|{_TAG}|{_LINK}")


def _numbers_around(text: str, *, is_folded: bool) -> list[Found]:
    coded = _reading(_plain(text), _CODES, lambda match: _character(match[0]))
    found = list(_numbers_of(text, coded.text, coded.span))
    read = _reading(coded.text, _READ[is_folded], _stripped)
    if len(read.here) > 1:
        found += _numbers_of(text, read.text, lambda start, end: coded.span(*read.span(start, end)), coded, read)
    return sorted(found, key=lambda one: one.start)


def _numbers_of(
    text: str, shown: str, span: Callable[[int, int], tuple[int, int]], before: _Reading | None = None,
    read: _Reading | None = None,
) -> Iterator[Found]:  # fmt: skip
    """Yield the numbers of a text as it is shown; of one that is read from another, those that are not alike there."""
    for match in _NUMBER.finditer(shown):
        century = match["century"] or ""
        digits = digits_of(match[0])
        digits = digits[:4] + digits[6:] if century else digits
        if (
            len(digits) != 11
            or not is_identity_number(digits)
            or (century and not _FOLLOWS_YEAR.fullmatch(match["apart"]))
        ):
            continue
        if before and read and before.text[slice(*read.span(match.start(), match.end()))] == match[0]:
            continue
        start, end = span(match.start(), match.end())
        if not _is_something_else(match, digits):
            yield Found(start, end, text[start:end], digits)


_FOLLOWS_YEAR = re.compile(r"[ -]{1,3}|.*[a-z].*")
"""A date with its whole year is mostly one that happens to stand before a number."""


def digits_of(written: str) -> str:
    """Return the digits of a number without what stands between them."""
    return _NOT_DIGIT.sub("", written)


_DIGITS_AS_ZEROS = bytes(ord("0") if one in b"0123456789" else one for one in range(256))
_BYTES_BETWEEN = bytes((*b" ./-*_`~\\", *range(128, 256)))
_OTHER_DIGITS = (b"\xef\xbc", b"\xd9", b"\xdb", b"\xf0\x9d", b"&#4", b"&#5", b"&#x3")
"""How digits of full width, of Arabic and Persian and of mathematics begin (UTF-8), and how digits of HTML may"""
_CODED_DIGIT = re.compile(rb"%3[0-9]")
_BYTES_OF_TAG = rb"(?:<[^<>&]{1,300}+>|&lt;[^<>&]{1,60}+&gt;|\]\([^()\n]{0,300}+\))"
_BYTES_OF_CODE = rb"(?:&(?:amp;)?[#\w]{2,8}+;|%[0-9A-Fa-f]{2}|u[0-9a-fA-F]{4})"
_BYTES_APART = rb"(?:[,;:+|()\[\]\n\t]|" + _BYTES_OF_TAG + rb"|" + _BYTES_OF_CODE + rb"){0,6}+"
# Two, each as it is found soonest: the one begins with what is seldom there, the other where digits begin.
_DAY_APART = re.compile(rb"000000(?:00)?+" + _BYTES_APART + rb"[A-Za-z]{0,20}+" + _BYTES_APART + rb"00000(?!0)")
_SPLIT = re.compile(rb"0(?=[<&%u\]\r0])(?<!00)(?:(?:" + _BYTES_OF_TAG + rb"|" + _BYTES_OF_CODE + rb"|\r\n){0,4}+0){10}")


WRITTEN = (".md", ".yaml")
"""Endings of what staff write themselves, in lines that are read as one: they are folded"""


def may_hold_numbers(content: bytes, *, is_folded: bool = False) -> bool:
    """Return whether a text (UTF-8) has eleven digits with no more than what may stand between them: it mostly has not,
    and this is known twenty times sooner than which they are."""
    content = content.translate(None, b"\n>") if is_folded else content
    digits = content.translate(_DIGITS_AS_ZEROS, _BYTES_BETWEEN)
    return (
        b"0" * 11 in digits
        or _DAY_APART.search(digits) is not None
        or _SPLIT.search(digits) is not None
        or any(one in content for one in _OTHER_DIGITS)
        or _CODED_DIGIT.search(content) is not None
    )


def masked(text: str, *, is_folded: bool = False) -> str:
    """Return the text with every identity number masked, as long as it was."""
    if not may_hold_numbers(text.encode("utf-8", "replace"), is_folded=is_folded):
        return text
    for one in reversed(list(numbers_in(text, is_folded=is_folded))):
        text = text[: one.start] + one.masked + text[one.end :]
    return text


def _is_something_else(match: re.Match[str], digits: str) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - LONGEST_LABEL) : start].rpartition("\n")[2]
    if _OF_ACCOUNT.fullmatch(match[0]):
        return not says_persons_number(before)
    if match[0] != digits:
        # With one point it is a decimal: of degrees, 60.123456789. Behind the day it may be somebody's, too.
        has_point = len(match[0]) == 12 and "." in match[0]
        return has_point and (match[0][6] != "." or _is_decimal_of_data(text, start, end))
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
