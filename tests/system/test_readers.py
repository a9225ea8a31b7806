"""Other people's readers of feeds and calendars, from the system's own packages: each item once, an update as one.

Not among the ordinary tests: `make test-system` installs the programs and runs these.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import feedparser
import pytest

from tests.browser.serving import Served, serving
from tests.support import NOW, built

TOP = Path(__file__).resolve().parent.parent.parent
FORMATS = ("atom", "rss")
NEWS = "content/notices/2026-02-16-nyhet-benker.md"
EVENT = "content/notices/2026-02-11-arrangement-strikkekafe.md"
TITLE, CHANGED_TITLE = "Nye benker på Rådhusplassen", "Nye benker er satt ut"
SENTENCE = "Benkene tas i bruk i dag."


@dataclass(frozen=True, slots=True)
class Site:
    """A copy of the demo, served on this machine."""

    root: Path
    served: Served

    def build(self) -> None:
        before = {path: path.read_bytes() for path in self.out.rglob("*.*") if path.is_file()}
        built(self.root, self.out, NOW, f"{self.served.origin}/")
        # A server tells times in whole seconds, and two builds of a test may be in one: those of a town are not.
        for path in self.out.rglob("*.*"):
            if path in before and path.is_file() and path.read_bytes() != before[path]:
                os.utime(path, (path.stat().st_mtime + 60,) * 2)

    @property
    def out(self) -> Path:
        return self.root / "output"

    def feed(self, kind: str) -> str:
        return f"{self.served.origin}/feeds/alt.{kind}"

    def ids(self, kind: str) -> Counter[str]:
        """Return the ids that the feed itself has."""
        return Counter(one.id for one in feedparser.parse((self.out / f"feeds/alt.{kind}").read_bytes()).entries)

    def change(self, path: str, changes: Mapping[str, str]) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        for before, after in changes.items():
            assert before in text
            text = text.replace(before, after)
        (self.root / path).write_text(text, encoding="utf-8")
        self.build()

    def change_the_news(self) -> None:
        """Give a notice another title, a sentence more and a time of change."""
        heading = f"tittel: {TITLE}\n"
        self.change(NEWS, {heading: f"tittel: {CHANGED_TITLE}\nendret: 2026-02-17 11:00\n"})
        with (self.root / NEWS).open("a", encoding="utf-8") as notice:
            notice.write(f"\n{SENTENCE}\n")
        self.build()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    root = tmp_path / "site"
    for name in ("content", "maps"):
        shutil.copytree(TOP / name, root / name)
    with serving(root / "output") as served:
        found = Site(root, served)
        found.build()
        yield found


def run(*command: str, home: Path) -> str:
    """Run a program that knows nothing but its own home, and return what it says."""
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    done = subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# --- newsboat ----------------------------------------------------------------------------------------


def in_newsboat(site: Site, kind: str, home: Path) -> list[tuple[str, str, str]]:
    """Return (id, title, content) of all that newsboat has of a feed after reading it once more."""
    home.mkdir(exist_ok=True)
    (home / "urls").write_text(f"{site.feed(kind)}\n", encoding="utf-8")
    (home / "config").touch()
    run("newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload", home=home)
    with closing(sqlite3.connect(home / "cache.db")) as cache:
        return cache.execute("SELECT guid, title, content FROM rss_item ORDER BY guid").fetchall()


@pytest.mark.parametrize("kind", FORMATS)
def test_newsboat_sees_each_item_once_and_a_change_as_a_change(kind: str, site: Site, tmp_path: Path) -> None:
    home = tmp_path / "newsboat"
    first = in_newsboat(site, kind, home)
    assert Counter(one[0] for one in first) == site.ids(kind)
    assert len(first) > 10
    assert in_newsboat(site, kind, home) == first
    site.change_the_news()
    after = in_newsboat(site, kind, home)
    assert Counter(one[0] for one in after) == Counter(one[0] for one in first) == site.ids(kind)
    ((before, changed),) = ((old, new) for old, new in zip(first, after, strict=True) if old != new)
    assert TITLE in before[1] and SENTENCE not in before[2]
    assert CHANGED_TITLE in changed[1] and SENTENCE in changed[2]


# --- sfeed -------------------------------------------------------------------------------------------

BY_ID = """
merge() {
    sort -t '\t' -u -k6,6 "$3" "$2" 2>/dev/null
}
"""
"""What sfeedrc(5) lets people choose: an item is known by its id, and what was read last counts"""


def in_sfeed(site: Site, kind: str, home: Path, more: str = "") -> list[tuple[str, str, str]]:
    """Return (id, title, content) of all that sfeed has of a feed after reading it once more."""
    home.mkdir(exist_ok=True)
    feeds = f'feeds() {{\n    feed "alt" "{site.feed(kind)}"\n}}\n'
    (home / "sfeedrc").write_text(f'sfeedpath="{home}/feeds"\n{feeds}{more}', encoding="utf-8")
    run("sfeed_update", str(home / "sfeedrc"), home=home)
    rows = [line.split("\t") for line in (home / "feeds/alt").read_text(encoding="utf-8").splitlines()]
    return sorted((row[5], row[1], row[3]) for row in rows)


@pytest.mark.parametrize("kind", FORMATS)
def test_sfeed_sees_each_item_once_and_a_change_as_a_change(kind: str, site: Site, tmp_path: Path) -> None:
    home = tmp_path / "sfeed"
    first = in_sfeed(site, kind, home, BY_ID)
    assert Counter(one[0] for one in first) == site.ids(kind)
    assert in_sfeed(site, kind, home, BY_ID) == first
    site.change_the_news()
    after = in_sfeed(site, kind, home, BY_ID)
    assert Counter(one[0] for one in after) == site.ids(kind)
    ((before, changed),) = ((old, new) for old, new in zip(first, after, strict=True) if old != new)
    assert TITLE in before[1] and SENTENCE not in before[2]
    assert CHANGED_TITLE in changed[1] and SENTENCE in changed[2]


@pytest.mark.parametrize("kind", FORMATS)
def test_sfeed_as_it_comes_has_no_item_twice_and_no_new_id_after_a_change(
    kind: str, site: Site, tmp_path: Path
) -> None:
    # As it comes, sfeed keeps a version of an item for each title it has had.
    home = tmp_path / "sfeed"
    first = in_sfeed(site, kind, home)
    assert in_sfeed(site, kind, home) == first
    site.change_the_news()
    after = in_sfeed(site, kind, home)
    assert {one[0] for one in after} == {one[0] for one in first} == set(site.ids(kind))
    (changed,) = set(after) - set(first)
    assert CHANGED_TITLE in changed[1]


# --- khal --------------------------------------------------------------------------------------------

KHAL = """\
[calendars]
[[site]]
path = {home}/events
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Oslo
default_timezone = Europe/Oslo
[sqlite]
path = {home}/khal.db
"""


def in_khal(site: Site, home: Path) -> list[str]:
    """Return what khal has for the next two months after reading the calendar of events once more."""
    (home / "events").mkdir(parents=True, exist_ok=True)
    (home / "config").write_text(KHAL.format(home=home), encoding="utf-8")
    fetched = run("curl", "-fsS", f"{site.served.origin}/kalender/arrangement.ics", home=home)
    (home / "fetched.ics").write_text(fetched, encoding="utf-8", newline="")
    khal = ("khal", "-c", str(home / "config"))
    run(*khal, "import", "--batch", "-a", "site", str(home / "fetched.ics"), home=home)
    wanted = ("--format", "{start}|{title}|{uid}|{status}", "--day-format", "", "2026-02-17", "60d")
    return sorted(filter(None, run(*khal, "list", *wanted, home=home).splitlines()))


def test_khal_sees_each_time_once_by_the_clock_in_norway_and_what_is_called_off(site: Site, tmp_path: Path) -> None:
    home = tmp_path / "khal"
    first = in_khal(site, home)
    assert len(set(first)) == len(first) > 5
    cafe = [one for one in first if "Strikkekafé" in one]
    # Before and after summer time begins, it is at the same time of day.
    assert [one.partition("|")[0] for one in cafe] == ["2026-03-03 18:00", "2026-04-07 18:00"]
    assert in_khal(site, home) == first
    site.change(EVENT, {"tittel: Strikkekafé\n": "tittel: Strikkekafé\navlyst: ja\n"})
    after = in_khal(site, home)
    assert len(after) == len(first)
    assert [one.split("|")[3].strip() for one in after if "Strikkekafé" in one] == ["CANCELLED", "CANCELLED"]
    assert [one for one in after if "Strikkekafé" not in one] == [one for one in first if "Strikkekafé" not in one]
