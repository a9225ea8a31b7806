"""Feeds: valid by the formats' own rules, permanent ids, absolute addresses, times from the content alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from lxml import etree

from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_words import NoticeType
from site_builder.outputs.channels import channels
from site_builder.outputs.feeds import latest, plan
from site_builder.outputs.notices import notice_view, type_page
from site_builder.text.messages import catalogue
from tests.support import (
    FULL,
    NOW,
    OUTLINE,
    ROOT,
    SMALL_SETTINGS,
    built,
    checked,
    copy_of,
    notice,
    small_site,
    written,
)

ATOM = "{http://www.w3.org/2005/Atom}"
# The RELAX NG of RFC 4287, appendix B, where it is at hand.
SCHEMA = ROOT.parent / "shared" / "conformance" / "atom.rng"


@pytest.fixture(scope="module", params=[ROOT, FULL], ids=["demo", "full"])
def feeds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The feeds of the demonstration, which has those that every site has, and of a site that asks for all."""
    out = tmp_path_factory.mktemp("feeds")
    built(request.param, out)
    return out / "feeds"


def _files(feeds: Path, ending: str) -> Iterator[Path]:
    found = sorted(feeds.rglob(f"*.{ending}"))
    assert found
    yield from found


def _names(out: Path) -> set[str]:
    folder = out / "feeds"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _in(formats: tuple[str, ...], *names: str) -> set[str]:
    return {f"{name}.{ending}" for name in names for ending in formats}


@pytest.mark.parametrize(
    ("was", "becomes", "mark"),
    [("autoritet: alt.eksempel.example", "autoritet: ny.example", (6, 12)), ("år: 2026", "år: 2027", (7, 5))],
)
def test_whoever_changes_what_ids_are_made_of_is_told(
    was: str, becomes: str, mark: tuple[int, int], tmp_path: Path
) -> None:
    files = {"content/notices/2026-02-17-a.md": "---\ntittel: Ny benk\n---\n\nDen er av tre.\n"}
    root = written(tmp_path, {**files, "content/site.yaml": f"{SMALL_SETTINGS}språk: [nb, nn]\n"})
    built(root, root / "output")
    assert checked(root).problems == ()
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text().replace(was, becomes))
    (found,) = checked(root).problems
    assert (found.code, found.path, found.mark.line, found.mark.column) == ("N330", "content/site.yaml", *mark)
    words = catalogue("nb")
    assert words.message(found).startswith(f"«{was.partition(':')[0]}» er endret. Det er en del av id-ene i strømmene")
    assert words.hint(found).startswith(f"Skriv det som sto før, samme hvilken adresse nettstedet har: {was}. Er")


def test_where_nobody_has_fetched_anything_ids_may_become_others(tmp_path: Path) -> None:
    root = written(tmp_path, {})
    built(root, root / "output")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text().replace("år: 2026", "år: 2027"))
    assert checked(root).problems == ()


# --- which there are --------------------------------------------------------------------

UNITS = ("steder/badet-ute", "steder/barnehagen", "steder/biblioteket")
TYPES = ("arrangement", "drift", "frist", "horing", "jobb", "krise", "kunngjoring", "mote", "naring", "nyhet", "tips")


def _town(root: Path, *lines: str) -> Path:
    """Return a copy of the full site that asks for no feed, with lines of its own in site.yaml."""
    copy_of(FULL, root)
    settings = root / "content/site.yaml"
    text = settings.read_text(encoding="utf-8").partition("strømmer:")[0]
    parts = "innhold_fra: [billett.example]"
    settings.write_text("\n".join([text.rstrip("\n"), parts, *lines, ""]), encoding="utf-8")
    return root


def test_all_notices_and_each_type_in_use_have_a_feed(tmp_path: Path) -> None:
    built(_town(tmp_path / "s"), tmp_path / "out")
    # The only story is published tomorrow: its feed begins with it.
    assert _names(tmp_path / "out") == _in(("atom", "rss"), "alt", *TYPES, *UNITS) | {"alt.json", "alle.opml"}


