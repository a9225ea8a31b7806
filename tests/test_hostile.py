"""What an author writes is text: it never becomes markup, a template or a script, and elsewhere it is a Problem."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from lxml import html as lxml_html
from pydantic.fields import FieldInfo

from site_builder.build import Outcome, Request, build
from site_builder.content_types import NOTICE_TYPES
from site_builder.content_types.notice import Notice
from tests.hostile import NOW, PAYLOADS, Sources, example, sources

MARKER = re.compile(r"QX\d+Z")
"""Stands after every hostile text; never a slug's, which is in small letters."""

NOT_SHOWN = frozenset(
    {
        # Hours that a contact has stand under the contact's name.
        "OpeningHours.name",
        # The key of a column is the data's own word; people read its label.
        "Map kartet.columns.key",
        "Map tabellen.columns.key",
        "Map lageret.columns.key",
        "Map formene.columns.key",
        # Sent, not shown: a command prints it for whoever sends it.
        "Crisis.sms",
        # Words by which a question is found, and nothing to read.
        # The site is in bokmål.
        "Map kartet.columns.labels",
        "Map tabellen.columns.labels",
        "Map lageret.columns.labels",
        "Map formene.columns.labels",
        # Published for the editor in the browser alone, which is not fetched here.
        "Settings.web_editor.app_id",
    }
    # What an import knows its entry by is nothing to readers.
    | {f"{model.__name__}.imported.{name}" for model in NOTICE_TYPES.values() for name in ("source", "key", "digest")}
)


class Marked:
    """Fills text fields with the payload and a marker of the field's own."""

    def __init__(self, payload: str) -> None:
        self.payload = payload
        self.places: dict[str, str] = {}

    def __call__(self, place: str, info: FieldInfo) -> str:
        marker = next((one for one, known in self.places.items() if known == place), f"QX{len(self.places)}Z")
        self.places[marker] = place
        return f"{self.payload} {marker}"


def body_with(payload: str) -> str:
    """Return a body with the payload wherever text may stand, as an author writes who wants it seen."""
    escaped = re.sub(r"([\\`*_{}\[\]<>()#+.!|-])", r"\\\1", payload)
    code = f"`` {payload} ``"
    # With the marker inside: code is all that stands between its own marks.
    in_code = f"`` {payload} QX9005Z ``"
    return (
        f"{escaped} QX9000Z\n\n"
        f"## {escaped} QX9001Z\n\n"
        f"- {escaped} QX9002Z\n\n"
        f"> **{escaped} QX9003Z**\n\n"
        f"| Hva | Hvor |\n|---|---|\n| {escaped} QX9004Z | der |\n\n"
        f"{in_code}\n\n"
        f"    {payload} QX9006Z\n\n"
        f"[{escaped} QX9007Z](https://www.kommune.example/)\n\n"
        f"Rått: {payload} og {code}\n\n"
        "## Oppdateringer\n\n"
        f"10.15 {escaped} QX9008Z\n"
    )


def built(tmp_path: Path, made: Sources) -> Outcome:
    made.write(tmp_path)
    return build(Request(root=tmp_path, out=tmp_path / "output", now=NOW))


@dataclass(frozen=True)
class Built:
    """A site whose every text field holds one payload."""

    payload: str
    out: Path
    places: dict[str, str]

    def files(self, *endings: str) -> list[Path]:
        return sorted(path for path in self.out.rglob("*") if path.is_file() and path.suffix in endings)


def test_a_site_with_every_field_filled_has_no_problem(tmp_path: Path) -> None:
    assert built(tmp_path, sources()).problems == ()


# --- in text: shown, never obeyed -------------------------------------------------------------


@pytest.mark.parametrize("payload", PAYLOADS)
def test_in_every_text_field_it_is_shown_whole_and_never_obeyed(payload: str, tmp_path: Path) -> None:
    text = Marked(payload)
    outcome = built(tmp_path, sources(text=text, body=body_with(payload)))
    # That a text message has no room for it, or no such characters, is as it should be; and that names of streets which
    # differ in their marks alone look like slips of each other. HTML is shown, and told of.
    told = ("N260", "N261", "M589", "F244", "F245")
    assert [one for one in outcome.problems if one.code not in told] == []
    site = Built(payload, tmp_path / "output", text.places)
    every_text_stands_whole_wherever_it_stands(site)
    every_text_field_is_shown_on_some_page(site)
    no_text_becomes_markup(site)
    a_snippet_to_copy_holds_the_title_and_nothing_else_of_it(site)
    no_text_of_an_author_stands_in_a_script(site)


