"""A site in several languages: variants, what is not translated, and how the pages of one thing know each other."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import pytest

from site_builder import build
from site_builder.content_types import TRANSLATED_TYPES
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType
from site_builder.content_types.repeats import repeat
from site_builder.content_types.settings import Translated
from site_builder.loading import load
from site_builder.outputs import languages, listing, plan_site
from site_builder.outputs.notices import notice_view
from site_builder.outputs.rule_words import in_words
from site_builder.text.foreign import Foreign, settled
from site_builder.text.languages import language_of, name_in
from site_builder.text.messages import catalogue
from site_builder.text.paths import PATH_WORDS, neutral, worded
from tests.support import FULL, NOW, SITES, SMALL_SETTINGS, built, checked, copy_of, problems_text, read_all, written
from tests.translated import TOWN


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text files of a small town in bokmål, English and Northern Sámi, with a text in Ukrainian and Arabic."""
    root = written(tmp_path_factory.mktemp("town"), TOWN)
    built(root, root / "output")
    kept = (".html", ".xml", ".txt", ".atom", ".rss", ".json")
    return {path: text.decode() for path, text in read_all(root / "output").items() if path.endswith(kept)}


def _body(page: str) -> str:
    return page.partition("<body")[2]


# --- what there is ------------------------------------------------------------------------------


def test_every_page_is_there_in_every_language_of_the_site(town: dict[str, str]) -> None:
    pages = {
        path
        for path in town
        if path.endswith("index.html") and not path.startswith(("embed/", "en/", "se/", "uk/", "ar/"))
    }
    for path in sorted(pages - {"index.html"}):
        english = worded(neutral(f"/{path.removesuffix('index.html')}", "nb"), "en")
        assert f"en{english}index.html" in town, path
        assert f"se/{path}" in town, path
    assert "en/index.html" in town and "embed/en/services/barnehage/index.html" in town


def test_a_variant_says_its_texts_and_has_the_rest_from_its_original(town: dict[str, str]) -> None:
    page = _body(town["en/services/barnehage/index.html"])
    assert "<h1>Nursery place</h1>" in page and "Public or private." in page and "Call us" in page
    assert "https://skjema.example/" in page and "Barnehageplass" not in page and "Det koster" not in page


def test_dated_updates_are_translated_with_their_text(town: dict[str, str]) -> None:
    assert "We dig." in town["en/news/2026-02-17-drift-vann/index.html"]
    assert "Vi graver." not in town["en/news/2026-02-17-drift-vann/index.html"]


def test_records_and_the_sites_own_name_are_translated(town: dict[str, str]) -> None:
    page = town["en/contact/index.html"]
    assert "Front desk" in page and '<span lang="nb">Vi svarer på hverdager.</span>' in page
    assert "Example in one place" in town["en/index.html"] and "Eksempel på ett sted" in town["index.html"]


# A map in three languages, one of which the rest of the site is not in
MAPS = {
    "maps/skoler.yaml": "tittel: Skoler\nkort: Der barna går.\nfiltre: [trinn]\nkolonner:\n  - felt: trinn\n"
    "    navn: Trinn\n    navn_på: {en: Grades}\nsteder:\n  - navn: Lia skole\n    kort: Ny i fjor.\n"
    "    koordinat: 60.11, 12.11\n    verdier: {trinn: 1-7}\n",
    "maps/skoler.en.yaml": "tittel: Schools\nkort: Where children go.\n",
    "maps/skoler.uk.yaml": "tittel: Школи\n",
}


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = written(tmp_path_factory.mktemp("mapped"), TOWN | MAPS)
    assert not [one for one in checked(root).problems if one.path.startswith("maps/")]
    built(root, root / "output")
    return {path: text.decode() for path, text in read_all(root / "output").items() if path.endswith(".html")}


def test_a_map_is_translated_in_a_file_beside_it(mapped: dict[str, str]) -> None:
    assert "<h1>Skoler (1)</h1>" in mapped["kart/skoler/index.html"]
    page = _body(mapped["en/maps/skoler/index.html"])
    assert "<h1>Schools (1)</h1>" in page and "Where children go." in page and "Grades" in page
    assert "not translated" not in page and '<span lang="nb">Ny i fjor.</span>' in page, "of a place it says nothing"
    assert '<h1><span lang="nb">Skoler</span> (1)</h1>' in mapped["se/kart/skoler/index.html"]
    assert "Schools" in mapped["en/maps/index.html"] and "Skoler" not in mapped["en/maps/index.html"]
    assert '<h1><span lang="uk">Школи</span> (1)</h1>' in mapped["uk/kart/skoler/index.html"]


def test_a_map_that_is_left_out_takes_its_translations_with_it(tmp_path: Path) -> None:
    wrong = {"maps/skoler.yaml": MAPS["maps/skoler.yaml"].replace("tittel", "titel", 1)}
    root = written(tmp_path, TOWN | MAPS | wrong)
    outcome = build.build(build.Request(root, root / "output", NOW, keeps_going=True))
    assert [one for one in outcome.left_out if one.startswith("maps/")] == [*sorted(MAPS)]
    assert not (root / "output/en/maps/skoler").exists()


