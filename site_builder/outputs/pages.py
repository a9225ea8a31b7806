"""The pages of services, categories, prices, contact and plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from site_builder.content_types import ENTRY_TYPES
from site_builder.content_types.entry import Sourced
from site_builder.content_types.hours import OpeningHours
from site_builder.content_types.life_event import LifeEvent
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.page import Page
from site_builder.content_types.records import Category, Contact, Price
from site_builder.content_types.service import Service, Status
from site_builder.content_types.settings import Settings
from site_builder.content_types.unit import Unit
from site_builder.model import Later, Planned, Site, index_of, remembered
from site_builder.outputs import (
    actions,
    addresses,
    ahead,
    audiences,
    calculators,
    cards,
    languages,
    listing,
    parts,
    people,
    pictures,
    prices,
    publication,
    questions,
    scripts,
    search,
    seats,
    views,
)
from site_builder.outputs.crisis_parts import LIFE, Number, numbers_of
from site_builder.outputs.effects import Said, Standing, course_of, said_over_time, standings_over_time
from site_builder.outputs.feed_links import feeds_of
from site_builder.outputs.hours import Hours, hours_of
from site_builder.outputs.linked_data import OFFICE, linked_data
from site_builder.outputs.notices import concerning, notices_on, rows_concerning
from site_builder.outputs.place_rows import shown_on
from site_builder.text import numbers
from site_builder.text.collation import initial, sort_key
from site_builder.text.foreign import Foreign, joined
from site_builder.text.languages import language_of
from site_builder.text.messages import Catalogue


@dataclass(frozen=True, slots=True)
class ServiceView:
    head: views.Head
    title: str
    summary: str
    up: views.Anchor
    status: str
    status_note: str
    standings: tuple[Standing, ...]
    """That a notice closes it, or limits it"""
    urgent: tuple[Number, ...]
    """Whom to call first, where people report what is broken: those for life in danger"""
    duty: tuple[people.Duty, ...]
    """The same of what cannot wait"""
    actions: tuple[actions.Action, ...]
    notices: tuple[listing.Row, ...]
    prices: tuple[prices.PriceRow, ...]
    calculators: tuple[calculators.CalculatorView, ...]
    """The one it has, as it is now and as it will be"""
    calculator_script: str
    """Empty where it has none"""
    part_script: str
    """In place of that on a page that has a part of others too; an embed has none"""
    audience: str
    steps: tuple[str, ...]
    documents: tuple[str, ...]
    processing_time: str
    legal_basis: tuple[str, ...]
    body: Markup
    maps: tuple[MapList, ...]
    units: tuple[WhereGot, ...]
    """Where people get it, besides the places of its maps"""
    questions: tuple[questions.Asked, ...]
    ask: views.Anchor
    related: tuple[listing.Row, ...]
    owner: people.Person
    done_by_other: bool
    contact: people.Person
    promise: str
    facts: publication.Facts
    notices_shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class MapList:
    """A map under a service: its places as a list, and the way to the map itself."""

    title: str
    href: str
    places: tuple[WhereGot, ...]


@dataclass(frozen=True, slots=True)
class WhereGot:
    """A place or a unit where people get a service."""

    title: str
    href: str
    address: str
    statuses: tuple[Said, ...]
    """Whether a notice closes it, or limits it"""

    @property
    def note(self) -> str:
        """What is said of it at the moment it is built."""
        statuses = (one.text for one in self.statuses if one.shown.is_now)
        return joined(" · ", (*statuses, self.address))


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of rows in groups: services, A-Å, categories, notices."""

    head: views.Head
    title: str
    lead: str
    groups: tuple[listing.Group, ...]
    up: views.Anchor | None = None
    search: search.SearchBox | None = None
    """None for a list without search"""
    empty: str = ""
    more: tuple[views.Anchor, ...] = ()
    sources: tuple[views.Anchor, ...] = ()
    wrong: views.Anchor | None = None
    """How to say that the page is wrong, where another than the front desk is responsible for it"""


