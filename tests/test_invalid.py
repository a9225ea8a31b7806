"""Each folder in tests/sites/invalid breaks one thing; its problems.txt is the exact text its author sees."""

from __future__ import annotations

import ast
import json
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder import loading, problems, reports
from site_builder.content_types.maps import Place
from site_builder.content_types.notice import Notice
from site_builder.loading.geodata.rows import MOST_FEATURES
from site_builder.problems import FieldToPaste
from site_builder.rendering.pictures import MOST_BYTES
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
from tests.support import INVALID, OUTLINE, checked, problems_text, text_of

FAULTS = sorted(path.name for path in INVALID.iterdir())

SITE = (INVALID / "bad_date" / "content" / "site.yaml").read_text(encoding="utf-8")
CONTACTS = (INVALID / "bad_date" / "content" / "contacts.yaml").read_text(encoding="utf-8")
NOTICE = "content/notices/2026-02-17-drift-vann.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site folder with nothing wrong in it."""
    _write(tmp_path, "content/site.yaml", SITE)
    _write(tmp_path, "content/contacts.yaml", CONTACTS)
    return tmp_path


def _write(root: Path, path: str, text: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="")


def _outline(root: Path) -> None:
    """Let a site know where the municipality is."""
    _write(root, "content/site.yaml", f"{SITE}grunnkart: grunnkart.geojson\n")
    _write(root, "maps/grunnkart.geojson", OUTLINE)


def _codes(root: Path) -> list[str]:
    return [one.code for one in loading.load(root).problems]


