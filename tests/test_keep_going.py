"""When it hurries: what is wrong is left out, the rest is published, and a crisis gets through as plain text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder import build
from site_builder.loading.plain_alerts import is_grave, plain_alert
from site_builder.rendering import markdown
from site_builder.rendering.markdown import Target
from tests.support import INVALID, NOW, OUTLINE, ROOT, SMALL_SETTINGS, built, copy_of, read_all


def kept_going(root: Path) -> build.Outcome:
    return build.build(build.Request(root, root / "output", NOW, keeps_going=True))


def _came_in_before_now(path: Path) -> None:
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))


def page(root: Path, address: str) -> str:
    return (root / "output" / address.lstrip("/") / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a small site: two services, a page, a notice and a map."""
    root = tmp_path / "town"
    for path, text in SOURCES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


SOURCES = {
    "content/site.yaml": f"{SMALL_SETTINGS}grunnkart: grunnkart.geojson\n",
    "content/contacts.yaml": "servicetorget:\n  navn: Servicetorget\n  telefon: 62 00 00 00\n",
    "content/categories.yaml": "veg:\n  tittel: Veg\n",
    "content/services/broyting.md": "---\ntittel: Brøyting\nkort: Når vi brøyter.\nkategori: veg\n---\n\nVi brøyter.\n",
    "content/services/barnehageplass.md": "---\ntittel: Barnehageplass\nkort: Søk.\nkategori: veg\n---\n",
    "content/services/svommehall.md": "---\ntittel: Svømmehallen\nkort: Bad.\nkategori: veg\nutkast: ja\n---\n",
    "content/pages/personvern.md": "---\ntittel: Personvern\n---\n\nVi lagrer ingenting.\n",
    "content/notices/2026-02-17-drift-vann.md": "---\ntittel: Vannet\nslutter: 2026-02-17 14:00\n---\n\nBorte.\n",
    "maps/grunnkart.geojson": OUTLINE,
    "maps/skoler.yaml": "tittel: Skoler\ndata: skoler.csv\n",
    "maps/skoler.csv": "navn;lat;lon\nLia skole;60.19;12.01\n",
}


# --- what is left out -----------------------------------------------------------------------------


def test_a_service_that_is_wrong_is_left_out_and_links_to_it_are_plain_text(town: Path) -> None:
    (town / "content/services/broyting.md").write_text("---\ntittel: Brøyting: nå\nkort: X\n---\n")
    personvern = town / "content/pages/personvern.md"
    text = "\nSe [brøyting](tjeneste:broyting), [der](/tjenester/broyting/) og [fila](../services/broyting.md#hvor).\n"
    personvern.write_text(personvern.read_text() + text)

    outcome = kept_going(town)

    assert outcome.left_out == ("content/services/broyting.md",)
    assert outcome.written is not None
    assert "Se brøyting, der og fila." in page(town, "personvern")
    assert not (town / "output/tjenester/broyting").exists()
    assert "/tjenester/broyting/" not in page(town, "")
    assert page(town, "tjenester/barnehageplass")


def test_a_page_from_before_does_not_stay_where_its_source_is_wrong(town: Path) -> None:
    built(town, town / "output")
    (town / "content/services/broyting.md").write_text("---\ntittel: Brøyting: nå\nkort: X\n---\n")
    kept_going(town)
    # It would lack the alert that stands on every other page.
    assert not (town / "output/tjenester/broyting").exists()


def test_without_errors_nothing_is_left_out(town: Path) -> None:
    outcome = kept_going(town)
    assert (outcome.left_out, outcome.plain, outcome.problems) == ((), (), ())
    first = read_all(town / "output")
    built(town, town / "other")
    assert read_all(town / "other") == first


def test_what_only_points_at_nothing_is_published_with_plain_text_for_the_link(town: Path) -> None:
    service = town / "content/services/broyting.md"
    service.write_text(
        service.read_text() + "\nSe [baner](tjeneste:baner), [der](/tjenester/baner/) og {telfon:vakt}.\n"
    )
    outcome = kept_going(town)
    assert (outcome.left_out, [one.code for one in outcome.problems]) == ((), ["R407", "R414", "R406"])
    assert "Se baner, der og {telfon:vakt}." in page(town, "tjenester/broyting")


