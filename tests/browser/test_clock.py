"""The double clock: a page that was built yesterday shows now, in a browser, what a page built now would show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from site_builder.loading import load
from site_builder.model import Planned, Site, index_of
from site_builder.outputs import plan_site
from site_builder.outputs.addresses import words_of
from site_builder.outputs.shell import Shell, shell_of
from site_builder.rendering.templates import Pages, pages
from tests.support import SMALL_SETTINGS

ORIGIN = "https://alt.eksempel.example"
ZONE = "America/Los_Angeles"
"""The reader's own: another day than in Oslo for nine hours"""
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)

HOURS = "servicetorget:\n  navn: Servicetorget\n  helligdager: som vanlig\n" + "".join(
    f"  {day}: 08.00-15.30\n" for day in ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
)
LINKS = """\
barnehage:
  tittel: Søk om plass
  nettadresse: https://skjema.example/barnehage
  åpner: 29. mars
  stenger: 25. oktober
kulturskole:
  tittel: Søk om kulturskole
  nettadresse: https://skjema.example/kulturskole
  stenger: 25. oktober
  etter_frist: Du kan søke, men uten rett til plass.
uttalelse:
  tittel: Send uttalelse
  nettadresse: https://skjema.example/uttalelse
  slag: melding
"""
HOME = """\
oppgaver:
  - tjeneste: barnehage
  - {tjeneste: vinter, fra: november, til: mars}
festet: [2026-03-10-drift-festet]
"""
NOTICES = {
    # Around the night to 29 March, when the clock goes forward from 02.00 to 03.00.
    "2026-03-10-drift-festet": ("slutter: 2026-03-22 12:00",),
    "2026-03-10-drift-vann": ("tema: vann", "starter: 2026-03-29 03:00", "slutter: 2026-03-29 12:00"),
    "2026-03-20-drift-veg": ("tema: veg", "gjelder: [barnehage, skole]", "løst: 2026-03-29 01:59"),
    "2026-03-20-nyhet-utgatt": ("vises_til: 2026-03-29",),
    "2026-01-28-nyhet-gammel": (),
    "2026-03-20-krise-flom": (
        "starter: 2026-03-23 18:00",
        "neste_melding: 2026-03-29 10:00",
        "friskmeldt: 2026-04-02 20:00",
    ),
    "2026-03-20-drift-ras": (
        "alvor: fare",
        "gjelder: [barnehage]",
        "slutter: 2026-03-27 10:00",
        "friskmeldt: 2026-05-01",
    ),
    "2026-03-20-frist-stipend": ("starter: 2026-03-27", "frist: 2026-03-29 15:00"),
    "2026-02-20-frist-klage": ("frist: 2026-04-28",),
    "2026-03-20-arrangement-konsert": ("starter: 2026-03-28 18:00", "slutter: 2026-03-28 20:00"),
    "2026-03-20-arrangement-marked": ("starter: 2026-04-04",),
    "2026-03-20-jobb-larer": ("frist: 2026-03-29", "lenke: barnehage"),
    "2026-03-20-horing-benker": (
        "frist: 2026-03-29",
        "kan_endres: Hvor de står.",
        "slik_svarer_du: Skriv til oss.",
        "lenke: uttalelse",
    ),
    "2026-03-20-arrangement-kafe": (
        "starter: 2026-03-15 11:00",
        "slutter: 2026-03-15 13:00",
        "gjentas: hver uke, 4 ganger",
    ),
    "2026-03-20-arrangement-fest": (
        "starter: 2026-03-29 19:00",
        "billett: kulturskole",
        "avlyst: 2026-03-29 10:00",
    ),
    "2026-03-20-arrangement-dugnad": ("starter: 2026-04-20 18:00", "frist: 2026-03-29", "lenke: uttalelse"),
    "2026-03-20-arrangement-tur": ("starter: 2026-03-27 19:00", "flyttet_til: 2026-03-29 14:00"),
    "2026-03-20-drift-hallen": (
        "gjelder: [kulturskole, lia, brua, vakt, gate:Nygata, gate:Storgata]",
        "virkning: stengt",
        "starter: 2026-03-30 08:00",
        "slutter: 2026-03-31 16:00",
    ),
    "2026-03-20-nyhet-senere": ("publisert: 2026-05-02 03:30",),
    # Around the night to 25 October, when the clock goes back from 03.00 to 02.00.
    "2026-10-20-drift-strom": ("tema: strøm", "slutter: 2026-10-25 02:30 +01:00"),
    "2026-10-20-drift-avfall": ("tema: avfall", "slutter: 2026-10-30 12:00", "løst: 2026-10-25"),
    "2026-10-20-frist-soknad": ("frist: 2026-10-25",),
    "2026-10-20-arrangement-loppemarked": ("starter: 2026-10-25 11:00",),
}
SERVICES = {"barnehage": "[barnehage]", "kulturskole": "[kulturskole]", "vinter": "[]"}
PRICES = """\
time:
  tittel: En time
  satser:
    - beløp: 100
    - beløp: 120
      fra: 2026-03-29
"""