@dataclass(frozen=True, slots=True)
class PageView:
    head: views.Head
    title: str
    summary: str
    body: Markup
    pictures: tuple[Markup, ...]
    facts: publication.Facts
    groups: tuple[listing.Group, ...] = ()
    """What it collects, if it does"""
    outdated: ahead.Shown = ahead.NEVER


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody who answers, and the notices that concern them."""

    person: people.Person
    notices: tuple[listing.Row, ...]
    notices_shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class ContactView:
    head: views.Head
    desk: Answering
    promise: str
    urgent: tuple[Number, ...]
    duty: tuple[people.Duty, ...]
    others: tuple[Answering, ...]
    hours: tuple[Hours, ...]
    preparedness: views.Anchor | None
    """How to be prepared for what may happen"""
    name: str
    numbers: tuple[str, ...]
    """What others know the municipality by"""
    sources: tuple[views.Anchor, ...]
    linked_data: Markup
    """The front desk's hours for search engines, if it has any"""
    ask: views.Anchor


@dataclass(frozen=True, slots=True)
class NotFoundView:
    head: views.Head
    all_href: str
    """The list to look in, when there is one"""
    search: search.SearchBox | None


def plan(site: Site) -> Iterator[Planned]:
    """Plan every page that is not home, a notice or a map."""
    for service in site.of(Service):
        yield _of_entry(site, service, "service.html", partial(service_page, site, service))
    yield _planned(addresses.section(site, "services"), "list.html", partial(services_page, site), "content/services")
    for category in site.of(Category):
        yield _of_entry(site, category, "list.html", partial(_category_page, category, site))
    yield _planned(addresses.section(site, "all"), "list.html", partial(all_view, site), "content/services")
    yield _planned(addresses.section(site, "contact"), "contact.html", partial(contact_view, site), Contact.file)
    for page in site.of(Page):
        yield _of_entry(site, page, "page.html", partial(page_view, page, site))
    yield _planned(addresses.NOT_FOUND, "404.html", partial(not_found_view, site), "404.html")


def _planned(address: str, template: str, view: Callable[[], Any], claimed_by: str) -> Planned:
    return Planned(index_of(address), template, Later(view), claimed_by)


def _of_entry(site: Site, entry: Sourced, template: str, view: Callable[[], Any]) -> Planned:
    origin = entry.origin
    return Planned(index_of(addresses.address(site, entry)), template, Later(view), origin.path, origin.mark("title"))


@remembered
def service_view(site: Site, service: Service) -> ServiceView:
    words = addresses.words_of(site)
    address = addresses.address(site, service)
    category = site.get(Category, service.category) if service.category else None
    owner = people.owner_of(site, service) or people.front_desk(site)
    costs = prices.of_service(site, service)
    calculator = calculators.of_service(site, service)
    links = actions.links_of(site, service)
    hosts = parts.hosts_on(site, service)
    related = [one for slug in service.related if (one := site.get(Service, slug)) is not None]
    up = (
        views.Anchor(category.title, addresses.href(site, category))
        if category
        else views.Anchor(words.say("nav.services"), site.addresses.href(addresses.section(site, "services")))
    )
    is_to_report = service.slug == addresses.settings_of(site).report_fault
    return ServiceView(
        head=views.Head(
            service.title,
            service.summary,
            address,
            frames_from=hosts,
            picture=cards.of_service(site, service),
            updated=views.day_of(service.updated),
        ),
        title=service.title,
        summary=service.summary,
        up=up,
        status="" if service.status is Status.OPEN else service.status.value,
        status_note=service.status_note or "",
        standings=standings_over_time(service, (site,)),
        urgent=numbers_of(site, LIFE) if is_to_report else (),
        duty=people.duty_of(site) if is_to_report else (),
        actions=actions.of_service(site, service),
        notices=tuple(listing.notice_row(one, site) for one in concerning(site, service)),
        prices=tuple(prices.price_row(price, site) for price in costs),
        calculators=calculators.views_of(service, site),
        calculator_script=site.addresses.href(scripts.address_of(site, scripts.CALCULATOR)) if calculator else "",
        part_script=site.addresses.href(scripts.address_of(site, scripts.CALCULATOR_AND_PART))
        if calculator and hosts
        else "",
        audience=service.audience or "",
        steps=service.steps,
        documents=service.documents,
        processing_time=service.processing_time or "",
        legal_basis=service.legal_basis,
        body=views.body_html(site, service),
        maps=_maps(service, site, _now),
        units=_units(service, site, _now),
        questions=questions.asked_about(site, service),
        ask=questions.ask_link(site),
        related=tuple(listing.door(one, site) for one in related),
        owner=people.person(site, owner),
        done_by_other=owner.slug != addresses.settings_of(site).front_desk,
        contact=people.person(site, people.contact_of(site, service)),
        promise=addresses.settings_of(site).promise or "",
        facts=replace(
            publication.facts(site, service, address),
            sources=publication.sources_of(service, *costs, *((calculator,) if calculator else ()), *links),
        ),
    )