def test_a_contact_that_is_wrong_is_left_out_and_the_front_desk_answers_instead(town: Path) -> None:
    contacts = town / "content/contacts.yaml"
    contacts.write_text(contacts.read_text() + "ny:\n  navn: Ny\n  telefon: 12\nnest:\n  navn: Nest\n")
    service = town / "content/services/broyting.md"
    text = service.read_text().replace("kategori:", "kontakt: ny\nkategori:")
    service.write_text(text + "\nRing {telefon:ny} straks.\n")

    outcome = kept_going(town)

    assert outcome.left_out == ("content/contacts.yaml: ny",)
    shown = page(town, "tjenester/broyting")
    assert 'Ring <a href="tel:' in shown
    assert "Nest" in page(town, "kontakt")


@pytest.mark.parametrize("data", ["skoler.csv", "skoler.yaml"])
def test_a_map_goes_whole_with_its_places(town: Path, data: str) -> None:
    path = town / "maps" / data
    path.write_text(path.read_text() + "feil: her\n")
    outcome = kept_going(town)
    assert "maps/skoler.yaml" in outcome.left_out
    assert outcome.written is not None
    assert not (town / "output/kart/skoler").exists()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/site.yaml", "navn: [\n"),
        ("content/site.yaml", "navn: Uten resten\n"),
        ("templates/404.html", "{{ nothing }}"),
    ],
)
def test_without_settings_and_templates_nothing_is_built(town: Path, path: str, text: str) -> None:
    built(town, town / "output")
    before = read_all(town / "output")
    (town / path).parent.mkdir(exist_ok=True)
    (town / path).write_text(text)
    outcome = kept_going(town)
    assert (outcome.written, outcome.left_out) == (None, ())
    assert outcome.problems
    assert read_all(town / "output") == before


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("servicetorget:\n  navn: Torget\n  telefon: 22 22 22\n  epost: post@alt.example\n", "Torget"),
        ("a:\n  navn: A\nservicetorget:\n\tnavn: 'Torget' # her\n\tEpost: post@alt.example\nb:\n\tnavn: B\n", "Torget"),
        ("servicetorget: [\n  epost: post@alt.example\n", "servicetorget"),
        ("servicetorget:\n  navn: 'Torget\n  epost: post@alt.example\n", "Torget"),
        ("servicetorget:\n  telefon: 22 22 22 22\n  epost: post@alt.example\n", "servicetorget"),
    ],
)
def test_a_front_desk_that_is_wrong_has_its_name_and_what_can_be_read_of_it(town: Path, text: str, name: str) -> None:
    (town / "content/contacts.yaml").write_text(text)
    (town / "content/notices/2026-02-17-krise-vann.md").write_text("# Kok vannet\n\nKok alt.\n")
    outcome = kept_going(town)
    assert {one.partition(": ")[0] for one in outcome.left_out} == {"content/contacts.yaml"}
    shown = page(town, "kontakt")
    assert "Kok vannet" in shown
    assert f">{name}</h" in shown
    assert "mailto:post@alt.example" in shown
    assert ">22 22 22<" not in shown


@pytest.mark.parametrize(
    "text",
    ["# tom\n", "servicetorg:\n  navn: Torg\n", "servicetorget: [\n", "servicetorget:\n", "\tservicetorget: ja\n"],
)
def test_a_front_desk_of_which_nothing_can_be_read_is_called_by_its_id(town: Path, text: str) -> None:
    (town / "content/contacts.yaml").write_text(text)
    assert kept_going(town).written is not None
    assert ">servicetorget</h" in page(town, "kontakt")