def every_text_stands_whole_wherever_it_stands(site: Built) -> None:
    for where, text in _texts(site.out):
        for match in MARKER.finditer(text):
            before = text[: match.start()]
            assert before.endswith(f"{site.payload} "), f"{where}: {text[:300]!r}"


def every_text_field_is_shown_on_some_page(site: Built) -> None:
    shown = set()
    for path in site.files(".html"):
        page = _page(path)
        # Descriptions are shown by search engines, and what a picture shows to those who do not see it.
        unseen = page.xpath("//meta/@content | //img/@alt")
        shown.update(MARKER.findall(" ".join([page.text_content(), *unseen])))
    # Synonyms are found by searching.
    for path in site.out.glob("assets/sok.*.json"):
        shown.update(MARKER.findall(path.read_text(encoding="utf-8")))
    missing = {site.places[marker] for marker in site.places if marker not in shown}
    assert missing == NOT_SHOWN
    assert shown >= {f"QX900{number}Z" for number in range(9)}


def no_text_becomes_markup(site: Built) -> None:
    for path in site.files(".html"):
        assert list(_active(_page(path))) == [], path
        assert "<!--" not in path.read_text(encoding="utf-8"), path
    for path in site.files(".atom", ".rss", ".json"):
        for content in _contents(path):
            assert list(_active(lxml_html.fragment_fromstring(content, create_parent="div"))) == [], path


def a_snippet_to_copy_holds_the_title_and_nothing_else_of_it(site: Built) -> None:
    page = _page(site.out / "bygg-inn" / "index.html")
    codes = page.xpath("//code")
    assert codes
    for code in codes:
        pasted = lxml_html.fragment_fromstring(code.text_content(), create_parent="div")
        assert [one.tag for one in pasted.iterdescendants()] == ["iframe", "script"]
        frame, script = pasted
        assert set(frame.attrib) - {"allow"} == {
            "src", "title", "data-kommune", "loading", "width", "height", "style", "referrerpolicy",
        }  # fmt: skip
        assert frame.get("allow") in (None, "geolocation")
        assert set(script.attrib) == {"src", "async"}
        assert not MARKER.search(frame.attrib["title"]) or site.payload in frame.attrib["title"]


def no_text_of_an_author_stands_in_a_script(site: Built) -> None:
    for path in site.files(".js", ".css", ".xml", ".txt"):
        # Messages for other systems are texts.
        if path.is_relative_to(site.out / "cap"):
            continue
        assert not MARKER.search(path.read_text(encoding="utf-8")), path


# --- anywhere else: a Problem -----------------------------------------------------------------


# The maps that have tables name them, and a feature's position is its geometry.
_DECIDING = {
    f"{model.__name__}.type" for model in NOTICE_TYPES.values() if set(model.model_fields) > set(Notice.model_fields)
}
"""The types that fields of their own belong to: without them, these are fields of another type"""
_GIVEN = {f"Map {name}.data" for name in ("tabellen", "lageret", "formene", "sporet")}


def _hostile(payload: str, wanted: re.Pattern[str]) -> tuple[Sources, set[tuple[str, int, str]]]:
    """Return a site with the payload in every field that is not text and whose place fits, and where they stand."""
    used: set[str] = set()

    def other(place: str, info: FieldInfo) -> str:
        if not wanted.match(place) or place in _DECIDING:
            return example(place, info)
        used.add(place)
        return payload

    made = sources(other=other)
    return made, {made.places[place] for place in used - _GIVEN}


# Whether a map has the column that a field names is judged where its columns can be read.
_NAMES_A_COLUMN = r"Map \w+\.(filters|nearest_first|catchment_for|availability|deadline|price)"


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    ("places", "least"),
    [(f"(?!Row|{_NAMES_A_COLUMN})", 250), (_NAMES_A_COLUMN, 5), ("Row", 7)],
    ids=["files", "names of columns", "rows of tables"],
)
def test_in_every_field_that_is_not_text_it_is_a_problem(payload: str, places: str, least: int, tmp_path: Path) -> None:
    made, expected = _hostile(payload, re.compile(places))
    assert len(expected) > least
    outcome = built(tmp_path, made)
    found = {(one.path, one.mark.line, dict(one.values).get("field")) for one in outcome.problems if one.is_error}
    assert expected - found == set()
    assert outcome.written is None
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_as_the_name_of_a_field_an_id_or_a_file_it_is_a_problem(payload: str, tmp_path: Path) -> None:
    made = sources()
    key = json.dumps(payload)
    made.files["content/services/tjenesten.md"] = made.files["content/services/tjenesten.md"].replace(
        "---\n", f"---\n{key}: tekst\n", 1
    )
    made.files["content/prices.yaml"] += f"{key}:\n  tittel: Pris\n  satser:\n    - beløp: 1\n"
    name = f"content/pages/{payload.replace('/', '')}.md"
    made.files[name] = "# Side\n\nTekst.\n"
    outcome = built(tmp_path, made)
    paths = {one.path for one in outcome.problems if one.is_error}
    assert {"content/services/tjenesten.md", "content/prices.yaml", name} <= paths
    assert outcome.written is None


