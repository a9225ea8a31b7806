"""Commands for a crisis: a draft to begin with, and the texts to send."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from site_builder.problems import as_text, has_errors
from site_builder.text.messages import catalogue
from site_builder.usage import Command, Folder, Group, quoted, refusal

Clock = Callable[[], datetime]

_HELP = click.help_option("-h", "--help", help="Vis denne hjelpen.")
_ROOT = click.option(
    "--root", type=Folder(must_exist=True), default=Path(),
    help="Mappa med content/, maps/ og templates/.  [her]",
)  # fmt: skip


@click.group(
    cls=Group,
    add_help_option=False,
    invoke_without_command=True,
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO [VALG]",
)
@_HELP
@click.pass_context
def new(ctx: click.Context) -> None:
    """Lag en ny fil som du kan skrive videre på."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


def _kind(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    # Not `required`: click would say so in the help text, in English.
    if value is None:
        raise click.MissingParameter(ctx=ctx, param=param)
    return value


@new.command("crisis", options_metavar="[VALG]", add_help_option=False)
@click.option(
    "--kind", callback=_kind, metavar="HENDELSE",
    help="vannlekkasje, kok-vannet, flom, skred, brann, strøm eller telefon; eller et utkast dere har lagt i "
    "templates/drafts/.  [må være med]",
)  # fmt: skip
@click.option("--title", metavar="TITTEL", help="Overskriften.  [den i utkastet]")
@_ROOT
@_HELP
@click.pass_obj
def new_crisis(clock: Clock, kind: str, title: str | None, root: Path) -> None:
    """Lag en krisemelding fra et ferdig utkast.

    Fila får dagens dato og blir aldri skrevet over en som finnes.
    """
    from site_builder import drafts
    from site_builder.writing import CannotWrite

    try:
        made = drafts.new_crisis(drafts.Request(root, kind, clock(), title))
    except drafts.UnknownKind as fault:
        raise click.BadParameter(
            f"Det finnes ikke noe utkast for {quoted(kind)}. Velg mellom {', '.join(fault.kinds)}.", param_hint="--kind"
        ) from None
    except drafts.IsThere as fault:
        raise click.UsageError(
            f"{fault.path} finnes fra før. Ingenting er skrevet. "
            "Skriv videre i den, eller gi meldinga en annen overskrift med --title."
        ) from None
    except CannotWrite as fault:
        raise click.UsageError(f"Det går ikke å skrive i {root}: {refusal(fault.errno)}.") from None
    words = catalogue(made.language)
    click.echo(words.say("new.written", file=made.path))
    click.echo(words.say("new.next"))
    click.echo(f"  1. {words.say('new.fill')}")
    click.echo(f"  2. {words.say('new.check')}")
    click.echo(f"  3. {words.say('new.sms', slug=made.slug)}")
    click.echo(f"  4. {words.say('new.end', field=made.all_clear)}")


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.argument("notice", metavar="MELDING")
@_ROOT
@_HELP
@click.pass_context
def share(ctx: click.Context, notice: str, root: Path) -> None:
    """Vis tekstene til SMS, sosiale medier og e-post.

    MELDING er fila, eller navnet på den uten mappe og .md.
    """
    from site_builder import sharing

    clock: Clock = ctx.obj
    outcome = sharing.share(root, notice, clock())
    words = catalogue(outcome.language)
    if outcome.problems:
        click.echo(as_text(outcome.problems, outcome.sources, words), nl=False, err=True)
    if outcome.share is None and not outcome.problems:
        instead = f" Mente du {quoted(outcome.like)}?" if outcome.like else ""
        raise click.UsageError(f"Meldinga {quoted(notice)} finnes ikke.{instead}")
    if said := outcome.share:
        click.echo(f"{words.say('told.sms', n=outcome.counted)}\n{said.sms}\n")
        click.echo(f"{words.say('told.short', n=len(said.short))}\n{said.short}\n")
        click.echo(f"{words.say('told.long')}\n{said.long}")
    if has_errors(outcome.problems):
        ctx.exit(1)