@pytest.mark.parametrize(
    "fault",
    [
        "bad_id_of_a_map",
        "merge_key",
        "missing_base_map",
        "missing_field_in_site_yaml",
        "two_maps_one_slug",
        "street_table_with_a_misspelt_column",
        "title_of_another_page",
        "unknown_field",
        "translation_says_more_than_texts",
    ],
)
def test_a_site_with_a_fault_is_built_without_it_or_stays_as_it_was(tmp_path: Path, fault: str) -> None:
    outcome = kept_going(copy_of(INVALID / fault, tmp_path / "site"))
    stops = {one.path for one in outcome.problems} & {"content/site.yaml"}
    assert (outcome.written is None) == bool(stops)
    assert bool(outcome.left_out or outcome.plain) != bool(stops)


def test_no_page_says_that_nothing_is_reported_while_a_notice_is_left_out(town: Path) -> None:
    (town / "content/notices/2026-02-17-drift-vann.md").write_text("---\ntittel: Vannet\ntema: vann\nsluter: x\n---\n")
    assert kept_going(town).left_out == ("content/notices/2026-02-17-drift-vann.md",)
    status = page(town, "aktuelt/drift")
    assert "<li>Vann: det kan mangle meldinger" in status
    assert "ingen melding" not in status
    for path in ("", "skjerm", "aktuelt", "aktuelt/krise", "embed"):
        assert "Det kan mangle meldinger her nå." in page(town, path), path
        assert "ingen melding" not in page(town, path).lower(), path


# --- a crisis gets through ------------------------------------------------------------------------

BROKEN = {
    "a colon": "---\ntittel: Kok vannet: i Lia\n---\nKok <b>alt</b> vann.\n",
    "no end of the fields": "---\ntittel: Kok vannet\n\nKok <b>alt</b> vann.\n",
    "text among the fields": "---\ntittel: Kok vannet\nKok <b>alt</b> vann.\n---\n",
    "a field that is not there": "---\ntittel: Kok vannet\nsluter: 2026-02-18\n---\nKok <b>alt</b> vann.\n",
    "nested too deep": "# Kok vannet\n\nKok <b>alt</b> vann.\n\n" + "> " * 40 + "dypt\n",
    "an update without a time that can be": "# Kok vannet\n\nKok <b>alt</b> vann.\n\n## Oppdateringer\n\n25.99 Nei.\n",
    "a title twice": "---\ntittel: Kok vannet\n---\n# Kok vannet\n\nKok <b>alt</b> vann.\n",
    "a turned text": "# Kok vannet\n\nKok <b>alt</b> vann.\u202e\n",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_crisis_that_is_wrong_goes_out_as_plain_text_on_every_page(town: Path, fault: str) -> None:
    path = "content/notices/2026-02-17-krise-vann.md"
    (town / path).write_text(BROKEN[fault], encoding="utf-8")

    outcome = kept_going(town)

    assert (outcome.plain, outcome.left_out) == ((path,), ())
    for name, content in read_all(town / "output").items():
        if name.endswith(".html"):
            text = content.decode()
            # A screen on a wall has it as the first of what it shows.
            end = "</section>" if name == "skjerm/index.html" else "<main"
            assert 0 < text.find("Kok vannet", text.index("<body")) < text.index(end), name
    shown = page(town, "aktuelt/2026-02-17-krise-vann")
    assert "Kok &lt;b&gt;alt&lt;/b&gt; vann." in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("name", "content", "address"),
    [
        ("Krise Vann!.md", b"# Kok vannet\n\nKok alt vann.\n", "krise-vann"),
        ("krise.md", b"# Kok vannet\n\nKok alt vann.\n", "krise-2"),
        ("2026-02-17-krise-a.md", "# Kok vannet på Åsen\n\nNå.\n".encode("cp1252"), "2026-02-17-krise-a"),
        ("2026-02-17-krise-b.md", "# Kok vannet på Åsen\n\nNå.\n".encode("utf-16"), "2026-02-17-krise-b"),
        ("krise-uten-tekst.md", b"# Kok vannet\n", "krise-uten-tekst"),
        ("2026-02-17-drift-c.md", "---\nalvor: fare\ntittel: Kok vannet\nx\n---\nNå.\n".encode(), "2026-02-17-drift-c"),
        ("2026-02-17-d.md", "---\ntype: krise\ntittel: [Kok vannet\n---\nNå.\n".encode(), "2026-02-17-d"),
        ("2026-02-17-krise-e.md.txt", b"# Kok vannet\n", "2026-02-17-krise-e"),
        ("2026-02-17-krise-f.MD", b"# Kok vannet\n", "2026-02-17-krise-f"),
        ("2026-02-17-krise-g.markdown", b"# Kok vannet\n", "2026-02-17-krise-g"),
        ("2026-02-17-krise-h", b"# Kok vannet\n", "2026-02-17-krise-h"),
        ("nye/2026/2026-02-17-krise-i.md", b"# Kok vannet\n", "2026-02-17-krise-i"),
        ("2026-02-17-kopi-av-krise-j.txt", b"# Kok vannet\n", "2026-02-17-kopi-av-krise-j"),
        ("2026-02-17-vann.md", b"---\ntype: Krise!\n---\n# Kok vannet\n", "2026-02-17-vann"),
        ("2026-02-17-vei.md", b"---\nalvor: Fare!\n---\n# Kok vannet\n", "2026-02-17-vei"),
        ("2026-02-17-kirse-k.md", b"# Kok vannet\n", "2026-02-17-kirse-k"),
    ],
)
def test_a_crisis_has_an_address_whatever_its_file_is_called_or_written_in(
    town: Path, name: str, content: bytes, address: str
) -> None:
    (town / "content/notices" / name).parent.mkdir(parents=True, exist_ok=True)
    (town / "content/notices" / name).write_bytes(content)
    _came_in_before_now(town / "content/notices" / name)
    outcome = kept_going(town)
    assert outcome.plain == (f"content/notices/{name}",)
    assert "Kok vannet" in page(town, f"aktuelt/{address}")
    assert "Kok vannet" in page(town, "")
    if "Åsen" in page(town, ""):
        assert "Kok vannet på Åsen" in page(town, "")


