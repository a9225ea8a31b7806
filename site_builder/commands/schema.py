"""The command that makes an editor of text know the site's files."""

from __future__ import annotations

import os
from pathlib import Path

import click

from site_builder import options
from site_builder.usage import Command, Folder, cannot_write


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.option("--out", type=Folder(must_exist=False), help="Mappa skjemaene skrives i.  [.schema]")
@options.ROOT
@options.HELP
def schema(out: Path | None, root: Path) -> None:
    """Lag oppsettet til Visual Studio Code.

    Da vises feil i YAML-filene mens du skriver, og feltene i en ny Markdown-fil kommer ferdig oppsatt.

    Det som finnes i .vscode/ fra før, blir ikke endret, bortsett fra tekstbitene i site-builder.code-snippets.
    """
    from site_builder.editors import schemas, vscode
    from site_builder.loading import spelling_of
    from site_builder.text.messages import catalogue
    from site_builder.writing import CannotWrite, write_sources

    out = out or root / ".schema"
    site = spelling_of(root)
    words, writing = catalogue(site.language), schemas.Writing(site.language, site.is_english)
    made = schemas.schema_files(writing)
    files = vscode.editor_files(writing, Path(os.path.relpath(out, root)).as_posix())
    kept = [path for path in files if (root / path).exists() and path not in vscode.OWN]
    changed = [path for path in kept if (root / path).read_bytes() != files[path]]
    try:
        write_sources(made, out)
        write_sources({path: content for path, content in files.items() if path not in kept}, root)
    except CannotWrite as fault:
        raise cannot_write(root, fault.errno) from None
    click.echo(words.say("editor.written", n=len(made), folder=out))
    for path in changed:
        click.echo(words.say("editor.kept", file=path))
        click.echo(files[path].decode(), nl=False)