def test_a_feed_of_crises_is_there_before_any_crisis(tmp_path: Path) -> None:
    site = tmp_path / "s"
    (site / "content").mkdir(parents=True)
    (site / "content/site.yaml").write_text(SMALL_SETTINGS, encoding="utf-8")
    (site / "content/contacts.yaml").write_text(
        "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n", encoding="utf-8"
    )
    built(site, tmp_path / "out")
    assert _names(tmp_path / "out") == _in(("atom", "rss"), "alt", "drift", "krise", "arrangement", "jobb") | {
        "alt.json",
        "alle.opml",
    }
    read: Any = feedparser.parse((tmp_path / "out/feeds/krise.atom").read_bytes())
    assert not read.bozo
    assert (read.feed.title, read.entries) == ("Eksempel: Krisemeldinger", [])


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("type", {"historie"}),
        ("tema", {"tema/barnehage-skole", "tema/veg-vann"}),
        (
            "sted",
            {
                "kart/tomter",
                "kart/skolekretser",
                "kart/skoler",
                "kart/steder",
                "steder/as-skole",
                "steder/smavik-skole",
            },
        ),
        ("alvor", {"alvor/viktig", "alvor/fare", "alvor/krise"}),
    ],
)
def test_the_settings_ask_for_a_feed_of_each(tmp_path: Path, by: str, names: set[str]) -> None:
    before = tmp_path / "before"
    built(_town(tmp_path / "a"), before)
    built(_town(tmp_path / "b", f"strømmer: {{etter: {by}}}"), tmp_path / "after")
    assert _names(tmp_path / "after") - _names(before) == _in(("atom", "rss"), *names)


def test_the_settings_ask_for_a_json_feed_of_each(tmp_path: Path) -> None:
    built(_town(tmp_path / "s", "strømmer:", "  json: ja"), tmp_path / "out")
    assert _names(tmp_path / "out") == _in(("atom", "rss", "json"), "alt", *TYPES, *UNITS) | {"alle.opml"}


def test_a_feed_has_what_concerns_its_subject_and_nothing_else(full_town: Path) -> None:
    water = {"2026-02-17-drift-vann"}
    assert _slugs(full_town, "steder/smavik-skole") == water
    at_school = {"2026-02-10-arrangement", "2026-02-15-jobb"}
    assert _slugs(full_town, "steder/as-skole") == water | at_school
    assert _slugs(full_town, "kart/skoler") == water | at_school
    assert _slugs(full_town, "kart/steder") == set()
    # One notice names the area itself, and one a service in it.
    assert _slugs(full_town, "tema/veg-vann") == water | {"2026-02-17-tips"}
    assert _slugs(full_town, "alvor/krise") == {"krise-vann-vika", "2026-02-03-krise-ovelse"}
    assert _slugs(full_town, "alvor/krise") == _slugs(full_town, "alvor/fare") < _slugs(full_town, "alvor/viktig")


