"""House types: every value that is not plain text is made from the author's text here.

Each type refuses with a problem code and the values of its sentence, never with pydantic's own English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self, TypeVar

from pydantic import BeforeValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from site_builder.problems import Word
from site_builder.rendering.placeholders import placeholders_in
from site_builder.text import choice_words, dates, los
from site_builder.text.slugs import LONGEST, folded, is_slug, is_too_long, shortened, slug_of


def refuse(code: str, **values: object) -> PydanticCustomError:
    """Return the error that becomes the Problem of that code."""
    return PydanticCustomError(code, "{code}", {"code": code, **values})


class Choice(StrEnum):
    """One of a few words; `nb` is its bokmål name, which staff may write just as well, and in nynorsk."""

    nb: str

    def __new__(cls, value: str, nb: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.nb = nb
        return member

    @classmethod
    def parse(cls, text: str) -> Self | None:
        wanted = text.strip().lower()
        return next((one for one in cls if wanted in one.written), None)

    @property
    def nn(self) -> str:
        """The nynorsk name."""
        return choice_words.in_nynorsk(self.nb)

    @property
    def word(self) -> Word:
        """The name in Norwegian, as messages show it."""
        return Word(self.nb, self.nn)

    @property
    def written(self) -> tuple[str, ...]:
        """All that staff may write for it."""
        return (self.value, *choice_words.norwegian(self.nb))

    @classmethod
    def meant(cls, text: str) -> Self | None:
        """Return the one that a text was probably meant for: misspelt, without its letters, or with more behind it."""
        wanted = folded(text)
        words = {folded(word): one for one in cls for word in one.written}
        longest = max((word for word in words if len(word) > 3 and wanted.startswith(word)), key=len, default="")
        close = get_close_matches(wanted, words, n=1, cutoff=0.7)
        return words.get(wanted) or words.get(longest) or (words[close[0]] if close else None)


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
    try:
        return _dated(dates.parse_published, text)
    except PydanticCustomError as fault:
        if fault.type == "D201":
            raise refuse("F146", text=text) from None
        raise


def _dated(parse: Callable[[str], dates.When], text: str) -> dates.When:
    if text.lower() in YES_NO_WORDS:
        raise refuse("D217", text=text)
    try:
        head, clock = dates.without_clock(dates.without_weekday(text))
        if day := head if dates.parse_yearly(head) else dates.day_of_year_meant(head):
            raise refuse("D220", text=text, day=day, year=_SOME_YEAR, clock=f" {clock}" if clock else "")
        return parse(text)
    except dates.DateFault as fault:
        raise _refused(fault, text, dates.when_meant) from None


def _refused(fault: dates.DateFault, text: str, meant: Callable[[str], str]) -> PydanticCustomError:
    """Return what is wrong with a date; `meant` says how it is to be written."""
    instead = meant(text) if fault.code in _WRITTEN_OTHERWISE else ""
    if not instead:
        return refuse(fault.code, **fault.values)
    other = meant(dates.month_first(text))
    values = {"other": other} if other else {}
    return refuse("S171" if other else "F169", text=text, instead=instead, **values)


_WRITTEN_OTHERWISE = ("D201", "D205")
_SOME_YEAR = 2026
"""Of an example, where nothing beside a date tells which year it is of"""


YES_NO_WORDS = {"ja": True, "yes": True, "true": True, "nei": False, "no": False, "false": False}


def yes_no(text: str) -> bool:
    """Return whether it is yes. Raises PydanticCustomError."""
    if text.lower() not in YES_NO_WORDS:
        raise refuse("D206", text=text)
    return YES_NO_WORDS[text.lower()]


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
        raise _refused(fault, text, lambda one: dates.day_of_year_meant(one) or dates.when_meant(one)) from None


DATES = (moment, _published, _boundary)
"""What takes dates and times"""


def _month(text: str) -> int:
    number = dates.month_number(text)
    if number is None:
        raise refuse("D218", text=text)
    return number


def _phone(text: str) -> str:
    digits = re.sub(r"[\s.]", "", text).removeprefix("+47").removeprefix("0047")
    if not re.fullmatch(r"[2-9]\d{7}|0\d{4}|1\d{2}|116\d{3}|1\d{3}", digits):
        raise refuse("D209", text=text)
    return digits


def _email(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", text):
        raise refuse("D210", text=text)
    return text


def _account(text: str) -> str:
    if not re.fullmatch(_ACCOUNT, text):
        raise refuse("D290", text=text)
    return text


_ACCOUNT = r"@[A-Za-z0-9](?:[\w.-]*\w)?(?:/[A-Za-z0-9](?:[\w.-]*\w)?)*"


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise refuse("D211", text=text)
    return text.lower()


def amount(text: str) -> Decimal:
    """Return kroner. Raises PydanticCustomError."""
    plain = re.sub(r"[\s\u00a0]|kroner|kr\.?|,-", "", text.lower())
    if plain == "gratis":
        return Decimal(0)
    if not re.fullmatch(r"\d{1,9}(?:[.,]\d{1,2})?", plain):
        raise refuse("D212", text=text)
    return Decimal(plain.replace(",", "."))


def percent(text: str) -> Decimal:
    """Return percent, from 0 to 100. Raises PydanticCustomError."""
    plain = re.sub(r"[\s\u00a0]|%|prosent|percent", "", text.lower())
    if not re.fullmatch(r"\d{1,9}(?:[.,]\d{1,2})?", plain):
        raise refuse("K101", text=text)
    found = Decimal(plain.replace(",", "."))
    if found > 100:
        raise refuse("K102", text=text)
    return found


def slug(text: str) -> str:
    """Return the text, which is a slug. Raises PydanticCustomError."""
    if is_too_long(text):
        raise refuse("F162", length=len(text), limit=LONGEST, instead=shortened(text))
    if not is_slug(text):
        raise refuse("D215", text=text, instead=slug_of(text[:60]) or "barnehage")
    return text


def _language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", text):
        raise refuse("D216", text=text)
    return text


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when something is open: minutes after midnight by the clock in Oslo, on one day (24.00 is 1440)."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class DayHours:
    """The opening hours of one day, in order and apart; none when it is closed all day."""

    spans: tuple[Span, ...] = ()


_SPAN = re.compile(r"(\d{1,2}[.:]\d{2})\s*[-–]\s*(\d{1,2}[.:]\d{2})")
_BETWEEN_SPANS = re.compile(r"\s*,\s*|\s+(?:og|and|&)\s+")


def _day_hours(text: str) -> DayHours:
    if text.lower() in ("stengt", "closed"):
        return DayHours()
    if instead := _hours_meant(text):
        raise refuse("F169", text=text, instead=instead)
    spans = tuple(_span(one, text) for one in _BETWEEN_SPANS.split(text))
    if any(later.opens <= earlier.closes for earlier, later in pairwise(spans)):
        raise refuse("F131", text=text)
    return DayHours(spans)


_ROUGH_CLOCK = r"(?:(?:fra|kl\.?|klokka|klokken)\s*)*(\d{1,2}?)(?:[.:]?(\d{2}))?"
_ROUGH_SPAN = re.compile(rf"{_ROUGH_CLOCK}\s*(?:[-–—]|til)\s*{_ROUGH_CLOCK}", re.IGNORECASE)
_CLOSED = ("lukket", "lukka", "stengd", "steng", "ikke åpent", "ikkje ope", "shut")

_ALL_DAY = ("døgnåpent", "døgnope", "hele døgnet", "heile døgnet", "hele dagen", "heile dagen", "24/7", "all day")


def _hours_meant(text: str) -> str:
    """Return opening hours as they are to be written, where they are written otherwise; else an empty text."""
    if text.lower() in _CLOSED:
        return "stengt"
    if text.lower() in _ALL_DAY:
        return "00.00-24.00"
    parts = _BETWEEN_SPANS.split(text)
    matches = [_ROUGH_SPAN.fullmatch(one) for one in parts]
    if all(map(_SPAN.fullmatch, parts)) or not all(matches):
        return ""
    spans = [[(int(one[at]), int(one[at + 1] or 0)) for at in (1, 3)] for one in matches if one]
    if not all(opens < closes <= (24, 0) and max(opens[1], closes[1]) < 60 for opens, closes in spans):
        return ""
    return " og ".join("-".join(f"{hour:02}.{minute:02}" for hour, minute in span) for span in spans)


def _span(text: str, whole: str) -> Span:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise refuse("D219", text=whole)
    try:
        opens, closes = (hour * 60 + minute for hour, minute in map(dates.parse_clock, match.groups()))
    except dates.DateFault as fault:
        raise refuse(fault.code, **fault.values) from None
    if closes <= opens:
        raise refuse("D222", text=text)
    return Span(opens, closes)


@dataclass(frozen=True, slots=True)
class HolidayHours:
    """What applies on public holidays: hours of their own, or (None) those of the weekday."""

    hours: DayHours | None = DayHours()


def _holiday_hours(text: str) -> HolidayHours:
    if text.lower() in ("som vanlig", "som vanleg", "as usual"):
        return HolidayHours(None)
    try:
        return HolidayHours(_day_hours(text))
    except PydanticCustomError as fault:
        if fault.type == "D219":
            raise refuse("F141", text=text) from None
        raise


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


def count(text: str) -> int:
    """Return how many times it is. Raises PydanticCustomError."""
    if not re.fullmatch(r"\d{1,6}", text):
        raise refuse("Q101", text=text)
    return int(text)


def organisation_number(text: str) -> str:
    """Return nine digits of which the last is the control digit that the register's rule gives (modulus 11: Brønnøysund
    Register Centre, "Organisasjonsnummeret"). Raises PydanticCustomError."""
    digits = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[89][0-9]{8}", digits):
        raise refuse("C803", text=text)
    rest = sum(weight * int(digit) for weight, digit in zip((3, 2, 7, 6, 5, 4, 3, 2), digits, strict=False)) % 11
    if (11 - rest) % 11 != int(digits[8]):
        raise refuse("C803", text=text)
    return digits


def _number(text: str) -> str:
    if not re.fullmatch(r"\d{4}", text):
        raise refuse("D224", text=text)
    return text


HEIGHTS = (150, 2000)
"""Pixels: of a part that others make, at least a field and a button, at most what two screens hold"""


def _height(text: str) -> int:
    lowest, highest = HEIGHTS
    if not re.fullmatch(r"[0-9]{1,5}", text) or not lowest <= int(text) <= highest:
        raise refuse("E108", text=text, lowest=lowest, highest=highest)
    return int(text)


def _domain(text: str) -> str:
    if not re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", text):
        raise refuse("D225", text=text)
    return text


def _cap_sender(text: str) -> str:
    """Return an e-mail address or a domain: no space, comma, < or & may stand in it (CAP 1.2, 3.2.1)."""
    if not re.fullmatch(r"(?:[A-Za-z0-9._%+-]+@)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", text):
        raise refuse("C810", text=text)
    return text


def _file_name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]+\.[a-z]+", text):
        raise refuse("D226", text=text)
    return text


PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif")


def picture_name(text: str) -> str:
    """Return the name of a file that may be a picture. Raises PydanticCustomError."""
    ending = f".{text.rpartition('.')[2].lower()}" if "." in text else ""
    if ending == ".svg":
        # A drawing of that kind is a program: it may fetch and run things.
        raise refuse("P102", text=text)
    if "/" in text or "\\" in text:
        raise refuse("P103", text=text, instead=re.split(r"[/\\]", text)[-1])
    if ending not in PICTURE_ENDINGS:
        raise refuse("P101", text=text, endings=PICTURE_ENDINGS)
    return text


def _life_event(text: str) -> str:
    """Return the path of a life event in Los; `Å få barn` is known to be one, too, and told of."""
    events = los.life_events()
    if text not in events:
        meant = los.meant(text, "hendelse")
        raise refuse("E111", text=text, choices=events, instead=meant if meant in events else "hendelse/fa-barn")
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

# What editors of text are told of values: patterns of ECMA-262, as JSON Schema has them (draft-07, 6.3.3). They take
# all that the functions above take, and of what these refuse as much as a pattern can tell.
_DATE = (
    r"(?:[A-Za-zæøåÆØÅ]+\.?,?\s+)?"
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}(?:\.\s*|\s+)[A-Za-zæøå]+\.?\s+\d{4})(?:[T,\s].*)?"
)
_YEARLY = r"\d{1,2}(?:\.\s*|\s+)[A-Za-zæøå]+\.?"
_SPANS = rf"{_SPAN.pattern}(?:(?:\s*,\s*|\s+(?:og|and|&)\s+){_SPAN.pattern})*"
_CLOSED_WORD = "[Ss]tengt|[Cc]losed"
_MONTHS = "[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]a[iy]|[Jj]u[nl]|[Aa]ug|[Ss]ep|[Oo][kc]t|[Nn]ov|[Dd]e[sc]"
_KRONER = r"[Kk]r\.?|[Kk]roner"
_DIGITS_APART = (r"[2-9](?:[\s.]*\d){7}", r"0(?:[\s.]*\d){4}", r"1(?:[\s.]*\d){2,3}", r"116(?:[\s.]*\d){3}")


_LOS = "^(?:hendelse|tema|ord)/[a-zæøå0-9-]+$"
SLUG_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"


def _whole(*patterns: str) -> str:
    return f"^(?:{'|'.join(patterns)})$"


def _key(text: str) -> str:
    """Return a name that no reader sees: no text to translate."""
    return line(text)


Text = Annotated[str, House(line, pattern=r"\S")]
ColumnKey = Annotated[str, House(_key, pattern=r"\S")]
"""The key of a column that the same map declares: its map judges that"""
When = Annotated[dates.When, House(moment, pattern=_whole(_DATE), examples=["2026-05-12", "12. mai 2026 kl. 14.30"])]
Published = Annotated[
    dates.When,
    House(
        _published,
        pattern=_whole(_DATE, r".*\d{4}(?:-\d{2})?", "[Uu]kjent", "[Uu]nknown"),
        examples=["2026-05-12", "mai 2018", "2018", "ukjent"],
    ),
]
YesNo = Annotated[bool, House(yes_no, enum=["ja", "nei"])]
YearlyOrOnce = Annotated[Boundary, House(_boundary, pattern=_whole(_DATE, _YEARLY), examples=["1. mars", "2026-03-01"])]
Month = Annotated[int, House(_month, pattern=f"^(?:{_MONTHS})", examples=["oktober"])]
Phone = Annotated[str, House(_phone, pattern=rf"^(?:(?:\+|00)47)?[\s.]*(?:{'|'.join(_DIGITS_APART)})$")]
Email = Annotated[str, House(_email, pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$")]
Account = Annotated[str, House(_account, pattern=f"^{_ACCOUNT}$")]
Colour = Annotated[str, House(_colour, pattern="^#[0-9a-fA-F]{6}$")]
Amount = Annotated[
    Decimal,
    House(
        amount,
        pattern=rf"^(?:[Gg]ratis|(?:{_KRONER})?[\s\d]*\d(?:[.,]\d{{1,2}})?\s*(?:,-|{_KRONER})?)$",
        examples=["3145", "12,50", "gratis"],
    ),
]
Percent = Annotated[
    Decimal,
    House(percent, pattern=r"^\d{1,3}(?:[.,]\d{1,2})?\s*(?:%|[Pp]rosent|[Pp]ercent)?$", examples=["30", "12,5"]),
]
Slug = Annotated[str, House(slug, pattern=SLUG_PATTERN)]
Language = Annotated[str, House(_language, pattern="^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", examples=["nb"])]
Hours = Annotated[
    DayHours,
    House(
        _day_hours,
        pattern=_whole(_CLOSED_WORD, _SPANS),
        examples=["08.00-15.30", "08.00-11.30 og 12.30-15.30", "stengt"],
    ),
]
OnHolidays = Annotated[
    HolidayHours,
    House(
        _holiday_hours,
        pattern=_whole(_CLOSED_WORD, "[Ss]om vanle?i?g", "[Aa]s usual", _SPANS),
        examples=["stengt", "som vanlig", "12.00-16.00"],
    ),
]
HouseNumber = Annotated[int, House(_house_number, examples=["12", "12B"])]
Count = Annotated[int, House(count, pattern="^[0-9]{1,6}$")]
Year = Annotated[int, House(_year, pattern="^[12][0-9]{3}$")]
MunicipalityNumber = Annotated[str, House(_number, pattern="^[0-9]{4}$")]
OrganisationNumber = Annotated[str, House(organisation_number, pattern=r"^(?:\s*[0-9]){9}\s*$")]
Height = Annotated[int, House(_height, pattern="^[0-9]{3,4}$", examples=["600"])]
Domain = Annotated[str, House(_domain, pattern=r"^(?:[a-z0-9-]+\.)+[a-z]{2,}$")]
FileName = Annotated[str, House(_file_name, pattern=r"^[A-Za-z0-9_-]+\.[a-z]+$")]
PictureName = Annotated[
    str,
    House(
        picture_name,
        pattern=r"^[^/\\]+\.(?:[Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg]|[Ww][Ee][Bb][Pp]|[Aa][Vv][Ii][Ff])$",
        examples=["skolegard.jpg"],
    ),
]
CapSender = Annotated[
    str,
    House(
        _cap_sender,
        pattern=r"^(?:[A-Za-z0-9._%+-]+@)?[A-Za-z0-9.-]+\.[A-Za-z]{2,}$",
        examples=["beredskap@kommune.example"],
    ),
]
LosEvent = Annotated[str, House(_life_event, examples=["hendelse/fa-barn"])]
LosTheme = Annotated[str, House(_concept_of_los("tema/barnehage"), pattern=_LOS)]
LosWord = Annotated[str, House(_concept_of_los("ord/barnehageplass"), pattern=_LOS)]
