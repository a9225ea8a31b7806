"""Updates in a notice: every way people write a time is read rightly or is a problem at its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content_types.updates import heading_problems, read_updates, without_updates
from site_builder.text import dates

DAY = dates.parse_when("2026-02-17 08:10")


def _read(*lines: str, day: dates.When = DAY) -> tuple[list[str], list[str]]:
    """Return `when|text` of each update, newest first, and `line code` of each problem."""
    updates, problems = read_updates(enumerate(lines, 1), day, "a.md")
    shown = [f"{one.when.local:%Y-%m-%d %H:%M}|{one.text}" for one in updates]
    return shown, [f"{one.mark.line} {one.code}" for one in problems]


@pytest.mark.parametrize(
    "written",
    [
        "16.30 Tekst",
        "16:30 Tekst",
        "16.30: Tekst",
        "16:30: Tekst",
        "16.30, Tekst",
        "16.30 - Tekst",
        "16.30 – Tekst",
        "16.30-Tekst",
        "kl 16.30 Tekst",
        "kl. 16.30 Tekst",
        "Kl.16.30 Tekst",
        "klokka 16.30 Tekst",
        "- 16.30 Tekst",
        "* 16.30 Tekst",
        "– 16.30 Tekst",
        "**16.30** Tekst",
        "**16.30:** Tekst",
        "**16.30**: Tekst",
        "**kl. 16.30:** Tekst",
        "- **kl. 16.30** – Tekst",
        "__16.30__ Tekst",
        "_16.30_ Tekst",
        "17.02 16.30 Tekst",
        "17.02 kl. 16.30 Tekst",
        "17.2. kl. 16.30 Tekst",
        "17.02.2026 16.30 Tekst",
        "17.02.2026, kl. 16.30: Tekst",
        "17. februar kl. 16.30 Tekst",
        "17. feb. 16.30 Tekst",
        "17. februar 2026 kl. 16.30 Tekst",
        "tirsdag 17. februar kl. 16.30 Tekst",
        "Tirsdag den 17. februar 16:30 Tekst",
        "2026-02-17T16:30 Tekst",
        "2026-02-17T16:30:00 Tekst",
        "2026-02-17 16:30 Tekst",
        "**17. februar kl. 16.30** Tekst",
    ],
)
def test_a_time_is_read_however_it_is_written(written: str) -> None:
    assert _read(written) == (["2026-02-17 16:30|Tekst"], [])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("kl 15 Tankbil", "2026-02-17 15:00|Tankbil"),
        ("tirsdag 17. februar kl. 16 Tankbil", "2026-02-17 16:00|Tankbil"),
        ("17.02 kl. 16.00 Tankbil", "2026-02-17 16:00|Tankbil"),
        ("18.02 08.00 Tankbil", "2026-02-18 08:00|Tankbil"),
        # No month has that number, so it is the time, and the rest is what is said.
        ("10.15 kl. 11.00 stenger vi vannet", "2026-02-17 10:15|kl. 11.00 stenger vi vannet"),
        ("14:10 12.30 kommer bilen", "2026-02-17 14:10|12.30 kommer bilen"),
        ("16.30 -5 grader i Lia", "2026-02-17 16:30|-5 grader i Lia"),
        ("16.30 – 5 hus uten vann", "2026-02-17 16:30|5 hus uten vann"),
        ("**16.30 Tankbil** ved skolen", "2026-02-17 16:30|**Tankbil** ved skolen"),
        ("16.30 **Tankbil**", "2026-02-17 16:30|**Tankbil**"),
        ("25.10.2026 02.30 +02:00 Tankbil", "2026-10-25 02:30|Tankbil"),
    ],
)
def test_what_follows_the_time_is_the_text(written: str, read: str) -> None:
    assert _read(written) == ([read], [])


_PIECES = st.sampled_from(
    [*"0123456789.:-–*_ #|>[\t", "  ", "kl. ", "16.30", "17.02", "2026-", "17. februar ", "tirsdag ", "til ", "Tekst"]
)


@given(st.lists(st.lists(_PIECES, max_size=9).map("".join), max_size=4))
def test_whatever_is_written_is_an_update_a_continuation_or_a_problem(lines: list[str]) -> None:
    updates, problems = read_updates(enumerate(lines, 1), DAY, "a.md")
    assert bool(updates or problems) is any(line.strip() for line in lines)
    assert all(one.text.strip() for one in updates)
    for one in problems:
        assert 1 <= one.mark.column <= one.mark.end_column <= len(lines[one.mark.line - 1]) + 1


@pytest.mark.parametrize(
    ("day", "written", "read"),
    [
        ("2025-12-30", "02.01 kl. 10.00 Tekst", "2026-01-02 10:00|Tekst"),
        ("2026-01-03", "29. desember kl. 10.00 Tekst", "2025-12-29 10:00|Tekst"),
        ("2026-02-24", "18. februar kl. 10.00 Tekst", "2026-02-18 10:00|Tekst"),
        ("2024-02-20", "29. februar kl. 10.00 Tekst", "2024-02-29 10:00|Tekst"),
    ],
)
def test_a_date_without_a_year_is_the_one_nearest_to_the_notice(day: str, written: str, read: str) -> None:
    assert _read(written, day=dates.parse_when(day)) == ([read], [])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Tankbil ved skolen", "N207"),
        ("16.3 Tekst", "N207"),
        ("1630 Tekst", "N207"),
        ("16.30Tekst", "N207"),
        ("kl. 1630 Tekst", "N207"),
        ("17.02. Tekst", "N207"),
        ("17.02.2026 Tekst", "N207"),
        ("17. februar Tekst", "N207"),
        ("17/2 kl. 16 Tekst", "N207"),
        ("tirsdag kl. 16 Tekst", "N207"),
        ("i går kl. 16 Tekst", "N207"),
        ("(16.30) Tekst", "N207"),
        ("ca. 16.30 Tekst", "N207"),
        ("9.15-10.15 Tekst", "N216"),
        ("9.15 – 10.15 Tekst", "N216"),
        ("kl. 9.15 til 10.15: Tekst", "N216"),
        ("**9.15-10.15** Tekst", "N216"),
        ("kl. 15-16 Tekst", "N216"),
        ("16.30", "N217"),
        ("**16.30:**", "N217"),
        ("14.10 12.30 kommer bilen", "N218"),
        ("31.02 kl. 16.00 Tekst", "D202"),
        ("29. februar kl. 16.00 Tekst", "D202"),
        ("16.72 Tekst", "D205"),
        ("kl. 25 Tekst", "D205"),
        ("17. februar kl. 24.10 Tekst", "D205"),
    ],
)
def test_what_is_not_a_time_is_a_problem(written: str, code: str) -> None:
    assert _read(written) == ([], [f"1 {code}"])


@pytest.mark.parametrize(
    "written",
    [
        "112 er nummeret",
        "3 biler står ved skolen",
        "**3** biler står ved skolen",
        "17. februar kommer de tilbake",
        "kl 1530 er vannet tilbake",
        "Tirsdag 17. er vannet tilbake",
        "I morgen kl. 8 er vannet tilbake",
        "- Vannet er brunt",
        "| 16.30 | Tankbil |",
        "> 16.30 Tankbil",
        "---",
        "#16 Tankbil",
    ],
)
def test_no_line_that_may_be_an_update_is_glued_to_the_one_above(written: str) -> None:
    assert _read("16.30 Tankbil", written) == (["2026-02-17 16:30|Tankbil"], ["2 N215"])


@pytest.mark.parametrize(
    "lines",
    [
        ("16.30 Tankbil", "ved skolen."),
        ("16.30 Tankbil", "", "ved skolen."),
        ("16.30", "Tankbil ved skolen."),
        ("- 16.30 Tankbil", "  ved skolen."),
        ("  - 16.30 Tankbil", "    ved skolen."),
    ],
)
def test_a_line_of_words_continues_the_one_above(lines: tuple[str, ...]) -> None:
    assert _read(*lines) == (["2026-02-17 16:30|Tankbil ved skolen."], [])


@pytest.mark.parametrize("more", ["112 er nummeret.", "3 biler.", "- Ring oss.", "kl. 16.45 kommer de."])
def test_a_line_two_spaces_in_continues_whatever_it_begins_with(more: str) -> None:
    for bullet in ("", "- "):
        assert _read(f"{bullet}16.30 Tankbil.", f"  {more}") == ([f"2026-02-17 16:30|Tankbil. {more}"], [])


def test_updates_that_all_stand_further_in_are_updates() -> None:
    shown = ["2026-02-17 16:30|To", "2026-02-17 15:30|En"]
    assert _read("  - 16.30 To", "  - 15.30 En") == (shown, [])
    assert _read("  16.30 To", " 15.30 En") == (shown, [])


def test_what_continues_a_faulty_line_is_no_second_fault_and_ends_nowhere_else() -> None:
    assert _read("16.30 En", "3 biler", "står der", "16.40 To") == (
        ["2026-02-17 16:40|To", "2026-02-17 16:30|En"],
        ["2 N215"],
    )


def test_a_heading_without_its_space_does_not_become_an_update() -> None:
    assert _read("16.30 En", "##Gjør dette") == (["2026-02-17 16:30|En"], ["2 N219"])


@pytest.mark.parametrize(
    "heading",
    [
        "## Oppdateringer",
        "## Oppdateringer:",
        "##Oppdateringer",
        "### Oppdateringer",
        "## Oppdatering",
        "## Oppdateringar ##",
        "## **Oppdateringer**",
        " ## OPPDATERINGER",
        "## Updates",
    ],
)
def test_the_heading_is_taken_however_it_is_written(heading: str) -> None:
    body, lines = without_updates(f"Tekst.\n{heading}\n16.30 En\n## Gjør dette\nRing.", 1)
    assert body == "Tekst.\n\n\n## Gjør dette\nRing."
    assert lines == ((3, "16.30 En"),)


@pytest.mark.parametrize(
    "heading",
    [
        "Oppdateringer",
        "Oppdateringer:",
        "**Oppdateringer**",
        "**Oppdateringer:**",
        "#Oppdateringer",
        "## Oppdatringer",
        "## Oppdateringane",
        "## Siste oppdateringer",
        "## Siste nytt",
        "## Oppdateringer 17. februar",
        "**Oppdateringer om vannet**",
    ],
)
def test_what_looks_like_the_heading_is_a_problem(heading: str) -> None:
    body = f"Tekst.\n\n{heading}\n\n- 16.30 En"
    assert without_updates(body, 5) == (body, ())
    assert [(one.code, one.mark.line) for one in heading_problems(body, 5, "a.md")] == [("N214", 7)]


@pytest.mark.parametrize(
    "body",
    [
        "## Oppdateringer av kartet\n\nKartet er nytt.",
        "## Siste nytt om brua\n\nBrua er åpen.",
        "Vi har oppdateringer.\n\n16.30 kommer bilen.",
        "## Program\n\n- 11.50: oppstilling",
        "Oppdatert i dag.",
        "## Gjør dette\n\nRing.",
    ],
)
def test_other_headings_are_left_alone(body: str) -> None:
    assert list(heading_problems(body, 1, "a.md")) == []
