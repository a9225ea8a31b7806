"""What may be private by the words around it: accounts beside names, and how to reach people whose health or children
are spoken of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from site_builder.identity_numbers import digits_of, hidden, is_account_number
from site_builder.number_labels import names_somebody
from site_builder.text.private_words import (
    ACCOUNT,
    AFTER_SUM,
    BEFORE_OTHER_NUMBER,
    BEFORE_SUM,
    CLOSING,
    FOR_MANY,
    OF_MANY,
    OFFICE,
    SOMEBODY,
    TENDER,
)

_ACCOUNT = re.compile(
    r"(?<!\w)(?<![0-9][./-])(?:[0-9]{4}(?P<sign>[. -]?)[0-9]{2}[. -]?[0-9]{5}"
    r"|NO[0-9]{2}( ?)[0-9]{4}\2[0-9]{4}\2[0-9]{3})(?!\w|[.-][0-9])"
)
_ACCOUNT_DIGITS = 11
_MOBILE = re.compile(
    r"(?<![\w/=])(?<![0-9][ .-])(?:(?:\+|00)?47[ .-]?)?[49]"
    r"(?:[0-9](?:[0-9] ?[0-9]{2} ?[0-9]{3}| ?[0-9]{2} ?[0-9]{2} ?[0-9]{2}|([.-])[0-9]{2}\1[0-9]{2}\1[0-9]{2})"
    r"|[0-9]{2}([.-])[0-9]{2}\2[0-9]{3}|[0-9]{3} [0-9]{4})(?!\w| ?[0-9]|[./-][0-9])"
)
"""The series of mobile telephones (Nkom's plan of numbers for E.164): eight digits that begin with 4 or 9"""
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|aol|gmx|proton|protonmail)"
    r"\.(?:com?\.)?[a-z]{2,4}|(?:me|mac)\.com|(?:online|broadpark|getmail|frisurf|start|altibox|lyse)\.(?:no|net)|c2i\.net)"
    r"(?![\w-]|\.\w)",
    re.IGNORECASE,
)
"""Addresses that people have of their own, at those who give them to anybody"""
_NEAR = 120
"""Characters to either side, within the same paragraph"""
_BETWEEN = re.compile(r"\n[^\S\n]*\n\s*")
"""What parts two paragraphs"""
_BESIDE = 2
"""Lines to either side, within the same paragraph"""
_FAR = 600
"""Characters to either side that those lines are looked for in"""
_LONGEST_NAME = 60
"""Characters of a line that is nothing but a name and its label"""


@dataclass(frozen=True, slots=True)
class Fact:
    """What may be private: the code of the problem that it is, and where in the text it stands."""

    code: str
    start: int
    end: int


def hidden_fact(written: str) -> str:
    """Return what may be private as messages show it, as long as it was."""
    return hidden(written, 2)


def official(published: Iterable[str]) -> frozenset[str]:
    """Return the telephones and addresses that are to be published, as `facts_in` compares them."""
    return frozenset(map(_same, published))


def facts_in(text: str, official: Collection[str] = ()) -> Iterator[Fact]:
    """Yield what may be private in a text; `official` is what others are to know."""
    read = _Read.of(text)
    for account in _ACCOUNT.finditer(read.text):
        if _is_account(account) and _is_somebodys(account):
            yield read.fact("P605", account)
    for mobile in _MOBILE.finditer(read.text):
        if _same(mobile[0]) not in official and _is_near_tender(mobile) and not _is_no_persons(mobile):
            yield read.fact("P606", mobile)
    for email in _EMAIL.finditer(read.text):
        if _same(email[0]) not in official and _is_near_tender(email):
            yield read.fact("P607", email)


def _same(written: str) -> str:
    """Return a number or an address in one form."""
    return written.casefold() if "@" in written else digits_of(written)[-8:]


# --- as it is read ----------------------------------------------------------------------------------------

