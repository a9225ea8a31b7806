"""Publication facts: what is known of a page, where its facts come from, and how to say that it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from site_builder.content_types.entry import Entry, Publication, Source
from site_builder.content_types.notice import Notice
from site_builder.content_types.records import Contact, Record
from site_builder.model import Site
from site_builder.outputs import addresses, people, pictures, views
from site_builder.text import numbers
from site_builder.text.dates import When
from site_builder.text.languages import name_in


@dataclass(frozen=True, slots=True)
class Facts:
    """Publication facts: what is known, and how to say that the page is wrong."""

    published: views.Time | None
    updated: views.Time | None
    confirmed: views.Time | None
    by: str
    report: views.Anchor
    sources: tuple[views.Anchor, ...]
    sample: bool
    outdated: str = ""
    """Of a translation, that its original has been changed since"""


def facts(site: Site, entry: Publication, address: str) -> Facts:
    """Return the publication facts of the page at `address`."""
    words = addresses.words_of(site)
    owner = people.owner_of(site, entry) or people.front_desk(site)
    updated = entry.changed(site.moment) if isinstance(entry, Notice) else entry.updated
    outdated = _outdated(entry, site)
    return Facts(
        published=views.time_of(entry.published, words),
        updated=views.time_of(updated, words) if updated != entry.published and _has_come(updated, site) else None,
        # It was the original that somebody said was correct.
        confirmed=views.time_of(entry.confirmed, words) if _has_come(entry.confirmed, site) and not outdated else None,
        by=owner.name,
        report=report(site, owner, entry.title, address),
        sources=sources_of(entry, *(pictures.shown_by(entry, site) if isinstance(entry, Entry) else ())),
        sample=entry.sample,
        outdated=outdated,
    )


def _outdated(entry: Publication, site: Site) -> str:
    words, changed = addresses.words_of(site), entry.origin.outdated
    if changed is None or not _has_come(changed, site):
        return ""
    language = name_in(site.primary_language, words.language_of("language.outdated"))
    return words.say("language.outdated", language=language, date=changed)


def _has_come(when: When | None, site: Site) -> bool:
    """Return whether it is no longer ahead: nobody has confirmed anything next year."""
    return when is not None and when.start <= site.moment


def sources_of(*written: Publication | Record) -> tuple[views.Anchor, ...]:
    """Return the sources of all that stands on a page, each once."""
    return tuple(dict.fromkeys(_source(source) for one in written for source in one.sources))


def _source(source: Source) -> views.Anchor:
    return views.Anchor(source.title, source.url or "", source.year or "")


def report(site: Site, owner: Contact, title: str, address: str) -> views.Anchor:
    """Return the way to say that a page is wrong: a letter that names the page, to the owner or else the front desk;
    a telephone where neither takes letters."""
    words = addresses.words_of(site)
    answering = (owner, people.front_desk(site))
    if email := next((one.email for one in answering if one.email), None):
        subject = quote(words.say("report.subject", title=title), safe="")
        body = quote(site.addresses.absolute(address), safe="")
        return views.Anchor(words.say("report.write"), f"mailto:{email}?subject={subject}&body={body}")
    for one in answering:
        if one.phone:
            return views.Anchor(words.say("call", name=one.name), f"tel:{numbers.dialled(one.phone)}")
    return views.Anchor(words.say("contact_us"), site.addresses.href(addresses.section(site, "contact")))


def publisher(site: Site) -> str:
    """Return whose the content is, as it stands in a sentence: a demonstration is not the municipality's own."""
    settings = addresses.settings_of(site)
    return addresses.words_of(site).say("demo_name", title=settings.title) if settings.demo else settings.name
