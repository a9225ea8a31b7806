"""What is on: which time of which event stands in which list, and what its page says."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import Effect, State
from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs import events, notices
from site_builder.outputs.ahead import ALWAYS
from site_builder.outputs.deadlines import ahead
from site_builder.outputs.home import home_view
from site_builder.outputs.notice_facts import Steps
from site_builder.outputs.notices import NoticesView, notice_view
from site_builder.text.paths import PATH_WORDS, path_word
from tests.support import FULL, NOW, SMALL_SETTINGS, built, copy_of, read_all

SECOND = timedelta(seconds=1)
CAFE = ("starter: 2026-01-06 11:00", "slutter: 2026-01-06 13:00", "gjentas: hver tirsdag til 30. juni")


def _root(root: Path, language: str = "nb", **entries: tuple[str, ...]) -> Path:
    (root / "content/notices").mkdir(parents=True)
    (root / "content/site.yaml").write_text(f"{SMALL_SETTINGS}språk: [{language}]\n")
    (root / "content/contacts.yaml").write_text("servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n")
    for slug, fields in entries.items():
        lines = "\n".join((f"tittel: {slug.capitalize()}", "publisert: 2026-01-01", *fields))
        lines = lines if "type:" in lines else f"{lines}\ntype: arrangement"
        (root / f"content/notices/{slug}.md").write_text(f"---\n{lines}\n---\nKom og bli med.\n")
    return root


def _site(root: Path, now: str) -> Site:
    loaded = load(root)
    assert loaded.site is not None
    assert loaded.problems == ()
    return loaded.site.at(datetime.fromisoformat(now))


def _lists(site: Site) -> dict[str, NoticesView]:
    return {address.removeprefix("/aktuelt/arrangement/"): view() for address, view in events.event_lists(site)}


def _said(view: NoticesView) -> list[tuple[str, list[str]]]:
    """Return what is shown now: not what the clock brings later."""
    now = [group for group in view.groups if group.shown.is_now]
    return [(group.title, [f"{row.title}: {row.why}" for row in group.rows if row.shown.is_now]) for group in now]


def _notice(site: Site, slug: str) -> notices.NoticeView:
    notice = site.get(Notice, slug)
    assert notice is not None
    return notice_view(notice, site)


def _is_old(site: Site, slug: str) -> bool:
    return any(one.text.startswith("Dette er en eldre melding.") for one in _notice(site, slug).parts.boxes)


@pytest.mark.parametrize(
    ("now", "rows"),
    [
        ("2026-03-02T23:59:59+01:00", []),
        ("2026-03-03T00:00:00+01:00", ["Kafe: kl. 11.00–13.00"]),
        ("2026-03-03T12:59:59+01:00", ["Kafe: kl. 11.00–13.00"]),
        ("2026-03-03T13:00:00+01:00", []),
        ("2026-03-04T09:00:00+01:00", []),
        ("2026-03-31T09:00:00+02:00", ["Kafe: kl. 11.00–13.00"]),
    ],
)
def test_today_is_the_time_that_is_today(tmp_path: Path, now: str, rows: list[str]) -> None:
    site = _site(_root(tmp_path, kafe=CAFE), now)
    assert [row for _, found in _said(_lists(site)["i-dag/"]) for row in found] == rows


def test_the_weekend_is_by_day_and_knows_which_time_it_is(tmp_path: Path) -> None:
    root = _root(
        tmp_path,
        kor=("starter: 2026-01-09 19:00", "gjentas: hver fredag og søndag"),
        utstilling=("starter: 2026-02-01", "slutter: 2026-03-31"),
        konsert=("starter: 2026-03-07 18:00",),
    )
    site = _site(root, "2026-03-03T12:00:00+01:00")
    assert _said(_lists(site)["i-helga/"]) == [
        ("Pågår fra før", ["Utstilling: søndag 1. februar 2026 – tirsdag 31. mars 2026"]),
        ("Fredag 6. mars 2026", ["Kor: kl. 19.00"]),
        ("Lørdag 7. mars 2026", ["Konsert: kl. 18.00"]),
        ("Søndag 8. mars 2026", ["Kor: kl. 19.00"]),
    ]
    home = [f"{row.title}: {row.why}" for row in home_view(site).weekend]
    assert "Kor: fredag 6. mars 2026 kl. 19.00" in home
    assert len(home) == 4


def test_a_month_holds_every_time_in_it_and_days_called_off_with_their_reason(tmp_path: Path) -> None:
    root = _root(tmp_path, kafe=(*CAFE, "unntatt: [2026-02-24 (vinterferie), 2026-02-10]"))
    site = _site(root, "2026-02-17T12:00:00+01:00")
    view = _lists(site)["2026-02/"]
    assert [group.title for group in view.groups] == [
        "Tirsdag 3. februar 2026",
        "Tirsdag 17. februar 2026",
        "Tirsdag 24. februar 2026",
    ]
    assert [row for _, found in _said(view) for row in found] == [
        "Kafe: kl. 11.00–13.00",
        "Kafe: kl. 11.00–13.00",
        "Kafe: kl. 11.00–13.00 · Avlyst: vinterferie",
    ]
    rows = [row for group in view.groups for row in group.rows if row.shown.is_now]
    assert [row.state for row in rows] == ["over", "", "cancelled"]


def test_a_time_that_has_been_says_so_though_there_are_more(tmp_path: Path) -> None:
    root = _root(tmp_path, kafe=CAFE)
    at = "2026-02-17T12:59:00+01:00", "2026-02-17T13:00:00+01:00"
    before, after = (_lists(_site(root, one))["2026-02/"].groups[2].rows for one in at)
    assert [(row.state, row.shown.is_now, bool(row.shown.turns)) for row in before] == [
        ("", True, True),
        ("over", False, True),
    ]
    assert [(row.state, row.shown) for row in after] == [("over", ALWAYS)]


def test_months_go_from_the_first_time_to_the_last_or_half_a_year_ahead_of_what_goes_on(tmp_path: Path) -> None:
    site = _site(_root(tmp_path / "a", kafe=CAFE), "2026-02-17T12:00:00+01:00")
    assert [one for one in _lists(site) if one[0] == "2"] == [f"2026-0{month}/" for month in range(1, 7)]
    site = _site(_root(tmp_path / "b", kor=("starter: 2026-01-09", "gjentas: hver uke")), "2026-02-17T12:00:00+01:00")
    assert [one for one in _lists(site) if one[0] == "2"][-1] == "2026-08/"


def test_what_comes_round_says_its_next_time_how_often_and_which_days_it_is_not(tmp_path: Path) -> None:
    root = _root(tmp_path, kafe=(*CAFE, "unntatt: 2026-02-24 (vinterferie)", "sted: Grendehuset"))
    page = _notice(_site(root, "2026-02-17T13:00:00+01:00"), "kafe")
    starts = page.parts.times[0]
    assert (starts.label, starts.time.text) == ("Neste gang", "tirsdag 3. mars 2026 kl. 11.00")
    assert [(one.label, one.text) for one in page.own.rows] == [
        ("Gjentas", "hver tirsdag til 30. juni"),
        ("Sted", "Grendehuset"),
    ]
    assert [(one.time.text, one.off) for one in page.parts.dates][:2] == [
        ("tirsdag 24. februar 2026 kl. 11.00–13.00", "Avlyst: vinterferie"),
        ("tirsdag 3. mars 2026 kl. 11.00–13.00", ""),
    ]


def test_a_last_day_in_digits_is_said_as_people_read_dates(tmp_path: Path) -> None:
    root = _root(tmp_path, kafe=(*CAFE[:2], "gjentas: hver tirsdag til 2026-06-30"))
    page = _notice(_site(root, "2026-02-17T13:00:00+01:00"), "kafe")
    assert page.own.rows[0].text == "hver tirsdag til 30. juni 2026"


def test_what_comes_round_leaves_the_lists_after_its_last_time(tmp_path: Path) -> None:
    root = _root(tmp_path, kafe=CAFE)
    for now, is_old in (("2026-06-30T12:59:59+02:00", False), ("2026-06-30T13:00:00+02:00", True)):
        assert _is_old(_site(root, now), "kafe") is is_old


WHEN = ("starter: 2026-03-05 18:00", "slutter: 2026-03-05 20:00")


@pytest.mark.parametrize(
    ("fields", "state", "change"),
    [
        (("avlyst: ja",), "cancelled", "Dette er avlyst."),
        (("avlyst: 2026-02-16 10:00",), "cancelled", "Dette ble avlyst mandag 16. februar 2026 kl. 10.00."),
        (("avlyst: 2026-02-18",), "", ""),
        (("avlyst: nei",), "", ""),
        (("utsatt: ja",), "postponed", "Dette er utsatt. Ny tid er ikke bestemt, og kommer her."),
        (
            ("flyttet_til: 2026-03-12 19:00",),
            "moved",
            "Dette er flyttet fra torsdag 5. mars 2026 kl. 18.00–20.00 til torsdag 12. mars 2026 kl. 19.00–21.00.",
        ),
        (
            ("flyttet_til: 2026-03-12",),
            "moved",
            "Dette er flyttet fra torsdag 5. mars 2026 kl. 18.00–20.00 til torsdag 12. mars 2026.",
        ),
    ],
)
def test_what_does_not_go_as_it_was_said_stays_where_it_was_and_says_so(
    tmp_path: Path, fields: tuple[str, ...], state: str, change: str
) -> None:
    site = _site(_root(tmp_path, konsert=(*WHEN, *fields)), "2026-02-17T12:00:00+01:00")
    page = _notice(site, "konsert")
    assert page.own.change == change
    assert [one.text for one in page.parts.boxes] == ([change] if change else [])
    assert [one.state for one in page.parts.marks] == [state or "planned"]
    (row,) = (row for group in notices.now_view(site).groups for row in group.rows)
    assert row.state == state


def test_under_a_heading_of_a_type_no_row_says_the_type_again(tmp_path: Path) -> None:
    # The first one's state used to bring the word back for all of them.
    site = _site(_root(tmp_path, avlyst=(*WHEN, "avlyst: ja"), konsert=WHEN), "2026-02-17T12:00:00+01:00")
    (group,) = notices.now_view(site).groups
    assert [(row.state, row.label) for row in group.rows] == [("cancelled", ""), ("", "")]


def test_what_is_moved_stands_at_its_new_time_until_it_is_over(tmp_path: Path) -> None:
    root = _root(tmp_path, konsert=(*WHEN, "flyttet_til: 2026-03-12 19:00"))
    site = _site(root, "2026-03-06T12:00:00+01:00")
    (row,) = (row for group in notices.now_view(site).groups for row in group.rows)
    assert row.why == "torsdag 12. mars 2026 kl. 19.00–21.00"
    assert _is_old(_site(root, "2026-03-12T21:00:00+01:00"), "konsert")


@pytest.mark.parametrize("fields", ["avlyst: ja", "avlyst: 2026-02-16 10:00", "utsatt: ja"])
@pytest.mark.parametrize("now", ["2026-02-17T12:00:00+01:00", "2026-03-05T19:00:00+01:00", "2026-03-06T12:00:00+01:00"])
def test_what_is_called_off_or_put_off_is_never_said_to_have_been(tmp_path: Path, fields: str, now: str) -> None:
    site = _site(_root(tmp_path, konsert=(*WHEN, "virkning: stengt", "gjelder: servicetorget", fields)), now)
    assert [one.label for one in _notice(site, "konsert").parts.times] == ["Skulle starte", "Skulle slutte"]
    (notice,) = site.of(Notice)
    assert notice.state(site.moment) is not State.ONGOING


def test_what_is_called_off_while_it_goes_on_has_begun(tmp_path: Path) -> None:
    site = _site(_root(tmp_path, konsert=(*WHEN, "avlyst: 2026-03-05 19:00")), "2026-03-05T19:30:00+01:00")
    assert [one.label for one in _notice(site, "konsert").parts.times] == ["Startet", "Slutter"]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-03-03T17:59:59+01:00", State.PLANNED),
        ("2026-03-03T18:00:00+01:00", State.ONGOING),
        ("2026-03-03T20:00:00+01:00", State.OVER),
    ],
)
def test_what_is_moved_to_an_earlier_time_begins_then(tmp_path: Path, now: str, state: State) -> None:
    fields = (*WHEN, "flyttet_til: 2026-03-03 18:00", "virkning: stengt", "gjelder: servicetorget")
    (notice,) = _site(_root(tmp_path, konsert=fields), now).of(Notice)
    moment = datetime.fromisoformat(now)
    assert notice.state(moment) is state
    assert (notice.effect_at(moment) is Effect.CLOSED) is (state is State.ONGOING)


def test_what_is_put_off_does_not_leave_with_its_old_day(tmp_path: Path) -> None:
    root = _root(tmp_path, konsert=(*WHEN, "utsatt: ja"))
    assert not _is_old(_site(root, "2026-03-20T12:00:00+01:00"), "konsert")


def test_an_event_stands_on_the_page_of_its_place_and_in_the_lists_of_place_and_kind(full_town: Path) -> None:
    files = {path: content.decode() for path, content in read_all(full_town).items() if path.endswith(".html")}
    link = '<a class="door" href="/mini/aktuelt/2026-02-10-arrangement/">'
    for path in ("steder/as-skole", "aktuelt/arrangement/sted/as-skole", "aktuelt/arrangement/konsert"):
        assert link in files[f"{path}/index.html"], path
    assert link not in files["aktuelt/arrangement/treff/index.html"]


@pytest.mark.parametrize("language", PATH_WORDS)
def test_lists_of_events_have_addresses_of_their_own_in_every_language(tmp_path: Path, language: str) -> None:
    word = {"nb": "aktivitet: konsert", "nn": "aktivitet: konsert", "en": "aktivitet: konsert"}[language]
    root = _root(tmp_path, language, kafe=(*CAFE, word))
    built(root, root / "output")
    base = f"{path_word('notices', language)}/{path_word('event', language)}"
    parts = ("today", "weekend", "concert")
    for part in (*(path_word(one, language) for one in parts), "2026-03"):
        assert (root / "output" / base / part / "index.html").is_file(), part


def test_without_events_there_are_no_such_lists(tmp_path: Path) -> None:
    site = _site(_root(tmp_path, plass=("type: frist", "frist: 2026-03-01")), "2026-02-17T12:00:00+01:00")
    assert _lists(site) == {}


def test_a_hearing_says_what_can_change_until_its_last_day_and_later_what_came_of_it(tmp_path: Path) -> None:
    fields = ("type: høring", "frist: 2026-03-10", "kan_endres: Hvor benkene står.", "slik_svarer_du: Skriv til oss.")
    root = _root(tmp_path, benker=(*fields, "hva_skjedde: Benkene er flyttet."))
    pages = [_notice(_site(root, f"2026-03-1{day}T12:00:00+01:00"), "benker") for day in (0, 1)]
    assert [page.parts.steps for page in pages] == [
        (Steps("Hvor benkene står.", ("Skriv til oss.",)),),
        (Steps(is_out=True),),
    ]
    assert pages[1].own.outcome == "Benkene er flyttet."


def test_a_post_leaves_with_its_last_day_whenever_the_work_begins(tmp_path: Path) -> None:
    root = _root(tmp_path, post=("type: jobb", "frist: 2026-03-08", "starter: 2026-08-01", "slutter: 2027-01-31"))
    leaves = datetime.fromisoformat("2026-03-09T00:00:00+01:00")
    olds = [_is_old(_site(root, now.isoformat()), "post") for now in (leaves - SECOND, leaves)]
    assert olds == [False, True]


def test_a_form_of_a_post_takes_nothing_after_its_last_day(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    links = root / "content/links.yaml"
    links.write_text(links.read_text().replace("  stenger: 2026-02-01\n", ""))
    pages = [_notice(_site(root, f"2026-03-0{day}T12:00:00+01:00"), "2026-02-15-jobb") for day in (8, 9)]
    assert [one.is_open for page in pages for one in page.parts.links] == [True, False]


def test_the_list_of_deadlines_has_those_of_services_hearings_posts_events_and_plots(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    site = _site(root, "2026-02-17T12:00:00+01:00")
    shown = [group for group in _deadlines(site).groups if group.shown.is_now]
    found = {group.title: [row.title for row in group.rows if row.shown.is_now] for group in shown}
    assert found == {
        "Gjelder nå": ["Søk barnehageplass"],
        "Søknadsfrister og andre frister": [
            "Eksempel: Vannet er borte i Vika",
            "Barnehageplass",
            "Vi søker vaktmester",
            "Si din mening",
            "Eksempel: Tomt 1",
        ],
    }
    assert [f"{one.when.local:%d.%m}" for one in ahead(site)] == ["17.02", "01.03", "01.03", "08.03", "10.03", "15.04"]


def _deadlines(site: Site) -> NoticesView:
    return next(view() for address, view in notices.list_views(site) if address.endswith("/frist/"))


def test_nobody_is_asked_to_sign_up_for_what_is_called_off(tmp_path: Path) -> None:
    root = _root(tmp_path, konsert=(*WHEN, "frist: 2026-03-01", "avlyst: 2026-02-20 12:00"))
    for now, soon in (("2026-02-20T11:59:59+01:00", ["Konsert"]), ("2026-02-20T12:00:00+01:00", [])):
        assert [row.title for row in home_view(_site(root, now)).deadlines] == soon


def test_what_comes_round_is_over_with_the_last_time_that_it_is(tmp_path: Path) -> None:
    root = _root(tmp_path, kafe=(*CAFE, "unntatt: [2026-06-30 (ferie), 2026-06-23]"))
    assert [_is_old(_site(root, f"2026-06-16T1{hour}:00:00+02:00"), "kafe") for hour in (2, 3)] == [False, True]


def test_events_at_one_name_have_a_list_however_the_name_is_written(tmp_path: Path) -> None:
    root = _root(
        tmp_path,
        kor=("starter: 2026-03-07 18:00", "sted: Grendehuset i Vika"),
        lotteri=("starter: 2026-03-09 18:00", "sted: grendehuset i  vika"),
        kafe=(*CAFE, "sted: Grendehuset på Ås"),
        fest=("starter: 2026-03-10 18:00", f"sted: {'Et navn som er langt ' * 12}"),
        tegn=("starter: 2026-03-11 18:00", "sted: «…»!"),
    )
    lists = _lists(_site(root, "2026-03-03T12:00:00+01:00"))
    long = "et-navn-som-er-langt-et-navn-som-er-langt-et-navn-som-er"
    assert sorted(one for one in lists if one.startswith("sted/")) == [
        f"sted/{long}/",
        "sted/grendehuset-i-vika/",
        "sted/grendehuset-pa-as/",
    ]
    view = lists["sted/grendehuset-i-vika/"]
    assert view.title == "Dette skjer: Grendehuset i Vika"
    assert [row.partition(":")[0] for _, found in _said(view) for row in found] == ["Kor", "Lotteri"]
    (ways,) = (one for one in lists["i-dag/"].ways if one.anchor == "_hvor")
    assert [(one.title, one.href) for one in ways.links][1:] == [
        ("Grendehuset i Vika", "/aktuelt/arrangement/sted/grendehuset-i-vika/"),
        ("Grendehuset på Ås", "/aktuelt/arrangement/sted/grendehuset-pa-as/"),
    ]


def test_the_list_at_a_name_is_in_time_what_a_build_would_make_it(tmp_path: Path) -> None:
    root = _root(tmp_path, kor=("starter: 2026-03-07 18:00", "slutter: 2026-03-07 20:00", "sted: Grendehuset i Vika"))
    address, early = "sted/grendehuset-i-vika/", "2026-03-03T12:00:00+01:00"
    view = _lists(_site(root, early))[address]
    for now in (early, "2026-03-07T18:00:00+01:00", "2026-03-07T20:00:00+01:00"):
        minute = int(datetime.fromisoformat(now).timestamp()) // 60
        groups = [group for group in view.groups if group.shown.is_at(minute)]
        turned = [
            (group.title, [f"{row.title}: {row.why}" for row in group.rows if row.shown.is_at(minute)])
            for group in groups
        ]
        assert turned == _said(_lists(_site(root, now))[address]), now


@pytest.mark.parametrize("written", ["Ås skole", "ås  SKOLE", "As-skole", "as-skole"])
def test_the_name_or_the_id_of_a_place_is_that_place(tmp_path: Path, written: str) -> None:
    root = copy_of(FULL, tmp_path / "s")
    path = root / "content/notices/2026-02-10-kafe.md"
    path.write_text(path.read_text().replace("sted: Grendehuset i Vika", f"sted: {written}"))
    loaded = load(root)
    assert loaded.site is not None
    lists = _lists(loaded.site.at(NOW))
    assert [one for one in lists if one.startswith("sted/")] == ["sted/as-skole/"]
    titles = {row.title for group in lists["sted/as-skole/"].groups for row in group.rows}
    assert len(titles) == 2
