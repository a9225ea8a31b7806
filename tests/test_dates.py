"""Dates and times as staff write them and as people read them."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime

import pytest
from babel import Locale
from babel.dates import format_time
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text import dates
from site_builder.text.calendar_names import MONTHS
from site_builder.text.dates import DateFault, Precision, When
from site_builder.text.messages import catalogue


def _utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    "written",
    [
        "2026-05-12",
        "2026-5-12",
        "12.05.2026",
        "12.5.2026",
        "12. 5. 2026",
        "12. mai 2026",
        "12 mai 2026",
        "12. MAI 2026",
        " 12 May 2026 ",
        "12.mai 2026",
        "12. mai. 2026",
        "tirsdag 12. mai 2026",
        "Tysdag 12. mai 2026",
        "Tuesday, 12 May 2026",
    ],
)
def test_a_day_may_be_written_in_many_ways(written: str) -> None:
    assert dates.parse_when(written) == When(_utc(2026, 5, 11, 22), Precision.DAY)


@pytest.mark.parametrize(
    "written",
    [
        "2026-05-12 14:30",
        "2026-05-12 14.30",
        "2026-05-12T14:30",
        "2026-05-12T14:30:00",
        "2026-05-12T14:30+02:00",
        "2026-05-12T12:30Z",
        "2026-05-12 13:30 +0100",
        "12.05.2026 kl. 14.30",
        "12. mai 2026 kl 14.30",
        "12. mai 2026, kl. 14.30",
        "12. mai 2026 kl.14.30",
        "12. mai 2026 klokka 14.30",
        "12. mai 2026, klokken 14:30",
        "tirsdag 12. mai 2026 kl. 14.30",
    ],
)
def test_a_time_may_be_written_in_many_ways(written: str) -> None:
    assert dates.parse_when(written) == When(_utc(2026, 5, 12, 12, 30), Precision.MINUTE)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "D201"),
        ("i morgen", "D201"),
        ("1. mars", "D201"),
        ("2026", "D201"),
        ("2026-05", "D201"),
        ("12. ma 2026", "D201"),
        ("12.05.26", "D201"),
        ("12. mai 2026 15", "D201"),
        ("12. mai 2026 kl", "D201"),
        ("12. mai 2026 kl. 25", "D205"),
        ("onsdag 12. mai 2026", "D228"),
        ("2026-02-29", "D202"),
        ("31. april 2026", "D202"),
        ("2026-13-01", "D202"),
        ("0026-05-12", "F147"),
        ("9026-05-12", "F147"),
        ("9999-12-31", "F147"),
        ("29. mars 2026 kl. 02.30", "D203"),
        ("25. oktober 2026 kl. 02.30", "D204"),
        ("2026-05-12 24:00", "D205"),
        ("2026-05-12 12:60", "D205"),
        ("2026-05-12 12:30 +99:00", "D205"),
        ("2026-05-12 12:30 -23:60", "D205"),
    ],
)
def test_what_is_no_date_is_told(written: str, code: str) -> None:
    with pytest.raises(DateFault) as raised:
        dates.parse_when(written)
    assert raised.value.code == code


@pytest.mark.parametrize("written", ["17. febr. 2026 kl 15", "17. feb 2026 klokka 15", "2026-02-17 kl. 15:00"])
def test_an_hour_alone_is_a_time_after_its_word(written: str) -> None:
    assert dates.parse_when(written) == When(_utc(2026, 2, 17, 14), Precision.MINUTE)


def test_an_offset_tells_the_two_hours_of_autumn_apart() -> None:
    assert dates.parse_when("2026-10-25 02:30 +02:00").start == _utc(2026, 10, 25, 0, 30)
    assert dates.parse_when("2026-10-25 02:30 +01:00").start == _utc(2026, 10, 25, 1, 30)


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("2026-03-29", _utc(2026, 3, 29, 22)),  # 23 hours
        ("2026-10-25", _utc(2026, 10, 25, 23)),  # 25 hours
        ("2026-12-31", _utc(2026, 12, 31, 23)),
        ("2026-12-31 12:00", _utc(2026, 12, 31, 11)),
        ("2018", _utc(2018, 12, 31, 23)),
        ("2024-12", _utc(2024, 12, 31, 23)),
        ("2024-02", _utc(2024, 2, 29, 23)),
    ],
)
def test_a_day_month_or_year_ends_when_the_next_begins(written: str, end: datetime) -> None:
    assert dates.parse_published(written).end == end


def test_a_publication_may_be_known_to_the_month_the_year_or_not_at_all() -> None:
    assert dates.parse_published("2018") == When(_utc(2017, 12, 31, 23), Precision.YEAR)
    assert dates.parse_published("2024-09") == When(_utc(2024, 8, 31, 22), Precision.MONTH)
    for month in ("september 2024", "sept. 2024", "09.2024", "9.2024", "09/2024", "September 2024"):
        assert dates.parse_published(month) == dates.parse_published("2024-09")
    assert dates.parse_published("mai 2019") == dates.parse_published("May 2019")
    assert dates.parse_published("Ukjent") is dates.parse_published("unknown") is dates.UNKNOWN
    assert dates.parse_published("2026-05-12").is_exact
    assert not dates.parse_published("2018").is_exact


@pytest.mark.parametrize(
    ("written", "code"), [("2024-13", "D202"), ("13.2024", "D202"), ("2024-00", "D202"), ("0018", "F147")]
)
def test_a_month_or_year_outside_the_calendar_is_told(written: str, code: str) -> None:
    with pytest.raises(DateFault) as raised:
        dates.parse_published(written)
    assert raised.value.code == code


@pytest.mark.parametrize("written", ["tull 2019", "sommeren 2019", "2019 mai", "05.19", "mai"])
def test_what_is_no_month_is_no_date(written: str) -> None:
    with pytest.raises(DateFault) as raised:
        dates.parse_published(written)
    assert raised.value.code == "D201"


def test_a_day_of_every_year_has_no_year() -> None:
    assert dates.parse_yearly("1. mars") == (3, 1)
    assert dates.parse_yearly("29. februar") == (2, 29)
    assert dates.parse_yearly("1 March") == dates.parse_yearly("1.mars") == dates.parse_yearly("1. mar.") == (3, 1)
    assert dates.parse_yearly("1. mars 2026") is None
    assert dates.parse_yearly("1. fest") is None
    with pytest.raises(DateFault):
        dates.parse_yearly("31. april")


@pytest.mark.parametrize(
    ("written", "clock"), [("08.00", (8, 0)), ("8:05", (8, 5)), ("24.00", (24, 0)), ("0.00", (0, 0))]
)
def test_a_time_of_day_is_read(written: str, clock: tuple[int, int]) -> None:
    assert dates.parse_clock(written) == clock


@pytest.mark.parametrize("written", ["24.01", "25.00", "12.60", "12", "1200", ""])
def test_an_impossible_time_of_day_is_told(written: str) -> None:
    with pytest.raises(DateFault) as raised:
        dates.parse_clock(written)
    assert raised.value.code == "D205"


@pytest.mark.parametrize(
    ("name", "number"),
    [("januar", 1), ("Oktober", 10), ("okt", 10), ("october", 10), ("des", 12), ("ma", None), ("vår", None)],
)
def test_a_month_is_known_by_its_name_or_its_first_letters(name: str, number: int | None) -> None:
    assert dates.month_number(name) == number


@pytest.mark.parametrize(
    ("written", "language", "shown"),
    [
        ("2026-02-17", "nb", "17. februar 2026"),
        ("2026-02-17", "nn", "17. februar 2026"),
        ("2026-02-17", "en", "17 February 2026"),
        ("2026-02-17 08:10", "nb", "17. februar 2026 kl. 08.10"),
        ("2026-02-17 08:10", "en", "17 February 2026 at 08:10"),
        ("2024-09", "nb", "september 2024"),
        ("2018", "en", "2018"),
        ("2026-02-16", "se", "guovvamánu 16. b. 2026"),
        ("2026-02-16 08:10", "se", "guovvamánu 16. b. 2026 diibmu 08:10"),
        ("2019-05", "se", "miessemánnu 2019"),
    ],
)
def test_a_date_is_shown_as_exact_as_it_is_known(written: str, language: str, shown: str) -> None:
    assert catalogue(language).date(dates.parse_published(written)) == shown


def test_a_date_that_nobody_knows_is_said_to_be_unknown() -> None:
    assert catalogue("nb").say("service.deadline", date=dates.UNKNOWN) == "Frist ukjent"
    assert catalogue("en").say("service.deadline", date=dates.UNKNOWN) == "Deadline unknown"
    assert catalogue("en").date(dates.UNKNOWN) == catalogue("en").say("archive.undated")


def test_weekdays_are_those_of_the_language() -> None:
    day = date(2026, 2, 17)
    assert dates.long_day(day, "nb") == "tirsdag 17. februar 2026"
    assert dates.long_day(day, "nn") == "tysdag 17. februar 2026"
    assert dates.long_day(day, "en") == "Tuesday, 17 February 2026"
    assert dates.long_day(day, "de") == dates.long_day(day, "nb")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-02-17 08:10", "2026-02-17T08:10+01:00"),
        ("2026-06-17", "2026-06-17"),
        ("2024-09", "2024-09"),
        ("2018", "2018"),
        ("ukjent", ""),
    ],
)
def test_machines_are_told_no_more_than_is_known(written: str, shown: str) -> None:
    assert dates.machine(dates.parse_published(written)) == shown


def test_feeds_show_the_offset_of_oslo() -> None:
    assert dates.rfc3339(_utc(2026, 7, 1, 10)) == "2026-07-01T12:00:00+02:00"


_PIECES = st.sampled_from([*"0123456789.:-+TZ ", "mars", "kl. ", "2026-", "12", "29.", "februar", "ukjent"])


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_whatever_is_written_is_a_date_or_a_fault(text: str) -> None:
    for parse in (dates.parse_when, dates.parse_published, dates.parse_yearly, dates.parse_clock):
        with contextlib.suppress(DateFault):
            parse(text)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(lambda one: one.replace(second=0, microsecond=0)))  # noqa: DTZ001
def test_a_time_that_is_shown_can_be_read_again(local: datetime) -> None:
    try:
        when = dates.parse_when(f"{local:%Y-%m-%d %H:%M}")
    except DateFault as fault:
        assert fault.code in ("D203", "D204")
        return
    assert dates.parse_when(catalogue("nb").date(when)) == when
    assert dates.parse_when(dates.machine(when)) == when


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (_utc(2026, 2, 17, 12, 40), "2026-02-17 13:40"),
        (_utc(2026, 10, 25, 0, 30), "2026-10-25 02:30 +02:00"),
        (_utc(2026, 10, 25, 1, 30), "2026-10-25 02:30 +01:00"),
        (_utc(2026, 10, 25, 2, 30), "2026-10-25 03:30"),
    ],
)
def test_a_moment_is_written_so_that_it_is_read_as_the_same(moment: datetime, text: str) -> None:
    assert dates.to_write(moment) == text
    assert dates.parse_when(text).start == moment


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("17/02/2026", "2026-02-17"),
        ("17-2-2026", "2026-02-17"),
        ("02/17/2026", "2026-02-17"),
        ("17.02.26", "2026-02-17"),
        ("2026/02/17", "2026-02-17"),
        ("2026.2.17 08:00", "2026-02-17 08:00"),
        ("17.02.2026 kl. 0800", "2026-02-17 08:00"),
        ("17.02.2026 800", "2026-02-17 08:00"),
        ("2026-02-17 24:00", "2026-02-18 00:00"),
        ("17. febuar 2026", "2026-02-17"),
        ("Tirsdag 17. feburar 2026 kl 8", "2026-02-17 08:00"),
    ],
)
def test_a_date_written_otherwise_is_understood_when_nothing_else_can_be_meant(written: str, meant: str) -> None:
    with pytest.raises(DateFault):
        dates.parse_when(written)
    assert dates.when_meant(written) == meant
    assert dates.parse_when(meant)


@pytest.mark.parametrize(
    "written",
    [
        "i morgen",
        "02-17-2026",
        "13/13/2026",
        "2026-02-17 25:00",
        "31/2/2026",
        "17.-18. februar 2026",
        "1/2",
        "29.3.26 0230",
        "",
    ],
)
def test_what_may_mean_anything_is_not_guessed(written: str) -> None:
    assert dates.when_meant(written) == ""


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("05/12/2026", "12/05/2026"),
        ("5/12/26 kl. 10", "12/5/26 kl. 10"),
        ("lørdag 5 / 12 / 2026", "lørdag 12 / 5 / 2026"),
        ("5/12", "12/5"),
        ("5/5/2026", ""),
        ("17/2/2026", ""),
        ("2/17/2026", ""),
        ("5/12-2026", ""),
        ("5.12.2026", ""),
        ("2026/05/12", ""),
        ("i morgen", ""),
    ],
)
def test_with_strokes_a_day_and_a_month_can_be_mistaken_for_each_other(written: str, other: str) -> None:
    assert dates.month_first(written) == other


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1.3", "1. mars"), ("01/03", "1. mars"), ("29.2.", "29. februar"), ("31.2", ""), ("1.13", "")],
)
def test_a_day_of_the_year_in_figures_is_understood(written: str, meant: str) -> None:
    assert dates.day_of_year_meant(written) == meant


@pytest.mark.parametrize(
    ("written", "clock"),
    [("8:00", "08:00"), ("kl. 0830", "08:30"), ("Klokka 8", "08:00"), ("0830", ""), ("24:00", ""), ("8", "")],
)
def test_a_time_that_stands_alone_is_known(written: str, clock: str) -> None:
    assert dates.clock_alone(written) == clock


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
def test_days_and_months_are_called_what_cldr_calls_them(language: str) -> None:
    names = Locale.parse(language)
    assert [dates.month_name(month, language) for month in range(1, 13)] == [
        names.months["format"]["wide"][month] for month in range(1, 13)
    ]
    week = [date(2026, 2, 16 + day) for day in range(7)]
    assert [dates.weekday(day, language) for day in week] == [names.days["format"]["wide"][n] for n in range(7)]


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 2, 17), "guovvamánu 17. b. 2026"),
        (date(2024, 2, 29), "guovvamánu 29. b. 2024"),
        (date(2026, 5, 17), "miessemánu 17. b. 2026"),
        (date(2026, 10, 1), "golggotmánu 1. b. 2026"),
    ],
)
def test_a_sami_date_is_written_as_people_in_norway_write_it(day: date, written: str) -> None:
    assert dates.plain_day(day, "se") == written
    assert dates.long_day(day, "se") == f"{written}, {dates.weekday(day, 'se')}"
    when = dates.parse_when(f"{day} 08:10")
    assert dates.clock(when.start, "se") == format_time(when.local, "short", locale="se")
    assert dates.machine(when).startswith(f"{day}T08:10+0")


def test_a_sami_month_is_in_the_genitive_before_the_days_in_it() -> None:
    for month, name in enumerate(MONTHS["se"], 1):
        assert name.endswith("mánnu")
        assert dates.day_of_year(month, 3, "se") == f"{name.replace('mánnu', 'mánu')} 3. b."


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("nb", ["27.–28. februar 2026", "27. februar–3. mars 2026", "27. februar 2026–3. mars 2027"]),
        ("en", ["27–28 February 2026", "27 February–3 March 2026", "27 February 2026–3 March 2027"]),
        (
            "se",
            [
                "guovvamánu 27.–28. b. 2026",
                "guovvamánu 27. b.–njukčamánu 3. b. 2026",
                "guovvamánu 27. b. 2026–njukčamánu 3. b. 2027",
            ],
        ),
    ],
)
def test_days_in_a_row_say_what_they_share_once(language: str, shown: list[str]) -> None:
    ends = (date(2026, 2, 28), date(2026, 3, 3), date(2027, 3, 3))
    assert [dates.days(date(2026, 2, 27), last, language) for last in ends] == shown


def test_a_date_in_a_sentence_that_has_no_sami_words_is_norwegian() -> None:
    sami = catalogue("se")
    assert "service.deadline" not in sami.own
    deadline = sami.day(dates.parse_when("2026-02-17"))
    assert deadline == "guovvamánu 17. b. 2026, maŋŋebárga"
    assert sami.say("service.deadline", date=deadline) == "Frist tirsdag 17. februar 2026"
