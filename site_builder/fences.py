"""Find where the fields of a Markdown file begin and end, and what is wrong with the lines that say so."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from site_builder.problems import FENCE, Mark, Problem, problem

_DASHES = "\u2010-\u2015\u2212\u2e3a\u2e3b"
# What Word, telephones and stray keys make of three hyphens.
_OF_HYPHENS = re.compile(rf"\s*(?:[{_DASHES}]|[-{_DASHES}](?: ?[-{_DASHES}])+)\s*")
# What else looks like a line across: it ends fields, or stands above them, but is a line of the text anywhere else.
_OF_OTHER_SIGNS = re.compile(r"\s*(?:\*(?: ?\*){2,}|_(?: ?_){2,}|={3,})\s*")
_CODE = re.compile(r" {0,3}(?P<sign>`{3,}|~{3,})[^`]*")
FIELD = re.compile(r"[^\W\d]\w*:(?:\s|$)")
_TITLE_UNDERLINE = re.compile(r"=+\s*")


def is_fence(line: str) -> bool:
    """Return whether a line was meant to stand above fields or below them, where one may stand."""
    return any(one.fullmatch(line) for one in (_OF_HYPHENS, _OF_OTHER_SIGNS))


def fields_read_as_text(lines: Sequence[str], path: str) -> Problem | None:
    """Return the problem of fields that do not begin the file as they must: their alerts and dates would be lost.

    Above them may stand a title at most; further down, two rules and a line with a colon are an author's own.
    """
    filled = [at for at, line in enumerate(lines) if line.strip()]
    written = filled[:1] + [at for at in filled[1:] if not _TITLE_UNDERLINE.fullmatch(lines[at])]
    head = written[:1] if written and not is_fence(lines[written[0]]) else []
    if head and FIELD.match(lines[head[0]]):
        return _fields_without_a_beginning(lines, written, path)
    following = written[len(head) : len(head) + 2]
    if len(following) < 2 or not is_fence(lines[following[0]]) or not FIELD.match(lines[following[1]]):
        return None
    fence, first = following
    if head and (code := _CODE.fullmatch(lines[head[0]])):
        mark = Mark(head[0] + 1, 1, len(lines[head[0]].rstrip()) + 1)
        return problem("S190", path, mark, sign=code["sign"])
    if lines[fence].rstrip() != FENCE and fence == 0:
        return _rough(lines, fence, path)
    if not head or _is_closed(lines, first):
        return problem("S106", path, Mark(fence + 1, 1, len(lines[fence]) + 1))
    return None


def _fields_without_a_beginning(lines: Sequence[str], written: Sequence[int], path: str) -> Problem | None:
    first = written[0]
    return problem("S107", path, Mark(first + 1)) if _is_closed(lines, first) else None


def _is_closed(lines: Sequence[str], first: int) -> bool:
    """Return whether nothing but fields stands from a line on to the next line of hyphens."""
    for line in lines[first:]:
        if _OF_HYPHENS.fullmatch(line):
            return True
        if line.strip() and not (FIELD.match(line) or line[0] in " -#"):
            return False
    return False


def fields_of_another_text(body: str, first: int, path: str, known: Container[str]) -> Problem | None:
    """Return the problem of fields further down between two lines of hyphens: they would be lost, or a text of its own.

    `first` is the line on which the body begins, and `known` are names of fields.
    """
    lines, code = body.split("\n"), ""
    for at, line in enumerate(lines):
        if sign := _CODE.fullmatch(line):
            code = sign["sign"] if not code else "" if line.strip().startswith(code) else code
        elif not code and line.rstrip() == FENCE and _is_another_head(lines[at + 1 :], known):
            # Two hints that were both followed, each with its own lines of hyphens: there is no text of the first.
            code = "S191" if any(one.strip() for one in lines[:at]) else "S194"
            return problem(code, path, Mark(first + at, 1, len(line.rstrip()) + 1))
    return None


def below_a_second_part(body: str) -> str:
    """Return a body with empty lines for the fields that it begins with between two lines of hyphens."""
    lines = body.split("\n")
    _, end, *_ = (at for at, line in enumerate(lines) if _OF_HYPHENS.fullmatch(line))
    return "\n".join([*[""] * (end + 1), *lines[end + 1 :]])


def _is_another_head(lines: Sequence[str], known: Container[str]) -> bool:
    """Return whether nothing but fields stands from a line on to the next one of hyphens, and is no paragraph."""
    end = next((at for at, line in enumerate(lines) if not line.strip() or _OF_HYPHENS.fullmatch(line)), 0)
    if not end or not lines[end].strip() or not FIELD.match(lines[0]) or not _is_closed(lines, 0):
        return False
    names = [line.partition(":")[0] for line in lines[:end] if FIELD.match(line)]
    # A telephone begins a line with a capital, and so does a sentence: a title is no part of one.
    is_title = any(name.lower() in ("tittel", "title") for name in names)
    return is_title or any(name in known for name in names) or sum(name[0].islower() for name in names) > 1


def end_of_fields(lines: Sequence[str], path: str) -> tuple[int | None, Problem | None]:
    """Return the line, from 0, on which the fields end, and what is wrong with their end; None where nobody knows."""
    fence = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    text = _text_among_fields(lines, fence)
    rough = next((at for at, line in enumerate(lines[:fence]) if at and _is_rough_end(line, fence)), None)
    if rough is not None and (text is None or rough < text):
        if fence is not None and all(not one.strip() or _IN_FIELDS.match(one) for one in lines[rough + 1 : fence]):
            return fence, problem("S185", path, Mark(rough + 1, 1, len(lines[rough]) + 1), found=lines[rough].strip())
        return (None if fence is None else rough), _rough(lines, rough, path)
    if text is not None:
        return text, problem("S186", path, Mark(text + 1, 1, len(lines[text].rstrip()) + 1))
    return fence, None


_IN_FIELDS = re.compile(r"[^\W\d]\w*:(?:\s|$)|[\s#]|-\s")


def _is_rough_end(line: str, fence: int | None) -> bool:
    """Return whether a line was meant to end the fields. Where a right one follows, a list or a text may look alike."""
    is_alone = fence is None or not re.search(r"\s", line.rstrip())
    return is_alone and is_fence(line)


def _text_among_fields(lines: Sequence[str], fence: int | None) -> int | None:
    """Return the line, from 0, on which the text begins that nothing parts from the fields above it.

    What ends the fields then is missing, or is a rule further down in the text: that has an empty line above it.
    """
    if fence is not None and lines[fence - 1].strip():
        return None
    below_empty = (at for at in range(2, len(lines[:fence])) if lines[at].strip() and not lines[at - 1].strip())
    first = next((at for at in below_empty if not _IN_FIELDS.match(lines[at]) and not _OF_HYPHENS.match(lines[at])), 0)
    end = next((at for at in range(first, len(lines)) if not lines[at].strip()), len(lines))
    if not first or any(FIELD.match(one) for one in lines[first:end]):
        return None
    above = [at for at in range(1, first) if lines[at].strip()]
    while above and re.match(r"##+\s", lines[above[-1]]):
        first = above.pop()
    return first if above else None


def _rough(lines: Sequence[str], at: int, path: str) -> Problem:
    return problem("S108", path, Mark(at + 1, 1, len(lines[at]) + 1), found=lines[at].strip())
