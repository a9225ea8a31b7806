"""What lists and pages say, and in which order: headings, dates, danger first, whom to call, what a search finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.loading import load
from site_builder.outputs.home import home_view
from tests.support import FULL, NOW, SMALL_SETTINGS, built, copy_of, read_all

CONTACTS = """\
servicetorget:
  navn: Servicetorget
  telefon: 22 22 22 22
  epost: post@eksempel.example
givas:
  navn: GIVAS
  nettadresse: https://www.givas.example/
"""
Build = Callable[..., dict[str, str]]


@pytest.fixture
def pages_of(tmp_path: Path) -> Build:
    """Return the main part of every page of a town with the files given beside its settings."""

    def build(files: Mapping[str, str], language: str = "nb") -> dict[str, str]:
        settings = {"content/site.yaml": f"{SMALL_SETTINGS}språk: [{language}]\n", "content/contacts.yaml": CONTACTS}
        for name, text in {**settings, **files}.items():
            path = tmp_path / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        built(tmp_path / "site", tmp_path / "out")
        found = read_all(tmp_path / "out").items()
        return {path: _main(content.decode()) for path, content in found if path.endswith("index.html")}

    return build


def _main(page: str) -> str:
    """Return what stands in the page's main part; telephone numbers with plain spaces."""
    return page.partition("<main")[2].partition("</main>")[0].replace("\N{NO-BREAK SPACE}", " ")


def _notice(title: str, *fields: str) -> str:
    return "\n".join(("---", f"tittel: {title}", *fields, "---", "", "Noe har skjedd.", ""))


def _headings(main: str) -> list[str]:
    return [re.sub("<[^>]+>", "", one) for one in re.findall(r"<h[1-6][^>]*>.*?</h[1-6]>", main)]


def _names(main: str) -> list[str]:
    return re.findall(r'<span class="name">([^<]+)</span>', main)


def test_the_heading_over_old_notices_does_not_say_that_they_are_current(pages_of: Build) -> None:
    old = _notice("Brøyting", "tema: brøyting", "publisert: 2024-01-10", "vises_til: 2024-02-01")
    unknown = _notice("Grusing", "publisert: ukjent")
    pages = pages_of({"content/notices/drift-a.md": old, "content/notices/drift-b.md": unknown})
    assert _headings(pages["aktuelt/arkiv/2024/index.html"]) == ["Meldinger: 2024", "Meldinger"]
    assert _headings(pages["aktuelt/arkiv/uten-dato/index.html"]) == ["Meldinger: Uten dato", "Meldinger"]


@pytest.mark.parametrize(
    ("language", "list_", "page", "said"),
    [
        ("nb", "aktuelt/arkiv/uten-dato", "aktuelt/drift-a", "Uten dato"),
        ("nn", "aktuelt/arkiv/utan-dato", "aktuelt/drift-a", "Utan dato"),
        ("en", "news/archive/undated", "news/drift-a", "Without a date"),
    ],
)
def test_what_has_no_date_says_so(pages_of: Build, language: str, list_: str, page: str, said: str) -> None:
    notice = _notice("Brøyting", "tema: brøyting", "publisert: ukjent")
    pages = pages_of({"content/notices/drift-a.md": notice}, language)
    assert f"</span> · {said}</span>" in pages[f"{list_}/index.html"]
    assert f"<p>{said}. " in pages[f"{page}/index.html"]


def test_the_facts_of_a_place_stand_before_its_notices(pages_of: Build) -> None:
    pages = pages_of(
        {
            "maps/skoler.yaml": "tittel: Skoler\ndata: skoler.csv\nkolonner:\n  - felt: trinn\n    navn: Trinn\n",
            "maps/skoler.csv": "navn;id;lat;lon;adresse;trinn\nLia skole;lia;60.1;12.1;Lia 1;1-7\n",
            "content/notices/drift-a.md": _notice("Vannet", "gjelder: [lia]", "publisert: 2026-02-17"),
        }
    )
    main = pages["steder/lia/index.html"]
    assert main.index("<dt>Adresse</dt>") < main.index("<dt>Trinn</dt>") < main.index("Aktuelle meldinger</h2>")


