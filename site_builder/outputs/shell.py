"""What stands around every page: header, alerts, footer, language, style. One value for the whole site."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace

from markupsafe import Markup

from site_builder.content_types.maps import Map
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import Severity, State
from site_builder.content_types.page import Page
from site_builder.content_types.service import Service
from site_builder.content_types.unit import Unit
from site_builder.model import Site, timeless
from site_builder.outputs import addresses, ahead, listing, people, search, views
from site_builder.outputs.feed_links import feeds_of_all, following
from site_builder.outputs.logo import Logo, logo_of
from site_builder.outputs.scripts import CLOCK, FIND, PART, SEARCH, address_of
from site_builder.rendering.colours import tokens
from site_builder.rendering.templates import compact_style, without_classes
from site_builder.text.collation import sort_key
from site_builder.text.languages import language_of

NOT_ON_MAPS = (
    *(
        "action",
        "amount",
        "answer",
        "aside",
        "below",
        "belonging",
        "body",
        "buttons",
        "calculator",
        "center",
        "checklist",
        "code",
        "columns",
        "do",
    ),
    *(
        "duty",
        "eyebrow",
        "feeds",
        "field",
        "folded",
        "found",
        "hits",
        "hours",
        "letters",
        "matches",
        "no-script",
        "now",
        "numbers",
        "others",
        "person",
        "pictures",
        "prices",
        "reckoner",
    ),
    *(
        "right",
        "said",
        "search",
        "short",
        "side",
        "snippet",
        "sold",
        "steps",
        "street",
        "streets",
        "tasks",
        "theirs",
        "top",
        "updates",
        "ways",
    ),
    *("to-list", "with-aside", "with-script"),
)
"""Classes that a map's page never has: a third of the style sheet, on pages that carry much else"""


@dataclass(frozen=True, slots=True)
class Alert:
    """A current notice with danger or crisis: title, address, severity and state only, so that an update in it
    does not touch every page."""

    title: str
    href: str
    severity: str
    state: str
    drill: bool
    since: str
    """From when it is, and that nobody has called it off where its end has passed"""
    shown: ahead.Shown = ahead.ALWAYS


@dataclass(frozen=True, slots=True)
class Style:
    """The style sheet of a page that has another than all the rest, and its digest for the policy."""

    text: Markup
    hash: str
    """sha256, base64"""


@dataclass(frozen=True, slots=True)
class Shell:
    language: str
    locale: str
    """The same with a country (Open Graph)"""
    name: str
    short_name: str
    title: str
    demo: bool
    base_url: str
    home: str
    style: Markup
    style_hash: str
    """For the policy: sha256 of the style, base64"""
    map_style: Style
    """That of a map's page and embed"""
    icon: str
    logo: Logo | None
    alerts: tuple[Alert, ...]
    """Also as they will be: one that is planned begins, and an all-clear may be written ahead"""
    alerts_shown: ahead.Shown
    is_crisis: bool
    links: tuple[views.Anchor, ...]
    desk: people.Person
    """Without its hours: what differs this month would touch every page"""
    has_hours: bool
    feeds: tuple[views.FeedLink, ...]
    follow: str
    statement: str
    about: tuple[views.Anchor, ...]
    script: str
    clock_script: str
    part_script: str
    embedding: str
    find: str
    """Where the search in the band leads: the box on the list of everything; nothing where there is nothing to find"""
    find_script: str

    def absolute(self, address: str) -> str:
        return self.base_url + address


