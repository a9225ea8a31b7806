"""Registers of schools and nurseries: how each is known again, and which of its fields become ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
