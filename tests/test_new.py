"""New entries: whoever answers the questions has a file that a check passes, and nothing is written over."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from site_builder.build import Request, check
from site_builder.cli import cli
from site_builder.commands.new import group
from site_builder.editors.forms import FORMS
from site_builder.usage import told
from tests import commands
from tests.support import DESK, NOW, ROOT, SMALL_SETTINGS, text_of, written

EPOCH = str(int(NOW.timestamp()))
FILES = {
    "content/contacts.yaml": DESK,
    "content/categories.yaml": "kultur:\n  tittel: Kultur og fritid\nskole:\n  tittel: Skole\n",
    "content/services/sal.md": "---\ntittel: Leie av sal\nkort: Lei en sal.\nkategori: kultur\n---\n\nDu kan leie.\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return written(tmp_path, FILES)


@dataclass(frozen=True, slots=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(*words: str, now: datetime = NOW) -> Done:
    """Return what the program does with a command line, where nobody can be asked."""
    environment = {"SOURCE_DATE_EPOCH": str(int(now.timestamp()))}
    done = CliRunner().invoke(cli, list(words), env=environment, standalone_mode=False)
    if isinstance(done.exception, click.UsageError):
        return Done(2, done.stdout, told(done.exception))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code or done.return_value or 0, done.stdout, done.stderr)


COMMANDS = {
    "content/services/leie-av-telt.md": (
        "service", "--title", "Leie av telt", "--summary", "Lån et telt.", "--category", "Kultur og fritid",
        "--synonyms", "lavvo", "--synonyms", "telt: stort",
    ),
    "content/notices/2026-02-17-drift-storgata-er-stengt.md": (
        "notice", "--type", "drift", "--title", "Storgata er stengt", "--text", "Vi skifter et rør.",
        "--topic", "veg", "--concerns", "gate:Storgata", "--ends", "2026-02-17 15:00",
    ),
    "content/notices/2026-02-17-frist-sok-om-midler.md": (
        "notice", "--type", "frist", "--title", "Søk om midler", "--text", "Søk nå.", "--deadline", "2026-03-01",
    ),
    "content/notices/2026-02-17-mote-kommunestyret.md": (
        "notice", "--type", "møte", "--title", "Kommunestyret", "--text", "Alle kan komme.",
        "--starts", "2026-03-05 18:00", "--concerns", "sal",
    ),
    "content/notices/2026-02-17-nyhet-ny-benk.md": ("notice", "--title", "Ny benk", "--text", "Den er av tre."),
    "content/notices/2026-02-17-arrangement-konsert.md": (
        "event", "--title", "Konsert", "--starts", "2026-03-05 18:00", "--ends", "2026-03-05 20:00",
        "--place", "Rådhuset", "--text", "Koret synger.",
    ),
    "content/questions/kan-jeg-leie-salen.md": (
        "question", "--title", "Kan jeg leie salen?", "--text", "Ja.", "--concerns", "sal",
    ),
    "content/questions/nar-apner-bassenget.md": ("question", "--title", "Når åpner bassenget?"),
    "content/units/lia-skole.md": ("unit", "--title", "Lia skole", "--kind", "skole", "--summary", "Barneskole."),
}  # fmt: skip


def _strictly(root: Path) -> str:
    """Return what a strict check says."""
    return text_of(check(Request(root, root / "output", NOW)))


@pytest.mark.parametrize(("path", "words"), COMMANDS.items(), ids=lambda one: one if isinstance(one, str) else "")
def test_a_file_made_by_options_passes_a_strict_check(path: str, words: Sequence[str], site: Path) -> None:
    done = run("new", *words, "--root", str(site))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"Skrevet: {path}"
    assert done.stdout.splitlines()[-1] == "  2. Se om noe mangler: site-builder check"
    assert _strictly(site) == ""
    again = run("new", *words, "--root", str(site))
    assert again.returncode == 2
    assert f"{path} finnes fra før. Ingenting er skrevet." in again.stderr


TYPED = {
    "content/services/leie-av-telt.md": ("service", ["Leie av telt", "Lån et telt.", "1", "lavvo, telt"]),
    "content/notices/2026-02-17-drift-storgata-er-stengt.md": (
        "notice",
        ["drift", "Storgata er stengt", "Vi skifter et rør.", "2", "Storgata", "18. februar 2026"],
    ),
    "content/notices/2026-02-17-frist-sok-om-midler.md": (
        "notice",
        ["frist", "Søk om midler", "Søk nå.", "", "2026-03-01"],
    ),
    "content/notices/2026-02-17-nyhet-ny-benk.md": ("notice", ["", "Ny benk", "Den er av tre.", ""]),
    "content/notices/2026-02-17-arrangement-konsert.md": (
        "event",
        ["Konsert", "5. mars 2026 kl. 18.00", "", "Rådhuset", "Koret synger."],
    ),
    "content/questions/kan-jeg-leie-salen.md": ("question", ["Kan jeg leie salen?", "", "sal"]),
    "content/units/lia-skole.md": ("unit", ["Lia skole", "skole", ""]),
}


def in_a_terminal(words: Sequence[str], typed: Sequence[str]) -> tuple[int, str]:
    """Return the exit code and all that a terminal showed, when these lines are typed there."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH}
    with subprocess.Popen(
        [*commands.program(), *words], stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
    ) as it:
        os.close(theirs)
        os.write(ours, "".join(f"{one}\n" for one in typed).encode())
        assert it.stdout is not None
        said = it.stdout.read().decode()
    os.close(ours)
    return it.returncode, said


