"""The columns that a map declares: what each holds, and its values as they are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic_core import PydanticCustomError

from site_builder.content_types.entry import Model, field
from site_builder.content_types.house import (
    Choice,
    Language,
    Many,
    Text,
    amount,
    chosen,
    moment,
    organisation_number,
    refuse,
    slug,
    yes_no,
)
from site_builder.text import dates


class ColumnType(Choice):
    """What a column holds."""

    TEXT = "text", "tekst"
    NUMBER = "number", "tall"
    INTEGER = "integer", "heltall"
    AMOUNT = "amount", "beløp"
    AREA = "area", "areal"
    DATE = "date", "dato"
    YES_NO = "yes/no", "ja/nei"
    CHOICE = "choice", "valg"
    LIST = "list", "liste"
    LINK = "link", "lenke"
    POSTCODE = "postcode", "postnummer"
    ORGANISATION = "organisation", "organisasjonsnummer"


SEVERAL = ", "
"""Between the values of a place in a list, or in a text people choose by: `barneskole, ungdomsskole` is two."""

MEASURED = (ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.AREA)
"""What may have a unit."""


TO_CHOOSE_BY = (ColumnType.TEXT, ColumnType.CHOICE, ColumnType.LIST, ColumnType.YES_NO, ColumnType.POSTCODE)
"""What people can choose by: of numbers and dates hardly two are alike, and a link is for following."""


class Column(Model):
    """A column that the public may see."""

    key: Text = field("The column's name in the data.", nb="felt", example="trinn")
    label: Text = field("What people read.", nb="navn", example="Trinn")
    labels: dict[Language, Text] = field(
        "What people read in other languages, by language code.", nb="navn_på", example="en: Grades", default={}
    )
    type: Annotated[ColumnType, chosen(ColumnType)] = field(
        "What it holds. An area is in square metres, and is checked against the shape on the map. A list has commas "
        "or semicolons between what it holds.",
        nb="type",
        example="tall",
        default=ColumnType.TEXT,
    )
    unit: Text | None = field("What is counted, shown after the number.", nb="enhet", example="plasser", default=None)
    choices: Many[Text] = field("What a choice may be.", nb="valg", example="ledig", default=())

    def label_in(self, language: str) -> str:
        """Return what people read in a language: the plain name where it has none of its own."""
        return self.labels.get(language, self.label)

    def kept(self, text: str) -> str:
        """Return a value as it is kept, the same however it was written. Raises PydanticCustomError.

        Numbers have a decimal point and no spaces, amounts are in kroner, areas in square metres; dates are what
        `dates.parse_when` reads; a list has `SEVERAL` between what it holds.
        """
        if _ROUNDED.fullmatch(text):
            raise refuse("M546", text=text)
        if self.type is ColumnType.CHOICE:
            return _chosen(text, self.choices)
        if self.type in MEASURED:
            unit = self.unit or ("m²" if self.type is ColumnType.AREA else "")
            text = text.removesuffix(unit).strip() or text
        return _KEPT[self.type](text)

    def has_lost_a_zero(self, text: str) -> bool:
        """Return whether a text is a number of four digits without the zero it begins with, as spreadsheets leave it.

        A postcode of that type is refused as it is.
        """
        is_number = {self.key.casefold(), self.label.casefold()} & _OF_FOUR_DIGITS
        return bool(is_number) and self.type is not ColumnType.POSTCODE and re.fullmatch(r"\d{3}", text) is not None

    @property
    def square_metres(self) -> tuple[str, int] | None:
        """The unit of a column that says how large a place is, and how many square metres it is; else None."""
        if self.type not in (ColumnType.NUMBER, ColumnType.INTEGER):
            return None
        for name in (self.key, self.label):
            if match := _SIZE.fullmatch(name.strip().lower()):
                unit = self.unit or match["unit"] or ""
                return (unit, _SQUARE_METRES[unit.lower()]) if unit.lower() in _SQUARE_METRES else None
        return None

    def looks_like_a_date(self, text: str) -> bool:
        """Return whether a text is what spreadsheets make of 1-7: a day and a month, `01.jul`, or `jul.07`."""
        return self.type is ColumnType.TEXT and _DAY_AND_MONTH.fullmatch(text) is not None


_OF_FOUR_DIGITS = {"postnr", "postnr.", "postnummer", "postcode", "kommunenr", "kommunenr.", "kommunenummer"}
_SQUARE_METRES = {
    "m²": 1,
    "m2": 1,
    "kvm": 1,
    "daa": 1_000,
    "dekar": 1_000,
    "mål": 1_000,
    "ha": 10_000,
    "hektar": 10_000,
}
_SIZE = re.compile(rf"(?:tomte)?area(?:l|let)?[\s_(]*(?:i )?(?P<unit>{'|'.join(_SQUARE_METRES)})?\)?")
"""What is the size of a plot and of nothing that stands on it: `areal`, `tomteareal`, `areal_m2`, `Areal (daa)`"""
_ROUNDED = re.compile(r"-?\d[.,]?\d*[eE]\+\d+")
"""What spreadsheets make of a long number: 9,87654E+08"""
_MONTH = "(?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec)"
_DAY_AND_MONTH = re.compile(rf"\d{{1,2}}[.-]{_MONTH}\.?|{_MONTH}[.-]\d{{2}}", re.IGNORECASE)


def _chosen(text: str, choices: tuple[str, ...]) -> str:
    found = next((one for one in choices if one.lower() == text.lower()), None)
    if found is None:
        raise refuse("D207", text=text, choices=choices)
    return found


def _number(text: str) -> str:
    plain = re.sub(r"\s", "", text)
    if not re.fullmatch(r"-?\d{1,15}(?:[.,]\d{1,15})?", plain):
        raise refuse("M541", text=text)
    return f"{Decimal(plain.replace(',', '.')).normalize():f}"


def _integer(text: str) -> str:
    number = _number(text)
    if "." in number:
        raise refuse("M542", text=text)
    return number


def _area(text: str) -> str:
    area = _number(text)
    if Decimal(area) <= 0:
        raise refuse("M678", text=text)
    return area


def _date(text: str) -> str:
    when = moment(text)
    return dates.machine(when) if when.precision is dates.Precision.DAY else dates.to_write(when.start)


def _list(text: str) -> str:
    found = [part.strip() for part in re.split("[,;]", text)]
    return SEVERAL.join(dict.fromkeys(part for part in found if part))


def _postcode(text: str) -> str:
    if re.fullmatch(r"\d{3}", text):
        raise refuse("M544", text=text, instead=f"0{text}")
    if not re.fullmatch(r"\d{4}", text):
        raise refuse("M543", text=text)
    return text


def organisation(text: str) -> str:
    """Return the nine digits of an organisation number. Raises PydanticCustomError."""
    try:
        return organisation_number(text)
    except PydanticCustomError:
        raise refuse("M545", text=text) from None


_KEPT: Mapping[ColumnType, Callable[[str], str]] = {
    ColumnType.TEXT: str,
    ColumnType.NUMBER: _number,
    ColumnType.INTEGER: _integer,
    ColumnType.AMOUNT: lambda text: f"{amount(text):f}",
    ColumnType.AREA: _area,
    ColumnType.DATE: _date,
    ColumnType.YES_NO: lambda text: "ja" if yes_no(text) else "nei",
    ColumnType.LIST: _list,
    ColumnType.LINK: slug,
    ColumnType.POSTCODE: _postcode,
    ColumnType.ORGANISATION: organisation,
}
