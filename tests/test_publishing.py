"""Publishing: whole or not at all, back again, kept in an archive, and what a page said on a day."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

import pytest

from site_builder import build, writing
from site_builder.loading import editor_files
from site_builder.outputs.standing import Crises, turned
from site_builder.publishing import archive, past, proposal, repository
from site_builder.publishing.changes import Changes, as_json, as_lines, as_markdown, changes
from site_builder.publishing.manifest import Damaged, Manifest, as_bytes, manifest_of, manifest_on_disk, read_manifest
from site_builder.publishing.page_text import text_of
from site_builder.publishing.publish import (
    DISK,
    Disk,
    NoSuchRelease,
    NotWhole,
    Request,
    about,
    build_folder,
    publish,
    rollback,
)
from site_builder.publishing.releases import Turn, name_of, read_releases
from site_builder.text.messages import catalogue
from tests.support import NOW, read_all, written
from tests.test_pictures import ABOUT, RECORD, photo

WORDS = catalogue("nb")
SERVICE = "content/services/sfo.md"
PAGE = "tjenester/sfo/index.html"


def _site(root: Path, said: str = "Ring oss.") -> Path:
    files = {
        "content/categories.yaml": "skole:\n  tittel: Skole\n",
        SERVICE: f"---\ntittel: SFO\nkort: Etter skolen.\nkategori: skole\n---\n\n{said}\n",
    }
    return written(root, files)


def _asked(root: Path, place: Path, hours: int = 0, keep: int = 10) -> Request:
    moment = NOW + timedelta(hours=hours)
    return Request(place, build.Request(root, build_folder(place), NOW), moment, keep, who="en prøve")


def _published(root: Path, place: Path, said: str, hours: int, keep: int = 10) -> str:
    """Return the name of the release in which the page says it."""
    done = publish(_asked(_site(root, said), place, hours, keep))
    assert done.release is not None
    return done.release


def _public(place: Path) -> str:
    return (place / "current" / PAGE).read_text(encoding="utf-8")


# --- to publish --------------------------------------------------------------------------------


def test_what_is_public_is_what_was_built_and_its_manifest_says_so(tmp_path: Path) -> None:
    place = tmp_path / "ute"
    done = publish(_asked(_site(tmp_path / "site"), place))
    assert done.release is not None
    assert (place / "current").readlink() == Path("releases") / done.release
    assert read_all(place / "current") == read_all(place / "build")
    there = read_releases(place)
    assert there.manifest(done.release) == manifest_on_disk(place / "current")
    assert done.release == f"20260217T103000Z-{there.manifest(done.release).digest[:12]}"
    # Hosts refuse links among the files of a site; and what is hidden is not public.
    inside = [path for path in (place / "releases" / done.release).rglob("*") if not path.is_dir()]
    assert not [path for path in inside if path.is_symlink() or path.stat().st_nlink > 1 or path.name.startswith(".")]


def test_without_a_change_there_is_no_new_release(tmp_path: Path) -> None:
    root, place = _site(tmp_path / "site"), tmp_path / "ute"
    first = publish(_asked(root, place)).release
    again = publish(_asked(root, place, 1))
    assert (again.release, again.built.written is not None) == (None, True)
    forced = publish(replace(_asked(root, place, 2), is_forced=True))
    assert forced.release not in (None, first)
    assert forced.changes.is_nothing


def test_a_second_release_of_the_same_second_has_a_name_of_its_own(tmp_path: Path) -> None:
    manifest = Manifest()
    name = name_of(NOW, manifest, ())
    assert name_of(NOW, manifest, (name,)) == f"{name}-2"
    assert name_of(NOW, manifest, (name, f"{name}-2")) == f"{name}-3"


def test_what_changed_is_told_by_page(tmp_path: Path) -> None:
    root, place = _site(tmp_path / "site"), tmp_path / "ute"
    publish(_asked(root, place))
    _site(root, "Skriv til oss.")
    (root / "content/services/bad.md").write_text("---\ntittel: Bad\nkort: Svøm.\nkategori: skole\n---\n\nKom.\n")
    found = publish(_asked(root, place, 1)).changes
    assert found.added == ("/tjenester/bad/",)
    assert "/tjenester/sfo/" in found.changed
    (root / SERVICE).unlink()
    assert publish(_asked(root, place, 2)).changes.removed == ("/tjenester/sfo/",)


def test_with_errors_what_is_public_stays(tmp_path: Path) -> None:
    root, place = _site(tmp_path / "site"), tmp_path / "ute"
    before = publish(_asked(root, place)).release
    (root / SERVICE).write_text("---\ntittel: SFO: nå\n---\n")
    done = publish(_asked(root, place, 1))
    assert (done.release, done.built.written) == (None, None)
    assert read_releases(place).current == before
    assert "Ring oss." in _public(place)


def test_a_folder_with_other_peoples_files_is_not_published_in(tmp_path: Path) -> None:
    place = tmp_path / "ute"
    place.mkdir()
    (place / "viktig.txt").write_text("mitt")
    with pytest.raises(writing.ForeignFolder):
        publish(_asked(_site(tmp_path / "site"), place))
    assert [path.name for path in place.iterdir()] == ["viktig.txt"]


def test_a_publish_folder_is_not_built_in(tmp_path: Path) -> None:
    root, place = _site(tmp_path / "site"), tmp_path / "ute"
    publish(_asked(root, place))
    with pytest.raises(writing.ForeignFolder):
        build.build(build.Request(root, place, NOW))


def test_so_many_releases_are_kept_and_never_fewer_than_what_is_public_and_the_one_before(tmp_path: Path) -> None:
    root, place = tmp_path / "site", tmp_path / "ute"
    names = [_published(root, place, f"Nummer {number}.", number, keep=3) for number in range(5)]
    there = read_releases(place)
    assert (there.names, there.leftovers) == (tuple(names[2:]), ())
    assert sorted(path.name for path in (place / "releases").iterdir()) == sorted(
        [*names[2:], *(f"{name}.json" for name in names[2:])]
    )
    # Gone back to the oldest, and forth from there: both are worth more than what was never gone back to.
    rollback(place, names[2], NOW + timedelta(hours=6))
    last = _published(root, place, "Enda en.", 7, keep=2)
    assert read_releases(place).names == (names[2], names[4], last)
    newest = _published(root, place, "Siste.", 8, keep=1)
    assert read_releases(place).names == (last, newest)
    assert rollback(place, None, NOW + timedelta(hours=9)) == (newest, last)


def test_what_is_published_in_the_folder_of_the_site_never_comes_into_its_git(tmp_path: Path) -> None:
    root = _site(tmp_path / "site", "Her.")
    _git(tmp_path, "init", "-q", "site")
    _published(root, root / "ute", "Her.", 0)
    (root / ".gitignore").unlink(missing_ok=True)
    _git(root, "add", "-A")
    said = subprocess.run(["git", "-C", root, "ls-files"], check=True, capture_output=True, text=True).stdout
    assert "content/services/sfo.md" in said
    assert "ute/" not in said


# --- stopped on the way ------------------------------------------------------------------------


class _Stopped(BaseException):
    """As when the process is killed: nothing tidies up after it."""


def _stopped_before(number: int, taken: list[str]) -> Disk:
    """Return a disk on which all ends before a step, and that notes the steps that were taken."""

    def noting(name: str, do: Callable[..., None]) -> Callable[..., None]:
        def step(*words: object) -> None:
            if len(taken) + 1 == number:
                raise _Stopped
            taken.append(name)
            do(*words)

        return step

    return Disk(**{one.name: noting(one.name, getattr(DISK, one.name)) for one in fields(Disk)})


def _turning_points(steps: list[str]) -> list[int]:
    """Return the numbers of steps that matter: of many alike in a row the first and the last."""
    ends = (-1, len(steps))
    return [
        place + 1
        for place, name in enumerate(steps)
        if any(near in ends or steps[near] != name for near in (place - 1, place + 1))
    ]


def test_wherever_it_is_stopped_a_whole_site_is_public_and_the_next_puts_all_right(tmp_path: Path) -> None:
    root, place, begun = tmp_path / "site", tmp_path / "ute", tmp_path / "begun"
    for number in range(2):
        _published(root, place, f"Nummer {number}.", number, keep=2)
    before = read_releases(place).current
    shutil.copytree(place, begun, symlinks=True)
    steps: list[str] = []
    _site(root, "Ny.")
    publish(_asked(root, place, 3, keep=2), _stopped_before(0, steps))
    assert set(steps) == {one.name for one in fields(Disk)}
    for number in _turning_points(steps):
        shutil.rmtree(place)
        shutil.copytree(begun, place, symlinks=True)
        taken: list[str] = []
        with pytest.raises(_Stopped):
            publish(_asked(root, place, 3, keep=2), _stopped_before(number, taken))
        assert taken == steps[: number - 1]
        _is_whole(place)
        assert ("Ny." in _public(place)) == ("point" in taken)
        assert (read_releases(place).current != before) == ("point" in taken)
        _is_put_right(root, place)


def _is_whole(place: Path) -> None:
    there = read_releases(place)
    assert there.current in there.names
    assert there.current is not None
    assert there.manifest(there.current) == manifest_on_disk(place / "current")
    # What was public when is known, also where the journal did not come that far.
    assert there.turns[-1].release == there.current


def _is_put_right(root: Path, place: Path) -> None:
    publish(_asked(root, place, 4, keep=2))
    _is_whole(place)
    assert "Ny." in _public(place)
    there = read_releases(place)
    assert there.leftovers == ()
    names = {path.name.removesuffix(".json") for path in (place / "releases").iterdir()}
    assert names == set(there.names)
    assert not list(place.rglob("*.site-builder-part"))


def test_a_full_disk_leaves_what_is_public_and_nothing_of_what_was_begun(tmp_path: Path) -> None:
    root, place = tmp_path / "site", tmp_path / "ute"
    before = _published(root, place, "Ring oss.", 0)
    _site(root, "Ny.")
    written_there: list[Path] = []

    def nearly_full(target: Path, content: bytes) -> None:
        if len(written_there) == 9:
            raise writing.CannotWrite(OSError(28, "No space left on device"))
        written_there.append(target)
        writing.put(target, content)

    with pytest.raises(writing.CannotWrite):
        publish(_asked(root, place, 1), replace(DISK, put=nearly_full))
    assert sorted(path.name for path in (place / "releases").iterdir()) == [before, f"{before}.json"]
    assert "Ring oss." in _public(place)


def test_what_the_disk_keeps_otherwise_than_it_was_given_is_never_public(tmp_path: Path) -> None:
    root, place = tmp_path / "site", tmp_path / "ute"
    before = _published(root, place, "Ring oss.", 0)
    _site(root, "Ny.")

    def forgetful(target: Path, content: bytes) -> None:
        writing.put(target, content[:-1] if target.name == "index.html" else content)

    with pytest.raises(NotWhole):
        publish(_asked(root, place, 1), replace(DISK, put=forgetful))
    assert read_releases(place).names == (before,)
    assert "Ring oss." in _public(place)


def _hold(file: Path, ready: object, done: object) -> None:
    with writing.locked(file, "prosess 4711 på tjener"):
        ready.set()  # type: ignore[attr-defined]
        done.wait(30)  # type: ignore[attr-defined]


def test_a_second_publication_is_told_who_has_begun_and_a_killed_one_holds_nobody_up(tmp_path: Path) -> None:
    root, place = _site(tmp_path / "site"), tmp_path / "ute"
    publish(_asked(root, place))
    processes = multiprocessing.get_context("spawn")
    ready, done = processes.Event(), processes.Event()
    other = processes.Process(target=_hold, args=(place / ".lock", ready, done))
    other.start()
    assert ready.wait(30)
    for work in (lambda: publish(_asked(root, place, 1)), lambda: rollback(place, None, NOW)):
        with pytest.raises(writing.Locked) as told:
            work()
        assert told.value.who == "prosess 4711 på tjener"
    other.kill()
    other.join()
    assert publish(_asked(root, place, 1)).built.written is not None


# --- and back ----------------------------------------------------------------------------------


def test_back_is_what_was_public_before_however_often_and_the_next_goes_forward(tmp_path: Path) -> None:
    root, place = tmp_path / "site", tmp_path / "ute"
    first, second, third = (_published(root, place, f"Nummer {number}.", number) for number in range(3))
    assert rollback(place, None, NOW + timedelta(hours=3)) == (third, second)
    assert "Nummer 1." in _public(place)
    assert rollback(place, None, NOW + timedelta(hours=4)) == (second, first)
    with pytest.raises(NoSuchRelease):
        rollback(place, None, NOW + timedelta(hours=5))
    fourth = _published(root, place, "Nummer 3.", 6)
    # The third was taken back: what was public before the fourth is the first.
    assert read_releases(place).previous == first
    assert rollback(place, third, NOW + timedelta(hours=7)) == (fourth, third)
    assert "Nummer 2." in _public(place)
    assert [turn.release for turn in read_releases(place).turns] == [first, second, third, second, first, fourth, third]


def test_the_same_content_is_published_again_after_it_was_taken_back(tmp_path: Path) -> None:
    root, place = tmp_path / "site", tmp_path / "ute"
    _published(root, place, "En.", 0)
    _published(root, place, "To.", 1)
    rollback(place, None, NOW + timedelta(hours=2))
    assert publish(_asked(root, place, 3)).release is not None
    assert "To." in _public(place)


def test_nobody_goes_back_to_what_is_not_whole(tmp_path: Path) -> None:
    root, place = tmp_path / "site", tmp_path / "ute"
    first = _published(root, place, "En.", 0)
    _published(root, place, "To.", 1)
    (place / "releases" / first / PAGE).write_text("noe annet")
    with pytest.raises(NotWhole) as told:
        rollback(place, None, NOW + timedelta(hours=2))
    assert (told.value.release, told.value.path) == (first, PAGE)
    assert "To." in _public(place)


def _with_a_picture(root: Path, until: str) -> Path:
    """Return the site with a picture that is shown until the end of a day in February 2026; by no consent, if empty."""
    record = RECORD + (f"  barn: ja\n  samtykke_til: 2026-02-{until}\n" if until else "")
    written(_site(root), {"content/images.yaml": record, "content/pages/om.md": ABOUT})
    (root / "content/images").mkdir(exist_ok=True)
    (root / "content/images/skole.jpg").write_bytes(photo())
    return root


def _at(root: Path, place: Path, moment: datetime) -> Request:
    return Request(place, build.Request(root, build_folder(place), moment), moment)


def _pictures_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("skole-*"))


DAY = timedelta(days=1)


def test_a_picture_leaves_the_earlier_releases_too_when_its_consent_ends(tmp_path: Path) -> None:
    root, place = _with_a_picture(tmp_path / "site", "18"), tmp_path / "ute"
    first = publish(_at(root, place, NOW)).release
    assert first is not None
    shown = _pictures_in(place / "releases" / first)
    assert len(shown) > 2
    done = publish(_at(root, place, NOW + 2 * DAY))
    assert (done.let_go, _pictures_in(place)) == (len(shown), [])
    # What is left is whole, and can be gone back to.
    assert rollback(place, None, NOW + 3 * DAY) == (done.release, first)
    assert (place / "current/om/index.html").is_file()
    assert read_releases(place).manifest(first) == manifest_on_disk(place / "current")


def test_nobody_goes_back_to_a_picture_after_its_day_though_nothing_was_published_since(tmp_path: Path) -> None:
    root, place = _with_a_picture(tmp_path / "site", "18"), tmp_path / "ute"
    publish(_at(root, place, NOW))
    _site(root, "Ny.")
    publish(_at(root, place, NOW + timedelta(hours=1)))
    assert _pictures_in(place / "current") != []
    # Somebody began to take them out, and was stopped.
    next(iter((place / "releases").rglob("skole-*"))).unlink()
    rollback(place, None, NOW + 2 * DAY)
    assert _pictures_in(place / "releases") == []


def test_a_picture_whose_consent_ends_leaves_also_while_the_content_has_errors(tmp_path: Path) -> None:
    root, place = _with_a_picture(tmp_path / "site", "18"), tmp_path / "ute"
    publish(_at(root, place, NOW))
    written(root, {SERVICE: "---\nfeil: ja\n---\n"})
    done = publish(_at(root, place, NOW + 2 * DAY))
    assert done.built.written is None
    assert done.let_go > 2
    assert _pictures_in(place / "current") == []
    assert read_releases(place).manifest(read_releases(place).names[-1]) == manifest_on_disk(place / "current")


def test_a_consent_that_is_taken_back_takes_its_picture_out_of_the_earlier_releases(tmp_path: Path) -> None:
    root, place = _with_a_picture(tmp_path / "site", "28"), tmp_path / "ute"
    publish(_at(root, place, NOW))
    (root / "content/pages/om.md").unlink()
    (root / "content/images.yaml").unlink()
    (root / "content/images/skole.jpg").unlink()
    assert publish(_at(root, place, NOW + timedelta(hours=1))).let_go > 2
    assert _pictures_in(place) == []


@pytest.mark.parametrize("until", ["28", ""], ids=["for longer", "by nobody"])
def test_a_picture_whose_consent_was_renewed_stays_where_it_was(tmp_path: Path, until: str) -> None:
    root, place = _with_a_picture(tmp_path / "site", "18"), tmp_path / "ute"
    first = publish(_at(root, place, NOW)).release
    _with_a_picture(root, until)
    _site(root, "Ny.")
    publish(_at(root, place, NOW + timedelta(hours=1)))
    assert publish(_at(root, place, NOW + 2 * DAY)).let_go == 0
    assert _pictures_in(place / "releases" / str(first)) != []


def test_a_line_of_the_journal_that_was_cut_off_takes_no_other_with_it(tmp_path: Path) -> None:
    root, place = tmp_path / "site", tmp_path / "ute"
    first = _published(root, place, "En.", 0)
    journal = place / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"moment": "2026-')
    second = _published(root, place, "To.", 1)
    assert read_releases(place).turns == (Turn(NOW, first), Turn(NOW + timedelta(hours=1), second))


# --- manifests ---------------------------------------------------------------------------------

FILES = [(PurePosixPath("b/å.txt"), b"b"), (PurePosixPath("a.txt"), b"a")]


def test_a_manifest_is_of_the_files_alone() -> None:
    found = manifest_of(FILES)
    assert found == manifest_of(reversed(FILES))
    assert [(one.path.as_posix(), one.size, one.sha256) for one in found.files] == [
        ("a.txt", 1, hashlib.sha256(b"a").hexdigest()),
        ("b/å.txt", 1, hashlib.sha256(b"b").hexdigest()),
    ]
    assert found.digest != manifest_of(FILES[:1]).digest
    assert read_manifest(as_bytes(found, {"made": "2026"})) == found


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"format": 1, "digest": "x", "files": []}', b"\xff", b"[" * 9999]
)
def test_what_is_no_manifest_of_ours_is_not_taken_for_one(content: bytes) -> None:
    with pytest.raises(Damaged):
        read_manifest(content)


# --- what a page says --------------------------------------------------------------------------


def test_the_text_of_a_page_is_what_is_read_on_it() -> None:
    page = """<!doctype html><html><head><title>T</title><style>p{}</style></head><body>
      <a class="skip" href="#x">Hopp</a><section><a href="/f/"><strong>Fare</strong> Kok vannet</a></section>
      <header><nav><ul><li>Meny</ul></nav></header>
      <main><h1>Ferge &amp; buss</h1><p>Går <em>hver</em>
        time.<br>Ikke søndag.</p><p hidden data-t="x">Kommer siden.</p>
      <ul><li><p>En</p><li>To<script>let a = "b"</script></ul><h2>Pris</h2>
      <table><tr><th>Hvem<th>Kroner</tr><tr><td>Barn</td><td>20</td></tr></table>
      <img src="x.png" alt="Ferga ved kai"><img src="y.png" alt=""></main>
      <footer><p>Bunn</p></footer></body></html>"""
    said = text_of(page)
    assert said.above == ("Fare Kok vannet",)
    assert said.main == (
        "# Ferge & buss", "Går hver time.", "Ikke søndag.", "- En", "- To", "", "## Pris", "Hvem | Kroner", "Barn | 20",
        "[Ferga ved kai]",
    )  # fmt: skip


def _page(said: str, around: str = "") -> bytes:
    return (
        f"<html><head>{around}</head><body><header>{around}</header><main><p>{said}</p></main></body></html>".encode()
    )


def test_a_page_has_changed_when_it_says_something_else() -> None:
    before = {"a/index.html": _page("A"), "b/index.html": _page("B"), "borte.html": _page("C"), "embed/x.html": b"1"}
    after = {
        "a/index.html": _page("A", "ny"),
        "b/index.html": _page("b"),
        "index.html": _page("D"),
        "embed/x.html": b"2",
    }
    found = changes(_manifest(before), _manifest(after), _reader(before), _reader(after))
    assert found == Changes(("/",), ("/b/",), ("/borte.html",), 1, 1)
    assert list(as_lines(found, WORDS)) == [
        "1 ny side:", "  /", "1 endret side:", "  /b/", "1 side er borte:", "  /borte.html",
        "Har en side bare fått ny adresse, skriver du den gamle i «tidligere_adresser» i fila, så blir folk sendt"
        " videre.",
        "I tillegg er 1 side laget på nytt med samme tekst.", "Av andre filer er 1 ny, endret eller borte.",
    ]  # fmt: skip
    assert as_markdown(found, WORDS).startswith("## Hva som endrer seg på nettstedet\n\n### 1 ny side:\n\n- `/`\n\n###")
    assert json.loads(as_json(found)) == {
        "added": ["/"], "changed": ["/b/"], "removed": ["/borte.html"], "remade": 1, "others": 1,
        "crises_gone": [], "crises_come": [],
    }  # fmt: skip


STANDING = Crises({"flom": "Flom i *Lia*"}, frozenset(), 7)
CALLED_OFF = Crises({}, frozenset({"flom"}))


@pytest.mark.parametrize(
    ("before", "after", "is_later", "gone", "come"),
    [
        (STANDING, Crises(), True, ("Flom i *Lia*",), ()),
        (STANDING, CALLED_OFF, True, (), ()),
        # What is gone back to cannot have called off what was written later.
        (STANDING, CALLED_OFF, False, ("Flom i *Lia*",), ()),
        (CALLED_OFF, STANDING, False, (), ("Flom i *Lia*",)),
        (STANDING, STANDING, True, (), ()),
        # The file has another name.
        (STANDING, Crises({"flom-i-lia": "Flom i *Lia*"}), True, (), ()),
        (STANDING, Crises({"flom": "Flommen i Lia"}), True, (), ()),
        (None, STANDING, True, (), ()),
        (STANDING, None, True, (), ()),
    ],
)
def test_a_crisis_has_gone_where_nobody_called_it_off(
    before: Crises | None, after: Crises | None, is_later: bool, gone: tuple[str, ...], come: tuple[str, ...]
) -> None:
    found = turned(before, after, is_later=is_later)
    assert (found.gone, found.come) == (gone, come)


def test_crises_that_go_and_come_are_told_of_first() -> None:
    none = dict[str, bytes]()
    gone = changes(Manifest(crises=STANDING), Manifest(crises=Crises()), _reader(none), _reader(none))
    assert list(as_lines(gone, WORDS)) == ["Krisen «Flom i *Lia*» står ikke lenger på sidene."]
    assert "\n\n**Krisen «Flom i \\*Lia\\*» står ikke lenger på sidene.**\n" in as_markdown(gone, WORDS)
    assert json.loads(as_json(gone))["crises_gone"] == ["Flom i *Lia*"]
    comes = changes(Manifest(crises=Crises()), Manifest(crises=STANDING), _reader(none), _reader(none))
    assert list(as_lines(comes, WORDS)) == ["Krisen «Flom i *Lia*» kommer først på 7 sider."]


def test_a_manifest_keeps_which_crises_stand_and_is_the_same_site_without() -> None:
    kept = Manifest(crises=Crises({"flom": "Flom"}, frozenset({"b", "a"}), 7))
    assert read_manifest(as_bytes(kept, {})).crises == kept.crises
    assert (kept, kept.digest) == (Manifest(), Manifest().digest)
    assert read_manifest(as_bytes(Manifest(), {})).crises is None
    for strange in ("[]", '{"standing": 1}', '{"standing": [], "settled": null, "pages": 1}'):
        with pytest.raises(Damaged):
            read_manifest(as_bytes(Manifest(), {}).replace(b'"digest"', f'"crises": {strange}, "digest"'.encode()))


def test_a_long_list_is_cut_with_the_number_of_what_is_left_out() -> None:
    lines = list(as_lines(Changes(tuple(f"/{number:03}/" for number in range(45))), WORDS))
    assert (len(lines), lines[-1]) == (42, "  og 5 til")


def test_without_a_change_that_is_what_is_said() -> None:
    assert list(as_lines(Changes(), WORDS)) == ["Ingenting på nettstedet er endret."]


def _manifest(files: dict[str, bytes]) -> Manifest:
    return manifest_of((PurePosixPath(path), content) for path, content in files.items())


def _reader(files: dict[str, bytes]) -> Callable[[PurePosixPath], bytes]:
    return lambda path: files[path.as_posix()]


# --- archives ----------------------------------------------------------------------------------


def _archived(root: Path, file: Path, since: Path | None = None) -> archive.Archived:
    return archive.archive(archive.Request(build.Request(root, root / "output", NOW), file, NOW, since))


def test_an_archive_has_the_site_its_manifest_and_a_checksum_and_is_the_same_each_time(tmp_path: Path) -> None:
    root = _site(tmp_path / "site")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        _archived(root, tmp_path / name / "arkiv.tar.gz")
    content = (tmp_path / "a/arkiv.tar.gz").read_bytes()
    assert content == (tmp_path / "b/arkiv.tar.gz").read_bytes()
    said = (tmp_path / "a/arkiv.tar.gz.sha256").read_text()
    assert said == f"{hashlib.sha256(content).hexdigest()}  arkiv.tar.gz\n"
    with tarfile.open(tmp_path / "a/arkiv.tar.gz") as tar:
        members = tar.getmembers()
    assert {(one.mtime, one.uid, one.gid, one.uname, one.mode) for one in members} == {
        (int(NOW.timestamp()), 0, 0, "", 0o644)
    }
    assert members[0].name == "manifest.json"
    names = [one.name for one in members[1:]]
    assert (names, f"nettsted/{PAGE}" in names) == (sorted(names), True)
    assert archive.default_name(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == "arkiv-2027-01-01.tar.gz"


def test_an_archive_says_what_has_changed_since_an_earlier_one(tmp_path: Path) -> None:
    root, first, second = tmp_path / "site", tmp_path / "1.tar.gz", tmp_path / "2.tar.gz"
    _archived(_site(root, "Ring oss."), first)
    done = _archived(_site(root, "Skriv til oss."), second, first)
    assert done.changes is not None
    assert "/tjenester/sfo/" in done.changes.changed
    with tarfile.open(second) as tar:
        member = tar.extractfile("endringer.json")
        assert member is not None
        assert json.loads(member.read())["changed"] == list(done.changes.changed)


def test_an_archive_is_not_written_over_and_another_file_is_none(tmp_path: Path) -> None:
    root, file = _site(tmp_path / "site"), tmp_path / "arkiv.tar.gz"
    _archived(root, file)
    with pytest.raises(archive.IsThere):
        _archived(root, file)
    with tarfile.open(tmp_path / "annet.tar.gz", "w:gz") as tar:
        tar.add(root / SERVICE, "manifest.json")
    (tmp_path / "kuttet.tar.gz").write_bytes(file.read_bytes()[:-400])
    for name in ("annet.tar.gz", "kuttet.tar.gz", "site/content/site.yaml"):
        with pytest.raises(archive.NoArchive):
            _archived(root, tmp_path / "ny.tar.gz", tmp_path / name)
    assert not (tmp_path / "ny.tar.gz").exists()


# --- what was public on a day --------------------------------------------------------------------


def _git(root: Path, *words: str, at: datetime = NOW) -> None:
    names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {f"GIT_{who}_DATE": at.isoformat() for who in ("AUTHOR", "COMMITTER")}
    subprocess.run(
        ["git", "-C", str(root), *words], check=True, capture_output=True, env={**os.environ, **names, **dates}
    )


def _committed(root: Path, said: str, days: int) -> None:
    if not (root / ".git").exists():
        root.mkdir()
        _git(root, "init", "-q", "-b", "main")
    _site(root, said)
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", said, at=NOW + timedelta(days=days))


def _said(found: past.Found) -> str:
    return "\n".join(text_of(found.page.decode()).main)


def test_what_a_page_said_is_built_again_from_git(tmp_path: Path) -> None:
    root = tmp_path / "site"
    for number in range(3):
        _committed(root, f"Nummer {number}.", number)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    asked = past.Request(root, NOW + timedelta(days=1, hours=2), address="/tjenester/sfo/")
    found = past.at(asked)
    assert "Nummer 1." in _said(found)
    assert (found.address, found.release, len(found.commit)) == ("/tjenester/sfo/", "", 40)
    assert "Nummer 0." in _said(past.at(replace(asked, moment=NOW + timedelta(days=1, seconds=-1))))
    # Nothing is left in the repository, and nothing of it is changed.
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
    day = past.at(replace(asked, day_began=NOW + timedelta(days=1, hours=-2)))
    assert day.others == (NOW + timedelta(days=1),)
    with pytest.raises(repository.NoSuchCommit):
        past.at(replace(asked, moment=NOW - timedelta(days=1)))


OWN_TEMPLATE = '{% extends "base.html" %}{% block main %}<h1>Egen mal</h1>{% endblock %}'


def test_templates_that_do_not_go_with_the_program_of_today_give_way(tmp_path: Path) -> None:
    root = tmp_path / "site"
    _committed(root, "Her.", 0)
    asked = past.Request(root, NOW + timedelta(days=9), address="/tjenester/sfo/")
    (root / "templates").mkdir()
    for number, template in enumerate(("{{ view.finnes_ikke }}", OWN_TEMPLATE)):
        (root / "templates/service.html").write_text(template)
        _git(root, "add", "-A")
        _git(root, "commit", "-q", "-m", "x", at=NOW + timedelta(days=number + 1))
    assert "# Egen mal" in _said(past.at(asked))
    found = past.at(replace(asked, moment=NOW + timedelta(days=1)))
    assert found.is_theme_of_today
    assert "Her." in _said(found)


def test_a_site_in_a_folder_of_its_repository_is_found_there(tmp_path: Path) -> None:
    top = tmp_path / "alt"
    top.mkdir()
    _git(top, "init", "-q", "-b", "main")
    _site(top / "nettsted", "I ei mappe.")
    _git(top, "add", "-A")
    _git(top, "commit", "-q", "-m", "x")
    assert "I ei mappe." in _said(past.at(past.Request(top / "nettsted", NOW, address="tjenester/sfo")))


def test_what_was_published_comes_before_what_git_has(tmp_path: Path) -> None:
    root, place = tmp_path / "site", tmp_path / "ute"
    _committed(root, "I Git.", 0)
    first = _published(root, place, "Lagt ut.", 0)
    second = _published(root, place, "Lagt ut siden.", 2)
    rollback(place, None, NOW + timedelta(hours=4))
    asked = past.Request(
        root, NOW + timedelta(hours=1), address="https://alt.eksempel.example/tjenester/sfo/", place=place
    )
    assert [
        (past.at(replace(asked, moment=NOW + timedelta(hours=hours))).release) for hours in (1, 3, 5)
    ] == [first, second, first]  # fmt: skip
    found = past.at(replace(asked, moment=NOW + timedelta(hours=5), out=tmp_path / "da"))
    assert read_all(tmp_path / "da") == read_all(place / "releases" / first)
    assert "Lagt ut." in _said(found)
    # It is no longer kept: that is said, and Git is asked.
    _published(root, place, "Enda senere.", 6, keep=1)
    gone = past.at(replace(asked, moment=NOW + timedelta(hours=3)))
    assert (gone.is_gone, gone.release) == (True, "")
    assert "I Git." in _said(gone)


def test_a_page_that_was_not_there_is_told_of_with_those_that_look_like_it(tmp_path: Path) -> None:
    root = tmp_path / "site"
    _committed(root, "Her.", 0)
    with pytest.raises(past.NoSuchPage) as told:
        past.at(past.Request(root, NOW, address="/tjenester/sfu/"))
    assert told.value.near[0] == "/tjenester/sfo/"
    for strange in ("/../../etc/passwd", "/%2e%2e/content/site.yaml", "/.site-builder"):
        with pytest.raises(past.NoSuchPage):
            past.at(past.Request(root, NOW, address=strange))


def test_without_git_there_is_no_past(tmp_path: Path) -> None:
    with pytest.raises(repository.NoHistory):
        past.at(past.Request(_site(tmp_path / "site"), NOW, address="/"))


# --- what a proposal changes ---------------------------------------------------------------------


def test_a_proposal_is_held_against_what_it_would_change(tmp_path: Path) -> None:
    root = tmp_path / "site"
    _committed(root, "Ring oss.", 0)
    _site(root, "Skriv til oss.")
    asked = build.Request(root, root / "output", NOW)
    found = proposal.changes_since(asked, "main").changes
    assert found is not None
    assert "/tjenester/sfo/" in found.changed
    assert (found.added, found.removed, (root / "output").exists()) == ((), (), False)
    for strange in ("nei", "--output=x", "main~7"):
        with pytest.raises(repository.NoSuchCommit):
            proposal.changes_since(asked, strange)
    (root / SERVICE).write_text("---\ntittel: SFO: nå\n---\n")
    assert proposal.changes_since(asked, "main").changes is None


def test_the_web_editor_that_git_knows_nothing_of_is_no_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = {name: name.encode() for name in editor_files.NAMES}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in scripts.items()}
    package = replace(editor_files.PACKAGES[0], files={name: (name, digest) for name, digest in digests.items()})
    monkeypatch.setattr(editor_files, "PACKAGES", (package,))
    root = tmp_path / "site"
    _committed(root, "Ring oss.", 0)
    with (root / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("nettredigering:\n  vert: github\n  kodelager: kommune/mini\n  innlogging: https://x.example\n")
    _git(root, "commit", "-q", "-a", "-m", "Nettredigering", at=NOW)
    (root / editor_files.FOLDER).mkdir(parents=True)
    for name, content in scripts.items():
        (root / editor_files.FOLDER / name).write_bytes(content)
    asked = build.Request(root, root / "output", NOW)
    assert build.build(asked).problems == ()
    assert (root / "output/admin/index.html").is_file()
    assert proposal.changes_since(asked, "main").changes == Changes()


def test_a_manifest_names_the_commit_where_the_sources_are_as_they_are_in_it(tmp_path: Path) -> None:
    root = tmp_path / "site"
    _committed(root, "Her.", 0)
    request = build.Request(root, root / "output", NOW)
    build.build(request)
    head = subprocess.run(["git", "-C", root, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    assert about(request, NOW)["commit"] == head.stdout.strip() != ""
    (root / "content/pages").mkdir()
    (root / "content/pages/ny.md").write_text("# Ny\n\nNy.\n", encoding="utf-8")
    assert about(request, NOW)["commit"] == ""
