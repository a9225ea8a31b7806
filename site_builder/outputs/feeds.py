"""Feeds of notices: all of them, and what `channels.py` divides them into, in every format; and a list of all feeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath

from markupsafe import escape

from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import State
from site_builder.model import BEGINNING, Planned, Site
from site_builder.outputs import addresses, listing, publication, views
from site_builder.outputs.channels import Group, channels, groups
from site_builder.outputs.crisis_parts import next_message, ways_said
from site_builder.outputs.feed_formats import WRITERS, FeedItem, FeedPlace, FeedView, Outline, OutlinesView, write_opml
from site_builder.outputs.feed_links import ATOM, formats_of
from site_builder.outputs.targets import places_of
from site_builder.problems import Problem
from site_builder.text import dates
from site_builder.text.foreign import like, settled
from site_builder.text.paths import path_word

MOST = 50


def plan(site: Site) -> Iterator[Planned]:
    """Plan every feed of notices in each of its formats, and the list of them."""
    everything = path_word("everything", addresses.settings_of(site).language)
    for channel in channels(site):
        items = [_item(one, site) for one in latest(channel.notices, site)]
        for format_ in formats_of(channel, site):
            address = addresses.feed_address(channel.name, format_.ending)
            view = view_of(site, channel.name, channel.title, channel.page, address, items)
            follows = partial(other_ids, site) if (channel.name, format_) == (everything, ATOM) else None
            yield Planned(_path(address), WRITERS[format_], view, Notice.folder, succession=follows)
    yield Planned(_path(opml_address(site)), write_opml, outlines_view(site), Notice.folder)


def other_ids(site: Site, before: bytes, after: bytes, now: datetime) -> Problem | None:
    """Return what is wrong with a feed for those who take that of an earlier build: they know what stands in it by
    other ids. It is said at the field that these are made of. Where nothing stood in it, they know nothing."""
    if b"<entry>" not in before or _named_by(before) == _named_by(after):
        return None
    settings, (authority, year) = addresses.settings_of(site), _named_by(before)
    name, was = ("year", year) if authority == settings.authority else ("authority", authority)
    return settings.fault("N330", name, line=f"{settings.origin.word(name)}: {was}")


def _named_by(feed: bytes) -> tuple[str, str]:
    """Return the domain and the year that the ids of a feed of ours begin with (RFC 4151)."""
    domain, _, year = feed.partition(b"<id>tag:")[2].partition(b":")[0].decode().rpartition(",")
    return domain, year


def _path(address: str) -> PurePosixPath:
    return PurePosixPath(address.lstrip("/"))


def view_of(site: Site, name: str, title: str, page: str, address: str, items: list[FeedItem]) -> FeedView:
    """Return a feed of items, the latest first; its id follows from its name, its time from what stands in it."""
    settings = addresses.settings_of(site)
    return FeedView(
        id=f"tag:{settings.authority},{settings.year}:feed/{name}{addresses.ending_of_ids(site)}",
        title=title,
        subtitle=settings.description,
        language=settings.language,
        author=publication.publisher(site),
        home=site.addresses.absolute(page),
        self=site.addresses.absolute(address),
        # From the content alone: an unchanged site gives the same bytes, whenever it is built.
        updated=max((item.updated for item in items), default=BEGINNING.replace(year=settings.year)),
        items=tuple(items),
    )


def latest(notices: tuple[Notice, ...], site: Site) -> list[Notice]:
    """Return the notices that changed last, at most as many as readers want at once; danger that is not over is among
    them, however much has been written since."""
    found = sorted(notices, key=lambda one: one.slug)
    found.sort(key=lambda one: changed(one, site), reverse=True)
    kept = {one.slug for one in sorted(found, key=lambda one: not one.is_alert(site.moment))[:MOST]}
    return [one for one in found if one.slug in kept]


def changed(notice: Notice, site: Site) -> datetime:
    """Return when a reader must look at a notice again (UTC): its last change, or its end if nobody wrote that down."""
    when = notice.changed(site.moment) or notice.published
    assert when is not None, "only dated notices stand in feeds"
    return max(when.start, notice.closed.end) if notice.closed and _is_closed(notice, site) else when.start


def _is_closed(notice: Notice, site: Site) -> bool:
    return notice.state(site.moment) is State.RESOLVED


def _item(notice: Notice, site: Site) -> FeedItem:
    words = addresses.words_of(site)
    assert notice.published is not None, "only dated notices stand in feeds"
    summary, end = views.summary_of(site, notice), closed_line(notice, site)
    first = notice.first if isinstance(notice, Gathering) else None
    ends = first.ends if first else notice.ends
    return FeedItem(
        id=addresses.tag_uri(site, notice),
        title=title_of(notice, site),
        url=site.addresses.absolute(addresses.address(site, notice)),
        published=notice.published.start,
        updated=changed(notice, site),
        summary=like(f"{end}. {summary}", summary) if end else summary,
        html=_with_updates(notice, site, str(views.body_html(site, notice, absolute=True))),
        category=words.say(f"type.{notice.kind.value}"),
        term=notice.kind.value,
        sample=notice.sample,
        drill=notice.drill,
        severity=notice.level.value,
        state=notice.state(site.moment).value,
        starts=dates.machine(notice.opens) if notice.opens else "",
        ends=dates.machine(ends) if ends else "",
        deadline=dates.machine(notice.deadline) if notice.deadline else "",
        begins=(notice.opens or notice.begins).start,
        expires=notice.stands_until(site.moment),
        places=tuple(FeedPlace(one.name, one.shape) for one in places_of(notice, site)),
        language=language if (language := addresses.language_of_text(site, notice)) != words.language else "",
    )


def title_of(notice: Notice, site: Site) -> str:
    """Return the title where only the title may be read: what is over, an exercise or an example says so."""
    words = addresses.words_of(site)
    title = notice.title
    if _is_closed(notice, site):
        key = "notice.all_clear_title" if notice.is_grave else "notice.resolved_title"
        title = like(words.say(key, title=title), title)
    elif isinstance(notice, Gathering) and (change := listing.change_of(notice, site)):
        title = like(f"{words.say(f'state.{change}')}: {title}", title)
    return views.sample_title(notice, words, title)


def closed_line(notice: Notice, site: Site) -> str:
    """Return when it was resolved or called off, in words; nothing while it is not."""
    if notice.closed is None or not _is_closed(notice, site):
        return ""
    words = addresses.words_of(site)
    key = "notice.all_clear_at" if notice.is_grave else "notice.resolved_at"
    return words.say(key, time=words.day(notice.closed))


def _with_updates(notice: Notice, site: Site, html: str) -> str:
    words = addresses.words_of(site)
    shown = [
        views.update_view(one, site, notice, absolute=True) for one in notice.updates if one.when.start <= site.moment
    ]
    parts = []
    if end := closed_line(notice, site):
        parts.append(f"<p><strong>{escape(end)}</strong></p>\n")
    if notice.drill:
        parts.append(f"<p><strong>{escape(words.say('notice.drill_line'))}</strong></p>\n")
    if notice.sample:
        parts.append(f"<p>{escape(words.say('sample.line'))}</p>\n")
    parts.append(html)
    parts += [f"<p><strong>{escape(one)}</strong></p>\n" for one in _crisis_lines(notice, site)]
    if shown:
        lines = "".join(f"<li>{one.time.text}: {one.html}</li>\n" for one in shown)
        parts.append(f"<h2>{escape(words.say('notice.updates'))}</h2>\n<ul>\n{lines}</ul>\n")
    return settled("".join(parts))


def _crisis_lines(notice: Notice, site: Site) -> Iterator[str]:
    """Yield what fields alone say of a crisis, while it goes on."""
    if not notice.is_alert(site.moment):
        return
    yield from ways_said(notice, site)
    if after := next_message(notice, site):
        yield f"{addresses.words_of(site).say('crisis.next')}: {after.text}."


# --- the list of feeds -----------------------------------------------------------------------


def opml_address(site: Site) -> str:
    """Return where the list of all feeds stands: `/feeds/alle.opml`."""
    return addresses.feed_address(path_word("all", addresses.settings_of(site).language), "opml")


def outlines_view(site: Site) -> OutlinesView:
    settings, words = addresses.settings_of(site), addresses.words_of(site)
    moments = [changed(one, site) for channel in channels(site) for one in channel.notices]
    return OutlinesView(
        title=words.say("feed.list_title", name=settings.short_name),
        owner=publication.publisher(site),
        updated=max(moments, default=BEGINNING.replace(year=settings.year)),
        groups=tuple(_outlines(group, site) for group in groups(site)),
    )


def _outlines(group: Group, site: Site) -> tuple[str, tuple[Outline, ...]]:
    title = addresses.words_of(site).say(f"follow.by.{group.key}")
    return title, tuple(
        Outline(
            title=one.title,
            feed=site.addresses.absolute(addresses.feed_address(one.name, ATOM.ending)),
            page=site.addresses.absolute(one.page),
        )
        for one in group.channels
    )