LISTS = ("/", "/aktuelt/")
TOPICS = ("/aktuelt/drift/", "/embed/aktuelt/drift/", "/skjerm/")
SOON = ("/aktuelt/arrangement/i-dag/", "/aktuelt/arrangement/i-helga/")
MAPS = ("/kart/skoler/", "/embed/kart/skoler/")
STREETS = ("/min-gate/", "/embed/min-gate/")
CLOSED = (
    *MAPS,
    *STREETS,
    "/kart/skoler/tabell/",
    "/tjenester/",
    "/embed/tjenester/",
    "/alle/",
    "/tjenester/kulturskole/",
    "/steder/",
    "/embed/steder/skolen/",
    "/steder/lia/",
    "/kontakt/",
)
WHERE_GOT = (
    "/tjenester/vinter/",
    "/embed/tjenester/vinter/",
    "/tjenester/barnehage/",
    "/embed/tjenester/barnehage/",
)
"""Of a unit, and of the places of a map"""


@dataclass(frozen=True)
class Kind:
    """A kind of change, when it happens, and pages that it changes."""

    name: str
    at: str
    pages: tuple[str, ...] = LISTS

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def _notice_page(name: str) -> str:
    return f"/aktuelt/{name}/"


KINDS = (
    Kind("a pinned notice is over", "2026-03-22T12:00+01:00", (*LISTS, "/aktuelt/arkiv/2026/")),
    Kind("a danger is past its end", "2026-03-27T10:00+01:00", ("/", _notice_page("2026-03-20-drift-ras"))),
    Kind("a time limit begins to run", "2026-03-27T00:00+01:00", ("/", "/aktuelt/frist/")),
    Kind("news grows old", "2026-03-30T00:00+02:00", ("/", "/aktuelt/nyhet/")),
    Kind(
        "a crisis begins",
        "2026-03-23T18:00+01:00",
        ("/om/", "/skjerm/", *MAPS, *STREETS, _notice_page("2026-03-20-krise-flom")),
    ),
    Kind("an event is over", "2026-03-28T20:00+01:00", (*LISTS, "/aktuelt/arrangement/", "/embed/")),
    Kind("something is put right", "2026-03-29T01:59+01:00", ("/", "/tema/skole/", "/tjenester/barnehage/")),
    Kind(
        "work begins with summer time",
        "2026-03-29T03:00+02:00",
        (*LISTS, *TOPICS, _notice_page("2026-03-10-drift-vann")),
    ),
    Kind("work ends", "2026-03-29T12:00+02:00", (*LISTS, *TOPICS, _notice_page("2026-03-10-drift-vann"))),
    Kind("a time limit at a time", "2026-03-29T15:00+02:00", ("/", _notice_page("2026-03-20-frist-stipend"))),
    Kind("a time limit comes within a month", "2026-03-29T00:00+01:00", ("/",)),
    Kind("an all-clear", "2026-04-02T20:00+02:00", (*MAPS, *STREETS, "/om/", "/tjenester/vinter/", "/aktuelt/krise/")),
    Kind("a notice expires", "2026-03-30T00:00+02:00", ("/aktuelt/nyhet/", "/embed/aktuelt/nyhet/")),
    Kind("what was put right leaves", "2026-03-30T02:59+02:00", ("/tema/skole/", "/embed/tjenester/barnehage/")),
    Kind("a last day is over", "2026-03-30T00:00+02:00", ("/aktuelt/jobb/", _notice_page("2026-03-20-jobb-larer"))),
    Kind("a weekend comes", "2026-03-30T00:00+02:00", ("/",)),
    Kind(
        "a form opens", "2026-03-29T00:00+01:00", ("/", "/tjenester/barnehage/", "/tema/skole/", "/steder/lia/", *MAPS)
    ),
    Kind("a season of tasks ends", "2026-04-01T00:00+02:00", ("/",)),
    Kind("work ends in the hour that comes twice", "2026-10-25T02:30+01:00"),
    Kind("a day of 25 hours is over", "2026-10-26T00:00+01:00", ("/", _notice_page("2026-10-20-frist-soknad"))),
    Kind("something is put right on a bare date", "2026-10-26T00:00+01:00", LISTS),
    Kind("an event without an end is over", "2026-10-26T00:00+01:00", ("/aktuelt/", "/aktuelt/arrangement/")),
    Kind("a form closes", "2026-10-26T00:00+01:00", ("/", "/tjenester/barnehage/", "/steder/lia/", *MAPS)),
    Kind("a form is late", "2026-10-26T00:00+01:00", ("/tema/skole/", "/tjenester/kulturskole/")),
    Kind("the desk opens", "2026-03-29T08:00+02:00", ("/kontakt/", "/tjenester/vinter/")),
    Kind("the desk closes", "2026-10-25T15:30+01:00", ("/kontakt/", "/embed/")),
    Kind("a hearing closes", "2026-03-30T00:00+02:00", (_notice_page("2026-03-20-horing-benker"),)),
    Kind("signing up closes", "2026-03-30T00:00+02:00", (_notice_page("2026-03-20-arrangement-dugnad"),)),
    Kind("a day begins", "2026-03-29T00:00+01:00", ("/aktuelt/arrangement/i-dag/",)),
    Kind("one time of many is over", "2026-03-29T13:00+02:00", (*SOON, _notice_page("2026-03-20-arrangement-kafe"))),
    Kind("an event is called off", "2026-03-29T10:00+02:00", (*SOON, _notice_page("2026-03-20-arrangement-fest"))),
    Kind("what was moved begins", "2026-03-29T14:00+02:00", (_notice_page("2026-03-20-arrangement-tur"),)),
    Kind("a month has an event less", "2026-03-29T10:00+02:00", ("/aktuelt/arrangement/2026-03/",)),
    Kind("something is closed", "2026-03-30T08:00+02:00", (*CLOSED, *TOPICS)),
    Kind("something opens again", "2026-03-31T16:00+02:00", (*CLOSED, *TOPICS)),
    Kind("where people get a service closes", "2026-03-30T08:00+02:00", WHERE_GOT),
    Kind("where people get a service opens again", "2026-03-31T16:00+02:00", WHERE_GOT),
    Kind("a promised message is due", "2026-03-29T10:00+02:00", (_notice_page("2026-03-20-krise-flom"), "/skjerm/")),
    Kind("a price becomes another", "2026-03-29T00:00+01:00", ("/priser/", "/tjenester/kulturskole/")),
    Kind("the wall is told of an all-clear", "2026-04-02T20:00+02:00", ("/skjerm/",)),
    Kind(
        "an answer is late",
        "2026-03-31T00:00+02:00",
        ("/sporsmal/", "/sporsmal/nar/", "/tjenester/barnehage/", "/embed/tjenester/barnehage/"),
    ),
    Kind("nothing is left", "2026-10-26T00:00+01:00", ("/embed/aktuelt/arrangement/",)),
)

