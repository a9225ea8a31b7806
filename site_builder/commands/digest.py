"""The command that makes a letter of the week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from site_builder import options
from site_builder.commands.content import Page, content_of, end, written
from site_builder.text.messages import catalogue
from site_builder.usage import Command


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.option("--out", type=Page(), metavar="FIL", help="Skriv brevet som en nettside i denne fila.")
@click.option("--days", type=options.Days(), default=7, metavar="ANTALL", help="Hvor mange dager brevet gjelder.  [7]")
@options.ROOT
@options.NOW
@options.HELP
@click.pass_obj
def digest(clock: Callable[[], datetime], out: Path | None, days: int, root: Path, now: datetime | None) -> None:
    """Lag et brev om uka: nytt, stengt, det som skjer, og frister.

    Brevet er ren tekst, eller en nettside du kan lime inn i et e-postprogram. Programmet sender ingenting.
    """
    from site_builder import digest as letters
    from site_builder.outputs.addresses import words_of

    now = now or clock()
    loaded = content_of(root, now)
    assert loaded.site is not None, "without a site the command has stopped"
    site = loaded.site.at(now)
    made = letters.digest_of(site, now, days)
    if out:
        written(root, out, letters.as_html(made, words_of(site)))
        click.echo(catalogue(loaded.language).say("digest.written", file=out))
    else:
        click.echo(letters.as_text(made), nl=False)
    end(loaded)
