"""On somebody else's page an embed is as tall as what it holds, looks like itself, and trusts nobody but its host."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Frame, Page, expect

from site_builder.outputs.embeds import EmbeddingView, Snippet
from tests.browser.demo import Built, case, draw
from tests.browser.serving import Served

Host = tuple[Served, Path]

HOSTILE_STYLE = """
iframe { height: 50px !important; max-height: 80px !important; min-height: 10px !important; padding: 30px !important;
  border: 7px dashed red !important; box-sizing: border-box !important; aspect-ratio: 16 / 9 !important; }
* { font-size: 40px !important; color: red !important; display: inline !important; line-height: 3 !important; }
body { background: black; zoom: 1.0; }
"""

KINDS = ("embed of notices", "embed of a service", "embed of a map", "embed of home")


def snippet(page: Page, demo: Built, name: str) -> str:
    """Return what the page "Bygg inn" hands out for the embed, as a visitor copies it."""
    wanted = f'src="{demo.origin}{demo.first(case(name))}#_lys"'
    page.goto(demo.origin + demo.first(case("embedding")))
    codes = [one for one in page.locator("code").all_text_contents() if wanted in one]
    assert len(codes) == 1
    return codes[0]


def write_host(host: Host, body: str, style: str = "", name: str = "index.html") -> None:
    _, folder = host
    text = (
        "<!doctype html><html lang=nb><title>Vert</title><link rel=icon href=data:,>"
        f"<style>{style}</style><h1>En annens side</h1>{body}<p>Slutt"
    )
    (folder / name).write_text(text, encoding="utf-8")


def embed_in(page: Page, origin: str) -> Frame:
    """Return the embed's frame when it has loaded and its host has heard from it."""
    page.wait_for_function("document.querySelector('iframe[data-kommune]')?.style.height.endsWith('px')")
    return next(frame for frame in page.frames if frame.url.startswith(origin))


def expect_no_inner_scrollbar(page: Page, frame: Frame) -> None:
    """Wait until the frame is as tall as its content, and no taller."""
    for _ in range(20):
        wanted = frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
        page.wait_for_function(
            """wanted => {
              const frame = document.querySelector("iframe[data-kommune]"), style = getComputedStyle(frame);
              const inner = frame.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
              return Math.abs(inner - wanted) <= 1;
            }""",
            arg=wanted,
        )
        if frame.evaluate("document.documentElement.scrollHeight <= innerHeight"):
            return
    raise AssertionError(frame.evaluate("[document.documentElement.scrollHeight, innerHeight]"))


def shown(page: Page, demo: Built, host: Host, name: str, style: str = "", by_name: bool = False) -> Frame:
    write_host(host, snippet(page, demo, name), style)
    served = host[0]
    page.goto(served.origin_by_name if by_name else served.origin)
    frame = embed_in(page, demo.origin)
    if name == "embed of a map":
        # The map is fetched when it comes near.
        frame.locator("section.map").scroll_into_view_if_needed()
        frame.locator(".leaflet-marker-icon.pin").first.wait_for()
    return frame


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", KINDS)
def test_an_embed_is_as_tall_as_what_it_holds(name: str, width: int, page: Page, demo: Built, host: Host) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    frame = shown(page, demo, host, name)
    expect_no_inner_scrollbar(page, frame)


@pytest.mark.parametrize("name", KINDS)
def test_a_hostile_style_sheet_changes_nothing(name: str, page: Page, demo: Built, host: Host) -> None:
    # What is there before a map is drawn: by its own script, which is another test's matter.
    look = """[...document.querySelectorAll("body, h1, h2, p, .row, .row a, .state, .whose a")].map(one => {
      const style = getComputedStyle(one);
      return [one.tagName, style.fontSize, style.color, style.display, style.lineHeight, style.backgroundColor];
    })"""
    page.goto(demo.origin + demo.first(case(name)))
    own = page.evaluate(look)
    frame = shown(page, demo, host, name, HOSTILE_STYLE)
    expect_no_inner_scrollbar(page, frame)
    assert frame.evaluate(look) == own


def test_it_works_under_another_name_of_the_same_machine(page: Page, demo: Built, host: Host) -> None:
    frame = shown(page, demo, host, "embed of notices", by_name=True)
    expect_no_inner_scrollbar(page, frame)
    # Another origin in truth: its host cannot look inside.
    assert page.evaluate("document.querySelector('iframe').contentDocument") is None


