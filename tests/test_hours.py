"""Opening hours: what they come to on a day, what pages and files say of them, and what is warned of."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from pydantic_core import PydanticCustomError

from site_builder.content_types.hours import OpeningHours
from site_builder.content_types.house import DayHours, Span, _day_hours, _holiday_hours
from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs.ahead import Shown
from site_builder.outputs.hours import hours_of
from site_builder.outputs.linked_data import linked_data
from site_builder.text.holidays import easter, holidays_of
from site_builder.text.messages import catalogue
from tests.opening import said
from tests.support import FULL, SMALL_SETTINGS, built, checked, copy_of, notice, small_site

DAY = timedelta(days=1)
WEEK = """\
servicetorget:
  navn: Servicetorget
  mandag: 08.00-15.30
  tirsdag: 08.00-11.30 og 12.30-15.30
  onsdag: 08.00-15.30
  torsdag: 08.00-15.30
  fredag: 08.00-15.30
  lørdag: stengt
  søndag: stengt
"""
SUMMER = """\
  perioder:
    - navn: Sommertid
      fra: 15. juni
      til: 15. august
      mandag: 09.00-14.00
      tirsdag: 09.00-14.00
      onsdag: 09.00-14.00
      torsdag: 09.00-14.00
      fredag: 09.00-14.00
      lørdag: stengt
      søndag: stengt
