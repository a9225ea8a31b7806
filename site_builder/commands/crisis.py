"""Commands for a crisis: a draft to begin with, and the texts to send."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder import options
from site_builder.commands.asking import answer, is_terminal
from site_builder.problems import as_text, has_errors
from site_builder.text.messages import Catalogue, Sentence, catalogue
from site_builder.usage import Command, Group, Misuse, cannot_write, perhaps

if TYPE_CHECKING:
    from site_builder.drafts import Offer

Clock = Callable[[], datetime]


@click.group(
    cls=Group,
    add_help_option=False,
    invoke_without_command=True,
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO [VALG]",
)
@options.HELP
@click.pass_context
def new(ctx: click.Context) -> None:
    """Lag en ny fil som du kan skrive videre på."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


@new.command("crisis", options_metavar="[VALG]", add_help_option=False)
@click.option(
    "--kind", metavar="HENDELSE",
    help="vannlekkasje, kok-vannet, flom, skred, brann, strøm eller telefon; eller et utkast dere har lagt i "
    "templates/drafts/.  [må være med]",
)  # fmt: skip
@click.option("--title", metavar="TITTEL", help="Overskriften.  [den i utkastet]")
@click.option("--text", metavar="TEKST", help="Det du vil si. Du kan skrive mer i fila etterpå.  [det i utkastet]")
@options.ROOT
@options.NOW
@options.HELP
@click.pass_obj
def new_crisis(
    clock: Clock, kind: str | None, title: str | None, text: str | None, root: Path, now: datetime | None
) -> None:
    """Lag en krisemelding fra et ferdig utkast.

    Fila får dagens dato og blir aldri skrevet over en som finnes. I en terminal blir du spurt om hva som har hendt.
    """
    from site_builder import drafts
    from site_builder.loading import spelling_of
    from site_builder.writing import CannotWrite

    if text is not None and not text.strip():
        needed = catalogue(spelling_of(root).language).say("new.needed")
        raise Misuse(Sentence("misuse.of_option", name="--text", text=needed))
    if kind is None:
        kind = _asked(drafts.offers(root), catalogue(spelling_of(root).language))
    try:
        made = drafts.new_crisis(drafts.Request(root, kind, now or clock(), title, text))
    except drafts.UnknownKind as fault:
        raise Misuse(Sentence("misuse.no_draft", text=kind), Sentence("misuse.choose", names=fault.kinds)) from None
    except drafts.IsThere as fault:
        raise Misuse(Sentence("misuse.is_there", file=fault.path)) from None
    except CannotWrite as fault:
        raise cannot_write(root, fault.errno) from None
    words = catalogue(made.language)
    click.echo(words.say("new.written", file=made.path))
    click.echo(words.say("new.next"))
    click.echo(f"  1. {words.say('new.fill')}")
    click.echo(f"  2. {words.say('new.check')}")
    click.echo(f"  3. {words.say('new.sms', slug=made.slug)}")
    click.echo(f"  4. {words.say('new.end', field=made.all_clear)}")


def _asked(offers: tuple[Offer, ...], words: Catalogue) -> str:
    """Return the kind that somebody in a terminal chooses, by its number or a word for it; else say what is missing."""
    names = tuple(one.word for one in offers)
    if not is_terminal():
        raise Misuse(Sentence("misuse.missing", name="--kind"), Sentence("misuse.choose", names=names))
    click.echo(f"\n{words.say('new.ask.crisis')}", err=True)
    width = max(map(len, names))
    for number, one in enumerate(offers, 1):
        click.echo(f"  {number:>2}  {one.word:<{width}}  {one.title}", err=True)
    click.echo(words.say("new.choose"), err=True)

    def judge(text: str) -> tuple[tuple[str, ...], str]:
        from site_builder.loading.drafts import kind_of

        if text.isdecimal() and 0 < int(text) <= len(names):
            return (names[int(text) - 1],), ""
        if kind_of(text) in map(kind_of, names):
            return (text,), ""
        wrong = Sentence("misuse.no_draft", text=text), Sentence("misuse.choose", names=names)
        return (), " ".join(words.sentence(one) for one in wrong)

    (chosen,) = answer(judge, is_needed=True, needed=words.say("new.needed"))
    return chosen


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.argument("notice", metavar="MELDING")
@options.ROOT
@options.NOW
@options.HELP
@click.pass_context
def share(ctx: click.Context, notice: str, root: Path, now: datetime | None) -> None:
    """Vis tekstene til SMS, sosiale medier og e-post.

    MELDING er fila, eller navnet på den uten mappe og .md.
    """
    from site_builder import sharing

    clock: Clock = ctx.obj
    outcome = sharing.share(root, notice, now or clock())
    words = catalogue(outcome.language)
    if outcome.problems:
        click.echo(as_text(outcome.problems, outcome.sources, words), nl=False, err=True)
    if outcome.share is None and not outcome.problems:
        raise Misuse(Sentence("misuse.no_notice", text=notice), *perhaps(*filter(None, [outcome.like])))
    if said := outcome.share:
        click.echo(f"{words.say('told.sms', n=outcome.counted)}\n{said.sms}\n")
        click.echo(f"{words.say('told.short', n=len(said.short))}\n{said.short}\n")
        click.echo(f"{words.say('told.long')}\n{said.long}")
    if has_errors(outcome.problems):
        ctx.exit(1)
