"""What is wrong with a command line, in the language of the site it is about; nothing is said in one language alone."""

from __future__ import annotations

import ast
import os
import pty
import subprocess
from datetime import datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import site_builder
from site_builder.cli import cli
from site_builder.options import DayOrMoment, Moment
from site_builder.text.messages import catalogue
from site_builder.usage import language_in, told
from tests import commands
from tests.commands import run
from tests.support import DESK, NOW, ROOT, SMALL_SETTINGS, written

PACKAGE = Path(site_builder.__file__).parent
SPEAKS = [PACKAGE / name for name in ("cli.py", "options.py", "usage.py")] + sorted((PACKAGE / "commands").glob("*.py"))
FILES = {"content/contacts.yaml": DESK, "content/notices/.gitkeep": ""}


def misuse(root: Path, language: str, *words: str) -> str:
    """Return what is said of a command line, about a site whose staff are spoken to in a language."""
    site = written(root, FILES | {"content/site.yaml": f"{SMALL_SETTINGS}språk: nb\nmeldingsspråk: {language}\n"})
    environment = {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
    done = CliRunner().invoke(cli, [*words, "--root", str(site)], env=environment, standalone_mode=False)
    assert isinstance(done.exception, click.UsageError), done.output
    return told(done.exception).partition("\n\n")[2]


@pytest.mark.parametrize(
    ("words", "nynorsk", "english"),
    [
        (("confirm", "nope"), "Feil: «nope» finst ikkje, eller", "Error: “nope” is not there, or has errors."),
        (("confirm",), "Feil: Sei kva som stemmer,", "Error: Say what is still correct,"),
        (("new", "crisis", "--kind", "war"), "Feil: Det finst ikkje noko utkast for «war». Vel mellom brann,",
         "Error: There is no draft for “war”. Choose among brann, flom,"),
        (("new", "crisis"), "Feil: Valet --kind manglar. Vel mellom", "Error: The option --kind is missing. Choose"),
        (("new", "unit"), "Feil: Valet --title manglar.", "Error: The option --title is missing."),
        (("new", "unit", "--title", "A", "--kind", "kiosk"), "Feil: Valet --kind: «kiosk» finst ikkje. Meinte du "
         "kino? Vel mellom servicetorg, skule,", "Error: The option --kind: "),
        (("report", "--owner", "x"), "Feil: «x» står ikkje i contacts.yaml.", "Error: “x” is not in contacts.yaml."),
        (("report", "--months", "0"), "Feil: Valet --months: «0» er ikkje", "Error: The option --months: “0” is not"),
        (("at", "2027-01-01"), "Feil: «2027-01-01» er ikkje kome enno.", "Error: “2027-01-01” has not come yet."),
        (("at", "soon"), "Feil: «soon» er ikkje eit tidspunkt.", "Error: “soon” is no moment."),
        (("at", "2026-02-30"), "Feil: Datoen «2026-02-30» finst ikkje i kalenderen.", "Error: "),
        (("check", "--nov"), "Feil: Valet «--nov» finst ikkje. Meinte du --now?", "Error: There is no option “--nov”."),
        (("list",), "Feil: Sei kva du vil sjå: --future, --expired, --drafts, --unconfirmed eller --questions.",
         "Error: Say what you want to see: --future, --expired, --drafts, --unconfirmed or --questions."),
        (("fields", "tull"), "Feil: «tull» er ingen type. Vel mellom", "Error: “tull” is no type. Choose among"),
        (("archive", "--out", "a.zip"), "Feil: «a.zip» er ikkje namnet på eit arkiv, som er ei tar-fil pakka med gzip. "
         "Skriv eit namn som sluttar på .tar.gz eller .tgz, til dømes arkiv-2026-02-17.tar.gz.",
         "Error: “a.zip” is not the name of an archive, which is a tar file packed with gzip. Write a name that ends "
         "in .tar.gz or .tgz, such as arkiv-2026-02-17.tar.gz."),
        (("share", "nope"), "Feil: Meldinga «nope» finst ikkje.", "Error: There is no notice “nope”."),
        (("find",), "Feil: Sei kva du leitar etter", "Error: Say what you are looking for"),
    ],
)  # fmt: skip
def test_misuse_is_told_of_in_the_language_of_the_site(
    words: tuple[str, ...], nynorsk: str, english: str, tmp_path: Path
) -> None:
    assert misuse(tmp_path / "nn", "nn", *words).startswith(nynorsk)
    assert misuse(tmp_path / "en", "en", *words).startswith(english)
    assert not (Path.cwd() / "a.zip").exists()


def test_without_a_site_to_ask_misuse_is_told_of_in_bokmal(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["confirm", "--root", str(tmp_path)], standalone_mode=False)
    assert isinstance(done.exception, click.UsageError)
    assert told(done.exception).endswith("Feil: Si hva som stemmer, for eksempel barnehageplass.")
    done = CliRunner().invoke(cli, ["tull"], standalone_mode=False)
    assert isinstance(done.exception, click.UsageError)
    assert told(done.exception).endswith("Feil: Kommandoen «tull» finnes ikke.")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "Kommandoen «tull» finnes ikke."),
        ({"LANG": "C.UTF-8"}, "Kommandoen «tull» finnes ikke."),
        ({"LANG": "nb_NO.UTF-8"}, "Kommandoen «tull» finnes ikke."),
        ({"LANG": "nn_NO.UTF-8"}, "Kommandoen «tull» finst ikkje."),
        ({"LANG": "en_GB"}, "There is no command “tull”."),
        ({"LANG": "en_GB", "LC_MESSAGES": "nn"}, "Kommandoen «tull» finst ikkje."),
        ({"LANG": "nn_NO", "LC_MESSAGES": "nn_NO", "LC_ALL": "en_US@x"}, "There is no command “tull”."),
        ({"LANG": "nn_NO", "LC_ALL": ""}, "Kommandoen «tull» finst ikkje."),
        ({"LANG": "sv_SE.UTF-8"}, "Kommandoen «tull» finnes ikke."),
    ],
)
def test_where_there_is_no_site_the_machine_says_which_language(
    environment: dict[str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["tull"], standalone_mode=False)
    assert isinstance(done.exception, click.UsageError)
    assert told(done.exception, language_in(environment)).endswith(f": {said}")


@pytest.mark.parametrize(
    ("machine", "said"),
    [("nn_NO.UTF-8", "Feil: Valet --to manglar."), ("en_US.UTF-8", "Error: The option --to is missing.")],
)
def test_the_machine_is_asked_where_no_site_is_at_hand_and_the_site_where_there_is_one(
    machine: str, said: str, tmp_path: Path
) -> None:
    site = written(tmp_path / "site", {"content/site.yaml": f"{SMALL_SETTINGS}språk: nb\nmeldingsspråk: nb\n"})
    (tmp_path / "empty").mkdir()
    assert run("rollback", cwd=tmp_path / "empty", LANG=machine).stderr.endswith(f"{said}\n")
    assert run("rollback", cwd=site, LANG=machine).stderr.endswith("Feil: Valget --to mangler.\n")
    option = run("--tull", cwd=tmp_path / "empty", LANG=machine).stderr.splitlines()[-1]
    assert option in ("Feil: Valet «--tull» finst ikkje.", "Error: There is no option “--tull”.")


@pytest.mark.parametrize(
    ("language", "stopped", "bug"),
    [
        ("nb", "Avbrutt.", "Dette er en feil i site-builder, ikke i innholdet ditt. Nettstedet er som det var. "
         "Send teksten over til dem som vedlikeholder programmet."),
        ("nn", "Avbrote.", "Dette er ein feil i site-builder, ikkje i innhaldet ditt. Nettstaden er som han var. "
         "Send teksten over til dei som held programmet ved like."),
        ("en", "Stopped.", "This is a fault in site-builder, not in your content. The site is as it was. "
         "Send the text above to those who maintain the program."),
    ],
)  # fmt: skip
def test_whoever_stops_it_is_told_so_in_the_language_that_was_spoken(
    language: str, stopped: str, bug: str, tmp_path: Path
) -> None:
    site = written(tmp_path, FILES | {"content/site.yaml": f"{SMALL_SETTINGS}språk: nb\nmeldingsspråk: {language}\n"})
    ours, theirs = pty.openpty()
    command = [*commands.program(), "new", "crisis"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=site, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
    ) as it:
        os.write(ours, b"\x04")
        assert it.stdout is not None
        said = it.stdout.read().decode()
    os.close(ours)
    os.close(theirs)
    assert (it.returncode, said.splitlines()[-1]) == (1, stopped)
    assert catalogue(language).say("cli.bug") == bug


@pytest.mark.parametrize("path", SPEAKS, ids=lambda path: path.name)
def test_no_command_says_what_is_wrong_in_a_sentence_of_its_own(path: Path) -> None:
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        where = f"{path.name}:{call.lineno}"
        match call.func:
            case ast.Attribute(attr="UsageError" | "BadParameter" | "fail" | "ClickException"):
                raise AssertionError(f"{where}: Misuse and WrongValue have sentences of the catalogues")
            case ast.Name(id="Misuse" | "WrongValue"):
                assert not any(isinstance(one, ast.Constant | ast.JoinedStr) for one in call.args), where


# --- days and times ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["2026-11-22", "22.11.2026", "22. november 2026", "søndag 22. november 2026", "22 nov 2026"]
)
def test_a_day_is_read_as_in_the_files(text: str) -> None:
    asked = DayOrMoment().convert(text, None, None)
    assert asked.day_began == datetime.fromisoformat("2026-11-22T00:00:00+01:00")
    assert asked.moment == datetime.fromisoformat("2026-11-22T23:59:59+01:00")
    assert Moment().convert(text, None, None) == asked.day_began


