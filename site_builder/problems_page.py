"""docs/problemer.md as text: every problem in bokmål, from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_builder.explanations import explanation
from site_builder.problems import WARNINGS
from site_builder.text import escaping
from site_builder.text.messages import catalogue

_PROBLEMS_BEGIN = """\
# Problemer

Alt programmet kan si fra om, og hva du skal gjøre. Koden står i klammer foran hvert problem, for eksempel
`feil[D201]`. Ordene i *kursiv* byttes ut med det som gjelder hos deg.

En **feil** stanser byggingen: ingenting blir skrevet før den er rettet. En **advarsel** stanser ikke.

Det samme står i terminalen med `site-builder explain S111`, på nynorsk og engelsk med `--language nn` eller `en`.

Denne siden er laget fra setningene i programmet, og en test passer på at den er lik dem.
`make test PYTEST_ARGS=--update-docs` skriver den på nytt.
"""

_FAMILIES = {
    "A": "Sidene som blir laget",
    "B": "Teksten under feltene",
    "C": "Innstillinger i site.yaml",
    "D": "Verdier: datoer, tall, adresser",
    "E": "Innhold fra andre, og livshendelser",
    "F": "Felt",
    "H": "Forsiden",
    "I": "Import",
    "K": "Regnestykker med priser",
    "L": "Filer og mapper",
    "M": "Kart",
    "N": "Meldinger",
    "P": "Bilder og personopplysninger",
    "R": "Henvisninger og lenker",
    "S": "Skrivemåten i filene",
    "T": "Maler",
    "V": "Språk",
}

_MEANT = {
    "address": "adressen",
    "anchor": "overskriften",
    "at": "nummeret",
    "catchment": "kretsen",
    "changed": "datoen",
    "character": "tegnet",
    "choices": "ordene du kan velge",
    "column": "kolonnen",
    "day": "dagen",
    "distance": "antall",
    "encoding": "tegnkodingen",
    "example": "et eksempel",
    "field": "feltet",
    "file": "fila",
    "first": "den første",
    "fixed": "linja slik den skal være",
    "folder": "mappa",
    "found": "det som står der",
    "heading": "overskriften",
    "id": "id-en",
    "instead": "det du kan skrive",
    "key": "feltet",
    "known": "det du kan velge",
    "language": "språket",
    "last": "det siste",
    "lat": "breddegrad",
    "length": "antall",
    "limit": "grensen",
    "line": "linja",
    "link": "lenken",
    "lon": "lengdegrad",
    "name": "navnet",
    "names": "navnene",
    "nearest": "fargen",
    "number": "nummeret",
    "numbers": "numrene",
    "off": "feltet",
    "original": "fila som er oversatt",
    "other": "den andre",
    "page": "adressen",
    "reason": "grunnen",
    "repeats": "feltet",
    "rule": "det som står der",
    "second": "den andre",
    "severity": "alvoret",
    "side": "siden",
    "size": "størrelsen",
    "slug": "navnet",
    "starts": "feltet",
    "status": "statusen",
    "target": "fila",
    "text": "teksten",
    "title": "tittelen",
    "type": "typen",
    "types": "typene",
    "wanted": "antall",
    "where": "fila",
    "written": "det du skrev",
    "year": "året",
}
"""What stands in the place of a value. One that has no word here is shown as «…»."""


def problems_page() -> str:
    """Return docs/problemer.md."""
    sentences = catalogue("nb").problems
    families: dict[str, list[str]] = {}
    for code in sorted(sentences):
        families.setdefault(code[0], []).append(_problem(code, *sentences[code]))
    parts = [_PROBLEMS_BEGIN]
    for letter, problems in families.items():
        parts += [f"## {letter}: {_FAMILIES.get(letter, 'Annet')}\n", *problems]
    return "\n".join(parts)


def _problem(code: str, message: str, hint: str) -> str:
    severity = "advarsel" if code in WARNINGS else "feil"
    parts = [f"### {code}\n", f"*{severity}*: {_shown(message)}\n", f"{_shown(hint)}\n"]
    explained = explanation(code, "nb")
    parts.append(f"Hvorfor: {explained.why}\n")
    if (example := explained.example) and example.excerpt:
        parts.append(_verbatim("For eksempel:", (*example.excerpt, f"  {example.hint}")))
    if explained.example and explained.example.mended:
        parts.append(_verbatim("Slik blir det riktig:", explained.example.mended))
    if explained.is_mended:
        parts.append("`site-builder check --fix` retter dette der bare ett svar er riktig.\n")
    return "\n".join(parts)


def _verbatim(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([heading, "", "````", *lines, "````", ""])


def _shown(sentence: str) -> str:
    """Return a sentence of the catalogue as Markdown, with words in italics for the values it is filled with."""
    parts = re.split(r"(\{\{|\}\}|\{[a-z_]+\})", sentence)
    return "".join(_part(one) for one in parts)


def _part(text: str) -> str:
    if text in ("{{", "}}"):
        return text[0]
    if text.startswith("{"):
        meant = _MEANT.get(text[1:-1])
        return f"*{meant}*" if meant else "…"
    return escaping.as_markdown(text)
