"""The command that fetches the editor for the browser: the packages, and the versions, that we know."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NoReturn

import click

from site_builder import options
from site_builder.commands.crisis import Clock
from site_builder.text.messages import Sentence
from site_builder.usage import Command, Folder, Misuse, cannot_write

if TYPE_CHECKING:
    from site_builder.text.messages import Catalogue

_LOOPBACK = ("http://127.0.0.1:", "http://localhost:")
_LOCAL = ".cache/site-builder/local-editor"


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.option("--local", metavar="ADRESSE", help="Skriv i et Git på denne maskinen: adressen til decap-server.")
@click.option("--out", type=Folder(must_exist=False), metavar="MAPPE", help=f"Mappa til --local.  [{_LOCAL}]")
@options.ROOT
@options.HELP
@click.pass_context
def admin(ctx: click.Context, local: str | None, out: Path | None, root: Path) -> None:
    """Hent redigeringen i nettleseren.

    Det er én bestemt versjon av Decap CMS. npm henter den, og den må ha kontrollsummen vi kjenner. Neste bygg legger
    den under /admin/ når content/site.yaml har feltet nettredigering. Byggingen selv henter aldri noe.

    Med --local kan den prøves uten innlogging: den blir lagt i en mappe for seg, og skriver gjennom decap-server på
    denne maskinen, for eksempel på http://127.0.0.1:8081/api/v1
    """
    from site_builder.loading import spelling_of
    from site_builder.text.messages import catalogue

    if local and not local.startswith(_LOOPBACK):
        raise Misuse(Sentence("misuse.not_local", address=_LOOPBACK[0]))
    if out and not local:
        raise Misuse(Sentence("misuse.goes_with", name="--out", other="--local"))
    words = catalogue(spelling_of(root).language)
    _fetch(ctx, root, words)
    if local:
        _lay(ctx, root, out or root / _LOCAL, local, words)


def _fetch(ctx: click.Context, root: Path, words: Catalogue) -> None:
    """Put the files of the packages where a build looks for them; stop where they are not to be had."""
    from site_builder.importing.packages import IsAnother, NoNpm, NotFetched, fetched, files_in
    from site_builder.loading.editor_files import FOLDER, PACKAGES, fetched_files

    names = ", ".join(one.wanted for one in PACKAGES)
    if fetched_files(root):
        click.echo(words.say("web_editor.is_there", names=names))
        return
    files: dict[str, bytes] = {}
    try:
        for one in PACKAGES:
            files |= files_in(one, fetched(one))
    except NoNpm:
        _stop(ctx, words.say("web_editor.no_npm"))
    except IsAnother as fault:
        _stop(ctx, words.say("web_editor.other", name=fault.name))
    except NotFetched as fault:
        _stop(ctx, words.say("web_editor.not_fetched", name=fault.name, said=fault.said))
    _write({PurePosixPath(name): content for name, content in files.items()}, root / FOLDER)
    click.echo(words.say("web_editor.fetched", names=names))


def _stop(ctx: click.Context, said: str) -> NoReturn:
    click.echo(said, err=True)
    ctx.exit(1)


def _lay(ctx: click.Context, root: Path, out: Path, address: str, words: Catalogue) -> None:
    """Write an editor that keeps what is written in a Git on this machine."""
    from site_builder.build import made_alone
    from site_builder.editors.web_editor import on_this_machine
    from site_builder.loading import load
    from site_builder.outputs.web_editor import planned_editor
    from site_builder.problems import as_text

    clock: Clock = ctx.obj
    loaded = load(root, "http://localhost/", now=clock())
    if loaded.site is None:
        click.echo(as_text(loaded.problems, loaded.sources, words), nl=False, err=True)
        ctx.exit(1)
    site = loaded.site
    made = {one.path: made_alone(one, site) for one in planned_editor(site, on_this_machine(address))}
    _write(made, out)
    click.echo(words.say("web_editor.laid", folder=out, address=address))


def _write(files: Mapping[PurePosixPath, bytes], out: Path) -> None:
    from site_builder.writing import CannotWrite, write_sources

    try:
        write_sources(files, out)
    except CannotWrite as fault:
        raise cannot_write(out, fault.errno) from None
