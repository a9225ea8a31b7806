"""Registers into maps: what is recognised, what is kept, what is shown, and what is written. All units are invented."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from site_builder import importing, loading
from site_builder.content_types.maps import Place
from site_builder.importing.extract import read_extract
from site_builder.importing.names import one_line, tidied
from site_builder.importing.registers import REGISTERS
from site_builder.importing.report import as_text
from site_builder.importing.table import as_bytes, read_table
from site_builder.problems import Faults, Mark, problem
from site_builder.problems import as_text as problems_text
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
from tests.support import NOW, SMALL_SETTINGS, built, read_all

NB = catalogue("nb")

NSR: dict[str, Any] = {
    "Organisasjonsnummer": "900000001",
    "Navn": "Solbakken skole",
    "Kommune": {"Navn": "Eksempel", "Kommunenummer": "9999"},
    "Beliggenhetsadresse": {"Adresse": "Solvegen 1", "Postnummer": "9990", "Poststed": "SMÅVIK", "Land": "Norge"},
    "Koordinat": {"Lengdegrad": 12.1, "Breddegrad": 60.11, "GeoKilde": "GeoNorge"},
    "ErAktiv": True,
    "ErSkole": True,
    "ErGrunnskole": True,
    "ErVideregaaendeSkole": False,
    "ErPrivatskole": False,
    "ErOffentligSkole": True,
    "SkoletrinnGSFra": 1,
    "SkoletrinnGSTil": 7,
    "Epost": "ola.privat@example.no",
    "Mobil": "99999999",
}
NURSERY: dict[str, Any] = {
    "orgnr": "900000011",
    "navn": "SOLTOPPEN FUS BARNEHAGE AS",
    "alder": "1 - 5",
    "eierform": "Privat",
    "erAktiv": True,
    "erBarnehage": True,
    "kommune": {"kommunenavn": "Eksempel", "kommunenummer": "9999"},
    "kontaktinformasjon": {
        "postAdresse": None,
        "besoksAdresse": {"adresselinje": "Toppen 2", "postnr": "0990", "poststed": "BØ I VIKA"},
        "epost": "kari.privat@example.no",
        "telefon": "99999999",
    },
    "koordinatLatLng": [60.12, 12.12],
    "apningstidFra": "06:45",
    "apningstidTil": "17:00",
}


def unit(number: str, name: str, **other: object) -> dict[str, Any]:
    return NSR | {"Organisasjonsnummer": number, "Navn": name} | other


def at(lat: float, lon: float) -> dict[str, float]:
    return {"Breddegrad": lat, "Lengdegrad": lon}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site with nothing but a front desk."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "maps").mkdir()
    (folder / "content/site.yaml").write_text(f'{SMALL_SETTINGS}nummer: "9999"\n', encoding="utf-8")
    contact = "servicetorget:\n  navn: Servicetorget\n  telefon: 62 00 00 00\n"
    (folder / "content/contacts.yaml").write_text(contact, encoding="utf-8")
    return folder


SCHOOLS_YAML = """\
tittel: Skolene våre
data: skoler.csv
kolonner:
  - felt: trinn
    navn: Trinn
  - felt: buss
    navn: Buss