@pytest.mark.parametrize(
    ("fields", "is_alert"),
    [
        ("friskmeldt: 2026-02-17 10:00", False),
        ("friskmeldt: ja", True),
        ("publisert: 2026-02-17 08:00\nfriskmeldt: 2025-02-17 10:00", True),
        ("publisert: 2026-03-01", False),
        ("alvor: info", False),
        ("utkast: ja", False),
    ],
)
def test_an_all_clear_that_can_be_read_counts_and_no_other(town: Path, fields: str, *, is_alert: bool) -> None:
    (town / "content/notices/2026-02-16-krise-flom.md").write_text(
        f"---\ntittel: Flom i elva\n{fields}\nsluter: x\n---\nGå.\n"
    )
    kept_going(town)
    assert ("Flom i elva" in page(town, "kontakt")) is is_alert


@pytest.mark.parametrize(
    "text", ["# Kok vannet\n\nKok alt vann.\n", "---\ntittel: Kok vannet: nå\n---\nKok alt vann.\n"]
)
def test_a_crisis_from_a_machine_whose_clock_is_fast_is_told_of_now(town: Path, text: str) -> None:
    path = town / "content/notices/krise-vann.md"
    path.write_text(text)
    os.utime(path, (NOW.timestamp() + 600, NOW.timestamp() + 600))
    kept_going(town)
    assert "Kok vannet" in page(town, "kontakt")
    first = read_all(town / "output")
    kept_going(town)
    assert read_all(town / "output") == first


@pytest.mark.parametrize(("spelling", "word"), [("nb", "bekreftet"), ("en", "confirmed")])
def test_what_is_to_be_written_in_a_crisis_that_is_wrong_is_in_the_words_of_the_site(
    town: Path, spelling: str, word: str
) -> None:
    settings = town / "content/site.yaml"
    settings.write_text(f"{settings.read_text()}feltnavn: {spelling}\n")
    (town / "content/notices/2026-01-02-krise-flom.md").write_text("---\ntittel: Flom\nsluter: x\n---\n\nGå.\n")
    (told,) = (one for one in kept_going(town).problems if one.code == "N251")
    assert str(dict(told.values)["still"]).partition(":")[0] == word


