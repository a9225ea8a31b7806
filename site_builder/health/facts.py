"""What is missing around the texts: fields, confirmations, translations, uses, and what pictures show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.translations import untranslated
from site_builder.content_types import RECORD_TYPES
from site_builder.content_types.entry import Model, Publication
from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.page import Page
from site_builder.content_types.pictures import Picture
from site_builder.content_types.question import Question
from site_builder.content_types.records import Contact
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Settings
from site_builder.content_types.unit import Unit
from site_builder.health.found import Asked, Found, about, in_use, publications
from site_builder.health.links import links_on
from site_builder.loading.references import references_of_fields, references_on
from site_builder.model import Site
from site_builder.outputs import people
from site_builder.overview import Asked as Listed
from site_builder.overview import unconfirmed as unconfirmed_rows
from site_builder.text.languages import name_in

_RECOMMENDED: dict[type[Publication], tuple[str, ...]] = {
    Service: ("audience", "synonyms"),
    Unit: ("summary", "place", "contact", "synonyms"),
    Question: ("concerns",),
    Page: ("summary",),
    Map: ("summary",),
}
"""Fields that may be left out, and that people miss"""


def missing(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield what lacks fields that people miss: who it is for, what they search for, who is responsible."""
    for one in publications(site):
        if names := tuple(one.name_of(name) for name in _missing(site, one)):
            yield about(site, one, "missing", n=len(names), names=names)


def _missing(site: Site, one: Publication) -> Iterator[str]:
    wanted = _RECOMMENDED.get(type(one), ())
    yield from (name for name in wanted if not getattr(one, name))
    # What can be applied for makes people wait.
    if isinstance(one, Service) and one.apply and not one.processing_time:
        yield "processing_time"
    if not isinstance(one, Notice) and people.owner_of(site, one) is None:
        yield "owner"


def unconfirmed(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield what nobody has confirmed for so long, as `list` has it."""
    for row in unconfirmed_rows(site, Listed(asked.now, asked.months)):
        values = (("when", row.when),) if row.when else ()
        yield Found(row.path, row.title, row.owner, row.state, values=values)


def without_translation(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield what is not there in all languages of the site, whether the settings want it to be or not."""
    settings = site.one(Settings)
    lacking: dict[str, list[str]] = {}
    for language in settings.languages[1:]:
        for one in untranslated(site, language):
            lacking.setdefault(one.origin.path, []).append(name_in(language, settings.message_language))
    for entry in in_use(site):
        if languages := lacking.get(entry.origin.path):
            yield about(site, entry, "untranslated", languages=tuple(languages))


def unused(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield what stands in a data file and nothing shows. Every entry stands in a list or in the menu."""
    used = _used(site)
    for kind in RECORD_TYPES:
        for one in site.of(kind):
            is_on_duty = isinstance(one, Contact) and one.duty
            if (kind.word, one.slug) not in used and not is_on_duty:
                yield about(site, one, "unused", one.origin.mark().line)


def _used(site: Site) -> set[tuple[str, str]]:
    """Return what something points at, by its content type's word and its slug: what waits to be published counts."""
    whole = site.with_unpublished()
    found = {
        (word, slug)
        for one in whole.entries()
        if isinstance(one, Model)
        for _, ref, slug in references_of_fields(one)
        for word in ref.words
    }
    for _, reference in references_on(whole):
        found.add(("link" if reference.kind == "part" else reference.kind, reference.target))
    for place in whole.of(Place):
        # A column of a map may hold links, too.
        found |= {("link", value) for value in (place.link, *(value for _, value in place.values)) if value}
    return found


_OF_A_PICTURE = re.compile(r"(?:et |eit |a |an )?(?:bilde|bilete|foto|fotografi|picture|photo|image)\b", re.IGNORECASE)


def weak_alternatives(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield pictures whose alternative text says that they are pictures, or one word. That there is one, and that it is
    not the file's name, reading has checked."""
    for one in site.of(Picture):
        if _OF_A_PICTURE.match(one.alt) or len(one.alt.split()) < 2:
            yield about(site, one, "weak_alt", one.origin.mark("alt").line, text=one.alt)


def broken_links(site: Site, asked: Asked) -> Iterator[Found]:
    """Yield links to others that have failed on three days, as far as they have been asked."""
    told = set[tuple[str, str]]()
    for one, address, line in links_on(site):
        answer, place = asked.answers.by_address.get(address), (one.origin.path, address)
        if answer is None or not answer.is_broken or place in told:
            continue
        told.add(place)
        since = answer.failed[0]
        if answer.status > 0:
            yield about(site, one, "broken_link", line, address=address, since=since, status=answer.status)
        else:
            yield about(site, one, "silent_link", line, address=address, since=since)