@pytest.mark.parametrize("fault", FAULTS)
def test_an_author_is_told_once_what_is_wrong_where_it_stands_and_what_to_write(
    fault: str, request: pytest.FixtureRequest
) -> None:
    outcome = checked(INVALID / fault)
    found = text_of(outcome)
    expected = INVALID / fault / "problems.txt"
    if request.config.getoption("--update-problems"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    (one,) = outcome.problems
    if one.mark.line:
        line = outcome.sources[one.path].split("\n")[one.mark.line - 1]
        assert one.mark.column <= one.mark.end_column <= len(line) + 2

    for language in MESSAGE_LANGUAGES:
        words = catalogue(language)
        for said in (words.message(one), words.hint(one)):
            assert said.strip() == said != ""
            assert "{{" not in said and "}}" not in said
            # An author's own placeholder or JSON, the examples of one, a line of fields, a line of a template, and the
            # character itself are the only braces.
            assert not re.search(r"\{(?!% | \}|pris:|prisen:|price:|telefon:|phone:|\w+: |\"\w+\": )", said), said


PRODUCED_ELSEWHERE = {
    "test_invalid.py": "L305 L307 M517 M540 M658 M659 N211 N212 P109 S101 S102 S109 S125 X471 X473",
    "test_importing.py": "I901 I902 I903 I904 I905 I906 I907 I908 I909 I910 I911 I912 I913 I914 I915 I916 I917 I918"
    " I919",
    "test_importing_feeds.py": "I921 I922 I923 I924",
    "test_importing_calendars.py": "I925",
    "test_fetching.py": "I926 I927 I928 I929 I930",
    "test_cap.py": "N240 N320",
    "test_calendars.py": "N311 N312",
    "test_feeds.py": "N330",
    "test_lost_addresses.py": "N333 N334",
    "test_questions.py": "Q110 Q111 Q112",
}
"""Codes that no tiny site here can have: of large files, of what is fetched, of what was published before"""


def test_every_code_is_produced_by_a_test() -> None:
    told = "".join((INVALID / fault / "problems.txt").read_text(encoding="utf-8") for fault in FAULTS)
    elsewhere = [code for codes in PRODUCED_ELSEWHERE.values() for code in codes.split()]
    assert sorted([*set(re.findall(r"^\w+\[([A-Z]\d{3})\]", told, re.MULTILINE)), *elsewhere]) == sorted(
        catalogue("nb").problems
    )


@pytest.mark.parametrize("name", sorted(PRODUCED_ELSEWHERE))
def test_a_code_that_is_said_to_be_produced_elsewhere_is_expected_there(name: str) -> None:
    # What a test compares with is the code and no more, or what a person reads.
    tree = ast.parse((Path(__file__).parent / name).read_text(encoding="utf-8"))
    expected = [str(one.value) for one in ast.walk(tree) if isinstance(one, ast.Constant)]
    for code in PRODUCED_ELSEWHERE[name].split():
        assert any(one == code or f"[{code}]" in one for one in expected), code


def test_a_site_with_nothing_wrong_has_no_problems(site: Path) -> None:
    assert problems_text(site) == ""


def test_what_is_wrong_in_a_file_is_told_together_with_its_wrong_name_and_nothing_of_it_is_shown(site: Path) -> None:
    fields = "---\ntittel: Lekkasje i Lia\ntema: grus\nslutter: i morgen\n---\n"
    _write(site, "content/notices/2026-11-25-Drift-B.md", f"{fields}\nSe [kartet](side:finnes-ikke).\n")
    assert _codes(site) == ["L306", "D207", "D201", "R407"]
    _write(
        site, "content/notices/2026-11-25-Drift-B.md", "---\ntittel: Lekkasje i Lia\ntema: vann\n---\n\nDet lekker.\n"
    )
    loaded = loading.load(site)
    assert [one.code for one in loaded.problems] == ["L306"]
    assert loaded.site is not None and loaded.site.of(Notice) == ()


@pytest.mark.parametrize(
    "fields",
    [
        "tema: vatn",
        "tema: Vei",
        "tema: straum",
        "type: høyring\nfrist: 2026-03-01",
        "type: kunngjering",
    ],
)
def test_a_choice_may_be_written_in_nynorsk_and_as_it_is_commonly_spelt(fields: str, site: Path) -> None:
    name = "drift" if "tema" in fields else "melding"
    _write(site, f"content/notices/2026-02-17-{name}-a.md", f"---\ntittel: A\n{fields}\n---\nB.\n")
    assert problems_text(site) == ""


def test_a_choice_that_is_wrong_is_told_of_in_the_words_of_the_language(site: Path) -> None:
    _write(site, "content/site.yaml", f"{SITE}meldingsspråk: nn\n")
    _write(site, "content/notices/2026-02-17-drift-a.md", "---\ntittel: A\ntema: grus\n---\nB.\n")
    assert "Skriv eitt av desse: vatn, veg, brøyting, avfall, straum, stengt eller anna." in problems_text(site)
    _write(site, "content/notices/2026-02-17-drift-a.md", "---\ntittel: A\ntema: straumen\n---\nB.\n")
    assert "Meinte du «straum»?" in problems_text(site)


def test_a_heading_of_the_site_is_told_of_as_it_stands_there_and_an_example_is_one_of_the_sites_own(site: Path) -> None:
    _write(site, "content/site.yaml", f"{SITE}meldingsspråk: nn\n")
    _write(site, "content/categories.yaml", "barn-og-skole:\n  tittel: Barn og skole\n")
    _write(site, "content/services/sfo.md", "---\ntittel: SFO\nkort: Skole.\n---\nDu søker om våren.\n")
    said = problems_text(site)
    assert "hamnar under «Annet»" in said
    assert "«kategori: barn-og-skole»" in said
    _write(site, "content/contacts.yaml", f"resepsjonen:\n  navn: Resepsjonen\n  telefon: 22 22 22 22\n{CONTACTS}")
    _write(site, "content/units/lia.md", "---\ntittel: Lia\nslag: skole\nsvarer:\n  - rolle: Rektor\n---\nEn skole.\n")
    assert "Skriv til dømes: kontakt: resepsjonen" in problems_text(site)


@pytest.mark.parametrize(
    ("language", "told", "hint"),
    [
        ("nb", "Teksten blir lest som felt", "Skriv en linje med bare --- over denne linja."),
        ("nn", "Teksten blir lesen som felt", "Skriv ei linje med berre --- over denne linja."),
        ("en", "The text is read as fields", "Write a line with only --- above this line."),
    ],
)
def test_a_text_that_nothing_parts_from_its_fields_is_told_in_the_language(
    language: str, told: str, hint: str, site: Path
) -> None:
    _write(site, "content/site.yaml", f"{SITE}meldingsspråk: {language}\n")
    _write(site, NOTICE, "---\ntittel: A\n\nVannet er borte.\n\n---\n\nMer.\n")
    said = problems_text(site)
    assert told in said
    assert hint in said


@pytest.mark.parametrize(
    ("language", "told", "hint"),
    [
        ("nb", "«Kok vannet» blir ikke lest som tittelen.", "Skriv «# » foran overskriften, og ingen strek under"),
        ("nn", "«Kok vannet» blir ikkje lese som tittelen.", "Skriv «# » framfor overskrifta, og ingen strek under"),
        ("en", "“Kok vannet” is not read as the title.", "Write “# ” before the heading, with no rule under it"),
    ],
)
def test_a_title_without_its_sign_is_told_in_the_language(language: str, told: str, hint: str, site: Path) -> None:
    _write(site, "content/site.yaml", f"{SITE}meldingsspråk: {language}\n")
    _write(site, NOTICE, "Kok vannet\n\nKok alt vann.\n")
    said = problems_text(site)
    assert told in said
    assert f"{hint}: # Kok vannet" in said


def test_slips_of_yaml_are_told_together_with_what_is_wrong_in_the_rest_of_the_file(site: Path) -> None:
    _write(
        site,
        NOTICE,
        "---\n"
        "tittel: Møte: vannet er stengt\n"
        "kort: Vi stenger: det tar en time\n"
        "starter: i morgen\n"
        'gjelder: [gate:Storgata, "skole\n'
        "slutt: 2026-02-18\n"
        "---\n"
        "Se [tjenesten](tjeneste:finnes-ikke).\n",
    )
    found = loading.load(site).problems
    assert [(one.code, one.mark.line) for one in found] == [
        ("S111", 2),
        ("S111", 3),
        ("D201", 4),
        ("S115", 5),
        ("F102", 6),
        ("R407", 8),
    ]


@pytest.mark.parametrize("first", ["Husk: ta med ID", "Merk: dette: er", "husk: å ta med"])
def test_each_item_of_a_list_with_a_colon_is_to_stand_in_quotation_marks(site: Path, first: str) -> None:
    above = "---\ntittel: SFO\nkort: Plass\nslik_gjør_du:\n"
    _write(site, "content/services/sfo.md", f"{above}  - {first}\n  - Send\n  - Husk:\n---\nTekst.\n")
    found = loading.load(site).problems
    told = [(one.code, one.mark.line, dict(one.values)["fixed"]) for one in found]
    assert told == [("S111", 5, f'- "{first}"'), ("S111", 7, '- "Husk:"')]
    _write(site, "content/services/sfo.md", f'{above}  - "{first}"\n  - Send\n  - "Husk:"\n---\nTekst.\n')
    assert not problems.has_errors(loading.load(site).problems)


@pytest.mark.parametrize(
    ("fields", "instead"),
    [
        ("starter: 18.03", "starter: 18. mars 2026"),
        ("starter: 1.2.", "starter: 1. februar 2026"),
        ("starter: 2. januar", "starter: 2. januar 2027"),
        ("starter: 2026-12-20\nslutter: 20.02", "slutter: 20. februar 2027"),
        ("starter: 2026-12-20\nslutter: 24. desember", "slutter: 24. desember 2026"),
        ("publisert: 3/4", "publisert: 3. april 2026"),
        ("slutter: 18. mars kl 15", "slutter: 18. mars 2026 15:00"),
        ("slutter: 18. mars, klokka 15.30", "slutter: 18. mars 2026 15:30"),
        ("slutter: 18/3 kl. 0800", "slutter: 18. mars 2026 08:00"),
    ],
)
def test_a_day_without_its_year_is_told_with_the_year_that_comes_next(site: Path, fields: str, instead: str) -> None:
    _write(site, NOTICE, f"---\ntittel: Vannet er stengt\n{fields}\n---\nTekst.\n")
    (found,) = loading.load(site).problems
    assert found.code == "D220"
    assert catalogue("nb").hint(found) == f"Skriv året også, for eksempel: {instead}"
    _write(site, NOTICE, f"---\ntittel: Vannet er stengt\n{fields.rpartition(chr(10))[0]}\n{instead}\n---\nTekst.\n")
    assert loading.load(site).problems == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("tittel: Prøve\n\nTekst.\n", ["F122"]),
        ("tittel: Prøve\nstarter: 2026-02-18\n\nTekst.\n", ["S150"]),
        ("# Prøve\n\nstarter: 2026-02-18\nalvor: viktig\n\nTekst.\n", ["S150"]),
        ("# Prøve\n\nMerk: Det er stengt.\nFrist: 1. mars\n", []),
        ("# Prøve\n\ntelefon: 22 22 22 22\nmøt opp: kl. 10\n", []),
    ],
)
def test_fields_without_lines_of_hyphens_are_told_and_not_said_to_be_missing(
    site: Path, text: str, codes: list[str]
) -> None:
    _write(site, NOTICE, text)
    assert _codes(site) == codes