# Texts stand as they were built: when something last changed, and hours by the week.
SHOWN = """() => {
  document.querySelectorAll(".facts, #_drift ~ .note time, main > .note time").forEach(one => one.remove());
  // What a map draws comes when it comes.
  document.querySelectorAll(".map").forEach(one => { one.style.display = "none"; });
  document.querySelectorAll("details").forEach(one => { one.open = true; });
  const looks = [...document.querySelectorAll("[class]")].filter(one => one.offsetParent)
    .filter(one => one.matches(".row, .top, .alert, .box, .action, .state, section"));
  const lines = document.body.innerText.split("\\n").map(one => one.trim()).filter(one => one);
  return [...lines, ...looks.map(one => one.className)];
}"""
AGAIN = "() => document.dispatchEvent(new Event('visibilitychange'))"


@dataclass(frozen=True)
class Moment:
    """What the town has at a moment. A page is rendered when somebody asks for it: few of them are asked for."""

    site: Site
    templates: Pages

    @cached_property
    def planned(self) -> Mapping[str, Planned]:
        return {
            one.path.as_posix(): one
            for one in plan_site(self.site)
            if isinstance(one.template, str) or one.path.suffix == ".js"
        }

    @cached_property
    def shell(self) -> Shell:
        return shell_of(self.site)

    @cached_property
    def rendered(self) -> dict[str, bytes]:
        return {}

    def file(self, name: str) -> bytes:
        if name not in self.rendered:
            one = self.planned[name]
            self.rendered[name] = (
                self.templates.render(one.template, one.view, self.shell, words_of(self.site)).encode()
                if isinstance(one.template, str)
                else one.template(one.view)
            )
        return self.rendered[name]


