"""Markdown that did not take: what its author meant as a heading, a list, a table, bold or a link, and readers see as
signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from site_builder.problems import Mark
from site_builder.rendering.places import Finder
from site_builder.rendering.references import Reference, stem_of
from site_builder.text.reference_words import LINK_WORDS, PLACEHOLDER_WORDS
from site_builder.text.slugs import slug_of

ParseLine = Callable[[str], Sequence[Token]]


def untaken(
    tokens: Sequence[Token], lines: Sequence[str], first_line: int, parse_line: ParseLine
) -> Iterator[Reference]:
    """Yield each as a reference that is bad, with its place. `parse_line` gives the inline tokens of a text."""
    paragraphs = list(_paragraphs(tokens, parse_line))
    has_notes = any(_FOOTNOTE_MARK.search(text) for one in paragraphs for text in one.texts)
    has_a_mark = any(_NOTE_BEHIND.search(text) for one in paragraphs for text in one.texts)
    for one in paragraphs:
        start, end = one.lines
        if one.is_plain:
            yield from _headings(one.kept, lines, start, first_line)
            yield from _heading_of_one_sign(one, lines, first_line)
            yield from _list(one, lines, first_line, is_star_a_note=has_a_mark)
            yield from _table(one.kept, lines, start, first_line)
        finder = Finder(lines[start:end], first_line + start)
        slips = [slip for text in one.texts for slip in _in_text(text)]
        for slip in slips if has_notes else (*slips, *_bold(one.texts)):
            written, instead = _with_escapes(slip.written), _with_escapes(slip.instead)
            mark = finder.mark(written)
            yield Reference("bad", slip.target, written=written, mark=mark, code=slip.code, instead=instead)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A text between blank lines, or that of a heading or a cell."""

    kept: str
    """As it is written, its escapes apart"""
    texts: Sequence[str]
    """What in it is read as no more than text"""
    lines: tuple[int, int]
    """Its first, and the one after it, from 0"""
    is_plain: bool
    """Whether it is no heading and no cell"""
    is_outermost: bool
    """Whether it stands in no list and no quotation"""
    is_last: bool
    item: str
    """The sign before the item of a list that it begins, `-` or the one behind a number; empty elsewhere"""


def _paragraphs(tokens: Sequence[Token], parse_line: ParseLine) -> Iterator[_Paragraph]:
    for at, token in enumerate(tokens):
        if token.type == "inline" and token.map:
            kept = without_escapes(token.content)
            children = token.children or () if kept == token.content else parse_line(kept)
            around = tokens[max(at - 2, 0) : at]
            yield _Paragraph(
                kept,
                texts=tuple(child.content for child in children if child.type == "text"),
                lines=(token.map[0], token.map[1]),
                is_plain=around[-1].type == "paragraph_open",
                is_outermost=around[-1].level == 0,
                is_last=at + 2 >= len(tokens),
                item=around[0].markup if around[0].type == "list_item_open" else "",
            )


# CommonMark 0.31, 2.4 and 6.1: a backslash before a sign takes its meaning away, but not in code.
_CODE_OR_ESCAPE = re.compile(
    r"(?<!`)(?P<ticks>`{1,9})(?!`).*?(?<!`)(?P=ticks)(?!`)|\\(?P<sign>[!-/:-@\[-`{-~])", re.DOTALL
)
# Two characters for each pair, so that every place is kept: of the private use area, which nobody writes.
_BACKSLASH, _SIGNS = "\ue000", 0xE100


def without_escapes(text: str) -> str:
    """Return a text in which signs behind a backslash have no meaning, as long as it was."""

    def kept(match: re.Match[str]) -> str:
        return match[0] if match["ticks"] else _BACKSLASH + chr(_SIGNS + ord(match["sign"]))

    return _CODE_OR_ESCAPE.sub(kept, text) if "\\" in text else text


def _with_escapes(text: str) -> str:
    return re.sub(f"{_BACKSLASH}([\ue121-\ue17e])", lambda match: "\\" + chr(ord(match[1]) - _SIGNS), text)


_HEADING = re.compile(r"(?P<level>#{2,6})(?P<text>[^\W\d_].*)")


def _headings(text: str, lines: Sequence[str], start: int, first_line: int) -> Iterator[Reference]:
    for number, line in enumerate(text.split("\n"), start):
        if match := _HEADING.fullmatch(line.strip()):
            written = _with_escapes(line.strip())
            instead = f"{match['level']} {_with_escapes(match['text'])}"
            yield _line("B640", written, lines[number], first_line + number, instead)


