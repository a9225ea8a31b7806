"""Calendars into drafts of events: times, rules, what is called off, and what stays as its editor left it."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import recurring_ical_events
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from site_builder import cli, loading
from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.repeats import repeat
from site_builder.importing import entries
from site_builder.importing.entry_report import as_text
from site_builder.importing.icalendar_events import read_calendar
from site_builder.importing.incoming import Incoming
from site_builder.problems import Faults
from site_builder.problems import as_text as problems_text
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
from tests.support import NOW, built, written

NB = catalogue("nb")


def calendar(*events: str, name: str = "Solbakken skole") -> str:
    blocks = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//a//b//NO\nX-WR-CALNAME:{name}\n{blocks}END:VCALENDAR\n".replace(
        "\n", "\r\n"
    )


CONCERT = """\
UID:konsert@skole.example
DTSTAMP:20260201T120000Z
DTSTART;TZID=Europe/Oslo:20260305T180000
DTEND;TZID=Europe/Oslo:20260305T193000
SUMMARY:Vårkonsert
LOCATION:aulaen
DESCRIPTION:Korpset spiller.\\nKaker i pausen\\, gratis.
URL:https://skole.example/konsert
ORGANIZER;CN=Kari Privat:mailto:kari.privat@example.no
ATTENDEE;CN=Ola Privat:mailto:ola.privat@example.no
"""
CONCERT_FILE = "content/notices/2026-02-17-arrangement-varkonsert.md"
FOLLOWING = "UID:dugnad@skole.example\nDTSTART;VALUE=DATE:20260601\nSUMMARY:Dugnad"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "site", {})


def imported(root: Path, text: str, name: str = "skole.ics", now: datetime = NOW) -> entries.Outcome:
    file = root.parent / name
    file.write_bytes(text.encode())
    outcome = entries.import_calendar(entries.Request(root, file, now, is_writing=True))
    assert outcome.problems == (), problems_text(outcome.problems, outcome.sources, NB)
    return outcome


def report(root: Path, text: str) -> str:
    outcome = imported(root, text)
    assert outcome.report is not None
    return as_text(outcome.report, NB).removeprefix(outcome.report.difference).lstrip("\n")


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.glob("content/notices/*.md"))
    }


def only(root: Path, text: str) -> str:
    """Return the one file that an import makes."""
    imported(root, text)
    ((_, found),) = files(root).items()
    return found


def publish(root: Path, path: str) -> None:
    file = root / path
    file.write_text(file.read_text(encoding="utf-8").replace("utkast: ja\n", ""), encoding="utf-8")


# --- what is made ------------------------------------------------------------------------------------


def test_an_event_becomes_a_draft_with_its_times_and_place_and_nobodys_name(root: Path) -> None:
    text = only(root, calendar(CONCERT))
    assert list(files(root)) == [CONCERT_FILE]
    before, _, body = text.partition("---\n\n")
    assert before.startswith(
        "---\n"
        "tittel: 'Vårkonsert'\n"
        "utkast: ja\n"
        "type: arrangement\n"
        "id: 2026-02-17-arrangement-varkonsert\n"
        "starter: 2026-03-05 18:00\n"
        "slutter: 2026-03-05 19:30\n"
        "sted: 'Aulaen'\n"
        "kilder:\n"
        "  - tittel: 'Solbakken skole'\n"
        "    nettadresse: 'https://skole.example/konsert'\n"
        "importert:\n"
        "  fra: 'skole.ics (Solbakken skole)'\n"
        "  nøkkel: 'konsert@skole.example'\n"
    )
    assert body == (
        "Korpset spiller.\n\nKaker i pausen, gratis.\n\n[Les mer på skole.example](<https://skole.example/konsert>)\n"
    )
    assert "rivat" not in text


def test_published_it_stands_in_our_own_calendar(root: Path) -> None:
    imported(root, calendar(CONCERT))
    publish(root, CONCERT_FILE)
    built(root, root / "output")
    ours = (root / "output/kalender/arrangement.ics").read_text(encoding="utf-8")
    assert "DTSTART;TZID=Europe/Oslo:20260305T180000" in ours and "SUMMARY:Vårkonsert" in ours


@pytest.mark.parametrize(
    ("times", "shown"),
    [
        ("DTSTART:20260305T170000Z\nDURATION:PT90M", "starter: 2026-03-05 18:00\nslutter: 2026-03-05 19:30\n"),
        ("DTSTART:20260305T180000", "starter: 2026-03-05 18:00\n"),
        ("DTSTART;VALUE=DATE:20260305\nDTEND;VALUE=DATE:20260306", "starter: 2026-03-05\n"),
        ("DTSTART;VALUE=DATE:20260305\nDTEND;VALUE=DATE:20260308", "starter: 2026-03-05\nslutter: 2026-03-07\n"),
        ("DTSTART;VALUE=DATE:20260305\nDURATION:P3D", "starter: 2026-03-05\nslutter: 2026-03-07\n"),
        ("DTSTART;TZID=W. Europe Standard Time:20260305T180000", "starter: 2026-03-05 18:00\n"),
        ("DTSTART;TZID=America/New_York:20260305T120000", "starter: 2026-03-05 18:00\n"),
        ("DTSTART:20260305T180000\nDTEND:20260305T170000", "starter: 2026-03-05 18:00\n"),
    ],
)
def test_a_time_is_that_of_the_clock_in_norway(times: str, shown: str, root: Path) -> None:
    text = only(root, calendar(f"UID:a\nSUMMARY:Møte\n{times}"))
    assert shown in text
    assert ("slutter" in text) == ("slutter" in shown)


def test_a_description_in_html_is_its_text_and_without_one_the_calendar_is_named(root: Path) -> None:
    html = "UID:a\nSUMMARY:A\nDTSTART:20260305T180000\nDESCRIPTION:<p>Ta med <b>kake</b></p><br>Hilsen oss"
    plain = "UID:b\nSUMMARY:B\nDTSTART:20260305T180000\nLOCATION:b12"
    imported(root, calendar(html, plain))
    first, second = files(root).values()
    assert first.endswith("---\n\nTa med kake\n\nHilsen oss\n")
    assert second.endswith("---\n\nHentet fra «Solbakken skole».\n")
    assert "sted: 'B12'\n" in second


def test_what_is_over_private_nameless_or_called_off_before_anybody_heard_of_it_is_not_made(root: Path) -> None:
    events = (
        "UID:a\nSUMMARY:Over\nDTSTART:20260216T180000\nDTEND:20260216T190000",
        "UID:b\nSUMMARY:Legetime\nDTSTART:20260305T180000\nCLASS:PRIVATE",
        "UID:c\nDTSTART:20260305T180000",
        "SUMMARY:Uten UID\nDTSTART:20260305T180000",
        "UID:d\nSUMMARY:Avlyst\nDTSTART:20260305T180000\nSTATUS:CANCELLED",
        "UID:e\nSUMMARY:Uten tid",
        "UID:f\nSUMMARY:For ofte\nDTSTART:20260305T180000\nRRULE:FREQ=MINUTELY",
    )
    assert report(root, calendar(*events)) == (
        "Nye: 0, endret: 0, avlyst: 0, uendret: 0\n"
        "Ikke tatt med, for tidene kan ikke leses:\n"
        "  Uten tid\n"
        "  For ofte\n"
        "Ikke tatt med fordi de mangler tittel eller fast id: 2\n"
        "Ikke tatt med fordi de er merket private i kalenderen: 1\n"
        "Ingenting nytt.\n"
    )


# --- a second time -----------------------------------------------------------------------------------


def test_a_second_import_changes_nothing_whenever_it_is(root: Path) -> None:
    imported(root, calendar(CONCERT))
    before = files(root)
    again = imported(root, calendar(CONCERT.replace("20260201T120000Z", "20260218T120000Z")), now=NOW.replace(day=18))
    assert again.report is not None and (again.report.files, again.report.same) == ((), 1)
    assert files(root) == before


def test_an_event_that_is_moved_in_the_calendar_is_moved_here(root: Path) -> None:
    imported(root, calendar(CONCERT))
    publish(root, CONCERT_FILE)
    moved = CONCERT.replace("20260305", "20260312")
    assert report(root, calendar(moved)).startswith("Nye: 0, endret: 1, avlyst: 0, uendret: 0\nEndret:\n")
    ((path, text),) = files(root).items()
    assert path == CONCERT_FILE
    assert "starter: 2026-03-12 18:00\n" in text and "utkast" not in text
    built(root, root / "output")
    ours = (root / "output/kalender/arrangement.ics").read_text(encoding="utf-8")
    assert "DTSTART;TZID=Europe/Oslo:20260312T180000" in ours and "LAST-MODIFIED:20260217T103000Z" in ours


def test_an_event_that_is_called_off_there_is_called_off_here_and_taken_up_again(root: Path) -> None:
    imported(root, calendar(CONCERT))
    publish(root, CONCERT_FILE)
    before = files(root)
    told = report(root, calendar(f"{CONCERT}STATUS:CANCELLED"))
    assert told == (
        "Nye: 0, endret: 0, avlyst: 1, uendret: 0\n"
        "Avlyst i kalenderen, og merket avlyst her:\n"
        f"  {CONCERT_FILE}: Vårkonsert\n"
    )
    assert "avlyst: ja\n" in files(root)[CONCERT_FILE]
    assert report(root, calendar(f"{CONCERT}STATUS:CANCELLED")).startswith("Nye: 0, endret: 0, avlyst: 0, uendret: 1")
    imported(root, calendar(CONCERT))
    assert as_before(root) == before


def as_before(root: Path) -> dict[str, str]:
    """Return the files without what says that they were changed."""
    return {path: text.replace("endret: 2026-02-17 11:30\n", "") for path, text in files(root).items()}


def edit(root: Path) -> None:
    """Let an editor publish and change the concert."""
    publish(root, CONCERT_FILE)
    file = root / CONCERT_FILE
    text = file.read_text(encoding="utf-8").replace("Korpset spiller.", "Skolekorpset spiller for alle.")
    file.write_text(text.replace("sted: 'Aulaen'\n", "# Spør vaktmesteren\nsted: Skolen, aulaen\n"), encoding="utf-8")


def test_of_what_an_editor_changed_only_that_it_is_called_off_is_followed(root: Path) -> None:
    imported(root, calendar(CONCERT))
    edit(root)
    before = files(root)[CONCERT_FILE]
    assert report(root, calendar(CONCERT.replace("20260305", "20260312"))) == (
        "Nye: 0, endret: 0, avlyst: 0, uendret: 0\n"
        "Endret hos kilden etter at noen har endret dem her. De blir stående som de er; se på dem selv:\n"
        f"  {CONCERT_FILE}: Vårkonsert\n"
        "Ingenting nytt.\n"
    )
    assert files(root)[CONCERT_FILE] == before
    imported(root, calendar(f"{CONCERT}STATUS:CANCELLED"))
    assert files(root)[CONCERT_FILE] == before.replace("\n---\n\n", "\navlyst: ja\nendret: 2026-02-17 11:30\n---\n\n")
    # Taken up again there, a person says so here.
    assert "se på dem selv:\n" in report(root, calendar(CONCERT))


def test_what_an_editor_says_is_moved_is_not_called_off_as_well(root: Path) -> None:
    imported(root, calendar(CONCERT))
    file = root / CONCERT_FILE
    file.write_text(
        file.read_text(encoding="utf-8").replace("sted:", "flyttet_til: 2026-03-06 18:00\nsted:"), encoding="utf-8"
    )
    before = files(root)
    assert "se på dem selv:\n" in report(root, calendar(f"{CONCERT}STATUS:CANCELLED"))
    assert files(root) == before


def test_what_is_ahead_and_gone_from_its_calendar_is_called_off_and_taken_up_again(root: Path) -> None:
    imported(root, calendar(CONCERT, FOLLOWING))
    before = files(root)
    assert report(root, calendar(FOLLOWING)) == (
        "Nye: 0, endret: 0, avlyst: 1, uendret: 1\n"
        "Ikke lenger i kalenderen, og merket avlyst her. Er det ikke avlyst, så ta bort linja:\n"
        f"  {CONCERT_FILE}: Vårkonsert\n"
    )
    assert report(root, calendar(FOLLOWING)) == "Nye: 0, endret: 0, avlyst: 0, uendret: 1\nIngenting nytt.\n"
    imported(root, calendar(CONCERT, FOLLOWING))
    assert as_before(root) == before


def test_what_is_gone_from_another_calendar_or_is_over_is_left_alone(root: Path) -> None:
    imported(root, calendar(CONCERT))
    before = files(root)[CONCERT_FILE]
    imported(root, calendar(FOLLOWING), "barnehage.ics")
    assert files(root)[CONCERT_FILE] == before
    imported(root, calendar(FOLLOWING), now=NOW.replace(month=4))
    assert files(root)[CONCERT_FILE] == before


def test_an_event_that_became_private_is_not_told_to_be_called_off(root: Path) -> None:
    imported(root, calendar(CONCERT, FOLLOWING))
    before = files(root)
    imported(root, calendar(f"{CONCERT}CLASS:PRIVATE", FOLLOWING))
    assert files(root) == before


# --- what comes round --------------------------------------------------------------------------------


def choir(rule: str, more: str = "", start: str = "TZID=Europe/Oslo:20260303T180000") -> str:
    return f"UID:kor\nSUMMARY:Kor\nDTSTART;{start}\nRRULE:{rule}\n{more}".strip()


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY;COUNT=5", "hver dag, 5 ganger"),
        ("FREQ=DAILY;INTERVAL=3", "hver 3. dag"),
        ("FREQ=WEEKLY", "hver uke"),
        ("FREQ=WEEKLY;UNTIL=20260601", "hver uke til 2026-05-26"),
        ("FREQ=WEEKLY;UNTIL=20260526T160000Z", "hver uke til 2026-05-26"),
        ("FREQ=WEEKLY;UNTIL=20260526T155900Z", "hver uke til 2026-05-19"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "hver 2. uke på tirsdag og torsdag"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "hver uke på mandag, tirsdag, onsdag, torsdag og fredag"),
        ("FREQ=MONTHLY;BYDAY=1TU", "den første tirsdagen i måneden"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1", "den første tirsdagen i måneden"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU;COUNT=4", "hver 2. måned den første tirsdagen, 4 ganger"),
        ("FREQ=MONTHLY;BYMONTHDAY=3", "hver måned"),
        ("FREQ=YEARLY", "hvert år"),
    ],
)
def test_a_rule_that_ours_can_say_is_one_entry_in_words(rule: str, said: str, root: Path) -> None:
    assert f"gjentas: {said}\n" in only(root, calendar(choir(rule)))


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_the_words_of_a_rule_are_taken_in_every_language(language: str) -> None:
    for rule in (
        "FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY;UNTIL=20260601", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR",
        "FREQ=YEARLY", "FREQ=MONTHLY;BYDAY=1TU;COUNT=4", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU", "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=2", "FREQ=YEARLY;INTERVAL=2",
    ):  # fmt: skip
        (one,) = read(calendar(choir(rule)), language)
        assert one.repeats


def read(text: str, language: str = "nb", now: datetime = NOW) -> tuple[Incoming, ...]:
    return read_calendar(text.encode(), "a.ics", now, catalogue(language)).entries


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=5TU",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=YEARLY;BYDAY=1TU;BYMONTH=3,9",
        "FREQ=DAILY;BYDAY=TU,WE",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
    ],
)
def test_a_rule_that_ours_cannot_say_is_an_entry_for_each_time_within_a_year(rule: str) -> None:
    found = read(calendar(choir(rule)))
    assert found and not any(one.repeats for one in found)
    assert len({one.key for one in found}) == len(found)
    assert {one.day for one in found} == set(expected(choir(rule), len(found)))


def expected(event: str, count: int) -> list[date]:
    """Return the days that another program finds, first ones first."""
    found = recurring_ical_events.of(Calendar.from_ical(calendar(event))).between(NOW, NOW.replace(year=2027, day=18))
    return sorted(one["DTSTART"].dt.date() for one in found)[:count]


def test_an_entry_for_each_time_has_its_day_in_its_name(root: Path) -> None:
    imported(root, calendar(choir("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", start="TZID=Europe/Oslo:20260331T180000")))
    assert list(files(root)) == [
        f"content/notices/2026-02-17-arrangement-kor-2026-{day}.md" for day in ("03-31", "04-30", "05-31")
    ]


def test_what_keeps_another_zones_clock_is_not_said_by_a_rule_of_ours() -> None:
    weekly = choir("FREQ=WEEKLY;COUNT=8", start="TZID=America/New_York:20260303T120000")
    found = read(calendar(weekly))
    assert len(found) == 8
    # For three weeks of March the summer has come there and not here.
    assert [one.starts.local.hour for one in found if one.starts] == [18, 17, 17, 17, 18, 18, 18, 18]


def test_days_left_out_called_off_and_moved_follow_the_rule(root: Path) -> None:
    main = choir("FREQ=WEEKLY;COUNT=6", "EXDATE;TZID=Europe/Oslo:20260317T180000")
    off = (
        "UID:kor\nSUMMARY:Kor\nRECURRENCE-ID:20260310T170000Z\nDTSTART;TZID=Europe/Oslo:20260310T180000\n"
        "STATUS:CANCELLED"
    )
    moved = (
        "UID:kor\nSUMMARY:Kor i kirka\nRECURRENCE-ID;TZID=Europe/Oslo:20260324T180000\n"
        "DTSTART;TZID=Europe/Oslo:20260325T190000"
    )
    imported(root, calendar(main, off, moved))
    found = files(root)
    assert list(found) == [
        "content/notices/2026-02-17-arrangement-kor-i-kirka-2026-03-24.md",
        "content/notices/2026-02-17-arrangement-kor.md",
    ]
    own, series = found.values()
    assert "gjentas: hver uke, 6 ganger\nunntatt:\n  - 2026-03-10 (avlyst)\n  - 2026-03-17\n  - 2026-03-24\n" in series
    assert "starter: 2026-03-25 19:00\n" in own and "gjentas" not in own


def test_a_time_that_is_called_off_after_the_import_is_told_of(root: Path) -> None:
    rule = choir("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", start="TZID=Europe/Oslo:20260331T180000")
    off = "UID:kor\nSUMMARY:Kor\nRECURRENCE-ID:20260430T160000Z\nDTSTART:20260430T160000Z\nSTATUS:CANCELLED"
    imported(root, calendar(rule))
    assert "avlyst: 1" in report(root, calendar(rule, off))
    left_out = rule + "\nEXDATE;TZID=Europe/Oslo:20260531T180000"
    assert "avlyst: 1" in report(root, calendar(left_out, off))
    assert ["avlyst: ja" in text for text in files(root).values()] == [False, True, True]


def test_what_is_said_in_another_way_now_is_told_of_and_left_alone(root: Path) -> None:
    imported(root, calendar(choir("FREQ=WEEKLY")))
    before = files(root)["content/notices/2026-02-17-arrangement-kor.md"]
    told = report(root, calendar(choir("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", start="TZID=Europe/Oslo:20260331T180000")))
    assert (
        "Står på en annen måte i kalenderen nå, som én gang eller som en regel. Ikke rørt; se på dem selv:\n"
        "  content/notices/2026-02-17-arrangement-kor.md: Kor\n"
    ) in told
    assert files(root)["content/notices/2026-02-17-arrangement-kor.md"] == before


def test_what_is_over_does_not_come_round_again() -> None:
    assert read(calendar(choir("FREQ=WEEKLY;COUNT=3", start="TZID=Europe/Oslo:20250303T180000"))) == ()
    (one,) = read(calendar(choir("FREQ=WEEKLY", start="TZID=Europe/Oslo:20240305T180000")))
    assert one.repeats == "hver uke"


DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
RULES = st.builds(
    lambda frequency, interval, by, end: ";".join(
        part for part in (f"FREQ={frequency}", f"INTERVAL={interval}", by, end) if part
    ),
    st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")),
    st.integers(1, 4),
    st.one_of(
        st.just(""),
        st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(
            lambda days: f"BYDAY={','.join(days)}"
        ),
        st.builds(lambda nth, day: f"BYDAY={nth}{day}", st.sampled_from((1, 2, 4, 5, -1, -2)), st.sampled_from(DAYS)),
        st.integers(-2, 31).filter(bool).map(lambda day: f"BYMONTHDAY={day}"),
    ),
    st.sampled_from(("", "COUNT=7", "UNTIL=20261015T120000Z")),
)


@settings(max_examples=60, deadline=None)
@given(RULES, st.dates(date(2026, 2, 18), date(2026, 9, 30)))
def test_whatever_the_rule_its_days_are_those_that_another_program_finds(rule: str, first: date) -> None:
    text = calendar(choir(rule, start=f"TZID=Europe/Oslo:{first:%Y%m%d}T180000"))
    theirs = recurring_ical_events.of(Calendar.from_ical(text)).between(NOW, datetime(2027, 2, 1, tzinfo=UTC))
    ours = {day for one in read(text) for day in days_of(one) if day < date(2027, 2, 1)}
    assert ours == {one["DTSTART"].dt.date() for one in theirs if one["DTSTART"].dt.date() < date(2027, 2, 1)}


def days_of(one: Incoming) -> list[date]:
    assert one.starts is not None
    first = one.starts.local.date()
    return list(itertools.islice(repeat(one.repeats).days(first, first), 400)) if one.repeats else [first]


# --- what is refused ---------------------------------------------------------------------------------

REFUSED = {
    "nothing": ("", "I924"),
    "text": ("Hei", "I925"),
    "a web page": ("<!doctype html><p>Logg inn</p>", "I925"),
    "half a calendar": ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "I925"),
    "a calendar of nothing": (calendar(), "I924"),
    "another component": ("BEGIN:VEVENT\nUID:a\nEND:VEVENT\n", "I925"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_no_calendar_is_one_problem_in_every_language(fault: str, root: Path) -> None:
    text, code = REFUSED[fault]
    file = root.parent / "skole.ics"
    file.write_text(text, encoding="utf-8")
    outcome = entries.import_calendar(entries.Request(root, file, NOW, is_writing=True))
    assert ([one.code for one in outcome.problems], outcome.report) == ([code], None)
    for language in MESSAGE_LANGUAGES:
        assert problems_text(outcome.problems, outcome.sources, catalogue(language))


def test_whatever_becomes_of_a_calendar_is_a_problem_or_told_of_and_never_an_exception() -> None:
    moved = "UID:kor\nSUMMARY:B\nRECURRENCE-ID:20260310T170000Z\nDTSTART:20260311T170000Z"
    rule = choir("FREQ=WEEKLY;UNTIL=20260601T160000Z", "EXDATE:20260317T170000Z\nDURATION:PT1H")
    content = calendar(rule, moved, CONCERT).encode()
    for at in range(0, len(content), 11):
        for changed in (content[:at] + b"\xff" + content[at + 1 :], content[:at] + b"9" + content[at + 2 :],
                        content[:at] + content[at + 9 :]):  # fmt: skip
            try:
                read_calendar(changed, "a.ics", NOW, NB)
            except Faults as fault:
                assert {one.code for one in fault.problems} <= {"I924", "I925"}


def test_the_command_makes_drafts(root: Path) -> None:
    file = root.parent / "skole.ics"
    file.write_text(calendar(CONCERT), encoding="utf-8")
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))})
    done = runner.invoke(cli.cli, ["import", "ics", str(file), "--root", str(root), "--write"])
    assert (done.exit_code, list(files(root))) == (0, [CONCERT_FILE])
    site = loading.load(root).site
    assert site is not None
    (entry,) = (one for found in site.drafts.values() for one in found)
    assert isinstance(entry, Gathering) and entry.imported is not None
