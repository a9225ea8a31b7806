"""What a Markdown body points at or asks for: links, placeholders, characters by number; each with its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import parse_qsl, unquote

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from site_builder.problems import Mark
from site_builder.rendering.placeholders import Placeholder, placeholders_in
from site_builder.rendering.places import Finder
from site_builder.text.characters import strange_in
from site_builder.text.reference_words import LINK_WORDS
from site_builder.text.slugs import is_slug, slug_of

_REFERENCE = re.compile(r"(?P<word>[a-zæøå]+):(?P<slug>[a-z0-9-]+)(?:#(?P<anchor>.+))?")
_FILE = re.compile(r"(?P<file>[^:#?]+\.md)(?:#(?P<anchor>.+))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a body points at: `kind` is a content type's word, part, web, file, anchor, address or bad."""

    kind: str
    target: str
    anchor: str | None = None
    written: str = ""
    mark: Mark = Mark(1)
    code: str = ""
    """Of the problem that it is, when it is bad."""
    instead: str = ""
    text: str = ""
    """What it is to be called here, where it is a picture: instead of what is said of it everywhere"""


_UNPLACED = Mark(1)


def references_in(tokens: Sequence[Token], lines: Sequence[str], first_line: int) -> Iterator[Reference]:
    """Yield all that the tokens of some lines point at, each with its place in them."""
    for token in tokens:
        if token.type != "inline" or not token.map:
            continue
        start, end = token.map
        finder = Finder(lines[start:end], first_line + start)
        yield from _without_a_name(token.children or (), Finder(lines[start:end], first_line + start))
        for child in token.children or ():
            if child.type == "link_open":
                written = str(child.attrGet("href") or "")
                yield reference(written, finder.mark(written))
            elif child.type == "image":
                mark = finder.mark(str(child.attrGet("src") or ""))
                yield picture(child, mark, stands_alone=is_picture(token))
            elif child.type == "text":
                for one in placeholders_in(child.content):
                    yield placeholder(one, finder.mark(one.written))
    yield from strange_references(lines, first_line, frozenset("".join(_all_text(tokens))))


def _without_a_name(children: Sequence[Token], finder: Finder) -> Iterator[Reference]:
    shown = [child for child in children if child.type != "text" or child.content.strip()]
    for opening, closing in itertools.pairwise(shown):
        if opening.type == "link_open" and closing.type == "link_close":
            href = unquote(str(opening.attrGet("href") or ""))
            yield Reference(
                "bad", href, written=f"[]({href})", mark=finder.mark(f"[]({href})"), code="R425", instead=href
            )


def is_picture(token: Token) -> bool:
    """Return whether a paragraph is a picture and nothing else."""
    shown = [one for one in token.children or () if one.type != "text" or one.content.strip()]
    return token.type == "inline" and [one.type for one in shown] == ["image"]


def image_in(token: Token) -> Token:
    """Return the image of a paragraph that is a picture."""
    return next(one for one in token.children or () if one.type == "image")


_PART = re.compile(r"(?P<word>vis|show):(?P<slug>.*)", re.DOTALL)
_PICTURE = re.compile(r"(?:bilde|picture):(?P<slug>[a-z0-9-]+)")


def picture(token: Token, mark: Mark = _UNPLACED, *, stands_alone: bool = True) -> Reference:
    """Return what a picture in a text points at."""
    source = unquote(str(token.attrGet("src") or ""))
    match = _PICTURE.fullmatch(source)
    written = f"![{token.content}]({source})"
    if shown := _PART.fullmatch(source):
        part = Reference("part", shown["slug"], written=written, mark=mark, text=token.content)
        return _part(shown, part, stands_alone=stands_alone)
    if match is None:
        return Reference("bad", source, written=source, mark=mark, code="P117", instead=slug_of(stem_of(source)))
    if not stands_alone:
        return Reference("bad", source, written=written, mark=mark, code="P118", instead=written)
    return Reference("picture", match["slug"], written=written, mark=mark, text=token.content)


def _part(match: re.Match[str], part: Reference, *, stands_alone: bool) -> Reference:
    """Return the part of others' sites that a text shows, or what is wrong with how it does."""
    if not is_slug(part.target):
        meant = f"![{part.text}]({match['word']}:{slug_of(part.target) or 'billetter'})"
        return replace(part, kind="bad", written=match[0], code="E105", instead=meant)
    return part if stands_alone else replace(part, kind="bad", code="E106", instead=part.written)


def stem_of(source: str) -> str:
    """Return the name of a file without its folders, those of Windows too, and its ending."""
    return re.split(r"[/\\]", source)[-1].partition(".")[0]


def placeholder(one: Placeholder, mark: Mark = _UNPLACED) -> Reference:
    """Return what a placeholder points at."""
    if one.instead or not one.kind:
        code = "R422" if one.instead else "R406"
        return Reference("bad", one.slug, written=one.written, mark=mark, code=code, instead=one.instead)
    return Reference(one.kind, one.slug, written=one.written, mark=mark)


_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CHARACTER_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")


