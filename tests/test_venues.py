"""Events by place: one page for each place, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.content_types.notice import Notice
from site_builder.content_types.unit import Unit
from site_builder.model import Site
from site_builder.outputs import occasions
from site_builder.outputs.channels import of_unit
from tests.support import notice, small_site

TOWN = {
    "maps/skoler.yaml": "tittel: Skoler\ndata: skoler.csv\n",
    "maps/skoler.csv": "navn;id;lat;lon\nLia barneskole;lia-skole;60.1;12.1\n",
    "content/units/skolen.md": "---\ntittel: Skolen i Lia\nslag: skole\nsted: lia-skole\n---\n",
    "content/units/biblioteket.md": "---\ntittel: Folkebiblioteket\nslag: bibliotek\n---\n",
}


def _site(root: Path, *places: str) -> Site:
    fields = ("publisert: 2026-02-16", "type: arrangement", "starter: 2026-03-10 18:00")
    written = {
        f"content/notices/2026-02-16-{number}.md": notice(f"Noe {number}", *fields, f"sted: {place}")
        for number, place in enumerate(places)
    }
    return small_site(root, {**TOWN, **written})


def _venues(site: Site) -> dict[str, tuple[str, int]]:
    return {one.slug: (one.name, len(one.events)) for one in occasions.venues_of(site)}


@pytest.mark.parametrize(
    ("places", "venues"),
    [
        (("biblioteket",), {"biblioteket": ("Folkebiblioteket", 1)}),
        (("FOLKEBIBLIOTEKET", "biblioteket"), {"biblioteket": ("Folkebiblioteket", 2)}),
        (
            ("skolen", "lia-skole", "Skolen i Lia", "Lia barneskole", "Lia skole"),
            {"lia-skole": ("Lia barneskole", 5)},
        ),
        (
            ("Håla", "Hala", "håla!"),
            {"hala": ("Håla", 2), "hala-2": ("Hala", 1)},
        ),
        (("Дом", "Сад"), {"sted": ("Дом", 1), "sted-2": ("Сад", 1)}),
    ],
)
def test_each_place_has_one_list_of_events(
    places: tuple[str, ...], venues: dict[str, tuple[str, int]], tmp_path: Path
) -> None:
    assert _venues(_site(tmp_path, *places)) == venues


def test_an_event_at_a_unit_by_its_title_is_the_units(tmp_path: Path) -> None:
    site = _site(tmp_path, "Folkebiblioteket", "Folkebiblioteket i byen")
    unit = site.get(Unit, "biblioteket")
    assert unit is not None
    assert [one.title for one in of_unit(site.of(Notice), unit, site)] == ["Noe 0"]