def test_a_field_of_a_list_that_stands_at_the_margin_is_no_strange_one(site: Path) -> None:
    head = "---\ntittel: Vannet er stengt\nkilder:\n  - tittel: Lov\n"
    _write(site, NOTICE, f"{head}nettadresse: https://example.no/\n---\nTekst.\n")
    assert "S151" in _codes(site)
    assert not {"F107", "F102"} & set(_codes(site))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("ukjent: x\nkort: a: b\nannet: y\ntredje: z\n", [("F107", 3), ("S111", 4), ("F107", 6)]),
        ("kort: 'Et sted: der\nMøt opp: klokka ti\nukjent: x\n", [("S115", 3), ("F107", 5)]),
        ("kort: a: b\nstarter: 2026-02-18\nukjent: x\n", [("S111", 3), ("F107", 5)]),
    ],
)
def test_a_strange_field_is_told_unless_it_may_be_part_of_what_could_not_be_read(
    site: Path, fields: str, told: list[tuple[str, int]]
) -> None:
    _write(site, NOTICE, f"---\ntittel: Vannet er stengt\n{fields}---\nTekst.\n")
    assert [(one.code, one.mark.line) for one in loading.load(site).problems] == told


def test_what_could_not_be_read_in_a_file_is_not_said_to_be_missing(site: Path) -> None:
    _write(site, "content/services/sfo.md", "---\ntittel: SFO: plass\nkort: 'Plass\n---\nTekst.\n")
    _write(
        site, "content/links.yaml", "plass:\n  tittel: A: b\nsfo:\n  tittel: SFO\n  nettadrese: https://example.no/\n"
    )
    found = loading.load(site).problems
    assert [(one.path.rpartition("/")[2], one.code, one.mark.line) for one in found] == [
        ("links.yaml", "S111", 2),
        ("links.yaml", "F102", 5),
        ("sfo.md", "S111", 2),
        ("sfo.md", "S115", 3),
    ]


def test_a_link_to_elsewhere_is_a_problem_and_is_not_followed(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    _write(elsewhere, "hemmelig.md", "# Hemmelig\n\nTekst.\n")
    (site / "content" / "pages").mkdir()
    (site / "content" / "pages" / "om.md").symlink_to(elsewhere / "hemmelig.md")
    (site / "content" / "notices").symlink_to(elsewhere, target_is_directory=True)
    loaded = loading.load(site)
    assert [(one.code, one.path) for one in loaded.problems] == [
        ("L305", "content/notices"),
        ("L305", "content/pages/om.md"),
    ]
    assert not any("Hemmelig" in text for text in loaded.sources.values())


def test_a_file_that_is_not_utf_8_is_shown_where_it_goes_wrong(site: Path) -> None:
    # Made here: an editor, or a tool that reads all files of the repository, would mend or refuse it.
    _write(site, NOTICE, "")
    text = "---\ntittel: Vannet på Åsen er stengt\n---\nVi m"
    (site / NOTICE).write_bytes(text.encode() + "åtte stenge vannet.\n".encode("cp1252"))
    assert problems_text(site) == (
        f"feil[S101] {NOTICE}:4\n"
        "  Fila er ikke lagret som UTF-8, så æ, ø og å kan ikke leses.\n"
        "    3 | ---\n"
        "    4 | Vi m\N{REPLACEMENT CHARACTER}tte stenge vannet.\n"
        "  Lagre den på nytt, og velg UTF-8 som tegnkoding.\n"
        "\n1 feil\n"
    )


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16 (Unicode)"),
        ("utf-16-le", "UTF-16 (Unicode)"),
        ("utf-16-be", "UTF-16 (Unicode)"),
        ("cp1252", "Windows-1252 (ANSI)"),
    ],
)
@pytest.mark.parametrize("path", [NOTICE, "content/prices.yaml", "templates/base.html"])
def test_a_file_that_windows_saved_otherwise_is_told_of_with_the_name_of_its_encoding(
    site: Path, path: str, encoding: str, name: str
) -> None:
    _write(site, path, "")
    (site / path).write_bytes("---\r\ntittel: Vannet på Åsen – stengt\r\n---\r\n".encode(encoding))
    assert problems_text(site) == (
        f"feil[S109] {path}\n"
        f"  Fila er lagret som {name}, så teksten kan ikke leses.\n"
        "  Åpne fila i programmet du skrev den i, velg «Lagre som», og velg UTF-8 som tegnkoding."
        " I Notisblokk står valget nederst i vinduet.\n"
        "\n1 feil\n"
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("side:svar", "spørsmål:svar"),
        ("page:svar", "question:svar"),
        ("tjeneste:2026-02-17-vann", "melding:2026-02-17-vann"),
        ("kart:lia", "enhet:lia"),
        ("enhet:om", "side:om"),
    ],
)
def test_a_link_with_the_word_of_another_type_is_told_the_right_one(site: Path, written: str, meant: str) -> None:
    _write(site, "content/questions/svar.md", "---\ntittel: Hva?\npublisert: 2026-02-17\n---\n\nDet.\n")
    _write(site, NOTICE.replace(Path(NOTICE).name, "2026-02-17-vann.md"), "---\ntittel: Vann\n---\n\nNå.\n")
    _write(site, "content/units/lia.md", "---\ntittel: Lia skole\nslag: skole\n---\n")
    _write(site, "content/pages/om.md", f"# Om oss\n\nLes [mer]({written}).\n")
    (told,) = [one for one in loading.load(site).problems if one.path == "content/pages/om.md"]
    assert catalogue("nb").message(told) == f"«{written}» finnes ikke."
    assert catalogue("nb").hint(told).startswith(f"Mente du «{meant}»? ")


@contextmanager
def _as_one_who_may_not() -> Iterator[None]:
    """Do what is inside without the rights of the system's administrator, who may read everything."""
    is_administrator = os.geteuid() == 0
    if is_administrator:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_administrator:
            os.seteuid(0)


