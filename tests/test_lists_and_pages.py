"""What lists and pages say, and in which order: headings, dates, danger first, whom to call, what a search finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from site_builder.loading import load
from site_builder.outputs.home import home_view
from tests.support import FULL, NOW, SMALL_SETTINGS, as_built, built, copy_of, read_all

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
    """Return the main part of every page of a town with the files given beside its settings, as it is now."""

    def build(files: Mapping[str, str], language: str = "nb") -> dict[str, str]:
        settings = {"content/site.yaml": f"{SMALL_SETTINGS}språk: [{language}]\n", "content/contacts.yaml": CONTACTS}
        for name, text in {**settings, **files}.items():
            path = tmp_path / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        built(tmp_path / "site", tmp_path / "out")
        found = read_all(tmp_path / "out").items()
        return {path: _main(as_built(content.decode())) for path, content in found if path.endswith("index.html")}

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


def test_a_day_of_publication_that_nobody_knows_hides_not_that_a_notice_is_over(pages_of: Build) -> None:
    concert = _notice("Konsert", "type: arrangement", "starter: 2024-05-17 18:00", "publisert: 2024-05")
    works = _notice("Graving", "tema: veg", "publisert: 2023")
    pages = pages_of({"content/notices/konsert.md": concert, "content/notices/drift-a.md": works})
    assert ">Over<" in pages["aktuelt/arkiv/2024/index.html"]
    assert ">mai 2024<" in pages["aktuelt/konsert/index.html"]
    assert ">Over<" not in pages["aktuelt/arkiv/2023/index.html"]


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
    assert _names(operations) == ["Ras", "Isgang", "Vannlekkasje"]
    # A crisis has a block of its own.
    assert {"Kok vannet", "Isgang"}.isdisjoint(_names(new))
    assert home.index("Kok vannet") < home.index("Ras")
    assert _names(pages["aktuelt/index.html"]) == ["Kok vannet", "Ras", "Vannlekkasje", "Isgang", "Konsert", "Ny veg"]
    assert _names(pages["aktuelt/arrangement/index.html"]) == ["Isgang", "Konsert"]
    for path in ("tjenester/sfo", "tema/skole", "kart/skoler", "steder/lia"):
        assert _names(pages[f"{path}/index.html"])[:1] == ["Ras"], path


def test_a_map_shows_its_gravest_notices_and_folds_the_others(pages_of: Build) -> None:
    texts = {
        name: _notice(name.title(), "type: drift", "gjelder: skoler", f"alvor: {'viktig' if name == 'b' else 'info'}")
        for name in "abcd"
    }
    files = {f"content/notices/2026-02-1{number}-{name}.md": text for number, (name, text) in enumerate(texts.items())}
    files["maps/skoler.yaml"] = "tittel: Skoler\ndata: skoler.csv\n"
    files["maps/skoler.csv"] = "navn;id;lat;lon\nLia skole;lia;60.1;12.1\n"
    page = pages_of(files)["kart/skoler/index.html"]
    above, _, folded = page.partition("<details><summary><span>Flere meldinger (2)</span></summary>")
    assert _names(above) == ["B", "D"]
    assert _names(folded.partition("</details>")[0]) == ["C", "A"]


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
    assert _headings(pages["aktuelt/krise-a/index.html"])[1:] == ["Fare for liv", "Ansvar: GIVAS"]
    assert _headings(pages["aktuelt/krise-b/index.html"])[1:] == ["Fare for liv", "Ansvar: Servicetorget"]


def test_each_note_on_a_price_has_a_line_of_its_own(pages_of: Build) -> None:
    price = "sfo:\n  tittel: SFO\n  merknad: Matpenger kommer i tillegg.\n  satser:\n"
    rate = "    - beløp: 100\n      fra: 2025-08-01\n      år: 2025\n      merknad: august–desember 2025\n"
    main = pages_of({"content/prices.yaml": price + rate})["priser/index.html"]
    notes = '<span class="note">Matpenger kommer i tillegg.</span><span class="note">august–desember 2025</span>'
    assert notes in main


def test_which_year_a_price_is_from_is_said_once(pages_of: Build) -> None:
    price = "sekk:\n  tittel: Sekk\n  satser:\n    - beløp: 100\n      år: rundt 2017\n  merknad: {}\n"
    for note in ("Prisen er fra rundt 2017.", "Gebyret er fra rundt 2017"):
        main = pages_of({"content/prices.yaml": price.format(note)})["priser/index.html"]
        assert main.count("rundt 2017") == 1, note
    main = pages_of({"content/prices.yaml": price.format("Blir høyere fra 2018.")})["priser/index.html"]
    assert '<span class="note">Prisen er fra rundt 2017</span>' in main


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ("    - beløp: 100\n", "koster <strong>100 kr per dag</strong>."),
        (
            "    - beløp: 100\n      fra: 2027-01-01\n",
            "koster <strong>100 kr per dag fra 1. januar 2027</strong>.",
        ),
        ("    - beløp: gratis\n      fra: 2027-01-01\n", "koster <strong>gratis fra 1. januar 2027</strong>."),
    ],
)
def test_a_price_in_text_fits_in_its_sentence_whenever_it_begins(pages_of: Build, rates: str, said: str) -> None:
    files = {
        "content/prices.yaml": f"sfo:\n  tittel: SFO\n  enhet: per dag\n  satser:\n{rates}",
        "content/pages/om.md": "# Om\n\nDet koster **{pris:sfo}**.\n",
    }
    assert said in pages_of(files)["om/index.html"]


def test_a_search_without_hits_leads_on(pages_of: Build) -> None:
    pages = pages_of({"content/services/kino.md": "---\ntittel: Kino\nkort: Filmer.\n---\n"})
    call = '<a href="tel:+4722222222">Ring Servicetorget 22 22 22 22</a>'
    hidden = '<p class="more" hidden data-otherwise>'
    contact = '<a href="/kontakt/">Kontakt oss</a>'
    assert f'{hidden}<a href="/alle/">Tjenester fra A til Å</a> {call} {contact}</p>' in pages["index.html"]
    assert f"{hidden} {call} {contact}</p>" in pages["alle/index.html"]


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
    # In a crisis it is another page.
    (root / "content/notices/krise-vann-vika.md").unlink()
    loaded = load(root).site
    assert loaded is not None
    view = home_view(loaded.at(NOW))
    assert (view.main, view.side, view.below) == columns


def test_a_front_desk_of_the_municipalitys_own_name_stands_in_the_only_section_of_that_name(pages_of: Build) -> None:
    settings = {"content/site.yaml": SMALL_SETTINGS + 'nummer: "9999"\n'}
    named = {"content/contacts.yaml": CONTACTS.replace("Servicetorget", "Eksempel kommune")}
    assert _headings(pages_of(settings)["kontakt/index.html"])[-1] == "Eksempel kommune"
    page = pages_of(settings | named)["kontakt/index.html"]
    assert _headings(page).count("Eksempel kommune") == 1
    assert page.index("<li>Kommunenummer 9999</li>") < page.index("Nødnummer")


@pytest.mark.parametrize(("kind", "heading"), [("søknad", "Mest brukt"), ("informasjon", "Tjenester")])
def test_home_has_services_even_where_none_has_a_form_and_does_not_call_them_most_used(
    pages_of: Build, kind: str, heading: str
) -> None:
    link = f"les:\n  tittel: Les om kinoen\n  nettadresse: https://kino.example/\n  slag: {kind}\n"
    service = "---\ntittel: Kino\nkort: Filmer.\nsøk: les\n---\n"
    home = pages_of({"content/links.yaml": link, "content/services/kino.md": service})["index.html"]
    assert heading in _headings(home)
    assert _names(home.partition('id="_mest-brukt"')[2].partition("</section>")[0]) == ["Kino"]


def test_home_speaks_of_maps_only_where_there_are_maps(pages_of: Build) -> None:
    unit = "---\ntittel: Kinoen\nslag: kino\n---\n"
    headings = _headings(pages_of({"content/units/kinoen.md": unit})["index.html"])
    assert "Steder i kommunen" in headings and "Kart" not in headings


def test_one_way_on_from_a_list_of_notices_stands_without_a_heading(pages_of: Build) -> None:
    pages = pages_of({"content/notices/nyhet-a.md": _notice("Kinoen åpner", "publisert: 2026-02-16")})
    assert "Etter type" not in pages["aktuelt/nyhet/index.html"]
    assert '<p class="more"><a href="/aktuelt/arkiv/">Arkiv</a></p>' in pages["aktuelt/nyhet/index.html"]
    assert "Etter type" in pages["aktuelt/index.html"]


@pytest.mark.parametrize(
    ("kind", "heading"), [("arrangement", "Dette skjer"), ("møte", "Dette skjer"), ("høring", "Gjelder nå")]
)
def test_what_people_come_to_happens_and_is_not_in_force(pages_of: Build, kind: str, heading: str) -> None:
    times = ("publisert: 2026-02-16", "starter: 2026-02-20 18:00")
    pages = pages_of({"content/notices/a.md": _notice("Kino", f"type: {kind}", *times)})
    folder = {"arrangement": "arrangement", "møte": "mote", "høring": "horing"}[kind]
    assert _headings(pages[f"aktuelt/{folder}/index.html"])[1] == heading


def test_a_month_to_choose_begins_with_a_capital_and_stays_small_in_a_sentence(pages_of: Build) -> None:
    event = _notice("Kino", "type: arrangement", "publisert: 2026-02-16", "starter: 2026-02-20 18:00")
    pages = pages_of({"content/notices/a.md": event})
    assert ">Februar 2026</a>" in pages["aktuelt/arrangement/index.html"]
    assert _headings(pages["aktuelt/arrangement/2026-02/index.html"])[0] == "Dette skjer i februar 2026"


def test_what_is_important_says_so_in_lists_and_on_its_page_and_stands_before_information(pages_of: Build) -> None:
    dated = "publisert: 2026-02-10"
    pages = pages_of(
        {
            "content/notices/drift-a.md": _notice("Ny sand", "alvor: info", "tema: vann", "publisert: 2026-02-17"),
            "content/notices/drift-b.md": _notice("Lekkasje", "tema: vann", dated),
            "content/notices/drift-c.md": _notice("Spyling", "tema: vann", dated, "starter: 2026-03-01"),
            "content/notices/nyhet-d.md": _notice("Bibliotek", "publisert: 2026-02-17"),
            "content/notices/nyhet-e.md": _notice("Ny taxt", "alvor: viktig", dated),
            "content/notices/nyhet-f.md": _notice("Gammel", "alvor: viktig", "publisert: 2025-02-10"),
        }
    )
    home = pages["index.html"]
    assert _names(home.partition('id="_drift"')[2].partition("</section>")[0]) == ["Lekkasje", "Ny sand", "Spyling"]
    assert _names(home.partition('id="_nytt"')[2])[:2] == ["Ny taxt", "Bibliotek"]
    news, operations = pages["aktuelt/nyhet/index.html"], pages["aktuelt/drift/index.html"]
    assert _names(news) == ["Ny taxt", "Bibliotek", "Gammel"]
    assert re.findall(r'class="(state[^"]*)">(\w+)<', news) == [("state important", "Viktig")]
    assert re.findall(r'class="(state[^"]*)">(\w+)<', operations) == [
        ("state ongoing important", "Pågår"),
        ("state ongoing", "Pågår"),
        ("state planned", "Planlagt"),
    ]
    said = {
        path: re.findall(r'class="(state[^"]*)">', pages[f"aktuelt/{path}/index.html"])
        for path in ("drift-b", "nyhet-e", "nyhet-f")
    }
    assert said == {"drift-b": ["state ongoing important"], "nyhet-e": ["state important"], "nyhet-f": []}


def test_what_has_not_begun_is_marked_planned_whatever_its_type(pages_of: Build) -> None:
    ahead = ("publisert: 2026-02-10", "starter: 2026-03-01")
    pages = pages_of(
        {
            "content/notices/nyhet-a.md": _notice("Nye tider", *ahead),
            "content/notices/arrangement-b.md": _notice("Konsert", "type: arrangement", *ahead),
        }
    )
    planned = '<strong class="state planned">Planlagt</strong>'
    for path in ("nyhet-a", "arrangement-b"):
        assert planned in pages[f"aktuelt/{path}/index.html"]
    assert planned in pages["aktuelt/nyhet/index.html"]
    # In a list of events the date says it.
    assert planned not in pages["aktuelt/arrangement/index.html"]


def test_pinned_notices_stand_first_on_home_whatever_blocks_it_has(pages_of: Build) -> None:
    notices = {
        "content/notices/nyhet-a.md": _notice("Valg i morgen", "publisert: 2026-02-10"),
        "content/notices/nyhet-b.md": _notice("Bibliotek", "publisert: 2026-02-17"),
        "content/services/kino.md": "---\ntittel: Kino\nkort: Filmer.\n---\n",
    }
    for blocks, headings in (
        ("[søk, drift, nytt, kontakt]", ["Framhevet", "Drift nå", "Nytt", "Kontakt"]),
        ("[drift, kontakt]", ["Framhevet", "Drift nå", "Kontakt"]),
    ):
        home = {"content/home.yaml": f"blokker: {blocks}\nfestet: [nyhet-a]\n"}
        main = pages_of({**notices, **home})["index.html"]
        assert [one for one in _headings(main) if one in headings] == headings
        assert _names(main.partition('id="_framhevet"')[2].partition("</section>")[0]) == ["Valg i morgen"]
        assert main.count("Valg i morgen") == 1


def test_a_pinned_notice_stands_once_on_home(pages_of: Build) -> None:
    week = "publisert: 2026-02-16"
    notices = {
        "drift-vann": _notice("Vannet er borte", week),
        "arrangement-kino": _notice("Kino", "type: arrangement", week, "starter: 2026-02-20 18:00"),
        "frist-tilskudd": _notice("Tilskudd", "type: frist", week, "frist: 2026-03-01"),
        "krise-flom": _notice("Flom", week),
        "fare-ras": _notice("Ras", week, "alvor: fare"),
        "nyhet-los": _notice("Løst i dag", week, "løst: 2026-02-17 09:00"),
    }
    files = {f"content/notices/{name}.md": text for name, text in notices.items()}
    for pinned, shown in (
        ("drift-vann, arrangement-kino", ["Vannet er borte", "Kino"]),
        ("frist-tilskudd, krise-flom", ["Tilskudd"]),
        ("fare-ras, nyhet-los", []),
    ):
        main = pages_of(files | {"content/home.yaml": f"festet: [{pinned}]\n"})["index.html"]
        names = _names(main)
        assert len(names) == len(set(names)), names
        first = main.partition('id="_framhevet"')[2].partition("</section>")[0]
        assert _names(first) == shown
        # A crisis has a block of its own, and a danger stands with what goes on, whoever pins it.
        assert ("Flom" in names, "Ras" in names, main.count('aria-label="Flom"')) == (False, True, 1)


def test_what_goes_on_is_not_denied_because_it_is_pinned(pages_of: Build) -> None:
    notice = {"content/notices/drift-vann.md": _notice("Vannet er borte", "publisert: 2026-02-16")}
    main = pages_of(notice | {"content/home.yaml": "festet: drift-vann\n"})["index.html"]
    assert "Det som er meldt nå, står under Framhevet." in main
    assert "Ingen driftsmeldinger nå." not in main
    planned = {"content/notices/drift-vann.md": _notice("Vann", "publisert: 2026-02-16", "starter: 2026-02-18")}
    assert "Ingen driftsmeldinger nå." in pages_of(planned)["index.html"]


def test_a_year_that_all_prices_are_from_is_said_once_above_them(pages_of: Build) -> None:
    def price(name: str, year: str) -> str:
        return f"{name}:\n  tittel: {name}\n  satser:\n    - beløp: 100\n      år: {year}\n"

    service = "---\ntittel: Kino\nkort: Filmer.\npriser: [billett, brus]\n---\n"
    files = {
        "content/services/kino.md": service,
        "content/prices.yaml": price("billett", "2025") + price("brus", "2025"),
    }
    main = pages_of(files)["tjenester/kino/index.html"]
    assert '<caption class="note">Prisene er fra 2025</caption>' in main
    assert main.count("2025") == 1
    files["content/prices.yaml"] = price("billett", "2025") + price("brus", "2024")
    main = pages_of(files)["tjenester/kino/index.html"]
    assert "<caption" not in main.partition('class="prices"')[2].partition("</table>")[0]
    assert "Prisen er fra 2025" in main and "Prisen er fra 2024" in main


def test_who_is_responsible_for_a_service_is_said_once(pages_of: Build) -> None:
    main = pages_of({"content/services/kino.md": "---\ntittel: Kino\nkort: Filmer.\n---\n"})[
        "tjenester/kino/index.html"
    ]
    assert main.count("Ansvar: ") == 1


def test_a_price_that_will_change_says_what_is_to_know_of_the_new_amount(pages_of: Build) -> None:
    rates = "    - beløp: 100\n    - fra: 2026-08-01\n      beløp: gratis\n      merknad: Gjelder alle trinn.\n"
    main = pages_of({"content/prices.yaml": f"sfo:\n  tittel: SFO\n  satser:\n{rates}"})["priser/index.html"]
    assert '<span class="note">gratis fra 1. august 2026. Gjelder alle trinn.</span>' in main


def test_who_says_that_a_category_is_wrong_writes_to_who_is_responsible_for_it(pages_of: Build) -> None:
    contacts = CONTACTS + "skole:\n  navn: Skolekontoret\n  epost: skole@eksempel.example\n"
    pages = pages_of(
        {
            "content/contacts.yaml": contacts,
            "content/categories.yaml": "skole:\n  tittel: Skole\n  ansvar: skole\nkultur:\n  tittel: Kultur\n",
        }
    )
    assert "mailto:skole@eksempel.example?" in pages["tema/skole/index.html"]
    assert "mailto:post@eksempel.example?" in pages["tema/kultur/index.html"]


LINK = """\
soknad:
  tittel: Søk om plass
  nettadresse: https://skjema.example/
  slag: søknad
  åpner: 2026-03-01
  stenger: 2026-04-01
  kilder:
    - tittel: Skjemaoversikten
