"""Lighthouse on one page of each kind, as a telephone on a slow line sees it: the median of three, held to bounds.

The pages are the demo's, as they would be were it no demonstration (which asks search engines to stay away), built now.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from tests.browser import browsers  # noqa: E402

LIGHTHOUSE = TOP / "benchmarks/lighthouse/node_modules/lighthouse/cli/index.js"
RUNS = 3
PAGES = (
    "/",
    "/tjenester/",
    "/tjenester/barnehageplass/",
    "/tjenester/sfo/",
    "/aktuelt/",
    "/aktuelt/drift/",
    "/kart/skoler/",
    "/steder/austmarka-skole/",
    "/min-gate/",
    "/sporsmal/",
    "/kontakt/",
    "/alle/",
)
BOUNDS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


class _Zipped(SimpleHTTPRequestHandler):
    """Serves text compressed, as web hosts do."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return self.send_error(404)
        content, kind = file.read_bytes(), self.guess_type(str(file))
        self.send_response(200)
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")):
            content, kind = gzip.compress(content), f"{kind}; charset=utf-8"
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Zipped, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def built(folder: Path, origin: str, out: Path) -> None:
    for name in ("content", "maps"):
        shutil.copytree(TOP / name, folder / name)
    settings = folder / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("demo: ja\n", ""), encoding="utf-8")
    command = [sys.executable, "-m", "site_builder", "build", "--root", str(folder), "--out", str(out)]
    subprocess.run([*command, "--base-url", origin], cwd=TOP, check=True, capture_output=True)  # noqa: S603


def scores(address: str) -> dict[str, float]:
    """Return what Lighthouse gives a page, of 100, by category."""
    flags = "--headless --disable-gpu" + (" --no-sandbox" if os.geteuid() == 0 else "")
    command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    done = subprocess.run(  # noqa: S603
        command,
        env={**os.environ, "CHROME_PATH": browsers.found() or ""},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    found = json.loads(done.stdout)["categories"]
    return {name: 100 * (found[name]["score"] or 0) for name in BOUNDS}


def main() -> int:
    if not LIGHTHOUSE.exists():
        print("Lighthouse is not here. With Node.js: npm ci --ignore-scripts --prefix benchmarks/lighthouse")
        return 2
    below = 0
    with tempfile.TemporaryDirectory() as name, served(Path(name) / "out") as origin:
        built(Path(name) / "site", origin, Path(name) / "out")
        print(f"{'':<28}" + "".join(f"{category:>16}" for category in BOUNDS))
        for page in sys.argv[1:] or PAGES:
            runs = [scores(f"{origin}{page}") for _ in range(RUNS)]
            medians = {category: statistics.median(run[category] for run in runs) for category in BOUNDS}
            below += any(medians[category] < bound for category, bound in BOUNDS.items())
            print(f"{page:<28}" + "".join(f"{medians[category]:>16.0f}" for category in BOUNDS), flush=True)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
