"""What a notice closes or limits: for as long as it goes on, wherever it shows, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from site_builder.content_types.maps import Map, Place
from site_builder.content_types.records import Category, Contact
from site_builder.content_types.service import Service
from site_builder.model import Site
from site_builder.outputs import actions, listing, people
from site_builder.outputs.effects import standing_of
from site_builder.outputs.embeds import embeds
from site_builder.outputs.home import home_view
from site_builder.outputs.notices import concerning, notice_view
from site_builder.outputs.pages import category_view, contact_view, service_view
from site_builder.outputs.place_rows import place_row
from site_builder.outputs.places import place_view, places_view
from tests.support import NOW, built, notice, read_all, small_site, written

WEEK = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
TOWN = {
    "content/categories.yaml": "bad:\n  tittel: Bad\n",
    "content/hours.yaml": "torget:\n  navn: Torget\n" + "".join(f"  {day}: 08.00-15.00\n" for day in WEEK),
    "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n  åpningstider: torget\n",
    "content/links.yaml": "kurs:\n  tittel: Meld deg på kurs\n  nettadresse: https://a.example/\n  stenger: 1.3.2026\n",
    "content/services/kurs.md": "---\ntittel: Svømmekurs\nkort: For barn.\nkategori: bad\nsøk: kurs\n---\n",
    "content/services/billett.md": "---\ntittel: Billetter\nkort: For alle.\nkategori: bad\n---\n",
    "maps/haller.yaml": "tittel: Haller\ndata: haller.csv\n",
    "maps/haller.csv": "navn;id;lat;lon\nLia hall;lia;60.1;12.1\nVika hall;vika;60.2;12.2\n",
}
BEGINS, ENDS = "starter: 2026-02-17 08:00", "slutter: 2026-02-17 15:00"


def _town(root: Path, *fields: str, now: datetime = NOW, kind: str = "drift") -> Site:
    text = notice("Rørbrudd i hallen", "publisert: 2026-02-16", *fields)
    return small_site(root, {**TOWN, f"content/notices/{kind}-ror.md": text}, now)


def _standings(site: Site) -> dict[str, str]:
    """Return what is closed or limited, by slug."""
    entries: list[Service | Place | Contact] = [*site.of(Service), *site.of(Place), *site.of(Contact)]
    return {one.slug: found.status for one in entries if (found := standing_of(one, site))}


@pytest.mark.parametrize(
    ("fields", "standings"),
    [
        (("gjelder: kurs",), {}),
        (("gjelder: kurs", "virkning: begrenset"), {"kurs": "limited"}),
        (("gjelder: kurs", "effect: limited"), {"kurs": "limited"}),
        (("gjelder: kurs", "tema: stengt"), {"kurs": "closed"}),
        (("gjelder: kurs", "tema: stengt", "virkning: ingen"), {}),
        (("gjelder: kurs", "tema: stengt", "virkning: begrenset"), {"kurs": "limited"}),
        (("gjelder: bad", "tema: stengt"), {}),
        (("gjelder: bad", "virkning: stengt"), {"kurs": "closed", "billett": "closed"}),
        (("gjelder: lia", "tema: stengt"), {"lia": "closed"}),
        (("gjelder: haller", "tema: stengt"), {"lia": "closed", "vika": "closed"}),
        (("gjelder: servicetorget", "tema: stengt"), {"servicetorget": "closed"}),
        (("gjelder: gate:Storgata", "tema: stengt"), {}),
        (("tema: stengt",), {}),
        (("gjelder: kurs", "virkning: stengt", "øvelse: ja"), {}),
    ],
)
def test_a_notice_closes_what_it_names_and_nothing_else(
    fields: tuple[str, ...], standings: dict[str, str], tmp_path: Path
) -> None:
    assert _standings(_town(tmp_path, BEGINS, ENDS, *fields)) == standings


@pytest.mark.parametrize(
    ("fields", "hour", "is_closed"),
    [
        ((BEGINS, ENDS), 6, False),
        ((BEGINS, ENDS), 7, True),
        ((BEGINS, ENDS), 13, True),
        ((BEGINS, ENDS), 14, False),
        ((BEGINS, "løst: 2026-02-17 10:00"), 8, True),
        ((BEGINS, "løst: 2026-02-17 10:00"), 9, False),
        ((BEGINS, "vises_til: 2026-02-17 10:00"), 9, False),
        ((BEGINS, ENDS, "alvor: fare"), 15, True),
        ((BEGINS, ENDS, "alvor: fare", "friskmeldt: 2026-02-17 16:00"), 15, False),
        (("publisert: ukjent",), 12, False),
    ],
)
def test_it_is_closed_for_as_long_as_the_notice_goes_on(
    fields: tuple[str, ...], hour: int, is_closed: bool, tmp_path: Path
) -> None:
    text = notice("Rørbrudd", "gjelder: kurs", "virkning: stengt", *fields)
    if "publisert" not in text:
        text = text.replace("---\n\n", "publisert: 2026-02-16\n---\n\n")
    # Hours of UTC; Oslo is an hour ahead.
    site = small_site(tmp_path, {**TOWN, "content/notices/drift-a.md": text}, datetime(2026, 2, 17, hour, tzinfo=UTC))
    assert _standings(site) == ({"kurs": "closed"} if is_closed else {})


def test_of_two_notices_the_one_that_closes_is_told_of(tmp_path: Path) -> None:
    files = {
        "content/notices/drift-a.md": notice(
            "Få plasser", "gjelder: kurs", "virkning: begrenset", "publisert: 2026-02-17"
        ),
        "content/notices/drift-b.md": notice("Rørbrudd", "gjelder: kurs", "virkning: stengt", "publisert: 2026-02-16"),
    }
    site = small_site(tmp_path, {**TOWN, **files})
    (course,) = (one for one in site.of(Service) if one.slug == "kurs")
    found = standing_of(course, site)
    assert found is not None
    assert (found.status, found.notice.title, found.notice.href) == ("closed", "Rørbrudd", "/aktuelt/drift-b/")


def test_a_closed_service_takes_no_applications_and_says_so_wherever_it_stands(tmp_path: Path) -> None:
    site = _town(tmp_path, BEGINS, ENDS, "gjelder: kurs", "virkning: stengt")
    course = site.get(Service, "kurs")
    assert course is not None
    view = service_view(site, course)
    (standing,) = view.standings
    assert standing.notice.href == "/aktuelt/drift-ror/"
    assert [one.is_open for one in actions.of_service(site, course)] == [False]
    for with_action in (True, False):
        row = listing.service_row(course, site, with_action=with_action)
        assert (row.when, row.action) == ("Stengt", None)
    assert not home_view(site).deadlines
    (embed,) = (one for one in embeds(site) if one.address == "/tjenester/kurs/")
    assert embed.page == view


def test_a_limited_service_keeps_its_form(tmp_path: Path) -> None:
    site = _town(tmp_path, BEGINS, ENDS, "gjelder: kurs", "virkning: begrenset")
    course = site.get(Service, "kurs")
    assert course is not None
    row = listing.service_row(course, site, with_action=True)
    assert row.action is not None
    assert row.when == "Begrenset · Frist søndag 1. mars 2026"


def test_what_a_service_says_itself_counts_where_its_notice_says_less(tmp_path: Path) -> None:
    closed = TOWN["content/services/kurs.md"].replace("søk:", "status: stengt\nstatusmerknad: Fullt.\nsøk:")
    text = notice("Få plasser", "gjelder: kurs", "virkning: begrenset", "publisert: 2026-02-17")
    site = small_site(tmp_path, {**TOWN, "content/services/kurs.md": closed, "content/notices/drift-a.md": text})
    course = site.get(Service, "kurs")
    assert course is not None
    assert listing.service_row(course, site).when == "Stengt"


def test_a_closed_place_says_so_on_its_page_on_its_map_and_in_the_list_of_all(tmp_path: Path) -> None:
    site = _town(tmp_path, BEGINS, ENDS, "gjelder: lia", "tema: stengt")
    (map_,), place = site.of(Map), site.get(Place, "lia")
    assert place is not None
    (standing,) = (one for one in place_view(place, map_, site).standings if one.shown.is_now)
    shown = (standing, place_row(1, place, map_, site).standing)
    assert [one.notice.title if one else "" for one in shown] == ["Rørbrudd i hallen"] * 2
    lia, other = places_view(site).groups[0].rows
    assert [(one.text, one.shown.is_now, len(one.shown.turns)) for one in lia.statuses] == [("Stengt", True, 1)]
    assert (lia.when, other.when, other.statuses) == ("", "", ())


def test_a_closed_desk_says_so_and_not_that_it_is_open_by_the_clock(tmp_path: Path) -> None:
    site = _town(tmp_path, BEGINS, ENDS, "gjelder: servicetorget", "tema: stengt")
    desk = contact_view(site).desk
    assert [one.title for one in desk.notices] == ["Rørbrudd i hallen"]
    assert desk.person.standing is not None
    assert desk.person.hours is not None
    assert not desk.person.open_shown.is_now
    after = _town(tmp_path, BEGINS, ENDS, "gjelder: servicetorget", "tema: stengt", now=NOW + timedelta(days=1))
    person = people.person(after, people.front_desk(after))
    assert person.standing is None
    assert person.hours is not None
    assert person.hours.rules is not None
    assert person.open_shown.is_now


def test_a_desk_and_its_service_of_one_name_are_one_target(tmp_path: Path) -> None:
    files = {
        "content/services/servicetorget.md": "---\ntittel: Servicetorget\nkort: Hjelp.\nkategori: bad\n---\n",
        "content/notices/drift-a.md": notice("Kurs for de ansatte", "publisert: 2026-02-17", "gjelder: servicetorget"),
    }
    site = small_site(tmp_path, {**TOWN, **files})
    (service,) = (one for one in site.of(Service) if one.slug == "servicetorget")
    for one in (service, people.front_desk(site)):
        assert [found.title for found in concerning(site, one)] == ["Kurs for de ansatte"]


def test_a_notice_leads_to_the_desk_it_concerns(tmp_path: Path) -> None:
    site = _town(tmp_path, BEGINS, ENDS, "gjelder: servicetorget")
    (concerned,) = notice_view(concerning(site, people.front_desk(site))[0], site).concerns
    assert (concerned.title, concerned.href) == ("Servicetorget", "/kontakt/#servicetorget")


def test_a_service_areas_page_has_the_notices_of_its_services(tmp_path: Path) -> None:
    site = _town(tmp_path, BEGINS, ENDS, "gjelder: kurs")
    (category,) = site.of(Category)
    groups = {one.anchor: [row.title for row in one.rows] for one in category_view(category, site).groups}
    assert groups["_aktuelt"] == ["Rørbrudd i hallen"]


def test_the_pages_of_what_is_closed_lead_to_the_notice(tmp_path: Path) -> None:
    text = notice("Rørbrudd", "publisert: 2026-02-16", "gjelder: [kurs, lia, servicetorget]", "tema: stengt")
    built(written(tmp_path / "site", {**TOWN, "content/notices/drift-ror.md": text}), tmp_path / "out")
    pages = read_all(tmp_path / "out")
    box = '<strong class="state important">Stengt</strong> <a href="/aktuelt/drift-ror/">Rørbrudd</a>'
    shown = [path for path, content in pages.items() if path.endswith(".html") and box in content.decode()]
    own = ["kart/haller", "steder/lia", "tjenester/billett", "tjenester/kurs"]
    wanted = [
        "index.html",
        "kontakt/index.html",
        "spor-oss/index.html",
        "embed/index.html",
        *(f"{one}/index.html" for one in own),
    ]
    wanted += [f"embed/{one}/index.html" for one in own if not one.startswith("steder")]
    assert sorted(shown) == sorted(wanted)
    assert "https://a.example/" not in pages["tjenester/kurs/index.html"].decode()


def test_what_concerns_a_map_or_a_place_on_it_stands_in_its_embed(tmp_path: Path) -> None:
    text = notice("Rørbrudd", "publisert: 2026-02-16", "gjelder: lia")
    built(written(tmp_path / "site", {**TOWN, "content/notices/drift-ror.md": text}), tmp_path / "out")
    embed = (tmp_path / "out/embed/kart/haller/index.html").read_text(encoding="utf-8")
    assert '<a class="door" href="/aktuelt/drift-ror/">' in embed