_ONE_SIGN = re.compile(r"#(?P<text>[^\W\d_](?:[^#]*[^#\s.,!])?)")


def _heading_of_one_sign(one: _Paragraph, lines: Sequence[str], first_line: int) -> Iterator[Reference]:
    """Yield a heading with one sign and no space: a line with a capital that something stands below. A sentence, and
    what goes on below with a small letter, begins with a tag of social media, and one word may be such a tag."""
    first, _, below = one.kept.partition("\n")
    match = _ONE_SIGN.fullmatch(first.strip())
    if match is None or not one.is_outermost or below.lstrip()[:1].islower() or (one.is_last and not below):
        return
    text = match["text"]
    if text[0].isupper() and (" " in text or (text.rstrip("?:").isalpha() and text.rstrip("?:").istitle())):
        start = one.lines[0]
        instead = f"## {_with_escapes(text)}"
        yield _line("B643", _with_escapes(first.strip()), lines[start], first_line + start, instead)


# --- lists ------------------------------------------------------------------------------------------

_BULLETS = "•·▪●◦‣"
_ITEM = re.compile(
    rf"(?:(?P<sign>[-*+])|(?P<bullet>[{_BULLETS}])\s*|(?P<number>\d{{1,2}})(?P<after>[.)]))(?P<text>[^\W\d_][^\n]*)"
)
_BEHIND_A_NUMBER = re.compile(
    r"(?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec|mån|man|tirs|tys|ons|tors|fre|lør|laur|søn)",
    re.IGNORECASE,
)
"""Months and weekdays: a date, not an item"""
_SAID = re.compile(r"[,!?]»? (?:sier|sa|svarer|svarte|spør|spurte|seier|spurde|says|said|asks|asked)\b")
_NOTE_BEHIND = re.compile(r"[\w.,)%]\*{1,3}(?![\w*])")


def _list(one: _Paragraph, lines: Sequence[str], first_line: int, *, is_star_a_note: bool) -> Iterator[Reference]:
    """Yield the first line of what is most likely meant as a list: two such lines together, or one below an item."""
    found = [_item(line, is_star_a_note=is_star_a_note) for line in one.kept.split("\n")]
    for number, (match, below) in enumerate(pairwise((*found, None))):
        is_below_an_item = match and number and one.item == (match["sign"] or match["after"])
        if match is None or not (is_below_an_item or (below and _go_together(match, below))):
            continue
        at = one.lines[0] + number
        mark = f"{match['number']}{match['after']}" if match["number"] else match["sign"] or "-"
        code = "B645" if match["bullet"] else "B644"
        yield _line(code, _with_escapes(match[0]), lines[at], first_line + at, f"{mark} {_with_escapes(match['text'])}")
        return


def _item(line: str, *, is_star_a_note: bool) -> re.Match[str] | None:
    match = _ITEM.fullmatch(line.strip())
    if match is None or _SAID.search(line) or (match["sign"] == "*" and (is_star_a_note or line.count("*") > 1)):
        return None
    return None if match["number"] and _BEHIND_A_NUMBER.match(match["text"]) else match


def _go_together(one: re.Match[str], below: re.Match[str]) -> bool:
    """Return whether two lines are items of one list; `1.trinn` above `2.trinn` are numbers of the same thing."""
    if one["number"] and below["number"]:
        is_same = one["text"].split()[0] == below["text"].split()[0]
        return one["after"] == below["after"] and int(below["number"]) == int(one["number"]) + 1 and not is_same
    return (one["sign"], one["bullet"]) == (below["sign"], below["bullet"]) and not below["number"]


# --- tables -----------------------------------------------------------------------------------------

_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")


def _table(text: str, lines: Sequence[str], start: int, first_line: int) -> Iterator[Reference]:
    for number, (line, below) in enumerate(pairwise(text.split("\n")), start):
        is_ruled = "|" in line and "|" in below and _RULE.fullmatch(below.strip())
        if is_ruled or (_is_row(line) and _is_row(below)):
            columns = line.strip().removeprefix("|").removesuffix("|").count("|") + 1
            yield _line("B641", _with_escapes(line), lines[number], first_line + number, "|" + "---|" * columns)
            return


