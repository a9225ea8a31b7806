"""What docs/fjerne.md says to run leaves nothing of a person in any history: it is run here, word for word."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from site_builder import cli
from tests.support import DESK, ROOT, SMALL_SETTINGS, notice, written

PAGE = (ROOT / "docs/fjerne.md").read_text(encoding="utf-8")
REWRITES = re.findall(r"^\| .+ \| `(git filter-repo .+)` \|$", PAGE, re.MULTILINE)
(NAMES,) = re.findall(r"```text\n(.+<.+>\n)```", PAGE)
(REMOVED,) = re.findall(r"```text\n(regex:.+\n)```", PAGE)
SECRET, MAIL = "Kari Eksempel", "kari@eksempel.example"
PICTURE = "content/images/klassen.jpg"


def _run(command: str, folder: Path) -> str:
    """Return what a command of the page says; the programs of this environment are found by their names."""
    bin_ = Path(sys.executable).parent
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=os.environ | {"PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _told(command: str) -> str:
    """Return a command that the page gives in running text, with its address written in full."""
    (found,) = re.findall(rf"`({command}[^`]*)`", PAGE)
    return str(found)


def _all_of(repository: Path) -> str:
    """Return every object that a repository holds, in use or not."""
    return _run("git cat-file --batch --batch-all-objects --unordered | tr -c '[:print:]' '.'", repository)


def _found(repository: Path) -> str:
    """Return what `site-builder find` says of the person."""
    return CliRunner().invoke(cli.cli, ["find", SECRET, "--root", str(repository)]).output


def _hub(root: Path) -> Path:
    """Return a shared repository in which a person stands in a text, in a message, as a sender and in a picture."""
    files = {"content/site.yaml": SMALL_SETTINGS, "content/contacts.yaml": DESK, "content/notices/a.md": notice(SECRET)}
    files["content/notices/b.md"] = notice("Takk", f"kort: Takk til {SECRET.replace(' ', chr(10) + '  ')}.")
    town = written(root / "sted", files)
    (town / PICTURE).parent.mkdir()
    (town / PICTURE).write_text("bildet av klassen")
    _run("git init -q -b main && git add .", town)
    _run(f"git -c user.name='{SECRET}' -c user.email={MAIL} commit -q -m '{SECRET} ringte'", town)
    _run(f"git rm -q {PICTURE} && echo Borte | tee content/notices/a.md >content/notices/b.md", town)
    _run("git -c user.name=x -c user.email=x@x commit -q -a -m 'Ryddet'", town)
    _run(f"git -c user.name='{SECRET}' -c user.email={MAIL} tag -a v1 -m '{SECRET} ringte'", town)
    _run("git branch kari-eksempel", town)
    _run(f"git clone -q --bare sted {root / 'felles.git'}", root)
    return root / "felles.git"


def test_the_pages_commands_take_a_person_out_of_all_history(tmp_path: Path) -> None:
    hub = _hub(tmp_path)
    assert all(one in _all_of(hub) for one in (SECRET, MAIL, "bildet av klassen"))
    (tmp_path / "fjernes.txt").write_text(REMOVED)
    (tmp_path / "navn.txt").write_text(NAMES)
    _run(_told("git clone --mirror").replace("ADRESSE", str(hub)), tmp_path)
    copy = tmp_path / "kopi"
    for name in ("content/notices/a.md", "content/notices/b.md", "tags/v1"):
        assert f"  {name}\n" in _found(copy)
    assert len(REWRITES) == 4
    for command in REWRITES:
        _run(command, copy)
    assert (
        "  heads/kari-eksempel\n" in CliRunner().invoke(cli.cli, ["find", "kari-eksempel", "--root", str(copy)]).output
    )
    _run(f"{_told('git branch -D')} kari-eksempel", copy)
    assert "Det står ingen steder i mappa, og ikke i historikken" in _found(copy)
    _run(_told("git push --force --mirror").replace("ADRESSE", str(hub)), copy)
    fresh = tmp_path / "ny"
    _run(f"git clone -q --no-local {hub} ny", tmp_path)
    for one in (SECRET, MAIL, "bildet av klassen"):
        assert one not in _all_of(copy)
        assert one not in _all_of(fresh)
    assert _run("git log --format=%s", fresh) == "Ryddet\n***REMOVED*** ringte\n"
    assert "Borte" in (fresh / "content/notices/a.md").read_text()
