"""What a site becomes: one table of outputs. A new one is a module with `plan(site)` and its line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from site_builder.content_types.records import Link
from site_builder.content_types.settings import Settings
from site_builder.loading.references import references_on
from site_builder.model import Planned, Site, index_of, page_of
from site_builder.outputs import (
    addresses,
    ask,
    calendars,
    cap,
    cards,
    crisis,
    downloads,
    embeds,
    events,
    feeds,
    follow,
    home,
    hours_data,
    languages,
    life_events,
    log,
    logo,
    map_tools,
    maps,
    next_change,
    notices,
    operations,
    pages,
    pictures,
    places,
    prices,
    questions,
    redirects,
    screen,
    scripts,
    search,
    sheet,
    sitemap,
    streets,
    titles,
    unit_pages,
    web_editor,
)
from site_builder.rendering.references import own_address
from site_builder.text.paths import neutral

Output = Callable[[Site], Iterable[Planned]]

OUTPUTS: tuple[Output, ...] = (
    scripts.plan,
    home.plan,
    search.plan,
    pages.plan,
    hours_data.plan,
    life_events.plan,
    prices.plan,
    pictures.plan,
    cards.plan,
    logo.plan,
    questions.plan,
    ask.plan,
    notices.plan,
    notices.plan_lists,
    crisis.plan,
    sheet.plan,
    screen.plan,
    operations.plan,
    log.plan,
    events.plan,
    calendars.plan,
    maps.plan,
    map_tools.plan,
    downloads.plan,
    places.plan,
    unit_pages.plan,
    streets.plan,
    embeds.plan,
    feeds.plan,
    cap.plan,
    follow.plan,
    next_change.plan,
    redirects.plan,
    web_editor.plan,
)


ONCE: frozenset[Output] = frozenset({cap.plan, next_change.plan, redirects.plan, web_editor.plan})
"""Outputs that there are one of in all languages: messages that never change, and what no reader sees"""


OF_TEXTS: tuple[Output, ...] = (
    pages.plan,
    pictures.plan,
    cards.plan,
    logo.plan,
    questions.plan,
    notices.plan,
    crisis.plan,
    unit_pages.plan,
    maps.plan,
)
"""Outputs that make the page of a text, and its pictures: all that there is in a language that the site is not shown
in"""


def plan_site(site: Site, wanted: Iterable[Output] = OUTPUTS) -> list[Planned]:
    """Return every file the site is to be, in every language that it is in; those of the outputs that are wanted."""
    wanted = tuple(wanted)
    translated = [(other, _made(other, outputs)) for other, outputs in _of_texts(site, wanted)]
    planned = _in_its_language(site, wanted, translated)
    whole = _in_other_languages(site, wanted)
    if not whole and not translated:
        return planned
    for other, outputs in whole:
        files = _in_its_language(other, outputs)
        planned += languages.placed(files, other, (one.path for one in planned))
    for other, files in translated:
        planned += languages.placed(files, other, (one.path for one in planned))
    return languages.told_of_each_other(planned, site)


def _in_other_languages(site: Site, wanted: Iterable[Output]) -> list[tuple[Site, list[Output]]]:
    """Return the site in each other language that it is shown in, with the outputs that it has there."""
    outputs = [one for one in wanted if one not in ONCE]
    return [(languages.in_language(site, one), outputs) for one in languages.shown_in(site)]


def _of_texts(site: Site, wanted: Iterable[Output]) -> list[tuple[Site, list[Output]]]:
    """Return the site in each language that only some of its texts are in, with the outputs that it has there."""
    outputs = [one for one in wanted if one in OF_TEXTS]
    return [(one, outputs) for one in languages.of_texts(site)]


def files_of(site: Site, output: Output) -> Iterator[tuple[str, Planned]]:
    """Yield what an output plans in every language, as far as it is asked for, each with what it is in all of them."""
    seen = set[PurePosixPath]()
    for one, outputs in ((site, [output]), *_in_other_languages(site, [output]), *_of_texts(site, [output])):
        language = addresses.language_of(one)
        for planned in (file for plan in outputs for file in plan(one)):
            key = neutral(f"/{planned.path}", language)
            for placed in [planned] if one is site else languages.placed([planned], one, seen):
                seen.add(placed.path)
                yield key, placed


def plan_file(site: Site, output: Output, path: PurePosixPath) -> Planned | None:
    """Return one file of those that an output plans, if it does; of the others only what that one tells of: the same
    page in other languages."""
    found = [*files_of(site, output)]
    key = next((key for key, one in found if one.path == path), None)
    same = [one.made() for its_key, one in found if its_key == key]
    return next((one for one in languages.told_of_each_other(same, site) if one.path == path), None)


def _in_its_language(
    site: Site, outputs: Iterable[Output], translated: Iterable[tuple[Site, list[Planned]]] = ()
) -> list[Planned]:
    """Return the files of the site in one language. The sitemap comes last: it lists what the others planned."""
    planned = _made(site, outputs)
    return [*planned, *sitemap.plan(site, planned, translated)]


def _made(site: Site, outputs: Iterable[Output]) -> list[Planned]:
    return titles.told_apart([one.made() for plan in outputs for one in plan(site)])


Ids = Callable[[Planned], frozenset[str]]
"""Returns the ids that a page has once it is rendered"""


@dataclass(frozen=True)
class Plans:
    """A site that knows what of its texts leads to what is to come; its files now, and once all that waits is there:
    of those, the addresses and titles."""

    site: Site
    now: list[Planned]
    in_time: list[Planned]


def plan_now_and_in_time(site: Site, ids_of: Ids) -> Plans:
    """Return every file the site is to be, and every one that it will be once all that waits is published."""
    now = plan_site(site)
    if site.is_whole and site.is_all_public:
        return Plans(site, now, now)
    later = site.with_unpublished()
    in_time = plan_site(replace(later, looks_ahead=False))
    pointed_at = {there for entry, one in references_on(site) if (there := addresses.on_another_page(site, entry, one))}
    to_come = frozenset(one.path for one in in_time)
    if not site.is_whole:
        # What leads to nothing that is there leads to what is left out.
        to_come |= {index_of(page_of(one)) for one in pointed_at}
    to_come = to_come.difference(one.path for one in now)
    anchors = frozenset(_anchors_to_come(pointed_at, now, later, ids_of))
    waiting = replace(site, to_come=to_come, anchors_to_come=anchors)
    if not any(waiting.is_to_come(one) for one in pointed_at):
        return Plans(site, now, in_time)
    # A link of the data file that leads to what is to come is not there yet, as little as that.
    base_url = site.one(Settings).base_url
    links = tuple(one for one in site.of(Link) if not waiting.is_to_come(own_address(one.url, base_url) or ""))
    waiting = replace(waiting, collections={**site.collections, Link: links})
    # Where links lead depends on which files there are, but not the other way about: planned again, they are the same.
    return Plans(waiting, plan_site(waiting), in_time)


def _anchors_to_come(
    pointed_at: Iterable[str], now: Iterable[Planned], later: Site, ids_of: Ids
) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield the places on pages of today that only the pages of later have."""
    today = {one.path: one for one in now}
    known: dict[PurePosixPath, frozenset[str]] = {}
    missing: list[tuple[PurePosixPath, str]] = []
    for address in sorted(pointed_at):
        path, anchor = index_of(page_of(address)), address.partition("#")[2]
        if not anchor or path not in today:
            continue
        if path not in known:
            known[path] = ids_of(today[path])
        if anchor not in known[path]:
            missing.append((path, anchor))
    if missing:
        in_time = {one.path: one for one in plan_site(later)}
        yield from (one for one in missing if one[0] in in_time and one[1] in ids_of(in_time[one[0]]))
