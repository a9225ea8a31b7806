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


def test_a_new_page_comes_before_the_lists_that_point_at_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    writing.write(_files(index_html=b"1", a__index_html=b"1"), out)
    done = writing.write(_files(index_html=b"2", a__index_html=b"2", z__index_html=b"1"), out)
    assert [str(path) for path in done.written] == ["z/index.html", "a/index.html", "index.html"]


def test_assets_come_before_pages(tmp_path: Path) -> None:
    done = writing.write(_files(index_html=b"1", assets__a_js=b"2", a__index_html=b"3"), tmp_path / "out")
    assert [str(path) for path in done.written] == ["assets/a.js", "a/index.html", "index.html"]


def test_an_interrupted_build_is_repaired_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "out"
    writing.write(_files(index_html=b"gammel", a_html=b"a"), out)
    # As if the power went between two files: the marker says so, and a part is left.
    (out / writing.MARKER).write_text('{"state": "writing"}')
    (out / "index.html.4711.site-builder-part").write_text("halv")
    assert not writing.is_trusted(out)

    writing.write(_files(index_html=b"ny", a_html=b"a"), out)

    assert writing.is_trusted(out)
    assert (out / "index.html").read_bytes() == b"ny"
    assert not list(out.rglob("*.site-builder-part"))


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


def test_a_linked_folder_with_equal_bytes_is_replaced_by_real_files_at_once(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    files = _files(a__index_html=b"1", index_html=b"2")
    writing.write(files, out)
    (out / "a").rename(elsewhere)
    (out / "a").symlink_to(elsewhere)
    assert not writing.is_trusted(out)

    done = writing.write(files, out)

    assert [path.as_posix() for path in done.written] == ["a/index.html"]
    assert (done.unchanged, done.removed) == (1, ())
    assert (out / "a" / "index.html").read_bytes() == b"1"
    assert not (out / "a").is_symlink()
    assert (elsewhere / "index.html").read_bytes() == b"1"


@pytest.mark.parametrize("marker", ["hei", "", "[]", "{}", '{"state": "annet"}', "[" * 100_000])
def test_a_file_that_only_has_the_markers_name_is_not_ours(tmp_path: Path, marker: str) -> None:
    (tmp_path / writing.MARKER).write_text(marker)
    (tmp_path / "brev.txt").write_text("mitt")
    with pytest.raises(writing.ForeignFolder):
        writing.write(_files(index_html=b"ny"), tmp_path)
    assert (tmp_path / "brev.txt").read_text() == "mitt"


def test_a_folder_with_nothing_but_a_part_of_ours_may_be_written_in(tmp_path: Path) -> None:
    (tmp_path / f"{writing.MARKER}.4711.site-builder-part").write_text("{")
    writing.write(_files(index_html=b"ny"), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [writing.MARKER, "index.html"]


def test_a_build_writes_in_no_part_of_another_that_runs_at_the_same_time(tmp_path: Path) -> None:
    # A folder in the way of the part's name would stop it, if the name were the same in every process.
    (tmp_path / "out").mkdir()
    (tmp_path / "out/index.html.site-builder-part").mkdir()
    (tmp_path / f"out/{writing.MARKER}").write_text('{"state": "writing"}')
    writing.write(_files(index_html=b"ny"), tmp_path / "out")
    assert (tmp_path / "out/index.html").read_bytes() == b"ny"


def test_a_stamp_is_of_what_this_build_wrote(tmp_path: Path) -> None:
    first = writing.write(_files(index_html=b"1"), tmp_path / "out")
    again = writing.write(_files(index_html=b"1"), tmp_path / "out")
    (stamp,) = first.stamps.values()
    found = (tmp_path / "out/index.html").stat()
    assert (stamp.size, stamp.modified) == (found.st_size, found.st_mtime_ns)
    assert (again.written, again.stamps) == ((), first.stamps)


def test_sources_are_replaced_whole_and_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps/a.csv").write_text("gammel")
    (tmp_path / "maps/b.yaml").mkdir()
    with pytest.raises(writing.CannotWrite):
        writing.write_sources({PurePosixPath("maps/a.csv"): b"ny", PurePosixPath("maps/b.yaml"): b"ny"}, tmp_path)
    assert sorted(path.name for path in (tmp_path / "maps").iterdir()) == ["a.csv", "b.yaml"]
    assert (tmp_path / "maps/a.csv").read_bytes() == b"ny"
