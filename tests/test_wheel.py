"""The wheel: what somebody installs builds the same site as the checkout, without the checkout."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from site_builder import __version__
from site_builder.loading import program
from tests.commands import run
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
    assert {"site_builder/_docs/fjerne.md", "site_builder/_docs/krise.png"} <= names
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


def test_the_wheel_that_init_packs_holds_what_our_builder_would_put_in_it(wheel: zipfile.ZipFile) -> None:
    packed = zipfile.ZipFile(io.BytesIO(program.wheel()))
    found = [_content(one) for one in (packed, wheel)]
    assert found[0] == found[1]
    assert program.wheel() == program.wheel()


def _content(wheel: zipfile.ZipFile) -> dict[str, bytes]:
    """Return what is in a wheel, of its papers the lines of METADATA above the README, which may be of another day."""
    found = {one: wheel.read(one) for one in wheel.namelist() if not one.endswith(("/RECORD", "/WHEEL"))}
    metadata = f"site_builder-{__version__}.dist-info/METADATA"
    return found | {metadata: found[metadata].partition(b"\n\n")[0]}


def test_an_installed_program_builds_a_site_folder(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "installed")
    installed, here = (copy_of(FULL, tmp_path / name / "site") for name in ("installed", "here"))
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    command = [sys.executable, "-m", "site_builder", "build", "--now", NOW]
    done = subprocess.run(command, cwd=installed, env=environment, check=True, capture_output=True, text=True)
    assert "skrevet" in done.stdout
    assert "skrevet" in run("build", "--now", NOW, cwd=here).stdout
    assert read_all(installed / "output") == read_all(here / "output")
