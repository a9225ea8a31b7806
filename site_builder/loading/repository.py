"""Where a site folder lies in the repository that it is part of."""

from __future__ import annotations

import os
from pathlib import Path

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
