"""`check --fix`: mend what has one right answer, and show each line before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from site_builder.text.messages import catalogue
from site_builder.usage import refusal

if TYPE_CHECKING:
    from site_builder.build import Request


def fix(request: Request, only: frozenset[str] | None) -> None:
    """Mend the sources, of them only those named, and say what was done. The check that follows says what is left."""
    from site_builder.mending import as_text, mend
    from site_builder.writing import CannotWrite

    try:
        mended = mend(request, only)
    except CannotWrite as fault:
        raise click.UsageError(f"Det går ikke å skrive i {request.root}: {refusal(fault.errno)}.") from None
    words = catalogue(mended.language)
    lines = sum(max(len(one.before), len(one.after)) for one in mended.changes)
    # To standard error, beside the problems: standard output is for programs.
    if mended.changes:
        click.echo(as_text(mended.changes), err=True)
    for path in mended.left:
        click.echo(words.say("fix.left", file=path), err=True)
    click.echo(
        words.say("fix.mended", n=lines, files=len(mended.files)) if lines else words.say("fix.nothing"), err=True
    )
