"""The scripts of the web editor: which packages they are of, and those that have been fetched, if they are right."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = ".cache/site-builder/editor"
"""Where `site-builder admin` lays them in a site folder; Git knows nothing of it"""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of npm, known by what it holds. Of `files` we keep each under a name of ours, with its SHA-256."""

    name: str
    version: str
    integrity: str
    """Of the whole package, as npm says it (Subresource Integrity): `sha512-` and the digest in base64"""
    files: Mapping[str, tuple[str, str]]

    @property
    def wanted(self) -> str:
        return f"{self.name}@{self.version}"


PACKAGES = (
    Package(
        "decap-cms",
        "3.16.3",
        "sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==",
        {
            "package/dist/decap-cms.js": (
                "decap-cms.js",
                "7c1efd6b616b4786e279aeef194dd21649a72058d3bc8d1f78901b574610dfb8",
            ),
            "package/dist/decap-cms.js.LICENSE.txt": (
                "decap-cms.js.LICENSE.txt",
                "c6ce115db01da234282652ca162b96f71507dac9ab85e6994a4eb3aed3155779",
            ),
        },
    ),
    Package(
        "js-yaml",
        "4.1.1",
        "sha512-qQKT4zQxXl8lLwBtHMWwaTcGfFOZviOJet3Oy/xmGk2gZH677CJM9EvtfdSkgWcATZhj/55JZ0rmy3myCT5lsA==",
        {
            "package/dist/js-yaml.min.js": (
                "js-yaml.min.js",
                "0de3dec92d20eab9e0b46a5d928cd45ec025d73e348ddf458dbfb01da00cb473",
            )
        },
    ),
)
NAMES = tuple(name for one in PACKAGES for name, _ in one.files.values())


def fetched_files(root: Path) -> dict[str, bytes]:
    """Return the scripts by name; none at all where one is missing or another than the one we know."""
    found = {}
    for package in PACKAGES:
        for name, digest in package.files.values():
            try:
                content = (root / FOLDER / name).read_bytes()
            except OSError:
                return {}
            if hashlib.sha256(content).hexdigest() != digest:
                return {}
            found[name] = content
    return found