@pytest.mark.parametrize(("path", "typed"), TYPED.items(), ids=lambda one: one if isinstance(one, str) else "")
def test_a_file_made_in_a_terminal_passes_a_strict_check(path: str, typed: tuple[str, list[str]], site: Path) -> None:
    word, lines = typed
    code, said = in_a_terminal(["new", word, "--root", str(site)], lines)
    assert code == 0, said
    assert f"Skrevet: {path}" in said
    assert _strictly(site) == ""


def test_an_answer_that_cannot_be_taken_is_asked_for_again(site: Path) -> None:
    typed = ["", "Leie av telt", "Lån et telt.", "kulturen", "9", "2", ""]
    code, said = in_a_terminal(["new", "service", "--root", str(site)], typed)
    assert code == 0, said
    assert "Dette må du svare på." in said
    assert "«kulturen» finnes ikke. Mente du kultur? Velg mellom kultur og skole." in said
    assert "kategori: skole\n" in (site / "content/services/leie-av-telt.md").read_text()


def test_a_street_by_its_name_alone_is_taken_and_anything_else_is_asked_for_again(site: Path) -> None:
    typed = ["drift", "Stengt", "Vi skifter et rør.", "veg", "Rådhuset", "Øvre Storgata, sal", ""]
    code, said = in_a_terminal(["new", "notice", "--root", str(site)], typed)
    assert code == 0, said
    assert "«Rådhuset» finnes ikke." in said
    assert '  - "gate:Øvre Storgata"\n  - sal\n' in (site / "content/notices/2026-02-17-drift-stengt.md").read_text()


