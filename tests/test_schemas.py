"""Schemas for editors: what a check takes they take, typical slips they do not, and they are of draft-07."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from site_builder.content_types import house as h
from site_builder.content_types.entry import Model, example_of, is_mapping, metadata_of, nb_name, parts_of
from site_builder.content_types.service import Service
from site_builder.editors.listing import fields_as_text
from site_builder.editors.models import KINDS, models, said_of, title_of
from site_builder.editors.schemas import DRAFT, YAML_FILES, Writing, files_of, schema_files, schema_of
from site_builder.editors.snippets import snippets
from site_builder.editors.vscode import problem_matchers, settings
from site_builder.editors.web_fields import Forms
from site_builder.editors.wording import hint_of, model_called
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
from tests.commands import run
from tests.schema_rules import KNOWN, faults, read
from tests.support import FULL, INVALID, ROOT, SMALL_SETTINGS, checked, translations, written

WRITING = Writing("nb", is_english=False)
SCHEMAS = {name: schema_of(model, WRITING) for name, model in YAML_FILES.items()}


def _written(site: Path) -> Iterator[tuple[str, Path]]:
    for name in YAML_FILES:
        for pattern in files_of(name):
            yield from ((name, path) for path in sorted(site.glob(pattern)))


@pytest.mark.parametrize(
    ("name", "path"), [*_written(ROOT), *_written(FULL)], ids=lambda one: getattr(one, "name", one)
)
def test_the_files_of_the_demo_and_of_the_full_town_are_as_the_schemas_say(name: str, path: Path) -> None:
    assert [*faults(read(path.read_text(encoding="utf-8")), SCHEMAS[name])] == []


SITE = "navn: A\nkortnavn: A\ntittel: A\nbeskrivelse: A\nnettadresse: https://a.example/\nautoritet: a.example\n"
SITE += "år: 2026\nservicetorget: a\n"


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("site", SITE, None),
        ("site", SITE.replace("tittel: A\n", ""), "lacks tittel"),
        ("site", SITE + "nettadrese: x\n", "/nettadrese is not a field"),
        ("site", SITE + "short_name: x\n", "/kortnavn is not to be here"),
        ("site", SITE.replace("kortnavn", "short_name"), None),
        ("site", SITE + "farge: grønn\n", "/farge is 'grønn'"),
        ("site", SITE + "farge: '#0f4c3a'\n", None),
        ("site", SITE + "demo: kanskje\n", "/demo is 'kanskje'"),
        ("site", SITE + "demo: ja\nlogg:\n", None),
        ("site", SITE + "beredskap: Vår plan\n", "/beredskap is 'Vår plan'"),
        ("site", SITE + "nummer: '34'\n", "/nummer is '34'"),
        ("contacts", "a:\n  navn: A\n  telefon: 62 87 40 00\n", None),
        ("contacts", "a:\n  navn: A\n  telefon: 62 87 40\n", "/a/telefon is '62 87 40'"),
        ("contacts", "a:\n  navn: A\n  epost: a@b\n", "/a/epost is 'a@b'"),
        ("contacts", "a:\n  navn: [A]\n", "/a/navn is list"),
        ("contacts", "a:\n  navn: A\n  vakt: [vann, veier]\n", "/a/vakt/1 is 'veier'"),
        ("contacts", "Servicetorget:\n  navn: A\n", "/Servicetorget is 'Servicetorget'"),
        ("links", "a:\n  tittel: A\n  nettadresse: www.a.example\n", "/a/nettadresse is 'www.a.example'"),
        ("links", "a:\n  tittel: A\n  nettadresse: https://a.example\n  stenger: 1. mars\n", None),
        ("hours", "a:\n  navn: A\n  mandag: 08.00-15.30\n  tirsdag: stengt\n", None),
        ("hours", "a:\n  navn: A\n  mandag: 8-15\n", "/a/mandag is '8-15'"),
        ("prices", "a:\n  tittel: A\n  satser:\n    - beløp: 3145\n      fra: 2026-01-01\n", None),
        ("prices", "a:\n  tittel: A\n  satser:\n    - beløp: tre tusen\n", "/a/satser/0/beløp is 'tre tusen'"),
        ("prices", "a:\n  tittel: A\n  satser:\n    - beløp: 3\n      fra: i fjor\n", "/a/satser/0/fra is 'i fjor'"),
        ("home", "oppgaver:\n  - tjeneste: sfo\n    fra: oktober\n    til: april\n", None),
        ("home", "", None),
        ("hours", "a:\n  navn: A\n  unntak:\n    - dato: 2026-12-24\n      tid: stengt\n", None),
        ("hours", "a:\n  navn: A\n  unntak:\n    - date: 2026-12-24\n      hours: stengt\n", None),
        ("hours", "a:\n  navn: A\n  unntak:\n    - fra: 2026-12-24\n      til: 2026-12-26\n      tid: stengt\n", None),
        ("hours", "a:\n  navn: A\n  unntak:\n    - dato:\n      tid: stengt\n", "/a/unntak/0/dato is NoneType"),
        ("hours", "a:\n  navn: A\n  unntak:\n    - fra: 2026-12-24\n      tid: stengt\n", "/a/unntak/0 lacks dato"),
        ("prices", "a:\n  tittel: A\n  satser: []\n", "/a/satser has 0 items"),
        ("contacts", "a:\n  name: A\n  phone: 22 22 22 22\n", None),
        ("contacts", "a:\n  navn: A\n  vakt: [Vann, water]\n", None),
        ("home", "oppgaver:\n  - sfo\n", "/oppgaver/0 is str"),
        ("maps", "tittel: A\nsteder:\n  - navn: A\n    lat: 60.1\n    lon: 12.0\n", None),
        ("maps", "tittel: A\nsteder:\n  - navn: A\n    lat: 60,1\n    lon: 12.0\n", "/steder/0/lat is '60,1'"),
        ("maps", "tittel: A\nsteder:\n  - navn: A\n    koordinat: [60.1, 12.0]\n", None),
    ],
)
def test_a_slip_is_shown_where_it_stands(name: str, text: str, where: str | None) -> None:
    found = [*faults(read(text), SCHEMAS[name])]
    assert (where in {one.strip() for one in found}) if where else found == []


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield a schema and those within it."""
    yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("definitions", {}).values(), *schema.get("anyOf", [])]
    inner += [*schema.get("allOf", [])]
    inner += [schema[name] for name in ("items", "additionalProperties", "propertyNames") if schema.get(name)]
    for one in inner:
        yield from _parts(one)


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize("is_english", [False, True])
def test_a_schema_is_draft_07_with_nothing_that_the_test_does_not_know(language: str, is_english: bool) -> None:
    for path, content in schema_files(Writing(language, is_english)).items():
        schema = json.loads(content)
        assert schema["$schema"] == DRAFT, path
        for one in _parts(schema):
            assert set(one) <= KNOWN, path
            if "$ref" in one:
                assert one["$ref"].removeprefix("#/definitions/") in schema["definitions"], path


