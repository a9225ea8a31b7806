"""The preview in a browser: it comes anew, says what is wrong over the last good page, and never hangs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from site_builder.build import Request
from site_builder.serving.preview import Preview
from site_builder.serving.server import Server, running
from tests.browser.test_accessibility import EVERY_RULE, in_every_look
from tests.support import DESK, NOW, SMALL_SETTINGS, written

# A machine that does much else takes its time to start a process.
PATIENCE = 60_000
SERVICE = "content/services/sfo.md"
PAGE = "/tjenester/sfo/"


@dataclass(frozen=True)
class Previewed:
    root: Path
    origin: str

    def save(self, text: str) -> None:
        (self.root / SERVICE).write_text(text, encoding="utf-8")


def service(title: str, category: str = "a") -> str:
    fields = f"tittel: {title}\nkort: Etter skolen.\nkategori: {category}"
    return f"---\n{fields}\n---\nBarna får mat og hjelp med leksene.\n"


@contextmanager
def previewing(root: Path) -> Iterator[Previewed]:
    preview = Preview(Request(root, root / "output", NOW, writes=False), NOW, lambda: NOW, lambda _: None)
    server = Server(preview, 0)
    with running(server, preview):
        yield Previewed(root, f"http://127.0.0.1:{server.server_port}")


@pytest.fixture
def previewed(tmp_path: Path) -> Iterator[Previewed]:
    files = {
        "content/site.yaml": SMALL_SETTINGS,
        "content/contacts.yaml": DESK,
        "content/categories.yaml": "a:\n  tittel: A\n",
        SERVICE: service("SFO"),
    }
    with previewing(written(tmp_path / "site", files)) as found:
        yield found


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """Return the page of somebody who writes, asked for after the server, so that it is closed before that. What a
    policy or a script refuses fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: refused.append(str(fault)))
    yield page
    context.close()
    assert refused == []


def _shown(page: Page, text: str) -> None:
    expect(page.locator("h1")).to_have_text(text, timeout=PATIENCE)


def test_what_is_wrong_stands_over_the_last_good_page_until_it_is_mended(previewed: Previewed, desk: Page) -> None:
    desk.goto(previewed.origin + PAGE)
    desk.get_by_role("region", name="Forhåndsvisning").wait_for()
    previewed.save(service("Skolefritid"))
    _shown(desk, "Skolefritid")
    previewed.save(service("<b>Galt</b>", "finnes-ikke"))
    alert = desk.get_by_role("alert")
    expect(alert).to_contain_text("feil[R407] content/services/sfo.md:4:11", timeout=PATIENCE)
    expect(alert).to_contain_text("Siden under er den siste som var riktig.")
    _shown(desk, "Skolefritid")
    previewed.save(service("Rettet"))
    expect(alert).to_have_count(0, timeout=PATIENCE)
    _shown(desk, "Rettet")


def test_it_is_closed_from_the_keyboard_and_comes_again_with_another_fault(previewed: Previewed, desk: Page) -> None:
    desk.goto(previewed.origin + PAGE)
    desk.get_by_role("region", name="Forhåndsvisning").wait_for()
    previewed.save(service("B", "finnes-ikke"))
    alert = desk.get_by_role("alert")
    alert.wait_for()
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Lukk (Esc)")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(alert).to_have_count(0)
    expect(desk.get_by_role("region", name="Forhåndsvisning")).to_contain_text("1 feil", timeout=PATIENCE)
    previewed.save(service("B", "finnes-heller-ikke"))
    alert.wait_for()
    desk.keyboard.press("Escape")
    expect(alert).to_have_count(0)


def test_seven_tabs_do_not_hang_it(browser: Browser, previewed: Previewed) -> None:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    # No browser without a screen hides a tab when another is opened: each is told that it is hidden, as a screen would.
    pages = []
    for _ in range(7):
        page = context.new_page()
        page.goto(previewed.origin + PAGE)
        page.get_by_role("region", name="Forhåndsvisning").wait_for()
        pages.append(page)
        _hide(page)
    previewed.save(service("Skolefritid"))
    _reveal(pages[0])
    _shown(pages[0], "Skolefritid")
    _shown_after_reload = context.new_page()
    _shown_after_reload.goto(previewed.origin + PAGE)
    _shown(_shown_after_reload, "Skolefritid")
    context.close()


def _hide(page: Page) -> None:
    _be(page, hidden=True)


def _reveal(page: Page) -> None:
    _be(page, hidden=False)


def _be(page: Page, *, hidden: bool) -> None:
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