def test_a_terminal_asks_nothing_that_an_option_has_said(site: Path) -> None:
    words = ["new", "unit", "--title", "Lia skole", "--kind", "skole", "--root", str(site)]
    code, said = in_a_terminal(words, [""])
    assert code == 0, said
    assert "Hva heter" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["service"], "Valget --title mangler."),
        (["service", "--title", "A", "--summary", "B"], "Valget --category mangler. Velg mellom kultur og skole."),
        (["service", "--title", "A", "--summary", "B", "--category", "skol"], "Mente du skole?"),
        (["service", "--title", "!"], "Valget --title: Her står ingen tekst. Skriv minst én bokstav eller ett tall."),
        (
            ["service", "--title", "A" * 121],
            "Teksten er på 121 tegn. Grensen er 120. Skriv den kortere.",
        ),
        (["notice", "--type", "nytt"], "«nytt» finnes ikke. Mente du nyhet? Velg mellom drift, frist, møte,"),
        (["notice", "--type", "krise"], "Det har en egen kommando: site-builder new crisis"),
        (["notice", "--type", "frist", "--title", "A", "--text", "B"], "Valget --deadline mangler."),
        (["notice", "--type", "møte", "--title", "A", "--text", "B"], "Valget --starts mangler."),
        (["notice", "--title", "A"], "Valget --text mangler."),
        (["notice", "--title", "A", "--text", "B", "--topic", "snø"], "Velg mellom vann, veg, brøyting,"),
        (["notice", "--title", "A", "--text", "B", "--concerns", "salen"], "Mente du sal?"),
        (["event", "--title", "A", "--starts", "snart"], "Valget --starts: «snart» er ikke en dato."),
        (["unit", "--title", "A", "--kind", "kiosk"], "Velg mellom servicetorg, skole, barnehage,"),
        (
            ["unit", "--title", "A", "--kind", "skole", "--place", "Lia skole"],
            "Valget --place: «Lia skole» er ikke et navn som kan stå i «sted». Skriv navnet slik det står i maps/.",
        ),
        (
            ["notice", "--type", "drift", "--title", "A", "--text", "B", "--topic", "gate:Storgata"],
            "Valget --topic: «gate:Storgata» finnes ikke. Velg mellom vann, veg, brøyting,",
        ),
    ],
)
def test_a_wrong_option_is_misuse_and_says_what_can_be_written(words: list[str], said: str, site: Path) -> None:
    before = sorted(site.rglob("*"))
    done = run("new", *words, "--root", str(site))
    assert done.returncode == 2
    assert said in done.stderr
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "«{}» er lest som 18. februar 2026 kl. 08.00.\n"),
        ("nn", "«{}» er lese som 18. februar 2026 kl. 08.00.\n"),
        ("en", "“{}” is read as 18 February 2026 at 08:00.\n"),
    ],
)
@pytest.mark.parametrize("written", ["kl 8", "i morgen kl. 8", "18. februar kl 8"])
def test_a_time_in_a_hurry_is_taken_and_told_back(written: str, language: str, said: str, site: Path) -> None:
    (site / "content/site.yaml").write_text(f"{SMALL_SETTINGS}meldingsspråk: {language}\n", encoding="utf-8")
    words = ["drift", "--title", "A", "--text", "B", "--topic", "vann", "--ends", written]
    done = run("new", "notice", "--type", *words, "--root", str(site), now=NOW)
    assert (done.returncode, done.stderr) == (0, "")
    assert said.format(written) in done.stdout
    assert "slutter: 2026-02-18 08:00\n" in (site / "content/notices/2026-02-17-drift-a.md").read_text(encoding="utf-8")


def test_what_only_the_whole_site_shows_stops_it_too(site: Path) -> None:
    broken = {"content/pages/feil.md": "# Feil\n\n[Borte](/borte/).\n"}
    written(site, {"content/site.yaml": f"{SMALL_SETTINGS}språk: [nb, nn, en]\n", **FILES, **broken})
    taken = site / "content/services/telt.md"
    taken.write_text(FILES["content/services/sal.md"].replace("sal", "telt"), encoding="utf-8")
    taken = taken.rename(site / "content/services/lavvo.md")
    words = ["service", "--title", "Leie av telt", "--summary", "Lån.", "--category", "kultur"]
    done = run("new", *words, "--root", str(site))
    assert done.returncode == 1
    # What was wrong before is none of its matters, and a title is the same in every language.
    assert done.stderr.count("feil[") == 1
    assert "Sidene /tjenester/leie-av-telt/ og /tjenester/lavvo/ har den samme tittelen: «Leie av telt»." in done.stderr
    assert not (site / "content/services/leie-av-telt.md").exists()
    taken.unlink()
    assert run("new", *words, "--root", str(site)).returncode == 0


def test_answers_that_are_wrong_together_are_told_of_and_nothing_is_written(site: Path) -> None:
    words = ["notice", "--title", "A", "--text", "B", "--type", "drift", "--topic", "vann", "--ends", "2026-02-16"]
    done = run("new", *words, "--root", str(site))
    assert done.returncode == 1
    assert "feil[N202]" in done.stderr and "Ingenting er skrevet." in done.stderr
    assert not (site / "content/notices").exists()


def test_an_end_before_the_start_is_told_of_where_it_is_answered(site: Path) -> None:
    words = ["event", "--title", "A", "--text", "B", "--starts", "2026-03-05", "--ends", "2026-03-04"]
    done = run("new", *words, "--root", str(site))
    assert done.returncode == 2
    assert "Valget --ends: «slutter» (4. mars 2026) er før «starter» (5. mars 2026)." in done.stderr
    assert not (site / "content/notices").exists()


