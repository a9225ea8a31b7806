"""The command that asks whether links to others still lead somewhere. Nothing else does: no build, no check."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from site_builder import __version__, options
from site_builder.commands.content import content_of, end
from site_builder.problems import Faults
from site_builder.text.messages import Catalogue, catalogue
from site_builder.usage import Command, Folder, cannot_write
from site_builder.writing import CannotWrite, write_sources, write_state

if TYPE_CHECKING:
    from site_builder.health.links import External
    from site_builder.loading.link_answers import Answers
    from site_builder.model import Site

Clock = Callable[[], datetime]


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.option("--external", is_flag=True, help="Spør de andre nettstedene. Ellers vises det som ble svart sist.")
@click.option("--allow-local", is_flag=True, help="Spør også denne maskinen og det lokale nettet.")
@click.option(
    "--out", type=Folder(must_exist=False),
    help="Mappe for tekstene til en sak om det som ikke virker: title, og closed.md til den lukkes.",
)  # fmt: skip
@options.ROOT
@options.FORMAT
@options.HELP
@click.pass_obj
def links(clock: Clock, external: bool, allow_local: bool, out: Path | None, root: Path, format_: str) -> None:
    """Vis lenker til andre nettsteder som ikke virker.

    Ei lenke blir meldt når den ikke har virket på tre ulike dager. Hvert nettsted blir spurt høyst én gang i sekundet,
    og hver lenke én gang om dagen.
    """
    from site_builder.health import links
    from site_builder.loading.link_answers import read_answers

    loaded = content_of(root, clock())
    assert loaded.site is not None, "without a site the command has stopped"
    words, found = catalogue(loaded.language), links.external_links(loaded.site)
    answers = read_answers(root)
    if external:
        answers = ask_all(found, answers, loaded.site, root, clock, is_local_allowed=allow_local)
        if links.is_cut_off(found, answers, clock()):
            click.echo(words.say("links.cut_off"), err=True)
    shown = links.as_json(found, answers) if format_ == "json" else links.as_text(found, answers, words)
    click.echo(shown, nl=False)
    if out:
        _write_texts(out, words)
    end(loaded)
    if links.broken(found, answers):
        click.get_current_context().exit(1)


def _write_texts(out: Path, words: Catalogue) -> None:
    """Write what a workflow says in an issue of dead links, in the language of the site's staff."""
    texts = {"title": words.say("links.issue"), "closed.md": words.say("links.all_work")}
    try:
        write_sources({PurePosixPath(name): f"{text}\n".encode() for name, text in texts.items()}, out)
    except CannotWrite as fault:
        raise cannot_write(out, fault.errno) from None


def ask_all(
    found: tuple[External, ...], kept: Answers, site: Site, root: Path, clock: Clock, *, is_local_allowed: bool
) -> Answers:
    """Return what the links answer now, and keep it."""
    from site_builder.health.links import NOT_ASKED, Pace, asked_of, asks_as
    from site_builder.importing.fetching import status_of
    from site_builder.loading.link_answers import answers_path, as_bytes

    name = asks_as(site, __version__)

    def ask(address: str) -> int:
        try:
            return status_of(address, name, is_local_allowed=is_local_allowed)
        except Faults:
            return NOT_ASKED

    answers = asked_of(found, kept, ask, Pace(clock, time.sleep))
    write_state(answers_path(root), as_bytes(answers))
    return answers