@pytest.mark.parametrize("path", ["content/services", "content/services/sfo.md", "templates/style.css"])
def test_what_may_not_be_opened_is_told(site: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(site, "content/services/sfo.md", "---\ntittel: SFO\nkort: Etter skolen.\nkategori: skole\n---\n")
    _write(site, "content/categories.yaml", "skole:\n  tittel: Skole\n")
    _write(site, "templates/style.css", "body { margin: 0 }\n")
    site.chmod(0o755)
    # Whatever the folders above may be closed for: from here on, paths begin in the site.
    monkeypatch.chdir(site)
    (site / path).chmod(0)
    try:
        with _as_one_who_may_not():
            found = loading.load(Path()).problems
    finally:
        (site / path).chmod(0o755)
    assert [(one.code, one.path) for one in found] == [("L307", path)]
    assert [catalogue(language).message(found[0]) for language in ("nb", "nn", "en")] == [
        "Fila eller mappa kan ikke åpnes (du har ikke lov til det).",
        "Fila eller mappa kan ikkje opnast (du har ikkje lov til det).",
        "The file or folder cannot be opened (you are not allowed to).",
    ]


@pytest.mark.parametrize("name", ["base.html", "style.css", "map.js", "nytt/eget.html"])
def test_a_template_of_the_sites_own_that_is_not_utf_8_is_told(site: Path, name: str) -> None:
    _write(site, f"templates/{name}", "")
    (site / "templates" / name).write_bytes("Linje 1\nVåren\n".encode() + "Høsten\n".encode("cp1252"))
    assert problems_text(site) == (
        f"feil[S101] templates/{name}:3\n"
        "  Fila er ikke lagret som UTF-8, så æ, ø og å kan ikke leses.\n"
        "  Lagre den på nytt, og velg UTF-8 som tegnkoding.\n"
        "\n1 feil\n"
    )


def test_a_hundred_thousand_brackets_are_one_problem(site: Path) -> None:
    _write(site, NOTICE, f"---\ntittel: {'[' * 60_000}\n---\nTekst.\n")
    _write(site, "content/prices.yaml", f"sfo: {'[' * 100_000}\n")
    assert _codes(site) == ["S124", "S124"]


def test_a_file_that_is_too_large_is_not_read(site: Path) -> None:
    _write(site, NOTICE, f"---\ntittel: {'a' * 70_000}\n---\nTekst.\n")
    _write(site, "content/prices.yaml", f"# {'a' * 1_100_000}\n")
    assert _codes(site) == ["S102", "S102"]
    assert "69 kB. Grensen er 64 kB." in problems_text(site)


def test_a_file_of_too_many_fields_is_not_read(site: Path) -> None:
    _write(site, "content/prices.yaml", "".join(f"p{number}: x\n" for number in range(3_000)))
    assert _codes(site) == ["S125"]


def test_a_map_of_too_many_places_is_refused(site: Path) -> None:
    _write(site, "maps/skoler.yaml", "tittel: Skoler\ndata: skoler.geojson\n")
    features = ",".join(["{}"] * (MOST_FEATURES + 1))
    _write(site, "maps/skoler.geojson", f'{{"type": "FeatureCollection", "features": [{features}]}}')
    assert _codes(site) == ["M517"]


def test_a_map_with_too_many_places_in_its_own_file_is_told_where_they_may_stand(site: Path) -> None:
    place = "  - navn: Vika\n    lat: 60.1\n    lon: 12.1\n"
    _write(site, "maps/mange.yaml", "tittel: Mange\nsteder:\n" + place * 800)
    _write(site, "maps/store.yaml", "tittel: Store\nsteder:\n" + place * 30_000)
    assert _codes(site) == ["M658", "M658"]
    assert "Skriv så denne linja her i stedet for stedene: data: store.csv" in problems_text(site)


def test_a_data_file_that_is_too_large_is_told_with_its_own_size(site: Path) -> None:
    _write(site, "maps/skoler.yaml", "tittel: Skoler\ndata: skoler.csv\n")
    _write(site, "maps/skoler.csv", f"navn;lat;lon\nVika skole;60.1;12.1\n{' ' * 11_000_000}")
    assert _codes(site) == ["M659"]
    assert "10743 kB. Grensen er 10240 kB." in problems_text(site)


def test_a_picture_that_is_too_large_is_not_read(site: Path) -> None:
    _write(site, "content/images.yaml", "skole:\n  fil: skole.jpg\n  alt: En skole\n  foto: Kari Eksempel\n")
    _write(site, "content/images/skole.jpg", "")
    os.truncate(site / "content/images/skole.jpg", MOST_BYTES + 1)
    assert _codes(site) == ["P109"]


def test_a_table_that_is_not_utf_8_is_read_and_shown_as_windows_saves_it(site: Path) -> None:
    _outline(site)
    _write(site, "maps/skoler.yaml", "tittel: Skoler\ndata: skoler.csv\n")
    (site / "maps/skoler.csv").write_bytes("navn;lat;lon\nBærøya skole;60.1;12.1\n".encode("cp1252"))
    assert problems_text(site) == (
        "advarsel[M540] maps/skoler.csv:2\n"
        "  Fila er ikke lagret som UTF-8. Vi har lest den slik eldre regneark på Windows lagrer.\n"
        "    1 | navn;lat;lon\n"
        "    2 | Bærøya skole;60.1;12.1\n"
        "  Se at æ, ø og å er riktige på siden. Lagre fila på nytt som «CSV UTF-8», så forsvinner denne advarselen.\n"
        "\n1 advarsel\n"
    )


def test_a_table_with_degrees_and_metres_is_read_by_its_degrees(site: Path) -> None:
    _outline(site)
    _write(site, "maps/skoler.yaml", "tittel: Skoler\ndata: skoler.csv\n")
    _write(site, "maps/skoler.csv", "navn;lat;lon;x;y\nVika;60.1;12.1;338768;6666086\n")
    loaded = loading.load(site)
    assert [(one.code, dict(one.values)) for one in loaded.problems] == [("M507", {"names": ("øst", "nord")})]
    assert loaded.site is not None
    assert loaded.site.of(Place)[0].shape.centre == (12.1, 60.1)


def test_a_base_map_in_metres_is_told_of_and_not_every_place(site: Path) -> None:
    _write(site, "content/site.yaml", SITE + "grunnkart: grunnkart.geojson\n")
    _write(site, "maps/skoler.yaml", "tittel: Skoler\nsteder:\n  - navn: Vika\n    lat: 60.1\n    lon: 12.1\n")
    ring = [[330_000, 6_660_000], [340_000, 6_660_000], [340_000, 6_670_000], [330_000, 6_660_000]]
    base = {"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon", "coordinates": [ring]}}]}
    _write(site, "maps/grunnkart.geojson", json.dumps(base))
    assert _codes(site) == ["M527"]
    crs = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}}}
    _write(site, "maps/grunnkart.geojson", json.dumps(base | crs))
    assert _codes(site) == []


def test_an_undated_notice_gets_the_time_its_file_was_changed_and_the_line_to_paste(site: Path) -> None:
    _write(site, "content/notices/drift-vann.md", "# Vannet er stengt\n\nVannet er borte.\n")
    os.utime(site / "content/notices/drift-vann.md", (1_771_321_200, 1_771_321_200))
    assert problems_text(site) == (
        "advarsel[N212] content/notices/drift-vann.md:1\n"
        "  Meldinga har ingen dato. Den får datoen da fila sist ble endret på denne maskinen.\n"
        "    1 | # Vannet er stengt\n"
        "  Rett datoen hvis den er feil, og lim inn disse tre linjene øverst i fila:\n"
        "---\n"
        "publisert: 2026-02-17 10:40\n"
        "---\n"
        "\n1 advarsel\n"
    )


PASTED = re.compile(r"(?:lim inn|Lim inn) [^\n]*?:(?P<fenced>\n---\n.*?\n---\n)?(?P<line>.*)")