def test_it_follows_when_its_content_grows_and_shrinks(page: Page, demo: Built, host: Host) -> None:
    frame = shown(page, demo, host, "embed of home")
    expect_no_inner_scrollbar(page, frame)
    height = "document.querySelector('iframe[data-kommune]').clientHeight"
    first = page.evaluate(height)
    folded = frame.locator("details").first
    folded.locator("summary").first.click()
    page.wait_for_function(f"first => {height} > first + 100", arg=first)
    expect_no_inner_scrollbar(page, frame)
    folded.locator("summary").first.click()
    page.wait_for_function(f"first => {height} === first", arg=first)
    expect_no_inner_scrollbar(page, frame)


def test_it_follows_the_width_of_the_window(page: Page, demo: Built, host: Host) -> None:
    frame = shown(page, demo, host, "embed of a service")
    for width in (360, 1280, 500):
        page.set_viewport_size({"width": width, "height": 800})
        expect_no_inner_scrollbar(page, frame)


def test_two_embeds_on_one_page_each_find_their_height(page: Page, demo: Built, host: Host) -> None:
    both = snippet(page, demo, "embed of notices") + snippet(page, demo, "embed of a service")
    write_host(host, both)
    page.goto(host[0].origin)
    for number, name in enumerate(("embed of notices", "embed of a service")):
        # A frame far from what is seen sleeps until one comes to it.
        page.locator("iframe").nth(number).scroll_into_view_if_needed()
        page.wait_for_function("at => document.querySelectorAll('iframe')[at].style.height.endsWith('px')", arg=number)
        (frame,) = (one for one in page.frames if urlsplit(one.url).path == demo.first(case(name)))
        page.wait_for_function(
            "([at, wanted]) => document.querySelectorAll('iframe')[at].clientHeight === wanted",
            arg=[number, frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")],
        )


def test_without_its_script_it_has_the_height_of_the_snippet_and_can_be_scrolled(
    page: Page, demo: Built, host: Host
) -> None:
    code = snippet(page, demo, "embed of a service")
    advised = re.search(r' height="(\d+)"', code)
    assert advised
    frame_only = re.sub(r"<script.*", "", code, flags=re.DOTALL)
    # Somebody who wants it lower: what is left out must be within reach.
    write_host(host, frame_only.replace(advised[0], ' height="300"'), name="low.html")
    write_host(host, frame_only)
    for name, height in (("index.html", int(advised[1])), ("low.html", 300)):
        page.goto(f"{host[0].origin}/{name}")
        assert page.evaluate("document.querySelector('iframe').clientHeight") == height
    page.locator("iframe").hover()
    page.mouse.wheel(0, 20_000)
    expect(page.frame_locator("iframe").locator(".whose")).to_be_in_viewport()


SAMPLE = 12
"""So many embeds of the demo are measured: every kind, evenly spread"""


@pytest.mark.parametrize("name", ["demo", "full", "unnamed"])
@pytest.mark.parametrize("width", [328, 1000])
def test_an_advised_height_is_near_the_truth(name: str, width: int, page: Page, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(name)
    page.set_viewport_size({"width": width, "height": 800})
    found = [*_snippets(built), *_of_units(built)]
    if name == "demo":
        found = found[:: len(found) // SAMPLE]
    wrong = []
    for one in found:
        page.goto(one.preview)
        if page.locator("section.map").count():
            draw(page)
        true = page.evaluate("document.documentElement.getBoundingClientRect().height")
        advised = one.phone if width == 328 else one.desktop
        if not 0.75 <= advised / true <= 1.25:
            wrong.append(f"{one.anchor}: {advised} for {true}")
    assert wrong == []


def _snippets(built: Built) -> list[Snippet]:
    """Return every snippet on the page that hands them out, group by group."""
    (page,) = (one for one in built.planned if one.template == "embedding.html")
    assert isinstance(page.view, EmbeddingView)
    return [one for group in page.view.groups for one in group.snippets]


def _of_units(built: Built) -> list[Snippet]:
    return [one.view.snippet for one in built.planned if one.template == "unit.html"]


def test_a_frame_far_down_is_asked_when_it_has_come(page: Page, demo: Built, host: Host) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    code = snippet(page, demo, "embed of notices")
    write_host(host, f'<div style="height: 9000px"></div>{code}')
    page.goto(host[0].origin)
    # Longer than any repetition in the script would wait.
    page.wait_for_timeout(2_000)
    assert said == []
    page.locator("iframe").scroll_into_view_if_needed()
    expect_no_inner_scrollbar(page, embed_in(page, demo.origin))
    assert said == []


def test_a_frame_that_was_there_before_the_script_is_asked_too(page: Page, demo: Built, host: Host) -> None:
    code = snippet(page, demo, "embed of notices")
    frame_only = re.sub(r"<script.*", "", code, flags=re.DOTALL)
    write_host(host, frame_only)
    page.goto(host[0].origin)
    page.add_script_tag(url=f"{demo.origin}/embed/v1.js")
    expect_no_inner_scrollbar(page, embed_in(page, demo.origin))


def test_a_link_to_a_snippet_opens_it(page: Page, demo: Built) -> None:
    embedding = demo.origin + demo.first(case("embedding"))
    page.goto(demo.origin + demo.first(case("map")))
    page.locator(f'a[href^="{urlsplit(embedding).path}#"]').click()
    expect(page.locator("pre:target")).to_be_in_viewport()
    expect(page.locator("details[open] > summary")).to_be_in_viewport()
    for one in _snippets(demo):
        page.goto("about:blank")
        page.goto(f"{embedding}#{one.anchor}")
        expect(page.locator("pre:target")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_an_alert_in_an_embed_begins_where_its_heading_does(width: int, page: Page, demo: Built) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(demo.origin + demo.first(case("embed of notices")))
    left = (
        "one => { const box = document.createRange(); box.selectNodeContents(one); return box.getClientRects()[0].x }"
    )
    alert, heading = page.locator(".alert .inner").first.evaluate(left), page.locator("h1").evaluate(left)
    assert alert == heading


# --- trust --------------------------------------------------------------------------------------

LIE = """() => new Promise(heard => {
  addEventListener("message", event => { if (event.data === "after the lie") heard(); });
  postMessage({type: "iframe-resized", width: 10, height: 5000}, "*");
  postMessage("after the lie", "*");
})"""

LIAR = """<!doctype html><title>Løgner</title><script>
parent.postMessage({type: "iframe-resized", width: 10, height: 5000}, "*");
parent.postMessage("after the lie", "*");
</script>"""


def _height(page: Page) -> str:
    found: str = page.evaluate("document.querySelector('iframe[data-kommune]').style.height")
    return found


def test_a_host_does_not_believe_itself(page: Page, demo: Built, host: Host) -> None:
    frame = shown(page, demo, host, "embed of notices")
    expect_no_inner_scrollbar(page, frame)
    before = _height(page)
    page.evaluate(LIE)
    assert _height(page) == before


def test_a_host_does_not_believe_another_frame(page: Page, demo: Built, host: Host) -> None:
    frame = shown(page, demo, host, "embed of notices")
    expect_no_inner_scrollbar(page, frame)
    before = _height(page)
    (host[1] / "liar.html").write_text(LIAR, encoding="utf-8")
    page.evaluate(_AFTER_LIE("document.body.append(Object.assign(document.createElement('iframe'), {src: address}))"),
                  f"{host[0].origin_by_name}/liar.html")  # fmt: skip
    assert _height(page) == before


def test_a_host_does_not_believe_its_own_frame_when_it_has_gone_elsewhere(page: Page, demo: Built, host: Host) -> None:
    frame = shown(page, demo, host, "embed of notices")
    expect_no_inner_scrollbar(page, frame)
    before = _height(page)
    (host[1] / "liar.html").write_text(LIAR, encoding="utf-8")
    page.evaluate(_AFTER_LIE("document.querySelector('iframe').contentWindow.location = address"),
                  f"{host[0].origin_by_name}/liar.html")  # fmt: skip
    assert _height(page) == before


_AFTER_LIE: Callable[[str], str] = """address => new Promise(heard => {{
  addEventListener("message", event => {{ if (event.data === "after the lie") heard(); }});
  {};
}})""".format


@pytest.mark.parametrize("height", ["-5", "0", "20000", "1e9", '"40px; background: red"', "null", "{}"])
def test_a_height_that_makes_no_sense_is_not_taken(height: str, page: Page, demo: Built, host: Host) -> None:
    frame = shown(page, demo, host, "embed of notices")
    expect_no_inner_scrollbar(page, frame)
    before = _height(page)
    page.evaluate("addEventListener('message', event => { if (event.data === 'after') window.__after = true })")
    frame.evaluate(
        "height => { parent.postMessage({type: 'iframe-resized', height}, '*'); parent.postMessage('after', '*') }",
        None if height == "null" else _plain(height),
    )
    page.wait_for_function("window.__after")
    assert _height(page) == before


def _plain(text: str) -> object:
    if text == "{}":
        return {}
    return text.strip('"') if text.startswith('"') else float(text)


def test_the_scripts_keep_nothing_and_add_no_names(page: Page, demo: Built, host: Host) -> None:
    write_host(host, "")
    page.goto(host[0].origin)
    before = set(page.evaluate("Object.getOwnPropertyNames(window)"))
    shown(page, demo, host, "embed of notices")
    assert set(page.evaluate("Object.getOwnPropertyNames(window)")) - before <= {"0", "1"}
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


# --- links ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KINDS)
def test_a_link_in_an_embed_opens_in_the_top_window(name: str, page: Page, demo: Built, host: Host) -> None:
    frame = shown(page, demo, host, name)
    link = frame.locator(".whose a")
    href = link.get_attribute("href")
    assert href is not None and href.startswith(demo.origin)
    link.click()
    page.wait_for_url(href)
    assert len(page.frames) == 1


def test_every_link_in_an_embed_leaves_it_or_stays_on_purpose(page: Page, demo: Built) -> None:
    for name in KINDS:
        page.goto(demo.origin + demo.first(case(name)))
        expect(page.locator("base[target=_top]")).to_have_count(1)
        targets = page.locator("a[target]").evaluate_all("all => all.map(one => [one.hash, one.target])")
        assert all(target in ("_top", "_blank") or hash_ for hash_, target in targets)


def test_from_a_place_on_an_embedded_map_one_comes_to_its_list_and_not_away(
    page: Page, demo: Built, host: Host
) -> None:
    frame = shown(page, demo, host, "embed of a map")
    expect_no_inner_scrollbar(page, frame)
    frame.locator(".leaflet-marker-icon.pin").first.press("Enter")
    frame.get_by_role("link", name="Til lista").press("Enter")
    frame.wait_for_function("location.hash.length > 1")
    assert page.url == f"{host[0].origin}/"


def test_an_embed_says_whose_it_is(page: Page, demo: Built) -> None:
    for name in KINDS:
        page.goto(demo.origin + demo.first(case(name)))
        assert page.locator("header, footer, .skip").count() == 0
        assert page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang")
        assert "emonstrasjonen Kongsvinger: alt du trenger" in page.title()
        assert "Kongsvinger kommune" not in page.locator(".whose").inner_text()
        code = snippet(page, demo, name)
        title = re.search(r'title="([^"]+)"', code)
        assert title and "emonstrasjonen Kongsvinger: alt du trenger" in title[1]
        assert escape(title[1]) == title[1]


@pytest.mark.parametrize(
    ("look", "ground"),
    [("#_lys", "rgb(255, 255, 255)"), ("#_gjennomsiktig", "rgba(0, 0, 0, 0)"), ("", "rgb(20, 24, 27)")],
)
@pytest.mark.parametrize("by_name", [False, True])
def test_a_host_chooses_how_an_embed_looks_to_who_prefers_the_dark(
    look: str, ground: str, by_name: bool, page: Page, demo: Built, host: Host
) -> None:
    page.emulate_media(color_scheme="dark")
    code = snippet(page, demo, "embed of notices").replace("#_lys", look)
    write_host(host, f"<div style='height: 300px'></div>{code}<div style='height: 3000px'></div>")
    page.goto(host[0].origin_by_name if by_name else host[0].origin)
    frame = embed_in(page, demo.origin)
    assert frame.evaluate("getComputedStyle(document.body).backgroundColor") == ground
    # Choosing a look is not going to a place.
    assert page.evaluate("scrollY") == 0
