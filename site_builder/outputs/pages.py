"""The pages of services, categories, prices, contact and plain text, and the home page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from markupsafe import Markup

from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import SOON, Notice, NoticeType, State, Topic, monday_before
from site_builder.content_types.page import Page
from site_builder.content_types.records import Category, Contact, Link, LinkKind, OpeningHours, Price
from site_builder.content_types.service import Service, Status
from site_builder.content_types.settings import Block, Home
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import addresses, views
from site_builder.outputs.notices import concerning, current, newest_first
from site_builder.text import dates
from site_builder.text.collation import initial, sort_key

MOST_TASKS = 8
MOST_NEW = 3
MOST_DEADLINES = 5


@dataclass(frozen=True, slots=True)
class ServiceView:
    head: views.Head
    title: str
    summary: str
    up: views.Anchor
    status: str
    status_note: str
    actions: tuple[views.Action, ...]
    notices: tuple[views.Row, ...]
    prices: tuple[views.PriceRow, ...]
    audience: str
    steps: tuple[str, ...]
    documents: tuple[str, ...]
    processing_time: str
    legal_basis: tuple[str, ...]
    body: Markup
    maps: tuple[MapList, ...]
    related: tuple[views.Row, ...]
    owner: views.Person
    done_by_other: bool
    contact: views.Person
    promise: str
    facts: views.Facts


@dataclass(frozen=True, slots=True)
class MapList:
    """A map under a service: its places as a list, and the way to the map itself."""

    title: str
    href: str
    places: tuple[views.Anchor, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of rows in groups: services, A-Å, categories, notices."""

    head: views.Head
    title: str
    lead: str
    groups: tuple[views.Group, ...]
    up: views.Anchor | None = None
    has_search: bool = False
    empty: str = ""
    more: tuple[views.Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class PageView:
    head: views.Head
    title: str
    summary: str
    body: Markup
    facts: views.Facts


@dataclass(frozen=True, slots=True)
class PricesView:
    head: views.Head
    groups: tuple[PriceGroup, ...]


@dataclass(frozen=True, slots=True)
class PriceGroup:
    title: str
    href: str
    rows: tuple[views.PriceRow, ...]


@dataclass(frozen=True, slots=True)
class ContactView:
    head: views.Head
    desk: views.Person
    promise: str
    duty: tuple[Duty, ...]
    others: tuple[views.Person, ...]
    hours: tuple[views.Hours, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """Who to call when something fails, and for what."""

    topics: str
    person: views.Person


@dataclass(frozen=True, slots=True)
class HomeView:
    head: views.Head
    title: str
    blocks: tuple[str, ...]
    """Keys of the blocks that have something to say, in order"""
    operations: tuple[views.Row, ...]
    operations_href: str
    duty: tuple[Duty, ...]
    tasks: tuple[views.Row, ...]
    pinned: tuple[views.Row, ...]
    report: views.Action | None
    report_href: str
    weekend: tuple[views.Row, ...]
    events_href: str
    deadlines: tuple[views.Row, ...]
    deadlines_href: str
    new: tuple[views.Row, ...]
    notices_href: str
    maps: tuple[views.Row, ...]
    everything: tuple[views.Row, ...]
    all_href: str
    services_href: str
    prices_href: str
    contact_href: str
    desk: views.Person
    promise: str


@dataclass(frozen=True, slots=True)
class NotFoundView:
    head: views.Head
    all_href: str


def plan(site: Site) -> Iterator[Planned]:
    """Plan every page that is not a notice or a map."""
    yield _planned(site, addresses.HOME, "home.html", home_view(site), "content/home.yaml")
    for service in site.of(Service):
        view = service_view(service, site)
        yield _planned(site, addresses.address(site, service), "service.html", view, service.origin.path)
    yield _planned(site, addresses.section(site, "services"), "list.html", services_view(site), "content/services")
    for category in site.of(Category):
        view_ = category_view(category, site)
        yield _planned(site, addresses.address(site, category), "list.html", view_, category.origin.path)
    yield _planned(site, addresses.section(site, "all"), "list.html", all_view(site), "content/services")
    yield _planned(site, addresses.section(site, "prices"), "prices.html", prices_view(site), Price.file)
    yield _planned(site, addresses.section(site, "contact"), "contact.html", contact_view(site), Contact.file)
    for page in site.of(Page):
        yield _planned(site, addresses.address(site, page), "page.html", page_view(page, site), page.origin.path)
    yield _planned(site, addresses.NOT_FOUND, "404.html", not_found_view(site), "404.html")


def _planned(site: Site, address: str, template: str, view: object, claimed_by: str) -> Planned:
    return Planned(index_of(address), template, view, claimed_by)


def service_view(service: Service, site: Site) -> ServiceView:
    words = addresses.words_of(site)
    address = addresses.address(site, service)
    category = site.get(Category, service.category) if service.category else None
    owner = views.owner_of(site, service) or views.front_desk(site)
    prices = [price for slug in service.prices if (price := site.get(Price, slug)) is not None]
    maps = [map_ for slug in service.maps if (map_ := site.get(Map, slug)) is not None]
    related = [one for slug in service.related if (one := site.get(Service, slug)) is not None]
    up = (
        views.Anchor(category.title, addresses.href(site, category))
        if category
        else views.Anchor(words.say("nav.services"), site.addresses.href(addresses.section(site, "services")))
    )
    return ServiceView(
        head=views.Head(service.title, service.summary, address, updated=_updated(service.updated)),
        title=service.title,
        summary=service.summary,
        up=up,
        status="" if service.status is Status.OPEN else service.status.value,
        status_note=service.status_note or "",
        actions=views.actions(site, service),
        notices=tuple(views.notice_row(one, site) for one in concerning(site, service)),
        prices=tuple(views.price_row(price, site) for price in prices),
        audience=service.audience or "",
        steps=service.steps,
        documents=service.documents,
        processing_time=service.processing_time or "",
        legal_basis=service.legal_basis,
        body=views.body_html(site, service),
        maps=tuple(_map_list(map_, site) for map_ in maps),
        related=tuple(views.service_row(one, site) for one in related),
        owner=views.person(site, owner),
        done_by_other=owner.slug not in (addresses.settings_of(site).front_desk, service.contact)
        or owner.url is not None,
        contact=views.person(site, views.contact_of(site, service)),
        promise=addresses.settings_of(site).promise or "",
        facts=views.facts(site, service, address),
    )


def _updated(when: dates.When | None) -> str:
    return f"{when.local:%Y-%m-%d}" if when else ""


def _map_list(map_: Map, site: Site) -> MapList:
    places = sorted((one for one in site.of(Place) if one.map_slug == map_.slug), key=lambda one: sort_key(one.name))
    words = addresses.words_of(site)
    return MapList(
        views.sample_title(map_, words),
        addresses.href(site, map_),
        tuple(views.Anchor(one.name, addresses.href(site, one), one.address or "") for one in places),
    )


def services_view(site: Site) -> ListView:
    words = addresses.words_of(site)
    groups = [
        views.Group(
            category.title,
            category.slug,
            tuple(views.service_row(one, site) for one in _in_category(site, category.slug)),
            addresses.href(site, category),
        )
        for category in site.of(Category)
    ]
    others = [one for one in views.sorted_by_title(site.of(Service)) if one.category is None]
    if others:
        rows = tuple(views.service_row(one, site) for one in others)
        groups.append(views.Group(words.say("category.other"), "annet", rows))
    title = words.say("services.title")
    head = views.Head(title, words.say("services.lead"), addresses.section(site, "services"))
    more = (views.Anchor(words.say("all.title"), site.addresses.href(addresses.section(site, "all"))), _prices(site))
    return ListView(head, title, words.say("services.lead"), tuple(one for one in groups if one.rows), more=more)


def _prices(site: Site) -> views.Anchor:
    words = addresses.words_of(site)
    return views.Anchor(words.say("prices.title"), site.addresses.href(addresses.section(site, "prices")))


def _in_category(site: Site, slug: str) -> list[Service]:
    return views.sorted_by_title(one for one in site.of(Service) if one.category == slug)


def category_view(category: Category, site: Site) -> ListView:
    words = addresses.words_of(site)
    rows = tuple(views.service_row(one, site, with_action=True) for one in _in_category(site, category.slug))
    notices = tuple(views.notice_row(one, site) for one in concerning(site, category))
    groups = [views.Group(words.say("notices.now"), "aktuelt", notices)] if notices else []
    groups.append(views.Group(words.say("nav.services"), "tjenester", rows))
    lead = category.summary or ""
    up = views.Anchor(words.say("nav.services"), site.addresses.href(addresses.section(site, "services")))
    head = views.Head(category.title, lead or category.title, addresses.address(site, category))
    shown = tuple(one for one in groups if one.rows)
    return ListView(head, category.title, lead, shown, up, empty=words.say("category.empty"))


def all_view(site: Site) -> ListView:
    words = addresses.words_of(site)
    title = words.say("all.title")
    head = views.Head(title, words.say("all.lead"), addresses.section(site, "all"))
    return ListView(head, title, words.say("all.lead"), tuple(_letters(site)), has_search=True)


def _letters(site: Site) -> Iterator[views.Group]:
    """Yield the services by first letter, in Norwegian order; only letters in use."""
    rows: dict[str, list[views.Row]] = {}
    for service in views.sorted_by_title(site.of(Service)):
        rows.setdefault(initial(service.title), []).append(views.service_row(service, site))
    for letter, found in rows.items():
        yield views.Group(letter, f"bokstav-{letter.lower()}", tuple(found))


def prices_view(site: Site) -> PricesView:
    words = addresses.words_of(site)
    title = words.say("prices.title")
    groups = []
    shown: set[str] = set()
    for service in views.sorted_by_title(site.of(Service)):
        prices = [price for slug in service.prices if (price := site.get(Price, slug)) is not None]
        if prices:
            shown.update(price.slug for price in prices)
            rows = tuple(views.price_row(price, site) for price in prices)
            groups.append(PriceGroup(service.title, addresses.href(site, service), rows))
    rest = [price for price in site.of(Price) if price.slug not in shown]
    if rest:
        groups.append(PriceGroup(words.say("category.other"), "", tuple(views.price_row(one, site) for one in rest)))
    head = views.Head(title, words.say("prices.lead"), addresses.section(site, "prices"))
    return PricesView(head, tuple(groups))


def contact_view(site: Site) -> ContactView:
    words = addresses.words_of(site)
    title = words.say("contact.title")
    desk = views.front_desk(site)
    others = [one for one in site.of(Contact) if one.slug != desk.slug]
    others.sort(key=lambda one: sort_key(one.name))
    used = {one.hours for one in site.of(Contact)}
    hours = [one for one in site.of(OpeningHours) if one.slug not in used]
    return ContactView(
        head=views.Head(title, words.say("contact.lead", name=desk.name), addresses.section(site, "contact")),
        desk=views.person(site, desk),
        promise=addresses.settings_of(site).promise or "",
        duty=duty_of(site),
        others=tuple(views.person(site, one) for one in others),
        hours=tuple(views.hours_of(one, site) for one in hours),
    )


def duty_of(site: Site) -> tuple[Duty, ...]:
    """Return who to call when something fails."""
    words = addresses.words_of(site)
    on_duty = [one for one in site.of(Contact) if one.duty and one.phone]
    return tuple(
        Duty(", ".join(words.say(f"topic.{topic.value}") for topic in one.duty), views.person(site, one))
        for one in on_duty
    )


def page_view(page: Page, site: Site) -> PageView:
    address = addresses.address(site, page)
    description = views.summary_of(site, page)
    head = views.Head(page.title, description, address, updated=_updated(page.updated))
    body = views.body_html(site, page)
    return PageView(head, page.title, page.summary or "", body, views.facts(site, page, address))


def not_found_view(site: Site) -> NotFoundView:
    words = addresses.words_of(site)
    title = words.say("not_found.title")
    head = views.Head(title, words.say("not_found.lead"), addresses.NOT_FOUND, is_hidden=True)
    return NotFoundView(head, site.addresses.href(addresses.section(site, "all")))


# --- home ---------------------------------------------------------------------------------


def home_of(site: Site) -> Home:
    """Return the home page's settings; without home.yaml the defaults."""
    return next(iter(site.of(Home)), Home())


def home_view(site: Site) -> HomeView:
    settings = addresses.settings_of(site)
    home = home_of(site)
    notices = current(site)
    link = site.addresses.href
    fault = site.get(Service, settings.report_fault) if settings.report_fault else None
    pinned = [one for slug in home.pinned if (one := site.get(Notice, slug)) in notices and one is not None]
    weekend, deadlines = _weekend(site), _deadlines(site)
    elsewhere = {one.slug for one in (*pinned, *weekend, *deadlines)}
    new = [one for one in newest_first(notices) if one.kind is not NoticeType.OPERATIONS and one.slug not in elsewhere]
    view = HomeView(
        head=views.Head(settings.title, settings.description, addresses.HOME),
        title=settings.title,
        blocks=(),
        operations=tuple(views.notice_row(one, site) for one in operations(site)),
        operations_href=link(addresses.type_address(site, NoticeType.OPERATIONS)),
        duty=duty_of(site),
        tasks=_tasks(site, home),
        pinned=tuple(views.notice_row(one, site) for one in pinned),
        report=_report(site, fault) if fault else None,
        report_href=addresses.href(site, fault) if fault else "",
        weekend=tuple(views.notice_row(one, site) for one in weekend),
        events_href=link(addresses.type_address(site, NoticeType.EVENT)),
        deadlines=tuple(views.notice_row(one, site) for one in deadlines[:MOST_DEADLINES]),
        deadlines_href=link(addresses.type_address(site, NoticeType.DEADLINE)),
        new=tuple(views.notice_row(one, site) for one in new[:MOST_NEW]),
        notices_href=link(addresses.section(site, "notices")),
        maps=views.map_rows(site),
        everything=tuple(views.service_row(one, site) for one in views.sorted_by_title(site.of(Service))),
        all_href=link(addresses.section(site, "all")),
        services_href=link(addresses.section(site, "services")),
        prices_href=link(addresses.section(site, "prices")),
        contact_href=link(addresses.section(site, "contact")),
        desk=views.person(site, views.front_desk(site)),
        promise=settings.promise or "",
    )
    return _with_blocks(view, home)


def _with_blocks(view: HomeView, home: Home) -> HomeView:
    has_something = {
        Block.SEARCH: bool(view.everything),
        Block.OPERATIONS: True,
        Block.REPORT: view.report is not None,
        Block.TASKS: bool(view.tasks),
        Block.WEEKEND: bool(view.weekend),
        Block.DEADLINES: bool(view.deadlines),
        Block.NEW: bool(view.new or view.pinned),
        Block.MAPS: bool(view.maps),
        Block.CONTACT: True,
    }
    # A block named twice stands once, where it is named first.
    blocks = tuple(block.value for block in dict.fromkeys(home.blocks) if has_something[block])
    return replace(view, blocks=blocks)


def operations(site: Site) -> list[Notice]:
    """Return current operational notices by topic: the ongoing before the planned, the newest first."""
    found = [one for one in current(site) if one.kind is NoticeType.OPERATIONS]
    found = newest_first(found)
    order = {State.ONGOING: 0, State.PLANNED: 1, State.RESOLVED: 2, State.OVER: 3}
    topics = {topic: number for number, topic in enumerate(Topic)}
    return sorted(found, key=lambda one: (order[one.state(site.moment)], topics.get(one.topic or Topic.OTHER, 99)))


def _tasks(site: Site, home: Home) -> tuple[views.Row, ...]:
    month = site.moment.astimezone(dates.OSLO).month
    wanted = [task for task in home.tasks if task.is_in_season(month)]
    services = [one for task in wanted if (one := site.get(Service, task.service)) is not None]
    if not home.tasks:
        services = [one for one in views.sorted_by_title(site.of(Service)) if _has_form(site, one)]
    return tuple(views.service_row(one, site, with_action=True) for one in services[:MOST_TASKS])


def _has_form(site: Site, service: Service) -> bool:
    links = [link for slug in service.apply if (link := site.get(Link, slug)) is not None]
    return any(link.kind is LinkKind.APPLICATION for link in links)


def _report(site: Site, service: Service) -> views.Action:
    made = views.actions(site, service)
    wanted = (LinkKind.REPORT, LinkKind.APPLICATION, LinkKind.SERVICE, "phone")
    for kind in wanted:
        for one in made:
            if one.kind == kind:
                return one
    return views.Action(service.title, addresses.href(site, service), LinkKind.INFORMATION)


def _weekend(site: Site) -> list[Notice]:
    """Return the events of the coming or current Friday to Sunday, in order of time."""
    monday = monday_before(site.moment.astimezone(dates.OSLO).date())
    first = dates.midnight((monday.astimezone(dates.OSLO) + timedelta(days=4)).date())
    after = dates.midnight((monday.astimezone(dates.OSLO) + timedelta(days=7)).date())
    found = []
    for one in current(site):
        if one.kind is not NoticeType.EVENT or one.starts is None:
            continue
        ends = one.over_at or one.starts.end
        if one.starts.start < after and ends > first:
            found.append(one)
    return sorted(found, key=lambda one: (one.begins.start, one.slug))


def _deadlines(site: Site) -> list[Notice]:
    """Return what has a deadline within thirty days, the nearest first."""
    found = [
        one
        for one in current(site)
        if one.deadline and one.deadline.end > site.moment and one.deadline.start - SOON <= site.moment
    ]
    return sorted(found, key=lambda one: (one.deadline.start if one.deadline else site.moment, one.slug))