def test_a_site_in_english_has_files_with_english_fields(tmp_path: Path) -> None:
    settings = SMALL_SETTINGS + "feltnavn: en\nmeldingsspråk: en\n"
    names: tuple[str, ...] = (
        "navn name",
        "kortnavn short_name",
        "tittel title",
        "beskrivelse description",
        "nettadresse base_url",
    )
    names += ("autoritet authority", "år year", "servicetorget: front_desk:", "feltnavn field_names")
    names += ("meldingsspråk message_language",)
    for one in names:
        settings = settings.replace("\n" + one.split()[0], "\n" + one.split()[1])
    settings = settings.replace("navn: Eksempel kommune", "name: Eksempel kommune", 1)
    contacts = "servicetorget:\n  name: Servicetorget\n  phone: 22 22 22 22\n"
    root = written(tmp_path, {"content/site.yaml": settings, "content/contacts.yaml": contacts})
    done = run("new", "notice", "--type", "deadline", "--title", "Apply: now", "--text", "A.", "--deadline",
               "2026-03-01", "--root", str(root))  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    text = (root / "content/notices/2026-02-17-deadline-apply-now.md").read_text()
    assert text.startswith('---\ntitle: "Apply: now"\ntype: deadline\ndeadline: 2026-03-01\n')
    assert "# ends:  # When the thing itself ends\n" in text
    assert _strictly(root) == ""


def test_a_field_that_is_taken_out_of_its_comment_publishes_nothing_that_nobody_has_written(site: Path) -> None:
    run("new", "unit", "--title", "Lia skole", "--kind", "skole", "--root", str(site))
    path = site / "content/units/lia-skole.md"
    lines = [line for line in path.read_text().splitlines() if "Felt du" not in line and "Alle felt" not in line]
    path.write_text("\n".join(line.removeprefix("# ") for line in lines))
    assert "\nkort:  # En setning" in path.read_text()
    assert _strictly(site) == ""


def test_a_file_of_a_broken_site_can_be_made(site: Path) -> None:
    (site / "content/site.yaml").write_text("navn: [\n")
    done = run("new", "notice", "--title", "A", "--text", "B", "--root", str(site))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.word)
def test_every_form_is_a_command_that_never_asks_where_nobody_can_answer(form: object, site: Path) -> None:
    word = getattr(form, "word", "")
    assert isinstance(group.get_command(click.Context(cli), word), click.Command)
    done = run("new", word, "--root", str(site))
    assert done.returncode == 2
    assert "Valget --title mangler." in done.stderr


def test_the_day_is_that_of_the_clock_in_norway(site: Path) -> None:
    late = datetime.fromisoformat("2026-02-17T23:30:00+00:00")
    done = run("new", "notice", "--title", "A", "--text", "B", "--root", str(site),
               now=late)  # fmt: skip
    assert done.stdout.startswith("Skrevet: content/notices/2026-02-18-nyhet-a.md\n")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (("notice", "--title", "A", "--text", "B"), "notices/2027-05-16-nyhet-a.md"),
        (
            ("event", "--title", "A", "--text", "B", "--starts", "i morgen kl 8", "--place", "Sal"),
            "notices/2027-05-16-arrangement-a.md",
        ),
        (("question", "--title", "Når kommer bussen?", "--text", "B"), "questions/nar-kommer-bussen.md"),
        (("crisis", "--kind", "flom"), "notices/2027-05-16-krise-flom.md"),
    ],
    ids=lambda one: one[0],
)
def test_an_entry_can_be_made_as_if_it_were_another_day(words: tuple[str, ...], path: str, site: Path) -> None:
    done = run("new", *words, "--root", str(site), "--now", "2027-05-16")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Skrevet: content/{path}\n")
    said = (site / "content" / path).read_text(encoding="utf-8")
    assert ("2027-05-17 08:00" in said) == (words[0] == "event")


# --- nynorsk -------------------------------------------------------------------------------------

NYNORSK = SMALL_SETTINGS + "språk: nn\nmeldingsspråk: nn\n"


@pytest.mark.parametrize("word", ["vatn", "Vatn", "vann", "water"])
def test_a_word_of_a_choice_is_taken_in_nynorsk_and_in_bokmal(word: str, tmp_path: Path) -> None:
    root = written(tmp_path, FILES | {"content/site.yaml": NYNORSK})
    words = ["notice", "--type", "drift", "--title", "A", "--text", "B", "--topic", word]
    done = run("new", *words, "--root", str(root))
    assert (done.returncode, done.stderr) == (0, "")
    assert "\ntema: va" in (root / "content/notices/2026-02-17-drift-a.md").read_text()
    assert _strictly(root) == ""


