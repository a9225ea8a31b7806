"""Markdown bodies: what they refer to, and their HTML once somebody can say where the references lead.

Raw HTML is off, so what looks like a tag is shown as text. Links go through an allow-list after parsing.
"""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from markupsafe import Markup, escape

from site_builder.problems import Mark
from site_builder.rendering.placeholders import Placeholder, filled, placeholders_in
from site_builder.text.characters import strange_in
from site_builder.text.slugs import slug_of

DEEPEST = 12

WORDS = {
    "tjeneste": "service",
    "service": "service",
    "melding": "notice",
    "notice": "notice",
    "side": "page",
    "page": "page",
    "kart": "map",
    "map": "map",
    "sted": "place",
    "place": "place",
    "tema": "category",
    "category": "category",
    "lenke": "link",
    "link": "link",
}
"""Reference words in link targets, `[tekst](tjeneste:sfo)`, and the content type each means."""

_REFERENCE = re.compile(r"(?P<word>[a-zæøå]+):(?P<slug>[a-z0-9-]+)(?:#(?P<anchor>.+))?")
_FILE = re.compile(r"(?P<file>[^:#?]+\.md)(?:#(?P<anchor>.+))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a body points at: `kind` is a content type's word, web, file, anchor, address, image or bad."""

    kind: str
    target: str
    anchor: str | None = None
    written: str = ""
    mark: Mark = Mark(1)
    code: str = ""
    """Of the problem that it is, when it is bad."""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class Body:
    """A parsed body. Lines are those of the source file."""

    text: str
    line: int
    tokens: tuple[Token, ...]
    headings: tuple[Heading, ...]
    references: tuple[Reference, ...]

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads: `href` (None: nowhere now, the text stands alone) and the text of a placeholder."""

    href: str | None = None
    text: str = ""


Resolve = Callable[[Reference], Target]


@cache
def _engine() -> MarkdownIt:
    engine = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False}).enable("table")
    # Refused links would silently become text; all are taken here and judged in references().
    engine.validateLink = lambda url: True  # type: ignore[method-assign]
    return engine


def too_deep(text: str, first_line: int) -> int | None:
    """Return the line on which quotes and lists nest too deep, else None. Scanned before parsing: engines choke."""
    for number, line in enumerate(text.split("\n"), first_line):
        run = _MARKERS.match(line)
        if run and len(_MARKER.findall(run[0])) + len(run[1]) // 2 > DEEPEST:
            return number
    return None


_MARKERS = re.compile(r"(\s*)(?:(?:>|[-*+]\s|\d{1,9}[.)]\s)\s*)+")
_MARKER = re.compile(r">|[-*+]\s|\d{1,9}[.)]\s")


@cache
def parse(text: str, first_line: int = 1) -> Body:
    """Return the body with its headings and all it refers to. The caller has asked too_deep() first."""
    tokens = tuple(_engine().parse(text))
    lines = text.split("\n")
    headings = _headings(tokens, first_line)
    strange = strange_references(lines, first_line, "".join(_all_text(tokens)))
    return Body(text, first_line, tokens, headings, (*_references(tokens, lines, first_line), *strange))


def _headings(tokens: Sequence[Token], first_line: int) -> tuple[Heading, ...]:
    found: list[Heading] = []
    taken: set[str] = set()
    for opening, inline in itertools.pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = plain(inline.children or ())
        base = anchor = slug_of(text) or "del"
        number = 2
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        taken.add(anchor)
        line = first_line + (opening.map[0] if opening.map else 0)
        found.append(Heading(int(opening.tag[1]), text, anchor, line))
    return tuple(found)


def plain(children: Sequence[Token], resolve: Resolve | None = None) -> str:
    """Return the text of inline tokens, without markup."""
    parts = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "text" and resolve is not None:
            parts.append(filled(child.content, lambda one: resolve(_placeholder(one, Mark(1))).text))
        else:
            parts.append(child.content)
    return "".join(parts).strip()


def _references(tokens: Sequence[Token], lines: Sequence[str], first_line: int) -> Iterator[Reference]:
    for token in tokens:
        if token.type != "inline" or not token.map:
            continue
        start, end = token.map
        finder = _Finder(lines[start:end], first_line + start)
        for child in token.children or ():
            if child.type == "link_open":
                written = str(child.attrGet("href") or "")
                yield _reference(written, finder.mark(written))
            elif child.type == "image":
                written = str(child.attrGet("src") or "")
                yield Reference("image", written, written=written, mark=finder.mark(written))
            elif child.type == "text":
                for one in placeholders_in(child.content):
                    yield _placeholder(one, finder.mark(one.written))


class _Finder:
    """Finds where in the source lines of a paragraph something was written, each occurrence once."""

    def __init__(self, lines: Sequence[str], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.from_column: dict[tuple[int, str], int] = {}

    def mark(self, written: str) -> Mark:
        for text in (written, unquote(written)):
            for number, line in enumerate(self.lines):
                at = line.find(text, self.from_column.get((number, text), 0)) if text else -1
                if at >= 0:
                    self.from_column[(number, text)] = at + len(text)
                    return Mark(self.first_line + number, at + 1, at + len(text) + 1)
        return Mark(self.first_line)


def _placeholder(one: Placeholder, mark: Mark) -> Reference:
    if one.instead or not one.kind:
        code = "R422" if one.instead else "R406"
        return Reference("bad", one.slug, written=one.written, mark=mark, code=code, instead=one.instead)
    return Reference(one.kind, one.slug, written=one.written, mark=mark)


_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CHARACTER_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")


def strange_references(lines: Sequence[str], first_line: int, shown: str | None = None) -> Iterator[Reference]:
    """Yield each `&#x202E;` that brings in a character which the file itself may not hold.

    `shown` is what became text: in code such a thing is text itself.
    """
    for number, line in enumerate(lines, first_line):
        for match in _CHARACTER_REFERENCE.finditer(line):
            character = unescapeAll(match[0])
            if character == match[0] and "#" in character:
                # CommonMark makes this of what is no character (&#0;, half a pair).
                character = _REPLACEMENT
            is_strange = character == _REPLACEMENT or any(strange_in(character))
            if is_strange and (shown is None or character in shown):
                mark = Mark(number, match.start() + 1, match.end() + 1)
                yield Reference("bad", match[0], written=match[0], mark=mark, code="S131")


def _all_text(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield all that tokens show or carry, but code."""
    for token in tokens:
        yield unescapeAll(token.info)
        yield from (unquote(str(value)) for value in token.attrs.values())
        if token.type == "text":
            yield token.content
        yield from _all_text(token.children or ())


def _reference(href: str, mark: Mark) -> Reference:
    written = unquote(href)
    if href.startswith("#"):
        return Reference("anchor", "", written[1:], written, mark)
    match = _REFERENCE.fullmatch(written)
    if match and match["word"] in WORDS:
        return Reference(WORDS[match["word"]], match["slug"], match["anchor"], written, mark)
    if match := _FILE.fullmatch(written):
        return Reference("file", match["file"], match["anchor"], written, mark)
    if is_web(href):
        return Reference("web", href, written=written, mark=mark)
    if href.startswith("/") and not href.startswith("//"):
        return Reference("address", written, written=written, mark=mark)
    return Reference("bad", href, written=written, mark=mark, code="R405")


def is_web(href: str) -> bool:
    """Return whether a link may leave the site as it stands: https, http, mailto or tel, and no user name."""
    if re.fullmatch(r"tel:\+?[0-9]{3,15}", href) or _is_mail(href):
        return True
    return re.fullmatch(r"https?://[^\s/@\\<>\"]+\.[^\s/@\\<>\"]+(?:[/?#][^\s\\<>\"]*)?", href) is not None


_MAIL = re.compile(r"mailto:[A-Za-z0-9._+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}(?:\?(?P<headers>[^#]*))?")


def _is_mail(href: str) -> bool:
    """Return whether a link opens a letter to one address: a subject and a text, no other receiver (RFC 6068)."""
    match = _MAIL.fullmatch(href)
    headers = parse_qsl(match["headers"] or "", keep_blank_values=True) if match else []
    return match is not None and all(
        name == "body" or (name == "subject" and not re.search(r"[\r\n]", value)) for name, value in headers
    )


def html(body: Body, resolve: Resolve) -> Markup:
    """Return the body as HTML."""
    headings = iter(body.headings)
    tokens = [_shown(token, headings, resolve) for token in body.tokens]
    rendered: str = _engine().renderer.render(tokens, _engine().options, {})
    rendered = rendered.replace("<table>", '<div class="scroll" tabindex="0"><table>')
    # Our renderer escaped every author's text; this is the one place where it is called safe.
    return Markup(rendered.replace("</table>", "</table></div>"))  # noqa: S704


def _shown(token: Token, headings: Iterator[Heading], resolve: Resolve) -> Token:
    """Return the token as it is to be rendered; a parsed body is shared, so what changes is a copy."""
    if token.type == "heading_open":
        return _with(token, id=next(headings).anchor)
    if style := token.attrGet("style"):
        # The policy allows no style attribute; a table's alignment becomes a class.
        return _with(token, style=None, **{"class": str(style).removeprefix("text-align:").strip()})
    if token.type == "inline":
        shown = copy.copy(token)
        shown.children = list(_resolved(token.children or [], resolve))
        return shown
    return token


def _with(token: Token, **attributes: str | None) -> Token:
    changed = copy.copy(token)
    given = {**token.attrs, **attributes}
    changed.attrs = {key: value for key, value in given.items() if value is not None}
    return changed


def _resolved(children: Sequence[Token], resolve: Resolve) -> Iterator[Token]:
    open_links: list[bool] = []
    for child in children:
        if child.type == "link_open":
            href = resolve(_reference(str(child.attrGet("href") or ""), Mark(1))).href
            open_links.append(href is not None)
            if href is not None:
                # Embeds open links in the top window; a place on the same page stays in the frame.
                yield _with(child, href=href, target="_self" if href.startswith("#") else None)
        elif child.type == "link_close":
            if open_links.pop():
                yield child
        elif child.type == "text":
            yield from _with_placeholders(child, resolve, inside_link=any(open_links))
        elif child.type != "image":
            yield child


def _with_placeholders(token: Token, resolve: Resolve, *, inside_link: bool) -> Iterator[Token]:
    at = 0
    for one in placeholders_in(token.content):
        yield _text(token.content[at : one.start])
        target = resolve(_placeholder(one, Mark(1)))
        shown = escape(target.text)
        if target.href and not inside_link:
            shown = Markup('<a href="{}">{}</a>').format(target.href, target.text)
        yield Token("html_inline", "", 0, content=str(shown))
        at = one.end
    yield _text(token.content[at:])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def summary(body: Body, resolve: Resolve | None = None) -> str:
    """Return the text of the first paragraph."""
    for opening, inline in zip(body.tokens, body.tokens[1:], strict=False):
        if opening.type == "paragraph_open" and opening.level == 0:
            return plain(inline.children or (), resolve)
    return ""


def line_html(text: str, resolve: Resolve) -> Markup:
    """Return one line of author's text (an update) as HTML, its references resolved."""
    tokens = _engine().parseInline(text)
    for token in tokens:
        token.children = list(_resolved(token.children or [], resolve))
    return Markup(_engine().renderer.render(tokens, _engine().options, {}))  # noqa: S704
