"""The street table and catchments: what a line holds for, what two areas share, and the page that answers."""

from __future__ import annotations

import gzip
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from site_builder.content_types.streets import Side, Street
from site_builder.loading import load
from site_builder.loading.streets import streets_of
from site_builder.loading.validation import Reading
from site_builder.outputs import street_links
from tests.support import FULL, INVALID, NOW, ROOT, SMALL_SETTINGS, as_built, built, copy_of, problems_text, read_all

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
        (["1;35;", "37;;"], ["M675"]),  # 36
        (["1;9;", "15;;"], ["M584"]),
        (["1;9;odde", "2;8;par", "15;;odde", "14;;par"], ["M675", "M675"]),
        (["1;35;odde", "37;;odde", "2;;par"], []),
        (["36;;", "1;35;"], []),  # In any order.
        ([";;", "5;5;"], ["M583"]),
        (["1;20;", "20;30;"], ["M583"]),
        (["1;99;odde", "3;5;odde", "50;60;", "2;48;par"], ["M583", "M583"]),  # The first reaches past both.
        (["1;9;odde", "1;9;odde"], ["M583"]),
        (["1;9;", "1;9;"], ["M583"]),  # Told once, though both sides overlap.
        (["1;9;odde", "13;;odde", "2;;par"], ["M675"]),
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
    # But of one that is in it, it knows how it is spelt.
    table.write_text("gate;avfall;eksempel\nStårgata;torsdag;ja\n", encoding="utf-8")
    assert "advarsel[M589]" in problems_text(root)
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


def test_a_street_that_only_a_notice_names_is_in_the_list_with_it_and_says_that_no_more_is_known(
    tmp_path: Path,
) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "maps/streets.csv").write_text("gate;avfall\nTorggata;torsdag\nÅkervegen;fredag\n", encoding="utf-8")
    built(root, tmp_path / "out")
    page = (tmp_path / "out/min-gate/index.html").read_text(encoding="utf-8")
    assert re.findall(r"<h3>([^<]*)</h3>", page)[-3:] == ["Storgata", "Torggata", "Åkervegen"]
    street = page[page.index('<li id="_meldt-storgata"') : page.index('<li id="torggata">')]
    assert "<p>Annet enn meldinger vet vi ikke om denne gata.</p>" in street
    assert 'href="/mini/aktuelt/2026-02-17-drift-vann/"' in street
    assert "<dl>" not in street and "data-unknown" in street and page.count("data-unknown") == 1
    notice_page = (tmp_path / "out/aktuelt/2026-02-17-drift-vann/index.html").read_text(encoding="utf-8")
    assert '<a href="/mini/min-gate/#_meldt-storgata">Storgata</a>' in notice_page
    # Once the notice has left the lists, so has the street.
    built(root, tmp_path / "later", NOW + timedelta(days=365))
    assert "Storgata" not in (tmp_path / "later/min-gate/index.html").read_text(encoding="utf-8")


def test_the_field_for_a_street_names_one_that_is_there(pages: dict[str, str]) -> None:
    assert 'placeholder="for eksempel Prøvegata"' in pages["min-gate/index.html"]
    assert 'placeholder="for eksempel Prøvegata"' in pages["embed/min-gate/index.html"]


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


def test_where_each_street_stands_is_found_once_for_a_site(tmp_path: Path) -> None:
    site = load(copy_of(FULL, tmp_path / "site")).site
    assert site is not None
    # Asked anew for every street of every school, a town's table took most of a minute.
    assert street_links.anchors(site) is street_links.anchors(site)
    assert street_links.catchments(site) is street_links.catchments(site)


def test_only_an_example_says_so(pages: dict[str, str]) -> None:
    page = pages["min-gate/index.html"]
    assert page.count('<strong class="state">Eksempel</strong>') == 1
    assert "oppdiktede eksempler" not in page


def test_the_maps_of_schools_ask_which_school(pages: dict[str, str]) -> None:
    link = '<a href="/mini/min-gate/">Hvilken skole hører vi til?</a>'
    for path in ("kart/skoler/index.html", "kart/skolekretser/index.html"):
        assert link in pages[path], path
    assert link not in pages["kart/steder/index.html"]


QUESTION = '<a class="door" href="/mini/min-gate/"><span class="name">Hvilken skole hører vi til?</span>'


def _tasks(home: str) -> list[str]:
    """Return the titles of the top tasks of a home page, in order."""
    block = as_built(home).partition('id="_mest-brukt"')[2].partition("</section>")[0]
    return re.findall(r'<span class="name">([^<]*)', block)


def test_the_question_is_a_row_of_the_top_tasks_after_the_one_that_shows_the_schools(pages: dict[str, str]) -> None:
    assert QUESTION in pages["index.html"]
    assert _tasks(pages["index.html"]) == ["Barnehageplass", "Hvilken skole hører vi til?", "Brøyting"]