def test_names_of_fields_are_those_that_authors_write_and_what_is_said_is_in_their_language() -> None:
    named = SCHEMAS["contacts"]["definitions"]["record"]["properties"]
    assert named["telefon"]["description"] == "Telefon."
    english = schema_of(YAML_FILES["contacts"], Writing("en", is_english=True))["definitions"]["record"]["properties"]
    assert english["phone"]["description"] == "Telephone."
    assert english["telefon"]["deprecationMessage"] == "The field “telefon” is called “phone” on this site."
    assert "deprecationMessage" not in english["phone"]


def test_a_pattern_takes_every_example_of_its_fields() -> None:
    for model in models():
        for name, info in model.model_fields.items():
            if parts_of(info.annotation) or is_mapping(info.annotation) or name in model.read_from_body:
                continue
            house = metadata_of(info, h.House)
            examples = [example_of(info), *house.schema.get("examples", ())]
            pattern = str(house.schema.get("pattern", ""))
            assert [one for one in examples if not re.search(pattern, str(one))] == [], (model.__name__, name)


TAKEN = {
    "When": ["2026-5-1", "12.5.2026", "12. mai 2026", "tirsdag 17. februar 2026 kl. 14.30", "2026-02-17T11:30+01:00"],
    "Published": ["2018-05", "05.2018", "mai 2018", "Ukjent"],
    "YearlyOrOnce": ["1. mars", "1 mars", "1.mars", "2026-03-01"],
    "Month": ["Oktober", "okt", "desember", "mars"],
    "Phone": ["+47 62 87 40 00", "0047 62874000", "116 117", "113", "02 800", "62.87.40.00", "1881"],
    "Amount": ["kr 3 145,-", "3145 kroner", "Gratis", "12,50 kr", "3\N{NO-BREAK SPACE}145", "kr. 20"],
    "Percent": ["30 %", "12,5 prosent", "100"],
    "Hours": ["8.00 - 15.30", "08:00–15:30", "Stengt", "08.00-11.30, 12.30-15.30"],
    "OnHolidays": ["Som vanlig", "som vanleg", "stengt"],
    "Height": ["150", "2000"],
}


