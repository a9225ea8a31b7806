"""The pictures that stand beside links to the site: of the home page, service areas, top tasks, units and alerts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import Severity
from site_builder.content_types.records import Category
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Settings
from site_builder.content_types.unit import Unit
from site_builder.model import Planned, Site
from site_builder.outputs import addresses
from site_builder.outputs.logo import original_of
from site_builder.outputs.pictures import Shared
from site_builder.outputs.tasks import top_services_of_the_year
from site_builder.rendering.cards import HEIGHT, WIDTH, Card, draw, has_letters_for, version
from site_builder.rendering.colours import ALARM


def plan(site: Site) -> Iterator[Planned]:
    """Plan the cards. Those of alerts say no title and are there on a quiet day, so that none is drawn in a crisis."""
    cards = [_home(site), *(_alert(site, severity, is_drill=drill) for severity in _GRAVE for drill in (False, True))]
    cards += [_category(site, one) for one in site.of(Category)]
    cards += [_service(site, one) for one in top_services_of_the_year(site)]
    cards += [_unit(site, one) for one in site.of(Unit)]
    for card in dict.fromkeys(cards):
        yield Planned(PurePosixPath(_address(card)[1:]), draw, card, Settings.file, is_picture=True)


_GRAVE = (Severity.DANGER, Severity.CRISIS)


def of_home(site: Site) -> Shared:
    return _shared(site, _home(site))


def of_category(site: Site, category: Category) -> Shared:
    return _shared(site, _category(site, category))


def of_service(site: Site, service: Service) -> Shared | None:
    """Return the card of a service that is a top task at some time of the year."""
    return _shared(site, _service(site, service)) if service in top_services_of_the_year(site) else None


def of_unit(site: Site, unit: Unit) -> Shared:
    return _shared(site, _unit(site, unit))


def of_notice(site: Site, notice: Notice) -> Shared | None:
    """Return the card of an alert."""
    if not notice.is_alert(site.moment):
        return None
    return _shared(site, _alert(site, notice.level, is_drill=notice.drill))


def _home(site: Site) -> Card:
    settings = addresses.settings_of(site)
    return _card(site, "", settings.title)


def _category(site: Site, category: Category) -> Card:
    return _card(site, addresses.words_of(site).say("nav.services"), category.title)


def _service(site: Site, service: Service) -> Card:
    category = site.get(Category, service.category) if service.category else None
    return _card(site, category.title if category else "", service.title)


def _unit(site: Site, unit: Unit) -> Card:
    return _card(site, addresses.words_of(site).say(f"unit.kind.{unit.kind.value}"), unit.title)


def _alert(site: Site, severity: Severity, *, is_drill: bool) -> Card:
    words = addresses.words_of(site)
    kicker = words.say("notice.drill").upper() if is_drill else ""
    return _card(site, kicker, words.say(f"state.{severity.value}"), ALARM)


def _card(site: Site, kicker: str, title: str, colour: str = "") -> Card:
    settings = addresses.settings_of(site)
    if not has_letters_for(f"{kicker}{title}"):
        kicker, title = "", settings.title
    name = addresses.words_of(site).say("demo_name", title=settings.name) if settings.demo else settings.name
    return Card(kicker, title, name[:1].upper() + name[1:], colour or settings.accent, version(), original_of(site))


def _address(card: Card) -> str:
    parts = (card.kicker, card.title, card.name, card.colour, card.made_by, *([card.logo.digest] if card.logo else ()))
    said = "\0".join(parts)
    return f"/assets/kort.{hashlib.sha256(said.encode()).hexdigest()[:12]}.png"


def _shared(site: Site, card: Card) -> Shared:
    alt = ": ".join(one for one in (card.name, card.title) if one)
    return Shared(site.addresses.absolute(_address(card)), WIDTH, HEIGHT, alt)
