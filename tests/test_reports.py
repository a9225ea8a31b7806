"""The forms that programs read: what they must hold, what an author's words cannot do in them, and what comes first."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from site_builder.loading.repository import CannotCompare, changed_since
from site_builder.problems import Mark, Problem, as_text, foremost, has_warnings, problem
from site_builder.reports import MOST_ANNOTATIONS, SUMMARY_BYTES, as_github, as_sarif, github_summary
from site_builder.text.messages import catalogue
from tests.commands import run
from tests.support import INVALID, checked
from tests.test_cli import NOW, tiny

NB = catalogue("nb")
DATE = problem("D201", "content/notices/a.md", Mark(3, 10, 18), text="i morgen")
WARNING = problem("F109", "content/services/å b.md", category="kategori", example="skole", heading="Annet")


# --- SARIF 2.1.0 (OASIS Standard, 27 March 2020); numbers are its sections ------------------------


def _run_of(problems: list[Problem], docs: str = "") -> dict[str, Any]:
    log = json.loads(as_sarif(problems, NB, docs))
    # 3.13.2 and 3.13.4: a log has a version and runs.
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (only,) = log["runs"]
    return dict(only)


def test_a_log_in_sarif_has_what_the_standard_requires() -> None:
    outcomes = [checked(path) for path in sorted(INVALID.iterdir())[:40]]
    found = [one for outcome in outcomes for one in outcome.problems]
    only = _run_of(found)
    driver = only["tool"]["driver"]  # 3.14.6, 3.18.2
    assert driver["name"]  # 3.19.8
    rules = driver["rules"]
    ids = [rule["id"] for rule in rules]  # 3.49.3
    assert len(ids) == len(set(ids))
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)  # 3.49.9, 3.49.13, 3.12.3
    assert only["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")  # 3.14.17
    assert len(only["results"]) == len(found)
    for result in only["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]  # 3.27.5, 3.27.6
        assert result["level"] in ("none", "note", "warning", "error")  # 3.27.10
        assert result["message"]["text"]  # 3.27.11, 3.11.8
        (location,) = result["locations"]  # 3.27.12
        place = location["physicalLocation"]  # 3.28.3
        assert not place["artifactLocation"]["uri"].startswith("/")  # 3.29.3, 3.4.3
        region = place.get("region", {"startLine": 1})  # 3.29.4
        assert region["startLine"] >= 1  # 3.30.5
        if "startColumn" in region:
            assert region["endColumn"] > region["startColumn"] >= 1  # 3.30.6, 3.30.8: one more than the last
        assert all(re.fullmatch(r"[^/]+/v\d+", key) for key in result["partialFingerprints"])  # 3.27.17


def test_a_place_in_sarif_is_the_mark_and_its_file_a_uri() -> None:
    only = _run_of([DATE, WARNING])
    first, second = only["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/notices/a.md"},
        "region": {"startLine": 3, "startColumn": 10, "endColumn": 18},
    }
    assert second["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "content/services/%C3%A5%20b.md"}}
    assert [first["level"], second["level"]] == ["error", "warning"]


def test_a_rule_in_sarif_leads_to_the_page_of_problems_where_that_is_published() -> None:
    (without,) = _run_of([DATE])["tool"]["driver"]["rules"]
    (with_docs,) = _run_of([DATE], "https://git.example/docs/problemer.md")["tool"]["driver"]["rules"]
    assert "helpUri" not in without
    assert with_docs["helpUri"] == "https://git.example/docs/problemer.md#d201"


def test_sarif_links_to_the_repository_that_the_service_runs_in(tmp_path: Path) -> None:
    root = tiny(tmp_path)
    (root / "content/notices").mkdir()
    (root / "content/notices/2026-02-17-info-a.md").write_text("---\ntittel: A\nstarter: i morgen\n---\nB.\n")
    (root / "docs").mkdir()
    (root / "docs/problemer.md").write_text("### D201\n")
    words = ("check", "--root", str(root), "--format", "sarif", "--now", NOW)
    done = run(*words, GITHUB_SERVER_URL="https://github.com", GITHUB_REPOSITORY="a/b", GITHUB_WORKSPACE=str(root))
    (rule,) = json.loads(done.stdout)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://github.com/a/b/blob/HEAD/docs/problemer.md#d201"
    assert "feil[D201]" in done.stderr


# --- GitHub's limit ------------------------------------------------------------------------------


def test_github_gets_as_many_annotations_as_it_shows_and_is_told_how_many_more_there_are() -> None:
    many = [problem("D201", f"content/notices/{n:02}.md", Mark(1, 1, 2), text="x") for n in range(13)]
    lines = as_github([*many, WARNING], NB).splitlines()
    assert [line for line in lines if line.startswith("::error ")] == lines[:MOST_ANNOTATIONS]
    assert lines[10].startswith("::warning file=content/services/")
    assert lines[11].startswith("::notice::I tillegg: 3 feil.")
    assert lines[12].startswith("feil[D201] content/notices/10.md:1 «x» er ikke en dato.")
    assert len(lines) == 15


@pytest.mark.parametrize("text", ["##[add-mask]a", "a\n::add-mask::b", "::stop-commands::x"])
def test_an_authors_words_are_no_command_of_github(text: str) -> None:
    many = [problem("D201", f"content/{n:02}.md", text=text) for n in range(12)]
    for line in as_github(many, NB).splitlines():
        assert re.match("::(error|notice|feil)|feil", line)
        assert line.startswith("::") or "##[" not in line


def test_the_summary_of_a_job_shows_an_authors_words_and_takes_no_markup_from_them() -> None:
    text = github_summary(
        [problem("D201", "content/a|b.md", Mark(2), text="| <b> **x** `y` [z](https://a.example)")], NB
    )
    (row,) = [line for line in text.splitlines() if "D201" in line]
    assert row.count("|") == 5
    assert not set("<`*[") & set(row)
    assert "&#42;&#42;x&#42;&#42;" in row


def test_the_summary_of_a_job_is_no_larger_than_github_takes() -> None:
    many = [problem("D201", f"content/{n}.md", text="x" * 90) for n in range(8000)]
    text = github_summary(many, NB)
    assert len(text.encode()) < SUMMARY_BYTES + 1000
    assert re.search(r"^\d+ til får ikke plass her\. De står i loggen\.$", text, re.MULTILINE)
    assert github_summary([], NB) == ""


def test_the_summary_is_added_to_the_file_that_github_names(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site")
    (root / "content/pages").mkdir()
    (root / "content/pages/om.md").write_text("---\ntittel: Om: oss\n---\nTekst.\n")
    summary = tmp_path / "summary.md"
    summary.write_text("Fra før.\n")
    done = run("check", "--root", str(root), "--format", "github", "--now", NOW, GITHUB_STEP_SUMMARY=str(summary))
    assert done.stdout.startswith("::error file=content/pages/om.md")
    assert summary.read_text(encoding="utf-8").startswith("Fra før.\n### Sjekk av innholdet\n\n1 feil\n")


# --- what was changed ----------------------------------------------------------------------------


def _git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@eksempel.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *identity, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a site in a folder of a repository, with a warning on main and one in a proposal."""
    root = tiny(tmp_path / "repo/site")
    services = root / "content/services"
    services.mkdir()
    (services / "a.md").write_text("---\ntittel: A\nkort: Plass.\n---\n", encoding="utf-8")
    _git(tmp_path / "repo", "init", "-q", "-b", "main")
    _git(root, "add", ".")
    _git(root, "commit", "-q", "-m", "one")
    _git(root, "switch", "-q", "-c", "proposal")
    (services / "z.md").write_text("---\ntittel: Z\nkort: Plass.\n---\n", encoding="utf-8")
    _git(root, "add", ".")
    _git(root, "commit", "-q", "-m", "two")
    return root