def test_the_bar_says_what_stands_behind_a_page(previewed: Previewed, desk: Page) -> None:
    desk.goto(previewed.origin + PAGE)
    bar = desk.get_by_role("region", name="Forhåndsvisning")
    bar.wait_for()
    # By the keyboard alone: it comes last.
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Enter")
    expect(bar.get_by_role("link", name="Åpne fila i VS Code")).to_have_attribute(
        "href", f"vscode://file{previewed.root.resolve()}/{SERVICE}"
    )
    expect(bar).to_contain_text(str(previewed.root.resolve() / SERVICE))
    expect(bar).to_contain_text("Ingen i denne fila.")
    expect(bar).to_contain_text("LIX 16, svært lett å lese. 9 ord i teksten, 7 i den lengste setningen.")
    expect(bar).to_contain_text("SFO. Etter skolen. https://alt.eksempel.example/tjenester/sfo/")


def test_another_moment_is_that_of_the_browser_too(previewed: Previewed, desk: Page) -> None:
    desk.goto(previewed.origin + PAGE)
    bar = desk.get_by_role("region", name="Forhåndsvisning")
    bar.locator("summary").click()
    bar.get_by_label("Vis nettstedet slik det er").fill("2026-05-17T12:00")
    bar.get_by_role("button", name="Vis", exact=True).click()
    expect(bar.locator("summary")).to_contain_text("2026-05-17 12:00", timeout=PATIENCE)
    assert desk.evaluate("new Date().toISOString()").startswith("2026-05-17T10:00")
    assert desk.evaluate("[new Date(0).getTime(), typeof Date(), new Date() instanceof Date]") == [0, "string", True]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_bar_covers_nothing_that_has_the_focus_and_makes_nothing_wider(
    desk: Page, previewed: Previewed, width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 500})
    desk.goto(previewed.origin + PAGE)
    bar = desk.get_by_role("region", name="Forhåndsvisning")
    bar.wait_for()
    assert desk.evaluate("document.documentElement.scrollWidth") == width
    for _ in range(desk.locator("main a, footer a").count() + 6):
        desk.keyboard.press("Tab")
        covered = desk.evaluate(
            "() => { const bar = document.querySelector('site-builder-preview.bar'), has = document.activeElement;"
            " if (has === bar || has === document.body) return false;"
            " return has.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1; }"
        )
        assert not covered


def test_phones_show_home_and_its_embed_and_come_anew(previewed: Previewed, desk: Page) -> None:
    desk.goto(f"{previewed.origin}/_se/?page={PAGE}")
    frames = desk.locator("iframe")
    expect(frames).to_have_count(4)
    assert {round(frames.nth(at).bounding_box()["width"]) for at in range(4)} == {362}  # type: ignore[index]
    expect(desk.frame_locator(f"iframe[src='{PAGE}']").locator("h1")).to_have_text("SFO")
    # Those within have no bar, and no stream of their own.
    expect(desk.frame_locator(f"iframe[src='{PAGE}']").locator("site-builder-preview")).to_have_count(0)
    previewed.save(service("Skolefritid"))
    expect(desk.frame_locator(f"iframe[src='{PAGE}']").locator("h1")).to_have_text("Skolefritid", timeout=PATIENCE)


def test_axe_finds_nothing_in_the_bar_in_what_is_wrong_or_on_phones(page: Page, previewed: Previewed) -> None:
    bar = page.get_by_role("region", name="Forhåndsvisning")
    for address in (PAGE, "/_se/"):
        page.goto(previewed.origin + address)
        bar.wait_for()
        assert in_every_look(page) == {}
    # What is unfolded, or stands over the page, hides some of it until it is put away.
    page.goto(previewed.origin + PAGE)
    bar.locator("summary").click()
    assert _faults_of_ours(page) == []
    previewed.save(service("B", "finnes-ikke"))
    page.get_by_role("alert").locator("pre").wait_for()
    assert _faults_of_ours(page) == []


def _faults_of_ours(page: Page) -> list[str]:
    found: list[dict[str, Any]] = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        options = {"runOnly": EVERY_RULE, "resultTypes": ["violations"]}
        found += Axe().run(page, context="site-builder-preview", options=options).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_a_page_for_paper_or_a_wall_has_the_bar_by_its_opened_policy(previewed: Previewed, desk: Page) -> None:
    desk.goto(f"{previewed.origin}/skjerm/")
    bar = desk.get_by_role("region", name="Forhåndsvisning")
    bar.wait_for()
    expect(bar).to_have_css("color", re.compile(r"rgb\(255, 255, 255\)"))
