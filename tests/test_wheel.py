"""The wheel: what somebody installs builds the same site as the checkout, without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support import FULL, ROOT, copy_of, read_all

NOW = "2026-02-17T11:30:00+01:00"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    to = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(to), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (path,) = to.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_theme_and_the_words(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    theme = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*")}
    assert {f"site_builder/_theme/{name}" for name in theme} <= names
    assert {"site_builder/text/nb.po", "site_builder/text/los.csv", "site_builder/text/fields.nn.po"} <= names
    assert {
        "site_builder/health/report.html",
        "site_builder/digest/digest.html",
        "site_builder/text/officialese.csv",
    } <= names
    starting = ROOT / "site_builder/starting"
    begun = [*starting.glob("*.csv"), *(path for path in (starting / "files").iterdir())]
    assert {path.relative_to(ROOT).as_posix() for path in begun} <= names
    assert not [name for name in names if name.startswith(("content/", "tests/", "maps/", "output/"))]


def test_an_installed_program_builds_a_site_folder(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "installed")
    outputs = []
    for package in (tmp_path / "installed", ROOT):
        root = copy_of(FULL, tmp_path / package.name / "site")
        environment = os.environ | {"PYTHONPATH": str(package)}
        command = [sys.executable, "-m", "site_builder", "build", "--now", NOW]
        done = subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True)
        assert "skrevet" in done.stdout
        outputs.append(read_all(root / "output"))
    assert outputs[0] == outputs[1]