TARGETS = (
    "javascript:window.__x=1",
    "JaVaScRiPt:window.__x=1",
    "&#106;avascript:window.__x=1",
    "javascript&colon;window.__x=1",
    "java%73cript:window.__x=1",
    "vbscript:x",
    "data:text/html,<script>window.__x=1</script>",
    "//vond.example/",
    "\\\\vond.example",
    "https://kommune.example@vond.example/",
    "file:///etc/passwd",
    "ms-word:ofe|u|https://vond.example/a.docx",
    "{{7*7}}",
    "${7*7}",
)


@pytest.mark.parametrize(
    "written", ["[tekst]({})", "[tekst](<{}>)", "![tekst]({})", "[tekst][en]\n\n[en]: {}", "<{}>", "{{pris:{}}}"]
)
def test_a_link_to_what_could_run_is_a_problem_or_plain_text(written: str, tmp_path: Path) -> None:
    made = sources()
    pages = {f"content/pages/lenke-{number}.md": target for number, target in enumerate(TARGETS)}
    made.files |= {path: f"# Om {path}\n\n{written.format(target)}\n" for path, target in pages.items()}
    outcome = built(tmp_path, made)
    assert {one.code for one in outcome.problems if one.is_error} <= {"R405", "R406", "R407", "P117"}
    assert {one.code for one in outcome.problems if not one.is_error} <= {"F244"}
    # Markdown takes the others for plain text: then that is what they must be.
    for refused in {one.path for one in outcome.problems if one.is_error}:
        (tmp_path / refused).unlink()
    left = build(Request(root=tmp_path, out=tmp_path / "output", now=NOW)).problems
    assert {one.code for one in left} <= {"F244"}
    for path in sorted((tmp_path / "output").glob("lenke-*/index.html")):
        assert list(_active(_page(path))) == []


# --- reading what was written -----------------------------------------------------------------


def _page(path: Path) -> Any:
    return lxml_html.document_fromstring(path.read_text(encoding="utf-8").encode(), parser=_UTF8)


_UTF8 = lxml_html.HTMLParser(encoding="utf-8")

_OWN_SCRIPT = re.compile(r"/(assets/[a-z-]+\.[0-9a-f]{12}\.js|embed/v1\.js)")


def _active(tree: Any) -> Iterator[str]:
    """Yield what a browser would run or fetch that is not ours."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield f"comment {element.text!r}"
            continue
        if element.tag == "img" and not _is_picture(element) and not _is_logo(element):
            yield "img"
        if element.tag in ("iframe", "object", "embed", "math", "video", "audio"):
            yield element.tag
        if element.tag == "form" and not _is_calculator(element):
            yield "form"
        if element.tag == "svg" and not _is_drawing(element) and not _is_glass(element):
            yield "svg"
        is_ours = not element.text and _OWN_SCRIPT.fullmatch(element.get("src", ""))
        if element.tag == "script" and not is_ours and not _is_data(element):
            yield f"script {element.get('src')}"
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                yield f"{element.tag} {name}={value}"
            if name in ("href", "src", "action") and element.tag != "link" and not _leads_safely(value):
                yield f"{element.tag} {name}={value}"


_PICTURE = r"(?:https://test\.smavik\.example)?/assets/[a-z0-9-]+\.[0-9a-f]{12}\.(?:jpg|webp|avif)"


def _is_picture(element: Any) -> bool:
    """Return whether it is one of our pictures, with what such a one has and nothing else."""
    named = [element.get("src", ""), *(one.get("srcset", "") for one in element.xpath("preceding-sibling::source"))]
    is_ours = all(re.fullmatch(rf"(?:{_PICTURE}(?: \d+w)?(?:, )?)+", one) for one in named)
    return is_ours and set(element.attrib) == {"src", "width", "height", "alt", "loading", "decoding"}


def _is_logo(element: Any) -> bool:
    """Return whether it is the coat of arms before the site's name, which says nothing that the name does not."""
    is_ours = re.fullmatch(r"/assets/logo-\d+\.[0-9a-f]{12}\.png", element.get("src", ""))
    return is_ours is not None and set(element.attrib) == {"src", "width", "height", "alt"} and not element.get("alt")