def test_a_map_may_have_to_be_in_every_language(tmp_path: Path) -> None:
    settings = TOWN["content/site.yaml"] + "på_alle_språk: [kart]\n"
    found = checked(written(tmp_path, TOWN | MAPS | {"content/site.yaml": settings})).problems
    said = [dict(one.values) for one in found if one.code == "V106"]
    assert [(one["language"], one["file"]) for one in said] == [("nordsamisk", "maps/skoler.se.yaml")]


def test_a_translated_map_is_held_to_what_a_translation_may_say(tmp_path: Path) -> None:
    texts = {
        "maps/skoler.en.yaml": "tittel: Schools\nfiltre: [trinn]\n",
        "maps/barnehager.en.yaml": "tittel: Nurseries\n",
    }
    found = checked(written(tmp_path, TOWN | MAPS | texts)).problems
    assert [(one.code, one.path) for one in found if one.path.startswith("maps/")] == [
        ("V104", "maps/barnehager.en.yaml"),
        ("V101", "maps/skoler.en.yaml"),
    ]


EVENT = """---
tittel: {}
kort: {}
{}steg:
  - tittel: {}
    hvem: {}
    tjeneste: {}
  - tittel: {}
    hvem: {}
    når: {}
---
"""
LIFE = {
    "content/life-events/barn.md": EVENT.format(
        *("Få barn", "Du ordner.", "los: hendelse/fa-barn\n", "Søk plass", "Kommunen", "barnehage"),
        *("Søk penger", "Staten", "Før fødselen"),
    ),
    "content/units/lia.md": "---\ntittel: Lia\nslag: annet\nkort: Skole.\n"
    "svarer:\n  - {rolle: Vaktmester, kontakt: servicetorget}\n---\n",
    "content/units/lia.en.md": "---\ntittel: Lia\nkort: School.\nsvarer:\n  - rolle: Caretaker\n---\n",
}
IN_ENGLISH = EVENT.format(
    *("Having a child", "What to do.", "", "Apply for a place", "Local council", "barnehage"),
    *("Apply for money", "The state", "Before birth"),
)


def _life(root: Path, translation: str) -> tuple[list[tuple[str, int]], str, str]:
    """Return what is said of a life event in English, its page, and that of a unit."""
    written(root, TOWN | LIFE | {"content/life-events/barn.en.md": translation})
    found = [(one.code, one.mark.line) for one in checked(root).problems if one.path.endswith("barn.en.md")]
    if not any(code != "V110" for code, _ in found):
        built(root, root / "output")
    pages = {path: text.decode() for path, text in read_all(root / "output").items() if path.endswith(".html")}
    in_english = [text for path, text in pages.items() if path.startswith("en/") and path.endswith("/barn/index.html")]
    units = [text for path, text in pages.items() if path.startswith("en/") and path.endswith("/lia/index.html")]
    return found, _body(in_english[0]) if in_english else "", _body(units[0]) if units else ""


def test_the_parts_of_a_text_are_translated_in_their_order(tmp_path: Path) -> None:
    found, page, unit = _life(tmp_path, IN_ENGLISH)
    assert found == []
    steps = page[page.index('<ol class="steps') : page.index("</ol>", page.index('<ol class="steps'))]
    for one in ("Apply for a place</a>", "Local council", "Apply for money", "The state", "Before birth"):
        assert one in steps
    assert 'href="/en/services/barnehage/"' in steps and "lang=" not in steps
    assert "Søk" not in page and "not translated" not in page
    assert "Caretaker" in unit and "Vaktmester" not in unit


@pytest.mark.parametrize(
    "translation",
    [
        IN_ENGLISH.replace("    når: Before birth\n", ""),
        IN_ENGLISH[: IN_ENGLISH.index("  - tittel: Apply for money")] + "---\n",
    ],
)
def test_parts_that_do_not_answer_to_those_of_the_original_are_shown_as_they_are_there(
    translation: str, tmp_path: Path
) -> None:
    found, page, _ = _life(tmp_path, translation)
    assert found == [("V110", 4)]
    assert "<h1>Having a child</h1>" in page and '<span lang="nb">Søk plass</span>' in page
    assert "Apply for a place" not in page


def test_of_a_part_a_translation_says_texts_alone_but_may_be_begun_with_a_copy(tmp_path: Path) -> None:
    found, _, _ = _life(tmp_path, IN_ENGLISH.replace("tjeneste: barnehage", "tjeneste: broyting"))
    assert found == [("V101", 7)]


# --- what is not translated -----------------------------------------------------------------------


