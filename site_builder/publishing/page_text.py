"""What a person reads on a page, as plain lines: headings, paragraphs, lists and tables, without menus and scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_UNSEEN = frozenset({"head", "script", "style", "template", "svg", "datalist", "select", "noscript"})
_AROUND = frozenset({"header", "nav", "footer"})
"""What stands on every page, unless it is within `main`"""
_HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", *_HEADINGS}
)


@dataclass(frozen=True, slots=True)
class PageText:
    """`above` is what stands over the page itself, such as alerts of danger; both are lines."""

    above: tuple[str, ...]
    main: tuple[str, ...]


def text_of(page: str) -> PageText:
    """Return what is read on a page as it was built, without what a script shows later."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_line()
    return PageText(tuple(_tidy(reader.above)), tuple(_tidy(reader.main)))


def _tidy(lines: list[str]) -> list[str]:
    """Return the lines with one empty line before each heading, and none besides."""
    found: list[str] = []
    for line in lines:
        if line.startswith("#") and found:
            found.append("")
        found.append(line)
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.above: list[str] = []
        self.main: list[str] = []
        self.open: list[tuple[str, bool]] = []
        """Elements that are not closed yet, and whether each hides what is in it"""
        self.line = ""
        self.start = ""

    @property
    def is_in_main(self) -> bool:
        return any(tag == "main" for tag, _ in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS:
            self.end_line()
            self.start = _HEADINGS.get(tag, "- " if tag == "li" else self.start if self.start == "- " else "")
        elif tag == "br":
            self.end_line()
        elif tag in ("td", "th") and self.line:
            self.line += " | "
        if tag == "img" and given.get("alt") and not self._is_hidden():
            self.line += f" [{given['alt']}] "
        if tag not in _VOID:
            is_around = tag in _AROUND and not self.is_in_main
            is_skip = tag == "a" and given.get("class") == "skip"
            self.open.append((tag, "hidden" in given or tag in _UNSEEN or is_around or is_skip))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
            self.start = ""
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not self._is_hidden():
            self.line += data

    def end_line(self) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", self.line).strip(" |")
        if text:
            (self.main if self.is_in_main else self.above).append(f"{self.start}{text}")
            self.start = ""
        self.line = ""

    def _is_hidden(self) -> bool:
        return any(hides for _, hides in self.open)
