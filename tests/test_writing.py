"""The writer: changed files only, pages after what they point at, and nothing of anybody else's."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from site_builder import writing


def _files(**named: bytes | None) -> dict[PurePosixPath, bytes | None]:
    return {PurePosixPath(name.replace("__", "/").replace("_", ".")): content for name, content in named.items()}


def test_a_folder_with_other_peoples_files_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "viktig.txt").write_text("mitt")
    with pytest.raises(writing.ForeignFolder):
        writing.write(_files(index_html=b"ny"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["viktig.txt"]


def test_a_file_where_the_folder_should_be_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("en fil")
    with pytest.raises(writing.ForeignFolder):
        writing.write(_files(index_html=b"ny"), tmp_path / "out")
    assert (tmp_path / "out").read_text() == "en fil"


def test_what_the_disk_refuses_has_a_name(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("en fil")
    for out in (tmp_path / "fil" / "out", tmp_path / ("a" * 300)):
        with pytest.raises(writing.CannotWrite):
            writing.write(_files(index_html=b"ny"), out)
    assert [path.name for path in tmp_path.iterdir()] == ["fil"]


def test_assets_come_before_pages(tmp_path: Path) -> None:
    done = writing.write(_files(index_html=b"1", assets__a_js=b"2", a__index_html=b"3"), tmp_path / "out")
    assert [str(path) for path in done.written] == ["assets/a.js", "a/index.html", "index.html"]


def test_an_interrupted_build_is_repaired_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "out"
    writing.write(_files(index_html=b"gammel", a_html=b"a"), out)
    # As if the power went between two files: the marker says so, and a part is left.
    (out / writing.MARKER).write_text('{"state": "writing"}')
    (out / "index.html.site-builder-part").write_text("halv")
    assert writing.was_interrupted(out)

    writing.write(_files(index_html=b"ny", a_html=b"a"), out)

    assert not writing.was_interrupted(out)
    assert (out / "index.html").read_bytes() == b"ny"
    assert not (out / "index.html.site-builder-part").exists()


def test_a_link_out_of_the_folder_is_replaced_and_never_followed(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("mitt")
    writing.write(_files(a__index_html=b"1"), out)
    (out / "a" / "index.html").unlink()
    (out / "a").rmdir()
    (out / "a").symlink_to(elsewhere)

    writing.write(_files(a__index_html=b"2"), out)

    assert (elsewhere / "index.html").read_text() == "mitt"
    assert (out / "a" / "index.html").read_bytes() == b"2"
    assert not (out / "a").is_symlink()


def test_a_folder_becomes_a_file_and_a_file_a_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    writing.write(_files(a__index_html=b"1", b_html=b"2"), out)
    writing.write({PurePosixPath("a"): b"3", PurePosixPath("b.html/index.html"): b"4"}, out)
    assert (out / "a").read_bytes() == b"3"
    assert (out / "b.html" / "index.html").read_bytes() == b"4"


def test_hidden_files_at_the_top_are_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    writing.write(_files(index_html=b"1"), out)
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("x")
    (out / ".nojekyll").write_text("")
    writing.write(_files(index_html=b"2"), out)
    assert (out / ".git" / "HEAD").exists()
    assert (out / ".nojekyll").exists()