def shell_of(site: Site) -> Shell:
    """Return the shell as of the site's moment."""
    settings, words = addresses.settings_of(site), addresses.words_of(site)
    style = _hashed(style_of(site))
    link = site.addresses.href
    # What has nothing to show is not in the menu. Contact comes last: the footer and empty pages lead there too.
    sections = (
        ("services", bool(site.of(Service))),
        ("notices", True),
        ("maps", bool(site.of(Map))),
        ("all", bool(site.of(Service) or site.of(Unit))),
        ("contact", True),
    )
    alerts = _alerts_over_time(site)
    logo = logo_of(site)
    desk, box = people.person(site, people.front_desk(site)), search.box_of(site)
    return Shell(
        language=settings.language,
        locale=language.locale if (language := language_of(settings.language)) else settings.language,
        name=settings.name,
        short_name=settings.short_name,
        title=settings.title,
        demo=settings.demo,
        base_url=site.addresses.base_url,
        home=link(addresses.HOME),
        style=style.text,
        style_hash=style.hash,
        map_style=_hashed(map_style_of(site)),
        icon=logo.icon if logo else icon_of(settings.accent),
        logo=logo,
        alerts=alerts,
        alerts_shown=ahead.while_any(alerts),
        is_crisis=any(
            one.severity == Severity.CRISIS and one.state != State.PLANNED for one in alerts if one.shown.is_now
        ),
        links=tuple(
            views.Anchor(words.say(f"nav.{key}"), link(addresses.section(site, key)))
            for key, shown in sections
            if shown
        ),
        desk=replace(desk, hours=None, standings=()),
        has_hours=desk.hours is not None,
        feeds=feeds_of_all(site),
        follow=link(following(site)),
        statement=settings.statement or "",
        about=tuple(views.Anchor(page.title, addresses.href(site, page)) for page in _about(site)),
        script=link(address_of(site, SEARCH)),
        clock_script=link(address_of(site, CLOCK)),
        part_script=link(address_of(site, PART)),
        embedding=link(addresses.section(site, "embedding")),
        find=f"{box.all_href}#_sok" if box else "",
        find_script=link(address_of(site, FIND)),
    )


def _about(site: Site) -> list[Page]:
    """Return the pages of the footer in the language's order, the one on privacy last, where people look for it."""
    privacy, language = addresses.settings_of(site).privacy, addresses.language_of(site)
    return sorted(site.of(Page), key=lambda page: (page.slug == privacy, sort_key(page.title, language), page.slug))


def style_of(site: Site) -> str:
    """Return the one style sheet that every page carries: the accent's colours, then the theme's rules."""
    return tokens(addresses.settings_of(site).accent) + compact_style(site.theme.files["style.css"])


def map_style_of(site: Site) -> str:
    """Return the style sheet without what no map's page has; the whole one where a site has templates of its own, which
    may put anything there."""
    return style_of(site) if site.theme.overridden else without_classes(style_of(site), NOT_ON_MAPS)


def own_style(site: Site, name: str) -> Style:
    """Return a style sheet of the theme for pages that carry it in place of the one of all pages."""
    return _hashed(tokens(addresses.settings_of(site).accent) + compact_style(site.theme.files[name]))


def _hashed(style: str) -> Style:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return Style(Markup(style), digest)  # noqa: S704 - the theme's own style sheet


def alerts_of(site: Site) -> tuple[Alert, ...]:
    """Return the alerts in order, as every page shows them."""
    return tuple(_alert(one, site) for one in alerts_in_order(site))


def alerts_in_order(site: Site) -> list[Notice]:
    """Return the alerts, the gravest first; then what is going on before what is planned, the newest first."""
    found = [one for one in _grave(site) if one.is_alert(site.moment)]
    found.sort(key=lambda one: one.slug)
    found.sort(key=lambda one: one.begins.start, reverse=True)
    found.sort(key=lambda one: one.state(site.moment) is State.PLANNED)
    found.sort(key=lambda one: one.level is not Severity.CRISIS)
    return found


@timeless
def _grave(site: Site) -> tuple[Notice, ...]:
    return tuple(one for one in site.of(Notice) if one.is_grave)


def _alerts_over_time(site: Site) -> tuple[Alert, ...]:
    sites = ahead.course(site, (one for one in site.of(Notice) if one.is_alert(site.moment)))
    return ahead.over_time(sites, [alerts_of(one) for one in sites])


def _alert(notice: Notice, site: Site) -> Alert:
    words = addresses.words_of(site)
    since = "notice.from_not_over" if listing.is_past_its_end(notice, site) else "notice.from"
    return Alert(
        title=views.title_beside_state(notice, words),
        href=addresses.href(site, notice),
        severity=notice.level.value,
        state=notice.state(site.moment).value,
        drill=notice.drill,
        since=words.say(since, time=words.day(notice.begins)),
    )


def icon_of(accent: str) -> str:
    """Return the site's icon as an address of its own: a plate in the accent colour with a pointer."""
    drawn = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
        f"<rect width='32' height='32' rx='6' fill='{accent}'/>"
        "<path d='M9 16h12M16 10l6 6-6 6' fill='none' stroke='#fff' stroke-width='3'/></svg>"
    )
    return "data:image/svg+xml," + drawn.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")