def test_what_is_not_translated_is_said_to_be_and_marked_with_its_language(town: dict[str, str]) -> None:
    page = _body(town["en/services/broyting/index.html"])
    assert "This page is not translated. The text is in Norwegian Bokmål." in page
    assert '<h1><span lang="nb">Brøyting &amp; strøing</span></h1>' in page
    assert '<div lang="nb"><p>Når det snør.</p>' in page
    assert "not translated" not in town["en/services/barnehage/index.html"]


def test_a_title_that_is_not_translated_is_marked_in_lists(town: dict[str, str]) -> None:
    assert '<span lang="nb">Brøyting &amp; strøing</span>' in town["en/services/index.html"]
    assert "<span lang=" not in town["tjenester/index.html"]


def test_search_engines_are_led_to_the_original_of_what_is_not_translated(town: dict[str, str]) -> None:
    page = town["en/services/broyting/index.html"]
    assert '<link rel="canonical" href="https://alt.eksempel.example/tjenester/broyting/">' in page
    assert 'hreflang="en" href="https://' not in page
    assert "broyting" not in town["en/sitemap.xml"] and "broyting" in town["sitemap.xml"]


def test_how_often_it_comes_round_is_said_in_the_language_of_the_page(tmp_path: Path) -> None:
    event = "---\ntittel: Kafé\ntype: arrangement\nstarter: 2026-02-03 11:00\ngjentas: {}\n---\n\nKom.\n"
    rule = event.format("annenhver tirsdag til 30. juni")
    site = load(written(tmp_path, TOWN | {"content/notices/2026-01-01-kafe.md": rule})).site
    assert site is not None
    found = {}
    for language in ("", "en", "se"):
        shown = languages.in_language(site.at(NOW), language)
        notice = shown.get(Notice, "2026-01-01-kafe")
        assert notice is not None
        row = notice_view(notice, shown).own.rows[0]
        found[language] = repr(row.text), listing.notice_row(notice, shown).why.split(" · ")[1:]
    assert found == {
        "": ("'annenhver tirsdag til 30. juni'", ["annenhver tirsdag til 30. juni"]),
        "en": ("'every 2 weeks on Tuesday until 30 June'", ["every 2 weeks on Tuesday until 30 June"]),
        "se": ("nb:'annenhver tirsdag til 30. juni'", ["annenhver tirsdag til 30. juni"]),
    }


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("daglig", "every day"),
        ("hver 3. dag", "every 3 days"),
        ("hver mandag, onsdag og fredag", "every week on Monday, Wednesday and Friday"),
        ("månedlig", "every month"),
        ("den siste torsdagen i måneden", "the last Thursday of the month"),
        ("annenhver måned den første tirsdagen", "every 2 months the first Tuesday"),
        ("årlig", "every year"),
        ("hver uke, 6 ganger", "every week, 6 times"),
        ("hver uke til 1. juni 2026", "every week until 1 June 2026"),
    ],
)
def test_every_rule_has_words_in_another_language(rule: str, said: str) -> None:
    assert in_words(repeat(rule), catalogue("en")) == said
    again = repeat(in_words(repeat(rule), catalogue("en")))
    assert replace(again, text=rule) == repeat(rule)


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: list[str] = []
        self.inside = ""
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.values += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        if self.inside in ("title", "option", "script"):
            self.texts.append(data)


def test_no_mark_stands_where_no_element_can(town: dict[str, str]) -> None:
    for path, text in town.items():
        if path.endswith(".html"):
            reader = _Attributes()
            reader.feed(text)
            assert not [one for one in reader.values + reader.texts if "<span" in one], path
            assert "<span lang=nb" not in text and "&lt;span" not in text, path


def test_a_mark_is_taken_out_of_attributes_and_titles_alone() -> None:
    said = Foreign('Ann & "Ole"', "nb").__html__()
    arabic = Foreign("ا", "ar", is_right_to_left=True).__html__()
    page = f'<title>{said} – x</title><a title="{said}, {said}" href="/">{said}</a><p>{arabic}'
    plain = "Ann &amp; &#34;Ole&#34;"
    assert settled(page) == (
        f'<title>{plain} – x</title><a title="{plain}, {plain}" href="/"><span lang="nb">{plain}</span></a>'
        '<p><span lang="ar" dir="rtl">ا</span>'
    )


def test_a_block_that_is_all_in_a_language_from_the_right_runs_from_the_right() -> None:
    arabic = Foreign("ا", "ar", is_right_to_left=True).__html__()
    hebrew = Foreign("א", "he", is_right_to_left=True).__html__()
    assert settled(f'<p class="lead">{arabic}</p><h2>{hebrew} (3)</h2><title>{arabic}</title>') == (
        '<p class="lead" lang="ar" dir="rtl">ا</p><h2><span lang="he" dir="rtl">א</span> (3)</h2><title>ا</title>'
    )


# --- pages that know each other -------------------------------------------------------------------