@remembered
def service_page(site: Site, service: Service) -> ServiceView:
    """Return the view of a service with what the clock will make of it."""
    # What a notice closes takes no applications.
    sites = ahead.course(site, (*notices_on(site, service), *actions.links_of(site, service)))
    notices = rows_concerning(site, service)
    return replace(
        service_view(site, service),
        standings=standings_over_time(service, sites),
        prices=prices.rows_of(prices.of_service(site, service), site),
        calculators=calculators.over_time(service, site),
        actions=ahead.over_time(sites, [actions.of_service(one, service) for one in sites]),
        notices=notices,
        notices_shown=ahead.while_any(notices),
        maps=_maps(service, site, course_of),
        units=_units(service, site, course_of),
    )


# --- where people get it --------------------------------------------------------------------------


Course = Callable[[Place | Unit, Site], Sequence[Site]]
"""The moments at which it is asked whether a place or a unit is closed"""


def _now(_: Place | Unit, site: Site) -> Sequence[Site]:
    return (site,)


def _maps(service: Service, site: Site, course: Course) -> tuple[MapList, ...]:
    words = addresses.words_of(site)
    return tuple(
        MapList(
            views.sample_title(map_, words),
            addresses.href(site, map_),
            tuple(_where_got(one, site, course) for one in shown_on(map_, site)),
        )
        for slug in service.maps
        if (map_ := site.get(Map, slug)) is not None
    )


def _units(service: Service, site: Site, course: Course) -> tuple[WhereGot, ...]:
    """Return the units where people get a service; not those that stand in the list of a map of it."""
    found = ((unit, seats.place_of(unit, site)) for unit in seats.where_got(service, site))
    return tuple(
        _where_got(unit, site, course) for unit, place in found if place is None or place.map_slug not in service.maps
    )


def _where_got(entry: Place | Unit, site: Site, course: Course) -> WhereGot:
    title, *address = seats.named(entry, site)
    statuses = said_over_time(entry, course(entry, site))
    return WhereGot(title, addresses.href(site, entry), "".join(address), statuses)


# --- lists of services ----------------------------------------------------------------------------


def services_page(site: Site) -> ListView:
    """Return the list of services with what notices will do to them."""
    return services_view(site, listing.door)


def services_view(site: Site, row: Callable[[Service, Site], listing.Row] = listing.service_row) -> ListView:
    words = addresses.words_of(site)
    groups = [
        listing.Group(
            category.title,
            category.slug,
            tuple(row(one, site) for one in _in_category(site, category.slug)),
            addresses.href(site, category),
        )
        for category in site.of(Category)
    ]
    others = [
        one for one in views.sorted_by_title(site.of(Service), addresses.language_of(site)) if one.category is None
    ]
    if others:
        rows = tuple(row(one, site) for one in others)
        groups.append(listing.Group(words.say("category.other"), "_annet", rows))
    title = words.say("services.title")
    shown = tuple(one for one in groups if one.rows)
    head = views.Head(title, words.say("services.lead"), addresses.section(site, "services"), is_hidden=not shown)
    return ListView(head, title, words.say("services.lead"), shown, empty=words.say("services.empty"), more=_more(site))