def test_danger_stands_first_in_every_list(pages_of: Build) -> None:
    plain, grave = ("publisert: 2026-02-17", "gjelder: [skole, skoler]"), "publisert: 2026-02-10"
    concerns = "gjelder: [skole, skoler]"
    pages = pages_of(
        {
            "content/categories.yaml": "skole:\n  tittel: Skole\n",
            "content/services/sfo.md": "---\ntittel: SFO\nkort: Tilbud etter skolen.\nkategori: skole\n---\n",
            "maps/skoler.yaml": "tittel: Skoler\ndata: skoler.csv\n",
            "maps/skoler.csv": "navn;id;lat;lon\nLia skole;lia;60.1;12.1\n",
            "content/notices/drift-a.md": _notice("Vannlekkasje", "tema: vann", *plain),
            "content/notices/drift-b.md": _notice("Ras", "tema: veg", "alvor: fare", grave, concerns),
            "content/notices/arrangement-c.md": _notice("Konsert", "type: arrangement", "starter: 2026-02-28", *plain),
            "content/notices/arrangement-d.md": _notice(
                "Isgang", "type: arrangement", "starter: 2026-03-01", "alvor: fare", grave
            ),
            "content/notices/krise-e.md": _notice("Kok vannet", grave),
            "content/notices/nyhet-f.md": _notice("Ny veg", "publisert: 2026-02-17"),
        }
    )
    home = pages["index.html"]
    operations, new = home.partition('id="_drift"')[2].partition("</section>")[0], home.partition('id="_nytt"')[2]
    assert _names(operations) == ["Ras", "Vannlekkasje"]
    assert _names(new)[:1] == ["Kok vannet"]
    assert _names(pages["aktuelt/index.html"]) == ["Kok vannet", "Ras", "Vannlekkasje", "Isgang", "Konsert", "Ny veg"]
    assert _names(pages["aktuelt/arrangement/index.html"]) == ["Isgang", "Konsert"]
    for path in ("tjenester/sfo", "tema/skole", "kart/skoler", "steder/lia"):
        assert _names(pages[f"{path}/index.html"])[:1] == ["Ras"], path


def test_the_button_of_a_notice_calls_the_front_desk_where_the_owner_has_no_telephone(pages_of: Build) -> None:
    pages = pages_of(
        {
            "content/notices/krise-a.md": _notice("Kok vannet", "ansvar: givas", "publisert: 2026-02-17"),
            "content/notices/krise-b.md": _notice("Hold deg inne", "publisert: 2026-02-17"),
        }
    )
    button = '<a class="button" href="tel:+4722222222">Ring Servicetorget <span class="number">22 22 22 22</span></a>'
    for path in ("krise-a", "krise-b"):
        assert pages[f"aktuelt/{path}/index.html"].count(button) == 1
        assert pages[f"aktuelt/{path}/index.html"].count("22 22 22 22") == 1
    assert _headings(pages["aktuelt/krise-a/index.html"])[1:] == ["Ansvar: GIVAS", "Servicetorget"]
    assert _headings(pages["aktuelt/krise-b/index.html"])[1:] == ["Ansvar: Servicetorget"]


def test_each_note_on_a_price_has_a_line_of_its_own(pages_of: Build) -> None:
    price = "sfo:\n  tittel: SFO\n  merknad: Matpenger kommer i tillegg.\n  satser:\n"
    rate = "    - beløp: 100\n      fra: 2025-08-01\n      år: 2025\n      merknad: august–desember 2025\n"
    main = pages_of({"content/prices.yaml": price + rate})["priser/index.html"]
    notes = '<span class="note">Matpenger kommer i tillegg.</span><span class="note">august–desember 2025</span>'
    assert notes in main


def test_a_service_is_found_by_its_price_and_its_form(pages_of: Build) -> None:
    pages = pages_of(
        {
            "content/prices.yaml": "sfo:\n  tittel: SFO\n  satser:\n    - beløp: 100\n      år: 2026\n",
            "content/links.yaml": "sfo:\n  tittel: Søk om SFO\n  nettadresse: https://a.example/\n  slag: søknad\n",
            "content/services/sfo.md": (
                "---\ntittel: SFO\nkort: Tilbud etter skolen.\nsøkeord: [fritidshjem]\npriser: [sfo]\nsøk: [sfo]\n---\n"
            ),
            "content/services/kino.md": "---\ntittel: Kino\nkort: Filmer.\n---\n",
        }
    )
    for path in ("index.html", "alle/index.html"):
        assert re.findall(r'data-words="([^"]*)"', pages[path])[-1:] == ["fritidshjem pris søke skjema"]


def test_a_search_without_hits_leads_on(pages_of: Build) -> None:
    pages = pages_of({"content/services/kino.md": "---\ntittel: Kino\nkort: Filmer.\n---\n"})
    call = '<a href="tel:+4722222222">Ring Servicetorget 22 22 22 22</a>'
    hidden = '<p class="more" hidden data-otherwise>'
    assert f'{hidden}<a href="/alle/">Tjenester fra A til Å</a> {call}</p>' in pages["index.html"]
    assert f'{hidden}<a href="/kontakt/">Kontakt oss</a> {call}</p>' in pages["alle/index.html"]


@pytest.mark.parametrize(
    ("blocks", "columns"),
    [
        ("[søk, drift, helga, kart, kontakt]", (("search", "operations"), ("weekend",), ("maps", "contact"))),
        ("[nytt, drift, kontakt]", (("new", "operations"), ("contact",), ())),
    ],
)
def test_home_stands_in_columns_in_the_order_it_is_read(
    tmp_path: Path, blocks: str, columns: tuple[tuple[str, ...], ...]
) -> None:
    root = copy_of(FULL, tmp_path / "s")
    (root / "content/home.yaml").write_text(f"blokker: {blocks}\n")
    loaded = load(root).site
    assert loaded is not None
    view = home_view(loaded.at(NOW))
    assert (view.main, view.side, view.below) == columns
