"""A command for what must go: where a text or a picture lies, and what to do about each place."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.options import HELP, ROOT
from site_builder.text.messages import Catalogue, Sentence, catalogue
from site_builder.usage import Command, File, Folder, Misuse

if TYPE_CHECKING:
    from site_builder.loading.traces import Traces

_MOST = 30
"""So many files of one kind are named; the number of the rest is told"""


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.argument("text", metavar="TEKST", required=False)
@click.option("--picture", type=File(), metavar="FIL", help="Finn dette bildet i stedet for en tekst.")
@click.option("--out", type=Folder(must_exist=False), help="Mappa nettstedet er bygd i.  [output]")
@ROOT
@HELP
@click.pass_context
def find(ctx: click.Context, text: str | None, picture: Path | None, out: Path | None, root: Path) -> None:
    """Finn hvor en tekst eller et bilde ligger, før du fjerner det.

    Leter i kildene, i det som er bygd, i det programmet husker, og i all historikk i Git, og sier hva du gjør hvert
    sted. Ingenting blir endret. TEKST er det du leter etter; med - skriver du det etterpå, så det ikke blir liggende i
    terminalens egen historikk.
    """
    from site_builder.loading import spelling_of, traces

    if (text is None) == (picture is None):
        raise Misuse(Sentence("misuse.find_what"))
    out = out or root / "output"
    if picture is not None:
        found = traces.traces_of_picture(root, out, picture)
    else:
        written = sys.stdin.readline().strip() if text == "-" else str(text).strip()
        if sum(one.isalnum() for one in written) < 3:
            raise Misuse(Sentence("misuse.find_more"))
        found = traces.traces_of_text(root, out, traces.wanted_text(written))
    words = catalogue(spelling_of(root).language)
    click.echo("\n".join(_lines(found, words, is_picture=picture is not None)))
    if found.is_any or not found.is_history_known:
        ctx.exit(1)


def _lines(found: Traces, words: Catalogue, *, is_picture: bool) -> Iterator[str]:
    if found.sources:
        yield from _listed(words.say("find.sources"), found.sources, words)
    if found.output:
        yield from _listed(words.say("find.output"), found.output, words)
    if found.remembered:
        yield from _listed(words.say("find.remembered"), found.remembered, words)
    if found.kept:
        yield from _listed(words.say("find.kept"), found.kept, words)
    if found.history:
        yield from _listed(words.say("find.history"), found.history, words)
        yield f"  {words.say('find.rewrite_picture' if is_picture else 'find.rewrite_text')}"
        yield (
            "      git filter-repo --invert-paths --path FIL"
            if is_picture
            else ("      git filter-repo --replace-text ../fjernes.txt")
        )
        yield ""
    if found.commits:
        yield from _listed(words.say("find.commits"), found.commits, words)
    if found.refs:
        yield from _listed(words.say("find.refs"), found.refs, words)
    if not found.is_history_known:
        yield f"{words.say('find.no_git')}\n"
    elif not found.is_any:
        yield f"{words.say('find.nothing')}\n"
    yield words.say("find.elsewhere")


def _listed(heading: str, names: Sequence[str], words: Catalogue) -> Iterator[str]:
    from site_builder.identity_numbers import masked
    from site_builder.problems import printable

    yield heading
    yield from (f"  {printable(masked(one))}" for one in names[:_MOST])
    if len(names) > _MOST:
        yield f"  {words.say('find.more', n=len(names) - _MOST)}"
    yield ""
