"""Questions: one answer, shown wherever it belongs; what is not answered yet, and what is never published."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import cli
from site_builder.content_types.question import Question
from site_builder.content_types.service import Service
from site_builder.loading import load
from site_builder.loading.tally import Tally, read_tally
from site_builder.model import Site
from site_builder.outputs import ask, home, questions
from site_builder.overview import Asked
from site_builder.overview import questions as not_answered
from site_builder.problems import Faults
from site_builder.text.holidays import is_working_day, working_day_after
from tests.support import FULL, NOW, SMALL_SETTINGS, built, checked, copy_of, read_all, small_site, written

CATEGORIES = "skole:\n  tittel: Skole\nveg:\n  tittel: Veg\n"
SFO = "---\ntittel: SFO\nkort: Etter skolen.\nkategori: skole\n---\n"


def question(title: str, *fields: str, answer: str = "Det er gratis.\n") -> str:
    return "\n".join(("---", f"tittel: {title}", *fields, "---", "", answer))


def _site(root: Path, now: datetime = NOW, settings: str = "", service: str = SFO, **asked: str) -> Site:
    """Return a small site with a service and questions by name: `hva_koster_sfo` is hva-koster-sfo.md."""
    files = {f"content/questions/{name.replace('_', '-')}.md": text for name, text in asked.items()}
    site = {"content/site.yaml": SMALL_SETTINGS + settings} if settings else {}
    return small_site(
        root, {"content/categories.yaml": CATEGORIES, "content/services/sfo.md": service, **site, **files}, now
    )


def _asked_about(site: Site) -> list[questions.Asked]:
    (service,) = site.of(Service)
    return list(questions.asked_about(site, service))


# --- working days ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 2, 17), 2, date(2026, 2, 19)),
        (date(2026, 2, 20), 2, date(2026, 2, 24)),
        (date(2026, 2, 21), 1, date(2026, 2, 23)),
        (date(2026, 4, 1), 2, date(2026, 4, 8)),
        (date(2026, 5, 13), 2, date(2026, 5, 18)),
        (date(2026, 12, 30), 2, date(2027, 1, 4)),
        (date(2026, 2, 21), 0, date(2026, 2, 21)),
    ],
)
def test_saturdays_sundays_and_public_holidays_are_no_working_days(day: date, count: int, expected: date) -> None:
    assert working_day_after(day, count) == expected


def test_the_day_before_easter_is_a_working_day_and_the_days_of_it_are_not() -> None:
    days = [date(2026, 4, 1) + timedelta(days) for days in range(7)]
    assert [is_working_day(day) for day in days] == [True, False, False, False, False, False, True]


# --- when there is to be an answer ----------------------------------------------------------------


def test_an_answer_is_promised_within_two_working_days_of_publication(tmp_path: Path) -> None:
    site = _site(tmp_path, pris=question("Hva koster det?", "publisert: 2026-02-13 14:00", answer=""))
    (one,) = site.of(Question)
    assert one.due is not None
    assert one.due.end == datetime(2026, 2, 17, 23, tzinfo=UTC)
    assert not one.is_late(one.due.end - timedelta(minutes=1))
    assert one.is_late(one.due.end)


def test_an_answer_is_promised_when_its_author_says(tmp_path: Path) -> None:
    fields = ("publisert: 2026-02-13", "svar_innen: 2026-02-20 12:00")
    site = _site(tmp_path, pris=question("Hva koster det?", *fields, answer=""))
    (one,) = site.of(Question)
    assert one.due is not None
    assert one.due.end == datetime(2026, 2, 20, 11, tzinfo=UTC)


def test_what_is_answered_is_never_late(tmp_path: Path) -> None:
    site = _site(tmp_path, pris=question("Hva koster det?", "publisert: 2026-01-02", "svar_innen: 2026-01-05"))
    (one,) = site.of(Question)
    assert one.due is None
    assert not one.is_late(NOW)


def test_a_page_says_that_the_answer_is_late_from_the_moment_it_is(tmp_path: Path) -> None:
    text = question("Hva koster det?", "publisert: 2026-02-13", answer="")
    before, after = (
        questions.question_view(one, site).waiting
        for site in (
            _site(tmp_path / "1", pris=text),
            _site(tmp_path / "2", datetime(2026, 2, 18, 8, tzinfo=UTC), pris=text),
        )
        for one in site.of(Question)
    )
    assert before is not None
    assert after is not None
    (turn,) = before.shown.turns
    assert turn * 60 == datetime(2026, 2, 17, 23, tzinfo=UTC).timestamp()
    assert (before.shown.is_now, before.late_shown.is_now) == (True, False)
    assert (after.shown.is_now, after.late_shown.is_now) == (False, True)
    # Yesterday's page says today what today's says.
    assert before.late_shown.is_at(turn) is after.late_shown.is_now


def test_the_site_is_to_be_built_again_when_an_answer_becomes_late(tmp_path: Path) -> None:
    site = _site(tmp_path, pris=question("Hva koster det?", "publisert: 2026-02-13", answer=""))
    assert site.next_change(NOW) == datetime(2026, 2, 17, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        (("publisert: 2026-02-13",), []),
        (("publisert: 2026-02-12",), ["Q105"]),
        (("publisert: 2026-02-12", "svar_innen: 2026-02-17 11:30"), ["Q106"]),
        (("publisert: 2026-02-12", "svar_innen: 2026-02-17 11:31"), []),
        (("publisert: 2026-02-12", "eksempel: ja"), []),
        (("publisert: 2026-02-12", "utkast: ja"), []),
        (("publisert: 2026",), ["Q104"]),
        (("publisert: i dag",), ["F146"]),
        (("svar_inen: 2026-02-20",), ["F102"]),
    ],
)
def test_check_tells_of_what_is_late_or_never_promised(
    tmp_path: Path, fields: tuple[str, ...], codes: list[str]
) -> None:
    written(tmp_path, {"content/questions/pris.md": question("Hva koster det?", *fields, answer="")})
    assert [one.code for one in checked(tmp_path).problems] == codes


# --- where a question stands ----------------------------------------------------------------------


def test_a_service_shows_those_it_names_in_its_order_then_those_that_concern_it_each_once(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        service=SFO.replace("kategori", "spørsmål: [d, a, d]\nkategori"),
        a=question("A?", "gjelder: sfo"),
        b=question("B?", "gjelder: [sfo, skole]"),
        c=question("C?", "gjelder: veg"),
        d=question("D?"),
        e=question("E?", "gjelder: skole"),
    )
    assert [one.title for one in _asked_about(site)] == ["D?", "A?", "B?", "E?"]


def test_the_list_has_each_question_once_under_its_service_area(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        service=SFO.replace("kategori", "spørsmål: d\nkategori"),
        a=question("A?", "gjelder: [sfo, veg]"),
        b=question("Å?", "gjelder: sfo"),
        c=question("C?"),
        d=question("D?"),
    )
    found = [(one.title, [row.row.title for row in one.rows]) for one in questions.list_view(site).groups]
    assert found == [("Skole", ["D?", "Å?"]), ("Veg", ["A?"]), ("Annet", ["C?"])]


def test_an_answer_with_headings_stands_in_short_on_a_service_and_leads_to_the_whole(tmp_path: Path) -> None:
    long = "Ja. Se [under](#klage) og {telefon:servicetorget}.\n\n## Klage\n\nInnen tre uker.\n"
    site = _site(
        tmp_path, a=question("A?", "gjelder: sfo", answer=long), b=question("B?", "gjelder: sfo", answer="[x](/alle/)")
    )
    cut, whole = _asked_about(site)
    assert (str(cut.answer), cut.is_whole) == ("<p>Ja. Se under og 22\xa022\xa022\xa022.</p>", False)
    assert whole.is_whole
    assert "<a href=" in whole.answer


def test_an_answer_that_is_a_list_alone_stands_in_the_list_of_questions_too(tmp_path: Path) -> None:
    # Who begins an answer with a date has written a list.
    site = _site(tmp_path, a=question("A?", answer="1. mars.\n"))
    ((row,),) = (one.rows for one in questions.list_view(site).groups)
    assert row.row.why == "- mars."


def test_a_text_links_to_a_question_in_either_language(tmp_path: Path) -> None:
    body = "[a](spørsmål:b) [b](question:b)\n"
    site = _site(tmp_path, a=question("A?", "gjelder: sfo", answer=body), b=question("B?"))
    assert str(_asked_about(site)[0].answer).count('href="/sporsmal/b/"') == 2


def test_who_answered_is_who_the_question_says_else_who_is_responsible_for_it(tmp_path: Path) -> None:
    contacts = "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\nvann:\n  navn: Vannverket\n"
    files = {
        "content/contacts.yaml": contacts + "veg:\n  navn: Vegkontoret\n",
        "content/questions/a.md": question("A?", "svart_av: vann", "ansvar: veg", "svart: 2026-02-11"),
        "content/questions/b.md": question("B?", "ansvar: veg"),
    }
    site = small_site(tmp_path, files)
    assert [questions.question_view(one, site).answered for one in site.of(Question)] == [
        "Svar fra Vannverket onsdag 11. februar 2026.",
        "Svar fra Vegkontoret.",
    ]


SOURCES = ("kilder:", "  - tittel: Prislista", "    år: 2019", "  - tittel: Vedtaket")


def test_an_answer_that_nobody_has_given_says_what_it_is_based_on_else_whom_to_ask(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        a=question("A?", *SOURCES, "svart: 2026-02-11"),
        b=question("B?", *SOURCES),
        c=question("C?", "svart: 2026-02-11"),
        d=question("D?", "svart: 2026-02-18"),
    )
    assert [questions.question_view(one, site).answered for one in site.of(Question)] == [
        "Svart onsdag 11. februar 2026. Svaret bygger på Prislista (2019); Vedtaket.",
        "Svaret bygger på Prislista (2019); Vedtaket.",
        "Svart onsdag 11. februar 2026. Lurer du på mer? Spør Servicetorget.",
        "Lurer du på mer? Spør Servicetorget.",
    ]


def test_where_a_question_belongs_its_answer_says_when_it_was_confirmed(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        a=question("A?", "gjelder: sfo", "svart_av: servicetorget", "svart: 2026-02-11", "bekreftet: 2026-02-16"),
        b=question("B?", "gjelder: sfo", "svart_av: servicetorget", "bekreftet: 2026-02-18"),
    )
    assert [one.answered for one in _asked_about(site)] == [
        "Svar fra Servicetorget onsdag 11. februar 2026. Bekreftet mandag 16. februar 2026.",
        "Svar fra Servicetorget.",
    ]


def _at_home(site: Site) -> tuple[str, list[str]]:
    view = home.home_page(site)
    assert view.questions is not None
    assert "questions" in (*view.main, *view.side, *view.below)
    return view.questions.title, [one.title for one in view.questions.rows]


def test_home_shows_the_three_most_asked_and_says_of_nothing_else_that_it_is_asked(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        a=question("A?", "spurt: 5"),
        b=question("B?", "svart: 2026-02-01"),
        c=question("C?", "svart: 2026-02-10"),
        d=question("D?", "spurt: 40"),
        e=question("E?", "publisert: 2026-02-16", "spurt: 900", answer=""),
        f=question("F?", "spurt: 0"),
    )
    assert _at_home(site) == ("Folk spør om", ["D?", "A?"])
    asked = {f"{name}?": question(f"{name}?", f"spurt: {name}") for name in (1, 2, 3, 4)}
    site = small_site(tmp_path / "four", {f"content/questions/{name[0]}.md": text for name, text in asked.items()})
    assert _at_home(site) == ("Folk spør om", ["4?", "3?", "2?"])


def test_where_nobody_has_counted_home_shows_what_was_answered_last_and_claims_no_more(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        a=question("A?"),
        b=question("B?", "svart: 2026-02-01"),
        c=question("C?", "svart: 2026-02-10"),
        d=question("D?", "spurt: 0"),
        e=question("E?", "publisert: 2026-02-16", answer=""),
    )
    assert _at_home(site) == ("Spørsmål og svar", ["C?", "B?"])
    assert _at_home(_site(tmp_path / "undated", a=question("A?"))) == ("Spørsmål og svar", [])


def test_a_site_without_questions_has_no_block_and_no_way_to_them(tmp_path: Path) -> None:
    site = _site(tmp_path)
    view = home.home_page(site)
    assert "questions" not in (*view.main, *view.side, *view.below)
    assert questions.list_link(site) == ()
    assert questions.list_view(site).head.is_hidden


def test_a_question_of_tomorrow_and_a_draft_are_nowhere(tmp_path: Path) -> None:
    files = {
        "content/questions/morgen.md": question("Hemmelig i morgen?", "publisert: 2026-02-18"),
        "content/questions/utkast.md": question("Hemmelig utkast?", "utkast: ja"),
    }
    built(written(tmp_path / "site", files), tmp_path / "out")
    assert not any(b"Hemmelig" in content for content in read_all(tmp_path / "out").values())


# --- what is never published ----------------------------------------------------------------------


def test_how_often_something_is_asked_is_in_no_file_of_the_site(full_town: Path) -> None:
    assert "spurt: 987654" in (FULL / "content/questions/nar-far-jeg-svar.md").read_text(encoding="utf-8")
    files = read_all(full_town)
    assert any(path.startswith("sporsmal/nar-far-jeg-svar/") for path in files)
    assert [path for path, content in files.items() if b"987654" in content] == []


def test_how_often_it_is_asked_changes_the_order_at_home_and_no_page_of_the_question(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "before")
    path = root / "content/questions/nar-far-jeg-svar.md"
    path.write_text(path.read_text(encoding="utf-8").replace("987654", "1"), encoding="utf-8")
    built(root, tmp_path / "after")
    before, after = read_all(tmp_path / "before"), read_all(tmp_path / "after")
    assert {one for one in before if before[one] != after[one]} == {"index.html", "embed/index.html"}


# --- asking ---------------------------------------------------------------------------------------


def test_who_sets_nothing_gets_a_letter_to_the_front_desk(tmp_path: Path) -> None:
    files = {"content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n  epost: post@eksempel.example\n"}
    view = ask.ask_view(small_site(tmp_path, files))
    assert view.mail is not None
    assert view.mail.href == "mailto:post@eksempel.example?subject=Sp%C3%B8rsm%C3%A5l"
    assert (view.form, view.private, view.private_to) == (None, None, None)


def test_where_nobody_takes_letters_there_is_the_telephone_of_the_front_desk(tmp_path: Path) -> None:
    view = ask.ask_view(_site(tmp_path))
    assert (view.form, view.mail) == (None, None)
    assert view.desk.phone == "22\xa022\xa022\xa022"


def test_a_form_stands_in_for_a_letter_and_private_cases_have_their_own_way(tmp_path: Path) -> None:
    links = "spor:\n  tittel: Still et spørsmål\n  nettadresse: https://skjema.example/\n"
    more = "post:\n  tittel: Skriv trygt\n  nettadresse: https://post.example/\n"
    files = {
        "content/site.yaml": SMALL_SETTINGS + "spør_oss:\n  skjema: spor\n  personlige_saker: post\n",
        "content/links.yaml": links + more,
    }
    view = ask.ask_view(small_site(tmp_path, files))
    assert view.form is not None
    assert view.private is not None
    assert (view.form.href, view.mail) == ("https://skjema.example/", None)
    assert view.private.href == "https://post.example/"


def test_private_cases_may_go_to_a_contact(tmp_path: Path) -> None:
    contacts = "servicetorget:\n  navn: Servicetorget\nnav:\n  navn: NAV\n  telefon: 55 55 33 33\n"
    settings = SMALL_SETTINGS + "spør_oss:\n  personlige_saker: nav\n"
    view = ask.ask_view(small_site(tmp_path, {"content/site.yaml": settings, "content/contacts.yaml": contacts}))
    assert view.private_to is not None
    assert (view.private, view.private_to.name) == (None, "NAV")


def test_the_page_says_what_not_to_write_and_asks_nothing_of_others(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out")
    page = (tmp_path / "out/spor-oss/index.html").read_text(encoding="utf-8")
    assert "Ikke skriv dette" in page
    assert "Vi svarer innen to virkedager." in page
    assert not re.search(r'(?:src|action|<link rel="stylesheet" href)="https?:', page)


def test_no_page_may_bear_the_name_of_the_page_about_asking(tmp_path: Path) -> None:
    written(tmp_path, {"content/pages/spor-oss.md": "# Spør oss om alt\n\nTekst.\n"})
    assert [one.code for one in load(tmp_path).problems] == ["N210"]


# --- the tally ------------------------------------------------------------------------------------


def test_what_is_asked_and_not_answered_is_listed_the_most_asked_first(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        hva_koster_sfo=question("Hva koster SFO?", "spurt: 90"),
        nar_kommer_bussen=question("Når kommer bussen?", "publisert: 2026-02-16", "spurt: 4", answer=""),
        utkastet=question("Kan jeg bade?", "utkast: ja"),
    )
    tallies = (
        Tally("hva koster SFO", 50),
        Tally("nar-kommer-bussen", 3),
        Tally("Kan jeg bade?", 2),
        Tally("Hvor er toalettet?", 5),
        Tally("hvor er toalettet", 4),
    )
    rows = [(one.count, one.path, one.title) for one in not_answered(site, Asked(NOW, tallies=tallies))]
    assert rows == [
        (9, "", "Hvor er toalettet?"),
        (7, "content/questions/nar-kommer-bussen.md", "Når kommer bussen?"),
        (2, "content/questions/utkastet.md", "Kan jeg bade?"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spørsmål;antall\nHva koster SFO?;3\nNår?;\n", (("Hva koster SFO?", 3), ("Når?", 1))),
        ('Question,Count\n"A, b",2\n', (("A, b", 2),)),
        ("antall\tSpørsmål\n4\tNår?\n", (("Når?", 4),)),
        ("\ufeffsep=;\nsporsmal\nNår?\nNår?\n", (("Når?", 1), ("Når?", 1))),
    ],
)
def test_a_tally_is_read_as_spreadsheets_leave_it(
    tmp_path: Path, text: str, expected: tuple[tuple[str, int], ...]
) -> None:
    (tmp_path / "spurt.csv").write_text(text, encoding="utf-8")
    assert read_tally(tmp_path / "spurt.csv") == tuple(Tally(*one) for one in expected)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["Q111"]),
        ("tekst;antall\nNår?;3\n", ["Q110"]),
        ("spørsmål;antall\nNår?;ofte\n;3\nHvor?;1;2\n", ["M505", "Q101", "Q112"]),
        ('spørsmål;antall\n"Når?;3\n', ["M526"]),
        ("PK\x03\x04xl/", ["I915"]),
    ],
)
def test_what_is_wrong_with_a_tally_is_told(tmp_path: Path, text: str, codes: list[str]) -> None:
    (tmp_path / "spurt.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Faults) as fault:
        read_tally(tmp_path / "spurt.csv")
    assert [one.code for one in fault.value.problems] == codes


def _list(*options: str) -> Result:
    return CliRunner().invoke(cli, ["list", "--now", "2026-02-17T11:30", *options])


def test_the_command_lists_what_is_asked_as_text_and_as_data(tmp_path: Path) -> None:
    _site(tmp_path, nar=question("Når kommer bussen?", "publisert: 2026-02-16", "spurt: 4", answer=""))
    tally = tmp_path / "spurt.csv"
    tally.write_text("spørsmål;antall\nHvor er toalettet?;12\n", encoding="utf-8")
    asked = ("--root", str(tmp_path), "--questions", "--asked", str(tally))
    assert _list(*asked).output == (
        "Spurt om, uten svar\n"
        "  12                                                             Hvor er toalettet?\n"
        "  4   content/questions/nar.md  18. februar 2026  Servicetorget  Når kommer bussen?\n"
    )
    rows = json.loads(_list(*asked, "--format", "json").output)
    assert [(one["count"], one["path"], one["title"]) for one in rows] == [
        (12, None, "Hvor er toalettet?"),
        (4, "content/questions/nar.md", "Når kommer bussen?"),
    ]


def test_a_tally_that_is_wrong_is_told_with_its_line_and_nothing_is_listed(tmp_path: Path) -> None:
    _site(tmp_path)
    tally = tmp_path / "spurt.csv"
    tally.write_text("spørsmål;antall\nNår?;ofte\n", encoding="utf-8")
    result = _list("--root", str(tmp_path), "--questions", "--asked", str(tally))
    assert result.exit_code == 1
    assert f"feil[Q101] {tally.as_posix()}:2" in result.output
    assert "«ofte» er ikke et antall." in result.output


def test_a_tally_without_its_list_is_misuse(tmp_path: Path) -> None:
    _site(tmp_path)
    (tmp_path / "spurt.csv").write_text("", encoding="utf-8")
    result = _list("--root", str(tmp_path), "--drafts", "--asked", str(tmp_path / "spurt.csv"))
    assert result.exit_code == 2