def test_a_notice_of_a_service_is_in_the_feed_of_its_area(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    text = "---\ngjelder: broyting\npublisert: 2026-02-16\n---\n# Brøyting\n\nSnart.\n"
    (root / "content/notices/2026-02-16-drift-sno.md").write_text(text, encoding="utf-8")
    built(root, tmp_path / "out")
    assert "2026-02-16-drift-sno" in _slugs(tmp_path / "out", "tema/veg-vann")
    assert "2026-02-16-drift-sno" not in _slugs(tmp_path / "out", "tema/barnehage-skole")


def test_a_crisis_whatever_its_file_is_called_is_followed_as_one(tmp_path: Path) -> None:
    text = notice("Kok vannet", "alvor: krise", "publisert: 2026-02-16")
    site = small_site(tmp_path, {"content/notices/drift-vann.md": text})
    found = {one.name: [each.slug for each in one.notices] for one in channels(site)}
    assert found["krise"] == found["drift"] == ["drift-vann"]
    (crisis,) = site.of(Notice)
    view = notice_view(crisis, site)
    assert (view.follow.title, view.follow.href) == ("Følg: Krisemeldinger", "/folg/#_krise")
    assert {one.href for one in view.head.feeds} == {"/feeds/krise.atom", "/feeds/krise.rss"}
    assert [row.title for group in type_page(site, NoticeType.CRISIS).groups for row in group.rows] == ["Kok vannet"]


def test_what_is_on_at_a_place_is_in_the_feeds_of_the_place_and_its_map(tmp_path: Path) -> None:
    event = notice("Konsert", "type: arrangement", "publisert: 2026-02-16", "starter: 2026-03-01 18:00", "sted: lia")
    files = {
        "content/site.yaml": f"{SMALL_SETTINGS}grunnkart: grunnkart.geojson\nstrømmer: {{etter: [sted]}}\n",
        "maps/grunnkart.geojson": OUTLINE,
        "maps/steder.yaml": "tittel: Steder\ndata: steder.csv\n",
        "maps/steder.csv": "navn;lat;lon\nLia;60.19;12.01\nVika;60.18;12.02\n",
        "content/notices/2026-02-16-konsert.md": event,
    }
    found = {one.name: [each.slug for each in one.notices] for one in channels(small_site(tmp_path, files))}
    held = ["2026-02-16-konsert"]
    assert {name: slugs for name, slugs in found.items() if "/" in name} == {"kart/steder": held, "steder/lia": held}


def _slugs(out: Path, name: str) -> set[str]:
    items = json.loads((out / f"feeds/{name}.json").read_text(encoding="utf-8"))["items"]
    return {item["id"].rpartition("/")[2] for item in items}


# --- what the formats demand ----------------------------------------------------------------


def test_every_feed_follows_the_rules_of_rfc_4287(feeds: Path) -> None:
    for path in _files(feeds, "atom"):
        feed = ElementTree.parse(path).getroot()
        assert feed.tag == f"{ATOM}feed"
        # 4.1.1: exactly one id, title and updated; an author; a self link.
        for name in ("id", "title", "updated"):
            assert len(feed.findall(ATOM + name)) == 1, (path, name)
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        (self_link,) = [one for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self"]
        assert (self_link.get("href") or "").endswith(f"/feeds/{path.relative_to(feeds).as_posix()}")
        ids = []
        for entry in feed.findall(f"{ATOM}entry"):
            # 4.1.2: exactly one id, title and updated; an alternate link or content.
            for name in ("id", "title", "updated"):
                assert len(entry.findall(ATOM + name)) == 1, (path, name)
            (alternate,) = [one for one in entry.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
            assert re.match(r"https://[^/]+/(mini/)?aktuelt/.", alternate.get("href") or "")
            ids.append(_text(entry, "id"))
            for name in ("published", "updated"):
                assert _is_rfc3339(_text(entry, name)), (path, name)
            assert _text(entry, "published") <= _text(entry, "updated")
        assert len(set(ids)) == len(ids) <= 50
        assert all(re.match(r"tag:(alt\.kongsvinger|smavik)\.example,2026:notice/.", one) for one in ids)
        assert [_text(one, "updated") for one in feed.findall(f"{ATOM}entry")] == sorted(
            (_text(one, "updated") for one in feed.findall(f"{ATOM}entry")), reverse=True
        )


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(ATOM + name) or ""


def _is_rfc3339(text: str) -> bool:

    return datetime.fromisoformat(text).tzinfo is not None and "T" in text


@pytest.mark.parametrize("ending", ["atom", "rss"])
def test_a_feed_reader_finds_nothing_wrong(feeds: Path, ending: str) -> None:
    for path in _files(feeds, ending):
        read: Any = feedparser.parse(path.read_bytes())
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.feed.language == "nb" if ending == "rss" else read.feed.title_detail.language == "nb"
        for entry in read.entries:
            assert entry.id.startswith("tag:")
            assert entry.link.startswith("https://")
            assert entry.summary


def test_atom_and_rss_have_the_same_entries(feeds: Path) -> None:
    for path in _files(feeds, "rss"):
        rss: Any = feedparser.parse(path.read_bytes())
        atom: Any = feedparser.parse(path.with_suffix(".atom").read_bytes())
        assert [one.id for one in atom.entries] == [one.id for one in rss.entries]


def test_every_json_feed_follows_version_1_1(feeds: Path) -> None:
    for path in _files(feeds, "json"):
        feed = json.loads(path.read_text(encoding="utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"].endswith(f"/feeds/{path.relative_to(feeds).as_posix()}")
        assert feed["title"]
        assert len(feed["items"]) <= 50
        for item in feed["items"]:
            assert item["id"].startswith("tag:")
            assert item["content_html"]
            assert item["url"].startswith("https://")
            assert _is_rfc3339(item["date_published"])
            assert all(key.isidentifier() for key in item)


def test_no_feed_holds_an_address_that_only_our_own_pages_understand(feeds: Path) -> None:
    for path in sorted(one for one in feeds.rglob("*") if one.is_file()):
        text = path.read_text(encoding="utf-8").replace("&quot;", '"').replace("\\", "")
        for start in ('href="/', 'src="/', 'href="#', 'href="../'):
            assert start not in text, (path, start)


def test_samples_and_exercises_say_so_in_their_titles_and_in_data(feeds: Path) -> None:
    items = json.loads((feeds / "alt.json").read_text(encoding="utf-8"))["items"]
    for word, key in (("Eksempel: ", "sample"), ("ØVELSE: ", "drill")):
        marked = {item["id"] for item in items if item["_notice"].get(key) is True}
        assert marked
        assert marked == {item["id"] for item in items if word in item["title"]}


def test_time_passing_alone_changes_no_feed(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "a")
    built(root, tmp_path / "b", NOW + timedelta(hours=2))
    for name in _names(tmp_path / "a"):
        first, second = ((tmp_path / one / "feeds" / name).read_text("utf-8") for one in "ab")
        # An event of that day has begun, and data for programs say so.
        assert second.replace('"state": "ongoing"', '"state": "planned"') == first.replace(
            '"state": "ongoing"', '"state": "planned"'
        )


def test_an_id_stays_when_the_address_of_the_site_changes(tmp_path: Path) -> None:
    built(FULL, tmp_path / "a")
    built(FULL, tmp_path / "b", base_url="https://nytt.example/")
    ids = [
        [item["id"] for item in json.loads((tmp_path / out / "feeds/alt.json").read_text())["items"]]
        for out in ("a", "b")
    ]
    assert ids[0] == ids[1]


def test_notices_without_a_day_enter_no_feed(full_town: Path) -> None:
    text = (full_town / "feeds/alt.json").read_text(encoding="utf-8")
    assert "gammel-melding" not in text
    assert "ukjent-ar" not in text


def test_a_notice_in_a_feed_has_its_updates_and_its_end(full_town: Path) -> None:
    items = {item["id"]: item for item in json.loads((full_town / "feeds/alt.json").read_text())["items"]}
    water = items["tag:smavik.example,2026:notice/2026-02-17-drift-vann"]
    assert "Tele i bakken forsinker oss litt." in water["content_html"]
    assert water["date_modified"] == "2026-02-17T11:20:00+01:00"
    light = items["tag:smavik.example,2026:notice/2026-02-16-drift-lys"]
    assert "Løst tirsdag 17. februar 2026 kl. 08.05" in light["content_html"]


def test_a_feed_of_one_type_leads_to_the_list_of_that_type(full_town: Path) -> None:
    for name, address in (("alt", "aktuelt/"), ("drift", "aktuelt/drift/"), ("krise", "aktuelt/krise/")):
        home = f"https://test.smavik.example/mini/{address}"
        atom: Any = feedparser.parse((full_town / f"feeds/{name}.atom").read_bytes())
        rss: Any = feedparser.parse((full_town / f"feeds/{name}.rss").read_bytes())
        assert [atom.feed.link, rss.feed.link] == [home, home]
        assert (full_town / address / "index.html").is_file()


def test_pages_announce_every_format_and_the_feed_nearest_to_them(full_town: Path) -> None:
    everything = [
        ("application/atom+xml", "alt.atom", "Alle meldinger (Atom)"),
        ("application/rss+xml", "alt.rss", "Alle meldinger (RSS)"),
        ("application/feed+json", "alt.json", "Alle meldinger (JSON Feed)"),
    ]
    operations = _announced("drift", "Driftsmeldinger")
    pattern = r'<link rel="alternate" type="([^"]+)" href="/mini/feeds/([^"]+)" title="([^"]+)">'
    for path, announced in (
        ("", everything),
        ("kontakt/", everything),
        ("aktuelt/drift/", operations + everything),
        ("aktuelt/2026-02-17-drift-vann/", operations + everything),
        ("tema/veg-vann/", _announced("tema/veg-vann", "Veg og vann") + everything),
        ("kart/skoler/", _announced("kart/skoler", "Eksempel: Skoler") + everything),
        ("steder/smavik-skole/", _announced("steder/smavik-skole", "Eksempel: Småvik skole") + everything),
    ):
        page = (full_town / path / "index.html").read_text(encoding="utf-8")
        assert re.findall(pattern, page) == announced
        assert all((full_town / "feeds" / name).is_file() for _, name, _ in announced)


def _announced(name: str, title: str) -> list[tuple[str, str, str]]:
    return [
        ("application/atom+xml", f"{name}.atom", f"{title} (Atom)"),
        ("application/rss+xml", f"{name}.rss", f"{title} (RSS)"),
        ("application/feed+json", f"{name}.json", f"{title} (JSON Feed)"),
    ]


if SCHEMA.exists():

    def test_every_atom_feed_is_valid_by_the_schema_of_the_rfc(feeds: Path) -> None:
        schema = etree.RelaxNG(etree.parse(str(SCHEMA)))
        for path in _files(feeds, "atom"):
            assert schema.validate(etree.parse(str(path))), (path, schema.error_log)


# --- when it ends, and where it is -----------------------------------------------------------


def _entry(out: Path, slug: str, name: str = "alt") -> Any:
    read: Any = feedparser.parse((out / f"feeds/{name}.atom").read_bytes())
    return next(one for one in read.entries if one.id.endswith(f"notice/{slug}"))


def _data(out: Path, slug: str) -> Any:
    items = json.loads((out / "feeds/alt.json").read_text(encoding="utf-8"))["items"]
    return next(item for item in items if item["id"].endswith(f"notice/{slug}"))


def test_what_is_resolved_is_the_same_entry_that_says_so(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "s")
    source = root / "content/notices/2026-02-16-drift-lys.md"
    text = source.read_text(encoding="utf-8")
    before, after = tmp_path / "before", tmp_path / "after"
    source.write_text(text.replace("løst: 2026-02-17 08:05\n", "endret: 2026-02-16 12:00\n"), encoding="utf-8")
    built(root, before)
    # Whoever writes that it is put right need not change the date of the last change too.
    source.write_text(text.replace("---\nVi", "endret: 2026-02-16 12:00\n---\nVi"), encoding="utf-8")
    built(root, after)
    slug = "2026-02-16-drift-lys"
    old, new = _entry(before, slug), _entry(after, slug)
    assert (old.id, old.published, old.link) == (new.id, new.published, new.link)
    assert (old.title, new.title) == ("Gatelyset er mørkt", "Løst: Gatelyset er mørkt")
    assert (old.updated, new.updated) == ("2026-02-16T12:00:00+01:00", "2026-02-17T08:05:00+01:00")
    assert new.summary == "Løst tirsdag 17. februar 2026 kl. 08.05. Vi skifter lyset."
    assert (_data(before, slug)["_notice"]["state"], _data(after, slug)["_notice"]["state"]) == ("ongoing", "resolved")


def test_danger_that_is_called_off_says_so(tmp_path: Path) -> None:
    built(FULL, tmp_path, NOW + timedelta(days=2))
    assert _entry(tmp_path, "krise-vann-vika").title == "Friskmeldt: Kok vannet i Vika"
    assert _entry(tmp_path, "2026-02-03-krise-ovelse").title == "ØVELSE: Friskmeldt: Flom i Småelva"


def test_a_feed_says_until_when_a_notice_holds(full_town: Path) -> None:
    water = "2026-02-17-drift-vann"
    for ending in ("atom", "rss"):
        read: Any = feedparser.parse((full_town / f"feeds/drift.{ending}").read_bytes())
        (entry,) = [one for one in read.entries if one.id.endswith(water)]
        assert (entry.validity_start, entry.validity_end) == (
            "2026-02-17T08:10:00+01:00",
            "2026-02-17T15:00:00+01:00",
        )
    assert _data(full_town, water)["_notice"]["expires"] == "2026-02-17T15:00:00+01:00"
    # Danger does not end by the clock, and a day after it was put right a notice leaves the lists.
    assert "validity_end" not in _entry(full_town, "krise-vann-vika")
    assert _entry(full_town, "2026-02-16-drift-lys").validity_end == "2026-02-18T08:05:00+01:00"


def test_a_json_feed_has_the_fields_of_a_notice(full_town: Path) -> None:
    found = _data(full_town, "2026-02-17-drift-vann")["_notice"]
    names = [place.pop("name") for place in found["places"]]
    assert "Småvik skole" in names
    assert len(set(names)) == len(names)
    del found["places"]
    assert found == {
        "type": "operations",
        "severity": "important",
        "state": "ongoing",
        "starts": "2026-02-17T08:10+01:00",
        "ends": "2026-02-17T15:00+01:00",
        "deadline": "2026-02-17T14:00+01:00",
        "expires": "2026-02-17T15:00:00+01:00",
        "sample": True,
    }


PLACES = """\
tittel: Steder å si fra om
steder:
  - {navn: Brua, lat: 60.5, lon: 11.25}
"""
SHAPES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"navn": "Lia"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[11.2, 60.5], [11.3, 60.5], [11.3, 60.6], [11.2, 60.6], [11.2, 60.5]]],
            },
        },
        {
            "type": "Feature",
            "properties": {"navn": "Stien"},
            "geometry": {"type": "LineString", "coordinates": [[11.2, 60.5], [11.3, 60.6]]},
        },
    ],
}


