"""Embeds and feeds say whose they are; what is advised for a frame is what its content needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from site_builder.content_types.service import Service
from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs import embeds, heights, shell, views
from site_builder.outputs.embeds import EmbeddingView
from site_builder.outputs.listing import Group, Row
from site_builder.outputs.pages import ListView, ServiceView, service_view
from tests.support import FULL, NOW, built, checked, copy_of, written

ATOM = "{http://www.w3.org/2005/Atom}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def _town(root: Path, demo: str, language: str = "nb") -> Path:
    """Return the full site as a demonstration or in earnest, in a language."""
    town = copy_of(FULL, root / "town")
    settings = town / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8").replace("demo: ja", demo).replace("språk: [nb]", f"språk: [{language}]")
    settings.write_text(text, encoding="utf-8")
    return town


def _embedding(site: Site) -> EmbeddingView:
    return embeds.embedding_view(site, tuple(embeds.embeds(site)))


def _loaded(root: Path) -> Site:
    site = load(root).site
    assert site is not None
    return site.at(NOW)


@pytest.mark.parametrize(
    ("language", "line", "title", "home"),
    [
        (
            "nb",
            "Innholdet kommer fra demonstrasjonen Småvik: alt du trenger.",
            "Drift nå fra demonstrasjonen Småvik: alt du trenger",
            "Fra demonstrasjonen Småvik: alt du trenger",
        ),
        (
            "nn",
            "Innhaldet kjem frå demonstrasjonen Småvik: alt du trenger.",
            "Drift no frå demonstrasjonen Småvik: alt du trenger",
            "Frå demonstrasjonen Småvik: alt du trenger",
        ),
        (
            "en",
            "The content comes from the demonstration Småvik: alt du trenger.",
            "Service notices now from the demonstration Småvik: alt du trenger",
            "From the demonstration Småvik: alt du trenger",
        ),
    ],
)
def test_an_embed_of_a_demonstration_does_not_speak_for_the_municipality(
    language: str, line: str, title: str, home: str, tmp_path: Path
) -> None:
    site = _loaded(_town(tmp_path, "demo: ja", language))
    assert {embeds.embed_view(site, one).whose for one in embeds.embeds(site)} == {line}
    general, types, *_ = _embedding(site).groups
    assert f'title="{home}"' in general.snippets[0].code
    assert f'title="{title}"' in types.snippets[0].code


def test_an_embed_in_earnest_names_the_municipality(tmp_path: Path) -> None:
    site = _loaded(_town(tmp_path, "demo: nei"))
    assert embeds.whose(site) == "Innholdet kommer fra Småvik kommune."
    home = _embedding(site).groups[0].snippets[0]
    assert 'title="Småvik: alt du trenger fra Småvik kommune"' in home.code


@pytest.mark.parametrize(
    ("demo", "name"),
    [("demo: ja", "demonstrasjonen Småvik: alt du trenger"), ("demo: nei", "Småvik kommune")],
)
def test_a_feed_of_a_demonstration_is_not_the_municipalitys(demo: str, name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built(_town(tmp_path, demo), out)
    atom = ElementTree.parse(out / "feeds" / "alt.atom")
    assert [one.text for one in atom.iter(f"{ATOM}name")] == [name]
    rss = ElementTree.parse(out / "feeds" / "alt.rss")
    assert {one.text for one in rss.iter(CREATOR)} == {name}


# --- advised heights ----------------------------------------------------------------------------

SERVICE_BLOCKS = (
    "actions",
    "notices",
    "prices",
    "calculators",
    "audience",
    "steps",
    "documents",
    "processing_time",
    "legal_basis",
    "body",
    "maps",
    "related",
    "promise",
)


@pytest.mark.parametrize("block", SERVICE_BLOCKS)
def test_every_block_of_a_service_makes_it_taller(block: str) -> None:
    site = _loaded(FULL)
    (service,) = (one for one in site.of(Service) if one.slug == "barnehageplass")
    view = service_view(site, service)
    # The one block that no notice fills here.
    view = replace(view, notices=view.related)
    assert getattr(view, block), "the full site fills every block"
    without = replace(view, **{block: type(getattr(view, block))()})
    height_of = heights.PAGES[ServiceView]
    assert height_of(without, heights.PHONE) < height_of(view, heights.PHONE)


def test_advice_comes_in_whole_steps_and_grows_with_rows() -> None:
    head = views.Head("Liste", "", "/liste/")
    advised = []
    for count in (0, 5, 50):
        rows = tuple(Row(f"Tjeneste {number}", "/t/", "Hva det er, og hvem det er for.") for number in range(count))
        groups = (Group("Alle", "alle", rows),) if rows else ()
        advised.append(heights.advised(ListView(head, "Liste", "", groups), (), "Innholdet kommer fra Småvik kommune."))
    assert advised == sorted(advised)
    assert all(height % 50 == 0 for pair in advised for height in pair)
    # On a phone the same text takes more lines.
    assert all(phone >= desktop for phone, desktop in advised)


def test_an_alert_takes_its_room() -> None:
    view = ListView(views.Head("Liste", "", "/liste/"), "Liste", "", (), empty="Ingen tjenester ennå.")
    alert = shell.Alert("Kok vannet i hele Småvik", "/aktuelt/krise-vann/", "crisis", "ongoing", False, "Fra i dag")
    assert heights.advised(view, (alert,), "")[0] > heights.advised(view, (), "")[0]


def test_an_embed_of_what_is_told_apart_from_others_of_its_title_is_not_called_what_its_page_is(tmp_path: Path) -> None:
    unit = "---\ntittel: Biblioteket\nslag: bibliotek\n---\n\nKom inn.\n"
    files = {f"content/units/{name}.md": unit for name in ("nord", "sor")}
    assert checked(written(tmp_path / "site", files)).problems == ()
    built(tmp_path / "site", tmp_path / "output")
    page = (tmp_path / "output/embed/steder/nord/index.html").read_text(encoding="utf-8")
    assert "<title>Biblioteket (nord) fra Eksempel kommune</title>" in page
