"""Commands about what was: an archive of a site, what a page said on a day, and what a proposal changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder import options
from site_builder.commands.content import not_among_sources
from site_builder.commands.publish import CONTENT_PROBLEMS, told
from site_builder.problems import as_text
from site_builder.text.messages import Catalogue, Sentence, catalogue
from site_builder.usage import Command, File, Folder, Misuse, OneOf, cannot_write, cannot_write_file, perhaps

if TYPE_CHECKING:
    from site_builder.publishing.past import Found, Request

Clock = Callable[[], datetime]


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.option("--out", type=click.Path(path_type=Path), metavar="FIL", help="Arkivfila.  [arkiv-ÅÅÅÅ-MM-DD.tar.gz]")
@click.option(
    "--since", type=File(), metavar="FIL", help="Et tidligere arkiv. Da står det i arkivet hva som er endret."
)
@options.of_a_publication
@click.pass_obj
def archive(
    clock: Clock, out: Path | None, since: Path | None, root: Path, base_url: str | None, now: datetime | None,
    strict: bool,
) -> None:  # fmt: skip
    """Ta vare på nettstedet i én fil.

    Fila har alt som er på nettstedet, og en liste over filene med kontrollsummer.
    """
    from site_builder import build
    from site_builder.loading.traces import ARCHIVES
    from site_builder.publishing import archive as archiving
    from site_builder.publishing.changes import as_lines
    from site_builder.writing import CannotWrite

    moment = clock()
    asked = build.Request(root, root / "output", now or moment, base_url, strict)
    usual = archiving.default_name(asked.now)
    file = out or Path(usual)
    if not file.name.lower().endswith(ARCHIVES):
        raise Misuse(Sentence("misuse.archive_name", text=file, endings=ARCHIVES, example=usual))
    not_among_sources(root, file)
    try:
        done = archiving.archive(archiving.Request(asked, file, moment, since))
    except archiving.IsThere:
        raise Misuse(Sentence("misuse.archive_is_there", file=file)) from None
    except archiving.NoArchive:
        raise Misuse(Sentence("misuse.no_archive", file=since)) from None
    except CannotWrite as fault:
        raise cannot_write_file(file, fault.errno) from None
    words = catalogue(done.built.language)
    code = told(done.built, words)
    if done.manifest is None:
        click.echo(words.say("archived.stopped"), err=True)
    else:
        if done.changes is not None:
            click.echo("\n".join(as_lines(done.changes, words)))
        click.echo(words.say("archived.done", file=file, n=len(done.manifest.files)))
    click.get_current_context().exit(code)


@click.command("at", cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.argument("when", metavar="DATO", type=options.DayOrMoment())
@click.argument("address", metavar="[ADRESSE]", required=False)
@options.ROOT
@click.option(
    "--to",
    "place",
    type=Folder(must_exist=True),
    help="Mappa det er publisert i. Det som er tatt vare på der, blir brukt først.",
)
@click.option("--out", type=Folder(must_exist=False), help="Skriv hele nettstedet slik det var, i denne mappa.")
@options.HELP
@click.pass_obj
def at(
    clock: Clock, when: options.Asked, address: str | None, root: Path, place: Path | None, out: Path | None
) -> None:  # fmt: skip
    """Vis hva det sto på en side en dag.

    DATO er en dag (2026-02-17, slik det var da dagen var over) eller et tidspunkt (2026-02-17T11:30). [ADRESSE] er
    siden, for eksempel /tjenester/barnehageplass/. Uten den er det forsiden.
    """
    from site_builder.loading import spelling_of
    from site_builder.publishing import past

    now = clock()
    if (when.day_began or when.moment) > now:
        raise Misuse(Sentence("misuse.is_to_come", text=when.written))
    asked = address if address is not None or out is not None else "/"
    request = past.Request(root, min(when.moment, now), when.day_began, asked, out, place)
    words = catalogue(spelling_of(root).language)
    with _missing(request, words):
        found = past.at(request)
    click.echo("\n".join(_origin(found, words)), err=True)
    if out is not None:
        click.echo(words.say("at.written", out=out), err=True)
    if found.page:
        from site_builder.publishing.page_text import text_of

        said = text_of(found.page.decode("utf-8", "replace"))
        click.echo("\n".join([*said.above, *([""] if said.above else []), *said.main]))


@contextmanager
def _missing(request: Request, words: Catalogue) -> Iterator[None]:
    """Say what is not there to be shown, and where it cannot be written."""
    from site_builder.build import OutAmongSources
    from site_builder.publishing.past import CannotBuild, NoSuchPage
    from site_builder.publishing.repository import NoHistory, NoSuchCommit
    from site_builder.text.dates import When
    from site_builder.writing import CannotWrite, ForeignFolder

    try:
        yield
    except (ForeignFolder, OutAmongSources):
        raise Misuse(Sentence("misuse.foreign_folder", folder=request.out)) from None
    except CannotWrite as fault:
        raise cannot_write(request.out, fault.errno) from None
    except NoSuchPage as fault:
        raise Misuse(Sentence("misuse.no_page_then", text=request.address), *perhaps(*fault.near)) from None
    except NoHistory:
        raise Misuse(Sentence("misuse.no_history")) from None
    except NoSuchCommit:
        raise Misuse(Sentence("misuse.no_commit_then", date=When(request.moment))) from None
    except CannotBuild as fault:
        outcome = fault.outcome
        click.echo(as_text(outcome.problems, outcome.sources, words), nl=False, err=True)
        click.echo(words.say("at.cannot_build"), err=True)
        click.get_current_context().exit(CONTENT_PROBLEMS)


def _origin(found: Found, words: Catalogue) -> Iterator[str]:
    """Yield where what is shown is from, and what it may lack."""
    from site_builder.text.dates import When

    if found.is_gone:
        yield words.say("at.gone")
    if found.release and found.since is not None:
        yield words.say("at.release", release=found.release, since=words.date(When(found.since)))
    elif found.is_theme_of_today:
        yield words.say("at.git_without_theme", commit=found.commit[:12])
    else:
        yield words.say("at.git", commit=found.commit[:12])
    if found.problems:
        yield words.say("at.left_out", n=len(found.problems))
    if found.others:
        yield words.say("at.others", times=", ".join(words.clock(When(one)) for one in found.others))


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.option(
    "--since",
    metavar="COMMIT",
    default="main",
    help="Det som er forslaget skal holdes opp mot: en gren eller en commit.  [main]",
)
@click.option(
    "--format",
    "format_",
    type=OneOf(["text", "json", "markdown"]),
    default="text",
    help="Hvordan svaret vises.  [text]",
)
@options.ROOT
@options.NOW
@options.HELP
@click.pass_obj
def changes(clock: Clock, since: str, format_: str, root: Path, now: datetime | None) -> None:
    """Vis hvilke sider som blir nye, endret eller borte.

    Nettstedet blir bygd slik det er nå, og slik det var, og holdt opp mot hverandre. Ingenting blir skrevet.
    """
    from site_builder import build
    from site_builder.publishing import changes as changing
    from site_builder.publishing.proposal import changes_since
    from site_builder.publishing.repository import NoHistory, NoSuchCommit

    try:
        found = changes_since(build.Request(root, root / "output", now or clock()), since)
    except (NoHistory, NoSuchCommit):
        raise Misuse(Sentence("misuse.no_commit", text=since)) from None
    words = catalogue(found.outcome.language)
    if found.changes is None:
        click.echo(as_text(found.outcome.problems, found.outcome.sources, words), nl=False, err=True)
        click.echo(words.say("changes.of_base" if found.is_base else "changes.stopped"), err=True)
        click.get_current_context().exit(CONTENT_PROBLEMS)
    assert found.changes is not None, "the command has stopped"
    if format_ == "json":
        click.echo(changing.as_json(found.changes), nl=False)
    elif format_ == "markdown":
        click.echo(changing.as_markdown(found.changes, words), nl=False)
    else:
        click.echo("\n".join(changing.as_lines(found.changes, words)))
