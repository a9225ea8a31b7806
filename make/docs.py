"""The documentation as a site of its own: a page for each chapter and each code of a problem, and a list to search.

It is no part of what a municipality publishes: make docs puts it in a folder of its own. For editors it is in bokmål,
for integrators and developers in English.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import posixpath
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from site_builder.rendering import markdown
from site_builder.rendering.markdown import Target
from site_builder.rendering.references import Reference
from site_builder.writing import write

TOP = Path(__file__).resolve().parent.parent
PARTS = Path(__file__).with_name("docs")
CODE = re.compile(r"[A-Z]\d{3}")


@dataclass(frozen=True, slots=True)
class Source:
    """A document: where it is published, and at headings of which level it is divided into pages (0: at none)."""

    path: str
    folder: str
    language: str
    level: int = 0


SOURCES = (
    Source("docs/redaktor.md", "redaktor", "nb", 2),
    Source("docs/problemer.md", "problemer", "nb", 3),
    Source("docs/felt.md", "felt", "nb", 2),
    Source("docs/fjerne.md", "fjerne", "nb"),
    Source("README.md", "readme", "en"),
    Source("docs/publishing.md", "publishing", "en", 2),
    Source("docs/fields.md", "fields", "en", 2),
    Source("docs/api.md", "api", "en"),
    Source("docs/architecture.md", "architecture", "en"),
    Source("CHANGELOG.md", "changelog", "en"),
)
"""In the order of the front page: those of a language together"""

WORDS = {
    "nb": {
        "for": "For deg som skriver", "skip": "Hopp til innholdet", "home": "Dokumentasjon", "find": "Søk",
        "pages": "Sider", "next": "Neste", "before": "Forrige", "where": "Du er her",
    },
    "en": {
        "for": "For integrators and developers", "skip": "Skip to the content", "home": "Documentation",
        "find": "Search", "pages": "Pages", "next": "Next", "before": "Previous", "where": "You are here",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chapter:
    """What becomes a page: a document's beginning (without a group), or what stands under one of its headings."""

    source: Source
    address: str
    title: str
    text: str
    """Markdown without the title; its own headings begin at the second level"""
    group: str = ""
    """The heading of the second level above it, where it is divided at the third"""


def chapters_of(source: Source, text: str) -> tuple[Chapter, ...]:
    """Return the pages of a document, its front page first."""
    lines = text.split("\n")
    headings = markdown.parse(text).headings
    title = next(one for one in headings if one.level == 1)
    cuts = [one for one in headings if source.level and one.level in (2, source.level)]
    promoted = _promoted(lines, [one for one in headings if one.level > source.level], source.level - 1)
    first = Chapter(source, f"/{source.folder}/", title.text, "\n".join(lines[title.line : _line(cuts, 0, lines)]))
    found, group = [first], ""
    for number, heading in enumerate(cuts):
        if heading.level < source.level:
            group = heading.text
            continue
        own = "\n".join(promoted[heading.line : _line(cuts, number + 1, lines)])
        name = heading.text if CODE.fullmatch(heading.text) else heading.anchor
        found.append(Chapter(source, f"/{source.folder}/{name}/", heading.text, own, group))
    return tuple(found)


def _line(cuts: Sequence[markdown.Heading], number: int, lines: Sequence[str]) -> int:
    """Return how many lines stand above a cut; above the end, where there are no more of them."""
    return cuts[number].line - 1 if number < len(cuts) else len(lines)


def _promoted(lines: Sequence[str], headings: Sequence[markdown.Heading], by: int) -> list[str]:
    """Return the lines of a document with headings so many levels higher: the title of a page is its first."""
    promoted = list(lines)
    for one in headings:
        promoted[one.line - 1] = promoted[one.line - 1].removeprefix("#" * by)
    return promoted


# --- links ---------------------------------------------------------------------------------------