@pytest.mark.parametrize("seconds", [1_771_332_000, 1_792_888_200, 1_792_891_800])
@pytest.mark.parametrize("text", ["# Kok vannet i Lia\n\nKok alt.\n", "---\ntittel: Kok vannet\n---\nKok alt.\n"])
def test_what_a_message_says_to_paste_can_be_pasted(site: Path, text: str, seconds: int) -> None:
    # In the middle one and the last the clock shows 02.30: the night it is set back.
    path = "content/notices/krise-vann-lia.md"
    _write(site, path, text)
    os.utime(site / path, (seconds, seconds))
    first = loading.load(site)
    (found,) = first.problems
    match = PASTED.search(catalogue("nb").hint(found) + "\n")
    assert match is not None
    fenced = (match["fenced"] or "").lstrip("\n")
    _write(site, path, fenced + text if fenced else text.replace("---\n", f"---\n{match['line'].strip()}\n", 1))
    second = loading.load(site)
    assert second.problems == ()
    before, after = (one.site.of(Notice)[0].published for one in (first, second) if one.site)
    assert before is not None
    assert before == after


def test_a_type_that_only_the_name_says_can_be_pasted_where_there_are_no_fields(site: Path) -> None:
    _write(site, "content/notices/2026-02-17-tips-vann.md", "# Spar vann\n\nSkru av.\n")
    assert problems_text(site) == (
        "advarsel[N223] content/notices/2026-02-17-tips-vann.md\n"
        "  Filnavnet sier «type: tips», men bare krise og drift leses av navnet. Dette blir «nyhet».\n"
        "  Lim inn disse tre linjene øverst i fila:\n---\ntype: tips\n---\n"
        "\n1 advarsel\n"
    )


def test_an_undated_notice_gets_the_time_it_was_committed(site: Path) -> None:
    _write(site, "content/notices/drift-vann.md", "# Vannet er stengt\n\nVannet er borte.\n")
    git = ["git", "-C", str(site), "-c", "user.name=Test", "-c", "user.email=test@eksempel.example"]
    when = {"GIT_AUTHOR_DATE": "1771332000 +0000", "GIT_COMMITTER_DATE": "1771332000 +0000"}
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "En"]):
        subprocess.run([*git, *words], check=True, env=os.environ | when)
    (found,) = loading.load(site).problems
    assert (found.code, dict(found.values)) == (
        "N211",
        {"line": FieldToPaste("publisert: 2026-02-17 13:40", has_fences=False)},
    )


def test_the_date_of_a_copy_makes_nothing_wrong(site: Path) -> None:
    # Checked out anew after it was over: the file is younger than all it says.
    fields = "slutter: 2026-02-10\nvises_til: 2026-02-09\nfrist: 2026-02-08\nendret: 2026-02-07\nbekreftet: 2026-02-07"
    _write(site, "content/notices/drift-vann.md", f"---\ntittel: Vannet er stengt\n{fields}\n---\nTekst.\n")
    os.utime(site / "content/notices/drift-vann.md", (1_771_332_000, 1_771_332_000))
    assert _codes(site) == ["N212"]


def test_all_faults_are_told_at_once(site: Path) -> None:
    _write(site, "content/site.yaml", SITE.replace("år: 2026", "år: 26") + "farge: grønn\n")
    _write(site, NOTICE, "---\ntittel: Vannet er stengt\nstarter: i morgen\nslutter: i går\n---\nTekst.\n")
    assert _codes(site) == ["D201", "D201", "D223", "D211"]


def test_excerpts_of_files_from_windows_and_mac_are_right(site: Path) -> None:
    text = "\ufeff---\r\ntittel: Na\u030ar va\u030aren kommer\r\nstarter: i ma\u030argen\r\n---\r\nTekst.\r\n"
    _write(site, NOTICE, text)
    assert (
        "md:3:10\n"
        "  «i mårgen» er ikke en dato.\n"
        "    2 | tittel: Når våren kommer\n"
        "    3 | starter: i mårgen\n"
        "      |          ^^^^^^^^\n"
    ) in problems_text(site)


def test_a_terminal_never_obeys_what_stands_in_a_file(site: Path) -> None:
    _write(site, "content/notices/\x1b[2J.md", "\x1b[2J")
    assert "\x1b" not in problems_text(site)


def test_an_empty_field_beside_a_heading_or_a_dated_name_is_no_conflict(site: Path) -> None:
    _write(site, NOTICE, "---\ntittel:\npublisert:\n---\n# Vannet er stengt\n\nTekst.\n")
    assert _codes(site) == []


def test_what_is_no_ordinary_file_is_told_of_and_nobody_waits_for_it(site: Path) -> None:
    (site / "content/services").mkdir()
    os.mkfifo(site / "content/services/ror.md")
    with socket.socket(socket.AF_UNIX) as socket_, _inside(site / "content"):
        socket_.bind("kontakt.yaml")
    found = checked(site).problems
    assert [(one.code, one.path) for one in found] == [
        ("X471", "content/kontakt.yaml"),
        ("X471", "content/services/ror.md"),
    ]


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    # The name of a socket is short: no path of a test's own folder fits in it.
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def test_of_a_file_that_is_wrong_throughout_the_first_problems_are_told_with_how_many_more(site: Path) -> None:
    _write(site, NOTICE, "---\ntittel: Vann\n---\n" + "[a](b)\n" * 300 + "\n[c](https://alt.eksempel.example/nei/)\n")
    found = checked(site).problems
    assert len(found) == problems.MOST_OF_A_FILE + 1
    assert (found[0].code, dict(found[0].values), found[0].is_error) == ("X473", {"n": 101}, False)
    assert [one.mark.line for one in found[1:]] == list(range(4, 204))


def test_of_too_many_problems_errors_are_told_first() -> None:
    warnings = [problems.problem("M507", "maps/a.csv", problems.Mark(line)) for line in range(1, 300)]
    told = problems.bounded([*warnings, problems.problem("M508", "maps/a.csv", problems.Mark(300))])
    assert (len(told), told[-1].code) == (201, "M508")


def test_problems_are_told_in_the_language_staff_chose(site: Path) -> None:
    _write(site, "content/site.yaml", SITE + "meldingsspråk: nn\n")
    _write(site, NOTICE, "---\ntittel: Vatnet er stengt\nvêr: fint\n---\nTekst.\n")
    assert "Feltet «vêr» finst ikkje." in problems_text(site)


def test_json_and_github_say_the_same_as_the_text() -> None:
    loaded = loading.load(INVALID / "bad_date")
    words = catalogue("nb")
    assert '"message": "«i morgen» er ikke en dato."' in reports.as_json(loaded.problems, words)
    annotation = reports.as_github(loaded.problems, words)
    assert annotation.startswith(f"::error file={NOTICE},line=3,col=10,endColumn=17,title=D201::«i morgen» er ikke")
    assert annotation.count("\n") == 1


