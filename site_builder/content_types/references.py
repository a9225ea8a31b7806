"""Types of values that name entries of content types, by their slugs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from site_builder.content_types.house import SLUG_PATTERN, House, refuse
from site_builder.text.slugs import is_slug

STREET = "gate:"
_STREETS = "(?:gate|gata|gaten|gater|street|road|veg|vegen|vei|veien)"
# After a space a name must follow that is one of a street: «gate og torg» has none.
_NAMED_AS_A_STREET = re.compile(
    rf"(?:{_STREETS}\s*:\s*|{_STREETS}\s+(?=(?-i:[A-ZÆØÅ])|\S*{_STREETS}$))+(?P<name>[^,:]*[^,:\s])", re.IGNORECASE
)


def street_named(text: str) -> str:
    """Return the name of a street that is named with a word for streets, however that is written; else nothing."""
    match = _NAMED_AS_A_STREET.fullmatch(text.strip())
    return match["name"] if match else ""


def reference(text: str) -> str:
    """Return the slug. Raises PydanticCustomError."""
    if "," in text:
        raise refuse("D231", text=text, first=text.partition(",")[0].strip())
    if not is_slug(text):
        # Where such names stand, the field's Ref and the table of content types say.
        raise refuse("D229", text=text)
    return text


# A contact may bear the id of a service, a unit or a place: then both are meant.
TARGETS = ("service", "category", "unit", "place", "map", "contact")


def _target(text: str) -> str:
    written = text.removeprefix(STREET).strip() if text.startswith(STREET) else ""
    if street := street_named(text) or ("" if "," in written else written):
        if written != street:
            raise refuse("F169", text=text, instead=STREET + street)
        return STREET + street
    if re.search(r"\b(?:hele|heile|whole)\b", text.lower()):
        raise refuse("D230", text=text)
    return reference(text)


class Ref(House):
    """The type of a field whose value is the slug of an entry of one of these content types, by their words.

    They are words since the content types stand above; a test says that there are such types.
    """

    def __init__(self, *words: str, make: Callable[[str], object] = reference, **schema: object) -> None:
        super().__init__(make, **({"pattern": SLUG_PATTERN} if make is reference else {}), **schema)
        self.words = words


ServiceRef = Annotated[str, Ref("service")]
NoticeRef = Annotated[str, Ref("notice")]
CategoryRef = Annotated[str, Ref("category")]
ContactRef = Annotated[str, Ref("contact")]
HoursRef = Annotated[str, Ref("hours")]
LinkRef = Annotated[str, Ref("link")]
PriceRef = Annotated[str, Ref("price")]
CalculatorRef = Annotated[str, Ref("calculator")]
PageRef = Annotated[str, Ref("page")]
MapRef = Annotated[str, Ref("map")]
PictureRef = Annotated[str, Ref("picture")]
PlaceRef = Annotated[str, Ref("place")]
QuestionRef = Annotated[str, Ref("question")]
TargetRef = Annotated[str, Ref(*TARGETS, make=_target)]
SubjectRef = Annotated[str, Ref(*(one for one in TARGETS if one != "contact"))]
"""A target with a page of its own"""
