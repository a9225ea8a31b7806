"""House types: every value that is not plain text is made from the author's text here.

Each type refuses with a problem code and the values of its sentence, never with pydantic's own English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self, TypeVar
from urllib.parse import unquote, urlsplit

from pydantic import BeforeValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from site_builder.rendering.placeholders import placeholders_in
from site_builder.text import dates, los
from site_builder.text.paths import OUR_FOLDERS
from site_builder.text.slugs import LONGEST, is_slug, slug_of


def refuse(code: str, **values: object) -> PydanticCustomError:
    """Return the error that becomes the Problem of that code."""
    return PydanticCustomError(code, "{code}", {"code": code, **values})


class Choice(StrEnum):
    """One of a few words; `nb` is its bokmål name, which staff may write just as well."""

    nb: str

    def __new__(cls, value: str, nb: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.nb = nb
        return member

    @classmethod
    def parse(cls, text: str) -> Self | None:
        wanted = text.strip().lower()
        return next((one for one in cls if wanted in (one.value, one.nb)), None)


class House:
    """Annotation of a type that is made from the author's text; `schema` is what editors are told of it."""

    def __init__(self, make: Callable[[str], object], **schema: object) -> None:
        self.make = make
        self.schema = {"type": "string", **schema}

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(lambda value: self.make(text_of(value)))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: object) -> dict[str, object]:
        return self.schema


def text_of(value: object) -> str:
    if isinstance(value, list):
        raise refuse("F110", found="-")
    if isinstance(value, dict):
        raise refuse("F110", found=next(iter(value), "") + ":")
    text = "" if value is None else str(value)
    return text.strip()


def line(value: str) -> str:
    """Return a text on one line, in which nothing is to be filled in. Raises PydanticCustomError."""
    if not value:
        raise refuse("F114")
    for one in placeholders_in(value):
        if one.kind:
            raise refuse("R423", text=one.written)
    return " ".join(value.split())


def chosen(choices: type[Choice]) -> House:
    def make(text: str) -> Choice:
        found = choices.parse(text)
        if found is None:
            raise refuse("D207", text=text, choices=tuple(choices))
        return found

    return House(make, enum=[one.nb for one in choices])


def moment(text: str) -> dates.When:
    """Return a date, or date and time. Raises PydanticCustomError."""
    return _dated(dates.parse_when, text)


def _published(text: str) -> dates.When:
    return _dated(dates.parse_published, text)


def _dated(parse: Callable[[str], dates.When], text: str) -> dates.When:
    if text.lower() in _YES_NO:
        raise refuse("D217", text=text)
    try:
        if dates.parse_yearly(text):
            raise refuse("D220", text=text)
        return parse(text)
    except dates.DateFault as fault:
        raise refuse(fault.code, **fault.values) from None


_YES_NO = {"ja": True, "yes": True, "true": True, "nei": False, "no": False, "false": False}


def yes_no(text: str) -> bool:
    """Return whether it is yes. Raises PydanticCustomError."""
    if text.lower() not in _YES_NO:
        raise refuse("D206", text=text)
    return _YES_NO[text.lower()]


@dataclass(frozen=True, slots=True)
class Boundary:
    """A date that opens or closes something: one date, or the same day every year."""

    once: dates.When | None = None
    yearly: tuple[int, int] | None = None
    """(month, day)"""


def _boundary(text: str) -> Boundary:
    try:
        if yearly := dates.parse_yearly(text):
            return Boundary(yearly=yearly)
        return Boundary(once=dates.parse_when(text))
    except dates.DateFault as fault:
        raise refuse(fault.code, **fault.values) from None


def _month(text: str) -> int:
    number = dates.month_number(text)
    if number is None:
        raise refuse("D218", text=text)
    return number


def web_address(text: str, *, is_local_taken: bool = False) -> str:
    """Return an address: https or http, a host with a domain (or localhost, where that is taken), no user name.

    Raises PydanticCustomError.
    """
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        raise refuse("D208", text=text) from None
    has_host = "." in host or (is_local_taken and host == "localhost")
    is_plain = not re.search(r"[\s\\<>\"{}|^`]", text)
    if parts.scheme not in ("https", "http") or not has_host or parts.username or not is_plain:
        raise refuse("D208", text=text)
    return text


def site_address(text: str, *, is_local_taken: bool = False) -> str:
    """Return the address that a site has, to which paths are added. Raises PydanticCustomError."""
    address = web_address(text, is_local_taken=is_local_taken)
    # An empty folder makes `//` of an internal address, which browsers take for another host.
    path = address.partition("://")[2].partition("/")[2].rstrip("/")
    has_odd_folder = path and not {"", ".", ".."}.isdisjoint(path.split("/"))
    if set(address) & set("?#'") or address.endswith("//") or has_odd_folder:
        raise refuse("D241", text=text)
    return address