def test_gitlab_gets_what_its_code_quality_report_has(site: Path) -> None:
    _write(site, NOTICE, "---\ntittel: Vann\nstarter: i morgen\nslutter: i morgen\n---\n## A\n\n[a](b)\n\n[a](b)\n")
    _write(site, "content/rot.txt", "")
    _write(site, "content/services/sfo.md", "---\ntittel: SFO\nkort: Skole.\n---\n")
    words = catalogue("nb")
    rows = json.loads(reports.as_gitlab(loading.load(site).problems, words))
    assert [
        (row["check_name"], row["severity"], row["location"]["path"], row["location"]["lines"]["begin"]) for row in rows
    ] == [
        ("D201", "major", NOTICE, 3),
        ("D201", "major", NOTICE, 4),
        ("R405", "major", NOTICE, 8),
        ("R405", "major", NOTICE, 10),
        ("L301", "major", "content/rot.txt", 1),
        ("F109", "minor", "content/services/sfo.md", 1),
    ]
    assert rows[0]["description"].startswith("«i morgen» er ikke en dato. Skriv for eksempel 2026-05-12")
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def test_a_problem_that_only_moved_is_the_same_to_gitlab(site: Path) -> None:
    text = "---\ntittel: Vann\nstarter: i morgen\n---\nTekst.\n"
    prints = []
    for shown in (text, text.replace("tittel", "# merk\ntittel")):
        _write(site, NOTICE, shown)
        (row,) = json.loads(reports.as_gitlab(loading.load(site).problems, catalogue("nb")))
        prints.append(row["fingerprint"])
    assert prints[0] == prints[1]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("starter: 2026-02-18\nslutter: 2026-02-17", "N202"),
        ("slutter: 2026-02-16", "N202"),
        ("vises_til: 2026-02-16", "N203"),
        ("løst: 2026-02-16", "N208"),
        ("frist: 2026-02-16", "N202"),
        ("type: høring\nstarter: 2026-02-18\nfrist: 2026-02-17", "N202"),
        ("type: møte\nstarter: 2026-02-18\nvises_til: 2026-02-17", "N202"),
        ("publisert: 2026-02-18\nløst: 2026-02-17", "N208"),
        ("endret: 2026-02-16", "F140"),
        ("bekreftet: 2026-02-16", "F140"),
        ("publisert: 2026-02-18\nendret: 2026-02-17", "F140"),
        ("endret: 2026-02-17\nbekreftet: 2026-02-17", None),
        ("publisert: 2026\nendret: 2026-01-01", None),
        ("publisert: ukjent\nendret: 2026-01-01", None),
        ("starter: 2026-02-18\nslutter: 2026-02-18", None),
        ("starter: 2026-02-18 10:00\nslutter: 2026-02-18 10:00", None),
        ("starter: 2026-02-18 10:00\nslutter: 2026-02-18", None),
    ],
)
def test_a_day_too_early_is_told_of(site: Path, fields: str, code: str | None) -> None:
    _write(site, NOTICE, f"---\ntittel: Vannet er stengt\n{fields}\n---\nTekst.\n")
    assert _codes(site) == ([code] if code else [])


@pytest.mark.parametrize(
    ("name", "fields", "line"),
    [
        ("2026-02-17-vann", "løst: ja", "løst: 2026-02-17 15:40"),
        ("2026-02-17-vann", "slutter: nei", "slutter: 2026-02-17 15:40"),
        ("2026-02-17-krise-vann", "type: krise\nfriskmeldt: ja", "friskmeldt: 2026-02-17 15:40"),
        ("2026-02-17-vann", "starter: 2026-03-29 01:30\nløst: ja", "løst: 2026-03-29 15:40"),
        ("2026-02-17-vann", "starter: 17. mai 2026 kl. 20.15\nslutter: ja", "slutter: 2026-05-17 20:15"),
        ("2026-02-17-vann", "resolved: yes", "resolved: 2026-02-17 15:40"),
        ("vann", "publisert: 2026-02-16 16:00\nløst: ja", "løst: 2026-02-16 16:00"),
        ("2026-02-17-vann", "starter: i morgen\nløst: ja", "løst: 2026-02-17 15:40"),
    ],
)
def test_who_writes_yes_for_a_time_gets_the_line_of_that_notice(site: Path, name: str, fields: str, line: str) -> None:
    path, text = f"content/notices/{name}.md", f"---\ntittel: Vann\n{fields}\n---\nTekst.\n"
    _write(site, path, text)
    (found,) = (one for one in loading.load(site).problems if one.code == "N230")
    assert catalogue("nb").hint(found).endswith(f": {line}")
    _write(site, path, text.replace(fields.rsplit("\n", maxsplit=1)[-1], line))
    assert set(_codes(site)) <= {"F105", "D201"}


@pytest.mark.parametrize(
    ("name", "fields"),
    [("vann", "løst: ja"), ("2026-02-17-vann", "publisert: 2025\nløst: ja"), ("2026-02-17-vann", "frist: ja")],
)
def test_where_no_date_is_known_a_yes_for_a_time_gets_an_example(site: Path, name: str, fields: str) -> None:
    _write(site, f"content/notices/{name}.md", f"---\ntittel: Vann\n{fields}\n---\nTekst.\n")
    (found,) = (one for one in loading.load(site).problems if one.is_error)
    assert catalogue("nb").hint(found).startswith("Skriv når det var, for eksempel: ")


@pytest.mark.parametrize(
    ("spelling", "written", "instead"),
    [
        ("nb", "sumary", "kort"),
        ("nb", "tittle", "tittel"),
        ("nb", "navn", "tittel"),
        ("en", "korrt", "summary"),
        ("en", "titel", "title"),
        ("en", "navn", "title"),
        ("en", "lenker", "apply"),
        ("nb", "emne", "kategori"),
    ],
)
def test_what_an_unknown_field_was_meant_for_is_said_in_the_sites_spelling(
    site: Path, spelling: str, written: str, instead: str
) -> None:
    _write(site, "content/site.yaml", f"{SITE}feltnavn: {spelling}\n")
    names = ("tittel", "kort") if spelling == "nb" else ("title", "summary")
    fields = "".join(f"{name}: Noe\n" for name in names if name != instead)
    _write(site, "content/services/sfo.md", f"---\n{fields}{written}: noe\n---\n")
    (found,) = (one for one in loading.load(site).problems if one.code == "F102")
    assert dict(found.values)["instead"] == instead


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("emne", "tema"),
        ("sluttdato", "slutter"),
        ("startter", "starter"),
        ("lenker", "lenke"),
        ("tekst", None),
        ("bilde", "bilder"),
        ("status", None),
        ("gater", None),
    ],
)
def test_a_word_that_is_near_a_field_by_chance_is_no_slip_of_it(site: Path, word: str, instead: str | None) -> None:
    _write(site, NOTICE, f"---\ntittel: Vann\n{word}: noe\n---\nTekst.\n")
    (found,) = loading.load(site).problems
    assert (found.code, dict(found.values).get("instead")) == ("F102" if instead else "F107", instead)


