"""What the models themselves say: which there are, in which order their fields are shown, and what may stand in one."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic.fields import FieldInfo

from site_builder.content_types import CONTENT_TYPES, NOTICE_TYPES
from site_builder.content_types import house as h
from site_builder.content_types.entry import Addressed, Model, Publication, parts_of
from site_builder.content_types.gathering_values import CALLED_OFF, COST, OFF, VENUE, WHO
from site_builder.content_types.positions import Both, CoordinateSystem, Degrees, Metres
from site_builder.content_types.records import Record
from site_builder.content_types.repeats import RULE
from site_builder.content_types.settings import Branch, Repository
from site_builder.content_types.waivers import Quote
from site_builder.content_types.web_addresses import Host, OldAddress, SiteAddress, Url


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


def in_order(model: type[Model]) -> Mapping[str, FieldInfo]:
    """Return the fields, required ones first, then a model's own, then those that all of its kind have."""
    bases = [base for base in (Publication, Addressed, Record) if issubclass(model, base)]
    shared = {name for base in bases for name in base.model_fields}

    def place(field: tuple[str, FieldInfo]) -> tuple[bool, bool]:
        name, info = field
        return not info.is_required(), name in shared and not info.is_required()

    return dict(sorted(model.model_fields.items(), key=place))


def said_of(model: type[Model]) -> str:
    return (inspect.getdoc(model) or "").partition("\n")[0]


def title_of(model: type[Model]) -> str:
    """Return the class's name as words: `OpeningHours` is «Opening hours»."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()


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


def _house(alias: Any) -> h.House:
    found = next(one for one in get_args(alias) if isinstance(one, h.House))
    assert isinstance(found, h.House)
    return found


KINDS: dict[h.House, str] = {
    _house(h.ColumnKey): "key of a column of the same map",
    _house(h.Text): "text",
    _house(Quote): "text",
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
    _house(h.OrganisationNumber): "nine digits",
    _house(Repository): "owner and name of a Git repository, with `/` between",
    _house(Branch): "name of a branch in Git",
    _house(h.Domain): "domain",
    _house(Host): "name of a host, nothing before or after it",
    _house(h.Height): f"pixels, {h.HEIGHTS[0]} to {h.HEIGHTS[1]}",
    _house(h.FileName): "name of a file in maps/",
    _house(h.PictureName): "name of a file in content/images/",
    _house(h.CapSender): "e-mail address or domain",
    _house(h.LosEvent): "path of a life event in Los (https://psi.norge.no/los/)",
    _house(h.LosTheme): "path in Los (https://psi.norge.no/los/)",
    _house(h.LosWord): "path in Los (https://psi.norge.no/los/)",
    RULE: "how often, in words: see the editors' guide",
    OFF: "date; a reason in brackets if wanted",
    CALLED_OFF: "`ja` / `yes`, or when it was decided",
    COST: "kroner, id from `content/prices.yaml`, or words",
    VENUE: "id from `maps/`, or a name",
    WHO: "id from `content/contacts.yaml`, or a name",
}
