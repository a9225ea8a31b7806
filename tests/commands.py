"""The command line as a user runs it, in a process of its own: a copy of one that has imported the program, which takes
a second each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What Python reads before it runs anything: a copy of a process that runs is too late for it.
_READ_FIRST = ("PYTHON", "LC_", "LANG")


def run(*words: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return what `site-builder` said and its exit code."""
    clean = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    settings = clean | {"PYTHONPATH": str(ROOT)} | environment
    if any(key.startswith(_READ_FIRST) for key in environment):
        command = [sys.executable, "-m", "site_builder", *words]
        return subprocess.run(
            command, cwd=cwd, env=settings, capture_output=True, text=True, check=False, encoding="utf-8"
        )
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("out", "err")]
        asked = {"words": words, "cwd": str(cwd or Path.cwd()), "env": settings, "files": [str(one) for one in files]}
        code = _asked(asked)
        out, err = (one.read_text(encoding="utf-8") for one in files)
    return subprocess.CompletedProcess(words, code, out, err)


@cache
def _original() -> subprocess.Popen[str]:
    """Return the process that has imported the program; it ends when this one does, since nobody asks it any more."""
    command = [sys.executable, "-m", "tests.commands"]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _asked(asked: Mapping[str, object]) -> int:
    original = _original()
    assert original.stdin is not None and original.stdout is not None
    original.stdin.write(json.dumps(asked) + "\n")
    original.stdin.flush()
    return int(original.stdout.readline())


def _answer() -> None:
    import site_builder.build
    import site_builder.summary  # noqa: F401
    from site_builder.cli import main

    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(asked)
            main()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(code, flush=True)


def _become(asked: Mapping[str, object]) -> None:
    words, files = asked["words"], asked["files"]
    assert isinstance(words, list) and isinstance(files, list)
    os.chdir(str(asked["cwd"]))
    os.environ.clear()
    os.environ.update(asked["env"])  # type: ignore[call-overload]
    sys.argv[1:] = words
    descriptors = [os.open(os.devnull, os.O_RDONLY)]
    descriptors += [os.open(one, os.O_WRONLY | os.O_CREAT) for one in files]
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)


if __name__ == "__main__":
    _answer()
