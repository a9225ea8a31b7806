"""Every file that GitHub or GitLab runs, and every shell command in one, passes the linter for its kind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner

from site_builder.loading import Spelling, load
from site_builder.phone.files import GITHUB, form_files
from site_builder.phone.forms import choices_in
from site_builder.starting.municipality import Answers, begin
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
from tests.support import FULL, NOW, ROOT

BIN = Path(sys.executable).parent
SCHEMAS = {
    "workflow": ("vendor.github-workflows",),
    "pipeline": ("vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
    "form": ("vendor.github-issue-forms",),
}
"""What a file is held against, of what check-jsonschema has with it."""
PROGRAMS = {
    "security": (
        *("zizmor", "--offline", "--quiet", "--strict-collection", "--persona", "auditor"),
        # Where CI says that it is CI, it colours what it says.
        *("--color", "never", "--config", str(ROOT / ".github/zizmor.yml")),
    ),
    # Not everywhere: pyproject.toml says where it has a wheel.
    **({"shell": ("shellcheck",)} if (BIN / "shellcheck").exists() else {}),
}
"""What else is asked about it."""

MAKEFILE = ROOT / "site_builder/starting/files/Makefile"
CHECKOUT = "actions/checkout@d23441a48e516b6c34aea4fa41551a30e30af803 # v6.1.0"
WORKFLOW = f"""\
name: x
on: issues
permissions: {{}}
concurrency:
  group: x
jobs:
  x:
    runs-on: ubuntu-24.04
    steps:
      - uses: {CHECKOUT}
        with:
          persist-credentials: false
      - run: make x
"""
PIPELINE = "x:\n  when: always\n  script: [make x]\n"
FORM = 'name: X\ndescription: X\nbody:\n  - type: input\n    id: x\n    attributes:\n      label: "X"\n'
BROKEN = {
    "a step that is none": ("workflow", WORKFLOW, "run: make", "runs: make", "'runs'"),
    "a right that is none": ("workflow", WORKFLOW, "{}", "{content: read}", "'content'"),
    "a script that is none": ("pipeline", PIPELINE, "script", "scripts", "('scripts' was unexpected)"),
    "a time that is none": ("pipeline", PIPELINE, "always", "sometimes", "$.x.when: 'sometimes' is not one of"),
    "a question that is none": ("form", FORM, "input", "inputs", "'inputs'"),
    "a question that does not ask": ("form", FORM, "label", "labels", "'labels'"),
    "what others write in a command": (
        "security", WORKFLOW, "make x", "make ${{ github.event.issue.title }}", "error[template-injection]"
    ),
    "a step of others that may become another": (
        "security", WORKFLOW, CHECKOUT, "actions/checkout@v6", "error[unpinned-uses]"
    ),
    "a key that the rest of the job could use": ("security", WORKFLOW, "false", "true", "[artipacked]"),
    "more rights than needed": ("security", WORKFLOW, "permissions: {}\n", "", "[excessive-permissions]"),
    "no YAML": ("security", WORKFLOW, "jobs:", "jobs", "failed to load"),
    "words that part": ("shell", '#!/bin/sh\nrm -r "$1"\n', '"$1"', "$1", "SC2086"),
    "what dash does not know": ("shell", '#!/bin/sh\n[ "$1" = x ]\n', "=", "==", "SC3014"),
}  # fmt: skip
"""A file that passes, what is written otherwise in it, and what its linter then says."""


def said_of(kind: str, *paths: Path) -> str:
    """Return what the linter of a kind of file says of some, which asks no network; nothing where it finds nothing."""
    assert paths
    if kind in SCHEMAS:
        # Not as a program of its own: it takes most of a second to start.
        outcome = CliRunner().invoke(check_jsonschema.main, ["--builtin-schema", *SCHEMAS[kind], *map(str, paths)])
        code, said = outcome.exit_code, outcome.output
    else:
        program, *words = PROGRAMS[kind]
        done = subprocess.run([BIN / program, *words, *paths], capture_output=True, text=True, check=False)
        code, said = done.returncode, done.stdout + done.stderr
    return said or f"exit {code}" if code else ""


def _must_pass(kind: str, *paths: Path) -> None:
    said = said_of(kind, *paths)
    assert not said, said


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("workflows")
    answers = Answers("Eksempel", "3401", "944117784", "nb", "https://alt.eksempel.example/", "22 22 22 22")
    assert begin(root, answers, NOW).problems == ()
    return root


@pytest.fixture(scope="module")
def forms(new: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Return GitHub's issue forms of a site that has nothing to choose from and of one that has, in each language."""
    folder = tmp_path_factory.mktemp("forms")
    for root in (new, FULL):
        site = load(root).site
        for language in MESSAGE_LANGUAGES:
            made = form_files(choices_in(site, Spelling(language)), catalogue(language))
            for path, content in made:
                if path.is_relative_to(GITHUB):
                    _put(folder / f"{root.name}-{language}-{path.name}", content.decode())
    return tuple(folder.iterdir())


