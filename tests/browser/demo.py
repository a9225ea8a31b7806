"""A built site as the tests see it, and one page of each template: the cases that most tests go through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from site_builder.model import Planned
from tests.browser.serving import Served

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Built:
    """A site that is served. `planned` is every file of it with its template and view."""

    served: Served
    out: Path
    planned: tuple[Planned, ...]

    @property
    def origin(self) -> str:
        return self.served.origin

    def pages(self) -> list[str]:
        """Return the address of every page, embeds too, by its path."""
        return sorted(address_of(one) for one in self.planned if one.path.suffix == ".html")

    def first(self, case: Case) -> str:
        """Return the address of the first page that fits."""
        found = sorted(address_of(one) for one in self.planned if one.template == case.template and case.fits(one.view))
        assert found, f"the site has no page that is {case.name}"
        return found[0]

    def maps(self) -> list[str]:
        return sorted(address_of(one) for one in self.planned if one.template == "map.html")


def address_of(planned: Planned) -> str:
    return "/" + planned.path.as_posix().removesuffix("index.html")


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of page, and which view makes a page one."""

    name: str
    template: str
    fits: Callable[[Any], bool] = lambda view: True
    is_tiny: bool = False
    """Whether only the tiny site is sure to have one"""

    def site(self, demo: Built, tiny: Built) -> Built:
        return tiny if self.is_tiny else demo


def _notice(state: str) -> Callable[[Any], bool]:
    return lambda view: not view.drill and any(one.state == state and one.shown.is_now for one in view.parts.marks)


def _has_form(view: Any) -> bool:
    return any(one.kind == "application" and one.is_open and one.shown.is_now for one in view.actions)


CASES = (
    Case("home", "home.html"),
    Case("service with a form", "service.html", _has_form),
    Case("service without a form", "service.html", lambda view: not _has_form(view)),
    Case("service with prices", "service.html", lambda view: bool(view.prices)),
    Case("service with a calculator", "service.html", lambda view: bool(view.calculators)),
    Case("service with a map", "service.html", lambda view: bool(view.maps)),
    Case("services", "list.html", lambda view: bool(view.more)),
    Case("category", "list.html", lambda view: "/tema/" in view.head.address),
    Case("A to Å", "list.html", lambda view: view.search is not None),
    Case("notices now", "notices.html", lambda view: view.up is None),
    Case("type of notices", "notices.html", lambda view: view.up is not None and "/arkiv/" not in view.head.address),
    Case("archive", "notices.html", lambda view: view.head.address.endswith("/arkiv/")),
    Case("year of the archive", "notices.html", lambda view: view.head.address.rstrip("/")[-1:].isdigit()),
    Case("notice of danger", "notice.html", _notice("danger")),
    Case("ongoing notice", "notice.html", _notice("ongoing")),
    Case("planned notice", "notice.html", _notice("planned")),
    Case("resolved notice", "notice.html", _notice("resolved")),
    Case("notice that is over", "notice.html", _notice("over")),
    Case("drill", "crisis.html", lambda view: view.notice.drill),
    Case("crisis of every field", "crisis.html", is_tiny=True),
    Case("sheet of a crisis", "sheet.html"),
    Case("screen", "screen.html"),
    Case("prices", "prices.html"),
    Case("maps", "maps.html"),
    Case("map", "map.html"),
    Case("table of a map", "table.html"),
    Case("place on a map", "place.html", lambda view: bool(view.values and view.notices)),
    Case("school", "unit.html", lambda view: view.page.title == "Marikollen skole"),
    Case("library", "unit.html", lambda view: view.page.hours and view.page.groups),
    Case("unit of every field", "unit.html", is_tiny=True),
    Case("units and places of all maps", "list.html", lambda view: view.head.address == "/steder/"),
    Case("question", "question.html"),
    Case("question that waits", "question.html", lambda view: view.waiting is not None, is_tiny=True),
    Case("questions", "questions.html"),
    Case("asking", "ask.html"),
    Case("asking, with every setting", "ask.html", is_tiny=True),
    Case("contact", "contact.html"),
    Case("page", "page.html"),
    Case("page that collects", "page.html", lambda view: bool(view.groups and not view.pictures)),
    Case("life event", "life_event.html"),
    Case("life events", "list.html", lambda view: view.head.address == "/livshendelser/"),
    Case("life event of every field", "life_event.html", is_tiny=True),
    Case("page of every field", "page.html", is_tiny=True),
    Case("service of every field", "service.html", is_tiny=True),
    Case("not found", "404.html"),
    Case("embedding", "embedding.html"),
    Case("following", "follow.html"),
    Case("what goes on", "operations.html"),
    Case("calendars", "calendars.html"),
    Case("old address", "redirect.html", is_tiny=True),
    Case("embed of home", "embed/home.html"),
    Case("embed of services", "embed/list.html"),
    Case("embed of a service", "embed/service.html"),
    Case("embed of a unit", "embed/unit.html"),
    Case("embed of notices", "embed/notices.html"),
    Case("embed of what goes on", "embed/operations.html"),
    Case("embed of a map", "embed/map.html"),
    Case("streets", "street.html"),
    Case("embed of streets", "embed/street.html"),
)

NAMES = [case.name for case in CASES]


def case(name: str) -> Case:
    return next(one for one in CASES if one.name == name)


def opened(page: Page, site: Built, one: Case) -> None:
    """Open the case's page. An old address would lead on at once: where it leads gives no answer, and was tried."""
    address = site.origin + site.first(one)
    if one.template != "redirect.html":
        page.goto(address)
        return
    page.route(
        "**/*", lambda route: route.continue_() if "/gammel/" in route.request.url else route.fulfill(status=204)
    )
    # What is still to lead on would break in upon the next address that the test goes to.
    with page.expect_event("requestfailed", lambda request: request.is_navigation_request()):
        page.goto(address)


@contextmanager
def kept(page: Page) -> Iterator[Page]:
    """Lend a page to a test, and have it as new for the next one. Nothing of what stood there goes on asking."""
    window = page.viewport_size
    assert window is not None
    yield page
    page.unroute_all()
    page.goto("about:blank")
    page.set_viewport_size(window)
    page.emulate_media(media="null", color_scheme="light", forced_colors="none", reduced_motion="null")


def draw(page: Page) -> None:
    """Go to the map of the page, and wait until its places are drawn."""
    page.locator("section.map, .map").first.scroll_into_view_if_needed()
    page.locator(".leaflet-marker-icon.pin").first.wait_for()
