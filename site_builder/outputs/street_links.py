"""How pages lead to the answer for a street; nothing does where the site has neither street table nor catchments."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain, count

from site_builder.content_types.maps import Map, Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.references import STREET
from site_builder.content_types.streets import Side, Street, key_of
from site_builder.model import Site
from site_builder.outputs import addresses, views
from site_builder.text.foreign import joined
from site_builder.text.messages import Catalogue
from site_builder.text.slugs import slug_of


@lru_cache(maxsize=4)
def catchments(site: Site) -> tuple[tuple[Place, Place], ...]:
    """Return each area that belongs to a school, with the school, where both are published. Every embed asks."""
    found = ((area, site.get(Place, area.catchment_of)) for area in site.of(Place) if area.catchment_of)
    return tuple((area, school) for area, school in found if school is not None)


def has_page(site: Site) -> bool:
    """Return whether there is anything to answer from."""
    return bool(site.of(Street) or catchments(site))


def table_has_schools(site: Site) -> bool:
    """Return whether the table says which school a street belongs to."""
    return any(one.school or one.lower_secondary for one in site.of(Street))


def has_schools(site: Site) -> bool:
    """Return whether the page can say which school people belong to: by their street, or by where they are."""
    return table_has_schools(site) or bool(catchments(site))


def question(site: Site) -> views.Anchor | None:
    """Return the link to the page, with the question most people come for."""
    if not has_page(site):
        return None
    words = addresses.words_of(site)
    title = words.say("streets.question") if has_schools(site) else words.say("streets.title")
    return views.Anchor(title, site.addresses.href(addresses.section(site, "streets")))


@lru_cache(maxsize=4)
def maps_of_schools(site: Site) -> tuple[Map, ...]:
    """Return the maps of schools that streets belong to, and of catchments, by title. Every map asks."""
    schools = {slug for one in site.of(Street) for slug in (one.school, one.lower_secondary) if slug}
    schools |= {school.slug for _, school in catchments(site)}
    shown = {one.map_slug for one in site.of(Place) if one.slug in schools}
    found = (one for one in site.of(Map) if one.slug in shown or one.catchment_for)
    return tuple(views.sorted_by_title(found))


def question_on_map(map_: Map, site: Site) -> views.Anchor | None:
    """Return the link on the map of schools, or of their catchments: no other map leads people to ask."""
    return question(site) if map_ in maps_of_schools(site) else None


@lru_cache(maxsize=4)
def named_alone(site: Site) -> Mapping[str, str]:
    """Return the names of the streets that current notices name and the table does not have, by key.

    Nothing where there is no table: then nobody asks for a street.
    """
    known = {one.key for one in site.of(Street)}
    current = (one for one in site.of(Notice) if one.is_current(site.moment))
    named = (
        target.removeprefix(STREET).strip() for one in current for target in one.concerns if target.startswith(STREET)
    )
    found: dict[str, str] = {}
    for name in named:
        if known and key_of(name) not in known and slug_of(name):
            found.setdefault(key_of(name), name)
    return found


def of_street(name: str, site: Site) -> views.Anchor:
    """Return a street as pages name it, with a link to its answer where there is one."""
    anchor = anchors(site).get(key_of(name))
    return views.Anchor(name, site.addresses.href(f"{addresses.section(site, 'streets')}#{anchor}") if anchor else "")


@lru_cache(maxsize=4)
def anchors(site: Site) -> Mapping[str, str]:
    """Return where on the page each street stands, by its key: its slug, with a number where another street has it.

    The page of a school asks for each of its streets.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    # An id that begins with _ comes and goes with what there is to tell: no text can rely on it.
    listed = sorted({one.key: (one.name, "") for one in site.of(Street)}.items())
    alone = sorted((key, (name, "_meldt-")) for key, name in named_alone(site).items())
    for key, (name, start) in (*listed, *alone):
        slug = start + slug_of(name)
        tries = chain([slug], (f"{slug}-{number}" for number in count(2)))
        found[key] = next(one for one in tries if one not in taken)
        taken.add(found[key])
    return found


def numbers_of(one: Street, words: Catalogue) -> str:
    """Return in words which houses of its street a line holds for."""
    if one.since and one.until:
        text = words.say("streets.numbers", first=one.since, last=one.until)
    elif one.since:
        text = words.say("streets.numbers_from", first=one.since)
    elif one.until:
        text = words.say("streets.numbers_to", last=one.until)
    else:
        text = words.say("streets.numbers_all")
    sides = {Side.ODD: words.say("streets.odd"), Side.EVEN: words.say("streets.even")}
    return joined(", ", (text, sides.get(one.side, "")))


def level_name(level: str, words: Catalogue) -> str:
    """Return what people call a level of schools: `school` or `lower_secondary`, as the table's columns are called."""
    return words.say("streets.school" if level == "school" else "streets.lower_secondary")
