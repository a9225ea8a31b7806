"""What a text says of a number of eleven digits: that it is an account, a KID or another that is no person's."""

from __future__ import annotations

import re

_NUMBER_WORD = r"(?:nr|nummer(?:et)?|number|no|id)\b\.?"
_BEFORE_NUMBER = re.compile(
    # What these begin may be a person too: only a number of theirs is one. A KID is in capitals.
    r"\b(?:(?-i:KID)|iban|isbn|gtin|ean|(?:kid|ordre|faktura|sak|referanse|ref|kunde|avtale|måler|målepunkt|løpe"
    r"|sporing|sending|kolli|pakke|journal|arkiv|dokument|vare|artikkel|serie"
    rf"|order|invoice|case|reference|customer|tracking|parcel|barcode)(?:s?[\W_]{{0,2}}{_NUMBER_WORD}|\s?[:=])"
    r"|(?:strekkode|strekkoden|barcode|telefaks|telefax|faks|fax|vipps)(?: (?:til|to))?\b)"
    # An archive writes the year first: 2026/12345.
    r"(?:\s{1,2}(?:er|is)\b)?(?:[^\w\n,;]|_){0,6}(?:(?:19|20)[0-9]{2}[/-])?$",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    rf"\b(?:(?:bank|gave|gåve|drifts|spare|klient|innsamlings|skattetrekks)?konto(?:en|er|ar|ane|ene)?"
    rf"(?:[ -]?{_NUMBER_WORD})?|bank account|account(?: {_NUMBER_WORD}|:))"
    r"(?P<of>(?:\b|(?<=[.:]))[^0-9,;.!?\n]{0,40}(?:(?<=bank )1\b[^0-9,;.!?\n]{0,30})?)$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:person|fødsel|født|fødd|fnr|d-?n(?:r|um))", re.IGNORECASE)
_PERSONS_NUMBER = re.compile(
    r"\b(?:fødsels|person)(?:nummer|nr)|\b(?:fnr|pnr|d-?(?:nr|nummer))\b|\bfødt\b|\bfødd\b|\bpersonal (?:id|number)\b"
    r"|\bidentity number\b",
    re.IGNORECASE,
)
"""What a line says whose number is a person's, whatever other label it has"""
_PERSON_AFTER = re.compile(rf"\W{{0,3}}[(\[/]\W?{_PERSON.pattern}", re.IGNORECASE)

_NAME = re.compile(r"\b[A-ZÆØÅ][a-zæøåéü]+(?: [A-ZÆØÅ]\.)?(?:[ -][A-ZÆØÅ][a-zæøåéü]+)+\b")
_OF_MANY = re.compile(
    r"kommun|fylke|lag\b|laget\b|foren|klubb|skol|barnehag|kirke|kyrkj|menighet|sokn|bank|kass|stift|gruppe|korps|kor\b"
    r"|\b(?:AS|ASA|SA|IKS|KF|IL|FK|BA|NAV|Røde|Norge|Norges|Norsk|Norske|Konto|Kontonummer)\b",
    re.IGNORECASE,
)
"""Parts of names that are not a person's"""
_WITH_LARGE_LETTERS = re.compile(r"\b[A-ZÆØÅ]\w*(?:[ -][A-ZÆØÅ]\w*)*(?: [a-zæøå]+)?")
_BANK = re.compile(r"\b(?:Spare[Bb]ank 1 [A-ZÆØÅ]\w*|DNB|Nordea|IBAN|BIC|Vipps)\b")
_TAG = re.compile(r"<[^<>\n]*>")
LONGEST_LABEL = 160
"""Characters of what stands before a number, with the tags of a page"""


def is_of_something_else(before: str, after: str) -> bool:
    """Return whether a line says that the number between its two parts is an account or another that is no person's."""
    told = _TAG.sub(" ", before)
    if _PERSON_AFTER.match(_TAG.sub(" ", after)) or says_persons_number(told):
        return False
    if _BEFORE_NUMBER.search(told):
        return True
    account = _ACCOUNT.search(told)
    return account is not None and not _PERSON.search(account["of"]) and not _may_name_somebody(account["of"])


def says_persons_number(told: str) -> bool:
    """Return whether a person's number is promised, and no other number stands between it and that."""
    found = list(_PERSONS_NUMBER.finditer(told))
    return bool(found) and not _WHOLE_NUMBER.search(told, found[-1].end())


_WHOLE_NUMBER = re.compile(r"[0-9][0-9 .-]{7,}[0-9]")


def names_somebody(text: str) -> bool:
    """Return whether there is a name of two words at least that is a person's, as far as can be seen."""
    return any(not _OF_MANY.search(match[0]) for match in _NAME.finditer(text))


def _may_name_somebody(text: str) -> bool:
    """Return whether there is a word with a large letter that is not of a bank's or an association's name."""
    return any(not _is_of_many(match[0]) for match in _WITH_LARGE_LETTERS.finditer(_BANK.sub("", text)))


def _is_of_many(name: str) -> bool:
    words = re.split("[ -]", name)
    others = [one for one in words if one[0].isupper() and not _OF_MANY.search(one)]
    # «Bærøya IL», «Lia skole» and «NAV Eksempel»; «NAV Ola Nordmann» is somebody.
    return bool(_OF_MANY.search(words[-1])) or (len(others) <= 1 and bool(_OF_MANY.search(name)))
