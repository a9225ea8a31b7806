"""Dates and times as staff write them and as people read them. Written in Europe/Oslo, kept in UTC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from site_builder.text.calendar_names import DAYS, MONTHS


def _pinned(*parts: str) -> ZoneInfo:
    # ZoneInfo("…") prefers the machine's own rules; the pinned package gives all machines the same.
    with (files("tzdata") / "zoneinfo").joinpath(*parts).open("rb") as data:
        return ZoneInfo.from_file(data, "/".join(parts))


OSLO = _pinned("Europe", "Oslo")

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""What a year may be: one of four digits that is no slip"""


class Precision(StrEnum):
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """A moment as exact as written. `start` is aware, in UTC: the first moment of the minute, day, month or year."""

    start: datetime
    precision: Precision = Precision.MINUTE

    @property
    def end(self) -> datetime:
        """The first moment after it, in UTC: a bare date as an end means the end of that day."""
        # Asked for all the time, and of most: `in` would compare texts.
        if self.precision is Precision.MINUTE or self.precision is Precision.UNKNOWN:
            return self.start
        day = self.local.date()
        if self.precision is Precision.DAY:
            return midnight(day + timedelta(days=1))
        months = 12 if self.precision is Precision.YEAR else 1
        following = day.month - 1 + months
        return midnight(date(day.year + following // 12, following % 12 + 1, 1))

    def is_before(self, other: When) -> bool:
        """Return whether all of it is over when `other` begins: a bare date before the day after it, a minute not
        before itself."""
        return self.end <= other.start if self.end > self.start else self.start < other.start

    @property
    def local(self) -> datetime:
        """The start in Europe/Oslo."""
        return self.start.astimezone(OSLO)

    @property
    def is_exact(self) -> bool:
        """Whether it is known to the day at least."""
        return self.precision in (Precision.MINUTE, Precision.DAY)


UNKNOWN = When(datetime(1, 1, 1, tzinfo=UTC), Precision.UNKNOWN)


class DateFault(ValueError):
    """A date that cannot be taken. `code` is the problem's, `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def until(moment: datetime) -> When:
    """Return when something ended, as people say it: a midnight is the end of the day before."""
    day = moment.astimezone(OSLO).date()
    return When(midnight(day - timedelta(days=1)), Precision.DAY) if moment == midnight(day) else When(moment)


def days_after(moment: datetime, days: int) -> datetime:
    """Return when the clock in Oslo is what it is at a moment (aware), a number of days later, in UTC."""
    return (moment.astimezone(OSLO) + timedelta(days=days)).astimezone(UTC)


@lru_cache(maxsize=4096)
def midnight(day: date) -> datetime:
    """Return the first moment of a day in Oslo, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=OSLO).astimezone(UTC)


_TIME = (
    r"(?:(?:,?\s+(?:klokka|klokken|kl)\.?\s*(?=\d{1,2}(?:$|[.:]))|\s+(?=\d{1,2}[.:])|T(?=\d{1,2}[.:]))"
    r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2})(?::\d{2})?\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?)?)?"
)
# Staff write dates in Norwegian or in English.
_WRITTEN_DAYS = tuple(DAYS[language] for language in ("nb", "nn", "en"))
_WRITTEN_MONTHS = tuple(tuple(name.lower() for name in MONTHS[language]) for language in ("nb", "en"))
_WEEKDAYS = {name.lower(): number for names in _WRITTEN_DAYS for number, name in enumerate(names)}
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)}),?\s+)?"
_FORMS = tuple(
    re.compile(_WEEKDAY + form + _TIME, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        r"(?P<day>\d{1,2})(?:\.\s*|\s+)(?P<name>[a-zæøå]+)\.?\s+(?P<year>\d{4})",
    )
)
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
_MONTH_AND_YEAR = re.compile(r"(?:(?P<month>\d{1,2})[./]\s?|(?P<name>[a-zæøå]+)\.?\s+)(?P<year>\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?P<year>\d{4})")
_YEARLY = re.compile(r"(?P<day>\d{1,2})(?:\.\s*|\s+)(?P<name>[a-zæøå]+)\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})")


def month_number(name: str) -> int | None:
    """Return 1 to 12 for the name of a month, whole or its first three letters at least; else None."""
    wanted = name.lower()
    for names in _WRITTEN_MONTHS:
        for number, month in enumerate(names, 1):
            if month == wanted or (len(wanted) >= 3 and month.startswith(wanted)):
                return number
    return None


