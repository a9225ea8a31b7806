"""The command that says which fields there are, and what may stand in them."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder import options
from site_builder.usage import Command, Misuse, perhaps


@click.command(cls=Command, options_metavar="[VALG]", add_help_option=False)
@click.argument("type_", metavar="[TYPE]", required=False)
@options.ROOT
@options.HELP
def fields(type_: str | None, root: Path) -> None:
    """Vis hvilke felt som finnes, og hva som kan stå i dem.

    [TYPE] er det du vil se feltene til, for eksempel tjeneste, melding eller kontakt. Uten den får du vite hva du kan
    spørre om.
    """
    from site_builder.editors import listing, wording
    from site_builder.editors.models import models
    from site_builder.loading import spelling_of
    from site_builder.text.messages import Sentence, catalogue

    site = spelling_of(root)
    words = catalogue(site.language)
    if type_ is None:
        click.echo(listing.types_as_text(words))
        return
    model = wording.model_called(type_)
    if model is None:
        if near := wording.models_nearly_called(type_):
            meant = tuple(wording.name_of(one, words.language).lower() for one in near)
            raise Misuse(Sentence("misuse.no_type", text=type_), *perhaps(*meant))
        known = tuple(sorted(wording.name_of(one, words.language).lower() for one in models()))
        raise Misuse(Sentence("misuse.no_type", text=type_), Sentence("misuse.choose", names=known))
    click.echo(listing.fields_as_text(model, words, is_english=site.is_english))
