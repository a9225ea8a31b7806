"""Every kind of finding there is: one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from site_builder.health import facts, texts, times
from site_builder.health.found import Asked, Found
from site_builder.model import Site


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, and the name of its kind."""

    kind: str
    found: Found


KINDS: dict[str, Callable[[Site, Asked], Iterable[Found]]] = {
    "late_answers": times.late_answers,
    "left_alone": times.left_alone,
    "broken_links": facts.broken_links,
    "closed_forms": times.closed_forms,
    "past_days": times.last_days_in_texts,
    "hours_end": times.hours_that_end,
    "next_year": times.next_years_days,
    "consents": times.ended_consents,
    "unconfirmed": facts.unconfirmed,
    "missing": facts.missing,
    "hard_to_read": texts.hard_to_read,
    "long_sentences": texts.long_sentences,
    "officialese": texts.words_of_offices,
    "empty_links": texts.links_that_say_nothing,
    "weak_alt": facts.weak_alternatives,
    "untranslated": facts.without_translation,
    "outdated": times.outdated_translations,
    "unused": facts.unused,
}
"""Kinds by name, what hurts people most first. A new one is a function and its line here, and its words: `health.kind.`
and `health.why.` with its name, and `health.said.` with that of its sentence"""


def findings(site: Site, asked: Asked) -> tuple[Finding, ...]:
    """Return all there is to look at on a site as it stands at a moment, kind by kind."""
    return tuple(Finding(name, one) for name, find in KINDS.items() for one in find(site, asked))