def test_github_takes_every_workflow(new: Path) -> None:
    _must_pass("workflow", *_workflows(ROOT), *_workflows(new))


def test_gitlab_takes_the_pipeline(new: Path) -> None:
    _must_pass("pipeline", ROOT / ".gitlab-ci.yml", new / ".gitlab-ci.yml")


def test_github_takes_every_form(forms: tuple[Path, ...]) -> None:
    _must_pass("form", *forms)


def test_no_workflow_or_hook_opens_a_door(new: Path) -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml", new / ".pre-commit-config.yaml")
    _must_pass("security", *_workflows(ROOT), *_workflows(new), *hooks)


def test_no_expression_asks_a_step_that_has_not_been() -> None:
    # GitHub takes it for an empty text, and none of the linters says so.
    for path in _workflows(ROOT):
        for job in _read(path)["jobs"].values():
            been: set[str] = set()
            for part in (*job.pop("steps"), job):
                assert {*re.findall(r"\bsteps\.([\w-]+)", str(part))} <= been, (path.name, part)
                been.add(part.get("id", ""))


if "shell" in PROGRAMS:
    # Of ours alone: what `init` writes is the same, byte for byte (test_init.py).

    def test_every_script_means_what_it_says() -> None:
        _must_pass("shell", *ROOT.glob("make/*.sh"), *ROOT.glob("site_builder/**/*.sh"), ROOT / ".ci/run")

    def test_every_step_of_a_workflow_means_what_it_says(tmp_path: Path) -> None:
        steps = [_put(tmp_path / f"{name}.sh", text) for name, text in _steps()]
        _must_pass("shell", *steps)

    def test_every_command_of_make_means_what_it_says(tmp_path: Path) -> None:
        targets = re.findall(r"^\.PHONY: (.+)", (ROOT / "Makefile").read_text() + MAKEFILE.read_text(), re.MULTILINE)
        words = ["make", "--dry-run", "--silent", *" ".join(targets).split()]
        clean = {key: value for key, value in os.environ.items() if key not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
        recipes = subprocess.run(words, cwd=ROOT, env=clean, check=True, capture_output=True, text=True).stdout
        _must_pass("shell", _put(tmp_path / "make.sh", f"#!/bin/sh\n{recipes}"))


@pytest.mark.parametrize("fault", [name for name, (kind, *_) in BROKEN.items() if kind in SCHEMAS | PROGRAMS])
def test_a_linter_tells_of(fault: str, tmp_path: Path) -> None:
    kind, text, right, wrong, said = BROKEN[fault]
    path = tmp_path / "x.yml"
    _must_pass(kind, _put(path, text))
    assert right in text
    assert said in said_of(kind, _put(path, text.replace(right, wrong)))


def _put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _workflows(root: Path) -> tuple[Path, ...]:
    return tuple((root / ".github/workflows").iterdir())


def _steps() -> Iterator[tuple[str, str]]:
    """Yield the commands of each step as a script, in the shell that the host runs them in."""
    for path in _workflows(ROOT):
        for name, job in _read(path)["jobs"].items():
            for number, step in enumerate(job["steps"], 1):
                if "run" in step:
                    # docs.github.com: without a shell of its own, a step is `bash -e`.
                    assert "shell" not in step
                    yield f"{path.stem}-{name}-{number}", f"#!/bin/bash -e\n{step['run']}\n"
    for name, job in _read(ROOT / ".gitlab-ci.yml").items():
        if "script" in job:
            # The image decides which: bash where it has one.
            yield f"gitlab-{name}", "\n".join(["#!/bin/sh -e", *job["script"], ""])


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