def anchor_of(heading: str) -> str:
    """Return the anchor by which documents name a heading, as GitHub and GitLab make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def places_of(chapters: Sequence[Chapter]) -> Mapping[tuple[str, str], str]:
    """Return where each document, and each heading of one by its anchor, is published."""
    found: dict[tuple[str, str], str] = {}
    for one in chapters:
        path = one.source.path
        found.setdefault((path, ""), one.address)
        found.setdefault((path, anchor_of(one.title)), one.address)
        for heading in markdown.parse(one.text).headings:
            found.setdefault((path, anchor_of(heading.text)), f"{one.address}#{heading.anchor}")
    return found


_PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<name>[a-z0-9/-]+)\.png\)")


def body_of(chapter: Chapter, places: Mapping[tuple[str, str], str]) -> Markup:
    """Return a chapter's text as HTML. Pictures are those beside the documents; a link to a file that is no document
    is plain text."""
    alts = {PurePosixPath(match["name"]).name: match["alt"] for match in _PICTURE.finditer(chapter.text)}
    text = _PICTURE.sub(lambda match: f"![](bilde:{PurePosixPath(match['name']).name})", chapter.text)

    def resolve(one: Reference) -> Target:
        if one.kind == "web":
            return Target(one.target)
        if one.kind == "picture":
            href = relative(chapter.address, f"/bilder/{one.target}.png")
            figure = Markup('<img src="{}" alt="{}" loading="lazy">').format(href, alts[one.target])
            return Target(figure=Markup('<p class="picture">{}</p>\n').format(figure))
        path = posixpath.normpath(posixpath.join(posixpath.dirname(chapter.source.path), one.target))
        place = places.get((path if one.kind == "file" else chapter.source.path, one.anchor or ""))
        return Target(relative(chapter.address, place) if place else None, one.written)

    html = markdown.html(markdown.parse(text), resolve)
    # What is wider than the page is moved sideways with the keyboard too.
    return Markup(str(html).replace("<pre>", '<pre tabindex="0">'))  # noqa: S704 - it was escaped when it was rendered


def relative(page: str, address: str) -> str:
    """Return the way from a page to an address: the site can lie in any folder."""
    path, mark, anchor = address.partition("#")
    way = posixpath.relpath(path, page)
    ending = "/" if path.endswith("/") else ""
    return f"{way}{ending}{mark}{anchor}"


# --- pages ---------------------------------------------------------------------------------------


def site(texts: Mapping[str, str], pictures: Mapping[str, bytes]) -> dict[PurePosixPath, bytes | None]:
    """Return the files of the site, from the documents and the pictures by their names."""
    chapters = [chapter for one in SOURCES for chapter in chapters_of(one, texts[one.path])]
    places = places_of(chapters)
    files: dict[PurePosixPath, bytes | None] = {
        PurePosixPath("bilder") / name: content for name, content in pictures.items()
    }
    for before, one, after in zip([None, *chapters], chapters, [*chapters[1:], None], strict=False):
        html = _chapter(one, chapters, places, before, after)
        files[PurePosixPath(one.address.strip("/")) / "index.html"] = html.encode()
    files[PurePosixPath("index.html")] = _home(chapters).encode()
    files[PurePosixPath("finn/index.html")] = _register(chapters).encode()
    return files


def _page(address: str, title: str, language: str, body: Markup, script: str = "") -> str:
    words, style = WORDS[language], _part("style.css")
    trail = Markup("") if address == "/" else _link(address, "/", words["home"])
    return _template("page.html").format(
        language=language,
        title=title,
        style=Markup(style),  # noqa: S704 - ours
        style_hash=_hash(style),
        script_source=f"'sha256-{_hash(script)}'" if script else "'none'",
        script=Markup("<script>{}</script>").format(Markup(script)) if script else "",  # noqa: S704 - ours
        skip=words["skip"],
        where=words["where"],
        trail=trail,
        find=_link(address, "/finn/", words["find"]),
        body=body,
    )


@cache
def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8").strip()


def _template(name: str) -> Markup:
    return Markup(_part(name))  # noqa: S704 - ours; what is put in it is escaped


def _hash(text: str) -> str:
    """Return what the policy of a page allows an element by (CSP 3, 2.3.1)."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _link(page: str, address: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(relative(page, address), text)


