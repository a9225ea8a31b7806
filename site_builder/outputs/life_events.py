"""Life events: a checklist each, to print and tick on paper, and the list of them. Nothing that is ticked is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from site_builder.content_types.life_event import LifeEvent, Step
from site_builder.content_types.records import Link
from site_builder.content_types.service import Service
from site_builder.content_types.web_addresses import host_of
from site_builder.model import Later, Planned, Site, index_of
from site_builder.outputs import addresses, ahead, in_text, listing, parts, publication, views
from site_builder.outputs.pages import ListView
from site_builder.text.foreign import like


@dataclass(frozen=True, slots=True)
class StepView:
    title: str
    href: str
    """Empty where it leads nowhere now"""
    place: str
    """The host that it leads to, where that is not the site itself"""
    who: str
    when: str
    notes: tuple[str, ...]
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class LifeEventView:
    head: views.Head
    title: str
    summary: str
    up: views.Anchor
    steps: tuple[StepView, ...]
    body: Markup
    facts: publication.Facts
    outdated: ahead.Shown


def plan(site: Site) -> Iterator[Planned]:
    """Plan the page of every life event, and their list where there is one."""
    if site.of(LifeEvent):
        address = addresses.section(site, "life_events")
        yield Planned(index_of(address), "list.html", Later(partial(list_view, site)), LifeEvent.folder)
    for event in site.of(LifeEvent):
        origin = event.origin
        path, view = index_of(addresses.address(site, event)), Later(partial(life_event_page, event, site))
        yield Planned(path, "life_event.html", view, origin.path, origin.mark("title"))


def list_view(site: Site) -> ListView:
    words = addresses.words_of(site)
    title, lead = words.say("life_event.list"), words.say("life_event.lead")
    rows = tuple(listing.life_event_row(one, site) for one in views.sorted_by_title(site.of(LifeEvent)))
    head = views.Head(title, lead, addresses.section(site, "life_events"))
    return ListView(head, title, lead, (listing.Group(words.say("life_event.choose"), "_alle", rows),))


def life_event_page(event: LifeEvent, site: Site) -> LifeEventView:
    """Return the view of a life event with what the clock will make of it: forms open and close."""
    words, address = addresses.words_of(site), addresses.address(site, event)
    links = [link for step in event.steps if step.link and (link := site.get(Link, step.link))]
    sites = ahead.course(site, links)
    title = views.sample_title(event, words)
    return LifeEventView(
        head=views.Head(
            title,
            event.summary,
            address,
            frames_from=parts.hosts_on(site, event),
            updated=views.day_of(event.updated),
            # A page may be called what the life event is called.
            longer=(f"{title} ({words.say('life_event.kind')})", f"{title} ({event.slug})"),
        ),
        title=event.title,
        summary=event.summary,
        up=views.Anchor(words.say("life_event.list"), site.addresses.href(addresses.section(site, "life_events"))),
        steps=ahead.over_time(sites, [tuple(_step(step, one) for step in event.steps) for one in sites]),
        body=views.body_html(site, event),
        facts=publication.facts(site, event, address),
        outdated=ahead.outdated(site, links),
    )


def _step(step: Step, site: Site) -> StepView:
    words = addresses.words_of(site)
    service = site.get(Service, step.service) if step.service else None
    link = site.get(Link, step.link) if step.link else None
    target = in_text.link(words, link, site.moment)
    notes = (step.note, link.note if link else None, like(target.note[:1].upper() + target.note[1:], target.note))
    return StepView(
        title=step.title,
        href=addresses.href(site, service) if service else target.href or "",
        place=host_of(link.url) if link and target.href else "",
        who=step.who,
        when=step.when or "",
        notes=tuple(one for one in notes if one),
    )