_SIGN = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});|[*`~]+|(?<![^\W_])_+|_+(?![^\W_])|\\(?=[^\w\s])"
    r"|[\u00a0\u00ad\u2000-\u200b\u2010-\u2015\u202f\u2060\u2212]"
    r"|(?: ?[(\[{] ?(?:at|a|alfa|krøllalfa) ?[)\]}] ?| krøllalfa )"
    r"|(?: ?[(\[{] ?(?:dot|punktum|punkt|prikk) ?[)\]}] ?| punktum )",
    re.IGNORECASE,
)
"""What is read otherwise than it is written: marks of Markdown, characters by their numbers, spaces and hyphens of all
kinds, and addresses that are spelt out"""
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f]")
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_NO_WIDTH = re.compile("[\u00ad\u200b\u2060*`~_\\\\]")


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as it is read, and where in the written one each of its characters begins and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, written: str) -> _Read:
        parts, starts, ends, last = [], [], [], 0
        for sign in _SIGN.finditer(written):
            parts += [written[last : sign.start()], meant := _meant(sign[0])]
            starts += [*range(last, sign.start()), *[sign.start()] * len(meant)]
            ends += [*range(last + 1, sign.start() + 1), *[sign.end()] * len(meant)]
            last = sign.end()
        if not parts:
            return cls(written, range(len(written)), range(1, len(written) + 1))
        parts.append(written[last:])
        starts += range(last, len(written))
        ends += range(last + 1, len(written) + 1)
        return cls("".join(parts), starts, ends)

    def fact(self, code: str, match: re.Match[str]) -> Fact:
        return Fact(code, self.starts[match.start()], self.ends[match.end() - 1])


def _meant(sign: str) -> str:
    words = sign.strip(" ()[]{}").casefold()
    if words in ("at", "a", "alfa", "krøllalfa"):
        return "@"
    if words in ("dot", "punktum", "punkt", "prikk"):
        return "."
    return _NO_WIDTH.sub("", _HYPHENS.sub("-", _SPACES.sub(" ", unescape(sign))))


# --- accounts ---------------------------------------------------------------------------------------------


def _is_account(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - _NEAR) : start]
    if not is_account_number(digits_of(match[0])[-_ACCOUNT_DIGITS:]) or BEFORE_OTHER_NUMBER.search(before):
        return False
    # Digits that nothing parts may be anything.
    return match["sign"] != "" or ACCOUNT.search(before + text[end : end + _NEAR].partition("\n")[0]) is not None


def _is_somebodys(account: re.Match[str]) -> bool:
    """Return whether somebody is named beside it before it is said to be an association's or an office's."""
    before, after = _sentence(account)
    owner = FOR_MANY.search(before)
    if owner and not names_somebody(owner[0]):
        return False
    for place in (before + after, *_lines_beside(account)):
        if names_somebody(place):
            return True
        if OF_MANY.search(place):
            return False
    return False


def _lines_beside(match: re.Match[str]) -> Iterator[str]:
    """Yield the line that it stands in, and those beside it, the nearest first."""
    before = match.string[max(0, match.start() - _FAR) : match.start()]
    lines = (before + match.string[match.start() : match.end() + _FAR]).split("\n")
    at = before.count("\n")
    yield lines[at]
    above, below = lines[max(0, at - _BESIDE) : at][::-1], lines[at + 1 : at + 1 + _BESIDE]
    for distance in range(_BESIDE):
        for side in (above, below):
            if distance < len(side) and (all(side[:distance]) or _is_title(side[distance])):
                yield side[distance]


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_NAME and not line.rstrip().endswith((".", "!", "?"))


# --- telephones and addresses -----------------------------------------------------------------------------


def _is_near_tender(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return TENDER.search(" ".join((*_paragraphs_to(before), after.partition("\n\n")[0]))) is not None


def _paragraphs_to(before: str) -> Iterator[str]:
    """Yield the last paragraph, and of a signature what is signed: whoever writes a letter has a blank line there."""
    *above, own = _BETWEEN.split(before)
    yield own
    if above and not CLOSING.match(own):
        if CLOSING.match(above[-1].rpartition("\n")[2]) is None:
            return
        yield above[-1]
        above = above[:-1] if CLOSING.match(above[-1]) else []
    yield from above[-1:]


def _is_no_persons(mobile: re.Match[str]) -> bool:
    """Return whether it is an amount or a case, or an office's number and named as such."""
    text, start, end = mobile.string, mobile.start(), mobile.end()
    before = text[max(0, start - _NEAR) : start]
    if BEFORE_SUM.search(before) or BEFORE_OTHER_NUMBER.search(before) or AFTER_SUM.match(text, end):
        return True
    office = OFFICE.search(_sentence(mobile)[0])
    if office is None:
        return False
    said_after = office["after"] or office["rest"] or ""
    return not SOMEBODY.search(office[0]) and not names_somebody(said_after)


# --- sentences --------------------------------------------------------------------------------------------

_END = re.compile(r"[!?;]\s|(?<!\btlf)(?<!\btelf)(?<!\bmob)(?<!\bnr)\.\s|\n", re.IGNORECASE)


def _sentence(match: re.Match[str]) -> tuple[str, str]:
    """Return what stands before and after in the same sentence."""
    text, start, end = match.string, match.start(), match.end()
    return _END.split(text[max(0, start - _NEAR) : start])[-1], _END.split(text[end : end + _NEAR])[0]