def _phone(text: str) -> str:
    digits = re.sub(r"[\s.]", "", text).removeprefix("+47").removeprefix("0047")
    if not re.fullmatch(r"[2-9]\d{7}|0\d{4}|1\d{2}|116\d{3}|1\d{3}", digits):
        raise refuse("D209", text=text)
    return digits


def _email(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", text):
        raise refuse("D210", text=text)
    return text


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise refuse("D211", text=text)
    return text.lower()


def amount(text: str) -> Decimal:
    """Return kroner. Raises PydanticCustomError."""
    plain = re.sub(r"[\s\u00a0]|kr\.?|kroner|,-", "", text.lower())
    if plain == "gratis":
        return Decimal(0)
    if not re.fullmatch(r"\d{1,9}(?:[.,]\d{1,2})?", plain):
        raise refuse("D212", text=text)
    return Decimal(plain.replace(",", "."))


def degrees(text: str) -> float:
    """Return decimal degrees. Raises PydanticCustomError."""
    if re.fullmatch(r"-?\d+,\d+", text):
        raise refuse("D214", text=text, instead=text.replace(",", "."))
    if not re.fullmatch(r"-?\d{1,8}(?:\.\d+)?", text):
        raise refuse("D213", text=text)
    return float(text)


def metres(text: str) -> float:
    """Return metres of a coordinate. Raises PydanticCustomError."""
    if re.fullmatch(r"-?\d+,\d+", text):
        raise refuse("D214", text=text, instead=text.replace(",", "."))
    if not re.fullmatch(r"-?\d{1,7}(?:\.\d+)?", text):
        raise refuse("M531", text=text)
    return float(text)


COORDINATE_SYSTEMS = {
    "25832": 25832, "utm32": 25832, "32632": 25832,
    "25833": 25833, "utm33": 25833, "32633": 25833,
    "25835": 25835, "utm35": 25835, "32635": 25835,
    "4326": 4326, "wgs84": 4326, "4258": 4258, "etrs89": 4258,
}  # fmt: skip
"""EPSG codes by what people call them. UTM on WGS 84 (326xx) is UTM on ETRS89 (258xx) within a metre."""


def coordinate_system(text: str) -> int:
    """Return an EPSG code of ours, from the code or a name (`UTM 33`). Raises PydanticCustomError."""
    plain = re.sub(r"[\s:.-]|epsg|sone|zone", "", text.lower())
    if plain not in COORDINATE_SYSTEMS:
        raise refuse("M530", text=text)
    return COORDINATE_SYSTEMS[plain]


def slug(text: str) -> str:
    """Return the text, which is a slug. Raises PydanticCustomError."""
    if not is_slug(text):
        raise refuse("D215", text=text, instead=slug_of(text[:60]) or "barnehage")
    return text


_OLD_ADDRESS = re.compile(r"/(?:[\w~,()+-][\w.~,()+ -]*(?:/|$))+")


def _old_address(text: str) -> str:
    """Return an address of the site as it was: a folder, or a file that servers know for a page.

    Written as the browser showed it or as it was copied from there: /før/ and /f%C3%B8r/ are one address, and
    servers look for the first.
    """
    path, _, query = text.partition("?")
    address = unicodedata.normalize("NFC", unquote(path))
    if not _OLD_ADDRESS.fullmatch(address) or any(len(part.encode()) > LONGEST for part in address.split("/")):
        raise refuse("D221", text=text)
    _, first, *_ = address.split("/")
    if first.casefold() in OUR_FOLDERS:
        raise refuse("D243", text=text, folder=first)
    _, dot, ending = address.rpartition("/")[2].rpartition(".")
    if query or (dot and ending.lower() not in ("html", "htm")):
        # A file of any other name is not sent as a page, and what stands after a ? is not asked for at all.
        raise refuse("D242", text=text)
    return address if dot or address.endswith("/") else address + "/"


def _language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", text):
        raise refuse("D216", text=text)
    return text


@dataclass(frozen=True, slots=True)
class Span:
    """Opening hours of one day, local time in Europe/Oslo; none when closed all day."""

    opens: tuple[int, int] | None = None
    """(hour, minute)"""
    closes: tuple[int, int] | None = None


_SPAN = re.compile(r"(\d{1,2}[.:]\d{2})\s*[-–]\s*(\d{1,2}[.:]\d{2})")


def _span(text: str) -> Span:
    if text.lower() in ("stengt", "closed"):
        return Span()
    match = _SPAN.fullmatch(text)
    if match is None:
        raise refuse("D219", text=text)
    try:
        opens, closes = dates.parse_clock(match[1]), dates.parse_clock(match[2])
    except dates.DateFault as fault:
        raise refuse(fault.code, **fault.values) from None
    if closes <= opens:
        raise refuse("D222", text=text)
    return Span(opens, closes)


def _house_number(text: str) -> int:
    """Return the number of a house; the letter of an entrance (12B) does not divide a street."""
    match = re.fullmatch(r"([1-9]\d{0,3}) ?[A-Za-zÆØÅæøå]?", text)
    if match is None:
        raise refuse("M596", text=text)
    return int(match[1])


def _year(text: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", text):
        raise refuse("D223", text=text)
    return int(text)


def _number(text: str) -> str:
    if not re.fullmatch(r"\d{4}", text):
        raise refuse("D224", text=text)
    return text


def _domain(text: str) -> str:
    if not re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", text):
        raise refuse("D225", text=text)
    return text


def _file_name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]+\.[a-z]+", text):
        raise refuse("D226", text=text)
    return text


def _concept_of_los(example: str) -> Callable[[str], str]:
    """Return what takes the path of a concept in Los. Where two have one name, that beside the example is meant."""
    first = example.partition("/")[0]

    def make(text: str) -> str:
        if text in los.concepts():
            return text
        instead = los.meant(text, first)
        raise refuse("R440", text=text, instead=instead) if instead else refuse("R441", text=text, example=example)

    return make


def as_list(value: object) -> object:
    """Take one text where a list is wanted: `søk: barnehage` is a list of one."""
    return [value] if isinstance(value, str) else value


Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], BeforeValidator(as_list)]

