"""The reference in docs/, as text: every field from the models, every problem from the catalogue."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic.fields import FieldInfo

from site_builder.content_types import CONTENT_TYPES, NOTICE_TYPES, kept_in, where_names_stand
from site_builder.content_types import house as h
from site_builder.content_types.entry import (
    Addressed,
    Model,
    Publication,
    Sourced,
    en_name,
    is_list,
    is_mapping,
    limit_of,
    metadata_of,
    nb_name,
    parts_of,
    written_example,
)
from site_builder.content_types.gathering_values import CALLED_OFF, COST, OFF, VENUE, WHO, OrName
from site_builder.content_types.maps import Map
from site_builder.content_types.notice import Notice
from site_builder.content_types.positions import Both, CoordinateSystem, Degrees, Metres
from site_builder.content_types.records import Record
from site_builder.content_types.references import STREET, Ref, TargetRef
from site_builder.content_types.repeats import RULE
from site_builder.content_types.settings import Branch, Repository
from site_builder.content_types.streets import Street
from site_builder.content_types.web_addresses import Host, OldAddress, SiteAddress, Url
from site_builder.explanations import explanation
from site_builder.problems import WARNINGS
from site_builder.text.messages import catalogue

# --- fields ------------------------------------------------------------------------------------

_FIELDS_BEGIN = """\
# Fields

Made from the models in `site_builder/content_types/`, so what stands here is what the program reads. A test keeps it
so; `make test PYTEST_ARGS=--update-docs` writes it anew.

A site spells its fields one way: in bokmål (`feltnavn: nb`, the default, and the demo's spelling) or in English
(`feltnavn: en`). The other spelling is read too, with a warning that gives the right word. The same holds for the words
of a choice, written here as `bokmål` / `English`. A word in bokmål may stand in nynorsk (`vatn` for `vann`), or as
it is commonly spelt (`vei` for `veg`).

In a Markdown file the fields stand between two lines of `---` at the top. A first line `# Title` under them (or
alone, in a file without fields) is the title. Where a field can be repeated, write a list, one item a line after
`- `; a single item may stand on the field's own line.

An *id* is the name of a Markdown file or of a map's file without its ending (the field `id` of a Markdown file can say
something else), the name that a record stands under in its data file, and a place's `id`, or what is made of its name.
"""


def fields_page() -> str:
    """Return docs/fields.md."""
    parts = [_FIELDS_BEGIN, _contents(), *(_content_type(model) for model in CONTENT_TYPES), _kinds_of_notice()]
    parts += ["## Fields inside fields\n", *(_inside(model) for model in models_inside())]
    return "\n".join(parts)


def _contents() -> str:
    rows = [f"| [{title_of(model)}](#{_anchor(title_of(model))}) | {_where(model)} |" for model in CONTENT_TYPES]
    return "\n".join(["| content type | where |", "|---|---|", *rows, ""])


def _content_type(model: type[Sourced]) -> str:
    return "\n".join([f"## {title_of(model)}\n", f"{said_of(model)} {_where(model)}\n", _table(model)])


def _inside(model: type[Model]) -> str:
    return "\n".join([f"### {title_of(model)}\n", f"{said_of(model)}\n", _table(model)])


def _kinds_of_notice() -> str:
    extra = [
        "\n".join([f"### {title_of(model)}\n", "Besides the fields of every [notice](#notice):\n", _table(model, own)])
        for model in NOTICE_TYPES.values()
        if (own := {name: info for name, info in model.model_fields.items() if name not in Notice.model_fields})
    ]
    rows = [
        f"| `{kind.nb}` | `{kind.value}` | {said_of(model)} | {_words(model.usual_severity)} "
        f"| {'starts or deadline' if model.needs_a_time else ''} |"
        for kind, model in NOTICE_TYPES.items()
    ]
    begin = "## Types of notice\n\nA notice has one type. Each needs a title and a text.\n"
    head = ["| bokmål | English | what | severity when left out | required besides |", "|---|---|---|---|---|"]
    return "\n".join([begin, *head, *rows, "", *extra])


def models() -> tuple[type[Model], ...]:
    """Return every model that staff write, types of content first, then those that fields hold, as they are met."""
    found: dict[type[Model], None] = dict.fromkeys((*CONTENT_TYPES, *NOTICE_TYPES.values()))
    waiting = list(found)
    for model in waiting:
        for info in model.model_fields.values():
            part = parts_of(info.annotation)
            if part is not None and part not in found:
                found[part] = None
                waiting.append(part)
    return tuple(found)


def models_inside() -> tuple[type[Model], ...]:
    """Return those that only fields of others hold."""
    return models()[len(CONTENT_TYPES) + len(NOTICE_TYPES) :]


def _table(model: type[Model], only: Mapping[str, FieldInfo] | None = None) -> str:
    fields = only if only is not None else in_order(model)
    rows = [_row(name, info, model) for name, info in fields.items()]
    head = ["| bokmål | English | required | value | example | what it is |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def in_order(model: type[Model]) -> Mapping[str, FieldInfo]:
    """Return the fields, required ones first, then a model's own, then those that all of its kind have."""
    bases = [base for base in (Publication, Addressed, Record) if issubclass(model, base)]
    shared = {name for base in bases for name in base.model_fields}

    def place(field: tuple[str, FieldInfo]) -> tuple[bool, bool]:
        name, info = field
        return not info.is_required(), name in shared and not info.is_required()

    return dict(sorted(model.model_fields.items(), key=place))


