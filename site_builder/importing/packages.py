"""Packages of npm, fetched by npm and held against what we know of them."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

from site_builder.loading.editor_files import Package

_SECONDS = 300
_NPM = "npm.cmd" if os.name == "nt" else "npm"


class NotFetched(Exception):
    """Why a package is not here: what npm said."""

    def __init__(self, name: str, said: str = "") -> None:
        super().__init__(name, said)
        self.name, self.said = name, said


class NoNpm(NotFetched):
    """There is no npm to fetch it with."""


class IsAnother(NotFetched):
    """It is not the package we know."""


def fetched(package: Package) -> bytes:
    """Return a package as npm has it: from the registry it is set up with. Raises NotFetched."""
    with tempfile.TemporaryDirectory() as folder:
        # A package is only packed: nothing of it runs.
        command = [_NPM, "pack", package.wanted, "--silent", "--ignore-scripts", "--pack-destination", folder]
        try:
            done = subprocess.run(  # noqa: S603
                command, cwd=folder, capture_output=True, text=True, timeout=_SECONDS, check=False
            )
        except FileNotFoundError:
            raise NoNpm(package.wanted) from None
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise NotFetched(package.wanted, str(fault)) from None
        packed = sorted(Path(folder).glob("*.tgz"))
        if done.returncode or not packed:
            raise NotFetched(package.wanted, done.stderr.strip() or str(done.returncode))
        return packed[0].read_bytes()


def files_in(package: Package, packed: bytes) -> dict[str, bytes]:
    """Return the files we keep of a package, under our names. Raises IsAnother."""
    kind, _, known = package.integrity.partition("-")
    if base64.b64encode(hashlib.new(kind, packed).digest()).decode() != known:
        raise IsAnother(package.wanted)
    found = {}
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as archive:
        for path, (name, digest) in package.files.items():
            # Read, never unpacked: no path of the archive reaches the disk.
            file = archive.extractfile(path)
            content = file.read() if file else b""
            if hashlib.sha256(content).hexdigest() != digest:
                raise IsAnother(package.wanted)
            found[name] = content
    return found
