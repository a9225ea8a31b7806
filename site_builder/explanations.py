"""What a code of a problem means, at more length than a message: an example, the line mended, and why it matters.

The sentences are those of the catalogues. The examples stand in `examples.json`, made of the smallest sites that have
the problem (tests/test_explanations.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from site_builder.fixes import FIXERS
from site_builder.problems import WARNINGS
from site_builder.reports import in_general
from site_builder.text.messages import Catalogue, catalogue


@dataclass(frozen=True, slots=True)
class Example:
    """A problem as its author sees it: where, the lines there, what is said, and the lines when they are mended."""

    site: str
    """The name of the site, among those of the tests, that it is taken from"""
    place: str
    excerpt: tuple[str, ...]
    message: str
    hint: str
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that can be said of a code, in one language. Sentences in general have an ellipsis for each value."""

    code: str
    is_error: bool
    message: str
    hint: str
    why: str
    example: Example | None
    is_mended: bool
    """Whether `check --fix` mends it, where it can only mean one thing"""


def explanation(code: str, language: str) -> Explanation:
    """Return what a code means. Raises KeyError for one that there is not."""
    words = catalogue(language)
    message, hint = words.problems[code]
    why = words.say(f"why.{_by_code()[code]}")
    general = in_general(message), in_general(hint)
    return Explanation(code, code not in WARNINGS, *general, why, _example(code, words), code in FIXERS)


def meant(written: str) -> str | None:
    """Return the code that was written, as in `s111` or `feil[S111]`; None where there is none."""
    match = re.search(r"[A-Za-z]\d{3}(?!\d)", written)
    code = match[0].upper() if match else ""
    return code if code in catalogue("nb").problems else None


def nearest(written: str) -> tuple[str, ...]:
    """Return the codes that look most like what was written."""
    # A letter that looks like a number, where a number must be.
    code = written.strip().upper()
    code = code[:1] + code[1:].replace("O", "0").replace("I", "1").replace("L", "1")
    return tuple(get_close_matches(code, sorted(catalogue("nb").problems), n=3, cutoff=0.5))


_REASONS = {
    "A": "A601 A603",
    "titles": "A602",
    "B": "B640-B645 F243-F245",
    "C": "C640-C643 C801-C803 C810 D211 D224 D225 D241 D290 L304 P660 P661 X470",
    "D": "D208-D210 D212 D216 D223",
    "dates": "D201-D205 D217 D218 D220 D227 D228 F134 F140 F146 F147 F169 F171 N201-N203 N208 Q103 S171 X472",
    "choices": "D206 D207 F166 F168 F240 F260-F262 N223",
    "E": "E101-E108",
    "collected": "E110 E112-E114",
    "F": "F101 F108 F109 F113 F114 F116 F117 F119 F120 F122 F128-F130 F148 F250",
    "names": "F102 F103 F105 F107 F241 F242",
    "hours": "D219 D222 F131-F133 F135-F137 F139 F141",
    "H": "H601-H604",
    "I": "I901-I919 I921-I930",
    "K": "K101-K113",
    "L": "D226 L301 L305-L311",
    "addresses": "D221 D242 D243 F162-F164 M512 N210 N222 N333 N334 R411 R414 R415 R430 R444-R447 S149",
    "limits": "B601 M517 M658 M659 S102 S124 S125",
    "encoding": "M540 M674 S101 S109",
    "M": "D213 D214 F170 M501-M503 M508-M511 M514-M516 M518-M525 M527 M530-M539 M550-M558 M602-M606 M610-M614 M617-M619"
    " M630-M632 M640-M642 M650-M652 M655-M657 M660 M670 M671 M673 M676 M677",
    "tables": "M504-M507 M526 M541-M549 M600 M601 M615 M616 M653 M654 M672 M678",
    "belonging": "M580-M590 M592-M598 M620 M621 M675",
    "N": "N206 N207 N211 N212 N214-N219 N221 N262 N310 N313 N314 N331 N332 N335 N336",
    "severity": "N204 N205 N213 N220 N230 N250 N251",
    "text_messages": "N260 N261",
    "repeats": "N280-N290 N337",
    "published": "N240 N311 N312 N320 N330",
    "P": "P108 P110-P112 P116",
    "picture_files": "P101-P107 P109 P113 P114 P117 P118 P120",
    "private": "P115 P601-P607",
    "waivers": "P608",
    "Q": "Q101 Q102 Q104-Q106 Q110-Q112",
    "R": "D215 D229 D230 F161 F167 N291 N292 R401 R403-R405 R407 R409 R412 R413 R424 R425 R442 R443 R448-R450",
    "filled_in": "R406 R422 R423",
    "los": "E111 R440 R441",
    "S": "S127 S146",
    "signs": "D231 F110-F112 F115 F165 S110-S122 S126 S128-S130 S133 S147 S148 S151 S160-S162 S170 S180-S182 S192 S193",
    "fences": "S105-S108 S150 S185 S186 S190 S191 S194",
    "characters": "S103 S104 S131 S132",
    "twice": "F104 F106 F118 F121 F160 R402 S123 S145",
    "unmerged": "S140-S142",
    "T": "S143 S144 S152 T701-T708",
    "V": "V101-V111",
    "X": "X471 X473",
}
"""Why it matters: every code has one reason, chosen for it. From a code to another are all between them."""


@cache
def reasons() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of each reason."""
    found = {}
    for reason, written in _REASONS.items():
        codes: list[str] = []
        for part in written.split():
            first, _, last = part.partition("-")
            codes += (f"{first[0]}{number:03}" for number in range(int(first[1:]), int((last or first)[1:]) + 1))
        found[reason] = tuple(codes)
    return found


@cache
def _by_code() -> Mapping[str, str]:
    return {code: reason for reason, codes in reasons().items() for code in codes}


@cache
def _examples() -> Mapping[str, Any]:
    found = json.loads((files("site_builder") / "examples.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _example(code: str, words: Catalogue) -> Example | None:
    kept = _examples().get(code)
    if kept is None:
        return None
    said = {key: one if isinstance(one, str) else one[words.language] for key, one in kept["values"].items()}
    message, hint = (sentence.format_map(said) for sentence in words.problems[code])
    return Example(kept["site"], kept["place"], tuple(kept["excerpt"]), message, hint, tuple(kept["mended"]))


def as_text(one: Explanation, words: Catalogue) -> str:
    """Return an explanation for a terminal."""
    severity = words.say("problem.error" if one.is_error else "problem.warning")
    # An example says more than a sentence with its values left out.
    message = one.example.message if one.example else one.message
    blocks = [words.say("explain.title", code=one.code, severity=severity, message=message)]
    if example := one.example:
        lines = [words.say("explain.example", place=example.place), *example.excerpt]
        blocks.append("\n".join([*lines, f"  {example.hint}"]))
        if example.mended:
            blocks.append("\n".join([words.say("explain.mended"), *(f"  {line}" for line in example.mended)]))
    else:
        blocks.append(one.hint)
    blocks.append(words.say("explain.why", why=one.why))
    last = [words.say("explain.error") if one.is_error else words.say("explain.warning")]
    blocks.append("\n".join([*last, words.say("explain.fix")] if one.is_mended else last))
    return "\n\n".join(blocks) + "\n"
