"""No page asks anybody else for anything, keeps anything, or complains."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from tests.browser.demo import Built, draw

PARTS = 4

KEPT = """async () => ({
  cookies: document.cookie, local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""

NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}

# Before anything of the page runs: what its own policy refuses is written down.
WATCH = """window.__refused = [];
document.addEventListener("securitypolicyviolation", event =>
  window.__refused.push(event.violatedDirective + " " + event.blockedURI));"""


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_asks_others_keeps_anything_or_complains(part: int, browser: Browser, demo: Built) -> None:
    addresses = demo.pages()[part::PARTS]
    assert len(addresses) > 20
    asked: list[str] = []
    said: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        said.append(f"{page.url} {message.type}: {message.text}")

    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", heard)
        page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
        for address in addresses:
            page.goto(demo.origin + address)
            if page.locator("[data-map]").count():
                draw(page)
                page.locator(".leaflet-marker-icon.pin").first.press("Enter")
                page.locator(".leaflet-popup").wait_for()
            assert page.evaluate("window.__refused") == [], address
            assert page.evaluate(KEPT) == NOTHING, address
        cookies: list[Any] = list(context.cookies())
    assert cookies == []
    assert said == []
    assert [url for url in asked if not url.startswith((f"{demo.origin}/", "data:"))] == []


def test_the_watch_itself_sees_what_is_refused(browser: Browser, demo: Built) -> None:
    with browser.new_context() as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(demo.origin + "/")
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.__x = 1'}))")
        page.wait_for_function("window.__refused.length > 0")
        assert page.evaluate("window.__x") is None


def test_data_for_search_engines_is_read_from_the_page_and_is_no_script_to_refuse(
    browser: Browser, demo: Built
) -> None:
    with browser.new_context() as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(demo.origin + "/kontakt/")
        data = page.evaluate("""JSON.parse(document.querySelector("script[type='application/ld+json']").textContent)""")
        assert data["@id"].endswith(f"/kontakt/#{page.locator('main section').first.get_attribute('aria-labelledby')}")
        assert {one["@type"] for one in data["openingHoursSpecification"]} == {"OpeningHoursSpecification"}
        assert page.evaluate("window.__refused") == []
        assert said == []


def test_the_policy_stands_before_all_it_governs(demo: Built) -> None:
    for address in demo.pages():
        path = address + ("index.html" if address.endswith("/") else "")
        head = (demo.out / path.lstrip("/")).read_text(encoding="utf-8").partition("</head>")[0]
        policy = head.index('http-equiv="Content-Security-Policy"')
        assert all(policy < head.index(tag) for tag in ("<style", "<link", "<title"))
        assert "unsafe" not in head and "default-src 'none'" in head
