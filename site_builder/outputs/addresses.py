"""Where everything stands on the site: addresses from the root, and where references in text lead."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.content_types import ENTRY_TYPES, NAMED_TYPES
from site_builder.content_types.entry import Entry, Sourced
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.records import Contact, Link, Price
from site_builder.content_types.references import STREET
from site_builder.content_types.settings import Settings
from site_builder.content_types.unit import Unit
from site_builder.loading.references import file_target
from site_builder.model import Site, remembered
from site_builder.outputs import in_text, parts, pictures
from site_builder.rendering.markdown import Resolve, Target
from site_builder.rendering.references import Reference, at_home
from site_builder.text.messages import LANGUAGES, Catalogue, catalogue
from site_builder.text.paths import neutral, path_word, worded

HOME = "/"
EMBED = "/embed"
DATA = "/api/v1"
NOT_FOUND = "/404.html"

_WITH_PAGES: dict[str, type[Sourced] | type[Place]] = {
    kind.word: kind for kind in NAMED_TYPES if kind.section is not None
}
"""Content types whose entries have pages of their own, by their words"""


def settings_of(site: Site) -> Settings:
    return site.one(Settings)


def language_of(site: Site) -> str:
    """Return the language that the site is shown in."""
    return settings_of(site).language


def language_of_text(site: Site, entry: Entry, field: str = "body") -> str:
    """Return the language that the running text of an entry is in, or its updates."""
    return (entry.origin.language if field in entry.origin.own else "") or site.primary_language or language_of(site)


@remembered
def _languages_of_texts(site: Site) -> Mapping[str, str]:
    """Return the language of each running text, by its path."""
    return {one.origin.path: language_of_text(site, one) for kind in ENTRY_TYPES for one in site.of(kind)}


def words_of(site: Site) -> Catalogue:
    """Return the interface words of the language that the site is shown in."""
    return catalogue(language_of(site))


def section(site: Site, key: str) -> str:
    """Return the address of a list, by the key of its path word: `/tjenester/`."""
    return f"/{path_word(key, settings_of(site).language)}/"


def address(site: Site, entry: Sourced | Place) -> str:
    """Return the permanent address of the page of an entry that has one."""
    assert entry.section is not None, f"{entry.word} has no pages"
    return f"{section(site, entry.section) if entry.section else HOME}{entry.slug}/"


def on_map(site: Site, place: Place) -> str:
    """Return where a place stands in the list of its map; the map's script opens it by this anchor."""
    return f"{section(site, 'maps')}{place.map_slug}/#{place.slug}"


def type_address(site: Site, kind: NoticeType) -> str:
    """Return the address of the list of one type of notice: `/aktuelt/drift/`."""
    return f"{section(site, 'notices')}{path_word(kind.value, settings_of(site).language)}/"


def sheet_address(site: Site, notice: Notice) -> str:
    """Return where a crisis stands as a sheet to print: `/aktuelt/krise-vann/ark/`."""
    return f"{address(site, notice)}{path_word('sheet', settings_of(site).language)}/"


def type_word(site: Site, kind: NoticeType) -> str:
    """Return the word of a type in addresses and feed names."""
    return path_word(kind.value, settings_of(site).language)


def archive_address(site: Site, year: int | None = None) -> str:
    """Return the address of the archive, of one year of it, or (year 0) of what has no date."""
    base = f"{section(site, 'notices')}{path_word('archive', settings_of(site).language)}/"
    if year is None:
        return base
    return f"{base}{year or path_word('undated', settings_of(site).language)}/"


def log_address(site: Site) -> str:
    """Return the address of the log of what was published, changed and removed."""
    return f"{section(site, 'notices')}{path_word('log', settings_of(site).language)}/"


def data_address(site: Site, map_: Map, ending: str) -> str:
    """Return where a map stands as data: `/api/v1/kart/skoler.csv`. Permanent, like the address of its page."""
    return f"{DATA}{section(site, 'maps')}{map_.slug}.{ending}"


def hours_data_address(site: Site) -> str:
    """Return where all opening hours stand as data: `/api/v1/apningstider.json`. Permanent."""
    return f"{DATA}/{path_word('hours', settings_of(site).language)}.json"


def feed_address(name: str, ending: str) -> str:
    return f"/feeds/{name}.{ending}"


def href(site: Site, entry: Sourced | Place) -> str:
    return site.addresses.href(address(site, entry))


