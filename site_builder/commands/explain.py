"""`explain CODE`: what a problem is, at more length than its message."""

from __future__ import annotations

import click

from site_builder.text.messages import MESSAGE_LANGUAGES, Sentence, catalogue
from site_builder.usage import Command, Misuse, OneOf, language_of, perhaps


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.argument("code", metavar="KODE")
@click.option(
    "--language", type=OneOf(list(MESSAGE_LANGUAGES)),
    help="Språket det skal stå på.  [det nettstedet her har]",
)  # fmt: skip
@click.help_option("-h", "--help", help="Vis denne hjelpen.")
@click.pass_context
def explain(ctx: click.Context, code: str, language: str | None) -> None:
    """Forklar en kode med et eksempel.

    KODE er det som står i klammer foran et problem: S111 i feil[S111].
    """
    from site_builder import explanations

    found = explanations.meant(code)
    if found is None:
        near = explanations.nearest(code)
        instead = perhaps(*near) or (Sentence("misuse.code_stands"),)
        raise Misuse(Sentence("misuse.no_code", text=code), *instead)
    spoken = language or language_of(ctx)
    click.echo(explanations.as_text(explanations.explanation(found, spoken), catalogue(spoken)), nl=False)