def test_every_fault_of_one_file_is_told_at_once(site: Path) -> None:
    long_title = "Skolefritidsordning " * 7
    _write(
        site,
        "content/services/sfo.md",
        f"---\ntittel: {long_title}\nkategori: finnes-ikke\npriser: borte\nstatus: stengt\ntulleord: ja\n---\n"
        "[x](tjeneste:borte)\n\n# To\n",
    )
    found = [(one.code, one.mark.line) for one in loading.load(site).problems]
    assert found == [
        ("F101", 1),
        ("F113", 2),
        ("R407", 3),
        ("R407", 4),
        ("F116", 5),
        ("F107", 6),
        ("R407", 8),
        ("F108", 10),
    ]


def test_a_notice_that_is_wrong_in_one_field_is_judged_in_all(site: Path) -> None:
    _write(
        site,
        NOTICE,
        "---\ntittel: Vannet\ntema: tull\nstarter: 2026-05-01\nslutter: 2026-03-01\n---\n"
        "[x](tjeneste:borte)\n\n## Oppdateringer\n\n99.99 Tull.\n",
    )
    assert [(one.code, one.mark.line) for one in loading.load(site).problems] == [
        ("D207", 3),
        ("N202", 5),
        ("R407", 7),
        ("D205", 11),
    ]


def test_a_record_that_is_wrong_in_one_field_is_judged_in_all(site: Path) -> None:
    _write(site, "content/contacts.yaml", CONTACTS.replace("22 22 22 22", "tull") + "  åpningstider: borte\n")
    assert _codes(site) == ["D209", "R407"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("type: event", ("typen «event»", "«starts: 2026-05-12 18:00» eller «deadline: 2026-05-12»")),
        ("all_clear: 2026-02-18", ("er «info»", "«resolved»", "«severity: danger»")),
        ("severity: danger\nresolved: 2026-02-18", ("er «danger»", "«all_clear»")),
        ("severity: danger\nexpires: 2026-02-18", ("er «danger»", "all_clear: 2026-02-17 15:40")),
        ("severity: danger\npublished: 2024", ("er «danger»", "published: 2026-02-17 08:10")),
    ],
)
def test_what_is_wrong_with_a_notice_is_said_in_the_sites_spelling(
    site: Path, fields: str, said: tuple[str, ...]
) -> None:
    _write(site, "content/notices/2026-02-17-vann.md", f"---\ntitle: Vann\n{fields}\n---\n\nTekst.\n")
    told = _told_in_english_spelling(site)
    assert all(one in told for one in said), told


def test_what_is_wrong_with_a_service_is_said_in_the_sites_spelling(site: Path) -> None:
    _write(site, "content/services/sfo.md", "---\ntitle: SFO\nsummary: Etter skolen.\nstatus: closed\n---\n")
    told = _told_in_english_spelling(site)
    assert "«status» er «closed»" in told
    assert "status_note: Bare akutte" in told
    assert "«category: barnehage-og-skole»" in told


def _told_in_english_spelling(site: Path) -> str:
    (site / "content" / "site.yaml").write_text(f"{SITE}feltnavn: en\n", encoding="utf-8")
    words = catalogue("nb")
    return "\n".join(f"{words.message(one)} {words.hint(one)}" for one in loading.load(site).problems)


@pytest.mark.parametrize(
    ("path", "fields", "codes"),
    [
        (NOTICE, "tittel: Vann\nalvorr: fare\nfriskmeldt: 2026-02-18", ["F102"]),
        (NOTICE, "tittel: Vann\nalvor: farre\nfriskmeldt: 2026-02-18", ["F166"]),
        (NOTICE, "tittel: Vann\nalvor: fare\nfrriskmeldt: 2026-02-18\nvises_til: 2026-02-19", ["F102", "N220"]),
        (NOTICE, "tittel: Vann\ntypee: krise\nfriskmeldt: 2026-02-18", ["F102"]),
        (NOTICE, "type: møte\ntittel: Vann\nsttarter: 2026-02-18", ["F102"]),
        (NOTICE, "tittel: Vann\nalvorr: fare\nvises_til: 2026-02-16", ["F102"]),
        (NOTICE, "tittel: Vann\nstartter: 2026-01-01\nslutter: 2026-01-02", ["F102"]),
        (NOTICE, "tittel: Vann\nfrisst: 2026-05-02\nslutter: 2026-03-02\nvises_til: 2026-04-01", ["F102"]),
        (NOTICE, "tittel: Vann\nstarter: 2026-03-01\npubliserrt: 2026-02-17\nløst: 2026-02-18", ["F102"]),
        ("content/contacts.yaml", "vakt: vann\ntelefonn: 62 87 40 00", ["F102"]),
        (
            "content/links.yaml",
            "tittel: Søk\nnettadresse: https://a.example\nåpner: 1. mai\nstengerr: 1. juni",
            ["F102"],
        ),
        ("content/services/a.md", "tittel: A\nkort: A.\nstatus: stengt\nstatusmerknadd: Snart", ["F102"]),
        ("content/services/a.md", "tittel: A\nkort: A.\nstattus: stengt\nstatusmerknad: Snart", ["F102"]),
        ("maps/a.yaml", "tittel: A\nkolonnerr: [{nøkkel: a, navn: A}]\nfiltre: a\nsteder: []", ["F102"]),
    ],
)
def test_what_a_misspelt_field_was_to_say_makes_nothing_else_wrong(
    site: Path, path: str, fields: str, codes: list[str]
) -> None:
    if path.endswith(".md"):
        text = f"---\n{fields}\n---\nTekst.\n"
    elif path.startswith("maps"):
        text = fields
    else:
        name = "  navn: Vakta\n" if "contacts" in path else ""
        text = f"a:\n{name}  " + fields.replace("\n", "\n  ")
    before = (site / path).read_text() if (site / path).exists() else ""
    _write(site, path, before + text + "\n")
    assert _codes(site) == codes


def test_a_list_with_a_wrong_item_has_its_other_items_judged(site: Path) -> None:
    _write(site, "content/home.yaml", "oppgaver:\n  - sfo\n  - tjeneste: finnes-ikke\nfestet: [A!, 2026-01-01-b]\n")
    _write(site, NOTICE, "---\ntittel: Vann\ngjelder: [Hele byen, ukjent, servicetorget]\n---\nTekst.\n")
    found = loading.load(site).problems
    assert [(one.code, one.mark.line, one.mark.column) for one in found] == [
        ("F112", 2, 5),
        ("R407", 3, 15),
        ("D229", 4, 10),
        ("R407", 4, 14),
        ("D230", 3, 11),
        ("R407", 3, 22),
    ]


