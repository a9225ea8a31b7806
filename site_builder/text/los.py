"""Los, the public vocabulary of services: what its concepts are called, and which one somebody meant.

The extract beside this module names its source. It is read when something first asks for it.
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from site_builder.text.slugs import slug_of


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: `path` is what follows https://psi.norge.no/los/, `tema/barnehage`. The rest is by language."""

    path: str
    labels: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]

    def words(self, language: str) -> tuple[str, ...]:
        """Return what it is called in a language, and other names of it there; in bokmål where Los has no such."""
        label = self.labels.get(language) or self.labels["nb"]
        others = self.synonyms.get(language, () if language == "en" else self.synonyms["nb"])
        return label, *(one for one in others if one.casefold() != label.casefold())


@cache
def concepts() -> Mapping[str, Concept]:
    """Return every concept by its path."""
    text = (files("site_builder.text") / "los.csv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter=";")
    return {row["path"]: _concept(row) for row in rows}


def life_events() -> tuple[str, ...]:
    """Return the paths of the life events."""
    return tuple(sorted(path for path in concepts() if path.startswith("hendelse/")))


def _concept(row: Mapping[str, str]) -> Concept:
    # Nynorsk stands there only where it differs.
    labels = {"nb": row["nb"], "nn": row["nn"] or row["nb"], "en": row["en"]}
    synonyms = {"nb": _several(row["synonyms_nb"]), "nn": _several(row["synonyms_nn"] or row["synonyms_nb"])}
    return Concept(row["path"], labels, synonyms)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


_CLOSE = 0.75


def meant(text: str, first: str) -> str:
    """Return the path of the concept that was probably meant, or an empty text.

    Its name or a synonym in any language will do, its address too. Of two alike, one below `first` (tema, ord) is it.
    """
    wanted = text.casefold().rpartition("/los/")[2].strip("/ ")
    kind, slash, name = wanted.rpartition("/")
    if not name:
        return ""
    in_order = sorted(concepts().values(), key=lambda one: not one.path.startswith(f"{kind if slash else first}/"))
    for names_of in (_labels, _synonyms):
        for one in in_order:
            if name in names_of(one):
                return one.path
    by_name = {_last(one.path): one.path for one in reversed(in_order)}
    slug = slug_of(name)
    longer = [one for one in by_name if slug and one.startswith(f"{slug}-")]
    close = difflib.get_close_matches(slug, by_name, n=1, cutoff=_CLOSE) or longer[-1:]
    return by_name[close[0]] if close else ""


def _labels(concept: Concept) -> Iterator[str]:
    yield _last(concept.path)
    yield from (one.casefold() for one in concept.labels.values())


def _synonyms(concept: Concept) -> Iterator[str]:
    yield from (one.casefold() for found in concept.synonyms.values() for one in found)


def _last(path: str) -> str:
    return path.rpartition("/")[2]