def test_a_site_in_nynorsk_has_files_and_lists_with_nynorsk_words(tmp_path: Path) -> None:
    root = written(tmp_path, FILES | {"content/site.yaml": NYNORSK})
    words = ["notice", "--type", "høring", "--title", "A", "--text", "B", "--deadline", "2026-03-01"]
    assert run("new", *words, "--root", str(root)).stdout.startswith(
        "Skrive: content/notices/2026-02-17-hoyring-a.md\n"
    )
    assert "\ntype: høyring\n" in (root / "content/notices/2026-02-17-hoyring-a.md").read_text()
    assert _strictly(root) == ""
    wrong = run("new", "unit", "--title", "A", "--kind", "kiosk", "--root", str(root))
    assert "«kiosk» finst ikkje. Meinte du kino? Vel mellom servicetorg, skule, barnehage," in wrong.stderr
    code, said = in_a_terminal(["new", "notice", "--root", str(root)], ["drift", "Tørt", "Ein kran.", "1", "", ""])
    assert code == 0, said
    assert "   1  vatn\n" in said and "   5  straum\n" in said


# --- what is said is not taken for Markdown --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("1. mai er fin", "1\\. mai er fin"),
        ("---", "\\---"),
        ("# A", "\\# A"),
        ("Hei.\n---\nDer.", "Hei.\n\\---\nDer."),
        ("- en\n- to", "- en\n- to"),
        ("1. en\n\n2. to", "1. en\n\n2. to"),
        ("## Slik gjør du\n\nGå.", "## Slik gjør du\n\nGå."),
    ],
)
def test_a_text_says_on_the_page_what_was_said(text: str, body: str, site: Path) -> None:
    done = run("new", "notice", "--title", "A", "--text", text, "--root", str(site))
    assert done.returncode == 0, done.stderr
    assert (site / "content/notices/2026-02-17-nyhet-a.md").read_text().endswith(f"---\n\n{body}\n")


# --- a crisis ------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [["krig", "2"], ["flaum"], ["", "Flom"]])
def test_a_terminal_asks_what_has_happened(typed: list[str], site: Path) -> None:
    code, said = in_a_terminal(["new", "crisis", "--root", str(site)], typed)
    assert code == 0, said
    assert "Hva har hendt?\n   1  brann         Brann i [bygning eller område]\n" in said
    assert "Skrevet: content/notices/2026-02-17-krise-flom.md\n" in said
    assert ("Det finnes ikke noe utkast for «krig»." in said) is (typed[0] == "krig")


def test_where_nobody_can_be_asked_the_kinds_are_named(site: Path) -> None:
    done = run("new", "crisis", "--root", str(site))
    assert done.returncode == 2
    assert "Valget --kind mangler. Velg mellom brann, flom, kok-vannet, skred, strøm, telefon og vann" in done.stderr


def test_a_crisis_takes_its_text_as_a_notice_does(site: Path) -> None:
    words = ("new", "crisis", "--kind", "flom", "--root", str(site))
    done = run(
        *words, "--title", "Flom i Lia", "--text", "17. mai steg elva.\n\nVent ikke.\n\n- Gå opp.\n- Ring naboen."
    )
    assert done.returncode == 0, done.stderr
    text = (site / "content/notices/2026-02-17-krise-flom-i-lia.md").read_text(encoding="utf-8")
    assert "tittel: 'Flom i Lia'\n" in text and "[sted]" not in text
    assert text.endswith("---\n\n17\\. mai steg elva.\n\nVent ikke.\n\n- Gå opp.\n- Ring naboen.\n")
    empty = run(*words, "--text", " ")
    assert empty.returncode == 2
    asked = run("new", "notice", "--title", "A", "--text", " ", "--root", str(site))
    assert empty.stderr.splitlines()[-1] == asked.stderr.splitlines()[-1]


def test_a_notice_with_a_topic_is_of_operations_unless_its_type_is_said(site: Path) -> None:
    words = ("new", "notice", "--root", str(site), "--topic", "vann", "--title", "Vann vekk", "--text", "Vi retter.")
    assert run(*words, "--ends", "2026-11-30").returncode == 0
    text = (site / "content/notices/2026-02-17-drift-vann-vekk.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntittel: Vann vekk\ntema: vann\nslutter: 2026-11-30\n")
    assert run(*words, "--type", "nyhet").returncode == 0
    assert (site / "content/notices/2026-02-17-nyhet-vann-vekk.md").is_file()
    assert check(Request(site, site / "output", NOW)).problems == ()
