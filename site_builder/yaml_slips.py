"""What an author slipped up on where YAML cannot be read: the place, the reason, and the line to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from site_builder.indents import indent_of, one_space_off, without_tabs
from site_builder.problems import LinesToPaste, Mark, Problem, problem
from site_builder.text.dates import month_number

_WRITTEN = re.compile(r"\s*(?P<head>(?:-\s+)*(?:[^\s:\"'\[{#&*!][^:]*:\s+)?)(?P<rest>.*)")


def in_quotes(line: str) -> str:
    """Return the line with its text in quotation marks: what was most likely meant."""
    match = _WRITTEN.fullmatch(line)
    assert match is not None, "every part of it may be empty"
    text = match["rest"].strip()
    return match["head"] + quoted(text[1:-1] if _is_quoted(text) or in_curly_marks(text) else text)


_CURLY = re.compile("[„“”][^„“”]+[“”]|[‚‘’][^‚‘’]+[‘’]")


def in_curly_marks(text: str) -> bool:
    """Return whether a text stands in the quotation marks of English or German, as word processors make of straight
    ones. Those of Norwegian, « and », are meant as they are."""
    return _CURLY.fullmatch(text) is not None


def curly_marks(text: str, line: str) -> str:
    """Return the line with straight marks, where it has a text in curly ones and no other; else nothing."""
    match = _WRITTEN.fullmatch(line)
    return in_quotes(line) if match and in_curly_marks(text) and match["rest"].strip() == text else ""


def quoted(text: str) -> str:
    """Return a text in quotation marks, as YAML has it."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def _is_quoted(text: str) -> bool:
    """Return whether the marks at both ends of a text are a pair: the next one within does not close the first."""
    sign = text[:1]
    if len(text) < 2 or sign not in ('"', "'") or text[-1] != sign:
        return False
    inner = text[1:-1]
    return sign not in inner or not re.match(r"[\s,.;:!?)]", inner[inner.index(sign) + 1 :] or "x")


# What libyaml says, our code, and whether the place to show is where it began (an open quotation mark).
_SYNTAX = (
    ("mapping values are not allowed", "S111", False),
    ("found a tab character", "S112", False),
    ("did not find expected ',' or", "S114", True),
    ("found unknown escape character", "S130", False),
    ("found unexpected end of stream", "S115", True),
    # The C parser's word, then the Python one's.
    ("found unexpected document indicator", "S115", True),
    ("found unexpected document separator", "S115", True),
    ("could not find expected ':'", "S116", True),
    ("did not find expected key", "S117", False),
    ("did not find expected '-' indicator", "S117", False),
)
_NO_SPACE = re.compile(r"(?P<key>\s*(?:-\s+)*[^\W\d]\w*):(?P<text>[^\s:/].*)")
# In another field such a word with a capital begins a text: «Gate: stengt».
_STREET = re.compile(
    r"(?P<head>.*:\s+gate:|(?:gjelder|concerns):\s+(?i:gate|gata|gaten|street|veg|vei)\s*:)\s+(?P<name>[^:]+)"
)
_TAB_AFTER_HYPHEN = re.compile(r"\s*(?:-\s+)*- *\t")
_SPECIAL = "@`%,]}>|?*&!-"


def slip(fault: yaml.MarkedYAMLError, lines: Sequence[str], path: str, above: int) -> Problem:
    """Return what is wrong in the author's words. `above` is how many lines of the file stand before `lines`."""
    found = (one for one in _SYNTAX if one[0] in (fault.problem or ""))
    _, code, is_shown_at_start = next(found, ("", "S110", False))
    mark = (fault.context_mark if is_shown_at_start else None) or fault.problem_mark or fault.context_mark
    number, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    line = lines[number]
    if "\t" in indent_of(line):
        code, column = "S112", line.index("\t")
    elif tab := _TAB_AFTER_HYPHEN.match(line):
        code, column = "S170", tab.end() - 1
    elif code == "S111":
        code, number, column = _stray_colon(lines, number, column)
    elif code in ("S110", "S117"):
        code, number, column = _stray_text(code, lines, number, column)
    line = lines[number]
    if code == "S111" and (street := _STREET.fullmatch(line)):
        fixed = re.sub(r"[^\s:]+\s*:$", "gate:", street["head"]).strip() + street["name"].strip()
        return problem("S133", path, Mark(number + 1 + above, column + 1, column + 2), fixed=fixed)
    if code == "S116" and (match := _NO_SPACE.fullmatch(line)):
        fixed = f"{match['key'].strip()}: {match['text'].strip()}"
        return problem("S147", path, Mark(number + 1 + above, column + 1, len(line.rstrip()) + 1), fixed=fixed)
    if code == "S119" and (instead := one_space_off(lines, number)):
        code = "S161"
    values: dict[str, object] = {"character": line[column : column + 1]} if code == "S113" else {}
    if code == "S112":
        values["lines"] = LinesToPaste(without_tabs(lines, number)[:1])
    if code == "S170":
        values["lines"] = LinesToPaste((re.sub(r"(?<=-)\s+", " ", line[: column + 1]) + line[column + 1 :].strip(),))
    if code == "S161":
        values["lines"] = LinesToPaste((instead,))
    if code == "S115":
        sign = line[column : column + 1]
        values["fixed"] = line.strip() + (sign if sign in ("'", '"') else '"')
    if code in ("S111", "S113", "S117", "S129", "S130"):
        values["fixed"] = in_quotes(line)
    end = len(line.rstrip()) if code == "S116" else column + 1
    return problem(code, path, Mark(number + 1 + above, column + 1, max(end, column + 1) + 1), **values)


