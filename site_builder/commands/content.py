"""The content, for commands that ask something of it, and the pages that they write."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from site_builder.identity_numbers import masked
from site_builder.text.messages import Sentence
from site_builder.usage import Misuse, WrongValue, cannot_write_file
from site_builder.writing import MARKER, CannotWrite, write_sources

if TYPE_CHECKING:
    from site_builder.loading import Loaded


class Page(click.ParamType[Path]):
    """An HTML file that may be made, where nothing is published from."""

    name = "fil"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        found = Path(str(value))
        if found.suffix.lower() not in (".html", ".htm"):
            raise WrongValue(Sentence("misuse.no_page", text=value), param=param, ctx=ctx)
        if found.is_dir():
            raise WrongValue(Sentence("misuse.is_folder", text=value), param=param, ctx=ctx)
        if any((folder / MARKER).exists() for folder in found.resolve().parents):
            raise WrongValue(Sentence("misuse.is_public", text=value), param=param, ctx=ctx)
        return found


def written(root: Path, out: Path, page: str) -> None:
    """Put a page on disk, not among what a site is made of; identity numbers in it are masked, for it is passed on."""
    not_among_sources(root, out)
    try:
        write_sources({PurePosixPath(out.name): masked(page).encode()}, out.parent)
    except CannotWrite as fault:
        raise cannot_write_file(out, fault.errno) from None


def not_among_sources(root: Path, out: Path) -> None:
    """Raise Misuse for a file that would lie among what a site is made of."""
    from site_builder.build import SOURCES

    # Of the real places: a link does not make two folders of one.
    place = Path(os.path.realpath(out))
    for name in (*SOURCES, "site_builder"):
        if Path(os.path.realpath(root / name)) in place.parents:
            raise Misuse(Sentence("misuse.page_among_sources", text=out, folder=name, file=out.name))


def content_of(root: Path, now: datetime) -> Loaded:
    """Return the content; without a site to ask, say why and exit."""
    from site_builder.loading import load
    from site_builder.problems import as_text
    from site_builder.text.messages import catalogue

    loaded = load(root, now=now)
    if loaded.site is None:
        click.echo(as_text(loaded.problems, loaded.sources, catalogue(loaded.language)), nl=False, err=True)
        click.get_current_context().exit(1)
    return loaded


def end(loaded: Loaded) -> None:
    """End well; where errors in the content may have kept something out of the answer, say so and exit."""
    from site_builder.text.messages import catalogue

    if errors := sum(one.is_error for one in loaded.problems):
        click.echo(catalogue(loaded.language).say("list.in_part", n=errors), err=True)
        click.get_current_context().exit(1)


def width() -> int | None:
    """Return how many characters a line of the terminal has; None where nobody looks at one."""
    return os.get_terminal_size(sys.stdout.fileno()).columns or None if sys.stdout.isatty() else None
