"""Registers of schools and nurseries: how each is known again, and which of its fields become ours."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.importing.names import one_line, ordinary
from site_builder.problems import Faults, Mark, problem
from site_builder.text.messages import Catalogue
from site_builder.text.slugs import slug_of

Flat = Mapping[str, str]
"""A unit as a register has it: every value by its keys, folded and put together (`koordinatbreddegrad`)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A school or nursery as a register has it, with no more of it than a map may show."""

    number: str
    """Organisation number; schools abroad have a letter in theirs"""
    name: str
    municipality: str
    """Four digits, or empty where the register does not say"""
    address: str = ""
    position: tuple[float, float] | None = None
    """(longitude, latitude), decimal degrees, WGS 84"""
    values: tuple[tuple[str, str], ...] = ()
    """(what is said: owner, grades, ages or hours; in the site's language)"""


@dataclass(frozen=True, slots=True)
class Register:
    """A register's own format. Names of fields are folded paths; the first that is there counts."""

    name: str
    source: str
    """Whose it is, and on what terms, as a map says where its facts come from"""
    url: str
    kind: str
    """What a new map of it is about: schools or nurseries"""
    signs: tuple[tuple[str, ...], ...]
    """The file is of this register where one of each group is a field in it."""
    fields: Mapping[str, tuple[str, ...]]
    """Ours to theirs. Nothing else is read: registers carry people's own addresses and numbers."""
    columns: tuple[str, ...]
    """What a new map shows of it"""
    wanted: tuple[tuple[str, ...], ...] = ()
    """A unit is in use where none of a group is said, or one of it is true."""
    unwanted: tuple[str, ...] = ()


_NUMBER = ("organisasjonsnummer", "orgnr")
_MUNICIPALITY = ("kommunekommunenummer", "kommunekommunenr", "kommunenummer", "kommunenr")
_POSITION = {
    "lat": ("koordinatbreddegrad", "koordinaterbreddegrad", "breddegrad", "lat"),
    "lon": ("koordinatlengdegrad", "koordinaterlengdegrad", "lengdegrad", "lon"),
}
# Version 4 of the address; versions 3 and 1 have other names for the same.
_UDIR = {
    "name": ("navn",),
    "number": _NUMBER,
    "municipality": _MUNICIPALITY,
    "street": ("beliggenhetsadresseadresse", "besoksadresseadresse", "besoksadresseadress"),
    "postcode": (
        "beliggenhetsadressepostnummer",
        "beliggenhetsadressepostnr",
        "besoksadressepostnummer",
        "besoksadressepostnr",
    ),
    "town": ("beliggenhetsadressepoststed", "besoksadressepoststed"),
    **_POSITION,
}
_GEONORGE = {
    "number": _NUMBER,
    "municipality": _MUNICIPALITY,
    "street": ("besoksadressebesoksadresseadressenavn", "besoksadresseadressenavn", "adressenavn"),
    "postcode": ("besoksadressebesoksadressepostnummer", "besoksadressepostnummer", "postnummer"),
    "town": ("besoksadressebesoksadressepoststed", "besoksadressepoststed", "poststed"),
    "owner": ("eierforhold",),
    "lat": ("geometrycoordinates1", *_POSITION["lat"]),
    "lon": ("geometrycoordinates0", *_POSITION["lon"]),
}

REGISTERS = (
    # barnehagefakta.no/api/barnehage/orgnr/<number>
    Register(
        "Barnehagefakta",
        "Barnehagefakta, Utdanningsdirektoratet (NLOD)",
        "https://www.barnehagefakta.no",
        "nurseries",
        signs=(("orgnr",), ("koordinatlatlng0", "koordinatlatlng"), ("erbarnehage", "eierform")),
        fields={
            "name": ("navn",),
            "number": ("orgnr",),
            "municipality": _MUNICIPALITY,
            "street": ("kontaktinformasjonbesoksadresseadresselinje",),
            "postcode": ("kontaktinformasjonbesoksadressepostnr",),
            "town": ("kontaktinformasjonbesoksadressepoststed",),
            "lat": ("koordinatlatlng0",),
            "lon": ("koordinatlatlng1",),
            "owner": ("eierform",),
            "ages": ("alder",),
            "opens": ("apningstidfra",),
            "closes": ("apningstidtil",),
        },
        columns=("owner", "hours", "ages"),
        wanted=(("eraktiv",), ("erbarnehage",)),
    ),
    # data-nbr.udir.no/v4/enhet/<number>
    Register(
        "Nasjonalt barnehageregister (NBR)",
        "Nasjonalt barnehageregister, Utdanningsdirektoratet (NLOD)",
        "https://nbr.udir.no",
        "nurseries",
        signs=(("navn",), _NUMBER, ("erbarnehage", "eroffentligbarnehage", "erprivatbarnehage")),
        fields={
            **_UDIR,
            "private": ("erprivatbarnehage",),
            "public": ("eroffentligbarnehage",),
            "youngest": ("alderstrinnfra",),
            "oldest": ("alderstrinntil",),
        },
        columns=("owner", "ages"),
        wanted=(("eraktiv",), ("erbarnehage",)),
        unwanted=("erekskludert",),
    ),
    # data-nsr.udir.no/v4/enhet/<number>
    Register(
        "Nasjonalt skoleregister (NSR)",
        "Nasjonalt skoleregister, Utdanningsdirektoratet (NLOD)",
        "https://nsr.udir.no",
        "schools",
        signs=(("navn",), _NUMBER, ("erskole", "ergrunnskole", "ervideregaaendeskole")),
        fields={
            **_UDIR,
            "private": ("erprivatskole",),
            "public": ("eroffentligskole",),
            "first": ("skoletrinngsfra", "skoletrinnfra"),
            "last": ("skoletrinngstil", "skoletrinntil"),
            "upper": ("skoletrinnvgsfra",),
            "is_upper": ("ervideregaaendeskole",),
        },
        columns=("grades", "owner"),
        wanted=(("eraktiv",), ("erskole",), ("ergrunnskole", "ervideregaaendeskole")),
        unwanted=("erekskludert",),
    ),
    # The data sets «Grunnskoler» and «Barnehager» of geonorge.no, as programs for maps turn them into GeoJSON.
    Register(
        "Grunnskoler fra Geonorge",
        "Grunnskoler, Utdanningsdirektoratet og Geonorge",
        "https://www.geonorge.no",
        "schools",
        signs=(("skolenavn",), _NUMBER),
        fields={
            **_GEONORGE,
            "name": ("skolenavn",),
            "first": ("trinntrinnlavestetrinn", "trinnlavestetrinn", "lavestetrinn"),
            "last": ("trinntrinnhoyestetrinn", "trinnhoyestetrinn", "hoyestetrinn"),
        },
        columns=("grades", "owner"),
        wanted=(("idrift",),),
    ),
    Register(
        "Barnehager fra Geonorge",
        "Barnehager, Utdanningsdirektoratet og Geonorge",
        "https://www.geonorge.no",
        "nurseries",
        signs=(("barnehagenavn",), _NUMBER),
        fields={
            **_GEONORGE,
            "name": ("barnehagenavn",),
            "youngest": ("lavestealder",),
            "oldest": ("hoyestealder",),
            "opens": ("apningstidfra",),
            "closes": ("apningstidtil",),
        },
        columns=("owner", "hours", "ages"),
        wanted=(("idrift",),),
    ),
)


@dataclass(frozen=True, slots=True)
class Extract:
    """What a file has: its register, the units in use, and how many could not be told apart."""

    register: Register
    units: tuple[Unit, ...]
    nameless: int = 0


def read_extract(text: str, path: str, words: Catalogue) -> Extract:
    """Return the units of an extract, each once, in the words of the site's language. Raises Faults."""
    found = list(_from_json(text, path) if text.lstrip()[:1] in ("{", "[") else _from_csv(text, path))
    keys = {key for flat in found for key in flat}
    register = next((one for one in REGISTERS if all(keys.intersection(group) for group in one.signs)), None)
    if register is None:
        raise Faults(problem("I902", path, names=tuple(one.name for one in REGISTERS)))
    units: dict[str, Unit] = {}
    nameless = 0
    for flat in found:
        if not _is_in_use(flat, register):
            continue
        unit = _unit(flat, register, path, words)
        if unit is None:
            nameless += 1
        else:
            units.setdefault(unit.number, unit)
    return Extract(register, tuple(units.values()), nameless)


# --- the file ------------------------------------------------------------------

_LISTS = ("EnhetListe", "Enheter", "features")
"""Where registers keep their units, when the file is not itself a list: NSR and NBR (v4, v3), and GeoJSON."""
_DEEPEST = 8
_NOT_BLANK = re.compile(r"[^ \t\n]")


def _from_json(text: str, path: str) -> Iterator[Flat]:
    try:
        values = list(_values(text))
    except json.JSONDecodeError as fault:
        raise Faults(problem("I901", path, Mark(fault.lineno, fault.colno, fault.colno + 1))) from None
    except (RecursionError, ValueError):
        raise Faults(problem("I901", path, Mark(1))) from None
    for one in itertools.chain.from_iterable(map(_listed, values)):
        if not isinstance(one, dict):
            continue
        properties = one.get("properties")
        unit = properties | {"geometry": one.get("geometry")} if isinstance(properties, dict) else one
        yield dict(_flattened(unit, "", 0))


def _values(text: str) -> Iterator[object]:
    """Yield one value after another: a unit to a file becomes one file when they are put together."""
    decoder, at = json.JSONDecoder(), 0
    while match := _NOT_BLANK.search(text, at):
        value, at = decoder.raw_decode(text, match.start())
        yield value


def _listed(value: object) -> Sequence[object]:
    if isinstance(value, dict):
        return next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [value])
    return value if isinstance(value, list) else []


