"""What must go is found wherever it lies, and what is said of it shows no number."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from site_builder import build
from site_builder.commands.find import find
from site_builder.loading.traces import traces_of_picture, traces_of_text, wanted_text
from site_builder.publishing import archive as archiving
from site_builder.publishing.archive import archive
from site_builder.publishing.publish import Request, build_folder, publish
from site_builder.publishing.releases import read_releases
from tests.invented_numbers import invented
from tests.invented_numbers import written as in_groups
from tests.support import NOW, built, written

NUMBER = invented("010190")
RECORD = "skole:\n  fil: skole.jpg\n  alt: Et hus.\n  foto: Eksempel kommune\n"
ABOUT = "---\ntittel: Om oss\nbilder: skole\n---\n\n{}\n"


def _git(root: Path, *words: str) -> None:
    as_somebody = ("-c", "user.name=Kari Eksempel", "-c", "user.email=kari@eksempel.example")
    subprocess.run(["git", "-C", root, *as_somebody, *words], check=True, capture_output=True)


def _commit(root: Path, message: str) -> None:
    _git(root, "add", "content")
    _git(root, "commit", "-q", "-m", message)


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (900, 600), (90, 120, 30)).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site in Git, built, with a picture and a name in a page that an earlier commit had a number in."""
    root = written(
        tmp_path / "site",
        {"content/images.yaml": RECORD, "content/pages/om.md": ABOUT.format(f"Ring Ola\nEksempel, {NUMBER}.")},
    )
    (root / "content/images").mkdir()
    (root / "content/images/skole.jpg").write_bytes(_picture())
    _git(root.parent, "init", "-q", "site")
    _commit(root, "Om oss")
    written(root, {"content/pages/om.md": ABOUT.format("Ring Ola\nEksempel.")})
    _commit(root, "Uten nummer")
    built(root, root / "output")
    return root


def test_a_text_is_found_over_the_end_of_a_line_and_whatever_its_case(site: Path) -> None:
    found = traces_of_text(site, site / "output", wanted_text("ola  eksempel"))
    assert found.sources == ("content/pages/om.md",)
    assert "output/om/index.html" in found.output
    assert found.is_history_known


@pytest.mark.parametrize("text", [NUMBER, in_groups(NUMBER, " "), in_groups(NUMBER, "-")])
def test_a_number_that_is_gone_from_the_sources_is_found_in_history_however_it_is_written(
    site: Path, text: str
) -> None:
    found = traces_of_text(site, site / "output", wanted_text(text))
    assert (found.sources, found.output, found.remembered) == ((), (), ())
    assert found.history == ("content/pages/om.md",)


@pytest.mark.parametrize("written_in_git", ["{} 12345", "{}-12345", "{}.12345"])
def test_a_number_in_groups_is_found_in_history(site: Path, written_in_git: str) -> None:
    written(site, {"content/pages/om.md": ABOUT.format(written_in_git.format("654321"))})
    _commit(site, "Med nummer")
    written(site, {"content/pages/om.md": ABOUT.format("Borte.")})
    _commit(site, "Uten nummer")
    assert traces_of_text(site, site / "output", wanted_text("65432112345")).history == ("content/pages/om.md",)


def test_a_name_of_a_file_and_a_branch_that_is_gone_are_history_too(site: Path) -> None:
    _git(site, "checkout", "-q", "-b", "forslag")
    written(site, {"content/pages/ola-eksempel.md": "---\ntittel: Vedtak\n---\n\nTekst.\n"})
    _commit(site, "Vedtak")
    _git(site, "checkout", "-q", "-")
    _git(site, "branch", "-q", "-D", "forslag")
    found = traces_of_text(site, site / "output", wanted_text("ola-eksempel"))
    assert found.history == ("content/pages/ola-eksempel.md",)


def test_a_name_in_a_message_or_of_who_sent_it_in_is_found(site: Path) -> None:
    assert len(traces_of_text(site, site / "output", wanted_text("kari eksempel")).commits) == 2
    assert len(traces_of_text(site, site / "output", wanted_text("Uten nummer")).commits) == 1


@pytest.mark.parametrize("between", ["\n", "&nbsp;", "\r\n", "\u00a0"])
def test_a_name_over_the_end_of_a_line_is_found_in_history_as_in_the_sources(site: Path, between: str) -> None:
    written(site, {"content/pages/laget.md": ABOUT.format(f"Takk til Anne{between}Prøvesen.")})
    _commit(site, "Laget")
    written(site, {"content/pages/laget.md": ABOUT.format("Takk.")})
    _commit(site, "Uten navn")
    assert traces_of_text(site, site / "output", wanted_text("anne prøvesen")).history == ("content/pages/laget.md",)


def test_a_name_in_a_tag_or_a_branch_is_found(site: Path) -> None:
    _git(site, "tag", "-a", "v1", "-m", "Per\nTestesen sa fra")
    _git(site, "tag", "per-testesen-2")
    _git(site, "branch", "per-testesen")
    found = traces_of_text(site, site / "output", wanted_text("per testesen"))
    assert (found.refs, found.commits, found.history) == (("tags/v1",), (), ())
    found = traces_of_text(site, site / "output", wanted_text("Per-Testesen"))
    assert found.refs == ("heads/per-testesen", "tags/per-testesen-2")
    assert traces_of_text(site, site / "output", wanted_text("kari@eksempel.example")).refs == ("tags/v1",)