def tag_uri(site: Site, entry: Entry) -> str:
    """Return the permanent id of a feed entry (RFC 4151); it follows no change of address."""
    settings = settings_of(site)
    return f"tag:{settings.authority},{settings.year}:{entry.identity}{ending_of_ids(site)}"


def ending_of_ids(site: Site) -> str:
    """Return what ids end in: nothing, or `.en` in a language that is not the site's own."""
    return f".{site.addresses.language}" if site.addresses.language else ""


def resolver(site: Site, source: str, *, absolute: bool = False) -> Resolve:
    """Return what says where the references of the text in `source` lead, as of the site's moment."""
    link_to = site.addresses.absolute if absolute else site.addresses.href
    # An amount is written as the text that it stands in.
    language = _languages_of_texts(site).get(source, "")
    words = catalogue(language) if language in LANGUAGES else words_of(site)
    page = ""
    if absolute:
        # In a feed a fragment alone leads nowhere: it needs the page it stands on.
        own = next((one for kind in ENTRY_TYPES for one in site.of(kind) if source in _paths(one)), None)
        page = link_to(address(site, own)) if own else ""

    base_url = settings_of(site).base_url

    def resolve(reference: Reference) -> Target:
        reference = at_home(reference, base_url)
        if reference.kind == "web":
            return Target(reference.target)
        if reference.kind == "address":
            there = in_the_sites_language(site, reference.target)
            return Target(None if site.is_to_come(there) else link_to(there))
        if reference.kind == "anchor":
            return Target(f"{page}#{reference.anchor}")
        if reference.kind == "price":
            return in_text.price(words, site.get(Price, reference.target), site.moment)
        if reference.kind == "contact":
            # Of one that had to be left out, the front desk's: a sentence is never left without its number.
            found = site.get(Contact, reference.target) or site.get(Contact, settings_of(site).front_desk)
            return in_text.telephone(found)
        if reference.kind == "link":
            return in_text.link(words, site.get(Link, reference.target), site.moment)
        if reference.kind == "picture":
            return Target(figure=pictures.figure(site, reference.target, reference.text, absolute=absolute))
        if reference.kind == "part":
            return Target(figure=parts.part(site, reference.target, reference.text, is_plain=absolute))
        if reference.kind == "bad":
            return Target(text=reference.written)
        entry = _entry(site, reference, source)
        if entry is None:
            # Not public at this moment: the text stands without a link.
            return Target()
        there = address(site, entry) + (f"#{reference.anchor}" if reference.anchor else "")
        return Target(None if site.is_to_come(there) else link_to(there))

    return resolve


def name_left_out(slug: str, site: Site) -> str:
    """Return what to call something that is not there: what its unit is called, else its slug in words, where it had to
    be left out of the site with what is wrong in it. Nothing where it waits to be published."""
    waiting = (one for found in site.unpublished.values() for one in found)
    if site.is_whole or slug.startswith(STREET) or any(one.origin.slug == slug for one in waiting):
        return ""
    unit = site.get(Unit, slug)
    return unit.title if unit else slug.replace("-", " ").capitalize()


def on_another_page(site: Site, entry: Sourced, reference: Reference) -> str:
    """Return the address from the root, with its anchor, of a place that the text of an entry points at; else empty."""
    if reference.kind == "address":
        return reference.target
    named = _entry(site, reference, entry.origin.path) if reference.anchor else None
    return f"{address(site, named)}#{reference.anchor}" if named else ""


def in_the_sites_language(site: Site, address: str) -> str:
    """Return an address that somebody wrote as it is in the language that the site is shown in."""
    language, primary = site.addresses.language, site.primary_language
    if not language or site.addresses.only is not None:
        return address
    if address.startswith(f"/{language}/"):
        return address.removeprefix(f"/{language}")
    return worded(neutral(address, primary), language)


def _paths(entry: Entry) -> tuple[str, str]:
    return entry.origin.path, entry.origin.original


def _entry(site: Site, reference: Reference, source: str) -> Sourced | Place | None:
    if reference.kind == "file":
        path = file_target(source, reference.target)
        return next((one for kind in ENTRY_TYPES for one in site.of(kind) if path in _paths(one)), None)
    kind = _WITH_PAGES.get(reference.kind)
    return site.get(kind, reference.target) if kind else None
