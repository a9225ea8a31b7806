"""Right about time: what stands where, a second before and at each moment something changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from site_builder.content_types.records import Link
from site_builder.content_types.service import Service
from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs import feeds
from site_builder.outputs.home import home_view
from site_builder.outputs.notices import now_view
from site_builder.outputs.shell import shell_of
from site_builder.outputs.views import action, service_row
from tests.support import FULL, built, copy_of

SECOND = timedelta(seconds=1)


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
    assert {row.title: row.why for row in soon}["Utstillingen"] == "Frist 1. mars 2026"
    titles = [row.title for group in now_view(_site(root, "2026-03-10T12:00:00+01:00")).groups for row in group.rows]
    assert "Utstillingen" in titles


def test_an_exercise_says_so_in_feeds_and_lists(tmp_path: Path) -> None:
    site = _site(copy_of(FULL, tmp_path / "s"), "2026-02-03T12:00:00+01:00")
    (alert,) = shell_of(site).alerts
    assert alert.title == "Øvelse: Flom i Småelva"
    plans = [one for one in feeds.plan(site) if one.path.name == "krise.atom"]
    assert [item.title for one in plans for item in one.view.items] == ["Øvelse: Flom i Småelva"]


def test_an_update_may_refer_to_things_and_is_checked(tmp_path: Path) -> None:
    text = "# Kok vannet\n\nKok.\n\n## Oppdateringer\n\n14.30 Ring {telefon:servicetorget}, se [SFO](tjeneste:nope).\n"
    root = _with(tmp_path / "s", "2026-02-17-krise-vann", text)
    assert [(one.code, one.mark.line) for one in load(root).problems] == [("R407", 7)]


def test_two_notices_of_one_title_can_be_told_apart(tmp_path: Path) -> None:
    text = "---\ntittel: Gatelyset er mørkt\ntype: drift\n---\nIgjen.\n"
    root = _with(tmp_path / "s", "2026-02-10-lys", text)
    built(root, tmp_path / "out")
    page = (tmp_path / "out/aktuelt/2026-02-10-lys/index.html").read_text()
    assert "<title>Gatelyset er mørkt (10. februar 2026)" in page


_FOUR_STATES = {
    "every year": (
        ("åpner: 1. januar", "stenger: 1. mars"),
        {
            "2025-12-31T23:59:59+01:00": "closed: Fristen var lørdag 1. mars 2025. Åpner torsdag 1. januar 2026.",
            "2026-01-01T00:00:00+01:00": "open: Frist søndag 1. mars 2026",
            "2026-03-01T23:59:59+01:00": "open: Frist søndag 1. mars 2026",
            "2026-03-02T00:00:00+01:00": "closed: Fristen var søndag 1. mars 2026. Åpner fredag 1. januar 2027.",
        },
    ),
    "every year, with something after": (
        ("åpner: 1. januar", "stenger: 1. mars", "etter_frist: Hele året."),
        {
            "2025-12-31T23:59:59+01:00": "open: Fristen var lørdag 1. mars 2025. Hele året.",
            "2026-01-01T00:00:00+01:00": "open: Frist søndag 1. mars 2026 Etter fristen: Hele året.",
            "2026-03-02T00:00:00+01:00": "open: Fristen var søndag 1. mars 2026. Hele året.",
        },
    ),
    "over the new year": (
        ("åpner: 1. oktober", "stenger: 15. januar"),
        {
            "2026-12-31T12:00:00+01:00": "open: Frist fredag 15. januar 2027",
            "2027-01-16T00:00:00+01:00": "closed: Fristen var fredag 15. januar 2027. Åpner fredag 1. oktober 2027.",
        },
    ),
    "a last day every year, always open": (
        ("stenger: 1. mars", "etter_frist: Hele året."),
        {
            "2026-03-02T00:00:00+01:00": "open: Fristen var søndag 1. mars 2026. Hele året.",
            "2026-08-29T23:59:59+02:00": "open: Fristen var søndag 1. mars 2026. Hele året.",
            "2026-08-30T00:00:00+02:00": "open: Frist mandag 1. mars 2027 Etter fristen: Hele året.",
        },
    ),
    "once": (
        ("åpner: 2026-01-10", "stenger: 2026-02-01"),
        {
            "2026-01-09T23:59:59+01:00": "closed: Åpner lørdag 10. januar 2026.",
            "2026-01-10T00:00:00+01:00": "open: Frist søndag 1. februar 2026",
            "2026-02-02T00:00:00+01:00": "closed: Fristen var søndag 1. februar 2026.",
        },
    ),
    "once, with something after": (
        ("åpner: 2026-01-10", "stenger: 2026-02-01", "etter_frist: Ring oss."),
        {
            "2026-01-09T23:59:59+01:00": "closed: Åpner lørdag 10. januar 2026. Etter fristen: Ring oss.",
            "2026-02-02T00:00:00+01:00": "open: Fristen var søndag 1. februar 2026. Ring oss.",
            "2029-02-02T00:00:00+01:00": "open: Fristen var søndag 1. februar 2026. Ring oss.",
        },
    ),
    "from a day on": (
        ("åpner: 2026-01-10",),
        {
            "2026-01-09T23:59:59+01:00": "closed: Åpner lørdag 10. januar 2026.",
            "2026-01-10T00:00:00+01:00": "open:",
        },
    ),
    "always": ((), {"2026-02-17T11:30:00+01:00": "open:"}),
}


@pytest.mark.parametrize("case", _FOUR_STATES)
def test_a_form_is_not_open_yet_open_late_or_closed(tmp_path: Path, case: str) -> None:
    fields, expected = _FOUR_STATES[case]
    root = copy_of(FULL, tmp_path / "s")
    lines = "".join(f"  {one}\n" for one in ("tittel: Søk", "nettadresse: https://skjema.smavik.example/", *fields))
    path = root / "content/links.yaml"
    path.write_text(path.read_text().replace("sok-barnehage:", "gammel:") + f"sok-barnehage:\n{lines}")
    loaded = load(root).site
    assert loaded is not None
    found = {}
    for now in expected:
        site = loaded.at(datetime.fromisoformat(now))
        link = site.get(Link, "sok-barnehage")
        assert link is not None
        shown = action(link, site)
        found[now] = f"{'open' if shown.is_open else 'closed'}: {shown.when} {shown.late}".strip()
    assert found == expected


def test_a_row_offers_a_form_while_it_is_open_only(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    path = root / "content/links.yaml"
    path.write_text(path.read_text().replace("  etter_frist: Du kan søke hele året, men uten rett til plass.\n", ""))
    found = []
    for now in ("2026-02-17T12:00:00+01:00", "2026-03-02T12:00:00+01:00", "2027-01-01T12:00:00+01:00"):
        site = _site(root, now)
        service = site.get(Service, "barnehageplass")
        assert service is not None
        row = service_row(service, site, with_action=True)
        found.append((row.action is not None, row.when))
    assert found == [
        (True, "Frist søndag 1. mars 2026"),
        (False, "Fristen var søndag 1. mars 2026. Åpner fredag 1. januar 2027."),
        (True, "Frist mandag 1. mars 2027"),
    ]
