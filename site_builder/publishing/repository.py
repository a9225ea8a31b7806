"""The sources of a site as they were in a commit, in a folder of their own; the repository itself is left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from site_builder.build import SOURCES
from site_builder.loading.folders import git, has_whole_history
from site_builder.loading.repository import folder_in_repository

MAIN = ("refs/heads/main", "refs/remotes/origin/main", "refs/heads/master", "refs/remotes/origin/master", "HEAD")
"""Where the main branch is looked for, in this order; in CI there may be none but what is checked out"""


class NoHistory(Exception):
    """There is no Git here, or it knows only the last part of what has been done."""


class NoSuchCommit(Exception):
    """Git knows no commit by that name, or none from so long ago."""


def commit_of(root: Path, name: str) -> str:
    """Return the commit that a name stands for (`main`, `HEAD^1`, `v1`). Raises NoSuchCommit."""
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").strip()
    if not found:
        raise NoSuchCommit
    return found


def commit_at(root: Path, moment: datetime) -> str:
    """Return the last commit of the main branch that was not made after a moment. Raises NoHistory or NoSuchCommit."""
    if not has_whole_history(root):
        raise NoHistory
    found = git(root, "rev-list", "-1", "--first-parent", f"--until={_written(moment)}", _main(root)).strip()
    if not found:
        raise NoSuchCommit
    return found


def commits_between(root: Path, after: datetime, until: datetime) -> tuple[datetime, ...]:
    """Return when the sources were changed on the main branch (UTC), the first one first."""
    span = (f"--since={_written(after)}", f"--until={_written(until)}")
    log = git(root, "log", "--first-parent", "--format=%ct", *span, _main(root), "--", *SOURCES)
    return tuple(sorted(datetime.fromtimestamp(int(line), UTC) for line in log.split()))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _main(root: Path) -> str:
    return next(ref for ref in MAIN if ref == "HEAD" or git(root, "rev-parse", "--verify", "--quiet", ref))


@contextmanager
def sources_of(root: Path, commit: str) -> Iterator[Path]:
    """Lay the site as it was in a commit in a folder that is removed afterwards, with the history it had then.

    Undated notices are dated by the commit that added them, so the texts alone will not do. Raises NoHistory.
    """
    below = folder_in_repository(root, None)
    top = git(root, "rev-parse", "--show-toplevel").rstrip("\n")
    with TemporaryDirectory(prefix="site-builder-") as folder:
        copy = Path(folder) / "kilder"
        # The objects of the repository are shared, so this takes no time; hooks of the machine are not run.
        git(Path(folder), "-c", "core.hooksPath=/dev/null", "clone", "-q", "--shared", "--no-checkout", top, str(copy))
        git(copy, "-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead=false", "checkout", "-q", commit)
        if not copy.is_dir() or git(copy, "rev-parse", "HEAD").strip() != commit:
            raise NoHistory
        if not (copy / below).is_dir():
            raise NoSuchCommit
        yield copy / below
