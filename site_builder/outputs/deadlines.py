"""Last days to act that are ahead: of notices of any type, of forms, whoever has them, and of plots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.maps import Availability, Map, Place
from site_builder.content_types.notice import SOON, Notice
from site_builder.content_types.records import Link, LinkKind
from site_builder.content_types.service import Service, Status
from site_builder.content_types.unit import Unit
from site_builder.model import Site, Sourced, remembered, timeless
from site_builder.outputs import actions, addresses, listing, notice_facts, seats, views
from site_builder.outputs.ahead import unchanged
from site_builder.outputs.effects import doing_something, status_of, status_text
from site_builder.outputs.place_rows import link_of
from site_builder.text import dates
from site_builder.text.collation import sort_key
from site_builder.text.foreign import joined

MOST_NAMED = 3
"""How many plots are named; of more, it is said how many they are"""


@dataclass(frozen=True, slots=True)
class Form:
    """A form, and the first that has it: where several places of a map do, that is the map."""

    link: Link
    of: Service | Unit | Place | Map | Notice


@dataclass(frozen=True, slots=True)
class Plots:
    """Places of a map that can be had, in Norwegian order of name, and asked for until the same day."""

    map: Map
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, and what has it."""

    when: dates.When
    of: Notice | Form | Plots

    @property
    def leads_to(self) -> Notice | Service | Unit | Place | Map:
        """Whose page says more of it."""
        if isinstance(self.of, Plots):
            return self.of.places[0] if len(self.of.places) == 1 else self.of.map
        return self.of.of if isinstance(self.of, Form) else self.of


def soon(site: Site) -> tuple[Deadline, ...]:
    """Return those within thirty days, the nearest first."""
    return tuple(one for one, _ in rows_of_soon(site))


def rows_of_soon(site: Site) -> tuple[tuple[Deadline, listing.Row], ...]:
    """Return those within thirty days, the nearest first, each with its row."""
    return _soon(unchanged(site, _things_of_soon(site)))


@remembered
def _soon(site: Site) -> tuple[tuple[Deadline, listing.Row], ...]:
    return tuple((one, row(one, site)) for one in _before(site, site.moment + SOON))


@timeless
def _things_of_soon(site: Site) -> tuple[Sourced, ...]:
    """Return of all things those that have last days, or that decide what has."""
    notices = (one for one in site.of(Notice) if one.deadline)
    places = (one for one in site.of(Place) if one.deadline)
    return (*_things_of_forms(site), *notices, *places, *site.of(Link))


@remembered
def ahead(site: Site) -> tuple[Deadline, ...]:
    """Return all that are ahead, the nearest first."""
    return _before(site, None)


def _before(site: Site, last: datetime | None) -> tuple[Deadline, ...]:
    def is_near(when: dates.When | None) -> bool:
        return when is not None and when.end > site.moment and (last is None or when.start <= last)

    notices = [one for one in site.of(Notice) if is_near(one.deadline) and _is_to_act_on(one, site)]
    found = [Deadline(one.deadline, one) for one in notices if one.deadline]
    for form in forms(site):
        closes = form.link.season(site.moment).closes
        if closes is not None and is_near(closes) and not is_told(form, closes, notices, site):
            found.append(Deadline(closes, form))
    found += [one for one in plots(site) if is_near(one.when) and not is_told(one.of, one.when, notices, site)]
    return tuple(sorted(found, key=lambda one: (one.when.start, *_address_of(one, site))))


def _address_of(deadline: Deadline, site: Site) -> tuple[str, str]:
    slug = deadline.of.link.slug if isinstance(deadline.of, Form) else ""
    return addresses.href(site, deadline.leads_to), slug


def _is_to_act_on(notice: Notice, site: Site) -> bool:
    is_off = isinstance(notice, Gathering) and notice.is_off(site.moment)
    return notice.is_current(site.moment) and not is_off


