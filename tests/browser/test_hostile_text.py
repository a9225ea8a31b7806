"""What an author writes runs nowhere, also when no policy would stop it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page
from pydantic.fields import FieldInfo

from site_builder.build import Request, build
from tests.browser.demo import draw
from tests.browser.serving import serving
from tests.hostile import NOW, PAYLOADS, sources

# Several in one text, each set short enough for a field with a limit of 80 characters.
SETS = (
    (PAYLOADS[0], PAYLOADS[1], PAYLOADS[3], PAYLOADS[8], PAYLOADS[2]),
    (PAYLOADS[4], PAYLOADS[6], PAYLOADS[7]),
    (PAYLOADS[9], PAYLOADS[5]),
    (PAYLOADS[10], PAYLOADS[11], PAYLOADS[12], PAYLOADS[13]),
)

TEXT = {number: " ".join(one) for number, one in enumerate(SETS)}


def test_every_payload_is_in_a_set() -> None:
    assert sorted(one for payloads in SETS for one in payloads) == sorted(PAYLOADS)


@pytest.mark.parametrize("number", TEXT)
def test_hostile_text_runs_on_no_page(number: int, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    payload = TEXT[number]
    numbers: dict[str, int] = {}

    def text(place: str, info: FieldInfo) -> str:
        return f"{payload} Q{numbers.setdefault(place, len(numbers))}"

    root = tmp_path_factory.mktemp("hostile")
    escaped = re.sub(r"([\\`*_{}\[\]<>()#+.!|-])", r"\\\1", payload)
    body = f"{escaped}\n\n## {escaped}\n\n{payload}\n\n`` {payload} ``\n\n## Oppdateringer\n\n10.15 {payload}\n"
    sources(text=text, body=body).write(root)
    with serving(root / "output") as served:
        outcome = build(Request(root, root / "output", NOW, served.origin))
        # That a text message has no room for it, or no such characters, is as it should be; so is it that
        # names of streets which differ in a number alone look like slips.
        assert [one for one in outcome.problems if one.code not in ("N260", "N261", "M589", "F244", "F245")] == []
        # The policy is put out of the way: what keeps text from running is that it is text.
        with browser.new_context(bypass_csp=True) as context:
            page = context.new_page()
            said: list[str] = []
            page.on("dialog", lambda dialog: said.append(dialog.message))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: said.append(request.url) if request.url.endswith("/x") else None)
            for path in sorted((root / "output").rglob("*.html")):
                if "gammel" not in path.parts:
                    address = "/" + path.relative_to(root / "output").as_posix().removesuffix("index.html")
                    page.goto(served.origin + address)
                    nothing_has_run(page, payload)
            assert said == []


def nothing_has_run(page: Page, payload: str) -> None:
    if page.locator("[data-map]").count():
        draw(page)
        # The base map's own names, and every place's pop-up.
        page.locator(".placename").first.wait_for(state="attached")
        assert payload in (page.locator(".placename").first.text_content() or "")
        for pin in page.locator(".leaflet-marker-icon.pin").all():
            assert payload in (pin.text_content() or "") and payload in (pin.get_attribute("title") or payload)
            pin.press("Enter")
            popup = page.locator(".leaflet-popup")
            popup.wait_for()
            assert payload in (popup.text_content() or "")
            page.keyboard.press("Escape")
            popup.wait_for(state="detached")
    ran = page.evaluate(
        """payload => {
          const search = document.querySelector("#_sok, input[type=search]");
          if (search) {
            search.value = payload;
            search.dispatchEvent(new Event("input"));
          }
          document.querySelectorAll("details").forEach(one => { one.open = true });
          const ours = ".leaflet-container svg, .sketch, .sketch > svg, .code, .find > a > svg";
          const pictures = "figure img, .brand > img, .band > span > img";
          const runs = "[onerror], [onload], a[href^='javascript:' i]";
          const strange = `img:not(${pictures}), svg:not(${ours}), ${runs}`;
          return [window.__x, ...[...document.querySelectorAll(strange)].map(one => one.outerHTML)];
        }""",
        payload,
    )
    assert ran == [None], page.url
