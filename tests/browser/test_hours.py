"""What the page says of now is what the model says, whatever clock the device has; and it changes with the minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.build import Request, build
from site_builder.content_types.hours import OpeningHours
from site_builder.loading import load
from site_builder.text import dates
from tests import hostile
from tests.browser.serving import Served, serving
from tests.opening import said
from tests.support import SMALL_SETTINGS

HOURS = """\
servicetorget:
  navn: Servicetorget
  mandag: 08.00-15.30
  tirsdag: 08.00-11.30 og 12.30-15.30
  onsdag: 09.00-15.30
  torsdag: 08.00-15.30
  fredag: 08.00-15.00
  lørdag: stengt
  søndag: stengt
  perioder:
    - navn: Sommertid
      fra: 15. juni
      til: 15. august
      mandag: 08.00-15.00
      tirsdag: 08.00-15.00
      onsdag: 08.00-15.00
      torsdag: 08.00-15.00
      fredag: 08.00-14.00
      lørdag: stengt
      søndag: stengt
  unntak:
    - {dato: 2026-12-24, tid: 08.00-12.00, merknad: Julaften}
    - {fra: 2026-12-28, til: 2026-12-31, tid: stengt, merknad: Romjul}
natt:
  navn: Natt
  mandag: stengt
  fredag: 20.00-24.00
  lørdag: 00.00-03.00 og 20.00-24.00
  søndag: 00.00-03.30
  helligdager: som vanlig
vakt:
  navn: Vakt
  mandag: 00.00-24.00
  tirsdag: 00.00-24.00
  onsdag: 00.00-24.00
  torsdag: 00.00-24.00
  fredag: 00.00-24.00
  lørdag: 00.00-24.00
  søndag: 00.00-24.00
  helligdager: 10.00-14.00
"""

DAYS = (
    *("2026-02-17", "2026-02-20", "2026-02-21", "2026-02-22", "2026-02-23"),  # the days of a week
    *("2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30"),  # the clock goes forward at 02.00 on Sunday the 29th
    *("2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04", "2026-04-05", "2026-04-06", "2026-04-07"),  # Easter
    *("2026-05-01", "2026-05-16", "2026-05-17", "2026-05-18", "2026-05-25", "2027-05-16", "2027-05-17"),
    *("2026-06-12", "2026-06-14", "2026-06-15", "2026-08-14", "2026-08-15", "2026-08-16", "2026-08-17"),
    *("2026-10-24", "2026-10-25", "2026-10-26"),  # the clock goes back at 03.00 on Sunday the 25th
    *("2026-12-23", "2026-12-24", "2026-12-27", "2026-12-31", "2027-01-01", "2027-01-04"),
)
SETS = ("servicetorget", "natt", "vakt")
"""In the order of the page: the front desk's come first"""
ZONES = ("Europe/Oslo", "America/Los_Angeles", "Pacific/Auckland")
# Playwright's own clock is told of one moment at a time.
CLOCK = """window.Date = class extends Date {
  constructor(...given) { given.length ? super(...given) : super(Date.now()); }
  static now() { return window.__now; }
};"""
SHOWN = """moments => moments.map(moment => {
  window.__now = moment;
  document.dispatchEvent(new Event("visibilitychange"));
  return [...document.querySelectorAll("[data-weeks]")].map(one => one.textContent);
})"""


@dataclass(frozen=True)
class Town:
    """A small town whose contact page has three sets of hours, served."""

    served: Served
    hours: dict[str, OpeningHours]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    root = tmp_path_factory.mktemp("hours")
    contact = "  navn: Servicetorget\n  telefon: 22 22 22 22\n  åpningstider: servicetorget\n"
    files = {
        "site.yaml": SMALL_SETTINGS,
        "contacts.yaml": f"servicetorget:\n{contact}",
        "hours.yaml": HOURS,
        "services/sfo.md": "---\ntittel: SFO\nkort: Etter skolen.\nkategori: skole\n---\n",
        "categories.yaml": "skole:\n  tittel: Skole\n",
    }
    for name, text in files.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with serving(root / "output") as served:
        outcome = build(Request(root, root / "output", hostile.NOW, served.origin))
        assert outcome.written is not None, outcome.problems
        site = load(Path(root), served.origin).site
        assert site is not None
        yield Town(served, {one.slug: one for one in site.of(OpeningHours)})