def _more(site: Site) -> tuple[views.Anchor, ...]:
    """Return the ways on from the list of services, to what has something to show."""
    words = addresses.words_of(site)
    ways = (
        ("all", words.say("all.title"), bool(site.of(Service))),
        ("prices", words.say("prices.title"), bool(site.of(Price))),
        ("life_events", words.say("life_event.list"), bool(site.of(LifeEvent))),
    )
    shown = tuple(
        views.Anchor(title, site.addresses.href(addresses.section(site, key))) for key, title, found in ways if found
    )
    return (*shown, *questions.list_link(site))


def _in_category(site: Site, slug: str) -> list[Service]:
    found = (one for one in site.of(Service) if one.category == slug)
    return views.sorted_by_title(found, addresses.language_of(site))


def category_view(category: Category, site: Site) -> ListView:
    words = addresses.words_of(site)
    lead = category.summary or ""
    up = views.Anchor(words.say("nav.services"), site.addresses.href(addresses.section(site, "services")))
    address = addresses.address(site, category)
    card = cards.of_category(site, category)
    head = views.Head(category.title, lead or category.title, address, feeds_of(site, category), picture=card)
    owner = (site.get(Contact, category.owner) if category.owner else None) or people.front_desk(site)
    return ListView(
        head,
        category.title,
        lead,
        _category_groups(category, site),
        up,
        empty=words.say("category.empty"),
        sources=publication.sources_of(category),
        wrong=publication.report(site, owner, category.title, address),
    )


def _category_page(category: Category, site: Site) -> ListView:
    """Return the view of a service area with what comes and goes in time."""
    links = (link for one in _in_category(site, category.slug) for link in actions.links_of(site, one))
    sites = ahead.course(site, (*notices_on(site, category), *links))
    lists = [_category_groups(category, one) for one in sites]
    return replace(category_view(category, site), groups=listing.groups_over_time(sites, lists))


def _category_groups(category: Category, site: Site) -> tuple[listing.Group, ...]:
    words = addresses.words_of(site)
    rows = tuple(listing.service_row(one, site, with_action=True) for one in _in_category(site, category.slug))
    notices = tuple(listing.notice_row(one, site) for one in concerning(site, category))
    groups = (
        listing.Group(words.say("notices.now"), "_aktuelt", notices),
        listing.Group(words.say("nav.services"), "_tjenester", rows),
        listing.Group(words.say("questions.asked"), "_sporsmal", questions.rows_on(site, category)),
    )
    return tuple(one for one in groups if one.rows)


def all_view(site: Site) -> ListView:
    words = addresses.words_of(site)
    title = words.say("all.title")
    letters = (*_letters(site), *_in_other_languages(site))
    lead = words.say("all.lead_units" if site.of(Unit) else "all.lead")
    head = views.Head(title, lead, addresses.section(site, "all"), is_hidden=not letters)
    return ListView(
        head,
        title,
        lead,
        letters,
        search=search.box_of(site),
        empty=words.say("services.empty"),
    )


def _letters(site: Site) -> Iterator[listing.Group]:
    """Yield services, units and life events by first letter, in the language's order; only letters in use."""
    language = addresses.language_of(site)
    rows: dict[str, list[listing.Row]] = {}
    listed: list[Service | Unit | LifeEvent] = [*site.of(Service), *site.of(Unit), *site.of(LifeEvent)]
    for one in views.sorted_by_title(listed, language):
        rows.setdefault(initial(one.title, language), []).append(_listed(one, site))
    for letter, found in rows.items():
        yield listing.Group(letter, f"bokstav-{letter.lower()}", tuple(found))


def _in_other_languages(site: Site) -> Iterator[listing.Group]:
    """Yield what is there in each language that only some texts are in, under what the language calls itself."""
    for shown in languages.of_texts(site):
        code = shown.addresses.language
        kinds = (kind for kind in ENTRY_TYPES if kind.section is not None and kind is not Notice)
        found = [one for kind in kinds for one in shown.of(kind) if one.origin.language == code]
        listed = views.sorted_by_title(found, code)
        language = language_of(code)
        if language and listed:
            name = Foreign(language.name, code, is_right_to_left=language.is_right_to_left)
            rows = tuple(listing.Row(one.title, addresses.href(shown, one)) for one in listed)
            yield listing.Group(name, f"_{code}", rows)