@dataclass
class Town:
    """A small town. `now` is when it was built: that is what the browser gets."""

    whole: Site
    templates: Pages
    now: Moment
    moments: dict[datetime, Moment] = field(default_factory=dict)

    def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        name = index_of(path).as_posix()
        kind = {".html": "text/html; charset=utf-8", ".js": "text/javascript"}.get(PurePosixPath(name).suffix, "")
        if name in self.now.planned:
            route.fulfill(body=self.now.file(name), content_type=kind)
        else:
            route.abort()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    root = tmp_path_factory.mktemp("clock")
    desk = "  navn: Servicetorget\n  telefon: 22 22 22 22\n  åpningstider: servicetorget\n"
    files = {
        "content/site.yaml": SMALL_SETTINGS,
        "content/contacts.yaml": f"servicetorget:\n{desk}vakt:\n{desk}",
        "content/prices.yaml": PRICES,
        "content/hours.yaml": HOURS,
        "content/links.yaml": LINKS,
        "content/home.yaml": HOME,
        "content/categories.yaml": "skole:\n  tittel: Skole\n",
        "content/pages/om.md": "# Om\n\nTekst.\n",
        "content/questions/nar.md": "---\ntittel: Når?\ngjelder: barnehage\npublisert: 2026-03-26 15:00\n---\n",
        "content/units/skolen.md": "---\ntittel: Skolen\nslag: skole\nsted: brua\ntjenester: [vinter]\n---\n",
        "maps/streets.csv": "gate;avfall\nStorgata;torsdag\n",
        "maps/skoler.yaml": (
            "tittel: Skoler\nkolonner:\n"
            "  - {felt: trinn, navn: Trinn}\n  - {felt: eier, navn: Eier}\nsteder:\n"
            "  - {navn: Åsen, id: asen, lat: 60.2, lon: 12.1}\n"
            "  - {navn: Brua, id: brua, lat: 60.3, lon: 12.1}\n"
            "  - {navn: Lia, id: lia, lat: 60.1, lon: 12.1, lenke: barnehage, verdier: {trinn: 1-7}}\n"
        ),
    }
    for name, form in SERVICES.items():
        shown = "kart: [skoler]\n" if name == "barnehage" else ""
        text = (
            f"---\ntittel: {name.title()}\nkort: Et tilbud.\nkategori: skole\nsøk: {form}\npriser: [time]\n{shown}---\n"
        )
        files[f"content/services/{name}.md"] = text
    for name, fields in NOTICES.items():
        kind = name.split("-")[3].replace("horing", "høring")
        lines = (f"tittel: Om {name}", f"type: {kind}", *fields)
        files[f"content/notices/{name}.md"] = "\n".join(("---", *lines, "---", "Tekst.", ""))
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    loaded = load(Path(root))
    assert loaded.site is not None
    assert [one for one in loaded.problems if one.is_error] == []
    templates = pages(loaded.site.theme)
    return Town(loaded.site, templates, Moment(loaded.site, templates))


def _build(town: Town, now: datetime) -> None:
    """Let the browser get the town as it is built now."""
    site = town.whole.at(now)
    town.now = town.moments.setdefault(site.moment, Moment(site, town.templates))


@pytest.fixture
def visitor(browser: Browser, town: Town) -> Iterator[Page]:
    # Each time that is set is told to every later page of the visitor: a new one for each test has heard few.
    context = browser.new_context(timezone_id=ZONE)
    context.route("**/*", town.answer)
    yield context.new_page()
    context.close()


def _at(page: Page, path: str, now: datetime) -> list[str]:
    """Return what is shown on a page that is opened now: its text, and the looks of its parts."""
    page.clock.set_fixed_time(now)
    page.goto(ORIGIN + path)
    return _shown(page)


def _shown(page: Page) -> list[str]:
    shown: list[str] = page.evaluate(SHOWN)
    # Topics keep the order they were built in.
    return sorted(shown) if urlsplit(page.url).path in TOPICS else shown


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_yesterdays_page_shows_what_a_page_built_now_would(kind: Kind, visitor: Page, town: Town) -> None:
    before, at, after = kind.moment - SECOND, kind.moment, kind.moment + SECOND
    for path in kind.pages:
        wanted = []
        for moment in (before, at):
            _build(town, moment)
            wanted.append(_at(visitor, path, moment))
        assert wanted[0] != wanted[1], f"{path} is no page that this changes"
        # Built a second later it is the same.
        assert town.whole.at(after).moment == town.whole.at(at).moment
        _build(town, kind.moment - DAY)
        # It is opened before, and stays open; then opened after.
        assert _at(visitor, path, before) == wanted[0], path
        for moment in (at, after):
            visitor.clock.set_fixed_time(moment)
            visitor.evaluate(AGAIN)
            assert _shown(visitor) == wanted[1], path
        assert _at(visitor, path, after) == wanted[1], path


