"""The street table and catchments: what a line holds for, what two areas share, and the page that answers."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from site_builder.content_types.streets import Side, Street
from site_builder.loading import load
from site_builder.loading.streets import streets_of
from site_builder.loading.validation import Reading
from tests.support import FULL, ROOT, SMALL_SETTINGS, built, copy_of, problems_text, read_all

HEADER = "gate;fra;til;side;avfall\n"


def _table(text: str) -> tuple[list[Street], list[str]]:
    """Return the lines of a table, and the codes of what is wrong with it."""
    reading = Reading()
    return streets_of(text.encode(), reading), [one.code for one in reading.problems]


# --- lines --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "odd", "even"),
    [
        ("1;9;alle", [1, 3, 5, 7, 9], [2, 4, 6, 8]),
        ("1;9;odde", [1, 3, 5, 7, 9], []),
        ("2;9;par", [], [2, 4, 6, 8]),
        ("3;3;", [3], []),
        ("4B;4c;", [], [4]),
        (";3;", [1, 3], [2]),
    ],
)
def test_a_line_holds_for_the_numbers_it_names(line: str, odd: list[int], even: list[int]) -> None:
    ((street,), _) = _table(f"{HEADER}Prøvegata;{line};torsdag\n")
    assert [*street.numbers(Side.ODD)] == odd
    assert [*street.numbers(Side.EVEN)] == even


def test_a_line_without_an_end_has_no_last_number_that_a_house_could_have() -> None:
    ((street,), problems) = _table(f"{HEADER}Prøvegata;36;;;torsdag\n")
    assert street.numbers(Side.EVEN)[-1] > 9000
    assert not street.is_whole()
    assert problems == []


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["1;35;odde", "2;34;par", "36;;"], []),
        (["1;35;", "36;;"], []),
        (["1;35;", "37;;"], ["M584"]),  # 36
        (["1;35;odde", "37;;odde", "2;;par"], []),
        (["36;;", "1;35;"], []),  # In any order.
        ([";;", "5;5;"], ["M583"]),
        (["1;20;", "20;30;"], ["M583"]),
        (["1;99;odde", "3;5;odde", "50;60;", "2;48;par"], ["M583", "M583"]),  # The first reaches past both.
        (["1;9;odde", "1;9;odde"], ["M583"]),
        (["1;9;", "1;9;"], ["M583"]),  # Told once, though both sides overlap.
        (["1;9;odde", "13;;odde", "2;;par"], ["M584"]),
        (["1;9;par"], ["M585"]),
    ],
)
def test_every_house_has_one_line(lines: list[str], codes: list[str]) -> None:
    assert _table(HEADER + "".join(f"Prøvegata;{line};torsdag\n" for line in lines))[1] == codes


def test_streets_are_told_apart_by_more_than_case_and_spaces() -> None:
    assert _table(HEADER + "Prøvegata;1;9;;a\nprøvegata ;5;;;b\n")[1] == ["M583"]
    assert _table(HEADER + "Prøve gata;1;9;;a\nPrøve  gata;5;;;b\n")[1] == ["M583"]
    assert _table(HEADER + "Åsvegen;1;9;;a\nAsvegen;5;;;b\n")[1] == []
    assert _table(HEADER + "Prøvegata;1;9;;a\nPrøvevegen;5;;;b\n")[1] == []


@pytest.mark.parametrize(
    "header", ["Gate,Fra,Til,Side,Avfall", "street,from,to,side,waste", "gate\tfra\ttil\tside\tavfall"]
)
def test_columns_are_known_in_either_language_and_case_without_a_word(header: str) -> None:
    delimiter = "\t" if "\t" in header else ","
    line = delimiter.join(("Prøvegata", "1", "", "", "torsdag"))
    ((street,), problems) = _table(f"{header}\n{line}\n")
    assert (street.name, street.since, street.waste) == ("Prøvegata", 1, "torsdag")
    assert problems == []


def test_all_faults_of_a_table_are_told_at_once() -> None:
    _, codes = _table(HEADER + "Prøvegata;x;;;a\n–;;;;a\nStorgata;9;1;;a\nStorgata;;;;\n")
    assert codes == ["M596", "M580", "M581", "M597"]


def test_a_table_of_examples_says_nothing_of_which_streets_there_are(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    table = root / "maps/streets.csv"
    table.write_text("gate;avfall;eksempel\nEksempelvegen;torsdag;ja\n", encoding="utf-8")
    assert problems_text(root) == ""
    table.write_text("gate;avfall;eksempel\nEksempelvegen;torsdag;nei\n", encoding="utf-8")
    assert "advarsel[M590]" in problems_text(root)


# --- pages ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("streets") / "out"
    built(FULL, out)
    return {path: content.decode() for path, content in read_all(out).items() if path.endswith((".html", ".geojson"))}


def test_every_street_is_in_the_list_with_its_answer_under_its_letter(pages: dict[str, str]) -> None:
    page = pages["min-gate/index.html"]
    assert re.findall(r"<summary>(\S+)", page) == ["P", "S"]
    street = page[page.index('<li id="provegata">') : page.index('<li id="storgata">')]
    assert re.findall(r"<p>([^<]*)</p>", street) == ["Nummer 1–35, oddetall", "Nummer 2–34, partall", "Fra nummer 36"]
    assert '<dd><a href="/mini/steder/as-skole/">Ås skole</a></dd>' in street
    assert "<dt>Avfall</dt><dd>fredag</dd>" in street
    assert "Finn gata di og se skole, når avfallet hentes, brøyting og meldinger som gjelder nå." in page


def test_a_street_has_the_notices_that_name_it_and_they_lead_there(pages: dict[str, str]) -> None:
    page = pages["min-gate/index.html"]
    street = page[page.index('<li id="storgata">') :]
    assert 'href="/mini/aktuelt/2026-02-17-drift-vann/"' in street
    assert '<a href="/mini/min-gate/#storgata">Storgata</a>' in pages["aktuelt/2026-02-17-drift-vann/index.html"]


def test_streets_with_one_slug_are_two_and_each_has_its_own_address_and_notices(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "maps/streets.csv").write_text("gate;fra;avfall\nÅsvegen;1;torsdag\nAsvegen;;fredag\n", encoding="utf-8")
    notice = root / "content/notices/2026-02-17-drift-vann.md"
    text = notice.read_text(encoding="utf-8")
    notice.write_text(text.replace("gate:Storgata", "gate:åsvegen"), encoding="utf-8")
    assert problems_text(root) == ""
    built(root, tmp_path / "out")
    page = (tmp_path / "out/min-gate/index.html").read_text(encoding="utf-8")
    first, second = page.index('<li id="asvegen"><h3>Asvegen<'), page.index('<li id="asvegen-2"><h3>Åsvegen<')
    assert first < page.index("2026-02-17-drift-vann", second)
    assert "2026-02-17-drift-vann" not in page[first:second]
    notice_page = (tmp_path / "out/aktuelt/2026-02-17-drift-vann/index.html").read_text(encoding="utf-8")
    assert '<a href="/mini/min-gate/#asvegen-2">åsvegen</a>' in notice_page


def test_only_an_example_says_so(pages: dict[str, str]) -> None:
    page = pages["min-gate/index.html"]
    assert page.count('<strong class="state">Eksempel</strong>') == 1
    assert "oppdiktede eksempler" not in page


def test_home_and_the_map_of_schools_ask_which_school(pages: dict[str, str]) -> None:
    link = '<a href="/mini/min-gate/">Hvilken skole hører vi til?</a>'
    for path in ("index.html", "kart/skoler/index.html", "kart/skolekretser/index.html"):
        assert link in pages[path], path
    assert link not in pages["kart/steder/index.html"]


def test_the_page_can_be_embedded(pages: dict[str, str]) -> None:
    assert "https://test.smavik.example/mini/embed/min-gate/#_lys" in pages["bygg-inn/index.html"]
    assert "data-position" not in pages["embed/min-gate/index.html"]


def test_catchments_are_fetched_with_the_school_and_five_decimals(pages: dict[str, str]) -> None:
    (path,) = (one for one in pages if one.startswith("assets/skolekretser."))
    features = json.loads(pages[path])["features"]
    assert [one["properties"] for one in features] == [
        {"href": "/mini/steder/smavik-skole/", "level": "Barneskole", "name": "Småvik skole", "sample": True},
        {"href": "/mini/steder/as-skole/", "level": "Barneskole", "name": "Ås skole", "sample": True},
    ]
    assert features[0]["geometry"]["coordinates"][0][0] == [12.08, 60.08]
    assert f'data-position="/mini/{path}"' in pages["min-gate/index.html"]


def test_people_read_the_name_of_the_school_and_not_its_id_and_it_leads_there(pages: dict[str, str]) -> None:
    school = '<dt>Barneskole</dt><dd><a href="/mini/steder/smavik-skole/">Småvik skole</a></dd>'
    assert school in pages["steder/smavik-krets/index.html"]


def test_a_border_that_is_fetched_keeps_its_corners_and_loses_what_is_nearer_than_the_tolerance(
    tmp_path: Path,
) -> None:
    metre = 1 / 111_320
    bent = [
        [12.03, 60.08],
        [12.05, 60.08 + 4 * metre],
        [12.08, 60.08],
        [12.08, 60.14],
        [12.05, 60.14 - 7 * metre],
        [12.03, 60.14],
        [12.03, 60.08],
    ]
    # As far as a street is wide: a part of an area may be that small, and is one still.
    sliver = [[12.2, 60.1], [12.20002, 60.1], [12.20002, 60.10001], [12.2, 60.10001], [12.2, 60.1]]
    root = copy_of(FULL, tmp_path / "site")
    area = {"type": "MultiPolygon", "coordinates": [[bent], [sliver]]}
    feature = {"type": "Feature", "properties": {"navn": "Ås krets", "skole": "as-skole"}, "geometry": area}
    data = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (root / "maps/skolekretser.geojson").write_text(data, encoding="utf-8")
    built(root, tmp_path / "out")
    (path,) = (tmp_path / "out/assets").glob("skolekretser.*.geojson")
    (found,) = json.loads(path.read_text(encoding="utf-8"))["features"]
    kept = [[round(number, 5) for number in one] for one in (bent[0], *bent[2:])]
    assert found["geometry"] == {"type": "MultiPolygon", "coordinates": [[kept], [sliver]]}


def test_the_page_of_a_school_lists_the_streets_that_belong_to_it(pages: dict[str, str]) -> None:
    def listed(path: str) -> list[tuple[str, str]]:
        (section,) = re.findall(r'<section class="belonging".*?</section>', pages[path], re.DOTALL)
        found: list[tuple[str, str]] = re.findall(r"<h[23][^>]*>(.*?)</h[23]>|<li>(.*?)</li>", section)
        return found

    def link(anchor: str, name: str) -> str:
        return f'<a class="tap" href="/mini/min-gate/#{anchor}">{name}</a>'

    storgata = f'{link("storgata", "Storgata")} <span class="note">(eksempel)</span>'
    assert listed("steder/smavik-skole/index.html") == [
        ("Gater som hører hit", ""),
        ("", f'{link("provegata", "Prøvegata")} <span class="note">Nummer 1–35, oddetall</span>'),
        ("", storgata),
    ]
    # A school for all ages has streets of two kinds.
    houses = "Nummer 2–34, partall · Fra nummer 36"
    assert listed("steder/as-skole/index.html") == [
        ("Gater som hører hit", ""),
        ("Skole", ""),
        ("", f'{link("provegata", "Prøvegata")} <span class="note">{houses}</span>'),
        ("Ungdomsskole", ""),
        ("", storgata),
    ]
    assert 'class="belonging"' not in pages["steder/bronnen/index.html"]


def test_many_streets_of_a_school_are_folded(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "town")
    lines = [f"Gate {chr(65 + one)};smavik-skole" for one in range(11)]
    (root / "maps/streets.csv").write_text("\n".join(["gate;skole", *lines]), encoding="utf-8")
    built(root, tmp_path / "out")
    page = (tmp_path / "out/steder/smavik-skole/index.html").read_text(encoding="utf-8")
    assert "<details><summary>Alle 11 gatene</summary><ul" in page


def test_without_a_table_there_is_no_page_and_nothing_leads_to_one(tmp_path: Path) -> None:
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "site/content/site.yaml").write_text(SMALL_SETTINGS, encoding="utf-8")
    (tmp_path / "site/content/contacts.yaml").write_text("servicetorget:\n  navn: Servicetorget\n", encoding="utf-8")
    built(tmp_path / "site", tmp_path / "out")
    files = read_all(tmp_path / "out")
    assert not any("min-gate" in path for path in files)
    assert b"min-gate" not in files["index.html"] + files["bygg-inn/index.html"]


def test_a_site_of_waste_days_alone_does_not_speak_of_schools(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "maps/streets.csv").write_text("gate;avfall\nStorgata;torsdag\n", encoding="utf-8")
    (root / "maps/skolekretser.yaml").unlink()
    (root / "maps/skolekretser.geojson").unlink()
    built(root, tmp_path / "out")
    files = {path: content.decode() for path, content in read_all(tmp_path / "out").items() if path.endswith(".html")}
    assert '<a href="/mini/min-gate/">Min gate</a>' in files["index.html"]
    assert "Finn gata di og se når avfallet hentes og meldinger som gjelder nå." in files["min-gate/index.html"]
    assert "skole" not in files["min-gate/index.html"].partition("<main")[2].partition("</main>")[0]


def test_four_hundred_streets_with_their_script_are_at_most_thirty_kilobytes(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    first = (
        *("Bekke", "Berg", "Bjørke", "Eike", "Elve", "Fjell", "Furu", "Gran", "Hage", "Hassel"),
        *("Kirke", "Lia", "Lind", "Mølle", "Nord", "Ospe", "Rogn", "Sag", "Skog", "Sol"),
    )
    middle = ("ås", "bakk", "dal", "lund", "moen", "nes", "rud", "sletta", "stad", "vik")
    names = [one + two + end for one in first for two in middle for end in ("vegen", "gata")]
    schools, days = ("smavik-skole", "as-skole"), ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
    lines = [
        f"{name};;;;{schools[number * 7 % 3 % 2]};as-skole;annenhver {days[number * 11 % 5]};klasse {number % 3}"
        for number, name in enumerate(names)
    ]
    table = "gate;fra;til;side;skole;ungdomsskole;avfall;brøyting\nStorgata;;;;as-skole;;torsdag;\n" + "\n".join(lines)
    (root / "maps/streets.csv").write_text(table, encoding="utf-8")
    built(root, tmp_path / "out")
    page = (tmp_path / "out/min-gate/index.html").read_bytes()
    (script,) = (tmp_path / "out/assets").glob("gate.*.js")
    assert page.count(b"<li id=") == 401
    assert len(gzip.compress(page)) + len(gzip.compress(script.read_bytes())) < 30_000


def test_the_demos_streets_and_catchments_are_examples_and_say_so() -> None:
    site = load(ROOT).site
    assert site is not None
    assert site.of(Street)
    assert all(one.sample for one in site.of(Street))