def test_what_was_changed_is_what_the_proposal_changed_committed_or_not(repository: Path) -> None:
    _git(repository, "switch", "-q", "main")
    (repository / "content/contacts.yaml").write_text("servicetorget:\n  navn: T\n  telefon: 22 22 22 22\n")
    _git(repository, "commit", "-q", "-a", "-m", "main goes on")
    _git(repository, "switch", "-q", "proposal")
    (repository / "content/services/ny.md").write_text("---\ntittel: N\nkort: K.\n---\n")
    assert changed_since(repository, "main") == {"content/services/z.md", "content/services/ny.md"}


def test_why_git_cannot_compare_is_told(repository: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    _git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", f"file://{repository.parent}", str(shallow))
    for root, version, reason in (
        (tmp_path, "main", "no repository"),
        (repository, "origin/main", "no version"),
        (repository, "--output=x", "no version"),
        (shallow / "site", "origin/main", "no history"),
    ):
        with pytest.raises(CannotCompare) as told:
            changed_since(root, version)
        assert told.value.reason == reason


def test_a_missing_history_is_misuse_that_names_fetch_depth(repository: Path) -> None:
    done = run("check", "--root", str(repository), "--changed-since", "origin/main")
    assert done.returncode == 2
    assert "Feil: Valget --changed-since: Git kjenner ikke «origin/main» her." in done.stderr
    assert "fetch-depth: 0" in done.stderr


def test_only_warnings_in_what_was_changed_stop_a_strict_check_of_a_proposal(repository: Path) -> None:
    words = ("check", "--root", str(repository), "--now", NOW, "--strict", "--changed-since")
    mine = run(*words, "main")
    assert mine.returncode == 3
    assert mine.stderr.index("z.md") < mine.stderr.index("services/a.md")
    assert "I det som er endret: 1 advarsel" in mine.stderr
    assert "Ellers på nettstedet: 1 advarsel" in mine.stderr
    assert run(*words, "HEAD").returncode == 0
    build = ("build", *words[1:], "HEAD")
    assert run(*build).returncode == 0
    assert (repository / "output/index.html").is_file()


def test_an_error_stops_wherever_it_is(repository: Path) -> None:
    (repository / "content/services/a.md").write_text("---\ntittel: A: b\nkort: K.\n---\n")
    _git(repository, "commit", "-q", "-a", "-m", "wrong")
    done = run("check", "--root", str(repository), "--now", NOW, "--changed-since", "HEAD")
    assert done.returncode == 1
    assert "Ellers på nettstedet: 1 feil" in done.stderr


def test_problems_of_what_was_changed_come_first() -> None:
    first, second = problem("D201", "a.md", text="x"), problem("D201", "b.md", text="x")
    assert foremost([first, second], {"b.md"}) == (second, first)
    assert foremost([first, second], None) == (first, second)
    assert has_warnings([WARNING]) and not has_warnings([WARNING], frozenset())
    assert as_text([first], {}, NB, {"b.md"}).endswith("Ellers på nettstedet: 1 feil\n")
