"""The demo's content: as much of it as was promised, true to its sources' age, and light."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from site_builder.content_types.maps import Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.question import Question
from site_builder.content_types.records import Contact, Price
from site_builder.content_types.service import Service
from site_builder.content_types.settings import Settings
from site_builder.content_types.unit import Unit
from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs.notices import archive_years
from tests.support import NOW, ROOT, built, map_weight, read_all

ORDINARY = 14 * 1024
MAP_PAGE = 60 * 1024


@pytest.fixture(scope="module")
def site() -> Site:
    loaded = load(ROOT)
    assert loaded.site is not None
    assert loaded.problems == ()
    return loaded.site


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("demo")
    built(ROOT, out)
    return read_all(out)


def test_there_are_forty_services_that_say_what_who_how_and_whom_to_ask(site: Site) -> None:
    services = site.of(Service)
    assert len(services) >= 40
    for one in services:
        assert one.summary, one.slug
        assert one.audience, one.slug
        assert one.steps, one.slug
        assert one.sources or one.sample, one.slug
        assert one.category, one.slug


def test_a_services_summary_is_one_sentence(site: Site) -> None:
    for one in site.of(Service):
        assert re.fullmatch(r"(?:[^.!?]|[.!?](?! [A-ZÆØÅ]))+\.", one.summary), one.slug


def test_a_drill_is_not_called_a_drill_twice(site: Site) -> None:
    for one in site.of(Notice):
        assert not (one.drill and one.title.startswith("Øvelse")), one.slug


def test_there_are_the_real_notices_as_archive_and_samples_around_the_moment(site: Site) -> None:
    real = [one for one in site.of(Notice) if not one.sample]
    samples = [one for one in site.of(Notice) if one.sample]
    assert len(real) == 38
    assert all(one.sources for one in real)
    assert not [one.slug for one in real if one.is_current(NOW)]
    assert len(samples) >= 14
    assert len({one.kind for one in samples}) >= 8
    assert len([one for one in samples if one.is_current(NOW)]) >= 14


def test_a_real_notice_is_published_no_more_exactly_than_its_source_says(site: Site) -> None:
    # A file's name begins with the day of what it tells of, which is seldom the day it was told.
    real = [one for one in site.of(Notice) if not one.sample]
    assert {one.slug for one in real if not one.is_archive_only} == {
        "2020-11-30-arrangement-kulturskolen",
        "2020-12-03-drift-radhusteatret",
        "2021-11-29-nyhet-vaksinetelefon",
        "2023-08-09-nyhet-flom-glomma",
    }


def test_the_real_notices_are_filed_under_the_year_of_their_publication(site: Site) -> None:
    years = archive_years(site.at(NOW))
    real = {year: sum(not one.sample for one in found) for year, found in years.items()}
    assert real == {2026: 0, 2024: 6, 2023: 4, 2021: 5, 2020: 8, 2019: 1, 2018: 2, 2017: 1, 0: 11}


def test_the_drill_is_in_languages_that_somebody_has_read(files: dict[str, bytes]) -> None:
    drill = files["aktuelt/2026-02-03-krise-ovelse/index.html"].decode()
    assert set(re.findall(r'<section[^>]* lang="(\w+)"', drill)) == {"en"}


def test_the_places_are_there(site: Site) -> None:
    count = {slug: sum(one.map_slug == slug for one in site.of(Place)) for slug in ("skoler", "barnehager", "fritid")}
    assert count == {"skoler": 12, "barnehager": 11, "fritid": 15}
    plots = [one for one in site.of(Place) if one.map_slug == "ledige-tomter"]
    assert plots
    assert all(one.sample for one in plots)


def test_a_street_of_the_table_has_a_notice_and_so_has_one_that_only_notices_name(files: dict[str, bytes]) -> None:
    page = files["min-gate/index.html"].decode()
    for name, notice in (
        ("Oppdiktbakken", "2026-02-13-kunngjoring-eksempeltomter"),
        ("Markensvegen", "2026-02-17-drift-gatelys-markensvegen"),
        ("Jernbanegata", "2026-02-16-drift-veg-jernbanegata"),
    ):
        street = page.partition(f"<h3>{name}</h3>")[2].partition("<h3>")[0]
        assert f"/aktuelt/{notice}/" in street, name


def test_what_is_counted_confirmed_or_answered_by_somebody_is_an_example(site: Site) -> None:
    invented = [one for one in site.of(Question) if one.sample]
    for one in site.of(Question):
        claimed = one.answered_by or one.answered or one.confirmed or one.asked or one.published
        assert bool(claimed) == one.sample, one.slug
        assert one.sample or one.sources, one.slug
    assert len(invented) == 4
    for one in invented:
        assert one.asked, one.slug
        assert not one.is_answered or (one.answered and one.confirmed and site.get(Contact, one.answered_by or ""))
    (waiting,) = (one for one in invented if not one.is_answered)
    assert waiting.answer_by
    assert not waiting.is_late(NOW)


def test_home_says_of_nothing_but_what_was_counted_that_people_ask_it(files: dict[str, bytes]) -> None:
    block = files["index.html"].decode().partition(">Folk spør om</h2>")[2].partition("</section>")[0]
    asked = re.findall(r'<span class="name">([^<]*)</span>', block)
    assert asked == [
        "Eksempel: Når kan vi drikke vannet i Lia igjen?",
        "Eksempel: Når får vi igjen pengene for skikurset?",
        "Eksempel: Må jeg melde på barnet til eventyrstunda?",
    ]


def test_an_answer_of_the_facts_says_what_it_is_based_on_and_how_old_that_is(files: dict[str, bytes]) -> None:
    page = files["sporsmal/hva-koster-sfo/index.html"].decode()
    said = "Svaret bygger på Kongsvinger kommune: prisliste for SFO (2024/25 eller senere)."
    assert f'<p class="note">{said}</p>' in page
    assert "Svar fra" not in page


def test_a_part_of_anothers_site_is_in_an_example_alone_and_from_a_host_that_cannot_be(
    site: Site, files: dict[str, bytes]
) -> None:
    parts_from = site.one(Settings).parts_from
    assert parts_from
    assert all(host.endswith(".example") for host in parts_from)
    shown = {
        path
        for path, content in files.items()
        if path.endswith(".html") and b'class="box is-planned theirs"' in content
    }
    assert shown == {"aktuelt/2026-02-06-arrangement-filmkveld/index.html"}
    notice = site.get(Notice, "2026-02-06-arrangement-filmkveld")
    assert notice is not None
    assert notice.sample


def test_a_unit_shows_a_picture_with_what_it_shows_and_who_made_it(site: Site, files: dict[str, bytes]) -> None:
    assert [one.slug for one in site.of(Unit) if one.pictures] == ["radhus-teatret"]
    page = files["steder/radhus-teatret/index.html"].decode()
    assert 'alt="Tegning av en scene med rødt teppe.' in page
    assert "Tegning: laget for demonstrasjonen" in page


def test_every_price_says_its_year(site: Site) -> None:
    for price in site.of(Price):
        assert all(rate.year for rate in price.rates if rate.amount), price.slug


def test_the_site_says_that_it_is_a_demonstration(site: Site, files: dict[str, bytes]) -> None:
    settings = site.one(Settings)
    assert settings.demo
    assert re.fullmatch(r"https://[a-z.]+\.example/?", settings.base_url)
    for path, content in files.items():
        if path.endswith(".html"):
            assert b"Dette er en demonstrasjon" in content, path


def test_every_page_is_at_most_14_kb_with_its_style(files: dict[str, bytes]) -> None:
    sizes = {path: len(gzip.compress(content, 9)) for path, content in files.items() if path.endswith(".html")}
    heavy = {path: size for path, size in sizes.items() if size > ORDINARY}
    assert heavy == {}


def test_a_map_page_is_at_most_60_kb_in_all(files: dict[str, bytes]) -> None:
    pages = [path for path in files if re.fullmatch(r"kart/[^/]+/index\.html", path)]
    heavy = {path: weight for path in pages if (weight := map_weight(files, path)) > MAP_PAGE}
    assert len(pages) >= 5
    assert heavy == {}


# HTML, 4.12.1 "prepare the script element": what is of no type of script is data, and is never run.
DATA_BLOCK = re.compile(r'<script type="application/ld\+json">(?P<data>[^<]*)</script>')


def test_no_page_has_an_inline_script_a_handler_or_a_style_attribute(files: dict[str, bytes]) -> None:
    blocks = 0
    for path, content in files.items():
        if path.endswith(".html"):
            for block in DATA_BLOCK.finditer(content.decode()):
                assert json.loads(block["data"])["@context"] == "https://schema.org", path
                blocks += 1
            text = DATA_BLOCK.sub("", content.decode())
            assert re.findall(r"<script[^>]*>(?!</script>)", text) == [], path
            tags = re.findall(r"<[a-z][^>]*>", text)
            for tag in tags:
                attributes = re.sub(r'"[^"]*"', '""', tag)
                assert not re.search(r"\son[a-z]+=|\sstyle=", attributes), (path, tag)
                assert not tag.startswith("<script") or 'src="/' in tag, (path, tag)
    assert blocks == 1


def is_for_a_wall(path: str) -> bool:
    """Return whether a page is made for paper or for a screen that nobody touches: it has no menu of ours."""
    return path.endswith("/ark/index.html") or path == "skjerm/index.html"


def test_every_page_has_what_every_page_must_have(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        text = content.decode()
        is_embed = path.startswith("embed/")
        assert text.startswith('<!doctype html>\n<html lang="nb"'), path
        assert len(re.findall(r"<h1[ >]", text)) == 1, path
        assert text.count("<main") == 1, path
        for needed in ('<link rel="canonical" href="https://', '<meta name="description" content="'):
            assert needed in text, (path, needed)
        if is_for_a_wall(path):
            continue
        if not is_embed:
            for needed in ('class="skip"', "<header", "<footer", 'property="og:title"', 'rel="alternate"'):
                assert needed in text, (path, needed)
        else:
            assert '<base target="_top">' in text, path


def test_nothing_on_a_page_comes_from_another_host(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".html"):
            for tag in re.findall(
                r"<(?:script|img|iframe|source|video|audio|embed|object|link)\b[^>]*>", content.decode()
            ):
                address = re.search(r'(?:src|href)="([^"]*)"', tag)
                if address and not re.search(r'rel="(?:canonical|alternate)"', tag):
                    assert address[1].startswith(("/", "data:image/svg+xml")), (path, tag)


def test_the_sitemap_lists_every_page_that_is_not_hidden(files: dict[str, bytes]) -> None:
    listed = set(re.findall(r"<loc>https://alt\.kongsvinger\.example/([^<]*)</loc>", files["sitemap.xml"].decode()))
    pages = {
        path.removesuffix("index.html")
        for path, content in files.items()
        if path.endswith("index.html")
        and not path.startswith("embed/")
        and b'http-equiv="refresh"' not in content
        and not is_for_a_wall(path)
    }
    assert listed == pages
    assert {"", "kontakt/", "tjenester/barnehageplass/", "kart/skoler/"} <= listed
