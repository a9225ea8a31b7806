"""Last days to act that are ahead: of notices of any type, and of the forms of services and units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.notice import SOON, Notice
from site_builder.content_types.records import Link, LinkKind
from site_builder.content_types.service import Service, Status
from site_builder.content_types.unit import Unit
from site_builder.model import Site, remembered
from site_builder.outputs import actions, addresses, listing, seats, views
from site_builder.outputs.effects import status_of, status_text
from site_builder.text import dates
from site_builder.text.foreign import joined


@dataclass(frozen=True, slots=True)
class Form:
    """A form, and the service or the unit that has it."""

    link: Link
    of: Service | Unit


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, and the notice or the form that has it."""

    when: dates.When
    of: Notice | Form


@remembered
def soon(site: Site) -> tuple[Deadline, ...]:
    """Return those within thirty days, the nearest first."""
    return _before(site, site.moment + SOON)


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
    return tuple(sorted(found, key=lambda one: (one.when.start, *_address_of(one, site))))


def _address_of(deadline: Deadline, site: Site) -> tuple[str, str]:
    if isinstance(deadline.of, Form):
        return addresses.href(site, deadline.of.of), deadline.of.link.slug
    return addresses.href(site, deadline.of), ""


def _is_to_act_on(notice: Notice, site: Site) -> bool:
    is_off = isinstance(notice, Gathering) and notice.is_off(site.moment)
    return notice.is_current(site.moment) and not is_off


# --- forms ----------------------------------------------------------------------------------------


@remembered
def forms(site: Site) -> tuple[Form, ...]:
    """Return the forms of services that are not closed, then those that only units have, each with the first."""
    return tuple(_forms(site))


def _forms(site: Site) -> Iterator[Form]:
    of_services = [
        Form(link, one) for one in views.sorted_by_title(site.of(Service)) for link in actions.links_of(site, one)
    ]
    yield from (one for one in of_services if status_of(one.of, site) is not Status.CLOSED)
    seen = {one.link.slug for one in of_services}
    for unit in views.sorted_by_title(site.of(Unit)):
        for slug in unit.links:
            if slug not in seen and (link := site.get(Link, slug)) is not None:
                seen.add(slug)
                yield Form(link, unit)


def is_told(form: Form, closes: dates.When, notices: Iterable[Notice], site: Site) -> bool:
    """Return whether one of the notices speaks of that last day of a form: what it says is told once."""
    day = closes.local.date()
    told = {slug for one in notices if one.deadline and one.deadline.local.date() == day for slug in one.concerns}
    return bool(told) and not told.isdisjoint(_names_of(form, site))


def _names_of(form: Form, site: Site) -> set[str]:
    if isinstance(form.of, Service):
        return {form.of.slug}
    return {name for unit in _with(form.link, site) for name in seats.names_of(unit, site)}


def _with(link: Link, site: Site) -> list[Unit]:
    return views.sorted_by_title(one for one in site.of(Unit) if link.slug in one.links)


# --- rows -----------------------------------------------------------------------------------------


def row(deadline: Deadline, site: Site) -> listing.Row:
    """Return the row of a deadline: whatever else its notice has a time for, here the last day counts."""
    if isinstance(deadline.of, Form):
        return _form_row(deadline.of, site)
    words = addresses.words_of(site)
    made = listing.notice_row(deadline.of, site)
    why = words.say("notice.deadline", time=words.day(deadline.when))
    return replace(made, why=why, day=listing.day_left(deadline.of, site))


def _form_row(form: Form, site: Site) -> listing.Row:
    """Return the row of a service, or of the form where only units have it, with the button of the form."""
    made = actions.action(form.link, site)
    href = addresses.href(site, form.of)
    if isinstance(form.of, Service):
        title, why, status = form.of.title, form.of.summary, status_text(form.of, site)
    else:
        title, why, status = form.link.title, joined(", ", (one.title for one in _with(form.link, site))), ""
    when = joined(" · ", (status, made.when))
    is_form = made.is_open and form.link.kind in (LinkKind.APPLICATION, LinkKind.SERVICE)
    return listing.Row(title, href, why, when=when, day=made.day, action=made if is_form else None)
