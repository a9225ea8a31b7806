"""The streets that belong to a school, for its own page: each leads to its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from site_builder.content_types.maps import Place
from site_builder.content_types.streets import Street, lines_in_order
from site_builder.model import Site
from site_builder.outputs import addresses, street_links, views
from site_builder.text.collation import sort_key
from site_builder.text.foreign import joined

AT_A_GLANCE = 10
"""More streets than that are folded."""


@dataclass(frozen=True, slots=True)
class SchoolStreet:
    link: views.Anchor
    """Its note says which houses, where it is not all of them"""
    is_sample: bool


@dataclass(frozen=True, slots=True)
class SchoolStreets:
    """Streets whose houses belong to a school on one of its levels."""

    label: str
    """Which level, where the school has streets on both; else empty"""
    streets: tuple[SchoolStreet, ...]
    is_folded: bool


def streets_of(place: Place, site: Site) -> tuple[SchoolStreets, ...]:
    """Return the streets that the table gives a place, level by level; nothing where it gives it none."""
    return _by_school(site).get(place.slug, ())


@lru_cache(maxsize=4)
def _by_school(site: Site) -> Mapping[str, tuple[SchoolStreets, ...]]:
    # The page of every place asks.
    words = addresses.words_of(site)
    lines: dict[tuple[str, str], dict[str, list[Street]]] = {}
    for one in site.of(Street):
        for level, slug in (("school", one.school), ("lower_secondary", one.lower_secondary)):
            if slug:
                lines.setdefault((slug, level), {}).setdefault(one.key, []).append(one)
    found: dict[str, tuple[SchoolStreets, ...]] = {}
    for (slug, level), by_key in sorted(lines.items(), key=lambda one: (one[0][0], one[0][1] != "school")):
        is_on_both = all((slug, other) in lines for other in ("school", "lower_secondary"))
        ordered = sorted(by_key.values(), key=lambda parts: (sort_key(parts[0].name), parts[0].key))
        streets = tuple(_street(parts, site) for parts in ordered)
        label = street_links.level_name(level, words) if is_on_both else ""
        found[slug] = (*found.get(slug, ()), SchoolStreets(label, streets, len(streets) > AT_A_GLANCE))
    return found


def _street(lines: list[Street], site: Site) -> SchoolStreet:
    words, ordered = addresses.words_of(site), lines_in_order(lines)
    link = street_links.of_street(ordered[0].name, site)
    numbers = joined(" · ", (street_links.numbers_of(one, words) for one in ordered if not one.is_whole()))
    return SchoolStreet(views.Anchor(link.title, link.href, numbers), all(one.sample for one in lines))
