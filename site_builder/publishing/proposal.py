"""What a proposal changes on the site: its build beside one of what it proposes to change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from site_builder import build
from site_builder.loading.editor_files import FOLDER, fetched_files
from site_builder.publishing.changes import Changes, changes
from site_builder.publishing.manifest import manifest_on_disk
from site_builder.publishing.repository import commit_of, sources_of
from site_builder.writing import write_sources


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it; without changes the content has errors, and `is_base` says whether that was so before."""

    outcome: build.Outcome
    changes: Changes | None = None
    is_base: bool = False


def changes_since(request: build.Request, commit: str) -> Compared:
    """Build the site as it is, and as it was in a commit, both at the same moment, and return what is another.

    `request.out` is not used. What was wrong in the commit is left out. Raises NoHistory or NoSuchCommit.
    """
    commit = commit_of(request.root, commit)
    with TemporaryDirectory(prefix="site-builder-") as folder, sources_of(request.root, commit) as root:
        new, old = Path(folder) / "new", Path(folder) / "old"
        after = build.build(replace(request, out=new))
        if after.written is None:
            return Compared(after)
        _lay_the_editor(request.root, root)
        before = build.build(replace(request, root=root, out=old, keeps_going=True, stop_on_warnings=False))
        if before.written is None:
            return Compared(before, is_base=True)
        found = changes(
            replace(manifest_on_disk(old), crises=before.crises),
            replace(manifest_on_disk(new), crises=after.crises),
            lambda path: (old / path).read_bytes(),
            lambda path: (new / path).read_bytes(),
        )
    return Compared(after, found)


def _lay_the_editor(root: Path, other: Path) -> None:
    """Lay the scripts of the web editor where another folder has them: Git knows nothing of them, and no proposal
    brings them."""
    write_sources({PurePosixPath(FOLDER, name): content for name, content in fetched_files(root).items()}, other)
