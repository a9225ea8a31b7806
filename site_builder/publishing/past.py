"""What was public at a moment: from the releases where they are kept, else built again from what Git has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from site_builder import build, writing
from site_builder.model import index_of
from site_builder.problems import Problem
from site_builder.publishing.changes import address_of
from site_builder.publishing.releases import Releases, read_releases
from site_builder.publishing.repository import commit_at, commits_between, sources_of


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: `address` None is the whole site, written to `out`. `moment` is aware."""

    root: Path
    moment: datetime
    day_began: datetime | None = None
    """Where a whole day was asked for: its beginning. `moment` is then its end"""
    address: str | None = None
    out: Path | None = None
    place: Path | None = None
    """A publish folder to ask first"""
    base_url: str | None = None


class NoSuchPage(Exception):
    """There was no page of that address. `near` are those that look like it."""

    def __init__(self, near: tuple[str, ...]) -> None:
        super().__init__(near)
        self.near = near


class CannotBuild(Exception):
    """What Git has from then cannot be built."""

    def __init__(self, outcome: build.Outcome) -> None:
        super().__init__("cannot be built")
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Found:
    """What was public. Either `release` or `commit` says where it is from."""

    release: str = ""
    since: datetime | None = None
    """From when the release was public, or when the commit was made"""
    commit: str = ""
    is_theme_of_today: bool = False
    """The templates of the commit do not go with today's program, so today's stand in"""
    is_gone: bool = False
    """There was a release at that moment, and it is not kept any more"""
    page: bytes = b""
    address: str = ""
    problems: tuple[Problem, ...] = ()
    """What today's program finds wrong with what was written then, and left out"""
    outcome: build.Outcome | None = None
    others: tuple[datetime, ...] = field(default=())
    """When it became another on the day that was asked for"""


def at(request: Request) -> Found:
    """Return what was public, and write it to `out` where that is asked for.

    Raises NoSuchPage, NoHistory, NoSuchCommit, CannotBuild, ForeignFolder or CannotWrite.
    """
    there = read_releases(request.place) if request.place else None
    release = there.at(request.moment) if there else None
    if there is not None and release in there.names and release is not None:
        return _of_a_release(there, release, request)
    return _of_git(request, is_gone=release is not None)


def _of_a_release(there: Releases, release: str, request: Request) -> Found:
    folder = there.folder(release)
    paths = writing.public_files(folder)
    shown = [turn for turn in there.turns if turn.moment <= request.moment]
    others = tuple(turn.moment for turn in shown if request.day_began and turn.moment >= request.day_began)
    page, address = _page(folder, paths, request.address)
    if request.out is not None:
        writing.write({path: (folder / path).read_bytes() for path in paths}, request.out)
    return Found(release, shown[-1].moment, page=page, address=address, others=others)


def _of_git(request: Request, *, is_gone: bool) -> Found:
    commit = commit_at(request.root, request.moment)
    with TemporaryDirectory(prefix="site-builder-") as folder, sources_of(request.root, commit) as root:
        out = request.out or Path(folder)
        asked = build.Request(root, out, request.moment, request.base_url, keeps_going=True)
        outcome = build.build(asked)
        is_theme_of_today = outcome.written is None and any(one.code.startswith("T") for one in outcome.problems)
        if is_theme_of_today:
            # Templates are written for the program of their day; what was said stands in the content.
            writing.remove(root / "templates")
            outcome = build.build(asked)
        if outcome.written is None:
            raise CannotBuild(outcome)
        page, address = _page(out, writing.public_files(out), request.address)
    others = commits_between(request.root, request.day_began, request.moment) if request.day_began else ()
    errors = tuple(one for one in outcome.problems if one.is_error)
    return Found("", None, commit, is_theme_of_today, is_gone, page, address, errors, outcome, others)


def _page(folder: Path, paths: Iterable[PurePosixPath], address: str | None) -> tuple[bytes, str]:
    """Return a page and its address; nothing where none was asked for. Raises NoSuchPage."""
    if address is None:
        return b"", ""
    pages = {path for path in paths if path.suffix == ".html"}
    parts = [part for part in unquote(urlsplit(address).path).split("/") if part and part != "index.html"]
    # The site may stand below a path on its host, which its folder does not have.
    starts = range(max(len(parts), 1)) if "://" in address else (0,)
    for way in ("/".join(parts[start:]) for start in starts):
        for path in (index_of(f"/{way}/" if way else "/"), PurePosixPath(way)):
            if path in pages:
                return (folder / path).read_bytes(), address_of(path)
    known = sorted(address_of(path) for path in pages if path.parts[0] != "embed")
    near = get_close_matches(f"/{'/'.join(parts)}/", known, n=2, cutoff=0.8)
    raise NoSuchPage(tuple(near))