def _stray_colon(lines: Sequence[str], number: int, column: int) -> tuple[str, int, int]:
    """Return what is wrong and where, when a colon stands where none may."""
    line = lines[number]
    if re.search(r":\s", line[:column]):
        return "S111", number, column
    indent = len(line) - len(line.lstrip())
    above = [(at, one) for at, one in enumerate(lines[:number]) if one.strip()]
    parent = next((one for _, one in reversed(above) if len(one) - len(one.lstrip()) < indent), "")
    if above and not re.search(r":\s+\S", parent) and not re.search(r":(\s|$)", above[-1][1]):
        at, one = above[-1]
        return "S116", at, len(one) - len(one.lstrip())
    return "S119", number, indent


def _stray_text(code: str, lines: Sequence[str], number: int, column: int) -> tuple[str, int, int]:
    """Return what is wrong and where, when a text is not read as one."""
    line = lines[number]
    match = _WRITTEN.fullmatch(line)
    head, rest = (match["head"], match["rest"]) if match else ("", "")
    begins = match.start("rest") if match else 0
    if head and rest[:1] in tuple(_SPECIAL) and column >= begins:
        return ("S129" if rest.startswith("- ") else "S113"), number, begins
    if code == "S110":
        return code, number, column
    if not head or rest[:1] not in tuple("\"'[{"):
        return "S119", number, len(line) - len(line.lstrip())
    if in_quotes(line) == line.strip():
        # The text is closed as it should be: a quotation mark further up is not.
        at = next((at for at in range(number - 1, -1, -1) if lines[at].count(rest[0]) % 2), None)
        if at is not None:
            return "S115", at, lines[at].index(rest[0])
    return code, number, column


_ONE_LINE = re.compile(r"(?P<indent>\s*)-\s+(?P<text>(?P<word>[^\s\"'\[{#&*!|>][^:]*):(?:\s.*)?)")
_TWO_COLONS = re.compile(r"[^:]*:\s+[^\s\"'\[{|>].*:(?:\s.*)?")
_NAME_OF_A_FIELD = re.compile(r"[^\W\dA-ZÆØÅ][^\WA-ZÆØÅ]*")


def texts_with_colons(lines: Sequence[str], path: str, above: int) -> Iterator[Problem]:
    """Yield a problem for each text of a list that has a colon in it, where that cannot be read.

    A list of fields is not meant: none of those begins with a large letter or has a space in it.
    """
    for first, items in _lists_of_lines(lines):
        found = [(at, match) for at, one in enumerate(items, first) if (match := _ONE_LINE.fullmatch(one))]
        is_text = any(not _NAME_OF_A_FIELD.fullmatch(match["word"]) for _, match in found)
        if is_text and any(_TWO_COLONS.fullmatch(match["text"]) for _, match in found):
            for at, match in found:
                mark = Mark(at + 1 + above, match.start("text") + 1, match.end("text") + 1)
                yield problem("S111", path, mark, fixed=f"- {quoted(match['text'].strip())}")


