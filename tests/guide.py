"""The examples in the documents, as files: those of the editors' guide are a whole small site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from PIL import Image

from site_builder.content_types.pictures import Picture
from tests.support import ROOT

GUIDE = (ROOT / "docs/redaktor.md").read_text(encoding="utf-8")


def blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the language, what stands after it, and the content of each fenced block."""
    for token in MarkdownIt().parse(text):
        if token.type == "fence":
            language, _, rest = token.info.partition(" ")
            yield language, rest, token.content


def write_examples(text: str, root: Path) -> None:
    """Write each block that has a path, and a picture for each that is described."""
    for _, path, content in blocks(text):
        if path:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, encoding="utf-8")
    for name in re.findall(r"^  fil: ([^/\n]+)$", text, re.MULTILINE):
        picture = root / Picture.folder / name
        picture.parent.mkdir(exist_ok=True)
        Image.new("RGB", (1600, 1000), "green").save(picture)
