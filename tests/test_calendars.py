"""Calendars: any program reads them right, in summer and in winter, and they change only when the content does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from site_builder import build
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.notice import Notice
from site_builder.loading import load
from site_builder.outputs import calendars
from site_builder.outputs.icalendar_files import CalendarFile, is_set_back, write_calendar
from site_builder.text import dates
from site_builder.text.messages import catalogue
from tests import calendar_rules
from tests.support import FULL, NOW, ROOT, SMALL_SETTINGS, built, copy_of

SERIES = {
    "ukentlig": ("starter: 2026-01-06 11:00", "slutter: 2026-01-06 13:00", "gjentas: hver uke"),
    "sondager": (
        "starter: 2026-03-01 11:00",
        "gjentas: hver søndag til 1. desember",
        "unntatt: [2026-03-29, 2026-04-05]",
    ),
    "natta": ("starter: 2026-03-27 02:30", "slutter: 2026-03-27 02:45", "gjentas: daglig, 300 ganger"),
    "hverdager": ("starter: 2026-10-19 08:00", "slutter: 2026-10-19 15:30", "gjentas: hverdager til 2026-11-06"),
    "maneden": ("starter: 2026-01-06 18:00", "slutter: 2026-01-06 20:00", "gjentas: den første tirsdagen i måneden"),
    "siste": ("starter: 2026-01-30 18:00", "gjentas: annenhver måned den siste fredagen"),
    "dager": ("starter: 2026-03-28", "slutter: 2026-03-29", "gjentas: hver uke til 1. november"),
    "arlig": ("starter: 2024-10-25 12:00", "slutter: 2024-10-25 13:00", "gjentas: hvert år"),
}


def _root(root: Path, **notices: tuple[str, ...]) -> Path:
    (root / "content/notices").mkdir(parents=True)
    (root / "content/site.yaml").write_text(SMALL_SETTINGS)
    (root / "content/contacts.yaml").write_text("servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n")
    for slug, fields in notices.items():
        lines = "\n".join((f"tittel: Om {slug}", "publisert: 2026-01-01", *fields))
        lines = lines if "type:" in lines else f"{lines}\ntype: arrangement"
        (root / f"content/notices/{slug}.md").write_text(f"---\n{lines}\n---\nKom; alle, sammen.\n")
    return root


def _files(root: Path, now: datetime = NOW) -> dict[str, bytes]:
    loaded = load(root)
    assert loaded.site is not None
    assert loaded.problems == ()
    planned = calendars.plan(loaded.site.at(now))
    return {one.path.as_posix(): write_calendar(one.view) for one in planned if isinstance(one.view, CalendarFile)}


def _event(content: bytes) -> calendar_rules.Component:
    (found,) = (one for one in calendar_rules.read(content).inside if one.name == "VEVENT")
    return found


def _one(root: Path, now: datetime = NOW, **notices: tuple[str, ...]) -> calendar_rules.Component:
    (slug,) = notices
    return _event(_files(_root(root, **notices), now)[f"kalender/{slug}.ics"])


@pytest.mark.parametrize("root", [FULL, ROOT], ids=["full", "demo"])
def test_every_calendar_is_as_the_standard_has_it(root: Path) -> None:
    files = _files(root)
    assert len(files) > 10
    for path, content in files.items():
        assert calendar_rules.faults(content) == [], path
        assert len(icalendar.Calendar.from_ical(content).errors) == 0


@pytest.mark.parametrize("slug", SERIES)
def test_a_series_is_when_every_calendar_program_says_across_both_changes_of_the_clock(
    tmp_path: Path, slug: str
) -> None:
    root = _root(tmp_path, **{slug: SERIES[slug]})
    content = _files(root)[f"kalender/{slug}.ics"]
    assert calendar_rules.faults(content) == []
    site = load(root).site
    assert site is not None
    notice = site.get(Notice, slug)
    assert isinstance(notice, Gathering)
    after, before = dates.midnight(date(2026, 1, 1)), dates.midnight(date(2027, 1, 1))
    ours = [(one.starts.start, one.ends and one.ends.end) for one in notice.occurrences(after, before)]
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(after, before)
    theirs = sorted((_moment(one["DTSTART"].dt), _moment(one["DTEND"].dt) if "DTEND" in one else None) for one in found)
    # One that says no end is as long as its start there.
    assert ours == [(start, end if any(end for _, end in ours) else None) for start, end in theirs]
    assert len(ours) >= (1 if slug == "arlig" else 6)


def _moment(value: date | datetime) -> datetime:
    return value.astimezone(UTC) if isinstance(value, datetime) else dates.midnight(value)


def test_a_clock_on_the_wall_shows_the_same_in_summer_and_in_winter(tmp_path: Path) -> None:
    root = _root(tmp_path, kafe=("starter: 2026-03-24 11:00", "gjentas: hver uke til 2026-11-10"))
    site = load(root).site
    assert site is not None
    notice = site.get(Notice, "kafe")
    assert isinstance(notice, Gathering)
    found = [one.starts for one in notice.occurrences(NOW, NOW + timedelta(days=300))]
    assert {f"{one.local:%H:%M}" for one in found} == {"11:00"}
    assert {one.start.hour for one in found} == {9, 10}


def test_the_zone_is_written_as_rules_that_every_client_reads(tmp_path: Path) -> None:
    content = _files(_root(tmp_path, kafe=SERIES["ukentlig"]))["kalender/alt.ics"].decode()
    zone = content.partition("BEGIN:VTIMEZONE")[2].partition("END:VTIMEZONE")[0]
    assert "DTSTART:19700329T020000\r\n" in zone
    assert "DTSTART:19701025T030000\r\n" in zone
    assert "RDATE" not in content
    assert "METHOD" not in content


def test_a_rule_with_a_clock_ends_in_utc_and_leaves_out_by_the_clock_on_the_wall(tmp_path: Path) -> None:
    event = _one(tmp_path, sondager=SERIES["sondager"])
    assert event.one("RRULE") == "FREQ=WEEKLY;UNTIL=20261129T100000Z;BYDAY=SU"
    assert event.all("EXDATE") == [(";TZID=Europe/Oslo", "20260329T110000,20260405T110000")]


def test_a_deadline_is_a_whole_day_that_makes_nobody_busy(tmp_path: Path) -> None:
    event = _one(tmp_path, plass=("type: frist", "frist: 2026-03-01"))
    assert event.all("DTSTART") == [(";VALUE=DATE", "20260301")]
    assert event.all("DTEND") == [(";VALUE=DATE", "20260302")]
    assert (event.one("TRANSP"), event.one("SUMMARY")) == ("TRANSPARENT", "Frist: Om plass")


def test_a_deadline_with_a_clock_says_it_for_its_day_lasts_longer(tmp_path: Path) -> None:
    event = _one(tmp_path, plass=("type: frist", "frist: 2026-03-01 12:00"))
    assert (event.all("DTSTART"), event.one("SUMMARY")) == (
        [(";VALUE=DATE", "20260301")],
        "Frist kl. 12.00: Om plass",
    )


def test_an_event_of_several_days_ends_on_the_day_after_its_last(tmp_path: Path) -> None:
    event = _one(tmp_path, marked=("starter: 2026-03-28", "slutter: 2026-03-29"))
    assert event.all("DTEND") == [(";VALUE=DATE", "20260330")]


def test_a_time_that_comes_twice_is_said_in_utc_the_second_time(tmp_path: Path) -> None:
    night = {
        "forst": ("starter: 2026-10-25 01:00", "slutter: 2026-10-25 02:30 +02:00"),
        "sist": ("starter: 2026-10-25 02:10 +01:00", "slutter: 2026-10-25 02:30 +01:00"),
    }
    files = _files(_root(tmp_path, **night))
    ends = [_event(files[f"kalender/{slug}.ics"]).all("DTEND") for slug in night]
    assert ends == [[(";TZID=Europe/Oslo", "20261025T023000")], [("", "20261025T013000Z")]]
    assert _event(files["kalender/sist.ics"]).all("DTSTART") == [("", "20261025T011000Z")]


WHEN = ("starter: 2026-03-05 18:00", "slutter: 2026-03-05 20:00")


def test_what_is_cancelled_stays_under_its_name_with_a_greater_number(tmp_path: Path) -> None:
    before = _one(tmp_path / "a", konsert=WHEN)
    after = _one(tmp_path / "b", konsert=(*WHEN, "avlyst: 2026-02-16 10:00"))
    assert before.one("UID") == after.one("UID") == "notice-konsert@2026.alt.eksempel.example"
    assert (before.one("STATUS"), after.one("STATUS")) == ("CONFIRMED", "CANCELLED")
    assert after.one("SUMMARY") == "Avlyst: Om konsert"
    assert int(after.one("SEQUENCE")) > int(before.one("SEQUENCE"))
    assert (before.one("DTSTAMP"), after.one("LAST-MODIFIED")) == ("20251231T230000Z", "20260216T090000Z")


def test_a_cancellation_written_ahead_has_not_happened_yet(tmp_path: Path) -> None:
    event = _one(tmp_path, konsert=(*WHEN, "avlyst: 2026-02-18"))
    assert event.one("STATUS") == "CONFIRMED"


@pytest.mark.parametrize(
    "change",
    ["avlyst: ja", "utsatt: ja", "flyttet_til: 2026-03-12 18:00", "endret: 2026-02-01", "avlyst: 2026-02-01"],
)
def test_every_change_gives_a_greater_number(tmp_path: Path, change: str) -> None:
    before = _one(tmp_path / "a", konsert=WHEN)
    after = _one(tmp_path / "b", konsert=(*WHEN, change))
    assert int(after.one("SEQUENCE")) > int(before.one("SEQUENCE"))


def test_a_cancellation_counts_whatever_day_of_change_was_written_before(tmp_path: Path) -> None:
    before = _one(tmp_path / "a", konsert=(*WHEN, "endret: 2026-02-01"))
    after = _one(tmp_path / "b", konsert=(*WHEN, "endret: 2026-02-01", "avlyst: 2026-02-16 10:00"))
    assert int(after.one("SEQUENCE")) > int(before.one("SEQUENCE"))
    assert after.one("LAST-MODIFIED") == "20260216T090000Z"


def test_what_is_moved_is_at_its_new_time_and_what_is_put_off_is_taken_out(tmp_path: Path) -> None:
    moved = _one(tmp_path / "a", konsert=(*WHEN, "flyttet_til: 2026-03-30 19:00"))
    assert moved.all("DTSTART") == [(";TZID=Europe/Oslo", "20260330T190000")]
    assert moved.all("DTEND") == [(";TZID=Europe/Oslo", "20260330T210000")]
    put_off = _one(tmp_path / "b", konsert=(*WHEN, "utsatt: ja"))
    assert (put_off.one("STATUS"), put_off.one("SUMMARY")) == ("CANCELLED", "Utsatt: Om konsert")


def test_a_calendar_holds_this_year_and_what_is_to_come_and_an_old_address_still_answers(tmp_path: Path) -> None:
    root = _root(
        tmp_path,
        gammel=("starter: 2025-12-30 18:00",),
        iar=("starter: 2026-01-02 18:00",),
        kommer=("starter: 2027-05-17",),
        serie=("starter: 2024-01-02 18:00", "gjentas: hver uke"),
    )
    files = _files(root)
    names = [one.one("UID").partition("@")[0] for one in calendar_rules.read(files["kalender/alt.ics"]).inside[1:]]
    assert names == ["notice-serie", "notice-iar", "notice-kommer"]
    assert "kalender/gammel.ics" in files
    later = _files(root, datetime(2027, 1, 1, tzinfo=dates.OSLO))
    assert b"notice-iar" not in later["kalender/alt.ics"]


def test_the_forms_of_services_are_deadlines_unless_a_notice_speaks_of_them(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    found = [one.one("SUMMARY") for one in calendar_rules.read(_files(root)["kalender/frister.ics"]).inside[1:]]
    assert found.count("Frist: Søk om barnehageplass") == 2  # this year and the next
    path = root / "content/notices/2026-02-11-frist.md"
    path.write_text(path.read_text().replace("type: frist\n", "type: frist\ngjelder: barnehageplass\n"))
    found = [one.one("SUMMARY") for one in calendar_rules.read(_files(root)["kalender/frister.ics"]).inside[1:]]
    assert found.count("Frist: Søk om barnehageplass") == 1


def test_a_place_on_a_map_gives_its_position() -> None:
    content = _files(FULL)["kalender/2026-02-10-arrangement.ics"]
    event = _event(content)
    assert event.one("LOCATION").startswith("Ås skole")
    assert event.one("GEO") == "60.12;12.05"
    assert event.one("CATEGORIES") == "Arrangement,Konsert"


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    root = _root(tmp_path, **SERIES)
    assert _files(root) == _files(root, NOW + timedelta(minutes=1))


def _told(root: Path, now: datetime = NOW) -> list[tuple[str, str, bool]]:
    found = build.check(build.Request(root, root / "output", now)).problems
    return [(one.code, one.path, one.is_error) for one in found]


@pytest.mark.parametrize(
    "taken",
    ["avlyst: ja", "avlyst: 2026-02-16 10:00", "utsatt: ja", "flyttet_til: 2026-03-12 18:00", "endret: 2026-02-01"],
)
def test_what_calendars_were_told_and_is_taken_away_is_told_of_until_an_update_says_so(
    tmp_path: Path, taken: str
) -> None:
    root, path = _root(tmp_path, konsert=(*WHEN, taken)), tmp_path / "content/notices/konsert.md"
    built(root, root / "output")
    path.write_text(path.read_text().replace(f"{taken}\n", ""))
    assert _told(root) == [("N311", "content/notices/konsert.md", False)]
    hint = catalogue("nb").hint(build.check(build.Request(root, root / "output", NOW)).problems[0])
    line = hint.partition("foran: «")[2].partition("»")[0]
    assert line == "2026-02-17 11:30 Det blir likevel."
    path.write_text(f"{path.read_text()}\n## Oppdateringer\n\n{line}\n")
    assert _told(root) == []


def test_what_is_wrong_with_the_calendars_of_all_languages_is_told_once(tmp_path: Path) -> None:
    root, path = _root(tmp_path, konsert=(*WHEN, "avlyst: ja")), tmp_path / "content/notices/konsert.md"
    settings = root / "content/site.yaml"
    settings.write_text(f"{settings.read_text()}språk: [nb, nn, en]\n")
    built(root, root / "output")
    path.write_text(path.read_text().replace("avlyst: ja\n", ""))
    assert _told(root) == [("N311", "content/notices/konsert.md", False)]


def test_where_nothing_is_built_the_sources_of_before_say_what_calendars_have(tmp_path: Path) -> None:
    root = _root(tmp_path / "s", konsert=("starter: 2026-03-04 18:00", "sted: Lia"))
    before, path = copy_of(root, tmp_path / "before"), root / "content/notices/konsert.md"
    asked = build.Request(root, root / "output", NOW, before=before)
    assert build.check(asked).problems == ()
    path.write_text(path.read_text().replace("sted: Lia", "sted: Vika"))
    assert [(one.code, one.path) for one in build.check(asked).problems] == [("N312", "content/notices/konsert.md")]
    built(root, root / "output")
    assert [(one.code, one.path) for one in build.check(asked).problems] == [("N312", "content/notices/konsert.md")]
    # What was to be published later has been told to nobody.
    for folder in (before, root):
        notice = folder / "content/notices/konsert.md"
        notice.write_text(notice.read_text().replace("publisert: 2026-01-01", "publisert: 2026-02-20"))
    assert build.check(asked).problems == ()


def test_what_has_a_greater_number_or_was_never_published_is_not_told_of(tmp_path: Path) -> None:
    root, path = _root(tmp_path, konsert=(*WHEN, "avlyst: ja")), tmp_path / "content/notices/konsert.md"
    assert _told(root) == []
    built(root, root / "output")
    path.write_text(path.read_text().replace("avlyst: ja\n", "flyttet_til: 2026-03-12 18:00\n"))
    assert _told(root) == []
    path.unlink()
    assert _told(root) == []


def test_a_site_that_was_built_for_a_later_moment_is_no_earlier_one(tmp_path: Path) -> None:
    root = _root(tmp_path, konsert=(*WHEN, "avlyst: 2026-02-20 10:00"))
    built(root, root / "output", NOW + timedelta(days=7))
    assert _told(root) == []
    assert _told(root, NOW + timedelta(days=7)) == []


def test_an_earlier_calendar_that_is_none_says_nothing() -> None:
    assert not is_set_back(b"BEGIN:VEVENT\r\nSEQUENCE:x\r\n\xff", b"", NOW)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("flyttet_til: 2026-03-12 18:00", "flyttet_til: 2026-03-13 18:00"),
        ("sted: Samfunnshuset", "sted: Kirken i Vika"),
        ("gjentas: hver uke", "gjentas: hver uke til 2026-12-01"),
        ("starter: 2026-03-05 18:00", "starter: 2026-03-06 18:00"),
    ],
)
def test_what_calendars_show_is_not_changed_without_an_update(tmp_path: Path, before: str, after: str) -> None:
    fields = (before,) if before.startswith("starter") else ("starter: 2026-03-04 18:00", before)
    root, path = _root(tmp_path, konsert=fields), tmp_path / "content/notices/konsert.md"
    built(root, root / "output")
    path.write_text(path.read_text().replace(before, after))
    assert _told(root) == [("N312", "content/notices/konsert.md", False)]
    hint = catalogue("nb").hint(build.check(build.Request(root, root / "output", NOW)).problems[0])
    line = hint.partition("foran: «")[2].partition("»")[0]
    path.write_text(f"{path.read_text()}\n## Oppdateringer\n\n{line}\n")
    assert _told(root) == []