def test_an_exercise_that_is_wrong_says_that_it_is_one(town: Path) -> None:
    text = "---\ntittel: Flom i elva\nøvelse: ja\nsluter: x\n---\nGå opp.\n"
    (town / "content/notices/2026-02-16-krise-flom.md").write_text(text)
    kept_going(town)
    band = page(town, "kontakt").partition("<header")[0]
    assert ">Flom i elva</span>" in band
    assert ">Øvelse</strong>" in band


def test_an_empty_crisis_says_nothing_and_is_left_out(town: Path) -> None:
    (town / "content/notices/krise-tom.md").write_text("\n")
    outcome = kept_going(town)
    assert (outcome.plain, outcome.left_out) == ((), ("content/notices/krise-tom.md",))


def test_a_draft_that_nobody_filled_in_is_left_out_and_named(town: Path) -> None:
    path = "content/notices/2026-02-17-krise-flom.md"
    (town / path).write_text((ROOT / "templates/drafts/flom.md").read_text(encoding="utf-8"), encoding="utf-8")
    outcome = kept_going(town)
    assert (outcome.plain, outcome.left_out) == ((), (path,))
    assert "Flom i" not in page(town, "")


def test_what_is_still_to_be_filled_in_is_left_out_of_a_crisis_and_the_rest_goes_out(town: Path) -> None:
    path = "content/notices/2026-02-17-krise-flom.md"
    draft = (ROOT / "templates/drafts/flom.md").read_text(encoding="utf-8")
    (town / path).write_text(draft.replace("[elv, bekk eller område]", "Lia"), encoding="utf-8")
    assert kept_going(town).plain == (path,)
    shown = page(town, "aktuelt/2026-02-17-krise-flom")
    assert "Flom i Lia" in shown
    assert "Hold deg unna elva" in shown
    assert "[" not in shown.partition("<main")[2].partition("</main>")[0]
    # All that stood below this heading was to be filled in.
    assert "Stengt" not in shown
    assert "Helse" in shown


def _alert(text: str, name: str = "2026-02-17-krise-x.md") -> tuple[str, str]:
    """Return the title and the HTML of a crisis as it comes through."""
    found = plain_alert(f"content/notices/{name}", text.encode(), "2026-02-17T08:00:00+01:00", ())
    assert found is not None
    body = markdown.parse(found.origin.document.body)
    return found.title, str(markdown.html(body, lambda one: Target(text=f"<{one.target}>"))).strip()


@pytest.mark.parametrize(
    ("text", "title", "shown"),
    [
        ("# Kok\n\nEn\nto\n\ntre", "Kok", "<p>En<br />\nto</p>\n<p>tre</p>"),
        ("Kok\n===\n\n- en\n1. to\n    tre", "Kok", "<p>- en<br />\n1. to<br />\ntre</p>"),
        ("#Kok\n**en** [to](javascript:x) `tre`", "Kok", "<p>**en** [to](javascript:x) `tre`</p>"),
        ("tittel: Kok\n---\nEn &amp; to &#x202E;", "Kok", "<p>En &amp;amp; to &amp;#x202E;</p>"),
        ("- - -\nTittel: 'Kok'\n—\nRing {telefon:vakt}", "Kok", "<p>Ring &lt;vakt&gt;</p>"),
        ("---\ntittel: >\n  Kok\n  vann\n---\nNå", "Kok vann", "<p>Nå</p>"),
        ("—--\ntittel: Kok\n—--\nNå", "Kok", "<p>Nå</p>"),
        ("***\ntittel: Kok\n***\nNå", "Kok", "<p>Nå</p>"),
        ("===\ntittel: Kok\n===\nNå", "Kok", "<p>Nå</p>"),
        (
            "---\ntittel: Kok\n---\nNå\n\n---\ntittel: Dra\n---",
            "Kok",
            "<p>Nå</p>\n<p>---<br />\ntittel: Dra<br />\n---</p>",
        ),
        ("Kok alt vann.", "Kok alt vann.", ""),
        (
            "# Kok\nI [område].\n\nSe [her](a).\n## Nå\n[x]\n\n## Ny\nJa",
            "Kok",
            "<p>Se [her](a).<br />\n## Ny<br />\nJa</p>",
        ),
        ("# Kok\n<<<<<<< HEAD\nEn\n=======\nTo\n>>>>>>> gren", "Kok", "<p>En<br />\nTo</p>"),
        ("Kok " + "vann " * 40, "Kok " + "vann " * 22 + "…", f"<p>Kok {'vann ' * 40}</p>".replace(" </p>", "</p>")),
    ],
)
def test_what_its_author_wrote_is_shown_as_it_was_written(text: str, title: str, shown: str) -> None:
    assert _alert(text) == (title, shown)


