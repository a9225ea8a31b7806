"""What a rendered page says of itself: the ids in it, and the internal addresses it points at."""

from __future__ import annotations

from html.parser import HTMLParser

from site_builder.model import PageFacts

_POINTING = {"a": "href", "link": "href", "script": "src", "img": "src", "iframe": "src"}


def facts_of(page: str, prefix: str) -> PageFacts:
    """Return the facts of a page. Addresses are given from the site's root, without the site's prefix."""
    reader = _Reader(prefix)
    reader.feed(page)
    reader.close()
    return PageFacts(tuple(reader.ids), tuple(sorted(reader.links)))


class _Reader(HTMLParser):
    def __init__(self, prefix: str) -> None:
        super().__init__(convert_charrefs=True)
        self.prefix = prefix
        self.ids: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if identity := given.get("id"):
            self.ids.append(identity)
        pointing = _POINTING.get(tag)
        if pointing and (href := given.get(pointing)):
            self._link(href)
        # What the map's script loads stands in data attributes.
        for name, value in attrs:
            if value and name.startswith("data-") and value.startswith("/"):
                self._link(value)

    def _link(self, href: str) -> None:
        if href.startswith("#"):
            self.links.add(href)
        elif href.startswith("/") and not href.startswith("//") and href.startswith(self.prefix):
            self.links.add(href[len(self.prefix) :])
