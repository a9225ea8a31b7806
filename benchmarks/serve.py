"""How long it takes from a save until a browser is told to fetch the page again, by when that is made, and until it
shows it, for a few pages of the demo. Milliseconds, printed.

.venv/bin/python benchmarks/serve.py
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from site_builder.build import Request  # noqa: E402
from site_builder.serving import garbage  # noqa: E402
from site_builder.serving.preview import Preview  # noqa: E402
from site_builder.serving.server import Server, running  # noqa: E402
from tests.browser import browsers  # noqa: E402

NOW = datetime(2026, 2, 17, 10, 30, tzinfo=UTC)
SAVES = 20
EDITED = {
    "/": ("content/services/barnehageplass.md", "tittel: "),
    "/tjenester/barnehageplass/": ("content/services/barnehageplass.md", "tittel: "),
    "/aktuelt/": ("content/notices/2026-02-16-nyhet-benker.md", "tittel: "),
    "/aktuelt/2026-02-16-nyhet-benker/": ("content/notices/2026-02-16-nyhet-benker.md", "tittel: "),
}
"""By the address that is looked at: what is edited, and the beginning of the line that gets another word"""


SHOWN = "addEventListener('DOMContentLoaded', () => { window.shownAt = performance.timeOrigin + performance.now(); })"
TOLD = """() => {
    const watched = document.querySelector("[data-watched]").dataset.watched;
    new EventSource("/_se/events?" + watched).addEventListener("reload", () => {
        sessionStorage.told = performance.timeOrigin + performance.now();
    });
}"""


@contextmanager
def served(root: Path) -> Iterator[str]:
    request = Request(root, root / "output", NOW, writes=False)
    say = partial(print, file=sys.stderr)
    preview = Preview(request, NOW, lambda: datetime.now(UTC), say, garbage.collect)
    server = Server(preview, 0)
    with running(server, preview):
        yield f"http://127.0.0.1:{server.server_port}"


def saved(file: Path, before: str, word: str) -> None:
    lines = file.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(before))
    lines[at] = before + word + lines[at].removeprefix(before)
    file.write_text("\n".join(lines), encoding="utf-8")


def taken(page: Page, file: Path, before: str) -> tuple[float, float]:
    """Return the milliseconds from a save until the page is told of it, and until its word is in the page."""
    kept, word = file.read_bytes(), f"Ord{time.time_ns() % 1_000_000_007} "
    page.evaluate(TOLD)
    time.sleep(1)
    started = time.time()
    saved(file, before, word)
    page.get_by_text(word.strip()).first.wait_for(state="attached")
    # What waits for a text looks for it now and then; the page itself says when it was there.
    page.wait_for_load_state("domcontentloaded")
    told, shown = (page.evaluate(f"Number({one})") / 1000 - started for one in ("sessionStorage.told", "shownAt"))
    # Whoever writes looks up now and then; what goes on behind comes to its end.
    time.sleep(4)
    file.write_bytes(kept)
    time.sleep(4)
    return told * 1000, shown * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("content", "maps"):
            shutil.copytree(ROOT / name, root / name)
        with served(root) as origin, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browsers.found(), args=["--no-sandbox"])
            page = chromium.new_page()
            page.add_init_script(SHOWN)
            for address, (path, before) in EDITED.items():
                page.goto(origin + address)
                time.sleep(4)
                told, shown = zip(*(taken(page, root / path, before) for _ in range(SAVES)), strict=True)
                print(f"{address}: told {_said(told)}, shown {_said(shown)}")


def _said(found: Sequence[float]) -> str:
    return f"median {statistics.median(found):.0f} ms ({min(found):.0f}-{max(found):.0f})"


# The process that makes the whole reads this file too.
if __name__ == "__main__":
    main()
