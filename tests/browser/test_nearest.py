"""How far it is to a line or an area: to its nearest spot, and nothing from within."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from site_builder.build import Request, build
from tests.browser.serving import serving
from tests.support import NOW, SMALL_SETTINGS

# An area of some 11 km by 11 km with a hole in its middle, a line of some 22 km, and two areas of one place.
FILES = {
    "content/site.yaml": SMALL_SETTINGS,
    "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n",
    "maps/turer.yaml": "tittel: Turer\ndata: turer.csv\nnærmest: ja\n",
    "maps/turer.csv": (
        "navn;id;wkt\n"
        "Skogen;skogen;POLYGON((12.0 60.0, 12.2 60.0, 12.2 60.1, 12.0 60.1, 12.0 60.0), "
        "(12.08 60.04, 12.08 60.06, 12.12 60.06, 12.12 60.04, 12.08 60.04))\n"
        "Løypa;loypa;LINESTRING(12.0 60.3, 12.4 60.3)\n"
        "Øyene;oyene;MULTIPOLYGON(((12.5 60.0, 12.6 60.0, 12.6 60.05, 12.5 60.05, 12.5 60.0)), "
        "((12.7 60.0, 12.8 60.0, 12.8 60.05, 12.7 60.05, 12.7 60.0)))\n"
    ),
}


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a town with a map of areas and a line."""
    root = tmp_path_factory.mktemp("walks")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    with serving(root / "output") as served:
        outcome = build(Request(root, root / "output", NOW, served.origin))
        assert outcome.written is not None, outcome.problems
        yield served.origin


@pytest.mark.parametrize(
    ("lat", "lon", "first", "length"),
    [
        (60.02, 12.05, "skogen", "< 0,1 km"),  # in the area
        (60.05, 12.1, "skogen", "1,1 km"),  # in its hole
        (60.05, 11.98, "skogen", "1,1 km"),  # beside a long edge, far from its corners
        (60.301, 12.2, "loypa", "0,1 km"),  # beside the middle of the line
        (60.025, 12.75, "oyene", "< 0,1 km"),  # in the second of its areas
    ],
)
def test_it_is_as_far_to_a_place_as_to_its_nearest_spot(
    browser: Browser, walks: str, lat: float, lon: float, first: str, length: str
) -> None:
    here = {"latitude": lat, "longitude": lon}
    with browser.new_context(geolocation=here, permissions=["geolocation"]) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(walks + "/kart/turer/")
        page.get_by_role("button", name="Nærmest meg").click()
        expect(page.locator("ol.places > li").first).to_have_attribute("id", first)
        expect(page.locator(f"#{first}")).to_contain_text(f"{length} i luftlinje")