def test_a_page_leads_to_itself_in_the_other_languages(town: dict[str, str]) -> None:
    page = town["tjenester/barnehage/index.html"]
    switch = re.search(r'<nav aria-label="Språk">.*?</nav>', page, re.DOTALL)
    assert switch is not None
    assert re.findall(r'href="([^"]+)" hreflang="(\w+)" lang="\w+"', switch[0]) == [
        ("/en/services/barnehage/", "en"),
        ("/se/tjenester/barnehage/", "se"),
        ("/ar/tjenester/barnehage/", "ar"),
        ("/uk/tjenester/barnehage/", "uk"),
    ]
    assert 'lang="ar" dir="rtl">العربية</a>' in switch[0]


def test_search_engines_are_told_of_each_translation_and_of_the_default(town: dict[str, str]) -> None:
    for path in (
        "tjenester/barnehage/index.html",
        "en/services/barnehage/index.html",
        "uk/tjenester/barnehage/index.html",
    ):
        found = re.findall(
            r'<link rel="alternate" hreflang="([\w-]+)" href="https://alt.eksempel.example([^"]+)">', town[path]
        )
        assert found == [
            ("nb", "/tjenester/barnehage/"),
            ("x-default", "/tjenester/barnehage/"),
            ("en", "/en/services/barnehage/"),
            ("ar", "/ar/tjenester/barnehage/"),
            ("uk", "/uk/tjenester/barnehage/"),
        ], path


def test_a_page_is_in_the_language_of_its_interface(town: dict[str, str]) -> None:
    assert '<html lang="en">' in town["en/services/index.html"] and '<html lang="se">' in town["se/index.html"]
    assert "Váldosiidu" in town["se/404.html"]


def test_a_word_that_has_no_translation_is_marked_as_bokmal(town: dict[str, str]) -> None:
    page = town["se/index.html"]
    assert '<a href="/se/tjenester/">Bálvalusat</a>' in page
    assert '<a class="skip" href="#_innhold"><span lang="nb">Hopp til hovedinnhold</span></a>' in page
    assert 'aria-label="Du er her"' in town["se/tjenester/barnehage/index.html"]
    said = _body(town["se/tjenester/barnehage/index.html"])
    assert '<span lang="nb">Denne siden er ikke oversatt. Teksten er på bokmål.</span>' in said


def test_a_language_without_an_interface_has_the_pages_that_are_translated_alone(town: dict[str, str]) -> None:
    assert {path for path in town if path.startswith(("uk/", "ar/"))} == {
        "uk/tjenester/barnehage/index.html",
        "ar/tjenester/barnehage/index.html",
    }
    page = town["ar/tjenester/barnehage/index.html"]
    # What is said of the page is Arabic, and so is its text; around that stands the interface of the site.
    assert '<html lang="ar">' in page and '<body lang="nb">' in page and '<title dir="rtl">روضة أطفال – ' in page
    assert '<meta property="og:locale" content="ar_EG">' in page and '<a href="/tjenester/">Tjenester</a>' in page
    assert 'content="uk_UA"' in town["uk/tjenester/barnehage/index.html"]
    assert '<html lang="nb">' in town["tjenester/barnehage/index.html"]
    assert "<body>" in town["tjenester/barnehage/index.html"] and 'content="nb_NO"' in town["index.html"]
    assert '<h1 lang="ar" dir="rtl">روضة أطفال</h1>' in page
    assert '<p class="lead" lang="ar" dir="rtl">اتصل بنا.</p>' in page
    assert '<div lang="ar" dir="rtl"><p>اتصل بنا.</p>' in page
    assert "ikke oversatt" not in page


def test_the_picture_beside_links_to_a_page_is_there_in_every_language(tmp_path: Path) -> None:
    with_cards = {
        "content/home.yaml": "oppgaver:\n  - tjeneste: barnehage\n",
        "content/units/skolen.md": "---\ntittel: Skolen\nslag: skole\nkontakt: servicetorget\n---\n\nVelkommen.\n",
        "content/units/skolen.uk.md": "---\ntittel: Школа\n---\n\nВітаємо.\n",
    }
    root = written(tmp_path, TOWN | with_cards)
    built(root, root / "output")
    files = read_all(root / "output")
    found = {
        (path, address)
        for path, page in files.items()
        if path.endswith(".html")
        for address in re.findall(r'og:image" content="https://alt.eksempel.example/([^"]+)"', page.decode())
    }
    assert {"uk/steder/skolen/index.html", "uk/tjenester/barnehage/index.html"} <= {path for path, _ in found}
    assert not [(path, address) for path, address in found if address not in files]


def test_a_card_says_no_title_that_its_type_has_no_letters_for(tmp_path: Path) -> None:
    root = written(tmp_path, TOWN | {"content/home.yaml": "oppgaver:\n  - tjeneste: barnehage\n"})
    built(root, root / "output")
    alts = {
        one: re.findall(r'og:image:alt" content="([^"]+)"', (root / f"output/{one}/index.html").read_text("utf-8"))
        for one in ("tjenester/barnehage", "uk/tjenester/barnehage", "ar/tjenester/barnehage")
    }
    assert list(alts.values()) == [
        ["Eksempel kommune: Barnehageplass"],
        ["Eksempel kommune: Місце в садку"],
        ["Eksempel kommune: Eksempel på ett sted"],
    ]


