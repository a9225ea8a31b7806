"""Where a text or a picture is: in the sources, in what is built, in what is remembered, and in the history of Git."""

from __future__ import annotations

import hashlib
import html
import io
import os
import re
import subprocess
import tarfile
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.content_types.pictures import Picture
from site_builder.identity_numbers import digits_of
from site_builder.loading.folders import has_whole_history

SOURCES = ("content", "maps", "templates")
REMEMBERED = ".cache/site-builder"
ARCHIVES = (".tar.gz", ".tgz")
"""How the name of an archive ends: programs know by it how to open one"""
_OF_OTHERS = (".git", ".venv", "node_modules")
"""Folders of programs: of Git's, Git itself is asked"""

# What may stand between two words, or between two digits of a number, in Python and in Git (POSIX, 9.4).
_SPACE, _SPACE_IN_GIT = r"[\s\u00a0]+", "[[:space:]]+"
_SIGN, _SIGN_IN_GIT = r"[^0-9A-Za-z\n]{0,3}", "[^[:alnum:]]{0,4}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. A number is found however it is written, a text whatever its case and spaces."""

    text: re.Pattern[str]
    in_git: str
    """The same as an extended regular expression of POSIX"""


def wanted_text(text: str) -> Wanted:
    """Return how to look for a text: it has a letter or a digit."""
    digits = digits_of(text)
    if len(digits) > 5 and not re.search(r"[^\W\d_]", text):
        return Wanted(
            re.compile(f"(?<![0-9]){_SIGN.join(digits)}(?![0-9])"),
            f"(^|[^0-9]){_SIGN_IN_GIT.join(digits)}($|[^0-9])",
        )
    words = text.split()
    in_git = _SPACE_IN_GIT.join(re.sub(r"([\\.^$*+?()\[\]{}|])", r"\\\1", word) for word in words)
    return Wanted(re.compile(_SPACE.join(map(re.escape, words)), re.IGNORECASE), in_git)


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
    is_history_known: bool
    """Whether Git answered, and has the whole history; if not, more may be there"""

    @property
    def is_any(self) -> bool:
        return bool(self.sources or self.output or self.remembered or self.kept or self.history or self.commits)


def traces_of_text(root: Path, out: Path, wanted: Wanted) -> Traces:
    """Return where a text is. Names of files count too."""

    def is_in(path: str, content: bytes) -> bool:
        text = content.decode("utf-8", "replace")
        return any(wanted.text.search(one) for one in (path, text, html.unescape(text) if "&" in text else ""))

    changes = _asked(root, "-i", "--text", f"-G{wanted.in_git}", "--name-only", "--format=")
    names = _asked(root, "--name-only", "--format=")
    people = _asked(root, "--format=%x01%h%x00%an %ae%n%cn %ce%n%B")
    history = {*_names(changes), *(one for one in _names(names) if wanted.text.search(one))}
    told = [one.partition("\0") for one in (people or "").split("\1")]
    return Traces(
        _holding(root, SOURCES, is_in),
        _built(out, is_in),
        _holding(root, (REMEMBERED,), is_in),
        _kept(root, out, is_in),
        tuple(sorted(history)),
        tuple(commit for commit, _, text in told if commit and wanted.text.search(text)),
        has_whole_history(root) and None not in (changes, names, people),
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

    return Traces(
        tuple(sorted({*same, *([Picture.file] if slugs else ())})),
        _built(out, is_of_it),
        _holding(root, (REMEMBERED,), lambda _, one: digest.encode() in one),
        _kept(root, out, is_of_it),
        tuple(sorted(set(_names(changes)))),
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
    """Return what else in the folder holds something, and the archives that have a file which does."""
    elsewhere = {root / name for name in (*SOURCES, REMEMBERED, *_OF_OTHERS)} | {out, Path(os.path.realpath(out))}

    def is_within(path: str, content: bytes) -> bool:
        return is_in(path, content) or any(is_in(*member) for member in _members(path, content))

    return _holding(root, ("",), is_within, elsewhere)


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


def _asked(root: Path, *words: str) -> str | None:
    """Return what Git's log of all branches, tags and what they were before says; None where it does not answer.

    Merges are held against both sides: what came in while one was made is in no other commit.
    """
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", "log", "--all", "--reflog", "-m", *words]
    if "--name-only" in words:
        command.append("-z")
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _names(log: str | None) -> Iterator[str]:
    yield from (one for one in re.split(r"[\0\n]", log or "") if one)
