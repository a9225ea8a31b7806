"""HTML in texts, pasted from a word processor or a web page: readers see its codes as signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from site_builder.problems import Mark
from site_builder.rendering.references import Reference
from site_builder.rendering.untaken import ParseLine, without_escapes

# Names of elements (HTML Living Standard, 4, and the old ones of 16), and those of Word's: no other word between
# angle brackets is a slip of this kind.
_NAMES = (
    "a|abbr|article|aside|audio|b|big|blockquote|body|br|button|center|code|col|colgroup|dd|del|details|div|dl|dt|em|"
    "embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|legend|"
    "li|link|main|mark|meta|nav|object|ol|option|p|picture|pre|q|s|script|section|select|small|source|span|strike|"
    "strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|video|[ovwm]:[a-z]+"
)
_CODE = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*|/)?>|<!--.*?(?:-->|$)", re.IGNORECASE)
_PAIR = re.compile(r"(?<!\w)<(?P<name>b|strong|i|em)>(?P<text>\w(?:[^<>*_]*[\w.!?])?)</(?P=name)>(?!\w)", re.IGNORECASE)
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_BREAK_AT_THE_END = re.compile(r"\s*<br\s*/?>\s*$", re.IGNORECASE)


def codes_in(text: str) -> Sequence[str]:
    """Return the codes that stand in a text, as they are written."""
    return _CODE.findall(text) if "<" in text else ()


def without_codes(text: str) -> str:
    """Return a text of one line without the codes in it."""
    return " ".join(_CODE.sub(" ", text).split())


def html_codes(
    tokens: Sequence[Token], lines: Sequence[str], first_line: int, parse_line: ParseLine
) -> Iterator[Reference]:
    """Yield a reference that is bad for each line with HTML in it, Markdown's code apart. `parse_line` gives the inline
    tokens of a text."""
    for token in tokens:
        if token.type != "inline" or not token.map or "<" not in token.content:
            continue
        kept = without_escapes(token.content)
        children = token.children or () if kept == token.content else parse_line(kept)
        for number, text in enumerate(_lines_of_text(children), token.map[0]):
            line = lines[number] if number < len(lines) else ""
            # What stands in the text alone was written by the numbers or names of its signs: it is meant as it is.
            plain = without_escapes(line)
            if codes := [one for one in codes_in(text) if one in plain]:
                yield _of_a_line(line, codes, first_line + number, has_more=number + 1 < token.map[1])


def _of_a_line(line: str, codes: Sequence[str], number: int, *, has_more: bool) -> Reference:
    # Without its escapes it is as long as it was.
    plain = without_escapes(line)
    start, end = plain.index(codes[0]), plain.rindex(codes[-1]) + len(codes[-1])
    written = line[len(line[:start].rpartition(" ")[0]) : end + len(line[end:].partition(" ")[0])].strip()
    is_all = len(codes_in(plain)) == len(codes) and line.count(written) == 1 and "\\" not in written
    instead = _mended(written, ends_a_line=has_more and line.rstrip().endswith(written)) if is_all else ""
    at = line.index(written) if instead else start
    written = written if instead else line[start : start + len(codes[0])]
    mark = Mark(number, at + 1, at + len(written) + 1)
    return Reference("bad", "", written=written, mark=mark, code="F243" if instead else "F244", instead=instead)


def _lines_of_text(children: Sequence[Token]) -> Sequence[str]:
    """Return what is read as text of each line of a paragraph."""
    found = [""]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            found.append("")
        elif child.type == "text":
            found[-1] += child.content
        else:
            found[-1] += " "
    return found


def _mended(text: str, *, ends_a_line: bool) -> str:
    """Return a text with Markdown for the codes in it, where there is one way to write all of them; else nothing."""
    if "*" in text or "`" in text:
        return ""
    found = _PAIR.sub(lambda match: match["text"].join((_SIGNS[match["name"].lower()],) * 2), text)
    found = _BREAK_AT_THE_END.sub("\\\\" if ends_a_line else "", found)
    return "" if codes_in(found) else found