def _flattened(value: object, key: str, depth: int) -> Iterator[tuple[str, str]]:
    inside: Sequence[tuple[str, object]] = ()
    if isinstance(value, dict):
        inside = [(str(name), one) for name, one in value.items()]
    elif isinstance(value, list):
        # A pair of coordinates has two; of longer lists (what a unit is related to) nothing is wanted.
        inside = [(str(number), one) for number, one in enumerate(value[:3])]
    if inside and depth < _DEEPEST:
        for name, one in inside:
            yield from _flattened(one, key + _folded(name), depth + 1)
    elif isinstance(value, bool):
        yield key, "ja" if value else "nei"
    else:
        yield key, str(value) if isinstance(value, str | int | float) else ""


def _from_csv(text: str, path: str) -> Iterator[Flat]:
    header = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = next((one for one in ";\t" if one in header), ",")
    table = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        rows = [row for row in table if any(cell.strip() for cell in row)]
    except csv.Error:
        raise Faults(problem("I901", path, Mark(table.line_num))) from None
    names = [_folded(name) for name in rows[0]] if rows else []
    for row in rows[1:]:
        yield dict(zip(names, (cell.strip() for cell in row), strict=False))


def _folded(name: str) -> str:
    return slug_of(name).replace("-", "")


# --- a unit --------------------------------------------------------------------