@pytest.mark.parametrize(
    "text", ["2026-11-22T11:30", "2026-11-22 11:30", "22.11.2026 kl. 11.30", "2026-11-22T10:30:00Z", "20261122T1130"]
)
def test_a_moment_is_read_as_in_the_files_and_as_iso_8601(text: str) -> None:
    wanted = datetime.fromisoformat("2026-11-22T11:30:00+01:00")
    assert Moment().convert(text, None, None) == wanted
    asked = DayOrMoment().convert(text, None, None)
    assert (asked.moment, asked.day_began) == (wanted, None)


def test_what_is_no_day_is_told_of_with_a_plain_day_and_what_was_probably_meant(tmp_path: Path) -> None:
    assert misuse(tmp_path, "nb", "check", "--now", "22/11/2026") == (
        "Feil: Valget --now: «22/11/2026» er ikke et tidspunkt. Skriv for eksempel 2026-02-17, 17.02.2026 eller "
        "2026-02-17 11:30. Mente du 2026-11-22?"
    )


@pytest.mark.parametrize("command", ["poster", "digest", "report"])
@pytest.mark.parametrize("folder", ["content", "content/pages", "maps", "templates", "site_builder", ".cache"])
def test_a_page_is_not_written_among_what_the_site_is_made_of(command: str, folder: str, tmp_path: Path) -> None:
    site = written(tmp_path / "site", FILES)
    (site / folder).mkdir(parents=True, exist_ok=True)
    file = site / folder / "x.html"
    done = CliRunner().invoke(cli, [command, "--root", str(site), "--out", str(file)], standalone_mode=False)
    assert isinstance(done.exception, click.UsageError), done.output
    assert told(done.exception).endswith(
        f"Feil: «{file}» ligger i {folder.partition('/')[0]}/, som nettstedet blir laget av. Ingenting er skrevet."
        " Velg et annet sted med --out, for eksempel x.html."
    )
    assert not file.exists()