def test_the_question_stands_last_where_no_task_shows_the_schools(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    service = root / "content/services/barnehageplass.md"
    text = service.read_text(encoding="utf-8")
    assert "\nkart: [skoler]" in text
    service.write_text(text.replace("\nkart: [skoler]", "\nkart: [steder]"), encoding="utf-8")
    built(root, tmp_path / "out")
    home = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert _tasks(home) == ["Barnehageplass", "Brøyting", "Hvilken skole hører vi til?"]


def test_the_page_can_be_embedded(pages: dict[str, str]) -> None:
    assert "https://test.smavik.example/mini/embed/min-gate/#_lys" in pages["bygg-inn/index.html"]
    assert "data-position" in pages["embed/min-gate/index.html"]


def test_the_frame_of_the_streets_may_ask_where_its_reader_is(pages: dict[str, str]) -> None:
    snippet = pages["bygg-inn/index.html"].partition("/embed/min-gate/#_lys")[2].partition("&lt;/iframe")[0]
    assert "allow=&#34;geolocation&#34;" in snippet


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
        return f'<a href="/mini/min-gate/#{anchor}">{name}</a>'

    storgata = f'{link("storgata", "Storgata")} <span class="why">(eksempel)</span>'
    assert listed("steder/smavik-skole/index.html") == [
        ("Gater som hører hit", ""),
        ("", f'{link("provegata", "Prøvegata")} <span class="why">Nummer 1–35, oddetall</span>'),
        ("", storgata),
    ]
    # A school for all ages has streets of two kinds.
    houses = "Nummer 2–34, partall · Fra nummer 36"
    assert listed("steder/as-skole/index.html") == [
        ("Gater som hører hit", ""),
        ("Skole", ""),
        ("", f'{link("provegata", "Prøvegata")} <span class="why">{houses}</span>'),
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


CATCHMENTS_ALONE = "Bruk posisjonen din og se hvilken skole dere hører til, eller finn skolen i lista."


def _without_streets(to: Path) -> Path:
    """Return the small town with catchments and no street table."""
    root = copy_of(FULL, to)
    (root / "maps/streets.csv").unlink()
    return root


def test_catchments_without_a_street_table_have_the_page_with_a_position_and_the_schools(tmp_path: Path) -> None:
    root = _without_streets(tmp_path / "site")
    assert problems_text(root) == ""
    built(root, tmp_path / "out")
    page = (tmp_path / "out/min-gate/index.html").read_text(encoding="utf-8")
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<h1>Hvilken skole hører vi til?</h1>" in main
    assert CATCHMENTS_ALONE in main
    assert "data-position=" in main
    assert "gata" not in main
    assert '<h3><a href="/mini/steder/as-skole/">Ås skole</a></h3>' in main
    assert '<p>Barneskole · Krets: <a href="/mini/steder/smavik-krets/">Småvik krets</a></p>' in main
    assert "Er du usikker på hvilken skole som gjelder? <a" in main
    assert '<a href="/mini/kart/skolekretser/">Kart: Eksempel: Skolekretser</a>' in main
    assert QUESTION in (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert "data-street" not in (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert "Hvilken skole hører vi til?" in (tmp_path / "out/bygg-inn/index.html").read_text(encoding="utf-8")


def test_a_table_without_schools_leaves_them_to_the_position(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "maps/streets.csv").write_text("gate;avfall\nStorgata;torsdag\n", encoding="utf-8")
    built(root, tmp_path / "out")
    page = (tmp_path / "out/min-gate/index.html").read_text(encoding="utf-8")
    lead = f"Finn gata di og se når avfallet hentes og meldinger som gjelder nå. {CATCHMENTS_ALONE}"
    assert f'<p class="lead">{lead}</p>' in page
    assert '<h2 id="_skolene">Skolene</h2>' in page
    assert "Se lista over skolene, eller spør." in page


def test_catchments_that_leave_much_out_are_told_of_unless_they_are_examples(tmp_path: Path) -> None:
    root = copy_of(INVALID / "catchments_that_leave_much_out", tmp_path / "site")
    assert "M620" in problems_text(root)
    map_ = root / "maps/skolekretser.yaml"
    map_.write_text(f"eksempel: ja\n{map_.read_text(encoding='utf-8')}", encoding="utf-8")
    assert problems_text(root) == ""


def test_two_maps_of_one_level_cover_the_municipality_together(tmp_path: Path) -> None:
    root = copy_of(INVALID / "catchments_that_leave_much_out", tmp_path / "site")
    ring = "[[12.3, 60.05], [12.4, 60.05], [12.4, 60.15], [12.3, 60.15], [12.3, 60.05]]"
    area = f'{{"type": "Polygon", "coordinates": [{ring}]}}'
    feature = f'{{"type": "Feature", "properties": {{"navn": "Øst krets", "skole": "ost-skole"}}, "geometry": {area}}}'
    data = f'{{"type": "FeatureCollection", "features": [{feature}]}}'
    (root / "maps/ost.geojson").write_text(data, encoding="utf-8")
    settings = "tittel: Øst\ndata: ost.geojson\nkrets_for: skole\nkolonner:\n  - felt: skole\n    navn: {}\n"
    with (root / "maps/skoler.yaml").open("a", encoding="utf-8") as schools:
        schools.write("  - navn: Øst skole\n    lat: 60.1\n    lon: 12.35\n")
    (root / "maps/ost.yaml").write_text(settings.format("Barneskole"), encoding="utf-8")
    assert problems_text(root) == ""
    (root / "maps/ost.yaml").write_text(settings.format("Ungdomsskole"), encoding="utf-8")
    assert "Omtrent 25 % av kommunen er ikke i noen krets for «Barneskole»." in problems_text(root)
    assert "Omtrent 75 % av kommunen er ikke i noen krets for «Ungdomsskole»." in problems_text(root)


def test_without_a_table_and_catchments_there_is_no_page_and_nothing_leads_to_one(tmp_path: Path) -> None:
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "site/content/site.yaml").write_text(SMALL_SETTINGS, encoding="utf-8")
    (tmp_path / "site/content/contacts.yaml").write_text(
        "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n", encoding="utf-8"
    )
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
    assert _tasks(files["index.html"])[-1] == "Min gate"
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