def test_links_in_a_text_stay_in_the_language(town: dict[str, str]) -> None:
    page = _body(town["en/services/barnehage/index.html"])
    for there in ("/en/contact/", "/en/news/", "/en/services/broyting/"):
        assert f'href="{there}"' in page.partition("<h1>")[2].partition("<footer")[0]
    assert (
        'href="/se/kontakt/"' in town["se/tjenester/barnehage/index.html"].partition("<h1>")[2].partition("<footer")[0]
    )


# --- feeds, search, the sitemap -------------------------------------------------------------------


def test_feeds_are_in_their_language_and_their_ids_end_in_it(town: dict[str, str]) -> None:
    feed = ElementTree.fromstring(town["en/feeds/all.atom"])
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    ids = [one.text for one in feed.iter(f"{atom}id")]
    assert ids and all(str(one).endswith(".en") for one in ids)
    assert "The water is off" in town["en/feeds/all.atom"] and "Vannet er stengt" not in town["en/feeds/all.atom"]
    assert ".en<" not in town["feeds/alt.atom"] and "/en/" not in town["feeds/alt.atom"]


def test_what_a_feed_has_in_another_language_is_marked_in_it(town: dict[str, str]) -> None:
    assert '&lt;div lang="nb"&gt;&lt;p&gt;Vegen.&lt;/p&gt;' in town["en/feeds/all.atom"]
    for path in ("en/feeds/all.atom", "se/feeds/alt.atom"):
        assert '<title xml:lang="nb">Vegen er åpen</title>' in town[path], path
        assert '<summary type="text" xml:lang="nb">Vegen.</summary>' in town[path], path
    assert "<title>The water is off</title>" in town["en/feeds/all.atom"]
    # What the interface has no words for is bokmål too.
    assert 'label="Driftsmelding" xml:lang="nb"' in town["se/feeds/alt.atom"]
    assert '&lt;h2&gt;&lt;span lang="nb"&gt;Siste nytt&lt;/span&gt;&lt;/h2&gt;' in town["se/feeds/alt.atom"]
    assert ': &lt;span lang="nb"&gt;Vi graver.&lt;/span&gt;&lt;/li&gt;' in town["se/feeds/alt.atom"]
    assert "xml:lang=" not in town["feeds/alt.atom"].partition("<entry>")[2]


def test_an_item_that_is_not_translated_has_its_own_language_in_every_format(town: dict[str, str]) -> None:
    english, primary = (json.loads(town[path])["items"] for path in ("en/feeds/all.json", "feeds/alt.json"))
    found = {one["title"]: one.get("language") for one in english}
    assert found == {"The water is off": None, "Vegen er åpen": "nb"}
    assert not [one for one in primary if "language" in one]
    assert "<dc:language>nb</dc:language>" in town["se/feeds/alt.rss"]


def test_a_title_that_is_said_to_be_over_is_still_in_its_own_language(tmp_path: Path) -> None:
    over = "---\ntittel: Vegen\nløst: 2026-02-17 09:00\n---\n\nVegen er åpen.\n"
    root = written(tmp_path, TOWN | {"content/notices/2026-02-16-drift-veg.md": over})
    built(root, root / "output")
    feed = (root / "output/en/feeds/all.atom").read_text(encoding="utf-8")
    assert '<title xml:lang="nb">Resolved: Vegen</title>' in feed
    assert '<summary type="text" xml:lang="nb">' in feed


def test_search_finds_what_is_on_the_pages_of_its_language(town: dict[str, str]) -> None:
    indexes = {}
    for path in ("tjenester/alle/index.html", "index.html", "en/index.html"):
        if path in town and (match := re.search(r'data-search="/(assets/[^"]+)"', town[path])):
            indexes[path] = town[match[1]]
    assert "Nursery place" in indexes["en/index.html"] and "/en/services/barnehage/" in indexes["en/index.html"]
    assert "Nursery place" not in indexes["index.html"] and "Barnehageplass" in indexes["index.html"]
    # What is not translated is said to be in another language.
    found = {one[1]: one for one in json.loads(indexes["en/index.html"])["found"]}
    assert found["/en/services/broyting/"][6:] == ["nb", "nb"] and len(found["/en/services/barnehage/"]) < 7


def test_search_finds_a_page_in_a_language_without_an_interface_by_its_own_words(town: dict[str, str]) -> None:
    match = re.search(r'data-search="/(assets/[^"]+)"', town["index.html"])
    assert match is not None
    found = {one[1]: one for one in json.loads(town[match[1]])["found"]}
    assert found["/ar/tjenester/barnehage/"] == [
        "روضة أطفال",
        "/ar/tjenester/barnehage/",
        0,
        16,
        "اتصل بنا.",
        "",
        "ar",
        "ar",
    ]
    # Its summary is the original's, by which the original is found.
    assert found["/uk/tjenester/barnehage/"][4:] == ["", "", "uk"]
    assert not [one for address, one in found.items() if len(one) > 6 and not address.startswith(("/ar/", "/uk/"))]


