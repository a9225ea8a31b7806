"""One Chromium and one built demo for all browser tests (of a worker)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from site_builder.build import Request, build
from site_builder.loading import load
from site_builder.outputs import plan_site
from tests import hostile
from tests.browser import browsers
from tests.browser.demo import ROOT, Built, kept
from tests.browser.serving import Served, serving
from tests.support import FULL, SITES, copy_of


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the system's Chromium."""
    found = browsers.found()
    if found is None:
        names = ", ".join(browsers.NAMES)
        pytest.fail(f"No browser: none of {names} is on the path. Debian: sudo apt-get install {browsers.NAMES[0]}")
    arguments = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*arguments, "--no-first-run"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return the demo, built at a moment when much is going on, with the address it is served at."""
    root = tmp_path_factory.mktemp("demo")
    # A copy, so that no state is left in the checkout. Its templates are the theme.
    for name in ("content", "maps"):
        shutil.copytree(ROOT / name, root / name)
    yield from _built(root)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return a small site with every field of every content type filled, served too."""
    root = tmp_path_factory.mktemp("tiny")
    hostile.sources().write(root)
    yield from _built(root)


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return the small town of tests/sites/full, served too."""
    yield from _built(copy_of(FULL, tmp_path_factory.mktemp("full") / "site"))


@pytest.fixture(scope="session")
def full_in_english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return the small town with an interface in English too, and texts in bokmål, served too."""
    root = copy_of(FULL, tmp_path_factory.mktemp("full-in-english") / "site")
    settings = root / "content/site.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("språk: [nb]", "språk: [nb, en]"), encoding="utf-8")
    yield from _built(root)


@pytest.fixture(scope="session")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return the small town once its crisis is over, so that its home page is the usual one, served too."""
    root = copy_of(FULL, tmp_path_factory.mktemp("calm") / "site")
    crisis = root / "content/notices/krise-vann-vika.md"
    text = crisis.read_text(encoding="utf-8")
    crisis.write_text(text.replace("friskmeldt: 2026-02-18 12:00", "friskmeldt: 2026-02-17 10:30"), encoding="utf-8")
    yield from _built(root)


@pytest.fixture(scope="session")
def gran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return Gran, a municipality in colours of its own, served too."""
    yield from _built(copy_of(SITES / "gran", tmp_path_factory.mktemp("gran") / "site"))


@pytest.fixture(scope="session")
def aukra(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return Aukra, a municipality in nynorsk, served too."""
    yield from _built(copy_of(SITES / "aukra", tmp_path_factory.mktemp("aukra") / "site"))


@pytest.fixture(scope="session")
def karasjok(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return Karasjok, a municipality in Norwegian and Northern Sámi, served too."""
    yield from _built(copy_of(SITES / "karasjok", tmp_path_factory.mktemp("karasjok") / "site"))


@pytest.fixture(scope="session")
def split(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return the small town with a notice on a street in parts, and streets spelt nearly alike, served too."""
    root = copy_of(FULL, tmp_path_factory.mktemp("split") / "site")
    notice = root / "content/notices/2026-02-17-drift-vann.md"
    text = notice.read_text(encoding="utf-8")
    notice.write_text(text.replace("gate:Storgata", "gate:Storgata, gate:Prøvegata"), encoding="utf-8")
    with (root / "maps/streets.csv").open("a", encoding="utf-8") as table:
        table.write("Skoleveien;;;;smavik-skole;;mandag;;\nSkolevegen;1;9;;as-skole;;tirsdag;;\n")
    yield from _built(root)


@pytest.fixture(scope="session")
def unnamed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return the small town with catchments and no street table, served too."""
    root = copy_of(FULL, tmp_path_factory.mktemp("unnamed") / "site")
    (root / "maps/streets.csv").unlink()
    yield from _built(root)


def _built(root: Path) -> Iterator[Built]:
    with serving(root / "output") as served:
        outcome = build(Request(root, root / "output", hostile.NOW, served.origin))
        assert outcome.written is not None, outcome.problems
        site = load(root, served.origin).site
        assert site is not None
        yield Built(served, root / "output", tuple(plan_site(site.at(hostile.NOW))))


WINDOW: ViewportSize = {"width": 1280, "height": 800}


def _visitor(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport=WINDOW)
    context.clock.set_fixed_time(hostile.NOW)
    return context


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a visitor, at the moment that the sites are built at: no history, no cookies."""
    with _visitor(browser) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def long_open(browser: Browser) -> Iterator[Page]:
    with _visitor(browser) as context:
        yield context.new_page()


@pytest.fixture
def reader(long_open: Page) -> Iterator[Page]:
    """Return a page for tests that open another and look at it. It is the same one each time, since a new one takes
    the browser longer than most of what it shows; window, media and routes are those of a new one."""
    with kept(long_open) as page:
        yield page


@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[Served, Path]]:
    """Return somebody else's web site: a server on a port of its own, and its folder."""
    folder = tmp_path / "host"
    with serving(folder) as served:
        yield served, folder