@pytest.mark.parametrize(("name", "texts"), TAKEN.items())
def test_what_is_taken_however_it_is_written_is_taken_by_the_pattern(name: str, texts: list[str]) -> None:
    house = next(one for one in getattr(h, name).__metadata__ if isinstance(one, h.House))
    for text in texts:
        house.make(text)
        assert re.search(str(house.schema["pattern"]), text), text


RECORDS = {
    "hours": [
        "mandag: 08.00-15.30",
        "name: B",
        "unntak:\n    - dato:\n      tid: stengt",
        "unntak:\n    - tid: stengt",
        "exceptions:\n    - date: 2026-12-24\n      hours: Stengt",
        "unntak:\n    - fra: 2026-12-24\n      tid: stengt",
    ],
    "contacts": [
        "telefon: 22 22 22 22",
        "phone: 22 22 22 22",
        "telefon:",
        "telefon: 110\n  vakt: [Vann]",
        "phone: 110\n  duty: [water]",
        "epost: a@b",
        "telefon: 22 22 22 22\n  phone: 22 22 22 22",
    ],
}


@pytest.mark.parametrize(("name", "more"), [(name, more) for name, each in RECORDS.items() for more in each])
@pytest.mark.parametrize("is_english", [False, True])
def test_a_schema_refuses_what_a_build_refuses_and_nothing_else(
    name: str, more: str, is_english: bool, tmp_path: Path
) -> None:
    settings = SMALL_SETTINGS + ("feltnavn: en\n" if is_english else "")
    text = f"servicetorget:\n  navn: A\n  {more}\n"
    root = written(tmp_path, {"content/site.yaml": settings, f"content/{name}.yaml": text})
    refused = [one.code for one in checked(root).problems if one.is_error and one.path == f"content/{name}.yaml"]
    schema = schema_of(YAML_FILES[name], Writing("nb", is_english))
    assert bool([*faults(read(text), schema)]) == bool(refused), refused


# --- the files of the editor ---------------------------------------------------------------------


def test_each_schema_is_named_for_the_files_it_is_of() -> None:
    found = settings(".schema")["yaml.schemas"]
    assert isinstance(found, dict)
    assert found["./.schema/contacts.schema.json"] == ["content/contacts.yaml"]
    assert found["./.schema/maps.schema.json"] == ["maps/*.yaml", "!maps/*.*.yaml"]
    assert {PurePosixPath(one).name for one in found} == {path.name for path in schema_files(WRITING)}


def _matched(line: str) -> list[str]:
    """Return the severities that the matchers give a line of what a check says."""
    return [str(one["severity"]) for one in problem_matchers() if re.search(_pattern(one, 0), line)]


def _pattern(matcher: dict[str, Any], at: int) -> str:
    return str(matcher["pattern"][at]["regexp"])


def test_the_editor_reads_every_problem_that_a_check_tells_of_once() -> None:
    for folder in sorted(INVALID.iterdir()):
        lines = (folder / "problems.txt").read_text(encoding="utf-8").splitlines()
        for line, following in itertools.pairwise(lines):
            if re.match(r"\w+\[[A-Z]\d{3}\] ", line):
                severity = "warning" if line.startswith(("advarsel", "åtvaring", "warning")) else "error"
                assert _matched(line) == [severity], (folder.name, line)
                assert all(re.search(_pattern(one, 1), following) for one in problem_matchers()), line


def test_where_a_problem_stands_is_read_from_its_line() -> None:
    matcher = problem_matchers()[0]
    found = re.search(_pattern(matcher, 0), "feil[N202] content/notices/2026-02-17-drift-vann.md:4:10")
    assert found is not None
    assert found.groups() == ("N202", "content/notices/2026-02-17-drift-vann.md", "4", "10")


