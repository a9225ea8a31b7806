"""Right about time: what stands where, a second before and at each moment something changes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from site_builder.content_types.notice import Notice
from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs import feeds, listing, plan_site
from site_builder.outputs.home import home_view
from site_builder.outputs.notices import notice_view, now_view
from site_builder.outputs.shell import alerts_of, shell_of
from site_builder.problems import has_errors
from site_builder.rendering.frozen import frozen
from tests.support import FULL, as_built, built, copy_of

SECOND = timedelta(seconds=1)
ARCHIVED = "Dette er en eldre melding. Opplysningene kan være utdatert."


def _site(root: Path, now: str) -> Site:
    loaded = load(root)
    assert loaded.site is not None, loaded.problems
    return loaded.site.at(datetime.fromisoformat(now))


def _rows(site: Site, block: str) -> list[str]:
    return [row.title for row in getattr(home_view(site), block)]


def _event(root: Path, *fields: str) -> Path:
    copy_of(FULL, root)
    lines = "\n".join(("tittel: Utstillingen", "type: arrangement", "publisert: 2026-01-01", *fields))
    (root / "content/notices/utstilling.md").write_text(f"---\n{lines}\n---\nKom og se.\n")
    return root


@pytest.mark.parametrize(
    ("now", "is_there"),
    [
        ("2026-02-15T23:59:59+01:00", False),  # Sunday: this weekend is still the one that ends today
        ("2026-02-16T00:00:00+01:00", True),  # Monday: the coming Friday to Sunday
        ("2026-02-21T19:59:59+01:00", True),
        ("2026-02-21T20:00:00+01:00", False),
    ],
)
def test_an_event_is_in_the_weekend_from_its_monday_to_its_end(tmp_path: Path, now: str, *, is_there: bool) -> None:
    root = _event(tmp_path / "s", "starter: 2026-02-21 18:00", "slutter: 2026-02-21 20:00")
    assert ("Utstillingen" in _rows(_site(root, now), "weekend")) is is_there


@pytest.mark.parametrize(
    ("now", "is_there"),
    [
        ("2026-02-17T11:30:00+01:00", True),
        ("2026-02-22T23:59:59+01:00", True),
        ("2026-02-23T00:00:00+01:00", False),  # it ends on the Wednesday of this week
    ],
)
def test_an_event_that_ends_before_friday_is_not_in_that_weekend(tmp_path: Path, now: str, *, is_there: bool) -> None:
    root = _event(tmp_path / "s", "starter: 2026-02-01", "slutter: 2026-02-25")
    assert ("Utstillingen" in _rows(_site(root, now), "weekend")) is is_there


@pytest.mark.parametrize(
    ("now", "is_there"),
    [
        ("2026-01-29T23:59:59+01:00", False),
        ("2026-01-30T00:00:00+01:00", True),
        ("2026-03-01T23:59:59+01:00", True),
        ("2026-03-02T00:00:00+01:00", False),
    ],
)
def test_a_form_that_closes_soon_is_among_the_deadlines(tmp_path: Path, now: str, *, is_there: bool) -> None:
    root = copy_of(FULL, tmp_path / "s")
    assert ("Barnehageplass" in _rows(_site(root, now), "deadlines")) is is_there


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-02-17T08:19:59+01:00", None),
        ("2026-02-17T08:20:00+01:00", "ongoing"),
        ("2026-02-17T13:59:59+01:00", "ongoing"),
        ("2026-02-17T15:00:00+01:00", None),
    ],
)
def test_an_operational_notice_comes_and_goes_on_time(tmp_path: Path, now: str, state: str | None) -> None:
    site = _site(copy_of(FULL, tmp_path / "s"), now)
    rows = {row.title: row.state for group in now_view(site).groups for row in group.rows}
    assert rows.get("Eksempel: Vannet er borte i Vika") == state


def test_a_planned_notice_says_so_until_it_begins(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    states = [
        {row.title: row.state for row in home_view(_site(root, now)).operations}["Storgata stenger"]
        for now in ("2026-02-24T06:59:59+01:00", "2026-02-24T07:00:00+01:00")
    ]
    assert states == ["planned", "ongoing"]


def test_the_moment_is_the_latest_change_and_never_now(tmp_path: Path) -> None:
    loaded = load(copy_of(FULL, tmp_path / "s"))
    assert loaded.site is not None
    now = datetime.fromisoformat("2026-02-17T11:30:00+01:00")
    moment = loaded.site.at(now).moment
    assert moment <= now
    following = loaded.site.next_change(now)
    assert following is not None
    # Until the next change nothing differs, and at it something does.
    before, at_now = loaded.site.at(following - SECOND), loaded.site.at(now)
    assert (before.moment, before.collections) == (at_now.moment, at_now.collections)
    assert loaded.site.at(following).moment == following


def _with(root: Path, name: str, text: str) -> Path:
    copy_of(FULL, root)
    (root / f"content/notices/{name}.md").write_text(text)
    return root


def test_an_all_clear_on_a_bare_date_holds_from_the_end_of_that_day(tmp_path: Path) -> None:
    text = "---\ntittel: Flom\nfriskmeldt: 2026-02-20\n---\nGå opp.\n"
    root = _with(tmp_path / "s", "2026-02-18-krise-flom", text)
    for now, is_there in (("2026-02-20T23:59:59+01:00", True), ("2026-02-21T00:00:00+01:00", False)):
        assert any(one.title == "Flom" for one in shell_of(_site(root, now)).alerts) is is_there


def test_the_newest_published_is_new_whatever_it_is_about(tmp_path: Path) -> None:
    text = "---\ntittel: Møte til høsten\ntype: møte\nstarter: 2026-11-01\npublisert: 2026-01-02\n---\nKom.\n"
    root = _with(tmp_path / "s", "mote-host", text)
    assert "Møte til høsten" not in _rows(_site(root, "2026-02-17T11:30:00+01:00"), "new")


def test_a_deadline_to_sign_up_neither_ends_an_event_nor_is_refused(tmp_path: Path) -> None:
    root = _event(tmp_path / "s", "starter: 2026-03-15 10:00", "slutter: 2026-03-15 12:00", "frist: 2026-03-01")
    soon = home_view(_site(root, "2026-02-25T12:00:00+01:00")).deadlines
    assert {row.title: row.why for row in soon}["Utstillingen"] == "Frist søndag 1. mars 2026"
    titles = [row.title for group in now_view(_site(root, "2026-03-10T12:00:00+01:00")).groups for row in group.rows]
    assert "Utstillingen" in titles


def test_an_exercise_says_so_in_feeds_and_lists(tmp_path: Path) -> None:
    site = _site(copy_of(FULL, tmp_path / "s"), "2026-02-03T12:00:00+01:00")
    (alert,) = shell_of(site).alerts
    # Beside it stands a word of its own that it is an exercise.
    assert (alert.title, alert.drill) == ("Flom i Småelva", True)
    plans = [one for one in feeds.plan(site) if one.path.as_posix() == "feeds/krise.atom"]
    assert [item.title for one in plans for item in one.view.items] == ["ØVELSE: Flom i Småelva"]


def test_an_update_may_refer_to_things_and_is_checked(tmp_path: Path) -> None:
    text = "# Kok vannet\n\nKok.\n\n## Oppdateringer\n\n14.30 Ring {telefon:servicetorget}, se [SFO](tjeneste:nope).\n"
    root = _with(tmp_path / "s", "2026-02-17-krise-vann", text)
    assert [(one.code, one.mark.line) for one in load(root).problems] == [("R407", 7)]


def _titled(root: Path, *notices: tuple[str, str]) -> Path:
    """Return a site with a piece of news for each (file name, title)."""
    copy_of(FULL, root)
    for name, title in notices:
        (root / f"content/notices/{name}.md").write_text(f'---\ntittel: "{title}"\n---\nTekst.\n')
    return root


def _titles(root: Path) -> dict[str, str]:
    planned = plan_site(_site(root, "2026-02-17T11:30:00+01:00"))
    return {one.path.parent.name: one.view.head.title for one in planned if one.template == "notice.html"}


def test_two_notices_of_one_title_can_be_told_apart(tmp_path: Path) -> None:
    root = _titled(tmp_path / "s", ("2026-02-10-lys", "Gatelyset er mørkt"), ("2026-02-10-lykt", "Gatelyset er mørkt"))
    titles = _titles(root)
    assert titles["2026-02-16-drift-lys"] == "Gatelyset er mørkt (16. februar 2026)"
    assert titles["2026-02-10-lys"] == "Gatelyset er mørkt (2026-02-10-lys)"
    assert titles["2026-02-10-lykt"] == "Gatelyset er mørkt (2026-02-10-lykt)"


def test_a_notice_called_the_same_as_another_page_is_not_refused(tmp_path: Path) -> None:
    said = (
        "Barnehageplass", "Personvern", "Veg og vann", "Eksempel: Skoler", "Småvik: alt du trenger",
        "Alle tjenester etter tema", "Tjenester fra A til Å", "Priser og gebyrer", "Kontakt oss",
        "Kart over kommunen", "Aktuelt nå", "Nyheter", "Arkiv", "Meldinger: 2026", "Bygg inn på ditt nettsted",
        "Siden finnes ikke", "Skoler, barnehager og andre steder", "Eksempel: Ås skole – Skoler",
    )  # fmt: skip
    notices = [(f"2026-02-10-nyhet-{number}", title) for number, title in enumerate(said)]
    root = _titled(tmp_path / "s", *notices, ("2026-02-11-nyhet", "Bare her"))
    titles = _titles(root)
    assert {name: titles[name] for name, _ in notices} == {
        name: f"{title} (10. februar 2026)" for name, title in notices
    }
    assert titles["2026-02-11-nyhet"] == "Bare her"
    # No two pages have one title, or nothing would have been written.
    built(root, tmp_path / "out")
    page = (tmp_path / "out/aktuelt/2026-02-10-nyhet-0/index.html").read_text()
    assert "<title>Barnehageplass (10. februar 2026) – Småvik</title>" in page


def _notice(root: Path, *fields: str, body: str = "Tekst.") -> Path:
    """Return a site with one notice more: «Vannet», operations, published on 17 February at 08.00."""
    lines = "\n".join(("tittel: Vannet", "publisert: 2026-02-17 08:00", *fields))
    return _with(root, "drift-vann", f"---\n{lines}\n---\n{body}\n")


def _row(root: Path, now: str) -> listing.Row | None:
    """Return the row of «Vannet» in what is current now, or None."""
    groups = now_view(_site(root, now)).groups
    return next((row for group in groups for row in group.rows if row.title == "Vannet"), None)


@pytest.mark.parametrize(
    ("fields", "last"),
    [
        (("løst: 2026-02-20 12:00",), "2026-02-21T12:00:00+01:00"),
        # The end that was expected has passed; that it is in order is still news for a day.
        (("slutter: 2026-02-18", "løst: 2026-02-20 12:00"), "2026-02-21T12:00:00+01:00"),
        (("vises_til: 2026-02-20", "løst: 2026-02-20 12:00"), "2026-02-21T00:00:00+01:00"),
    ],
)
def test_a_resolved_notice_stands_for_a_day_but_never_longer_than_its_author_said(
    tmp_path: Path, fields: tuple[str, ...], last: str
) -> None:
    root = _notice(tmp_path / "s", *fields)
    leaves = datetime.fromisoformat(last)
    row = _row(root, (leaves - SECOND).isoformat())
    assert row is not None
    assert row.state == "resolved"
    assert _row(root, leaves.isoformat()) is None


def test_an_end_written_ahead_has_not_happened_yet(tmp_path: Path) -> None:
    root = _notice(tmp_path / "s", "løst: 2026-02-20")
    before, after = _site(root, "2026-02-20T23:59:59+01:00"), _site(root, "2026-02-21T00:00:00+01:00")
    changed = [one.changed(site.moment) for site in (before, after) for one in [site.get(Notice, "drift-vann")] if one]
    assert [f"{when.local:%d.%m}" for when in changed if when] == ["17.02", "20.02"]
    assert [one.state for one in (_row(root, "2026-02-20T23:59:59+01:00"),) if one] == ["ongoing"]


@pytest.mark.parametrize(
    ("now", "state", "is_planned"),
    [
        ("2026-02-24T06:59:59+01:00", "danger", True),
        ("2026-02-24T07:00:00+01:00", "danger", False),
        ("2026-02-25T12:00:00+01:00", "resolved", False),
    ],
)
def test_a_planned_danger_says_both_wherever_it_stands(
    tmp_path: Path, now: str, state: str, *, is_planned: bool
) -> None:
    root = _notice(tmp_path / "s", "alvor: fare", "starter: 2026-02-24 07:00", "friskmeldt: 2026-02-25 12:00")
    site = _site(root, now)
    notice = site.get(Notice, "drift-vann")
    assert notice is not None
    (page,) = notice_view(notice, site).parts.marks
    rows = [row for row in (*home_view(site).operations, _row(root, now)) if row and row.title == "Vannet"]
    assert (page.state, page.is_planned) == (state, is_planned)
    assert {(one.state, one.is_planned) for one in rows} == {(state, is_planned)}
    built(root, tmp_path / "out", datetime.fromisoformat(now))
    for path in ("index.html", "aktuelt/index.html", "aktuelt/drift/index.html", "aktuelt/drift-vann/index.html"):
        main = as_built((tmp_path / "out" / path).read_text()).partition("<main")[2]
        row = re.search(r'href="[^"]*/aktuelt/drift-vann/">.*?</a>|class="eyebrow"[^>]*>.*?</p>', main, re.DOTALL)
        assert row is not None
        assert ('class="state planned"' in row[0]) is is_planned, path


def test_a_danger_that_is_there_stands_before_one_that_is_planned(tmp_path: Path) -> None:
    root = _notice(tmp_path / "s", "alvor: fare", "starter: 2026-02-24 07:00")
    text = "---\ntittel: Ras\nalvor: fare\n---\nHold deg unna.\n"
    (root / "content/notices/2026-02-10-drift-ras.md").write_text(text)
    for now, first in (("2026-02-20T12:00:00+01:00", "Ras"), ("2026-02-24T07:00:00+01:00", "Vannet")):
        titles = [one.title for one in alerts_of(_site(root, now)) if one.severity == "danger"]
        assert titles[0] == first


def test_a_danger_past_its_end_says_so_in_lists_too(tmp_path: Path) -> None:
    root = _notice(tmp_path / "s", "alvor: fare", "slutter: 2026-02-18 12:00")
    row = _row(root, "2026-02-18T12:00:00+01:00")
    assert row is not None
    assert row.why == "Fra tirsdag 17. februar 2026 kl. 08.00, ikke avsluttet"


_SATURDAY, _SUNDAY = "lørdag 21. februar 2026", "søndag 22. februar 2026"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        # From one time to another, on one day, over several, and with a day alone at either end.
        (
            ("type: arrangement", "starter: 2026-02-21 11:00", "slutter: 2026-02-21 12:00"),
            f"{_SATURDAY} kl. 11.00–12.00",
        ),
        (
            ("type: arrangement", "starter: 2026-02-21 11:00", "slutter: 2026-02-22 16:00"),
            f"{_SATURDAY} kl. 11.00 – {_SUNDAY} kl. 16.00",
        ),
        (("type: arrangement", "starter: 2026-02-21", "slutter: 2026-02-22"), f"{_SATURDAY} – {_SUNDAY}"),
        (
            ("type: arrangement", "starter: 2026-02-21 11:00", "slutter: 2026-02-22"),
            f"{_SATURDAY} kl. 11.00 – {_SUNDAY}",
        ),
        (("starter: 2026-02-21", "slutter: 2026-02-21 12:00"), f"Til {_SATURDAY} kl. 12.00"),
        (("starter: 2026-02-21 11:00", "slutter: 2026-02-21"), f"Fra {_SATURDAY} kl. 11.00"),
        (("starter: 2026-02-21 11:00", "slutter: 2026-02-21 11:00"), f"{_SATURDAY} kl. 11.00"),
        # Without an end: an event is over with its day, a closed road is not, nor is news of it.
        (("type: arrangement", "starter: 2026-02-21 11:00"), f"{_SATURDAY} kl. 11.00"),
        (("starter: 2026-02-21 11:00",), f"Fra {_SATURDAY} kl. 11.00"),
        (("alvor: fare", "starter: 2026-02-21"), f"Fra {_SATURDAY}"),
        (("type: nyhet", "starter: 2026-02-21"), f"Fra {_SATURDAY}"),
        (("type: nyhet", "slutter: 2026-02-21"), f"Til {_SATURDAY}"),
        (("type: nyhet",), "tirsdag 17. februar 2026 kl. 08.00"),
        # What is to be done by a day says which, and from when it can be done while it cannot.
        (("type: frist", "frist: 2026-02-21"), f"Frist {_SATURDAY}"),
        (("type: høring", "starter: 2026-02-17", "frist: 2026-02-21"), f"Frist {_SATURDAY}"),
        (("type: frist", "starter: 2026-02-21", "frist: 2026-02-22"), f"Fra {_SATURDAY}, frist {_SUNDAY}"),
        (("type: jobb", "starter: 2026-08-01", "frist: 2026-02-21"), f"Frist {_SATURDAY}"),
        (("type: arrangement", "starter: 2026-02-22 11:00", "frist: 2026-02-21"), f"{_SUNDAY} kl. 11.00"),
    ],
)
def test_a_row_says_when(tmp_path: Path, fields: tuple[str, ...], why: str) -> None:
    row = _row(_notice(tmp_path / "s", *fields), "2026-02-17T12:00:00+01:00")
    assert row is not None
    assert row.why == why


@pytest.mark.parametrize(
    ("fields", "now", "labels"),
    [
        (("starter: 2026-02-20",), "2026-02-19T12:00:00+01:00", ["Starter"]),
        (("starter: 2026-02-20", "slutter: 2026-02-22"), "2026-02-20T12:00:00+01:00", ["Startet", "Ventes slutt"]),
        (("starter: 2026-02-20", "slutter: 2026-02-22"), "2026-02-23T00:00:00+01:00", ["Startet", "Sluttet"]),
        (
            ("type: nyhet", "starter: 2026-02-20", "slutter: 2026-02-22"),
            "2026-02-20T12:00:00+01:00",
            ["Startet", "Slutter"],
        ),
        (("alvor: fare", "slutter: 2026-02-22"), "2026-02-20T12:00:00+01:00", ["Ventes slutt"]),
        (("alvor: fare", "slutter: 2026-02-22"), "2026-02-25T12:00:00+01:00", ["Ventes slutt"]),
        # The end that was expected says nothing once the matter is closed.
        (("slutter: 2026-02-22", "løst: 2026-02-20"), "2026-02-21T12:00:00+01:00", []),
    ],
)
def test_a_page_says_what_has_been_and_what_is_to_come(
    tmp_path: Path, fields: tuple[str, ...], now: str, labels: list[str]
) -> None:
    site = _site(_notice(tmp_path / "s", *fields), now)
    notice = site.get(Notice, "drift-vann")
    assert notice is not None
    assert [one.label for one in notice_view(notice, site).parts.times] == labels


def test_planned_work_stands_nearest_first(tmp_path: Path) -> None:
    root = _notice(tmp_path / "s", "tema: veg", "starter: 2026-03-10")
    titles = [row.title for row in home_view(_site(root, "2026-02-17T12:00:00+01:00")).operations]
    assert titles.index("Storgata stenger") < titles.index("Vannet")


def test_deadlines_stand_in_order_of_the_last_day(tmp_path: Path) -> None:
    root = _notice(tmp_path / "s", "type: frist", "starter: 2026-02-17", "frist: 2026-03-20")
    groups = now_view(_site(root, "2026-02-17T12:00:00+01:00")).groups
    titles = next([row.title for row in group.rows] for group in groups if group.title == "Frister")
    assert titles == ["Søk barnehageplass", "Vannet"]


@pytest.mark.parametrize("fields", [("løst: 2026-02-18 12:00",), ("alvor: fare", "friskmeldt: 2026-02-18 12:00")])
def test_what_was_planned_may_be_called_off_before_it_begins(tmp_path: Path, fields: tuple[str, ...]) -> None:
    root = _notice(tmp_path / "s", "starter: 2026-02-24 07:00", *fields)
    rows = [_row(root, now) for now in ("2026-02-18T12:00:00+01:00", "2026-02-19T12:00:00+01:00")]
    assert [one and one.state for one in rows] == ["resolved", None]


def test_what_left_the_lists_without_an_end_is_not_called_ongoing(tmp_path: Path) -> None:
    root = _notice(tmp_path / "s", "vises_til: 2026-02-20")
    site = _site(root, "2026-02-21T00:00:00+01:00")
    notice = site.get(Notice, "drift-vann")
    assert notice is not None
    parts = notice_view(notice, site).parts
    assert ([one.state for one in parts.marks], [one.text for one in parts.boxes]) == ([""], [ARCHIVED])


def _snapshot(site: Site) -> dict[str, str]:
    shown = {one.path.as_posix(): frozen(one.view) for one in plan_site(site)}
    return shown | {"shell": frozen(shell_of(site))}


def test_between_change_instants_nothing_changes(tmp_path: Path) -> None:
    """A page that says something else at a moment no entry names would be stale until the next change."""
    root = copy_of(FULL, tmp_path / "s")
    days = ("2026-02-19", "2026-03-03 08:30", "2026-04-20", "2026-05-30 23:59")
    for number, kind in enumerate(("drift", "arrangement", "frist", "nyhet", "kunngjøring", "jobb", "krise")):
        first, second, third, last = (days[(number + step) % 4] if step < 3 else "2026-06-20" for step in range(4))
        fields = [f"type: {kind}", "publisert: 2026-02-18", f"bekreftet: {second}", f"endret: {third}"]
        fields += ["starter: 2026-02-18", "slutter: 2026-06-19"] if kind != "nyhet" else []
        fields += [f"frist: {last}"] if kind in ("frist", "arrangement", "jobb") else []
        fields += ["vises_til: 2026-06-10"] if kind in ("drift", "kunngjøring") else []
        fields += [f"løst: {last}"] if kind == "drift" else []
        text = f"## Oppdateringer\n\n{first} kl. 10.00 Noe nytt.\n" if " " not in first else ""
        lines = "\n".join((f"tittel: Melding {number}", *fields))
        (root / f"content/notices/m-{number}.md").write_text(f"---\n{lines}\n---\nTekst.\n\n{text}")
    loaded = load(root)
    assert loaded.site is not None
    assert not has_errors(loaded.problems), loaded.problems
    stale, built = [], dict[datetime, dict[str, str]]()
    for step in range(0, 24 * 200, 73):
        moment = datetime.fromisoformat("2025-12-20T00:30:00+01:00") + timedelta(hours=step)
        site = loaded.site.at(moment)
        if site.moment not in built:
            built[site.moment] = _snapshot(site)
        # One of which nothing is remembered: that the other is the same between the changes of things is what is asked.
        if built[site.moment] != _snapshot(replace(site, moment=moment)):
            stale.append(moment.isoformat())
    assert stale == []


@pytest.mark.parametrize(("confirmed", "day"), [("2026-02-17", "18."), ("2026-02-19", "19."), ("2027-01-01", "18.")])
def test_a_danger_is_last_confirmed_when_somebody_last_spoke_of_it(tmp_path: Path, confirmed: str, day: str) -> None:
    update = "Tekst.\n\n## Oppdateringer\n\n18.02.2026 kl. 10.00 Fortsatt fare."
    fields = ("alvor: fare", "slutter: 2026-02-17 12:00", f"bekreftet: {confirmed}")
    root = _notice(tmp_path / "s", *fields, body=update)
    site = _site(root, "2026-02-20T12:00:00+01:00")
    notice = site.get(Notice, "drift-vann")
    assert notice is not None
    (box,) = notice_view(notice, site).parts.boxes
    assert f" {day} februar 2026" in box.text
