"""The command line as a user runs it, in a process of its own: a copy of one that has imported the program and built
a site with it, which takes seconds each time."""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import shlex
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NoReturn

from tests import asking

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
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
        files = [one.fileno() for one in (nothing, out, err)]
        code = asking.ask(_original(), words, cwd or Path.cwd(), settings, files)
        for one in (out, err):
            one.seek(0)
        return subprocess.CompletedProcess(words, code, out.read().decode(), err.read().decode())


def program() -> list[str]:
    """Return what to start for `site-builder`: such a copy, for where a process is needed, as at a terminal."""
    return [sys.executable, "-I", "-S", asking.__file__, _original()]


def in_a_script() -> str:
    """Return the line of a shell script that does what `site-builder` does, with the words that the script is given."""
    return f'exec {shlex.join(program())} "$@"'


@cache
def _original() -> str:
    """Start the process that has imported the program, and return the socket where it is asked."""
    # Not below the folder of a test: the path of a socket is 107 characters at most.
    folder = tempfile.TemporaryDirectory(prefix="site-builder-")
    at = str(Path(folder.name) / "asked")
    command = [sys.executable, "-m", "tests.commands", at]
    original = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert original.stdin is not None and original.stdout is not None

    def end() -> None:
        original.communicate()
        folder.cleanup()

    atexit.register(end)
    assert original.stdout.readline() == b"ready\n"
    return at


def _answer(at: str) -> None:
    """Run what is asked for, each in a copy of this process, until whoever started it closes standard input."""
    import site_builder
    from tests.support import FULL, checked

    for one in pkgutil.walk_packages(site_builder.__path__, "site_builder."):
        importlib.import_module(one.name)
    # Templates compiled, catalogues read, numbers and letters looked up: whatever a command keeps in its process.
    checked(FULL)
    # What is there now is there to stay: copies share it for as long as nobody looks through it.
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(at)
        door.listen()
        print("ready", flush=True)
        while door in select.select([door, sys.stdin], [], [])[0]:
            line, _ = door.accept()
            with line:
                if os.fork() == 0:
                    _serve(line)
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def _serve(line: socket.socket) -> NoReturn:
    """Run one command in a copy, tell its exit code, and end."""
    long, files, _, _ = socket.recv_fds(line, 4, 3)
    with line.makefile("rb") as asked:
        words, cwd, env = json.loads(asked.read(int.from_bytes(long)))
    child = os.fork()
    if child == 0:
        for number, one in enumerate(files):
            os.dup2(one, number)
            os.close(one)
        _run_here(words, cwd, env)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    line.sendall(bytes([code if code >= 0 else 128 - code]))
    os._exit(0)


def _run_here(words: list[str], cwd: str, env: Mapping[str, str]) -> NoReturn:
    from site_builder.cli import main

    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv[1:] = words
    # Python's own are of what the original was started with.
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    try:
        main()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        # To end as Python does takes a look at all that was imported, and that is much.
        os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))
    raise AssertionError("a command ends with an exit code")


if __name__ == "__main__":
    _answer(sys.argv[1])
