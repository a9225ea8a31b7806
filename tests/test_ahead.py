"""What pages know of the time ahead of them: how far, in which order, and what they say after that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from site_builder.content_types.notice import Notice
from site_builder.loading import load
from site_builder.model import BEGINNING, Site, timeless
from site_builder.outputs import ahead, deadlines, listing, occasions, plan_site
from site_builder.outputs.home import home_page, home_view
from site_builder.outputs.notices import NoticeView, notice_page, now_view
from site_builder.outputs.operations import operations
from tests.support import FULL, NOW, ROOT, small_site

YEAR = timedelta(days=365)


def _site(root: Path, *fields: str, now: datetime = NOW) -> Site:
    text = "\n".join(("---", "tittel: Kor", *fields, "---", "Tekst.", ""))
    return small_site(root, {"content/notices/2026-02-01-kor.md": text}).at(now)


def test_what_is_asked_of_a_later_moment_twice_is_one_site(tmp_path: Path) -> None:
    site = _site(tmp_path)
    later = site.moment + timedelta(days=1)
    assert site.as_of(later) is site.as_of(later).as_of(later)
    assert site.as_of(later).as_of(site.moment) is site


def test_what_is_asked_at_no_moment_is_worked_out_once_and_knows_none(tmp_path: Path) -> None:
    asked = []

    @timeless
    def titles(site: Site) -> tuple[str, ...]:
        asked.append(site.moment)
        return tuple(one.title for one in site.of(Notice))

    site = _site(tmp_path)
    assert titles(site) == titles(site.as_of(site.moment + timedelta(days=1))) == ("Kor",)
    assert asked == [BEGINNING]


def test_a_site_that_does_not_look_ahead_has_the_same_files_with_the_same_titles_and_knows_of_no_change() -> None:
    loaded = load(FULL)
    assert loaded.site is not None
    later = loaded.site.at(NOW).with_unpublished()
    light = replace(later, looks_ahead=False)

    def named(site: Site) -> list[object]:
        heads = ((one, getattr(one.view, "head", None)) for one in plan_site(site))
        return [(one.path, one.claimed_by, one.claimed_at, one.language, head and head.title) for one, head in heads]

    assert named(light) == named(later)
    notices = later.of(Notice)
    assert ahead.course(light, notices) == (light,) and len(ahead.course(later, notices)) > 1
    assert ahead.outdated(light, notices) == ahead.NEVER


def test_a_page_on_which_nothing_changes_is_made_as_of_one_moment(tmp_path: Path) -> None:
    site = _site(tmp_path, "type: drift")
    assert ahead.course(site, site.of(Notice)) == (site,)
    assert ahead.outdated(site, site.of(Notice)) == ahead.NEVER


def test_a_page_of_what_comes_round_for_ever_says_when_it_knows_no_more(tmp_path: Path) -> None:
    site = _site(tmp_path, "type: arrangement", "starter: 2026-02-03 18:00", "gjentas: hver uke")
    notice = site.of(Notice)[0]
    view = notice_page(notice, site)
    assert not view.outdated.is_now
    (turn,) = view.outdated.turns
    known = datetime.fromtimestamp(turn * 60, UTC)
    # Until then each date goes as it is over, and the next comes.
    for moment in (known - timedelta(minutes=1), NOW + timedelta(days=10)):
        shown = [one for one in view.parts.times if one.shown.is_at(int(moment.timestamp() // 60))]
        assert shown[0].time.text == _next(notice_page(notice, site.as_of(moment)))
    assert known > NOW + timedelta(days=14)


def _next(view: NoticeView) -> str:
    return next(one.time.text for one in view.parts.times if one.shown.is_now)


def test_the_front_page_knows_a_month_ahead_and_then_says_so(tmp_path: Path) -> None:
    site = _site(tmp_path, "type: drift", "starter: 2026-02-20", "slutter: 2026-05-01")
    (turn,) = home_page(site).outdated.turns
    assert datetime.fromtimestamp(turn * 60, UTC) == datetime.fromisoformat("2026-05-02T00:00:00+02:00")


def test_a_moment_before_clocks_count_is_one_that_has_been() -> None:
    assert [ahead.until(datetime(year, 3, 1, tzinfo=UTC)).machine for year in (1955, 1970)] == ["1", "1tk0"]


def test_the_site_is_the_same_between_the_changes_of_a_thing_whenever_it_was_asked_first(tmp_path: Path) -> None:
    site = _site(tmp_path, "type: drift", "starter: 2026-02-20", "slutter: 2026-05-01")
    (notice,) = site.of(Notice)
    found: dict[datetime, list[int]] = {}
    for day in (4, 1, 2, 8, 90, 3):
        one = ahead.unchanged(site.as_of(NOW + timedelta(days=day)), (notice,))
        found.setdefault(one.moment, []).append(day)
    assert list(found.values()) == [[4, 8, 3], [1, 2], [90]]
    assert ahead.unchanged(site, ()) is ahead.unchanged(site.as_of(site.moment + timedelta(days=999)), ())


def test_what_is_worked_out_once_for_many_moments_is_right_at_each_of_them() -> None:
    for root in (FULL, ROOT):
        loaded = load(root)
        assert loaded.site is not None
        site = loaded.site.at(NOW)
        course = ahead.course(site, (*site.entries(),))
        for later in course:
            # Nothing is known of it yet.
            fresh = replace(loaded.site.at(NOW)).as_of(later.moment)
            for asked in (home_view, now_view, operations, deadlines.soon, deadlines.forms):
                assert asked(later) == asked(fresh), (asked, later.moment)
            found = occasions.between(occasions.events_of(site), NOW - YEAR, NOW + YEAR)
            for with_day in (True, False):
                rows = [
                    [listing.occasion_row(one.event, one.time, at, with_day=with_day) for one in found]
                    for at in (later, fresh)
                ]
                assert rows[0] == rows[1]
        assert len(course) > 20
