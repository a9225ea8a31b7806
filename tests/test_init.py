"""A new municipality: what a command makes is a site that builds at once, and nothing unverified is published."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from make import lock
from site_builder import __version__
from site_builder.content_types.service import Service
from site_builder.editors.schemas import YAML_FILES, Writing, files_of, schema_of
from site_builder.loading import load, program
from site_builder.loading.geodata.geojson import read_geojson
from site_builder.starting.municipality import full_name, language_of, short_name, usual_address
from site_builder.starting.outline import as_collection, faults_of
from site_builder.text import los
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
from tests import commands
from tests.schema_rules import faults, read
from tests.support import OUTLINE, ROOT, built, checked, text_of, translations
from tests.test_new import in_a_terminal, run

SAID = ("--name", "Eksempel", "--number", "3401", "--org-number", "944 117 784", "--phone", "22 22 22 22")


def begun(root: Path, *words: str, language: str = "nb") -> Path:
    done = run("init", "--root", str(root), *SAID, "--language", language, *words)
    assert (done.returncode, done.stderr) == (0, "")
    return root


@pytest.fixture(scope="module")
def bokmal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new site in bokmål, for what is the same in any language."""
    return begun(tmp_path_factory.mktemp("init") / "ny")


@pytest.fixture(scope="module", params=["nb", "nn"])
def site(request: pytest.FixtureRequest, bokmal: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bokmal if request.param == "nb" else begun(tmp_path_factory.mktemp("init") / "ny", language="nn")


@pytest.mark.parametrize(("given", "is_said"), [((), True), (("--address", "https://alt.granli.example"), False)])
def test_an_address_is_called_a_proposal_where_nobody_gave_it(
    tmp_path: Path, given: tuple[str, ...], *, is_said: bool
) -> None:
    done = run("init", "--root", str(tmp_path / "s"), *SAID, "--language", "nb", *given)
    assert ("Adressen til nettstedet er et forslag." in done.stdout) is is_said
    assert "  1. Se over content/site.yaml og content/contacts.yaml." in done.stdout


def test_a_new_site_passes_a_strict_check_and_is_built(site: Path, tmp_path: Path) -> None:
    assert text_of(checked(site)) == ""
    outcome = built(site, tmp_path / "output")
    assert len(outcome.drafts) == 40
    assert "Eksempel: alt du tren" in (tmp_path / "output/index.html").read_text()


def test_every_folder_that_the_first_page_names_is_there(site: Path) -> None:
    named = re.findall(r"^\| `([^`]+)` \|", (site / "LES-MEG.md").read_text(), re.MULTILINE)
    assert "content/questions/" in named
    assert [one for one in named if not (site / one).exists()] == []


def test_no_draft_is_published(site: Path, tmp_path: Path) -> None:
    built(site, tmp_path / "output")
    assert not (tmp_path / "output/tjenester/sfo").exists()


def test_every_draft_can_be_published_as_soon_as_it_is_right(site: Path, tmp_path: Path) -> None:
    for path in sorted((site / "content/services").glob("*.md")):
        text = path.read_text()
        (tmp_path / "content/services").mkdir(parents=True, exist_ok=True)
        (tmp_path / "content/services" / path.name).write_text(text.replace("utkast: ja\n", ""))
    for name in ("site", "contacts", "categories", "home"):
        (tmp_path / f"content/{name}.yaml").write_text((site / f"content/{name}.yaml").read_text())
    assert text_of(checked(tmp_path)) == ""


def test_each_draft_has_words_to_find_it_by_and_a_text_without_facts(site: Path) -> None:
    loaded = load(site).site
    assert loaded is not None
    drafts = loaded.drafts[Service]
    assert len({one.title for one in drafts}) == 40
    for one in drafts:
        assert len(one.synonyms) >= 3, one.slug
        assert one.category, one.slug
        assert not re.search(r"\d", f"{one.title} {one.summary}"), one.slug
        assert one.origin.document.body == "", one.slug
    with_los = [one for one in drafts if one.los]
    assert len(with_los) > 35
    assert all(path in los.concepts() for one in with_los for path in one.los)


def test_nynorsk_drafts_are_nynorsk(tmp_path: Path) -> None:
    root = begun(tmp_path / "ny", language="nn")
    bokmal = re.compile(r"\b(ikke|hva|hvem|hvor|hvordan|noe|noen|fra|skole|hjemme|leie|syk\w*|vann\w*|å bo)\b")
    for path in (root / "content").rglob("*.*"):
        lines = path.read_text().splitlines()
        said = [
            one
            for line in lines
            if (one := re.search(r"(?:tittel|kort|beskrivelse): (.*)|# .*:  # (.*)|- ([^/]*)$", line))
        ]
        # Examples are those of the models, in bokmål.
        texts = [re.sub(r"Døme: .*", "", "".join(filter(None, one.groups()))) for one in said]
        assert not [one for one in texts if bokmal.search(one)], path


def test_the_files_of_a_new_site_are_as_its_own_schemas_say(site: Path) -> None:
    settings = json.loads((site / ".vscode/settings.json").read_text())
    for name in settings["yaml.schemas"]:
        assert (site / name).exists(), name
    for name, model in YAML_FILES.items():
        schema = schema_of(model, Writing("nb", is_english=False))
        for path in (one for pattern in files_of(name) for one in site.glob(pattern)):
            assert [*faults(read(path.read_text()), schema)] == [], path


def test_an_outline_is_the_sites_base_map(tmp_path: Path) -> None:
    (tmp_path / "grense.geojson").write_text(OUTLINE)
    root = begun(tmp_path / "ny", "--outline", str(tmp_path / "grense.geojson"))
    assert "\ngrunnkart: grunnkart.geojson\n" in (root / "content/site.yaml").read_text()
    assert (root / "maps/grunnkart.geojson").read_text() == OUTLINE
    assert text_of(checked(root)) == ""


def test_an_outline_that_cannot_be_used_is_told_of_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "grense.geojson").write_text("{")
    words = ("--language", "nb", "--outline", str(tmp_path / "grense.geojson"))
    done = run("init", "--root", str(tmp_path / "ny"), *SAID, *words)
    assert done.returncode == 1
    assert f"feil[M502] {tmp_path}/grense.geojson:1:2\n" in done.stderr and "    1 | {\n" in done.stderr
    assert "maps/grunnkart.geojson" not in done.stderr and "Ingenting er skrevet." in done.stderr
    assert not (tmp_path / "ny").exists()