# --- forms ----------------------------------------------------------------------------------------


def forms(site: Site) -> tuple[Form, ...]:
    """Return the forms of services that are not closed; then, each with the first, those that no service has: of units,
    of places, and of notices that say no last day of their own."""
    return _forms(unchanged(site, _things_of_forms(site)))


@timeless
def _things_of_forms(site: Site) -> tuple[Sourced, ...]:
    """Return what decides which forms can be had."""
    of_notices = (notice for notice, _ in _links_of_notices(site))
    return (*doing_something(site), *of_notices, *site.of(Service), *(one for one in site.of(Place) if one.link))


@remembered
def _forms(site: Site) -> tuple[Form, ...]:
    of_services = _of_services(site)
    found = [one for one in of_services if not isinstance(one.of, Service) or not _is_closed(one.of, site)]
    seen = {one.link.slug for one in of_services}
    for one in (*_of_units(site), *_of_places(site), *_of_notices(site)):
        if one.link.slug not in seen:
            seen.add(one.link.slug)
            found.append(one)
    return tuple(found)


def _is_closed(service: Service, site: Site) -> bool:
    return status_of(service, site) is Status.CLOSED


@timeless
def _of_services(site: Site) -> tuple[Form, ...]:
    services = views.sorted_by_title(site.of(Service))
    return tuple(Form(link, one) for one in services for link in actions.links_of(site, one))


@timeless
def _of_units(site: Site) -> tuple[Form, ...]:
    units = views.sorted_by_title(site.of(Unit))
    return tuple(Form(link, one) for one in units for slug in one.links if (link := site.get(Link, slug)) is not None)


def _of_places(site: Site) -> Iterator[Form]:
    for slug, places in _places_by_link(site).items():
        link, of_one_map = site.get(Link, slug), {one.map_slug for one in places}
        map_ = site.get(Map, places[0].map_slug) if len(places) > 1 and len(of_one_map) == 1 else None
        assert link is not None, "it is the link of a place"
        yield Form(link, map_ or places[0])


def _of_notices(site: Site) -> Iterator[Form]:
    """Yield the forms of what is not over."""
    for notice, links in _links_of_notices(site):
        if notice.is_of_use(site.moment) and _is_to_act_on(notice, site):
            yield from (Form(link, notice) for link in links)


@timeless
def _links_of_notices(site: Site) -> tuple[tuple[Notice, tuple[Link, ...]], ...]:
    """Return the notices that lead to forms; after a last day that a notice says itself, its form leads nowhere."""
    open_ended = sorted((one for one in site.of(Notice) if one.deadline is None), key=lambda one: one.slug)
    found = ((one, (one.link and site.get(Link, one.link), notice_facts.tickets_of(one, site))) for one in open_ended)
    return tuple((one, tuple(link for link in links if link)) for one, links in found if any(links))


def _by_name(places: Iterable[Place], site: Site) -> list[Place]:
    return sorted(places, key=lambda one: (sort_key(one.name, addresses.language_of(site)), one.slug))


@remembered
def _places_by_link(site: Site) -> dict[str, list[Place]]:
    """Return the places that lead on, by the id of the link, in Norwegian order of name."""
    found: dict[str, list[Place]] = {}
    for one in _by_name(site.of(Place), site):
        if link := link_of(one, site):
            found.setdefault(link.slug, []).append(one)
    return found


@timeless
def plots(site: Site) -> tuple[Deadline, ...]:
    """Return the last days of plots that nobody has, those that are past too; one for each day of a map."""
    found: dict[tuple[str, date], list[Place]] = {}
    for one in _by_name(site.of(Place), site):
        if one.deadline and one.availability is Availability.FREE:
            found.setdefault((one.map_slug, one.deadline.local.date()), []).append(one)
    return tuple(
        Deadline(when, Plots(map_, tuple(places)))
        for (slug, _), places in found.items()
        if (map_ := site.get(Map, slug)) and (when := places[0].deadline)
    )


