"""What the page of each notice is called in tabs, bookmarks and search results: there no two may be called the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice, NoticeType
from site_builder.content_types.page import Page
from site_builder.content_types.records import Category
from site_builder.content_types.service import Service
from site_builder.model import Site
from site_builder.outputs import addresses, views
from site_builder.text import dates


def page_titles(site: Site, years: Iterable[int]) -> dict[str, str]:
    """Return the title of each notice's page, by slug: with the date where another page has the same one (water goes
    more than once), with the slug where the date is not enough. `years` are the archive's, 0 for what has no date."""
    words = addresses.words_of(site)
    others = list(_other_titles(site, years))
    plain = {one.slug: views.sample_title(one, words) for one in site.of(Notice)}
    taken = Counter([*others, *plain.values()])
    titles = dict(plain)
    for one in site.of(Notice):
        if taken[plain[one.slug]] > 1:
            titles[one.slug] = f"{plain[one.slug]} ({words.date(one.published or dates.UNKNOWN)})"
    taken = Counter([*others, *titles.values()])
    return {slug: title if taken[title] == 1 else f"{plain[slug]} ({slug})" for slug, title in titles.items()}


def _other_titles(site: Site, years: Iterable[int]) -> Iterator[str]:
    """Yield the titles of all that is not a notice: what staff wrote, and the site's own lists."""
    words = addresses.words_of(site)
    yield from (one.title for one in (*site.of(Service), *site.of(Page)))
    yield from (one.title for one in site.of(Category))
    yield from (views.sample_title(one, words) for one in site.of(Map))
    yield from (one.name for one in site.of(Place))
    yield addresses.settings_of(site).title
    yield from (words.say(f"types.{kind.value}") for kind in NoticeType)
    yield from (words.say("archive.year", year=year or words.say("archive.undated")) for year in years)
    yield words.say("notices.title")
    yield words.say("archive.title")
    yield words.say("services.title")
    yield words.say("category.other")
    yield words.say("all.title")
    yield words.say("prices.title")
    yield words.say("contact.title")
    yield words.say("maps.title")
    yield words.say("embedding.title")
    yield words.say("not_found.title")
