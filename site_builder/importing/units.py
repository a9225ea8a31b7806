"""One school or nursery: what a register has of it becomes what a map says, in the words of the site's language."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.importing.names import one_line, ordinary
from site_builder.importing.registers import Register
from site_builder.problems import Faults, problem
from site_builder.text.messages import Catalogue

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


_YES = ("ja", "true", "1")
_WHOLE_NUMBER = re.compile(r"[0-9U][0-9]{8}")
_OPENING = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::[0-5][0-9])?")


def is_in_use(flat: Flat, register: Register) -> bool:
    """Return whether the register says that a unit is one of those it is about, and not closed."""
    for group in register.wanted:
        said = [flat[key] for key in group if flat.get(key)]
        if said and not any(map(_is_yes, said)):
            return False
    return not any(_is_yes(flat.get(key)) for key in register.unwanted)


def _is_yes(said: str | None) -> bool:
    return (said or "").lower() in _YES


def unit_of(flat: Flat, register: Register, path: str, words: Catalogue) -> Unit | None:
    """Return a unit; None where it has no name, or no number to know it by. Raises Faults where it is in metres."""
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