def _with_places(root: Path, concerns: str) -> Path:
    (root / "content/notices").mkdir(parents=True)
    (root / "maps").mkdir()
    (root / "content/site.yaml").write_text(SMALL_SETTINGS, encoding="utf-8")
    (root / "content/contacts.yaml").write_text(
        "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n", encoding="utf-8"
    )
    (root / "maps/steder.yaml").write_text(PLACES, encoding="utf-8")
    (root / "maps/omrader.yaml").write_text("tittel: Områder\ndata: omrader.geojson\n", encoding="utf-8")
    (root / "maps/omrader.geojson").write_text(json.dumps(SHAPES), encoding="utf-8")
    many = "".join(f"  - {{navn: Kum {n}, lat: 60.5, lon: {11 + n / 100}}}\n" for n in range(31))
    (root / "maps/kummer.yaml").write_text(f"tittel: Kummer\nsteder:\n{many}", encoding="utf-8")
    text = f"---\ngjelder: {concerns}\npublisert: 2026-02-16\n---\n# Graving\n\nVi graver.\n"
    (root / "content/notices/2026-02-16-drift-graving.md").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (("utsatt: ja",), ("planned", "2026-02-16T18:00+01:00", "2026-02-16T20:00+01:00")),
        (("flyttet_til: 2026-02-15 17:00",), ("over", "2026-02-15T17:00+01:00", "2026-02-15T19:00+01:00")),
        (("flyttet_til: 2026-02-17 11:00",), ("ongoing", "2026-02-17T11:00+01:00", "2026-02-17T13:00+01:00")),
    ],
)
def test_a_json_feed_says_what_became_of_an_event(
    tmp_path: Path, fields: tuple[str, ...], said: tuple[str, str, str]
) -> None:
    when = ("type: arrangement", "publisert: 2026-02-01", "starter: 2026-02-16 18:00", "slutter: 2026-02-16 20:00")
    site = small_site(tmp_path, {"content/notices/konsert.md": notice("Konsert", *when, *fields)})
    (item,) = next(one.view.items for one in plan(site) if one.path.as_posix() == "feeds/alt.json")
    assert (item.state, item.starts, item.ends) == said