def test_what_a_file_lacks_is_told_at_once(site: Path) -> None:
    _outline(site)
    _write(site, NOTICE, "")
    _write(site, "maps/skoler.yaml", "")
    assert sorted(_codes(site)) == ["F101", "F250", "M501", "N206"]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("8-15", "08.00-15.00"),
        ("0800-1530", "08.00-15.30"),
        ("kl. 08.00-15.30", "08.00-15.30"),
        ("fra 8 til 15", "08.00-15.00"),
        ("8-11 og 12-15:30", "08.00-11.00 og 12.00-15.30"),
        ("lukket", "stengt"),
        ("Døgnåpent", "00.00-24.00"),
        ("hele dagen", "00.00-24.00"),
    ],
)
def test_opening_hours_written_otherwise_are_told_as_they_are_to_be_written(
    site: Path, written: str, instead: str
) -> None:
    _write(site, "content/hours.yaml", f'torget:\n  navn: Torget\n  mandag: "{written}"\n')
    (found,) = loading.load(site).problems
    assert (found.code, dict(found.values)["instead"]) == ("F169", instead)
    _write(site, "content/hours.yaml", f'torget:\n  navn: Torget\n  mandag: "{instead}"\n')
    assert _codes(site) == []


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("gammel", "/gammel/"),
        ("no//gammel", "/no/gammel/"),
        ("https://www.eksempel.example/no/før", "/no/før/"),
        ("//www.eksempel.example/vika/", "/vika/"),
        ("skoler/vika.html", "/skoler/vika.html"),
        ("?", "/no/barnehageplass/"),
    ],
)
def test_an_old_address_is_told_as_it_is_to_be_written(site: Path, written: str, instead: str) -> None:
    _write(site, "content/pages/om.md", f'---\ntittel: Om oss\ntidligere_adresser: ["{written}"]\n---\nTekst.\n')
    (found,) = loading.load(site).problems
    assert (found.code, dict(found.values)["instead"]) == ("D221", instead)


def test_an_id_that_another_has_is_not_offered(site: Path) -> None:
    _write(site, "content/contacts.yaml", f"{CONTACTS}\nServicetorget:\n  navn: Torget\n")
    (found,) = loading.load(site).problems
    assert (found.code, dict(found.values)["instead"]) == ("D215", "servicetorget-2")


@pytest.mark.parametrize("address", ["https://kongsvinger..no/", "https://.eksempel.example/"])
def test_a_host_with_an_empty_part_is_none(site: Path, address: str) -> None:
    _write(site, "content/site.yaml", SITE.replace("https://alt.eksempel.example/", address))
    assert _codes(site) == ["D208"]


@pytest.mark.parametrize(("year", "codes"), [("1899", ["F171", "F171"]), ("1900", [])])
def test_a_year_long_ago_is_doubted(site: Path, year: str, codes: list[str]) -> None:
    fields = f"publisert: {year}-02-17\nstarter: {year}-02-18"
    _write(site, NOTICE, f"---\ntittel: Vann\n{fields}\n---\nTekst.\n")
    assert _codes(site) == codes


@pytest.mark.parametrize("written", ["15-8", "8", "etter avtale", "8-25", "08.00"])
def test_opening_hours_that_may_mean_anything_are_not_guessed(site: Path, written: str) -> None:
    _write(site, "content/hours.yaml", f'torget:\n  navn: Torget\n  mandag: "{written}"\n')
    assert _codes(site) in (["D219"], ["D222"])


@pytest.mark.parametrize(
    ("fields", "instead"),
    [
        ("starter: 08:00", "2026-02-17 08:00"),
        ("starter: 2026-02-18\nslutter: kl. 15", "2026-02-18 15:00"),
        ("slutter: 17/2/2026", "2026-02-17"),
    ],
)
def test_a_date_is_told_as_it_is_to_be_written(site: Path, fields: str, instead: str) -> None:
    _write(site, NOTICE, f"---\ntittel: Vann\n{fields}\n---\nTekst.\n")
    (found,) = loading.load(site).problems
    assert (found.code, dict(found.values)["instead"]) == ("F169", instead)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("driftsmelding", "drift"),
        ("mote", "møte"),
        ("kunngjoering", "kunngjøring"),
        ("jobber", "jobb"),
        ("Nyhet!", "nyhet"),
    ],
)
def test_a_misspelt_type_is_guessed_once_for_its_fields_and_its_message(site: Path, written: str, meant: str) -> None:
    _write(site, NOTICE, f"---\ntittel: Vann\ntype: {written}\nstarter: 2026-02-18 12:00\n---\nTekst.\n")
    (found,) = loading.load(site).problems
    assert (found.code, dict(found.values)["instead"]) == ("F166", meant)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("content/service/a.md", "content/services/a.md"),
        ("content/Notices/a.md", "content/notices/a.md"),
        ("content/sider/a.MD", "content/pages/a.md"),
        ("content/pages/a.md.txt", "content/pages/a.md"),
        ("content/kart/a.yml", "maps/a.yaml"),
        ("maps/a.yml", "maps/a.yaml"),
        ("maps/a.nn.yml", "maps/a.nn.yaml"),
        ("content/pages/a.en.markdown", "content/pages/a.en.md"),
        ("content/contact.yaml", "content/contacts.yaml"),
        ("content/pages/a.txt", "content/pages/a.md"),
        ("content/bilder/a.md", ""),
        ("content/services/under/a.md", ""),
    ],
)
def test_a_file_in_the_wrong_place_is_told_where_it_was_meant_to_be(site: Path, path: str, meant: str) -> None:
    _write(site, path, "---\ntittel: A\n---\nTekst.\n")
    (found,) = loading.load(site).problems
    assert (found.code, dict(found.values).get("instead", "")) == ("L308" if meant else "L301", meant)


@pytest.mark.parametrize(
    ("target", "code", "instead"),
    [
        ("www.example.no", "R443", "https://www.example.no"),
        ("example.no/a", "R443", "https://example.no/a"),
        ("post@example.no", "R443", "mailto:post@example.no"),
        ("62874000", "R443", "tel:62874000"),
        ("personven.md", "R442", "personvern.md"),
        ("content/pages/personvern.md", "R442", "personvern.md"),
        ("noe", "R405", ""),
        ("helt-annet.md", "R403", ""),
    ],
)
def test_the_target_that_was_meant_is_told(site: Path, target: str, code: str, instead: str) -> None:
    _write(site, "content/pages/personvern.md", "---\ntittel: Personvern\n---\nTekst.\n")
    _write(site, "content/pages/om.md", f"---\ntittel: Om\n---\nSe [dette]({target}).\n")
    (found,) = loading.load(site).problems
    assert (found.code, dict(found.values).get("instead", "")) == (code, instead)


def test_a_very_long_word_is_cut_in_a_message(site: Path) -> None:
    _write(site, NOTICE, f"---\ntittel: Vann\nstarter: {'a' * 150} og {'b' * 110}\n---\nTekst.\n")
    (found,) = loading.load(site).problems
    assert catalogue("nb").message(found) == f"«{'a' * 99}… og {'b' * 110}» er ikke en dato."
