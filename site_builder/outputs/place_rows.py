"""What is said of a place, wherever it stands: in the list of its map, in a table, on its own page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from site_builder.content_types.columns import Column, ColumnType
from site_builder.content_types.maps import Availability, Map, Place
from site_builder.content_types.records import Link
from site_builder.model import Site
from site_builder.outputs import actions, addresses, ahead, in_text, views
from site_builder.outputs.effects import Standing, course_of, standings_over_time
from site_builder.outputs.in_text import amount_text
from site_builder.outputs.panels import DrawnPlace
from site_builder.text import dates, numbers
from site_builder.text.collation import sort_key
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a place in a declared column, as people read it."""

    key: str
    label: str
    text: str
    href: str = ""
    is_out: bool = False
    """Whether it leads to another site"""
    state: str = ""
    """free, late, reserved or sold, where the column says that"""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    number: int
    slug: str
    name: str
    href: str
    address: str
    summary: str
    values: tuple[Known, ...]
    links: tuple[actions.Action, ...]
    """Its form, as it is now and as it becomes"""
    sample: bool
    state: str
    """free, late, reserved or sold; empty where its map says nothing of that"""
    standings: tuple[Standing, ...] = ()
    """Whether a notice closes it, or limits it, now and in time"""

    @property
    def standing(self) -> Standing | None:
        """What holds at the moment it is built."""
        return next((one for one in self.standings if one.shown.is_now), None)


def places_on(map_: Map, site: Site) -> list[Place]:
    """Return the places of a map: what can be had before what can not, and in Norwegian order of name."""
    return list(_by_map(site).get(map_.slug, ()))


@lru_cache(maxsize=4)
def _by_map(site: Site) -> Mapping[str, list[Place]]:
    # Of pages, embeds, tables and data, each asks for it, map by map.
    def order(one: Place) -> tuple[int, object, str]:
        return _STATES.index(state_of(one, site)), sort_key(one.name, addresses.language_of(site)), one.slug

    found: dict[str, list[Place]] = {}
    for one in sorted(site.of(Place), key=order):
        found.setdefault(one.map_slug, []).append(one)
    return found


LATE = "late"
"""The state of what nobody has, but nobody can ask for any more: its deadline has passed."""
_STATES = ("", Availability.FREE.value, LATE, Availability.RESERVED.value, Availability.SOLD.value)


def state_of(place: Place, site: Site) -> str:
    """Return free, late, reserved or sold; an empty text where its map says nothing of that."""
    if place.is_late(site.moment):
        return LATE
    return place.availability.value if place.availability else ""


def shown_on(map_: Map, site: Site) -> list[Place]:
    """Return the places that list and map show, in the order that numbers them: what is sold is not there."""
    return [one for one in places_on(map_, site) if one.availability is not Availability.SOLD]


def drawn(place: Place, site: Site) -> DrawnPlace:
    """Return a place as drawings show it."""
    return DrawnPlace(place.shape, state_of(place, site))


def free_on(map_: Map, site: Site) -> int:
    """Return how many of a map's places can be had."""
    return sum(state_of(one, site) == Availability.FREE for one in places_on(map_, site))


def link_of(place: Place, site: Site) -> Link | None:
    """Return where a place leads on; what is taken, or too late to ask for, leads nowhere."""
    can_be_had = state_of(place, site) in ("", Availability.FREE)
    return site.get(Link, place.link) if place.link and can_be_had else None


def links_over_time(place: Place, site: Site, limit: timedelta = ahead.FAR) -> tuple[actions.Action, ...]:
    """Return the form of a place, now and at each change of it or of its own last day."""
    link = link_of(place, site)
    sites = ahead.course(site, [place, link], limit) if link else (site,)
    found = [link_of(place, one) for one in sites]
    return ahead.over_time(
        sites, [(actions.action(made, one),) if made else () for made, one in zip(found, sites, strict=True)]
    )


def values_of(place: Place, map_: Map, site: Site) -> tuple[Known, ...]:
    """Return what a place has in the columns its map declares."""
    columns = {column.key: column for column in map_.columns}
    state = state_of(place, site)
    return tuple(
        _known(columns[key], value, place, map_, site)
        for key, value in place.values
        if not is_withheld(columns[key], state, map_)
    )


def is_withheld(column: Column, state: str, map_: Map) -> bool:
    """Return whether a column is nobody's matter at a place: what somebody else has paid for what is sold."""
    is_price = column.key == map_.price_column or column.type is ColumnType.AMOUNT
    return is_price and state == Availability.SOLD


def _known(column: Column, value: str, place: Place, map_: Map, site: Site) -> Known:
    words = addresses.words_of(site)
    key, label = column.key, column.label_in(words.language)
    if column.type is ColumnType.LINK:
        link = site.get(Link, value)
        target = in_text.link(words, link, site.moment)
        title = link.title if link else value
        title = f"{title} ({target.note})" if target.note else title
        return Known(key, label, title, target.href or "", is_out=True)
    if key == map_.catchment_for and (school := site.get(Place, value)):
        return Known(key, label, school.name, addresses.href(site, school))
    if key == map_.availability and (state := state_of(place, site)):
        return Known(key, label, words.say(f"availability.{state}"), state=state)
    if column.type in _SHOWN:
        return Known(key, label, _SHOWN[column.type](value, column, words))
    return Known(key, label, views.of_original(value, site))


def _measured(value: str, column: Column, words: Catalogue) -> str:
    unit = column.unit or ("m²" if column.type is ColumnType.AREA else "")
    return numbers.number(Decimal(value), words.language) + (numbers.NO_BREAK + unit if unit else "")


_SHOWN: Mapping[ColumnType, Callable[[str, Column, Catalogue], str]] = {
    ColumnType.NUMBER: _measured,
    ColumnType.INTEGER: _measured,
    ColumnType.AREA: _measured,
    ColumnType.AMOUNT: lambda value, column, words: amount_text(words, Decimal(value)),
    ColumnType.DATE: lambda value, column, words: words.date(dates.parse_when(value)),
    ColumnType.YES_NO: lambda value, column, words: words.say("map.yes" if value == "ja" else "map.no"),
    ColumnType.ORGANISATION: lambda value, column, words: numbers.organisation(value),
}
"""How a value is shown, where it is not as it is kept."""


def place_row(number: int, place: Place, map_: Map, site: Site) -> PlaceRow:
    return PlaceRow(
        number=number,
        slug=place.slug,
        name=place.name,
        href=addresses.href(site, place),
        address=place.address or "",
        summary=place.summary or "",
        values=values_of(place, map_, site),
        links=links_over_time(place, site, ahead.NEAR),
        sample=place.sample,
        state=state_of(place, site),
        standings=standings_over_time(place, course_of(place, site)),
    )