AREA = '{"type": "Polygon", "coordinates": [[[11, 59], [13, 59], [13, 61], [11, 61], [11, 59]]]}'
AREAS = '{"type": "MultiPolygon", "coordinates": [[[[11, 59], [13, 59], [13, 61], [11, 61], [11, 59]]]]}'


@pytest.mark.parametrize(
    "written",
    [
        AREA,
        AREAS,
        f'\ufeff{{"type": "Feature", "properties": {{"navn": "Eksempel"}}, "geometry": {AREA}}}',
        f'{{"type": "Feature", "properties": null,\n"geometry": {AREAS}}}\n',
        OUTLINE,
    ],
)
def test_an_outline_is_a_collection_a_feature_or_an_area(written: str) -> None:
    made = as_collection(written.encode())
    assert faults_of(made, "x.geojson") == ()
    (row,) = read_geojson(made, "x.geojson").rows
    assert row.shape is not None and row.shape.parts[0][0][:2] == ((11, 59), (13, 59))
    assert as_collection(made) == made


def test_an_area_alone_is_the_base_map_of_a_site_that_builds(tmp_path: Path) -> None:
    (tmp_path / "grense.json").write_text(AREA)
    root = begun(tmp_path / "ny", "--outline", str(tmp_path / "grense.json"))
    assert text_of(checked(root)) == ""


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("nei", "M502"),
        ('{"type": "Topology"}', "M503"),
        ('{"type": "Polygon", "coordinates": "her"}', None),
        ('{"type": "Feature", "geometry": null}', "M519"),
        (AREA.replace("11, 59", "600000, 6600000"), "M527"),
        ('{"type": "FeatureCollection", "features": []}', "M677"),
        ('{"type": "LineString", "coordinates": [[11, 59], [13, 59]]}', None),
        ('{"type": "Polygon", "coordinates": [[[59, 11], [59, 13], [61, 13], [61, 11], [59, 11]]]}', "M676"),
    ],
)
def test_what_is_wrong_with_an_outline_is_told_of_the_file_that_was_given(written: str, code: str | None) -> None:
    faults = faults_of(as_collection(written.encode()), "min fil.json")
    assert faults and {one.path for one in faults} == {"min fil.json"}
    assert code in (None, faults[0].code)