def _is_glass(element: Any) -> bool:
    """Return whether it is the magnifying glass before the word that leads to the search."""
    (parent, *_) = element.xpath("parent::a/parent::search[@class='find']") or (None,)
    return parent is not None and [one.tag for one in element.iter()] == ["svg", "path"]


def _is_data(element: Any) -> bool:
    """Return whether it is JSON for search engines, which no browser runs, and holds nothing that could end it."""
    return dict(element.attrib) == {"type": "application/ld+json"} and "<" not in element.text and _read(element) != {}


def _read(element: Any) -> Any:
    return json.loads(element.text)


def _is_calculator(element: Any) -> bool:
    """Return whether it is a form that leads nowhere: a script of ours reads it, and the policy lets none be sent."""
    return {name for name in element.attrib if not name.startswith("data-")} == {"class", "hidden"}


def _is_drawing(element: Any) -> bool:
    """Return whether it is a map's drawing, or a panel of one, or a printed code: shapes and texts alone."""
    is_ours = any(one.get("class") in ("sketch", "code") for one in (element, *element.iterancestors("svg")))
    shapes = {"svg", "title", "desc", "g", "path", "rect", "circle", "text"}
    return is_ours and {one.tag for one in element.iter()} <= shapes


def _leads_safely(address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme in ("https", "http"):
        return parts.username is None
    if parts.scheme == "webcal":
        # Our calendars, as calendar programs know them.
        return parts.netloc == "test.smavik.example" and parts.path.startswith("/kalender/")
    return parts.scheme in ("mailto", "sms", "tel") or (not parts.scheme and not parts.netloc)


def _texts(out: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of the site with the file it stands in, each decoded as its reader would."""
    for path in sorted(out.rglob("*")):
        where = path.relative_to(out).as_posix()
        if path.suffix == ".html":
            yield from ((where, text) for text in _page_texts(_page(path)))
        elif path.suffix in (".atom", ".rss", ".opml") or path.match("cap/*/*.xml"):
            for element in ElementTree.fromstring(path.read_bytes()).iter():
                text = None if element.tag in _CONTENT else element.text
                yield from ((where, one) for one in (text, *element.attrib.values()) if one)
            yield from _content_texts(path, where)
        elif path.suffix in (".json", ".geojson"):
            data = json.loads(path.read_text(encoding="utf-8"))
            yield from ((where, text) for text in _strings(data) if not text.startswith("<p>"))
            yield from _content_texts(path, where)


def _content_texts(path: Path, where: str) -> Iterator[tuple[str, str]]:
    for content in _contents(path):
        tree = lxml_html.fragment_fromstring(content, create_parent="div")
        yield from ((where, text) for text in _page_texts(tree))


def _page_texts(tree: Any) -> Iterator[str]:
    for element in tree.iter():
        if element.tag == "script" and element.text:
            yield from _strings(_read(element))
            continue
        # A snippet is HTML to be read once more.
        is_code = element.tag == "code" and element.getparent().get("class") == "code scroll"
        text = element.text_content() if is_code else element.text
        yield unescape(text or "") if is_code else text or ""
        yield element.tail or ""
        for name, value in element.attrib.items():
            yield unquote(value) if name == "href" else value


_CONTENT = ("{http://www.w3.org/2005/Atom}content", "{http://purl.org/rss/1.0/modules/content/}encoded")


def _contents(path: Path) -> Sequence[str]:
    """Return the HTML that a feed carries."""
    if path.suffix == ".json" and path.parent.name == "feeds":
        return [item["content_html"] for item in json.loads(path.read_text(encoding="utf-8"))["items"]]
    if path.suffix not in (".atom", ".rss"):
        return ()
    root = ElementTree.fromstring(path.read_bytes())
    found = [element.text or "" for name in _CONTENT for element in root.iter(name)]
    # A feed may be empty, an entry may not.
    assert len(found) == len([*root.iter("{http://www.w3.org/2005/Atom}entry"), *root.iter("item")])
    return found


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        inner: Iterable[Any] = [*value, *value.values()] if isinstance(value, dict) else value
        for one in inner:
            yield from _strings(one)
