"""Right about time: what stands where, a second before and at each moment something changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs.home import home_view
from site_builder.outputs.notices import now_view
from tests.support import FULL, copy_of

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
    assert loaded.site.at(following - SECOND) == loaded.site.at(now)
    assert loaded.site.at(following).moment == following