"""
OPENS = "Åpner søndag 1. mars 2026."


def test_a_form_that_is_not_open_is_no_link_in_a_text_nor_in_a_list_of_places(pages_of: Build) -> None:
    pages = pages_of(
        {
            "content/links.yaml": LINK,
            "content/pages/om.md": "# Om\n\n[Søk her](lenke:soknad), eller ring.\n",
            "maps/tomter.yaml": (
                "tittel: Tomter\nsteder:\n  - navn: Felt A\n    lat: 60.1\n    lon: 12.1\n    lenke: soknad\n"
            ),
        }
    )
    assert not [path for path, page in pages.items() if 'href="https://skjema.example/"' in page]
    assert "<p>Søk her (ikke åpen nå. Åpner søndag 1. mars 2026), eller ring.</p>" in pages["om/index.html"]
    shown = f'<span class="closed">Søk om plass: ikke åpen nå.</span> <span class="note">{OPENS}</span>'
    assert shown in pages["kart/tomter/index.html"]


def test_the_sources_of_a_link_are_shown_where_it_is(pages_of: Build) -> None:
    pages = pages_of(
        {
            "content/links.yaml": LINK,
            "content/notices/nyhet-a.md": _notice("Ny frist", "publisert: 2026-02-17", "lenke: soknad"),
            "maps/tomter.yaml": (
                "tittel: Tomter\nsteder:\n  - navn: Felt A\n    lat: 60.1\n    lon: 12.1\n    lenke: soknad\n"
            ),
        }
    )
    for path in ("aktuelt/nyhet-a", "steder/felt-a"):
        assert "<li>Skjemaoversikten</li>" in pages[f"{path}/index.html"], path


def _going_on(pages: Mapping[str, str]) -> str:
    return pages["index.html"].partition('id="_drift"')[2].partition("</section>")[0]


def test_in_a_crisis_home_does_not_say_that_nothing_is_reported(pages_of: Build) -> None:
    pages = pages_of({"content/notices/2026-02-17-krise-vann.md": "---\ntittel: Kok vannet\ntema: vann\n---\nKok.\n"})
    assert "Se meldingen øverst." in _going_on(pages)
    assert "Ingen driftsmeldinger nå" not in pages["index.html"]
    assert pages["index.html"].count("Kok vannet") == 1


def test_a_danger_of_any_type_stands_under_what_goes_on(pages_of: Build) -> None:
    pages = pages_of({"content/notices/2026-02-17-nyhet-is.md": _notice("Utrygg is", "alvor: fare")})
    assert "Utrygg is" in _going_on(pages)
    assert "Ingen driftsmeldinger nå" not in pages["index.html"]
    assert pages["index.html"].count("Utrygg is") == 1


@pytest.mark.parametrize("field", ["starter: 2026-02-20 08:00", "løst: 2026-02-17 10:00"])
def test_home_says_who_to_call_whenever_nothing_goes_on(field: str, pages_of: Build) -> None:
    pages = pages_of({"content/notices/2026-02-16-drift-vann.md": _notice("Vannet er borte", field)})
    going_on = _going_on(pages)
    assert "Ingen driftsmeldinger nå." in going_on
    assert "Merker du noe likevel, ring Servicetorget:" in going_on


@pytest.mark.parametrize("count", [7, 8])
def test_the_question_of_school_is_one_of_the_eight_top_tasks_where_an_author_leaves_room(
    tmp_path: Path, count: int
) -> None:
    root = copy_of(FULL, tmp_path / "s")
    tasks = ["blokker: [oppgaver]", "oppgaver:"]
    for number in range(count):
        name = f"tjeneste-{number}"
        (root / f"content/services/{name}.md").write_text(f"---\ntittel: Nr. {number}\nkort: Noe.\n---\n", "utf-8")
        tasks.append(f"  - tjeneste: {name}")
    (root / "content/home.yaml").write_text("\n".join(tasks) + "\n", "utf-8")
    built(root, tmp_path / "out")
    home = _main((tmp_path / "out/index.html").read_text("utf-8"))
    block = home.partition('id="_mest-brukt"')[2].partition("</section>")[0]
    question = ["Hvilken skole hører vi til?"] if count == 7 else []
    assert _names(block) == [*(f"Nr. {one}" for one in range(count)), *question]
