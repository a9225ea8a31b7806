"""Pages that collect for somebody, and life events as checklists."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from site_builder.content_types.life_event import LifeEvent
from site_builder.content_types.page import Page
from site_builder.outputs import audiences, plan_site
from site_builder.outputs.findable import KINDS
from site_builder.outputs.home import home_view
from site_builder.outputs.life_events import life_event_page
from site_builder.outputs.pages import all_view, page_view
from site_builder.text import los
from tests.support import NOW, notice, small_site

YOUNG = "---\ntittel: Ung i Eksempel\nsamler_for: Ung\n---\n\nHei.\n"
SERVICE = "---\ntittel: {}\nkort: En tjeneste.\nkategori: tema\n{}---\n"
FILES = {
    "content/categories.yaml": "tema:\n  tittel: Tema\n",
    "content/pages/ung.md": YOUNG,
    "content/services/b.md": SERVICE.format("Badet", "for: ung\n"),
    "content/services/a.md": SERVICE.format("Anlegget", "for: [ung]\n"),
    "content/services/c.md": SERVICE.format("Sykehjem", ""),
}
EVENT = """\
---
tittel: Når du får barn
kort: Det du ordner.
los: hendelse/fa-barn
{}steg:
  - tittel: Søk plass
    hvem: Kommunen
    når: Innen 1. mars
    tjeneste: a
  - tittel: Søk penger
    hvem: NAV
    lenke: penger
---
"""
LINKS = "penger:\n  tittel: Søk\n  nettadresse: https://www.nav.example/\n  merknad: Du logger inn.\n"
LIFE = {**FILES, "content/links.yaml": LINKS, "content/life-events/barn.md": EVENT.format("for: ung\n")}


def test_a_page_collects_what_is_for_it_by_title_and_nothing_else(tmp_path: Path) -> None:
    site = small_site(tmp_path, FILES)
    (page,) = site.of(Page)
    (group,) = page_view(page, site).groups
    assert [row.title for row in group.rows] == ["Anlegget", "Badet"]


def test_a_page_collects_in_groups_what_goes_on_first(tmp_path: Path) -> None:
    files = {
        **LIFE,
        "content/notices/2026-02-16-nyhet-a.md": notice("Ny klubb", "type: nyhet", "for: ung"),
        "content/units/hus.md": "---\ntittel: Huset\nslag: bibliotek\nfor: ung\n---\n",
        "content/pages/om.md": "---\ntittel: Om\nfor: ung\n---\n\nTekst.\n",
    }
    site = small_site(tmp_path, files)
    page = next(one for one in site.of(Page) if one.slug == "ung")
    groups = audiences.groups_of(page, site)
    assert [one.title for one in groups] == ["Gjelder nå", "Livshendelser", "Tjenester", "Steder å gå til", "Les også"]


def test_a_notice_comes_and_goes_on_the_page_by_the_clock(tmp_path: Path) -> None:
    told = notice("Åpent hus", "type: nyhet", "for: ung", "vises_til: 2026-02-20")
    site = small_site(tmp_path, {**FILES, "content/notices/2026-02-16-nyhet-a.md": told})
    page = site.of(Page)[0]
    group = audiences.groups_of(page, site)[0]
    assert [row.shown.is_now for row in group.rows] == [True]
    assert len(group.shown.turns) == 1
    later = site.at(datetime(2026, 2, 22, tzinfo=UTC))
    assert [one.anchor for one in audiences.groups_of(page, later)] == ["_tjenester"]


def test_the_home_page_leads_to_what_is_collected_and_to_life_events(tmp_path: Path) -> None:
    view = home_view(small_site(tmp_path, LIFE))
    assert [(one.title, one.href) for one in view.audiences] == [("Ung", "/ung/"), ("Livshendelser", "/livshendelser/")]
    assert "audiences" in view.side


def test_a_home_page_with_nothing_collected_has_no_block_of_it(tmp_path: Path) -> None:
    view = home_view(small_site(tmp_path, {}))
    assert "audiences" not in (*view.main, *view.side, *view.below)


def test_a_page_that_does_not_say_whom_it_is_for_collects_nothing(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"content/pages/om.md": "# Om\n\nTekst.\n"})
    assert page_view(site.of(Page)[0], site).groups == ()


def test_a_step_says_who_when_and_where_it_leads(tmp_path: Path) -> None:
    site = small_site(tmp_path, LIFE)
    first, second = life_event_page(site.of(LifeEvent)[0], site).steps
    assert (first.who, first.when, first.href, first.place) == ("Kommunen", "Innen 1. mars", "/tjenester/a/", "")
    assert (second.href, second.place, second.notes) == (
        "https://www.nav.example/",
        "www.nav.example",
        ("Du logger inn.",),
    )


def test_a_step_whose_form_is_closed_says_so_and_opens_by_the_clock(tmp_path: Path) -> None:
    links = LINKS + "  åpner: 2026-03-01\n  stenger: 2026-03-31\n"
    site = small_site(tmp_path, {**LIFE, "content/links.yaml": links})
    steps = life_event_page(site.of(LifeEvent)[0], site).steps
    now = [one for one in steps if one.shown.is_now]
    assert [one.href for one in now] == ["/tjenester/a/", ""]
    assert now[1].notes == ("Du logger inn.", "Ikke åpen nå. Åpner søndag 1. mars 2026")
    later = [one for one in steps if one.shown.is_at(int(datetime(2026, 3, 2, tzinfo=UTC).timestamp() // 60))]
    assert [one.href for one in later] == ["/tjenester/a/", "https://www.nav.example/"]


def test_life_events_have_pages_and_a_list_and_stand_in_the_sitemap_and_from_a_to_a(tmp_path: Path) -> None:
    site = small_site(tmp_path, LIFE)
    paths = {one.path.as_posix() for one in plan_site(site)}
    assert {"livshendelser/index.html", "livshendelser/barn/index.html"} <= paths
    without = {one.path.as_posix() for one in plan_site(small_site(tmp_path / "b", FILES))}
    assert "livshendelser/index.html" not in without
    rows = [row.title for group in all_view(site).groups for row in group.rows]
    assert "Når du får barn" in rows


def test_search_knows_a_life_event_by_its_names_and_an_audience_page_by_whom_it_is_for(tmp_path: Path) -> None:
    site = small_site(tmp_path, {**LIFE, "content/life-events/barn.md": EVENT.format("søkeord: gravid\n")})
    found = {one.title: one.names for kind in KINDS for one in kind.found(site)}
    assert {"gravid", "Å få barn"} <= set(found["Når du får barn"])
    assert found["Ung i Eksempel"] == ("Ung",)


def test_the_life_events_are_the_seven_of_los() -> None:
    assert len(los.life_events()) == 7


def test_a_life_event_that_is_not_out_yet_has_no_page_and_no_way_to_it(tmp_path: Path) -> None:
    site = small_site(tmp_path, {**LIFE, "content/life-events/barn.md": EVENT.format("publisert: 2026-06-01\n")}, NOW)
    assert not any("livshendelser" in one.path.as_posix() for one in plan_site(site))
    assert [one.title for one in home_view(site).audiences] == ["Ung"]
