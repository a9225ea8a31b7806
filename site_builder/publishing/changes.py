"""What becomes another from one built site to the next, as its readers would see it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from site_builder.outputs.standing import Turned, turned
from site_builder.problems import printable
from site_builder.publishing.manifest import Manifest, differing
from site_builder.publishing.page_text import text_of
from site_builder.text import escaping
from site_builder.text.messages import Catalogue

Read = Callable[[PurePosixPath], bytes]
SHOWN = 40
"""How many addresses of a kind are shown to people; the rest is a number."""
KINDS = ("added", "changed", "removed")


@dataclass(frozen=True, slots=True)
class Changes:
    """Addresses of pages by what became of them, and how many files besides."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    remade: int = 0
    """Pages that say the same as before: around it, or in the code, something is another"""
    others: int = 0
    """Files that are no pages of the site's own: feeds, data, pictures, and pages for other people's pages"""
    crises: Turned = Turned()

    @property
    def is_nothing(self) -> bool:
        return self == Changes()


def changes(before: Manifest, after: Manifest, read_before: Read, read_after: Read) -> Changes:
    """Return what is another. The readers answer with the content of a file of theirs."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    remade = others = 0
    for path in differing(before, after):
        if not _is_page(path):
            others += 1
        elif path not in before.by_path:
            found["added"].append(address_of(path))
        elif path not in after.by_path:
            found["removed"].append(address_of(path))
        elif _said(read_before(path)) == _said(read_after(path)):
            remade += 1
        else:
            found["changed"].append(address_of(path))
    crises = turned(before.crises, after.crises)
    by_kind = {kind: tuple(sorted(paths)) for kind, paths in found.items()}
    return Changes(**by_kind, remade=remade, others=others, crises=crises)


def _is_page(path: PurePosixPath) -> bool:
    return path.suffix == ".html" and path.parts[0] != "embed"


def _said(page: bytes) -> tuple[str, ...]:
    return text_of(page.decode("utf-8", "replace")).main


def address_of(path: PurePosixPath) -> str:
    """Return the address that a file answers: `a/index.html` is `/a/`."""
    address = f"/{path.as_posix()}"
    return address.removesuffix("index.html") if path.name == "index.html" else address


def as_lines(found: Changes, words: Catalogue) -> Iterator[str]:
    """Yield what a person reads in a terminal."""
    if found.is_nothing:
        yield words.say("changes.none")
    yield from crises_as_lines(found.crises, words)
    for kind in KINDS:
        addresses = getattr(found, kind)
        if addresses:
            yield words.say(f"changed_pages.{kind}", n=len(addresses))
            yield from (f"  {one}" for one in _shown(addresses, words))
    yield from _besides(found, words)


def as_markdown(found: Changes, words: Catalogue) -> str:
    """Return the same for the summary of a job (GitHub Flavored Markdown)."""
    lines = [f"## {words.say('changes.title')}", ""]
    if found.is_nothing:
        lines += [words.say("changes.none"), ""]
    for line in crises_as_lines(found.crises, words):
        lines += [f"**{escaping.as_markdown(line)}**", ""]
    for kind in KINDS:
        addresses = getattr(found, kind)
        if addresses:
            lines += [f"### {words.say(f'changed_pages.{kind}', n=len(addresses))}", ""]
            lines += [*(f"- {_code(one)}" for one in _shown(addresses, words)), ""]
    return "\n".join([*lines, *_besides(found, words), ""])


def as_json(found: Changes) -> str:
    """Return an object: addresses under `added`, `changed` and `removed`, numbers under `remade` and `others`, titles
    under `crises_gone` and `crises_come`."""
    whole = {kind: getattr(found, kind) for kind in (*KINDS, "remade", "others")}
    whole |= {"crises_gone": found.crises.gone, "crises_come": found.crises.come}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def crises_as_lines(crises: Turned, words: Catalogue, *, is_back: bool = False) -> Iterator[str]:
    """Yield what crises go and come; `is_back` where what is public was so before."""
    yield from (words.say("standing.gone", title=printable(one)) for one in crises.gone)
    key = "standing.returns" if is_back else "standing.comes"
    yield from (words.say(key, title=printable(one), n=crises.pages) for one in crises.come)


def _shown(addresses: tuple[str, ...], words: Catalogue) -> Iterable[str]:
    shown = [printable(one) for one in addresses[:SHOWN]]
    return [*shown, words.say("changes.more", n=len(addresses) - SHOWN)] if len(addresses) > SHOWN else shown


def _code(shown: str) -> str:
    return f"`{shown}`" if shown.startswith("/") else shown


def _besides(found: Changes, words: Catalogue) -> Iterator[str]:
    if found.added and found.removed:
        # Links from elsewhere lead nowhere then, and nothing in the content is wrong.
        yield words.say("changes.moved")
    if found.remade:
        yield words.say("changes.remade", n=found.remade)
    if found.others:
        yield words.say("changes.others", n=found.others)
