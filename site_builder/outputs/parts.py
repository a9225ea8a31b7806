"""Parts of others' sites within our pages: a box that fetches nothing until a reader asks, with a plain link beside."""

from __future__ import annotations

from markupsafe import Markup

from site_builder.content_types.entry import Entry
from site_builder.content_types.records import Link
from site_builder.content_types.settings import Settings
from site_builder.content_types.web_addresses import host_of, is_to_frame
from site_builder.loading.references import references_of
from site_builder.model import Site
from site_builder.outputs import in_text
from site_builder.text.messages import catalogue


def part(site: Site, slug: str, title: str = "", *, is_plain: bool = False) -> Markup:
    """Return the box of a link, as templates/part.js opens it; a plain link where that is asked for (a feed), and for
    what may not be shown; that it is closed, where the form takes nothing now."""
    words, link = catalogue(site.one(Settings).language), site.get(Link, slug)
    if link is None:
        return Markup("")
    title = title or link.title
    if not link.is_open(site.moment):
        return _CLOSED.format(title, in_text.link(words, link, site.moment).note)
    host = _host(link, site)
    if is_plain or not host:
        return _PLAIN.format(link.url, title)
    return _BOX.format(
        title=title,
        height=link.height,
        shown=words.say("part.shown", host=host),
        hide=words.say("part.hide"),
        whose=words.say("part.whose", host=host),
        asks=words.say("part.asks"),
        show=words.say("part.show"),
        url=link.url,
        open=words.say("part.open", host=host),
    )


# Our button comes with the script, so that nobody meets one that does nothing.
_BOX = Markup(
    '<div class="box is-planned theirs" data-part="{title}" data-height="{height}" data-shown="{shown}" '
    'data-hide="{hide}"><p><strong>{title}</strong><br>{whose} <span hidden data-note>{asks}</span></p>'
    '<p class="buttons"><span hidden><button class="button" type="button">{show}</button></span>'
    '<a href="{url}">{open}<span class="out" aria-hidden="true"> ↗</span></a></p>'
    '<p class="note" role="status"></p></div>'
)
_PLAIN = Markup('<p><a href="{}">{}</a></p>')
_CLOSED = Markup("<p>{} ({})</p>")


def hosts_on(site: Site, entry: Entry) -> tuple[str, ...]:
    """Return the hosts that the page of an entry may frame: those of the parts that its text shows at the site's
    moment, and no other."""
    slugs = {one.target for _, one in references_of([entry], site) if one.kind == "part"}
    links = [link for slug in slugs if (link := site.get(Link, slug)) and link.is_open(site.moment)]
    return tuple(sorted({host for link in links if (host := _host(link, site))}))


def _host(link: Link, site: Site) -> str:
    """Return the host of a link that may be shown within a page, else nothing."""
    settings, host = site.one(Settings), host_of(link.url)
    is_allowed = host in settings.parts_from and host != host_of(settings.base_url)
    return host if is_allowed and is_to_frame(link.url) else ""
