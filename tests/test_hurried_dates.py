"""Times as people in a hurry say them, of the moment they were said: what is meant, and in which year."""

from __future__ import annotations

from datetime import datetime

import pytest

from site_builder.text.hurried_dates import is_unknown, lacks_a_clock, moment_meant

# A Tuesday.
SAID = datetime.fromisoformat("2026-02-17T11:30:00+01:00")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("kl 15", "2026-02-17 15:00"),
        ("Kl. 16.30", "2026-02-17 16:30"),
        ("kl 1630", "2026-02-17 16:30"),
        ("klokka 16", "2026-02-17 16:00"),
        ("15.00", "2026-02-17 15:00"),
        ("kl 8", "2026-02-18 08:00"),
        ("kl 24", "2026-02-18 00:00"),
        ("innen kl 16", "2026-02-17 16:00"),
        ("i dag kl. 16.00", "2026-02-17 16:00"),
        ("kl 16 i dag", "2026-02-17 16:00"),
        ("i dag kl 8", "2026-02-17 08:00"),
        ("i dag", "2026-02-17"),
        ("i kveld kl 8", "2026-02-17 20:00"),
        ("i morgen kl 8", "2026-02-18 08:00"),
        ("i morgon kl. 8.30", "2026-02-18 08:30"),
        ("tomorrow at 8:00", "2026-02-18 08:00"),
        ("today at 4 pm", "2026-02-17 16:00"),
        ("12 am", "2026-02-18 00:00"),
        ("12 pm", "2026-02-17 12:00"),
        ("i overmorgen", "2026-02-19"),
        ("på fredag kl 12", "2026-02-20 12:00"),
        ("tirsdag kl 8", "2026-02-24 08:00"),
        ("18. februar", "2026-02-18"),
        ("17. februar", "2026-02-17"),
        ("16. februar", "2027-02-16"),
        ("16. februar kl 15", "2027-02-16 15:00"),
        ("18.2. kl 15", "2026-02-18 15:00"),
        ("12 May at 14:30", "2026-05-12 14:30"),
        ("29. februar", "2028-02-29"),
        ("17/2/2026 kl 1500", "2026-02-17 15:00"),
        ("ca. kl. 15", "2026-02-17 15:00"),
        ("ca kl 15", "2026-02-17 15:00"),
        ("cirka 15", "2026-02-17 15:00"),
        ("ca. 15.30", "2026-02-17 15:30"),
        ("i morgen ca. kl. 8", "2026-02-18 08:00"),
        ("ca. 18. februar", "2026-02-18"),
        ("around 4 pm", "2026-02-17 16:00"),
        ("til ca. kl. 15", "2026-02-17 15:00"),
        ("om to timer", "2026-02-17 13:30"),
        ("om 2 timar", "2026-02-17 13:30"),
        ("om ca. 2 timer", "2026-02-17 13:30"),
        ("om ca. to timer", "2026-02-17 13:30"),
        ("om en time", "2026-02-17 12:30"),
        ("om ein halvtime", "2026-02-17 12:00"),
        ("om 13 timer", "2026-02-18 00:30"),
        ("om 20 minutter", "2026-02-17 11:50"),
        ("in two hours", "2026-02-17 13:30"),
        ("i natt kl 1", "2026-02-18 01:00"),
        ("i natt ca. kl. 1.30", "2026-02-18 01:30"),
        ("kl 1 i natt", "2026-02-18 01:00"),
        ("i natt kl 12", "2026-02-18 00:00"),
        ("i natt kl 24", "2026-02-18 00:00"),
        ("i natt kl 23", "2026-02-17 23:00"),
        # The clocks skip it: whoever reads it says so.
        ("29. mars kl 02.30", "2026-03-29 02:30"),
    ],
)
def test_what_is_meant_is_the_first_such_moment_to_come(text: str, meant: str) -> None:
    assert moment_meant(text, SAID, is_to_come=True) == meant


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-17 16:00",
        "17.02.2026 kl 15",
        "snart",
        "16",
        "kl 25",
        "kl 8.75",
        "31. februar",
        "1/3/2026",
        "i går",
        "",
        "mandag morgen",
        "i natt",
        "i natt kl 14",
        "om noen timer",
        "om 0 timer",
        "cirka",
        "ca 15 minutter",
    ],
)
def test_what_is_a_date_already_or_nobody_can_tell_is_as_it_was(text: str) -> None:
    assert moment_meant(text, SAID, is_to_come=True) == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [("kl 8", "2026-02-17 08:00"), ("16. februar", "2026-02-16"), ("1. januar", "2027-01-01")],
)
def test_what_begins_may_have_begun(text: str, meant: str) -> None:
    assert moment_meant(text, SAID, is_to_come=False) == meant


def test_it_is_said_in_oslo() -> None:
    assert moment_meant("kl 1", datetime.fromisoformat("2026-02-17T23:30:00+00:00"), is_to_come=True) == (
        "2026-02-18 01:00"
    )


def test_in_some_hours_is_by_whole_five_minutes_and_no_sooner() -> None:
    assert moment_meant("om to timer", SAID.replace(minute=31, second=4), is_to_come=True) == "2026-02-17 13:35"
    # At two the clocks are set to three.
    before_summer = datetime.fromisoformat("2026-03-29T01:30:00+01:00")
    assert moment_meant("om to timer", before_summer, is_to_come=True) == "2026-03-29 04:30"


def test_the_night_that_has_begun_is_the_one_that_is_meant() -> None:
    said = datetime.fromisoformat("2026-02-18T00:30:00+01:00")
    assert moment_meant("i natt kl 1", said, is_to_come=True) == "2026-02-18 01:00"


@pytest.mark.parametrize(
    "text",
    ["vet ikke", "Vet ikke.", "Vi vet ikke ennå", "veit ikkje", "Ukjent", "ukjend", "usikkert", "Don’t know", "unknown",
     "not sure yet", "?", "-"],
)  # fmt: skip
def test_whoever_does_not_know_says_so(text: str) -> None:
    assert is_unknown(text)


@pytest.mark.parametrize("text", ["kl 15", "snart", "vet ikke, kanskje kl 15", "usikkert om det blir kl 15", "mandag"])
def test_what_may_be_a_time_is_not_unknown(text: str) -> None:
    assert not is_unknown(text)


@pytest.mark.parametrize(
    ("text", "lacks"),
    [("mandag morgen", True), ("i natt", True), ("i morgen tidlig", True), ("Monday morning", True),
     ("mandag morgen kl 8", False), ("snart", False), ("mandag", False)],
)  # fmt: skip
def test_a_part_of_a_day_has_no_clock(text: str, lacks: bool) -> None:
    assert lacks_a_clock(text) is lacks
