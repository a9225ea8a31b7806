"""What `check --fix` mends: only what has one right answer, and nothing else of a file is touched."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from site_builder import build, mending
from site_builder.fixes import FIXERS, fixed
from site_builder.loading.folders import read_folder
from site_builder.problems import Mark, problem
from site_builder.text.messages import catalogue
from tests.commands import run
from tests.invented_numbers import invented
from tests.support import INVALID, NOW, copy_of, notice, written
from tests.test_cli import NOW as MOMENT

PATH = "content/notices/2026-02-17-drift-vann.md"
MENDABLE = sorted(
    path.name
    for path in INVALID.iterdir()
    if re.findall(r"\[([A-Z]\d{3})\]", (path / "problems.txt").read_text(encoding="utf-8"))[0] in FIXERS
)


def _request(root: Path) -> build.Request:
    own = root / "now.txt"
    now = datetime.fromisoformat(own.read_text(encoding="utf-8").strip()) if own.is_file() else NOW
    return build.Request(root, root / "output", now, writes=False)


def _mended(root: Path, instead: dict[str, bytes] | None = None) -> mending.Mended:
    contents = read_folder(root).contents | (instead or {})
    request = _request(root)
    return mending.mended(build.Request(request.root, request.out, request.now, instead=instead), contents)


@cache
def _mended_site(name: str) -> mending.Mended:
    return _mended(INVALID / name)


def _said(root: Path, files: dict[str, str]) -> str:
    return mending.as_text(_mended(written(root, files)).changes)


# --- the table -----------------------------------------------------------------------------------


def test_every_fixer_is_of_a_code_in_use_and_mends_one_of_the_test_sites() -> None:
    assert set(FIXERS) <= set(catalogue("nb").problems)
    codes = set()
    for name in MENDABLE:
        if _mended_site(name).changes:
            codes |= set(re.findall(r"\[([A-Z]\d{3})\]", (INVALID / name / "problems.txt").read_text(encoding="utf-8")))
    assert set(FIXERS) - codes == {"D211"}, "that is mended further down"


@pytest.mark.parametrize("name", MENDABLE)
def test_what_is_mended_has_no_more_wrong_with_it_and_is_not_mended_again(name: str) -> None:
    root, found = INVALID / name, _mended_site(name)
    before = build.check(_request(root))
    request = _request(root)
    after = build.check(build.Request(request.root, request.out, request.now, instead=found.files, writes=False))
    errors = {(one.code, one.path) for one in after.problems if one.is_error}
    assert {path for _, path in errors - {(one.code, one.path) for one in before.problems}} <= set(found.files)
    assert len(after.problems) <= len(before.problems)
    assert {one.code for one in after.problems if one.is_error and one.mark.line}.isdisjoint(
        {"F102", "F103", "F107"} - {one.code for one in before.problems}
    )
    if found.changes:
        assert after.problems != before.problems
    assert not _mended(root, dict(found.files)).changes


def test_a_file_without_the_problem_keeps_every_byte_and_every_value(tmp_path: Path) -> None:
    root = written(tmp_path, {PATH: "---\ntittel: Møte: nå\n---\nTekst.\n", "content/pages/om.md": notice("Om")})
    before = read_folder(root).contents
    mending.mend(_request(root))
    after = read_folder(root).contents
    assert {path for path in before if before[path] != after[path]} == {PATH}


@pytest.mark.parametrize("name", MENDABLE)
def test_what_is_mended_is_the_lines_that_are_shown_and_no_others(name: str) -> None:
    before, found = read_folder(INVALID / name).contents, _mended_site(name)
    for path, content in found.files.items():
        lines = before[path].decode().split("\n")
        for one in sorted((one for one in found.changes if one.path == path), key=lambda one: -one.line):
            assert tuple(lines[one.line - 1 : one.line - 1 + len(one.before)]) == one.before
            lines[one.line - 1 : one.line - 1 + len(one.before)] = one.after
        assert content.decode() == "\n".join(lines)


# --- what is mended ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "mended"),
    [
        ("tittel: Møte: om skole", 'tittel: "Møte: om skole"'),
        ("tittel: A\nstarter: 17/2/2026", "tittel: A\nstarter: 2026-02-17"),
        ("tittel: A\nstater: 2026-02-17", "tittel: A\nstarter: 2026-02-17"),
        ("tittel: A\nStarter: 2026-02-17", "tittel: A\nstarter: 2026-02-17"),
        ("tittel: A\ngjelder: Servicetorget", "tittel: A\ngjelder: servicetorget"),
        ("tittel: A\ngjelder:\n\t- servicetorget", "tittel: A\ngjelder:\n  - servicetorget"),
        ("tittel: A\n\talvor: viktig", "tittel: A\nalvor: viktig"),
        (
            "tittel: A\ngjelder:\n  - servicetorget\n\talvor: viktig",
            "tittel: A\ngjelder:\n  - servicetorget\nalvor: viktig",
        ),
        ("tittel: A\ngjelder:\n-\tservicetorget", "tittel: A\ngjelder:\n- servicetorget"),
        ("tittel: A\ntype: drfit", "tittel: A\ntype: drift"),
        ('tittel: "Vann', 'tittel: "Vann"'),
        ("tittel: Vi deler på #lia i dag", 'tittel: "Vi deler på #lia i dag"'),
        ("tittel: Sak #12 er ferdig", 'tittel: "Sak #12 er ferdig"'),
        ("tittel: [Viktig] Vannet er borte", 'tittel: "[Viktig] Vannet er borte"'),
        ("tittel: A\ntema: vann\u200b\nslutter: 2026-02-18\u00ad", "tittel: A\ntema: vann\nslutter: 2026-02-18"),
        ("tittel: A\ntem\u00ada: vann", "tittel: A\ntema: vann"),
        ("tittel: A\n--\ntema: vann", "tittel: A\ntema: vann"),
        ("tittel: A\ntema: vann\n- slutter: 2026-02-18", "tittel: A\ntema: vann\nslutter: 2026-02-18"),
        ("- tittel: A\n- tema: vann", "tittel: A\ntema: vann"),
        ("• tittel: A\n• tema: vann", "tittel: A\ntema: vann"),
        ("**tittel:** A\n- **tema**: vann", "tittel: A\ntema: vann"),
        ("tittel: A\nslutter: 2026–02–18 15:00", "tittel: A\nslutter: 2026-02-18 15:00"),
        ("tittel: A\nslutter: <2026-02-18 15:00>", "tittel: A\nslutter: 2026-02-18 15:00"),
        ("tittel: A\nslutter: «18.2.26»", "tittel: A\nslutter: 2026-02-18"),
        ("tittel: A\ntema: «vann»", "tittel: A\ntema: vann"),
        ("tittel: A\ntema: ‘vann’", 'tittel: A\ntema: "vann"'),
        ("tittel: ‘Brua er åpen’", 'tittel: "Brua er åpen"'),
    ],
)
def test_what_has_one_right_answer_is_mended(fields: str, mended: str, tmp_path: Path) -> None:
    root = written(tmp_path, {PATH: f"---\n{fields}\n---\nTekst.\n"})
    files = _mended(root).files
    assert files[PATH].decode() == f"---\n{mended}\n---\nTekst.\n"


@pytest.mark.parametrize(
    "fields",
    [
        "tittel: Møte: nå # rett denne",
        "tittel: A #1",
        "tittel: A\ntema: vann #husk denne",
        "tittel: A\ngjelder: [servicetorget] skole",
        "tittel: A\nkategorien: x",
        "tittel: A\nstarter: 17. februar",
        "tittel: A\nstarter: 05/12/2026",
        "tittel: A\ntittel: B",
        "tittel: A\ngjelder: [servicetorget",
    ],
)
def test_what_can_be_meant_in_several_ways_is_left_to_its_author(fields: str, tmp_path: Path) -> None:
    root = written(tmp_path, {PATH: f"---\n{fields}\n---\nTekst.\n"})
    assert _mended(root).files == {}


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Kok vannet\n\nKok alt vann.\n", "# Kok vannet\n\nKok alt vann.\n"),
        ("**Kok vannet**\n\nKok alt vann.\n", "# Kok vannet\n\nKok alt vann.\n"),
        ("## Kok vannet\n\nKok alt vann.\n", "# Kok vannet\n\nKok alt vann.\n"),
        ("#Kok vannet\n\nKok alt vann.\n", "# Kok vannet\n\nKok alt vann.\n"),
        ("\\# Kok vannet\n\nKok alt vann.\n", "# Kok vannet\n\nKok alt vann.\n"),
        ("Kok vannet\n=====\n\nKok alt vann.\n", "# Kok vannet\n\nKok alt vann.\n"),
        ("tittel: Kok vannet\n\nKok alt vann.\n", "# Kok vannet\n\nKok alt vann.\n"),
        ("---\ntittel: A\n--\n\nB.\n", "---\ntittel: A\n---\n\nB.\n"),
        ("---\ntittel: A\n----\n\nB.\n\n---\n\nC.\n", "---\ntittel: A\n---\n\nB.\n\n---\n\nC.\n"),
        ("---\ntittel: A\n\nB er c.\n\n---\n\nC.\n", "---\ntittel: A\n\n---\nB er c.\n\n---\n\nC.\n"),
        ("---\ntittel: A\n\n## D\n\nB er c.\n", "---\ntittel: A\n\n---\n## D\n\nB er c.\n"),
        ("—--\ntittel: A\n—--\n\nB.\n", "---\ntittel: A\n---\n\nB.\n"),
        ("---\ntittel: A\n—--\n\nB.\n", "---\ntittel: A\n---\n\nB.\n"),
        ("***\ntittel: A\n***\n\nB.\n", "---\ntittel: A\n---\n\nB.\n"),
        ("```\n---\ntittel: A\n---\n\nB.\n```\n", "---\ntittel: A\n---\n\nB.\n"),
        ("```md\n---\ntittel: A\n---\n\nB.\n", "---\ntittel: A\n---\n\nB.\n"),
    ],
)
def test_a_title_and_an_end_of_fields_are_written_as_they_are_read(text: str, mended: str, tmp_path: Path) -> None:
    assert _mended(written(tmp_path, {PATH: text})).files[PATH].decode() == mended


@pytest.mark.parametrize(
    "text",
    [
        "Kok alt vann i Lia.\n\nDet gjelder alle.\n",
        "Kok vannet\nKok alt vann.\n",
        "- Kok vannet\n\nKok alt vann.\n",
        "---\ntittel: A\nB er c.\n---\n\nC.\n",
        "```\n---\ntittel: A\n---\n```\n\nB.\n",
        "---\ntittel: A\n\ntema vann\nslutter: 2026-02-18\n\n---\n\nC.\n",
    ],
)
def test_what_may_be_text_or_a_title_or_a_field_is_left_to_its_author(text: str, tmp_path: Path) -> None:
    assert _mended(written(tmp_path, {PATH: text})).files == {}


def test_a_hard_space_and_what_nobody_sees_have_a_sign_in_what_is_shown(tmp_path: Path) -> None:
    said = _said(tmp_path, {PATH: "---\ntittel: A\ntema:\u00a0vann\n---\nTekst.\n"})
    assert said == f"{PATH}:3\n  - tema:␣vann\n  + tema: vann\n"
    said = _said(tmp_path, {PATH: "---\ntittel: A\ntema: vann\u200b\n---\nTekst.\n"})
    assert said == f"{PATH}:3\n  - tema: vann\N{REPLACEMENT CHARACTER}\n  + tema: vann\n"


def test_an_ending_a_mark_of_order_and_letters_in_two_parts_stay_as_they_are(tmp_path: Path) -> None:
    root = written(tmp_path, {PATH: ""})
    old = "\ufeff---\r\ntittel: Møte: nå\r\n---\r\nTekst med a\u030a.\r\n"
    (root / PATH).write_bytes(old.encode())
    assert _mended(root).files[PATH].decode() == old.replace("Møte: nå", '"Møte: nå"')


LATER = "content/notices/2026-11-02-drift-bru.md"


@pytest.mark.parametrize(
    ("fields", "mended", "then"),
    [
        # What is wrong with a value could not be told before.
        ("tittel: Brua: stengt\nslutter: 12.5.26", 'tittel: "Brua: stengt"\nslutter: 2026-05-12', [("N202", 3)]),
        ("tittel: Brua\nslutter: 12.5.26", "tittel: Brua\nslutter: 2026-05-12", [("N202", 3)]),
        ("tittel: A: b\ngjelder:\n  -nei", 'tittel: "A: b"\ngjelder:\n  - nei', [("R407", 4)]),
        # Nor what is further down.
        ("tittel: A\n tema: vann\n  slutter: x", "tittel: A\ntema: vann\n  slutter: x", [("S119", 4)]),
        ("tittel: A\ntema = vann\nslutter - 2026-12-05", "tittel: A\ntema: vann\nslutter - 2026-12-05", [("S116", 4)]),
    ],
)
def test_what_a_mend_uncovers_is_told_and_the_mend_is_kept(
    fields: str, mended: str, then: list[tuple[str, int]], tmp_path: Path
) -> None:
    root = written(tmp_path, {LATER: f"---\n{fields}\n---\nTekst.\n"})
    found = _mended(root)
    assert (found.files[LATER].decode(), found.refused) == (f"---\n{mended}\n---\nTekst.\n", ())
    request = _request(root)
    after = build.check(build.Request(request.root, request.out, request.now, instead=found.files, writes=False))
    assert [(one.code, one.mark.line) for one in after.problems] == then


ITEM = "kilder:\n  - tittel: Lov\n    nettadresse: https://eksempel.example/"


def test_a_mend_that_would_bring_a_mistake_is_refused_alone_and_the_mistake_is_named(tmp_path: Path) -> None:
    # Two levels may be meant: the field stands neither in the item, as the tab says, nor can anybody know it does not.
    other, text = "content/pages/om.md", f"---\ntittel: A: b\n{ITEM}\n\talvor: viktig\n---\nTekst.\n"
    root = written(tmp_path, {LATER: text, other: "---\ntittel: Om: oss\n---\nB.\n"})
    found = _mended(root)
    assert sorted(found.files) == [LATER, other]
    assert found.files[LATER].decode() == text.replace("A: b", '"A: b"')
    (one,) = found.refused
    assert (one.problem.code, one.problem.mark.line, one.new.code, one.new.mark.line) == ("S112", 6, "F107", 6)


def test_of_many_mends_only_those_that_bring_a_mistake_are_left(tmp_path: Path) -> None:
    texts = {f"content/pages/a{number}.md": f"---\ntittel: A: {number}\n---\nB.\n" for number in range(9)}
    bad = {f"content/pages/a{number}.md": f"---\ntittel: A\n{ITEM}\n\tfor: x\n---\nB.\n" for number in (3, 4, 8)}
    found = _mended(written(tmp_path, texts | bad))
    assert sorted(found.files) == sorted(set(texts) - set(bad))
    assert [one.problem.path for one in found.refused] == sorted(bad)


def test_a_file_with_two_versions_that_git_left_is_not_touched() -> None:
    text = b"---\ntittel: A: b\n<<<<<<< HEAD\n"
    told = [problem("S111", PATH, Mark(2, 10), fixed='tittel: "A: b"'), problem("S142", PATH, Mark(3), lines="3")]
    assert mending.with_fixes(text, told) == text
    assert mending.with_fixes(text, told[:1]) != text


def test_a_file_that_is_not_utf_8_is_not_touched() -> None:
    text = "---\ntittel: Å: b\n---\n".encode("cp1252")
    assert mending.with_fixes(text, [problem("S111", PATH, Mark(2, 10), fixed='tittel: "Å: b"')]) == text


@pytest.mark.parametrize(
    ("code", "line", "values", "mended"),
    [
        ("D211", "farge: 00594C", {"text": "00594C"}, 'farge: "#00594c"'),
        ("D211", "farge: blåblå", {"text": "blåblå"}, None),
        ("F167", "til: Vår-Skole", {"text": "Vår-Skole", "instead": "var-skole"}, "til: var-skole"),
        ("F167", "til: skulen", {"text": "skulen", "instead": "skolen"}, None),
        ("F102", "tittle: A", {"found": "tittle", "instead": "tittel"}, "tittel: A"),
        ("F102", "navn: A", {"found": "navn", "instead": "tittel"}, None),
        ("S103", "a\x07b", {"character": "U+0007"}, "ab"),
        ("S103", "a\x0bb", {"character": "U+000B"}, None),
    ],
)
def test_a_fixer_is_sure_or_does_nothing(code: str, line: str, values: dict[str, str], mended: str | None) -> None:
    at = 1 if code in ("F102", "S103") else line.index(":") + 3
    end = line.find(":") + 1 if code == "F102" else len(line) + 1
    assert fixed(line, problem(code, PATH, Mark(1, at, end), field="farge", **values)) == mended


# --- the command ---------------------------------------------------------------------------------


def test_each_line_is_shown_before_and_after_and_what_is_left_is_told(tmp_path: Path) -> None:
    root = written(tmp_path, {PATH: "---\ntittel: Møte: nå\nstarter: i morgen\n---\nTekst.\n"})
    done = run("check", "--root", str(root), "--now", MOMENT, "--fix")
    assert done.returncode == 1
    assert done.stderr.startswith(
        f'{PATH}:2\n  - tittel: Møte: nå\n  + tittel: "Møte: nå"\n\nRettet 1 linje (filer: 1).\nfeil[D201]'
    )
    assert (root / PATH).read_text(encoding="utf-8").startswith('---\ntittel: "Møte: nå"\n')
    again = run("check", "--root", str(root), "--now", MOMENT, "--fix")
    assert again.stderr.startswith("Ingenting er rettet.")


def test_what_would_bring_a_mistake_is_told_with_its_line_and_nothing_untrue_is_said(tmp_path: Path) -> None:
    root = written(tmp_path, {LATER: f"---\ntittel: A\n{ITEM}\n\talvor: viktig\n---\nTekst.\n"})
    done = run("check", "--root", str(root), "--now", MOMENT, "--fix")
    assert done.stderr.startswith(
        f"{LATER}:6:1 er ikke rettet. Da hadde dette vært galt i stedet, i {LATER}:6:5: "
        "Feltet «alvor» finnes ikke.\nIngenting er rettet.\nfeil[S112]"
    )


def test_who_saved_a_file_meanwhile_is_told_so(tmp_path: Path) -> None:
    root = written(tmp_path, {PATH: "---\ntittel: A: b\n---\nTekst.\n"})
    request = _request(root)
    before = read_folder(root).contents
    found = mending.mended(request, before)
    written(tmp_path, {PATH: "---\ntittel: Ny\n---\nTekst.\n"})
    kept = mending.put(found, before, root)
    assert (kept.changed, kept.files, kept.changes, kept.refused) == ((PATH,), {}, (), ())
    assert (root / PATH).read_text(encoding="utf-8").startswith("---\ntittel: Ny\n")


def test_no_number_of_a_person_is_shown_in_a_line_that_is_mended(tmp_path: Path) -> None:
    number = invented("010190")
    told = _said(tmp_path, {PATH: f"---\ntittel: Vann: Ola {number}\n---\nTekst.\n"})
    assert 'tittel: "Vann: Ola 0181xxxxxxx"' in told
    assert number not in told


def test_only_what_was_changed_is_mended_where_that_is_asked_for(tmp_path: Path) -> None:
    root = copy_of(INVALID / "plain_colon_in_title", tmp_path / "site")
    before = read_folder(root).contents
    assert mending.mend(_request(root), only=frozenset()).files == {}
    assert read_folder(root).contents == before