def _lists_of_lines(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield each list under a field whose items have a line each, with the number of its first line."""
    number = 0
    while number < len(lines):
        number += 1
        if not _OPEN_FIELD.fullmatch(lines[number - 1]):
            continue
        end = next((at for at in range(number, len(lines)) if not lines[at].lstrip().startswith("- ")), len(lines))
        items = lines[number:end]
        indents = {len(one) - len(one.lstrip()) for one in items}
        below = lines[end] if end < len(lines) else ""
        if len(indents) == 1 and len(below) - len(below.lstrip()) <= max(indents):
            yield number, items
        number = max(number, end)


_BEFORE_A_FIELD = re.compile(
    r"(?P<sign>[-*•·●▪–—−]\s+)?(?P<stars>\*{1,3})?(?P<key>[^\W\d]\w*)"
    r"(?(stars)(?::(?P=stars)|(?P=stars):)\s*|:(?:\s+|$))(?P<text>.*)"
)


def signs_before_fields(lines: Sequence[str], path: str, above: int) -> Iterator[Problem]:
    """Yield a problem for each field of a Markdown file at the margin with the sign of an item or of bold before it."""
    holder = ""
    for number, line in enumerate(lines if above else (), 1 + above):
        match = _BEFORE_A_FIELD.fullmatch(line)
        if match and (match["sign"] or match["stars"]) and not _OPEN_FIELD.fullmatch(holder):
            fixed, code = f"{match['key']}: {match['text'].strip()}".strip(), "S193" if match["stars"] else "S192"
            mark = Mark(number, 1, len(line.rstrip()) + 1)
            yield problem(code, path, mark, field=match["key"], fixed=fixed)
        elif re.match(r"[^\s#-]", line):
            holder = line


_ITEM = re.compile(
    r"(?P<indent>\s*)(?P<sign>[*•·●▪–—−]\s*|-(?=[^\s\d-])|(?P<number>\d{1,2})[.)]\s+(?!.*:(?:\s|$)))(?P<text>\S.*)"
)
_PROPER = re.compile(r"(?P<indent>\s*)-\s")
_OPEN_FIELD = re.compile(r"\s*(?:-\s+)*[^\W\d]\w*:\s*")
_COLON = re.compile(r":(?:\s|$)")


def strange_items(lines: Sequence[str], path: str, above: int) -> Iterator[Problem]:
    """Yield a problem for the first of some items whose signs make none: the others are of the same making."""
    before = ""
    for number, line in enumerate(lines, 1):
        if (match := _ITEM.fullmatch(line)) and _is_item(match, before, lines[number : number + 1]):
            mark = Mark(number + above, match.start("sign") + 1, len(line.rstrip()) + 1)
            yield problem("S148", path, mark, sign=match["sign"].strip(), fixed=f"- {match['text'].strip()}")
        before = line if line.strip() else before


def _is_item(match: re.Match[str], before: str, below: Sequence[str]) -> bool:
    """Return whether a line that may be meant as an item is, by what stands above it and below it."""
    text, indent = match["text"], match["indent"]
    if match["number"]:
        following = _ITEM.fullmatch(below[0]) if below else None
        is_counted = following is not None and following["number"] == str(int(match["number"]) + 1)
        # A text may begin with a number too; at the margin none does. A day is a text.
        if month_number(re.split(r"\W", text)[0]) or (indent and not is_counted):
            return False
    if match["sign"] == "-" and not indent and _COLON.search(text):
        return False
    proper = _PROPER.match(before)
    return bool(_OPEN_FIELD.fullmatch(before) or (proper and proper["indent"] == indent))


_AT_THE_MARGIN = re.compile(r"(?P<key>[^\W\d]\w*):\s+[^\s|>#].*")
_FIELD_BELOW = re.compile(r"\s+[^\W\d]\w*:(?:\s.*)?")


def fields_at_the_margin(lines: Sequence[str], path: str, above: int) -> Iterator[Problem]:
    """Yield a problem for each field of a data file beside what it is part of, where those below it are indented."""
    for number, line in enumerate(() if above else lines[:-2]):
        match = _AT_THE_MARGIN.fullmatch(lines[number + 1])
        if match and line[:1].strip() and _OPEN_FIELD.fullmatch(line) and _FIELD_BELOW.fullmatch(lines[number + 2]):
            mark = Mark(number + 2 + above, 1, match.end("key") + 1)
            yield problem("S151", path, mark, field=match["key"], holder=line.partition(":")[0])


_OTHER_SIGN = re.compile(r"(?P<key>[^\W\dA-ZÆØÅ]\w*)\s*(?P<sign>[=;：]|:(?=[^\s:/]))\s*(?P<text>[^\s=;].*)")


def signs_for_colons(lines: Sequence[str], path: str, above: int) -> Iterator[Problem]:
    """Yield a problem for each field at the margin with another sign than a colon, or with no space after it."""
    for number, line in enumerate(lines, 1 + above):
        match = _OTHER_SIGN.fullmatch(line)
        if match is None or _COLON.search(match["text"]):
            continue
        mark = Mark(number, 1, len(line.rstrip()) + 1)
        fixed = f"{match['key']}: {match['text'].strip()}"
        if match["sign"] == ":":
            yield problem("S147", path, mark, fixed=fixed)
        else:
            yield problem("S160", path, mark, field=match["key"], sign=match["sign"], fixed=fixed)