def parse_when(text: str) -> When:
    """Return the date, or date and time, that staff wrote. Raises DateFault."""
    match = next((found for form in _FORMS if (found := form.fullmatch(text.strip()))), None)
    if match is None:
        raise DateFault("D201", text=text)
    parts = match.groupdict()
    month = month_number(parts["name"]) if parts.get("name") else int(parts["month"])
    if month is None:
        raise DateFault("D201", text=text)
    day = _day(int(parts["year"]), month, int(parts["day"]), text)
    if parts["weekday"] and _WEEKDAYS[parts["weekday"].lower()] != day.weekday():
        raise DateFault("D228", text=text)
    if parts["hour"] is None:
        return When(midnight(day), Precision.DAY)
    return When(_moment(day, int(parts["hour"]), int(parts["minute"] or 0), parts["offset"], text))


def parse_published(text: str) -> When:
    """Return when something was published: also a month (`2019-05`, `05.2019`, `mai 2019`), a year or `ukjent`.

    Raises DateFault.
    """
    wanted = text.strip()
    if wanted.lower() in ("ukjent", "unknown"):
        return UNKNOWN
    if match := _MONTH.fullmatch(wanted):
        return When(midnight(_day(int(match["year"]), int(match["month"]), 1, text)), Precision.MONTH)
    if match := _MONTH_AND_YEAR.fullmatch(wanted):
        month = int(match["month"]) if match["month"] else month_number(match["name"])
        if month is not None:
            return When(midnight(_day(int(match["year"]), month, 1, text)), Precision.MONTH)
    if match := _YEAR.fullmatch(wanted):
        return When(midnight(_day(int(match["year"]), 1, 1, text)), Precision.YEAR)
    return parse_when(text)


def parse_yearly(text: str) -> tuple[int, int] | None:
    """Return (month, day) of a date without a year, `1. mars`; None when it is something else. Raises DateFault."""
    match = _YEARLY.fullmatch(text.strip())
    month = month_number(match["name"]) if match else None
    if match is None or month is None:
        return None
    # 2024 is a leap year: 29. februar is a day of the year too.
    _day(2024, month, int(match["day"]), text)
    return month, int(match["day"])


