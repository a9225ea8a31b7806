"""The content, for commands that ask something of it: what is wrong with it is said, and how it ends."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from site_builder.loading import Loaded


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
