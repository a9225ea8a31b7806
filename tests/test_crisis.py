"""A crisis: its parts in the order people need them, the lean home page, the sheet, the screen, and what is sent."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
import segno

from site_builder import build
from site_builder.content_types.notice import Notice
from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs.ahead import Shown
from site_builder.outputs.crisis import CrisisView, crisis_view
from site_builder.outputs.crisis_parts import ways_said
from site_builder.outputs.home import home_page, home_view
from site_builder.outputs.screen import screen_page, screen_view
from site_builder.outputs.share import Share, share_of
from site_builder.outputs.sheet import QUIET, code_of, sheet_view
from site_builder.outputs.sheet_size import SIZES, Text, size_of
from site_builder.outputs.shell import own_style, shell_of
from site_builder.text import gsm7
from site_builder.text.crisis_words import Part, part_called
from site_builder.text.languages import language_called
from tests.support import FULL, NOW, SMALL_SETTINGS, built, copy_of, notice, read_all, small_site, written

SLUG = "krise-vann"
CONTACTS = 'servicetorget:\n  navn: Servicetorget\n  telefon: "22 22 22 22"\n'

Sites = Callable[..., Site]


@pytest.fixture
def site_of(tmp_path: Path) -> Sites:
    """Return what makes a small site of one crisis, as of a moment."""

    def make(text: str, *fields: str, now: datetime = NOW, settings: str = "") -> Site:
        (tmp_path / "content/notices").mkdir(parents=True, exist_ok=True)
        (tmp_path / "content/site.yaml").write_text(SMALL_SETTINGS + settings)
        (tmp_path / "content/contacts.yaml").write_text(CONTACTS)
        head = "\n".join(("tittel: Kok vannet i Lia", "publisert: 2026-02-17 09:00", *fields))
        (tmp_path / f"content/notices/{SLUG}.md").write_text(f"---\n{head}\n---\n{text}")
        loaded = load(tmp_path)
        assert loaded.site is not None
        assert loaded.problems == ()
        return loaded.site.at(now)

    return make


def the_crisis(site: Site) -> Notice:
    found = site.get(Notice, SLUG)
    assert found is not None
    return found


def page_of(site: Site) -> CrisisView:
    return crisis_view(the_crisis(site), site)


def sent(site: Site) -> Share:
    return share_of(the_crisis(site), site)


# --- parts ---------------------------------------------------------------------------------------


def test_parts_stand_in_the_order_people_need_them_whatever_their_authors_order(site_of: Sites) -> None:
    text = "".join(
        f"## {heading}\n\nTekst.\n\n"
        for heading in (
            "Hva har skjedd?", "Meld fra til oss", "Vil du hjelpe?", "Savner du noen?", "Helse", "STENGT",
            "Dra hit", "Gjør dette nå!", "Mer",
        )
    )  # fmt: skip
    page = page_of(site_of(f"Innledning.\n\n{text}"))
    assert page.do is not None
    assert (page.do.key, page.do.title) == ("do", "Gjør dette nå!")
    assert [one.key for one in page.parts] == ["go", "closed", "health", "missing", "help", "tell", "", ""]
    assert [str(one.title) for one in page.parts[-2:]] == ["Hva har skjedd?", "Mer"]
    assert page.lead == "<p>Innledning.</p>\n"


def test_what_to_do_is_numbered_however_it_was_marked_and_other_lists_are_not(site_of: Sites) -> None:
    page = page_of(site_of("## Gjør dette\n\n- Kok vannet.\n  - Lenge.\n- Vent.\n\n## Helse\n\n- Ring.\n"))
    assert page.do is not None
    assert page.do.html.startswith("<ol>\n<li>Kok vannet.\n<ul>")
    assert page.parts[0].html == "<ul>\n<li>Ring.</li>\n</ul>\n"


def test_two_lines_are_enough(site_of: Sites) -> None:
    page = page_of(site_of("Kok alt vann du skal drikke.\n"))
    assert (page.do, page.parts, page.languages) == (None, (), ())
    assert page.lead == "<p>Kok alt vann du skal drikke.</p>\n"
    assert [one.dial for one in (*page.life, page.doctor)] == ["112", "110", "113", "116117"]


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Gjør dette", Part.DO),
        ("gjer dette no:", Part.DO),
        ("What to do", Part.DO),
        ("Savner du noen?", Part.MISSING),
        ("Saknar du nokon?", Part.MISSING),
        ("Closed", Part.CLOSED),
        ("Gjør det selv", None),
        ("Stengte veger i hele kommunen", None),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, part: Part | None) -> None:
    assert part_called(heading) is part


@pytest.mark.parametrize(
    ("heading", "code"),
    [("English", "en"), ("engelsk", "en"), ("Українська", "uk"), ("العربية", "ar"), ("Polski:", "pl"), ("Helse", None)],
)
def test_a_heading_may_be_the_name_of_a_language(heading: str, code: str | None) -> None:
    found = language_called(heading)
    assert (found.code if found else None) == code


def test_a_short_text_in_another_language_says_which_and_which_way_it_is_written(site_of: Sites) -> None:
    page = page_of(site_of("Kok.\n\n## Arabisk\n\nاغلي الماء.\n\n## English\n\nBoil.\n\n## Bokmål\n\nKok.\n"))
    assert [(one.language, one.direction, str(one.title)) for one in page.languages] == [
        ("ar", "rtl", "العربية"),
        ("en", "ltr", "English"),
    ]
    # The page is in bokmål itself.
    assert [str(one.title) for one in page.parts] == ["Bokmål"]


def test_fields_that_say_where_to_go_make_a_part_of_their_own() -> None:
    site = load(FULL).site
    assert site is not None
    site = site.at(NOW)
    notice = site.get(Notice, "krise-vann-vika")
    assert notice is not None
    page = crisis_view(notice, site)
    assert [one.key for one in page.parts][:2] == ["go", "health"]
    assert [(one.number, one.name) for one in (*page.points, *page.routes)] == [(1, "Småvik skole"), (2, "Stien")]
    assert page.drawing is not None
    assert page.drawing.main.lines


def test_the_next_message_is_promised_until_its_time_and_not_when_all_is_clear(site_of: Sites) -> None:
    promise = "neste_melding: 2026-02-17 16:00"
    assert page_of(site_of("Kok.\n", promise)).next is not None
    assert page_of(site_of("Kok.\n", promise, now=NOW + timedelta(hours=5))).next is None
    assert page_of(site_of("Kok.\n", promise, "friskmeldt: 2026-02-17 11:00")).next is None


def test_the_moment_the_next_message_was_promised_for_is_a_change(site_of: Sites) -> None:
    site = site_of("Kok.\n", "neste_melding: 2026-02-17 16:00")
    assert site.next_change(NOW) == datetime(2026, 2, 17, 15, tzinfo=UTC)


def test_the_page_of_a_crisis_with_every_part_is_under_10_kb_with_its_style(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    parts = "".join(f"## {name}\n\n- Første punkt om {name}.\n- Andre punkt.\n\n" for name in (
        "Gjør dette", "Dra hit", "Stengt", "Helse", "Savner du noen?", "Vil du hjelpe?", "Meld fra til oss",
        "English", "Українська", "العربية",
    ))  # fmt: skip
    with (root / "content/notices/krise-vann-vika.md").open("a") as file:
        file.write(f"\n{parts}## Oppdateringer\n\n11.00 Vi leter.\n10.00 Vi har funnet feilen.\n")
    built(root, tmp_path / "out")
    page = (tmp_path / "out/aktuelt/krise-vann-vika/index.html").read_bytes()
    assert len(gzip.compress(page, 9)) < 10_000


# --- the home page -------------------------------------------------------------------------------


def test_in_a_crisis_the_home_page_is_lean_and_the_rest_folds_away() -> None:
    site = load(FULL).site
    assert site is not None
    view = home_view(site.at(NOW))
    assert (view.main, view.side, view.below) == (("crisis", "operations", "tasks"), ("contact",), ())
    assert "search" in view.folded
    assert {"operations", "tasks", "contact"}.isdisjoint(view.folded)
    (crisis,) = view.crises
    assert crisis.do is not None
    assert crisis.next is not None


def test_home_and_its_embed_say_what_to_do_first_and_fold_the_rest(full_town: Path) -> None:
    for path in ("index.html", "embed/index.html"):
        page = (full_town / path).read_text()
        order = [
            page.index(said) for said in ('class="alert crisis"', "Kok vannet.</li>", ">Drift nå<", ">Mest brukt<")
        ]
        assert order == sorted(order), path
        assert page.index('<details class="folded">') > order[-1]


def test_a_danger_does_not_make_the_home_page_lean(site_of: Sites) -> None:
    view = home_view(site_of("Kok.\n", "alvor: fare"))
    assert view.folded == ()
    assert "crisis" not in view.main


PLANNED = ("starter: 2026-02-18 12:00",)
STEPS = "Vannet er borte.\n\n## Gjør dette\n\n- Kok.\n\n## Dra hit\n\nRådhuset er åpent.\n"


def test_a_crisis_that_is_planned_changes_nothing_but_the_band_until_it_begins(site_of: Sites) -> None:
    site = site_of(STEPS, *PLANNED)
    view = home_view(site)
    assert view.crises == ()
    assert "crisis" not in view.main
    assert view.folded == ()
    shell = shell_of(site)
    assert [one.state for one in shell.alerts if one.shown.is_now] == ["planned"]
    assert not shell.is_crisis


def test_a_crisis_that_is_planned_comes_first_by_the_clock_when_it_begins(site_of: Sites) -> None:
    site = site_of(STEPS, *PLANNED)
    page = home_page(site)
    assert page.main[0] == "crisis"
    assert page.folded == ()
    (crisis,) = page.crises
    begins = int(datetime(2026, 2, 18, 11, tzinfo=UTC).timestamp() // 60)
    assert crisis.shown == Shown(is_now=False, turns=(begins,))
    assert home_view(site.at(NOW + timedelta(days=2))).main[0] == "crisis"


def test_the_home_page_says_in_short_what_has_happened_before_what_to_do(site_of: Sites) -> None:
    (crisis,) = home_view(site_of(STEPS)).crises
    assert crisis.do is not None
    assert crisis.lead == "<p>Vannet er borte.</p>"
    (crisis,) = home_view(site_of("## Gjør dette\n\n- Kok.\n")).crises
    assert crisis.lead == ""


# --- the sheet -----------------------------------------------------------------------------------


def test_the_code_on_the_sheet_is_that_of_the_pages_address() -> None:
    address = "https://alt.eksempel.example/aktuelt/krise-vann/"
    code = code_of(address)
    matrix = segno.make_qr(address, error="m").matrix
    assert code.size == len(matrix) + 2 * QUIET
    dark = set()
    for x, y, long in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        dark |= {(int(x) + step, int(y)) for step in range(int(long))}
    assert dark == {(x + QUIET, y + QUIET) for y, line in enumerate(matrix) for x, module in enumerate(line) if module}


def test_the_sheet_has_what_people_on_a_doorstep_need(site_of: Sites) -> None:
    text = "Kok.\n\n## Gjør dette\n\n- Kok.\n\n## Vil du hjelpe?\n\nNei.\n\n## Helse\n\nRing.\n\n## English\n\nBoil.\n"
    site = site_of(text)
    view = sheet_view(the_crisis(site), site, own_style(site, "sheet.css"))
    assert view.do is not None
    assert [one.key for one in view.parts] == ["health"]
    assert [one.language for one in view.languages] == ["en"]
    assert [one.shown for one in view.numbers] == ["112", "110", "113", "116 117"]
    assert [one.dial for one in view.answers] == ["+4722222222"]
    assert view.page == "alt.eksempel.example/aktuelt/krise-vann"
    assert view.head.address == "/aktuelt/krise-vann/ark/"
    assert view.head.is_hidden


def test_what_is_closed_and_the_way_to_go_stand_on_the_sheet_and_the_code_and_numbers_before_the_text(
    tmp_path: Path,
) -> None:
    root = copy_of(FULL, tmp_path / "site")
    with (root / "content/notices/krise-vann-vika.md").open("a") as file:
        file.write("\n## Stengt\n\nSkolen.\n")
    built(root, tmp_path / "out")
    page = (tmp_path / "out/aktuelt/krise-vann-vika/ark/index.html").read_text()
    order = [">112<", 'class="code"', "Kok vannet.</li>", "Småvik skole</strong>", "Stien</strong>", "Skolen."]
    assert [page.index(said) for said in order] == sorted(page.index(said) for said in order)


@pytest.mark.parametrize("many", range(0, 160, 20))
def test_the_more_there_is_on_the_sheet_the_smaller_is_its_type(many: int) -> None:
    def size(words: int) -> int:
        return size_of(250, (Text("<p>Ett</p>", heading="Helse"), Text("<p>" + "Vann i Lia. " * words + "</p>")))

    assert size(many + 20) <= size(many)


def test_two_sheets_are_filled_with_larger_type_than_the_smallest() -> None:
    # As much as one page does not hold at 13 points.
    assert size_of(250, (Text("<p>" + "Vann i Lia. " * 200 + "</p>"),)) > SIZES[-1]


def test_every_size_of_type_has_its_rule(site_of: Sites) -> None:
    style = own_style(site_of("Kok.\n"), "sheet.css").text
    assert [int(one) for one in re.findall(r"\.size-(\d+)", style)] == list(SIZES)


def test_the_sheet_says_by_the_clock_that_all_is_clear(site_of: Sites) -> None:
    site = site_of("Kok.\n", "friskmeldt: 2026-02-17 15:00")
    before, after = sheet_view(the_crisis(site), site, own_style(site, "sheet.css")).bands
    assert (before.state, before.closed, before.shown.is_now) == ("crisis", "", True)
    assert (after.state, after.closed, after.shown.is_now) == (
        "resolved",
        "Friskmeldt tirsdag 17. februar 2026 kl. 15.00",
        False,
    )
    assert before.shown.turns == after.shown.turns


def test_alerts_that_are_to_come_are_hidden_on_the_sheet_too_and_come_by_the_clock(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/notices/2026-02-17-fare-ras.md").write_text(
        "---\ntype: drift\nalvor: fare\nstarter: 2026-02-18\n---\n# Ras\n\nHold deg unna.\n"
    )
    built(root, tmp_path / "out")
    page = (tmp_path / "out/aktuelt/krise-vann-vika/ark/index.html").read_text()
    alerts = re.findall(r'<a class="alert danger"[^>]*>', page)
    assert [" hidden" in one for one in alerts] == [False, True]
    assert "[hidden]{display:none!important}" in page.replace(" ", "").replace(";}", "}")
    assert re.findall(r'<script src="/mini/assets/(\w+)', page) == ["klokka"]


# --- the screen ----------------------------------------------------------------------------------


def test_the_screen_shows_alerts_and_what_is_going_on_and_looks_for_news_itself(tmp_path: Path) -> None:
    site = load(FULL).site
    assert site is not None
    view = screen_view(site.at(NOW))
    assert [one.title for one in view.alerts] == ["Kok vannet i Vika"]
    assert [one.title for one in view.operations] == ["Eksempel: Vannet er borte i Vika"]
    assert [one.title for one in view.planned] == ["Storgata stenger"]
    assert view.head.is_hidden
    built(FULL, tmp_path / "out")
    page = (tmp_path / "out/skjerm/index.html").read_text()
    assert '<meta http-equiv="refresh" content="60">' in page
    # Between builds it is right by the clock, and does no more.
    assert re.findall(r'<script src="/mini/assets/(\w+)', page) == ["klokka"]


def test_the_screen_says_of_a_planned_crisis_that_it_is_planned_and_not_yet_what_to_do(site_of: Sites) -> None:
    site = site_of(STEPS, *PLANNED)
    (alert,) = screen_view(site).alerts
    assert (alert.is_planned, alert.do, alert.go, alert.lead) == (True, None, None, "<p>Vannet er borte.</p>")
    planned, begun = screen_page(site).alerts
    assert (planned.shown.is_now, begun.shown.is_now) == (True, False)
    assert begun.do is not None


def test_the_screen_has_the_authors_own_words_beside_the_places(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    with (root / "content/notices/krise-vann-vika.md").open("a") as file:
        file.write("\n## Dra hit\n\nRådhuset er åpent.\n")
    built(root, tmp_path / "out")
    page = (tmp_path / "out/skjerm/index.html").read_text()
    order = [page.index(said) for said in ("Småvik skole</strong>", "Rådhuset er åpent.", "Stien</strong>")]
    assert order == sorted(order)


# --- a drill -------------------------------------------------------------------------------------


def test_a_drill_says_so_on_every_page_in_feeds_and_in_what_is_sent(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/notices/krise-vann-vika.md").unlink()
    (root / "content/notices/2026-02-17-krise-prove.md").write_text("---\nøvelse: ja\n---\n# Flom\n\nGå opp.\n")
    built(root, tmp_path / "out")
    files = read_all(tmp_path / "out")
    stamped = re.compile(r'<(strong|p) class="(state )?drill">Øvelse</')
    for path, content in files.items():
        if path.endswith(".html") and b'http-equiv="refresh" content="0' not in content:
            assert stamped.search(content.decode()), path
    for path in ("feeds/alt.atom", "feeds/krise.rss", "feeds/alt.json"):
        assert "ØVELSE: Flom" in files[path].decode()
    site = load(root).site
    assert site is not None
    site = site.at(NOW)
    notice = site.get(Notice, "2026-02-17-krise-prove")
    assert notice is not None
    share = share_of(notice, site)
    assert all(text.startswith("ØVELSE: Flom") for text in (share.sms, share.short, share.long))
    assert "%C3%98VELSE%3A%20Flom" in share.by_mail


# --- what is sent --------------------------------------------------------------------------------


def test_a_text_message_is_the_title_and_the_address(site_of: Sites) -> None:
    assert sent(site_of("Kok.\n")).sms == "Kok vannet i Lia https://alt.eksempel.example/aktuelt/krise-vann/"


def test_a_text_message_is_spelt_in_gsms_alphabet(site_of: Sites) -> None:
    site = site_of("Kok.\n")
    notice = the_crisis(site).model_copy(update={"title": "Kok «vannet» – i Čeavetjávri"})
    said = share_of(notice, site).sms
    assert said.startswith('Kok "vannet" - i Ceavetjavri ')
    assert gsm7.strangers(said) == ()


@pytest.mark.parametrize("length", [60, 100, 120, 400])
def test_a_text_message_always_fits_and_has_an_address_that_leads_on(site_of: Sites, length: int) -> None:
    site = site_of("Kok.\n")
    notice = the_crisis(site).model_copy(update={"title": ("Kok vannet {Lia} " * 40)[:length].strip()})
    said = share_of(notice, site).sms
    assert gsm7.counted(said) <= gsm7.MOST
    assert re.search(r"https://alt\.eksempel\.example/(aktuelt/krise-vann/)?$", said)


def test_who_writes_the_text_message_has_it_sent_as_written(site_of: Sites) -> None:
    assert sent(site_of("Kok.\n", "sms: Kok vannet. Mer på eksempel.example")).sms == (
        "Kok vannet. Mer på eksempel.example"
    )
    drill = sent(site_of("Kok.\n", "øvelse: ja", "sms: Kok vannet."))
    assert drill.sms == "ØVELSE: Kok vannet."
    assert unquote(drill.by_sms) == "sms:?&body=ØVELSE: Kok vannet."


def test_the_short_text_fits_where_280_characters_do(site_of: Sites) -> None:
    assert sent(site_of("Kok alt vann.\n")).short == (
        "Kok vannet i Lia. Kok alt vann. https://alt.eksempel.example/aktuelt/krise-vann/"
    )
    assert len(sent(site_of("Kok alt vann du skal drikke. " * 30)).short) <= 280


def test_what_is_sent_of_a_crisis_that_begins_with_what_to_do_says_its_title_once(site_of: Sites) -> None:
    share = sent(site_of("## Gjør dette\n\n- Kok *lenge*\n- Ring.\n"))
    assert share.short == "Kok vannet i Lia. Kok lenge. https://alt.eksempel.example/aktuelt/krise-vann/"
    assert share.long.startswith("Kok vannet i Lia\n\nGjør dette:\n1. Kok lenge\n2. Ring.\n\n")


def test_the_long_text_is_a_letter_with_what_to_do(site_of: Sites) -> None:
    text = "Kok alt vann.\n\n## Gjør dette\n\n- Kok *lenge*.\n- Ring {telefon:servicetorget}.\n"
    share = sent(site_of(text, "neste_melding: 2026-02-17 16:00"))
    assert share.long == (
        "Kok vannet i Lia\n\n"
        "Kok alt vann.\n\n"
        "Gjør dette:\n1. Kok lenge.\n2. Ring 22\N{NO-BREAK SPACE}22\N{NO-BREAK SPACE}22\N{NO-BREAK SPACE}22.\n\n"
        "Neste melding: tirsdag 17. februar 2026 kl. 16.00\n\n"
        "Fare for liv: 112 politi, 110 brann, 113 ambulanse\n\n"
        "Siste nytt: https://alt.eksempel.example/aktuelt/krise-vann/\n\n"
        "Fra Eksempel kommune"
    )
    assert unquote(share.by_mail) == f"mailto:?subject=Kok vannet i Lia&body={share.long}".replace("\n", "\r\n")


def test_feeds_messages_for_other_systems_and_the_letter_say_where_to_go_and_how(full_town: Path) -> None:
    files = read_all(full_town)
    site = load(FULL).site
    assert site is not None
    site = site.at(NOW)
    notice = site.get(Notice, "krise-vann-vika")
    assert notice is not None
    ways = ways_said(notice, site)
    assert [one.partition(":")[0] for one in ways] == ["Dra hit", "Vegen dit"]
    (message,) = (content.decode() for path, content in files.items() if path == "cap/krise-vann-vika/1.xml")
    told = "Neste melding: tirsdag 17. februar 2026 kl. 16.00."
    feed = files["feeds/krise.json"].decode()
    for one in ways:
        assert one in message
        assert one in feed
        assert one in share_of(notice, site).long
    assert told in feed
    # It changes with each message, and what is sent is never to be another.
    assert told not in message


def test_feeds_say_nowhere_to_go_when_all_is_clear(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out", NOW + timedelta(days=1, hours=3))
    feed = read_all(tmp_path / "out")["feeds/krise.json"].decode()
    assert "Kok vannet i Vika" in feed
    assert "Dra hit: " not in feed


@pytest.mark.parametrize("text", ["Kok.\n\n## Gjør dette\n\n- Vask.\n", "## Gjør dette\n\n- Vask.\n"])
def test_after_the_all_clear_nothing_that_is_sent_tells_people_to_do_anything(site_of: Sites, text: str) -> None:
    share = sent(site_of(text, "friskmeldt: 2026-02-17 10:00", "sms: Kok vannet straks!"))
    end = "Friskmeldt tirsdag 17. februar 2026 kl. 10.00."
    lead = f"{end} Kok." if text.startswith("Kok") else end
    page = "https://alt.eksempel.example/aktuelt/krise-vann/"
    assert share.sms == f"Friskmeldt: Kok vannet i Lia. {end} {page}"
    assert share.short == f"Friskmeldt: Kok vannet i Lia. {lead} {page}"
    assert share.long == f"Friskmeldt: Kok vannet i Lia\n\n{lead}\n\nSiste nytt: {page}\n\nFra Eksempel kommune"
    assert unquote(share.by_sms) == f"sms:?&body={share.short}"
    assert unquote(share.by_mail).startswith("mailto:?subject=Friskmeldt: Kok vannet i Lia&")


@pytest.mark.parametrize(
    ("field", "title", "lead"),
    [
        ("avlyst: ja", "Avlyst: Kurs", "Dette er avlyst."),
        ("utsatt: ja", "Utsatt: Kurs", "Dette er utsatt. Ny tid er ikke bestemt, og kommer her."),
        (
            "flyttet_til: 2026-03-06 18:00",
            "Flyttet: Kurs",
            "Dette er flyttet fra torsdag 5. mars 2026 kl. 18.00 til fredag 6. mars 2026 kl. 18.00.",
        ),
    ],
)
def test_what_is_sent_of_an_event_says_what_became_of_it(tmp_path: Path, field: str, title: str, lead: str) -> None:
    fields = ("type: arrangement", "publisert: 2026-02-01", "starter: 2026-03-05 18:00", field)
    site = small_site(tmp_path, {"content/notices/kurs.md": notice("Kurs", *fields)})
    event = site.get(Notice, "kurs")
    assert event is not None
    share = share_of(event, site)
    assert share.short.startswith(f"{title}. {lead} Noe har skjedd. https://")
    assert share.long.startswith(f"{title}\n\n{lead} Noe har skjedd.\n\n")
    assert share.sms.startswith(f"{title}")
    assert unquote(share.by_sms) == f"sms:?&body={share.short}"


FLOOD = notice("Flom", "alvor: fare")


@pytest.mark.parametrize(
    ("text", "after", "told"),
    [
        (FLOOD, None, True),
        (FLOOD, FLOOD.replace("fare", "viktig"), True),
        (FLOOD, FLOOD.replace("fare", "fare\nutkast: ja"), True),
        (FLOOD, FLOOD.replace("fare", "fare\nfriskmeldt: 2026-02-17 10:00"), False),
        (FLOOD, FLOOD.replace("fare", "krise"), False),
        # Danger that is over may go; and what never was any need not be called off.
        (FLOOD.replace("fare", "fare\nfriskmeldt: 2026-02-17 10:00"), None, False),
        (FLOOD.replace("fare", "fare\nøvelse: ja"), None, False),
        (FLOOD.replace("fare", "viktig"), None, False),
        # Of a crisis it is told by its title.
        (FLOOD.replace("fare", "krise"), None, False),
    ],
)
def test_danger_that_goes_away_before_it_is_called_off_is_told_of_without_cap(
    tmp_path: Path, text: str, after: str | None, told: bool
) -> None:
    path = "content/notices/2026-02-16-flom.md"
    before = written(tmp_path / "before", {path: text})
    root = written(tmp_path / "after", {path: after} if after else {})
    asked = build.Request(root, root / "output", NOW)
    for compared in (replace(asked, before=before), replace(asked, addresses_of=before)):
        found = [one for one in build.check(compared).problems if one.code == "N320"]
        assert [(one.path, dict(one.values)["address"]) for one in found] == [
            (path, "/aktuelt/2026-02-16-flom/")
        ] * told
    # A file that got another name is still there.
    renamed = written(tmp_path / "renamed", {"content/notices/2026-02-16-flom-i-lia.md": text})
    asked = build.Request(renamed, renamed / "output", NOW, before=before)
    assert "N320" not in [one.code for one in build.check(asked).problems]