def test_an_outline_in_metres_that_says_so_is_told_of_as_it_is() -> None:
    system = '"crs": {"type": "name", "properties": {"name": "EPSG:25833"}}, "coordinates"'
    metres = '{"type": "Polygon", "coordinates": [[[3e5, 66e5], [4e5, 66e5], [4e5, 67e5], [3e5, 66e5]]]}'
    made = as_collection(metres.replace('"coordinates"', system).encode())
    assert read_geojson(made, "x").system == 25833
    assert faults_of(made, "x") == ()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mitt.txt").write_text("Mitt.")
    done = run("init", "--root", str(tmp_path), *SAID, "--language", "nb")
    assert done.returncode == 2
    assert "er ikke tom. Ingenting er skrevet." in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mitt.txt"]


def test_a_folder_with_nothing_but_its_own_repository_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    begun(tmp_path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Valget --language mangler."),
        (("--language", "nb"), "Valget --name mangler."),
        (
            ("--language", "nb", "--name", ""),
            "Valget --name: Her står ingen tekst. Skriv minst én bokstav eller ett tall.",
        ),
        (("--language", "nn", "--name", "A"), "Valet --number manglar."),
        (("--language", "nb", "--name", "A", "--number", "34"), "Valget --number: «34» er ikke et kommunenummer."),
        (
            ("--language", "nb", "--name", "A", "--number", "3401", "--org-number", "944117785"),
            "«944117785» er ikke et organisasjonsnummer",
        ),
        (
            ("--org-number", "944117785", "--name", "A", "--number", "3401", "--language", "nynorsk"),
            "Valet --org-number: «944117785» er ikkje eit organisasjonsnummer: ni siffer, der det siste er eit",
        ),
        (("--outline", "/borte.json", "--language", "nn"), "Valet --outline: fila «/borte.json» finst ikkje."),
        ((*SAID, "--language", "nb", "--address", "www.a.no"), "Valget --address: «www.a.no»"),
        ((*SAID, "--language", "nb", "--email", "a@b"), "Valget --email: «a@b»"),
        ((*SAID, "--language", "sv"), "«sv» går ikke an. Skriv en av disse: nb eller nn."),
    ],
)
def test_what_is_missing_or_wrong_is_misuse(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = run("init", "--root", str(tmp_path / "ny"), *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "ny").exists()


def test_a_terminal_asks_until_there_is_an_answer(tmp_path: Path) -> None:
    (tmp_path / "feil.json").write_text("{")
    (tmp_path / "grense.json").write_text(AREA)
    files = [f"{tmp_path}/borte.json", f"{tmp_path}/feil.json", f"'{tmp_path}/grense.json'"]
    numbers = ["34", "3401", "944117785", "944117784"]
    typed = ["svensk", "Nynorsk", "Vår kommune", *numbers, "", "22 22 22 22", "", *files]
    code, said = in_a_terminal(["init", "--root", str(tmp_path / "ny")], typed)
    assert code == 0, said
    assert "«svensk» går ikke an. Skriv bokmål eller nynorsk." in said
    assert "borte.json» finst ikkje." in said and "feil.json: " in said
    assert "språk:\n  - nn\n" in (tmp_path / "ny/content/site.yaml").read_text()
    assert (tmp_path / "ny/maps/grunnkart.geojson").exists()
    assert "«34» er ikkje eit kommunenummer." in said and "Utan svar blir det https://alt.var.kommune.no/" in said
    assert text_of(checked(tmp_path / "ny")) == ""


def test_a_terminal_asks_for_the_language_first_and_then_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    typed = ["Norwegian", "nynorsk", "Eksempel", "", "3401", "944117784", "", "22 22 22 22", "", ""]
    code, said = in_a_terminal(["init", "--root", str(tmp_path / "ny")], typed)
    assert code == 0, said
    asked, told = said.split("Skrive: ")
    assert asked.replace("> ", "") == (
        "\nWhich language is the site written in? Write bokmål or nynorsk.\n"
        "«Norwegian» will not do. Write bokmål or nynorsk. Other languages can be added later.\n"
        "\nKva heiter kommunen?\n"
        "\nKva er kommunenummeret? Fire siffer.\n"
        "Dette må du svare på.\n"
        "\nKva er organisasjonsnummeret? Ni siffer.\n"
        "\nKva adresse skal nettstaden ha? Utan svar blir det https://alt.eksempel.kommune.no/, og det kan endrast "
        "seinare.\n"
        "\nKva telefonnummer har servicetorget? Trykk Enter for å skrive det seinare.\n"
        "\nKva e-postadresse har servicetorget? Trykk Enter for å skrive ho seinare.\n"
        "\nHar de grensa til kommunen som ei GeoJSON-fil? Skriv kvar fila ligg. Trykk Enter for å leggje ho inn "
        "seinare.\n"
    )
    assert "\nNo gjer du dette:\n" in told


def test_a_terminal_asks_in_bokmal(tmp_path: Path) -> None:
    words = ["init", "--root", str(tmp_path / "ny"), "--language", "bokmål"]
    code, said = in_a_terminal(words, ["Eksempel", "34", "3401", "944117785", "944117784", "", "22 22 22 22", "", ""])
    assert code == 0, said
    assert said.partition("Skrevet: ")[0].replace("> ", "") == (
        "\nHva heter kommunen?\n"
        "\nHva er kommunenummeret? Fire siffer.\n"
        "«34» er ikke et kommunenummer. Skriv fire siffer, for eksempel 3401.\n"
        "\nHva er organisasjonsnummeret? Ni siffer.\n"
        "«944117785» er ikke et organisasjonsnummer: ni siffer, der det siste er et kontrollsiffer.\n"
        "\nHvilken adresse skal nettstedet ha? Uten svar blir det https://alt.eksempel.kommune.no/, og det kan endres "
        "senere.\n"
        "\nHvilket telefonnummer har servicetorget? Trykk Enter for å skrive det senere.\n"
        "\nHvilken e-postadresse har servicetorget? Trykk Enter for å skrive den senere.\n"
        "\nHar dere grensen til kommunen som en GeoJSON-fil? Skriv hvor fila ligger. Trykk Enter for å legge den inn "
        "senere.\n"
    )


def test_every_question_can_be_asked_in_english() -> None:
    words = catalogue("en")
    asked = ["language", "name", "number", "org_number", "phone", "email", "outline"]
    assert [words.say(f"init.ask.{one}") for one in asked] == [
        "Which language is the site written in? Write bokmål or nynorsk.",
        "What is the municipality called?",
        "What is the number of the municipality? Four digits.",
        "What is the organisation number? Nine digits.",
        "Which telephone number does the front desk have? Press Enter to write it later.",
        "Which e-mail address does the front desk have? Press Enter to write it later.",
        "Do you have the border of the municipality as a GeoJSON file? Write where the file is. "
        "Press Enter to add it later.",
    ]
    assert words.say("init.address", address="https://a.example/") == (
        "Which address will the site have? Without an answer it will be https://a.example/, "
        "and that can be changed later."
    )
    assert [words.say(f"init.wrong.{one}", text="“x”") for one in ("number", "org_number")] == [
        "“x” is not the number of a municipality. Write four digits, such as 3401.",
        "“x” is not an organisation number: nine digits, the last of which is a check digit.",
    ]


def test_a_terminal_takes_no_outline_for_an_answer(tmp_path: Path) -> None:
    words = ["init", "--root", str(tmp_path / "ny"), *SAID, "--language", "nb", "--address", "https://a.example/"]
    code, said = in_a_terminal([*words, "--email", "post@a.example"], [""])
    assert code == 0, said
    assert "grensen til kommunen" in said and not (tmp_path / "ny/maps/grunnkart.geojson").exists()


@pytest.mark.parametrize(
    ("written", "code"),
    [("nb", "nb"), ("Bokmål", "nb"), ("norsk bokmål", "nb"), ("norsk", "nb"), (" nynorsk ", "nn"), ("NN", "nn"),
     ("norsk nynorsk", "nn"), ("svensk", ""), ("", ""), ("se", "")],
)  # fmt: skip
def test_a_language_is_known_by_its_code_and_its_name(written: str, code: str) -> None:
    assert language_of(written) == code


@pytest.mark.parametrize(
    ("written", "full", "short"),
    [
        ("Eksempel", "Eksempel kommune", "Eksempel"),
        ("Eksempel kommune", "Eksempel kommune", "Eksempel"),
        ("Eksempel  herad", "Eksempel herad", "Eksempel"),
    ],
)
def test_a_municipality_is_known_with_and_without_what_it_is(written: str, full: str, short: str) -> None:
    assert (full_name(written), short_name(full_name(written))) == (full, short)
    assert usual_address(full) == "https://alt.eksempel.kommune.no/"


@pytest.mark.parametrize("name", ["Prøvejoga gielda", "Prøvvuona suohkan", "Prøven tjïelte", "Prøvin komuuni"])
def test_a_municipality_that_says_what_it_is_in_sami_or_kven_is_no_kommune_too(name: str) -> None:
    assert (full_name(name), short_name(name)) == (name, name)


# --- what checks and publishes it ----------------------------------------------------------------

SHARED = {
    **{f".github/workflows/{name}.yml": f"{name}.yml" for name in ("site", "due", "links", "skjema")},
    ".gitlab-ci.yml": "gitlab.yml",
}
"""What this repository runs itself, and the same among the files of a new municipality."""


@pytest.mark.parametrize(("ours", "theirs"), SHARED.items())
def test_a_new_municipality_runs_the_very_workflows_that_we_do(
    ours: str, theirs: str, request: pytest.FixtureRequest
) -> None:
    path, content = ROOT / "site_builder/starting/files" / theirs, (ROOT / ours).read_text(encoding="utf-8")
    if request.config.getoption("--update-docs"):
        path.write_text(content, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == content


def test_every_workflow_of_ours_is_a_new_municipalitys(bokmal: Path) -> None:
    for name in SHARED:
        assert (bokmal / name).read_bytes() == (ROOT / name).read_bytes()
    workflows = [path.name for path in (ROOT / ".github/workflows").iterdir()]
    assert sorted(path.name for path in (bokmal / ".github/workflows").iterdir()) == sorted(workflows)


def test_whatever_a_workflow_asks_make_for_is_in_both_makefiles(bokmal: Path) -> None:
    asked = {target for name in SHARED for target in re.findall(r"\bmake ([a-z]+)\b", _without_comments(bokmal / name))}
    assert {"venv", "check", "site", "changes", "due", "admin", "links", "proposal"} == asked
    assert asked <= set(re.findall(r"^([a-z]+):", (bokmal / "Makefile").read_text(), re.MULTILINE))
    assert (bokmal / "Makefile").read_bytes() == (ROOT / "site_builder/starting/files/Makefile").read_bytes()
    assert "\ninclude site_builder/starting/files/Makefile\n" in (ROOT / "Makefile").read_text()


def _without_comments(path: Path) -> str:
    return re.sub(r"(^| )#.*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("name", [*SHARED, "Makefile", ".pre-commit-config.yaml", "requirements.lock", ".gitignore"])
def test_each_file_begins_with_what_it_is_for(name: str, bokmal: Path) -> None:
    assert re.match(r"# [A-ZÆØÅ]", (bokmal / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SHARED)
def test_no_key_stands_twice_in_a_workflow(name: str) -> None:
    # YAML readers take the last and say nothing; each host does as it likes.
    node = yaml.compose((ROOT / name).read_text(encoding="utf-8"), yaml.SafeLoader)
    assert [*_twice(node)] == []


def _twice(node: yaml.Node | None) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        yield from (key for key in keys if keys.count(key) > 1)
        for _, value in node.value:
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twice(value)


def test_both_hosts_ask_the_clock_warn_list_what_changes_and_restore_what_is_known(bokmal: Path) -> None:
    due = (bokmal / ".github/workflows/due.yml").read_text()
    assert "cron: " in due and "run: make due" in due and "gh workflow run site.yml" in due
    steps = [one.get("run", "") for one in _workflow(bokmal, "site")["jobs"]["build"]["steps"]]
    used = [one.get("uses", "").partition("@")[0] for one in _workflow(bokmal, "site")["jobs"]["build"]["steps"]]
    assert "make due" in steps and any(one.startswith("make changes ") for one in steps) and "actions/cache" in used
    gitlab = yaml.safe_load((bokmal / ".gitlab-ci.yml").read_text())
    assert "make due" in gitlab["check"]["script"]
    assert any(one.startswith("make changes ") for one in gitlab["check"]["script"])
    assert any("ONLY_WHEN_DUE" in one for one in gitlab["pages"]["script"])
    kept = {"key": "site", "paths": [".cache/", "public/"]}
    assert gitlab["pages"]["cache"] == kept
    assert gitlab["check"]["cache"] == gitlab["form"]["cache"] == kept | {"policy": "pull"}
    # Of the two, a duplicate key has hidden the first before.
    assert gitlab["check"]["variables"].keys() == {"BASE", "CHANGED_SINCE"}


def _workflow(site: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((site / f".github/workflows/{name}.yml").read_text())
    return found


# --- the program that is in it -------------------------------------------------------------------


def test_the_lock_of_a_new_municipality_is_ours_without_what_developers_need(request: pytest.FixtureRequest) -> None:
    ours, pyproject = lock.OURS.read_text(encoding="utf-8"), (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    made = lock.of_the_program(ours, pyproject)
    if request.config.getoption("--update-docs"):
        lock.THEIRS.write_text(made, encoding="utf-8")
    assert lock.THEIRS.read_text(encoding="utf-8") == made
    of_ours, of_theirs = lock.names_of(ours), lock.names_of(made)
    assert of_theirs.items() <= of_ours.items()
    assert of_theirs.keys() == _needed("site-builder") - {"site-builder"}
    assert "pytest" in of_ours and all("--hash=sha256:" in text for text in of_theirs.values())


def _needed(name: str, known: frozenset[str] = frozenset()) -> set[str]:
    """Return a package and all that those which are installed say they need, without extras."""
    found = {name}
    for one in requires(name) or ():
        wanted = Requirement(one)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            needed = canonicalize_name(wanted.name)
            found |= {needed} if needed in known else _needed(needed, known | found)
    return found


def test_the_program_that_made_a_folder_lies_in_it_as_a_wheel(bokmal: Path) -> None:
    (path,) = (bokmal / "tools").glob("*.whl")
    assert path.name == f"site_builder-{__version__}-py3-none-any.whl"
    assert path.read_bytes() == program.wheel()
    with zipfile.ZipFile(path) as made:
        names = made.namelist()
        assert len(names) == len(set(names)) and made.testzip() is None
        assert {"site_builder/__main__.py", "site_builder/_theme/page.html", "site_builder/text/nb.po"} <= set(names)
        assert "site_builder/starting/files/requirements.lock" in names
        assert not [one for one in names if "__pycache__" in one or "direct_url" in one]
        record = made.read(f"site_builder-{__version__}.dist-info/RECORD").decode().splitlines()
    assert [one.partition(",")[0] for one in record] == names
    assert record[-1].endswith("RECORD,,")


def test_the_program_in_a_folder_is_installed_by_pip_and_makes_the_same_folder_again(
    bokmal: Path, tmp_path: Path
) -> None:
    (wheel,) = (bokmal / "tools").glob("*.whl")
    words = ["install", "--quiet", "--no-index", "--no-deps", "--no-compile", "--target", str(tmp_path / "lib")]
    subprocess.run([sys.executable, "-m", "pip", *words, str(wheel)], check=True, capture_output=True)
    found = tmp_path / "lib"
    command = [sys.executable, "-m", "site_builder", "init", "--renew", "--root", str(_renewable(tmp_path / "site"))]
    environment = os.environ | {"PYTHONPATH": str(found)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert "tools/site_builder-" in done.stdout
    assert (tmp_path / "site/tools" / wheel.name).read_bytes() == wheel.read_bytes()


def _renewable(root: Path) -> Path:
    for name in ("content/site.yaml", "tools/site_builder-0.0.1-py3-none-any.whl", "tools/eget.sh"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("message_language: nn\n" if name.endswith("yaml") else "")
    return root


def test_renewing_changes_the_program_and_what_goes_with_it_and_nothing_else(tmp_path: Path) -> None:
    root = _renewable(tmp_path / "site")
    done = run("init", "--renew", "--root", str(root))
    assert (done.returncode, done.stderr) == (0, "")
    goes_with_it = [
        "Makefile",
        "requirements.lock",
        *(f"tools/{one}.sh" for one in ("admin", "due", "links", "proposal")),
    ]
    files = [*goes_with_it, f"tools/{program.NAME}"]
    assert done.stdout == f"Skrive: {', '.join(files)}, docs/. Send det inn som ei vanleg endring.\n"
    there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    documents = {f"docs/{name}" for name in program.documents()}
    assert there == {*files, *documents, "content/site.yaml", "tools/eget.sh"}


def test_the_documents_that_messages_name_lie_in_a_new_folder(bokmal: Path) -> None:
    catalogues = [name for language in MESSAGE_LANGUAGES for name in (language, f"problems.{language}")]
    texts = [str(one.string) for name in catalogues for one in translations(name)]
    named = {name for text in texts for name in re.findall(r"docs/[\w.-]+?\.md", text)}
    assert named == {"docs/fjerne.md", "docs/publishing.md"}
    assert [name for name in sorted(named) if not (bokmal / name).is_file()] == []
    for page in (bokmal / "docs").glob("*.md"):
        links = re.findall(r"\]\(([\w-]+\.(?:md|png))[)#]", page.read_text(encoding="utf-8"))
        assert [one for one in links if not (bokmal / "docs" / one).is_file()] == []


def test_nothing_is_renewed_where_there_is_no_site(tmp_path: Path) -> None:
    done = run("init", "--renew", "--root", str(tmp_path))
    assert done.returncode == 2 and "er det ikke noe nettsted" in done.stderr
    assert [*tmp_path.iterdir()] == []
    done = run("init", "--renew", "--root", str(tmp_path), "--name", "A")
    assert done.returncode == 2 and "Ta bort --name." in done.stderr


# --- the steps, run as the hosts run them --------------------------------------------------------


@pytest.fixture
def ready(bokmal: Path, tmp_path: Path) -> Path:
    """Return such a folder in Git, with a change proposed, whose .venv is this very environment."""
    root = tmp_path / "site"
    shutil.copytree(bokmal, root)
    who = "-c user.name=x -c user.email=x@x.example"
    _run(f"git init -q -b main && git add . && git {who} commit -qm før", root)
    service = min(root.glob("content/services/*.md"))
    service.write_text(service.read_text().replace("utkast: ja\n", ""))
    _run(f"git {who} commit -qam etter", root)
    for name, line in (
        ("python", f'exec "{sys.executable}" "$@"'),
        ("site-builder", commands.in_a_script()),
        ("curl", "exit 6"),
        ("gh", 'echo "$@" >>told'),
    ):
        path = root / ".venv/bin" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)
    _run("make --eval 'pretend: ; @$(LOCKED) >$(LOCK_STAMP) && cat $(PROGRAM) >$(PROGRAM_STAMP)' pretend", root)
    return root


def _run(command: str, root: Path, **given: str) -> str:
    inherited = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "SITE_BASE_URL", "KEEP_GOING", "CHANGED_SINCE", "BASE")
    clean = {key: value for key, value in os.environ.items() if key not in inherited}
    path = f"{root / '.venv/bin'}{os.pathsep}{clean['PATH']}"
    environment = {**clean, "PATH": path, "PYTHONPATH": str(ROOT), "PIP_NO_INDEX": "1", **given}
    done = subprocess.run(
        ["sh", "-e", "-c", command], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


PAGES = "https://pages.kommune.example/alt"


def test_githubs_steps_run_in_a_new_municipality(ready: Path) -> None:
    steps = [one["run"] for one in _workflow(ready, "site")["jobs"]["build"]["steps"] if "run" in one]
    assert len(steps) >= 5
    for step in steps:
        _run(step, ready, SITE_BASE_URL=PAGES, GITHUB_STEP_SUMMARY="summary.md", BASE="HEAD^1", CHANGED_SINCE="HEAD^1")
    assert f'<link rel="canonical" href="{PAGES}/">' in (ready / "output/index.html").read_text()
    assert re.search(r"`/tj?enest", (ready / "summary.md").read_text())
    asking, starting = (one["run"] for one in _workflow(ready, "due")["jobs"]["due"]["steps"] if "run" in one)
    _run(asking, ready, GITHUB_OUTPUT="said")
    assert (ready / "said").read_text() == "due=yes\n"
    _run(starting, ready)
    assert (ready / "told").read_text() == "workflow run site.yml --ref main\n"


def test_gitlabs_steps_run_in_a_new_municipality(ready: Path) -> None:
    gitlab = yaml.safe_load((ready / ".gitlab-ci.yml").read_text())
    before = _run("git rev-parse HEAD^1", ready).strip()
    given = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": before, "BASE": before, "CHANGED_SINCE": before}
    said = "".join(_run(step, ready, **given) for step in gitlab["check"]["script"])
    assert re.search(r"/tj?enest", said)
    for step in gitlab["pages"]["script"]:
        _run(step, ready, SITE_BASE_URL=PAGES, ONLY_WHEN_DUE="ja", BASE="0" * 40)
    assert f'<link rel="canonical" href="{PAGES}/">' in (ready / "public/index.html").read_text()
    assert json.loads((ready / "gl-code-quality-report.json").read_text()) == []


def test_make_installs_what_the_lock_names_by_its_hashes_and_then_the_program(bokmal: Path, tmp_path: Path) -> None:
    root = shutil.copytree(bokmal, tmp_path / "site")
    fake = tmp_path / "python"
    # It makes an environment with itself in it, and tells what it was asked for.
    fake.write_text(
        '#!/bin/sh\necho "$@" >>"$ASKED"\ntest "$2" != venv || { mkdir -p .venv/bin && cp "$0" .venv/bin/python; }\n'
    )
    fake.chmod(0o755)
    for _ in range(2):
        _run("make venv", root, PYTHON=str(fake), ASKED=str(tmp_path / "asked"))
    asked = [one for one in (tmp_path / "asked").read_text().splitlines() if " pip " in one]
    assert asked == [
        "-m pip install --quiet --only-binary :all: --require-hashes -r requirements.lock",
        f"-m pip install --quiet --no-index --no-deps --force-reinstall tools/{program.NAME}",
        "-m pip check",
    ]


def test_without_the_program_make_says_where_it_comes_from(ready: Path) -> None:
    (ready / "tools" / program.NAME).unlink()
    assert "The program is not in tools/. LES-MEG.md says" in _run("! make venv 2>&1", ready)
    assert "Programmet ligger i `tools/`, i fila `site_builder-….whl`" in (ready / "LES-MEG.md").read_text()
