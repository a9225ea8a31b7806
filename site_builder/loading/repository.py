"""Where a site folder lies in the repository that it is part of, and what has been changed in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from site_builder.content_types.maps import Map
from site_builder.content_types.settings import Settings
from site_builder.loading.folders import git


def folder_in_repository(root: Path, workspace: str | None) -> str:
    """Return the way from the top of the repository down to `root`, with `/`; empty where it is the top.

    The top is `workspace` where that holds the site, else what Git says; without Git it is the site folder itself.
    """
    # Of the real places: a link does not make two folders of one.
    place = Path(os.path.realpath(root))
    top = Path(os.path.realpath(workspace)) if workspace else None
    if top is not None and place.is_relative_to(top):
        return "" if place == top else place.relative_to(top).as_posix()
    return git(root, "rev-parse", "--show-prefix").rstrip("\n").rstrip("/")


class CannotCompare(Exception):
    """Git cannot say what has been changed: there is no Git or no repository, no such version, or no way from it."""

    def __init__(self, reason: Literal["no repository", "no version", "no history"]) -> None:
        super().__init__(reason)
        self.reason = reason


def changed_since(root: Path, version: str) -> frozenset[str]:
    """Return the files of the site folder that were changed after the site left `version`, committed or not.

    What has been changed in that version since then is not among them. Raises CannotCompare.
    """
    if git(root, "rev-parse", "--is-inside-work-tree").strip() != "true":
        raise CannotCompare("no repository")
    base = base_of(root, version)
    changed = git(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", base, "--")
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(one for one in (changed + new).split("\0") if one)


def base_of(root: Path, version: str) -> str:
    """Return the commit in which the site left a version. Raises CannotCompare."""
    # What begins with a hyphen is no version (git-check-ref-format), and must not become an option.
    commit = "" if version.startswith("-") else git(root, "rev-parse", "--verify", "--quiet", f"{version}^{{commit}}")
    if not commit:
        raise CannotCompare("no version")
    base = git(root, "merge-base", commit.strip(), "HEAD").strip()
    if not base:
        raise CannotCompare("no history")
    return base


_OF_AN_ADDRESS = re.compile(r"^[-+]\s*(?:- )?id\s*:", re.MULTILINE)


def may_lose_addresses(root: Path, base: str, changed: Iterable[str]) -> bool:
    """Return whether an address may be lost since a commit by what was changed since: a text that is gone, an id, the
    settings, or anything of a map. It is asked of every proposal, so it reads no site."""
    for one in changed:
        is_text_gone = one.endswith(".md") and not (root / one).exists()
        if is_text_gone or one == Settings.file or one.startswith(f"{Map.folder}/"):
            return True
    return bool(_OF_AN_ADDRESS.search(git(root, "diff", "-U0", "--no-ext-diff", "--no-color", base, "--", "content")))