def test_the_list_of_everything_has_what_is_in_other_languages_under_their_names(town: dict[str, str]) -> None:
    page = town["alle/index.html"]
    assert '<a href="#_ar"><span lang="ar" dir="rtl">العربية</span></a>' in page
    assert '<a class="door" href="/ar/tjenester/barnehage/"><span class="name"><span lang="ar" dir="rtl">' in page
    assert 'href="#_uk"' in page and 'href="#_en"' not in page
    assert 'href="#_ar"' not in town["en/all/index.html"]


def test_each_language_has_a_sitemap_and_robots_are_told_of_all(town: dict[str, str]) -> None:
    assert re.findall(r"Sitemap: (\S+)", town["robots.txt"]) == [
        f"https://alt.eksempel.example/{folder}sitemap.xml" for folder in ("", "en/", "se/")
    ]
    assert "/en/services/barnehage/" in town["en/sitemap.xml"] and "/en/" not in town["sitemap.xml"]
    # A language without an interface has no sitemap of its own.
    assert re.findall(r"example(/(?:ar|uk)/[^<]+)", town["sitemap.xml"]) == [
        "/ar/tjenester/barnehage/",
        "/uk/tjenester/barnehage/",
    ]
    assert "/ar/" not in town["en/sitemap.xml"]
    assert "en/robots.txt" not in town


# --- sites of one language, and errors ------------------------------------------------------------


def test_a_site_of_one_language_says_nothing_of_languages(tmp_path: Path) -> None:
    one = {path: text for path, text in TOWN.items() if not re.search(r"\.(en|uk|ar)\.", path)}
    root = written(tmp_path, one | {"content/site.yaml": SMALL_SETTINGS})
    built(root, root / "output")
    for path, content in read_all(root / "output").items():
        if path.endswith(".html"):
            assert b"hreflang" not in content and "Språk" not in content.decode(), path


def test_the_addresses_of_the_full_site_can_be_said_in_every_language(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    settings = root / "content/site.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("språk: [nb]", "språk: [nb, en]"), encoding="utf-8"
    )
    site = load(root).site
    assert site is not None
    planned = plan_site(site.at(NOW))
    heads = [(one.language, one.view.head) for one in planned if hasattr(one.view, "head")]
    there = {one.path for one in planned}
    for language, head in heads:
        if not language and head.address != "/404.html":
            english = worded(neutral(head.address, "nb"), "en")
            assert PurePosixPath(f"en{english}index.html") in there, head.address
            assert worded(neutral(english, "en"), "nb") == head.address


@pytest.mark.parametrize("language", PATH_WORDS)
def test_an_address_without_its_words_is_the_same_in_every_language(language: str) -> None:
    for address in (
        "/@services/sfo/",
        "/@notices/@archive/@undated/",
        "/@notices/@event/@at_place/banken/",
        "/@maps/skoler/@table/",
    ):
        assert neutral(worded(address, language), language) == address
    assert neutral("/arkiv/", "nb") == "/arkiv/" and neutral("/", language) == "/"


def test_a_fault_in_a_variant_is_told_of_where_it_stands(tmp_path: Path) -> None:
    variant = "---\ntittel: Nursery\n---\n\nSee [this](tjeneste:barnehag).\n"
    root = written(tmp_path, TOWN | {"content/services/barnehage.en.md": variant})
    said = problems_text(root)
    assert "content/services/barnehage.en.md:5" in said and said.count("feil[") == 1


def test_a_variant_with_an_error_is_left_out_and_its_original_stands_in(tmp_path: Path) -> None:
    root = written(
        tmp_path, TOWN | {"content/services/barnehage.en.md": "---\ntittel: Nursery\nsøk: sok\n---\n\nText.\n"}
    )
    outcome = build.build(build.Request(root, root / "output", NOW, keeps_going=True))
    assert outcome.left_out == ("content/services/barnehage.en.md",)
    page = (root / "output/en/services/barnehage/index.html").read_text(encoding="utf-8")
    assert "not translated" in page and "Barnehageplass" in page


def test_a_page_may_not_be_called_what_a_list_is_in_another_language(tmp_path: Path) -> None:
    root = written(tmp_path, TOWN | {"content/pages/news.md": "# Nyheter\n\nTekst.\n"})
    assert "[N210] content/pages/news.md" in problems_text(root)


@pytest.mark.parametrize(("code", "name", "is_right_to_left"), [("uk", "Українська", False), ("he", "עברית", True)])
def test_any_language_is_known_by_its_own_name(code: str, name: str, is_right_to_left: bool) -> None:
    found = language_of(code)
    assert found is not None and (found.name, found.is_right_to_left) == (name, is_right_to_left)
    assert language_of("zz") is None and name_in("nb", "en") == "Norwegian Bokmål"
    assert [name_in("nn", one) for one in ("nb", "nn")] == ["nynorsk", "nynorsk"]


