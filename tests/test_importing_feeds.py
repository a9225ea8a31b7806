"""Feeds into drafts: what is taken, what is never made twice, and what stays as its editor left it."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder import build as pipeline
from site_builder import cli
from site_builder.importing import entries
from site_builder.importing.entry_report import as_text
from site_builder.importing.feeds import read_feed
from site_builder.importing.plain_text import as_markdown, paragraphs_of_html, shortened
from site_builder.problems import Faults
from site_builder.problems import as_text as problems_text
from site_builder.text.messages import MESSAGE_LANGUAGES, catalogue
from tests.support import NOW, built, written

NB = catalogue("nb")

RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Eksempel kommune</title><link>https://www.eksempel.example/</link><description>Nytt</description>
<item><title>Ny bru over elva</title><link>https://www.eksempel.example/bru</link>
<guid isPermaLink="false">sak-1</guid><pubDate>Mon, 16 Feb 2026 09:00:00 +0100</pubDate>
<description>&lt;p&gt;Brua &lt;b&gt;åpner&lt;/b&gt; i mai.&lt;/p&gt;&lt;p&gt;Alle er velkomne.&lt;/p&gt;
&lt;img src="https://sporing.example/1.png"&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
</channel></rss>
"""
BRIDGE = "content/notices/2026-02-16-nyhet-ny-bru-over-elva.md"
WRITTEN = """\
---
tittel: 'Ny bru over elva'
utkast: ja
id: 2026-02-16-nyhet-ny-bru-over-elva
publisert: 2026-02-16 09:00
kilder:
  - tittel: 'Eksempel kommune'
    nettadresse: 'https://www.eksempel.example/bru'
importert:
  fra: 'nytt.rss (Eksempel kommune)'
  nøkkel: 'https://www.eksempel.example/#sak-1'
  avtrykk: DIGEST
---

Brua åpner i mai.

Alle er velkomne.

[Les mer på www.eksempel.example](<https://www.eksempel.example/bru>)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path / "site", {})


def imported(
    root: Path, feed: str | bytes, name: str = "nytt.rss", *, is_writing: bool = True, told: tuple[str, ...] = ()
) -> entries.Outcome:
    file = root.parent / name
    file.write_bytes(feed if isinstance(feed, bytes) else feed.encode())
    outcome = entries.import_feed(entries.Request(root, file, NOW, is_writing))
    codes = tuple(sorted({one.code for one in outcome.problems}))
    assert codes == told, problems_text(outcome.problems, outcome.sources, NB)
    return outcome


def report(root: Path, feed: str) -> str:
    """Return what is told of an import, but for the difference."""
    outcome = imported(root, feed)
    assert outcome.report is not None
    return as_text(outcome.report, NB).removeprefix(outcome.report.difference).lstrip("\n")


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.glob("content/notices/*.md"))
    }


# --- what is made ------------------------------------------------------------------------------------


def test_an_item_becomes_a_draft_with_title_summary_and_source_in_plain_text(root: Path) -> None:
    assert report(root, RSS) == (
        "Nye: 1, endret: 0, avlyst: 0, uendret: 0\n"
        "Nye, som utkast. Les gjennom, og ta bort linja om utkast når de skal vises:\n"
        f"  {BRIDGE}: Ny bru over elva\n"
    )
    found = files(root)
    assert list(found) == [BRIDGE]
    assert re.sub(r"avtrykk: [0-9a-f]{16}\n", "avtrykk: DIGEST\n", found[BRIDGE]) == WRITTEN


def test_nothing_is_written_unless_asked_and_the_difference_is_shown(root: Path) -> None:
    outcome = imported(root, RSS, is_writing=False)
    assert files(root) == {}
    assert outcome.report is not None
    assert outcome.report.difference.startswith(f"--- /dev/null\n+++ b/{BRIDGE}\n")
    assert "+tittel: 'Ny bru over elva'\n" in outcome.report.difference


def test_a_draft_is_on_no_page_and_published_it_is(root: Path) -> None:
    imported(root, RSS)
    built(root, root / "output")
    assert not list((root / "output").rglob("*ny-bru*"))
    publish(root)
    built(root, root / "output")
    page = (root / "output/aktuelt/2026-02-16-nyhet-ny-bru-over-elva/index.html").read_text(encoding="utf-8")
    assert "Brua åpner i mai." in page
    assert 'href="https://www.eksempel.example/bru"' in page
    assert "sporing" not in page and "alert(1)" not in page and "sak-1" not in page


def publish(root: Path, path: str = BRIDGE) -> None:
    file = root / path
    file.write_text(file.read_text(encoding="utf-8").replace("utkast: ja\n", ""), encoding="utf-8")


ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:eksempel.example,2026:nytt</id><title>Eksempel kommune</title>
<entry><id>tag:eksempel.example,2026:1</id><title type="html">Ny &amp;lt;bru&amp;gt; over elva</title>
<link rel="alternate" href="https://www.eksempel.example/bru"/><link rel="enclosure" href="https://x.example/1.mp3"/>
<published>2026-02-16T08:00:00Z</published><updated>2026-02-17T08:00:00Z</updated>
<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Brua <b>åpner</b> i mai.</p></div></summary>
</entry></feed>
"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Eksempel kommune",
    "home_page_url": "https://www.eksempel.example/",
    "items": [
        {
            "id": 7,
            "title": "Ny bru over elva",
            "url": "https://www.eksempel.example/bru",
            "content_html": "<p>Brua <b>åpner</b> i mai.</p>",
            "date_published": "2026-02-16T09:00:00+01:00",
        }
    ],
}


def test_atom_is_read_with_its_own_id_and_time_of_change(root: Path) -> None:
    imported(root, ATOM)
    ((path, text),) = files(root).items()
    assert path == BRIDGE
    assert "tittel: 'Ny <bru> over elva'\n" in text
    assert "publisert: 2026-02-16 09:00\nendret: 2026-02-17 09:00\n" in text
    assert "nøkkel: 'tag:eksempel.example,2026:1'\n" in text
    assert "\n\nBrua åpner i mai.\n" in text and "x.example" not in text


def test_json_feed_is_read(root: Path) -> None:
    imported(root, json.dumps(JSON_FEED))
    ((path, text),) = files(root).items()
    assert path == BRIDGE
    assert "nøkkel: 'https://www.eksempel.example/#7'\n" in text
    assert "\n\nBrua åpner i mai.\n" in text


def test_our_own_feeds_are_read_alike_in_every_format(tmp_path: Path) -> None:
    built(Path("tests/sites/full"), tmp_path / "out")
    read = [read_feed((tmp_path / f"out/feeds/alt.{kind}").read_bytes(), "x") for kind in ("atom", "rss", "json")]
    assert len(read[0].entries) > 10
    assert read[0].entries == read[1].entries == read[2].entries


def test_a_site_that_writes_english_names_of_fields_gets_them(root: Path) -> None:
    with (root / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("feltnavn: en\n")
    imported(root, RSS)
    ((_, text),) = files(root).items()
    assert text.startswith("---\ntitle: 'Ny bru over elva'\ndraft: yes\nid: ")
    assert "imported:\n  from: 'nytt.rss (Eksempel kommune)'\n  key: " in text


def test_what_is_too_old_for_lists_is_counted_and_not_made(root: Path) -> None:
    old = RSS.replace("16 Feb 2026", "16 Feb 2025")
    assert report(root, old) == (
        "Nye: 0, endret: 0, avlyst: 0, uendret: 0\n"
        "Ikke tatt med fordi de er for gamle til å stå i listene: 1\n"
        "Ingenting nytt.\n"
    )


def test_what_nothing_can_be_known_by_is_counted_and_not_made(root: Path) -> None:
    more = "<item><title>Uten alt</title></item><item><link>https://a.example/</link></item></channel>"
    assert "Ikke tatt med fordi de mangler tittel eller fast id: 2\n" in report(root, RSS.replace("</channel>", more))


# --- a second time -----------------------------------------------------------------------------------


def test_a_second_import_of_the_same_changes_nothing_whatever_the_file_is_called(root: Path) -> None:
    imported(root, RSS)
    before = files(root)
    again = imported(root, RSS, "nytt (1).rss")
    assert again.report is not None and (again.report.files, again.report.same) == ((), 1)
    assert files(root) == before


def test_where_a_reader_came_from_makes_no_other_item(root: Path) -> None:
    known = re.sub(r"<guid.*?</guid>", "", RSS)
    imported(root, known.replace("/bru</link>", "/bru?id=3&amp;utm_source=rss&amp;utm_medium=a#topp</link>"))
    again = imported(root, known.replace("/bru</link>", "/bru?id=3&amp;utm_source=nett#topp</link>"))
    assert again.report is not None
    assert len(files(root)) == 1


def test_an_item_that_is_changed_there_is_changed_here_and_stays_where_it_is(root: Path) -> None:
    imported(root, RSS)
    publish(root)
    told = report(root, RSS.replace("Ny bru over elva", "Ny gangbru").replace("i mai", "i juni"))
    assert told.startswith("Nye: 0, endret: 1, avlyst: 0, uendret: 0\nEndret:\n")
    ((path, text),) = files(root).items()
    assert path == BRIDGE
    assert "tittel: 'Ny gangbru'\nid: 2026-02-16-nyhet-ny-bru-over-elva\n" in text
    assert "åpner i juni." in text and "utkast" not in text


def test_a_file_that_got_another_name_is_still_known(root: Path) -> None:
    imported(root, RSS)
    (root / BRIDGE).rename(root / "content/notices/2026-02-16-nyhet-brua.md")
    again = imported(root, RSS.replace("i mai", "i juni"))
    assert again.report is not None and again.report.files == ("content/notices/2026-02-16-nyhet-brua.md",)


def test_what_an_editor_changed_is_never_overwritten_and_is_told_of(root: Path) -> None:
    imported(root, RSS)
    publish(root)
    file = root / BRIDGE
    file.write_text(file.read_text(encoding="utf-8").replace("Alle er velkomne.", "Det blir kake."), encoding="utf-8")
    before = files(root)
    assert report(root, RSS) == "Nye: 0, endret: 0, avlyst: 0, uendret: 1\nIngenting nytt.\n"
    assert report(root, RSS.replace("i mai", "i juni")) == (
        "Nye: 0, endret: 0, avlyst: 0, uendret: 0\n"
        "Endret hos kilden etter at noen har endret dem her. De blir stående som de er; se på dem selv:\n"
        f"  {BRIDGE}: Ny bru over elva\n"
        "Ingenting nytt.\n"
    )
    assert files(root) == before


def test_that_a_draft_is_published_or_saved_on_another_machine_is_no_change(root: Path) -> None:
    imported(root, RSS)
    file = root / BRIDGE
    text = file.read_text(encoding="utf-8").replace("utkast: ja", "utkast: nei").replace("\n", "\r\n")
    file.write_bytes(text.encode())
    again = imported(root, RSS)
    assert again.report is not None and (again.report.files, again.report.edited, again.report.same) == ((), (), 1)


def test_an_item_that_has_left_the_feed_stays(root: Path) -> None:
    imported(root, RSS)
    before = files(root)
    imported(root, RSS.replace("sak-1", "sak-2").replace("Ny bru over elva", "Nytt tak"))
    assert len(files(root)) == 2
    assert files(root)[BRIDGE] == before[BRIDGE]


def test_two_items_of_one_title_get_a_file_each(root: Path) -> None:
    item = RSS[RSS.index("<item>") : RSS.index("</channel>")].replace("sak-1", "sak-2")
    imported(root, RSS.replace("</channel>", f"{item}</channel>"))
    assert list(files(root)) == [BRIDGE.replace(".md", "-2.md"), BRIDGE]


# --- hostile text ------------------------------------------------------------------------------------

HOSTILE = (
    "# Overskrift",
    "- punkt",
    "1. punkt",
    "12) punkt",
    "    kode",
    "> sitat",
    "```",
    "---",
    "===",
    "[lenke](javascript:alert(1))",
    "![bilde](https://sporing.example/1.png)",
    "<script>alert(1)</script>",
    "<https://a.example>",
    "{pris:sfo} {telefon:brannvesen}",
    "**fet** __fet__ *skrå* `kode` ~~strøket~~",
    "a | b",
    "&lt;b&gt; &#60;",
    "[navn på sted]",
    "tjeneste: [sfo](tjeneste:sfo)",
    "Oppdatering",
    "## Oppdateringer",
    "14.30 Mer.",
    "tab\there \u202e snudd \x0b og \ufeff",
    "bakstrek \\ og \\[",
)


def test_other_peoples_text_is_text_in_titles_and_on_pages(root: Path) -> None:
    items = [
        {"id": f"a:{number}", "title": f"{number} Om: '{text}' #", "summary": f"{text}\n\nSlutt."}
        for number, text in enumerate(HOSTILE)
    ]
    # HTML is shown as text, and told of.
    imported(root, json.dumps({**JSON_FEED, "items": items}), told=("F245",))
    for path in files(root):
        publish(root, path)
    built(root, root / "output")
    for number, text in enumerate(HOSTILE):
        (page,) = (root / "output/aktuelt").glob(f"2026-02-17-nyhet-{number}-om*/index.html")
        shown = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.read_text(encoding="utf-8"))).split())
        unwritable = {ord("{"): "(", ord("}"): ")"} | {ord(one): None for one in "\u202e\x0b\ufeff"}
        said = " ".join(text.translate(unwritable).split())
        assert " ".join(f"{number} Om: '{text.translate(unwritable)}' #".split()) in shown
        assert f"{said.replace('](', '] – (')} Slutt." in shown


def test_markdown_of_a_text_says_that_text() -> None:
    assert as_markdown("1. mai & *dugnad* [her] #1 a_b") == "1\\. mai & \\*dugnad\\* \\[her\\] #1 a\\_b"
    assert as_markdown("# &amp; - +") == "\\# \\&amp; - +"


def test_html_is_its_text_a_paragraph_for_each_block() -> None:
    text = "<h2>Bru</h2>Den <em>nye</em>\n brua<br>åpner<ul><li>mai</li><li>juni &amp; juli</li></ul><style>p{}</style>"
    assert paragraphs_of_html(text) == ("Bru", "Den nye brua", "åpner", "mai", "juni & juli")
    assert paragraphs_of_html("3 < 4 og &lt;b&gt;") == ("3 < 4 og <b>",)


def test_a_long_text_is_cut_between_two_words() -> None:
    assert shortened("en to tre", 9) == "en to tre"
    assert shortened("en to, tre fire", 10) == "en to…"


# --- what is refused ---------------------------------------------------------------------------------

BOMB = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel>&b;</channel></rss>'
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "I924"),
    "spaces": (" \n", "I924"),
    "a feed of nothing": ("<rss version='2.0'><channel><title>A</title></channel></rss>", "I924"),
    "a feed of what is nameless": ("<rss version='2.0'><channel><item/></channel></rss>", "I924"),
    "a web page": ("<html><body><p>Hei</p></body></html>", "I921"),
    "a web page with a type": ("<!DOCTYPE html><html></html>", "I921"),
    "other JSON": ('{"version": 1}', "I921"),
    "broken JSON": ('{"version": ', "I922"),
    "deep JSON": ('{"a":' + "[" * 200_000, "I922"),
    "broken XML": ("<rss version='2.0'>\n<channel>&nbsp;</channel></rss>", "I922"),
    "text": ("Hei", "I922"),
    "entities": (BOMB, "I923"),
    "a file": ('<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss/>', "I923"),
    "depth": ("<a>" * 200, "I923"),
    "entities in UTF-16": (BOMB.encode("utf-16"), "I923"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_no_feed_is_one_problem_in_every_language(fault: str, root: Path) -> None:
    content, code = REFUSED[fault]
    file = root.parent / "nytt"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    outcome = entries.import_feed(entries.Request(root, file, NOW, is_writing=True))
    assert ([one.code for one in outcome.problems], outcome.report, files(root)) == ([code], None, {})
    for language in MESSAGE_LANGUAGES:
        assert problems_text(outcome.problems, outcome.sources, catalogue(language))


def test_where_a_feed_is_broken_is_shown(root: Path) -> None:
    file = root.parent / "nytt"
    file.write_text("<rss version='2.0'>\n<channel>&nbsp;</channel></rss>\n", encoding="utf-8")
    outcome = entries.import_feed(entries.Request(root, file, NOW))
    shown = problems_text(outcome.problems, outcome.sources, NB).replace(file.as_posix(), "nytt")
    assert shown == (
        "feil[I922] nytt:2\n"
        "  Nyhetsstrømmen kan ikke leses lenger enn hit.\n"
        "    1 | <rss version='2.0'>\n"
        "    2 | <channel>&nbsp;</channel></rss>\n"
        "  Hent den på nytt. Blir det likt, så si fra til dem som lager den.\n"
        "\n1 feil\n"
    )


def test_a_feed_that_is_too_large_is_refused(root: Path) -> None:
    file = root.parent / "nytt"
    file.write_bytes(b" " * (5 * 1024 * 1024 + 1))
    assert [one.code for one in entries.import_feed(entries.Request(root, file, NOW)).problems] == ["S102"]


def test_a_site_with_errors_is_told_of_and_nothing_is_made_twice(root: Path) -> None:
    imported(root, RSS)
    file = root / BRIDGE
    file.write_text(file.read_text(encoding="utf-8").replace("id: ", "idd: "), encoding="utf-8")
    outcome = entries.import_feed(entries.Request(root, root.parent / "nytt.rss", NOW, is_writing=True))
    assert ([one.path for one in outcome.problems], outcome.report, len(files(root))) == ([BRIDGE], None, 1)


def test_whatever_becomes_of_a_feed_is_a_problem_and_never_an_exception() -> None:
    for feed in (RSS, ATOM, json.dumps(JSON_FEED)):
        content = feed.encode()
        for at in range(0, len(content), 11):
            for changed in (content[:at], content[:at] + b"\xff" + content[at + 1 :], content[:at] + content[at + 9 :]):
                try:
                    read_feed(changed, "nytt")
                except Faults as fault:
                    assert {one.code for one in fault.problems} <= {"I921", "I922", "I923", "I924"}


def test_a_date_that_is_none_is_left_out_and_the_day_of_the_import_names_the_file(root: Path) -> None:
    for number, date in enumerate(("i dag", "", "Mon, 16 Feb 20260 09:00:00 +0100", "9999-01-01T00:00:00Z")):
        feed = RSS.replace("Mon, 16 Feb 2026 09:00:00 +0100", date).replace("sak-1", f"sak-{number}")
        imported(root, feed.replace("Ny bru over elva", f"Sak {number}"))
    assert list(files(root)) == [f"content/notices/2026-02-17-nyhet-sak-{number}.md" for number in range(4)]
    assert "publisert" not in "".join(files(root).values())


def test_an_hour_that_comes_twice_is_written_with_its_offset(root: Path) -> None:
    feed = RSS.replace("Mon, 16 Feb 2026 09:00:00 +0100", "Sun, 25 Oct 2026 01:30:00 +0000")
    file = root.parent / "nytt.rss"
    file.write_text(feed, encoding="utf-8")
    outcome = entries.import_feed(entries.Request(root, file, NOW + timedelta(days=260), is_writing=True))
    assert outcome.problems == ()
    ((path, text),) = files(root).items()
    assert "publisert: 2026-10-25 02:30+01:00\n" in text
    check = pipeline.check(pipeline.Request(root, root / "output", NOW + timedelta(days=260)))
    assert (check.problems, check.drafts) == ((), (path,))


# --- the command -------------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    done = CliRunner(env={"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}).invoke(cli.cli, ["import", "feed", *words])
    return done.exit_code, done.output


def test_the_command_shows_first_and_writes_when_asked(root: Path) -> None:
    file = root.parent / "nytt.rss"
    file.write_text(RSS, encoding="utf-8")
    code, told = run(str(file), "--root", str(root))
    assert (code, told.endswith("Ingenting er skrevet. Ser det riktig ut, så kjør på nytt med --write.\n")) == (0, True)
    code, told = run(str(file), "--root", str(root), "--write")
    assert (code, told.endswith("Skrevet: 1 fil\n"), list(files(root))) == (0, True, [BRIDGE])
    file.write_text("Hei", encoding="utf-8")
    code, told = run(str(file), "--root", str(root), "--write")
    assert (code, told.endswith("Ingenting er skrevet; innholdet er som det var.\n")) == (1, True)


def test_a_file_that_is_not_there_is_misuse(root: Path) -> None:
    code, told = run("finnes-ikke.rss", "--root", str(root))
    assert (code, "fila «finnes-ikke.rss» finnes ikke" in told.lower()) == (2, True)
