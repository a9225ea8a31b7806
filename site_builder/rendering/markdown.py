"""Markdown bodies, and their HTML once somebody can say where what they refer to leads.

Raw HTML is off, so what looks like a tag is shown as text. Links go through an allow-list after parsing.
"""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from site_builder.rendering.html_codes import html_codes
from site_builder.rendering.placeholders import filled, placeholders_in
from site_builder.rendering.references import (
    Reference,
    image_in,
    is_picture,
    picture,
    placeholder,
    reference,
    references_in,
)
from site_builder.rendering.untaken import untaken
from site_builder.text.slugs import slug_of

DEEPEST = 12


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
    anchors: Mapping[str, None]
    """Of the headings, in order"""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads: `href` (None: nowhere now, the text stands alone), the text of a placeholder, and what
    is to say of a link that leads nowhere."""

    href: str | None = None
    text: str = ""
    note: str = ""
    figure: Markup = Markup("")
    """A picture with what stands below it, or the box of a part; nothing where it is not to be seen now"""


Resolve = Callable[[Reference], Target]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading of the second level. What stands above the first has none."""

    heading: Heading | None
    title: Markup
    html: Markup
    """Without the heading"""
    lines: tuple[str, ...]
    """Its paragraphs and items as plain text"""


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
        if run and _is_too_deep(run):
            return number
    return None


def shallow(text: str) -> str:
    """Return the text without the markers that nest too deep: it can be parsed, every word in its place."""
    return "\n".join(map(_shallow, text.split("\n")))


def _shallow(line: str) -> str:
    run = _MARKERS.match(line)
    if run is None or not _is_too_deep(run):
        return line
    # Plain spaces would make code of the line.
    return "\N{NO-BREAK SPACE}" * len(run[0]) + line[run.end() :]


def _is_too_deep(run: re.Match[str]) -> bool:
    return len(_MARKER.findall(run[0])) + len(run[1]) // 2 > DEEPEST


_MARKERS = re.compile(r"(\s*)(?:(?:>|[-*+]\s|\d{1,9}[.)]\s)\s*)+")
_MARKER = re.compile(r">|[-*+]\s|\d{1,9}[.)]\s")


@cache
def parse(text: str, first_line: int = 1) -> Body:
    """Return the body with its headings and all it refers to. Nothing in it nests too_deep()."""
    tokens = tuple(_engine().parse(text))
    lines = text.split("\n")
    headings = _headings(tokens, first_line)
    references = (
        *references_in(tokens, lines, first_line),
        *untaken(tokens, lines, first_line, _of_a_line),
        *html_codes(tokens, lines, first_line, _of_a_line),
    )
    return Body(text, first_line, tokens, headings, references, dict.fromkeys(one.anchor for one in headings))


def _of_a_line(text: str) -> Sequence[Token]:
    return [child for token in _engine().parseInline(text) for child in token.children or ()]


def _headings(tokens: Sequence[Token], first_line: int) -> tuple[Heading, ...]:
    found: list[Heading] = []
    taken: set[str] = set()
    alike: dict[str, int] = {}
    for opening, inline in itertools.pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = plain(inline.children or ())
        base = anchor = slug_of(text) or "del"
        number = alike.get(base, 2)
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        alike[base] = number
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
        elif child.type == "image":
            continue
        elif child.type == "text" and resolve is not None:
            parts.append(filled(child.content, lambda one: resolve(placeholder(one)).text))
        else:
            parts.append(child.content)
    return "".join(parts).strip()


def html(body: Body, resolve: Resolve) -> Markup:
    """Return the body as HTML. A text whose references lead where they did is rendered once."""
    leads = {_key(one): resolve(one) for one in body.references}
    return _html(body.text, body.line, tuple(leads.items()))


def _key(one: Reference) -> tuple[str, str]:
    return one.written, one.target


@lru_cache(maxsize=4096)
def _html(text: str, line: int, leads: tuple[tuple[tuple[str, str], Target], ...]) -> Markup:
    return _rendered(_all_shown(parse(text, line), dict(leads)))


def _all_shown(body: Body, leads: Mapping[tuple[str, str], Target]) -> list[Token]:
    headings = iter(body.headings)
    shown = [_shown(token, headings, lambda one: leads[_key(one)]) for token in body.tokens]
    for at, token in enumerate(body.tokens):
        if is_picture(token) and (one := picture(image_in(token))).kind != "bad":
            # A figure is no paragraph, and stands in none.
            shown[at - 1 : at + 2] = [_as_it_is(""), _as_it_is(leads[_key(one)].figure), _as_it_is("")]
    return shown


def _as_it_is(html: str) -> Token:
    return Token("html_block", "", 0, content=html)