@pytest.mark.parametrize(
    ("code", "locale"),
    [("nb", "nb_NO"), ("se", "se_NO"), ("ar", "ar_EG"), ("pt-BR", "pt_BR"), ("zh-Hant", "zh_TW"), ("prs", "prs")],
)
def test_others_are_told_of_a_language_with_a_country(code: str, locale: str) -> None:
    found = language_of(code)
    assert found is not None and found.locale == locale


def test_the_data_of_a_search_is_json_in_every_language(town: dict[str, str]) -> None:
    assert all(json.loads(text) is not None for path, text in town.items() if path.endswith(".json"))


def test_the_primary_language_is_the_site_itself(tmp_path: Path) -> None:
    site = load(written(tmp_path, TOWN)).site
    assert site is not None
    assert languages.in_language(site, "nb") is site is languages.in_language(site, "")
    assert languages.in_language(site, "en") is languages.in_language(site, "en") is not site


def test_a_town_in_sami_and_norwegian_has_every_page_in_both(tmp_path: Path) -> None:
    root = copy_of(SITES / "karasjok", tmp_path / "site")
    assert [one.code for one in checked(root).problems] == []
    built(root, root / "output")
    page = (root / "output/se/aktuelt/2026-02-10-horing-kvensk-navn/index.html").read_text(encoding="utf-8")
    assert "Kárášjoga kveanagiel báikenamma gulaskuddamis" in page.partition("<h1>")[2].partition("</h1>")[0]
    assert "borgemánu 1. b. 2026" in page and '<div lang="nb"><p>Forslaget er Kaarasjoki.</p>' in page
    assert '<a class="brand" href="/se/">Kárášjoga gielda</a>' in page
    assert "ikke oversatt" not in page and 'hreflang="se" href="https://' in page
    assert 'rel="canonical" href="https://alt.karasjok.example/se/aktuelt/2026-02-10-horing-kvensk-navn/">' in page
    sitemap = (root / "output/se/sitemap.xml").read_text(encoding="utf-8")
    assert "2026-02-10-horing-kvensk-navn" in sitemap and "drift-vann" not in sitemap
    pages = {path: text for path, text in read_all(root / "output").items() if path.endswith(".html")}
    assert not [path for path, text in pages.items() if b"&lt;span lang" in text]


def test_a_translated_title_within_words_that_are_not_is_no_text_in_their_language(tmp_path: Path) -> None:
    notice = "---\ntittel: {}\nøvelse: ja\neksempel: ja\nalvor: fare\n---\n\n{}\n"
    path = "content/notices/2026-02-17-drift-lekkasje{}.md"
    drill = {
        path.format(""): notice.format("Lekkasje", "Vannet er stengt."),
        path.format(".se"): "---\ntittel: Čáhci\n---\n\nČáhci ii leat.\n",
    }
    root = written(tmp_path, TOWN | drill)
    built(root, root / "output")
    page = (root / "output/se/aktuelt/2026-02-17-drift-lekkasje/index.html").read_text(encoding="utf-8")
    assert "ikke oversatt" not in page and "<title>Eksempel: ØVELSE: Čáhci – " in page
    listed = (root / "output/se/aktuelt/drift/index.html").read_text(encoding="utf-8")
    assert '<span class="name"><span lang="nb">Eksempel: </span>Čáhci</span>' in listed


def test_a_home_page_whose_settings_are_not_translated_is_not_translated(tmp_path: Path) -> None:
    settings = f"{SMALL_SETTINGS}språk: [nb, en, nn]\n"
    root = written(tmp_path, TOWN | {"content/site.yaml": settings})
    built(root, root / "output")
    english, nynorsk = ((root / f"output/{one}/index.html").read_text(encoding="utf-8") for one in ("en", "nn"))
    assert 'hreflang="en" href="https://' in english and 'hreflang="nn" href="https://' not in english
    assert "ikkje omsett" in nynorsk and '<link rel="canonical" href="https://alt.eksempel.example/">' in nynorsk
    assert '<a class="brand" href="/nn/"><span lang="nb">Eksempel på ett sted</span></a>' in nynorsk
    assert "<loc>https://alt.eksempel.example/nn/</loc>" not in (root / "output/nn/sitemap.xml").read_text("utf-8")


def test_an_untranslated_page_with_a_longer_title_is_not_translated(tmp_path: Path) -> None:
    twins = {f"content/notices/2026-02-0{day}-drift-veg.md": "# Vegen er stengt\n\nVegen.\n" for day in (1, 2)}
    root = written(tmp_path, TOWN | twins)
    built(root, root / "output")
    page = (root / "output/en/news/2026-02-01-drift-veg/index.html").read_text(encoding="utf-8")
    assert "Vegen er stengt (" in page and "not translated" in page


