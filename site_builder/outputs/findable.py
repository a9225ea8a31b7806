"""What search can find: a table with a line for each kind of thing, and what each is called, in all its names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from site_builder.content_types.life_event import LifeEvent
from site_builder.content_types.maps import Map
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType, State
from site_builder.content_types.page import Page
from site_builder.content_types.question import Question
from site_builder.content_types.records import Category, Contact, LinkKind, Price
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit
from site_builder.model import Site
from site_builder.outputs import (
    actions,
    addresses,
    crisis_parts,
    languages,
    listing,
    occasions,
    people,
    questions,
    seats,
    street_links,
    views,
)
from site_builder.outputs.feed_links import following
from site_builder.outputs.notices import current, title_of_type, types_in_use
from site_builder.outputs.place_rows import places_on
from site_builder.outputs.tasks import top_services
from site_builder.text import los, numbers
from site_builder.text.foreign import Foreign
from site_builder.text.messages import Catalogue

TOP_TASK = 10
"""Percent that a top task of the season counts for more than how well its words fit (templates/find.js)"""
FORM = 3
"""The same of what has a form to fill in now"""
ALARM = 12
"""The same of danger and crisis: more than a top task"""
PASSING = -8
"""The same of other notices: the service that one is about stays when it has gone"""
SOLVED = -20
"""The same of what is solved, which comes after what goes on"""
MOST_PLACES = 200
"""A map with more is found itself, and has its own search: the index is fetched on phones"""


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that search leads to."""

    title: str
    href: str
    short: str = ""
    """What is said below the title: a summary, an address, when"""
    names: tuple[str, ...] = ()
    """What else people call it"""
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing to find. Its key is that of what a result of it is called, `search.kind.<key>`."""

    key: str
    found: Callable[[Site], Iterable[Findable]]
    weight: int = 0
    is_text: bool = False
    """Whether it is found in texts that may be in a language that nothing else is in"""
    names: str = ""
    """Key under `search.names` of the words that fit all of the kind, where there are any"""


def translated(kind: Kind, site: Site) -> Iterator[Findable]:
    """Yield the texts of a kind in languages that only some texts are in. They are found by their own words alone: who
    searches in Norwegian means the original."""
    for shown in languages.of_texts(site) if kind.is_text else ():
        there = {shown.addresses.href(one) for one in shown.addresses.only or ()}
        for one in kind.found(shown):
            if one.href in there and isinstance(one.title, Foreign):
                short = one.short if isinstance(one.short, Foreign) else ""
                names = tuple(name for name in one.names if isinstance(name, Foreign))
                yield Findable(one.title, one.href, short, names, one.weight)


def _services(site: Site) -> Iterator[Findable]:
    words, tasks = addresses.words_of(site), {one.slug for one in top_services(site)}
    for one in site.of(Service):
        links = actions.links_of(site, one)
        forms = [link for link in links if link.kind is LinkKind.APPLICATION]
        names = [*one.synonyms, *_names_in_los(one.los, site)]
        names += [words.say("search.price")] if one.prices else []
        names += [words.say("search.form")] if forms else []
        weight = TOP_TASK * (one.slug in tasks) + FORM * any(link.is_open(site.moment) for link in forms)
        yield Findable(one.title, addresses.href(site, one), one.summary, tuple(names), weight)


def _names_in_los(paths: Iterable[str], site: Site) -> Iterator[str]:
    """Yield what concepts are called in the site's language; people search in bokmål and in nynorsk on one site."""
    language = addresses.settings_of(site).language
    for path in paths:
        for one in (language,) if language == "en" else (language, "nb", "nn"):
            yield from los.concepts()[path].words(one)


def _categories(site: Site) -> Iterator[Findable]:
    for one in site.of(Category):
        names = tuple(_names_in_los([one.los] if one.los else [], site))
        yield Findable(one.title, addresses.href(site, one), one.summary or "", names)


def _pages(site: Site) -> Iterator[Findable]:
    for one in site.of(Page):
        names = (one.collects_for,) if one.collects_for else ()
        yield Findable(one.title, addresses.href(site, one), one.summary or "", names)


def _life_events(site: Site) -> Iterator[Findable]:
    words = addresses.words_of(site)
    for one in site.of(LifeEvent):
        names = (*one.synonyms, *_names_in_los([one.los], site))
        yield Findable(views.sample_title(one, words), addresses.href(site, one), one.summary, names)


def _units(site: Site) -> Iterator[Findable]:
    words = addresses.words_of(site)
    for one in site.of(Unit):
        kind = words.say(f"unit.kind.{one.kind.value}")
        short = one.summary or " · ".join(text for text in (kind, seats.address_of(one, site)) if text)
        yield Findable(views.sample_title(one, words), addresses.href(site, one), short, (kind, *one.synonyms))


def _questions(site: Site) -> Iterator[Findable]:
    for one in site.of(Question):
        yield Findable(one.title, addresses.href(site, one), questions.in_short(one, site), one.synonyms)


def _maps(site: Site) -> Iterator[Findable]:
    words = addresses.words_of(site)
    for one in site.of(Map):
        yield Findable(views.sample_title(one, words), addresses.href(site, one), one.summary or "")


