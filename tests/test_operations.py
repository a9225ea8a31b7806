"""What goes on now, by topic: what is reported, who to call, and never that all is well."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from site_builder import build
from site_builder.content_types.notice_words import NoticeType, date_from_name, type_from_name, with_the_year_first
from site_builder.outputs.embeds import embeds
from site_builder.outputs.home import home_view
from site_builder.outputs.operations import OperationsView, operations_view
from tests.support import SMALL_CONTACTS, SMALL_SETTINGS, built, notice, read_all, small_site, written

DUTY = SMALL_CONTACTS + "vakta:\n  navn: Veivakta\n  telefon: 33 33 33 33\n  vakt: [veg, brøyting]\n"
DATED = "publisert: 2026-02-16"


def _view(root: Path, **notices: str) -> OperationsView:
    files = {f"content/notices/{name.replace('_', '-')}.md": text for name, text in notices.items()}
    return operations_view(small_site(root, {"content/contacts.yaml": DUTY, **files}))


def _topics(view: OperationsView) -> dict[str, list[str]]:
    return {one.title: [f"{row.state} {row.title}" for row in one.rows] for one in view.topics}


def test_each_topic_has_what_goes_on_then_what_is_planned_then_what_is_put_right(tmp_path: Path) -> None:
    view = _view(
        tmp_path,
        drift_a=notice("Løst", DATED, "tema: vann", "løst: 2026-02-17 09:00"),
        drift_b=notice("Planlagt", DATED, "tema: vann", "starter: 2026-02-20"),
        drift_c=notice("Pågår", DATED, "tema: vann"),
        drift_d=notice("Kolonnekjøring", DATED, "tema: veg", "starter: 2026-02-20"),
        drift_e=notice("Over", "publisert: 2026-01-01", "tema: avfall", "slutter: 2026-01-02"),
    )
    assert _topics(view) == {
        "Vann": ["ongoing Pågår", "planned Planlagt", "resolved Løst"],
        "Veg": ["planned Kolonnekjøring"],
    }
    assert [one.title for one in view.quiet] == ["Brøyting", "Avfall", "Strøm", "Stengt", "Annet"]
    assert [row.title for row in view.earlier] == ["Over"]


def test_danger_stands_first_whatever_its_topic_and_type(tmp_path: Path) -> None:
    view = _view(
        tmp_path,
        drift_a=notice("Lekkasje", DATED, "tema: vann"),
        krise_b=notice("Ras", DATED, "tema: veg"),
        nyhet_c=notice("Ny vannmåler", DATED, "tema: vann"),
    )
    assert _topics(view) == {"Veg": ["crisis Ras"], "Vann": ["ongoing Lekkasje"]}


def test_every_topic_says_who_to_call_for_it(tmp_path: Path) -> None:
    view = _view(tmp_path, drift_a=notice("Glatt", DATED, "tema: veg"))
    assert [[one.phone for one in topic.duty] for topic in view.topics] == [
        ["33\N{NO-BREAK SPACE}33\N{NO-BREAK SPACE}33\N{NO-BREAK SPACE}33"]
    ]
    assert {one.title: [person.name for person in one.duty] for one in view.quiet} == {
        "Vann": [],
        "Brøyting": ["Veivakta"],
        "Avfall": [],
        "Strøm": [],
        "Stengt": [],
        "Annet": [],
    }
    assert view.desk.name == "Servicetorget"


def test_nothing_is_said_of_any_topic_while_something_may_be_of_it(tmp_path: Path) -> None:
    own = "ingen egen melding, men noe er meldt uten tema"
    with_topic = _view(tmp_path / "a", krise_a=notice("Kok vannet", DATED, "tema: vann"))
    assert {one.said for one in with_topic.quiet} == {"ingen melding"}
    without = {"content/notices/krise-a.md": notice("Kok vannet", DATED)}
    site = small_site(tmp_path / "b", without)
    assert {one.said for one in operations_view(site).quiet} == {own}
    assert home_view(site).quiet == ()
    drill = _view(tmp_path / "c", krise_a=notice("Kok vannet", DATED, "øvelse: ja"))
    assert {one.said for one in drill.quiet} == {"ingen melding"}


def test_home_says_which_topics_nothing_is_reported_of(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/notices/drift-a.md": notice("Lekkasje", DATED, "tema: vann")})
    assert home_view(site).quiet == ("Veg", "brøyting", "avfall", "strøm", "stengt")


@pytest.mark.parametrize(
    ("language", "page", "title", "said", "line"),
    [
        (
            "nb",
            "aktuelt/drift",
            "Drift nå",
            "At ingenting er meldt, betyr ikke at alt er i orden.",
            "Veg, brøyting, avfall, strøm og stengt: ingen melding. Det betyr ikke at alt er i orden.",
        ),
        (
            "nn",
            "aktuelt/drift",
            "Drift no",
            "At ingenting er meldt, tyder ikkje at alt er i orden.",
            "Veg, brøyting, avfall, straum og stengt: inga melding. Det tyder ikkje at alt er i orden.",
        ),
        (
            "en",
            "news/operations",
            "Service notices now",
            "That nothing is reported does not mean that all is well.",
            "Road, snow clearing, waste, power and closed: nothing reported. That does not mean that all is well.",
        ),
    ],
)
def test_no_page_says_that_all_is_well(
    language: str, page: str, title: str, said: str, line: str, tmp_path: Path
) -> None:
    settings = f"{SMALL_SETTINGS}språk: [{language}]\n"
    files = {"content/site.yaml": settings, "content/notices/drift-a.md": notice("Lekkasje", DATED, "tema: vann")}
    built(written(tmp_path / "site", files), tmp_path / "out")
    pages = {path: content.decode() for path, content in read_all(tmp_path / "out").items() if path.endswith("html")}
    for path in (f"{page}/index.html", f"embed/{page}/index.html"):
        assert said in pages[path], path
        assert f"<h1>{title}</h1>" in pages[path], path
    assert line in pages["index.html"]
    assert line in pages["embed/index.html"]


def test_the_page_says_when_what_is_reported_last_changed(tmp_path: Path) -> None:
    view = _view(
        tmp_path,
        drift_a=notice("Lekkasje", "publisert: 2026-02-16 09:00", "tema: vann"),
        krise_b=notice("Ras", "publisert: 2026-02-17 09:00", "tema: veg"),
    )
    assert view.changed is not None
    assert view.changed.machine == "2026-02-17T09:00+01:00"


@pytest.mark.parametrize(
    ("updated", "changed"), [("2026-02-10", "2026-02-17T09:00+01:00"), ("2026-02-17 10:00", "2026-02-17T10:00+01:00")]
)
def test_a_dated_update_counts_beside_a_date_of_change(tmp_path: Path, updated: str, changed: str) -> None:
    text = notice("Lekkasje", "publisert: 2026-01-02", f"endret: {updated}", "tema: vann")
    view = _view(tmp_path, drift_a=f"{text}\n## Oppdateringer\n\n17.02 kl. 09.00 Vi graver.\n")
    assert view.changed is not None
    assert view.changed.machine == changed


def test_the_embed_shows_what_the_page_shows(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/notices/drift-a.md": notice("Lekkasje", DATED, "tema: vann")})
    (embed,) = (one for one in embeds(site) if one.address == "/aktuelt/drift/")
    assert embed.page == operations_view(site)


@pytest.mark.parametrize(
    ("end", "now", "codes"),
    [
        ("løst: 2026-02-20", "2026-02-19T23:59:59+01:00", []),
        ("løst: 2026-02-20", "2026-02-20T00:00:00+01:00", ["N313"]),
        ("løst: 2026-02-20", "2026-02-20T23:59:59+01:00", ["N313"]),
        ("løst: 2026-02-20", "2026-02-21T00:00:00+01:00", []),
        ("løst: 2026-02-20 12:00", "2026-02-20T11:00:00+01:00", []),
    ],
)
def test_who_writes_a_day_for_an_end_is_told_that_day_that_it_is_not_over(
    tmp_path: Path, end: str, now: str, codes: list[str]
) -> None:
    root = written(tmp_path / "s", {"content/notices/2026-02-16-drift-vann.md": notice("Vannet", end)})
    found = build.check(build.Request(root, tmp_path / "out", datetime.fromisoformat(now))).problems
    assert [one.code for one in found] == codes


@pytest.mark.parametrize(
    ("stem", "kind", "day"),
    [
        ("2026-02-17-drift-vann", NoticeType.OPERATIONS, "2026-02-17"),
        ("17-02-2026-drift-vann", NoticeType.OPERATIONS, "2026-02-17"),
        ("2026-02-17-driftsmelding-vann", NoticeType.OPERATIONS, "2026-02-17"),
        ("2026-2-7-drift-vann", NoticeType.OPERATIONS, "2026-02-07"),
        ("7-2-2026-krise-vann", NoticeType.CRISIS, "2026-02-07"),
        ("krisemelding-vann", NoticeType.CRISIS, None),
        ("driftig-kor", NoticeType.NEWS, None),
        ("117-02-2026-vann", NoticeType.NEWS, None),
    ],
)
def test_a_files_name_says_type_and_day_the_way_people_write_them(stem: str, kind: NoticeType, day: str | None) -> None:
    assert (type_from_name(stem), date_from_name(stem)) == (kind, day)


@pytest.mark.parametrize(
    ("stem", "meant"),
    [
        ("17-02-2026-drift-vann", "2026-02-17-drift-vann"),
        ("17-02-2026", "2026-02-17"),
        ("2026-2-7-drift-vann", "2026-02-07-drift-vann"),
        ("2026-02-17-drift-vann", "2026-02-17-drift-vann"),
        ("drift-vann", "drift-vann"),
    ],
)
def test_a_name_that_cannot_be_used_is_proposed_with_the_year_first(stem: str, meant: str) -> None:
    assert with_the_year_first(stem) == meant
