"""The command that makes a poster of the week."""

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
@click.option(
    "--out", type=Page(), metavar="FIL", default="oppslag.html", help="Fila oppslaget blir skrevet i.  [oppslag.html]"
)
@click.option("--days", type=options.Days(), default=7, metavar="ANTALL", help="Hvor mange dager det gjelder.  [7]")
@options.ROOT
@options.NOW
@options.HELP
@click.pass_obj
def poster(clock: Callable[[], datetime], out: Path, days: int, root: Path, now: datetime | None) -> None:
    """Lag et oppslag om uka på ett ark A4, med QR-kode.

    På arket står det som er stengt, andre åpningstider, det som skjer, og frister. Det får ikke plass til mer enn én
    side: skriften er så stor som det er plass til.
    """
    from site_builder.digest import poster as posters
    from site_builder.outputs.addresses import words_of

    now = now or clock()
    loaded = content_of(root, now)
    assert loaded.site is not None, "without a site the command has stopped"
    site = loaded.site.at(now)
    written(root, out, posters.as_html(posters.poster_of(site, now, days), words_of(site)))
    click.echo(catalogue(loaded.language).say("poster.written", file=out))
    end(loaded)
