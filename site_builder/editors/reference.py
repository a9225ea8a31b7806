"""`docs/felt.md`: every field in bokmål, for those who write, from the models as `docs/fields.md` is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic.fields import FieldInfo

from site_builder.content_types import CONTENT_TYPES, NOTICE_TYPES
from site_builder.content_types.entry import Model, Sourced, en_name, nb_name, written_example
from site_builder.content_types.notice import Notice
from site_builder.editors.wording import about, anchor, file_of, has_ids, is_a_table, name_of, value_of
from site_builder.reference import in_order, models_inside
from site_builder.text.messages import Catalogue, catalogue, described

_BEGIN = """\
# Felt

Alle feltene du kan skrive i filene, og hva som kan stå i dem. Det samme står i terminalen med `site-builder fields` og
navnet på det du skriver, på språket dere har valgt. Siden er laget av programmet selv, og en test passer på at den
stemmer; `make test PYTEST_ARGS=--update-docs` skriver den på nytt. På engelsk heter den [fields.md](fields.md).

Et nettsted skriver navnene på feltene på én måte: på bokmål (`feltnavn: nb`, det vanlige) eller på engelsk
(`feltnavn: en`). Det som skal velges blant noen ord, kan også skrives på nynorsk: `tema: vatn` er det samme som
`tema: vann`, og `tema: vei` det samme som `tema: veg`.

I en Markdown-fil står feltene øverst, mellom to linjer med `---`. Et felt som kan ha flere, er en liste med én ting på
hver linje etter `- `; er det bare én, kan den stå på linja til feltet.

En *id* er navnet på en Markdown-fil eller på fila til et kart, uten endelsen. Det som står i en datafil, har id-en det
står under, og et sted på et kart har feltet `id`, eller id-en som blir laget av navnet.
"""
_HEAD = ["| felt | på engelsk | må være med | hva du skriver | eksempel | hva det er |", "|---|---|---|---|---|---|"]


def fields_page() -> str:
    """Return docs/felt.md."""
    words = catalogue("nb")
    parts = [_BEGIN, _contents(words), *(_content_type(one, words) for one in CONTENT_TYPES), *_notices(words)]
    parts += ["## Felt under felt\n", *(_below(one, words) for one in models_inside())]
    return "\n".join(parts)


def _contents(words: Catalogue) -> str:
    rows = [
        f"| [{_name(one, words)}](#{anchor(one, words.language)}) | {_where(one, words)} |" for one in CONTENT_TYPES
    ]
    return "\n".join(["| du skriver | i |", "|---|---|", *rows, ""])


def _content_type(model: type[Sourced], words: Catalogue) -> str:
    said = f"{about(model, words.language)} Det står i {_where(model, words)}.\n"
    return "\n".join([f"## {_name(model, words)}\n", said, _table(model, in_order(model).items(), words)])


def _below(model: type[Model], words: Catalogue) -> str:
    said = f"{about(model, words.language)}\n"
    return "\n".join([f"### {_name(model, words)}\n", said, _table(model, in_order(model).items(), words)])


def _notices(words: Catalogue) -> Iterator[str]:
    yield "## Typer meldinger\n\nEn melding har én type. Alle må ha en tittel og en tekst.\n"
    yield "| type | på engelsk | hva det er |\n|---|---|---|"
    for kind, model in NOTICE_TYPES.items():
        yield f"| `{kind.nb}` | `{kind.value}` | {about(model, words.language)} |"
    yield ""
    for model in NOTICE_TYPES.values():
        own = [(name, info) for name, info in model.model_fields.items() if name not in Notice.model_fields]
        if own:
            said = f"Ved siden av feltene til alle [meldinger](#{anchor(Notice, words.language)}):\n"
            yield "\n".join([f"### {_name(model, words)}\n", said, _table(model, own, words)])


def _table(model: type[Model], fields: Iterable[tuple[str, FieldInfo]], words: Catalogue) -> str:
    rows = ["| " + " | ".join(_cells(name, info, model, words)) + " |" for name, info in fields]
    return "\n".join([*_HEAD, *rows, ""])


def _cells(name: str, info: FieldInfo, model: type[Model], words: Catalogue) -> Iterator[str]:
    yield f"`{nb_name(info)}`"
    yield f"`{en_name(name, info)}`"
    yield "ja" if info.is_required() else ""
    yield value_of(name, info, model, words, is_english=False, links_to_parts=True)
    yield f"`{written_example(info)}`"
    yield described(info.description or "", words.language)


def _name(model: type[Model], words: Catalogue) -> str:
    return name_of(model, words.language)


def _where(model: type[Model], words: Catalogue) -> str:
    file = f"`{file_of(model)}`"
    if is_a_table(model):
        return words.say("fields.one_a_line", file=file)
    return words.say("fields.each_under_its_id", file=file) if has_ids(model) else file


PAGES = {"felt.md": fields_page}
"""The pages of docs/ that are made here, by name"""
