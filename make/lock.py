"""Of requirements.lock, what the program needs where it runs: what a new municipality installs with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
OURS = TOP / "requirements.lock"
THEIRS = TOP / "site_builder/starting/files/requirements.lock"
_HEAD = (
    "# The packages that the program needs, each in one version, known by its hashes: make installs no others.\n"
    "# Written by site-builder init, and goes with the program in tools/.\n"
)


def of_the_program(lock: str, pyproject: str) -> str:
    """Return the lock without what only those who develop the program need."""
    packages = dict(_packages(lock))
    wanted = {_name(one) for one in tomllib.loads(pyproject)["project"]["dependencies"]}
    while more := {name for name, (needed_by, _) in packages.items() if needed_by & wanted} - wanted:
        wanted |= more
    return _HEAD + "".join(text for name, (_, text) in packages.items() if name in wanted)


def _packages(lock: str) -> Iterator[tuple[str, tuple[frozenset[str], str]]]:
    """Yield each package of a lock as uv writes it: its name, what needs it (the comments), and its lines."""
    found: dict[str, tuple[frozenset[str], str]] = {}
    for block in re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]:
        needed_by = frozenset(re.findall(r"^ +# +(?:via )?([a-z0-9-]+)$", block, re.MULTILINE))
        text = "".join(line for line in block.splitlines(keepends=True) if not line.lstrip().startswith("#"))
        # One that differs by the version of Python stands there several times.
        before = found.get(_name(block), (frozenset(), ""))
        found[_name(block)] = (before[0] | needed_by, before[1] + text)
    yield from found.items()


def _name(requirement: str) -> str:
    """Return the name of a package as locks have it (PyPA, name normalization)."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def names_of(lock: str) -> Mapping[str, str]:
    """Return the packages of a lock, and the lines of each."""
    return {name: text for name, (_, text) in _packages(lock)}


def main() -> None:
    THEIRS.write_text(of_the_program(OURS.read_text(encoding="utf-8"), (TOP / "pyproject.toml").read_text("utf-8")))


if __name__ == "__main__":
    main()
