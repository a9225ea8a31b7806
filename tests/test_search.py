"""The index of search: what can be found, by which names, in which order; and that it is light."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.loading import load
from site_builder.model import Site
from site_builder.outputs import search
from site_builder.text.collation import sort_key
from site_builder.text.los import concepts
from tests.support import NOW, ROOT, built, notice, read_all, small_site, written

KILOBYTES = 20_000
"""What an index of 300 entries may weigh, gzipped"""
KINO = {"content/services/kino.md": "---\ntittel: Kino\nkort: Filmer.\nsøkeord: [film]\n---\n"}


def _content(site: Site) -> bytes:
    (planned,) = search.plan(site)
    content: bytes = planned.view.content
    return content


def _index(site: Site) -> dict[str, Any]:
    index: dict[str, Any] = json.loads(_content(site))
    return index


def _found(site: Site) -> dict[str, list[Any]]:
    """Return title, kind, weight, what is said below and other names of what can be found, by address."""
    index = _index(site)
    lines = ([*one, *(0, 0, "", "")[len(one) - 2 :]] for one in index["found"])
    return {one[1]: [one[0], index["kinds"][one[2]][0], *one[3:]] for one in lines}


def test_a_service_is_found_by_its_names_its_price_and_its_form(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        {
            "content/prices.yaml": "sfo:\n  tittel: SFO\n  satser:\n    - beløp: 100\n      år: 2026\n",
            "content/links.yaml": "sfo:\n  tittel: Søk om SFO\n  nettadresse: https://a.example/\n  slag: søknad\n",
            "content/services/sfo.md": (
                "---\ntittel: SFO\nkort: Tilbud etter skolen.\nsøkeord: [fritidshjem, sfo]\n"
                "priser: [sfo]\nsøk: [sfo]\n---\n"
            ),
        },
    )
    names = "fritidshjem|pris koster|søknad søke skjema"
    assert _found(site)["/tjenester/sfo/"] == ["SFO", "Tjeneste", 16, "Tilbud etter skolen.", names]


def test_a_top_task_counts_for_more_in_its_season(tmp_path: Path) -> None:
    home = "oppgaver:\n  - tjeneste: kino\n    fra: mai\n    til: juni\n"
    site = small_site(tmp_path, {**KINO, "content/home.yaml": home})
    february = _found(site)["/tjenester/kino/"][2]
    may = _found(site.at(NOW.replace(month=5)))["/tjenester/kino/"][2]
    assert may == february + 10


def test_each_kind_of_thing_is_found(tmp_path: Path) -> None:
    files = {
        **KINO,
        "content/categories.yaml": "kultur:\n  tittel: Kultur\n",
        "content/pages/om.md": "# Om oss\n\nTekst.\n",
        "content/prices.yaml": "kino:\n  tittel: Billett\n  satser:\n    - beløp: 100\n      år: 2026\n",
        "maps/kinoer.yaml": (
            "tittel: Kinoer\nsteder:\n  - navn: Storsalen\n    id: storsalen\n    lat: 60.1\n    lon: 12.0\n"
            "    adresse: Storgata 1\n"
        ),
        "content/notices/vann.md": notice(
            "Vannet er borte", "type: drift", "tema: vann", "publisert: 2026-02-17", "starter: 2026-02-17"
        ),
    }
    found = _found(small_site(tmp_path, files))
    kinds = {address: one[1] for address, one in found.items()}
    assert {
        "/tjenester/kino/": "Tjeneste",
        "/tema/kultur/": "Tema",
        "/om/": "Side",
        "/kart/kinoer/": "Kart",
        "/steder/storsalen/": "Sted",
        "/aktuelt/vann/": "Aktuelt",
        "/aktuelt/drift/": "Oversikt",
        "/priser/": "Oversikt",
        "/kontakt/": "Kontakt",
        "/kontakt/#servicetorget": "Kontakt",
    }.items() <= kinds.items()
    assert found["/steder/storsalen/"][3] == "Storgata 1"


def test_who_is_on_duty_is_found_by_what_people_call_them(tmp_path: Path) -> None:
    contacts = (
        "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n"
        "vannvakta:\n  navn: Vannvakta\n  telefon: 22 22 22 23\n  vakt: [vann]\n"
    )
    found = _found(small_site(tmp_path / "duty", {**KINO, "content/contacts.yaml": contacts}))
    assert "døgnvakt" in found["/kontakt/#_vakt"][4].split("|")
    assert {"22222223", "Vann", "Vakttelefoner"} <= set(found["/kontakt/#vannvakta"][4].split("|"))
    assert "døgnvakt" not in found["/kontakt/"][4].split("|")
    # Where nobody is, the page of contacts answers.
    alone = _found(small_site(tmp_path / "alone", KINO))
    assert "/kontakt/#_vakt" not in alone
    assert "døgnvakt" in alone["/kontakt/"][4].split("|")


def test_the_emergency_numbers_stand_in_the_result_and_where_it_leads(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site", KINO)
    title, _, _, said, names = _found(site)["/kontakt/#_nodnummer"]
    assert (title, said) == ("Nødnummer", "112 Politi · 110 Brann · 113 Ambulanse · 116 117 Legevakt")
    assert {"112", "110", "113", "116117", "brannvesen", "ambulanse"} <= set(names.split("|"))
    built(tmp_path / "site", tmp_path / "out")
    page = read_all(tmp_path / "out")["kontakt/index.html"].decode()
    assert 'id="_nodnummer"' in page
    assert all(f'href="tel:{number}"' in page for number in ("112", "110", "113", "116117"))


def test_lists_of_events_and_jobs_are_found_by_everyday_words(tmp_path: Path) -> None:
    files = {
        **KINO,
        "content/notices/konsert.md": notice(
            "Konsert", "type: arrangement", "publisert: 2026-02-01", "starter: 2026-02-21 kl. 18", "sted: Kinoen"
        ),
        "content/notices/maskinist.md": notice("Maskinist", "type: jobb", "publisert: 2026-02-01", "frist: 2026-03-01"),
    }
    found = _found(small_site(tmp_path, files))
    assert "helga" in found["/aktuelt/arrangement/i-helga/"][4].split("|")
    assert "i dag" in found["/aktuelt/arrangement/i-dag/"][4].split("|")
    assert "hva skjer" in found["/aktuelt/arrangement/"][4].split("|")
    assert "jobb" in found["/aktuelt/jobb/"][4].split("|")
    # Where no event is announced, there is no list of them.
    assert "/aktuelt/arrangement/i-helga/" not in _found(small_site(tmp_path / "none", KINO))


def test_what_passes_counts_for_less_than_what_stays_and_what_is_solved_for_less_still(tmp_path: Path) -> None:
    times = ("publisert: 2026-02-17", "starter: 2026-02-17 kl. 08")
    files = {
        **KINO,
        "content/notices/vann.md": notice("Vannet er borte", "type: drift", "tema: vann", *times),
        "content/notices/lys.md": notice(
            "Gatelyset er mørkt", "type: drift", "tema: strøm", *times, "løst: 2026-02-17 kl. 10"
        ),
        "content/notices/flom.md": notice("Flom i elva", "type: krise", "alvor: krise", *times),
    }
    found = _found(small_site(tmp_path, files))
    weights = [found[one][2] for one in ("/aktuelt/flom/", "/tjenester/kino/", "/aktuelt/vann/", "/aktuelt/lys/")]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4


def test_what_is_published_later_is_not_in_it(tmp_path: Path) -> None:
    later = notice("Kinoen stenger", "type: nyhet", "publisert: 2026-03-01")
    site = small_site(tmp_path, {**KINO, "content/notices/stenger.md": later})
    assert b"Kinoen stenger" not in _content(site)
    loaded = load(tmp_path)
    assert loaded.site is not None
    assert b"Kinoen stenger" in _content(loaded.site.at(NOW.replace(month=3)))


def test_a_map_with_very_many_places_is_found_itself_and_its_places_on_it(tmp_path: Path) -> None:
    rows = "".join(f"Benk {number};benk-{number};60.1;12.0\n" for number in range(201))
    files = {
        **KINO,
        "maps/benker.yaml": "tittel: Benker\ndata: benker.csv\n",
        "maps/benker.csv": f"navn;id;lat;lon\n{rows}",
    }
    found = _found(small_site(tmp_path, files))
    assert "/kart/benker/" in found
    assert "/steder/benk-1/" not in found


def test_of_what_fits_equally_well_the_order_is_norwegian(tmp_path: Path) -> None:
    files = {
        f"content/services/{slug}.md": f"---\ntittel: {title}\nkort: Noe.\n---\n" for slug, title in TITLES.items()
    }
    titles = [one[0] for one in _index(small_site(tmp_path, files))["found"]]
    assert titles == sorted(titles, key=sort_key)
    assert [one for one in titles if one in TITLES.values()] == ["Ære", "Øvelse", "Ål", "Aas"]


TITLES = {"ovelse": "Øvelse", "al": "Ål", "aere": "Ære", "aas": "Aas"}


def test_what_is_said_below_is_cut_between_words(tmp_path: Path) -> None:
    long = "Et sted å være " * 10
    site = small_site(tmp_path, {"content/services/kino.md": f"---\ntittel: Kino\nkort: {long}\n---\n"})
    said = _found(site)["/tjenester/kino/"][3]
    assert said == "Et sted å være " * 5 + "Et sted å …"
    assert len(said) <= search.SHORT + 1


def test_a_site_with_nothing_but_a_front_desk_has_no_box(tmp_path: Path) -> None:
    assert list(search.plan(small_site(tmp_path, {}))) == []


def test_every_page_with_the_box_knows_where_the_index_stands_below_its_path(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site", KINO)
    (planned,) = search.plan(site)
    built(tmp_path / "site", tmp_path / "out", base_url="https://eksempel.example/mini/")
    files = read_all(tmp_path / "out")
    (index,) = (path for path in files if path.startswith("assets/sok.") and path.endswith(".json"))
    assert planned.path.name.startswith("sok.")
    for page in ("index.html", "alle/index.html", "404.html", "embed/index.html"):
        assert f'data-search="/mini/{index}" data-all="/mini/alle/"' in files[page].decode(), page
    assert json.loads(files[index])["found"][0][1].startswith("/mini/")


# --- weight -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo() -> Site:
    loaded = load(ROOT)
    assert loaded.site is not None
    return loaded.site.at(NOW)


def test_the_demos_index_is_light(demo: Site) -> None:
    entries = len(_index(demo)["found"])
    assert entries > 150
    assert len(gzip.compress(_content(demo), 9)) < KILOBYTES * entries / 300


def test_an_index_of_three_hundred_entries_is_at_most_twenty_kilobytes(tmp_path: Path) -> None:
    # A third are services as long as the demo's, under the names of two concepts each; the rest are places.
    words = [one for one in sorted(concepts()) if one.startswith("ord/")]
    also = itertools.cycle(reversed(words))
    texts = itertools.cycle(_summaries())
    files = {}
    for number, path in enumerate(words[:: len(words) // 100][:100]):
        name = concepts()[path].labels["nb"]
        files[f"content/services/s{number}.md"] = (
            f"---\ntittel: {name} {number}\nkort: {next(texts)}\nlos: [{path}, {next(also)}]\n"
            f"søkeord: [{name.lower()} her, nr {number}]\n---\n"
        )
    rows = "".join(
        f"{kind} {number};sted-{kind}-{number};60.1;12.0;{kind}vegen {number}\n"
        for kind in KINDS
        for number in range(48)
    )
    files["maps/steder.yaml"] = "tittel: Steder\ndata: steder.csv\n"
    files["maps/steder.csv"] = f"navn;id;lat;lon;adresse\n{rows}"
    site = small_site(tmp_path, files)
    assert len(_index(site)["found"]) >= 290
    assert len(gzip.compress(_content(site), 9)) <= KILOBYTES


KINDS = ("lekeplass", "badeplass", "gapahuk", "ballbinge")


def _summaries() -> list[str]:
    """Return the summaries of the demo's services, as they are written."""
    lines = (
        line
        for path in sorted((ROOT / "content/services").glob("*.md"))
        for line in path.read_text("utf-8").splitlines()
    )
    return [line.removeprefix("kort: ") for line in lines if line.startswith("kort: ")]


def test_every_page_leads_to_search_but_those_that_have_the_box(full_town: Path) -> None:
    for path, content in read_all(full_town).items():
        if path.endswith("index.html") and '<header class="band"' in (page := content.decode()):
            # In a crisis the home page has its box folded away.
            unfolded = page.partition("<main")[2].partition('<details class="folded"')[0]
            assert ('<search class="find">' in page) is ("data-search=" not in unfolded), path
            assert page.count('id="_sok"') <= 1, path


def test_a_site_with_nothing_to_find_has_no_search_in_its_band(tmp_path: Path) -> None:
    written(tmp_path / "site", {})
    built(tmp_path / "site", tmp_path / "out")
    assert not [path for path, content in read_all(tmp_path / "out").items() if b'class="find"' in content]
