"""Commands that make a site public and take it back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder import options
from site_builder.problems import WARNINGS, Refusal, as_text, has_errors
from site_builder.text.messages import Catalogue, Sentence, catalogue
from site_builder.usage import Command, Folder, Misuse, language_of

if TYPE_CHECKING:
    from site_builder.build import Outcome

Clock = Callable[[], datetime]
CONTENT_PROBLEMS = 1
WARNINGS_UNDER_STRICT = 3
PUBLISHED_IN_PART = 4


def place(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:
    # Not `required`: click would say so in the help text, in English.
    if value is None:
        raise click.MissingParameter(ctx=ctx, param=param)
    return value


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.option(
    "--to", type=Folder(must_exist=False), callback=place,
    help="Mappa det blir publisert i. Nettstedet er alltid i mappa current i den.  [må være med]",
)  # fmt: skip
@click.option(
    "--keep",
    type=options.Releases(),
    default=10,
    metavar="ANTALL",
    help="Hvor mange utgivelser som blir tatt vare på.  [10]",
)
@click.option("--force", is_flag=True, help="Lag en ny utgivelse selv om ingenting er endret.")
@click.option("--keep-going", is_flag=True, help="Når det haster: utelat det som er feil, og publiser resten.")
@options.of_a_publication
@click.pass_context
def publish(
    ctx: click.Context, /, to: Path, keep: int, force: bool, keep_going: bool, root: Path, base_url: str | None,
    now: datetime | None, strict: bool,
) -> None:  # fmt: skip
    """Bygg nettstedet, og legg det ut.

    Nettstedet blir lagt ut helt eller ikke i det hele tatt. Er det feil i innholdet, blir det som er ute, stående.
    """
    from site_builder import build
    from site_builder.publishing import publish as publishing
    from site_builder.publishing.changes import as_lines

    if strict and keep_going:
        raise Misuse(Sentence("misuse.two_options", first="--strict", second="--keep-going"))
    clock: Clock = ctx.obj
    moment = clock()
    asked = build.Request(
        root, publishing.build_folder(to), now or moment, base_url, strict, keeps_going=keep_going
    )  # fmt: skip
    request = publishing.Request(to, asked, moment, keep, force, who_has_begun(moment, catalogue(language_of(ctx))))
    with refused(to):
        done = publishing.publish(request)
    words = catalogue(done.built.language)
    code = told(done.built, words)
    if done.built.written is None:
        click.echo(words.say("publish.stopped"), err=True)
    elif done.release is None:
        click.echo(words.say("publish.same"))
    else:
        click.echo("\n".join([*as_lines(done.changes, words), words.say("publish.done", release=done.release)]))
        if done.removed:
            click.echo(words.say("publish.removed", n=len(done.removed)))
    if done.let_go:
        click.echo(words.say("publish.let_go", n=done.let_go))
    ctx.exit(code)


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.argument("release", metavar="[UTGIVELSE]", required=False)
@click.option("--to", type=Folder(must_exist=True), callback=place, help="Mappa det er publisert i.  [må være med]")
@click.option("--list", "is_listing", is_flag=True, help="Vis utgivelsene, og endre ingenting.")
@options.HELP
@click.pass_context
def rollback(ctx: click.Context, release: str | None, to: Path, is_listing: bool) -> None:
    """Gå tilbake til det som var ute før.

    [UTGIVELSE] er navnet på en utgivelse, slik --list viser det. Uten navn er det den som var ute før den som er
    ute nå.
    """
    from site_builder.publishing import publish as publishing
    from site_builder.publishing.changes import crises_as_lines
    from site_builder.publishing.releases import is_ours, read_releases

    words, there = catalogue(language_of(ctx)), read_releases(to)
    if not is_ours(to) or there.current is None:
        raise Misuse(Sentence("misuse.not_published", folder=to))
    if is_listing:
        click.echo("\n".join(_listed(there.names, there.current, there.previous, words)))
        return
    if release is not None and release not in there.names:
        raise Misuse(Sentence("misuse.no_release", name=release), Sentence("misuse.choose", names=there.names))
    if release is None and there.previous is None:
        raise Misuse(Sentence("misuse.no_earlier"))
    clock: Clock = ctx.obj
    moment = clock()
    with refused(to):
        before, after = publishing.rollback(to, release, moment, who_has_begun(moment, words))
    if before == after:
        click.echo(words.say("rollback.same", release=after))
        return
    click.echo(words.say("rollback.done", release=after, before=before))
    for line in crises_as_lines(publishing.crises_turned(there, before, after), words, is_back=True):
        click.echo(line)
    click.echo(words.say("rollback.next"))


def _listed(names: tuple[str, ...], current: str, previous: str | None, words: Catalogue) -> Iterator[str]:
    """Yield the releases, the newest first, with what is public and where one goes back to."""
    for name in reversed(names):
        mark = {current: words.say("rollback.current"), previous: words.say("rollback.previous")}.get(name)
        yield f"{name}  {mark}" if mark else name


def who_has_begun(moment: datetime, words: Catalogue) -> str:
    """Return what whoever comes meanwhile is told."""
    from site_builder.text.dates import When

    return words.say("publish.who", process=os.getpid(), machine=os.uname().nodename, since=words.date(When(moment)))


@contextmanager
def refused(to: Path) -> Iterator[None]:
    """Say what stands in the way of a publication as misuse."""
    from site_builder.build import OutAmongSources
    from site_builder.publishing.publish import NotWhole
    from site_builder.writing import CannotWrite, ForeignFolder, Locked

    try:
        yield
    except ForeignFolder:
        raise Misuse(Sentence("misuse.foreign_publication", folder=to)) from None
    except OutAmongSources as fault:
        raise Misuse(Sentence("misuse.publication_among_sources", folder=to, name=fault.name)) from None
    except Locked as fault:
        raise Misuse(Sentence("misuse.locked", folder=to, who=fault.who)) from None
    except CannotWrite as fault:
        refused = Sentence("misuse.cannot_write", folder=to, reason=Refusal(fault.errno))
        raise Misuse(refused, Sentence("misuse.still_public")) from None
    except NotWhole as fault:
        broken = Sentence("misuse.not_whole", release=fault.release, file=fault.path)
        raise Misuse(broken, Sentence("misuse.still_public")) from None


def told(outcome: Outcome, words: Catalogue) -> int:
    """Say what is wrong in the content, and return the exit code of a build."""
    from site_builder.summary import in_part

    is_wrong = has_errors(outcome.problems)
    if is_wrong and outcome.written is not None:
        click.echo(in_part(outcome, words), err=True)
    click.echo(as_text(outcome.problems, outcome.sources, words), nl=False, err=True)
    if is_wrong:
        return CONTENT_PROBLEMS if outcome.written is None else PUBLISHED_IN_PART
    is_strict = outcome.written is None and any(one.code in WARNINGS for one in outcome.problems)
    return WARNINGS_UNDER_STRICT if is_strict else 0
