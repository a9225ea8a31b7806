"""How hard a text is to read: its sentences, its words, and LIX of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LANGUAGES = ("nb", "nn", "en")
"""Languages that LIX says something of. It counts long words, and every other word of Northern Sámi is long."""
LONG_WORD = 6
"""More letters than this make a word long (Björnsson 1968)"""

_ABBREVIATIONS = frozenset(
    (
        "adr",
        "avd",
        "bl",
        "bl.a",
        "bnr",
        "ca",
        "dvs",
        "d.v.s",
        "eks",
        "evt",
        "f",
        "f.eks",
        "f.kr",
        "f.o.m",
        "fv",
        "ggr",
        "gnr",
        "hhv",
        "i.e",
        "e.g",
        "iht",
        "ift",
        "inkl",
        "innb",
        "jf",
        "jfr",
        "jmf",
        "kap",
        "kl",
        "mht",
        "mill",
        "mrd",
        "m.a",
        "m.a.o",
        "mva",
        "nr",
        "pga",
        "p.g.a",
        "pkt",
        "p.t",
        "ref",
        "resp",
        "spm",
        "st",
        "såk",
        "t.d",
        "t.o.m",
        "tlf",
        "tr",
        "u.a",
        "utg",
        "vedr",
        "vha",
        "årg",
        "jan",
        "feb",
        "apr",
        "aug",
        "sept",
        "okt",
        "nov",
        "dr",
        "hr",
        "mr",
        "mrs",
    )
)
"""What a full stop ends without ending the sentence, lower-case and without the last full stop. What mostly stands last
(`osv.`, `o.l.`, `kr.`) is none"""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
_WORD = re.compile(r"[^\W_]+(?:[-'’.:/][^\W_]+)*")
# A sign, what may close a quotation or a bracket after it, and white space.
_END = re.compile(r"(?P<sign>[.!?…]+)[\"'»”’)\]]*(?:\s+|$)")
_NEAR = 80
"""Characters before a sign that say whether it ends the sentence: not all of it, for a text may be one long one"""
_LAST_WORD = re.compile(r"[^\s(«\"]+$")
_NUMBER = re.compile(r"(?:^|[\s(«\"])\d[\d.,:/–-]*$")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, numbers too; addresses of pages and letters are none."""
    return tuple(match[0] for match in _WORD.finditer(_ADDRESS.sub(" ", text)))


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph. What has no sign at its end is one, too."""
    return tuple(one for one in _sentences(text) if words(one))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        before = text[max(start, match.start() - _NEAR) : match.start()]
        if match.end() < len(text) and not _ends(before, match["sign"], text[match.end()]):
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    if start < len(text):
        yield text[start:].strip()


def _ends(before: str, sign: str, following: str) -> bool:
    """Return whether a sign ends the sentence before it, when `following` is the next character after the space."""
    # No sentence of ours begins with a small letter: `17. mai`, `3. etasje`, `kl. ni`.
    if following.islower():
        return False
    if sign != ".":
        return True
    if _NUMBER.search(before):
        # A number may end a sentence, but none is only a number: `1. Fyll ut skjemaet`.
        return following.isupper() and len(before.split()) > 1
    found = _LAST_WORD.search(before)
    last = found[0].lower() if found else ""
    is_initial = len(last) == 1 and last.isalpha()
    return not (last in _ABBREVIATIONS or is_initial)


def lix(paragraphs: Iterable[str]) -> float | None:
    """Return LIX of paragraphs: words for each sentence, and long words for each hundred (Björnsson 1968, Läsbarhet);
    None where there are no words."""
    texts = tuple(paragraphs)
    found = [word for text in texts for word in words(text)]
    if not found:
        return None
    ended = sum(len(sentences(text)) for text in texts)
    return len(found) / ended + 100 * sum(map(_is_long, found)) / len(found)


def _is_long(word: str) -> bool:
    return sum(one.isalpha() for one in word) > LONG_WORD


@dataclass(frozen=True, slots=True)
class Readability:
    """What a text of so many words comes to."""

    lix: int
    words: int
    longest: int
    """How many words the longest sentence has"""

    @property
    def level(self) -> str:
        """Return Björnsson's step: `very_easy`, `easy`, `medium`, `hard` or `very_hard`."""
        steps = ((30, "very_easy"), (40, "easy"), (50, "medium"), (60, "hard"))
        return next((name for below, name in steps if self.lix < below), "very_hard")


def readability_of(text: str) -> Readability | None:
    """Return how hard a plain text is, an empty line between its blocks; None of one without words."""
    # An item of a list is a sentence, with a full stop or without.
    paragraphs = [one for block in text.split("\n\n") for one in re.split(r"\n(?=- )", block)]
    found = lix(paragraphs)
    if found is None or not re.search(r"[^\W\d_]", text):
        return None
    longest = max(len(words(one)) for paragraph in paragraphs for one in sentences(paragraph))
    return Readability(round(found), sum(len(words(one)) for one in paragraphs), longest)
