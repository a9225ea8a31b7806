"""Questions in a terminal: asked until there is an answer that can be taken, and never where nobody can answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

import click

Found = TypeVar("Found")


def is_terminal() -> bool:
    """Return whether somebody can be asked."""
    return sys.stdin.isatty()


def answer(judge: Callable[[str], tuple[tuple[Found, ...], str]], *, is_needed: bool, needed: str) -> tuple[Found, ...]:
    """Return what `judge` makes of an answer; nothing for an empty one, where that will do.

    `judge` returns what it made and what is wrong; `needed` is said when there must be an answer.
    """
    while True:
        text = click.prompt("", default="", show_default=False, prompt_suffix="> ", err=True).strip()
        if not text:
            if not is_needed:
                return ()
            click.echo(needed, err=True)
            continue
        found, wrong = judge(text)
        if not wrong:
            return found
        click.echo(wrong, err=True)