def test_a_translation_is_out_of_date_when_only_its_original_was_committed_since(tmp_path: Path) -> None:
    root = written(tmp_path, {path: text for path, text in TOWN.items() if ".uk." not in path and ".ar." not in path})
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "a")):
        assert _git(root, *words, day="2026-01-01") == 0
    service = root / "content/services/barnehage.md"
    service.write_text(service.read_text(encoding="utf-8") + "\nDet er blitt dyrere.\n", encoding="utf-8")
    assert _git(root, "commit", "-qam", "b", day="2026-01-05") == 0
    (one,) = (found for found in checked(root).problems if found.code.startswith("V"))
    assert (one.code, one.path) == ("V105", "content/services/barnehage.en.md")


def _of_dates(original: str, english: str) -> dict[str, str]:
    """Return the town with those dates of change in a service and in what it is in English; none where empty."""
    path = "content/services/barnehage{}.md"
    found = {}
    for ending, day in (("", original), (".en", english), (".ar", english)):
        name = path.format(ending)
        found[name] = TOWN[name].replace("---\n", f"---\nendret: {day}\n", 1) if day else TOWN[name]
    return TOWN | found


def test_a_translation_bears_its_own_date_and_says_that_its_original_has_changed_since(tmp_path: Path) -> None:
    root = written(tmp_path, _of_dates("2026-02-10", "2026-01-01"))
    built(root, root / "output")
    pages = {one: (root / f"output/{one}/index.html").read_text(encoding="utf-8") for one in _PLACES}
    assert 'datetime="2026-02-10"' in pages["tjenester/barnehage"]
    english = pages["en/services/barnehage"]
    assert 'Updated <time datetime="2026-01-01">Thursday, 1 January 2026</time>' in english
    assert "2026-02-10" not in english
    assert (
        '<p class="box">The text in Norwegian Bokmål was changed on 10 February 2026, after this one was translated. '
        '<a href="/tjenester/barnehage/" hreflang="nb">Read the original</a></p>'
    ) in english
    assert "Teksten på bokmål ble endret 10. februar 2026" in pages["ar/tjenester/barnehage"]
    assert "2026-01-01" in (root / "output/en/sitemap.xml").read_text(encoding="utf-8")
    # Of what is not translated the date is the original's, and so is the text.
    assert "was changed on" not in pages["tjenester/barnehage"]


_PLACES = ("tjenester/barnehage", "en/services/barnehage", "se/tjenester/barnehage", "ar/tjenester/barnehage")


@pytest.mark.parametrize(("original", "english"), [("2026-01-01", "2026-02-10"), ("2026-02-10", "2026-02-10")])
def test_a_translation_that_is_as_new_as_its_original_says_nothing_of_it(
    original: str, english: str, tmp_path: Path
) -> None:
    root = written(tmp_path, _of_dates(original, english))
    built(root, root / "output")
    page = (root / "output/en/services/barnehage/index.html").read_text(encoding="utf-8")
    assert f'Updated <time datetime="{english}">' in page and "was changed on" not in page


def test_a_translation_without_a_date_has_not_that_of_its_original(tmp_path: Path) -> None:
    root = written(tmp_path, _of_dates("2026-02-10", ""))
    built(root, root / "output")
    english, sami = ((root / f"output/{one}/index.html").read_text(encoding="utf-8") for one in _PLACES[1:3])
    assert "2026-02-10" not in english and "2026-02-10" in sami


def test_a_change_that_is_yet_to_come_makes_no_translation_old(tmp_path: Path) -> None:
    root = written(tmp_path, _of_dates("2027-02-10", "2026-01-01"))
    built(root, root / "output")
    page = (root / "output/en/services/barnehage/index.html").read_text(encoding="utf-8")
    assert "was changed on" not in page


def _git(root: Path, *words: str, day: str) -> int:
    name = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    moment = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    return subprocess.run(["git", "-C", str(root), *name, *words], env=os.environ | moment, check=False).returncode


def test_whatever_is_a_text_may_have_to_be_in_all_languages() -> None:
    kinds = {kind.word for kind in TRANSLATED_TYPES} - {Notice.word}
    assert {one.value for one in Translated} == kinds | {one.value for one in NoticeType}
    assert all(Translated(one.value).nb == one.nb for one in NoticeType)


@pytest.mark.parametrize("language", ["en-GB", "nn-NO", "no", "xx", "EN", "nb-", "å", "../nn", "en nn", "12"])
@pytest.mark.parametrize("settings", ["språk: [nb, '{}']\n", "språk: ['{}']\n", "meldingsspråk: '{}'\n"])
def test_a_language_that_is_none_of_ours_is_told_of_once_and_nothing_is_planned_in_it(
    settings: str, language: str, tmp_path: Path
) -> None:
    text = SMALL_SETTINGS + settings.format(language)
    (found,) = (one for one in checked(written(tmp_path, {"content/site.yaml": text})).problems if one.is_error)
    # What cannot be the code of a language is told of as that.
    assert found.code in ("C802", "D216")
    assert dict(found.values).get("found", language) == language
