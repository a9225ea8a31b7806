"""The pictures of the editors' guide, taken of the guide's own small site: make screenshots writes them in docs/.

They differ from machine to machine, as its letters do; so they are made by hand, where a page has become another.
"""

from __future__ import annotations

import html
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from site_builder.build import Request, build, check
from site_builder.problems import as_text
from site_builder.serving.preview import Preview
from site_builder.serving.server import Server, running
from site_builder.text.messages import catalogue
from tests.browser import browsers
from tests.browser.serving import serving
from tests.guide import GUIDE, write_examples

TOP = Path(__file__).resolve().parent.parent
NOW = datetime.fromisoformat("2026-02-17T11:30:00+01:00")
"""The day of the guide's examples"""
PHONE, DESK = (360, 640), (800, 560)
COLOURS = 48
NOTICE, CRISIS, LONGER = "2026-02-17-drift-bru.md", "krise-vann-lia.md", "2026-02-17-krise-strom.md"
ALWAYS = ("2026-02-17-lesestund.md", "2026-02-17-strikkekafe.md")
"""What the rest of the site names, and an event beside it"""


@dataclass(frozen=True, slots=True)
class Picture:
    """How one is taken: of which notices, how large the window is (CSS pixels), and what is seen in it."""

    notices: tuple[str, ...]
    size: tuple[int, int]
    see: Callable[[Page, Path], None]
    scale: float = 1.5


def _home(page: Page, root: Path) -> None:
    with _built(root) as origin:
        page.goto(f"{origin}/")


def _sheet(page: Page, root: Path) -> None:
    with _built(root) as origin:
        page.goto(f"{origin}/aktuelt/2026-02-17-krise-strom/ark/")


def _terminal(page: Page, root: Path) -> None:
    _slip(root)
    outcome = check(_request(root))
    said = as_text(outcome.problems, outcome.sources, catalogue("nb")).split("\n\n")
    told = next(one for one in said if NOTICE in one)
    page.set_content(
        "<body style='margin:0;padding:20px;background:#16191c;color:#eef1f0;font:15px/1.5 monospace'>"
        f"<pre style='margin:0;white-space:pre-wrap'>$ site-builder check\n{html.escape(told)}\n\n1 feil</pre>"
    )


def _overlay(page: Page, root: Path) -> None:
    preview = Preview(_request(root), NOW, lambda: NOW, lambda _: None)
    server = Server(preview, 0)
    with running(server, preview):
        page.goto(f"http://127.0.0.1:{server.server_port}/aktuelt/2026-02-17-drift-bru/")
        page.wait_for_function("document.querySelector('main')")
        _slip(root)
        page.get_by_text("Teksten har kolon i seg").first.wait_for()
        page.screenshot()  # what comes softly has come


def _slip(root: Path) -> None:
    path = root / "content/notices" / NOTICE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("tittel: Brua", "tittel: Veg: brua"), encoding="utf-8")


PICTURES = {
    "melding": Picture((NOTICE,), PHONE, _home),
    "terminal": Picture((NOTICE,), (800, 240), _terminal),
    "forhandsvisning": Picture((NOTICE,), DESK, _overlay, 1),
    "krise": Picture((CRISIS,), PHONE, _home),
    "oppslag": Picture((LONGER,), (820, 1160), _sheet, 0.75),
}
"""By their names, in the order of the guide"""


def _request(root: Path) -> Request:
    return Request(root, root / "output", NOW)


@contextmanager
def _built(root: Path) -> Iterator[str]:
    outcome = build(_request(root))
    assert outcome.written, outcome.problems
    with serving(root / "output") as served:
        yield served.origin


def taken(browser: Browser, picture: Picture, root: Path) -> bytes:
    """Return a picture as PNG with few colours, of the guide's site with only some of its notices."""
    write_examples(GUIDE, root)
    for path in (root / "content/notices").glob("*.md"):
        if path.name not in (*picture.notices, *ALWAYS):
            path.unlink()
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=picture.scale, locale="nb-NO",
        reduced_motion="reduce",
    )  # fmt: skip
    try:
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        picture.see(page, root)
        with Image.open(io.BytesIO(page.screenshot())) as shot:
            few = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    finally:
        context.close()
    kept = io.BytesIO()
    few.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def main(out: Path) -> None:
    found = browsers.found()
    if found is None:
        sys.exit("No browser. Run make chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for name, picture in PICTURES.items():
            with tempfile.TemporaryDirectory() as root:
                content = taken(browser, picture, Path(root))
            (out / f"{name}.png").write_bytes(content)
            print(f"{name}.png: {len(content) / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TOP / "docs")