Text = Annotated[str, House(line)]
ColumnKey = Annotated[str, House(line)]
"""The key of a column that the same map declares: its map judges that"""
When = Annotated[dates.When, House(moment, examples=["2026-05-12", "12. mai 2026 kl. 14.30"])]
Published = Annotated[dates.When, House(_published, examples=["2026-05-12", "2018", "ukjent"])]
YesNo = Annotated[bool, House(yes_no, enum=["ja", "nei"])]
YearlyOrOnce = Annotated[Boundary, House(_boundary, examples=["1. mars", "2026-03-01"])]
Month = Annotated[int, House(_month, examples=["oktober"])]
SiteAddress = Annotated[str, House(site_address, format="uri")]
Url = Annotated[str, House(web_address, format="uri")]
Phone = Annotated[str, House(_phone)]
Email = Annotated[str, House(_email, format="email")]
Colour = Annotated[str, House(_colour, pattern="^#[0-9a-fA-F]{6}$")]
Amount = Annotated[Decimal, House(amount, examples=["3145", "12,50", "gratis"])]
Degrees = Annotated[float, House(degrees, examples=["60.19105"])]
Metres = Annotated[float, House(metres, examples=["334446.42"])]
CoordinateSystem = Annotated[int, House(coordinate_system, enum=["25832", "25833", "25835", "4326", "4258"])]
Slug = Annotated[str, House(slug, pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
OldAddress = Annotated[str, House(_old_address, examples=["/gammel/adresse/"])]
Language = Annotated[str, House(_language, examples=["nb"])]
Hours = Annotated[Span, House(_span, examples=["08.00-15.30", "stengt"])]
HouseNumber = Annotated[int, House(_house_number, examples=["12", "12B"])]
Year = Annotated[int, House(_year, pattern="^[12][0-9]{3}$")]
MunicipalityNumber = Annotated[str, House(_number, pattern="^[0-9]{4}$")]
Domain = Annotated[str, House(_domain, format="hostname")]
FileName = Annotated[str, House(_file_name)]
LosTheme = Annotated[str, House(_concept_of_los("tema/barnehage"))]
LosWord = Annotated[str, House(_concept_of_los("ord/barnehageplass"))]


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as a reference: the value is the slug of an entry of one of these content types."""

    words: tuple[str, ...]


STREET = "gate:"


def _reference(text: str) -> str:
    if "," in text:
        raise refuse("D231", text=text, first=text.partition(",")[0].strip())
    if not is_slug(text):
        # Where such names stand, the field's Ref and the table of content types say.
        raise refuse("D229", text=text)
    return text


_TARGETS = ("service", "category", "place", "map")


def _target(text: str) -> str:
    street = text.removeprefix(STREET).strip()
    if text.startswith(STREET) and street and "," not in street:
        return STREET + street
    if re.search(r"\b(?:hele|heile|whole)\b", text.lower()):
        raise refuse("D230", text=text)
    return _reference(text)


ServiceRef = Annotated[str, House(_reference), Ref(("service",))]
NoticeRef = Annotated[str, House(_reference), Ref(("notice",))]
CategoryRef = Annotated[str, House(_reference), Ref(("category",))]
ContactRef = Annotated[str, House(_reference), Ref(("contact",))]
HoursRef = Annotated[str, House(_reference), Ref(("hours",))]
LinkRef = Annotated[str, House(_reference), Ref(("link",))]
PriceRef = Annotated[str, House(_reference), Ref(("price",))]
PageRef = Annotated[str, House(_reference), Ref(("page",))]
MapRef = Annotated[str, House(_reference), Ref(("map",))]
PlaceRef = Annotated[str, House(_reference), Ref(("place",))]
TargetRef = Annotated[str, House(_target), Ref(_TARGETS)]
