"""The drafts of crises: those of the theme, and a site's own beside or instead of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from site_builder.loading.theme import theme_root

FOLDER = "drafts"


def drafts_in(root: Path) -> Mapping[str, str]:
    """Return the text of each draft by its kind, a site's own first of two of one kind."""
    folders = (theme_root() / FOLDER, root / "templates" / FOLDER)
    found = {path.stem: path for folder in folders for path in sorted(folder.glob("*.md")) if not path.is_symlink()}
    return {kind: path.read_text(encoding="utf-8") for kind, path in sorted(found.items())}