def _moments(town: Town) -> list[datetime]:
    """Return the minutes of those days around which anything opens or closes, in UTC, and both of those shown twice."""
    found = set()
    for day in map(date.fromisoformat, DAYS):
        spans = [span for one in town.hours.values() if (hours := one.on(day).hours) for span in hours.spans]
        edges = {0, 60, 120, 180, 1439, *(minute for span in spans for minute in (span.opens, span.closes))}
        for minute in {edge + step for edge in edges for step in (-1, 0, 1)}:
            naive = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
            found |= {naive.replace(tzinfo=dates.OSLO, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(found)


@pytest.mark.parametrize("zone", ZONES)
def test_the_page_and_the_model_agree_at_every_minute_that_matters(zone: str, browser: Browser, town: Town) -> None:
    moments = _moments(town)
    ticks = [moment.timestamp() * 1000 for moment in moments]
    assert len(moments) > 400
    with browser.new_context(timezone_id=zone) as context:
        context.add_init_script(f"window.__now = {ticks[0]}; {CLOCK}")
        page = context.new_page()
        page.goto(f"{town.served.origin}/kontakt/")
        shown = page.evaluate(SHOWN, ticks)
    wrong = []
    for moment, texts in zip(moments, shown, strict=True):
        wanted = [said(town.hours[slug], moment) for slug in SETS]
        if texts != wanted:
            wrong.append((moment.isoformat(), wanted, texts))
    assert wrong == []


def test_what_it_says_changes_when_the_minute_does(page: Page, town: Town) -> None:
    page.clock.install(time=datetime.fromisoformat("2026-02-17T11:28:30+01:00"))
    page.goto(f"{town.served.origin}/kontakt/")
    now = page.locator("[data-weeks]").first
    expect(now).to_have_text("Åpent nå, stenger 11.30")
    page.clock.run_for("01:00")
    expect(now).to_have_text("Åpent nå, stenger 11.30")
    page.clock.run_for("00:30")
    expect(now).to_have_text("Stengt nå, åpner 12.30")
    page.clock.run_for("01:00:00")
    expect(now).to_have_text("Åpent nå, stenger 15.30")


def test_a_page_that_is_too_old_says_nothing_of_now(page: Page, town: Town) -> None:
    for moment in ("2025-12-31T12:00:00+01:00", "2028-01-03T12:00:00+01:00"):
        page.clock.set_fixed_time(datetime.fromisoformat(moment))
        page.goto(f"{town.served.origin}/kontakt/")
        assert set(page.locator("[data-weeks]").all_text_contents()) == {""}


@pytest.mark.parametrize("path", ["/", "/tjenester/sfo/", "/embed/", "/embed/tjenester/sfo/", "/kontakt/"])
def test_it_is_said_wherever_the_hours_stand_and_interrupts_nobody(path: str, page: Page, town: Town) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat("2026-02-17T12:00:00+01:00"))
    page.goto(town.served.origin + path)
    now = page.locator("[data-weeks]").first
    expect(now).to_have_text("Stengt nå, åpner 12.30")
    assert now.evaluate("one => one.closest('[aria-live], [role=status], [role=alert], [role=timer]')") is None


def test_without_javascript_the_table_says_the_hours(browser: Browser, town: Town) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{town.served.origin}/kontakt/")
    expect(page.get_by_role("table", name="Åpningstider").first).to_contain_text("08.00–11.30 og 12.30–15.30")
    expect(page.locator("[data-weeks]").first).to_be_hidden()
    assert "nå" not in page.locator("main").inner_text().split()
    context.close()


def test_what_the_script_adds_moves_nothing(page: Page, town: Town) -> None:
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(f"{town.served.origin}/kontakt/")
    before = page.locator("table.hours").first.bounding_box()
    page.unroute("**/assets/*.js")
    page.goto(f"{town.served.origin}/kontakt/")
    expect(page.locator("[data-weeks]").first).not_to_be_empty()
    assert page.locator("table.hours").first.bounding_box() == before