def _list(page: str, chapters: Sequence[Chapter]) -> Markup:
    rows = (
        Markup("<li>{}{}</li>").format(
            _link(page, one.address, one.title), f" {_said(one)}" if CODE.fullmatch(one.title) else ""
        )
        for one in chapters
    )
    return Markup('<ul class="pages">{}</ul>').format(Markup("\n").join(rows))


def _said(chapter: Chapter) -> str:
    return markdown.summary(markdown.parse(chapter.text))


def _chapter(
    one: Chapter, chapters: Sequence[Chapter], places: Mapping[tuple[str, str], str],
    before: Chapter | None, after: Chapter | None,
) -> str:  # fmt: skip
    words = WORDS[one.source.language]
    parts = [Markup("<h1>{}</h1>\n").format(one.title), body_of(one, places)]
    own = [other for other in chapters if other.source == one.source and other.address != f"/{one.source.folder}/"]
    if one.address == f"/{one.source.folder}/":
        for group, found in itertools.groupby(own, lambda other: other.group):
            parts += [Markup("<h2>{}</h2>\n").format(group or words["pages"]), _list(one.address, list(found))]
    else:
        first = next(other for other in chapters if other.source == one.source)
        parts.insert(0, Markup('<p class="above">{}</p>\n').format(_link(one.address, first.address, first.title)))
    near = [
        Markup('<li class="{}">{}: {}</li>').format(key, words[key], _link(one.address, other.address, other.title))
        for key, other in (("before", before), ("next", after))
        if other and other.source == one.source
    ]
    if near:
        row = Markup("").join(near)
        parts.append(Markup('<nav aria-label="{}"><ul class="near">{}</ul></nav>').format(words["pages"], row))
    return _page(one.address, one.title, one.source.language, Markup("").join(parts))


def _home(chapters: Sequence[Chapter]) -> str:
    parts = [Markup("<h1>Dokumentasjon</h1>\n")]
    for language, found in itertools.groupby(SOURCES, lambda one: one.language):
        firsts = [next(one for one in chapters if one.source == source) for source in found]
        rows = (Markup("<li>{}<br>{}</li>").format(_link("/", one.address, one.title), _said(one)) for one in firsts)
        parts.append(
            Markup('<section lang="{}"><h2>{}</h2><ul class="doors">{}</ul></section>\n').format(
                language, WORDS[language]["for"], Markup("\n").join(rows)
            )
        )
    return _page("/", "Dokumentasjon", "nb", Markup("").join(parts))


def _register(chapters: Sequence[Chapter]) -> str:
    """Return the page of all pages and headings, which its script narrows while somebody writes.

    A page is found by each of its words, a heading by its own.
    """
    rows = []
    for one in chapters:
        is_code, language = CODE.fullmatch(one.title), one.source.language
        said = _said(one)[:160] if is_code else one.source.folder
        rows.append((language, "" if is_code else _words(one), one.address, one.title, said))
        headings = markdown.parse(one.text).headings
        rows += [(language, "", f"{one.address}#{it.anchor}", it.text, one.title) for it in headings]
    items = (
        Markup('<li lang="{}" data-words="{}">{} <span>{}</span></li>').format(
            language, words, _link("/finn/", address, title), said
        )
        for language, words, address, title, said in rows
    )
    body = _template("find.html").format(items=Markup("\n").join(items))
    return _page("/finn/", "Søk i dokumentasjonen", "nb", body, _part("find.js"))


def _words(chapter: Chapter) -> str:
    """Return the words of a chapter, each once; the shortest say nothing of it."""
    return " ".join(sorted(set(re.findall(r"[^\W\d_]{4,}", chapter.text.lower()))))


def read(top: Path) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the documents by their paths, and the pictures beside them by their names."""
    texts = {one.path: (top / one.path).read_text(encoding="utf-8") for one in SOURCES}
    return texts, {one.name: one.read_bytes() for one in sorted((top / "docs").glob("*.png"))}


def main(out: Path) -> None:
    files = site(*read(TOP))
    write(files, out)
    print(f"{out}: {len(files)} filer")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
