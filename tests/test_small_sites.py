"""Three small municipalities, made of settings and content alone: other colours, nynorsk, and two languages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_builder.rendering.colours import tokens
from tests.support import SITES, built, checked, copy_of, read_all, translations

SMALL = ("gran", "aukra", "karasjok")
ACCENTS = {"gran": "#5b2a6e", "aukra": "#00566b", "karasjok": "#7a3d00"}

Files = dict[str, bytes]

# What only bokmål says, of the words that programs and editors use most.
ONLY_BOKMAL = re.compile(
    r"\b(ikke|hva|hvem|hvor|hvordan|hvilken|hvilke|fra|noe|noen|uke|uker|uka|måned|måneder|mandag|tirsdag|lørdag|"
    r"åpen|åpent|åpner|åpningstider|tjeneste|tjenester|meldinger|kommer|gjør|være|bare|mye|flere|jeg|dere|vann|"
    r"stenger|gjelder|nå|sted|steder|kalendere|frister|lenker|spørsmålene|personer|strøm|øvelse|eksempel)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Files]:
    """Return the files of a small site by its name, built once."""

    @cache
    def of(name: str) -> Files:
        root = copy_of(SITES / name, tmp_path_factory.mktemp(name) / "site")
        built(root, root / "output")
        return read_all(root / "output")

    return of


def _pages(files: Files) -> dict[str, str]:
    return {path: content.decode() for path, content in files.items() if path.endswith(".html")}


@pytest.mark.parametrize("name", SMALL)
def test_there_is_nothing_to_say_of_a_small_site(name: str) -> None:
    assert [(one.code, one.path) for one in checked(SITES / name).problems] == []


@pytest.mark.parametrize("name", SMALL)
def test_a_small_site_is_settings_and_content_alone(name: str) -> None:
    assert {one.name for one in (SITES / name).iterdir()} <= {"content", "maps"}


@pytest.mark.parametrize("name", SMALL)
def test_a_small_site_becomes_the_same_in_another_folder(
    name: str, files: Callable[[str], Files], tmp_path: Path
) -> None:
    root = copy_of(SITES / name, tmp_path / "another" / "folder")
    built(root, tmp_path / "out")
    assert read_all(tmp_path / "out") == files(name)


# --- colours --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SMALL)
def test_every_page_is_in_the_colours_of_its_municipality(name: str, files: Callable[[str], Files]) -> None:
    own = tokens(ACCENTS[name])
    for path, page in _pages(files(name)).items():
        if "<style>" in page:
            assert own in page, path
            assert not [one for one in ACCENTS.values() if one != ACCENTS[name] and one in page], path


# --- nynorsk --------------------------------------------------------------------------------------


class _Said(HTMLParser):
    """What a page says: its text, and what its attributes say to people or hold for scripts."""

    # What is left out of what readers type is in both languages, since people type both.
    UNSAID = ("href", "src", "id", "class", "content-security-policy", "d", "points", "style", "data-ignored")

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.is_kept = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_kept = tag not in ("style", "script")
        self.said += [
            value for name, value in attrs if value and name not in self.UNSAID and not value.startswith(("/", "http"))
        ]

    def handle_endtag(self, tag: str) -> None:
        self.is_kept = True

    def handle_data(self, data: str) -> None:
        if self.is_kept and data.strip():
            self.said.append(" ".join(data.split()))


@cache
def _said(page: str) -> tuple[str, ...]:
    reader = _Said()
    reader.feed(page)
    return tuple(reader.said)


def _bokmal_alone() -> Iterator[re.Pattern[str]]:
    """Yield what finds each interface word that nynorsk says otherwise, with whatever stands in its fields."""
    words = {language: dict(_forms(language)) for language in ("nb", "nn")}
    nynorsk = {form for forms in words["nn"].values() for form in forms}
    for key, forms in sorted(words["nb"].items()):
        for form in forms:
            if form not in nynorsk and form not in words["nn"][key]:
                parts = (re.escape(one) for one in re.split(r"\{\w+\}", form))
                yield re.compile(".+?".join(parts))


def _forms(language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in translations(language):
        key = one.id if isinstance(one.id, str) else one.id[0]
        yield str(key), ((one.string,) if isinstance(one.string, str) else tuple(one.string or ()))


def test_no_page_of_aukra_says_an_interface_word_in_bokmal(files: Callable[[str], Files]) -> None:
    said = {text for page in _pages(files("aukra")).values() for text in _said(page)}
    assert len(said) > 500
    assert {text for pattern in _bokmal_alone() for text in said if pattern.fullmatch(text)} == set()


def test_nothing_that_aukra_publishes_is_in_bokmal(files: Callable[[str], Files]) -> None:
    found = {}
    for path, content in files("aukra").items():
        if path.endswith(".html"):
            said = "\n".join(_said(content.decode()))
        elif path.endswith((".atom", ".ics", ".xml", ".txt")):
            said = html.unescape(re.sub(r"<[^>]+>|https?://\S+|[\w.-]+@\S+", " ", content.decode()))
        else:
            continue
        if words := sorted({one[0] for one in ONLY_BOKMAL.finditer(said)}):
            found[path] = words
    assert found == {}


# --- languages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language"), [("gran", "nb"), ("aukra", "nn"), ("karasjok", "nb")])
def test_every_page_says_which_language_it_is_in(name: str, language: str, files: Callable[[str], Files]) -> None:
    for path, page in _pages(files(name)).items():
        expected = "se" if path.startswith(("se/", "embed/se/")) else language
        assert re.findall(r'<html lang="([^"]*)"', page) == [expected], path


def test_the_pages_of_karasjok_that_are_translated_name_each_other(files: Callable[[str], Files]) -> None:
    home = "https://alt.karasjok.example/"
    named = {
        home + path.removesuffix("index.html"): dict(
            re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', page)
        )
        for path, page in _pages(files("karasjok")).items()
    }
    translated = {address: others for address, others in named.items() if others}
    assert {"se", "nb"} == {one for others in translated.values() for one in others} - {"x-default"}
    for address, others in translated.items():
        assert address in others.values(), address
        for other in others.values():
            assert named[other] == others, (address, other)
