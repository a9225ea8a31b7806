"""Los: what its concepts are called becomes words that search knows services by."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.content_types.service import Service
from site_builder.loading import load
from site_builder.outputs import search
from site_builder.text.los import concepts, meant
from tests.support import FULL, copy_of


def test_the_extract_holds_every_concept_once_with_its_names() -> None:
    found = concepts()
    assert len(found) == 526
    for path, one in found.items():
        assert path == one.path
        assert path.partition("/")[0] in ("tema", "ord", "hendelse")
        for language in ("nb", "nn", "en", "se"):
            words = one.words(language)
            assert all(word == word.strip() != "" for word in words), path
            assert len({word.casefold() for word in words}) == len(words), path


def test_nynorsk_and_english_have_their_own_words_and_other_languages_bokmal() -> None:
    one = concepts()["ord/hjemmehjelp"]
    assert one.words("nb") == ("Hjemmehjelp", "Praktisk bistand i hjemmet", "Rengjøringshjelp")
    assert one.words("nn") == ("Heimehjelp", "Praktisk bistand i heimen", "Reingjeringshjelp")
    assert one.words("en") == ("Home help",)
    assert one.words("se") == one.words("nb")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Barnehage", "tema/barnehage"),
        ("barnehage", "tema/barnehage"),
        ("tema/barnehagen", "tema/barnehage"),
        ("Skule og utdanning", "tema/skole-og-utdanning"),
        ("Waste collection", "ord/renovasjon"),
        ("SFO", "ord/skolefritidsordning"),
        ("tema/helse", "tema/helse-og-omsorg"),
        ("https://psi.norge.no/los/tema/naring", "tema/naring"),
        # Both a theme and a word.
        ("Grunnskole", "tema/grunnskole"),
        ("ord/Grunnskole", "ord/grunnskole"),
        ("tema/samferdsel", ""),
        ("", ""),
        ("/", ""),
    ],
)
def test_what_was_meant_is_found_by_name_synonym_address_and_misspelling(text: str, path: str) -> None:
    assert meant(text, "tema") == path


def _words(root: Path, slug: str) -> list[str]:
    loaded = load(root)
    assert loaded.problems == ()
    assert loaded.site is not None
    service = loaded.site.get(Service, slug)
    assert service is not None
    return search.words_of(service, loaded.site).split(" ")


def test_search_knows_a_service_by_the_names_of_its_concepts_and_its_categorys(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    words = _words(root, "barnehageplass")
    # A synonym of ord/barnehageplass; the name of tema/barnehage stands in the title already.
    assert "Søskenmoderasjon" in words
    assert "Barnehage" not in words
    categories = root / "content/categories.yaml"
    categories.write_text(categories.read_text().replace("los: tema/barnehage", "los: tema/familie-og-barn"))
    assert "Familie" in _words(root, "barnehageplass")


def test_on_a_site_in_nynorsk_search_knows_its_words(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text().replace("språk: [nb]", "språk: [nn]"))
    words = _words(root, "barnehageplass")
    assert "Syskenmoderasjon" in words
    assert "Søskenmoderasjon" not in words


def test_what_search_finds_anyway_is_not_said_again(tmp_path: Path) -> None:
    words = [one.casefold() for one in _words(copy_of(FULL, tmp_path / "s"), "barnehageplass")]
    assert "barnehageplass" not in words
    assert len(set(words)) == len(words)


def test_the_extract_is_not_read_before_it_is_asked_for() -> None:
    code = "import site_builder.cli, site_builder.build, site_builder.text.los as los; print(los.concepts.cache_info())"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "currsize=0" in done.stdout
