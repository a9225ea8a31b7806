"""Which feeds there are: what each is of, where it stands, and the notices in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, Severity
from site_builder.content_types.records import Category
from site_builder.content_types.settings import FeedsBy
from site_builder.content_types.unit import Unit
from site_builder.model import Site
from site_builder.outputs import addresses, seats, views
from site_builder.outputs.targets import names_of
from site_builder.text.collation import sort_key
from site_builder.text.paths import path_word

ALWAYS = (NoticeType.OPERATIONS, NoticeType.CRISIS, NoticeType.EVENT, NoticeType.JOB)
"""Types with a feed from the first day on: who wants to be told of a crisis signs up before there is any."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is of, whatever its format."""

    name: str
    """Where it stands under /feeds/; permanent"""
    label: str
    """What it is of, on a page of the site"""
    title: str
    """What it is called in a reader, where its municipality must be told too"""
    page: str
    """Address of the page of the same notices, from the root"""
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Feeds of one sort; `key` is that of its heading."""

    key: str
    channels: tuple[Channel, ...]


@lru_cache(maxsize=4)
def groups(site: Site) -> tuple[Group, ...]:
    """Return every feed of notices: first that of all and those of types, then what the settings ask for."""
    notices = tuple(one for one in site.of(Notice) if not one.is_archive_only)
    found = [Group("types", (_everything(site, notices), *_types(site, notices)))]
    found.append(Group("unit", tuple(_units(site, notices))))
    asked_for = addresses.settings_of(site).feeds.by
    found += [Group(by.value, tuple(make(site, notices))) for by, make in _BY.items() if by in asked_for]
    return tuple(group for group in found if group.channels)


def channels(site: Site) -> Iterator[Channel]:
    for group in groups(site):
        yield from group.channels


def _everything(site: Site, notices: tuple[Notice, ...]) -> Channel:
    words, settings = addresses.words_of(site), addresses.settings_of(site)
    title = words.say("feed.title", name=settings.short_name)
    name = path_word("everything", settings.language)
    return Channel(name, words.say("feed.everything"), title, addresses.section(site, "notices"), notices)


def _channel(site: Site, name: str, label: str, page: str, notices: Iterable[Notice]) -> Channel:
    settings = addresses.settings_of(site)
    title = addresses.words_of(site).say("feed.type_title", name=settings.short_name, type=label)
    return Channel(name, label, title, page, tuple(notices))


def _types(site: Site, notices: tuple[Notice, ...]) -> Iterator[Channel]:
    # What is archive alone has no place in a feed, but its type is in use, and its feed may have been subscribed to.
    used = {one.kind for one in site.of(Notice)}
    is_every = FeedsBy.TYPE in addresses.settings_of(site).feeds.by
    for kind in NoticeType:
        if is_every or kind in ALWAYS or kind in used:
            label = addresses.words_of(site).say(f"types.{kind.value}")
            page = addresses.type_address(site, kind)
            found = (one for one in notices if one.is_among(kind))
            yield _channel(site, addresses.type_word(site, kind), label, page, found)


def _severities(site: Site, notices: tuple[Notice, ...]) -> Iterator[Channel]:
    """Yield a feed of each severity and what is graver: who wants to know of danger wants to know of a crisis."""
    language, ranks = addresses.settings_of(site).language, list(Severity)
    for severity in ranks[1:]:
        name = f"{path_word('severity', language)}/{path_word(severity.value, language)}"
        label = addresses.words_of(site).say(f"feed.severity.{severity.value}")
        graver = ranks[ranks.index(severity) :]
        found = (one for one in notices if one.level in graver)
        yield _channel(site, name, label, addresses.section(site, "notices"), found)


def _categories(site: Site, notices: tuple[Notice, ...]) -> Iterator[Channel]:
    for category in site.of(Category):
        yield _of_entry(site, category, category.title, notices, names_of(category, site))


def _places(site: Site, notices: tuple[Notice, ...]) -> Iterator[Channel]:
    """Yield a feed of each map, and of each place that a notice has named: most never are, and no name is forgotten.
    A place that is one with its unit has its unit's."""
    words = addresses.words_of(site)
    for map_ in views.sorted_by_title(site.of(Map), addresses.language_of(site)):
        yield _of_entry(site, map_, views.sample_title(map_, words), notices, names_of(map_, site))
    named = {slug for one in notices for slug in one.targets}
    places = [one for one in site.of(Place) if one.slug in named and not seats.is_one_page(one, site)]
    for place in sorted(places, key=lambda one: (sort_key(one.name), one.slug)):
        label = words.say("sample.title", title=place.name) if place.sample else place.name
        yield _of_entry(site, place, label, notices, names_of(place, site))


def _units(site: Site, notices: tuple[Notice, ...]) -> Iterator[Channel]:
    """Yield a feed of each unit from the first day on: who has a child in a school follows that school."""
    words = addresses.words_of(site)
    for unit in views.sorted_by_title(site.of(Unit), addresses.language_of(site)):
        page, label = addresses.address(site, unit), views.sample_title(unit, words)
        yield _channel(site, name_of(site, unit), label, page, of_unit(notices, unit, site))


def of_unit(notices: Iterable[Notice], unit: Unit, site: Site) -> list[Notice]:
    """Return the notices that concern a unit, or that speak of what happens there."""
    names = names_of(unit, site)
    return [one for one in notices if names.intersection(one.targets) or seats.is_at(one, unit, site)]


def _of_entry(
    site: Site, entry: Category | Map | Place, label: str, notices: Iterable[Notice], names: frozenset[str]
) -> Channel:
    found = (one for one in notices if names.intersection(one.targets))
    return _channel(site, name_of(site, entry), label, addresses.address(site, entry), found)


def name_of(site: Site, entry: Category | Map | Place | Unit) -> str:
    """Return the name that the feed of an entry has, if there is one: as its page, `kart/skoler`. So it is never the
    word of a type, and stays when a place gets a unit."""
    return addresses.address(site, entry).strip("/")


_BY: dict[FeedsBy, Callable[[Site, tuple[Notice, ...]], Iterator[Channel]]] = {
    FeedsBy.SEVERITY: _severities,
    FeedsBy.CATEGORY: _categories,
    FeedsBy.PLACE: _places,
}