def is_told(of: Notice | Form | Plots, last: dates.When, notices: Iterable[Notice], site: Site) -> bool:
    """Return whether one of the notices speaks of that last day of something: what it says is told once."""
    day = last.local.date()
    told = {slug for one in notices if one.deadline and one.deadline.local.date() == day for slug in one.concerns}
    return bool(told) and not told.isdisjoint(_names_of(of, site))


def _names_of(form: Notice | Form | Plots, site: Site) -> set[str]:
    if isinstance(form, Notice):
        return {form.slug}
    if isinstance(form, Plots):
        return {form.map.slug, *(one.slug for one in form.places)}
    if isinstance(form.of, Service | Notice):
        return {form.of.slug}
    places = _places_by_link(site).get(form.link.slug, ())
    names = {name for one in (*_with(form.link, site), *places) for name in seats.names_of(one, site)}
    return names | {one.map_slug for one in places}


def _with(link: Link, site: Site) -> list[Unit]:
    return views.sorted_by_title(one for one in site.of(Unit) if link.slug in one.links)


def things(site: Site) -> tuple[Notice | Link | Place, ...]:
    """Return all that decides at which moments which last days are ahead."""
    return (*site.of(Notice), *site.of(Link), *(one for one in site.of(Place) if one.link or one.deadline))


# --- rows -----------------------------------------------------------------------------------------


def row(deadline: Deadline, site: Site) -> listing.Row:
    """Return the row of a deadline: whatever else its notice has a time for, here the last day counts."""
    if isinstance(deadline.of, Form):
        return _form_row(deadline.of, site)
    words = addresses.words_of(site)
    if isinstance(deadline.of, Plots):
        title, why = plots_said(deadline.of, site)
        when = words.say("notice.deadline", time=words.day(deadline.when))
        href = addresses.href(site, deadline.leads_to)
        return listing.Row(title, href, why, when=when, day=views.day_of(deadline.when))
    made = listing.notice_row(deadline.of, site)
    why = words.say("notice.deadline", time=words.day(deadline.when))
    return replace(made, why=why, day=listing.day_left(deadline.of, site))


def _form_row(form: Form, site: Site) -> listing.Row:
    """Return the row of a service, or of the form where only others have it, with the button of the form."""
    made = actions.action(form.link, site)
    href = addresses.href(site, form.of)
    title, why, status = form.link.title, owners_of(form, site), ""
    if isinstance(form.of, Service):
        title, why, status = form.of.title, form.of.summary, status_text(form.of, site)
    when = joined(" · ", (status, made.when))
    is_form = made.is_open and form.link.kind in (LinkKind.APPLICATION, LinkKind.SERVICE)
    return listing.Row(title, href, why, when=when, day=made.day, action=made if is_form else None)


def plots_said(of: Plots, site: Site) -> tuple[str, str]:
    """Return what plots are called together, and which they are."""
    words = addresses.words_of(site)
    title = views.sample_title(of.map, words)
    names = [words.say("sample.title", title=one.name) if one.sample else one.name for one in of.places]
    if len(names) == 1:
        return names[0], title
    return title, joined(", ", names) if len(names) <= MOST_NAMED else words.say("map.places", n=len(names))


def said_of(form: Form, site: Site) -> str:
    """Return in a sentence what a form is of, or whose it is where nobody says."""
    if isinstance(form.of, Notice):
        return views.summary_of(site, form.of)
    return form.of.summary or owners_of(form, site)


def owners_of(form: Form, site: Site) -> str:
    """Return who has a form, by name: every unit that does, where any is one."""
    words = addresses.words_of(site)
    if isinstance(form.of, Unit):
        return joined(", ", (one.title for one in _with(form.link, site)))
    if isinstance(form.of, Place):
        return words.say("sample.title", title=form.of.name) if form.of.sample else form.of.name
    return views.sample_title(form.of, words)
