"""The command that shows a site to those who write it, while they write."""

from __future__ import annotations

import errno
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import sleep

import click

from site_builder import options
from site_builder.problems import Refusal
from site_builder.text.messages import Sentence, catalogue
from site_builder.usage import Command, Misuse

Clock = Callable[[], datetime]
NAP = 0.5
"""Seconds between two looks for a signal"""


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@options.ROOT
@click.option(
    "--port", type=options.Port(), default=8000, metavar="TALL",
    help="Porten på denne maskinen. 0 er en som er ledig.  [8000]",
)  # fmt: skip
@click.option("--drafts", is_flag=True, help="Vis også utkast og det som ikke er publisert ennå, hvert med et merke.")
@click.option(
    "--now", type=options.Moment(),
    help="Vis nettstedet slik det er denne dagen, eller dette tidspunktet: 2026-02-17 eller 2026-02-17 11:30.",
)  # fmt: skip
@click.option(
    "--base-url", callback=options.base_url_of, metavar="ADRESSE",
    help="Adressen nettstedet skal ha, i stedet for den i site.yaml.",
)  # fmt: skip
@options.HELP
@click.pass_obj
def serve(clock: Clock, root: Path, port: int, drafts: bool, now: datetime | None, base_url: str | None) -> None:
    """Vis nettstedet mens du skriver.

    Siden i nettleseren kommer på nytt hver gang du lagrer. Ingenting blir skrevet i output/.
    """
    from site_builder.build import Request
    from site_builder.loading import spelling_of
    from site_builder.serving import garbage
    from site_builder.serving.preview import Preview
    from site_builder.serving.server import LOCAL, Server, running

    # What is shown is written nowhere; the folder is asked for by every build.
    request = Request(root, root / "output", clock(), base_url, writes=False, shows_unpublished=drafts)
    preview = Preview(request, now, clock, lambda text: click.echo(text.rstrip("\n"), err=True), garbage.collect)
    try:
        server = Server(preview, port)
    except OSError as fault:
        raise _taken(port, fault.errno) from None
    words = catalogue(spelling_of(root).language)
    # Whoever ends the program by its number wants it ended as tidily as with Ctrl-C.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop_once)
    try:
        click.echo(words.say("serve.reading"))
        with running(server, preview):
            address = f"http://{LOCAL}:{server.server_port}/"
            click.echo(words.say("serve.at", address=address))
            click.echo(words.say("serve.phones_at", address=f"{address}_se/"))
            click.echo(words.say("serve.how_to_stop"))
            # Of a signal that comes just before it falls asleep, Python hears when it wakes.
            while True:
                sleep(NAP)
    except KeyboardInterrupt:
        click.echo()
    click.echo(words.say("serve.stopped"))


def _stop_once(*_: object) -> None:
    """Stop, and hear no more of it: a terminal or a service may say so twice, and stopping is not to be broken off."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _taken(port: int, number: int | None) -> Misuse:
    if number == errno.EADDRINUSE:
        return Misuse(Sentence("misuse.port_taken", port=port, other=port + 1))
    return Misuse(Sentence("misuse.port_refused", port=port, reason=Refusal(number)))
