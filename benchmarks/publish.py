"""From merge to visible, measured and not judged: each step that CI or a server takes, on this machine.

What a host needs to fetch the repository and to show what it was handed is not here. With --install the environment is
made from the lock file in a folder of its own, first with an empty cache of wheels, then with a full one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
NOTICE = "# Kok vannet i hele kommunen\n\nKok alt vann du skal drikke, til vi sier fra her.\n"


def timed(name: str, command: Sequence[str | Path], **environment: str) -> None:
    started = time.monotonic()
    subprocess.run(command, cwd=TOP, env=os.environ | environment, capture_output=True, check=True)  # noqa: S603
    print(f"{name:<44}{time.monotonic() - started:7.2f} s", flush=True)


def install(folder: Path) -> None:
    cache = {"PIP_CACHE_DIR": str(folder / "wheels")}
    for name in ("install from the lock, nothing kept", "install from the lock, wheels kept"):
        shutil.rmtree(folder / "venv", ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)  # noqa: S603
        pip = [folder / "venv/bin/python", "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
        timed(name, [*pip, "--require-hashes", "-r", TOP / "requirements.lock"], **cache)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        if "--install" in sys.argv:
            install(Path(folder))
        root, place = Path(folder) / "site", Path(folder) / "public"
        for name in ("content", "maps"):
            shutil.copytree(TOP / name, root / name)
        program = [sys.executable, "-m", "site_builder"]
        at = ["--root", root]
        timed("check, nothing kept", [*program, "check", *at])
        timed("build, nothing kept", [*program, "build", *at])
        timed("publish, nothing kept", [*program, "publish", *at, "--to", place])
        timed("publish, nothing changed", [*program, "publish", *at, "--to", place])
        (root / "content/notices/krise-vann.md").write_text(NOTICE, encoding="utf-8")
        timed("check of a crisis", [*program, "check", *at])
        timed("build of a crisis, the last build kept", [*program, "build", *at])
        timed("publish of a crisis, the last build kept", [*program, "publish", *at, "--to", place])
        timed("rollback", [*program, "rollback", "--to", place])


if __name__ == "__main__":
    main()