"""


def _root(root: Path, hours: str, language: str = "nb") -> Path:
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "content/site.yaml").write_text(f"{SMALL_SETTINGS}språk: [{language}]\n", encoding="utf-8")
    contact = "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n  åpningstider: servicetorget\n"
    (root / "content/contacts.yaml").write_text(contact, encoding="utf-8")
    (root / "content/hours.yaml").write_text(hours, encoding="utf-8")
    return root


def _site(tmp_path: Path, hours: str, now: str = "2026-02-17T11:30:00+01:00") -> Site:
    loaded = load(_root(tmp_path / "site", hours))
    assert loaded.site is not None
    assert loaded.problems == ()
    return loaded.site.at(datetime.fromisoformat(now))


def _hours(tmp_path: Path, hours: str) -> OpeningHours:
    (found,) = _site(tmp_path, hours).of(OpeningHours)
    return found


def _codes(tmp_path: Path, hours: str) -> list[str]:
    return [one.code for one in checked(_root(tmp_path / "site", hours)).problems]


def _at(clock: str) -> int:
    hour, minute = clock.split(".")
    return int(hour) * 60 + int(minute)


def _day(text: str) -> DayHours:
    """Return the hours that `08.00-11.30 12.30-15.30` says."""
    return DayHours(tuple(Span(*map(_at, one.split("-"))) for one in text.split()))


# --- holidays ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "day"),
    [  # 1818 and 2285 are the earliest there is, 1943 and 2038 the latest.
        *((1818, "03-22"), (1943, "04-25"), (1961, "04-02"), (2000, "04-23"), (2008, "03-23"), (2019, "04-21")),
        *((2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2027, "03-28"), (2038, "04-25"), (2285, "03-22")),
    ],
)
def test_easter_is_when_the_almanac_says(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


def test_easter_is_a_sunday_of_spring_in_every_year_that_can_be_written() -> None:
    for year in range(1583, 3000):
        assert easter(year).weekday() == 6
        assert (3, 22) <= (easter(year).month, easter(year).day) <= (4, 25)


def test_a_year_has_twelve_holidays_and_two_may_fall_on_one_day() -> None:
    assert [f"{day:%d.%m} {'+'.join(names)}" for day, names in holidays_of(2027).items()] == [
        "01.01 new_year",
        "25.03 maundy_thursday",
        "26.03 good_friday",
        "28.03 easter_sunday",
        "29.03 easter_monday",
        "01.05 labour_day",
        "06.05 ascension_day",
        "16.05 whit_sunday",
        "17.05 constitution_day+whit_monday",
        "25.12 christmas_day",
        "26.12 second_christmas_day",
    ]
    assert holidays_of(2008)[date(2008, 5, 1)] == ("labour_day", "ascension_day")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_holiday_has_a_name(language: str) -> None:
    words = catalogue(language)
    assert all(words.has(f"holiday.{key}") for names in holidays_of(2026).values() for key in names)


# --- values ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("08.00-15.30", "08.00-15.30"),
        ("8:00 – 15:30", "08.00-15.30"),
        ("08.00-11.30 og 12.30-15.30", "08.00-11.30 12.30-15.30"),
        ("08.00-11.30, 12.30-15.30", "08.00-11.30 12.30-15.30"),
        ("08.00-10.00, 11.00-12.00 og 13.00-15.30", "08.00-10.00 11.00-12.00 13.00-15.30"),
        ("08.00-11.30 and 12.30-15.30", "08.00-11.30 12.30-15.30"),
        ("00.00-24.00", "00.00-24.00"),
        ("stengt", ""),
        ("closed", ""),
    ],
)
def test_a_day_may_have_several_times(written: str, meant: str) -> None:
    assert _day_hours(written) == _day(meant)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("12.30-15.30 og 08.00-11.30", "F131"),
        ("08.00-12.00, 12.00-15.30", "F131"),
        ("08.00-11.30 og", "D219"),
        ("08.00-11.30 12.30-15.30", "D219"),
        ("08.00-11.30 og stengt", "D219"),
        ("20.00-02.00", "D222"),
        ("08.00-25.00", "D205"),
    ],
)
def test_times_that_cannot_be_taken_are_refused(written: str, code: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        _day_hours(written)
    assert refused.value.type == code


def test_what_applies_on_holidays_is_as_usual_or_hours() -> None:
    assert _holiday_hours("som vanlig").hours is None
    assert _holiday_hours("As usual").hours is None
    assert _holiday_hours("stengt").hours == DayHours()
    assert _holiday_hours("12.00-16.00").hours == _day("12.00-16.00")


# --- which rule applies ------------------------------------------------------------------------


def test_an_exception_beats_a_holiday_a_holiday_a_season_and_a_season_the_week(tmp_path: Path) -> None:
    hours = _hours(
        tmp_path,
        f"{WEEK}{SUMMER}  helligdager: 12.00-13.00\n  unntak:\n"
        "    - dato: 2026-05-14\n      tid: 10.00-11.00\n"
        "    - dato: 2026-07-01\n      tid: stengt\n",
    )
    said = {day: hours.on(date.fromisoformat(f"2026-{day}")).hours for day in ("05-13", "05-14", "05-25", "06-15")}
    assert said == {
        "05-13": _day("08.00-15.30"),
        "05-14": _day("10.00-11.00"),  # Ascension Day
        "05-25": _day("12.00-13.00"),  # Whit Monday
        "06-15": _day("09.00-14.00"),
    }
    assert hours.on(date(2026, 7, 1)).hours == DayHours()


def test_it_is_closed_on_holidays_when_nothing_is_written_of_them(tmp_path: Path) -> None:
    assert _hours(tmp_path, WEEK).on(date(2026, 4, 6)).hours == DayHours()
    as_usual = _hours(tmp_path, f"{WEEK}  helligdager: som vanlig\n")
    assert as_usual.on(date(2026, 4, 6)).hours == _day("08.00-15.30")


def test_one_day_may_differ_from_the_days_around_it(tmp_path: Path) -> None:
    one = "    - dato: 2026-12-25\n      tid: stengt\n"
    days = "    - fra: 2026-12-21\n      til: 2026-12-25\n      tid: 10.00-14.00\n"
    for exceptions in (days + one, one + days):
        hours = _hours(tmp_path, f"{WEEK}  unntak:\n{exceptions}")
        assert [hours.on(date(2026, 12, day)).hours for day in (24, 25)] == [_day("10.00-14.00"), DayHours()]


@pytest.mark.parametrize(
    ("day", "season"),
    [("2026-06-14", None), ("2026-06-15", "Sommertid"), ("2027-08-15", "Sommertid"), ("2027-08-16", None)],
)
def test_a_season_comes_round_every_year_with_its_last_day(day: str, season: str | None, tmp_path: Path) -> None:
    found = _hours(tmp_path, WEEK + SUMMER).season_on(date.fromisoformat(day))
    assert (found and found.name) == season


def test_a_season_may_last_over_the_turn_of_the_year(tmp_path: Path) -> None:
    winter = SUMMER.replace("15. juni", "1. oktober").replace("15. august", "29. februar")
    hours = _hours(tmp_path, WEEK + winter)
    inside = ("2026-01-01", "2026-02-28", "2026-10-01", "2028-02-29")
    outside = ("2026-03-01", "2026-09-30", "2028-03-01")
    assert all(hours.season_on(date.fromisoformat(day)) for day in inside)
    assert not any(hours.season_on(date.fromisoformat(day)) for day in outside)


def test_the_periods_of_two_years_have_no_gaps(tmp_path: Path) -> None:
    periods = _hours(tmp_path, WEEK + SUMMER).periods(date(2026, 1, 1), date(2027, 12, 31))
    assert [(str(one.first), one.season is not None) for one in periods] == [
        ("2026-01-01", False),
        ("2026-06-15", True),
        ("2026-08-16", False),
        ("2027-06-15", True),
        ("2027-08-16", False),
    ]
    assert all(later.first - earlier.last == DAY for earlier, later in pairwise(periods))


# --- what is told of ---------------------------------------------------------------------------


def _season(name: str, first: str, last: str) -> str:
    days = "".join(f"      {day}: stengt\n" for day in catalogue("nb").say("weekdays").split())
    return f"    - navn: {name}\n      fra: {first}\n      til: {last}\n{days}"


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        (("1. juni", "31. juli"), ("1. august", "31. august"), []),
        (("1. juni", "31. juli"), ("31. juli", "31. august"), ["F132"]),
        (("1. oktober", "31. mars"), ("1. mars", "1. mai"), ["F132"]),
        (("1. oktober", "31. mars"), ("1. april", "30. september"), []),
        (("1. oktober", "31. mars"), ("2027-02-01", "2027-02-07"), ["F132"]),
        (("2026-06-01", "2026-07-31"), ("2027-06-01", "2027-07-31"), []),
        (("29. februar", "1. mars"), ("2. mars", "31. mars"), []),
    ],
)
def test_seasons_that_overlap_are_told_of(
    first: tuple[str, str], second: tuple[str, str], codes: list[str], tmp_path: Path
) -> None:
    assert _codes(tmp_path, f"{WEEK}  perioder:\n{_season('Den ene', *first)}{_season('Den andre', *second)}") == codes


def test_hours_on_days_in_a_row_open_no_sunday_and_no_holiday_unsaid(tmp_path: Path) -> None:
    days = "  unntak:\n    - fra: 2026-12-21\n      til: 2026-12-29\n      tid: 10.00-14.00\n"
    assert _codes(tmp_path, WEEK + days) == ["F137"]
    closed = "".join(f"    - {{dato: 2026-12-{day}, tid: stengt}}\n" for day in (25, 26, 27))
    assert _codes(tmp_path, WEEK + days + closed) == []
    assert _codes(tmp_path, WEEK + days.replace("10.00-14.00", "stengt")) == []


@pytest.mark.parametrize(
    ("now", "more", "codes"),
    [
        ("2026-10-31T23:59:59+01:00", "", []),
        ("2026-11-01T00:00:00+01:00", "", ["F139"]),
        ("2026-12-31T23:59:59+01:00", "", ["F139"]),
        ("2026-11-01T00:00:00+01:00", "    - {dato: 2027-12-24, tid: stengt}\n", []),
        ("2026-11-01T00:00:00+01:00", "    - {fra: 2026-12-28, til: 2027-01-03, tid: stengt}\n", []),
        # This year has none to begin with.
        ("2027-11-01T00:00:00+01:00", "", []),
    ],
)
def test_next_years_exceptions_are_missed_from_november(now: str, more: str, codes: list[str], tmp_path: Path) -> None:
    root = _root(tmp_path / "site", f"{WEEK}  unntak:\n    - {{dato: 2026-12-24, tid: stengt}}\n{more}")
    (root / "now.txt").write_text(now)
    assert [one.code for one in checked(root).problems] == codes


def test_what_a_problem_says_to_paste_is_right_where_it_is_pasted(tmp_path: Path) -> None:
    names = {"navn": "name", "mandag": "monday", "tirsdag": "tuesday", "onsdag": "wednesday", "torsdag": "thursday"}
    english = WEEK.replace("stengt", "closed")
    for nb, en in {**names, "fredag": "friday", "lørdag": "saturday", "søndag": "sunday"}.items():
        english = english.replace(f"  {nb}:", f"  {en}:")
    for week, key in ((WEEK, "unntak"), (english, "exceptions")):
        loaded = load(_root(tmp_path / "site", week))
        assert loaded.site is not None
        line = loaded.site.of(OpeningHours)[0].closed_on(date(2027, 12, 24))
        (found,) = load(_root(tmp_path / "site", f"{week}  {key}:\n    {line}\n")).site.of(OpeningHours)  # type: ignore[union-attr]
        assert found.on(date(2027, 12, 24)).exception is not None
        assert found.origin.word("exceptions", 0, "day") in line


# --- pages -------------------------------------------------------------------------------------


def test_pages_tell_of_what_differs_in_the_coming_month(tmp_path: Path) -> None:
    hours = f"{WEEK}  unntak:\n    - {{dato: 2026-04-04, tid: stengt, merknad: Påskeaften}}\n"

    def shown(now: str) -> list[tuple[str, str, str]]:
        site = _site(tmp_path, hours, now)
        (found,) = site.of(OpeningHours)
        return [(one.day.text, one.hours, one.why) for one in hours_of(found, site).exceptions]

    assert shown("2026-03-02T23:59:59+01:00") == []
    assert shown("2026-03-03T00:00:00+01:00") == [("torsdag 2. april 2026", "stengt", "skjærtorsdag")]
    # Easter Sunday is closed as every Sunday is.
    assert shown("2026-04-03T12:00:00+02:00") == [
        ("fredag 3. april 2026", "stengt", "langfredag"),
        ("lørdag 4. april 2026", "stengt", "Påskeaften"),
        ("mandag 6. april 2026", "stengt", "2. påskedag"),
        ("fredag 1. mai 2026", "stengt", "1. mai"),
    ]
    assert [why for *_, why in shown("2026-04-07T00:00:00+02:00")] == ["1. mai"]


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-02-26", "2026-02-27", "26.–27. februar 2026"),
        ("2026-02-26", "2026-03-02", "26. februar–2. mars 2026"),
        ("2026-02-26", "2027-01-02", "26. februar 2026–2. januar 2027"),
    ],
)
def test_days_in_a_row_are_one_line(first: str, last: str, text: str, tmp_path: Path) -> None:
    site = _site(tmp_path, f"{WEEK}  unntak:\n    - {{fra: {first}, til: {last}, tid: stengt}}\n")
    (found,) = site.of(OpeningHours)
    assert [one.day.text for one in hours_of(found, site).exceptions] == [text]


def test_a_day_that_differs_goes_by_the_clock_when_it_has_been(tmp_path: Path) -> None:
    site = _site(tmp_path, WEEK, "2026-04-01T12:00+02:00")
    (found,) = site.of(OpeningHours)
    hours = hours_of(found, site)
    ends = {one.why: one.shown.turns for one in hours.exceptions}
    assert ends["skjærtorsdag"] == (_minute("2026-04-03T00:00+02:00"),)
    assert ends["langfredag"] == (_minute("2026-04-04T00:00+02:00"),)
    # With the last of them, what stands above them goes.
    assert hours.exceptions_shown.turns == (max(turn for turns in ends.values() for turn in turns),)


def test_the_week_gives_way_to_a_seasons_by_the_clock_and_comes_back(tmp_path: Path) -> None:
    week = ", ".join(
        f"{day}: 09.00-14.00" for day in ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
    )
    season = f"  perioder:\n    - {{navn: Sommertid, fra: 15. juni, til: 15. august, {week}}}\n"
    site = _site(tmp_path, f"{WEEK}{season}", "2026-04-20T12:00+02:00")
    (found,) = site.of(OpeningHours)
    hours = hours_of(found, site)
    begins, ends = _minute("2026-06-15T00:00+02:00"), _minute("2026-08-16T00:00+02:00")
    assert hours.rows_shown == Shown(is_now=True, turns=(begins, ends))
    (summer,) = hours.later
    # A month before, people are told of it.
    assert summer.shown == Shown(is_now=False, turns=(_minute("2026-05-16T00:00+02:00"), ends))


def _minute(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) // 60


def test_the_table_is_the_seasons_while_it_lasts(tmp_path: Path) -> None:
    def shown(now: str) -> tuple[str, str, list[tuple[str, bool]]]:
        site = _site(tmp_path, WEEK + SUMMER, now)
        (found,) = site.of(OpeningHours)
        view = hours_of(found, site)
        return view.rows[0][1], view.season, [(one.title, one.shown.is_now) for one in view.later]

    this, next_ = "Sommertid: 15. juni–15. august 2026", "Sommertid: 15. juni–15. august 2027"
    now, until = "Sommertid, til og med 15. august 2026", "Fra 16. august 2026"
    assert shown("2026-05-15T23:59:59+02:00") == ("08.00–15.30", "", [(this, False)])
    assert shown("2026-05-16T00:00:00+02:00") == ("08.00–15.30", "", [(this, True)])
    assert shown("2026-06-15T00:00:00+02:00") == ("09.00–14.00", now, [(until, False)])
    assert shown("2026-07-17T00:00:00+02:00") == ("09.00–14.00", now, [(until, True)])
    assert shown("2026-08-16T00:00:00+02:00") == ("08.00–15.30", "", [(next_, False)])


def test_pages_differ_at_change_instants_alone(tmp_path: Path) -> None:
    days = "    - {fra: 2026-02-26, til: 2026-03-01, tid: stengt}\n    - {dato: 2026-12-24, tid: 08.00-12.00}\n"
    site = _site(tmp_path, f"{WEEK}{SUMMER}  unntak:\n{days}")
    (hours,) = site.of(OpeningHours)
    first = datetime(2026, 1, 1, 11, tzinfo=UTC)
    shown = []
    for step in range(800):
        now = first + DAY * step
        found = hours_of(hours, site.at(now))
        assert found == hours_of(hours, replace(site, moment=now)), now
        shown.append(replace(found, rules=None))
    changes = [first.date() + DAY * (step + 1) for step, (one, other) in enumerate(pairwise(shown)) if one != other]
    assert {date(2026, 5, 16), date(2026, 6, 15), date(2026, 7, 17), date(2026, 8, 16)} <= set(changes)


def test_no_built_page_says_what_only_the_moment_knows(tmp_path: Path) -> None:
    root = _root(tmp_path / "site", WEEK)
    built(root, tmp_path / "out")
    for path in (tmp_path / "out").rglob("*.html"):
        page = re.sub(r'data-\w+="[^"]*"', "", path.read_text(encoding="utf-8"))
        assert "Åpent nå" not in page and "Stengt nå" not in page, path


def test_the_script_gets_rules_that_hold_for_a_year_at_least(tmp_path: Path) -> None:
    site = _site(
        tmp_path, f"{WEEK}{SUMMER}  unntak:\n    - {{dato: 2027-12-24, tid: 08.00-12.00}}\n", "2026-12-31T22:00Z"
    )
    (hours,) = site.of(OpeningHours)
    rules = hours_of(hours, site).rules
    assert rules is not None
    usual = "480-930 480-690,750-930 480-930 480-930 480-930 - -"
    summer = " ".join(["540-840"] * 5) + " - -"
    weeks = (f"2026-01-01 {usual}", f"2026-06-15 {summer}", f"2026-08-16 {usual}", f"2027-06-15 {summer}")
    assert rules.weeks.split(";") == [*weeks, f"2027-08-16 {usual}"]
    days = rules.days.split(";")
    assert {"2027-05-17 -", "2027-12-24 480-720"} <= set(days)
    assert "2026-05-17 -" not in days  # a Sunday, closed as it is
    assert rules.last == "2027-12-31"


def test_a_day_of_which_nothing_is_known_is_not_closed(tmp_path: Path) -> None:
    site = _site(tmp_path, WEEK.replace("  søndag: stengt\n", ""))
    (hours,) = site.of(OpeningHours)
    rules = hours_of(hours, site).rules
    assert rules is not None
    assert rules.weeks.endswith(" - ?")


def test_no_line_ends_within_an_opening_time(tmp_path: Path) -> None:
    # A browser would break it after the dash; between two times of a day it may.
    built(_root(tmp_path / "site", WEEK), tmp_path / "out")
    page: Any = lxml_html.fromstring((tmp_path / "out/kontakt/index.html").read_bytes())
    cells = page.findall(".//table[@class='hours']//td")
    assert [[one.text for one in cell.findall("span")] for cell in cells] == [
        ["08.00–15.30"],
        ["08.00–11.30", "og", "12.30–15.30"],
        ["08.00–15.30"],
        [],
    ]
    # What is said in words is left as it is, with its language.
    assert cells[3].text == "stengt"
    assert ".number,.state,.placename{white-space:nowrap}" in page.findtext(".//style")


def test_nothing_is_said_of_now_where_the_hours_are_uncertain(tmp_path: Path) -> None:
    built(_root(tmp_path / "site", f"{WEEK}  åpent_nå: nei\n"), tmp_path / "out")
    page = (tmp_path / "out/kontakt/index.html").read_text(encoding="utf-8")
    assert "data-weeks" not in page


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2026-02-17T07:59+01:00", "Stengt nå, åpner 08.00"),
        ("2026-02-17T08:00+01:00", "Åpent nå, stenger 11.30"),
        ("2026-02-17T11:30+01:00", "Stengt nå, åpner 12.30"),
        ("2026-02-17T15:30+01:00", "Stengt nå, åpner onsdag 08.00"),
        ("2026-02-20T15:30+01:00", "Stengt nå, åpner mandag 08.00"),
        ("2026-04-01T15:30+02:00", "Stengt nå, åpner tirsdag 08.00"),  # over Easter
    ],
)
def test_the_words_are_those_of_a_door(moment: str, text: str, tmp_path: Path) -> None:
    assert said(_hours(tmp_path, WEEK), datetime.fromisoformat(moment)) == text


# --- data --------------------------------------------------------------------------------------


def test_programs_get_all_hours_with_fields_that_are_documented(tmp_path: Path) -> None:
    built(copy_of(FULL, tmp_path / "site"), tmp_path / "out")
    data = json.loads((tmp_path / "out/api/v1/apningstider.json").read_text(encoding="utf-8"))
    desk, pool, bath, _ = data["hours"]
    assert (data["timezone"], data["from"], data["to"]) == ("Europe/Oslo", "2026-01-01", "2027-12-31")
    assert desk["weeks"][0]["days"]["tuesday"] == [["08:00", "11:30"], ["12:30", "15:30"]]
    assert [one.get("season") for one in desk["weeks"]] == [None, "Sommertid", None, "Sommertid", None]
    assert {"date": "2026-12-24", "hours": [], "reason": "Julaften", "holiday": False} in desk["days"]
    assert {"date": "2026-04-06", "hours": [], "reason": "2. påskedag", "holiday": True} in desk["days"]
    assert pool["weeks"][0]["days"]["monday"] is None
    # Who keeps them: a unit that says so, once.
    assert bath["contacts"] == ["Friluftsbadet"]
    guide = (Path(__file__).parent.parent / "docs/api.md").read_text(encoding="utf-8")
    assert [key for key in sorted(_keys(data)) if f"`{key}`" not in guide] == []


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in _keys(one)}
    return {key for one in value for key in _keys(one)} if isinstance(value, list) else set()


@pytest.mark.parametrize(
    ("language", "name"), [("nb", "apningstider"), ("nn", "opningstider"), ("en", "opening-hours")]
)
def test_the_file_has_the_name_of_the_sites_language(language: str, name: str, tmp_path: Path) -> None:
    built(_root(tmp_path / "site", WEEK, language), tmp_path / "out")
    assert (tmp_path / f"out/api/v1/{name}.json").is_file()


def _block(out: Path) -> str:
    """Return the data block of the contact page, as a reader of HTML finds it."""
    page: Any = lxml_html.fromstring((out / "kontakt/index.html").read_bytes())
    (found,) = page.xpath("//script[@type='application/ld+json']/text()") or ("",)
    return str(found)


def test_the_front_desk_stands_in_the_contact_page_as_linked_data(tmp_path: Path) -> None:
    more = "  unntak:\n    - {dato: 2026-12-24, tid: 08.00-12.00, merknad: Julaften}\n"
    built(_root(tmp_path / "site", WEEK + more), tmp_path / "out")
    data = json.loads(_block(tmp_path / "out"))
    assert (data["@context"], data["@type"]) == ("https://schema.org", "GovernmentOffice")
    assert data["url"] == "https://alt.eksempel.example/kontakt/#servicetorget"
    kind = {"@type": "OpeningHoursSpecification"}
    tuesday, closed = ["Tuesday"], ["Saturday", "Sunday"]
    assert data["openingHoursSpecification"] == [
        {**kind, "dayOfWeek": ["Monday", "Wednesday", "Thursday", "Friday"], "opens": "08:00", "closes": "15:30"},
        {**kind, "dayOfWeek": tuesday, "opens": "08:00", "closes": "11:30"},
        {**kind, "dayOfWeek": tuesday, "opens": "12:30", "closes": "15:30"},
        {**kind, "dayOfWeek": closed, "opens": "00:00", "closes": "00:00"},
    ]
    special = {one["validFrom"]: one for one in data["specialOpeningHoursSpecification"]}
    eve = {"opens": "08:00", "closes": "12:00", "description": "Julaften"}
    assert special["2026-12-24"] == {**kind, "validFrom": "2026-12-24", "validThrough": "2026-12-24", **eve}
    assert special["2027-05-17"]["opens"] == special["2027-05-17"]["closes"] == "00:00"


def test_a_week_of_a_season_has_the_dates_it_holds(tmp_path: Path) -> None:
    built(_root(tmp_path / "site", WEEK + SUMMER), tmp_path / "out")
    data = json.loads(_block(tmp_path / "out"))
    summer = [one for one in data["openingHoursSpecification"] if one["opens"] == "09:00"]
    assert [(one["validFrom"], one["validThrough"]) for one in summer] == [
        ("2026-06-15", "2026-08-15"),
        ("2027-06-15", "2027-08-15"),
    ]


HOSTILE = (
    "</script><script>window.__x=1</script>",
    "<!--<script>",
    "]]>&lt;/script&gt;",
    "a\u2028b\u2029c",
    '"},"x":{"',
    "</SCRIPT\t/>",
    "\\u003c/script>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_the_data_block_or_becomes_another(text: str, tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/hours.yaml": WEEK})
    (hours,) = site.of(OpeningHours)
    found = linked_data(site, "School", text, "https://alt.eksempel.example/", hours, email=text, address=text)
    assert not set("<>&\u2028\u2029") & set(found)
    page: Any = lxml_html.fromstring(f'<p>a<script type="application/ld+json">{found}</script><p id="after">b')
    (block,) = page.xpath("//script")
    assert page.xpath("//p[@id='after']")
    data = json.loads(block.text)
    assert [data[key] for key in ("@type", "name", "email", "address")] == ["School", text, text, text]
    assert "telephone" not in data


def test_a_front_desk_that_a_notice_closes_says_no_hours_to_search_engines(tmp_path: Path) -> None:
    root = _root(tmp_path / "site", WEEK)
    closed = notice("Stengt", "publisert: 2026-02-16", "type: drift", "gjelder: servicetorget", "virkning: stengt")
    (root / "content/notices").mkdir()
    (root / "content/notices/a.md").write_text(closed, encoding="utf-8")
    built(root, tmp_path / "out")
    assert _block(tmp_path / "out") == ""
