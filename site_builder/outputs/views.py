"""The small frozen values that all pages share, and what an entry says of itself as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from site_builder.content_types.entry import Entry, Publication
from site_builder.content_types.notice import Notice
from site_builder.content_types.updates import Update
from site_builder.model import Site
from site_builder.outputs import addresses, pictures
from site_builder.rendering import markdown
from site_builder.text import dates
from site_builder.text.collation import sort_key
from site_builder.text.foreign import Foreign, like
from site_builder.text.languages import Language, language_of
from site_builder.text.messages import Catalogue

Titled = TypeVar("Titled", bound=Publication)


@dataclass(frozen=True, slots=True)
class Time:
    """A moment as people and as machines read it."""

    text: str
    machine: str


def time_of(when: dates.When | None, words: Catalogue) -> Time | None:
    return Time(words.day(when), dates.machine(when)) if when else None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: text and where it leads."""

    title: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """Links of one kind, under a heading with an id."""

    title: str
    anchor: str
    links: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed as a page announces it: its name, where it stands and its media type."""

    title: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in one of its languages."""

    language: str
    name: str
    """What the language calls itself"""
    href: str
    absolute: str
    is_here: bool = False
    is_right_to_left: bool = False
    is_translated: bool = True
    is_default: bool = False
    """Whether it is what those get who read none of the languages"""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head. `address` is the page's own, from the site's root."""

    title: str
    description: str
    address: str
    feeds: tuple[FeedLink, ...] = ()
    """The feeds nearest to the page, besides those of all notices"""
    is_hidden: bool = False
    """Whether search engines are asked to pass it by"""
    pictures_from: str = ""
    """A server of others whose pictures the page may show, once a reader has asked for them"""
    frames_from: tuple[str, ...] = ()
    """Hosts of others of which the page may show a part, once a reader has asked for it"""
    has_map_style: bool = False
    """Whether it carries the style sheet of maps' pages"""
    updated: str = ""
    """The last change of the content, for the sitemap (ISO 8601)"""
    picture: pictures.Shared | None = None
    """What other programs show beside a link to it"""
    longer: tuple[str, ...] = ()
    """What the page is called where another has its title too, the shortest first"""
    alternates: tuple[Alternate, ...] = ()
    """The page in every language that it is in, its own too; none where it is in one only"""
    canonical: str = ""
    """Whole, where the page stands for another, or in another language than the site's primary one"""
    untranslated: str = ""
    """What its text is in, where that is not the page's language"""
    text_in: Language | None = None
    """What it is in where there is no interface in that language"""


@dataclass(frozen=True, slots=True)
class UpdateView:
    time: Time
    html: Markup


def sample_title(entry: Publication, words: Catalogue, title: str = "") -> str:
    """Return its title, or another made of it, as people must read it: an exercise and an example say so."""
    title = title or entry.title
    if isinstance(entry, Notice) and entry.drill:
        title = like(words.say("notice.drill_title", title=title), title)
    return like(words.say("sample.title", title=title), title) if entry.sample else title


def title_beside_state(notice: Notice, words: Catalogue) -> str:
    """Return the title where it stands beside a word of its own that it is a drill."""
    title = notice.title
    return like(words.say("sample.title", title=title), title) if notice.sample else title


def day_of(when: dates.When | None) -> str:
    """Return a day as the sitemap has it (ISO 8601), or nothing."""
    return f"{when.local:%Y-%m-%d}" if when else ""


def body_html(site: Site, entry: Entry, *, absolute: bool = False) -> Markup:
    """Return the entry's body as HTML, its references resolved as of the site's moment."""
    document = entry.origin.document
    body = markdown.parse(document.body, document.body_line)
    made = markdown.html(body, addresses.resolver(site, document.path, absolute=absolute))
    return in_its_language(made, entry, site) if made else made


def nothing_text(site: Site, said: str) -> str:
    """Return what is said where there are no notices; where the site is not whole, that some may lack."""
    return said if site.is_whole else addresses.words_of(site).say("notices.not_whole")


def in_its_language(html: Markup, entry: Entry, site: Site, field: str = "body", element: str = "div") -> Markup:
    """Return the HTML of an entry's text, in an element that says its language where that is not the page's."""
    language = addresses.language_of_text(site, entry, field)
    if language == addresses.language_of(site):
        return html
    found = language_of(language)
    direction = Markup(' dir="rtl"') if found and found.is_right_to_left else Markup()
    end = Markup("\n") if element == "div" else Markup()
    return Markup('<{0} lang="{1}"{2}>{3}</{0}>{4}').format(element, language, direction, html, end)


def summary_of(site: Site, entry: Entry) -> str:
    """Return one or two sentences of plain text: the summary, else the first paragraph of the body."""
    written = getattr(entry, "summary", None)
    if isinstance(written, str) and written:
        return written
    document = entry.origin.document
    body = markdown.parse(document.body, document.body_line)
    said = markdown.summary(body, addresses.resolver(site, document.path))
    return shortened(of_text(said, entry, site) if said else entry.title)


def of_original(text: str, site: Site) -> str:
    """Return what an original says and no variant can, in the language of originals where that is not the page's."""
    is_elsewhere = site.primary_language not in ("", addresses.language_of(site))
    return Foreign(text, site.primary_language) if is_elsewhere else text


def of_text(text: str, entry: Entry, site: Site) -> str:
    """Return what was taken from the text of an entry, in the language of that."""
    language = addresses.language_of_text(site, entry)
    if language == addresses.language_of(site):
        return text
    found = language_of(language)
    return Foreign(text, language, is_right_to_left=found.is_right_to_left if found else False)


def shortened(text: str, limit: int = 200) -> str:
    """Return the text cut at a word when it is too long for a description."""
    if len(text) <= limit:
        return text
    return like(text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …", text)


def sorted_by_title(entries: Iterable[Titled], language: str = "nb") -> list[Titled]:
    return sorted(entries, key=lambda one: (sort_key(one.title, language), one.slug))


def update_view(update: Update, site: Site, notice: Notice, *, absolute: bool = False) -> UpdateView:
    words = addresses.words_of(site)
    resolve = addresses.resolver(site, notice.origin.path, absolute=absolute)
    shown = in_its_language(markdown.line_html(update.text, resolve), notice, site, "updates", "span")
    return UpdateView(Time(words.day(update.when), dates.machine(update.when)), shown)
