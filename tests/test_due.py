"""due.sh: is it time to build what is public again? Run as CI does, with a curl that answers what it is told."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support import ROOT

AGO, AHEAD = (datetime.now(UTC) + timedelta(hours=hours) for hours in (-1, 1))
LONG_AGO = AGO - timedelta(days=2)


def _asked(folder: Path, answer: str | None, **environment: str) -> tuple[str, str]:
    """Return what is said for CI, and for people; an answer of None is none at all."""
    curl = folder / "bin/curl"
    curl.parent.mkdir()
    curl.write_text(
        "#!/bin/sh\n" + ("exit 6\n" if answer is None else f"echo \"$@\" >asked\ncat <<'END'\n{answer}\nEND\n")
    )
    curl.chmod(0o755)
    inherited = ("SITE_BASE_URL", "GITHUB_ACTIONS", "OUT")
    settings = {key: value for key, value in os.environ.items() if key not in inherited}
    settings |= {"PATH": f"{curl.parent}{os.pathsep}{os.environ['PATH']}", **environment}
    command = ["sh", str(ROOT / "site_builder/starting/files/due.sh")]
    done = subprocess.run(
        command, cwd=folder, env=settings, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout.strip(), done.stderr


def _next(moment: datetime) -> str:
    return f'{{"next_change": "{moment.isoformat(timespec="seconds")}"}}'


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (_next(AGO), "yes"),
        (_next(AHEAD), "no"),
        ('{"next_change": null}', "no"),
        # Whatever is not understood: a build too many harms nobody.
        (None, "yes"),
        ("", "yes"),
        ("<html>404</html>", "yes"),
        ('{"next_change": "--"}', "yes"),
        ('{"next_change": "2026-02-17T08:00:00$(touch hit)"}', "yes"),
    ],
    # Not by what is answered: the names of tests are the same whenever they are collected.
    ids=["ago", "ahead", "never", "no answer", "nothing", "no JSON", "no moment", "a command"],
)
def test_it_is_due_when_the_moment_has_passed_or_nobody_knows(tmp_path: Path, answer: str | None, said: str) -> None:
    found, why = _asked(tmp_path, answer, SITE_BASE_URL="https://alt.kommune.example/under/")
    assert found == f"due={said}"
    assert why
    assert "advarsel" not in why
    assert not (tmp_path / "hit").exists()
    if answer is not None:
        asked = (tmp_path / "asked").read_text().split()
        assert asked[-1] == "https://alt.kommune.example/under/api/v1/next-change.json"


def test_a_schedule_that_has_died_is_warned_of_where_people_look(tmp_path: Path) -> None:
    found, why = _asked(tmp_path, _next(LONG_AGO), SITE_BASE_URL="https://alt.kommune.example/", GITHUB_ACTIONS="true")
    assert found == "due=yes"
    assert "::warning title=Nettstedet er gammelt::Nettstedet skulle vært bygd igjen" in why


def test_the_address_is_the_one_that_the_built_site_says(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/index.html").write_text('<head>\n<link rel="canonical" href="https://her.example/alt/">\n')
    assert _asked(tmp_path, _next(AHEAD))[0] == "due=no"
    assert (tmp_path / "asked").read_text().split()[-1] == "https://her.example/alt/api/v1/next-change.json"


def test_without_an_address_it_is_due(tmp_path: Path) -> None:
    assert _asked(tmp_path, _next(AHEAD))[0] == "due=yes"
