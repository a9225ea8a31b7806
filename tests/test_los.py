"""Los: what its concepts are called becomes words that search knows services by."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.loading import load
from site_builder.model import Site
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
    return _index(loaded.site)[slug]


def _index(site: Site) -> dict[str, list[str]]:
    """Return the other names of what search finds, by the last part of its address."""
    (planned,) = search.plan(site)
    found = json.loads(planned.view.content)["found"]
    return {one[1].rstrip("/").rpartition("/")[2]: one[5].split("|") if len(one) > 5 else [] for one in found}


def test_search_knows_services_and_service_areas_by_the_names_of_their_concepts(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    assert "Søskenmoderasjon" in _words(root, "barnehageplass")
    categories = root / "content/categories.yaml"
    categories.write_text(categories.read_text().replace("los: tema/barnehage", "los: tema/familie-og-barn"))
    assert "Familie og barn" in _words(root, "barnehage-skole")
    assert "Familie og barn" not in _words(root, "barnehageplass")


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_search_knows_the_words_of_both_kinds_of_norwegian_on_every_site_in_one_of_them(
    language: str, tmp_path: Path
) -> None:
    root = copy_of(FULL, tmp_path / "s")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text().replace("språk: [nb]", f"språk: [{language}]"))
    assert {"Søskenmoderasjon", "Syskenmoderasjon"} <= set(_words(root, "barnehageplass"))


def test_a_name_is_not_said_twice(tmp_path: Path) -> None:
    words = [one.casefold() for one in _words(copy_of(FULL, tmp_path / "s"), "barnehageplass")]
    assert "barnehageplass" not in words
    assert len(set(words)) == len(words)


def test_the_extract_is_not_read_before_it_is_asked_for() -> None:
    code = "import site_builder.cli, site_builder.build, site_builder.text.los as los; print(los.concepts.cache_info())"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "currsize=0" in done.stdout
