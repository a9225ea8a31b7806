"""The public log: what Git says was done to texts, as readers saw it, and nothing of what was hidden or removed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from site_builder.content_types import ENTRY_TYPES
from site_builder.loading.history import history_of
from site_builder.model import Site
from site_builder.outputs import languages, log
from tests.support import SMALL_SETTINGS, built, notice, read_all, small_site, written

SETTINGS = {"content/site.yaml": f"{SMALL_SETTINGS}logg: ja\n"}
VANN, SFO = "content/notices/2026-02-02-drift-vann.md", "content/services/sfo.md"
SERVICE = "---\ntittel: SFO\nkort: Tilbud etter skolen.\n---\n"
IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@eksempel.example")


class Repository:
    """A site folder with a history that a test writes."""

    def __init__(self, root: Path) -> None:
        self.root = written(root, SETTINGS)
        self.git("init", "-q")

    def git(self, *words: str, day: str = "2026-02-01", clock: str = "12:00") -> None:
        when = f"{day}T{clock}:00+01:00"
        dated = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        subprocess.run(["git", "-C", str(self.root), *IDENTITY, *words], check=True, env=os.environ | dated)

    def commit(self, day: str, clock: str = "12:00", /) -> None:
        """Commit everything, with a message that no page may show."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Kari Nordmann ba om det", day=day, clock=clock)

    def write(self, name: str, text: str) -> None:
        written(self.root, {**SETTINGS, name: text})

    def types(self) -> list[str]:
        """Return the types of the lines of the newest day."""
        (planned,) = log.plan(small_site(self.root, SETTINGS))
        return [line.type for line in planned.view.days[0].lines]

    def lines(self) -> list[str]:
        """Return each line of the log as `day done title`, of what is removed its type."""
        return _lines(small_site(self.root, SETTINGS))


def _lines(site: Site) -> list[str]:
    return [
        f"{day.day.machine} {line.done} {line.text.title if line.text else line.type}"
        for planned in log.plan(site)
        for day in planned.view.days
        for line in day.lines
    ]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "site")


def test_what_was_published_changed_and_removed_stands_by_day(repository: Repository) -> None:
    repository.write(VANN, notice("Lekkasje"))
    repository.write(SFO, SERVICE)
    repository.commit("2026-02-02")
    repository.write(VANN, notice("Stor lekkasje"))
    repository.commit("2026-02-03")
    repository.write("content/pages/om.md", "# Om\n\nOm siden.\n")
    repository.commit("2026-02-04")
    (repository.root / "content/pages/om.md").unlink()
    repository.commit("2026-02-05")
    assert repository.lines() == [
        "2026-02-05 Fjernet Side",
        "2026-02-03 Endret Stor lekkasje",
        "2026-02-02 Publisert Stor lekkasje",
        "2026-02-02 Publisert SFO",
    ]


LIFE_EVENT = (
    "---\ntittel: Få barn\nkort: Du ordner.\nlos: hendelse/fa-barn\nsteg: [{tittel: Søk, hvem: Kommunen}]\n---\n"
)


def test_a_text_of_each_type_has_its_line(repository: Repository) -> None:
    texts = {
        "content/pages/om.md": "# Om\n\nOm siden.\n",
        "content/units/lia.md": "---\ntittel: Lia\nslag: annet\nkort: Skole.\n---\n",
        "content/questions/hund.md": "# Kan jeg ha hund?\n\nJa.\n",
        "content/life-events/barn.md": LIFE_EVENT,
        VANN: notice("Lekkasje"),
        SFO: SERVICE,
    }
    assert {name.rpartition("/")[0] for name in texts} == {one.folder for one in ENTRY_TYPES}
    for name, text in texts.items():
        repository.write(name, text)
    repository.commit("2026-02-02")
    kinds = ["Enhet", "Livshendelse", "Side", "Spørsmål", "Tjeneste"]
    assert sorted(repository.types()) == ["Driftsmelding", *kinds]
    for name in texts:
        (repository.root / name).unlink()
    repository.commit("2026-02-03")
    assert sorted(repository.types()) == ["Driftsmelding fra 2. februar 2026", *kinds]


def test_what_is_done_many_times_in_a_day_stands_once(repository: Repository) -> None:
    for number, (day, clock) in enumerate(
        [("2026-02-02", "09:00"), ("2026-02-02", "10:00"), ("2026-02-03", "09:00"), ("2026-02-03", "10:00")]
    ):
        repository.write(SFO, SERVICE + f"Tekst {number}.\n")
        repository.commit(day, clock)
    assert repository.lines() == ["2026-02-03 Endret SFO", "2026-02-02 Publisert SFO"]


def test_a_day_is_a_day_in_oslo(repository: Repository) -> None:
    repository.write(SFO, SERVICE)
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "En", day="2026-02-03", clock="00:30")
    assert repository.lines() == ["2026-02-03 Publisert SFO"]


@pytest.mark.parametrize("yes", ["ja", "'ja'", '"Ja"', "YES", "'true'"])
def test_a_draft_is_published_when_it_stops_being_one(repository: Repository, yes: str) -> None:
    draft = SERVICE.replace("kort:", f"utkast: {yes}\nkort:")
    repository.write(SFO, draft)
    repository.commit("2026-02-02")
    repository.write(SFO, draft + "Mer.\n")
    repository.commit("2026-02-03")
    assert repository.lines() == []
    repository.write(SFO, SERVICE + "Mer.\n")
    repository.commit("2026-02-04")
    assert repository.lines() == ["2026-02-04 Publisert SFO"]


