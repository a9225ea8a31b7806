"""What is said to be still correct: one line of a file, and every other byte as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder import cli
from site_builder.health.confirming import NotOne, confirm
from site_builder.problems import has_errors
from tests.support import FULL, NOW, OUTLINE, SMALL_SETTINGS, checked, copy_of, written

DAY = date(2026, 2, 17)
LINE = b"bekreftet: 2026-02-17"
PAGE = "---\ntittel: A\nkort: B\n---\nTekst.\n"


def _files(to: Path, files: dict[str, bytes]) -> Path:
    root = written(to, {})
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # In the line that says so, whatever stands around the day.
        (b"---\ntittel: A\nbekreftet: 2025-01-01\n---\nTekst.", b"---\ntittel: A\n" + LINE + b"\n---\nTekst."),
        (b"---\ntittel: A\nbekreftet: 1. mars 2025 # av oss\n---\n", b"---\ntittel: A\n" + LINE + b" # av oss\n---\n"),
        (b"---\ntittel: A\nbekreftet:   '2025-01-01'\n---\n", b"---\ntittel: A\n" + LINE + b"\n---\n"),
        (b"---\ntittel: A\nbekreftet:\n---\n", b"---\ntittel: A\n" + LINE + b"\n---\n"),
        (b"---\ntitle: A\nconfirmed: 2025-01-01\n---\n", b"---\ntitle: A\nconfirmed: 2026-02-17\n---\n"),
        # In a new line, after what it is dated by, else its title.
        (b"---\ntittel: A\n---\nTekst.\n", b"---\ntittel: A\n" + LINE + b"\n---\nTekst.\n"),
        (b"---\ntittel: A\nkort: B\n---\n", b"---\ntittel: A\n" + LINE + b"\nkort: B\n---\n"),
        (
            b"---\ntittel: A\npublisert: 2025-01-01\nkort: B\n---\n",
            b"---\ntittel: A\npublisert: 2025-01-01\n" + LINE + b"\nkort: B\n---\n",
        ),
        (
            b"---\ntittel: >-\n  A\n  B\n\n# Sammendrag\nkort: B\n---\n",
            b"---\ntittel: >-\n  A\n  B\n" + LINE + b"\n\n# Sammendrag\nkort: B\n---\n",
        ),
        (b"---\n# Siden\ntitle: A\n# Slutt\n---\n", b"---\n# Siden\ntitle: A\nconfirmed: 2026-02-17\n# Slutt\n---\n"),
        # Line ends, the mark of Windows, and letters in two parts stay as they were.
        (b"---\r\ntittel: A\r\n---\r\nTekst.\r\n", b"---\r\ntittel: A\r\n" + LINE + b"\r\n---\r\nTekst.\r\n"),
        (b"\xef\xbb\xbf---\ntittel: A\n---\n", b"\xef\xbb\xbf---\ntittel: A\n" + LINE + b"\n---\n"),
        (
            "---\ntittel: A\u030a\n---\n  a\u030a\t \n\n".encode(),
            "---\ntittel: A\u030a\n".encode() + LINE + "\n---\n  a\u030a\t \n\n".encode(),
        ),
        # Without fields it has a title, and fences are made.
        (b"# A\n\nTekst.\n", b"---\n" + LINE + b"\n---\n# A\n\nTekst.\n"),
    ],
)  # fmt: skip
def test_one_line_is_changed_and_nothing_else(tmp_path: Path, before: bytes, after: bytes) -> None:
    root = _files(tmp_path, {"content/pages/a.md": before})
    outcome = confirm(root, ["a"], DAY, NOW)
    assert {path.as_posix(): content for path, content in outcome.files.items()} == {"content/pages/a.md": after}
    assert (root / "content/pages/a.md").read_bytes() == before


MAP = b"# Kartet\ntittel: Skoler\n\n# Stedene\nsteder:\n  - {navn: Lia, lat: 60.2, lon: 12.0}\n"


def test_a_map_is_confirmed_in_its_own_file(tmp_path: Path) -> None:
    settings = f"{SMALL_SETTINGS}grunnkart: grunnkart.geojson\n".encode()
    base = {"content/site.yaml": settings, "maps/grunnkart.geojson": OUTLINE.encode()}
    for content, wanted in (
        (MAP, MAP.replace(b"Skoler\n", b"Skoler\n" + LINE + b"\n")),
        (MAP.replace(b"tittel: Skoler\n\n", b"") + b"tittel: Skoler", None),
    ):
        root = _files(tmp_path, base | {"maps/skoler.yaml": content})
        (made,) = confirm(root, ["skoler"], DAY, NOW).files.values()
        assert made == (wanted or content + b"\n" + LINE)


def test_what_says_so_already_is_not_written_again(tmp_path: Path) -> None:
    root = _files(tmp_path, {"content/pages/a.md": b"---\ntittel: A\n" + LINE + b"\n---\n"})
    outcome = confirm(root, ["a"], DAY, NOW)
    assert not outcome.files
    assert outcome.same == ("content/pages/a.md",)


def test_a_file_that_is_not_a_line_for_each_field_is_left_alone_and_the_line_is_shown(tmp_path: Path) -> None:
    root = _files(tmp_path, {"content/pages/a.md": b"---\n{tittel: A, bekreftet: 2025-01-01}\n---\n"})
    outcome = confirm(root, ["a"], DAY, NOW)
    assert not outcome.files
    assert outcome.by_hand == (("content/pages/a.md", "bekreftet: 2026-02-17"),)


def test_a_day_before_it_was_published_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    page = b"---\ntittel: A\npublisert: 2026-02-01\n---\n"
    outcome = confirm(_files(tmp_path, {"content/pages/a.md": page}), ["a"], date(2026, 1, 1), NOW)
    assert [one.code for one in outcome.problems] == ["F140"]
    assert not outcome.files


def test_an_error_elsewhere_does_not_stop_it(tmp_path: Path) -> None:
    files = {"content/pages/a.md": PAGE.encode(), "content/pages/b.md": b"---\ntittel: B\nfeil: C\n---\n"}
    assert confirm(_files(tmp_path, files), ["a"], DAY, NOW).files


@pytest.mark.parametrize(
    "name",
    [
        *("a", "page/a", "content/pages/a.md", "a.md", "om oss"),
        *("/a/", "https://alt.eksempel.example/nn/a/?x=1#y", "https://alt.eksempel.example/a"),
    ],
)
def test_an_entry_is_known_by_its_slug_its_id_its_path_its_title_and_its_address(tmp_path: Path, name: str) -> None:
    page = PAGE.replace("tittel: A", "tittel: Om oss").encode()
    assert confirm(_files(tmp_path, {"content/pages/a.md": page}), [name], DAY, NOW).files


def test_a_file_in_another_folder_is_another(tmp_path: Path) -> None:
    with pytest.raises(NotOne):
        confirm(_files(tmp_path, {"content/pages/a.md": PAGE.encode()}), ["content/services/a.md"], DAY, NOW)


def test_a_path_from_where_one_stands_is_known_too(tmp_path: Path) -> None:
    root = _files(tmp_path, {"content/pages/a.md": PAGE.encode()})
    assert confirm(root, [str(root / "content/pages/a.md")], DAY, NOW).files


def test_a_name_that_two_have_says_which(tmp_path: Path) -> None:
    question = b"---\ntittel: Hva?\npublisert: 2026-02-01\n---\nDet.\n"
    root = _files(tmp_path, {"content/pages/a.md": PAGE.encode(), "content/questions/a.md": question})
    with pytest.raises(NotOne) as fault:
        confirm(root, ["a"], DAY, NOW)
    assert fault.value.paths == ("content/pages/a.md", "content/questions/a.md")


def test_all_of_the_demo_towns_entries_can_be_confirmed_and_it_is_checked_as_before(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    before = checked(root)
    paths = [path.relative_to(root).as_posix() for path in sorted((root / "content/services").glob("*.md"))]
    paths = [path for path in paths if path.count(".") == 1]
    outcome = confirm(root, paths, DAY, NOW)
    assert len(outcome.files) + len(outcome.same) == len(paths) > 2
    for path, content in outcome.files.items():
        (root / path).write_bytes(content)
    after = checked(root)
    assert not has_errors(after.problems)
    assert [one.code for one in after.problems] == [one.code for one in before.problems]


# --- the command ----------------------------------------------------------------------------------


def _run(*words: str) -> tuple[int, str]:
    done = CliRunner(env={"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}).invoke(cli.cli, ["confirm", *words])
    return done.exit_code, done.output


def test_the_command_writes_the_file_and_says_so(tmp_path: Path) -> None:
    root = _files(tmp_path, {"content/pages/a.md": PAGE.encode()})
    assert _run("a", "--root", str(root)) == (0, "content/pages/a.md: bekreftet 17. februar 2026.\n")
    assert (root / "content/pages/a.md").read_bytes() == PAGE.encode().replace(b"A\n", b"A\n" + LINE + b"\n", 1)
    assert [path.name for path in (root / "content/pages").iterdir()] == ["a.md"]
    assert _run("a", "--root", str(root)) == (0, "content/pages/a.md sier det fra før.\n")


def test_a_day_may_be_given_and_never_one_to_come(tmp_path: Path) -> None:
    root = _files(tmp_path, {"content/pages/a.md": PAGE.encode()})
    code, said = _run("a", "--root", str(root), "--date", "2026-02-18")
    assert (code, "har ikke vært ennå" in said) == (2, True)
    assert _run("a", "--root", str(root), "--date", "i går")[0] == 2
    assert (root / "content/pages/a.md").read_bytes() == PAGE.encode()
    assert _run("a", "--root", str(root), "--date", "16. februar 2026")[0] == 0
    assert b"bekreftet: 2026-02-16\n" in (root / "content/pages/a.md").read_bytes()


def test_a_name_that_is_none_is_told_of_with_the_one_that_was_meant(tmp_path: Path) -> None:
    root = _files(tmp_path, {"content/pages/personvern.md": PAGE.encode()})
    code, said = _run("personvrn", "--root", str(root))
    assert code == 2
    assert "«personvrn» finnes ikke, eller har feil. Mente du personvern?" in said
    assert _run("--root", str(root))[0] == 2


def test_what_a_translation_says_is_confirmed_with_its_original(tmp_path: Path) -> None:
    translation = b"---\ntittel: B\n---\n"
    root = _files(tmp_path, {"content/pages/a.md": PAGE.encode(), "content/pages/a.nn.md": translation})
    code, said = _run("content/pages/a.nn.md", "--root", str(root))
    assert code == 2
    assert "Mente du content/pages/a.md?" in said
    assert _run("content/pages/a.md", "--root", str(root))[0] == 0
    assert (root / "content/pages/a.nn.md").read_bytes() == translation
