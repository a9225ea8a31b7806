"""A crisis drill, measured and not judged: how long until a notice of two lines is a page, a feed, a sheet and a text.

In a copy of a site (ours, or the folder that is named) that is built already, and left as soon as it is measured.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
NAME = "krise-drill"
NOTICE = "# Kok vannet i hele kommunen\n\nKok alt vann du skal drikke, til vi sier fra her.\n"


def run(*words: str, root: Path) -> str:
    command = [sys.executable, "-m", "site_builder", *words, "--root", str(root)]
    return subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True, encoding="utf-8").stdout  # noqa: S603


def main(site: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        for name in ("content", "maps"):
            if (site / name).is_dir():
                shutil.copytree(site / name, root / name)
        notice = root / f"content/notices/{NAME}.md"
        notice.parent.mkdir(exist_ok=True)
        run("build", root=root)
        started, clock = time.monotonic(), time.time()
        notice.write_text(NOTICE, encoding="utf-8")
        run("build", root=root)
        built = time.monotonic() - started
        page = root / f"output/aktuelt/{NAME}/index.html"
        files = {
            "page": page,
            "feed": root / "output/feeds/krise.atom",
            "home": root / "output/index.html",
            "screen": root / "output/skjerm/index.html",
            "sheet": page.parent / "ark/index.html",
        }
        for name, path in files.items():
            print(f"{name:<10}{path.stat().st_mtime - clock:6.2f} s")
        print(f"{'whole site':<10}{built:6.2f} s")
        text = run("share", NAME, root=root)
        print(f"{'text':<10}{time.monotonic() - started:6.2f} s  {text.splitlines()[1]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TOP)
