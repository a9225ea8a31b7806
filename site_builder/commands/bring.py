"""Commands that bring in what others publish: a feed, a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.problems import as_text, has_errors
from site_builder.text.messages import catalogue
from site_builder.usage import Command, FileOrAddress, Folder, cannot_write

if TYPE_CHECKING:
    from site_builder.importing.entries import Outcome, Request

Clock = Callable[[], datetime]


def _of_an_import(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command what both take."""
    for option in reversed(
        (
            click.argument("where", metavar="KILDE", type=FileOrAddress()),
            click.option(
                "--root", type=Folder(must_exist=True), default=Path(),
                help="Mappa med content/, maps/ og templates/.  [her]",
            ),
            click.option("--write", is_flag=True, help="Skriv endringene. Ellers blir de bare vist."),
            click.option(
                "--allow-local", is_flag=True, help="Hent også fra denne maskinen og det lokale nettet."
            ),
            click.help_option("-h", "--help", help="Vis denne hjelpen."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@_of_an_import
@click.pass_obj
def feed(clock: Clock, where: Path | str, root: Path, write: bool, allow_local: bool) -> None:
    """Lag utkast av nyheter fra en annen nettside.

    KILDE er adressen til en nyhetsstrøm (RSS, Atom eller JSON Feed), eller en fil med den. Tittel og ingress tas med,
    som ren tekst. Det du selv har endret, blir stående.
    """
    from site_builder.importing.entries import Request, import_feed

    _run(Request(root, where, clock(), write, allow_local), import_feed)


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@_of_an_import
@click.pass_obj
def ics(clock: Clock, where: Path | str, root: Path, write: bool, allow_local: bool) -> None:
    """Lag utkast av det som skjer, fra en kalender.

    KILDE er adressen til kalenderen, eller fila (.ics). Blir noe avlyst der, blir det merket avlyst her. Det du selv
    har endret, blir stående.
    """
    from site_builder.importing.entries import Request, import_calendar

    _run(Request(root, where, clock(), write, allow_local), import_calendar)


def _run(request: Request, bring: Callable[[Request], Outcome]) -> None:
    from site_builder.importing.entry_report import as_text as report_text
    from site_builder.writing import CannotWrite

    try:
        outcome = bring(request)
    except CannotWrite as fault:
        raise cannot_write(request.root, fault.errno) from None
    words = catalogue(outcome.language)
    if outcome.report is not None:
        click.echo(report_text(outcome.report, words), nl=False)
    click.echo(as_text(outcome.problems, outcome.sources, words), nl=False, err=True)
    if has_errors(outcome.problems):
        click.echo(words.say("import.nothing_changed"), err=True)
        click.get_current_context().exit(1)
    if outcome.report is not None and outcome.report.is_written:
        click.echo(words.say("import.written_files", n=len(outcome.report.files)))
    elif outcome.report is not None and outcome.report.files:
        click.echo(words.say("import.preview"))
