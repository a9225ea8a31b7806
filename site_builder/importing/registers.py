"""Registers of schools and nurseries: how each is known again, and which of its fields become ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Register:
    """A register's own format. Names of fields are folded paths; the first that is there counts."""

    name: str
    source: str
    """Whose it is, and on what terms, as a map says where its facts come from; empty where nobody knows"""
    url: str
    kind: str
    """What a new map of it is about: schools, nurseries or places"""
    signs: tuple[tuple[str, ...], ...]
    """The file is of this register where one of each group is a field in it."""
    fields: Mapping[str, tuple[str, ...]]
    """Ours to theirs. Nothing else is read: registers carry people's own addresses and numbers."""
    columns: tuple[str, ...]
    """What a new map shows of it, where a unit has it"""
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
        signs=(("skolenavn",), _NUMBER, ("geometrycoordinates0",)),
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
        signs=(("barnehagenavn",), _NUMBER, ("geometrycoordinates0",)),
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

# What registers head their own tables with is published nowhere; these are names that they and people use elsewhere.
_PLAIN: Mapping[str, tuple[str, ...]] = {
    "name": ("navn", "enhetsnavn", "skolenavn", "barnehagenavn", "skole", "barnehage", "name"),
    "number": (*_NUMBER, "orgnummer", "organisasjonsnr"),
    "municipality": _MUNICIPALITY,
    "street": ("besoksadresse", "beliggenhetsadresse", "gateadresse", "adresse", "adressenavn"),
    "postcode": ("postnummer", "postnr"),
    "town": ("poststed",),
    "lat": ("lat", "latitude", "breddegrad", "koordinatbreddegrad", "geometrycoordinates1"),
    "lon": ("lon", "lng", "longitude", "lengdegrad", "koordinatlengdegrad", "geometrycoordinates0"),
    "owner": ("eier", "eigar", "eierform", "eierforhold"),
    "first": ("trinnfra", "fratrinn", "lavestetrinn", "skoletrinnfra", "skoletrinngsfra"),
    "last": ("trinntil", "tiltrinn", "hoyestetrinn", "skoletrinntil", "skoletrinngstil"),
    "ages": ("alder",),
    "youngest": ("alderfra", "fraalder", "lavestealder", "alderstrinnfra"),
    "oldest": ("aldertil", "tilalder", "hoyestealder", "alderstrinntil"),
    "opens": ("apningstidfra", "apner"),
    "closes": ("apningstidtil", "stenger"),
}

NEEDED = ("name", "number", "lat", "lon")
"""What a table must have to be read by its headings alone."""

PLAIN = tuple(
    Register(
        "", "", "", kind,
        signs=(*(_PLAIN[name] for name in NEEDED), *marks),
        fields=_PLAIN,
        columns=columns,
        wanted=(("eraktiv",), ("idrift",)),
        unwanted=("erekskludert",),
    )
    for kind, marks, columns in (
        ("schools", (("skolenavn", "skole", *_PLAIN["first"]),), ("grades", "owner")),
        ("nurseries", (("barnehagenavn", "barnehage", "alder", *_PLAIN["youngest"]),), ("owner", "hours", "ages")),
        ("places", (), ("owner", "hours", "ages")),
    )
)  # fmt: skip
"""Tables of no register that is known, read by what their columns are called; the first that fits counts."""