def test_what_is_not_published_is_not_on_any_page(town: Town) -> None:
    opens = datetime.fromisoformat("2026-05-02T03:30+02:00")
    for moment, is_there in ((opens - SECOND, False), (opens, True)):
        _build(town, moment)
        assert any(b"nyhet-senere" in town.now.file(name) for name in town.now.planned) is is_there


def test_the_days_that_are_left_are_those_of_the_calendar_in_norway(visitor: Page, town: Town) -> None:
    _build(town, datetime.fromisoformat("2026-03-26T12:00+01:00"))
    for now, left in (
        ("2026-03-26T12:00+01:00", " (om 3 dager)"),
        ("2026-03-27T23:59:59+01:00", " (om 2 dager)"),
        ("2026-03-28T00:00+01:00", " (i morgen)"),
        ("2026-03-29T00:00+01:00", " (i dag)"),
        ("2026-03-29T23:59:59+02:00", " (i dag)"),
    ):
        _at(visitor, "/aktuelt/jobb/", datetime.fromisoformat(now))
        assert visitor.locator(".row:visible [data-day]").all_text_contents() == [left], now


def test_without_javascript_the_page_says_the_periods(browser: Browser, town: Town) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*", town.answer)
    page = context.new_page()
    _build(town, datetime.fromisoformat("2026-03-28T12:00+01:00"))
    page.goto(f"{ORIGIN}/aktuelt/2026-03-10-drift-vann/")
    facts = page.locator("dl").first
    expect(facts).to_contain_text("søndag 29. mars 2026 kl. 03.00")
    expect(facts).to_contain_text("søndag 29. mars 2026 kl. 12.00")
    expect(page.locator(".eyebrow:visible")).to_have_text("Planlagt Vann")
    page.goto(f"{ORIGIN}/aktuelt/jobb/")
    expect(page.locator(".row:visible")).to_contain_text("Frist søndag 29. mars 2026")
    context.close()


def test_the_answer_for_a_street_follows_the_clock_too(visitor: Page, town: Town) -> None:
    ends = datetime.fromisoformat("2026-03-31T16:00+02:00")
    _build(town, ends - DAY)
    _at(visitor, "/min-gate/", ends - SECOND)
    answer = visitor.locator("#_gate-svar")
    visitor.locator("#_gate").fill("Storgata")
    expect(answer.locator(".row:visible")).to_contain_text(["hallen"])
    visitor.clock.set_fixed_time(ends)
    visitor.evaluate(AGAIN)
    expect(answer.locator(".row:visible")).to_have_count(0)
    # A street that only a notice names goes with it.
    visitor.locator("#_gate").fill("Nygata")
    expect(answer).not_to_contain_text("hallen")
    visitor.clock.set_fixed_time(ends - SECOND)
    visitor.reload()
    visitor.locator("#_gate").fill("Nygata")
    expect(answer.locator(".row:visible")).to_contain_text(["hallen"])


def test_what_somebody_is_in_stays_until_they_leave_it(visitor: Page, town: Town) -> None:
    ends = datetime.fromisoformat("2026-03-28T20:00+01:00")
    _build(town, ends - DAY)
    _at(visitor, "/aktuelt/arrangement/", ends - SECOND)
    row = visitor.locator(".row:visible", has_text="konsert")
    row.locator("a").focus()
    visitor.clock.set_fixed_time(ends)
    visitor.evaluate(AGAIN)
    expect(row.locator("a")).to_be_focused()
    visitor.evaluate("document.activeElement.blur()")
    visitor.evaluate(AGAIN)
    expect(visitor.locator("section:visible", has_text="Tidligere").locator(".row:visible")).to_contain_text(
        ["konsert"]
    )


def test_nothing_that_comes_or_goes_interrupts_anybody(visitor: Page, town: Town) -> None:
    _build(town, datetime.fromisoformat("2026-03-28T12:00+01:00"))
    for path in ("/", "/aktuelt/", "/tjenester/barnehage/"):
        _at(visitor, path, datetime.fromisoformat("2026-03-28T12:00+01:00"))
        loud = "[aria-live], [role=status], [role=alert], [role=log], [role=timer]"
        assert visitor.evaluate(f"document.querySelector('[data-t], [data-day]').closest('{loud}')") is None