@pytest.mark.parametrize(
    ("concerns", "places"),
    [
        ("brua", [("point", "60.5 11.25")]),
        ("stien", [("line", "60.5 11.2 60.6 11.3")]),
        ("[lia, brua]", [("polygon", "60.5 11.2 60.5 11.3 60.6 11.3 60.6 11.2 60.5 11.2"), ("point", "60.5 11.25")]),
        ("[steder, brua]", [("point", "60.5 11.25")]),
        ("kummer", []),
    ],
)
def test_a_feed_says_where_latitude_first(tmp_path: Path, concerns: str, places: list[tuple[str, str]]) -> None:
    built(_with_places(tmp_path / "s", concerns), tmp_path / "out")
    for ending in ("atom", "rss"):
        root = ElementTree.parse(tmp_path / f"out/feeds/drift.{ending}").getroot()
        space = "{http://www.georss.org/georss}"
        found = [(one.tag.removeprefix(space), one.text) for one in root.iter() if one.tag.startswith(space)]
        assert found == places


def test_a_json_feed_says_where_longitude_first(tmp_path: Path) -> None:
    built(_with_places(tmp_path / "s", "brua"), tmp_path / "out")
    (place,) = _data(tmp_path / "out", "2026-02-16-drift-graving")["_notice"]["places"]
    assert place == {"name": "Brua", "geometry": {"type": "Point", "coordinates": [11.25, 60.5]}}