def test_a_draft_that_is_removed_has_never_been_seen(repository: Repository) -> None:
    repository.write(SFO, SERVICE.replace("kort:", "utkast: ja\nkort:"))
    repository.commit("2026-02-02")
    (repository.root / SFO).unlink()
    repository.commit("2026-02-03")
    assert repository.lines() == []


def test_what_waits_for_its_time_is_published_then(repository: Repository) -> None:
    repository.write("content/notices/drift-vann.md", notice("Lekkasje", "publisert: 2026-02-10"))
    repository.write("content/notices/drift-veg.md", notice("Ras", "publisert: 2026-03-10"))
    repository.commit("2026-02-02")
    repository.write("content/notices/drift-vann.md", notice("Lekkasjen", "publisert: 2026-02-10"))
    repository.commit("2026-02-03")
    assert repository.lines() == ["2026-02-10 Publisert Lekkasjen"]


def test_what_is_removed_before_its_time_has_never_been_seen(repository: Repository) -> None:
    names = [f"content/notices/{name}" for name in ("drift-vann.md", "drift-veg.md", "2026-02-01-drift-sno.md")]
    for name, day in zip(names, ("2026-03-10", "2026-02-02 08:00", "10.03.2026"), strict=True):
        repository.write(name, notice("Lekkasje", f"publisert: {day}"))
    repository.commit("2026-02-02")
    for name in names:
        (repository.root / name).unlink()
    repository.commit("2026-02-03")
    assert repository.lines() == ["2026-02-03 Fjernet Driftsmelding"]


def test_what_is_moved_keeps_its_history(repository: Repository) -> None:
    repository.write(SFO, SERVICE)
    repository.commit("2026-02-02")
    repository.git("mv", SFO, "content/services/fritid.md")
    repository.commit("2026-02-03")
    assert repository.lines() == ["2026-02-03 Endret SFO", "2026-02-02 Publisert SFO"]


def test_of_what_is_removed_only_its_kind_and_its_date_are_told(repository: Repository) -> None:
    repository.write(VANN, notice("Lekkasje hos Kari Nordmann"))
    repository.commit("2026-02-03")
    (repository.root / VANN).unlink()
    repository.commit("2026-02-04")
    assert repository.lines() == ["2026-02-04 Fjernet Driftsmelding fra 2. februar 2026"]


def test_of_what_is_removed_nothing_is_told_that_its_name_does_not_say(repository: Repository) -> None:
    names = ("2026-02-02-jobb-pedagog", "2026-02-02-pedagog")
    for name in names:
        repository.write(f"content/notices/{name}.md", notice("Pedagog", "type: jobb"))
    repository.commit("2026-02-03")
    for name in names:
        (repository.root / f"content/notices/{name}.md").unlink()
    repository.commit("2026-02-04")
    assert repository.lines() == [
        "2026-02-04 Fjernet Ledig stilling fra 2. februar 2026",
        "2026-02-04 Fjernet Melding fra 2. februar 2026",
    ]


def test_what_is_translated_has_the_lines_of_its_original_in_each_language(repository: Repository) -> None:
    settings = {"content/site.yaml": f"{SETTINGS['content/site.yaml']}språk: [nb, nn]\n"}
    repository.write(SFO, SERVICE)
    repository.write("content/services/skole.md", SERVICE.replace("SFO", "Skole"))
    repository.commit("2026-02-02")
    translation = SERVICE.replace("SFO", "Skulefritid").replace("Tilbud etter skolen", "Tilbod etter skulen")
    repository.write("content/services/sfo.nn.md", translation)
    repository.commit("2026-02-03")
    site = small_site(repository.root, settings)
    assert _lines(languages.in_language(site, "nn")) == [
        "2026-02-02 Publisert Skulefritid",
        "2026-02-02 Publisert Skole",
    ]


def test_no_page_has_the_words_of_a_commit(repository: Repository, tmp_path: Path) -> None:
    repository.write(VANN, notice("Lekkasje"))
    repository.commit("2026-02-03")
    built(repository.root, tmp_path / "out")
    files = read_all(tmp_path / "out")
    assert "<strong>Publisert</strong>" in files["aktuelt/logg/index.html"].decode()
    assert 'href="/aktuelt/logg/"' in files["aktuelt/arkiv/index.html"].decode()
    assert not [path for path, content in files.items() if b"Kari Nordmann" in content]


def test_the_log_has_at_most_two_hundred_lines_and_the_newest(repository: Repository) -> None:
    for number in range(log.MOST + 5):
        repository.write(f"content/services/tjeneste-{number:03}.md", SERVICE)
    repository.commit("2026-02-02")
    repository.write(SFO, SERVICE)
    repository.commit("2026-02-03")
    lines = repository.lines()
    assert len(lines) == log.MOST
    assert lines[0] == "2026-02-03 Publisert SFO"


def test_without_history_there_is_no_page_and_no_fault(tmp_path: Path) -> None:
    assert _lines(small_site(tmp_path / "none", SETTINGS)) == []
    whole = Repository(tmp_path / "whole")
    whole.write(SFO, SERVICE)
    whole.commit("2026-02-02")
    whole.write(SFO, SERVICE + "Mer.\n")
    whole.commit("2026-02-03")
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{whole.root}", str(shallow)], check=True)
    assert history_of(shallow) == ()
    assert _lines(small_site(shallow, SETTINGS)) == []


def test_without_the_setting_there_is_no_page(repository: Repository) -> None:
    repository.write(SFO, SERVICE)
    repository.commit("2026-02-02")
    assert _lines(small_site(repository.root, {})) == []
