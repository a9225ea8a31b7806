"""Plots: what nobody can ask for any more is not shown as free, and what is sold shows no price."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from site_builder.content_types.maps import Place
from site_builder.loading import load
from site_builder.outputs.ahead import ALWAYS, until
from site_builder.outputs.place_rows import links_over_time
from tests.support import SMALL_SETTINGS, built, read_all

LAST_MINUTE = datetime(2026, 4, 15, 21, 59, tzinfo=UTC)
"""23.59 in Oslo, on the last day"""
AFTER = LAST_MINUTE + timedelta(minutes=1)


def _town(root: Path, columns: str = "", fields: str = "", **changed: str) -> Path:
    head = {"deadline": "frist", "price": "pris"} | changed
    files = {
        "content/site.yaml": SMALL_SETTINGS,
        "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n",
        "content/links.yaml": "reserver:\n  tittel: Reserver tomt\n  nettadresse: https://skjema.kommune.example/tomt\n",
        "maps/tomter.yaml": (
            f"tittel: Tomter\ndata: tomter.csv\nledighet: status\n{fields}filtre: [status]\nkolonner:\n"
            "  - felt: status\n    navn: Status\n    type: valg\n    valg: [ledig, reservert, solgt]\n"
            f"  - felt: {head['deadline']}\n    navn: Frist\n    type: dato\n"
            f"  - felt: {head['price']}\n    navn: Pris\n{columns}"
        ),
        "maps/tomter.csv": (
            f"navn;id;lat;lon;status;{head['deadline']};{head['price']};lenke\n"
            "A;a;60.1;12.1;ledig;15.04.2026;100 000 kr;reserver\n"
            "B;b;60.2;12.2;ledig;;200 000 kr;reserver\n"
            "C;c;60.3;12.3;reservert;15.04.2026;300 000 kr;reserver\n"
            "D;d;60.4;12.4;solgt;15.04.2026;400 000 kr;reserver\n"
        ),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def _pages(root: Path, now: datetime) -> dict[str, str]:
    out = root.parent / f"out-{now:%d-%H-%M}"
    built(root, out, now)
    files = read_all(out).items()
    return {path: content.decode("utf-8-sig") for path, content in files if not path.endswith(".png")}


def _order(page: str) -> list[str]:
    """Return the ids of the numbered list, in order; sold ones stand in a list of their own, folded."""
    return [part[0] for part in page.partition("<details>")[0].split('<li id="')[1:]]


@pytest.mark.parametrize(
    ("deadline", "fields"), [("frist", ""), ("Frist", ""), ("svarfrist", "frist: svarfrist\n")], ids=str
)
def test_a_free_plot_whose_deadline_has_passed_says_so_everywhere(deadline: str, fields: str, tmp_path: Path) -> None:
    root = _town(tmp_path / "town", fields=fields, deadline=deadline)
    before, after = _pages(root, LAST_MINUTE), _pages(root, AFTER)
    state = '<strong class="state late">fristen er ute</strong>'
    places = {
        "kart/tomter/index.html": 1,
        "embed/kart/tomter/index.html": 1,
        "kart/tomter/tabell/index.html": 1,
        "steder/a/index.html": 1,
        "steder/b/index.html": 0,
    }
    assert {path: before[path].count(state) for path in places} == dict.fromkeys(places, 0)
    assert {path: after[path].count(state) for path in places} == places
    for path in ("steder/a/index.html", "kart/tomter/index.html"):
        button = 'href="https://skjema.kommune.example/tomt"'
        assert before[path].count(button) - after[path].count(button) == 1
    # What can be had stands first.
    assert _order(before["kart/tomter/index.html"]) == ["a", "b", "c"]
    assert _order(after["kart/tomter/index.html"]) == ["b", "a", "c"]
    assert "<h1>Tomter (2 av 4)</h1>" in before["kart/tomter/index.html"]
    assert "<h1>Tomter (1 av 4)</h1>" in after["kart/tomter/index.html"]
    for path in ("index.html", "kart/index.html"):
        assert "2 av 4 ledige" in before[path]
        assert "1 av 4 ledig<" in after[path]
        assert "steder<" not in before[path] + after[path]
    assert (
        "<option>ledig</option><option>reservert</option><option>fristen er ute</option>"
        in (after["kart/tomter/index.html"])
    )


def test_a_deadline_that_has_passed_is_in_the_data(tmp_path: Path) -> None:
    files = _pages(_town(tmp_path / "town"), AFTER)
    collection = json.loads(files["api/v1/kart/tomter.geojson"])
    states = {one["properties"]["slug"]: one["properties"]["status"] for one in collection["features"]}
    assert states == {"b": "ledig", "a": "fristen er ute", "c": "reservert", "d": "solgt"}
    assert [one["properties"].get("link") for one in collection["features"]] == [
        "https://skjema.kommune.example/tomt",
        *[None] * 3,
    ]
    table = list(csv.DictReader(io.StringIO(files["api/v1/kart/tomter.csv"]), delimiter=";"))
    assert [(one["Navn"], one["Status"]) for one in table] == [
        ("B", "ledig"),
        ("A", "fristen er ute"),
        ("C", "reservert"),
        ("D", "solgt"),
    ]
    # What the map is drawn from.
    (drawn,) = (text for path, text in files.items() if path.startswith("assets/steder-tomter."))
    assert {one["properties"]["id"]: one["properties"]["state"] for one in json.loads(drawn)["features"]} == {
        "b": "free",
        "a": "late",
        "c": "reserved",
    }


def test_the_site_becomes_another_when_the_deadline_of_a_free_plot_passes(tmp_path: Path) -> None:
    site = load(_town(tmp_path / "town")).site
    assert site is not None
    assert site.next_change(LAST_MINUTE) == AFTER
    assert site.at(LAST_MINUTE).moment < AFTER == site.at(AFTER + timedelta(days=300)).moment


def test_the_form_of_a_plot_goes_by_the_clock_with_its_last_day(tmp_path: Path) -> None:
    site = load(_town(tmp_path / "town")).site
    assert site is not None
    plots = [one for one in site.of(Place) if one.slug in ("a", "b")]
    last, open_ = (links_over_time(one, site.at(LAST_MINUTE)) for one in plots)
    assert [(one.title, one.shown) for one in last] == [("Reserver tomt", until(AFTER))]
    assert [(one.title, one.shown) for one in open_] == [("Reserver tomt", ALWAYS)]
    assert links_over_time(plots[0], site.at(AFTER)) == ()


@pytest.mark.parametrize(
    ("price", "fields", "columns"),
    [("pris", "", ""), ("Pris", "", ""), ("kjøpesum", "pris: kjøpesum\n", ""), ("sum", "", "    type: beløp\n")],
    ids=["by its name", "in capitals", "pointed out", "an amount"],
)
def test_what_is_sold_shows_no_price_whatever_the_column_holds(
    price: str, fields: str, columns: str, tmp_path: Path
) -> None:
    files = _pages(_town(tmp_path / "town", columns, fields, price=price), AFTER)
    texts = {path: text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "") for path, text in files.items()}
    assert [path for path, text in texts.items() if "400000" in text] == []
    for path in ("kart/tomter/index.html", "kart/tomter/tabell/index.html", "steder/c/index.html"):
        assert "300000" in texts[path]
    assert "300000" in texts["api/v1/kart/tomter.csv"]


def test_nobody_asks_what_a_sold_plot_costs_whether_its_price_was_removed_or_not(tmp_path: Path) -> None:
    root = _town(tmp_path / "town")
    csv = root / "maps/tomter.csv"
    csv.write_text(csv.read_text("utf-8").replace("300 000 kr", "") + "E;e;60.5;12.5;solgt;15.04.2026;;\n", "utf-8")
    table = _pages(root, AFTER)["kart/tomter/tabell/index.html"]
    rows = {name: table.split(f">{name}</a>")[1].split("</tr>")[0] for name in "CDE"}
    assert [name for name, row in rows.items() if "ikke oppgitt" in row] == ["C"]
    assert [name for name, row in rows.items() if "<td>–</td>" in row] == ["D", "E"]
