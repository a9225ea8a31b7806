"""The theme: the program's own templates, and the site's files that stand in for some of them."""

from __future__ import annotations

from pathlib import Path

from site_builder.model import Theme

_ENDINGS = (".html", ".xml", ".txt", ".css", ".js", ".svg")


def theme_root() -> Path:
    """Return where the program's own theme lies: in an installed wheel, else in the checkout."""
    package = Path(__file__).resolve().parent.parent
    # An editable install has no _theme: the checkout's templates/ is the theme.
    installed = package / "_theme"
    return installed if installed.is_dir() else package.parent / "templates"


def read_theme(root: Path) -> Theme:
    """Return the theme for a site folder. Its own templates/ wins file by file, unless it is the theme."""
    base = theme_root()
    files = _files(base)
    own_root = root / "templates"
    overridden: frozenset[str] = frozenset()
    if own_root.is_dir() and own_root.resolve() != base.resolve():
        own = _files(own_root)
        overridden = frozenset(name for name, text in own.items() if files.get(name) != text)
        files |= own
    return Theme(dict(sorted(files.items())), overridden)


def _files(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.suffix in _ENDINGS and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found if path.is_file()}
