"""The command that says in a file that what stands there is still correct."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder import options
from site_builder.text.messages import Sentence
from site_builder.usage import Command, Misuse, cannot_write, perhaps

if TYPE_CHECKING:
    from site_builder.health.confirming import Outcome


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.argument("names", metavar="NAVN...", nargs=-1)
@click.option("--date", "written", metavar="DATO", help="Dagen noen så at det stemmer.  [i dag]")
@options.ROOT
@options.HELP
@click.pass_obj
def confirm(clock: Callable[[], datetime], names: tuple[str, ...], written: str | None, root: Path) -> None:
    """Skriv at noe fortsatt stemmer.

    NAVN... er adressen, det siste leddet i den, for eksempel barnehageplass, tittelen eller fila det står i. Bare
    linja med bekreftet blir endret.
    """
    from site_builder.health.confirming import NotOne
    from site_builder.health.confirming import confirm as confirmed

    if not names:
        raise Misuse(Sentence("misuse.confirm_what"))
    now = clock()
    day = _day(written, now)
    try:
        outcome = confirmed(root, names, day, now)
    except NotOne as fault:
        raise _not_one(fault) from None
    _tell(outcome, day, root)


def _day(written: str | None, now: datetime) -> date:
    from site_builder.text import dates

    today = now.astimezone(dates.OSLO).date()
    if written is None:
        return today
    try:
        day = dates.parse_when(written).local.date()
    except dates.DateFault:
        raise Misuse(Sentence("misuse.no_date", text=written, example=f"{today:%Y-%m-%d}")) from None
    if day > today:
        raise Misuse(Sentence("misuse.confirm_later", text=written))
    return day


def _not_one(fault: Exception) -> Misuse:
    from site_builder.health.confirming import NotOne

    assert isinstance(fault, NotOne), "nothing else is caught"
    if fault.paths:
        return Misuse(Sentence("misuse.several", text=fault.name, files=tuple(fault.paths)))
    return Misuse(Sentence("misuse.confirm_none", text=fault.name), *perhaps(*filter(None, [fault.like])))


def _tell(outcome: Outcome, day: date, root: Path) -> None:
    """Write the files and say so; where that would be wrong, say why and exit."""
    from site_builder.problems import as_text
    from site_builder.text.messages import catalogue
    from site_builder.writing import CannotWrite, write_sources

    words = catalogue(outcome.language)
    if not outcome.is_loaded or outcome.problems or outcome.by_hand:
        click.echo(as_text(outcome.problems, outcome.sources, words), nl=False, err=True)
        for path, line in outcome.by_hand:
            click.echo(words.say("confirm.by_hand", file=path, line=line), err=True)
        click.echo(words.say("import.nothing_changed"), err=True)
        click.get_current_context().exit(1)
    try:
        write_sources(outcome.files, root)
    except CannotWrite as fault:
        raise cannot_write(root, fault.errno) from None
    for file in outcome.files:
        click.echo(words.say("confirm.done", file=file, day=day))
    for path in outcome.same:
        click.echo(words.say("confirm.same", file=path))