@pytest.mark.parametrize(
    ("name", "text", "is_so"),
    [
        ("krise-x.md", "# A", True),
        ("2026-02-17-KRISE-x.md", "# A", True),
        ("crisis.md", "# A", True),
        ("krisemelding-vann.md", "# A", True),
        ("17-02-2026-krise-vann.md", "# A", True),
        ("krisesenteret-flytter.md", "# A", False),
        ("x.md", "---\nalvor: fare\n---", True),
        ("x.md", "---\nseverity: 'crisis'\n", True),
        ("x.md", "---\ntype: krise # flommen\n---", True),
        ("x.md", "---\ntype: krise\nalvor: viktig\n---", False),
        ("x.md", "# A\n\nalvor: krise", False),
        ("2026-02-17-drift-krise.md", "# A", False),
        ("2026-02-17-nyhet-krise-i-avisa.md", "# A", False),
        ("2026-02-17-finanskrise-i-nord.md", "# A", False),
        ("2026-02-17-krisevann.md", "# A", True),
        ("vann-krise.md", "# A", True),
        ("vann-krise.md", "---\ntype: nyhet\n---", False),
        ("2026-02-17-flom.md", "---\ntittel: Krise: Kok vannet\n---", True),
        ("2026-02-17-flom.md", "# KRISE! Kok vannet", True),
        ("2026-02-17-nyhet-flom.md", "# Krise: Kok vannet", False),
        ("2026-02-17-flom.md", "# Krisesenteret har åpent", False),
        ("x.md", "---\ntype: Krise!\n---", True),
        ("x.md", "---\nalvor: farre\n---", True),
        ("x.md", "---\nalvor: Viktig!\n---", False),
    ],
)
def test_what_is_a_crisis_is_read_from_name_and_fields(name: str, text: str, *, is_so: bool) -> None:
    assert is_grave(f"content/notices/{name}", text.encode()) is is_so


