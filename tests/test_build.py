"""The whole run: same input, same bytes; nothing half done; nothing done twice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest

from site_builder import build, loading, writing
from site_builder.content_types import ENTRY_TYPES
from site_builder.model import Theme
from site_builder.rendering import markdown
from site_builder.rendering.templates import pages
from site_builder.text.messages import catalogue
from tests.support import FULL, INVALID, NOW, ROOT, built, checked, copy_of, read_all

OLD_MACHINE = {"TZ": "UTC", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "0"}
"""Knows ASCII only: the switches keep Python from putting UTF-8 in its place."""
ANOTHER_MACHINE = {"TZ": "Pacific/Auckland", "LC_ALL": "nb_NO.UTF-8", "PYTHONUTF8": "1", "PYTHONHASHSEED": "4711"}
"""Has UTF-8, whether or not it knows that locale."""


def _run_on(machine: dict[str, str], *words: str, cwd: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | machine
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True, encoding="utf-8").stdout


def test_two_builds_from_different_places_are_byte_equal(tmp_path: Path) -> None:
    outputs = []
    for name, machine in (("på C", OLD_MACHINE), ("another folder/deeper", ANOTHER_MACHINE)):
        root = copy_of(FULL, tmp_path / name / "site")
        _run_on(machine, "-m", "site_builder", "build", "--now", "2026-02-17T11:30:00+01:00", cwd=root)
        outputs.append(read_all(root / "output"))
    assert outputs[0] == outputs[1]


def test_the_two_places_differ_whatever_this_machine_has(tmp_path: Path) -> None:
    said = "import codecs, locale; print(codecs.lookup(locale.getpreferredencoding(False)).name)"
    found = [_run_on(machine, "-c", said, cwd=tmp_path).strip() for machine in (OLD_MACHINE, ANOTHER_MACHINE)]
    assert found == ["ascii", "utf-8"]


def test_a_second_build_renders_and_writes_nothing(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    first = built(root, tmp_path / "out")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}

    second = built(root, tmp_path / "out")

    assert first.rendered
    assert second.rendered == ()
    assert second.written == writing.Written(unchanged=first.total)
    assert times == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}


def test_a_text_is_parsed_once_a_build() -> None:
    markdown.parse.cache_clear()
    checked(FULL)
    found = loading.load(FULL).site
    assert found is not None
    texts = set()
    for kind in ENTRY_TYPES:
        for entry in (*found.of(kind), *found.drafts[kind]):
            texts.add((entry.origin.document.body, entry.origin.document.body_line))
            texts |= {(one.text, one.line) for one in getattr(entry, "updates", ())}
    assert markdown.parse.cache_info().misses == len(texts)


def test_an_edit_to_one_body_renders_that_page_and_what_quotes_it(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "out")
    service = root / "content/services/broyting.md"
    service.write_text(service.read_text() + "\nDeretter boliggater.\n" * 3)

    outcome = built(root, tmp_path / "out")

    assert [str(path) for path in outcome.rendered] == [
        "tjenester/broyting/index.html",
        "embed/tjenester/broyting/index.html",
        # It says how tall the embed is, which is more now.
        "bygg-inn/index.html",
    ]


def test_an_update_inside_an_alert_does_not_render_every_page(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "out")
    notice = root / "content/notices/krise-vann-vika.md"
    notice.write_text(notice.read_text() + "\n## Oppdateringer\n\n10.15 Tankbil ved skolen.\n")

    outcome = built(root, tmp_path / "out")

    pages = [str(path) for path in outcome.rendered if path.suffix == ".html"]
    assert "aktuelt/krise-vann-vika/index.html" in pages
    assert "tjenester/barnehageplass/index.html" not in pages
    assert len(pages) < 8


def test_a_new_alert_stands_first_on_every_page(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/notices/2026-02-17-krise-flom.md").write_text("# Flom i elva\n\nGå opp fra elva.\n")
    built(root, tmp_path / "out")
    for path, content in read_all(tmp_path / "out").items():
        if path.endswith(".html"):
            text = content.decode()
            # On a screen for a wall they are what the page is for.
            end = text.index("<footer" if path == "skjerm/index.html" else "<main")
            assert 0 < text.find("Flom i elva", text.index("<body")) < end, path


def test_removing_a_source_removes_its_pages(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "out")
    (root / "content/notices/2026-02-17-tips.md").unlink()

    outcome = built(root, tmp_path / "out")

    assert outcome.written is not None
    assert [str(path) for path in outcome.written.removed if not str(path).startswith("assets/sok.")] == [
        "aktuelt/2026-02-17-tips/index.html",
        "feeds/tips.atom",
        "feeds/tips.json",
        "feeds/tips.rss",
    ]
    assert not (tmp_path / "out/aktuelt/2026-02-17-tips").exists()


def test_a_cold_build_equals_a_warm_one(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "warm", NOW - timedelta(days=3))
    built(root, tmp_path / "warm")
    shutil.rmtree(root / ".cache")
    built(root, tmp_path / "cold")
    assert read_all(tmp_path / "warm") == read_all(tmp_path / "cold")


def test_an_hour_in_which_nothing_changes_changes_nothing(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "out")
    outcome = built(root, tmp_path / "out", NOW + timedelta(hours=1))
    assert outcome.rendered == ()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"format": 1, "files": {"index.html": [1, 2]}}', b"\xff\xfe", b"[]"])
def test_damaged_state_means_a_cold_build_and_nothing_worse(tmp_path: Path, damage: bytes) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "out")
    before = read_all(tmp_path / "out")
    for state in (root / ".cache/site-builder").iterdir():
        state.write_bytes(damage)
    outcome = built(root, tmp_path / "out")
    assert len(outcome.rendered) == outcome.total
    assert read_all(tmp_path / "out") == before


def test_a_file_that_somebody_changed_in_output_is_put_right(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "out")
    before = read_all(tmp_path / "out")
    (tmp_path / "out/index.html").write_text("noe helt annet")
    (tmp_path / "out/fremmed.html").write_text("noe som ikke er planlagt")
    built(root, tmp_path / "out")
    assert read_all(tmp_path / "out") == before


def test_an_error_leaves_the_last_good_site_byte_for_byte(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    built(root, tmp_path / "out")
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "out").rglob("*") if path.is_file()
    }
    (root / "content/services/broyting.md").write_text("---\ntittel: Uten slutt\n")

    outcome = build.build(build.Request(root, tmp_path / "out", NOW))

    assert outcome.written is None
    assert outcome.problems
    after = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "out").rglob("*") if path.is_file()
    }
    assert after == before


def test_warnings_stop_a_build_where_that_is_asked_for(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/services/uten-tema.md").write_text("---\ntittel: Uten tema\nkort: Noe.\n---\n")
    assert build.build(build.Request(root, tmp_path / "out", NOW, stop_on_warnings=True)).written is None
    assert not (tmp_path / "out").exists()
    assert build.build(build.Request(root, tmp_path / "out", NOW)).written is not None


def test_checking_writes_nothing(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    before = sorted(root.rglob("*"))
    build.check(build.Request(root, tmp_path / "out", NOW))
    assert sorted(root.rglob("*")) == before
    assert not (tmp_path / "out").exists()


def test_two_sources_that_claim_one_path_are_both_named(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/pages/om.md").write_text(
        "---\ntittel: Om\ntidligere_adresser: /tjenester/broyting/\n---\nTekst.\n"
    )
    outcome = build.check(build.Request(root, tmp_path / "out", NOW))
    (only,) = outcome.problems
    assert only.code == "R444"
    assert {only.path, dict(only.values)["other"]} == {"content/pages/om.md", "content/services/broyting.md"}


def test_what_is_not_published_yet_is_nowhere_in_the_output(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out")
    for path, content in read_all(tmp_path / "out").items():
        assert b"Kommer p\xc3\xa5 torsdag" not in content, path
        assert "nyhet-senere" not in path


def test_it_is_there_from_the_moment_it_is_published(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out", NOW + timedelta(days=2))
    assert b"Kommer p\xc3\xa5 torsdag" in (tmp_path / "out/aktuelt/index.html").read_bytes()


def test_danger_does_not_expire_by_the_clock(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out")
    page = (tmp_path / "out/aktuelt/krise-vann-vika/index.html").read_text()
    assert "Ikke avsluttet, sist bekreftet tirsdag 17. februar 2026 kl. 09.00" in page
    band = (tmp_path / "out/index.html").read_text().partition("<main")[0]
    assert "Kok vannet i Vika" in band
    # When it was last confirmed is on its own page alone: an update in it would make every page another.
    assert ", ikke avsluttet</span>" in band
    assert "bekreftet" not in band

    built(FULL, tmp_path / "out", NOW + timedelta(days=2))
    assert (
        "Friskmeldt onsdag 18. februar 2026 kl. 12.00"
        in (tmp_path / "out/aktuelt/krise-vann-vika/index.html").read_text()
    )
    assert "Kok vannet i Vika" not in (tmp_path / "out/index.html").read_text().partition("<main")[0]


def test_a_price_changes_by_itself(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out")
    page = tmp_path / "out/tjenester/barnehageplass/index.html"
    assert "Det koster 2\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr" in page.read_text()
    built(FULL, tmp_path / "out", NOW + timedelta(days=200))
    assert "Det koster 2\N{NO-BREAK SPACE}100,50\N{NO-BREAK SPACE}kr" in page.read_text()


def test_a_season_decides_the_top_tasks(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out")
    winter = (tmp_path / "out/index.html").read_text()
    built(FULL, tmp_path / "out", NOW + timedelta(days=75))
    summer = (tmp_path / "out/index.html").read_text()
    assert "Når og hvor vi brøyter." in _tasks(winter)
    assert "Når og hvor vi brøyter." not in _tasks(summer)


def _tasks(page: str) -> str:
    start = page.index(">Mest brukt<")
    return page[start : page.index("</section>", start)]


def test_an_editors_own_template_wins_file_by_file(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "templates").mkdir()
    (root / "templates/404.html").write_text("{% extends 'base.html' %}{% block main %}<h1>Borte</h1>{% endblock %}")
    built(root, tmp_path / "out")
    assert "<h1>Borte</h1>" in (tmp_path / "out/404.html").read_text()
    assert "<h1" in (tmp_path / "out/index.html").read_text()


def test_faults_in_an_editors_templates_come_with_those_of_the_content(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "templates").mkdir()
    (root / "templates/404.html").write_text("{% block main %}")
    (root / "templates/base.html").write_text("{% extends 'basis.html' %}")
    (root / "templates/unused.html").write_text("{{ 'a' | tull }}")
    (root / "content/services/kulturskole.md").write_text("tittel: Uten streker")
    outcome = build.build(build.Request(root, tmp_path / "out", NOW))
    found = {(one.code, one.path) for one in outcome.problems}
    assert {("T701", "templates/404.html"), ("T703", "templates/base.html"), ("T704", "templates/unused.html")} < found
    assert any(path == "content/services/kulturskole.md" for _, path in found)
    assert not (tmp_path / "out").exists()


def test_what_only_a_page_shows_of_an_editors_templates_is_told_of_every_template(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "templates").mkdir()
    (root / "templates/404.html").write_text("{{ view.nothing }}")
    (root / "templates/service.html").write_text("<p>\n{{ 1 + 'a' }}")
    outcome = build.build(build.Request(root, tmp_path / "out", NOW))
    found = [(one.code, one.path, one.mark.line) for one in outcome.problems if one.is_error]
    assert found == [("T702", "templates/404.html", 1), ("T706", "templates/service.html", 2)]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}", ("T705", 2)),
        ("\n{{ super() }}", ("T702", 2)),
        ("\n{{ range(10)[99999999] }}", ("T702", 2)),
        ("\n{{ nothing_of_that_name }}", ("T702", 2)),
        ("\n{% include 'fin' ~ 'nes.html' %}", ("T703", 2)),
        ("\n{% if view %}{{ view | tull }}{% endif %}", ("T704", 2)),
        ("\n{{ '%d' | format('x') }}", ("T706", 2)),
        ("\n{{ t() }}", ("T706", 2)),
        ("\n{{ 'a }}", ("T701", 2)),
        ("{% include ['404-a.html', 'base.html'] %}{% include 'a.html' ignore missing %}", None),
    ],
)
def test_a_fault_in_an_editors_template_is_never_an_exception(
    tmp_path: Path, text: str, told: tuple[str, int] | None
) -> None:
    root = copy_of(INVALID / "template_extends_a_missing_one", tmp_path / "site")
    (root / "templates/404.html").write_text(text)
    found = [(one.code, one.mark.line) for one in checked(root).problems if one.code.startswith("T")]
    assert found == ([told] if told else [])


def test_a_fault_in_our_own_theme_is_our_bug(tmp_path: Path) -> None:
    theme = Theme({"a.html": "{{ 1 / 0 }}", "b.html": ""}, frozenset({"b.html"}))
    with pytest.raises(ZeroDivisionError):
        pages(theme).render("a.html", None, None, catalogue("nb"))


def test_the_wheel_layout_and_the_checkout_have_one_theme(tmp_path: Path) -> None:
    # In the checkout the site's templates/ is the theme: nothing there counts as an override.
    from site_builder.loading.theme import read_theme

    theme, faults = read_theme(ROOT)
    assert (theme.overridden, faults) == (frozenset(), ())
    assert read_theme(tmp_path) == (theme, ())


def test_a_base_url_with_a_path_is_before_every_internal_address(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out", base_url="https://example.example/proj/x")
    for path, content in read_all(tmp_path / "out").items():
        if path.endswith(".html"):
            text = content.decode()
            for start in ('href="/', 'src="/', 'data-drawing="/'):
                for part in text.split(start)[1:]:
                    assert part.startswith("proj/x/"), (path, start + part[:60])


def test_an_authors_heading_may_have_any_name(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    words = (
        "Pris",
        "Innhold",
        "Kontakt",
        "Hvem svarer",
        "Svarer",
        "Kartet",
        "Liste",
        "Siste",
        "Ansvar",
        "Kart 1",
        "Meldinger",
    )
    body = "".join(f"\n## {word}\n\nTekst.\n" for word in words)
    for path in ("services/barnehageplass", "notices/2026-02-17-drift-vann", "pages/personvern"):
        source = root / f"content/{path}.md"
        source.write_text(source.read_text() + body)
    built(root, tmp_path / "out")


def test_a_place_may_have_any_name(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    rows = "".join(
        f"{name};;60.1{number};12.1;;;bad\n" for number, name in enumerate(("Liste", "Kartet", "Innhold", "Tjenester"))
    )
    (root / "maps/steder.csv").write_text(f"navn;id;lat;lon;adresse;kort;type\n{rows}")
    # It is at one of the places that made room for these.
    (root / "content/units/badet-ute.md").unlink()
    built(root, tmp_path / "out")


def test_every_page_says_where_to_tell_that_it_is_wrong(tmp_path: Path) -> None:
    built(FULL, tmp_path / "out")
    for path, content in read_all(tmp_path / "out").items():
        if path.endswith(".html") and not path.startswith("embed/") and b'http-equiv="refresh"' not in content:
            page = "https://test.smavik.example/mini/" + path.removesuffix("index.html")
            letters = re.findall(
                r'href="mailto:post@smavik\.example\?subject=[^&]+&amp;body=([^"]+)"', content.decode()
            )
            assert [unquote(one) for one in letters] == [page], path


def _codes(root: Path) -> list[tuple[str, str, int]]:
    return [(one.path, one.code, one.mark.line) for one in checked(root).problems]


def test_what_is_wrong_with_files_addresses_and_titles_is_told_at_once(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/pages/forste.md").write_text("# Første\n\n[Borte](tjeneste:finnes-ikke) og [her](/ingen/side/).\n")
    (root / "content/pages/andre.md").write_text("---\ntittel: Brøyting\ntidligere_adresser: /kontakt/\n---\nTekst.\n")
    assert _codes(root) == [
        ("content/pages/andre.md", "A602", 2),
        ("content/pages/andre.md", "R444", 3),
        ("content/pages/forste.md", "R407", 3),
        ("content/pages/forste.md", "R415", 3),
    ]


def test_no_problem_waits_until_another_is_mended(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    settings = root / "content/site.yaml"
    settings.write_text(re.sub("(?m)^servicetorget: .*$", "servicetorget: borte", settings.read_text()))
    deep = f"{'> ' * 13}[Borte](tjeneste:finnes-ikke) og [her](/ingen/side/)."
    (root / "content/pages/dyp.md").write_text(f"# Brøyting\n\n{deep}\n\n## Et sted\n\n[A](#et-sted), [B](#borte).\n")
    (root / "content/pages/anker.md").write_text("# Anker\n\n[A](/dyp/#et-stad), [B](/zzz/#a), [C](/dyp/#et-sted).\n")
    assert _codes(root) == [
        ("content/pages/anker.md", "R413", 3),
        ("content/pages/anker.md", "R415", 3),
        ("content/pages/dyp.md", "A602", 1),
        ("content/pages/dyp.md", "B601", 3),
        ("content/pages/dyp.md", "R407", 3),
        ("content/pages/dyp.md", "R415", 3),
        ("content/pages/dyp.md", "R409", 7),
        ("content/site.yaml", "R407", 16),
    ]
    assert build.build(build.Request(root, tmp_path / "out", NOW)).written is None
    assert not (tmp_path / "out").exists()
    assert not (root / ".cache").exists()


def test_a_dead_anchor_is_told_with_what_is_wrong_with_a_page_of_the_same_address(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/pages/en.md").write_text("---\ntittel: En\nid: andre\n---\n## Her\n\nTekst.\n")
    (root / "content/pages/andre.md").write_text(
        "# To\n\n## Der\n\n[En](/andre/#her), [to](/andre/#der), [tre](/andre/#borte).\n"
    )
    assert _codes(root) == [("content/pages/andre.md", "R412", 5), ("content/pages/en.md", "R402", 1)]


def test_what_the_theme_shows_is_not_blamed_for_other_errors(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "templates").mkdir()
    own = '<p id="a"></p><p id="a"></p><a href="{{ shell.home }}intet/">Borte</a>'
    page = f'{{% extends "base.html" %}}{{% block main %}}<h1>Borte</h1>{own}{{% endblock %}}'
    (root / "templates/404.html").write_text(page)
    (root / "content/pages/forste.md").write_text("# Første\n\n[Borte](/x/y/z/) og [her](/kontakt/#ingen).\n")
    assert [code for _, code, _ in _codes(root)] == ["R415", "R412"]


def test_an_address_is_not_called_dead_while_a_file_that_may_have_it_cannot_be_read(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/pages/forste.md").write_text(
        "# Første\n\nSe [brøyting](/tjenester/broyting/) og [fila](../services/broyting.md).\n"
    )
    path = root / "content/services/broyting.md"
    path.write_text(re.sub("(?m)^kort: .*\n", "", path.read_text()))
    assert [code for _, code, _ in _codes(root)] == ["F101"]


def test_a_dead_address_is_told_while_another_file_cannot_be_read(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/pages/forste.md").write_text(
        "# Første\n\n[En](/kontakter/), [to](/tjenester/broyting/), [tre](/tjenester/qq/), [fire](/kontakt/#qq), "
        "[fem](/steder/qq/), [seks](/tjenester/#ww).\n"
    )
    path = root / "content/services/broyting.md"
    whole = path.read_text()
    for text in (whole.replace("---\n", "---\nvær: fint\n", 1), whole.replace("---\n", "---\n[\n", 1)):
        path.write_text(text)
        told = [one for one in checked(root).problems if one.path == "content/pages/forste.md"]
        said = [dict(one.values) for one in told]
        found = [one.get("anchor") or one["written"] for one in said]
        assert found == ["/kontakter/", "/tjenester/qq/", "qq", "/steder/qq/", "ww"]


@pytest.mark.parametrize(
    ("path", "is_told"),
    [
        (
            "content/services/broyting.md",
            {"/tjenester/broyting/": False, "/embed/tjenester/broyting/": False, "/tjenester/ny/": True},
        ),
        ("content/prices.yaml", {"/priser/": False, "/priser/ny/": True}),
        ("content/categories.yaml", {"/tema/bolig/": True, "/tema/veg-vann/": False}),
        (
            "maps/steder.yaml",
            {
                "/kart/steder/": False,
                "/steder/badet-ute/": False,
                "/api/v1/kart/steder.csv": False,
                "/kontakter/": True,
            },
        ),
    ],
)
def test_only_an_address_that_a_file_with_errors_may_have_is_not_judged(
    tmp_path: Path, path: str, is_told: dict[str, bool]
) -> None:
    root = copy_of(FULL, tmp_path / "site")
    links = {f"content/pages/side-{number}.md": address for number, address in enumerate(is_told)}
    for page, address in links.items():
        (root / page).write_text(f"# {page}\n\n[Her]({address}).\n")
    (root / path).write_text((root / path).read_text().replace("\n", "\n[\n", 1))
    told = {source for source, _, _ in _codes(root)}
    assert {address: page in told for page, address in links.items()} == is_told


def test_the_text_of_a_file_with_an_error_is_judged_with_the_others(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/pages/forste.md").write_text(
        "---\ntittel: Første\nvær: fint\n---\n[En](/kontakter/), [to](/kontakt/#ingen), [tre](side:andre#borte).\n"
    )
    (root / "content/pages/andre.md").write_text("---\ntittel: Andre\nvær: fint\n---\n## Her\n\nTekst.\n")
    assert _codes(root) == [
        ("content/pages/andre.md", "F107", 3),
        ("content/pages/forste.md", "F107", 3),
        ("content/pages/forste.md", "R414", 5),
        ("content/pages/forste.md", "R412", 5),
        ("content/pages/forste.md", "R409", 5),
    ]


def test_what_is_wrong_with_the_settings_hides_nothing_else(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text() + "vær: fint\n")
    (root / "content/pages/forste.md").write_text("# Første\n\n[En](/kontakter/), [to](/kontakt/#ingen).\n")
    assert [code for _, code, _ in _codes(root)] == ["R414", "R412", "F107"]
    settings.write_text(settings.read_text().replace("\nspråk: [nb]\n", "\nspråk: [xx]\n"))
    assert [code for _, code, _ in _codes(root)] == ["C802", "F107"]


def test_a_link_to_what_is_not_published_yet_is_plain_text_until_then(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/pages/senere.md").write_text("---\ntittel: Senere\npublisert: 2026-06-01\n---\nTekst.\n")
    links = "[En](side:senere), [to](/senere/), [tre](senere.md), [fire](/senere/#her), [fem](/kontakt/)."
    (root / "content/pages/forste.md").write_text(f"# Første\n\n{links}\n")
    built(root, tmp_path / "out")
    shown = (tmp_path / "out/forste/index.html").read_text(encoding="utf-8")
    assert '<p>En, to, tre, fire, <a href="/mini/kontakt/">fem</a>.</p>' in shown


def test_a_link_to_a_place_that_comes_with_what_waits_is_plain_text_until_then(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/categories.yaml").write_text(
        (FULL / "content/categories.yaml").read_text() + "kultur:\n  tittel: Kultur\n"
    )
    (root / "content/services/kino.md").write_text(
        "---\ntittel: Kino\nkort: Film.\nkategori: kultur\npublisert: 2026-06-01\n---\nTekst.\n"
    )
    (root / "content/pages/forste.md").write_text("# Første\n\n[En](/tjenester/#kultur), [to](/tjenester/#veg-vann).\n")
    (root / "content/links.yaml").write_text(
        (FULL / "content/links.yaml").read_text()
        + f"kino:\n  tittel: Kino\n  nettadresse: {OWN}/tjenester/kino/\n  slag: informasjon\n"
        + f"kultur:\n  tittel: Kultur\n  nettadresse: {OWN}/tjenester/#kultur\n  slag: informasjon\n"
        + f"veg:\n  tittel: Veg\n  nettadresse: {OWN}/tjenester/#veg-vann\n  slag: informasjon\n"
    )
    text = "[en](lenke:kino), [to](lenke:kultur), [tre](lenke:veg)."
    (root / "content/pages/andre.md").write_text(f"# Andre\n\n{text}\n")
    built(root, tmp_path / "out")
    shown = (tmp_path / "out/forste/index.html").read_text(encoding="utf-8")
    assert '<p>En, <a href="/mini/tjenester/#veg-vann">to</a>.</p>' in shown
    shown = (tmp_path / "out/andre/index.html").read_text(encoding="utf-8")
    assert f'<p>en, to, <a href="{OWN}/tjenester/#veg-vann">tre</a>.</p>' in shown
    built(root, tmp_path / "later", NOW + timedelta(days=334))
    assert '<a href="/mini/tjenester/#kultur">En</a>' in (tmp_path / "later/forste/index.html").read_text("utf-8")
    later = (tmp_path / "later/andre/index.html").read_text(encoding="utf-8")
    assert len(re.findall(f'<a href="{OWN}/tjenester/[^"]*">', later)) == 3


def test_a_link_to_any_file_that_comes_with_what_waits_is_plain_text_until_then(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/notices/2026-02-17-tips.md").unlink()
    (root / "content/notices/rad.md").write_text(
        "---\ntype: tips\ntittel: Et råd\npublisert: 2027-01-15\ntidligere_adresser: /gammel/\n---\nTekst.\n"
    )
    (root / "content/services/ny.md").write_text(
        "---\ntittel: Ny\nkort: Noe nytt.\nkategori: barnehage-skole\npublisert: 2027-01-15\n---\nTekst.\n"
    )
    links = (
        "/feeds/tips.atom",
        "/aktuelt/arkiv/2027/",
        "/aktuelt/rad/",
        "/gammel/",
        "/embed/tjenester/ny/",
        "https://test.smavik.example/mini/feeds/tips.rss",
    )
    text = ", ".join(f"[{number}]({link})" for number, link in enumerate(links))
    (root / "content/pages/forste.md").write_text(f"# Første\n\n{text}, [6](/feeds/drift.atom).\n")
    built(root, tmp_path / "out")
    shown = (tmp_path / "out/forste/index.html").read_text(encoding="utf-8")
    assert '<p>0, 1, 2, 3, 4, 5, <a href="/mini/feeds/drift.atom">6</a>.</p>' in shown
    built(root, tmp_path / "later", NOW + timedelta(days=334))
    later = (tmp_path / "later/forste/index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<a href="/mini/[^"]*">\d</a>', later)) == len(links) + 1


OWN = "https://test.smavik.example/mini"


# What an author writes, and where it leads; the same where that is another site.
ADDRESSES = (
    (f"{OWN}/kontakt/", "/proj/kontakt/"),
    (f"{OWN}/kontakt/#servicetorget", "/proj/kontakt/#servicetorget"),
    ("http://TEST.smavik.example/mini/kontakt/", "/proj/kontakt/"),
    (f"{OWN}/", "/proj/"),
    (OWN, "/proj/"),
    (f"{OWN}/feeds/drift.atom", "/proj/feeds/drift.atom"),
    ("HTTPS://Test.Smavik.example:443/mini/kontakt/", "/proj/kontakt/"),
    ("http://test.smavik.example:80/mini/kontakt/", "/proj/kontakt/"),
    ("https://test.smavik.example:/mini/kontakt/", "/proj/kontakt/"),
    ("https://test.smavik.example/x/../mini/./kontakt/", "/proj/kontakt/"),
    ("https://test.smavik.example/%6Dini/k%6Fntakt/", "/proj/kontakt/"),
    ("https://test.smavik.example/mini/../annet/", "https://test.smavik.example/mini/../annet/"),
    ("http://test.smavik.example:443/mini/", "http://test.smavik.example:443/mini/"),
    ("https://test.smavik.example/", "https://test.smavik.example/"),
    ("https://test.smavik.example/minimum/", "https://test.smavik.example/minimum/"),
    ("https://test.smavik.example.com/mini/", "https://test.smavik.example.com/mini/"),
    ("https://test.smavik.example:8443/mini/", "https://test.smavik.example:8443/mini/"),
    ("https://www.test.smavik.example/mini/", "https://www.test.smavik.example/mini/"),
    ("https://andre.example/?til=https://test.smavik.example/mini/", None),
    ("https://forhandsvisning.example/proj/", None),
)


def test_the_sites_own_address_in_a_text_is_an_internal_one(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    links = "; ".join(f"[nummer {number}]({written})" for number, (written, _) in enumerate(ADDRESSES))
    (root / "content/pages/forste.md").write_text(f"# Første\n\n{links}.\n")
    notice = root / "content/notices/2026-02-17-drift-vann.md"
    notice.write_text(notice.read_text().replace("Vi leter", f"Se {links}. Vi leter"))
    built(root, tmp_path / "out", base_url="https://forhandsvisning.example/proj/")
    leading = [f'<a href="{href or written}">nummer {number}</a>' for number, (written, href) in enumerate(ADDRESSES)]
    for page in ("forste/index.html", "aktuelt/2026-02-17-drift-vann/index.html"):
        text = (tmp_path / "out" / page).read_text(encoding="utf-8")
        assert [one for one in leading if one not in text] == []


def test_the_sites_own_address_may_have_letters_of_ours(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text().replace(OWN, "https://småvik.example/på-nett"))
    (root / "content/pages/forste.md").write_text(
        "# Første\n\n[Her](https://småvik.example/på-nett/kontakt/), [der](https://småvik.example/på-nett/x/y/z/), "
        "[her](HTTPS://SMÅVIK.example/på-nett/kontakt/), [der](HTTPS://SMÅVIK.example/på-nett/x/z/).\n"
    )
    assert _codes(root) == [("content/pages/forste.md", "R415", 3)] * 2


def test_an_address_that_only_a_later_build_has_is_claimed_today(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/pages/senere.md").write_text("---\ntittel: Senere\npublisert: 2026-06-01\n---\nTekst.\n")
    (root / "content/pages/forste.md").write_text("---\ntittel: En\ntidligere_adresser: /senere/\n---\nTekst.\n")
    assert _codes(root) == [("content/pages/forste.md", "R444", 3)]


def _sources(root: Path) -> list[Path]:
    return [one for top in ("content", "maps") for one in sorted((root / top).rglob("*")) if one.is_file()]


@pytest.mark.parametrize("number", range(len(_sources(FULL))))
def test_a_file_that_is_gone_and_one_that_is_cut_short_never_make_an_exception(tmp_path: Path, number: int) -> None:
    root = copy_of(FULL, tmp_path / "site")
    sources = _sources(root)
    # Two at a time: each file is gone once and cut short once, beside one of another kind.
    gone, cut = sources[number], sources[number - len(sources) // 2]
    gone.unlink()
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
    checked(root)


@pytest.mark.parametrize("every", [2, 3, 5])
def test_files_that_are_empty_never_make_an_exception(tmp_path: Path, every: int) -> None:
    root = copy_of(FULL, tmp_path / "site")
    sources = _sources(root)
    for first in range(every):
        for at, path in enumerate(sources):
            path.write_bytes(b"" if at % every == first else (FULL / path.relative_to(root)).read_bytes())
        checked(root)


def test_a_link_to_what_comes_and_goes_is_refused_while_it_is_there(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    (root / "content/pages/forste.md").write_text("# Første\n\n[Helga](/#_helga), [Vei](/aktuelt/drift/#_na).\n")
    assert _codes(root) == [("content/pages/forste.md", "R412", 3), ("content/pages/forste.md", "R412", 3)]
    built(FULL, tmp_path / "out")
    assert re.findall(r' id="([a-z][^"]*)"', (tmp_path / "out/index.html").read_text()) == []


def test_what_another_build_wrote_in_between_is_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, out = copy_of(FULL, tmp_path / "site"), tmp_path / "out"

    def slowly(files: dict[PurePosixPath, bytes | None], to: Path) -> writing.Written:
        done = writing.write(files, to)
        monkeypatch.undo()
        built(root, out, NOW + timedelta(days=40))
        return done

    monkeypatch.setattr(build, "write", slowly)
    built(root, out)

    built(root, out)
    built(root, tmp_path / "cold")
    assert read_all(out) == read_all(tmp_path / "cold")


def test_a_linked_folder_in_output_never_makes_pages_vanish(tmp_path: Path) -> None:
    root, out = copy_of(FULL, tmp_path / "site"), tmp_path / "out"
    built(root, out)
    before = read_all(out)
    (out / "tjenester").rename(tmp_path / "elsewhere")
    (out / "tjenester").symlink_to(tmp_path / "elsewhere")
    built(root, out)
    assert not (out / "tjenester").is_symlink()
    assert read_all(out) == before


def test_a_price_that_becomes_free_says_so_ahead(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    prices = root / "content/prices.yaml"
    prices.write_text(prices.read_text().replace("2100,50", "gratis"))
    built(root, tmp_path / "out")
    page = (tmp_path / "out/tjenester/barnehageplass/index.html").read_text()
    assert "gratis fra 1. august 2026" in page
    assert "0\N{NO-BREAK SPACE}kr fra" not in page


def test_a_text_may_lead_to_what_is_chosen_on_a_page(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "site")
    links = "[a](/kart/skoler/?f-trinn=1-7) [b](/embed/kart/skoler/#_lys) [c](/min-gate/#gate=Liavegen&nr=2)"
    (root / "content/pages/valg.md").write_text(f"# Valg\n\n{links}\n", encoding="utf-8")
    built(root, tmp_path / "out")
    page = (tmp_path / "out/valg/index.html").read_text(encoding="utf-8")
    for one in ("kart/skoler/?f-trinn=1-7", "embed/kart/skoler/#_lys", "min-gate/#gate=Liavegen&amp;nr=2"):
        assert f'href="/mini/{one}"' in page
