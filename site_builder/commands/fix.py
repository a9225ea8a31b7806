"""`check --fix`: mend what has one right answer, and show each line before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from site_builder.text.messages import Catalogue, catalogue
from site_builder.usage import cannot_write

if TYPE_CHECKING:
    from site_builder.build import Request
    from site_builder.mending import Mended


def fix(request: Request, only: frozenset[str] | None) -> None:
    """Mend the sources, of them only those named, and say what was done. The check that follows says what is left."""
    from site_builder.identity_numbers import masked
    from site_builder.mending import as_text, mend
    from site_builder.problems import place_of, printable
    from site_builder.writing import CannotWrite

    try:
        mended = mend(request, only)
    except CannotWrite as fault:
        raise cannot_write(request.root, fault.errno) from None
    words = catalogue(mended.language)
    # To standard error, beside the problems: standard output is for programs.
    if mended.changes:
        click.echo(as_text(mended.changes), err=True)
    for one in mended.refused:
        new = words.message(one.new)
        click.echo(words.say("fix.refused", place=place_of(one.problem), new=place_of(one.new), message=new), err=True)
    for path in mended.changed:
        click.echo(words.say("fix.changed", file=printable(masked(path))), err=True)
    click.echo(_told(mended, words), err=True)


def _told(mended: Mended, words: Catalogue) -> str:
    lines = sum(max(len(one.before), len(one.after)) for one in mended.changes)
    if lines:
        return words.say("fix.mended", n=lines, files=len(mended.files))
    return words.say("fix.none" if mended.refused or mended.changed else "fix.nothing")
