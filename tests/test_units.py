"""A unit has one page with its place, its own feed, calendar and embed; what concerns it reaches all of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from site_builder.content_types.maps import Map, Place
from site_builder.content_types.records import Contact
from site_builder.content_types.unit import Unit
from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs import pages, places, seats, sitemap, unit_pages
from site_builder.outputs.embeds import embeds
from site_builder.outputs.notices import concerning
from site_builder.outputs.units import UnitView, unit_view
from tests.support import DESK, NOW, OUTLINE, SMALL_SETTINGS, built, read_all

SCHOOL = "tittel: Vika skole\nslag: skole\nsted: vika-skole\n"
LIBRARY = "tittel: Biblioteket\nslag: bibliotek\nkontakt: utlan\n"
WEEK = "".join(f"  {day}: 08.00-16.00\n" for day in ("mandag", "tirsdag", "onsdag", "torsdag", "fredag"))
TOWN = {
    "content/site.yaml": SMALL_SETTINGS + "grunnkart: grunnkart.geojson\n",
    "content/contacts.yaml": DESK
    + "utlan:\n  navn: Utlånet\n  telefon: 22 22 22 23\n  besøksadresse: Torget 2\n  åpningstider: utlan\n",
    "content/hours.yaml": f"utlan:\n  navn: Utlånet\n{WEEK}",
    "maps/grunnkart.geojson": OUTLINE,
    "maps/skoler.yaml": "tittel: Skoler\ndata: skoler.csv\nkolonner:\n  - felt: trinn\n    navn: Trinn\n",
    "maps/skoler.csv": "navn;lat;lon;adresse;kort;trinn\nVika skole;60;12;Vikavegen 1;Skolen i Vika.;1.-7.\n"
    "Nes skole;60.1;12.1;;;\n",
    "content/units/vika-skole.md": f"---\n{SCHOOL}---\n",
    "content/units/biblioteket.md": f"---\n{LIBRARY}---\n",
}


def town(tmp_path: Path, **notices: str) -> Path:
    """Return the folder of a small town with a school on the map and a library that is not, and these notices."""
    files = TOWN | {f"content/notices/2026-02-16-{name}.md": text for name, text in notices.items()}
    for path, text in files.items():
        target = tmp_path / "site" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return tmp_path / "site"


def site_of(root: Path, now: datetime = NOW) -> Site:
    loaded = load(root)
    assert loaded.site is not None
    assert [one for one in loaded.problems if one.is_error] == []
    return loaded.site.at(now)


def notice(title: str, *lines: str) -> str:
    return "---\n" + "\n".join((f"tittel: {title}", *lines)) + "\n---\nEn setning om saken.\n"


def view_of(site: Site, slug: str) -> UnitView:
    unit = site.get(Unit, slug)
    assert unit is not None
    return unit_view(site, unit)


def named(view: UnitView, anchor: str) -> list[str]:
    """Return the titles of the rows that stand in a group now."""
    return [
        row.title for group in view.groups if group.anchor == anchor for row in group.rows if row.shown.is_now
    ]  # fmt: skip


# --- one page -------------------------------------------------------------------------------------


def test_a_unit_and_its_place_have_one_page_with_what_the_places_page_showed(tmp_path: Path) -> None:
    site = site_of(town(tmp_path))
    planned = [str(one.path) for one in (*places.plan(site), *unit_pages.plan(site))]
    assert planned.count("steder/vika-skole/index.html") == 1
    where = view_of(site, "vika-skole").where
    assert where is not None
    assert where.address == "Vikavegen 1"
    assert [(one.label, one.text) for one in where.values] == [("Trinn", "1.-7.")]
    assert where.on_map == "/kart/skoler/#vika-skole"
    assert view_of(site, "vika-skole").summary == "Skolen i Vika."


def test_a_unit_of_another_name_has_a_page_of_its_own_and_its_place_leads_there(tmp_path: Path) -> None:
    root = town(tmp_path)
    (root / "content/units/vika-skole.md").rename(root / "content/units/vika.md")
    site = site_of(root)
    place, map_ = site.get(Place, "vika-skole"), site.get(Map, "skoler")
    assert place is not None and map_ is not None
    link = places.place_view(place, map_, site).unit
    assert link is not None
    assert (link.title, link.href) == ("Vika skole", "/steder/vika/")


def test_a_place_has_its_page_again_until_its_unit_is_published(tmp_path: Path) -> None:
    root = town(tmp_path)
    (root / "content/units/vika-skole.md").write_text(f"---\n{SCHOOL}publisert: 2026-03-01\n---\n", "utf-8")
    assert "steder/vika-skole/index.html" in [str(one.path) for one in places.plan(site_of(root))]
    later = site_of(root, datetime(2026, 3, 2, tzinfo=UTC))
    assert "steder/vika-skole/index.html" not in [str(one.path) for one in places.plan(later)]


def test_the_old_address_of_a_place_leads_to_the_page_of_its_unit(tmp_path: Path) -> None:
    root = town(tmp_path)
    (root / "maps/skoler.csv").write_text(
        "navn;lat;lon;tidligere_adresser\nVika skole;60;12;/no/vika/\n", encoding="utf-8"
    )
    (root / "maps/skoler.yaml").write_text("tittel: Skoler\ndata: skoler.csv\n", encoding="utf-8")
    built(root, tmp_path / "out")
    assert 'href="/steder/vika-skole/"' in (tmp_path / "out/no/vika/index.html").read_text("utf-8")
    assert '<h1>Vika skole</h1>' in (tmp_path / "out/steder/vika-skole/index.html").read_text("utf-8")  # fmt: skip


# --- what concerns it -----------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["biblioteket", "utlan"])
def test_a_unit_and_a_contact_that_is_its_alone_are_one_to_notices(tmp_path: Path, target: str) -> None:
    closed = notice("Stengt i dag", "type: drift", f"gjelder: {target}", "virkning: stengt", "starter: 2026-02-17")
    site = site_of(town(tmp_path, **{"drift-stengt": closed}))
    view = view_of(site, "biblioteket")
    assert [one.notice.title for one in view.standings] == ["Stengt i dag"]
    assert [one.title for one in view.notices] == ["Stengt i dag"]
    # While it is closed all the time nothing may say that it is open now.
    assert view.hours is not None
    assert not (view.hours.rules and view.open_shown.is_now)
    contact = site.get(Contact, "utlan")
    assert contact is not None
    assert [one.title for one in concerning(site, contact)] == ["Stengt i dag"]


def test_a_contact_that_two_units_name_is_neithers_own(tmp_path: Path) -> None:
    root = town(tmp_path, **{"nyhet-a": notice("Nytt nummer", "gjelder: utlan")})
    (root / "content/units/arkivet.md").write_text("---\ntittel: Arkivet\nslag: annet\nkontakt: utlan\n---\n", "utf-8")
    site = site_of(root)
    assert view_of(site, "biblioteket").groups == ()
    assert view_of(site, "biblioteket").hours is None


def test_the_front_desk_stands_in_for_who_answers_but_its_hours_do_not(tmp_path: Path) -> None:
    root = town(tmp_path, **{"nyhet-a": notice("Servicetorget flytter", "gjelder: servicetorget")})
    view = view_of(site_of(root), "vika-skole")
    assert (view.contact.name, view.is_stand_in, view.hours, view.groups) == ("Servicetorget", True, None, ())


@pytest.mark.parametrize("target", ["vika-skole", "skoler"])
def test_what_names_the_place_or_its_map_reaches_the_unit_and_the_map(tmp_path: Path, target: str) -> None:
    site = site_of(town(tmp_path, **{"nyhet-a": notice("Ny skolegård", f"gjelder: {target}")}))
    assert named(view_of(site, "vika-skole"), "_nytt") == ["Ny skolegård"]
    map_ = site.get(Map, "skoler")
    assert map_ is not None
    assert [one.title for one in concerning(site, map_)] == ["Ny skolegård"]


def test_a_unit_of_another_name_reaches_its_place_and_map(tmp_path: Path) -> None:
    root = town(tmp_path, **{"drift-a": notice("Stengt", "gjelder: vika", "virkning: stengt", "starter: 2026-02-17")})
    (root / "content/units/vika-skole.md").rename(root / "content/units/vika.md")
    site = site_of(root)
    place, map_ = site.get(Place, "vika-skole"), site.get(Map, "skoler")
    assert place is not None and map_ is not None
    assert [one.notice.title for one in places.place_view(place, map_, site).standings] == ["Stengt"]
    assert [one.title for one in concerning(site, map_)] == ["Stengt"]


# --- in time --------------------------------------------------------------------------------------


def event(title: str, starts: str, *lines: str) -> str:
    return notice(title, "type: arrangement", f"starter: {starts}", *lines)


def test_events_stand_by_whether_they_are_within_seven_days(tmp_path: Path) -> None:
    root = town(
        tmp_path,
        **{
            "arrangement-a": event("Dugnad", "2026-02-23 18:00", "sted: vika-skole"),
            "arrangement-b": event("Konsert", "2026-02-24 18:00", "gjelder: vika-skole"),
            "nyhet-c": notice("Ny rektor er ansatt", "gjelder: vika-skole"),
        },
    )
    today = view_of(site_of(root), "vika-skole")
    assert (named(today, "_uka"), named(today, "_senere"), named(today, "_nytt")) == (
        ["Dugnad"],
        ["Konsert"],
        ["Ny rektor er ansatt"],
    )
    # At midnight it is within seven days; the page of yesterday says so too.
    tomorrow = view_of(site_of(root, datetime(2026, 2, 17, 23, 0, tzinfo=UTC)), "vika-skole")
    assert named(tomorrow, "_uka") == ["Dugnad", "Konsert"]
    (concert,) = (
        row for group in today.groups if group.anchor == "_uka" for row in group.rows if row.title == "Konsert"
    )
    midnight = int(datetime(2026, 2, 17, 23, 0, tzinfo=UTC).timestamp() // 60)
    assert (concert.shown.is_now, concert.shown.turns[0]) == (False, midnight)


# --- feeds, calendar, embed, lists ----------------------------------------------------------------


def test_a_unit_has_feeds_from_the_first_day_and_a_calendar_once_something_is_on(tmp_path: Path) -> None:
    root = town(tmp_path, **{"arrangement-a": event("Lesestund", "2026-02-20 18:00", "sted: biblioteket")})
    built(root, tmp_path / "out")
    files = read_all(tmp_path / "out")
    for slug in ("vika-skole", "biblioteket"):
        assert {f"feeds/steder/{slug}.atom", f"feeds/steder/{slug}.rss"} <= set(files)
    assert b"Lesestund" in files["feeds/steder/biblioteket.atom"]
    assert b"LOCATION:Biblioteket\\, Torget 2" in files["kalender/steder/biblioteket.ics"]
    assert "kalender/steder/vika-skole.ics" not in files
    assert b"/feeds/steder/vika-skole.atom" in files["feeds/alle.opml"]
    assert b"steder/biblioteket.ics" in files["kalender/index.html"]


def test_the_feed_of_a_place_stays_where_it_was_when_it_gets_a_unit(tmp_path: Path) -> None:
    root = town(tmp_path, **{"nyhet-a": notice("Ny skolegård", "gjelder: vika-skole")})
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + "strømmer: {etter: sted}\n", "utf-8")
    built(root, tmp_path / "with")
    (root / "content/units/vika-skole.md").unlink()
    built(root, tmp_path / "without")
    for out in ("with", "without"):
        assert b"skoleg" in (tmp_path / out / "feeds/steder/vika-skole.atom").read_bytes()


def test_a_unit_hands_out_the_code_of_its_own_embed(tmp_path: Path) -> None:
    site = site_of(town(tmp_path))
    assert "/steder/vika-skole/" in [one.address for one in embeds(site)]
    (page,) = (one.made().view for one in unit_pages.plan(site) if "vika-skole" in str(one.path))
    assert isinstance(page, unit_pages.UnitPageView)
    assert 'src="https://alt.eksempel.example/embed/steder/vika-skole/#_lys"' in page.snippet.code
    assert 300 < page.snippet.desktop < page.snippet.phone < 2000


def test_units_stand_by_kind_before_the_places_that_have_none(tmp_path: Path) -> None:
    view = places.places_view(site_of(town(tmp_path)))
    assert [(group.title, [row.title for row in group.rows]) for group in view.groups] == [
        ("Skole", ["Vika skole"]),
        ("Bibliotek", ["Biblioteket"]),
        ("Skoler", ["Nes skole"]),
    ]


def test_units_stand_among_services_from_a_to_aa_and_in_the_sitemap(tmp_path: Path) -> None:
    site = site_of(town(tmp_path))
    assert [group.title for group in pages.all_view(site).groups] == ["B", "V"]
    (planned, _) = sitemap.plan(site, [one.made() for one in unit_pages.plan(site)])
    assert "https://alt.eksempel.example/steder/vika-skole/" in [address for address, _ in planned.view.rows]


def test_a_service_says_where_people_get_it_but_not_twice(tmp_path: Path) -> None:
    root = town(tmp_path)
    (root / "content/services").mkdir()
    (root / "content/services/lan.md").write_text("---\ntittel: Lån\nkort: Lån bøker.\n---\n", "utf-8")
    (root / "content/services/sfo.md").write_text(
        "---\ntittel: SFO\nkort: Et sted å være.\nkart: skoler\n---\n", "utf-8"
    )
    (root / "content/units/biblioteket.md").write_text(f"---\n{LIBRARY}tjenester: lan\n---\n", "utf-8")
    (root / "content/units/vika-skole.md").write_text(f"---\n{SCHOOL}tjenester: sfo\n---\n", "utf-8")
    built(root, tmp_path / "out")
    lan = (tmp_path / "out/tjenester/lan/index.html").read_text("utf-8")
    assert re.search(r'Her får du det</h2>\s*<ul class="places short"><li><a href="/steder/biblioteket/">', lan)
    sfo = (tmp_path / "out/tjenester/sfo/index.html").read_text("utf-8")
    assert "Her får du det" not in sfo
    assert sfo.count('href="/steder/vika-skole/"') == 1
    unit = (tmp_path / "out/steder/vika-skole/index.html").read_text("utf-8")
    assert unit.count('href="/tjenester/sfo/"') == 1


def test_a_contact_is_the_first_units_that_names_it_alone(tmp_path: Path) -> None:
    site = site_of(town(tmp_path))
    school, library = site.get(Unit, "vika-skole"), site.get(Unit, "biblioteket")
    assert school is not None and library is not None
    assert seats.own_contact(school, site) is None
    assert seats.own_contact(library, site) == site.get(Contact, "utlan")
    assert seats.address_of(library, site) == "Torget 2"
