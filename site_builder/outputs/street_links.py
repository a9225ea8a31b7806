"""How pages lead to the answer for a street; nothing does where the site has no street table."""

from __future__ import annotations

from itertools import chain, count

from site_builder.content_types.maps import Map, Place
from site_builder.content_types.streets import Side, Street, key_of
from site_builder.model import Site
from site_builder.outputs import addresses, views
from site_builder.text.messages import Catalogue
from site_builder.text.slugs import slug_of


def has_schools(site: Site) -> bool:
    """Return whether the table says which school a street belongs to."""
    return any(one.school or one.lower_secondary for one in site.of(Street))


def question(site: Site) -> views.Anchor | None:
    """Return the link to all streets, with the question most people come for."""
    if not site.of(Street):
        return None
    words = addresses.words_of(site)
    title = words.say("streets.question") if has_schools(site) else words.say("streets.title")
    return views.Anchor(title, site.addresses.href(addresses.section(site, "streets")))


def question_on_map(map_: Map, site: Site) -> views.Anchor | None:
    """Return the link on the map of schools, or of their catchments: no other map leads people to ask."""
    schools = {slug for one in site.of(Street) for slug in (one.school, one.lower_secondary) if slug}
    is_of_schools = any(one.map_slug == map_.slug and one.slug in schools for one in site.of(Place))
    return question(site) if is_of_schools or map_.catchment_for else None


def of_street(name: str, site: Site) -> views.Anchor:
    """Return a street as pages name it, with a link to its answer where the table has it."""
    anchor = anchors(site).get(key_of(name))
    return views.Anchor(name, site.addresses.href(f"{addresses.section(site, 'streets')}#{anchor}") if anchor else "")


def anchors(site: Site) -> dict[str, str]:
    """Return where on the page each street stands, by its key: its slug, with a number where another street has it."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, name in sorted({one.key: one.name for one in site.of(Street)}.items()):
        slug = slug_of(name)
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
    return f"{text}, {sides[one.side]}" if one.side in sides else text


def level_name(level: str, words: Catalogue) -> str:
    """Return what people call a level of schools: `school` or `lower_secondary`, as the table's columns are called."""
    return words.say("streets.school" if level == "school" else "streets.lower_secondary")
