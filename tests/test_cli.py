"""The command line: options, exit codes and what is printed, run as a user runs it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands import run
from tests.support import FULL, INVALID, ROOT, SMALL_SETTINGS, copy_of, written

NOW = "2026-02-17T11:30:00+01:00"


def tiny(root: Path) -> Path:
    """Return the folder of a site with no more than there must be, for what asks nothing of the content."""
    contacts = "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n"
    return written(root, {"content/site.yaml": SMALL_SETTINGS, "content/contacts.yaml": contacts})


def test_a_build_says_what_a_person_wants_to_know(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    done = run("build", "--root", str(root), "--now", NOW)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].endswith("filer skrevet, 0 uendret, 0 fjernet")
    assert "Vises ikke ennå:" in lines
    assert "  content/notices/2026-02-19-nyhet-senere.md: 19. februar 2026" in lines
    assert lines[-1].endswith("sekunder")
    assert (root / "output/index.html").exists()


def test_what_is_not_shown_is_said_with_its_reason_and_place(tmp_path: Path) -> None:
    files = {
        "content/site.yaml": SMALL_SETTINGS,
        "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n",
        "content/notices/2026-02-17-drift-vann.md": (
            "# Vannet er borte\n\nVi leter.\n\n## Oppdateringer\n\n11.00 Vi graver.\n\n21.10 Vannet er tilbake.\n"
        ),
        "content/notices/2026-02-20-nyhet.md": "# Senere\n\nTekst.\n\n## Oppdateringer\n\n21.02.2026 11.00 Mer.\n",
        "content/services/sfo.md": "---\ntittel: SFO\nkort: Etter skolen.\nkategori: a\nutkast: ja\n---\n",
        "content/categories.yaml": "a:\n  tittel: A\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    for command in ("check", "build"):
        done = run(command, "--root", str(tmp_path), "--now", NOW)
        assert done.stdout.splitlines()[1:-1] == [
            "Vises ikke ennå:",
            "  content/notices/2026-02-20-nyhet.md: 20. februar 2026",
            "Oppdateringer som ikke vises ennå:",
            "  content/notices/2026-02-17-drift-vann.md:9: 17. februar 2026 kl. 21.10",
            "Utkast, som ikke vises:",
            "  content/services/sfo.md",
        ], done.stdout + done.stderr


def test_what_has_expired_is_said(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    done = run("build", "--root", str(root), "--now", "2026-02-18T11:30:00+01:00")
    assert "  content/notices/2026-02-17-drift-vann.md: 17. februar 2026 kl. 15.00" in done.stdout


def test_a_check_writes_nothing_and_says_so(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    done = run("check", "--root", str(root), "--now", NOW)
    assert done.returncode == 0
    assert "Ingen feil" in done.stdout
    assert not (root / "output").exists()


def test_content_problems_give_exit_code_1_and_no_traceback(tmp_path: Path) -> None:
    root = copy_of(INVALID / "key_twice", tmp_path / "site")
    done = run("build", "--root", str(root), "--now", NOW)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "feil[S123]" in done.stderr
    assert "Ingenting er skrevet" in done.stderr
    assert not (root / "output").exists()


def test_problems_come_as_json(tmp_path: Path) -> None:
    root = copy_of(INVALID / "key_twice", tmp_path / "site")
    done = run("check", "--root", str(root), "--format", "json", "--now", NOW)
    (only,) = json.loads(done.stdout)
    assert (done.returncode, only["code"], only["severity"]) == (1, "S123", "error")
    assert only["line"] > 1
    assert only["message"]
    assert only["hint"]


def test_problems_come_as_annotations_of_github(tmp_path: Path) -> None:
    root = copy_of(INVALID / "key_twice", tmp_path / "site")
    done = run("check", "--root", str(root), "--format", "github", "--now", NOW)
    assert done.stdout.startswith("::error file=content/")
    assert "title=S123::" in done.stdout


def test_problems_come_as_a_report_for_gitlab_and_as_text_for_the_log(tmp_path: Path) -> None:
    root = copy_of(INVALID / "key_twice", tmp_path / "site")
    done = run("check", "--root", str(root), "--format", "gitlab", "--now", NOW)
    (only,) = json.loads(done.stdout)
    assert (done.returncode, only["check_name"]) == (1, "S123")
    assert "feil[S123]" in done.stderr


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab"])
def test_a_file_name_that_is_not_utf_8_is_told_of_in_every_form(tmp_path: Path, form: str) -> None:
    root = copy_of(INVALID / "bad_date", tmp_path / "site")
    (root / os.fsdecode(b"content/notices/b\xe5t.md")).write_text("# Vannet\n\nTekst.\n")
    done = run("check", "--root", str(root), "--format", form)
    assert done.returncode == 1
    assert "L306" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_report_for_gitlab_without_problems_is_an_empty_list(tmp_path: Path) -> None:
    assert run("check", "--root", str(tiny(tmp_path)), "--format", "gitlab", "--now", NOW).stdout == "[]\n"


def test_warnings_count_only_when_strict(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site")
    (root / "content/services").mkdir()
    (root / "content/services/uten.md").write_text("---\ntittel: Uten tema\nkort: Noe.\n---\n")
    assert run("build", "--root", str(root), "--now", NOW).returncode == 0
    strict = run("build", "--root", str(root), "--now", NOW, "--strict")
    assert strict.returncode == 3
    assert "advarsel[F109]" in strict.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bygg",), "Kommandoen «bygg» finnes ikke."),
        (("chek",), "Kommandoen «chek» finnes ikke. Mente du check?"),
        (("--tull",), "Valget «--tull» finnes ikke."),
        (("check", "--formt", "json"), "Valget «--formt» finnes ikke. Mente du --format?"),
        (("check", "-x"), "Valget «-x» finnes ikke."),
        (("check", "--now"), "Valget --now mangler en verdi bak seg."),
        (("check", "--strict=ja"), "Valget --strict skal stå alene."),
        (("check", "content", "\x1b[2J"), "«content» «\N{REPLACEMENT CHARACTER}[2J» er til overs."),
        (("build", "--now", "i morgen"), "Valget --now: «i morgen» er ikke et tidspunkt. Skriv for eksempel 2026-"),
        (("build", "--now", "0001-01-01"), "Valget --now: «0001-01-01» er ikke et år mellom 1900 og 2999."),
        (
            ("build", "--now", "2026-03-29T02:30"),
            "Valget --now: «2026-03-29T02:30» finnes ikke, for klokka stilles fram den natta. "
            "Skriv 2026-03-29T01:30, som er før, eller 2026-03-29T03:30, som er etter.",
        ),
        (
            ("check", "--now", "2026-10-25 02:30"),
            "Valget --now: «2026-10-25T02:30» kommer to ganger, for klokka stilles tilbake den natta. "
            "Skriv 2026-10-25T02:30+02:00 eller 2026-10-25T02:30+01:00.",
        ),
        (("build", "--base-url", "javascript:alert(1)"), "Valget --base-url: «javascript:alert(1)» er ikke en nettadr"),
        (("build", "--base-url", "https://a.example/?b"), "Valget --base-url: Nettstedets adresse kan ikke ha spørs"),
        (("build", "--root", "/finnes/ikke"), "Valget --root: mappa «/finnes/ikke» finnes ikke."),
        (("build", "--root", __file__), f"Valget --root: «{__file__}» er en fil, ikke en mappe."),
        (("build", "--out", __file__), f"Valget --out: «{__file__}» er en fil, ikke en mappe."),
        (("build", "--out", "a" * 300), f"Valget --out: mappa «{'a' * 300}» kan ikke åpnes (navnet er for langt)."),
        (("build", "--strict", "--keep-going"), "Valgene --strict og --keep-going sier hver sitt. Ta bort ett av dem."),
        (("list",), "Si hva du vil se: --future, --expired, --drafts, --unconfirmed eller --questions."),
        (("list", "--months", "ti"), "Valget --months: «ti» er ikke et antall måneder. Skriv for eksempel 12."),
        (("next-change", "--format", "xml"), "Valget --format: «xml» går ikke an. Skriv en av disse: text eller json."),
        (("import", "steder"), "Kommandoen «steder» finnes ikke."),
        (("import", "places"), "FIL mangler."),
        (("import", "places", "/finnes/ikke", "--map", "skoler"), "Fila «/finnes/ikke» finnes ikke."),
        (("import", "places", "/", "--map", "skoler"), "«/» er en mappe, ikke en fil."),
        (("import", "places", "a" * 300, "--map", "skoler"), f"Fila «{'a' * 300}» kan ikke åpnes (navnet er for langt"),
        (("import", "places", __file__), "Valget --map mangler."),
        (("import", "places", __file__, "b", "--map", "skoler"), "«b» er til overs. Resten som skal sies, er valg som"),
        (("import", "places", __file__, "--map", "Våre skoler"), "Valget --map: «Våre skoler» kan ikke være navnet"),
        (
            ("import", "places", __file__, "--map", "skoler", "--municipality", "341"),
            "Valget --municipality: «341» er ikke et kommunenummer. Skriv fire siffer, for eksempel 3401.",
        ),
        (
            ("build", "--format", "xml"),
            "Valget --format: «xml» går ikke an. Skriv en av disse: text, json, github, gitla",
        ),
    ],
)
def test_misuse_gives_exit_code_2_and_is_told_in_norwegian(words: tuple[str, ...], told: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    known = [word for word in words[:2] if word in ("build", "check", "import", "list", "next-change", "places")]
    program = " ".join(["site-builder", *known])
    usage, more, _, fault = done.stderr.splitlines()
    assert usage.startswith(f"Bruk: {program} ") and usage.endswith(("[VALG]", "[VALG] FIL"))
    assert more == f"Les mer: {program} --help"
    assert fault.startswith(f"Feil: {told}")


@pytest.mark.parametrize(
    ("words", "asked"), [((), ()), (("--",), ()), (("import",), ("import",)), (("new",), ("new",))]
)
def test_without_a_command_the_help_is_shown(words: tuple[str, ...], asked: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == run(*asked, "--help").stdout


def test_the_help_is_in_norwegian() -> None:
    assert run("--help").stdout == (
        "Bruk: site-builder [VALG] KOMMANDO [VALG]\n\n"
        "  Bygg en kommunes mini-nettsted fra Markdown, YAML og kartfiler.\n\n"
        "Valg:\n"
        "  -h, --help     Vis denne hjelpen.\n"
        "  -V, --version  Vis hvilken versjon dette er.\n\n"
        "Kommandoer:\n"
        "  admin        Hent redigeringen i nettleseren.\n"
        "  archive      Ta vare på nettstedet i én fil.\n"
        "  at           Vis hva det sto på en side en dag.\n"
        "  build        Sjekk innholdet og skriv nettstedet til output/.\n"
        "  changes      Vis hvilke sider som blir nye, endret eller borte.\n"
        "  check        Sjekk innholdet, skriv ingenting.\n"
        "  confirm      Skriv at noe fortsatt stemmer.\n"
        "  digest       Lag et brev om uka: nytt, stengt, det som skjer, og frister.\n"
        "  explain      Forklar en kode med et eksempel.\n"
        "  fields       Vis hvilke felt som finnes, og hva som kan stå i dem.\n"
        "  find         Finn hvor en tekst eller et bilde ligger, før du fjerner det.\n"
        "  form         Gjør et utfylt skjema til en fil.\n"
        "  forms        Lag skjemaene som kan fylles ut på telefonen.\n"
        "  import       Hent inn det andre har: registre, nyheter og kalendere.\n"
        "  init         Lag mappa til en ny kommune.\n"
        "  links        Vis lenker til andre nettsteder som ikke virker.\n"
        "  list         Vis det som kommer, er over eller må ses på.\n"
        "  new          Lag en ny fil som du kan skrive videre på.\n"
        "  next-change  Vis når nettstedet må bygges neste gang.\n"
        "  owners       Lag CODEOWNERS: hvem som må lese en endring.\n"
        "  poster       Lag et oppslag om uka på ett ark A4, med QR-kode.\n"
        "  publish      Bygg nettstedet, og legg det ut.\n"
        "  report       Vis hva noen bør se på i innholdet.\n"
        "  rollback     Gå tilbake til det som var ute før.\n"
        "  schema       Lag oppsettet til Visual Studio Code.\n"
        "  serve        Vis nettstedet mens du skriver.\n"
        "  share        Vis tekstene til SMS, sosiale medier og e-post.\n"
    )
    said = run("check", "-h").stdout
    assert said.startswith("Bruk: site-builder check [VALG]\n\n  Sjekk innholdet, skriv ingenting.\n\nValg:\n")
    for word in ("--root MAPPE", "--base-url ADRESSE", "--now TIDSPUNKT", "-h, --help  "):
        assert word in said
    assert not re.search(r"Usage|Options|Show|TEXT|DIRECTORY|DATETIME", said)


def test_an_output_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/brev.txt").write_text("mitt")
    done = run("build", "--root", str(root), "--out", str(tmp_path / "out"), "--now", NOW)
    assert done.returncode == 2
    assert "brev.txt" in {path.name for path in (tmp_path / "out").iterdir()}
    assert len(list((tmp_path / "out").iterdir())) == 1


@pytest.mark.parametrize(
    ("out", "source"),
    [
        ("content/ut", "content"),
        ("maps/ut", "maps"),
        ("templates", "templates"),
        (".cache/site-builder", ".cache"),
        (".", "content"),
        ("..", "content"),
        ("link/ut", "content"),
    ],
)
def test_the_site_is_not_built_among_its_sources(tmp_path: Path, out: str, source: str) -> None:
    root = copy_of(INVALID / "bad_date", tmp_path / "site")
    (root / "link").symlink_to(root / "content")
    before = sorted(tmp_path.rglob("*"))
    done = run("build", "--root", str(root), "--out", str(root / out), "--now", NOW)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        f"Feil: Nettstedet kan ikke bygges i {root / out}, sammen med det som ligger i {source}/. "
        "Ingenting er skrevet. Velg en mappe for seg selv med --out, for eksempel output."
    )
    assert sorted(tmp_path.rglob("*")) == before


def test_why_the_disk_refuses_is_said_in_norwegian(tmp_path: Path) -> None:
    root, out = tiny(tmp_path / "site"), tmp_path / "output"
    out.symlink_to(tmp_path / "no" / "where")
    done = run("build", "--root", str(root), "--out", str(out), "--now", NOW)
    assert done.returncode == 2
    assert "det ligger noe annet der, eller en snarvei til noe som ikke finnes." in done.stderr
    out.unlink()
    out.symlink_to("output")
    done = run("build", "--root", str(root), "--out", str(out), "--now", NOW)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert not any(word in done.stderr for word in ("File exists", "Too many", "symbolic"))


def test_now_beats_the_environment_which_beats_the_clock(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    late = "1771754400"  # 22 February 2026, 11.00 in Oslo
    run("build", "--root", str(root), "--out", str(tmp_path / "a"), SOURCE_DATE_EPOCH=late)
    run("build", "--root", str(root), "--out", str(tmp_path / "b"), "--now", NOW, SOURCE_DATE_EPOCH=late)
    later = "Kommer på torsdag"
    assert later in (tmp_path / "a/aktuelt/index.html").read_text()
    assert later not in (tmp_path / "b/aktuelt/index.html").read_text()


@pytest.mark.parametrize("epoch", ["i går", "-5", "99999999999999"])
def test_a_bad_epoch_is_misuse(epoch: str, tmp_path: Path) -> None:
    assert run("check", "--root", str(tiny(tmp_path)), SOURCE_DATE_EPOCH=epoch).returncode == 2


@pytest.mark.parametrize(
    ("format_", "variable"), [("github", "GITHUB_WORKSPACE"), ("gitlab", "CI_PROJECT_DIR"), ("github", "ELSEWHERE")]
)
def test_paths_of_annotations_are_from_the_top_of_the_repository(format_: str, variable: str, tmp_path: Path) -> None:
    root = copy_of(INVALID / "bad_date", tmp_path / "nettsted/alt")
    if variable == "ELSEWHERE":
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    done = run("check", "--root", str(root), "--format", format_, "--now", NOW, cwd=None, **{variable: str(tmp_path)})
    assert "nettsted/alt/content/notices/2026-02-17-drift-vann.md" in done.stdout
    as_data = run("check", "--root", str(root), "--format", "json", "--now", NOW, cwd=None, **{variable: str(tmp_path)})
    assert json.loads(as_data.stdout)[0]["path"] == "content/notices/2026-02-17-drift-vann.md"


def test_now_without_an_offset_is_norwegian_time(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    run("build", "--root", str(root), "--out", str(tmp_path / "a"), "--now", "2026-02-19T00:00:00")
    assert "Kommer på torsdag" in (tmp_path / "a/aktuelt/index.html").read_text()


@pytest.mark.parametrize("now", ["2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-03-29T03:00"])
def test_now_beside_or_with_the_offset_of_a_night_that_changes_the_clock_is_taken(now: str, tmp_path: Path) -> None:
    assert run("check", "--root", str(tiny(tmp_path)), "--now", now).returncode == 0


def test_a_folder_that_cannot_be_written_in_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("en fil")
    root, out = tiny(tmp_path / "site"), tmp_path / "fil" / "out"
    done = run("build", "--root", str(root), "--out", str(out), "--now", NOW)
    assert done.returncode == 2
    assert f"Det går ikke å skrive i {out}: en av mappene i adressen er en fil." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("bug", ["RuntimeError('noe uventet')", "OSError(28, 'No space left on device')"])
def test_our_own_bug_gives_exit_code_70(bug: str, tmp_path: Path) -> None:
    root = tiny(tmp_path / "site")
    (tmp_path / "sitecustomize.py").write_text(
        f"import site_builder.loading as loading\ndef broken(root):\n    raise {bug}\nloading.read_folder = broken\n"
    )
    done = run("check", "--root", str(root), PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert done.returncode == 70
    assert "feil i site-builder" in done.stderr


def test_a_locale_without_norwegian_letters_does_not_stop_it(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site")
    done = run("build", "--root", str(root), "--now", NOW, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0


def test_help_and_version_do_not_load_the_models() -> None:
    slow = {"pydantic", "folium", "markdown_it", "jinja2", "babel", "yaml"}
    code = f"import sys, site_builder.cli; sys.exit(bool({slow} & set(sys.modules)))"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


@pytest.mark.parametrize("command", ["report", "links", "confirm", "digest"])
def test_the_help_of_a_command_does_not_load_the_models(command: str) -> None:
    slow = {"pydantic", "folium", "markdown_it", "jinja2", "babel", "yaml"}
    code = (
        "import sys\nfrom site_builder.cli import cli\n"
        f"cli.main([{command!r}, '--help'], standalone_mode=False)\n"
        f"sys.exit(bool({slow} & set(sys.modules)))"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


def test_an_unchanged_map_does_not_import_folium(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    code = (
        "import sys\nfrom site_builder.cli import cli\n"
        f"cli.main(['build', '--root', {str(root)!r}, '--now', {NOW!r}], standalone_mode=False)\n"
        "print('folium' in sys.modules)"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    said = [
        subprocess.run(
            [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout.splitlines()[-1]
        for _ in range(2)
    ]
    assert said == ["True", "False"]


def test_what_is_left_out_is_named_first_and_gives_exit_code_4(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/services/broyting.md").write_text("---\ntittel: Brøyting: nå\n---\n")
    (root / "content/notices/2026-02-17-krise-flom.md").write_text("---\ntittel: Flom\nsluter: x\n---\nGå opp.\n")
    done = run("build", "--keep-going", "--root", str(root), "--now", NOW)
    assert done.returncode == 4
    assert done.stderr.startswith(
        "Nettstedet er bygd, selv om noe er feil. Rett det så fort du kan.\n"
        "Dette er ikke med på nettstedet:\n"
        "  content/services/broyting.md\n"
        "Dette er med som ren tekst:\n"
        "  content/notices/2026-02-17-krise-flom.md\n"
        "\n"
        "feil[F102] content/notices/2026-02-17-krise-flom.md:3:1\n"
    )
    assert "filer skrevet" in done.stdout
    told = run("build", "--keep-going", "--root", str(root), "--now", NOW, "--format", "json")
    assert (told.returncode, [one["code"] for one in json.loads(told.stdout)]) == (4, ["F102", "R409", "S111"])
    assert run("build", "--root", str(root), "--now", NOW).returncode == 1


def test_what_cannot_be_left_out_is_said_and_gives_exit_code_1(tmp_path: Path) -> None:
    root = copy_of(INVALID / "bad_colour", tmp_path / "site")
    done = run("build", "--keep-going", "--root", str(root), "--now", NOW)
    assert done.returncode == 1
    assert done.stderr.endswith(
        "Nettstedet kan ikke bygges uten innstillingene og malene. Ingenting er skrevet; nettstedet er som det var.\n"
    )


def test_the_next_change_is_told_with_its_offset_in_words_and_by_source(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    done = run("next-change", "--root", str(root), "--now", NOW)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "2026-02-17T13:00:00+01:00\n"
        "Neste endring er tirsdag 17. februar 2026 kl. 13.00:\n"
        "  content/notices/2026-02-10-kafe.md\n"
    )
    told = json.loads(run("next-change", "--root", str(root), "--now", NOW, "--format", "json").stdout)
    assert told == {
        "next_change": "2026-02-17T13:00:00+01:00",
        "sources": ["content/notices/2026-02-10-kafe.md"],
    }


def test_where_nothing_will_change_that_is_said(tmp_path: Path) -> None:
    root = copy_of(INVALID / "unknown_field", tmp_path / "site")
    (root / "content/notices/2026-02-17-drift-vann.md").unlink()
    done = run("next-change", "--root", str(root))
    assert (done.returncode, done.stdout) == (0, "Ingenting skal endre seg av seg selv.\n")
    told = run("next-change", "--root", str(root), "--format", "json")
    assert json.loads(told.stdout) == {"next_change": None, "sources": []}


def test_several_lists_come_one_after_another(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    done = run("list", "--future", "--drafts", "--root", str(root), "--now", NOW)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Vises ikke ennå\n"
        "  content/notices/2026-02-18-historie.md      18. februar 2026  Servicetorget  Isen på elva\n"
        "  content/notices/2026-02-19-nyhet-senere.md  19. februar 2026  Servicetorget  Kommer på torsdag\n"
        "\n"
        "Vises som planlagt\n"
        "  content/notices/2026-02-10-arrangement.md     20. februar 2026 kl. 18.00  Servicetorget  Konsert\n"
        "  content/notices/2026-02-11-marked.md          21. februar 2026            Servicetorget  Vintermarked\n"
        "  content/notices/2026-02-16-drift-planlagt.md  24. februar 2026 kl. 07.00  Servicetorget  Storgata stenger\n"
        "  content/notices/2026-02-12-mote.md            26. februar 2026 kl. 17.00  Servicetorget  Kommunestyret\n"
        "  content/notices/2026-02-11-film.md            27. februar 2026 kl. 18.00  Servicetorget  Filmkveld\n"
        "  content/notices/2026-02-11-kurs.md            5. mars 2026 kl. 18.00      Servicetorget  "
        "Kurs i førstehjelp\n"
        "\n"
        "Utkast\n"
        "  content/services/svommehall.md  Småvik vannverk  Svømmehallen\n"
        "  maps/friluft.yaml               Servicetorget    Friluft\n"
    )
    told = json.loads(run("list", "--drafts", "--root", str(root), "--now", NOW, "--format", "json").stdout)
    assert told == [
        {
            "state": "draft",
            "path": "content/services/svommehall.md",
            "title": "Svømmehallen",
            "owner": "Småvik vannverk",
            "when": None,
            "count": None,
        },
        {
            "state": "draft",
            "path": "maps/friluft.yaml",
            "title": "Friluft",
            "owner": "Servicetorget",
            "when": None,
            "count": None,
        },
    ]


def test_a_list_of_content_with_errors_says_that_something_may_be_missing(tmp_path: Path) -> None:
    root = copy_of(INVALID / "unknown_field", tmp_path / "site")
    done = run("list", "--drafts", "--root", str(root), "--now", NOW)
    assert (done.returncode, done.stdout) == (1, "Ingenting å vise.\n")
    assert done.stderr == "Det er 1 feil i innholdet, så noe kan mangle her. Se den med site-builder check.\n"


def test_without_settings_there_is_nothing_to_list(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site")
    (root / "content/site.yaml").unlink()
    done = run("list", "--drafts", "--root", str(root), "--now", NOW)
    assert (done.returncode, done.stdout) == (1, "")
    assert "feil[L304] content/site.yaml" in done.stderr


SCHOOL = {
    "Organisasjonsnummer": "900000001",
    "Navn": "Solbakken skole AS",
    "ErSkole": True,
    "Koordinat": {"Breddegrad": 60.11, "Lengdegrad": 12.1},
}


def test_an_import_is_shown_then_written_then_has_nothing_to_do(tmp_path: Path) -> None:
    root, file = tiny(tmp_path / "site"), tmp_path / "nsr.json"
    file.write_text(json.dumps(SCHOOL), encoding="utf-8")
    words = ("import", "places", str(file), "--map", "grunnskoler", "--root", str(root))
    shown = run(*words, SOURCE_DATE_EPOCH="1771324200")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("--- /dev/null\n+++ b/maps/grunnskoler.csv\n")
    assert shown.stdout.endswith("Ingenting er skrevet. Ser det riktig ut, så kjør på nytt med --write.\n")
    assert not (root / "maps/grunnskoler.csv").exists()
    done = run(*words, "--write", SOURCE_DATE_EPOCH="1771324200")
    assert done.stdout.endswith("Skrevet: maps/grunnskoler.csv og maps/grunnskoler.yaml\n")
    again = run(*words, "--write", SOURCE_DATE_EPOCH="1771324200")
    assert again.stdout.endswith("Ingenting å endre: maps/grunnskoler.csv er som registeret.\n")
    assert run("check", "--root", str(root), "--now", NOW).returncode == 0


def test_an_import_that_the_site_would_be_wrong_with_gives_exit_code_1_and_writes_nothing(tmp_path: Path) -> None:
    root, file = tiny(tmp_path / "site"), tmp_path / "nsr.json"
    file.write_text(json.dumps(SCHOOL | {"Koordinat": {"Breddegrad": 12.1, "Lengdegrad": 60.11}}), encoding="utf-8")
    words = ("import", "places", str(file), "--map", "grunnskoler", "--root", str(root), "--write")
    done = run(*words, SOURCE_DATE_EPOCH="1771324200")
    assert done.returncode == 1
    assert "feil[M508] maps/grunnskoler.csv:2:33" in done.stderr
    assert done.stderr.endswith("Ingenting er skrevet; kartet er som det var.\n")
    assert not (root / "maps/grunnskoler.csv").exists()


def test_a_map_that_cannot_be_written_is_misuse(tmp_path: Path) -> None:
    root, file = tiny(tmp_path / "site"), tmp_path / "nsr.json"
    file.write_text(json.dumps(SCHOOL), encoding="utf-8")
    (root / "maps/grunnskoler.csv").mkdir(parents=True)
    words = ("import", "places", str(file), "--map", "grunnskoler", "--root", str(root), "--write")
    done = run(*words, SOURCE_DATE_EPOCH="1771324200")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert f"Det går ikke å skrive i {root}: det ligger en mappe der det skulle vært en fil." in done.stderr
    assert not list((root / "maps").glob("*part*"))


@contextmanager
def _serving(root: Path) -> Iterator[subprocess.Popen[str]]:
    # What a script runs in the background does not hear Ctrl-C, and neither does what that starts.
    hearing = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    main = "from site_builder.cli import main\nif __name__ == '__main__':\n    main()"
    command = [sys.executable, "-c", hearing + main, "serve", "--root", str(root), "--port", "0", "--now", NOW]
    with subprocess.Popen(
        command,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as serving:
        yield serving


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_preview_stops_when_it_is_told_to_and_leaves_nothing_behind(number: int, tmp_path: Path) -> None:
    root = written(tmp_path / "site", {})
    with _serving(root) as serving:
        assert serving.stdout is not None
        assert any("Stans med Ctrl-C" in line for line in serving.stdout)
        # As a terminal and a service do: to all its processes at once.
        os.killpg(serving.pid, number)
        told, faults = serving.communicate()
    assert (serving.returncode, faults) == (0, "")
    assert told.strip() == "Forhåndsvisningen er stanset."
    assert sorted(one.name for one in root.iterdir()) == ["content"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_preview_stops_also_while_it_starts(number: int, tmp_path: Path) -> None:
    with _serving(written(tmp_path / "site", {})) as serving:
        assert serving.stdout is not None
        assert serving.stdout.readline().startswith("Leser")
        os.killpg(serving.pid, number)
        told, faults = serving.communicate()
    assert (serving.returncode, faults) == (0, "")
    assert told.endswith("Forhåndsvisningen er stanset.\n")


def test_a_port_that_is_in_use_is_told_of_with_another_to_choose(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run("serve", "--root", str(tmp_path), "--port", str(port))
    assert done.returncode == 2
    assert f"Port {port} er i bruk av noe annet. Velg en annen med --port, for eksempel {port + 1}." in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_no_port_is_told_of(tmp_path: Path) -> None:
    done = run("serve", "--root", str(tmp_path), "--port", "åtte")
    assert done.returncode == 2
    assert "«åtte» er ikke en port. Skriv et tall, for eksempel 8080." in done.stderr