"""
SCHOOLS_CSV = """\
navn;id;lat;lon;adresse;kort;trinn;buss;orgnr
Vesle Solbakken;lille-sol;60.11;12.1;Solvegen 1, 9990 Småvik;Skolen med hage.;1.–7. trinn;Linje 4;900000001
Nedlagt skole;nedlagt;60.13;12.13;;;1.–4. trinn;;900000002
"Kulturhuset; gamle skole";;60.14;12.14;;Vårt eget.;;;
"""


@pytest.fixture
def schools(root: Path) -> Path:
    """Return such a site with a map of schools that somebody has worked on."""
    (root / "maps/skoler.yaml").write_text(SCHOOLS_YAML, encoding="utf-8")
    (root / "maps/skoler.csv").write_text(SCHOOLS_CSV, encoding="utf-8")
    return root


def imported(root: Path, extract: object, name: str = "skoler", **asked: Any) -> importing.Outcome:
    """Return the outcome of importing an extract: a text, bytes, or what becomes JSON."""
    file = root.parent / "uttrekk"
    if isinstance(extract, bytes):
        file.write_bytes(extract)
    else:
        text = extract if isinstance(extract, str) else json.dumps(extract, ensure_ascii=False)
        file.write_text(text, encoding="utf-8", newline="")
    outcome = importing.import_places(importing.Request(root, file, name, NOW, **asked))
    # Nothing but the path differs from one run to the next.
    told = tuple(replace(one, path="uttrekk") if one.path == file.as_posix() else one for one in outcome.problems)
    return replace(outcome, problems=told)


def told(outcome: importing.Outcome) -> str:
    assert outcome.report is not None, problems_text(outcome.problems, outcome.sources, NB)
    return as_text(outcome.report, NB)


def codes(outcome: importing.Outcome) -> list[str]:
    return [one.code for one in outcome.problems]


def rows_in(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=";"))


# --- a new map -------------------------------------------------------------------------------------


def test_a_new_map_is_shown_whole_and_nothing_is_written(root: Path) -> None:
    outcome = imported(root, [unit("900000003", "Åsen skole"), NSR])
    assert told(outcome) == (
        "--- /dev/null\n"
        "+++ b/maps/skoler.csv\n"
        "@@ -0,0 +1,3 @@\n"
        "+navn;id;lat;lon;adresse;kort;trinn;eier;orgnr\n"
        "+Solbakken skole;solbakken-skole;60.11;12.1;Solvegen 1, 9990 Småvik;;1.–7. trinn;Offentlig;900000001\n"
        "+Åsen skole;asen-skole;60.11;12.1;Solvegen 1, 9990 Småvik;;1.–7. trinn;Offentlig;900000003\n"
        "--- /dev/null\n"
        "+++ b/maps/skoler.yaml\n"
        "@@ -0,0 +1,11 @@\n"
        "+tittel: Skoler\n"
        "+ansvar: servicetorget\n"
        "+data: skoler.csv\n"
        "+kolonner:\n"
        "+  - felt: trinn\n"
        "+    navn: Trinn\n"
        "+  - felt: eier\n"
        "+    navn: Eier\n"
        "+kilder:\n"
        "+  - tittel: Nasjonalt skoleregister, Utdanningsdirektoratet (NLOD)\n"
        "+    nettadresse: https://nsr.udir.no\n"
        "\n"
        "Nye: 2, endret: 0, uendret: 0, ikke lenger i registeret: 0\n"
        "Nye:\n"
        "  Solbakken skole\n"
        "  Åsen skole\n"
    )
    # Two at one point: the check of the map says so before it is there.
    assert codes(outcome) == ["M514"]
    assert list((root / "maps").iterdir()) == []


def test_a_new_map_does_not_take_the_title_of_another(schools: Path) -> None:
    (schools / "maps/skoler.yaml").write_text(SCHOOLS_YAML.replace("Skolene våre", "Skoler"), encoding="utf-8")
    outcome = imported(schools, [NSR | {"Navn": "Fjellet skole"}], "alle-skoler", is_writing=True)
    assert codes(outcome) == []
    assert (schools / "maps/alle-skoler.yaml").read_text(encoding="utf-8").startswith("tittel: Alle skoler\n")


def test_a_map_that_is_written_is_built_without_problems_and_has_nothing_left_to_change(root: Path) -> None:
    outcome = imported(root, [NURSERY], "barnehager", is_writing=True)
    assert (outcome.report and outcome.report.is_written, outcome.problems) == (True, ())
    assert (root / "maps/barnehager.csv").read_text(encoding="utf-8") == (
        "navn;id;lat;lon;adresse;kort;eier;åpningstid;alder;orgnr\n"
        "Soltoppen FUS barnehage;soltoppen-fus-barnehage;60.12;12.12;"
        "Toppen 2, 0990 Bø i Vika;;Privat;06.45–17.00;1–5 år;900000011\n"
    )
    assert [one.code for one in loading.load(root).problems] == ["M641"]
    again = imported(root, [NURSERY], "barnehager", is_writing=True)
    assert told(again) == (
        "Nye: 0, endret: 0, uendret: 1, ikke lenger i registeret: 0\n"
        "Ingenting å endre: maps/barnehager.csv er som registeret.\n"
    )
    assert again.report is not None and not again.report.is_written


def test_the_number_and_what_a_register_has_of_people_never_reach_the_site(root: Path) -> None:
    imported(root, [NSR], is_writing=True)
    imported(root, [NURSERY], "barnehager", is_writing=True)
    files = "".join(path.read_text(encoding="utf-8") for path in (root / "maps").iterdir())
    assert not any(secret in files for secret in ("privat@", "9999999"))
    built(root, root / "output")
    pages = b"".join(read_all(root / "output").values()).decode("utf-8", "replace")
    assert "Solbakken skole" in pages and "Soltoppen FUS barnehage" in pages
    assert not any(secret in pages for secret in ("privat@", "99999999", "900000001", "900000011"))


def test_a_site_with_english_names_of_fields_gets_a_map_with_them(root: Path) -> None:
    settings = root / "content/site.yaml"
    english = {"navn:": "name:", "kortnavn": "short_name", "tittel": "title", "beskrivelse": "description"}
    english |= {"nettadresse": "base_url", "autoritet": "authority", "år:": "year:", "nummer": "number"}
    english |= {"servicetorget: ": "front_desk: "}
    text = settings.read_text(encoding="utf-8").replace("kortnavn", "short_name")
    for bokmal, word in english.items():
        text = text.replace(bokmal, word)
    settings.write_text(f"{text}feltnavn: en\nspråk: [en]\n", encoding="utf-8")
    outcome = imported(root, [NSR])
    assert outcome.report is not None
    assert "+name;id;lat;lon;address;summary;grades;owner;orgnr\n" in outcome.report.difference
    assert "+  - key: grades\n+    label: Years\n" in outcome.report.difference
    assert "+sources:\n+  - title: Nasjonalt" in outcome.report.difference
    assert "Years 1–7;Public" in outcome.report.difference


# --- a map that is there ------------------------------------------------------------------------------


def test_what_the_register_knows_is_updated_and_what_the_editor_wrote_stays(schools: Path) -> None:
    moved = NSR | {"Koordinat": at(60.2, 12.2), "SkoletrinnGSTil": 10}
    moved |= {"Beliggenhetsadresse": {"Adresse": "Nyvegen 9", "Postnummer": "9991", "Poststed": "SMÅVIK"}}
    outcome = imported(schools, [moved, unit("900000004", "Ny skule", Koordinat=at(60.3, 12.3))], is_writing=True)
    assert told(outcome) == (
        "--- a/maps/skoler.csv\n"
        "+++ b/maps/skoler.csv\n"
        "@@ -1,4 +1,5 @@\n"
        " navn;id;lat;lon;adresse;kort;trinn;buss;orgnr\n"
        "-Vesle Solbakken;lille-sol;60.11;12.1;Solvegen 1, 9990 Småvik;Skolen med hage.;"
        "1.–7. trinn;Linje 4;900000001\n"
        "+Vesle Solbakken;lille-sol;60.2;12.2;Nyvegen 9, 9991 Småvik;Skolen med hage.;"
        "1.–10. trinn;Linje 4;900000001\n"
        " Nedlagt skole;nedlagt;60.13;12.13;;;1.–4. trinn;;900000002\n"
        ' "Kulturhuset; gamle skole";;60.14;12.14;;Vårt eget.;;;\n'
        "+Ny skule;ny-skule;60.3;12.3;Solvegen 1, 9990 Småvik;;1.–7. trinn;;900000004\n"
        "\n"
        "Nye: 1, endret: 1, uendret: 0, ikke lenger i registeret: 1\n"
        "Nye:\n"
        "  Ny skule\n"
        "Endret:\n"
        "  Vesle Solbakken: lat, lon, adresse, trinn\n"
        "Ikke lenger i registeret. De blir stående; ta dem bort med --remove-missing:\n"
        "  Nedlagt skole\n"
        "Står bare i kartet. De blir stående:\n"
        "  Kulturhuset; gamle skole\n"
        "Står tomt for de nye, for registeret sier ikke noe om det. Fyll ut i maps/skoler.csv:\n"
        "  buss: Ny skule\n"
    )
    assert (schools / "maps/skoler.yaml").read_text(encoding="utf-8") == SCHOOLS_YAML
    assert [one.name for one in places(schools)] == [
        "Vesle Solbakken",
        "Nedlagt skole",
        "Kulturhuset; gamle skole",
        "Ny skule",
    ]


def test_a_new_school_that_the_nearest_would_never_find_is_told_of(schools: Path) -> None:
    table = schools / "maps/skoler.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1.–4. trinn;;", "1.–4. trinn;Linje 5;"), "utf-8")
    own = f"{SCHOOLS_YAML}filtre: [buss]\nnærmest: ja\nvelg_først: buss\n"
    (schools / "maps/skoler.yaml").write_text(own, encoding="utf-8")
    new = unit("900000004", "Ny skule", Koordinat=at(60.3, 12.3))
    outcome = imported(schools, [new], is_writing=True)
    assert [dict(one.values)["name"] for one in outcome.problems if one.code == "M671"] == [
        "Kulturhuset; gamle skole",
        "Ny skule",
    ]
    assert outcome.report is not None and outcome.report.is_written
    assert [(one.column, one.names) for one in outcome.report.merged.empty] == [("buss", ("Ny skule",))]


def places(root: Path) -> tuple[Place, ...]:
    site = loading.load(root).site
    assert site is not None
    return site.of(Place)


def test_only_what_had_a_number_is_removed_and_only_where_asked(schools: Path) -> None:
    outcome = imported(schools, [NSR], is_writing=True, is_removing=True)
    assert "Ikke lenger i registeret. De tas bort:\n  Nedlagt skole\n" in told(outcome)
    assert [one.name for one in places(schools)] == ["Vesle Solbakken", "Kulturhuset; gamle skole"]


def test_a_second_building_of_a_school_is_the_editors_own(schools: Path) -> None:
    file = schools / "maps/skoler.csv"
    file.write_text(f"{SCHOOLS_CSV}Gymsalen;;60.16;12.16;;;;;900000001\n", encoding="utf-8")
    outcome = imported(schools, [NSR], is_writing=True, is_removing=True)
    assert outcome.report is not None
    assert outcome.report.merged.gone == ("Nedlagt skole",)
    assert [one.name for one in places(schools)] == ["Vesle Solbakken", "Kulturhuset; gamle skole", "Gymsalen"]


def test_a_school_that_is_closed_in_the_register_is_no_longer_in_it(schools: Path) -> None:
    closed = unit("900000002", "Nedlagt skole", ErAktiv=False)
    outcome = imported(schools, [NSR, closed])
    assert outcome.report is not None and outcome.report.merged.gone == ("Nedlagt skole",)


def test_rows_without_numbers_are_known_by_their_names_once(root: Path) -> None:
    (root / "maps/skoler.yaml").write_text("tittel: Skoler\ndata: skoler.csv\n", encoding="utf-8")
    (root / "maps/skoler.csv").write_text(
        "navn;id;lat;lon\nVår skole;solbakken-skole;60.11;12.1\nÅsen skole;;60.2;12.2\n", encoding="utf-8"
    )
    asen = unit("900000003", "ÅSEN SKOLE SA", Koordinat=at(60.2, 12.2))
    outcome = imported(root, [NSR, asen], is_writing=True)
    assert told(outcome).endswith(
        "\nNye: 0, endret: 0, uendret: 2, ikke lenger i registeret: 0\n"
        "Kolonnen «orgnr» er ny. Den sier hvilken enhet i registeret hver linje er, og vises ikke på nettstedet.\n"
    )
    assert (root / "maps/skoler.csv").read_text(encoding="utf-8") == (
        "navn;id;lat;lon;orgnr\nVår skole;solbakken-skole;60.11;12.1;900000001\nÅsen skole;;60.2;12.2;900000003\n"
    )
    assert [one.code for one in loading.load(root).problems] == ["M641"]


def test_a_unit_with_a_new_number_is_known_by_its_name(schools: Path) -> None:
    again = unit("900000022", "NEDLAGT SKOLE", Koordinat=at(60.13, 12.13), SkoletrinnGSTil=4)
    outcome = imported(schools, [NSR, again])
    assert outcome.report is not None
    assert [(one.name, one.columns) for one in outcome.report.merged.changed] == [
        ("Nedlagt skole", ("adresse", "orgnr"))
    ]
    assert (outcome.report.merged.gone, outcome.report.merged.new) == ((), ())


def test_two_units_of_one_name_are_not_guessed_between(root: Path) -> None:
    (root / "maps/skoler.yaml").write_text("tittel: Skoler\ndata: skoler.csv\n", encoding="utf-8")
    (root / "maps/skoler.csv").write_text("navn;id;lat;lon\nSolbakken skole;;60.5;12.5\n", encoding="utf-8")
    other = unit("900000003", "Solbakken skole AS", Koordinat=at(60.2, 12.2))
    outcome = imported(root, [NSR, other])
    assert outcome.report is not None
    assert outcome.report.merged.own == ("Solbakken skole",)
    assert ";;60.5;12.5;\n" in outcome.report.difference
    # The addresses of places are their own: one is taken by the row.
    assert "Solbakken skole;solbakken-skole-2;60.11;12.1;900000001" in outcome.report.difference
    assert "Solbakken skole;solbakken-skole-3;60.2;12.2;900000003" in outcome.report.difference


def test_a_new_unit_where_an_old_one_stood_is_pointed_out(schools: Path) -> None:
    holding = unit("900000033", "Nordre drift AS", Koordinat=at(60.1301, 12.1301))
    said = told(imported(schools, [NSR, holding]))
    assert said.endswith(
        "Kan være de samme, med nytt organisasjonsnummer:\n"
        "  Nordre drift ligger der Nedlagt skole står. Er det samme sted, så skriv 900000033 under «orgnr» ved "
        "Nedlagt skole, og kjør på nytt.\n"
    )


def test_a_word_the_editor_spells_otherwise_is_not_spelt_again(schools: Path) -> None:
    shouted = {"Adresse": "SOLVEGEN 1", "Postnummer": "9990", "Poststed": "SMÅVIK"}
    outcome = imported(schools, [NSR | {"Beliggenhetsadresse": shouted}])
    assert outcome.report is not None and outcome.report.changed == ()


def test_what_the_register_does_not_say_is_left_as_it_is(schools: Path) -> None:
    silent = NSR | {"Koordinat": at(0.0, 0.0), "Beliggenhetsadresse": None, "SkoletrinnGSFra": None}
    other = unit("900000005", "Plassert skole", Koordinat=at(60.15, 12.15))
    outcome = imported(schools, [silent, other])
    assert outcome.report is not None and outcome.report.merged.changed == ()


def test_a_unit_that_nobody_knows_the_place_of_is_left_out_and_named(schools: Path) -> None:
    outcome = imported(schools, [NSR, unit("900000006", "Ukjent skole", Koordinat=None), {"Navn": "Uten nummer"}])
    assert "Har ingen koordinater i registeret og er ikke tatt med:\n  Ukjent skole\n" in told(outcome)
    assert told(outcome).count("mangler navn eller organisasjonsnummer: 1") == 1
    assert outcome.report is not None and outcome.report.changed == ()


def test_a_map_that_says_which_file_its_data_are_in_keeps_it(root: Path) -> None:
    (root / "maps/skoler.yaml").write_text("tittel: Skoler\ndata: utdanning.csv\n", encoding="utf-8")
    (root / "maps/utdanning.csv").write_text("navn;lat;lon\nKirka;60.5;12.5\n", encoding="utf-8")
    outcome = imported(root, [NSR])
    assert outcome.report is not None and outcome.report.changed == ("maps/utdanning.csv",)


def test_lines_and_marks_of_a_spreadsheet_are_left_as_they_were(schools: Path) -> None:
    file = schools / "maps/skoler.csv"
    quoted = SCHOOLS_CSV.replace("Nedlagt skole;nedlagt", '"Nedlagt skole";"nedlagt"').replace("\n", "\r\n")
    file.write_bytes(f"\ufeffsep=;\r\n{quoted}".encode())
    outcome = imported(schools, [NSR | {"SkoletrinnGSTil": 10}], is_writing=True)
    assert outcome.report is not None and outcome.report.difference.count("\n-") == 1
    assert file.read_bytes() == f"\ufeffsep=;\r\n{quoted}".replace("1.–7.", "1.–10.").encode()


def test_a_last_line_without_an_end_is_nothing_to_change(schools: Path) -> None:
    (schools / "maps/skoler.csv").write_text(SCHOOLS_CSV.removesuffix("\n"), encoding="utf-8")
    outcome = imported(schools, [NSR], is_writing=True)
    assert outcome.report is not None and (outcome.report.changed, outcome.report.is_written) == ((), False)


@pytest.mark.parametrize("written", ["a,b\n1,2\n", "a\tb\n\n1\t2\n", 'a;b\n"1\n2";3\n\n;\n', "sep=;\na;b\n"])
def test_a_table_that_is_not_changed_is_written_as_it_was(written: str) -> None:
    assert as_bytes(read_table(written.encode(), "maps/a.csv")) == written.encode()


# --- a map with coordinates of its own ------------------------------------------------------------------

UTM_YAML = "tittel: Skoler\nkoordinatsystem: 25833\ndata: skoler.csv\n"
# Solbakken skole at 60.11, 12.1, and a school that is not in the register.
UTM_CSV = "navn;X;Y;orgnr\nSolbakken skole;338816.6;6667199.4;900000001\nGamle skole;340000;6670000;\n"


def a_map(root: Path, own: str, table: str) -> Path:
    (root / "maps/skoler.yaml").write_text(own, encoding="utf-8")
    (root / "maps/skoler.csv").write_text(table, encoding="utf-8")
    return root / "maps/skoler.csv"


def added(before: str, file: Path) -> str:
    """Return what stands in a file after what it held before."""
    text = file.read_text(encoding="utf-8")
    assert text.startswith(before)
    return text.removeprefix(before)


def spots(root: Path) -> dict[str, tuple[float, float]]:
    return {one.name: one.shape.centre for one in places(root)}


def test_new_units_come_into_a_map_in_metres_in_metres(root: Path) -> None:
    file = a_map(root, UTM_YAML, UTM_CSV)
    outcome = imported(root, [NSR, unit("900000004", "Ny skole", Koordinat=at(60.19105, 12.01399))], is_writing=True)
    assert (codes(outcome), outcome.report and outcome.report.merged.changed) == ([], ())
    assert added(UTM_CSV, file) == "Ny skole;334446.4;6676432.8;900000004\n"
    assert spots(root)["Ny skole"] == pytest.approx((12.01399, 60.19105), abs=0.000002)


@pytest.mark.parametrize(("system", "zone"), [("25832", 32), ("UTM 33", 33), ("25835", 35)])
def test_what_is_written_in_metres_is_read_as_the_same_place(system: str, zone: int, root: Path) -> None:
    a_map(root, f"tittel: Skoler\nkoordinatsystem: {system}\ndata: skoler.csv\n", "navn;øst;nord\n")
    grid = [(lat / 2, zone * 6 - 183 + lon) for lat in range(116, 142, 5) for lon in range(-2, 3)]
    schools = [
        unit(f"9000002{number:02}", f"Skole {number}", Koordinat=at(lat, lon)) for number, (lat, lon) in enumerate(grid)
    ]
    assert codes(imported(root, schools, is_writing=True)) == []
    found = spots(root)
    assert [found[f"Skole {number}"] for number in range(len(grid))] == [
        pytest.approx((lon, lat), abs=0.000002) for lat, lon in grid
    ]
    again = imported(root, schools)
    assert again.report is not None and again.report.changed == ()


def test_a_school_that_has_moved_is_moved_in_metres(root: Path) -> None:
    a_map(root, UTM_YAML, UTM_CSV)
    outcome = imported(root, [NSR | {"Koordinat": at(60.19105, 12.01399)}])
    assert outcome.report is not None
    assert "+Solbakken skole;334446.4;6676432.8;900000001\n" in outcome.report.difference
    assert [one.columns for one in outcome.report.merged.changed] == [("X", "Y")]


def test_a_new_unit_where_one_stands_in_metres_is_pointed_out(root: Path) -> None:
    a_map(root, UTM_YAML, UTM_CSV)
    outcome = imported(root, [unit("900000033", "Solbakken drift")])
    assert outcome.report is not None
    assert [one.other for one in outcome.report.merged.twins] == ["Solbakken skole"]


SHAPES_CSV = """\
navn;wkt;orgnr
Solbakken skole;POINT(12.1 60.11);900000001
Lia skole;"POLYGON ((12.2 60.2, 12.201 60.2, 12.201 60.201, 12.2 60.201, 12.2 60.2))";900000002
"""


def test_new_units_come_into_a_map_of_shapes_as_points(root: Path) -> None:
    file = a_map(root, "tittel: Skoler\ndata: skoler.csv\n", SHAPES_CSV)
    lia = unit("900000002", "Lia skole", Koordinat=at(60.3, 12.3))
    outcome = imported(root, [NSR, lia, unit("900000004", "Ny skole", Koordinat=at(60.15, 12.15))], is_writing=True)
    # The grounds of a school are its editor's own.
    assert (codes(outcome), outcome.report and outcome.report.merged.changed) == ([], ())
    assert added(SHAPES_CSV, file) == "Ny skole;POINT (12.15 60.15);900000004\n"
    assert spots(root)["Ny skole"] == (12.15, 60.15)


def test_a_point_of_a_map_of_shapes_in_metres_is_moved(root: Path) -> None:
    a_map(root, UTM_YAML, "navn;wkt;orgnr\nSolbakken skole;POINT (338816.6 6667199.4);900000001\n")
    same = imported(root, [NSR])
    assert same.report is not None and same.report.changed == ()
    moved = imported(root, [NSR | {"Koordinat": at(60.19105, 12.01399)}], is_writing=True)
    assert codes(moved) == []
    assert spots(root) == {"Solbakken skole": pytest.approx((12.01399, 60.19105), abs=0.000002)}


def test_degrees_are_written_where_a_map_has_both_degrees_and_metres_or_shapes(root: Path) -> None:
    before = "navn;lat;lon;øst;nord;wkt\nKirka;60.5;12.5;;;\n"
    file = a_map(root, UTM_YAML, before)
    # That øst and nord are not read is said of the map as it was, too.
    assert codes(imported(root, [NSR], is_writing=True)) == ["M507"]
    assert file.read_text(encoding="utf-8").endswith("\nSolbakken skole;60.11;12.1;;;;900000001\n")


@pytest.mark.parametrize(
    ("own", "table", "code"),
    [
        ("tittel: Skoler\ndata: skoler.csv\n", "navn;øst;nord\n", "I912"),
        ("tittel: Skoler\ndata: skoler.csv\n", "navn;adresse\n", "I911"),
        ("tittel: Skoler\ndata: skoler.csv\n", "tekst;lat;lon\n", "I911"),
    ],
)
def test_a_table_that_no_place_can_be_written_in_is_told_of(own: str, table: str, code: str, root: Path) -> None:
    a_map(root, own, table)
    assert codes(imported(root, [NSR], is_writing=True)) == [code]


# --- a map with choices ---------------------------------------------------------------------------------


def with_choices(key: str, *choices: str) -> str:
    column = f"  - felt: {key}\n    navn: Felt\n    type: valg\n    valg: [{', '.join(choices)}]\n"
    return f"tittel: Skoler\ndata: skoler.csv\nkolonner:\n{column}"


@pytest.mark.parametrize(
    ("key", "choices", "written"),
    [
        ("trinn", ("1–7", "8–10"), "1–7"),
        ("trinn", ("1.-7. TRINN", "8.-10. trinn"), "1.-7. TRINN"),
        ("trinn", ("Barneskole", "Ungdomsskole"), ""),
        ("trinn", ("17. trinn", "8"), ""),
        ("eier", ("offentlig", "privat"), "offentlig"),
        ("eier", ("Offentlige skoler", "Private skoler"), "Offentlige skoler"),
        ("eier", ("Offentlige", "Offentlig skole"), ""),
        ("eier", ("Kommunal", "Privat"), ""),
    ],
)
def test_a_registers_word_is_written_as_the_maps_choice_or_not_at_all(
    key: str, choices: tuple[str, ...], written: str, root: Path
) -> None:
    file = a_map(root, with_choices(key, *choices), f"navn;lat;lon;{key};orgnr\n")
    outcome = imported(root, [NSR], is_writing=True)
    assert codes(outcome) == []
    assert rows_in(file)[0][key] == written
    assert (f"Solbakken skole: {key} («" in told(outcome)) is (written == "")


def test_what_an_editor_chose_stays_where_the_register_has_no_word_for_it(root: Path) -> None:
    own = with_choices("eier", "Kommunal", "Privat")
    a_map(root, own, "navn;lat;lon;eier;orgnr\nSolbakken skole;60.11;12.1;Kommunal;900000001\n")
    outcome = imported(root, [NSR])
    assert outcome.report is not None
    assert (outcome.report.changed, outcome.report.merged.unfit) == ((), ())
    sold = imported(root, [NSR | {"ErPrivatskole": True}])
    assert sold.report is not None and "+Solbakken skole;60.11;12.1;Privat;900000001\n" in sold.report.difference


def test_a_column_of_another_type_does_not_get_what_it_cannot_hold(root: Path) -> None:
    own = "tittel: Skoler\ndata: skoler.csv\nkolonner:\n  - felt: trinn\n    navn: Trinn\n    type: heltall\n"
    file = a_map(root, own, "navn;lat;lon;trinn;orgnr\n")
    outcome = imported(root, [NSR], is_writing=True)
    assert (codes(outcome), rows_in(file)[0]["trinn"]) == ([], "")
    assert told(outcome).startswith("--- a/maps/skoler.csv\n")
    assert (
        "Står tomt, for registerets ord er ikke noe kolonnen kan ha. Skriv det som passer:\n"
        "  Solbakken skole: trinn («1.–7. trinn»)\n"
    ) in told(outcome)


def test_what_only_a_person_knows_is_asked_for_before_anything_is_written(root: Path) -> None:
    own = "tittel: Lokaler\ndata: skoler.csv\nledighet: status\nkolonner:\n  - felt: status\n    navn: Status\n"
    before = "navn;lat;lon;status;orgnr\nSolbakken skole;60.11;12.1;ledig;900000001\n"
    file = a_map(root, own, before)
    new = unit("900000004", "NY SKOLE", Koordinat=at(60.15, 12.15))
    outcome = imported(root, [NSR, new], is_writing=True)
    assert (outcome.report, file.read_text(encoding="utf-8")) == (None, before)
    assert problems_text(outcome.problems, {}, NB) == (
        "feil[I913] maps/skoler.csv\n"
        "  Nye steder må ha noe under «status», og det vet ikke registeret. Det gjelder Ny skole.\n"
        "  Skriv en linje for hvert sted, med navnet som her og ett av disse under «status»: ledig, reservert "
        "eller solgt. Kjør så på nytt, så fylles resten inn.\n"
        "\n1 feil\n"
    )
    # As it says: a line with nothing but that, and the rest is filled in.
    file.write_text(f"{before}Ny skole;;;solgt;\n", encoding="utf-8")
    assert codes(imported(root, [NSR, new], is_writing=True)) == []
    assert added(before, file) == "Ny skole;60.15;12.15;solgt;900000004\n"


# --- what is refused -----------------------------------------------------------------------------------


def test_what_would_be_wrong_on_the_site_is_told_and_not_written(schools: Path) -> None:
    abroad = unit("900000007", "Skole i sjøen", Koordinat=at(12.1, 60.11))
    outcome = imported(schools, [NSR, abroad], is_writing=True)
    assert codes(outcome) == ["M508"]
    assert (outcome.problems[0].path, outcome.problems[0].mark.line) == ("maps/skoler.csv", 5)
    assert "Skole i sjøen" in outcome.sources["maps/skoler.csv"]
    assert outcome.report is not None and not outcome.report.is_written
    assert (schools / "maps/skoler.csv").read_text(encoding="utf-8") == SCHOOLS_CSV


def test_a_place_that_a_notice_is_about_cannot_be_removed(schools: Path) -> None:
    (schools / "content/notices").mkdir()
    (schools / "content/notices/2026-02-17-drift-skole.md").write_text(
        "---\ntittel: Vannet er stengt\nslutter: 2026-02-18\ngjelder: nedlagt\n---\nVi retter det.\n", encoding="utf-8"
    )
    assert codes(imported(schools, [NSR])) == []
    assert codes(imported(schools, [NSR], is_writing=True, is_removing=True)) in (["R401"], ["R407"])
    assert (schools / "maps/skoler.csv").read_text(encoding="utf-8") == SCHOOLS_CSV


UNFIT: Mapping[str, tuple[object, tuple[str, ...]]] = {
    "broken JSON": ('[{"Navn": "A",}]', ("I901",)),
    "a quotation mark too many": ('Navn;Orgnr;ErSkole\n"A"b;900000001;true\n', ("I901",)),
    "deep JSON": ("[" * 200_000, ("I901",)),
    "an endless number": ('[{"Navn": ' + "9" * 10_000 + "}]", ("I901",)),
    "another table": ("gate;husnr\nSolvegen;1\n", ("I902",)),
    "a table without numbers": ("navn;lat;lon\nA;60;12\n", ("I914",)),
    "nothing": ("", ("I918",)),
    "spaces": ("\ufeff \n", ("I918",)),
    "a workbook": (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml\0\xffxl/workbook.xml", ("I915",)),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", ("I915",)),
    "a package": (b"PK\x03\x04\x14\0\0\0skoler.geojson\xff", ("I916",)),
    "a web page": ("\ufeff\n<!doctype html><title>Logg inn</title>", ("I917",)),
    "another list": ([1, None, "a", []], ("I902",)),
    "another municipality": ([NSR | {"Kommune": {"Kommunenummer": "8888"}}], ("I904",)),
    "a list of the register's": ([{k: v for k, v in NSR.items() if k != "Koordinat"}], ("I905",)),
    "metres": ([NSR | {"Koordinat": at(6_676_432.7, 334_446.4)}], ("I906",)),
    "closed": ([NSR | {"ErAktiv": False}], ("I907",)),
    "headings alone": ("Navn;Orgnr;Lat;Lon\n", ("I907",)),
    "rounded numbers": ("Navn;Orgnr;Lat;Lon\nSolbakken skole;9,74576E+08;60,11;12,1\n", ("I919",)),
}


@pytest.mark.parametrize("fault", UNFIT)
def test_a_file_that_cannot_be_used_is_one_problem_in_every_language(fault: str, root: Path) -> None:
    extract, expected = UNFIT[fault]
    outcome = imported(root, extract)
    assert (tuple(codes(outcome)), outcome.report) == (expected, None)
    for language in MESSAGE_LANGUAGES:
        assert problems_text(outcome.problems, outcome.sources, catalogue(language))


def test_a_file_of_no_known_register_is_told_of_with_those_that_are(root: Path) -> None:
    outcome = imported(root, "gate;husnr\nSolvegen;1\n")
    assert problems_text(outcome.problems, {}, NB) == (
        "feil[I902] uttrekk\n"
        "  Fila er ikke fra et register som programmet kjenner.\n"
        "  Hent den på nytt, slik registeret gir den, som JSON eller CSV. Programmet kjenner Barnehagefakta, "
        "Nasjonalt barnehageregister (NBR), Nasjonalt skoleregister (NSR), Grunnskoler fra Geonorge og "
        "Barnehager fra Geonorge.\n"
        "\n1 feil\n"
    )


def test_where_it_goes_wrong_is_shown(root: Path) -> None:
    (only,) = imported(root, '[\n{"Navn": "A"\n{}]').problems
    assert (only.code, only.mark.line, only.mark.column) == ("I901", 3, 1)


def test_a_map_with_its_places_elsewhere_is_left_alone(root: Path) -> None:
    (root / "maps/skoler.yaml").write_text(
        "tittel: Skoler\nsteder:\n  - navn: A\n    lat: 60\n    lon: 12\n", encoding="utf-8"
    )
    assert codes(imported(root, [NSR], is_writing=True)) == ["I908"]


def test_the_street_table_is_no_map_of_places(root: Path) -> None:
    streets = "gate;fra;til;side\nSolvegen;;;\n"
    (root / "maps/streets.csv").write_text(streets, encoding="utf-8")
    outcome = imported(root, [NSR], "streets", is_writing=True)
    assert (codes(outcome), outcome.report) == (["I909"], None)
    (root / "maps/gater.yaml").write_text("tittel: Gater\ndata: streets.csv\n", encoding="utf-8")
    assert codes(imported(root, [NSR], "gater", is_writing=True)) == ["I909"]
    assert (root / "maps/streets.csv").read_text(encoding="utf-8") == streets


def test_a_map_of_catchments_is_no_map_of_schools(root: Path) -> None:
    own = "tittel: Kretser\ndata: skoler.csv\nkrets_for: skole\nkolonner:\n  - felt: skole\n    navn: Skole\n"
    a_map(root, own, "navn;skole;wkt\n")
    assert codes(imported(root, [NSR], is_writing=True)) == ["I910"]


def test_a_map_or_a_site_that_cannot_be_read_is_told_of_instead(schools: Path) -> None:
    (schools / "maps/skoler.yaml").write_text("titel: Skoler\ndata: skoler.csv\n", encoding="utf-8")
    outcome = imported(schools, [NSR], is_writing=True)
    assert ("maps/skoler.yaml" in {one.path for one in outcome.problems}, outcome.report) == (True, None)
    (schools / "content/site.yaml").unlink()
    assert "L304" in codes(imported(schools, [NSR]))


def test_a_file_that_is_too_large_is_refused(root: Path) -> None:
    assert codes(imported(root, b"x" * (50 * 1024 * 1024 + 1))) == ["S102"]


# --- municipalities ------------------------------------------------------------------------------------


def test_units_of_other_municipalities_are_left_out_and_counted(root: Path) -> None:
    other = unit("900000008", "Annen skole", Kommune={"Kommunenummer": "0301"}, Koordinat=at(59.9, 10.7))
    outcome = imported(root, [NSR, other])
    assert outcome.report is not None and outcome.report.merged.new == ("Solbakken skole",)
    assert "Tatt ut fordi de ligger i andre kommuner: 1\n" in told(outcome)
    chosen = imported(root, [NSR, other], municipality="0301")
    assert chosen.report is not None and chosen.report.merged.new == ("Annen skole",)


def test_a_site_without_a_number_must_say_which_municipality(root: Path) -> None:
    (root / "content/site.yaml").write_text(SMALL_SETTINGS, encoding="utf-8")
    other = unit("900000008", "Annen skole", Kommune={"Kommunenummer": "0301"})
    assert codes(imported(root, [NSR, other])) == ["I903"]
    assert codes(imported(root, [NSR])) == []


def test_a_number_that_a_spreadsheet_took_the_zero_from_is_known(root: Path) -> None:
    table = (
        "Navn;Orgnr;Kommunenr;ErSkole;Koordinat.Breddegrad;Koordinat.Lengdegrad\nA skole;900000001;301;true;60,1;12,1\n"
    )
    outcome = imported(root, table, municipality="0301")
    assert outcome.report is not None and "A skole;a-skole;60.1;12.1;" in outcome.report.difference


# --- the registers -------------------------------------------------------------------------------------


def units(extract: object, language: str = "nb") -> list[tuple[object, ...]]:
    text = extract if isinstance(extract, str) else json.dumps(extract)
    found = read_extract(text, "uttrekk", catalogue(language))
    return [(found.register.name, one.number, one.address, one.position, dict(one.values)) for one in found.units]


ADDRESS = "Solvegen 1, 9990 Småvik"
NBR = {
    "Organisasjonsnummer": "900000012",
    "Navn": "Bekken barnehage",
    "Kommune": {"Kommunenummer": "9999"},
    "Beliggenhetsadresse": NSR["Beliggenhetsadresse"],
    "Koordinat": at(60.11, 12.1),
    "ErAktiv": True,
    "ErBarnehage": True,
    "ErOffentligBarnehage": True,
    "ErPrivatBarnehage": False,
    "AlderstrinnFra": 0,
    "AlderstrinnTil": 5,
}
V3 = {
    "Orgnr": "900000001",
    "Navn": "Solbakken skole",
    "Kommune": {"Kommunenr": "9999"},
    "Beliggenhetsadresse": {"Adresse": "Solvegen 1", "Postnr": "9990", "Poststed": "SMÅVIK"},
    "Koordinat": at(60.11, 12.1),
    "ErSkole": True,
    "ErPrivatskole": True,
    "SkoletrinnGSFra": 8,
    "SkoletrinnGSTil": 10,
}
GEONORGE_SCHOOL = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [12.1, 60.11, 140.0]},
            "properties": {
                "skolenavn": "Solbakken skole",
                "organisasjonsnummer": "900000001",
                "kommunenummer": "9999",
                "eierforhold": "Offentlig",
                "trinn_Trinn_lavesteTrinn": 1,
                "trinn_Trinn_høyesteTrinn": 10,
                "besøksadresse_Besøksadresse_adressenavn": "Solvegen 1",
                "besøksadresse_Besøksadresse_postnummer": "9990",
                "besøksadresse_Besøksadresse_poststed": "SMÅVIK",
                "iDrift": "Ja",
            },
        }
    ],
}
GEONORGE_NURSERY = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [12.1, 60.11]},
            "properties": {
                "barnehagenavn": "Bekken barnehage",
                "organisasjonsnummer": "900000012",
                "eierforhold": "Privat",
                "lavesteAlder": 1,
                "høyesteAlder": 5,
                "åpningstidFra": "07:00",
                "åpningstidTil": "16:30",
                "adressenavn": "Solvegen 1",
                "postnummer": 9990,
                "poststed": "SMÅVIK",
            },
        }
    ],
}
PLACE = (12.1, 60.11)

EXTRACTS: Mapping[str, tuple[object, tuple[object, ...]]] = {
    "NSR, version 4": (
        NSR,
        ("Nasjonalt skoleregister (NSR)", "900000001", ADDRESS, PLACE, {"owner": "Offentlig", "grades": "1.–7. trinn"}),
    ),
    "NSR, version 3": (
        {"Enheter": [V3]},
        ("Nasjonalt skoleregister (NSR)", "900000001", ADDRESS, PLACE, {"owner": "Privat", "grades": "8.–10. trinn"}),
    ),
    "NBR": (
        {"EnhetListe": [NBR]},
        ("Nasjonalt barnehageregister (NBR)", "900000012", ADDRESS, PLACE, {"owner": "Offentlig", "ages": "0–5 år"}),
    ),
    "Barnehagefakta": (
        [NURSERY],
        (
            "Barnehagefakta",
            "900000011",
            "Toppen 2, 0990 Bø i Vika",
            (12.12, 60.12),
            {"owner": "Privat", "ages": "1–5 år", "hours": "06.45–17.00"},
        ),
    ),
    "Geonorge, schools": (
        GEONORGE_SCHOOL,
        ("Grunnskoler fra Geonorge", "900000001", ADDRESS, PLACE, {"owner": "Offentlig", "grades": "1.–10. trinn"}),
    ),
    "Geonorge, nurseries": (
        GEONORGE_NURSERY,
        (
            "Barnehager fra Geonorge",
            "900000012",
            ADDRESS,
            PLACE,
            {"owner": "Privat", "ages": "1–5 år", "hours": "07.00–16.30"},
        ),
    ),
    "a table with NSR's own names": (
        "Organisasjonsnummer\tNavn\tKoordinat.Breddegrad\tKoordinat.Lengdegrad\tErSkole\tErPrivatskole\n"
        "900 000 001\tSolbakken skole\t60,11\t12,1\tTrue\tTrue\n",
        ("Nasjonalt skoleregister (NSR)", "900000001", "", PLACE, {"owner": "Privat"}),
    ),
}


@pytest.mark.parametrize("kind", EXTRACTS)
def test_a_registers_own_format_is_read(kind: str) -> None:
    extract, expected = EXTRACTS[kind]
    (found,) = units(extract)
    assert found == expected


def test_every_register_is_read_in_a_test() -> None:
    assert {expected[0] for _, expected in EXTRACTS.values()} == {one.name for one in REGISTERS}


def test_units_one_after_another_are_one_extract() -> None:
    other = json.dumps(unit("900000003", "Åsen skole"), indent=2)
    assert [one[1] for one in units(f"{json.dumps(NSR)}\n\n{other}{json.dumps(NSR)}")] == ["900000001", "900000003"]


@pytest.mark.parametrize(
    ("first", "last", "upper", "shown"),
    [
        (1, 7, None, "1.–7. trinn"),
        (1, 1, None, "1. trinn"),
        (1, 10, 11, "1.–10. trinn og videregående"),
        (None, None, 11, "Videregående"),
        (0, 0, None, None),
        (7, 1, None, None),
    ],
)
def test_grades_are_said_as_people_say_them(
    first: int | None, last: int | None, upper: int | None, shown: str | None
) -> None:
    school = NSR | {"SkoletrinnGSFra": first, "SkoletrinnGSTil": last, "SkoletrinnVGSFra": upper}
    ((*_, said),) = units(school)
    assert isinstance(said, dict)
    assert said.get("grades") == shown


def test_the_words_are_those_of_the_sites_language() -> None:
    ((*_, said),) = units(NSR | {"SkoletrinnGSFra": None, "ErVideregaaendeSkole": True}, "nn")
    assert said == {"owner": "Offentleg", "grades": "Vidaregåande"}


PLAIN_TABLE = """\
Skolenavn;Org.nr.;Besøksadresse;Postnr.;Poststed;Breddegrad;Lengdegrad;Trinn fra;Trinn til;Eierforhold;Rektor
Solbakken skole;900 000 001;Solvegen 1;9990;SMÅVIK;60,11;12,1;1;7;Offentlig;Ola Privat
"""


def test_a_table_of_no_known_register_is_read_by_its_headings_and_that_is_said(root: Path) -> None:
    outcome = imported(root, PLAIN_TABLE, is_writing=True)
    assert codes(outcome) == []
    assert (root / "maps/skoler.csv").read_text(encoding="utf-8") == (
        "navn;id;lat;lon;adresse;kort;trinn;eier;orgnr\n"
        "Solbakken skole;solbakken-skole;60.11;12.1;Solvegen 1, 9990 Småvik;;1.–7. trinn;Offentlig;900000001\n"
    )
    # Nobody knows whose the facts are, and the map does not pretend to.
    assert "kilder" not in (root / "maps/skoler.yaml").read_text(encoding="utf-8")
    assert told(outcome).partition("\n\n")[2] == (
        "Fila er ikke fra et register som programmet kjenner. Den er lest etter navnene på kolonnene, så se om det "
        "stemmer:\n"
        "  Navn: Skolenavn\n"
        "  Organisasjonsnummer: Org.nr.\n"
        "  Adresse: Besøksadresse, Postnr., Poststed\n"
        "  Koordinater: Breddegrad, Lengdegrad\n"
        "  Eier: Eierforhold\n"
        "  Trinn: Trinn fra, Trinn til\n"
        "Nye: 1, endret: 0, uendret: 0, ikke lenger i registeret: 0\n"
        "Nye:\n"
        "  Solbakken skole\n"
        "Skriv under «kilder» i maps/skoler.yaml hvor opplysningene er fra.\n"
    )


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("Navn;Orgnr;Lat;Lon;Alder", "Barnehager"),
        ("Barnehage;Orgnr;Lat;Lon;Alder", "Barnehager"),
        ("Skole;Orgnr;Lat;Lon;Merknad", "Skoler"),
        ("Enhetsnavn;Organisasjonsnummer;Latitude;Longitude;Merknad", "Steder"),
    ],
)
def test_a_plain_table_is_of_what_its_headings_are_about(headings: str, title: str, root: Path) -> None:
    outcome = imported(root, f"{headings}\nBekken;900000012;60.11;12.1;1-5\n", is_writing=True)
    assert codes(outcome) == []
    assert (root / "maps/skoler.yaml").read_text(encoding="utf-8").startswith(f"tittel: {title}\n")


def test_a_heading_that_is_missing_is_named(root: Path) -> None:
    outcome = imported(root, "Skole;Nummer;Breddegrad\nSolbakken skole;900000001;60,11\n")
    assert problems_text(outcome.problems, {}, NB) == (
        "feil[I914] uttrekk:1\n"
        "  Fila er ikke fra et register som programmet kjenner, og den kan ikke leses etter navnene på kolonnene "
        "heller: organisasjonsnummer og lon mangler.\n"
        "  Heter en kolonne noe annet, så gi den dette navnet på første linje. lat og lon er grader, for eksempel "
        "60.19105 og 12.00973.\n"
        "\n1 feil\n"
    )


def test_a_new_map_shows_no_column_that_no_unit_has_anything_in(root: Path) -> None:
    outcome = imported(root, [NSR | {"SkoletrinnGSFra": None, "SkoletrinnGSTil": None}])
    assert outcome.report is not None
    assert "+navn;id;lat;lon;adresse;kort;eier;orgnr\n" in outcome.report.difference


def test_a_map_without_its_data_gets_a_column_for_all_it_declares(root: Path) -> None:
    (root / "maps/skoler.yaml").write_text(SCHOOLS_YAML, encoding="utf-8")
    assert codes(imported(root, [NSR], is_writing=True)) == []
    assert (
        (root / "maps/skoler.csv")
        .read_text(encoding="utf-8")
        .startswith("navn;id;lat;lon;adresse;kort;trinn;buss;orgnr\n")
    )


# --- names, and what is hostile ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("register", "shown"),
    [
        ("PUTTEN FUS BARNEHAGE AS", "Putten FUS barnehage"),
        ("Putten Fus barnehage AS", "Putten FUS barnehage"),
        ("Vika barnehage Sa", "Vika barnehage"),
        ("VIKA OG ÅSEN MONTESSORISKOLE", "Vika og Åsen montessoriskole"),
        ("BARNEHAGEN I SANDVIKA-BÆRUM", "Barnehagen i Sandvika-Bærum"),
        ("Sankt Olavs skole", "Sankt Olavs skole"),
        ("AS", "As"),
    ],
)
def test_a_registers_name_is_made_fit_to_show(register: str, shown: str) -> None:
    assert tidied(register) == shown


HOSTILE = (
    "{{ 7*7 }} {% raw %} ${7*7}",
    '"><img src=x onerror=alert(1)>',
    'Skolen "Sola"; avdeling, A',
    "</script><script>alert(1)</script>",
    "'; DROP TABLE skoler; --",
)


def test_hostile_names_are_text_in_the_file_and_on_the_site(root: Path) -> None:
    schools = [unit(f"90000010{at_}", name, Koordinat=at(60.1 + at_ / 100, 12.1)) for at_, name in enumerate(HOSTILE)]
    outcome = imported(root, schools, is_writing=True)
    assert [one.code for one in outcome.problems if one.is_error] == []
    assert {row["navn"] for row in rows_in(root / "maps/skoler.csv")} == set(HOSTILE)
    assert {one.name for one in places(root)} == set(HOSTILE)
    again = imported(root, schools)
    assert again.report is not None and again.report.changed == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('=HYPERLINK("https://ond.example";"Skole")', 'HYPERLINK("https://ond.example";"Skole")'),
        ("\t=+@-cmd|' /C calc'!A0", "cmd|' /C calc'!A0"),
        ("Sola\nskole\r\n i  vest", "Sola skole i vest"),
        ("Sola\x1b[2J\u202e\u200bskole", "Sola[2Jskole"),
        ("-", ""),
    ],
)
def test_a_registers_text_is_one_line_that_nobody_runs(written: str, read: str) -> None:
    assert one_line(written) == read


def test_a_terminal_does_not_obey_what_an_editor_wrote(schools: Path) -> None:
    file = schools / "maps/skoler.csv"
    file.write_text(SCHOOLS_CSV.replace("Linje 4", "Linje\N{NO-BREAK SPACE}4"), encoding="utf-8")
    outcome = imported(schools, [NSR | {"SkoletrinnGSTil": 10}])
    assert outcome.report is not None and "Linje 4" in outcome.report.difference


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_an_extract_is_read_in_whatever_a_spreadsheet_saves(encoding: str, root: Path) -> None:
    table = "sep=;\r\nOrgnr;Navn;ErSkole;Breddegrad;Lengdegrad\r\n900000001;Østre Åsen skole;ja;60.1;12.1\r\n"
    outcome = imported(root, table.encode(encoding))
    assert outcome.report is not None and outcome.report.merged.new == ("Østre Åsen skole",)


def test_the_numbers_column_is_not_told_of_and_others_are(schools: Path) -> None:
    file = schools / "maps/skoler.csv"
    assert [one.code for one in loading.load(schools).problems] == ["M641"]
    file.write_text(file.read_text(encoding="utf-8").replace(";buss;orgnr", ";buss;epost"), encoding="utf-8")
    told_of = problem("M507", "maps/skoler.csv", Mark(1), names=("epost",))
    assert [one for one in loading.load(schools).problems if one.code != "M641"] == [told_of]


def test_a_damaged_table_of_the_maps_own_is_told_of(schools: Path) -> None:
    with pytest.raises(Faults) as told_of:
        read_table(b'navn;lat\n"A"b;60\n', "maps/a.csv")
    assert [(one.code, one.mark.line) for one in told_of.value.problems] == [("M526", 2)]


def test_whatever_becomes_of_a_file_is_a_problem_and_never_an_exception() -> None:
    chance = random.Random(1)  # noqa: S311
    files = [json.dumps(one, ensure_ascii=False) for one in (NSR, [NURSERY], NBR, GEONORGE_SCHOOL)]
    files += [str(EXTRACTS["a table with NSR's own names"][0]), SCHOOLS_CSV, PLAIN_TABLE]
    for _ in range(2_000):
        text = list(chance.choice(files))
        for _ in range(chance.randint(1, 4)):
            begin = chance.randrange(len(text))
            text[begin : begin + chance.randint(0, 9)] = chance.choice('{}[],:;"\n\t-01e.A å')
        with suppress(Faults):
            read_extract("".join(text), "uttrekk", NB)
        with suppress(Faults):
            read_table("".join(text).encode(), "maps/a.csv")