# --- the list of feeds -----------------------------------------------------------------------


def test_the_list_has_every_feed_once_and_a_date_of_the_content(feeds: Path) -> None:
    root = ElementTree.parse(feeds / "alle.opml").getroot()
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    outlines = list(root.iterfind("body/outline/outline"))
    named = [(one.get("xmlUrl") or "").partition("/feeds/")[2] for one in outlines]
    assert sorted(named) == sorted(
        path.relative_to(feeds).as_posix() for path in _files(feeds, "atom") if path.name != "cap.atom"
    )
    assert all(one.get("type") == "rss" and one.get("text") and one.get("htmlUrl") for one in outlines)
    newest: Any = feedparser.parse((feeds / "alt.atom").read_bytes())
    assert parsedate_to_datetime(root.findtext("head/dateModified") or "") == datetime.fromisoformat(
        newest.feed.updated
    )


# --- the page ------------------------------------------------------------------------------


def test_the_page_about_following_leads_to_every_feed_and_to_what_the_settings_name(full_town: Path) -> None:
    page = (full_town / "folg/index.html").read_text(encoding="utf-8")
    main = page.partition("<main")[2].partition("</main>")[0]
    led_to = set(re.findall(r'href="/mini/feeds/([^"]+)"', main))
    assert led_to == _names(full_town)
    assert "https://varsling.smavik.example/" in main
    assert 'href="https://www.facebook.example/smavik"' in main
    assert "De er merket som test" in main
    assert "https://test.smavik.example/mini/" in main
    assert 'href="/mini/kalender/"' in main
    assert '<li id="_alvor-fare"><span class="label">Fare og krise</span>' in main


