"""Last days to act that are ahead: of notices of any type, and of services whose form closes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.notice import SOON, Notice
from site_builder.content_types.service import Service, Status
from site_builder.model import Site, remembered
from site_builder.outputs import actions, addresses, listing
from site_builder.outputs.effects import status_of
from site_builder.text import dates


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, and the notice or the service that has it."""

    when: dates.When
    of: Notice | Service


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
    # What a notice speaks of is told once.
    spoken_of = {slug for notice in notices for slug in notice.concerns}
    for service in site.of(Service):
        closes = next((one for one in _last_days(site, service) if is_near(one)), None)
        if closes is not None and service.slug not in spoken_of:
            found.append(Deadline(closes, service))
    return tuple(sorted(found, key=lambda one: (one.when.start, addresses.href(site, one.of))))


def _is_to_act_on(notice: Notice, site: Site) -> bool:
    is_off = isinstance(notice, Gathering) and notice.is_off(site.moment)
    return notice.is_current(site.moment) and not is_off


def _last_days(site: Site, service: Service) -> list[dates.When]:
    if status_of(service, site) is Status.CLOSED:
        return []
    found = (link.season(site.moment).closes for link in actions.links_of(site, service))
    return [one for one in found if one is not None]


def row(deadline: Deadline, site: Site) -> listing.Row:
    """Return the row of a deadline: whatever else its notice has a time for, here the last day counts."""
    if isinstance(deadline.of, Service):
        return listing.service_row(deadline.of, site, with_action=True)
    words = addresses.words_of(site)
    made = listing.notice_row(deadline.of, site)
    why = words.say("notice.deadline", time=words.day(deadline.when))
    return replace(made, why=why, day=listing.day_left(deadline.of, site))
