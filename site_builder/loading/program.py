"""The program that is running, as a wheel: what a new municipality installs is what made its folder."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from site_builder import __version__
from site_builder.loading.theme import shipped, theme_root

_METADATA = f"site_builder-{__version__}.dist-info"
_LEFT_OUT = ("INSTALLER", "RECORD", "REQUESTED", "direct_url.json")
"""What an installer writes beside what the wheel holds (PyPA, recording installed projects)"""
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can say: a wheel of the same program is the same bytes"""

NAME = f"site_builder-{__version__}-py3-none-any.whl"


class NoProgram(Exception):
    """The program was never installed: nothing says what it needs."""


def wheel() -> bytes:
    """Return the program as a wheel (PyPA, binary distribution format), the same bytes each time. Raises NoProgram."""
    files = dict(sorted(_files()))
    record = f"{_METADATA}/RECORD"
    lines = [f"{name},sha256={_hash(content)},{len(content)}" for name, content in files.items()]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    return _zipped(files)


def documents() -> dict[str, bytes]:
    """Return the documents of this version, by name."""
    folder = shipped("_docs", "docs")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".md", ".png")}


def _files() -> Iterator[tuple[str, bytes]]:
    package = Path(__file__).resolve().parent.parent
    yield from _below(package, "site_builder")
    # Where the program runs from a checkout, its theme and its documents lie elsewhere.
    yield from _below(theme_root(), "site_builder/_theme")
    yield from ((f"site_builder/_docs/{name}", content) for name, content in documents().items())
    yield from _about()


def _below(folder: Path, place: str) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        if path.is_file() and "__pycache__" not in name.parts and not path.name.startswith("."):
            yield f"{place}/{name.as_posix()}", path.read_bytes()


def _about() -> Iterator[tuple[str, bytes]]:
    """Yield what an installer has kept of the wheel's own papers: what it needs, its command, its licence."""
    try:
        installed = distribution("site-builder")
    except PackageNotFoundError:
        raise NoProgram from None
    if installed.version != __version__:
        raise NoProgram
    for one in installed.files or ():
        if one.parts[0] == _METADATA and one.name not in _LEFT_OUT:
            yield one.as_posix(), Path(str(one.locate())).read_bytes()


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, _FIRST)
            about.compress_type, about.external_attr, about.create_system = zipfile.ZIP_DEFLATED, 0o100644 << 16, 3
            archive.writestr(about, content)
    return made.getvalue()