def _is_row(line: str) -> bool:
    """Return whether a line is of a table: of one with one column, it may be no more than a frame around a word."""
    kept = line.strip()
    return kept.startswith("|") and kept.endswith("|") and "|" in kept[1:-1]


def _line(code: str, written: str, line: str, number: int, instead: str) -> Reference:
    at = line.find(written)
    mark = Mark(number) if at < 0 else Mark(number, at + 1, at + len(written) + 1)
    return Reference("bad", "", written=written.strip(), mark=mark, code=code, instead=instead)


def _in_text(text: str) -> Iterator[Reference]:
    yield from _broken_links(text)
    yield from _open_placeholders(text)


_KNOWN = rf"(?:{'|'.join(LINK_WORDS)}|tel|mailto|https?):"
# A space in the target, or before it, and CommonMark takes the whole for text; so it does without the last bracket.
_BROKEN_LINK = re.compile(
    rf"\]\s*\((?P<known>{_KNOWN}[^()]*)\)|\]\((?P<open>{_KNOWN}[^()\s]+)(?=\s|$)|\]\((?P<other>[^()]+)\)"
)
_IS_A_PICTURE = re.compile(r"!\[[^\[\]]*\Z")
_NUMBER = re.compile(r"\+?[\d\s]{3,20}")


def _broken_links(text: str) -> Iterator[Reference]:
    for match in _BROKEN_LINK.finditer(text):
        target = (match["known"] or match["open"] or match["other"]).strip()
        if match["other"] and not re.search(r"\s", target):
            # A target like any other: what stands in front of it is no text of a link.
            continue
        if match["other"] and _IS_A_PICTURE.search(text, 0, match.start()):
            yield _slip("P117", target, target, slug_of(stem_of(target)))
            continue
        fixed = f"tel:{target}" if _NUMBER.fullmatch(target) else target
        code = "R448" if match["other"] and fixed == target else "R424"
        yield _slip(code, match[0], target, f"]({_without_spaces(fixed)})")


def _without_spaces(target: str) -> str:
    """Return what was meant: an address of e-mail has no spaces, what is asked of a server may have."""
    head, mark, query = target.partition("?" if target.startswith("mailto") else ":")
    kept = "%20" if target.startswith(("http", "mailto")) else ""
    return re.sub(r"\s+", "", head) + mark + re.sub(r"\s+", kept, query.strip())


_FOOTNOTE_MARK = re.compile(r"[\w.,)%]\*{1,3}(?![\w*])|^\s*\*{1,3}(?:\)|[\d\s])|^\*[^\W\d_]")
"""Of signs that did not take: behind what the note is of, and before the note"""
_STARS = re.compile(r"(?<!\*)\*\*(?!\*)")
_OPENS_BOLD = re.compile(r"(?<![\w«\"'([{*])\*\*(?P<text>[^\W\d_][^*]*)(?P<end>\*\*(?P<after>\w*))?")
_NEAR_MISS = re.compile(r"\s\*\*(?!\w)|[^\w\s]\*\*\w")
"""What was to end bold text, and does not (CommonMark 0.31, 6.2): a space before it, or a sign and then a letter"""


def _bold(texts: Sequence[str]) -> Iterator[Reference]:
    """Yield the bold text of a paragraph that is not, where nothing else can be meant."""
    stars = [(text, match.start()) for text in texts for match in _STARS.finditer(text)]
    text, at = stars[0] if stars else ("", 0)
    opened = _OPENS_BOLD.match(text, at) if stars else None
    if opened is None or len(stars) != (2 if opened["end"] else 1):
        return
    if opened["end"] and not _NEAR_MISS.match(text, opened.start("end") - 1):
        return
    space = " " if opened["after"] else ""
    yield _slip("B642", opened[0], "", f"**{opened['text'].strip()}**{space}{opened['after'] or ''}")


_OPEN_PLACEHOLDER = re.compile(rf"\{{\s*(?P<word>{'|'.join(PLACEHOLDER_WORDS)})\s*:\s*(?P<slug>[\w-]+)(?![^{{}}]*\}})")


def _open_placeholders(text: str) -> Iterator[Reference]:
    for match in _OPEN_PLACEHOLDER.finditer(text):
        if meant := slug_of(match["slug"]):
            yield _slip("R422", match[0], match["slug"], f"{{{match['word']}:{meant}}}")


def _slip(code: str, written: str, target: str, instead: str) -> Reference:
    return Reference("bad", target, written=written, code=code, instead=instead)
