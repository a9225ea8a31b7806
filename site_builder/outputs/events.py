"""Lists of what is on: today, this weekend, month by month, of each kind and at each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial

from site_builder.content_types.events import Event
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType
from site_builder.model import Later, Planned, Site, index_of
from site_builder.outputs import addresses, calendar_links, listing, notices, occasions, views
from site_builder.outputs.occasions import Occasion
from site_builder.text import dates


def plan(site: Site) -> Iterator[Planned]:
    """Plan the lists, where there is any event."""
    for address, view in event_lists(site):
        yield Planned(index_of(address), "notices.html", Later(view), Notice.folder)


def event_lists(site: Site) -> Iterator[tuple[str, Callable[[], notices.NoticesView]]]:
    """Yield the address of each list of events, and what makes its view with what comes and goes in time."""
    if not occasions.events_of(site):
        return
    words = addresses.words_of(site)
    for address, title, span_of in (
        (occasions.today_address(site), words.say("events.today_title"), occasions.today),
        (occasions.weekend_address(site), words.say("events.weekend_title"), occasions.weekend),
    ):
        yield address, partial(_near, site, address, title, span_of)
    for month in occasions.months_of(site):
        address = occasions.month_address(site, month)
        yield address, partial(_month, site, address, month)
    events = occasions.events_of(site)
    for activity in occasions.activities_of(site):
        title = words.say(f"activity.{activity.value}")
        found = [one for one in events if one.activity is activity]
        calendar = calendar_links.of_activity(site, activity)
        address = occasions.activity_address(site, activity)
        yield address, partial(_lasting, site, address, title, found, calendar)
    for venue in occasions.venues_of(site):
        title = words.say("events.at", place=venue.name)
        calendar = calendar_links.of_type(site, NoticeType.EVENT)
        address = occasions.venue_address(site, venue)
        longer = (f"{title} ({venue.slug})",)
        yield address, partial(_lasting, site, address, title, venue.events, calendar, longer)


def _near(
    site: Site, address: str, title: str, span_of: Callable[[Site], tuple[datetime, datetime]]
) -> notices.NoticesView:
    """Return a list of the times that are still to come in a span, by day: a heading with its date is true however
    long ago the page was built."""

    def groups_at(moment: Site) -> tuple[listing.Group, ...]:
        first, after = span_of(moment)
        return _by_day(occasions.to_come(moment, first, after), first.astimezone(dates.OSLO).date(), moment)

    view = _view(site, address, title, groups_at(site), addresses.words_of(site).say("events.none"))
    return notices.over_time(view, site, occasions.events_of(site), groups_at)


def _month(site: Site, address: str, month: date) -> notices.NoticesView:
    words = addresses.words_of(site)
    title = words.say("events.month", month=occasions.month_title(site, month))
    after = occasions.month_after(month)
    found = occasions.between(occasions.events_of(site), dates.midnight(month), dates.midnight(after))
    view = _view(site, address, title, _by_day(found, month, site), words.say("events.none"))
    # Its times are those of the month whatever the clock says; only what is said of them changes.
    events = {one.event.slug: one.event for one in found}.values()
    return notices.over_time(view, site, events, lambda moment: _by_day(found, month, moment))


def _lasting(
    site: Site,
    address: str,
    title: str,
    events: Sequence[Event],
    calendar: calendar_links.CalendarLink,
    longer: tuple[str, ...] = (),
) -> notices.NoticesView:
    """Return a list of events, each once: those to come, then those that have been."""
    words = addresses.words_of(site)
    groups = notices.now_and_earlier(events, site)
    none = views.nothing_text(site, words.say("notices.none_of_type"))
    view = _view(site, address, title, groups, none, calendar, longer)
    return notices.over_time(view, site, events, lambda moment: notices.now_and_earlier(events, moment))


def _by_day(found: Iterable[Occasion], first: date, site: Site) -> tuple[listing.Group, ...]:
    """Return the times by the day they begin; before those, what began before the first day and still goes on."""
    words = addresses.words_of(site)
    days: dict[date | None, list[Occasion]] = {}
    for one in found:
        day = one.time.starts.local.date()
        days.setdefault(day if day >= first else None, []).append(one)
    groups = []
    if None in days:
        groups.append(_group(days[None], words.say("events.going_on"), "_fra-for", site))
    for day in sorted(one for one in days if one):
        title = dates.long_day(day, words.language)
        groups.append(_group(days[day], title[:1].upper() + title[1:], f"_{day:%Y-%m-%d}", site, with_day=False))
    return tuple(groups)


def _group(found: Iterable[Occasion], title: str, anchor: str, site: Site, *, with_day: bool = True) -> listing.Group:
    rows = tuple(listing.occasion_row(one.event, one.time, site, with_day=with_day) for one in found)
    return listing.Group(title, anchor, rows)


def _view(
    site: Site,
    address: str,
    title: str,
    groups: tuple[listing.Group, ...],
    empty: str,
    calendar: calendar_links.CalendarLink | None = None,
    longer: tuple[str, ...] = (),
) -> notices.NoticesView:
    words = addresses.words_of(site)
    all_events = words.say(f"types.{NoticeType.EVENT.value}")
    up = views.Anchor(all_events, site.addresses.href(addresses.type_address(site, NoticeType.EVENT)))
    name = addresses.settings_of(site).name
    return notices.NoticesView(
        head=views.Head(title, words.say("events.lead", title=title, name=name), address, longer=longer),
        title=title,
        lead="",
        groups=groups,
        empty=empty,
        types=(),
        follow=None,
        up=up,
        ways=occasions.ways(site),
        calendar=calendar or calendar_links.of_type(site, NoticeType.EVENT),
    )
