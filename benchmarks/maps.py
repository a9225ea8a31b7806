"""How long maps take: many maps in a build, and many places in a browser. Seconds, printed; nothing is judged here.

.venv/bin/python benchmarks/maps.py
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser import browsers  # noqa: E402
from tests.browser.serving import serving  # noqa: E402

NOW = datetime(2026, 2, 17, 10, 30, tzinfo=UTC)
RUNS = 5
SETTINGS = """\
navn: Eksempel kommune
kortnavn: Eksempel
tittel: Eksempel på ett sted
beskrivelse: Kart med mange steder.
nettadresse: https://alt.eksempel.example/
autoritet: alt.eksempel.example
år: 2026
servicetorget: servicetorget
"""
COLUMNS = "kolonner:\n  - felt: type\n    navn: Type\n  - felt: eier\n    navn: Eier\n"


def write_town(root: Path, maps: int, places: int) -> None:
    """Write a site with so many maps, each with so many places."""
    files = {"content/site.yaml": SETTINGS, "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n"}
    for one in range(maps):
        rows = [
            f"Sted {one} {at};sted-{one}-{at};{60 + at % 50 / 100:.5f};{12 + at // 50 / 100:.5f};Lekeplass;Kommunen"
            for at in range(places)
        ]
        files[f"maps/kart-{one}.yaml"] = f"tittel: Kart {one}\ndata: kart-{one}.csv\nfiltre: [type]\n{COLUMNS}"
        files[f"maps/kart-{one}.csv"] = "\n".join(("navn;id;lat;lon;type;eier", *rows, ""))
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


BUILD = """
import sys, time
from datetime import datetime
from pathlib import Path
import folium
from site_builder.build import Request, build
root = Path(sys.argv[1])
begin = time.perf_counter()
outcome = build(Request(root, root / "output", datetime.fromisoformat(sys.argv[2])))
assert outcome.written is not None
whole = time.perf_counter() - begin
from site_builder.outputs.folium_maps import script_of
begin = time.perf_counter()
for one in range(50):
    script_of(f"kart_{one}", ((60.0, 12.0), (60.5, 12.1)), "/assets/steder.geojson", "")
print(whole, time.perf_counter() - begin)
"""


def time_builds(root: Path) -> tuple[float, float]:
    """Return the seconds of a cold build in a new process, after folium's import, and of folium's part alone."""
    for name in ("output", ".cache"):
        shutil.rmtree(root / name, ignore_errors=True)
    command = [sys.executable, "-c", BUILD, str(root), NOW.isoformat()]
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        command, cwd=ROOT, check=True, capture_output=True, text=True
    )
    whole, drawn = done.stdout.split()
    return float(whole), float(drawn)


def time_map(origin: str) -> float:
    """Return the seconds from asking for a page with 2,000 places until its pins can be used."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.found(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        begin = time.perf_counter()
        page.goto(f"{origin}/kart/kart-0/")
        page.locator(".leaflet-marker-icon.pin").first.wait_for()
        seconds = time.perf_counter() - begin
        browser.close()
    return seconds


def shown(what: str, seconds: list[float]) -> None:
    print(f"{what}: {min(seconds):.2f} {statistics.median(seconds):.2f} {max(seconds):.2f} s (least, median, most)")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        many, crowded = Path(folder) / "many", Path(folder) / "crowded"
        write_town(many, maps=50, places=50)
        found = [time_builds(many) for _ in range(RUNS)]
        shown("50 maps of 50 places, whole cold build", [whole for whole, _ in found])
        shown("50 maps, folium's part", [drawn for _, drawn in found])
        write_town(crowded, maps=1, places=2000)
        time_builds(crowded)
        with serving(crowded / "output") as served:
            shown("2,000 places in Chromium until pins can be used", [time_map(served.origin) for _ in range(RUNS)])


if __name__ == "__main__":
    main()
