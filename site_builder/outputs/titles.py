"""What pages are called in tabs, bookmarks and search results: there no two may be called the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from site_builder.model import Planned
from site_builder.outputs.views import Head
from site_builder.text.foreign import like


def told_apart(planned: Sequence[Planned]) -> list[Planned]:
    """Return the files, each page that shares its title with another under a longer one, where it has any."""
    pages = list(planned)
    for step in range(max((len(head.longer) for head in _heads(pages)), default=0)):
        taken = Counter(head.title for head in _heads(pages))
        pages = [_longer(one, step, taken) for one in pages]
    return pages


def _longer(one: Planned, step: int, taken: Counter[str]) -> Planned:
    head = _head(one)
    if head is None or taken[head.title] == 1 or step >= len(head.longer):
        return one
    return replace(one, view=replace(one.view, head=replace(head, title=like(head.longer[step], head.title))))


def _heads(pages: Iterable[Planned]) -> list[Head]:
    return [head for one in pages if (head := _head(one)) is not None]


def _head(one: Planned) -> Head | None:
    head = getattr(one.view, "head", None)
    return head if isinstance(head, Head) else None