def _typed(body: list[str]) -> str:
    """Return what a snippet becomes when somebody takes each of its suggestions."""
    text = "\n".join(body).replace("${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}", "2026-02-17").replace("$0", "")
    text = re.sub(r"\$\{\d+\|((?:\\.|[^,|])*)[^}]*\|\}", r"\1", text)
    return re.sub(r"\\(.)", r"\1", re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)) + "\n"


@pytest.mark.parametrize("is_english", [False, True])
def test_a_snippet_is_a_file_that_lacks_nothing_but_what_it_names(tmp_path: Path, is_english: bool) -> None:
    spelling = "field_names: en\n" if is_english else ""
    folders = [f"content/{one}" for one in ("services", "units", "questions", "pages", "life-events")]
    found = list(snippets(Writing("nb", is_english)).values())
    for number, one in enumerate(found):
        folder = folders[number] if number < len(folders) else "content/notices"
        body = one["body"]
        assert isinstance(body, list)
        written(tmp_path, {f"{folder}/a-{number}.md": _typed(body), "content/site.yaml": SMALL_SETTINGS + spelling})
    told = [one for one in checked(tmp_path).problems if one.path.endswith(".md")]
    # Examples name entries that this site does not have.
    assert {one.code for one in told if one.code[0] != "R"} == set()
    assert len(found) == 17


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_no_two_snippets_make_entries_of_one_title(language: str) -> None:
    lines = [line for one in snippets(Writing(language, is_english=False)).values() for line in list(one["body"])]  # type: ignore[call-overload]
    titles = [line for line in lines if line.startswith("tittel: ")]
    assert len(titles) == len(set(titles)) == 17
    said = {name: catalogue(language).say(f"editor.title.{name}") for name in ("operations", "meeting", "unit")}
    assert {f'tittel: "${{1:{title}}}"' for title in said.values()} <= set(titles)


def test_a_day_in_a_snippet_is_the_day_it_is_written() -> None:
    made = snippets(Writing("nb", is_english=False))
    today = "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}"
    for name, line in (("Frist", f"frist: ${{2:{today}}}"), ("Arrangement", f"starter: ${{2:{today} 08:10}}")):
        body = made[name]["body"]
        assert isinstance(body, list)
        assert line in body


def test_the_category_of_a_snippet_is_one_that_a_new_site_has() -> None:
    rows = (ROOT / "site_builder/starting/categories.csv").read_text(encoding="utf-8").splitlines()
    assert example_of(Service.model_fields["category"], "nb") in {row.partition(";")[0] for row in rows}


@pytest.mark.parametrize("word", ["ja", "Nei", "YES", "no", "true", "False"])
def test_yes_and_no_are_taken_as_a_build_takes_them(word: str) -> None:
    assert [one for one in faults(read(f"demo: {word}"), SCHEMAS["site"]) if "demo" in one] == []


def test_the_fields_of_every_type_fit_a_terminal_of_80_columns() -> None:
    for model in models():
        for language in MESSAGE_LANGUAGES:
            lines = fields_as_text(model, catalogue(language), is_english=False).splitlines()
            assert [one for one in lines if len(one) > 80] == []
            # A word to write, such as nav-kontor, is not divided.
            assert [one for one in lines if one.endswith("-")] == []


def test_the_command_writes_what_is_missing_and_leaves_what_is_there(tmp_path: Path) -> None:
    root = written(tmp_path, {".vscode/settings.json": "{}\n"})
    done = run("schema", "--root", str(root))
    assert done.returncode == 0, done.stderr
    assert "settings.json finnes fra før og er ikke endret." in done.stdout
    assert (root / ".vscode/settings.json").read_text() == "{}\n"
    tasks = json.loads((root / ".vscode/tasks.json").read_text())
    assert tasks["tasks"][0]["label"] == "Sjekk innholdet"
    # Whether it is installed for everybody or, as make does, for the site.
    assert tasks["options"]["env"]["PATH"] == "${workspaceFolder}/.venv/bin:${env:PATH}"
    assert tasks["windows"]["options"]["env"]["PATH"] == "${workspaceFolder}\\.venv\\Scripts;${env:PATH}"
    assert (root / ".schema/site.schema.json").exists()
    assert checked(root).problems == ()


def test_what_nobody_has_changed_is_made_in_another_language(tmp_path: Path) -> None:
    root = written(tmp_path, {})
    run("schema", "--root", str(root))
    settings = (root / "content/site.yaml").read_text()
    (root / "content/site.yaml").write_text(f"{settings}meldingsspråk: en\n")
    assert "tasks.json" not in run("schema", "--root", str(root)).stdout
    tasks = json.loads((root / ".vscode/tasks.json").read_text())
    assert tasks["tasks"][0]["label"] == "Check the content"


