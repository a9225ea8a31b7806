"""What stands on a page in another language than the page's says so, wherever it stands (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

from site_builder.content_types.maps import Place
from site_builder.loading import load
from site_builder.outputs import in_text
from site_builder.outputs.listing import span_of
from site_builder.text import dates
from site_builder.text.foreign import Foreign, Mixed, joined, like, settled
from site_builder.text.messages import catalogue
from tests.support import FULL, built, copy_of, read_all, written
from tests.translated import TOWN

_EMPTY = frozenset(("meta", "link", "br", "img", "input", "hr", "source", "path", "circle", "rect", "use", "line"))

_WORD = re.compile(r"[a-zæøå]{3}")
_ADDRESS = re.compile(r"@$|\.example")


class _Texts(HTMLParser):
    """Each text of a page with the language that is said of it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _EMPTY:
            self.open.append((tag, dict(attrs).get("lang") or (self.open[-1][1] if self.open else "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1][0] not in ("style", "script", "title", "code"):
            self.found.append((self.open[-1][1], data.strip()))


def _texts(page: str) -> list[tuple[str, str]]:
    reader = _Texts()
    reader.feed(page)
    return reader.found


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small town that uses every field, in bokmål, English and Northern Sámi, with nothing translated."""
    root = copy_of(FULL, tmp_path_factory.mktemp("full") / "site")
    settings = root / "content/site.yaml"
    said = settings.read_text(encoding="utf-8").replace("språk: [nb]", "språk: [nb, en, se]")
    settings.write_text(said, encoding="utf-8")
    built(root, root / "output")
    return root


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    found = read_all(root / "output")
    return {path: text.decode() for path, text in found.items() if path.endswith(".html")}


def _in(pages: Mapping[str, str], language: str) -> Iterator[tuple[str, str, str]]:
    """Yield the texts of the pages in a language: page, language, text."""
    for path, page in pages.items():
        if path.removeprefix("embed/").startswith(f"{language}/"):
            yield from ((path, *one) for one in _texts(page))


def _names(root: Path) -> set[str]:
    """Return what is called the same in all languages, or what is in no field of text: names, addresses, values."""
    site = load(root).site
    assert site is not None
    found = {"Atom", "RSS", "JSON Feed", "April 2026", "Småvik korps", "Storgata", "Vika"}
    for place in site.of(Place):
        found |= {place.name, place.address or "", f", {place.address}"}
    return found


@pytest.mark.parametrize("language", ["en", "se"])
def test_no_norwegian_stands_unmarked_on_a_page_in_another_language(
    root: Path, pages: Mapping[str, str], language: str
) -> None:
    elsewhere = ("en/", "se/", "embed/en/", "embed/se/")
    norwegian = {text for path, page in pages.items() if not path.startswith(elsewhere) for _, text in _texts(page)}
    words = catalogue(language)
    norwegian -= {said for key in words.words if isinstance(said := words.words[key], str) and key in words.own}
    norwegian -= _names(root)
    found = {
        (path, text)
        for path, said_to_be, text in _in(pages, language)
        if said_to_be == language
        and text in norwegian
        and re.search(r"[a-zæøå]{3}", text)
        and not _ADDRESS.search(text)
    }
    assert sorted(found) == []


def test_no_sentence_is_half_in_one_language(pages: Mapping[str, str]) -> None:
    sami = re.compile(
        r"mánnu|mánu|\bdiibmu\b|vuossárga|maŋŋebárga|gaskavahkku|duorasdat|bearjadat|lávvardat|sotnabeaivi"
    )
    assert not [(path, text) for path, language, text in _in(pages, "se") if language == "nb" and sami.search(text)]
    assert any(sami.search(text) for _, language, text in _in(pages, "se") if language == "se")


def test_a_script_knows_the_language_of_what_it_writes(pages: Mapping[str, str]) -> None:
    filled = re.compile(r"<(?:span data-day|p class=\"now\"|p id=\"_sok-svar\")[^>]*>")
    found = {path: filled.findall(page) for path, page in pages.items()}
    sami: list[str] = []
    others: list[str] = []
    for path, tags in found.items():
        (sami if path.removeprefix("embed/").startswith("se/") else others).extend(tags)
    assert all(' lang="nb"' in tag for tag in sami) and not any(" lang=" in tag for tag in others)
    assert all('data-names="mandag' in tag for tag in found["se/index.html"] if "data-names" in tag)
    assert any("data-names" in tag for tags in found.values() for tag in tags)


def test_a_sentence_in_another_language_says_dates_and_amounts_in_its_own() -> None:
    sami, when = catalogue("se"), dates.parse_when("2026-02-17 08:00")
    assert sami.day(when) == "guovvamánu 17. b. 2026, maŋŋebárga diibmu 08:00"
    said = sami.say("notice.from", time=sami.day(when))
    assert repr(said) == "nb:'Fra tirsdag 17. februar 2026 kl. 08.00'"
    assert sami.say("notice.from", time=span_of(when, dates.parse_when("2026-02-17 09:00"), sami)) == (
        "Fra tirsdag 17. februar 2026 kl. 08.00–09.00"
    )
    english = catalogue("en")
    assert english.say("notice.from", time=english.day(when)) == "From Tuesday, 17 February 2026 at 08:00"
    assert catalogue("nb").say("notice.from", time=in_text.amount_text(english, Decimal(353))) == "Fra 353\xa0kr"


def test_texts_put_together_keep_each_its_language() -> None:
    nb, other = Foreign("Fra", "nb"), Foreign("til", "nb")
    assert repr(joined(" ", (nb, "", other))) == "nb:'Fra til'"
    assert joined(" ", ("a", "b")) == "a b" and not isinstance(joined(" ", ("a", "b")), Mixed)
    assert settled(escape(joined(" · ", (nb, "<b>")))) == '<span lang="nb">Fra</span> · &lt;b&gt;'
    assert repr(like("Example: Fra", nb)) == "nb:'Example: Fra'"
    assert settled(escape(like(Foreign("Eksempel: A", "nb"), "A"))) == '<span lang="nb">Eksempel: </span>A'
    assert settled(f"<option>{escape(nb)}</option>") == '<option lang="nb">Fra</option>'


def test_an_amount_is_written_as_the_text_that_it_stands_in(tmp_path: Path) -> None:
    files = {
        "content/prices.yaml": "alarm:\n  tittel: Alarm\n  enhet: per måned\n  satser:\n    - beløp: 1353\n",
        "content/services/broyting.md": "---\ntittel: Brøyting\nkort: Vi brøyter.\n---\n\nDet koster {pris:alarm}.\n",
        "content/services/barnehage.en.md": "---\ntittel: Nursery\n---\n\nThe alarm costs {pris:alarm}.\n",
    }
    root = written(tmp_path, TOWN | files)
    built(root, root / "output")
    snow, nursery = (
        (root / f"output/en/services/{one}/index.html").read_text(encoding="utf-8") for one in ("broyting", "barnehage")
    )
    assert "Det koster 1\xa0353\xa0kr " in snow
    assert 'The alarm costs NOK\xa01,353 <span lang="nb">per måned</span>.' in nursery
