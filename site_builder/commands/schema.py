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

    Det noen har endret i .vscode/, blir stående, bortsett fra tekstbitene i site-builder.code-snippets.
    """
    from site_builder.editors import schemas, vscode
    from site_builder.loading import spelling_of
    from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
    from site_builder.writing import CannotWrite, write_sources

    out = out or root / ".schema"
    site = spelling_of(root)
    words, writing = catalogue(site.language), schemas.Writing(site.language, site.is_english)
    made = schemas.schema_files(writing)
    at = Path(os.path.relpath(out, root)).as_posix()
    files = vscode.editor_files(writing, at)
    # In another language, one that nobody has changed is still ours.
    ours = [vscode.editor_files(schemas.Writing(one, site.is_english), at) for one in MESSAGE_LANGUAGES]
    there = {path: (root / path).read_bytes() for path in files if (root / path).exists() and path not in vscode.OWN}
    kept = [path for path, content in there.items() if not any(content == one[path] for one in ours)]
    try:
        write_sources(made, out)
        write_sources({path: content for path, content in files.items() if path not in kept}, root)
    except CannotWrite as fault:
        raise cannot_write(root, fault.errno) from None
    click.echo(words.say("editor.written", n=len(made), folder=out))
    for path in kept:
        click.echo(words.say("editor.kept", file=path))
        click.echo(files[path].decode(), nl=False)
