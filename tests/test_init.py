"""A new municipality: what a command makes is a site that builds at once, and nothing unverified is published."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from site_builder.content_types.service import Service
from site_builder.editors.schemas import YAML_FILES, Writing, files_of, schema_of
from site_builder.loading import load
from site_builder.starting.municipality import full_name, short_name, usual_address
from site_builder.text import los
from tests.schema_rules import faults, read
from tests.support import OUTLINE, ROOT, built, checked, text_of
from tests.test_new import in_a_terminal, run

SAID = ("--name", "Eksempel", "--number", "3401", "--org-number", "944 117 784", "--phone", "22 22 22 22")


def begun(root: Path, *words: str, language: str = "nb") -> Path:
    done = run("init", "--root", str(root), *SAID, "--language", language, *words)
    assert (done.returncode, done.stderr) == (0, "")
    return root


@pytest.fixture(scope="module", params=["nb", "nn"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(tmp_path_factory.mktemp("init") / "ny", language=request.param)


def test_a_new_site_passes_a_strict_check_and_is_built(site: Path, tmp_path: Path) -> None:
    assert text_of(checked(site)) == ""
    outcome = built(site, tmp_path / "output")
    assert len(outcome.drafts) == 40
    assert "Eksempel: alt du tren" in (tmp_path / "output/index.html").read_text()


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
    assert "maps/grunnkart.geojson" in done.stderr and "Ingenting er skrevet." in done.stderr
    assert not (tmp_path / "ny").exists()


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
        ((), "Valget --name mangler."),
        (("--name", "A"), "Valget --number mangler."),
        (("--name", "A", "--number", "34"), "Valget --number: «34» er ikke et kommunenummer."),
        (
            ("--name", "A", "--number", "3401", "--org-number", "944117785"),
            "«944117785» er ikke et organisasjonsnummer",
        ),
        (("--name", "A", "--number", "3401", "--org-number", "944117784"), "Valget --language mangler."),
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
    typed = ["Vår kommune", "34", "3401", "944117785", "944117784", "nn", "", "22 22 22 22", ""]
    code, said = in_a_terminal(["init", "--root", str(tmp_path / "ny")], typed)
    assert code == 0, said
    assert "«34» er ikke et kommunenummer." in said and "Uten svar blir det https://alt.var.kommune.no/" in said
    assert text_of(checked(tmp_path / "ny")) == ""


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


def test_the_workflow_takes_the_same_steps_of_others_as_our_own(site: Path) -> None:
    used = re.compile(r"uses: (\S+@\w{40} # \S+)")
    ours = (ROOT / ".github/workflows/site.yml").read_text()
    theirs = (site / ".github/workflows/site.yml").read_text()
    assert used.findall(theirs) == used.findall(ours)
    assert yaml.safe_load(theirs)["jobs"].keys() == {"build", "publish"}
    assert yaml.safe_load((site / ".gitlab-ci.yml").read_text())["pages"]["artifacts"]["paths"] == ["public/"]


def test_its_links_are_asked_as_ours_are_but_for_where_the_program_comes_from(site: Path) -> None:
    ours = (ROOT / ".github/workflows/links.yml").read_text().splitlines()
    theirs = (site / ".github/workflows/links.yml").read_text().splitlines()
    assert [one.strip() for one in theirs if one not in ours] == [
        "run: python -m pip install tools/site_builder-*.whl",
        'run: sh tools/links.sh >>"$GITHUB_OUTPUT"',
    ]
    script = yaml.safe_load((site / ".gitlab-ci.yml").read_text())["links"]["script"]
    assert script == [one.replace("make links", "sh tools/links.sh") for one in _steps_of_gitlab("links")[1:]]


def _steps_of_gitlab(job: str) -> list[str]:
    steps: list[str] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text())[job]["script"]
    return steps
