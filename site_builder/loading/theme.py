"""The theme: the program's own templates, the site's files that stand in for some, and the libraries pages load."""

from __future__ import annotations

import re
import stat
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files as files_of
from pathlib import Path

from site_builder.loading.disk import Disk
from site_builder.model import Theme
from site_builder.problems import Faults, Problem, Refusal, problem
from site_builder.rendering.templates import compact_style, without_rules
from site_builder.source import DATA_BYTES, decoded

LEAFLET = ("leaflet.js", "leaflet.css")
"""Of its wheel; its pictures are not used."""
NOT_USED = (
    *("-layers", "tooltip", "vml", "oldie", "image-layer", "-scale", "retina", "shadow", "div-icon", "zoom-box"),
    *("default-icon", "canvas-icon", "attribution-flag", "crosshair", "zoom-anim ", "pan-anim", "attribution svg"),
    *("attribution a", "popup-scrolled", "svg.leaflet-zoom", "draggable", "canvas", "touch-zoom", "touch-drag"),
    # Ours says how large its buttons are, and which colours they have.
    *("leaflet-safari", "leaflet-touch .leaflet-bar a", "-bar a:hover", "-bar a:focus", "-disabled", "pane img"),
    *("::selection", "-button:", "touch .leaflet-control-zoom"),
)
"""What our maps never ask Leaflet for: half of its style sheet, and each page with a map carries all of it"""
NOT_ASKED = (
    # A link to Leaflet's own site, with a picture: our maps say something else there.
    (r"(?<=\bprefix:)'<a href=[^\n]*?Leaflet</a>\"", '""'),
    # Pictures from map servers of another kind.
    (r"(?<=\.extend\(\{)defaultWmsParams:[^\n]*?(?=\}\);\w+\.WMS=)", ""),
)
"""The same of its script: what there is, and what stands there instead; another version may have neither"""

# What browsers that our pages do not work in understand, and where a file lies that is not published.
_FOR_OLD = re.compile(r"(?<=[{;])(?:-(?:ms|moz|webkit-(?:trans|print|tap))[^;}]*;?|([\w-]+):[^;{}]+;(?=\1:))")
_EMPTY = re.compile(r"(?<=[{}])[^{}]*\{\}")
_SOURCE_MAP = re.compile(r"//# sourceMappingURL=\S+\s*$")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ENDINGS = (".html", ".xml", ".txt", ".css", ".js", ".svg")


def theme_root() -> Path:
    """Return where the program's own theme lies."""
    return shipped("_theme", "templates")


def shipped(in_wheel: str, in_checkout: str) -> Path:
    """Return where a folder lies that is the program's and no part of its package: in an installed wheel, else in the
    checkout, which an editable install is one of."""
    package = Path(__file__).resolve().parent.parent
    installed = package / in_wheel
    return installed if installed.is_dir() else package.parent / in_checkout


def read_theme(root: Path, disk: Disk | None = None) -> tuple[Theme, tuple[Problem, ...]]:
    """Return the theme for a site folder, and what is wrong with its files.

    The site's own templates/ wins file by file, unless it is the theme.
    """
    base, disk = theme_root(), disk or Disk()
    faults: list[Problem] = []
    files = _files(base, faults, disk)
    own_root = root / "templates"
    overridden: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    if own_root.is_dir() and own_root.resolve() != base.resolve():
        own = _files(own_root, faults, disk)
        overridden = frozenset(name for name, text in own.items() if files.get(name) != text)
        empty = (name for name, text in own.items() if name.endswith(".css") and not _COMMENT.sub("", text).strip())
        faults.extend(problem("S152", f"templates/{name}", name=name) for name in empty)
        added = frozenset(own.keys() - files.keys())
        files |= own
    return Theme(dict(sorted(files.items())), overridden, _libraries(), _drawn_by(), added), tuple(faults)


@cache
def _libraries() -> dict[str, bytes]:
    folder = files_of("js_lib_leaflet") / "static" / "js_lib_leaflet"
    script, style = ((folder / name).read_text(encoding="utf-8") for name in LEAFLET)
    script = _SOURCE_MAP.sub("", script)
    for there, instead in NOT_ASKED:
        script = re.sub(there, instead, script)
    small = (
        script,
        _EMPTY.sub("", _FOR_OLD.sub("", without_rules(compact_style(style), NOT_USED))),
    )
    return {name: text.encode() for name, text in zip(LEAFLET, small, strict=True)}


@cache
def _drawn_by() -> str:
    # Asked of the installed packages, not of the modules: to import folium takes half a second.
    return ", ".join(f"{name} {version(name)}" for name in ("folium", "branca"))


def _files(folder: Path, faults: list[Problem], disk: Disk) -> dict[str, str]:
    """Return the text of each file by its name in the theme; what is wrong goes to `faults`."""
    read = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix not in _ENDINGS:
            continue
        name = path.relative_to(folder).as_posix()
        try:
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                # One byte more than the limit: the reader then says that it is too large.
                content, _ = disk.read(path, found, DATA_BYTES + 1)
                read[name] = _text(content, f"templates/{name}")
        except Faults as fault:
            faults.extend(fault.problems)
        except OSError as fault:
            faults.append(problem("L307", f"templates/{name}", reason=Refusal(fault.errno)))
    return read


@lru_cache(maxsize=512)
def _text(content: bytes, name: str) -> str:
    # Whoever reads the same site again and again finds most of them as they were.
    return decoded(content, name, DATA_BYTES)
