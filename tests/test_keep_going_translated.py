"""When it hurries, in several languages: a translation is no crisis of its own, and one of a crisis gets through."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder import build
from tests.support import NOW, SMALL_SETTINGS, read_all, written

SETTINGS = f"{SMALL_SETTINGS}språk: [nb, nn]\ncap:\n  avsender: vakt@eksempel.example\n  ekte_fra: 2026-01-01\n"
NAME = "2026-02-17-krise-flom"
ORIGINAL = f"content/notices/{NAME}.md"
VARIANT = f"content/notices/{NAME}.nn.md"
WRONG = {
    "a field that only the original has": "---\ntittel: Flaum i elva\nalvor: krise\n---\n\nGå opp.\n",
    "a second heading": "# Flaum i elva\n\nGå opp.\n\n# Nå\n\nGå.\n",
    "a colon": "---\ntittel: Flaum: i elva\n---\n\nGå opp.\n",
}
NOT_GOING_ON = {
    "a drill": "øvelse: ja",
    "what is called off": "publisert: 2026-02-16 08:00\nfriskmeldt: 2026-02-16 12:00",
    "a draft": "utkast: ja",
    "what is not published yet": "publisert: 2026-03-01",
    "a sample": "eksempel: ja",
}


def _kept_going(root: Path, files: dict[str, str]) -> tuple[build.Outcome, dict[str, str]]:
    """Return the outcome, and every text file of the site by its path."""
    written(root, {"content/site.yaml": SETTINGS, **files})
    outcome = build.build(build.Request(root, root / "output", NOW, keeps_going=True))
    assert outcome.written is not None
    kept = (".html", ".xml", ".atom", ".rss", ".json")
    return outcome, {path: text.decode() for path, text in read_all(root / "output").items() if path.endswith(kept)}


def _crisis(fields: str = "alvor: krise", title: str = "Flom i elva") -> str:
    return f"---\ntittel: {title}\n{fields}\n---\n\nGå til høyden.\n"


@pytest.mark.parametrize("fields", NOT_GOING_ON)
def test_a_translation_that_is_wrong_brings_nothing_to_life(tmp_path: Path, fields: str) -> None:
    outcome, files = _kept_going(tmp_path, {ORIGINAL: _crisis(NOT_GOING_ON[fields]), VARIANT: WRONG["a colon"]})
    assert (outcome.left_out, outcome.plain) == ((VARIANT,), ())
    assert not [path for path, text in files.items() if "Flaum" in text or f"{NAME}-nn" in text]


@pytest.mark.parametrize("fault", WRONG)
def test_the_original_of_a_crisis_stands_in_for_a_translation_that_is_wrong(tmp_path: Path, fault: str) -> None:
    outcome, files = _kept_going(tmp_path, {ORIGINAL: _crisis(), VARIANT: WRONG[fault]})
    assert (outcome.left_out, outcome.plain) == ((VARIANT,), ())
    assert 'lang="nb">Flom i elva</span>' in files["nn/index.html"]
    assert sorted(path for path in files if path.startswith("cap/")) == [f"cap/{NAME}/1.xml"]
    assert files["feeds/krise.atom"].count("<entry>") == 1


@pytest.mark.parametrize(
    ("name", "others", "is_alert"),
    [
        ("krise-flom.nn.md", (), False),
        ("krise-flom.nn.md.txt", ("krise-flom.md",), False),
        ("krise-flom.nn.markdown", (), False),
        ("krise-flom.no.md", ("krise-flom.md",), False),
        ("krise-flom.nb.md", ("krise-flom.md",), False),
        ("krise-flom.nb.md", (), True),
        ("krise-flom.lia.md", (), True),
        ("krise-flom.md.txt", (), True),
    ],
)
def test_what_is_named_as_a_translation_is_none_of_its_own(
    tmp_path: Path, name: str, others: tuple[str, ...], *, is_alert: bool
) -> None:
    files = {f"content/notices/2026-02-17-{one}": _crisis("øvelse: ja") for one in others}
    wrong = f"content/notices/2026-02-17-{name}"
    outcome, pages = _kept_going(tmp_path, files | {wrong: _crisis("sluter: x", title="Flaum i elva")})
    assert (outcome.plain if is_alert else outcome.left_out) == (wrong,)
    assert ("Flaum" in pages["kontakt/index.html"]) is is_alert


def test_a_crisis_that_is_wrong_keeps_its_translations(tmp_path: Path) -> None:
    sound = "---\ntittel: Flaum i elva\n---\n\nGå til høgda.\n"
    ukrainian = "---\ntittel: Повінь\n---\n\nЙдіть вгору.\n"
    variants = {VARIANT: sound, VARIANT.replace(".nn.", ".uk."): ukrainian}
    outcome, files = _kept_going(tmp_path, {ORIGINAL: _crisis("sluter: x"), **variants})
    assert (outcome.left_out, outcome.plain) == ((), (ORIGINAL,))
    assert "Gå til høyden." in files[f"aktuelt/{NAME}/index.html"]
    assert "Gå til høgda." in files[f"nn/aktuelt/{NAME}/index.html"]
    assert "Йдіть вгору." in files[f"uk/aktuelt/{NAME}/index.html"]
    assert "Flaum i elva" in files["nn/kontakt/index.html"]


@pytest.mark.parametrize("fault", ["a field that only the original has", "a colon"])
def test_of_a_crisis_and_a_translation_that_are_wrong_the_translation_is_left_out_and_named(
    tmp_path: Path, fault: str
) -> None:
    outcome, files = _kept_going(tmp_path, {ORIGINAL: _crisis("sluter: x"), VARIANT: WRONG[fault]})
    assert (outcome.left_out, outcome.plain) == ((VARIANT,), (ORIGINAL,))
    assert "Flom i elva" in files["nn/kontakt/index.html"]


def test_what_goes_with_its_original_is_named(tmp_path: Path) -> None:
    original, variant = "content/services/bading.md", "content/services/bading.nn.md"
    files = {original: "---\ntittel: [\n---\n", variant: "---\ntittel: Bading\n---\n\nBad.\n"}
    outcome, pages = _kept_going(tmp_path, files)
    assert outcome.left_out == (original, variant)
    assert "nn/tjenester/bading/index.html" not in pages
