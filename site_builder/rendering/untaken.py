"""Markdown that did not take: what its author meant as a heading, a table, bold or a link, and readers see as signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from site_builder.problems import Mark
from site_builder.rendering.places import Finder
from site_builder.rendering.references import Reference
from site_builder.text.reference_words import LINK_WORDS, PLACEHOLDER_WORDS
from site_builder.text.slugs import slug_of

ParseLine = Callable[[str], Sequence[Token]]


def untaken(
    tokens: Sequence[Token], lines: Sequence[str], first_line: int, parse_line: ParseLine
) -> Iterator[Reference]:
    """Yield each as a reference that is bad, with its place. `parse_line` gives the inline tokens of a text."""
    for before, token in pairwise(tokens):
        if token.type != "inline" or not token.map:
            continue
        start, end = token.map
        kept = _without_escapes(token.content)
        if before.type == "paragraph_open":
            yield from _headings(kept, lines, start, first_line)
            yield from _table(kept, lines, start, first_line)
        finder = Finder(lines[start:end], first_line + start)
        children = token.children or () if kept == token.content else parse_line(kept)
        for child in children:
            if child.type == "text":
                for one in _in_text(child.content):
                    written, instead = _with_escapes(one.written), _with_escapes(one.instead)
                    yield Reference(
                        "bad", one.target, written=written, mark=finder.mark(written), code=one.code, instead=instead
                    )


# CommonMark 0.31, 2.4 and 6.1: a backslash before a sign takes its meaning away, but not in code.
_CODE_OR_ESCAPE = re.compile(
    r"(?<!`)(?P<ticks>`{1,9})(?!`).*?(?<!`)(?P=ticks)(?!`)|\\(?P<sign>[!-/:-@\[-`{-~])", re.DOTALL
)
# Two characters for each pair, so that every place is kept: of the private use area, which nobody writes.
_BACKSLASH, _SIGNS = "\ue000", 0xE100


def _without_escapes(text: str) -> str:
    def kept(match: re.Match[str]) -> str:
        return match[0] if match["ticks"] else _BACKSLASH + chr(_SIGNS + ord(match["sign"]))

    return _CODE_OR_ESCAPE.sub(kept, text) if "\\" in text else text


def _with_escapes(text: str) -> str:
    return re.sub(f"{_BACKSLASH}([\ue121-\ue17e])", lambda match: "\\" + chr(ord(match[1]) - _SIGNS), text)


_HEADING = re.compile(r"(?P<level>#{2,6})(?P<text>[^\s#].*)")


def _headings(text: str, lines: Sequence[str], start: int, first_line: int) -> Iterator[Reference]:
    for number, line in enumerate(text.split("\n"), start):
        if match := _HEADING.fullmatch(line.strip()):
            written = _with_escapes(line.strip())
            instead = f"{match['level']} {_with_escapes(match['text'])}"
            yield _line("B640", written, lines[number], first_line + number, instead)


_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")


def _table(text: str, lines: Sequence[str], start: int, first_line: int) -> Iterator[Reference]:
    for number, (line, below) in enumerate(pairwise(text.split("\n")), start):
        is_ruled = "|" in line and "|" in below and _RULE.fullmatch(below.strip())
        if is_ruled or (_is_row(line) and _is_row(below)):
            columns = line.strip().removeprefix("|").removesuffix("|").count("|") + 1
            yield _line("B641", _with_escapes(line), lines[number], first_line + number, "|" + "---|" * columns)
            return


def _is_row(line: str) -> bool:
    kept = line.strip()
    return len(kept) > 2 and kept.startswith("|") and kept.endswith("|")


def _line(code: str, written: str, line: str, number: int, instead: str) -> Reference:
    at = line.find(written)
    mark = Mark(number) if at < 0 else Mark(number, at + 1, at + len(written) + 1)
    return Reference("bad", "", written=written.strip(), mark=mark, code=code, instead=instead)


def _in_text(text: str) -> Iterator[Reference]:
    yield from _broken_links(text)
    yield from _bold(text)
    yield from _open_placeholders(text)


_KNOWN = rf"(?:{'|'.join(LINK_WORDS)}|tel|mailto|https?):"
# A space in the target, or before it, and CommonMark takes the whole for text; so it does without the last bracket.
_BROKEN_LINK = re.compile(
    rf"\]\s*\((?P<known>{_KNOWN}[^()]*)\)|\]\((?P<open>{_KNOWN}[^()\s]+)(?=\s|$)|\]\((?P<other>[^()]+)\)"
)
_NUMBER = re.compile(r"\+?[\d\s]{3,20}")


def _broken_links(text: str) -> Iterator[Reference]:
    for match in _BROKEN_LINK.finditer(text):
        target = (match["known"] or match["open"] or match["other"]).strip()
        if match["other"] and not re.search(r"\s", target):
            # A target like any other: what stands in front of it is no text of a link.
            continue
        fixed = f"tel:{target}" if _NUMBER.fullmatch(target) else target
        code = "R448" if match["other"] and fixed == target else "R424"
        yield _slip(code, match[0], target, f"]({_without_spaces(fixed)})")


def _without_spaces(target: str) -> str:
    """Return what was meant: an address of e-mail has no spaces, what is asked of a server may have."""
    head, mark, query = target.partition("?" if target.startswith("mailto") else ":")
    kept = "%20" if target.startswith(("http", "mailto")) else ""
    return re.sub(r"\s+", "", head) + mark + re.sub(r"\s+", kept, query.strip())


_OPENS_BOLD = re.compile(r"(?<![\w*])\*\*(?P<text>[^\s*].*?)(?:\*\*(?P<after>\w*)|$)")


def _bold(text: str) -> Iterator[Reference]:
    for match in _OPENS_BOLD.finditer(text):
        inner = match["text"].strip()
        space = " " if match["after"] else ""
        yield _slip("B642", match[0], "", f"**{inner}**{space}{match['after'] or ''}")


_OPEN_PLACEHOLDER = re.compile(rf"\{{\s*(?P<word>{'|'.join(PLACEHOLDER_WORDS)})\s*:\s*(?P<slug>[\w-]+)(?![^{{}}]*\}})")


def _open_placeholders(text: str) -> Iterator[Reference]:
    for match in _OPEN_PLACEHOLDER.finditer(text):
        if meant := slug_of(match["slug"]):
            yield _slip("R422", match[0], match["slug"], f"{{{match['word']}:{meant}}}")


def _slip(code: str, written: str, target: str, instead: str) -> Reference:
    return Reference("bad", target, written=written, code=code, instead=instead)
