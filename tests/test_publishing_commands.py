"""The commands that publish: what is printed, and the exit codes, run as a user runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tarfile
from datetime import datetime
from pathlib import Path

import pytest

from site_builder import writing
from site_builder.commands.publish import who_has_begun
from site_builder.text.messages import catalogue
from tests.commands import run
from tests.support import INVALID, SMALL_SETTINGS, copy_of, written
from tests.test_cli import NOW

EPOCH = str(int(datetime.fromisoformat(NOW).timestamp()))
SERVICE = "---\ntittel: SFO\nkort: Etter skolen.\n---\n\n{}\n"


def _site(root: Path, said: str) -> str:
    return str(written(root, {"content/services/sfo.md": SERVICE.format(said)}))


def _later(hours: int) -> str:
    return str(int(EPOCH) + hours * 3600)


def test_publish_says_what_changed_and_rollback_what_it_did(tmp_path: Path) -> None:
    place = str(tmp_path / "ute")
    assert (
        run("publish", "--root", _site(tmp_path / "site", "Ring."), "--to", place, SOURCE_DATE_EPOCH=EPOCH).returncode
        == 0
    )
    root = _site(tmp_path / "site", "Skriv.")
    done = run("publish", "--root", root, "--to", place, SOURCE_DATE_EPOCH=_later(1))
    lines = done.stdout.splitlines()
    assert (done.returncode, lines[0]) == (0, "1 endret side:")
    assert lines[1] == "  /tjenester/sfo/"
    assert lines[-1].startswith("Nettstedet er lagt ut: 20260217T113000Z-")
    again = run("publish", "--root", root, "--to", place, SOURCE_DATE_EPOCH=_later(2))
    assert again.stdout == "Ingenting er endret siden sist, så ingen ny utgivelse er laget.\n"
    second, first = (line.split()[0] for line in run("rollback", "--to", place, "--list").stdout.splitlines())
    back = run("rollback", "--to", place, SOURCE_DATE_EPOCH=_later(3))
    assert back.stdout.splitlines()[0] == f"Nå er {first} ute igjen, i stedet for {second}."
    listed = run("rollback", "--to", place, "--list").stdout
    assert listed == f"{second}\n{first}  ute nå\n"
    assert "ingenting er endret" in run("rollback", "--to", place, first).stdout
    for words, told in (
        ((), "Det finnes ingen tidligere utgivelse å gå tilbake til."),
        (("../build",), f"Utgivelsen «../build» finnes ikke. Velg mellom {first} og {second}."),
    ):
        refused = run("rollback", "--to", place, *words)
        assert (refused.returncode, refused.stderr.splitlines()[-1]) == (2, f"Feil: {told}")


CRISIS = "content/notices/2026-02-17-krise-flom.md"
FLOOD = "---\ntittel: Flom i Lia\npublisert: 2026-02-17 10:00\n{}---\n\nElva har gått over.\n"


def test_a_crisis_that_goes_or_comes_back_is_told_of_by_name(tmp_path: Path) -> None:
    root, place = _site(tmp_path / "site", "Ring."), str(tmp_path / "ute")
    file = tmp_path / "site" / CRISIS
    file.parent.mkdir(exist_ok=True)

    def published(hours: int) -> list[str]:
        return run("publish", "--root", root, "--to", place, SOURCE_DATE_EPOCH=_later(hours)).stdout.splitlines()

    def back(hours: int, *names: str) -> list[str]:
        return run("rollback", "--to", place, *names, SOURCE_DATE_EPOCH=_later(hours)).stdout.splitlines()

    def of_crisis(lines: list[str]) -> list[str]:
        return [line for line in lines if "Krise" in line]

    gone = "Krisen «Flom i Lia» står ikke lenger på sidene."
    assert of_crisis(published(0)) == []
    file.write_text(FLOOD.format(""), encoding="utf-8")
    (comes,) = of_crisis(published(1))
    assert re.fullmatch("Krisen «Flom i Lia» kommer først på [0-9]+ sider[.]", comes)
    assert back(2)[1] == gone
    newest = run("rollback", "--to", place, "--list").stdout.split()[0]
    assert of_crisis(back(3, newest)) == [comes.replace("først", "tilbake")]
    # Called off, it is to leave; and what was there before that has it again.
    file.write_text(FLOOD.format("friskmeldt: 2026-02-17 12:00\n"), encoding="utf-8")
    assert of_crisis(published(4)) == []
    assert of_crisis(back(5)) == [comes.replace("først", "tilbake")]
    file.unlink()
    assert published(6)[0] == gone


def test_a_crisis_whose_file_is_gone_is_told_of_by_check_and_changes(tmp_path: Path) -> None:
    root = tmp_path / "site"
    _site(root, "Ring.")
    written(root, {CRISIS: FLOOD.format("")})
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example", *words], cwd=root, check=True)
    gone = "Krisen «Flom i Lia» står ikke lenger på sidene."

    def said(*words: str) -> list[str]:
        done = run(*words, "--root", str(root), SOURCE_DATE_EPOCH=_later(3))
        assert done.returncode == 0, done.stderr
        return [line for line in done.stdout.splitlines() if "Krise" in line or "krise" in line]

    check, changes = ("check", "--changed-since", "main"), ("changes", "--since", "main")
    (on,) = said(*check)
    assert (on[:18], said(*changes)) == ("Krisemodus er på: ", [])
    (root / CRISIS).write_text(FLOOD.format("friskmeldt: 2026-02-17 12:00\n"), encoding="utf-8")
    assert (said(*check), gone in said(*changes)) == ([], False)
    (root / CRISIS).unlink()
    assert said(*check) == [gone]
    assert said(*check, "--format", "github") == [f"::notice::{gone}"]
    assert said(*changes)[0] == gone
    # With errors it is not known what is there.
    (root / "content/services/sfo.md").write_text("---\ntittel: SFO: nå\n---\n", encoding="utf-8")
    assert gone not in run(*check, "--root", str(root), SOURCE_DATE_EPOCH=_later(3)).stdout


TOLD = {
    "nb": (
        (
            "1 endret side:",
            "  /tjenester/sfo/",
            "Av andre filer er 1 ny, endret eller borte.",
            "Nettstedet er lagt ut: {second}",
        ),
        ("{second}  ute nå", "{first}  ute før"),
        (
            "Nå er {first} ute igjen, i stedet for {second}.",
            "Neste gang noen publiserer, er det innholdet slik det er da, som blir lagt ut. "
            "Rett det som er feil, før det.",
        ),
        ("{first} er ute fra før; ingenting er endret.",),
        ("Feil: Det finnes ingen tidligere utgivelse å gå tilbake til.",),
        ("Feil: Utgivelsen «x» finnes ikke. Velg mellom {first} og {second}.",),
        ("Fra {first}, som ble lagt ut 17. februar 2026 kl. 11.30.",),
        ("a.tgz: {files} filer tatt vare på. Kontrollsummen ligger ved siden av.",),
    ),
    "nn": (
        (
            "1 endra side:",
            "  /tjenester/sfo/",
            "Av andre filer er 1 ny, endra eller borte.",
            "Nettstaden er lagd ut: {second}",
        ),
        ("{second}  ute no", "{first}  ute før"),
        (
            "No er {first} ute att, i staden for {second}.",
            "Neste gong nokon publiserer, er det innhaldet slik det er då, som blir lagt ut. "
            "Rett det som er feil, før det.",
        ),
        ("{first} er ute frå før; ingenting er endra.",),
        ("Feil: Det finst inga tidlegare utgiving å gå tilbake til.",),
        ("Feil: Utgivinga «x» finst ikkje. Vel mellom {first} og {second}.",),
        ("Frå {first}, som vart lagd ut 17. februar 2026 kl. 11.30.",),
        ("a.tgz: {files} filer tekne vare på. Kontrollsummen ligg ved sida av.",),
    ),
    "en": (
        (
            "1 changed page:",
            "  /tjenester/sfo/",
            "Of other files 1 is new, changed or gone.",
            "The site is public: {second}",
        ),
        ("{second}  public now", "{first}  public before"),
        (
            "Now {first} is public again, in place of {second}.",
            "The next time somebody publishes, it is the content as it is then. Mend what is wrong before that.",
        ),
        ("{first} is public already; nothing was changed.",),
        ("Error: There is no earlier release to go back to.",),
        ("Error: There is no release “x”. Choose among {first} and {second}.",),
        ("From {first}, which became public 17 February 2026 at 11:30.",),
        ("a.tgz: {files} files kept. Its checksum lies beside it.",),
    ),
}
"""What is told by publish, rollback --list, rollback, rollback again, rollback with nothing before, rollback to what is
not there, at and archive"""


@pytest.mark.parametrize("language", TOLD)
def test_whoever_publishes_and_takes_back_is_told_in_the_language_of_the_site(language: str, tmp_path: Path) -> None:
    settings = {"content/site.yaml": f"{SMALL_SETTINGS}språk: nb\nmeldingsspråk: {language}\n"}
    site, place = tmp_path / "site", str(tmp_path / "ute")

    def said(hours: int, *words: str) -> list[str]:
        done = run(*words, cwd=site, SOURCE_DATE_EPOCH=_later(hours))
        return (done.stderr if done.returncode or words[0] == "at" else done.stdout).splitlines()

    for hours, text in enumerate(("Ring.", "Skriv.")):
        written(site, settings | {"content/services/sfo.md": SERVICE.format(text)})
        published = said(hours, "publish", "--to", place)
    listed = said(2, "rollback", "--to", place, "--list")
    second, first = (line.split()[0] for line in listed)
    told = (
        published,
        listed,
        said(3, "rollback", "--to", place),
        said(4, "rollback", "--to", place, first),
        said(5, "rollback", "--to", place)[-1:],
        said(5, "rollback", "--to", place, "x")[-1:],
        said(6, "at", "2026-02-17T11:45", "--to", place)[:1],
        said(6, "archive", "--out", "a.tgz"),
    )
    known = {"first": first, "second": second, "files": told[-1][0].split()[1]}
    assert told == tuple([line.format_map(known) for line in lines] for lines in TOLD[language])


@pytest.mark.parametrize(
    ("language", "who"),
    [
        ("nb", "prosess {} på {}, siden 17. februar 2026 kl. 11.30"),
        ("nn", "prosess {} på {}, sidan 17. februar 2026 kl. 11.30"),
        ("en", "process {} on {}, since 17 February 2026 at 11:30"),
    ],
)
def test_whoever_comes_meanwhile_is_told_who_has_begun(language: str, who: str) -> None:
    told = who_has_begun(datetime.fromisoformat(NOW), catalogue(language))
    assert told == who.format(os.getpid(), os.uname().nodename)


def test_what_is_wrong_stops_a_publication_and_a_hurry_does_not(tmp_path: Path) -> None:
    root, place = copy_of(INVALID / "key_twice", tmp_path / "site"), str(tmp_path / "ute")
    done = run("publish", "--root", str(root), "--to", place, "--now", NOW)
    assert (done.returncode, done.stdout) == (1, "")
    assert "feil[S123]" in done.stderr
    assert done.stderr.endswith("Ingenting er lagt ut; det som var ute, er fortsatt ute.\n")
    assert not os.path.lexists(f"{place}/current")
    hurried = run("publish", "--root", str(root), "--to", place, "--now", NOW, "--keep-going")
    assert hurried.returncode in (1, 4)
    assert (hurried.returncode == 4) == os.path.lexists(f"{place}/current")


def test_misuse_is_told_in_norwegian(tmp_path: Path) -> None:
    root, place = _site(tmp_path / "site", "Ring."), tmp_path / "ute"
    (place / "mitt").mkdir(parents=True)
    there = tmp_path / "arkiv.tgz"
    there.touch()
    with writing.locked(tmp_path / "opptatt/.lock", "prosess 4711 på tjener"):
        told = {
            ("publish", "--root", root): "Valget --to mangler.",
            ("publish", "--root", root, "--to", str(place)): (
                f"{place} er ikke tom, og ingenting er publisert der før. Ingenting er skrevet. "
                "Velg en annen mappe med --to."
            ),
            ("publish", "--root", root, "--to", str(tmp_path / "opptatt")): (
                f"Noen andre publiserer i {tmp_path}/opptatt nå (prosess 4711 på tjener). Vent til de er ferdige."
            ),
            ("publish", "--root", root, "--to", "x", "--keep", "0"): (
                "Valget --keep: «0» er ikke et antall mellom 1 og 1000. Skriv for eksempel 10."
            ),
            ("rollback", "--to", str(place)): f"Ingenting er publisert i «{place}».",
            ("archive", "--root", root, "--out", str(there)): f"{there} finnes fra før. Ingenting er skrevet. "
            "Velg et annet navn med --out.",
            ("archive", "--root", root, "--out", f"{root}/content/pages/x.tgz"): (
                f"«{root}/content/pages/x.tgz» ligger i content/, som nettstedet blir laget av. Ingenting er skrevet. "
                "Velg et annet sted med --out, for eksempel x.tgz."
            ),
            ("at", "2026-02-30", "--root", root): (
                "Datoen «2026-02-30» finnes ikke i kalenderen. Rett dagen, måneden eller året, for eksempel 2026-02-28."
            ),
            ("at", "2999-01-01", "--root", root): "«2999-01-01» er ikke kommet ennå.",
            ("at", "2026-02-17", "--root", root): (
                "Git vet ikke hele historien her. Hent resten med git fetch --unshallow, "
                "eller si med --to hvor det er publisert."
            ),
            ("changes", "--root", root): "Git kjenner ikke «main» her. Skriv en gren eller en commit bak --since.",
        }
        for words, expected in told.items():
            done = run(*words)
            assert (done.returncode, done.stderr.splitlines()[-1]) == (2, f"Feil: {expected}")


def test_an_archive_is_told_of_and_has_its_list_of_changes(tmp_path: Path) -> None:
    first, second = (str(tmp_path / name) for name in ("1.tar.gz", "2.tar.gz"))
    done = run("archive", "--root", _site(tmp_path / "site", "Ring."), "--out", first, "--now", NOW)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{first}: ")
    root = _site(tmp_path / "site", "Skriv.")
    done = run("archive", "--root", root, "--out", second, "--since", first, "--now", NOW)
    assert done.stdout.startswith("1 endret side:\n  /tjenester/sfo/\n")
    with tarfile.open(second) as tar:
        member = tar.extractfile("endringer.json")
        assert member is not None
        assert json.loads(member.read())["changed"] == ["/tjenester/sfo/"]


def test_at_shows_the_text_of_a_page_and_where_it_is_from(tmp_path: Path) -> None:
    place, root = str(tmp_path / "ute"), _site(tmp_path / "site", "Ring oss.")
    run("publish", "--root", root, "--to", place, SOURCE_DATE_EPOCH=EPOCH)
    done = run("at", "2026-02-17", "/tjenester/sfo/", "--to", place, "--root", root)
    assert done.returncode == 0
    assert done.stdout.startswith("# SFO\n") or "\n# SFO\n" in done.stdout
    assert "Ring oss." in done.stdout.splitlines()
    assert done.stderr.startswith("Fra 20260217T103000Z-")
    assert "Det ble endret denne dagen, kl. 11.30." in done.stderr
    missing = run("at", "2026-02-17", "/tjenester/sfu/", "--to", place, "--root", root)
    assert missing.stderr.endswith(
        "Det fantes ingen side med adressen «/tjenester/sfu/» da. Mente du /tjenester/sfo/ eller /tjenester/?\n"
    )