def test_a_new_crisis_after_a_build_imports_neither_folium_nor_pillow(town: Path) -> None:
    built(town, town / "output")
    crisis = town / "content/notices/krise-lia.md"
    crisis.write_text("# Kok vannet i Lia\n\nKok alt vann.\n")
    _came_in_before_now(crisis)
    code = (
        "import sys\nfrom site_builder.cli import cli\n"
        f"cli.main(['build', '--root', {str(town)!r}, '--now', {NOW.isoformat()!r}], standalone_mode=False)\n"
        "print({'folium', 'PIL'} & set(sys.modules))"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "set()"
    assert "Kok vannet i Lia" in page(town, "kontakt")


def test_a_crisis_imports_no_pillow_while_a_broken_picture_lies_there(town: Path) -> None:
    (town / "content/images").mkdir()
    (town / "content/images/torget.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut short")
    record = "torget:\n  fil: torget.jpg\n  alt: Torget.\n  foto: Eksempel kommune\n"
    (town / "content/images.yaml").write_text(record, encoding="utf-8")
    assert kept_going(town).left_out == ("content/images.yaml: torget",)
    code = (
        "import sys\nfrom site_builder.cli import cli\n"
        f"cli.main(['build', '--keep-going', '--root', {str(town)!r}, '--now', {NOW.isoformat()!r}], "
        "standalone_mode=False)\n"
    )
    said = "import atexit, sys\natexit.register(lambda: print('PIL' in sys.modules))\n"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", said + code], env=environment, check=False, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "False"


def test_people_are_told_where_to_go_when_the_map_of_it_is_left_out(town: Path) -> None:
    (town / "maps/skoler.yaml").write_text("tittel: [\n")
    crisis = "---\ntittel: Kok vannet\ntype: krise\nmøtesteder: [lia-skole]\n---\n\nKok alt vann.\n"
    (town / "content/notices/2026-02-17-krise-vann.md").write_text(crisis, encoding="utf-8")
    kept_going(town)
    for path in ("aktuelt/2026-02-17-krise-vann", "aktuelt/2026-02-17-krise-vann/ark"):
        assert "Lia skole" in page(town, path), path


def test_whom_a_notice_concerns_is_said_when_that_is_left_out(town: Path) -> None:
    (town / "content/units").mkdir()
    (town / "content/units/biblioteket.md").write_text("---\ntittel: [x\n---\n")
    text = "---\ntittel: Stengt i dag\ntype: drift\ntema: stengt\ngjelder: biblioteket\n---\n\nStengt.\n"
    (town / "content/notices/2026-02-16-drift-bib.md").write_text(text, encoding="utf-8")
    event = "---\ntittel: Lesestund\ntype: arrangement\nstarter: 2026-02-20 18:00\nsted: biblioteket\n---\n\nKom.\n"
    (town / "content/notices/2026-02-16-lesestund.md").write_text(event, encoding="utf-8")
    kept_going(town)
    for path in ("2026-02-16-drift-bib", "2026-02-16-lesestund"):
        assert "<dd>Biblioteket</dd>" in page(town, f"aktuelt/{path}"), path


def test_what_a_picture_shows_is_said_where_it_cannot_be_shown(town: Path) -> None:
    personvern = town / "content/pages/personvern.md"
    personvern.write_text(personvern.read_text() + "\nSe ![kart over Lia](kart.png) her.\n\n![Torget](torget.png)\n")
    kept_going(town)
    assert "<p>Se kart over Lia her.</p>\n<p>Torget</p>" in page(town, "personvern")


# --- drafts ---------------------------------------------------------------------------------------


def test_a_draft_is_shown_nowhere_and_links_to_it_are_plain_text(town: Path) -> None:
    service = town / "content/services/broyting.md"
    service.write_text(service.read_text() + "\nSe [hallen](tjeneste:svommehall) og [der](/tjenester/svommehall/).\n")
    built(town, town / "output")
    assert "Se hallen og der." in page(town, "tjenester/broyting")
    assert not any(b"vommehall" in content for content in read_all(town / "output").values())


def test_a_draft_is_checked_as_any_other(town: Path) -> None:
    draft = town / "content/services/svommehall.md"
    draft.write_text(draft.read_text() + "\nSe [baner](tjeneste:baner).\n")
    outcome = build.check(build.Request(town, town / "output", NOW))
    assert [(one.code, one.path) for one in outcome.problems] == [("R407", "content/services/svommehall.md")]


def test_a_draft_changes_nothing_at_any_moment_and_asks_for_no_date(town: Path) -> None:
    (town / "content/notices/krise-flom.md").write_text(
        "---\ntittel: Flom\nutkast: ja\nstarter: 2026-02-17 12:00\n---\nGå.\n"
    )
    outcome = built(town, town / "output")
    assert outcome.problems == ()
    assert "14:00" in (town / "output/api/v1/next-change.json").read_text()


def test_the_places_of_a_map_that_is_a_draft_are_drafts(town: Path) -> None:
    path = town / "maps/skoler.yaml"
    path.write_text(f"utkast: ja\n{path.read_text()}")
    built(town, town / "output")
    assert not (town / "output/kart/skoler").exists()
    assert not (town / "output/api/v1/kart/skoler.csv").exists()