def test_every_name_that_a_file_has_had_is_told(site: Path) -> None:
    written(site, {"content/pages/a.md": ABOUT.format("Anne Prøvesen")})
    _commit(site, "Første")
    _git(site, "mv", "content/pages/a.md", "content/pages/b.md")
    _git(site, "commit", "-q", "-m", "Annet navn")
    found = traces_of_text(site, site / "output", wanted_text("Anne Prøvesen"))
    assert found.history == ("content/pages/a.md", "content/pages/b.md")


def test_a_letter_that_is_written_as_two_is_found(site: Path) -> None:
    written(site, {"content/pages/a.md": unicodedata.normalize("NFD", ABOUT.format("Åse Prøvesen"))})
    _commit(site, "Første")
    found = traces_of_text(site, site / "output", wanted_text("åse prøvesen"))
    assert found.history == found.sources == ("content/pages/a.md",)


def test_a_picture_is_found_by_what_it_is_and_what_was_made_of_it(site: Path, tmp_path: Path) -> None:
    same = tmp_path / "fra-kameraet.jpg"
    same.write_bytes(_picture())
    _git(site, "rm", "-q", "--cached", "content/images/skole.jpg")
    _git(site, "commit", "-q", "-m", "Bildet er borte")
    found = traces_of_picture(site, site / "output", same)
    assert found.sources == ("content/images.yaml", "content/images/skole.jpg")
    assert found.output
    assert all(path.startswith("output/assets/skole-") for path in found.output)
    assert len(found.remembered) == 1
    assert found.history == ("content/images/skole.jpg",)


def test_releases_archives_and_copies_in_the_folder_are_found_too(site: Path) -> None:
    place = site / "publisert"
    publish(Request(place, build.Request(site, build_folder(place), NOW), NOW))
    archive(archiving.Request(build.Request(site, site / "output", NOW), site / "arkiv.tgz", NOW))
    written(site, {"notater/møte.md": "Ola Eksempel ringte.\n", ".venv/lib/x.py": "Ola Eksempel"})
    (release,) = read_releases(place).names
    found = traces_of_text(site, site / "output", wanted_text("ola eksempel")).kept
    pages = [f"publisert/{one}/om/index.html" for one in ("build", f"releases/{release}")]
    assert {"arkiv.tgz", "notater/møte.md", *pages} <= set(found)
    assert not [one for one in found if one.startswith((".venv", "content/", "output/"))]
    pictures = traces_of_picture(site, site / "output", site / "content/images/skole.jpg").kept
    assert "arkiv.tgz" in pictures
    assert any(one.startswith(f"publisert/releases/{release}/assets/skole-") for one in pictures)


def test_an_archive_that_cannot_be_read_is_found_too_for_somebody_must_look(site: Path) -> None:
    archive(archiving.Request(build.Request(site, site / "output", NOW), site / "arkiv.tgz", NOW))
    whole = (site / "arkiv.tgz").read_bytes()
    (site / "arkiv.tgz").unlink()
    for name, content in {
        "no-tar.tar.gz": b"\x1f\x8b\x08\x00ola eksempel",
        "cut-off.tgz": whole[: len(whole) // 2],
        "changed.TGZ": whole[: len(whole) // 2] + b"\0" * 2000 + whole[len(whole) // 2 + 2000 :],
    }.items():
        (site / name).write_bytes(content)
    found = traces_of_text(site, site / "output", wanted_text("finnes ikke")).kept
    assert found == ("changed.TGZ", "cut-off.tgz", "no-tar.tar.gz")


def test_what_is_nowhere_is_said_to_be_nowhere(site: Path) -> None:
    done = CliRunner().invoke(find, ["Finnes ikke her", "--root", str(site)])
    assert done.exit_code == 0
    assert done.output.startswith("Det står ingen steder i mappa, og ikke i historikken.\n\nProgrammet ser ikke kopier")


def test_without_git_nobody_is_told_that_it_is_nowhere(tmp_path: Path) -> None:
    written(tmp_path, {})
    done = CliRunner().invoke(find, ["Finnes ikke her", "--root", str(tmp_path)])
    assert done.exit_code == 1
    assert done.output.startswith("Historikken er ikke undersøkt helt: ")


def test_a_number_that_is_typed_is_found_and_never_shown(site: Path) -> None:
    written(site, {f"content/pages/{NUMBER}.md": "---\ntittel: Vedtak\n---\n\nTekst.\n"})
    done = CliRunner().invoke(find, ["-", "--root", str(site)], input=f"{in_groups(NUMBER, ' ')}\n")
    assert done.exit_code == 1
    assert done.output.startswith(
        "I kildene. Ta det bort der, og send inn:\n  content/pages/0181xxxxxxx.md\n\n"
        "I historikken i Git, i disse filene. Den må skrives om, se docs/fjerne.md:\n  content/pages/om.md\n\n"
    )
    assert NUMBER[6:] not in done.output


@pytest.mark.parametrize("words", [[], ["ab"], ["..."], ["Ola", "--picture", __file__]])
def test_misuse_is_told(words: list[str], tmp_path: Path) -> None:
    assert CliRunner().invoke(find, [*words, "--root", str(tmp_path)]).exit_code == 2
