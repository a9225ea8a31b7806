"""What may be private by the words around it: accounts beside names, and how to reach people whose health or children
are spoken of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from site_builder.identity_numbers import digits_of, hidden, is_account_number
from site_builder.number_labels import names_somebody

_ACCOUNT = re.compile(r"(?<![0-9./-])[0-9]{4}([. ]?)[0-9]{2}\1[0-9]{5}(?![0-9]|\.[0-9])")
_ACCOUNT_WORD = re.compile(r"\b(?:bank)?konto(?:n\w*|en)?\b|\baccount\b", re.IGNORECASE)

_MOBILE = re.compile(
    r"(?<![0-9./-])(?<![0-9] )(?:(?:\+|00)47 ?)?[49][0-9](?:[0-9] ?[0-9]{2} ?[0-9]{3}| ?[0-9]{2} ?[0-9]{2} ?[0-9]{2})"
    r"(?! ?[0-9]|[./-][0-9])"
)
"""The series of mobile telephones (Nkom's plan of numbers for E.164): eight digits that begin with 4 or 9"""
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|mac|online|broadpark|getmail"
    r"|frisurf|start|c2i|lyse|altibox|proton|protonmail)\.(?:com|no|net|me)\b",
    re.IGNORECASE,
)
"""Addresses that people have of their own, at those who give them to anybody"""
_TENDER = re.compile(
    r"\b(?:diagnose\w*|sykdom\w*|sjukdom\w*|syk|sykt|syke|sjuk|sjuke|sykmeld\w*|sjukmeld\w*|pasient\w*|allergi\w*"
    r"|autis\w*|adhd|demens\w*|dement\w*|kreft\w*|epilepsi\w*|diabetes|depresjon\w*|psykisk\w*|psykiatri\w*|rusavheng\w*"
    r"|medisin|medisiner|medisinar|innlagt|funksjonsneds\w*|barn|barnet|barna|borna|sønn|sønnen|sønnene|son|sonen|datter"
    r"|datteren|dattera|dotter|dottera|elev|eleven|foresatt\w*|føresett\w*|barnevern\w*|mamma|pappa|moren|mora|faren"
    r"|gravid\w*|child|children|son|daughter|patient|pupil)\b",
    re.IGNORECASE,
)
"""Words of health and children, whole: a barnehage is no child"""
_NEAR = 120
"""Characters to either side, within the same paragraph"""
_OWN_FIELD = re.compile(
    r"^\s*(?:- )?(?:telefon|mobil|epost|phone|mobile|email)\w*\s*:(.*)$", re.IGNORECASE | re.MULTILINE
)
"""Fields for how to reach somebody: what stands there is to be published"""


@dataclass(frozen=True, slots=True)
class Fact:
    """What may be private: the code of the problem that it is, and where in the text it stands."""

    code: str
    start: int
    end: int


def hidden_fact(written: str) -> str:
    """Return what may be private as messages show it, as long as it was."""
    return hidden(written, 2)


def official_in(text: str) -> Iterator[str]:
    """Yield what stands in fields for how to reach somebody, as `facts_in` compares it."""
    for field in _OWN_FIELD.finditer(text):
        yield from (_same(match[0]) for kind in (_MOBILE, _EMAIL) for match in kind.finditer(field[1]))


def facts_in(text: str, official: Collection[str] = ()) -> Iterator[Fact]:
    """Yield what may be private in a text; `official` is what others are to know."""
    for account in _ACCOUNT.finditer(text):
        if _is_account(account) and names_somebody(_lines_around(text, account.start())):
            yield Fact("P605", account.start(), account.end())
    for code, kind in (("P606", _MOBILE), ("P607", _EMAIL)):
        for match in kind.finditer(text):
            if _same(match[0]) not in official and _TENDER.search(_around(text, match.start(), match.end())):
                yield Fact(code, match.start(), match.end())


def _same(written: str) -> str:
    """Return a number or an address in one form."""
    return written.casefold() if "@" in written else digits_of(written)[-8:]


def _is_account(match: re.Match[str]) -> bool:
    is_grouped = match[1] == "."
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    return is_account_number(digits_of(match[0])) and (is_grouped or _ACCOUNT_WORD.search(before) is not None)


def _lines_around(text: str, at: int) -> str:
    """Return the line with that place in it, the one before and the one after."""
    line = text.count("\n", 0, at)
    return "\n".join(text.split("\n")[max(0, line - 1) : line + 2])


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return " ".join((before.rpartition("\n\n")[2], after.partition("\n\n")[0]))
