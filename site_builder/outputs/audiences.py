"""What pages collect for somebody, new here or young: all that says it is for them, in groups, and the way there."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content_types.life_event import LifeEvent
from site_builder.content_types.notice import Notice
from site_builder.content_types.page import Page
from site_builder.content_types.question import Question
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit
from site_builder.model import Site
from site_builder.outputs import addresses, ahead, listing, questions, views
from site_builder.outputs.notices import current, gravest_first, newest_first
from site_builder.text.collation import sort_key


def links(site: Site) -> tuple[views.Anchor, ...]:
    """Return the ways to the pages that collect, by whom they are for, and to the life events."""
    words = addresses.words_of(site)
    pages = [(one.collects_for, one) for one in site.of(Page) if one.collects_for]
    pages.sort(key=lambda one: (sort_key(one[0]), one[1].slug))
    found = [views.Anchor(label, addresses.href(site, page)) for label, page in pages]
    if site.of(LifeEvent):
        found.append(
            views.Anchor(words.say("life_event.list"), site.addresses.href(addresses.section(site, "life_events")))
        )
    return tuple(found)


def notices_for(page: Page, site: Site) -> list[Notice]:
    """Return all notices that are for a page at some moment; none for one that collects nothing."""
    return [one for one in site.of(Notice) if page.slug in one.serves] if page.collects_for else []


def groups_of(page: Page, site: Site) -> tuple[listing.Group, ...]:
    """Return what a page collects, with what the clock will make of it."""
    return tuple(one for one in _groups(page, site) if one.rows) if page.collects_for else ()


def _groups(page: Page, site: Site) -> Iterator[listing.Group]:
    words, slug = addresses.words_of(site), page.slug
    sites = ahead.course(site, notices_for(page, site))
    notices = ahead.over_time(sites, [_notices(slug, one) for one in sites])
    yield listing.Group(words.say("notices.now"), "_aktuelt", notices, shown=ahead.while_any(notices))
    events = views.sorted_by_title(one for one in site.of(LifeEvent) if slug in one.serves)
    yield listing.Group(
        words.say("life_event.list"), "_livshendelser", tuple(listing.life_event_row(one, site) for one in events)
    )
    services = views.sorted_by_title(one for one in site.of(Service) if slug in one.serves)
    yield listing.Group(words.say("nav.services"), "_tjenester", tuple(listing.door(one, site) for one in services))
    units = views.sorted_by_title(one for one in site.of(Unit) if slug in one.serves)
    rows = tuple(listing.unit_row(one, site, with_kind=True) for one in units)
    yield listing.Group(words.say("audience.units"), "_steder", rows)
    asked = views.sorted_by_title(one for one in site.of(Question) if slug in one.serves)
    yield listing.Group(words.say("questions.asked"), "_sporsmal", tuple(questions.door(one, site) for one in asked))
    pages = views.sorted_by_title(one for one in site.of(Page) if slug in one.serves)
    yield listing.Group(words.say("audience.pages"), "_sider", tuple(_page_row(one, site) for one in pages))


def _notices(slug: str, site: Site) -> tuple[listing.Row, ...]:
    found = newest_first(one for one in current(site) if slug in one.serves)
    return tuple(listing.notice_row(one, site) for one in gravest_first(found, site))


def _page_row(page: Page, site: Site) -> listing.Row:
    return listing.Row(page.title, addresses.href(site, page), page.summary or "")