def strange_references(lines: Sequence[str], first_line: int, shown: Set[str] | None = None) -> Iterator[Reference]:
    """Yield each `&#x202E;` that brings in a character which the file itself may not hold.

    `shown` holds the characters that became text: in code such a thing is text itself.
    """
    for number, line in enumerate(lines, first_line):
        for match in _CHARACTER_REFERENCE.finditer(line):
            character = unescapeAll(match[0])
            if character == match[0] and "#" in character:
                # CommonMark makes this of what is no character (&#0;, half a pair).
                character = _REPLACEMENT
            is_strange = character == _REPLACEMENT or any(strange_in(character))
            if is_strange and (shown is None or shown >= set(character)):
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


def reference(href: str, mark: Mark = _UNPLACED) -> Reference:
    """Return what the target of a link points at."""
    written = unquote(href)
    if href.startswith("#"):
        return Reference("anchor", "", written[1:], written, mark)
    match = _REFERENCE.fullmatch(written)
    if match and match["word"] in LINK_WORDS:
        return Reference(LINK_WORDS[match["word"]], match["slug"], match["anchor"], written, mark)
    if match := _FILE.fullmatch(written):
        return Reference("file", match["file"], match["anchor"], written, mark)
    if is_web(href):
        return Reference("web", href, written=written, mark=mark)
    if href.startswith("/") and not href.startswith("//"):
        return Reference("address", written, written=written, mark=mark)
    if instead := _with_its_scheme(written):
        return Reference("bad", href, written=written, mark=mark, code="R443", instead=instead)
    return Reference("bad", href, written=written, mark=mark, code="R405")


_BARE_HOST = re.compile(
    r"(?:www\.[^\s/@]+|(?:[a-z0-9-]+\.)+(?:no|com|org|net|eu|info|example))(?:/\S*)?", re.IGNORECASE
)


def _with_its_scheme(written: str) -> str:
    """Return an address that lacks what says of which kind it is, with that; empty for what is no address."""
    kind = "https://" if _BARE_HOST.fullmatch(written) else "mailto:" if "@" in written else "tel:"
    return kind + written if is_web(kind + written) else ""


def at_home(one: Reference, base_url: str) -> Reference:
    """Return the reference; one that is an address of the site's own, written in full, as the address it is.

    `base_url` is the one in the settings: what stands in a text does not change with a preview.
    """
    address = own_address(one.target, base_url) if one.kind == "web" else None
    return one if address is None else replace(one, kind="address", target=address)


def own_address(url: str, base_url: str) -> str | None:
    """Return the address from the root of what a full address names on the site at `base_url`; None elsewhere.

    Addresses that differ in nothing but their spelling are one (RFC 3986, 6.2.2 and 6.2.3).
    """
    there = _FULL_ADDRESS.fullmatch(url)
    if there is None or _server(there) != _home(base_url)[0]:
        return None
    prefix, path = _home(base_url)[1], _without_dots(unquote(there["path"]))
    if not (path + "/").startswith(prefix + "/"):
        return None
    return "/" + path.removeprefix(prefix).lstrip("/") + unquote(there["rest"])


_FULL_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[^/?#:]+)(?::(?P<port>[0-9]*))?(?P<path>[^?#]*)(?P<rest>.*)", re.IGNORECASE
)
_USUAL_PORTS = {"http": "80", "https": "443"}


@cache
def _home(base_url: str) -> tuple[str, str]:
    """Return the server and the path of an address, as they are compared."""
    home = _FULL_ADDRESS.fullmatch(base_url)
    return (_server(home), unquote(home["path"]).rstrip("/")) if home else ("", "")


def _server(address: re.Match[str]) -> str:
    """Return the host of a full address, with its port unless that is the usual one of its scheme."""
    host = ".".join(_letters(label) for label in unquote(address["host"]).lower().split("."))
    # What is http today is https tomorrow: they are one site.
    port = address["port"] or ""
    return host if port in ("", _USUAL_PORTS[address["scheme"].lower()]) else f"{host}:{port}"


def _letters(label: str) -> str:
    """Return a part of a host's name with its own letters: links have ø written otherwise (RFC 3492)."""
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode().decode("punycode").lower()
    except UnicodeError:
        return label


def _without_dots(path: str) -> str:
    """Return a path without `.` and `..` (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            kept = [*kept[:1], *kept[1:-1]]
        elif part != ".":
            kept.append(part)
    # What ends in dots is a folder.
    return "/".join([*kept, ""] if parts[-1] in (".", "..") else kept)


def is_web(href: str) -> bool:
    """Return whether a link may leave the site as it stands: https, http, mailto or tel, and no user name."""
    if re.fullmatch(r"tel:\+?[0-9]{3,15}", href) or _is_mail(href):
        return True
    return _WEB.fullmatch(href) is not None


_WEB = re.compile(r"(?i:https?)://[^\s/@\\<>\"]+\.[^\s/@\\<>\"]+(?:[/?#][^\s\\<>\"]*)?")


_MAIL = re.compile(r"mailto:[A-Za-z0-9._+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}(?:\?(?P<headers>[^#]*))?")


def _is_mail(href: str) -> bool:
    """Return whether a link opens a letter to one address: a subject and a text, no other receiver (RFC 6068)."""
    match = _MAIL.fullmatch(href)
    headers = parse_qsl(match["headers"] or "", keep_blank_values=True) if match else []
    return match is not None and all(
        name == "body" or (name == "subject" and not re.search(r"[\r\n]", value)) for name, value in headers
    )
