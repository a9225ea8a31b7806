"""What the content holds besides what is seen now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs.next_change import plan
from site_builder.overview import (
    Asked,
    Row,
    as_json,
    as_text,
    drafts,
    expired,
    future,
    next_change,
    unconfirmed,
)
from site_builder.summary import summary
from site_builder.text.dates import When, parse_when
from site_builder.text.messages import catalogue
from tests.support import FULL, NOW, SMALL_SETTINGS, checked


def _site(root: Path, **sources: str) -> Site:
    """Return a small site with Markdown files by folder and name: `services__a` is content/services/a.md."""
    contacts = "servicetorget:\n  navn: Servicetorget\nbrann:\n  navn: Brann\n"
    files = {"site.yaml": SMALL_SETTINGS, "contacts.yaml": contacts}
    files |= {f"{name.replace('__', '/').replace('_', '-')}.md": text for name, text in sources.items()}
    for path, text in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    found = load(root)
    assert found.site is not None
    assert not [one for one in found.problems if one.is_error]
    return found.site


def _notice(*fields: str, published: str = "2026-02-01") -> str:
    return "\n".join(("---", "tittel: Noe", f"publisert: {published}", *fields, "---", "Tekst.", ""))


def _told(rows: object) -> list[tuple[str, str, str]]:
    assert not isinstance(rows, str)
    return [
        (one.state, one.path.rpartition("/")[2], f"{one.when.local:%Y-%m-%d %H:%M}" if one.when else "")
        for one in rows  # type: ignore[attr-defined]
    ]


def test_what_is_to_come_is_unpublished_or_planned_the_nearest_first(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        notices__b=_notice(published="2026-03-02"),
        notices__a=_notice(published="2026-03-01 08:00"),
        notices__c=_notice("type: drift", "starter: 2026-03-05"),
        notices__d=_notice("type: drift"),
        services__e="---\ntittel: E\nkort: X\npublisert: 2026-02-28\n---\n",
    )
    assert _told(future(site, Asked(NOW))) == [
        ("unpublished", "e.md", "2026-02-28 00:00"),
        ("unpublished", "a.md", "2026-03-01 08:00"),
        ("unpublished", "b.md", "2026-03-02 00:00"),
        ("planned", "c.md", "2026-03-05 00:00"),
    ]


def test_what_has_left_the_lists_says_when_the_latest_first(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        notices__a=_notice("type: drift", "slutter: 2026-02-10 12:00"),
        notices__b=_notice("type: drift", "løst: 2026-02-10 13:00"),
        notices__c=_notice("type: krise", "friskmeldt: 2026-02-17 11:00"),
        notices__d=_notice("type: drift"),
        notices__e=_notice(published="2018"),
    )
    assert _told(expired(site, Asked(NOW))) == [
        ("expired", "b.md", "2026-02-11 13:00"),
        ("expired", "a.md", "2026-02-10 12:00"),
    ]


def test_a_build_tells_of_the_same_notices_as_the_list(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        notices__a=_notice("type: drift", "slutter: 2026-02-10 12:00"),
        notices__b=_notice("type: drift", "løst: 2026-02-10 13:00"),
        notices__c=_notice("type: krise", "friskmeldt: 2026-02-15 11:00"),
        notices__d=_notice("type: drift", "slutter: 2026-02-10 12:00", "løst: 2026-02-16 20:00"),
    )
    told = [(path, f"{When(moment).local:%Y-%m-%d %H:%M}") for path, moment in checked(tmp_path).expired]
    assert told == [
        ("content/notices/c.md", "2026-02-16 11:00"),
        ("content/notices/b.md", "2026-02-11 13:00"),
        ("content/notices/a.md", "2026-02-10 12:00"),
    ]
    assert [row.path for row in expired(site, Asked(NOW))] == [path for path, _ in told]


def test_what_left_the_lists_when_a_day_was_over_did_so_that_day(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        notices__a=_notice("type: frist", "frist: 2026-02-15"),
        notices__b=_notice("type: drift", "slutter: 2026-02-10 12:00"),
    )
    assert as_text([*expired(site, Asked(NOW))], catalogue("nb"), 200).splitlines() == [
        "Ute av listene",
        "  content/notices/a.md  15. februar 2026            Servicetorget  Noe",
        "  content/notices/b.md  10. februar 2026 kl. 12.00  Servicetorget  Noe",
    ]
    told = [*summary(checked(tmp_path), tmp_path / "output", NOW, catalogue("nb"))]
    assert told[-2:] == [
        "  content/notices/a.md: 15. februar 2026",
        "  content/notices/b.md: 10. februar 2026 kl. 12.00",
    ]


def test_drafts_are_drafts_and_nothing_else(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        services__b="---\ntittel: B\nkort: X\nutkast: ja\n---\n",
        services__c="---\ntittel: C\nkort: X\nutkast: nei\n---\n",
        notices__a=_notice("utkast: ja", "type: krise", published="2026-05-01"),
    )
    assert _told(drafts(site, Asked(NOW))) == [("draft", "a.md", ""), ("draft", "b.md", "")]
    assert list(future(site, Asked(NOW))) == []


@pytest.mark.parametrize(("months", "is_there"), [(11, True), (13, False)])
def test_what_was_confirmed_too_long_ago_is_listed_by_who_is_responsible(
    tmp_path: Path, months: int, *, is_there: bool
) -> None:
    site = _site(
        tmp_path,
        services__a="---\ntittel: A\nkort: X\nbekreftet: 2025-02-17\n---\n",
        services__b="---\ntittel: B\nkort: X\nansvar: brann\n---\n",
        pages__om_oss="---\ntittel: Om\nbekreftet: 2026-02-01\n---\nTekst.\n",
        notices__c=_notice(),
    )
    never = ("never_confirmed", "b.md", "")
    old = ("unconfirmed", "a.md", "2025-02-17 00:00")
    rows = list(unconfirmed(site, Asked(NOW, months)))
    assert _told(rows) == ([never, old] if is_there else [never])
    assert rows[0].owner == "Brann"


def test_a_table_is_aligned_and_no_wider_than_the_terminal() -> None:
    rows = [
        Row("planned", "a.md", "En tittel som er lang", "Brann", parse_when("2026-03-01")),
        Row("planned", "lengre.md", "B\x1b[2J", "Servicetorget", parse_when("2026-03-02")),
        Row("draft", "c.md", "C", "Brann"),
    ]
    assert as_text(rows, catalogue("nb"), 50) == (
        "Vises som planlagt\n"
        "  a.md       1. mars 2026  Brann          En titt…\n"
        "  lengre.md  2. mars 2026  Servicetorget  B\N{REPLACEMENT CHARACTER}[2J\n"
        "\n"
        "Utkast\n"
        "  c.md  Brann  C"
    )


def test_data_of_a_list_has_moments_as_machines_read_them() -> None:
    told = as_json([Row("planned", "a.md", "Ø", "Brann", When(datetime(2026, 3, 1, 7, tzinfo=UTC)))])
    assert '"when": "2026-03-01T08:00+01:00"' in told
    assert '"title": "Ø"' in told


def test_the_next_change_on_the_site_is_the_one_the_content_has() -> None:
    site = load(FULL).site
    assert site is not None
    now = NOW - timedelta(days=400)
    for _ in range(200):
        wanted = site.next_change(now)
        (planned,) = plan(site.at(now))
        moment = planned.view.moment
        assert (datetime.fromisoformat(moment) if moment else None) == wanted
        if wanted is None:
            break
        found = next_change(site, now)
        assert found is not None
        assert found.moment == wanted
        assert found.sources
        now = wanted


def test_what_comes_round_is_planned_for_its_next_time(tmp_path: Path) -> None:
    series = ("type: arrangement", "starter: 2025-09-04 11:00", "gjentas: hver torsdag")
    rows = future(_site(tmp_path, notices__2026_02_01_arrangement_kor=_notice(*series)), Asked(NOW))
    assert _told(rows) == [("planned", "2026-02-01-arrangement-kor.md", "2026-02-19 11:00")]
