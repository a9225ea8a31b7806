"""Last days to act: each stands once in every list of them, whoever has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from site_builder.model import Site
from site_builder.outputs import calendars, deadlines
from site_builder.outputs.home import home_page, home_view
from site_builder.outputs.icalendar_files import CalendarFile, write_calendar
from site_builder.text import dates
from tests import calendar_rules
from tests.support import OUTLINE, SMALL_SETTINGS, notice, small_site

TOWN = {
    "content/links.yaml": "kurs:\n  tittel: Meld deg på kurs\n  nettadresse: https://a.example/kurs\n"
    "  stenger: 2026-03-01\n"
    "leir:\n  tittel: Meld deg på leir\n  nettadresse: https://a.example/leir\n  stenger: 2026-03-10\n"
    "korps:\n  tittel: Bli med i korpset\n  nettadresse: https://a.example/korps\n  stenger: 2026-03-05\n",
    "content/services/svomming.md": "---\ntittel: Svømming\nkort: For barn.\nsøk: [leir, kurs]\n---\n",
    "content/units/lia.md": "---\ntittel: Lia skole\nslag: skole\nlenker: [korps, kurs]\n---\n",
    "content/units/vika.md": "---\ntittel: Vika skole\nslag: skole\nlenker: [korps]\n---\n",
}


def _rows(site: Site) -> list[tuple[str, str, str]]:
    return [(row.title, row.when, row.why) for row in (deadlines.row(one, site) for one in deadlines.ahead(site))]


def _titles(site: Site) -> list[tuple[str, str]]:
    """Return what stands in the calendar of deadlines: the day, and what it is of."""
    (file,) = (
        one.view
        for one in calendars.plan(site)
        if one.path.as_posix() == "kalender/frister.ics" and isinstance(one.view, CalendarFile)
    )
    entries = calendar_rules.read(write_calendar(file)).inside[1:]
    return [(one.one("DTSTART"), one.one("SUMMARY")) for one in entries]


def test_each_last_day_of_a_service_stands_and_those_that_only_units_have(tmp_path: Path) -> None:
    site = small_site(tmp_path, TOWN)
    assert _rows(site) == [
        ("Svømming", "Frist søndag 1. mars 2026", "For barn."),
        ("Bli med i korpset", "Frist torsdag 5. mars 2026", "Lia skole, Vika skole"),
        ("Svømming", "Frist tirsdag 10. mars 2026", "For barn."),
    ]
    rows = home_view(site).deadlines
    assert [row.href for row in rows] == ["/tjenester/svomming/", "/steder/lia/", "/tjenester/svomming/"]
    assert [row.action and row.action.title for row in rows] == [
        "Meld deg på kurs",
        "Bli med i korpset",
        "Meld deg på leir",
    ]
    assert _titles(site) == [
        ("20260301", "Frist: Meld deg på kurs"),
        ("20260305", "Frist: Bli med i korpset"),
        ("20260310", "Frist: Meld deg på leir"),
    ]


@pytest.mark.parametrize(
    ("concerns", "day", "told"),
    [
        ("svomming", "2026-03-01", {"Meld deg på kurs"}),
        ("svomming", "2026-03-02", set()),
        ("lia", "2026-03-05", {"Bli med i korpset"}),
        ("vika", "2026-03-05", {"Bli med i korpset"}),
        ("lia", "2026-03-01", set()),
    ],
)
def test_a_notice_tells_of_the_last_day_of_what_it_concerns_when_it_is_the_same(
    concerns: str, day: str, told: set[str], tmp_path: Path
) -> None:
    text = notice("En frist", "publisert: 2026-02-16", "type: frist", f"gjelder: {concerns}", f"frist: {day}")
    site = small_site(tmp_path, {**TOWN, "content/notices/2026-02-16-frist.md": text})
    everything = {"Meld deg på kurs", "Meld deg på leir", "Bli med i korpset"}
    assert {row.action.title for row in home_view(site).deadlines if row.action} == everything - told
    assert {title for _, title in _titles(site)} == {f"Frist: {one}" for one in {"En frist", *(everything - told)}}


PLACES = {
    "content/site.yaml": f"{SMALL_SETTINGS}grunnkart: grunnkart.geojson\n",
    "maps/grunnkart.geojson": OUTLINE,
    "content/links.yaml": TOWN["content/links.yaml"]
    + "bading:\n  tittel: Meld deg på bading\n  nettadresse: https://a.example/bading\n  stenger: 2026-03-04\n"
    "tomt:\n  tittel: Meld deg på tomt\n  nettadresse: https://a.example/tomt\n  stenger: 2026-03-06\n",
    "maps/steder.yaml": "tittel: Steder\nsteder:\n"
    "  - {navn: Badet, lat: 60.1, lon: 12.1, kort: Et basseng., lenke: bading}\n"
    "  - {navn: Korpshuset, lat: 60.2, lon: 12.1, lenke: korps}\n",
    "maps/tomter.yaml": "tittel: Tomter\nledighet: status\nkolonner:\n"
    "  - {felt: status, navn: Status}\n  - {felt: frist, navn: Frist, type: dato}\nsteder:\n"
    "  - {navn: Tomt 1, lat: 60.3, lon: 12.1, lenke: tomt, verdier: {status: ledig}}\n"
    "  - {navn: Tomt 2, lat: 60.4, lon: 12.1, lenke: tomt, verdier: {status: ledig, frist: 2026-03-03}}\n"
    "  - {navn: Tomt 3, lat: 60.5, lon: 12.1, lenke: tomt, verdier: {status: solgt}}\n",
}


def test_the_last_day_of_a_form_that_only_places_have_stands_once(tmp_path: Path) -> None:
    site = small_site(tmp_path, {**TOWN, **PLACES})
    assert [row for row in _rows(site) if row[0] != "Svømming"] == [
        ("Tomt 2", "Frist tirsdag 3. mars 2026", "Tomter"),
        ("Meld deg på bading", "Frist onsdag 4. mars 2026", "Badet"),
        ("Bli med i korpset", "Frist torsdag 5. mars 2026", "Lia skole, Vika skole"),
        ("Meld deg på tomt", "Frist fredag 6. mars 2026", "Tomter"),
    ]
    assert [row.href for row in home_view(site).deadlines if "/steder/" in row.href or "/kart/" in row.href] == [
        "/steder/tomt-2/",
        "/steder/badet/",
        "/steder/lia/",
        "/kart/tomter/",
    ]
    assert ("20260304", "Frist: Meld deg på bading") in _titles(site)
    assert ("20260306", "Frist: Meld deg på tomt") in _titles(site)
    # After the last day of the second plot only one can be asked for, and then it is that one's.
    later = site.as_of(dates.midnight(date(2026, 3, 4)))
    assert ("Meld deg på tomt", "Frist fredag 6. mars 2026", "Tomt 1") in _rows(later)
    assert {row.why for row in home_page(site).deadlines if row.title == "Meld deg på tomt"} == {"Tomter", "Tomt 1"}


def test_the_last_days_of_plots_stand_once_for_each_day_of_a_map(tmp_path: Path) -> None:
    columns = "kolonner:\n  - {felt: status, navn: Status}\n  - {felt: frist, navn: Frist, type: dato}\nsteder:\n"
    rows = "".join(
        f"  - {{navn: Tomt {name}, lat: 60.{number}, lon: 12.1, verdier: {{status: {status}, frist: {day}}}}}\n"
        for number, (name, status, day) in enumerate(
            [
                ("Ø", "ledig", "2026-03-02"),
                ("A", "ledig", "2026-03-02"),
                ("B", "ledig", "2026-03-08"),
                ("C", "solgt", "2026-03-08"),
                ("D", "ledig", "2026-02-01"),
            ],
            1,
        )
    )
    maps = {**PLACES, "maps/tomter.yaml": f"tittel: Tomter\nledighet: status\n{columns}{rows}"}
    site = small_site(tmp_path, {**TOWN, **maps})
    assert [row for row in _rows(site) if "Tomt" in row[0]] == [
        ("Tomter", "Frist mandag 2. mars 2026", "Tomt A, Tomt Ø"),
        ("Tomt B", "Frist søndag 8. mars 2026", "Tomter"),
    ]
    assert [one for one in _titles(site) if "Tomt" in one[1]] == [
        ("20260201", "Frist: Tomt D"),
        ("20260302", "Frist: Tomter"),
        ("20260308", "Frist: Tomt B"),
    ]
    text = notice("En frist", "publisert: 2026-02-16", "type: frist", "gjelder: tomter", "frist: 2026-03-02")
    told = small_site(tmp_path, {**TOWN, **maps, "content/notices/2026-02-16-frist.md": text})
    assert [row[0] for row in _rows(told) if "Tomt" in row[0]] == ["Tomt B"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (("type: arrangement", "starter: 2026-03-20", "billett: leir"), {"En ting"}),
        (("lenke: leir",), {"En ting"}),
        (("lenke: leir", "frist: 2026-03-02"), set()),
        (("lenke: kurs",), set()),
        (("type: arrangement", "starter: 2026-03-20", "billett: leir", "avlyst: ja"), set()),
        (("lenke: leir", "vises_til: 2026-02-16"), set()),
    ],
)
def test_the_last_day_of_a_form_that_only_a_notice_has_stands_while_there_is_anything_to_ask_for(
    fields: tuple[str, ...], told: set[str], tmp_path: Path
) -> None:
    services = {"content/services/svomming.md": TOWN["content/services/svomming.md"].replace("[leir, kurs]", "kurs")}
    text = notice("En ting", "publisert: 2026-02-15", *fields)
    site = small_site(tmp_path, {**TOWN, **services, "content/notices/2026-02-15-ting.md": text})
    assert {why for title, _, why in _rows(site) if title == "Meld deg på leir"} == told
    assert any(title == "Frist: Meld deg på leir" for _, title in _titles(site)) is bool(told)