def _listed(one: Service | Unit | LifeEvent, site: Site) -> listing.Row:
    if isinstance(one, Service):
        return listing.door(one, site)
    if isinstance(one, Unit):
        return listing.unit_row(one, site, with_kind=True)
    return listing.life_event_row(one, site)


def contact_view(site: Site) -> ContactView:
    words = addresses.words_of(site)
    title = words.say("contact.title")
    settings, desk = addresses.settings_of(site), people.front_desk(site)
    others = [one for one in site.of(Contact) if one.slug != desk.slug]
    others.sort(key=lambda one: sort_key(one.name, settings.language))
    used = {*(one.hours for one in site.of(Contact)), *(one.hours for one in site.of(Unit))}
    hours = tuple(hours_of(one, site) for one in site.of(OpeningHours) if one.slug not in used)
    persons = tuple(_answering(one, site) for one in (desk, *others))
    return ContactView(
        head=views.Head(title, words.say("contact.lead", name=desk.name), addresses.section(site, "contact")),
        desk=persons[0],
        promise=settings.promise or "",
        urgent=numbers_of(site),
        duty=people.duty_of(site),
        others=persons[1:],
        hours=hours,
        preparedness=_preparedness(site),
        name=settings.name,
        numbers=_numbers(settings, words),
        sources=publication.sources_of(*site.of(Contact), *site.of(OpeningHours)),
        linked_data=_linked_data(desk, persons[0].person, site),
        ask=questions.ask_link(site),
    )


def _linked_data(desk: Contact, shown: people.Person, site: Site) -> Markup:
    """Return the front desk with its hours; nothing while a notice closes or limits it, for then they do not hold."""
    hours = site.get(OpeningHours, desk.hours) if desk.hours else None
    if hours is None or shown.standing:
        return Markup()
    url = f"{site.addresses.absolute(addresses.section(site, 'contact'))}#{desk.slug}"
    return linked_data(
        site, OFFICE, shown.name, url, hours, telephone=shown.dial, email=shown.email, address=shown.address
    )


def _preparedness(site: Site) -> views.Anchor | None:
    slug = addresses.settings_of(site).preparedness
    page = site.get(Page, slug) if slug else None
    return views.Anchor(page.title, addresses.href(site, page), page.summary or "") if page else None


def _answering(contact: Contact, site: Site) -> Answering:
    notices = rows_concerning(site, contact)
    return Answering(people.person(site, contact), notices, ahead.while_any(notices))


def _numbers(settings: Settings, words: Catalogue) -> tuple[str, ...]:
    found = []
    if settings.org_number:
        found.append(words.say("contact.org_number", number=numbers.organisation(settings.org_number)))
    if settings.number:
        found.append(words.say("contact.number", number=settings.number))
    return tuple(found)


def page_view(page: Page, site: Site) -> PageView:
    address = addresses.address(site, page)
    description = views.summary_of(site, page)
    shared = pictures.beside_links(page, site)
    head = views.Head(
        page.title,
        description,
        address,
        frames_from=parts.hosts_on(site, page),
        updated=views.day_of(page.updated),
        picture=shared,
    )
    return PageView(
        head,
        page.title,
        page.summary or "",
        views.body_html(site, page),
        pictures.figures_of(site, page.pictures),
        publication.facts(site, page, address),
        audiences.groups_of(page, site),
        ahead.outdated(site, audiences.notices_for(page, site)),
    )


def not_found_view(site: Site) -> NotFoundView:
    words = addresses.words_of(site)
    title = words.say("not_found.title")
    head = views.Head(title, words.say("not_found.lead"), addresses.NOT_FOUND, is_hidden=True)
    everything = site.addresses.href(addresses.section(site, "all")) if site.of(Service) else ""
    return NotFoundView(head, everything, search.box_of(site))
