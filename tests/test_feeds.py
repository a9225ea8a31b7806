"""Feeds: valid by the formats' own rules, permanent ids, absolute addresses, times from the content alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from lxml import etree

from tests.support import FULL, NOW, ROOT, built, copy_of

ATOM = "{http://www.w3.org/2005/Atom}"
# The RELAX NG of RFC 4287, appendix B, where it is at hand.
SCHEMA = ROOT.parent / "shared" / "conformance" / "atom.rng"


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("feeds")
    built(ROOT, out)
    return out / "feeds"


def _files(feeds: Path, ending: str) -> Iterator[Path]:
    found = sorted(feeds.glob(f"*.{ending}"))
    assert found
    yield from found


def test_all_notices_and_each_type_in_use_have_a_feed(tmp_path: Path) -> None:
    built(FULL, tmp_path)
    names = {path.name for path in (tmp_path / "feeds").iterdir()}
    # The only story is published tomorrow: its feed begins with it.
    types = ["arrangement", "drift", "frist", "horing", "jobb", "krise", "kunngjoring", "mote", "naring", "nyhet"]
    assert names == {f"{one}.{ending}" for one in [*types, "tips", "alt"] for ending in ("atom", "rss")} | {"alt.json"}


def test_every_feed_follows_the_rules_of_rfc_4287(feeds: Path) -> None:
    for path in _files(feeds, "atom"):
        feed = ElementTree.parse(path).getroot()
        assert feed.tag == f"{ATOM}feed"
        # 4.1.1: exactly one id, title and updated; an author; a self link.
        for name in ("id", "title", "updated"):
            assert len(feed.findall(ATOM + name)) == 1, (path, name)
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        (self_link,) = [one for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self"]
        assert (self_link.get("href") or "").endswith(f"/feeds/{path.name}")
        ids = []
        for entry in feed.findall(f"{ATOM}entry"):
            # 4.1.2: exactly one id, title and updated; an alternate link or content.
            for name in ("id", "title", "updated"):
                assert len(entry.findall(ATOM + name)) == 1, (path, name)
            (alternate,) = [one for one in entry.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
            assert (alternate.get("href") or "").startswith("https://alt.kongsvinger.example/aktuelt/")
            ids.append(_text(entry, "id"))
            for name in ("published", "updated"):
                assert _is_rfc3339(_text(entry, name)), (path, name)
            assert _text(entry, "published") <= _text(entry, "updated")
        assert len(set(ids)) == len(ids) <= 50
        assert all(one.startswith("tag:alt.kongsvinger.example,2026:notice/") for one in ids)
        assert [_text(one, "updated") for one in feed.findall(f"{ATOM}entry")] == sorted(
            (_text(one, "updated") for one in feed.findall(f"{ATOM}entry")), reverse=True
        )


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(ATOM + name) or ""


def _is_rfc3339(text: str) -> bool:
    from datetime import datetime

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
    for path in _files(feeds, "atom"):
        atom: Any = feedparser.parse(path.read_bytes())
        rss: Any = feedparser.parse(path.with_suffix(".rss").read_bytes())
        assert [one.id for one in atom.entries] == [one.id for one in rss.entries]


def test_the_json_feed_follows_version_1_1(feeds: Path) -> None:
    feed = json.loads((feeds / "alt.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/feeds/alt.json")
    assert feed["title"]
    assert 0 < len(feed["items"]) <= 50
    for item in feed["items"]:
        assert item["id"].startswith("tag:")
        assert item["content_html"]
        assert item["url"].startswith("https://")
        assert _is_rfc3339(item["date_published"])
        assert all(key.isidentifier() for key in item)


def test_no_feed_holds_an_address_that_only_our_own_pages_understand(feeds: Path) -> None:
    for path in sorted(feeds.iterdir()):
        text = path.read_text(encoding="utf-8").replace("&quot;", '"').replace("\\", "")
        for start in ('href="/', 'src="/', 'href="#', 'href="../'):
            assert start not in text, (path, start)


def test_samples_say_so_in_their_titles_and_in_data(feeds: Path) -> None:
    feed = json.loads((feeds / "alt.json").read_text(encoding="utf-8"))
    samples = [item for item in feed["items"] if item.get("_notice") == {"sample": True}]
    assert len(samples) >= 14
    assert all(item["title"].startswith("Eksempel: ") for item in samples)


def test_time_passing_alone_changes_no_feed(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "a")
    built(root, tmp_path / "b", NOW + timedelta(hours=2))
    for path in (tmp_path / "a/feeds").iterdir():
        assert path.read_bytes() == (tmp_path / "b/feeds" / path.name).read_bytes()


def test_an_id_stays_when_the_address_of_the_site_changes(tmp_path: Path) -> None:
    built(FULL, tmp_path / "a")
    built(FULL, tmp_path / "b", base_url="https://nytt.example/")
    ids = [
        [item["id"] for item in json.loads((tmp_path / out / "feeds/alt.json").read_text())["items"]]
        for out in ("a", "b")
    ]
    assert ids[0] == ids[1]


def test_notices_without_a_day_enter_no_feed(tmp_path: Path) -> None:
    built(FULL, tmp_path)
    text = (tmp_path / "feeds/alt.json").read_text(encoding="utf-8")
    assert "gammel-melding" not in text
    assert "ukjent-ar" not in text


def test_a_notice_in_a_feed_has_its_updates_and_its_end(tmp_path: Path) -> None:
    built(FULL, tmp_path)
    items = {item["id"]: item for item in json.loads((tmp_path / "feeds/alt.json").read_text())["items"]}
    water = items["tag:smavik.example,2026:notice/2026-02-17-drift-vann"]
    assert "Tele i bakken forsinker oss litt." in water["content_html"]
    assert water["date_modified"] == "2026-02-17T11:20:00+01:00"
    light = items["tag:smavik.example,2026:notice/2026-02-16-drift-lys"]
    assert "Løst tirsdag 17. februar 2026 kl. 08.05" in light["content_html"]


def test_a_feed_of_one_type_leads_to_the_list_of_that_type(tmp_path: Path) -> None:
    built(FULL, tmp_path)
    for name, address in (("alt", "aktuelt/"), ("drift", "aktuelt/drift/"), ("krise", "aktuelt/krise/")):
        home = f"https://test.smavik.example/mini/{address}"
        atom: Any = feedparser.parse((tmp_path / f"feeds/{name}.atom").read_bytes())
        rss: Any = feedparser.parse((tmp_path / f"feeds/{name}.rss").read_bytes())
        assert [atom.feed.link, rss.feed.link] == [home, home]
        assert (tmp_path / address / "index.html").is_file()


def test_pages_announce_every_format_and_the_feed_nearest_to_them(tmp_path: Path) -> None:
    built(FULL, tmp_path)
    everything = [
        ("application/atom+xml", "alt.atom", "Alle meldinger (Atom)"),
        ("application/rss+xml", "alt.rss", "Alle meldinger (RSS)"),
        ("application/feed+json", "alt.json", "Alle meldinger (JSON Feed)"),
    ]
    operations = [
        ("application/atom+xml", "drift.atom", "Driftsmeldinger (Atom)"),
        ("application/rss+xml", "drift.rss", "Driftsmeldinger (RSS)"),
    ]
    pattern = r'<link rel="alternate" type="([^"]+)" href="/mini/feeds/([^"]+)" title="([^"]+)">'
    for path, announced in (
        ("", everything),
        ("kontakt/", everything),
        ("aktuelt/drift/", operations + everything),
        ("aktuelt/2026-02-17-drift-vann/", operations + everything),
    ):
        page = (tmp_path / path / "index.html").read_text(encoding="utf-8")
        assert re.findall(pattern, page) == announced
        assert all((tmp_path / "feeds" / name).is_file() for _, name, _ in announced)


if SCHEMA.exists():

    def test_every_atom_feed_is_valid_by_the_schema_of_the_rfc(feeds: Path) -> None:
        schema = etree.RelaxNG(etree.parse(str(SCHEMA)))
        for path in _files(feeds, "atom"):
            assert schema.validate(etree.parse(str(path))), (path, schema.error_log)