_YES = ("ja", "true", "1")
_WHOLE_NUMBER = re.compile(r"[0-9U][0-9]{8}")
_OPENING = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::[0-5][0-9])?")


def _is_in_use(flat: Flat, register: Register) -> bool:
    for group in register.wanted:
        said = [flat[key] for key in group if flat.get(key)]
        if said and not any(map(_is_yes, said)):
            return False
    return not any(_is_yes(flat.get(key)) for key in register.unwanted)


def _is_yes(said: str | None) -> bool:
    return (said or "").lower() in _YES


def _unit(flat: Flat, register: Register, path: str, words: Catalogue) -> Unit | None:
    ours = {
        name: one_line(next((flat[key] for key in theirs if flat.get(key)), ""))
        for name, theirs in register.fields.items()
    }
    number = ours["number"].replace(" ", "")
    if not ours["name"] or not _WHOLE_NUMBER.fullmatch(number):
        return None
    said = {"owner": _owner, "grades": _grades, "hours": _hours, "ages": _ages}
    return Unit(
        number,
        ours["name"],
        ours["municipality"].zfill(4) if ours["municipality"].isdecimal() else "",
        _address(ours),
        _position(ours, path),
        tuple((column, text) for column, say in said.items() if (text := say(ours, words))),
    )


def _address(ours: Mapping[str, str]) -> str:
    postcode = ours["postcode"].zfill(4) if ours["postcode"].isdecimal() else ""
    town = f"{postcode} {ordinary(ours['town'])}".strip()
    return ", ".join(part for part in (ordinary(ours["street"]), town) if part)


def _position(ours: Mapping[str, str], path: str) -> tuple[float, float] | None:
    try:
        lat, lon = (float(ours[name].replace(",", ".")) for name in ("lat", "lon"))
    except ValueError:
        return None
    if not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    if abs(lat) > 90 or abs(lon) > 180:
        raise Faults(problem("I906", path, name=ours["name"]))
    # Registers write 0 and 0 for a unit that nobody has found the place of.
    return (lon, lat) if lat or lon else None


def _owner(ours: Mapping[str, str], words: Catalogue) -> str:
    if said := ours.get("owner"):
        return ordinary(said)
    if _is_yes(ours.get("private")):
        return words.say("import.private")
    return words.say("import.public") if _is_yes(ours.get("public")) else ""


def _grades(ours: Mapping[str, str], words: Catalogue) -> str:
    first, last = (int(text) if text.isdecimal() else 0 for text in (ours.get("first", ""), ours.get("last", "")))
    is_upper = bool(ours.get("upper")) or (not first and _is_yes(ours.get("is_upper")))
    if not 1 <= first <= last:
        return words.say("import.upper") if is_upper else ""
    if first > 10:
        return words.say("import.upper")
    # Version 1 counted on through upper secondary school, to 13.
    is_upper, last = is_upper or last > 10, min(last, 10)
    grades = words.say("import.grades", first=first, last=last)
    if first == last:
        grades = words.say("import.grade", first=first)
    return words.say("import.grades_and_upper", grades=grades) if is_upper else grades


def _hours(ours: Mapping[str, str], words: Catalogue) -> str:
    opens, closes = (_OPENING.fullmatch(ours.get(name, "")) for name in ("opens", "closes"))
    if not opens or not closes:
        return ""
    shown = [words.say("import.clock", hour=one[1].zfill(2), minute=one[2]) for one in (opens, closes)]
    return f"{shown[0]}–{shown[1]}"


def _ages(ours: Mapping[str, str], words: Catalogue) -> str:
    # Both ends, «1 - 5», or one of each; a nursery may begin at 0.
    youngest, _, oldest = ours.get("ages", "").partition("-")
    ends = [end.strip() for end in (youngest or ours.get("youngest", ""), oldest or ours.get("oldest", ""))]
    if not all(end.isdecimal() for end in ends):
        return ""
    return words.say("import.ages", first=int(ends[0]), last=int(ends[1]))