def parse_clock(text: str) -> tuple[int, int]:
    """Return (hour, minute) of `08.00` or `8:00`; 24.00 is allowed. Raises DateFault."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None or not (int(match["hour"]) < 24 or text.strip()[:2] == "24") or int(match["minute"]) > 59:
        raise DateFault("D205", text=text)
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour == 24 and minute:
        raise DateFault("D205", text=text)
    return hour, minute


_ROUGH_TIME = (
    r"(?:(?:,?\s*(?:klokka|klokken|kl)\.?\s*|,?\s+|T)(?P<hour>\d{1,2}?)(?:[.:]?(?P<minute>\d{2}))?(?:[.:]\d{2})?)?"
)
_ROUGH_FORMS = tuple(
    re.compile(r"(?:[a-zæøå]+\.?,?\s+)?" + form + _ROUGH_TIME, re.IGNORECASE)
    for form in (
        r"(?P<day>\d{1,2})\s*[./-]\s*(?P<month>\d{1,2})\s*[./-]\s*(?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})(?:\.\s*|\s+)(?P<name>[a-zæøå]+)\.?,?\s+(?P<year>\d{4})",
        # Without signs between them: no figures are a date of these years both ways.
        r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>\d{2})",
        r"(?P<day>\d{2})(?P<month>0[1-9]|1[0-2])(?P<year>(?:19|20)\d{2})",
    )
)


# What stands around a date, and the dashes of word processors for the hyphens in it.
_AROUND = re.compile(r"[<(\[«‘“\"'](?P<date>[^<>()\[\]«»‘’“”\"']+)[>)\]»’”\"']")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def when_meant(text: str) -> str:
    """Return a date, or date and time, that parse_when does not take, as it does; empty where nobody can tell."""
    inner = _AROUND.fullmatch(text.strip())
    text = (inner["date"] if inner else text).strip().translate(_DASHES)
    match = next((found for form in _ROUGH_FORMS if (found := form.fullmatch(text))), None)
    if match is None:
        return ""
    parts = match.groupdict()
    month = _month_meant(parts["name"]) if parts.get("name") else int(parts["month"])
    day_of_month = int(parts["day"])
    if month and month > 12 >= day_of_month and "/" in text:
        # With strokes, and the month first: so it is written in America.
        month, day_of_month = day_of_month, month
    year, hour, minute = parts["year"].rjust(3, "0").rjust(4, "2"), parts["hour"], parts["minute"] or "00"
    try:
        day = date(int(year), month or 0, day_of_month)
        if hour and int(hour) == 24 and minute == "00":
            # Where one day ends, the next begins.
            day, hour = day + timedelta(days=1), "0"
        instead = f"{day:%Y-%m-%d} {int(hour):02}:{minute}" if hour else f"{day:%Y-%m-%d}"
        parse_when(instead)
    except ValueError:
        return ""
    return instead


_TWO_NUMBERS = re.compile(
    r"(?P<before>\D*)(?P<first>\d{1,2})(?P<stroke>\s*/\s*)(?P<second>\d{1,2})(?P<after>\s*/.*|\.?\s*)"
)


def month_first(text: str) -> str:
    """Return a date with strokes as it would be with the day first, if its month is first, as in America.

    Empty for any other date, and where nobody can mistake one for the other.
    """
    match = _TWO_NUMBERS.fullmatch(text)
    numbers = {int(match["first"]), int(match["second"])} if match else set()
    if match is None or len(numbers) == 1 or max(numbers) > 12:
        return ""
    return "".join(match[part] for part in ("before", "second", "stroke", "first", "after"))


def day_of_year_meant(text: str) -> str:
    """Return `1. mars` for a day of the year in figures, `1.3`; empty for anything else."""
    match = re.fullmatch(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\.?", text.strip())
    try:
        # 2024 is a leap year: 29. februar is a day of the year too.
        return day_of_year(date(2024, int(match[2]), int(match[1])).month, int(match[1]), "nb") if match else ""
    except ValueError:
        return ""


_CLOCK_ALONE = re.compile(
    r"(?:(?:klokka|klokken|kl)\.?\s*(?P<h>\d{1,2})[.:]?(?P<m>\d{2})?|(?P<hour>\d{1,2})[.:](?P<minute>\d{2}))"
)


def clock_alone(text: str) -> str:
    """Return `08:00` for a time without its day, as people write it; empty for anything else."""
    match = _CLOCK_ALONE.fullmatch(text.strip().lower())
    if match is None:
        return ""
    hour, minute = int(match["h"] or match["hour"]), int(match["m"] or match["minute"] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def without_clock(text: str) -> tuple[str, str]:
    """Return a text without the time at its end, and that as `clock_alone` has it; as it is where there is none."""
    match = re.fullmatch(rf"(?P<day>.+?),?\s+{_CLOCK_ALONE.pattern}", text.strip(), re.IGNORECASE)
    clock = clock_alone(text.strip()[len(match["day"]) :].lstrip(", ")) if match else ""
    return (match["day"], clock) if match and clock else (text, "")


def without_weekday(text: str) -> str:
    """Return a text without the day of the week that it begins with."""
    return re.sub(rf"^{_WEEKDAY}", "", text.strip(), flags=re.IGNORECASE)


def _month_meant(name: str) -> int | None:
    known = {month: number for names in _WRITTEN_MONTHS for number, month in enumerate(names, 1)}
    close = get_close_matches(name.lower(), known, n=1, cutoff=0.75)
    return month_number(name) or (known[close[0]] if close else None)


def _day(year: int, month: int, day: int, text: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateFault("F147", text=text, first=FIRST_YEAR, last=LAST_YEAR)
    try:
        return date(year, month, day)
    except ValueError:
        raise DateFault("D202", text=text) from None


def _moment(day: date, hour: int, minute: int, offset: str | None, text: str) -> datetime:
    if hour > 23 or minute > 59:
        raise DateFault("D205", text=text)
    naive = datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - the zone follows
    if offset:
        return naive.replace(tzinfo=_zone(offset)).astimezone(UTC)
    local = naive.replace(tzinfo=OSLO)
    if local.astimezone(UTC).astimezone(OSLO).replace(tzinfo=None) != naive:
        raise DateFault("D203", text=text)
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise DateFault("D204", text=text)
    return local.astimezone(UTC)


def _zone(offset: str) -> timezone:
    if offset.upper() == "Z":
        return UTC
    sign = -1 if offset[0] == "-" else 1
    digits = offset[1:].replace(":", "")
    if int(digits[:2]) > 23 or int(digits[2:]) > 59:
        raise DateFault("D205", text=offset)
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def weekday(day: date, language: str) -> str:
    return DAYS.get(language, DAYS["nb"])[day.weekday()]


def month_name(month: int, language: str) -> str:
    return MONTHS.get(language, MONTHS["nb"])[month - 1]


def long_day(day: date, language: str) -> str:
    """Return `tirsdag 17. februar 2026`, `Tuesday, 17 February 2026`, `guovvamánu 17. b. 2026, maŋŋebárga`."""
    name = weekday(day, language)
    if language == "se":
        # The weekday stands where CLDR has it.
        return f"{plain_day(day, language)}, {name}"
    return f"{name}, {plain_day(day, language)}" if language == "en" else f"{name} {plain_day(day, language)}"


def plain_day(day: date, language: str) -> str:
    """Return `17. februar 2026`, `17 February 2026`, `guovvamánu 17. b. 2026`."""
    return f"{day_of_year(day.month, day.day, language)} {day.year}"


def month_of_year(day: date, language: str) -> str:
    """Return `februar 2026`, `February 2026`, `guovvamánnu 2026`."""
    return f"{month_name(day.month, language)} {day.year}"


def days(first: date, last: date, language: str) -> str:
    """Return `27.–28. februar 2026`, `15. juni–15. august 2026`; with both years where there are two."""
    if (first.year, first.month) == (last.year, last.month):
        in_month = f"{_ordinal(first.day, language)}–{_ordinal(last.day, language)}"
        return f"{_in_month(in_month, last.month, language)} {last.year}"
    begins = day_of_year(first.month, first.day, language) if first.year == last.year else plain_day(first, language)
    return f"{begins}–{plain_day(last, language)}"


def day_of_year(month: int, day: int, language: str) -> str:
    """Return `1. mars`, `1 March`, `njukčamánu 1. b.`."""
    return _in_month(_ordinal(day, language), month, language)


def _ordinal(day: int, language: str) -> str:
    return f"{day}" if language == "en" else f"{day}."


def _in_month(days: str, month: int, language: str) -> str:
    """Return days with the month that they are in.

    In Northern Sámi the month comes first and in the genitive, then the days with `b.` for `beaivi`: so it is written
    in Norway, `miessemánu 17. beaivi` (Avvir), `čakčamánu 15. beaivve 2020` (the municipality of Karasjok). CLDR's
    `miessemánnu 17` is in no running text. The genitive of -mánnu is -mánu.
    """
    name = month_name(month, language)
    return f"{name.removesuffix('mánnu')}mánu {days} b." if language == "se" else f"{days} {name}"


def clock(moment: datetime, language: str) -> str:
    """Return the time in Oslo: `08.10`; in English and Northern Sámi `08:10` (CLDR)."""
    local = moment.astimezone(OSLO)
    # Half of all that is said of time comes by here: strftime takes ten times as long.
    return f"{local.hour:02}{':' if language in ('en', 'se') else '.'}{local.minute:02}"


def machine(when: When) -> str:
    """Return what stands in `datetime=`: ISO 8601, as exact as known; empty when unknown."""
    local = when.local
    if when.precision is Precision.UNKNOWN:
        return ""
    if when.precision is Precision.MINUTE:
        return local.isoformat(timespec="minutes")
    return {Precision.DAY: f"{local:%Y-%m-%d}", Precision.MONTH: f"{local:%Y-%m}"}.get(when.precision, f"{local:%Y}")


def to_write(moment: datetime) -> str:
    """Return a moment as parse_when reads it: `2026-02-17 13:40`, with the offset where the clock shows it twice."""
    local = moment.astimezone(OSLO)
    text = local.isoformat(" ", "minutes")
    clock, offset = text[:16], text[16:]
    is_shown_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{clock} {offset}" if is_shown_twice else clock


def rfc3339(moment: datetime) -> str:
    """Return a moment for feeds, with Oslo's offset (RFC 3339)."""
    return moment.astimezone(OSLO).isoformat(timespec="seconds")