def _rendered(tokens: Sequence[Token]) -> Markup:
    rendered: str = _engine().renderer.render(tokens, _engine().options, {})
    rendered = rendered.replace("<table>", '<div class="scroll" tabindex="0"><table>')
    # Our renderer escaped every author's text; this is the one place where it is called safe.
    return Markup(rendered.replace("</table>", "</table></div>"))  # noqa: S704


def sections(body: Body, resolve: Resolve, in_order: frozenset[str] = frozenset()) -> tuple[Section, ...]:
    """Return the body cut at its headings of the second level; what stands above the first of them comes first.

    Under the headings whose anchors are `in_order`, lists are numbered, however their author marked them.
    """
    leads = {_key(one): resolve(one) for one in body.references}
    return _sections(body.text, body.line, tuple(leads.items()), in_order)


@lru_cache(maxsize=256)
def _sections(
    text: str, line: int, leads: tuple[tuple[tuple[str, str], Target], ...], in_order: frozenset[str]
) -> tuple[Section, ...]:
    body, known = parse(text, line), dict(leads)
    tokens = _all_shown(body, known)
    cuts = [at for at, one in enumerate(tokens) if one.type == "heading_open" and one.tag == "h2" and one.level == 0]
    by_anchor = {one.anchor: one for one in body.headings}
    found = [Section(None, Markup(""), _rendered(tokens[: min(cuts, default=None)]), ())]
    for start, end in itertools.pairwise([*cuts, len(tokens)]):
        # A heading is three tokens: where it opens, what it says, and where it closes.
        heading, rest = by_anchor[str(tokens[start].attrGet("id"))], body.tokens[start + 3 : end]
        said = (plain(one.children or (), lambda one: known[_key(one)]) for one in rest if one.type == "inline")
        shown = map(_numbered, tokens[start + 3 : end]) if heading.anchor in in_order else tokens[start + 3 : end]
        found.append(Section(heading, _rendered(tokens[start + 1 : start + 2]), _rendered(list(shown)), tuple(said)))
    return tuple(found)


def _numbered(token: Token) -> Token:
    if token.level or not token.type.startswith("bullet_list_"):
        return token
    numbered = copy.copy(token)
    numbered.tag, numbered.type = "ol", token.type.replace("bullet", "ordered")
    return numbered


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
    open_links: list[Target] = []
    for child in children:
        if child.type == "link_open":
            target = resolve(reference(str(child.attrGet("href") or "")))
            open_links.append(target)
            if (href := target.href) is not None:
                # Embeds open links in the top window; a place on the same page stays in the frame.
                yield _with(child, href=href, target="_self" if href.startswith("#") else None)
        elif child.type == "link_close":
            target = open_links.pop()
            if target.href is not None:
                yield child
            elif target.note:
                yield _text(f" ({target.note})")
        elif child.type == "text":
            yield from _with_placeholders(child, resolve, inside_link=any(one.href is not None for one in open_links))
        elif child.type == "image":
            # One that cannot be shown, in a site that is published without what is wrong: what it shows is said.
            yield _text(child.content)
        else:
            yield child


def _with_placeholders(token: Token, resolve: Resolve, *, inside_link: bool) -> Iterator[Token]:
    at = 0
    for one in placeholders_in(token.content):
        yield _text(token.content[at : one.start])
        target = resolve(placeholder(one))
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
        if opening.type == "paragraph_open" and opening.level == 0 and not is_picture(inline):
            return plain(inline.children or (), resolve)
    return ""


def text(body: Body, resolve: Resolve | None = None) -> str:
    """Return the body as plain text: an empty line between blocks, a hyphen before each item of a list."""
    blocks: list[str] = []
    before = ["", ""]
    for token in body.tokens:
        if token.type == "inline" and not is_picture(token):
            is_item = before == ["list_item_open", "paragraph_open"]
            said = ("- " if is_item else "") + plain(token.children or (), resolve)
            if is_item and blocks and blocks[-1].startswith("- "):
                blocks[-1] += f"\n{said}"
            else:
                blocks.append(said)
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip())
        before = [before[1], token.type]
    return "\n\n".join(blocks)


def line_html(text: str, resolve: Resolve) -> Markup:
    """Return one line of author's text (an update) as HTML, its references resolved."""
    tokens = _engine().parseInline(text)
    for token in tokens:
        token.children = list(_resolved(token.children or [], resolve))
    return Markup(_engine().renderer.render(tokens, _engine().options, {}))  # noqa: S704


# CommonMark 0.31, 2.4: any of these, with a backslash before it, is itself and nothing more.
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def of_plain_text(text: str) -> str:
    """Return a text that shows as it is written: no markup, every line on its own. Placeholders are still filled in."""
    paragraphs = re.split(r"\n(?:[^\S\n]*\n)+", text.strip())
    return "\n\n".join("\\\n".join(map(_literal, paragraph.split("\n"))) for paragraph in paragraphs)


def _literal(line: str) -> str:
    return _PUNCTUATION.sub(lambda match: f"\\{match[0]}", line.strip())