def test_the_page_about_following_says_nothing_of_what_there_is_not(tmp_path: Path) -> None:
    built(_town(tmp_path / "s"), tmp_path / "out")
    page = (tmp_path / "out/folg/index.html").read_text(encoding="utf-8")
    for word in ("SMS", "Her er vi også", "CAP", "Etter tema", "Etter kart"):
        assert word not in page, word


def test_pages_lead_to_the_page_about_following_and_not_to_a_file(full_town: Path) -> None:
    for path in full_town.rglob("index.html"):
        page = path.read_text(encoding="utf-8")
        if path.parent != full_town / "folg":
            assert not re.search(r'<a [^>]*href="/mini/feeds/', page), path
        # A screen on a wall leads nowhere.
        if "<footer>" in page and path.parent != full_town / "skjerm":
            assert '<a href="/mini/folg/">Følg oss</a>' in page.partition("<footer>")[2]
    for address, target in (
        ("aktuelt", "folg/"),
        ("aktuelt/drift", "folg/#_drift"),
        ("aktuelt/krise-vann-vika", "folg/#_krise"),
    ):
        assert f'<a href="/mini/{target}">Følg' in (full_town / address / "index.html").read_text(encoding="utf-8")


def test_danger_that_is_not_over_stays_in_its_feeds_however_much_is_written_since(tmp_path: Path) -> None:
    files = {
        f"content/notices/2026-01-{day:02}-{number}.md": f"# Nytt {day} {number}\n\nTekst.\n"
        for day in range(2, 20)
        for number in range(3)
    }
    open_, over = "2026-01-01-drift-ras", "2026-01-01-drift-is"
    files[f"content/notices/{open_}.md"] = notice("Ras", "alvor: fare")
    files[f"content/notices/{over}.md"] = notice("Is", "alvor: fare", "friskmeldt: 2026-01-01 12:00")
    site = small_site(tmp_path, files)
    found = [one.slug for one in latest(site.of(Notice), site)]
    assert (len(found), found[-1]) == (50, open_)
    assert found == sorted(found, key=lambda slug: slug[:10], reverse=True)
    assert over not in found
