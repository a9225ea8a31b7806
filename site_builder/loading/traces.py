"""Where a text or a picture is: in the sources, in what is built, in what is remembered, and in the history of Git."""

from __future__ import annotations

import hashlib
import html
import io
import os
import re
import subprocess
import tarfile
import tempfile
import unicodedata
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.content_types.pictures import Picture
from site_builder.identity_numbers import digits_of
from site_builder.loading.folders import SOURCES, has_whole_history

REMEMBERED = ".cache/site-builder"
ARCHIVES = (".tar.gz", ".tgz")
"""How the name of an archive ends: programs know by it how to open one"""
_OF_OTHERS = (".git", ".venv", "node_modules")
"""Folders of programs: of Git's, Git itself is asked"""

# What may stand between two words, or between two digits of a number.
_SPACE = r"[\s\u00a0]+"
_SIGN = r"[^0-9A-Za-z\n]{0,3}"


def wanted_text(text: str) -> re.Pattern[str]:
    """Return how to look for a text, which has a letter or a digit: a number is found however it is written, a text
    whatever its case and spaces."""
    digits = digits_of(text)
    if len(digits) > 5 and not re.search(r"[^\W\d_]", text):
        return re.compile(f"(?<![0-9]){_SIGN.join(digits)}(?![0-9])")
    return re.compile(_SPACE.join(map(re.escape, unicodedata.normalize("NFC", text).split())), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Traces:
    """The files that have it, by where they lie, with paths from the folder of the site."""

    sources: tuple[str, ...]
    output: tuple[str, ...]
    remembered: tuple[str, ...]
    kept: tuple[str, ...]
    """All else in the folder: releases, archives (and what lies in them), copies"""
    history: tuple[str, ...]
    """Files of the commits in which it came in or went out, also those that are gone"""
    commits: tuple[str, ...]
    """Commits that have it in their message, or in the name or address of who made them"""
    refs: tuple[str, ...]
    """Tags that have it in their message or in who made them, and tags and branches that are called so"""
    is_history_known: bool
    """Whether Git answered, and has the whole history; if not, more may be there"""

    @property
    def is_any(self) -> bool:
        in_git = self.history or self.commits or self.refs
        return bool(self.sources or self.output or self.remembered or self.kept or in_git)


def traces_of_text(root: Path, out: Path, wanted: re.Pattern[str]) -> Traces:
    """Return where a text is. Names of files count too."""

    def says(text: str) -> bool:
        plain = unicodedata.normalize("NFC", text)
        return bool(wanted.search(plain) or ("&" in plain and wanted.search(html.unescape(plain))))

    def is_in(path: str, content: bytes) -> bool:
        return says(path) or says(content.decode("utf-8", "replace"))

    def is_within(path: str, content: bytes) -> bool:
        return is_in(path, content) or any(is_in(*member) for member in _members(path, content))

    people = _asked(root, "--format=%x01%h%x00%an %ae%n%cn %ce%n%B")
    told = [one.partition("\0") for one in (people or "").split("\1")]
    known = _known_to_git(root)
    history, refs, is_whole = _holding_in_git(root, known, is_within) if known else ((), (), False)
    return Traces(
        _holding(root, SOURCES, is_in),
        _built(out, is_in),
        _holding(root, (REMEMBERED,), is_in),
        _kept(root, out, is_within),
        history,
        tuple(commit for commit, _, text in told if commit and says(text)),
        refs,
        has_whole_history(root) and people is not None and is_whole,
    )


def traces_of_picture(root: Path, out: Path, picture: Path) -> Traces:
    """Return where a picture is: the file as it is, whatever it is called, its record, and what is made of it."""
    content = picture.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    blob = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
    same = _holding(root, SOURCES, lambda _, one: one == content)
    names = {path.rpartition("/")[2] for path in same} | {picture.name}
    slugs = _slugs_of(root, names)
    derived = re.compile(rf"(?:^|/)(?:{'|'.join(map(re.escape, slugs))})-\d+\.\w+\.\w+$") if slugs else None
    changes = _asked(root, f"--find-object={blob}", "--name-only", "--format=")

    def is_of_it(path: str, found: bytes) -> bool:
        return found == content or bool(derived and derived.search(path))

    def is_within(path: str, found: bytes) -> bool:
        return is_of_it(path, found) or any(is_of_it(*member) for member in _members(path, found))

    return Traces(
        tuple(sorted({*same, *([Picture.file] if slugs else ())})),
        _built(out, is_of_it),
        _holding(root, (REMEMBERED,), lambda _, one: digest.encode() in one),
        _kept(root, out, is_within),
        tuple(sorted(set(_names(changes)))),
        (),
        (),
        has_whole_history(root) and changes is not None,
    )


def _slugs_of(root: Path, names: set[str]) -> list[str]:
    """Return the ids of the records whose file it is, however wrong the rest of the file may be."""
    try:
        lines = (root / Picture.file).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []
    found, slug = [], ""
    for line in lines:
        key, _, value = line.partition(":")
        if key and not key[0].isspace() and not key.startswith("#"):
            slug = key.strip("\"' ")
        elif key.strip() in ("fil", "file") and value.partition(" #")[0].strip().strip("\"'") in names:
            found.append(slug)
    return found


def _holding(
    top: Path, folders: tuple[str, ...], is_in: Callable[[str, bytes], bool], elsewhere: Collection[Path] = ()
) -> tuple[str, ...]:
    """Return the files of some folders that hold something, hidden ones too, in order, but for folders `elsewhere`."""
    found = []
    for path in (one for folder in folders for one in _files(top / folder, elsewhere)):
        name = path.relative_to(top).as_posix()
        try:
            if is_in(name, path.read_bytes()):
                found.append(name)
        except OSError:
            # What may not be read is found, too: somebody must look.
            found.append(name)
    return tuple(sorted(found))


def _built(out: Path, is_in: Callable[[str, bytes], bool]) -> tuple[str, ...]:
    """Return the files of the output folder that hold something, with its name before theirs."""
    place = Path(os.path.realpath(out))
    return _holding(place.parent, (place.name,), is_in)


def _kept(root: Path, out: Path, is_in: Callable[[str, bytes], bool]) -> tuple[str, ...]:
    """Return what else in the folder holds something."""
    elsewhere = {root / name for name in (*SOURCES, REMEMBERED, *_OF_OTHERS)} | {out, Path(os.path.realpath(out))}
    return _holding(root, ("",), is_in, elsewhere)


def _members(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the files in an archive. Raises OSError for one that is damaged."""
    if not path.lower().endswith(ARCHIVES):
        return
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as opened:
            for one in opened:
                if (file := opened.extractfile(one)) is not None:
                    yield one.name, file.read()
    except (tarfile.TarError, EOFError, zlib.error) as fault:
        raise OSError from fault


def _files(folder: Path, elsewhere: Collection[Path]) -> Iterator[Path]:
    for current, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [one for one in folders if Path(current, one) not in elsewhere]
        found = (Path(current) / name for name in names)
        yield from (path for path in found if path.is_file() and not path.is_symlink())


# --- what Git knows -------------------------------------------------------------------------------

_EVERYTHING = ("log", "--all", "--reflog", "-m")
"""All branches, tags and what they were before. Merges are held against both sides: what came in while one was made is
in no other commit"""
_CHANGED = re.compile(rb":[0-7]{6} (?!160000)[0-7]{6} [0-9a-f]+ (?!0+ )([0-9a-f]+) [A-Z][0-9]*\0([^\0]+)")
"""A file of a commit, as `git log --raw -z` has it: what it holds, and its path. A submodule (160000) is another's"""


@dataclass(frozen=True, slots=True)
class _Known:
    """What Git has: the names that the contents of files have had, by their ids, and where branches and tags lead."""

    files: Mapping[str, Collection[str]]
    refs: Sequence[tuple[str, str, str]]
    """Id, type and name"""


def _known_to_git(root: Path) -> _Known | None:
    """Return what Git has, None where it does not answer."""
    changes = _git(root, "-c", "log.showRoot=true", *_EVERYTHING, "--raw", "--no-renames", "--no-abbrev", "-z",
                   "--format=")  # fmt: skip
    refs = _git(root, "for-each-ref", "--format=%(objectname) %(objecttype) %(refname)")
    if changes is None or refs is None:
        return None
    files: dict[str, set[str]] = {}
    for blob, path in _CHANGED.findall(changes):
        files.setdefault(blob.decode(), set()).add(path.decode("utf-8", "replace"))
    named = [line.split(" ", 2) for line in refs.decode("utf-8", "replace").splitlines()]
    return _Known(files, [(one, kind, name.removeprefix("refs/")) for one, kind, name in named])


def _holding_in_git(
    root: Path, known: _Known, is_in: Callable[[str, bytes], bool]
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return the names of the files of all times that hold something, the tags and branches that do, and whether all
    of them could be read.

    What a file held is read whole, as it is in the sources: Git's own search goes line by line.
    """
    history = {path for paths in known.files.values() for path in paths if is_in(path, b"")}
    refs = {name for _, _, name in known.refs if is_in(name, b"")}
    tags: dict[str, set[str]] = {}
    for one, kind, name in known.refs:
        if kind in ("tag", "blob"):
            tags.setdefault(one, set()).add(name)
    unread = {*known.files, *tags}
    for one, content in _contents(root, sorted(unread)):
        unread.remove(one)
        paths = known.files.get(one, ())
        try:
            is_there = is_in(next(iter(paths), ""), content)
        except OSError:
            # An archive that is damaged: somebody must look.
            is_there = True
        if is_there:
            history.update(paths)
            refs.update(tags.get(one, ()))
    return tuple(sorted(history)), tuple(sorted(refs)), not unread


def _contents(root: Path, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield what Git has under some ids, one at a time: all of it may be more than there is room for. What it has not
    fetched is left out. Raises OSError."""
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{one}\n" for one in ids).encode())
        asked.seek(0)
        command = ["git", "-C", str(root), "cat-file", "--batch", "--buffer"]
        with subprocess.Popen(command, stdin=asked, stdout=subprocess.PIPE) as git:  # noqa: S603
            assert git.stdout is not None, "it is asked for"
            for header in git.stdout:
                # Of what is not there only that is said.
                one, _, *size = header.decode().split()
                if size:
                    yield one, git.stdout.read(int(size[0]))
                    git.stdout.readline()


def _asked(root: Path, *words: str) -> str | None:
    """Return what Git's log of everything says; None where it does not answer."""
    said = _git(root, *_EVERYTHING, *words, *(("-z",) if "--name-only" in words else ()))
    return None if said is None else said.decode("utf-8", "replace")


def _git(root: Path, *words: str) -> bytes | None:
    """Return what Git says; None where it does not answer."""
    command = ["git", "-C", str(root), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _names(log: str | None) -> Iterator[str]:
    yield from (one for one in re.split(r"[\0\n]", log or "") if one)