def _places(site: Site) -> Iterator[Findable]:
    words = addresses.words_of(site)
    for map_ in site.of(Map):
        places = places_on(map_, site)
        for one in places if len(places) <= MOST_PLACES else ():
            if seats.is_one_page(one, site):
                continue
            name = words.say("sample.title", title=one.name) if one.sample else one.name
            yield Findable(name, addresses.href(site, one), one.address or one.summary or map_.title)


def _notices(site: Site) -> Iterator[Findable]:
    words = addresses.words_of(site)
    for one in current(site):
        row = listing.notice_row(one, site)
        label = "" if row.why.startswith(row.label) else row.label
        short = " · ".join(text for text in (label, row.why) if text)
        kind = words.say(f"type.{one.kind.value}")
        yield Findable(row.title, row.href, short, (kind,), _pressing(one, site))


def _pressing(notice: Notice, site: Site) -> int:
    if notice.is_alert(site.moment):
        return ALARM
    return SOLVED if notice.state(site.moment) is State.RESOLVED else PASSING


def _contacts(site: Site) -> Iterator[Findable]:
    words = addresses.words_of(site)
    page = addresses.section(site, "contact")
    duty = people.duty_of(site)
    on_duty, urgent = _names("duty", words), crisis_parts.numbers_of(site)
    names = (*_names("contact", words), *(() if duty else on_duty))
    yield Findable(words.say("contact.title"), site.addresses.href(page), people.front_desk(site).name, names, FORM)
    said = " · ".join(f"{one.shown} {one.name}" for one in urgent)
    yield Findable(
        words.say("emergency.title"), site.addresses.href(f"{page}#_nodnummer"), said, _names("emergency", words)
    )
    if duty:
        topics = ", ".join(one.topics for one in duty)
        yield Findable(words.say("home.duty"), site.addresses.href(f"{page}#_vakt"), topics, on_duty, FORM)
    for one in site.of(Contact):
        phone = numbers.telephone(one.phone) if one.phone else ""
        short = " · ".join(text for text in (phone, one.address) if text)
        topics_of = (words.say(f"topic.{topic.value}") for topic in one.duty)
        known = (one.phone or "", one.email or "", *topics_of, words.say("home.duty") if one.duty else "")
        yield Findable(one.name, site.addresses.href(f"{page}#{one.slug}"), short, tuple(filter(None, known)))


def _lists(site: Site) -> Iterator[Findable]:
    """Yield the pages that stand whatever anybody writes: prices, streets, lists of notices, ways to follow."""
    words, link = addresses.words_of(site), site.addresses.href
    if site.of(Price):
        names = _names("prices", words)
        prices = link(addresses.section(site, "prices"))
        yield Findable(words.say("prices.title"), prices, words.say("prices.lead"), names, FORM)
    if question := street_links.question(site):
        names = (words.say("streets.title"), *_names("streets", words))
        yield Findable(question.title, question.href, "", names, FORM)
    notices = link(addresses.section(site, "notices"))
    yield Findable(words.say("notices.title"), notices, words.say("notices.lead"), _names("now", words))
    for kind in types_in_use(site):
        names = (words.say(f"type.{kind.value}"),)
        if kind in TYPES:
            names += _names(TYPES[kind], words)
        yield Findable(title_of_type(site, kind), link(addresses.type_address(site, kind)), "", names)
    for title, address, near in _near(site):
        yield Findable(title, link(address), "", _names(near, words))
    follow = _names("follow", words)
    yield Findable(words.say("follow.title"), link(following(site)), words.say("follow.lead"), follow)
    if site.of(Service):
        everything = link(addresses.section(site, "all"))
        yield Findable(words.say("all.title"), everything, words.say("all.lead"), (words.say("nav.services"),))


def _near(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield title and address of the lists of what is on soon, and the key of what they are called."""
    words = addresses.words_of(site)
    if occasions.events_of(site):
        yield words.say("events.today_title"), occasions.today_address(site), "event_today"
        yield words.say("events.weekend_title"), occasions.weekend_address(site), "event_weekend"


def _names(of: str, words: Catalogue) -> tuple[str, ...]:
    return tuple(one.strip() for one in words.say(f"search.names.{of}").split(","))


TYPES = {NoticeType.OPERATIONS: "operations", NoticeType.EVENT: "events", NoticeType.JOB: "jobs"}
"""Key under `search.names` of what else people call the notices of a type"""


KINDS: tuple[Kind, ...] = (
    Kind("service", _services, 3, is_text=True),
    Kind("unit", _units, 2, is_text=True),
    Kind("category", _categories, 1),
    Kind("life_event", _life_events, 1, is_text=True),
    Kind("page", _pages, 1, is_text=True),
    Kind("list", _lists),
    Kind("question", _questions, -12, is_text=True),
    Kind("map", _maps),
    Kind("place", _places),
    Kind("contact", _contacts, names="contacts"),
    Kind("notice", _notices, is_text=True),
)
"""A new kind of thing to find is a function and its line here, and its word under `search.kind`"""
