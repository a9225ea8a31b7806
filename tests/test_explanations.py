"""What `explain` says of a code: the sentences of the catalogue, with an example that is what its author would see."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

import site_builder
from site_builder import build, mending
from site_builder.explanations import as_text, explanation, meant, nearest, reasons
from site_builder.fixes import FIXERS
from site_builder.loading.folders import read_folder
from site_builder.problems import Problem, excerpt, hide, place_of
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
from tests.commands import run
from tests.support import INVALID, NOW, ROOT, checked, translations

EXAMPLES = Path(site_builder.__file__).with_name("examples.json")
CODES = sorted(catalogue("nb").problems)


def _sites() -> dict[str, list[Path]]:
    """Return the tiny sites that break each code."""
    found: dict[str, list[Path]] = {}
    for path in sorted(INVALID.iterdir()):
        code = re.findall(r"\[([A-Z]\d{3})\]", (path / "problems.txt").read_text(encoding="utf-8"))[0]
        found.setdefault(code, []).append(path)
    return found


def _mended(root: Path) -> tuple[str, ...]:
    own = root / "now.txt"
    now = datetime.fromisoformat(own.read_text(encoding="utf-8").strip()) if own.is_file() else NOW
    request = build.Request(root, root / "output", now, writes=False)
    changes = mending.mended(request, read_folder(root).contents).changes
    return tuple(line for one in changes[:1] for line in one.after)


def _kept(root: Path, mended: tuple[str, ...]) -> dict[str, object]:
    outcome = checked(root)
    (one,) = outcome.problems
    lines = outcome.sources.get(one.path, "").split("\n")
    hide(one, lines)
    return {
        "site": root.name,
        "place": place_of(one),
        "excerpt": excerpt(one.mark, lines),
        "values": _values(one),
        "mended": list(mended),
    }


def _values(one: Problem) -> dict[str, object]:
    said = {language: catalogue(language).values(one) for language in MESSAGE_LANGUAGES}
    found: dict[str, object] = {}
    for key, value in said["nb"].items():
        of_each = {language: said[language][key] for language in MESSAGE_LANGUAGES}
        found[key] = value if len(set(of_each.values())) == 1 else of_each
    return found


def _written() -> str:
    """Return examples.json: of each code the first site, or the first that can be mended."""
    kept = {}
    for code, sites in sorted(_sites().items()):
        mended = {path: _mended(path) for path in sites} if code in FIXERS else {}
        best = next((path for path in sites if mended.get(path)), sites[0])
        kept[code] = _kept(best, mended.get(best, ()))
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def test_every_code_that_a_test_site_breaks_has_its_example(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-docs"):
        EXAMPLES.write_text(_written(), encoding="utf-8")
    assert set(json.loads(EXAMPLES.read_text(encoding="utf-8"))) == set(_sites())


@pytest.mark.parametrize("code", sorted(_sites()))
def test_an_example_is_what_its_author_is_told(code: str) -> None:
    example = explanation(code, "nb").example
    assert example is not None
    told = (INVALID / example.site / "problems.txt").read_text(encoding="utf-8")
    lines = [f"[{code}] {example.place}", f"  {example.message}", *example.excerpt, f"  {example.hint}"]
    assert "\n".join(lines) in told or _is_in_another_language(told)


def _is_in_another_language(told: str) -> bool:
    """Return whether the site has chosen another language for its messages than bokmål."""
    return told.startswith(("error[", "warning[", "åtvaring["))


@pytest.mark.parametrize("code", sorted(FIXERS))
def test_the_mended_line_of_an_example_is_what_fix_makes_of_it(code: str) -> None:
    example = explanation(code, "nb").example
    assert example is not None
    assert example.mended == _mended(INVALID / example.site)


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_every_code_can_be_explained(language: str) -> None:
    words = catalogue(language)
    for code in CODES:
        text = as_text(explanation(code, language), words)
        assert text.startswith(f"{code}, ")
        assert not re.search(r"(?<!\{)\{[a-z_]+\}", explanation(code, language).message)
        assert words.say("explain.why", why="") in text


def test_every_code_has_one_reason_that_was_chosen_for_it() -> None:
    # A new code is not in the table, and is not to be: whoever makes it says there why it matters.
    chosen = [code for codes in reasons().values() for code in codes]
    assert sorted(chosen) == CODES


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_every_reason_has_a_sentence_of_its_own_and_no_sentence_is_without_codes(language: str) -> None:
    names = [str(one.id).removeprefix("why.") for one in translations(language) if str(one.id).startswith("why.")]
    assert sorted(names) == sorted(reasons())
    assert len({catalogue(language).say(f"why.{name}") for name in names}) == len(names)


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "kan ingen ta tilbake"), ("nn", "kan ingen ta tilbake"), ("en", "Nobody can take back")],
)
def test_private_data_has_its_own_reason_and_not_that_of_pictures(language: str, words: str) -> None:
    for number in range(1, 8):
        assert words in explanation(f"P60{number}", language).why
    assert words not in explanation("P110", language).why


def test_an_explanation_has_the_slip_the_mended_line_and_why() -> None:
    assert as_text(explanation("S111", "nb"), catalogue("nb")) == (
        "S111, feil: Teksten har kolon i seg.\n\n"
        "For eksempel i content/notices/2026-02-17-drift-vann.md:2:13\n"
        "    1 | ---\n"
        "    2 | tittel: Møte: om skole\n"
        "      |             ^\n"
        '  Sett den i hermetegn: tittel: "Møte: om skole"\n\n'
        "Slik blir det riktig:\n"
        '  tittel: "Møte: om skole"\n\n'
        "Hvorfor: Kolon, strek, hermetegn og innrykk forteller hva som er navnet på et felt, og hva som er teksten. "
        "Brukes de i selve teksten, må hermetegn si fra.\n\n"
        "Det er en feil: Ingenting blir publisert før den er rettet.\n"
        "site-builder check --fix retter dette der bare ett svar er riktig.\n"
    )


def test_a_code_is_known_as_it_stands_in_a_message() -> None:
    assert [meant(one) for one in ("S111", "s111", "feil[S111]", "S9999", "kolon")] == ["S111"] * 3 + [None] * 2
    assert nearest("SI11")[0] == "S111"
    assert "D201" in nearest("D2O1")


def test_the_command_explains_in_three_languages_and_names_the_nearest_of_an_unknown_code(tmp_path: Path) -> None:
    assert run("explain", "s111", "--language", "nn").stdout.startswith("S111, feil: Teksten har kolon i seg.")
    assert "Why: " in run("explain", "S111", "--language", "en").stdout
    # The site of the folder one stands in comes before the machine.
    assert "Kvifor: " in run("explain", "S111", cwd=tmp_path, LANG="nn_NO.UTF-8").stdout
    assert "Hvorfor: " in run("explain", "S111", cwd=ROOT, LANG="nn_NO.UTF-8").stdout
    done = run("explain", "S999")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(r"Feil: Koden «S999» finnes ikke\. Mente du [A-Z]\d{3}", done.stderr)