def test_schemas_in_another_folder_are_named_from_the_site(tmp_path: Path) -> None:
    root = written(tmp_path / "site", {})
    assert run("schema", "--root", str(root), "--out", str(root / "oppsett/skjema")).returncode == 0
    assert '"./oppsett/skjema/site.schema.json"' in (root / ".vscode/settings.json").read_text()


# --- the fields in the terminal ------------------------------------------------------------------


@pytest.mark.parametrize("word", ["tjeneste", "Tjeneste", "service", "services", "teneste"])
def test_a_type_is_known_by_what_people_call_it(word: str) -> None:
    assert model_called(word) is Service


def test_the_fields_of_a_type_are_shown_in_the_language_of_the_staff() -> None:
    text = fields_as_text(Service, catalogue("nb"), is_english=False)
    assert text.startswith(
        "Tjeneste: Noe kommunen gjør for innbyggerne.\ncontent/services/….md\n\n"
        "tittel  [må være med]\n    Hva det heter.\n    Skriv: tekst; høyst 120 tegn.\n    Eksempel: Barnehageplass\n"
    )
    assert "Tekst" not in fields_as_text(Service, catalogue("en"), is_english=True)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_every_type_is_shown_in_every_language(model: type[Model], language: str) -> None:
    text = fields_as_text(model, catalogue(language), is_english=language == "en")
    assert all(nb_name(info) in text for info in model.model_fields.values()) or language == "en"
    assert "`" not in text and "{" not in re.sub(r"\{[^{}]+: [^{}]*\}", "", text)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_all_that_models_say_is_said_in_every_language_and_nothing_else(language: str) -> None:
    said = {str(one.id) for one in translations(f"fields.{language}")}
    wanted = {info.description for model in models() for info in model.model_fields.values()}
    wanted |= {said_of(model) for model in models()} | {title_of(model) for model in models()} | {*KINDS.values()}
    assert said == wanted


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_what_a_field_is_has_one_wording_wherever_it_is_read(language: str) -> None:
    # The reference in docs/ is made of the same.
    words = catalogue(language)
    schemas: dict[type[Model], dict[str, Any]] = {
        model: schema_of(model, Writing(language, is_english=False)) for model in YAML_FILES.values()
    }
    forms = Forms(words, False, {}, {}, "tittel")
    for model in models():
        terminal = " ".join(fields_as_text(model, words, is_english=False).split())
        schema = schemas.get(model, {})
        schema = schema.get("definitions", {}).get("record", schema).get("properties", {})
        hints = {one["name"]: one["hint"] for one in forms.fields_of(model)}
        for name, info in model.model_fields.items():
            said, field = hint_of(info, language), nb_name(info)
            assert said in terminal, (model, name)
            assert schema.get(field, {"description": said})["description"] == said
            assert hints.get(field, said).startswith(said)


def test_nynorsk_is_not_bokmal() -> None:
    nb, nn = ({str(one.id): str(one.string) for one in translations(f"fields.{language}")} for language in ("nb", "nn"))
    bokmal = re.compile(r"\b(ikke|hva|hvem|hvor|hvordan|hvilke[nt]?|noe|noen|fra|også|tjeneste\w*|nettsted\w*)\b", re.I)
    assert not [said for said in nn.values() if bokmal.search(said)]
    assert len([key for key, said in nn.items() if said != nb[key]]) > 200


def test_the_command_names_the_types_it_knows(tmp_path: Path) -> None:
    assert run("fields", "tjeneste").stdout.startswith("Tjeneste: ")
    assert "  tjeneste        content/services/….md\n" in run("fields").stdout
    wrong = run("fields", "tull")
    assert wrong.returncode == 2
    assert "«tull» er ingen type. Velg mellom arrangement, bilde," in wrong.stderr


@pytest.mark.parametrize(("word", "meant"), [("tjenest", "tjeneste"), ("skole", "enhet"), ("meldng", "melding")])
def test_the_command_asks_whether_a_type_was_meant(word: str, meant: str) -> None:
    wrong = run("fields", word)
    assert wrong.returncode == 2
    assert f"«{word}» er ingen type. Mente du {meant}" in wrong.stderr
    assert "Velg mellom" not in wrong.stderr