def _row(name: str, info: FieldInfo, model: type[Model]) -> str:
    required = "yes" if info.is_required() else ""
    value = "written in the text, not as a field" if name in model.read_from_body else _value(info)
    cells = (
        f"`{nb_name(info)}`",
        f"`{en_name(name, info)}`",
        required,
        value,
        f"`{written_example(info)}`",
        info.description,
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


# --- the kind of value -------------------------------------------------------------------------


def _house(alias: Any) -> h.House:
    found = next(one for one in get_args(alias) if isinstance(one, h.House))
    assert isinstance(found, h.House)
    return found


KINDS: dict[h.House, str] = {
    _house(h.ColumnKey): "key of a column of the same map",
    _house(h.Text): "text",
    _house(h.When): "date, with a time if wanted",
    _house(h.Published): "date, with a time if wanted; also a month (`2018-05`), a year or `ukjent` / `unknown`",
    _house(h.YesNo): "`ja` or `nei` / `yes` or `no`",
    _house(h.YearlyOrOnce): "date; without a year it is every year",
    _house(h.Month): "month, by name",
    _house(Url): "web address (https or http)",
    _house(SiteAddress): "web address (https or http)",
    _house(h.Phone): "Norwegian telephone number",
    _house(h.Email): "e-mail address",
    _house(h.Account): "`@` and the name of a user, or of a team after its organisation and `/`",
    _house(h.Colour): "colour, `#` and six of 0-9 a-f",
    _house(h.Amount): "kroner",
    _house(h.Percent): "percent, from 0 to 100",
    _house(Degrees): "decimal degrees, with a point",
    _house(Both): "two decimal degrees, with a point, and a comma and a space between; or a list of two",
    _house(Metres): "metres, with a point",
    _house(CoordinateSystem): "EPSG code, or a name such as `UTM 33`",
    _house(h.Slug): "a-z, 0-9 and hyphen",
    _house(OldAddress): "address on this site, from the first slash",
    _house(h.Language): "language code",
    _house(h.Hours): "from and to, once or several times (`08.00-11.30 og 12.30-15.30`), or `stengt` / `closed`",
    _house(h.OnHolidays): "`som vanlig` / `as usual`, from and to, or `stengt` / `closed`",
    _house(h.HouseNumber): "house number, a letter after it or not",
    _house(h.Year): "year, four digits",
    _house(h.Count): "whole number",
    _house(h.MunicipalityNumber): "four digits",
    _house(Repository): "owner and name of a Git repository, with `/` between",
    _house(Branch): "name of a branch in Git",
    _house(h.Domain): "domain",
    _house(Host): "name of a host, nothing before or after it",
    _house(h.Height): f"pixels, {h.HEIGHTS[0]} to {h.HEIGHTS[1]}",
    _house(h.FileName): "name of a file in maps/",
    _house(h.PictureName): "name of a file in content/images/",
    _house(h.CapSender): "e-mail address or domain",
    _house(h.LosEvent): "path of a life event in [Los](https://psi.norge.no/los/)",
    _house(h.LosTheme): "path in [Los](https://psi.norge.no/los/)",
    _house(h.LosWord): "path in [Los](https://psi.norge.no/los/)",
    RULE: "how often, in words: see the editors' guide",
    OFF: "date; a reason in brackets if wanted",
    CALLED_OFF: "`ja` / `yes`, or when it was decided",
    COST: "kroner, id from `content/prices.yaml`, or words",
    VENUE: "id from `maps/`, or a name",
    WHO: "id from `content/contacts.yaml`, or a name",
}


def _value(info: FieldInfo) -> str:
    """Return what may be written: the kind of value, how long, whether repeated, and what it is when left out."""
    parts = [_kind(info)]
    if limit := limit_of(info):
        parts.append(f"at most {limit} characters")
    if is_list(info.annotation):
        parts.append("can be repeated")
    default = info.default
    if isinstance(default, h.Choice):
        parts.append(f"when left out: {_words(default)}")
    elif isinstance(default, (str, int)) and not isinstance(default, bool):
        parts.append(f"when left out: `{default}`")
    return "; ".join(parts)


def _kind(info: FieldInfo) -> str:
    if metadata_of(info, OrName):
        return KINDS[metadata_of(info, h.House)]
    if ref := metadata_of(info, Ref):
        return _reference(ref.words, metadata_of(info, h.House))
    if choices := choices_of(info.annotation):
        return "one of " + ", ".join(_words(one) for one in choices)
    if part := parts_of(info.annotation):
        return f"[{title_of(part).lower()}](#{_anchor(title_of(part))})"
    if is_mapping(info.annotation):
        return "names and texts"
    return KINDS[metadata_of(info, h.House)]


def _reference(words: Iterable[str], made_by: h.House) -> str:
    *others, last = (f"`{where}`" for where in where_names_stand(words))
    named = f"{', '.join(others)} or {last}" if others else last
    # The one reference that need not be to an entry.
    street = f", or `{STREET}` and the name of a street" if made_by is _house(TargetRef) else ""
    return f"id from {named}{street}"


def choices_of(annotation: Any) -> tuple[h.Choice, ...]:
    for part in (annotation, *_below(annotation)):
        if isinstance(part, type) and issubclass(part, h.Choice):
            return tuple(part)
    return ()


def _below(annotation: Any) -> Iterator[Any]:
    for part in get_args(annotation):
        if not isinstance(part, str):
            yield part
            yield from _below(part)


def _words(choice: h.Choice) -> str:
    return f"`{choice.nb}`" if choice.nb == choice.value else f"`{choice.nb}` / `{choice.value}`"


def _where(model: type[Sourced]) -> str:
    where = kept_in(model)
    if issubclass(model, Record):
        return f"`{where}`, each under its id"
    if issubclass(model, Map):
        return f"`{where}<slug>.yaml`"
    if issubclass(model, Street):
        return f"`{where}`, one a line"
    return f"`{where}<slug>.md`" if where.endswith("/") else f"`{where}`"


def title_of(model: type[Model]) -> str:
    """Return the class's name as words: `OpeningHours` is «Opening hours»."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def said_of(model: type[Model]) -> str:
    return (inspect.getdoc(model) or "").partition("\n")[0]


# --- problems ----------------------------------------------------------------------------------

_PROBLEMS_BEGIN = """\
# Problemer

Alt programmet kan si fra om, og hva du skal gjøre. Koden står i klammer foran hvert problem, for eksempel
`feil[D201]`. Ordene i *kursiv* byttes ut med det som gjelder hos deg.

En **feil** stanser byggingen: ingenting blir skrevet før den er rettet. En **advarsel** stanser ikke.

Det samme står i terminalen med `site-builder explain S111`, på nynorsk og engelsk med `--language nn` eller `en`.

Denne siden er laget fra setningene i programmet, og en test passer på at den er lik dem.
`make test PYTEST_ARGS=--update-docs` skriver den på nytt.
"""

_FAMILIES = {
    "A": "Sidene som blir laget",
    "B": "Teksten under feltene",
    "C": "Innstillinger i site.yaml",
    "D": "Verdier: datoer, tall, adresser",
    "E": "Innhold fra andre, og livshendelser",
    "F": "Felt",
    "H": "Forsiden",
    "I": "Import",
    "K": "Regnestykker med priser",
    "L": "Filer og mapper",
    "M": "Kart",
    "N": "Meldinger",
    "P": "Bilder og personopplysninger",
    "R": "Henvisninger og lenker",
    "S": "Skrivemåten i filene",
    "T": "Maler",
    "V": "Språk",
}

_MEANT = {
    "address": "adressen",
    "anchor": "overskriften",
    "at": "nummeret",
    "catchment": "kretsen",
    "changed": "datoen",
    "character": "tegnet",
    "choices": "ordene du kan velge",
    "column": "kolonnen",
    "day": "dagen",
    "distance": "antall",
    "example": "et eksempel",
    "field": "feltet",
    "file": "fila",
    "first": "den første",
    "fixed": "linja slik den skal være",
    "folder": "mappa",
    "found": "det som står der",
    "heading": "overskriften",
    "id": "id-en",
    "instead": "det du kan skrive",
    "key": "feltet",
    "known": "det du kan velge",
    "language": "språket",
    "last": "det siste",
    "lat": "breddegrad",
    "length": "antall",
    "limit": "grensen",
    "line": "linja",
    "link": "lenken",
    "lon": "lengdegrad",
    "name": "navnet",
    "names": "navnene",
    "nearest": "fargen",
    "number": "nummeret",
    "numbers": "numrene",
    "off": "feltet",
    "original": "fila som er oversatt",
    "other": "den andre",
    "page": "adressen",
    "reason": "grunnen",
    "repeats": "feltet",
    "rule": "det som står der",
    "second": "den andre",
    "severity": "alvoret",
    "side": "siden",
    "size": "størrelsen",
    "slug": "navnet",
    "starts": "feltet",
    "status": "statusen",
    "target": "fila",
    "text": "teksten",
    "title": "tittelen",
    "type": "typen",
    "types": "typene",
    "wanted": "antall",
    "where": "fila",
    "written": "det du skrev",
    "year": "året",
}
"""What stands in the place of a value. One that has no word here is shown as «…»."""


def problems_page() -> str:
    """Return docs/problemer.md."""
    sentences = catalogue("nb").problems
    families: dict[str, list[str]] = {}
    for code in sorted(sentences):
        families.setdefault(code[0], []).append(_problem(code, *sentences[code]))
    parts = [_PROBLEMS_BEGIN]
    for letter, problems in families.items():
        parts += [f"## {letter}: {_FAMILIES.get(letter, 'Annet')}\n", *problems]
    return "\n".join(parts)


def _problem(code: str, message: str, hint: str) -> str:
    severity = "advarsel" if code in WARNINGS else "feil"
    parts = [f"### {code}\n", f"*{severity}*: {_shown(message)}\n", f"{_shown(hint)}\n"]
    explained = explanation(code, "nb")
    parts.append(f"Hvorfor: {explained.why}\n")
    if (example := explained.example) and example.excerpt:
        parts.append(_verbatim("For eksempel:", (*example.excerpt, f"  {example.hint}")))
    if explained.example and explained.example.mended:
        parts.append(_verbatim("Slik blir det riktig:", explained.example.mended))
    if explained.is_mended:
        parts.append("`site-builder check --fix` retter dette der bare ett svar er riktig.\n")
    return "\n".join(parts)


def _verbatim(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([heading, "", "````", *lines, "````", ""])


def _shown(sentence: str) -> str:
    """Return a sentence of the catalogue as Markdown, with words in italics for the values it is filled with."""
    parts = re.split(r"(\{\{|\}\}|\{[a-z_]+\})", sentence)
    return "".join(_part(one) for one in parts)


def _part(text: str) -> str:
    if text in ("{{", "}}"):
        return text[0]
    if text.startswith("{"):
        meant = _MEANT.get(text[1:-1])
        return f"*{meant}*" if meant else "…"
    return re.sub(r"([\\`*_<>\[\]#&|])", r"\\\1", text)


PAGES = {"fields.md": fields_page, "problemer.md": problems_page}
"""The pages of docs/ that are made, by name."""
