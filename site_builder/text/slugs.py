"""Names fit for addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher, get_close_matches

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 200
"""A slug becomes the name of a file, and disks take 255 bytes."""

# Los and the municipality's own addresses fold the same way: æ to a, ø to o, å to a.
_FOLDED = str.maketrans({"æ": "a", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})
# Copied text has them inside words, and nobody sees them: soft hyphen, zero-width space and joiners.
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def slug_of(text: str) -> str:
    """Return the slug of a name: a-z, 0-9 and single hyphens; empty when nothing is left."""
    folded = unicodedata.normalize("NFKD", UNSEEN.sub("", text).lower().translate(_FOLDED))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))


def is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None and len(text) <= LONGEST


def is_too_long(text: str) -> bool:
    """Return whether a name would be a slug, were it shorter."""
    return SLUG.fullmatch(text) is not None and len(text) > LONGEST


def shortened(slug: str) -> str:
    """Return the first words of a slug, as many as a name needs at most."""
    return slug[:_ENOUGH].rpartition("-")[0] or slug[: _ENOUGH // 2]


_ENOUGH = 60


def folded(word: str) -> str:
    """Return a word as it may be written on a keyboard without its letters: both `aar` and `ar` for `år`."""
    return slug_of(word).replace("aa", "a").replace("ae", "a").replace("oe", "o")


def is_one_slip_from(word: str, other: str) -> bool:
    """Return whether one letter too many, too few or wrong, or two that changed places, makes one of the other."""
    longer, shorter = sorted((word, other), key=len, reverse=True)
    if len(longer) == len(shorter):
        unlike = [at for at, (one, two) in enumerate(zip(longer, shorter, strict=True)) if one != two]
        is_swap = len(unlike) == 2 and longer[unlike[0] : unlike[1] + 1] == shorter[unlike[0] : unlike[1] + 1][::-1]
        return len(unlike) == 1 or (is_swap and unlike[1] == unlike[0] + 1)
    is_near = len(longer) == len(shorter) + 1
    return is_near and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


_NEAR, _SOMEWHAT_NEAR = 0.75, 0.6
"""How much of two words must be the same for one to be meant by the other: alone, and beside words that are"""


def nearest_slug(written: str, known: Sequence[str]) -> str:
    """Return which slug was probably meant by one that nothing has; empty where none is near.

    A common ending is no likeness: `vika-kirke` is no slip of `vika-skole`, however many of their letters are the same.
    """
    words = sorted(written.split("-"))
    close = [one for one in known if sorted(one.split("-")) == words]
    close += get_close_matches(written, known, n=_LOOKED_AT, cutoff=_SOMEWHAT_NEAR)
    return next((one for one in close if _is_near(written, one)), "")


_LOOKED_AT = 20


def _is_near(written: str, other: str) -> bool:
    words, others = written.split("-"), other.split("-")
    if len(words) != len(others) or len(words) == 1:
        joined = written.replace("-", ""), other.replace("-", "")
        is_begun = len(written) > 3 and other.startswith(written)
        return is_begun or is_one_slip_from(*joined) or _likeness(*joined) >= _NEAR
    return all(
        any(one == two or (one.isdigit() and two.isdigit()) or _likeness(one, two) >= _SOMEWHAT_NEAR for two in there)
        for here, there in ((words, others), (others, words))
        for one in here
    )


def _likeness(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two).ratio()
