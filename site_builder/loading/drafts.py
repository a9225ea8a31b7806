"""The drafts of crises: those of the theme, and a site's own beside or instead of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from site_builder.loading.theme import theme_root
from site_builder.text import choice_words
from site_builder.text.slugs import folded, slug_of

FOLDER = "drafts"
_WORDS = ("brann", "flom", "kok-vannet", "skred", "strøm", "telefon", "vannlekkasje")
"""What the theme's drafts are called: their files have the slugs of these"""


def drafts_in(root: Path, language: str = "nb") -> Mapping[str, str]:
    """Return the text of each draft by its kind, in a language where it is had in that: those in bokmål stand in the
    folder itself, others in one of their language. Of two of one kind it is a site's own."""
    folders = [top / FOLDER / below for top in (theme_root(), root / "templates") for below in ("", language)]
    found = {
        kind_of(path.stem): path for folder in folders for path in sorted(folder.glob("*.md")) if not path.is_symlink()
    }
    return {kind: path.read_text(encoding="utf-8") for kind, path in sorted(found.items())}


def kind_of(word: str) -> str:
    """Return the kind that a word names, in bokmål or nynorsk, with or without Norwegian letters."""
    known = {folded(one): kind for kind in _WORDS for one in choice_words.norwegian(kind)}
    return slug_of(known.get(folded(word), word))


def word_of(kind: str, language: str) -> str:
    """Return the word for a kind in a language: `flom` is `flaum` in nynorsk."""
    word = next((one for one in _WORDS if slug_of(one) == kind), kind)
    return choice_words.in_nynorsk(word) if language == "nn" else word
