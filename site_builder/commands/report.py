"""The command that says what somebody should look at, and how the site is used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder import options
from site_builder.commands.content import Page, content_of, end, width, written
from site_builder.problems import Faults, as_text
from site_builder.text.messages import Catalogue, Sentence, catalogue
from site_builder.usage import Command, File, Misuse

if TYPE_CHECKING:
    from site_builder.health.visits import Visits
    from site_builder.model import Site


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.option("--out", type=Page(), metavar="FIL", help="Skriv rapporten som en nettside i denne fila.")
@click.option("--owner", metavar="NAVN", help="Bare det én har ansvaret for: navnet, eller id-en i contacts.yaml.")
@click.option(
    "--months", type=options.Months(), default=12, metavar="ANTALL",
    help="Hvor mange måneder en bekreftelse varer.  [12]",
)  # fmt: skip
@click.option(
    "--access-log", "log", type=File(), metavar="FIL", multiple=True,
    help="Tell også hva som blir lest, etter loggen til nettjeneren (også .gz). Kan stå flere ganger.",
)  # fmt: skip
@options.ROOT
@options.NOW
@options.FORMAT
@options.HELP
@click.pass_obj
def report(
    clock: Callable[[], datetime], out: Path | None, owner: str | None, months: int, log: tuple[Path, ...], root: Path,
    now: datetime | None, format_: str,
) -> None:  # fmt: skip
    """Vis hva noen bør se på i innholdet.

    Det som mangler eller er for gammelt, tunge tekster, døde lenker, frister som er forbi, og spørsmål uten svar,
    etter hvem som har ansvaret. Til sist utkastene som ikke er ferdige, de eldste først.
    """
    from site_builder.health import page, report
    from site_builder.health.found import Asked
    from site_builder.loading.folders import last_changed
    from site_builder.loading.link_answers import read_answers

    if out and format_ == "json":
        raise Misuse(Sentence("misuse.two_options", first="--out", second="--format json"))
    now = now or clock()
    loaded = content_of(root, now)
    assert loaded.site is not None, "without a site the command has stopped"
    site, words = loaded.site.at(now), catalogue(loaded.language)
    visits = _visits(log, site, words) if log else None
    asked = Asked(now, months, loaded.problems, read_answers(root), last_changed(root))
    made = report.report_of(site, asked, visits, _name_of(owner, site) if owner else "")
    if out:
        written(root, out, page.as_html(made, words))
        click.echo(words.say("report.written", file=out))
    elif format_ == "json":
        click.echo(report.as_json(made, words), nl=False)
    else:
        click.echo(report.as_text(made, words, width()), nl=False)
    end(loaded)


def _name_of(owner: str, site: Site) -> str:
    from site_builder.content_types.records import Contact

    known = site.of(Contact)
    found = next((one.name for one in known if owner in (one.slug, one.name)), None)
    if found is None:
        raise Misuse(Sentence("misuse.no_contact", text=owner))
    return found


def _visits(logs: tuple[Path, ...], site: Site, words: Catalogue) -> Visits:
    """Return what the logs come to; where one cannot be read, say why and exit."""
    from site_builder.health.visits import visits_of
    from site_builder.loading.access_log import lines_of

    try:
        return visits_of((line for file in logs for line in lines_of(file)), site)
    except Faults as fault:
        click.echo(as_text(fault.problems, {}, words), nl=False, err=True)
        click.get_current_context().exit(1)
        raise
